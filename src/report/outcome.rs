//! What a statement comes to: the verdict on its tellings with the reasons, and who stands alone.
//!
//! In go the places of a statement, out come the verdict by the rule of a single pair, and the
//! sentences that every format for people puts over the details.

use std::collections::BTreeMap;

use super::contrast::Contrast;
use super::digest::Digest;
use super::naming::Among;
use super::standing::Standing;
use crate::analysis::Analysis;
use crate::divergence::{Divergence, Effect, Kind, Verdict};
use crate::statement::Statement;

/// Kinds and names that a sentence lists.
const LISTED: usize = 4;
/// Explanations among the reasons.
const REASONS: usize = 8;

/// The verdict on the tellings of a statement.
pub(super) fn verdict(places: &[Contrast<'_>]) -> Verdict {
    places.iter().map(|place| place.effect).max().unwrap_or(Effect::None).into()
}

/// Why the verdict is what it is: indices of divergences at the gravest places, one for each thing
/// that they explain.
pub(super) fn reasons(analysis: &Analysis, places: &[Contrast<'_>]) -> Vec<usize> {
    let gravest = places.iter().map(|place| place.effect).max();
    let weighs =
        |place: &&Contrast<'_>| Some(place.effect) == gravest && place.effect > Effect::None;
    let said = places.iter().filter(weighs).filter_map(|place| place.divergences.first());
    let mut reasons: Vec<(usize, &Divergence)> = Vec::new();
    for (index, divergence) in said.filter_map(|&it| Some((it, analysis.divergences.get(it)?))) {
        let why = divergence.explanation.as_str();
        let known = reasons.iter().any(|(_, it)| it.explanation == why);
        if !why.is_empty() && !known && reasons.len() < REASONS {
            reasons.push((index, divergence));
        }
    }
    reasons.into_iter().map(|(index, _)| index).collect()
}

/// `Contradiction: another number, another date. The meaning moves: another title.`
pub(super) fn sentence(
    digest: &Digest<'_>,
    statement: &Statement,
    places: &[Contrast<'_>],
) -> String {
    let kinds = |effect| kinds(places, effect);
    let of = |effect| kinds(effect).unwrap_or_default();
    match verdict(places) {
        Verdict::Contradiction => match kinds(Effect::Shift) {
            Some(moved) => {
                format!("Contradiction: {}. The meaning also moves: {moved}.", of(Effect::Conflict))
            }
            None => format!("Contradiction: {}.", of(Effect::Conflict)),
        },
        Verdict::Shift => {
            format!("No contradiction, but the meaning moves: {}.", of(Effect::Shift))
        }
        Verdict::Unclear => format!(
            "No contradiction is known, but the words differ and the meaning may: {}.",
            of(Effect::Unclear)
        ),
        Verdict::Compatible => format!("Compatible: {}.", of(Effect::Compatible)),
        Verdict::Same | Verdict::Unrelated if is_verbatim(digest, statement) => {
            "The same, word for word.".to_owned()
        }
        Verdict::Same | Verdict::Unrelated => "The same, in other words.".to_owned(),
    }
}

/// `Alone: Dalny Fakel — another date.` Nothing where nobody is, at places that weigh.
pub(super) fn alone(among: &Among<'_>, places: &[Contrast<'_>]) -> Option<String> {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let weighs = |place: &&Contrast<'_>| {
        place.kind == Kind::NameVariant || place.effect > Effect::Compatible
    };
    for place in places.iter().filter(weighs) {
        let sides = place.sides.iter().filter(|side| side.standing == Standing::Alone);
        for documents in sides.map(|side| side.documents.as_slice()) {
            let Some(&first) = documents.first() else { continue };
            let copies = match documents.len() - 1 {
                0 => String::new(),
                n => format!(" and {n} more of one origin"),
            };
            let kinds = found.entry(format!("{}{copies}", among.name(first))).or_default();
            if !kinds.contains(&place.kind.title()) {
                kinds.push(place.kind.title());
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(a, x), (b, y)| y.len().cmp(&x.len()).then_with(|| a.cmp(b)));
    let named = found.iter().take(LISTED).map(|(name, kinds)| format!("{name} — {}", list(kinds)));
    let named: Vec<_> = named.collect();
    (!named.is_empty()).then(|| format!("Alone: {}.", named.join("; ")))
}

/// The kinds of one effect, each once, in the order of the text.
fn kinds(places: &[Contrast<'_>], effect: Effect) -> Option<String> {
    let mut kinds: Vec<&str> = Vec::new();
    for place in places.iter().filter(|place| place.effect == effect) {
        let kind = match (place.kind, effect) {
            (Kind::Omission, Effect::Compatible) => "some say more",
            (Kind::Omission, _) => "what some leave out",
            (kind, _) => kind.title(),
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    (!kinds.is_empty()).then(|| list(&kinds))
}

fn list(words: &[&str]) -> String {
    match words.len().saturating_sub(LISTED) {
        0 => words.join(", "),
        more => format!("{} and {more} more", words[..LISTED].join(", ")),
    }
}

fn is_verbatim(digest: &Digest<'_>, statement: &Statement) -> bool {
    let mut words = statement.witnesses.iter().map(|&passage| digest.words(passage));
    digest.proofs.is_none() && words.next().is_some_and(|first| words.all(|it| it == first))
}
