//! What a reader asks of an analysis first: which statement a divergence belongs to, what is
//! gravest, how many of each there are, and by which name to call a document.
//!
//! In goes the analysis as it stands, out come indices into it, in reading order. Every format
//! for people starts here, so that all tell the same.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Options;
use super::contrast::{Contrast, Side, contrasts};
use super::escape::VEIL;
use super::label;
use super::naming::{Among, labels, listed};
use super::places::places;
use super::redact::Proofs;
use super::renderings::{Rendering, renderings};
use crate::alignment::Passage;
use crate::analysis::{Analysis, DocumentPair, PairRelation};
use crate::corpus::{Corpus, Document};
use crate::divergence::{Divergence, Effect, Kind};
use crate::span::Span;
use crate::statement::Statement;

/// An analysis in reading order.
pub(super) struct Digest<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) analysis: &'a Analysis,
    /// Per document, a short name that no other has.
    pub(super) labels: Vec<String>,
    /// Per statement: its divergences that the options keep, in the order of the analysis.
    pub(super) divergences: Vec<Vec<usize>>,
    /// Per statement: the alignments between its witnesses.
    pub(super) alignments: Vec<Vec<usize>>,
    /// Divergences and variants below it are left out.
    pub(super) min_effect: Effect,
    /// Statements, the gravest first.
    pub(super) order: Vec<usize>,
    /// Differences over the whole corpus, the gravest first.
    pub(super) contrasts: Vec<Contrast<'a>>,
    /// What is written differently, once somebody asked for it.
    rendered: OnceLock<Vec<Rendering>>,
    /// Hashes of the text, where the report does not show it.
    pub(super) proofs: Option<&'a Proofs>,
}

impl<'a> Digest<'a> {
    pub(super) fn new(corpus: &'a Corpus, analysis: &'a Analysis, options: &Options) -> Self {
        let alignments = alignments_of_statements(corpus, analysis);
        let divergences = divergences_of_statements(analysis, options.min_effect);
        let order = by_gravity(analysis, &divergences);
        let contrasts = all_contrasts(corpus, analysis, &divergences, options.min_effect);
        Self {
            corpus,
            analysis,
            labels: labels(corpus),
            divergences,
            alignments,
            min_effect: options.min_effect,
            order,
            contrasts,
            rendered: OnceLock::new(),
            proofs: None,
        }
    }

    /// What is written differently, whatever that does to the meaning; what matters most comes first.
    pub(super) fn renderings(&self) -> &[Rendering] {
        self.rendered.get_or_init(|| renderings(self))
    }

    /// The words of a passage.
    pub(super) fn words(&self, passage: Passage) -> &'a str {
        self.corpus.documents.get(passage.document).map_or("", |d| passage.span.text(&d.text))
    }

    /// Place and hash of a passage whose words are not shown.
    pub(super) fn proof(&self, passage: Passage) -> String {
        self.proofs.map_or_else(String::new, |proofs| proofs.passage(passage))
    }

    /// The short name of a document.
    pub(super) fn label(&self, document: usize) -> &str {
        self.labels.get(document).map_or("", String::as_str)
    }

    /// Short names of documents, each once, the first few by name.
    pub(super) fn label_list(&self, documents: &[usize], limit: usize) -> String {
        listed(documents.iter().map(|&d| self.label(d)).collect(), limit)
    }

    /// Sources of documents, each once, the first few by name; a document that names none is called
    /// by its own name.
    pub(super) fn outlets(&self, documents: &[usize], limit: usize) -> String {
        let source = |&document: &usize| {
            let known = self.corpus.documents.get(document)?;
            known.source.as_ref().map(|source| source.value.as_str())
        };
        let name = |document: &usize| source(document).unwrap_or(self.label(*document));
        listed(documents.iter().map(name).collect(), limit)
    }

    /// Names of documents among some: there the source alone may tell which one.
    pub(super) fn among(&self, documents: impl Iterator<Item = usize> + Clone) -> Among<'_> {
        Among::new(self.corpus, &self.labels, documents)
    }

    /// Names of the documents that a contrast concerns.
    pub(super) fn among_sides(&self, contrast: &Contrast<'_>) -> Among<'_> {
        self.among(contrast.sides.iter().flat_map(|side| side.documents.iter().copied()))
    }

    /// Names of the documents of a statement.
    pub(super) fn among_witnesses(&self, statement: &Statement) -> Among<'_> {
        self.among(statement.witnesses.iter().map(|witness| witness.document))
    }

    /// The places of one statement, in the order of the text.
    pub(super) fn places_of(&self, statement: usize) -> Vec<Contrast<'a>> {
        places(self.analysis, statement, self.min_effect)
    }

    /// A reading with some words of its sentence around it.
    pub(super) fn context(&self, side: &Side<'a>) -> Option<Context<'a>> {
        let (document, span) = side.place?;
        let text = self.corpus.documents.get(document)?.text.as_str();
        let before = text.get(..span.start as usize)?;
        let after = text.get(span.end as usize..)?;
        let (line, next) = (tail(before), lead(after));
        let shown = [line.trim_matches(VEIL), next.trim_matches(VEIL)];
        // Where the text is not shown, there is always more of it.
        let ends = |rest: Option<char>| rest.is_none_or(|c| c == '\n');
        Some(Context {
            opens: shown[0].len() == line.len()
                && ends(before[..before.len() - line.len()].chars().next_back()),
            before: shown[0],
            after: shown[1],
            closes: shown[1].len() == next.len() && ends(after[next.len()..].chars().next()),
        })
    }

    /// Why the readings of a contrast differ, in the words of its surest divergence.
    pub(super) fn explanation(&self, contrast: &Contrast<'a>) -> &'a str {
        if told_otherwise(contrast) {
            return OTHERWISE;
        }
        let surest = contrast.divergences.first();
        surest.map_or("", |&index| &self.analysis.divergences[index].explanation)
    }

    /// Like [`Digest::explanation`], for every kind that meets at a place, the gravest first.
    pub(super) fn explanations(&self, contrast: &Contrast<'a>) -> Vec<&'a str> {
        if told_otherwise(contrast) {
            return vec![OTHERWISE];
        }
        let mut kinds = Vec::new();
        let mut said: Vec<&str> = Vec::new();
        for &index in &contrast.divergences {
            let divergence = &self.analysis.divergences[index];
            let why = divergence.explanation.as_str();
            if !kinds.contains(&divergence.kind) && said.len() < EXPLAINED {
                kinds.push(divergence.kind);
                said.push(why);
            }
        }
        said
    }

    /// The gravest effect inside a statement.
    pub(super) fn gravest(&self, statement: usize) -> Option<Effect> {
        self.divergences[statement].iter().map(|&d| self.analysis.divergences[d].effect).max()
    }

    /// Pairs of documents with mostly the same text, the closest first.
    pub(super) fn copies(&self) -> Vec<&'a DocumentPair> {
        let pairs = self.analysis.document_pairs.iter();
        let mut copies: Vec<_> = pairs.filter(|p| p.relation != PairRelation::Overlap).collect();
        copies.sort_by_key(|pair| (pair.relation as u8, pair.left, pair.right));
        copies
    }

    /// How two documents relate, in words.
    pub(super) fn relation(&self, pair: &DocumentPair) -> &'static str {
        let key = |it: &Divergence| {
            let alignment = self.analysis.alignments.get(it.alignment)?;
            Some((alignment.left.document, alignment.right.document))
        };
        // Alignments come in the order of their documents, divergences in that of alignments.
        let pair_of = Some((pair.left, pair.right));
        let divergences = &self.analysis.divergences;
        let from = divergences.partition_point(|it| key(it) < pair_of);
        let own = divergences[from..].iter().take_while(|it| key(it) == pair_of);
        label::pair(pair.relation, own.map(|it| it.effect).max().unwrap_or(Effect::None))
    }

    /// How many sources the documents come from; documents that name none count as their own.
    pub(super) fn sources(&self) -> usize {
        self.corpus.documents.iter().map(outlet).collect::<BTreeSet<_>>().len()
    }

    /// The source of a document; one that names none is its own.
    pub(super) fn outlet(&self, document: usize) -> &'a str {
        self.corpus.documents.get(document).map_or("", outlet)
    }
}

fn outlet(document: &Document) -> &str {
    document.source.as_ref().map_or(document.id.as_str(), |source| &source.value)
}

/// A reading where it stands.
pub(super) struct Context<'a> {
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// Its paragraph begins with `before`.
    pub(super) opens: bool,
    /// Its paragraph ends with `after`.
    pub(super) closes: bool,
}

/// Why readings differ at a place that some pair lacks and that all fill.
const OTHERWISE: &str = "each has words here, and not all of them face each other";

/// Whether words that one of two tellings lacks face something in every telling, through a third.
fn told_otherwise(contrast: &Contrast<'_>) -> bool {
    contrast.kind == Kind::Omission
        && contrast.effect <= Effect::Compatible
        && contrast.sides.len() > 1
        && !contrast.sides.iter().any(Side::is_empty)
}

/// Explanations of one place.
const EXPLAINED: usize = 3;
/// Characters of context on either side.
const CONTEXT: usize = 48;
/// Bytes that hold more than that many characters: a line may be a whole book.
const NEAR: usize = 5 * CONTEXT;

/// The last words before a reading, inside its paragraph.
fn tail(before: &str) -> &str {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let line = near.rsplit('\n').next().unwrap_or(near);
    match line.char_indices().rev().nth(CONTEXT) {
        None => line,
        Some((at, _)) => line[at..].split_once(' ').map_or(&line[at..], |(_, words)| words),
    }
}

/// The first words behind a reading, inside its paragraph.
fn lead(after: &str) -> &str {
    let near = &after[..after.floor_char_boundary(after.len().min(NEAR))];
    let line = near.split('\n').next().unwrap_or(near);
    match line.char_indices().nth(CONTEXT) {
        None => line,
        Some((at, _)) => line[..at].rsplit_once(' ').map_or(&line[..at], |(words, _)| words),
    }
}

fn all_contrasts<'a>(
    corpus: &'a Corpus,
    analysis: &'a Analysis,
    of_statements: &[Vec<usize>],
    min_effect: Effect,
) -> Vec<Contrast<'a>> {
    let mut homes = vec![None; analysis.divergences.len()];
    for (statement, divergences) in of_statements.iter().enumerate() {
        for &divergence in divergences {
            homes[divergence].get_or_insert(statement);
        }
    }
    let kept = |&index: &usize| analysis.divergences[index].effect >= min_effect;
    let kept: Vec<_> = (0..analysis.divergences.len()).filter(kept).collect();
    contrasts(corpus, analysis, &kept, &|index| homes[index])
}

/// Witnesses of one document, in the order of their start.
struct Places(Vec<(Span, usize)>);

impl Places {
    fn of(analysis: &Analysis, documents: usize) -> Vec<Self> {
        let mut places: Vec<_> = (0..documents).map(|_| Self(Vec::new())).collect();
        for (index, statement) in analysis.statements.iter().enumerate() {
            for witness in &statement.witnesses {
                if let Some(of_document) = places.get_mut(witness.document) {
                    of_document.0.push((witness.span, index));
                }
            }
        }
        for of_document in &mut places {
            of_document.0.sort_unstable();
        }
        places
    }

    /// Statements with a witness that shares bytes with the span.
    fn touching(&self, span: Span) -> BTreeSet<usize> {
        let end = self.0.partition_point(|(witness, _)| witness.start < span.end);
        let before = self.0[..end].iter();
        before.filter(|(w, _)| w.overlap(span) > 0).map(|&(_, statement)| statement).collect()
    }
}

fn alignments_of_statements(corpus: &Corpus, analysis: &Analysis) -> Vec<Vec<usize>> {
    let places = Places::of(analysis, corpus.documents.len());
    let touching = |passage: Passage| {
        places.get(passage.document).map(|places| places.touching(passage.span)).unwrap_or_default()
    };
    let mut found = vec![Vec::new(); analysis.statements.len()];
    for (index, alignment) in analysis.alignments.iter().enumerate() {
        let (left, right) = (touching(alignment.left), touching(alignment.right));
        for &statement in left.intersection(&right) {
            found[statement].push(index);
        }
    }
    found
}

/// Per statement, the divergences behind its table, in the order of the analysis.
fn divergences_of_statements(analysis: &Analysis, min_effect: Effect) -> Vec<Vec<usize>> {
    let kept = |&index: &usize| {
        analysis.divergences.get(index).is_some_and(|divergence| divergence.effect >= min_effect)
    };
    let of_statement = |statement: &Statement| {
        let all = statement.variants.iter().flat_map(|variant| &variant.divergences).copied();
        let found: BTreeSet<usize> = all.filter(kept).collect();
        found.into_iter().collect()
    };
    analysis.statements.iter().map(of_statement).collect()
}

/// Statements by what differs in them: conflicts, then shifts, then how many state it.
fn by_gravity(analysis: &Analysis, divergences: &[Vec<usize>]) -> Vec<usize> {
    let key = |&statement: &usize| {
        let of = |effect| {
            let all = divergences[statement].iter().map(|&d| &analysis.divergences[d]);
            let pairs = all.filter(|d| d.effect == effect).count();
            // Two witnesses make one pair, ten make 45: the count is per witness.
            std::cmp::Reverse(pairs * 12 / analysis.statements[statement].witnesses.len().max(1))
        };
        (
            of(Effect::Conflict),
            of(Effect::Shift),
            of(Effect::Unclear),
            of(Effect::Compatible),
            std::cmp::Reverse(analysis.statements[statement].witnesses.len()),
            statement,
        )
    };
    let mut order: Vec<_> = (0..analysis.statements.len()).collect();
    order.sort_by_cached_key(key);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_of_the_paragraph_and_of_whole_words() {
        assert_eq!(tail("Headline\nWe must "), "We must ");
        assert_eq!(tail(&"word ".repeat(20)), "word ".repeat(9));
        assert_eq!(lead(" go.\n\nNext"), " go.");
        assert_eq!(lead(&" word".repeat(20)), " word".repeat(9));
        assert_eq!(tail(&"東".repeat(60)).chars().count(), CONTEXT + 1);
    }
}
