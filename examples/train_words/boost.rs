//! Grows a forest of oblivious trees by gradient boosting of the logistic loss.

#[path = "dice.rs"]
mod dice;

use dice::Dice;
use rayon::prelude::*;
use variorum::alignment::words::training::{Forest, Tree};

/// Cells of many sentence pairs: features by column, what people said, and how much it counts.
#[derive(Default)]
pub struct Samples {
    pub columns: Vec<Vec<u8>>,
    pub labels: Vec<f32>,
    pub weights: Vec<f32>,
}

/// How a forest grows.
#[derive(Clone, Copy)]
pub struct Growth {
    pub trees: usize,
    pub depth: usize,
    pub rate: f64,
    pub smoothing: f64,
    pub columns: f64,
    pub rows: f64,
    pub seed: u64,
}

/// Hundredths of a logit in a leaf's whole number.
const SCALE: f64 = 100.0;

/// Slope and curvature of the loss at a sample.
#[derive(Clone, Copy, Default)]
struct Pull {
    slope: f64,
    curve: f64,
}

impl Pull {
    fn add(&mut self, other: Self) {
        self.slope += other.slope;
        self.curve += other.curve;
    }

    fn less(self, other: Self) -> Self {
        Self { slope: self.slope - other.slope, curve: self.curve - other.curve }
    }

    fn gain(self, smoothing: f64) -> f64 {
        self.slope * self.slope / (self.curve + smoothing)
    }
}

/// Grows a forest.
pub fn grow(samples: &Samples, growth: &Growth) -> Forest {
    let start = (prior(samples) * SCALE).round();
    let mut scores = vec![start / SCALE; samples.labels.len()];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ growth.seed);
    let mut forest = Forest { start: start as i32, trees: Vec::new() };
    for _ in 0..growth.trees {
        let rows: Vec<u32> =
            (0..samples.labels.len() as u32).filter(|_| dice.below(growth.rows)).collect();
        let features: Vec<usize> =
            (0..samples.columns.len()).filter(|_| dice.below(growth.columns)).collect();
        let tree = grow_tree(samples, &scores, &rows, &features, growth);
        scores.par_iter_mut().enumerate().for_each(|(row, score)| {
            *score += f64::from(tree.leaves[leaf(samples, &tree.splits, row)]) / SCALE;
        });
        forest.trees.push(tree);
    }
    forest
}

fn prior(samples: &Samples) -> f64 {
    let all: f64 = samples.weights.iter().map(|w| f64::from(*w)).sum();
    let linked: f64 =
        samples.labels.iter().zip(&samples.weights).map(|(l, w)| f64::from(l * w)).sum();
    (linked / (all - linked)).ln()
}

fn leaf(samples: &Samples, splits: &[(u8, u8)], row: usize) -> usize {
    splits.iter().enumerate().fold(0, |leaf, (level, (feature, threshold))| {
        leaf | usize::from(samples.columns[usize::from(*feature)][row] >= *threshold) << level
    })
}

fn grow_tree(
    samples: &Samples,
    scores: &[f64],
    rows: &[u32],
    features: &[usize],
    growth: &Growth,
) -> Tree {
    let pulls: Vec<Pull> =
        rows.par_iter().map(|row| pull(samples, scores, *row as usize)).collect();
    let mut leaves = vec![0u8; rows.len()];
    let mut splits = Vec::new();
    for level in 0..growth.depth {
        let Some((feature, threshold)) =
            best_split(samples, rows, &pulls, &leaves, features, 1 << level, growth.smoothing)
        else {
            break;
        };
        let column = &samples.columns[feature];
        for (leaf, row) in leaves.iter_mut().zip(rows) {
            *leaf |= u8::from(column[*row as usize] >= threshold) << level;
        }
        splits.push((feature as u8, threshold));
    }
    let mut sums = vec![Pull::default(); 1 << splits.len()];
    for (leaf, pull) in leaves.iter().zip(&pulls) {
        sums[usize::from(*leaf)].add(*pull);
    }
    let value = |p: &Pull| (SCALE * growth.rate * p.slope / (p.curve + growth.smoothing)).round();
    Tree { splits, leaves: sums.iter().map(|p| value(p) as i16).collect() }
}

fn pull(samples: &Samples, scores: &[f64], row: usize) -> Pull {
    let p = 1.0 / (1.0 + (-scores[row]).exp());
    let weight = f64::from(samples.weights[row]);
    Pull {
        slope: weight * (f64::from(samples.labels[row]) - p),
        curve: (weight * p * (1.0 - p)).max(1e-6),
    }
}

/// The question that parts all leaves best at once.
fn best_split(
    samples: &Samples,
    rows: &[u32],
    pulls: &[Pull],
    leaves: &[u8],
    features: &[usize],
    leaf_count: usize,
    smoothing: f64,
) -> Option<(usize, u8)> {
    const VALUES: usize = 64;
    let best = features.par_iter().map(|feature| {
        let column = &samples.columns[*feature];
        let mut sums = vec![Pull::default(); leaf_count * VALUES];
        for ((row, leaf), pull) in rows.iter().zip(leaves).zip(pulls) {
            let value = usize::from(column[*row as usize]).min(VALUES - 1);
            sums[usize::from(*leaf) * VALUES + value].add(*pull);
        }
        let mut gains = [0f64; VALUES];
        for of_leaf in sums.chunks(VALUES) {
            let all = of_leaf.iter().fold(Pull::default(), |mut a, p| {
                a.add(*p);
                a
            });
            let mut below = Pull::default();
            for threshold in 1..VALUES {
                below.add(of_leaf[threshold - 1]);
                let above = all.less(below);
                gains[threshold] +=
                    below.gain(smoothing) + above.gain(smoothing) - all.gain(smoothing);
            }
        }
        let (threshold, gain) =
            gains.iter().enumerate().fold((0, 0.0), |a, (t, g)| if *g > a.1 { (t, *g) } else { a });
        (gain, *feature, threshold as u8)
    });
    let (gain, feature, threshold) = best.reduce(
        || (0.0, usize::MAX, 0),
        |a, b| if b.0 > a.0 || (b.0 == a.0 && b.1 < a.1) { b } else { a },
    );
    (gain > 1e-9).then_some((feature, threshold))
}
