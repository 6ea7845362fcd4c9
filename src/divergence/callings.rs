//! Another calling, or a lower rank, beside one name: "the pianist Anna Moe" and "the conductor
//! Anna Moe", "the deputy harbour master Anna Moe" and "the harbour master".
//!
//! In: names that are one. Out: a [`Kind::Title`] where the words right before the name, or between
//! commas behind it, name two callings or only one of them a deputy.

use std::ops::Range;

use super::names::Pair;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};
use crate::language::relations;

/// The most words that say beside a name what somebody is.
const REACH: usize = 4;

/// Words that make a rank another one.
const LOWER: [&str; 6] = ["deputy", "vice", "assistant", "acting", "associate", "interim"];

/// The attributes whose values are callings.
const CALLINGS: [&str; 2] = ["occupation", "calling"];

/// Finds the divergences between what the bearers of one name are called.
pub(super) fn find(view: &mut View<'_>, pairs: &[Pair<'_>]) {
    for pair in pairs.iter().filter(|pair| pair.same) {
        let lefts = beside(&view.sides[LEFT], &pair.left.tokens);
        let rights = beside(&view.sides[RIGHT], &pair.right.tokens);
        let Some((left, right)) = other(view, &lefts, &rights) else { continue };
        let [a, b] = &view.sides;
        let (x, y) = (quoted(a.text(&left)), quoted(b.text(&right)));
        let who = b.text(&pair.right.tokens);
        let explanation =
            Said::of(&x, &y, |x, y| format!("{x} and {y} say differently what {who} is"));
        view.differ(Kind::Title, Some((left, None)), Some((right, None)), explanation, 0.75);
    }
}

fn other(
    view: &View<'_>,
    lefts: &[Range<usize>],
    rights: &[Range<usize>],
) -> Option<(Range<usize>, Range<usize>)> {
    let pairs = || lefts.iter().flat_map(|left| rights.iter().map(move |right| (left, right)));
    pairs().find_map(|(left, right)| callings(view, left, right)).or_else(|| {
        let [a, b] = &view.sides;
        pairs().find_map(|(left, right)| {
            lower(a, left, b, right)
                .or_else(|| lower(b, right, a, left).map(|(there, here)| (here, there)))
        })
    })
}

/// Two callings that exclude each other, where no calling is on both sides.
fn callings(
    view: &View<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let relations = relations::of(view.tag());
    let [a, b] = &view.sides;
    let mut found = None;
    for i in left.clone().filter(|&i| is_open(a, i)) {
        for j in right.clone().filter(|&j| is_open(b, j)) {
            let excluded = relations.exclusion(a.word(i), b.word(j));
            let attribute = excluded.and_then(|found| found.attribute);
            if attribute.is_some_and(|attribute| CALLINGS.contains(&attribute)) {
                found = found.or(Some((i..i + 1, j..j + 1)));
            }
            if a.word(i) == b.word(j) && relations.knows(a.word(i)) {
                return None;
            }
        }
    }
    found
}

/// A rank of `here` that is made another one by a word which `there` has not: the stretches from
/// there to the rank, which both sides have.
fn lower(
    here: &Side<'_>,
    beside: &Range<usize>,
    there: &Side<'_>,
    facing: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let first = beside.clone().find(|&at| is_open(here, at) && LOWER.contains(&here.word(at)))?;
    if facing.clone().any(|at| LOWER.contains(&there.word(at))) {
        return None;
    }
    let meets = |at: usize| facing.clone().find(|&other| there.word(other) == here.word(at));
    let (last, end) = (first + 1..beside.end).rev().find_map(|at| Some((at, meets(at)?)))?;
    let start = (first + 1..=last).find_map(meets).filter(|&start| start <= end)?;
    let bare = start == facing.start || !there.is_content(start - 1) || there.scope_ends(start);
    (bare && here.is_content(last)).then_some((first..last + 1, start..end + 1))
}

fn is_open(side: &Side<'_>, at: usize) -> bool {
    side.is_content(at) && !side.is_explained(at)
}

/// The words right before a name and those between marks behind it.
fn beside(side: &Side<'_>, name: &Range<usize>) -> Vec<Range<usize>> {
    let sentence = side.sentence(name.start);
    let first = (sentence.start.max(name.start.saturating_sub(REACH))..name.start)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1) && !stands_for_more(side, at))
        .last();
    let mut found: Vec<Range<usize>> = first.map(|first| first..name.start).into_iter().collect();
    if name.end < sentence.end && side.gap_before(name.end).trim() == "," {
        let last = (name.end..sentence.end.min(name.end + REACH))
            .take_while(|&at| {
                (at == name.end || !side.scope_ends(at)) && !stands_for_more(side, at)
            })
            .last();
        found.extend(last.map(|last| name.end..last + 1));
    }
    found
}

/// Whether a word goes beyond what somebody is called: "and", "of", "who".
fn stands_for_more(side: &Side<'_>, at: usize) -> bool {
    matches!(
        side.word(at),
        "and" | "or" | "but" | "who" | "with" | "by" | "for" | "of" | "said" | "told" | "to"
    )
}
