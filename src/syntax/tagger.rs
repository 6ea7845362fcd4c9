//! Gives every word its tag: from left to right, by its form, its neighbours and the tags before it.

use super::table::{CLASSES, Scores, slot};
use super::word::Word;

/// Features of a word.
pub const FEATURES: usize = 31;

/// A tag that stands before the first word.
const NONE: u64 = 63;

fn u(value: impl Into<u64>) -> u64 {
    value.into()
}

/// The features of the word at `at`, as slots.
pub fn features(words: &[Word], last: u8, at: usize, tags: &[u8], bits: u32) -> [u32; FEATURES] {
    let outside = Word { gap: last, shape: 7, ..Word::default() };
    let word = |k: isize| {
        let index = at as isize + k;
        if index < 0 { outside } else { words.get(index as usize).copied().unwrap_or(outside) }
    };
    let tag = |k: usize| at.checked_sub(k).map_or(NONE, |i| u64::from(tags[i]));
    let (w, p, n, pp, nn) = (word(0), word(-1), word(1), word(-2), word(2));
    let (t1, t2) = (tag(1), tag(2));
    let shape = u64::from(w.shape) | u64::from(at == 0) << 8;
    let look = |w: &Word| u64::from(w.lexicon);
    let rows: [[u64; 4]; FEATURES] = [
        [0, 0, 0, 0],
        [u(w.form), 0, 0, 0],
        [u(w.form), t1, 0, 0],
        [u(w.form), u(n.form), 0, 0],
        [u(w.form), u(p.form), 0, 0],
        [u(w.suffix[0]), 0, 0, 0],
        [u(w.suffix[1]), 0, 0, 0],
        [u(w.suffix[2]), 0, 0, 0],
        [u(w.suffix[3]), 0, 0, 0],
        [u(w.prefix[0]), 0, 0, 0],
        [u(w.prefix[1]), 0, 0, 0],
        [shape, t1, 0, 0],
        [shape, u(w.suffix[1]), 0, 0],
        [look(&w), t1, 0, 0],
        [look(&w), look(&n), 0, 0],
        [look(&w), shape, u(w.suffix[2]), 0],
        [t1, t2, 0, 0],
        [t1, t2, look(&w), u(n.suffix[1])],
        [t1, u(n.form), 0, 0],
        [t1, u(w.suffix[2]), 0, 0],
        [u(p.form), 0, 0, 0],
        [u(n.form), 0, 0, 0],
        [u(pp.form), 0, 0, 0],
        [u(nn.form), 0, 0, 0],
        [u(p.form), t2, look(&w), 0],
        [u(n.suffix[2]), u(n.shape), 0, 0],
        [look(&n), look(&nn), u(w.suffix[1]), 0],
        [u(p.suffix[2]), t1, 0, 0],
        [u(w.gap), u(n.gap), shape, 0],
        [u(w.gap), t1, u(w.form), 0],
        [u(n.gap), u(w.suffix[1]), t1, 0],
    ];
    let mut slots = [0; FEATURES];
    for (template, (slot_, row)) in slots.iter_mut().zip(rows).enumerate() {
        *slot_ = slot(bits, template as u64, row);
    }
    slots
}

/// The tags of a sentence; `last` is the gap behind the last word.
pub fn tag(weights: &impl Scores, classes: usize, words: &[Word], last: u8) -> Vec<u8> {
    let mut tags = vec![0u8; words.len()];
    let mut scores = [0; CLASSES];
    for at in 0..words.len() {
        let features = features(words, last, at, &tags, weights.bits());
        weights.score(&features, &mut scores);
        tags[at] = best(&scores[..classes]).0 as u8;
    }
    tags
}

/// The class of the highest score, the first of equal ones, and how far the next is behind.
pub fn best(scores: &[i32]) -> (usize, i32) {
    let (mut at, mut first, mut second) = (0, i32::MIN, i32::MIN);
    for (n, &score) in scores.iter().enumerate() {
        if score > first {
            second = first;
            (at, first) = (n, score);
        } else if score > second {
            second = score;
        }
    }
    (at, first.saturating_sub(second))
}
