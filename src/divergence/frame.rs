//! Whether two words stand in one frame: what stands before and behind each in its clause is the
//! same, as a subject and an object are.
//!
//! In: a stretch of both sides. Out: whether their neighbours face each other. A neighbour that
//! only one side has says nothing; one that faces another speaks against it.

use std::ops::Range;

use super::deeds::is_joint;
use super::likeness::near_in_meaning;
use super::view::{LEFT, RIGHT, Side, View};

/// How many words away a neighbour may stand.
const REACH: usize = 6;

/// Whether the nearest words of content before or behind two stretches are the same, and neither
/// differ.
pub(super) fn is_shared(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let met = met(view, left, right);
    met.contains(&Some(true)) && !met.contains(&Some(false))
}

/// Whether the nearest words of content both before and behind two stretches are the same.
pub(super) fn is_whole(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    met(view, left, right) == [Some(true); 2]
}

fn met(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> [Option<bool>; 2] {
    let [a, b] = &view.sides;
    [meets(view, before(a, left), before(b, right)), meets(view, behind(a, left), behind(b, right))]
}

fn meets(view: &View<'_>, left: Option<usize>, right: Option<usize>) -> Option<bool> {
    let (i, j) = (left?, right?);
    let (a, b) = (&view.sides[LEFT], &view.sides[RIGHT]);
    Some(a.linked(i).any(|other| other == j) || near_in_meaning(a, i, b, j))
}

/// The nearest word of content before a stretch in its clause.
fn before(side: &Side<'_>, stretch: &Range<usize>) -> Option<usize> {
    let first = side.tokens.start.max(stretch.start.saturating_sub(REACH));
    (first..stretch.start)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1) && !is_joint(side, at))
        .find(|&at| side.is_content(at))
}

/// The nearest word of content behind a stretch in its clause.
fn behind(side: &Side<'_>, stretch: &Range<usize>) -> Option<usize> {
    (stretch.end..side.tokens.end.min(stretch.end + REACH))
        .take_while(|&at| !side.scope_ends(at) && !is_joint(side, at))
        .find(|&at| side.is_content(at))
}
