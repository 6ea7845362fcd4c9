//! Alignments and divergences by the documents they tie, to be asked for a place.
//!
//! In go the alignments with their edits and divergences, out come what differs between some
//! passages, how their words face each other, and which alignments lie where.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Prepared;
use crate::alignment::{Alignment, Edit, Op, Passage};
use crate::divergence::Divergence;
use crate::span::Span;
use crate::statement::variants::{Compared, Difference};

/// Alignments and divergences by the documents they tie.
pub(super) struct Places<'a> {
    alignments: &'a [Alignment],
    divergences: &'a [Divergence],
    /// The alignments of two documents.
    of: BTreeMap<(usize, usize), Facing>,
    /// By alignment: its divergences, as a range.
    by_alignment: Vec<Range<usize>>,
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
    pub(super) fn new(alignments: &'a [Alignment], divergences: &'a [Divergence]) -> Self {
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
    pub(super) fn between(
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

    /// The alignments of two documents, of which the first sorts first, that may overlap a place
    /// in the first.
    pub(super) fn over(&self, documents: (usize, usize), left: Span) -> &[usize] {
        self.of.get(&documents).map_or(&[], |found| found.over(left, self.alignments))
    }

    /// The edits of an alignment that have words on both sides and lie near a place on the left.
    pub(super) fn edits(
        &self,
        alignment: usize,
        left: Span,
    ) -> impl Iterator<Item = (Op, Span, Span)> + '_ {
        let edits = &self.edits[alignment];
        let from = edits.partition_point(|(_, own, _)| own.end <= left.start);
        edits[from..].iter().take_while(move |(_, own, _)| own.start < left.end).copied()
    }

    /// The words of the divergences of an alignment, on both sides.
    pub(super) fn differences(
        &self,
        alignment: usize,
    ) -> impl Iterator<Item = (Option<Span>, Option<Span>)> + '_ {
        self.by_alignment[alignment].clone().map(|n| {
            let it = &self.divergences[n];
            (it.left.as_ref().map(|it| it.span), it.right.as_ref().map(|it| it.span))
        })
    }

    /// The right side of an alignment.
    pub(super) fn right(&self, alignment: usize) -> Span {
        self.alignments[alignment].right.span
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

/// The bytes of two spans that overlap.
fn common(a: Span, b: Span) -> Span {
    Span { start: a.start.max(b.start), end: a.end.min(b.end) }
}
