//! `seeds/README.md` says what is planted in the seed documents; here every row is held against
//! what the analysis finds. A failing test lists all rows that do not hold.

use std::path::Path;
use std::sync::LazyLock;

use variorum::alignment::{Alignment, Relation};
use variorum::analysis::{Analysis, DocumentPair, Options, PairRelation, analyze};
use variorum::corpus::{Corpus, Document, Input, ZoneKind};
use variorum::divergence::{Divergence, Effect, Kind};
use variorum::span::Span;

const README: &str = include_str!("../seeds/README.md");

/// What a cell says for the whole document.
const WHOLE: &str = "*";

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    Corpus::read(&[Input::Path(folder)], &variorum::corpus::Options::default())
        .expect("the seeds are read")
});

static ANALYSIS: LazyLock<Analysis> =
    LazyLock::new(|| analyze(&CORPUS, &Options::default(), &variorum::analysis::Silent));

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
    // Nothing need be open; every other table that is empty was not read.
    assert!(name == "open" || !rows.is_empty(), "the table {name} has no rows");
    rows
}

fn document(id: &str) -> (usize, &'static Document) {
    let found = CORPUS.documents.iter().enumerate().find(|(_, document)| document.id == id);
    found.unwrap_or_else(|| panic!("no document {id}"))
}

/// Words of one document, or nothing where the cell is empty.
struct Place {
    document: usize,
    span: Option<Span>,
}

fn place(id: &str, words: &str) -> Place {
    let (index, document) = document(id);
    let span = match words {
        "" => None,
        WHOLE => Some(Span::new(0, document.text.len())),
        words => Some(only(document, words).unwrap_or_else(|problem| panic!("{problem}"))),
    };
    Place { document: index, span }
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

/// Whether the divergence lies at both places; an empty place asks for an empty side.
fn lies_at(divergence: &Divergence, left: &Place, right: &Place) -> bool {
    between(divergence, left, right)
        && [(&divergence.left, left), (&divergence.right, right)].iter().all(
            |(side, place)| match (side, place.span) {
                (Some(side), Some(span)) => touch(side.span, span),
                (None, None) => true,
                _ => false,
            },
        )
}

fn between(divergence: &Divergence, left: &Place, right: &Place) -> bool {
    let alignment = &ANALYSIS.alignments[divergence.alignment];
    (alignment.left.document, alignment.right.document) == (left.document, right.document)
}

/// Whether the divergence touches both places, or the only side that it has does.
fn touches(divergence: &Divergence, left: &Place, right: &Place) -> bool {
    let at = |side: &Option<variorum::divergence::Located>, place: &Place| {
        side.as_ref().zip(place.span).is_none_or(|(side, span)| touch(side.span, span))
    };
    between(divergence, left, right) && at(&divergence.left, left) && at(&divergence.right, right)
}

fn described(divergence: &Divergence) -> String {
    let alignment = &ANALYSIS.alignments[divergence.alignment];
    let words = |document: usize, side: &Option<variorum::divergence::Located>| {
        side.as_ref().map_or("", |side| side.span.text(&CORPUS.documents[document].text))
    };
    format!(
        "{} ({:?}) [{}] [{}]",
        divergence.kind.name(),
        divergence.effect,
        words(alignment.left.document, &divergence.left),
        words(alignment.right.document, &divergence.right),
    )
}

fn effect(name: &str) -> Option<Effect> {
    match name {
        "none" => Some(Effect::None),
        "compatible" => Some(Effect::Compatible),
        "unclear" => Some(Effect::Unclear),
        "shift" => Some(Effect::Shift),
        "conflict" => Some(Effect::Conflict),
        _ => None,
    }
}

/// Whether a divergence is of a forbidden kind (`name.*` for a family) or effect.
fn forbidden(rule: &str, divergence: &Divergence) -> bool {
    rule.split(' ').any(|word| match (effect(word), word.strip_suffix('*')) {
        (Some(effect), _) => divergence.effect == effect,
        (None, Some(family)) => divergence.kind.name().starts_with(family),
        (None, None) => divergence.kind.name() == word,
    })
}

/// Alignments with a pair of facing sentence groups that lies at both places.
fn facing(left: &Place, right: &Place) -> Vec<&'static Alignment> {
    let (Some(a), Some(b)) = (left.span, right.span) else { return Vec::new() };
    let of_pair = ANALYSIS.alignments.iter().filter(|alignment| {
        (alignment.left.document, alignment.right.document) == (left.document, right.document)
    });
    of_pair
        .filter(|alignment| {
            alignment.segments.iter().any(|pair| touch(pair.left, a) && touch(pair.right, b))
        })
        .collect()
}

fn relation_name(relation: Relation) -> &'static str {
    match relation {
        Relation::Verbatim => "verbatim",
        Relation::Edited => "edited",
        Relation::Retold => "retold",
        Relation::Translated => "translated",
    }
}

fn zone_name(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Headline => "headline",
        ZoneKind::Body => "body",
        ZoneKind::Caption => "caption",
        ZoneKind::Comment => "comment",
        ZoneKind::Boilerplate => "boilerplate",
    }
}

fn pair_name(relation: PairRelation) -> &'static str {
    match relation {
        PairRelation::Duplicate => "duplicate",
        PairRelation::NearDuplicate => "near-duplicate",
        PairRelation::Overlap => "overlap",
    }
}

/// Keeps a row that does not hold off the list when the table `open` owns up to it, and puts one
/// on that holds although it is there: the table never says more or less than is true.
fn unless_open(table_name: &str, left: &str, right: &str, miss: Option<String>) -> Option<String> {
    let is_open =
        table("open").iter().any(|row| row[0] == table_name && row[1] == left && row[2] == right);
    match (miss, is_open) {
        (Some(miss), false) => Some(miss),
        (None, true) => Some(format!("holds now, take it out of `open`: {left} | {right}")),
        _ => None,
    }
}

fn none(misses: &[String]) {
    assert!(misses.is_empty(), "{} rows do not hold:\n{}", misses.len(), misses.join("\n"));
}

#[test]
fn every_kind_is_planted_and_every_row_names_one() {
    // No outlet of the seeds corrects itself; `tests/versions.rs` has stories of one that does.
    const ELSEWHERE: [Kind; 2] = [Kind::VersionCorrected, Kind::VersionUncorrected];
    let rows = table("planted");
    let planted: Vec<_> = rows.iter().map(|row| row[0]).chain(ELSEWHERE.map(Kind::name)).collect();
    let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let lacking: Vec<_> = known.iter().filter(|kind| !planted.contains(kind)).collect();
    let unknown: Vec<_> = planted.iter().filter(|kind| !known.contains(kind)).collect();
    assert!(lacking.is_empty(), "planted nowhere: {lacking:?}");
    assert!(unknown.is_empty(), "no such kind: {unknown:?}");
    assert!(rows.iter().all(|row| effect(row[1]).is_some()), "an effect that does not exist");
}

#[test]
fn words_of_every_row_stand_once_in_their_document() {
    let tables = [("planted", 2), ("controls", 1), ("statements", 1), ("missed", 0), ("apart", 0)];
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

#[test]
fn every_planted_divergence_is_found() {
    let misses = table("planted").into_iter().filter_map(|row| {
        let (left, right) = (place(row[2], row[3]), place(row[4], row[5]));
        let at: Vec<_> = ANALYSIS
            .divergences
            .iter()
            .filter(|divergence| lies_at(divergence, &left, &right))
            .collect();
        let found = at.iter().any(|divergence| {
            divergence.kind.name() == row[0] && Some(divergence.effect) == effect(row[1])
        });
        let seen: Vec<_> = ANALYSIS
            .divergences
            .iter()
            .filter(|divergence| touches(divergence, &left, &right))
            .map(described)
            .collect();
        let aligned = facing(&left, &right).len();
        let miss =
            (!found).then(|| format!("{:?}\n    alignments {aligned}, there: {seen:?}", &row[..6]));
        unless_open("planted", row[3], row[5], miss)
    });
    none(&misses.collect::<Vec<_>>());
}

#[test]
fn no_control_is_raised() {
    let raised = table("controls").into_iter().filter_map(|row| {
        let (left, right) = (place(row[1], row[2]), place(row[3], row[4]));
        let wrong: Vec<_> = ANALYSIS
            .divergences
            .iter()
            .filter(|divergence| touches(divergence, &left, &right))
            .filter(|divergence| forbidden(row[0], divergence))
            .map(described)
            .collect();
        let miss = (!wrong.is_empty()).then(|| format!("{row:?}\n    {wrong:?}"));
        unless_open("controls", row[2], row[4], miss)
    });
    none(&raised.collect::<Vec<_>>());
}

#[test]
fn passages_of_one_statement_are_aligned() {
    let misses = table("statements").into_iter().filter_map(|row| {
        let found = facing(&place(row[1], row[2]), &place(row[3], row[4]));
        let names: Vec<_> = found.iter().map(|found| relation_name(found.relation)).collect();
        (!row[0].split(" or ").any(|name| names.contains(&name)))
            .then(|| format!("{row:?}, but found {names:?}"))
    });
    none(&misses.collect::<Vec<_>>());
}

#[test]
fn what_is_called_out_of_reach_is() {
    let found = table("missed").into_iter().filter_map(|row| {
        let found = facing(&place(row[0], row[1]), &place(row[2], row[3]));
        (!found.is_empty()).then(|| format!("found now: {row:?}"))
    });
    none(&found.collect::<Vec<_>>());
}

#[test]
fn passages_of_different_statements_are_not() {
    let wrong = table("apart").into_iter().filter_map(|row| {
        let found = facing(&place(row[0], row[1]), &place(row[2], row[3]));
        (!found.is_empty()).then(|| format!("{row:?}"))
    });
    none(&wrong.collect::<Vec<_>>());
}

#[test]
fn statements_hold_their_witnesses_together() {
    let misses = table("statements").into_iter().filter_map(|row| {
        let places = [place(row[1], row[2]), place(row[3], row[4])];
        let together = ANALYSIS.statements.iter().any(|statement| {
            places.iter().all(|place| {
                statement.witnesses.iter().any(|witness| {
                    witness.document == place.document
                        && place.span.is_some_and(|span| touch(witness.span, span))
                })
            })
        });
        unless_open("together", row[2], row[4], (!together).then(|| format!("{row:?}")))
    });
    none(&misses.collect::<Vec<_>>());
}

#[test]
fn copies_of_whole_documents_are_named() {
    let misses = table("copies").into_iter().filter_map(|row| {
        let ends = (document(row[1]).0, document(row[2]).0);
        let least: f64 = row[3].parse().expect("a share");
        let holds = |pair: &&DocumentPair| {
            row[0].split(" or ").any(|name| name == pair_name(pair.relation))
                && pair.shared >= least
        };
        let pair = ANALYSIS.document_pairs.iter().find(|pair| (pair.left, pair.right) == ends);
        pair.filter(holds).is_none().then(|| format!("{row:?}, but found {pair:?}"))
    });
    none(&misses.collect::<Vec<_>>());
}

#[test]
fn stories_are_told_apart() {
    let expected: Vec<Vec<&str>> =
        table("stories").into_iter().map(|row| row[1].split(", ").collect()).collect();
    let mut found: Vec<Vec<&str>> = ANALYSIS
        .stories
        .iter()
        .map(|story| {
            story.documents.iter().map(|&index| CORPUS.documents[index].id.as_str()).collect()
        })
        .collect();
    found.sort();
    let misses = expected.iter().filter(|story| !found.contains(story));
    none(&misses.map(|story| format!("{story:?}\n    found {found:?}")).collect::<Vec<_>>());
}

#[test]
fn what_the_seeds_write_differently_is_one_row_a_thing() {
    use variorum::report::{Format, Options, write};
    let mut text = Vec::new();
    write(Format::Renderings, &CORPUS, &ANALYSIS, &Options::default(), &mut text)
        .expect("memory takes it");
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let rows: Vec<csv::StringRecord> =
        reader.records().map(|row| row.expect("a row is read")).collect();
    let failed: Vec<_> = table("renderings")
        .into_iter()
        .filter(|row| {
            let number = |reading: &str| {
                let of_reading = |it: &&csv::StringRecord| &it[1] == row[0] && &it[2] == reading;
                rows.iter().find(of_reading).map(|it| it[0].to_owned())
            };
            let numbers: Vec<_> = row[1].split(" / ").map(number).collect();
            numbers[0].is_none() || numbers.iter().any(|it| *it != numbers[0])
        })
        .collect();
    assert!(failed.is_empty(), "not one row: {failed:#?}");
}
