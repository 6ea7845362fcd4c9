//! Another gender of one person: "she" in one, "he" in the other.
//!
//! In: two passages. Out: [`Kind::Gender`] for two words that tell a gender in one place. A pronoun
//! that faces none says nothing here.

use std::ops::Range;

use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, quoted};
use crate::language::relations;

/// Confidence where the rest of the sentence is the same.
const SURE: f64 = 0.9;

/// Finds words of another gender in one place.
pub(super) fn find(view: &mut View<'_>) {
    for at in view.sides[LEFT].tokens.clone() {
        if view.sides[LEFT].is_explained(at) || gender(&view.sides[LEFT], at).is_none() {
            continue;
        }
        if let Some(other) = facing(view, at)
            && !are_told_of_both(view, at, other)
        {
            tell(view, at..at + 1, other..other + 1);
        }
    }
}

fn gender(side: &Side<'_>, at: usize) -> Option<bool> {
    relations::of(side.telling.language.words.tag).gender(side.word(at))
}

/// Whether both sentences tell of a man and of a woman: the two may only have changed places.
fn are_told_of_both(view: &View<'_>, left: usize, right: usize) -> bool {
    let both = |side: &Side<'_>, at: usize| {
        let told: Vec<bool> = side.sentence(at).filter_map(|at| gender(side, at)).collect();
        told.contains(&true) && told.contains(&false)
    };
    both(&view.sides[LEFT], left) && both(&view.sides[RIGHT], right)
}

/// The word of the other gender in the place of a word: linked to it, or between the same neighbours.
fn facing(view: &View<'_>, at: usize) -> Option<usize> {
    let [a, b] = &view.sides;
    let mine = gender(a, at)?;
    let fits =
        |other: usize| gender(b, other).is_some_and(|it| it != mine) && !b.is_explained(other);
    if let Some(other) = a.linked(at).next() {
        return fits(other).then_some(other);
    }
    let sentence = a.sentence(at);
    let before = at.checked_sub(1).filter(|at| sentence.contains(at));
    let after = Some(at + 1).filter(|at| sentence.contains(at));
    let behind = before.and_then(|it| a.linked(it).last()).map(|it| it + 1);
    let ahead = after.and_then(|it| a.linked(it).next()).and_then(|it| it.checked_sub(1));
    let near = [behind, ahead].into_iter().flatten();
    near.filter(|it| b.tokens.contains(it) && !b.has_link(*it)).find(|&it| fits(it))
}

fn tell(view: &mut View<'_>, left: Range<usize>, right: Range<usize>) {
    let [a, b] = &view.sides;
    let (x, y) = (quoted(a.text(&left)), quoted(b.text(&right)));
    let explanation = Said::of(&x, &y, |x, y| {
        format!("{x} against {y}: the same person is told with another gender")
    });
    let sure = view.coverage_around(&left, &right);
    // Between other words the two may be two persons.
    const SAME: f64 = 0.75;
    view.differ(Kind::Gender, Some((left, None)), Some((right, None)), explanation, SURE);
    if sure < SAME {
        view.weigh(Effect::Unclear);
    }
}
