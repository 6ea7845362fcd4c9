//! The words of a passage with their differences marked, as HTML.
//!
//! A mark is a link to the note that explains it, so that it works by pointer, by keyboard and
//! without a script; the note's number stands behind it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::class;
use crate::report::escape::{cut, html};
use crate::report::marks::{Layer, Piece, Sign, pieces};
use crate::span::Span;

/// A note of the apparatus, as its marks need it.
pub(super) struct Note {
    /// Id of the note on the page.
    pub(super) anchor: String,
    /// Shown behind the mark; matters of form have none.
    pub(super) number: Option<usize>,
    /// What the pointer shows without a script.
    pub(super) title: String,
}

/// The notes of a statement, and which divergence belongs to which.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) notes: Vec<Note>,
    pub(super) of_divergence: BTreeMap<usize, usize>,
}

impl Notes {
    /// Notes of a piece, the gravest first.
    fn of(&self, piece: &Piece<'_>) -> Vec<usize> {
        let divergences = piece.signs.iter().filter_map(|sign| match sign {
            Sign::Divergence(_, index) => self.of_divergence.get(index).copied(),
            _ => None,
        });
        let mut seen = BTreeSet::new();
        divergences.filter(|&note| seen.insert(note)).collect()
    }
}

/// Where a witness sits, to tell which of its edits are shown at first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seat<'a> {
    /// Per witness of the statement, its column; the first one is the base.
    pub(super) columns: &'a [usize],
    /// Edits against any column are shown: it is the base, or the base does not face it.
    pub(super) all: bool,
}

/// The words of `span` as HTML, at most `limit` characters of them. `seat` says against whom
/// edits are shown.
pub(super) fn marked(
    text: &str,
    span: Span,
    layers: &[Layer],
    notes: &Notes,
    seat: Seat<'_>,
    limit: usize,
) -> String {
    let pieces = pieces(text, span, layers);
    let mut out = String::with_capacity(span.len() * 2);
    let mut left = limit;
    for (i, piece) in pieces.iter().enumerate() {
        let words = cut(piece.text, left);
        left -= words.chars().count().min(left);
        let here = notes.of(piece);
        let next = pieces.get(i + 1).map(|next| notes.of(next)).unwrap_or_default();
        mark(&mut out, &words, piece, &here, notes, seat);
        numbers(&mut out, &here, &next, notes);
        if matches!(words, Cow::Owned(_)) {
            break;
        }
    }
    out
}

fn mark(
    out: &mut String,
    words: &str,
    piece: &Piece<'_>,
    here: &[usize],
    notes: &Notes,
    seat: Seat<'_>,
) {
    let words = flow(words);
    let column = |witness: usize| seat.columns.get(witness).copied().unwrap_or(0);
    let against: BTreeSet<usize> = piece.edited_against().map(column).collect();
    match (piece.effect(), here.first()) {
        (Some(effect), Some(&first)) => {
            let all: Vec<_> = here.iter().map(usize::to_string).collect();
            let titles: Vec<_> =
                here.iter().take(3).map(|&n| notes.notes[n].title.as_str()).collect();
            let _ = write!(
                out,
                "<a class=\"m {}\" href=\"#{}\" data-n=\"{}\" title=\"{}\">{words}</a>",
                class(effect),
                notes.notes[first].anchor,
                all.join(" "),
                html(&titles.join(" · ")),
            );
        }
        _ if !against.is_empty() => {
            // Edits against another column wait until the reader makes it the base.
            let class = if seat.all || against.contains(&0) { "m edit" } else { "m edit off" };
            let all: Vec<_> = against.iter().map(usize::to_string).collect();
            let _ =
                write!(out, "<span class=\"{class}\" data-w=\"{}\">{words}</span>", all.join(" "));
        }
        _ => out.push_str(&words),
    }
}

/// Numbers of the notes that end with a piece.
fn numbers(out: &mut String, here: &[usize], next: &[usize], notes: &Notes) {
    let ending = here.iter().filter(|note| !next.contains(note));
    let mut numbers: Vec<_> = ending.filter_map(|&note| notes.notes[note].number).collect();
    numbers.sort_unstable();
    if !numbers.is_empty() {
        let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
        let _ = write!(out, "<sup aria-hidden=\"true\">{}</sup>", numbers.join(","));
    }
}

/// Text for HTML: an empty line stays a break between paragraphs, a single line break is a space.
pub(super) fn flow(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        let before = rest[..at].trim_end();
        let words = |c: char| !c.is_whitespace();
        let end = rest[at..].find(words).map_or(rest.len(), |behind| at + behind);
        let breaks = rest[before.len()..end].matches('\n').count();
        out.push_str(&html(before));
        out.push_str(if breaks > 1 { "<br><br>" } else { " " });
        rest = &rest[end..];
    }
    out.push_str(&html(rest));
    out
}

/// The span without white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.text(text);
    let start = span.start as usize + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::divergence::Effect;

    #[test]
    fn paragraphs_stay_and_hard_line_breaks_go() {
        assert_eq!(flow("one\ntwo"), "one two");
        assert_eq!(flow("one\n\n  two "), "one<br><br>two ");
        assert_eq!(flow("a  b <i>\n"), "a  b &lt;i&gt; ");
        assert_eq!(flow("\n\n"), "<br><br>");
        assert_eq!(flow(" x"), " x");
    }

    #[test]
    fn a_mark_links_to_its_note_and_carries_its_number() {
        let mut notes = Notes::default();
        notes.notes.push(Note { anchor: "n-1".into(), number: Some(1), title: "a \"b\"".into() });
        notes.of_divergence.insert(7, 0);
        let sign = Sign::Divergence(Effect::Shift, 7);
        let layers = [Layer { span: Span::new(3, 7), sign }];
        let out = marked("We must go", Span::new(0, 10), &layers, &notes, Seat::default(), 100);
        assert_eq!(
            out,
            "We <a class=\"m shift\" href=\"#n-1\" data-n=\"0\" title=\"a &quot;b&quot;\">must</a>\
             <sup aria-hidden=\"true\">1</sup> go"
        );
    }

    #[test]
    fn a_long_passage_is_cut() {
        let out =
            marked("one two three", Span::new(0, 13), &[], &Notes::default(), Seat::default(), 7);
        assert_eq!(out, "one two…");
    }
}
