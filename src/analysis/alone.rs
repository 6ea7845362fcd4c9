//! Sentences of a new document, each compared alone.
//!
//! In: the texts that met, and what was found between them. Out: sentences of a new one that
//! contradict a sentence of the other once nothing stands around them. What else a text tells keeps
//! such a place from being a divergence: of two figures for two facts each is right. But who wants a
//! contradiction to pass need only put the truth beside it, so the gate is told.
//!
//! A sentence faces the sentences of the other document that share most of its words of content. It
//! counts where one thing differs, more are two facts, and where the new document has the other's
//! reading too, or nothing else in the sentence is other.

use foldhash::{HashMap, HashMapExt, HashSet};
use rayon::prelude::*;

use super::pairing::{wholes, worded};
use super::pairs::{Tie, rounded};
use super::types::Alone;
use super::{Options, Prepared};
use crate::alignment::Alignment;
use crate::divergence::{Difference, Divergence, Effect, Kind, Located};
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Class, Sentence};
use crate::value::{Comparison, Value, compare};

/// Share of the words of content of two sentences, twice what both have, that must be shared.
const SHARED: f64 = 0.7;
/// Tokens of the shortest sentence that is looked at.
const LEAST: usize = 4;
/// Words that two sentences have in common which differ at one place.
const FRAME: usize = 6;
/// Sentences that one may face.
const FACED: usize = 3;
/// Sentences of two documents that are compared alone; more are a list.
const MOST: usize = 4_000;
/// A word in more sentences than this leads to none.
const COMMON: usize = 64;

/// What was found between the documents.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) alignments: &'a [Alignment],
    pub(crate) divergences: &'a [Divergence],
}

/// Every place of a new document, in the order of the documents and places; what stood there before
/// the change is no other document.
pub(crate) fn alone(
    prepared: &Prepared<'_>,
    ties: &[Tie],
    (new, former): (&[bool], &[bool]),
    found: Found<'_>,
    options: &Options,
) -> Vec<Alone> {
    let pairs: Vec<(usize, usize)> = ties
        .iter()
        .filter(|tie| tie.left != tie.right)
        .flat_map(|tie| [(tie.left, tie.right), (tie.right, tie.left)])
        .filter(|&(newer, other)| new[newer] && !former[other])
        .collect();
    let known = conflicts(found);
    let mut alone: Vec<Alone> = pairs
        .par_iter()
        .flat_map_iter(|&(newer, other)| {
            let known = known.get(&(newer, other)).map_or(&[][..], Vec::as_slice);
            of_pair(prepared, (newer, other), known, options)
        })
        .collect();
    alone.sort_by_key(order);
    alone.dedup_by(|a, b| order(a) == order(b));
    alone
}

fn order(it: &Alone) -> (usize, usize, Span, Span, Kind) {
    (it.newer, it.other, it.said.span, it.against.span, it.kind)
}

/// By document and other document: where the one contradicts the other anyway.
fn conflicts(found: Found<'_>) -> HashMap<(usize, usize), Vec<Span>> {
    let mut conflicts: HashMap<(usize, usize), Vec<Span>> = HashMap::new();
    for divergence in found.divergences.iter().filter(|it| it.effect == Effect::Conflict) {
        let Some(it) = found.alignments.get(divergence.alignment) else { continue };
        let (left, right) = (it.left, it.right);
        for (here, there, located) in
            [(left, right, &divergence.left), (right, left, &divergence.right)]
        {
            let span = located.as_ref().map_or(here.span, |located| located.span);
            conflicts.entry((here.document, there.document)).or_default().push(span);
        }
    }
    conflicts
}

fn of_pair(
    prepared: &Prepared<'_>,
    (newer, other): (usize, usize),
    known: &[Span],
    options: &Options,
) -> Vec<Alone> {
    let (here, there) = (&prepared.tellings[newer], &prepared.tellings[other]);
    let sentences = Sentences::of(there);
    let said: HashSet<Vec<u64>> =
        there.tokenized.sentences.iter().map(|sentence| keys(there, sentence)).collect();
    let mut found = Vec::new();
    let (mut seen, mut left): (HashSet<Vec<u64>>, usize) = (HashSet::default(), MOST);
    for sentence in &here.tokenized.sentences {
        if sentence.tokens.len() < LEAST || known.iter().any(|span| sentence.span.contains(*span)) {
            continue;
        }
        let words = keys(here, sentence);
        if said.contains(&words) || !seen.insert(words) {
            continue;
        }
        for faced in sentences.facing(here, sentence) {
            let Some(rest) = left.checked_sub(1) else { return found };
            left = rest;
            let faced = &there.tokenized.sentences[faced];
            let told = compared((here, sentence), (there, faced), options);
            found.extend(told.map(|it| Alone { newer, other, ..it }));
        }
    }
    found
}

/// The sentences of a document by their words of content.
struct Sentences {
    sizes: Vec<usize>,
    of_stem: HashMap<u64, Vec<usize>>,
}

impl Sentences {
    fn of(telling: &Telling<'_>) -> Self {
        let mut of_stem: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut sizes = Vec::new();
        for (at, sentence) in telling.tokenized.sentences.iter().enumerate() {
            let stems = stems(telling, sentence);
            sizes.push(stems.len());
            for stem in stems {
                of_stem.entry(stem).or_default().push(at);
            }
        }
        Self { sizes, of_stem }
    }

    /// The sentences that share most with one of another document.
    fn facing(&self, telling: &Telling<'_>, sentence: &Sentence) -> Vec<usize> {
        let stems = stems(telling, sentence);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let places = stems.iter().filter_map(|stem| self.of_stem.get(stem));
        for at in places.filter(|places| places.len() <= COMMON).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let alike = |(at, shared): (usize, usize)| {
            let all = stems.len() + self.sizes[at];
            let share = 2.0 * shared as f64 / all.max(1) as f64;
            (share >= SHARED).then_some((shared, at))
        };
        let mut facing: Vec<(usize, usize)> = shared.into_iter().filter_map(alike).collect();
        facing.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        facing.into_iter().take(FACED).map(|(_, at)| at).collect()
    }
}

/// The stems of the words of content of a sentence, each once.
fn stems(telling: &Telling<'_>, sentence: &Sentence) -> Vec<u64> {
    let tokens = &telling.tokenized.tokens[sentence.tokens.clone()];
    let content = tokens.iter().filter(|token| token.class == Class::Content);
    let mut stems: Vec<u64> = content.map(|token| token.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The one contradiction of two sentences with nothing around them, where the second document has only
/// its own reading; and the first that one too, or nothing else is other.
fn compared(
    (here, sentence): (&Telling<'_>, &Sentence),
    (there, faced): (&Telling<'_>, &Sentence),
    options: &Options,
) -> Option<Alone> {
    let tellings = [read(here, sentence), read(there, faced)];
    let prepared = Prepared::of(&tellings, options);
    let pairing = wholes(&prepared, 0, 1, options);
    let differences =
        pairing.drafts.iter().flat_map(|draft| worded(&prepared, 0, 1, draft, false).differences);
    let mut conflicts: Vec<Difference> =
        differences.filter(|it| it.effect == Effect::Conflict).collect();
    let one = conflicts.pop().filter(|_| conflicts.is_empty())?;
    let reading = one.right.as_ref();
    let agrees = reading.is_none_or(|reading| has(here, there, reading, Some(sentence.span)));
    let framed = is_framed(&keys(here, sentence), &keys(there, faced));
    let valued = one.left.as_ref().filter(|it| it.value.is_some());
    if !(agrees || framed) || valued.is_some_and(|reading| has(there, here, reading, None)) {
        return None;
    }
    let nowhere = |span: Span| Located { span: Span { end: span.start, ..span }, value: None };
    let score = pairing.drafts.iter().map(|draft| draft.score).fold(0.0, f64::max);
    Some(Alone {
        newer: 0,
        other: 0,
        kind: one.kind,
        said: one.left.unwrap_or_else(|| nowhere(sentence.span)),
        against: one.right.unwrap_or_else(|| nowhere(faced.span)),
        explanation: one.explanation,
        agrees,
        confidence: rounded(one.confidence.min(score)),
    })
}

/// The keys of the words of a sentence.
fn keys(telling: &Telling<'_>, sentence: &Sentence) -> Vec<u64> {
    telling.tokenized.tokens[sentence.tokens.clone()].iter().map(|token| token.key).collect()
}

/// Whether two sentences are the same but for some words at one place, and most of both is the same.
fn is_framed(a: &[u64], b: &[u64]) -> bool {
    let before = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[before..], &b[before..]);
    let behind = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let other = a.len().max(b.len()) - behind;
    before + behind >= FRAME && other * 3 <= before + behind
}

/// A sentence with nothing around it.
fn read<'t>(telling: &Telling<'t>, sentence: &Sentence) -> Telling<'t> {
    Telling::read(telling.text, &[sentence.span], telling.language, telling.date)
}

/// Whether a document has a reading of another one: its value, or its words in a row. What stands in
/// `except` does not count.
fn has(here: &Telling<'_>, from: &Telling<'_>, reading: &Located, except: Option<Span>) -> bool {
    let out = |span: Span| !except.is_some_and(|except| except.contains(span));
    let of_value = |value: &Value| {
        let equal = |other: &Value| compare(other, value) == Comparison::Equal;
        here.values.iter().any(|other| out(other.span) && equal(&other.value))
    };
    let mut values = from.values.iter().filter(|value| reading.span.contains(value.span));
    if reading.value.is_some()
        && let Some(value) = values.next()
    {
        return of_value(&value.value);
    }
    let words = |telling: &Telling<'_>, inside: &dyn Fn(Span) -> bool| {
        let tokens = telling.tokenized.tokens.iter().filter(|token| inside(token.span));
        tokens.map(|token| token.stem).collect::<Vec<_>>()
    };
    let wanted = words(from, &|span| reading.span.contains(span));
    let said = words(here, &out);
    wanted.is_empty() || said.windows(wanted.len()).any(|run| run == wanted)
}
