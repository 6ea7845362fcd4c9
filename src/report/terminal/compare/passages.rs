//! The passages of two texts side by side, segment by segment, in the order of the left text.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Numbers, is_facing};
use crate::alignment::Alignment;
use crate::analysis::Analysis;
use crate::corpus::Document;
use crate::divergence::{Divergence, Located};
use crate::report::escape::cut;
use crate::report::label;
use crate::report::marks::{Layer, Sign, edits, pieces};
use crate::report::terminal::columns::{Line, Run, wrap};
use crate::report::terminal::style::{BOLD, DIM, EDITED, of_effect, paint};
use crate::span::Span;

/// Characters of one segment.
const SEGMENT: usize = 4_000;

/// All alignments of two documents, each as a block of two columns.
pub(super) fn blocks(
    analysis: &Analysis,
    [left, right]: [&Document; 2],
    numbers: &Numbers,
    width: usize,
) -> String {
    let mut out = String::new();
    let heads = [&left.id, &right.id].map(|id| wrap(&[Run::new(id, BOLD)], column(width)));
    columns(&mut out, &heads, width);
    for (index, alignment) in analysis.alignments.iter().enumerate() {
        if is_facing(alignment) {
            let divergences = analysis.divergences.iter().enumerate();
            let divergences = divergences.filter(|(_, d)| d.alignment == index).collect();
            Page { left, right, alignment, divergences, numbers, width }.write(&mut out);
        }
    }
    out
}

/// One alignment on its way to the screen.
struct Page<'a> {
    left: &'a Document,
    right: &'a Document,
    alignment: &'a Alignment,
    /// Its divergences, by their indices in the analysis.
    divergences: Vec<(usize, &'a Divergence)>,
    numbers: &'a Numbers,
    width: usize,
}

impl Page<'_> {
    fn write(&self, out: &mut String) {
        let head = format!(
            "── {}, {} sure ",
            label::relation(self.alignment.relation),
            label::sure(self.alignment.score)
        );
        let rule: String =
            std::iter::repeat_n('─', self.width.saturating_sub(head.chars().count())).collect();
        let _ = writeln!(out, "\n{}", paint(DIM, &format!("{head}{rule}")));
        for (left, right) in self.rows() {
            let sides =
                [self.side(left, &self.left.text, 0), self.side(right, &self.right.text, 1)];
            columns(out, &sides, self.width);
        }
    }

    /// Segments, with what stands before, between and behind them.
    fn rows(&self) -> Vec<(Option<Span>, Option<Span>)> {
        let Alignment { left, right, segments, .. } = self.alignment;
        if segments.is_empty() {
            return vec![(Some(left.span), Some(right.span))];
        }
        let mut rows = Vec::new();
        let mut covered: Vec<Span> = Vec::new();
        let mut done = left.span.start;
        for segment in segments {
            let of_left = closed(&self.left.text, segment.left, left.span);
            let of_right = closed(&self.right.text, segment.right, right.span);
            rows.push((gap(&self.left.text, done, segment.left.start), None));
            rows.push((Some(of_left), Some(of_right)));
            done = done.max(of_left.end);
            covered.push(of_right);
        }
        rows.push((gap(&self.left.text, done, left.span.end), None));
        covered.sort_unstable();
        let mut done = right.span.start;
        for span in covered {
            rows.push((None, gap(&self.right.text, done, span.start)));
            done = done.max(span.end);
        }
        rows.push((None, gap(&self.right.text, done, right.span.end)));
        rows.retain(|(left, right)| left.is_some() || right.is_some());
        rows
    }

    /// The lines of one side of a row.
    fn side(&self, span: Option<Span>, text: &str, side: usize) -> Vec<Line> {
        let Some(span) = span else { return Vec::new() };
        let layers = self.layers(side);
        let mut left = SEGMENT;
        let mut runs = Vec::new();
        for piece in pieces(text, span, &layers) {
            let style = match piece.signs.first() {
                None | Some(Sign::Statement(_)) => anstyle::Style::new(),
                Some(Sign::Edit(_)) => EDITED,
                Some(Sign::Divergence(effect, _)) => of_effect(*effect),
            };
            let shown = cut(piece.text, left);
            let is_cut = matches!(shown, Cow::Owned(_));
            left -= shown.chars().count().min(left);
            runs.push((shown.into_owned(), style));
            let signs = piece.signs.iter();
            let ends = signs.filter_map(|sign| self.ends_at(*sign, side, piece.span.end));
            let mut notes: Vec<_> = ends.collect();
            notes.sort_unstable();
            notes.dedup();
            let notes: Vec<_> = notes.into_iter().map(superscript).collect();
            if !notes.is_empty() {
                runs.push((notes.join("·"), style));
            }
            if is_cut {
                break;
            }
        }
        let runs: Vec<_> = runs.iter().map(|(text, style)| Run::new(text, *style)).collect();
        wrap(&runs, column(self.width))
    }

    /// The number of a divergence whose words end at the offset.
    fn ends_at(&self, sign: Sign, side: usize, end: u32) -> Option<usize> {
        let Sign::Divergence(_, index) = sign else { return None };
        let (_, divergence) = self.divergences.iter().find(|(at, _)| *at == index)?;
        let ends = located(divergence, side)?.span.end == end;
        self.numbers.get(&index).copied().filter(|_| ends)
    }

    fn layers(&self, side: usize) -> Vec<Layer> {
        let mut layers = Vec::new();
        for edit in edits(self.alignment) {
            let span = [edit.left, edit.right][side];
            layers.extend(span.map(|span| Layer { span, sign: Sign::Edit(0) }));
        }
        for &(index, divergence) in &self.divergences {
            let sign = Sign::Divergence(divergence.effect, index);
            // What is not listed is marked like any other word that differs.
            let sign = if self.numbers.contains_key(&index) { sign } else { Sign::Edit(0) };
            layers.extend(located(divergence, side).map(|l| Layer { span: l.span, sign }));
        }
        layers
    }
}

fn located(divergence: &Divergence, side: usize) -> Option<&Located> {
    [&divergence.left, &divergence.right][side].as_ref()
}

/// The span with the marks that close its last sentence.
fn closed(text: &str, span: Span, whole: Span) -> Span {
    let rest = Span { start: span.end, end: whole.end.max(span.end) }.text(text);
    let marks = rest.find(|c: char| c.is_whitespace() || c.is_alphanumeric()).unwrap_or(rest.len());
    Span::new(span.start as usize, span.end as usize + marks)
}

/// What stands between two segments, if it holds words.
fn gap(text: &str, start: u32, end: u32) -> Option<Span> {
    let span = Span { start, end: end.max(start) };
    span.text(text).chars().any(char::is_alphanumeric).then_some(span)
}

fn column(width: usize) -> usize {
    (width - 3) / 2
}

/// Two columns with a line between them.
fn columns(out: &mut String, sides: &[Vec<Line>; 2], width: usize) {
    let column = column(width);
    let empty = Line::default();
    for i in 0..sides[0].len().max(sides[1].len()) {
        let [left, right] = [0, 1].map(|side| sides[side].get(i).unwrap_or(&empty));
        let line = format!("{} {} {}", left.padded(column), paint(DIM, "│"), right.styled());
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

fn superscript(n: usize) -> String {
    let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10).unwrap_or(0) as usize);
    n.to_string().chars().filter_map(digit).collect()
}
