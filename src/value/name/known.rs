//! What is known of two names, whatever their letters look like.
//!
//! In: the parts of two names. Out: [`Known::One`] where a table vouches for them (two names of a
//! state or a place, initials, short forms of given names), [`Known::Apart`] where it tells them
//! apart (two states, two numbers, two given or two family names), none where nothing is known.

use std::sync::LazyLock;

use foldhash::HashSet;

use super::lexicon::short_forms;
use super::memo::Memo;
use super::parts::{Part, PartKind, Parts};
use super::{given, sound};
use crate::language::{self, Language, State, StateSide};

/// What is known of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// They name one.
    One,
    /// They name two.
    Apart,
}

/// What is known of two names, whatever their letters look like.
pub fn known(a: &str, b: &str) -> Option<Known> {
    thread_local! {
        static KNOWN: Memo<Option<Known>> = const { Memo::new() };
    }
    KNOWN.with(|memo| memo.look_up(a, b, || ask(a, b)))
}

fn ask(a: &str, b: &str) -> Option<Known> {
    let english = language::of(None);
    let keys = [a, b].map(|name| [language::key(&language::normal_form(name))]);
    if english.same_by_abbreviation(&keys[0], &keys[1]) {
        return Some(Known::One);
    }
    if are_two_acronyms(a, b) {
        return Some(Known::Apart);
    }
    of(&Parts::of(a, english), &Parts::of(b, english), english)
}

/// Whether two names are abbreviations of few letters that differ in one: the ICC is not the ICJ,
/// however much alike they look.
fn are_two_acronyms(a: &str, b: &str) -> bool {
    /// More letters in capitals may be a word of a headline.
    const FEW: usize = 4;
    let letters = |name: &str| -> Option<String> {
        let bare: String = name.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
        let short = bare.chars().count() <= FEW && bare.chars().count() > 1;
        (short && bare.chars().all(char::is_uppercase)).then_some(bare)
    };
    matches!((letters(a), letters(b)), (Some(x), Some(y)) if x != y)
}

/// Whether a word in small letters is a frequent family or given name.
pub fn is_person_name(word: &str) -> bool {
    static PERSONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("persons.txt").lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    });
    PERSONS.contains(word) || given::is_listed(word)
}

/// What a Roman number in capitals counts, up to twenty: `II`, `XIV`.
pub fn roman(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    (1..).zip(NUMBERS).find(|(_, number)| *number == word).map(|(count, _)| count)
}

pub(super) fn of(left: &Parts, right: &Parts, language: &Language) -> Option<Known> {
    let apart = |is: bool| is.then_some(Known::Apart);
    states(left, right, language)
        .or_else(|| apart(numbers(left, right)))
        .or_else(|| initials(left, right))
        .or_else(|| apart(given::apart(left, right)))
        .or_else(|| apart(other_person(left, right)))
}

/// Two names of one state or place; or the one speaks of a state and the other of another.
fn states(left: &Parts, right: &Parts, language: &Language) -> Option<Known> {
    let keys = |parts: &Parts| -> Vec<u64> {
        parts.parts.iter().filter(|part| part.word != "the").map(|part| part.key).collect()
    };
    let (a, b) = (keys(left), keys(right));
    if language.is_one_place(&a, &b) {
        return Some(Known::One);
    }
    let whole = |keys: &[u64]| language.state(keys).filter(|state| state.words == keys.len());
    if let (Some(x), Some(y)) = (whole(&a), whole(&b)) {
        let one = language.may_be_one_state(x, y);
        return Some(if one { Known::One } else { Known::Apart });
    }
    let (x, y) = (inside(&a, language), inside(&b, language));
    let beyond = |few: &[State], many: &[State]| {
        few.iter().any(|a| !many.iter().any(|b| language.may_be_one_state(*a, *b)))
    };
    (beyond(&x, &y) && beyond(&y, &x)).then_some(Known::Apart)
}

/// The states that a name speaks of by name or people.
fn inside(keys: &[u64], language: &Language) -> Vec<State> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < keys.len() {
        let state = language.state(&keys[at..]);
        found.extend(state.filter(|state| state.side != StateSide::Capital));
        at += state.map_or(1, |state| state.words);
    }
    found
}

/// Two numbers at the end of two names: `World War I`, `World War Two`.
fn numbers(left: &Parts, right: &Parts) -> bool {
    // Beyond this a number in words has several.
    const WORDS: u32 = 20;
    let last = |parts: &Parts| {
        let last = parts.parts.last().filter(|part| part.kind != PartKind::Legal)?;
        let digits = last.kind == PartKind::Number;
        (parts.parts.len() > 1 && last.value > 0).then_some((last.value, digits))
    };
    last(left)
        .zip(last(right))
        .is_some_and(|((a, digits), (b, other))| a != b && (digits && other || a.max(b) <= WORDS))
}

/// Given names before one family name, where one is an initial or a short form: `J.K. Holm`, `JD
/// Holm`, `Bob Holm`.
fn initials(left: &Parts, right: &Parts) -> Option<Known> {
    let (a, b) = (words(left), words(right));
    let shared = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x.word == y.word).count();
    let (a, b) = (&a[..a.len() - shared], &b[..b.len() - shared]);
    if shared == 0 || a.is_empty() || b.is_empty() {
        return None;
    }
    let (a, b) = (spelled_out(a, b.len()), spelled_out(b, a.len()));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let letter = |word: &str| word.len() == 1;
    let tied = |x: &str, y: &str| {
        x != y && (letter(x) || letter(y) || short_forms(x, y)) && may_be_one(x, y)
    };
    let mut rest = long.iter();
    let mut ties = 0;
    let within = short.iter().all(|x| {
        let met = rest.find(|y| may_be_one(x, y));
        ties += usize::from(met.is_some_and(|y| tied(x, y)));
        met.is_some()
    });
    if within {
        return (ties > 0).then_some(Known::One);
    }
    let apart = if short.len() == long.len() {
        let mut unlike = short.iter().zip(long).filter(|(x, y)| !may_be_one(x, y));
        unlike.all(|(x, y)| letter(x) || letter(y))
    } else {
        short.iter().all(|x| letter(x))
    };
    apart.then_some(Known::Apart)
}

/// The words that may be a person's name.
fn words(name: &Parts) -> Vec<&Part> {
    let kinds = [PartKind::Proper, PartKind::Generic];
    name.parts.iter().filter(|part| kinds.contains(&part.kind)).collect()
}

/// Given names, with two or three capitals in a row as the initials that they are beside as many names:
/// `JD`.
fn spelled_out(given: &[&Part], others: usize) -> Vec<String> {
    let mut out = Vec::new();
    for part in given {
        let few = (2..=3).contains(&part.word.len()) && part.word.len() <= others;
        let initials = part.acronym && (part.dotted || few && !is_person_name(&part.word));
        if initials {
            out.extend(part.word.chars().map(String::from));
        } else {
            out.push(part.word.clone());
        }
    }
    out
}

/// Whether two given names, or an initial and one, can be one.
fn may_be_one(x: &str, y: &str) -> bool {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if short.len() == 1 {
        return long.starts_with(short) || given::forms(long).any(|form| form.starts_with(short));
    }
    x == y
        || short_forms(x, y)
        || given::is_form(x, y)
        || sound::sound_key(x) == sound::sound_key(y)
}

/// Whether all that two names do not share is one word each, and both are known as names of persons
/// that look alike and sound otherwise: `Castro`, `Castillo`.
fn other_person(left: &Parts, right: &Parts) -> bool {
    const ALIKE: f64 = 0.6;
    let english = language::of(None);
    let (a, b) = (words(left), words(right));
    let lone = |these: &[&Part], those: &[&Part]| -> Option<String> {
        let mut other = these.iter().filter(|part| !those.iter().any(|it| it.word == part.word));
        let part = other.next().filter(|part| !english.is_title(part.key))?;
        (other.next().is_none() && is_person_name(&part.word)).then(|| part.word.clone())
    };
    let (Some(x), Some(y)) = (lone(&a, &b), lone(&b, &a)) else { return false };
    // A given and a family name alone can be those of one person.
    let alike = a.len() > 1 || strsim::jaro_winkler(&x, &y) >= ALIKE;
    let syllables = EAST_ASIAN.contains(&x.as_str()) && EAST_ASIAN.contains(&y.as_str());
    let spoken = |word: &str| [consonants(word, 'S'), consonants(word, 'k')];
    let (mine, other) = (spoken(&x), spoken(&y));
    a.len() == b.len()
        && alike
        && !syllables
        && !short_forms(&x, &y)
        && !given::is_form(&x, &y)
        && !mine.iter().any(|sounds| other.contains(sounds))
}

/// Family names of one syllable that several romanisations write with other letters: `Lee`, `Yi`.
const EAST_ASIAN: &[&str] = &[
    "an", "bae", "bak", "bang", "chan", "chang", "chao", "chen", "cheng", "cheong", "cheung",
    "chew", "chi", "chia", "chiang", "chin", "ching", "chiu", "cho", "choe", "choi", "chong",
    "chou", "chow", "choy", "chu", "chua", "chun", "chung", "eng", "fang", "feng", "fong", "fu",
    "fung", "gao", "go", "goh", "gong", "guo", "ha", "ham", "han", "heo", "ho", "hong", "hsieh",
    "hsu", "hu", "hua", "huang", "hung", "hwang", "im", "jang", "jean", "jen", "jeon", "jeong",
    "ji", "jiang", "jin", "jo", "joe", "joo", "ju", "jun", "jung", "kang", "kim", "ko", "kong",
    "koo", "ku", "kuo", "kwak", "kwan", "kwok", "kwon", "lai", "lam", "lang", "lao", "lau", "law",
    "lee", "lei", "leong", "leung", "li", "liang", "liao", "lim", "lin", "ling", "liu", "lo",
    "loh", "loo", "lou", "low", "lu", "lui", "luo", "ma", "mak", "min", "mo", "mok", "moon", "na",
    "nam", "ng", "ngo", "no", "noh", "oh", "ong", "ou", "pae", "pai", "pak", "pan", "pang", "park",
    "pei", "peng", "qian", "qin", "rhee", "ro", "roh", "ryu", "seo", "shen", "sheng", "shi",
    "shih", "shin", "sin", "siu", "so", "soh", "son", "song", "soo", "su", "suh", "sun", "sung",
    "tai", "tam", "tan", "tang", "tao", "teo", "ting", "to", "tong", "tsai", "tsang", "tse",
    "tseng", "tsui", "tu", "tung", "vang", "wan", "wang", "wee", "wei", "wen", "wong", "woo", "wu",
    "xie", "xu", "yan", "yang", "yao", "yap", "ye", "yee", "yeh", "yen", "yeo", "yeung", "yi",
    "yim", "yin", "ying", "yip", "yoo", "yoon", "you", "young", "yu", "yuan", "yue", "yuen", "yun",
    "yung", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu",
];

/// The consonants of a word as English speaks them, by which two spellings of a name agree: `stfn` for
/// Stephen and Steven; `ch` is spoken in two ways.
fn consonants(word: &str, ch: char) -> String {
    let letters = word.as_bytes();
    let mut out = String::new();
    let mut at = 0;
    while let Some(rest) = letters.get(at..).filter(|rest| !rest.is_empty()) {
        let joined = at > 0 && !b"aeiouyh".contains(&letters[at - 1]);
        let (sounds, length) = match rest {
            [b's', b'c', b'h', ..] => ("S", 3),
            [b't', b'c', b'h', ..] => ("S", 3),
            [b's', b'h', ..] => ("S", 2),
            [b'c', b'h', ..] => (if ch == 'k' { "k" } else { "S" }, 2),
            [b'p', b'h', ..] => ("f", 2),
            [b'c', b'k', ..] | [b'k', b'h', ..] => ("k", 2),
            [b't', b'h', ..] | [b'd', b't', ..] => ("t", 2),
            [b't', b'z' | b's', ..] => ("s", 2),
            [b'c', b'e' | b'i' | b'y', ..] | [b'z' | b's', ..] => ("s", 1),
            [b'c' | b'q' | b'k', ..] => ("k", 1),
            [b'x', ..] => ("ks", 1),
            [b'v' | b'w' | b'f', ..] => ("f", 1),
            [b'h' | b'y', ..] if at > 0 => ("", 1),
            [b'j', ..] if joined => ("", 1),
            [b'a' | b'e' | b'i' | b'o' | b'u', ..] => (if at == 0 { "a" } else { "" }, 1),
            _ => (word.get(at..=at).unwrap_or(""), 1),
        };
        if !out.ends_with(sounds) || sounds.is_empty() {
            out.push_str(sounds);
        }
        at += length;
    }
    // "Valdes", "Valdez"; "Peter", "Peters": a hiss at the end tells nothing.
    if out.len() > 2 && out.ends_with('s') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(a: &str, b: &str) -> Option<Known> {
        let found = known(a, b);
        assert_eq!(found, known(b, a), "{a} / {b}");
        found
    }

    #[test]
    fn what_is_known_for_two() {
        for (a, b) in [
            ("Niger", "Nigeria"),
            ("Central Bank of Niger", "Central Bank of Nigeria"),
            ("Government of Estonia", "Government of Ethiopia"),
            ("Guinea", "Equatorial Guinea"),
            ("Republic of Congo", "Democratic Republic of the Congo"),
            ("Austrian Post", "Australian Post"),
            ("Nordby I", "Nordby II"),
            ("World War I", "World War Two"),
            ("A. Berglund", "Nora Berglund"),
            ("J. K. Moe", "J. L. Moe"),
            ("Raul Castro", "Raul Castillo"),
            ("Sean", "Chen"),
            ("Hansen", "Jansen"),
            ("Petra Lund", "Peter Lund"),
        ] {
            assert_eq!(both(a, b), Some(Known::Apart), "{a} / {b}");
        }
    }

    #[test]
    fn what_is_known_for_one() {
        for (a, b) in [
            ("Congo", "Democratic Republic of the Congo"),
            ("Korea", "South Korea"),
            ("Majorca", "Mallorca"),
            ("Bob Holm", "Robert Holm"),
            ("J.K. Holm", "Jan Karl Holm"),
            ("J.K. Holm", "Karl Holm"),
            ("J.-C. Marchand", "Jean-Claude Marchand"),
            ("JD Halloran", "James David Halloran"),
            ("B. Holm", "William Holm"),
        ] {
            assert_eq!(both(a, b), Some(Known::One), "{a} / {b}");
        }
    }

    #[test]
    fn what_is_left_to_the_letters() {
        for (a, b) in [
            ("Sergei Lavrov", "Sergey Lavrov"),
            ("Clark", "Clarke"),
            ("Dickson", "Dixon"),
            ("Christie", "Kristy"),
            ("Schultz", "Schulz"),
            ("Valdes", "Valdez"),
            ("Lee", "Yi"),
            ("Paul", "Hansen"),
            ("Philips Moe", "Phillips Moe"),
            ("Lavrov", "Sergei Lavrov"),
            ("US-Japan Forum", "Japan Forum"),
            ("Windows", "Windows 95"),
            ("Kerrin Moe", "Torvik Moe"),
        ] {
            assert_eq!(both(a, b), None, "{a} / {b}");
        }
    }
}
