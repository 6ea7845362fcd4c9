//! Which documents are versions of one text, and in which order.
//!
//! In: documents with what was read from them, and pairs of them that may be versions. Out: [`Read`],
//! the sets of versions with the order that their marks and their days give them. Documents are
//! versions of one text where one source has them, their days are near, and their words are largely
//! the same; where they are marked as versions, less of the words is enough. Invariant: where marks and
//! days tell two orders, none is told.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use foldhash::HashSet;
use serde::{Deserialize, Serialize};

use super::groups::Sets;
use crate::corpus::Document;
use crate::corpus::version::Version;
use crate::span::Span;
use crate::telling::Telling;

/// Share of the runs of three words of the shorter text that both have, from which two documents of
/// one source are versions of one text; ... where one is marked as a version.
const SAME: f64 = 0.5;
const MARKED: f64 = 0.3;
/// Runs of three words that a text has at least.
const FEWEST: usize = 6;
/// Days between two versions, at most.
const DAYS: i32 = 10;

/// Documents that are versions of one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Stable: made from the ids of its documents.
    pub id: String,
    /// The earliest first, as far as that is known.
    pub versions: Vec<OneVersion>,
    /// What orders them; none where nothing does.
    pub by: Option<By>,
}

/// One version of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneVersion {
    /// Index of its document.
    pub document: usize,
    /// Where it says which version it is.
    pub marks: Vec<Span>,
    /// Whether it says that it takes something back.
    pub corrected: bool,
}

/// What orders versions.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The marks that they carry.
    Mark,
    /// Their days.
    Date,
    /// Both.
    MarkAndDate,
}

/// What is known of the documents of a run as versions.
pub struct Read {
    /// By document.
    pub versions: Vec<Version>,
    /// By document: the first of its set; itself where it is the only one.
    pub set: Vec<usize>,
}

impl Read {
    /// Finds the versions among pairs of documents; `versions` says what each document says of itself.
    pub fn of(
        corpus: &[Document],
        tellings: &[Telling<'_>],
        versions: Vec<Version>,
        pairs: &[(usize, usize)],
    ) -> Self {
        let mut sets = Sets::new(versions.len());
        let mut runs: BTreeMap<usize, HashSet<[u64; 3]>> = BTreeMap::new();
        let may_be = |&&(a, b): &&(usize, usize)| {
            are_near(corpus, a, b)
                && match is_one_source(corpus, a, b) {
                    Some(one) => one,
                    // Nobody says whose they are; a copy does not take the mark along.
                    None => versions[a].is_marked() && versions[b].is_marked(),
                }
        };
        for &(a, b) in pairs.iter().filter(may_be) {
            for n in [a, b] {
                runs.entry(n).or_insert_with(|| runs_of(&tellings[n]));
            }
            let marked = versions[a].is_marked() || versions[b].is_marked();
            if alike(&runs[&a], &runs[&b]) >= if marked { MARKED } else { SAME } {
                sets.join(a, b);
            }
        }
        let set = (0..versions.len()).map(|document| sets.root(document)).collect();
        Self { versions, set }
    }

    /// Whether two documents are versions of one text.
    pub fn are_one(&self, a: usize, b: usize) -> bool {
        a != b && self.set[a] == self.set[b]
    }

    /// Which of two versions of one text is the earlier one, and what tells.
    pub fn order(&self, corpus: &[Document], a: usize, b: usize) -> Option<(Ordering, By)> {
        let day = |n: usize| corpus[n].date.as_ref().map(|date| date.value);
        let days = day(a).zip(day(b)).map(|(a, b)| a.cmp(&b)).filter(|it| it.is_ne());
        let marks = self.versions[a].order(&self.versions[b]).filter(|it| it.is_ne());
        match (marks, days) {
            (Some(marks), None) => Some((marks, By::Mark)),
            (None, Some(days)) => Some((days, By::Date)),
            (Some(marks), Some(days)) if marks == days => Some((marks, By::MarkAndDate)),
            _ => None,
        }
    }

    /// The sets of two or more, each the earliest first, with what orders them.
    pub fn sets(&self, corpus: &[Document]) -> Vec<(Vec<usize>, Option<By>)> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (document, first) in self.set.iter().enumerate() {
            sets.entry(*first).or_default().push(document);
        }
        let several = sets.into_values().filter(|set| set.len() > 1);
        several.map(|set| self.ordered(corpus, set)).collect()
    }

    fn ordered(&self, corpus: &[Document], mut set: Vec<usize>) -> (Vec<usize>, Option<By>) {
        let key = |n: &usize| {
            let it = &self.versions[*n];
            let date = corpus[*n].date.as_ref().map(|date| date.value);
            let again = it.corrected || it.repeated;
            (date, it.series.is_some(), it.number, again, *n)
        };
        set.sort_by_key(key);
        let mut by: Option<By> = None;
        for pair in set.windows(2) {
            match self.order(corpus, pair[0], pair[1]) {
                Some((Ordering::Less, how)) => {
                    by = Some(by.map_or(how, |it| if it == how { it } else { By::MarkAndDate }));
                }
                _ => return (set, None),
            }
        }
        (set, by)
    }
}

/// Whether the days of two documents are near, as far as they are known.
fn are_near(corpus: &[Document], a: usize, b: usize) -> bool {
    let day = |n: usize| corpus[n].date.as_ref().map(|date| date.value);
    a != b && day(a).zip(day(b)).is_none_or(|(a, b)| apart(a, b) <= DAYS)
}

/// Whether two documents are of one source; none where neither says of which.
fn is_one_source(corpus: &[Document], a: usize, b: usize) -> Option<bool> {
    let source = |n: usize| corpus[n].source.as_ref().map(|it| it.value.to_lowercase());
    match (source(a), source(b)) {
        (None, None) => None,
        (a, b) => Some(a == b),
    }
}

/// Days between two.
fn apart(a: jiff::civil::Date, b: jiff::civil::Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// The runs of three words of a text.
fn runs_of(telling: &Telling<'_>) -> HashSet<[u64; 3]> {
    let keys: Vec<u64> = telling.tokenized.tokens.iter().map(|token| token.key).collect();
    keys.windows(3).map(|run| [run[0], run[1], run[2]]).collect()
}

/// Share of the runs of three words of the shorter text that both have.
fn alike(a: &HashSet<[u64; 3]>, b: &HashSet<[u64; 3]>) -> f64 {
    let least = a.len().min(b.len());
    if least < FEWEST {
        return 0.0;
    }
    a.intersection(b).count() as f64 / least as f64
}
