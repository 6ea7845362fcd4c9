//! Findings about whole documents: copies, missing metadata, what cannot be read.

use std::collections::BTreeMap;

use super::Policy;
use super::case::{Case, Field, PolicyChange};
use super::divergences::{other, sure};
use super::finding::{Finding, Other, Place};
use super::former::{self, Past};
use super::identity::{id, normal};
use super::levels::Level;
use super::rule::Rule;
use crate::alignment::Relation;
use crate::analysis::{DocumentPair, PairRelation};
use crate::corpus::Skipped;
use crate::divergence::{Effect, Kind};
use crate::span::Span;

/// Copies, missing metadata and unreadable inputs.
pub(super) fn find(case: &Case<'_>, policy: &Policy, past: &Past) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        copies(case, past).into_iter().filter_map(|copy| copied(case, policy, &copy)).collect();
    found.extend(former::find(case, policy, past));
    let new = (0..case.new.len()).filter(|document| case.is_new(*document));
    found.extend(new.clone().filter_map(|document| metadata(case, policy, document)));
    found.extend(new.filter_map(|document| silent(case, policy, document)));
    let unread = |rule: Rule| move |skipped: &Skipped| unjudged(policy, rule, skipped);
    found.extend(case.unreadable.iter().filter_map(unread(Rule::Unreadable)));
    found.extend(case.unseen.iter().filter_map(unread(Rule::Unseen)));
    let perhaps = case.perhaps.iter().filter_map(unread(Rule::Unseen));
    found.extend(perhaps.map(|it| Finding { level: it.level.min(Level::Warn), ..it }));
    found.extend(case.policy_changes.iter().filter_map(|it| policy_changed(policy, it)));
    found
}

/// A new document that shares copied text with another.
pub(super) struct Copy {
    pub(super) newer: usize,
    pub(super) older: usize,
    /// Share of the new document's text, 0 to 1.
    pub(super) share: f64,
    /// Nothing differs but form.
    same: bool,
}

/// Every pair in which a new document takes part, with how much of it is copied.
pub(super) fn copies(case: &Case<'_>, past: &Past) -> Vec<Copy> {
    let mut spans: BTreeMap<(usize, usize), Vec<[Span; 2]>> = BTreeMap::new();
    let mut moved: BTreeMap<(usize, usize), Effect> = BTreeMap::new();
    for alignment in &case.analysis.alignments {
        if alignment.relation != Relation::Retold {
            let pair = (alignment.left.document, alignment.right.document);
            let both = [alignment.left.span, alignment.right.span];
            spans.entry(pair).or_default().push(both);
        }
    }
    for divergence in &case.analysis.divergences {
        if let Some(it) = case.analysis.alignments.get(divergence.alignment) {
            let effect = moved.entry((it.left.document, it.right.document)).or_insert(Effect::None);
            // Another spelling of a name is no mere form: somebody has to choose one.
            let own = match divergence.kind {
                Kind::NameVariant => Effect::Compatible,
                _ => divergence.effect,
            };
            *effect = (*effect).max(own);
        }
    }
    let pairs = case.analysis.document_pairs.iter();
    pairs
        .filter(|pair| case.is_new(pair.left) || case.is_new(pair.right))
        .filter(|pair| !past.is_former(pair.left) && !past.is_former(pair.right))
        .filter_map(|pair| {
            let both = spans.get(&(pair.left, pair.right))?;
            let effect = moved.get(&(pair.left, pair.right)).copied().unwrap_or(Effect::None);
            Some(copy(case, pair, both, effect))
        })
        .collect()
}

fn copy(case: &Case<'_>, pair: &DocumentPair, spans: &[[Span; 2]], effect: Effect) -> Copy {
    let (newer, older) = case.newer(pair.left, pair.right);
    let side = usize::from(newer == pair.right);
    let share = share(case, newer, spans.iter().map(|both| both[side]).collect());
    let same = pair.relation == PairRelation::Duplicate && effect == Effect::None;
    Copy { newer, older, share, same }
}

/// Share of the letters of a document's statements that some spans cover.
pub(super) fn share(case: &Case<'_>, document: usize, mut spans: Vec<Span>) -> f64 {
    spans.sort_unstable();
    let document = case.document(document);
    let letters =
        |span: Span| span.text(&document.text).chars().filter(|c| c.is_alphanumeric()).count();
    let mut done = 0;
    let mut covered = 0;
    for span in spans {
        let rest = Span { start: span.start.max(done), end: span.end };
        covered += letters(rest);
        done = done.max(span.end);
    }
    let all: usize = document.stretches(case.zones).into_iter().map(letters).sum();
    (covered as f64 / all.max(1) as f64).min(1.0)
}

fn copied(case: &Case<'_>, policy: &Policy, copy: &Copy) -> Option<Finding> {
    let rule = match copy.same {
        true => Rule::Duplicate,
        false if copy.share >= policy.thresholds.near_duplicate => Rule::NearDuplicate,
        false => return None,
    };
    let document = case.document(copy.newer);
    let (level, _) = policy.level(rule, None, Some(document));
    let place = case.whole(copy.newer);
    let other = other(case, policy, case.whole(copy.older));
    let message = match rule {
        Rule::Duplicate => String::new(),
        _ => {
            let share = (copy.share * 100.0).floor();
            // All of it stands there, and something differs.
            let share =
                if share < 100.0 { format!("{share:.0} %") } else { "nearly all".to_owned() };
            format!("{}: {share} of this document stands in {}", rule.title(), other.place.path)
        }
    };
    finding(policy, rule, level, place, Some(other)).map(|it| Finding { message, ..it })
}

fn metadata(case: &Case<'_>, policy: &Policy, document: usize) -> Option<Finding> {
    let rule = Rule::Metadata;
    let it = case.document(document);
    let wanted = policy.thresholds.metadata.clone().unwrap_or_else(|| case.norms.usual());
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|field| !field.is_known(it))
        .map(|field: &Field| field.name())
        .collect();
    if missing.is_empty() {
        return None;
    }
    let (level, _) = policy.level(rule, None, Some(it));
    let mut place = case.whole(document);
    place.context = format!("{} | {}", missing.join(" "), place.context);
    let why = match policy.thresholds.metadata {
        Some(_) => "the policy wants it stated",
        None => "most of the other documents state it",
    };
    let message = format!("{}: no {}", rule.title(), missing.join(", no "));
    let found = finding(policy, rule, level, place, None)?;
    Some(Finding { message, why: why.to_owned(), ..found })
}

/// A new document in which nothing stands that could be judged.
fn silent(case: &Case<'_>, policy: &Policy, document: usize) -> Option<Finding> {
    let it = case.document(document);
    let stretches = it.stretches(case.zones);
    let says = |span: &Span| span.text(&it.text).contains(char::is_alphanumeric);
    if stretches.iter().any(says) {
        return None;
    }
    let skipped = Skipped { path: it.path.clone(), reason: SILENT.to_owned() };
    let found = unjudged(policy, Rule::Unseen, &skipped)?;
    let help = "write what it states as plain paragraphs, or name it under `unseen` in [policy] of \
                the base";
    Some(Finding { help: help.to_owned(), place: case.whole(document), ..found })
}

/// Why nothing of a document is judged.
const SILENT: &str = "no sentence of it is a statement: it is all frame, code or comments";

/// A finding about a path of which something is not judged.
pub(super) fn unjudged(policy: &Policy, rule: Rule, skipped: &Skipped) -> Option<Finding> {
    let (level, _) = policy.level(rule, None, None);
    let message = format!("{}: {}", rule.title(), skipped.reason);
    let found = finding(policy, rule, level, named(&skipped.path, &skipped.reason), None)?;
    Some(Finding { message, ..found })
}

fn policy_changed(policy: &Policy, change: &PolicyChange) -> Option<Finding> {
    let rule = Rule::PolicyChanged;
    let (level, _) = policy.level(rule, None, None);
    let level = if change.decides { level } else { level.min(Level::Warn) };
    let message = format!("{}: {} {}", rule.title(), change.path, change.said);
    // What comes of it depends on the documents, and the finding stays itself.
    let what = change.said.split(';').next().unwrap_or("").trim_start_matches("is ");
    let found = finding(policy, rule, level, named(&change.path, what), None)?;
    let why = "the one of the base is used, so that no change brings along what it is judged by";
    Some(Finding { message, why: why.to_owned(), ..found })
}

/// A place that has no text: a path, and what is said of it.
pub(super) fn named(path: &str, said: &str) -> Place {
    let name = path.rsplit('/').next().unwrap_or(path);
    let context = format!("{} | {}", normal(name), normal(said));
    Place { path: path.to_owned(), context, ..Place::default() }
}

/// A finding that is certain.
pub(super) fn finding(
    policy: &Policy,
    rule: Rule,
    level: Level,
    place: Place,
    other: Option<Other>,
) -> Option<Finding> {
    let level = sure(policy, level, 1.0);
    if level == Level::Allow {
        return None;
    }
    let against = other.as_ref().map_or("", |other| other.place.context.as_str());
    let id = id(rule.name(), &[&place.context, against]);
    Some(Finding {
        id: id.clone(),
        rule,
        level,
        effect: None,
        place,
        others: other.into_iter().map(|other| Other { id: id.clone(), ..other }).collect(),
        message: String::new(),
        why: String::new(),
        help: rule.help().to_owned(),
        confidence: 1.0,
        accepted: None,
        fix: None,
    })
}
