//! Documents on disk, with what they are found by.
//!
//! A folder holds immutable segments and one catalogue, which says which of them count and which of
//! their documents are removed. A change writes new segments, then the new catalogue beside the old
//! one, and renames it: before that moment nothing has changed, after it all has. So a run that is
//! killed loses what it was about to do and nothing else; what it leaves behind, the next writer
//! removes. Readers take no lock: they hold the files that the catalogue named when they opened it.
//!
//! In: documents as they were read, each with rows (a key and two numbers) that other stages make of
//! them. Out: the documents, and who has a key. What the rows mean is not known here.
#![expect(clippy::disallowed_methods, reason = "the index is one of the places that open files")]

mod catalogue;
mod codec;
mod merge;
mod segment;
mod snapshot;
#[cfg(test)]
mod tests;
mod verify;
mod write;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub use catalogue::{Header, NAME as CATALOGUE, exists};
pub use snapshot::{Found, Item, Snapshot, Spot};
pub use verify::{Make, Verified, verify};
pub use write::{Added, Writer};

use crate::corpus::{Document, Known, file_id};
use crate::error::{Error, ErrorKind};

/// Raised when the files or what goes into them change.
pub const FORMAT: u32 = 1;

/// Tables of rows.
pub const TABLES: usize = 4;

/// A key, and two numbers that say where in a document it stands.
pub type Row = (u64, [u32; 2]);

/// The rows of a document, by table.
pub type Rows = [Vec<Row>; TABLES];

/// A document as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The file that it is from, without links: what it is known by.
    pub place: String,
    /// Which document of the file, where it holds many.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// As it was read, before ids that stand several times were numbered.
    pub document: Document,
    /// [`Document::beside`], which is not written with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
    /// The change of the index that brought it, or this content of it.
    #[serde(default)]
    pub added: u64,
}

impl Kept {
    /// A document, to be kept.
    pub fn new(mut document: Document, place: String) -> Self {
        let part = part(&document).to_owned();
        let beside = std::mem::take(&mut document.beside);
        // What only the judgement of a new document asks for is not kept.
        document.shown.clear();
        Self { place, part, document, beside, added: 0 }
    }

    /// The document as it was read.
    pub fn into_document(self) -> Document {
        Document { beside: self.beside, ..self.document }
    }

    /// Takes from what is there under the same key what stays. A file that was added with its folder
    /// and comes alone keeps the longer id and what the folder states of it, as where one run leads
    /// to a file twice.
    fn inherit(&mut self, old: &Self) {
        self.added = old.added;
        let (own, old) = (&mut self.document, &old.document);
        if old.id.len() <= own.id.len() {
            return;
        }
        own.id.clone_from(&old.id);
        own.path.clone_from(&old.path);
        stated(&mut own.source, &old.source);
        stated(&mut own.title, &old.title);
        stated(&mut own.date, &old.date);
        stated(&mut own.language, &old.language);
        stated(&mut own.url, &old.url);
    }

    /// Whether it has a source, a date, a language, as 1 and 0.
    fn known(&self) -> [u64; 3] {
        let it = &self.document;
        [it.source.is_some(), it.date.is_some(), it.language.is_some()].map(u64::from)
    }

    /// What documents are sorted and found by; no path holds the sign between.
    pub fn key(&self) -> String {
        format!("{}\0{}", self.place, self.part)
    }

    /// The key that a document of a file would have.
    pub fn key_of(document: &Document, place: &str) -> String {
        format!("{place}\0{}", part(document))
    }
}

/// What was stated stays where nothing is stated now.
fn stated<T: Clone>(own: &mut Option<Known<T>>, old: &Option<Known<T>>) {
    let is_stated = |known: &Option<Known<T>>| known.as_ref().is_some_and(|it| !it.guessed);
    if is_stated(old) && !is_stated(own) {
        own.clone_from(old);
    }
}

/// What the id of a document says beside that of its file: which line of it.
fn part(document: &Document) -> &str {
    // Where it is not known what is the file's, all of it tells the document.
    let of_file = file_id(document).map_or(0, str::len);
    document.id.get(of_file..).unwrap_or(&document.id)
}

/// An error of an index.
fn broken(folder: &Path, reason: impl Into<String>, next: impl Into<String>) -> Error {
    let (reason, next) = (reason.into(), next.into());
    ErrorKind::Index { path: folder.to_owned(), reason, next }.into()
}

/// What to do where a file of an index is not as it was written.
const MAKE_ANEW: &str = "copy the folder again as a whole, or make the index anew in another folder with \
                         `variorum index add DIR PATH...`; `variorum index verify DIR` says all that is broken";
