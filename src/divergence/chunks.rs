//! Cuts a stretch of words into chunks: groups around a noun, around a verb, behind a preposition.
//!
//! Without a parser: function words by their lists, other words by what they can be (a lexicon
//! knows nouns and verbs) and by the word before. Every word lies in exactly one chunk.

use std::ops::Range;

use super::view::Side;
use crate::alignment::lexicon;
use crate::language::force::Part;
use crate::token::Class;

/// What a chunk is built around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// The old minister.
    Noun,
    /// Had not said.
    Verb,
    /// In the old town.
    Preposition,
    /// And, who.
    Joint,
}

/// A chunk of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub words: Range<usize>,
    pub around: Around,
}

/// What a word does in its chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Determiner,
    Noun,
    Pronoun,
    Verb,
    Adverb,
    Preposition,
    Conjunction,
}

/// The chunks of a stretch, in its order.
pub(super) fn chunks(side: &Side<'_>, stretch: Range<usize>) -> Vec<Chunk> {
    parsed(side, stretch).0
}

/// The chunks of a stretch and what each of its words does.
pub(super) fn parsed(side: &Side<'_>, stretch: Range<usize>) -> (Vec<Chunk>, Vec<Word>) {
    let mut words = Vec::with_capacity(stretch.len());
    let mut found: Vec<Chunk> = Vec::new();
    let mut before = None;
    for index in stretch {
        let word = word(side, index, before);
        words.push(word);
        let cut = side.clause_starts(index);
        match found.last_mut() {
            Some(last) if !cut && joins(last.around, before, word) => {
                last.words.end = index + 1;
                if last.around == Around::Verb && word == Word::Noun {
                    last.around = Around::Noun;
                }
            }
            _ => found.push(Chunk { words: index..index + 1, around: around(word) }),
        }
        before = Some(word);
    }
    (found, words)
}

fn around(word: Word) -> Around {
    match word {
        Word::Determiner | Word::Noun | Word::Pronoun => Around::Noun,
        Word::Verb | Word::Adverb => Around::Verb,
        Word::Preposition => Around::Preposition,
        Word::Conjunction => Around::Joint,
    }
}

/// Whether a word goes on with the chunk before it.
fn joins(chunk: Around, before: Option<Word>, word: Word) -> bool {
    match (chunk, word) {
        (Around::Verb, Word::Verb | Word::Adverb) => true,
        // An adverb before a noun: "nearly all members".
        (Around::Noun | Around::Preposition, Word::Noun) => before != Some(Word::Pronoun),
        (Around::Preposition, Word::Determiner | Word::Pronoun | Word::Adverb) => {
            before != Some(Word::Noun)
        }
        (Around::Noun, Word::Determiner) => before == Some(Word::Determiner),
        _ => false,
    }
}

fn word(side: &Side<'_>, index: usize, before: Option<Word>) -> Word {
    let token = side.token(index);
    if side.is_auxiliary(index) {
        return Word::Verb;
    }
    match side.lists.part(token.key) {
        Some(Part::Determiner) => return Word::Determiner,
        Some(Part::Preposition) => return Word::Preposition,
        Some(Part::Conjunction) => return Word::Conjunction,
        Some(Part::Pronoun) => return Word::Pronoun,
        Some(Part::Adverb) => return Word::Adverb,
        Some(Part::Generic) => return Word::Noun,
        None => {}
    }
    let text = side.word(index);
    if text == "to" {
        let verb = index + 1 < side.tokens.end && can_be_verb(side, index + 1);
        return if verb { Word::Verb } else { Word::Preposition };
    }
    if text.ends_with("ly") && text.len() > 4 && !token.capital {
        return Word::Adverb;
    }
    let nominal = matches!(before, Some(Word::Determiner));
    if token.class == Class::Number || (token.capital && index > side.tokens.start) || nominal {
        return Word::Noun;
    }
    if side.lists.irregular(token.key).is_some() || side.is_saying(index) {
        return Word::Verb;
    }
    content(side, index, before)
}

/// Whether a word can stand before a name as a part of it or as a role: a capital, an office, a
/// noun that is nothing else.
pub(super) fn introduces(side: &Side<'_>, index: usize) -> bool {
    const NOUN: u8 = 1;
    let token = side.token(index);
    let possessive = token.span.text(side.telling.text).ends_with("'s")
        || token.span.text(side.telling.text).ends_with("’s");
    let role = parts(side, index) == NOUN || side.telling.language.is_title(token.key);
    let dated = side.telling.language.month(token.key).is_some()
        || side.telling.language.weekday(token.key).is_some();
    token.class == Class::Content && !possessive && !dated && (token.capital || role)
}

/// A word of content by its possible parts of speech and the word before it.
fn content(side: &Side<'_>, index: usize, before: Option<Word>) -> Word {
    const NOUN: u8 = 1;
    const VERB: u8 = 2;
    let parts = parts(side, index);
    let text = side.word(index);
    let inflected = text.ends_with("ed") || text.ends_with("ing");
    let after_verb = matches!(before, Some(Word::Verb | Word::Pronoun | Word::Adverb));
    if parts & VERB == 0 {
        Word::Noun
    } else if parts & NOUN == 0 || (inflected && before != Some(Word::Preposition)) || after_verb {
        Word::Verb
    } else {
        Word::Noun
    }
}

/// Whether a word can be a verb, as far as the lexicon knows.
pub(super) fn can_be_verb(side: &Side<'_>, index: usize) -> bool {
    const VERB: u8 = 2;
    let token = side.token(index);
    !token.capital && token.class != Class::Number && parts(side, index) & VERB != 0
}

/// Whether a word can be a noun and is no adjective by its ending, as far as the lexicon knows.
pub(super) fn can_be_noun(side: &Side<'_>, index: usize) -> bool {
    const NOUN: u8 = 1;
    const ADJECTIVAL: [&str; 7] = ["ed", "est", "ic", "al", "ive", "ous", "ble"];
    let word = side.word(index);
    parts(side, index) & NOUN != 0 && !ADJECTIVAL.iter().any(|end| word.ends_with(end))
}

/// Possible parts of speech, as the lexicon has them for English; anything elsewhere.
fn parts(side: &Side<'_>, index: usize) -> u8 {
    if side.telling.language.words.tag != "en" {
        return u8::MAX;
    }
    let lexicon = lexicon::english();
    let entry = lexicon.id(side.token(index).key).and_then(|id| lexicon.entry(id));
    entry.map_or(1, |entry| entry.parts)
}
