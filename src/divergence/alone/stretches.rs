//! The stretches of one side that the other may have nothing for.
//!
//! In: a side whose words are linked and partly explained. Out: every stretch that could be told as
//! left out: it begins and ends where phrases do, most of its content has no link, and nothing in
//! it is explained already. How likely each is, the signs say.

use std::ops::Range;

use crate::divergence::chunks::Word;
use crate::divergence::ground::{Ground, LONGEST};

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
    if ground.in_value.get(at) == Some(&true) {
        return false;
    }
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

/// Whether most of a stretch has no link; with a clause's end inside, it must begin or end at one.
fn is_alone(ground: &Ground<'_, '_>, at: &Range<usize>) -> bool {
    let sums = &ground.sums;
    let (open, content, alone) = (sums.open(at), sums.content(at), sums.open_content(at));
    let inner = at.start + 1..at.end;
    let clauses = sums.marks(&inner) == 0 || ground.edge(at.start) || ground.edge(at.end);
    let most = 5 * open >= 2 * at.len() && 5 * alone >= 2 * content;
    alone > 0 && most && clauses && !ground.cuts_quotation(at)
}
