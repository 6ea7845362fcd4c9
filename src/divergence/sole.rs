//! Measures that no slot brought together, though each is the only one of its dimension that its
//! sentence has left: "for three decades she sang" and "in the choir, where she stayed 31 years".
//!
//! In: the values of both sides and the pairs found by their slots. Out: further pairs. That two
//! measures come so near is evidence of its own; two that exclude each other need more, as two
//! sentences can tell of two measures: all others of the dimension must face each other.

use super::facing::Facing;
use super::meeting::meeting;
use super::slots;
use super::view::{LEFT, RIGHT, View};
use crate::value::number::{Dimension, Quantity};
use crate::value::{Comparison, Mention, Value, compare};

/// How far the sentences of two near measures must tell of the same.
const NEAR_MET: f64 = 0.2;
/// ... and of two that exclude each other.
const APART_MET: f64 = 0.4;
/// How many times one near measure is the other at most.
const RATIO: f64 = 1.25;
/// What speaks for such a pair, as [`Facing::evidence`] counts it.
const EVIDENCE: f64 = 1.0;

/// The further pairs, in the order of the left side.
pub(super) fn pairs(
    view: &View<'_>,
    left: &[Mention],
    right: &[Mention],
    found: &[Facing],
) -> Vec<Facing> {
    let lefts = Values { side: LEFT, mentions: left, found };
    let rights = Values { side: RIGHT, mentions: right, found };
    let others: Vec<usize> = (0..right.len()).filter(|&j| rights.is_sole(view, j)).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let mut more: Vec<Facing> = (0..left.len())
        .filter(|&i| lefts.is_sole(view, i))
        .flat_map(|i| others.iter().map(move |&j| (i, j)))
        .filter(|&(i, j)| meet(view, &lefts, i, &rights, j))
        .map(|(left, right)| Facing { left, right, evidence: EVIDENCE })
        .collect();
    let all = more.clone();
    let once =
        |of: fn(&Facing) -> usize, at: usize| all.iter().filter(|it| of(it) == at).count() == 1;
    more.retain(|pair| once(|it| it.left, pair.left) && once(|it| it.right, pair.right));
    more
}

/// The values of a side.
struct Values<'a> {
    side: usize,
    mentions: &'a [Mention],
    found: &'a [Facing],
}

impl Values<'_> {
    /// The measures of a sentence that have the dimension of one of them.
    fn kin<'a>(&'a self, view: &View<'_>, at: usize) -> impl Iterator<Item = usize> + 'a {
        let sentence = view.sides[self.side].sentence(self.mentions[at].tokens.start);
        let dimension = measure(&self.mentions[at]).map(|it| it.unit.dimension());
        (0..self.mentions.len()).filter(move |&other| {
            sentence.contains(&self.mentions[other].tokens.start)
                && measure(&self.mentions[other]).map(|it| it.unit.dimension()) == dimension
        })
    }

    /// The value of the other side that a value faces.
    fn facing(&self, at: usize) -> Option<usize> {
        self.found.iter().find_map(|pair| match self.side {
            LEFT => (pair.left == at).then_some(pair.right),
            _ => (pair.right == at).then_some(pair.left),
        })
    }

    /// Whether a value is the only measure of its dimension in its sentence that faces nothing.
    fn is_sole(&self, view: &View<'_>, at: usize) -> bool {
        measure(&self.mentions[at]).is_some()
            && self.facing(at).is_none()
            && self.kin(view, at).filter(|&other| self.facing(other).is_none()).count() == 1
    }
}

/// What a mention measures; counts and ranks measure nothing.
fn measure(mention: &Mention) -> Option<&Quantity> {
    match &mention.value {
        Value::Number(number) => {
            Some(number).filter(|it| !it.ordinal && it.unit.dimension() != Dimension::Count)
        }
        Value::Date(_) => None,
    }
}

fn meet(view: &View<'_>, lefts: &Values<'_>, i: usize, rights: &Values<'_>, j: usize) -> bool {
    let (left, right) = (&lefts.mentions[i], &rights.mentions[j]);
    let (Some(a), Some(b)) = (measure(left), measure(right)) else { return false };
    let least = match compare(&left.value, &right.value) {
        Comparison::Equal | Comparison::Compatible if are_near(a, b) => NEAR_MET,
        Comparison::Conflict if others_face(view, lefts, i, rights, j) => APART_MET,
        _ => return false,
    };
    slots::comparable(view, left, right) && meeting(view, &left.tokens, &right.tokens) >= least
}

fn are_near(a: &Quantity, b: &Quantity) -> bool {
    let middle = |it: &Quantity| it.unit.to_base((it.low + it.high) / 2.0).abs();
    let (x, y) = (middle(a), middle(b));
    x.max(y) <= RATIO * x.min(y)
}

/// Whether all other measures of the dimension in both sentences face each other, and there are
/// such; a time said as a duration ("on 58 minutes") is no measure of one thing.
fn others_face(
    view: &View<'_>,
    lefts: &Values<'_>,
    i: usize,
    rights: &Values<'_>,
    j: usize,
) -> bool {
    let duration = measure(&lefts.mentions[i]).map(|it| it.unit.dimension());
    let others: Vec<usize> = lefts.kin(view, i).filter(|&other| other != i).collect();
    let theirs: Vec<usize> = rights.kin(view, j).filter(|&other| other != j).collect();
    let faces = |&other: &usize| lefts.facing(other).is_some_and(|facing| theirs.contains(&facing));
    duration != Some(Dimension::Duration)
        && !others.is_empty()
        && others.len() == theirs.len()
        && others.iter().all(faces)
}
