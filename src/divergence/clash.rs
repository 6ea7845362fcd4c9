//! Predicates that exclude each other and are said of one thing, wherever they stand in their sentences: "The
//! airport stayed open throughout the day", "Since noon the airport is closed".
//!
//! In: two passages. Out: [`Kind::Antonym`] for opposites of which neither or both are denied, where the claims
//! of both meet (see [`super::claim`]). Opposites in one place between equal words are found without trees, by
//! [`super::antonym`].

use std::ops::Range;

use super::claim::{self, Claim};
use super::likeness::are_antonyms;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, antonym, deeds, polarity, quoted, stage};
use crate::language::relations;
use crate::token::Class;

/// Confidence of opposites that are said of one thing.
const SURE: f64 = 0.75;
/// Words of the longest phrase that the lists know.
const LONGEST: usize = 3;
/// Words of the longest sentence that is looked at.
const LONGEST_SENTENCE: usize = 60;

/// Names the predicates that exclude each other.
pub(super) fn find(view: &mut View<'_>) {
    for [left, right] in claim::sentences(view) {
        if left.len().max(right.len()) > LONGEST_SENTENCE {
            continue;
        }
        let opposites = opposites(view, &left, &right);
        let said = |(l, r): &(Range<usize>, Range<usize>)| is_said_of_one(view, l, r);
        if let Some((l, r)) = opposites.into_iter().find(said) {
            tell(view, &l, &r);
        }
    }
}

/// The words and phrases of two sentences that are opposites and stand on one side only.
fn opposites(
    view: &View<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let [a, b] = &view.sides;
    let relations = relations::of(view.tag());
    let mut found = Vec::new();
    let (lefts, rights) = (phrases(a, left, b, right), phrases(b, right, a, left));
    for l in &lefts {
        for r in &rights {
            let listed = relations
                .exclusion(&a.phrase(l.clone()), &b.phrase(r.clone()))
                .is_some_and(|it| it.attribute.is_none() && !it.loose);
            let single = l.len() == 1 && r.len() == 1;
            if listed || single && are_antonyms(a, l.start, b, r.start) {
                found.push((l.clone(), r.clone()));
            }
        }
    }
    // Longer phrases before the words in them: "turned down" before "down".
    found.sort_by_key(|(l, r)| std::cmp::Reverse(l.len() + r.len()));
    found
}

/// The words of a sentence, and the phrases that the lists know, that the other sentence lacks.
fn phrases(
    here: &Side<'_>,
    sentence: &Range<usize>,
    there: &Side<'_>,
    other: &Range<usize>,
) -> Vec<Range<usize>> {
    let relations = relations::of(here.telling.language.words.tag);
    let lacks = |at: usize| {
        let stem = here.token(at).stem;
        other.clone().all(|it| there.token(it).stem != stem)
    };
    let mut found = Vec::new();
    for start in sentence.clone() {
        for len in 1..=LONGEST.min(sentence.end - start) {
            let words = start..start + len;
            let open = words.clone().all(|at| !here.is_explained(at) && lacks(at));
            let known = len == 1 && here.token(start).class == Class::Content
                || len > 1 && relations.knows(&here.phrase(words.clone()));
            if open && known {
                found.push(words);
            }
        }
    }
    found
}

/// Whether two opposites are predicates of claims that meet, both outright and at one time.
fn is_said_of_one(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let [a, b] = &view.sides;
    let (Some(l), Some(r)) = (Claim::of(a, left.start), Claim::of(b, right.start)) else {
        return false;
    };
    let outright = |side: &Side<'_>, claim: Claim| {
        !deeds::supposed(side, claim.predicate) && !deeds::wished(side, claim.predicate)
    };
    let denied = |side: &Side<'_>, words: &Range<usize>, claim: Claim| {
        let none = |noun: Option<usize>| {
            let tree = noun.and_then(|at| side.telling.tree(at));
            tree.zip(noun).is_some_and(|(tree, at)| tree.is_negated(at))
        };
        polarity::is_denied(side, words)
            || polarity::is_denied(side, &(claim.predicate..claim.predicate + 1))
            || none(claim.subject)
            || none(claim.object)
    };
    let comes = |side: &Side<'_>, claim: Claim| stage::plan(side, claim.predicate).is_some();
    antonym::is_half(a, left) == antonym::is_half(b, right)
        && outright(a, l)
        && outright(b, r)
        && comes(a, l) == comes(b, r)
        && denied(a, left, l) == denied(b, right, r)
        && claim::meet(view, l, r)
        && claim::are_of_one_time(a, l, b, r)
}

fn tell(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>) {
    let [a, b] = &view.sides;
    let (x, y) = (quoted(a.text(left)), quoted(b.text(right)));
    let explanation = Said::of(&x, &y, |x, y| format!("{x} says the opposite of {y}"));
    let (l, r) = (claim::group(&view.sides[LEFT], left), claim::group(&view.sides[RIGHT], right));
    view.differ(Kind::Antonym, Some((l, None)), Some((r, None)), explanation, SURE);
}
