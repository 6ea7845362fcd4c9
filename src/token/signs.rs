//! The signs that touch a number and belong to its value: `€250`, `12 %`, `-2.4`, `<5`.
//!
//! In: where a word with digits stands. Out: its signs in one canonical order, so that `€250` and
//! `250 €` are one word, and `€250` and `$250` are two.

/// Signs that are looked at on each side of a number.
const MOST: usize = 4;

/// Writes the form of the number at `text[start..end]` on into `form`, which holds its normal form:
/// a bare point before it, and its signs behind a mark that no word has.
pub(super) fn write(text: &str, start: usize, end: usize, form: &mut String) {
    let (mut before, after) = (&text[..start], &text[end..]);
    if let Some(rest) = before.strip_suffix('.')
        && form.bytes().all(|byte| byte.is_ascii_digit())
        && is_open(rest)
    {
        form.insert(0, '.');
        before = rest;
    }
    let [sign, bound, money] = in_front(before);
    let (money, share) = behind(after, money);
    let signs = [sign, bound, money, share];
    if signs.iter().any(Option::is_some) {
        form.push('\u{1}');
        form.extend(signs.into_iter().flatten());
    }
}

/// Plus or minus, a bound, a currency.
fn in_front(mut before: &str) -> [Option<char>; 3] {
    let [mut sign, mut bound, mut money] = [None; 3];
    for _ in 0..MOST {
        let Some(c) = before.chars().next_back() else { break };
        let rest = &before[..before.len() - c.len_utf8()];
        match c {
            ' ' | '\u{a0}' | '\u{202f}'
                if money.is_none() && sign.is_none() && rest.ends_with(is_money) => {}
            _ if is_money(c) && money.is_none() => money = Some(c),
            '-' | '\u{2212}' if sign.is_none() && is_open(rest) => sign = Some('-'),
            '+' if sign.is_none() && is_open(rest) => sign = Some('+'),
            '<' | '>' | '≤' | '≥' | '±' if bound.is_none() => bound = Some(c),
            '~' | '≈' if bound.is_none() => bound = Some('~'),
            _ => break,
        }
        before = rest;
    }
    [sign, bound, money]
}

/// A currency, and what tells a share or a degree; one space may stand before them.
fn behind(after: &str, mut money: Option<char>) -> (Option<char>, Option<char>) {
    let mut share = None;
    let tight = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(after);
    let mut signs = tight.chars();
    match signs.next() {
        Some(c @ ('%' | '‰' | '°' | '′' | '″')) => share = Some(c),
        Some('٪') => share = Some('%'),
        Some('+') if tight.len() == after.len() => share = Some('+'),
        Some(c) if is_money(c) && money.is_none() => {
            let next = signs.next();
            money = next.is_none_or(|next| !next.is_numeric()).then_some(c);
        }
        _ => {}
    }
    (money, share)
}

/// Whether a sign behind `rest` can open a number: behind a letter or a digit it is a hyphen.
fn is_open(rest: &str) -> bool {
    let sign = |c: char| is_money(c) || matches!(c, '(' | '[' | '<' | '>' | '≤' | '≥' | '~' | '±');
    rest.is_empty() || rest.ends_with(|c: char| c.is_whitespace() || sign(c))
}

/// The signs of currencies.
fn is_money(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '฿' | '₠'..='\u{20cf}' | '﷼' | '円')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form of the first number of a text.
    fn form(text: &str) -> String {
        let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let number = |c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',');
        let end = text[start..].find(number).map_or(text.len(), |length| start + length);
        let mut form = text[start..end].to_owned();
        write(text, start, end, &mut form);
        form.replace('\u{1}', " ")
    }

    #[test]
    fn signs_come_in_one_order() {
        let rows = [
            ("€250", "250 €"),
            ("250€", "250 €"),
            ("250 € and", "250 €"),
            ("for € 250", "250 €"),
            ("$250", "250 $"),
            ("12 %", "12 %"),
            ("12%", "12 %"),
            ("by -2.4", "2.4 -"),
            ("by +2.4", "2.4 +"),
            ("by \u{2212}2.4", "2.4 -"),
            ("the C-17", "17"),
            ("a -$5 gap", "5 -$"),
            ("a $-5 gap", "5 -$"),
            ("a <5 b", "5 <"),
            ("≥5", "5 ≥"),
            ("~5", "5 ~"),
            ("by .7", ".7"),
            ("the U.7", "7"),
            ("18+", "18 +"),
            ("20°C", "20 °"),
            ("12 men", "12"),
        ];
        for (text, expected) in rows {
            assert_eq!(form(text), expected, "{text}");
        }
    }
}
