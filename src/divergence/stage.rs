//! How far a matter has come: planned or done, charged or convicted, missing or dead.
//!
//! In: two passages. Out: [`Kind::Stage`] for two claims about one thing that tell two stages of a matter: by the
//! verb ("charged", "convicted"; the scales are data of the language), or by what stands before one verb ("will be
//! fitted", "has been fitted"). Between papers of two days a matter may have moved on, which is a shift and no
//! conflict. Words of two stages in one place whose claims nobody could read are told as a shift too.

use std::ops::Range;

use super::chunks::can_be_verb;
use super::claim::{self, Claim};
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, Located, deeds, polarity, quoted};
use crate::language::cue::Cue;
use crate::language::force::{Force, Modal};
use crate::language::relations;
use crate::syntax::Upos;

/// Confidence of two stages that are said of one thing.
const SURE: f64 = 0.75;
/// Words of the longest sentence that is looked at.
const LONGEST: usize = 60;
/// Words between what says that something is to come and its verb.
const NEAR: usize = 4;

/// Names the claims that tell two stages of one matter.
pub(super) fn find(view: &mut View<'_>) {
    for [left, right] in claim::sentences(view) {
        if left.len().max(right.len()) > LONGEST {
            continue;
        }
        let pairs = verbs(view, &left, &right);
        if let Some((i, j)) = pairs.into_iter().find(|&(i, j)| is_one_matter(view, i, j)) {
            tell(view, i, j);
        }
    }
}

/// Verbs of two sentences that may tell two stages: two of a scale, or one verb that lies ahead on one side.
fn verbs(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> Vec<(usize, usize)> {
    let [a, b] = &view.sides;
    let relations = relations::of(view.tag());
    let open = |side: &Side<'_>, at: usize| {
        side.is_content(at)
            && !side.is_explained(at)
            && !side.is_auxiliary(at)
            && can_be_verb(side, at)
    };
    let rights: Vec<usize> = right.clone().filter(|&at| open(b, at)).collect();
    let mut found = Vec::new();
    for i in left.clone().filter(|&at| open(a, at)) {
        for &j in &rights {
            let planned = (plan(a, i).is_some(), plan(b, j).is_some());
            let one = a.token(i).stem == b.token(j).stem
                && (planned.0 && is_done(b, j) || planned.1 && is_done(a, i));
            let scale = || relations.are_stages(a.word(i), b.word(j));
            if one || scale() && is_done(a, i) && is_done(b, j) {
                found.push((i, j));
            }
        }
    }
    found
}

/// The words before a verb that say that it is to come: "will", "is to", "plans to".
pub(super) fn plan(side: &Side<'_>, verb: usize) -> Option<Range<usize>> {
    let first = side.sentence(verb).start.max(verb.saturating_sub(NEAR));
    let comes = |force: &Force| matches!(force, Force::Modal(Modal::Will | Modal::Plan));
    let near = side.forces().iter().filter(|(words, _)| first <= words.start && words.end <= verb);
    let ahead = near.filter(|(_, forces)| forces.iter().any(comes));
    let joined = |words: &Range<usize>| (words.start + 1..=verb).all(|at| !side.scope_ends(at));
    ahead.map(|(words, _)| words.clone()).rfind(joined)
}

/// Whether a verb tells of something done: its form is of the past, and nothing before it says that it may
/// be or is to come.
fn is_done(side: &Side<'_>, verb: usize) -> bool {
    let past = side.verb_form(verb).is_some_and(|form| form.1);
    let first = side.sentence(verb).start.max(verb.saturating_sub(NEAR));
    let opens =
        |at: &usize| side.telling.language.is_modal(side.token(*at).key) || side.is(*at, Cue::To);
    let before = (first..verb).rev().take_while(|&at| !side.scope_ends(at + 1));
    past && !before.into_iter().any(|at| opens(&at)) && plan(side, verb).is_none()
}

/// Whether two verbs lead claims about one thing, both stated outright.
fn is_one_matter(view: &View<'_>, left: usize, right: usize) -> bool {
    let [a, b] = &view.sides;
    let (Some(l), Some(r)) = (Claim::of(a, left), Claim::of(b, right)) else { return false };
    let outright = |side: &Side<'_>, verb: usize| {
        let node = side.telling.tree(verb).and_then(|tree| tree.node(verb));
        // "Askill, the accused": no verb
        let named = verb
            .checked_sub(1)
            .filter(|at| side.tokens.contains(at))
            .is_some_and(|at| side.telling.language.is_determiner(side.token(at).key));
        node.is_some_and(|node| node.upos == Upos::Verb)
            && !named
            && !deeds::supposed(side, verb)
            && !polarity::is_denied(side, &(verb..verb + 1))
    };
    outright(a, left)
        && outright(b, right)
        && claim::meet(view, l, r)
        && (plan(a, left).is_some() != plan(b, right).is_some()
            || claim::are_of_one_time(a, l, b, r))
}

fn tell(view: &mut View<'_>, left: usize, right: usize) {
    let words = |side: &Side<'_>, verb: usize| {
        let group = claim::group(side, &(verb..verb + 1));
        plan(side, verb).map_or(group.start, |plan| plan.start.min(group.start))..group.end
    };
    let [a, b] = &view.sides;
    let (l, r) = (words(a, left), words(b, right));
    let explanation = said(a.text(&l), b.text(&r));
    let moved = match (a.telling.date, b.telling.date) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    };
    view.differ(Kind::Stage, Some((l, None)), Some((r, None)), explanation, SURE);
    if moved {
        view.weigh(Effect::Shift);
    }
}

fn said(left: &str, right: &str) -> Said {
    Said::of(left, right, |x, y| {
        format!("{} and {}: two stages of one matter", quoted(x), quoted(y))
    })
}

/// Names other words that the list already tells where they are two stages of one matter.
pub(super) fn rename(view: &mut View<'_>) {
    for n in 0..view.found.len() {
        let it = &view.found[n];
        let plain = it.kind == Kind::Wording && it.effect < Effect::Shift;
        let Some((x, y)) = (if plain { stages(view, &it.left, &it.right) } else { None }) else {
            continue;
        };
        let Said { text, turned } = said(&x, &y);
        let it = &mut view.found[n];
        (it.kind, it.effect) = (Kind::Stage, Effect::Shift);
        (it.explanation, it.turned) = (text, turned);
    }
}

/// The words of two facing places that are two stages of one matter.
fn stages(
    view: &View<'_>,
    left: &Option<Located>,
    right: &Option<Located>,
) -> Option<(String, String)> {
    let relations = relations::of(view.tag());
    let lefts = view.sides[LEFT].tokens_in(left.as_ref()?.span);
    let rights = view.sides[RIGHT].tokens_in(right.as_ref()?.span);
    let pairs = lefts.flat_map(|i| rights.clone().map(move |j| (i, j)));
    let [a, b] = &view.sides;
    let denied = |side: &Side<'_>, at: usize| polarity::is_denied(side, &(at..at + 1));
    let mut pairs = pairs.filter(|&(i, j)| relations.are_stages(a.word(i), b.word(j)));
    let (i, j) = pairs.find(|&(i, j)| !denied(a, i) && !denied(b, j))?;
    Some((a.word(i).to_owned(), b.word(j).to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::language::relations;

    #[test]
    fn two_stages_of_one_matter() {
        let english = relations::of("en");
        for (a, b) in [("charged", "convicted"), ("suspect", "killer"), ("killed", "missing")] {
            assert!(english.are_stages(a, b) && english.are_stages(b, a), "{a} / {b}");
        }
        for (a, b) in [("charged", "indicted"), ("missing", "killer"), ("red", "blue")] {
            assert!(!english.are_stages(a, b), "{a} / {b}");
        }
    }
}
