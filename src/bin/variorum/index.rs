//! `variorum index`: documents that are kept on disk, and opening them for the other commands.

mod remove;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};
use variorum::analysis::{Options, Progress, sketch, sketch_settings};
use variorum::config::Config;
use variorum::corpus::{Corpus, Document, Skipped, hear, is_repository};
use variorum::index::store::{Added, Header, Kept, Rows, Snapshot, Writer, verify};
use variorum::report::escape::visible;

use crate::args::{Index, IndexAction, IndexAdd, IndexOf};
use crate::console::Console;
use crate::progress::Bar;
use crate::report::{inputs, nothing_read, reasons};
use crate::{Outcome, settings};

/// Changes an index, lists or verifies it.
pub fn run(args: &Index, config: Config, console: Console) -> Result<Outcome> {
    match &args.action {
        IndexAction::Add(args) => add(args, config, console),
        IndexAction::Remove(args) => remove::run(args, &config, console),
        IndexAction::List(args) => list(args, console),
        IndexAction::Verify(args) => verified(args, &config, console),
    }
}

/// The index of a folder, for who asks for its documents.
pub fn open(folder: &Path, config: &Config) -> Result<Snapshot> {
    let snapshot = Snapshot::open(&outside(folder)?)?;
    snapshot.accept_documents(&header(config))?;
    Ok(snapshot)
}

/// The same for who looks up who shares something with new documents.
pub fn open_rows(folder: &Path, config: &Config) -> Result<Snapshot> {
    let snapshot = Snapshot::open(&outside(folder)?)?;
    snapshot.accept(&header(config))?;
    Ok(snapshot)
}

/// The file of an index that every change replaces.
pub fn catalogue(folder: &Path) -> PathBuf {
    folder.join(variorum::index::store::CATALOGUE)
}

/// Why there is nothing to work on in an index.
pub fn empty(folder: &Path) -> String {
    let folder = folder.display();
    format!("no document in the index {folder}\n  next: `variorum index add {folder} PATH...`")
}

/// What documents and their rows depend on.
fn header(config: &Config) -> Header {
    let reading = format!("max_bytes {}", config.reading.max_bytes);
    Header::new(reading, sketch_settings(&config.analysis))
}

/// Refuses an index inside of a checkout: whoever brings documents could bring an index along that
/// says something else of the old ones.
fn outside(folder: &Path) -> Result<PathBuf> {
    let place = existing(folder);
    // A link in a checkout leads where whoever made it wants.
    let named = lexical(folder);
    let tree = place.ancestors().chain(named.ancestors()).find(|above| is_repository(above));
    if let Some(tree) = tree {
        bail!(
            "the index {} lies in the checkout {}: what a checkout brings along is not believed\n  \
             next: keep it in a folder elsewhere, such as ~/.cache/variorum/NAME",
            folder.display(),
            tree.display()
        );
    }
    Ok(folder.to_owned())
}

/// A path from the root on, by its words alone.
fn lexical(path: &Path) -> PathBuf {
    let mut named = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => drop(named.pop()),
            part => named.push(part),
        }
    }
    named
}

/// As much of a path as there is, without links, and the rest as it is.
fn existing(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in path.ancestors() {
        if let (Ok(place), Ok(rest)) = (above.canonicalize(), path.strip_prefix(above)) {
            return place.join(rest);
        }
    }
    path
}

/// What a document is found by. New ones are compared as documents of strangers are read.
fn rows(kept: &Kept, options: &Options) -> Rows {
    sketch(&heard(kept.clone().into_document()), options)
}

/// A document as those of strangers are read.
pub fn heard(mut document: Document) -> Document {
    hear(&mut document);
    document
}

fn add(args: &IndexAdd, mut config: Config, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let folder = outside(&args.dir)?;
    // Who else writes is told before everything is read.
    let mut writer = Writer::create(&folder, &header(&config))?;
    let corpus = Corpus::read_apart(&inputs(&args.paths), &config.reading)?;
    let lost: Vec<&Skipped> = corpus.skipped.iter().filter(|it| it.is_loss()).collect();
    if corpus.documents.is_empty() && lost.is_empty() {
        bail!(nothing_read(&args.paths, &corpus));
    }
    for it in &lost {
        console.error(format_args!(
            "{} is not added: {}\n  next: correct it and add it again; what the index has of it stays",
            it.path, it.reason
        ));
    }
    let lost = lost.len();
    let places = places(&corpus.documents);
    let bar = Bar::new(console);
    bar.start("keeping documents", corpus.documents.len());
    let skipped = corpus.skipped;
    let paths: BTreeSet<String> = corpus.documents.iter().map(|it| it.path.clone()).collect();
    let kept: Vec<Kept> = corpus
        .documents
        .into_iter()
        .map(|document| {
            let place = places.get(&document.path).cloned().unwrap_or_default();
            Kept::new(document, place)
        })
        .collect();
    let added = writer.add(kept, &|kept| {
        bar.step(1);
        rows(kept, &config.analysis)
    })?;
    bar.finish();
    let given: Vec<String> = args.paths.iter().map(|path| shown(path)).collect();
    let is_read = |it: &Skipped| {
        paths.contains(&it.path) || given.iter().any(|given| is_below(&it.path, given))
    };
    writer.skip(&is_read, skipped);
    let documents = writer.state().len();
    writer.commit()?;
    say(console, &told(added, documents))?;
    Ok(if lost == 0 { Outcome::Fine } else { Outcome::Incomplete })
}

/// What was done, on one line.
fn told(Added { new, changed, same }: Added, documents: usize) -> String {
    format!("{new} added, {changed} changed, {same} as they were; {documents} in the index\n")
}

fn say(console: Console, text: &str) -> Result<()> {
    if !console.is_quiet() {
        let mut out = console.pretty();
        out.write_all(text.as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

/// The files of documents without links, by their paths.
fn places(documents: &[Document]) -> BTreeMap<String, String> {
    let paths: BTreeSet<&str> = documents.iter().map(|it| it.path.as_str()).collect();
    paths.into_iter().map(|path| (path.to_owned(), place(path))).collect()
}

/// The file of a path without links.
pub fn place(path: &str) -> String {
    let place = Path::new(path).canonicalize();
    place.map_or_else(|_| path.to_owned(), |place| shown(&place))
}

/// A path as documents name it.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// Whether a path is another one, lies below it, or is a line of it.
fn is_below(path: &str, above: &str) -> bool {
    let above = above.trim_end_matches('/');
    match path.strip_prefix(above) {
        Some(rest) => rest.is_empty() || rest.starts_with(['/', ':', '#']),
        None => above == "." && !path.starts_with(['/', '.']),
    }
}

fn list(args: &IndexOf, console: Console) -> Result<Outcome> {
    let snapshot = Snapshot::open(&outside(&args.dir)?)?;
    let mut out = console.data();
    for item in snapshot.items()? {
        writeln!(out, "{}\t{}", visible(&item.id), visible(&item.path))?;
    }
    out.flush()?;
    let lost: Vec<Skipped> = snapshot.skipped().iter().filter(|it| it.is_loss()).cloned().collect();
    if !lost.is_empty() {
        let corpus = Corpus { documents: Vec::new(), skipped: lost };
        console.note(format_args!(
            "{} could not be read when they were to be added{}",
            corpus.skipped.len(),
            reasons(&corpus)
        ));
    }
    Ok(Outcome::Fine)
}

fn verified(args: &IndexOf, config: &Config, console: Console) -> Result<Outcome> {
    let folder = outside(&args.dir)?;
    let snapshot = Snapshot::open(&folder);
    // Rows are compared where this program, with these settings, would make the same.
    let same = snapshot.is_ok_and(|it| it.accept(&header(config)).is_ok());
    let found = verify(&folder, same.then_some(&|kept: &Kept| rows(kept, &config.analysis)))?;
    for problem in &found.problems {
        console.error(problem);
    }
    if found.unlisted > 0 {
        console.note(format_args!(
            "{} segments do not count: a run that was killed left them, or one is writing; the next \
             that writes removes what is left",
            found.unlisted
        ));
    }
    if !found.problems.is_empty() {
        bail!(
            "the index {} is damaged\n  next: copy it again as a whole from where it is not, or make it \
             anew in another folder with `variorum index add DIR PATH...`",
            folder.display()
        );
    }
    if !same {
        console
            .note("it was made with other settings: what documents are found by is not made anew");
    }
    let text = format!(
        "{} documents in {} segments of {} bytes: all as it was written\n",
        found.documents, found.segments, found.bytes
    );
    say(console, &text)?;
    Ok(Outcome::Fine)
}
