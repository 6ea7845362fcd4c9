//! Which questions of the form "how many", "how much" and "when" a sentence answers, whatever its answer is.
//!
//! Two outlets that give two numbers for one thing share neither the number nor, as often as not, another
//! rare word; but each of them has one sentence with a number of witnesses, or with a height in metres.

use foldhash::HashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::super::pair::Side;
use crate::token::{Class, Token};
use crate::value::date::Precision;
use crate::value::number::Dimension;
use crate::value::{Mention, Value};

/// Words behind a number among which what it counts is looked for.
const REACH: usize = 3;

/// What kind of question a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Sort {
    /// How many of what.
    Counted,
    /// How much: a length, a sum of money, a share.
    Measured,
    /// When: a day, a year, a time of day.
    Dated,
}

/// How many sorts there are.
pub(super) const SORTS: usize = 3;

/// A question, by its sort and a hash of what is asked for.
type Slot = (Sort, u64);

/// The slots of the sentences of a text.
pub(super) struct Slots {
    /// Of each sentence, sorted, each once.
    sentences: Vec<Vec<Slot>>,
    /// How many sentences have a slot.
    places: HashMap<Slot, usize>,
}

impl Slots {
    /// Of the sentences that begin at these units of a text.
    pub fn of(side: Side, starts: &[usize]) -> Self {
        let mut sentences = vec![Vec::new(); starts.len()];
        let first = |unit: &usize| side.units.get(*unit).map_or(usize::MAX, |it| it.tokens.start);
        let firsts: Vec<usize> = starts.iter().map(first).collect();
        for mention in &side.telling.values {
            let at = firsts.partition_point(|first| *first <= mention.tokens.start);
            let sentence = at.checked_sub(1).and_then(|at| sentences.get_mut(at));
            if let (Some(sentence), Some(slot)) = (sentence, slot(side, mention)) {
                sentence.push(slot);
            }
        }
        let mut places: HashMap<Slot, usize> = HashMap::default();
        for slots in &mut sentences {
            slots.sort_unstable();
            slots.dedup();
            for slot in slots {
                *places.entry(*slot).or_default() += 1;
            }
        }
        Self { sentences, places }
    }

    /// How much two sentences look like answers to one question, by sort: 1 where no other sentence of
    /// either text answers it, less the more of them do.
    pub fn shared(&self, other: &Self, (a, b): (usize, usize)) -> [f32; SORTS] {
        let mut shared = [0.0f32; SORTS];
        let (Some(mine), Some(theirs)) = (self.sentences.get(a), other.sentences.get(b)) else {
            return shared;
        };
        for slot in mine.iter().filter(|slot| theirs.binary_search(slot).is_ok()) {
            let places = |of: &Self| of.places.get(slot).map_or(1, |count| *count);
            let worth = 1.0 / (places(self) * places(other)) as f32;
            let shared = &mut shared[slot.0 as usize];
            *shared = shared.max(worth);
        }
        shared
    }
}

fn slot(side: Side, mention: &Mention) -> Option<Slot> {
    match &mention.value {
        Value::Number(quantity) if quantity.ordinal => None,
        Value::Number(quantity) => match quantity.unit.dimension() {
            Dimension::Count => Some((Sort::Counted, counted(side, mention)?)),
            dimension => Some((
                Sort::Measured,
                xxh3_64(&[dimension as u8, u8::from(quantity.per.is_some())]),
            )),
        },
        Value::Date(period) => {
            let fine = match period.precision {
                _ if period.clock.is_some() => 0,
                Precision::Day => 1,
                Precision::Month => 2,
                _ => 3,
            };
            Some((Sort::Dated, fine))
        }
    }
}

/// The stem of what a number counts: the first words of content behind it end in it.
fn counted(side: Side, mention: &Mention) -> Option<u64> {
    let tokens = &side.telling.tokenized.tokens;
    let end = tokens.len().min(mention.tokens.end + REACH);
    let content = |token: &&Token| token.class == Class::Content && !token.capital;
    let words = tokens.get(mention.tokens.end..end)?.iter().take_while(content);
    words.last().map(|token| token.stem)
}
