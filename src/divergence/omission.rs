//! Omissions and additions: words that only one side has.
//!
//! An empty function word alone is nothing. What is lost decides the effect: a condition, a
//! number, a negation or a hedge shifts the meaning; other words leave both sides compatible.

use std::ops::Range;

use super::view::{LEFT, Side, View};
use super::{Effect, Kind, quoted};
use crate::alignment::Op;
use crate::language::force::Force;
use crate::token::Class;
use crate::value::Value;

/// Finds what only one side says, among the words that nothing explains yet.
pub(super) fn find(view: &mut View<'_>) {
    for index in 0..view.runs.len() {
        let run = view.runs[index].clone();
        match run.op {
            Op::Deleted => lost(view, 0, run.left),
            Op::Inserted => lost(view, 1, run.right),
            _ => {}
        }
    }
}

/// One divergence for each open stretch of the words `range` of one side.
pub(super) fn lost(view: &mut View<'_>, side: usize, range: Range<usize>) {
    for stretch in open(&view.sides[side], range) {
        let here = &view.sides[side];
        if stretch.clone().all(|index| is_empty(here, index)) || is_bare(here, &stretch) {
            continue;
        }
        let (what, effect) = weight(here, &stretch);
        let text = quoted(here.text(&stretch));
        let kind = if side == LEFT { Kind::Omission } else { Kind::Addition };
        // Reports turn the sides about, so the words do not say which one it is.
        let explanation = format!("only one of them has {text}: {what}");
        let place = Some((stretch, None));
        let (left, right) = if side == LEFT { (place, None) } else { (None, place) };
        view.differ(kind, left, right, explanation, 0.7);
        if let Some(last) = view.found.last_mut() {
            last.effect = effect;
        }
    }
}

/// The stretches of `range` that no divergence explains.
pub(super) fn open(side: &Side<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for index in range.filter(|&index| !side.is_explained(index)) {
        match stretches.last_mut() {
            Some(last) if last.end == index => last.end = index + 1,
            _ => stretches.push(index..index + 1),
        }
    }
    stretches
}

/// Whether a word says nothing by itself.
pub(super) fn is_empty(side: &Side<'_>, index: usize) -> bool {
    let token = side.token(index);
    token.class == Class::Function && !side.telling.language.is_protected(token.key)
}

/// Whether a stretch is one plain word at the edge of a clause, such as "Indeed,": too little to
/// rest a divergence on.
fn is_bare(side: &Side<'_>, stretch: &Range<usize>) -> bool {
    let (index, next) = (stretch.start, stretch.end);
    let token = side.token(index);
    let edge = index == side.tokens.start
        || next >= side.tokens.end
        || side.clause_starts(index)
        || side.clause_starts(next);
    stretch.len() == 1
        && edge
        && !token.capital
        && !side.telling.language.is_protected(token.key)
        && !side.values().iter().any(|value| value.tokens.contains(&index))
}

/// What is lost with a stretch, and what that does to the meaning.
fn weight(side: &Side<'_>, stretch: &Range<usize>) -> (String, Effect) {
    let conditions = ["if", "unless", "provided", "except", "until"];
    let has = |wanted: fn(&Force) -> bool| {
        side.forces()
            .iter()
            .any(|(words, forces)| stretch.contains(&words.start) && forces.iter().any(wanted))
    };
    let within = |range: &Range<usize>| stretch.start <= range.start && range.end <= stretch.end;
    let value = side.values().iter().find(|value| within(&value.tokens));
    let (what, effect) = if stretch.clone().any(|index| conditions.contains(&side.word(index))) {
        ("a condition", Effect::Shift)
    } else if has(|force| matches!(force, Force::Negator | Force::Denier)) {
        ("a negation", Effect::Shift)
    } else if has(|force| matches!(force, Force::Hedge)) {
        ("a reservation", Effect::Shift)
    } else if stretch.clone().any(|index| side.is_saying(index)) && stretch.len() <= 4 {
        ("who says it", Effect::Compatible)
    } else if let Some(value) = value {
        let what = if matches!(value.value, Value::Date(_)) { "a time" } else { "a number" };
        let text = quoted(side.text(&value.tokens));
        return (format!("{what}, {text} ({})", value.value.describe()), Effect::Compatible);
    } else if side.names().iter().any(|name| within(&name.tokens)) {
        ("a name", Effect::Compatible)
    } else if stretch.len() >= 5 {
        ("a clause", Effect::Compatible)
    } else {
        ("a detail", Effect::Compatible)
    };
    (what.to_owned(), effect)
}
