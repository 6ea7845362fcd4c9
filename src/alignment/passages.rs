//! Chains that lie side by side in both texts make one passage.

use super::beads::Chain;
use super::grow;
use super::units::Unit;
use crate::span::Span;

/// Settings of the merging.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Chains are merged over at most this many bytes on either side.
    pub gap: usize,
    /// A passage scores at least this, in nats.
    pub least: f32,
    /// Growing of what was found.
    pub grow: grow::Options,
}

impl Default for Options {
    fn default() -> Self {
        Self { gap: 300, least: 20.0, grow: grow::Options::default() }
    }
}

/// A stretch of both texts with the chains inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Left side.
    pub left: Span,
    /// Right side.
    pub right: Span,
    /// Its chains, in the order of the left side.
    pub chains: Vec<Chain>,
}

impl Stretch {
    /// The stretch of one chain.
    pub fn of(chain: Chain, left: &[Unit], right: &[Unit]) -> Self {
        let first = &chain.beads[0];
        let last = &chain.beads[chain.beads.len() - 1];
        Self {
            left: left[first.left.start].span.cover(left[last.left.end - 1].span),
            right: right[first.right.start].span.cover(right[last.right.end - 1].span),
            chains: vec![chain],
        }
    }

    /// Takes in another chain.
    pub fn absorb(&mut self, chain: Chain, left: &[Unit], right: &[Unit]) {
        let other = Self::of(chain, left, right);
        self.left = self.left.cover(other.left);
        self.right = self.right.cover(other.right);
        self.chains.extend(other.chains);
    }

    fn score(&self) -> f32 {
        self.chains.iter().map(|chain| chain.score).sum()
    }
}

/// Merges chains over small gaps and keeps the passages that score enough, in order.
pub fn passages(
    chains: Vec<Chain>,
    left: &[Unit],
    right: &[Unit],
    options: &Options,
) -> Vec<Stretch> {
    let mut found: Vec<Stretch> =
        chains.into_iter().map(|chain| Stretch::of(chain, left, right)).collect();
    found.sort_by_key(|stretch| (stretch.left, stretch.right));
    while merge_once(&mut found, options.gap) {}
    found.retain(|stretch| stretch.score() >= options.least);
    for stretch in &mut found {
        grow::grow(stretch, left, right, &options.grow);
    }
    while merge_once(&mut found, options.gap) {}
    found
}

fn merge_once(found: &mut Vec<Stretch>, gap: usize) -> bool {
    for i in 0..found.len() {
        for j in i + 1..found.len() {
            if distance(found[i].left, found[j].left) > gap {
                continue;
            }
            if distance(found[i].right, found[j].right) <= gap {
                let other = found.remove(j);
                found[i].left = found[i].left.cover(other.left);
                found[i].right = found[i].right.cover(other.right);
                found[i].chains.extend(other.chains);
                return true;
            }
        }
    }
    false
}

fn distance(a: Span, b: Span) -> usize {
    (b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))) as usize
}
