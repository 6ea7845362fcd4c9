//! The text of a document as far as its report repeats it.
//!
//! Every word that the report quotes stands in its place, the rest is veiled, and the length is
//! that of the text, so that all offsets hold.

use super::rows::{Divergence, Document, Report, Statement};
use crate::report::escape::VEIL;
use crate::span::Span;

/// Words of a document in their place.
pub(super) type Quote<'r> = (Span, &'r str);

/// The words of a statement's witnesses: per witness, what the report says of it.
pub(super) fn of_statement(statement: &Statement) -> Vec<Option<Quote<'_>>> {
    statement
        .witnesses
        .iter()
        .map(|witness| {
            let first = witness.same_as.and_then(|index| statement.witnesses.get(index));
            let text = witness.text.as_deref().or_else(|| first?.text.as_deref())?;
            let span = Span { start: witness.start, end: witness.end };
            // A redacted report has the words that differ only, with ellipses between them.
            if witness.hash.is_some() { None } else { placed(span, text) }
        })
        .collect()
}

/// The words of both sides of a divergence.
pub(super) fn of_divergence(divergence: &Divergence) -> [Option<Quote<'_>>; 2] {
    [&divergence.left, &divergence.right].map(|side| {
        let side = side.as_ref()?;
        let span = Span { start: side.start, end: side.end };
        let text = side.text.as_deref()?;
        (span.len() == text.len()).then_some((span, text))
    })
}

/// The passages that the row of a document says.
pub(super) fn of_document(document: &Document) -> impl Iterator<Item = Quote<'_>> {
    document.passages.iter().map(|(start, words)| {
        let end = start.saturating_add(u32::try_from(words.len()).unwrap_or(u32::MAX));
        (Span { start: *start, end }, words.as_str())
    })
}

/// Words in their place: all of them, or as many as were written of a long passage.
fn placed(span: Span, text: &str) -> Option<Quote<'_>> {
    if span.len() == text.len() {
        return Some((span, text));
    }
    let start = text.strip_suffix('…').filter(|start| start.len() < span.len())?;
    let end = span.start + u32::try_from(start.len()).ok()?;
    Some((Span { start: span.start, end }, start))
}

/// Whether the report leaves its texts out on purpose.
pub(super) fn is_redacted(report: &Report) -> bool {
    let witnesses = report.statements.iter().flat_map(|statement| &statement.witnesses);
    witnesses.into_iter().any(|witness| witness.hash.is_some())
}

/// A text of `length` bytes with the quotes in their places.
pub(super) fn filled(length: usize, quotes: &[Quote<'_>]) -> String {
    let mut bytes = vec![VEIL as u8; length];
    for (span, text) in quotes {
        if let Some(place) = bytes.get_mut(span.range())
            && place.len() == text.len()
        {
            place.copy_from_slice(text.as_bytes());
        }
    }
    // Quotes that contradict each other may cut a character in two.
    String::from_utf8(bytes).unwrap_or_else(|_| "\u{1a}".repeat(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_in_their_places_and_the_length_holds() {
        let text = filled(9, &[(Span::new(2, 5), "abc"), (Span::new(7, 9), "é")]);
        assert_eq!(text, "\u{1a}\u{1a}abc\u{1a}\u{1a}é");
        assert_eq!(filled(3, &[(Span::new(1, 9), "x")]), "\u{1a}\u{1a}\u{1a}");
        assert_eq!(filled(3, &[(Span::new(0, 2), "é"), (Span::new(1, 3), "é")]).len(), 3);
    }

    #[test]
    fn of_a_long_passage_the_start_is_known() {
        assert_eq!(placed(Span::new(4, 90), "one…"), Some((Span::new(4, 7), "one")));
        assert_eq!(placed(Span::new(4, 7), "one"), Some((Span::new(4, 7), "one")));
        assert_eq!(placed(Span::new(4, 6), "one"), None);
    }
}
