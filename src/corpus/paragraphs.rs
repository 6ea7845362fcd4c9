//! Where paragraphs end: what no sentence may cross.
//!
//! In: a text and a span of it. Out: its paragraphs, white space trimmed. Blank lines always end
//! one. A single line end does too, unless the text is wrapped at a width, as mail and old
//! archives are, or the next line plainly goes on with the sentence:
//!
//! ```text
//! The talks in Tokyo will go on, the minister      full line: the next word had no room
//! said before he left.                             short line: the paragraph ends
//! - said the minister.                             a line of its own
//! ```

use crate::span::Span;

/// Widest column at which texts are wrapped by hand or by old programs.
const WIDEST: usize = 132;
/// Narrowest one; below it lines are verse, lists or captions.
const NARROWEST: usize = 40;
/// Lines sampled for the width; a text keeps its habit.
const SAMPLE: usize = 400;

/// The column at which a text is wrapped, if it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrap(Option<usize>);

/// The paragraphs of a text.
pub fn paragraphs(text: &str) -> Vec<Span> {
    within(text, Span::new(0, text.len()), Wrap::of(text))
}

/// The paragraphs of the part of `text` that `span` covers.
pub fn within(text: &str, span: Span, wrap: Wrap) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut before: Option<&str> = None;
    let mut at = span.start as usize;
    for raw in span.text(text).split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let line = raw.trim();
        if line.is_empty() {
            // The blank between `\r` and `\n` is no blank line.
            if raw != "\n" || at == 0 || text.as_bytes()[at - 1] != b'\r' {
                before = None;
            }
        } else {
            let start = at + (raw.len() - raw.trim_start().len());
            let end = start + line.len();
            match (before, paragraphs.last_mut()) {
                (Some(previous), Some(last)) if wrap.joins(previous, line) => {
                    *last = last.cover(Span::new(start, end));
                }
                _ => paragraphs.push(Span::new(start, end)),
            }
            before = Some(line);
        }
        at += raw.len();
    }
    paragraphs
}

impl Wrap {
    /// No single line end is a wrap, as in the text of a page.
    pub const NEVER: Self = Self(None);

    /// Looks at the lines that another one follows at once: in a wrapped text nearly all of them
    /// had no room for the next word, and most of them break off within a sentence.
    pub fn of(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().map(str::trim_end).take(SAMPLE).collect();
        let followed: Vec<(&str, &str)> = lines
            .windows(2)
            .filter(|pair| !pair.iter().any(|line| line.is_empty()))
            .map(|pair| (pair[0], pair[1]))
            .collect();
        let mut widths: Vec<usize> = followed.iter().map(|(line, _)| width(line)).collect();
        widths.sort_unstable();
        // A line or two may stick out: an address has no place to be broken.
        let Some(&column) = widths.get(widths.len() * 19 / 20) else { return Self(None) };
        if !(NARROWEST..=WIDEST).contains(&column) || widths.last() > Some(&(WIDEST + 40)) {
            return Self(None);
        }
        let full = || followed.iter().filter(|(line, next)| no_room(line, next, column));
        let broken = full().filter(|(line, _)| !ends_sentence(line)).count();
        let full = full().count();
        let wrapped = full >= 2 && full * 10 >= followed.len() * 6 && broken * 2 >= full;
        Self(wrapped.then_some(column))
    }

    /// Whether the paragraph goes on from line `before` to line `after`.
    fn joins(self, before: &str, after: &str) -> bool {
        let hyphened = || {
            let word = before.strip_suffix(['-', '\u{2010}', '¬', '\u{ad}']);
            word.is_some_and(|word| word.ends_with(char::is_alphabetic))
                && after.starts_with(char::is_alphabetic)
        };
        let goes_on =
            !ends_sentence(before) && (after.starts_with(char::is_lowercase) || hyphened());
        (goes_on && !starts_item(after)) || self.wraps(before, after)
    }

    /// Whether the line end between `before` and `after` is there for the width's sake only.
    pub fn wraps(self, before: &str, after: &str) -> bool {
        let Some(width) = self.0 else { return false };
        !starts_item(after) && no_room(before, after, width)
    }
}

/// Whether the first word of `after` had no room behind `before`.
fn no_room(before: &str, after: &str, column: usize) -> bool {
    let word = after.split_whitespace().next().unwrap_or("");
    width(before) + 1 + width(word) > column
}

fn width(line: &str) -> usize {
    line.chars().take(WIDEST + 41).count()
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？'])
}

/// Bullets, dashes of speech and numbers open a paragraph.
fn starts_item(line: &str) -> bool {
    let dash = ["- ", "– ", "— ", "* ", "• ", "· ", "> "];
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    dash.iter().any(|mark| line.starts_with(mark))
        || (number.len() < line.len()
            && line.len() - number.len() <= 3
            && number.starts_with([')', '.'])
            && number[1..].starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| span.text(text)).collect()
    }

    #[test]
    fn blank_lines_and_long_lines_end_paragraphs() {
        let text = "One.\n\n  Two goes on.  \r\nThree.\r\n\r\nFour";
        assert_eq!(cut(text), ["One.", "Two goes on.", "Three.", "Four"]);
    }

    #[test]
    fn a_sentence_that_plainly_goes_on_is_joined() {
        let text = "We shall look further\r\ninto it.\n- said the clerk.\nno verb";
        assert_eq!(
            cut(text),
            ["We shall look further\r\ninto it.", "- said the clerk.", "no verb"]
        );
    }

    #[test]
    fn wrapped_text_is_joined_up_to_its_short_lines() {
        let text = "The council of the harbour town met on Monday. Its\n\
                    Chair said that the ships would wait until Friday\n\
                    Noon for a pilot.\n\
                    Nobody in the Hall of Merchants had expected that,\n\
                    Least of all the mayor, who had promised the pilot\n\
                    Himself.";
        assert_eq!(cut(text).len(), 2);
        assert!(cut(text)[0].ends_with("pilot."));
    }

    #[test]
    fn lines_of_like_length_that_end_sentences_are_no_wrapped_text() {
        let text = "The boats of the north wait in the harbour town.\n\
                    The boats of the south wait for a pilot's help.\n\
                    The pilot of both has been ill for seven days.\n";
        assert_eq!(cut(text).len(), 3);
    }

    #[test]
    fn verse_and_lists_are_not_joined() {
        let text = "Red boats\nBlue boats\nA green boat with a torn sail\nNo boats";
        assert_eq!(cut(text).len(), 4);
    }

    #[test]
    fn any_text_is_cut_without_a_panic() {
        for text in ["", "\n\n", "\r\n\r\n", " é\n\u{2028}ü ", "1)", "12. x\n1.", "1\n.\n2) y"] {
            for paragraph in cut(text) {
                assert_eq!(paragraph.trim(), paragraph);
                assert!(!paragraph.is_empty());
            }
        }
    }
}
