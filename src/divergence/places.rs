//! Where a name stands: behind which preposition, and whether one place may lie in the other.
//!
//! In: two names that face each other. Out: whether they are said of different things, so that
//! both can be true: "in Norway" and "at Camp Moe", "from Oslo" and "to Bergen".

use super::chunks::can_be_noun;
use super::view::{LEFT, RIGHT, Side, View};
use crate::language::StateSide;
use crate::language::cue::Cue;
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

/// Whether one of two names stands behind a preposition and the other behind none: "in Norway" says where,
/// "Moe" who. What someone owns or does can be said in both ways ("of Moe", "by Moe"), and a name before
/// a noun stands for one behind a preposition ("the Bergen ferry").
pub(super) fn of_two_roles(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let (a, b) = (&view.sides[LEFT], &view.sides[RIGHT]);
    let modifies = |side: &Side<'_>, name: &NameMention| {
        let next = name.tokens.end;
        let text = side.text(&name.tokens);
        text.ends_with("'s")
            || text.ends_with("’s")
            || side.tokens.contains(&next)
                && side.is_content(next)
                && can_be_noun(side, next)
                && side.gap_before(next).chars().all(char::is_whitespace)
    };
    let bare = |word: &str| !matches!(word, "of" | "by" | "for");
    match (preposition(a, left), preposition(b, right)) {
        (Some(word), None) => {
            bare(word) && led(a, left) && !modifies(b, right) && !modifies(a, left)
        }
        (None, Some(word)) => {
            bare(word) && led(b, right) && !modifies(a, left) && !modifies(b, right)
        }
        _ => false,
    }
}

/// Whether one of two names is a member of a list ("the harbour board, the Sea Club and the town") and the
/// other is not: lists differ in what they leave out.
pub(super) fn of_a_list(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    listed(&view.sides[LEFT], left) != listed(&view.sides[RIGHT], right)
}

/// Whether a name stands between the commas of a list that is closed by "and" or "or".
fn listed(side: &Side<'_>, name: &NameMention) -> bool {
    let capital = |at: &usize| side.token(*at).capital && side.gap_before(at + 1) == " ";
    let first = (side.tokens.start..name.tokens.start).rev().take_while(capital).last();
    let first = first.unwrap_or(name.tokens.start);
    let article = |at: &usize| side.telling.language.is_determiner(side.token(*at).key);
    let first = first.checked_sub(1).filter(article).unwrap_or(first);
    let opens = side.gap_before(first) == ", "
        && first.checked_sub(1).is_some_and(|at| {
            side.tokens.contains(&at) && (side.token(at).capital || side.is_content(at))
        });
    opens
        && matches!(side.word(name.tokens.end), "and" | "or")
        && side.gap_before(name.tokens.end) == " "
}

/// Whether no more than articles, titles and capitals stand between a name and the preposition before it.
fn led(side: &Side<'_>, name: &NameMention) -> bool {
    let language = side.telling.language;
    let passed = |at: usize| {
        let token = side.token(at);
        token.capital || language.is_determiner(token.key) || language.is_title(token.key)
    };
    let before = (side.tokens.start..name.tokens.start).rev().find(|&at| !passed(at));
    before.is_some_and(|at| {
        side.word(at) == "to"
            || force::of(language.words.tag).part(side.token(at).key) == Some(Part::Preposition)
    })
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
        part.is_some_and(|part| part != Part::Determiner) || side.is(index, Cue::To)
    })?;
    let near =
        (found + 1..=first).all(|index| side.gap_before(index).chars().all(char::is_whitespace));
    let leads =
        forces.part(side.token(found).key) == Some(Part::Preposition) || side.is(found, Cue::To);
    let away = side.is(found, Cue::Of) && found > side.tokens.start && side.is(found - 1, Cue::Out);
    (near && leads).then(|| if away { "from" } else { side.word(found) })
}

fn is_state(side: &Side<'_>, name: &NameMention) -> bool {
    let keys: Vec<u64> = name.tokens.clone().map(|index| side.token(index).key).collect();
    side.telling
        .language
        .state(&keys)
        .is_some_and(|state| state.words == keys.len() && state.side != StateSide::Capital)
}
