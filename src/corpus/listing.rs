//! The files of a run, known before they are read.
//!
//! In: arguments. Out: files that can be marked by their content without being parsed, and read in
//! parts: what is cached of the old documents is used only when their mark is the same.

use std::collections::BTreeSet;
use std::io::Read;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::hear::hear;
use super::held::Held;
use super::read::{Input, except, paths, put_together, read_files};
use super::sources::Sources;
use super::{Corpus, Options, file, walk};
use crate::error::Result;

/// Files that can be read in parts.
#[derive(Debug)]
pub struct Listing {
    files: Vec<walk::File>,
    held: Held,
    sources: Sources,
    passed: Vec<walk::Passed>,
}

/// Which documents of a file belong to a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// None of them.
    None,
    /// All of them.
    All,
    /// Of a file of JSON lines those on these lines, from 1.
    Only(BTreeSet<usize>),
    /// Of a file of JSON lines those on other lines.
    Without(BTreeSet<usize>),
}

impl Listing {
    /// The files behind the arguments; what is no path is left out.
    ///
    /// # Errors
    /// When an argument does not exist, or a `sources.toml` or `sources.csv` does not parse.
    pub fn of(inputs: &[Input], options: &Options) -> Result<Self> {
        let walked = walk::files(&paths(inputs), &except(inputs), options)?;
        let sources = Sources::read(&walked.files, &options.beside)?;
        let held = options.held.clone();
        Ok(Self { files: walked.files, held, sources, passed: walked.passed })
    }

    /// The files, in the order in which shares are given.
    pub fn files(&self) -> &[walk::File] {
        &self.files
    }

    /// What the walk passed over.
    pub fn passed(&self) -> &[walk::Passed] {
        &self.passed
    }

    /// Whether another listing states something else of a file that this one has.
    pub fn states_otherwise(&self, file: &walk::File, other: &Self) -> bool {
        self.sources.stated(file, None) != other.sources.stated(file, None)
    }

    /// A hash of all that the documents of a part are made from: ids, bytes, and what is stated of
    /// them elsewhere. A file that cannot be opened counts as empty: reading it says why.
    pub fn mark(&self, shares: &[Share]) -> u128 {
        let marks: Vec<u128> = self
            .files
            .par_iter()
            .zip(shares)
            .filter(|(_, share)| **share != Share::None)
            .map(|(file, share)| {
                let mut hash = Xxh3::new();
                for part in [&file.id, &walk::shown(&file.path), &format!("{share:?}")] {
                    hash.update(&(part.len() as u64).to_le_bytes());
                    hash.update(part.as_bytes());
                }
                hash.update(&self.bytes(file));
                hash.digest128()
            })
            .collect();
        let mut all: Vec<u8> = marks.iter().flat_map(|mark| mark.to_le_bytes()).collect();
        all.extend(format!("{:?}", self.sources).into_bytes());
        xxh3_128(&all)
    }

    /// The bytes of a file as they lie on the disk, or as they are held in its place.
    fn bytes(&self, file: &walk::File) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Ok(mut open) = file::open_packed(file, &self.held) {
            // What was read before an error marks the file as well as it can be marked.
            let _ = open.read_to_end(&mut bytes);
        }
        bytes
    }

    /// Reads a part, as [`Corpus::read`] reads all.
    pub fn read(&self, shares: &[Share], options: &Options) -> Corpus {
        let wanted = self.files.iter().zip(shares).filter(|(_, share)| **share != Share::None);
        let (files, shares): (Vec<_>, Vec<_>) = wanted.unzip();
        let parts = read_files(&files, &shares, &self.sources, options);
        let mut corpus = put_together(parts, Vec::new());
        if options.hear_all {
            corpus.documents.par_iter_mut().for_each(hear);
        }
        corpus
    }
}

impl Share {
    /// Whether a line of JSON belongs to it.
    pub(super) fn has(&self, line: usize) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Only(lines) => lines.contains(&line),
            Self::Without(lines) => !lines.contains(&line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test writes what it reads")]
    fn a_mark_is_of_the_content_and_a_part_is_read_alone() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("a.txt", "One ship.");
        write(
            "b.jsonl",
            "{\"id\":\"x\",\"text\":\"Two ships.\"}\n{\"id\":\"y\",\"text\":\"Three.\"}\n",
        );
        let inputs = [Input::Path(folder.path().to_owned())];
        let listing = Listing::of(&inputs, &Options::default()).unwrap();
        let lines = BTreeSet::from([1]);
        let shares = [Share::None, Share::Without(lines.clone())];
        let read = listing.read(&shares, &Options::default());
        assert_eq!(read.documents.len(), 1);
        assert_eq!(read.documents[0].id, "b.jsonl#y");
        let all = [Share::All, Share::All];
        let mark = listing.mark(&all);
        assert_eq!(mark, Listing::of(&inputs, &Options::default()).unwrap().mark(&all));
        assert_ne!(mark, listing.mark(&shares));
        write("a.txt", "One boat.");
        assert_ne!(mark, listing.mark(&all));
        assert_eq!(listing.mark(&shares), listing.mark(&[Share::None, Share::Without(lines)]));
    }
}
