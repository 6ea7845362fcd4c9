//! Documents and where they come from.
//!
//! A [`Corpus`] is all documents of a run, sorted by id, with what was skipped and why. Files are
//! opened here and nowhere else in the stages. Whatever the format, a [`Document`] keeps one text,
//! and every offset of the analysis refers to it.
//!
//! [`Corpus::read`] takes files, folders and standard input; one file of this module reads each
//! format. What cannot be read is listed with its reason and the run goes on; only an argument
//! that does not exist, or a `sources.toml` that does not parse, stops it.

mod beside;
mod charset;
mod clear;
pub mod credit;
mod date;
mod dateline;
mod endings;
mod figures;
mod file;
mod foreign;
mod hear;
mod held;
mod html;
mod jsonl;
mod listing;
mod markdown;
mod metadata;
pub mod own;
mod paragraphs;
mod patterns;
mod pieces;
mod plain;
mod read;
mod rules;
mod sources;
mod unpack;
pub mod version;
mod walk;
#[cfg(feature = "wire")]
mod wire;
mod zones;

pub use beside::{Beside, LARGEST, Small, is_repository, is_within, read_small, spot, tree_of};
pub use figures::{Figure, Stand};
pub use file::Format;
pub use hear::hear;
pub use held::{Content, Held};
pub use html::styles::writes_words;
pub use jsonl::lines_of;
pub use listing::{Listing, Share};
pub use paragraphs::paragraphs;
pub use patterns::path_fits;
pub use pieces::Piece;
pub use read::{Input, file_id};
pub use rules::FILES as IGNORE_FILES;
pub use sources::{FILES as SOURCE_FILES, states};
pub use walk::{File, Passed, Why};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// All documents of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corpus {
    /// Sorted by [`Document::id`]; ids are unique.
    pub documents: Vec<Document>,
    /// What was not read, sorted by path.
    pub skipped: Vec<Skipped>,
}

/// One text with a stable id and what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Path relative to the argument, or `file#id` for a line of JSON; `/` on every system.
    pub id: String,
    /// Path as the program was given it.
    pub path: String,
    /// The text that every span refers to.
    pub text: String,
    /// Whether `text` was taken out of a container (HTML, JSON lines) or of its marks (Markdown),
    /// so that offsets do not refer to the bytes of the file.
    pub extracted: bool,
    /// Where the text stands in the file, sorted by [`Piece::text`], where that is known of a text
    /// that was extracted.
    #[serde(default)]
    pub pieces: Vec<Piece>,
    /// The origin: an outlet, an agency, an edition.
    pub source: Option<Known<String>>,
    /// Headline.
    pub title: Option<Known<String>>,
    /// Day of publication.
    pub date: Option<Known<Date>>,
    /// BCP 47 tag, such as `en`.
    pub language: Option<Known<String>>,
    /// Address of the page.
    pub url: Option<Known<String>>,
    /// Which version of its text it is, as its agency counts: `2`, `1ST LEAD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Until when it must not be published, as its agency writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<String>,
    /// The charset of a file that is not Unicode; guessed where the file does not say it.
    #[serde(default)]
    pub charset: Option<Known<String>>,
    /// What of it could not be read as it was meant, in words.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// What the document says beside its text, as far as it may be running text: values of its front
    /// matter, signs of its pictures, words of its style sheets. Taken into the text where
    /// [`Options::hear_all`] asks for it.
    #[serde(skip)]
    pub beside: Vec<String>,
    /// Numbers that stand in no sentence: in fields, in cells of tables, in short lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// What a page shows otherwise than its text says it.
    #[serde(skip)]
    pub shown: Vec<Shown>,
    /// Stretches with one role each: sorted, disjoint, covering every word of `text`.
    pub zones: Vec<Zone>,
}

/// What a page shows otherwise than its text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// Letters in another order than the text has them.
    Turned,
    /// Words or numbers that its styles write.
    Styles,
    /// Words or numbers that style sheets elsewhere may write into its sentences.
    Elsewhere,
    /// Numbers in its fields.
    Fields,
    /// Numbers as formulas.
    Formulas,
    /// High numbers before the items of its lists.
    Lists,
    /// Words struck through.
    Struck,
    /// Words inside of a sentence that are not shown.
    Hidden,
    /// What entities that it declares stand for.
    Entities,
    /// Whatever markup makes of it that is nested too deep to be looked at.
    Deep,
}

/// A piece of metadata, marked when it was guessed from the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// Read from a dateline or credit, not stated by the user or the page.
    pub guessed: bool,
}

impl<T> Known<T> {
    /// Stated by the user, by front matter or by the page.
    pub fn stated(value: T) -> Self {
        Self { value, guessed: false }
    }

    /// Read from the text as a last resort.
    pub fn guessed(value: T) -> Self {
        Self { value, guessed: true }
    }
}

/// A stretch of a document with one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Its role.
    pub kind: ZoneKind,
    /// Where it stands.
    pub span: Span,
}

/// The role of a [`Zone`].
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
#[serde(rename_all = "kebab-case")]
pub enum ZoneKind {
    /// The title above the text.
    Headline,
    /// What the document itself reports.
    Body,
    /// What stands below a picture or for it.
    Caption,
    /// What readers wrote below it.
    Comment,
    /// Calls to subscribe, credits, related links: said by the outlet of itself.
    Boilerplate,
}

/// How documents are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// A document larger than this after decompression is skipped. Bounds a gzip bomb too.
    pub max_bytes: u64,
    /// Whether links in a folder are followed out of the tree that it belongs to. No setting: a
    /// folder of a stranger could bring it along.
    #[serde(skip)]
    pub follow_links: bool,
    /// Patterns of the files of a folder that are read, with `*` and `**`: by the path below the
    /// argument, or by the name where they hold no slash. All where there are none. No setting: a
    /// folder of a stranger could bring it along.
    #[serde(skip)]
    pub include: Vec<String>,
    /// Patterns of those that are not.
    #[serde(skip)]
    pub exclude: Vec<String>,
    /// Whether running text is body wherever it stands, as documents of strangers are read.
    #[serde(skip)]
    pub hear_all: bool,
    /// Where ignore rules and `sources.*` are taken from.
    #[serde(skip)]
    pub beside: Beside,
    /// What is read in the place of what lies on the disk.
    #[serde(skip)]
    pub held: Held,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: 16 << 20,
            follow_links: false,
            include: Vec::new(),
            exclude: Vec::new(),
            hear_all: false,
            beside: Beside::default(),
            held: Held::default(),
        }
    }
}

impl Document {
    /// The paragraphs of the zones of these kinds, in the order of the text: what the tokenizer
    /// reads. A sentence never crosses a paragraph, and a paragraph never crosses a zone.
    pub fn stretches(&self, zones: &[ZoneKind]) -> Vec<Span> {
        let wrap = paragraphs::Wrap::of(&self.text);
        self.zones
            .iter()
            .filter(|zone| zones.contains(&zone.kind))
            .flat_map(|zone| paragraphs::within(&self.text, zone.span, wrap))
            .collect()
    }
}

impl Skipped {
    /// Whether a document was meant to be there: files of other formats and links that lead to
    /// what is read anyway, and what the program wrote itself, are passed over on purpose.
    pub fn is_loss(&self) -> bool {
        let meant = ["not a format", "a link to", own::REASON];
        !meant.iter().any(|start| self.reason.starts_with(start))
    }
}

/// An input that was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// Path, or `path:line` for a line of JSON.
    pub path: String,
    /// Why, in words.
    pub reason: String,
}
