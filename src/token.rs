//! Sentences and tokens of a text.
//!
//! The token is normalised, never the document: a [`Token`] keeps its [`Span`] in the text and
//! carries hashes of its normal form and of its stem, so that tokens of any two documents compare
//! without a shared table.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A word (or number) of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Hash of the normal form: NFKC, lower case, diacritics folded, possessive 's cut.
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
    /// A function word of the language: article, preposition, auxiliary, pronoun.
    Function,
    /// Holds a digit, or is a number word.
    Number,
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
    /// All sentences; every token lies in exactly one.
    pub sentences: Vec<Sentence>,
}
