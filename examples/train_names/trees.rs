//! Learns small decision trees by gradient boosting with logistic loss.

#[path = "../train_words/dice.rs"]
mod dice;

use dice::Dice;
use variorum::value::name::features::{COUNT, Features, NAMES};
use variorum::value::name::trees::Trees;

/// A pair by its features.
pub struct Row {
    pub features: Features,
    pub same: bool,
    pub weight: f64,
}

/// How many trees, how deep, and how carefully.
#[derive(Clone, Copy)]
pub struct Plan {
    pub trees: usize,
    pub depth: usize,
    pub rate: f64,
    pub least: f64,
    pub pull: f64,
    /// Share of the features that a tree may ask for, and of the pairs that it learns from: trees
    /// that see different things err less together.
    pub columns: f64,
    pub rows: f64,
}

enum Tree {
    Leaf(f64),
    Question(usize, f32, Box<Tree>, Box<Tree>),
}

/// The table of the trees that tell same from different in `rows`.
pub fn learn(rows: &[Row], plan: Plan) -> String {
    let mut table =
        String::from("# The log odds that two names are one: the sum of these trees.\n");
    let mut scores = vec![0.0; rows.len()];
    let sorted: Vec<Vec<usize>> = (0..COUNT).map(|feature| order(rows, feature)).collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..plan.trees {
        let slopes: Vec<(f64, f64)> =
            rows.iter().zip(&scores).map(|(row, &score)| slope(row, score)).collect();
        let member: Vec<bool> = rows.iter().map(|_| dice.below(plan.rows)).collect();
        let of_use: Vec<(usize, &[usize])> = sorted
            .iter()
            .enumerate()
            .filter(|_| dice.below(plan.columns))
            .map(|(feature, order)| (feature, order.as_slice()))
            .collect();
        let tree = grow(rows, &slopes, &of_use, &member, plan, plan.depth);
        let line = tree.line();
        let one = Trees::parse(&line);
        for (score, row) in scores.iter_mut().zip(rows) {
            *score += one.score(&row.features);
        }
        table += &line;
        table.push('\n');
    }
    table
}

fn order(rows: &[Row], feature: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&a, &b| rows[a].features[feature].total_cmp(&rows[b].features[feature]));
    order
}

/// First and second derivative of the loss.
fn slope(row: &Row, score: f64) -> (f64, f64) {
    let chance = 1.0 / (1.0 + (-score).exp());
    let error = f64::from(u8::from(row.same)) - chance;
    (row.weight * error, row.weight * (chance * (1.0 - chance)).max(1e-6))
}

fn grow(
    rows: &[Row],
    slopes: &[(f64, f64)],
    sorted: &[(usize, &[usize])],
    member: &[bool],
    plan: Plan,
    depth: usize,
) -> Tree {
    let total = sum((0..rows.len()).filter(|&at| member[at]).map(|at| slopes[at]));
    let leaf = Tree::Leaf(plan.rate * total.0 / (total.1 + plan.pull));
    if depth == 0 {
        return leaf;
    }
    let Some((feature, threshold)) = best_split(rows, slopes, sorted, member, plan, total) else {
        return leaf;
    };
    let below: Vec<bool> =
        (0..rows.len()).map(|at| member[at] && rows[at].features[feature] < threshold).collect();
    let above: Vec<bool> =
        (0..rows.len()).map(|at| member[at] && rows[at].features[feature] >= threshold).collect();
    let branch = |member: &[bool]| Box::new(grow(rows, slopes, sorted, member, plan, depth - 1));
    Tree::Question(feature, threshold, branch(&below), branch(&above))
}

fn sum(slopes: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
    slopes.fold((0.0, 0.0), |sum, slope| (sum.0 + slope.0, sum.1 + slope.1))
}

fn best_split(
    rows: &[Row],
    slopes: &[(f64, f64)],
    sorted: &[(usize, &[usize])],
    member: &[bool],
    plan: Plan,
    total: (f64, f64),
) -> Option<(usize, f32)> {
    let gain = |part: (f64, f64)| part.0 * part.0 / (part.1 + plan.pull);
    let mut best = (1e-3, None);
    for &(feature, order) in sorted {
        let mut below = (0.0, 0.0);
        let mut last = f32::NEG_INFINITY;
        for &at in order.iter().filter(|&&at| member[at]) {
            let value = rows[at].features[feature];
            let above = (total.0 - below.0, total.1 - below.1);
            if value > last && below.1 >= plan.least && above.1 >= plan.least {
                let better = gain(below) + gain(above) - gain(total);
                if better > best.0 {
                    let middle: f32 =
                        format!("{:.3}", (last + value) / 2.0).parse().unwrap_or(value);
                    let between = last < middle && middle <= value;
                    best = (better, Some((feature, if between { middle } else { value })));
                }
            }
            below = (below.0 + slopes[at].0, below.1 + slopes[at].1);
            last = value;
        }
    }
    best.1
}

impl Tree {
    fn line(&self) -> String {
        match self {
            Self::Leaf(value) => format!("{value:.3}"),
            Self::Question(feature, threshold, below, above) => {
                format!("({}<{threshold} ? {} : {})", NAMES[*feature], below.line(), above.line())
            }
        }
    }
}
