//! What nothing accounts for is listed: the net under all other families.
//!
//! In: the view after every rule. Out: differences for each word that is neither equal nor the same
//! for a reason nor told already, so that [`super::account`] leaves no word open. What the words do
//! to the meaning is said as far as it is known, and [`Effect::Unclear`] where it is not, with what
//! would settle it.

use std::ops::Range;

use super::account::{self, Close, State, States, is_tight};
use super::chunks::can_be_verb;
use super::equivalence::{self, Grade, Reason};
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::weighty::{is_negator, is_weighty, points};
use super::{Difference, Effect, Kind, Located, omission, quoted};
use crate::alignment::Op;
use crate::alignment::edits::{Run, coalesce};
use crate::alignment::lexicon;
use crate::language::force::Part;
use crate::language::relations;
use crate::value::Value;
use crate::value::name::NameMention;

/// Confidence of what is only known to differ.
const KNOWN_TO_DIFFER: f64 = 0.6;

/// The most words of either side that are told as one place.
pub(super) const LONGEST: usize = 6;

/// Lists what nothing accounts for. Telling one place may part another, so it is looked again.
pub(super) fn find(view: &mut View<'_>) {
    join_facing(view);
    list_rest(view);
    // What the other side has in the place of words that were told before.
    join_facing(view);
}

fn list_rest(view: &mut View<'_>) {
    const ROUNDS: usize = 3;
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
    let mut runs: Vec<(Run, Option<(Run, Sort)>)> = runs
        .into_iter()
        .map(|run| {
            let exchanged = exchanged(view, &run);
            (run, exchanged)
        })
        .collect();
    runs.sort_by_key(|(_, exchanged)| exchanged.is_none());
    for (run, exchanged) in runs {
        let state = |side: usize, at: usize| states.0[side][at - view.sides[side].tokens.start];
        let open = run.left.clone().any(|at| state(LEFT, at) == State::Moved)
            || run.right.clone().any(|at| state(RIGHT, at) == State::Moved);
        if open {
            tell_moved(view, &run, exchanged);
        }
    }
}

fn tell_moved(view: &mut View<'_>, run: &Run, exchanged: Option<(Run, Sort)>) {
    let texts = |run: &Run| (view.sides[LEFT].text(&run.left), view.sides[RIGHT].text(&run.right));
    let (text, there) = texts(run);
    let (effect, explanation) = match &exchanged {
        Some((other, _)) => {
            let (more, more_there) = texts(other);
            let said = Said::of((text, more), (there, more_there), |(text, more), _| {
                format!(
                    "{} and {} have changed places: who did what, or which value is whose, would \
                     settle it",
                    quoted(text),
                    quoted(more)
                )
            });
            (Effect::Unclear, said)
        }
        None => {
            let said = Said::of(text, there, |text, _| {
                format!("{} stands at another place in one than in the other", quoted(text))
            });
            (Effect::Compatible, said)
        }
    };
    let other = exchanged.map(|(other, _)| other);
    for run in std::iter::once(run).chain(&other) {
        let run = with_crossed(view, run);
        let told = view.found.iter().any(|it| {
            it.kind == Kind::Order
                && it.left.as_ref().is_some_and(|it| it.span == view.sides[LEFT].span(&run.left))
        });
        if told {
            continue;
        }
        let [left, right] = [Some((run.left, None)), Some((run.right, None))];
        view.differ(Kind::Order, left, right, explanation.clone(), KNOWN_TO_DIFFER);
        view.weigh(effect);
    }
}

/// A moved run with the words that it has crossed, where all of them are a few: of two neighbours
/// that changed places it is not told which one moved.
fn with_crossed(view: &View<'_>, run: &Run) -> Run {
    const FEW: usize = 4;
    let mut whole = run.clone();
    for other in view.runs.iter().filter(|it| matches!(it.op, Op::Equal | Op::Moved)) {
        if (other.left.start < run.left.start) != (other.right.start < run.right.start) {
            whole.left = whole.left.start.min(other.left.start)..whole.left.end.max(other.left.end);
            whole.right =
                whole.right.start.min(other.right.start)..whole.right.end.max(other.right.end);
        }
    }
    if whole.left.len().max(whole.right.len()) <= FEW { whole } else { run.clone() }
}

/// The run of the same sort whose place a moved run has taken, and the sort: a name for a name, a
/// number for a number, a day for a day; a thing for a thing only where the sentence is the same in the rest.
pub(super) fn exchanged(view: &View<'_>, run: &Run) -> Option<(Run, Sort)> {
    let sort = sort(view, run)?;
    if sort == Sort::Thing && !Close::of(view).is(view, LEFT, run.left.start) {
        return None;
    }
    let crosses =
        |other: &Run| (other.left.start < run.left.start) != (other.right.start < run.right.start);
    coalesce(view.runs.clone())
        .into_iter()
        .filter(|other| matches!(other.op, Op::Equal | Op::Moved) && crosses(other))
        .filter_map(|other| within(view, &other, run, sort))
        .filter(|other| !is_listed(view, run, other))
        .min_by_key(|other| other.left.start.abs_diff(run.left.start))
        .map(|other| (other, sort))
}

/// What of an equal or moved run is of a sort: a moved one as a whole, of one that stands the part
/// nearest to the moved run.
fn within(view: &View<'_>, other: &Run, run: &Run, sort: Sort) -> Option<Run> {
    if other.op == Op::Moved || other.left.len() <= LONGEST_EXCHANGED {
        return (self::sort(view, other) == Some(sort)).then(|| other.clone());
    }
    let here = &view.sides[LEFT];
    let part = |words: &Range<usize>| {
        let inside = other.left.start <= words.start && words.end <= other.left.end;
        let by = words.start - other.left.start.min(words.start);
        let right = other.right.start + by..other.right.start + by + words.len();
        inside.then(|| Run { op: other.op, left: words.clone(), right })
    };
    let near = |found: &Run| found.left.start.abs_diff(run.left.start);
    match sort {
        Sort::Name => here.names().iter().filter_map(|it| part(&it.tokens)).min_by_key(near),
        Sort::Number | Sort::Date => here
            .values()
            .iter()
            .filter(|it| matches!(it.value, Value::Date(_)) == (sort == Sort::Date))
            .filter_map(|it| part(&it.tokens))
            .min_by_key(near),
        Sort::Thing => None,
    }
}

/// What a run of equal words stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Name,
    Number,
    Date,
    Thing,
}

/// The most words of what changes places: more is a phrase that moved.
const LONGEST_EXCHANGED: usize = 4;

fn sort(view: &View<'_>, run: &Run) -> Option<Sort> {
    let here = &view.sides[LEFT];
    if run.left.len() > LONGEST_EXCHANGED {
        return None;
    }
    let within = |words: &Range<usize>| words.start < run.left.end && run.left.start < words.end;
    let joins = |at: usize| {
        matches!(here.lists.part(here.token(at).key), Some(Part::Preposition | Part::Conjunction))
    };
    if let Some(value) = here.values().iter().find(|value| within(&value.tokens)) {
        return Some(if matches!(value.value, Value::Date(_)) { Sort::Date } else { Sort::Number });
    }
    if here.names().iter().any(|name| within(&name.tokens)) {
        return Some(Sort::Name);
    }
    let content: Vec<usize> = run.left.clone().filter(|&at| here.is_content(at)).collect();
    let thing = !content.is_empty()
        && content.len() <= 2
        && !run.left.clone().any(joins)
        && content.iter().all(|&at| !is_past(here, at));
    thing.then_some(Sort::Thing)
}

/// Whether a word is surely a verb: one that speaks of the past.
fn is_past(side: &Side<'_>, at: usize) -> bool {
    let lexicon = lexicon::english();
    let base = lexicon
        .id(side.token(at).key)
        .is_some_and(|id| lexicon.entry(id).is_some_and(|entry| entry.bases.contains(&id)));
    !base && side.verb_form(at).is_some_and(|(_, past)| past)
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
    if one_sided(view, &left, &right) || parted(view, &left, &right) {
        return;
    }
    let [a, b] = &view.sides;
    let (x, y) = (quoted(a.text(&left)), quoted(b.text(&right)));
    let alike = |how: &str| Said::of(&x, &y, |x, y| format!("{x} and {y}: {how}"));
    let (kind, effect, explanation) = match equivalence::stretches(a, &left, b, &right) {
        _ if is_same_words(a, &left, b, &right) => {
            let said = Said::of(&x, &y, |x, _| {
                format!("{x} stands in both, but is another value by its unit, sign or date")
            });
            (Kind::Wording, Effect::Unclear, said)
        }
        _ if other_tense(a, &left, b, &right) => {
            (Kind::Tense, Effect::Compatible, alike("one verb in two tenses"))
        }
        Grade::Same(reason) if tight && reason == Reason::Inflection => {
            let how = format!("{}, as one or as several", reason.in_words());
            (Kind::Wording, Effect::Compatible, alike(&how))
        }
        Grade::Same(reason) => (Kind::Wording, Effect::None, alike(reason.in_words())),
        Grade::Wider => (Kind::Wording, Effect::Compatible, alike("one is a kind of the other")),
        Grade::OneRoot => (Kind::Wording, Effect::Compatible, alike("words of one root")),
        Grade::Slip => {
            let how = "most likely a slip of the pen, as one of them is no word";
            (Kind::Spelling, Effect::Compatible, alike(how))
        }
        Grade::Unknown
            if is_light(a, &left)
                && is_light(b, &right)
                && relations::of(a.telling.language.words.tag)
                    .exclusion(&a.phrase(left.clone()), &b.phrase(right.clone()))
                    .is_none() =>
        {
            let said = Said::of(&x, &y, |x, y| {
                format!("{x} stands where the other has {y}: another small word")
            });
            (Kind::Wording, Effect::Compatible, said)
        }
        Grade::Unknown => (Kind::Wording, Effect::Unclear, unknown(view, &left, &right)),
    };
    view.differ(kind, Some((left, None)), Some((right, None)), explanation, KNOWN_TO_DIFFER);
    view.weigh(effect);
}

/// Tells words of content that face no more than small words as left out; says whether they are that:
/// "might face" is no other word for "may".
pub(super) fn one_sided(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let says =
        |side: usize, words: &Range<usize>| words.clone().any(|at| view.sides[side].is_content(at));
    // A deed or a name; a thing may well be said by a small word.
    let tells = |side: usize, words: &Range<usize>| {
        let here = &view.sides[side];
        let content = words.clone().filter(|&at| here.is_content(at));
        content.into_iter().any(|at| can_be_verb(here, at) || here.token(at).capital)
    };
    let slight = |side: usize, words: &Range<usize>| {
        let here = &view.sides[side];
        // "It" and "was" stand for things and deeds, and "not" turns them.
        let stands = |at: usize| {
            let be = here.lists.irregular(here.token(at).key).is_some_and(|it| it.base == "be");
            be && here.word(at) != "be"
                || here.lists.part(here.token(at).key) == Some(Part::Pronoun)
                || is_negator(here, at)
        };
        is_light(here, words) && !words.clone().any(|at| points(here, at) || stands(at))
    };
    let (side, words, small) = match (says(LEFT, left), says(RIGHT, right)) {
        (true, false) if tells(LEFT, left) && slight(RIGHT, right) => (LEFT, left, right),
        (false, true) if tells(RIGHT, right) && slight(LEFT, left) => (RIGHT, right, left),
        _ => return false,
    };
    let (words, small) = (words.clone(), small.clone());
    omission::tell_rest(view, side, words);
    // Elsewhere it is grammar, which accounts for itself.
    if !Close::of(view).is(view, 1 - side, small.start) {
        return true;
    }
    let text = quoted(view.sides[1 - side].text(&small));
    let (kind, place) = match side {
        RIGHT => (Kind::Omission, [Some((small, None)), None]),
        _ => (Kind::Addition, [None, Some((small, None))]),
    };
    let [x, y] = place;
    view.differ(kind, x, y, format!("only one of them has {text}: a small word"), KNOWN_TO_DIFFER);
    view.weigh(Effect::None);
    true
}

/// Tells a name that one of two stretches has more than the other as left out, and the rest beside what
/// it faces; says whether there is one: "John Roberts sided with" and "supported".
pub(super) fn parted(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    for (side, mine, other) in [(LEFT, left, right), (RIGHT, right, left)] {
        let (here, there) = (&view.sides[side], &view.sides[1 - side]);
        let Some(part) = name_more(here, mine, there, other) else { continue };
        let (before, after) = (mine.start..part.start, part.end..mine.end);
        let content = |words: &Range<usize>| words.clone().any(|at| here.is_content(at));
        let rest = match (content(&before), content(&after)) {
            (true, false) => before,
            (false, true) => after,
            _ => continue,
        };
        omission::tell_rest(view, side, part);
        let pair = if side == LEFT { (rest, other.clone()) } else { (other.clone(), rest) };
        tell_pair(view, pair.0, pair.1, false);
        return true;
    }
    false
}

/// The name in a stretch that faces neither a name nor a value.
fn name_more(
    here: &Side<'_>,
    mine: &Range<usize>,
    there: &Side<'_>,
    other: &Range<usize>,
) -> Option<Range<usize>> {
    let plain = |at: usize| {
        !there.token(at).capital
            && !there.values().iter().any(|value| value.tokens.contains(&at))
            && !is_person(there.word(at))
    };
    let within =
        |name: &&NameMention| mine.start <= name.tokens.start && name.tokens.end <= mine.end;
    let name = here.names().iter().find(within).filter(|_| other.clone().all(plain))?;
    let leads = |at: usize| {
        matches!(here.lists.part(here.token(at).key), Some(Part::Determiner | Part::Preposition))
    };
    let start = (mine.start..name.tokens.start).rev().take_while(|&at| leads(at)).last();
    Some(start.unwrap_or(name.tokens.start)..name.tokens.end)
}

/// What is not known of two stretches, and what would settle it.
pub(super) fn unknown(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> Said {
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
        "whether it matters, what stands around would settle"
    } else {
        "whether both mean the same here, a reader or a pair under `same` in the settings settles"
    };
    Said::of(&x, &y, |x, y| format!("{x} stands where the other has {y}: {settles}"))
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
    let denies = stretch.len() == 1 && is_negator(here, stretch.start);
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
