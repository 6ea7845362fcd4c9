//! Dates as stretches of days.
//!
//! A [`Period`] is what the words of a text leave open about a time: a day, a month, a weekday
//! whose week is not known because the document has no date. Periods compare by what they have in
//! common, so that "Saturday" meets "23 November" through the day that the document came out.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::Comparison;
use super::number::Quantity;

mod calendar;
mod clock;
mod compare;
mod part;
mod read;
mod relative;
mod written;

pub use compare::{compare, misfit, reason};
pub use part::Part;
pub(super) use read::read;

/// A stretch of days, or what is known of one, with a time of day where the text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The days, as far as the words and the document's date tell them.
    pub when: When,
    /// How fine the words are.
    pub precision: Precision,
    /// Time of day.
    pub clock: Option<Clock>,
    /// Where the days come from.
    pub origin: Origin,
    /// Which part of the days: the morning, the early days.
    pub part: Option<Part>,
    /// The weekday that the words give a day that is written beside it; Monday is 1. It need not fit.
    pub weekday: Option<i8>,
}

/// The days of a [`Period`], as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// From the first to the last day.
    Days {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
    /// A month, or a day of a month, of a year that is not known.
    Annual {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: Option<i8>,
        /// Month and day that it lasts until, where it is more than a day.
        until: Option<(i8, i8)>,
    },
    /// A day of a week that is not known.
    Weekday {
        /// Monday is 1.
        number: i8,
    },
    /// Days counted from the day of the document, which is not known.
    Relative {
        /// First day; yesterday is -1.
        first: i32,
        /// Last day.
        last: i32,
    },
    /// Only a time of day.
    Clock,
}

/// How fine the words of a [`Period`] are, from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// A day.
    Day,
    /// A weekend or another few days.
    Days,
    /// A week.
    Week,
    /// A month, or a part of it.
    Month,
    /// Three months.
    Quarter,
    /// Spring, summer, autumn or winter.
    Season,
    /// A year, or a part of it.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Where the days of a [`Period`] come from, which decides how far they can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Written out.
    Written,
    /// Written but for the year, which is the one nearest to the document's date.
    Year,
    /// A weekday: the nearest one not after the document's date.
    Weekday,
    /// Counted from the document's date: yesterday, last month.
    Relative,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Clock {
    /// Minutes after midnight.
    pub minutes: i16,
    /// Minutes that the zone is ahead of UTC, where the text names the zone.
    pub zone: Option<i16>,
    /// Whether the text tells the half of the day: "4 p.m.", "16:00". "Ten past four" does not.
    pub half: bool,
}

impl Period {
    /// Days with nothing more known of them.
    pub fn new(when: When, precision: Precision, origin: Origin) -> Self {
        Self { when, precision, clock: None, origin, part: None, weekday: None }
    }

    /// A written day.
    pub fn day(day: Date) -> Self {
        Self::days(day, day, Precision::Day, Origin::Written)
    }

    /// The days from `first` to `last`.
    pub fn days(first: Date, last: Date, precision: Precision, origin: Origin) -> Self {
        let when = When::Days { first: first.min(last), last: last.max(first) };
        Self::new(when, precision, origin)
    }

    /// The one year that the period is, if it is one.
    pub fn year(&self) -> Option<i16> {
        match self.when {
            When::Days { first, last }
                if first.year() == last.year() && self.precision == Precision::Year =>
            {
                Some(first.year())
            }
            _ => None,
        }
    }

    /// Whether it is only a time of day, and the hours and minutes of it are those of a number: 6.30.
    pub(super) fn is_at(&self, number: &Quantity) -> bool {
        const NOON: i16 = 12 * 60;
        let Some(clock) = self.clock.filter(|_| self.when == When::Clock) else { return false };
        let at = |minutes: i16| {
            let minutes = minutes.rem_euclid(2 * NOON);
            number.is_exactly(f64::from(minutes / 60) + f64::from(minutes % 60) / 100.0)
        };
        clock.minutes % 60 != 0
            && (at(clock.minutes)
                || at(clock.minutes + NOON) && (clock.half || clock.minutes < NOON))
    }

    /// The value in a form that does not depend on how it was written: `2019-11-23`, `2019-11`,
    /// `the 1990s`, `22 November`, `Saturday 15:00`.
    pub fn describe(&self) -> String {
        self.with_time(self.describe_days())
    }

    /// The value for a sentence: `23 November 2019`, `November 2019`, `the 1990s`.
    pub fn in_words(&self) -> String {
        let days = match self.when {
            When::Days { first, last } => range_in_words(first, last),
            _ => self.describe_days(),
        };
        self.with_time(days)
    }

    /// The days with the part of them and the time of day.
    fn with_time(&self, days: String) -> String {
        let days = match self.part {
            Some(part) if part.leads() => format!("{} {days}", part.name()),
            Some(part) => format!("{days} {}", part.name()),
            None => days,
        };
        match self.clock {
            None => days,
            Some(clock) if days.is_empty() => clock.describe(),
            Some(clock) => format!("{days} {}", clock.describe()),
        }
    }

    /// Whether the words name the first and the last of some days or years: "from 3 to 6 May", "2019/20".
    pub fn is_run(&self) -> bool {
        let written = matches!(self.origin, Origin::Written | Origin::Year);
        let years = match self.when {
            When::Days { first, last } => {
                self.precision == Precision::Year && first.year() < last.year()
            }
            _ => false,
        };
        (self.precision == Precision::Days || years) && written && self.part.is_none()
    }

    /// The weekday that the words give a day, and the one that it is, where they are two.
    pub fn misfit_in_words(&self) -> Option<(&'static str, &'static str)> {
        self.misfit_on(self.written_day()?)
    }

    /// The weekday that the words give, and the one that a day is, where they are two.
    pub fn misfit_on(&self, day: Date) -> Option<(&'static str, &'static str)> {
        let (said, is) = (self.weekday?, day.weekday().to_monday_one_offset());
        (said != is).then(|| (weekday_name(said), weekday_name(is)))
    }

    /// The day, where it is written out with its year.
    pub fn written_day(&self) -> Option<Date> {
        self.single_day().filter(|_| self.origin == Origin::Written)
    }

    /// The day, where it is one.
    pub fn single_day(&self) -> Option<Date> {
        match self.when {
            When::Days { first, last } if first == last => Some(first),
            _ => None,
        }
    }

    fn describe_days(&self) -> String {
        match self.when {
            When::Days { first, last } => describe_range(first, last),
            When::Annual { month, day: Some(day), until: None } => {
                format!("{day} {}", month_name(month))
            }
            When::Annual { month, day: Some(day), until: Some((last_month, last)) } => {
                format!("{day} {} to {last} {}", month_name(month), month_name(last_month))
            }
            When::Annual { month, day: None, .. } => month_name(month).to_owned(),
            When::Weekday { number } => weekday_name(number).to_owned(),
            When::Relative { first, last } => describe_relative(first, last),
            When::Clock => String::new(),
        }
    }
}

impl Clock {
    /// `15:00`, `15:00 UTC+3`.
    pub fn describe(&self) -> String {
        let time = format!("{:02}:{:02}", self.minutes / 60, self.minutes % 60);
        match self.zone {
            None => time,
            Some(0) => format!("{time} UTC"),
            Some(zone) if zone % 60 == 0 => format!("{time} UTC{:+}", zone / 60),
            Some(zone) => format!("{time} UTC{:+}:{:02}", zone / 60, (zone % 60).abs()),
        }
    }
}

fn describe_range(first: Date, last: Date) -> String {
    let whole_months = first.day() == 1 && last == last.last_of_month();
    let whole_years = whole_months && first.month() == 1 && last.month() == 12;
    let years = last.year() - first.year() + 1;
    if first == last {
        first.to_string()
    } else if whole_years && years == 1 {
        first.year().to_string()
    } else if whole_years && years == 10 && first.year() % 10 == 0 {
        format!("the {}s", first.year())
    } else if whole_years {
        format!("{} to {}", first.year(), last.year())
    } else if whole_months && first.month() == last.month() && years == 1 {
        first.strftime("%Y-%m").to_string()
    } else {
        format!("{first} to {last}")
    }
}

fn range_in_words(first: Date, last: Date) -> String {
    let day = |it: Date| format!("{} {} {}", it.day(), month_name(it.month()), it.year());
    let month = first.day() == 1 && last == first.last_of_month();
    let years = first.day() == 1 && first.month() == 1 && last.day() == 31 && last.month() == 12;
    if first == last {
        day(first)
    } else if month {
        format!("{} {}", month_name(first.month()), first.year())
    } else if years {
        describe_range(first, last)
    } else {
        format!("{} to {}", day(first), day(last))
    }
}

fn describe_relative(first: i32, last: i32) -> String {
    if let Some(steps) = whole_steps(first, last) {
        return steps;
    }
    match (first, last) {
        (0, 0) => "the day of the document".to_owned(),
        (-1, -1) => "the day before the document".to_owned(),
        (1, 1) => "the day after the document".to_owned(),
        _ if first == last && first < 0 => format!("{} days before the document", -first),
        _ if first == last => format!("{first} days after the document"),
        _ if first > 0 => format!("{first} to {last} days after the document"),
        _ if last < 0 => format!("{} to {} days before the document", -last, -first),
        _ => format!("at most {} days from the document", last.max(-first)),
    }
}

/// The stretch as so many weeks, months or years from the document, where it is all that those can be.
fn whole_steps(first: i32, last: i32) -> Option<String> {
    const UNITS: [(i32, &str); 6] = [
        (7, "week"),
        (31, "month"),
        (92, "quarter"),
        (366, "year"),
        (3_653, "decade"),
        (36_525, "century"),
    ];
    let (days, unit) = UNITS.into_iter().find(|(days, _)| last - first == 2 * days - 2)?;
    let step = (first - 1) / days + 1;
    ((step - 1) * days + 1 == first).then(|| match step {
        0 => format!("the {unit} of the document"),
        -1 => format!("the {unit} before the document"),
        1 => format!("the {unit} after the document"),
        _ if step < 0 => format!("{} {unit}s before the document", -step),
        _ => format!("{step} {unit}s after the document"),
    })
}

/// English name of a month; explanations are written in English.
fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("")
}

fn weekday_name(number: i8) -> &'static str {
    match Weekday::from_monday_one_offset(number) {
        Ok(Weekday::Monday) => "Monday",
        Ok(Weekday::Tuesday) => "Tuesday",
        Ok(Weekday::Wednesday) => "Wednesday",
        Ok(Weekday::Thursday) => "Thursday",
        Ok(Weekday::Friday) => "Friday",
        Ok(Weekday::Saturday) => "Saturday",
        Ok(Weekday::Sunday) => "Sunday",
        Err(_) => "",
    }
}
