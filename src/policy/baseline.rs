//! What was accepted earlier: one finding a line, by content.
//!
//! An entry is a line of JSON with the finding's id, how often it is accepted, what it is about in
//! words and where, and, if someone cares, `reason`, `owner` and `expires`. Ids hold no path and no
//! line number, so an entry outlives a document that is moved or set anew; lines are sorted by id,
//! so two branches that accept different things merge without a conflict. Where another version of
//! the program gives a finding another id, `renamed` finds the entry again by what it says.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::finding::{Accepted, AcceptedBy, Finding, Other, Place};
use super::rule::Rule;
use crate::divergence::Effect;
use crate::error::{Error, ErrorKind, Result};

/// The version that this program writes; it reads this one and those before it.
const VERSION: u32 = 2;

/// Findings accepted earlier, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<String, Entry>,
}

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The finding.
    pub id: String,
    /// How many such findings are accepted.
    #[serde(default = "one")]
    pub count: usize,
    /// The rule, for the reader.
    #[serde(default)]
    pub rule: String,
    /// Both readings, for the reader.
    #[serde(default)]
    pub readings: Vec<String>,
    /// The documents of the readings, in the order of these; none in version 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The words around the readings, in their order; none in version 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub around: Vec<String>,
    /// Why it is accepted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The last day on which it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

fn one() -> usize {
    1
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    variorum_baseline: u32,
}

impl Baseline {
    /// Reads a baseline; `path` is only named in errors.
    ///
    /// # Errors
    /// When a line is no entry, or the file was written by a later version.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let wrong = |line: usize, excerpt: &str, reason: String, next: &str| -> Error {
            let excerpt: String = excerpt.chars().take(120).collect();
            let (path, next) = (path.to_owned(), next.to_owned());
            ErrorKind::Settings { path, line, reason, excerpt, next }.into()
        };
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let first = lines.clone().next().map_or("", |(_, line)| line);
        match serde_json::from_str::<Head>(first) {
            Ok(head) if (1..=VERSION).contains(&head.variorum_baseline) => drop(lines.next()),
            Ok(head) => {
                let reason = format!("version {} of the format", head.variorum_baseline);
                return Err(wrong(1, head_line(head.variorum_baseline).trim(), reason, NEWER));
            }
            // Entries written by hand, without the first line: they are of this version.
            Err(_) if serde_json::from_str::<Entry>(first).is_ok() => {}
            Err(_) => return Err(wrong(1, first, "this is no baseline".to_owned(), WRITE)),
        }
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for (n, line) in lines {
            let entry: Entry = serde_json::from_str(line)
                .map_err(|error| wrong(n + 1, line, error.to_string(), MERGE))?;
            match entries.get_mut(&entry.id) {
                // Two branches accepted the same: both lines stand after the merge.
                Some(known) => known.count = known.count.max(entry.count),
                None => drop(entries.insert(entry.id.clone(), entry)),
            }
        }
        Ok(Self { entries })
    }

    /// The baseline as a file, one entry a line, sorted by id.
    pub fn to_text(&self) -> String {
        let mut out = head_line(VERSION);
        for entry in self.entries.values() {
            // An entry holds strings, a number and a day: writing them does not fail.
            out.push_str(&serde_json::to_string(entry).unwrap_or_default());
            out.push('\n');
        }
        out
    }

    /// The baseline that accepts exactly these findings: reasons, owners and days of `self` stay
    /// with the entries that do, under whatever id. Comments accept for themselves and need no
    /// entry.
    pub fn rewritten(&self, findings: &[Finding]) -> Self {
        let renamed = renamed::renamed(self, &all_sides(findings), Scope::Whole);
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for side in all_sides(findings) {
            let known = self.entries.get(&side.id).or_else(|| renamed.get(&side.id).copied());
            let entry = entries.entry(side.id.clone()).or_insert_with(|| Entry {
                count: 0,
                reason: known.map_or_else(String::new, |it| it.reason.clone()),
                owner: known.map_or_else(String::new, |it| it.owner.clone()),
                expires: known.and_then(|it| it.expires),
                ..side.entry()
            });
            entry.count += 1;
        }
        Self { entries }
    }

    /// The baseline with what some findings of all need beside what it holds.
    pub fn extended(&self, findings: &[Finding]) -> Self {
        let mut entries = self.entries.clone();
        for (id, entry) in self.rewritten(findings).entries {
            let known = entries.entry(id).or_insert_with(|| entry.clone());
            known.count = known.count.max(entry.count);
        }
        Self { entries }
    }

    /// The baseline without what no finding needs any more, and with today's ids for what is found
    /// under another one, given all findings of all documents.
    pub fn pruned(&self, findings: &[Finding]) -> Self {
        let today = self.rewritten(findings);
        let renamed = renamed::renamed(self, &all_sides(findings), Scope::Whole);
        let entries = today.entries.into_iter().filter_map(|(id, entry)| {
            let known = self.entries.get(&id).or_else(|| renamed.get(&id).copied())?;
            Some((id, Entry { count: entry.count.min(known.count), ..entry }))
        });
        Self { entries: entries.collect() }
    }

    /// Entries that [`Self::pruned`] removes or lowers.
    pub fn stale(&self, findings: &[Finding]) -> Vec<&Entry> {
        let kept = self.pruned(findings);
        let renamed = self.renamed(findings);
        let entries = self.entries.values().filter(|entry| !renamed.contains(entry));
        entries.filter(|it| kept.entries.get(&it.id).is_none_or(|k| k.count < it.count)).collect()
    }

    /// Entries that [`Self::pruned`] gives another id.
    pub fn renamed(&self, findings: &[Finding]) -> Vec<&Entry> {
        renamed::renamed(self, &all_sides(findings), Scope::Whole).into_values().collect()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Accepts what it holds, each entry as often as it counts; the notes name what expired and what
    /// has another id now.
    pub(super) fn accept(
        &self,
        findings: &mut [Finding],
        scope: Scope,
        today: Date,
    ) -> Vec<String> {
        let open = findings.iter().filter(|it| it.accepted.is_none()).flat_map(sides);
        let renamed = renamed::renamed(self, &open.collect::<Vec<_>>(), scope);
        let mut used: BTreeMap<&str, usize> = BTreeMap::new();
        let mut expired: BTreeMap<&str, &Entry> = BTreeMap::new();
        let mut again: BTreeMap<&str, String> = BTreeMap::new();
        for finding in findings.iter_mut().filter(|it| it.accepted.is_none()) {
            let known = self.entries.get(&finding.id);
            let Some(entry) = known.or_else(|| renamed.get(&finding.id).copied()) else { continue };
            if entry.expires.is_some_and(|day| day < today) {
                expired.insert(&entry.id, entry);
                continue;
            }
            let used = used.entry(&entry.id).or_default();
            if *used < entry.count {
                *used += 1;
                let reason = entry.reason.clone();
                finding.accepted = Some(Accepted { by: AcceptedBy::Baseline, reason });
                if known.is_none() {
                    again.insert(&entry.id, renamed::told(entry, finding));
                }
            }
        }
        let mut notes: Vec<String> = expired.into_values().map(note).collect();
        notes.extend(renamed::notes(again.into_values().collect()));
        notes
    }
}

const NEWER: &str = "use the version of variorum that wrote it, or a later one";
const WRITE: &str = "`variorum baseline write PATH...` writes one";
const MERGE: &str = "correct the line, or remove it and write the baseline again";

fn head_line(version: u32) -> String {
    format!("{{\"variorum_baseline\":{version}}}\n")
}

fn note(entry: &Entry) -> String {
    let day = entry.expires.map_or_else(String::new, |day| day.to_string());
    let owner = if entry.owner.is_empty() { String::new() } else { format!(", {}", entry.owner) };
    format!(
        "accepted until {day}{owner}: {} {} ({})",
        entry.rule,
        entry.id,
        entry.readings.join(" / ")
    )
}

fn by_comment(finding: &Finding) -> bool {
    finding.accepted.as_ref().is_some_and(|it| it.by == AcceptedBy::Comment)
}

/// How much of what a baseline was written for is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// All documents, so that what is not found is gone.
    Whole,
    /// New documents only.
    Part,
}

/// A finding between two places, or of one, as an entry tells it.
struct Side {
    id: String,
    rule: Rule,
    effect: Option<Effect>,
    /// Reading, document and words around, of each place, sorted.
    places: Vec<[String; 3]>,
}

impl Side {
    fn column(&self, n: usize) -> Vec<String> {
        self.places.iter().map(|place| place[n].clone()).collect()
    }

    fn entry(&self) -> Entry {
        Entry {
            id: self.id.clone(),
            count: 1,
            rule: self.rule.name().to_owned(),
            readings: self.column(0),
            documents: self.column(1),
            around: self.column(2),
            reason: String::new(),
            owner: String::new(),
            expires: None,
        }
    }
}

/// The findings that need an entry.
fn all_sides(findings: &[Finding]) -> Vec<Side> {
    findings.iter().filter(|it| !by_comment(it)).flat_map(sides).collect()
}

/// What a finding is about, other place by other place.
fn sides(finding: &Finding) -> Vec<Side> {
    let of = |id: &str, other: Option<&Place>| {
        let mut places: Vec<[String; 3]> =
            std::iter::once(&finding.place).chain(other).map(said).collect();
        places.sort();
        Side { id: id.to_owned(), rule: finding.rule, effect: finding.effect, places }
    };
    if finding.others.is_empty() {
        return vec![of(&finding.id, None)];
    }
    finding.others.iter().map(|other: &Other| of(&other.id, Some(&other.place))).collect()
}

fn said(place: &Place) -> [String; 3] {
    // The words around a whole document are the document.
    let around = if place.text.is_empty() { String::new() } else { place.context.clone() };
    [reading(place), place.path.clone(), around]
}

/// What a place says; a whole document by its first words.
fn reading(place: &Place) -> String {
    match place.text.is_empty() {
        true => short(&place.context, 40),
        false => short(&place.text, 80),
    }
}

/// Text on one line, cut where it is long.
fn short(text: &str, limit: usize) -> String {
    let flat = super::divergences::flat(text);
    match flat.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", flat[..end].trim_end()),
        None => flat,
    }
}

mod renamed;
#[cfg(test)]
mod tests;
