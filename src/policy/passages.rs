//! Findings about passages: many words of another source without its name.

use std::collections::BTreeSet;

use super::Policy;
use super::case::Case;
use super::divergences::other;
use super::documents::{copies, finding};
use super::finding::Finding;
use super::former::Past;
use super::identity::normal;
use super::rule::Rule;
use crate::alignment::{Alignment, Op};
use crate::span::Span;

/// One finding for every passage that repeats a run of another source's words unattributed.
pub(super) fn find(case: &Case<'_>, policy: &Policy, past: &Past) -> Vec<Finding> {
    // What is mostly a copy is told as such, once.
    let told: BTreeSet<(usize, usize)> = copies(case, past)
        .into_iter()
        .filter(|copy| copy.share >= policy.thresholds.near_duplicate)
        .map(|copy| (copy.newer, copy.older))
        .collect();
    // A former version is no other document.
    let is_former =
        |it: &&Alignment| past.is_former(it.left.document) || past.is_former(it.right.document);
    let alignments = case.analysis.alignments.iter().filter(|it| !is_former(it));
    alignments.filter_map(|alignment| reused(case, policy, alignment, &told)).collect()
}

fn reused(
    case: &Case<'_>,
    policy: &Policy,
    alignment: &Alignment,
    told: &BTreeSet<(usize, usize)>,
) -> Option<Finding> {
    let (left, right) = (alignment.left.document, alignment.right.document);
    if left == right || !(case.is_new(left) || case.is_new(right)) {
        return None;
    }
    let (newer, older) = case.newer(left, right);
    let (run, faced, words) = longest(case, alignment, newer)?;
    let excused = told.contains(&(newer, older))
        || words < policy.thresholds.reused_words
        || is_attributed(case, newer, older);
    if excused {
        return None;
    }
    let rule = Rule::Reused;
    let (level, _) = policy.level(rule, None, Some(case.document(newer)));
    let mut place = case.place(newer, run, None);
    let mut theirs = case.place(older, faced, None);
    (place.context, theirs.context) = (normal(&place.text), normal(&theirs.text));
    let message = format!("{words} words in a row stand in {} too", theirs.path);
    let found = finding(policy, rule, level, place, Some(other(case, policy, theirs)))?;
    Some(Finding { message, ..found })
}

/// The longest run of equal words, on the side of the new document and on the other.
fn longest(case: &Case<'_>, alignment: &Alignment, newer: usize) -> Option<(Span, Span, usize)> {
    let text = &case.document(newer).text;
    let equal = alignment.edits.iter().filter(|edit| edit.op == Op::Equal);
    let sides = equal.filter_map(|edit| {
        let (left, right) = (edit.left?, edit.right?);
        Some(if alignment.left.document == newer { (left, right) } else { (right, left) })
    });
    sides
        .map(|(own, theirs)| (own, theirs, own.text(text).split_whitespace().count()))
        .max_by_key(|(own, _, words)| (*words, u32::MAX - own.start))
}

/// The new document names the other's source, or is of the same one.
fn is_attributed(case: &Case<'_>, newer: usize, older: usize) -> bool {
    let (newer, older) = (case.document(newer), case.document(older));
    let Some(source) = older.source.as_ref().map(|source| normal(&source.value)) else {
        return false;
    };
    let own = newer.source.as_ref().map(|own| normal(&own.value));
    own.as_ref() == Some(&source)
        || format!(" {} ", normal(&newer.text)).contains(&format!(" {source} "))
}
