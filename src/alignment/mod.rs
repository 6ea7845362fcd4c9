//! Two passages that report the same statement, and how their words face each other.

pub mod alike;
pub mod another;
pub mod assemble;
pub mod beads;
pub mod citations;
pub mod edits;
pub mod event;
pub mod grow;
pub mod likeness;
pub mod outline;
pub mod pair;
pub mod passages;
pub mod places;
pub mod refine;
pub mod regions;
pub mod units;
pub mod vocabulary;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::span::Span;

pub mod words;

pub use crate::language::lexicon;

/// A span in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// Index into [`crate::corpus::Corpus::documents`].
    pub document: usize,
    /// Where it stands.
    pub span: Span,
}

/// Two passages that report the same statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    /// Stable: made from the words of both sides, not from positions.
    pub id: String,
    /// The passage of the document that sorts first.
    pub left: Passage,
    /// The passage of the other one.
    pub right: Passage,
    /// How the sides relate.
    pub relation: Relation,
    /// Calibrated probability that both state the same, 0 to 1.
    pub score: f64,
    /// Sentence groups facing each other, in the order of the left side.
    pub segments: Vec<Segment>,
    /// Word runs facing each other, in the order of the left side; inserted runs stand where the
    /// right side has them. Together they cover every word of both passages.
    pub edits: Vec<Edit>,
    /// What became of the words of both sides.
    pub accounted: Accounted,
}

/// What became of the words of both sides of an [`Alignment`], in words of the left and the right
/// side together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Accounted {
    /// Words that face the same word.
    pub equal: u32,
    /// Words that differ and are known to say the same, by why they are.
    pub by_reason: BTreeMap<String, u32>,
    /// Words of which a divergence tells.
    pub in_divergences: u32,
    /// Words of which nothing is told.
    pub left: u32,
}

/// How the sides of an alignment relate.
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
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The same words.
    Verbatim,
    /// Copied, then changed.
    Edited,
    /// The same statement in other words.
    Retold,
    /// The same statement in another language.
    Translated,
}

/// A group of sentences (1-1, 1-2, 2-1, ...) facing a group of the other side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// In the left document.
    pub left: Span,
    /// In the right document.
    pub right: Span,
    /// Probability that both state the same, 0 to 1.
    pub score: f64,
}

/// A run of words that is equal, replaced, inserted, deleted or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What happened.
    pub op: Op,
    /// In the left document; none when inserted.
    pub left: Option<Span>,
    /// In the right document; none when deleted.
    pub right: Option<Span>,
}

/// What an [`Edit`] does, read from left to right.
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
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// The same words at the same place.
    Equal,
    /// Other words at the same place.
    Replaced,
    /// Words that only the right side has.
    Inserted,
    /// Words that only the left side has.
    Deleted,
    /// The same words at another place.
    Moved,
}
