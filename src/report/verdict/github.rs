//! Workflow commands of GitHub Actions: an annotation a finding, at its line.

use std::io::{self, Write};

use super::excerpt::position;
use crate::corpus::{Corpus, Document};
use crate::policy::{Finding, Level, Verdict};
use crate::report::escape::visible;

/// Writes the commands.
///
/// # Errors
/// Only those of `out`.
pub(super) fn write(corpus: &Corpus, verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
    for finding in verdict.open() {
        writeln!(out, "{}", command(corpus, finding))?;
    }
    if verdict.open().next().is_some() {
        writeln!(out, "{}", super::text::sum(verdict))?;
    }
    if let Some(unclear) = super::text::unclear(verdict) {
        writeln!(out, "::notice title=unclear::{}", data(&unclear))?;
    }
    Ok(())
}

fn command(corpus: &Corpus, finding: &Finding) -> String {
    let word = if finding.level == Level::Deny { "error" } else { "warning" };
    let document = finding.place.document.and_then(|it| corpus.documents.get(it));
    let own = document.is_some_and(Document::is_located) && !finding.place.text.is_empty();
    let at = match position(corpus, &finding.place).filter(|_| own) {
        Some(at) if at.line == at.end_line => format!(
            ",line={},endLine={},col={},endColumn={}",
            at.line, at.end_line, at.column, at.end_column
        ),
        Some(at) => format!(",line={},endLine={}", at.line, at.end_line),
        None => ",line=1".to_owned(),
    };
    let mut message = finding.message.clone();
    for (word, text) in [("why", &finding.why), ("help", &finding.help), ("id", &finding.id)] {
        if !text.is_empty() {
            message.push_str(&format!("\n{word}: {text}"));
        }
    }
    format!(
        "::{word} file={}{at},title={}::{}",
        property(&finding.place.path),
        property(finding.rule.name()),
        data(&message)
    )
}

/// A message: several lines in one.
fn data(text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// A property: the characters that part properties are escaped.
fn property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_begin_a_command_of_its_own() {
        assert_eq!(data("a\n::error::b\r"), "a%0A::error::b ");
        assert_eq!(property("a:b,c%\n::set"), "a%3Ab%2Cc%25 %3A%3Aset");
    }
}
