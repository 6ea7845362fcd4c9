//! Parts of a whole in words: "half", "two thirds", "three quarters of a million", "and a half".

use super::amount::{Amount, is_scale, with_scale};
use crate::language::vocabulary::Joint;
use crate::value::reader::Reader;

/// "two thirds", "three-quarters", "a third of", "half", "half a million".
pub(super) fn read(reader: &Reader, at: usize) -> Option<Amount> {
    let word = reader.vocable(at)?;
    if word.fraction == Some(2) && !after_ordinal(reader, at) {
        return Some(half(reader, at));
    }
    let (above, below, next) = simple(reader, at)?;
    let plural = reader.word(next - 1).ends_with('s');
    let of = reader.joint(next) == Some(Joint::Of);
    let led = is_led(reader, at) && is_alone(reader, next);
    let whole = above > 1 && plural || above == 1 && below > 1 && (of || led || below == 2);
    let value = above as f64 / below as f64;
    // Words for a part are as sharp as the part.
    let place = 1.0 / below as f64;
    let amount = Amount { part: true, ..Amount::of(value, place, next) };
    (whole && above <= below).then(|| of_scale(reader, with_scale(reader, amount)))
}

/// "two thirds", "a third", "one-half": what stands above and below the line, and the next word.
fn simple(reader: &Reader, at: usize) -> Option<(u64, u64, usize)> {
    let word = reader.vocable(at)?;
    let above = match (word.number, word.joint) {
        (Some(number @ 1..20), _) => number,
        (_, Some(Joint::One)) => 1,
        _ => return None,
    };
    let below = reader.vocable(at + 1).filter(|_| reader.close(at))?.fraction?;
    Some((above, below, at + 2))
}

/// "half", "a third": the part, and the next word.
pub(super) fn simple_part(reader: &Reader, at: usize) -> Option<(f64, usize)> {
    if reader.vocable(at)?.fraction == Some(2) {
        return Some((0.5, at + 1));
    }
    let (above, below, next) = simple(reader, at)?;
    (above < below).then(|| (above as f64 / below as f64, next))
}

fn half(reader: &Reader, at: usize) -> Amount {
    let amount = Amount { part: true, ..Amount::of(0.5, 0.1, at + 1) };
    if reader.joint(at + 1) != Some(Joint::One) {
        return of_scale(reader, amount);
    }
    match reader.vocable(at + 2) {
        Some(word) if word.number.is_some_and(is_scale) => {
            with_scale(reader, Amount { next: at + 2, ..amount })
        }
        Some(word) if word.unit => Amount { next: at + 2, part: false, ..amount },
        _ => amount,
    }
}

/// "three quarters of a million".
fn of_scale(reader: &Reader, amount: Amount) -> Amount {
    let next = amount.next;
    let led = reader.joint(next) == Some(Joint::Of) && reader.joint(next + 1) == Some(Joint::One);
    let scale = reader.vocable(next + 2).and_then(|word| word.number).filter(|&it| is_scale(it));
    match scale.filter(|_| led && amount.low < 1.0) {
        Some(scale) => amount.scaled(scale as f64, next + 3),
        None => amount,
    }
}

/// "the second half" is a part of a game or a year, and no share.
fn after_ordinal(reader: &Reader, at: usize) -> bool {
    at > 0 && reader.vocable(at - 1).is_some_and(|word| word.ordinal.is_some())
}

/// "fell by a third", "by nearly a quarter": the size of a change.
pub(super) fn is_led(reader: &Reader, at: usize) -> bool {
    let limit =
        reader.vocabulary.limit_before(&reader.keys_before(at)).map_or(0, |(_, words)| words);
    at.checked_sub(limit + 1).is_some_and(|before| reader.joint(before) == Some(Joint::By))
}

/// Whether no word follows that the part could be a part of, or the third of.
pub(super) fn is_alone(reader: &Reader, next: usize) -> bool {
    let Some(token) = reader.token(next) else { return true };
    let apart = reader.gap(next - 1).is_none_or(|gap| !gap.chars().all(char::is_whitespace));
    let function = token.class == crate::token::Class::Function
        && !matches!(
            reader.joint(next),
            Some(Joint::Of | Joint::The | Joint::One | Joint::Multiplied)
        );
    apart && !reader.close(next - 1) || function
}

/// "two and a half", "two and one-half", "a million and a half", "a dozen and a half".
pub(super) fn with_part(reader: &Reader, at: usize, amount: Amount) -> Amount {
    const SMALL: f64 = 1000.0;
    let whole = amount.low == amount.high && !amount.ordinal && amount.glued == 0 && !amount.part;
    let Some((part, next)) = added(reader, amount.next).filter(|_| whole) else { return amount };
    let behind_words = amount.next > at + 1;
    let scale = reader
        .vocable(amount.next - 1)
        .and_then(|word| word.number)
        .filter(|&scale| is_scale(scale) && behind_words)
        .map_or(1.0, |scale| scale as f64);
    if scale == 1.0 && (amount.low >= SMALL || amount.low.fract() != 0.0) {
        return amount;
    }
    let sum = Amount::of(amount.low + part * scale, scale * 0.01, next);
    if scale == 1.0 { with_scale(reader, sum) } else { sum }
}

/// The part behind an "and", and the next word: "and a half", "and one-half", "and three quarters".
/// A part of something else is not added: "two and a third of the crew".
pub(super) fn added(reader: &Reader, at: usize) -> Option<(f64, usize)> {
    let and = reader.joint(at) == Some(Joint::And) && at > 0 && reader.close(at - 1);
    let start = at + 1;
    let bare = reader.vocable(start)?.fraction.filter(|&below| below == 2);
    let (above, below, next) = match bare {
        Some(below) => (1, below, start + 1),
        None => simple(reader, start)?,
    };
    let of = reader.joint(next) == Some(Joint::Of);
    (and && reader.close(at) && !of && above < below).then(|| (above as f64 / below as f64, next))
}
