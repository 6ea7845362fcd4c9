//! Who shares with whom, and when: the matrix of sources and the time line.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label;

/// Sources that the pictures hold; the others are counted.
const SHOWN: usize = 14;

/// The sources of a corpus; a document that names none is its own.
pub(super) struct Sources {
    /// Names, sorted.
    pub(super) names: Vec<String>,
    /// Per document, the index of its source.
    pub(super) of: Vec<usize>,
}

impl Sources {
    pub(super) fn of(digest: &Digest<'_>) -> Self {
        let name = |document: &crate::corpus::Document| match &document.source {
            Some(source) => source.value.clone(),
            None => document.id.clone(),
        };
        let all: Vec<_> = digest.corpus.documents.iter().map(name).collect();
        let names: Vec<_> = all.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
        let of = all.iter().map(|name| names.partition_point(|other| other < name)).collect();
        Self { names, of }
    }

    /// Sources of a statement's witnesses, ascending.
    pub(super) fn of_statement(&self, digest: &Digest<'_>, statement: usize) -> BTreeSet<usize> {
        let witnesses = digest.analysis.statements[statement].witnesses.iter();
        witnesses.filter_map(|w| self.of.get(w.document).copied()).collect()
    }

    /// The sources with the most statements, in the order of their names.
    fn largest(&self, counts: &[usize]) -> Vec<usize> {
        let mut order: Vec<_> = (0..self.names.len()).collect();
        order.sort_by_key(|&source| (std::cmp::Reverse(counts[source]), source));
        order.truncate(SHOWN);
        order.sort_unstable();
        order
    }
}

/// Statements that two sources share.
pub(super) struct Matrix {
    pub(super) rows: Vec<MatrixRow>,
    pub(super) heads: Vec<String>,
    /// Sources that are not shown.
    pub(super) left: usize,
}

/// One source against all.
pub(super) struct MatrixRow {
    pub(super) name: String,
    pub(super) cells: Vec<MatrixCell>,
}

/// One pair of sources.
pub(super) struct MatrixCell {
    pub(super) statements: usize,
    pub(super) conflicts: usize,
    /// Depth of the colour, 0 to 5.
    pub(super) depth: usize,
    /// The same source in row and column.
    pub(super) diagonal: bool,
    /// The pair, for the filter.
    pub(super) sources: String,
    pub(super) title: String,
}

impl Matrix {
    /// None when there are no two sources to compare.
    pub(super) fn of(digest: &Digest<'_>, sources: &Sources) -> Option<Self> {
        if sources.names.len() < 2 || digest.analysis.statements.is_empty() {
            return None;
        }
        let mut counts = vec![0; sources.names.len()];
        for statement in 0..digest.analysis.statements.len() {
            for source in sources.of_statement(digest, statement) {
                counts[source] += 1;
            }
        }
        let shown = sources.largest(&counts);
        let shared = shared(digest, sources, &shown);
        let most = shared.iter().filter(|((a, b), _)| a != b).map(|(_, n)| n.0).max().unwrap_or(1);
        let cell = |row: usize, column: usize| {
            let key = (row.min(column), row.max(column));
            let (statements, conflicts) = shared.get(&key).copied().unwrap_or_default();
            MatrixCell::new(sources, key, statements, conflicts, most)
        };
        let rows = shown.iter().map(|&row| MatrixRow {
            name: short(&sources.names[row]),
            cells: shown.iter().map(|&column| cell(row, column)).collect(),
        });
        Some(Self {
            rows: rows.collect(),
            heads: shown.iter().map(|&source| short(&sources.names[source])).collect(),
            left: sources.names.len() - shown.len(),
        })
    }
}

/// Per pair of the sources shown: statements, and those of them with a conflict.
fn shared(
    digest: &Digest<'_>,
    sources: &Sources,
    shown: &[usize],
) -> BTreeMap<(usize, usize), (usize, usize)> {
    let mut found: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for statement in 0..digest.analysis.statements.len() {
        let of_statement = sources.of_statement(digest, statement);
        let here: Vec<_> = of_statement.iter().filter(|s| shown.contains(s)).copied().collect();
        let conflicts = conflicting(digest, sources, statement);
        for (i, &a) in here.iter().enumerate() {
            for &b in &here[i..] {
                let pair = found.entry((a, b)).or_default();
                pair.0 += 1;
                pair.1 += usize::from(conflicts.contains(&(a, b)));
            }
        }
    }
    found
}

/// Pairs of sources that contradict each other in a statement.
fn conflicting(
    digest: &Digest<'_>,
    sources: &Sources,
    statement: usize,
) -> BTreeSet<(usize, usize)> {
    let divergences =
        digest.divergences[statement].iter().map(|&d| &digest.analysis.divergences[d]);
    divergences
        .filter(|divergence| divergence.effect == crate::divergence::Effect::Conflict)
        .filter_map(|divergence| {
            let alignment = &digest.analysis.alignments[divergence.alignment];
            let source = |document: usize| sources.of.get(document).copied();
            let (a, b) = (source(alignment.left.document)?, source(alignment.right.document)?);
            Some((a.min(b), a.max(b)))
        })
        .collect()
}

impl MatrixCell {
    fn new(
        sources: &Sources,
        (a, b): (usize, usize),
        statements: usize,
        conflicts: usize,
        most: usize,
    ) -> Self {
        let told = label::count(statements, "statement");
        let (one, other) = (short(&sources.names[a]), short(&sources.names[b]));
        let title = match (a == b, conflicts) {
            (true, _) => format!("{one} has a part in {told}"),
            (false, 0) => format!("{one} and {other} share {told}"),
            (false, n) => format!(
                "{one} and {other} share {told}; in {} they contradict each other",
                label::thousands(n)
            ),
        };
        Self {
            statements,
            conflicts,
            depth: (statements * 5).div_ceil(most.max(1)).min(5),
            diagonal: a == b,
            sources: format!("{a} {b}"),
            title,
        }
    }
}

fn short(name: &str) -> String {
    cut(name, 40).into_owned()
}

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
        let day = |date: jiff::civil::Date| (date - *first).get_days().max(0);
        let days = usize::try_from(day(*last)).ok()?.max(1);
        let place = |date| {
            let day = usize::try_from(day(date)).unwrap_or(0);
            LEFT + (RIGHT - LEFT) * day / days
        };
        let firsts = firsts(digest);
        let mut dots: BTreeMap<usize, BTreeMap<jiff::civil::Date, (usize, usize)>> =
            BTreeMap::new();
        let mut counts = vec![0; sources.names.len()];
        for (document, date) in dates.iter().enumerate() {
            counts[sources.of[document]] += 1;
            if let Some(date) = date {
                let dot = dots.entry(sources.of[document]).or_default().entry(*date).or_default();
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
    fn new(x: usize, date: jiff::civil::Date, (documents, firsts): (usize, usize)) -> Self {
        let told = match firsts {
            0 => String::new(),
            n => format!("; first with {}", label::count(n, "statement")),
        };
        Self {
            x,
            radius: (5 + documents.ilog2() as usize * 2).min(14),
            first: firsts > 0,
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
fn ticks(
    days: BTreeSet<jiff::civil::Date>,
    place: &dyn Fn(jiff::civil::Date) -> usize,
) -> Vec<(usize, String)> {
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
