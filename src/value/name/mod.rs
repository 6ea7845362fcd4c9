//! Names of persons, places and bodies, found by their form and compared by their parts.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::span::Span;

mod compare;
pub mod edit;
mod evidence;
pub mod features;
mod find;
mod given;
pub mod known;
mod lexicon;
mod link;
pub(crate) mod memo;
mod parts;
pub mod romanise;
mod run;
pub mod sound;
pub mod trees;
mod vowels;

pub use compare::compare;
pub use find::names;
pub use given::other_given;
pub use sound::sound_key;

/// Whether a word in small letters is the legal form of a company: `inc`, `gmbh`.
pub fn is_legal_form(word: &str) -> bool {
    lexicon::legal_form(word).is_some()
}

/// A name at its place in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameMention {
    /// The name, without a title before it and without an article.
    pub span: Span,
    /// Indices of the tokens that it covers.
    pub tokens: Range<usize>,
    /// What it seems to name.
    pub kind: NameKind,
    /// The title or role before it: `Russian Foreign Minister`, `Mr.`.
    pub title: Option<Span>,
    /// Index of the fullest mention in the same text that seems to name the same: of `Sergei
    /// Lavrov` for `Lavrov`. Its own index where it is the fullest.
    pub full: usize,
    /// Sound key of its heaviest part: of the family name of a person.
    pub sound: u64,
}

/// What a name names, as far as its form and its neighbours tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// A company, party, ministry, team.
    Body,
    /// Not told by the text.
    Unknown,
}

/// How likely two strings spell one name, and how they relate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameComparison {
    /// Calibrated probability that both spell one name, 0 to 1.
    pub score: f64,
    /// How they relate.
    pub relation: NameRelation,
}

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameRelation {
    /// The same letters, but for case, accents, titles and punctuation.
    Same,
    /// Two spellings of one name: Kiev, Kyiv.
    Variant,
    /// A longer and a shorter form: Sergei Lavrov, Lavrov.
    Partial,
    /// Two names.
    Different,
}
