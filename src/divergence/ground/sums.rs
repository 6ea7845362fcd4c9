//! How many words of a kind lie in a stretch, for any stretch at once.

use std::ops::Range;

use crate::divergence::view::Side;

/// Running counts over the words of a side.
pub(in crate::divergence) struct Sums {
    counts: Vec<[u16; KINDS]>,
}

const KINDS: usize = 8;
const OPEN: usize = 0;
const OPEN_CONTENT: usize = 1;
const CONTENT: usize = 2;
const MARKS: usize = 3;
const CAPITALS: usize = 4;
const SAYINGS: usize = 5;
const NAMES: usize = 6;
const VALUES: usize = 7;

impl Sums {
    /// Counts the words of a side.
    pub fn new(side: &Side<'_>, linked: &[bool], content: &[bool], mark: &[bool]) -> Self {
        let mut named = vec![false; linked.len()];
        for name in side.names() {
            cover(&mut named, side, &name.tokens);
        }
        let mut valued = vec![false; linked.len()];
        for value in side.values() {
            cover(&mut valued, side, &value.tokens);
        }
        let mut counts = Vec::with_capacity(linked.len() + 1);
        let mut running = [0_u16; KINDS];
        counts.push(running);
        for (at, index) in side.tokens.clone().enumerate() {
            let of = [
                !linked[at],
                !linked[at] && content[at],
                content[at],
                mark[at],
                side.token(index).capital,
                side.is_saying(index),
                named[at],
                valued[at],
            ];
            for (count, one) in running.iter_mut().zip(of) {
                // Differences of counts stay right when a count runs over.
                *count = count.wrapping_add(u16::from(one));
            }
            counts.push(running);
        }
        Self { counts }
    }

    fn of(&self, kind: usize, at: &Range<usize>) -> usize {
        usize::from(self.counts[at.end][kind].wrapping_sub(self.counts[at.start][kind]))
    }

    /// Words without a link.
    pub fn open(&self, at: &Range<usize>) -> usize {
        self.of(OPEN, at)
    }

    /// Words of content without a link.
    pub fn open_content(&self, at: &Range<usize>) -> usize {
        self.of(OPEN_CONTENT, at)
    }

    /// Words of content.
    pub fn content(&self, at: &Range<usize>) -> usize {
        self.of(CONTENT, at)
    }

    /// Words with which a clause starts.
    pub fn marks(&self, at: &Range<usize>) -> usize {
        self.of(MARKS, at)
    }

    /// Words with a capital.
    pub fn capitals(&self, at: &Range<usize>) -> usize {
        self.of(CAPITALS, at)
    }

    /// Verbs of saying.
    pub fn sayings(&self, at: &Range<usize>) -> usize {
        self.of(SAYINGS, at)
    }

    /// Words of names.
    pub fn names(&self, at: &Range<usize>) -> usize {
        self.of(NAMES, at)
    }

    /// Words of numbers and dates.
    pub fn values(&self, at: &Range<usize>) -> usize {
        self.of(VALUES, at)
    }
}

fn cover(flags: &mut [bool], side: &Side<'_>, tokens: &Range<usize>) {
    let start = side.tokens.start;
    for index in tokens.clone() {
        if let Some(flag) = index.checked_sub(start).and_then(|at| flags.get_mut(at)) {
            *flag = true;
        }
    }
}
