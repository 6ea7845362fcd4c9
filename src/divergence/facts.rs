//! Whether two values that exclude each other are said of one fact.
//!
//! In: two mentions that face each other, with their passages and the whole texts. Out: a sign that
//! they belong to two facts, so that both can be right: a text that has the one number of some things
//! has the other of them too, both texts tell of both days, the verbs that the days belong to face
//! other verbs, or the words are a note on the text and not what it tells.

use std::ops::Range;

use super::chunks::{Word, parsed};
use super::likeness::near_in_meaning;
use super::meeting::meeting;
use super::slots::{counted, is_plural};
use super::view::{Side, View};
use crate::token::Class;
use crate::value::{Comparison, Mention, Value, compare};

/// How much of two sentences must face each other for their values to be those of one fact whatever
/// else is told.
const SURELY_ONE: f64 = 0.75;

/// Whether two numbers are of two facts by what they count: each counts things that face others, or
/// one of the texts has both numbers of these things.
pub(super) fn counts_apart(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    const BESIDE: f64 = 0.5;
    let [a, b] = &view.sides;
    let nouns = (things(a, left), things(b, right));
    let told = |side: &Side<'_>, mention: &Mention, noun: Option<usize>, there: &Side<'_>| {
        noun.is_some_and(|noun| {
            let stems = [side.token(noun).stem, side.token(mention.tokens.end).stem];
            told_of(there, mention, stems)
        })
    };
    let (l, r) = (&left.tokens, &right.tokens);
    if told(a, left, nouns.0, b) || told(b, right, nouns.1, a) {
        return meeting(view, l, r) < SURELY_ONE;
    }
    match nouns {
        (Some(i), Some(j)) => {
            let faces = a.linked(i).any(|other| other == j) || near_in_meaning(a, i, b, j);
            !faces && view.context(l, r) < BESIDE && !view.sides.iter().all(is_bare)
        }
        _ => false,
    }
}

/// Whether two dates are of two facts: both texts know both days, the verbs differ, or a date is a
/// note on the text.
pub(super) fn days_apart(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let [a, b] = &view.sides;
    if is_note(a, left) && is_note(b, right) || is_stamp(a, left) || is_stamp(b, right) {
        return true;
    }
    let both = knows(a, right) && knows(b, left);
    (both || of_other_verbs(view, left, right))
        && meeting(view, &left.tokens, &right.tokens) < SURELY_ONE
}

/// The word that a number counts, over names of peoples and what else stands before it: the
/// `soldiers` of "three Afghan National Army soldiers", the `guests` of "thousands of guests".
fn things(side: &Side<'_>, mention: &Mention) -> Option<usize> {
    const REACH: usize = 5;
    let end = side.tokens.end.min(mention.tokens.end + REACH);
    let goes =
        |at: &usize| !side.scope_ends(*at) && (side.is_content(*at) || side.word(*at) == "of");
    counted(side, mention).or_else(|| {
        let number = matches!(mention.value, Value::Number(_));
        let mut words = (mention.tokens.end..end).take_while(goes);
        words.find(|&at| number && is_plural(side.word(at)))
    })
}

/// Whether a passage is short enough to be nothing but what it counts.
fn is_bare(side: &Side<'_>) -> bool {
    const FEW: usize = 12;
    side.tokens.len() <= FEW
}

/// Whether a text has a value of the same things, anywhere: behind it stands one of the words.
fn told_of(side: &Side<'_>, mention: &Mention, stems: [u64; 2]) -> bool {
    const REACH: usize = 5;
    let tokens = &side.telling.tokenized.tokens;
    side.telling.values.iter().any(|other| {
        let end = tokens.len().min(other.tokens.end + REACH);
        let near = tokens.get(other.tokens.end..end).unwrap_or_default();
        near.iter().any(|token| token.class == Class::Content && stems.contains(&token.stem))
            && compare(&other.value, &mention.value) == Comparison::Equal
    })
}

/// Whether a text has a value, anywhere.
fn knows(side: &Side<'_>, mention: &Mention) -> bool {
    side.telling
        .values
        .iter()
        .any(|other| compare(&other.value, &mention.value) == Comparison::Equal)
}

/// Whether a mention stands in square brackets: a word of the editor.
fn is_note(side: &Side<'_>, mention: &Mention) -> bool {
    const REACH: usize = 160;
    let text = side.telling.text;
    let before = text.get(..mention.span.start as usize).unwrap_or("");
    let after = text.get(mention.span.end as usize..).unwrap_or("");
    let opened = before.chars().rev().take(REACH).find(|c| matches!(c, '[' | ']'));
    let closed = after.chars().take(REACH).find(|c| matches!(c, '[' | ']'));
    opened == Some('[') && closed == Some(']')
}

/// Whether a date stands right behind an account in brackets, `(@moe)`: it stamps a message.
fn is_stamp(side: &Side<'_>, mention: &Mention) -> bool {
    const REACH: usize = 40;
    let before = side.telling.text.get(..mention.span.start as usize).unwrap_or("").trim_end();
    let Some(inner) = before.strip_suffix(')') else { return false };
    let mut back = inner.chars().rev().take(REACH);
    back.find(|c| matches!(c, '(' | ')' | '@')) == Some('@')
}

/// Whether the verb that one date belongs to faces another verb than the one the other belongs to.
fn of_other_verbs(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let [a, b] = &view.sides;
    let (mine, other) = (verbs(a, &left.tokens), verbs(b, &right.tokens));
    let one = |i: usize, j: usize| a.linked(i).any(|to| to == j) || near_in_meaning(a, i, b, j);
    let ([Some(i), ..], [Some(j), ..]) = (mine, other) else { return false };
    let sure = governs(a, i, &left.tokens) && governs(b, j, &right.tokens);
    let met = if sure {
        one(i, j)
    } else {
        mine.iter().flatten().any(|&i| other.iter().flatten().any(|&j| one(i, j)))
    };
    if met {
        return false;
    }
    let (x, y) = (a.sentence(left.tokens.start), b.sentence(right.tokens.start));
    let away = |here: &Side<'_>, at: usize, there: &Side<'_>, within: &Range<usize>| {
        here.linked(at)
            .any(|other| within.contains(&other) && near_in_meaning(here, at, there, other))
    };
    away(a, i, b, &y) || away(b, j, a, &x) || crossed(view, left, right)
}

/// Whether most words that face each other stand before one date and behind the other, and neither
/// opens its sentence.
fn crossed(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    const FEW: usize = 3;
    const OPENS: usize = 3;
    let [a, b] = &view.sides;
    let (x, y) = (a.sentence(left.tokens.start), b.sentence(right.tokens.start));
    let opens =
        |range: &Range<usize>, mention: &Mention| mention.tokens.start - range.start <= OPENS;
    if opens(&x, left) || opens(&y, right) {
        return false;
    }
    let links = x.filter(|&at| a.is_content(at) && !left.tokens.contains(&at)).flat_map(|at| {
        let facing = a.linked(at).filter(|other| y.contains(other)).collect::<Vec<_>>();
        facing.into_iter().map(move |other| (at, other))
    });
    let (mut seen, mut over) = (0, 0);
    for (at, other) in links {
        seen += 1;
        over += usize::from((at < left.tokens.start) != (other < right.tokens.start));
    }
    seen >= FEW && over * 3 > seen * 2
}

/// The verbs next to a date in its sentence, that which it most likely belongs to first: the nearest
/// before it in its clause, else the next behind it.
fn verbs(side: &Side<'_>, date: &Range<usize>) -> [Option<usize>; 2] {
    let sentence = side.sentence(date.start);
    let (_, words) = parsed(side, sentence.clone());
    let is_verb = |at: &usize| {
        words.get(at - sentence.start) == Some(&Word::Verb)
            && side.token(*at).class == Class::Content
            && !side.is_auxiliary(*at)
    };
    let before = (sentence.start..date.start).rev().find(is_verb);
    let behind = (date.end..sentence.end).find(is_verb);
    let close = before.is_some_and(|at| governs(side, at, date));
    if close || behind.is_none() { [before, behind] } else { [behind, before] }
}

/// Whether a verb stands before a date in one clause.
fn governs(side: &Side<'_>, verb: usize, date: &Range<usize>) -> bool {
    verb < date.start && !(verb + 1..=date.start).any(|at| side.scope_ends(at))
}
