//! What two passages can share: shingles of copies and pairs of rare stems of retellings.
//!
//! Copies: every `k` tokens in a row are a shingle, and winnowing keeps the smallest hash of each
//! window of `w` shingles, so any shared run of `k + w - 1` tokens shares a fingerprint
//! (Schleimer, Wilkerson, Aiken, SIGMOD 2003). Retellings: hardly three words in a row agree, but
//! the rarest words of a sentence survive; two of them together are rare enough to meet by.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::language::Language;
use crate::rarity;
use crate::token::{Class, Tokenized};

/// Settings of the anchors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Tokens of a shingle.
    pub k: usize,
    /// Shingles of a winnowing window.
    pub window: usize,
    /// Rarest stems of a sentence that are paired.
    pub rare: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { k: 4, window: 2, rare: 6 }
    }
}

/// A key that a text shares with others, and the token where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fingerprint {
    /// What is shared.
    pub key: u64,
    /// Index of its first token.
    pub token: u32,
}

/// The winnowed shingles of a text, in order. No shingle crosses a sentence without words.
pub fn shingles(tokenized: &Tokenized, options: &Options) -> Vec<Fingerprint> {
    let k = options.k.max(1);
    let hashes: Vec<u64> =
        tokenized.tokens.windows(k).map(|run| combine(run.iter().map(|token| token.key))).collect();
    winnow(&hashes, options.window.max(1))
        .into_iter()
        .map(|at| Fingerprint { key: hashes[at], token: at as u32 })
        .collect()
}

/// Positions of the smallest hash of every window, the rightmost among equals, each once.
fn winnow(hashes: &[u64], window: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    if hashes.is_empty() {
        return kept;
    }
    for start in 0..=hashes.len().saturating_sub(window) {
        let end = (start + window).min(hashes.len());
        let smallest = (start..end).rev().min_by_key(|at| hashes[*at]);
        if let Some(at) = smallest
            && kept.last() != Some(&at)
        {
            kept.push(at);
        }
    }
    kept
}

/// For each sentence, the pairs of its rarest stems.
pub fn rare_pairs(
    tokenized: &Tokenized,
    language: &Language,
    options: &Options,
) -> Vec<Fingerprint> {
    let mut pairs = Vec::new();
    for sentence in &tokenized.sentences {
        let stems = rarest(tokenized, sentence.tokens.clone(), language, options.rare);
        for (n, (a, at)) in stems.iter().enumerate() {
            for (b, _) in &stems[n + 1..] {
                let key = combine([*a.min(b), *a.max(b)].into_iter());
                pairs.push(Fingerprint { key, token: *at });
            }
        }
    }
    pairs
}

/// The rarest stems of a sentence, the rarest first, each with its token. How rare a stem is, is a
/// matter of the language: which stems are taken depends on no other text.
pub(crate) fn rarest(
    tokenized: &Tokenized,
    sentence: std::ops::Range<usize>,
    language: &Language,
    most: usize,
) -> Vec<(u64, u32)> {
    let mut stems: Vec<(f64, u64, u32)> = tokenized.tokens[sentence.clone()]
        .iter()
        .zip(sentence)
        .filter(|(token, _)| token.class != Class::Function)
        .map(|(token, at)| (rarity::expected(token, language), token.stem, at as u32))
        .collect();
    stems.sort_unstable_by(|x, y| x.0.total_cmp(&y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    stems.dedup_by_key(|stem| stem.1);
    stems.truncate(most);
    stems.into_iter().map(|(_, stem, at)| (stem, at)).collect()
}

fn combine(keys: impl Iterator<Item = u64>) -> u64 {
    let mut bytes = [0u8; 8 * 16];
    let mut used = 0;
    for key in keys.take(16) {
        bytes[used..used + 8].copy_from_slice(&key.to_le_bytes());
        used += 8;
    }
    xxh3_64(&bytes[..used])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winnowing_keeps_one_of_every_window() {
        let hashes = [9, 3, 7, 8, 1, 6, 5, 4, 2];
        let kept = winnow(&hashes, 3);
        for start in 0..=hashes.len() - 3 {
            assert!(kept.iter().any(|at| (start..start + 3).contains(at)), "window {start}");
        }
        assert!(kept.len() < hashes.len());
    }

    #[test]
    fn a_short_run_still_leaves_a_fingerprint() {
        assert_eq!(winnow(&[5], 4), vec![0]);
        assert!(winnow(&[], 4).is_empty());
    }
}
