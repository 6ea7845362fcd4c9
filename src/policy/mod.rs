//! What is allowed: a policy judges what an analysis states.
//!
//! In: a [`Case`] (documents, what was found between them, and which of them are new), a
//! [`Policy`], and perhaps a [`Baseline`] of what was accepted earlier. Out: a [`Verdict`]. Only
//! findings in which a new document takes part are made; nothing is read, printed or timed here,
//! and a finding's id depends on words alone.

mod alone;
mod authority;
pub mod baseline;
mod case;
pub mod comments;
mod denials;
mod divergences;
mod documents;
mod fields;
mod finding;
mod former;
mod gather;
mod identity;
mod levels;
mod lookalike;
mod passages;
mod rule;
mod selector;
mod veiled;

use serde::{Deserialize, Serialize};

pub use authority::AcceptedName;
pub use baseline::Baseline;
pub use case::{Case, Field, Former, Norms, PolicyChange};
pub use comments::Comment;
pub use finding::{Accepted, AcceptedBy, Finding, Other, Place, Verdict};
pub use levels::{Level, Origin};
pub use rule::Rule;
pub use selector::Selector;

use baseline::Scope;
use former::Past;

use crate::analysis::languages;
use crate::corpus::Document;
use crate::divergence::Effect;
use jiff::civil::Date;

/// What matters, and how much.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// What fails the check.
    pub deny: Vec<Selector>,
    /// What is said without failing the check.
    pub warn: Vec<Selector>,
    /// What is not said.
    pub allow: Vec<Selector>,
    /// Sources that win a conflict, the most trusted first.
    pub trusted: Vec<String>,
    /// Accepted names; every other spelling of them is a finding.
    pub names: Vec<String>,
    /// A CSV file of accepted names, beside the settings: columns `name` and `spelling`, such as the `names.csv` of a report.
    pub names_file: Option<String>,
    /// The file of findings accepted earlier, beside the settings.
    pub baseline: Option<String>,
    /// Changed paths that are no documents, with `*` and `**`, from the top of the repository: that
    /// they are passed over is no finding.
    pub unseen: Vec<String>,
    /// From which measure on a finding is one.
    pub thresholds: Thresholds,
    /// Other levels for some folders or sources; the last that fits wins.
    #[serde(rename = "override")]
    pub overrides: Vec<Override>,
}

/// Levels for the new documents of some folders or sources.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Override {
    /// Paths as the program is given them, with `*` and `**`; empty for any.
    pub paths: Vec<String>,
    /// Sources; empty for any.
    pub sources: Vec<String>,
    /// What fails the check.
    pub deny: Vec<Selector>,
    /// What is said without failing the check.
    pub warn: Vec<Selector>,
    /// What is not said.
    pub allow: Vec<Selector>,
}

/// From which measure on a finding is one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Confidence below which what would be denied is only warned of. The confidence of a finding
    /// is the mean of how sure the difference is and how alike the words around it are.
    pub deny_confidence: f64,
    /// Confidence below which nothing is said.
    pub warn_confidence: f64,
    /// Share of a new document that stands in another one, from which it is mostly a copy.
    pub near_duplicate: f64,
    /// Words in a row of another source, from which they need its name.
    pub reused_words: usize,
    /// What every new document must state; without it, what most of the others state.
    pub metadata: Option<Vec<Field>>,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            deny_confidence: 0.72,
            warn_confidence: 0.65,
            near_duplicate: 0.5,
            reused_words: 40,
            metadata: None,
        }
    }
}

impl Policy {
    /// The level of a rule for a document, and who set it; before any thought of confidence.
    pub fn level(
        &self,
        rule: Rule,
        effect: Option<Effect>,
        document: Option<&Document>,
    ) -> (Level, Origin) {
        levels::level(self, rule, effect, document)
    }

    /// How much a source is trusted: 0 for the most trusted one.
    fn rank(&self, source: Option<&str>) -> Option<usize> {
        self.trusted.iter().position(|name| Some(name.as_str()) == source)
    }
}

/// Judges the new documents of a case; `today` decides which entries of the baseline expired.
pub fn judge(case: &Case<'_>, policy: &Policy, baseline: &Baseline, today: Date) -> Verdict {
    let past = Past::of(case);
    let mut findings = documents::find(case, policy, &past);
    findings.extend(passages::find(case, policy, &past));
    findings.extend(authority::find(case, policy));
    let (of_divergences, unclear) = divergences::find(case, policy, &past);
    findings.extend(of_divergences);
    findings.extend(alone::find(case, policy));
    findings.extend(veiled::find(case, policy));
    findings.extend(fields::find(case, policy));
    findings.extend(denials::find(case, policy));
    findings.sort_by(|a, b| gather::order(a).cmp(&gather::order(b)));
    comments::accept(&mut findings, case.comments);
    let present = case.corpus.documents.iter().enumerate();
    let present = present.filter(|(n, _)| !past.is_former(*n)).map(|(_, document)| document);
    let mut notes = languages::notes(present);
    let more = case.analysis.notes.iter().filter(|note| !notes.contains(note));
    notes.extend(more.cloned().collect::<Vec<_>>());
    notes.extend(fields::notes(case));
    notes.extend(comment_notes(case));
    // Where all documents are judged, an entry that is not found is gone.
    let whole = case.against == 0 && case.new.iter().all(|new| *new);
    let scope = if whole { Scope::Whole } else { Scope::Part };
    notes.extend(baseline.accept(&mut findings, scope, today));
    Verdict {
        findings: gather::gather(findings, policy),
        judged: case.new.iter().filter(|new| **new).count(),
        against: case.against,
        unclear,
        notes,
    }
}

/// Comments that are meant for us and cannot be read.
fn comment_notes(case: &Case<'_>) -> Vec<String> {
    let note = |(document, comment): &(usize, Comment)| {
        let wrong = comment.said.as_ref().err()?;
        Some(format!("{}:{}: {wrong}", case.document(*document).path, comment.line))
    };
    case.comments.iter().filter_map(note).collect()
}
