//! Which old documents share enough with a new one to be compared with it.
//!
//! The same two arms as between documents of one run: shingles for copies, pairs of rare stems of
//! one sentence for retellings; the same weights and the same bar.

use std::collections::{BTreeMap, BTreeSet};

use super::{Old, Words, words_key};
use crate::analysis::Options;
use crate::corpus::{Document, Stand};
use crate::fingerprint::{self, rarest};
use crate::index::{self, Anchor};
use crate::language::Language;
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Tokenized, tokenize};

/// Tables whose rows are looked for, and documents that are found by one of them.
const ROWS: usize = 200;
const NAMED: usize = 8;

/// Old documents with a sentence that has two of the words by which a table of this document names one
/// of its numbers: a table is no sentence, so nothing else of it may meet them.
pub(super) fn named(old: &dyn Old, document: &Document, language: &Language) -> Vec<u64> {
    let mut found: BTreeSet<u64> = BTreeSet::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let cells = document.figures.iter().filter(|figure| figure.place == Stand::Cell);
    for names in cells.map(|figure| figure.names.join(" ")) {
        if seen.len() == ROWS || !seen.insert(names.clone()) {
            continue;
        }
        let whole = [Span::new(0, names.len())];
        let tokenized = tokenize(&names, &whole, language);
        let tokens = 0..tokenized.tokens.len();
        let mut held: BTreeMap<(u64, u32), usize> = BTreeMap::new();
        for (stem, _) in rarest(&tokenized, tokens, language, ALL) {
            for (document, sentence, _) in old.stems(stem) {
                *held.entry((document, sentence)).or_default() += 1;
            }
        }
        let mut best: Vec<_> = held.into_iter().filter(|(_, shared)| *shared > 1).collect();
        best.sort_by_key(|(place, shared)| (std::cmp::Reverse(*shared), *place));
        found.extend(best.into_iter().take(NAMED).map(|((old, _), _)| old));
    }
    found.into_iter().take(MOST_NAMED).collect()
}

/// Words of a row and a column that are looked for.
const ALL: usize = 16;
/// Documents that one is held against for its tables.
const MOST_NAMED: usize = 24;

/// An old document that shares something with a new one.
#[derive(Clone, Debug)]
pub(super) struct Met {
    /// Its number.
    pub(super) old: u64,
    /// What they share, new on the left, in the order of the new one.
    pub(super) anchors: Vec<Anchor>,
    /// Weight of the heaviest neighbourhood.
    pub(super) weight: f32,
}

/// Anchors by old document.
type Shared = BTreeMap<u64, Vec<Anchor>>;

/// The old documents that a new one is to be compared with.
pub(super) fn meet(
    old: &dyn Old,
    telling: &Telling<'_>,
    whole: Option<u64>,
    options: &Options,
) -> Vec<Met> {
    let tokenized = &telling.tokenized;
    if let Some(twin) = old.twin(Words { whole, left: words_key(telling) }) {
        return vec![Met { old: twin, anchors: Vec::new(), weight: 0.0 }];
    }
    let mut met: BTreeMap<u64, Met> = BTreeMap::new();
    let arms = [copies(old, tokenized, options), retellings(old, telling, options)];
    for (old, mut anchors) in arms.into_iter().flatten() {
        anchors.sort_unstable();
        let weight = index::heaviest(&anchors, &options.index);
        if weight < options.index.enough {
            continue;
        }
        let none = Met { old, anchors: Vec::new(), weight: 0.0 };
        let found = met.entry(old).or_insert(none);
        found.anchors.extend(anchors);
        found.anchors.sort_unstable();
        found.weight = found.weight.max(weight);
    }
    met.into_values().collect()
}

fn copies(old: &dyn Old, tokenized: &Tokenized, options: &Options) -> Shared {
    let mut shared = Shared::new();
    let mut prints = fingerprint::shingles(tokenized, &options.fingerprint);
    prints.sort_unstable();
    prints.dedup_by_key(|print| print.key);
    for print in prints {
        let mut places = old.shingles(print.key);
        places.dedup_by_key(|place| place.0);
        add(&mut shared, (old, options.index.cap), print.token, &places);
    }
    shared
}

/// Lets a new document meet those that have a key: document and token of each.
fn add(shared: &mut Shared, (old, cap): (&dyn Old, usize), token: u32, places: &[(u64, u32)]) {
    // As between old documents: under a key of very many only the first and the last are met.
    let met: Vec<(u64, u32)> = match places.len() < cap {
        true => places.to_vec(),
        false => old.ends(places).into_iter().flatten().collect(),
    };
    for (old, at) in met {
        let anchor = Anchor { left: token, right: at };
        shared.entry(old).or_default().push(anchor);
    }
}

/// A sentence of an old document with a stem: document, sentence, which stem, token.
type Held = (u64, u32, usize, u32);

fn retellings(old: &dyn Old, telling: &Telling<'_>, options: &Options) -> Shared {
    let (tokenized, language) = (&telling.tokenized, telling.language);
    let mut shared = Shared::new();
    for sentence in &tokenized.sentences {
        let stems = rarest(tokenized, sentence.tokens.clone(), language, options.fingerprint.rare);
        let mut held: Vec<Held> = Vec::new();
        for (n, (stem, _)) in stems.iter().enumerate() {
            let rows = old.stems(*stem).into_iter();
            held.extend(rows.map(|(document, sentence, token)| (document, sentence, n, token)));
        }
        held.sort_unstable();
        let mut pairs: BTreeMap<(usize, usize), Vec<(u64, u32)>> = BTreeMap::new();
        for together in held.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            for (n, (document, _, first, at)) in together.iter().enumerate() {
                for (_, _, second, _) in &together[n + 1..] {
                    pairs.entry((*first, *second)).or_default().push((*document, *at));
                }
            }
        }
        for ((first, _), mut places) in pairs {
            places.dedup_by_key(|place| place.0);
            add(&mut shared, (old, options.index.cap), stems[first].1, &places);
        }
    }
    shared
}
