//! Which documents may meet at all: those of other sources, those of near days, or all.
//!
//! In go the settings and the documents, out comes the answer for any two of them. It is asked where
//! candidates are found, so that what may not meet costs nothing.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Document;

/// Who may meet whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Only documents that differ in this meet.
    pub(crate) only_across: Option<Across>,
    /// Only documents whose dates are no further apart meet.
    pub(crate) window: Option<Window>,
}

/// In what documents must differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Across {
    /// The source: an outlet, an agency, an edition.
    Source,
}

/// Days between two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Window(u32);

impl TryFrom<String> for Window {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Window> for String {
    fn from(window: Window) -> Self {
        window.to_string()
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}d", self.0)
    }
}

/// Days of a year and of a week, and of the longest window: no calendar has more.
const YEAR: u32 = 366;
const WEEK: u32 = 7;
const MOST: u32 = 10_000 * YEAR;

impl std::str::FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.char_indices().next_back().map(|(at, unit)| (&text[..at], unit));
        let days = parts.and_then(|(number, unit)| {
            let days = match unit {
                'd' => 1,
                'w' => WEEK,
                'y' => YEAR,
                _ => return None,
            };
            let digits = number.bytes().all(|byte| byte.is_ascii_digit());
            number.parse::<u32>().ok().filter(|_| digits)?.checked_mul(days)
        });
        days.filter(|days| *days <= MOST)
            .map(Self)
            .ok_or_else(|| format!("{text:?} is no number of days (30d), weeks (4w) or years (1y)"))
    }
}

/// Who may meet whom, of some documents.
pub(crate) struct Meets {
    options: Options,
    /// By document: a number for its source, where it is known.
    sources: Vec<Option<usize>>,
    /// By document: its day, where it is known, counted from the first of the calendar.
    days: Vec<Option<i64>>,
}

impl Meets {
    /// Of these documents.
    pub(crate) fn of(documents: &[Document], options: Options) -> Self {
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut sources = Vec::with_capacity(documents.len());
        for document in documents {
            let next = known.len();
            let name = document.source.as_ref().map(|source| source.value.as_str());
            sources.push(name.map(|name| *known.entry(name).or_insert(next)));
        }
        let day = |document: &Document| {
            let first = jiff::civil::Date::ZERO;
            let days = first.until(document.date.as_ref()?.value).ok()?;
            Some(i64::from(days.get_days()))
        };
        Self { options, sources, days: documents.iter().map(day).collect() }
    }

    /// Whether all of them may meet.
    pub(crate) fn all(&self) -> bool {
        self.options == Options::default()
    }

    /// Whether two of them may meet. Of whom it is not known, everybody may be met.
    pub(crate) fn may(&self, left: usize, right: usize) -> bool {
        self.are_across(left, right) && self.are_near(left, right)
    }

    fn are_across(&self, left: usize, right: usize) -> bool {
        let both = self.sources[left].zip(self.sources[right]);
        self.options.only_across.is_none() || both.is_none_or(|(a, b)| a != b)
    }

    fn are_near(&self, left: usize, right: usize) -> bool {
        let both = self.days[left].zip(self.days[right]);
        let apart = both.map_or(0, |(a, b)| a.abs_diff(b));
        self.options.window.is_none_or(|Window(days)| apart <= u64::from(days))
    }

    /// By document, whether one with the same words does not stand for it: it may meet others.
    pub(crate) fn apart(&self) -> Vec<bool> {
        let restricted = !self.all();
        vec![restricted; self.sources.len()]
    }

    /// What is restricted, in words.
    pub(crate) fn notes(&self) -> Vec<String> {
        let unknown = |all: usize, what: &str| match all {
            0 => String::new(),
            n => format!("; {n} without a {what} were compared with all"),
        };
        let missing = |known: &mut dyn Iterator<Item = bool>| known.filter(|known| !known).count();
        let mut notes = Vec::new();
        if self.options.only_across.is_some() {
            let unsaid = missing(&mut self.sources.iter().map(Option::is_some));
            notes.push(format!(
                "only documents of different sources were compared (only_across){}",
                unknown(unsaid, "source")
            ));
        }
        if let Some(window) = self.options.window {
            let undated = missing(&mut self.days.iter().map(Option::is_some));
            notes.push(format!(
                "only documents whose dates lie within {} were compared (window = \"{window}\"){}",
                window.in_words(),
                unknown(undated, "date")
            ));
        }
        notes
    }
}

impl Window {
    fn in_words(self) -> String {
        match self.0 {
            0 => "one day".to_owned(),
            1 => "a day of each other".to_owned(),
            days => format!("{days} days of each other"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Known;

    fn document(source: Option<&str>, day: Option<i8>) -> Document {
        Document {
            source: source.map(|it| Known::stated(it.to_owned())),
            date: day.map(|day| Known::stated(jiff::civil::date(2024, 2, day))),
            ..Document::default()
        }
    }

    fn met(options: Options) -> Vec<(usize, usize)> {
        let documents = [
            document(Some("A"), Some(1)),
            document(Some("A"), Some(9)),
            document(Some("B"), Some(29)),
            document(None, None),
        ];
        let meets = Meets::of(&documents, options);
        let pairs = (0..4).flat_map(|a| (a + 1..4).map(move |b| (a, b)));
        let met: Vec<_> = pairs.filter(|&(a, b)| meets.may(a, b)).collect();
        assert!(met.iter().all(|&(a, b)| meets.may(b, a)));
        met
    }

    #[test]
    fn who_is_not_known_meets_all() {
        let options = Options::default();
        assert_eq!(met(options).len(), 6);
        let across = Options { only_across: Some(Across::Source), ..options };
        assert_eq!(met(across), [(0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]);
        let near = |text: &str| Options { window: Some(text.parse().unwrap()), ..options };
        assert_eq!(met(near("8d")), [(0, 1), (0, 3), (1, 3), (2, 3)]);
        assert_eq!(met(near("7d")), [(0, 3), (1, 3), (2, 3)]);
        assert_eq!(met(near("4w")), met(options));
        let both = Options { only_across: Some(Across::Source), ..near("20d") };
        assert_eq!(met(both), [(0, 3), (1, 2), (1, 3), (2, 3)]);
    }

    #[test]
    fn a_window_is_days_weeks_or_years() {
        for (text, days) in [("0d", 0), ("30d", 30), ("2w", 14), ("1y", 366)] {
            assert_eq!(text.parse::<Window>(), Ok(Window(days)));
        }
        for text in ["", "d", "30", "-3d", "+3d", "3 d", "3m", "99999999999d", "9999999y", "3dé"] {
            let refused = text.parse::<Window>().unwrap_err();
            assert!(refused.contains("is no number of days"), "{refused}");
        }
        assert_eq!(Window(30).to_string().parse(), Ok(Window(30)));
    }

    /// Three outlets tell one thing, the first of them twice, on four days.
    fn told() -> crate::corpus::Corpus {
        let text = "The ferry ran aground off Tollmere at dawn with 212 passengers on board, said \
                    Ada Lind of the coast guard.";
        let texts = [text.to_owned(), text.replace("dawn", "dusk"), text.to_owned()];
        let documents =
            [("A", 1, 0), ("A", 2, 1), ("B", 20, 2), ("C", 28, 1)].map(|(source, day, n)| {
                let text = texts[n].clone();
                let body = crate::span::Span::new(0, text.len());
                let zones =
                    vec![crate::corpus::Zone { kind: crate::corpus::ZoneKind::Body, span: body }];
                let id = format!("{source}{day}");
                Document { id, text, zones, ..document(Some(source), Some(day)) }
            });
        crate::corpus::Corpus { documents: documents.to_vec(), ..Default::default() }
    }

    #[test]
    fn only_those_who_may_meet_are_compared_copies_too() {
        use crate::analysis::{Silent, analyze, rehearse};
        let corpus = told();
        let compared = |options: &crate::analysis::Options| {
            let analysis = analyze(&corpus, options, &Silent);
            let met: Vec<(usize, usize)> = analysis
                .alignments
                .iter()
                .map(|it| (it.left.document, it.right.document))
                .collect();
            let rehearsed = rehearse(&corpus, options, &Silent, &|| 0.0);
            (met, analysis.notes, rehearsed)
        };
        let all = crate::analysis::Options::default();
        let (met, notes, rehearsed) = compared(&all);
        assert!(met.contains(&(0, 1)) && notes.is_empty(), "{met:?} {notes:?}");
        assert_eq!((rehearsed.documents, rehearsed.copies), (4, 2));
        let across = crate::analysis::Options { only_across: Some(Across::Source), ..all.clone() };
        let (met, notes, rehearsed) = compared(&across);
        assert_eq!(met, [(0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]);
        assert_eq!((rehearsed.pairs, rehearsed.copies), (5, 0));
        assert_eq!(notes, ["only documents of different sources were compared (only_across)"]);
        let window = crate::analysis::Options { window: "2w".parse().ok(), ..all };
        let (met, notes, rehearsed) = compared(&window);
        assert_eq!((met, rehearsed.pairs), (vec![(0, 1), (2, 3)], 2));
        assert!(notes[0].contains("within 14 days of each other") && notes == rehearsed.notes);
    }
}
