//! Boosted oblivious trees over small whole numbers.
//!
//! In: cells with their features. Out: a probability in hundredths for each. A tree asks the same
//! questions on each level, so one question runs over many cells at once. Invariant: whole
//! numbers only, so every machine gives the same answer.

use std::fmt::Write;

/// Cells that are asked at once.
const LANES: usize = 16;

/// One feature of as many cells as are asked at once.
type Lanes = [u8; LANES];

/// Cells of a matrix with their features.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// Where they stand: left word, right word.
    pub at: Vec<(u16, u16)>,
    /// For every [`LANES`] cells their features, one behind the other.
    lanes: Vec<Lanes>,
    features: usize,
}

impl Cells {
    /// Room for the features of `at`, all 0.
    pub fn new(at: Vec<(u16, u16)>, features: usize) -> Self {
        let blocks = at.len().div_ceil(LANES);
        Self { lanes: vec![[0; LANES]; blocks * features], at, features }
    }

    /// Sets all features of the cell with this number.
    pub fn set<const N: usize>(&mut self, cell: usize, row: &[u8; N]) {
        let block = cell / LANES * self.features;
        for (lanes, value) in self.lanes[block..].iter_mut().zip(row) {
            lanes[cell % LANES] = *value;
        }
    }

    /// One feature of all cells.
    pub fn column(&self, feature: usize) -> Vec<u8> {
        let blocks = self.lanes.chunks_exact(self.features.max(1));
        let column = blocks.flat_map(|block| block.get(feature).copied().unwrap_or_default());
        column.take(self.at.len()).collect()
    }
}

/// Asks whether features reach thresholds; the answers number a leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// Feature, threshold.
    pub splits: Vec<(u8, u8)>,
    /// What each leaf adds, in hundredths of a logit.
    pub leaves: Vec<i16>,
}

impl Tree {
    /// Adds to each score what the leaf of its cell holds.
    fn add(&self, features: &[Lanes], scores: &mut [i32; LANES]) {
        let mut leaves = [0u8; LANES];
        for (level, (feature, threshold)) in self.splits.iter().enumerate() {
            let Some(lanes) = features.get(usize::from(*feature)) else { continue };
            for (leaf, value) in leaves.iter_mut().zip(lanes) {
                *leaf |= u8::from(value >= threshold) << level;
            }
        }
        // Leaves of a known number spare a check for each cell.
        match self.splits.len() {
            3 => add::<8>(&self.leaves, &leaves, scores),
            4 => add::<16>(&self.leaves, &leaves, scores),
            5 => add::<32>(&self.leaves, &leaves, scores),
            7 => add::<128>(&self.leaves, &leaves, scores),
            _ => add_any(&self.leaves, &leaves, scores),
        }
    }

    /// The same for the first cell alone.
    fn add_first(&self, features: &[Lanes], score: &mut i32) {
        let mut leaf = 0;
        for (level, (feature, threshold)) in self.splits.iter().enumerate() {
            let value = features.get(usize::from(*feature)).map_or(0, |lanes| lanes[0]);
            leaf |= usize::from(value >= *threshold) << level;
        }
        *score += self.leaves.get(leaf).map_or(0, |&add| i32::from(add));
    }
}

/// [`add_any`] for a table of `LEAVES`, a power of two.
fn add<const LEAVES: usize>(table: &[i16], leaves: &Lanes, scores: &mut [i32; LANES]) {
    let Some(table) = table.first_chunk::<LEAVES>() else { return };
    for (score, leaf) in scores.iter_mut().zip(leaves) {
        *score += i32::from(table[usize::from(*leaf) % LEAVES]);
    }
}

/// Adds to each score the entry of the table that its leaf numbers.
fn add_any(table: &[i16], leaves: &Lanes, scores: &mut [i32; LANES]) {
    for (score, leaf) in scores.iter_mut().zip(leaves) {
        *score += table.get(usize::from(*leaf)).map_or(0, |&add| i32::from(add));
    }
}

/// A sum of trees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forest {
    /// What every cell starts with, in hundredths of a logit.
    pub start: i32,
    /// The trees.
    pub trees: Vec<Tree>,
}

/// Questions of one tree; with more, a leaf's number would not fit into a byte.
pub const MOST_SPLITS: usize = 8;

impl Forest {
    /// The probability of each cell in hundredths, 0 to 100.
    pub fn probabilities(&self, cells: &Cells) -> Vec<u8> {
        let mut found = Vec::with_capacity(cells.at.len());
        for features in cells.lanes.chunks_exact(cells.features.max(1)) {
            let mut scores = [self.start; LANES];
            let here = (cells.at.len() - found.len()).min(LANES);
            if here == 1 {
                self.trees.iter().for_each(|tree| tree.add_first(features, &mut scores[0]));
            } else {
                self.trees.iter().for_each(|tree| tree.add(features, &mut scores));
            }
            found.extend(scores[..here].iter().map(|score| probability(*score)));
        }
        found
    }

    /// One line a tree: its questions by name, then its leaves.
    pub fn print(&self, names: &[&str]) -> String {
        let mut text = format!("{}\n", self.start);
        for tree in &self.trees {
            for (feature, threshold) in &tree.splits {
                let _ = write!(text, "{}>={threshold} ", names[usize::from(*feature)]);
            }
            text.push(':');
            for leaf in &tree.leaves {
                let _ = write!(text, " {leaf}");
            }
            text.push('\n');
        }
        text
    }

    /// Reads what [`Forest::print`] wrote; none when a line is not of that form.
    pub fn parse(text: &str, names: &[&str]) -> Option<Self> {
        let mut lines = text.lines();
        let start = lines.next()?.parse().ok()?;
        let trees = lines.map(|line| tree(line, names)).collect::<Option<_>>()?;
        Some(Self { start, trees })
    }
}

fn tree(line: &str, names: &[&str]) -> Option<Tree> {
    let (splits, leaves) = line.split_once(':')?;
    let split = |text: &str| {
        let (name, threshold) = text.split_once(">=")?;
        let feature = names.iter().position(|n| *n == name)?;
        Some((u8::try_from(feature).ok()?, threshold.parse().ok()?))
    };
    let splits = splits.split_whitespace().map(split).collect::<Option<Vec<_>>>()?;
    let leaves = leaves.split_whitespace().map(|n| n.parse().ok()).collect::<Option<Vec<i16>>>()?;
    let fits = splits.len() <= MOST_SPLITS && leaves.len() == 1 << splits.len();
    fits.then_some(Tree { splits, leaves })
}

/// Hundredths of a logit to hundredths of a probability.
fn probability(score: i32) -> u8 {
    // The logit, in hundredths, at which the probability in hundredths rounds up to the next.
    const STEPS: [i32; 50] = [
        2, 6, 10, 14, 18, 22, 26, 30, 34, 38, 43, 47, 51, 55, 60, 64, 69, 73, 78, 82, 87, 92, 97,
        102, 107, 113, 118, 124, 130, 136, 142, 148, 155, 162, 170, 177, 186, 195, 204, 214, 225,
        238, 251, 267, 284, 306, 332, 366, 418, 529,
    ];
    let steps = STEPS.partition_point(|step| *step <= score.abs()) as u8;
    if score >= 0 { 50 + steps } else { 50 - steps }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_those_of_the_logistic_curve() {
        for score in [-900, -300, -100, -20, 0, 1, 20, 50, 100, 200, 300, 900] {
            let exact = 100.0 / (1.0 + (-f64::from(score) / 100.0).exp());
            assert!((f64::from(probability(score)) - exact).abs() <= 1.0, "{score}");
        }
    }

    #[test]
    fn a_forest_survives_print_and_parse() {
        let text = "-20\nheight>=3 width>=1 : 1 -2 300 4\n: 7\n";
        let names = ["width", "height"];
        let forest = Forest::parse(text, &names).unwrap();
        assert_eq!(forest.print(&names), text);
        assert!(Forest::parse("0\nheight>=3 : 1 2 3\n", &names).is_none());
        assert!(Forest::parse("0\ndepth>=3 : 1 2\n", &names).is_none());
    }

    #[test]
    fn answers_number_the_leaf() {
        let forest = Forest::parse("0\na>=3 b>=1 : 0 0 0 500\n", &["a", "b"]).unwrap();
        let mut cells = Cells::new(vec![(0, 0), (0, 1), (1, 1)], 2);
        cells.set(0, &[3, 1]);
        cells.set(1, &[2, 9]);
        assert_eq!(forest.probabilities(&cells), [99, 50, 50]);
    }
}
