//! Which of several charsets makes words of the bytes.
//!
//! Charsets of one byte a letter accept any bytes, and a text in one of them is odd in another: a
//! capital inside a word, a sign between two letters, two scripts in one word. The detector does not
//! know the charsets of old Macintoshes and has little to go by in a short text, so its guess is
//! held against a few others, and another is taken only where it is plainly less odd.

use encoding_rs::{
    Encoding, IBM866, KOI8_R, MACINTOSH, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC,
};

/// What is tried beside the guess.
const OTHERS: [&Encoding; 6] =
    [WINDOWS_1252, WINDOWS_1251, KOI8_R, IBM866, MACINTOSH, X_MAC_CYRILLIC];
/// Bytes that are looked at: a text keeps its charset.
const SAMPLE: usize = 1 << 16;
/// By how much another charset must be less odd.
const PLAINLY: usize = 2;

/// The charset that makes the most sense of `bytes`, `guess` where none is plainly better.
pub fn best(guess: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        oddness(&text)
    };
    let own = odd(guess);
    let others = OTHERS.into_iter().map(|other| (odd(other), other));
    match others.min_by_key(|(odd, _)| *odd) {
        Some((other, encoding)) if other + PLAINLY <= own && 2 * other <= own => encoding,
        _ => guess,
    }
}

/// How much of a text looks as if it had been read in the wrong charset.
fn oddness(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| chars.get(index)).copied();
    let letters = |(index, c): (usize, &char)| {
        let (before, after) = (at(index.checked_sub(1)), at(Some(index + 1)));
        match c {
            c if c.is_ascii() => 0,
            c if c.is_alphabetic() => letter(before, *c, after, at(Some(index + 2))),
            c => sign(before, *c, after),
        }
    };
    chars.iter().enumerate().map(letters).sum::<usize>() + foreign_words(text)
}

fn letter(before: Option<char>, c: char, after: Option<char>, next: Option<char>) -> usize {
    let mixed = |other: Option<char>| {
        other.is_some_and(|other| other.is_alphabetic() && script(other) != script(c))
    };
    let mut odd = 0;
    // `donÕt`, `мИНИСТР`.
    odd += 2 * usize::from(c.is_uppercase() && before.is_some_and(char::is_lowercase));
    // `ÒWe` was a mark of quotation.
    let opens = before.is_none_or(|before| !before.is_alphabetic());
    odd += usize::from(
        opens
            && c.is_uppercase()
            && after.is_some_and(char::is_uppercase)
            && next.is_some_and(char::is_lowercase),
    );
    // `wait.Ó` too.
    odd += usize::from(before.is_some_and(|before| ".,!?".contains(before)));
    // `Ł5` was a sign of money.
    odd += 2 * usize::from(opens && after.is_some_and(|after| after.is_ascii_digit()));
    odd += 3 * usize::from(mixed(before) || mixed(after));
    odd + usize::from(is_rare(c))
}

/// Letters that their charset has for few languages, and that stand where others have common ones.
fn is_rare(c: char) -> bool {
    match script(c) {
        Script::Cyrillic => {
            !matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | 'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' | 'ў' | 'Ў')
        }
        Script::Other => matches!(c, 'ƒ' | 'ı' | 'ª' | 'º' | 'µ' | 'ˆ' | 'ˇ' | 'Ω' | 'π'),
    }
}

/// Scripts that share no word.
#[derive(PartialEq, Eq)]
enum Script {
    Cyrillic,
    Other,
}

fn script(c: char) -> Script {
    if matches!(c, '\u{400}'..='\u{52F}') { Script::Cyrillic } else { Script::Other }
}

fn sign(before: Option<char>, c: char, after: Option<char>) -> usize {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (follows, leads) = (letter(before), letter(after));
    match c {
        char::REPLACEMENT_CHARACTER | '\u{80}'..='\u{9F}' => 4,
        '’' | '–' | '—' | '…' | '\u{A0}' => 0,
        '“' | '‘' | '«' | '„' | '‚' | '‹' => usize::from(follows && leads),
        '”' | '»' | '›' => usize::from(leads),
        '•' | '©' | '®' | '™' | '§' | '°' | '€' | '£' | '№' | '¿' | '¡' | '·' => {
            2 * usize::from(follows && leads && !after.is_some_and(char::is_numeric))
        }
        _ => 2 + usize::from(follows && leads),
    }
}

/// Words of three letters and more that are all beyond ASCII and not of one script that has its own
/// letters: no language of the Latin script writes so.
fn foreign_words(text: &str) -> usize {
    let latin = |c: char| matches!(c, '\u{C0}'..='\u{24F}');
    let words = text.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| word.chars().count() >= 3 && word.chars().all(latin))
        .map(|word| 2 * word.chars().count())
        .sum()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The bytes of a text in a charset; the library encodes these charsets too.
    pub fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{text} in {}", encoding.name());
        bytes.into_owned()
    }

    #[test]
    fn sense_is_told_from_nonsense() {
        let pairs = [
            ("don’t “wait” né", "donÕt ÒwaitÓ nŽ"),
            ("Bürger müssen", "BŸrger mŸssen"),
            ("Япония ждёт", "џпониЯ ждЮт"),
            ("Мир", "Ìèð"),
            ("Министр", "мИНИСТР"),
        ];
        for (sense, nonsense) in pairs {
            assert!(oddness(sense) + PLAINLY <= oddness(nonsense), "{sense} {nonsense}");
        }
    }

    #[test]
    fn a_good_guess_stays() {
        let bytes = encoded(encoding_rs::SHIFT_JIS, "外務大臣は東京で述べた。");
        assert_eq!(best(encoding_rs::SHIFT_JIS, &bytes), encoding_rs::SHIFT_JIS);
        let bytes = encoded(encoding_rs::WINDOWS_1253, "Ο υπουργός έφτασε στο Τόκιο.");
        assert_eq!(best(encoding_rs::WINDOWS_1253, &bytes), encoding_rs::WINDOWS_1253);
        let bytes = encoded(encoding_rs::ISO_8859_2, "Příliš žluťoučký kůň úpěl ďábelské ódy.");
        assert_eq!(best(encoding_rs::ISO_8859_2, &bytes), encoding_rs::ISO_8859_2);
    }
}
