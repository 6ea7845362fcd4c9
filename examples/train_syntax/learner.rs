//! An averaged perceptron (Collins 2002): weights move only where it was wrong, and the mean of all
//! that they ever were is what counts. Whole numbers alone, so that every machine learns the same.

use variorum::syntax::training::{CLASSES, Scores, Table, step, table};

/// Weights that are being learned.
pub struct Learner {
    bits: u32,
    stride: usize,
    slots: Vec<u32>,
    weights: Vec<i32>,
    /// Sum of each weight over all steps up to `stamps`.
    sums: Vec<i64>,
    stamps: Vec<u32>,
    /// How often each row was moved.
    moved: Vec<u32>,
    now: u32,
}

impl Scores for Learner {
    fn bits(&self) -> u32 {
        self.bits
    }

    fn score(&self, features: &[u32], out: &mut [i32; CLASSES]) {
        out.fill(0);
        for &feature in features {
            let row = self.slots[feature as usize] as usize * self.stride;
            let row = &self.weights[row..row + self.stride];
            out.iter_mut().zip(row).for_each(|(out, weight)| *out += weight);
        }
    }
}

impl Learner {
    /// Nothing learned; slots of `bits` bits, rows of `stride` classes. Row 0 stays empty.
    pub fn new(bits: u32, stride: usize) -> Self {
        Self {
            bits,
            stride,
            slots: vec![0; 1 << bits],
            weights: vec![0; stride],
            sums: vec![0; stride],
            stamps: vec![0; stride],
            moved: vec![0],
            now: 0,
        }
    }

    /// One more decision was made.
    pub fn tick(&mut self) {
        self.now += 1;
    }

    /// Moves the weights of features from a wrong class to the right one.
    pub fn correct(&mut self, features: &[u32], right: usize, wrong: usize) {
        for &feature in features {
            let row = self.row(feature);
            self.moved[row] += 1;
            for (class, by) in [(right, 1), (wrong, -1)] {
                self.shift(row * self.stride + class, by);
            }
        }
    }

    /// Moves the weights of features by so much, in a table that weighs one thing against another: only its
    /// first class is used.
    pub fn lean(&mut self, features: &[u32], by: i32) {
        for &feature in features {
            let row = self.row(feature);
            self.moved[row] += 1;
            self.shift(row * self.stride, by);
        }
    }

    fn shift(&mut self, at: usize, by: i32) {
        self.sums[at] += self.since(at);
        self.stamps[at] = self.now;
        self.weights[at] += by;
    }

    fn since(&self, at: usize) -> i64 {
        i64::from(self.weights[at]) * i64::from(self.now - self.stamps[at])
    }

    fn row(&mut self, feature: u32) -> usize {
        let slot = &mut self.slots[feature as usize];
        if *slot == 0 {
            *slot = self.moved.len() as u32;
            self.moved.push(0);
            let size = self.moved.len() * self.stride;
            self.weights.resize(size, 0);
            self.sums.resize(size, 0);
            self.stamps.resize(size, 0);
        }
        *slot as usize
    }

    /// The means, as steps; rows that moved less than `rare` times and steps below `small` are left out.
    pub fn table(&self, rare: u32, small: i8) -> Table {
        let mean = |at: usize| (self.sums[at] + self.since(at)) as f64 / f64::from(self.now.max(1));
        let greatest = (0..self.weights.len()).map(|at| mean(at).abs()).fold(0.0, f64::max);
        let mut rows = Vec::new();
        for (slot, &row) in self.slots.iter().enumerate().filter(|(_, row)| **row != 0) {
            let row = row as usize;
            let cells = row * self.stride..(row + 1) * self.stride;
            let steps = cells.map(|at| step(mean(at), greatest));
            let steps: Vec<i8> =
                steps.map(|step| if step.abs() < small { 0 } else { step }).collect();
            if self.moved[row] >= rare && steps.iter().any(|&step| step != 0) {
                rows.push((slot as u32, steps));
            }
        }
        println!("{} of {} rows kept", rows.len(), self.moved.len());
        table(self.bits, self.stride, &rows)
    }
}
