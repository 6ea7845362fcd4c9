//! When: documents by day and source, and on which day each statement is told first.
//!
//! The picture has a lane for each of the largest sources and one for the statements, each of which
//! stands as a mark on the day of its earliest dated witness. The same is said in words.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::class;
use super::sources::Sources;
use super::time_scale::{Column, Scale};
use crate::divergence::Effect;
use crate::report::digest::Digest;
use crate::report::escape::{cut, unveiled};
use crate::report::label::{self, count};
use crate::statement::Statement;

/// Rows of marks in one column, statements named in words for one, and documents without a date.
const ROWS: usize = 6;
const NAMED: usize = 12;
const UNDATED: usize = 6;
/// Distance of two lanes, and of two marks.
const LANE: usize = 30;
const SLOT: usize = 20;
/// Where the first lane stands.
const TOP: usize = 20;

/// When what was told.
pub(super) struct TimeLine {
    /// None where dates tell no order.
    pub(super) picture: Option<Picture>,
    /// What the picture does not say: one day only, no dates, guessed ones.
    pub(super) words: Vec<String>,
    /// The picture in words.
    pub(super) entries: Vec<Entry>,
}

/// The picture.
pub(super) struct Picture {
    pub(super) title: String,
    pub(super) lanes: Vec<Lane>,
    pub(super) columns: Vec<Column>,
    pub(super) marks: Vec<Mark>,
    /// Marks without room: where, how many, and the column's day.
    pub(super) more: Vec<(usize, usize, String)>,
    /// Where the lane of the statements begins, where the days are written, and where it ends.
    pub(super) statements: usize,
    pub(super) days: usize,
    pub(super) height: usize,
}

/// The documents of one source.
pub(super) struct Lane {
    pub(super) name: String,
    pub(super) y: usize,
    pub(super) dots: Vec<Dot>,
}

/// The documents of one source in one column.
pub(super) struct Dot {
    pub(super) x: usize,
    pub(super) documents: usize,
    /// Whether one of them is the first to tell a statement.
    pub(super) first: bool,
    pub(super) title: String,
    /// Anchor of the document, of the first one where there are several.
    pub(super) link: String,
}

/// A statement on the day it is first told.
pub(super) struct Mark {
    pub(super) class: &'static str,
    pub(super) path: String,
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) title: String,
    pub(super) link: String,
}

/// One column in words.
pub(super) struct Entry {
    pub(super) day: String,
    pub(super) documents: String,
    pub(super) told: String,
    /// Statements first told then: anchor and words, the gravest first.
    pub(super) statements: Vec<(String, String)>,
    pub(super) left: usize,
}

/// A statement with its first day.
struct First {
    statement: usize,
    day: Date,
}

impl TimeLine {
    /// `anchors` are those of the statements on the page.
    pub(super) fn of(
        digest: &Digest<'_>,
        sources: &Sources,
        anchors: &BTreeMap<usize, String>,
    ) -> Self {
        let days: BTreeSet<Date> = dates(digest).into_iter().flatten().collect();
        let firsts: Vec<First> = digest
            .order
            .iter()
            .filter_map(|&statement| Some(First { statement, day: first_day(digest, statement)? }))
            .collect();
        let words = words(digest, &days);
        let Some(scale) = Scale::of(&days) else {
            return Self { picture: None, words, entries: Vec::new() };
        };
        let maker = Maker { digest, sources, anchors, scale: &scale };
        let entries = (0..scale.columns.len()).filter_map(|c| maker.entry(c, &firsts)).collect();
        let picture = Some(maker.picture(&firsts));
        Self { picture: picture.map(|p| Picture { columns: scale.columns, ..p }), words, entries }
    }
}

fn dates(digest: &Digest<'_>) -> Vec<Option<Date>> {
    digest.corpus.documents.iter().map(|d| d.date.as_ref().map(|known| known.value)).collect()
}

/// The day of the earliest dated witness.
fn first_day(digest: &Digest<'_>, statement: usize) -> Option<Date> {
    let witnesses = digest.analysis.statements[statement].witnesses.iter();
    let date = |document: usize| Some(digest.corpus.documents.get(document)?.date.as_ref()?.value);
    witnesses.filter_map(|w| date(w.document)).min()
}

/// What dates do not tell, in words.
fn words(digest: &Digest<'_>, days: &BTreeSet<Date>) -> Vec<String> {
    let documents = &digest.corpus.documents;
    let undated: Vec<usize> =
        (0..documents.len()).filter(|&d| documents[d].date.is_none()).collect();
    let mut words = Vec::new();
    match (days.first(), documents.len()) {
        (None, 0) => {}
        (None, 1) => words.push("The document tells no date.".to_owned()),
        (None, _) => {
            words.push("No document tells its date, so nothing says who was first.".to_owned());
            return words;
        }
        (Some(&day), 1) => words.push(format!("The document is of {}.", label::day(day))),
        (Some(&day), _) if days.len() == 1 => {
            let all =
                if undated.is_empty() { "All documents" } else { "All documents with a date" };
            words.push(format!("{all} are of {}: no day tells who was first.", label::day(day)));
        }
        (Some(_), _) => {}
    }
    if !undated.is_empty() && documents.len() > 1 {
        let verb = if undated.len() == 1 { "tells" } else { "tell" };
        let who = digest.label_list(&undated, UNDATED);
        words.push(format!("{} {verb} no date: {who}.", count(undated.len(), "document")));
    }
    let guessed = documents.iter().filter(|d| d.date.as_ref().is_some_and(|k| k.guessed)).count();
    if guessed > 0 && documents.len() > 1 {
        let verb = if guessed == 1 { "was" } else { "were" };
        words.push(format!("{} {verb} read from the text.", count(guessed, "date")));
    }
    words
}

/// Makes the picture of one corpus.
struct Maker<'a> {
    digest: &'a Digest<'a>,
    sources: &'a Sources,
    anchors: &'a BTreeMap<usize, String>,
    scale: &'a Scale,
}

impl Maker<'_> {
    fn picture(&self, firsts: &[First]) -> Picture {
        let lanes = self.lanes();
        let statements = TOP + lanes.len() * LANE + 4;
        let (marks, more, rows) = self.marks(firsts, statements + 14);
        let days = statements + rows * SLOT + if more.is_empty() { 22 } else { 38 };
        let columns = &self.scale.columns;
        let from = columns.first().map(|c| label::day(c.first)).unwrap_or_default();
        let to = columns.last().map(|c| label::day(c.last)).unwrap_or_default();
        let lines = columns.iter().map(|c| c.lines.len()).max().unwrap_or(0);
        Picture {
            title: format!("Documents by source and statements by their first day, {from} to {to}"),
            lanes,
            columns: Vec::new(),
            marks,
            more,
            statements,
            days,
            height: days + lines * 15,
        }
    }

    fn lanes(&self) -> Vec<Lane> {
        let mut cells: BTreeMap<usize, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        let mut counts = vec![0; self.sources.names.len()];
        for (document, date) in dates(self.digest).into_iter().enumerate() {
            let source = self.sources.of[document];
            counts[source] += 1;
            if let Some(date) = date {
                let of_source = cells.entry(source).or_default();
                of_source.entry(self.scale.column(date)).or_default().push(document);
            }
        }
        let firsts = firsts(self.digest);
        let shown = self.sources.largest(&counts);
        let lanes = shown.iter().filter_map(|source| Some((source, cells.get(source)?)));
        let lane =
            |(row, (&source, cells)): (usize, (&usize, &BTreeMap<usize, Vec<usize>>))| Lane {
                name: cut(&self.sources.names[source], 24).into_owned(),
                y: TOP + row * LANE,
                dots: cells.iter().map(|(&column, all)| self.dot(column, all, &firsts)).collect(),
            };
        lanes.enumerate().map(lane).collect()
    }

    fn dot(&self, column: usize, documents: &[usize], firsts: &BTreeMap<usize, usize>) -> Dot {
        let first: usize = documents.iter().filter_map(|d| firsts.get(d)).sum();
        let told = match first {
            0 => String::new(),
            n => format!("; first with {}", count(n, "statement")),
        };
        let day = self.day(column);
        Dot {
            x: self.scale.columns[column].x + SLOT / 2 + 4,
            documents: documents.len(),
            first: first > 0,
            title: format!("{day}: {}{told}", count(documents.len(), "document")),
            link: match documents.first() {
                Some(document) if *document < super::ROWS => format!("doc-{document}"),
                _ => "documents".to_owned(),
            },
        }
    }

    fn day(&self, column: usize) -> String {
        self.scale.columns[column].words()
    }

    /// Marks, what has no room, and how many rows are needed.
    fn marks(
        &self,
        firsts: &[First],
        top: usize,
    ) -> (Vec<Mark>, Vec<(usize, usize, String)>, usize) {
        let mut taken = vec![0_usize; self.scale.columns.len()];
        let (mut marks, mut rows) = (Vec::new(), 1);
        for first in firsts {
            let column = self.scale.column(first.day);
            let Column { x, width, .. } = self.scale.columns[column];
            let wide = (width / SLOT).saturating_sub(1).max(1);
            let place = taken[column];
            taken[column] += 1;
            let Some(anchor) = self.anchors.get(&first.statement) else { continue };
            if place < wide * ROWS {
                rows = rows.max(place / wide + 1);
                let at = (x + SLOT / 2 + 4 + place % wide * SLOT, top + place / wide * SLOT);
                marks.push(self.mark(first, anchor, at));
            }
        }
        let more =
            taken.iter().zip(&self.scale.columns).enumerate().filter_map(|(c, (&n, column))| {
                let room = (column.width / SLOT).saturating_sub(1).max(1) * ROWS;
                (n > room).then(|| (column.x + 4, n - room, self.day(c)))
            });
        (marks, more.collect(), rows)
    }

    fn mark(&self, first: &First, anchor: &str, (x, y): (usize, usize)) -> Mark {
        let effect = self.digest.gravest(first.statement);
        let statement = &self.digest.analysis.statements[first.statement];
        let what = effect.map_or("no difference", label::effect);
        let who = self.tellers(statement, first.day);
        let words = self.snippet(first);
        Mark {
            class: effect.map_or("same", class),
            path: shape(effect, x, y),
            x: x - SLOT / 2,
            y: y - SLOT / 2,
            title: format!("{}, {who}: {words} ({what})", label::day(first.day)),
            link: anchor.to_owned(),
        }
    }

    /// Who told a statement on its first day.
    fn tellers(&self, statement: &Statement, day: Date) -> String {
        let of_day = |document: &usize| {
            let document = self.digest.corpus.documents.get(*document);
            document.and_then(|d| d.date.as_ref()).is_some_and(|date| date.value == day)
        };
        let tellers = statement.witnesses.iter().map(|w| w.document).filter(of_day);
        self.digest.among_witnesses(statement).list(&tellers.collect::<Vec<_>>(), 3)
    }

    fn snippet(&self, first: &First) -> String {
        let statement = &self.digest.analysis.statements[first.statement];
        let of_day = |document: usize| {
            let date = self.digest.corpus.documents.get(document).and_then(|d| d.date.as_ref());
            date.is_some_and(|date| date.value == first.day)
        };
        let witness = statement.witnesses.iter().find(|w| of_day(w.document));
        let words = unveiled(witness.map_or("", |&passage| self.digest.words(passage)));
        let words: Vec<_> = words.split_whitespace().take(24).collect();
        label::quoted(&cut(&words.join(" "), 80))
    }

    fn entry(&self, column: usize, firsts: &[First]) -> Option<Entry> {
        let here = |date: &Option<Date>| date.is_some_and(|day| self.scale.column(day) == column);
        let dates = dates(self.digest);
        let documents: Vec<_> =
            dates.iter().enumerate().filter(|(_, date)| here(date)).map(|(d, _)| d).collect();
        let told: Vec<_> = firsts.iter().filter(|f| self.scale.column(f.day) == column).collect();
        let named = told.iter().filter_map(|first| {
            Some((self.anchors.get(&first.statement)?.clone(), self.snippet(first)))
        });
        let statements: Vec<_> = named.take(NAMED).collect();
        (!documents.is_empty()).then(|| Entry {
            day: self.day(column),
            documents: self.digest.label_list(&documents, NAMED),
            told: match told.len() {
                0 => "nothing that others tell for the first time".to_owned(),
                n => format!("{} for the first time", count(n, "statement")),
            },
            left: told.len() - statements.len(),
            statements,
        })
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

/// The shape that stands for an effect, so that colour does not speak alone.
pub(super) fn shape(effect: Option<Effect>, x: usize, y: usize) -> String {
    match effect {
        Some(Effect::Conflict) => format!("M{x} {} l8 8 -8 8 -8 -8z", y - 8),
        Some(Effect::Shift) => format!("M{} {} h14 l-7 -13z", x - 7, y + 6),
        Some(Effect::Unclear) => format!("M{} {} l14 12 v-12 l-14 12z", x - 7, y - 6),
        Some(Effect::Compatible) => format!("M{} {} h11 v11 h-11z", x - 5, y - 5),
        Some(Effect::None) => format!("M{} {y} a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0z", x - 4),
        None => format!("M{} {y} h10", x - 5),
    }
}
