//! Titles: another office or rank beside a name that is the same on both sides.
//!
//! A title stands before the name or, between commas, after it. Words that both sides have, or
//! that only one side adds, change nothing; another head word does.

use std::ops::Range;

use super::names::Pair;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};
use crate::value::name::NameMention;

/// Finds the divergences between the titles of names that are one.
pub(super) fn find(view: &mut View<'_>, pairs: &[Pair<'_>]) {
    for pair in pairs.iter().filter(|pair| pair.same) {
        let left = title(&view.sides[LEFT], pair.left);
        let right = title(&view.sides[RIGHT], pair.right);
        if let (Some(left), Some(right)) = (left, right) {
            compare(view, &left, &right, pair);
        }
    }
}

/// The name with its title before it.
pub(super) fn with_title(side: &Side<'_>, name: &NameMention) -> Range<usize> {
    match title_before(side, name) {
        Some(title) => title.start..name.tokens.end,
        None => name.tokens.clone(),
    }
}

fn compare(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>, pair: &Pair<'_>) {
    let (a, b) = (heads(&view.sides[LEFT], left), heads(&view.sides[RIGHT], right));
    if a == b || a.is_empty() || b.is_empty() {
        return;
    }
    let within = |few: &[u64], many: &[u64]| few.iter().all(|word| many.contains(word));
    let fuller = within(&a, &b) || within(&b, &a);
    let (a, b) = (view.sides[LEFT].text(left), view.sides[RIGHT].text(right));
    let who = view.sides[RIGHT].text(&pair.right.tokens);
    let how = if fuller { "a fuller and a shorter title" } else { "two different titles" };
    let explanation = format!("{} and {} of {who}: {how}", quoted(a), quoted(b));
    let values = (Some(a.to_owned()), Some(b.to_owned()));
    let confidence = if fuller { 0.6 } else { 0.8 };
    view.differ(
        Kind::Title,
        Some((left.clone(), values.0)),
        Some((right.clone(), values.1)),
        explanation,
        confidence,
    );
    if fuller && let Some(last) = view.found.last_mut() {
        last.effect = super::Effect::Compatible;
    }
}

/// The stems of the content words of a title.
fn heads(side: &Side<'_>, title: &Range<usize>) -> Vec<u64> {
    let mut stems: Vec<u64> = title
        .clone()
        .filter(|&index| side.is_content(index))
        .map(|index| side.token(index).stem)
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn title(side: &Side<'_>, name: &NameMention) -> Option<Range<usize>> {
    title_before(side, name).or_else(|| title_after(side, name))
}

fn title_before(side: &Side<'_>, name: &NameMention) -> Option<Range<usize>> {
    let span = name.title?;
    let tokens = (side.tokens.start..name.tokens.start).rev();
    let start = tokens.take_while(|&index| side.token(index).span.start >= span.start).last()?;
    Some(start..name.tokens.start)
}

/// `Suga, the Chief Cabinet Secretary, said`: from a comma to the next, with a word of title in it.
fn title_after(side: &Side<'_>, name: &NameMention) -> Option<Range<usize>> {
    let start = name.tokens.end;
    if start >= side.tokens.end || !side.gap_before(start).starts_with(',') {
        return None;
    }
    let limit = side.tokens.end.min(start + 12);
    let end = (start + 1..limit).find(|&index| side.clause_starts(index)).unwrap_or(limit);
    let language = side.telling.language;
    let first = (start..end).find(|&index| side.is_content(index))?;
    let titled = (first..end).any(|index| language.is_title(side.token(index).key));
    titled.then_some(first..end)
}
