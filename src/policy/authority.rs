//! Findings against a list of accepted names: another spelling of one of them.
//!
//! A name counts as another spelling when the list says so, or when it is spelled much like an
//! accepted one without being one. Only what the list says, and what agrees with an accepted name
//! in all its parts but one, is certain enough to be rewritten.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Policy;
use super::case::Case;
use super::documents::finding;
use super::finding::Finding;
use super::identity::normal;
use super::levels::Level;
use super::rule::Rule;
use crate::error::{Error, ErrorKind, Result};
use crate::language;
use crate::telling::Telling;
use crate::value::name::{NameMention, NameRelation, compare};

/// A name as documents should write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedName {
    /// The accepted form.
    pub name: String,
    /// Forms that are known to be meant for it.
    pub variants: Vec<String>,
}

impl AcceptedName {
    /// A name without known variants.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), variants: Vec::new() }
    }

    /// Reads a table with the columns `name` and, if wanted, `spelling`; `path` is only named in
    /// errors.
    ///
    /// # Errors
    /// When the text is no CSV, or has no column `name`.
    pub fn parse_csv(text: &str, path: &Path) -> Result<Vec<Self>> {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let wrong = |line: u64, reason: String| -> Error {
            let line = usize::try_from(line).unwrap_or(usize::MAX).max(1);
            let excerpt = text.lines().nth(line - 1).unwrap_or("").trim().to_owned();
            let next =
                "the first line is `name,spelling`, then a name and one of its spellings a line";
            let path = path.to_owned();
            ErrorKind::Settings { path, line, reason, excerpt, next: next.to_owned() }.into()
        };
        let head = rows.headers().map_err(|error| wrong(1, error.to_string()))?.clone();
        let column = |name: &str| head.iter().position(|it| it.trim() == name);
        let name = column("name").ok_or_else(|| wrong(1, "no column `name`".to_owned()))?;
        let spelling = column("spelling");
        let mut names: Vec<Self> = Vec::new();
        for row in rows.records() {
            let row = row.map_err(|error| {
                wrong(error.position().map_or(1, csv::Position::line), error.to_string())
            })?;
            let cell = |at: usize| row.get(at).map(str::trim).filter(|cell| !cell.is_empty());
            let Some(accepted) = cell(name) else { continue };
            let at = names.iter().position(|it| it.name == accepted).unwrap_or_else(|| {
                names.push(Self::new(accepted));
                names.len() - 1
            });
            let spelling = spelling.and_then(cell).filter(|spelling| *spelling != accepted);
            names[at].variants.extend(spelling.map(str::to_owned));
        }
        Ok(names)
    }
}

/// One finding for every mention in a new document that an accepted name stands for.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    if case.names.is_empty() {
        return Vec::new();
    }
    let names: Vec<Accepted<'_>> = case.names.iter().map(Accepted::new).collect();
    (0..case.new.len())
        .filter(|document| case.is_new(*document))
        .flat_map(|document| in_document(case, policy, document, &names))
        .collect()
}

/// An accepted name with its parts in normal form.
struct Accepted<'a> {
    name: &'a AcceptedName,
    words: Vec<&'a str>,
    parts: Vec<String>,
}

impl<'a> Accepted<'a> {
    fn new(name: &'a AcceptedName) -> Self {
        let words: Vec<&str> = name.name.split_whitespace().collect();
        Self { name, parts: words.iter().map(|word| normal(word)).collect(), words }
    }

    /// Whether the parts of a mention are parts of the name, in their order, or the other way.
    fn has(&self, parts: &[String]) -> bool {
        let inside = |few: &[String], many: &[String]| {
            let mut rest = many.iter();
            few.iter().all(|part| rest.any(|it| it == part))
        };
        inside(parts, &self.parts) || inside(&self.parts, parts)
    }

    /// What a mention of so many words should be: the whole name, or its last words.
    fn form(&self, words: usize) -> String {
        self.words[self.words.len().saturating_sub(words.max(1))..].join(" ")
    }
}

/// What an accepted name makes of a mention.
struct Match<'a> {
    accepted: &'a Accepted<'a>,
    form: String,
    score: f64,
    certain: bool,
}

fn in_document(
    case: &Case<'_>,
    policy: &Policy,
    document: usize,
    names: &[Accepted<'_>],
) -> Vec<Finding> {
    let it = case.document(document);
    let tag = it.language.as_ref().map(|known| known.value.as_str());
    let date = it.date.as_ref().map(|known| known.value);
    let telling = Telling::read(&it.text, &it.stretches(case.zones), language::of(tag), date);
    let read = |mention: &NameMention| mention.span.text(&it.text);
    let matches: Vec<(&str, Option<Match<'_>>)> =
        telling.names.iter().map(|name| (read(name), best(read(name), names))).collect();
    let mentions = telling.names.iter().zip(&matches);
    mentions
        .filter_map(|(mention, (text, found))| {
            let found = found.as_ref()?;
            let certain = found.certain || fuller_is_certain(text, found, &matches);
            spelled(case, policy, document, mention, found, certain)
        })
        .collect()
}

/// A family name alone is certain where the document has it behind a given name, and is certain.
fn fuller_is_certain(own: &str, found: &Match<'_>, all: &[(&str, Option<Match<'_>>)]) -> bool {
    all.iter().any(|(text, other)| {
        let same = |other: &Match<'_>| {
            other.certain && std::ptr::eq(other.accepted.name, found.accepted.name)
        };
        let ends = text.strip_suffix(own).is_some_and(|before| before.ends_with(' '));
        ends && other.as_ref().is_some_and(same)
    })
}

/// Score from which two names are taken for one by their letters alone.
const SPELLING: f64 = 0.9;
/// How sure a slip of one letter is.
const SLIP: f64 = 0.95;
/// Letters below which one letter more or less makes another name.
const SHORT: usize = 4;

fn best<'a>(text: &str, names: &'a [Accepted<'a>]) -> Option<Match<'a>> {
    let parts: Vec<String> =
        text.split_whitespace().map(normal).filter(|it| !it.is_empty()).collect();
    if parts.is_empty() || names.iter().any(|name| name.has(&parts)) {
        return None;
    }
    let own = parts.join(" ");
    let listed = names.iter().find(|it| it.name.variants.iter().any(|form| normal(form) == own));
    if let Some(accepted) = listed {
        let form = accepted.name.name.clone();
        return Some(Match { accepted, form, score: 1.0, certain: true });
    }
    let scored = names.iter().filter_map(|accepted| likely(text, &parts, accepted));
    scored.max_by(|a, b| a.score.total_cmp(&b.score).then_with(|| b.form.cmp(&a.form)))
}

fn likely<'a>(text: &str, parts: &[String], accepted: &'a Accepted<'a>) -> Option<Match<'a>> {
    let behind = accepted.parts.len().checked_sub(parts.len())?;
    let theirs = &accepted.parts[behind..];
    let changed: Vec<usize> = (0..parts.len()).filter(|n| parts[*n] != theirs[*n]).collect();
    let form = accepted.form(parts.len());
    let last = parts.len() - 1;
    if let [one] = changed.as_slice()
        && slip(&parts[*one], &theirs[*one])
    {
        // A given name that is a letter off may be a sister's.
        let certain = parts.len() > 1 && *one == last;
        return Some(Match { accepted, form, score: SLIP, certain });
    }
    if !changed.contains(&last) {
        return None;
    }
    let found = compare(text, &form);
    let variant = found.relation == NameRelation::Variant && found.score >= SPELLING;
    variant.then_some(Match { accepted, form, score: found.score, certain: false })
}

/// Whether two words are a letter apart, behind the same first letter.
fn slip(a: &str, b: &str) -> bool {
    let long = a.chars().count().min(b.chars().count()) >= SHORT;
    long && a.chars().next() == b.chars().next() && strsim::damerau_levenshtein(a, b) == 1
}

fn spelled(
    case: &Case<'_>,
    policy: &Policy,
    document: usize,
    mention: &NameMention,
    found: &Match<'_>,
    certain: bool,
) -> Option<Finding> {
    let rule = Rule::Name;
    let (asked, _) = policy.level(rule, None, Some(case.document(document)));
    // What only looks like an accepted name may be another one.
    let level = if certain { asked } else { asked.min(Level::Warn) };
    let mut place = case.place(document, mention.span, None);
    place.value = None;
    let message = format!(
        "{}: “{}” here, the authority has “{}”",
        rule.title(),
        place.text,
        found.accepted.name.name
    );
    let fix = certain.then(|| found.form.clone());
    let made = finding(policy, rule, level, place, None)?;
    Some(Finding { message, confidence: found.score, fix, ..made })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[AcceptedName]) -> Vec<Accepted<'_>> {
        names.iter().map(Accepted::new).collect()
    }

    fn fix(text: &str) -> Option<(String, bool)> {
        let mut list = vec![AcceptedName::new("Yoshihide Suga"), AcceptedName::new("Petra Lund")];
        list[0].variants.push("Sugua".to_owned());
        let names = names(&list);
        best(text, &names).map(|found| (found.form, found.certain))
    }

    #[test]
    fn accepted_forms_and_other_people_are_let_be() {
        for fine in ["Yoshihide Suga", "Suga", "SUGA", "Yoshihide", "Chief Yoshihide Suga", "Oslo"]
        {
            assert_eq!(fix(fine), None, "{fine}");
        }
        assert_eq!(fix("Peter Lund"), None);
    }

    #[test]
    fn other_spellings_are_found_and_only_some_are_certain() {
        assert_eq!(fix("Petrs Lund").map(|(_, certain)| certain), Some(false));
        assert_eq!(fix("Yoshihide Sugi"), Some(("Yoshihide Suga".to_owned(), true)));
        assert_eq!(fix("Sugua"), Some(("Yoshihide Suga".to_owned(), true)));
        assert_eq!(fix("Sugi"), Some(("Suga".to_owned(), false)));
    }

    #[test]
    fn a_table_of_names_is_read_and_a_wrong_one_named() {
        let path = Path::new("names.csv");
        let read =
            AcceptedName::parse_csv("name,spelling\nA B,A Bb\nA B,A Bbb\nC,\n", path).unwrap();
        assert_eq!(read[0].variants, ["A Bb", "A Bbb"]);
        assert_eq!(read[1], AcceptedName::new("C"));
        let error = AcceptedName::parse_csv("who\nA\n", path).unwrap_err().to_string();
        assert!(error.starts_with("names.csv:1: no column `name`"), "{error}");
    }
}
