//! Scope: how far a statement reaches: all or some, only, a part of the whole.
//!
//! A quantifier or "only" counts through the word that it belongs to, which must face a word of
//! the other side.

use std::ops::Range;

use super::meeting::tells_of_one;
use super::said::Said;
use super::view::{LEFT, Side, View};
use super::{Effect, Kind, quoted};
use crate::language::cue::Cue;
use crate::language::force::{Force, Reach};

/// Finds the divergences in scope.
pub(super) fn find(view: &mut View<'_>) {
    quantifiers(view);
    for side in [0, 1] {
        only(view, side);
    }
}

/// Quantifiers of another reach before words that face each other.
fn quantifiers(view: &mut View<'_>) {
    let reaches = [reaches(&view.sides[0]), reaches(&view.sides[1])];
    for (words, reach, head) in &reaches[LEFT] {
        let [here, there] = &view.sides;
        let facing = reaches[1].iter().find(|(other, _, other_head)| {
            here.linked(*head).any(|index| index == *other_head)
                || words.clone().any(|m| here.linked(m).any(|index| other.contains(&index)))
        });
        let Some((other, other_reach, other_head)) = facing else { continue };
        let explained = here.is_explained(words.start) || there.is_explained(other.start);
        // "no" beside "any" is a matter of negation.
        let zero = [reach, other_reach].contains(&&Reach::Zero);
        if reach == other_reach
            || zero
            || explained
            || here.word(words.start) == there.word(other.start)
        {
            continue;
        }
        let (left, right) = (words.start..head + 1, other.start..other_head + 1);
        let sides = ((here.text(&left), *reach), (there.text(&right), *other_reach));
        let explanation = Said::of(sides.0, sides.1, |(x, reach), (y, other)| {
            let (reach, other) = (extent(reach), extent(other));
            format!("{} speaks of {reach}, {} of {other}", quoted(x), quoted(y))
        });
        let exclude = exclude(*reach, *other_reach);
        view.differ(Kind::Scope, Some((left, None)), Some((right, None)), explanation, 0.75);
        if exclude {
            view.weigh(Effect::Conflict);
        }
    }
}

/// Whether two reaches cannot both be true of one thing: most and few.
fn exclude(one: Reach, other: Reach) -> bool {
    let much = |reach: Reach| matches!(reach, Reach::All | Reach::Most);
    much(one) && other == Reach::Few || one == Reach::Few && much(other)
}

/// An "only" that the other side does not have.
fn only(view: &mut View<'_>, side: usize) {
    let marks: Vec<Range<usize>> = view.sides[side]
        .forces()
        .iter()
        .filter(|(_, forces)| forces.contains(&Force::Only))
        .map(|(words, _)| words.clone())
        .collect();
    for words in marks {
        let (here, there) = (&view.sides[side], &view.sides[1 - side]);
        let linked = words.clone().any(|index| here.has_link(index));
        if linked || here.is_explained(words.start) {
            continue;
        }
        // "Only to find": no end; "was only being built": no more than a time.
        if here.is(words.end, Cue::To) || is_temporal(here, &words) {
            continue;
        }
        let next = (words.end..here.tokens.end.min(words.end + 4)).find(|&i| here.is_content(i));
        let before = (here.tokens.start..words.start)
            .rev()
            .take(3)
            .take_while(|&i| !here.scope_ends(i + 1))
            .find(|&i| here.is_content(i));
        let found = next
            .and_then(|head| Some((words.start..head + 1, here.linked(head).next()?)))
            .or_else(|| before.and_then(|head| Some((head..words.end, here.linked(head).next()?))));
        let Some((mine, facing)) = found else { continue };
        let near = |(other, forces): &(Range<usize>, &[Force])| {
            forces.contains(&Force::Only) && other.start.abs_diff(facing) <= 6
        };
        let other = facing..facing + 1;
        let (l, r) = if side == LEFT { (&mine, &other) } else { (&other, &mine) };
        if there.forces().iter().any(near) || !tells_of_one(view, l, r) {
            continue;
        }
        let explanation =
            format!("{} excludes what the other leaves open", quoted(here.text(&words)));
        let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
        view.differ(Kind::Scope, Some((left, None)), Some((right, None)), explanation, 0.7);
    }
}

/// Whether an "only" says no more than when: "only now", "was only being built", "when it was only
/// beginning".
fn is_temporal(side: &Side<'_>, only: &Range<usize>) -> bool {
    let next = side.word(only.end);
    let under_way = || {
        let sentence = side.sentence(only.start).start;
        let clause = (sentence..only.start).rev().take_while(|&at| !side.scope_ends(at + 1));
        let timed = |at: usize| side.is(at, Cue::WhenWhile);
        next.ends_with("ing") && clause.into_iter().any(timed)
    };
    matches!(next, "being" | "just" | "now" | "recently" | "then") || under_way()
}

/// Quantifiers with their reach and the word that they count.
fn reaches(side: &Side<'_>) -> Vec<(Range<usize>, Reach, usize)> {
    side.forces()
        .iter()
        .filter_map(|(words, forces)| {
            let reach = forces.iter().find_map(|force| match force {
                Force::Reach(reach) => Some(*reach),
                _ => None,
            })?;
            let head = (words.end..side.tokens.end.min(words.end + 4))
                .take_while(|&index| !side.clause_starts(index))
                .find(|&index| side.is_content(index))?;
            Some((words.clone(), reach, head))
        })
        .collect()
}

fn extent(reach: Reach) -> &'static str {
    match reach {
        Reach::All => "all",
        Reach::Most => "most",
        Reach::Many => "many",
        Reach::Half => "half",
        Reach::Some => "some",
        Reach::Few => "few",
        Reach::Zero => "none",
    }
}
