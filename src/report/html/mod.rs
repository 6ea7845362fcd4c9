//! `report.html`: the page that a journalist opens, sends on, or prints.
//!
//! One file without network: text, one style sheet and one small script, which the page's own
//! Content-Security-Policy names by their hashes, so that nothing else in it can run. Everything
//! is there without the script; the script filters, finds and explains under the pointer.
//! Texts are escaped by the templates and once more on their way out ([`super::escape::Harmless`]).

mod block;
mod documents;
mod facets;
mod lists;
mod marked;
mod matrix;
mod notes;
mod only;
mod overview;
mod policy;
mod query;
mod renderings;
mod site;
mod sources;
mod statement;
mod story;
mod table;
mod time_line;
mod time_scale;

use std::borrow::Borrow;
use std::io::{self, Write};
use std::sync::LazyLock;

use askama::Template;

pub use self::query::Query;
pub use self::site::Site;

use self::block::Block;
use self::documents::{DocumentBody, DocumentView};
use self::facets::Facets;
use self::lists::{BoilerplateView, CopyView, NameView};
use self::matrix::Matrix;
use self::overview::{ContrastView, TallyView};
use self::renderings::RenderingView;
use self::site::Parts;
use self::sources::Sources;
use self::statement::StatementView;
use self::story::StoryView;
use self::time_line::TimeLine;
use super::about::{self, About};
use super::digest::Digest;
use super::redact::Proofs;
use super::{Options, label, lineage, summary};
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Skipped};
use crate::divergence::Effect;

const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/overview.css"),
    include_str!("style/statements.css"),
    include_str!("style/lists.css"),
    include_str!("style/media.css"),
    include_str!("style/print.css"),
);
const SCRIPT: &str = concat!(
    include_str!("script/start.js"),
    include_str!("script/store.js"),
    include_str!("script/list.js"),
    include_str!("script/light.js"),
    include_str!("script/land.js"),
    include_str!("script/filter.js"),
    include_str!("script/marks.js"),
    include_str!("script/base.js"),
    include_str!("script/copy.js"),
    include_str!("script/judge.js"),
    include_str!("script/keys.js"),
    include_str!("script/links.js"),
    include_str!("script/print.js"),
    include_str!("script/end.js"),
);

/// The script as the page carries it: every page pays for what only its writers read.
static LEAN: LazyLock<String> = LazyLock::new(|| lean(SCRIPT));

/// A script without the comments that have a line of their own and the blanks before each line. No
/// text of ours goes over several lines, so none is changed.
fn lean(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let said = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    said.flat_map(|line| [line, "\n"]).collect()
}

/// Contrasts that the page tells first, and rows of the long lists.
const CONTRASTS: usize = 40;
const ROWS: usize = 2_000;
const COPIES: usize = 100;
/// What is written differently that the page shows at once.
const RENDERED: usize = 8;
const STORIES: usize = 200;
/// Stories that its head names.
const ABOUT: usize = 5;
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
    proofs: Option<&Proofs>,
    out: &mut dyn Write,
) -> io::Result<()> {
    Site::limited(corpus, analysis, options, proofs).write_whole(out)
}

/// What the templates read.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    digest: &'a Digest<'a>,
    site: &'a Site<'a>,
    sources: &'a Sources,
    facets: &'a Facets,
    /// Statements on the page, the gravest first.
    shown: &'a [usize],
    parts: Parts,
    /// The facets for the script, where no block holds them.
    index: String,
    style: &'static str,
    script: &'static str,
    policy: String,
}

impl<'a> Page<'a> {
    fn new(site: &'a Site<'a>, parts: Parts) -> Self {
        let served = matches!(parts, Parts::Served);
        let index = match parts {
            // Inside a script element only `<` could end it.
            Parts::Inside => {
                serde_json::to_string(&site.facets).unwrap_or_default().replace('<', "\\u003c")
            }
            Parts::Blocks(..) | Parts::Served => String::new(),
        };
        Self {
            digest: &site.digest,
            site,
            sources: &site.sources,
            facets: &site.facets,
            shown: &site.shown,
            parts,
            index,
            style: STYLE,
            script: &LEAN,
            policy: policy::content_security(STYLE, &LEAN, served),
        }
    }

    fn blocks(&self) -> &[Block] {
        match &self.parts {
            Parts::Blocks(blocks, _) => blocks,
            Parts::Inside | Parts::Served => &[],
        }
    }

    /// How the script gets what does not stand in the page.
    fn mode(&self) -> &'static str {
        match self.parts {
            Parts::Inside => "inside",
            Parts::Blocks(..) => "blocks",
            Parts::Served => "served",
        }
    }

    fn with_texts(&self) -> bool {
        matches!(self.parts, Parts::Inside)
    }

    fn document(&self, index: impl Borrow<usize>) -> DocumentBody {
        self.site.document_body(*index.borrow())
    }

    /// Statements that a reader without scripts does not see.
    fn waiting(&self) -> usize {
        self.shown.len() - self.parts.inside(self.shown.len())
    }

    fn witness_steps(&self) -> Vec<usize> {
        let most = self.facets.witnesses();
        [3, 4, 5, 6, 8, 10, 15, 20, 50].into_iter().filter(|&n| n <= most).collect()
    }

    fn headline(&self) -> String {
        summary::headline(self.digest)
    }

    fn read(&self) -> String {
        summary::read(self.digest)
    }

    /// The counts of what differs stand below it.
    fn told(&self) -> String {
        summary::told(self.digest)
    }

    fn nothing(&self) -> Vec<String> {
        summary::nothing(self.digest)
    }

    /// What was corrected and still stands elsewhere.
    fn corrections(&self) -> Vec<String> {
        let mut lines = lineage::corrections(self.digest);
        lines.truncate(CONTRASTS);
        lines
    }

    fn versions(&self) -> Vec<String> {
        let mut lines = lineage::versions(self.digest);
        lines.truncate(COPIES);
        lines
    }

    fn origins(&self) -> Vec<lineage::Told> {
        let mut told = lineage::origins(self.digest);
        told.truncate(COPIES);
        told
    }

    fn versions_left(&self) -> usize {
        self.digest.analysis.versions.len().saturating_sub(COPIES)
    }

    fn origins_left(&self) -> usize {
        self.digest.analysis.origins.shared.len().saturating_sub(COPIES)
    }

    fn tallies(&self) -> Vec<TallyView> {
        overview::tallies(self.digest)
    }

    fn quiet(&self) -> Vec<(&'static str, String)> {
        overview::quiet(self.digest)
    }

    /// What the stories are about, with the anchor of each.
    fn about(&self) -> impl Iterator<Item = (String, About)> {
        let stories = about::stories(self.digest, ABOUT).into_iter().enumerate();
        stories.map(|(number, about)| (story::anchor(number), about))
    }

    fn about_left(&self) -> usize {
        self.digest.analysis.stories.len().saturating_sub(ABOUT)
    }

    /// The gravest contrasts; what surely changes no meaning waits in the statements.
    fn contrasts(&self) -> impl Iterator<Item = ContrastView> {
        let grave = self.digest.contrasts.iter().filter(|c| c.effect >= Effect::Unclear);
        grave.take(CONTRASTS).map(|contrast| ContrastView::new(self.digest, contrast, self.shown))
    }

    fn renderings(&self) -> Vec<RenderingView> {
        renderings::renderings(self.digest, self.shown)
    }

    fn contrasts_left(&self) -> usize {
        let grave = self.digest.contrasts.iter().filter(|c| c.effect >= Effect::Unclear);
        grave.count().saturating_sub(CONTRASTS)
    }

    fn statements(&self) -> impl Iterator<Item = StatementView> {
        let inside = &self.shown[..self.parts.inside(self.shown.len())];
        inside.iter().enumerate().map(move |(rank, &statement)| {
            StatementView::new(self.digest, statement, rank, rank < OPEN)
        })
    }

    fn statements_left(&self) -> usize {
        self.digest.order.len() - self.shown.len()
    }

    fn kinds(&self) -> Vec<(&'static str, &'static str, usize)> {
        overview::kinds(self.digest)
    }

    fn matrix(&self) -> Option<Matrix> {
        Matrix::of(self.digest, self.sources)
    }

    fn time_line(&self) -> TimeLine {
        TimeLine::of(self.digest, self.sources, &self.site.anchors)
    }

    /// The key to the marks of the time line.
    fn shapes(&self) -> Vec<(&'static str, String, &'static str)> {
        let effects = label::EFFECTS.iter().map(|&effect| Some(effect)).chain([None]);
        let shape = |effect: Option<Effect>| {
            let words = effect.map_or("no difference", label::effect);
            (effect.map_or("same", class), time_line::shape(effect, 10, 10), words)
        };
        effects.map(shape).collect()
    }

    fn documents(&self) -> Vec<DocumentView> {
        documents::documents(self.digest, &self.site.places, ROWS)
    }

    /// Whether a document stands in the list.
    fn has_document(&self, index: impl Borrow<usize>) -> bool {
        *index.borrow() < ROWS
    }

    fn documents_left(&self) -> usize {
        self.digest.corpus.documents.len().saturating_sub(ROWS)
    }

    /// Names in several spellings, and those that all spell alike.
    fn names(&self) -> (Vec<NameView>, Vec<NameView>) {
        lists::names(self.digest, ROWS).into_iter().partition(|name| name.varied)
    }

    fn stories(&self) -> Vec<StoryView> {
        story::stories(self.digest, STORIES)
    }

    fn stories_left(&self) -> usize {
        self.digest.analysis.stories.len().saturating_sub(STORIES)
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
        counted(n, one)
    }
}

/// A number with its noun, for templates.
fn counted(n: impl Borrow<usize>, one: &str) -> String {
    label::count(*n.borrow(), one)
}

/// Class of an effect in the style sheet, which is also its name.
fn class(effect: Effect) -> &'static str {
    label::effect(effect)
}
