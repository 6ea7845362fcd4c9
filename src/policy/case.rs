//! What is brought before a policy.

use serde::{Deserialize, Serialize};

use super::authority::AcceptedName;
use super::comments::Comment;
use super::finding::Place;
use super::identity;
use crate::analysis::{Alone, Analysis};
use crate::corpus::{Corpus, Document, Skipped, ZoneKind};
use crate::span::Span;

/// Documents, what was found between them, and which of them are to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The new documents and those that they were compared with.
    pub corpus: &'a Corpus,
    /// What was found between them.
    pub analysis: &'a Analysis,
    /// Where a new document contradicts another one that it agrees with elsewhere.
    pub alone: &'a [Alone],
    /// By document: whether it is new.
    pub new: &'a [bool],
    /// Which documents are former versions, as the base has them; they are not new.
    pub formers: &'a [Former],
    /// How many documents the new ones were compared with, one another aside.
    pub against: usize,
    /// What the documents state as a rule.
    pub norms: Norms,
    /// New inputs that could not be read.
    pub unreadable: &'a [Skipped],
    /// New paths that may be documents and were passed over.
    pub unseen: &'a [Skipped],
    /// New data that holds sentences, and was passed over.
    pub perhaps: &'a [Skipped],
    /// What the change does to the policy itself.
    pub policy_changes: &'a [PolicyChange],
    /// What the documents themselves allow, by document.
    pub comments: &'a [(usize, Comment)],
    /// Accepted names.
    pub names: &'a [AcceptedName],
    /// Zones that make statements.
    pub zones: &'a [ZoneKind],
}

/// A file by which documents are judged, changed together with them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PolicyChange {
    /// The file.
    pub path: String,
    /// What became of it: `is added`, `is changed`, `is removed`, and behind a semicolon what comes of
    /// that.
    pub said: String,
    /// Whether it decides what passes later on: settings, accepted names, the baseline, what a
    /// document allows itself. Ignore files and `sources.*` do where documents that are there would
    /// be left out or read otherwise; else they are warned of at most.
    pub decides: bool,
}

/// A document as the base has it, where the change edits, moves or takes it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Former {
    /// Its index in the corpus.
    pub document: usize,
    /// The index of what stands under its name now; none where nothing does.
    pub now: Option<usize>,
}

impl<'a> Case<'a> {
    pub(super) fn document(&self, document: usize) -> &'a Document {
        &self.corpus.documents[document]
    }

    pub(super) fn is_new(&self, document: usize) -> bool {
        self.new.get(document).copied().unwrap_or(false)
    }

    /// Which of two documents is judged by the other: the new one; of two new ones the one with
    /// the later date, else the one that sorts later.
    pub(super) fn newer(&self, left: usize, right: usize) -> (usize, usize) {
        let later = |it: usize| (self.document(it).date.as_ref().map(|date| date.value), it);
        match (self.is_new(left), self.is_new(right)) {
            (true, false) => (left, right),
            (false, true) => (right, left),
            _ if later(left) > later(right) => (left, right),
            _ => (right, left),
        }
    }

    pub(super) fn place(&self, document: usize, span: Span, value: Option<&str>) -> Place {
        let it = self.document(document);
        Place {
            document: Some(document),
            path: it.path.clone(),
            span,
            text: span.text(&it.text).to_owned(),
            value: value.map(str::to_owned),
            context: identity::context(&it.text, span, &self.silent(document)),
        }
    }

    /// Stretches of a document that make no statement, such as its front matter.
    fn silent(&self, document: usize) -> Vec<Span> {
        let zones = self.document(document).zones.iter();
        zones.filter(|zone| !self.zones.contains(&zone.kind)).map(|zone| zone.span).collect()
    }

    /// The place of a whole document, whose context is all its words.
    pub(super) fn whole(&self, document: usize) -> Place {
        let it = self.document(document);
        Place {
            document: Some(document),
            path: it.path.clone(),
            context: identity::normal(&it.text),
            ..Place::default()
        }
    }
}

/// A piece of metadata that documents should state.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The outlet.
    Source,
    /// The day of publication.
    Date,
    /// The language.
    Language,
}

impl Field {
    const ALL: [Self; 3] = [Self::Source, Self::Date, Self::Language];

    /// The name in settings and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Date => "date",
            Self::Language => "language",
        }
    }

    /// Whether the document has it, stated or read from its text.
    pub(super) fn is_known(self, document: &Document) -> bool {
        match self {
            Self::Source => document.source.is_some(),
            Self::Date => document.date.is_some(),
            Self::Language => document.language.is_some(),
        }
    }
}

/// How many documents state what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norms {
    /// All of them.
    pub documents: usize,
    /// Those with a source, a date, a language.
    pub known: [usize; 3],
}

impl Norms {
    /// Counts.
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Self {
        let mut norms = Self::default();
        for document in documents {
            norms.documents += 1;
            for (count, field) in norms.known.iter_mut().zip(Field::ALL) {
                *count += usize::from(field.is_known(document));
            }
        }
        norms
    }

    /// What more than half of the documents have.
    pub(super) fn usual(&self) -> Vec<Field> {
        let usual = |count: &usize| 2 * count > self.documents;
        Field::ALL.iter().zip(&self.known).filter(|(_, n)| usual(n)).map(|(it, _)| *it).collect()
    }
}
