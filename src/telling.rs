//! A document with all that the stages read from it, made once and handed on.
//!
//! In: a text, the stretches of it that make statements, its language and date. Out: tokens,
//! quotations, values and names, all with spans into the same text.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::language::Language;
use crate::quotation::{Quotation, quotations};
use crate::span::Span;
use crate::syntax::{self, Tree};
use crate::token::broken::Known;
use crate::token::{Tokenized, tokenize_beside};
use crate::value::name::{NameMention, names};
use crate::value::{Comparison, Mention, Value, compare, values};

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
    /// The tree of each sentence, made when it is first asked for.
    trees: Vec<OnceLock<Option<Tree>>>,
}

/// Whether words are those of a number: the "Fahrenheit" of a temperature is no name.
fn is_of_number(values: &[Mention], words: &Range<usize>) -> bool {
    let next = values.partition_point(|mention| mention.tokens.end < words.end);
    values.get(next).is_some_and(|mention| {
        let number = matches!(mention.value, Value::Number(quantity) if !quantity.ordinal);
        number && mention.tokens.start <= words.start && words.end <= mention.tokens.end
    })
}

impl<'a> Telling<'a> {
    /// Reads the `stretches` of a text.
    pub fn read(
        text: &'a str,
        stretches: &[Span],
        language: &'static Language,
        date: Option<Date>,
    ) -> Self {
        Self::read_beside(text, stretches, language, date, &Known::default())
    }

    /// The same where something is known of the words of another text beside it.
    pub fn read_beside(
        text: &'a str,
        stretches: &[Span],
        language: &'static Language,
        date: Option<Date>,
        known: &Known,
    ) -> Self {
        let tokenized = tokenize_beside(text, stretches, language, known);
        let values = values(text, &tokenized, language, date);
        let quotations = quotations(text, &tokenized, language);
        let mut names = names(text, &tokenized, language);
        names.retain(|name| !is_of_number(&values, &name.tokens));
        let trees = vec![OnceLock::new(); tokenized.sentences.len()];
        Self { text, language, date, tokenized, quotations, values, names, trees }
    }

    /// The tree of the sentence that a token stands in, if that has one. Made when it is first asked
    /// for: only few sentences of a document are ever compared. The same whoever asks first.
    pub fn tree(&self, token: usize) -> Option<&Tree> {
        let sentences = &self.tokenized.sentences;
        let at = sentences.partition_point(|sentence| sentence.tokens.end <= token);
        let sentence = sentences.get(at)?;
        let make = || {
            let (tokens, range) = (&self.tokenized.tokens, sentence.tokens.clone());
            syntax::tree(self.text, tokens, range, sentence.span, self.language)
        };
        self.trees.get(at)?.get_or_init(make).as_ref()
    }

    /// The numbers and dates that lie wholly in a run of tokens.
    pub fn values_in(&self, tokens: &Range<usize>) -> &[Mention] {
        let from = self.values.partition_point(|mention| mention.tokens.start < tokens.start);
        let to = self.values.partition_point(|mention| mention.tokens.end <= tokens.end);
        &self.values[from..to.max(from)]
    }

    /// Whether the same words say the same values here as in another text: "yesterday" in the papers
    /// of two days does not. What cannot be compared, as only one text has a date, is not held
    /// against them.
    pub fn values_agree(&self, here: &Range<usize>, other: &Self, there: &Range<usize>) -> bool {
        let (left, right) = (self.values_in(here), other.values_in(there));
        left.len() == right.len()
            && left.iter().zip(right).all(|(a, b)| {
                let told = compare(&a.value, &b.value);
                matches!(told, Comparison::Equal | Comparison::Incomparable)
            })
    }
}
