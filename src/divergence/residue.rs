//! What nothing accounts for is listed: the net under all other families.
//!
//! In: the view after every rule. Out: differences for each word that is neither equal nor the same
//! for a reason nor told already, so that [`super::account`] leaves no word open. What the words do
//! to the meaning is said as far as it is known, and [`Effect::Unclear`] where it is not, with what
//! would settle it.

use std::ops::Range;

use super::account::{self, Close, State, States, is_tight, is_weighty};
use super::equivalence::{self, Grade, Reason};
use super::view::{LEFT, RIGHT, Side, View};
use super::{Difference, Effect, Kind, Located, omission, quoted};
use crate::alignment::Op;
use crate::alignment::edits::{Run, coalesce};
use crate::language::relations;

/// Confidence of what is only known to differ.
const KNOWN_TO_DIFFER: f64 = 0.6;

/// The most words of either side that are told as one place.
pub(super) const LONGEST: usize = 6;

/// Lists what nothing accounts for. Telling one place may part another, so it is looked again.
pub(super) fn find(view: &mut View<'_>) {
    const ROUNDS: usize = 3;
    join_facing(view);
    for round in 0..ROUNDS {
        let states = account::states(view, &view.found);
        if states.0.iter().flatten().all(|state| !matches!(state, State::Open | State::Moved)) {
            return;
        }
        moved(view, &states);
        places(view, &states, round);
    }
}

/// What one side lacks and what the other lacks in the same place, both a few words that say no more
/// than themselves, are one place told in other words.
fn join_facing(view: &mut View<'_>) {
    let plain = |it: &Difference, kind: Kind| it.kind == kind && it.effect == Effect::Compatible;
    let mut joined: Vec<(Difference, Difference)> = Vec::new();
    let lost: Vec<Difference> =
        view.found.iter().filter(|it| plain(it, Kind::Omission)).cloned().collect();
    for left in lost {
        let Some(words) = left.left.as_ref().map(|it| view.sides[LEFT].tokens_in(it.span)) else {
            continue;
        };
        let slot = slot(view, &words);
        let right = view.found.iter().find(|it| {
            plain(it, Kind::Addition)
                && !joined.iter().any(|(_, taken)| taken == *it)
                && it.right.as_ref().is_some_and(|it| {
                    let other = view.sides[RIGHT].tokens_in(it.span);
                    slot.start <= other.start
                        && other.end <= slot.end
                        && words.len().max(other.len()) <= LONGEST
                })
        });
        if let Some(right) = right {
            joined.push((left, right.clone()));
        }
    }
    for (left, right) in joined {
        view.found.retain(|it| *it != left && *it != right);
        let words = |side: usize, it: &Option<Located>| {
            it.as_ref().map(|it| view.sides[side].tokens_in(it.span)).unwrap_or_default()
        };
        let (left, right) = (words(LEFT, &left.left), words(RIGHT, &right.right));
        tell_pair(view, left, right, false);
    }
}

/// The words of the right side between the partners of the nearest words of content around a
/// stretch of the left, in its sentence.
fn slot(view: &View<'_>, left: &Range<usize>) -> Range<usize> {
    let [a, b] = &view.sides;
    let sentence = a.sentence(left.start);
    let content = |at: &usize| a.is_content(*at);
    let before =
        (sentence.start..left.start).rev().filter(content).find_map(|at| a.linked(at).last());
    let after = (left.end..sentence.end).filter(content).find_map(|at| a.linked(at).next());
    let from = before.map(|at| at + 1);
    let to = after;
    match (from, to) {
        (Some(from), Some(to)) => from..to.max(from),
        (Some(from), None) => from..b.sentence(from.min(b.tokens.end - 1)).end.max(from),
        (None, Some(to)) => b.sentence(to).start..to,
        (None, None) => 0..0,
    }
}

/// Words that both have, but not at the same place among their neighbours.
fn moved(view: &mut View<'_>, states: &States) {
    let runs: Vec<Run> =
        coalesce(view.runs.clone()).into_iter().filter(|run| run.op == Op::Moved).collect();
    for run in runs {
        let state = |side: usize, at: usize| states.0[side][at - view.sides[side].tokens.start];
        let open = run.left.clone().any(|at| state(LEFT, at) == State::Moved)
            || run.right.clone().any(|at| state(RIGHT, at) == State::Moved);
        if open {
            tell_moved(view, &run);
        }
    }
}

fn tell_moved(view: &mut View<'_>, run: &Run) {
    let exchanged = exchanged(view, run);
    let text = quoted(view.sides[LEFT].text(&run.left));
    let (effect, explanation) = match &exchanged {
        Some((other, _)) => (
            Effect::Unclear,
            format!(
                "{text} and {} have changed places: who did what, or which value is whose, would \
                 settle it",
                quoted(view.sides[LEFT].text(&other.left))
            ),
        ),
        None => {
            (Effect::Compatible, format!("{text} stands at another place in one than in the other"))
        }
    };
    let other = exchanged.map(|(other, _)| other);
    for run in std::iter::once(run).chain(&other) {
        let places = [Some((run.left.clone(), None)), Some((run.right.clone(), None))];
        let [left, right] = places;
        view.differ(Kind::Order, left, right, explanation.clone(), KNOWN_TO_DIFFER);
        view.weigh(effect);
    }
}

/// The run of the same sort whose place a moved run has taken, and the sort: a name for a name, a
/// number for a number; a thing for a thing only where the sentence is the same in the rest.
pub(super) fn exchanged(view: &View<'_>, run: &Run) -> Option<(Run, Sort)> {
    let sort = sort(view, run)?;
    let crosses =
        |other: &Run| (other.left.start < run.left.start) != (other.right.start < run.right.start);
    let same_sort = |other: &Run| {
        matches!(other.op, Op::Equal | Op::Moved) && self::sort(view, other) == Some(sort)
    };
    if sort == Sort::Thing && !Close::of(view).is(view, LEFT, run.left.start) {
        return None;
    }
    view.runs
        .iter()
        .filter(|other| crosses(other) && same_sort(other) && !is_listed(view, run, other))
        .min_by_key(|other| other.left.start.abs_diff(run.left.start))
        .map(|other| (other.clone(), sort))
}

/// What a run of equal words stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Name,
    Number,
    Thing,
}

fn sort(view: &View<'_>, run: &Run) -> Option<Sort> {
    let here = &view.sides[LEFT];
    let within = |words: &Range<usize>| words.start < run.left.end && run.left.start < words.end;
    if here.values().iter().any(|value| within(&value.tokens)) {
        Some(Sort::Number)
    } else if here.names().iter().any(|name| within(&name.tokens)) {
        Some(Sort::Name)
    } else {
        let content = run.left.clone().any(|at| here.is_content(at));
        content.then_some(Sort::Thing)
    }
}

/// Whether only joints of a list stand between two runs, on either side: "Moe and Lund". Things are
/// told as exchanged only around a word that can be a verb.
fn is_listed(view: &View<'_>, run: &Run, other: &Run) -> bool {
    let joints = |side: usize, a: &Range<usize>, b: &Range<usize>| {
        let here = &view.sides[side];
        let (first, last) = if a.start < b.start { (a, b) } else { (b, a) };
        let mut between = (first.end..last.start).filter(|&at| here.is_content(at));
        between.next().is_none()
    };
    joints(LEFT, &run.left, &other.left) || joints(RIGHT, &run.right, &other.right)
}

/// Stretches of one side that nothing accounts for, each with what faces it.
fn places(view: &mut View<'_>, states: &States, round: usize) {
    let [lefts, mut rights] =
        [LEFT, RIGHT].map(|side| stretches(&view.sides[side], &states.0[side]));
    let mut pairs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut alone: Vec<(usize, Range<usize>)> = Vec::new();
    for left in lefts {
        let facing = facing(view, &left, &rights);
        match facing.filter(|&n| left.len().max(rights[n].len()) <= LONGEST) {
            Some(n) => pairs.push((left, rights.remove(n))),
            None => alone.push((LEFT, left)),
        }
    }
    alone.extend(rights.into_iter().map(|right| (RIGHT, right)));
    let equal = account::equal(view);
    for (left, right) in pairs {
        let tight = is_tight(view, LEFT, left.clone(), &equal[LEFT]);
        tell_pair(view, left, right, tight);
    }
    for (side, stretch) in alone {
        tell_alone(view, side, stretch, round);
    }
}

/// Runs of words that nothing accounts for, with the words of grammar between them; cut at
/// sentences and at marks.
fn stretches(side: &Side<'_>, states: &[State]) -> Vec<Range<usize>> {
    const BRIDGE: usize = 1;
    let mut found: Vec<Range<usize>> = Vec::new();
    let start = side.tokens.start;
    let bridges = |gap: Range<usize>| {
        gap.len() <= BRIDGE
            && gap
                .clone()
                .all(|at| matches!(states[at - start], State::By(Reason::Grammar | Reason::Filler)))
            && !(gap.start..=gap.end).any(|at| side.begins_sentence(at) || side.scope_ends(at))
    };
    for at in side.tokens.clone().filter(|at| states[at - start] == State::Open) {
        match found.last_mut() {
            Some(last) if bridges(last.end..at) => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// Which open stretch of the right side faces an open one of the left: linked to it, or between the
/// same neighbours.
fn facing(view: &View<'_>, left: &Range<usize>, open: &[Range<usize>]) -> Option<usize> {
    let [a, b] = &view.sides;
    let linked = |right: &Range<usize>| {
        left.clone().any(|at| a.linked(at).any(|other| right.contains(&other)))
    };
    if let Some(right) = open.iter().position(linked) {
        return Some(right);
    }
    let before = (a.tokens.start..left.start).rev().find_map(|at| a.linked(at).last());
    let after = (left.end..a.tokens.end).find_map(|at| a.linked(at).next());
    let near = before.map_or(b.tokens.start, |at| at + 1)..after.unwrap_or(b.tokens.end);
    let wide = slot(view, left);
    let within = |slot: &Range<usize>, right: &Range<usize>| {
        slot.start <= right.start && right.end <= slot.end
    };
    let position = |slot: &Range<usize>| open.iter().position(|right| within(slot, right));
    position(&near).or_else(|| position(&wide))
}

pub(super) fn tell_pair(view: &mut View<'_>, left: Range<usize>, right: Range<usize>, tight: bool) {
    let [a, b] = &view.sides;
    let (x, y) = (quoted(a.text(&left)), quoted(b.text(&right)));
    let (kind, effect, explanation) = match equivalence::stretches(a, &left, b, &right) {
        _ if is_same_words(a, &left, b, &right) => (
            Kind::Wording,
            Effect::Unclear,
            format!("{x} stands in both, but is another value by its unit, sign or date"),
        ),
        _ if other_tense(a, &left, b, &right) => {
            (Kind::Tense, Effect::Compatible, format!("{x} and {y}: one verb in two tenses"))
        }
        Grade::Same(reason) if tight && reason == Reason::Inflection => (
            Kind::Wording,
            Effect::Compatible,
            format!("{x} and {y}: {}, as one or as several", reason.in_words()),
        ),
        Grade::Same(reason) => {
            (Kind::Wording, Effect::None, format!("{x} and {y}: {}", reason.in_words()))
        }
        Grade::Wider => {
            (Kind::Wording, Effect::Compatible, format!("{x} and {y}: one is a kind of the other"))
        }
        Grade::OneRoot => {
            (Kind::Wording, Effect::Compatible, format!("{x} and {y}: words of one root"))
        }
        Grade::Slip => (
            Kind::Spelling,
            Effect::Compatible,
            format!("{x} and {y}: most likely a slip of the pen, as one of them is no word"),
        ),
        Grade::Unknown if is_light(a, &left) && is_light(b, &right) => (
            Kind::Wording,
            Effect::Compatible,
            format!("{x} stands where the other has {y}: another small word"),
        ),
        Grade::Unknown => (Kind::Wording, Effect::Unclear, unknown(view, &left, &right)),
    };
    view.differ(kind, Some((left, None)), Some((right, None)), explanation, KNOWN_TO_DIFFER);
    view.weigh(effect);
}

/// What is not known of two stretches, and what would settle it.
pub(super) fn unknown(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> String {
    let [a, b] = &view.sides;
    let (x, y) = (quoted(a.text(left)), quoted(b.text(right)));
    let named = |side: &Side<'_>, words: &Range<usize>| {
        side.names()
            .iter()
            .any(|name| name.tokens.start < words.end && words.start < name.tokens.end)
    };
    let valued = |side: &Side<'_>, words: &Range<usize>| {
        side.values().iter().any(|it| it.tokens.start < words.end && words.start < it.tokens.end)
    };
    let settles = if named(a, left) || named(b, right) {
        "whether both name the same, the full name or the office would settle"
    } else if valued(a, left) || valued(b, right) {
        "what each of them counts or dates would settle whether they agree"
    } else if is_light(a, left) || is_light(b, right) {
        "whether it matters, the sense of the sentence would settle"
    } else {
        "whether both mean the same here, a reader or a pair under `same` in the settings settles"
    };
    format!("{x} stands where the other has {y}: {settles}")
}

fn is_same_words(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    left.len() == right.len()
        && left.clone().zip(right.clone()).all(|(i, j)| a.token(i).key == b.token(j).key)
}

/// Whether two stretches are forms of one verb of which just one speaks of the past.
fn other_tense(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    if left.len() != 1 || right.len() != 1 {
        return false;
    }
    let (i, j) = (left.start, right.start);
    let helper = |side: &Side<'_>, at: usize| {
        side.lists.irregular(side.token(at).key).map(|form| (form.base.clone(), form.past))
    };
    match (helper(a, i), helper(b, j)) {
        (Some(x), Some(y)) => x.0 == y.0 && x.1 != y.1,
        _ => {
            let (x, y) = (a.verb_form(i), b.verb_form(j));
            let past = |word: &str| word.ends_with("ed");
            x.zip(y).is_some_and(|(x, y)| x.0 == y.0 && x.1 != y.1)
                && past(a.word(i)) != past(b.word(j))
        }
    }
}

/// Whether a stretch is of words of grammar that move no meaning by themselves.
fn is_light(side: &Side<'_>, stretch: &Range<usize>) -> bool {
    stretch
        .clone()
        .all(|at| !side.is_content(at) && !is_weighty(side, at) && !is_person(side.word(at)))
}

/// Whether a pronoun says of whom it speaks.
fn is_person(word: &str) -> bool {
    matches!(
        word,
        "he" | "him"
            | "his"
            | "she"
            | "her"
            | "hers"
            | "i"
            | "me"
            | "my"
            | "we"
            | "us"
            | "our"
            | "you"
            | "your"
    )
}

fn tell_alone(view: &mut View<'_>, side: usize, stretch: Range<usize>, round: usize) {
    let before = view.found.len();
    if round == 0 {
        omission::tell_rest(view, side, stretch.clone());
    } else {
        let text = quoted(view.sides[side].text(&stretch));
        let (kind, place) = match side {
            LEFT => (Kind::Omission, [Some((stretch.clone(), None)), None]),
            _ => (Kind::Addition, [None, Some((stretch.clone(), None))]),
        };
        let [left, right] = place;
        view.differ(kind, left, right, format!("only one of them has {text}"), KNOWN_TO_DIFFER);
        view.weigh(Effect::Compatible);
    }
    let here = &view.sides[side];
    let weighty = stretch.clone().any(|at| is_weighty(here, at));
    let denies = stretch.clone().any(|at| denies(here, at));
    if let Some(last) = view.found[before..].last_mut()
        && last.effect < Effect::Shift
    {
        if denies {
            last.effect = Effect::Shift;
        } else if weighty {
            last.effect = Effect::Unclear;
            last.explanation
                .push_str(": whether the rest holds as far without it, the text must say");
        }
    }
}

/// Whether a word denies a quality by how it begins, so that its loss turns what it stood beside:
/// "unarmed men".
fn denies(side: &Side<'_>, at: usize) -> bool {
    let word = side.word(at);
    side.telling.language.words.tag == "en"
        && side.is_content(at)
        && relations::denied(word).is_some_and(|rest| {
            relations::of("en").exclusion(word, rest).is_some_and(|it| it.denial)
                && crate::alignment::lexicon::english().id(crate::token::key(rest)).is_some()
        })
}
