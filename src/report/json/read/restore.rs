//! From rows back to values: ids become indices, and every one is looked up before it is used.

use std::collections::{BTreeMap, VecDeque};

use super::lineage;
use super::rows::{self, Report};
use super::texts::{self, Quote};
use super::{Listed, Refusal, Restored, hash};
use crate::alignment::{Alignment, Edit, Passage, Segment};
use crate::analysis::{Analysis, Boilerplate, DocumentPair};
use crate::authority::{Authority, Name, NameVariant};
use crate::corpus::{Corpus, Document, Known, Piece, Zone, ZoneKind};
use crate::divergence::{Divergence, Located};
use crate::report::redact::{Proofs, is_note};
use crate::span::Span;
use crate::statement::{Reading, Statement, Story, Variant};

mod plain;

pub(super) type Result<T> = std::result::Result<T, Refusal>;

/// The corpus and the analysis of a report.
pub(super) fn restore(
    report: &Report,
    text_of: &dyn Fn(&Listed<'_>) -> std::result::Result<String, String>,
) -> Result<Restored> {
    let index = Index::of(report)?;
    let mut quotes = vec![Vec::new(); report.documents.len()];
    let mut hashes = BTreeMap::new();
    let mut analysis = analysis(report, &index, &mut quotes, &mut hashes)?;
    let mut documents = Vec::with_capacity(report.documents.len());
    let mut reasons = BTreeMap::new();
    for &row in &index.order {
        let document = &report.documents[row];
        let listed = document.listed();
        let text = unchanged(document, text_of).unwrap_or_else(|reason| {
            reasons.insert(documents.len(), (listed.hash.map(str::to_owned), reason));
            let quotes = &mut quotes[documents.len()];
            // What is said of the text itself goes over what is quoted of it.
            quotes.extend(texts::of_document(document));
            texts::filled(listed.bytes, quotes)
        });
        documents.push(known(document, text, &index)?);
    }
    if reasons.is_empty() {
        // The texts are there again.
        analysis.notes.retain(|note| !is_note(note));
    }
    whole_characters(&documents, &analysis)?;
    hashes.retain(|(document, _): &(usize, Span), _| reasons.contains_key(document));
    Ok(Restored {
        corpus: Corpus { documents, skipped: report.skipped.clone() },
        analysis,
        hidden: reasons.len(),
        is_lean: report.alignments.iter().any(|alignment| alignment.edits.is_none()),
        proofs: (!reasons.is_empty()).then(|| Proofs::of_report(hashes, reasons)),
    })
}

/// The text of a document: that of the report, or the one that lies about if it is the one that was
/// compared.
fn unchanged(
    row: &rows::Document,
    text_of: &dyn Fn(&Listed<'_>) -> std::result::Result<String, String>,
) -> std::result::Result<String, String> {
    if let Some(text) = row.whole() {
        return Ok(text.to_owned());
    }
    let listed = &row.listed();
    let Some(expected) = listed.hash else {
        return Err("the report has no hash of it; write the report again".to_owned());
    };
    let text = text_of(listed)?;
    if text.len() == listed.bytes && hash(&text) == expected {
        return Ok(text);
    }
    Err(format!("{} has changed since the report was written", listed.path))
}

/// No place cuts a character of its text in two.
fn whole_characters(documents: &[Document], analysis: &Analysis) -> Result<()> {
    let check = |document: usize, span: Span| {
        let Document { id, text, .. } = &documents[document];
        if [span.start, span.end].iter().all(|&at| text.is_char_boundary(at as usize)) {
            return Ok(());
        }
        let Span { start, end } = span;
        Err(Refusal::Invalid(format!("bytes {start} to {end} of {id:?} cut a character in two")))
    };
    for (index, document) in documents.iter().enumerate() {
        document.zones.iter().try_for_each(|zone| check(index, zone.span))?;
    }
    for alignment in &analysis.alignments {
        let Alignment { left, right, segments, edits, .. } = alignment;
        let segments = segments.iter().map(|s| (Some(s.left), Some(s.right)));
        let edits = edits.iter().map(|edit| (edit.left, edit.right));
        let whole = (Some(left.span), Some(right.span));
        for (of_left, of_right) in segments.chain(edits).chain([whole]) {
            of_left.map_or(Ok(()), |span| check(left.document, span))?;
            of_right.map_or(Ok(()), |span| check(right.document, span))?;
        }
    }
    for divergence in &analysis.divergences {
        let Alignment { left, right, .. } = &analysis.alignments[divergence.alignment];
        for (located, passage) in [(&divergence.left, left), (&divergence.right, right)] {
            located.as_ref().map_or(Ok(()), |located| check(passage.document, located.span))?;
        }
    }
    for (document, span) in lineage::places(analysis) {
        check(document, span)?;
    }
    let witnesses = analysis.statements.iter().flat_map(|statement| &statement.witnesses);
    let repeated = analysis.boilerplate.iter().flat_map(|boilerplate| &boilerplate.passages);
    witnesses.chain(repeated).try_for_each(|passage| check(passage.document, passage.span))
}

/// Documents by their ids, in the order of the ids.
pub(super) struct Index<'r> {
    places: BTreeMap<&'r str, usize>,
    bytes: Vec<u32>,
    /// What the report says of each text: stretches with the byte where each begins.
    texts: Vec<Vec<(u32, &'r str)>>,
    /// Rows in the order of their ids.
    order: Vec<usize>,
    /// The place of each row in that order.
    of_row: Vec<usize>,
}

impl<'r> Index<'r> {
    fn of(report: &'r Report) -> Result<Self> {
        let mut order: Vec<usize> = (0..report.documents.len()).collect();
        order.sort_by_key(|&row| &report.documents[row].id);
        let mut places = BTreeMap::new();
        let mut of_row = vec![0; order.len()];
        for (place, &row) in order.iter().enumerate() {
            of_row[row] = place;
            let id = report.documents[row].id.as_str();
            if places.insert(id, place).is_some() {
                return Err(Refusal::Invalid(format!("two documents have the id {id:?}")));
            }
        }
        let sorted = || order.iter().map(|&row| &report.documents[row]);
        let bytes = sorted().map(|document| document.bytes).collect();
        let texts = sorted().map(told).collect::<Result<_>>()?;
        Ok(Self { places, bytes, texts, order, of_row })
    }

    pub(super) fn document(&self, id: &str) -> Result<usize> {
        let missing = || Refusal::Invalid(format!("document {id:?} is named and not listed"));
        self.places.get(id).copied().ok_or_else(missing)
    }

    /// The words at a place of a text that the report says.
    fn words(&self, document: usize, [start, end]: [u32; 2]) -> Result<&'r str> {
        let span = self.span(document, start, end)?;
        let stretches = &self.texts[document];
        let before = stretches.partition_point(|(from, _)| *from <= span.start);
        let stretch = before.checked_sub(1).and_then(|at| stretches.get(at));
        let words = stretch.and_then(|(from, text)| {
            text.get((span.start - from) as usize..(span.end - from) as usize)
        });
        words.ok_or_else(|| Refusal::Invalid(format!("no words at bytes {start} to {end}")))
    }

    /// Documents by the indices of their rows.
    fn rows(&self, rows: &[usize]) -> Result<Vec<usize>> {
        let missing = |row: &usize| Refusal::Invalid(format!("there is no document {row}"));
        let mut found: Vec<usize> = rows
            .iter()
            .map(|row| self.of_row.get(*row).copied().ok_or_else(|| missing(row)))
            .collect::<Result<_>>()?;
        found.sort_unstable();
        Ok(found)
    }

    pub(super) fn documents(&self, ids: &[String]) -> Result<Vec<usize>> {
        ids.iter().map(|id| self.document(id)).collect()
    }

    fn span(&self, document: usize, start: u32, end: u32) -> Result<Span> {
        if start <= end && end <= self.bytes[document] {
            return Ok(Span { start, end });
        }
        let bytes = self.bytes[document];
        Err(Refusal::Invalid(format!("bytes {start} to {end} of a text of {bytes} bytes")))
    }

    pub(super) fn pair(&self, document: usize, [start, end]: [u32; 2]) -> Result<Span> {
        self.span(document, start, end)
    }

    fn passage(&self, id: &str, start: u32, end: u32) -> Result<Passage> {
        let document = self.document(id)?;
        Ok(Passage { document, span: self.span(document, start, end)? })
    }

    pub(super) fn place(&self, place: &rows::Place) -> Result<Passage> {
        self.passage(&place.document, place.start, place.end)
    }
}

/// What the report says of a text; what is not as its length and its hash have it is refused.
fn told(row: &rows::Document) -> Result<Vec<(u32, &str)>> {
    let invalid = |what: &str| Err(Refusal::Invalid(format!("{what} of {:?} {NOT_IT}", row.id)));
    let Some(text) = row.whole() else {
        let mut free = 0;
        for (start, words) in &row.passages {
            let end = start.checked_add(u32::try_from(words.len()).unwrap_or(u32::MAX));
            match end.filter(|end| free <= *start && *end <= row.bytes) {
                Some(end) => free = end,
                None => return invalid("a passage"),
            }
        }
        return Ok(row.passages.iter().map(|(start, words)| (*start, words.as_str())).collect());
    };
    let as_hashed = row.hash.as_deref().is_some_and(|expected| hash(text) == expected);
    if as_hashed && text.len() == row.bytes as usize {
        return Ok(vec![(0, text)]);
    }
    invalid("the text")
}

const NOT_IT: &str = "is not the one that was compared";

fn known(row: &rows::Document, text: String, index: &Index<'_>) -> Result<Document> {
    let document = index.document(&row.id)?;
    let guessed = |name: &str| row.guessed.iter().any(|guessed| guessed == name);
    let field = |value: &Option<String>, name: &str| {
        value.clone().map(|value| Known { value, guessed: guessed(name) })
    };
    let zone = |zone: &rows::Zone| {
        Ok(Zone { kind: zone.kind, span: index.span(document, zone.start, zone.end)? })
    };
    Ok(Document {
        beside: Vec::new(),
        figures: Vec::new(),
        version: row.version.clone(),
        embargo: row.embargo.clone(),
        shown: Vec::new(),
        id: row.id.clone(),
        path: row.path.clone(),
        text,
        extracted: row.extracted,
        pieces: row
            .pieces
            .iter()
            .map(|&[text, file, line, column]| Piece { text, file, line, column })
            .collect(),
        source: field(&row.source, "source"),
        title: field(&row.title, "title"),
        date: row.date.map(|value| Known { value, guessed: guessed("date") }),
        language: field(&row.language, "language"),
        url: field(&row.url, "url"),
        charset: field(&row.charset, "charset"),
        // They stand in the notes.
        remarks: Vec::new(),
        zones: match &row.zones {
            Some(zones) => zones.iter().map(zone).collect::<Result<_>>()?,
            None => vec![Zone { kind: ZoneKind::Body, span: Span { start: 0, end: row.bytes } }],
        },
    })
}

/// The analysis; on the way, the words that the report quotes of each document, and the hashes of
/// passages that it does not quote.
fn analysis<'r>(
    report: &'r Report,
    index: &Index<'r>,
    quotes: &mut [Vec<Quote<'r>>],
    hashes: &mut BTreeMap<(usize, Span), u64>,
) -> Result<Analysis> {
    let alignments: Vec<_> =
        report.alignments.iter().map(|row| alignment(row, index)).collect::<Result<_>>()?;
    let divergences = divergences(report, &alignments, index, quotes)?;
    let found = Found::of(&alignments, &divergences);
    let mut statements = Vec::with_capacity(report.statements.len());
    for row in &report.statements {
        let statement = statement(row, index, &found)?;
        for (witness, quote) in statement.witnesses.iter().zip(texts::of_statement(row)) {
            quotes[witness.document].extend(quote);
        }
        let with_hash = row.witnesses.iter().zip(&statement.witnesses);
        hashes.extend(with_hash.filter_map(|(row, witness)| {
            let hash = u64::from_str_radix(row.hash.as_deref()?, 16).ok()?;
            Some(((witness.document, witness.span), hash))
        }));
        statements.push(statement);
    }
    let pair = |row: &rows::DocumentPair| {
        Ok(DocumentPair {
            left: index.document(&row.left)?,
            right: index.document(&row.right)?,
            relation: row.relation,
            shared: row.shared,
        })
    };
    let boilerplate = |row: &rows::Boilerplate| {
        let passages = row.passages.iter().map(|place| index.place(place));
        let passages: Vec<Passage> = passages.collect::<Result<_>>()?;
        let text = match (&row.text, passages.first()) {
            (Some(text), _) => text.clone(),
            (None, Some(&Passage { document, span: Span { start, end } })) => {
                index.words(document, [start, end])?.to_owned()
            }
            (None, None) => String::new(),
        };
        Ok(Boilerplate { text, passages })
    };
    let story = |row: &rows::Story| {
        Ok(Story { id: row.id.clone(), documents: index.documents(&row.documents)? })
    };
    Ok(Analysis {
        document_pairs: report.document_pairs.iter().map(pair).collect::<Result<_>>()?,
        alignments,
        divergences,
        statements,
        stories: report.stories.iter().map(story).collect::<Result<_>>()?,
        versions: lineage::versions(&report.versions, index)?,
        corrections: lineage::corrections(&report.corrections, index)?,
        origins: lineage::origins(&report.origins, index)?,
        names: names(&report.names, index)?,
        boilerplate: report.boilerplate.iter().map(boilerplate).collect::<Result<_>>()?,
        notes: report.notes.clone(),
    })
}

fn alignment(row: &rows::Alignment, index: &Index<'_>) -> Result<Alignment> {
    let (left, right) = (index.place(&row.left)?, index.place(&row.right)?);
    let segment = |segment: &rows::Segment| {
        Ok(Segment {
            left: index.pair(left.document, segment.left)?,
            right: index.pair(right.document, segment.right)?,
            score: segment.score,
        })
    };
    let edit = |edit: &rows::Edit| {
        Ok(Edit {
            op: edit.op,
            left: edit.left.map(|pair| index.pair(left.document, pair)).transpose()?,
            right: edit.right.map(|pair| index.pair(right.document, pair)).transpose()?,
        })
    };
    let score = row.score;
    let facing = |four: &[i64; 4]| match plain::split(four, [left, right], index)?.0 {
        [Some(left), Some(right)] => Ok(Segment { left, right, score }),
        _ => Err(Refusal::Invalid(format!("{four:?} faces nothing"))),
    };
    let segments = match (&row.segments, &row.facing) {
        (Some(segments), _) => segments.iter().map(segment).collect::<Result<_>>()?,
        (None, Some(all)) => all.iter().map(facing).collect::<Result<_>>()?,
        (None, None) => vec![Segment { left: left.span, right: right.span, score }],
    };
    let edits = match &row.edits {
        Some(edits) => edits.iter().map(edit).collect::<Result<_>>()?,
        None => plain::runs(row, [left, right], index)?,
    };
    Ok(Alignment {
        id: row.id.clone(),
        left,
        right,
        relation: row.relation,
        score: row.score,
        segments,
        edits,
        accounted: row.accounted.clone(),
    })
}

/// Divergences by their alignments. Passages with the same words at two places have one id, so the
/// rows of an id are handed out in the order of the alignments. In a lean report the rows name their
/// alignments, and the plain ones stand between them.
fn divergences<'r>(
    report: &'r Report,
    alignments: &[Alignment],
    index: &Index<'r>,
    quotes: &mut [Vec<Quote<'r>>],
) -> Result<Vec<Divergence>> {
    let mut of_id: BTreeMap<&str, VecDeque<&rows::Divergence>> = BTreeMap::new();
    let mut of_alignment: BTreeMap<&str, VecDeque<&rows::Divergence>> = BTreeMap::new();
    for row in &report.divergences {
        of_id.entry(&row.id).or_default().push_back(row);
        of_alignment.entry(&row.alignment).or_default().push_back(row);
    }
    let redacted = texts::is_redacted(report);
    let mut found = Vec::with_capacity(report.divergences.len());
    for (at, (row, alignment)) in report.alignments.iter().zip(alignments).enumerate() {
        let documents = [alignment.left.document, alignment.right.document];
        let mut listed = |row: &'r rows::Divergence| {
            for (document, quote) in documents.into_iter().zip(texts::of_divergence(row)) {
                let whole = |quote: &Quote<'_>| !redacted || !quote.1.contains('…');
                quotes[document].extend(quote.filter(whole));
            }
            divergence(row, at, documents, index)
        };
        if let Some(ids) = &row.divergences {
            for id in ids {
                let Some(row) = of_id.get_mut(id.as_str()).and_then(VecDeque::pop_front) else {
                    return Err(unlisted(id));
                };
                found.push(listed(row)?);
            }
            continue;
        }
        let mut rows = of_alignment.remove(row.id.as_str()).unwrap_or_default();
        for plain in &row.plain {
            match plain {
                rows::Plain::Rows(count) => {
                    for row in rows.drain(..rows.len().min(*count)) {
                        found.push(listed(row)?);
                    }
                }
                rows::Plain::Told(told) => {
                    found.push(plain::divergence(told, &report.sorts, (at, alignment), index)?);
                }
            }
        }
        for row in rows {
            found.push(listed(row)?);
        }
    }
    Ok(found)
}

fn unlisted(id: &str) -> Refusal {
    Refusal::Invalid(format!("divergence {id:?} is named and not listed"))
}

fn divergence(
    row: &rows::Divergence,
    alignment: usize,
    documents: [usize; 2],
    index: &Index<'_>,
) -> Result<Divergence> {
    let located = |side: &Option<rows::Side>, document: usize| {
        let located = side.as_ref().map(|side| {
            let span = index.span(document, side.start, side.end)?;
            Ok(Located { span, value: side.value.clone() })
        });
        located.transpose()
    };
    let lacking = if row.left.is_none() { documents[0] } else { documents[1] };
    let elsewhere = row.elsewhere.as_ref().map(|it| index.span(lacking, it.start, it.end));
    Ok(Divergence {
        id: row.id.clone(),
        alignment,
        kind: row.kind,
        effect: row.effect,
        left: located(&row.left, documents[0])?,
        right: located(&row.right, documents[1])?,
        explanation: row.explanation.clone(),
        elsewhere: elsewhere.transpose()?,
        confidence: row.confidence,
    })
}

/// What statements are made of, beside their rows.
struct Found<'a> {
    alignments: &'a [Alignment],
    divergences: &'a [Divergence],
    /// The divergences by their ids.
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Found<'a> {
    fn of(alignments: &'a [Alignment], divergences: &'a [Divergence]) -> Self {
        let mut numbers = BTreeMap::new();
        for (number, divergence) in divergences.iter().enumerate() {
            numbers.entry(divergence.id.as_str()).or_insert(number);
        }
        Self { alignments, divergences, numbers }
    }
}

fn statement(row: &rows::Statement, index: &Index<'_>, found: &Found<'_>) -> Result<Statement> {
    let witnesses = row.witnesses.iter().map(|w| index.passage(&w.document, w.start, w.end));
    let witnesses: Vec<Passage> = witnesses.collect::<Result<_>>()?;
    let of_document = |id: &str| row.witnesses.iter().position(|witness| witness.document == id);
    let known = |&at: &usize| at < witnesses.len();
    let reading = |reading: &rows::Reading| {
        let of = reading.of.unwrap_or(0);
        let document = || match (reading.witnesses.get(of), &reading.indices) {
            (None, Some(indices)) => {
                let witness = indices.get(of).and_then(|&it| witnesses.get(it));
                witness.map(|it| it.document).ok_or_else(|| plain::missing("witness", of))
            }
            (id, _) => index.document(id.map_or("", |id| id)),
        };
        let words = |at| index.words(document()?, at);
        let text = match (reading.at.map(words), reading.text.as_deref()) {
            (Some(Ok(words)), _) | (_, Some(words)) => words,
            (Some(Err(refusal)), None) => return Err(refusal),
            (None, None) => "",
        };
        let witnesses = match &reading.indices {
            Some(indices) => indices.iter().copied().filter(known).collect(),
            None => reading.witnesses.iter().filter_map(|id| of_document(id)).collect(),
        };
        Ok(Reading { text: text.to_owned(), witnesses })
    };
    let divergence =
        |id: &String| found.numbers.get(id.as_str()).copied().ok_or_else(|| unlisted(id));
    let variant = |variant: &rows::Variant| {
        let divergences = match variant.numbers.as_slice() {
            [] => variant.divergences.iter().map(divergence).collect::<Result<_>>()?,
            numbers => plain::numbered(numbers, row.from, found.divergences)?,
        };
        Ok(Variant {
            kind: variant.kind,
            effect: variant.effect,
            readings: variant.readings.iter().map(reading).collect::<Result<_>>()?,
            divergences,
        })
    };
    let rows: Vec<Variant> = row.variants.iter().map(variant).collect::<Result<_>>()?;
    let mut rows = rows.into_iter();
    let mut variants = Vec::with_capacity(rows.len() + row.plain.len());
    for place in &row.plain {
        match place {
            rows::PlainPlace::Rows(count) => variants.extend(rows.by_ref().take(*count)),
            rows::PlainPlace::Found(numbers) => {
                variants.push(plain::variant((numbers, row.from), None, &witnesses, found, index)?);
            }
            rows::PlainPlace::Read(numbers, read) => {
                variants.push(plain::variant(
                    (numbers, row.from),
                    Some(read),
                    &witnesses,
                    found,
                    index,
                )?);
            }
        }
    }
    variants.extend(rows);
    let first = row.first_index.filter(known);
    Ok(Statement {
        id: row.id.clone(),
        variants,
        first: first.or_else(|| of_document(row.first.as_deref()?)),
        witnesses,
    })
}

fn names(rows: &[rows::Name], index: &Index<'_>) -> Result<Authority> {
    let spelling = |row: &rows::Spelling| {
        Ok(NameVariant {
            text: row.text.clone(),
            count: row.count,
            documents: match &row.indices {
                Some(rows) => index.rows(rows)?,
                None => index.documents(&row.documents)?,
            },
        })
    };
    let name = |row: &rows::Name| {
        Ok(Name {
            name: row.name.clone(),
            variants: row.variants.iter().map(spelling).collect::<Result<_>>()?,
            given: row.given,
        })
    };
    Ok(Authority { names: rows.iter().map(name).collect::<Result<_>>()? })
}
