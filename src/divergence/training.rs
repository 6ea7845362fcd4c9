//! What a trainer needs: the stretches of two texts that may stand alone or for each other, with
//! their signs.
//!
//! The program uses nothing of this; `examples/train_spans` writes `alone/model.txt` and
//! `instead/model.txt` with it.
//! Invariant: training sees exactly the signs that the classifier computes.

use super::alone::{Sureness, Weighed};
use super::view::View;
use super::{alone, explain, instead, omission, rivals, wording};
use crate::alignment::words::training::Cells;
use crate::span::Span;
use crate::telling::Telling;

/// What the signs of a stretch that may stand alone are called.
pub const ALONE: &[&str] = &alone::NAMES;

/// What the signs of stretches that may stand for each other are called.
pub const INSTEAD: &[&str] = &instead::NAMES;

fn explained<'t>(
    left: &'t Telling<'t>,
    right: &'t Telling<'t>,
    links: &[(usize, usize)],
) -> View<'t> {
    let whole = |telling: &Telling<'_>| Span::new(0, telling.text.len());
    let mut view = View::new((left, whole(left)), (right, whole(right)), links);
    explain(&mut view, &|_| true);
    view
}

/// The forms of stretches that may stand for each other with their signs, grouped by the pair of
/// which they are forms.
pub fn facing(
    left: &Telling<'_>,
    right: &Telling<'_>,
    links: &[(usize, usize)],
) -> (Vec<Vec<[Span; 2]>>, Cells) {
    let mut view = explained(left, right, links);
    omission::find(&mut view, Sureness::Sure, &mut Weighed::default());
    let (forms, cells) = instead::candidates(&view, &wording::proposals(&view));
    let spans = |(a, b): &instead::Facing| [view.sides[0].span(a), view.sides[1].span(b)];
    (forms.iter().map(|forms| forms.iter().map(spans).collect()).collect(), cells)
}

/// The stretches of each side with their signs, in the order of the text.
pub fn stretches(
    left: &Telling<'_>,
    right: &Telling<'_>,
    links: &[(usize, usize)],
) -> [(Vec<Span>, Cells); 2] {
    let view = explained(left, right, links);
    let [left, right] = alone::candidates(&view);
    [(0, left), (1, right)].map(|(side, (stretches, cells))| {
        (stretches.iter().map(|it| view.sides[side].span(it)).collect(), cells)
    })
}

/// What the signs of two values or names that may fill one slot are called.
pub const RIVALS: &[&str] = &rivals::signs::NAMES;

/// The values and names of two passages that exclude each other, with their signs.
pub fn rivals(
    left: (&Telling<'_>, Span),
    right: (&Telling<'_>, Span),
    links: &[(usize, usize)],
) -> Vec<([Span; 2], [f32; RIVALS.len()])> {
    let view = View::new(left, right, links);
    let candidates = rivals::candidates(&view).into_iter();
    candidates
        .map(|it| {
            let [l, r] = &it.tokens;
            ([view.sides[0].span(l), view.sides[1].span(r)], rivals::signs::of(&view, &it))
        })
        .collect()
}
