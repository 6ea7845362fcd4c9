//! Entries whose finding has another id now: a kind was named better, or words are read otherwise.
//!
//! In go a baseline and what was found; out comes, by today's id, the entry that means it. An entry
//! is found again where its documents, its readings and the words around them are there, each entry
//! once. Entries of version 1 say their readings only: they are found again by these, and only where
//! all documents are judged, so that an id that is not found is gone and not merely elsewhere. No
//! entry accepts what is graver than what it was written for.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Baseline, Entry, Scope, Side};
use crate::policy::Rule;
use crate::policy::finding::Finding;
use crate::policy::identity::likeness;

/// Share of the words around a reading that must still be there.
const ALIKE: f64 = 0.5;
/// Entries that the notes name.
const NAMED: usize = 5;

/// By the id of today, the entry that has another one.
pub(super) fn renamed<'b>(
    baseline: &'b Baseline,
    found: &[Side],
    scope: Scope,
) -> BTreeMap<String, &'b Entry> {
    let mut needed: BTreeMap<&str, usize> = BTreeMap::new();
    for side in found {
        *needed.entry(&side.id).or_default() += 1;
    }
    let mut gone: BTreeMap<&[String], Vec<&Entry>> = BTreeMap::new();
    for entry in baseline.entries.values().filter(|entry| !needed.contains_key(entry.id.as_str())) {
        if scope == Scope::Whole || !entry.documents.is_empty() {
            gone.entry(&entry.readings).or_default().push(entry);
        }
    }
    // Where several entries say the same, what needs most chooses first.
    let need = |side: &Side| needed.get(side.id.as_str()).copied().unwrap_or(0);
    let mut open: Vec<&Side> =
        found.iter().filter(|side| !baseline.entries.contains_key(&side.id)).collect();
    open.sort_by_key(|side| Reverse(need(side)));
    let mut renamed: BTreeMap<String, &Entry> = BTreeMap::new();
    // What kept its rule finds its entry before what changed it.
    for same_rule in [true, false] {
        for side in &open {
            let Some(entries) = gone.get_mut(side.column(0).as_slice()) else { continue };
            if renamed.contains_key(&side.id) {
                continue;
            }
            let means = |entry: &Entry| {
                (entry.rule == side.rule.name()) == same_rule && is_meant(entry, side)
            };
            // ... and each entry goes to what it suffices for.
            let fits = |entry: &Entry| (entry.count < need(side), entry.count.abs_diff(need(side)));
            let meant = entries.iter().enumerate().filter(|(_, entry)| means(entry));
            if let Some((at, _)) = meant.min_by_key(|(_, entry)| fits(entry)) {
                renamed.insert(side.id.clone(), entries.remove(at));
            }
        }
    }
    renamed
}

fn is_meant(entry: &Entry, side: &Side) -> bool {
    if !is_as_grave(entry, side) {
        return false;
    }
    if entry.documents.is_empty() {
        return true;
    }
    let alike = |(n, place): (usize, &[String; 3])| {
        let [_, document, around] = place;
        let known = entry.documents.get(n).is_some_and(|it| is_one(it, document));
        let before = entry.around.get(n).map_or("", |it| it);
        known && (before == around || likeness(before, around) >= ALIKE)
    };
    side.places.len() == entry.documents.len() && side.places.iter().enumerate().all(alike)
}

/// Whether what was accepted was at least as grave as what is found.
fn is_as_grave(entry: &Entry, side: &Side) -> bool {
    if entry.rule == side.rule.name() {
        return true;
    }
    let accepted = Rule::named(&entry.rule).map(Rule::usual_effect);
    // A rule that this program does not know may have been as light as can be.
    accepted.is_some_and(|accepted| accepted >= side.effect)
}

/// Whether two paths name one file, seen from different folders.
fn is_one(a: &str, b: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\']))
    };
    ends(a, b) || ends(b, a)
}

/// What is said of an entry that was found again.
pub(super) fn told(entry: &Entry, finding: &Finding) -> String {
    let (was, is) = (entry.rule.as_str(), finding.rule.name());
    let rule = if was == is { String::new() } else { format!("{was} ") };
    format!("{is} {} was {rule}{} ({})", finding.id, entry.id, entry.readings.join(" / "))
}

/// The first few of them, how many more, and what to do.
pub(super) fn notes(told: Vec<String>) -> Vec<String> {
    let all = told.len();
    let mut notes: Vec<String> =
        told.into_iter().take(NAMED).map(|it| format!("accepted under another id: {it}")).collect();
    if all > NAMED {
        notes.push(format!("accepted under another id: {} more", all - NAMED));
    }
    if all > 0 {
        notes.push(
            "`variorum baseline prune PATH...` writes today's ids into the baseline".to_owned(),
        );
    }
    notes
}
