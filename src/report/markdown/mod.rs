//! `report.md`: what a reviewer reads in a pull request.
//!
//! The summary first, then what matters most as a table, then statements folded with their
//! witnesses side by side; names, stories, documents and what was not read come last. The whole
//! stays below a number of characters: what does not fit is counted, and `report.json` has it.

mod lists;
mod matters;
mod statement;

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Options;
use super::digest::Digest;
use super::label::{self, thousands};
use crate::analysis::Analysis;
use crate::corpus::Corpus;

/// Documents named beside a reading.
const NAMED: usize = 4;
/// Characters kept for the sentences that say what was left out.
const SPARE: usize = 400;

/// Writes `report.md`.
///
/// # Errors
/// Only those of `out`.
pub(super) fn write(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digest = Digest::new(corpus, analysis, options);
    let most = if options.markdown_chars == 0 { usize::MAX } else { options.markdown_chars };
    let mut head = matters::head(&digest);
    head.push_str(&matters::renderings(&digest, most / 8));
    head.push_str(&matters::table(&digest, most / 3));
    head.push_str(&matters::unclear(&digest, most / 10));
    let tail = lists::lists(&digest, most / 12);
    let room = most.saturating_sub(length(&head) + length(&tail) + SPARE);
    out.write_all(head.as_bytes())?;
    out.write_all(statements(&digest, options.markdown_limit, room).as_bytes())?;
    out.write_all(tail.as_bytes())
}

/// The statements with most at stake, as many as there is room for.
fn statements(digest: &Digest<'_>, limit: usize, room: usize) -> String {
    let mut body = String::new();
    let mut taken = 0;
    let mut shown = 0;
    for &index in digest.order.iter().take(limit) {
        let text = statement::folded(digest, index);
        let length = length(&text);
        // A long statement makes way for those behind it.
        if length <= room - taken {
            body.push_str(&text);
            taken += length;
            shown += 1;
        }
    }
    let mut out = String::new();
    if digest.order.is_empty() {
        return out;
    }
    let _ = write!(out, "\n## Statements\n{body}");
    let left = digest.order.len() - shown;
    if left > 0 {
        let _ = writeln!(
            out,
            "\n{} of {}: {} not shown here; all are in `report.html` and `report.json`.",
            thousands(shown),
            label::count(digest.order.len(), "statement"),
            thousands(left)
        );
    }
    out
}

fn length(text: &str) -> usize {
    text.chars().count()
}
