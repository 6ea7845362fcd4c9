//! Opposites (rose, fell) and two values of one attribute (red, blue) in the same place.
//!
//! The words must face each other by a link or stand alone in one replaced run, and neither may be
//! denied: "did not rise" and "fell" agree. Loose pairs (bought, sold) count only where the rest of
//! both sentences is the same.

use std::ops::Range;

use super::beside::is_beside;
use super::chunks::can_be_verb;
use super::frame;
use super::likeness::{are_antonyms, near_in_meaning};
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, polarity, quoted};
use crate::alignment::Op;
use crate::alignment::edits::coalesce;
use crate::language::force::{self, Force, Part};
use crate::language::relations::{self, Exclusion};
use crate::token::Class;
use crate::value::Value;
use crate::value::name::NameMention;

/// The most words of a stretch that is a slot.
const LONGEST: usize = 6;

/// How much of both sentences must be the same for a loose pair to count.
const ALIKE: f64 = 0.85;

/// Or how much of it must face each other where what stands before and behind is the same.
const FRAMED: f64 = 0.6;

/// Confidence from which words exclude each other.
const SURE: f64 = 0.55;

/// Finds the divergences between words that exclude each other.
pub(super) fn find(view: &mut View<'_>) {
    let mut stretches: Vec<(Range<usize>, Range<usize>)> = coalesce(view.runs.clone())
        .into_iter()
        .chain(view.runs.clone())
        .filter(|run| run.op == Op::Replaced)
        .map(|run| (run.left, run.right))
        .collect();
    stretches.dedup();
    for (left, right) in stretches {
        if let Some((l, r, found)) = exclusion(view, &left, &right) {
            name(view, l, r, found);
        }
    }
}

/// The words of two facing stretches that exclude each other.
fn exclusion(
    view: &View<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>, Exclusion<'static>)> {
    let relations = relations::of(view.tag());
    let mut found = denial(view, left, right);
    let lefts = phrases(&view.sides[LEFT], left);
    let rights = phrases(&view.sides[RIGHT], right);
    for (l, a) in &lefts {
        for (r, b) in &rights {
            // A word that both sides have, or a near one, says that the place is another.
            match relations.exclusion(a, b) {
                Some(exclusion) if found.is_none() => {
                    found = Some((l.clone(), r.clone(), exclusion));
                }
                None if a == b || relations.same_side(a, b) => return None,
                _ => {}
            }
        }
    }
    found.or_else(|| indirect(view, left, right))
}

/// Words of two facing stretches that are opposites by way of words similar to them.
fn indirect(
    view: &View<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>, Exclusion<'static>)> {
    let relations = relations::of(view.tag());
    let [a, b] = &view.sides;
    let open = |side: &Side<'_>, at: usize| {
        side.is_content(at) && !side.is_explained(at) && !side.token(at).capital
    };
    if left.len() > LONGEST || right.len() > LONGEST {
        return None;
    }
    let pairs = || left.clone().flat_map(|i| right.clone().map(move |j| (i, j)));
    let mut open = pairs().filter(|&(i, j)| open(a, i) && open(b, j));
    let (i, j) = open.find(|&(i, j)| {
        relations.are_indirect_opposites(a.word(i), b.word(j)) || are_antonyms(a, i, b, j)
    })?;
    let near = pairs().any(|(i, j)| a.is_content(i) && near_in_meaning(a, i, b, j));
    let found = Exclusion { attribute: None, loose: true, denial: false };
    (!near).then_some((i..i + 1, j..j + 1, found))
}

/// A word of one stretch that denies one of the other by how it begins: unchanged, changed.
fn denial(
    view: &View<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>, Exclusion<'static>)> {
    let relations = relations::of(view.tag());
    let [a, b] = &view.sides;
    if left.len() > LONGEST || right.len() > LONGEST {
        return None;
    }
    let begins = |side: &Side<'_>, at: usize| {
        relations::denied(side.word(at)).is_some() && !side.is_explained(at)
    };
    left.clone().find_map(|i| {
        right.clone().find_map(|j| {
            let found = (begins(a, i) || begins(b, j))
                .then(|| relations.exclusion(a.word(i), b.word(j)))
                .flatten()?;
            let open = !a.is_explained(i) && !b.is_explained(j);
            (found.denial && open).then_some((i..i + 1, j..j + 1, found))
        })
    })
}

/// The known phrases of a stretch, long ones first; few words only, as a long stretch is no slot.
fn phrases(side: &Side<'_>, stretch: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let relations = relations::of(side.telling.language.words.tag);
    let mut known: Vec<(Range<usize>, String)> = Vec::new();
    if stretch.len() > LONGEST {
        return known;
    }
    for len in (1..=3).rev() {
        for start in stretch.start..(stretch.end + 1).saturating_sub(len) {
            let range = start..start + len;
            let free = !known.iter().any(|(other, _)| other.contains(&start));
            if free
                && !range.clone().any(|index| side.is_explained(index))
                && !is_some(side, &range)
            {
                let phrase = side.phrase(range.clone());
                if relations.knows(&phrase) {
                    known.push((range, phrase));
                }
            }
        }
    }
    known
}

/// A word that is part of a longer one, or that another one takes back: the `south` of "south-west",
/// "less attractive".
pub(super) fn is_half(side: &Side<'_>, range: &Range<usize>) -> bool {
    let next = range.end;
    let joined = side.tokens.contains(&next) && side.is_compound(next);
    let before = range.start.checked_sub(1).map_or("", |before| side.word(before));
    let quarter = matches!(before, "south" | "north") && range.len() == 1;
    joined
        || side.is_compound(range.start)
        || quarter
        || matches!(before, "less" | "least" | "hardly")
}

/// "a few" are some, "the next few" too, and no opposite of many.
fn is_some(side: &Side<'_>, range: &Range<usize>) -> bool {
    range.len() == 1
        && side.word(range.start) == "few"
        && range.start > side.tokens.start
        && matches!(side.word(range.start - 1), "a" | "next" | "past" | "last" | "first")
}

fn name(view: &mut View<'_>, left: Range<usize>, right: Range<usize>, found: Exclusion<'static>) {
    let [a, b] = &view.sides;
    let context = view.context(&left, &right);
    let alike = view.sameness(&left, &right);
    let coverage = view.coverage_around(&left, &right);
    let confidence = 0.2 + 0.3 * context + 0.3 * coverage + 0.2 * alike;
    if is_half(a, &left) != is_half(b, &right) {
        return;
    }
    let lead = leads(a, &left) && leads(b, &right);
    if lead && !objects_meet(view, &left, &right)
        || is_particle(a, &left, b, &right)
        || is_particle(b, &right, a, &left)
        || denial_before(a, &left) != denial_before(b, &right)
        || asked(a, &left)
        || asked(b, &right)
        || of_one_role(a, &left, b, &right)
        || one_time(a, &left, b, &right)
        || modified_elsewhere(a, &left, b, &right) && modified_elsewhere(b, &right, a, &left)
    {
        return;
    }
    let several = [a, b].iter().any(|side| side.sentence(side.tokens.start) != side.tokens);
    let (there, here) = (stands(b, a, &left), stands(a, b, &right));
    let swapped = there && here;
    let elsewhere = several && (there || here);
    let framed = coverage >= FRAMED && frame::is_shared(view, &left, &right);
    // Two things of one sort may well be seen by one subject: a canoe, a kayak.
    let loose = found.loose && alike < ALIKE && !(framed && found.attribute.is_none());
    let unsure = swapped || elsewhere && !framed || loose || confidence < SURE;
    if polarity::is_denied(a, &left) != polarity::is_denied(b, &right) || unsure {
        return;
    }
    let (l, r) = (with_auxiliaries(a, &left), with_auxiliaries(b, &right));
    let names =
        found.attribute.is_some() && a.token(left.start).capital && b.token(right.start).capital;
    if names && (beside(a, &left) || beside(b, &right)) || dated(a, &left) || dated(b, &right) {
        return;
    }
    let kind = match (names, found.denial) {
        (true, _) => Kind::NameConflict,
        (_, true) => Kind::Polarity,
        _ => Kind::Antonym,
    };
    let (x, y) = (quoted(a.text(&left)), quoted(b.text(&right)));
    let explanation: Said = match found.attribute {
        None if found.denial && a.word(left.end - 1).len() > b.word(right.end - 1).len() => {
            format!("{x} denies what {y} affirms").into()
        }
        None if found.denial => format!("{y} denies what {x} affirms").into(),
        Some(attribute) => Said::of(&x, &y, |x, y| {
            format!("{x} and {y} in the same place: two values of {attribute}")
        }),
        None => Said::of(&x, &y, |x, y| format!("{x} says the opposite of {y}")),
    };
    view.differ(kind, Some((l, None)), Some((r, None)), explanation, confidence.min(0.95));
}

/// Whether a negation stands before a word in its clause, though it governs another: "did not want to
/// be attractive".
fn denial_before(side: &Side<'_>, range: &Range<usize>) -> bool {
    const REACH: usize = 8;
    let first = side.sentence(range.start).start.max(range.start.saturating_sub(REACH));
    let clause = (first..range.start).rev().take_while(|&at| !side.scope_ends(at + 1)).last();
    let Some(start) = clause else { return false };
    side.forces().iter().any(|(words, forces)| {
        start <= words.start && words.end <= range.start && forces.contains(&Force::Negator)
    })
}

/// Whether a clause only asks what it says: "whether the valve was properly closed".
fn asked(side: &Side<'_>, range: &Range<usize>) -> bool {
    const REACH: usize = 10;
    (side.sentence(range.start).start.max(range.start.saturating_sub(REACH))..range.start)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1))
        .any(|at| side.word(at) == "whether")
}

/// Whether two words are one role of a man and of a woman, which are used for both: actor, actress.
fn of_one_role(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    let (x, y) = (a.phrase(left.clone()), b.phrase(right.clone()));
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    let Some(stem) = long.strip_suffix("ess").filter(|stem| stem.len() > 3) else { return false };
    let root = stem.get(..stem.len() - 1).unwrap_or(stem);
    short == stem || ["er", "or"].iter().any(|end| short.strip_suffix(end) == Some(root))
}

/// Whether a word right before a stretch faces a word far from the other: "a 17-year-old woman and her
/// 25-year-old friend" does not face "a 25-year-old man" with its first words.
fn modified_elsewhere(
    side: &Side<'_>,
    range: &Range<usize>,
    there: &Side<'_>,
    facing: &Range<usize>,
) -> bool {
    const REACH: usize = 6;
    let near = facing.start.saturating_sub(REACH + 1)..facing.end;
    let before = (side.tokens.start.max(range.start.saturating_sub(REACH))..range.start)
        .rev()
        .take_while(|&at| side.is_content(at) && !side.scope_ends(at + 1))
        .filter(|&at| side.has_link(at) && side.token(at).class == Class::Number);
    let elsewhere = |at: usize| side.linked(at).all(|other| !near.contains(&other));
    there.tokens.contains(&facing.start) && before.into_iter().any(elsewhere)
}

/// "For the first time since May" and "the last time was in May" are one.
fn one_time(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    const REACH: usize = 10;
    let time = |side: &Side<'_>, range: &Range<usize>| side.word(range.end) == "time";
    let first = |side: &Side<'_>, range: &Range<usize>| {
        let end = side.tokens.end.min(range.end + REACH);
        side.word(range.start) == "first" && (range.end..end).any(|at| side.word(at) == "since")
    };
    time(a, left) && time(b, right) && (first(a, left) || first(b, right))
}

/// Whether a word belongs to a date, which is compared by its value.
fn dated(side: &Side<'_>, range: &Range<usize>) -> bool {
    side.values()
        .iter()
        .any(|value| matches!(value.value, Value::Date(_)) && value.tokens.contains(&range.start))
}

/// Whether a word belongs to a name that says nothing of what is told: "told the Norwegian Times".
fn beside(side: &Side<'_>, range: &Range<usize>) -> bool {
    let holds = |name: &&NameMention| name.tokens.contains(&range.start);
    side.names().iter().find(holds).is_some_and(|name| is_beside(side, name))
}

/// Whether a stretch is a lone preposition.
fn leads(side: &Side<'_>, range: &Range<usize>) -> bool {
    let forces = force::of(side.telling.language.words.tag);
    range.len() == 1 && forces.part(side.token(range.start).key) == Some(Part::Preposition)
}

/// Whether a word is part of a verb ("topped off") and faces another verb: "off" says that something
/// falls only before an amount.
fn is_particle(
    side: &Side<'_>,
    range: &Range<usize>,
    there: &Side<'_>,
    facing: &Range<usize>,
) -> bool {
    const REACH: usize = 3;
    let amount = |side: &Side<'_>, range: &Range<usize>| {
        let end = side.tokens.end.min(range.end + REACH);
        (range.end..end).any(|at| side.token(at).class == Class::Number)
    };
    side.phrase(range.clone()) == "off"
        && !leads(there, facing)
        && can_be_verb(there, facing.start)
        && !(amount(side, range) || amount(there, facing))
}

/// Whether the words of content behind two stretches face each other: "for the plan" and "against
/// the plan", but not "for the town" and "against the rebels".
fn objects_meet(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    const REACH: usize = 4;
    let object = |side: &Side<'_>, range: &Range<usize>| {
        (range.end..side.tokens.end.min(range.end + REACH))
            .take_while(|&at| !matches!(side.word(at), "and" | "or" | "but"))
            .find(|&at| side.is_content(at))
    };
    let [a, b] = &view.sides;
    match (object(a, left), object(b, right)) {
        (Some(i), Some(j)) => a.token(i).class == Class::Number || near_in_meaning(a, i, b, j),
        _ => true,
    }
}

/// Whether the words of a stretch of `from` stand in the other passage too: where that holds both
/// ways the words have only changed places.
fn stands(on: &Side<'_>, from: &Side<'_>, range: &Range<usize>) -> bool {
    let key = |side: &Side<'_>, index: usize| side.token(index).key;
    let words = on.tokens.end.saturating_sub(range.len().saturating_sub(1));
    (on.tokens.start..words).any(|start| {
        (0..range.len()).all(|offset| key(on, start + offset) == key(from, range.start + offset))
    })
}

fn with_auxiliaries(side: &Side<'_>, words: &Range<usize>) -> Range<usize> {
    let start = (side.tokens.start..words.start)
        .rev()
        .take(2)
        .take_while(|&index| side.is_auxiliary(index) && !side.is_explained(index))
        .last()
        .unwrap_or(words.start);
    start..words.end
}
