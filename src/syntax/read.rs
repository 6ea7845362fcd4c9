//! The words of a sentence as tagger and parser see them, read from its tokens.

use super::word::{Word, gap};
use crate::language::lexicon::{self, NONE};
use crate::token::Token;

/// A sentence as it is tagged and parsed.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// One for each token.
    pub words: Vec<Word>,
    /// Marks behind the last word.
    pub last: u8,
}

/// Reads tokens that stand in a row; marks are looked for up to the byte `end`.
pub fn read(text: &str, tokens: &[Token], end: usize) -> Words {
    let lexicon = lexicon::english();
    let mut words = Vec::with_capacity(tokens.len());
    let mut form = String::with_capacity(24);
    let mut from = tokens.first().map_or(0, |token| token.span.range().start);
    for token in tokens {
        let range = token.span.range();
        let between = text.get(from..range.start).unwrap_or_default();
        let mut word = Word::read(token.span.text(text), &mut form);
        word.gap = gap(between);
        if let Some(entry) = lexicon.id(token.key).and_then(|id| lexicon.entry(id)) {
            let base = entry.bases[0];
            word.lexicon = u16::from(entry.parts)
                | u16::from(entry.proper) << 4
                | u16::from(lexicon.word(base) != form) << 5
                | u16::from(entry.rank.min(15)) << 6
                | 1 << 10;
            if base != NONE {
                word.base = super::word::hash(lexicon.word(base).as_bytes());
            }
        }
        words.push(word);
        from = range.end;
    }
    Words { words, last: gap(text.get(from..end.max(from)).unwrap_or_default()) }
}
