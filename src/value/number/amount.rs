//! An amount: digits, number words, scales and fractions that together are one number.

use super::{digits, parts, vague};
use crate::language::form::shown_digits;
use crate::language::vocabulary::Joint;
use crate::token::Class;
use crate::value::reader::{Reader, is_hyphen};

/// A number without unit or bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) place: f64,
    pub(super) ordinal: bool,
    /// One of the vague words, "hundreds" or "a few thousand", so that `low` is below `high`.
    pub(super) vague: bool,
    /// "several", "a few": vague without a scale.
    pub(super) several: bool,
    /// Words for a part of a whole: "half", "a third".
    pub(super) part: bool,
    /// Only digits, without separator, scale or ending: can be a year.
    pub(super) plain: bool,
    /// What follows the digits in the same word: the `km` of `5km`.
    pub(super) glued: usize,
    /// The first word that does not belong to it.
    pub(super) next: usize,
}

impl Amount {
    pub(super) fn of(value: f64, place: f64, next: usize) -> Self {
        Self {
            low: value,
            high: value,
            place,
            ordinal: false,
            vague: false,
            several: false,
            part: false,
            plain: false,
            glued: 0,
            next,
        }
    }

    pub(super) fn scaled(mut self, scale: f64, next: usize) -> Self {
        self.low *= scale;
        self.high *= scale;
        self.place *= scale;
        self.plain = false;
        self.part = false;
        self.next = next;
        self
    }
}

/// The amount that begins at the word `at`; `money` says that a sign of a currency stands before
/// it, so that `m` is a million and not a metre.
pub(super) fn read(reader: &Reader, at: usize, money: bool) -> Option<Amount> {
    if reader.starts_with_digit(at) {
        return in_digits(reader, at, money).map(|amount| parts::with_part(reader, at, amount));
    }
    vague::read(reader, at)
        .or_else(|| parts::read(reader, at))
        .or_else(|| in_words(reader, at).map(|amount| parts::with_part(reader, at, amount)))
        .or_else(|| one_and_a_half(reader, at))
        .or_else(|| ordinal(reader, at))
}

/// The "an" of "an hour and a half".
fn one_and_a_half(reader: &Reader, at: usize) -> Option<Amount> {
    (reader.joint(at) == Some(Joint::One)).then_some(())?;
    let (_, words) = reader.vocabulary.unit(reader.keys_from(at + 1).into_iter())?;
    parts::added(reader, at + 1 + words)?;
    Some(Amount::of(1.0, 1.0, at + 1))
}

/// Digits behind a point without a zero before it, `.7`, up to which they are read.
const LONGEST_DECIMALS: usize = 9;

fn in_digits(reader: &Reader, at: usize, money: bool) -> Option<Amount> {
    let word = reader.word(at);
    if let Some(value) = word.chars().next().and_then(vulgar) {
        return Some(with_scale(reader, Amount::of(value, 0.01, at + 1)));
    }
    if let Some(plain) = shown_digits(word) {
        let number = digits::read(&plain, reader.vocabulary.decimal)?;
        let amount =
            Amount { plain: number.plain, ..Amount::of(number.value, number.place, at + 1) };
        return Some(with_scale(reader, amount));
    }
    let mut number = digits::read(word, reader.vocabulary.decimal)?;
    let mut next = at + 1;
    if reader.is_behind_point(at) && number.plain && number.length < LONGEST_DECIMALS {
        let place = 0.1_f64.powi(i32::try_from(number.length).ok()?);
        number = digits::Digits { value: number.value * place, place, plain: false, ..number };
    } else if number.length == word.len() {
        (number, next) = join_groups(reader, at, number);
    }
    let mut amount = Amount::of(number.value, number.place, next);
    amount.plain = number.plain;
    let tail = &word[number.length.min(word.len())..];
    if tail.is_empty() {
        return Some(with_scale(reader, mixed(reader, with_scale(reader, amount))));
    }
    if let Some(half) = tail.chars().next().and_then(vulgar) {
        return Some(with_scale(reader, Amount::of(number.value + half, 0.01, next)));
    }
    glued(reader, amount, number.length, tail, money)
}

/// "2 000 000" with plain spaces is three words and one number.
fn join_groups(reader: &Reader, at: usize, first: digits::Digits) -> (digits::Digits, usize) {
    let (Some(start), true) = (reader.token(at), first.plain && first.value < 1000.0) else {
        return (first, at + 1);
    };
    let mut next = at + 1;
    let mut value = first.value;
    while next - at < 5
        && matches!(reader.gap(next - 1), Some(" " | "\u{a0}" | "\u{202f}" | "\u{2009}"))
        && is_group(reader.word(next))
    {
        value = value * 1000.0 + reader.word(next).parse::<f64>().unwrap_or(0.0);
        next += 1;
    }
    if next == at + 1 || start.span.len() > 3 || first.value < 1.0 {
        return (first, at + 1);
    }
    let place = super::place_of(value);
    (digits::Digits { value, place, plain: false, ..first }, next)
}

fn is_group(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2nd`, `5bn`, `5km`: letters behind the digits. Other letters make an identifier.
fn glued(
    reader: &Reader,
    mut amount: Amount,
    length: usize,
    tail: &str,
    money: bool,
) -> Option<Amount> {
    amount.plain = false;
    let lower = tail.to_lowercase();
    if matches!(lower.as_str(), "st" | "nd" | "rd" | "th") {
        amount.ordinal = true;
        return Some(amount);
    }
    let key = crate::language::key(&lower);
    let scale = reader.vocabulary.word(key).and_then(|word| word.scale);
    let letter = super::Unit::from_letter(tail).is_some_and(|_| amount.low < 10_000.0);
    let unit = letter
        || super::read::unit_symbol(&lower).is_some()
        || reader.vocabulary.unit([key].into_iter()).is_some_and(|(_, words)| words == 1);
    match scale {
        Some(scale) if money || !unit || counts(reader, amount.next) => {
            Some(amount.scaled(scale as f64, amount.next))
        }
        _ if unit => {
            amount.glued = length;
            Some(amount)
        }
        _ => None,
    }
}

/// Whether the word at `next` is what so many of are: in "4m crowns", "4m tonnes" and "4m people"
/// the letter is a scale, in "4m high" a unit.
fn counts(reader: &Reader, next: usize) -> bool {
    let spaced = next > 0 && matches!(reader.gap(next - 1), Some(" " | "\u{a0}"));
    let keys = reader.key(next);
    let unit = reader.vocabulary.unit(keys.into_iter()).is_some_and(|(_, words)| words == 1);
    let counted = reader.joint(next) == Some(Joint::Counted);
    spaced && (counted || unit && reader.time(next).is_none())
}

/// "1.5 million", "5 hundred thousand", "3 bn".
pub(super) fn with_scale(reader: &Reader, mut amount: Amount) -> Amount {
    for _ in 0..2 {
        let Some(word) = reader.vocable(amount.next).filter(|_| reader.close(amount.next - 1))
        else {
            break;
        };
        let abbreviated = word.scale.filter(|_| reader.word(amount.next).len() > 1);
        match word.number.filter(|&number| is_scale(number)).or(abbreviated) {
            Some(scale) => amount = amount.scaled(scale as f64, amount.next + 1),
            None => break,
        }
    }
    amount
}

/// "2 1/2", "1/2", "1-3/32" and "2 ½".
fn mixed(reader: &Reader, amount: Amount) -> Amount {
    let next = amount.next;
    if !amount.plain {
        return amount;
    }
    if let Some((value, end)) = slashed(reader, next - 1) {
        return Amount::of(value, 0.01, end);
    }
    let gap = reader.gap(next - 1).unwrap_or("");
    let tied = gap.chars().count() == 1 && gap.chars().all(is_hyphen);
    if gap != " " && !tied {
        return amount;
    }
    if let Some((value, end)) = slashed(reader, next).filter(|&(value, _)| value < 1.0) {
        return Amount::of(amount.low + value, 0.01, end);
    }
    if tied {
        return amount;
    }
    match reader.word(next).chars().next().and_then(vulgar) {
        Some(value) => Amount::of(amount.low + value, 0.01, next + 1),
        None => amount,
    }
}

/// `3/4` with small numbers; anything larger is more likely a date or a score.
fn slashed(reader: &Reader, at: usize) -> Option<(f64, usize)> {
    if !matches!(reader.gap(at), Some("/" | "\u{2044}")) {
        return None;
    }
    let number = |at: usize| reader.word(at).parse::<u8>().ok();
    let (above, below) = (number(at)?, number(at + 1)?);
    let simple = (1..below).contains(&above) && matches!(below, 2..=10 | 16 | 32 | 64 | 100);
    let alone = !matches!(reader.gap(at + 1), Some("/"));
    (simple && alone).then(|| (f64::from(above) / f64::from(below), at + 2))
}

fn vulgar(c: char) -> Option<f64> {
    let (above, below) = match c {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        '⅖' => (2.0, 5.0),
        '⅗' => (3.0, 5.0),
        '⅘' => (4.0, 5.0),
        '⅛' => (1.0, 8.0),
        '⅜' => (3.0, 8.0),
        '⅝' => (5.0, 8.0),
        '⅞' => (7.0, 8.0),
        _ => return None,
    };
    Some(above / below)
}

pub(super) fn is_scale(number: u64) -> bool {
    number == 12 || number >= 100
}

/// "two hundred and fifty-three thousand": number words as they add up.
fn in_words(reader: &Reader, at: usize) -> Option<Amount> {
    if let Some(amount) = scores(reader, at) {
        return Some(amount);
    }
    let mut next = at;
    let (mut total, mut group, mut last) = (0.0, 0.0, u64::MAX);
    if reader.joint(at) == Some(Joint::One) {
        let scale = reader.vocable(at + 1).and_then(|word| word.number).filter(|&n| is_scale(n))?;
        (group, last, next) = (scale as f64, scale, at + 2);
        if scale >= 1000 {
            (total, group) = (group, 0.0);
        }
    }
    while let Some(word) = reader.vocable(next) {
        let joined = next == at || reader.close(next - 1);
        let number = word.number.filter(|_| joined && !is_vague(reader, next));
        let Some(number) = number else {
            let and = next > at && word.joint == Some(Joint::And) && last >= 100;
            let small = reader.vocable(next + 1).and_then(|word| word.number);
            if and && small.is_some_and(|small| small < 100) && !ranged(reader, at) {
                next += 1;
                continue;
            }
            break;
        };
        match number {
            0..100 if !extends(last, number, group) => break,
            0..100 if number == 12 && group > 0.0 => group *= 12.0,
            0..100 => group += number as f64,
            100..1000 => group = group.max(1.0) * number as f64,
            _ => {
                total += group.max(1.0) * number as f64;
                group = 0.0;
            }
        }
        last = number;
        next += 1;
    }
    if next == at || is_pronoun(reader, at, next) {
        return None;
    }
    let value = total + group;
    if let Some(rank) = ordinal_end(reader, next, last) {
        let amount = Amount::of(value + rank as f64, 1.0, next + 1);
        return Some(Amount { ordinal: true, ..amount });
    }
    let amount = Amount::of(value, super::place_of(value), next);
    Some(decimals_in_words(reader, amount))
}

/// "three score", "four score and seven", "a score of men": twenties. "a score of 20" is a result.
fn scores(reader: &Reader, at: usize) -> Option<Amount> {
    const SCORE: u64 = 20;
    if reader.joint(at) == Some(Joint::One) {
        let of = reader.joint(at + 2) == Some(Joint::Of) && reader.close(at + 1);
        let counted = reader.token(at + 3).is_some_and(|it| it.class == Class::Content);
        let score = reader.vocable(at + 1)?.scale == Some(SCORE) && reader.close(at);
        return (score && of && counted).then(|| Amount::of(SCORE as f64, 1.0, at + 3));
    }
    let count = reader.vocable(at)?.number.filter(|count| (2..10).contains(count))?;
    reader.vocable(at + 1)?.scale.filter(|&scale| scale == SCORE && reader.close(at))?;
    let small = |at: usize| reader.vocable(at)?.number.filter(|&number| number < SCORE);
    let more = small(at + 3).filter(|_| reader.joint(at + 2) == Some(Joint::And));
    let value = (count * SCORE + more.unwrap_or(0)) as f64;
    Some(Amount::of(value, super::place_of(value), at + if more.is_some() { 4 } else { 2 }))
}

/// The "first" of "twenty-first".
fn ordinal_end(reader: &Reader, next: usize, last: u64) -> Option<u64> {
    let tens = matches!(last, 20..=90) && last.is_multiple_of(10);
    let rank = reader.vocable(next).filter(|_| tens && reader.close(next - 1))?.ordinal?;
    (rank < 10).then_some(rank)
}

/// Whether a small number can follow `last` in one number: twenty + one, hundred + twenty.
fn extends(last: u64, number: u64, group: f64) -> bool {
    match last {
        u64::MAX => true,
        20..=90 if last.is_multiple_of(10) => (1..10).contains(&number),
        100.. => number > 0,
        1..=11 => number == 12 && group < 12.0 && last > 1,
        _ => false,
    }
}

/// "between one hundred and fifty": the ends of a range are two numbers.
fn ranged(reader: &Reader, at: usize) -> bool {
    at > 0 && reader.joint(at - 1) == Some(Joint::Between)
}

/// "dozens" is no twelve.
fn is_vague(reader: &Reader, at: usize) -> bool {
    reader.vocable(at).is_some_and(|word| word.vague.is_some())
}

/// "this one", "one another", "no one".
fn is_pronoun(reader: &Reader, at: usize, next: usize) -> bool {
    let one = next == at + 1 && reader.vocable(at).and_then(|word| word.number) == Some(1);
    let after =
        |at: usize| matches!(reader.joint(at), Some(Joint::The | Joint::Pronoun | Joint::Each));
    one && (at > 0 && after(at - 1)
        || matches!(reader.joint(next), Some(Joint::Pronoun | Joint::Each)))
}

/// "two point five".
fn decimals_in_words(reader: &Reader, amount: Amount) -> Amount {
    if reader.joint(amount.next) != Some(Joint::Point) {
        return amount;
    }
    let digit = |at: usize| reader.vocable(at)?.number.filter(|&digit| digit < 10);
    let (mut value, mut place, mut next) = (amount.low, 1.0, amount.next + 1);
    while let Some(digit) = digit(next).filter(|_| place > 1e-6) {
        place /= 10.0;
        value += digit as f64 * place;
        next += 1;
    }
    if place == 1.0 { amount } else { with_scale(reader, Amount::of(value, place, next)) }
}

/// "second", "twenty-first".
fn ordinal(reader: &Reader, at: usize) -> Option<Amount> {
    let word = reader.vocable(at)?;
    if let Some(value) = word.ordinal {
        let unit =
            at > 0 && word.unit && reader.vocable(at - 1).is_some_and(|w| w.number.is_some());
        let amount = Amount::of(value as f64, 1.0, at + 1);
        return (!unit).then_some(Amount { ordinal: true, ..amount });
    }
    None
}
