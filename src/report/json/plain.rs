//! Plain differences, which are most of all, said in short: other words, and words that only one
//! side has, where they neither contradict nor move the meaning.
//!
//! What many of them have in common is said once ([`Sort`]); their words are those of the text and
//! their ids are made of the words, so that neither is written. Whatever does not come out the same
//! when it is read back is no plain difference and written as a row of its own.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::build::rounded;
use super::rows;
use super::said::Said;
use crate::alignment::{Alignment, Edit, Op, Passage};
use crate::analysis::{Analysis, id_of};
use crate::divergence::{Divergence, Effect, Kind, quoted};
use crate::span::Span;
use crate::statement::{Reading, Statement, Variant};

/// Which divergences are plain, and how they are numbered.
#[derive(Default)]
pub(super) struct Plain {
    /// By divergence: its sort, if it is plain.
    of: Vec<Option<u32>>,
    /// By divergence: its number among those that the report has.
    numbers: Vec<u32>,
    sorts: Vec<Sort>,
}

/// What plain differences have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Sort {
    effect: Effect,
    /// Ten thousandths.
    confidence: u32,
    explanation: String,
}

impl Plain {
    /// Of the divergences that a report has, by alignment.
    pub(super) fn of(analysis: &Analysis, kept: &[Vec<usize>], said: &Said<'_>) -> Self {
        let count = analysis.divergences.len();
        let mut plain = Self { of: vec![None; count], numbers: vec![0; count], sorts: Vec::new() };
        let mut known = HashMap::new();
        for (number, &index) in kept.iter().flatten().enumerate() {
            let divergence = &analysis.divergences[index];
            plain.numbers[index] = number as u32;
            let alignment = &analysis.alignments[divergence.alignment];
            let Some(sort) = sort(divergence, alignment, said) else { continue };
            let next = plain.sorts.len() as u32;
            let at = *known.entry(sort.clone()).or_insert(next);
            if at == next {
                plain.sorts.push(sort);
            }
            plain.of[index] = Some(at);
        }
        plain
    }

    pub(super) fn is(&self, divergence: usize) -> bool {
        self.of.get(divergence).is_some_and(Option::is_some)
    }

    pub(super) fn number(&self, divergence: usize) -> u32 {
        self.numbers.get(divergence).copied().unwrap_or(0)
    }

    pub(super) fn sorts(&self) -> impl Iterator<Item = rows::Sort<'_>> {
        self.sorts.iter().map(|sort| rows::Sort {
            effect: sort.effect,
            confidence: f64::from(sort.confidence) / TEN_THOUSAND,
            explanation: &sort.explanation,
        })
    }

    /// The plain ones among the divergences of an alignment.
    pub(super) fn told(&self, kept: &[usize], said: &Said<'_>) -> Vec<rows::Plain> {
        let analysis = said.analysis;
        let mut told = Vec::new();
        let mut before = 0;
        for &index in kept {
            let Some(sort) = self.of[index] else {
                before += 1;
                continue;
            };
            if before > 0 {
                told.push(rows::Plain::Rows(std::mem::take(&mut before)));
            }
            let divergence = &analysis.divergences[index];
            let alignment = &analysis.alignments[divergence.alignment];
            let [left, right] = spans(divergence);
            let mut row = four(alignment, left, right).to_vec();
            row.push(i64::from(sort));
            if let Some(elsewhere) = divergence.elsewhere {
                let shown = shown(divergence, alignment, said);
                let more = Some(shown).filter(|shown| *shown != elsewhere);
                let spans = [Some(elsewhere), more].into_iter().flatten();
                row.extend(spans.flat_map(|span| [span.start, span.end].map(i64::from)));
            }
            told.push(rows::Plain::Told(row));
        }
        told
    }

    /// The runs of an alignment that differ, without those that [`runs`] finds again.
    pub(super) fn changes(
        &self,
        alignment: &Alignment,
        analysis: &Analysis,
        kept: &[usize],
    ) -> Vec<Vec<i64>> {
        let plain: Vec<[Option<Span>; 2]> = kept
            .iter()
            .filter(|&&index| self.is(index))
            .map(|&index| spans(&analysis.divergences[index]))
            .collect();
        let mut all: Vec<Edit> =
            alignment.edits.iter().filter(|edit| edit.op != Op::Equal).copied().collect();
        sort_runs(&mut all);
        let places: HashSet<_> = plain.iter().copied().collect();
        let is_told =
            |edit: &Edit| edit.op != Op::Moved && places.contains(&[edit.left, edit.right]);
        let rest: Vec<Edit> = all.iter().filter(|edit| !is_told(edit)).copied().collect();
        let written = if runs(rest.clone(), &plain) == all { rest } else { all };
        let row = |edit: &Edit| {
            let mut row = four(alignment, edit.left, edit.right).to_vec();
            row.extend((edit.op == Op::Moved).then_some(1));
            row
        };
        written.iter().map(row).collect()
    }

    /// A place of plain differences only, unless it cannot be said in short.
    pub(super) fn place(
        &self,
        statement: &Statement,
        variant: &Variant,
        divergences: &[usize],
        from: u32,
        said: &Said<'_>,
    ) -> Option<rows::PlainPlace> {
        let analysis = said.analysis;
        let first = analysis.divergences.get(*divergences.first()?)?;
        let is_its = (first.kind, first.effect) == (variant.kind, variant.effect);
        if !is_its || !divergences.iter().all(|&index| self.is(index)) {
            return None;
        }
        let numbers = divergences.iter().map(|&index| self.number(index) - from).collect();
        let of_both = divergences.iter().flat_map(|&index| {
            let divergence = &analysis.divergences[index];
            sides(divergence, &analysis.alignments[divergence.alignment])
        });
        let words = |document, span| Some(said.words(document, span));
        let mut seats = Seats::of(&statement.witnesses, of_both, &words)?;
        if let Some(joined) = seats.joined(&variant.readings)
            && seats.readings() == variant.readings
        {
            return Some(match joined.is_empty() {
                true => rows::PlainPlace::Found(numbers),
                false => rows::PlainPlace::Read(numbers, joined),
            });
        }
        let reading = |reading: &Reading| {
            let mut row = vec![0, 0];
            let mut first = 0;
            if !reading.text.is_empty() {
                let (of, span) = said.find(statement, reading, divergences)?;
                row = vec![span.start, span.end];
                first = of;
            }
            let ascending = reading.witnesses.windows(2).all(|pair| pair[0] < pair[1]);
            let mut indices: Vec<u32> = reading.witnesses.iter().map(|&it| it as u32).collect();
            indices.get(first).filter(|_| ascending)?;
            indices[..=first].rotate_right(1);
            row.extend(indices);
            Some(row)
        };
        let rows = variant.readings.iter().map(reading).collect::<Option<_>>()?;
        Some(rows::PlainPlace::Read(numbers, rows))
    }
}

const TEN_THOUSAND: f64 = 1e4;

/// What a divergence has in common with others, if it is plain and comes out the same.
fn sort(divergence: &Divergence, alignment: &Alignment, said: &Said<'_>) -> Option<Sort> {
    let Divergence { kind, effect, .. } = *divergence;
    let is_plain = matches!(kind, Kind::Wording | Kind::Omission | Kind::Addition)
        && effect <= Effect::Unclear
        && [&divergence.left, &divergence.right]
            .iter()
            .all(|side| side.as_ref().is_none_or(|it| it.value.is_none() && !it.span.is_empty()));
    let documents = [alignment.left.document, alignment.right.document];
    let [left, right] = spans(divergence);
    if !is_plain || left.or(right).is_none() || !documents.iter().all(|&it| said.says(it)) {
        return None;
    }
    let words = |side: Option<Span>, document| side.map_or("", |span| said.words(document, span));
    let (left, right) = (words(left, documents[0]), words(right, documents[1]));
    let lacking = documents[usize::from(divergence.left.is_some())];
    let elsewhere =
        words(divergence.elsewhere.map(|_| shown(divergence, alignment, said)), lacking);
    let mut explanation = divergence.explanation.clone();
    for [name, words] in named([left, right, elsewhere]) {
        if !words.is_empty() {
            explanation = explanation.replace(quoted(words).as_str(), name);
        }
    }
    let same = kind == kind_of(spans(divergence))
        && divergence.id == id_of(kind, &alignment.id, left, right)
        && said_of(&explanation, [left, right, elsewhere]) == divergence.explanation;
    let confidence = (rounded(divergence.confidence) * TEN_THOUSAND).round() as u32;
    same.then_some(Sort { effect, confidence, explanation })
}

/// What the explanation shows of the words elsewhere: them, or what stands around them too.
fn shown(divergence: &Divergence, alignment: &Alignment, said: &Said<'_>) -> Span {
    let Some(elsewhere) = divergence.elsewhere else { return Span::default() };
    let documents = [alignment.left.document, alignment.right.document];
    let lacking = documents[usize::from(divergence.left.is_some())];
    let around = || {
        let text = said.corpus.documents.get(lacking).map(|it| it.text.as_str())?;
        let (_, words) = divergence.explanation.strip_suffix('”')?.rsplit_once('“')?;
        let from = text.floor_char_boundary((elsewhere.start as usize).saturating_sub(words.len()));
        let to = text.ceil_char_boundary(elsewhere.end as usize + words.len());
        let start = from + text.get(from..to)?.find(words)?;
        let span = Span::new(start, start + words.len());
        span.contains(elsewhere).then_some(span)
    };
    around().unwrap_or(elsewhere)
}

/// Places elsewhere that a plain difference shows, with their documents.
pub(super) fn all_shown(said: &Said<'_>) -> Vec<(usize, Span)> {
    let of = |divergence: &Divergence| {
        divergence.elsewhere?;
        let alignment = said.analysis.alignments.get(divergence.alignment)?;
        let documents = [alignment.left.document, alignment.right.document];
        let lacking = documents[usize::from(divergence.left.is_some())];
        Some((lacking, shown(divergence, alignment, said)))
    };
    said.analysis.divergences.iter().filter_map(of).collect()
}

/// The kind of a plain difference, by which sides have words.
pub(super) fn kind_of(sides: [Option<Span>; 2]) -> Kind {
    match sides {
        [Some(_), Some(_)] => Kind::Wording,
        [Some(_), None] => Kind::Omission,
        _ => Kind::Addition,
    }
}

/// What stands for words in the explanation of a sort.
fn named([left, right, elsewhere]: [&str; 3]) -> Vec<[&str; 2]> {
    let alone = [["{words}", if left.is_empty() { right } else { left }]];
    let both = [["{left}", left], ["{right}", right]];
    let sides = if left.is_empty() || right.is_empty() { &alone[..] } else { &both };
    [sides, &[["{elsewhere}", elsewhere]]].concat()
}

/// An explanation with the words of both sides, and of the place elsewhere, in their places.
pub(super) fn said_of(explanation: &str, words: [&str; 3]) -> String {
    let mut rest = explanation;
    let mut said = String::with_capacity(explanation.len());
    'rest: while let Some(at) = rest.find('{') {
        said.push_str(&rest[..at]);
        rest = &rest[at..];
        for [name, words] in named(words) {
            if let Some(behind) = rest.strip_prefix(name) {
                said.push_str(&quoted(words));
                rest = behind;
                continue 'rest;
            }
        }
        said.push('{');
        rest = &rest[1..];
    }
    said + rest
}

fn spans(divergence: &Divergence) -> [Option<Span>; 2] {
    [&divergence.left, &divergence.right].map(|side| side.as_ref().map(|it| it.span))
}

/// Where two stretches begin, counted from the passages of their alignment, and how long they are.
pub(super) fn four(alignment: &Alignment, left: Option<Span>, right: Option<Span>) -> [i64; 4] {
    let of = |passage: Passage, span: Option<Span>| {
        let start = |span: Span| i64::from(span.start) - i64::from(passage.span.start);
        span.map_or((0, 0), |span| (start(span), span.len() as i64))
    };
    let ((a, b), (c, d)) = (of(alignment.left, left), of(alignment.right, right));
    [a, b, c, d]
}

/// Both sides of a divergence, each with the passage that it is of.
pub(super) fn sides(
    divergence: &Divergence,
    alignment: &Alignment,
) -> [(Passage, Option<Span>); 2] {
    let [left, right] = spans(divergence);
    [(alignment.left, left), (alignment.right, right)]
}

/// Runs that differ, sorted: those that are written, and of the plain differences those that touch
/// none of them and none before them.
pub(super) fn runs(written: Vec<Edit>, plain: &[[Option<Span>; 2]]) -> Vec<Edit> {
    let mut taken = [Taken::default(), Taken::default()];
    for edit in &written {
        taken[0].take(edit.left);
        taken[1].take(edit.right);
    }
    let mut runs = written;
    for &[left, right] in plain {
        let op = match (left, right) {
            (Some(_), Some(_)) => Op::Replaced,
            (Some(_), None) => Op::Deleted,
            _ => Op::Inserted,
        };
        if taken[0].is_free(left) && taken[1].is_free(right) {
            taken[0].take(left);
            taken[1].take(right);
            runs.push(Edit { op, left, right });
        }
    }
    sort_runs(&mut runs);
    runs
}

fn sort_runs(runs: &mut [Edit]) {
    runs.sort_by_key(|edit| (edit.left, edit.right, edit.op));
}

/// Stretches of one side, by where they begin; those of one alignment do not overlap.
#[derive(Default)]
struct Taken(BTreeMap<u32, u32>);

impl Taken {
    fn take(&mut self, span: Option<Span>) {
        self.0.extend(span.map(|span| (span.start, span.end)));
    }

    fn is_free(&self, span: Option<Span>) -> bool {
        let before = span.and_then(|span| Some((span, self.0.range(..span.end).next_back()?)));
        before.is_none_or(|(span, (_, end))| *end <= span.start)
    }
}

/// What each witness reads at a place, by the first of the divergences there that names it.
pub(super) struct Seats<'t>(BTreeMap<usize, &'t str>);

impl<'t> Seats<'t> {
    /// Of divergences with these sides; none where words are missing.
    pub(super) fn of(
        witnesses: &[Passage],
        sides: impl Iterator<Item = (Passage, Option<Span>)>,
        words: &dyn Fn(usize, Span) -> Option<&'t str>,
    ) -> Option<Self> {
        let mut seats = BTreeMap::new();
        for (passage, span) in sides {
            let place = span.unwrap_or(passage.span);
            let from = witnesses.partition_point(|it| it.document < passage.document);
            let of_document =
                witnesses[from..].iter().take_while(|it| it.document == passage.document);
            let best = of_document
                .zip(from..)
                .max_by_key(|(it, at)| (it.span.overlap(place), std::cmp::Reverse(*at)));
            if let Some((_, witness)) = best.filter(|(it, _)| it.span.overlap(place) > 0) {
                let words = span.map_or(Some(""), |span| words(passage.document, span))?;
                seats.entry(witness).or_insert(words);
            }
        }
        Some(Self(seats))
    }

    /// Lets a witness read what another one reads.
    pub(super) fn join(&mut self, witness: usize, other: usize) -> bool {
        let words = self.0.get(&other).copied();
        words.is_some_and(|words| {
            self.0.insert(witness, words);
            true
        })
    }

    /// Joins those that the readings have together with a seat of these words, and says which.
    fn joined(&mut self, readings: &[Reading]) -> Option<Vec<Vec<u32>>> {
        let mut joined = Vec::new();
        for reading in readings {
            let says = |it: &&usize| self.0.get(it).is_some_and(|words| *words == reading.text);
            let first = *reading.witnesses.iter().find(says)?;
            let others: Vec<usize> =
                reading.witnesses.iter().filter(|it| !says(it)).copied().collect();
            for witness in others {
                self.join(witness, first);
                joined.push(vec![witness as u32, first as u32]);
            }
        }
        Some(joined)
    }

    /// The readings, most witnesses first.
    pub(super) fn readings(&self) -> Vec<Reading> {
        let mut of_words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (witness, words) in &self.0 {
            of_words.entry(words).or_default().push(*witness);
        }
        let reading =
            |(text, witnesses): (&str, Vec<usize>)| Reading { text: text.to_owned(), witnesses };
        let mut readings: Vec<Reading> = of_words.into_iter().map(reading).collect();
        readings.sort_by(|x, y| {
            y.witnesses.len().cmp(&x.witnesses.len()).then_with(|| x.witnesses.cmp(&y.witnesses))
        });
        readings
    }
}
