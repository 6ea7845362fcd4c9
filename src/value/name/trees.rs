//! A sum of small decision trees, read from a table that people can read too.
//!
//! A line of the table is a tree: `(letters<1.25 ? -0.31 : (last-part<0.5 ? 0.02 : 0.4))`. The
//! score is the sum of one leaf of every tree: the logarithm of the odds that two names are one.

use std::sync::OnceLock;

use super::features::{COUNT, Features, NAMES};

/// A node: a question with two answers, or a leaf.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// Below the threshold, go to the first; else to the second.
    Question {
        /// Index of the feature.
        feature: usize,
        /// What it is compared with.
        threshold: f32,
        /// Indices of the nodes to go to.
        branches: [usize; 2],
    },
    /// What the tree adds to the score.
    Leaf(f32),
}

/// The trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trees {
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

impl Trees {
    /// The trees of `trees.txt`.
    pub fn learned() -> &'static Self {
        static LEARNED: OnceLock<Trees> = OnceLock::new();
        LEARNED.get_or_init(|| Self::parse(include_str!("trees.txt")))
    }

    /// Reads a table, a tree a line; lines that are no tree are left out.
    pub fn parse(table: &str) -> Self {
        let mut trees = Self::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut rest = line;
            if let Some(root) = trees.read(&mut rest, 0) {
                trees.roots.push(root);
            }
        }
        trees
    }

    /// The sum of the leaves that the features lead to.
    pub fn score(&self, features: &Features) -> f64 {
        self.roots.iter().map(|&root| f64::from(self.leaf(root, features))).sum()
    }

    fn leaf(&self, mut at: usize, features: &Features) -> f32 {
        while let Node::Question { feature, threshold, branches } = self.nodes[at] {
            at = branches[usize::from(features[feature] >= threshold)];
        }
        match self.nodes[at] {
            Node::Leaf(value) => value,
            Node::Question { .. } => 0.0,
        }
    }

    /// Reads one node and what hangs on it; children come before their parent.
    fn read(&mut self, rest: &mut &str, depth: usize) -> Option<usize> {
        let Some(inner) = rest.strip_prefix('(').filter(|_| depth < 12) else {
            let value = take(rest, [' ', ')'])?.parse().ok()?;
            return Some(self.push(Node::Leaf(value)));
        };
        *rest = inner;
        let name = take(rest, ['<', '<'])?;
        let feature = NAMES.iter().position(|&known| known == name).filter(|&at| at < COUNT)?;
        *rest = rest.strip_prefix('<')?;
        let threshold = take(rest, [' ', ' '])?.parse().ok()?;
        *rest = rest.strip_prefix(" ? ")?;
        let below = self.read(rest, depth + 1)?;
        *rest = rest.strip_prefix(" : ")?;
        let above = self.read(rest, depth + 1)?;
        *rest = rest.strip_prefix(')')?;
        Some(self.push(Node::Question { feature, threshold, branches: [below, above] }))
    }

    fn push(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }
}

/// What stands before the first of `ends`, or all of the rest.
fn take<'a>(rest: &mut &'a str, ends: [char; 2]) -> Option<&'a str> {
    let end = rest.find(ends).unwrap_or(rest.len());
    let (taken, left) = rest.split_at(end);
    *rest = left;
    (!taken.is_empty()).then_some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_adds_trees() {
        let trees = Trees::parse("# trees\n(letters<1.5 ? -1 : (initials<0.5 ? 0.25 : 2))\n0.5\n");
        let mut features = [0.0; COUNT];
        assert_eq!(trees.score(&features), -0.5);
        features[0] = 1.5;
        assert_eq!(trees.score(&features), 0.75);
        features[12] = 1.0;
        assert_eq!(trees.score(&features), 2.5);
    }

    #[test]
    fn a_broken_table_is_no_tree() {
        assert_eq!(Trees::parse("(letters<1 ? 2\n(nothing<1 ? 2 : 3)").roots.len(), 0);
    }
}
