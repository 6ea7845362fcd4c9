//! What a folder states about the documents in it: `sources.toml` and `sources.csv`.
//!
//! In: the folders above a file. Out: the [`Metadata`] that they state for a document. A table of
//! `sources.toml` is named by a path from that folder, by a pattern, or by `path#id` for a line of
//! JSON; `sources.csv` has a column `path` and one for each field:
//!
//! ```toml
//! ["*.txt"]
//! language = "en"
//!
//! ["gull/ships.txt"]
//! source = "Gull News"
//! date = 2021-05-03
//! ```
//!
//! A path wins over a pattern, a longer pattern over a shorter one, an inner folder over an outer
//! one, and `sources.toml` over `sources.csv`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::beside::{Beside, Small};
use super::metadata::Metadata;
use super::patterns::{self, Patterns};
use super::walk::{self, shown};
use crate::error::{Error, ErrorKind, Result};

/// Fields that may be stated.
const FIELDS: [&str; 5] = ["source", "date", "language", "title", "url"];

/// The statements of all folders of a run.
#[derive(Debug, Default)]
pub struct Sources {
    folders: BTreeMap<PathBuf, Folder>,
}

/// The statements of one folder.
#[derive(Debug, Default)]
struct Folder {
    /// By path from the folder.
    exact: BTreeMap<String, Metadata>,
    /// Most special first.
    patterns: Patterns,
    /// By pattern.
    fitting: Vec<Metadata>,
}

impl Sources {
    /// Reads the statements of every folder that one of `files` names.
    ///
    /// # Errors
    /// When one does not parse, with its line.
    pub fn read(files: &[walk::File], beside: &Beside) -> Result<Self> {
        let mut folders = BTreeMap::new();
        // How many folders above one are known too.
        let mut known: BTreeMap<&Path, usize> = BTreeMap::new();
        for file in files {
            let mut above = file.folders();
            while let Some(folder) = above.next() {
                let before = known.insert(folder, above.len());
                match before {
                    None => drop(folders.insert(folder.to_owned(), Folder::read(folder, beside)?)),
                    Some(others) if others >= above.len() => {
                        known.insert(folder, others);
                        break;
                    }
                    Some(_) => {}
                }
            }
        }
        folders.retain(|_, folder| !folder.exact.is_empty() || !folder.fitting.is_empty());
        Ok(Self { folders })
    }

    /// What is stated of `file`, or of the line `id` in it.
    pub fn stated(&self, file: &walk::File, id: Option<&str>) -> Metadata {
        let mut metadata = Metadata::default();
        if self.folders.is_empty() {
            return metadata;
        }
        for above in file.folders() {
            let Some(folder) = self.folders.get(above) else { continue };
            let Ok(relative) = file.path.strip_prefix(above) else { continue };
            let path = shown(relative);
            if let Some(id) = id {
                metadata = metadata.or(folder.stated(&format!("{path}#{id}")));
            }
            metadata = metadata.or(folder.stated(&path));
        }
        metadata
    }
}

impl Folder {
    fn read(folder: &Path, beside: &Beside) -> Result<Self> {
        let mut statements = BTreeMap::new();
        for name in FILES {
            let path = folder.join(name);
            let next = "make it a small UTF-8 text file, or move it away";
            let small = beside.read(&path).map_err(|reason| ErrorKind::Path {
                path: path.clone(),
                reason,
                next,
            })?;
            if let Some(small) = small {
                parse(&path, &small, &mut statements)?;
            }
        }
        let (mut patterns, exact): (Vec<_>, Vec<_>) =
            statements.into_iter().partition(|(path, _)| patterns::is_one(path));
        patterns.sort_by(|(a, _), (b, _)| (b.len(), a).cmp(&(a.len(), b)));
        let (patterns, fitting): (Vec<String>, Vec<Metadata>) = patterns.into_iter().unzip();
        Ok(Self { exact: exact.into_iter().collect(), patterns: Patterns::new(patterns), fitting })
    }

    fn stated(&self, path: &str) -> Metadata {
        let exact = self.exact.get(path).cloned().unwrap_or_default();
        let fitting = self.patterns.fitting(path).into_iter();
        fitting.fold(exact, |metadata, at| metadata.or(self.fitting[at].clone()))
    }
}

/// Whether a text states something about documents, as a file of this name would.
pub fn states(name: &str, text: &str) -> bool {
    let small = Small { text: text.to_owned(), foreign: false };
    parse(Path::new(name), &small, &mut Statements::new()).is_ok()
}

type Statements = BTreeMap<String, Metadata>;

/// The files of statements; the later one wins.
pub const FILES: [&str; 2] = ["sources.csv", "sources.toml"];

/// Nothing of a file that lies elsewhere may stand in a message.
fn parse(path: &Path, small: &Small, statements: &mut Statements) -> Result<()> {
    let read = match path.extension().is_some_and(|ending| ending == "csv") {
        true => read_csv(path, &small.text, statements),
        false => read_toml(path, &small.text, statements),
    };
    match read {
        Err(_) if small.foreign => {
            let reason = "it does not parse, and leads out of the folder".to_owned();
            Err(settings(path, "", 1, reason).into())
        }
        read => read,
    }
}

fn read_toml(path: &Path, text: &str, statements: &mut Statements) -> Result<()> {
    let tables: BTreeMap<String, toml::Table> = toml::from_str(text)
        .map_err(|error| wrong(path, text, error.span(), error.message().to_owned()))?;
    for (document, table) in tables {
        let metadata = statements.entry(document).or_default();
        let mut stated = Metadata::default();
        for (key, value) in table {
            let value = match value {
                toml::Value::String(value) => value,
                toml::Value::Datetime(value) => value.to_string(),
                other => format!("{other} is no text"),
            };
            set(&mut stated, &key, &value).map_err(|reason| {
                let at = text.find(&key).map(|at| at..at);
                wrong(path, text, at, reason)
            })?;
        }
        *metadata = stated.or(std::mem::take(metadata));
    }
    Ok(())
}

fn read_csv(path: &Path, text: &str, statements: &mut Statements) -> Result<()> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let at_line = |line: u64, reason: String| {
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        Error::from(settings(path, text, line, reason))
    };
    let head = rows.headers().map_err(|error| at_line(1, error.to_string()))?.clone();
    let column = head.iter().position(|name| name.trim() == "path");
    let column = column.ok_or_else(|| at_line(1, "no column `path`".to_owned()))?;
    for row in rows.records() {
        let row = row.map_err(|error| {
            at_line(error.position().map_or(1, csv::Position::line), error.to_string())
        })?;
        let line = row.position().map_or(1, csv::Position::line);
        let mut stated = Metadata::default();
        for (key, value) in
            head.iter().zip(row.iter()).filter(|(_, value)| !value.trim().is_empty())
        {
            if key.trim() != "path" {
                set(&mut stated, key.trim(), value).map_err(|reason| at_line(line, reason))?;
            }
        }
        let document = row.get(column).unwrap_or("").trim().to_owned();
        let metadata = statements.entry(document).or_default();
        *metadata = stated.or(std::mem::take(metadata));
    }
    Ok(())
}

/// Sets a field, or says why it cannot be.
fn set(metadata: &mut Metadata, key: &str, value: &str) -> std::result::Result<(), String> {
    if !FIELDS.contains(&key) {
        return Err(format!("unknown field `{key}`: the fields are {}", FIELDS.join(", ")));
    }
    metadata.set(key, value);
    let refused = match key {
        "date" => metadata.date.is_none(),
        "language" => metadata.language.is_none(),
        _ => false,
    };
    match (refused, key) {
        (false, _) => Ok(()),
        (true, "date") => Err(format!("`{value}` is no day: write it as 2021-05-03")),
        (true, _) => Err(format!("`{value}` is no language tag: write it as en or pt-BR")),
    }
}

fn wrong(
    path: &Path,
    text: &str,
    span: Option<std::ops::Range<usize>>,
    reason: String,
) -> ErrorKind {
    let at = span.map_or(0, |span| span.start.min(text.len()));
    let line = text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    settings(path, text, line, reason)
}

fn settings(path: &Path, text: &str, line: usize, reason: String) -> ErrorKind {
    ErrorKind::Settings {
        path: path.to_owned(),
        line,
        reason,
        excerpt: text.lines().nth(line.saturating_sub(1)).unwrap_or("").trim().to_owned(),
        next: "correct the line, or move the file away to read without it".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Parse = fn(&Path, &str, &mut Statements) -> Result<()>;

    fn parsed(parse: Parse, text: &str) -> Result<Statements> {
        let mut statements = Statements::new();
        parse(Path::new("sources"), text, &mut statements)?;
        Ok(statements)
    }

    #[test]
    fn both_forms_state_the_same() {
        let toml = "[\"a.txt\"]\nsource = \"Gull News\"\ndate = 2021-05-03\nlanguage = \"en\"\n";
        let csv = "path,source,date,language\na.txt,Gull News,3 May 2021,EN\n";
        let stated = parsed(read_toml, toml).unwrap();
        assert_eq!(stated, parsed(read_csv, csv).unwrap());
        assert_eq!(stated["a.txt"].date, Some(jiff::civil::date(2021, 5, 3)));
    }

    #[test]
    fn what_does_not_parse_is_an_error_at_its_line() {
        let message = |parse, text| parsed(parse, text).unwrap_err().to_string();
        let text = message(read_toml, "[\"a.txt\"]\nsource = Gull\n");
        assert!(text.contains("sources:2") && text.contains("source = Gull"), "{text}");
        let text = message(read_toml, "[\"a.txt\"]\noutlet = \"Gull\"\n");
        assert!(text.contains("sources:2") && text.contains("`outlet`"), "{text}");
        let text = message(read_csv, "path,date\na.txt,2021-05-03\nb.txt,soon\n");
        assert!(text.contains("sources:3") && text.contains("`soon`"), "{text}");
        assert!(message(read_csv, "file,date\n").contains("`path`"));
    }
}
