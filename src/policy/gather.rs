//! One place, one finding: what a new document says otherwise than three others is told once.
//!
//! Also the order of findings, and their messages, which name all sides.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Policy;
use super::divergences::flat;
use super::finding::{Finding, Other, Place};
use super::identity::normal;
use super::rule::Rule;
use crate::span::Span;

/// Documents named in a message.
const NAMED: usize = 2;
/// Characters of a reading in a message.
const READING: usize = 80;

/// The strictest first, then by place and rule; the other side decides last.
pub(super) fn order(finding: &Finding) -> impl Ord + use<'_> {
    let place = |place: &Place| (place.path.clone(), place.document, place.span);
    let other = finding.others.first().map(|other| place(&other.place));
    (Reverse(finding.level), place(&finding.place), finding.rule, finding.id.clone(), other)
}

/// Puts findings together that are about one place and one reading; the input is in order, so the
/// strictest of them speaks for all.
pub(super) fn gather(findings: Vec<Finding>, policy: &Policy) -> Vec<Finding> {
    let mut gathered: Vec<Finding> = Vec::new();
    let mut by_place: BTreeMap<(String, Option<usize>, Span), Vec<usize>> = BTreeMap::new();
    for finding in findings {
        let place = &finding.place;
        let here = by_place.entry((place.path.clone(), place.document, place.span)).or_default();
        let is = |it: &Finding| it.place == finding.place && alike(it, &finding);
        match here.iter().rev().copied().find(|at| is(&gathered[*at])) {
            Some(at) => join(&mut gathered[at], finding, policy),
            None => {
                here.push(gathered.len());
                gathered.push(finding);
            }
        }
    }
    for finding in &mut gathered {
        finding.others.sort_by_key(|other| rank(policy, other));
        if finding.message.is_empty() {
            finding.message = message(finding);
        }
    }
    gathered
}

/// How trusted the other side is, the most trusted first.
fn rank(policy: &Policy, other: &Other) -> usize {
    policy.rank(other.source.as_deref()).unwrap_or(usize::MAX)
}

fn alike(a: &Finding, b: &Finding) -> bool {
    a.rule == b.rule && a.accepted == b.accepted && reading(a) == reading(b)
}

/// What the others say there, by value where it has one.
fn reading(finding: &Finding) -> String {
    let other = finding.others.first().map(|other| &other.place);
    other.map_or_else(String::new, |place| {
        place.value.clone().unwrap_or_else(|| normal(&place.text))
    })
}

fn join(finding: &mut Finding, more: Finding, policy: &Policy) {
    // What the most trusted of the others says is the advice.
    let best = |it: &Finding| it.others.iter().map(|other| rank(policy, other)).min();
    if best(&more) < best(finding) {
        finding.help.clone_from(&more.help);
    }
    // Every id stays, also of a second place in one document: a baseline counts them.
    finding.others.extend(more.others);
    if more.confidence > finding.confidence {
        finding.confidence = more.confidence;
        finding.why = more.why;
    }
}

fn message(finding: &Finding) -> String {
    let title = finding.rule.title();
    match finding.rule {
        Rule::Duplicate => format!("{title} of {}", among(&finding.others)),
        Rule::Revised => format!(
            "{title}: {} now, {} in the base",
            said(&finding.place),
            finding.others.first().map_or_else(String::new, |other| said(&other.place)),
        ),
        _ if finding.others.is_empty() => title.to_owned(),
        _ => format!(
            "{title}: {} here, {} in {}",
            said(&finding.place),
            finding.others.first().map_or_else(String::new, |other| said(&other.place)),
            among(&finding.others)
        ),
    }
}

fn said(place: &Place) -> String {
    let text = flat(&place.text);
    match text.char_indices().nth(READING) {
        _ if text.is_empty() => "nothing".to_owned(),
        Some((end, _)) => format!("“{}…”", text[..end].trim_end()),
        None => format!("“{text}”"),
    }
}

/// `a.txt, b.txt and 3 more`.
pub(super) fn among(others: &[Other]) -> String {
    let mut paths: Vec<&str> = Vec::new();
    for other in others {
        if !paths.contains(&other.place.path.as_str()) {
            paths.push(&other.place.path);
        }
    }
    let named = &paths[..paths.len().min(NAMED)];
    match (named, paths.len() - named.len()) {
        ([one, two], 0) => format!("{one} and {two}"),
        (_, 0) => named.join(", "),
        (_, more) => format!("{} and {more} more", named.join(", ")),
    }
}
