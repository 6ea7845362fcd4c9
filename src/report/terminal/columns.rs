//! Styled text in columns of the terminal.
//!
//! In go runs of text with a style each, out come lines that fit a width. A line breaks at white
//! space, beside wide characters, and inside a word only when the word alone does not fit.

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::style::paint;
use crate::report::escape::visible;

/// Text in one style.
#[derive(Clone)]
pub(super) struct Run<'a> {
    text: &'a str,
    style: Style,
}

impl<'a> Run<'a> {
    pub(super) fn new(text: &'a str, style: Style) -> Self {
        Self { text, style }
    }

    pub(super) fn plain(text: &'a str) -> Self {
        Self::new(text, Style::new())
    }
}

/// A line that fits, with the columns that it takes.
#[derive(Default)]
pub(super) struct Line {
    parts: Vec<(String, Style)>,
    width: usize,
}

impl Line {
    /// The line with its styles. One that holds words written from right to left stands between
    /// marks, so that a screen that turns them round leaves what stands beside the line in place.
    pub(super) fn styled(&self) -> String {
        let parts = self.parts.iter().map(|(text, style)| paint_run(*style, text));
        if self.parts.iter().any(|(text, _)| text.chars().any(is_from_right)) {
            return format!("{MARK}{}{MARK}", parts.collect::<String>());
        }
        parts.collect()
    }

    /// The line with its styles, filled up with spaces.
    pub(super) fn padded(&self, width: usize) -> String {
        let mut out = self.styled();
        out.extend(std::iter::repeat_n(' ', width.saturating_sub(self.width)));
        out
    }

    fn push(&mut self, cell: &Cell) {
        self.width += cell.width;
        match self.parts.last_mut() {
            Some((text, style)) if *style == cell.style => text.push_str(&cell.text),
            _ => self.parts.push((cell.text.clone(), cell.style)),
        }
    }
}

/// LEFT-TO-RIGHT MARK: takes no column.
const MARK: char = '\u{200e}';

/// Whether a letter is of a script that is written from right to left.
fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn paint_run(style: Style, text: &str) -> String {
    if style.is_plain() { text.to_owned() } else { paint(style, text) }
}

/// One grapheme.
struct Cell {
    text: String,
    width: usize,
    style: Style,
}

impl Cell {
    fn is_space(&self) -> bool {
        self.text == " "
    }

    /// Whether a line may end behind the cell.
    fn breaks(&self) -> bool {
        self.is_space() || self.width > 1 || self.text == "-" || self.text == "/"
    }
}

/// Breaks runs into lines of at most `width` columns; white space collapses.
pub(super) fn wrap(runs: &[Run<'_>], width: usize) -> Vec<Line> {
    let width = width.max(4);
    let cells = cells(runs);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let end = line_end(&cells[start..], width) + start;
        let mut line = Line::default();
        let kept = trim(&cells[start..end]);
        kept.iter().for_each(|cell| line.push(cell));
        lines.push(line);
        start = end;
        while start < cells.len() && cells[start].is_space() {
            start += 1;
        }
    }
    lines
}

/// How many cells the first line takes; at least one, so that wrapping ends.
fn line_end(cells: &[Cell], width: usize) -> usize {
    let (mut used, mut last_break) = (0, None);
    for (i, cell) in cells.iter().enumerate() {
        if used + cell.width > width && !cell.is_space() {
            return last_break.unwrap_or(i).max(1);
        }
        used += cell.width;
        if cell.breaks() {
            last_break = Some(i + 1);
        } else if cell.width == 1 && i > 0 && cells[i - 1].width > 1 {
            // What follows a wide character may start a line only if it is a word.
            last_break = last_break.filter(|_| cell.text.chars().all(char::is_alphanumeric));
        }
    }
    cells.len()
}

fn trim(cells: &[Cell]) -> &[Cell] {
    let kept = cells.iter().rposition(|cell| !cell.is_space()).map_or(0, |last| last + 1);
    &cells[..kept]
}

fn cells(runs: &[Run<'_>]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for run in runs {
        for grapheme in visible(run.text).graphemes(true) {
            let space = grapheme.chars().all(char::is_whitespace);
            if space && cells.last().is_none_or(Cell::is_space) {
                continue;
            }
            let (text, width) = if space { (" ", 1) } else { (grapheme, grapheme.width()) };
            cells.push(Cell { text: text.to_owned(), width, style: run.style });
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        wrap(&[Run::plain(text)], width).iter().map(Line::styled).collect()
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(lines("  one\n\n two ", 20), ["one two"]);
        assert_eq!(lines("", 20), Vec::<String>::new());
    }

    #[test]
    fn a_long_word_is_cut_and_none_is_lost() {
        assert_eq!(lines("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(lines("東京大阪名古屋", 6), ["東京大", "阪名古", "屋"]);
        assert_eq!(wrap(&[Run::plain("東京")], 10)[0].padded(6), "東京  ");
    }

    #[test]
    fn words_from_right_to_left_stay_in_their_column() {
        let found = wrap(&[Run::plain("שלום 12 עולם")], 20);
        assert_eq!(found[0].padded(14), "\u{200e}שלום 12 עולם\u{200e}  ");
        assert_eq!(found[0].padded(14).width(), 14);
        assert_eq!(lines("plain", 20), ["plain"]);
    }

    #[test]
    fn marks_over_letters_take_no_column() {
        assert_eq!(wrap(&[Run::plain("e\u{301}te\u{301}")], 10)[0].padded(4), "e\u{301}te\u{301} ");
    }

    #[test]
    fn styles_do_not_change_the_width() {
        let bold = Style::new().bold();
        let runs = [Run::plain("one "), Run::new("two", bold), Run::plain(", three")];
        let found = wrap(&runs, 8);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].width, 8);
        assert_eq!(found[0].styled(), format!("one {bold}two{bold:#},"));
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "Ünïcode — “dialogue”, 大きな 言葉 and-hyphens 👩‍🚀 e\u{301}tat \u{1b}[31m";
        for width in 4..30 {
            assert!(wrap(&[Run::plain(text)], width).iter().all(|l| l.width <= width), "{width}");
        }
    }
}
