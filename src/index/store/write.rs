//! Changing an index: one writer at a time, and nothing is changed before [`Writer::commit`].

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::catalogue::{self, Catalogue, Header, Listed};
use super::codec;
use super::merge;
use super::segment::{self, Segment};
use super::snapshot::{Found, Snapshot};
use super::{Kept, Rows, TABLES, broken};
use crate::corpus::Skipped;
use crate::error::{ErrorKind, Result};

/// Documents whose rows are made and sorted at a time.
const PIECE: usize = 4_096;
/// The file that a writer locks; it stays, empty.
const LOCK: &str = "lock";

/// Somebody who changes an index.
#[derive(Debug)]
pub struct Writer {
    /// With what is not committed yet.
    state: Snapshot,
    /// Segments that no catalogue lists yet.
    fresh: Vec<u64>,
    /// Held until the end, and by the system let go of when the run is killed.
    _lock: File,
}

/// What became of documents that were to be added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Not there before.
    pub new: usize,
    /// There with another content, which is replaced.
    pub changed: usize,
    /// There already.
    pub same: usize,
}

impl Writer {
    /// Opens an index to change it, and makes one where there is none.
    ///
    /// # Errors
    /// When somebody else changes it, when it cannot be written or read, or when it was made with
    /// other settings.
    pub fn create(folder: &Path, header: &Header) -> Result<Self> {
        let writing = |error: std::io::Error| ErrorKind::Write {
            path: folder.to_owned(),
            reason: error.to_string(),
        };
        std::fs::create_dir_all(folder).map_err(writing)?;
        if catalogue::exists(folder) {
            return Self::open(folder, header);
        }
        let own = [LOCK, catalogue::TEMPORARY, catalogue::NAME];
        let entries = std::fs::read_dir(folder).map_err(writing)?.flatten();
        let other = entries.map(|it| it.file_name()).find(|it| own.iter().all(|own| it != own));
        if let Some(other) = other {
            let reason = format!(
                "there is none, and the folder holds other files ({})",
                other.to_string_lossy()
            );
            let next = "name a new or an empty folder first and the documents behind it: `variorum index add \
                        DIR PATH...`";
            return Err(broken(folder, reason, next));
        }
        let lock = lock(folder)?;
        // Whoever was faster has made it.
        if !catalogue::exists(folder) {
            Catalogue::new(header.clone()).write(folder)?;
        }
        Self::locked(folder, header, lock)
    }

    /// Opens an index that is there to change it.
    ///
    /// # Errors
    /// As [`Writer::create`], and when there is none.
    pub fn open(folder: &Path, header: &Header) -> Result<Self> {
        // Whatever else is wrong is told before the lock is asked for.
        Catalogue::read(folder)?.accept(folder, header)?;
        let lock = lock(folder)?;
        Self::locked(folder, header, lock)
    }

    fn locked(folder: &Path, header: &Header, lock: File) -> Result<Self> {
        let state = Snapshot::open(folder)?;
        state.accept(header)?;
        let writer = Self { state, fresh: Vec::new(), _lock: lock };
        writer.sweep();
        Ok(writer)
    }

    /// The index with the changes that are not committed yet.
    pub fn state(&self) -> &Snapshot {
        &self.state
    }

    /// Adds documents; those that are there from the same place are replaced. `rows` makes
    /// what a document is found by.
    ///
    /// # Errors
    /// When a segment cannot be written or read.
    pub fn add(
        &mut self,
        documents: Vec<Kept>,
        rows: &(dyn Fn(&Kept) -> Rows + Sync),
    ) -> Result<Added> {
        let mut keyed: Vec<(String, Kept)> =
            documents.into_iter().map(|kept| (kept.key(), kept)).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        // Of several with one key the last counts.
        keyed.reverse();
        keyed.dedup_by(|a, b| a.0 == b.0);
        keyed.reverse();
        let mut added = Added::default();
        let mut keyed = self.unlike(keyed, &mut added)?;
        let change = self.state.generation() + 1;
        keyed.iter_mut().for_each(|(_, kept)| kept.added = change);
        let mut rest = keyed.as_slice();
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.len().min(PIECE));
            self.write(piece, rows)?;
            rest = after;
        }
        Ok(added)
    }

    /// Those of some documents that are not there with the same content; what they replace is
    /// removed.
    fn unlike(
        &mut self,
        mut keyed: Vec<(String, Kept)>,
        added: &mut Added,
    ) -> Result<Vec<(String, Kept)>> {
        let mut same = vec![false; keyed.len()];
        let mut changed = vec![false; keyed.len()];
        let keys: Vec<String> = keyed.iter().map(|(key, _)| key.clone()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let listed = &mut self.state.catalogue.segments;
        for (segment, listed) in self.state.segments.iter().zip(listed) {
            for (number, old) in segment.find(&keys)? {
                if listed.is_removed(number) {
                    continue;
                }
                let Ok(at) = keys.binary_search(&old.key().as_str()) else { continue };
                keyed[at].1.inherit(&old);
                if keyed[at].1 == old {
                    same[at] = true;
                } else {
                    changed[at] = true;
                    listed.remove(number, &old);
                }
            }
        }
        added.same = same.iter().filter(|it| **it).count();
        added.changed = changed.iter().filter(|it| **it).count();
        added.new = keyed.len() - added.same - added.changed;
        let mut at = 0;
        keyed.retain(|_| {
            at += 1;
            !same[at - 1]
        });
        Ok(keyed)
    }

    fn write(
        &mut self,
        piece: &[(String, Kept)],
        rows: &(dyn Fn(&Kept) -> Rows + Sync),
    ) -> Result<()> {
        let made: Vec<Rows> = piece.par_iter().map(|(_, kept)| rows(kept)).collect();
        let records = piece.iter().map(|(key, kept)| {
            let record = serde_json::to_vec(kept)
                .map_err(|error| broken(&self.state.folder, error.to_string(), "leave it out"))?;
            Ok((key.clone(), record))
        });
        let number = self.state.catalogue.next;
        let tables: [Vec<codec::Full>; TABLES] =
            std::array::from_fn(|table| codec::sorted(made.iter().map(|own| &own[table])));
        let tables = tables.map(|rows| rows.into_iter().map(Ok));
        let mut listed = segment::write(&self.state.folder, number, records, || Ok(tables))?;
        for (_, kept) in piece {
            for (all, own) in listed.known.iter_mut().zip(kept.known()) {
                *all += own;
            }
        }
        self.list(listed)
    }

    /// Takes a segment that was written among those of the state.
    fn list(&mut self, listed: Listed) -> Result<()> {
        let folder = &self.state.folder;
        self.fresh.push(listed.number);
        self.state.catalogue.next = listed.number + 1;
        let failed = |error: std::io::Error| ErrorKind::Write {
            path: catalogue::file(folder, listed.number),
            reason: error.to_string(),
        };
        let segment = Segment::open(folder, &listed).map_err(failed)??;
        self.state.segments.push(segment);
        self.state.catalogue.segments.push(listed);
        Ok(())
    }

    /// Removes documents of [`Writer::state`]; how many.
    pub fn remove(&mut self, documents: &[Found]) -> usize {
        let segments = &mut self.state.catalogue.segments;
        let mut removed = 0;
        for Found { segment, document, kept } in documents {
            let listed = segments.get_mut(*segment);
            removed += usize::from(listed.is_some_and(|it| it.remove(*document, kept)));
        }
        removed
    }

    /// Says anew what could not be read: of what `is_read` says that it was looked at now, only the
    /// given rest is left.
    pub fn skip(&mut self, is_read: &dyn Fn(&Skipped) -> bool, skipped: Vec<Skipped>) {
        let all = &mut self.state.catalogue.skipped;
        all.retain(|it| !is_read(it));
        all.extend(skipped);
        all.sort();
        all.dedup();
    }

    /// Makes the changes count: all of them, or none.
    ///
    /// # Errors
    /// When a file cannot be written; the index is as it was.
    pub fn commit(mut self) -> Result<()> {
        self.tidy()?;
        let folder = self.state.folder.clone();
        self.state.catalogue.generation += 1;
        catalogue::sync(&folder).map_err(|error| ErrorKind::Write {
            path: folder.clone(),
            reason: error.to_string(),
        })?;
        self.state.catalogue.write(&folder)?;
        self.fresh.clear();
        self.sweep();
        Ok(())
    }

    /// Makes one segment of several where there are many, or much of one is removed.
    fn tidy(&mut self) -> Result<()> {
        let is_empty = |listed: &Listed| listed.live() == 0;
        while let Some(which) = merge::due(&self.state.catalogue.segments) {
            let listed = &self.state.catalogue.segments;
            let parts: Vec<(&Segment, &Listed)> = which
                .iter()
                .map(|n| (&self.state.segments[*n], &listed[*n]))
                .filter(|(_, listed)| !is_empty(listed))
                .collect();
            let merged = match parts.is_empty() {
                true => None,
                false => Some(merge::merge(&self.state.folder, self.state.catalogue.next, &parts)?),
            };
            for n in which.iter().rev() {
                self.state.segments.remove(*n);
                self.state.catalogue.segments.remove(*n);
            }
            if let Some(merged) = merged {
                self.list(merged)?;
            }
        }
        Ok(())
    }

    /// Removes what no catalogue lists: of runs that were killed, and what was merged. Who still
    /// reads it has it open; what cannot be removed does no harm and is tried again.
    fn sweep(&self) {
        let folder: &PathBuf = &self.state.folder;
        let listed = &self.state.catalogue.segments;
        for number in catalogue::segments(folder) {
            if listed.iter().all(|it| it.number != number) {
                let _ = std::fs::remove_file(catalogue::file(folder, number));
            }
        }
        let _ = std::fs::remove_file(folder.join(catalogue::TEMPORARY));
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        for number in &self.fresh {
            let _ = std::fs::remove_file(catalogue::file(&self.state.folder, *number));
        }
    }
}

/// Takes the place of the one writer.
fn lock(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = opened
        .map_err(|error| ErrorKind::Write { path: path.clone(), reason: error.to_string() })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(broken(
            folder,
            "another run is changing it",
            "wait until that run has ended, and try again; reading is possible meanwhile",
        )),
        Err(TryLockError::Error(error)) => Err(broken(
            folder,
            format!("it cannot be locked: {error}"),
            "put it on a disk of this machine",
        )),
    }
}
