//! Whether one name is made of the first letters of another: `UN`, `H-P`.
//!
//! In: two names. Out: whether the one stands for the other, in whole, behind words that both begin with, or
//! with what goes on behind a joint.

use std::ops::Range;

use super::view::Side;
use crate::language::cue::Cue;

/// Whether one name is an acronym of the other, in whole or behind words that both begin with.
pub(super) fn either_acronym(
    a: &Side<'_>,
    left: &Range<usize>,
    b: &Side<'_>,
    right: &Range<usize>,
) -> bool {
    let (mut left, mut right) = (left.clone(), right.clone());
    while left.len() > 1 && right.len() > 1 && a.word(left.start) == b.word(right.start) {
        (left.start, right.start) = (left.start + 1, right.start + 1);
    }
    acronym(a, &left, b, &right)
        || acronym(b, &right, a, &left)
        || acronym(a, &left, b, &carried_on(b, &right))
        || acronym(b, &right, a, &carried_on(a, &left))
}

/// Whether the first name is made of the first letters of the other: `UN`, `H-P`, and with more
/// behind them, as in `ECUSA` for the Episcopal Church.
fn acronym(a: &Side<'_>, short: &Range<usize>, b: &Side<'_>, long: &Range<usize>) -> bool {
    let text = a.text(short);
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let initials: String = b
        .text(long)
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    // "InterMoeCorp" has its capitals within.
    let inner: String = b.text(long).chars().filter(|c| c.is_uppercase()).collect();
    let initials = if long.len() == 1 { inner } else { initials };
    initials.chars().count() >= 2
        && letters.chars().all(char::is_uppercase)
        && (letters.starts_with(&initials) || letters.ends_with(&initials))
}

/// A name with what goes on behind a joint: "Exchange Commission" of "Securities and Exchange
/// Commission".
fn carried_on(side: &Side<'_>, name: &Range<usize>) -> Range<usize> {
    let mut end = name.end;
    let joint = |at: usize| side.is(at, Cue::JoinsName);
    let capital = |at: usize| side.tokens.contains(&at) && side.token(at).capital;
    while joint(end) && capital(end + 1) || end > name.end && capital(end) {
        end += 1;
    }
    name.start..end
}
