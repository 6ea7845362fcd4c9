//! Names that stand beside what is told: who passes it on, the code of a share, a word in capitals
//! that is no name, the adjective of a people.
//!
//! In: a name in its passage, or two that face each other. Out: whether another name in its place
//! contradicts it at all. "Reuters reported" and "Moe News said" pass on one report; "a Bergen
//! writer" and "a Norwegian writer" can be one person.

use super::chunks::can_be_noun;
use super::meeting::is_one;
use super::sayings::said;
use super::view::{LEFT, RIGHT, Side, View};
use crate::language::StateSide;
use crate::language::cue::Cue;
use crate::token::Class;
use crate::value::name::known::is_person_name;
use crate::value::name::{NameKind, NameMention};
use crate::value::{Mention, Value};

/// Whether a name says nothing of what is told.
pub(super) fn is_beside(side: &Side<'_>, name: &NameMention) -> bool {
    is_code(side, name)
        || is_dateline(side, name)
        || is_shouted(side, name)
        || is_zone(side, name)
        || relays(side, name)
        || name.tokens.clone().all(|at| side.token(at).class == Class::Number)
}

/// Whether a name is no more than a title, cut off from the name behind it: "Capt. Moe".
pub(super) fn is_title(side: &Side<'_>, name: &NameMention) -> bool {
    name.tokens.clone().all(|at| side.telling.language.is_title(side.token(at).key))
}

/// Whether two names are of two kinds that do not exclude each other: a people and what is neither
/// people nor state, two places in the manner of an adjective, one of something further.
pub(super) fn unlike(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    const SURE: f64 = 0.7;
    let [a, b] = &view.sides;
    if people(a, left).is_some() && people(b, right).is_some() {
        return false;
    }
    let kinds = [left.kind, right.kind];
    let one_kind = kinds.iter().all(|kind| *kind == NameKind::Body)
        || kinds.iter().all(|kind| *kind == NameKind::Person);
    let described = one_describes(view, left, right)
        && !(one_kind && further(a, left) == further(b, right) && !of_a_people(view, left, right));
    let owners = match (owned(a, left), owned(b, right)) {
        (Some(i), Some(j)) => {
            let beside = view.context(&left.tokens, &right.tokens);
            beside < SURE && !a.linked(i).any(|other| other == j)
        }
        _ => false,
    };
    described || owners
}

/// Whether one of two names says of what sort a thing is (a people, "a Bergen writer") or is one more of
/// its kind.
pub(super) fn one_describes(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [a, b] = &view.sides;
    of_a_people(view, left, right)
        || describes(a, left)
        || describes(b, right)
        || further(a, left) != further(b, right)
}

/// Whether just one of two names is a people's, and the other no state's either.
fn of_a_people(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [a, b] = &view.sides;
    matches!((people(a, left), people(b, right)), (Some(true), None) | (None, Some(true)))
}

/// What a name is said to own: the next word of content behind "Moe's".
fn owned(side: &Side<'_>, name: &NameMention) -> Option<usize> {
    const REACH: usize = 3;
    let text = name.span.text(side.telling.text);
    let after = side.telling.text.get(name.span.end as usize..).unwrap_or("");
    let owns = [text.get(text.len().saturating_sub(2)..), Some(after)]
        .iter()
        .flatten()
        .any(|it| it.starts_with("'s") || it.starts_with("’s"))
        || text.ends_with("’s");
    let end = side.tokens.end.min(name.tokens.end + REACH);
    (name.tokens.end..end).find(|&at| owns && side.is_content(at))
}

/// Whether two names are parts of one that a text of either side has: `Moe` and `Karl` of `Karl Moe`.
pub(super) fn parts_of_one(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let (x, y) = (keys(&view.sides[LEFT], left), keys(&view.sides[RIGHT], right));
    view.sides.iter().any(|side| {
        let tokens = &side.telling.tokenized.tokens;
        let holds = |name: &NameMention, keys: &[u64]| {
            keys.iter().all(|key| name.tokens.clone().any(|at| tokens[at].key == *key))
        };
        let long = |name: &&NameMention| name.tokens.len() >= x.len() + y.len();
        side.telling.names.iter().filter(long).any(|name| holds(name, &x) && holds(name, &y))
    })
}

/// Whether two names say two things of which both are told: of the one it is said, of the other
/// something else; so also of two speakers in longer
/// passages whose sentences have little in common, `met` of 1.
pub(super) fn speak_otherwise(
    view: &View<'_>,
    left: &NameMention,
    right: &NameMention,
    met: f64,
) -> bool {
    const REACH: usize = 3;
    const SAME: f64 = 0.3;
    const TOLD: f64 = 0.5;
    let several = !view.sides.iter().all(is_one);
    let verb = |side: usize, name: &NameMention| {
        let here = &view.sides[side];
        let end = here.tokens.end.min(name.tokens.end + REACH);
        let at = (name.tokens.end..end)
            .take_while(|&at| !here.scope_ends(at))
            .find(|&at| here.is_saying(at))?;
        Some(at..at + 1)
    };
    match (verb(LEFT, left), verb(RIGHT, right)) {
        (Some(l), Some(r)) => {
            several && met < TOLD || said(view, LEFT, &l, &r).max(said(view, RIGHT, &r, &l)) < SAME
        }
        _ => false,
    }
}

/// The keys of the words of a name.
fn keys(side: &Side<'_>, name: &NameMention) -> Vec<u64> {
    name.tokens.clone().map(|index| side.token(index).key).collect()
}

/// Whether a name is a state's; of its people where it says true.
fn people(side: &Side<'_>, name: &NameMention) -> Option<bool> {
    let keys = keys(side, name);
    let language = side.telling.language;
    let state = language.state(&keys).filter(|state| state.words == keys.len());
    match state.map(|state| state.side) {
        Some(StateSide::People) => Some(true),
        Some(StateSide::Name) => Some(false),
        _ => {
            let lone = keys.len() == 1 && name.span.text(side.telling.text).chars().count() > 1;
            let manner = language.is_demonym(keys[0]) || is_adjective(side, name.tokens.start);
            (lone && manner).then_some(true)
        }
    }
}

/// Whether a word is an adjective and nothing else, as far as the lexicon knows.
fn is_adjective(side: &Side<'_>, index: usize) -> bool {
    const ADJECTIVE: u8 = 4;
    let english = side.telling.language.words.tag == "en";
    let lexicon = crate::alignment::lexicon::english();
    let entry = lexicon.id(side.token(index).key).and_then(|id| lexicon.entry(id));
    english && entry.is_some_and(|entry| entry.parts == ADJECTIVE)
}

/// Whether a name stands as an adjective behind an indefinite article: "a Bergen writer".
pub(super) fn describes(side: &Side<'_>, name: &NameMention) -> bool {
    const REACH: usize = 3;
    let first = name.tokens.start;
    let article = (side.tokens.start.max(first.saturating_sub(REACH))..first)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1))
        .find(|&at| !side.is_content(at) || side.token(at).capital)
        .is_some_and(|at| matches!(side.word(at), "a" | "an"));
    let next = name.tokens.end;
    let noun = side.tokens.contains(&next)
        && can_be_noun(side, next)
        && side.token(next).class == Class::Content
        && !side.token(next).capital
        && side.gap_before(next).chars().all(char::is_whitespace);
    article && noun
}

/// Whether what is said of a name is one more of its kind: "the ministry also said".
fn further(side: &Side<'_>, name: &NameMention) -> bool {
    const REACH: usize = 2;
    let end = side.tokens.end.min(name.tokens.end + REACH);
    (name.tokens.end..end).any(|at| side.word(at) == "also")
}

/// Whether marks that belong to no sentence touch a name: the code of a share (".MOEX", "(OSE: MOE)"),
/// an account ("@moe").
fn is_code(side: &Side<'_>, name: &NameMention) -> bool {
    let text = side.telling.text;
    let before = text.get(..name.span.start as usize).unwrap_or("");
    let mut after = text.get(name.span.end as usize..).unwrap_or("").chars();
    let (next, second) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
    let glued = before.ends_with(['.', ':', '@', '#', '<', '_']);
    let market = next == ':' && before.ends_with('(');
    let tail = next == '.' && second.is_uppercase();
    let listed = before.ends_with(": ") && in_brackets(before);
    // "R-Norland": a party and a state.
    let party = name.span.text(text).chars().nth(1) == Some('-');
    glued || market || listed || party || (tail && in_capitals(side, name))
}

/// Whether a bracket opened shortly before the end of a text and is not closed.
fn in_brackets(before: &str) -> bool {
    const REACH: usize = 12;
    let mut back = before.chars().rev().take(REACH);
    back.find(|c| matches!(c, '(' | ')')) == Some('(')
}

/// Whether a name in capitals opens its sentence before a dash or a bracket: "BERGEN — The".
fn is_dateline(side: &Side<'_>, name: &NameMention) -> bool {
    let after = side.telling.text.get(name.span.end as usize..).unwrap_or("");
    side.begins_sentence(name.tokens.start)
        && in_capitals(side, name)
        && after.starts_with(' ')
        && after.trim_start().starts_with(['—', '–', '-', '('])
}

/// Whether a name is a plain word in capitals behind an article: "A TEACHER".
fn is_shouted(side: &Side<'_>, name: &NameMention) -> bool {
    const SHORTEST: usize = 5;
    let first = name.tokens.start;
    let before = first.checked_sub(1).filter(|at| side.tokens.contains(at));
    name.tokens.len() == 1
        && name.span.text(side.telling.text).chars().count() >= SHORTEST
        && in_capitals(side, name)
        && before.is_some_and(|at| matches!(side.word(at), "a" | "an"))
        && is_known_noun(side, first)
        || in_shout(side, name)
}

/// Whether two and more plain words in capitals stand in a name that is not all in capitals: the
/// line over a picture runs on into it.
fn in_shout(side: &Side<'_>, name: &NameMention) -> bool {
    const SHORTEST: usize = 5;
    let loud = |&at: &usize| {
        let text = side.token(at).span.text(side.telling.text);
        text.chars().count() >= SHORTEST
            && text.chars().all(char::is_uppercase)
            && is_known_noun(side, at)
    };
    name.tokens.len() > 2
        && !in_capitals(side, name)
        && name.tokens.clone().filter(loud).count() > 1
}

fn is_known_noun(side: &Side<'_>, index: usize) -> bool {
    let known = crate::alignment::lexicon::english().id(side.token(index).key).is_some();
    side.telling.language.words.tag == "en" && known && can_be_noun(side, index)
}

fn in_capitals(side: &Side<'_>, name: &NameMention) -> bool {
    let text = name.span.text(side.telling.text);
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether a name stands right behind a time of day: the zone of its clock ("6 p.m. Nordby Summer Time").
fn is_zone(side: &Side<'_>, name: &NameMention) -> bool {
    let first = name.tokens.start;
    let clock = |value: &&Mention| match &value.value {
        Value::Date(period) => {
            period.clock.is_some() && (value.tokens.end == first || value.tokens.contains(&first))
        }
        Value::Number(_) => false,
    };
    let near = side.values().iter().any(|value| clock(&value));
    near && side.gap_before(first).chars().all(|c| c.is_whitespace() || c == '(')
}

/// Whether a body passes on what others say or was told it: "told Reuters", "according to Reuters",
/// ", Reuters reported".
fn relays(side: &Side<'_>, name: &NameMention) -> bool {
    name.kind != NameKind::Person
        && !is_person(side, name)
        && (is_told(side, name) || reports(side, name))
}

/// Whether a name has no other words than those that persons have.
fn is_person(side: &Side<'_>, name: &NameMention) -> bool {
    name.tokens.clone().all(|at| {
        let word = side.word(at);
        is_person_name(word) && !side.telling.language.is_agency(side.token(at).key)
    })
}

/// Whether the words before a name make it the one who is told, or the source.
fn is_told(side: &Side<'_>, name: &NameMention) -> bool {
    const REACH: usize = 3;
    let first = name.tokens.start;
    let passed = |at: usize| {
        side.telling.language.is_determiner(side.token(at).key) || side.token(at).capital
    };
    let mut before = (side.tokens.start.max(first.saturating_sub(REACH))..first)
        .rev()
        .take_while(|&at| !side.clause_starts(at + 1));
    let Some(at) = before.find(|&at| !passed(at)) else { return false };
    let led = at.checked_sub(1).map_or("", |at| side.word(at));
    match side.word(at) {
        "told" | "tells" | "tell" | "telling" | "reports" | "reported" => true,
        "to" => matches!(led, "according" | "spoke" | "spoken" | "speaking" | "talking"),
        "with" => matches!(led, "spoke" | "spoken" | "speaking" | "interview"),
        "by" => matches!(led, "reported" | "quoted" | "cited" | "published" | "obtained"),
        _ => false,
    }
}

/// Whether a name is said to report what is told: a verb of reporting ends the clause or opens one.
fn reports(side: &Side<'_>, name: &NameMention) -> bool {
    const REACH: usize = 4;
    let reporting = |at: usize| side.is(at, Cue::Reporting);
    let limit = side.tokens.end.min(name.tokens.end + REACH);
    let verb =
        (name.tokens.end..limit).take_while(|&at| !side.scope_ends(at)).find(|&at| reporting(at));
    verb.is_some_and(|at| {
        let next = at + 1;
        let last = !side.tokens.contains(&next) || side.clause_starts(next);
        let first = side.is(at - 1, Cue::First);
        let day = |at: usize| side.telling.language.weekday(side.token(at).key).is_some();
        last || first || side.is(next, Cue::ThatOn) || day(next)
    })
}

/// Whether one place is said to lie in the other: "Moevik, Norland" or "Moevik in Norland" in a text
/// of either side.
pub(super) fn lies_within(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    if left.kind == NameKind::Person || right.kind == NameKind::Person {
        return false;
    }
    let (x, y) = (keys(&view.sides[LEFT], left), keys(&view.sides[RIGHT], right));
    [LEFT, RIGHT].iter().any(|&side| {
        let telling = view.sides[side].telling;
        let tokens = &telling.tokenized.tokens;
        let is = |name: &NameMention, wanted: &[u64]| {
            name.tokens.len() == wanted.len()
                && name.tokens.clone().zip(wanted).all(|(at, key)| tokens[at].key == *key)
        };
        telling.names.windows(2).any(|pair| {
            let met = is(&pair[0], &x) && is(&pair[1], &y) || is(&pair[0], &y) && is(&pair[1], &x);
            let gap = telling.text.get(pair[0].span.end as usize..pair[1].span.start as usize);
            met && gap.is_some_and(leads_into)
        })
    })
}

/// Whether the text between two names says that the first lies in the second.
fn leads_into(gap: &str) -> bool {
    let plain = gap.trim().trim_end_matches("the").trim_end();
    matches!(plain, "," | "in" | "on" | "at" | ", in" | ", at" | "near")
}
