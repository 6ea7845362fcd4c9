//! What is known of each word of a side, by its place in the passage, for questions about many
//! stretches at once: is it linked, explained, content; which chunk is it in; what faces it?

use std::ops::{Deref, Range};

use super::chunks::{Word, parsed};
use super::view::Side;

mod near;
mod sums;

use near::Near;
use sums::Sums;

/// Words of a stretch at most. More words in a row that stand alone are no matter of weighing.
pub(super) const LONGEST: usize = 30;

/// What is known of each word of a side, by its place in the passage.
pub(super) struct Ground<'a, 't> {
    pub side: &'a Side<'t>,
    lasting: &'a Lasting,
    /// Whether it is explained, or one of too many that stand alone.
    pub explained: Vec<bool>,
}

/// What stays, whatever is explained.
pub(super) struct Lasting {
    pub words: Vec<Word>,
    /// Number of the chunk of each word; numbers begin anew after the last, so only near ones can
    /// be compared.
    pub chunk: Vec<u16>,
    /// Whether a clause starts with it.
    pub mark: Vec<bool>,
    pub linked: Vec<bool>,
    pub content: Vec<bool>,
    /// Whether a number or a date would be cut before the word.
    pub in_value: Vec<bool>,
    /// Number of the quotation in which the word stands, 0 in none; empty without quotations.
    quotation: Vec<u32>,
    pub sums: Sums,
    pub near: Near,
}

impl Lasting {
    /// Reads a side.
    pub fn new(side: &Side<'_>) -> Self {
        let tokens = side.tokens.clone();
        let (chunks, words) = parsed(side, tokens.clone());
        let mut chunk = Vec::with_capacity(words.len());
        for (n, it) in chunks.iter().enumerate() {
            chunk.resize(chunk.len() + it.words.len(), n as u16);
        }
        let mark: Vec<bool> = tokens.clone().map(|index| side.clause_starts(index)).collect();
        let linked: Vec<bool> = tokens.clone().map(|index| side.has_link(index)).collect();
        let content: Vec<bool> = tokens.map(|index| side.is_content(index)).collect();
        let (in_value, quotation) = (inside_values(side), quotations(side));
        let sums = Sums::new(side, &linked, &content, &mark);
        let near = Near::new(&linked);
        Self { words, chunk, mark, linked, content, in_value, quotation, sums, near }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether two neighbours belong to one chunk.
    pub fn within(&self, at: usize) -> bool {
        at > 0 && at < self.len() && !self.mark[at] && self.chunk[at - 1] == self.chunk[at]
    }

    /// Whether a stretch has only a part of a quotation and something outside of it.
    pub fn cuts_quotation(&self, at: &Range<usize>) -> bool {
        let of = |word: usize| self.quotation.get(word).copied().unwrap_or(0);
        let (first, last) = (of(at.start), of(at.end - 1));
        let cut = |quotation: u32, beyond: Option<usize>| {
            quotation != 0 && beyond.is_some_and(|word| of(word) == quotation)
        };
        first != last && (cut(first, at.start.checked_sub(1)) || cut(last, Some(at.end)))
    }
}

/// For each word whether a number or a date would be cut before it.
fn inside_values(side: &Side<'_>) -> Vec<bool> {
    let mut inside = vec![false; side.tokens.len()];
    for value in side.values() {
        let (from, to) = (value.tokens.start + 1, value.tokens.end);
        for index in from..to {
            if let Some(at) = index.checked_sub(side.tokens.start)
                && let Some(inside) = inside.get_mut(at)
            {
                *inside = true;
            }
        }
    }
    inside
}

/// For each word the number of its quotation; nothing where no word is quoted.
fn quotations(side: &Side<'_>) -> Vec<u32> {
    if side.telling.quotations.is_empty() {
        return Vec::new();
    }
    let number = |index: usize| side.quotation(index).map_or(0, |at| at as u32 + 1);
    side.tokens.clone().map(number).collect()
}

impl Deref for Ground<'_, '_> {
    type Target = Lasting;

    fn deref(&self) -> &Lasting {
        self.lasting
    }
}

impl<'a, 't> Ground<'a, 't> {
    /// Reads a side as far as it is explained now.
    pub fn new(side: &'a Side<'t>) -> Self {
        let lasting = side.lasting();
        let explained = closed(&lasting.linked, side.explained().to_vec());
        Self { side, lasting, explained }
    }

    /// Whether a word stands alone and nothing explains it.
    pub fn open(&self, at: usize) -> bool {
        !self.linked[at] && !self.explained[at]
    }

    /// Whether a mark or the edge of the passage stands before the place `at`.
    pub fn edge(&self, at: usize) -> bool {
        at == 0 || at >= self.len() || self.mark[at]
    }

    /// Share of the content that is linked, in sixteenths.
    pub fn cover(&self) -> u8 {
        let content = self.content.iter().filter(|&&content| content).count();
        let both = self.content.iter().zip(&self.linked);
        share(both.filter(|&(content, linked)| *content && *linked).count(), content)
    }
}

/// Closes runs of words that stand alone and are too long for a stretch.
fn closed(linked: &[bool], mut explained: Vec<bool>) -> Vec<bool> {
    let mut start = 0;
    for at in 0..=linked.len() {
        if at == linked.len() || linked[at] || explained[at] {
            if at - start > LONGEST {
                explained[start..at].fill(true);
            }
            start = at + 1;
        }
    }
    explained
}

/// A share in sixteenths.
pub(super) fn share(part: usize, whole: usize) -> u8 {
    small(16 * part / whole.max(1))
}

/// A count as a sign: learned forests tell values below 64 apart.
pub(super) fn small(count: usize) -> u8 {
    count.min(63) as u8
}
