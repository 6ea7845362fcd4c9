//! A `report.json` as input: read, checked, and joined with the documents that lie about.
//!
//! Texts that the report does not say are looked for under the folders of [`Place::roots`]; one counts only by its hash, so
//! it does not matter where it is found.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;
use variorum::config::Config;
use variorum::corpus::{Corpus, Input};
use variorum::report::json::read::{Listed, Restored, Stored, hash};

use crate::console::Console;

/// Bytes of a report that is read.
const LARGEST: u64 = 2 << 30;

/// Where a report is, and where its documents may be.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub report: PathBuf,
    roots: Vec<PathBuf>,
    /// The user named the folder: the documents may lie in it otherwise than when the report was
    /// written.
    given: bool,
}

impl Place {
    /// The report among arguments, if there is one; it must be the only argument. Without a folder
    /// given, documents are looked for from the working folder, from the report's and from the one
    /// above it.
    pub fn among(paths: &[PathBuf], documents: Option<&Path>) -> Result<Option<Self>> {
        if let Some(path) = paths.iter().find(|path| is_json(path) && !is_report(path)) {
            refuse_other_json(path)?;
        }
        let Some(report) = paths.iter().find(|path| is_report(path)) else {
            if documents.is_some() {
                bail!(
                    "--documents says where the texts of a report.json are, and none is given\n  \
                     next: give report.json, or leave --documents out"
                );
            }
            return Ok(None);
        };
        if paths.len() > 1 {
            bail!(
                "{} is a report, and there are other paths beside it\n  next: give the report \
                 alone, or the documents",
                report.display()
            );
        }
        let folder = report.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let roots = match documents {
            Some(given) => vec![given.to_owned()],
            None => vec![PathBuf::from("."), folder.to_owned(), folder.join("..")],
        };
        Ok(Some(Self { report: report.clone(), roots, given: documents.is_some() }))
    }

    /// Reads the report and those of its texts that are there, unchanged.
    pub fn read(&self, config: &Config, console: Console) -> Result<Restored> {
        let stored = self.stored()?;
        let texts = self.texts(&stored, config, console);
        let text_of = |listed: &Listed<'_>| {
            let found = listed.hash.and_then(|hash| texts.get(hash));
            found.cloned().ok_or_else(|| match self.find(listed.path) {
                Some(_) => format!("{} has changed since the report was written", listed.path),
                None => format!("there is no {} here", listed.path),
            })
        };
        let restored = stored.restore(&text_of).map_err(|refusal| self.refused(&refusal))?;
        if restored.hidden > 0 {
            console.note(format_args!(
                "{} of {} documents are shown without their text, for it is missing or has \
                 changed\n  next: start in the folder where the report was written, or name the \
                 folder of the documents with --documents DIR",
                restored.hidden,
                restored.corpus.documents.len()
            ));
        }
        Ok(restored)
    }

    /// The report and the files of its documents, as far as they are there.
    pub fn files(&self, corpus: &Corpus) -> Vec<PathBuf> {
        let found = corpus.documents.iter().filter_map(|document| self.find(&document.path));
        let found: BTreeSet<PathBuf> = found.collect();
        std::iter::once(self.report.clone()).chain(found).collect()
    }

    fn stored(&self) -> Result<Stored> {
        let reading = || {
            let report = self.report.display();
            format!(
                "cannot read {report}; next: check the path, or write it with `variorum report`"
            )
        };
        let size = std::fs::metadata(&self.report).with_context(reading)?.len();
        if size > LARGEST {
            bail!(
                "{} has {size} bytes, and {LARGEST} are read at most\n  next: serve the documents \
                 themselves, or write a report with --min-effect shift",
                self.report.display()
            );
        }
        let bytes = std::fs::read(&self.report).with_context(reading)?;
        Stored::parse(&bytes).map_err(|refusal| self.refused(&refusal))
    }

    fn refused(&self, refusal: &dyn std::fmt::Display) -> anyhow::Error {
        anyhow!("cannot use {}: {refusal}", self.report.display())
    }

    /// Texts by their hashes.
    fn texts(
        &self,
        stored: &Stored,
        config: &Config,
        console: Console,
    ) -> BTreeMap<String, String> {
        let wanted: BTreeSet<&str> = untold(stored).filter_map(|listed| listed.hash).collect();
        let inputs: Vec<Input> = self.found(stored).into_iter().map(Input::Path).collect();
        match Corpus::read(&inputs, &config.reading) {
            Ok(corpus) => corpus
                .documents
                .into_iter()
                .map(|document| (hash(&document.text), document.text))
                .filter(|(hash, _)| wanted.contains(hash.as_str()))
                .collect(),
            Err(error) => {
                console.note(format_args!("the documents were not read: {error}"));
                BTreeMap::new()
            }
        }
    }

    /// Files of documents without a text in the report that are there, each once.
    fn found(&self, stored: &Stored) -> BTreeSet<PathBuf> {
        untold(stored).filter_map(|listed| self.find(listed.path)).collect()
    }

    /// The file of a document; of those that lie under one of the folders as the path says, or as
    /// it says without some of its first folders, the one that keeps most of them.
    fn find(&self, path: &str) -> Option<PathBuf> {
        let file = |name: &str| {
            let under = self.roots.iter().map(|root| root.join(name));
            under.into_iter().find(|path| path.is_file())
        };
        // A line of JSON is named `file#id`.
        let found = |name: &str| {
            file(name).or_else(|| name.rsplit_once('#').and_then(|(name, _)| file(name)))
        };
        if !self.given {
            return found(path);
        }
        // Only its hash makes a file the text of a document, so a wrong one does no harm.
        let parts: Vec<&str> =
            path.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let first = parts.len().saturating_sub(FOLDERS);
        (first..parts.len()).find_map(|from| found(&parts[from..].join("/")))
    }
}

/// The documents whose text the report does not say.
fn untold(stored: &Stored) -> impl Iterator<Item = Listed<'_>> {
    stored.documents().filter(|listed| !listed.told)
}

/// Folders of a path that are tried.
const FOLDERS: usize = 64;
/// Bytes at the start of a file that tell a report.
const START: u64 = 4096;

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

fn start(path: &Path) -> String {
    let mut start = Vec::new();
    // What cannot be opened is told where it is read.
    if let Ok(file) = std::fs::File::open(path) {
        let _ = file.take(START).read_to_end(&mut start);
    }
    String::from_utf8_lossy(&start).trim_start_matches('\u{FEFF}').trim_start().to_owned()
}

/// Whether an argument is a report: JSON by its name, and an object that is not a document of a
/// line of its own.
fn is_report(path: &Path) -> bool {
    if !is_json(path) || path.is_dir() {
        return false;
    }
    let start = start(path);
    let line = start.lines().next().unwrap_or("");
    let document = serde_json::from_str::<Value>(line).is_ok_and(|it| it.get("text").is_some());
    !start.starts_with('[') && !document
}

/// Says of JSON that is neither a report nor lines of documents what to do with it.
fn refuse_other_json(path: &Path) -> Result<()> {
    if start(path).starts_with('[') {
        bail!(
            "{0} is a JSON array, and no report\n  next: write one object a line, as with `jq -c \
             '.[]' {0} > documents.jsonl`, and give that file",
            path.display()
        );
    }
    Ok(())
}
