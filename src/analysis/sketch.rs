//! What a kept document is found by, made once.
//!
//! In: a document. Out: rows for the tables of [`crate::index::store`]. They depend on the document
//! alone, so that others come and go without a change to them.

use std::fmt::Write as _;

use super::{Options, boilerplate, telling_of, twins};
use crate::corpus::Document;
use crate::fingerprint;
use crate::index::store::{Row, Rows};
use crate::telling::Telling;

/// All words of a document and the days they name: nothing further.
pub(crate) const WHOLE: usize = 0;
/// Shingle: its first token.
pub(crate) const SHINGLES: usize = 1;
/// One of the rarest stems of a sentence: sentence, token.
pub(crate) const STEMS: usize = 2;
/// All words of a sentence: its [`Seat`], and what tells copies of the document.
pub(crate) const SENTENCES: usize = 3;

/// The part of a key that is kept: forty bits. Of a hundred thousand documents one in fifty looks up
/// a row of another key; one row brings nothing together, and what is brought together is compared
/// by its words. The keys of whole documents are kept whole.
pub(crate) fn short(key: u64) -> u64 {
    key >> 24
}

/// What a document is found by.
pub fn sketch(document: &Document, options: &Options) -> Rows {
    let telling = telling_of(document, &options.zones, &[]);
    let whole = twins::key(&telling).map(|key| key as u64);
    let prints = fingerprint::shingles(&telling.tokenized, &options.fingerprint);
    let shingles = prints.into_iter().map(|print| (short(print.key), [print.token, 0])).collect();
    let whole_rows = whole.map(|key| (key, [0, 0])).into_iter().collect();
    let sentences = sentences(&telling, whole.unwrap_or(0) as u32);
    [whole_rows, shingles, stems(&telling, options), sentences]
}

/// The settings that rows depend on.
pub fn settings(options: &Options) -> String {
    let mut settings = String::new();
    let prints = &options.fingerprint;
    let zones = serde_json::to_string(&options.zones).unwrap_or_default();
    let _ = write!(
        settings,
        "zones {zones}, fingerprint k {} window {} rare {}",
        prints.k, prints.window, prints.rare
    );
    settings
}

fn stems(telling: &Telling<'_>, options: &Options) -> Vec<Row> {
    let (tokenized, language) = (&telling.tokenized, telling.language);
    let most = options.fingerprint.rare;
    let mut rows = Vec::new();
    for (n, sentence) in tokenized.sentences.iter().enumerate() {
        let stems = fingerprint::rarest(tokenized, sentence.tokens.clone(), language, most);
        rows.extend(stems.into_iter().map(|(stem, at)| (short(stem), [n as u32, at])));
    }
    rows
}

fn sentences(telling: &Telling<'_>, whole: u32) -> Vec<Row> {
    let tokenized = &telling.tokenized;
    let count = tokenized.sentences.len();
    let all = tokenized.sentences.iter().enumerate();
    all.filter(|(_, sentence)| boilerplate::counts(sentence))
        .map(|(n, sentence)| {
            let seat = Seat { sentence: n as u32, at_edge: boilerplate::at_edge(n, count) };
            (short(boilerplate::key(tokenized, sentence)), [seat.number(), whole])
        })
        .collect()
}

/// Which sentence of a document it is, and whether it stands at the edge of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub sentence: u32,
    pub at_edge: bool,
}

impl Seat {
    fn number(self) -> u32 {
        self.sentence << 1 | u32::from(self.at_edge)
    }

    /// What a row says.
    pub fn of(number: u32) -> Self {
        Self { sentence: number >> 1, at_edge: number & 1 == 1 }
    }
}
