//! Which documents are worth comparing, and what they share.

use rayon::prelude::*;

use super::meeting::Meets;
use super::twins::Twins;
use super::{Options, Progress, told};
use crate::corpus::Corpus;
use crate::fingerprint;
use crate::index::{self, Anchor, Candidates};
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
    /// Weight of the heaviest neighbourhood of anchors: how many pieces of evidence it holds.
    pub weight: f32,
    /// What they share, in the order of the left document.
    pub anchors: Vec<Shared>,
}

/// An anchor with its words on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// In the left document.
    pub left: Span,
    /// In the right one.
    pub right: Span,
}

/// The candidates of a corpus, sorted by documents; copies of a document stand aside, as they are
/// compared with it alone.
pub fn meetings(corpus: &Corpus, options: &Options, progress: &dyn Progress) -> Vec<Meeting> {
    let (tellings, twins, _) = told(&corpus.documents, &options.zones, progress);
    let meets = Meets::of(&corpus.documents, options.meeting());
    let twins = twins.without(&meets.apart());
    let found = candidates(&tellings, &twins, Some(&meets), options, progress).pairs.into_iter();
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
    Shared { left: hull(&x), right: hull(&y) }
}

/// Both arms: copies by shingles, retellings by pairs of rare stems.
pub(crate) fn candidates(
    tellings: &[Telling],
    twins: &Twins,
    meets: Option<&Meets>,
    options: &Options,
    progress: &dyn Progress,
) -> Candidates {
    let may = |left, right| meets.is_none_or(|meets| meets.may(left, right));
    let may: Option<&index::May<'_>> = meets.filter(|meets| !meets.all()).map(|_| &may as _);
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
        index::candidates(&prints, &options.index, may)
    };
    index::union(arm(&|it| copied(it, options)), arm(&|it| retold(it, options)))
}

/// What copies of a text share with it.
fn copied(telling: &Telling, options: &Options) -> Vec<fingerprint::Fingerprint> {
    fingerprint::shingles(&telling.tokenized, &options.fingerprint)
}

/// What retellings of a text share with it.
fn retold(telling: &Telling, options: &Options) -> Vec<fingerprint::Fingerprint> {
    fingerprint::rare_pairs(&telling.tokenized, telling.language, &options.fingerprint)
}

/// What both arms find between two texts alone: the weight of the heavier, and all anchors.
pub(crate) fn both_arms(left: &Telling, right: &Telling, options: &Options) -> (f32, Vec<Anchor>) {
    let copies = index::between(&copied(left, options), &copied(right, options));
    let retellings = index::between(&retold(left, options), &retold(right, options));
    let weight = [&copies, &retellings].map(|arm| index::heaviest(arm, &options.index));
    let mut anchors = [copies, retellings].concat();
    anchors.sort_unstable();
    (weight[0].max(weight[1]), anchors)
}

/// Whether a search among any number of documents compares two of this weight.
pub(crate) fn meet(weight: f32, options: &Options) -> bool {
    weight >= options.index.enough
}

pub(crate) fn notes(candidates: &Candidates, options: &Options) -> Vec<String> {
    let mut notes = Vec::new();
    if candidates.capped > 0 {
        notes.push(format!(
            "{} shared phrases or word pairs stand in more than {} documents each; \
             those documents were compared with the first and the previous one only, and at most \
             {} meetings were left out (--cap N lets more meet)",
            candidates.capped, options.index.cap, candidates.hidden
        ));
    }
    notes
}
