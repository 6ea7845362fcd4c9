//! A [`Span`] is a half-open range of UTF-8 bytes in the text of one document.
//!
//! Every stage hands spans on and never a changed text, so there is one coordinate system from
//! the reader to the report.

use serde::{Deserialize, Serialize};

/// Half-open byte range `start..end` of a document's text. Documents are bounded to 4 GiB.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    ///
    /// # Panics
    /// When an offset does not fit into 32 bits; readers bound documents far below that.
    pub fn new(start: usize, end: usize) -> Self {
        let offset = |n| u32::try_from(n).expect("documents are bounded to 4 GiB");
        Self { start: offset(start), end: offset(end) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// Whether no byte lies inside.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of `text` that the span covers; empty when it does not lie on character borders.
    pub fn text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Bytes that both spans cover.
    pub fn overlap(self, other: Self) -> usize {
        (self.end.min(other.end).saturating_sub(self.start.max(other.start))) as usize
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_of_touching_spans_is_nothing() {
        assert_eq!(Span::new(0, 4).overlap(Span::new(4, 9)), 0);
        assert_eq!(Span::new(0, 5).overlap(Span::new(4, 9)), 1);
    }

    #[test]
    fn text_off_a_character_border_is_empty_not_a_panic() {
        assert_eq!(Span::new(1, 2).text("é"), "");
        assert_eq!(Span::new(0, 2).text("é"), "é");
    }
}
