//! Times of day: "3 p.m.", "15:00 GMT", "noon", "ten past four".

use super::Clock;
use crate::language::vocabulary::{Joint, Time};
use crate::value::reader::Reader;

/// A time of day as read.
struct Read {
    /// After midnight.
    minutes: i16,
    /// The word after it.
    next: usize,
    /// Whether it is a time even without a zone.
    sure: bool,
    /// Whether the words tell the half of the day.
    half: bool,
}

/// The time that begins at the word `at`, and the word after it.
pub(super) fn read(reader: &Reader, at: usize) -> Option<(Clock, usize)> {
    let found = time(reader, at)?;
    let zone = zone(reader, found.next);
    if !found.sure && zone.is_none() {
        return None;
    }
    let next = zone.map_or(found.next, |(_, next)| next);
    let zone = zone.map(|(zone, _)| zone);
    Some((Clock { minutes: found.minutes, zone, half: found.half }, next))
}

fn time(reader: &Reader, at: usize) -> Option<Read> {
    let known = |minutes, next| Some(Read { minutes, next, sure: true, half: true });
    match reader.time(at) {
        Some(Time::Noon) => return known(720, at + 1),
        Some(Time::Midnight) => return known(0, at + 1),
        _ => {}
    }
    if let Some(found) = dotted(reader, at) {
        return Some(found);
    }
    let word = reader.word(at);
    let digits = &word[..word.bytes().take_while(u8::is_ascii_digit).count()];
    let glued = &word[digits.len()..];
    let hour = digits.parse::<i16>().ok().filter(|_| (1..=2).contains(&digits.len()));
    if let Some(hour) = hour.filter(|&hour| hour <= 24) {
        if let Some((minutes, next)) = minutes_after(reader, at).filter(|_| glued.is_empty()) {
            let half = half_of_day(reader, next, "");
            let plain = half.is_none() && hour < 24 && !verse(reader, at);
            return match half {
                Some((half, next)) => in_half(hour, minutes, half, next),
                None => plain.then_some(Read {
                    minutes: hour * 60 + minutes,
                    next,
                    sure: true,
                    half: is_of_day(hour, digits),
                }),
            };
        }
        if let Some((half, next)) = half_of_day(reader, at + 1, glued) {
            return in_half(hour, 0, half, next);
        }
    }
    in_words(reader, at).or_else(|| military(reader, at, word))
}

/// Whether an hour in digits can be read in one way: "16:10", "04:10".
fn is_of_day(hour: i16, digits: &str) -> bool {
    hour == 0 || hour > 12 || digits.starts_with('0')
}

fn in_half(hour: i16, minutes: i16, half: Time, next: usize) -> Option<Read> {
    let minutes = twelve_hours(hour, half)? + minutes;
    let half = half != Time::Clock || hour > 12;
    Some(Read { minutes, next, sure: true, half })
}

/// "7.10am", "7.10 p.m.", and "6.20" before a zone.
fn dotted(reader: &Reader, at: usize) -> Option<Read> {
    let word = reader.word(at);
    let (hour, rest) = word.split_once('.')?;
    let digits = rest.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let number = (1..=2).contains(&hour.len()) && hour.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = (hour.parse::<i16>().ok().filter(|_| number)?, digits.parse().ok()?);
    if hours > 24 || minutes > 59 {
        return None;
    }
    let glued = &rest[2..];
    if let Some((half, next)) =
        half_of_day(reader, at + 1, glued).filter(|&(half, _)| half != Time::Clock)
    {
        return in_half(hours, minutes, half, next);
    }
    let half = is_of_day(hours, hour);
    glued.is_empty().then_some(Read {
        minutes: hours % 24 * 60 + minutes,
        next: at + 1,
        sure: false,
        half,
    })
}

/// "ten past four", "a quarter to nine", "half past six", "twenty minutes to five", "five o'clock".
fn in_words(reader: &Reader, at: usize) -> Option<Read> {
    if let Some(hour) = hour_in_words(reader, at)
        && let Some((half, next)) = half_of_day(reader, at + 1, "").filter(|_| reader.close(at))
    {
        return in_half(hour, 0, half, next);
    }
    if let Some(hour) = half_hour(reader, at) {
        return Some(hour);
    }
    let start = at + usize::from(reader.joint(at) == Some(Joint::One));
    let (minutes, link) = past_minutes(reader, start)?;
    let quarter = reader.vocable(start).is_some_and(|word| word.fraction.is_some());
    let behind = match reader.joint(link)? {
        Joint::Past => true,
        Joint::After if !quarter => true,
        Joint::To if minutes != 30 => false,
        Joint::Before if minutes != 30 && !quarter => false,
        _ => return None,
    };
    let hour = hour_in_words(reader, link + 1).or_else(|| hour_in_digits(reader, link + 1))?;
    if !(start..=link).all(|word| reader.close(word)) || is_measured(reader, link + 2) {
        return None;
    }
    // "from ten to four" is a range; so is "ten after four" of other things.
    let plain = !quarter && reader.joint(link) != Some(Joint::Past);
    if plain && !is_led(reader, at) {
        return None;
    }
    let of_day = hour % 24 * 60 + if behind { minutes } else { -minutes };
    let (half, next) = match half_of_day(reader, link + 2, "") {
        Some((half, next)) if half != Time::Clock => (Some(half), next),
        Some((_, next)) => (None, next),
        None => (None, link + 2),
    };
    let shift = half.map_or(0, |half| twelve_hours(hour, half).unwrap_or(hour * 60) - hour * 60);
    let half = half.is_some() || hour > 12;
    Some(Read { minutes: (of_day + shift).rem_euclid(24 * 60), next, sure: true, half })
}

/// "at half six": half an hour past it.
fn half_hour(reader: &Reader, at: usize) -> Option<Read> {
    let half = reader.vocable(at)?.fraction == Some(2) && reader.close(at) && is_led(reader, at);
    let hour = hour_in_words(reader, at + 1).filter(|_| half && !is_measured(reader, at + 2))?;
    let minutes = hour % 12 * 60 + 30;
    let (shift, next) = match half_of_day(reader, at + 2, "") {
        Some((half, next)) => (Some(twelve_hours(hour, half)? - hour % 12 * 60), next),
        None => (None, at + 2),
    };
    let of_day = minutes + shift.unwrap_or(0);
    Some(Read { minutes: of_day, next, sure: true, half: shift.is_some() })
}

/// "ten", "ten minutes", "twenty-five", "quarter", "half", "10": how many minutes, and the word after.
fn past_minutes(reader: &Reader, at: usize) -> Option<(i16, usize)> {
    let word = reader.vocable(at);
    match word.and_then(|word| word.fraction) {
        Some(2) => return Some((30, at + 1)),
        Some(4) => return Some((15, at + 1)),
        _ => {}
    }
    let small = |at: usize| reader.vocable(at)?.number.filter(|number| (1..10).contains(number));
    let (minutes, next) = match word.and_then(|word| word.number) {
        Some(20) => match small(at + 1).filter(|_| reader.close(at)) {
            Some(more) => (20 + more, at + 2),
            None => (20, at + 1),
        },
        Some(number) => (number, at + 1),
        None => (reader.word(at).parse().ok()?, at + 1),
    };
    let minutes = i16::try_from(minutes).ok().filter(|minutes| (1..30).contains(minutes))?;
    let named = reader.vocabulary.unit(reader.keys_from(next).into_iter());
    let named = named.is_some_and(|(name, words)| name == "minutes" && words == 1);
    Some((minutes, next + usize::from(named)))
}

fn hour_in_words(reader: &Reader, at: usize) -> Option<i16> {
    let number = reader.vocable(at)?.number.filter(|number| (1..=12).contains(number))?;
    i16::try_from(number).ok()
}

fn hour_in_digits(reader: &Reader, at: usize) -> Option<i16> {
    reader.word(at).parse().ok().filter(|hour| (1..=23).contains(hour))
}

/// Whether a number counts or measures: "ten to four points".
fn is_measured(reader: &Reader, next: usize) -> bool {
    let Some(token) = reader.token(next).filter(|_| reader.close(next - 1)) else { return false };
    let plural = reader.word(next).ends_with('s') && token.class == crate::token::Class::Content;
    plural || reader.vocable(next).is_some_and(|word| word.unit || word.number.is_some())
}

/// Whether words of time stand before: "at", "until", "since", "around".
fn is_led(reader: &Reader, at: usize) -> bool {
    let led = |at: usize| reader.joint(at) == Some(Joint::At);
    let before = at.checked_sub(1);
    before.is_some_and(|before| {
        led(before) || reader.leads_year(before) && before.checked_sub(1).is_some_and(led)
    })
}

/// "15:00" and, as machines translate it, "15: 00".
fn minutes_after(reader: &Reader, at: usize) -> Option<(i16, usize)> {
    let sign = matches!(reader.gap(at)?, ":" | ": " | ".");
    let word = reader.word(at + 1);
    let digits = word.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let minutes = digits.parse::<i16>().ok().filter(|&minutes| sign && minutes < 60)?;
    let rest = &word[2..];
    let third = matches!(reader.gap(at + 1), Some(":"));
    (rest.is_empty() && !third).then_some((minutes, at + 2)).or_else(|| {
        half_of_day(reader, at + 2, rest).filter(|_| !rest.is_empty()).map(|_| (minutes, at + 1))
    })
}

/// "Luke 3:16": a chapter and its verse.
fn verse(reader: &Reader, at: usize) -> bool {
    let earlier = at.checked_sub(1).and_then(|earlier| Some((earlier, reader.token(earlier)?)));
    earlier.is_some_and(|(earlier, token)| {
        let named = reader
            .vocable(earlier)
            .is_some_and(|word| word.month.is_some() || word.weekday.is_some());
        token.capital && !named && reader.gap(earlier) == Some(" ") && reader.word(at).len() < 2
    })
}

/// Whether the word at `next`, or what is glued to the digits, says a.m. or p.m.
fn half_of_day(reader: &Reader, next: usize, glued: &str) -> Option<(Time, usize)> {
    let known = |time: Time| matches!(time, Time::Am | Time::Pm);
    if !glued.is_empty() {
        let key = crate::language::key(&glued.to_lowercase());
        return reader
            .vocabulary
            .word(key)?
            .time
            .filter(|&time| known(time))
            .map(|time| (time, next));
    }
    if let Some(found) = told_half(reader, next) {
        return Some(found);
    }
    let time = reader.time(next)?;
    match time {
        Time::Clock => Some(told_half(reader, next + 1).unwrap_or((Time::Clock, next + 1))),
        _ if known(time) && next > 0 && reader.close(next - 1) => Some((time, next + 1)),
        _ => None,
    }
}

/// "in the morning", "in the evening": the half of the day behind an hour that words of time stand before.
fn told_half(reader: &Reader, next: usize) -> Option<(Time, usize)> {
    const REACH: usize = 3;
    let the = reader.joint(next + 1) == Some(Joint::The) && reader.close(next);
    let inside = next > 0 && reader.joint(next) == Some(Joint::YearAhead) && reader.close(next - 1);
    let led = (next.saturating_sub(REACH)..next).any(|at| reader.joint(at) == Some(Joint::At));
    let half = match reader.time(next + 2)? {
        Time::Morning => Time::Am,
        Time::Afternoon | Time::Evening => Time::Pm,
        _ => return None,
    };
    (the && inside && led).then_some((half, next + 3))
}

fn twelve_hours(hour: i16, half: Time) -> Option<i16> {
    let hour = match half {
        Time::Clock => hour,
        Time::Am if hour <= 12 => hour % 12,
        Time::Pm if hour <= 12 => hour % 12 + 12,
        Time::Pm => hour,
        _ => return None,
    };
    Some(hour % 24 * 60)
}

/// "1500 GMT", "1500 hours".
fn military(reader: &Reader, at: usize, word: &str) -> Option<Read> {
    let number = word.parse::<i16>().ok().filter(|_| word.len() == 4)?;
    let (hours, minutes) = (number / 100, number % 100);
    if hours > 24 || minutes > 59 {
        return None;
    }
    let named = reader.time(at + 1) == Some(Time::Hours)
        && word.starts_with(['0', '1', '2'])
        && minutes % 5 == 0;
    let next = if named { at + 2 } else { at + 1 };
    Some(Read { minutes: hours % 24 * 60 + minutes, next, sure: named, half: true })
}

/// "GMT", "Moscow time": the minutes ahead of UTC, and the next word.
fn zone(reader: &Reader, at: usize) -> Option<(i16, usize)> {
    let zone = reader.vocable(at)?.zone?;
    let word = reader.word(at);
    let shout = word.len() >= 2 && word.chars().all(char::is_uppercase);
    let time = reader.word(at + 1) == "time";
    (shout || time).then_some((zone, at + 1 + usize::from(time)))
}
