//! Rows of versions, corrections and origins.

use schemars::JsonSchema;
use serde::Serialize;

use super::rows::Place;
use crate::alignment::Passage;
use crate::corpus::Corpus;
use crate::span::Span;
use crate::statement::origins;
use crate::statement::supersede;
use crate::statement::versions::{self, By};

/// Documents that are versions of one text.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Versions<'a> {
    /// Made from the ids of its documents.
    pub id: &'a str,
    /// Ids of its documents, the earliest first where that is known.
    pub documents: Vec<&'a str>,
    /// What orders them; null where nothing does.
    pub by: Option<By>,
    /// By document: `[start, end]` of the marks and notes that say which version it is.
    pub marks: Vec<Vec<[u32; 2]>>,
    /// By document: whether it says that it takes something back.
    pub corrected: Vec<bool>,
}

/// What one source corrected, and who still has it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Correction<'a> {
    /// Where the corrected version says it.
    pub by: Place<'a>,
    /// Where an earlier version of the same source says otherwise; null where none was read.
    pub was: Option<Place<'a>>,
    /// `[start, end]` in the corrected version: where it says that it corrects.
    pub note: Option<[u32; 2]>,
    /// Where copies in other sources still have the old reading.
    pub still: Vec<Place<'a>>,
}

/// Documents that have what they tell from one origin.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Origin<'a> {
    /// Made from the ids of its documents.
    pub id: &'a str,
    /// Ids of its documents.
    pub documents: Vec<&'a str>,
    /// The agency that they credit, or the source of the first; null where neither is known.
    pub name: Option<&'a str>,
    /// Id of the document that the others follow, where that is known.
    pub first: Option<&'a str>,
    /// Who follows whom, and why we think so.
    pub follows: Vec<Follow<'a>>,
}

/// One document that follows another, or shares its text.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Follow<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Id of the one that it follows.
    pub of: &'a str,
    /// Whether it is known which of both follows the other.
    pub directed: bool,
    /// The name that both credit, or the one the other.
    pub credit: Option<&'a str>,
    /// How many days later it is, where both are dated.
    pub days: Option<i32>,
    /// Words in long runs that both have, direct speech aside.
    pub words: usize,
    /// The longest run: `[start, end]` in the document, and in the other one.
    pub run: Option<[[u32; 2]; 2]>,
    /// What both say and the source of the other has corrected since: `[start, end]` in the
    /// document, and in the other one.
    pub errors: Vec<[[u32; 2]; 2]>,
}

fn id(corpus: &Corpus, document: usize) -> &str {
    corpus.documents.get(document).map_or("", |document| &document.id)
}

fn pair(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

fn place(corpus: &Corpus, passage: Passage) -> Place<'_> {
    Place {
        document: id(corpus, passage.document),
        start: passage.span.start,
        end: passage.span.end,
        language: None,
    }
}

pub(super) fn versions<'a>(corpus: &'a Corpus, set: &'a versions::Versions) -> Versions<'a> {
    let all = || set.versions.iter();
    Versions {
        id: &set.id,
        documents: all().map(|it| id(corpus, it.document)).collect(),
        by: set.by,
        marks: all().map(|it| it.marks.iter().copied().map(pair).collect()).collect(),
        corrected: all().map(|it| it.corrected).collect(),
    }
}

pub(super) fn correction<'a>(corpus: &'a Corpus, it: &supersede::Correction) -> Correction<'a> {
    Correction {
        by: place(corpus, it.by),
        was: it.was.map(|was| place(corpus, was)),
        note: it.note.map(pair),
        still: it.still.iter().map(|&still| place(corpus, still)).collect(),
    }
}

pub(super) fn origin<'a>(corpus: &'a Corpus, origin: &'a origins::Origin) -> Origin<'a> {
    let follow = |it: &'a origins::Follow| Follow {
        document: id(corpus, it.document),
        of: id(corpus, it.of),
        directed: it.directed,
        credit: it.credit.as_deref(),
        days: it.days,
        words: it.words,
        run: it.run.map(|both| both.map(pair)),
        errors: it.errors.iter().map(|both| both.map(pair)).collect(),
    };
    Origin {
        id: &origin.id,
        documents: origin.documents.iter().map(|&it| id(corpus, it)).collect(),
        name: origin.name.as_deref(),
        first: origin.first.map(|first| id(corpus, first)),
        follows: origin.follows.iter().map(follow).collect(),
    }
}
