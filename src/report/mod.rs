//! Renderings of an [`Analysis`]: one file per format.
//!
//! What comes in is a corpus and its analysis; what goes out are bytes. Nothing is judged here,
//! no file is opened, and the same input gives the same bytes: no clock, no machine's paths.
//! Documents are hostile: every text passes through [`escape`] on its way out.

pub mod escape;
pub mod html;
pub mod json;
pub mod terminal;
pub mod verdict;

mod about;
mod alike;
mod contrast;
mod csv;
mod digest;
mod fold;
mod label;
mod lineage;
mod markdown;
mod marks;
mod naming;
mod outcome;
mod places;
pub(crate) mod redact;
mod renderings;
mod standing;
mod summary;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

pub use self::alike::bounded;
use self::json::read::Restored;
pub use self::redact::Redact;
use self::redact::{Proofs, Veiled};
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::divergence::Effect;

/// What a report holds and how long it may get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Divergences below this effect are left out, in every format.
    pub min_effect: Effect,
    /// Statements that the HTML page holds; the gravest ones stay.
    pub html_limit: usize,
    /// Leave out the documents' text: places, hashes and the words that differ remain (`true`), or
    /// of these the numbers and names only (`"strict"`).
    pub redact: Redact,
    /// Statements that the Markdown report holds; the gravest ones stay.
    pub markdown_limit: usize,
    /// Say in the JSON each thing once and plain differences in short, which takes a fifth of the room.
    pub lean: bool,
    /// Repeat the texts in the JSON wherever they are spoken of, unless it is a lean one.
    pub full: bool,
    /// Differences of one kind between sentences that are the same but for what differs, which are
    /// listed; more of them are counted. 0 for no bound.
    pub alike: usize,
    /// Characters of the Markdown report, for places that take no more; 0 for no bound.
    pub markdown_chars: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            min_effect: Effect::None,
            html_limit: 20_000,
            redact: Redact::No,
            lean: false,
            full: false,
            markdown_limit: 40,
            alike: 100,
            // A comment on GitHub holds 65,536.
            markdown_chars: 65_000,
        }
    }
}

/// A file that a report can be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Everything, for programs; [`json::schema`] describes it.
    Json,
    /// For people: one page that needs nothing else.
    Html,
    /// For a pull request.
    Markdown,
    /// One row per divergence.
    Divergences,
    /// One row per spelling of a name.
    Names,
    /// One row per reading of what is written differently.
    Renderings,
}

impl Format {
    /// Every format, in the order of their names on the command line.
    pub const ALL: &'static [Self] =
        &[Self::Html, Self::Markdown, Self::Json, Self::Divergences, Self::Names, Self::Renderings];

    /// The files that belong to a name given on the command line; none when there is no such name.
    pub fn named(name: &str) -> Option<&'static [Self]> {
        match name {
            "html" => Some(&[Self::Html]),
            "json" => Some(&[Self::Json]),
            "md" | "markdown" => Some(&[Self::Markdown]),
            "csv" => Some(&[Self::Divergences, Self::Names, Self::Renderings]),
            _ => None,
        }
    }

    /// The name of its file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Html => "report.html",
            Self::Json => "report.json",
            Self::Markdown => "report.md",
            Self::Divergences => "divergences.csv",
            Self::Names => "names.csv",
            Self::Renderings => "renderings.csv",
        }
    }
}

/// Writes one file of the report.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    format: Format,
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    if options.redact != Redact::No {
        let veiled = redact::veil(corpus, analysis, options.redact);
        let Veiled { corpus, analysis, proofs } = &veiled;
        return render(format, corpus, analysis, options, Some(proofs), out);
    }
    render(format, corpus, analysis, options, None, out)
}

/// Writes one file of the report that a `report.json` holds.
///
/// # Errors
/// Only those of `out`.
pub fn write_restored(
    format: Format,
    restored: &Restored,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Restored { corpus, analysis, proofs, is_lean, .. } = restored;
    // What a lean report leaves out is not there to be said.
    let options = &Options { lean: options.lean || *is_lean, ..options.clone() };
    if options.redact == Redact::No {
        return render(format, corpus, analysis, options, proofs.as_ref(), out);
    }
    let mut veiled = redact::veil(corpus, analysis, options.redact);
    if let Some(known) = proofs {
        veiled.proofs.take_over(known, corpus);
    }
    render(format, &veiled.corpus, &veiled.analysis, options, Some(&veiled.proofs), out)
}

fn render(
    format: Format,
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    proofs: Option<&Proofs>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Html => html::write(corpus, analysis, options, proofs, out),
        Format::Json => json::write_proved(corpus, analysis, options, proofs, out),
        Format::Markdown => markdown::write(corpus, analysis, options, out),
        Format::Divergences => csv::divergences(corpus, analysis, options, out),
        Format::Names => csv::names(corpus, analysis, out),
        Format::Renderings => csv::renderings(corpus, analysis, options, out),
    }
}
