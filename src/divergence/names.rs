//! Names: one name in two spellings, a longer or shorter form, or another name in the same place.
//!
//! Context is worth more than letters: names that the links or their neighbours put face to face
//! are probably one, and a conflict is raised only where nothing else explains the place.

use std::ops::Range;

use super::facing::{Facing, assign};
use super::roles;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted, titles};
use crate::language::{State, StateSide, relations};
use crate::value::name::sound::{skeleton, sound_key};
use crate::value::name::{NameComparison, NameKind, NameMention, NameRelation, compare};

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
    let pairs = assign(view, &ranges(left), &ranges(right), 1.6, |i, j, direct| {
        if left_texts[i] == right_texts[j] {
            return Some(3.0);
        }
        // Comparing names is dear: those without anything in common are not looked at.
        if !direct && left[i].sound != right[j].sound && !shares_word(view, &left[i], &right[j]) {
            return None;
        }
        let found = relate(left_texts[i], right_texts[j]);
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
        let same = name(view, l, r, texts, pair);
        named.push(Pair { left: l, right: r, same });
    }
    roles::find(view, &named);
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
    (a, b): (&str, &str),
    pair: Facing,
) -> bool {
    let phrase = |side: usize, name: &NameMention| view.sides[side].phrase(name.tokens.clone());
    if phrase(LEFT, left) == phrase(RIGHT, right) {
        return true;
    }
    if let Some(same) = state(view, left, right, pair) {
        return same;
    }
    let found = relate(a, b);
    let sounds_alike = sound_alike(view, left, right);
    match found.relation {
        NameRelation::Same => true,
        NameRelation::Variant => variant(view, left, right, found, pair),
        NameRelation::Partial => form(view, left, right, found),
        NameRelation::Different if sounds_alike && pair.evidence >= 2.0 => {
            variant(view, left, right, found, pair)
        }
        NameRelation::Different if one_thing(view, left, right) => form(view, left, right, found),
        NameRelation::Different => conflict(view, left, right, pair),
    }
}

/// Two names of states: one state by its name, its people or its capital, or two states.
fn state(
    view: &mut View<'_>,
    left: &NameMention,
    right: &NameMention,
    pair: Facing,
) -> Option<bool> {
    let whole = |side: &Side<'_>, name: &NameMention| -> Option<State> {
        let keys: Vec<u64> = name.tokens.clone().map(|index| side.token(index).key).collect();
        let state = side.telling.language.state(&keys)?;
        (state.words == keys.len()).then_some(state)
    };
    let (x, y) = (whole(&view.sides[LEFT], left)?, whole(&view.sides[RIGHT], right)?);
    if x.id != y.id {
        return Some(conflict(view, left, right, pair));
    }
    let (a, b) = texts(view, &left.tokens, &right.tokens);
    let (kind, how) = match (x.side, y.side) {
        (StateSide::Capital, StateSide::Capital) => return None,
        (StateSide::Capital, _) | (_, StateSide::Capital) => {
            (Kind::NameForm, "a state and its capital stand for each other")
        }
        (StateSide::Name, StateSide::Name) => (Kind::NameForm, "two names of one state"),
        _ => (Kind::Wording, "a state and its people"),
    };
    put(view, kind, &left.tokens, &right.tokens, format!("{a} and {b}: {how}"), 0.9);
    Some(true)
}

/// Whether every part of two names sounds alike; a part needs two consonants to tell anything.
fn sound_alike(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [a, b] = &view.sides;
    let alike = |(i, j): (usize, usize)| {
        let (x, y) = (a.word(i), b.word(j));
        x == y || (skeleton(x).chars().count() >= 2 && sound_key(x) == sound_key(y))
    };
    left.tokens.len() == right.tokens.len()
        && left.tokens.clone().zip(right.tokens.clone()).all(alike)
}

/// Whether two names that look different are one: an abbreviation, an acronym, forms of one stem.
fn one_thing(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [a, b] = &view.sides;
    let keys = |side: &Side<'_>, name: &NameMention| -> Vec<u64> {
        name.tokens.clone().map(|index| side.token(index).key).collect()
    };
    let (x, y) = (keys(a, left), keys(b, right));
    let language = a.telling.language;
    language.same_by_abbreviation(&x, &y)
        || acronym(a, left, b, right)
        || acronym(b, right, a, left)
        || one_stem(a, left, b, right)
}

/// Whether the first name is made of the first letters of the other: `UN`, `H-P`.
fn acronym(a: &Side<'_>, short: &NameMention, b: &Side<'_>, long: &NameMention) -> bool {
    let text = a.text(&short.tokens);
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let initials: String = b
        .text(&long.tokens)
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    letters.chars().count() >= 2 && letters.chars().all(char::is_uppercase) && letters == initials
}

/// Whether two names share words or stems, and at most one of them has others besides.
fn one_stem(a: &Side<'_>, left: &NameMention, b: &Side<'_>, right: &NameMention) -> bool {
    let meets = |i: usize, j: usize| kindred(a.word(i), b.word(j));
    let lone = left.tokens.clone().filter(|&i| !right.tokens.clone().any(|j| meets(i, j))).count();
    let other = right.tokens.clone().filter(|&j| !left.tokens.clone().any(|i| meets(i, j))).count();
    let shared = lone < left.tokens.len();
    let first = |side: &Side<'_>, name: &NameMention| side.word(name.tokens.start).chars().next();
    let given = a.word(left.tokens.start) != b.word(right.tokens.start)
        && first(a, left) == first(b, right);
    // "Hal Gehman" and "Harold W. Gehman": the given names begin alike.
    shared && (lone == 0 || other == 0 || (lone == 1 && given))
}

/// Whether two words begin alike and only end differently: `Fiji`, `Fijian`.
fn kindred(a: &str, b: &str) -> bool {
    const SHARED: usize = 4;
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= SHARED && shared + 3 >= a.chars().count().max(b.chars().count())
}

fn variant(
    view: &mut View<'_>,
    left: &NameMention,
    right: &NameMention,
    found: NameComparison,
    pair: Facing,
) -> bool {
    let (a, b) = texts(view, &left.tokens, &right.tokens);
    let why = if left.sound == right.sound { "sound alike and" } else { "are spelled alike and" };
    let explanation = format!(
        "{a} and {b} {why} face each other in the same sentence: one name in two spellings"
    );
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
        let explanation = format!("{a} and {b}: {} narrows what is meant", quoted(&word));
        put(view, Kind::Scope, &left.tokens, &right.tokens, explanation, 0.75);
        return true;
    }
    let l = titles::with_title(&view.sides[LEFT], left);
    let r = titles::with_title(&view.sides[RIGHT], right);
    let (a, b) = texts(view, &l, &r);
    let explanation = format!("{a} and {b}: a longer and a shorter form of one name");
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
    ["northern", "north"]
        .iter()
        .any(|region| relations.same_attribute(region, &word))
        .then_some(word)
}

/// Another name in the same place: only where the place is sure and neither name is elsewhere.
fn conflict(view: &mut View<'_>, left: &NameMention, right: &NameMention, pair: Facing) -> bool {
    let kinds = left.kind == right.kind
        || left.kind == NameKind::Unknown
        || right.kind == NameKind::Unknown;
    let elsewhere = mentioned(view, RIGHT, LEFT, left) || mentioned(view, LEFT, RIGHT, right);
    let placed = view.context(&left.tokens, &right.tokens) >= 0.5;
    if !kinds || elsewhere || !placed || pair.evidence < PLACED || view.coverage() < 0.4 {
        return false;
    }
    let l = roles::with_modifiers(&view.sides[LEFT], &left.tokens);
    let r = roles::with_modifiers(&view.sides[RIGHT], &right.tokens);
    let (a, b) = texts(view, &left.tokens, &right.tokens);
    let explanation = format!("{a} and {b} in the same place: two different names");
    let confidence = (0.1 + pair.evidence / 8.0 + view.coverage() / 3.0).clamp(0.3, 0.95);
    put(view, Kind::NameConflict, &l, &r, explanation, confidence);
    false
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
    let text = |side: usize, name: &NameMention| name.span.text(view.sides[side].telling.text);
    let found = relate(text(LEFT, a), text(RIGHT, b));
    let alike = found.relation != NameRelation::Different
        || sound_alike(view, a, b)
        || one_thing(view, a, b);
    if alike {
        return false;
    }
    let pair = Facing { left: 0, right: 0, evidence: PLACED };
    let before = view.found.len();
    conflict(view, a, b, pair);
    view.found.len() > before
}

/// Evidence from which two different names contradict each other.
const PLACED: f64 = 2.4;

/// Whether all words of a name of side `from` stand on side `on` too.
fn mentioned(view: &View<'_>, on: usize, from: usize, name: &NameMention) -> bool {
    name.tokens.clone().all(|word| {
        let key = view.sides[from].token(word).key;
        view.sides[on].tokens.clone().any(|index| view.sides[on].token(index).key == key)
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
    explanation: String,
    confidence: f64,
) {
    let value = |side: usize, range: &Range<usize>| Some(view.sides[side].text(range).to_owned());
    let (a, b) = (value(LEFT, left), value(RIGHT, right));
    view.differ(kind, Some((left.clone(), a)), Some((right.clone(), b)), explanation, confidence);
}

/// How two names relate that face each other. The letters alone ([`compare`]) leave too much open
/// for an accusation or an excuse: a shorter form must be a part of the longer one, two spellings
/// must look or sound alike.
pub(super) fn relate(a: &str, b: &str) -> NameComparison {
    const ALIKE: f64 = 0.75;
    let found = compare(a, b);
    let parts = |name: &str| -> Vec<String> {
        name.split_whitespace().map(|part| part.to_lowercase()).collect()
    };
    let (x, y) = (parts(a), parts(b));
    let long = a.chars().count().min(b.chars().count()) >= 4;
    let looks = strsim::jaro_winkler(&x.join(" "), &y.join(" "));
    let relation = match found.relation {
        NameRelation::Same => NameRelation::Same,
        NameRelation::Partial if contained(&x, &y) => NameRelation::Partial,
        NameRelation::Partial | NameRelation::Variant
            if long && x.len() == y.len() && looks >= ALIKE && found.score >= 0.6 =>
        {
            NameRelation::Variant
        }
        NameRelation::Variant if long && looks >= 0.6 && found.score >= 0.8 => {
            NameRelation::Variant
        }
        _ if contained(&x, &y) => NameRelation::Partial,
        _ => NameRelation::Different,
    };
    NameComparison { score: found.score, relation }
}

/// Whether every part of one name is a part of the other, or its first letter.
fn contained(x: &[String], y: &[String]) -> bool {
    let meets = |part: &String, other: &String| {
        let letter = part.trim_end_matches('.');
        part == other || (letter.chars().count() == 1 && other.starts_with(letter))
    };
    let within = |few: &[String], many: &[String]| {
        few.iter().all(|part| many.iter().any(|other| meets(part, other) || meets(other, part)))
    };
    within(x, y) || within(y, x)
}
