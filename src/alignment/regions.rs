//! Where in two long texts a bead grid is worth its cost.
//!
//! A grid over two short texts is cheap and sees everything. For long ones, anchors that lie near
//! each other on both sides span a box, and only boxes are aligned; a box too large for a grid is
//! cut along the left text, each part facing what its own anchors face. The work is bounded by
//! the anchors, never by the product of the lengths.

use std::ops::Range;

use crate::index::Anchor;

use super::units::Unit;

/// Grids of up to this many cells are taken whole.
const CELLS: usize = 1_000_000;
/// ... if they are of no more pairs of tokens: where no mark ends a unit, a cell costs far more.
const PAIRS: usize = 400_000_000;
/// Anchors nearer than this many tokens on both sides are of one box.
const NEAR: u32 = 200;
/// Tokens added around a box.
const MARGIN: u32 = 60;
/// Units of one part of a box too large.
const PART: usize = 240;

/// A run of units of either side.
pub type Region = (Range<usize>, Range<usize>);

/// Runs of units to be aligned with each other, sorted.
pub fn regions(left: &[Unit], right: &[Unit], anchors: &[Anchor]) -> Vec<Region> {
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    if fits(left, right) {
        return vec![(0..left.len(), 0..right.len())];
    }
    let mut found: Vec<Region> =
        boxes(anchors).into_iter().flat_map(|members| parts(&members, left, right)).collect();
    found.sort_by_key(|(a, b)| (a.start, b.start, a.end, b.end));
    found.dedup();
    found
}

/// Whether a grid over two runs of units is worth its cost.
pub fn fits(left: &[Unit], right: &[Unit]) -> bool {
    let tokens = |units: &[Unit]| match (units.first(), units.last()) {
        (Some(first), Some(last)) => last.tokens.end - first.tokens.start,
        _ => 0,
    };
    left.len().saturating_mul(right.len()) <= CELLS
        && tokens(left).saturating_mul(tokens(right)) <= PAIRS
}

/// Groups of anchors near each other on both sides.
fn boxes(anchors: &[Anchor]) -> Vec<Vec<Anchor>> {
    let mut sorted = anchors.to_vec();
    sorted.sort_by_key(|anchor| (anchor.left, anchor.right));
    let mut open: Vec<Vec<Anchor>> = Vec::new();
    let mut closed = Vec::new();
    for anchor in sorted {
        // Anchors come by their left side, so the last member lies farthest right.
        let (still, done): (Vec<_>, Vec<_>) = open
            .into_iter()
            .partition(|members| members.last().is_some_and(|m| anchor.left - m.left <= NEAR));
        open = still;
        closed.extend(done);
        let near = |members: &Vec<Anchor>| {
            members.iter().rev().take(32).any(|member| {
                anchor.left.abs_diff(member.left) <= NEAR
                    && anchor.right.abs_diff(member.right) <= NEAR
            })
        };
        match open.iter_mut().find(|members| near(members)) {
            Some(members) => members.push(anchor),
            None => open.push(vec![anchor]),
        }
    }
    closed.extend(open);
    closed.retain(|members| members.len() > 1);
    closed
}

/// One region for a box that fits a grid, else one for each part of its left side.
fn parts(members: &[Anchor], left: &[Unit], right: &[Unit]) -> Vec<Region> {
    let whole = region(members, left, right);
    if fits(&left[whole.0.clone()], &right[whole.1.clone()]) {
        return vec![whole];
    }
    whole
        .0
        .clone()
        .step_by(PART)
        .filter_map(|start| {
            let run = start..(start + PART).min(whole.0.end);
            let tokens = left[run.start].tokens.start..left[run.end - 1].tokens.end;
            let from = members.partition_point(|member| (member.left as usize) < tokens.start);
            let to = members.partition_point(|member| (member.left as usize) < tokens.end);
            let facing = dense(&members[from..to.max(from)], right)?;
            Some((run, facing))
        })
        .collect()
}

fn region(members: &[Anchor], left: &[Unit], right: &[Unit]) -> Region {
    let hull = |side: fn(&Anchor) -> u32| {
        let low = members.iter().map(side).min().unwrap_or(0);
        let high = members.iter().map(side).max().unwrap_or(0);
        (low.saturating_sub(MARGIN) as usize, high.saturating_add(MARGIN) as usize)
    };
    (run(left, hull(|anchor| anchor.left)), run(right, hull(|anchor| anchor.right)))
}

fn run(units: &[Unit], (from, to): (usize, usize)) -> Range<usize> {
    let start = units.partition_point(|unit| unit.tokens.end <= from);
    let end = units.partition_point(|unit| unit.tokens.start < to);
    start.min(units.len() - 1)..end.max(start + 1).min(units.len())
}

/// The run of right units, at most two parts long, that holds most of the anchors.
fn dense(inside: &[Anchor], right: &[Unit]) -> Option<Range<usize>> {
    let mut at: Vec<usize> = inside
        .iter()
        .map(|anchor| right.partition_point(|unit| unit.tokens.end <= anchor.right as usize))
        .collect();
    at.sort_unstable();
    let (mut best, mut from) = ((0, 0, 0), 0);
    for to in 0..at.len() {
        while at[to] - at[from] > 2 * PART {
            from += 1;
        }
        if to - from + 1 > best.0 {
            best = (to - from + 1, at[from], at[to]);
        }
    }
    let pad = 12;
    (best.0 > 1).then(|| best.1.saturating_sub(pad)..(best.2 + pad + 1).min(right.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn units(n: usize) -> Vec<Unit> {
        (0..n)
            .map(|i| Unit {
                tokens: i * 10..i * 10 + 10,
                span: Span::new(i * 50, i * 50 + 49),
                sentence: i,
                mass: 1.0,
                bag: [].into(),
                names: [].into(),
            })
            .collect()
    }

    #[test]
    fn short_texts_are_taken_whole() {
        assert_eq!(regions(&units(20), &units(30), &[]), vec![(0..20, 0..30)]);
    }

    #[test]
    fn long_texts_are_aligned_where_anchors_lie() {
        let anchors: Vec<Anchor> =
            (0..5).map(|i| Anchor { left: 5000 + i * 9, right: 90 + i * 9 }).collect();
        let found = regions(&units(1500), &units(1500), &anchors);
        assert_eq!(found.len(), 1);
        assert!(found[0].0.contains(&501) && found[0].1.contains(&10));
        assert!(found[0].0.len() < 40 && found[0].1.len() < 40);
    }

    #[test]
    fn a_copy_of_a_book_is_cut_into_parts_along_the_diagonal() {
        let anchors: Vec<Anchor> =
            (0..7500).map(|i| Anchor { left: i * 2, right: i * 2 }).collect();
        let found = regions(&units(1500), &units(1500), &anchors);
        assert!(found.len() >= 4);
        assert!(found.iter().all(|(a, b)| a.len() * b.len() <= 2 * CELLS));
        assert!(found.iter().all(|(a, b)| b.contains(&((a.start + a.end) / 2))));
    }
}
