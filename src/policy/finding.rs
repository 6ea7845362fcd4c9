//! What a policy finds, and what it makes of it all.

use serde::Serialize;

use super::levels::Level;
use super::rule::Rule;
use crate::divergence::Effect;
use crate::span::Span;

/// A divergence, a copy or a lack that the policy judges.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Stable: made from the rule, the readings and the words around them; the first of the ids
    /// in `others` where there are several.
    pub id: String,
    /// What is ruled on.
    pub rule: Rule,
    /// How much it matters.
    pub level: Level,
    /// What it does to the meaning, where two readings were compared.
    pub effect: Option<Effect>,
    /// Where the new document has it.
    pub place: Place,
    /// What it stands against, most trusted first.
    pub others: Vec<Other>,
    /// What is wrong, naming both sides.
    pub message: String,
    /// Why, with the values compared; empty where the message says it all.
    pub why: String,
    /// What to do.
    pub help: String,
    /// Probability that rule and effect are right, 0 to 1.
    pub confidence: f64,
    /// Why it does not count, where it was accepted.
    pub accepted: Option<Accepted>,
    /// What the new document should say instead, where that is certain.
    pub fix: Option<String>,
}

/// A stretch of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Index of the document in the corpus; none where it could not be read.
    pub document: Option<usize>,
    /// Path of the file.
    pub path: String,
    /// Where in the document's text; empty where the whole document is meant.
    pub span: Span,
    /// The words.
    pub text: String,
    /// What they were taken to be, where they are a value.
    pub value: Option<String>,
    /// The words around them in normal form: the same wherever the passage is moved to.
    pub context: String,
}

/// The other side of a [`Finding`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Other {
    /// The id of the finding between this place and the new one.
    pub id: String,
    /// Where.
    pub place: Place,
    /// Who says it, where that is known.
    pub source: Option<String>,
    /// Whether the policy trusts that source.
    pub trusted: bool,
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// `baseline`, or `comment` where the document itself says so.
    pub by: AcceptedBy,
    /// The reason given.
    pub reason: String,
}

/// Who accepted a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AcceptedBy {
    /// An entry of the baseline.
    Baseline,
    /// A comment in the document.
    Comment,
}

/// All findings, and pass or fail.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Verdict {
    /// The strictest first, then by document and place; accepted ones among them.
    pub findings: Vec<Finding>,
    /// Documents that were judged.
    pub judged: usize,
    /// Documents that they were judged against, one another aside.
    pub against: usize,
    /// Differences of which the program does not know whether they matter, and that are allowed.
    pub unclear: usize,
    /// What a user should know beside the findings: entries that expired, and so on.
    pub notes: Vec<String>,
}

impl Verdict {
    /// The findings that count.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.accepted.is_none())
    }

    /// How many findings of a level count.
    pub fn count(&self, level: Level) -> usize {
        self.open().filter(|finding| finding.level == level).count()
    }

    /// How many findings were accepted.
    pub fn accepted(&self) -> usize {
        self.findings.len() - self.open().count()
    }

    /// Whether nothing of this level or above is left.
    pub fn passes(&self, fail_on: Level) -> bool {
        self.open().all(|finding| finding.level < fail_on)
    }
}
