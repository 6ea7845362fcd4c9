//! Where a finding stands, as a person looks it up: line, column, and the words around it.

use unicode_width::UnicodeWidthStr;

use crate::corpus::Corpus;
use crate::policy::Place;
use crate::report::escape::visible;
use crate::span::Span;

/// Columns that an excerpt may take on each side of the words meant.
const AROUND: usize = 38;
/// Characters of the words meant.
const LONGEST: usize = 120;

/// Line and column of the first and past the last character of a place, from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// The position of a place; none where the document could not be read.
pub(super) fn position(corpus: &Corpus, place: &Place) -> Option<Position> {
    let document = corpus.documents.get(place.document?)?;
    let (line, column) = document.line_column(place.span.start);
    let (end_line, end_column) = match place.span.is_empty() {
        true => (line, column),
        false => document.line_column_behind(place.span.end),
    };
    Some(Position { line, column, end_line, end_column })
}

/// The document's text.
pub(super) fn text<'a>(corpus: &'a Corpus, place: &Place) -> Option<&'a str> {
    Some(corpus.documents.get(place.document?)?.text.as_str())
}

/// A line to show, with the part meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) before: String,
    pub(super) meant: String,
    pub(super) after: String,
}

impl Excerpt {
    /// Columns before the part meant, and of it.
    pub(super) fn columns(&self) -> (usize, usize) {
        (self.before.width(), self.meant.width().max(1))
    }
}

/// The words of a place with what stands before and behind them on their lines. A reading that
/// goes over a line break is shown on one line.
pub(super) fn excerpt(text: &str, span: Span) -> Excerpt {
    let start = text.floor_char_boundary((span.start as usize).min(text.len()));
    let end = text.ceil_char_boundary((span.end as usize).clamp(start, text.len()));
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    Excerpt {
        before: tail(text[first..start].trim_start()),
        meant: head(&text[start..end], LONGEST),
        after: head(text[end..last].trim_end(), AROUND),
    }
}

fn head(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", visible(&text[..end])),
        None => visible(text).into_owned(),
    }
}

fn tail(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((at, c)) => format!("…{}", visible(&text[at + c.len_utf8()..])),
        None => visible(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_carets_count_columns() {
        let text = "one\nzwölf 日本 boats\n";
        let at = text.find("boats").unwrap();
        let found = excerpt(text, Span::new(at, at + 5));
        assert_eq!(found.columns(), (11, 5));
        assert_eq!((found.before.as_str(), found.after.as_str()), ("zwölf 日本 ", ""));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{} 21 {}", "a ".repeat(100), "b ".repeat(100));
        let at = text.find("21").unwrap();
        let found = excerpt(&text, Span::new(at, at + 2));
        assert!(found.before.starts_with('…') && found.after.ends_with('…'));
        assert_eq!(found.meant, "21");
    }

    #[test]
    fn odd_spans_are_harmless() {
        for span in [Span::new(1, 99), Span { start: 9, end: 2 }] {
            excerpt("é\nx", span);
        }
    }
}
