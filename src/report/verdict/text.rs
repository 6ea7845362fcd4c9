//! Findings as a compiler prints them: rule, both places with the words underlined, what to do.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Color, Style};

use super::excerpt::{excerpt, position, text};
use crate::corpus::Corpus;
use crate::policy::{Finding, Level, Other, Place, Verdict};
use crate::report::escape::visible;
use crate::report::label::count;

/// Other places that are shown with their words.
const SHOWN: usize = 2;

const BOLD: Style = Style::new().bold();
const FRAME: Style = colour(AnsiColor::Blue);
const HELP: Style = colour(AnsiColor::Cyan);

const fn colour(colour: AnsiColor) -> Style {
    Style::new().bold().fg_color(Some(Color::Ansi(colour)))
}

/// All findings that count, then the sum; nothing where there is none. What is unclear and allowed
/// is counted in any case.
pub(super) fn render(corpus: &Corpus, verdict: &Verdict) -> String {
    let mut out = String::new();
    for finding in verdict.open() {
        one(&mut out, corpus, finding);
        out.push('\n');
    }
    if !out.is_empty() {
        let _ = writeln!(out, "{}", sum(verdict));
    }
    if let Some(unclear) = unclear(verdict) {
        let _ = writeln!(out, "{unclear}");
    }
    out
}

/// How many differences are unclear and allowed, and how to see them.
pub(super) fn unclear(verdict: &Verdict) -> Option<String> {
    (verdict.unclear > 0).then(|| {
        format!(
            "{} allowed; `warn = [\"*.unclear\"]` under [policy] in variorum.toml shows them",
            count(verdict.unclear, "unclear difference")
        )
    })
}

/// One finding.
pub(super) fn finding(corpus: &Corpus, finding: &Finding) -> String {
    let mut out = String::new();
    one(&mut out, corpus, finding);
    out
}

/// `2 errors, 1 warning in 3 documents, compared with 57 others; 4 findings accepted`.
pub(super) fn sum(verdict: &Verdict) -> String {
    let mut out = format!(
        "{}, {} in {}",
        count(verdict.count(Level::Deny), "error"),
        count(verdict.count(Level::Warn), "warning"),
        count(verdict.judged, "document")
    );
    if verdict.against > 0 {
        let _ = write!(out, ", compared with {}", count(verdict.against, "other"));
    }
    if verdict.accepted() > 0 {
        let _ = write!(out, "; {} accepted", count(verdict.accepted(), "finding"));
    }
    out
}

fn one(out: &mut String, corpus: &Corpus, finding: &Finding) {
    let (style, word) = match finding.level {
        Level::Deny => (colour(AnsiColor::Red), "error"),
        _ => (colour(AnsiColor::Yellow), "warning"),
    };
    let rule = finding.rule.name();
    let message = visible(&finding.message);
    let _ = writeln!(out, "{style}{word}[{rule}]{style:#}{BOLD}: {message}{BOLD:#}");
    let gutter = gutter(corpus, finding);
    place(out, corpus, &finding.place, gutter, ("-->", '^', style), "");
    for other in finding.others.iter().take(SHOWN) {
        place(out, corpus, &other.place, gutter, (":::", '-', FRAME), &who(other));
    }
    let mut more: Vec<&str> =
        finding.others.iter().skip(SHOWN).map(|other| other.place.path.as_str()).collect();
    more.dedup();
    if !more.is_empty() {
        note(out, gutter, "also", &more.join(", "), BOLD);
    }
    if !finding.why.is_empty() {
        note(out, gutter, "why", &finding.why, BOLD);
    }
    if let Some(fix) = &finding.fix {
        note(out, gutter, "fix", &format!("write “{fix}”"), HELP);
    }
    note(out, gutter, "help", &finding.help, HELP);
    note(out, gutter, "id", &finding.id, Style::new().dimmed());
}

fn who(other: &Other) -> String {
    let source = other.source.as_deref().unwrap_or("");
    if other.trusted { format!("{source}, trusted") } else { source.to_owned() }
}

/// Columns that line numbers take.
fn gutter(corpus: &Corpus, finding: &Finding) -> usize {
    let others = finding.others.iter().take(SHOWN).map(|other| &other.place);
    let places = [&finding.place].into_iter().chain(others);
    let lines = places.filter_map(|place| position(corpus, place)).map(|it| it.line);
    lines.max().unwrap_or(1).to_string().len()
}

fn place(
    out: &mut String,
    corpus: &Corpus,
    place: &Place,
    gutter: usize,
    (arrow, mark, style): (&str, char, Style),
    label: &str,
) {
    let name = name(corpus, place);
    let name = visible(&name);
    let indent = " ".repeat(gutter);
    let label = visible(label);
    let (Some(at), Some(text)) = (position(corpus, place), text(corpus, place)) else {
        let _ = writeln!(out, "{indent}{FRAME}{arrow}{FRAME:#} {name}");
        return;
    };
    if place.text.is_empty() {
        let who = if label.is_empty() { String::new() } else { format!(" ({label})") };
        let _ = writeln!(out, "{indent}{FRAME}{arrow}{FRAME:#} {name}{who}");
        return;
    }
    let shown = excerpt(text, place.span);
    let (before, meant) = shown.columns();
    let marks: String = std::iter::repeat_n(mark, meant).collect();
    let space = " ".repeat(before);
    let _ = writeln!(out, "{indent}{FRAME}{arrow}{FRAME:#} {name}:{}:{}", at.line, at.column);
    let _ = writeln!(out, "{indent} {FRAME}|{FRAME:#}");
    let line = format!("{:>gutter$}", at.line);
    let _ =
        writeln!(out, "{FRAME}{line} |{FRAME:#} {}{}{}", shown.before, shown.meant, shown.after);
    let label = if label.is_empty() { String::new() } else { format!(" {label}") };
    let _ = writeln!(out, "{indent} {FRAME}|{FRAME:#} {space}{style}{marks}{label}{style:#}");
}

/// The path, with the id of the line where a file holds many documents.
fn name(corpus: &Corpus, place: &Place) -> String {
    let document = place.document.and_then(|document| corpus.documents.get(document));
    match document.and_then(|document| document.id.split_once('#')) {
        Some((_, id)) => format!("{}#{id}", place.path),
        None => place.path.clone(),
    }
}

fn note(out: &mut String, gutter: usize, word: &str, text: &str, style: Style) {
    let indent = " ".repeat(gutter);
    let _ = writeln!(out, "{indent} {FRAME}={FRAME:#} {style}{word}{style:#}: {}", visible(text));
}
