//! Two things that have changed about in a sentence that is otherwise built alike: no tree is needed to see
//! it ("The bank lent money to the city", "The city lent money to the bank").
//!
//! In: two passages. Out: [`Kind::Role`] where the words between the two say the same on both sides, with a
//! word among them of which it matters who stands where. What both take part in alike ("met", "shares a
//! border with", "and") is no exchange.

use std::ops::Range;

use super::chunks::{can_be_noun, can_be_verb};
use super::likeness::near_in_meaning;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::voice::{facing, is_thing};
use super::{Kind, quoted};
use crate::language::cue::Cue;
use crate::language::force::Part;
use crate::language::relations;
use crate::token::Class;

/// Confidence of an exchange that is seen word by word.
const SURE: f64 = 0.8;
/// Words of the longest sentence that is looked at: longer ones are lists.
const LONGEST: usize = 60;
/// Words of the longest thing.
const WIDEST: usize = 6;

/// Words of one sentence without articles, helping verbs and words like "who", by their place in the document.
struct Words(Vec<usize>);

/// A thing with its places among the words of both sides.
struct Thing {
    left: Range<usize>,
    right: Range<usize>,
}

/// Names the exchanges of things.
pub(super) fn find(view: &mut View<'_>) {
    let mut at = view.sides[LEFT].tokens.start;
    while at < view.sides[LEFT].tokens.end {
        let sentence = view.sides[LEFT].sentence(at);
        at = sentence.end.max(at + 1);
        let Some(other) = facing(view, LEFT, sentence.start) else { continue };
        if sentence.len().max(other.len()) > LONGEST {
            continue;
        }
        let words = [said(&view.sides[LEFT], &sentence), said(&view.sides[RIGHT], &other)];
        if let Some((first, second)) = exchanged(view, &words) {
            tell(view, &words, &first, &second);
        }
    }
}

/// The words of a sentence that say something.
fn said(side: &Side<'_>, sentence: &Range<usize>) -> Words {
    let silent = |at: usize| {
        let helps = side.is_auxiliary(at) && !side.telling.language.is_modal(side.token(at).key);
        helps || side.is(at, Cue::Article) || side.is(at, Cue::Relative)
    };
    Words(sentence.clone().filter(|&at| !silent(at)).collect())
}

/// The first two things that have changed about.
fn exchanged(view: &View<'_>, words: &[Words; 2]) -> Option<(Thing, Thing)> {
    let things = things(view, words);
    let pairs = things
        .iter()
        .enumerate()
        .flat_map(|(n, first)| things[n + 1..].iter().map(move |second| (*first, *second)));
    for (first, second) in pairs.filter(|(first, second)| first.1 > second.1) {
        let (first, second) = (grow(view, words, first), grow(view, words, second));
        let apart = first.left.end < second.left.start && second.right.end < first.right.start;
        if apart && is_exchange(view, words, &first, &second) {
            return Some((first, second));
        }
    }
    None
}

/// Nouns and names that stand once on either side, by their places among the words.
fn things(view: &View<'_>, words: &[Words; 2]) -> Vec<(usize, usize)> {
    let [a, b] = &view.sides;
    let only = |side: &Side<'_>, words: &Words, stem: u64| {
        let mut found = (0..words.0.len()).filter(|&n| side.token(words.0[n]).stem == stem);
        found.next().filter(|_| found.next().is_none())
    };
    let lefts = (0..words[LEFT].0.len()).filter(|&n| is_noun(a, words[LEFT].0[n]));
    lefts
        .filter_map(|n| {
            let stem = a.token(words[LEFT].0[n]).stem;
            let other = only(b, &words[RIGHT], stem)?;
            (only(a, &words[LEFT], stem) == Some(n) && is_noun(b, words[RIGHT].0[other]))
                .then_some((n, other))
        })
        .collect()
}

/// Whether a word may be what somebody does something to: a name, or a noun as far as the lexicon knows.
fn is_noun(side: &Side<'_>, at: usize) -> bool {
    let token = side.token(at);
    let noun = token.capital && !side.begins_sentence(at)
        || can_be_noun(side, at)
        || side.names().iter().any(|name| name.tokens.contains(&at));
    token.class == Class::Content && noun && !side.is_explained(at) && is_thing(side, &(at..at + 1))
}

/// A thing with the words beside it that both sides have beside it.
fn grow(view: &View<'_>, words: &[Words; 2], (left, right): (usize, usize)) -> Thing {
    let mut thing = Thing { left: left..left + 1, right: right..right + 1 };
    let same = |l: usize, r: usize| -> bool {
        let (Some(&i), Some(&j)) = (words[LEFT].0.get(l), words[RIGHT].0.get(r)) else {
            return false;
        };
        let [a, b] = &view.sides;
        a.token(i).stem == b.token(j).stem && a.is_content(i) && !can_be_verb(a, i)
    };
    while thing.left.len() < WIDEST && same(thing.left.end, thing.right.end) {
        thing.left.end += 1;
        thing.right.end += 1;
    }
    while thing.left.len() < WIDEST
        && thing.left.start > 0
        && thing.right.start > 0
        && same(thing.left.start - 1, thing.right.start - 1)
    {
        thing.left.start -= 1;
        thing.right.start -= 1;
    }
    thing
}

/// Whether what stands between two things is the same on both sides, and tells apart who stands where.
fn is_exchange(view: &View<'_>, words: &[Words; 2], first: &Thing, second: &Thing) -> bool {
    let [a, b] = &view.sides;
    let left = &words[LEFT].0[first.left.end..second.left.start];
    let right = &words[RIGHT].0[second.right.end..first.right.start];
    let one = |i: usize, j: usize| {
        a.token(i).stem == b.token(j).stem
            || a.linked(i).any(|at| at == j) && near_in_meaning(a, i, b, j)
    };
    let same = left.len() == right.len() && left.iter().zip(right).all(|(&i, &j)| one(i, j));
    let whole =
        |side: &Side<'_>, from: usize, to: usize| (from + 1..=to).all(|at| !side.scope_ends(at));
    let (l, r) = (&words[LEFT].0, &words[RIGHT].0);
    same && tells_apart(a, left)
        && tells_apart(b, right)
        && whole(a, l[first.left.end - 1], l[second.left.start])
        && whole(b, r[second.right.end - 1], r[first.right.start])
        && leads(a, l, first.left.start) == leads(b, r, second.right.start)
}

/// The preposition before a thing.
fn leads<'s>(side: &'s Side<'_>, words: &[usize], start: usize) -> Option<&'s str> {
    let before = *words.get(start.checked_sub(1)?)?;
    let preposition = side.lists.part(side.token(before).key) == Some(Part::Preposition);
    preposition.then(|| side.word(before))
}

/// Whether it matters who stands on which side of some words: they hold a verb, and nothing that both
/// take part in alike.
fn tells_apart(side: &Side<'_>, between: &[usize]) -> bool {
    let relations = relations::of(side.telling.language.words.tag);
    let verb = |&at: &usize| side.is_content(at) && !side.is_auxiliary(at) && can_be_verb(side, at);
    let alike = |&at: &usize| relations.is_mutual(side.word(at)) || side.is(at, Cue::Both);
    between.iter().any(verb) && !between.iter().any(alike)
}

fn tell(view: &mut View<'_>, words: &[Words; 2], first: &Thing, second: &Thing) {
    let [a, b] = &view.sides;
    let span =
        |words: &Words, range: &Range<usize>| words.0[range.start]..words.0[range.end - 1] + 1;
    let (l, r) = (span(&words[LEFT], &first.left), span(&words[RIGHT], &second.right));
    let (x, y) = (quoted(a.text(&l)), quoted(b.text(&r)));
    let explanation = Said::of(&x, &y, |x, y| {
        format!("who did what to whom: {x} stands in one where {y} stands in the other")
    });
    view.differ(Kind::Role, Some((l, None)), Some((r, None)), explanation, SURE);
}
