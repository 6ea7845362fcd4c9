//! What a trainer needs: the stretches of two texts that may stand alone, with their signs.
//!
//! The program uses nothing of this; `examples/train_alone` writes `alone/model.txt` with it.
//! Invariant: training sees exactly the signs that the classifier computes.

use super::view::View;
use super::{alone, explain};
use crate::alignment::words::training::Cells;
use crate::span::Span;
use crate::telling::Telling;

/// What the signs are called in the learned model.
pub const NAMES: &[&str] = &alone::NAMES;

/// The stretches of each side with their signs, in the order of the text.
pub fn stretches(
    left: &Telling<'_>,
    right: &Telling<'_>,
    links: &[(usize, usize)],
) -> [(Vec<Span>, Cells); 2] {
    let whole = |telling: &Telling<'_>| Span::new(0, telling.text.len());
    let mut view = View::new((left, whole(left)), (right, whole(right)), links);
    explain(&mut view);
    let [left, right] = alone::candidates(&view);
    [(0, left), (1, right)].map(|(side, (stretches, cells))| {
        (stretches.iter().map(|it| view.sides[side].span(it)).collect(), cells)
    })
}
