//! Words of a sentence.
//!
//! In: a stretch of text. Out: the spans of its words, in order and disjoint. A word is a run of
//! letters, digits and marks; hyphens part words, so that `US-Japan` meets `Japanese-US`; dots and
//! commas inside numbers and dots inside acronyms do not. An address is one word, and the target of
//! a Markdown link none. Scripts without spaces give one word a
//! character (kana and Han) or a syllable (Thai and its neighbours).

use unicode_normalization::char::is_combining_mark;

use super::addresses;
use crate::language::form::is_invisible;
use crate::language::{Apostrophe, Language};

/// Hands each word of `text[start..end]` to `found`, in order.
///
/// A word that stands for two (`don't`) is handed on as two spans.
pub(super) fn words(
    text: &str,
    start: usize,
    end: usize,
    language: &Language,
    found: &mut impl FnMut(usize, usize),
) {
    let mut at = start;
    while at < end {
        let byte = text.as_bytes()[at];
        if byte == b']'
            && let Some(length) = addresses::target(&text[at..end])
        {
            at += length;
        } else if let Some(length) = addresses::length(&text[at..end], opens(text, start, at)) {
            found(at, at + length);
            at += length;
        } else if byte.is_ascii_alphanumeric() {
            let (stop, quoted) = scan(text, at, end);
            hand_on(text, at, stop, quoted, language, found);
            at = stop;
        } else if byte < 0x80 {
            at += 1;
        } else {
            let c = char_at(text, at);
            let next = at + c.len_utf8();
            if is_syllable(c) {
                let stop = marks_end(text, next, end);
                found(at, stop);
                at = stop;
            } else if c.is_alphanumeric() && !is_invisible(c) {
                // A sign that shows nothing opens no word, although some count as letters.
                let (stop, quoted) = scan(text, at, end);
                hand_on(text, at, stop, quoted, language, found);
                at = stop;
            } else {
                at = next;
            }
        }
    }
}

/// Whether no word or number stands right before `at`.
fn opens(text: &str, start: usize, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| at > start).map(|before| text.as_bytes()[before]);
    before
        .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b'[' | b'<' | b'"'))
        || text[start..at].ends_with(['“', '‘', '«', '„'])
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// The end of the word that starts at `start`, and whether it holds an apostrophe.
fn scan(text: &str, start: usize, end: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    if let Some(stop) = acronym(bytes, start, end) {
        return (stop, false);
    }
    let mut at = start;
    let mut quoted = false;
    while at < end {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte < 0x80 {
            let joins = match byte {
                b'\'' => letter_follows(text, at + 1, end) && at > start,
                b'.' | b',' => {
                    digit(bytes, at.wrapping_sub(1)) && at + 1 < end && digit(bytes, at + 1)
                }
                _ => false,
            };
            if !joins {
                break;
            }
            quoted |= byte == b'\'';
            at += 1;
            continue;
        }
        let c = char_at(text, at);
        let next = at + c.len_utf8();
        match c {
            '\u{2019}' | '\u{2bc}' | '\u{2018}' if letter_follows(text, next, end) => quoted = true,
            '\u{a0}' | '\u{202f}' | '\u{2009}' if groups(bytes, start, at, next, end) => {}
            '\u{66b}' | '\u{66c}' if at > start && digit_follows(text, next, end) => {}
            _ if is_invisible(c) && goes_on(text, next, end) => {}
            _ if is_invisible(c) => break,
            _ if is_syllable(c) => break,
            _ if c.is_alphanumeric() || is_combining_mark(c) => {}
            _ => break,
        }
        at = next;
    }
    (at, quoted)
}

fn digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

fn letter_follows(text: &str, at: usize, end: usize) -> bool {
    next_shown(text, at, end).is_some_and(char::is_alphabetic)
}

/// The next character that shows something.
fn next_shown(text: &str, at: usize, end: usize) -> Option<char> {
    text.get(at..end)?.chars().find(|&c| !is_invisible(c))
}

/// Whether a letter or a digit follows behind what shows nothing: a word with a soft hyphen in it, or
/// with signs by which somebody hides it, is one word.
fn goes_on(text: &str, at: usize, end: usize) -> bool {
    let rest = text.get(at..end).unwrap_or_default();
    let mut shown = rest.chars().filter(|&c| !is_invisible(c));
    match shown.next() {
        Some(c) if is_apostrophe(c) => shown.next().is_some_and(char::is_alphabetic),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

/// Whether a digit of any script follows, as behind the Arabic signs of groups and decimals.
fn digit_follows(text: &str, at: usize, end: usize) -> bool {
    at < end && text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_numeric)
}

/// Whether the space at `at..next` groups digits: `2 000`, `12 500 000`.
fn groups(bytes: &[u8], start: usize, at: usize, next: usize, end: usize) -> bool {
    let before = bytes[start..at].iter().rev().take(4).take_while(|b| b.is_ascii_digit()).count();
    let after = bytes[next..end].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    (1..=3).contains(&before) && after == 3
}

/// The end of `U.S.`, `p.m.`, `U.N`: single letters, each with its dot.
fn acronym(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let letter = |at: usize| at < end && bytes[at].is_ascii_alphabetic();
    let dot = |at: usize| at < end && bytes[at] == b'.';
    let wordy = |at: usize| {
        at < end && (bytes[at].is_ascii_alphanumeric() || bytes[at] >= 0xc3 && bytes[at] < 0xe2)
    };
    let mut at = start;
    let mut letters = 0;
    while letter(at) && dot(at + 1) && letters < 12 {
        letters += 1;
        at += 2;
    }
    if letter(at) && letters > 0 && !wordy(at + 1) {
        return Some(at + 1);
    }
    // "the J.Smith company": the letter after the dots opens a longer word.
    let open = wordy(at);
    match (letters, open) {
        (2.., false) => Some(at),
        (2.., true) => Some(at - 1),
        _ => None,
    }
}

/// Scripts whose characters stand side by side without word borders.
fn is_syllable(c: char) -> bool {
    matches!(c,
        '\u{0e01}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309f}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
        && c.is_alphanumeric()
}

/// Past the marks that stand on the character before `at`.
fn marks_end(text: &str, at: usize, end: usize) -> usize {
    let marks = text[at..end].chars().take_while(|&c| is_combining_mark(c));
    at + marks.map(char::len_utf8).sum::<usize>()
}

/// One word as it stands, or the two that it contracts.
fn hand_on(
    text: &str,
    start: usize,
    end: usize,
    quoted: bool,
    language: &Language,
    found: &mut impl FnMut(usize, usize),
) {
    let word = &text[start..end];
    let cut = match word.contains(is_invisible) {
        true => parts_shown(word, quoted, language),
        false => parts(word, quoted, language),
    };
    match cut {
        Some(cut) => {
            found(start, start + cut);
            found(start + cut, end);
        }
        _ => found(start, end),
    }
}

/// Where a word parts that stands for two.
fn parts(word: &str, quoted: bool, language: &Language) -> Option<usize> {
    let cut = match language.words.apostrophe {
        Apostrophe::Contracts if quoted => contraction(word),
        Apostrophe::Contracts if word.len() == 6 && word.eq_ignore_ascii_case("cannot") => Some(3),
        Apostrophe::Elides if quoted => elision(word),
        _ => None,
    };
    cut.filter(|cut| *cut > 0 && *cut < word.len())
}

/// The same for a word with signs in it that show nothing: it parts where it would without them.
fn parts_shown(word: &str, quoted: bool, language: &Language) -> Option<usize> {
    let shown = || word.char_indices().filter(|&(_, c)| !is_invisible(c));
    let plain: String = shown().map(|(_, c)| c).collect();
    let before = plain[..parts(&plain, quoted, language)?].chars().count();
    shown().nth(before).map(|(at, _)| at)
}

/// Where `don't`, `can't`, `it's`, `they'll` part; none for a possessive.
fn contraction(word: &str) -> Option<usize> {
    let (mark, _) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let tail = word[mark..].trim_start_matches(is_apostrophe);
    let host = &word[..mark];
    let is = |list: &[&str], word: &str| list.iter().any(|w| w.eq_ignore_ascii_case(word));
    if tail.eq_ignore_ascii_case("t") && host.ends_with(['n', 'N']) {
        // "can" keeps its n: the rest of the contraction has only one to give.
        return Some(if host.eq_ignore_ascii_case("can") { mark } else { mark - 1 });
    }
    let takes_is = [
        "he",
        "she",
        "it",
        "that",
        "there",
        "here",
        "what",
        "who",
        "where",
        "how",
        "when",
        "why",
        "this",
        "everything",
        "nothing",
        "something",
        "let",
    ];
    let parts = is(&["ll", "re", "ve", "m", "d"], tail) || is(&["s"], tail) && is(&takes_is, host);
    parts.then_some(mark)
}

/// Where `l'Iran` or `dell'accordo` part: after the apostrophe.
fn elision(word: &str) -> Option<usize> {
    let (mark, c) = word.char_indices().find(|&(_, c)| is_apostrophe(c))?;
    (mark <= 5).then_some(mark + c.len_utf8())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        words(text, 0, text.len(), crate::language::of(None), &mut |a, b| out.push(&text[a..b]));
        out
    }

    #[test]
    fn words_of_a_line() {
        let rows: [(&str, &[&str]); 19] = [
            ("The US-Japan pact", &["The", "US", "Japan", "pact"]),
            ("1,000 or 4.5, not 7.", &["1,000", "or", "4.5", "not", "7"]),
            ("the U.S. Navy", &["the", "U.S.", "Navy"]),
            ("at 3 p.m. on", &["at", "3", "p.m.", "on"]),
            ("J. K. Smith", &["J", "K", "Smith"]),
            ("J.K. Smith", &["J.K.", "Smith"]),
            ("J.Smith", &["J", "Smith"]),
            ("don't can’t won't cannot", &["do", "n't", "can", "’t", "wo", "n't", "can", "not"]),
            ("it's Japan’s", &["it", "'s", "Japan’s"]),
            ("‘quoted’ words", &["quoted", "words"]),
            ("O’Brien's", &["O’Brien's"]),
            ("on 23.11.2019", &["on", "23.11.2019"]),
            ("2\u{a0}000 men", &["2\u{a0}000", "men"]),
            ("日本の外相", &["日", "本", "の", "外", "相"]),
            ("naïve Łódź", &["naïve", "Łódź"]),
            ("see [on Friday](https://gull.example/a/4711).", &["see", "on", "Friday"]),
            ("at (gull.example/7), ok", &["at", "gull.example/7", "ok"]),
            ("a.b.c.d.", &["a.b.c.d."]),
            ("٢٬٤٠٠ أو ٤٫٥", &["٢٬٤٠٠", "أو", "٤٫٥"]),
        ];
        for (text, expected) in rows {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn signs_that_show_nothing_part_no_word() {
        let english = crate::language::of(None);
        let line = "They don't, can’t and did not see it's 221 O’Brien's doors";
        let plain = cut(line);
        for sign in
            ['\u{ad}', '\u{200b}', '\u{200e}', '\u{2063}', '\u{206a}', '\u{61c}', '\u{e0020}']
        {
            let mut veiled = String::new();
            for c in line.chars() {
                // Between all characters of a word, and twice.
                let within =
                    !veiled.is_empty() && !veiled.ends_with([' ', ',']) && !matches!(c, ' ' | ',');
                veiled.extend(within.then_some([sign, sign]).into_iter().flatten());
                veiled.push(c);
            }
            let mut found = Vec::new();
            words(&veiled, 0, veiled.len(), english, &mut |a, b| {
                found.push(veiled[a..b].replace(sign, ""));
            });
            assert_eq!(found, plain, "{sign:?}");
        }
    }

    /// Whatever stands between two words, or alone, the cutting comes to an end, and no word is
    /// empty.
    #[test]
    fn every_character_is_passed() {
        for c in char::MIN..=char::MAX {
            for text in [format!("a{c}”b{c}"), format!("{c}"), format!("{c}\u{301}1{c}2 {c}b")] {
                let (mut last, mut count) = (0, 0);
                let mut found = |from: usize, to: usize| {
                    count += 1;
                    assert!(count < 16, "{text:?} has words without end");
                    assert!(last <= from && from < to, "{text:?}: {from}..{to} after {last}");
                    last = to;
                };
                words(&text, 0, text.len(), crate::language::of(None), &mut found);
            }
        }
    }
}
