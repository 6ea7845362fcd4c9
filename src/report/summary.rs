//! The result in a few sentences, the same in every report for people.

use std::collections::{BTreeMap, BTreeSet};

use super::digest::Digest;
use super::label::{self, count, thousands};
use crate::corpus::ZoneKind;
use crate::divergence::{Effect, Kind};

/// The result as a headline.
pub(super) fn headline(digest: &Digest<'_>) -> String {
    let count = |effect| digest.contrasts.iter().filter(|c| c.effect == effect).count();
    let shifts = |n| {
        if n == 1 {
            "1 shift of meaning".to_owned()
        } else {
            format!("{} shifts of meaning", thousands(n))
        }
    };
    match (count(Effect::Conflict), count(Effect::Shift)) {
        _ if digest.corpus.documents.is_empty() => "Nothing was read".to_owned(),
        _ if digest.analysis.statements.is_empty() => "Nothing is told twice".to_owned(),
        _ if digest.contrasts.is_empty() => "The tellings agree".to_owned(),
        (0, 0) if count(Effect::Unclear) > 0 => {
            "No contradiction is known, but some words may have another meaning".to_owned()
        }
        (0, 0) => "The tellings agree in what matters".to_owned(),
        (0, n) => format!("{}, no contradiction", shifts(n)),
        (n, 0) => label::count(n, "contradiction"),
        (n, m) => format!("{} and {}", label::count(n, "contradiction"), shifts(m)),
    }
}

/// What was read: `5 documents from 4 sources, 1 January 2019 to 24 November 2019`.
pub(super) fn read(digest: &Digest<'_>) -> String {
    let documents = count(digest.corpus.documents.len(), "document");
    let sources = match digest.sources() {
        n if n == digest.corpus.documents.len() => String::new(),
        n => format!(" from {}", count(n, "source")),
    };
    let skipped = match digest.corpus.skipped.len() {
        0 => String::new(),
        n => format!("; {} not read", count(n, "file")),
    };
    format!("{documents}{sources}{}{skipped}", dates(digest))
}

/// The time that the documents span, where at least half of them are dated.
fn dates(digest: &Digest<'_>) -> String {
    let dates = digest.corpus.documents.iter().filter_map(|d| d.date.as_ref()).map(|d| d.value);
    if dates.clone().count() * 2 < digest.corpus.documents.len() {
        return String::new();
    }
    match (dates.clone().min(), dates.max()) {
        (Some(first), Some(last)) if first == last => format!(", {}", label::day(first)),
        (Some(first), Some(last)) => format!(", {} to {}", label::day(first), label::day(last)),
        _ => String::new(),
    }
}

/// What was found: how many statements, and how their tellings part.
pub(super) fn found(digest: &Digest<'_>) -> String {
    if digest.contrasts.is_empty() {
        return told(digest);
    }
    let ways = ways(digest.contrasts.len());
    format!("{} The tellings differ in {ways}: {}.", told(digest), parts(digest))
}

/// How many statements are told twice; where their tellings part, no more than that.
pub(super) fn told(digest: &Digest<'_>) -> String {
    let statements = digest.analysis.statements.len();
    if statements == 0 {
        return "No statement is told by two of them.".to_owned();
    }
    let told = if statements == 1 { "is told" } else { "are told" };
    let told = format!("{} {told} by more than one of them", count(statements, "statement"));
    let agree = if digest.contrasts.is_empty() { ", and the tellings agree" } else { "" };
    format!("{told}{agree}.")
}

fn ways(n: usize) -> String {
    count(n, "way")
}

/// `2 contradict each other`.
fn part(effect: Effect, n: usize) -> String {
    let phrase = match (effect, n) {
        (Effect::Conflict, 1) => "contradicts the other",
        (Effect::Conflict, _) => "contradict each other",
        (Effect::Shift, 1) => "moves the meaning",
        (Effect::Shift, _) => "move the meaning",
        (Effect::Unclear, 1) => "may have another meaning",
        (Effect::Unclear, _) => "may have another meaning",
        (Effect::Compatible, 1) => "says more or less",
        (Effect::Compatible, _) => "say more or less",
        (Effect::None, 1) => "is a matter of form",
        (Effect::None, _) => "are a matter of form",
    };
    format!("{} {phrase}", thousands(n))
}

/// `2 contradict each other, 7 move the meaning, ...`: only what there is.
fn parts(digest: &Digest<'_>) -> String {
    let counts = effects(digest);
    let there = counts.iter().filter(|tally| tally.differences > 0);
    let parts: Vec<_> = there.map(|tally| part(tally.effect, tally.differences)).collect();
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// How often an effect occurs.
pub(super) struct Tally {
    pub(super) effect: Effect,
    /// Distinct differences: two readings that face each other.
    pub(super) differences: usize,
    /// Statements in which they do.
    pub(super) statements: usize,
    /// Kinds with their distinct differences, most frequent first.
    pub(super) kinds: Vec<(Kind, usize)>,
}

/// The tallies of all effects, the gravest first.
pub(super) fn effects(digest: &Digest<'_>) -> Vec<Tally> {
    label::EFFECTS.iter().map(|&effect| tally(digest, effect)).collect()
}

fn tally(digest: &Digest<'_>, effect: Effect) -> Tally {
    let mut tally = Tally { effect, differences: 0, statements: 0, kinds: Vec::new() };
    let mut kinds = BTreeMap::new();
    let mut statements: BTreeSet<usize> = BTreeSet::new();
    for contrast in digest.contrasts.iter().filter(|c| c.effect == effect) {
        tally.differences += 1;
        statements.extend(&contrast.statements);
        *kinds.entry(contrast.kind).or_insert(0) += 1;
    }
    tally.statements = statements.len();
    tally.kinds = kinds.into_iter().collect();
    tally.kinds.sort_by_key(|&(kind, n)| (std::cmp::Reverse(n), kind));
    tally
}

/// What weighs little, as one line: `394 say more or less, 129 are a matter of form`.
pub(super) fn quiet(digest: &Digest<'_>) -> Vec<(Effect, String)> {
    let light = effects(digest).into_iter().filter(|it| it.effect <= Effect::Compatible);
    let there = light.filter(|tally| tally.differences > 0);
    there.map(|tally| (tally.effect, part(tally.effect, tally.differences))).collect()
}

/// Why nothing was found, and what to try; empty when something was.
pub(super) fn nothing(digest: &Digest<'_>) -> Vec<String> {
    if !digest.analysis.statements.is_empty() {
        return Vec::new();
    }
    let documents = &digest.corpus.documents;
    let mut why = Vec::new();
    match documents.len() {
        0 => why.push(
            "No document was read. Give files or folders that hold .txt, .md, .html or .jsonl."
                .to_owned(),
        ),
        1 => why.push(
            "One document has nothing to be compared with. Add another, or look for repetition \
             inside it with --within."
                .to_owned(),
        ),
        _ => why.extend(unlike(digest)),
    }
    why
}

/// What about several documents may keep them from sharing a statement.
fn unlike(digest: &Digest<'_>) -> Vec<String> {
    let documents = &digest.corpus.documents;
    let mut why = vec![format!(
        "No passage of one of the {} reports the same as a passage of another.",
        count(documents.len(), "document")
    )];
    let mut languages = BTreeMap::new();
    for language in documents.iter().filter_map(|d| d.language.as_ref()) {
        *languages.entry(language.value.as_str()).or_insert(0) += 1;
    }
    if languages.len() > 1 {
        let list: Vec<_> = languages.iter().map(|(tag, n)| format!("{tag} ({n})")).collect();
        why.push(format!(
            "They are in several languages ({}); between two languages, passages meet only by words \
             and numbers that are written alike.",
            list.join(", ")
        ));
    }
    let without_body = documents
        .iter()
        .filter(|d| !d.zones.iter().any(|z| z.kind == ZoneKind::Body && !z.span.is_empty()))
        .count();
    if without_body > 0 {
        why.push(format!(
            "In {} no body was found, only comments or boilerplate; --zones takes them in.",
            count(without_body, "document")
        ));
    }
    why.push("To see how far two of them get, stage by stage: variorum explain A B.".to_owned());
    why
}
