//! Words of a text that are written with signs which only look like their letters: `n0t`, or `not` with
//! a letter of another alphabet. A reader sees the word, a program sees another one.

use crate::language::{Language, key};

/// Letters of other alphabets, and small capitals, with the letter that they look like.
const LETTERS: &str = "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwпnгrкkтtмmнhвbьbлnԍgӏl\
     оoսuոnօoհhզqցgյj\
     ᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwʏyᴢzɑaɡgɩiꜱs";
/// The same of Greek, whose letters stand in formulas and names of substances too.
const GREEK: &str = "αaοoνvτtρpυuηnεeχxγyωwβbιiκk";
/// Digits and signs that are written for letters.
const SIGNS: &str = "0o3e4a5s7t@a$s|l";

/// Whether a word of a text is disguised.
pub(super) fn is_any(text: &str, language: &'static Language) -> bool {
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '@' | '$' | '|');
    let mut words = text.split(|c: char| !sign(c)).filter(|word| word.len() > 2);
    words.any(|word| !word.bytes().all(|b| b.is_ascii_alphabetic()) && is_disguised(word, language))
}

fn is_disguised(word: &str, language: &'static Language) -> bool {
    let is_latin = |c: char| c.is_ascii_alphabetic();
    if !word.contains(is_latin) || word.len() > LONGEST {
        return false;
    }
    let of_others = found(word, LETTERS);
    let of_greek = found(word, GREEK);
    let of_signs = word.chars().any(|c| c == '1' || looks(SIGNS, c).is_some());
    let known = |is: &dyn Fn(u64) -> bool| {
        ['i', 'l'].into_iter().filter_map(|one| plain(word, one)).any(|word| is(key(&word)))
    };
    let says = |key: u64| language.is_protected(key) || language.is_function(key);
    let is_word = |key: u64| says(key) || language.has_word(key);
    match (of_others, of_greek, of_signs) {
        // Nobody mixes these alphabets in a word, a name or not.
        (true, false, false) => plain(word, 'l').is_some(),
        (_, true, _) | (true, _, true) => known(&is_word),
        // What is written so on purpose is a name or a code, unless it counts or denies.
        (false, false, true) => known(&|key| language.is_protected(key)),
        (false, false, false) => false,
    }
}

/// Bytes of a word that is looked at.
const LONGEST: usize = 60;

/// Whether some sign of the word stands in a list.
fn found(word: &str, list: &str) -> bool {
    word.chars().any(|c| small(c).is_some_and(|c| looks(list, c).is_some()))
}

/// The word in the letters that it looks like; none where some sign looks like none.
fn plain(word: &str, one: char) -> Option<String> {
    let letter = |c: char| {
        let c = small(c)?;
        let like = || [LETTERS, GREEK, SIGNS].into_iter().find_map(|list| looks(list, c));
        if c.is_ascii_lowercase() { Some(c) } else { (c == '1').then_some(one).or_else(like) }
    };
    word.chars().map(letter).collect()
}

fn small(c: char) -> Option<char> {
    c.to_lowercase().next()
}

/// The letter that stands behind a sign in a list of both.
fn looks(list: &str, sign: char) -> Option<char> {
    let mut signs = list.chars().filter(|c| !c.is_whitespace());
    while let (Some(own), Some(like)) = (signs.next(), signs.next()) {
        if own == sign {
            return Some(like);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    #[test]
    fn words_in_signs_that_look_like_their_letters() {
        for text in [
            "they did n\u{43e}t come",
            "they did n0t come",
            "they m\u{443}st come",
            "Mayor T\u{43e}rvald came",
            "the \u{432}oats, tw3nty of them",
            "0ne of them came",
            "n\u{3bf}t one",
            "they did \u{274}ot come",
            "fo\u{578}r of them",
            "a11 of them",
        ] {
            assert!(is_any(text, language::of(None)), "{text}");
        }
        for text in [
            "The TNFα and IFNγ of 12 µm, NFκB, ΔT and the tanα of it",
            "the 1st, 2nd and 3rd of CO2, H1N1, B2B, MP3, A4, 4x4, v1, i18n and the 90s",
            "Ярмарка открылась в мае, the fair opened, и Tokyo тоже",
            "$5m of €4, a@b.example, h@ndle, l33t and c0de",
            "naïve Ærø café, Straße, İzmir, Łódź and São Paulo",
        ] {
            assert!(!is_any(text, language::of(None)), "{text}");
        }
    }

    #[test]
    fn lists_hold_signs_and_small_letters_in_turn() {
        for list in [LETTERS, GREEK, SIGNS] {
            let signs: Vec<char> = list.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(signs.len() % 2, 0);
            for pair in signs.chunks(2) {
                assert!(!pair[0].is_ascii_lowercase() && pair[1].is_ascii_lowercase(), "{pair:?}");
            }
        }
    }
}
