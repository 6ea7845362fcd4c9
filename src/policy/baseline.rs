//! What was accepted earlier: one finding a line, by content.
//!
//! An entry is a line of JSON with the finding's id, how often it is accepted, what it is about in
//! words, and, if someone cares, `reason`, `owner` and `expires`. Ids hold no path and no line
//! number, so an entry outlives a document that is moved or set anew; lines are sorted by id, so
//! two branches that accept different things merge without a conflict.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::finding::{Accepted, AcceptedBy, Finding, Other, Place};
use crate::error::{Error, ErrorKind, Result};

/// The version that this program writes and reads.
const VERSION: u32 = 1;

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
            Ok(head) if head.variorum_baseline == VERSION => drop(lines.next()),
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
    /// with the entries that do. Comments accept for themselves and need no entry.
    pub fn rewritten(&self, findings: &[Finding]) -> Self {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for finding in findings.iter().filter(|it| !by_comment(it)) {
            for (id, readings) in sides(finding) {
                let known = self.entries.get(id);
                let entry = entries.entry(id.to_owned()).or_insert_with(|| Entry {
                    id: id.to_owned(),
                    count: 0,
                    rule: finding.rule.name().to_owned(),
                    readings,
                    reason: known.map_or_else(String::new, |it| it.reason.clone()),
                    owner: known.map_or_else(String::new, |it| it.owner.clone()),
                    expires: known.and_then(|it| it.expires),
                });
                entry.count += 1;
            }
        }
        Self { entries }
    }

    /// The baseline without what no finding needs any more, given all findings of all documents.
    pub fn pruned(&self, findings: &[Finding]) -> Self {
        let today = self.rewritten(findings);
        let entries = self.entries.values().filter_map(|entry| {
            let count = today.entries.get(&entry.id)?.count.min(entry.count);
            Some((entry.id.clone(), Entry { count, ..entry.clone() }))
        });
        Self { entries: entries.collect() }
    }

    /// Entries that [`Self::pruned`] would remove or lower.
    pub fn stale(&self, findings: &[Finding]) -> Vec<&Entry> {
        let kept = self.pruned(findings);
        self.entries.values().filter(|entry| kept.entries.get(&entry.id) != Some(entry)).collect()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Accepts what it holds, each entry as often as it counts; the notes name what expired.
    pub(super) fn accept(&self, findings: &mut [Finding], today: Date) -> Vec<String> {
        let mut used: BTreeMap<&str, usize> = BTreeMap::new();
        let mut expired: BTreeMap<&str, &Entry> = BTreeMap::new();
        for finding in findings.iter_mut().filter(|it| it.accepted.is_none()) {
            let Some(entry) = self.entries.get(&finding.id) else { continue };
            if entry.expires.is_some_and(|day| day < today) {
                expired.insert(&entry.id, entry);
                continue;
            }
            let used = used.entry(&entry.id).or_default();
            if *used < entry.count {
                *used += 1;
                let reason = entry.reason.clone();
                finding.accepted = Some(Accepted { by: AcceptedBy::Baseline, reason });
            }
        }
        expired.into_values().map(note).collect()
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

/// The ids of a finding, each with its readings.
fn sides(finding: &Finding) -> Vec<(&str, Vec<String>)> {
    let own = reading(&finding.place);
    if finding.others.is_empty() {
        return vec![(&finding.id, vec![own])];
    }
    let both = |other: &Other| {
        let mut both = vec![own.clone(), reading(&other.place)];
        both.sort();
        both
    };
    finding.others.iter().map(|other| (other.id.as_str(), both(other))).collect()
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

#[cfg(test)]
mod tests;
