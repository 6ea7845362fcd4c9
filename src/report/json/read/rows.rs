//! The rows of `report.json` as they are read back: the fields of [`crate::report::json::rows`]
//! that a reader needs, owned. Fields that a later version adds are passed over; those that an
//! earlier version has not are empty.

use jiff::civil::Date;
use serde::Deserialize;

use super::lineage::{CorrectionRow, OriginRow, VersionsRow};
use crate::alignment::{Accounted, Op, Relation};
use crate::analysis::PairRelation;
use crate::corpus::{Skipped, ZoneKind};
use crate::divergence::{Effect, Kind};

/// The whole report.
#[derive(Deserialize)]
pub(super) struct Report {
    pub(super) documents: Vec<Document>,
    pub(super) document_pairs: Vec<DocumentPair>,
    pub(super) alignments: Vec<Alignment>,
    pub(super) divergences: Vec<Divergence>,
    /// In lean reports only, like all that is `plain`.
    #[serde(default)]
    pub(super) sorts: Vec<Sort>,
    pub(super) statements: Vec<Statement>,
    pub(super) stories: Vec<Story>,
    #[serde(default)]
    pub(super) versions: Vec<VersionsRow>,
    #[serde(default)]
    pub(super) corrections: Vec<CorrectionRow>,
    #[serde(default)]
    pub(super) origins: Vec<OriginRow>,
    pub(super) names: Vec<Name>,
    pub(super) boilerplate: Vec<Boilerplate>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) notes: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) source: Option<String>,
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) charset: Option<String>,
    #[serde(default)]
    pub(super) version: Option<String>,
    #[serde(default)]
    pub(super) embargo: Option<String>,
    pub(super) bytes: u32,
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) passages: Vec<(u32, String)>,
    pub(super) hash: Option<String>,
    pub(super) extracted: bool,
    #[serde(default)]
    pub(super) pieces: Vec<[u32; 4]>,
    pub(super) guessed: Vec<String>,
    /// None where all of the text is body.
    pub(super) zones: Option<Vec<Zone>>,
}

#[derive(Deserialize)]
pub(super) struct Zone {
    pub(super) kind: ZoneKind,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Deserialize)]
pub(super) struct DocumentPair {
    pub(super) left: String,
    pub(super) right: String,
    pub(super) relation: PairRelation,
    pub(super) shared: f64,
}

#[derive(Deserialize)]
pub(super) struct Place {
    pub(super) document: String,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Deserialize)]
pub(super) struct Alignment {
    pub(super) id: String,
    pub(super) left: Place,
    pub(super) right: Place,
    pub(super) relation: Relation,
    pub(super) score: f64,
    /// None in lean reports.
    pub(super) segments: Option<Vec<Segment>>,
    /// None where the passages are one segment.
    pub(super) facing: Option<Vec<[i64; 4]>>,
    /// None in lean reports.
    pub(super) edits: Option<Vec<Edit>>,
    #[serde(default)]
    pub(super) changes: Vec<Vec<i64>>,
    #[serde(default)]
    pub(super) plain: Vec<Plain>,
    /// None in lean reports.
    pub(super) divergences: Option<Vec<String>>,
    #[serde(default)]
    pub(super) accounted: Accounted,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Plain {
    Rows(usize),
    Told(Vec<i64>),
}

#[derive(Deserialize)]
pub(super) struct Sort {
    pub(super) effect: Effect,
    pub(super) confidence: f64,
    pub(super) explanation: String,
}

#[derive(Deserialize)]
pub(super) struct Segment {
    pub(super) left: [u32; 2],
    pub(super) right: [u32; 2],
    pub(super) score: f64,
}

#[derive(Deserialize)]
pub(super) struct Edit {
    pub(super) op: Op,
    pub(super) left: Option<[u32; 2]>,
    pub(super) right: Option<[u32; 2]>,
}

#[derive(Deserialize)]
pub(super) struct Divergence {
    pub(super) id: String,
    #[serde(default)]
    pub(super) alignment: String,
    pub(super) kind: Kind,
    pub(super) effect: Effect,
    pub(super) left: Option<Side>,
    pub(super) right: Option<Side>,
    pub(super) explanation: String,
    pub(super) elsewhere: Option<Elsewhere>,
    pub(super) confidence: f64,
}

#[derive(Deserialize)]
pub(super) struct Elsewhere {
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Deserialize)]
pub(super) struct Side {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: Option<String>,
    pub(super) value: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Statement {
    pub(super) id: String,
    pub(super) witnesses: Vec<Witness>,
    pub(super) variants: Vec<Variant>,
    #[serde(default)]
    pub(super) plain: Vec<PlainPlace>,
    #[serde(default)]
    pub(super) from: u32,
    pub(super) first: Option<String>,
    pub(super) first_index: Option<usize>,
}

#[derive(Deserialize)]
pub(super) struct Witness {
    pub(super) document: String,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: Option<String>,
    pub(super) same_as: Option<usize>,
    pub(super) hash: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Variant {
    pub(super) kind: Kind,
    pub(super) effect: Effect,
    pub(super) readings: Vec<Reading>,
    /// Not in reports of earlier versions.
    #[serde(default)]
    pub(super) divergences: Vec<String>,
    /// In lean reports, where plain ones are among them.
    #[serde(default)]
    pub(super) numbers: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum PlainPlace {
    Rows(usize),
    Found(Vec<u32>),
    Read(Vec<u32>, Vec<Vec<u32>>),
}

#[derive(Deserialize)]
pub(super) struct Reading {
    pub(super) text: Option<String>,
    pub(super) at: Option<[u32; 2]>,
    pub(super) of: Option<usize>,
    /// Ids of documents; none in lean reports.
    #[serde(default)]
    pub(super) witnesses: Vec<String>,
    /// In reports of earlier schemas where a document has several only.
    pub(super) indices: Option<Vec<usize>>,
}

#[derive(Deserialize)]
pub(super) struct Story {
    pub(super) id: String,
    pub(super) documents: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Name {
    pub(super) name: String,
    pub(super) variants: Vec<Spelling>,
    #[serde(default)]
    pub(super) given: bool,
}

#[derive(Deserialize)]
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) count: usize,
    #[serde(default)]
    pub(super) documents: Vec<String>,
    /// Not in reports of earlier schemas.
    pub(super) indices: Option<Vec<usize>>,
}

#[derive(Deserialize)]
pub(super) struct Boilerplate {
    pub(super) text: Option<String>,
    pub(super) passages: Vec<Place>,
}
