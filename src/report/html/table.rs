//! The variant table: places by witnesses, who was first, and who stands alone.

use super::class;
use crate::divergence::{Effect, Kind};
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::fold::{Folded, Only, Row, fold};
use crate::report::label::{self, count, quoted};
use crate::report::naming::Among;
use crate::statement::{Statement, Variant};

/// Columns and rows, and characters of a reading.
const COLUMNS: usize = 12;
const ROWS: usize = 40;
const READING: usize = 160;
/// Characters of all that one witness alone has.
const FRAGMENTS: usize = 600;

/// Places by witnesses.
pub(super) struct Table {
    pub(super) heads: Vec<Head>,
    /// What weighs, and what only some have; other words for the same are in the notes.
    pub(super) rows: Vec<TableRow>,
    pub(super) left: usize,
    /// Who was first and who stands alone, in words.
    pub(super) sentence: String,
}

/// A witness, or several with the same words.
pub(super) struct Head {
    pub(super) name: String,
    pub(super) first: bool,
}

/// One place.
pub(super) struct TableRow {
    pub(super) class: &'static str,
    pub(super) kind: &'static str,
    pub(super) cells: Vec<Cell>,
}

/// What a witness reads at a place.
pub(super) struct Cell {
    pub(super) text: String,
    /// Known to have nothing there.
    pub(super) missing: bool,
    /// Alone against two or more that agree.
    pub(super) alone: bool,
}

/// The variant table; two witnesses need none, for their notes say it all.
pub(super) fn table(
    digest: &Digest<'_>,
    among: &Among<'_>,
    statement: &Statement,
    groups: &[Vec<usize>],
) -> Option<Table> {
    if groups.len() < 3 || statement.variants.is_empty() {
        return None;
    }
    let shown = &groups[..groups.len().min(COLUMNS)];
    let columns: Vec<usize> = shown.iter().map(|group| group[0]).collect();
    let head = |group: &Vec<usize>| Head {
        name: among.name(statement.witnesses[group[0]].document).to_owned(),
        first: statement.first.is_some_and(|first| group.contains(&first)),
    };
    let heads: Vec<_> = shown.iter().map(head).collect();
    let Folded { rows, .. } = fold(statement, digest.min_effect);
    let row = |row: &Row<'_>| match row {
        Row::Place(variant) => table_row(variant, &columns),
        Row::Only(only) => only_row(only, &columns),
    };
    Some(Table {
        sentence: sentence(digest, statement, &heads, &columns),
        left: rows.len().saturating_sub(ROWS),
        rows: rows.iter().take(ROWS).map(row).collect(),
        heads,
    })
}

/// All that the same witnesses have and the same others lack.
fn only_row(only: &Only<'_>, columns: &[usize]) -> TableRow {
    let fragments: Vec<_> =
        only.texts.iter().map(|text| quoted(&cut(text.trim(), READING))).collect();
    let words = cut(&fragments.join(" · "), FRAGMENTS).into_owned();
    let cell = |witness: &usize| {
        let has = only.has.binary_search(witness).is_ok();
        let lacks = only.lacks.binary_search(witness).is_ok();
        let alone = |these: &[usize], those: &[usize]| these.len() == 1 && those.len() > 1;
        Cell {
            text: if has { words.clone() } else { String::new() },
            missing: lacks && !has,
            alone: (has && alone(&only.has, &only.lacks))
                || (lacks && alone(&only.lacks, &only.has)),
        }
    };
    TableRow {
        class: class(Effect::Compatible),
        kind: label::kind(Kind::Omission),
        cells: columns.iter().map(cell).collect(),
    }
}

fn table_row(variant: &Variant, columns: &[usize]) -> TableRow {
    let most = variant.readings.iter().map(|r| r.witnesses.len()).max().unwrap_or(0);
    let cell = |witness: &usize| {
        let reading = variant.readings.iter().find(|r| r.witnesses.contains(witness));
        match reading {
            None => Cell { text: String::new(), missing: false, alone: false },
            Some(reading) => Cell {
                text: match reading.text.trim() {
                    "" => String::new(),
                    text => quoted(&cut(text, READING)),
                },
                missing: reading.text.trim().is_empty(),
                alone: reading.witnesses.len() == 1 && most > 1,
            },
        }
    };
    TableRow {
        class: class(variant.effect),
        kind: label::kind(variant.kind),
        cells: columns.iter().map(cell).collect(),
    }
}

/// `The Courier was first, on 3 March 2031. The Lantern stands alone at 2 places.` Other words for
/// the same are no place to stand alone at.
fn sentence(
    digest: &Digest<'_>,
    statement: &Statement,
    heads: &[Head],
    columns: &[usize],
) -> String {
    let mut parts = Vec::new();
    if let Some(first) = heads.iter().find(|head| head.first) {
        let date = statement.first.and_then(|i| {
            digest.corpus.documents.get(statement.witnesses.get(i)?.document)?.date.as_ref()
        });
        let on = date.map(|date| format!(", on {}", label::day(date.value))).unwrap_or_default();
        parts.push(format!("{} was first{on}.", first.name));
    }
    let told = |variant: &&Variant| {
        (variant.effect > Effect::None || variant.kind == Kind::NameVariant)
            && variant.effect >= digest.min_effect
    };
    let rows: Vec<_> =
        statement.variants.iter().filter(told).map(|v| table_row(v, columns)).collect();
    let alone = |column: usize| rows.iter().filter(|row| row.cells[column].alone).count();
    let mut counts: Vec<_> = (0..heads.len()).map(|c| (alone(c), c)).filter(|c| c.0 > 0).collect();
    counts.sort_by_key(|&(n, column)| (std::cmp::Reverse(n), column));
    for (n, column) in counts.into_iter().take(3) {
        parts.push(format!("{} stands alone at {}.", heads[column].name, count(n, "place")));
    }
    parts.join(" ")
}
