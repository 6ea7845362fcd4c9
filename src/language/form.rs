//! The normal form of a word and the hash that stands for it.
//!
//! In: a word as it stands in a text. Out: the form by which words compare: NFKC, lower case,
//! diacritics and invisible characters dropped, possessive ending cut, digit grouping removed.
//! Invariant: the normal form of a normal form is the same form again.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// The form by which `word` compares with words of other texts.
///
/// The parts of a contraction are words of their own: `n't` and `'t` become `not`, `'ll` becomes
/// `will`.
pub fn normal_form(word: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    if word.bytes().all(plain) && !word.is_empty() {
        return Cow::Borrowed(word);
    }
    let mut form = String::with_capacity(word.len());
    write_normal_form(word, &mut form);
    Cow::Owned(form)
}

/// The hash of a normal form; frozen, as it may be stored.
pub fn key(normal: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(normal.as_bytes())
}

/// Writes the normal form of `word` into `form`, whose former content is dropped.
pub(crate) fn write_normal_form(word: &str, form: &mut String) {
    form.clear();
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        form.push_str(word);
        if word == "US" || word == "USA" {
            "usa".clone_into(form);
        }
        form.make_ascii_lowercase();
        return;
    }
    fold(word, form);
    finish(word, form);
}

/// Lower case without diacritics, invisible characters and foreign apostrophes.
fn fold(word: &str, form: &mut String) {
    if word.is_ascii() {
        form.push_str(word);
        form.make_ascii_lowercase();
        return;
    }
    let mut base = '\0';
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase) {
        if canonical_combining_class(c) == 0 {
            base = c;
        } else if is_dropped_mark(c, base) {
            continue;
        }
        fold_letter(c, &mut folded);
    }
    form.extend(folded.nfc());
}

/// Marks that only colour a letter. The breve of и makes another letter (й); the marks of
/// Indic, Japanese and other scripts are letters in their own right.
fn is_dropped_mark(mark: char, base: char) -> bool {
    match mark {
        '\u{306}' => base != 'и',
        '\u{300}'..='\u{36f}' => true,
        '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' => is_combining_mark(mark),
        _ => false,
    }
}

/// Letters that no decomposition reaches.
fn fold_letter(c: char, out: &mut String) {
    match c {
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' => out.push('\''),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{640}' => {}
        _ => out.push(c),
    }
}

/// Contractions, possessives, acronyms and grouped digits.
fn finish(word: &str, form: &mut String) {
    let whole = match form.as_str() {
        "n't" | "'t" => Some("not"),
        "'ll" => Some("will"),
        "'re" => Some("are"),
        "'ve" => Some("have"),
        "'d" => Some("would"),
        "'m" => Some("am"),
        "'s" => Some("is"),
        "u.s" | "u.s." | "u.s.a" | "u.s.a." => Some("usa"),
        _ => None,
    };
    if let Some(whole) = whole {
        whole.clone_into(form);
        return;
    }
    while form.ends_with("'s") {
        form.truncate(form.len() - 2);
    }
    if form.contains('\'') {
        form.retain(|c| c != '\'');
    }
    let digit = form.bytes().any(|b| b.is_ascii_digit());
    if digit {
        ungroup(form);
    } else if form.contains('.') && word.starts_with(char::is_uppercase) {
        form.retain(|c| c != '.');
    }
}

/// `12,000` and `12 000` (with a no-break space) become `12000`; `4,5` stays.
fn ungroup(form: &mut String) {
    let mut groups = form.split([',', ' ', '\u{a0}']);
    let first = groups.next().unwrap_or("");
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let whole = |s: &str| s.len() == 3 && digits(s);
    let tail = |s: &str| whole(s) || s.split_once('.').is_some_and(|(a, b)| whole(a) && digits(b));
    let grouped = (1..=3).contains(&first.len())
        && digits(first)
        && first.len() < form.len()
        && groups.all(tail)
        && form.matches('.').count() <= 1;
    if grouped {
        form.retain(|c| c.is_ascii_digit() || c == '.');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_words() {
        let rows = [
            ("Tokyo", "tokyo"),
            ("Japan’s", "japan"),
            ("ministers’", "ministers"),
            ("CAFÉ", "cafe"),
            ("Ål", "al"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("ſtrange", "strange"),
            ("ﬁsh", "fish"),
            ("O’Brien", "obrien"),
            ("n’t", "not"),
            ("U.S.", "usa"),
            ("US", "usa"),
            ("us", "us"),
            ("U.N.", "un"),
            ("p.m.", "p.m."),
            ("12,000", "12000"),
            ("1,234.5", "1234.5"),
            ("4,5", "4,5"),
            ("4.5", "4.5"),
            ("2\u{a0}000", "2000"),
            ("йод", "йод"),
            ("Ёлка", "елка"),
            ("が", "が"),
            ("co\u{ad}operate", "cooperate"),
        ];
        for (word, form) in rows {
            assert_eq!(normal_form(word), form, "{word}");
        }
    }
}
