//! Where a name stands: behind which preposition, and whether one place may lie in the other.
//!
//! In: two names that face each other. Out: whether they are said of different things, so that
//! both can be true: "in Norway" and "at Camp Moe", "from Oslo" and "to Bergen".

use super::view::{LEFT, RIGHT, Side, View};
use crate::language::StateSide;
use crate::language::force::{self, Part};
use crate::value::name::{NameKind, NameMention};

/// Whether two names stand behind prepositions of other directions, or one is a state in which the
/// other may lie.
pub(super) fn apart(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let (a, b) = (&view.sides[LEFT], &view.sides[RIGHT]);
    let (x, y) = (preposition(a, left), preposition(b, right));
    let turned = match (x.and_then(direction), y.and_then(direction)) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    };
    let place = |name: &NameMention| matches!(name.kind, NameKind::Place | NameKind::Unknown);
    let within = is_state(a, left) != is_state(b, right)
        && place(left)
        && place(right)
        && x.is_some()
        && y.is_some();
    turned || within
}

/// Whether two names say where something is ("in", "at") in two manners or are not known as states,
/// so that the one place may lie in the other.
pub(super) fn may_nest(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let (a, b) = (&view.sides[LEFT], &view.sides[RIGHT]);
    let at = |side: &Side<'_>, name: &NameMention| {
        preposition(side, name).and_then(direction) == Some(0)
    };
    let place = |name: &NameMention| matches!(name.kind, NameKind::Place | NameKind::Unknown);
    let known = [left, right].iter().any(|name| name.kind == NameKind::Place);
    let states = is_state(a, left) && is_state(b, right);
    known && !states && place(left) && place(right) && at(a, left) && at(b, right)
}

/// Which way a preposition points; none where it says nothing of a place.
fn direction(word: &str) -> Option<u8> {
    Some(match word {
        "in" | "at" | "on" | "near" | "inside" | "within" | "around" | "outside" | "across" => 0,
        "from" | "off" => 1,
        "to" | "into" | "toward" | "towards" | "onto" => 2,
        "against" | "versus" => 3,
        "with" | "alongside" => 4,
        "after" | "since" => 5,
        "before" | "until" | "till" => 6,
        _ => return None,
    })
}

/// The preposition before a name, over its article and what introduces it.
fn preposition<'t>(side: &'t Side<'_>, name: &NameMention) -> Option<&'t str> {
    const REACH: usize = 3;
    let forces = force::of(side.telling.language.words.tag);
    let first = name.tokens.start;
    let mut before = (side.tokens.start..first).rev().take(REACH);
    let found = before.find(|&index| {
        let part = forces.part(side.token(index).key);
        part.is_some_and(|part| part != Part::Determiner) || side.word(index) == "to"
    })?;
    let near =
        (found + 1..=first).all(|index| side.gap_before(index).chars().all(char::is_whitespace));
    let leads =
        forces.part(side.token(found).key) == Some(Part::Preposition) || side.word(found) == "to";
    let away =
        side.word(found) == "of" && found > side.tokens.start && side.word(found - 1) == "out";
    (near && leads).then(|| if away { "from" } else { side.word(found) })
}

fn is_state(side: &Side<'_>, name: &NameMention) -> bool {
    let keys: Vec<u64> = name.tokens.clone().map(|index| side.token(index).key).collect();
    side.telling
        .language
        .state(&keys)
        .is_some_and(|state| state.words == keys.len() && state.side != StateSide::Capital)
}
