//! Sentences and tokens of a text.
//!
//! The token is normalised, never the document: a [`Token`] keeps its [`Span`] in the text and
//! carries hashes of its normal form and of its stem, so that tokens of any two documents compare
//! without a shared table.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::Language;
pub use crate::language::form::{key, normal_form};
use crate::language::form::{write_normal_form, write_plain_form};
use crate::span::Span;

use broken::Known;
use memo::Memo;

mod addresses;
pub mod broken;
mod memo;
mod sentences;
mod signs;
mod words;

/// A word (or number) of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Hash of the normal form: NFKC, lower case, diacritics folded, possessive 's cut; of a word with
    /// digits with the signs that touch it, so that `€250` and `250 €` are equal, and `$250` is not. In a
    /// language that is read neutrally the diacritics stay, as they may make another word.
    pub key: u64,
    /// Hash of the stem of the normal form.
    pub stem: u64,
    /// What kind of word it is.
    pub class: Class,
    /// Starts with a capital letter.
    pub capital: bool,
}

/// The kind of a [`Token`], as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// A word of content.
    Content,
    /// A function word of the language: article, preposition, auxiliary, pronoun. Some of them
    /// carry the meaning all the same: ask [`Language::is_protected`].
    Function,
    /// Holds a digit, or is a number word.
    Number,
    /// A URL, a mail address, a handle, a hashtag or a path: no number and no name.
    Address,
}

/// A sentence: its span, and its tokens as a range into [`Tokenized::tokens`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// From its first to past its last character, white space trimmed, closing quotes included.
    pub span: Span,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
}

/// A text cut into sentences and tokens, both in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokenized {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All sentences; every token lies in exactly one, and every sentence has one.
    pub sentences: Vec<Sentence>,
}

/// Longest sentence in tokens; a longer run of words is cut, as no writer meant it as one.
pub const LONGEST_SENTENCE: usize = 400;

/// Cuts the `stretches` of `text` into sentences and words.
///
/// A sentence never crosses the border of a stretch. Stretches are taken in the order of the
/// text; what of a stretch lies outside the text or inside an earlier one is left out.
///
/// The halves of words that a line end or a blank broke are one word: see [`broken`].
pub fn tokenize(text: &str, stretches: &[Span], language: &Language) -> Tokenized {
    tokenize_beside(text, stretches, language, &Known::default())
}

/// The same where something is known of the words of another text beside it.
pub fn tokenize_beside(
    text: &str,
    stretches: &[Span],
    language: &Language,
    known: &Known,
) -> Tokenized {
    let mut reader = Reader {
        text,
        language,
        form: String::with_capacity(64),
        memo: Memo::new(language),
        out: Tokenized::default(),
    };
    for (start, end) in tidy(text, stretches) {
        sentences::sentences(text, start, end, language, &mut |a, b| reader.sentence(a, b));
    }
    let mut read = std::mem::take(&mut reader.out);
    broken::join(&mut read, &mut reader, known);
    read
}

/// Sorted, disjoint, on character borders.
fn tidy(text: &str, stretches: &[Span]) -> Vec<(usize, usize)> {
    let mut sorted = stretches.to_vec();
    sorted.sort_unstable();
    let mut tidy = Vec::with_capacity(sorted.len());
    let mut from = 0;
    for span in sorted {
        let start = text.ceil_char_boundary(span.range().start.max(from).min(text.len()));
        let end = text.floor_char_boundary(span.range().end.min(text.len()));
        if start < end {
            tidy.push((start, end));
            from = end;
        }
    }
    tidy
}

struct Reader<'a> {
    text: &'a str,
    language: &'a Language,
    form: String,
    memo: Memo,
    out: Tokenized,
}

impl Reader<'_> {
    fn sentence(&mut self, start: usize, end: usize) {
        let first = self.out.tokens.len();
        let (text, language) = (self.text, self.language);
        words::words(text, start, end, language, &mut |a, b| {
            let token = self.token(a, b);
            self.out.tokens.push(token);
        });
        let last = self.out.tokens.len();
        let mut from = start;
        let mut low = first;
        while last - low > LONGEST_SENTENCE {
            let high = low + LONGEST_SENTENCE;
            let stop = self.out.tokens[high].span.range().start;
            let span = self.trimmed(from, stop);
            self.out.sentences.push(Sentence { span, tokens: low..high });
            from = stop;
            low = high;
        }
        if low < last {
            self.out.sentences.push(Sentence { span: Span::new(from, end), tokens: low..last });
        }
    }

    fn trimmed(&self, start: usize, end: usize) -> Span {
        Span::new(start, start + self.text[start..end].trim_end().len())
    }

    fn token(&mut self, start: usize, end: usize) -> Token {
        let word = &self.text[start..end];
        if self.language.is_neutral() {
            write_plain_form(word, &mut self.form);
        } else {
            write_normal_form(word, &mut self.form);
        }
        if addresses::is_whole(word) {
            // Two pages of one host are two, and the case of a path counts.
            let key = key(word);
            return Token {
                span: Span::new(start, end),
                key,
                stem: key,
                class: Class::Address,
                capital: false,
            };
        }
        let plain = key(&self.form);
        let (form, language) = (&self.form, self.language);
        let (stem, class) =
            self.memo.look_up(plain, || (language.stem(form), class(form, plain, language)));
        let mut signed = plain;
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            signs::write(self.text, start, end, &mut self.form);
            signed = key(&self.form);
        }
        let key = signed;
        let capital = word.starts_with(char::is_uppercase);
        Token { span: Span::new(start, end), key, stem, class, capital }
    }
}

fn class(form: &str, key: u64, language: &Language) -> Class {
    if form.chars().any(char::is_numeric) || language.number(key).is_some() {
        Class::Number
    } else if language.is_function(key) || language.is_function_word(form) {
        Class::Function
    } else {
        Class::Content
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    fn read(text: &str) -> Tokenized {
        tokenize(text, &[Span::new(0, text.len())], language::of(None))
    }

    #[test]
    fn a_sentence_keeps_to_its_stretch() {
        let text = "One two three four";
        let out = tokenize(text, &[Span::new(0, 7), Span::new(7, 18)], language::of(None));
        let parts: Vec<&str> = out.sentences.iter().map(|s| s.span.text(text)).collect();
        assert_eq!(parts, ["One two", "three four"]);
    }

    #[test]
    fn keys_meet_over_spelling_of_the_mark() {
        let out = read("Japan's can’t JAPAN can't cannot Japan’s");
        let keys: Vec<u64> = out.tokens.iter().map(|t| t.key).collect();
        assert_eq!(keys[0], keys[3]);
        assert_eq!(keys[1..3], keys[4..6]);
        assert_eq!(keys[1..3], keys[6..8]);
        assert_eq!(keys[0], keys[8]);
    }

    #[test]
    fn signs_belong_to_the_number() {
        let out = read("€250 250€ $250 250 12% 12 % 12 +2.4 -2.4 2.4 .7 0.7");
        let keys: Vec<u64> = out.tokens.iter().map(|t| t.key).collect();
        let same = |a: usize, b: usize| keys[a] == keys[b];
        assert!(same(0, 1) && !same(0, 2) && !same(2, 3) && !same(0, 3));
        assert!(same(4, 5) && !same(4, 6));
        // One value, but other words for it.
        assert!(!same(7, 8) && !same(8, 9) && !same(10, 11));
        assert_eq!(out.tokens[0].stem, out.tokens[3].stem);
    }

    #[test]
    fn an_address_is_one_word() {
        let out = read("See https://gull.example/a/4711 or @gull.");
        let classes: Vec<Class> = out.tokens.iter().map(|t| t.class).collect();
        assert_eq!(classes, [Class::Content, Class::Address, Class::Function, Class::Address]);
    }

    #[test]
    fn an_endless_line_is_cut() {
        let text = "word ".repeat(10 * LONGEST_SENTENCE);
        let out = read(&text);
        assert_eq!(out.tokens.len(), 10 * LONGEST_SENTENCE);
        assert_eq!(out.sentences.len(), 10);
    }

    #[test]
    fn stretches_off_the_text_are_harmless() {
        let text = "é è";
        let odd = [Span::new(1, 99), Span::new(0, 3), Span { start: 9, end: 2 }];
        assert_eq!(tokenize(text, &odd, language::of(None)).tokens.len(), 2);
    }
}
