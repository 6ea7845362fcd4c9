//! Speech without quotation marks.
//!
//! Two forms: a paragraph whose speaker stands on the line below it (`- said Lavrov.`), and a
//! transcript, where each paragraph opens with the name of who speaks and a colon.

use crate::language::Language;
use crate::span::Span;
use crate::token::Tokenized;

use super::{Bounds, Paragraph, Quoted, token_at};

/// The most words of a line that only says who spoke.
const LONGEST_LINE: usize = 15;
/// The most words of a name before a colon.
const LONGEST_LABEL: usize = 5;
/// The fewest words of a speech in a transcript.
const SHORTEST_SPEECH: usize = 4;

/// Speeches that no mark in `marked` shows.
pub(super) fn speeches(
    text: &str,
    tokenized: &Tokenized,
    paragraphs: &[Paragraph],
    marked: &[Quoted],
    language: &Language,
) -> Vec<Quoted> {
    let mut free = vec![true; paragraphs.len()];
    for quoted in marked {
        free[quoted.paragraph] = false;
    }
    let mut out = Vec::new();
    for index in 0..paragraphs.len() {
        if !free[index] {
            continue;
        }
        let below =
            paragraphs.get(index + 1).and_then(|line| attribution(text, tokenized, line, language));
        if let Some(verb) = below {
            let span = paragraphs[index].span;
            out.push(Quoted {
                inner: span,
                outer: span,
                paragraph: index,
                bounds: Bounds::Line(verb),
            });
            free[index] = false;
        }
    }
    out.extend(transcript(text, tokenized, paragraphs, &free));
    out
}

/// The verb of a line that says who spoke, and nothing else.
fn attribution(
    text: &str,
    tokenized: &Tokenized,
    line: &Paragraph,
    language: &Language,
) -> Option<usize> {
    let words = token_at(tokenized, line.span.start)..token_at(tokenized, line.span.end);
    let dash = line.span.text(text).starts_with(['-', '–', '—']);
    let first = tokenized.tokens.get(words.start)?;
    let short = line.sentences.len() == 1 && words.len() <= LONGEST_LINE;
    let says = |at: &usize| {
        let token = &tokenized.tokens[*at];
        !token.capital && language.saying(token.stem).is_some()
    };
    let verb = words.clone().take(if dash { 4 } else { 1 }).find(says)?;
    (short && (dash || !first.capital)).then_some(verb)
}

/// Paragraphs that open with a name and a colon, when at least two do.
fn transcript(
    text: &str,
    tokenized: &Tokenized,
    paragraphs: &[Paragraph],
    free: &[bool],
) -> Vec<Quoted> {
    let speech = |(index, paragraph): (usize, &Paragraph)| {
        free[index].then(|| labelled(text, tokenized, index, paragraph)).flatten()
    };
    let found: Vec<Quoted> = paragraphs.iter().enumerate().filter_map(speech).collect();
    if found.len() < 2 { Vec::new() } else { found }
}

fn labelled(
    text: &str,
    tokenized: &Tokenized,
    index: usize,
    paragraph: &Paragraph,
) -> Option<Quoted> {
    let part = paragraph.span.text(text);
    let (label, speech) = part.split_once(':')?;
    let named =
        label.len() <= 80 && label.chars().all(|c| c.is_alphanumeric() || " .'’-".contains(c));
    if !named || !speech.starts_with(char::is_whitespace) {
        return None;
    }
    let start = paragraph.span.range().start;
    let inner = Span::new(
        start + label.len() + 1 + (speech.len() - speech.trim_start().len()),
        paragraph.span.range().end,
    );
    let name = token_at(tokenized, paragraph.span.start)
        ..token_at(tokenized, Span::new(0, start + label.len()).end);
    let words = token_at(tokenized, inner.start)..token_at(tokenized, inner.end);
    let capitals = tokenized.tokens[name.clone()].iter().all(|token| token.capital);
    let sentence = inner.text(text).starts_with(char::is_uppercase)
        && inner.text(text).ends_with(['.', '!', '?', '…', ')']);
    ((1..=LONGEST_LABEL).contains(&name.len())
        && capitals
        && words.len() >= SHORTEST_SPEECH
        && sentence)
        .then_some(Quoted {
            inner,
            outer: paragraph.span,
            paragraph: index,
            bounds: Bounds::Label(name.start, name.end),
        })
}
