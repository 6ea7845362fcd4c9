//! Numbers in digits, with the separators of many countries.
//!
//! "2,000", "2 000" and "2.000" can all be two thousand, and "4.5" and "4,5" four and a half. What
//! groups digits in threes is read as grouping where it cannot be a decimal sign of the language.

use crate::language::form::{digit, is_invisible};

/// A number in digits and the place of its last digit that carries meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    pub(super) value: f64,
    pub(super) place: f64,
    /// Bytes read.
    pub(super) length: usize,
    /// Only digits, no separator: can be a year.
    pub(super) plain: bool,
}

/// Longest number read; longer runs of digits are identifiers.
const LONGEST: usize = 24;

/// Reads the digits that `text` begins with.
pub(super) fn read(text: &str, decimal: char) -> Option<Digits> {
    let length = extent(text);
    let written = &text[..length];
    let mut digits = String::with_capacity(length);
    let mut signs = Vec::new();
    for c in written.chars().filter(|&c| !is_invisible(c)) {
        match digit(c) {
            Some(value) => digits.push(value),
            None => signs.push((c, digits.len())),
        }
    }
    if digits.is_empty() || digits.len() > LONGEST {
        return None;
    }
    let decimals = decimals(&digits, &signs, decimal)?;
    let whole: f64 = digits.parse().ok()?;
    let value = whole / 10f64.powi(i32::try_from(decimals).ok()?);
    let place = match decimals {
        0 => trailing_zeros(&digits),
        _ => 10f64.powi(-i32::try_from(decimals).ok()?),
    };
    Some(Digits { value, place, length, plain: signs.is_empty() })
}

/// How much of `text` is digits and single separators between them.
fn extent(text: &str) -> usize {
    let mut length = 0;
    let mut separator = false;
    for (at, c) in text.char_indices() {
        if digit(c).is_some() {
            separator = false;
            length = at + c.len_utf8();
        } else if is_invisible(c) && at > 0 {
            // It shows nothing, so it parts nothing.
        } else if is_separator(c) && !separator && at > 0 {
            separator = true;
        } else {
            break;
        }
    }
    length
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' | '٫' | '٬')
}

/// How many of the last digits stand behind the decimal sign; none when the signs make no number,
/// as in an address or a date.
fn decimals(digits: &str, signs: &[(char, usize)], decimal: char) -> Option<usize> {
    let Some(&(last, at)) = signs.last() else { return Some(0) };
    let behind = digits.len() - at;
    let others = &signs[..signs.len() - 1];
    if others.iter().any(|&(sign, _)| sign == last) {
        return grouped(digits.len(), signs).then_some(0);
    }
    if !others.is_empty() {
        let mixed = last != ' ' && grouped(at, others);
        return mixed.then_some(behind);
    }
    let groups = grouped(digits.len(), signs) && !digits.starts_with('0');
    match last {
        '.' | ',' if groups && last != decimal => Some(0),
        '.' | ',' | '٫' => Some(behind),
        _ if groups => Some(0),
        _ => None,
    }
}

/// Whether one sign parts the digits into a short first group and groups of three, or, as in
/// India, of two before the last of three.
fn grouped(length: usize, signs: &[(char, usize)]) -> bool {
    let Some(&(sign, first)) = signs.first() else { return false };
    let uniform = signs.iter().all(|&(other, _)| other == sign);
    let ends = signs[1..].iter().map(|&(_, at)| at).chain([length]);
    let sizes: Vec<usize> = signs.iter().zip(ends).map(|(&(_, at), end)| end - at).collect();
    let inner = &sizes[..sizes.len() - 1];
    let threes = inner.iter().all(|&size| size == 3) || inner.iter().all(|&size| size == 2);
    uniform && (1..=3).contains(&first) && sizes.last() == Some(&3) && threes
}

/// The place of the last digit that is not zero.
fn trailing_zeros(digits: &str) -> f64 {
    let kept = digits.trim_end_matches('0').len();
    let zeros = if kept == 0 { 0 } else { digits.len() - kept };
    10f64.powi(i32::try_from(zeros).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_separators_of_many_countries() {
        let rows = [
            ("12", '.', 12.0),
            ("2,000", '.', 2000.0),
            ("2 000", '.', 2000.0),
            ("2\u{a0}000\u{a0}000", '.', 2e6),
            ("4.5", '.', 4.5),
            ("4,5", '.', 4.5),
            ("1.234,56", '.', 1234.56),
            ("1,234.56", '.', 1234.56),
            ("1.234", '.', 1.234),
            ("1.234", ',', 1234.0),
            ("1,234", ',', 1.234),
            ("1.234.567", '.', 1_234_567.0),
            ("1'000'000", '.', 1e6),
            ("1,00,000", '.', 1e5),
            ("0.500", '.', 0.5),
            ("٣٢", '.', 32.0),
        ];
        for (text, decimal, value) in rows {
            let digits = read(text, decimal).expect(text);
            assert!((digits.value - value).abs() < 1e-9, "{text}: {}", digits.value);
            assert_eq!(digits.length, text.len(), "{text}");
        }
    }

    #[test]
    fn knows_what_is_no_number() {
        for text in ["23.11.2019", "192.168.0.1", "1.23.4567", "", "x"] {
            assert_eq!(read(text, '.'), None, "{text}");
        }
    }

    #[test]
    fn the_place_tells_how_round_a_number_is() {
        for (text, place) in [("500", 100.0), ("4.50", 0.01), ("21", 1.0), ("0", 1.0)] {
            assert_eq!(read(text, '.').map(|digits| digits.place), Some(place), "{text}");
        }
    }
}
