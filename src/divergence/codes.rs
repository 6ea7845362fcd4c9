//! Digits that name and do not count: the numbers of telephones.
//!
//! In: a number in its passage. Out: whether it is a part of such a number. Two lines of help that
//! have two numbers contradict each other as little as two streets.

use super::view::Side;
use crate::token::Class;
use crate::value::number::{Quantity, Unit};
use crate::value::{Mention, Value};

/// Whether a mention belongs to three and more groups of digits in a row, with at least six digits
/// and two to a group: "1-800-555-0199", "13 11 14".
pub(super) fn is_code(side: &Side<'_>, mention: &Mention) -> bool {
    const GROUPS: usize = 3;
    const DIGITS: usize = 6;
    let Value::Number(Quantity { unit: Unit::One, ordinal: false, .. }) = mention.value else {
        return false;
    };
    let (first, last) = (mention.tokens.start, mention.tokens.end - 1);
    if digits(side, first) == 0 || digits(side, last) == 0 {
        return false;
    }
    let start = (side.tokens.start..first)
        .rev()
        .take(GROUPS)
        .take_while(|&at| digits(side, at) > 0 && is_joined(side, at + 1))
        .last()
        .unwrap_or(first);
    let end = (last + 1..side.tokens.end)
        .take(GROUPS)
        .take_while(|&at| digits(side, at) > 0 && is_joined(side, at))
        .last()
        .unwrap_or(last);
    let groups = end + 1 - start;
    let all: usize = (start..=end).map(|at| digits(side, at)).sum();
    groups >= GROUPS && all >= DIGITS && all >= 2 * groups
}

/// The number of digits of a word that has nothing else.
fn digits(side: &Side<'_>, index: usize) -> usize {
    let text = side.token(index).span.text(side.telling.text);
    let plain =
        side.token(index).class == Class::Number && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.len() } else { 0 }
}

/// Whether no more than a space, a dash or brackets stand before a group.
fn is_joined(side: &Side<'_>, index: usize) -> bool {
    let gap = side.gap_before(index);
    gap.chars().count() <= 3 && gap.chars().all(|c| matches!(c, ' ' | '-' | '–' | '(' | ')'))
}
