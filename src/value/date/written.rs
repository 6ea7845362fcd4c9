//! Dates that name a day, month or year: "23 November 2019", "Nov. 23", "23.11.2019", "the 1990s".

use jiff::civil::Date;

use super::calendar::{self, Days};
use super::{Origin, Period, Precision, When};
use crate::language::vocabulary::{Joint, Time};
use crate::value::reader::{Reader, is_hyphen};

/// A period and the word after it.
pub(super) type Read = (Period, usize);

/// The written date that begins at the word `at`.
pub(super) fn read(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    in_digits(reader, at)
        .or_else(|| month_first(reader, at, base))
        .or_else(|| day_first(reader, at, base))
        .or_else(|| quarter(reader, at, base))
        .or_else(|| season(reader, at))
        .or_else(|| century(reader, at))
        .or_else(|| decade(reader, at))
        .or_else(|| year(reader, at))
}

fn period(days: Days, precision: Precision) -> Period {
    Period::days(days.0, days.1, precision, Origin::Written)
}

/// `2019-11-23`, `23.11.2019`, `11/23/2019`.
fn in_digits(reader: &Reader, at: usize) -> Option<Read> {
    if !reader.starts_with_digit(at) {
        return None;
    }
    let word = reader.word(at);
    if word.bytes().filter(|&byte| byte == b'.').count() == 2 {
        let mut parts = word.split('.').map(|part| (part.len(), part.parse::<i16>().ok()));
        let (Some((_, Some(a))), Some((_, Some(b))), Some((length, Some(c)))) =
            (parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        return Some((Period::day(numeric([a, b, c], length, false)?), at + 1));
    }
    let gap = reader.gap(at)?;
    let date_sign = gap == "/" || gap.chars().all(is_hyphen) && gap.chars().count() == 1;
    if !date_sign || reader.gap(at + 1) != Some(gap) || reader.gap(at + 2) == Some(gap) {
        return None;
    }
    let number = |at: usize| reader.word(at).parse::<i16>().ok();
    let last = reader.word(at + 2);
    let last_number = last
        .get(..2)
        .filter(|_| last.contains('T'))
        .map_or_else(|| number(at + 2), |day| day.parse().ok());
    let numbers = [number(at)?, number(at + 1)?, last_number?];
    let month_first = gap == "/" && reader.vocabulary.month_first;
    let date = if word.len() == 4 {
        civil(numbers[0], numbers[1], numbers[2])
    } else {
        numeric(numbers, last.len(), month_first)
    };
    Some((Period::day(date?), at + 3))
}

/// Day, month and year in the order of the country; a number above 12 is no month.
fn numeric([a, b, year]: [i16; 3], length: usize, month_first: bool) -> Option<Date> {
    let year = match length {
        4 => year,
        2 if year <= 50 => 2000 + year,
        2 => 1900 + year,
        _ => return None,
    };
    let (day, month) = if month_first && a <= 12 || b > 12 { (b, a) } else { (a, b) };
    civil(year, month, day)
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// "November 23, 2019", "Nov. 23-25", "November 2019", "November".
fn month_first(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    let month = month(reader, at)?;
    let spaced =
        reader.gap(at).is_some_and(|gap| matches!(gap, " " | ". " | "." | "\u{a0}" | " the "));
    if spaced && let Some(day) = day(reader, at + 1) {
        let (until, mut next) = until(reader, at + 2, day);
        let year = year_after(reader, next);
        if year.is_some() {
            next = after_year(reader, next);
        }
        return Some((dated(month, (day, until), year, base)?, next));
    }
    if let Some(year) = year_after(reader, at + 1) {
        let days = calendar::month(year, month)?;
        return Some((period(days, Precision::Month), after_year(reader, at + 1)));
    }
    alone(reader, at).then(|| (month_of(month, base), at + 1))
}

/// "23 November 2019", "23rd of November", "23-25 November".
fn day_first(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    let day = day(reader, at)?;
    let (until, next) = until(reader, at + 1, day);
    let of = usize::from(reader.joint(next) == Some(Joint::Of));
    let month = month(reader, next + of).filter(|_| reader.gap(next - 1).is_some_and(is_open))?;
    let mut end = next + of + 1;
    let year = year_after(reader, end);
    if year.is_some() {
        end = after_year(reader, end);
    }
    Some((dated(month, (day, until), year, base)?, end))
}

/// A day of the month in digits or as an ordinal.
fn day(reader: &Reader, at: usize) -> Option<i8> {
    let word = reader.word(at);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let number = match ending {
        "" | "st" | "nd" | "rd" | "th" if digits.len() <= 2 => digits.parse::<i8>().ok(),
        _ => None,
    };
    let number = number.or_else(|| {
        let ordinal = reader.vocable(at)?.ordinal?;
        i8::try_from(ordinal).ok()
    });
    number.filter(|day| (1..=31).contains(day))
}

/// The last day of "23-25".
fn until(reader: &Reader, at: usize, first: i8) -> (i8, usize) {
    let dash = at > 0
        && reader.gap(at - 1).is_some_and(|gap| {
            !gap.is_empty() && gap.trim().chars().all(is_hyphen) && !gap.trim().is_empty()
        });
    match day(reader, at).filter(|&last| dash && last > first) {
        Some(last) => (last, at + 1),
        None => (first, at),
    }
}

/// The month that a word names; abbreviations and names that are also words need a capital.
fn month(reader: &Reader, at: usize) -> Option<i8> {
    let month = reader.vocable(at)?.month?;
    reader.token(at)?.capital.then(|| i8::try_from(month).ok()).flatten()
}

/// Whether a month without a day is one: "in May", but not "May he".
fn alone(reader: &Reader, at: usize) -> bool {
    let led = at > 0
        && reader.vocable(at - 1).is_some_and(|word| {
            word.joint.is_some() || word.time.is_some() || word.month.is_some()
        });
    led || reader.word(at).chars().count() > 3
}

/// The gap before a year or month: white space, a comma or a dot.
fn is_open(gap: &str) -> bool {
    gap.len() <= 3 && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.'))
}

fn year_after(reader: &Reader, at: usize) -> Option<i16> {
    let open = at > 0 && reader.gap(at - 1).is_some_and(is_open);
    let of = usize::from(reader.joint(at) == Some(Joint::Of));
    plain_year(reader, at + of).filter(|_| open)
}

fn after_year(reader: &Reader, at: usize) -> usize {
    at + 1 + usize::from(reader.joint(at) == Some(Joint::Of))
}

/// Four digits that can be a year.
fn plain_year(reader: &Reader, at: usize) -> Option<i16> {
    let word = reader.word(at);
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| digits && (1000..=2100).contains(year))
}

/// A day of a month; without a year, of the year nearest to `base`.
fn dated(
    month: i8,
    (day, until): (i8, i8),
    year: Option<i16>,
    base: Option<Date>,
) -> Option<Period> {
    let precision = if day == until { Precision::Day } else { Precision::Days };
    let of =
        |year: i16| Some((Date::new(year, month, day).ok()?, Date::new(year, month, until).ok()?));
    if let Some(year) = year {
        return of(year).map(|days| period(days, precision));
    }
    let Some(base) = base else {
        let leap = Date::new(2020, month, day).is_ok();
        let when = When::Annual { month, day: Some(day) };
        return leap.then_some(Period { when, precision, clock: None, origin: Origin::Written });
    };
    let days = nearest(base, of)?;
    Some(Period::days(days.0, days.1, precision, Origin::Year))
}

/// A month; without a year, of the year nearest to `base`.
fn month_of(month: i8, base: Option<Date>) -> Period {
    let near = base.and_then(|base| nearest(base, |year| calendar::month(year, month)));
    match near {
        Some((first, last)) => Period::days(first, last, Precision::Month, Origin::Year),
        None => Period {
            when: When::Annual { month, day: None },
            precision: Precision::Month,
            clock: None,
            origin: Origin::Written,
        },
    }
}

/// Of this year, the last and the next, what lies nearest to `base`.
fn nearest(base: Date, of: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let distance = |days: &Days| {
        let gap = if base < days.0 { base.until(days.0) } else { days.1.min(base).until(base) };
        gap.map_or(i32::MAX, |gap| gap.get_days())
    };
    (base.year() - 1..=base.year() + 1).filter_map(of).min_by_key(distance)
}

/// "the second quarter of 2019", "Q2 2019", "third-quarter".
fn quarter(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    let (number, next) = match reader.word(at) {
        "Q1" => (1, at + 1),
        "Q2" => (2, at + 1),
        "Q3" => (3, at + 1),
        "Q4" => (4, at + 1),
        _ => {
            let ordinal = reader.vocable(at)?.ordinal.filter(|number| (1..=4).contains(number))?;
            let quarter = reader.time(at + 1) == Some(Time::Quarter) && reader.close(at);
            (i8::try_from(ordinal).ok().filter(|_| quarter)?, at + 2)
        }
    };
    if let Some(year) = year_after(reader, next) {
        let days = calendar::quarter(year, number)?;
        return Some((period(days, Precision::Quarter), after_year(reader, next)));
    }
    let base = base?;
    let days = nearest(base, |year| calendar::quarter(year, number))?;
    Some((Period::days(days.0, days.1, Precision::Quarter, Origin::Year), next))
}

/// "summer 2019", "the summer of 2019". A bare "fall" is too often a verb.
fn season(reader: &Reader, at: usize) -> Option<Read> {
    let season = reader.time(at).filter(|&time| is_season(time))?;
    let year = year_after(reader, at + 1)?;
    let days = calendar::season(year, season)?;
    Some((period(days, Precision::Season), after_year(reader, at + 1)))
}

pub(super) fn is_season(time: Time) -> bool {
    matches!(time, Time::Spring | Time::Summer | Time::Autumn | Time::Winter)
}

/// "the 20th century", "twenty-first century".
fn century(reader: &Reader, at: usize) -> Option<Read> {
    let number = ordinal(reader, at)?;
    let (number, next) = match reader.time(at + 1) {
        Some(Time::Century) => (number, at + 1),
        _ => (number + ordinal(reader, at + 1).filter(|_| number >= 20)?, at + 2),
    };
    let first = number.checked_sub(1)?.checked_mul(100)?.checked_add(1)?;
    let century = reader.time(next) == Some(Time::Century) && reader.close(next - 1);
    let days = calendar::years(first, first.checked_add(99)?).filter(|_| century)?;
    Some((period(days, Precision::Century), next + 1))
}

/// Twenty of "twenty-first" counts as well.
fn ordinal(reader: &Reader, at: usize) -> Option<i16> {
    let word = reader.word(at);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number = match &word[digits.len()..] {
        "st" | "nd" | "rd" | "th" => digits.parse().ok(),
        _ => None,
    };
    number.or_else(|| {
        let word = reader.vocable(at)?;
        i16::try_from(word.ordinal.or(word.number.filter(|&number| number == 20))?).ok()
    })
}

/// "1990s", "the '90s".
fn decade(reader: &Reader, at: usize) -> Option<Read> {
    let word = reader.word(at);
    let digits = word.trim_end_matches(['s', '\'', '’']);
    if digits.len() == word.len() || !digits.ends_with('0') {
        return None;
    }
    let number = digits.parse::<i16>().ok()?;
    let first = match digits.len() {
        4 if (1000..=2090).contains(&number) => number,
        2 if number >= 20 && reader.before(at).ends_with(['\'', '’', '‘', ' ']) => {
            1900 + number
        }
        _ => return None,
    };
    let last = if first % 100 == 0 && first < 2000 { first + 99 } else { first + 9 };
    let precision = if last - first > 9 { Precision::Century } else { Precision::Decade };
    Some((period(calendar::years(first, last)?, precision), at + 1))
}

/// "in 1956", "the 1956 declaration", "2003-04".
fn year(reader: &Reader, at: usize) -> Option<Read> {
    let year = plain_year(reader, at)?;
    if let Some(last) = last_year(reader, at, year) {
        return Some((period(calendar::years(year, last)?, Precision::Year), at + 2));
    }
    let money = reader.before(at).trim_end().chars().next_back().is_some_and(|c| {
        !c.is_alphanumeric() && matches!(c, '$' | '€' | '£' | '¥' | '₽' | '+' | '<' | '>' | '~')
    });
    let after = reader.after(at).trim_start();
    let measured = after.starts_with(['%', '°', '€', '/']);
    if money || measured || counts(reader, at + 1) && reader.gap(at) == Some(" ") {
        return None;
    }
    let led = at > 0
        && reader.vocable(at - 1).is_some_and(|word| {
            word.time.is_some()
                || word.month.is_some()
                || matches!(
                    word.joint,
                    Some(Joint::YearAhead | Joint::To | Joint::Of | Joint::And | Joint::Between)
                )
        });
    let likely = (1900..=2050).contains(&year) && year % 100 != 0;
    (led || likely).then_some(())?;
    Some((period(calendar::year(year)?, Precision::Year), at + 1))
}

/// Whether the next word is what a number before it counts: a unit, a scale or a plural.
fn counts(reader: &Reader, at: usize) -> bool {
    let Some(token) = reader.token(at) else { return false };
    let word = reader.word(at);
    let known = reader
        .vocable(at)
        .is_some_and(|word| word.unit || word.number.is_some() || word.zone.is_some());
    known || !token.capital && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
}

/// The other end of "2019-2020" or "2003-04".
fn last_year(reader: &Reader, at: usize, first: i16) -> Option<i16> {
    let gap = reader.gap(at)?;
    if !(gap.chars().all(is_hyphen) || gap == "/") || gap.chars().count() != 1 {
        return None;
    }
    let word = reader.word(at + 1);
    let last = match word.len() {
        4 => plain_year(reader, at + 1)?,
        2 => first / 100 * 100 + word.parse::<i16>().ok()?,
        _ => return None,
    };
    (first < last && last - first < 100).then_some(last)
}
