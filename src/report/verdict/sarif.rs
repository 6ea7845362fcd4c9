//! SARIF 2.1.0, for code scanning: one result a finding, with the rules that it needs.
//!
//! Every result has one location; the other side stands under related locations. Paths are
//! relative, columns count characters, and the id of a finding is its fingerprint, so that a
//! result is the same one in the next run wherever its document was moved.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::excerpt::{position, text};
use super::page;
use crate::corpus::{Corpus, Document};
use crate::policy::{AcceptedBy, Finding, Level, Place, Rule, Verdict};
use crate::report::escape::visible;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME: &str = "https://docs.rs/variorum";

/// Writes the log.
///
/// # Errors
/// Only those of `out`.
pub(super) fn write(corpus: &Corpus, verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
    let used: BTreeSet<Rule> = verdict.findings.iter().map(|finding| finding.rule).collect();
    let rules: Vec<Rule> = used.into_iter().collect();
    let results: Vec<Value> =
        verdict.findings.iter().map(|finding| result(corpus, finding, &rules)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "variorum",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": HOME,
                "rules": rules.iter().map(|rule| descriptor(*rule)).collect::<Vec<_>>(),
            }},
            "automationDetails": { "id": "variorum/check/" },
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": { "unclearAllowed": verdict.unclear },
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn descriptor(rule: Rule) -> Value {
    let page = page::Page::of(rule);
    let mut out = json!({
        "id": rule.name(),
        "shortDescription": { "text": sentence(page.title) },
        "fullDescription": { "text": page.idea },
        "help": { "text": sentence(rule.help()), "markdown": rule.page() },
        "defaultConfiguration": { "level": "warning" },
    });
    let name = pascal(rule.name());
    if !name.eq_ignore_ascii_case(rule.name()) {
        out["name"] = json!(name);
    }
    out
}

fn result(corpus: &Corpus, finding: &Finding, rules: &[Rule]) -> Value {
    let index = rules.binary_search(&finding.rule).unwrap_or(0);
    let related: Vec<Value> = finding
        .others
        .iter()
        .enumerate()
        .map(|(n, other)| {
            let said =
                if other.place.text.is_empty() { "the other document" } else { &other.place.text };
            let mut at = location(corpus, &other.place);
            at["id"] = json!(n + 1);
            at["message"] = json!({ "text": visible(said) });
            at
        })
        .collect();
    let mut out = json!({
        "ruleId": finding.rule.name(),
        "ruleIndex": index,
        "level": if finding.level == Level::Deny { "error" } else { "warning" },
        "rank": (finding.confidence * 1000.0).round() / 10.0,
        "message": { "text": message(finding) },
        "locations": [location(corpus, &finding.place)],
        "partialFingerprints": { "variorumFindingId/v1": finding.id },
    });
    if !related.is_empty() {
        out["relatedLocations"] = json!(related);
    }
    if let Some(accepted) = &finding.accepted {
        let kind = if accepted.by == AcceptedBy::Comment { "inSource" } else { "external" };
        out["suppressions"] = json!([{ "kind": kind, "justification": accepted.reason }]);
    }
    out
}

/// The message with links to the related places, as SARIF embeds them.
fn message(finding: &Finding) -> String {
    let mut out = sentence(&visible(&finding.message).replace(['[', ']'], "|"));
    if !finding.why.is_empty() {
        out.push(' ');
        out.push_str(&sentence(&visible(&finding.why).replace(['[', ']'], "|")));
    }
    if !finding.others.is_empty() {
        out.push_str(" See [the other text](1).");
    }
    out
}

fn location(corpus: &Corpus, place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.path) } });
    // Offsets of what was taken out of a page or of a line of JSON are none of the file.
    let document = place.document.and_then(|it| corpus.documents.get(it));
    let own = document.is_some_and(Document::is_located);
    physical["region"] = match position(corpus, place).filter(|_| own && !place.text.is_empty()) {
        Some(at) => {
            let snippet = text(corpus, place).map_or("", |text| place.span.text(text));
            json!({
                "startLine": at.line, "startColumn": at.column,
                "endLine": at.end_line, "endColumn": at.end_column,
                "snippet": { "text": snippet },
            })
        }
        None => json!({ "startLine": 1 }),
    };
    json!({ "physicalLocation": physical })
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut out = String::with_capacity(path.len());
    for byte in path.trim_start_matches('/').bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// `NumberConflict` for `number.conflict`.
fn pascal(name: &str) -> String {
    name.split(['.', '-'])
        .map(|part| {
            let mut letters = part.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase()).unwrap_or_default();
            format!("{first}{}", letters.as_str())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_uris() {
        assert_eq!(uri("a b/ü#1.txt"), "a%20b/%C3%BC%231.txt");
        assert_eq!(uri("/etc/x.txt"), "etc/x.txt");
    }

    #[test]
    fn names_have_humps() {
        assert_eq!(pascal("document.near-duplicate"), "DocumentNearDuplicate");
        assert_eq!(sentence("a copy"), "A copy.");
    }
}
