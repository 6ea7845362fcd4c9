//! How two periods relate.
//!
//! Days compare as ranges. What is only partly known compares by the part that both sides have; a
//! conflict is raised only where no reading of the two could be the same time.

use jiff::civil::Date;

use super::{Comparison, Origin, Period, Precision, When, weekday_name};

/// How two periods relate.
pub fn compare(a: &Period, b: &Period) -> Comparison {
    match (compare_days(a, b), compare_clocks(a, b)) {
        (Comparison::Conflict, _)
        | (Comparison::Equal | Comparison::Compatible, Comparison::Conflict) => {
            Comparison::Conflict
        }
        (Comparison::Incomparable, clocks) if a.when == When::Clock && b.when == When::Clock => {
            clocks
        }
        (Comparison::Incomparable, _) => Comparison::Incomparable,
        _ if !parts_meet(a, b) => Comparison::Conflict,
        (Comparison::Equal, _) if a.part != b.part || misfit(a, b).is_some() => {
            Comparison::Compatible
        }
        (days, Comparison::Incomparable) if a.clock == b.clock => days,
        (Comparison::Equal, Comparison::Equal) => Comparison::Equal,
        _ => Comparison::Compatible,
    }
}

/// The weekday that one of two dates gives a day, and the one that the other gives it or that it is,
/// where they are two: "Tuesday, 3 November 2021" was a Wednesday. A slip that both have is none between
/// them.
pub fn misfit(a: &Period, b: &Period) -> Option<(&'static str, &'static str)> {
    if let (Some(x), Some(y)) = (a.weekday, b.weekday)
        && x == y
    {
        return None;
    }
    let day = a.written_day().or(b.written_day());
    match day {
        Some(day) => a.misfit_on(day).or(b.misfit_on(day)),
        None => Some((weekday_name(a.weekday?), weekday_name(b.weekday?))),
    }
}

/// Why [`compare`] says what it says: "Saturday is 2019-11-23 by the dateline".
pub fn reason(a: &Period, b: &Period) -> String {
    let (left, right) = (named(a), named(b));
    match compare(a, b) {
        Comparison::Equal if left == right => format!("both are {left}"),
        Comparison::Equal => format!("{left} is {}", b.describe()),
        Comparison::Compatible => format!("{left} and {right} can be the same time"),
        Comparison::Conflict => format!("{left} against {right}"),
        Comparison::Incomparable => format!("{left} and {right} cannot be compared"),
    }
}

/// The days of a period and how they were found.
fn named(period: &Period) -> String {
    let days = period.describe();
    match (period.origin, period.when) {
        (Origin::Weekday, When::Days { first, .. }) => {
            let weekday = weekday_name(first.weekday().to_monday_one_offset());
            format!("{weekday}, {days} by the dateline,")
        }
        (Origin::Relative | Origin::Year, When::Days { .. }) => {
            format!("{days} by the dateline")
        }
        _ => days,
    }
}

/// Whether the parts of the days that both name can be one time. Parts of two stretches that only
/// overlap say nothing of each other.
fn parts_meet(a: &Period, b: &Period) -> bool {
    let one = a.when == b.when && a.precision == b.precision
        || a.single_day().is_some() && a.single_day() == b.single_day();
    let within = |period: &Period, other: &Period| match (period.part, other.clock) {
        (Some(part), Some(clock)) if period.precision == Precision::Day => {
            clock.zone.is_some() || part.holds(clock)
        }
        _ => true,
    };
    let apart = |period: &Period, other: &Period| match (period.part, month_day(other)) {
        (Some(part), Some(day)) if period.precision == Precision::Month => !part.holds_day(day),
        _ => false,
    };
    if apart(a, b) || apart(b, a) {
        return false;
    }
    match (a.part, b.part) {
        (Some(x), Some(y)) => !one || x.meets(y),
        _ => !one || within(a, b) && within(b, a),
    }
}

/// The day of the month, of a day without its year.
fn month_day(period: &Period) -> Option<i8> {
    match period.when {
        When::Annual { day, until: None, .. } => day,
        _ => None,
    }
}

fn compare_days(a: &Period, b: &Period) -> Comparison {
    match (a.when, b.when) {
        (When::Days { first, last }, When::Days { first: other_first, last: other_last }) => {
            compare_ranges(a, (first, last), b, (other_first, other_last))
        }
        (When::Annual { .. }, When::Annual { .. }) => compare_annual(a, b),
        (When::Weekday { number }, When::Weekday { number: other }) => {
            equal_or_not(number == other)
        }
        (When::Relative { first, last }, When::Relative { first: f, last: l }) => {
            compare_offsets((first, last), (f, l), a.precision == b.precision)
        }
        (annual @ When::Annual { .. }, When::Days { first, last })
        | (When::Days { first, last }, annual @ When::Annual { .. }) => {
            annual_in_range(annual, (first, last))
        }
        (When::Weekday { number }, When::Days { first, last })
        | (When::Days { first, last }, When::Weekday { number }) => {
            weekday_in_range(number, (first, last))
        }
        // "later this month" in a text without a date can be any day of any month.
        (When::Relative { first, last }, When::Annual { .. })
        | (When::Annual { .. }, When::Relative { first, last })
            if last - first > 1 =>
        {
            Comparison::Compatible
        }
        _ => Comparison::Incomparable,
    }
}

fn compare_ranges(
    a: &Period,
    (first, last): (Date, Date),
    b: &Period,
    other: (Date, Date),
) -> Comparison {
    if (first, last) == other {
        return Comparison::Equal;
    }
    let runs = a.is_run() && b.is_run() && a.precision == b.precision;
    let meet = winters(a, (first, last))
        .iter()
        .any(|x| winters(b, other).iter().any(|y| x.0.max(y.0) <= x.1.min(y.1)));
    if meet && !runs {
        return Comparison::Compatible;
    }
    let leeway = leeway(a, b, first, other.0);
    if leeway == 0 {
        // Nearly always: counting days is what takes time where a text has thousands of them.
        return Comparison::Conflict;
    }
    let gap = if meet {
        // Two runs of days that overlap.
        i32::MAX
    } else if last < other.0 {
        days_between(last, other.0)
    } else {
        days_between(other.1, first)
    };
    if gap <= leeway { Comparison::Compatible } else { Comparison::Conflict }
}

/// The two winters that the winter of a year can be; other days as they are.
fn winters(period: &Period, (first, last): (Date, Date)) -> [(Date, Date); 2] {
    let wide = period.precision == Precision::Season && last.year() - first.year() == 2;
    let end = Date::new(first.year() + 1, 2, 1).map(Date::last_of_month);
    let start = Date::new(last.year() - 1, 12, 1);
    match (end, start) {
        (Ok(end), Ok(start)) if wide => [(first, end), (start, last)],
        _ => [(first, last); 2],
    }
}

/// How many days apart two resolved periods may be before they contradict each other.
///
/// A weekday can be the one before or the one after the dateline, and a day without a year can
/// be that of the year before or after. "Yesterday" in the middle of a quotation counts from the
/// day it was said, often a day before the day of the document.
fn leeway(a: &Period, b: &Period, first: Date, other_first: Date) -> i32 {
    let weekday = a.origin == Origin::Weekday || b.origin == Origin::Weekday;
    // Last week and this one touch, and are two whatever day they are counted from.
    let fine = a.precision.min(b.precision) <= Precision::Days;
    let relative = fine && (a.origin == Origin::Relative || b.origin == Origin::Relative);
    let guessed_year = a.origin == Origin::Year || b.origin == Origin::Year;
    let annual = (first.month(), first.day()) == (other_first.month(), other_first.day());
    if guessed_year && annual {
        366
    } else if weekday && first.weekday() == other_first.weekday() {
        7
    } else if relative {
        1
    } else {
        0
    }
}

/// Month and day of the first and the last day; a month without a day is all of it.
type Ends = ((i8, i8), (i8, i8));

fn ends(annual: When) -> Option<Ends> {
    const LAST: i8 = 31;
    let When::Annual { month, day, until } = annual else { return None };
    let first = (month, day.unwrap_or(1));
    Some((first, until.unwrap_or((month, day.unwrap_or(LAST)))))
}

fn compare_annual(a: &Period, b: &Period) -> Comparison {
    let (Some(x), Some(y)) = (ends(a.when), ends(b.when)) else { return Comparison::Incomparable };
    let meet = x.0.max(y.0) <= x.1.min(y.1);
    if x == y {
        Comparison::Equal
    } else if meet && !(a.is_run() && b.is_run()) {
        Comparison::Compatible
    } else {
        Comparison::Conflict
    }
}

fn annual_in_range(annual: When, (first, last): (Date, Date)) -> Comparison {
    let Some(((month, day), (last_month, last_day))) = ends(annual) else {
        return Comparison::Incomparable;
    };
    let years = first.year()..=last.year().min(first.year().saturating_add(1));
    let meets = |year: i16| {
        let start = Date::new(year, month, day).ok()?;
        let month = Date::new(year, last_month, 1).ok()?;
        let end = Date::new(year, last_month, last_day).unwrap_or(month.last_of_month());
        Some(start.max(first) <= end.min(last))
    };
    // "In February" says less than "in February 2025": which February it was, nobody knows.
    if years.filter_map(meets).any(|meets| meets) {
        Comparison::Compatible
    } else {
        Comparison::Conflict
    }
}

fn weekday_in_range(number: i8, (first, last): (Date, Date)) -> Comparison {
    if first != last {
        return Comparison::Compatible;
    }
    equal_or_not(first.weekday().to_monday_one_offset() == number)
}

/// Days counted from a document without a date. Two whole weeks, months or years of the same length
/// are one or two, however far the days go that each of them can be: three years ago is not four.
fn compare_offsets(a: (i32, i32), b: (i32, i32), one_unit: bool) -> Comparison {
    if a == b {
        Comparison::Equal
    } else if one_unit && a.1 - a.0 == b.1 - b.0 {
        Comparison::Conflict
    } else if a.0.max(b.0) <= a.1.min(b.1) {
        Comparison::Compatible
    } else {
        Comparison::Conflict
    }
}

/// [`Comparison::Incomparable`] when a side has no time of day. What the clock of twelve hours shows
/// can be either half of the day.
fn compare_clocks(a: &Period, b: &Period) -> Comparison {
    const DAY: i16 = 24 * 60;
    let (Some(a), Some(b)) = (a.clock, b.clock) else {
        return Comparison::Incomparable;
    };
    let (apart, zones) = match (a.zone, b.zone) {
        (Some(zone), Some(other)) => ((a.minutes - zone) - (b.minutes - other), true),
        (None, None) => (a.minutes - b.minutes, true),
        _ => (a.minutes - b.minutes, false),
    };
    let half = apart.rem_euclid(DAY / 2) == 0;
    match (apart.rem_euclid(DAY) == 0, half && !(a.half && b.half)) {
        (true, _) if zones && a.half == b.half => Comparison::Equal,
        (true, _) | (_, true) => Comparison::Compatible,
        _ if zones => Comparison::Conflict,
        _ => Comparison::Incomparable,
    }
}

fn equal_or_not(equal: bool) -> Comparison {
    if equal { Comparison::Equal } else { Comparison::Conflict }
}

fn days_between(earlier: Date, later: Date) -> i32 {
    earlier.until(later).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::value::date::{Clock, Part};

    fn month(year: i16, month: i8) -> Period {
        let first = date(year, month, 1);
        Period::days(first, first.last_of_month(), Precision::Month, Origin::Written)
    }

    fn saturday() -> Period {
        Period { origin: Origin::Weekday, ..Period::day(date(2019, 11, 23)) }
    }

    fn partial(when: When) -> Period {
        Period { when, ..Period::day(date(2019, 11, 23)) }
    }

    #[test]
    fn compares_days_as_ranges() {
        let day = Period::day(date(2019, 11, 23));
        assert_eq!(compare(&day, &saturday()), Comparison::Equal);
        assert_eq!(compare(&day, &month(2019, 11)), Comparison::Compatible);
        assert_eq!(compare(&day, &month(2019, 12)), Comparison::Conflict);
        assert_eq!(compare(&day, &Period::day(date(2019, 11, 22))), Comparison::Conflict);
    }

    #[test]
    fn a_weekday_may_be_the_next_one() {
        let next = Period::day(date(2019, 11, 30));
        assert_eq!(compare(&saturday(), &next), Comparison::Compatible);
        let friday = Period::day(date(2019, 11, 22));
        assert_eq!(compare(&saturday(), &friday), Comparison::Conflict);
    }

    #[test]
    fn what_is_partly_known_compares_by_that_part() {
        let day = Period::day(date(2019, 11, 23));
        let annual = |month, day| partial(When::Annual { month, day, until: None });
        assert_eq!(compare(&day, &annual(11, Some(23))), Comparison::Compatible);
        assert_eq!(compare(&day, &annual(11, Some(22))), Comparison::Conflict);
        assert_eq!(compare(&day, &annual(11, None)), Comparison::Compatible);
        assert_eq!(compare(&day, &partial(When::Weekday { number: 6 })), Comparison::Equal);
        assert_eq!(compare(&day, &partial(When::Weekday { number: 5 })), Comparison::Conflict);
        let yesterday = partial(When::Relative { first: -1, last: -1 });
        assert_eq!(compare(&day, &yesterday), Comparison::Incomparable);
        let this_month = partial(When::Relative { first: -30, last: 30 });
        assert_eq!(compare(&this_month, &annual(1, Some(22))), Comparison::Compatible);
        assert_eq!(compare(&yesterday, &annual(1, Some(22))), Comparison::Incomparable);
    }

    #[test]
    fn whole_years_from_an_unknown_day_are_told_apart() {
        let ago = |first: i32, last: i32| {
            Period::new(When::Relative { first, last }, Precision::Year, Origin::Relative)
        };
        let (three, four) = (ago(-1_463, -733), ago(-1_829, -1_099));
        assert_eq!(three.describe(), "3 years before the document");
        assert_eq!(compare(&three, &three), Comparison::Equal);
        assert_eq!(compare(&three, &four), Comparison::Conflict);
    }

    #[test]
    fn clocks_meet_across_zones() {
        let at = |minutes, zone| Period {
            clock: Some(Clock { minutes, zone, half: true }),
            ..partial(When::Clock)
        };
        assert_eq!(compare(&at(900, Some(180)), &at(720, Some(0))), Comparison::Equal);
        assert_eq!(compare(&at(900, None), &at(720, None)), Comparison::Conflict);
        assert_eq!(compare(&at(900, None), &at(720, Some(0))), Comparison::Incomparable);
    }

    #[test]
    fn a_clock_of_twelve_hours_can_be_either_half() {
        let at = |minutes, half| {
            let clock = Clock { minutes, zone: None, half };
            Period { clock: Some(clock), ..partial(When::Clock) }
        };
        assert_eq!(compare(&at(250, false), &at(970, true)), Comparison::Compatible);
        assert_eq!(compare(&at(250, true), &at(970, true)), Comparison::Conflict);
        assert_eq!(compare(&at(250, false), &at(320, false)), Comparison::Conflict);
        assert_eq!(compare(&at(250, false), &at(250, false)), Comparison::Equal);
    }

    #[test]
    fn two_runs_of_days_that_overlap_are_two() {
        let run = |from, to| {
            let days = (date(2021, 5, from), date(2021, 5, to));
            Period::days(days.0, days.1, Precision::Days, Origin::Written)
        };
        assert_eq!(compare(&run(3, 5), &run(3, 6)), Comparison::Conflict);
        assert_eq!(compare(&run(3, 5), &run(3, 5)), Comparison::Equal);
        assert_eq!(compare(&run(3, 5), &Period::day(date(2021, 5, 4))), Comparison::Compatible);
        let annual = |day, until| {
            let when = When::Annual { month: 5, day: Some(day), until: Some((5, until)) };
            Period::new(when, Precision::Days, Origin::Written)
        };
        assert_eq!(compare(&annual(3, 5), &annual(3, 6)), Comparison::Conflict);
        assert_eq!(compare(&annual(3, 5), &run(3, 5)), Comparison::Compatible);
    }

    #[test]
    fn parts_of_one_day_can_exclude_each_other() {
        let sunday = |part| Period {
            part,
            ..Period::new(When::Weekday { number: 7 }, Precision::Day, Origin::Weekday)
        };
        let (morning, evening) = (sunday(Some(Part::Morning)), sunday(Some(Part::Evening)));
        assert_eq!(compare(&morning, &evening), Comparison::Conflict);
        assert_eq!(compare(&morning, &sunday(None)), Comparison::Compatible);
        assert_eq!(compare(&morning, &morning), Comparison::Equal);
    }

    #[test]
    fn says_how_a_weekday_was_resolved() {
        let day = Period::day(date(2019, 11, 23));
        assert_eq!(
            reason(&saturday(), &day),
            "Saturday, 2019-11-23 by the dateline, is 2019-11-23"
        );
    }
}
