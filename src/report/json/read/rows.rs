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
    pub(super) bytes: u32,
    pub(super) text: Option<String>,
    pub(super) hash: Option<String>,
    pub(super) extracted: bool,
    #[serde(default)]
    pub(super) pieces: Vec<[u32; 4]>,
    pub(super) guessed: Vec<String>,
    pub(super) zones: Vec<Zone>,
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
    pub(super) segments: Vec<Segment>,
    pub(super) edits: Vec<Edit>,
    pub(super) divergences: Vec<String>,
    #[serde(default)]
    pub(super) accounted: Accounted,
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
}

#[derive(Deserialize)]
pub(super) struct Reading {
    pub(super) text: Option<String>,
    pub(super) at: Option<[u32; 2]>,
    pub(super) of: Option<usize>,
    pub(super) witnesses: Vec<String>,
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
    pub(super) given: bool,
}

#[derive(Deserialize)]
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) count: usize,
    pub(super) documents: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Boilerplate {
    pub(super) text: Option<String>,
    pub(super) passages: Vec<Place>,
}
