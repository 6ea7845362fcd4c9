//! Differences that are alike, bounded before anything is written.
//!
//! A thousand notices of one form, or two lists of dated lines, differ in one way many thousand
//! times. In goes an analysis, out comes one in which no difference between sentences that are the
//! same but for what differs is listed more than [`Options::alike`] times, with notes that count the
//! rest. Invariants: no verdict of a statement that stays is another one, and no witness, no gravest
//! effect and no pair of its most frequent readings is lost.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use xxhash_rust::xxh3::Xxh3;

use super::Options;
use super::label::thousands;
use crate::alignment::Passage;
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::divergence::{Divergence, Kind, Located};
use crate::span::Span;
use crate::statement::{Statement, Variant};

/// Readings of a place between every two of which one difference stays; those that most have come
/// first.
const READINGS: usize = 12;

/// Bounds the differences that are alike.
pub fn bounded(corpus: &Corpus, mut analysis: Analysis, options: &Options) -> Analysis {
    let mut listed = listed(corpus, &analysis, options.alike);
    if listed.iter().all(|it| *it) {
        return analysis;
    }
    let before = analysis.statements.len();
    let mut statements = std::mem::take(&mut analysis.statements);
    statements.retain_mut(|statement| keep(statement, &analysis, &mut listed));
    let left_out = before - statements.len();
    let notes = notes(&analysis, &listed, left_out);
    analysis.notes.splice(0..0, notes);
    analysis.statements = statements;
    without(&mut analysis, &listed);
    analysis
}

/// Per divergence, whether it is one of the first of its shape.
fn listed(corpus: &Corpus, analysis: &Analysis, bound: usize) -> Vec<bool> {
    if bound == 0 || analysis.divergences.len() <= bound {
        return vec![true; analysis.divergences.len()];
    }
    // Only looked up, so its order shows nowhere.
    let mut seen: HashMap<u128, usize> = HashMap::new();
    let runs = analysis.divergences.chunk_by(|a, b| a.alignment == b.alignment);
    let shapes = runs.flat_map(|run| shapes(corpus, analysis, run));
    shapes
        .map(|shape| {
            let mut of = |shape: u128| {
                let count = seen.entry(shape).or_insert(0);
                *count += 1;
                *count <= bound
            };
            let [whole, near] = shape;
            let whole_is_new = of(whole);
            (near == whole || of(near)) && whole_is_new
        })
        .collect()
}

/// What each divergence of an alignment is, with the sentences around it without what differs, and
/// with what stands near it in a long one.
fn shapes(corpus: &Corpus, analysis: &Analysis, run: &[Divergence]) -> Vec<[u128; 2]> {
    let Some(alignment) = run.first().and_then(|it| analysis.alignments.get(it.alignment)) else {
        return vec![[0; 2]; run.len()];
    };
    let frames = |of: fn(&Divergence) -> &Option<Located>, passage: Passage, spans: Vec<Span>| {
        let text = corpus.documents.get(passage.document).map_or("", |it| it.text.as_str());
        let mut holes: Vec<Span> =
            run.iter().filter_map(|it| Some(of(it).as_ref()?.span)).collect();
        holes.sort_unstable();
        let sentences = spans.iter().map(|span| (*span, frame(text, *span, &holes))).collect();
        Frames { text, holes, sentences }
    };
    let segments = || alignment.segments.iter();
    let left = frames(|it| &it.left, alignment.left, segments().map(|it| it.left).collect());
    let right = frames(|it| &it.right, alignment.right, segments().map(|it| it.right).collect());
    let shape = |it: &Divergence| {
        let frames = match (&it.left, &it.right) {
            (Some(located), _) => left.around(located.span),
            (None, Some(located)) => right.around(located.span),
            (None, None) => [0; 2],
        };
        frames.map(|frame| {
            let mut hash = Xxh3::new();
            hash.update(it.kind.name().as_bytes());
            hash.update(&[it.effect as u8]);
            hash.update(&frame.to_le_bytes());
            hash.digest128()
        })
    };
    run.iter().map(shape).collect()
}

/// The sentences of one side of an alignment without what differs.
struct Frames<'a> {
    text: &'a str,
    holes: Vec<Span>,
    /// Each with the hash of its frame.
    sentences: Vec<(Span, u128)>,
}

/// Bytes of a sentence from which what stands around a difference is a frame of its own: in a longer
/// one a thing may be said a hundred times.
const LONG: u32 = 1000;
/// Bytes on either side of a difference.
const NEAR: u32 = 60;

impl Frames<'_> {
    /// The hashes of the sentence of a difference, and of what stands around it there.
    fn around(&self, at: Span) -> [u128; 2] {
        let near = self.sentences.partition_point(|(span, _)| span.end <= at.start);
        match self.sentences.get(near) {
            None => [0; 2],
            Some((span, hash)) if span.end - span.start <= LONG => [*hash; 2],
            Some((span, hash)) => {
                let place = |at: u32| self.text.floor_char_boundary(at as usize);
                let start = place(at.start.saturating_sub(NEAR).max(span.start));
                let end = place(at.end.saturating_add(NEAR).min(span.end));
                [*hash, frame(self.text, Span::new(start, end.max(start)), &self.holes)]
            }
        }
    }
}

/// Hash of a stretch of a text without the sorted holes in it.
fn frame(text: &str, span: Span, holes: &[Span]) -> u128 {
    let mut hash = Xxh3::new();
    let mut at = span.start as usize;
    let from = holes.partition_point(|hole| hole.start < span.start);
    for hole in holes[from..].iter().take_while(|hole| hole.start < span.end) {
        hash.update(text.get(at..hole.start as usize).unwrap_or_default().as_bytes());
        // Two holes side by side are not one.
        hash.update(&[0xff]);
        at = at.max(hole.end as usize);
    }
    hash.update(text.get(at..span.end as usize).unwrap_or_default().as_bytes());
    hash.digest128()
}

/// Takes the places out of a statement that say nothing but what is said often enough; false where
/// that is all of them.
fn keep(statement: &mut Statement, analysis: &Analysis, listed: &mut [bool]) -> bool {
    let is_said = |it: &Variant, listed: &[bool]| it.divergences.iter().any(|&n| listed[n]);
    let said = statement.variants.iter().filter(|it| is_said(it, listed));
    let kinds: BTreeSet<(Kind, u8)> = said.map(|it| (it.kind, it.effect as u8)).collect();
    if kinds.is_empty() && !statement.variants.is_empty() {
        return false;
    }
    statement.variants.retain(|variant| {
        if is_said(variant, listed) {
            between_readings(variant, &statement.witnesses, analysis, listed);
            return true;
        }
        // The gravest of a place comes first: no verdict rests on what is left out.
        let only = !kinds.contains(&(variant.kind, variant.effect as u8));
        if let Some(&first) = variant.divergences.first().filter(|_| only) {
            listed[first] = true;
        }
        only
    });
    true
}

/// Keeps a divergence between every two of the readings that most have, and the gravest.
fn between_readings(
    variant: &Variant,
    witnesses: &[Passage],
    analysis: &Analysis,
    listed: &mut [bool],
) {
    let mut readings = BTreeMap::new();
    for (n, reading) in variant.readings.iter().take(READINGS).enumerate() {
        let documents = reading.witnesses.iter().filter_map(|&it| witnesses.get(it));
        readings.extend(documents.map(|passage| (passage.document, n)));
    }
    let pair = |divergence: usize| {
        let alignment = analysis.divergences.get(divergence)?.alignment;
        let alignment = analysis.alignments.get(alignment)?;
        let of = |passage: Passage| readings.get(&passage.document).copied();
        Some((of(alignment.left)?, of(alignment.right)?))
    };
    let mut seen = BTreeSet::new();
    for (n, &divergence) in variant.divergences.iter().enumerate() {
        let is_new = pair(divergence).is_some_and(|(a, b)| seen.insert((a.min(b), a.max(b))));
        listed[divergence] |= n == 0 || is_new;
    }
}

/// What is counted and not listed, in words.
fn notes(analysis: &Analysis, listed: &[bool], statements: usize) -> Vec<String> {
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for (divergence, _) in analysis.divergences.iter().zip(listed).filter(|(_, listed)| !**listed) {
        *kinds.entry(divergence.kind).or_insert(0) += 1;
    }
    let mut notes: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| {
            let (title, count) = (kind.title(), thousands(*count));
            format!(
                "{count} more differences ({title}) between sentences that are the same but for what \
                 differs are counted here and not listed; alike = 0 below [report] in the settings \
                 lists all"
            )
        })
        .collect();
    if statements > 0 && !notes.is_empty() {
        let count = thousands(statements);
        notes.push(format!(
            "{count} statements that hold nothing but such differences are left out"
        ));
    }
    notes
}

/// Leaves out divergences that are not listed, and alignments that have no others.
fn without(analysis: &mut Analysis, listed: &[bool]) {
    let all = std::mem::take(&mut analysis.divergences);
    let mut said = vec![(false, false); analysis.alignments.len()];
    for (divergence, listed) in all.iter().zip(listed) {
        if let Some(said) = said.get_mut(divergence.alignment) {
            said.0 |= *listed;
            said.1 |= !*listed;
        }
    }
    let stays: Vec<bool> = said.iter().map(|(has, lost)| *has || !*lost).collect();
    let alignments = renumbered(&stays);
    let divergences = renumbered(listed);
    let mut stay = stays.iter();
    analysis.alignments.retain(|_| stay.next().is_some_and(|it| *it));
    let moved = |mut it: Divergence| {
        it.alignment = *alignments.get(it.alignment)?;
        Some(it)
    };
    let kept = all.into_iter().zip(listed).filter(|(_, listed)| **listed);
    analysis.divergences = kept.filter_map(|(it, _)| moved(it)).collect();
    for variant in analysis.statements.iter_mut().flat_map(|it| &mut it.variants) {
        variant.divergences.retain(|&n| listed[n]);
        variant.divergences.iter_mut().for_each(|n| *n = divergences[*n]);
    }
}

/// The number of each thing once those that do not stay are gone.
fn renumbered(stays: &[bool]) -> Vec<usize> {
    let mut next = 0;
    let number = |stays: &bool| {
        let own = next;
        next += usize::from(*stays);
        own
    };
    stays.iter().map(number).collect()
}
