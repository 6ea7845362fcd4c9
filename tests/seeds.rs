//! `seeds/README.md` says what is planted in the seed documents; here every row is held against
//! what is read of them. A failing test lists all rows that do not hold.

use std::path::Path;
use std::sync::LazyLock;

use variorum::corpus::{Corpus, Document, Input, ZoneKind};
use variorum::divergence::{Effect, Kind};
use variorum::span::Span;

const README: &str = include_str!("../seeds/README.md");

/// What a cell says for the whole document.
const WHOLE: &str = "*";

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    Corpus::read(&[Input::Path(folder)], &variorum::corpus::Options::default())
        .expect("the seeds are read")
});

/// The rows below the comment that names the table, without its head.
fn table(name: &str) -> Vec<Vec<&'static str>> {
    let start = README.find(&format!("<!-- table: {name} -->")).expect("the table is there");
    let rows: Vec<_> = README[start..]
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(!rows.is_empty(), "the table {name} has no rows");
    rows
}

fn document(id: &str) -> (usize, &'static Document) {
    let found = CORPUS.documents.iter().enumerate().find(|(_, document)| document.id == id);
    found.unwrap_or_else(|| panic!("no document {id}"))
}

fn only(document: &Document, words: &str) -> Result<Span, String> {
    let mut places = document.text.match_indices(words);
    match (places.next(), places.next()) {
        (Some((start, _)), None) => Ok(Span::new(start, start + words.len())),
        (None, _) => Err(format!("{} does not say: {words}", document.id)),
        _ => Err(format!("{} says more than once: {words}", document.id)),
    }
}

fn touch(a: Span, b: Span) -> bool {
    a.overlap(b) > 0
}

fn effect(name: &str) -> Option<Effect> {
    match name {
        "none" => Some(Effect::None),
        "compatible" => Some(Effect::Compatible),
        "shift" => Some(Effect::Shift),
        "conflict" => Some(Effect::Conflict),
        _ => None,
    }
}

fn zone_name(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Headline => "headline",
        ZoneKind::Body => "body",
        ZoneKind::Comment => "comment",
        ZoneKind::Boilerplate => "boilerplate",
    }
}

fn none(misses: &[String]) {
    assert!(misses.is_empty(), "{} rows do not hold:\n{}", misses.len(), misses.join("\n"));
}

#[test]
fn every_kind_is_planted_and_every_row_names_one() {
    let rows = table("planted");
    let planted: Vec<_> = rows.iter().map(|row| row[0]).collect();
    let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let lacking: Vec<_> = known.iter().filter(|kind| !planted.contains(kind)).collect();
    let unknown: Vec<_> = planted.iter().filter(|kind| !known.contains(kind)).collect();
    assert!(lacking.is_empty(), "planted nowhere: {lacking:?}");
    assert!(unknown.is_empty(), "no such kind: {unknown:?}");
    assert!(rows.iter().all(|row| effect(row[1]).is_some()), "an effect that does not exist");
}

#[test]
fn words_of_every_row_stand_once_in_their_document() {
    let tables = [("planted", 2), ("controls", 1), ("statements", 1), ("apart", 0)];
    let cells = tables.iter().flat_map(|&(name, first)| {
        table(name)
            .into_iter()
            .flat_map(move |row| [[row[first], row[first + 1]], [row[first + 2], row[first + 3]]])
    });
    let problems: Vec<_> = cells
        .filter(|cell| !["", WHOLE].contains(&cell[1]))
        .filter_map(|cell| only(document(cell[0]).1, cell[1]).err())
        .collect();
    none(&problems);
}

#[test]
fn the_documents_are_those_of_the_table_with_their_metadata() {
    let rows = table("metadata");
    let ids: Vec<_> = CORPUS.documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, rows.iter().map(|row| row[0]).collect::<Vec<_>>());
    let misses = rows.iter().filter_map(|row| {
        let document = document(row[0]).1;
        let source = document.source.as_ref().map(|source| source.value.as_str());
        let date = document.date.as_ref().map(|date| date.value.to_string());
        let guessed = document.date.as_ref().is_some_and(|date| date.guessed);
        let known = if guessed { "guessed" } else { "stated" };
        let same = source == Some(row[1]) && date.as_deref() == Some(row[2]) && known == row[3];
        (!same).then(|| format!("{row:?}, but read {source:?} {date:?} {known}"))
    });
    none(&misses.collect::<Vec<_>>());
}

#[test]
fn zones_are_told_apart() {
    let misses = table("zones").into_iter().filter_map(|row| {
        let document = document(row[0]).1;
        let span = match only(document, row[2]) {
            Ok(span) => span,
            Err(problem) => return Some(problem),
        };
        let zones = document.zones.iter().filter(|zone| touch(zone.span, span));
        let names: Vec<_> = zones.map(|zone| zone_name(zone.kind)).collect();
        (names != [row[1]]).then(|| format!("{row:?}, but read as {names:?}"))
    });
    none(&misses.collect::<Vec<_>>());
}
