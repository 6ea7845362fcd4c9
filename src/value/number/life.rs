//! Ages by the decade: "in her thirties", "in his late 40s".

use super::read::Found;
use super::{Bound, Quantity, Unit};
use crate::language::vocabulary::{Joint, Time};
use crate::value::reader::Reader;

/// The ten years, or the part of them, that a decade of somebody's life leaves open.
pub(super) fn decade(reader: &Reader, at: usize) -> Option<Found> {
    let first = of(reader, at)?;
    let before = at.checked_sub(1)?;
    let part = reader.time(before).filter(|_| reader.close(before));
    let (low, high) = match part {
        Some(Time::Early) => (0.0, 4.0),
        Some(Time::Mid) => (3.0, 7.0),
        Some(Time::Late) => (5.0, 9.0),
        _ => (0.0, 9.0),
    };
    let quantity = Quantity {
        low: first + low,
        high: first + high,
        bound: Bound::Between,
        unit: Unit::Year,
        ..Quantity::exact(first)
    };
    Some(Found { quantity, first: at, next: at + 1, lead: 0, trail: 0 })
}

/// The first of the years of life that a word behind "her", "his late" tells.
pub(crate) fn of(reader: &Reader, at: usize) -> Option<f64> {
    let word = reader.word(at);
    let digits = word.strip_suffix('s').filter(|digits| digits.len() == 2 && digits.ends_with('0'));
    let first = match digits.and_then(|digits| digits.parse::<u64>().ok()) {
        Some(first) => first,
        None => reader.vocable(at)?.decade?,
    };
    let before = at.checked_sub(1)?;
    let parted = matches!(reader.time(before), Some(Time::Early | Time::Mid | Time::Late));
    let whose = before.checked_sub(usize::from(parted))?;
    (reader.joint(whose) == Some(Joint::Multiplied)).then_some(first as f64)
}
