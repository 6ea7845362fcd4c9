//! Words without their marks, and where each of them stands in the source.

use std::ops::Range;

use super::super::pieces::Piece;

/// Text taken out of a source, with its pieces.
#[derive(Clone, Debug, Default)]
pub struct Run {
    pub text: String,
    pub pieces: Vec<Piece>,
    /// The byte of the source that would continue the last piece.
    next: Option<usize>,
}

/// Lines and columns of a source. Asked in rising order it looks at every byte once.
pub struct Places<'s> {
    source: &'s str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'s> Places<'s> {
    pub fn of(source: &'s str) -> Self {
        Self { source, at: 0, line: 1, column: 1 }
    }

    /// Line and column, from 1, of a byte.
    fn of_byte(&mut self, at: usize) -> (u32, u32) {
        if at < self.at {
            *self = Self::of(self.source);
        }
        for c in self.source.get(self.at..at).unwrap_or("").chars() {
            (self.line, self.column) = match c {
                '\n' => (self.line + 1, 1),
                _ => (self.line, self.column + 1),
            };
        }
        self.at = at;
        (self.line, self.column)
    }
}

impl Run {
    /// Appends words that the parser read in `range` of the source, white space collapsed.
    pub fn push(
        &mut self,
        words: &str,
        source: &str,
        range: &Range<usize>,
        places: &mut Places<'_>,
    ) {
        let mut stands = Stands::of(words, source, range);
        for (at, c) in words.char_indices() {
            let place = stands.at(at, c);
            let behind_word = self.text.ends_with(|c: char| c != ' ' && c != '\n');
            // A blank that stands in the source as it is breaks no piece.
            let kept = c == ' ' && behind_word && stands.is_whole();
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') && !kept {
                self.space(' ');
            } else {
                self.put(c, place, places);
            }
        }
        if !stands.is_whole() {
            self.next = None;
        }
    }

    /// Appends words as they stand, line ends too.
    pub fn push_whole(
        &mut self,
        words: &str,
        source: &str,
        range: &Range<usize>,
        places: &mut Places<'_>,
    ) {
        let mut stands = Stands::of(words, source, range);
        for (at, c) in words.char_indices() {
            self.put(c, stands.at(at, c), places);
            if c == '\n' || !stands.is_whole() {
                self.next = None;
            }
        }
    }

    fn put(&mut self, c: char, at: usize, places: &mut Places<'_>) {
        if self.next != Some(at) {
            let (line, column) = places.of_byte(at);
            let piece = Piece { text: offset(self.text.len()), file: offset(at), line, column };
            // Of one character that stands for several, the first tells the place.
            if self.pieces.last().is_none_or(|last| last.file != piece.file) {
                self.pieces.push(piece);
            }
        }
        self.text.push(c);
        self.next = Some(at + c.len_utf8());
    }

    /// A blank or a line end, where none stands yet.
    pub fn space(&mut self, shown: char) {
        self.next = None;
        if self.text.ends_with(' ') && shown == '\n' {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(shown);
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Without white space around it.
    pub fn trimmed(self) -> Self {
        let lead = self.text.len() - self.text.trim_start().len();
        self.part(lead..self.text.trim_end().len().max(lead))
    }

    /// The part of it at these bytes.
    pub fn part(&self, range: Range<usize>) -> Self {
        if range.is_empty() {
            return Self::default();
        }
        let text = self.text[range.clone()].to_owned();
        let (from, to) = (offset(range.start), offset(range.end));
        let first = self.pieces.partition_point(|piece| piece.text <= from).saturating_sub(1);
        let inside = self.pieces[first.min(self.pieces.len())..].iter();
        let pieces = inside.take_while(|piece| piece.text < to).map(|piece| {
            let skipped = from.saturating_sub(piece.text);
            let passed = self.text[piece.text as usize..][..skipped as usize].chars().count();
            Piece {
                text: piece.text.max(from) - from,
                file: piece.file + skipped,
                column: piece.column + offset(passed),
                ..*piece
            }
        });
        Self { text, pieces: pieces.collect(), next: None }
    }

    /// Appends another.
    pub fn append(&mut self, other: Self) {
        let by = offset(self.text.len());
        self.text.push_str(&other.text);
        let moved = other.pieces.into_iter().map(|it| Piece { text: it.text + by, ..it });
        self.pieces.extend(moved);
        self.next = None;
    }
}

/// Where the characters of words stand that the parser read in a range of the source.
enum Stands<'s> {
    /// As they are, from this byte on.
    Whole(usize),
    /// With marks between, or as references: what is left of the source, from this byte on, and the
    /// place of the last character.
    Apart { rest: &'s str, from: usize, last: usize },
}

impl<'s> Stands<'s> {
    fn of(words: &str, source: &'s str, range: &Range<usize>) -> Self {
        let written = source.get(range.clone()).unwrap_or("");
        if written == words {
            return Self::Whole(range.start);
        }
        // Code stands between its ticks.
        let rest = written.trim_start_matches('`');
        let from = range.start + (written.len() - rest.len());
        Self::Apart { rest, from, last: range.start }
    }

    fn is_whole(&self) -> bool {
        matches!(self, Self::Whole(_))
    }

    /// The byte of the character `c` that stands at `at` in the words.
    fn at(&mut self, at: usize, c: char) -> usize {
        match self {
            Self::Whole(start) => *start + at,
            Self::Apart { rest, from, last } => {
                let same = |other: char| other == c || (c == ' ' && other == '\n');
                if let Some(found) = rest.find(same) {
                    *last = *from + found;
                    let next = found + rest[found..].chars().next().map_or(0, char::len_utf8);
                    *from += next;
                    *rest = &rest[next..];
                }
                *last
            }
        }
    }
}

/// Texts are bounded far below 4 GiB.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
