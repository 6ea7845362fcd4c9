//! Places that touch are one place: "the old" / "a former" and "house" / "home" right behind it.
//!
//! In: the list of differences. Out: the same, with neighbours joined that say no more than that
//! words differ, as long as the joined place stays short. A reader then has one thing to look at.

use std::ops::Range;

use super::residue::{LONGEST, tell_pair};
use super::view::{LEFT, RIGHT, View};
use super::{Difference, Effect, Kind};

/// A difference that says no more than that words differ, with its place on both sides; an empty
/// range where a side lacks the words.
struct Place {
    sides: [Range<usize>; 2],
    difference: Difference,
}

/// Joins the plain differences that touch on both sides.
pub(super) fn join(view: &mut View<'_>) {
    let mut places: Vec<Place> =
        view.found.iter().filter(|it| is_plain(it)).filter_map(|it| place(view, it)).collect();
    places.sort_by_key(|place| {
        (place.sides[LEFT].start, place.sides[RIGHT].start, place.sides[LEFT].end)
    });
    let mut groups: Vec<Vec<Place>> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some(group)
                if group.last().is_some_and(|last| touch(view, last, &place))
                    && fits(group, &place) =>
            {
                group.push(place);
            }
            _ => groups.push(vec![place]),
        }
    }
    for group in groups.into_iter().filter(|group| group.len() > 1) {
        let whole = hull(&group);
        // Words that only one side has stay as they were told.
        if whole.iter().any(Range::is_empty) {
            continue;
        }
        view.found.retain(|it| !group.iter().any(|place| place.difference == *it));
        let [left, right] = whole;
        tell_pair(view, left, right, false);
    }
}

fn is_plain(difference: &Difference) -> bool {
    let wording = difference.kind == Kind::Wording
        && matches!(difference.effect, Effect::Compatible | Effect::Unclear);
    let lost = matches!(difference.kind, Kind::Omission | Kind::Addition)
        && difference.effect == Effect::Compatible;
    let valued = [&difference.left, &difference.right]
        .iter()
        .any(|it| it.as_ref().is_some_and(|it| it.value.is_some()));
    (wording || lost) && !valued
}

fn place(view: &View<'_>, difference: &Difference) -> Option<Place> {
    let words = |side: usize| {
        let located = if side == LEFT { &difference.left } else { &difference.right };
        located.as_ref().map(|it| view.sides[side].tokens_in(it.span))
    };
    let sides = match (words(LEFT), words(RIGHT)) {
        (Some(left), Some(right)) => [left, right],
        (Some(left), None) => [left.clone(), gap(view, LEFT, left.start)],
        (None, Some(right)) => [gap(view, RIGHT, right.start), right],
        (None, None) => return None,
    };
    Some(Place { sides, difference: difference.clone() })
}

/// Where the other side would have what stands at `at`: behind the partner of the word before.
fn gap(view: &View<'_>, side: usize, at: usize) -> Range<usize> {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let before = at.checked_sub(1).filter(|before| here.tokens.contains(before));
    let partner = before.and_then(|before| here.linked(before).last());
    let place = match (partner, before) {
        (Some(partner), _) => partner + 1,
        (None, None) => there.tokens.start,
        // Its neighbour has no partner either: it touches whatever is told there.
        (None, Some(_)) => {
            let next = (at..here.tokens.end).find_map(|word| here.linked(word).next());
            next.unwrap_or(there.tokens.end)
        }
    };
    place..place
}

/// Whether at most one small word stands between two places on either side, and no mark or border
/// of a sentence.
fn touch(view: &View<'_>, first: &Place, second: &Place) -> bool {
    [LEFT, RIGHT].into_iter().all(|side| {
        let here = &view.sides[side];
        let (from, to) = (first.sides[side].end, second.sides[side].start);
        let small = |at: usize| !here.is_content(at);
        let border = |at: usize| {
            here.tokens.contains(&at) && (here.begins_sentence(at) || here.clause_starts(at))
        };
        from <= to
            && to - from <= 1
            && (from..to).all(small)
            && !(from..=to).any(|at| at > first.sides[side].start && border(at))
    })
}

fn fits(group: &[Place], next: &Place) -> bool {
    [LEFT, RIGHT]
        .into_iter()
        .all(|side| next.sides[side].end.saturating_sub(group[0].sides[side].start) <= LONGEST)
}

fn hull(group: &[Place]) -> [Range<usize>; 2] {
    [LEFT, RIGHT].map(|side| {
        let told = group.iter().map(|place| &place.sides[side]).filter(|words| !words.is_empty());
        let start = told.clone().map(|words| words.start).min();
        let end = told.map(|words| words.end).max();
        start.zip(end).map_or(0..0, |(start, end)| start..end)
    })
}
