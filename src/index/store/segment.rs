//! One immutable file: documents in packed blocks, tables of rows, and a directory of both.
//!
//! ```text
//! magic · document blocks · for each table its row blocks and their fences · directory · footer
//! ```
//!
//! Documents are sorted by place and numbered so; rows by key and document. Every part has a
//! checksum, which is looked at whenever it is read, so that a lookup costs what it reads.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::catalogue::{self, Listed};
use super::codec::{self, Full};
use super::{Kept, MAKE_ANEW, TABLES, broken};
use crate::error::{Error, ErrorKind, Result};

const MAGIC: &[u8; 8] = b"variseg1";
/// Bytes of documents that are packed together: more pack better, fewer are found faster.
const BLOCK: usize = 64 << 10;
/// Blocks that are packed side by side.
const TOGETHER: usize = 32;
/// Rows of a block: a lookup reads one or two.
const ROWS: usize = 256;
/// Bytes of a fence: key, place, length, checksum.
const FENCE: usize = 24;
/// Bytes of the footer: place, length and checksum of the directory.
const FOOTER: usize = 24;
/// The most that a block may unpack to: one document that is as large as the settings let it be.
const LARGEST: u64 = 4 << 30;

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Directory {
    documents: u32,
    blocks: Vec<Block>,
    tables: Vec<Fences>,
}

/// Documents that are packed together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Block {
    at: u64,
    bytes: u64,
    sum: u64,
    /// Number and key of its first document.
    first: u32,
    key: String,
}

/// Where the fences of a table are, and how many rows it has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Fences {
    at: u64,
    bytes: u64,
    sum: u64,
    rows: u64,
}

/// What a block of rows begins with, and where it is.
#[derive(Clone, Copy, Debug)]
struct Fence {
    key: u64,
    at: u64,
    bytes: u32,
    sum: u32,
}

/// A segment that can be read.
#[derive(Debug)]
pub(super) struct Segment {
    folder: PathBuf,
    path: PathBuf,
    file: File,
    directory: Directory,
    fences: [OnceLock<Vec<Fence>>; TABLES],
}

/// Documents of one block: number and bytes.
pub(super) type Records = Vec<(u32, Vec<u8>)>;

impl Segment {
    /// Opens a segment as the catalogue lists it.
    pub fn open(folder: &Path, listed: &Listed) -> io::Result<Result<Self>> {
        let path = catalogue::file(folder, listed.number);
        let file = File::open(&path)?;
        let length = file.metadata()?.len();
        let mut segment = Self {
            folder: folder.to_owned(),
            path,
            file,
            directory: Directory::default(),
            fences: [const { OnceLock::new() }; TABLES],
        };
        if length != listed.bytes {
            let reason = format!("has {length} bytes instead of {}: it is not whole", listed.bytes);
            return Ok(Err(segment.wrong(&reason)));
        }
        Ok(segment.directory(length, listed).map(|directory| {
            segment.directory = directory;
            segment
        }))
    }

    fn directory(&self, length: u64, listed: &Listed) -> Result<Directory> {
        let damaged = || self.wrong("is damaged: its directory cannot be read");
        let start = length.checked_sub(FOOTER as u64).ok_or_else(damaged)?;
        let footer = self.bytes(start, FOOTER as u64)?;
        let number = |n: usize| {
            let bytes = footer.get(8 * n..8 * n + 8).and_then(|it| it.try_into().ok());
            bytes.map_or(0, u64::from_le_bytes)
        };
        let (at, bytes, sum) = (number(0), number(1), number(2));
        if at.checked_add(bytes) != Some(start) || sum != listed.sum || self.bytes(0, 8)? != MAGIC {
            return Err(damaged());
        }
        let json = self.checked(at, bytes, sum)?;
        let directory: Directory = serde_json::from_slice(&json).map_err(|_| damaged())?;
        let whole = directory.documents == listed.documents && directory.tables.len() == TABLES;
        if whole { Ok(directory) } else { Err(damaged()) }
    }

    /// The documents that have one of these keys, which are sorted, with their numbers.
    pub fn find(&self, keys: &[&str]) -> Result<Vec<(u32, Kept)>> {
        let of = |key: &str| self.directory.blocks.partition_point(|it| it.key.as_str() <= key);
        let runs: Vec<&[&str]> = keys.chunk_by(|a, b| of(a) == of(b)).collect();
        let found: Vec<Vec<(u32, Kept)>> = runs
            .par_iter()
            .map(|run| {
                let Some(block) = of(run[0]).checked_sub(1) else { return Ok(Vec::new()) };
                let mut found = Vec::new();
                for (number, record) in self.block(block)? {
                    let kept = self.kept(&record)?;
                    if run.binary_search(&kept.key().as_str()).is_ok() {
                        found.push((number, kept));
                    }
                }
                Ok(found)
            })
            .collect::<Result<_>>()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The documents whose keys lie from one up to another.
    pub fn between(&self, from: &str, to: &str) -> Result<Vec<(u32, Kept)>> {
        let blocks = &self.directory.blocks;
        let first = blocks.partition_point(|it| it.key.as_str() <= from).saturating_sub(1);
        let end = blocks.partition_point(|it| it.key.as_str() < to);
        let mut found = Vec::new();
        for block in first..end {
            for (number, record) in self.block(block)? {
                let kept = self.kept(&record)?;
                if (from..to).contains(&kept.key().as_str()) {
                    found.push((number, kept));
                }
            }
        }
        Ok(found)
    }

    /// Some documents by their numbers, sorted.
    pub fn get(&self, numbers: &[u32]) -> Result<Vec<(u32, Kept)>> {
        let of = |number: u32| {
            self.directory.blocks.partition_point(|it| it.first <= number).saturating_sub(1)
        };
        let runs: Vec<&[u32]> = numbers.chunk_by(|a, b| of(*a) == of(*b)).collect();
        let found: Vec<Vec<(u32, Kept)>> = runs
            .par_iter()
            .map(|run| {
                let records = self.block(of(run[0]))?.into_iter();
                let wanted = records.filter(|(number, _)| run.binary_search(number).is_ok());
                wanted.map(|(number, record)| Ok((number, self.kept(&record)?))).collect()
            })
            .collect::<Result<_>>()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// How many blocks of documents there are.
    pub fn blocks(&self) -> usize {
        self.directory.blocks.len()
    }

    /// The documents of a block.
    pub fn block(&self, n: usize) -> Result<Records> {
        let damaged = || self.wrong("is damaged: a block of documents cannot be read");
        let block = self.directory.blocks.get(n).ok_or_else(damaged)?;
        let packed = self.checked(block.at, block.bytes, block.sum)?;
        let mut bytes = Vec::new();
        let unpacked = ZlibDecoder::new(packed.as_slice()).take(LARGEST).read_to_end(&mut bytes);
        unpacked.map_err(|_| damaged())?;
        let mut rest = bytes.as_slice();
        let mut records = Vec::new();
        while !rest.is_empty() {
            let length = codec::take(&mut rest).and_then(|it| usize::try_from(it).ok());
            let (record, after) =
                length.and_then(|it| rest.split_at_checked(it)).ok_or_else(damaged)?;
            records.push((block.first + records.len() as u32, record.to_vec()));
            rest = after;
        }
        Ok(records)
    }

    /// A document from its bytes.
    pub fn kept(&self, record: &[u8]) -> Result<Kept> {
        serde_json::from_slice(record)
            .map_err(|_| self.wrong("is damaged: a document of it cannot be read"))
    }

    /// The rows of a key, sorted.
    pub fn rows(&self, table: usize, key: u64) -> Result<Vec<(u32, [u32; 2])>> {
        let fences = self.fences(table)?;
        // What begins with the key may begin in the block before.
        let first = fences.partition_point(|fence| fence.key < key).saturating_sub(1);
        let mut found = Vec::new();
        for fence in fences[first..].iter().take_while(|fence| fence.key <= key) {
            let rows = self.rows_at(fence)?;
            let from = rows.partition_point(|row| row.0 < key);
            let own = rows[from..].iter().take_while(|row| row.0 == key);
            found.extend(own.map(|(_, document, numbers)| (*document, *numbers)));
        }
        Ok(found)
    }

    /// How many blocks of rows a table has.
    pub fn row_blocks(&self, table: usize) -> Result<usize> {
        Ok(self.fences(table)?.len())
    }

    /// The rows of a block of a table.
    pub fn row_block(&self, table: usize, n: usize) -> Result<Vec<Full>> {
        let fence = self.fences(table)?.get(n).copied();
        fence.map_or_else(|| Ok(Vec::new()), |fence| self.rows_at(&fence))
    }

    /// How many rows the directory counts.
    pub fn row_count(&self, table: usize) -> u64 {
        self.directory.tables.get(table).map_or(0, |it| it.rows)
    }

    fn rows_at(&self, fence: &Fence) -> Result<Vec<Full>> {
        let damaged = || self.wrong("is damaged: rows of it cannot be read");
        let bytes = self.bytes(fence.at, u64::from(fence.bytes))?;
        if xxh3_64(&bytes) as u32 != fence.sum {
            return Err(damaged());
        }
        codec::rows_of_bytes(&bytes).ok_or_else(damaged)
    }

    fn fences(&self, table: usize) -> Result<&[Fence]> {
        let damaged = || self.wrong("is damaged: it lacks a table");
        let known = self.fences.get(table).ok_or_else(damaged)?;
        if let Some(fences) = known.get() {
            return Ok(fences);
        }
        let at = self.directory.tables.get(table).ok_or_else(damaged)?;
        let bytes = self.checked(at.at, at.bytes, at.sum)?;
        Ok(known.get_or_init(|| bytes.chunks_exact(FENCE).map(fence).collect()))
    }

    /// Bytes that have this checksum.
    fn checked(&self, at: u64, length: u64, sum: u64) -> Result<Vec<u8>> {
        let bytes = self.bytes(at, length)?;
        if xxh3_64(&bytes) == sum {
            return Ok(bytes);
        }
        Err(self.wrong(&format!("is damaged between the bytes {at} and {}", at + length)))
    }

    fn bytes(&self, at: u64, length: u64) -> Result<Vec<u8>> {
        let end = at.checked_add(length);
        if end.is_none_or(|end| self.file.metadata().map_or(true, |it| it.len() < end)) {
            return Err(self.wrong("is damaged: it ends too early"));
        }
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        read_at(&self.file, &mut bytes, at).map_err(|error| self.wrong(&error.to_string()))?;
        Ok(bytes)
    }

    /// An error of this file.
    pub fn wrong(&self, what: &str) -> Error {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        broken(&self.folder, format!("{name} {what}"), MAKE_ANEW)
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(not(unix))]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    use std::io::{Seek, SeekFrom};
    // A handle of its own has a place of its own.
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

fn fence(bytes: &[u8]) -> Fence {
    let long = |at: usize| {
        let found = bytes.get(at..at + 8).and_then(|it| it.try_into().ok());
        found.map_or(0, u64::from_le_bytes)
    };
    let both = long(16);
    Fence { key: long(0), at: long(8), bytes: both as u32, sum: (both >> 32) as u32 }
}

/// Writes a segment: documents sorted by key, then the rows of each table, sorted.
pub(super) fn write<R>(
    folder: &Path,
    number: u64,
    documents: impl Iterator<Item = Result<(String, Vec<u8>)>>,
    tables: impl FnOnce() -> Result<[R; TABLES]>,
) -> Result<Listed>
where
    R: Iterator<Item = Result<Full>>,
{
    let path = catalogue::file(folder, number);
    let failed = |error: io::Error| -> Error {
        ErrorKind::Write { path: path.clone(), reason: error.to_string() }.into()
    };
    let made = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
    let mut out = Out { file: BufWriter::new(made), at: 0 };
    let written = (|| {
        out.put(MAGIC).map_err(failed)?;
        let mut directory = Directory::default();
        write_documents(&mut out, &mut directory, documents, &failed)?;
        for rows in tables()? {
            directory.tables.push(write_rows(&mut out, rows, &failed)?);
        }
        let json = serde_json::to_vec(&directory).map_err(|it| failed(io::Error::other(it)))?;
        let (at, sum) = (out.at, xxh3_64(&json));
        out.put(&json).map_err(failed)?;
        for number in [at, json.len() as u64, sum] {
            out.put(&number.to_le_bytes()).map_err(failed)?;
        }
        let bytes = out.at;
        let file = out.file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        Ok(Listed {
            number,
            documents: directory.documents,
            bytes,
            sum,
            removed: Vec::new(),
            known: [0; 3],
        })
    })();
    if written.is_err() {
        // The first error is the one to report.
        let _ = std::fs::remove_file(&path);
    }
    written
}

struct Out {
    file: BufWriter<File>,
    at: u64,
}

impl Out {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.file.write_all(bytes)
    }
}

type Failed<'a> = dyn Fn(io::Error) -> Error + 'a;

fn write_documents(
    out: &mut Out,
    directory: &mut Directory,
    documents: impl Iterator<Item = Result<(String, Vec<u8>)>>,
    failed: &Failed<'_>,
) -> Result<()> {
    let mut waiting: Vec<(u32, String, Vec<u8>)> = Vec::new();
    for document in documents {
        let (key, record) = document?;
        if waiting.last().is_none_or(|(_, _, raw)| raw.len() >= BLOCK) {
            if waiting.len() >= TOGETHER {
                write_blocks(out, directory, &mut waiting).map_err(failed)?;
            }
            waiting.push((directory.documents, key, Vec::new()));
        }
        if let Some((_, _, raw)) = waiting.last_mut() {
            codec::put(raw, record.len() as u64);
            raw.extend(record);
        }
        directory.documents += 1;
    }
    write_blocks(out, directory, &mut waiting).map_err(failed)
}

fn write_blocks(
    out: &mut Out,
    directory: &mut Directory,
    waiting: &mut Vec<(u32, String, Vec<u8>)>,
) -> io::Result<()> {
    let packed: Vec<io::Result<Vec<u8>>> = waiting
        .par_iter()
        .map(|(_, _, raw)| {
            let mut packed = Vec::new();
            ZlibEncoder::new(raw.as_slice(), Compression::default()).read_to_end(&mut packed)?;
            Ok(packed)
        })
        .collect();
    for ((first, key, _), packed) in waiting.drain(..).zip(packed) {
        let packed = packed?;
        let (at, sum) = (out.at, xxh3_64(&packed));
        directory.blocks.push(Block { at, bytes: packed.len() as u64, sum, first, key });
        out.put(&packed)?;
    }
    Ok(())
}

fn write_rows(
    out: &mut Out,
    mut rows: impl Iterator<Item = Result<Full>>,
    failed: &Failed<'_>,
) -> Result<Fences> {
    let mut fences: Vec<u8> = Vec::new();
    let mut count = 0;
    loop {
        let block: Vec<Full> = rows.by_ref().take(ROWS).collect::<Result<_>>()?;
        let Some((key, ..)) = block.first() else { break };
        let bytes = codec::rows_to_bytes(&block);
        fences.extend(key.to_le_bytes());
        fences.extend(out.at.to_le_bytes());
        fences.extend((bytes.len() as u32).to_le_bytes());
        fences.extend((xxh3_64(&bytes) as u32).to_le_bytes());
        count += block.len() as u64;
        out.put(&bytes).map_err(failed)?;
    }
    let (at, sum) = (out.at, xxh3_64(&fences));
    out.put(&fences).map_err(failed)?;
    Ok(Fences { at, bytes: fences.len() as u64, sum, rows: count })
}
