//! Numbers of a change: by how much, from which level, to which.
//!
//! In: an amount with a "to" and another amount behind it. Out: whether the two are no range but a step
//! and the level that it led to ("rose 27 cents to $13.51"), or the old and the new level ("rose from
//! 12 to 15").

use super::read::Found;
use super::{Dimension, Quantity, Unit};
use crate::language::vocabulary::Joint;
use crate::value::reader::Reader;
use crate::value::{Mention, Value};

/// "rose 27 cents to $13.51", "fell 19.96 to 9,092.91": a change and the level that it led to, no
/// range. "rose 5 to 10 percent" is one.
pub(super) fn is_step(reader: &Reader, found: &Found, level: &Quantity) -> bool {
    const REACH: usize = 4;
    let first = found.first;
    let spaced = |at: usize| reader.close(at) || at + 1 == first;
    let before = (first.saturating_sub(REACH)..first).rev().take_while(|&at| spaced(at));
    let moves = before
        .take_while(|&at| !reader.leads_year(at) && reader.joint(at) != Some(Joint::Between))
        .any(|at| reader.joint(at) == Some(Joint::Change));
    let change = &found.quantity;
    let both_measured = change.unit != Unit::One && level.unit != Unit::One;
    let both_bare = change.unit == Unit::One && level.unit == Unit::One;
    // "fell 1.2 percent to 2,145": what has moved has another measure than the move.
    let other_measure = change.unit != Unit::One && level.unit == Unit::One;
    // "rose by 15 million to 90 million crowns"
    let by = first > 0 && reader.joint(first - 1) == Some(Joint::By);
    moves && (both_measured || (both_bare || other_measure || by) && level.low > 4.0 * change.low)
}

/// Whether a number is the level that something changed from: "raised the toll from 12", "up from 12".
/// Without a word of change it is the lower end of a range: "tickets cost from 12".
pub(super) fn is_from(reader: &Reader, first: usize) -> bool {
    /// Words between the change and the "from": what has changed.
    const REACH: usize = 8;
    let Some(from) = first.checked_sub(1).filter(|&at| reader.joint(at) == Some(Joint::From))
    else {
        return false;
    };
    (from.saturating_sub(REACH)..from)
        .rev()
        .take_while(|&at| {
            reader.gap(at).is_some_and(|gap| !gap.contains([',', '.', ';', ':', '(']))
        })
        .any(|at| reader.joint(at) == Some(Joint::Change))
}

/// Gives the bare one of an old and a new value the unit of the other: "to 15 crowns from 12", "from 12
/// crowns to 15", "48 percent, up from 45".
pub(in crate::value) fn share_units(reader: &Reader, mentions: &mut [Mention]) {
    for at in 1..mentions.len() {
        let (before, behind) = (&mentions[at - 1], &mentions[at]);
        let (Value::Number(one), Value::Number(other)) = (before.value, behind.value) else {
            continue;
        };
        let linked = is_linked(reader, before.tokens.end, behind.tokens.start);
        if !linked || one.ordinal != other.ordinal || !are_near(&one, &other) {
            continue;
        }
        let (from, to) = match (one.unit, other.unit) {
            (Unit::One, unit) if is_measure(unit) => (other, at - 1),
            (unit, Unit::One) if is_measure(unit) => (one, at),
            _ => continue,
        };
        if let Value::Number(bare) = &mut mentions[to].value {
            (bare.unit, bare.per) = (from.unit, bare.per.or(from.per));
        }
    }
}

/// Whether nothing but the words of a change parts two values, a "from" or a "to" the last of them.
fn is_linked(reader: &Reader, from: usize, to: usize) -> bool {
    const WORDS: usize = 2;
    let words = from..to;
    let last = words.clone().next_back().and_then(|at| reader.joint(at));
    let steps =
        |at: usize| matches!(reader.joint(at), Some(Joint::From | Joint::To | Joint::Change));
    (1..=WORDS).contains(&words.len())
        && matches!(last, Some(Joint::From | Joint::To))
        && words.clone().all(steps)
}

fn is_measure(unit: Unit) -> bool {
    !matches!(unit.dimension(), Dimension::Count | Dimension::Multiple)
}

/// Whether two values can be of one scale and unit: 40 cents are no 25 dollars.
fn are_near(one: &Quantity, other: &Quantity) -> bool {
    /// How many times one is the other at most.
    const RATIO: f64 = 20.0;
    let (x, y) = (one.low.abs(), other.low.abs());
    x.max(y) <= RATIO * x.min(y)
}
