//! Two sentences side by side: how alike every word of one is to every word of the other, and what
//! follows from that alone.
//!
//! Matrices are stored row by row, a row for each left word.

use crate::alignment::lexicon::Lexicon;

use super::kinship::{Kinship, kinship};
use super::model::Table;
use super::role::Role;
use super::word::Word;

/// Two sentences, compared word by word.
pub struct Pair<'a> {
    /// Words of the left sentence.
    pub left: &'a [Word],
    /// Words of the right sentence.
    pub right: &'a [Word],
    /// How alike each two words are.
    pub kinships: Vec<Kinship>,
    /// How long the run of equal words through a cell is; 0 where its words differ.
    pub runs: Vec<u8>,
    /// What is known of each left word.
    pub rows: Vec<Line>,
    /// What is known of each right word.
    pub columns: Vec<Line>,
}

/// What is known of a word against the whole other side.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    /// How often the word stands on the other side, at most 5.
    pub equals: u8,
    /// How surely such a word finds its like, as learned.
    pub faithful: u8,
    /// The best likeness and the next.
    pub best: Best,
    /// The content word before it; the sentence's length where there is none.
    pub before: usize,
    /// The content word behind it; the sentence's length where there is none.
    pub behind: usize,
}

/// The best of many, and the next.
#[derive(Clone, Copy, Debug, Default)]
pub struct Best {
    /// The greatest.
    pub first: u8,
    /// The greatest but one.
    pub second: u8,
}

impl Best {
    /// Takes a value into account.
    pub fn add(&mut self, value: u8) {
        if value > self.first {
            self.second = self.first;
            self.first = value;
        } else if value > self.second {
            self.second = value;
        }
    }

    /// The best of the others.
    pub fn besides(self, value: u8) -> u8 {
        if value == self.first { self.second } else { self.first }
    }
}

impl<'a> Pair<'a> {
    /// Compares every word with every word.
    pub fn new(left: &'a [Word], right: &'a [Word], lexicon: &Lexicon, table: &Table) -> Self {
        let mut kinships = Vec::with_capacity(left.len() * right.len());
        for a in left {
            let known = (a, table.partners(a.base));
            kinships.extend(right.iter().map(|b| kinship(known, b, lexicon, table)));
        }
        let mut pair = Self {
            left,
            right,
            kinships,
            runs: Vec::new(),
            rows: lines(left, table),
            columns: lines(right, table),
        };
        pair.fill_lines();
        pair.runs = pair.equal_runs();
        pair
    }

    /// Number of a cell.
    pub fn at(&self, i: usize, j: usize) -> usize {
        i * self.right.len() + j
    }

    /// How alike two words are in one number; 100 beyond both ends, 0 beyond one.
    pub fn likeness(&self, i: isize, j: isize) -> u8 {
        let (Ok(row), Ok(column)) = (usize::try_from(i), usize::try_from(j)) else {
            return if i < 0 && j < 0 { 100 } else { 0 };
        };
        match (row < self.left.len(), column < self.right.len()) {
            (true, true) => self.kinships[self.at(row, column)].total,
            (false, false) => 100,
            _ => 0,
        }
    }

    /// Whether one is a mark and the other a word: such two never face each other.
    pub fn clash(&self, i: usize, j: usize) -> bool {
        (self.left[i].role == Role::Mark) != (self.right[j].role == Role::Mark)
    }

    fn fill_lines(&mut self) {
        let width = self.right.len().max(1);
        for (row, cells) in self.rows.iter_mut().zip(self.kinships.chunks(width)) {
            for (column, cell) in self.columns.iter_mut().zip(cells) {
                row.best.add(cell.total);
                column.best.add(cell.total);
                row.equals = (row.equals + cell.equal).min(5);
                column.equals = (column.equals + cell.equal).min(5);
            }
        }
    }

    fn equal_runs(&self) -> Vec<u8> {
        let (n, m) = (self.left.len(), self.right.len());
        let mut runs = vec![0u8; n * m];
        for (at, cell) in self.kinships.iter().enumerate() {
            if cell.equal == 1 {
                let before = if at > m && at % m > 0 { runs[at - m - 1] } else { 0 };
                runs[at] = before.saturating_add(1);
            }
        }
        for at in (0..n * m).rev() {
            let behind =
                if at % m + 1 < m { runs.get(at + m + 1).copied().unwrap_or(0) } else { 0 };
            if runs[at] > 0 {
                runs[at] = runs[at].max(behind);
            }
        }
        runs
    }
}

fn lines(words: &[Word], table: &Table) -> Vec<Line> {
    let none = words.len();
    let line = |w: &Word| Line {
        faithful: table.word(w.key),
        before: none,
        behind: none,
        ..Line::default()
    };
    let mut lines: Vec<Line> = words.iter().map(line).collect();
    let mut last = none;
    for (k, word) in words.iter().enumerate() {
        lines[k].before = last;
        if word.is_content() {
            last = k;
        }
    }
    last = none;
    for (k, word) in words.iter().enumerate().rev() {
        lines[k].behind = last;
        if word.is_content() {
            last = k;
        }
    }
    lines
}
