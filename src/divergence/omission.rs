//! Omissions and additions: words that only one side has.
//!
//! An empty function word alone is nothing. What is lost decides the effect: a condition, a
//! number, a negation or a hedge shifts the meaning; other words leave both sides compatible.

use std::ops::Range;

use super::view::{LEFT, RIGHT, Side, View};
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
            Op::Deleted => lost(view, LEFT, run.left),
            Op::Inserted => lost(view, RIGHT, run.right),
            _ => {}
        }
    }
    for side in [LEFT, RIGHT] {
        for stretch in joined(&view.sides[side], &view.lost[side]) {
            tell(view, side, stretch);
        }
    }
}

/// Takes note of the open stretches of the words `range` of one side.
pub(super) fn lost(view: &mut View<'_>, side: usize, range: Range<usize>) {
    let stretches = open(&view.sides[side], range);
    let stretches: Vec<Range<usize>> =
        stretches.into_iter().flat_map(|it| sentences(&view.sides[side], it)).collect();
    for stretch in stretches {
        let here = &view.sides[side];
        if stretch.clone().all(|index| is_empty(here, index)) || is_bare(here, &stretch) {
            continue;
        }
        view.sides[side].explain(stretch.clone());
        view.lost[side].push(stretch);
    }
}

/// A stretch cut where sentences begin.
fn sentences(side: &Side<'_>, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = stretch.start;
    for at in stretch.start + 1..stretch.end {
        if begins(side, at) {
            parts.push(start..at);
            start = at;
        }
    }
    parts.push(start..stretch.end);
    parts
}

/// Whether a sentence begins with a word.
fn begins(side: &Side<'_>, at: usize) -> bool {
    let sentences = &side.telling.tokenized.sentences;
    sentences.binary_search_by_key(&at, |sentence| sentence.tokens.start).is_ok()
}

/// Stretches in order, with those joined that a word or two keep apart which the other side has
/// somewhere: they are one thing that was left out.
fn joined(side: &Side<'_>, lost: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut sorted = lost.to_vec();
    sorted.sort_by_key(|stretch| stretch.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(sorted.len());
    for stretch in sorted {
        match joined.last_mut() {
            Some(last) if bridges(side, last.end..stretch.start) => last.end = stretch.end,
            _ => joined.push(stretch),
        }
    }
    joined
}

/// Whether the words between two stretches are too few to part them.
fn bridges(side: &Side<'_>, gap: Range<usize>) -> bool {
    let few = gap.len() <= 1 || gap.len() == 2 && gap.clone().all(|at| is_empty(side, at));
    few && gap.clone().all(|at| !side.is_explained(at))
        && !(gap.start..=gap.end).any(|at| begins(side, at))
}

fn tell(view: &mut View<'_>, side: usize, stretch: Range<usize>) {
    let here = &view.sides[side];
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

#[cfg(test)]
mod tests {
    use crate::alignment::words;
    use crate::divergence::{Kind, classify};
    use crate::language;
    use crate::span::Span;
    use crate::telling::Telling;

    fn only_left(a: &str, b: &str) -> Vec<String> {
        let read =
            |text| Telling::read(text, &[Span::new(0, str::len(text))], language::of(None), None);
        let (x, y) = (read(a), read(b));
        let whole = |telling: &Telling| 0..telling.tokenized.tokens.len();
        let links = words::links(&x, whole(&x), &y, whole(&y));
        classify(&x, &y, Span::new(0, a.len()), Span::new(0, b.len()), &links)
            .into_iter()
            .filter(|difference| difference.kind == Kind::Omission)
            .filter_map(|difference| Some(difference.left?.span.text(a).to_owned()))
            .collect()
    }

    #[test]
    fn what_was_left_out_together_is_told_together() {
        let full = "The crew left the burning ship in two boats and on a raft before dawn.";
        let short = "The crew left the ship and lived.";
        let lost = only_left(full, short);
        assert!(lost.len() <= 2, "{lost:?}");
    }

    #[test]
    fn sentences_are_left_out_one_by_one() {
        let full = "The ferry is late again today. Nobody at the pier said why. It will sail.";
        let lost = only_left(full, "The ferry is late. It will sail.");
        assert!(lost.iter().all(|lost| !lost.contains("today. Nobody")), "{lost:?}");
    }
}
