//! One negation more in a sentence that is the same in all the rest.
//!
//! In: two passages. Out: [`Kind::Polarity`] for each negation of which nothing but itself, and the
//! verb that helps it, is other. No question of what it governs has to be answered then: whatever it
//! is, one side denies it. [`super::polarity`] looks at the negations of sentences that are told
//! otherwise.

use std::ops::Range;

use super::equivalence::{self, Grade, Reason};
use super::polarity::{self, group};
use super::view::{LEFT, RIGHT, Side, View};
use super::weighty::is_weighty;
use super::{Kind, quoted};
use crate::language::force::Force;

/// Confidence of a conflict in a sentence that is the same in the rest.
const SURE: f64 = 0.9;

/// Words of the longest sentence that is looked at.
const LONGEST: usize = 200;

/// How many words of grammar either side may have for itself.
const FEW: usize = 1;

/// Finds the negations that one side alone has in an else equal sentence.
pub(super) fn find(view: &mut View<'_>) {
    let all = [LEFT, RIGHT].map(|side| negators(&view.sides[side]));
    for side in [LEFT, RIGHT] {
        for words in &all[side] {
            if let Some(places) = alone(view, side, words, &all) {
                tell(view, side, places);
            }
        }
    }
}

fn tell(view: &mut View<'_>, side: usize, [mine, other]: [Range<usize>; 2]) {
    let texts = [view.sides[side].text(&mine), view.sides[1 - side].text(&other)];
    let explanation = format!("{} denies what {} affirms", quoted(texts[0]), quoted(texts[1]));
    let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
    view.differ(Kind::Polarity, Some((left, None)), Some((right, None)), explanation, SURE);
}

/// The negations of a side, in its order.
pub(super) fn negators(side: &Side<'_>) -> Vec<Range<usize>> {
    side.forces()
        .iter()
        .filter(|(words, forces)| {
            forces.contains(&Force::Negator)
                && !polarity::is_question(side, words)
                && !polarity::is_vote(side, words)
                && !polarity::is_label(side, words)
                && !polarity::of_hardly_any(side, words.start)
        })
        .map(|(words, _)| words.clone())
        .collect()
}

/// Where the negation and what it denies stand, if all else in the two sentences is the same.
fn alone(
    view: &View<'_>,
    side: usize,
    words: &Range<usize>,
    negators: &[Vec<Range<usize>>; 2],
) -> Option<[Range<usize>; 2]> {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    if words.clone().any(|at| here.is_explained(at)) {
        return None;
    }
    let sentence = here.sentence(words.start);
    let other =
        sentence.clone().find_map(|at| here.linked(at).next()).map(|at| there.sentence(at))?;
    let count = |side: usize, sentence: &Range<usize>| {
        let all = &negators[side];
        let from = all.partition_point(|words| words.start < sentence.start);
        all.partition_point(|words| words.start < sentence.end) - from
    };
    let one_more =
        sentence.len() <= LONGEST && count(side, &sentence) == count(1 - side, &other) + 1;
    let own = |at: usize| words.contains(&at);
    let rest = one_more
        && lacks(view, side, &sentence, &other, own) <= FEW
        && lacks(view, 1 - side, &other, &sentence, |_| false) <= FEW;
    rest.then(|| places(here, words, there, &other)).flatten()
}

/// How many words of grammar of a sentence the other one has not; more than may be where a word of
/// content, or one that moves the meaning, is among them.
fn lacks(
    view: &View<'_>,
    side: usize,
    sentence: &Range<usize>,
    other: &Range<usize>,
    own: impl Fn(usize) -> bool,
) -> usize {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let met = |at: usize| {
        here.linked(at).any(|facing| {
            other.contains(&facing)
                && (here.token(at).key == there.token(facing).key
                    || equivalence::words(here, at, there, facing)
                        == Grade::Same(Reason::Inflection))
        })
    };
    let says = |at: &usize| {
        !own(*at) && !here.is_auxiliary(*at) && !matches!(here.word(*at), "a" | "an" | "the" | "to")
    };
    let light = |at: usize| {
        let even = |(words, forces): &(Range<usize>, &[Force])| {
            words.contains(&at) && forces.contains(&Force::Even)
        };
        !here.is_content(at) && !is_weighty(here, at) || here.forces().iter().any(even)
    };
    let lacking = sentence.clone().filter(says).filter(|&at| !met(at));
    lacking.map(|at| if light(at) { 1 } else { FEW + 1 }).sum()
}

/// The negation with the verb that it denies, and that verb on the other side; where it has none there,
/// the word before or behind.
fn places(
    here: &Side<'_>,
    words: &Range<usize>,
    there: &Side<'_>,
    other: &Range<usize>,
) -> Option<[Range<usize>; 2]> {
    /// How far behind the negation its verb may stand.
    const NEAR: usize = 3;
    let sentence = here.sentence(words.start);
    let facing = |at: usize| here.linked(at).find(|facing| other.contains(facing));
    let behind = (words.end..sentence.end).map(|at| (at, facing(at)));
    let mut near = behind.take(NEAR).filter_map(|(at, facing)| Some((at, facing?)));
    if let Some((at, facing)) = near.find(|(at, _)| here.is_content(*at)) {
        return Some([group(here, words.start, at), group(there, facing, facing)]);
    }
    let mut before = (sentence.start..words.start).rev();
    let (at, facing) = before.find_map(|at| Some((at, facing(at)?)))?;
    Some([group(here, at, words.end - 1), group(there, facing, facing)])
}
