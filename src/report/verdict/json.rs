//! The verdict for other programs; one finding a line.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::excerpt::position;
use crate::corpus::Corpus;
use crate::divergence::Effect;
use crate::policy::{self, AcceptedBy, Level, Rule};
use crate::report::json::line;

/// Raised when a field changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 1;

/// The JSON Schema of the verdict.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Verdict<'static>).to_value()
}

/// What `variorum check --format json` writes.
#[derive(Serialize, JsonSchema)]
pub(super) struct Verdict<'a> {
    /// Version of this format.
    schema_version: u32,
    /// Whether nothing that is denied is left.
    passed: bool,
    /// Documents that were judged.
    judged: usize,
    /// Documents that they were judged against, one another aside.
    against: usize,
    /// Findings that count, by level.
    denied: usize,
    /// Findings that are warned of.
    warned: usize,
    /// Findings that were accepted.
    accepted: usize,
    /// Differences of which the program does not know whether they matter, and that are allowed.
    unclear: usize,
    /// All of them, the strictest first, accepted ones among them.
    findings: Vec<Finding<'a>>,
    /// What a user should know beside the findings.
    notes: &'a [String],
}

/// A finding.
#[derive(Serialize, JsonSchema)]
struct Finding<'a> {
    /// Stable: made from the rule, the readings and the words around them.
    id: &'a str,
    rule: Rule,
    level: Level,
    effect: Option<Effect>,
    message: &'a str,
    /// Why, with the values compared.
    why: &'a str,
    /// What to do.
    help: &'a str,
    /// Probability that rule and effect are right, 0 to 1.
    confidence: f64,
    place: Place<'a>,
    /// What it stands against.
    others: Vec<Other<'a>>,
    /// Why it does not count, where it was accepted.
    accepted: Option<Accepted<'a>>,
    /// What the document should say instead, where that is certain.
    fix: Option<&'a str>,
}

/// A stretch of a document; offsets are UTF-8 bytes of the text as read.
#[derive(Serialize, JsonSchema)]
struct Place<'a> {
    /// Id of the document; none where it could not be read.
    document: Option<&'a str>,
    path: &'a str,
    start: u32,
    end: u32,
    /// From 1; none where the document could not be read.
    line: Option<usize>,
    /// In characters, from 1.
    column: Option<usize>,
    text: &'a str,
    value: Option<&'a str>,
}

/// The other side.
#[derive(Serialize, JsonSchema)]
struct Other<'a> {
    /// The id of the finding between this place and the new one.
    id: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    source: Option<&'a str>,
    trusted: bool,
}

/// Why a finding does not count.
#[derive(Serialize, JsonSchema)]
struct Accepted<'a> {
    by: AcceptedBy,
    reason: &'a str,
}

/// Writes the verdict.
///
/// # Errors
/// Only those of `out`.
pub(super) fn write(
    corpus: &Corpus,
    verdict: &policy::Verdict,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut row = build(corpus, verdict);
    let findings = std::mem::take(&mut row.findings);
    let head = line(&row)?;
    let split = head.find("\"findings\":[").map_or(head.len(), |at| at + "\"findings\":[".len());
    out.write_all(&head.as_bytes()[..split])?;
    for (n, finding) in findings.iter().enumerate() {
        out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
        out.write_all(line(finding)?.as_bytes())?;
    }
    out.write_all(&head.as_bytes()[split..])?;
    out.write_all(b"\n")
}

fn build<'a>(corpus: &'a Corpus, verdict: &'a policy::Verdict) -> Verdict<'a> {
    Verdict {
        schema_version: SCHEMA_VERSION,
        passed: verdict.passes(Level::Deny),
        judged: verdict.judged,
        against: verdict.against,
        denied: verdict.count(Level::Deny),
        warned: verdict.count(Level::Warn),
        accepted: verdict.accepted(),
        unclear: verdict.unclear,
        findings: verdict.findings.iter().map(|it| finding(corpus, it)).collect(),
        notes: &verdict.notes,
    }
}

fn finding<'a>(corpus: &'a Corpus, finding: &'a policy::Finding) -> Finding<'a> {
    Finding {
        id: &finding.id,
        rule: finding.rule,
        level: finding.level,
        effect: finding.effect,
        message: &finding.message,
        why: &finding.why,
        help: &finding.help,
        confidence: finding.confidence,
        place: place(corpus, &finding.place),
        others: finding
            .others
            .iter()
            .map(|other| Other {
                id: &other.id,
                place: place(corpus, &other.place),
                source: other.source.as_deref(),
                trusted: other.trusted,
            })
            .collect(),
        accepted: finding
            .accepted
            .as_ref()
            .map(|accepted| Accepted { by: accepted.by, reason: &accepted.reason }),
        fix: finding.fix.as_deref(),
    }
}

fn place<'a>(corpus: &'a Corpus, place: &'a policy::Place) -> Place<'a> {
    let document = place.document.and_then(|document| corpus.documents.get(document));
    let at = position(corpus, place);
    Place {
        document: document.map(|document| document.id.as_str()),
        path: &place.path,
        start: place.span.start,
        end: place.span.end,
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        text: &place.text,
        value: place.value.as_deref(),
    }
}
