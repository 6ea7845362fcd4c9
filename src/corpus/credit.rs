//! From whom a text is, by what it says of itself: the agency of its dateline, and lines of credit.
//!
//! In: a document, and [`Names`] that a credit may be to. Out: those that it credits, as it writes them.
//! "Gull Wire reported" is no credit: there the text tells what somebody else says.

use super::dateline::agency;
use super::{Document, Zone, ZoneKind};
use crate::language;

/// Lines at the top of a text, and at its end, where credits stand; bytes of such a line.
const TOP: usize = 8;
const FOOT: usize = 6;
const LONGEST: usize = 160;

/// Names of sources that a credit may be to.
pub struct Names<'a>(Vec<(String, &'a str)>);

impl<'a> Names<'a> {
    /// Of some names; those of a letter or two are left out.
    pub fn of(names: impl Iterator<Item = &'a str>) -> Self {
        const SHORTEST: usize = 3;
        let names = names.map(|name| (folded(name), name));
        Self(names.filter(|(folded, _)| folded.len() >= SHORTEST).collect())
    }
}

/// The names that a document credits, each once, in the order of the text.
pub fn credits(document: &Document, known: &Names<'_>) -> Vec<String> {
    let tag = document.language.as_ref().map(|it| it.value.as_str());
    let words = language::of(tag).words;
    let lines = lines(document);
    let top = lines.len().min(TOP);
    let foot = top.max(lines.len().saturating_sub(FOOT));
    let own = document.source.as_ref().map(|source| folded(&source.value));
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str| {
        let name = (folded(name), name.to_owned());
        if own.as_ref() != Some(&name.0) && !found.iter().any(|(it, _)| *it == name.0) {
            found.push(name);
        }
    };
    for line in lines[..top].iter().chain(&lines[foot..]) {
        if let Some(name) = agency(line) {
            add(&name);
        }
        if line.len() > LONGEST {
            continue;
        }
        let lower = line.to_lowercase();
        let is_credit = words.versions.credits.iter().any(|cue| holds(&lower, cue));
        let said = folded(line);
        for (name, written) in &known.0 {
            if is_credit && holds(&said, name) || said == *name {
                add(written);
            }
        }
        // "Post" is no agency where the line names the Tern Post.
        let longer = |word: &str| {
            let sources = known.0.iter().map(|(name, _)| name).chain(&own);
            sources
                .filter(|name| name.contains(' ') && holds(&said, name))
                .any(|name| name.split(' ').any(|it| it == word))
        };
        let listed = |word: &str| words.agencies.split_whitespace().any(|it| it == word);
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        for name in line.split(|c: char| !c.is_alphanumeric()).filter(|word| capital(word)) {
            let word = name.to_lowercase();
            if (is_credit || said == word) && listed(&word) && !longer(&word) {
                add(name);
            }
        }
    }
    found.into_iter().map(|(_, name)| name).collect()
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
        credits(&document, &Names::of(["Gull Wire", "Tern Post"].into_iter()))
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
            format!(
                "Ferry runs aground\n\n{body}\n\nThe captain told Gull Wire that he was tired.\n"
            ),
        ] {
            assert_eq!(of(&text), Vec::<String>::new(), "{text}");
        }
    }
}
