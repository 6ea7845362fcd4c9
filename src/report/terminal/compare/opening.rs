//! The result of a comparison in plain words: whether the texts contradict each other, by what, and
//! how much of them was compared.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{is_facing, told};
use crate::alignment::{Alignment, Relation};
use crate::corpus::ZoneKind;
use crate::divergence::{Effect, Kind};
use crate::report::digest::Digest;
use crate::report::label::{count, thousands};
use crate::report::terminal::columns::{Run, wrap};
use crate::report::terminal::style::BOLD;
use crate::span::Span;

/// Kinds that are named as reasons.
const KINDS: usize = 6;

/// Two or three sentences.
pub(super) fn opening(digest: &Digest<'_>, width: usize) -> String {
    let verdict = verdict(digest);
    let shared = format!(" {}", shared(digest));
    let runs = [Run::new(&verdict, BOLD), Run::plain(&shared)];
    wrap(&runs, width).iter().map(|line| line.styled() + "\n").collect()
}

fn verdict(digest: &Digest<'_>) -> String {
    let of = |effect: Effect| -> usize {
        told(digest).filter(|contrast| contrast.effect == effect).count()
    };
    let why = |effect: Effect| reasons(digest, effect);
    let moves = |n: usize| match n {
        1 => "1 difference moves the meaning".to_owned(),
        n => format!("{} differences move the meaning", thousands(n)),
    };
    match (of(Effect::Conflict), of(Effect::Shift), of(Effect::Compatible)) {
        (0, 0, 0) if verbatim(digest) => {
            "What the two texts share is the same, word for word.".to_owned()
        }
        (0, 0, 0) => "The two texts agree: they differ in form only.".to_owned(),
        (0, 0, _) if of(Effect::Unclear) > 0 => format!(
            "No contradiction is known between the two texts, but in {} the words differ and the \
             meaning may.",
            match of(Effect::Unclear) {
                1 => "1 place".to_owned(),
                n => format!("{} places", thousands(n)),
            }
        ),
        (0, 0, n) => format!(
            "The two texts agree in what matters: one says more, or less exactly, {}.",
            match n {
                1 => "once".to_owned(),
                n => format!("{} times", thousands(n)),
            }
        ),
        (0, n, _) => format!(
            "The two texts do not contradict each other, but {}: {}.",
            moves(n),
            why(Effect::Shift)
        ),
        (_, 0, _) => format!("The two texts contradict each other: {}.", why(Effect::Conflict)),
        (_, n, _) => format!(
            "The two texts contradict each other: {}. And {}: {}.",
            why(Effect::Conflict),
            moves(n),
            why(Effect::Shift)
        ),
    }
}

/// `another number 2, another date 1`.
fn reasons(digest: &Digest<'_>, effect: Effect) -> String {
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for contrast in told(digest).filter(|contrast| contrast.effect == effect) {
        *kinds.entry(contrast.kind).or_insert(0) += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|&(kind, n)| (Reverse(n), kind));
    let named = kinds.iter().take(KINDS).map(|&(kind, n)| match n {
        1 => kind.title().to_owned(),
        n => format!("{} {}", kind.title(), thousands(n)),
    });
    let named: Vec<_> = named.collect();
    let more = if kinds.len() > KINDS { " and more" } else { "" };
    named.join(", ") + more
}

fn facing<'d>(digest: &'d Digest<'_>) -> impl Iterator<Item = &'d Alignment> {
    let alignments = digest.analysis.alignments.iter();
    alignments.filter(|alignment| is_facing(alignment))
}

fn verbatim(digest: &Digest<'_>) -> bool {
    facing(digest).all(|alignment| alignment.relation == Relation::Verbatim)
}

/// How many passages, and how much of each text.
fn shared(digest: &Digest<'_>) -> String {
    let passages = facing(digest).count();
    let of = |side: usize| {
        let spans = facing(digest).map(|a| [a.left.span, a.right.span][side]).collect();
        match share(digest, side, spans) {
            // All of it faces something, and something differs.
            100 if !verbatim(digest) => "nearly all".to_owned(),
            share => format!("{share} %"),
        }
    };
    format!(
        "They share {}: {} of the first text, {} of the second.",
        count(passages, "passage"),
        of(0),
        of(1)
    )
}

/// The share of a document's headline and body that the spans cover, in per cent.
fn share(digest: &Digest<'_>, document: usize, mut spans: Vec<Span>) -> usize {
    let Some(document) = digest.corpus.documents.get(document) else { return 0 };
    let told = document
        .zones
        .iter()
        .filter(|zone| matches!(zone.kind, ZoneKind::Body | ZoneKind::Headline));
    let whole: usize = told.map(|zone| zone.span.len()).sum();
    let whole = if document.zones.is_empty() { document.text.len() } else { whole };
    spans.sort_unstable();
    let (mut covered, mut done) = (0, 0);
    for span in spans {
        covered += span.end.saturating_sub(span.start.max(done)) as usize;
        done = done.max(span.end);
    }
    (covered * 100).checked_div(whole).unwrap_or(0).min(100)
}
