//! Times of day: "3 p.m.", "15:00 GMT", "noon".

use super::Clock;
use crate::language::vocabulary::Time;
use crate::value::reader::Reader;

/// The time that begins at the word `at`, and the word after it.
pub(super) fn read(reader: &Reader, at: usize) -> Option<(Clock, usize)> {
    let (minutes, next, sure) = time(reader, at)?;
    let zone = zone(reader, next);
    if !sure && zone.is_none() {
        return None;
    }
    let next = zone.map_or(next, |(_, next)| next);
    Some((Clock { minutes, zone: zone.map(|(zone, _)| zone) }, next))
}

/// Minutes after midnight, the next word, and whether it is a time even without a zone.
fn time(reader: &Reader, at: usize) -> Option<(i16, usize, bool)> {
    match reader.time(at) {
        Some(Time::Noon) => return Some((720, at + 1, true)),
        Some(Time::Midnight) => return Some((0, at + 1, true)),
        _ => {}
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
                Some((half, next)) => Some((twelve_hours(hour, half)? + minutes, next, true)),
                None => plain.then_some((hour * 60 + minutes, next, true)),
            };
        }
        let (half, next) = half_of_day(reader, at + 1, glued)?;
        return Some((twelve_hours(hour, half)?, next, true));
    }
    military(reader, at, word)
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
    let time = reader.time(next)?;
    match time {
        Time::Clock => Some((Time::Clock, next + 1)),
        _ if known(time) && next > 0 && reader.close(next - 1) => Some((time, next + 1)),
        _ => None,
    }
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
fn military(reader: &Reader, at: usize, word: &str) -> Option<(i16, usize, bool)> {
    let number = word.parse::<i16>().ok().filter(|_| word.len() == 4)?;
    let (hours, minutes) = (number / 100, number % 100);
    if hours > 24 || minutes > 59 {
        return None;
    }
    let named = reader.time(at + 1) == Some(Time::Hours)
        && word.starts_with(['0', '1', '2'])
        && minutes % 5 == 0;
    let next = if named { at + 2 } else { at + 1 };
    Some((hours % 24 * 60 + minutes, next, named))
}

/// "GMT", "Moscow time": the minutes ahead of UTC, and the next word.
fn zone(reader: &Reader, at: usize) -> Option<(i16, usize)> {
    let zone = reader.vocable(at)?.zone?;
    let word = reader.word(at);
    let shout = word.len() >= 2 && word.chars().all(char::is_uppercase);
    let time = reader.word(at + 1) == "time";
    (shout || time).then_some((zone, at + 1 + usize::from(time)))
}
