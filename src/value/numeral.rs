//! Numbers and days in digits, where nobody knows how the language writes them.
//!
//! "2.400" is two thousand four hundred in one country and two and a little in another. So a
//! [`Numeral`] keeps every value that its digits may stand for, and is certain only where there is
//! one. Two numerals are equal if one reading is, and different only where no reading is and both
//! are certain or written in the same way.

use std::ops::Range;

use jiff::civil::Date;

use super::date::Period;
use super::number::Quantity;
use super::{Mention, Value};
use crate::language::form::{digit, shown_digits};
use crate::token::{Class, Sentence, Token, Tokenized};

/// Digits that stand for a number or a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it may stand for, each once.
    readings: Vec<Reading>,
    /// Whether its form can be read in one way only.
    certain: bool,
    /// The form with every digit as `0`.
    shape: String,
}

/// One value that digits may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reading {
    /// Digits without grouping, a `.` before decimals, no zeros that say nothing.
    Number(String),
    /// A day.
    Day(Date),
}

/// How two numerals stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One value in two forms.
    Equal,
    /// One value, if each is read in one of several ways.
    MayBeEqual,
    /// Two values, however they are read.
    Different,
    /// Nothing can be said.
    Open,
}

/// Longest numeral in characters; a longer run of digits is an identifier.
const LONGEST: usize = 40;
/// The most tokens of one: groups of three digits, parted by spaces.
const MOST_TOKENS: usize = 8;

/// The numerals among some tokens of a text, in order and disjoint.
pub fn numerals(text: &str, tokens: &[Token], range: Range<usize>) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end.min(tokens.len()) {
        let numeral = (tokens[at].class == Class::Number)
            .then(|| numeral(text, tokens, at, range.end.min(tokens.len())))
            .flatten();
        at = numeral.as_ref().map_or(at + 1, |numeral| numeral.tokens.end);
        found.extend(numeral);
    }
    found
}

/// The values of a text that are certain.
pub(super) fn certain(text: &str, tokenized: &Tokenized) -> Vec<Mention> {
    let read = |sentence: &Sentence| numerals(text, &tokenized.tokens, sentence.tokens.clone());
    tokenized.sentences.iter().flat_map(read).filter_map(|it| it.mention(tokenized)).collect()
}

/// The longest numeral that starts with the token `at`.
fn numeral(text: &str, tokens: &[Token], at: usize, end: usize) -> Option<Numeral> {
    let last = end.min(at + MOST_TOKENS);
    let whole = |next: usize| tokens[at].span.cover(tokens[next - 1].span).text(text);
    let gap = |index: usize| {
        let (before, after) = (tokens[index - 1].span.end, tokens[index].span.start);
        text.get(before as usize..after as usize).unwrap_or("")
    };
    let joined = (at + 1..last).take_while(|&index| JOINTS.contains(&gap(index))).count();
    let ends = (at + 1..=at + 1 + joined).rev();
    ends.into_iter().find_map(|next| {
        let (readings, certain, shape) = read(whole(next))?;
        let alone = next == at + 1;
        (alone || !readings.is_empty()).then_some(Numeral {
            tokens: at..next,
            readings,
            certain,
            shape,
        })
    })
}

/// What may stand between the tokens of one numeral: the signs of groups that part words, and
/// those of days.
const JOINTS: [&str; 8] = [" ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "\u{2019}", "-", "/"];

/// Digits and the single signs between them; none for anything else.
fn parts(written: &str) -> Option<(Vec<String>, Vec<char>)> {
    let mut groups = vec![String::new()];
    let mut signs = Vec::new();
    for c in written.chars().take(LONGEST + 1) {
        match digit(c) {
            Some(value) => groups.last_mut()?.push(value),
            None => {
                signs.push(sign(c)?);
                groups.push(String::new());
            }
        }
    }
    let fits = written.chars().count() <= LONGEST && groups.iter().all(|group| !group.is_empty());
    fits.then_some((groups, signs))
}

/// A sign between digits: `_` for a space that does not break.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '.' | ',' | ' ' | '-' | '/' | '\'' => c,
        '\u{2019}' => '\'',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => '_',
        '\u{66b}' | '\u{66c}' => c,
        _ => return None,
    })
}

/// The readings of a form, whether there is but one, and its shape.
fn read(written: &str) -> Option<(Vec<Reading>, bool, String)> {
    let shown = shown_digits(written);
    let (groups, signs) = parts(shown.as_deref().unwrap_or(written))?;
    let mut shape = groups[0].replace(|_| true, "0");
    for (sign, group) in signs.iter().zip(&groups[1..]) {
        shape.push(*sign);
        shape.extend(group.chars().map(|_| '0'));
    }
    let mut readings: Vec<Reading> = days(&groups, &signs);
    let mut other = false;
    readings.extend(grouped(&groups, &signs).map(Reading::Number));
    if let Some(number) = decimal(&groups, &signs) {
        // "12.30" may be an hour, a day or a section too.
        other |= signs == ['.'] && groups.iter().all(|group| group.len() <= 2);
        readings.push(Reading::Number(number));
    }
    readings.dedup();
    // A plain space parts two numbers as often as it groups one; zeros ahead make a code.
    other |= signs.contains(&' ') || signs.contains(&'\'');
    other |= groups[0].len() > 1 && groups[0].starts_with('0');
    let iso = signs == ['-', '-'] && groups[0].len() == 4;
    let certain = readings.len() == 1 && !other && (iso || !matches!(readings[0], Reading::Day(_)));
    Some((readings, certain, shape))
}

/// A whole number: bare digits, or groups of three with one sign; groups of two as in India.
fn grouped(groups: &[String], signs: &[char]) -> Option<String> {
    let first = groups.first()?;
    let Some((sign, last)) = signs.first().zip(groups.last()) else {
        return Some(plain(first, ""));
    };
    let one_sign = signs.iter().all(|other| other == sign)
        && matches!(sign, '.' | ',' | ' ' | '_' | '\'' | '\u{66c}');
    let inner = &groups[1..groups.len() - 1];
    let threes = first.len() <= 3 && inner.iter().all(|group| group.len() == 3);
    let twos =
        *sign == ',' && first.len() <= 2 && !inner.is_empty() && inner.iter().all(|g| g.len() == 2);
    let fits = one_sign && last.len() == 3 && !first.starts_with('0') && (threes || twos);
    fits.then(|| plain(&groups.concat(), ""))
}

/// A number with decimals behind its last sign; what stands before it is one number.
fn decimal(groups: &[String], signs: &[char]) -> Option<String> {
    let (last, before) = signs.split_last()?;
    let (decimals, whole) = groups.split_last()?;
    let fits = matches!(last, '.' | ',' | '\u{66b}') && !before.contains(last);
    let lone = whole.len() == 1 && (whole[0] == "0" || !whole[0].starts_with('0'));
    let whole = match whole {
        [digits] if lone => digits.clone(),
        [_] => return None,
        _ => grouped(whole, before)?,
    };
    fits.then(|| plain(&whole, decimals))
}

/// Digits without the zeros that say nothing.
fn plain(whole: &str, decimals: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match decimals.trim_end_matches('0') {
        "" => whole.to_owned(),
        decimals => format!("{whole}.{decimals}"),
    }
}

/// Days: year first, or year last behind day and month in either order.
fn days(groups: &[String], signs: &[char]) -> Vec<Reading> {
    let ([a, b, c], [x, y]) = (groups, signs) else { return Vec::new() };
    if x != y || !matches!(x, '.' | '-' | '/') || b.len() > 2 {
        return Vec::new();
    }
    let orders = match (a.len(), c.len()) {
        (4, 1 | 2) => vec![(a, b, c)],
        (1 | 2, 4) => vec![(c, b, a), (c, a, b)],
        _ => Vec::new(),
    };
    let day = |(year, month, day): (&String, &String, &String)| {
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let mut found: Vec<Reading> = orders.into_iter().filter_map(day).map(Reading::Day).collect();
    found.dedup();
    found
}

impl Numeral {
    /// How it stands to another one; the order of the two does not matter.
    pub fn standing(&self, other: &Self) -> Standing {
        let one_way = self.certain && other.certain;
        if self.readings.is_empty() || other.readings.is_empty() {
            Standing::Open
        } else if self.readings.iter().any(|reading| other.readings.contains(reading)) {
            if one_way { Standing::Equal } else { Standing::MayBeEqual }
        } else if self.may_shorten(other) || other.may_shorten(self) {
            Standing::Open
        } else if one_way || self.shape == other.shape {
            Standing::Different
        } else {
            Standing::Open
        }
    }

    /// Whether its digits may be a shorter way to say the other: the year 30 for 1930, the hour 3
    /// for 15.
    fn may_shorten(&self, other: &Self) -> bool {
        let ([Reading::Number(mine)], [Reading::Number(whole)]) =
            (self.readings.as_slice(), other.readings.as_slice())
        else {
            return false;
        };
        let year = self.shape == "00" && other.shape == "0000" && whole.ends_with(mine.as_str());
        let hour = |digits: &str| digits.parse::<u8>().ok().filter(|hour| *hour <= 24);
        let hours = hour(mine).zip(hour(whole));
        year || hours.is_some_and(|(short, long)| (1..=12).contains(&short) && long == short + 12)
    }

    /// Whether it can only be a day.
    pub fn is_day(&self) -> bool {
        !self.readings.is_empty() && self.readings.iter().all(|it| matches!(it, Reading::Day(_)))
    }

    /// Its values in words: `2400`, `2400 or 2.4`; none where it has none.
    pub fn describe(&self) -> Option<String> {
        let said = |reading: &Reading| match reading {
            Reading::Number(number) => number.clone(),
            Reading::Day(day) => day.to_string(),
        };
        let all: Vec<String> = self.readings.iter().map(said).collect();
        (!all.is_empty()).then(|| all.join(" or "))
    }

    fn mention(&self, tokenized: &Tokenized) -> Option<Mention> {
        let value = match self.readings.as_slice() {
            [Reading::Number(number)] if self.certain => {
                Value::Number(Quantity::exact(number.parse().ok()?))
            }
            [Reading::Day(day)] if self.certain => Value::Date(Period::day(*day)),
            _ => return None,
        };
        let first = tokenized.tokens.get(self.tokens.start)?;
        let last = tokenized.tokens.get(self.tokens.end - 1)?;
        Some(Mention { span: first.span.cover(last.span), tokens: self.tokens.clone(), value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::span::Span;
    use crate::token::tokenize;

    fn all(text: &str) -> Vec<Numeral> {
        let whole = [Span::new(0, text.len())];
        let tokens = tokenize(text, &whole, language::of(Some("und"))).tokens;
        numerals(text, &tokens, 0..tokens.len())
    }

    /// The values of every numeral, `!` behind what is certain.
    fn said(text: &str) -> String {
        let one = |it: &Numeral| {
            let mark = if it.certain { "!" } else { "" };
            it.describe().unwrap_or_else(|| "?".to_owned()) + mark
        };
        all(text).iter().map(one).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn digits_with_all_their_readings() {
        let rows = [
            ("12 und 2019", "12! | 2019!"),
            ("2.400 Leute", "2400 or 2.4"),
            ("2,400 Leute", "2400 or 2.4"),
            ("2\u{a0}400 Leute", "2400!"),
            ("2 400 Leute", "2400"),
            ("2'400 oder 2’400 Leute", "2400 | 2400"),
            ("1.234.567 und 1,234,567", "1234567! | 1234567!"),
            ("1.234,56 und 1,234.56", "1234.56! | 1234.56!"),
            ("12 345 678,9", "12345678.9"),
            ("12,5 und 12.5", "12.5! | 12.5"),
            ("0,125 und 0.50", "0.125! | 0.5"),
            ("1,50,000", "150000!"),
            ("٢٬٤٠٠ أو ٤٫٥", "2400! | 4.5!"),
            ("٢٥ و २५", "25! | 25!"),
            ("2024-03-12", "2024-03-12!"),
            ("12.03.2024", "2024-03-12 or 2024-12-03"),
            ("23/03/2024", "2024-03-23"),
            ("007", "7"),
            ("1.2.3.4 und 5G", "?"),
            ("10-20 Leute", "10! | 20!"),
            ("150万", "150!"),
            ("12 5 7", "12! | 5! | 7!"),
        ];
        for (text, expected) in rows {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn how_two_numerals_stand_to_each_other() {
        use Standing::{Different, Equal, MayBeEqual, Open};
        let rows = [
            ("2.400", "2400", MayBeEqual),
            ("2.400", "2,400", MayBeEqual),
            ("2 400", "2400", MayBeEqual),
            ("2\u{a0}400", "2400", Equal),
            ("1.234.567", "1 234 567", MayBeEqual),
            ("1.234,5", "1,234.5", Equal),
            ("12", "21", Different),
            ("12,5", "13", Different),
            ("30", "1930", Open),
            ("30", "1931", Different),
            ("3", "15", Open),
            ("13", "25", Different),
            ("2.400", "2.500", Different),
            ("2.400", "2500", Open),
            ("12.500", "12,5", MayBeEqual),
            ("12.03.2024", "2024-03-12", MayBeEqual),
            ("12.03.2024", "13.03.2024", Different),
            ("2024-03-12", "2024-03-13", Different),
            ("1.2.3.4", "1.2.3.5", Open),
        ];
        for (a, b, expected) in rows {
            let (x, y) = (&all(a)[0], &all(b)[0]);
            assert_eq!(x.standing(y), expected, "{a} / {b}");
            assert_eq!(y.standing(x), expected, "{b} / {a}");
        }
    }
}
