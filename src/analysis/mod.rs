//! The pipeline on one screen, and nearly all of the parallel code.
//!
//! In: a [`Corpus`] and [`Options`]. Out: an [`Analysis`], which says what is there and judges
//! nothing. Every stage takes slices and returns owned values; results are collected in the order
//! of the input, so neither the number of threads nor the order of files shows in the output.

mod alone;
mod boilerplate;
mod candidates;
mod compare;
mod explain;
mod holdings;
pub mod languages;
mod links;
mod meeting;
mod names;
mod notes;
mod pairing;
mod pairs;
mod places;
mod rehearsal;
mod same;
mod sketch;
mod statements;
mod twins;
mod types;
mod versions;

use std::sync::OnceLock;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::divergence::Verdict;
pub use candidates::{Meeting, Shared, meetings};
pub use compare::{Comparison, compare};
pub use explain::{Step, explain_pair};
pub use holdings::{
    Compared, FORMER, Holdings, Indexed, Old, VERSION as HOLDINGS_VERSION, Words, analyze_against,
};
pub use meeting::{Across, Window};
pub(crate) use pairs::id_of;
pub use rehearsal::{Rehearsal, rehearse};
pub use sketch::{settings as sketch_settings, sketch};
pub use types::{Alone, Analysis, Boilerplate, DocumentPair, PairRelation};

use crate::alignment::outline::Outline;
use crate::alignment::pair::Side;
use crate::alignment::units::{Unit, units};
use crate::corpus::{Corpus, Document, ZoneKind};
use crate::divergence::elsewhere::{self, Stems};
use crate::fingerprint;
use crate::index;
use crate::language;
use crate::span::Span;
use crate::statement::stories;
use crate::telling::Telling;
use meeting::Meets;
use same::Same;
use twins::Twins;

/// Settings of every stage between reading and judging.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Also look for passages that a document repeats within itself.
    pub within: bool,
    /// Zones that make statements.
    pub zones: Vec<ZoneKind>,
    /// Compare only documents that differ in this; those of which it is not known meet all. For
    /// reports; `check` and `compare` compare whatever they are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_across: Option<Across>,
    /// Compare only documents whose dates are no further apart: `"30d"`, `"4w"`, `"1y"`; those
    /// without a date meet all. For reports only, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Anchors.
    pub fingerprint: fingerprint::Options,
    /// Candidates.
    pub index: index::Options,
    /// Reported alignments.
    pub alignment: crate::alignment::assemble::Options,
    /// Stories.
    pub stories: stories::Options,
    /// Pairs of phrases that say the same wherever they face each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same: Vec<[String; 2]>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            within: false,
            zones: vec![ZoneKind::Headline, ZoneKind::Body],
            only_across: None,
            window: None,
            fingerprint: fingerprint::Options::default(),
            index: index::Options::default(),
            alignment: crate::alignment::assemble::Options::default(),
            stories: stories::Options::default(),
            same: Vec::new(),
        }
    }
}

impl Options {
    fn meeting(&self) -> meeting::Options {
        meeting::Options { only_across: self.only_across, window: self.window }
    }

    /// The same where all may meet.
    fn unrestricted(&self) -> Self {
        Self { only_across: None, window: None, ..self.clone() }
    }
}

/// Hears how far a run is; the program draws it, tests and bindings need not.
pub trait Progress: Sync {
    /// A stage of `total` steps begins.
    fn start(&self, stage: &str, total: usize);
    /// `n` more steps are done.
    fn step(&self, n: usize);
}

/// A [`Progress`] that nobody hears.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: &str, _: usize) {}
    fn step(&self, _: usize) {}
}

/// Finds everything: passages, alignments, divergences, statements, stories and names.
pub fn analyze(corpus: &Corpus, options: &Options, progress: &dyn Progress) -> Analysis {
    let (tellings, twins, boilerplate) = told(&corpus.documents, &options.zones, progress);
    let meets = Meets::of(&corpus.documents, options.meeting());
    let twins = twins.without(&meets.apart());
    let prepared = Prepared::of(&tellings, options);
    let candidates = candidates::candidates(&tellings, &twins, Some(&meets), options, progress);
    let ties = pairs::align(&prepared, &candidates, &twins, &|_, _| true, options, progress);
    let mut notes = notes::notes(corpus, &candidates, &ties, &boilerplate, options);
    notes.splice(0..0, meets.notes());
    gathered(corpus, &prepared, &twins, &ties, Apart { boilerplate, notes }, options)
}

/// The same for two documents that somebody wants compared. Where a search finds nothing in common
/// they are compared all the same, as [`compare`] does it, and a note says so.
pub fn analyze_pair(corpus: &Corpus, options: &Options, progress: &dyn Progress) -> Analysis {
    let options = &options.unrestricted();
    let analysis = analyze(corpus, options, progress);
    if corpus.documents.len() != 2 || !analysis.alignments.is_empty() {
        return analysis;
    }
    let (tellings, twins, boilerplate) = told(&corpus.documents, &options.zones, &Silent);
    let prepared = Prepared::of(&tellings, options);
    let pairing = compare::pairing_of(&prepared, options).0;
    if pairing.another.is_some() {
        return analysis;
    }
    let ties = match pairing.drafts.is_empty() || compare::is_unrelated(&prepared, &pairing) {
        true => Vec::new(),
        false => {
            vec![pairs::Tie { left: 0, right: 1, drafts: pairing.drafts, cut: 0, another: None }]
        }
    };
    let mut notes = analysis.notes;
    if !ties.is_empty() {
        notes.push(compare::NOT_FOUND.to_owned());
    }
    gathered(corpus, &prepared, &twins, &ties, Apart { boilerplate, notes }, options)
}

/// What an analysis holds beside what documents share.
struct Apart {
    boilerplate: Vec<Boilerplate>,
    notes: Vec<String>,
}

fn gathered(
    corpus: &Corpus,
    prepared: &Prepared<'_>,
    twins: &Twins,
    ties: &[pairs::Tie],
    Apart { boilerplate, notes }: Apart,
    options: &Options,
) -> Analysis {
    let tellings = prepared.tellings;
    let (alignments, mut divergences) = pairs::collect(prepared, ties);
    let document_pairs = pairs::document_pairs(prepared, &alignments);
    let all = |_| true;
    let versions::Told { versions, corrections, origins } = versions::told(
        &corpus.documents,
        prepared,
        &document_pairs,
        &alignments,
        &mut divergences,
        &all,
    );
    let statements =
        statements::statements(corpus, prepared, twins, ties, &alignments, &divergences);
    let stories = statements::stories(corpus, tellings, &document_pairs, &options.stories);
    let names = names::table(tellings, &alignments, &divergences);
    Analysis {
        document_pairs,
        alignments,
        divergences,
        statements,
        stories,
        versions,
        corrections,
        origins,
        names,
        boilerplate,
        notes,
    }
}
/// Whether two documents, by their indices, are to be compared.
pub(crate) type Wanted<'a> = dyn Fn(usize, usize) -> bool + Sync + 'a;

/// The documents of a run with what the stages read from them.
pub(crate) struct Prepared<'a> {
    /// By document.
    pub tellings: &'a [Telling<'a>],
    /// By document.
    pub units: Vec<Vec<Unit>>,
    /// By document.
    pub outlines: Vec<Outline>,
    /// By document: the same for texts with the same words.
    pub keys: Vec<Option<u128>>,
    /// What the settings hold for the same.
    pub same: Same,
    /// By document, once somebody asks.
    stems: Vec<OnceLock<Stems>>,
}

impl<'a> Prepared<'a> {
    /// Cuts all texts into units, weighed by how rare their words are.
    fn of(tellings: &'a [Telling<'a>], options: &Options) -> Self {
        let units: Vec<Vec<Unit>> = tellings.par_iter().map(units).collect();
        let outlines = tellings.par_iter().zip(&units);
        Self {
            tellings,
            outlines: outlines.map(|(telling, units)| Outline::of(telling, units)).collect(),
            units,
            keys: tellings.par_iter().map(twins::key).collect(),
            same: Same::of(&options.same),
            stems: tellings.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// A document, to be asked for what stands elsewhere in it.
    fn document(&self, document: usize) -> elsewhere::Document<'_> {
        let telling = &self.tellings[document];
        let stems = self.stems[document].get_or_init(|| Stems::of(telling));
        elsewhere::Document { telling, stems }
    }

    fn side(&self, document: usize) -> Side<'_> {
        Side {
            telling: &self.tellings[document],
            units: &self.units[document],
            outline: &self.outlines[document],
        }
    }
}

/// The documents as read, without what many of them say of themselves.
fn told<'a>(
    documents: &'a [Document],
    zones: &[ZoneKind],
    progress: &dyn Progress,
) -> (Vec<Telling<'a>>, Twins, Vec<Boilerplate>) {
    let mut tellings = read(documents, zones, progress);
    let twins = twins::twins(&tellings);
    let (boilerplate, cut) = boilerplate::boilerplate(&tellings, documents, &twins);
    for (document, telling) in tellings.iter_mut().enumerate() {
        if let Some(spans) = cut.get(&document) {
            *telling = telling_of(&documents[document], zones, spans);
        }
    }
    (tellings, twins, boilerplate)
}

fn read<'a>(
    documents: &'a [Document],
    zones: &[ZoneKind],
    progress: &dyn Progress,
) -> Vec<Telling<'a>> {
    progress.start("reading words", documents.len());
    documents
        .par_iter()
        .map(|document| {
            progress.step(1);
            telling_of(document, zones, &[])
        })
        .collect()
}

fn telling_of<'a>(document: &'a Document, zones: &[ZoneKind], cut: &[Span]) -> Telling<'a> {
    let stretches = boilerplate::without(&document.stretches(zones), cut);
    let tag = document.language.as_ref().map(|known| known.value.as_str());
    let date = document.date.as_ref().map(|known| known.value);
    Telling::read(&document.text, &stretches, language::of(tag), date)
}
