//! What is left: other words for the same, another order, another spelling, other marks.
//!
//! Replaced words that touch on both sides are one wording. Two stretches of very different length
//! in one place are no wording of each other but an omission and an addition.

use std::ops::Range;

use super::chunks::{Around, Chunk, chunks};
use super::deeds::supposed;
use super::equivalence::{self, Grade};
use super::instead::{Facing, instead};
use super::likeness::near_in_meaning;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, denials, names, omission, polarity, quoted, residue};
use crate::alignment::Op;
use crate::alignment::edits::Run;
use crate::language::force::Part;

/// Finds the divergences in wording, order, spelling and punctuation among the open words.
pub(super) fn find(view: &mut View<'_>) {
    let pairs = proposals(view);
    for ((left, right), likely) in pairs.iter().zip(instead(view, &pairs)) {
        let [a, b] = &view.sides;
        match likely {
            Some((left, right)) => other_words(view, left, right),
            None if kin(a, left, b, right)
                || same_letters(a, left, b, right)
                || framed(view, left, right) =>
            {
                other_words(view, left.clone(), right.clone());
            }
            None => {}
        }
    }
    punctuation(view);
}

/// Whether two words stand alone between words that face each other: surely in one place.
fn framed(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let [a, b] = &view.sides;
    let before = left.start == a.tokens.start && right.start == b.tokens.start
        || left.start > a.tokens.start
            && right.start > b.tokens.start
            && a.linked(left.start - 1).any(|other| other == right.start - 1);
    let after = left.end == a.tokens.end && right.end == b.tokens.end
        || a.linked(left.end).any(|other| other == right.end);
    left.len() == 1
        && right.len() == 1
        && says(a, left.start)
        && says(b, right.start)
        && before
        && after
}

/// Whether a word is more than a joint of the sentence: content, or one such as "nevertheless".
fn says(side: &Side<'_>, index: usize) -> bool {
    let part = side.lists.part(side.token(index).key);
    let joint = matches!(part, Some(Part::Determiner | Part::Preposition | Part::Pronoun));
    side.is_content(index) || !joint && !side.is_auxiliary(index)
}

/// Stretches that may be other words for one thing, by where they stand.
pub(super) fn proposals(view: &View<'_>) -> Vec<Facing> {
    joined(view)
        .iter()
        .filter(|run| run.op == Op::Replaced)
        .flat_map(|run| replaced(view, run))
        .filter(|(left, right)| {
            let [a, b] = &view.sides;
            !(articles(a, left) && articles(b, right))
        })
        .collect()
}

/// Runs, with replaced ones that touch on both sides joined, and with them a few words that only
/// one side has right beside: "departed from" and "abandoned the implementation of".
fn joined(view: &View<'_>) -> Vec<Run> {
    const FEW: usize = 2;
    let mut found: Vec<Run> = Vec::with_capacity(view.runs.len());
    for run in &view.runs {
        let loose = |run: &Run| {
            matches!(run.op, Op::Inserted | Op::Deleted)
                && run.left.len() + run.right.len() <= FEW
                && !run.left.clone().any(|index| view.sides[LEFT].clause_starts(index))
                && !run.right.clone().any(|index| view.sides[RIGHT].clause_starts(index))
        };
        let goes = |last: &Run| {
            last.left.end == run.left.start
                && last.right.end == run.right.start
                && match (last.op, run.op) {
                    (Op::Replaced, Op::Replaced) | (Op::Moved, Op::Moved) => true,
                    (Op::Replaced, _) => loose(run),
                    (_, Op::Replaced) => loose(last),
                    _ => false,
                }
        };
        match found.last_mut() {
            Some(last) if goes(last) => {
                last.op = if last.op == Op::Moved { Op::Moved } else { Op::Replaced };
                last.left.end = run.left.end;
                last.right.end = run.right.end;
            }
            _ => found.push(run.clone()),
        }
    }
    found
}

fn replaced(view: &View<'_>, run: &Run) -> Vec<Facing> {
    let left = longest(&view.sides[LEFT], run.left.clone());
    let right = longest(&view.sides[RIGHT], run.right.clone());
    match (left, right) {
        (Some(left), Some(right)) if one_slot(view, &left, &right) => vec![(left, right)],
        (Some(left), Some(right)) => apart(view, left, right),
        _ => Vec::new(),
    }
}

/// Two stretches that say different things: their outer chunks face each other where they are of
/// one sort; what lies between only one side has.
fn apart(view: &View<'_>, mut left: Range<usize>, mut right: Range<usize>) -> Vec<Facing> {
    let a = chunks(&view.sides[LEFT], left.clone());
    let b = chunks(&view.sides[RIGHT], right.clone());
    let mut pairs = Vec::new();
    if let (Some(x), Some(y)) = (a.first(), b.first())
        && alike(x, y)
    {
        pairs.push((x.words.clone(), y.words.clone()));
        (left.start, right.start) = (x.words.end, y.words.end);
    }
    if let (Some(x), Some(y)) = (a.last(), b.last())
        && alike(x, y)
        && x.words.start >= left.start
        && y.words.start >= right.start
    {
        pairs.push((x.words.clone(), y.words.clone()));
    }
    pairs
}

fn alike(x: &Chunk, y: &Chunk) -> bool {
    const LONGEST: usize = 5;
    x.around == y.around
        && matches!(x.around, Around::Noun | Around::Verb)
        && x.words.len().max(y.words.len()) <= LONGEST
}

/// Whether two stretches can be other words for one thing: of like length, short, and with the
/// same number of clauses.
fn one_slot(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    const LONGEST: usize = 5;
    let (short, long) = (left.len().min(right.len()), left.len().max(right.len()));
    let clauses = |side: usize, range: &Range<usize>| {
        range.clone().skip(1).filter(|&index| view.sides[side].clause_starts(index)).count()
    };
    let bare = |side: usize, range: &Range<usize>| {
        range.clone().all(|index| !view.sides[side].is_content(index))
    };
    long <= LONGEST
        && long <= 3 * short
        && clauses(LEFT, left) == clauses(RIGHT, right)
        && (bare(LEFT, left) == bare(RIGHT, right) || long <= 3)
}

fn longest(side: &Side<'_>, range: Range<usize>) -> Option<Range<usize>> {
    omission::open(side, range).into_iter().max_by_key(|open| (open.len(), usize::MAX - open.start))
}

fn other_words(view: &mut View<'_>, left: Range<usize>, right: Range<usize>) {
    let [a, b] = &view.sides;
    if articles(a, &left) && articles(b, &right) {
        return;
    }
    // A value is no other word for something that is none.
    match (valued(a, &left), valued(b, &right)) {
        (Some(value), None) => return beside_value(view, LEFT, left, value, right),
        (None, Some(value)) => return beside_value(view, RIGHT, right, value, left),
        _ => {}
    }
    if names::clash(view, &left, &right) {
        return;
    }
    if denies(view, LEFT, &left, &right) || denies(view, RIGHT, &right, &left) {
        return one_denies(view, left, right);
    }
    let [a, b] = &view.sides;
    let (left, right) = in_two_spellings(a, &left, b, &right).unwrap_or((left, right));
    let (x, y) = (quoted(a.text(&left)), quoted(b.text(&right)));
    let grade = equivalence::stretches(a, &left, b, &right);
    let alike = |how: &str| Said::of(&x, &y, |x, y| format!("{x} and {y}: {how}"));
    let (kind, effect, explanation, confidence) = if same_letters(a, &left, b, &right) {
        (Kind::Spelling, Effect::None, alike("one word, spelled in two ways"), 0.9)
    } else if denied_once(view, &left, &right) {
        (Kind::Wording, Effect::Unclear, residue::unknown(view, &left, &right), 0.6)
    } else {
        match grade {
            Grade::Same(reason) => (Kind::Wording, Effect::None, alike(reason.in_words()), 0.8),
            Grade::Wider => {
                (Kind::Wording, Effect::Compatible, alike("one is a kind of the other"), 0.7)
            }
            Grade::OneRoot => (Kind::Wording, Effect::Compatible, alike("words of one root"), 0.7),
            // What is only small words is weighed with all that is left.
            _ if !says_something(a, &left) && !says_something(b, &right) => return,
            Grade::Slip => return,
            Grade::Unknown
                if residue::one_sided(view, &left, &right)
                    || residue::parted(view, &left, &right) =>
            {
                return;
            }
            Grade::Unknown => {
                (Kind::Wording, Effect::Unclear, residue::unknown(view, &left, &right), 0.6)
            }
        }
    };
    view.differ(kind, Some((left, None)), Some((right, None)), explanation, confidence);
    view.weigh(effect);
}

/// Whether a stretch holds a word of content.
fn says_something(side: &Side<'_>, stretch: &Range<usize>) -> bool {
    stretch.clone().any(|index| side.is_content(index))
}

/// Whether a stretch of one side denies what the stretch of the other affirms: a word near in
/// meaning, or one in a sentence that is the same in the rest; not its opposite (not spared, affected).
fn denies(view: &View<'_>, side: usize, mine: &Range<usize>, other: &Range<usize>) -> bool {
    const SAME: f64 = 0.85;
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
    denials::within(here, mine).is_some_and(|(words, governs)| {
        let content = || other.clone().filter(|&at| there.is_content(at));
        // The same word on both sides is weighed as polarity.
        let weighed = content().any(|at| there.token(at).stem == here.token(governs).stem);
        content().next().is_some()
            && !weighed
            && !denials::is_negative(there, other)
            && !polarity::is_denied(there, other)
            && supposed(here, governs) == supposed(there, other.start)
            && !denials::is_answered(here, there, &words)
            && !content().any(|at| polarity::opposite(view, side, governs, at))
            && (content().any(|at| near_in_meaning(here, governs, there, at))
                || view.coverage_around(left, right) >= SAME)
    })
}

/// Whether just one of two stretches holds a denial or stands under one.
fn denied_once(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let denied = |side: usize, stretch: &Range<usize>| {
        let side = &view.sides[side];
        denials::within(side, stretch).is_some() != polarity::is_denied(side, stretch)
    };
    denied(LEFT, left) != denied(RIGHT, right)
}

/// Other words in one place, of which only one denies: they cannot be said to be alike.
fn one_denies(view: &mut View<'_>, left: Range<usize>, right: Range<usize>) {
    let [a, b] = &view.sides;
    let (x, y) = (quoted(a.text(&left)), quoted(b.text(&right)));
    let (denial, other) = if denials::within(a, &left).is_some() { (x, y) } else { (y, x) };
    let explanation = format!("{denial} denies something, {other} in the same place does not");
    view.differ(Kind::Polarity, Some((left, None)), Some((right, None)), explanation, 0.55);
    view.weigh(Effect::Shift);
}

/// The word that counts in either stretch, where both are one word spelled in two ways: "Art" beside "while its Article".
fn in_two_spellings(
    a: &Side<'_>,
    left: &Range<usize>,
    b: &Side<'_>,
    right: &Range<usize>,
) -> Option<Facing> {
    // Of a single word it does not matter of what class it is: "art" may be a verb.
    let heart = |side: &Side<'_>, range: &Range<usize>| match range.len() {
        1 => Some(range.clone()),
        _ => sole(side, range).map(|at| at..at + 1),
    };
    let (left, right) = (heart(a, left)?, heart(b, right)?);
    let other = a.token(left.start).key != b.token(right.start).key;
    (other && same_letters(a, &left, b, &right)).then_some((left, right))
}

/// The number or the date that stands in a stretch.
fn valued(side: &Side<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    side.values()
        .iter()
        .map(|value| value.tokens.clone())
        .find(|value| range.start <= value.start && value.end <= range.end)
}

/// A stretch of `side` with a value that `facing` has not: only one side has the value, what is
/// longer of the rest faces the other words.
fn beside_value(
    view: &mut View<'_>,
    side: usize,
    stretch: Range<usize>,
    value: Range<usize>,
    facing: Range<usize>,
) {
    let (before, after) = (stretch.start..value.start, value.end..stretch.end);
    let rest = if before.len() >= after.len() { before } else { after };
    let content = rest.clone().any(|index| view.sides[side].is_content(index));
    omission::tell_rest(view, side, value);
    if content && rest.len() <= 3 * facing.len() {
        let (left, right) = if side == LEFT { (rest, facing) } else { (facing, rest) };
        other_words(view, left, right);
    }
}

/// Whether a stretch is only determiners: "a" beside "the" is nothing.
fn articles(side: &Side<'_>, range: &Range<usize>) -> bool {
    range.clone().all(|index| side.telling.language.is_determiner(side.token(index).key))
}

/// Whether the only words of content of two stretches are near in meaning or share a stem.
fn kin(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    match (sole(a, left), sole(b, right)) {
        (Some(i), Some(j)) => near_in_meaning(a, i, b, j),
        _ => false,
    }
}

fn sole(side: &Side<'_>, range: &Range<usize>) -> Option<usize> {
    let mut content = range.clone().filter(|&index| side.is_content(index));
    content.next().filter(|_| content.next().is_none())
}

/// Whether two stretches are the same letters but for hyphens, spaces and habits of spelling.
fn same_letters(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    let letters = |side: &Side<'_>, range: &Range<usize>| -> String {
        range
            .clone()
            .flat_map(|index| side.word(index).chars().filter(|c| c.is_alphanumeric()))
            .collect()
    };
    let keys = |side: &Side<'_>, range: &Range<usize>| -> Vec<u64> {
        range.clone().map(|index| side.token(index).key).collect()
    };
    if a.telling.language.same_by_abbreviation(&keys(a, left), &keys(b, right)) {
        return true;
    }
    let (x, y) = (letters(a, left), letters(b, right));
    if x.is_empty() {
        return false;
    }
    x == y || (left.len() == 1 && right.len() == 1 && respelled(a, left.start, b, right.start))
}

/// One stem in two spellings of the same inflection: `normalised`, `normalized`.
fn respelled(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    let (x, y) = (a.word(i), b.word(j));
    let same_end = x.bytes().last() == y.bytes().last();
    let inflected =
        |side: &Side<'_>, at: usize| side.telling.language.is_irregular(side.token(at).key);
    a.token(i).stem == b.token(j).stem
        && same_end
        && x.len().abs_diff(y.len()) <= 1
        && !inflected(a, i)
        && !inflected(b, j)
}

/// Other marks between words that are the same on both sides; one divergence for each place.
fn punctuation(view: &mut View<'_>) {
    let mut places = Vec::new();
    let [a, b] = &view.sides;
    let mut before: Option<(usize, usize)> = None;
    for run in &view.runs {
        if run.op != Op::Equal {
            before = None;
            continue;
        }
        for (i, j) in run.left.clone().zip(run.right.clone()) {
            let (x, y) = (a.gap_before(i), b.gap_before(j));
            // Where words stand between them that state nothing, the marks are those of two places.
            let beside = [x, y].iter().all(|gap| !gap.contains(char::is_alphanumeric));
            let follows = before == Some((i.wrapping_sub(1), j.wrapping_sub(1)));
            if follows && beside && marks(x) != marks(y) {
                places.push((i - 1..i + 1, j - 1..j + 1));
            }
            before = Some((i, j));
        }
    }
    for (left, right) in places {
        let (x, y) = (view.sides[LEFT].text(&left), view.sides[RIGHT].text(&right));
        let explanation = Said::of(x, y, |x, y| {
            format!("{} and {}: only the marks differ", quoted(x), quoted(y))
        });
        let spans = [view.sides[LEFT].span(&left), view.sides[RIGHT].span(&right)];
        view.note(Kind::Punctuation, spans, explanation, 0.9);
    }
}

/// The marks of a gap, with typographic forms as one and spaces left out.
fn marks(gap: &str) -> String {
    gap.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '–' | '—' | '−' => '-',
            _ => c,
        })
        .collect()
}
