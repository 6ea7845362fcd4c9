//! Numbers of times and shares in words: "twice", "tripled", "seven in ten", "a quarter of an hour".
//!
//! In: a word, or what was read up to a word. Out: the quantity that the further words make of it.

use super::amount::Amount;
use super::read::Found;
use super::{Dimension, Quantity, Unit, parts};
use crate::language::vocabulary::Joint;
use crate::value::reader::Reader;

/// "twice", "doubled"; "double" only before what it multiplies: a double room has no number.
pub(super) fn times(reader: &Reader, at: usize) -> Option<Found> {
    let number = reader.vocable(at)?.multiple?;
    let bare = reader.vocabulary.multiplies_ahead(reader.key(at)?);
    let ahead = matches!(reader.joint(at + 1), Some(Joint::The | Joint::Multiplied));
    if bare && !(ahead && reader.close(at)) {
        return None;
    }
    let quantity = Quantity { unit: Unit::Time, ..Quantity::exact(number) };
    Some(Found { quantity, first: at, next: at + 1, lead: 0, trail: 0 })
}

/// "half as long", "a third as much": how many times as much.
pub(super) fn as_much(reader: &Reader, at: usize) -> Option<Found> {
    let (number, next) = parts::simple_part(reader, at)?;
    let as_much = reader.joint(next) == Some(Joint::As) && reader.close(next - 1);
    let again = (next + 2..next + 5).any(|at| reader.joint(at) == Some(Joint::As));
    let quantity = Quantity { unit: Unit::Time, ..Quantity::exact(number) };
    (as_much && again).then_some(Found { quantity, first: at, next, lead: 0, trail: 0 })
}

/// Wholes of which a number in words or digits is a part in "seven in ten".
const WHOLES: [f64; 12] = [3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 100.0, 1000.0];

/// "seven in ten", "9 out of 10": a share, as sharp as the whole allows. Before a unit or a month it
/// is none: "two in ten days". `other` is the amount at a word.
pub(super) fn share(
    reader: &Reader,
    found: &mut Found,
    other: impl Fn(usize) -> Option<Amount>,
) -> Option<()> {
    let part = found.quantity;
    if part.unit != Unit::One || part.ordinal || part.low != part.high || part.low < 1.0 {
        return None;
    }
    let words = reader.vocabulary.ratio(&reader.keys_from(found.next))?;
    let start = found.next + words;
    let spaced = (found.next - 1..start).all(|at| reader.close(at));
    let whole = other(start).filter(|_| spaced)?;
    let measured = reader.close(whole.next - 1)
        && reader
            .vocable(whole.next)
            .is_some_and(|word| word.unit || word.month.is_some() || word.time.is_some());
    let fits = whole.low == whole.high
        && WHOLES.contains(&whole.low)
        && part.low < whole.low
        && !whole.ordinal
        && whole.glued == 0
        && !measured;
    if !fits {
        return None;
    }
    let percent = 100.0 / whole.low;
    found.quantity = Quantity {
        low: part.low * percent,
        high: part.high * percent,
        unit: Unit::Percent,
        place: percent,
        ..part
    };
    found.next = whole.next;
    Some(())
}

/// "a quarter of an hour", "hundreds of times": the unit behind a part or a vague number, and one past
/// its last word. Of money a vague number says too little to be measured: "thousands of dollars".
pub(super) fn unit_behind_of(
    reader: &Reader,
    next: usize,
    amount: &Amount,
) -> Option<(Unit, f64, usize)> {
    let part = amount.low < 1.0 && amount.low > 0.0 && amount.low == amount.high;
    let of = reader.joint(next) == Some(Joint::Of);
    let one = reader.joint(next + 1) == Some(Joint::One);
    let start = match (of, part && one, amount.vague) {
        (true, true, _) => next + 2,
        (true, _, true) => next + 1,
        _ => return None,
    };
    let (name, words) = reader.vocabulary.unit(reader.keys_from(start).into_iter())?;
    let (unit, factor) = Unit::from_name(name)?;
    let end = start + words;
    if amount.vague && unit.dimension() == Dimension::Money {
        return None;
    }
    (next..end - 1).all(|at| reader.close(at)).then_some((unit, factor, end))
}
