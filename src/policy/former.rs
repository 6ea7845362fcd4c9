//! Documents against their own former versions: what a change takes back, takes away, relabels.
//!
//! In: a case, whose former versions were compared like new documents. Out: a [`Past`], which tells
//! what a difference from a former version means; and findings of what is gone or labelled
//! otherwise. What a former version says and its present one no longer does still counts against
//! every other new document: else a change could first put out of sight what it contradicts.

use std::collections::{BTreeMap, BTreeSet};

use super::Policy;
use super::case::Case;
use super::documents::{finding, named, share};
use super::finding::{Finding, Place};
use super::identity::normal;
use super::levels::Level;
use super::rule::Rule;
use crate::analysis::FORMER;
use crate::corpus::Document;
use crate::divergence::Effect;
use crate::language;
use crate::span::Span;

/// Share of a former version that has to be left, 0 to 1.
const LEFT: f64 = 0.5;

/// What became of former versions.
#[derive(Debug, Default)]
pub(super) struct Past {
    formers: BTreeMap<usize, Became>,
}

/// What became of one.
#[derive(Debug, Default)]
struct Became {
    /// What it is now: what stands under its name, else what holds most of its words and contradicts none.
    now: Option<usize>,
    /// How much of it is left there, 0 to 1.
    left: f64,
    /// Which of its words are told there, alike or otherwise.
    told: Vec<Span>,
}

/// What a difference between a new document and another one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Say {
    /// A difference like any other.
    Otherwise,
    /// One from its own former version.
    Revised,
    /// It is told of the present version, or need not be.
    Nothing,
}

impl Past {
    /// Follows every former version.
    pub(super) fn of(case: &Case<'_>) -> Self {
        let mut met: BTreeMap<usize, BTreeMap<usize, Vec<Span>>> = BTreeMap::new();
        let formers: BTreeMap<usize, Option<usize>> =
            case.formers.iter().map(|former| (former.document, former.now)).collect();
        if formers.is_empty() {
            return Self::default();
        }
        for alignment in &case.analysis.alignments {
            let (left, right) = (alignment.left.document, alignment.right.document);
            for (own, other, is_left) in [(left, right, true), (right, left, false)] {
                if formers.contains_key(&own) && case.is_new(other) {
                    // Words that face none are not told there.
                    let facing = alignment.edits.iter().filter_map(|it| it.left.zip(it.right));
                    let own_side = facing.map(|(left, right)| if is_left { left } else { right });
                    met.entry(own).or_default().entry(other).or_default().extend(own_side);
                }
            }
        }
        // What contradicts it is another document, however many of its words it took over.
        let opposed: BTreeSet<(usize, usize)> = case
            .analysis
            .divergences
            .iter()
            .filter(|it| it.effect == Effect::Conflict)
            .filter_map(|it| case.analysis.alignments.get(it.alignment))
            .flat_map(|it| {
                [(it.left.document, it.right.document), (it.right.document, it.left.document)]
            })
            .collect();
        let became = |(former, now): (usize, Option<usize>)| {
            let met = met.remove(&former).unwrap_or_default();
            (former, Became::of(case, former, now, met, &opposed))
        };
        Self { formers: formers.into_iter().map(became).collect() }
    }

    /// Whether a document is a former version.
    pub(super) fn is_former(&self, document: usize) -> bool {
        self.formers.contains_key(&document)
    }

    /// What a difference between a new document and a stretch of another is.
    pub(super) fn say(&self, newer: Option<usize>, older: Option<usize>, span: Span) -> Say {
        let Some(became) = older.and_then(|older| self.formers.get(&older)) else {
            return Say::Otherwise;
        };
        if became.now.is_some() && became.now == newer {
            return Say::Revised;
        }
        let end = span.end.max(span.start + 1);
        match became.told.iter().any(|told| told.start < end && span.start < told.end) {
            true => Say::Nothing,
            false => Say::Otherwise,
        }
    }
}

impl Became {
    fn of(
        case: &Case<'_>,
        former: usize,
        now: Option<usize>,
        mut met: BTreeMap<usize, Vec<Span>>,
        opposed: &BTreeSet<(usize, usize)>,
    ) -> Self {
        let shares: BTreeMap<usize, f64> =
            met.iter().map(|(other, spans)| (*other, share(case, former, spans.clone()))).collect();
        let left = |now: &usize| shares.get(now).copied().unwrap_or(0.0);
        let most = || {
            let most = shares.iter().filter(|(now, _)| !opposed.contains(&(former, **now)));
            let most = most.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
            (*most.1 >= LEFT).then_some(*most.0)
        };
        let now = now.or_else(most);
        let left = now.as_ref().map_or(0.0, left);
        let told = now.and_then(|now| met.remove(&now)).unwrap_or_default();
        Self { now, left, told }
    }
}

/// Former versions of which little is left, and those that are labelled otherwise.
pub(super) fn find(case: &Case<'_>, policy: &Policy, past: &Past) -> Vec<Finding> {
    let mut found = Vec::new();
    for (former, became) in &past.formers {
        let it = case.document(*former);
        let path = it.path.strip_suffix(FORMER).unwrap_or(&it.path);
        let unjudged = case.unreadable.iter().chain(case.unseen).any(|it| it.path == path);
        let said = it
            .stretches(case.zones)
            .into_iter()
            .any(|span| span.text(&it.text).chars().any(char::is_alphanumeric));
        if became.left < LEFT && said && !unjudged {
            found.extend(removed(case, policy, (*former, path), became));
        }
        if let Some(now) = became.now {
            found.extend(relabelled(case, policy, it, now));
        }
    }
    found
}

fn removed(
    case: &Case<'_>,
    policy: &Policy,
    (former, path): (usize, &str),
    became: &Became,
) -> Option<Finding> {
    let rule = Rule::Removed;
    let it = case.document(former);
    let (level, _) = policy.level(rule, None, Some(it));
    let context = normal(&it.text);
    let (place, message) = match became.now {
        None => {
            let place = Place { path: path.to_owned(), context, ..Place::default() };
            (place, format!("{}: {path} is not there any more", rule.title()))
        }
        Some(now) => {
            let percent = (became.left * 100.0).floor();
            let left =
                if percent > 0.0 { format!("{percent:.0} %") } else { "hardly any".to_owned() };
            (
                Place { context, ..case.whole(now) },
                format!("{}: {left} of what {path} said is left in it", rule.title()),
            )
        }
    };
    let why = "nobody would find what contradicts it";
    let found = finding(policy, rule, level, place, None)?;
    Some(Finding { message, why: why.to_owned(), ..found })
}

fn relabelled(case: &Case<'_>, policy: &Policy, former: &Document, now: usize) -> Option<Finding> {
    let rule = Rule::Relabelled;
    let it = case.document(now);
    let mut changes = Vec::new();
    let mut change = |what: &str, before: String, after: String| {
        let is_other = before != after;
        if is_other {
            let shown = |it: &str| if it.is_empty() { "none".to_owned() } else { it.to_owned() };
            changes.push(format!("{what} {} was {}", shown(&after), shown(&before)));
        }
        is_other
    };
    let tag = |it: &Document| {
        let tag = it.language.as_ref().map_or("", |tag| tag.value.as_str());
        tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase()
    };
    let read = |it: &Document| {
        language::of(it.language.as_ref().map(|tag| tag.value.as_str())).is_neutral()
    };
    // One that was not known and is read as before is no other.
    let same = tag(former).is_empty() && read(former) == read(it) && tag(it) == "en";
    let language = !same && change("language", tag(former), tag(it));
    let source = |it: &Document| it.source.as_ref().map_or(String::new(), |it| it.value.clone());
    let date = |it: &Document| it.date.as_ref().map_or(String::new(), |it| it.value.to_string());
    change("source", source(former), source(it));
    change("date", date(former), date(it));
    if changes.is_empty() {
        return None;
    }
    let (level, _) = policy.level(rule, None, Some(it));
    // Who reports it, and when, is corrected often and hides nothing.
    let level = if language { level } else { level.min(Level::Warn) };
    let message = format!("{}: {}", rule.title(), changes.join(", "));
    let place = Place { document: Some(now), ..named(&it.path, &changes.join(", ")) };
    let found = finding(policy, rule, level, place, None)?;
    Some(Finding { message, ..found })
}
