//! Paragraphs as runs of sentences.

use std::ops::Range;

use crate::span::Span;
use crate::token::Tokenized;

/// Sentences that no line break parts, unless the line was only wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// From its first to past its last sentence.
    pub span: Span,
    /// Indices of its sentences.
    pub sentences: Range<usize>,
}

/// The widest line that is taken for a wrapped one, in bytes.
const WIDEST_WRAP: usize = 100;
/// A line whose next word still fits below this width was ended on purpose.
const NARROWEST_WRAP: usize = 60;

/// All paragraphs, in the order of the text.
pub(super) fn paragraphs(text: &str, tokenized: &Tokenized) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for (index, sentence) in tokenized.sentences.iter().enumerate() {
        if let Some(open) = out.last_mut()
            && !is_break(text, open.span.range().end, sentence.span.range().start)
        {
            open.span.end = sentence.span.end;
            open.sentences.end = index + 1;
        } else {
            out.push(Paragraph { span: sentence.span, sentences: index..index + 1 });
        }
    }
    out
}

/// Whether the white space between two sentences ends a paragraph.
fn is_break(text: &str, end: usize, start: usize) -> bool {
    let gap = text.get(end..start).unwrap_or("");
    match gap.bytes().filter(|&b| b == b'\n').count() {
        0 => false,
        1 => !is_wrapped(text.as_bytes(), end, start),
        _ => true,
    }
}

fn is_wrapped(bytes: &[u8], end: usize, start: usize) -> bool {
    let before =
        bytes[..end].iter().rev().take(WIDEST_WRAP + 1).take_while(|&&b| b != b'\n').count();
    let line = bytes[start..].iter().take(WIDEST_WRAP + 1).take_while(|&&b| b != b'\n').count();
    let word =
        bytes[start..].iter().take(WIDEST_WRAP).take_while(|b| !b.is_ascii_whitespace()).count();
    let reach = before + 1 + word;
    before <= WIDEST_WRAP && line <= WIDEST_WRAP && reach > NARROWEST_WRAP && reach > line
}
