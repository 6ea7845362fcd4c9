//! One state of an index, to be read.

use std::collections::BTreeSet;
use std::io::ErrorKind::NotFound;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::catalogue::{self, Catalogue, Header};
use super::segment::Segment;
use super::{Kept, MAKE_ANEW, broken};
use crate::corpus::{Corpus, Document, Skipped};
use crate::error::Result;

/// How often a catalogue is read anew whose segments are gone, as a writer has merged them.
const TRIES: usize = 20;

/// An index as it was when it was opened, whatever is written meanwhile.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) folder: PathBuf,
    pub(super) catalogue: Catalogue,
    /// In the order of the catalogue.
    pub(super) segments: Vec<Segment>,
}

/// A document with its place in the index.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub(super) segment: usize,
    pub(super) document: u32,
    /// The document.
    pub kept: Kept,
}

/// Where a document is; no order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    segment: u32,
    document: u32,
}

impl Spot {
    /// The place as a number.
    pub fn number(self) -> u64 {
        u64::from(self.segment) << 32 | u64::from(self.document)
    }

    /// The place that a number stands for.
    pub fn of_number(number: u64) -> Self {
        Self { segment: (number >> 32) as u32, document: number as u32 }
    }

    /// Whether two numbers stand for documents of one segment, which are sorted there by
    /// [`Kept::key`].
    pub fn is_beside(a: u64, b: u64) -> bool {
        a >> 32 == b >> 32
    }
}

/// What a document is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its id, before ids that stand several times are numbered.
    pub id: String,
    /// Path as it was given.
    pub path: String,
    /// The file without links.
    pub place: String,
}

impl Snapshot {
    /// Opens the index of a folder.
    ///
    /// # Errors
    /// When there is none, it is of another format, or a file of it is missing or damaged.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut missing = None;
        for _ in 0..TRIES {
            let catalogue = Catalogue::read(folder)?;
            if missing.as_ref().is_some_and(|(seen, _)| *seen == catalogue.generation) {
                break;
            }
            let opened = catalogue.segments.iter().map(|listed| Segment::open(folder, listed));
            match opened.collect::<std::io::Result<Vec<_>>>() {
                Ok(segments) => {
                    let segments = segments.into_iter().collect::<Result<_>>()?;
                    return Ok(Self { folder: folder.to_owned(), catalogue, segments });
                }
                Err(error) if error.kind() == NotFound => {
                    missing = Some((catalogue.generation, error));
                }
                Err(error) => {
                    return Err(broken(folder, error.to_string(), "check who may read it"));
                }
            }
        }
        let reason = "a segment that the catalogue lists is missing: it is not whole";
        Err(broken(folder, reason, MAKE_ANEW))
    }

    /// What it was made with.
    pub fn header(&self) -> &Header {
        &self.catalogue.header
    }

    /// Refuses an index that was made with other settings or by another version.
    ///
    /// # Errors
    /// When it was.
    pub fn accept(&self, header: &Header) -> Result<()> {
        self.catalogue.accept(&self.folder, header)
    }

    /// The same for who asks for documents and not for rows.
    ///
    /// # Errors
    /// When it was.
    pub fn accept_documents(&self, header: &Header) -> Result<()> {
        self.catalogue.accept_documents(&self.folder, header)
    }

    /// Raised with every change.
    pub fn generation(&self) -> u64 {
        self.catalogue.generation
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.catalogue.segments.iter().map(catalogue::Listed::live).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of all segments.
    pub fn bytes(&self) -> u64 {
        self.catalogue.segments.iter().map(|listed| listed.bytes).sum()
    }

    /// How many documents have a source, a date, a language.
    pub fn known(&self) -> [usize; 3] {
        let of = |n: usize| self.catalogue.segments.iter().map(|it| it.known[n]).sum::<u64>();
        [0, 1, 2].map(|n| usize::try_from(of(n)).unwrap_or(usize::MAX))
    }

    /// What could not be read when it was to be added, sorted.
    pub fn skipped(&self) -> &[Skipped] {
        &self.catalogue.skipped
    }

    /// All documents with what could not be read, as if they were read from their files.
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn corpus(&self) -> Result<Corpus> {
        let documents = self.each(Kept::into_document)?;
        Ok(Corpus::of(documents, self.catalogue.skipped.clone()))
    }

    /// What all documents are called, sorted.
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn items(&self) -> Result<Vec<Item>> {
        let item = |kept: Kept| {
            let Document { id, path, .. } = kept.document;
            Item { id, path, place: kept.place }
        };
        let mut items = self.each(item)?;
        items.sort();
        Ok(items)
    }

    /// The documents of the last change that brought any, in no order of their ids.
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn newest(&self) -> Result<Vec<Kept>> {
        let last = self.each(|kept| kept.added)?.into_iter().max().unwrap_or(0);
        let newest = self.which(&|kept| kept.added == last)?.into_iter();
        Ok(newest.map(|found| found.kept).collect())
    }

    /// Some documents by their places, each once, in the order of places.
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn get(&self, spots: &[Spot]) -> Result<Vec<(Spot, Kept)>> {
        let mut spots = spots.to_vec();
        spots.sort_unstable();
        spots.dedup();
        let mut found = Vec::with_capacity(spots.len());
        for run in spots.chunk_by(|a, b| a.segment == b.segment) {
            let Some(segment) = self.segments.get(run[0].segment as usize) else { continue };
            let numbers: Vec<u32> = run.iter().map(|spot| spot.document).collect();
            let of = |(document, kept)| (Spot { segment: run[0].segment, document }, kept);
            found.extend(segment.get(&numbers)?.into_iter().map(of));
        }
        Ok(found)
    }

    /// Where a key stands in a table: document and numbers, in the order of places.
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn rows(&self, table: usize, key: u64) -> Result<Vec<(Spot, [u32; 2])>> {
        let mut found = Vec::new();
        for (n, (segment, listed)) in self.listed().enumerate() {
            let rows = segment.rows(table, key)?.into_iter();
            let live = rows.filter(|(document, _)| !listed.is_removed(*document));
            let spot = |document| Spot { segment: n as u32, document };
            found.extend(live.map(|(document, numbers)| (spot(document), numbers)));
        }
        Ok(found)
    }

    pub(super) fn listed(&self) -> impl Iterator<Item = (&Segment, &catalogue::Listed)> {
        self.segments.iter().zip(&self.catalogue.segments)
    }

    /// How many documents there are, and how many of them have a source, a date, a language, but for
    /// those with some keys ([`Kept::key`]).
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn count_without(&self, keys: &BTreeSet<String>) -> Result<(usize, [usize; 3])> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let (mut count, mut known) = (self.len(), self.known());
        for (segment, listed) in self.listed() {
            let found = segment.find(&keys)?.into_iter();
            for (_, kept) in found.filter(|(document, _)| !listed.is_removed(*document)) {
                count = count.saturating_sub(1);
                for (all, own) in known.iter_mut().zip(kept.known()) {
                    *all = all.saturating_sub(usize::from(own == 1));
                }
            }
        }
        Ok((count, known))
    }

    /// The documents of a file, or of all files below a folder, without links.
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn below(&self, place: &str) -> Result<Vec<Found>> {
        let place = place.trim_end_matches('/');
        let is_own = |kept: &Kept| {
            let rest = kept.place.strip_prefix(place);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        // `0` is what follows `/`.
        let (from, to) = (format!("{place}\0"), format!("{place}0"));
        let mut all = Vec::new();
        for (segment, (file, listed)) in self.listed().enumerate() {
            let own = file
                .between(&from, &to)?
                .into_iter()
                .filter(|(document, kept)| !listed.is_removed(*document) && is_own(kept));
            all.extend(own.map(|(document, kept)| Found { segment, document, kept }));
        }
        Ok(all)
    }

    /// The documents that a question is answered yes for: all are read.
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn which(&self, wanted: &(dyn Fn(&Kept) -> bool + Sync)) -> Result<Vec<Found>> {
        let mut all = Vec::new();
        for (segment, (file, listed)) in self.listed().enumerate() {
            all.extend(live(file, listed, &|document, kept| {
                wanted(&kept).then_some(Found { segment, document, kept })
            })?);
        }
        Ok(all)
    }

    fn each<T: Send>(&self, make: fn(Kept) -> T) -> Result<Vec<T>> {
        let mut all = Vec::with_capacity(self.len());
        for (segment, listed) in self.listed() {
            all.extend(live(segment, listed, &|_, kept| Some(make(kept)))?);
        }
        Ok(all)
    }
}

/// What is made of the documents of a segment that are there, in their order.
fn live<T: Send>(
    segment: &Segment,
    listed: &catalogue::Listed,
    make: &(dyn Fn(u32, Kept) -> Option<T> + Sync),
) -> Result<Vec<T>> {
    let blocks: Vec<Vec<T>> = (0..segment.blocks())
        .into_par_iter()
        .map(|block| {
            let mut made = Vec::new();
            for (number, record) in segment.block(block)? {
                if !listed.is_removed(number) {
                    made.extend(make(number, segment.kept(&record)?));
                }
            }
            Ok(made)
        })
        .collect::<Result<_>>()?;
    Ok(blocks.into_iter().flatten().collect())
}
