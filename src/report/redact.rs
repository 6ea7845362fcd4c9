//! A report without the documents' text, for rights and privacy.
//!
//! In go a corpus and its analysis, out come both with every byte veiled that does not belong to a
//! difference, or strictly all but its numbers and names; lengths and offsets stay, so every format
//! renders them as it renders any other.
//! Hashes of the passages let whoever has the documents check that they are the same.

mod level;
mod strict;

pub use self::level::Redact;

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use self::strict::Shown;
use super::escape::{VEIL, cut};
use crate::alignment::Passage;
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Document};
use crate::divergence::{Divergence, Kind, Located};
use crate::span::Span;

/// Words of one reading that stay, and characters of an explanation.
const WORDS: usize = 12;
const EXPLANATION: usize = 400;

/// A corpus and its analysis without the text.
pub(super) struct Veiled {
    pub(super) corpus: Corpus,
    pub(super) analysis: Analysis,
    pub(super) proofs: Proofs,
}

/// What is known of texts that are not shown.
pub(super) struct Proofs {
    passages: BTreeMap<(usize, Span), u64>,
    documents: BTreeMap<usize, Proof>,
}

/// What is known of one text.
struct Proof {
    hash: Option<String>,
    /// Why it is not shown, where nobody asked for that.
    reason: Option<String>,
}

impl Proofs {
    /// Of a report whose texts were not all found: hashes of passages, and by document the hash of
    /// its text and why it is not shown.
    pub(super) fn of_report(
        passages: BTreeMap<(usize, Span), u64>,
        documents: BTreeMap<usize, (Option<String>, String)>,
    ) -> Self {
        let proof = |(hash, reason)| Proof { hash, reason: Some(reason) };
        let documents = documents.into_iter().map(|(index, known)| (index, proof(known)));
        Self { passages, documents: documents.collect() }
    }

    /// `bytes 120 to 380, xxh3 0f…`, for a passage of a statement whose words are not shown.
    pub(super) fn passage(&self, passage: Passage) -> String {
        let place = format!("bytes {} to {}", passage.span.start, passage.span.end);
        self.hash(passage).map_or_else(String::new, |hash| format!("{place}, xxh3 {hash:016x}"))
    }

    /// The hash of a passage of a statement whose words are not shown.
    pub(super) fn hash(&self, passage: Passage) -> Option<u64> {
        self.passages.get(&(passage.document, passage.span)).copied()
    }

    /// Takes over what is known of texts that were not there to be hashed: `corpus` has them with
    /// gaps.
    pub(super) fn take_over(&mut self, known: &Self, corpus: &Corpus) {
        for (&index, proof) in &known.documents {
            let Some(document) = corpus.documents.get(index) else { continue };
            self.passages
                .retain(|&(of, span), _| of != index || !span.text(&document.text).contains(VEIL));
            if let Some(own) = self.documents.get_mut(&index) {
                own.hash.clone_from(&proof.hash);
            }
        }
        self.passages.extend(&known.passages);
    }

    /// Whether the text of a document is not shown.
    pub(super) fn hides(&self, document: usize) -> bool {
        self.documents.contains_key(&document)
    }

    /// The hash of a text that is not shown.
    pub(super) fn hash_of(&self, document: usize) -> Option<&str> {
        self.documents.get(&document)?.hash.as_deref()
    }

    /// Why a text is not shown, where nobody asked for that.
    pub(super) fn reason(&self, document: usize) -> Option<&str> {
        self.documents.get(&document)?.reason.as_deref()
    }
}

/// How the note begins that says what is left out.
const NOTE: &str = "Redacted";

/// Whether a note says what a report leaves out.
pub(super) fn is_note(note: &str) -> bool {
    note.starts_with(NOTE)
}

/// Veils all text but the words that differ, or the numbers and names among them, and says so in a
/// note.
pub(super) fn veil(corpus: &Corpus, analysis: &Analysis, level: Redact) -> Veiled {
    let proofs = proofs(corpus, analysis);
    let shown = (level == Redact::Strict).then(|| Shown::of(&analysis.names));
    let kept = kept(corpus, analysis, shown.as_ref());
    let note = note(corpus, &kept, level);
    let mut analysis = without_text(corpus, analysis, shown.as_ref());
    analysis.notes.retain(|note| !is_note(note));
    analysis.notes.insert(0, note);
    let mut corpus = corpus.clone();
    for (document, kept) in corpus.documents.iter_mut().zip(kept) {
        document.text = veiled(&document.text, &kept);
        document.title = None;
        if shown.is_some() {
            document.url = None;
        }
    }
    Veiled { corpus, analysis, proofs }
}

/// What can still be read, so that nobody takes the report for one without words.
fn note(corpus: &Corpus, kept: &[Vec<Span>], level: Redact) -> String {
    let count = |text: &str| text.split_whitespace().count();
    let all: usize = corpus.documents.iter().map(|it| count(&it.text)).sum();
    let documents = corpus.documents.iter().zip(kept);
    let words = documents.flat_map(|(it, kept)| kept.iter().map(|span| span.text(&it.text)));
    let words: usize = words.map(count).sum();
    let percent = (words * 100).div_ceil(all.max(1));
    match level {
        Redact::Strict => format!(
            "{NOTE} strictly: of the documents' words only numbers and names that differ can be \
             read"
        ),
        _ => format!(
            "{NOTE}: {percent} % of the documents' words can still be read, for they differ; \
             --redact=strict leaves only numbers and names of them"
        ),
    }
}

fn proofs(corpus: &Corpus, analysis: &Analysis) -> Proofs {
    let hash = |text: &str| xxh3_64(text.as_bytes());
    let witnesses = analysis.statements.iter().flat_map(|statement| &statement.witnesses);
    let passages = witnesses.filter_map(|passage| {
        let text = &corpus.documents.get(passage.document)?.text;
        Some(((passage.document, passage.span), hash(passage.span.text(text))))
    });
    let proof = |document: &Document| {
        let hash = Some(format!("{:016x}", hash(&document.text)));
        Proof { hash, reason: None }
    };
    Proofs {
        passages: passages.collect(),
        documents: corpus.documents.iter().map(proof).enumerate().collect(),
    }
}

/// Per document, the first words of every reading that differs, or of them what may be shown.
fn kept(corpus: &Corpus, analysis: &Analysis, shown: Option<&Shown>) -> Vec<Vec<Span>> {
    let mut kept = vec![Vec::new(); corpus.documents.len()];
    // Words that only stand at another place do not differ.
    for divergence in analysis.divergences.iter().filter(|it| it.kind != Kind::Order) {
        let Some(alignment) = analysis.alignments.get(divergence.alignment) else { continue };
        let sides = [
            (alignment.left.document, &divergence.left),
            (alignment.right.document, &divergence.right),
        ];
        for (document, located) in sides {
            if let (Some(located), Some(Document { text, .. })) =
                (located, corpus.documents.get(document))
            {
                match shown {
                    None => kept[document].push(first(text, located.span)),
                    Some(shown) => {
                        let from = located.span.start;
                        let parts = shown.parts(divergence.kind, located.span.text(text));
                        let parts = parts.into_iter().map(|Span { start, end }| Span {
                            start: from + start,
                            end: from + end,
                        });
                        kept[document].extend(parts);
                    }
                }
            }
        }
    }
    let documents = kept.into_iter().zip(&corpus.documents);
    documents.map(|(kept, document)| runs(&document.text, kept)).collect()
}

/// The first few words of a span.
fn first(text: &str, span: Span) -> Span {
    let start = span.start as usize;
    Span::new(start, start + few(span.text(text)).len())
}

/// Spans that touch, as one, and of that the first few words: many differences in a row would add
/// up to the text.
fn runs(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    const TOUCH: u32 = 2;
    spans.sort_unstable();
    let mut found: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match found.last_mut() {
            Some(last) if span.start <= last.end + TOUCH => *last = last.cover(span),
            _ => found.push(span),
        }
    }
    found.into_iter().map(|span| first(text, span)).collect()
}

/// The first few words of a text.
fn few(text: &str) -> &str {
    let mut ends = text
        .split_whitespace()
        .map(|word| word.as_ptr() as usize - text.as_ptr() as usize + word.len());
    let end = ends.by_ref().take(WORDS).last().unwrap_or(0);
    match ends.next() {
        None => text,
        Some(_) => &text[..end],
    }
}

/// A text of the same length in which only some spans can be read. A single space or mark between
/// two of them stays, for there is nothing to hide.
fn veiled(text: &str, kept: &[Span]) -> String {
    let mut bytes = vec![VEIL as u8; text.len()];
    for span in kept {
        if text.get(span.range()).is_some() {
            bytes[span.range()].copy_from_slice(&text.as_bytes()[span.range()]);
        }
    }
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        let alone = |near: Option<usize>| {
            near.and_then(|near| bytes.get(near)).is_some_and(|&near| near != VEIL as u8)
        };
        let small = byte.is_ascii_whitespace() || byte.is_ascii_punctuation();
        if small && alone(at.checked_sub(1)) && alone(Some(at + 1)) {
            bytes[at] = byte;
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn without_text(corpus: &Corpus, analysis: &Analysis, shown: Option<&Shown>) -> Analysis {
    let mut analysis = analysis.clone();
    for divergence in &mut analysis.divergences {
        if let Some(shown) = shown {
            strictly(divergence, shown);
            continue;
        }
        let alignment = &analysis.alignments[divergence.alignment];
        let sides = [
            (alignment.left.document, &divergence.left),
            (alignment.right.document, &divergence.right),
        ];
        let differs = divergence.kind != Kind::Order;
        let readings: Vec<&str> = sides
            .into_iter()
            .filter(|_| differs)
            .filter_map(|(document, located)| {
                Some(located.as_ref()?.span.text(&corpus.documents[document].text))
            })
            .collect();
        let short = shortened(&divergence.explanation, &readings);
        divergence.explanation = cut(&short, EXPLANATION).into_owned();
        for located in [&mut divergence.left, &mut divergence.right].into_iter().flatten() {
            located.value = located.value.as_deref().map(brief);
        }
    }
    let statements = analysis.statements.iter_mut();
    for variant in statements.flat_map(|statement| &mut statement.variants) {
        let kind = variant.kind;
        for reading in &mut variant.readings {
            reading.text = match shown {
                None => brief(&reading.text),
                Some(_) if reading.text.is_empty() => String::new(),
                Some(shown) => shown.text(kind, &reading.text).unwrap_or_else(|| "…".to_owned()),
            };
        }
    }
    // A name that all spell alike is no difference.
    analysis.names.names.retain(|name| name.given || name.variants.len() > 1);
    for boilerplate in &mut analysis.boilerplate {
        boilerplate.text = format!("{} bytes", boilerplate.text.len());
    }
    analysis
}

/// What a strictly redacted report says of a difference: its kind, and values that it may show.
fn strictly(divergence: &mut Divergence, shown: &Shown) {
    let kind = divergence.kind;
    for located in [&mut divergence.left, &mut divergence.right].into_iter().flatten() {
        located.value = located.value.as_deref().and_then(|value| shown.text(kind, value));
    }
    let value = |side: &Option<Located>| side.as_ref()?.value.clone();
    divergence.explanation = match (value(&divergence.left), value(&divergence.right)) {
        (Some(left), Some(right)) => format!("“{left}” against “{right}”"),
        _ => kind.title().to_owned(),
    };
}

/// The first few words, with an ellipsis where more stood.
fn brief(text: &str) -> String {
    let words = few(text);
    if words.len() < text.len() { format!("{words} …") } else { text.to_owned() }
}

/// Words that stay of a quote that is no part of what differs.
const AROUND: usize = 2;

/// What stays of a quote: of words of the readings the first few, of others hardly any.
fn quote(inside: &str, readings: &[&str]) -> String {
    let words = inside.trim_end_matches('…').trim_end();
    let count = words.split_whitespace().count();
    if count <= AROUND || readings.iter().any(|reading| reading.contains(words)) {
        return brief(inside);
    }
    let first: Vec<&str> = words.split_whitespace().take(AROUND).collect();
    format!("{} …", first.join(" "))
}

/// An explanation whose quotes are brief.
fn shortened(explanation: &str, readings: &[&str]) -> String {
    let mut out = String::with_capacity(explanation.len());
    let mut rest = explanation;
    while let Some((before, behind)) = rest.split_once('“') {
        out.push_str(before);
        out.push('“');
        let (inside, after) = behind.split_once('”').unwrap_or((behind, ""));
        out.push_str(&quote(inside, readings));
        if after.len() + inside.len() < behind.len() {
            out.push('”');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::escape::visible;

    #[test]
    fn only_kept_words_can_be_read_and_lengths_stay() {
        let text = "Wir müssen 12 Kisten zählen";
        let out = veiled(text, &[Span::new(12, 14), Span::new(15, 21)]);
        assert_eq!(out.len(), text.len());
        assert_eq!(visible(&out), " … 12 Kisten … ");
        assert_eq!(visible(&veiled("é", &[Span::new(1, 2)])), " … ");
    }

    #[test]
    fn differences_in_a_row_do_not_add_up_to_the_text() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let found = runs(text, vec![Span::new(0, 27), Span::new(28, text.len())]);
        assert_eq!(found.len(), 1);
        assert!(found[0].text(text).ends_with("twelve"));
    }

    #[test]
    fn long_readings_and_quotes_are_cut() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert_eq!(few(long).split(' ').count(), 12);
        assert_eq!(few("one two "), "one two ");
        assert!(
            shortened(&format!("“{long}” is longer than “x”"), &[long])
                .ends_with("twelve …” is longer than “x”")
        );
        assert_eq!(shortened("“open", &[]), "“open");
        assert_eq!(
            shortened("the other has “one two three”", &["four"]),
            "the other has “one two …”"
        );
    }
}
