//! Two ways between the same two numbers: "was 40, up from 30" and "fell to 40 from 30".
//!
//! In: sentences that share at least two numbers. Out: the one word of each that says where the
//! number went, if they exclude each other. The words need not face each other: the numbers do.

use std::ops::Range;

use super::said::Said;
use super::view::{Side, View};
use super::{Kind, polarity, quoted};
use crate::language::relations;
use crate::value::Value;

/// How many numbers two sentences must share.
const SHARED: usize = 2;

/// The most words of a sentence that are looked at.
const LONGEST: usize = 40;

/// Finds the divergences between the ways of the same numbers.
pub(super) fn find(view: &mut View<'_>) {
    for (left, right) in sentences(view) {
        if let Some((l, r)) = ways(view, &left, &right) {
            let [a, b] = &view.sides;
            let (x, y) = (quoted(a.text(&l)), quoted(b.text(&r)));
            let explanation = Said::of(&x, &y, |x, y| {
                format!("{x} says the opposite of {y}, of the same numbers")
            });
            view.differ(Kind::Antonym, Some((l, None)), Some((r, None)), explanation, 0.8);
        }
    }
}

/// Sentences that share numbers.
fn sentences(view: &View<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let [a, b] = &view.sides;
    let mut found: Vec<(Range<usize>, Range<usize>, usize)> = Vec::new();
    if a.values().len() < SHARED || b.values().len() < SHARED {
        return Vec::new();
    }
    for mention in a.values() {
        let Value::Number(x) = &mention.value else { continue };
        let other = mention.tokens.clone().flat_map(|at| a.linked(at)).find(|at| {
            b.values().iter().any(|facing| {
                let same =
                    matches!(&facing.value, Value::Number(y) if y.low == x.low && y.high == x.high);
                facing.tokens.contains(at) && same
            })
        });
        let Some(other) = other else { continue };
        let (left, right) = (a.sentence(mention.tokens.start), b.sentence(other));
        match found.iter_mut().find(|(l, r, _)| *l == left && *r == right) {
            Some(known) => known.2 += 1,
            None => found.push((left, right, 1)),
        }
    }
    let long = |range: &Range<usize>| range.len() > LONGEST;
    found.retain(|(left, right, shared)| *shared >= SHARED && !long(left) && !long(right));
    found.into_iter().map(|(left, right, _)| (left, right)).collect()
}

/// The one word of each sentence that says where its numbers went, where the two exclude each
/// other and neither sentence has a word of the other's way.
fn ways(
    view: &View<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let [a, b] = &view.sides;
    let (x, y) = (way(a, left)?, way(b, right)?);
    let open = |side: &Side<'_>, at: usize| !side.is_explained(at) && !side.is_quoted(at);
    let denied = |side: &Side<'_>, at: usize| polarity::is_denied(side, &(at..at + 1));
    (x.1 != y.1 && open(a, x.0) && open(b, y.0) && denied(a, x.0) == denied(b, y.0))
        .then(|| (x.0..x.0 + 1, y.0..y.0 + 1))
}

/// The word of a sentence that says where a number went, and whether up; none where there are two.
fn way(side: &Side<'_>, sentence: &Range<usize>) -> Option<(usize, bool)> {
    let relations = relations::of(side.telling.language.words.tag);
    let mut found = sentence.clone().filter_map(|at| {
        let word = side.word(at);
        let up = relations.same_side(word, "rise");
        let down = relations.same_side(word, "fall");
        (up != down).then_some((at, up))
    });
    found.next().filter(|_| found.next().is_none())
}
