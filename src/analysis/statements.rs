//! From alignments to statements and stories.

use std::collections::BTreeMap;

use super::Prepared;
use super::pairs::{Ids, Tie, hashed};
use super::twins::Twins;
use super::types::DocumentPair;
use crate::alignment::{Alignment, Edit, Op, Passage, Relation};
use crate::corpus::Corpus;
use crate::divergence::Divergence;
use crate::span::Span;
use crate::statement::groups::{Group, Link, Place, groups};
use crate::statement::variants::{Compared, Difference, variants};
use crate::statement::{Statement, Story, stories as grouped};
use crate::telling::Telling;

/// Groups what the ties link into statements, sorted by the place of the first witness.
pub(crate) fn statements(
    corpus: &Corpus,
    prepared: &Prepared,
    twins: &Twins,
    ties: &[Tie],
    alignments: &[Alignment],
    divergences: &[Divergence],
) -> Vec<Statement> {
    let apart = |tie: &&Tie| tie.left == tie.right || !twins.is_copy(tie.right);
    let links: Vec<Link> = ties.iter().filter(apart).flat_map(|tie| links(prepared, tie)).collect();
    let places = Places::new(alignments, divergences);
    let mut ids = Ids::default();
    with_copies(groups(&links), prepared, twins)
        .iter()
        .map(|group| statement(corpus, prepared, group, &places, &mut ids))
        .collect()
}

fn links<'a>(prepared: &'a Prepared, tie: &'a Tie) -> impl Iterator<Item = Link> + 'a {
    tie.drafts.iter().flat_map(move |draft| {
        draft.groups.iter().map(move |group| Link {
            left: (tie.left, sentences(prepared, tie.left, &group.left)),
            right: (tie.right, sentences(prepared, tie.right, &group.right)),
            score: group.score,
            copied: draft.relation != Relation::Retold,
        })
    })
}

/// Groups with the copies of their documents, and a group for what only copies say: they were
/// compared as one document, so they are witnesses wherever their first is.
fn with_copies(mut groups: Vec<Group>, prepared: &Prepared, twins: &Twins) -> Vec<Group> {
    let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (document, first) in twins.first.iter().enumerate().filter(|(n, first)| *n != **first) {
        copies.entry(*first).or_default().push(document);
    }
    let all = |document: usize| &prepared.tellings[document].tokenized.sentences;
    let copied = |copies: &[usize], (first, from, to): Place| -> Vec<Place> {
        let tokens = all(first)[from].tokens.start..all(first)[to - 1].tokens.end;
        let place = |copy: &usize| {
            let run = sentences(prepared, *copy, &tokens);
            (*copy, run.start, run.end)
        };
        copies.iter().map(place).collect()
    };
    let mut told: BTreeMap<usize, Vec<bool>> =
        copies.keys().map(|first| (*first, vec![false; all(*first).len()])).collect();
    for group in &mut groups {
        for run in group.runs.clone() {
            let Some(of_run) = copies.get(&run.0) else { continue };
            told.entry(run.0).and_modify(|told| told[run.1..run.2].fill(true));
            group.runs.extend(copied(of_run, run));
        }
        group.runs.sort_unstable();
    }
    for (first, told) in &told {
        let mut from = 0;
        for stretch in told.chunk_by(|a, b| a == b) {
            let run = (*first, from, from + stretch.len());
            from = run.2;
            if !stretch[0] {
                let mut runs = copied(&copies[first], run);
                runs.insert(0, run);
                groups.push(Group { runs, copied: true });
            }
        }
    }
    groups.sort();
    groups
}

fn sentences(
    prepared: &Prepared,
    document: usize,
    tokens: &std::ops::Range<usize>,
) -> std::ops::Range<usize> {
    let all = &prepared.tellings[document].tokenized.sentences;
    let first = all.partition_point(|sentence| sentence.tokens.end <= tokens.start);
    first..all.partition_point(|sentence| sentence.tokens.start < tokens.end)
}

fn statement(
    corpus: &Corpus,
    prepared: &Prepared,
    group: &Group,
    places: &Places,
    ids: &mut Ids,
) -> Statement {
    let witnesses: Vec<Passage> = group
        .runs
        .iter()
        .map(|(document, from, to)| {
            let all = &prepared.tellings[*document].tokenized.sentences;
            let span = all[*from].span.cover(all[to - 1].span);
            Passage { document: *document, span }
        })
        .collect();
    let texts: Vec<&str> =
        witnesses.iter().map(|witness| prepared.tellings[witness.document].text).collect();
    let words = witnesses.iter().zip(&texts).map(|(witness, text)| witness.span.text(text));
    let id = ids.unique(&hashed(words));
    let (differences, compared) = places.between(prepared, &witnesses);
    let variants = variants(&differences, &texts, &compared);
    Statement { id, first: first(corpus, &witnesses), witnesses, variants }
}

/// The witness with the earliest date, when one is earlier than all others.
fn first(corpus: &Corpus, witnesses: &[Passage]) -> Option<usize> {
    let mut dated: Vec<_> = witnesses
        .iter()
        .enumerate()
        .filter_map(|(n, witness)| {
            corpus.documents[witness.document].date.as_ref().map(|date| (date.value, n))
        })
        .collect();
    dated.sort_unstable();
    match dated.as_slice() {
        [(day, n), (next, _), ..] if day < next => Some(*n),
        _ => None,
    }
}

/// The bytes of two spans that overlap.
fn common(a: Span, b: Span) -> Span {
    Span { start: a.start.max(b.start), end: a.end.min(b.end) }
}

/// Alignments and divergences by the documents they tie.
struct Places<'a> {
    alignments: &'a [Alignment],
    divergences: &'a [Divergence],
    /// The alignments of two documents.
    of: BTreeMap<(usize, usize), Facing>,
    /// By alignment: its divergences, as a range.
    by_alignment: Vec<std::ops::Range<usize>>,
    /// By alignment: the edits with words on both sides, in the order of the left.
    edits: Vec<Vec<(Op, Span, Span)>>,
}

/// The alignments of two documents, to be asked for a place on the left.
#[derive(Default)]
struct Facing {
    /// Indices of the alignments, in the order of the left document.
    alignments: Vec<usize>,
    /// For each of them: how far to the right it and those before it reach.
    reach: Vec<u32>,
}

impl Facing {
    fn push(&mut self, n: usize, left: Span) {
        let before = self.reach.last().copied().unwrap_or(0);
        self.alignments.push(n);
        self.reach.push(before.max(left.end));
    }

    /// The alignments that may overlap a place on the left.
    fn over(&self, place: Span, alignments: &[Alignment]) -> &[usize] {
        let from = self.reach.partition_point(|reach| *reach <= place.start);
        let to = self.alignments.partition_point(|n| alignments[*n].left.span.start < place.end);
        &self.alignments[from.min(to)..to]
    }
}

impl<'a> Places<'a> {
    fn new(alignments: &'a [Alignment], divergences: &'a [Divergence]) -> Self {
        let mut of: BTreeMap<(usize, usize), Facing> = BTreeMap::new();
        for (n, alignment) in alignments.iter().enumerate() {
            let pair = (alignment.left.document, alignment.right.document);
            of.entry(pair).or_default().push(n, alignment.left.span);
        }
        let mut by_alignment = vec![0..0; alignments.len()];
        let mut start = 0;
        for run in divergences.chunk_by(|a, b| a.alignment == b.alignment) {
            by_alignment[run[0].alignment] = start..start + run.len();
            start += run.len();
        }
        let both = |edit: &Edit| Some((edit.op, edit.left?, edit.right?));
        let edits =
            alignments.iter().map(|it| it.edits.iter().filter_map(both).collect()).collect();
        Self { alignments, divergences, of, by_alignment, edits }
    }

    /// What differs between the witnesses, and which of them were compared.
    fn between(
        &self,
        prepared: &Prepared,
        witnesses: &[Passage],
    ) -> (Vec<Difference>, Vec<Compared>) {
        let mut differences = Vec::new();
        let mut compared = Vec::new();
        for (i, left) in witnesses.iter().enumerate() {
            let own = (left.document, 0)..=(left.document, usize::MAX);
            for ((_, other), found) in self.of.range(own) {
                // Witnesses are sorted by document; of ten thousand copies each faces but one.
                let from = witnesses.partition_point(|it| it.document < *other).max(i + 1);
                let to = witnesses.partition_point(|it| it.document <= *other).max(from);
                for (j, right) in witnesses.iter().enumerate().take(to).skip(from) {
                    for n in found.over(left.span, self.alignments) {
                        let alignment = &self.alignments[*n];
                        let both = alignment.left.span.overlap(left.span) > 0
                            && alignment.right.span.overlap(right.span) > 0;
                        if both {
                            differences.extend(self.inside(*n, (i, left.span), (j, right.span)));
                            compared.push(Compared {
                                left: (i, common(alignment.left.span, left.span)),
                                right: (j, common(alignment.right.span, right.span)),
                                facing: self.facing(prepared, *n, left.span),
                            });
                        }
                    }
                }
            }
        }
        (differences, compared)
    }

    /// Words of an alignment that face each other near a place on the left: one by one where they
    /// are equal, else as runs.
    fn facing(&self, prepared: &Prepared, alignment: usize, place: Span) -> Vec<(Span, Span)> {
        let edits = &self.edits[alignment];
        let passages = &self.alignments[alignment];
        let tokens = |document: usize, span: Span| {
            let all = &prepared.tellings[document].tokenized.tokens;
            let from = all.partition_point(|token| token.span.start < span.start);
            let to = all.partition_point(|token| token.span.start < span.end);
            &all[from..to]
        };
        let from = edits.partition_point(|(_, left, _)| left.end <= place.start);
        let mut facing = Vec::new();
        for (op, a, b) in edits[from..].iter().take_while(|(_, left, _)| left.start < place.end) {
            let (x, y) = (tokens(passages.left.document, *a), tokens(passages.right.document, *b));
            if *op == Op::Replaced || x.len() != y.len() {
                facing.push((*a, *b));
                continue;
            }
            let near = x.partition_point(|token| token.span.end <= place.start)
                ..x.partition_point(|token| token.span.start < place.end);
            facing.extend(x[near.clone()].iter().zip(&y[near]).map(|(x, y)| (x.span, y.span)));
        }
        facing
    }

    fn inside(
        &self,
        alignment: usize,
        left: (usize, Span),
        right: (usize, Span),
    ) -> impl Iterator<Item = Difference> + '_ {
        self.by_alignment[alignment].clone().filter_map(move |divergence| {
            let it = &self.divergences[divergence];
            let (a, b) = (it.left.as_ref().map(|x| x.span), it.right.as_ref().map(|x| x.span));
            let stands =
                |side: Option<Span>, bounds: Span| side.is_none_or(|span| bounds.overlap(span) > 0);
            (stands(a, left.1) && stands(b, right.1)).then_some(Difference {
                divergence,
                kind: it.kind,
                effect: it.effect,
                left: (left.0, a),
                right: (right.0, b),
            })
        })
    }
}

/// Documents about one event, as stories with ids.
pub(crate) fn stories(
    corpus: &Corpus,
    tellings: &[Telling],
    pairs: &[DocumentPair],
    options: &grouped::Options,
) -> Vec<Story> {
    let texts: Vec<_> = tellings.iter().map(|telling| &telling.tokenized).collect();
    let ties: Vec<grouped::Tie> =
        pairs.iter().map(|pair| (pair.left, pair.right, pair.shared as f32)).collect();
    grouped::stories(&texts, &ties, options)
        .into_iter()
        .map(|documents| Story {
            id: hashed(documents.iter().map(|n| corpus.documents[*n].id.as_str())),
            documents,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Options, Silent, analyze};
    use crate::corpus::{Corpus, Document, Zone, ZoneKind};
    use crate::span::Span;

    #[test]
    fn copies_are_one_statement() {
        let text = "The ferry ran aground off Tollmere at dawn with 212 passengers on board.";
        let document = |id: &str| Document {
            id: id.to_owned(),
            text: text.to_owned(),
            zones: vec![Zone { kind: ZoneKind::Body, span: Span::new(0, text.len()) }],
            ..Document::default()
        };
        let documents = ["a", "b", "c", "d"].map(document).to_vec();
        let corpus = Corpus { documents, ..Corpus::default() };
        let found = analyze(&corpus, &Options::default(), &Silent);
        assert_eq!(found.statements.len(), 1);
        assert_eq!(found.statements[0].witnesses.len(), 4);
    }
}
