//! One statement on the page: its witnesses side by side, its notes, its variant table.
//!
//! Witnesses with the very same words share a column. The notes are the critical apparatus: each
//! difference once, the gravest first, numbered like its marks in the text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::class;
use super::marked::{Note, Notes, marked};
use super::overview::SideView;
use super::sources::Sources;
use crate::alignment::{Passage, Segment};
use crate::divergence::Effect;
use crate::report::contrast::Contrast;
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label::{self, quoted};
use crate::report::marks::{Facing, facing};
use crate::report::naming::Among;
use crate::span::Span;
use crate::statement::{Statement, Variant};

/// Columns of witnesses, characters of one, and documents named as having the same words.
const COLUMNS: usize = 12;
const PASSAGE: usize = 6_000;
const NAMED: usize = 8;
/// Notes of one statement, rows of its variant table, and characters of a reading in it.
const NOTES: usize = 60;
const ROWS: usize = 40;
const READING: usize = 160;

/// One statement.
pub(super) struct StatementView {
    pub(super) anchor: String,
    pub(super) open: bool,
    /// Effects with their counts, the gravest first.
    pub(super) badges: Vec<(&'static str, String)>,
    pub(super) snippet: String,
    pub(super) who: String,
    pub(super) columns: Vec<Column>,
    pub(super) columns_left: usize,
    /// For two witnesses: their sentences facing each other, instead of whole columns.
    pub(super) rows: Vec<[String; 2]>,
    /// What matters, what not all tellings have, and what is only a matter of form.
    pub(super) notes: Vec<NoteView>,
    pub(super) extras: Vec<NoteView>,
    pub(super) forms: Vec<NoteView>,
    pub(super) notes_left: usize,
    pub(super) table: Option<Table>,
    /// For the filter.
    pub(super) effects: String,
    pub(super) kinds: String,
    pub(super) sources: String,
}

/// Witnesses with the same words.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) document: usize,
    pub(super) date: String,
    pub(super) guessed: bool,
    pub(super) first: bool,
    pub(super) language: Option<String>,
    /// Others that say it word for word.
    pub(super) same: String,
    pub(super) text: String,
}

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
    pub(super) sure: String,
}

/// Places by witnesses.
pub(super) struct Table {
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<TableRow>,
    pub(super) left: usize,
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

impl NoteView {
    /// Words that not all tellings have, and that change nothing in the others.
    fn is_extra(&self) -> bool {
        self.class == class(Effect::Compatible) && self.sides.iter().any(|side| side.missing)
    }
}

/// Id of a statement on the page.
pub(super) fn anchor(digest: &Digest<'_>, statement: usize) -> String {
    let id = &digest.analysis.statements[statement].id;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !id.is_empty() && id.chars().all(plain) {
        format!("s-{id}")
    } else {
        format!("s-{statement}")
    }
}

impl StatementView {
    pub(super) fn new(digest: &Digest<'_>, sources: &Sources, index: usize, open: bool) -> Self {
        let statement = &digest.analysis.statements[index];
        let facing = facing(digest, index);
        let groups = groups(digest, statement, facing.base);
        let contrasts = digest.contrasts_of(index);
        let among = digest.among_witnesses(statement);
        let anchor = anchor(digest, index);
        let (notes, views) = notes(digest, &among, &contrasts, &anchor);
        let (forms, grave): (Vec<_>, Vec<_>) =
            views.into_iter().partition(|note| note.class == class(Effect::None));
        let (extras, grave) = grave.into_iter().partition(NoteView::is_extra);
        let text =
            |witness: usize, span| witness_text(digest, statement, &facing, &notes, witness, span);
        let rows = rows(digest, index, &groups, &text);
        let who: Vec<_> = statement.witnesses.iter().map(|w| w.document).collect();
        Self {
            open,
            badges: badges(&contrasts),
            snippet: snippet(digest, statement, facing.base),
            who: among.list(&who, 5),
            columns: groups
                .iter()
                .take(COLUMNS)
                .map(|group| column(digest, &among, statement, group, &text))
                .collect(),
            columns_left: groups.iter().skip(COLUMNS).map(Vec::len).sum(),
            rows,
            notes: grave,
            extras,
            forms,
            notes_left: contrasts.len().saturating_sub(NOTES),
            table: table(digest, &among, statement, &groups),
            effects: joined(contrasts.iter().map(|c| class(c.effect))),
            kinds: joined(contrasts.iter().map(|c| c.kind.name())),
            sources: joined(sources.of_statement(digest, index).iter().map(usize::to_string)),
            anchor,
        }
    }
}

/// Words for a data attribute, each once.
fn joined<T: AsRef<str> + Ord>(words: impl Iterator<Item = T>) -> String {
    let words: BTreeSet<T> = words.collect();
    words.iter().map(T::as_ref).collect::<Vec<_>>().join(" ")
}

fn snippet(digest: &Digest<'_>, statement: &Statement, base: usize) -> String {
    let words = statement.witnesses.get(base).map_or("", |&passage| digest.words(passage));
    let words: Vec<_> = words.split_whitespace().take(60).collect();
    cut(&words.join(" "), 220).into_owned()
}

fn badges(contrasts: &[Contrast<'_>]) -> Vec<(&'static str, String)> {
    let count = |effect| contrasts.iter().filter(|c| c.effect == effect).count();
    let there =
        label::EFFECTS.iter().map(|&effect| (effect, count(effect))).filter(|(_, n)| *n > 0);
    there.map(|(effect, n)| (class(effect), format!("{n} {}", label::effect(effect)))).collect()
}

/// Witnesses with the same words, the base first, then by date, then as they are sorted.
fn groups(digest: &Digest<'_>, statement: &Statement, base: usize) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (witness, &passage) in statement.witnesses.iter().enumerate() {
        groups.entry(digest.words(passage)).or_default().push(witness);
    }
    let date = |&witness: &usize| {
        let document = digest.corpus.documents.get(statement.witnesses[witness].document);
        let date = document.and_then(|d| d.date.as_ref()).map(|d| d.value);
        (witness != base, date.is_none(), date, witness)
    };
    let mut groups: Vec<_> = groups.into_values().collect();
    for group in &mut groups {
        group.sort_by_key(date);
    }
    groups.sort_by_key(|group| date(&group[0]));
    groups
}

fn witness_text(
    digest: &Digest<'_>,
    statement: &Statement,
    facing: &Facing,
    notes: &Notes,
    witness: usize,
    span: Option<Span>,
) -> String {
    let Passage { document, span: whole } = statement.witnesses[witness];
    let Some(document) = digest.corpus.documents.get(document) else { return String::new() };
    let layers = &facing.layers[witness];
    marked(&document.text, span.unwrap_or(whole), layers, notes, PASSAGE)
}

fn column(
    digest: &Digest<'_>,
    among: &Among<'_>,
    statement: &Statement,
    group: &[usize],
    text: &dyn Fn(usize, Option<Span>) -> String,
) -> Column {
    let witness = group[0];
    let passage = statement.witnesses[witness];
    let document = digest.corpus.documents.get(passage.document);
    let date = document.and_then(|d| d.date.as_ref());
    let same: Vec<_> = group[1..].iter().map(|&w| statement.witnesses[w].document).collect();
    let language = document.and_then(|d| d.language.as_ref()).map(|l| l.value.as_str());
    let tag =
        |tag: &&str| tag.len() < 36 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    Column {
        name: name(among.name(passage.document), date.map(|d| d.value)),
        document: passage.document,
        date: date.map(|d| label::day(d.value)).unwrap_or_default(),
        guessed: date.is_some_and(|d| d.guessed),
        first: statement.first.is_some_and(|first| group.contains(&first)),
        language: language.filter(tag).map(str::to_owned),
        same: among.list(&same, NAMED),
        text: text(witness, None),
    }
}

/// A label without the date that stands beside it.
fn name(label: &str, date: Option<jiff::civil::Date>) -> String {
    let end = date.map(|date| format!(" ({})", label::day(date))).unwrap_or_default();
    label.strip_suffix(&end).unwrap_or(label).to_owned()
}

/// The segments of the one alignment between two witnesses, with what stands between them.
fn rows(
    digest: &Digest<'_>,
    statement: usize,
    groups: &[Vec<usize>],
    text: &dyn Fn(usize, Option<Span>) -> String,
) -> Vec<[String; 2]> {
    let witnesses = &digest.analysis.statements[statement].witnesses;
    let [one, other] = groups else { return Vec::new() };
    let pair = [one[0], other[0]];
    let places = pair.map(|witness| witnesses[witness]);
    let facing = digest.alignments[statement].iter().find_map(|&index| {
        let alignment = &digest.analysis.alignments[index];
        let sides = [alignment.left.document, alignment.right.document];
        if sides == places.map(|p| p.document) {
            Some((alignment, false))
        } else {
            (sides == [places[1].document, places[0].document]).then_some((alignment, true))
        }
    });
    let Some((alignment, turned)) = facing else { return Vec::new() };
    if alignment.segments.len() < 2 || !in_order(&alignment.segments) {
        return Vec::new();
    }
    let spans = bounds(&alignment.segments, turned, places.map(|p| p.span));
    spans.into_iter().map(|[a, b]| [text(pair[0], Some(a)), text(pair[1], Some(b))]).collect()
}

/// Whether both sides run forward, so that rows do not repeat or turn words.
fn in_order(segments: &[Segment]) -> bool {
    segments
        .windows(2)
        .all(|w| w[0].left.end <= w[1].left.start && w[0].right.end <= w[1].right.start)
}

/// Spans of the rows: each ends where the next begins, so that no word is lost.
fn bounds(segments: &[Segment], turned: bool, whole: [Span; 2]) -> Vec<[Span; 2]> {
    let sides = |segment: &Segment| {
        if turned { [segment.right, segment.left] } else { [segment.left, segment.right] }
    };
    let mut start = whole.map(|span| span.start);
    let mut found = Vec::with_capacity(segments.len());
    for i in 0..segments.len() {
        let next = segments.get(i + 1).map(sides);
        let row = [0, 1].map(|side| {
            let end = next.map_or(whole[side].end, |next| next[side].start.min(whole[side].end));
            Span { start: start[side], end: end.max(start[side]) }
        });
        start = row.map(|span| span.end);
        found.push(row);
    }
    found
}

/// The apparatus: what marks need, and what is written below the witnesses.
fn notes(
    digest: &Digest<'_>,
    among: &Among<'_>,
    contrasts: &[Contrast<'_>],
    anchor: &str,
) -> (Notes, Vec<NoteView>) {
    let mut notes = Notes::default();
    let mut views = Vec::new();
    let mut numbers = 1..;
    // What not all have comes after what they tell differently, in the list and so in the numbers.
    let extra = |c: &Contrast<'_>| {
        c.effect == Effect::Compatible && c.sides.iter().any(|side| side.text.trim().is_empty())
    };
    let mut contrasts: Vec<_> = contrasts.iter().take(NOTES).collect();
    contrasts.sort_by_key(|c| (std::cmp::Reverse(c.effect), extra(c)));
    for (index, contrast) in contrasts.into_iter().enumerate() {
        let number = (contrast.effect > Effect::None).then(|| numbers.next()).flatten();
        let view = note(digest, among, contrast, (index, number), anchor);
        let mut title = format!("{}: {}", label::effect(contrast.effect), view.kind);
        let _ = write!(title, ". {}", cut(&view.explanation, 200));
        notes.notes.push(Note { anchor: view.anchor.clone(), number, title });
        notes.of_divergence.extend(contrast.divergences.iter().map(|&d| (d, index)));
        views.push(view);
    }
    (notes, views)
}

fn note(
    digest: &Digest<'_>,
    among: &Among<'_>,
    contrast: &Contrast<'_>,
    (index, number): (usize, Option<usize>),
    anchor: &str,
) -> NoteView {
    let sides = contrast.sides.iter().take(NAMED);
    NoteView {
        anchor: format!("{anchor}-{}", index + 1),
        index,
        number,
        class: class(contrast.effect),
        kind: label::kind(contrast.kind),
        name: contrast.kind.name(),
        sides: sides.map(|side| SideView::new(digest, among, contrast, side)).collect(),
        explanation: digest.explanation(contrast).to_owned(),
        sure: format!("{:.0} %", contrast.confidence.clamp(0.0, 1.0) * 100.0),
    }
}

/// The variant table; two witnesses need none, for their notes say it all.
fn table(
    digest: &Digest<'_>,
    among: &Among<'_>,
    statement: &Statement,
    groups: &[Vec<usize>],
) -> Option<Table> {
    if groups.len() < 3 || statement.variants.is_empty() {
        return None;
    }
    let columns: Vec<usize> = groups.iter().take(COLUMNS).map(|group| group[0]).collect();
    let shown = statement.variants.iter().filter(|v| v.effect >= digest.min_effect);
    let mut variants: Vec<&Variant> = shown.collect();
    variants.sort_by_key(|variant| std::cmp::Reverse(variant.effect));
    let heads = columns.iter().map(|&w| among.name(statement.witnesses[w].document).to_owned());
    Some(Table {
        heads: heads.collect(),
        left: variants.len().saturating_sub(ROWS),
        rows: variants.into_iter().take(ROWS).map(|variant| table_row(variant, &columns)).collect(),
    })
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
