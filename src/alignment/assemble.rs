//! From groups of sentences to the alignments that are reported.
//!
//! A copy is one alignment as long as it runs, trimmed to the sentences of which a good part was
//! copied, and inside others to the words; a retelling is one alignment for each group of
//! sentences. A group whose likeness is too weak to stand by itself is left out, however strong its
//! neighbours.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Relation;
use super::pair::{Group, Side};
use crate::token::Class;

/// Settings of the reporting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Alignments below this probability are not reported.
    pub score: f64,
    /// Share of the tokens in shared runs from which a group counts as copied.
    pub copied: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { score: 0.5, copied: 0.4 }
    }
}

/// An alignment before its words are aligned.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Left tokens.
    pub left: Range<usize>,
    /// Right tokens.
    pub right: Range<usize>,
    /// How the sides relate.
    pub relation: Relation,
    /// Probability that both state the same, 0 to 1.
    pub score: f64,
    /// Its groups, in order.
    pub groups: Vec<Group>,
    /// Both sides are whole texts of a sentence or two, whose words may face each other across the groups.
    pub whole: bool,
}

/// Makes alignments of the groups of one passage.
pub fn drafts(groups: Vec<Group>, left: Side, right: Side, options: &Options) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for group in groups {
        let score = group.score;
        if score < options.score {
            continue;
        }
        let relation = relation(&group, options);
        match drafts.last_mut() {
            Some(last) if joins(last, &group, relation) => {
                // What stands between two parts of a copy is no part of it, word for word.
                let parted = group.left.start > last.left.end || group.right.start > last.right.end;
                last.left.end = last.left.end.max(group.left.end);
                last.right.end = last.right.end.max(group.right.end);
                last.relation = last.relation.max(relation);
                if parted {
                    last.relation = last.relation.max(Relation::Edited);
                }
                last.score = last.score.max(score);
                last.groups.push(group);
            }
            _ => drafts.push(Draft {
                left: group.left.clone(),
                right: group.right.clone(),
                relation,
                score,
                groups: vec![group],
                whole: false,
            }),
        }
    }
    drafts.iter_mut().for_each(|draft| trim(draft, left, right));
    bridge(&mut drafts, left, right);
    drafts
}

/// Gives a sentence or two that stand between two alignments to the first of them, where one side has
/// nothing there or both tell something of one thing: the texts go on telling the same, and what one
/// of them leaves out or tells in no like words is a difference between them.
fn bridge(drafts: &mut [Draft], left: Side, right: Side) {
    drafts.sort_by_key(|draft| (draft.left.start, draft.right.start));
    for n in 1..drafts.len() {
        let (first, next) = (&drafts[n - 1], &drafts[n]);
        if next.left.start < first.left.end || next.right.start < first.right.end {
            continue;
        }
        let gaps = (first.left.end..next.left.start, first.right.end..next.right.start);
        let (less, more) = (gaps.0.len().min(gaps.1.len()), gaps.0.len().max(gaps.1.len()));
        let one_thing = less <= EDGE || retold(left, &gaps.0, right, &gaps.1);
        if (1..=GAP).contains(&more) && one_thing {
            let draft = &mut drafts[n - 1];
            (draft.left.end, draft.right.end) = (gaps.0.end, gaps.1.end);
            draft.relation = draft.relation.max(Relation::Edited);
        }
    }
}

/// How the sides of a group relate.
pub fn relation(group: &Group, options: &Options) -> Relation {
    if group.likeness.verbatim {
        Relation::Verbatim
    } else if group.likeness.runs >= options.copied {
        Relation::Edited
    } else {
        Relation::Retold
    }
}

fn joins(last: &Draft, group: &Group, relation: Relation) -> bool {
    relation != Relation::Retold
        && last.relation != Relation::Retold
        && last.left.len().max(last.right.len()) <= LONGEST
        && group.left.start >= last.left.end
        && group.right.start >= last.right.end
        && near(group.left.start - last.left.end, group.right.start - last.right.end)
}

/// Whether so many tokens of either side may stand between two parts of one copy: few on both, or
/// what one side has inserted.
fn near(left: usize, right: usize) -> bool {
    left.max(right) <= GAP || left.min(right) <= EDGE && left.max(right) <= INSERTED
}

/// Tokens that may stand between two parts of one copy on both sides,
const GAP: usize = 40;
/// and on one side alone: a paragraph or two that only it has.
const INSERTED: usize = 400;
/// Tokens from which on a copy is not made longer: what differs in it is looked for in one go.
const LONGEST: usize = 8_000;
/// Tokens at the edge of a copy that may differ before it is trimmed.
const EDGE: usize = 4;
/// A copied part of a sentence keeps the whole of it unless it is smaller than one in so many.
const PART: usize = 4;
/// Tokens in a row that both sides have: the edge of what was copied.
const RUN: usize = 3;

/// Cuts off what was not copied at the edges of a copy; retellings keep whole sentences, and so
/// does a copy that ends inside a sentence of which it has a good part.
fn trim(draft: &mut Draft, left: Side, right: Side) {
    if draft.relation != Relation::Edited {
        return;
    }
    let keys = |side: Side, run: &Range<usize>| -> Vec<u64> {
        side.telling.tokenized.tokens[run.clone()].iter().map(|token| token.key).collect()
    };
    let (a, b) = (keys(left, &draft.left), keys(right, &draft.right));
    let (Some(x), Some(y)) = (shared_hull(&a, &b), shared_hull(&b, &a)) else { return };
    let (x, y) = (shifted(&x, draft.left.start), shifted(&y, draft.right.start));
    let heads = (draft.left.start..x.start, draft.right.start..y.start);
    let tails = (x.end..draft.left.end, y.end..draft.right.end);
    let first = (sentence(left, x.start), sentence(right, y.start));
    let last = (sentence(left, x.end - 1), sentence(right, y.end - 1));
    if !retold(left, &heads.0, right, &heads.1) {
        let whole = is_part(&first.0, &x, &first.1, &y)
            && !(x.start > first.0.start && stops(left, x.start))
            && !(y.start > first.1.start && stops(right, y.start));
        draft.left.start = cut(until(&heads.0, whole, first.0.start)).end;
        draft.right.start = cut(until(&heads.1, whole, first.1.start)).end;
    }
    if !retold(left, &tails.0, right, &tails.1) {
        let whole = is_part(&last.0, &x, &last.1, &y)
            && !(x.end < last.0.end && stops(left, x.end))
            && !(y.end < last.1.end && stops(right, y.end));
        draft.left.end -= cut(from(&tails.0, whole, last.0.end)).len();
        draft.right.end -= cut(from(&tails.1, whole, last.1.end)).len();
    }
}

/// The tokens of the sentence of a token.
fn sentence(side: Side, token: usize) -> Range<usize> {
    let all = &side.telling.tokenized.sentences;
    let at = all.partition_point(|sentence| sentence.tokens.end <= token);
    all[at].tokens.clone()
}

/// Whether what was copied is a good part of its sentences at one edge: then what else they say is
/// to be compared, not cut off.
fn is_part(left: &Range<usize>, x: &Range<usize>, right: &Range<usize>, y: &Range<usize>) -> bool {
    let part = |sentence: &Range<usize>, hull: &Range<usize>| {
        let copied = sentence.end.min(hull.end).saturating_sub(sentence.start.max(hull.start));
        PART * copied >= sentence.len()
    };
    part(left, x) && part(right, y)
}

/// Whether a full stop stands before a token: what follows is no part of the sentence before it,
/// though something between, such as a comment, kept them from being parted.
fn stops(side: Side, token: usize) -> bool {
    let tokens = &side.telling.tokenized.tokens;
    let Some(before) = token.checked_sub(1).and_then(|n| tokens.get(n)) else { return true };
    let Some(next) = tokens.get(token) else { return true };
    let between = side.telling.text.get(before.span.range().end..next.span.range().start);
    between.unwrap_or_default().contains(['.', '!', '?'])
}

/// What of the head is cut, where a whole sentence stays.
fn until(head: &Range<usize>, whole: bool, start: usize) -> Range<usize> {
    if whole { head.start..head.end.min(start.max(head.start)) } else { head.clone() }
}

/// What of the tail is cut, where a whole sentence stays.
fn from(tail: &Range<usize>, whole: bool, end: usize) -> Range<usize> {
    if whole { tail.start.max(end.min(tail.end))..tail.end } else { tail.clone() }
}

fn shifted(run: &Range<usize>, by: usize) -> Range<usize> {
    run.start + by..run.end + by
}

/// What of an edge is cut: all of it, or nothing where it is short.
fn cut(edge: Range<usize>) -> Range<usize> {
    if edge.len() > EDGE { edge } else { edge.start..edge.start }
}

/// Whether two edges of a copy tell the same in other words: a third of the words of content of
/// the shorter one stand in the other.
fn retold(left: Side, a: &Range<usize>, right: Side, b: &Range<usize>) -> bool {
    let stems = |side: Side, run: &Range<usize>| {
        let tokens = side.telling.tokenized.tokens[run.clone()].iter();
        let mut stems: Vec<u64> =
            tokens.filter(|token| token.class != Class::Function).map(|token| token.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let (x, y) = (stems(left, a), stems(right, b));
    let shared = x.iter().filter(|stem| y.binary_search(stem).is_ok()).count();
    shared > 0
        && 3 * shared >= x.len().min(y.len())
        && x.len().abs_diff(y.len()) <= 2 * x.len().min(y.len())
}

/// From the first to past the last token of `a` that stands in a run that `b` has.
fn shared_hull(a: &[u64], b: &[u64]) -> Option<Range<usize>> {
    let mut runs: Vec<[u64; RUN]> = b.array_windows::<RUN>().copied().collect();
    runs.sort_unstable();
    let shared = |run: &[u64; RUN]| runs.binary_search(run).is_ok();
    let first = a.array_windows::<RUN>().position(shared)?;
    let last = a.array_windows::<RUN>().rposition(shared)?;
    Some(first..last + RUN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_stays_whole_unless_little_of_it_was_copied() {
        // Six words of twelve on the left, of seven on the right; then of a sentence of forty.
        assert!(is_part(&(0..12), &(0..6), &(5..12), &(5..11)));
        assert!(!is_part(&(0..12), &(0..6), &(5..45), &(5..11)));
        assert_eq!(from(&(6..20), true, 12), 12..20);
        assert_eq!(from(&(6..20), false, 12), 6..20);
        assert_eq!(until(&(0..9), true, 4), 0..4);
        assert_eq!(until(&(6..9), true, 4), 6..6);
    }

    #[test]
    fn only_long_edges_are_cut() {
        assert_eq!(cut(10..12), 10..10);
        assert_eq!(cut(10..20), 10..20);
    }

    #[test]
    fn the_hull_reaches_from_the_first_to_the_last_shared_run() {
        let a = [7, 7, 1, 2, 3, 9, 9, 4, 5, 6, 8];
        let b = [1, 2, 3, 0, 4, 5, 6];
        assert_eq!(shared_hull(&a, &b), Some(2..10));
        assert_eq!(shared_hull(&a, &[1, 2]), None);
    }
}
