//! How far the two sentences that a difference stands in tell of the same.
//!
//! In: two stretches that face each other. Out: the share of the words of content around them, in
//! their own sentences, that face a word near in meaning of the other sentence. What faces each
//! other a sentence away says nothing of them: a passage can tell of several events.

use std::ops::Range;

use super::likeness::near_in_meaning;
use super::view::{LEFT, RIGHT, Side, View};

/// From 0 to 1, the mean of both sides; 1 where nothing stands around the stretches.
pub(super) fn meeting(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> f64 {
    let (x, y) = (sentence(&view.sides[LEFT], left), sentence(&view.sides[RIGHT], right));
    let forth = share(&view.sides[LEFT], (&x, left), &view.sides[RIGHT], (&y, right));
    let back = share(&view.sides[RIGHT], (&y, right), &view.sides[LEFT], (&x, left));
    (forth + back) / 2.0
}

/// Whether two stretches of a longer passage stand in sentences that tell of one event, as far as
/// their words go; two short passages are taken to.
pub(super) fn tells_of_one(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    const LEAST: f64 = 0.2;
    view.sides.iter().all(is_one) || meeting(view, left, right) >= LEAST
}

/// Whether a passage is one sentence, or so short that it tells of one event.
pub(super) fn is_one(side: &Side<'_>) -> bool {
    const SHORT: usize = 32;
    side.tokens.len() <= SHORT || side.sentence(side.tokens.start) == side.tokens
}

/// The sentence of a stretch; the whole passage where that is short, or its sentence hardly more than
/// the stretch.
fn sentence(side: &Side<'_>, stretch: &Range<usize>) -> Range<usize> {
    const FEW: usize = 3;
    if is_one(side) {
        return side.tokens.clone();
    }
    let sentence = side.sentence(stretch.start);
    let more = sentence.clone().filter(|at| side.is_content(*at) && !stretch.contains(at)).count();
    if more < FEW { side.tokens.clone() } else { sentence }
}

/// Share of the words of content of one sentence that face words of the other, the stretches left
/// out.
fn share(
    here: &Side<'_>,
    (sentence, stretch): (&Range<usize>, &Range<usize>),
    there: &Side<'_>,
    (facing, other): (&Range<usize>, &Range<usize>),
) -> f64 {
    let (mut content, mut met) = (0_u32, 0_u32);
    for at in sentence.clone().filter(|at| here.is_content(*at) && !stretch.contains(at)) {
        content += 1;
        let meets = |word: usize| {
            facing.contains(&word)
                && !other.contains(&word)
                && near_in_meaning(here, at, there, word)
        };
        met += u32::from(here.linked(at).any(meets));
    }
    if content == 0 { 1.0 } else { f64::from(met) / f64::from(content) }
}
