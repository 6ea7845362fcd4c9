//! Dates that name a day, month or year: "23 November 2019", "Nov. 23", "23.11.2019", "the 1990s".

use jiff::civil::Date;

use super::calendar::{self, Days};
use super::{Origin, Period, Precision, When};
use crate::language::vocabulary::{Joint, Time};
use crate::value::number;
use crate::value::reader::{Reader, is_hyphen};

/// A period and the word after it.
pub(super) type Read = (Period, usize);

/// The written date that begins at the word `at`.
pub(super) fn read(reader: &Reader, at: usize, base: Option<Date>) -> Option<Read> {
    in_digits(reader, at)
        .or_else(|| month_first(reader, at, base))
        .or_else(|| day_first(reader, at, base))
        .or_else(|| quarter(reader, at, base))
        .or_else(|| part_of_year(reader, at))
        .or_else(|| season(reader, at))
        .or_else(|| era(reader, at))
        .or_else(|| century(reader, at))
        .or_else(|| decade(reader, at))
        .or_else(|| year(reader, at))
        .or_else(|| year_in_words(reader, at))
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
        let (until, mut next) = until(reader, at + 2, (month, day));
        let year = year_after(reader, next);
        if year.is_some() {
            next = after_year(reader, next);
        }
        return Some((dated((month, day), until, year, base)?, next));
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
    let (last, next) = match last_day(reader, at + 1, day) {
        Some(last) => last,
        None => (day, at + 1),
    };
    let (first_month, mut end) = month_behind(reader, next)?;
    let mut until = (first_month, last);
    if last == day
        && let Some((until_day, until_month, next)) = until_day_first(reader, end)
        && (until_month, until_day) > (first_month, day)
    {
        (until, end) = ((until_month, until_day), next);
    }
    let year = year_after(reader, end);
    if year.is_some() {
        end = after_year(reader, end);
    }
    Some((dated((first_month, day), until, year, base)?, end))
}

/// The month behind a day, "November" or "of November", and the word after it.
fn month_behind(reader: &Reader, at: usize) -> Option<(i8, usize)> {
    let of = usize::from(reader.joint(at) == Some(Joint::Of));
    let month = month(reader, at + of)?;
    reader.gap(at - 1).is_some_and(is_open).then_some((month, at + of + 1))
}

/// The other end of "30 April to 2 May": day, month, and the word after them.
fn until_day_first(reader: &Reader, at: usize) -> Option<(i8, i8, usize)> {
    let start = past_until(reader, at)?;
    let day = day(reader, start)?;
    let (month, next) = month_behind(reader, start + 1)?;
    Some((day, month, next))
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

/// The month and day that a day lasts until, "23-25", "23 to 25", "April 30 to May 2", and the word
/// after them; the day itself where it is alone.
fn until(reader: &Reader, at: usize, first: (i8, i8)) -> ((i8, i8), usize) {
    let named = || {
        let start = past_until(reader, at)?;
        let last = (month(reader, start)?, day(reader, start + 1)?);
        (last > first).then_some((last, start + 2))
    };
    if let Some((last, next)) = last_day(reader, at, first.1)
        && !(reader.close(next - 1) && month(reader, next).is_some())
    {
        return ((first.0, last), next);
    }
    named().unwrap_or((first, at))
}

/// The last day of "23-25" or "23 to 25", and the word after it.
fn last_day(reader: &Reader, at: usize, first: i8) -> Option<(i8, usize)> {
    let start = past_until(reader, at)?;
    let last = day(reader, start).filter(|&last| last > first)?;
    Some((last, start + 1))
}

/// Where the other end of some days begins: behind a dash, a "to", or the "and" of "between".
fn past_until(reader: &Reader, at: usize) -> Option<usize> {
    let gap = reader.gap(at.checked_sub(1)?)?;
    let dash = gap.trim();
    if !dash.is_empty() && dash.chars().all(is_hyphen) {
        return Some(at);
    }
    const REACH: usize = 3;
    let between =
        || (at.saturating_sub(REACH)..at).any(|word| reader.joint(word) == Some(Joint::Between));
    let joined = match reader.joint(at)? {
        Joint::To => true,
        Joint::And => between(),
        _ => false,
    };
    (joined && reader.close(at - 1) && reader.close(at)).then_some(at + 1)
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

/// A day of a month, or the days up to another; without a year, of the year nearest to `base`.
fn dated(first: (i8, i8), last: (i8, i8), year: Option<i16>, base: Option<Date>) -> Option<Period> {
    let precision = if first == last { Precision::Day } else { Precision::Days };
    let of = |year: i16| {
        Some((Date::new(year, first.0, first.1).ok()?, Date::new(year, last.0, last.1).ok()?))
    };
    if let Some(year) = year {
        return of(year).map(|days| period(days, precision));
    }
    let Some(base) = base else {
        const LEAP: i16 = 2020;
        let until = (first != last).then_some(last);
        let when = When::Annual { month: first.0, day: Some(first.1), until };
        return of(LEAP).map(|_| Period::new(when, precision, Origin::Written));
    };
    let days = nearest(base, of)?;
    Some(Period::days(days.0, days.1, precision, Origin::Year))
}

/// A month; without a year, of the year nearest to `base`.
fn month_of(month: i8, base: Option<Date>) -> Period {
    let near = base.and_then(|base| nearest(base, |year| calendar::month(year, month)));
    match near {
        Some((first, last)) => Period::days(first, last, Precision::Month, Origin::Year),
        None => {
            let when = When::Annual { month, day: None, until: None };
            Period::new(when, Precision::Month, Origin::Written)
        }
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

/// "first half of 2019", "last six months of 2019": the ends of a year.
fn part_of_year(reader: &Reader, at: usize) -> Option<Read> {
    let last = reader.time(at) == Some(Time::Last);
    let ordinal = reader.vocable(at)?.ordinal.filter(|number| (1..=2).contains(number));
    let (second, half) = match ordinal {
        Some(number) => (number == 2, reader.vocable(at + 1)?.fraction == Some(2)),
        None if last => (true, false),
        None => return None,
    };
    let (months, next) = if half { (6, at + 2) } else { (whole_months(reader, at + 1)?, at + 3) };
    if !(at..next - 1).all(|at| reader.close(at)) || !half && ordinal == Some(2) {
        return None;
    }
    let year = year_after(reader, next)?;
    let ((january, _), (december, _)) =
        (calendar::month(year, 1)?, calendar::month(year, 13 - months)?);
    let days = match second {
        true => (december, calendar::month(year, 12)?.1),
        false => (january, calendar::month(year, months)?.1),
    };
    let precision = if months == 3 { Precision::Quarter } else { Precision::Season };
    Some((period(days, precision), after_year(reader, next)))
}

/// The number of "six months".
fn whole_months(reader: &Reader, at: usize) -> Option<i8> {
    let number = reader.vocable(at).and_then(|word| word.number);
    let number = number.or_else(|| reader.word(at).parse().ok());
    let months = reader.vocabulary.unit(reader.keys_from(at + 1).into_iter());
    let named = months.is_some_and(|(name, words)| name == "months" && words == 1);
    i8::try_from(number?).ok().filter(|months| named && (2..12).contains(months))
}

/// "Reiwa 2", "the second year of Reiwa": a year counted from the first of an era.
fn era(reader: &Reader, at: usize) -> Option<Read> {
    /// More years than an era has had.
    const LONGEST: i16 = 64;
    let before = |at: usize| {
        reader.vocable(at)?.era.filter(|_| reader.token(at).is_some_and(|word| word.capital))
    };
    let (start, count, next) = match before(at) {
        Some(start) => {
            let word = reader.word(at + 1);
            let number = reader.vocable(at + 1).and_then(|word| word.number);
            let number = number.and_then(|number| i16::try_from(number).ok());
            (start, number.or_else(|| word.parse().ok())?, at + 2)
        }
        None => {
            let count = ordinal(reader, at)?;
            let year = reader.time(at + 1) == Some(Time::Year);
            let of = year && reader.joint(at + 2) == Some(Joint::Of);
            (before(at + 3).filter(|_| of)?, count, at + 4)
        }
    };
    let close = (at..next - 1).all(|at| reader.close(at));
    let count = Some(count).filter(|count| close && (1..=LONGEST).contains(count))?;
    Some((period(calendar::year(start + count)?, Precision::Year), next))
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

/// "1990s", "the '90s", "the nineties"; "her nineties" are years of a life.
fn decade(reader: &Reader, at: usize) -> Option<Read> {
    if number::life::of(reader, at).is_some() {
        return None;
    }
    if let Some(decade) = reader.vocable(at).and_then(|word| word.decade) {
        let led = at.checked_sub(1).is_some_and(|before| {
            reader.joint(before) == Some(Joint::The)
                || matches!(reader.time(before), Some(Time::Early | Time::Mid | Time::Late))
        });
        let first = i16::try_from(decade).ok().filter(|_| led)?.checked_add(1900)?;
        return Some((period(calendar::years(first, first + 9)?, Precision::Decade), at + 1));
    }
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
                || matches!(word.joint, Some(Joint::To | Joint::Of | Joint::And | Joint::Between))
                || reader.leads_year(at - 1)
        });
    let likely = (1900..=2050).contains(&year) && year % 100 != 0;
    (led || likely).then_some(())?;
    Some((period(calendar::year(year)?, Precision::Year), at + 1))
}

/// "nineteen forty-five", "nineteen oh five", "twenty twenty-one": where no count fits.
fn year_in_words(reader: &Reader, at: usize) -> Option<Read> {
    let number = |at: usize| reader.vocable(at)?.number;
    let century = number(at).filter(|century| (13..=20).contains(century))?;
    if !reader.close(at) || at > 0 && number(at - 1).is_some() && reader.close(at - 1) {
        return None;
    }
    let small = |at: usize| number(at).filter(|digit| (1..10).contains(digit));
    let (rest, next) = match (reader.joint(at + 1), number(at + 1)) {
        (Some(Joint::Zero), _) => (small(at + 2).filter(|_| reader.close(at + 1))?, at + 3),
        (_, Some(tens @ 20..=90)) => match small(at + 2).filter(|_| reader.close(at + 1)) {
            Some(digit) => (tens + digit, at + 3),
            None => (tens, at + 2),
        },
        (_, Some(teens @ 10..=19)) => (teens, at + 2),
        _ => return None,
    };
    let counted = reader.gap(next - 1) == Some(" ")
        && (counts(reader, next) || reader.joint(next) == Some(Joint::Counted));
    let year = i16::try_from(century * 100 + rest).ok().filter(|_| !counted)?;
    Some((period(calendar::year(year)?, Precision::Year), next))
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
