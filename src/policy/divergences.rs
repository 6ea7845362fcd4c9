//! Findings from divergences: the new document reads otherwise than another one.

use super::Policy;
use super::case::Case;
use super::finding::{Finding, Other, Place};
use super::identity::{id, likeness};
use super::levels::Level;
use super::rule::Rule;
use crate::alignment::Alignment;
use crate::divergence::{Divergence, Effect, Kind, Located};
use crate::span::Span;

/// One finding for every divergence that the policy does not allow.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    case.analysis.divergences.iter().filter_map(|it| finding(case, policy, it)).collect()
}

fn finding(case: &Case<'_>, policy: &Policy, divergence: &Divergence) -> Option<Finding> {
    let alignment = case.analysis.alignments.get(divergence.alignment)?;
    let (left, right) = (alignment.left.document, alignment.right.document);
    if left == right || !(case.is_new(left) || case.is_new(right)) {
        return None;
    }
    let (newer, older) = case.newer(left, right);
    let rule = Rule::Divergence(divergence.kind);
    let document = case.document(newer);
    let (asked, _) = policy.level(rule, Some(divergence.effect), Some(document));
    let side = |document: usize| side(case, divergence, alignment, document);
    let (newer, older) = (side(newer), side(older));
    let sure_of_it = divergence.confidence.min(alignment.score);
    let confidence = confidence(divergence.kind, sure_of_it, &newer, &older);
    let other = other(case, policy, older);
    let outranked = outranks(policy, document.source.as_ref().map(|it| it.value.as_str()), &other);
    let level =
        sure(policy, asked, confidence).min(if outranked { Level::Warn } else { Level::Deny });
    if level == Level::Allow {
        return None;
    }
    let own = id(rule.name(), &[&newer.context, &other.place.context]);
    Some(Finding {
        id: own.clone(),
        rule,
        level,
        effect: Some(divergence.effect),
        message: String::new(),
        why: divergence.explanation.clone(),
        help: help(rule, divergence.effect, &other, outranked),
        place: newer,
        others: vec![Other { id: own, ..other }],
        confidence,
        accepted: None,
        fix: None,
    })
}

/// How sure a finding is: the mean of how sure the difference is and how alike the words around
/// it are. What differs alone in its surroundings is seldom meant; what differs among other words
/// may speak of something else.
fn confidence(kind: Kind, sure: f64, newer: &Place, older: &Place) -> f64 {
    let alike = likeness(&newer.context, &older.context);
    let alike = match kind {
        // Tellings name the same by a place or by its region, by a first or by a last name. Only
        // between nearly the same words is another name another person.
        Kind::NameConflict | Kind::AttributionSpeaker => alike.powi(16),
        _ => alike,
    };
    ((sure + alike) * 50.0).round() / 100.0
}

/// Lowers a level where the finding is not sure enough for it.
pub(super) fn sure(policy: &Policy, level: Level, confidence: f64) -> Level {
    let bars = &policy.thresholds;
    match level {
        _ if confidence < bars.warn_confidence => Level::Allow,
        Level::Deny if confidence < bars.deny_confidence => Level::Warn,
        level => level,
    }
}

fn side(case: &Case<'_>, divergence: &Divergence, alignment: &Alignment, document: usize) -> Place {
    let (passage, located) = if alignment.left.document == document {
        (alignment.left, &divergence.left)
    } else {
        (alignment.right, &divergence.right)
    };
    // What has no words there stands where its passage begins.
    let nowhere = Span { start: passage.span.start, end: passage.span.start };
    let span = located.as_ref().map_or(nowhere, |located| located.span);
    let value = located.as_ref().and_then(|located: &Located| located.value.as_deref());
    case.place(document, span, value)
}

/// The other side, with who says it.
pub(super) fn other(case: &Case<'_>, policy: &Policy, place: Place) -> Other {
    let source = place
        .document
        .and_then(|it| case.document(it).source.as_ref())
        .map(|source| source.value.clone());
    let trusted = policy.rank(source.as_deref()).is_some();
    Other { id: String::new(), place, source, trusted }
}

/// Whether the new document's source is trusted above the other one's.
fn outranks(policy: &Policy, source: Option<&str>, other: &Other) -> bool {
    match (policy.rank(source), policy.rank(other.source.as_deref())) {
        (Some(own), Some(theirs)) => own < theirs,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn help(rule: Rule, effect: Effect, other: &Other, outranked: bool) -> String {
    let source = other.source.as_deref().unwrap_or("");
    if effect == Effect::Conflict && outranked {
        return "the new document's source is trusted above the other: correct the other one"
            .to_owned();
    }
    if effect == Effect::Conflict && other.trusted && !other.place.text.is_empty() {
        return format!("{source} is trusted: write “{}”", flat(&other.place.text));
    }
    rule.help().to_owned()
}

/// On one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
