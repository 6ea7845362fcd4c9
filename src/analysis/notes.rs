//! What the run left out, bounded or had to guess, in words.

use super::Options;
use super::boilerplate;
use super::candidates;
use super::languages;
use super::pairs::{self, Tie};
use super::types::Boilerplate;
use crate::corpus::Corpus;
use crate::index::Candidates;

/// Remarks of one sort that are told one by one; the rest is counted.
const TOLD: usize = 20;

/// All notes of a run, in the order of the flow.
pub(crate) fn notes(
    corpus: &Corpus,
    candidates: &Candidates,
    ties: &[Tie],
    boilerplate: &[Boilerplate],
    options: &Options,
) -> Vec<String> {
    let remarks = corpus.documents.iter().flat_map(|document| {
        document.remarks.iter().map(move |remark| format!("{}: {remark}", document.id))
    });
    let mut notes = languages::notes(&corpus.documents);
    notes.extend(some(remarks.collect(), "documents"));
    notes.extend(boilerplate::note(boilerplate));
    notes.extend(candidates::notes(candidates, options));
    notes.extend(some(pairs::notes(ties, &corpus.documents), "pairs of documents"));
    notes
}

/// The first few, and how many more there are.
pub(crate) fn some(mut all: Vec<String>, of: &str) -> Vec<String> {
    if all.len() > TOLD + 1 {
        let more = all.len() - TOLD;
        all.truncate(TOLD);
        all.push(format!("{more} more notes like these on other {of}"));
    }
    all
}
