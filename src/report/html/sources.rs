//! The sources of a corpus, for the filter and the pictures.

use std::collections::BTreeSet;

use crate::report::digest::Digest;

/// Sources that the pictures hold; the others are counted.
const SHOWN: usize = 14;

/// The sources of a corpus; a document that names none is its own.
pub(super) struct Sources {
    /// Names, sorted.
    pub(super) names: Vec<String>,
    /// Per document, the index of its source.
    pub(super) of: Vec<usize>,
}

impl Sources {
    pub(super) fn of(digest: &Digest<'_>) -> Self {
        let name = |(n, document): (usize, &crate::corpus::Document)| match &document.source {
            Some(source) => source.value.clone(),
            None => digest.label(n).to_owned(),
        };
        let all: Vec<_> = digest.corpus.documents.iter().enumerate().map(name).collect();
        let names: Vec<_> = all.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
        let of = all.iter().map(|name| names.partition_point(|other| other < name)).collect();
        Self { names, of }
    }

    /// Sources of a statement's witnesses, ascending.
    pub(super) fn of_statement(&self, digest: &Digest<'_>, statement: usize) -> BTreeSet<usize> {
        let witnesses = digest.analysis.statements[statement].witnesses.iter();
        witnesses.filter_map(|w| self.of.get(w.document).copied()).collect()
    }

    /// The sources with the most statements, in the order of their names.
    pub(super) fn largest(&self, counts: &[usize]) -> Vec<usize> {
        let mut order: Vec<_> = (0..self.names.len()).collect();
        order.sort_by_key(|&source| (std::cmp::Reverse(counts[source]), source));
        order.truncate(SHOWN);
        order.sort_unstable();
        order
    }
}
