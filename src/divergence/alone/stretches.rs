//! The stretches of one side that the other may have nothing for.
//!
//! In: a side whose words are linked and partly explained. Out: every stretch that could be told as
//! left out: it begins and ends where phrases do, most of its content has no link, and nothing in
//! it is explained already. How likely each is, the signs say.

use std::ops::Range;

use super::near::Near;
use super::sums::Sums;
use crate::divergence::chunks::{Word, parsed};
use crate::divergence::view::Side;

/// Words of a stretch at most. More words in a row that stand alone are no matter of weighing.
const LONGEST: usize = 30;

/// What is known of each word of a side, by its place in the passage.
pub(super) struct Ground<'a, 't> {
    pub side: &'a Side<'t>,
    pub words: Vec<Word>,
    /// Number of the chunk of each word; numbers begin anew after the last, so only near ones can
    /// be compared.
    pub chunk: Vec<u16>,
    /// Whether a clause starts with it.
    pub mark: Vec<bool>,
    pub linked: Vec<bool>,
    /// Whether it is explained, or one of too many that stand alone.
    pub explained: Vec<bool>,
    pub content: Vec<bool>,
    pub sums: Sums,
    pub near: Near,
}

impl<'a, 't> Ground<'a, 't> {
    /// Reads a side.
    pub fn new(side: &'a Side<'t>) -> Self {
        let tokens = side.tokens.clone();
        let (chunks, words) = parsed(side, tokens.clone());
        let chunk = chunks
            .iter()
            .enumerate()
            .flat_map(|(n, chunk)| chunk.words.clone().map(move |_| n as u16))
            .collect();
        let each = |of: &dyn Fn(usize) -> bool| tokens.clone().map(of).collect::<Vec<bool>>();
        let mark = each(&|index| side.clause_starts(index));
        let linked = each(&|index| side.has_link(index));
        let explained = closed(&linked, each(&|index| side.is_explained(index)));
        let content = each(&|index| side.is_content(index));
        let sums = Sums::new(side, &linked, &content, &mark);
        let near = Near::new(&linked);
        Self { side, words, chunk, mark, linked, explained, content, sums, near }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether a word stands alone and nothing explains it.
    pub fn open(&self, at: usize) -> bool {
        !self.linked[at] && !self.explained[at]
    }

    /// Whether a mark or the edge of the passage stands before the place `at`.
    pub fn edge(&self, at: usize) -> bool {
        at == 0 || at >= self.len() || self.mark[at]
    }

    /// Whether two neighbours belong to one chunk.
    pub fn within(&self, at: usize) -> bool {
        at > 0 && at < self.len() && !self.mark[at] && self.chunk[at - 1] == self.chunk[at]
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

/// All stretches of a side that could be told, as places in the passage, in its order.
pub(super) fn stretches(ground: &Ground<'_, '_>) -> Vec<Range<usize>> {
    let ends: Vec<bool> = (0..=ground.len()).map(|at| parts(ground, at)).collect();
    let mut found = Vec::new();
    for start in (0..ground.len()).filter(|&at| ends[at] && begins(ground, at)) {
        for last in start..ground.len().min(start + LONGEST) {
            let end = last + 1;
            if ground.explained[last] || (last > start && starts_sentence(ground, last)) {
                break;
            }
            if ends[end] && finishes(ground, end) && is_alone(ground, &(start..end)) {
                found.push(start..end);
            }
        }
    }
    found
}

/// Whether a stretch may begin or end at a place: between chunks, clauses, linked and other words.
fn parts(ground: &Ground<'_, '_>, at: usize) -> bool {
    ground.edge(at)
        || !ground.side.is_compound(ground.side.tokens.start + at)
            && (ground.chunk[at - 1] != ground.chunk[at]
                || ground.linked[at - 1] != ground.linked[at]
                || ground.explained[at - 1] != ground.explained[at])
}

fn starts_sentence(ground: &Ground<'_, '_>, at: usize) -> bool {
    ground.side.begins_sentence(ground.side.tokens.start + at)
}

/// Whether a stretch may begin with a word: one without a link, not in the middle of a group whose
/// words before it stand alone too, and not behind a word that belongs to it: "unless", "and".
fn begins(ground: &Ground<'_, '_>, at: usize) -> bool {
    let open_before = at > 0 && ground.open(at - 1);
    let divided = open_before && ground.within(at);
    let led = open_before && !ground.content[at - 1] && !ground.mark[at];
    !(ground.linked[at] || divided || led || ground.explained[at])
}

/// Whether a stretch may end before a place: not on a word that leads on to the next or has a link,
/// and not in the middle of a group.
fn finishes(ground: &Ground<'_, '_>, end: usize) -> bool {
    let last = end - 1;
    let leads =
        matches!(ground.words[last], Word::Determiner | Word::Preposition | Word::Conjunction)
            || ground.side.is_auxiliary(ground.side.tokens.start + last);
    let divided = ground.within(end) && ground.open(end);
    !(ground.linked[last] || divided || leads && !ground.edge(end))
}

/// Whether most of a stretch has no link, and a clause that ends in it also begins there.
fn is_alone(ground: &Ground<'_, '_>, at: &Range<usize>) -> bool {
    let sums = &ground.sums;
    let (open, content, alone) = (sums.open(at), sums.content(at), sums.open_content(at));
    let inner = at.start + 1..at.end;
    let clauses = sums.marks(&inner) == 0 || ground.edge(at.start) || ground.edge(at.end);
    alone > 0 && 5 * open >= 2 * at.len() && 5 * alone >= 2 * content && clauses
}
