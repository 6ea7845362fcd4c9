//! Boosted oblivious trees over small whole numbers.
//!
//! In: cells with their features by column. Out: a probability in hundredths for each. A tree asks
//! the same questions on each level, so one question runs over all cells at once. Invariant: whole
//! numbers only, so every machine gives the same answer.

use std::fmt::Write;

/// Cells of a matrix with their features, column by column.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// Where they stand: left word, right word.
    pub at: Vec<(u16, u16)>,
    columns: Vec<u8>,
    stride: usize,
}

impl Cells {
    /// Room for the features of `at`, all 0.
    pub fn new(at: Vec<(u16, u16)>, features: usize) -> Self {
        let stride = at.len().next_multiple_of(16);
        Self { columns: vec![0; features * stride], at, stride }
    }

    /// Sets all features of the cell with this number.
    pub fn set<const N: usize>(&mut self, cell: usize, row: &[u8; N]) {
        for (column, value) in self.columns.chunks_exact_mut(self.stride).zip(row) {
            column[cell] = *value;
        }
    }

    /// One feature of all cells, and some zeros to fill up.
    pub fn column(&self, feature: usize) -> &[u8] {
        self.columns.get(feature * self.stride..(feature + 1) * self.stride).unwrap_or(&[])
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
        let mut scores = vec![self.start; cells.stride];
        let mut leaves = vec![0u8; cells.stride];
        for tree in &self.trees {
            leaves.fill(0);
            for (level, (feature, threshold)) in tree.splits.iter().enumerate() {
                let bit = 1u8 << level;
                for (leaf, value) in leaves.iter_mut().zip(cells.column(usize::from(*feature))) {
                    *leaf |= if value >= threshold { bit } else { 0 };
                }
            }
            // A table of full size spares a check for each cell.
            let mut table = [0i16; 1 << MOST_SPLITS];
            table[..tree.leaves.len()].copy_from_slice(&tree.leaves);
            for (score, leaf) in scores.iter_mut().zip(&leaves) {
                *score += i32::from(table[usize::from(*leaf)]);
            }
        }
        scores.iter().take(cells.at.len()).map(|score| probability(*score)).collect()
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
