//! Names: one name in two spellings, a longer or shorter form, or another name in the same place.
//!
//! Context is worth more than letters: names that the links or their neighbours put face to face
//! are probably one, and a conflict is raised only where nothing else explains the place.

use std::cell::RefCell;
use std::ops::Range;

use foldhash::HashMap;

use super::beside::{self, lies_within};
use super::facing::{Facing, assign};
use super::meeting::meeting;
use super::namesakes::{
    fullest, one_and_several, one_bearer, one_by_a_slip, one_first, one_state, one_thing, phrase,
    relate, sound_alike, strangers,
};
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, codes, dates, places, quoted, rivals, roles, swapped, titles};
use crate::language::{State, StateSide, relations};
use crate::value::name::known::{Known, known as known_of, roman};
use crate::value::name::{NameComparison, NameMention, NameRelation, other_given};
use crate::value::{Comparison, compare};

/// Two names that face each other, with what was found about them.
pub(super) struct Pair<'t> {
    pub left: &'t NameMention,
    pub right: &'t NameMention,
    pub same: bool,
}

/// Finds the divergences between names, and returns which names are one.
pub(super) fn find<'t>(view: &mut View<'t>) -> Vec<Pair<'t>> {
    let (left, right) = (view.sides[LEFT].names(), view.sides[RIGHT].names());
    let ranges = |names: &[NameMention]| names.iter().map(|n| n.tokens.clone()).collect::<Vec<_>>();
    let texts = |side: usize, names: &'t [NameMention]| -> Vec<&'t str> {
        names.iter().map(|name| name.span.text(view.sides[side].telling.text)).collect()
    };
    let (left_texts, right_texts) = (texts(LEFT, left), texts(RIGHT, right));
    // Comparing names is dear, and those that face each other are asked for again.
    let compared = RefCell::new(HashMap::default());
    let pairs = assign(view, &ranges(left), &ranges(right), 1.6, |i, j, direct| {
        if left_texts[i] == right_texts[j] {
            return Some(3.0);
        }
        // Those without anything in common are not looked at.
        if !direct && left[i].sound != right[j].sound && !shares_word(view, &left[i], &right[j]) {
            return None;
        }
        let found = relate(left_texts[i], right_texts[j]);
        compared.borrow_mut().insert((i, j), found);
        Some(match found.relation {
            NameRelation::Same => 2.8,
            NameRelation::Different => 0.6 * found.score - 0.4,
            _ => 2.0 * found.score,
        })
    });
    let mut named = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let (l, r) = (&left[pair.left], &right[pair.right]);
        let texts = (left_texts[pair.left], right_texts[pair.right]);
        let known = compared.borrow().get(&(pair.left, pair.right)).copied();
        let same = name(view, l, r, (texts, known), pair);
        named.push(Pair { left: l, right: r, same });
    }
    roles::find(view, &named);
    swapped::find(view);
    named
}

fn shares_word(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [a, b] = &view.sides;
    left.tokens.clone().any(|i| right.tokens.clone().any(|j| a.token(i).key == b.token(j).key))
}

/// Names the difference between two names; says whether they are one.
fn name(
    view: &mut View<'_>,
    left: &NameMention,
    right: &NameMention,
    ((a, b), known): ((&str, &str), Option<NameComparison>),
    pair: Facing,
) -> bool {
    if phrase(view, LEFT, left) == phrase(view, RIGHT, right) {
        return true;
    }
    if codes::other_figures(a, b) {
        let told = left.tokens.clone().any(|at| view.sides[LEFT].is_explained(at));
        return !told && conflict(view, left, right);
    }
    if let Some(same) = numbered(view, left, right) {
        return same;
    }
    if let Some(same) = state(view, left, right) {
        return same;
    }
    if made_of_state(view, left, right) {
        return true;
    }
    let found = known.unwrap_or_else(|| relate(a, b));
    let sounds_alike = sound_alike(view, left, right);
    let (fuller, other) = (fullest(view, LEFT, left), fullest(view, RIGHT, right));
    match known_of(a, b) {
        Some(Known::One) => return tied(view, left, right, found),
        // What the texts say of them is worth more than a table of names.
        Some(Known::Apart)
            if !one_first(view, left, right) && known_of(fuller, other) != Some(Known::One) =>
        {
            return conflict(view, left, right);
        }
        _ => {}
    }
    match found.relation {
        NameRelation::Same => true,
        NameRelation::Variant if strangers(view, left, right) => false,
        // What sounds unlike a state is no spelling of it: its own names are listed.
        NameRelation::Variant if one_state(view, left, right).is_some() && !sounds_alike => {
            conflict(view, left, right)
        }
        NameRelation::Variant if one_and_several(view, left, right) => {
            form(view, left, right, found)
        }
        NameRelation::Variant => variant(view, left, right, found, pair),
        NameRelation::Partial => form(view, left, right, found),
        NameRelation::Different if other_given(a, b) && !one_first(view, left, right) => {
            conflict(view, left, right)
        }
        NameRelation::Different
            if pair.evidence >= 2.0 && (sounds_alike || one_by_a_slip(view, left, right)) =>
        {
            variant(view, left, right, found, pair)
        }
        NameRelation::Different
            if one_thing(view, left, right)
                || one_bearer(view, left, right)
                || one_first(view, left, right) =>
        {
            // What the texts say of them is worth more than their letters.
            form(view, left, right, NameComparison { score: found.score.max(0.4), ..found })
        }
        NameRelation::Different => conflict(view, left, right),
    }
}

/// Two names that a table vouches for: two of one place, or a given name and its short form.
fn tied(
    view: &mut View<'_>,
    left: &NameMention,
    right: &NameMention,
    found: NameComparison,
) -> bool {
    if found.relation == NameRelation::Same {
        return true;
    }
    let one_place = {
        let keys = |side: usize, name: &NameMention| -> Vec<u64> {
            name.tokens.clone().map(|index| view.sides[side].token(index).key).collect()
        };
        let language = view.sides[LEFT].telling.language;
        language.is_one_place(&keys(LEFT, left), &keys(RIGHT, right))
    };
    if one_place || found.relation == NameRelation::Variant {
        let (a, b) = texts(view, &left.tokens, &right.tokens);
        let explanation = Said::of(&a, &b, |a, b| format!("{a} and {b} are two names of one"));
        put(view, Kind::NameVariant, &left.tokens, &right.tokens, explanation, 0.9);
        return true;
    }
    form(view, left, right, NameComparison { score: found.score.max(0.8), ..found })
}

/// Two names that differ by the number behind them: `World War I`, `World War Two`. A lone `I` is
/// no part of a name by itself; beside another number it is one.
fn numbered(view: &mut View<'_>, left: &NameMention, right: &NameMention) -> Option<bool> {
    let (l, r) = (with_numeral(&view.sides[LEFT], left), with_numeral(&view.sides[RIGHT], right));
    let (l, r) = (l?, r?);
    let rest = |side: usize, name: &NameMention| {
        view.sides[side].phrase(name.tokens.start..name.tokens.end - 1)
    };
    if l.1 == r.1 || rest(LEFT, &l.0) != rest(RIGHT, &r.0) {
        return None;
    }
    // Which part of a text it is, is told with the numbers.
    let part = |side: usize, name: &NameMention| {
        codes::is_numbered_part(&view.sides[side], name.tokens.end - 1)
    };
    if part(LEFT, &l.0) && part(RIGHT, &r.0) {
        return Some(true);
    }
    Some(conflict(view, &l.0, &r.0))
}

/// A name with the Roman number that ends it or stands right behind it, and what it counts.
fn with_numeral(side: &Side<'_>, name: &NameMention) -> Option<(NameMention, u32)> {
    let at = |index: usize| {
        let near = side.tokens.contains(&index) && side.gap_before(index) == " ";
        near.then(|| roman(side.token(index).span.text(side.telling.text))).flatten()
    };
    let mut name = name.clone();
    let last = name.tokens.end - 1;
    if name.tokens.len() > 1
        && let Some(count) = at(last)
    {
        return Some((name, count));
    }
    let count = at(name.tokens.end)?;
    name.tokens.end += 1;
    name.span = side.span(&name.tokens);
    Some((name, count))
}

/// A state beside a word made from its name that no list has: `Japan`, `Japanish`.
fn made_of_state(view: &mut View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let Some(side) = one_state(view, left, right) else { return false };
    let (a, b) = (phrase(view, LEFT, left), phrase(view, RIGHT, right));
    let (name, word) = if side == LEFT { (&a, &b) } else { (&b, &a) };
    if word.len() < name.len() + 2 || !word.starts_with(name.as_str()) {
        return false;
    }
    let (a, b) = texts(view, &left.tokens, &right.tokens);
    let explanation =
        Said::of(&a, &b, |a, b| format!("{a} and {b}: a state and a word made from its name"));
    put(view, Kind::Wording, &left.tokens, &right.tokens, explanation, 0.9);
    true
}

/// Two names of states: one state by its name, its people or its capital, or two states.
fn state(view: &mut View<'_>, left: &NameMention, right: &NameMention) -> Option<bool> {
    let whole = |side: &Side<'_>, name: &NameMention| -> Option<State> {
        let keys: Vec<u64> = name.tokens.clone().map(|index| side.token(index).key).collect();
        let state = side.telling.language.state(&keys)?;
        (state.words == keys.len()).then_some(state)
    };
    let (x, y) = (whole(&view.sides[LEFT], left)?, whole(&view.sides[RIGHT], right)?);
    if !view.sides[LEFT].telling.language.may_be_one_state(x, y) {
        return Some(conflict(view, left, right));
    }
    let (a, b) = texts(view, &left.tokens, &right.tokens);
    let (kind, how) = match (x.side, y.side) {
        (StateSide::Capital, StateSide::Capital) => return None,
        (StateSide::Capital, _) | (_, StateSide::Capital) => {
            (Kind::NameForm, "the capital stands for the state")
        }
        (StateSide::Name, StateSide::Name) => (Kind::NameForm, "two names of one state"),
        _ => (Kind::Wording, "two words for one state"),
    };
    let explanation = Said::of(&a, &b, |a, b| format!("{a} and {b}: {how}"));
    put(view, kind, &left.tokens, &right.tokens, explanation, 0.9);
    Some(true)
}

fn variant(
    view: &mut View<'_>,
    left: &NameMention,
    right: &NameMention,
    found: NameComparison,
    pair: Facing,
) -> bool {
    let (a, b) = texts(view, &left.tokens, &right.tokens);
    let how = if left.sound == right.sound { "sound alike" } else { "are spelled alike" };
    let explanation =
        Said::of(&a, &b, |a, b| format!("{a} and {b} {how} and stand in the same place"));
    let confidence = (0.5 * found.score + 0.2 + pair.evidence / 10.0).clamp(0.3, 0.97);
    put(view, Kind::NameVariant, &left.tokens, &right.tokens, explanation, confidence);
    true
}

fn form(
    view: &mut View<'_>,
    left: &NameMention,
    right: &NameMention,
    found: NameComparison,
) -> bool {
    if let Some(word) = narrower(view, left, right) {
        let (a, b) = texts(view, &left.tokens, &right.tokens);
        let word = quoted(&word);
        let explanation =
            Said::of(&a, &b, |a, b| format!("{a} and {b}: {word} narrows what is meant"));
        put(view, Kind::Scope, &left.tokens, &right.tokens, explanation, 0.75);
        return true;
    }
    let l = titles::with_title(&view.sides[LEFT], left);
    let r = titles::with_title(&view.sides[RIGHT], right);
    let (a, b) = texts(view, &l, &r);
    let explanation =
        Said::of(&a, &b, |a, b| format!("{a} and {b}: a longer and a shorter form of one name"));
    put(view, Kind::NameForm, &l, &r, explanation, (0.4 + 0.55 * found.score).min(0.95));
    true
}

/// The word of direction or region by which one name is narrower than the other.
fn narrower(view: &View<'_>, left: &NameMention, right: &NameMention) -> Option<String> {
    let words = |side: usize, name: &NameMention| -> Vec<String> {
        name.tokens.clone().map(|index| view.sides[side].word(index).to_owned()).collect()
    };
    let (a, b) = (words(LEFT, left), words(RIGHT, right));
    let extra = |long: &[String], short: &[String]| -> Option<String> {
        let mut more = long.iter().filter(|word| !short.contains(word));
        more.next().filter(|_| more.next().is_none()).cloned()
    };
    let word = if a.len() > b.len() { extra(&a, &b) } else { extra(&b, &a) }?;
    let relations = relations::of(view.tag());
    // "northern Norway's coast" has the word too, though not in the name.
    let beside = |side: usize, name: &NameMention| {
        let before = name.tokens.start.checked_sub(1).map_or("", |at| view.sides[side].word(at));
        before == word || view.sides[side].word(name.tokens.end) == word
    };
    let region = ["northern", "north"].iter().any(|region| relations.same_attribute(region, &word));
    (region && !beside(LEFT, left) && !beside(RIGHT, right)).then_some(word)
}

/// Whether two words in capitals are no names: the zones of two times of day, which is told, or what
/// parts of a text are called, "Section" and "Paragraph".
pub(super) fn name_nobody(view: &mut View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let both = |is: fn(&Side<'_>, &Range<usize>) -> bool| {
        is(&view.sides[LEFT], &left.tokens) && is(&view.sides[RIGHT], &right.tokens)
    };
    if both(codes::is_part_word) {
        return true;
    }
    if !both(dates::is_zone) {
        return false;
    }
    if one_time(view, left, right) {
        return true;
    }
    let (a, b) = texts(view, &left.tokens, &right.tokens);
    let said = Said::of(&a, &b, |a, b| format!("{a} and {b}: the zones of two times of day"));
    put(view, Kind::Wording, &left.tokens, &right.tokens, said, 0.9);
    view.weigh(Effect::Unclear);
    true
}

/// Whether two mentions are parts of one name, or one of them is a title.
fn are_no_names(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [x, y] = &view.sides;
    beside::parts_of_one(view, left, right)
        || beside::is_title(x, left)
        || beside::is_title(y, right)
}

/// Whether two words in capitals are names at all, and no parts of one.
pub(super) fn are_names(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [x, y] = &view.sides;
    let zones = dates::is_zone(x, &left.tokens) && dates::is_zone(y, &right.tokens);
    let parts = codes::is_part_word(x, &left.tokens) && codes::is_part_word(y, &right.tokens);
    !zones && !parts && !are_no_names(view, left, right)
}

/// Whether the times of day that two zones belong to are one: 10:00 GMT is 5 a.m. EST.
fn one_time(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let of = |side: usize, zone: &Range<usize>| {
        let values = view.sides[side].values().iter();
        let mut times =
            values.filter(|it| it.tokens.contains(&zone.start) || it.tokens.end == zone.start);
        times.next_back().map(|it| it.value)
    };
    let (a, b) = (of(LEFT, &left.tokens), of(RIGHT, &right.tokens));
    // Without a half of the day, 10:00 is as open as a time can be.
    a.zip(b)
        .is_some_and(|(a, b)| matches!(compare(&a, &b), Comparison::Equal | Comparison::Compatible))
}

/// Another name in the same place: only where the place is sure and neither name is elsewhere.
fn conflict(view: &mut View<'_>, left: &NameMention, right: &NameMention) -> bool {
    if name_nobody(view, left, right) {
        return false;
    }
    if swapped::surely(view, &left.tokens, &right.tokens) {
        return swapped::conflict(view, left, right);
    }
    let (l, r) = unlike(view, left, right);
    let told_apart = {
        let text = |side: usize, name: &NameMention| name.span.text(view.sides[side].telling.text);
        known_of(text(LEFT, left), text(RIGHT, right)) == Some(Known::Apart)
    };
    // Of two names that a table tells apart the one may hold the other: the two Congos.
    let within = |name: &NameMention| if told_apart { name.tokens.clone() } else { 0..0 };
    let elsewhere = mentioned(view, (RIGHT, &within(right)), LEFT, left)
        || mentioned(view, (LEFT, &within(left)), RIGHT, right);
    if elsewhere || !are_names(view, left, right) {
        return false;
    }
    let probability = match rivals::fill_one_slot(view, left, right) {
        Ok(probability) => probability,
        Err(probability) => {
            let before = view.found.len();
            loosely(view, &l, &r);
            if probability >= rivals::DOUBT && view.found.len() > before {
                view.weigh(Effect::Unclear);
            }
            return false;
        }
    };
    let (a, b) = texts(view, &l, &r);
    if lies_within(view, left, right) {
        let explanation = Said::of(&a, &b, |a, b| format!("{a} and {b}: one lies in the other"));
        put(view, Kind::NameForm, &left.tokens, &right.tokens, explanation, 0.8);
        return false;
    }
    let (l, r) = (described(&view.sides[LEFT], l), described(&view.sides[RIGHT], r));
    let nests = places::may_nest(view, left, right) && meeting(view, &l, &r) < ONE_PLACE;
    let nested = if nests { ": one place may lie in the other" } else { "" };
    let explanation =
        Said::of(&a, &b, |a, b| format!("{a} stands where the other has {b}{nested}"));
    put(view, Kind::NameConflict, &l, &r, explanation, probability);
    if nests {
        view.weigh(Effect::Shift);
    }
    false
}

/// A name with the nouns and adjectives before it, unless another name is among them: "the Secretary General of
/// the Japanese Government Anna Moe".
fn described(side: &Side<'_>, name: Range<usize>) -> Range<usize> {
    let whole = roles::with_modifiers(side, &name);
    let before = whole.start..name.start;
    let named = side.names().iter().any(|it| before.contains(&it.tokens.start));
    if named { name } else { whole }
}

/// Two names in one place that do not exclude each other, and are no other words for each other either.
pub(super) fn loosely(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let explained = |side: usize, range: &Range<usize>| {
        range.clone().any(|index| view.sides[side].is_explained(index))
    };
    // Two states are told apart as two values of one attribute.
    let states = {
        let [a, b] = &view.sides;
        let (x, y) = (a.phrase(left.clone()), b.phrase(right.clone()));
        relations::of(view.tag()).exclusion(&x, &y).is_some()
    };
    if view.same_place(left, right)
        && !states
        && !explained(LEFT, left)
        && !explained(RIGHT, right)
        // They are told there, with all that speaks for one slot.
        && !rivals::are_likely_names(view, left, right)
    {
        let (a, b) = texts(view, left, right);
        let explanation = Said::of(&a, &b, |a, b| {
            format!("{a} and {b}: two names, which may be those of two things")
        });
        put(view, Kind::Wording, left, right, explanation, 0.6);
        view.weigh(Effect::Compatible);
    }
    false
}

/// What is left of two names without the words that both begin with, where that are names too: "Press
/// Writer Anna Moe" and "Press Writer Karl Brandt".
fn unlike(
    view: &View<'_>,
    left: &NameMention,
    right: &NameMention,
) -> (Range<usize>, Range<usize>) {
    const LEAST: usize = 2;
    let [a, b] = &view.sides;
    let (mut l, mut r) = (left.tokens.clone(), right.tokens.clone());
    while l.len() > LEAST && r.len() > LEAST && a.token(l.start).key == b.token(r.start).key {
        (l.start, r.start) = (l.start + 1, r.start + 1);
    }
    (l, r)
}

/// Whether both stretches open their sentences, up to an article and words of description.
pub(super) fn both_open(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    const REACH: usize = 3;
    let opens = |side: usize, range: &Range<usize>| {
        range.start - view.sides[side].sentence(range.start).start.min(range.start) <= REACH
    };
    opens(LEFT, left) && opens(RIGHT, right)
}

/// Whether two names are those of one, by their parts or what the texts say of them.
pub(super) fn are_one(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let text = |side: usize, name: &NameMention| name.span.text(view.sides[side].telling.text);
    let (a, b) = (text(LEFT, left), text(RIGHT, right));
    match known_of(a, b) {
        Some(Known::One) => true,
        Some(Known::Apart) => false,
        None => {
            relate(a, b).relation != NameRelation::Different && !other_given(a, b)
                || one_thing(view, left, right)
                || one_bearer(view, left, right)
                || one_first(view, left, right)
        }
    }
}

/// Two stretches in one place that are hardly more than two different names; says whether that is
/// what they are.
pub(super) fn clash(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let most = |side: usize, range: &Range<usize>| {
        let shared = |name: &NameMention| {
            let (start, end) = (name.tokens.start.max(range.start), name.tokens.end.min(range.end));
            end.saturating_sub(start)
        };
        let name = view.sides[side].names().iter().find(|name| shared(name) > 0)?;
        let open = !name.tokens.clone().any(|index| view.sides[side].is_explained(index));
        (open && shared(name) * 2 >= range.len()).then_some(name)
    };
    let (Some(a), Some(b)) = (most(LEFT, left), most(RIGHT, right)) else { return false };
    if are_one(view, a, b) || sound_alike(view, a, b) || one_by_a_slip(view, a, b) {
        return false;
    }
    let before = view.found.len();
    conflict(view, a, b);
    view.found.len() > before
}

/// How much of two sentences must face each other for two places to be one place told in two ways.
const ONE_PLACE: f64 = 0.75;

/// Whether all words of a name of side `from` stand on side `on` too, outside of `except`.
fn mentioned(
    view: &View<'_>,
    (on, except): (usize, &Range<usize>),
    from: usize,
    name: &NameMention,
) -> bool {
    name.tokens.clone().all(|word| {
        let key = view.sides[from].token(word).key;
        let mut there = view.sides[on].tokens.clone().filter(|index| !except.contains(index));
        there.any(|index| view.sides[on].token(index).key == key)
    })
}

fn texts(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> (String, String) {
    (quoted(view.sides[LEFT].text(left)), quoted(view.sides[RIGHT].text(right)))
}

pub(super) fn put(
    view: &mut View<'_>,
    kind: Kind,
    left: &Range<usize>,
    right: &Range<usize>,
    explanation: impl Into<Said>,
    confidence: f64,
) {
    let value = |side: usize, range: &Range<usize>| Some(view.sides[side].text(range).to_owned());
    let (a, b) = (value(LEFT, left), value(RIGHT, right));
    view.differ(kind, Some((left.clone(), a)), Some((right.clone(), b)), explanation, confidence);
}
