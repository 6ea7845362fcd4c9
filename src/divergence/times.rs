//! What is to come on one side and is, or was, on the other: the time of facing verbs.
//!
//! In: the list of differences. Out: the same, where what is only known to be other words is told as
//! [`Kind::Tense`] if just one of them looks ahead, and where verbs that face each other differ in
//! their time though nothing else tells it.

use std::ops::Range;

use super::chunks::can_be_verb;
use super::deeds::is_verb;
use super::likeness::near_in_meaning;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, Located, quoted};
use crate::language::force::{Force, Modal};

/// Confidence of a time that the words around put beside another one.
const SURE: f64 = 0.6;

/// When something is told to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    Past,
    Now,
    Ahead,
}

/// Names what differs by its time.
pub(super) fn find(view: &mut View<'_>) {
    for n in 0..view.found.len() {
        rename(view, n);
    }
    untold(view);
}

/// Tells other words, or a lone "will", as another time.
fn rename(view: &mut View<'_>, n: usize) {
    let it = &view.found[n];
    if !matches!(it.kind, Kind::Wording | Kind::Omission | Kind::Addition)
        || it.effect == Effect::Conflict
    {
        return;
    }
    let words = |side: usize, place: &Option<Located>| {
        place.as_ref().map(|place| view.sides[side].tokens_in(place.span))
    };
    let (left, right) = match (words(LEFT, &it.left), words(RIGHT, &it.right)) {
        (Some(left), Some(right)) => (left, right),
        (Some(left), None) => match beside(view, LEFT, &left) {
            Some(right) => (left, right),
            None => return,
        },
        (None, Some(right)) => match beside(view, RIGHT, &right) {
            Some(left) => (left, right),
            None => return,
        },
        (None, None) => return,
    };
    let [a, b] = &view.sides;
    let (Some(x), Some(y)) = (time_in(a, &left), time_in(b, &right)) else { return };
    let same = it.effect == Effect::None;
    let ahead = x == Time::Ahead || y == Time::Ahead;
    let told =
        if same { one_verb(a, &left, b, &right) } else { ahead || one_deed(view, &left, &right) };
    if x == y || !told {
        return;
    }
    let Said { text, turned } = said((a.text(&left), x), (b.text(&right), y));
    let spans = [a.span(&left), b.span(&right)];
    let it = &mut view.found[n];
    it.kind = Kind::Tense;
    it.effect = it.effect.max(Effect::Compatible);
    it.left.get_or_insert(Located { span: spans[LEFT], value: None });
    it.right.get_or_insert(Located { span: spans[RIGHT], value: None });
    (it.explanation, it.turned) = (text, turned);
}

/// Whether two stretches are one word each, and both forms of one verb.
fn one_verb(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    let base = |side: &Side<'_>, at: usize| {
        side.lists.irregular(side.token(at).key).map(|form| form.base.as_str())
    };
    let (i, j) = (left.start, right.start);
    let saying = a.is_saying(i) && b.is_saying(j);
    let one =
        a.token(i).stem == b.token(j).stem || base(a, i).is_some() && base(a, i) == base(b, j);
    left.len() == 1 && right.len() == 1 && one && !saying
}

/// Whether two stretches hold words near in meaning that can be verbs.
fn one_deed(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let [a, b] = &view.sides;
    let mut pairs = left.clone().flat_map(|i| right.clone().map(move |j| (i, j)));
    pairs.any(|(i, j)| {
        let helps = a.is_auxiliary(i) && b.is_auxiliary(j);
        helps || can_be_verb(a, i) && can_be_verb(b, j) && near_in_meaning(a, i, b, j)
    })
}

fn said(left: (&str, Time), right: (&str, Time)) -> Said {
    let time = |time: Time| match time {
        Time::Past => "speaks of the past",
        Time::Now => "speaks of now",
        Time::Ahead => "looks ahead",
    };
    Said::of(left, right, |(x, own), (y, other)| {
        format!("{} {}, {} {}", quoted(x), time(own), quoted(y), time(other))
    })
}

/// What the other side has where this one has no more than a word that looks ahead: the verb that
/// faces the one behind it.
fn beside(view: &View<'_>, side: usize, words: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 3;
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    if !looks_ahead(here, &(words.end - 1..words.end)) {
        return None;
    }
    let verb = |at: usize| here.is_auxiliary(at) || can_be_verb(here, at);
    let behind = words.end..here.tokens.end.min(words.end + REACH);
    let facing = behind.filter(|&at| verb(at)).find_map(|at| here.linked(at).next())?;
    (there.is_auxiliary(facing) || can_be_verb(there, facing)).then_some(facing..facing + 1)
}

fn looks_ahead(side: &Side<'_>, words: &Range<usize>) -> bool {
    side.forces().iter().any(|(range, forces)| {
        words.start <= range.start
            && range.end <= words.end
            && forces.contains(&Force::Modal(Modal::Will))
            && !side.token(range.start).capital
    })
}

/// The time that the first verb of a stretch tells; none where no word of it tells any.
fn time_in(side: &Side<'_>, words: &Range<usize>) -> Option<Time> {
    if looks_ahead(side, words) {
        return Some(Time::Ahead);
    }
    let modal = |at: usize| side.telling.language.is_modal(side.token(at).key);
    words.clone().find_map(|at| {
        if modal(at) {
            return None;
        }
        time(side, at)
    })
}

/// The time that one word tells by its form: `was`, `is`, `signed`, `signs`; none of a word that may
/// be something else, or that an auxiliary stands before.
fn time(side: &Side<'_>, at: usize) -> Option<Time> {
    let before = at.checked_sub(1).filter(|before| side.tokens.contains(before));
    let word = side.word(at);
    let helped =
        before.is_some_and(|before| side.is_auxiliary(before) || side.word(before) == "to");
    if side.token(at).capital && at > side.sentence(at).start || helped {
        return None;
    }
    let listed = side.lists.irregular(side.token(at).key);
    let ends = |end: &str| word.len() > end.len() + 2 && word.ends_with(end);
    let verb = can_be_verb(side, at) && is_verb(side, at) != Some(false);
    let past = listed.map_or(verb && ends("ed"), |form| form.past);
    match (past, listed.is_some_and(|form| form.helps)) {
        (true, _) => Some(Time::Past),
        (false, true) => (!matches!(word, "be" | "been" | "being" | "having")).then_some(Time::Now),
        (false, false) => (verb && !ends("ing") && listed.is_none()).then_some(Time::Now),
    }
}

/// Verbs that face each other and differ in that one looks ahead, which nothing tells yet.
fn untold(view: &mut View<'_>) {
    const REACH: usize = 4;
    for side in [LEFT, RIGHT] {
        let (here, there) = (&view.sides[side], &view.sides[1 - side]);
        let ahead: Vec<[Range<usize>; 2]> = here
            .forces()
            .iter()
            .filter(|(words, _)| looks_ahead(here, words))
            .filter(|(words, _)| !words.clone().any(|at| here.has_link(at)))
            .filter_map(|(words, _)| {
                let mut behind = words.end..here.tokens.end.min(words.end + REACH);
                let verb = behind.find(|&at| can_be_verb(here, at) || here.is_auxiliary(at))?;
                let facing = here.linked(verb).next()?;
                time(there, facing)?;
                Some([words.start..verb + 1, facing..facing + 1])
            })
            .collect();
        for [mine, other] in ahead {
            let at = view.sides[side].span(&mine);
            let told = view.found.iter().any(|it| {
                let place = if side == LEFT { &it.left } else { &it.right };
                place.as_ref().is_some_and(|it| it.span.start < at.end && at.start < it.span.end)
            });
            if told {
                continue;
            }
            let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
            let [a, b] = &view.sides;
            let (Some(x), Some(y)) = (time_in(a, &left), time_in(b, &right)) else { continue };
            let said = said((a.text(&left), x), (b.text(&right), y));
            view.differ(Kind::Tense, Some((left, None)), Some((right, None)), said, SURE);
            view.weigh(Effect::Compatible);
        }
    }
}
