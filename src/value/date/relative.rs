//! Dates counted from the day of the document: yesterday, Saturday, last month, two years ago.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{self, Days};
use super::written::{self, Read};
use super::{Origin, Part, Period, Precision, When};
use crate::language::vocabulary::{Joint, Time};
use crate::value::number::{self, Dimension, Unit};
use crate::value::reader::Reader;

/// The relative date that begins at the word `at`.
pub(super) fn read(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    day(reader, at, base)
        .or_else(|| part(reader, at, base))
        .or_else(|| framed(reader, at, base))
        .or_else(|| weekday(reader, at, base))
        .or_else(|| ago(reader, at, base))
}

/// "yesterday", "later today", "the day before yesterday".
fn day(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    let at_word = match reader.time(at) {
        Some(Time::Later | Time::Earlier | Time::Late | Time::Early) => at + 1,
        _ => at,
    };
    let days = i32::from(reader.vocable(at_word)?.relative_day?);
    let own = reader.time(at_word).and_then(Part::of);
    let led = reader.time(at).filter(|_| at < at_word).and_then(Part::of);
    let (part, next) = day_part(reader, at_word + 1);
    let period = offset(days, days, Precision::Day, base)?;
    Some((Period { part: part.or(own).or(led), ..period }, next))
}

/// The "morning" of "yesterday morning", and the word after it.
fn day_part(reader: &Reader, at: usize) -> (Option<Part>, usize) {
    let part = reader.time(at).and_then(Part::of).filter(|part| part.is_of_day());
    let part = part.filter(|_| at > 0 && reader.close(at - 1));
    (part, at + usize::from(part.is_some()))
}

fn offset(first: i32, last: i32, precision: Precision, base: Option<Date>) -> Option<Period> {
    let when = match base {
        Some(base) => When::Days {
            first: calendar::moved(base, i64::from(first).days())?,
            last: calendar::moved(base, i64::from(last).days())?,
        },
        None => When::Relative { first, last },
    };
    Some(Period::new(when, precision, Origin::Relative))
}

/// "early November", "mid-2019", "the end of the year", "late last month".
fn part(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    let part = reader.time(at).filter(|&time| is_part(time))?;
    let mut next = at + 1;
    let of = reader.joint(next) == Some(Joint::Of);
    next += usize::from(of || reader.joint(next) == Some(Joint::At));
    let the = reader.joint(next) == Some(Joint::The);
    next += usize::from(the);
    if !reader.close(at) {
        return None;
    }
    let whole = match reader.time(next) {
        Some(unit) if of && the => unit_of(unit, 0, base).map(|period| (period, next + 1)),
        _ => None,
    };
    let (mut period, end) = whole
        .or_else(|| framed(reader, next, base))
        .or_else(|| weekday(reader, next, base))
        .or_else(|| written::read(reader, next, base))?;
    if let When::Days { first, last } = period.when
        && period.precision > Precision::Day
    {
        let (first, last) = calendar::part((first, last), part)?;
        period.when = When::Days { first, last };
    } else if period.part.is_none() {
        period.part = Part::of(part);
    }
    Some((period, end))
}

fn is_part(time: Time) -> bool {
    matches!(time, Time::Early | Time::Mid | Time::Late)
}

/// "last month", "next Saturday", "this summer", "later this week", "last night".
fn framed(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    let time = reader.time(at)?;
    if matches!(time, Time::Later | Time::Earlier) {
        let (period, next) = framed(reader, at + 1, base)?;
        return Some((cut(period, time, base), next));
    }
    let step = match time {
        Time::Last => -1,
        Time::This => 0,
        Time::Next => 1,
        _ => return None,
    };
    let next = at + 1;
    let narrated = reader.joint(next + 1) == Some(Joint::Of);
    let word = reader.vocable(next).filter(|_| reader.close(at) && !narrated)?;
    if let Some(number) = word.weekday {
        let (part, next) = day_part(reader, next + 1);
        let period = weekday_of(i8::try_from(number).ok()?, step, base)?;
        return Some((Period { part, ..period }, next));
    }
    if let Some(number) =
        word.month.filter(|_| reader.token(next).is_some_and(|token| token.capital))
    {
        return Some((month_of(i8::try_from(number).ok()?, step, base)?, next + 1));
    }
    Some((unit_of(word.time?, step, base)?, next + 1))
}

/// The rest of a stretch that "later" leaves, or the beginning that "earlier" leaves.
fn cut(mut period: Period, time: Time, base: Option<Date>) -> Period {
    if let (When::Days { first, last }, Some(base)) = (period.when, base)
        && first <= base
        && base <= last
    {
        period.when = match time {
            Time::Later => When::Days { first: base, last },
            _ => When::Days { first, last: base },
        };
    }
    period
}

/// The day, week, month ... so many steps from that of the document.
fn unit_of(unit: Time, step: i16, base: Option<Date>) -> Option<Period> {
    let precision = match unit {
        Time::Morning | Time::Afternoon | Time::Evening | Time::Night => {
            let period = offset(i32::from(step), i32::from(step), Precision::Day, base)?;
            return Some(Period { part: Part::of(unit), ..period });
        }
        Time::Week => Precision::Week,
        Time::Weekend => Precision::Days,
        Time::Month => Precision::Month,
        Time::Quarter => Precision::Quarter,
        Time::Year => Precision::Year,
        Time::Decade => Precision::Decade,
        Time::Century => Precision::Century,
        season if written::is_season(season) => Precision::Season,
        _ => return None,
    };
    let Some(base) = base else { return unresolved(precision, step) };
    let days = stretch(unit, step, base)?;
    Some(Period::days(days.0, days.1, precision, Origin::Relative))
}

fn stretch(unit: Time, step: i16, base: Date) -> Option<Days> {
    let year = base.year();
    match unit {
        Time::Week => calendar::week(calendar::moved(base, (i64::from(step) * 7).days())?),
        Time::Weekend => {
            let (_, sunday) = calendar::week(calendar::moved(base, (i64::from(step) * 7).days())?)?;
            Some((calendar::moved(sunday, (-1).days())?, sunday))
        }
        Time::Month => {
            let day = calendar::moved(base.first_of_month(), i64::from(step).months())?;
            calendar::month(day.year(), day.month())
        }
        Time::Quarter => {
            let day = calendar::moved(base.first_of_month(), (i64::from(step) * 3).months())?;
            calendar::quarter(day.year(), (day.month() + 2) / 3)
        }
        Time::Year => calendar::year(year + step),
        Time::Decade => {
            let first = year / 10 * 10 + step * 10;
            calendar::years(first, first + 9)
        }
        Time::Century => {
            let first = (year - 1) / 100 * 100 + 1 + step * 100;
            calendar::years(first, first + 99)
        }
        season => season_near(season, step, base),
    }
}

/// The last season begun before the document, the next one after it, or this year's.
fn season_near(season: Time, step: i16, base: Date) -> Option<Days> {
    let days = |year: i16| calendar::season(year, season);
    let year = base.year();
    match step {
        -1 => (year - 1..=year).rev().filter_map(days).find(|days| days.1 < base),
        1 => (year..=year + 1).filter_map(days).find(|days| days.0 > base),
        _ => days(year),
    }
}

/// Without the document's date a week or month is only known to lie around it.
fn unresolved(precision: Precision, step: i16) -> Option<Period> {
    let days = match precision {
        Precision::Days | Precision::Week => 7,
        Precision::Month => 31,
        Precision::Quarter | Precision::Season => 92,
        Precision::Year => 366,
        Precision::Decade => 3_653,
        _ => 36_525,
    };
    let step = i32::from(step);
    let (first, last) = ((step - 1) * days + 1, (step + 1) * days - 1);
    offset(first, last, precision, None)
}

/// The nearest such month before, in or after that of the document.
fn month_of(month: i8, step: i16, base: Option<Date>) -> Option<Period> {
    let Some(base) = base else {
        let when = When::Annual { month, day: None, until: None };
        return Some(Period::new(when, Precision::Month, Origin::Written));
    };
    let year = match step {
        -1 if month >= base.month() => base.year() - 1,
        1 if month <= base.month() => base.year() + 1,
        _ => base.year(),
    };
    let days = calendar::month(year, month)?;
    Some(Period::days(days.0, days.1, Precision::Month, Origin::Relative))
}

/// "Saturday", "Saturday night", "Saturday, November 23".
fn weekday(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    let number =
        reader.vocable(at)?.weekday.filter(|_| reader.token(at).is_some_and(|t| t.capital))?;
    let word = reader.word(at);
    let (part, next) = day_part(reader, at + 1);
    let open =
        reader.gap(next - 1).is_some_and(|gap| gap.len() <= 3 && !gap.contains([';', '"', '(']));
    if let Some((period, end)) = written::read(reader, next, base).filter(|_| open)
        && period.precision == Precision::Day
    {
        let weekday = i8::try_from(number).ok();
        return Some((Period { part: part.or(period.part), weekday, ..period }, end));
    }
    let short = word.chars().count() <= 5 && !reader.after(at).starts_with('.');
    let several = word.ends_with("ays");
    if short || several {
        return None;
    }
    let step = i16::from(lies_ahead(reader, at));
    let period = weekday_of(i8::try_from(number).ok()?, step, base)?;
    Some((Period { part, ..period }, next))
}

/// "will resume on Thursday": whether the words of the clause before a weekday speak of what is to
/// come.
fn lies_ahead(reader: &Reader, at: usize) -> bool {
    const NEAR: usize = 7;
    let open = |&before: &usize| {
        reader.gap(before).is_some_and(|gap| gap.chars().all(char::is_whitespace))
    };
    (at.saturating_sub(NEAR)..at)
        .rev()
        .take_while(open)
        .any(|before| reader.time(before) == Some(Time::Ahead))
}

/// The nearest such day not after the document; before it with "last", after it with "next".
fn weekday_of(number: i8, step: i16, base: Option<Date>) -> Option<Period> {
    let Some(base) = base else {
        let when = When::Weekday { number };
        return Some(Period::new(when, Precision::Day, Origin::Weekday));
    };
    let back = i64::from((base.weekday().to_monday_one_offset() - number).rem_euclid(7));
    let days = match step {
        -1 if back == 0 => -7,
        1 => 7 - back,
        _ => -back,
    };
    let day = calendar::moved(base, days.days())?;
    Some(Period { origin: Origin::Weekday, ..Period::day(day) })
}

/// "two days ago", "a year ago", "about three weeks ago".
fn ago(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    let (count, unit, next) = span_of_time(reader, at)?;
    if reader.time(next) != Some(Time::Ago) {
        return None;
    }
    let step = i16::try_from(-count).ok()?;
    let period = match unit {
        Unit::Day => {
            let days = i32::try_from(-count).ok()?;
            offset(days, days, Precision::Day, base)
        }
        Unit::Second | Unit::Minute | Unit::Hour => offset(0, 0, Precision::Day, base),
        Unit::Week => {
            let days = i32::try_from(-count * 7).ok()?;
            offset(days - 3, days + 3, Precision::Week, base)
        }
        Unit::Month => unit_of(Time::Month, step, base),
        Unit::Year => unit_of(Time::Year, step, base),
        Unit::Decade => unit_of(Time::Year, step.checked_mul(10)?, base),
        _ => None,
    }?;
    Some((period, next + 1))
}

/// "two days", "a year": a whole number of a unit of time, and the word after it.
fn span_of_time(reader: &Reader, at: usize) -> Option<(i64, Unit, usize)> {
    /// More than so many of a unit are told as a number.
    const FARTHEST: f64 = 30_000.0;
    if reader.joint(at) == Some(Joint::One) {
        let (name, words) = reader.vocabulary.unit(reader.keys_from(at + 1).into_iter())?;
        let (unit, _) = Unit::from_name(name)?;
        return (unit.dimension() == Dimension::Duration).then_some((1, unit, at + 1 + words));
    }
    let word = reader.vocable(at);
    if !reader.starts_with_digit(at) && word.is_none_or(|word| word.number.is_none()) {
        return None;
    }
    let found = number::read(reader, at)?;
    let (count, unit) = (found.quantity.low, found.quantity.unit);
    let whole = count.fract() == 0.0
        && (1.0..=FARTHEST).contains(&count)
        && unit.dimension() == Dimension::Duration;
    whole.then_some((count as i64, unit, found.next))
}
