//! Signs of whether two stretches say one thing in other words: what they are made of, how like
//! they are, and whether the words around them face each other.

use std::ops::Range;

use crate::alignment::words::training::Cells;
use crate::divergence::chunks::Word;
use crate::divergence::ground::{Ground, share, small};
use crate::divergence::likeness::near_in_meaning;

/// How many signs there are.
pub(super) const SIGNS: usize = 38;

/// What the signs are called in the learned model.
pub(super) const NAMES: [&str; SIGNS] = [
    "left-words",
    "left-content",
    "left-open",
    "left-capitals",
    "left-names",
    "left-values",
    "left-cut-before",
    "left-cut-after",
    "left-mark-before",
    "left-mark-after",
    "left-first",
    "left-last",
    "right-words",
    "right-content",
    "right-open",
    "right-capitals",
    "right-names",
    "right-values",
    "right-cut-before",
    "right-cut-after",
    "right-mark-before",
    "right-mark-after",
    "right-first",
    "right-last",
    "met",
    "met-outside",
    "met-before",
    "met-after",
    "letters",
    "same-words",
    "near-words",
    "same-first",
    "same-last",
    "longer",
    "cover-left",
    "cover-right",
    "place",
    "open-around",
];

/// The signs of pairs of stretches, given as places in the passages.
pub(super) fn signs(
    left: &Ground<'_, '_>,
    right: &Ground<'_, '_>,
    pairs: &[(Range<usize>, Range<usize>)],
) -> Cells {
    let mut cells = Cells::new(vec![(0, 0); pairs.len()], SIGNS);
    let covers = [left.cover(), right.cover()];
    for (cell, (a, b)) in pairs.iter().enumerate() {
        let mut row = [0; SIGNS];
        row[..12].copy_from_slice(&of_side(left, a));
        row[12..24].copy_from_slice(&of_side(right, b));
        row[24..].copy_from_slice(&of_both(left, a, right, b, covers));
        cells.set(cell, &row);
    }
    cells
}

/// How far two stretches are spelled alike, 0 to 1; nothing for what is longer than words are, as
/// the comparison takes the square of their length.
fn likeness_of_letters(a: &str, b: &str) -> f64 {
    const LONGEST: usize = 1000;
    if a.len().max(b.len()) > LONGEST { 0.0 } else { strsim::normalized_levenshtein(a, b) }
}

fn part(word: Option<&Word>) -> u8 {
    word.map_or(0, |&word| 1 + word as u8)
}

fn of_side(ground: &Ground<'_, '_>, at: &Range<usize>) -> [u8; 12] {
    let sums = &ground.sums;
    [
        small(at.len()),
        small(sums.content(at)),
        small(sums.open(at)),
        small(sums.capitals(at)),
        small(sums.names(at)),
        small(sums.values(at)),
        u8::from(ground.within(at.start)),
        u8::from(ground.within(at.end)),
        u8::from(ground.edge(at.start)),
        u8::from(ground.edge(at.end)),
        part(ground.words.get(at.start)),
        part(ground.words.get(at.end - 1)),
    ]
}

fn of_both(
    left: &Ground<'_, '_>,
    a: &Range<usize>,
    right: &Ground<'_, '_>,
    b: &Range<usize>,
    [cover_left, cover_right]: [u8; 2],
) -> [u8; 14] {
    let (own, other) = (left.side.tokens.start, right.side.tokens.start);
    let partners = |at: usize| left.side.linked(own + at).map(move |j| j.wrapping_sub(other));
    let met = a.clone().flat_map(partners).filter(|j| b.contains(j)).count();
    let turned = |at: usize| right.side.linked(other + at).map(move |i| i.wrapping_sub(own));
    let outside = a.clone().flat_map(partners).filter(|j| !b.contains(j)).count()
        + b.clone().flat_map(turned).filter(|i| !a.contains(i)).count();
    let faces = |i: usize, j: usize| i < left.len() && partners(i).any(|it| it == j);
    let before = a.start.checked_sub(1).zip(b.start.checked_sub(1));
    let text = |ground: &Ground<'_, '_>, at: &Range<usize>| {
        let start = ground.side.tokens.start;
        ground.side.phrase(start + at.start..start + at.end)
    };
    let letters = likeness_of_letters(&text(left, a), &text(right, b));
    let key =
        |ground: &Ground<'_, '_>, at: usize| ground.side.token(ground.side.tokens.start + at).key;
    let same = a.clone().filter(|&i| b.clone().any(|j| key(left, i) == key(right, j))).count();
    let content = |ground: &Ground<'_, '_>, at: &Range<usize>| -> Vec<usize> {
        at.clone().filter(|&at| ground.content[at]).collect()
    };
    let (x, y) = (content(left, a), content(right, b));
    let near =
        |&i: &usize| y.iter().any(|&j| near_in_meaning(left.side, own + i, right.side, other + j));
    let place = share(a.start, left.len()).abs_diff(share(b.start, right.len()));
    let around = |ground: &Ground<'_, '_>, at: &Range<usize>| {
        let (from, to) = ground.near.around(at);
        at.start - from.map_or(0, |word| word + 1) + to.unwrap_or(ground.len()) - at.end
    };
    [
        small(met),
        small(outside),
        before.map_or(1, |(i, j)| u8::from(faces(i, j)) + 1),
        u8::from(faces(a.end, b.end)),
        (16.0 * letters) as u8,
        small(same),
        small(x.iter().filter(|i| near(i)).count()),
        u8::from(left.words.get(a.start) == right.words.get(b.start)),
        u8::from(left.words.get(a.end - 1) == right.words.get(b.end - 1)),
        small(a.len().abs_diff(b.len())),
        cover_left,
        cover_right,
        place,
        small(around(left, a) + around(right, b)),
    ]
}
