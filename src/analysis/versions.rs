//! Versions, corrections and origins of the documents of a run.
//!
//! In: what faces what, and what differs. Out: [`Told`]; on the way, the divergences that a later
//! version accounts for get their kind. It comes before the statements, which tell their places by it.

use super::Prepared;
use super::pairs::hashed;
use super::types::{DocumentPair, PairRelation};
use crate::alignment::Alignment;
use crate::corpus::Document;
use crate::divergence::Divergence;
use crate::statement::origins::{Origins, Ties};
use crate::statement::supersede::{Correction, Ground, supersede};
use crate::statement::versions::{OneVersion, Read, Versions};

/// Documents of one source of which every two are looked at.
const MANY: usize = 60;

/// What is known of documents beside what they tell.
pub(crate) struct Told {
    pub versions: Vec<Versions>,
    pub corrections: Vec<Correction>,
    pub origins: Origins,
}

/// Finds versions, corrections and origins. `present` tells which documents take part: a former
/// version of a file is none of its text.
pub(crate) fn told(
    corpus: &[Document],
    prepared: &Prepared<'_>,
    pairs: &[DocumentPair],
    alignments: &[Alignment],
    divergences: &mut [Divergence],
    present: &dyn Fn(usize) -> bool,
) -> Told {
    let pairs = candidates(corpus, pairs, present);
    let read = Read::of(corpus, prepared.tellings, &pairs);
    let ties = Ties::of(corpus, prepared.tellings, alignments, &read, present);
    let ground =
        Ground { corpus, tellings: prepared.tellings, alignments, read: &read, ties: &ties, present };
    let corrections = supersede(&ground, divergences);
    let id = |documents: &[usize]| hashed(documents.iter().map(|n| corpus[*n].id.as_str()));
    let mut origins = Origins::new(ties.origins(corpus, &read, &id));
    for correction in &corrections {
        let Some(was) = correction.was else { continue };
        for still in &correction.still {
            origins.add_error((still.document, still.span), (was.document, was.span));
        }
    }
    let one = |document: usize| OneVersion {
        document,
        marks: read.versions[document].marks.clone(),
        corrected: read.versions[document].corrected,
    };
    let versions = read.sets(corpus).into_iter().map(|(documents, by)| Versions {
        id: id(&documents),
        versions: documents.into_iter().map(one).collect(),
        by,
    });
    Told { versions: versions.collect(), corrections, origins }
}

/// Pairs of one source that may be versions: those that share most of their text, and, as old
/// documents are not compared with one another where new ones are judged, all of a small source.
fn candidates(
    corpus: &[Document],
    pairs: &[DocumentPair],
    present: &dyn Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    /// Share of the text of a pair that overlaps, from which it is looked at.
    const SHARED: f64 = 0.3;
    let source = |n: usize| corpus[n].source.as_ref().map(|it| it.value.to_lowercase());
    let near = |pair: &&DocumentPair| {
        pair.relation != PairRelation::Overlap || pair.shared >= SHARED
    };
    let mut found: Vec<(usize, usize)> = pairs.iter().filter(near).map(|it| (it.left, it.right)).collect();
    let mut sources: std::collections::BTreeMap<String, Vec<usize>> = std::collections::BTreeMap::new();
    for document in 0..corpus.len() {
        if let Some(source) = source(document) {
            sources.entry(source).or_default().push(document);
        }
    }
    for documents in sources.into_values().filter(|documents| documents.len() <= MANY) {
        for (n, &left) in documents.iter().enumerate() {
            found.extend(documents[n + 1..].iter().map(|&right| (left, right)));
        }
    }
    found.retain(|&(a, b)| present(a) && present(b) && source(a) == source(b));
    found.sort_unstable();
    found.dedup();
    found
}
