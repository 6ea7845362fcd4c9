//! Which mention of one side faces which of the other: in the slot that the words around them and
//! the links give it.
//!
//! In: stretches of both sides and how alike their content is. Out: pairs, each stretch in at most
//! one, best evidence first. What speaks for a pair: links between its words, one place between
//! the same neighbours, linked words around it, the same order.

use std::ops::Range;

use super::view::{LEFT, RIGHT, View};

/// Two mentions that face each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facing {
    /// Index of the left mention.
    pub left: usize,
    /// Index of the right mention.
    pub right: usize,
    /// What speaks for it beyond the mentions' own likeness, from 0 to about 4.
    pub evidence: f64,
}

/// Pairs of `left` and `right` whose evidence and likeness together reach `floor`. `likeness` says
/// how alike two mentions are, or none where they cannot face each other; it is told whether links
/// or one place speak for them.
pub(super) fn assign(
    view: &View<'_>,
    left: &[Range<usize>],
    right: &[Range<usize>],
    floor: f64,
    likeness: impl Fn(usize, usize, bool) -> Option<f64>,
) -> Vec<Facing> {
    let mut pairs = Vec::new();
    let many = left.len().saturating_mul(right.len()) > MANY;
    let places = if many { Places::new(view, right) } else { Places::default() };
    for (i, l) in left.iter().enumerate() {
        let near = if many { places.of(view, l) } else { (0..right.len()).collect() };
        for j in near {
            let r = &right[j];
            let direct = directness(view, l, r);
            if many && direct <= 0.0 {
                continue;
            }
            let Some(alike) = likeness(i, j, direct > 0.0) else { continue };
            let evidence = direct + slot(view, (i, l, left.len()), (j, r, right.len()));
            if evidence + alike >= floor {
                pairs.push((evidence + alike, Facing { left: i, right: j, evidence }));
            }
        }
    }
    pairs.sort_by(|x, y| {
        y.0.total_cmp(&x.0).then((x.1.left, x.1.right).cmp(&(y.1.left, y.1.right)))
    });
    let (mut left_free, mut right_free) = (vec![true; left.len()], vec![true; right.len()]);
    pairs.retain(|(_, pair)| {
        let free = left_free[pair.left] && right_free[pair.right];
        if free {
            (left_free[pair.left], right_free[pair.right]) = (false, false);
        }
        free
    });
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

/// Pairs up to which all are looked at; of more, only those that links or one place speak for.
const MANY: usize = 4096;

/// Where the stretches of the right side stand.
#[derive(Default)]
struct Places {
    /// Word and stretch, sorted.
    words: Vec<(usize, usize)>,
    /// Run of the first word and stretch, sorted.
    runs: Vec<(usize, usize)>,
}

impl Places {
    fn new(view: &View<'_>, right: &[Range<usize>]) -> Self {
        let numbered = || right.iter().enumerate();
        let mut words: Vec<(usize, usize)> =
            numbered().flat_map(|(j, range)| range.clone().map(move |word| (word, j))).collect();
        let mut runs: Vec<(usize, usize)> =
            numbered().map(|(j, range)| (view.sides[RIGHT].run_of(range.start), j)).collect();
        words.sort_unstable();
        runs.sort_unstable();
        Self { words, runs }
    }

    /// The right stretches that a link or one place speaks for, in order.
    fn of(&self, view: &View<'_>, left: &Range<usize>) -> Vec<usize> {
        let linked = left.clone().flat_map(|word| view.sides[LEFT].linked(word));
        let mut near: Vec<usize> = linked.flat_map(|word| under(&self.words, word)).collect();
        near.extend(under(&self.runs, view.sides[LEFT].run_of(left.start)));
        near.sort_unstable();
        near.dedup();
        near
    }
}

fn under(places: &[(usize, usize)], key: usize) -> impl Iterator<Item = usize> + '_ {
    let from = places.partition_point(|place| place.0 < key);
    places[from..].iter().take_while(move |place| place.0 == key).map(|place| place.1)
}

/// Links between the words of both stretches, or one replaced run that holds them.
fn directness(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> f64 {
    let share = |side: usize, range: &Range<usize>, other: &Range<usize>| {
        let linked = range
            .clone()
            .filter(|&index| view.sides[side].linked(index).any(|facing| other.contains(&facing)))
            .count();
        linked as f64 / range.len().max(1) as f64
    };
    let links = share(LEFT, left, right).max(share(RIGHT, right, left));
    let away = |side: usize, range: &Range<usize>, other: &Range<usize>| {
        let gone = |&index: &usize| {
            view.sides[side].linked(index).next().is_some_and(|facing| !other.contains(&facing))
        };
        range.clone().filter(gone).count() * 2 > range.len()
    };
    let elsewhere = links == 0.0 && (away(LEFT, left, right) || away(RIGHT, right, left));
    let place = f64::from(view.same_place(left, right));
    2.0 * links + 1.5 * place - if elsewhere { 1.0 } else { 0.0 }
}

/// How far the slots of two stretches are the same: neighbours and order.
fn slot(
    view: &View<'_>,
    left: (usize, &Range<usize>, usize),
    right: (usize, &Range<usize>, usize),
) -> f64 {
    let rank = |(index, _, count): (usize, &Range<usize>, usize)| {
        if count > 1 { index as f64 / (count - 1) as f64 } else { 0.5 }
    };
    let order = 1.0 - (rank(left) - rank(right)).abs();
    1.5 * view.context(left.1, right.1) + 0.5 * order
}
