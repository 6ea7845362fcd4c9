//! From whom a text is, by what it says of itself: the agency of its dateline, and lines of credit.
//!
//! In: a document, and names that a credit may be to. Out: those that it credits, as it writes them.
//! "Gull Wire reported" is no credit: there the text tells what somebody else says.

use super::dateline::agency;
use super::{Document, Zone, ZoneKind};
use crate::language;

/// Lines at the top of a text, and at its end, where credits stand; characters of such a line.
const TOP: usize = 8;
const FOOT: usize = 6;
const LONGEST: usize = 160;

/// The names that a document credits, each once, in the order of the text. `known` are names of
/// sources.
pub fn credits(document: &Document, known: &[&str]) -> Vec<String> {
    let tag = document.language.as_ref().map(|it| it.value.as_str());
    let words = language::of(tag).words;
    let lines = lines(document);
    let top = lines.len().min(TOP);
    let foot = top.max(lines.len().saturating_sub(FOOT));
    let own = document.source.as_ref().map(|source| folded(&source.value));
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        let is_own = own.as_deref() == Some(folded(name).as_str());
        if !is_own && !found.iter().any(|it| folded(it) == folded(name)) {
            found.push(name.to_owned());
        }
    };
    for line in lines[..top].iter().chain(&lines[foot..]) {
        if let Some(name) = agency(line) {
            add(&name);
        }
        let lower = line.to_lowercase();
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
        let credited = |cue: &&str| holds(&lower, cue);
        let is_credit = line.chars().count() <= LONGEST && words.versions.credits.iter().any(|it| credited(&it));
        let said = format!(" {} ", folded(line));
        let names = |name: &str| said.contains(&format!(" {} ", folded(name)));
        let whole = |name: &str| folded(bare) == folded(name);
        for name in known.iter().filter(|name| folded(name).len() > 2) {
            if is_credit && names(name) || whole(name) {
                add(name);
            }
        }
        let listed = |word: &str| words.agencies.split_whitespace().any(|it| it == word);
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let agencies = line.split(|c: char| !c.is_alphanumeric());
        for name in agencies.filter(|word| capital(word) && listed(&word.to_lowercase())) {
            if is_credit || bare == name {
                add(name);
            }
        }
    }
    found
}

/// Whether a line has a phrase, from the beginning of a word to the end of one.
fn holds(line: &str, phrase: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    line.match_indices(phrase).any(|(at, _)| {
        let (before, behind) = (&line[..at], &line[at + phrase.len()..]);
        !part(before.chars().next_back()) && !part(behind.chars().next())
    })
}

/// A name as it is compared: small letters and digits, one blank between words.
pub fn folded(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The lines of a document with words on them.
fn lines(document: &Document) -> Vec<&str> {
    let said = |zone: &&Zone| zone.kind != ZoneKind::Comment;
    let zones = document.zones.iter().filter(said);
    let lines = zones.flat_map(|zone| zone.span.text(&document.text).lines().map(str::trim));
    lines.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Known;

    fn of(text: &str) -> Vec<String> {
        let metadata = super::super::metadata::Metadata::default();
        let mut document = super::super::plain::document(text.to_owned(), 0, metadata);
        document.source = Some(Known::stated("Tern Post".to_owned()));
        credits(&document, &["Gull Wire", "Tern Post"])
    }

    #[test]
    fn datelines_and_lines_of_credit_name_an_agency() {
        let body = "The night ferry ran aground off Tollmere, and Gull Wire was told of it.";
        for (before, behind) in [
            ("TOLLMERE, May 3 (Gull Wire) - ", ""),
            ("", "\n\n(Gull Wire)"),
            ("", "\n\nSource: Gull Wire"),
            ("", "\n\nReporting by Gull Wire; editing by the desk"),
            ("", "\n\n© 2031 Gull Wire"),
        ] {
            let text = format!("Ferry runs aground\n\n{before}{body}{behind}\n");
            assert_eq!(of(&text), ["Gull Wire"], "{text}");
        }
        assert_eq!(of(&format!("Ferry aground\n\nTOLLMERE (Reuters) - {body}\n")), ["Reuters"]);
        assert_eq!(of(&format!("Ferry aground\n\n{body}\n\nAP\n")), ["AP"]);
        for text in [
            format!("Ferry runs aground\n\n{body}\n"),
            format!("Ferry runs aground\n\n{body}\n\nSource: Tern Post\n"),
            format!("Ferry runs aground\n\n{body}\n\nThe captain told Gull Wire that he was tired.\n"),
        ] {
            assert_eq!(of(&text), Vec::<String>::new(), "{text}");
        }
    }
}
