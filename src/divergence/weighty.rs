//! Words of grammar that move the meaning wherever they stand.
//!
//! In: a word of a passage. Out: whether it denies, bounds or weakens what is said. No rule may pass
//! over such a word for the sake of the others around it.

use super::view::Side;
use crate::language::cue::Cue;
use crate::language::force::{Force, Part};

/// Whether a word of grammar moves the meaning wherever it stands: a negator, a modal, a hedge, a
/// quantifier.
pub(super) fn is_weighty(side: &Side<'_>, at: usize) -> bool {
    let moves = |force: &Force| {
        matches!(
            force,
            Force::Negator
                | Force::Denier
                | Force::Modal(_)
                | Force::Hedge
                | Force::Reach(_)
                | Force::Only
        )
    };
    let part = side.lists.part(side.token(at).key);
    let relative = matches!(part, Some(Part::Conjunction));
    let all = side.forces();
    let force = all.get(all.partition_point(|(words, _)| words.end <= at));
    !relative && force.is_some_and(|(words, what)| words.contains(&at) && what.iter().any(moves))
}

/// Whether a word denies by itself, whatever it says with the words around it: the "not" of "not just".
pub(super) fn is_negator(side: &Side<'_>, at: usize) -> bool {
    let force = side.lists.at(&mut std::iter::once(side.token(at).key));
    force.is_some_and(|(_, what)| what.contains(&Force::Negator))
}

/// Whether a word of grammar says when, where to, on what condition or how much: what the other side
/// has in its place may turn the sentence.
pub(super) fn points(side: &Side<'_>, at: usize) -> bool {
    side.is(at, Cue::Points)
}
