//! `report.html`: the page that a journalist opens, sends on, or prints.
//!
//! One file without network: text, one style sheet and one small script, which the page's own
//! Content-Security-Policy names by their hashes, so that nothing else in it can run. Everything
//! is there without the script; the script filters, finds and explains under the pointer.
//! Texts are escaped by the templates and once more on their way out ([`Harmless`]).

mod documents;
mod lists;
mod marked;
mod matrix;
mod overview;
mod policy;
mod sources;
mod statement;
mod time_line;

use std::borrow::Borrow;
use std::io::{self, Write};

use askama::Template;

use self::documents::DocumentView;
use self::lists::{BoilerplateView, CopyView, NameView, StoryView};
use self::matrix::Matrix;
use self::overview::{ContrastView, TallyView};
use self::sources::Sources;
use self::statement::StatementView;
use self::time_line::TimeLine;
use super::digest::Digest;
use super::escape::Harmless;
use super::{Options, label, summary};
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Skipped};
use crate::divergence::Effect;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Contrasts that the page tells first, and rows of the long lists.
const CONTRASTS: usize = 40;
const ROWS: usize = 2_000;
const COPIES: usize = 100;
const SPELLINGS: usize = 24;
/// Statements that are open when the page opens.
const OPEN: usize = 3;

/// Writes `report.html`.
///
/// # Errors
/// Only those of `out`.
pub(super) fn write(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digest = Digest::new(corpus, analysis, options);
    let page = Page::new(&digest, options);
    let mut harmless = Harmless::new(out);
    let result = match page.render_into(&mut harmless) {
        Ok(()) => Ok(()),
        Err(_) => Err(std::fmt::Error),
    };
    harmless.end(result)
}

/// What the templates read.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    digest: &'a Digest<'a>,
    sources: Sources,
    /// Statements on the page, the gravest first.
    shown: &'a [usize],
    style: &'static str,
    script: &'static str,
    policy: String,
}

impl<'a> Page<'a> {
    fn new(digest: &'a Digest<'a>, options: &Options) -> Self {
        let shown = options.html_limit.min(digest.order.len());
        Self {
            digest,
            sources: Sources::of(digest),
            shown: &digest.order[..shown],
            style: STYLE,
            script: SCRIPT,
            policy: policy::content_security(STYLE, SCRIPT),
        }
    }

    fn headline(&self) -> String {
        summary::headline(self.digest)
    }

    fn read(&self) -> String {
        summary::read(self.digest)
    }

    fn found(&self) -> String {
        summary::found(self.digest)
    }

    fn nothing(&self) -> Vec<String> {
        summary::nothing(self.digest)
    }

    fn tallies(&self) -> Vec<TallyView> {
        overview::tallies(self.digest)
    }

    /// The gravest contrasts; what is only a matter of form waits in the statements.
    fn contrasts(&self) -> impl Iterator<Item = ContrastView> {
        let grave = self.digest.contrasts.iter().filter(|c| c.effect >= Effect::Shift);
        grave.take(CONTRASTS).map(|contrast| ContrastView::new(self.digest, contrast, self.shown))
    }

    fn spellings(&self) -> Vec<String> {
        summary::spellings(self.digest, SPELLINGS)
    }

    fn contrasts_left(&self) -> usize {
        let grave = self.digest.contrasts.iter().filter(|c| c.effect >= Effect::Shift);
        grave.count().saturating_sub(CONTRASTS)
    }

    fn statements(&self) -> impl Iterator<Item = StatementView> {
        let open = |rank: usize| rank < OPEN;
        self.shown.iter().enumerate().map(move |(rank, &statement)| {
            StatementView::new(self.digest, &self.sources, statement, open(rank))
        })
    }

    fn statements_left(&self) -> usize {
        self.digest.order.len() - self.shown.len()
    }

    fn kinds(&self) -> Vec<(&'static str, &'static str, usize)> {
        overview::kinds(self.digest)
    }

    fn matrix(&self) -> Option<Matrix> {
        Matrix::of(self.digest, &self.sources)
    }

    fn time_line(&self) -> Option<TimeLine> {
        TimeLine::of(self.digest, &self.sources)
    }

    fn documents(&self) -> Vec<DocumentView> {
        documents::documents(self.digest, self.shown, ROWS)
    }

    fn documents_left(&self) -> usize {
        self.digest.corpus.documents.len().saturating_sub(ROWS)
    }

    fn names(&self) -> Vec<NameView> {
        lists::names(self.digest, ROWS)
    }

    fn stories(&self) -> Vec<StoryView> {
        lists::stories(self.digest, ROWS)
    }

    fn copies(&self) -> Vec<CopyView> {
        lists::copies(self.digest, COPIES)
    }

    fn copies_left(&self) -> usize {
        self.digest.copies().len().saturating_sub(COPIES)
    }

    fn boilerplate(&self) -> Vec<BoilerplateView> {
        lists::boilerplate(self.digest, ROWS)
    }

    fn skipped(&self) -> &'a [Skipped] {
        &self.digest.corpus.skipped[..self.digest.corpus.skipped.len().min(ROWS)]
    }

    fn skipped_left(&self) -> usize {
        self.digest.corpus.skipped.len().saturating_sub(ROWS)
    }

    fn notes(&self) -> &'a [String] {
        &self.digest.analysis.notes
    }

    /// Templates pass fields by reference and results by value.
    fn count(&self, n: impl Borrow<usize>, one: &str) -> String {
        label::count(*n.borrow(), one)
    }
}

/// Class of an effect in the style sheet, which is also its name.
fn class(effect: Effect) -> &'static str {
    label::effect(effect)
}
