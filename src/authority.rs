//! Accepted names with their variants, given by the user or learned from the corpus.

use serde::{Deserialize, Serialize};

/// The name table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Sorted by name.
    pub names: Vec<Name>,
}

/// One name and how the documents spell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The accepted form: the given one, else the most frequent.
    pub name: String,
    /// Every spelling, most frequent first.
    pub variants: Vec<NameVariant>,
    /// Given by the user, not learned.
    pub given: bool,
}

/// One spelling of a [`Name`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameVariant {
    /// As it stands in the documents.
    pub text: String,
    /// Occurrences.
    pub count: usize,
    /// Indices of the documents that have it, ascending.
    pub documents: Vec<usize>,
}
