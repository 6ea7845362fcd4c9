//! Ages that only their place tells: "the driver, 34, was hurt", "she is 34 and lives in Oslo".
//!
//! In: the numbers of both sides. Out: the same, where a bare number that can be an age faces a text
//! that has one in words ("the 34-year-old driver") made an age too, so that the two compare.

use super::slots::is_age;
use super::view::{LEFT, RIGHT, Side, View};
use crate::language::vocabulary::Joint;
use crate::token::Class;
use crate::value::number::{Bound, Quantity, Unit};
use crate::value::{Mention, Value};

/// Makes ages of the numbers that can be such, where the other side has an age.
pub(super) fn settle(view: &View<'_>, left: &mut [Mention], right: &mut [Mention]) {
    let aged = |side: usize, mentions: &[Mention]| {
        let here = &view.sides[side];
        mentions.iter().any(|it| matches!(&it.value, Value::Number(age) if is_age(here, it, age)))
    };
    let (mine, theirs) = (aged(LEFT, left), aged(RIGHT, right));
    for (side, mentions, wanted) in [(LEFT, left, theirs), (RIGHT, right, mine)] {
        let here = &view.sides[side];
        for mention in mentions.iter_mut().filter(|_| wanted) {
            if let Value::Number(number) = &mention.value
                && is_bare(number)
                && is_possible(here, mention)
            {
                mention.value = Value::Number(Quantity { unit: Unit::Year, ..*number });
            }
        }
    }
}

/// Whether a number is bare and so small that it can be years of life.
fn is_bare(number: &Quantity) -> bool {
    const OLDEST: f64 = 120.0;
    let plain = number.unit == Unit::One && !number.ordinal && number.per.is_none();
    let whole = number.low.fract() == 0.0 && (1.0..=OLDEST).contains(&number.low);
    plain && whole && number.bound == Bound::Exact
}

/// Whether a number stands where an age can: between commas behind who it is of, or behind a form of
/// "be" or "turn" with nothing that it counts.
pub(super) fn is_possible(side: &Side<'_>, mention: &Mention) -> bool {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let Some(before) = start.checked_sub(1).filter(|at| side.tokens.contains(at)) else {
        return false;
    };
    let ends = !side.tokens.contains(&end) || side.clause_starts(end);
    let commas = side.gap_before(start).trim() == ","
        && side.token(before).class == Class::Content
        && (!side.tokens.contains(&end) || side.gap_before(end).starts_with([',', '.']));
    let vocabulary = &side.telling.language.vocabulary;
    let joined = vocabulary.word(side.token(before).key);
    let dated = joined.is_some_and(|it| it.month.is_some() || it.weekday.is_some());
    if commas {
        return !dated && joined.is_none_or(|it| it.joint != Some(Joint::Label));
    }
    let is = matches!(side.word(before), "is" | "was" | "turned" | "turns" | "be" | "being");
    let goes_on = side.tokens.contains(&end)
        && matches!(side.word(end), "and" | "but" | "when" | "in" | "on");
    is && side.gap_before(start) == " " && (ends || goes_on)
}

/// Whether a number is a decade of somebody's life: "in her thirties", "in his late 40s".
pub(super) fn is_decade(side: &Side<'_>, mention: &Mention) -> bool {
    let parted = |at: usize| matches!(side.word(at), "early" | "mid" | "late");
    let before = mention.tokens.start.checked_sub(1);
    let whose = before.and_then(|at| at.checked_sub(usize::from(parted(at))));
    whose.is_some_and(|at| matches!(side.word(at), "his" | "her" | "their" | "my" | "our"))
}

/// The word behind which an age stands, said with it: the `aged` of "aged 34".
pub(super) fn lead(side: &Side<'_>, mention: &Mention) -> Option<usize> {
    let before = mention.tokens.start.checked_sub(1).filter(|at| side.tokens.contains(at))?;
    matches!(side.word(before), "aged" | "age").then_some(before)
}
