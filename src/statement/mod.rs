//! Statements over any number of documents, their variant tables, and stories.

mod changing;
pub mod groups;
pub mod joined;
pub mod merged;
mod note;
pub mod origins;
pub mod stories;
pub mod supersede;
mod taken_back;
pub mod variants;
pub mod versions;

use serde::{Deserialize, Serialize};

use crate::alignment::Passage;
use crate::divergence::{Effect, Kind};

/// Passages of several documents that state the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Stable: made from the words of its witnesses.
    pub id: String,
    /// Its witnesses, sorted by document and place.
    pub witnesses: Vec<Passage>,
    /// Places where the witnesses differ, in the order of the first witness.
    pub variants: Vec<Variant>,
    /// Index into `witnesses` of the one with the earliest date, where dates tell.
    pub first: Option<usize>,
}

/// One place of a statement with the readings of its witnesses: a row of the variant table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// What the difference is.
    pub kind: Kind,
    /// The gravest effect between two of its readings.
    pub effect: Effect,
    /// The readings, most witnesses first.
    pub readings: Vec<Reading>,
    /// Indices into [`Analysis::divergences`](crate::analysis::Analysis::divergences): what was
    /// found there between two witnesses at a time, the gravest first.
    pub divergences: Vec<usize>,
}

/// The form that one or more witnesses have at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The words; empty when these witnesses have nothing there.
    pub text: String,
    /// Indices into [`Statement::witnesses`], ascending.
    pub witnesses: Vec<usize>,
}

/// Documents about one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Stable: made from the ids of its documents.
    pub id: String,
    /// Indices of its documents, ascending.
    pub documents: Vec<usize>,
}
