//! Speech without quotation marks whose speaker stands on the line below it (`- said Lavrov.`).

use crate::language::Language;
use crate::token::Tokenized;

use super::{Bounds, Paragraph, Quoted, token_at};

/// The most words of a line that only says who spoke.
const LONGEST_LINE: usize = 15;

/// Speeches that nothing in `known` shows.
pub(super) fn speeches(
    text: &str,
    tokenized: &Tokenized,
    paragraphs: &[Paragraph],
    known: &[Quoted],
    language: &Language,
) -> Vec<Quoted> {
    let mut free = vec![true; paragraphs.len()];
    for quoted in known {
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
