//! How alike two groups of sentences are, and how sure that makes it that they state the same.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::beads::shared;
use super::pair::Side;
use super::units::Unit;

/// Measures of likeness of two runs of tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// Weight of shared words over the weight of the left side, 0 to 1.
    pub left: f32,
    /// ... of the right side.
    pub right: f32,
    /// Weight of shared words, in nats.
    pub shared: f32,
    /// Weight of the shared names and numbers, in nats.
    pub names: f32,
    /// Weight of shared words of content that are neither names nor numbers, over the weight of all
    /// such words of the side that has less of it in common, 0 to 1; 1 where a side has few of them
    /// and one is shared, or none.
    pub told: f32,
    /// Harmonic mean of both shares when the longest run of shared words counts little: a name of
    /// five words or a set phrase is one piece of evidence, not five, 0 to 1.
    pub beyond: f32,
    /// Share of the tokens of the shorter side that stand in a shared run of three, 0 to 1.
    pub runs: f32,
    /// Tokens of the longer side for each one of the shorter, at least 1.
    pub ratio: f32,
    /// Both sides have the same words in the same order.
    pub verbatim: bool,
}

/// Weights of [`Likeness::probability`]: begun as a logistic regression over groups labelled by
/// whether known passages join them (re-translated chapters, embedded, obfuscated and edited
/// passages, a few news sentences; unrelated texts as negatives), then rounded, with bias and
/// `RUNS` set by hand on the same development texts. They rank well; as probabilities they are
/// approximate. Shared runs weigh against a little: what a run shares is counted in the other
/// weights already.
mod weights {
    pub const BIAS: f64 = -8.1;
    pub const BEYOND: f64 = 6.5;
    pub const LARGER: f64 = 1.9;
    pub const SHARED: f64 = 2.0;
    pub const NAMES: f64 = 0.4;
    pub const RUNS: f64 = -0.5;
    pub const RATIO: f64 = -1.6;
}

impl Likeness {
    /// Sides that have the same words.
    pub const VERBATIM: Self = Self {
        left: 1.0,
        right: 1.0,
        shared: 60.0,
        names: 20.0,
        told: 1.0,
        beyond: 1.0,
        runs: 1.0,
        ratio: 1.0,
        verbatim: true,
    };

    /// Probability that both sides state the same, 0 to 1.
    pub fn probability(&self) -> f64 {
        let z = weights::BIAS
            + weights::BEYOND * f64::from(self.beyond)
            + weights::LARGER * f64::from(self.left.max(self.right))
            + weights::SHARED * f64::from(self.shared).ln_1p()
            + weights::NAMES * f64::from(self.names).ln_1p()
            + weights::RUNS * f64::from(self.runs)
            + weights::RATIO * f64::from(self.ratio).ln();
        1.0 / (1.0 + (-z).exp())
    }
}

/// Compares two runs of tokens that begin and end with units.
pub fn likeness(left: Side, rows: &Range<usize>, right: Side, columns: &Range<usize>) -> Likeness {
    let units = (covered(left, rows), covered(right, columns));
    let (x, y) = (bag(units.0), bag(units.1));
    let common = shared(&x, &y);
    let mass = |bag: &[(u64, f32)]| bag.iter().map(|(_, weight)| weight).sum::<f32>().max(1e-6);
    let keys = |side: Side, run: &Range<usize>| -> Vec<u64> {
        side.telling.tokenized.tokens[run.clone()].iter().map(|token| token.key).collect()
    };
    let (a, b) = (keys(left, rows), keys(right, columns));
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()).max(1));
    let counted = common - discount(left, rows, &x, &a, &b);
    Likeness {
        left: common / mass(&x),
        right: common / mass(&y),
        beyond: harmonic(counted / mass(&x), counted / mass(&y)),
        shared: common,
        names: names(units.0, units.1, &x),
        told: told(units.0, units.1, &x, &y),
        runs: in_runs(&a, &b),
        ratio: long as f32 / short as f32,
        verbatim: a == b && left.telling.values_agree(rows, right.telling, columns),
    }
}

fn harmonic(a: f32, b: f32) -> f32 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

/// Tokens of a run up to which it may be a name or a set phrase.
const PHRASE: usize = 7;
/// Share of its weight that each further word of such a run keeps.
const FURTHER: f32 = 0.25;

/// What the longest shared run weighs more than one piece of evidence.
fn discount(left: Side, rows: &Range<usize>, weights: &[(u64, f32)], a: &[u64], b: &[u64]) -> f32 {
    let run = longest_run(a, b);
    let weight = |at: usize| {
        let stem = left.telling.tokenized.tokens[rows.start + at].stem;
        weights.binary_search_by_key(&stem, |entry| entry.0).map_or(0.0, |n| weights[n].1)
    };
    let mut run: Vec<f32> = run.map(weight).collect();
    if run.len() > 2 * PHRASE {
        return 0.0;
    }
    run.truncate(PHRASE);
    run.sort_by(|x, y| y.total_cmp(x));
    run.iter().skip(1).map(|weight| weight * (1.0 - FURTHER)).sum()
}

/// Where in `a` the longest run of tokens stands that `b` has too.
fn longest_run(a: &[u64], b: &[u64]) -> Range<usize> {
    let mut best = 0..0;
    let mut lengths = vec![0usize; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        for j in (0..b.len()).rev() {
            lengths[j + 1] = if *x == b[j] { lengths[j] + 1 } else { 0 };
            if lengths[j + 1] > best.len() {
                best = i + 1 - lengths[j + 1]..i + 1;
            }
        }
    }
    best
}

fn bag(units: &[Unit]) -> Vec<(u64, f32)> {
    let mut bag: Vec<(u64, f32)> = units.iter().flat_map(|unit| unit.bag.iter().copied()).collect();
    bag.sort_unstable_by_key(|(key, _)| *key);
    bag
}

/// The units that some tokens begin and end with.
fn covered<'a>(side: Side<'a>, tokens: &Range<usize>) -> &'a [Unit] {
    let from = side.units.partition_point(|unit| unit.tokens.start < tokens.start);
    let to = side.units.partition_point(|unit| unit.tokens.start < tokens.end);
    &side.units[from..to]
}

/// Weight of the names and numbers that both sides have, each once.
fn names(x: &[Unit], y: &[Unit], weights: &[(u64, f32)]) -> f32 {
    let named = |units: &[Unit]| {
        let mut keys: Vec<u64> = units.iter().flat_map(|unit| unit.names.iter().copied()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let theirs = named(y);
    named(x)
        .into_iter()
        .filter(|key| theirs.binary_search(key).is_ok())
        .filter_map(|key| weights.binary_search_by_key(&key, |entry| entry.0).ok())
        .map(|at| weights[at].1)
        .sum()
}

/// Weight from which a word carries content: function words weigh less, whatever text they are of.
const CONTENT: f32 = 2.0;
/// Weight of words of content from which a side says enough beside its names to be judged by it,
const SAYS: f32 = 12.0;
/// ... and from which it is judged where not one of them is shared: one or two words.
const LITTLE: f32 = 4.0;

/// See [`Likeness::told`].
fn told(left: &[Unit], right: &[Unit], x: &[(u64, f32)], y: &[(u64, f32)]) -> f32 {
    let named: Vec<u64> = {
        let mut keys: Vec<u64> =
            left.iter().chain(right).flat_map(|unit| unit.names.iter().copied()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let plain = |bag: &[(u64, f32)]| -> Vec<(u64, f32)> {
        let content = bag.iter().filter(|(_, weight)| *weight >= CONTENT);
        content.filter(|(key, _)| named.binary_search(key).is_err()).copied().collect()
    };
    let (x, y) = (plain(x), plain(y));
    let mass = |bag: &[(u64, f32)]| bag.iter().map(|(_, weight)| weight).sum::<f32>();
    let (a, b) = (mass(&x), mass(&y));
    let (less, common) = (a.min(b), shared(&x, &y));
    if less >= SAYS || less >= LITTLE && common <= 0.0 { common / less } else { 1.0 }
}

/// Tokens of a run that tells copying from retelling.
const RUN: usize = 3;

/// Share of the shorter side's tokens that stand in a run of [`RUN`] that the other side has.
fn in_runs(a: &[u64], b: &[u64]) -> f32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < RUN {
        let whole = !short.is_empty() && long.windows(short.len()).any(|run| run == short);
        return f32::from(u8::from(whole));
    }
    let mut runs: Vec<[u64; RUN]> = long.array_windows::<RUN>().copied().collect();
    runs.sort_unstable();
    let (mut inside, mut end) = (0, 0);
    for (at, run) in short.array_windows::<RUN>().enumerate() {
        if runs.binary_search(run).is_ok() {
            inside += at + RUN - end.max(at);
            end = at + RUN;
        }
    }
    inside as f32 / short.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_count_each_token_once() {
        assert_eq!(in_runs(&[1, 2, 3, 4], &[9, 1, 2, 3, 4, 9]), 1.0);
        assert_eq!(in_runs(&[1, 2, 3, 7], &[1, 2, 3, 8]), 0.75);
        assert_eq!(in_runs(&[1, 2, 5, 7], &[1, 2, 3, 8]), 0.0);
        assert_eq!(in_runs(&[], &[1, 2, 3]), 0.0);
    }

    #[test]
    fn the_longest_run_is_found_wherever_it_stands() {
        assert_eq!(longest_run(&[1, 2, 3, 4, 5], &[9, 3, 4, 5, 1, 2]), 2..5);
        assert_eq!(longest_run(&[1], &[2]).len(), 0);
    }

    #[test]
    fn more_in_common_is_more_probable() {
        let weak =
            Likeness { left: 0.1, right: 0.2, shared: 8.0, ratio: 1.0, ..Likeness::default() };
        let strong =
            Likeness { left: 0.5, right: 0.5, beyond: 0.45, shared: 40.0, names: 12.0, ..weak };
        assert!(weak.probability() < 0.2);
        assert!(strong.probability() > 0.8);
        assert!(Likeness::VERBATIM.probability() > 0.99);
    }
}
