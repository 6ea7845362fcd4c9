//! Markdown for a pull-request comment or a step summary: a table, then both readings side by
//! side.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::excerpt::{excerpt, position, text};
use super::text::{sum, unclear};
use crate::corpus::Corpus;
use crate::corpus::own::VERDICT;
use crate::policy::{Finding, Level, Other, Place, Verdict};
use crate::report::escape::{html_in_markdown, markdown, markdown_code};

/// Findings shown with their words; a comment has a limit of its own.
const SHOWN: usize = 30;

/// Writes the comment.
///
/// # Errors
/// Only those of `out`.
pub(super) fn write(corpus: &Corpus, verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
    let mut page = String::new();
    let open: Vec<&Finding> = verdict.open().collect();
    let sign = if verdict.passes(Level::Deny) { "✅" } else { "❌" };
    let _ = writeln!(page, "### {sign}{VERDICT}\n\n{}", sum(verdict));
    if let Some(unclear) = unclear(verdict) {
        let _ = writeln!(page, "\n{unclear}");
    }
    if !open.is_empty() {
        page.push_str("\n| | rule | where | what |\n| --- | --- | --- | --- |\n");
    }
    for finding in open.iter().take(SHOWN) {
        row(&mut page, corpus, finding);
    }
    if open.len() > SHOWN {
        let _ = writeln!(page, "\n{} more.", open.len() - SHOWN);
    }
    for finding in open.iter().take(SHOWN) {
        detail(&mut page, corpus, finding);
    }
    for note in &verdict.notes {
        let _ = writeln!(page, "\n> {}", markdown(note));
    }
    out.write_all(page.as_bytes())
}

fn sign(level: Level) -> &'static str {
    if level == Level::Deny { "❌" } else { "⚠️" }
}

fn row(page: &mut String, corpus: &Corpus, finding: &Finding) {
    let _ = writeln!(
        page,
        "| {} | {} | {} | {} |",
        sign(finding.level),
        markdown_code(finding.rule.name()),
        markdown_code(&place(corpus, &finding.place)),
        markdown(&finding.message)
    );
}

fn place(corpus: &Corpus, place: &Place) -> String {
    match position(corpus, place).filter(|_| !place.text.is_empty()) {
        Some(at) => format!("{}:{}", place.path, at.line),
        None => place.path.clone(),
    }
}

fn detail(page: &mut String, corpus: &Corpus, finding: &Finding) {
    let _ = writeln!(
        page,
        "\n<details><summary>{} {}: {}</summary>\n",
        sign(finding.level),
        finding.rule.name(),
        html_in_markdown(&finding.message)
    );
    let others: Vec<&Other> =
        finding.others.iter().filter(|it| !it.place.text.is_empty()).collect();
    if !finding.place.text.is_empty() && !others.is_empty() {
        page.push_str("<table>\n<tr><th>where</th><th>text</th></tr>\n");
        side(page, corpus, &finding.place, None);
        for other in others.iter().take(3) {
            side(page, corpus, &other.place, other.source.as_deref());
        }
        page.push_str("</table>\n\n");
    }
    if !finding.why.is_empty() {
        let _ = writeln!(page, "Why: {}\n", markdown(&finding.why));
    }
    let _ = writeln!(
        page,
        "Help: {}\n\nId: {}\n\n</details>",
        markdown(&finding.help),
        markdown_code(&finding.id)
    );
}

fn side(page: &mut String, corpus: &Corpus, it: &Place, source: Option<&str>) {
    let Some(text) = text(corpus, it) else { return };
    let shown = excerpt(text, it.span);
    let source =
        source.map_or_else(String::new, |source| format!("<br>{}", html_in_markdown(source)));
    let _ = writeln!(
        page,
        "<tr><td>{}{source}</td><td>{}<b>{}</b>{}</td></tr>",
        html_in_markdown(&place(corpus, it)),
        html_in_markdown(&shown.before),
        html_in_markdown(&shown.meant),
        html_in_markdown(&shown.after)
    );
}
