//! Looks at every byte of an index and says what is not as it should be.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::catalogue::{self, Catalogue, Listed};
use super::codec::Full;
use super::segment::Segment;
use super::snapshot::Snapshot;
use super::{Kept, Rows, TABLES};
use crate::error::{ErrorKind, Result};

/// What was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Documents that are there.
    pub documents: usize,
    /// Segments that count.
    pub segments: usize,
    /// Bytes of them.
    pub bytes: u64,
    /// What is broken, in words; nothing where all is well.
    pub problems: Vec<String>,
    /// Segments that no catalogue lists: of runs that were killed, or that run now.
    pub unlisted: usize,
}

/// How the rows of a document are made.
pub type Make<'a> = dyn Fn(&Kept) -> Rows + Sync + 'a;

/// Looks at an index. Where it is told how rows are made, they are made anew and compared.
///
/// # Errors
/// When there is no index, or its catalogue cannot be read.
pub fn verify(folder: &Path, rows: Option<&Make<'_>>) -> Result<Verified> {
    // Segments are opened together, so that a writer who merges them meanwhile takes none away.
    let snapshot = Snapshot::open(folder).ok();
    let catalogue = match &snapshot {
        Some(snapshot) => snapshot.catalogue.clone(),
        None => Catalogue::read(folder)?,
    };
    let mut found = Verified { segments: catalogue.segments.len(), ..Verified::default() };
    let listed = |number: &u64| catalogue.segments.iter().any(|it| it.number == *number);
    found.unlisted = catalogue::segments(folder).iter().filter(|it| !listed(it)).count();
    let mut keys: Vec<String> = Vec::new();
    let mut look = |segment: &Segment, listed: &Listed, problems: &mut Vec<String>| {
        Look { segment, listed, rows }.documents(&mut keys, problems);
    };
    let all = &catalogue.segments;
    found.documents = all.iter().map(Listed::live).sum();
    found.bytes = all.iter().map(|listed| listed.bytes).sum();
    if let Some(snapshot) = &snapshot {
        for (segment, listed) in snapshot.listed() {
            look(segment, listed, &mut found.problems);
        }
    } else {
        // All that is broken is told, and not only what is met first.
        for listed in all {
            match Segment::open(folder, listed) {
                Err(error) => {
                    let name = catalogue::file(folder, listed.number);
                    found.problems.push(format!("{}: {error}", name.display()));
                }
                Ok(Err(error)) => found.problems.push(reason(&error)),
                Ok(Ok(segment)) => look(&segment, listed, &mut found.problems),
            }
        }
    }
    keys.sort_unstable();
    let twice = keys.windows(2).filter(|pair| pair[0] == pair[1]).count();
    if twice > 0 {
        found.problems.push(format!("{twice} documents are there twice"));
    }
    Ok(found)
}

/// What is wrong, without the folder and what to do next, which are said once.
fn reason(error: &crate::error::Error) -> String {
    match error.kind() {
        ErrorKind::Index { reason, .. } => reason.clone(),
        other => other.to_string(),
    }
}

struct Look<'a> {
    segment: &'a Segment,
    listed: &'a Listed,
    rows: Option<&'a Make<'a>>,
}

impl Look<'_> {
    fn documents(&self, keys: &mut Vec<String>, problems: &mut Vec<String>) {
        let mut tell = |what: &str| problems.push(reason(&self.segment.wrong(what)));
        let (mut next, mut last, mut known) = (0, String::new(), [0; 3]);
        // Sums do not ask for an order, and are made a document at a time.
        let mut sums = [0u64; TABLES];
        for block in 0..self.segment.blocks() {
            let records = match self.segment.block(block) {
                Ok(records) => records,
                Err(error) => return tell(&reason(&error)),
            };
            for (number, record) in records {
                let kept = match self.segment.kept(&record) {
                    Ok(kept) => kept,
                    Err(error) => return tell(&reason(&error)),
                };
                let key = kept.key();
                if number != next || key <= last {
                    return tell("is damaged: its documents are not in order");
                }
                let rows = self.rows.map(|rows| rows(&kept));
                for (table, rows) in rows.iter().flatten().enumerate() {
                    let mut own: Vec<Full> =
                        rows.iter().map(|(key, at)| (*key, number, *at)).collect();
                    own.sort_unstable();
                    own.dedup();
                    sums[table] =
                        own.iter().fold(sums[table], |sum, it| sum.wrapping_add(hash(it)));
                }
                if !self.listed.is_removed(number) {
                    known.iter_mut().zip(kept.known()).for_each(|(all, own)| *all += own);
                    keys.push(key.clone());
                }
                (next, last) = (number + 1, key);
            }
        }
        if next != self.listed.documents || known != self.listed.known {
            tell("is damaged: the catalogue counts other documents");
        }
        let removed = &self.listed.removed;
        let in_order = removed.windows(2).all(|pair| pair[0] < pair[1]);
        if !in_order || removed.last().is_some_and(|last| *last >= next) {
            tell("is damaged: documents are removed that are not there");
        }
        for (table, sum) in sums.iter().enumerate() {
            if let Err(what) = self.table(table, self.rows.map(|_| *sum)) {
                tell(&what);
            }
        }
    }

    fn table(&self, table: usize, wanted: Option<u64>) -> std::result::Result<(), String> {
        let told = |error: crate::error::Error| reason(&error);
        let (mut last, mut count, mut sum): (Option<Full>, u64, u64) = (None, 0, 0);
        for block in 0..self.segment.row_blocks(table).map_err(told)? {
            for row in self.segment.row_block(table, block).map_err(told)? {
                if last.is_some_and(|last| last >= row) || row.1 >= self.listed.documents {
                    return Err("is damaged: its rows are not in order".to_owned());
                }
                sum = sum.wrapping_add(hash(&row));
                count += 1;
                last = Some(row);
            }
        }
        if count != self.segment.row_count(table) || wanted.is_some_and(|wanted| wanted != sum) {
            return Err("is damaged: its rows are not those of its documents".to_owned());
        }
        Ok(())
    }
}

fn hash((key, document, [a, b]): &Full) -> u64 {
    let mut bytes = [0; 20];
    bytes[..8].copy_from_slice(&key.to_le_bytes());
    bytes[8..12].copy_from_slice(&document.to_le_bytes());
    bytes[12..16].copy_from_slice(&a.to_le_bytes());
    bytes[16..].copy_from_slice(&b.to_le_bytes());
    xxh3_64(&bytes)
}
