//! Rows of `report.json` from the values of the analysis: indices become ids.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::plain::{Plain, four};
use super::read::hash;
use super::rows::{
    Account, Alignment, Boilerplate, Divergence, Document, DocumentPair, Edit, Elsewhere, KindRow,
    Name, Place, PlainPlace, Reading, Segment, Side, Skipped, Sort, Spelling, Statement, Story,
    Variant, Witness, Zone,
};
use super::said::Said;
use crate::alignment::{self, Passage, Relation};
use crate::analysis::{self, Analysis};
use crate::authority;
use crate::corpus::{self, Corpus, ZoneKind};
use crate::divergence::{self, Effect, Kind, Located};
use crate::report::contrast::Contrast;
use crate::report::escape::{cut, unveiled};
use crate::report::places::places;
use crate::report::redact::Proofs;
use crate::report::{Options, label, outcome};
use crate::span::Span;
use crate::statement;

/// Characters of a text that stands outside its document; offsets say where the rest stands.
const TEXT_LIMIT: usize = 2_000;

/// Turns values into rows.
pub(super) struct Builder<'a> {
    corpus: &'a Corpus,
    analysis: &'a Analysis,
    min_effect: Effect,
    /// Which words are said where.
    said: Said<'a>,
    /// Hashes of what is veiled.
    proofs: Option<&'a Proofs>,
    /// Per alignment, its divergences that the options keep, by their indices.
    kept: Vec<Vec<usize>>,
    /// Which of them are said in short.
    plain: Plain,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        corpus: &'a Corpus,
        analysis: &'a Analysis,
        options: &Options,
        proofs: Option<&'a Proofs>,
    ) -> Self {
        let mut kept = vec![Vec::new(); analysis.alignments.len()];
        for (index, divergence) in analysis.divergences.iter().enumerate() {
            if divergence.effect >= options.min_effect
                && let Some(of_alignment) = kept.get_mut(divergence.alignment)
            {
                of_alignment.push(index);
            }
        }
        let Options { min_effect, lean, .. } = *options;
        let said = Said::new(corpus, analysis, proofs, options);
        let plain = if lean { Plain::of(analysis, &kept, &said) } else { Plain::default() };
        Self { corpus, analysis, min_effect, said, proofs, kept, plain }
    }

    pub(super) fn document(&self, index: usize, document: &'a corpus::Document) -> Document<'a> {
        let absolute = Path::new(&document.path).is_absolute();
        let (text, passages) = self.said.of(index);
        Document {
            id: &document.id,
            path: if absolute { &document.id } else { &document.path },
            source: self.known(value(document.source.as_ref())),
            title: self.known(value(document.title.as_ref())),
            date: self.known(document.date.as_ref().map(|d| d.value.to_string())),
            language: self.known(value(document.language.as_ref())),
            url: self.known(value(document.url.as_ref())),
            version: document.version.as_deref(),
            embargo: document.embargo.as_deref(),
            charset: value(document.charset.as_ref()),
            bytes: document.text.len(),
            text,
            passages,
            hash: match self.proofs.map(|proofs| proofs.hash_of(index)) {
                Some(Some(hash)) => Some(hash.to_owned()),
                // The text of a veiled document is not its text.
                Some(None) if self.proofs.is_some_and(|proofs| proofs.hides(index)) => None,
                _ => Some(hash(&document.text)),
            },
            extracted: document.extracted,
            pieces: pieces(&document.pieces),
            guessed: guessed(document),
            zones: (!self.said.lean || !is_body(document))
                .then(|| document.zones.iter().map(zone).collect()),
        }
    }

    /// A list, which a lean report leaves out where it is empty.
    fn listed<T>(&self, list: Vec<T>) -> Option<Vec<T>> {
        (!self.said.lean || !list.is_empty()).then_some(list)
    }

    /// What is not known is null, and nothing in a lean report.
    fn known<T>(&self, value: Option<T>) -> Option<Option<T>> {
        (!self.said.lean || value.is_some()).then_some(value)
    }

    pub(super) fn pair(&self, pair: &analysis::DocumentPair) -> DocumentPair<'a> {
        DocumentPair {
            left: self.id(pair.left),
            right: self.id(pair.right),
            relation: pair.relation,
            shared: rounded(pair.shared),
        }
    }

    pub(super) fn alignment(
        &self,
        index: usize,
        alignment: &'a alignment::Alignment,
    ) -> Alignment<'a> {
        let all = !self.said.lean;
        let kept = &self.kept[index];
        let segments = &alignment.segments;
        let ids = || kept.iter().map(|&it| self.analysis.divergences[it].id.as_str()).collect();
        // No format shows them where nearly every word is another one.
        let changes = match all || alignment.relation == Relation::Retold {
            true => Vec::new(),
            false => self.plain.changes(alignment, self.analysis, kept),
        };
        let plain = if all { Vec::new() } else { self.plain.told(kept, &self.said) };
        Alignment {
            id: &alignment.id,
            left: self.place(alignment.left),
            right: self.place(alignment.right),
            relation: alignment.relation,
            score: rounded(alignment.score),
            segments: all.then(|| segments.iter().map(segment).collect()),
            facing: (!all && segments.len() != 1).then(|| {
                segments.iter().map(|it| four(alignment, Some(it.left), Some(it.right))).collect()
            }),
            edits: all.then(|| alignment.edits.iter().map(edit).collect()),
            changes,
            plain,
            divergences: all.then(ids),
            accounted: self.account(&alignment.accounted),
        }
    }

    fn account(&self, accounted: &'a alignment::Accounted) -> Account<'a> {
        let alignment::Accounted { equal, by_reason, in_divergences, left } = accounted;
        let some = |&count: &u32| (!self.said.lean || count > 0).then_some(count);
        Account {
            equal: *equal,
            by_reason: (!self.said.lean || !by_reason.is_empty()).then_some(by_reason),
            in_divergences: some(in_divergences),
            left: some(left),
        }
    }

    pub(super) fn divergences(&self) -> impl Iterator<Item = Divergence<'a>> {
        self.kept.iter().enumerate().flat_map(move |(index, kept)| {
            let rows = kept.iter().filter(|&&it| !self.plain.is(it));
            rows.map(move |&it| self.divergence(index, &self.analysis.divergences[it]))
        })
    }

    /// What plain differences are.
    pub(super) fn sorts(&self) -> impl Iterator<Item = Sort<'_>> {
        self.plain.sorts()
    }

    fn divergence(&self, index: usize, divergence: &'a divergence::Divergence) -> Divergence<'a> {
        let alignment = &self.analysis.alignments[index];
        let side = |located: &'a Option<Located>, passage: Passage| {
            located.as_ref().map(|located| self.side(located, passage.document))
        };
        Divergence {
            id: &divergence.id,
            alignment: &alignment.id,
            kind: divergence.kind,
            effect: divergence.effect,
            left: side(&divergence.left, alignment.left),
            right: side(&divergence.right, alignment.right),
            explanation: &divergence.explanation,
            elsewhere: divergence
                .elsewhere
                .map(|span| Elsewhere { start: span.start, end: span.end }),
            confidence: rounded(divergence.confidence),
            mqm: divergence.kind.mqm().filter(|_| self.said.full),
        }
    }

    fn side(&self, located: &'a Located, document: usize) -> Side<'a> {
        Side {
            start: located.span.start,
            end: located.span.end,
            text: self
                .said
                .repeats(document)
                .then(|| limited(self.said.words(document, located.span))),
            value: located.value.as_deref(),
        }
    }

    pub(super) fn statement(
        &self,
        index: usize,
        statement: &'a statement::Statement,
    ) -> Statement<'a> {
        let mut seen = HashMap::new();
        let places = places(self.analysis, index, self.min_effect);
        let numbers = statement.variants.iter().flat_map(|it| self.those_kept(&it.divergences));
        let from = numbers.map(|it| self.plain.number(it)).min().unwrap_or(0);
        let (variants, plain) = self.variants(statement, &places, from);
        let numbered = !plain.is_empty() || variants.iter().any(|it| !it.numbers.is_empty());
        let several = has_several(statement);
        let first = statement.first.and_then(|i| statement.witnesses.get(i));
        let witnesses = statement.witnesses.iter().enumerate();
        Statement {
            id: &statement.id,
            witnesses: witnesses.map(|(i, p)| self.witness(i, *p, &mut seen)).collect(),
            variants,
            plain,
            from: (from > 0 && numbered).then_some(from),
            places: (!self.said.lean).then(Vec::new),
            verdict: outcome::verdict(&places),
            reasons: self.listed(
                outcome::reasons(self.analysis, &places)
                    .into_iter()
                    .filter(|&reason| !self.plain.is(reason))
                    .map(|reason| self.analysis.divergences[reason].id.as_str())
                    .collect(),
            ),
            first: self.known(first.map(|passage| self.id(passage.document))),
            first_index: statement.first.filter(|_| several),
        }
    }

    /// The places of a statement: rows, and those of plain differences only.
    fn variants(
        &self,
        statement: &'a statement::Statement,
        places: &[Contrast<'a>],
        from: u32,
    ) -> (Vec<Variant<'a>>, Vec<PlainPlace>) {
        let kept = statement.variants.iter().filter(|variant| variant.effect >= self.min_effect);
        let (mut rows, mut plain) = (Vec::new(), Vec::new());
        let mut before = 0;
        for (variant, place) in kept.zip(places) {
            let divergences = self.those_kept(&variant.divergences);
            match self.plain.place(statement, variant, &divergences, from, &self.said) {
                Some(place) => {
                    if before > 0 {
                        plain.push(PlainPlace::Rows(std::mem::take(&mut before)));
                    }
                    plain.push(place);
                }
                None => {
                    rows.push(self.variant(statement, variant, (place, &divergences), from));
                    before += 1;
                }
            }
        }
        (rows, plain)
    }

    fn witness(
        &self,
        index: usize,
        passage: Passage,
        seen: &mut HashMap<&'a str, usize>,
    ) -> Witness<'a> {
        let words = self.said.words(passage.document, passage.span);
        let earlier = *seen.entry(words).or_insert(index);
        let hash = self.proofs.and_then(|proofs| proofs.hash(passage));
        // Veiled words look alike where they are not.
        let same_as = (earlier != index && hash.is_none()).then_some(earlier);
        let document = self.corpus.documents.get(passage.document).filter(|_| self.said.full);
        Witness {
            document: self.id(passage.document),
            start: passage.span.start,
            end: passage.span.end,
            language: None,
            origin: self.analysis.origins.from(&self.corpus.documents, passage.document),
            source: document.and_then(|d| value(d.source.as_ref())),
            date: document.and_then(|d| d.date.as_ref()).map(|d| d.value.to_string()),
            text: (same_as.is_none() && self.said.repeats(passage.document))
                .then(|| limited(words)),
            same_as,
            hash: hash.map(|hash| format!("{hash:016x}")),
        }
    }

    fn variant(
        &self,
        statement: &'a statement::Statement,
        variant: &'a statement::Variant,
        (place, divergences): (&Contrast<'a>, &[usize]),
        from: u32,
    ) -> Variant<'a> {
        let ids = |indices: &[usize]| {
            let passages = indices.iter().filter_map(|&i| statement.witnesses.get(i));
            passages.map(|passage| self.id(passage.document)).collect()
        };
        let (all, rows) = (!self.said.lean, divergences.iter().filter(|&&it| !self.plain.is(it)));
        let has_plain = divergences.iter().any(|&it| self.plain.is(it));
        let numbers = divergences.iter().filter(|_| has_plain);
        Variant {
            kind: variant.kind,
            effect: variant.effect,
            readings: variant
                .readings
                .iter()
                .zip(&place.sides)
                .map(|(reading, side)| {
                    let found = self.said.find(statement, reading, &variant.divergences);
                    Reading {
                        text: (self.said.full || found.is_none())
                            .then(|| cut(&reading.text, TEXT_LIMIT)),
                        at: found.map(|(_, span)| pair(span)),
                        of: found.map(|(of, _)| of).filter(|&of| of > 0),
                        witnesses: all.then(|| ids(&reading.witnesses)),
                        indices: &reading.witnesses,
                        value: side.value.filter(|_| all),
                        standing: label::standing(side.standing),
                    }
                })
                .collect(),
            divergences: rows.map(|&it| self.analysis.divergences[it].id.as_str()).collect(),
            numbers: numbers.map(|&it| self.plain.number(it) - from).collect(),
        }
    }

    /// Those divergences that the options keep.
    fn those_kept(&self, indices: &[usize]) -> Vec<usize> {
        let kept = |index: &usize| {
            self.analysis.divergences.get(*index).is_some_and(|it| it.effect >= self.min_effect)
        };
        indices.iter().copied().filter(kept).collect()
    }

    pub(super) fn story(&self, story: &'a statement::Story) -> Story<'a> {
        Story { id: &story.id, documents: self.ids(&story.documents) }
    }

    pub(super) fn name(&self, name: &'a authority::Name) -> Name<'a> {
        Name {
            name: &name.name,
            variants: name
                .variants
                .iter()
                .map(|variant| Spelling {
                    text: &variant.text,
                    count: variant.count,
                    documents: (!self.said.lean).then(|| self.ids(&variant.documents)),
                    indices: &variant.documents,
                })
                .collect(),
            given: (!self.said.lean || name.given).then_some(name.given),
        }
    }

    pub(super) fn boilerplate(&self, boilerplate: &'a analysis::Boilerplate) -> Boilerplate<'a> {
        let stands = boilerplate.passages.first().is_some_and(|first| {
            self.said.says(first.document)
                && self.said.words(first.document, first.span) == boilerplate.text
        });
        let repeated = self.said.full || !stands;
        Boilerplate {
            text: repeated.then(|| cut(&boilerplate.text, TEXT_LIMIT)),
            passages: boilerplate.passages.iter().map(|&p| self.place(p)).collect(),
        }
    }

    fn place(&self, passage: Passage) -> Place<'a> {
        Place {
            document: self.id(passage.document),
            start: passage.span.start,
            end: passage.span.end,
            language: None,
        }
    }

    /// The kinds of the divergences and variants that the options keep.
    pub(super) fn kinds(&self) -> impl Iterator<Item = KindRow> {
        let divergences = self.kept.iter().flatten().map(|&it| self.analysis.divergences[it].kind);
        let variants = self.analysis.statements.iter().flat_map(|statement| &statement.variants);
        let variants = variants.filter(|it| it.effect >= self.min_effect).map(|it| it.kind);
        let kinds: BTreeSet<Kind> = divergences.chain(variants).collect();
        kinds.into_iter().map(|kind| KindRow {
            kind,
            title: kind.title(),
            family: kind.family().name(),
            usual_effect: kind.usual_effect(),
            mqm: kind.mqm(),
        })
    }

    fn ids(&self, documents: &[usize]) -> Vec<&'a str> {
        documents.iter().map(|&document| self.id(document)).collect()
    }

    fn id(&self, document: usize) -> &'a str {
        self.corpus.documents.get(document).map_or("", |document| &document.id)
    }
}

/// Whether a document states it more than once, so that its id does not tell which witness is meant.
fn has_several(statement: &statement::Statement) -> bool {
    let mut documents: Vec<_> = statement.witnesses.iter().map(|w| w.document).collect();
    documents.sort_unstable();
    documents.windows(2).any(|pair| pair[0] == pair[1])
}

/// At most the first characters of a text, without what is veiled.
fn limited(text: &str) -> Cow<'_, str> {
    match unveiled(text) {
        Cow::Borrowed(text) => cut(text, TEXT_LIMIT),
        Cow::Owned(text) => Cow::Owned(cut(text.trim(), TEXT_LIMIT).into_owned()),
    }
}

/// The row of an input that was not read.
pub(super) fn skipped(skipped: &corpus::Skipped) -> Skipped<'_> {
    Skipped { path: &skipped.path, reason: &skipped.reason }
}

fn value(known: Option<&corpus::Known<String>>) -> Option<&str> {
    known.map(|known| known.value.as_str())
}

fn guessed(document: &corpus::Document) -> Vec<&'static str> {
    let marks = [
        ("source", document.source.as_ref().is_some_and(|k| k.guessed)),
        ("title", document.title.as_ref().is_some_and(|k| k.guessed)),
        ("date", document.date.as_ref().is_some_and(|k| k.guessed)),
        ("language", document.language.as_ref().is_some_and(|k| k.guessed)),
        ("url", document.url.as_ref().is_some_and(|k| k.guessed)),
        ("charset", document.charset.as_ref().is_some_and(|k| k.guessed)),
    ];
    marks.iter().filter(|(_, guessed)| *guessed).map(|(name, _)| *name).collect()
}

fn pieces(pieces: &[corpus::Piece]) -> Option<Vec<[u32; 4]>> {
    let row = |it: &corpus::Piece| [it.text, it.file, it.line, it.column];
    (!pieces.is_empty()).then(|| pieces.iter().map(row).collect())
}

/// Whether a document is one stretch of running text.
fn is_body(document: &corpus::Document) -> bool {
    let whole = Span::new(0, document.text.len());
    matches!(document.zones.as_slice(), [one] if one.kind == ZoneKind::Body && one.span == whole)
}

fn zone(zone: &corpus::Zone) -> Zone {
    Zone { kind: zone.kind, start: zone.span.start, end: zone.span.end }
}

fn segment(segment: &alignment::Segment) -> Segment {
    Segment { left: pair(segment.left), right: pair(segment.right), score: rounded(segment.score) }
}

fn edit(edit: &alignment::Edit) -> Edit {
    Edit { op: edit.op, left: edit.left.map(pair), right: edit.right.map(pair) }
}

fn pair(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

/// Four decimals say all that a probability knows, and keep the bytes the same on every machine;
/// what is no number becomes 0, for JSON has no word for it.
pub(super) fn rounded(number: f64) -> f64 {
    if number.is_finite() { (number.clamp(0.0, 1.0) * 1e4).round() / 1e4 } else { 0.0 }
}
