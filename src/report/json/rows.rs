//! The rows of `report.json`. The types are the format: the schema is derived from them.
//!
//! Documents are named by their id, places by bytes of the document's text as read. Adding a field
//! is free; changing or removing one raises [`super::SCHEMA_VERSION`].
//!
//! Each text is said once, by its document, and everything else points into it; what a document does not
//! say, because the report leaves texts out, is said where it is needed. `--full` repeats the words wherever they
//! are spoken of. A lean report has of a document only the passages that it speaks of, and plain differences (other
//! words, words that only one has), which are most of all, in short, each once: [`Plain`], [`PlainPlace`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::lineage::{Correction, Origin, Versions};
use crate::alignment::{Op, Relation};
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
    /// Differences inside alignments; in a lean report but for the plain ones, which stand in
    /// `alignments`.
    pub divergences: Vec<Divergence<'a>>,
    /// What plain differences are, by number.
    #[schemars(default)]
    pub sorts: Vec<Sort<'a>>,
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
    /// Outlet, agency or edition. Like all that is not known, null, or left out of a lean report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Option<&'a str>>,
    /// Headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Option<&'a str>>,
    /// Day of publication, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Option<String>>,
    /// BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Option<&'a str>>,
    /// Address of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Option<&'a str>>,
    /// Which version of its text it is, as its agency counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'a str>,
    /// Until when it must not be published, as its agency writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo: Option<&'a str>,
    /// Charset of a file that is not Unicode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<&'a str>,
    /// Length of the text.
    pub bytes: usize,
    /// The text. In all but a lean report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// The passages that the report speaks of, in order: where each begins, and its words. The whole
    /// text is to be read again, by `path` and `hash`; what came from standard input is here whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passages: Option<Vec<(u32, &'a str)>>,
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
    /// Stretches with one role each. Left out where all of the text is body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zones: Option<Vec<Zone>>,
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
    /// Sentence groups facing each other. In all but a lean report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segments: Option<Vec<Segment>>,
    /// The same as `[left start, left length, right start, right length]`, counted from the passages.
    /// Left out where they are one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facing: Option<Vec<[i64; 4]>>,
    /// Word runs facing each other; together they cover both passages. In all but a lean report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edits: Option<Vec<Edit>>,
    /// Of the word runs those that are not equal, as `[left start, left length, right start, right
    /// length]`, counted from the passages; `0, 0` where a side has nothing; a 1 behind them says that the words were moved. A run that a
    /// plain difference has is left out. Not of passages that are retold, where nearly all differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub changes: Vec<Vec<i64>>,
    /// Its plain differences, in the order of all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub plain: Vec<Plain>,
    /// Ids of its divergences. In all but a lean report; else they are those that name the alignment, and
    /// `plain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divergences: Option<Vec<&'a str>>,
    /// What became of the words of both sides.
    pub accounted: Account<'a>,
}

/// What became of the words of both sides of an alignment, in words of the left and the right side
/// together. What is nothing is left out of a lean report.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Account<'a> {
    /// Words that face the same word.
    pub equal: u32,
    /// Words that differ and are known to say the same, by why they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_reason: Option<&'a BTreeMap<String, u32>>,
    /// Words of which a divergence tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_divergences: Option<u32>,
    /// Words of which nothing is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
}

/// A plain difference in short.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Plain {
    /// So many rows of `divergences` that name the alignment stand here, in the order of all.
    Rows(usize),
    /// `[left start, left length, right start, right length, sort]`: starts are counted from the
    /// passages of the alignment, `0, 0` where a side has nothing; what
    /// it is, as an index into `sorts`; two numbers more where the side that has nothing here has the
    /// words elsewhere, and two more where the explanation shows more of what stands there.
    Told(#[schemars(length(min = 5, max = 9))] Vec<i64>),
}

/// What a plain difference is. Its kind is told by its sides: `wording` where it has both, `omission`
/// where only the left one, `addition` where only the right one.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Sort<'a> {
    /// What it does to the meaning.
    pub effect: Effect,
    /// Probability that kind and effect are right.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// The difference in words: `{left}`, `{right}`, `{words}` (of the side that has some) and
    /// `{elsewhere}` stand for what is read there, between quotation marks and cut to 60 characters.
    pub explanation: &'a str,
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
    /// Where the witnesses part: one row a difference; in a lean report but for places of plain
    /// differences only, which stand in `plain`.
    pub variants: Vec<Variant<'a>>,
    /// Where the witnesses part by plain differences only, in the order of all places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub plain: Vec<PlainPlace>,
    /// The number from which `numbers` and those of `plain` are counted; 0 where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    /// Where the witnesses part: one row a place, with every reading and how readings relate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<Vec<Parting<'a>>>,
    /// How the tellings stand to each other: the gravest effect between them.
    #[schemars(with = "VerdictName")]
    pub verdict: Verdict,
    /// Why: ids of divergences at the gravest places, whose explanations say it in words; in a lean
    /// report none of plain ones, and left out where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Vec<&'a str>>,
    /// Id of the document with the earliest date, where dates tell; else null, or left out of a
    /// lean report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Option<&'a str>>,
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
    /// Where plain ones are among them: the numbers of all, see [`PlainPlace`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub numbers: Vec<u32>,
}

/// A place where the witnesses part by plain differences only, in short. What it is, and what it does
/// to the meaning, says the first of its differences. A difference is named by its number: its place
/// among all differences of all alignments in order, plain or not, counted from `statements[].from`.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum PlainPlace {
    /// So many rows of `variants` stand here, in the order of all.
    Rows(usize),
    /// Its differences, the gravest first; who reads what follows from their sides.
    Found(Vec<u32>),
    /// The same and what does not follow. Of rows of two, which witness, by its index, reads what
    /// another one reads. Else all readings: where the words stand in the first of the witnesses that
    /// are named behind that by their indices, `0, 0` for none.
    Read(Vec<u32>, Vec<Vec<u32>>),
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
    /// Where the words stand, in the first of the witnesses or in the one that `of` names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<[u32; 2]>,
    /// Which of `indices` the words of `at` are of, where it is not the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// Ids of their documents. In all but a lean report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witnesses: Option<Vec<&'a str>>,
    /// Who has it: indices of `statements[].witnesses`.
    pub indices: &'a [usize],
    /// What the words were taken to be, where they are a value. In all but a lean report; else the sides of
    /// the divergences say it.
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
    /// Given by the user, not learned; a lean report leaves it out where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<bool>,
}

/// One spelling of a name.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Spelling<'a> {
    /// As it stands in the documents.
    pub text: &'a str,
    /// Occurrences.
    pub count: usize,
    /// Ids of the documents that have it. In all but a lean report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<&'a str>>,
    /// The documents that have it: indices of `documents`.
    pub indices: &'a [usize],
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
