//! When: documents by day, and which told a statement first.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::sources::Sources;
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label;

/// Documents by day, one lane per source.
pub(super) struct TimeLine {
    pub(super) lanes: Vec<Lane>,
    /// Days that are named below, with their place.
    pub(super) days: Vec<(usize, String)>,
    pub(super) height: usize,
    /// The same in words.
    pub(super) words: String,
    /// Documents without a date.
    pub(super) undated: usize,
}

/// The documents of one source.
pub(super) struct Lane {
    pub(super) name: String,
    pub(super) y: usize,
    pub(super) dots: Vec<Dot>,
}

/// The documents of one source on one day.
pub(super) struct Dot {
    pub(super) x: usize,
    pub(super) radius: usize,
    /// Whether one of them is the first to tell a statement.
    pub(super) first: bool,
    pub(super) title: String,
    /// Anchor of the document, of the first one where there are several.
    pub(super) link: String,
}

/// Width of the picture, and where the dots begin and end in it.
const LEFT: usize = 190;
const RIGHT: usize = 860;
const LANE: usize = 34;

impl TimeLine {
    /// None when there are no two days to tell apart.
    pub(super) fn of(digest: &Digest<'_>, sources: &Sources) -> Option<Self> {
        let documents = &digest.corpus.documents;
        let dates: Vec<_> = documents.iter().map(|d| d.date.as_ref().map(|k| k.value)).collect();
        let (first, last) = (dates.iter().flatten().min()?, dates.iter().flatten().max()?);
        if first == last {
            return None;
        }
        let day = |date: Date| (date - *first).get_days().max(0);
        let days = usize::try_from(day(*last)).ok()?.max(1);
        let place = |date| {
            let day = usize::try_from(day(date)).unwrap_or(0);
            LEFT + (RIGHT - LEFT) * day / days
        };
        let firsts = firsts(digest);
        let mut dots: BTreeMap<usize, BTreeMap<Date, (usize, usize, usize)>> = BTreeMap::new();
        let mut counts = vec![0; sources.names.len()];
        for (document, date) in dates.iter().enumerate() {
            counts[sources.of[document]] += 1;
            if let Some(date) = date {
                let days = dots.entry(sources.of[document]).or_default();
                let dot = days.entry(*date).or_insert((0, 0, document));
                dot.0 += 1;
                dot.1 += firsts.get(&document).copied().unwrap_or(0);
            }
        }
        let shown = sources.largest(&counts);
        let lanes: Vec<_> = shown
            .iter()
            .filter_map(|source| Some((source, dots.get(source)?)))
            .enumerate()
            .map(|(row, (&source, days))| Lane {
                name: cut(&sources.names[source], 24).into_owned(),
                y: row * LANE + 24,
                dots: days.iter().map(|(&date, &dot)| Dot::new(place(date), date, dot)).collect(),
            })
            .collect();
        Some(Self {
            height: lanes.len() * LANE + 44,
            days: ticks(dates.iter().flatten().copied().collect(), &place),
            words: format!("{} to {}", label::day(*first), label::day(*last)),
            undated: dates.iter().filter(|date| date.is_none()).count(),
            lanes,
        })
    }
}

impl Dot {
    fn new(x: usize, date: Date, (documents, firsts, document): (usize, usize, usize)) -> Self {
        let told = match firsts {
            0 => String::new(),
            n => format!("; first with {}", label::count(n, "statement")),
        };
        Self {
            x,
            radius: (5 + documents.ilog2() as usize * 2).min(14),
            first: firsts > 0,
            link: match document < super::ROWS {
                true => format!("doc-{document}"),
                false => "documents".to_owned(),
            },
            title: format!("{}: {}{told}", label::day(date), label::count(documents, "document")),
        }
    }
}

/// Per document, how many statements it told first.
fn firsts(digest: &Digest<'_>) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    for statement in &digest.analysis.statements {
        if let Some(witness) = statement.first.and_then(|i| statement.witnesses.get(i)) {
            *found.entry(witness.document).or_insert(0) += 1;
        }
    }
    found
}

/// Days to name: the first, the last, and those between that have room.
fn ticks(days: BTreeSet<Date>, place: &dyn Fn(Date) -> usize) -> Vec<(usize, String)> {
    const ROOM: usize = 130;
    let Some(last) = days.last().map(|&day| place(day)) else { return Vec::new() };
    let mut found: Vec<(usize, String)> = Vec::new();
    for &day in &days {
        let at = place(day);
        let room = found.last().is_none_or(|(before, _)| at >= before + ROOM);
        if (room && at + ROOM <= last) || at == last {
            found.push((at, label::day(day)));
        }
    }
    found
}
