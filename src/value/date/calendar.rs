//! Stretches of the calendar.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::language::vocabulary::Time;

/// First and last day.
pub(super) type Days = (Date, Date);

/// A day so many days, weeks or months away; none beyond the calendar.
pub(super) fn moved(day: Date, by: Span) -> Option<Date> {
    day.checked_add(by).ok()
}

pub(super) fn month(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

pub(super) fn year(year: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The years from the first to the last, both included.
pub(super) fn years(first: i16, last: i16) -> Option<Days> {
    Some((year(first)?.0, year(last)?.1))
}

/// Monday to Sunday.
pub(super) fn week(day: Date) -> Option<Days> {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    let monday = moved(day, (-back).days())?;
    Some((monday, moved(monday, 6.days())?))
}

pub(super) fn quarter(year: i16, number: i8) -> Option<Days> {
    let last = number.checked_mul(3)?;
    Some((month(year, last.checked_sub(2)?)?.0, month(year, last)?.1))
}

/// The season of a year in the north; the winter of a year may be the one it begins or ends with.
pub(super) fn season(of: i16, season: Time) -> Option<Days> {
    let (from, to) = match season {
        Time::Spring => (3, 5),
        Time::Summer => (6, 8),
        Time::Autumn => (9, 11),
        _ => return Some((month(of.checked_sub(1)?, 12)?.0, month(of.checked_add(1)?, 2)?.1)),
    };
    Some((month(of, from)?.0, month(of, to)?.1))
}

/// The first, middle or last third, rounded outwards.
pub(super) fn part((first, last): Days, part: Time) -> Option<Days> {
    let length = i64::from(first.until(last).ok()?.get_days());
    let third = length / 3;
    match part {
        Time::Early => Some((first, moved(first, (third + 1).min(length).days())?)),
        Time::Late => Some((moved(last, (-(third + 1).min(length)).days())?, last)),
        _ => Some((moved(first, third.days())?, moved(last, (-third).days())?)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches() {
        assert_eq!(week(date(2019, 11, 24)), Some((date(2019, 11, 18), date(2019, 11, 24))));
        assert_eq!(quarter(2019, 2), Some((date(2019, 4, 1), date(2019, 6, 30))));
        assert_eq!(quarter(2019, 5), None);
        assert_eq!(month(2020, 2), Some((date(2020, 2, 1), date(2020, 2, 29))));
        let november = (date(2019, 11, 1), date(2019, 11, 30));
        assert_eq!(part(november, Time::Early), Some((date(2019, 11, 1), date(2019, 11, 11))));
        assert_eq!(part(november, Time::Late), Some((date(2019, 11, 20), date(2019, 11, 30))));
    }
}
