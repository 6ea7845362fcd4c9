//! Dates: how a difference between two of them is put into words.
//!
//! Which dates face each other is decided with the numbers; a weekday or "yesterday" is named with
//! the day that the document's date makes of it.

use super::quoted;
use super::view::{LEFT, RIGHT, Side, View};
use crate::value::date::Origin;
use crate::value::{Comparison, Mention, Value, compare, reason};

/// The difference between two dates in words.
pub(super) fn explain(view: &View<'_>, left: &Mention, right: &Mention) -> String {
    let (a, b) = (view.sides[LEFT].text(&left.tokens), view.sides[RIGHT].text(&right.tokens));
    match compare(&left.value, &right.value) {
        Comparison::Equal => match (resolved(left), resolved(right)) {
            (true, false) => same_day(a, left, b),
            (false, true) => same_day(b, right, a),
            _ => format!("{} and {} are both {}", quoted(a), quoted(b), left.value.describe()),
        },
        Comparison::Conflict => {
            format!("{} and {} in the same place: {}", quoted(a), quoted(b), against(left, right))
        }
        _ => {
            let why = reason(&left.value, &right.value);
            format!("{} and {} can both be right: {why}", quoted(a), quoted(b))
        }
    }
}

/// Whether a date says when a report was filed and not when something happened: after a place in
/// capitals at the start, `NAGOYA, Nov 24`.
pub(super) fn is_dateline(side: &Side<'_>, mention: &Mention) -> bool {
    let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
    if !matches!(mention.value, Value::Date(_)) || !side.tokens.contains(&before) {
        return false;
    }
    let place = side.token(before).span.text(side.telling.text);
    let capitals = place.chars().count() >= 3 && place.chars().all(char::is_uppercase);
    capitals && side.gap_before(mention.tokens.start).starts_with(',')
}

fn same_day(resolved: &str, mention: &Mention, written: &str) -> String {
    format!(
        "{} is {} by the document's date, the same as {}",
        quoted(resolved),
        mention.value.describe(),
        quoted(written)
    )
}

fn against(left: &Mention, right: &Mention) -> String {
    let side = |mention: &Mention| {
        let days = mention.value.describe();
        if resolved(mention) { format!("{days} by the document's date") } else { days }
    };
    format!("{} against {}", side(left), side(right))
}

/// Whether the day comes from the document's date and not from the words alone.
fn resolved(mention: &Mention) -> bool {
    matches!(
        &mention.value,
        Value::Date(period) if matches!(period.origin, Origin::Weekday | Origin::Relative)
    )
}
