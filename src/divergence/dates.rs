//! Dates: how a difference between two of them is put into words.
//!
//! Which dates face each other is decided with the numbers; a weekday or "yesterday" is named with
//! the day that the document's date makes of it.

use std::ops::Range;

use super::meeting::meeting;
use super::quoted;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use crate::value::date::{self, Origin, Precision, When};
use crate::value::{Comparison, Mention, Value, compare};

/// The difference between two dates in words.
pub(super) fn explain(view: &View<'_>, left: &Mention, right: &Mention) -> Said {
    let (a, b) = (view.sides[LEFT].text(&left.tokens), view.sides[RIGHT].text(&right.tokens));
    Said::of((a, left), (b, right), told)
}

fn told((a, left): (&str, &Mention), (b, right): (&str, &Mention)) -> String {
    match compare(&left.value, &right.value) {
        Comparison::Equal => match (resolved(left), resolved(right)) {
            (true, false) => same_day(a, left, b),
            (false, true) => same_day(b, right, a),
            _ => format!("{} and {} are both {}", quoted(a), quoted(b), left.value.in_words()),
        },
        Comparison::Conflict if of_unknown_days(left, right) => format!(
            "{} and {} can be the same day: neither text has a date to count from",
            quoted(a),
            quoted(b)
        ),
        Comparison::Conflict => {
            let (a, b) = (read(a, left), read(b, right));
            format!("{a} against {b}{}{}", dated(left, right), apart(left, right))
        }
        _ if let Some((said, is)) = misfit(left, right) => {
            format!("{} and {}: no day is both a {said} and a {is}", quoted(a), quoted(b))
        }
        _ if only_near(left, right) => {
            let (a, b) = (read(a, left), read(b, right));
            let apart = apart(left, right);
            format!("{a} and {b} may name two days{}{apart}", dated(left, right))
        }
        _ => {
            let (a, b) = (read(a, left), read(b, right));
            format!("{a} and {b} can be the same time{}", dated(left, right))
        }
    }
}

/// Whether two dates are two days by the dates of the documents, and one only if a word counts from
/// another day than that of its document.
pub(super) fn only_near(left: &Mention, right: &Mention) -> bool {
    let (Value::Date(x), Value::Date(y)) = (&left.value, &right.value) else { return false };
    let (When::Days { first, last }, When::Days { first: other, last: until }) = (x.when, y.when)
    else {
        return false;
    };
    let apart = first.max(other) > last.min(until);
    apart && compare(&left.value, &right.value) == Comparison::Compatible
}

/// The two weekdays of one day, where the words do not fit each other: "Tuesday, 3 November 2021" was a
/// Wednesday.
pub(super) fn misfit(left: &Mention, right: &Mention) -> Option<(&'static str, &'static str)> {
    let (Value::Date(x), Value::Date(y)) = (&left.value, &right.value) else { return None };
    if compare(&left.value, &right.value) != Comparison::Compatible {
        return None;
    }
    date::misfit(x, y)
}

/// Whether a word is the zone of a time of day: "GMT" behind "9:21am".
pub(super) fn is_zone(side: &Side<'_>, words: &Range<usize>) -> bool {
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
    let text = side.text(words);
    let shout = LETTERS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    words.len() == 1
        && shout
        && text.ends_with(['T', 'C', 'Z'])
        && is_behind_clock(side, words.start)
}

/// Whether a time of day stands right before a word: "9:21am", "15:00".
fn is_behind_clock(side: &Side<'_>, at: usize) -> bool {
    /// Bytes of "12:59 p.m. ".
    const REACH: usize = 12;
    let text = side.telling.text;
    let end = side.token(at).span.start as usize;
    let from = text.ceil_char_boundary(end.saturating_sub(REACH));
    let before = text.get(from..end).unwrap_or("").trim_end().to_ascii_lowercase();
    let halves = ["a.m.", "p.m.", "am", "pm"];
    let hour = halves.iter().find_map(|half| before.strip_suffix(half)).unwrap_or(&before);
    let digits = |text: &str| text.trim_end().ends_with(|c: char| c.is_ascii_digit());
    digits(hour) && (hour.len() < before.len() || hour.contains(':'))
}

/// Whether a date says when a page was put up or changed: "Posted 12:30", "Updated: 3 May, 9:21am IST".
pub(super) fn is_stamp(side: &Side<'_>, mention: &Mention) -> bool {
    const REACH: usize = 8;
    const STAMPS: [&str; 7] =
        ["posted", "updated", "published", "modified", "filed", "created", "uploaded"];
    let start = side.sentence(mention.tokens.start).start;
    let first =
        if side.word(start) == "last" || side.word(start) == "first" { start + 1 } else { start };
    matches!(mention.value, Value::Date(_))
        && side.tokens.contains(&first)
        && STAMPS.contains(&side.word(first))
        && side.token(start).capital
        && first < mention.tokens.start
        && mention.tokens.start - first <= REACH
        // "Published authors left on Tuesday" has other words between.
        && (first + 1..mention.tokens.start).all(|at| {
            matches!(side.word(at), "on" | "at" | "by" | "in") || side.values().iter().any(|it| it.tokens.contains(&at))
        })
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

/// Whether two times of one day are so near, and one of them so loosely said ("shortly after noon"),
/// that both can be right.
pub(super) fn about_one_time(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    const MINUTES: i16 = 30;
    let (Value::Date(x), Value::Date(y)) = (&left.value, &right.value) else { return false };
    let (Some(a), Some(b)) = (x.clock, y.clock) else { return false };
    let one_day = x.when == y.when && a.zone == b.zone;
    let loose = is_loose(&view.sides[LEFT], left) || is_loose(&view.sides[RIGHT], right);
    one_day && loose && (a.minutes - b.minutes).abs() <= MINUTES
}

/// Whether two dates are counted from days that are not known: "today" in one text without a date may be
/// "yesterday" in another, and this month the last one. Two years ago is not five years ago in any two
/// reports of one event.
pub(super) fn of_unknown_days(left: &Mention, right: &Mention) -> bool {
    /// Days that reports of one event are apart.
    const APART: i32 = 3;
    /// Days of a week.
    const WEEK: i32 = 7;
    let (Value::Date(x), Value::Date(y)) = (&left.value, &right.value) else { return false };
    let (When::Relative { first, last }, When::Relative { first: other_first, last: other_last }) =
        (x.when, y.when)
    else {
        return false;
    };
    let apart = (first - other_first).abs();
    let now = first.min(other_first) <= 0 && last.max(other_last) >= 0;
    match x.precision.max(y.precision) {
        _ if apart == 0 && last == other_last => false,
        Precision::Day | Precision::Days => apart <= APART,
        Precision::Week => apart <= WEEK,
        // This month and the last one.
        _ => now && first.max(other_first) <= last.min(other_last),
    }
}

/// Whether two dates are those of two events: their sentences have too little in common, or one says
/// when someone spoke and the other when something happened.
pub(super) fn of_two_events(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    const ONE_EVENT: f64 = 0.3;
    let [a, b] = &view.sides;
    let spoken = spoken_on(a, left) != spoken_on(b, right);
    spoken || meeting(view, &left.tokens, &right.tokens) < ONE_EVENT
}

/// Whether a date says when someone spoke: right behind a verb of saying.
fn spoken_on(side: &Side<'_>, mention: &Mention) -> bool {
    let first = mention.tokens.start;
    let mut before = (side.tokens.start.max(first.saturating_sub(2))..first).rev();
    before.find(|&at| side.is_content(at)).is_some_and(|at| side.is_saying(at))
}

/// Whether a word before a time leaves it open by some minutes.
fn is_loose(side: &Side<'_>, mention: &Mention) -> bool {
    const LOOSE: [&str; 9] = [
        "about",
        "around",
        "approximately",
        "roughly",
        "nearly",
        "almost",
        "just",
        "shortly",
        "soon",
    ];
    let first = mention.tokens.start;
    (side.tokens.start.max(first.saturating_sub(2))..first)
        .any(|index| LOOSE.contains(&side.word(index)))
}

fn same_day(resolved: &str, mention: &Mention, written: &str) -> String {
    format!(
        "{} is {} by the document's date, the same as {}",
        quoted(resolved),
        mention.value.in_words(),
        quoted(written)
    )
}

/// What the document's date makes of a date, ` (22 November 2019)`; nothing where the words say it.
pub(super) fn made_of(mention: &Mention) -> String {
    if resolved(mention) { format!(" ({})", mention.value.in_words()) } else { String::new() }
}

/// A date as written, with the day that the document's date makes of it. A year alone need not be
/// told: the day and the month are in the words.
fn read(text: &str, mention: &Mention) -> String {
    let told = is_relative(mention) || by_document(mention);
    let what = if told { made_of(mention) } else { String::new() };
    format!("{}{what}", quoted(text))
}

/// `, by the document's date`, where a day in brackets comes from it.
fn dated(left: &Mention, right: &Mention) -> &'static str {
    if by_document(left) || by_document(right) { ", by the document's date" } else { "" }
}

/// Whether the words name a day from the day of the document on.
fn is_relative(mention: &Mention) -> bool {
    matches!(&mention.value, Value::Date(period) if matches!(period.when, When::Relative { .. }))
}

/// Whether the document's date makes a day of the words: Saturday, yesterday.
fn by_document(mention: &Mention) -> bool {
    let Value::Date(period) = &mention.value else { return false };
    let known = matches!(period.when, When::Days { .. });
    resolved(mention) && known && period.origin != Origin::Year
}

/// `: 3 days apart`, where both are days near each other.
fn apart(left: &Mention, right: &Mention) -> String {
    const FAR: i32 = 60;
    let (Value::Date(x), Value::Date(y)) = (&left.value, &right.value) else {
        return String::new();
    };
    let (Some(a), Some(b)) = (x.single_day(), y.single_day()) else { return String::new() };
    match (a - b).get_days().abs() {
        0 => String::new(),
        1 => ": 1 day apart".to_owned(),
        days if days <= FAR => format!(": {days} days apart"),
        _ => String::new(),
    }
}

/// Whether the day comes from the document's date and not from the words alone.
fn resolved(mention: &Mention) -> bool {
    matches!(
        &mention.value,
        Value::Date(period)
            if matches!(period.origin, Origin::Weekday | Origin::Relative | Origin::Year)
    )
}
