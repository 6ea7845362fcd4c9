//! All alignments between two texts: from units to passages to what the report shows.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::beads::{self, Bead};
use super::passages::{self, Stretch};
use super::units::Unit;
use super::{refine, regions};
use crate::index::Anchor;
use crate::span::Span;
use crate::token::Tokenized;

/// Settings of the alignment of two texts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Options {
    /// Finding.
    pub beads: beads::Options,
    /// Merging and growing.
    pub passages: passages::Options,
    /// The second look.
    pub refine: refine::Options,
}

/// A text prepared for alignment.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its tokens.
    pub tokenized: &'a Tokenized,
    /// Its units.
    pub units: &'a [Unit],
}

/// A passage of both texts, with the beads inside, in the order of the left side.
#[derive(Clone, Debug, PartialEq)]
pub struct Facing {
    /// Left side.
    pub left: Span,
    /// Right side.
    pub right: Span,
    /// Indices are those of the sides' units.
    pub beads: Vec<Bead>,
}

/// The passages of two texts that tell the same, each with its beads.
pub fn facing(left: Side, right: Side, anchors: &[Anchor], options: &Options) -> Vec<Facing> {
    let mut chains = Vec::new();
    for (rows, columns) in regions::regions(left.units, right.units, anchors) {
        let (x, y) = (&left.units[rows.clone()], &right.units[columns.clone()]);
        chains.extend(
            beads::chains(x, y, &options.beads)
                .into_iter()
                .map(|chain| chain.shifted(rows.start, columns.start)),
        );
    }
    let found = passages::passages(chains, left.units, right.units, &options.passages);
    found.iter().map(|stretch| refined(stretch, left.units, right.units, options)).collect()
}

fn refined(stretch: &Stretch, left: &[Unit], right: &[Unit], options: &Options) -> Facing {
    let rows = covered(left, stretch.left);
    let columns = covered(right, stretch.right);
    let mut beads = if rows.len().saturating_mul(columns.len()) <= 250_000 {
        let mut beads =
            refine::refine(&left[rows.clone()], &right[columns.clone()], &options.refine);
        for bead in &mut beads {
            bead.shift(rows.start, columns.start);
        }
        beads
    } else {
        stretch.chains.iter().flat_map(|chain| chain.beads.clone()).collect()
    };
    beads.sort_by_key(|bead| (bead.left.start, bead.right.start));
    Facing { left: stretch.left, right: stretch.right, beads }
}

fn covered(units: &[Unit], span: Span) -> Range<usize> {
    let start = units.partition_point(|unit| unit.span.end <= span.start);
    let end = units.partition_point(|unit| unit.span.start < span.end);
    start..end
}

/// The passages of one text that repeat an earlier part of it.
pub fn within(side: Side, options: &Options) -> Vec<Facing> {
    beads::repeats(side.units, &options.beads)
        .into_iter()
        .filter(|chain| chain.score >= options.passages.least)
        .map(|chain| {
            let stretch = Stretch::of(chain, side.units, side.units);
            let beads = stretch.chains.into_iter().flat_map(|chain| chain.beads).collect();
            Facing { left: stretch.left, right: stretch.right, beads }
        })
        .collect()
}

/// The groups of two texts with the same words: each sentence faces itself.
pub fn mirrored(left: Side, right: Side) -> Vec<Group> {
    let likeness = Likeness { left: 1.0, right: 1.0, shared: 60.0, runs: 1.0, verbatim: true };
    left.tokenized
        .sentences
        .iter()
        .zip(&right.tokenized.sentences)
        .map(|(a, b)| Group {
            left: a.tokens.clone(),
            right: b.tokens.clone(),
            beads: Vec::new(),
            likeness,
        })
        .collect()
}

/// Sentences of both sides that face each other: a group of beads closed under sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Tokens of the left side: whole sentences.
    pub left: Range<usize>,
    /// Tokens of the right side: whole sentences.
    pub right: Range<usize>,
    /// Its beads.
    pub beads: Vec<Bead>,
    /// Measures of likeness.
    pub likeness: Likeness,
}

/// How alike two groups of sentences are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// Weight of shared words over the weight of the left side, 0 to 1.
    pub left: f32,
    /// ... of the right side.
    pub right: f32,
    /// Weight of shared words, in nats.
    pub shared: f32,
    /// Share of the tokens of the shorter side that stand in a shared run of three, 0 to 1.
    pub runs: f32,
    /// Both sides have the same words in the same order.
    pub verbatim: bool,
}

/// Cuts the beads of a passage into groups of whole sentences.
pub fn groups(facing: &Facing, left: Side, right: Side) -> Vec<Group> {
    let mut groups: Vec<Vec<Bead>> = Vec::new();
    for bead in &facing.beads {
        let joins = groups.last().and_then(|group| group.last()).is_some_and(|last| {
            left.units[last.left.end - 1].sentence == left.units[bead.left.start].sentence
                || (bead.right.start >= last.right.end
                    && right.units[last.right.end - 1].sentence
                        == right.units[bead.right.start].sentence)
        });
        match groups.last_mut() {
            Some(group) if joins => group.push(bead.clone()),
            _ => groups.push(vec![bead.clone()]),
        }
    }
    groups.into_iter().map(|beads| group(beads, left, right)).collect()
}

fn group(beads: Vec<Bead>, left: Side, right: Side) -> Group {
    let rows = sentences(left, beads.iter().map(|bead| &bead.left));
    let columns = sentences(right, beads.iter().map(|bead| &bead.right));
    let likeness = likeness(left, rows.clone(), right, columns.clone());
    Group { left: rows, right: columns, beads, likeness }
}

/// Tokens of the sentences that some runs of units touch.
fn sentences<'a>(side: Side, runs: impl Iterator<Item = &'a Range<usize>> + Clone) -> Range<usize> {
    let first = runs.clone().map(|run| run.start).min().unwrap_or(0);
    let last = runs.map(|run| run.end).max().unwrap_or(1) - 1;
    let sentence = |unit: usize| &side.tokenized.sentences[side.units[unit].sentence].tokens;
    sentence(first).start..sentence(last).end
}

/// Compares two runs of tokens that begin and end with units.
fn likeness(left: Side, rows: Range<usize>, right: Side, columns: Range<usize>) -> Likeness {
    let (x, y) = (bag(left.units, &rows), bag(right.units, &columns));
    let shared = beads::shared(&x, &y);
    let mass = |bag: &[(u64, f32)]| bag.iter().map(|(_, weight)| weight).sum::<f32>().max(1e-6);
    let a: Vec<u64> = left.tokenized.tokens[rows].iter().map(|token| token.key).collect();
    let b: Vec<u64> = right.tokenized.tokens[columns].iter().map(|token| token.key).collect();
    Likeness {
        left: shared / mass(&x),
        right: shared / mass(&y),
        shared,
        runs: in_runs(&a, &b).min(1.0),
        verbatim: a == b,
    }
}

fn bag(units: &[Unit], tokens: &Range<usize>) -> Vec<(u64, f32)> {
    let from = units.partition_point(|unit| unit.tokens.start < tokens.start);
    let to = units.partition_point(|unit| unit.tokens.start < tokens.end);
    let mut bag: Vec<(u64, f32)> =
        units[from..to].iter().flat_map(|unit| unit.bag.iter().copied()).collect();
    bag.sort_unstable_by_key(|(stem, _)| *stem);
    bag
}

/// Share of the shorter side's tokens that stand in a run of [`RUN`] that the other side has.
fn in_runs(a: &[u64], b: &[u64]) -> f32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < RUN {
        return if !short.is_empty() && long.windows(short.len()).any(|run| run == short) {
            1.0
        } else {
            0.0
        };
    }
    let mut runs: Vec<[u64; RUN]> = long.array_windows::<RUN>().copied().collect();
    runs.sort_unstable();
    let (mut inside, mut end) = (0, 0);
    for (at, run) in short.array_windows::<RUN>().enumerate() {
        if runs.binary_search(run).is_ok() {
            inside += at + RUN - end.max(at);
            end = at + RUN;
        }
    }
    inside as f32 / short.len() as f32
}

/// Tokens of a run that tells copying from retelling.
const RUN: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_count_each_token_once() {
        assert_eq!(in_runs(&[1, 2, 3, 4], &[9, 1, 2, 3, 4, 9]), 1.0);
        assert_eq!(in_runs(&[1, 2, 3, 7], &[1, 2, 3, 8]), 0.75);
        assert_eq!(in_runs(&[1, 2, 5, 7], &[1, 2, 3, 8]), 0.0);
        assert_eq!(in_runs(&[], &[1, 2, 3]), 0.0);
    }
}
