//! Two texts side by side.
//!
//! Every alignment is a block of two columns, segment by segment, in the order of the left text;
//! what stands between is counted. Differences carry a small number that the list below explains.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::columns::{Line, Run, wrap};
use super::style::{BOLD, DIM, EDITED, of_effect, paint};
use crate::alignment::Alignment;
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Document};
use crate::divergence::{Divergence, Effect, Located};
use crate::report::Options;
use crate::report::escape::cut;
use crate::report::label::{self, count, quoted};
use crate::report::marks::{Layer, Sign, edits, pieces};
use crate::span::Span;

/// Characters of one segment, and of a reading in the list.
const SEGMENT: usize = 4_000;
const READING: usize = 200;

/// The first two documents of a corpus beside each other, with the divergences listed below.
pub fn side_by_side(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    width: usize,
) -> String {
    let [left, right, ..] = corpus.documents.as_slice() else {
        return "Two texts are needed to compare.\n".to_owned();
    };
    let width = width.clamp(40, 200);
    let mut out = String::new();
    let mut numbered = Vec::new();
    for (index, alignment) in analysis.alignments.iter().enumerate() {
        if (alignment.left.document, alignment.right.document) == (0, 1) {
            let of_alignment = analysis
                .divergences
                .iter()
                .filter(|d| d.alignment == index && d.effect >= options.min_effect);
            let first = numbered.len();
            numbered.extend(of_alignment);
            let page = Page { left, right, alignment, divergences: &numbered, first, width };
            page.write(&mut out);
        }
    }
    if out.is_empty() {
        return nothing(left, right);
    }
    let heads = [&left.id, &right.id].map(|id| wrap(&[Run::new(id, BOLD)], column(width)));
    let mut page = String::new();
    columns(&mut page, &heads, width);
    page.push_str(&out);
    page.push_str(&list(corpus, &numbered, width));
    page
}

fn nothing(left: &Document, right: &Document) -> String {
    format!(
        "{} and {} state nothing in common.\nStage by stage: variorum explain {0} {1}\n",
        crate::report::escape::visible(&left.id),
        crate::report::escape::visible(&right.id)
    )
}

/// One alignment on its way to the screen.
struct Page<'a> {
    left: &'a Document,
    right: &'a Document,
    alignment: &'a Alignment,
    /// All divergences so far; those of this alignment from `first` on.
    divergences: &'a [&'a Divergence],
    first: usize,
    width: usize,
}

impl Page<'_> {
    fn write(&self, out: &mut String) {
        let head = format!(
            "── {}, {:.0} % sure ",
            label::relation(self.alignment.relation),
            self.alignment.score.clamp(0.0, 1.0) * 100.0
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
            let notes: Vec<_> = ends.map(superscript).collect();
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
        let located = located(self.divergences[index], side)?;
        (located.span.end == end).then_some(index + 1)
    }

    fn layers(&self, side: usize) -> Vec<Layer> {
        let mut layers = Vec::new();
        for edit in edits(self.alignment) {
            let span = [edit.left, edit.right][side];
            layers.extend(span.map(|span| Layer { span, sign: Sign::Edit(0) }));
        }
        for (index, divergence) in self.divergences.iter().enumerate().skip(self.first) {
            let sign = Sign::Divergence(divergence.effect, index);
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

/// The divergences by number: what, both readings, why.
fn list(corpus: &Corpus, divergences: &[&Divergence], width: usize) -> String {
    if divergences.is_empty() {
        return "\nNo difference in what is said.\n".to_owned();
    }
    let mut out = String::new();
    let graves = divergences.iter().filter(|d| d.effect >= Effect::Shift).count();
    let _ = writeln!(
        out,
        "\n{}, {} of weight",
        paint(BOLD, &count(divergences.len(), "difference")),
        graves
    );
    for (index, divergence) in divergences.iter().enumerate() {
        let readings = [0, 1].map(|side| reading(corpus, divergence, side));
        let number = format!("{:>3} ", index + 1);
        let effect = format!("{}: ", label::effect(divergence.effect));
        let what = format!("{}  ", label::kind_of_two(divergence.kind));
        let texts = format!("{} / {}", readings[0], readings[1]);
        let name = format!("  {}", divergence.kind.name());
        let style = of_effect(divergence.effect);
        let runs = [
            Run::new(&number, style),
            Run::new(&effect, style),
            Run::new(&what, BOLD),
            Run::plain(&texts),
            Run::new(&name, DIM),
        ];
        for (i, line) in wrap(&runs, width.saturating_sub(4)).iter().enumerate() {
            let indent = if i == 0 && index < 99 { 2 } else { 4 };
            let _ = writeln!(out, "{:indent$}{}", "", line.styled());
        }
        for line in wrap(&[Run::new(&divergence.explanation, DIM)], width.saturating_sub(4)) {
            let _ = writeln!(out, "    {}", line.styled());
        }
    }
    out
}

fn reading(corpus: &Corpus, divergence: &Divergence, side: usize) -> String {
    let Some(located) = located(divergence, side) else { return "(nothing)".to_owned() };
    let text = corpus.documents.get(side).map_or("", |d| located.span.text(&d.text));
    let value = match &located.value {
        Some(value) if value != text => format!(" = {value}"),
        _ => String::new(),
    };
    format!("{}{value}", quoted(&cut(text.trim(), READING)))
}
