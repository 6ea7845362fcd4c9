//! Which words `report.json` says where: each text once, by its document, if it may be told; and of
//! a text that the report says little of, only what it speaks of.

use super::plain::all_shown;
use crate::alignment::Passage;
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Document};
use crate::divergence::Located;
use crate::report::Options;
use crate::report::redact::Proofs;
use crate::span::Span;
use crate::statement::{Reading, Statement};

/// Witnesses of a reading in which its words are looked for; they are alike.
const TRIED: usize = 8;

/// What decides where words are said.
pub(super) struct Said<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) analysis: &'a Analysis,
    /// Which texts are veiled.
    pub(super) proofs: Option<&'a Proofs>,
    /// Texts are repeated wherever they are spoken of.
    /// Whether each thing is said once, and plain differences in short.
    pub(super) lean: bool,
    /// Whether texts are repeated wherever they are spoken of.
    pub(super) full: bool,
    /// By document: the stretches that the row of a document says.
    stretches: Vec<Vec<Span>>,
}

/// Where each stretch of a text begins, and its words.
type Stretches<'a> = Vec<(u32, &'a str)>;

/// Bytes between two stretches that are said rather than begun anew.
const GAP: u32 = 12;

impl<'a> Said<'a> {
    pub(super) fn new(
        corpus: &'a Corpus,
        analysis: &'a Analysis,
        proofs: Option<&'a Proofs>,
        options: &Options,
    ) -> Self {
        let (lean, full) = (options.lean, options.full && !options.lean);
        let mut said = Self { corpus, analysis, proofs, lean, full, stretches: Vec::new() };
        let mut spoken = spoken_of(corpus, analysis);
        for (document, span) in all_shown(&said) {
            spoken[document].push(span);
        }
        let documents = corpus.documents.iter().zip(spoken);
        said.stretches = documents.map(|(document, spans)| stretches(document, spans)).collect();
        said
    }

    /// What the row of a document says of its text: all of it, or the stretches that the report
    /// speaks of.
    pub(super) fn of(&self, document: usize) -> (Option<&'a str>, Option<Stretches<'a>>) {
        let text = self.corpus.documents.get(document).map_or("", |it| it.text.as_str());
        let stretches = self.stretches.get(document).map_or(&[][..], Vec::as_slice);
        let passages = || stretches.iter().map(|span| (span.start, span.text(text))).collect();
        match (self.says(document), self.lean) {
            (false, _) => (None, None),
            (true, false) => (Some(text), None),
            (true, true) => (None, Some(passages())),
        }
    }

    /// Whether the row of a document says its text.
    pub(super) fn says(&self, document: usize) -> bool {
        !self.proofs.is_some_and(|proofs| proofs.hides(document))
    }

    /// Whether words of a document are said again where they are spoken of.
    pub(super) fn repeats(&self, document: usize) -> bool {
        self.full || !self.says(document)
    }

    /// Where the words of a reading surely stand: which of its witnesses has them, and where, by a
    /// divergence there or because they occur once.
    pub(super) fn find(
        &self,
        statement: &Statement,
        reading: &Reading,
        divergences: &[usize],
    ) -> Option<(usize, Span)> {
        if reading.text.is_empty() {
            return None;
        }
        let told: Vec<(usize, Span)> =
            divergences.iter().filter_map(|&it| self.told(it)).flatten().collect();
        let passages = reading.witnesses.iter().map(|&it| statement.witnesses.get(it));
        let passages = passages.enumerate().filter_map(|(of, it)| Some((of, *it?)));
        let of_witness = |(of, passage): (usize, Passage)| {
            let is_it = |&&(document, span): &&(usize, Span)| {
                document == passage.document
                    && passage.span.contains(span)
                    && self.words(document, span) == reading.text
            };
            let told = told.iter().find(is_it).map(|&(_, span)| span);
            Some((of, told.or_else(|| self.once(passage, &reading.text))?))
        };
        passages.filter(|(_, it)| self.says(it.document)).take(TRIED).find_map(of_witness)
    }

    /// The places of both sides of a divergence, with their documents.
    fn told(&self, divergence: usize) -> Option<impl Iterator<Item = (usize, Span)>> {
        let divergence = self.analysis.divergences.get(divergence)?;
        let alignment = self.analysis.alignments.get(divergence.alignment)?;
        let sides = [(&divergence.left, alignment.left), (&divergence.right, alignment.right)];
        let place = |(side, passage): (&Option<Located>, Passage)| {
            side.as_ref().map(|located| (passage.document, located.span))
        };
        Some(sides.into_iter().filter_map(place))
    }

    /// Where words stand in a passage that has them once, as words.
    fn once(&self, passage: Passage, words: &str) -> Option<Span> {
        let text = self.words(passage.document, passage.span);
        let goes_on = |a: Option<char>, b: Option<char>| {
            a.zip(b).is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
        };
        let mut found = text.match_indices(words).filter(|(at, _)| {
            let behind = &text[at + words.len()..];
            !goes_on(text[..*at].chars().next_back(), words.chars().next())
                && !goes_on(words.chars().next_back(), behind.chars().next())
        });
        let (at, _) = found.next().filter(|_| found.next().is_none())?;
        let start = passage.span.start as usize + at;
        Some(Span::new(start, start + words.len()))
    }

    /// The words at a place.
    pub(super) fn words(&self, document: usize, span: Span) -> &'a str {
        self.corpus.documents.get(document).map_or("", |document| span.text(&document.text))
    }
}

/// By document: every place that the report names.
fn spoken_of(corpus: &Corpus, analysis: &Analysis) -> Vec<Vec<Span>> {
    let mut spans = vec![Vec::new(); corpus.documents.len()];
    let mut speak = |document: usize, span: Option<Span>| {
        if let Some(spans) = spans.get_mut(document) {
            spans.extend(span);
        }
    };
    for alignment in &analysis.alignments {
        for passage in [alignment.left, alignment.right] {
            speak(passage.document, Some(passage.span));
        }
    }
    for divergence in &analysis.divergences {
        let Some(alignment) = analysis.alignments.get(divergence.alignment) else { continue };
        let documents = [alignment.left.document, alignment.right.document];
        for (document, side) in documents.into_iter().zip([&divergence.left, &divergence.right]) {
            speak(document, side.as_ref().map(|located| located.span));
        }
        speak(documents[usize::from(divergence.left.is_some())], divergence.elsewhere);
    }
    let witnesses = analysis.statements.iter().flat_map(|statement| &statement.witnesses);
    let repeated = analysis.boilerplate.iter().filter_map(|it| it.passages.first());
    for passage in witnesses.chain(repeated) {
        speak(passage.document, Some(passage.span));
    }
    spans
}

/// Places of a text as stretches, in order.
fn stretches(document: &Document, mut spans: Vec<Span>) -> Vec<Span> {
    let whole = Span::new(0, document.text.len());
    // What is not in a file is not to be read again.
    if document.path == "-" {
        return vec![whole];
    }
    spans.sort_unstable();
    let mut stretches: Vec<Span> = Vec::new();
    for span in spans.iter().filter(|span| whole.contains(**span) && !span.is_empty()) {
        match stretches.last_mut() {
            Some(last) if span.start <= last.end.saturating_add(GAP) => {
                last.end = last.end.max(span.end);
            }
            _ => stretches.push(*span),
        }
    }
    stretches
}
