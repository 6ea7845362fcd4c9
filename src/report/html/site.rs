//! Everything a page is made of, part by part: for one file that holds all, and for a server that
//! hands the parts out as they are asked for.

use std::collections::BTreeMap;
use std::io::{self, Write};

use askama::Template;

use super::block::{Block, packed};
use super::documents::{self, DocumentBody, Places};
use super::facets::Facets;
use super::query::Query;
use super::sources::Sources;
use super::statement::{StatementView, anchor};
use super::{Page, ROWS};
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::report::Options;
use crate::report::digest::Digest;
use crate::report::escape::Harmless;
use crate::report::json::read::Restored;
use crate::report::redact::Proofs;

/// Statements up to which a page holds all of them open to a reader without scripts.
const PLAIN: usize = 300;
/// Statements that a page with more than that holds so.
const FIRST: usize = 40;
/// Bytes of documents that a page holds so.
const TEXTS: usize = 1 << 20;
/// Bytes of such a page: the lists of like sentences that machines write would swell it.
const PAGE: usize = 1_310_720;
/// Statements and documents in one block.
const CHUNK: usize = 64;
/// Bytes of blocks that a page may hold; what is beyond is left to the JSON.
const BUDGET: usize = 48 << 20;

/// The page of an analysis and its parts.
pub struct Site<'a> {
    pub(super) digest: Digest<'a>,
    pub(super) sources: Sources,
    pub(super) places: Places,
    pub(super) facets: Facets,
    /// Statements on the page, the gravest first.
    pub(super) shown: Vec<usize>,
    /// Their anchors, by statement.
    pub(super) anchors: BTreeMap<usize, String>,
}

/// Where the parts of a page are that do not stand in it.
pub(super) enum Parts {
    /// Nowhere: it holds all.
    Inside,
    /// In compressed blocks at its end.
    Blocks(Vec<Block>),
    /// On the server that sent it.
    Served,
}

impl<'a> Site<'a> {
    /// The parts of the page that holds all statements.
    pub fn new(corpus: &'a Corpus, analysis: &'a Analysis, options: &Options) -> Self {
        let options = Options { html_limit: usize::MAX, ..options.clone() };
        Self::limited(corpus, analysis, &options, None)
    }

    /// The parts of the page of a report that was written earlier.
    pub fn restored(restored: &'a Restored, options: &Options) -> Self {
        let Restored { corpus, analysis, proofs, .. } = restored;
        let options = Options { html_limit: usize::MAX, ..options.clone() };
        Self::limited(corpus, analysis, &options, proofs.as_ref())
    }

    pub(super) fn limited(
        corpus: &'a Corpus,
        analysis: &'a Analysis,
        options: &Options,
        proofs: Option<&'a Proofs>,
    ) -> Self {
        let mut digest = Digest::new(corpus, analysis, options);
        digest.proofs = proofs;
        let sources = Sources::of(&digest);
        let shown: Vec<_> = digest.order.iter().copied().take(options.html_limit).collect();
        let mut site = Self {
            places: Places::of(&digest),
            facets: Facets::of(&digest, &sources, &shown),
            anchors: BTreeMap::new(),
            shown,
            sources,
            digest,
        };
        site.anchors = site.shown.iter().map(|&s| (s, anchor(&site.digest, s))).collect();
        site
    }

    /// How many statements there are.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether there is no statement.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The page whose parts a server hands out.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn write_served(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write(Parts::Served, out)
    }

    /// The page in one file.
    pub(super) fn write_whole(mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.len() <= PLAIN && self.texts() <= TEXTS {
            let mut page = Vec::new();
            self.write(Parts::Inside, &mut page)?;
            if page.len() <= PAGE {
                return out.write_all(&page);
            }
        }
        let parts = Parts::Blocks(self.blocks());
        self.write(parts, out)
    }

    fn write(&self, parts: Parts, out: &mut dyn Write) -> io::Result<()> {
        let page = Page::new(self, parts);
        let mut harmless = Harmless::new(out);
        let result = page.render_into(&mut harmless).map_err(|_| std::fmt::Error);
        harmless.end(result)
    }

    fn texts(&self) -> usize {
        self.digest.corpus.documents.iter().map(|document| document.text.len()).sum()
    }

    /// Ranks of the statements that fit, the gravest first.
    pub fn matching(&self, query: &Query) -> Vec<usize> {
        let fits =
            |&rank: &usize| query.fits(&self.facets, rank) && query.finds(|| self.words(rank));
        (0..self.len()).filter(fits).collect()
    }

    /// The rank of the statement with an anchor.
    pub fn rank(&self, anchor: &str) -> Option<usize> {
        self.facets.rows.iter().position(|row| row.0 == anchor)
    }

    /// A closed statement as HTML.
    pub fn row(&self, rank: usize) -> String {
        self.shown.get(rank).map_or_else(String::new, |&statement| {
            let view = StatementView::new(&self.digest, statement, rank, false);
            fragment(&RowTemplate { s: &view, with_body: false })
        })
    }

    /// What opens below a statement, as HTML.
    pub fn body(&self, rank: usize) -> String {
        self.shown.get(rank).map_or_else(String::new, |&statement| {
            let view = StatementView::new(&self.digest, statement, rank, false);
            fragment(&BodyTemplate { s: &view })
        })
    }

    /// What opens below a document, as HTML; empty when there is no such document.
    pub fn document(&self, index: usize) -> String {
        if index >= self.digest.corpus.documents.len() {
            return String::new();
        }
        fragment(&DocumentTemplate { b: self.document_body(index) })
    }

    pub(super) fn document_body(&self, index: usize) -> DocumentBody {
        documents::body(&self.digest, &self.places, &self.anchors, index)
    }

    /// The words that a search goes through, in small letters.
    fn words(&self, rank: usize) -> String {
        let statement = &self.digest.analysis.statements[self.shown[rank]];
        let mut words: Vec<&str> = Vec::new();
        for &witness in &statement.witnesses {
            words.push(self.digest.label(witness.document));
            words.push(self.digest.words(witness));
        }
        for &divergence in &self.digest.divergences[self.shown[rank]] {
            words.push(&self.digest.analysis.divergences[divergence].explanation);
        }
        words.sort_unstable();
        words.dedup();
        words.join(" ").to_lowercase()
    }

    /// Statements and documents packed; statements beyond the budget are no longer shown.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut size = 0;
        let mut kept = 0;
        for from in (0..self.len()).step_by(CHUNK) {
            let ranks = from..(from + CHUNK).min(self.len());
            let views: Vec<_> = ranks
                .clone()
                .map(|rank| StatementView::new(&self.digest, self.shown[rank], rank, false))
                .collect();
            let rows: Vec<_> =
                views.iter().map(|s| fragment(&RowTemplate { s, with_body: false })).collect();
            let bodies: Vec<_> = views.iter().map(|s| fragment(&BodyTemplate { s })).collect();
            let words: Vec<_> = ranks.clone().map(|rank| self.words(rank)).collect();
            let made = [
                Block::new("row", from, &rows),
                Block::new("body", from, &bodies),
                Block::new("words", from, &words),
            ];
            size += made.iter().map(|block| block.data.len()).sum::<usize>();
            if size > BUDGET {
                break;
            }
            kept = ranks.end;
            blocks.extend(made);
        }
        self.keep(kept);
        self.document_blocks(&mut blocks, size);
        let facets = Block { kind: "facets", from: 0, data: packed(&self.facets) };
        blocks.push(facets);
        blocks
    }

    fn document_blocks(&self, blocks: &mut Vec<Block>, mut size: usize) {
        let documents = self.digest.corpus.documents.len().min(ROWS);
        for from in (0..documents).step_by(CHUNK / 4) {
            let some = from..(from + CHUNK / 4).min(documents);
            let block =
                Block::new("document", from, &some.map(|d| self.document(d)).collect::<Vec<_>>());
            size += block.data.len();
            if size > BUDGET {
                return;
            }
            blocks.push(block);
        }
    }

    fn keep(&mut self, statements: usize) {
        self.shown.truncate(statements);
        self.facets.rows.truncate(statements);
        self.anchors = self.shown.iter().map(|&s| (s, anchor(&self.digest, s))).collect();
    }
}

impl Parts {
    /// How many of the statements stand in the page itself.
    pub(super) fn inside(&self, statements: usize) -> usize {
        match self {
            Self::Inside => statements,
            Self::Blocks(_) | Self::Served => statements.min(FIRST),
        }
    }
}

#[derive(Template)]
#[template(path = "statement.html")]
struct RowTemplate<'s> {
    s: &'s StatementView,
    with_body: bool,
}

#[derive(Template)]
#[template(path = "body.html")]
struct BodyTemplate<'s> {
    s: &'s StatementView,
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentTemplate {
    b: DocumentBody,
}

/// A part as HTML, with nothing in it that a screen obeys.
fn fragment(template: &impl Template) -> String {
    let mut out = Vec::new();
    let mut harmless = Harmless::new(&mut out);
    // Writing to memory does not fail.
    let _ = template.render_into(&mut harmless);
    let _ = harmless.end(Ok(()));
    String::from_utf8(out).unwrap_or_default()
}
