//! Lists whose rows are nearly the same: each row of one text faces any row of the other.
//!
//! A sentence that is told twice faces two of the other side, and both are worth showing. Where
//! hundreds of rows differ by a number each, everything faces everything, and what is shown would
//! grow with the square of the list. So each sentence faces its best partner, and beyond that only
//! so many are kept as the texts are long.

use std::cmp::Reverse;
use std::ops::Range;

use super::pair::{Facing, Group, Side};

/// Groups that may face again what faces something already, whatever the length of the texts.
const AGAIN: usize = 64;
/// ... and one more for so many tokens of both texts.
const TOKENS: usize = 64;

/// Takes out the weakest of the groups of which a side faces something better, beyond what the texts'
/// length allows. Returns how many.
pub fn cut(found: &mut Vec<Facing>, left: Side, right: Side) -> usize {
    let tokens = |side: Side| side.telling.tokenized.tokens.len();
    let allowed = AGAIN + (tokens(left) + tokens(right)) / TOKENS;
    let groups = || {
        let groups = found.iter().zip(0..).flat_map(|(facing, at)| {
            facing.groups.iter().zip(0..).map(move |(group, n)| (facing, at, group, n))
        });
        groups.map(|(facing, at, group, n)| (facing.moved, group, (at, n)))
    };
    if groups().count() <= allowed {
        return 0;
    }
    let mut ranked: Vec<(bool, &Group, (usize, usize))> = groups().collect();
    // What stands in the order of the texts comes first; no score is of more than four digits.
    let rank = |score: f64| Reverse((score * 10_000.0) as u64);
    ranked.sort_by_key(|(moved, group, place)| (*moved, rank(group.score), *place));
    let (mut rows, mut columns) = (Faced::new(tokens(left)), Faced::new(tokens(right)));
    let mut again: Vec<(usize, usize)> = Vec::new();
    for (_, group, place) in &ranked {
        if rows.is_told(&group.left) || columns.is_told(&group.right) {
            again.push(*place);
        } else {
            rows.tell(&group.left);
            columns.tell(&group.right);
        }
    }
    let mut gone: Vec<(usize, usize)> = again.into_iter().skip(allowed).collect();
    gone.sort_unstable();
    for (at, facing) in found.iter_mut().enumerate() {
        let mut n = 0;
        facing.groups.retain(|_| {
            n += 1;
            gone.binary_search(&(at, n - 1)).is_err()
        });
    }
    found.retain(|facing| !facing.groups.is_empty());
    gone.len()
}

/// Which tokens of a text face something already.
struct Faced(Vec<bool>);

impl Faced {
    fn new(tokens: usize) -> Self {
        Self(vec![false; tokens])
    }

    fn tell(&mut self, run: &Range<usize>) {
        self.0[run.clone()].fill(true);
    }

    /// Whether half of a run or more does.
    fn is_told(&self, run: &Range<usize>) -> bool {
        let told = self.0[run.clone()].iter().filter(|told| **told).count();
        2 * told >= run.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::likeness::Likeness;
    use crate::alignment::outline::Outline;
    use crate::language;
    use crate::span::Span;
    use crate::telling::Telling;

    #[test]
    fn each_row_keeps_its_best_partner_and_the_rest_is_bounded() {
        let text = "word ".repeat(4 * 100);
        let telling = Telling::read(&text, &[Span::new(0, text.len())], language::of(None), None);
        let outline = Outline::of(&telling, &[]);
        let side = Side { telling: &telling, units: &[], outline: &outline };
        let row = |n: usize| 4 * n..4 * n + 4;
        let facing = |left: usize, right: usize| Facing {
            left: Span::new(20 * left, 20 * left + 19),
            right: Span::new(20 * right, 20 * right + 19),
            moved: left != right,
            again: left != right,
            groups: vec![Group {
                left: row(left),
                right: row(right),
                beads: Vec::new(),
                likeness: Likeness::VERBATIM,
                score: if left == right { 0.9 } else { 0.6 },
            }],
        };
        let all = || (0..100).flat_map(|left| (0..100).map(move |right| (left, right)));
        let mut found: Vec<Facing> = all().map(|(left, right)| facing(left, right)).collect();
        let gone = cut(&mut found, side, side);
        assert_eq!(found.len() + gone, 10_000);
        assert!(found.len() <= 100 + AGAIN + 800 / TOKENS, "{}", found.len());
        for n in 0..100 {
            assert!(found.iter().any(|it| it.groups[0].left == row(n) && !it.moved), "row {n}");
        }
        let mut few: Vec<Facing> = all().take(60).map(|(a, b)| facing(a, b)).collect();
        assert_eq!((cut(&mut few, side, side), few.len()), (0, 60));
    }
}
