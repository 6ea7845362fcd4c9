//! Byte offsets as offsets in characters.

use variorum::span::Span;

use crate::args::Offsets;

/// Turns spans of one text into the unit that was asked for.
pub struct Ruler {
    /// Byte offset of every character; empty when offsets stay as they are.
    starts: Vec<u32>,
}

impl Ruler {
    /// For spans of `text`.
    pub fn new(text: &str, unit: Offsets) -> Self {
        let starts = match unit {
            Offsets::Chars if !text.is_ascii() => {
                text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect()
            }
            _ => Vec::new(),
        };
        Self { starts }
    }

    /// The span in that unit.
    pub fn measure(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }

    fn at(&self, byte: u32) -> u32 {
        if self.starts.is_empty() {
            return byte;
        }
        // As many characters as there are starts fit, and there are at most 4 GiB of them.
        u32::try_from(self.starts.partition_point(|start| *start < byte)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let text = "né 日本 😀.";
        let ruler = Ruler::new(text, Offsets::Chars);
        let of = |word: &str| {
            let at = text.find(word).unwrap();
            ruler.measure(Span::new(at, at + word.len()))
        };
        assert_eq!(of("né"), [0, 2]);
        assert_eq!(of("日本"), [3, 5]);
        assert_eq!(of("😀"), [6, 7]);
        assert_eq!(ruler.measure(Span::new(0, text.len())), [0, 8]);
    }

    #[test]
    fn bytes_stay_bytes() {
        assert_eq!(Ruler::new("né", Offsets::Bytes).measure(Span::new(1, 3)), [1, 3]);
        assert_eq!(Ruler::new("ne", Offsets::Chars).measure(Span::new(1, 2)), [1, 2]);
    }
}
