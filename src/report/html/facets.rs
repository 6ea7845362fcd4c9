//! What statements can be filtered by, as numbers: the same for the page's script and for a server.

use serde::Serialize;

use super::sources::Sources;
use super::statement::anchor;
use crate::alignment::Relation;
use crate::corpus::Document;
use crate::divergence::Kind;
use crate::report::digest::Digest;
use crate::report::label;

/// Languages that the filter tells apart; what is beyond counts as the last.
const LANGUAGES: usize = 30;

/// The facets of all statements on a page, in the order of reading.
#[derive(Serialize)]
pub(super) struct Facets {
    /// Names of the effects, by the bits of `rows`.
    pub(super) effects: Vec<&'static str>,
    /// Names of the kinds, by the bits of `rows`.
    pub(super) kinds: Vec<&'static str>,
    /// Names of the relations, by the bits of `rows`.
    pub(super) relations: Vec<&'static str>,
    /// Languages, by the bits of `rows`.
    pub(super) languages: Vec<String>,
    /// One row a statement.
    pub(super) rows: Vec<Row>,
}

/// Anchor, effects, kinds, relations, languages, witnesses, first and last day as `YYYYMMDD` or 0,
/// sources.
#[derive(Serialize)]
pub(super) struct Row(
    pub(super) String,
    pub(super) u32,
    pub(super) u32,
    pub(super) u32,
    pub(super) u32,
    pub(super) usize,
    pub(super) i32,
    pub(super) i32,
    pub(super) Vec<usize>,
);

const RELATIONS: [Relation; 4] =
    [Relation::Verbatim, Relation::Edited, Relation::Retold, Relation::Translated];

impl Facets {
    pub(super) fn of(digest: &Digest<'_>, sources: &Sources, shown: &[usize]) -> Self {
        let mut languages: Vec<String> =
            digest.corpus.documents.iter().filter_map(language).map(str::to_owned).collect();
        languages.sort();
        languages.dedup();
        languages.truncate(LANGUAGES);
        let rows = shown.iter().map(|&s| row(digest, sources, &languages, s)).collect();
        Self {
            effects: label::EFFECTS.iter().map(|&effect| label::effect(effect)).collect(),
            kinds: Kind::ALL.iter().map(|kind| kind.name()).collect(),
            relations: RELATIONS.iter().map(|&relation| label::relation(relation)).collect(),
            languages,
            rows,
        }
    }

    /// Relations that occur.
    pub(super) fn relations(&self) -> Vec<&'static str> {
        let seen = self.rows.iter().fold(0, |seen, row| seen | row.3);
        let names = self.relations.iter().enumerate();
        names.filter(|(bit, _)| seen >> bit & 1 == 1).map(|(_, &name)| name).collect()
    }

    /// The most witnesses of a statement.
    pub(super) fn witnesses(&self) -> usize {
        self.rows.iter().map(|row| row.5).max().unwrap_or(0)
    }

    /// The first and the last day, as `2031-03-06`.
    pub(super) fn days(&self) -> Option<(String, String)> {
        let first = self.rows.iter().map(|row| row.6).filter(|&day| day > 0).min()?;
        let last = self.rows.iter().map(|row| row.7).max()?;
        (first < last).then(|| (iso(first), iso(last)))
    }
}

fn iso(day: i32) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

fn language(document: &Document) -> Option<&str> {
    document.language.as_ref().map(|language| language.value.as_str())
}

fn row(digest: &Digest<'_>, sources: &Sources, languages: &[String], statement: usize) -> Row {
    let divergences =
        digest.divergences[statement].iter().map(|&d| &digest.analysis.divergences[d]);
    let (mut effects, mut kinds) = (0, 0);
    for divergence in divergences {
        effects |= 1 << bit(&label::EFFECTS, &divergence.effect);
        kinds |= 1 << bit(Kind::ALL, &label::counted(divergence.kind));
    }
    let relations = digest.alignments[statement].iter().fold(0, |seen, &alignment| {
        seen | 1 << bit(&RELATIONS, &digest.analysis.alignments[alignment].relation)
    });
    let witnesses = &digest.analysis.statements[statement].witnesses;
    let documents = || witnesses.iter().filter_map(|w| digest.corpus.documents.get(w.document));
    let last = languages.len().saturating_sub(1);
    let spoken = documents().filter_map(language).fold(0, |seen, language| {
        seen | 1 << languages.partition_point(|l| l.as_str() < language).min(last)
    });
    let days = || documents().filter_map(|d| d.date.as_ref()).map(|date| day(date.value));
    Row(
        anchor(digest, statement),
        effects,
        kinds,
        relations,
        spoken,
        witnesses.len(),
        days().min().unwrap_or(0),
        days().max().unwrap_or(0),
        sources.of_statement(digest, statement).into_iter().collect(),
    )
}

fn day(date: jiff::civil::Date) -> i32 {
    i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day())
}

fn bit<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_have_room_for_every_kind() {
        assert!(Kind::ALL.len() < 32);
        assert_eq!(bit(&label::EFFECTS, &crate::divergence::Effect::Conflict), 0);
    }

    #[test]
    fn days_sort_as_numbers_and_read_as_dates() {
        let date = jiff::civil::date(2031, 3, 6);
        assert_eq!(day(date), 20_310_306);
        assert_eq!(iso(day(date)), "2031-03-06");
    }
}
