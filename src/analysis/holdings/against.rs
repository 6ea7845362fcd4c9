//! New documents against the old ones: who met is gathered in one small corpus and compared there.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::among;
use super::search::{self, Met};
use super::{Compared, FORMER, Old, words_key};
use crate::analysis::alone::{Found, alone};
use crate::analysis::candidates::{self, candidates};
use crate::analysis::notes::some;
use crate::analysis::pairs::{self, document_pairs};
use crate::analysis::{
    Alone, Analysis, Options, Prepared, Progress, Silent, boilerplate, languages, names,
    telling_of, twins, versions,
};
use crate::corpus::{Corpus, Document};
use crate::index::{Anchor, Candidate, Candidates};
use crate::span::Span;
use crate::telling::Telling;
use crate::token::Tokenized;

/// Compares new documents with one another, with their former versions, and with the old ones.
/// Former versions have the ids of the documents that they were; what is found of them stands under
/// names that end in [`FORMER`].
pub fn analyze_against(
    (new, formers): (Corpus, Vec<Document>),
    old: &dyn Old,
    options: &Options,
    progress: &dyn Progress,
) -> Compared {
    let zones = &options.zones;
    let Corpus { documents, skipped } = new;
    let revised: BTreeSet<&str> = formers.iter().map(|former| former.id.as_str()).collect();
    // What stands for others with the same words is not compared for what it was before.
    let mut apart: Vec<bool> =
        documents.iter().map(|document| revised.contains(document.id.as_str())).collect();
    let mut former = vec![false; documents.len()];
    former.resize(documents.len() + formers.len(), true);
    apart.resize(former.len(), true);
    let documents: Vec<Document> =
        documents.into_iter().chain(formers.into_iter().map(marked)).collect();
    let whole = |document: &Document| {
        let telling = telling_of(document, zones, &[]);
        (framed(&telling.tokenized, old), words_key(&telling))
    };
    let (cuts, wholes): (Vec<Vec<Span>>, Vec<Option<u64>>) =
        documents.par_iter().map(whole).unzip();
    let fresh: Vec<Telling<'_>> = documents
        .par_iter()
        .zip(&cuts)
        .map(|(document, cut)| telling_of(document, zones, cut))
        .collect();
    progress.start("looking for the new in the old", fresh.len());
    let met: Vec<Vec<Met>> = fresh
        .par_iter()
        .zip(wholes)
        .map(|(telling, whole)| {
            progress.step(1);
            search::meet(old, telling, whole, options)
        })
        .collect();
    let named: BTreeSet<u64> = documents
        .par_iter()
        .zip(&fresh)
        .flat_map_iter(|(document, telling)| search::named(old, document, telling.language))
        .collect();
    let twins = twins::twins(&fresh).without(&apart);
    let among = candidates(&fresh, &twins, None, options, &Silent);
    let (among, left) = among::bounded(among, &fresh, &former);
    drop(fresh);
    let fresh = documents.into_iter().zip(cuts).zip(former.into_iter().zip(apart));
    let gathered = Gathered::new(fresh, old, &met, named);
    let candidates = gathered.candidates(&met, among);
    let (mut analysis, alone) = gathered.analysis(&candidates, options, progress);
    analysis.notes.extend(candidates::notes(&candidates, options));
    analysis.notes.extend(among::note(left));
    Compared {
        corpus: Corpus { documents: gathered.documents, skipped },
        new: gathered.new,
        former: gathered.former,
        analysis,
        alone,
    }
}

/// Under the name of a former version.
fn marked(mut document: Document) -> Document {
    document.id.push_str(FORMER);
    document.path.push_str(FORMER);
    document
}

/// Sentences of a new document that are known as boilerplate.
fn framed(tokenized: &Tokenized, old: &dyn Old) -> Vec<Span> {
    let sentences = tokenized.sentences.iter().filter(|sentence| boilerplate::counts(sentence));
    let framed = sentences.filter(|sentence| old.is_frame(boilerplate::key(tokenized, sentence)));
    framed.map(|sentence| sentence.span).collect()
}

/// Where a document comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Old,
    Former,
    /// It is new, and there is a former version of it.
    Revised,
    New,
}

/// The new documents and the old ones that they met, sorted by id.
struct Gathered {
    documents: Vec<Document>,
    cuts: Vec<Vec<Span>>,
    /// New, and no former version.
    new: Vec<bool>,
    former: Vec<bool>,
    /// Whether it has no twins.
    apart: Vec<bool>,
    /// Place of each new document and former version.
    of_new: Vec<usize>,
    /// Place of each old document that was met.
    of_old: BTreeMap<u64, usize>,
}

impl Gathered {
    fn new(
        fresh: impl Iterator<Item = ((Document, Vec<Span>), (bool, bool))>,
        old: &dyn Old,
        met: &[Vec<Met>],
        mut wanted: BTreeSet<u64>,
    ) -> Self {
        wanted.extend(met.iter().flatten().map(|met| met.old));
        let fresh = fresh.enumerate();
        let mut rows: Vec<(Document, Vec<Span>, Part, u64)> = fresh
            .map(|(n, ((document, cut), part))| {
                let part = match part {
                    (true, _) => Part::Former,
                    (false, true) => Part::Revised,
                    (false, false) => Part::New,
                };
                (document, cut, part, n as u64)
            })
            .collect();
        let wanted: Vec<u64> = wanted.into_iter().collect();
        let found = wanted.into_par_iter().filter_map(|number| {
            let (document, cut) = old.document(number)?;
            Some((document, cut, Part::Old, number))
        });
        rows.extend(found.collect::<Vec<_>>());
        rows.sort_by(|a, b| (&a.0.id, a.2, &a.0.path, a.3).cmp(&(&b.0.id, b.2, &b.0.path, b.3)));
        let mut gathered = Self {
            documents: Vec::with_capacity(rows.len()),
            cuts: Vec::with_capacity(rows.len()),
            new: Vec::with_capacity(rows.len()),
            former: Vec::with_capacity(rows.len()),
            apart: Vec::with_capacity(rows.len()),
            of_new: vec![0; rows.iter().filter(|row| row.2 != Part::Old).count()],
            of_old: BTreeMap::new(),
        };
        for (at, (document, cut, part, n)) in rows.into_iter().enumerate() {
            match part {
                Part::New | Part::Revised | Part::Former => gathered.of_new[n as usize] = at,
                Part::Old => drop(gathered.of_old.insert(n, at)),
            }
            gathered.documents.push(document);
            gathered.cuts.push(cut);
            gathered.new.push(matches!(part, Part::New | Part::Revised));
            gathered.apart.push(matches!(part, Part::Revised | Part::Former));
            gathered.former.push(part == Part::Former);
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
        Candidates { pairs, ..among }
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
        let twins = twins::twins(&tellings).without(&self.apart);
        let wanted = |left: usize, right: usize| self.new[left] || self.new[right];
        let ties = pairs::align(&prepared, candidates, &twins, &wanted, options, progress);
        let (alignments, mut divergences) = pairs::collect(&prepared, &ties);
        let found = Found { alignments: &alignments, divergences: &divergences };
        let alone = alone(&prepared, &ties, (&self.new, &self.former), found, options);
        let document_pairs = document_pairs(&prepared, &alignments);
        let present = |document: usize| !self.former[document];
        let documents = &self.documents;
        let told = versions::told(
            documents,
            &prepared,
            &document_pairs,
            &alignments,
            &mut divergences,
            &present,
        );
        let names = names::table(&tellings, &alignments, &divergences);
        let present = self.documents.iter().zip(&self.former).filter(|(_, former)| !**former);
        let mut notes = languages::notes(present.map(|(document, _)| document));
        notes.extend(some(pairs::notes(&ties, &self.documents), "pairs of documents"));
        let analysis = Analysis {
            document_pairs,
            alignments,
            divergences,
            versions: told.versions,
            corrections: told.corrections,
            origins: told.origins,
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
