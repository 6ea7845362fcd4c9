//! The critical apparatus of a statement: each difference once, the gravest first, numbered like
//! its marks in the text.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::class;
use super::marked::{Note, Notes};
use super::only::{self, OnlyView};
use super::overview::{SideView, phrases};
use crate::divergence::{Effect, Family, Kind};
use crate::report::contrast::{Contrast, Side};
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label;
use crate::report::naming::Among;

/// Notes of one statement beside the fragments that only some have; these; characters of a reading,
/// and readings of one note.
const NOTES: usize = 60;
const FRAGMENTS: usize = 120;
const READING: usize = 140;
/// Characters of a reading that says the same in another form.
const FORM: usize = 80;
const NAMED: usize = 8;

/// One difference, explained.
pub(super) struct NoteView {
    pub(super) anchor: String,
    pub(super) index: usize,
    pub(super) number: Option<usize>,
    pub(super) class: &'static str,
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
    pub(super) sides: Vec<SideView>,
    pub(super) explanation: String,
    /// The readings, for a reader to say whether they are the same.
    pub(super) phrases: String,
    pub(super) sure: String,
    /// Per column, the number of its reading, or `-`: `0 1 -`.
    pub(super) columns: String,
    /// What each column reads, for a row of the table.
    pub(super) cells: Vec<Cell>,
}

/// What a witness reads at a place.
pub(super) struct Cell {
    pub(super) text: String,
    /// Known to have nothing there.
    pub(super) missing: bool,
    pub(super) value: Option<String>,
    /// `alone` or `most`, where it is.
    pub(super) standing: Option<&'static str>,
}

/// What is written below the witnesses.
#[derive(Default)]
pub(super) struct Apparatus {
    /// What the tellings say differently, the gravest first.
    pub(super) weighty: Vec<NoteView>,
    /// What only some of them have.
    pub(super) only: Vec<OnlyView>,
    /// Other words for the same.
    pub(super) words: Vec<NoteView>,
    pub(super) left: usize,
}

/// How a difference is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// By a note with a number.
    Weighty,
    /// As a fragment in a row.
    Extra,
    /// By a note without a number, on demand.
    Words,
}

fn rank(contrast: &Contrast<'_>) -> Rank {
    if contrast.is_extra() {
        Rank::Extra
    } else if contrast.is_moved() || contrast.effect == Effect::None && !is_value(contrast.kind) {
        Rank::Words
    } else {
        Rank::Weighty
    }
}

/// Whether it is a name, a title, a number or a date that differs, which a reader looks for first.
fn is_value(kind: Kind) -> bool {
    matches!(kind.family(), Family::Title | Family::Date | Family::Name | Family::Number)
}

/// The contrasts that are told, in the order of their numbers.
fn told<'c, 'a>(contrasts: &'c [Contrast<'a>]) -> Vec<(Rank, &'c Contrast<'a>)> {
    let of = |wanted: Rank| {
        let all = contrasts.iter().map(|contrast| (rank(contrast), contrast));
        all.filter(move |(rank, _)| *rank == wanted)
    };
    let mut weighty: Vec<_> = of(Rank::Weighty).take(NOTES).collect();
    weighty.sort_by_key(|(_, c)| {
        // Of what does not surely weigh, values first, by their family.
        let value = is_value(c.kind).then(|| c.kind.family());
        let family = (c.effect < Effect::Shift).then_some((value.is_none(), value));
        (Reverse(c.effect), family)
    });
    let mut extras: Vec<_> = of(Rank::Extra).take(FRAGMENTS).collect();
    extras.sort_by_key(|(_, contrast)| only::place(contrast));
    let words = of(Rank::Words).take(NOTES.saturating_sub(weighty.len()));
    weighty.into_iter().chain(extras).chain(words).collect()
}

/// The apparatus: what marks need, and what is written below the witnesses. `columns` are the
/// documents that stand beside each other, `all` those of the statement.
pub(super) fn notes(
    digest: &Digest<'_>,
    among: &Among<'_>,
    contrasts: &[Contrast<'_>],
    (columns, all): (&[usize], &BTreeSet<usize>),
    anchor: &str,
) -> (Notes, Apparatus) {
    let mut notes = Notes::default();
    let mut apparatus = Apparatus::default();
    let mut parts = Vec::new();
    let told = told(contrasts);
    apparatus.left = contrasts.len() - told.len();
    for (index, (rank, contrast)) in told.into_iter().enumerate() {
        let number = (rank != Rank::Words).then_some(index + 1);
        let anchor = format!("{anchor}-{}", index + 1);
        let mut title = format!("{}: {}", label::effect(contrast.effect), contrast.kind.title());
        let _ = write!(title, ". {}", cut(digest.explanation(contrast), 200));
        notes.notes.push(Note { anchor: anchor.clone(), number, title });
        notes.of_divergence.extend(contrast.divergences.iter().map(|&d| (d, index)));
        let of_columns = readings(contrast, columns);
        if rank == Rank::Extra {
            parts.extend(only::part(digest, contrast, (index, index + 1), anchor, of_columns));
            continue;
        }
        let view = note(digest, among, contrast, (index, number), anchor, columns);
        match rank {
            Rank::Words => apparatus.words.push(view),
            Rank::Weighty | Rank::Extra => apparatus.weighty.push(view),
        }
    }
    apparatus.only = only::rows(among, all, parts);
    (notes, apparatus)
}

fn note(
    digest: &Digest<'_>,
    among: &Among<'_>,
    contrast: &Contrast<'_>,
    (index, number): (usize, Option<usize>),
    anchor: String,
    columns: &[usize],
) -> NoteView {
    let sides = contrast.sides.iter().take(NAMED);
    let limit = if contrast.effect == Effect::None { FORM } else { READING };
    NoteView {
        anchor,
        index,
        number,
        class: class(contrast.effect),
        kind: contrast.kind.title(),
        name: contrast.kind.name(),
        sides: sides.map(|side| brief(SideView::new(digest, among, side), limit)).collect(),
        explanation: digest.explanations(contrast).join("; "),
        phrases: phrases(contrast),
        columns: readings(contrast, columns),
        cells: columns.iter().map(|document| cell(contrast, *document, limit)).collect(),
        sure: label::sure(contrast.confidence),
    }
}

/// A reading that stands in full, and marked, above.
fn brief(side: SideView, limit: usize) -> SideView {
    SideView { reading: cut(&side.reading, limit).into_owned(), ..side }
}

fn cell(contrast: &Contrast<'_>, document: usize, limit: usize) -> Cell {
    let side = contrast.sides.iter().find(|side| side.documents.binary_search(&document).is_ok());
    let words = side.map_or("", |side| side.text.trim());
    Cell {
        text: if words.is_empty() { String::new() } else { label::quoted(&cut(words, limit)) },
        missing: side.is_some_and(Side::is_empty),
        value: side.and_then(Side::read_as).map(str::to_owned),
        standing: side.and_then(|side| label::standing(side.standing)),
    }
}

/// Which reading the document of each column has, by number.
fn readings(contrast: &Contrast<'_>, columns: &[usize]) -> String {
    let reading = |document: &usize| {
        let side = contrast.sides.iter().position(|s| s.documents.binary_search(document).is_ok());
        side.map_or_else(|| "-".to_owned(), |side| side.to_string())
    };
    columns.iter().map(reading).collect::<Vec<_>>().join(" ")
}
