//! The one name that a sentence has for itself, where the other has one too: the same slot, and no
//! other candidate for it.
//!
//! In: both passages with the names that face each other. Out: a [`Kind::NameConflict`] for two names
//! of facing sentences that nothing on the other side answers, if each is the only such name of its
//! sentence and both stand in like slots. Where several names are left, one text may only tell more.

use std::ops::Range;

use super::beside::{is_beside, is_title, lies_within, one_describes};
use super::meeting::meeting;
use super::names::Pair;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, names, places, quoted, roles, swapped};
use crate::alignment::lexicon;
use crate::value::name::{NameKind, NameMention};

/// How much of both sentences must face each other.
const MET: f64 = 0.5;

/// How far the words around two names of one slot face each other.
const BESIDE: f64 = 0.3;

/// ... and those around a person and a place.
const OTHER_KIND: f64 = 0.6;

/// From here on two places told in like words are one place, and neither lies in the other.
const ONE_PLACE: f64 = 0.65;

/// Tells the names that alone face each other.
pub(super) fn find(view: &mut View<'_>, named: &[Pair<'_>]) {
    let mut at = view.sides[LEFT].tokens.start;
    while at < view.sides[LEFT].tokens.end {
        let sentence = view.sides[LEFT].sentence(at);
        at = sentence.end.max(at + 1);
        let Some(other) = facing(view, &sentence) else { continue };
        let lefts = strays(view, LEFT, &sentence, named);
        let rights = strays(view, RIGHT, &other, named);
        if let ([left], [right]) = (lefts.as_slice(), rights.as_slice())
            && let Some(confidence) = one_slot(view, left, right)
        {
            tell(view, left, right, confidence);
        }
    }
}

/// The sentence of the right side that most words of a left one face.
fn facing(view: &View<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let [a, b] = &view.sides;
    let content = sentence.clone().filter(|&at| a.is_content(at));
    let mut starts: Vec<usize> =
        content.flat_map(|at| a.linked(at)).map(|at| b.sentence(at).start).collect();
    starts.sort_unstable();
    let most = starts.chunk_by(|x, y| x == y).max_by_key(|same| same.len())?;
    Some(b.sentence(most[0]))
}

/// The names of a sentence that nothing of the other side answers.
fn strays<'t>(
    view: &View<'t>,
    side: usize,
    sentence: &Range<usize>,
    named: &[Pair<'_>],
) -> Vec<&'t NameMention> {
    let here = &view.sides[side];
    let answered = |name: &NameMention| {
        named.iter().any(|pair| {
            let mine = if side == LEFT { pair.left } else { pair.right };
            pair.same && mine.tokens == name.tokens
        })
    };
    here.names()
        .iter()
        .filter(|name| sentence.contains(&name.tokens.start))
        .filter(|name| !answered(name) && is_name(here, name) && !is_told(view, side, name))
        .filter(|name| !shared(view, side, name))
        .collect()
}

/// Whether a mention is surely a name of something told, and not a word with a capital.
fn is_name(side: &Side<'_>, name: &NameMention) -> bool {
    let first = name.tokens.start;
    let strange = |at: usize| lexicon::english().is_strange(side.token(at).key);
    let known = name.tokens.len() > 1
        || name.kind != NameKind::Unknown
        || first > side.sentence(first).start
        || strange(first);
    known && !is_beside(side, name) && !is_title(side, name)
}

/// Whether a difference tells the name already, as more than other words.
fn is_told(view: &View<'_>, side: usize, name: &NameMention) -> bool {
    let at = view.sides[side].span(&name.tokens);
    view.found.iter().filter(|it| it.kind != Kind::Wording).any(|it| {
        let place = if side == LEFT { &it.left } else { &it.right };
        place.as_ref().is_some_and(|it| it.span.start < at.end && at.start < it.span.end)
    })
}

/// Whether the other side has a word of the name, or a name that can be the same.
fn shared(view: &View<'_>, side: usize, name: &NameMention) -> bool {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let word = |at: usize| {
        let token = here.token(at);
        here.is_content(at)
            && there.tokens.clone().any(|other| {
                let other = there.token(other);
                other.key == token.key || other.stem == token.stem
            })
    };
    name.tokens.clone().any(word)
        || there.names().iter().any(|other| match side {
            LEFT => swapped::is_one(view, name, other),
            _ => swapped::is_one(view, other, name),
        })
}

/// How sure it is that two names stand in one slot, if they do.
fn one_slot(view: &View<'_>, left: &NameMention, right: &NameMention) -> Option<f64> {
    let (l, r) = (&left.tokens, &right.tokens);
    let covered = view.coverage_around(l, r);
    let beside = view.context(l, r);
    let kinds = left.kind == right.kind
        || left.kind == NameKind::Unknown
        || right.kind == NameKind::Unknown;
    let placed = beside >= BESIDE
        || view.same_place(l, r)
        || places::behind_one(view, left, right)
        || names::both_open(view, l, r);
    let apart = one_describes(view, left, right) || lies_within(view, left, right);
    let told = placed
        && names::may_clash(view, left, right)
        && !apart
        && covered >= MET
        && (kinds || beside >= OTHER_KIND);
    told.then(|| (0.2 + 0.3 * beside + 0.5 * covered).clamp(0.5, 0.95))
}

fn tell(view: &mut View<'_>, left: &NameMention, right: &NameMention, confidence: f64) {
    let l = roles::with_modifiers(&view.sides[LEFT], &left.tokens);
    let r = roles::with_modifiers(&view.sides[RIGHT], &right.tokens);
    let spans = [view.sides[LEFT].span(&l), view.sides[RIGHT].span(&r)];
    view.found.retain(|it| {
        let within = |place: &Option<super::Located>, side: usize| {
            place.as_ref().is_some_and(|it| spans[side].contains(it.span))
        };
        !(it.kind == Kind::Wording && within(&it.left, LEFT) && within(&it.right, RIGHT))
    });
    let nests = places::may_nest(view, left, right) && meeting(view, &l, &r) < ONE_PLACE;
    let (a, b) = (quoted(view.sides[LEFT].text(&l)), quoted(view.sides[RIGHT].text(&r)));
    let nested = if nests { ": one place may lie in the other" } else { "" };
    let explanation =
        Said::of(&a, &b, |a, b| format!("{a} stands where the other has {b}{nested}"));
    names::put(view, Kind::NameConflict, &l, &r, explanation, confidence);
    if nests {
        view.weigh(Effect::Shift);
    }
}
