//! Labelled pairs of names, with folds that keep every spelling of a name together.

use std::collections::HashMap;

use variorum::value::name::romanise::romanise;

/// A labelled pair.
pub struct Pair {
    pub left: String,
    pub right: String,
    pub same: bool,
    pub source: String,
    /// Pairs that share a spelling, directly or over other pairs, share a fold.
    pub fold: usize,
    /// How much the pair counts in training.
    pub weight: f64,
}

/// Reads a table with the columns id, name_a, name_b, same, kind, source.
pub fn read(paths: &[String], folds: usize) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (number, path) in paths.iter().enumerate() {
        #[expect(clippy::disallowed_methods, reason = "a training program reads its own data")]
        let text = std::fs::read_to_string(path).expect("the table can be read");
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, left, right, same, _, source, ..] = fields[..] else { continue };
            pairs.push(Pair {
                left: left.to_owned(),
                right: right.to_owned(),
                same: same == "1",
                source: if number == 0 { source.to_owned() } else { "mentions".to_owned() },
                fold: 0,
                weight: if number == 0 { 1.0 } else { 3.0 },
            });
        }
    }
    assign_folds(&mut pairs, folds);
    pairs
}

fn assign_folds(pairs: &mut [Pair], folds: usize) {
    let mut ids = HashMap::new();
    let mut parents: Vec<usize> = Vec::new();
    let mut first = Vec::new();
    for pair in pairs.iter() {
        let mut node = |name: &str| {
            *ids.entry(romanise(name)).or_insert_with(|| {
                parents.push(parents.len());
                parents.len() - 1
            })
        };
        let (left, right) = (node(&pair.left), node(&pair.right));
        let (left_root, right_root) = (root(&mut parents, left), root(&mut parents, right));
        parents[left_root.max(right_root)] = left_root.min(right_root);
        first.push(left);
    }
    for (pair, node) in pairs.iter_mut().zip(first) {
        pair.fold = (root(&mut parents, node).wrapping_mul(2_654_435_761) >> 7) % folds;
    }
}

fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}

/// Average precision, F1 and recall at score 0, and the best F1.
pub fn quality(scored: &[(f64, bool)]) -> String {
    let mut scored = scored.to_vec();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = scored.iter().filter(|pair| pair.1).count() as f64;
    let (mut hits, mut precision, mut best) = (0.0, 0.0, 0.0f64);
    let (mut hits_at_zero, mut at_zero) = (0.0, 0.0);
    for (at, &(score, same)) in scored.iter().enumerate() {
        if same {
            hits += 1.0;
            precision += hits / (at + 1) as f64;
        }
        best = best.max(2.0 * hits / ((at + 1) as f64 + all));
        if score >= 0.0 {
            at_zero += 1.0;
            hits_at_zero = hits;
        }
    }
    format!(
        "AP {:.4}  F1 {:.4}  P {:.4}  R {:.4}  best F1 {best:.4}  n {}",
        precision / all,
        2.0 * hits_at_zero / (at_zero + all),
        hits_at_zero / at_zero,
        hits_at_zero / all,
        scored.len()
    )
}
