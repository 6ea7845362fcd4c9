//! The pieces that sentence alignment moves about: clauses with their weighed words.
//!
//! Independent translations cut sentences in different places, but nearly always at a mark; so a
//! unit ends at any mark inside a sentence, and beads of several units put sentences together.

use std::ops::Range;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::rarity::Rarity;
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Class, Token, Tokenized};
use crate::value::Value;

/// Fewer tokens than this do not stand alone: they join the unit before.
const LEAST_TOKENS: usize = 3;
/// A clause without marks is cut here, so that no unit makes its beads expensive.
const MOST_TOKENS: usize = 60;

/// A clause. Its words are shared with its copies: a pair of texts renames few of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// From its first to past its last token.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Sum of the weights of its tokens, in nats.
    pub mass: f32,
    /// Key and weight of each word, sorted by key: its stem, or its value where it says a number.
    pub bag: Arc<[(u64, f32)]>,
    /// The keys of names and numbers among them, sorted, each once.
    pub names: Arc<[u64]>,
}

/// Cuts the sentences of a text into units, in order; every token lies in exactly one.
pub fn units(telling: &Telling) -> Vec<Unit> {
    let words = words(telling, &Rarity::of(&telling.tokenized, telling.language));
    let mut units = Vec::new();
    for (index, sentence) in telling.tokenized.sentences.iter().enumerate() {
        for tokens in clauses(telling.text, &telling.tokenized, sentence.tokens.clone()) {
            units.push(unit(telling, tokens, index, &words));
        }
    }
    units
}

/// Keys and weights of a token: its word, and the number that it begins to say.
type Word = (u64, f32, Option<(u64, f32)>);

/// By token. Half of what a number weighs lies in its words and half in its value, so that `2,172`
/// meets `two thousand one hundred and seventy-two`, and a number that was read wrongly still
/// meets itself.
fn words(telling: &Telling, rarity: &Rarity) -> Vec<Word> {
    let tokens = &telling.tokenized.tokens;
    let mut words: Vec<Word> =
        tokens.iter().map(|token| (token.stem, rarity.weight(token), None)).collect();
    for mention in &telling.values {
        let Value::Number(quantity) = &mention.value else { continue };
        if quantity.low != quantity.high || quantity.ordinal {
            continue;
        }
        let numerals = mention.tokens.clone().filter(|at| tokens[*at].class == Class::Number);
        let (mut first, mut half) = (None, 0.0);
        for at in numerals {
            first = first.or(Some(at));
            words[at].1 /= 2.0;
            half += words[at].1;
        }
        if let Some(first) = first {
            words[first].2 = Some((xxh3_64(&quantity.low.to_le_bytes()), half));
        }
    }
    words
}

fn unit(telling: &Telling, tokens: Range<usize>, sentence: usize, words: &[Word]) -> Unit {
    let members = &telling.tokenized.tokens[tokens.clone()];
    let said = &words[tokens.clone()];
    let mut bag: Vec<(u64, f32)> = said
        .iter()
        .flat_map(|(key, weight, value)| [Some((*key, *weight)), *value])
        .flatten()
        .collect();
    bag.sort_unstable_by_key(|(key, _)| *key);
    let naming = |token: &Token| match token.class {
        Class::Function | Class::Address => false,
        Class::Content => token.capital,
        Class::Number => true,
    };
    let named = members.iter().zip(said).filter(|(token, _)| naming(token));
    let mut names: Vec<u64> = named
        .flat_map(|(_, (key, _, value))| [Some(*key), value.map(|value| value.0)])
        .flatten()
        .collect();
    names.sort_unstable();
    names.dedup();
    let mass = bag.iter().map(|(_, weight)| weight).sum();
    let span = members[0].span.cover(members[members.len() - 1].span);
    Unit { tokens, span, sentence, mass, bag: bag.into(), names: names.into() }
}

fn clauses(text: &str, tokenized: &Tokenized, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut clauses: Vec<Range<usize>> = Vec::new();
    let mut start = sentence.start;
    for next in sentence.start + 1..=sentence.end {
        let ends = next == sentence.end
            || next - start >= MOST_TOKENS
            || (next - start >= LEAST_TOKENS
                && sentence.end - next >= LEAST_TOKENS
                && mark_between(text, tokenized, next));
        if ends && next > start {
            clauses.push(start..next);
            start = next;
        }
    }
    clauses
}

fn mark_between(text: &str, tokenized: &Tokenized, next: usize) -> bool {
    let gap =
        Span { start: tokenized.tokens[next - 1].span.end, end: tokenized.tokens[next].span.start };
    gap.text(text).chars().any(|c| {
        matches!(c, ',' | ';' | ':' | '.' | '?' | '!' | '—' | '–' | '(' | ')' | '“' | '”' | '"')
            || matches!(c, '、' | '。' | '，' | '；' | '：' | '،' | '؛' | '«' | '»')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::beads::shared;
    use crate::language;

    fn bag(text: &str) -> Vec<(u64, f32)> {
        let whole = [Span::new(0, text.len())];
        let telling = Telling::read(text, &whole, language::of(None), None);
        units(&telling).into_iter().flat_map(|unit| unit.bag.to_vec()).collect()
    }

    #[test]
    fn a_number_meets_itself_in_words_and_digits() {
        let digits = bag("2,172");
        assert!(shared(&digits, &bag("two thousand one hundred and seventy-two")) > 1.0);
        assert_eq!(shared(&digits, &bag("two thousand one hundred and seventy-three")), 0.0);
    }

    #[test]
    fn a_number_weighs_no_more_than_its_words() {
        let text = "12";
        let whole = [Span::new(0, text.len())];
        let telling = Telling::read(text, &whole, language::of(None), None);
        let weight =
            Rarity::of(&telling.tokenized, telling.language).weight(&telling.tokenized.tokens[0]);
        let sum: f32 = bag(text).iter().map(|(_, weight)| weight).sum();
        assert!((sum - weight).abs() < 1e-3);
    }
}
