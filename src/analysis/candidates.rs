//! Which documents are worth comparing, and what they share.

use rayon::prelude::*;

use super::twins::Twins;
use super::{Options, Progress, told};
use crate::corpus::Corpus;
use crate::fingerprint;
use crate::index::{self, Anchor, Candidates};
use crate::rarity::Rarity;
use crate::span::Span;
use crate::telling::Telling;
use crate::token::Token;

/// Two documents that are compared, with what made them candidates.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Index of the document that sorts first.
    pub left: usize,
    /// Index of the other one.
    pub right: usize,
    /// Weight of the heaviest neighbourhood of anchors, in nats; nothing where a corpus is so
    /// small that all its documents are compared.
    pub weight: f32,
    /// What they share, in the order of the left document.
    pub anchors: Vec<Shared>,
}

/// An anchor with its words on both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// In the left document.
    pub left: Span,
    /// In the right one.
    pub right: Span,
    /// How much it tells, in nats.
    pub weight: f32,
}

/// The candidates of a corpus, sorted by documents; copies of a document stand aside, as they are
/// compared with it alone.
pub fn meetings(corpus: &Corpus, options: &Options, progress: &dyn Progress) -> Vec<Meeting> {
    let (tellings, twins, _) = told(&corpus.documents, &options.zones, progress);
    let rarity = Rarity::learn(tellings.iter().map(|telling| &telling.tokenized));
    let found = candidates(&tellings, &twins, &rarity, options, progress).pairs.into_iter();
    found
        .filter(|pair| !twins.is_copy(pair.left) && !twins.is_copy(pair.right))
        .map(|pair| {
            let sides = (&tellings[pair.left], &tellings[pair.right]);
            let shared = |anchor: &Anchor| shared(sides, anchor, options.fingerprint.k);
            let mut anchors: Vec<Shared> = pair.anchors.iter().map(shared).collect();
            // A rare word is paired with several others: its place is told once.
            anchors.dedup();
            Meeting { left: pair.left, right: pair.right, weight: pair.weight, anchors }
        })
        .collect()
}

/// The words that an anchor stands on: a shingle, or the first of two rare words.
fn shared((left, right): (&Telling, &Telling), anchor: &Anchor, most: usize) -> Shared {
    let from = |telling: &Telling, at: u32| {
        let tokens = telling.tokenized.tokens.iter().skip(at as usize);
        tokens.take(most.max(1)).copied().collect::<Vec<_>>()
    };
    let (x, y) = (from(left, anchor.left), from(right, anchor.right));
    let alike = x.iter().zip(&y).take_while(|(a, b)| a.key == b.key).count().max(1);
    let hull = |tokens: &[Token]| {
        tokens.iter().take(alike).map(|token| token.span).reduce(Span::cover).unwrap_or_default()
    };
    Shared { left: hull(&x), right: hull(&y), weight: anchor.weight }
}

/// Documents up to which every pair is aligned.
pub(crate) const SMALL: usize = 24;

/// Both arms: copies by shingles, retellings by pairs of rare stems.
pub(crate) fn candidates(
    tellings: &[Telling],
    twins: &Twins,
    rarity: &Rarity,
    options: &Options,
    progress: &dyn Progress,
) -> Candidates {
    progress.start("finding candidates", tellings.len() * 2);
    let arm = |make: &(dyn Fn(&Telling) -> Vec<fingerprint::Fingerprint> + Sync)| {
        let prints: Vec<_> = tellings
            .par_iter()
            .enumerate()
            .map(|(document, telling)| {
                progress.step(1);
                if twins.is_copy(document) { Vec::new() } else { make(telling) }
            })
            .collect();
        index::candidates(&prints, &options.index)
    };
    let copies = arm(&|telling| fingerprint::shingles(&telling.tokenized, &options.fingerprint));
    let retellings =
        arm(&|telling| fingerprint::rare_pairs(&telling.tokenized, rarity, &options.fingerprint));
    let found = index::union(copies, retellings);
    if tellings.len() <= SMALL { index::all_pairs(tellings.len(), found) } else { found }
}

/// The anchors of both arms between two texts.
pub(crate) fn both_arms(tellings: &[Telling], rarity: &Rarity, options: &Options) -> Vec<Anchor> {
    let least = index::Options { enough: 0.0, ..options.index };
    let arm = |make: &dyn Fn(&Telling) -> Vec<fingerprint::Fingerprint>| {
        index::candidates(&tellings.iter().map(make).collect::<Vec<_>>(), &least)
    };
    let copies = arm(&|telling| fingerprint::shingles(&telling.tokenized, &options.fingerprint));
    let retellings =
        arm(&|telling| fingerprint::rare_pairs(&telling.tokenized, rarity, &options.fingerprint));
    index::union(copies, retellings).pairs.into_iter().flat_map(|pair| pair.anchors).collect()
}

pub(crate) fn notes(candidates: &Candidates, options: &Options) -> Vec<String> {
    let mut notes = Vec::new();
    if candidates.capped > 0 {
        notes.push(format!(
            "{} shared phrases or word pairs stand in more than {} documents each; \
             those documents were compared with the first and the previous one only",
            candidates.capped, options.index.cap
        ));
    }
    notes
}
