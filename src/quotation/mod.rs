//! Direct speech and who speaks.
//!
//! In: a text with its sentences and tokens. Out: its quotations, sorted and disjoint, each with
//! the speaker to whom the text gives it. Quotation marks are read paragraph by paragraph, so that
//! one that was lost or torn off its word (`… dialogue, ”said the minister`) spoils no more than
//! its own paragraph; speech without marks is found by the line that attributes it. In a transcript
//! every turn is speech, one quotation for each paragraph, whatever marks stand inside.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::span::Span;
use crate::token::Tokenized;

mod marks;
mod paragraphs;
mod phrases;
mod speakers;
mod transcript;
mod unmarked;

use paragraphs::Paragraph;

/// A stretch of direct speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// The words said, without the quotation marks.
    pub span: Span,
    /// To whom the text gives them, where it says so.
    pub speaker: Option<Speaker>,
    /// Whether the marks hold something said; if not, a term, a title or words kept at a distance
    /// (`the “northern territories”`).
    pub spoken: bool,
}

/// To whom the text gives a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words that name the speaker: `Lavrov`, `the minister`. Where the text says `he`, the
    /// name that `he` stands for.
    pub span: Span,
    /// The verb of saying, where there is one.
    pub verb: Option<Span>,
}

/// The quotations of a text, sorted and disjoint.
pub fn quotations(text: &str, tokenized: &Tokenized, language: &Language) -> Vec<Quotation> {
    let paragraphs = paragraphs::paragraphs(text, tokenized);
    let mut found = transcript::turns(text, tokenized, &paragraphs, language);
    let marked = marks::quoted(text, tokenized, &paragraphs, language);
    merge(&mut found, marked);
    let below = unmarked::speeches(text, tokenized, &paragraphs, &found, language);
    found.extend(below);
    found.sort_by_key(|quoted| quoted.inner);
    speakers::assign(text, tokenized, &paragraphs, &found, language)
}

/// Adds what stands in marks to the turns of a transcript. Marks inside a turn are its text; those
/// around all of it are not.
fn merge(turns: &mut Vec<Quoted>, marked: Vec<Quoted>) {
    let mut outside = Vec::new();
    let mut from = 0;
    for quoted in marked {
        from += turns[from..].partition_point(|turn| turn.inner.end <= quoted.outer.start);
        match turns.get_mut(from) {
            Some(turn) if turn.inner.overlap(quoted.outer) > 0 => {
                if quoted.outer.contains(turn.inner) {
                    turn.inner = quoted.inner;
                }
            }
            _ => outside.push(quoted),
        }
    }
    turns.extend(outside);
}

/// A stretch that may be a quotation, before anyone asked who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Quoted {
    /// Without the marks, trimmed; never empty.
    inner: Span,
    /// With the marks.
    outer: Span,
    /// Index of its paragraph.
    paragraph: usize,
    /// How its borders were found.
    bounds: Bounds,
}

/// How the borders of a [`Quoted`] were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bounds {
    /// By a pair of marks.
    Pair,
    /// By an opening mark; the speech goes on in the next paragraph.
    Open,
    /// By one mark only; the other was lost.
    Half,
    /// By the line that attributes the paragraph: the index of its verb token.
    Line(usize),
    /// By the name before the colon of a transcript: the tokens of the name, where there is one.
    Label(Option<(usize, usize)>),
}

/// Index of the first token that starts at or after `offset`.
fn token_at(tokenized: &Tokenized, offset: u32) -> usize {
    tokenized.tokens.partition_point(|token| token.span.start < offset)
}

/// Index of the sentence that holds `offset`, or of the next one.
fn sentence_at(tokenized: &Tokenized, offset: u32) -> usize {
    tokenized.sentences.partition_point(|sentence| sentence.span.end <= offset)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod transcript_tests;
