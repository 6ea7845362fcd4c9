//! What an index holds: one small file, replaced as a whole.
//!
//! A line of JSON, and a line with its checksum. Later formats keep these two lines and `format`, so
//! that every version can say of every other one that it is another.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{FORMAT, Kept, MAKE_ANEW, broken};
use crate::corpus::Skipped;
use crate::error::{ErrorKind, Result};

/// The name of the catalogue's file.
pub const NAME: &str = "catalogue.json";
/// Under which it is written, before it is renamed. One name will do: a writer is alone.
pub(super) const TEMPORARY: &str = "catalogue.json.tmp";

/// What an index was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: u32,
    /// The version of the program: another one may read the same file otherwise.
    pub program: String,
    /// The settings that documents are read by.
    pub reading: String,
    /// The settings that their rows are made by.
    pub rows: String,
}

impl Header {
    /// The header of an index that this program makes.
    pub fn new(reading: String, rows: String) -> Self {
        Self { format: FORMAT, program: env!("CARGO_PKG_VERSION").to_owned(), reading, rows }
    }
}

/// One segment that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    /// Its file is called so.
    pub number: u64,
    /// Documents in it, those that are removed too.
    pub documents: u32,
    /// Length of the file.
    pub bytes: u64,
    /// Checksum of its directory.
    pub sum: u64,
    /// Documents of it that are removed, sorted.
    pub removed: Vec<u32>,
    /// How many of those that are there have a source, a date, a language.
    pub known: [u64; 3],
}

impl Listed {
    /// How many of its documents are there.
    pub fn live(&self) -> usize {
        (self.documents as usize).saturating_sub(self.removed.len())
    }

    pub fn is_removed(&self, document: u32) -> bool {
        self.removed.binary_search(&document).is_ok()
    }

    /// Takes a document out; whether it was there.
    pub fn remove(&mut self, document: u32, kept: &Kept) -> bool {
        let Err(at) = self.removed.binary_search(&document) else { return false };
        self.removed.insert(at, document);
        for (all, own) in self.known.iter_mut().zip(kept.known()) {
            *all = all.saturating_sub(own);
        }
        true
    }
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Catalogue {
    #[serde(flatten)]
    pub header: Header,
    /// Raised with every change.
    pub generation: u64,
    /// The number of the next segment.
    pub next: u64,
    pub segments: Vec<Listed>,
    /// What could not be read, sorted.
    pub skipped: Vec<Skipped>,
}

impl Catalogue {
    pub fn new(header: Header) -> Self {
        Self { header, generation: 0, next: 0, segments: Vec::new(), skipped: Vec::new() }
    }

    /// Reads the catalogue of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let bytes = match std::fs::read(folder.join(NAME)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(none(folder)),
            Err(error) => {
                return Err(broken(folder, format!("{NAME}: {error}"), "check who may read it"));
            }
        };
        Self::parse(folder, &bytes)
    }

    fn parse(folder: &Path, bytes: &[u8]) -> Result<Self> {
        let torn = || broken(folder, format!("{NAME} is damaged or not whole"), MAKE_ANEW);
        let text = std::str::from_utf8(bytes).map_err(|_| torn())?;
        let lines = text.strip_suffix('\n').and_then(|text| text.split_once('\n'));
        let (json, sum) = lines.ok_or_else(torn)?;
        if sum != format!("{:016x}", xxh3_64(json.as_bytes())) {
            return Err(torn());
        }
        let value: serde_json::Value = serde_json::from_str(json).map_err(|_| torn())?;
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        if format != Some(u64::from(FORMAT)) {
            let format = format.map_or("none".to_owned(), |it| it.to_string());
            let program = value.get("program").and_then(|it| it.as_str()).unwrap_or("unknown");
            let reason = format!(
                "its format is {format}, that of version {program}; this is version {} with format {FORMAT}",
                env!("CARGO_PKG_VERSION")
            );
            return Err(broken(folder, reason, ANEW));
        }
        serde_json::from_value(value).map_err(|_| torn())
    }

    /// Refuses an index whose documents were read with other settings or by another version.
    pub fn accept_documents(&self, folder: &Path, header: &Header) -> Result<()> {
        let own = &self.header;
        if own.program != header.program {
            let reason = format!(
                "version {} made it, and this is version {}, which may read the same file otherwise",
                own.program, header.program
            );
            return Err(broken(folder, reason, ANEW));
        }
        same(folder, &own.reading, &header.reading)
    }

    /// Refuses an index that was made with other settings or by another version.
    pub fn accept(&self, folder: &Path, header: &Header) -> Result<()> {
        self.accept_documents(folder, header)?;
        same(folder, &self.header.rows, &header.rows)
    }

    /// Puts it in the place of the one that is there: the moment of a change.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let put = || -> std::io::Result<()> {
            let mut json = serde_json::to_string(self).map_err(std::io::Error::other)?;
            let sum = xxh3_64(json.as_bytes());
            json.push_str(&format!("\n{sum:016x}\n"));
            let temporary = folder.join(TEMPORARY);
            let mut file = File::create(&temporary)?;
            file.write_all(json.as_bytes())?;
            file.sync_all()?;
            drop(file);
            std::fs::rename(&temporary, folder.join(NAME))?;
            sync(folder)
        };
        put().map_err(|error| {
            let _ = std::fs::remove_file(folder.join(TEMPORARY));
            ErrorKind::Write { path: folder.join(NAME), reason: error.to_string() }.into()
        })
    }
}

fn same(folder: &Path, own: &str, asked: &str) -> Result<()> {
    if own == asked {
        return Ok(());
    }
    let reason = format!("it was made with other settings\n  its own: {own}\n  these:   {asked}");
    Err(broken(folder, reason, format!("use the same settings (variorum.toml, flags), or {ANEW}")))
}

/// Makes what was renamed or made in a folder outlive the power; systems other than Unix do it of
/// themselves.
pub(super) fn sync(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Whether a folder holds an index.
pub fn exists(folder: &Path) -> bool {
    folder.join(NAME).symlink_metadata().is_ok()
}

/// What to do with an index that this program does not use.
const ANEW: &str = "make an index in another folder with `variorum index add DIR PATH...`, or use the \
                    version that made it";

/// Why there is none.
fn none(folder: &Path) -> crate::error::Error {
    match segments(folder).is_empty() {
        false => {
            broken(folder, format!("it has segments and no {NAME}: it is not whole"), MAKE_ANEW)
        }
        true => broken(
            folder,
            "there is none",
            "check the folder; `variorum index add DIR PATH...` makes an index",
        ),
    }
}

/// The file of a segment.
pub(super) fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}{ENDING}"))
}

const ENDING: &str = ".segment";

/// The numbers of the segments that lie in a folder, whether they count or not, sorted.
pub(super) fn segments(folder: &Path) -> Vec<u64> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut numbers: Vec<u64> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let number = name.strip_suffix(ENDING)?.parse().ok()?;
            (file(folder, number) == entry.path()).then_some(number)
        })
        .collect();
    numbers.sort_unstable();
    numbers
}
