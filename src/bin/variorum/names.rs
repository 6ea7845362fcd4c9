//! `variorum names`: the name table of documents, or a filter for pairs of names.

use std::io::Write;

use anyhow::{Result, bail};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;
use variorum::analysis::analyze;
use variorum::authority::{Name, NameVariant};
use variorum::config::Config;
use variorum::corpus::Corpus;
use variorum::report::escape::visible;
use variorum::value::name::{NameRelation, compare};

use crate::args::Names;
use crate::console::Console;
use crate::jsonl::{self, rounded};
use crate::progress::Bar;
use crate::{Outcome, report, settings};

/// An answer line of `--compare --jsonl`.
#[derive(Serialize)]
struct Answer {
    score: f64,
    relation: NameRelation,
}

/// Prints the table, or answers pairs.
pub fn run(args: &Names, config: Config, console: Console) -> Result<Outcome> {
    if args.jsonl && !args.compare {
        bail!(
            "--jsonl answers pairs of names, and no pairs are asked for\n  next: add --compare, or \
             leave --jsonl out to print the table of the documents"
        );
    }
    if !args.compare {
        return table(args, config, console);
    }
    jsonl::run(&config, console, |pair| {
        let found = compare(&pair.a, &pair.b);
        Answer { score: rounded(found.score), relation: found.relation }
    })
}

fn table(args: &Names, mut config: Config, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let corpus = Corpus::read(&report::inputs(&args.paths), &config.reading)?;
    if corpus.documents.is_empty() {
        bail!(report::nothing_read(&args.paths, &corpus));
    }
    let bar = Bar::new(console);
    let analysis = analyze(&corpus, &config.analysis, &bar);
    bar.finish();
    let mut out = console.pretty();
    out.write_all(render(&analysis.names.names).as_bytes())?;
    out.flush()?;
    if analysis.names.names.is_empty() {
        console.note(
            "no name has two spellings in these documents\n  next: give documents of several \
             sources about one event",
        );
    }
    Ok(Outcome::Fine)
}

/// One name a line, its spellings with their counts behind it.
fn render(names: &[Name]) -> String {
    let shown: Vec<_> = names.iter().map(|name| visible(&name.name)).collect();
    let widest = shown.iter().map(|name| name.width()).max().unwrap_or(0).min(40);
    let mut out = String::new();
    for (name, shown) in names.iter().zip(&shown) {
        out.push_str(shown);
        out.extend(std::iter::repeat_n(' ', widest.saturating_sub(shown.width())));
        let variants: Vec<String> = name.variants.iter().map(variant).collect();
        out.push_str("  ");
        out.push_str(&variants.join(", "));
        out.push_str(if name.given { "  (given)\n" } else { "\n" });
    }
    out
}

fn variant(variant: &NameVariant) -> String {
    let documents = variant.documents.len();
    let plural = if documents == 1 { "" } else { "s" };
    format!("{} {}× in {documents} document{plural}", visible(&variant.text), variant.count)
}
