//! Documents with the same words from end to end.
//!
//! Ten thousand copies of one text would be fifty million pairs. Only the first of each set is
//! compared with others; the rest are tied to it.

use foldhash::{HashMap, HashMapExt};
use xxhash_rust::xxh3::Xxh3;

use crate::telling::Telling;
use crate::value::Value;
use crate::value::date::Origin;

/// Which documents repeat another one word for word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Twins {
    /// By document: the first document with the same words, itself when there is none before.
    pub first: Vec<usize>,
}

impl Twins {
    /// The same without some documents, which have no twins: each of these is compared by itself.
    pub fn without(mut self, apart: &[bool]) -> Self {
        let is_apart = |document: usize| apart.get(document) == Some(&true);
        let mut firsts: HashMap<usize, usize> = HashMap::new();
        for (document, first) in self.first.iter_mut().enumerate() {
            *first = match is_apart(document) {
                true => document,
                false => *firsts.entry(*first).or_insert(document),
            };
        }
        self
    }

    /// Whether an earlier document has the same words.
    pub fn is_copy(&self, document: usize) -> bool {
        self.first[document] != document
    }
}

/// Finds documents with the same words that name the same days; documents without words have no twin.
pub(crate) fn twins(tellings: &[Telling]) -> Twins {
    let mut seen: HashMap<u128, usize> = HashMap::new();
    let first = tellings
        .iter()
        .enumerate()
        .map(|(document, telling)| {
            let Some(key) = key(telling) else { return document };
            *seen.entry(key).or_insert(document)
        })
        .collect();
    Twins { first }
}

/// A key of all words of a document and of the days that its date makes of them: "yesterday" is
/// another day in the paper of another day. None where it has no words.
pub(crate) fn key(telling: &Telling) -> Option<u128> {
    if telling.tokenized.tokens.is_empty() {
        return None;
    }
    let mut hash = Xxh3::new();
    for token in &telling.tokenized.tokens {
        hash.update(&token.key.to_le_bytes());
    }
    for mention in &telling.values {
        if let Value::Date(period) = &mention.value
            && period.origin != Origin::Written
        {
            hash.update(period.describe().as_bytes());
        }
    }
    Some(hash.digest128())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::span::Span;

    #[test]
    fn the_same_words_of_two_days_are_no_twins() {
        let text = "The ferry sank yesterday off Nordby.";
        let read = |day| {
            let date = Some(jiff::civil::date(2021, 5, day));
            Telling::read(text, &[Span::new(0, text.len())], language::of(None), date)
        };
        assert_eq!(twins(&[read(3), read(5), read(3)]).first, [0, 1, 0]);
        let four = twins(&[read(3), read(3), read(5), read(3)]);
        assert_eq!(four.first, [0, 0, 2, 0]);
        assert_eq!(four.without(&[true, false, false, false]).first, [0, 1, 2, 1]);
    }
}
