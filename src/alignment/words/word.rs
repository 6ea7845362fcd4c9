//! A word as the aligner sees it: everything that is asked of it per pair of words, ready to use.
//!
//! In: tokens of a text, or bare words. Out: [`Word`]s of fixed size. Invariant: no memory is
//! taken per word, as whole corpora pass through here pair by pair.

use crate::alignment::lexicon::{self, Entry, Id, Lexicon, NONE};
use crate::language::Language;
use crate::token::{Class, Token, key, normal_form};

use super::role::{self, Role};

/// Letters kept of a word, for what it starts with.
const HEAD: usize = 16;

/// A word, its sound, its number and its place in the lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Hash of the normal form.
    pub key: u64,
    /// Hash of the stem.
    pub stem: u64,
    /// Hash of the first base form, or of the normal form: by it learned pairs are found.
    pub base: u64,
    /// Base forms in the lexicon.
    pub bases: [Id; 3],
    /// One bit of 64 for every base form.
    pub base_bits: u64,
    /// One bit of 64 for every word that is kin.
    pub kin_bits: u64,
    /// What it does.
    pub role: Role,
    /// How rare it is: 1 most frequent, 20 unheard of.
    pub rank: u8,
    /// Its number, if it is one; else not a number.
    pub value: f64,
    /// One bit of 128 for every two letters in a row.
    pub grams: u128,
    /// Hash of its consonants; 0 where there are too few.
    pub skeleton: u64,
    /// How many such bits are set.
    pub gram_count: u8,
    /// Its first letters, the first in the lowest byte.
    pub head: u128,
    /// How many bytes it has.
    pub length: u8,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Which state it names by its name, its people or its capital; 0 for none.
    pub state: u16,
}

impl Word {
    /// A token of a text.
    pub fn of_token(token: &Token, text: &str, language: &Language) -> Self {
        let word = token.span.text(text);
        let form = normal_form(word);
        Self::new(&form, token.key, token.stem, token.class, token.capital, language)
    }

    /// A bare word or mark.
    pub fn of_str(word: &str, language: &Language) -> Self {
        if !word.chars().any(char::is_alphanumeric) {
            return Self::mark(word);
        }
        // The clitic is far more often a possessive than a verb.
        let form = if word == "'s" { word.into() } else { normal_form(word) };
        let key = key(&form);
        let class = if form.chars().any(char::is_numeric) || language.number(key).is_some() {
            Class::Number
        } else {
            Class::Content
        };
        let capital = word.starts_with(char::is_uppercase);
        Self::new(&form, key, language.stem(&form), class, capital, language)
    }

    /// Whether it carries content of its own.
    pub fn is_content(&self) -> bool {
        self.role.is_content()
    }

    fn mark(word: &str) -> Self {
        let form = match word {
            "``" | "''" | "“" | "”" | "„" | "«" | "»" | "\"" => "\"",
            "`" | "‘" | "’" | "'" => "'",
            "--" | "–" | "—" => "-",
            _ => word,
        };
        let key = key(form);
        Self {
            key,
            stem: key,
            base: key,
            bases: [NONE; 3],
            base_bits: 0,
            kin_bits: 0,
            role: if form == "&" { Role::Conjunction } else { Role::Mark },
            rank: 3,
            value: f64::NAN,
            grams: 0,
            skeleton: 0,
            gram_count: 0,
            head: 0,
            length: 1,
            capital: false,
            state: 0,
        }
    }

    fn new(
        form: &str,
        key: u64,
        stem: u64,
        class: Class,
        capital: bool,
        language: &Language,
    ) -> Self {
        // The key of a number has its signs, which the lexicon does not know.
        let plain = if class == Class::Number { crate::token::key(form) } else { key };
        let entry = lexicon_of(language).id(plain).and_then(|id| lexicon_of(language).entry(id));
        let value = if class == Class::Number { value(form, plain, language) } else { f64::NAN };
        let role = if class == Class::Number && form != "one" {
            Role::Number
        } else {
            role::of_word(key, language, entry)
        };
        let bases = entry.map_or([NONE; 3], |e| e.bases);
        let grams = grams(form.as_bytes());
        Self {
            key,
            stem,
            base: entry.map_or(plain, |e| e.base_key),
            bases,
            base_bits: bases.iter().filter(|b| **b != NONE).fold(0, |m, b| m | lexicon::bit(*b)),
            kin_bits: entry.map_or(0, |e| e.kin_bits),
            role,
            rank: entry.map_or(19, |e: &Entry| e.rank).min(20),
            value,
            grams,
            gram_count: grams.count_ones() as u8,
            skeleton: skeleton(form),
            head: head(form.as_bytes()),
            length: u8::try_from(form.len()).unwrap_or(u8::MAX),
            capital,
            state: if capital { language.state(&[key]).map_or(0, |state| state.id + 1) } else { 0 },
        }
    }
}

/// The lexicon of a language; an empty one where there is none.
pub fn lexicon_of(language: &Language) -> &'static Lexicon {
    if language.words.tag == "en" { lexicon::english() } else { Lexicon::empty() }
}

/// The number that a word stands for: `12`, `2,000`, `$5`, `3rd`, `twelve`.
fn value(form: &str, key: u64, language: &Language) -> f64 {
    if let Some(number) = language.number(key) {
        return number as f64;
    }
    let digits = form.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let (digits, tail) = digits.split_at(end.unwrap_or(digits.len()));
    if !matches!(tail, "" | "st" | "nd" | "rd" | "th" | "s" | "%") {
        return f64::NAN;
    }
    let mut plain = [0u8; 24];
    let mut length = 0;
    for b in digits.bytes().filter(|b| *b != b',').take(plain.len()) {
        plain[length] = b;
        length += 1;
    }
    let plain = std::str::from_utf8(&plain[..length]).unwrap_or("");
    plain.trim_end_matches('.').parse().unwrap_or(f64::NAN)
}

fn grams(form: &[u8]) -> u128 {
    let two = |a: u8, b: u8| 1u128 << ((u32::from(a) * 31 + u32::from(b) * 7) % 127);
    let first = form.first().map_or(0, |b| 1u128 << ((u32::from(*b) * 31 + 5) % 127));
    form.windows(2).take(64).fold(first, |bits, w| bits | two(w[0], w[1]))
}

fn head(form: &[u8]) -> u128 {
    form.iter().take(HEAD).rev().fold(0, |head, b| head << 8 | u128::from(*b))
}

/// Hash of the consonants, like ones folded, doubled ones once: `schueller` and `shueller` meet.
fn skeleton(form: &str) -> u64 {
    let (mut hash, mut count, mut last) = (0xcbf2_9ce4_8422_2325_u64, 0, ' ');
    for c in form.chars().take(64) {
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' | '\'' | '-' | '.' => continue,
            'q' | 'c' | 'x' => 'k',
            'j' => 'g',
            'z' => 's',
            'v' => 'f',
            'b' => 'p',
            'd' => 't',
            c => c,
        };
        if sound == last {
            continue;
        }
        last = sound;
        count += 1;
        hash = (hash ^ u64::from(sound)).wrapping_mul(0x0100_0000_01b3);
    }
    if count < 2 { 0 } else { hash }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    fn word(text: &str) -> Word {
        Word::of_str(text, language::of(None))
    }

    #[test]
    fn numbers_are_read_by_value() {
        for (text, number) in
            [("12", 12.0), ("twelve", 12.0), ("2,000", 2000.0), ("3rd", 3.0), ("5%", 5.0)]
        {
            assert_eq!(word(text).value, number, "{text}");
        }
        assert!(word("boeing-747x").value.is_nan());
        assert!(word("minister").value.is_nan());
    }

    #[test]
    fn spellings_of_a_name_share_a_skeleton() {
        assert_eq!(word("Schueller").skeleton, word("Scueler").skeleton);
        assert_eq!(word("oh").skeleton, 0);
    }

    #[test]
    fn quotation_marks_are_one_mark() {
        assert_eq!(word("``").key, word("”").key);
        assert_eq!(word("``").role, Role::Mark);
    }
}
