//! `variorum report --index DIR --new`: what the documents that were added last say that others
//! contradict, or had before them.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use variorum::analysis::{Compared, Indexed, analyze_against};
use variorum::config::Config;
use variorum::corpus::{Corpus, Document};
use variorum::divergence::Effect;
use variorum::report::escape::visible;

use crate::console::Console;
use crate::progress::Bar;
use crate::{Outcome, index};

/// Lines of one sort below a document; more are counted.
const MOST: usize = 20;
/// Characters of a passage that are shown.
const SHOWN: usize = 100;

/// Compares the newest documents of an index with the others and tells what was found.
pub fn run(folder: &Path, config: &Config, console: Console) -> Result<Outcome> {
    let snapshot = index::open_rows(folder, config)?;
    let newest = snapshot.newest()?;
    if newest.is_empty() {
        bail!(index::empty(folder));
    }
    let places: BTreeMap<(String, String), String> = newest
        .iter()
        .map(|it| ((it.document.id.clone(), it.document.path.clone()), it.place.clone()))
        .collect();
    let documents: Vec<Document> =
        newest.into_iter().map(|kept| index::heard(kept.into_document())).collect();
    let place =
        |it: &Document| places.get(&(it.id.clone(), it.path.clone())).cloned().unwrap_or_default();
    let old = Indexed::new(&snapshot, &config.analysis, &documents, &place);
    let corpus = Corpus::of(documents, Vec::new());
    let bar = Bar::new(console);
    let found = analyze_against((corpus, Vec::new()), &old, &config.analysis, &bar);
    old.finish()?;
    bar.finish();
    let mut out = console.pretty();
    for document in (0..found.new.len()).filter(|it| found.new[*it]) {
        tell(&found, document, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

fn tell(found: &Compared, document: usize, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}", named(&found.corpus.documents[document]))?;
    let (against, before) = (contradicted(found, document), had_first(found, document));
    if against.is_empty() && before.is_empty() {
        writeln!(out, "  no other says otherwise or had it before")?;
    }
    for lines in [against, before] {
        for line in lines.iter().take(MOST) {
            writeln!(out, "  {}", visible(line))?;
        }
        if lines.len() > MOST {
            writeln!(out, "  … and {} more", lines.len() - MOST)?;
        }
    }
    Ok(())
}

/// Path and day of a document.
fn named(document: &Document) -> String {
    let path = visible(&document.path);
    match &document.date {
        Some(date) => format!("{path} ({})", date.value),
        None => path.to_string(),
    }
}

/// What others contradict, each with its words.
fn contradicted(found: &Compared, document: usize) -> Vec<String> {
    let all = found.analysis.divergences.iter().filter(|it| it.effect == Effect::Conflict);
    let lines = all.filter_map(|it| {
        let alignment = found.analysis.alignments.get(it.alignment)?;
        let other = match (alignment.left.document, alignment.right.document) {
            (left, right) if left == document => right,
            (left, right) if right == document => left,
            _ => return None,
        };
        let other = named(&found.corpus.documents[other]);
        Some(format!("contradicted by {other}: {}: {}", it.kind.name(), it.explanation))
    });
    lines.collect()
}

/// Who had how much of it before, and where that begins.
fn had_first(found: &Compared, document: usize) -> Vec<String> {
    let documents = &found.corpus.documents;
    let day = |n: usize| documents[n].date.as_ref().map(|known| known.value);
    // Where a day is not known, what was kept earlier was there first.
    let is_first = |other: usize| match (day(other), day(document)) {
        (Some(theirs), Some(own)) if theirs != own => theirs < own,
        _ => !found.new[other],
    };
    let mut of: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    for alignment in &found.analysis.alignments {
        let (own, other) = match (alignment.left, alignment.right) {
            (left, right) if left.document == document => (left, right.document),
            (left, right) if right.document == document => (right, left.document),
            _ => continue,
        };
        if other != document && is_first(other) {
            let text = own.span.text(&documents[document].text);
            of.entry(other).or_insert_with(|| (0, begun(text))).0 += 1;
        }
    }
    let line = |(other, (count, text)): (usize, (usize, String))| {
        let more = if count > 1 { format!(", and {} more", count - 1) } else { String::new() };
        format!("{} had before: {text}{more}", named(&documents[other]))
    };
    of.into_iter().map(line).collect()
}

/// The beginning of a passage, on one line.
fn begun(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(SHOWN).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    format!("“{short}”")
}
