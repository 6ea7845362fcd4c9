//! The places of a statement, as reports tell them.
//!
//! In goes a statement with its variant table, out comes a [`Contrast`] for each place that the
//! effect keeps: its readings with who has them, their values and where they stand, and the
//! divergences behind it, the gravest first. Every format tells a statement from these, so that a
//! difference is said once, with all witnesses.

use std::collections::BTreeMap;

use super::contrast::{Contrast, Side, elsewhere};
use super::label;
use super::standing::standings;
use crate::alignment::Passage;
use crate::analysis::Analysis;
use crate::divergence::{Divergence, Effect, Kind};
use crate::span::Span;
use crate::statement::{Reading, Statement, Variant};

/// The places of a statement, in the order of its table.
pub(super) fn places<'a>(
    analysis: &'a Analysis,
    statement: usize,
    min_effect: Effect,
) -> Vec<Contrast<'a>> {
    let Some(told) = analysis.statements.get(statement) else { return Vec::new() };
    let kept = told.variants.iter().filter(|variant| variant.effect >= min_effect);
    kept.map(|variant| place(analysis, (statement, told), variant, min_effect)).collect()
}

fn place<'a>(
    analysis: &'a Analysis,
    (index, statement): (usize, &'a Statement),
    variant: &'a Variant,
    min_effect: Effect,
) -> Contrast<'a> {
    let known = |&n: &usize| Some((n, analysis.divergences.get(n)?));
    let mut behind: Vec<(usize, &Divergence)> =
        variant.divergences.iter().filter_map(known).collect();
    behind.retain(|(_, it)| it.effect >= min_effect);
    behind.sort_by(|(n, x), (m, y)| {
        y.effect.cmp(&x.effect).then(y.confidence.total_cmp(&x.confidence)).then(n.cmp(m))
    });
    let found = Found::new(analysis, &behind);
    let mut sides: Vec<Side<'a>> =
        variant.readings.iter().map(|reading| found.side(statement, reading)).collect();
    let kind = label::counted(variant.kind);
    found.stand(&mut sides, kind, variant.effect, analysis);
    Contrast {
        kind,
        effect: variant.effect,
        sides,
        elsewhere: elsewhere(analysis, behind.iter().map(|(n, _)| *n)),
        confidence: behind.first().map_or(0.0, |(_, it)| it.confidence),
        divergences: behind.iter().map(|(n, _)| *n).collect(),
        statements: vec![index],
    }
}

/// What divergences say of documents.
struct Found<'a> {
    /// Words and value that a document has, by the first divergence that names them.
    of: BTreeMap<usize, (Span, Option<&'a str>)>,
    /// Documents that part, and how.
    partings: Vec<([usize; 2], Effect)>,
}

impl<'a> Found<'a> {
    fn new(analysis: &'a Analysis, divergences: &[(usize, &'a Divergence)]) -> Self {
        let mut found = Self { of: BTreeMap::new(), partings: Vec::new() };
        for (_, divergence) in divergences {
            let Some(alignment) = analysis.alignments.get(divergence.alignment) else { continue };
            let documents = [alignment.left.document, alignment.right.document];
            for (located, document) in
                [&divergence.left, &divergence.right].into_iter().zip(documents)
            {
                if let Some(located) = located {
                    let words = (located.span, located.value.as_deref());
                    found.of.entry(document).or_insert(words);
                }
            }
            found.partings.push((documents, divergence.effect));
        }
        found
    }

    fn side(&self, statement: &Statement, reading: &'a Reading) -> Side<'a> {
        let passages: Vec<Passage> =
            reading.witnesses.iter().filter_map(|&i| statement.witnesses.get(i).copied()).collect();
        let mut documents: Vec<usize> = passages.iter().map(|it| it.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let named = documents.iter().find_map(|document| Some((*document, self.of.get(document)?)));
        let named = named.filter(|_| !reading.text.trim().is_empty());
        Side {
            text: &reading.text,
            value: named.and_then(|(_, (_, value))| *value),
            place: named.map(|(document, (span, _))| (document, *span)),
            documents,
            ..Side::default()
        }
    }

    /// Who has nothing at a place stands nowhere, unless having it is the question.
    fn stand(&self, sides: &mut [Side<'_>], kind: Kind, effect: Effect, analysis: &Analysis) {
        let side_of = |document: usize| {
            sides.iter().position(|side| side.documents.binary_search(&document).is_ok())
        };
        let parted = self
            .partings
            .iter()
            .filter_map(|([a, b], how)| Some((side_of(*a)?, side_of(*b)?, *how == effect)));
        let parted: Vec<_> = parted.collect();
        let voice = |&document: &usize| analysis.origins.voice(document);
        let voices = |side: &Side<'_>| match side.is_empty() && kind != Kind::Omission {
            true => Vec::new(),
            false => side.documents.iter().map(voice).collect(),
        };
        let voices: Vec<Vec<usize>> = sides.iter().map(voices).collect();
        let values: Vec<Option<&str>> = sides.iter().map(|side| side.value).collect();
        let standings = standings(&voices, &values, &parted);
        for (side, standing) in sides.iter_mut().zip(standings) {
            side.standing = standing;
        }
    }
}
