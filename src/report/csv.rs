//! Tables for spreadsheets: one row per divergence, one row per spelling of a name, one row
//! per reading of what is written differently.
//!
//! Cells that a spreadsheet would take for a formula begin with a quote.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::Options;
use super::contrast::texts;
use super::digest::Digest;
use super::escape::{cell, cut};
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::divergence::{Divergence, Located};

/// Characters of a cell; spreadsheets stop at 32,767.
const CELL_LIMIT: usize = 8_000;

const DIVERGENCES: [&str; 19] = [
    "id",
    "effect",
    "kind",
    "explanation",
    "confidence",
    "statement",
    "alignment",
    "left document",
    "left source",
    "left start",
    "left end",
    "left text",
    "left value",
    "right document",
    "right source",
    "right start",
    "right end",
    "right text",
    "right value",
];

/// Writes `divergences.csv`, in the order of the analysis.
///
/// # Errors
/// Only those of `out`.
pub(super) fn divergences(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digest = Digest::new(corpus, analysis, options);
    let mut homes = vec![""; analysis.divergences.len()];
    for (statement, of_statement) in analysis.statements.iter().zip(&digest.divergences) {
        for &divergence in of_statement {
            homes[divergence] = &statement.id;
        }
    }
    let mut table = csv::Writer::from_writer(out);
    table.write_record(DIVERGENCES)?;
    for (divergence, home) in analysis.divergences.iter().zip(homes) {
        if divergence.effect >= options.min_effect {
            write_divergence(&mut table, corpus, analysis, divergence, home)?;
        }
    }
    table.flush()
}

fn write_divergence<W: Write>(
    table: &mut csv::Writer<W>,
    corpus: &Corpus,
    analysis: &Analysis,
    divergence: &Divergence,
    home: &str,
) -> io::Result<()> {
    let Some(alignment) = analysis.alignments.get(divergence.alignment) else { return Ok(()) };
    let [left, right] = texts(corpus, analysis, divergence);
    let mut row = vec![
        divergence.id.clone(),
        super::label::effect_name(divergence.effect).to_owned(),
        divergence.kind.name().to_owned(),
        divergence.explanation.clone(),
        format!("{:.2}", divergence.confidence),
        home.to_owned(),
        alignment.id.clone(),
    ];
    let sides = [
        (&divergence.left, alignment.left.document, left),
        (&divergence.right, alignment.right.document, right),
    ];
    for (located, document, text) in sides {
        row.extend(side(corpus, located.as_ref(), document, text));
    }
    table.write_record(row.iter().map(|text| cell(text).into_owned()))?;
    Ok(())
}

/// Document, source, start, end, text and value of one side.
fn side(corpus: &Corpus, located: Option<&Located>, document: usize, text: &str) -> [String; 6] {
    let document = corpus.documents.get(document);
    let source = document.and_then(|d| d.source.as_ref()).map(|s| s.value.clone());
    let at = |offset: Option<u32>| offset.map(|n| n.to_string()).unwrap_or_default();
    [
        document.map(|d| d.id.clone()).unwrap_or_default(),
        source.unwrap_or_default(),
        at(located.map(|l| l.span.start)),
        at(located.map(|l| l.span.end)),
        cut(text, CELL_LIMIT).into_owned(),
        located.and_then(|l| l.value.clone()).unwrap_or_default(),
    ]
}

const RENDERINGS: [&str; 10] = [
    "rendering",
    "what",
    "reading",
    "count",
    "outlets",
    "documents",
    "statement",
    "document",
    "start",
    "end",
];

/// Writes `renderings.csv`, in the order of the report: a row a reading, with a place where it
/// faces another. Readings of one thing have one number.
///
/// # Errors
/// Only those of `out`.
pub(super) fn renderings(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digest = Digest::new(corpus, analysis, options);
    let mut table = csv::Writer::from_writer(out);
    table.write_record(RENDERINGS)?;
    for (index, rendering) in digest.renderings().iter().enumerate() {
        for reading in &rendering.readings {
            let outlets: BTreeSet<&str> =
                reading.documents.iter().map(|&document| digest.outlet(document)).collect();
            let ids = reading.documents.iter().filter_map(|&d| corpus.documents.get(d));
            let ids: Vec<_> = ids.map(|document| document.id.as_str()).collect();
            let list = |names: &[&str]| cell(&cut(&names.join("; "), CELL_LIMIT)).into_owned();
            let statement = reading.statement.and_then(|it| analysis.statements.get(it));
            let document = corpus.documents.get(reading.document);
            table.write_record([
                (index + 1).to_string(),
                rendering.class.words().to_owned(),
                cell(&cut(&reading.text, CELL_LIMIT)).into_owned(),
                reading.count.to_string(),
                list(&outlets.into_iter().collect::<Vec<_>>()),
                list(&ids),
                cell(statement.map_or("", |it| &it.id)).into_owned(),
                cell(document.map_or("", |it| &it.id)).into_owned(),
                reading.span.start.to_string(),
                reading.span.end.to_string(),
            ])?;
        }
    }
    table.flush()
}

/// Writes `names.csv`, in the order of the name table.
///
/// # Errors
/// Only those of `out`.
pub(super) fn names(corpus: &Corpus, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["name", "spelling", "count", "documents", "sources", "given"])?;
    for name in &analysis.names.names {
        for variant in &name.variants {
            let documents: Vec<_> =
                variant.documents.iter().filter_map(|&d| corpus.documents.get(d)).collect();
            let ids: Vec<_> = documents.iter().map(|d| d.id.as_str()).collect();
            let mut sources: Vec<_> = documents
                .iter()
                .filter_map(|d| d.source.as_ref())
                .map(|s| s.value.as_str())
                .collect();
            sources.sort_unstable();
            sources.dedup();
            let row = [
                cell(&name.name).into_owned(),
                cell(&variant.text).into_owned(),
                variant.count.to_string(),
                cell(&cut(&ids.join("; "), CELL_LIMIT)).into_owned(),
                cell(&cut(&sources.join("; "), CELL_LIMIT)).into_owned(),
                if name.given { "yes" } else { "no" }.to_owned(),
            ];
            table.write_record(&row)?;
        }
    }
    table.flush()
}
