//! The documents: what is known of each, and its text with the shared passages linked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::class;
use super::marked::{flow, trimmed};
use crate::corpus::{Document, Known, Zone, ZoneKind};
use crate::report::digest::Digest;
use crate::report::label;
use crate::report::marks::{Layer, Sign, pieces};
use crate::span::Span;

/// Statements named beside one paragraph, and documents named for one.
const BESIDE: usize = 8;
const NAMED: usize = 3;

/// One document in the list.
pub(super) struct DocumentView {
    pub(super) index: usize,
    pub(super) label: String,
    pub(super) title: String,
    /// Share of the body that other documents state too, in per cent.
    pub(super) shared: usize,
}

/// What opens below it.
pub(super) struct DocumentBody {
    pub(super) id: String,
    /// Source, date, language: each with whether it was guessed.
    pub(super) facts: Vec<(&'static str, String, bool)>,
    /// Address, when it is one that a browser opens as a page.
    pub(super) link: Option<String>,
    /// An address that is not a page, as text.
    pub(super) address: Option<String>,
    pub(super) statements: String,
    /// The text by zones.
    pub(super) zones: Vec<ZoneView>,
}

/// A stretch of a document.
pub(super) struct ZoneView {
    pub(super) name: &'static str,
    pub(super) paragraphs: Vec<ParagraphView>,
}

/// A paragraph with the statements that begin in it.
pub(super) struct ParagraphView {
    pub(super) html: String,
    pub(super) beside: Vec<MarginView>,
}

/// A statement in the margin: the gravest effect in it, and who else states it.
pub(super) struct MarginView {
    pub(super) anchor: String,
    pub(super) class: &'static str,
    pub(super) who: String,
}

/// The documents, in the order of their ids.
pub(super) fn documents(digest: &Digest<'_>, places: &Places, limit: usize) -> Vec<DocumentView> {
    let documents = digest.corpus.documents.iter().take(limit).enumerate();
    documents
        .map(|(index, document)| DocumentView {
            index,
            label: digest.label(index).to_owned(),
            title: text(document.title.as_ref()),
            shared: shared(document, &places.0[index]),
        })
        .collect()
}

/// One document in full. `anchors` are those of the statements on the page.
pub(super) fn body(
    digest: &Digest<'_>,
    places: &Places,
    anchors: &BTreeMap<usize, String>,
    index: usize,
) -> DocumentBody {
    let document = &digest.corpus.documents[index];
    let places = &places.0[index];
    DocumentBody {
        id: document.id.clone(),
        facts: facts(digest, index, document),
        link: address(document).filter(|url| is_page(url)).map(str::to_owned),
        address: address(document).filter(|url| !is_page(url)).map(str::to_owned),
        statements: label::count(places.len(), "statement"),
        zones: zones(digest, (index, document), places, anchors),
    }
}

/// Per document, the spans that a statement has in it, and which.
pub(super) struct Places(pub(super) Vec<Vec<(Span, usize)>>);

impl Places {
    pub(super) fn of(digest: &Digest<'_>) -> Self {
        let mut found = vec![Vec::new(); digest.corpus.documents.len()];
        for (index, statement) in digest.analysis.statements.iter().enumerate() {
            for witness in &statement.witnesses {
                if let Some(of_document) = found.get_mut(witness.document) {
                    of_document.push((witness.span, index));
                }
            }
        }
        for of_document in &mut found {
            of_document.sort_unstable();
        }
        Self(found)
    }
}

fn text(known: Option<&Known<String>>) -> String {
    known.map(|known| known.value.clone()).unwrap_or_default()
}

fn facts(
    digest: &Digest<'_>,
    index: usize,
    document: &Document,
) -> Vec<(&'static str, String, bool)> {
    let source = document.source.as_ref().map(|k| ("source", k.value.clone(), k.guessed));
    let date = document.date.as_ref().map(|k| ("date", label::day(k.value), k.guessed));
    let language = document.language.as_ref().map(|k| ("language", k.value.clone(), k.guessed));
    let proofs = digest.proofs.filter(|proofs| proofs.hides(index));
    let hash = proofs.and_then(|proofs| proofs.hash_of(index));
    let hash = hash.map(|hash| ("hash of the text", format!("xxh3 {hash}"), false));
    let reason = proofs.and_then(|proofs| proofs.reason(index));
    let reason = reason.map(|reason| ("not shown", reason.to_owned(), false));
    [source, date, language, hash, reason].into_iter().flatten().collect()
}

pub(super) fn address(document: &Document) -> Option<&str> {
    document.url.as_ref().map(|url| url.value.as_str()).filter(|url| !url.trim().is_empty())
}

/// Only these open as a page; `javascript:` and its like stay text.
pub(super) fn is_page(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Share of the words of body and headline that some statement covers, in per cent.
fn shared(document: &Document, places: &[(Span, usize)]) -> usize {
    let told = |zone: &&Zone| matches!(zone.kind, ZoneKind::Body | ZoneKind::Headline);
    let whole: usize = document.zones.iter().filter(told).map(|zone| zone.span.len()).sum();
    let (mut covered, mut done) = (0, 0);
    for (span, _) in places {
        covered += span.end.saturating_sub(span.start.max(done)) as usize;
        done = done.max(span.end);
    }
    (covered * 100).checked_div(whole).unwrap_or(0).min(100)
}

fn zones(
    digest: &Digest<'_>,
    (index, document): (usize, &Document),
    places: &[(Span, usize)],
    anchors: &BTreeMap<usize, String>,
) -> Vec<ZoneView> {
    let layers: Vec<_> = places
        .iter()
        .map(|&(span, statement)| Layer { span, sign: Sign::Statement(statement) })
        .collect();
    let whole = [Zone { kind: ZoneKind::Body, span: Span::new(0, document.text.len()) }];
    let zones = if document.zones.is_empty() { &whole[..] } else { &document.zones };
    let mut writer = Writer { digest, index, layers: &layers, anchors, seen: BTreeSet::new() };
    let mut found = Vec::with_capacity(zones.len());
    for zone in zones {
        let spans = paragraphs(&document.text, zone.span);
        let paragraphs: Vec<_> = spans.map(|span| writer.paragraph(&document.text, span)).collect();
        if !paragraphs.is_empty() {
            found.push(ZoneView { name: label::zone(zone.kind), paragraphs });
        }
    }
    found
}

/// Stretches between empty lines, without white space at their ends.
fn paragraphs(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let words = span.text(text);
    let start = span.start as usize;
    let mut at = 0;
    let parts = words.split("\n\n").map(move |part| {
        let from = at;
        at += part.len() + 2;
        Span::new(start + from, start + from + part.len())
    });
    parts.map(|part| trimmed(text, part)).filter(|part| !part.is_empty())
}

/// Writes the paragraphs of one document and remembers which statements have begun.
struct Writer<'a> {
    digest: &'a Digest<'a>,
    index: usize,
    layers: &'a [Layer],
    anchors: &'a BTreeMap<usize, String>,
    seen: BTreeSet<usize>,
}

impl Writer<'_> {
    fn paragraph(&mut self, text: &str, span: Span) -> ParagraphView {
        let mut html = String::with_capacity(span.len() + span.len() / 4);
        let mut beside = Vec::new();
        let near: Vec<_> =
            self.layers.iter().filter(|l| l.span.overlap(span) > 0).copied().collect();
        for piece in pieces(text, span, &near) {
            let statements: Vec<_> = piece.signs.iter().filter_map(statement_of).collect();
            for &statement in &statements {
                let Some(anchor) = self.anchors.get(&statement) else { continue };
                if self.seen.insert(statement) {
                    let _ = write!(html, "<span id=\"at-{}-{anchor}\"></span>", self.index);
                    beside.push(self.beside(statement, anchor));
                }
            }
            let words = flow(piece.text);
            match (statements.first(), statements.iter().find_map(|s| self.anchors.get(s))) {
                // A blank between two passages is no link that anybody could follow.
                _ if piece.text.trim().is_empty() => html.push_str(&words),
                (Some(_), Some(anchor)) => {
                    let _ = write!(html, "<a class=\"shared\" href=\"#{anchor}\">{words}</a>");
                }
                (Some(_), None) => {
                    let _ = write!(html, "<span class=\"shared\">{words}</span>");
                }
                _ => html.push_str(&words),
            }
        }
        beside.truncate(BESIDE);
        ParagraphView { html, beside }
    }

    fn beside(&self, statement: usize, anchor: &str) -> MarginView {
        let of_statement = &self.digest.analysis.statements[statement];
        let others = of_statement.witnesses.iter().map(|w| w.document).filter(|&d| d != self.index);
        let others: Vec<_> = others.collect();
        MarginView {
            anchor: anchor.to_owned(),
            class: self.digest.gravest(statement).map_or("", class),
            who: match others.is_empty() {
                true => "again in this document".to_owned(),
                false => self.digest.among_witnesses(of_statement).list(&others, NAMED),
            },
        }
    }
}

fn statement_of(sign: &Sign) -> Option<usize> {
    match sign {
        Sign::Statement(statement) => Some(*statement),
        Sign::Edit(_) | Sign::Divergence(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_are_links() {
        for good in ["https://example.org/a?b=c", "HTTP://EXAMPLE.ORG"] {
            assert!(is_page(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " https://example.org",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://a b",
            "é",
            "",
        ] {
            assert!(!is_page(bad), "{bad}");
        }
    }

    #[test]
    fn paragraphs_end_at_empty_lines() {
        let text = "One\ntwo.\n\n\n Three.\n\n";
        let found: Vec<_> =
            paragraphs(text, Span::new(0, text.len())).map(|span| span.text(text)).collect();
        assert_eq!(found, ["One\ntwo.", "Three."]);
    }

    #[test]
    fn shared_words_are_counted_once() {
        let zone = Zone { kind: ZoneKind::Body, span: Span::new(0, 100) };
        let document = Document { zones: vec![zone], ..Document::default() };
        let places = [(Span::new(0, 40), 0), (Span::new(20, 50), 1)];
        assert_eq!(shared(&document, &places), 50);
        assert_eq!(shared(&Document::default(), &places), 0);
    }
}
