//! A found passage reaches further than its strongest part.
//!
//! What stands beside two passages that tell the same probably tells the same too, so the units
//! next to a passage are aligned with less doubt than a stranger would be, step by step outwards.

use super::beads::{self, Chain};
use super::passages::Stretch;
use super::units::Unit;

/// Settings of the growing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Bead settings beside a passage.
    pub beads: beads::Options,
    /// Units that one step looks at.
    pub reach: usize,
    /// A neighbour may stand at most this many units away on either side.
    pub gap: usize,
}

impl Default for Options {
    fn default() -> Self {
        let beads =
            beads::Options { chance: 0.15, skip: 0.1, bead: 1.0, join: 3.0, least: 5.0, chains: 1 };
        Self { beads, reach: 16, gap: 6 }
    }
}

/// What the next step behind a stretch finds, in the same order on both sides.
pub fn behind(
    stretch: &Stretch,
    left: &[Unit],
    right: &[Unit],
    options: &Options,
) -> Option<Chain> {
    let i = left.partition_point(|unit| unit.span.start < stretch.left.end);
    let j = right.partition_point(|unit| unit.span.start < stretch.right.end);
    let x = &left[i..left.len().min(i + options.reach)];
    let y = &right[j..right.len().min(j + options.reach)];
    let chain = beads::chains(x, y, &options.beads).pop()?;
    let first = chain.beads.first()?;
    let near = first.left.start <= options.gap && first.right.start <= options.gap;
    near.then(|| chain.shifted(i, j))
}

/// What the next step before it finds.
pub fn before(
    stretch: &Stretch,
    left: &[Unit],
    right: &[Unit],
    options: &Options,
) -> Option<Chain> {
    let i = left.partition_point(|unit| unit.span.end <= stretch.left.start);
    let j = right.partition_point(|unit| unit.span.end <= stretch.right.start);
    let (p, q) = (i.saturating_sub(options.reach), j.saturating_sub(options.reach));
    let chain = beads::chains(&left[p..i], &right[q..j], &options.beads).pop()?;
    let last = chain.beads.last()?;
    let near = i - p - last.left.end <= options.gap && j - q - last.right.end <= options.gap;
    near.then(|| chain.shifted(p, q))
}
