//! Rows sorted by key, looked up where they lie.

use std::ops::Range;

/// Rows of a key and some numbers, somewhere in bytes, sorted by key.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Where the rows lie.
    pub(super) at: Range<usize>,
    /// Numbers behind each key.
    pub(super) numbers: usize,
}

/// Numbers that a row can have.
pub(super) const MOST: usize = 3;
/// A row's numbers; those that its table does not have are 0.
pub(super) type Row = [u32; MOST];

impl Table {
    /// Bytes of a row.
    fn width(&self) -> usize {
        8 + 4 * self.numbers
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.at.len() / self.width()
    }

    /// All rows, in order.
    pub(super) fn rows<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = (u64, Row)> + 'a {
        (0..self.len()).map(|n| (self.key(bytes, n), self.row(bytes, n)))
    }

    /// The rows of a key, in order.
    pub(super) fn find<'a>(
        &'a self,
        bytes: &'a [u8],
        key: u64,
    ) -> impl ExactSizeIterator<Item = Row> + 'a {
        let first = self.first(bytes, 0, |other| other >= key);
        let last = self.first(bytes, first, |other| other > key);
        (first..last).map(|n| self.row(bytes, n))
    }

    /// The first row from `from` on whose key is far enough.
    fn first(&self, bytes: &[u8], from: usize, far: impl Fn(u64) -> bool) -> usize {
        let (mut low, mut high) = (from, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if far(self.key(bytes, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    fn key(&self, bytes: &[u8], n: usize) -> u64 {
        let at = self.at.start + n * self.width();
        let key = bytes.get(at..at + 8).and_then(|key| key.try_into().ok());
        key.map_or(0, u64::from_le_bytes)
    }

    fn row(&self, bytes: &[u8], n: usize) -> Row {
        let mut row = [0; MOST];
        for (i, number) in row.iter_mut().take(self.numbers).enumerate() {
            let at = self.at.start + n * self.width() + 8 + 4 * i;
            let found = bytes.get(at..at + 4).and_then(|it| it.try_into().ok());
            *number = found.map_or(0, u32::from_le_bytes);
        }
        row
    }
}
