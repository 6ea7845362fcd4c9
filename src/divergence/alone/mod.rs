//! Which stretches of a side stand alone: what people would say that the other side left out.
//!
//! In: both sides with their links and what is explained already. Out: stretches that do not
//! overlap, each with a probability. Links alone do not tell where a thing that was left out begins
//! and ends; that was learned from pairs that people aligned word by word and from sentences out of
//! which phrases were taken (`docs/models.md`). `examples/train_spans` writes `model.txt`.

use std::ops::Range;
use std::sync::LazyLock;

use super::ground::Ground;
use super::view::{LEFT, RIGHT, View};
use crate::alignment::words::training::{Cells, Forest};

mod signs;
mod stretches;

/// A stretch that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alone {
    pub side: usize,
    /// Token numbers.
    pub words: Range<usize>,
    /// Probability in hundredths that just this was left out.
    pub sure: u8,
}

/// How sure it must be that a stretch stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sureness {
    /// More likely than not.
    Sure,
    /// As likely as gives the best balance of stretches missed and stretches invented.
    Likely,
}

impl Sureness {
    /// The least probability, in hundredths.
    fn least(self) -> u8 {
        match self {
            Self::Sure => 50,
            Self::Likely => 20,
        }
    }
}

/// Stretches that are weighed at once: long texts must not fill the memory.
const BLOCK: usize = 4096;

/// What was weighed before, of each side and in its order.
#[derive(Default)]
pub(super) struct Weighed([Vec<(Place, u8)>; 2]);

/// A stretch with all that may have changed since it was weighed last: whether the words before
/// and behind it are explained.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    start: usize,
    end: usize,
    between: [bool; 2],
}

impl Place {
    fn new(ground: &Ground<'_, '_>, at: &Range<usize>) -> Self {
        let explained = |word: Option<usize>| {
            word.and_then(|word| ground.explained.get(word)).is_some_and(|&explained| explained)
        };
        let between = [explained(at.start.checked_sub(1)), explained(Some(at.end))];
        Self { start: at.start, end: at.end, between }
    }
}

/// The stretches of both sides, the surest first; no two of a side overlap.
pub(super) fn alone(view: &View<'_>, sureness: Sureness, weighed: &mut Weighed) -> Vec<Alone> {
    let [left, right] = [&view.sides[LEFT], &view.sides[RIGHT]].map(Ground::new);
    let mut all: Vec<Alone> = Vec::new();
    for (side, here, there) in [(LEFT, &left, &right), (RIGHT, &right, &left)] {
        let start = here.side.tokens.start;
        weigh(here, there, &mut weighed.0[side]);
        let likely = weighed.0[side].iter().filter(|(_, sure)| *sure >= sureness.least());
        all.extend(likely.map(|(at, sure)| Alone {
            side,
            words: start + at.start..start + at.end,
            sure: *sure,
        }));
    }
    all.sort_by_key(|it| (u8::MAX - it.sure, it.side, it.words.start, it.words.end));
    let mut taken =
        [&view.sides[LEFT], &view.sides[RIGHT]].map(|side| vec![false; side.tokens.len()]);
    all.retain(|it| {
        let start = view.sides[it.side].tokens.start;
        let places = &mut taken[it.side][it.words.start - start..it.words.end - start];
        let free = !places.contains(&true);
        if free {
            places.fill(true);
        }
        free
    });
    all
}

/// Weighs the stretches of a side; what was weighed before and stands as it stood is not weighed
/// again.
fn weigh(here: &Ground<'_, '_>, there: &Ground<'_, '_>, weighed: &mut Vec<(Place, u8)>) {
    let before = |place: &Place| {
        let found = weighed.binary_search_by(|(known, _)| known.cmp(place)).ok()?;
        weighed.get(found).map(|(_, sure)| *sure)
    };
    let stretches = stretches::stretches(here);
    let places = stretches.iter().map(|at| Place::new(here, at));
    let mut all: Vec<(Place, Option<u8>)> =
        places.map(|place| (before(&place), place)).map(|(sure, place)| (place, sure)).collect();
    let open = stretches.iter().zip(&all).filter(|(_, (_, sure))| sure.is_none());
    let open: Vec<Range<usize>> = open.map(|(at, _)| at.clone()).collect();
    let blocks = open.chunks(BLOCK);
    let mut sure =
        blocks.flat_map(|block| learned().probabilities(&signs::signs(here, there, block)));
    for (_, found) in all.iter_mut().filter(|(_, sure)| sure.is_none()) {
        *found = sure.next();
    }
    *weighed = all.into_iter().filter_map(|(place, sure)| Some((place, sure?))).collect();
}

/// The stretches of each side that could be told, as token numbers, with their signs.
pub(super) fn candidates(view: &View<'_>) -> [(Vec<Range<usize>>, Cells); 2] {
    let [left, right] = [&view.sides[LEFT], &view.sides[RIGHT]].map(Ground::new);
    [(&left, &right), (&right, &left)].map(|(here, there)| {
        let stretches = stretches::stretches(here);
        let cells = signs::signs(here, there, &stretches);
        let start = here.side.tokens.start;
        let tokens = stretches.into_iter().map(|at| start + at.start..start + at.end).collect();
        (tokens, cells)
    })
}

/// What the signs are called in the learned model.
pub(super) const NAMES: [&str; signs::SIGNS] = signs::NAMES;

fn learned() -> &'static Forest {
    // A file of another form leaves an empty forest; a test would see it.
    static LEARNED: LazyLock<Forest> =
        LazyLock::new(|| Forest::parse(include_str!("model.txt"), &NAMES).unwrap_or_default());
    &LEARNED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::words;
    use crate::divergence::explain;
    use crate::language;
    use crate::span::Span;
    use crate::telling::Telling;

    fn read(text: &str) -> Telling<'_> {
        Telling::read(text, &[Span::new(0, text.len())], language::of(None), None)
    }

    /// What both sides have alone, and all that was weighed for it.
    fn found(a: &str, b: &str) -> (Vec<(usize, String)>, Vec<String>) {
        let (x, y) = (read(a), read(b));
        let whole = |telling: &Telling<'_>| 0..telling.tokenized.tokens.len();
        let links = words::links(&x, whole(&x), &y, whole(&y));
        let spans = [Span::new(0, a.len()), Span::new(0, b.len())];
        let mut view = View::new((&x, spans[0]), (&y, spans[1]), &links);
        explain(&mut view, &|_| true);
        let text = |side: usize, words: &Range<usize>| view.sides[side].text(words).to_owned();
        let told = alone(&view, Sureness::Likely, &mut Weighed::default());
        let told = told.iter().map(|it| (it.side, text(it.side, &it.words))).collect();
        let weighed = candidates(&view)[LEFT].0.iter().map(|words| text(LEFT, words)).collect();
        (told, weighed)
    }

    #[test]
    fn the_learned_model_can_be_read() {
        let model = Forest::parse(include_str!("model.txt"), &NAMES);
        assert!(model.is_some_and(|model| !model.trees.is_empty()));
    }

    #[test]
    fn a_clause_that_one_side_has_is_found_whole() {
        let full = "The harbour stayed closed on Monday, although the storm had passed at dawn.";
        let (told, _) = found(full, "The harbour stayed closed on Monday.");
        assert_eq!(told, [(LEFT, "although the storm had passed at dawn".to_owned())]);
    }

    #[test]
    fn stretches_end_where_phrases_do() {
        let full = "The council, led by its oldest member, approved the costly plan of the \
                    Danish-German group for a bridge.";
        let (_, weighed) = found(full, "The council approved the plan for a tunnel.");
        assert!(!weighed.is_empty());
        for stretch in weighed {
            let last = stretch.split(' ').next_back().unwrap_or_default();
            assert!(!["the", "of", "its", "by", "for", "a"].contains(&last), "{stretch}");
            assert!(!stretch.starts_with("German") && !stretch.ends_with("Danish"), "{stretch}");
        }
    }

    #[test]
    fn what_is_told_does_not_overlap() {
        let a = "Officials of the port said late on Friday that two old cranes, both rusty, fell.";
        let b = "Two cranes fell, and nobody was hurt when the crews ran, the mayor wrote.";
        let (told, _) = found(a, b);
        for (n, (side, one)) in told.iter().enumerate() {
            let others = told.iter().skip(n + 1).filter(|(other, _)| other == side);
            assert!(others.clone().all(|(_, it)| !it.contains(one.as_str())), "{told:?}");
        }
    }

    #[test]
    fn more_chunks_than_a_small_number_counts_are_told_apart() {
        let same = "The ship left the port. ".repeat(40_000);
        let text = format!("{same}The ship left the port, although the storm was near.");
        let (x, y) = (read(&text), read(&same));
        let links: Vec<(usize, usize)> = (0..y.tokenized.tokens.len()).map(|i| (i, i)).collect();
        let spans = [Span::new(0, text.len()), Span::new(0, same.len())];
        let mut view = View::new((&x, spans[0]), (&y, spans[1]), &links);
        explain(&mut view, &|_| true);
        let told = alone(&view, Sureness::Likely, &mut Weighed::default());
        let told: Vec<&str> = told.iter().map(|it| view.sides[LEFT].text(&it.words)).collect();
        assert!(told.iter().any(|it| it.ends_with("although the storm was near")), "{told:?}");
    }
}
