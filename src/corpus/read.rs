//! [`Corpus::read`]: from arguments to documents.
//!
//! Files are read side by side and put together in the order of their ids, so the same input
//! gives the same corpus whatever the order of arguments or the number of threads.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::file::{self, Bytes, Format};
use super::held::Held;
use super::metadata::Metadata;
use super::sources::Sources;
use super::walk::{self, shown};
#[cfg(feature = "wire")]
use super::wire;
use super::{
    Corpus, Document, Options, Share, Skipped, charset, foreign, html, jsonl, markdown, plain,
    unpack,
};
use crate::error::Result;

/// Something to read documents from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder to walk.
    Path(PathBuf),
    /// Standard input, in any of the formats.
    Stdin,
    /// Bytes that the caller holds; the name gives the id and, by its ending, the format.
    Bytes {
        /// Name, such as `talks.txt`.
        name: String,
        /// What a file of that name would hold.
        bytes: Vec<u8>,
    },
    /// A folder of which nothing is read, wherever it lies below the others: that of the reports.
    Except(PathBuf),
}

impl Input {
    /// What a command-line argument means: `-` is standard input.
    pub fn from_argument(argument: &OsStr) -> Self {
        if argument == "-" { Self::Stdin } else { Self::Path(argument.into()) }
    }
}

impl Corpus {
    /// Reads all documents of `inputs`. What cannot be read is listed in [`Corpus::skipped`].
    ///
    /// # Errors
    /// When an argument does not exist, or a `sources.toml` or `sources.csv` does not parse.
    pub fn read(inputs: &[Input], options: &Options) -> Result<Self> {
        let walked = walk::files(&paths(inputs), &except(inputs), options)?;
        let parts = parts(inputs, &walked, options)?;
        Ok(put_together(parts, walked.skipped()))
    }

    /// The same with the id that each document has alone, for a keeper of documents that come at
    /// other times: what is read together must not show in their names.
    ///
    /// # Errors
    /// As [`Corpus::read`].
    pub fn read_apart(inputs: &[Input], options: &Options) -> Result<Self> {
        let walked = walk::alone(&paths(inputs), &except(inputs), options)?;
        let parts = parts(inputs, &walked, options)?;
        Ok(gathered(parts, walked.skipped()))
    }

    /// A corpus of documents that were read apart, named as if they had been read together.
    pub fn of(mut documents: Vec<Document>, skipped: Vec<Skipped>) -> Self {
        name_together(&mut documents);
        put_together(vec![Part { documents, skipped }], Vec::new())
    }
}

/// What each input gave.
fn parts(inputs: &[Input], walked: &walk::Walked, options: &Options) -> Result<Vec<Part>> {
    let sources = Sources::read(&walked.files, &options.beside)?;
    let all: Vec<&walk::File> = walked.files.iter().collect();
    let mut parts = read_files(&all, &vec![&Share::All; all.len()], &sources, options);
    parts.extend(inputs.iter().filter_map(|input| read_held(input, options)));
    Ok(parts)
}

/// Gives documents of files that have one id as many more folders as tell them apart.
fn name_together(documents: &mut [Document]) {
    let mut files: BTreeMap<(String, String), String> = documents
        .iter()
        .filter_map(|it| Some(((it.path.clone(), file_id(it)?.to_owned()), String::new())))
        .collect();
    let alone: Vec<(&str, &str)> =
        files.keys().map(|(path, id)| (path.as_str(), id.as_str())).collect();
    let ids = walk::together(&alone);
    files.values_mut().zip(ids).for_each(|(known, id)| *known = id);
    for document in documents {
        let Some(own) = file_id(document).map(str::to_owned) else { continue };
        let Some(id) = files.get(&(document.path.clone(), own.clone())) else { continue };
        document.id = format!("{id}{}", &document.id[own.len()..]);
    }
}

/// The id of the file of a document: the last parts of its path, before what tells its line. None
/// where the id is not made of the path.
pub fn file_id(document: &Document) -> Option<&str> {
    let mut end = String::new();
    for part in walk::parts(Path::new(&document.path)).into_iter().rev() {
        end = if end.is_empty() { part } else { format!("{part}/{end}") };
        let rest = document.id.strip_prefix(&end);
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#')) {
            return document.id.get(..end.len());
        }
    }
    None
}

/// Documents of all parts in the order of their ids, and what was skipped.
pub(super) fn put_together(parts: Vec<Part>, skipped: Vec<Skipped>) -> Corpus {
    let mut corpus = gathered(parts, skipped);
    corpus.documents.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    make_unique(&mut corpus.documents);
    corpus.skipped.sort();
    corpus.skipped.dedup();
    corpus
}

fn gathered(parts: Vec<Part>, mut skipped: Vec<Skipped>) -> Corpus {
    let mut documents = Vec::new();
    for part in parts {
        documents.extend(part.documents);
        skipped.extend(part.skipped);
    }
    Corpus { documents, skipped }
}

impl Corpus {
    /// The files that [`Corpus::read`] would open, sorted by id, and what it would pass over.
    ///
    /// # Errors
    /// When an argument does not exist.
    pub fn list(inputs: &[Input], options: &Options) -> Result<(Vec<PathBuf>, Vec<Skipped>)> {
        let walked = walk::files(&paths(inputs), &except(inputs), options)?;
        let mut skipped = walked.skipped();
        skipped.sort();
        Ok((walked.files.into_iter().map(|file| file.path).collect(), skipped))
    }
}

/// Those inputs that are paths.
pub(super) fn paths(inputs: &[Input]) -> Vec<&Path> {
    inputs.iter().filter_map(path).collect()
}

/// The folders that are left out.
pub(super) fn except(inputs: &[Input]) -> Vec<&Path> {
    inputs
        .iter()
        .filter_map(|input| match input {
            Input::Except(folder) => Some(folder.as_path()),
            _ => None,
        })
        .collect()
}

fn path(input: &Input) -> Option<&Path> {
    match input {
        Input::Path(path) => Some(path),
        _ => None,
    }
}

/// What one input gave.
#[derive(Default)]
pub(super) struct Part {
    pub(super) documents: Vec<Document>,
    pub(super) skipped: Vec<Skipped>,
}

/// The documents of a share of each file, by file.
pub(super) fn read_files(
    files: &[&walk::File],
    shares: &[&Share],
    sources: &Sources,
    options: &Options,
) -> Vec<Part> {
    let limits = unpack::allowances(files, options).into_iter();
    let limits: Vec<Limits<'_>> = limits
        .zip(shares)
        .map(|(allowed, share)| Limits { max_bytes: options.max_bytes, allowed, share })
        .collect();
    let files = files.par_iter().zip(limits);
    files.map(|(file, limits)| read_file(file, sources, limits, &options.held)).collect()
}

/// How much of a file is read.
#[derive(Clone, Copy)]
struct Limits<'a> {
    /// Bytes of one document.
    max_bytes: u64,
    /// Bytes to which the file may unpack, where others need room too.
    allowed: Option<u64>,
    /// Which lines of JSON.
    share: &'a Share,
}

/// The documents of one file.
fn read_file(file: &walk::File, sources: &Sources, limits: Limits<'_>, held: &Held) -> Part {
    let format = Format::of_name(&file.id);
    let stated = |id: Option<&str>| sources.stated(file, id);
    let name = Name { id: &file.id, path: &shown(&file.path) };
    match file::open(file, held) {
        Ok(bytes) => read_bytes(bytes, name, format, limits, &stated),
        Err(reason) => name.skip(reason),
    }
}

/// Standard input and bytes in memory; `None` for a path.
fn read_held(input: &Input, options: &Options) -> Option<Part> {
    let stated = |_: Option<&str>| Metadata::default();
    let (name, bytes) = match input {
        Input::Path(_) | Input::Except(_) => return None,
        Input::Stdin => ("-", file::decompressed(BufReader::new(std::io::stdin()))),
        Input::Bytes { name, bytes } => (name.as_str(), file::decompressed(bytes.as_slice())),
    };
    let format = Format::of_name(name);
    let name = Name { id: name, path: name };
    Some(match bytes {
        Ok(bytes) => {
            let limits = Limits { max_bytes: options.max_bytes, allowed: None, share: &Share::All };
            read_bytes(bytes, name, format, limits, &stated)
        }
        Err(reason) => name.skip(reason),
    })
}

/// What is stated of a document outside of it, by the id of its line if it is one of many.
pub type Stated<'a> = dyn Fn(Option<&str>) -> Metadata + Sync + 'a;

/// How an input is called.
#[derive(Clone, Copy)]
struct Name<'a> {
    id: &'a str,
    path: &'a str,
}

impl Name<'_> {
    fn skip(self, reason: String) -> Part {
        let skipped = vec![Skipped { path: self.path.to_owned(), reason }];
        Part { skipped, ..Part::default() }
    }
}

fn read_bytes(
    mut bytes: Bytes<'_>,
    name: Name<'_>,
    format: Option<Format>,
    limits: Limits<'_>,
    stated: &Stated<'_>,
) -> Part {
    #[cfg(feature = "wire")]
    if format != Some(Format::JsonLines)
        && let Some(kind) = bytes.fill_buf().ok().and_then(wire::of_start)
    {
        return match whole(bytes, limits).and_then(|bytes| wire::read(bytes, kind)) {
            Ok(stories) => read_stories(stories, name, stated),
            Err(reason) => name.skip(reason),
        };
    }
    if let Some(reason) = bytes.fill_buf().ok().and_then(|start| foreign::refused(name.path, start))
    {
        return name.skip(reason);
    }
    let format = match (format, bytes.fill_buf().map(Format::of_start)) {
        // Pages are often saved under a name that says text.
        (None | Some(Format::Text), Ok(Format::Html)) => Format::Html,
        (Some(format), _) | (None, Ok(format)) => format,
        (None, Err(error)) => return name.skip(file::unreadable(&error)),
    };
    if format == Format::JsonLines {
        return read_lines(bytes, name, limits, stated);
    }
    match whole(bytes, limits).and_then(|bytes| one_document(bytes, format, stated(None))) {
        Ok(mut document) => {
            document.id = name.id.to_owned();
            document.path = name.path.to_owned();
            Part { documents: vec![document], ..Part::default() }
        }
        Err(reason) => name.skip(reason),
    }
}

/// The stories that agencies sent in one file; of several each is called by its own id.
#[cfg(feature = "wire")]
fn read_stories(stories: Vec<wire::Story>, name: Name<'_>, stated: &Stated<'_>) -> Part {
    let several = stories.len() > 1;
    let document = |(n, story): (usize, wire::Story)| {
        let own = story.id.clone().unwrap_or_else(|| (n + 1).to_string());
        let mut document = story.document(stated(several.then_some(own.as_str())));
        document.id = if several { format!("{}#{own}", name.id) } else { name.id.to_owned() };
        document.path = name.path.to_owned();
        document
    };
    let mut documents: Vec<Document> = stories.into_iter().enumerate().map(document).collect();
    number(documents.iter_mut());
    Part { documents, skipped: Vec::new() }
}

/// All bytes of a document, or why it is skipped.
fn whole(bytes: Bytes<'_>, limits: Limits<'_>) -> std::result::Result<Vec<u8>, String> {
    match limits.allowed {
        // The document is small enough, but the others leave no room for it.
        Some(allowed) if allowed < limits.max_bytes => {
            file::read_whole(bytes, allowed).map_err(|reason| match reason.starts_with("larger") {
                true => unpack::TOO_MUCH.to_owned(),
                false => reason,
            })
        }
        _ => file::read_whole(bytes, limits.max_bytes),
    }
}

/// Ids are made of all lines, so that a line is called the same in any share.
fn read_lines(bytes: Bytes<'_>, name: Name<'_>, limits: Limits<'_>, stated: &Stated<'_>) -> Part {
    let share = limits.share;
    let most = jsonl::most(limits.max_bytes).min(limits.allowed.unwrap_or(u64::MAX));
    let mut lines = jsonl::read(bytes, name.path, (limits.max_bytes, most), share, stated);
    if lines.documents.is_empty() && lines.skipped.is_empty() && *share == Share::All {
        return name.skip("empty".to_owned());
    }
    for document in &mut lines.documents {
        document.id = format!("{}#{}", name.id, document.id);
        document.path = name.path.to_owned();
    }
    number(lines.documents.iter_mut());
    let numbered = lines.documents.into_iter().zip(&lines.numbers);
    let documents = numbered.filter(|(_, line)| share.has(**line)).map(|(it, _)| it).collect();
    Part { documents, skipped: lines.skipped }
}

fn one_document(
    bytes: Vec<u8>,
    format: Format,
    stated: Metadata,
) -> std::result::Result<Document, String> {
    let declared = if format == Format::Html { html::declared_charset(&bytes) } else { None };
    let decoded = charset::decode(bytes, declared.as_deref())?;
    let mut document = match format {
        Format::Text | Format::JsonLines => plain::file(decoded.text, stated),
        Format::Markdown => markdown::document(decoded.text, stated)
            .ok_or("empty: there is no text beside the marks")?,
        Format::Html => {
            html::document(&decoded.text, stated).ok_or("empty: the page has no text")?
        }
    };
    document.extracted |= !decoded.exact || format == Format::Html;
    document.remarks.extend(decoded.charset.as_ref().and_then(charset::remark));
    document.charset = decoded.charset;
    Ok(document)
}

/// Ids that are still the same (lines of one file, inputs of one name) get a number, by order.
fn make_unique(documents: &mut [Document]) {
    if number(documents.iter_mut()) {
        documents.sort_by(|a, b| a.id.cmp(&b.id));
    }
}

/// Numbers ids that stand several times; whether there are any.
fn number<'a>(documents: impl Iterator<Item = &'a mut Document>) -> bool {
    let mut documents: Vec<&mut Document> = documents.collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for document in &documents {
        *seen.entry(document.id.clone()).or_default() += 1;
    }
    if seen.len() == documents.len() {
        return false;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for document in &mut documents {
        let count = counts.entry(document.id.clone()).or_default();
        *count += 1;
        while *count > 1 {
            let id = format!("{}~{count}", document.id);
            if seen.contains_key(&id) {
                *count += 1;
            } else {
                document.id = id;
                break;
            }
        }
    }
    true
}
