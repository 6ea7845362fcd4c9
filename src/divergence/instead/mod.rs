//! Which stretches say one thing in other words.
//!
//! In: pairs of stretches that stand between linked words. Out: for each the form of it, with or
//! without the empty words before its content, that people would most likely mark as other words
//! for one thing; none where no form is likely. Learned as [`super::alone`] is;
//! `examples/train_spans` writes `model.txt`.

use std::ops::Range;
use std::sync::LazyLock;

use super::ground::Ground;
use super::view::{LEFT, RIGHT, Side, View};
use crate::alignment::words::training::{Cells, Forest};

mod signs;

/// A left and a right stretch, as token numbers.
pub(super) type Facing = (Range<usize>, Range<usize>);

/// Pairs are no other words for one thing below this probability, in hundredths.
const LIKELY: u8 = 20;

/// For each pair its likeliest form; none where no form is likely.
pub(super) fn instead(view: &View<'_>, pairs: &[Facing]) -> Vec<Option<Facing>> {
    let mut found = Vec::with_capacity(pairs.len());
    let (forms, cells) = candidates(view, pairs);
    let sure = learned().probabilities(&cells);
    let mut sure = sure.iter().zip(forms.iter().flatten());
    for of_pair in &forms {
        let mut best: Option<(u8, &Facing)> = None;
        for (sure, form) in sure.by_ref().take(of_pair.len()) {
            if *sure >= LIKELY && best.is_none_or(|(most, _)| *sure > most) {
                best = Some((*sure, form));
            }
        }
        found.push(best.map(|(_, form)| form.clone()));
    }
    found
}

/// The forms of each pair, and the signs of all of them one behind the other.
pub(super) fn candidates(view: &View<'_>, pairs: &[Facing]) -> (Vec<Vec<Facing>>, Cells) {
    let [left, right] = [&view.sides[LEFT], &view.sides[RIGHT]].map(Ground::new);
    let forms: Vec<Vec<Facing>> =
        pairs.iter().map(|(a, b)| forms(left.side, a, right.side, b)).collect();
    let place = |side: &Side<'_>, at: &Range<usize>| {
        at.start - side.tokens.start..at.end - side.tokens.start
    };
    let places: Vec<Facing> =
        forms.iter().flatten().map(|(a, b)| (place(left.side, a), place(right.side, b))).collect();
    let cells = signs::signs(&left, &right, &places);
    (forms, cells)
}

/// A pair as it is, and without the empty words before the content of either side. Those behind it
/// belong to it: "departed from", "the implementation of".
fn forms(left: &Side<'_>, a: &Range<usize>, right: &Side<'_>, b: &Range<usize>) -> Vec<Facing> {
    let (x, y) = (trims(left, a), trims(right, b));
    x.iter().flat_map(|a| y.iter().map(move |b| (a.clone(), b.clone()))).collect()
}

/// A stretch as it is and without the empty words before its content.
fn trims(side: &Side<'_>, at: &Range<usize>) -> Vec<Range<usize>> {
    let first = at.clone().find(|&index| side.is_content(index));
    let shorter = first.filter(|&first| first > at.start).map(|first| first..at.end);
    std::iter::once(at.clone()).chain(shorter).collect()
}

/// What the signs are called in the learned model.
pub(super) const NAMES: [&str; signs::SIGNS] = signs::NAMES;

fn learned() -> &'static Forest {
    // A file of another form leaves an empty forest; a test would see it.
    static LEARNED: LazyLock<Forest> =
        LazyLock::new(|| Forest::parse(include_str!("model.txt"), &NAMES).unwrap_or_default());
    &LEARNED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learned_model_can_be_read() {
        let model = Forest::parse(include_str!("model.txt"), &NAMES);
        assert!(model.is_some_and(|model| !model.trees.is_empty()));
    }
}
