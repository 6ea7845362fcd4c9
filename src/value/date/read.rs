//! Finds the date or time at a word.

use jiff::civil::Date;

use super::{Period, Precision, When, clock, relative, written};
use crate::language::vocabulary::Joint;
use crate::value::date::Origin;
use crate::value::reader::Reader;

/// The date or time that begins at the word `at`, and the word after it.
pub(crate) fn read(reader: &Reader, at: usize, base: Option<Date>) -> Option<(Period, usize)> {
    if let Some((clock, next)) = clock::read(reader, at) {
        let bare = Period {
            clock: Some(clock),
            ..Period::new(When::Clock, Precision::Day, Origin::Written)
        };
        return Some(match date_after(reader, next, base) {
            Some((period, end)) => (Period { clock: Some(clock), ..period }, end),
            None => (bare, next),
        });
    }
    let (mut period, mut next) =
        relative::read(reader, at, base).or_else(|| written::read(reader, at, base))?;
    if period.precision == Precision::Day
        && let Some((clock, end)) = clock_after(reader, next)
    {
        (period.clock, next) = (Some(clock), end);
    }
    Some((period, next))
}

/// "3 p.m. on Saturday", "15:00, 23 November".
fn date_after(reader: &Reader, next: usize, base: Option<Date>) -> Option<(Period, usize)> {
    let next = past_link(reader, next)?;
    let found = relative::read(reader, next, base).or_else(|| written::read(reader, next, base))?;
    (found.0.precision == Precision::Day).then_some(found)
}

/// "Saturday at 3 p.m.", "23 November 2019 15: 00".
fn clock_after(reader: &Reader, next: usize) -> Option<(super::Clock, usize)> {
    clock::read(reader, past_link(reader, next)?)
}

/// Past a comma and a preposition, which are all that may part a date from its time.
fn past_link(reader: &Reader, next: usize) -> Option<usize> {
    let near = |at: usize| {
        reader.gap(at).is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || c == ','))
    };
    if next == 0 || !near(next - 1) {
        return None;
    }
    let preposition = reader.leads_year(next) || reader.joint(next) == Some(Joint::At);
    match preposition && near(next) {
        true => Some(next + 1),
        false => Some(next),
    }
}
