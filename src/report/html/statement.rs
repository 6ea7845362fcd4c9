//! One statement on the page: its witnesses side by side, its notes, its variant table.
//!
//! Witnesses with the very same words share a column. The notes are the critical apparatus: each
//! difference once, the gravest first, numbered like its marks in the text.

use std::collections::{BTreeMap, BTreeSet};

use super::class;
use super::documents::{address, is_page};
use super::marked::{Notes, Seat, marked, trimmed};
use super::notes::{self, Apparatus};
use super::table::{self, Head};
use crate::alignment::{Passage, Segment};
use crate::corpus::Document;
use crate::report::contrast::Contrast;
use crate::report::digest::Digest;
use crate::report::escape::{cut, unveiled};
use crate::report::label;
use crate::report::marks::{Facing, Layer, Sign, facing_each_other};
use crate::report::naming::Among;
use crate::report::outcome;
use crate::span::Span;
use crate::statement::Statement;

/// Columns of witnesses, characters of one, and documents named as having the same words.
const COLUMNS: usize = 12;
const PASSAGE: usize = 6_000;
const NAMED: usize = 8;

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
    /// The verdict with its reasons.
    pub(super) outcome: String,
    /// Who stands alone, and in what.
    pub(super) alone: String,
    pub(super) apparatus: Apparatus,
    /// Heads of the table of notes; none where they are a list.
    pub(super) heads: Vec<Head>,
    /// Its place in the order of reading.
    pub(super) rank: usize,
    /// Names of the kinds in it.
    pub(super) kinds: String,
}

/// Witnesses with the same words.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) date: String,
    pub(super) guessed: bool,
    pub(super) first: bool,
    pub(super) language: Option<String>,
    /// Others that say it word for word.
    pub(super) same: String,
    pub(super) text: String,
    /// Where the passage stands in its document on the page.
    pub(super) place: String,
    /// Bytes and hash of a passage whose words are not shown.
    pub(super) proof: String,
    /// Title and address, for a citation.
    pub(super) title: String,
    pub(super) url: String,
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
    /// The statement that stands at `rank` in the order of reading.
    pub(super) fn new(digest: &Digest<'_>, index: usize, rank: usize, open: bool) -> Self {
        let statement = &digest.analysis.statements[index];
        let facing = facing_each_other(digest, index);
        let groups = groups(digest, statement, facing.base);
        let contrasts = digest.places_of(index);
        let among = digest.among_witnesses(statement);
        let anchor = anchor(digest, index);
        let shown = &groups[..groups.len().min(COLUMNS)];
        let documents: Vec<_> = shown.iter().map(|g| statement.witnesses[g[0]].document).collect();
        let all = statement.witnesses.iter().map(|w| w.document).collect();
        let (notes, apparatus) =
            notes::notes(digest, &among, &contrasts, (&documents, &all), &anchor);
        let seats = Seats { facing: &facing, notes: &notes, columns: columns(&groups, statement) };
        let text = |witness: usize, span| witness_text(digest, statement, &seats, witness, span);
        let rows = rows(digest, index, &groups, &text);
        let who: Vec<_> = statement.witnesses.iter().map(|w| w.document).collect();
        Self {
            open,
            rank,
            badges: badges(&contrasts),
            snippet: snippet(digest, statement, facing.base),
            who: among.list(&who, 5),
            columns: shown
                .iter()
                .map(|group| column(digest, &among, statement, group, &anchor, &text))
                .collect(),
            columns_left: groups.iter().skip(COLUMNS).map(Vec::len).sum(),
            rows,
            outcome: outcome::sentence(digest, statement, &contrasts),
            alone: outcome::alone(&among, &contrasts).unwrap_or_default(),
            heads: table::heads(statement, &groups, names(&among, statement, shown)),
            apparatus,
            kinds: joined(contrasts.iter().map(|c| c.kind.name())),
            anchor,
        }
    }
}

/// Names of the witnesses whose words the columns show.
fn names(
    among: &Among<'_>,
    statement: &Statement,
    groups: &[Vec<usize>],
) -> impl Iterator<Item = String> {
    groups.iter().map(|group| among.name(statement.witnesses[group[0]].document).to_owned())
}

/// What the words of a witness are marked by, and in which column each witness sits.
struct Seats<'a> {
    facing: &'a Facing,
    notes: &'a Notes,
    columns: Vec<usize>,
}

/// Per witness, its column.
fn columns(groups: &[Vec<usize>], statement: &Statement) -> Vec<usize> {
    let mut columns = vec![0; statement.witnesses.len()];
    for (column, group) in groups.iter().enumerate() {
        for &witness in group {
            columns[witness] = column;
        }
    }
    columns
}

/// Words for a data attribute, each once.
fn joined<T: AsRef<str> + Ord>(words: impl Iterator<Item = T>) -> String {
    let words: BTreeSet<T> = words.collect();
    words.iter().map(T::as_ref).collect::<Vec<_>>().join(" ")
}

fn snippet(digest: &Digest<'_>, statement: &Statement, base: usize) -> String {
    let words = statement.witnesses.get(base).map_or("", |&passage| digest.words(passage));
    let words = unveiled(words);
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
    let mut groups: BTreeMap<(&str, Option<u64>), Vec<usize>> = BTreeMap::new();
    for (witness, &passage) in statement.witnesses.iter().enumerate() {
        // Veiled words look alike where they are not; their hashes do not.
        let hash = digest.proofs.and_then(|proofs| proofs.hash(passage));
        groups.entry((digest.words(passage), hash)).or_default().push(witness);
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
    seats: &Seats<'_>,
    witness: usize,
    span: Option<Span>,
) -> String {
    let Passage { document, span: whole } = statement.witnesses[witness];
    let Some(document) = digest.corpus.documents.get(document) else { return String::new() };
    let layers = &seats.facing.layers[witness];
    let span = trimmed(&document.text, span.unwrap_or(whole));
    let columns = &seats.columns;
    let to_base = |layer: &Layer| matches!(layer.sign, Sign::Edit(other) if columns[other] == 0);
    let all = columns[witness] == 0 || !layers.iter().any(to_base);
    marked(&document.text, span, layers, seats.notes, Seat { columns, all }, PASSAGE)
}

fn column(
    digest: &Digest<'_>,
    among: &Among<'_>,
    statement: &Statement,
    group: &[usize],
    anchor: &str,
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
        name: document.map(|d| undated(among.name(passage.document), d)).unwrap_or_default(),
        date: date.map(|d| label::day(d.value)).unwrap_or_default(),
        guessed: date.is_some_and(|d| d.guessed),
        first: statement.first.is_some_and(|first| group.contains(&first)),
        language: language.filter(tag).map(str::to_owned),
        same: among.list(&same, NAMED),
        text: text(witness, None),
        place: place(passage.document, anchor),
        proof: digest.proof(passage),
        title: document.and_then(|d| d.title.as_ref()).map(|t| t.value.clone()).unwrap_or_default(),
        url: document.and_then(address).filter(|url| is_page(url)).unwrap_or_default().to_owned(),
    }
}

/// Where a passage stands in its document; documents beyond the list have no place of their own.
fn place(document: usize, anchor: &str) -> String {
    if document < super::ROWS { format!("at-{document}-{anchor}") } else { "documents".to_owned() }
}

/// A label without the date that stands beside it.
pub(super) fn undated(label: &str, document: &Document) -> String {
    let date = document.date.as_ref();
    let end = date.map(|date| format!(" ({})", label::day(date.value))).unwrap_or_default();
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
    let texts = places.map(|p| digest.corpus.documents.get(p.document).map_or("", |d| &d.text));
    let spans = with_words(bounds(&alignment.segments, turned, places.map(|p| p.span)), texts);
    spans.into_iter().map(|[a, b]| [text(pair[0], Some(a)), text(pair[1], Some(b))]).collect()
}

/// Whether both sides run forward, so that rows do not repeat or turn words.
fn in_order(segments: &[Segment]) -> bool {
    segments
        .windows(2)
        .all(|w| w[0].left.end <= w[1].left.start && w[0].right.end <= w[1].right.start)
}

/// Rows in which a side has words; others, such as a mark left over from the sentence before, join
/// the next row, or the last one.
fn with_words(rows: Vec<[Span; 2]>, texts: [&str; 2]) -> Vec<[Span; 2]> {
    let mut found: Vec<[Span; 2]> = Vec::with_capacity(rows.len());
    let mut waiting: Option<[Span; 2]> = None;
    for row in rows {
        let row = waiting.take().map_or(row, |before| [0, 1].map(|i| before[i].cover(row[i])));
        let says = |side: usize| row[side].text(texts[side]).contains(char::is_alphanumeric);
        if says(0) || says(1) { found.push(row) } else { waiting = Some(row) }
    }
    match (waiting, found.last_mut()) {
        (Some(rest), Some(last)) => *last = [0, 1].map(|i| last[i].cover(rest[i])),
        (Some(rest), None) => found.push(rest),
        (None, _) => {}
    }
    found
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
