//! Documents with the same words from end to end.
//!
//! Ten thousand copies of one text would be fifty million pairs. Only the first of each set is
//! compared with others; the rest are tied to it.

use foldhash::{HashMap, HashMapExt};
use xxhash_rust::xxh3::Xxh3;

use crate::telling::Telling;

/// Which documents repeat another one word for word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Twins {
    /// By document: the first document with the same words, itself when there is none before.
    pub first: Vec<usize>,
}

impl Twins {
    /// Whether an earlier document has the same words.
    pub fn is_copy(&self, document: usize) -> bool {
        self.first[document] != document
    }
}

/// Finds documents with the same words; documents without words have no twin.
pub(crate) fn twins(tellings: &[Telling]) -> Twins {
    let mut seen: HashMap<u128, usize> = HashMap::new();
    let first = tellings
        .iter()
        .enumerate()
        .map(|(document, telling)| {
            if telling.tokenized.tokens.is_empty() {
                return document;
            }
            let mut hash = Xxh3::new();
            for token in &telling.tokenized.tokens {
                hash.update(&token.key.to_le_bytes());
            }
            *seen.entry(hash.digest128()).or_insert(document)
        })
        .collect();
    Twins { first }
}
