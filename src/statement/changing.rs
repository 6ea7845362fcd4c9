//! Counts that change while they are made: the dead of a flood, the votes of an election.
//!
//! In: a number in a text. Out: what it counts, where that is a thing that changes. A figure of a day
//! long past, and one that the text calls the last one, change no more; and one that stands far down in
//! a text without a sign that it is new is a matter of background.

use std::ops::Range;

use jiff::civil::Date;

use crate::language::form::key;
use crate::span::Span;
use crate::telling::Telling;
use crate::value::date::{Origin, When};
use crate::value::{Mention, Quantity, Value};

/// Words on either side of a number among which is what it counts.
const REACH: usize = 7;
/// Days after which what a sentence tells of is past.
const PAST: i32 = 21;

/// Sentences at the top of a text, the headline among them, that tell what is new.
const TOP: usize = 5;

/// A count that changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Count {
    /// What is counted: a line of the list of the language, those that only grow first.
    thing: usize,
    /// It only grows while it is made.
    rises: bool,
    quantity: Quantity,
}

impl Count {
    /// The count that the words of a place give, if it is one that changes.
    pub(super) fn at(telling: &Telling<'_>, place: Span) -> Option<Self> {
        let inside = |span: Span| span.overlap(place) > 0;
        let mut numbers =
            telling.values.iter().filter(|it| inside(it.span)).filter_map(|it| match it.value {
                Value::Number(quantity) if !quantity.ordinal => Some((it.tokens.clone(), quantity)),
                _ => None,
            });
        let (tokens, quantity) = numbers.next()?;
        let only = numbers.next().is_none();
        let sentences = &telling.tokenized.sentences;
        let at = sentences.partition_point(|sentence| sentence.tokens.end <= tokens.start);
        let sentence = sentences.get(at)?.tokens.clone();
        let told = !is_settled(telling, &sentence) && !is_past(telling, &sentence);
        if !only || !told || !is_new(telling, at, &sentence) {
            return None;
        }
        let (thing, rises) = thing(telling, &sentence, &tokens)?;
        Some(Self { thing, rises, quantity })
    }

    /// Whether a later text may say `later` where an earlier one said this.
    pub(super) fn becomes(&self, later: &Self) -> bool {
        self.thing == later.thing
            && self.quantity.unit == later.quantity.unit
            && self.quantity.per == later.quantity.per
            && (!self.rises || self.quantity.per.is_none())
            && (!self.rises || self.quantity.low < later.quantity.low)
    }
}

/// What a number counts: the nearest word of a thing that changes, up to the next mark.
fn thing(
    telling: &Telling<'_>,
    sentence: &Range<usize>,
    number: &Range<usize>,
) -> Option<(usize, bool)> {
    let tokens = &telling.tokenized.tokens;
    let words = telling.language.words.versions;
    let traded = if has(telling, sentence, words.trade) { words.traded } else { "" };
    let lines = || {
        let rising = words.rising.lines().map(|line| (line, true));
        let moving = words.moving.lines().chain(traded.lines());
        rising.chain(moving.map(|line| (line, false)))
    };
    let named = |at: usize| {
        let is = |line: &str| line.split_whitespace().any(|word| key(word) == tokens[at].key);
        lines().enumerate().find(|(_, (line, _))| is(line)).map(|(n, (_, rises))| (n, rises))
    };
    let joined = |a: usize, b: usize| {
        let between = Span { start: tokens[a].span.end, end: tokens[b].span.start };
        !between.text(telling.text).contains([',', ';', ':', '(', ')', '—', '–', '“', '”', '"'])
    };
    let behind = (number.end..sentence.end)
        .take(REACH)
        .take_while(|&at| joined(at - 1, at))
        .find_map(|at| Some((at + 1 - number.end, named(at)?)));
    let before = (sentence.start..number.start)
        .rev()
        .take(REACH)
        .take_while(|&at| joined(at, at + 1))
        .find_map(|at| Some((number.start - at, named(at)?)));
    match (behind, before) {
        (Some((a, _)), Some((b, thing))) if b < a => Some(thing),
        (Some((_, thing)), _) | (None, Some((_, thing))) => Some(thing),
        (None, None) => None,
    }
}

/// Whether a sentence has a word of a list.
fn has(telling: &Telling<'_>, sentence: &Range<usize>, list: &str) -> bool {
    let keys: Vec<u64> = list.split_whitespace().map(key).collect();
    telling.tokenized.tokens[sentence.clone()].iter().any(|token| keys.contains(&token.key))
}

/// Whether a sentence calls its count the last one.
fn is_settled(telling: &Telling<'_>, sentence: &Range<usize>) -> bool {
    has(telling, sentence, telling.language.words.versions.settled)
}

/// Whether a sentence tells what is new: it stands at the top, says so, or names a day that is near.
fn is_new(telling: &Telling<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let near = |mention: &Mention| {
        let Value::Date(period) = &mention.value else { return false };
        match (period.when, telling.date) {
            (When::Days { last, .. }, Some(day)) => days(last, day).abs() <= PAST,
            (When::Weekday { .. } | When::Relative { .. }, None) => true,
            _ => false,
        }
    };
    at < TOP
        || has(telling, sentence, telling.language.words.versions.fresh)
        || telling.values_in(sentence).iter().any(near)
}

/// Whether a sentence names a day long before the text's own, or a written one where that is not
/// known.
fn is_past(telling: &Telling<'_>, sentence: &Range<usize>) -> bool {
    telling.values_in(sentence).iter().any(|mention| {
        let Value::Date(period) = &mention.value else { return false };
        let When::Days { last, .. } = period.when else { return false };
        match telling.date {
            Some(day) => last < day && days(last, day) > PAST,
            None => period.origin == Origin::Written,
        }
    })
}

/// Days from one to another.
pub(super) fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
