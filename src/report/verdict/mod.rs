//! Renderings of a [`Verdict`]: one file per format.
//!
//! What comes in is a corpus and what a policy makes of it; what goes out are bytes, the same for
//! the same input. Paths are those of the documents; the program makes them relative.

mod excerpt;
mod github;
pub mod json;
mod junit;
mod markdown;
mod page;
mod sarif;
mod text;

use std::io::{self, Write};

use crate::corpus::Corpus;
use crate::policy::{Finding, Verdict};

/// A format of `variorum check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For people, like a compiler's messages.
    Text,
    /// For programs; [`json::schema`] describes it.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// For the test reporters of CI.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
    /// For a pull-request comment.
    Markdown,
}

/// A finding in full: as [`Format::Text`] has it, with the page of its rule.
pub fn explained(corpus: &Corpus, finding: &Finding) -> String {
    format!("{}\n{}", text::finding(corpus, finding), finding.rule.page())
}

/// Writes a verdict.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    format: Format,
    corpus: &Corpus,
    verdict: &Verdict,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => out.write_all(text::render(corpus, verdict).as_bytes()),
        Format::Json => json::write(corpus, verdict, out),
        Format::Sarif => sarif::write(corpus, verdict, out),
        Format::Junit => junit::write(corpus, verdict, out),
        Format::Github => github::write(corpus, verdict, out),
        Format::Markdown => markdown::write(corpus, verdict, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_says_how_much_that_is_unclear_was_allowed() {
        let written = |format: Format, unclear: usize| {
            let mut out = Vec::new();
            let verdict = Verdict { unclear, ..Verdict::default() };
            write(format, &Corpus::default(), &verdict, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        for (format, says) in [
            (Format::Text, "2 unclear differences allowed; `warn = [\"*.unclear\"]`"),
            (Format::Github, "::notice title=unclear::2 unclear differences allowed"),
            (Format::Markdown, "2 unclear differences allowed"),
            (Format::Junit, "2 unclear differences allowed"),
            (Format::Json, "\"unclear\":2,"),
            (Format::Sarif, "\"unclearAllowed\": 2"),
        ] {
            let said = written(format, 2);
            assert!(said.contains(says), "{format:?}: {said}");
            let none = written(format, 0);
            assert!(!none.contains("differences allowed"), "{format:?}: {none}");
        }
    }
}
