//! A document with all that the stages read from it, made once and handed on.
//!
//! In: a text, the stretches of it that make statements, its language and date. Out: tokens,
//! quotations, values and names, all with spans into the same text.

use jiff::civil::Date;

use crate::language::Language;
use crate::quotation::{Quotation, quotations};
use crate::span::Span;
use crate::token::{Tokenized, tokenize};
use crate::value::name::{NameMention, names};
use crate::value::{Mention, values};

/// A document with all that the stages read from it.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    /// The text that every span refers to.
    pub text: &'a str,
    /// Its language.
    pub language: &'static Language,
    /// Its day, by which relative dates are resolved.
    pub date: Option<Date>,
    /// Sentences and tokens.
    pub tokenized: Tokenized,
    /// Direct speech, sorted.
    pub quotations: Vec<Quotation>,
    /// Numbers and dates, sorted.
    pub values: Vec<Mention>,
    /// Names, sorted.
    pub names: Vec<NameMention>,
}

impl<'a> Telling<'a> {
    /// Reads the `stretches` of a text.
    pub fn read(
        text: &'a str,
        stretches: &[Span],
        language: &'static Language,
        date: Option<Date>,
    ) -> Self {
        let tokenized = tokenize(text, stretches, language);
        let values = values(text, &tokenized, language, date);
        let quotations = quotations(text, &tokenized, language);
        let names = names(text, &tokenized, language);
        Self { text, language, date, tokenized, quotations, values, names }
    }
}
