//! Modality and tense: how strongly, how surely and when something is or is to be.
//!
//! A modal counts through the verb that it governs: that verb must face a verb of the other side.
//! Another force is a modality; `will` beside `would`, or another form of one verb, is a tense.

use std::ops::Range;

use super::chunks::can_be_verb;
use super::likeness::near_in_meaning;
use super::meeting::tells_of_one;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, quoted};
use crate::language::force::{self, Force, Modal, Part, Stance};
use crate::value::Value;

/// A modal with the verb that it governs.
struct Governing {
    words: Range<usize>,
    modal: Modal,
    verb: usize,
}

/// Finds the divergences in modality and in tense.
pub(super) fn find(view: &mut View<'_>) {
    let modals = [modals(&view.sides[LEFT]), modals(&view.sides[RIGHT])];
    for left in &modals[LEFT] {
        beside(view, left, &modals[RIGHT]);
    }
    for side in [LEFT, RIGHT] {
        for modal in &modals[side] {
            alone(view, side, modal, &modals[1 - side]);
        }
    }
    hedges(view);
    tenses(view);
}

/// Two modals that govern verbs facing each other, or that face each other themselves.
fn beside(view: &mut View<'_>, left: &Governing, others: &[Governing]) {
    let here = &view.sides[LEFT];
    let faces = |right: &&Governing| {
        here.linked(left.verb).any(|verb| verb == right.verb)
            || left.words.clone().any(|m| here.linked(m).any(|other| right.words.contains(&other)))
    };
    // A modal that faces one of its own force is answered, whatever else stands there.
    if others.iter().filter(faces).any(|right| right.modal == left.modal) {
        return;
    }
    let Some(right) = others.iter().find(faces) else { return };
    if taken(view, LEFT, left) || taken(view, RIGHT, right) {
        return;
    }
    let (a, b) = (verb_group(left), verb_group(right));
    let there = &view.sides[RIGHT];
    let same_verb = here.token(left.verb).stem == there.token(right.verb).stem;
    let verbs_meet = same_verb
        || here.linked(left.verb).any(|verb| verb == right.verb)
        || near_in_meaning(here, left.verb, there, right.verb);
    if !verbs_meet && view.context(&a, &b) < 0.5 || !tells_of_one(view, &a, &b) {
        return;
    }
    let dated = is_dated(here, left) && is_dated(there, right);
    let (kind, effect) = kind_of(left.modal, right.modal, dated);
    let (x, y) = (view.sides[LEFT].text(&left.words), view.sides[RIGHT].text(&right.words));
    let explanation = Said::of((x, left.modal), (y, right.modal), |(x, own), (y, other)| {
        let (own, other) = (meaning(own, other, kind), meaning(other, own, kind));
        format!("{} {own}, {} {other}", quoted(x), quoted(y))
    });
    let sure = 0.45 + 0.35 * view.context(&a, &b) + if same_verb { 0.15 } else { 0.0 };
    let shifted = match (left.modal, right.modal) {
        (Modal::Will, Modal::Would) => {
            is_reported(here, left.verb, there, right.verb) || goes_back(there, right)
        }
        (Modal::Would, Modal::Will) => {
            is_reported(there, right.verb, here, left.verb) || goes_back(here, left)
        }
        (Modal::Can, Modal::May) => goes_back(there, right),
        (Modal::May, Modal::Can) => goes_back(here, left),
        _ => false,
    };
    let (effect, explanation) =
        if shifted { (Effect::None, reported(x, y)) } else { (effect, explanation) };
    put(view, kind, effect, a, b, explanation, sure);
}

/// A modal whose verb faces a verb without one.
fn alone(view: &mut View<'_>, side: usize, modal: &Governing, others: &[Governing]) {
    let here = &view.sides[side];
    let there = &view.sides[1 - side];
    let Some(facing) = here.linked(modal.verb).next() else { return };
    let there_too = modal.words.clone().any(|index| here.has_link(index));
    let accompanied = there_too
        || others
            .iter()
            .any(|other| other.verb == facing || other.words.start.abs_diff(facing) <= 3)
        || hedged_near(there, facing);
    if accompanied
        || taken(view, side, modal)
        || !verbs(here, modal.verb, there, facing)
        || !is_finite(there, facing)
        || is_seen(here, modal)
    {
        return;
    }
    let (kind, effect) = match modal.modal {
        Modal::Will => (Kind::Tense, Effect::Compatible),
        Modal::Would => (Kind::Tense, Effect::Compatible),
        _ => (Kind::Modality, Effect::Shift),
    };
    let mine = verb_group(modal);
    let other = extend(there, facing)..facing + 1;
    let (l, r) = if side == LEFT { (&mine, &other) } else { (&other, &mine) };
    if !tells_of_one(view, l, r) {
        return;
    }
    let explanation = format!(
        "{} {}, where the other has only {}",
        quoted(here.text(&modal.words)),
        meaning(modal.modal, modal.modal, kind),
        quoted(there.text(&other))
    );
    let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
    put(view, kind, effect, left, right, explanation, 0.6);
}

/// A hedge that only one side has, beside words that both have.
fn hedges(view: &mut View<'_>) {
    for side in [LEFT, RIGHT] {
        let hedges: Vec<Range<usize>> = view.sides[side]
            .forces()
            .iter()
            .filter(|(_, forces)| forces.contains(&Force::Hedge))
            .map(|(words, _)| words.clone())
            .collect();
        for words in hedges {
            hedge(view, side, &words);
        }
    }
}

fn hedge(view: &mut View<'_>, side: usize, words: &Range<usize>) {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    if words.clone().any(|index| here.has_link(index) || here.is_explained(index)) {
        return;
    }
    let next = (words.end..here.tokens.end.min(words.end + 3))
        .take_while(|&index| !here.clause_starts(index))
        .find(|&index| here.is_content(index));
    let Some(next) = next else { return };
    let Some(facing) = here.linked(next).next() else { return };
    let hedged = |(other, forces): &(Range<usize>, &[Force])| {
        other.start.abs_diff(facing) <= 5
            && forces.iter().any(|force| {
                matches!(
                    force,
                    Force::Hedge | Force::Modal(_) | Force::Saying(Stance::Claim | Stance::Believe)
                )
            })
    };
    // What is in doubt is that it happened: no name, and no other word in its place.
    let doubted = !here.token(next).capital && near_in_meaning(here, next, there, facing);
    let mine = words.start..next + 1;
    let other = facing..facing + 1;
    let (l, r) = if side == LEFT { (&mine, &other) } else { (&other, &mine) };
    if there.forces().iter().any(hedged)
        || !doubted
        || reported_there(there, facing)
        || !tells_of_one(view, l, r)
    {
        return;
    }
    let explanation = format!(
        "{} leaves open what {} states outright",
        quoted(here.text(&mine)),
        quoted(there.text(&other))
    );
    let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
    put(view, Kind::Modality, Effect::Shift, left, right, explanation, 0.7);
}

/// Whether the sentence of a word rests on reports: "according to reports".
fn reported_there(side: &Side<'_>, index: usize) -> bool {
    side.sentence(index).any(|at| {
        matches!(side.word(at), "reports" | "report" | "sources" | "witnesses")
            && at > side.tokens.start
            && matches!(side.word(at - 1), "to" | "media" | "some")
    })
}

/// Whether a word right before a verb leaves it open: "will likely be".
fn hedged_near(side: &Side<'_>, verb: usize) -> bool {
    const NEAR: usize = 3;
    side.forces().iter().any(|(words, forces)| {
        words.end <= verb && verb - words.end < NEAR && forces.contains(&Force::Hedge)
    })
}

/// Whether "can" says no more than that something is to be seen: "can be seen kneeling".
fn is_seen(side: &Side<'_>, modal: &Governing) -> bool {
    let passive = (modal.words.end..modal.verb + 2).find(|&at| side.word(at) == "be");
    modal.modal == Modal::Can
        && passive.is_some_and(|at| matches!(side.word(at + 1), "seen" | "heard" | "found"))
}

/// Whether one side says outright in direct speech what the other reports, where a verb goes one time
/// back.
fn is_reported(direct: &Side<'_>, said: usize, other: &Side<'_>, reported: usize) -> bool {
    direct.is_said_outright(said) && !other.is_quoted(reported)
}

/// Whether a modal of the past stands in what somebody said: "the firm said it would", "she told
/// them that it could".
fn goes_back(side: &Side<'_>, modal: &Governing) -> bool {
    let word = side.word(modal.words.start);
    let sentence = side.sentence(modal.verb).start;
    let said = |at: usize| {
        side.is_saying(at)
            && side.verb_form(at).is_some_and(|(_, past)| past)
            && !side.is_quoted(at)
    };
    matches!(word, "would" | "could")
        && !side.is_quoted(modal.verb)
        && (sentence..modal.words.start).any(said)
}

fn reported(x: &str, y: &str) -> Said {
    Said::of(x, y, |x, y| {
        let (x, y) = (quoted(x), quoted(y));
        format!("{x} and {y}: the same time, which reported speech puts one step back")
    })
}

/// Forms of one verb that differ in their time.
fn tenses(view: &mut View<'_>) {
    for run in 0..view.runs.len() {
        let run = &view.runs[run];
        let (left, right) = (run.left.clone(), run.right.clone());
        if left.len() != 1 || right.len() != 1 {
            continue;
        }
        let (i, j) = (left.start, right.start);
        let [a, b] = &view.sides;
        if a.is_explained(i) || b.is_explained(j) || a.token(i).key == b.token(j).key {
            continue;
        }
        let Some((past, other)) = times(a, i, b, j) else { continue };
        let saying = a.is_saying(i) && b.is_saying(j);
        let shifted = if past { is_reported(b, j, a, i) } else { is_reported(a, i, b, j) };
        let effect = if saying || shifted { Effect::None } else { Effect::Compatible };
        let (l, r) = (extend(a, i)..i + 1, extend(b, j)..j + 1);
        let time = |past: bool| if past { "speaks of the past" } else { "does not" };
        let (x, y) = (a.text(&l), b.text(&r));
        let explanation = if shifted {
            reported(x, y)
        } else {
            Said::of((x, past), (y, other), |(x, past), (y, other)| {
                format!("{} {}, {} {}", quoted(x), time(past), quoted(y), time(other))
            })
        };
        put(view, Kind::Tense, effect, l, r, explanation, 0.75);
    }
}

/// Whether two forms of one verb speak of the past, where that differs.
fn times(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> Option<(bool, bool)> {
    // A participle ("is recognised") speaks of no time: its auxiliary does.
    let participle = |side: &Side<'_>, index: usize| {
        let helped = index > side.tokens.start && side.is_auxiliary(index - 1);
        helped || side.word(index).ends_with("ing")
    };
    if participle(a, i) || participle(b, j) || !can_be_verb(a, i) || !can_be_verb(b, j) {
        return None;
    }
    let (x, y) = (a.verb_form(i)?, b.verb_form(j)?);
    // "To raise", "did not raise" and "a rise" speak of no time either.
    let bare = |side: &Side<'_>, index: usize, past: bool| {
        !past && (!is_finite(side, index) || is_helped(side, index))
    };
    if bare(a, i, x.1) || bare(b, j, y.1) {
        return None;
    }
    (x.0 == y.0 && x.1 != y.1).then_some((x.1, y.1))
}

/// Whether an auxiliary helps a verb, past "not" and the like: "did not raise".
fn is_helped(side: &Side<'_>, verb: usize) -> bool {
    const REACH: usize = 3;
    let floor = verb.saturating_sub(REACH).max(side.tokens.start);
    let small = |&at: &usize| !side.scope_ends(at + 1) && !side.is_content(at);
    (floor..verb).rev().take_while(small).any(|at| side.is_auxiliary(at))
}

fn modals(side: &Side<'_>) -> Vec<Governing> {
    side.forces()
        .iter()
        .filter_map(|(words, forces)| {
            let modal = forces.iter().find_map(|force| match force {
                Force::Modal(modal) => Some(*modal),
                _ => None,
            })?;
            // "May 5", "Will Smith".
            if words.len() == 1
                && side.token(words.start).capital
                && words.start > side.tokens.start
            {
                return None;
            }
            let verb = (words.end..side.tokens.end.min(words.end + 5))
                .take_while(|&index| !side.clause_starts(index))
                .find(|&index| side.is_content(index) || side.word(index) == "be")?;
            Some(Governing { words: words.clone(), modal, verb })
        })
        .collect()
}

/// Whether the clause says when: what should happen on a day is expected, not advised. A date
/// before the modal may belong to a verb of saying between them.
fn is_dated(side: &Side<'_>, modal: &Governing) -> bool {
    let sentence = side.sentence(modal.verb);
    let says = |from: usize| {
        side.forces().iter().any(|(words, forces)| {
            (from..modal.words.start).contains(&words.start)
                && forces.iter().any(|force| matches!(force, Force::Saying(_)))
        })
    };
    side.values().iter().any(|value| {
        let start = value.tokens.start;
        matches!(value.value, Value::Date(_))
            && sentence.contains(&start)
            && (start > modal.verb || !says(start))
    })
}

fn kind_of(left: Modal, right: Modal, dated: bool) -> (Kind, Effect) {
    let time = |modal| matches!(modal, Modal::Will | Modal::Would);
    let expected = dated
        && matches!((left, right), (Modal::Should, Modal::Will) | (Modal::Will, Modal::Should));
    if expected {
        (Kind::Tense, Effect::Compatible)
    } else if time(left) && time(right) {
        (Kind::Tense, Effect::Shift)
    } else {
        (Kind::Modality, Effect::Shift)
    }
}

/// What a modal does, beside the one of the other side.
fn meaning(modal: Modal, other: Modal, kind: Kind) -> &'static str {
    match modal {
        Modal::Must => "makes it a duty",
        Modal::Should if kind == Kind::Tense => "expects it",
        Modal::Should => "makes it advice",
        Modal::Will if other == Modal::Would => "looks ahead from now",
        Modal::Will => "announces it",
        Modal::Would => "looks ahead from the past",
        Modal::Plan => "makes it a plan",
        Modal::Can => "makes it an ability",
        Modal::May => "makes it a possibility",
    }
}

/// Whether both words look like the same predicate, so that a modal missing beside one of them
/// means something.
fn verbs(here: &Side<'_>, verb: usize, there: &Side<'_>, facing: usize) -> bool {
    here.token(verb).stem == there.token(facing).stem
}

/// Whether a verb states something by itself: "signs", but not "to sign", "of signing", "must come
/// and sign", and not the noun "the sign".
fn is_finite(side: &Side<'_>, verb: usize) -> bool {
    const REACH: usize = 6;
    if !can_be_verb(side, verb) {
        return false;
    }
    let word = side.word(verb);
    let before = verb.checked_sub(1).filter(|before| side.tokens.contains(before));
    let Some(before) = before else { return true };
    let forces = force::of(side.telling.language.words.tag);
    let part = forces.part(side.token(before).key);
    let helped = side.is_auxiliary(before);
    let led = matches!(part, Some(Part::Determiner | Part::Preposition))
        || side.word(before) == "to"
        || (word.ends_with("ing") && !helped);
    let shared = || {
        let start = side.sentence(verb).start.max(verb.saturating_sub(REACH));
        (start..before).rev().take_while(|&at| !side.clause_starts(at + 1)).any(|at| {
            side.forces().iter().any(|(words, forces)| {
                words.contains(&at) && forces.iter().any(|force| matches!(force, Force::Modal(_)))
            })
        })
    };
    let joined = matches!(side.word(before), "and" | "or") && shared();
    !(led || joined)
}

fn taken(view: &View<'_>, side: usize, modal: &Governing) -> bool {
    modal.words.clone().any(|index| view.sides[side].is_explained(index))
}

fn verb_group(modal: &Governing) -> Range<usize> {
    modal.words.start..modal.verb + 1
}

/// The first of the auxiliaries right before a verb.
fn extend(side: &Side<'_>, verb: usize) -> usize {
    (side.tokens.start..verb)
        .rev()
        .take(3)
        .take_while(|&index| side.is_auxiliary(index) && !side.is_explained(index))
        .last()
        .unwrap_or(verb)
}

fn put(
    view: &mut View<'_>,
    kind: Kind,
    effect: Effect,
    left: Range<usize>,
    right: Range<usize>,
    explanation: impl Into<Said>,
    confidence: f64,
) {
    view.differ(kind, Some((left, None)), Some((right, None)), explanation, confidence);
    if let Some(last) = view.found.last_mut() {
        last.effect = effect;
    }
}
