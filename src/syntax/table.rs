//! Weights by feature: a feature's hash leads to a row of weights, one for each class.

/// Most classes that any table tells apart.
pub const CLASSES: usize = 64;

/// What scores features.
pub trait Scores {
    /// Bits of a slot number.
    fn bits(&self) -> u32;
    /// Adds the weights of every feature to `out`.
    fn score(&self, features: &[u32], out: &mut [i32; CLASSES]);
}

/// A class and its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Number of the class, less than [`CLASSES`].
    pub class: u8,
    /// Its weight.
    pub weight: i16,
}

/// Weights as the program reads them.
#[derive(Debug)]
pub struct Table {
    /// Bits of a slot number.
    pub bits: u32,
    /// For each 64 slots: which of them have a row, and how many rows come before.
    cells: Vec<[u32; 3]>,
    rows: Rows,
}

/// Rows by number.
#[derive(Debug)]
enum Rows {
    /// Of at most four classes: a weight for each.
    Few(Vec<[i16; FEW]>),
    /// Of many, of which most rows have few: where each row starts and the last ends, and what has a weight.
    Many { starts: Vec<u32>, entries: Vec<Entry> },
}

/// Classes of a table whose rows are whole.
const FEW: usize = 4;

/// Most features that are looked up at once.
const AT_ONCE: usize = 128;

impl Scores for Table {
    fn bits(&self) -> u32 {
        self.bits
    }

    /// Looks all features up before any weight is added: memory is slow, and waits for many at once as
    /// long as for one, but only where no branch stands between them.
    fn score(&self, features: &[u32], out: &mut [i32; CLASSES]) {
        out.fill(0);
        let mut found = [0u32; AT_ONCE];
        let mut cells = [[0u32; 3]; AT_ONCE];
        for features in features.chunks(AT_ONCE) {
            for (cell, &feature) in cells.iter_mut().zip(features) {
                *cell = self.cells[feature as usize >> 6];
            }
            let mut count = 0;
            for (cell, &feature) in cells.iter().zip(features) {
                let (marks, before) = (marks(cell), cell[2]);
                let bit = 1 << (feature & 63);
                found[count] = before + (marks & (bit - 1)).count_ones();
                count += usize::from(marks & bit != 0);
            }
            self.rows.add(&found[..count], out);
        }
    }
}

impl Rows {
    fn add(&self, numbers: &[u32], out: &mut [i32; CLASSES]) {
        match self {
            Self::Few(rows) => {
                let mut sums = [0; FEW];
                for row in numbers.iter().filter_map(|&number| rows.get(number as usize)) {
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum += i32::from(*weight);
                    }
                }
                out.iter_mut().zip(sums).for_each(|(out, sum)| *out += sum);
            }
            Self::Many { starts, entries } => {
                let mut ends = [(0u32, 0u32); AT_ONCE];
                for (ends, &number) in ends.iter_mut().zip(numbers) {
                    let number = number as usize;
                    *ends = match starts.get(number..number + 2) {
                        Some(&[from, to]) => (from, to),
                        _ => (0, 0),
                    };
                }
                // The first entry of every row before the others of any, for the same reason.
                let mut firsts = [Entry { class: 0, weight: 0 }; AT_ONCE];
                for (first, &(from, to)) in firsts.iter_mut().zip(&ends[..numbers.len()]) {
                    if from < to
                        && let Some(entry) = entries.get(from as usize)
                    {
                        *first = *entry;
                    }
                }
                for (first, &(from, to)) in firsts.iter().zip(&ends[..numbers.len()]) {
                    out[usize::from(first.class) % CLASSES] += i32::from(first.weight);
                    for entry in entries.get(from as usize + 1..to as usize).unwrap_or_default() {
                        out[usize::from(entry.class) % CLASSES] += i32::from(entry.weight);
                    }
                }
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Few(rows) => rows.len(),
            Self::Many { starts, .. } => starts.len() - 1,
        }
    }

    fn row(&self, number: usize) -> Vec<Entry> {
        match self {
            Self::Few(rows) => {
                let row = rows.get(number).into_iter().flatten().zip(0..);
                let kept = row.filter(|(weight, _)| **weight != 0);
                kept.map(|(&weight, class)| Entry { class, weight }).collect()
            }
            Self::Many { starts, entries } => {
                let (from, to) = (starts[number] as usize, starts[number + 1] as usize);
                entries[from..to].to_vec()
            }
        }
    }
}

impl Table {
    /// A table without rows, with room for some, of so many `classes`.
    pub fn new(bits: u32, classes: usize, rows: usize) -> Self {
        let rows = if classes <= FEW {
            Rows::Few(Vec::with_capacity(rows))
        } else {
            let mut starts = Vec::with_capacity(rows + 1);
            starts.push(0);
            Rows::Many { starts, entries: Vec::new() }
        };
        Self { bits, cells: vec![[0; 3]; 1 << bits.saturating_sub(6)], rows }
    }

    /// Classes that a row has room for.
    pub fn classes(&self) -> usize {
        if matches!(self.rows, Rows::Few(_)) { FEW } else { CLASSES }
    }

    /// Adds a row; slots come in rising order. None where a slot or a class does not fit.
    pub fn push(&mut self, slot: usize, row: &[Entry]) -> Option<()> {
        let (number, classes) = (self.rows.len(), self.classes());
        let cell = self.cells.get_mut(slot >> 6)?;
        let bit = 1 << (slot & 63);
        if marks(cell) == 0 {
            cell[2] = number as u32;
        }
        if marks(cell) >= bit || row.iter().any(|entry| usize::from(entry.class) >= classes) {
            return None;
        }
        cell[slot >> 5 & 1] |= 1 << (slot & 31);
        match &mut self.rows {
            Rows::Few(rows) => {
                let mut whole = [0; FEW];
                row.iter().for_each(|entry| whole[usize::from(entry.class)] = entry.weight);
                rows.push(whole);
            }
            Rows::Many { starts, entries } => {
                entries.extend_from_slice(row);
                starts.push(entries.len() as u32);
            }
        }
        Some(())
    }

    /// The slots that have a row, with it.
    pub fn rows(&self) -> impl Iterator<Item = (usize, Vec<Entry>)> {
        let slots = self.cells.iter().enumerate().flat_map(|(cell, marked)| {
            let marks = marks(marked);
            (0..64).filter(move |bit| marks >> bit & 1 == 1).map(move |bit| cell << 6 | bit)
        });
        slots.enumerate().map(|(number, slot)| (slot, self.rows.row(number)))
    }
}

/// Which of the 64 slots of a cell have a row.
fn marks(cell: &[u32; 3]) -> u64 {
    u64::from(cell[1]) << 32 | u64::from(cell[0])
}

/// Mixes up to four values and a template's number into the slot of a feature.
#[inline]
pub fn slot(bits: u32, template: u64, values: [u64; 4]) -> u32 {
    let [a, b, c, d] = values;
    let sum = (template + 1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(a.wrapping_mul(0xc2b2_ae3d_27d4_eb4f))
        .wrapping_add(b.wrapping_mul(0x1656_67b1_9e37_79f9).rotate_left(17))
        .wrapping_add(c.wrapping_mul(0x27d4_eb2f_1656_67c5).rotate_left(31))
        .wrapping_add(d.wrapping_mul(0x85eb_ca77_c2b2_ae63).rotate_left(47));
    let mixed = (sum ^ (sum >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed >> (64 - bits)) as u32
}
