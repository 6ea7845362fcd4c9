//! A name split into its parts.
//!
//! "Gen. Sir John al-Rashid Jr." has titles, a given name, a particle, a family name and a
//! generation. What a part is decides how much it weighs when names are compared.

use super::edit::letters;
use super::known::roman;
use super::lexicon;
use super::romanise::romanise;
use crate::language::{Language, key, normal_form};
use crate::token::broken::mended;

/// What a part of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    /// A word that names.
    Proper,
    /// A common noun that says what is named: Bank, Islands.
    Generic,
    /// A word in small letters that is no part of the name: the "chief executive" before it.
    Small,
    /// Mr., President
    Title,
    /// Ltd., GmbH
    Legal,
    /// of, van, al-
    Particle,
    /// Jr., III
    Generation,
    /// Digits.
    Number,
}

/// A part of a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) kind: PartKind,
    /// Romanised.
    pub(super) word: String,
    /// [`letters`] of it.
    pub(super) letters: Vec<u8>,
    /// Key of the normal form, for the lists of a language.
    pub(super) key: u64,
    /// All capitals, two to six letters.
    pub(super) acronym: bool,
    /// Full stops between its letters: `J.K.`
    pub(super) dotted: bool,
    /// The class of a legal form; what a number counts.
    pub(super) value: u32,
    /// The "based" of "Oslo-based".
    tail: bool,
}

impl Part {
    fn describe(&mut self) {
        if matches!(self.kind, PartKind::Proper | PartKind::Generic | PartKind::Number) {
            self.kind = PartKind::Small;
        }
    }
}

/// A name in parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parts {
    pub(super) parts: Vec<Part>,
    /// Something stands behind a comma, outside the name.
    pub(super) apposition: bool,
    /// Letters outside the Latin script.
    pub(super) foreign: bool,
}

/// More parts than any name has; the rest is left out.
const MOST: usize = 16;

impl Parts {
    pub(super) fn of(name: &str, language: &Language) -> Self {
        let name = name.get(..name.floor_char_boundary(400)).unwrap_or(name);
        let name = &*mended(name);
        let cased = name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase);
        let mut parts = Self { foreign: is_foreign(name), ..Self::default() };
        let mut ends = Vec::new();
        for segment in name.split([',', ';']) {
            for word in words(segment).take(MOST.saturating_sub(parts.parts.len())) {
                parts.add(word, cased, language);
            }
            ends.push(parts.parts.len());
        }
        parts.parts.truncate(MOST);
        parts.name_the_last();
        parts.set_apart(&ends);
        parts
    }

    /// A title or particle at the end is a name: Stephen King, Kim Jong-il.
    fn name_the_last(&mut self) {
        let other = |part: &&mut Part| matches!(part.kind, PartKind::Title | PartKind::Particle);
        if let Some(last) = self.parts.last_mut().filter(other) {
            last.kind = PartKind::Proper;
        }
    }

    /// Takes what only describes out of the name: "Russia's richest man, " before it, ", a bank"
    /// behind it, "Oslo-based".
    fn set_apart(&mut self, ends: &[usize]) {
        if let Some(tail) = self.parts.iter().position(|part| part.tail) {
            self.parts[..=tail].iter_mut().for_each(Part::describe);
        }
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let segments: Vec<_> = starts
            .zip(ends)
            .map(|(from, &to)| from.min(self.parts.len())..to.min(self.parts.len()))
            .filter(|segment| !segment.is_empty())
            .collect();
        let count = |segment: &std::ops::Range<usize>, kind| {
            self.parts[segment.clone()].iter().filter(|part| part.kind == kind).count()
        };
        let described = segments.iter().any(|segment| count(segment, PartKind::Small) > 0);
        if segments.len() < 2 || !described {
            return;
        }
        let named = |segment: &std::ops::Range<usize>| count(segment, PartKind::Proper) > 0;
        let name = segments
            .iter()
            .filter(|segment| named(segment))
            .min_by_key(|segment| (count(segment, PartKind::Small), segment.start))
            .cloned();
        let Some(name) = name else { return };
        self.apposition = true;
        for segment in segments.into_iter().filter(|segment| *segment != name) {
            self.parts[segment].iter_mut().for_each(Part::describe);
        }
    }

    /// The parts of one kind.
    pub(super) fn of_kind(&self, kind: PartKind) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.kind == kind)
    }

    fn add(&mut self, word: &str, cased: bool, language: &Language) {
        let capital = word.chars().any(char::is_uppercase);
        let leading = self.parts.iter().all(|part| part.kind != PartKind::Proper);
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        for piece in romanise(bare).split(' ').filter(|piece| !piece.is_empty()) {
            let key = key(&normal_form(if piece.len() + 2 >= bare.len() { bare } else { piece }));
            // "A. Moe": no article; "U.S." is no person.
            let initial =
                piece.len() == 1 && capital && bare.contains('.') && !bare.starts_with("U.");
            let kind = if initial {
                PartKind::Proper
            } else {
                kind(piece, key, capital || !cased, (self.parts.is_empty(), leading), language)
            };
            let value = match kind {
                PartKind::Generation => lexicon::generation(piece).unwrap_or(0),
                _ => lexicon::legal_form(piece)
                    .map_or_else(|| number(piece, key, language), u32::from),
            };
            let shout = !bare.chars().any(char::is_lowercase) && capital;
            self.parts.push(Part {
                kind,
                word: piece.to_owned(),
                letters: letters(&readable(piece)),
                key,
                acronym: shout && cased_acronym(piece),
                dotted: bare.trim_end_matches('.').contains('.'),
                value,
                tail: language.is_name_tail(key) && !capital_piece(bare, piece),
            });
        }
    }
}

/// Whether the piece has a capital of its own in the word it was taken from.
fn capital_piece(word: &str, piece: &str) -> bool {
    !word.contains(piece)
}

fn cased_acronym(piece: &str) -> bool {
    (2..=6).contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Words parted by white space, without brackets and quotation marks; stock tickers are left out.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '"' | '“' | '”' | '«' | '»' | '/')
    })
    .filter(|word| !word.is_empty() && !is_ticker(word))
}

/// `.SPX`, `<.IXIC>`
fn is_ticker(word: &str) -> bool {
    let code =
        word.trim_start_matches('<').strip_prefix('.').map(|code| code.trim_end_matches('>'));
    code.is_some_and(|code| code.len() >= 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn kind(
    piece: &str,
    key: u64,
    capital: bool,
    (first, leading): (bool, bool),
    language: &Language,
) -> PartKind {
    let digits = piece.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        PartKind::Number
    } else if lexicon::is_title(piece) && leading || language.is_title(key) {
        PartKind::Title
    } else if lexicon::is_generation(piece) && !first {
        PartKind::Generation
    } else if lexicon::legal_form(piece).is_some() && (!first || piece.len() > 2) {
        PartKind::Legal
    } else if lexicon::is_particle(piece) {
        PartKind::Particle
    } else if language.name_noun(key).is_some() {
        PartKind::Generic
    } else if capital {
        PartKind::Proper
    } else {
        PartKind::Small
    }
}

/// What a number or number word counts; 0 for none.
fn number(piece: &str, key: u64, language: &Language) -> u32 {
    let roman = roman(&piece.to_uppercase()).unwrap_or(0);
    let word = language.number(key).and_then(|number| u32::try_from(number).ok());
    piece.parse().ok().or(word).unwrap_or(roman)
}

/// Digits among letters are letters in disguise: Ig0r.
fn readable(piece: &str) -> String {
    if piece.bytes().all(|byte| byte.is_ascii_digit()) {
        return piece.to_owned();
    }
    let letter = |c: char| match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    };
    let letters = piece.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters * 2 > piece.len() { piece.chars().map(letter).collect() } else { piece.to_owned() }
}

fn is_foreign(name: &str) -> bool {
    name.chars()
        .any(|c| c.is_alphabetic() && c > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::PartKind::{Generation, Generic, Legal, Number, Particle, Proper, Small, Title};
    use super::*;
    use crate::language;

    #[test]
    fn splits_names() {
        let rows: [(&str, &[PartKind]); 7] = [
            ("Mr. Nelson", &[Title, Proper]),
            ("Gen. John al-Rashid Jr.", &[Title, Proper, Particle, Proper, Generation]),
            ("the Bank of Norway", &[Particle, Generic, Particle, Proper]),
            ("Nordwind Shipping Ltd.", &[Proper, Proper, Legal]),
            ("chief cook Olga Brandt", &[Title, Small, Proper, Proper]),
            ("OLGA BRANDT", &[Proper, Proper]),
            ("Brigade 44 <.IXIC>", &[Generic, Number]),
        ];
        for (name, kinds) in rows {
            let parts = Parts::of(name, language::of(None));
            let found: Vec<PartKind> = parts.parts.iter().map(|part| part.kind).collect();
            assert_eq!(found, kinds, "{name}");
        }
    }
}
