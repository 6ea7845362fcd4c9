//! The rows of `report.json`. The types are the format: the schema is derived from them.
//!
//! Documents are named by their id, places by bytes of the document's text as read. Adding a field
//! is free; changing or removing one raises [`super::SCHEMA_VERSION`].
//!
//! Each text is said once, by its document, and everything else points into it. What a document
//! does not say, because the report leaves texts out, is said where it is needed; `--full` says it
//! everywhere.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::lineage::{Correction, Origin, Versions};
use crate::alignment::{Accounted, Op, Relation};
use crate::analysis::PairRelation;
use crate::corpus::ZoneKind;
use crate::divergence::{Effect, Kind, Verdict};

/// The whole report; written row by row, so this type serves the schema.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "Variorum report", rename = "Report")]
pub struct Report<'a> {
    /// Raised when a field changes its meaning or goes away; additions leave it.
    pub schema_version: u32,
    /// Every document that was read, sorted by id.
    pub documents: Vec<Document<'a>>,
    /// Documents that share a good part of their text.
    pub document_pairs: Vec<DocumentPair<'a>>,
    /// Pairs of passages that report the same statement.
    pub alignments: Vec<Alignment<'a>>,
    /// Differences inside alignments.
    pub divergences: Vec<Divergence<'a>>,
    /// Passages of several documents that state the same, with their variant tables.
    pub statements: Vec<Statement<'a>>,
    /// Documents about one event.
    pub stories: Vec<Story<'a>>,
    /// Documents that are versions of one text.
    pub versions: Vec<Versions<'a>>,
    /// What one source corrected, and who still has it.
    pub corrections: Vec<Correction<'a>>,
    /// Documents that have what they tell from one origin: copies, and who credits one agency.
    pub origins: Vec<Origin<'a>>,
    /// The name table.
    pub names: Vec<Name<'a>>,
    /// Passages that many documents repeat word for word, which make no statement.
    pub boilerplate: Vec<Boilerplate<'a>>,
    /// The kinds that occur.
    pub kinds: Vec<KindRow>,
    /// What was not read and why.
    pub skipped: Vec<Skipped<'a>>,
    /// What the run bounded or left out, in words.
    pub notes: Vec<&'a str>,
}

/// One text.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Document<'a> {
    /// Its path relative to the argument, or `file#id` for a line of JSON.
    pub id: &'a str,
    /// Its path as given; the id when that was an absolute one.
    pub path: &'a str,
    /// Outlet, agency or edition.
    pub source: Option<&'a str>,
    /// Headline.
    pub title: Option<&'a str>,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// BCP 47 tag.
    pub language: Option<&'a str>,
    /// Address of the page.
    pub url: Option<&'a str>,
    /// Charset of a file that is not Unicode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<&'a str>,
    /// Length of the text.
    pub bytes: usize,
    /// The text, where the report does not leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// Hash of the text: xxh3, 64 bits, of its UTF-8, as 16 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// Whether the text was taken out of HTML, JSON or the marks of Markdown, so that offsets are
    /// not those of the file.
    pub extracted: bool,
    /// Where an extracted text stands in its file, where that is known: byte of the text, byte of
    /// the file, line and column (in characters) of the file, from 1; up to the next row both agree
    /// byte by byte, but for blanks that part blocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pieces: Option<Vec<[u32; 4]>>,
    /// Which of the fields above were guessed from the text.
    pub guessed: Vec<&'static str>,
    /// Stretches with one role each.
    pub zones: Vec<Zone>,
}

/// A stretch with one role.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Zone {
    /// Its role.
    #[schemars(with = "ZoneName")]
    pub kind: ZoneKind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Names of zones in the schema.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "stands for ZoneKind in the schema")]
enum ZoneName {
    Headline,
    Body,
    Caption,
    Comment,
    Boilerplate,
}

/// Two documents that share a good part of their text.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DocumentPair<'a> {
    /// The document that sorts first.
    pub left: &'a str,
    /// The other one.
    pub right: &'a str,
    /// How they relate.
    pub relation: PairRelation,
    /// Share of the shorter one's body, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub shared: f64,
}

/// A place in a document.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Place<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// BCP 47 tag of its language, where it is not that of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'a str>,
}

/// Two passages that report the same statement.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Alignment<'a> {
    /// Made from the words of both sides.
    pub id: &'a str,
    /// The passage of the document that sorts first.
    pub left: Place<'a>,
    /// The passage of the other one.
    pub right: Place<'a>,
    /// How they relate.
    pub relation: Relation,
    /// Probability that both state the same.
    #[schemars(range(min = 0, max = 1))]
    pub score: f64,
    /// Sentence groups facing each other.
    pub segments: Vec<Segment>,
    /// Word runs facing each other; together they cover both passages.
    pub edits: Vec<Edit>,
    /// Ids of its divergences.
    pub divergences: Vec<&'a str>,
    /// What became of the words of both sides.
    pub accounted: &'a Accounted,
}

/// A group of sentences facing a group of the other side.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Segment {
    /// `[start, end]` in the left document.
    pub left: [u32; 2],
    /// `[start, end]` in the right document.
    pub right: [u32; 2],
    /// Probability that both state the same.
    #[schemars(range(min = 0, max = 1))]
    pub score: f64,
}

/// A run of words.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Edit {
    /// What happened, read from left to right.
    pub op: Op,
    /// `[start, end]` in the left document; null when inserted.
    pub left: Option<[u32; 2]>,
    /// `[start, end]` in the right document; null when deleted.
    pub right: Option<[u32; 2]>,
}

/// One difference.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Divergence<'a> {
    /// Made from the kind, both readings and their context.
    pub id: &'a str,
    /// Id of its alignment.
    pub alignment: &'a str,
    /// What it is.
    pub kind: Kind,
    /// What it does to the meaning.
    pub effect: Effect,
    /// What the left document has there; null for an addition.
    pub left: Option<Side<'a>>,
    /// What the right document has there; null for an omission.
    pub right: Option<Side<'a>>,
    /// The difference in words, with the values compared.
    pub explanation: &'a str,
    /// Where the document that has nothing at this place has these words elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Elsewhere>,
    /// Probability that kind and effect are right.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// Type in the MQM error typology, where one fits; `kinds` has it too, so it is repeated with
    /// `--full` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mqm: Option<&'static str>,
}

/// Where words stand that are told elsewhere.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Elsewhere {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// One side of a divergence.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Side<'a> {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words, where the document does not say them or with `--full`; cut with `…` when very
    /// long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// What they were taken to be, where they are a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'a str>,
}

/// Passages that state the same.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Statement<'a> {
    /// Made from the words of its witnesses.
    pub id: &'a str,
    /// Who states it, where and in which words.
    pub witnesses: Vec<Witness<'a>>,
    /// Where the witnesses part: one row a difference.
    pub variants: Vec<Variant<'a>>,
    /// Where the witnesses part: one row a place, with every reading and how readings relate.
    pub places: Vec<Parting<'a>>,
    /// How the tellings stand to each other: the gravest effect between them.
    #[schemars(with = "VerdictName")]
    pub verdict: Verdict,
    /// Why: ids of divergences at the gravest places, whose explanations say it in words.
    pub reasons: Vec<&'a str>,
    /// Id of the document with the earliest date, where dates tell.
    pub first: Option<&'a str>,
    /// Index of its witness, where a document has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_index: Option<usize>,
}

/// Names of verdicts in the schema.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "stands for Verdict in the schema")]
enum VerdictName {
    Same,
    Compatible,
    Unclear,
    Shift,
    Contradiction,
}

/// One passage of a statement.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Witness<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// BCP 47 tag of its language, where it is not that of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'a str>,
    /// From whom the document has it, where that is known: the agency or the outlet that it follows,
    /// else the id of the document that it follows. `origins` says why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<&'a str>,
    /// Source of the document, where known, with `--full`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
    /// Date of the document, where known, with `--full`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The words, where the document does not say them or with `--full`; cut with `…` when very
    /// long; left out when `same_as` says where they stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// Index of an earlier witness of this statement with the very same words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<usize>,
    /// Hash of the words, like that of a document, where the report leaves texts out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// A place where the witnesses part.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Variant<'a> {
    /// What the difference is.
    pub kind: Kind,
    /// The gravest effect between two of the readings.
    pub effect: Effect,
    /// The readings, most witnesses first.
    pub readings: Vec<Reading<'a>>,
    /// Ids of the divergences found there between two witnesses at a time, the gravest first.
    pub divergences: Vec<&'a str>,
}

/// A place where the witnesses part, with every reading.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Parting<'a> {
    /// The readings, most witnesses first; witnesses that are in none have nothing comparable there.
    pub readings: Vec<Reading<'a>>,
    /// How two readings relate, for every two of which something is known.
    pub relations: Vec<Between<'a>>,
}

/// How two readings of a place relate.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Between<'a> {
    /// Indices of the two readings.
    pub readings: [usize; 2],
    /// What the difference is; null where they say the same.
    pub kind: Option<Kind>,
    /// What it does to the meaning.
    pub effect: Effect,
    /// Ids of the divergences that say so.
    pub divergences: Vec<&'a str>,
}

/// The form that some witnesses have at one place.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reading<'a> {
    /// The words; empty when these witnesses have nothing there. Left out when `at` says where they
    /// stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// Where the words stand, in the first of the documents named in `witnesses` or in the one that
    /// `of` names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<[u32; 2]>,
    /// Index in `witnesses` of the document of `at`, where it is not the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// Ids of their documents.
    pub witnesses: Vec<&'a str>,
    /// Indices of the witnesses, where a document has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indices: Option<Vec<usize>>,
    /// What the words were taken to be, where they are a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'a str>,
    /// `alone`: one document has it and all others have something else together. `most`: more than
    /// half of three or more have it, or the same in other words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<&'static str>,
}

/// Documents about one event.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Story<'a> {
    /// Made from the ids of its documents.
    pub id: &'a str,
    /// Ids of its documents.
    pub documents: Vec<&'a str>,
}

/// What there is to say of a kind.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct KindRow {
    /// The kind.
    pub kind: Kind,
    /// What it is, in a few plain words.
    pub title: &'static str,
    /// What it is about.
    pub family: &'static str,
    /// The effect that it usually has.
    pub usual_effect: Effect,
    /// Type in the MQM error typology (core, 2.0), where one fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mqm: Option<&'static str>,
}

/// One name of the table.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Name<'a> {
    /// The accepted form.
    pub name: &'a str,
    /// Every spelling, most frequent first.
    pub variants: Vec<Spelling<'a>>,
    /// Given by the user, not learned.
    pub given: bool,
}

/// One spelling of a name.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Spelling<'a> {
    /// As it stands in the documents.
    pub text: &'a str,
    /// Occurrences.
    pub count: usize,
    /// Ids of the documents that have it.
    pub documents: Vec<&'a str>,
}

/// A passage that many documents repeat.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Boilerplate<'a> {
    /// The words, where the document of the first passage does not say them or with `--full`; cut
    /// with `…` when very long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// Where it stands.
    pub passages: Vec<Place<'a>>,
}

/// An input that was not read.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Skipped<'a> {
    /// Its path.
    pub path: &'a str,
    /// Why, in words.
    pub reason: &'a str,
}
