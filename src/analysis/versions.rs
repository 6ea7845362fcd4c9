//! Versions, corrections and origins of the documents of a run.
//!
//! In: what faces what, and what differs. Out: [`Told`]; on the way, the divergences that a later
//! version accounts for get their kind. It comes before the statements, which tell their places by it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Prepared;
use super::pairs::hashed;
use super::types::{DocumentPair, PairRelation};
use crate::alignment::Alignment;
use crate::corpus::Document;
use crate::corpus::credit::{Names, credits};
use crate::corpus::version::Version;
use crate::divergence::Divergence;
use crate::statement::origins::{Origins, Ties};
use crate::statement::supersede::{Correction, Ground, supersede};
use crate::statement::versions::{OneVersion, Read, Versions};

/// Documents of one source of which every two are looked at, where one is marked as a version.
const MANY: usize = 60;
/// Sources whose names are looked for in lines of credit.
const NAMES: usize = 200;

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
    let versions: Vec<Version> = corpus.par_iter().map(Version::of).collect();
    let sources: BTreeSet<&str> =
        corpus.iter().filter_map(|it| it.source.as_ref()).map(|it| it.value.as_str()).collect();
    // Names are looked for in every line of credit; of very many sources the agencies are listed.
    let names = Names::of(sources.into_iter().take(NAMES));
    let credits: Vec<Vec<String>> = corpus.par_iter().map(|it| credits(it, &names)).collect();
    let pairs = candidates(corpus, &versions, pairs, present);
    let read = Read::of(corpus, prepared.tellings, versions, &pairs);
    let ties = Ties::of(corpus, prepared.tellings, alignments, &read, &credits, present);
    let ground = Ground {
        corpus,
        tellings: prepared.tellings,
        alignments,
        read: &read,
        ties: &ties,
        present,
    };
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

/// Pairs that may be versions: those that share most of their text, and, as old documents are not
/// compared with one another where new ones are judged, those of a small source that are marked.
fn candidates(
    corpus: &[Document],
    versions: &[Version],
    pairs: &[DocumentPair],
    present: &dyn Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    /// Share of the text of a pair that overlaps, from which it is looked at.
    const SHARED: f64 = 0.3;
    let near =
        |pair: &&DocumentPair| pair.relation != PairRelation::Overlap || pair.shared >= SHARED;
    let mut found: Vec<(usize, usize)> =
        pairs.iter().filter(near).map(|it| (it.left, it.right)).collect();
    let mut sources: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, document) in corpus.iter().enumerate() {
        if let Some(source) = &document.source {
            sources.entry(source.value.to_lowercase()).or_default().push(n);
        }
    }
    for documents in sources.into_values().filter(|documents| documents.len() <= MANY) {
        for (n, &left) in documents.iter().enumerate() {
            let marked = |right: &usize| versions[left].is_marked() || versions[*right].is_marked();
            let right = documents[n + 1..].iter().copied().filter(marked);
            found.extend(right.map(|right| (left, right)));
        }
    }
    found.retain(|&(a, b)| present(a) && present(b));
    found.sort_unstable();
    found.dedup();
    found
}
