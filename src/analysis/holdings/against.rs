//! New documents against the old ones: who met is gathered in one small corpus and compared there.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::search::{self, Met};
use super::{Compared, Holdings};
use crate::analysis::alone::{Found, alone};
use crate::analysis::candidates::candidates;
use crate::analysis::pairs::{self, document_pairs};
use crate::analysis::{
    Alone, Analysis, Options, Prepared, Progress, Silent, boilerplate, languages, names,
    telling_of, twins,
};
use crate::corpus::{Corpus, Document, Skipped};
use crate::index::{Anchor, Candidate, Candidates};
use crate::span::Span;
use crate::telling::Telling;
use crate::token::Tokenized;

/// Compares new documents with one another and with the old ones.
pub fn analyze_against(
    new: Corpus,
    holdings: &Holdings,
    options: &Options,
    progress: &dyn Progress,
) -> Compared {
    let zones = &options.zones;
    let cuts: Vec<Vec<Span>> = new
        .documents
        .par_iter()
        .map(|document| framed(&telling_of(document, zones, &[]).tokenized, &holdings.boilerplate))
        .collect();
    let fresh: Vec<Telling<'_>> = new
        .documents
        .par_iter()
        .zip(&cuts)
        .map(|(document, cut)| telling_of(document, zones, cut))
        .collect();
    progress.start("looking for the new in the old", fresh.len());
    let met: Vec<Vec<Met>> = fresh
        .par_iter()
        .map(|telling| {
            progress.step(1);
            search::meet(holdings, telling, options)
        })
        .collect();
    let among = candidates(&fresh, &twins::twins(&fresh), options, &Silent);
    drop(fresh);
    let gathered = Gathered::new(new, cuts, holdings, &met);
    let candidates = gathered.candidates(&met, among);
    let (analysis, alone) = gathered.analysis(&candidates, options, progress);
    Compared {
        corpus: Corpus { documents: gathered.documents, skipped: gathered.skipped },
        new: gathered.new,
        analysis,
        alone,
    }
}

/// Sentences of a new document that are known as boilerplate.
fn framed(tokenized: &Tokenized, boilerplate: &[u64]) -> Vec<Span> {
    if boilerplate.is_empty() {
        return Vec::new();
    }
    let known = |key: u64| boilerplate.binary_search(&key).is_ok();
    let sentences = tokenized.sentences.iter();
    let framed = sentences.filter(|sentence| known(boilerplate::key(tokenized, sentence)));
    framed.map(|sentence| sentence.span).collect()
}

/// The new documents and the old ones that they met, sorted by id.
struct Gathered {
    documents: Vec<Document>,
    skipped: Vec<Skipped>,
    cuts: Vec<Vec<Span>>,
    new: Vec<bool>,
    /// Place of each new document.
    of_new: Vec<usize>,
    /// Place of each old document that was met.
    of_old: BTreeMap<usize, usize>,
}

impl Gathered {
    fn new(new: Corpus, cuts: Vec<Vec<Span>>, holdings: &Holdings, met: &[Vec<Met>]) -> Self {
        let wanted: BTreeSet<usize> = met.iter().flatten().map(|met| met.old).collect();
        let fresh = new.documents.into_iter().zip(cuts).enumerate();
        let mut rows: Vec<(Document, Vec<Span>, bool, usize)> =
            fresh.map(|(n, (document, cut))| (document, cut, true, n)).collect();
        rows.extend(wanted.into_iter().filter_map(|old| {
            let (document, cut) = holdings.document(old)?;
            Some((document, cut, false, old))
        }));
        rows.sort_by(|a, b| (&a.0.id, a.2, a.3).cmp(&(&b.0.id, b.2, b.3)));
        let mut gathered = Self {
            documents: Vec::with_capacity(rows.len()),
            skipped: new.skipped,
            cuts: Vec::with_capacity(rows.len()),
            new: Vec::with_capacity(rows.len()),
            of_new: vec![0; rows.iter().filter(|row| row.2).count()],
            of_old: BTreeMap::new(),
        };
        for (at, (document, cut, new, n)) in rows.into_iter().enumerate() {
            match new {
                true => gathered.of_new[n] = at,
                false => drop(gathered.of_old.insert(n, at)),
            }
            gathered.documents.push(document);
            gathered.cuts.push(cut);
            gathered.new.push(new);
        }
        gathered
    }

    /// What met, by the places of the documents.
    fn candidates(&self, met: &[Vec<Met>], among: Candidates) -> Candidates {
        let mut pairs: Vec<Candidate> = among
            .pairs
            .into_iter()
            .map(|it| Candidate { left: self.of_new[it.left], right: self.of_new[it.right], ..it })
            .collect();
        for (n, met) in met.iter().enumerate() {
            pairs.extend(met.iter().filter_map(|met| {
                Some(oriented(self.of_new[n], *self.of_old.get(&met.old)?, met))
            }));
        }
        pairs.sort_by_key(|pair| (pair.left, pair.right));
        Candidates { pairs, capped: among.capped }
    }

    fn analysis(
        &self,
        candidates: &Candidates,
        options: &Options,
        progress: &dyn Progress,
    ) -> (Analysis, Vec<Alone>) {
        let tellings: Vec<Telling<'_>> = self
            .documents
            .par_iter()
            .zip(&self.cuts)
            .map(|(document, cut)| telling_of(document, &options.zones, cut))
            .collect();
        let prepared = Prepared::of(&tellings, options);
        let twins = twins::twins(&tellings);
        let wanted = |left: usize, right: usize| self.new[left] || self.new[right];
        let ties = pairs::align(&prepared, candidates, &twins, &wanted, options, progress);
        let (alignments, divergences) = pairs::collect(&prepared, &ties);
        let found = Found { alignments: &alignments, divergences: &divergences };
        let alone = alone(&prepared, &ties, &self.new, found, options);
        let document_pairs = document_pairs(&prepared, &alignments);
        let names = names::table(&tellings, &alignments, &divergences);
        let mut notes = languages::notes(&self.documents);
        notes.extend(pairs::notes(&ties, &self.documents));
        let analysis = Analysis {
            document_pairs,
            alignments,
            divergences,
            names,
            notes,
            ..Analysis::default()
        };
        (analysis, alone)
    }
}

/// A candidate whose left document is the one that sorts first.
fn oriented(new: usize, old: usize, met: &Met) -> Candidate {
    let mut anchors = met.anchors.clone();
    if old < new {
        anchors = anchors.iter().map(Anchor::turned).collect();
        anchors.sort_unstable();
    }
    Candidate { left: new.min(old), right: new.max(old), anchors, weight: met.weight }
}
