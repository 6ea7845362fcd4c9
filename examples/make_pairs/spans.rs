//! What only one of two sentences has, and what faces other words, as `train_spans` reads it.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Value, json};

use crate::pair::{Pair, Word, text};

/// Words of a phrase that stands for another, at most.
const LONGEST: usize = 8;

/// A line of marked stretches, in characters.
pub fn line(pair: &Pair) -> Value {
    let [(a, left), (b, right)] = [0, 1].map(|side| text(&pair.sides[side]));
    let span = |places: &[(usize, usize)], at: &Range<usize>| {
        json!([places[at.start].0, places[at.end - 1].1])
    };
    let [alone_left, alone_right] = alone(pair);
    let marked = |places: &[(usize, usize)], all: Vec<Range<usize>>| -> Vec<Value> {
        all.iter().map(|at| span(places, at)).collect()
    };
    let instead: Vec<Value> =
        instead(pair).iter().map(|(i, j)| json!([span(&left, i), span(&right, j)])).collect();
    json!({
        "id": pair.id, "a": a, "b": b,
        "left": marked(&left, alone_left), "right": marked(&right, alone_right),
        "instead": instead,
    })
}

/// The longest runs of words that face nothing and say something.
fn alone(pair: &Pair) -> [Vec<Range<usize>>; 2] {
    let faced = pair.faced();
    [0, 1].map(|side| {
        let words = &pair.sides[side];
        let mut runs = Vec::new();
        let mut start = 0;
        #[expect(clippy::needless_range_loop, reason = "one past the last closes a stretch")]
        for at in 0..=words.len() {
            if at == words.len() || faced[side][at] {
                runs.extend(stretch(words, start..at));
                start = at + 1;
            }
        }
        runs
    })
}

/// A run without marks at its ends; none that says nothing of its own.
fn stretch(words: &[Word], mut run: Range<usize>) -> Option<Range<usize>> {
    while !run.is_empty() && words[run.start].is_mark() {
        run.start += 1;
    }
    while !run.is_empty() && words[run.end - 1].is_mark() {
        run.end -= 1;
    }
    run.clone().any(|at| words[at].is_content()).then_some(run)
}

/// Two stretches that face each other and nothing else.
type Facing = (Range<usize>, Range<usize>);

/// Phrases that stand for each other in other words: the smallest stretches that face nothing but
/// each other, and some of them in a row that begin and end with other words.
fn instead(pair: &Pair) -> Vec<Facing> {
    let blocks = blocks(pair);
    let differ = |(left, right): &Facing| {
        let form = |word: &Word| word.form.to_lowercase();
        let (a, b) = (&pair.sides[0][left.clone()], &pair.sides[1][right.clone()]);
        !a.iter().chain(b).any(Word::is_mark) && !a.iter().map(form).eq(b.iter().map(form))
    };
    let mut found = Vec::new();
    for (n, first) in blocks.iter().enumerate().filter(|(_, block)| differ(block)) {
        let (mut left, mut right) = first.clone();
        found.push(first.clone());
        for next in &blocks[n + 1..] {
            let apart = next.0.start != left.end || next.1.start != right.end;
            (left.end, right.end) = (next.0.end, next.1.end);
            if apart || left.len().max(right.len()) > LONGEST {
                break;
            }
            if differ(next) {
                found.push((left.clone(), right.clone()));
            }
        }
    }
    found
}

/// The smallest stretches that face nothing but each other, in the order of the left side.
fn blocks(pair: &Pair) -> Vec<Facing> {
    let links: Vec<(usize, usize)> = pair.links().into_iter().collect();
    let mut done = BTreeSet::new();
    let mut blocks = Vec::new();
    for &(i, j) in &links {
        if !done.insert(i) {
            continue;
        }
        let (mut left, mut right) = (BTreeSet::from([i]), BTreeSet::from([j]));
        loop {
            let before = left.len() + right.len();
            for &(x, y) in &links {
                if left.contains(&x) || right.contains(&y) {
                    left.insert(x);
                    right.insert(y);
                }
            }
            if left.len() + right.len() == before {
                break;
            }
        }
        done.extend(left.iter().copied());
        if let (Some(left), Some(right)) = (together(&left), together(&right))
            && left.len().max(right.len()) <= LONGEST
        {
            blocks.push((left, right));
        }
    }
    blocks
}

/// The words as a stretch, if they stand together.
fn together(words: &BTreeSet<usize>) -> Option<Range<usize>> {
    let (first, last) = (*words.first()?, *words.last()?);
    (last + 1 - first == words.len()).then_some(first..last + 1)
}
