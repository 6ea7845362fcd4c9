//! Whether two values that exclude each other are said of one fact.
//!
//! In: two mentions that face each other, with their passages. Out: a sign that they belong to two
//! facts, so that both can be right: they count other things, or the verbs that the days belong to face
//! other verbs.

use std::ops::Range;

use super::chunks::{Word, parsed};
use super::likeness::near_in_meaning;
use super::meeting::meeting;
use super::slots::{counted, is_plural};
use super::view::{Side, View};
use crate::language::cue::Cue;
use crate::token::Class;
use crate::value::{Mention, Value};

/// How much of two sentences must face each other for their values to be those of one fact whatever
/// else is told.
const SURELY_ONE: f64 = 0.75;

/// Whether two numbers are of two facts by what they count: each counts things that face others.
pub(super) fn counts_apart(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    const BESIDE: f64 = 0.5;
    let [a, b] = &view.sides;
    let (Some(i), Some(j)) = (things(a, left), things(b, right)) else { return false };
    let faces = a.linked(i).any(|other| other == j) || near_in_meaning(a, i, b, j);
    !faces && view.context(&left.tokens, &right.tokens) < BESIDE
}

/// Whether two dates are of two facts: the verbs that they belong to differ.
pub(super) fn days_apart(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    of_other_verbs(view, left, right) && meeting(view, &left.tokens, &right.tokens) < SURELY_ONE
}

/// The word that a number counts, over names of peoples and what else stands before it: the
/// `soldiers` of "three Afghan National Army soldiers", the `guests` of "thousands of guests".
fn things(side: &Side<'_>, mention: &Mention) -> Option<usize> {
    const REACH: usize = 5;
    let end = side.tokens.end.min(mention.tokens.end + REACH);
    let goes =
        |at: &usize| !side.scope_ends(*at) && (side.is_content(*at) || side.is(*at, Cue::Of));
    counted(side, mention).or_else(|| {
        let number = matches!(mention.value, Value::Number(_));
        let mut words = (mention.tokens.end..end).take_while(goes);
        words.find(|&at| number && is_plural(side.word(at)))
    })
}

/// Whether the verb that one date belongs to faces another verb than the one the other belongs to.
fn of_other_verbs(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let [a, b] = &view.sides;
    let (mine, other) = (verbs(a, &left.tokens), verbs(b, &right.tokens));
    let one = |i: usize, j: usize| a.linked(i).any(|to| to == j) || near_in_meaning(a, i, b, j);
    let ([Some(i), ..], [Some(j), ..]) = (mine, other) else { return false };
    let sure = governs(a, i, &left.tokens) && governs(b, j, &right.tokens);
    let met = if sure {
        one(i, j)
    } else {
        mine.iter().flatten().any(|&i| other.iter().flatten().any(|&j| one(i, j)))
    };
    if met {
        return false;
    }
    let (x, y) = (a.sentence(left.tokens.start), b.sentence(right.tokens.start));
    let away = |here: &Side<'_>, at: usize, there: &Side<'_>, within: &Range<usize>| {
        here.linked(at)
            .any(|other| within.contains(&other) && near_in_meaning(here, at, there, other))
    };
    away(a, i, b, &y) || away(b, j, a, &x)
}

/// The verbs next to a date in its sentence, that which it most likely belongs to first: the nearest
/// before it in its clause, else the next behind it.
fn verbs(side: &Side<'_>, date: &Range<usize>) -> [Option<usize>; 2] {
    let sentence = side.sentence(date.start);
    let (_, words) = parsed(side, sentence.clone());
    let is_verb = |at: &usize| {
        words.get(at - sentence.start) == Some(&Word::Verb)
            && side.token(*at).class == Class::Content
            && !side.is_auxiliary(*at)
    };
    let before = (sentence.start..date.start).rev().find(is_verb);
    let behind = (date.end..sentence.end).find(is_verb);
    let close = before.is_some_and(|at| governs(side, at, date));
    if close || behind.is_none() { [before, behind] } else { [behind, before] }
}

/// Whether a verb stands before a date in one clause.
fn governs(side: &Side<'_>, verb: usize, date: &Range<usize>) -> bool {
    verb < date.start && !(verb + 1..=date.start).any(|at| side.scope_ends(at))
}
