//! What came first: one thing told as before another in one text and as after it in the other.
//!
//! In: two passages. Out: [`Kind::Antonym`] for "before" and "after" at the same event, said of the same thing
//! ("sold before the warning", "sold after the warning"), and for one of them twice with event and thing turned
//! about ("the council voted after the committee", "the committee voted after the council"). Trees are not
//! asked: what hangs on such a clause is what they get wrong most.

use std::ops::Range;

use super::chunks::can_be_verb;
use super::claim;
use super::likeness::near_in_meaning;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, polarity, quoted};
use crate::language::cue::Cue;
use crate::language::relations;
use crate::token::Class;

/// Confidence of two orders of the same two events.
const SURE: f64 = 0.75;
/// Words of the longest sentence that is looked at.
const LONGEST: usize = 60;
/// Words of the longest event.
const WIDEST: usize = 12;

/// A word that tells an order, the words of the event that it leads, and those of what comes before or after it.
struct Order {
    word: usize,
    event: Vec<usize>,
    thing: Vec<usize>,
}

/// Names the orders that exclude each other.
pub(super) fn find(view: &mut View<'_>) {
    for [left, right] in claim::sentences(view) {
        if left.len().max(right.len()) > LONGEST {
            continue;
        }
        let (l, r) = (order(&view.sides[LEFT], &left), order(&view.sides[RIGHT], &right));
        if let (Some(l), Some(r)) = (l, r)
            && excludes(view, &l, &r)
        {
            tell(view, &l, &r);
        }
    }
}

/// The order that a sentence tells, where it tells one only.
fn order(side: &Side<'_>, sentence: &Range<usize>) -> Option<Order> {
    let mut words = sentence.clone().filter(|&at| side.is(at, Cue::Sequence));
    let word = words.next().filter(|&at| words.next().is_none() && !side.is_explained(at))?;
    let end = (word + 1..sentence.end.min(word + 1 + WIDEST))
        .find(|&at| side.scope_ends(at))
        .unwrap_or(sentence.end.min(word + 1 + WIDEST));
    // "Before the car was found, roadblocks were set up": the thing is what follows the comma.
    let first = sentence.clone().take_while(|&at| at < word).all(|at| !side.is_content(at));
    let thing = if first {
        end..sentence.end
    } else {
        let start = (sentence.start..word).rev().find(|&at| side.scope_ends(at));
        start.unwrap_or(sentence.start)..word
    };
    let dated = |at: usize| side.value_at(at).is_some();
    let says = |words: Range<usize>| -> Vec<usize> {
        words
            .filter(|&at| side.token(at).class == Class::Content && !side.is_auxiliary(at))
            .collect()
    };
    let (event, thing) = (says(word + 1..end), says(thing));
    let whole = !event.is_empty() && !thing.is_empty() && !event.iter().any(|&at| dated(at));
    let denied = polarity::is_denied(side, &(word..word + 1))
        || thing.iter().any(|&at| polarity::is_denied(side, &(at..at + 1)));
    (whole && !denied).then_some(Order { word, event, thing })
}

/// Whether two orders cannot both be right.
fn excludes(view: &View<'_>, left: &Order, right: &Order) -> bool {
    let [a, b] = &view.sides;
    let (x, y) = (a.word(left.word), b.word(right.word));
    let opposed = relations::of(view.tag()).exclusion(x, y).is_some();
    let met = |l: &[usize], r: &[usize]| {
        l.iter().any(|&i| r.iter().any(|&j| a.token(i).stem == b.token(j).stem))
    };
    let straight =
        is_one(view, &left.thing, &right.thing) && is_one(view, &left.event, &right.event);
    let crossed =
        is_one(view, &left.thing, &right.event) && is_one(view, &left.event, &right.thing);
    let apart = !met(&left.thing, &right.event) && !met(&left.event, &right.thing);
    let kept = met(&left.thing, &right.thing) && met(&left.event, &right.event);
    opposed && straight && apart || x == y && crossed && !kept
}

/// Whether two stretches tell of one thing: they share a word, and their verbs, where both have some, too.
fn is_one(view: &View<'_>, left: &[usize], right: &[usize]) -> bool {
    let [a, b] = &view.sides;
    let same = |i: usize, j: usize| a.token(i).stem == b.token(j).stem;
    let near = |i: usize, j: usize| {
        same(i, j) || a.linked(i).any(|at| at == j) && near_in_meaning(a, i, b, j)
    };
    let verbs = |side: &Side<'_>, words: &[usize]| -> Vec<usize> {
        let verb =
            |&at: &usize| can_be_verb(side, at) && side.verb_form(at).is_some_and(|form| form.1);
        words.iter().copied().filter(verb).collect()
    };
    let (p, q) = (verbs(a, left), verbs(b, right));
    let shared = left.iter().any(|&i| right.iter().any(|&j| same(i, j)));
    shared && (p.is_empty() || q.is_empty() || p.iter().any(|&i| q.iter().any(|&j| near(i, j))))
}

fn tell(view: &mut View<'_>, left: &Order, right: &Order) {
    let [a, b] = &view.sides;
    let words = |order: &Order| order.word..order.word + 1;
    let (x, y) = (quoted(a.text(&words(left))), quoted(b.text(&words(right))));
    let (p, q) = (a.text(&whole(&left.event)), b.text(&whole(&right.event)));
    let (p, q) = (quoted(p), quoted(q));
    let said = format!("{x} {p} in one, {y} {q} in the other: what came first differs");
    let turned = format!("{y} {q} in one, {x} {p} in the other: what came first differs");
    let explanation = Said { text: said, turned: Some(turned) };
    let places = [Some((words(left), None)), Some((words(right), None))];
    let [l, r] = places;
    view.differ(Kind::Antonym, l, r, explanation, SURE);
}

fn whole(words: &[usize]) -> Range<usize> {
    words[0]..words[words.len() - 1] + 1
}
