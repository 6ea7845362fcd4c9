//! Word links to word runs: which stretches are equal, replaced, inserted, deleted or moved.
//!
//! In come the words of two passages and the links between them; out go runs in the order of the
//! left side, inserted ones where the right side has them. The invariant: every word of either
//! passage lies in exactly one run, so the runs rebuild both sides.
//!
//! ```text
//! left   the minister | said    | on Monday | that | he would go
//! right  the minister | claimed |           | that | he would go  yesterday
//!        equal          replaced  deleted     equal                inserted
//! ```

use std::ops::Range;

use super::{Edit, Op};
use crate::span::Span;
use crate::telling::Telling;
use crate::token::Token;

/// A run of words, in token indices; an empty range says where the other side's words would stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What happened.
    pub op: Op,
    /// Words of the left side.
    pub left: Range<usize>,
    /// Words of the right side.
    pub right: Range<usize>,
}

/// Edits between the words `left_tokens` and `right_tokens`, which together cover every word.
/// Without links the words are compared as a copy of each other.
pub fn edits(
    left: &Telling,
    right: &Telling,
    left_tokens: Range<usize>,
    right_tokens: Range<usize>,
    links: &[(usize, usize)],
) -> Vec<Edit> {
    let (a, b) = (&left.tokenized.tokens, &right.tokenized.tokens);
    coalesce(runs(a, b, left_tokens, right_tokens, links))
        .into_iter()
        .map(|run| Edit { op: run.op, left: span(a, &run.left), right: span(b, &run.right) })
        .collect()
}

/// The runs of [`edits`], as fine as the links: each linked group of words is a run of its own.
pub fn runs(
    left: &[Token],
    right: &[Token],
    left_tokens: Range<usize>,
    right_tokens: Range<usize>,
    links: &[(usize, usize)],
) -> Vec<Run> {
    let lt = left_tokens.start..left_tokens.end.min(left.len());
    let rt = right_tokens.start..right_tokens.end.min(right.len());
    let (a, b) = (left.get(lt.clone()).unwrap_or(&[]), right.get(rt.clone()).unwrap_or(&[]));
    let inside: Vec<(usize, usize)> = links
        .iter()
        .filter(|(i, j)| lt.contains(i) && rt.contains(j))
        .map(|(i, j)| (i - lt.start, j - rt.start))
        .collect();
    let mut blocks = if inside.is_empty() { copied(a, b) } else { groups(a.len(), &inside) };
    for block in &mut blocks {
        block.same = same_words(a, b, block);
    }
    mark_moved(&mut blocks, b.len());
    let mut found = lay_out(&blocks, a.len(), b.len());
    for run in &mut found {
        run.left = run.left.start + lt.start..run.left.end + lt.start;
        run.right = run.right.start + rt.start..run.right.end + rt.start;
    }
    found
}

/// A contiguous group of words facing a contiguous group of the other side.
#[derive(Clone, Debug)]
struct Block {
    left: Range<usize>,
    right: Range<usize>,
    same: bool,
    moved: bool,
}

impl Block {
    fn new(left: Range<usize>, right: Range<usize>) -> Self {
        Self { left, right, same: false, moved: false }
    }

    fn weight(&self) -> usize {
        (self.left.len() + self.right.len()) * if self.same { 2 } else { 1 }
    }
}

fn span(tokens: &[Token], run: &Range<usize>) -> Option<Span> {
    let first = tokens.get(run.start)?;
    let last = tokens.get(run.end.checked_sub(1)?)?;
    (run.start < run.end).then(|| first.span.cover(last.span))
}

fn same_words(a: &[Token], b: &[Token], block: &Block) -> bool {
    block.left.len() == block.right.len()
        && block.left.clone().zip(block.right.clone()).all(|(i, j)| a[i].key == b[j].key)
}

/// Blocks of a copy: the common runs of both word sequences.
fn copied(a: &[Token], b: &[Token]) -> Vec<Block> {
    let keys = |tokens: &[Token]| tokens.iter().map(|t| t.key).collect::<Vec<_>>();
    let runs = common(&keys(a), &keys(b));
    runs.into_iter().map(|(left, right)| Block::new(left, right)).collect()
}

/// The runs that two sequences have in common, in the order of both; none is empty.
pub(crate) fn common(a: &[u64], b: &[u64]) -> Vec<(Range<usize>, Range<usize>)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail =
        a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let middle = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut runs = vec![(0..head, 0..head)];
    // The diff is quadratic at worst; two long passages without a common word are one replacement.
    if middle.0.len().saturating_mul(middle.1.len()) <= 100_000_000 {
        for op in similar::capture_diff_slices(similar::Algorithm::Myers, middle.0, middle.1) {
            let (tag, old, new) = op.as_tag_tuple();
            if tag == similar::DiffTag::Equal {
                runs.push((old.start + head..old.end + head, new.start + head..new.end + head));
            }
        }
    }
    runs.push((a.len() - tail..a.len(), b.len() - tail..b.len()));
    runs.retain(|(left, _)| !left.is_empty());
    runs
}

/// Linked words as blocks: connected groups, cut where a group is not contiguous on both sides.
fn groups(left_len: usize, links: &[(usize, usize)]) -> Vec<Block> {
    let mut components = components(left_len, links);
    let mut blocks = Vec::with_capacity(components.len());
    for component in &mut components {
        component.sort_unstable();
        contiguous(component, &mut blocks);
    }
    blocks.sort_by_key(|block| block.left.start);
    blocks
}

/// Links by connected group.
fn components(left_len: usize, links: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    let right_len = links.iter().map(|(_, j)| j + 1).max().unwrap_or(0);
    let mut parent: Vec<usize> = (0..left_len + right_len).collect();
    for &(i, j) in links {
        let (x, y) = (root(&mut parent, i), root(&mut parent, left_len + j));
        parent[x.max(y)] = x.min(y);
    }
    let mut by_root: Vec<(usize, (usize, usize))> =
        links.iter().map(|&(i, j)| (root(&mut parent, i), (i, j))).collect();
    by_root.sort_unstable();
    by_root.dedup();
    by_root
        .chunk_by(|x, y| x.0 == y.0)
        .map(|group| group.iter().map(|(_, link)| *link).collect())
        .collect()
}

fn root(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

/// Pairs up the contiguous stretches of a group, those with most links first.
fn contiguous(group: &[(usize, usize)], blocks: &mut Vec<Block>) {
    let left = stretches(group.iter().map(|link| link.0).collect());
    let right = stretches(group.iter().map(|link| link.1).collect());
    if let ([l], [r]) = (left.as_slice(), right.as_slice()) {
        blocks.push(Block::new(l.clone(), r.clone()));
        return;
    }
    let mut counts: Vec<(usize, usize)> =
        group.iter().map(|(i, j)| (stretch_of(&left, *i), stretch_of(&right, *j))).collect();
    counts.sort_unstable();
    let mut pairs: Vec<(usize, (usize, usize))> =
        counts.chunk_by(|x, y| x == y).map(|same| (same.len(), same[0])).collect();
    pairs.sort_by_key(|&(count, pair)| (std::cmp::Reverse(count), pair));
    let (mut used_left, mut used_right) = (vec![false; left.len()], vec![false; right.len()]);
    for (_, (l, r)) in pairs {
        if !used_left[l] && !used_right[r] {
            (used_left[l], used_right[r]) = (true, true);
            blocks.push(Block::new(left[l].clone(), right[r].clone()));
        }
    }
}

fn stretches(mut positions: Vec<usize>) -> Vec<Range<usize>> {
    positions.sort_unstable();
    positions.dedup();
    positions.chunk_by(|x, y| x + 1 == *y).map(|run| run[0]..run[run.len() - 1] + 1).collect()
}

fn stretch_of(stretches: &[Range<usize>], position: usize) -> usize {
    stretches.partition_point(|stretch| stretch.end <= position)
}

/// Marks the blocks that do not lie on the heaviest chain that rises on both sides.
fn mark_moved(blocks: &mut [Block], right_len: usize) {
    // Fenwick tree over right positions: (weight of the best chain ending before, its last block).
    let mut best: Vec<(usize, usize)> = vec![(0, usize::MAX); right_len + 1];
    let mut before = vec![usize::MAX; blocks.len()];
    let mut top = (0, usize::MAX);
    for (index, block) in blocks.iter().enumerate() {
        let (mut chain, mut at) = ((0, usize::MAX), block.right.start);
        while at > 0 {
            if best[at].0 > chain.0 {
                chain = best[at];
            }
            at &= at - 1;
        }
        before[index] = chain.1;
        let here = (chain.0 + block.weight(), index);
        let mut at = block.right.end;
        while at <= right_len && at > 0 {
            if here.0 > best[at].0 {
                best[at] = here;
            }
            at += at & at.wrapping_neg();
        }
        if here.0 > top.0 {
            top = here;
        }
    }
    blocks.iter_mut().for_each(|block| block.moved = true);
    let mut at = top.1;
    while let Some(block) = blocks.get_mut(at) {
        block.moved = false;
        at = before[at];
    }
}

/// Turns blocks, and what lies between them, into runs.
fn lay_out(blocks: &[Block], left_len: usize, right_len: usize) -> Vec<Run> {
    let mut right_moved: Vec<Range<usize>> =
        blocks.iter().filter(|block| block.moved).map(|block| block.right.clone()).collect();
    right_moved.sort_by_key(|range| range.start);
    let mut runs = Vec::with_capacity(blocks.len() * 2 + 1);
    let (mut i, mut j, mut from) = (0, 0, 0);
    let end = Block::new(left_len..left_len, right_len..right_len);
    for (index, block) in blocks.iter().enumerate().chain([(blocks.len(), &end)]) {
        if block.moved {
            continue;
        }
        let moved = blocks[from..index].iter().collect::<Vec<_>>();
        gap(i..block.left.start, j..block.right.start, &moved, &right_moved, &mut runs);
        if index < blocks.len() {
            let op = if block.same { Op::Equal } else { Op::Replaced };
            runs.push(Run { op, left: block.left.clone(), right: block.right.clone() });
        }
        (i, j, from) = (block.left.end, block.right.end, index + 1);
    }
    runs
}

/// What lies between two blocks that are in place: loose words of both sides, and moved blocks.
fn gap(
    left: Range<usize>,
    right: Range<usize>,
    moved: &[&Block],
    right_moved: &[Range<usize>],
    runs: &mut Vec<Run>,
) {
    let loose_left = complement(&left, moved.iter().map(|block| &block.left));
    let first = right_moved.partition_point(|range| range.end <= right.start);
    let taken = right_moved[first..].iter().take_while(|range| range.start < right.end);
    let loose_right = complement(&right, taken);
    let from = runs.len();
    let mut push = |op, left: Range<usize>, right: Range<usize>| runs.push(Run { op, left, right });
    if let ([l], [r]) = (loose_left.as_slice(), loose_right.as_slice()) {
        push(Op::Replaced, l.clone(), r.clone());
    } else {
        loose_left.iter().for_each(|l| push(Op::Deleted, l.clone(), right.start..right.start));
        loose_right.iter().for_each(|r| push(Op::Inserted, left.end..left.end, r.clone()));
    }
    for block in moved {
        let op = if block.same { Op::Moved } else { Op::Replaced };
        push(op, block.left.clone(), block.right.clone());
    }
    runs[from..].sort_by_key(|run| run.left.start);
}

/// Joins runs that touch on both sides and go together: equal ones, moved ones, changed ones.
pub fn coalesce(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if touch(last, &run) && together(last.op, run.op) => {
                last.op = if last.op == run.op { run.op } else { Op::Replaced };
                last.left.end = run.left.end;
                last.right.end = run.right.end;
            }
            _ => joined.push(run),
        }
    }
    joined
}

fn touch(first: &Run, second: &Run) -> bool {
    first.left.end == second.left.start && first.right.end == second.right.start
}

fn together(first: Op, second: Op) -> bool {
    let changed = |op| matches!(op, Op::Replaced | Op::Inserted | Op::Deleted);
    first == second || (changed(first) && changed(second))
}

/// The stretches of `whole` that no range covers; the ranges are sorted and disjoint.
fn complement<'a>(
    whole: &Range<usize>,
    ranges: impl Iterator<Item = &'a Range<usize>>,
) -> Vec<Range<usize>> {
    let mut free = Vec::new();
    let mut at = whole.start;
    for range in ranges {
        if range.start > at {
            free.push(at..range.start);
        }
        at = at.max(range.end);
    }
    if at < whole.end {
        free.push(at..whole.end);
    }
    free
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::token::Class;

    fn tokens(keys: &[u64]) -> Vec<Token> {
        keys.iter()
            .enumerate()
            .map(|(at, &key)| Token {
                span: Span::new(at * 2, at * 2 + 1),
                key,
                stem: key,
                class: Class::Content,
                capital: false,
            })
            .collect()
    }

    fn ops(
        a: &[u64],
        b: &[u64],
        links: &[(usize, usize)],
    ) -> Vec<(Op, Range<usize>, Range<usize>)> {
        coalesce(runs(&tokens(a), &tokens(b), 0..a.len(), 0..b.len(), links))
            .into_iter()
            .map(|run| (run.op, run.left, run.right))
            .collect()
    }

    #[test]
    fn a_replaced_word_between_equal_ones() {
        let found = ops(&[1, 2, 3], &[1, 9, 3], &[(0, 0), (1, 1), (2, 2)]);
        assert_eq!(
            found,
            [(Op::Equal, 0..1, 0..1), (Op::Replaced, 1..2, 1..2), (Op::Equal, 2..3, 2..3)]
        );
    }

    #[test]
    fn loose_words_at_the_same_place_face_each_other() {
        let found = ops(&[1, 2, 3], &[1, 8, 9, 3], &[(0, 0), (2, 3)]);
        assert_eq!(found[1], (Op::Replaced, 1..2, 1..3));
    }

    #[test]
    fn a_clause_that_changed_its_place_is_moved() {
        let found =
            ops(&[1, 2, 3, 4, 5], &[3, 4, 5, 1, 2], &[(0, 3), (1, 4), (2, 0), (3, 1), (4, 2)]);
        assert_eq!(found, [(Op::Moved, 0..2, 3..5), (Op::Equal, 2..5, 0..3)]);
    }

    #[test]
    fn without_links_the_words_are_compared_as_a_copy() {
        let found = ops(&[1, 2, 3, 4], &[1, 3, 4, 5], &[]);
        assert_eq!(
            found,
            [
                (Op::Equal, 0..1, 0..1),
                (Op::Deleted, 1..2, 1..1),
                (Op::Equal, 2..4, 1..3),
                (Op::Inserted, 4..4, 3..4)
            ]
        );
    }

    #[test]
    fn nothing_faces_an_empty_passage() {
        assert_eq!(ops(&[1, 2], &[], &[]), [(Op::Deleted, 0..2, 0..0)]);
        assert_eq!(ops(&[], &[], &[]), []);
    }

    proptest! {
        #[test]
        fn runs_rebuild_both_sides(
            a in proptest::collection::vec(0_u64..6, 0..12),
            b in proptest::collection::vec(0_u64..6, 0..12),
            links in proptest::collection::vec((0_usize..12, 0_usize..12), 0..16),
        ) {
            let found = ops(&a, &b, &links);
            let mut left: Vec<usize> = found.iter().flat_map(|run| run.1.clone()).collect();
            prop_assert!(left.is_sorted());
            left.dedup();
            prop_assert_eq!(left, (0..a.len()).collect::<Vec<_>>());
            let mut right: Vec<usize> = found.iter().flat_map(|run| run.2.clone()).collect();
            right.sort_unstable();
            prop_assert_eq!(right, (0..b.len()).collect::<Vec<_>>());
            for (op, l, r) in found {
                prop_assert_eq!(l.is_empty(), op == Op::Inserted);
                prop_assert_eq!(r.is_empty(), op == Op::Deleted);
                if matches!(op, Op::Equal | Op::Moved) {
                    prop_assert_eq!(&a[l], &b[r]);
                }
            }
        }
    }
}
