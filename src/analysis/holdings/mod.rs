//! The documents that are there, prepared for new ones to be compared with.
//!
//! In: a corpus. Out: [`Holdings`], bytes that hold what a comparison needs of it: who has which
//! shingle and which rare stem where, and the documents themselves. They can be kept and read back;
//! [`analyze_against`] then costs what the new documents cost, however many old ones there are.
//! Between old documents nothing is looked for.

mod against;
mod among;
mod bytes;
mod indexed;
mod search;
mod table;
#[cfg(test)]
mod tests;

use foldhash::HashMap;
use rayon::prelude::*;

pub use self::against::analyze_against;
use self::bytes::{Reader, Writer};
pub use self::indexed::Indexed;
use self::table::Table;
use super::{Alone, Analysis, Options, Progress, boilerplate, telling_of, twins};
use crate::corpus::{Corpus, Document};
use crate::fingerprint;
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Sentence, Tokenized};

/// Behind the id and the path of a former version.
pub const FORMER: &str = "@base";

/// Raised when the bytes or what goes into them change.
pub const VERSION: u32 = 9;

/// Old documents, ready to be compared with new ones.
#[derive(Debug)]
pub struct Holdings {
    bytes: Vec<u8>,
    /// What the keeper of the bytes knows them by.
    mark: u128,
    documents: usize,
    /// Keys of the sentences that are boilerplate, sorted.
    boilerplate: Vec<u64>,
    /// Words of a whole document: document.
    whole: Table,
    /// Shingle: document, token.
    shingles: Table,
    /// Stem: document, sentence, token.
    stems: Table,
    /// Document: where its record begins and ends.
    records: Table,
    /// How many documents have a source, a date, a language.
    known: [usize; 3],
}

/// Old documents that new ones are compared with, each under a number.
pub trait Old: Sync {
    /// Whether a sentence is boilerplate, by its key.
    fn is_frame(&self, key: u64) -> bool;
    /// The first document with the same words.
    fn twin(&self, words: Words) -> Option<u64>;
    /// Where a shingle stands: documents, together, and tokens.
    fn shingles(&self, key: u64) -> Vec<(u64, u32)>;
    /// Where a stem is one of the rarest of a sentence: documents, sentences and tokens.
    fn stems(&self, key: u64) -> Vec<(u64, u32, u32)>;
    /// The places in the first and in the last of these documents, each once.
    fn ends(&self, places: &[(u64, u32)]) -> [Option<(u64, u32)>; 2];
    /// A document, with the spans that are boilerplate in it.
    fn document(&self, old: u64) -> Option<(Document, Vec<Span>)>;
}

/// Keys of all words of a document; none where it has none.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Of all of it.
    pub whole: Option<u64>,
    /// Of what is left without boilerplate.
    pub left: Option<u64>,
}

/// Documents that were compared, and what was found.
#[derive(Debug)]
pub struct Compared {
    /// The new documents and those old ones that share something with them.
    pub corpus: Corpus,
    /// By document: whether it is new.
    pub new: Vec<bool>,
    /// By document: whether it is a former version of a new one.
    pub former: Vec<bool>,
    /// What was found; statements and stories are left out.
    pub analysis: Analysis,
    /// Where a new document contradicts another one that it agrees with elsewhere.
    pub alone: Vec<Alone>,
}

impl Holdings {
    /// Prepares documents. `mark` is handed back by [`Holdings::mark`].
    pub fn build(corpus: &Corpus, mark: u128, options: &Options, progress: &dyn Progress) -> Self {
        let documents = &corpus.documents;
        progress.start("reading the old documents", documents.len());
        let mut tellings: Vec<Telling<'_>> = documents
            .par_iter()
            .map(|document| {
                progress.step(1);
                telling_of(document, &options.zones, &[])
            })
            .collect();
        let twins = twins::twins(&tellings);
        let (found, cut) = boilerplate::boilerplate(&tellings, documents, &twins);
        for (document, telling) in tellings.iter_mut().enumerate() {
            if let Some(spans) = cut.get(&document) {
                *telling = telling_of(&documents[document], &options.zones, spans);
            }
        }
        let mut frame: Vec<u64> = found
            .iter()
            .filter_map(|it| it.passages.first())
            .filter_map(|it| {
                let whole = telling_of(&documents[it.document], &options.zones, &[]);
                sentence_key(&whole.tokenized, it.span)
            })
            .collect();
        frame.sort_unstable();
        let bytes = write(corpus, mark, &tellings, &cut, &frame, &twins, options);
        // What was just written can be read.
        Self::read(bytes).unwrap_or_else(|| Self::empty(mark))
    }

    /// Reads what [`Holdings::as_bytes`] gave; none when it is anything else.
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut input = Reader::new(&bytes)?;
        let mark = input.u128()?;
        let documents = input.count()?;
        let known = [input.count()?, input.count()?, input.count()?];
        let frame = input.table(0)?;
        let boilerplate = frame.rows(&bytes).map(|(key, _)| key).collect();
        let (whole, shingles) = (input.table(1)?, input.table(2)?);
        let (stems, records) = (input.table(3)?, input.table(2)?);
        Some(Self { mark, documents, boilerplate, whole, shingles, stems, records, known, bytes })
    }

    /// No documents.
    pub fn empty(mark: u128) -> Self {
        Self {
            bytes: Vec::new(),
            mark,
            documents: 0,
            boilerplate: Vec::new(),
            whole: Table::default(),
            shingles: Table::default(),
            stems: Table::default(),
            records: Table::default(),
            known: [0; 3],
        }
    }

    /// All of it, to be kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What the keeper of the bytes knows them by.
    pub fn mark(&self) -> u128 {
        self.mark
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// How many documents have a source, a date, a language.
    pub fn known(&self) -> [usize; 3] {
        self.known
    }
}

impl Old for Holdings {
    fn is_frame(&self, key: u64) -> bool {
        self.boilerplate.binary_search(&key).is_ok()
    }

    fn twin(&self, words: Words) -> Option<u64> {
        let mut rows = self.whole.find(&self.bytes, words.left?);
        rows.next().map(|row| u64::from(row[0]))
    }

    fn shingles(&self, key: u64) -> Vec<(u64, u32)> {
        let rows = self.shingles.find(&self.bytes, key);
        rows.map(|row| (u64::from(row[0]), row[1])).collect()
    }

    fn stems(&self, key: u64) -> Vec<(u64, u32, u32)> {
        let rows = self.stems.find(&self.bytes, key);
        rows.map(|row| (u64::from(row[0]), row[1], row[2])).collect()
    }

    fn ends(&self, places: &[(u64, u32)]) -> [Option<(u64, u32)>; 2] {
        [places.first().copied(), places.last().filter(|_| places.len() > 1).copied()]
    }

    fn document(&self, old: u64) -> Option<(Document, Vec<Span>)> {
        let row = self.records.find(&self.bytes, old).next()?;
        let record = self.bytes.get(row[0] as usize..row[1] as usize)?;
        serde_json::from_slice(record).ok()
    }
}

/// The bytes of [`Holdings`].
fn write(
    corpus: &Corpus,
    mark: u128,
    tellings: &[Telling<'_>],
    cut: &HashMap<usize, Vec<Span>>,
    boilerplate: &[u64],
    twins: &twins::Twins,
    options: &Options,
) -> Vec<u8> {
    let mut out = Writer::new(mark);
    out.count(tellings.len());
    let has = |is: fn(&Document) -> bool| corpus.documents.iter().filter(|it| is(it)).count();
    out.count(has(|document| document.source.is_some()));
    out.count(has(|document| document.date.is_some()));
    out.count(has(|document| document.language.is_some()));
    out.table(boilerplate.iter().map(|key| (*key, [])).collect());
    let firsts = || (0..tellings.len()).filter(|document| !twins.is_copy(*document));
    let words = |document: usize| words_key(&tellings[document]);
    out.table(firsts().filter_map(|it| Some((words(it)?, [it as u32]))).collect());
    let rows = |make: &(dyn Fn(usize) -> Vec<(u64, [u32; 2])> + Sync)| -> Vec<_> {
        let firsts: Vec<usize> = firsts().collect();
        firsts.par_iter().flat_map_iter(|document| make(*document)).collect()
    };
    out.table(rows(&|document| {
        let prints = fingerprint::shingles(&tellings[document].tokenized, &options.fingerprint);
        prints.into_iter().map(|it| (it.key, [document as u32, it.token])).collect()
    }));
    let firsts: Vec<usize> = firsts().collect();
    let stems =
        firsts.par_iter().flat_map_iter(|document| stems(*document, &tellings[*document], options));
    out.table(stems.collect());
    let records: Vec<Vec<u8>> = corpus
        .documents
        .par_iter()
        .enumerate()
        .map(|(n, document)| {
            let spans = cut.get(&n).cloned().unwrap_or_default();
            serde_json::to_vec(&(document, spans)).unwrap_or_default()
        })
        .collect();
    out.records(&records);
    out.finish()
}

/// Where the rarest stems of each sentence stand, which pairs are made of.
fn stems(document: usize, telling: &Telling<'_>, options: &Options) -> Vec<(u64, [u32; 3])> {
    let (tokenized, language) = (&telling.tokenized, telling.language);
    let most = options.fingerprint.rare;
    let sentences = tokenized.sentences.iter().enumerate();
    let of_sentence = |(n, sentence): (usize, &Sentence)| {
        let stems = fingerprint::rarest(tokenized, sentence.tokens.clone(), language, most);
        stems.into_iter().map(move |(stem, at)| (stem, [document as u32, n as u32, at]))
    };
    sentences.flat_map(of_sentence).collect()
}

/// A key of all words of a document and of the days they name; none where it has no words.
fn words_key(telling: &Telling<'_>) -> Option<u64> {
    twins::key(telling).map(|key| key as u64)
}

/// The key of the sentence that stands there.
fn sentence_key(tokenized: &Tokenized, span: Span) -> Option<u64> {
    let sentence = tokenized.sentences.iter().find(|sentence| sentence.span == span)?;
    Some(boilerplate::key(tokenized, sentence))
}
