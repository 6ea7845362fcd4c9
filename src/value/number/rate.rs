//! What an amount is a rate of: "3,000 euros a month", "40 ships per year", "5 tonnes daily".

use super::read::Found;
use super::{Dimension, Unit};
use crate::language::vocabulary::{Joint, Time};
use crate::token::Class;
use crate::value::reader::Reader;

/// Words that may stand between an amount and what it is a rate of: what is counted.
const COUNTED: usize = 2;

/// Adds the unit behind an amount that it is a rate of. The words of it belong to the amount where
/// they follow it; where what is counted stands between them, "40 people a day", they do not.
pub(super) fn add(reader: &Reader, found: &mut Found) {
    if found.quantity.ordinal || found.quantity.per.is_some() {
        return;
    }
    if let Some((unit, next)) = unit(reader, found.next) {
        found.quantity.per = Some(unit);
        (found.next, found.trail) = (next, 0);
        return;
    }
    // "4 tonnes of coal a day", "40 people a day": what is measured or counted.
    let of = reader.joint(found.next) == Some(Joint::Of);
    if found.quantity.unit != Unit::One && !of {
        return;
    }
    let first = found.next + usize::from(of);
    let words = (first..first + COUNTED).take_while(|&at| is_counted(reader, at));
    found.quantity.per = words.filter_map(|at| unit(reader, at + 1)).map(|(unit, _)| unit).next();
}

/// A plain word of content right behind another.
fn is_counted(reader: &Reader, at: usize) -> bool {
    let word = reader.token(at).is_some_and(|it| it.class == Class::Content && !it.capital);
    word && at > 0 && reader.gap(at - 1).is_some_and(|gap| gap.chars().all(char::is_whitespace))
}

/// "a day", "per hour", "each month", "daily": the unit, and the next word.
pub(super) fn unit(reader: &Reader, at: usize) -> Option<(Unit, usize)> {
    let spaced = |at: usize| {
        reader.gap(at).is_some_and(|gap| !gap.is_empty() && gap.chars().all(char::is_whitespace))
    };
    if at == 0 || !spaced(at - 1) && !reader.after(at - 1).starts_with(['%', '€', '£', '$']) {
        return None;
    }
    let adverb = match reader.time(at) {
        Some(Time::Hourly) => Some(Unit::Hour),
        Some(Time::Daily) => Some(Unit::Day),
        Some(Time::Weekly) => Some(Unit::Week),
        Some(Time::Monthly) => Some(Unit::Month),
        Some(Time::Yearly) => Some(Unit::Year),
        _ => None,
    };
    // "3 ships daily", but not "3 daily trips": the word says how often what was counted comes.
    if let Some(unit) = adverb {
        let open = reader.token(at + 1).is_none_or(|next| next.class != Class::Content);
        return (open || !spaced(at)).then_some((unit, at + 1));
    }
    let joint = reader.joint(at)?;
    if !matches!(joint, Joint::One | Joint::Per | Joint::Each) || !spaced(at) {
        return None;
    }
    let (name, words) = reader.vocabulary.unit(reader.keys_from(at + 1).into_iter())?;
    let (unit, factor) = Unit::from_name(name)?;
    let next = at + 1 + words;
    let time = unit.dimension() == Dimension::Duration;
    let measured = matches!(
        unit.dimension(),
        Dimension::Length | Dimension::Area | Dimension::Mass | Dimension::Volume
    );
    let dated = matches!(reader.time(next), Some(Time::Ago | Time::Later | Time::Earlier))
        || matches!(reader.joint(next), Some(Joint::After | Joint::Before | Joint::And));
    let fits = time && !(dated && joint == Joint::One) || measured && joint == Joint::Per;
    (fits && factor == 1.0 && words == 1).then_some((unit, next))
}
