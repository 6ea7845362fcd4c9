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

/// Weights as the program reads them.
#[derive(Debug)]
pub struct Table {
    /// Bits of a slot number.
    pub bits: u32,
    /// Classes in a row.
    pub stride: usize,
    /// For each 64 slots: which of them have a row, and how many rows come before.
    cells: Vec<(u64, u32)>,
    /// The rows, in the order of their slots.
    rows: Vec<i16>,
}

impl Scores for Table {
    fn bits(&self) -> u32 {
        self.bits
    }

    fn score(&self, features: &[u32], out: &mut [i32; CLASSES]) {
        match self.stride {
            4 => self.sum::<4>(features, out),
            48 => self.sum::<48>(features, out),
            _ => self.sum::<64>(features, out),
        }
    }
}

impl Table {
    /// A table without rows, with room for some.
    pub fn new(bits: u32, stride: usize, rows: usize) -> Self {
        let cells = vec![(0, 0); 1 << bits.saturating_sub(6)];
        Self { bits, stride, cells, rows: Vec::with_capacity(stride * rows) }
    }

    /// Adds an empty row; slots come in rising order. None where a slot does not fit.
    pub fn push(&mut self, slot: usize) -> Option<&mut [i16]> {
        let number = self.rows.len() / self.stride;
        let cell = self.cells.get_mut(slot >> 6)?;
        let bit = 1 << (slot & 63);
        if cell.0 == 0 {
            cell.1 = number as u32;
        }
        if cell.0 >= bit {
            return None;
        }
        cell.0 |= bit;
        self.rows.resize((number + 1) * self.stride, 0);
        self.rows.get_mut(number * self.stride..)
    }

    /// The slots that have a row, with it.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &[i16])> {
        let slots = self.cells.iter().enumerate().flat_map(|(cell, (marks, _))| {
            (0..64).filter(move |bit| marks >> bit & 1 == 1).map(move |bit| cell << 6 | bit)
        });
        slots.zip(self.rows.chunks(self.stride.max(1)))
    }

    fn sum<const N: usize>(&self, features: &[u32], out: &mut [i32; CLASSES]) {
        let mut sums = [0i32; N];
        for &feature in features {
            // Most features have no weight, and this ends there: one look into a small table.
            let (marks, before) = self.cells[feature as usize >> 6];
            let bit = 1 << (feature & 63);
            if marks & bit == 0 {
                continue;
            }
            let row = (before + (marks & (bit - 1)).count_ones()) as usize;
            if let Some(row) = self.rows.get(row * N..).and_then(<[i16]>::first_chunk::<N>) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*weight);
                }
            }
        }
        out[..N].copy_from_slice(&sums);
    }
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
