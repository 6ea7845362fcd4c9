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
    merge(&mut found, options.gap);
    found.retain(|stretch| stretch.score() >= options.least);
    grow_all(&mut found, left, right, options);
    merge(&mut found, options.gap);
    found
}

/// Grows every stretch before and behind. One that comes to another takes it in at once and goes on
/// behind it, so that no part of a text is grown over again and again.
fn grow_all(found: &mut Vec<Stretch>, left: &[Unit], right: &[Unit], options: &Options) {
    // Every step takes in a unit of each side; only many stretches that lie across one another
    // could take more.
    let mut steps = left.len() + right.len();
    let mut i = 0;
    while i < found.len() {
        for step in [grow::behind, grow::before, grow::behind] {
            while steps > 0
                && let Some(chain) = step(&found[i], left, right, &options.grow)
            {
                steps -= 1;
                found[i].absorb(chain, left, right);
                take_in(found, &mut i, options.gap);
            }
        }
        i += 1;
    }
}

/// Lets a stretch take in those that it has come near to.
fn take_in(found: &mut Vec<Stretch>, i: &mut usize, gap: usize) {
    let near = |a: &Stretch, b: &Stretch| {
        distance(a.left, b.left) <= gap && distance(a.right, b.right) <= gap
    };
    while let Some(j) = (0..found.len()).find(|j| j != i && near(&found[*i], &found[*j])) {
        let other = found.remove(j);
        if j < *i {
            *i -= 1;
        }
        let stretch = &mut found[*i];
        stretch.left = stretch.left.cover(other.left);
        stretch.right = stretch.right.cover(other.right);
        stretch.chains.extend(other.chains);
    }
}

/// Puts stretches together that lie near each other on both sides, until none do.
fn merge(found: &mut Vec<Stretch>, gap: usize) {
    found.sort_by_key(|stretch| (stretch.left, stretch.right));
    let mut i = 0;
    while i < found.len() {
        match neighbour(found, i, gap) {
            Some(j) => {
                let other = found.remove(j);
                found[i].left = found[i].left.cover(other.left);
                found[i].right = found[i].right.cover(other.right);
                found[i].chains.extend(other.chains);
                // What grew may have come near to one before it.
                i = before(found, i, gap).unwrap_or(i);
            }
            None => i += 1,
        }
    }
}

/// The first stretch behind `i` that lies near it. They stand in the order of their left starts.
fn neighbour(found: &[Stretch], i: usize, gap: usize) -> Option<usize> {
    let reach = found[i].left.end as usize + gap;
    (i + 1..found.len())
        .take_while(|j| found[*j].left.start as usize <= reach)
        .find(|j| distance(found[i].right, found[*j].right) <= gap)
}

/// The first stretch before `i` that lies near it.
fn before(found: &[Stretch], i: usize, gap: usize) -> Option<usize> {
    (i.saturating_sub(BACK)..i).find(|h| {
        distance(found[*h].left, found[i].left) <= gap
            && distance(found[*h].right, found[i].right) <= gap
    })
}

/// Stretches that are looked back on; in a text so long that this is too few, some stay apart.
const BACK: usize = 512;

fn distance(a: Span, b: Span) -> usize {
    (b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))) as usize
}
