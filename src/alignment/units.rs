//! The pieces that sentence alignment moves about: clauses with their weighed words.
//!
//! Independent translations cut sentences in different places, but nearly always at a mark; so a
//! unit ends at any mark inside a sentence, and beads of several units put sentences together.

use std::ops::Range;

use crate::rarity::Rarity;
use crate::span::Span;
use crate::token::Tokenized;

/// Fewer tokens than this do not stand alone: they join the unit before.
const LEAST_TOKENS: usize = 3;
/// A clause without marks is cut here, so that no unit makes its beads expensive.
const MOST_TOKENS: usize = 60;

/// A clause.
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
    /// Stem and weight of each token, sorted by stem.
    pub bag: Vec<(u64, f32)>,
}

/// Cuts the sentences of a text into units, in order; every token lies in exactly one.
pub fn units(text: &str, tokenized: &Tokenized, rarity: &Rarity) -> Vec<Unit> {
    let mut units = Vec::new();
    for (index, sentence) in tokenized.sentences.iter().enumerate() {
        for tokens in clauses(text, tokenized, sentence.tokens.clone()) {
            units.push(unit(tokenized, tokens, index, rarity));
        }
    }
    units
}

fn unit(tokenized: &Tokenized, tokens: Range<usize>, sentence: usize, rarity: &Rarity) -> Unit {
    let members = &tokenized.tokens[tokens.clone()];
    let mut bag: Vec<(u64, f32)> =
        members.iter().map(|token| (token.stem, rarity.weight(token))).collect();
    bag.sort_unstable_by_key(|(stem, _)| *stem);
    let mass = bag.iter().map(|(_, weight)| weight).sum();
    let span = members[0].span.cover(members[members.len() - 1].span);
    Unit { tokens, span, sentence, mass, bag }
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
