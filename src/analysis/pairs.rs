//! From candidates to alignments and their divergences.

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::twins::Twins;
use super::types::{DocumentPair, PairRelation};
use super::{Options, Prepared, Progress};
use crate::alignment::assemble::{self, Draft};
use crate::alignment::pair::{self, facing, groups};
use crate::alignment::{Alignment, Edit, Op, Passage, Relation, Segment};
use crate::divergence::Divergence;
use crate::index::{Anchor, Candidates};
use crate::span::Span;

/// What two documents share.
pub(crate) struct Tie {
    /// Index of the document that sorts first.
    pub left: usize,
    /// Index of the other one; the same for a repeat within a document.
    pub right: usize,
    /// In the order of the left document.
    pub drafts: Vec<Draft>,
}

/// Aligns every candidate, every twin with its first, and, if asked, every document with itself.
pub(crate) fn align(
    prepared: &Prepared,
    candidates: &Candidates,
    twins: &Twins,
    options: &Options,
    progress: &dyn Progress,
) -> Vec<Tie> {
    let mut jobs: Vec<(usize, usize, &[Anchor])> = candidates
        .pairs
        .iter()
        .map(|pair| (pair.left, pair.right, pair.anchors.as_slice()))
        .collect();
    let copies = (0..twins.first.len()).filter(|document| twins.is_copy(*document));
    jobs.extend(copies.map(|document| (twins.first[document], document, [].as_slice())));
    if options.within {
        jobs.extend((0..prepared.tellings.len()).map(|own| (own, own, [].as_slice())));
    }
    jobs.sort_by_key(|(left, right, _)| (*left, *right));
    progress.start("aligning passages", jobs.len());
    let mut ties: Vec<Tie> = jobs
        .par_iter()
        .map(|(left, right, anchors)| {
            let drafts = if twins.is_copy(*right) && left != right {
                whole(prepared, *left, *right)
            } else {
                drafts(prepared, *left, *right, anchors, options)
            };
            progress.step(1);
            Tie { left: *left, right: *right, drafts }
        })
        .collect();
    ties.retain(|tie| !tie.drafts.is_empty());
    ties
}

fn drafts(
    prepared: &Prepared,
    left: usize,
    right: usize,
    anchors: &[Anchor],
    options: &Options,
) -> Vec<Draft> {
    let (x, y) = (prepared.side(left), prepared.side(right));
    let defaults = pair::Options::default();
    let found = if left == right {
        pair::within(x, &defaults)
    } else {
        facing(x, y, anchors, &defaults)
    };
    let mut drafts: Vec<Draft> = found
        .iter()
        .flat_map(|facing| {
            assemble::drafts(groups(facing, x, y), x, y, &options.alignment)
        })
        .collect();
    drafts.sort_by_key(|draft| (draft.left.start, draft.right.start, draft.left.end));
    drafts
}

/// The one alignment of two documents with the same words.
fn whole(prepared: &Prepared, left: usize, right: usize) -> Vec<Draft> {
    let tokens = prepared.tellings[left].tokenized.tokens.len();
    vec![Draft {
        left: 0..tokens,
        right: 0..tokens,
        relation: Relation::Verbatim,
        score: 1.0,
        groups: pair::mirrored(prepared.side(left), prepared.side(right)),
    }]
}
