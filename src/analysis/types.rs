//! What an analysis holds.

use serde::{Deserialize, Serialize};

use crate::alignment::{Alignment, Passage};
use crate::authority::Authority;
use crate::divergence::{Divergence, Kind, Located};
use crate::statement::origins::Origins;
use crate::statement::supersede::Correction;
use crate::statement::versions::Versions;
use crate::statement::{Statement, Story};

/// Everything found, before any judgement. Indices of documents refer to the corpus.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Pairs of documents that share a good part of their text.
    pub document_pairs: Vec<DocumentPair>,
    /// Sorted by documents and place.
    pub alignments: Vec<Alignment>,
    /// Sorted by alignment and place.
    pub divergences: Vec<Divergence>,
    /// Sorted by the place of their first witness.
    pub statements: Vec<Statement>,
    /// Sorted by first document.
    pub stories: Vec<Story>,
    /// Documents that are versions of one text, sorted by their first document.
    pub versions: Vec<Versions>,
    /// What a source corrected, and who still has it; sorted by the corrected document.
    pub corrections: Vec<Correction>,
    /// Documents that have what they tell from one origin.
    pub origins: Origins,
    /// The name table of the corpus.
    pub names: Authority,
    /// Passages that many documents of one source share word for word: outlets of themselves.
    pub boilerplate: Vec<Boilerplate>,
    /// What the run left out or bounded, in words: frequent keys that were capped, and so on.
    pub notes: Vec<String>,
}

/// A place where a sentence of a new document contradicts one of another document once nothing stands
/// around the two, and what they say elsewhere kept it from being a divergence.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    /// Index of the new document.
    pub newer: usize,
    /// Index of the other one.
    pub other: usize,
    /// What the contradiction is.
    pub kind: Kind,
    /// Where the new document says otherwise.
    pub said: Located,
    /// What the other one says there.
    pub against: Located,
    /// The contradiction in words.
    pub explanation: String,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// Whether the new document has the other one's reading too.
    pub agrees: bool,
}

/// Two documents that share a good part of their text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentPair {
    /// Index of the document that sorts first.
    pub left: usize,
    /// Index of the other one.
    pub right: usize,
    /// How they relate.
    pub relation: PairRelation,
    /// Share of the shorter document's body that the alignments of the pair cover, 0 to 1.
    pub shared: f64,
}

/// How two documents relate.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PairRelation {
    /// The same text, but for trifles.
    Duplicate,
    /// Mostly the same text.
    NearDuplicate,
    /// Some passages in common.
    Overlap,
}

/// A passage that many documents repeat word for word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boilerplate {
    /// The words.
    pub text: String,
    /// Where it stands, sorted.
    pub passages: Vec<Passage>,
}
