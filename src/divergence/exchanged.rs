//! Values that changed places: "12 died and 30 were hurt" against "30 died and 12 were hurt".
//!
//! In: pairs of values by what they are. Out: the same pairs, but where two values stand crosswise, each
//! among the words of the other, those that have the words in common. Words that move with their value
//! ("30 were hurt and 12 died") keep the pairs as they are.

use std::ops::Range;

use super::facing::Facing;
use super::slots;
use super::stages::Stages;
use super::view::{LEFT, RIGHT, Side, View};
use crate::value::{Comparison, Mention, compare};

/// Pairs behind one that it is held against: what changed places stands near.
const MANY: usize = 64;
/// How much of the words next to both values must face each other crosswise, of two.
const CROSSED: f64 = 1.2;
/// How much more than straight.
const MORE: f64 = 0.8;
/// Words on each side of a value that are next to it.
const NEXT: usize = 2;

/// Gives values that changed places the partners that their words give them.
pub(super) fn settle(
    view: &View<'_>,
    left: &[Mention],
    right: &[Mention],
    stages: &Stages,
    pairs: &mut [Facing],
) {
    for first in 0..pairs.len() {
        for second in (first + 1..pairs.len()).take(MANY) {
            let (p, q) = (pairs[first], pairs[second]);
            if stages.are_one(p.left, p.right) || stages.are_one(q.left, q.right) {
                continue;
            }
            if let Some(evidence) = crossed(view, (left, right), p, q) {
                pairs[first] = Facing { right: q.right, evidence, ..p };
                pairs[second] = Facing { right: p.right, evidence, ..q };
            }
        }
    }
}

/// What speaks for two pairs crosswise, where it is more than for them straight.
fn crossed(
    view: &View<'_>,
    (left, right): (&[Mention], &[Mention]),
    p: Facing,
    q: Facing,
) -> Option<f64> {
    let (a, b) = (&left[p.left], &left[q.left]);
    let (x, y) = (&right[p.right], &right[q.right]);
    let alike = |one: &Mention, other: &Mention| compare(&one.value, &other.value);
    let turned = (a.tokens.start < b.tokens.start) != (x.tokens.start < y.tokens.start);
    let values = alike(a, x) == Comparison::Equal
        && alike(b, y) == Comparison::Equal
        && alike(a, y) == Comparison::Conflict
        && alike(b, x) == Comparison::Conflict;
    if !turned || !values {
        return None;
    }
    // "Five people were killed and 12 injured", "Twelve people were injured and five killed"
    let one_deed = |one: &Mention, other: &Mention| {
        deed(&view.sides[LEFT], one)
            .zip(deed(&view.sides[RIGHT], other))
            .is_some_and(|(own, others)| own == others)
    };
    if one_deed(a, x) && one_deed(b, y) && !one_deed(a, y) && !one_deed(b, x) {
        return None;
    }
    let near = |one: &Mention, other: &Mention| next_words(view, &one.tokens, &other.tokens);
    let straight = near(a, x) + near(b, y);
    let cross = near(a, y) + near(b, x);
    let fits = cross >= CROSSED && cross - straight >= MORE;
    let comparable = || slots::comparable(view, a, y) && slots::comparable(view, b, x);
    (fits && comparable()).then_some(1.5 * cross)
}

/// The stem of the first verb behind a value in its sentence, before the next value.
fn deed(side: &Side<'_>, mention: &Mention) -> Option<u64> {
    let values = side.values();
    let next = values.partition_point(|value| value.tokens.start < mention.tokens.end);
    let end = side.sentence(mention.tokens.start).end;
    let end = values.get(next).map_or(end, |value| value.tokens.start.min(end));
    let mut verbs = (mention.tokens.end..end).filter(|&at| {
        side.is_content(at) && !side.is_auxiliary(at) && side.verb_form(at).is_some_and(|it| it.1)
    });
    verbs.next().map(|at| side.token(at).stem)
}

/// How far the words right before and behind two values are linked each to the one in the same place, 0
/// to 1; the nearest counts twice.
fn next_words(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> f64 {
    let [a, b] = &view.sides;
    let (x, y) = (a.sentence(left.start), b.sentence(right.start));
    let (mut seen, mut met) = (0.0, 0.0);
    for step in 0..NEXT {
        let weight = if step == 0 { 1.0 } else { 0.5 };
        let before = (left.start.checked_sub(step + 1), right.start.checked_sub(step + 1));
        for (i, j) in [before, (Some(left.end + step), Some(right.end + step))] {
            let (i, j) = (i.filter(|at| x.contains(at)), j.filter(|at| y.contains(at)));
            seen += if i.is_some() || j.is_some() { weight } else { 0.0 };
            if let (Some(i), Some(j)) = (i, j)
                && a.linked(i).any(|to| to == j)
            {
                met += weight;
            }
        }
    }
    if seen > 0.0 { met / seen } else { 0.0 }
}
