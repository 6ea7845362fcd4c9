//! What of a story is not its text: what stands above its dateline, and the marks of its desk below it.
//!
//! In: paragraphs with roles. Out: the same, where bylines, notes to editors, points in short above the
//! dateline, addresses of a press office and the initials of who wrote it are boilerplate.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::ZoneKind;
use crate::corpus::dateline;

/// Paragraphs above a dateline.
const TOP: usize = 14;
/// Letters of the longest initials, and how many stand in one line.
const INITIALS: usize = 4;
const SIGNED: usize = 4;

/// Marks what is no text.
pub(super) fn mark(parts: &mut Vec<(ZoneKind, String)>) {
    let is_body = |part: &(ZoneKind, String)| part.0 == ZoneKind::Body;
    let first = parts
        .iter()
        .take(TOP)
        .position(|part| is_body(part) && dateline::opens(part.1.trim_start()));
    let top = first.unwrap_or_else(|| parts.len().min(TOP));
    for part in parts[..top].iter_mut().filter(|part| is_body(part)) {
        let above = first.is_some() && NOTE.is_match(part.1.trim_start());
        if above || is_byline(&part.1) {
            part.0 = ZoneKind::Boilerplate;
        }
    }
    let contact = |part: &(ZoneKind, String)| is_body(part) && CONTACT.is_match(&part.1);
    if let Some(at) = parts.iter().position(contact).filter(|at| *at > top.min(1)) {
        parts[at..].iter_mut().for_each(|part| part.0 = ZoneKind::Boilerplate);
    }
    // Signs that part what follows say nothing, and initials may stand in two lines.
    for part in parts.iter_mut().rev().filter(|part| part.0 == ZoneKind::Body) {
        let says = part.1.contains(char::is_alphanumeric);
        if says && !is_signature(&part.1) && !is_label(&part.1) {
            break;
        }
        part.0 = ZoneKind::Boilerplate;
    }
    sign_off(parts);
}

/// `… he said. /gull/`: the agency behind the last sentence, which becomes a part of its own.
fn sign_off(parts: &mut Vec<(ZoneKind, String)>) {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"[.!?…]["”»’)]*(?P<sign>\s+(?:/\p{L}{2,12}/|\(©?\s?\p{Lu}{2,8}\)|\[\p{Lu}{2,8}\]|©\s?\p{Lu}{2,8}))\s*$"#)
            .expect("the pattern is fixed and a test compiles it")
    });
    let Some(last) = parts.iter().rposition(|part| part.0 == ZoneKind::Body) else { return };
    let Some(at) =
        SIGN.captures(&parts[last].1).and_then(|it| it.name("sign")).map(|it| it.start())
    else {
        return;
    };
    let sign = parts[last].1.split_off(at);
    parts.insert(last + 1, (ZoneKind::Boilerplate, sign));
}

/// `Video:`, `Embed (large):` at the very end name what is not there.
fn is_label(text: &str) -> bool {
    const WORDS: usize = 4;
    text.trim_end().ends_with(':') && text.split_whitespace().take(WORDS + 1).count() <= WORDS
}

/// `(Adds details)`, `* Gold up`, `Eds: …`: above a dateline.
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:[(*•·–]|-\s|(?i:eds?|editors?|attention|note|by|von|par)\b|[\p{Lu}\d\s.,:/-]+$)",
    )
    .expect("the pattern is fixed and a test compiles it")
});

/// `Gull Wire Contact:`, behind which stand names and numbers.
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*(?:[\p{L}.&'’-]+\s+){0,5}(?i:contacts?|kontakt|pressekontakt)(?:\s\p{L}+)?\s*:",
    )
    .expect("the pattern is fixed and a test compiles it")
});

/// `By ADA BRANDT and MIRKO DANESH`: no sentence.
fn is_byline(text: &str) -> bool {
    const LONGEST: usize = 14;
    let text = text.trim();
    let Some(names) = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")) else {
        return false;
    };
    let words: Vec<&str> = names.split_whitespace().take(LONGEST + 1).collect();
    let is_name = |word: &&&str| {
        word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
            || ["and", "und", "et", "of", "in", "for", "the", "de", "von", "van", "dpa"]
                .contains(*word)
    };
    words.len() <= LONGEST
        && !text.ends_with(['.', '!', '?'])
        && words.iter().filter(is_name).count() == words.len()
}

/// Short words that are nobody's initials.
const WORDS: [&str; 20] = [
    "and", "or", "not", "the", "so", "on", "in", "to", "is", "it", "he", "she", "we", "they", "of",
    "at", "und", "et", "no", "was",
];

/// `hh/ph/ts`, `dpa bwh bag`, `GULL RTV ar`: initials, no word among them.
fn is_signature(text: &str) -> bool {
    let text = text.trim();
    let parted: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-')).collect();
    let short = |part: &&&str| {
        (1..=INITIALS).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    };
    let slashed = text.contains('/') && !text.contains(char::is_whitespace);
    let many = if slashed { 8 } else { SIGNED };
    // A word of a sentence has a capital at its head and small letters behind it.
    let plain = |part: &&str| {
        let small = part.chars().all(char::is_lowercase);
        small || part.chars().all(char::is_uppercase)
    };
    let word = |part: &&str| WORDS.contains(part);
    (2..=many).contains(&parted.len())
        && !parted.iter().any(word)
        && parted.iter().filter(short).count() == parted.len()
        && parted.iter().all(plain)
        && parted.last().is_some_and(|part| part.chars().all(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(parts: &[&str]) -> Vec<ZoneKind> {
        let mut parts: Vec<_> =
            parts.iter().map(|text| (ZoneKind::Body, (*text).to_owned())).collect();
        mark(&mut parts);
        parts.into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn what_stands_around_a_story_is_apart() {
        use ZoneKind::{Body, Boilerplate};
        let found = kinds(&[
            "(Adds quotes)",
            "* Ferry runs aground",
            "By Ada Brandt",
            "TOLLMERE (Gull) - The ferry ran aground.",
            "Nobody was hurt.",
            "___",
            "hh/ph/ts",
        ]);
        let (top, end) = ([Boilerplate; 3], [Boilerplate; 2]);
        assert_eq!(found, [&top[..], &[Body; 2], &end].concat());
        let signed = kinds(&["The ferry ran aground. /gull/", "Video:"]);
        assert_eq!(signed, [Body, Boilerplate, Boilerplate]);
        let contact = ["The wharf opens.", "It is wide.", "Gull Wharf Contact: Ada, 0123"];
        assert_eq!(kinds(&contact), [Body, Body, Boilerplate]);
        for fine in ["(They left early.)", "* one", "At sea", "They ran"] {
            assert_eq!(kinds(&[fine, "And so on it went."]), [Body, Body], "{fine}");
        }
    }

    #[test]
    fn initials_are_told_from_words() {
        for text in ["hh/ph/ts/hd", "dpa bwh bag", "GULL RTV ar", "ab-cd/ef"] {
            assert!(is_signature(text), "{text}");
        }
        for text in ["They left", "and/or not", "London", "the end.", "He did", "UP NEXT"] {
            assert!(!is_signature(text), "{text}");
        }
        assert!(is_byline("By ADA BRANDT and MIRKO DANESH"));
        assert!(!is_byline("By noon the ferry was afloat") && !is_byline("By then he left."));
    }
}
