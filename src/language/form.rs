//! The normal form of a word and the hash that stands for it.
//!
//! In: a word as it stands in a text. Out: the form by which words compare: NFKC, lower case,
//! diacritics and invisible characters dropped, possessive ending cut, digit grouping removed.
//! Invariant: the normal form of a normal form is the same form again.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{
    canonical_combining_class, decompose_compatible, is_combining_mark,
};

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
    if let Some(whole) = unbroken(word) {
        return write_normal_form(&whole, form);
    }
    if let Some(plain) = shown_digits(word) {
        form.push_str(&plain);
        return;
    }
    fold(word, form);
    finish(word, form);
    // A mark that stands alone is taken apart into a blank and itself.
    form.retain(|c| !c.is_ascii_whitespace());
}

/// Writes the form by which words of a language compare that nobody knows: `form`'s former content
/// is dropped.
///
/// Case, width, apostrophes, invisible characters and the script of digits fall together, as far
/// as Unicode says that they are one; every other difference stays, for it may be another word:
/// `fordern`, `fördern`.
pub(crate) fn write_plain_form(word: &str, form: &mut String) {
    form.clear();
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        form.push_str(word);
        form.make_ascii_lowercase();
        return;
    }
    if let Some(whole) = unbroken(word) {
        return write_plain_form(&whole, form);
    }
    if let Some(plain) = shown_digits(word) {
        form.push_str(&plain);
        return;
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().filter(|&c| !is_invisible(c)) {
        match digit(c) {
            Some(value) => plain.push(value),
            // "10²" is not 102, and "1½" is not 11/2.
            None if c.is_numeric() => plain.push(c),
            None => decompose_compatible(c, |part| plain.push(part)),
        }
    }
    let small = plain.nfc().flat_map(char::to_lowercase).map(|c| match c {
        'ς' => 'σ',
        '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' => '\'',
        _ => c,
    });
    form.extend(small.nfc());
    // The small letter of the Turkish İ is an i with a dot above its dot.
    if form.contains("i\u{307}") {
        *form = form.replace("i\u{307}", "i");
    }
}

/// The whole word, where a line end or a blank broke it: white space in a word, and the hyphen before
/// it, are no part of it.
fn unbroken(word: &str) -> Option<String> {
    let white = |c: char| c.is_ascii_whitespace();
    if !word.contains(white) {
        return None;
    }
    let halves = word.split(white).filter(|half| !half.is_empty());
    let last = word.rsplit(white).next().unwrap_or("");
    let mut whole: String =
        halves.map(|half| half.trim_end_matches(['-', '\u{2010}', '¬', '\u{ad}'])).collect();
    // A hyphen at the very end is none of a break.
    whole.extend(last.ends_with('-').then_some('-'));
    Some(whole)
}

/// The ASCII digit of the value of a decimal digit, in any script.
pub(crate) fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let zeros = DIGIT_ZEROS.iter().map(|&zero| u32::from(c).wrapping_sub(zero));
    zeros.filter(|&value| value < 10).find_map(|value| char::from_digit(value, 10))
}

/// Where the digits of each script begin.
const DIGIT_ZEROS: [u32; 25] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
    0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
    0x1fbf0,
];

/// The ASCII digits of a word that only shows digits in another dress: in circles, in brackets, with
/// full stops, raised, lowered, as Roman numeral signs, or with a letter of another script that looks
/// like one among ASCII digits. One raised or circled sign alone is a mark of a note or of a list.
pub(crate) fn shown_digits(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    dressed(word).or_else(|| roman(word))
}

fn dressed(word: &str) -> Option<String> {
    let mut plain = String::new();
    let (mut dressed, mut bare, mut marked) = (0, 0, false);
    for c in word.chars() {
        if is_invisible(c) || is_combining_mark(c) {
            marked = true;
            continue;
        }
        if let Some(value) = dressed_digit(c) {
            dressed += 1;
            plain.push(value);
            continue;
        }
        // A letter shows a digit only among digits.
        marked |= bare > 0 && digit(c).is_none();
        let value = digit(c).or_else(|| likeness_of_digit(c).filter(|_| bare > 0))?;
        bare += 1;
        plain.push(value);
    }
    match (dressed, bare) {
        (2.., 0) => Some(plain),
        (0, 1..) if marked => Some(plain),
        // "10²" is not 102.
        _ => None,
    }
}

/// The digit in a circle, in brackets, before a full stop, raised or lowered.
fn dressed_digit(c: char) -> Option<char> {
    /// Where each row of signs begins, with the digit it begins with and how many there are.
    const ROWS: [(u32, u32, u32); 16] = [
        (0x2460, 1, 9),
        (0x2474, 1, 9),
        (0x2488, 1, 9),
        (0x24ea, 0, 1),
        (0x24f5, 1, 9),
        (0x24ff, 0, 1),
        (0x2776, 1, 9),
        (0x2780, 1, 9),
        (0x278a, 1, 9),
        (0x2070, 0, 1),
        (0x2074, 4, 6),
        (0xb9, 1, 1),
        (0xb2, 2, 2),
        (0x2080, 0, 10),
        (0x1f100, 0, 1),
        (0x1f101, 0, 10),
    ];
    let at = u32::from(c);
    let row = ROWS.iter().find(|(start, _, length)| (*start..start + length).contains(&at))?;
    char::from_digit(row.1 + at - row.0, 10)
}

/// The digit that a letter of another script looks like.
fn likeness_of_digit(c: char) -> Option<char> {
    match c {
        '\u{4c0}' | '\u{4cf}' | '\u{406}' | '\u{399}' | '\u{5d5}' | '\u{7ca}' | '\u{1c0}' => {
            Some('1')
        }
        '\u{41e}' | '\u{43e}' | '\u{39f}' | '\u{3bf}' | '\u{555}' | '\u{585}' => Some('0'),
        '\u{417}' | '\u{437}' => Some('3'),
        _ => None,
    }
}

/// The value of several Roman numeral signs in a row.
fn roman(word: &str) -> Option<String> {
    let value = |c: char| -> Option<u32> {
        let at = u32::from(c);
        let row = at.checked_sub(0x2160).filter(|at| *at < 0x20)? % 0x10;
        Some(match row {
            12 => 50,
            13 => 100,
            14 => 500,
            15 => 1000,
            row => row + 1,
        })
    };
    let values: Option<Vec<u32>> = word.chars().map(value).collect();
    let values = values.filter(|values| (2..=16).contains(&values.len()))?;
    let mut sum = 0i64;
    for (at, value) in values.iter().enumerate() {
        let less = values.get(at + 1).is_some_and(|next| next > value);
        sum += if less { -i64::from(*value) } else { i64::from(*value) };
    }
    (sum > 0).then(|| sum.to_string())
}

/// Characters that show nothing, and the stretch of an Arabic letter.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{3164}' | '\u{ffa0}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
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

    #[test]
    fn digits_in_another_dress() {
        for (word, digits) in [
            ("②②①", "221"),
            ("⑵⑵⑴", "221"),
            ("⒉⒉⒈", "221"),
            ("❷❷❶", "221"),
            ("➁➁➀", "221"),
            ("²²¹", "221"),
            ("₂₂₁", "221"),
            ("⁴⁰", "40"),
            ("22Ӏ", "221"),
            ("ⅭⅭⅩⅩⅠ", "221"),
            ("ⅹⅳ", "14"),
            ("2\u{332}2\u{332}1\u{332}", "221"),
            ("2\u{34f}21", "221"),
        ] {
            assert_eq!(shown_digits(word).as_deref(), Some(digits), "{word}");
            assert_eq!(normal_form(word), digits, "{word}");
        }
        for word in ["221", "²", "①", "10²a", "m²", "Ⅻ", "год", "О", "½", "naïve", "٢٢١"]
        {
            assert_eq!(shown_digits(word), None, "{word}");
        }
    }

    #[test]
    fn plain_forms_keep_what_may_be_another_word() {
        let same = [
            ("Straße", "straße"),
            ("ÉCOLE", "e\u{301}cole"),
            ("L’eau", "l'eau"),
            ("İstanbul", "istanbul"),
            ("ΛΌΓΟΣ", "λόγος"),
            ("２０１９", "2019"),
            ("٢٥", "25"),
            ("ﾃﾞｰﾀ", "データ"),
            ("co\u{ad}operate", "cooperate"),
            ("عـــام", "عام"),
        ];
        let other = [
            ("fordern", "fördern"),
            ("Maße", "Masse"),
            ("año", "ano"),
            ("его", "ёго"),
            ("10²", "102"),
            ("US", "USA"),
            ("n't", "not"),
            ("Lukas's", "Lukas"),
            ("ışık", "isik"),
            ("كتب", "كُتب"),
        ];
        let plain = |word: &str| {
            let mut form = String::new();
            write_plain_form(word, &mut form);
            let once = form.clone();
            write_plain_form(&once, &mut form);
            assert_eq!(form, once, "the form of a form");
            form
        };
        for (a, b) in same {
            assert_eq!(plain(a), plain(b));
        }
        for (a, b) in other {
            assert_ne!(plain(a), plain(b));
        }
    }
}
