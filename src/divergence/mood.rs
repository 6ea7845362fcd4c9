//! A question in one, a statement in the other.
//!
//! In: two passages. Out: [`Kind::Mood`] for two sentences that share most words, of which just one
//! ends with a question mark.

use std::ops::Range;

use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};

/// Share of the words of either sentence that the other has.
const SAME: f64 = 0.6;

/// Confidence of it.
const SURE: f64 = 0.85;

/// Finds statements that are questions on the other side.
pub(super) fn find(view: &mut View<'_>) {
    let mut at = view.sides[LEFT].tokens.start;
    while at < view.sides[LEFT].tokens.end {
        let sentence = view.sides[LEFT].sentence(at);
        at = sentence.end.max(at + 1);
        if let Some(other) = facing(view, &sentence)
            && asks(&view.sides[LEFT], &sentence) != asks(&view.sides[RIGHT], &other)
        {
            tell(view, &sentence, &other);
        }
    }
}

/// The sentence that shares most words with one of the left side, and nearly all that is in either.
fn facing(view: &View<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let [a, b] = &view.sides;
    let starts = sentence.clone().flat_map(|at| a.linked(at)).map(|at| b.sentence(at).start);
    let mut starts: Vec<usize> = starts.collect();
    starts.sort_unstable();
    let most = starts.chunk_by(|x, y| x == y).max_by_key(|same| same.len())?;
    let other = b.sentence(most[0]);
    let met = |side: usize, sentence: &Range<usize>, other: &Range<usize>| {
        let here = &view.sides[side];
        let content = || sentence.clone().filter(|&at| here.is_content(at));
        let met = content().filter(|&at| here.linked(at).any(|it| other.contains(&it))).count();
        met as f64 / content().count().max(1) as f64
    };
    (met(LEFT, sentence, &other) >= SAME && met(RIGHT, &other, sentence) >= SAME).then_some(other)
}

/// Whether a sentence ends with a question mark.
fn asks(side: &Side<'_>, sentence: &Range<usize>) -> bool {
    let Some(last) = sentence.end.checked_sub(1).filter(|at| side.tokens.contains(at)) else {
        return false;
    };
    let end = side.token(last).span.end as usize;
    let next = last + 1;
    let text = side.telling.text;
    let stop = if next < side.telling.tokenized.tokens.len() {
        side.token(next).span.start as usize
    } else {
        text.len()
    };
    text.get(end..stop)
        .unwrap_or_default()
        .trim_start_matches(['"', '”', '’', ')'])
        .starts_with('?')
}

fn tell(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>) {
    /// Words of the shown beginning of a sentence.
    const SHOWN: usize = 3;
    let head = |words: &Range<usize>| words.start..words.end.min(words.start + SHOWN);
    let (l, r) = (head(left), head(right));
    let asked = asks(&view.sides[LEFT], left);
    let (question, statement) = if asked {
        (view.sides[LEFT].text(&l), view.sides[RIGHT].text(&r))
    } else {
        (view.sides[RIGHT].text(&r), view.sides[LEFT].text(&l))
    };
    let explanation = format!(
        "one asks ({} …) what the other states ({} …)",
        quoted(question),
        quoted(statement)
    );
    let spans = [view.sides[LEFT].span(&l), view.sides[RIGHT].span(&r)];
    view.note(Kind::Mood, spans, explanation, SURE);
}
