//! Inside a passage: what faces what, once it is known that the two sides tell the same.
//!
//! Finding a passage must doubt every likeness; inside a found one doubt only loses words. So the
//! rectangle of a passage is aligned again with little doubt, with words that were seen facing
//! each other counted as the same word, and what lies between two beads on both sides is joined.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::beads::{self, Bead, Chain};
use super::units::Unit;

/// Settings of the second look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Bead settings inside a passage.
    pub beads: beads::Options,
    /// Two words that face each other must do so in at least this many beads.
    pub together: u32,
    /// ... and in this share of the beads that have either (Dice).
    pub faithful: f32,
    /// Gaps of at most this many units a side are joined into a bead.
    pub gap: usize,
}

impl Default for Options {
    fn default() -> Self {
        let beads = beads::Options {
            chance: 0.12,
            skip: 0.05,
            bead: 1.0,
            join: 4.0,
            least: 3.0,
            chains: 16,
        };
        Self { beads, together: 2, faithful: 0.6, gap: 6 }
    }
}

/// Aligns two runs of units that are known to tell the same. Indices are those of the slices.
pub fn refine(left: &[Unit], right: &[Unit], options: &Options) -> Vec<Bead> {
    let first = aligned(left, right, options);
    let pairs = faithful_pairs(&first, left, right, options);
    let second = if pairs.is_empty() {
        first
    } else {
        let renamed: Vec<Unit> = right.iter().map(|unit| rename(unit, &pairs)).collect();
        aligned(left, &renamed, options)
    };
    join_gaps(second, left, right, options.gap)
}

fn aligned(left: &[Unit], right: &[Unit], options: &Options) -> Vec<Bead> {
    let chains: Vec<Chain> = beads::chains(left, right, &options.beads);
    let mut beads: Vec<Bead> = chains.into_iter().flat_map(|chain| chain.beads).collect();
    beads.sort_by_key(|bead| (bead.left.start, bead.right.start));
    beads
}

/// Stems of the right side that stand for another stem of the left side.
fn faithful_pairs(
    beads: &[Bead],
    left: &[Unit],
    right: &[Unit],
    options: &Options,
) -> HashMap<u64, u64> {
    let mut together: HashMap<(u64, u64), u32> = HashMap::new();
    let mut lefts: HashMap<u64, u32> = HashMap::new();
    let mut rights: HashMap<u64, u32> = HashMap::new();
    for bead in beads {
        let (x, y) = lonely(&left[bead.left.clone()], &right[bead.right.clone()]);
        for a in &x {
            *lefts.entry(*a).or_insert(0) += 1;
            for b in &y {
                *together.entry((*a, *b)).or_insert(0) += 1;
            }
        }
        for b in &y {
            *rights.entry(*b).or_insert(0) += 1;
        }
    }
    let mut ranked: Vec<(u32, u32, u64, u64)> = together
        .into_iter()
        .filter(|(_, n)| *n >= options.together)
        .map(|((a, b), n)| (n, lefts[&a] + rights[&b], a, b))
        .filter(|(n, either, ..)| 2.0 * *n as f32 >= options.faithful * *either as f32)
        .collect();
    ranked.sort_by(|x, y| {
        let (p, q) = (2.0 * x.0 as f32 / x.1 as f32, 2.0 * y.0 as f32 / y.1 as f32);
        q.total_cmp(&p).then(y.0.cmp(&x.0)).then((x.2, x.3).cmp(&(y.2, y.3)))
    });
    let mut taken: HashMap<u64, ()> = HashMap::new();
    let mut pairs = HashMap::new();
    for (_, _, a, b) in ranked {
        if !pairs.contains_key(&b) && taken.insert(a, ()).is_none() {
            pairs.insert(b, a);
        }
    }
    pairs
}

/// Stems of some weight that only one side of a bead has, each once.
fn lonely(left: &[Unit], right: &[Unit]) -> (Vec<u64>, Vec<u64>) {
    let stems = |units: &[Unit]| {
        let mut all: Vec<u64> = units
            .iter()
            .flat_map(|unit| unit.bag.iter())
            .filter(|(_, weight)| *weight >= 1.5)
            .map(|(stem, _)| *stem)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (x, y) = (stems(left), stems(right));
    let only = |from: &[u64], other: &[u64]| {
        from.iter().copied().filter(|stem| other.binary_search(stem).is_err()).collect()
    };
    (only(&x, &y), only(&y, &x))
}

fn rename(unit: &Unit, pairs: &HashMap<u64, u64>) -> Unit {
    let word = |&(stem, weight): &(u64, f32)| (pairs.get(&stem).copied().unwrap_or(stem), weight);
    let mut bag: Vec<(u64, f32)> = unit.bag.iter().map(word).collect();
    bag.sort_unstable_by_key(|(stem, _)| *stem);
    Unit { bag: bag.into(), ..unit.clone() }
}

/// Joins what lies between two beads that follow each other: with what faces it, or, where only
/// one side has something, with the bead in whose sentence it stands.
fn join_gaps(beads: Vec<Bead>, left: &[Unit], right: &[Unit], most: usize) -> Vec<Bead> {
    let mut joined: Vec<Bead> = Vec::with_capacity(beads.len());
    for mut bead in beads {
        if let Some(before) = joined.last_mut() {
            let rows = before.left.end..bead.left.start;
            let columns = before.right.end..bead.right.start;
            if columns.start == columns.end && rows.len() <= most {
                join_sentence(&mut before.left, &mut bead.left, left);
            } else if rows.start == rows.end && columns.len() <= most {
                join_sentence(&mut before.right, &mut bead.right, right);
            } else {
                joined.extend(gap_bead(rows, columns, left, right, most));
            }
        }
        joined.push(bead);
    }
    joined
}

/// Divides the units between two runs among them, as far as they share a sentence with one.
fn join_sentence(before: &mut Range<usize>, after: &mut Range<usize>, units: &[Unit]) {
    let (ended, begins) = (units[before.end - 1].sentence, units[after.start].sentence);
    while before.end < after.start && units[before.end].sentence == ended {
        before.end += 1;
    }
    while after.start > before.end && units[after.start - 1].sentence == begins {
        after.start -= 1;
    }
}

fn gap_bead(
    a: Range<usize>,
    b: Range<usize>,
    left: &[Unit],
    right: &[Unit],
    most: usize,
) -> Option<Bead> {
    if a.is_empty() || b.is_empty() || a.len() > most || b.len() > most {
        return None;
    }
    let mass = |units: &[Unit]| units.iter().map(|unit| unit.mass).sum::<f32>();
    let (x, y) = (mass(&left[a.clone()]), mass(&right[b.clone()]));
    (x.max(y) <= 3.0 * x.min(y)).then_some(Bead { left: a, right: b, shared: 0.0, gain: 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn unit(sentence: usize, at: usize) -> Unit {
        Unit {
            tokens: at * 4..at * 4 + 4,
            span: Span::new(at * 20, at * 20 + 19),
            sentence,
            mass: 4.0,
            bag: [].into(),
            names: [].into(),
        }
    }

    fn bead(left: Range<usize>, right: Range<usize>) -> Bead {
        Bead { left, right, shared: 1.0, gain: 1.0 }
    }

    #[test]
    fn what_one_side_says_more_goes_with_its_sentence() {
        let left: Vec<Unit> =
            [0, 0, 1, 2, 2].into_iter().zip(0..).map(|(s, n)| unit(s, n)).collect();
        let right: Vec<Unit> = [0, 1].into_iter().zip(0..).map(|(s, n)| unit(s, n)).collect();
        let joined = join_gaps(vec![bead(0..1, 0..1), bead(4..5, 1..2)], &left, &right, 6);
        assert_eq!(joined, [bead(0..2, 0..1), bead(3..5, 1..2)]);
    }

    #[test]
    fn what_both_sides_say_more_faces_each_other() {
        let units: Vec<Unit> = (0..3).map(|n| unit(n, n)).collect();
        let joined = join_gaps(vec![bead(0..1, 0..1), bead(2..3, 2..3)], &units, &units, 6);
        assert_eq!(joined.len(), 3);
        assert_eq!((&joined[1].left, &joined[1].right), (&(1..2), &(1..2)));
    }
}
