//! Where the text of a document stands in its file, when marks were taken out of it.
//!
//! The text of a Markdown file is what a reader sees. Each stretch of it that stands in the file
//! without a mark inside is a [`Piece`], so that every place of the text has one in the file.

use serde::{Deserialize, Serialize};

use super::Document;
use crate::span::Span;

/// The start of a stretch of the text, and where it stands in the file. Up to the next piece, text
/// and file agree byte by byte, but for blanks that part blocks and lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// First byte in [`Document::text`].
    pub text: u32,
    /// First byte in the file.
    pub file: u32,
    /// Line in the file, from 1.
    pub line: u32,
    /// Column in the file, from 1, in characters.
    pub column: u32,
}

impl Document {
    /// Whether places of the text are known in the file.
    pub fn is_located(&self) -> bool {
        !self.extracted || !self.pieces.is_empty()
    }

    /// A span of the text in bytes of the file, with the marks that stand inside; none where that
    /// is not known.
    pub fn in_file(&self, span: Span) -> Option<Span> {
        if !self.extracted {
            return Some(span);
        }
        let start = self.piece(span.start)?;
        let start = start.file + (span.start - start.text);
        let end = self.piece_before(span.end)?;
        let end = end.file + (span.end - end.text);
        (start <= end).then_some(Span { start, end })
    }

    /// Line and column in the file, from 1 and in characters, of the byte `at` of the text.
    pub fn line_column(&self, at: u32) -> (usize, usize) {
        self.counted(self.piece(at), at)
    }

    /// Line and column in the file right behind the byte before `at`.
    pub fn line_column_behind(&self, at: u32) -> (usize, usize) {
        self.counted(self.piece_before(at), at)
    }

    /// The last piece that begins at `at` or before.
    fn piece(&self, at: u32) -> Option<Piece> {
        let next = self.pieces.partition_point(|piece| piece.text <= at);
        self.pieces.get(next.checked_sub(1)?).copied()
    }

    /// The last piece that begins before `at`.
    fn piece_before(&self, at: u32) -> Option<Piece> {
        self.piece(at.checked_sub(1)?)
    }

    /// The position of `at`, from the piece that it stands in, else from the start of the text.
    fn counted(&self, piece: Option<Piece>, at: u32) -> (usize, usize) {
        let start = Piece { text: 0, file: 0, line: 1, column: 1 };
        let piece = piece.unwrap_or(start);
        let text = &self.text;
        let end = text.floor_char_boundary((at as usize).min(text.len()));
        let from = text.floor_char_boundary((piece.text as usize).min(end));
        let before = &text[from..end];
        let line = piece.line as usize + before.bytes().filter(|byte| *byte == b'\n').count();
        match before.rsplit_once('\n') {
            Some((_, last)) => (line, last.chars().count() + 1),
            None => (line, piece.column as usize + before.chars().count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_pieces_the_text_is_the_file() {
        let document =
            Document { text: "one\nzwölf 日本 boats\n".to_owned(), ..Document::default() };
        let at = u32::try_from(document.text.find("boats").unwrap_or(0)).unwrap_or(0);
        assert_eq!(document.line_column(at), (2, 10));
        assert_eq!(document.in_file(Span::new(1, 3)), Some(Span::new(1, 3)));
        for at in [0, 9, 99] {
            document.line_column(at);
            document.line_column_behind(at);
        }
        let page = Document { extracted: true, ..document };
        assert_eq!(page.in_file(Span::new(1, 3)), None);
    }
}
