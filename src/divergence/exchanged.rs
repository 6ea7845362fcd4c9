//! Values that changed places: "12 died and 30 were hurt" against "30 died and 12 were hurt".
//!
//! In: pairs of values by what they are. Out: the same pairs, but where two values stand crosswise, each
//! among the words of the other, those that have the words in common. Words that move with their value
//! ("30 were hurt and 12 died") keep the pairs as they are.

use super::facing::Facing;
use super::slots;
use super::view::View;
use crate::value::{Comparison, Mention, compare};

/// How much of the words around both values must face each other crosswise, of two.
const CROSSED: f64 = 1.0;
/// How much more than straight.
const MORE: f64 = 0.7;

/// Gives values that changed places the partners that their words give them.
pub(super) fn settle(
    view: &View<'_>,
    left: &[Mention],
    right: &[Mention],
    pairs: &mut [Facing],
) {
    for first in 0..pairs.len() {
        for second in first + 1..pairs.len() {
            let (p, q) = (pairs[first], pairs[second]);
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
    let near = |one: &Mention, other: &Mention| view.context(&one.tokens, &other.tokens);
    let straight = near(a, x) + near(b, y);
    let cross = near(a, y) + near(b, x);
    let fits = cross >= CROSSED && cross - straight >= MORE;
    let comparable = || slots::comparable(view, a, y) && slots::comparable(view, b, x);
    (fits && comparable()).then_some(1.5 * cross)
}
