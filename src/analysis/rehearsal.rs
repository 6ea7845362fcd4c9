//! What an analysis would take, without making it.
//!
//! Documents are read and candidates found as ever; of the candidates some are aligned, spread
//! evenly, and the time that they take stands for that of all.

use super::candidates::candidates;
use super::meeting::Meets;
use super::pairs::{align, collect};
use super::{Options, Prepared, Progress, Silent, told};
use crate::corpus::Corpus;
use crate::index::Candidates;

/// Candidates that are aligned.
const SAMPLE: usize = 200;

/// What an analysis would compare, and how long it would take.
#[derive(Clone, Debug, PartialEq)]
pub struct Rehearsal {
    /// Documents with words.
    pub documents: usize,
    /// Those of them that repeat an earlier one word for word and are compared with it alone.
    pub copies: usize,
    /// Runs and pairs of rare words by which documents meet, of all documents.
    pub anchors: usize,
    /// Pairs of documents that would be aligned.
    pub pairs: usize,
    /// Seconds, by the clock that was given.
    pub seconds: f64,
    /// What is bounded or restricted, in words.
    pub notes: Vec<String>,
}

/// Tells what an analysis would compare; `clock` says the seconds since any moment.
pub fn rehearse(
    corpus: &Corpus,
    options: &Options,
    progress: &dyn Progress,
    clock: &dyn Fn() -> f64,
) -> Rehearsal {
    let begun = clock();
    let (tellings, twins, _) = told(&corpus.documents, &options.zones, progress);
    let meets = Meets::of(&corpus.documents, options.meeting());
    let twins = twins.without(&meets.apart());
    let prepared = Prepared::of(&tellings, options);
    let found = candidates(&tellings, &twins, Some(&meets), options, progress);
    let mut notes = meets.notes();
    notes.extend(super::candidates::notes(&found, options));
    let (pairs, anchors) = (found.pairs.len(), found.anchors);
    let every = pairs.div_ceil(SAMPLE).max(1);
    let sample = Candidates {
        pairs: found.pairs.into_iter().step_by(every).collect(),
        ..Candidates::default()
    };
    let prepared_at = clock();
    let ties = align(&prepared, &sample, &twins, &|_, _| true, options, &Silent);
    drop(collect(&prepared, &ties));
    let of_one = (clock() - prepared_at) / sample.pairs.len().max(1) as f64;
    Rehearsal {
        documents: tellings.iter().filter(|it| !it.tokenized.tokens.is_empty()).count(),
        copies: (0..tellings.len()).filter(|&it| twins.is_copy(it)).count(),
        anchors,
        pairs,
        seconds: prepared_at - begun + of_one * pairs as f64,
        notes,
    }
}
