//! Results of two numbers, whose order tells who won: "51 votes to 49", "49 to 51", "3-2".
//!
//! In: the numbers of both sides. Out: a conflict where the same two stand in the other order and all
//! around them is the same; and which numbers need not be looked at any more.

use std::ops::Range;

use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};
use crate::language::vocabulary::Joint;
use crate::value::number::{Bound, Quantity, Unit};
use crate::value::{Mention, Value};

/// Share of the words around two results that must be the same for their order to tell.
const SAME: f64 = 0.7;

/// A result at its place.
#[derive(Debug)]
struct Score {
    numbers: [f64; 2],
    tokens: Range<usize>,
}

/// Names the result that one side has in the other order. The numbers of results that were compared
/// are taken out of the lists.
pub(super) fn find(view: &mut View<'_>, left: &mut Vec<Mention>, right: &mut Vec<Mention>) {
    let (x, y) = (scores(&view.sides[LEFT], left), scores(&view.sides[RIGHT], right));
    let ([x], [y]) = (x.as_slice(), y.as_slice()) else { return };
    let [a, b] = y.numbers;
    let turned = x.numbers == [b, a] && a != b;
    if turned && view.sameness(&x.tokens, &y.tokens) < SAME || !turned && x.numbers != y.numbers {
        return;
    }
    for (list, score) in [(left, x), (right, y)] {
        list.retain(|mention| !score.tokens.contains(&mention.tokens.start));
    }
    if turned {
        let texts = (view.sides[LEFT].text(&x.tokens), view.sides[RIGHT].text(&y.tokens));
        let explanation = Said::of(texts.0, texts.1, |a, b| {
            format!("{} against {}: in the other order", quoted(a), quoted(b))
        });
        let value = |score: &Score| Some(format!("{} to {}", score.numbers[0], score.numbers[1]));
        let (l, r) = ((x.tokens.clone(), value(x)), (y.tokens.clone(), value(y)));
        view.differ(Kind::NumberConflict, Some(l), Some(r), explanation, 0.85);
    } else {
        view.sides[LEFT].explain(x.tokens.clone());
        view.sides[RIGHT].explain(y.tokens.clone());
    }
}

fn scores(side: &Side<'_>, mentions: &[Mention]) -> Vec<Score> {
    let mut found: Vec<Score> = mentions.iter().filter_map(|it| in_range(side, it)).collect();
    found.extend(mentions.windows(2).filter_map(|pair| of_two(side, &pair[0], &pair[1])));
    found
}

/// "49 to 51" behind a word of results, which the numbers alone make a range.
fn in_range(side: &Side<'_>, mention: &Mention) -> Option<Score> {
    let Value::Number(number) = &mention.value else { return None };
    let range = number.bound == Bound::Between && is_bare(number);
    (range && is_led(side, mention.tokens.start))
        .then(|| Score { numbers: [number.low, number.high], tokens: mention.tokens.clone() })
}

/// "51 votes to 49", "3-2".
fn of_two(side: &Side<'_>, first: &Mention, second: &Mention) -> Option<Score> {
    /// What is counted, and "to".
    const BETWEEN: usize = 2;
    let (Value::Number(a), Value::Number(b)) = (&first.value, &second.value) else { return None };
    let whole = |it: &Quantity| it.bound == Bound::Exact && is_bare(it) && it.low.fract() == 0.0;
    let (from, to) = (first.tokens.end, second.tokens.start);
    let joined = match to.checked_sub(from)? {
        0 => matches!(side.gap_before(to), "-" | "–" | "\u{2011}"),
        1..=BETWEEN => joint(side, to - 1) == Some(Joint::To),
        _ => false,
    };
    (whole(a) && whole(b) && joined && is_led(side, first.tokens.start))
        .then_some(Score { numbers: [a.low, b.low], tokens: first.tokens.start..second.tokens.end })
}

fn is_bare(number: &Quantity) -> bool {
    number.unit == Unit::One && !number.ordinal && number.per.is_none()
}

/// Whether a word of results stands shortly before: "won", "lost", "a vote of".
fn is_led(side: &Side<'_>, at: usize) -> bool {
    const REACH: usize = 6;
    (side.sentence(at).start.max(at.saturating_sub(REACH))..at)
        .any(|before| matches!(joint(side, before), Some(Joint::Result | Joint::Change)))
}

fn joint(side: &Side<'_>, at: usize) -> Option<Joint> {
    side.telling.language.vocabulary.word(side.token(at).key)?.joint
}
