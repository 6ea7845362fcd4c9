//! One denial more: a clause that both sides tell and that just one of them denies.
//!
//! In: the list of differences. Out: the same, where a denial that nothing of the other side answers
//! is a conflict of [`Kind::Polarity`]. [`super::polarity`] looks at what a negation governs and
//! needs that word on both sides; here the whole clause speaks: most of what it says faces the other
//! side, and that side denies nothing that this one does not deny too.

use std::ops::Range;

use super::deeds::{denied_before, is_joint, narrowed, supposed};
use super::meeting::is_one;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Difference, Effect, Kind, Located, denials, denied, polarity, quoted};
use crate::language::cue::Cue;
use crate::language::force::{Force, Part};
use crate::token::Class;

/// How much of both sentences must face each other where the denied word does.
const MET: f64 = 0.45;

/// And where it does not: another deed may be meant.
const MET_WITHOUT: f64 = 0.75;

/// From here on both sides tell so much of one thing that its words may be of two classes.
const SURE_MET: f64 = 0.8;

/// ... in passages of several sentences, which tell of several deeds.
const MET_AMONG: f64 = 0.7;

/// How much of what the denied clause says must face the other side.
const CLAUSE: f64 = 0.5;

/// Words of a difference that tells one thing; a wider one stays beside the conflict.
const NARROW: usize = 4;

/// Tells the denials that one side has and the other does not answer.
pub(super) fn find(view: &mut View<'_>) {
    for side in [LEFT, RIGHT] {
        for words in denied::negators(&view.sides[side]) {
            if let Some((places, confidence)) = unanswered(view, side, &words) {
                tell(view, side, &words, places, confidence);
            }
        }
    }
}

/// What is denied and what the other side affirms, with the confidence of it.
fn unanswered(
    view: &View<'_>,
    side: usize,
    words: &Range<usize>,
) -> Option<([Range<usize>; 2], f64)> {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let answered = |at: usize| here.linked(at).any(|other| denials::leans(there, other));
    if continues(here, words)
        || is_part_of_word(here, words)
        || has_exception(here, words)
        || of_one_alone(here, words)
        || words.clone().any(answered)
    {
        return None;
    }
    let clause = clause(here, words);
    let governs = polarity::governed_by(here, words).or_else(|| counted(here, words, &clause))?;
    let content = || clause.clone().filter(|&at| here.is_content(at) && !words.contains(&at));
    let met = content().filter(|&at| here.has_link(at)).count();
    if (met as f64) < CLAUSE * content().count() as f64 || met == 0 {
        return None;
    }
    let faced = here.linked(governs).next();
    let near = || {
        let behind = words.end..clause.end;
        let before = (clause.start..words.start).rev();
        behind.chain(before).filter(|&at| here.is_content(at)).find_map(|at| here.linked(at).next())
    };
    let facing = match faced {
        None if leads(here, words) => return None,
        _ => faced.or_else(near)?,
    };
    let one_deed =
        |facing: usize| !polarity::of_two_deeds((here, words, governs), (there, facing), false);
    if supposed(here, words.start) != supposed(there, facing)
        || denied_before(there, facing)
        || faced.is_some_and(|facing| !one_deed(facing))
        || doubled(here, words)
        || !even(here, words, there, &around(here, words, there))
        || denials::is_answered(here, there, words)
    {
        return None;
    }
    let mine = polarity::group(here, words.start, governs.max(words.end - 1));
    let other = polarity::group(there, facing, facing);
    let (left, right) = if side == LEFT { (&mine, &other) } else { (&other, &mine) };
    let coverage = view.coverage_around(left, right);
    let least = match faced {
        _ if !view.sides.iter().all(is_one) => MET_AMONG,
        Some(_) => MET,
        None => MET_WITHOUT,
    };
    if coverage < least {
        return None;
    }
    // Where little else is told by both, the denied words must be one predicate.
    let one = |facing: usize| {
        polarity::alike(here, (words, governs), there, facing)
            && !narrowed(here, governs, there, facing)
    };
    let thing = here.lists.part(here.token(words.start).key) == Some(Part::Determiner);
    if (thing || coverage < SURE_MET) && faced.is_some_and(|facing| !one(facing)) {
        return None;
    }
    let confidence = 0.3 + 0.2 * view.context(left, right) + 0.4 * coverage;
    Some(([mine, other], confidence))
}

/// Whether a negation only goes on with one before it: "no corn, nor cocoa".
fn continues(side: &Side<'_>, words: &Range<usize>) -> bool {
    side.lists.part(side.token(words.start).key) == Some(Part::Conjunction)
}

/// Whether a negation is the first part of a word: a no-confidence vote, a no-fly zone.
fn is_part_of_word(side: &Side<'_>, words: &Range<usize>) -> bool {
    side.tokens.contains(&words.end) && side.is_compound(words.end)
}

/// Whether something is denied up to a limit only, which the other side may tell without a denial: "no treaty
/// until they agree", "they must agree before they sign".
fn has_exception(side: &Side<'_>, words: &Range<usize>) -> bool {
    let sentence = side.sentence(words.start);
    (words.end..sentence.end).any(|at| side.is(at, Cue::Excepts))
}

/// Whether a negation says that there are more: "not the only ship".
fn of_one_alone(side: &Side<'_>, words: &Range<usize>) -> bool {
    const NEAR: usize = 2;
    side.forces().iter().any(|(only, forces)| {
        forces.contains(&Force::Only) && only.start >= words.end && only.start - words.end < NEAR
    })
}

/// Whether a negation leads what it denies to the rest of the clause, and denies nothing of that: "left
/// without a word".
fn leads(side: &Side<'_>, words: &Range<usize>) -> bool {
    side.lists.part(side.token(words.start).key) == Some(Part::Preposition)
}

/// What "is not" denies where a number stands behind it: "is not one of the oldest".
fn counted(side: &Side<'_>, words: &Range<usize>, clause: &Range<usize>) -> Option<usize> {
    let before = words.start.checked_sub(1).filter(|at| side.tokens.contains(at))?;
    let behind = || (words.end..clause.end).filter(|&at| side.is_content(at));
    let number = behind().next().is_some_and(|at| side.token(at).class == Class::Number);
    (number && side.is_auxiliary(before))
        .then(|| behind().find(|&at| side.token(at).class != Class::Number))
        .flatten()
}

/// The words of the clause that a negation stands in.
fn clause(side: &Side<'_>, words: &Range<usize>) -> Range<usize> {
    const REACH: usize = 10;
    let sentence = side.sentence(words.start);
    let first = sentence.start.max(words.start.saturating_sub(REACH));
    let start = (first..words.start)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1) && !is_joint(side, at))
        .last();
    let end = (words.end..sentence.end.min(words.end + REACH))
        .take_while(|&at| !side.scope_ends(at) && !is_joint(side, at))
        .last();
    start.unwrap_or(words.start)..end.map_or(words.end, |at| at + 1)
}

/// The sentences of the other side that tell what the one of a negation tells.
fn around(here: &Side<'_>, words: &Range<usize>, there: &Side<'_>) -> Vec<Range<usize>> {
    let sentence = here.sentence(words.start);
    let mut found: Vec<Range<usize>> = sentence
        .filter(|&at| here.is_content(at))
        .flat_map(|at| here.linked(at))
        .map(|at| there.sentence(at))
        .collect();
    found.sort_by_key(|it| it.start);
    found.dedup();
    found
}

/// Whether another denial of the same clause may take this one back: "not without".
fn doubled(here: &Side<'_>, words: &Range<usize>) -> bool {
    let clause = clause(here, words);
    let other = |(range, forces): &(Range<usize>, &[Force])| {
        range != words && clause.contains(&range.start) && denies(forces)
    };
    here.forces().iter().filter(|it| other(it)).any(|(range, _)| {
        let answered = range.clone().any(|at| here.has_link(at));
        !answered
    })
}

/// Whether every denial of the other side faces one of this side, and none faces this one.
fn even(
    here: &Side<'_>,
    words: &Range<usize>,
    there: &Side<'_>,
    sentences: &[Range<usize>],
) -> bool {
    let inside = |at: usize| sentences.iter().any(|sentence| sentence.contains(&at));
    let denials = |side: &Side<'_>, at: usize| {
        side.forces().iter().any(|(range, forces)| range.contains(&at) && denies(forces))
    };
    let mine = |at: usize| !words.contains(&at) && denials(here, at);
    there
        .forces()
        .iter()
        .filter(|(range, forces)| denies(forces) && inside(range.start))
        .all(|(range, _)| range.clone().any(|at| there.linked(at).any(mine)))
}

fn denies(forces: &[Force]) -> bool {
    forces.iter().any(|force| matches!(force, Force::Negator | Force::Denier))
}

fn tell(
    view: &mut View<'_>,
    side: usize,
    words: &Range<usize>,
    [mine, other]: [Range<usize>; 2],
    confidence: f64,
) {
    let spans = [view.sides[side].span(&mine), view.sides[1 - side].span(&other)];
    let texts = [view.sides[side].text(&mine), view.sides[1 - side].text(&other)];
    let explanation = format!("{} denies what {} affirms", quoted(texts[0]), quoted(texts[1]));
    let at = view.sides[side].span(words);
    let place = |it: &Difference, side: usize| match side {
        LEFT => it.left.as_ref().map(|it| it.span),
        _ => it.right.as_ref().map(|it| it.span),
    };
    let covers = |it: &Difference| place(it, side).is_some_and(|span| span.contains(at));
    if view.found.iter().any(|it| covers(it) && it.effect == Effect::Conflict) {
        return;
    }
    let here = &view.sides[side];
    let narrow = |it: &Difference| {
        let span = place(it, side);
        span.is_some_and(|span| here.tokens_in(span).len() <= NARROW)
            || place(it, 1 - side).is_some()
    };
    let own = |it: &Difference| {
        covers(it)
            && narrow(it)
            && matches!(
                it.kind,
                Kind::Wording | Kind::Polarity | Kind::Omission | Kind::Addition | Kind::Tense
            )
    };
    let width = |it: &Difference| place(it, side).map(|span| span.end - span.start);
    let Some(told) = view.found.iter_mut().filter(|it| own(it)).min_by_key(|it| width(it)) else {
        let [left, right] = if side == LEFT { spans } else { [spans[1], spans[0]] };
        return view.note(Kind::Polarity, [left, right], explanation, confidence);
    };
    let beside = Located { span: spans[1], value: None };
    let facing = if side == LEFT { &mut told.right } else { &mut told.left };
    facing.get_or_insert(beside);
    told.kind = Kind::Polarity;
    told.effect = Effect::Conflict;
    told.confidence = confidence;
    (told.explanation, told.turned) = (explanation, None);
}

#[cfg(test)]
mod tests {
    use crate::alignment::words;
    use crate::divergence::{Effect, Kind, classify};
    use crate::language;
    use crate::span::Span;
    use crate::telling::Telling;

    fn contradict(a: &str, b: &str) -> bool {
        let read =
            |text| Telling::read(text, &[Span::new(0, str::len(text))], language::of(None), None);
        let (x, y) = (read(a), read(b));
        let whole = |telling: &Telling| 0..telling.tokenized.tokens.len();
        let links = words::links(&x, whole(&x), &y, whole(&y));
        classify(&x, &y, Span::new(0, a.len()), Span::new(0, b.len()), &links)
            .iter()
            .any(|it| it.kind == Kind::Polarity && it.effect == Effect::Conflict)
    }

    #[test]
    fn a_denial_that_nothing_answers_is_a_conflict_whatever_the_words() {
        let rows = [
            (
                "The harbour board kept its majority in the council of Nordby on Sunday.",
                "On Sunday the harbour board did not hold its majority in the Nordby council.",
            ),
            (
                "Nordby is also the largest port on the coast, with 40 ferries a day.",
                "With 40 ferries a day, Nordby is not also the biggest port on the coast.",
            ),
        ];
        for (a, b) in rows {
            assert!(contradict(a, b), "{a} / {b}");
            assert!(contradict(b, a), "{b} / {a}");
        }
    }

    #[test]
    fn a_denial_said_in_another_way_is_none() {
        let rows = [
            (
                "The crew could not open the gate of the old lock on Monday.",
                "On Monday the crew was unable to open the gate of the old lock.",
            ),
            (
                "The board did not approve the plan for a new quay in Nordby.",
                "The board rejected the plan for a new quay in Nordby.",
            ),
        ];
        for (a, b) in rows {
            assert!(!contradict(a, b), "{a} / {b}");
        }
    }
}
