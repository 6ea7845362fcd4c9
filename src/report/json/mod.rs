//! `report.json`: the whole analysis for other programs.
//!
//! Each text is said once, by its document, as far as the report speaks of it; offsets say the rest,
//! and plain differences are said in short (`plain`). One row per line, so that a committed report can be read in a diff, and written row by row, so
//! that ten thousand documents need no memory of their own. Characters that a terminal would obey
//! are written as JSON escapes: the value is the same, and `cat` is safe.

pub mod read;
pub mod rows;

mod build;
pub(super) mod formatter;
mod lineage;
mod plain;
mod said;

use std::io::{self, Write};

use serde::Serialize;

use self::build::Builder;
use self::formatter::Harmless;
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::report::Options;
use crate::report::redact::Proofs;

/// Raised when a field of the report changes its meaning or goes away: that of a lean report.
pub const SCHEMA_VERSION: u32 = 3;
/// That of any other, which has all that a program looks for that reads version 2.
const NOT_LEAN: u32 = 2;

/// The JSON Schema of `report.json`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(rows::Report<'static>).to_value()
}

/// A value on one line, without a character that a terminal would obey.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn line(value: &impl Serialize) -> io::Result<String> {
    let mut line = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut line, Harmless))?;
    String::from_utf8(line).map_err(io::Error::other)
}

/// Writes the report.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_proved(corpus, analysis, options, None, out)
}

/// Like [`write`], with hashes of what is veiled.
pub(super) fn write_proved(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    proofs: Option<&Proofs>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let build = Builder::new(corpus, analysis, options, proofs);
    let version = if options.lean { SCHEMA_VERSION } else { NOT_LEAN };
    write!(out, "{{\"schema_version\":{version}")?;
    table(
        out,
        "documents",
        corpus.documents.iter().enumerate().map(|(i, d)| build.document(i, d)),
    )?;
    table(out, "document_pairs", analysis.document_pairs.iter().map(|p| build.pair(p)))?;
    let alignments = analysis.alignments.iter().enumerate();
    table(out, "alignments", alignments.map(|(i, a)| build.alignment(i, a)))?;
    table(out, "divergences", build.divergences())?;
    table(out, "sorts", build.sorts())?;
    table(
        out,
        "statements",
        analysis.statements.iter().enumerate().map(|(n, s)| build.statement(n, s)),
    )?;
    table(out, "stories", analysis.stories.iter().map(|s| build.story(s)))?;
    let versions = analysis.versions.iter();
    table(out, "versions", versions.map(|it| lineage::versions(corpus, it)))?;
    let corrections = analysis.corrections.iter();
    table(out, "corrections", corrections.map(|it| lineage::correction(corpus, it)))?;
    let origins = analysis.origins.shared.iter();
    table(out, "origins", origins.map(|it| lineage::origin(corpus, it)))?;
    table(out, "names", analysis.names.names.iter().map(|n| build.name(n)))?;
    table(out, "boilerplate", analysis.boilerplate.iter().map(|b| build.boilerplate(b)))?;
    table(out, "kinds", build.kinds())?;
    table(out, "skipped", corpus.skipped.iter().map(build::skipped))?;
    table(out, "notes", analysis.notes.iter())?;
    out.write_all(b"\n}\n")
}

/// `"name": [rows]`, one row a line.
fn table<T: Serialize>(
    out: &mut dyn Write,
    name: &str,
    rows: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    let mut line = Vec::new();
    for (i, row) in rows.enumerate() {
        line.clear();
        line.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        row.serialize(&mut serde_json::Serializer::with_formatter(&mut line, Harmless))?;
        out.write_all(&line)?;
    }
    out.write_all(b"]")
}
