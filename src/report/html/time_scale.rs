//! The days of a corpus as columns of a picture.
//!
//! Days with documents have a column each, or share one with their neighbours where they are many;
//! how much later each column is than the one before is said in words. Two tellings of one week and
//! a follow-up half a year later would else fall on two dots with nothing between.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::report::label;

/// The most columns.
const COLUMNS: usize = 10;
/// From here on a column has room for a day in full.
const WIDE: usize = 130;

/// Where the columns begin and end in the picture.
pub(super) const LEFT: usize = 190;
pub(super) const RIGHT: usize = 890;

/// Columns, the earliest first.
pub(super) struct Scale {
    pub(super) columns: Vec<Column>,
}

/// A day, or several.
pub(super) struct Column {
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) x: usize,
    pub(super) width: usize,
    /// The days in a few short lines, the last of which says how much later it is.
    pub(super) lines: Vec<String>,
}

impl Column {
    /// `3 March 2031`, or `3 March 2031 to 9 March 2031`.
    pub(super) fn words(&self) -> String {
        match self.first == self.last {
            true => label::day(self.first),
            false => format!("{} to {}", label::day(self.first), label::day(self.last)),
        }
    }
}

impl Scale {
    /// None when there are no two days.
    pub(super) fn of(days: &BTreeSet<Date>) -> Option<Self> {
        let (&first, &last) = (days.first()?, days.last()?);
        if first == last {
            return None;
        }
        let mut length = 1;
        let mut groups = grouped(days, first, length);
        while groups.len() > COLUMNS {
            length *= 2;
            groups = grouped(days, first, length);
        }
        Some(Self { columns: columns(&groups) })
    }

    /// The column of a day.
    pub(super) fn column(&self, day: Date) -> usize {
        self.columns.partition_point(|column| column.first <= day).saturating_sub(1)
    }
}

fn between(first: Date, last: Date) -> i32 {
    (last - first).get_days().max(0)
}

/// The first and the last of the days that fall into the same stretch of some length.
fn grouped(days: &BTreeSet<Date>, start: Date, length: i32) -> Vec<(Date, Date)> {
    let mut groups: Vec<(i32, Date, Date)> = Vec::new();
    for &day in days {
        let stretch = between(start, day) / length;
        match groups.last_mut() {
            Some((same, _, last)) if *same == stretch => *last = day,
            _ => groups.push((stretch, day, day)),
        }
    }
    groups.into_iter().map(|(_, first, last)| (first, last)).collect()
}

fn columns(groups: &[(Date, Date)]) -> Vec<Column> {
    let width = (RIGHT - LEFT) / groups.len().max(1);
    let column = |(n, &(first, last)): (usize, &(Date, Date))| {
        let before = n.checked_sub(1).and_then(|n| groups.get(n));
        let gap = before.map_or(0, |&(_, before)| between(before, first));
        Column { first, last, x: LEFT + n * width, width, lines: lines(first, last, gap, width) }
    };
    groups.iter().enumerate().map(column).collect()
}

fn lines(first: Date, last: Date, gap: i32, width: usize) -> Vec<String> {
    let wide = width >= WIDE;
    let mut lines = match (wide, first == last) {
        (true, true) => vec![label::day(first)],
        (true, false) => vec![format!("{} to", label::day(first)), label::day(last)],
        (false, true) => vec![short(first), last.year().to_string()],
        (false, false) => {
            vec![format!("{} to", short(first)), short(last), last.year().to_string()]
        }
    };
    match (gap, wide) {
        (0, _) => {}
        (1, true) => lines.push("the next day".to_owned()),
        (days, wide) => {
            let days = label::thousands(usize::try_from(days).unwrap_or(0));
            lines.push(if wide { format!("{days} days later") } else { format!("+{days} d") });
        }
    }
    lines
}

/// `3 Mar`.
fn short(day: Date) -> String {
    let words = label::day(day);
    let mut parts = words.split(' ');
    let number = parts.next().unwrap_or_default();
    let month: String = parts.next().unwrap_or_default().chars().take(3).collect();
    format!("{number} {month}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn lines(scale: &Scale) -> Vec<String> {
        scale.columns.iter().map(|column| column.lines.join(", ")).collect()
    }

    #[test]
    fn few_days_have_a_column_each_and_say_what_lies_between() {
        let days = [date(2031, 3, 1), date(2031, 3, 2), date(2031, 9, 1)];
        let scale = Scale::of(&days.into()).unwrap();
        assert_eq!(
            lines(&scale),
            ["1 March 2031", "2 March 2031, the next day", "1 September 2031, 183 days later"]
        );
        assert_eq!(days.map(|day| scale.column(day)), [0, 1, 2]);
        assert!(Scale::of(&[date(2031, 3, 1)].into()).is_none());
        assert!(Scale::of(&BTreeSet::new()).is_none());
    }

    #[test]
    fn many_days_share_columns_and_empty_stretches_have_none() {
        let march = (1..=28).map(|day| date(2031, 3, day));
        let days: BTreeSet<Date> = march.chain([date(2035, 12, 24)]).collect();
        let scale = Scale::of(&days).unwrap();
        assert!(scale.columns.len() <= COLUMNS);
        assert_eq!(lines(&scale)[0], "1 Mar to, 4 Mar, 2031");
        assert_eq!(lines(&scale).last().unwrap(), "24 Dec, 2035, +1,732 d");
        assert_eq!(scale.columns[0].words(), "1 March 2031 to 4 March 2031");
        let mut columns: Vec<_> = days.iter().map(|&day| scale.column(day)).collect();
        assert!(columns.is_sorted());
        columns.dedup();
        assert_eq!(columns.len(), scale.columns.len(), "none is empty");
    }

    #[test]
    fn all_of_time_is_bounded() {
        let days: BTreeSet<Date> = (0..11).map(|n| date(-9999 + n * 1800, 1, 1)).collect();
        assert!(Scale::of(&days).unwrap().columns.len() <= COLUMNS);
    }
}
