//! Articles that count: the "a" of "a soldier" against "two soldiers", of "a year" against "three
//! years".
//!
//! In: the numbers of both sides. Out: mentions of one for the articles that a number of the other
//! side can face, because the same noun or a unit of the same dimension follows. An article that
//! makes a rate ("5 ships a day") or belongs to a word of amount ("half a mile") counts nothing.

use std::ops::Range;

use super::slots::{counted, is_one_man};
use super::view::{LEFT, RIGHT, Side, View};
use crate::language::cue::Cue;
use crate::language::vocabulary::{Joint, Time};
use crate::span::Span;
use crate::token::Class;
use crate::value::number::{Dimension, Quantity, Unit};
use crate::value::{Mention, Value};

/// Words between an article and its noun.
const REACH: usize = 4;

/// The articles of both sides that can face a number of the other side, in the order of the text.
pub(super) fn find(view: &View<'_>, left: &[Mention], right: &[Mention]) -> [Vec<Mention>; 2] {
    [articles(view, LEFT, left, right), articles(view, RIGHT, right, left)]
}

/// Whether one of two mentions is an article that can count what the other one counts.
pub(super) fn can_face(view: &View<'_>, side: usize, article: &Mention, number: &Mention) -> bool {
    noun_faces(view, side, article.tokens.start, number)
        || article.tokens.len() > 1 && unit_faces(view, side, article, number)
}

fn articles(view: &View<'_>, side: usize, own: &[Mention], other: &[Mention]) -> Vec<Mention> {
    let here = &view.sides[side];
    let numbers: Vec<&Mention> = other.iter().filter(|it| counts(it)).collect();
    if numbers.is_empty() {
        return Vec::new();
    }
    here.tokens
        .clone()
        .filter(|&at| is_open(here, own, at))
        .filter_map(|at| article(view, side, at, &numbers))
        .collect()
}

/// Whether a mention is a count or an amount, and no rank or share.
fn counts(mention: &Mention) -> bool {
    match &mention.value {
        Value::Number(number) => {
            let shared = matches!(
                number.unit.dimension(),
                Dimension::Share | Dimension::Points | Dimension::Multiple
            );
            !number.ordinal && !shared && number.high >= 1.0
        }
        Value::Date(_) => false,
    }
}

/// Whether the word is an article that no number or word of amount stands before.
fn is_open(side: &Side<'_>, own: &[Mention], at: usize) -> bool {
    let vocabulary = &side.telling.language.vocabulary;
    let joint = |at: usize| vocabulary.word(side.token(at).key).and_then(|word| word.joint);
    if joint(at) != Some(Joint::One) {
        return false;
    }
    let all = side.values();
    let near =
        |it: &&Mention| it.tokens.contains(&at) || it.tokens.end <= at && at <= it.tokens.end + 1;
    if own.iter().chain(all).any(|it| near(&it)) {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|before| side.tokens.contains(before)) else {
        return true;
    };
    let word = vocabulary.word(side.token(before).key);
    let amount = word.is_some_and(|word| {
        word.fraction.is_some() || word.multiple.is_some() || word.number.is_some()
    });
    !amount && !side.is(before, Cue::NoUnit)
}

fn article(view: &View<'_>, side: usize, at: usize, numbers: &[&Mention]) -> Option<Mention> {
    if numbers.iter().any(|number| noun_faces(view, side, at, number)) {
        return Some(mention(&view.sides[side], at..at + 1, Quantity::exact(1.0)));
    }
    let here = &view.sides[side];
    let (unit, factor, end) = unit(here, at)?;
    let quantity = Quantity { unit, ..Quantity::exact(factor) };
    let found = mention(here, at..end, quantity);
    numbers.iter().any(|number| unit_faces(view, side, &found, number)).then_some(found)
}

fn mention(side: &Side<'_>, tokens: Range<usize>, quantity: Quantity) -> Mention {
    let span: Span = side.span(&tokens);
    Mention { span, tokens, value: Value::Number(quantity) }
}

/// The unit behind an article, how many of it the word means, and the next word.
fn unit(side: &Side<'_>, at: usize) -> Option<(Unit, f64, usize)> {
    let vocabulary = &side.telling.language.vocabulary;
    let keys = (at + 1..side.tokens.end).map(|index| side.token(index).key);
    let (name, words) = vocabulary.unit(keys)?;
    let (unit, factor) = Unit::from_name(name)?;
    let end = at + 1 + words;
    let plain = side.gap_before(at + 1) == " " && side.word(at + 1).len() > 1;
    // "a year ago" is a date.
    let time = (side.tokens.contains(&end))
        .then(|| vocabulary.word(side.token(end).key).and_then(|word| word.time))
        .flatten();
    let compound = side.tokens.contains(&end) && side.is_compound(end);
    let measured =
        !matches!(unit.dimension(), Dimension::Multiple | Dimension::Count | Dimension::Share);
    (plain && measured && !compound && time != Some(Time::Ago)).then_some((unit, factor, end))
}

/// Whether the noun behind an article faces the one that a number counts, and is the same word.
fn noun_faces(view: &View<'_>, side: usize, at: usize, number: &Mention) -> bool {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let Value::Number(Quantity { unit: Unit::One, .. }) = number.value else { return false };
    let Some(thing) = counted(there, number) else { return false };
    if tells_of_more(here, at) {
        return false;
    }
    let plain = |index: &usize| {
        let token = here.token(*index);
        token.class == Class::Content
            && !token.capital
            && here.gap_before(*index).chars().all(char::is_whitespace)
    };
    let end = here.tokens.end.min(at + 1 + REACH);
    (at + 1..end).take_while(plain).any(|index| {
        let linked = here.linked(index).any(|other| other == thing);
        here.token(index).stem == there.token(thing).stem && linked
            || is_one_man(here.word(index), there.word(thing))
    })
}

/// Whether the sentence of an article tells of more of the kind: "a player … and another one".
fn tells_of_more(side: &Side<'_>, at: usize) -> bool {
    let more = |index: usize| side.is(index, Cue::OfMore);
    side.sentence(at).any(more)
}

/// Whether the unit behind an article measures what a number measures, in the same place or by words
/// that face each other.
fn unit_faces(view: &View<'_>, side: usize, article: &Mention, number: &Mention) -> bool {
    let (Value::Number(a), Value::Number(b)) = (&article.value, &number.value) else {
        return false;
    };
    if a.unit.dimension() != b.unit.dimension() || !a.unit.converts_to(b.unit) {
        return false;
    }
    let here = &view.sides[side];
    let linked = article
        .tokens
        .clone()
        .skip(1)
        .any(|index| here.linked(index).any(|other| number.tokens.contains(&other)));
    let (left, right) = if side == LEFT { (article, number) } else { (number, article) };
    linked || view.same_place(&left.tokens, &right.tokens)
}
