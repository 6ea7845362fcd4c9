//! Parts of a day, a month or a year: "Sunday morning", "early May".

use serde::{Deserialize, Serialize};

use super::Clock;
use crate::language::vocabulary::Time;

/// A part of some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The first of them: early May, early on Sunday.
    Early,
    /// The middle: mid-May.
    Mid,
    /// The last of them: late May.
    Late,
    /// Until noon.
    Morning,
    /// From noon on.
    Afternoon,
    /// The end of the day.
    Evening,
    /// The end of the day or the hours before dawn.
    Night,
}

/// Hours of the clock.
type Hours = (i16, i16);

impl Part {
    /// The part that a word names.
    pub(super) fn of(time: Time) -> Option<Self> {
        Some(match time {
            Time::Early => Self::Early,
            Time::Mid => Self::Mid,
            Time::Late => Self::Late,
            Time::Morning => Self::Morning,
            Time::Afternoon => Self::Afternoon,
            Time::Evening => Self::Evening,
            Time::Night | Time::Tonight => Self::Night,
            _ => return None,
        })
    }

    /// Whether it is a part of a day.
    pub(super) fn is_of_day(self) -> bool {
        self >= Self::Morning
    }

    /// Whether its name stands before the days.
    pub(super) fn leads(self) -> bool {
        self < Self::Morning
    }

    /// English name; explanations are written in English.
    pub fn name(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }

    /// Its hours in a day, wide enough for every use of the word; two stretches for the night.
    fn hours(self) -> [Hours; 2] {
        const NONE: Hours = (1, 0);
        match self {
            Self::Early => [(0, 11), NONE],
            Self::Mid => [(9, 16), NONE],
            Self::Late => [(16, 24), NONE],
            Self::Morning => [(0, 12), NONE],
            Self::Afternoon => [(12, 18), NONE],
            Self::Evening => [(16, 24), NONE],
            Self::Night => [(18, 24), (0, 6)],
        }
    }

    /// Whether two parts of the same days can be the same time. The night reaches into the hours
    /// that are called early, but is no morning.
    pub(super) fn meets(self, other: Self) -> bool {
        let (a, b) = (self.min(other), self.max(other));
        match (a, b) {
            _ if a == b => true,
            (Self::Morning, Self::Night) => false,
            (Self::Early, Self::Late) => false,
            _ => a.hours().iter().any(|x| b.hours().iter().any(|y| x.0.max(y.0) < x.1.min(y.1))),
        }
    }

    /// Whether a day of a month can lie in the part, which is a third of it, rounded outwards.
    pub(super) fn holds_day(self, day: i8) -> bool {
        match self {
            Self::Early => day <= 14,
            Self::Mid => (8..=24).contains(&day),
            Self::Late => day >= 17,
            _ => true,
        }
    }

    /// Whether a time of day can lie in the part.
    pub(super) fn holds(self, clock: Clock) -> bool {
        let within = |minutes: i16| {
            let hours = self.hours();
            hours.iter().any(|&(from, to)| from <= to && (from * 60..=to * 60).contains(&minutes))
        };
        within(clock.minutes) || !clock.half && within(clock.minutes + 12 * 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_day_meet_or_not() {
        let rows = [
            (Part::Morning, Part::Evening, false),
            (Part::Morning, Part::Early, true),
            (Part::Morning, Part::Night, false),
            (Part::Morning, Part::Afternoon, false),
            (Part::Afternoon, Part::Evening, true),
            (Part::Evening, Part::Night, true),
            (Part::Early, Part::Night, true),
            (Part::Early, Part::Late, false),
            (Part::Late, Part::Evening, true),
            (Part::Late, Part::Morning, false),
            (Part::Afternoon, Part::Night, false),
        ];
        for (a, b, met) in rows {
            assert_eq!((a.meets(b), b.meets(a)), (met, met), "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_time_lies_in_a_part() {
        let clock = |minutes, half| Clock { minutes, zone: None, half };
        assert!(Part::Evening.holds(clock(20 * 60, true)));
        assert!(!Part::Evening.holds(clock(8 * 60, true)));
        assert!(Part::Evening.holds(clock(8 * 60, false)));
        assert!(Part::Night.holds(clock(2 * 60, true)));
    }
}
