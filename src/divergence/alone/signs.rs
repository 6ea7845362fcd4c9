//! Signs of whether people would call a stretch left out: its words, where it stands, and what the
//! other side has in the same place.

use std::ops::Range;

use crate::alignment::words::training::Cells;
use crate::divergence::chunks::Word;
use crate::divergence::ground::{Ground, share, small};

/// How many signs there are.
pub(super) const SIGNS: usize = 38;

/// What the signs are called in the learned model.
pub(super) const NAMES: [&str; SIGNS] = [
    "words",
    "open",
    "open-content",
    "content",
    "open-share",
    "open-content-share",
    "linked-content",
    "capitals",
    "sayings",
    "names",
    "values",
    "marks",
    "at-start",
    "at-end",
    "mark-before",
    "mark-after",
    "cut-before",
    "cut-after",
    "slot",
    "slot-open",
    "slot-content",
    "open-before",
    "open-after",
    "before",
    "after",
    "share",
    "cover",
    "cover-other",
    "first",
    "second",
    "last",
    "word-before",
    "word-after",
    "chunks",
    "explained-before",
    "explained-after",
    "first-content",
    "last-content",
];

/// The signs of all stretches of one side.
pub(super) fn signs(
    here: &Ground<'_, '_>,
    there: &Ground<'_, '_>,
    stretches: &[Range<usize>],
) -> Cells {
    let mut cells = Cells::new(vec![(0, 0); stretches.len()], SIGNS);
    let covers = [here.cover(), there.cover()];
    for (cell, at) in stretches.iter().enumerate() {
        cells.set(cell, &row(here, there, covers, at));
    }
    cells
}

fn row(
    here: &Ground<'_, '_>,
    there: &Ground<'_, '_>,
    [cover, cover_other]: [u8; 2],
    at: &Range<usize>,
) -> [u8; SIGNS] {
    let sums = &here.sums;
    let (open, alone) = (sums.open(at), sums.open_content(at));
    let content = sums.content(at);
    let slot = here.near.slot(here, there, at);
    let of_slot = |count: &dyn Fn(&Range<usize>) -> usize| slot.as_ref().map_or(0, count);
    let (before, after) = here.near.around(at);
    let linked_content = (content - alone).min(63);
    let last = at.end - 1;
    let part = |word: Option<&Word>| word.map_or(0, |&word| 1 + word as u8);
    let inner = at.start + 1..at.end;
    let chunks = 1 + usize::from(here.chunk[last].wrapping_sub(here.chunk[at.start]));
    [
        small(at.len()),
        small(open),
        small(alone),
        small(content),
        share(open, at.len()),
        share(alone, content),
        small(linked_content),
        small(sums.capitals(at)),
        small(sums.sayings(at)),
        small(sums.names(at)),
        small(sums.values(at)),
        small(sums.marks(&inner)),
        u8::from(at.start == 0),
        u8::from(at.end == here.len()),
        u8::from(here.edge(at.start)),
        u8::from(here.edge(at.end)),
        u8::from(here.within(at.start)),
        u8::from(here.within(at.end)),
        // No slot is less than an empty one.
        small(slot.as_ref().map_or(0, |slot| 1 + slot.len())),
        small(of_slot(&|slot| there.sums.open(slot))),
        small(of_slot(&|slot| there.sums.open_content(slot))),
        small(at.start - before.map_or(0, |word| word + 1)),
        small(after.unwrap_or(here.len()) - at.end),
        small(at.start),
        small(here.len() - at.end),
        share(at.len(), here.len()),
        cover,
        cover_other,
        part(here.words.get(at.start)),
        part(here.words.get(at.start + 1).filter(|_| at.len() > 1)),
        part(here.words.get(last)),
        part(at.start.checked_sub(1).and_then(|word| here.words.get(word))),
        part(here.words.get(at.end)),
        small(chunks),
        u8::from(at.start > 0 && here.explained[at.start - 1]),
        u8::from(at.end < here.len() && here.explained[at.end]),
        u8::from(here.content[at.start]),
        u8::from(here.content[last]),
    ]
}
