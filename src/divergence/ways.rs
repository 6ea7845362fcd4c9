//! From where to where: two prepositions that tell the ends of one way, each with the word that the other
//! has in the other text ("from Bergen to Oslo", "from Oslo to Bergen").
//!
//! In: two passages. Out: [`Kind::Role`]. Both prepositions and both ends are seen on both sides; which
//! prepositions tell ends is a list of the language.

use std::ops::Range;

use super::chunks::{Around, chunks};
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::voice::{facing, is_one, is_thing};
use super::{Kind, quoted};
use crate::language::relations;

/// Confidence of an exchange of both ends.
const SURE: f64 = 0.85;

/// A preposition and what it leads.
struct End {
    preposition: usize,
    thing: Range<usize>,
}

/// Names the ways that are told the other way round.
pub(super) fn find(view: &mut View<'_>) {
    let mut at = view.sides[LEFT].tokens.start;
    while at < view.sides[LEFT].tokens.end {
        let sentence = view.sides[LEFT].sentence(at);
        at = sentence.end.max(at + 1);
        let left = ends(&view.sides[LEFT], &sentence);
        if left.len() < 2 {
            continue;
        }
        let Some(other) = facing(view, LEFT, sentence.start) else { continue };
        let right = ends(&view.sides[RIGHT], &other);
        for pair in left.windows(2) {
            if let Some([x, y]) = right.windows(2).find_map(|other| turned(view, pair, other)) {
                tell(view, (&pair[0], &pair[1]), (x, y));
            }
        }
    }
}

/// The ends of the other side that face those of one crosswise.
fn turned<'a>(view: &View<'_>, left: &[End], right: &'a [End]) -> Option<[&'a End; 2]> {
    let [a, b] = &view.sides;
    let word = |side: &Side<'_>, end: &End| side.word(end.preposition).to_owned();
    let (first, second) = (&left[0], &left[1]);
    let (x, y) = if word(a, first) == word(b, &right[0]) {
        (&right[0], &right[1])
    } else {
        (&right[1], &right[0])
    };
    let led = word(a, first) == word(b, x)
        && word(a, second) == word(b, y)
        && word(a, first) != word(a, second);
    let one = |l: &End, r: &End| is_one(view, &l.thing, &r.thing);
    let crossed = one(first, y) && one(second, x) && !one(first, x) && !one(second, y);
    (led && crossed).then_some([x, y])
}

/// The ends of ways in a sentence, those beside each other in a row.
fn ends(side: &Side<'_>, sentence: &Range<usize>) -> Vec<End> {
    let relations = relations::of(side.telling.language.words.tag);
    let led = sentence.clone().any(|at| relations.tells_way(side.word(at)));
    if !led {
        return Vec::new();
    }
    let parts = chunks(side, sentence.clone()).into_iter();
    let parts = parts.filter(|part| part.around == Around::Preposition);
    parts
        .map(|part| End {
            preposition: part.words.start,
            thing: part.words.start + 1..part.words.end,
        })
        .filter(|end| relations.tells_way(side.word(end.preposition)))
        .filter(|end| is_thing(side, &end.thing))
        .collect()
}

fn tell(view: &mut View<'_>, (first, second): (&End, &End), (x, y): (&End, &End)) {
    let [a, b] = &view.sides;
    let preposition = quoted(a.word(first.preposition));
    let (l, r) = (quoted(a.text(&first.thing)), quoted(b.text(&x.thing)));
    let explanation = Said::of(&l, &r, |l, r| {
        format!("which way it goes: behind {preposition} stands {l} in one, {r} in the other")
    });
    let (l, r) = (
        cover(&first.thing, &second.thing, first.preposition, second.preposition),
        cover(&x.thing, &y.thing, x.preposition, y.preposition),
    );
    view.differ(Kind::Role, Some((l, None)), Some((r, None)), explanation, SURE);
}

/// Both ends with their prepositions.
fn cover(x: &Range<usize>, y: &Range<usize>, first: usize, second: usize) -> Range<usize> {
    first.min(second)..x.end.max(y.end)
}
