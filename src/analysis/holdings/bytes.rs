//! Holdings as bytes: a head, then tables one after the other, then a checksum of it all.
//!
//! Numbers are little-endian. What does not fit the checksum is not read, so that half a file or
//! one of another version is as good as none.

use rayon::slice::ParallelSliceMut;
use xxhash_rust::xxh3::xxh3_64;

use super::VERSION;
use super::table::{MOST, Table};

const MAGIC: &[u8; 8] = b"variorum";

/// Puts holdings together.
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn new(mark: u128) -> Self {
        let mut out = Self(MAGIC.to_vec());
        out.0.extend(VERSION.to_le_bytes());
        out.0.extend(mark.to_le_bytes());
        out
    }

    pub(super) fn u64(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    pub(super) fn count(&mut self, number: usize) {
        self.u64(number as u64);
    }

    /// A table; the rows need not be sorted.
    pub(super) fn table<const N: usize>(&mut self, mut rows: Vec<(u64, [u32; N])>) {
        rows.par_sort_unstable();
        self.count(rows.len());
        self.0.reserve(rows.len() * (8 + 4 * N));
        for (key, numbers) in rows {
            self.u64(key);
            for number in numbers {
                self.0.extend(number.to_le_bytes());
            }
        }
    }

    /// Records, and the table that finds them by number. Records that would lie beyond what an
    /// offset can say are left out, and their documents are not found.
    pub(super) fn records(&mut self, records: &[Vec<u8>]) {
        let mut at = self.0.len() + 8 + records.len() * 16;
        let rows = records.iter().enumerate().map(|(n, record)| {
            let start = at;
            at += record.len();
            let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            (n as u64, [offset(start), offset(at)])
        });
        let rows: Vec<(u64, [u32; 2])> = rows.collect();
        self.table(rows);
        for record in records {
            self.0.extend(record);
        }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        let sum = xxh3_64(&self.0);
        self.u64(sum);
        self.0
    }
}

/// Takes holdings apart.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// None when the bytes are not whole, or not of this version.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(8)?)?;
        if xxh3_64(body) != u64::from_le_bytes(sum.try_into().ok()?) || !body.starts_with(MAGIC) {
            return None;
        }
        let mut reader = Self { bytes: body, at: MAGIC.len() };
        let version = u32::from_le_bytes(reader.take(4)?.try_into().ok()?);
        (version == VERSION).then_some(reader)
    }

    pub(super) fn u128(&mut self) -> Option<u128> {
        Some(u128::from_le_bytes(self.take(16)?.try_into().ok()?))
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    pub(super) fn count(&mut self) -> Option<usize> {
        usize::try_from(self.u64()?).ok()
    }

    /// A table whose rows have so many numbers.
    pub(super) fn table(&mut self, numbers: usize) -> Option<Table> {
        debug_assert!(numbers <= MOST, "a row has at most {MOST} numbers");
        let rows = self.count()?;
        let start = self.at;
        self.take(rows.checked_mul(8 + 4 * numbers)?)?;
        Some(Table { at: start..self.at, numbers })
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }
}
