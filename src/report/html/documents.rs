//! The documents: what is known of each, and its text with the shared passages linked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::marked::flow;
use super::statement::anchor;
use crate::corpus::{Document, Known, Zone, ZoneKind};
use crate::report::digest::Digest;
use crate::report::label;
use crate::report::marks::{Layer, Sign, pieces};
use crate::span::Span;

/// Bytes of text that the page repeats in full; the documents beyond are listed without it.
const TEXT_BUDGET: usize = 4 << 20;

/// One document.
pub(super) struct DocumentView {
    pub(super) index: usize,
    pub(super) id: String,
    pub(super) label: String,
    pub(super) title: String,
    /// Source, date, language: each with whether it was guessed.
    pub(super) facts: Vec<(&'static str, String, bool)>,
    /// Address, when it is one that a browser opens as a page.
    pub(super) link: Option<String>,
    /// An address that is not a page, as text.
    pub(super) address: Option<String>,
    pub(super) statements: String,
    /// Share of the body that other documents state too, in per cent.
    pub(super) shared: usize,
    /// The text by zones; empty when it is beyond the budget.
    pub(super) zones: Vec<ZoneView>,
}

/// A stretch of a document.
pub(super) struct ZoneView {
    pub(super) name: &'static str,
    pub(super) html: String,
}

/// The documents, in the order of their ids.
pub(super) fn documents(digest: &Digest<'_>, shown: &[usize], limit: usize) -> Vec<DocumentView> {
    let anchors: BTreeMap<usize, String> = shown.iter().map(|&s| (s, anchor(digest, s))).collect();
    let places = places(digest);
    let mut budget = TEXT_BUDGET;
    let documents = digest.corpus.documents.iter().take(limit).enumerate();
    documents
        .map(|(index, document)| {
            let places = &places[index];
            let zones = if document.text.len() <= budget {
                budget -= document.text.len();
                zones(document, places, &anchors)
            } else {
                Vec::new()
            };
            DocumentView {
                index,
                id: document.id.clone(),
                label: digest.label(index).to_owned(),
                title: text(document.title.as_ref()),
                facts: facts(document),
                link: address(document).filter(|url| is_page(url)).map(str::to_owned),
                address: address(document).filter(|url| !is_page(url)).map(str::to_owned),
                statements: label::count(places.len(), "statement"),
                shared: shared(document, places),
                zones,
            }
        })
        .collect()
}

/// Per document, the spans that a statement has in it, and which.
fn places(digest: &Digest<'_>) -> Vec<Vec<(Span, usize)>> {
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
    found
}

fn text(known: Option<&Known<String>>) -> String {
    known.map(|known| known.value.clone()).unwrap_or_default()
}

fn facts(document: &Document) -> Vec<(&'static str, String, bool)> {
    let source = document.source.as_ref().map(|k| ("source", k.value.clone(), k.guessed));
    let date = document.date.as_ref().map(|k| ("date", label::day(k.value), k.guessed));
    let language = document.language.as_ref().map(|k| ("language", k.value.clone(), k.guessed));
    [source, date, language].into_iter().flatten().collect()
}

fn address(document: &Document) -> Option<&str> {
    document.url.as_ref().map(|url| url.value.as_str()).filter(|url| !url.trim().is_empty())
}

/// Only these open as a page; `javascript:` and its like stay text.
fn is_page(url: &str) -> bool {
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
    document: &Document,
    places: &[(Span, usize)],
    anchors: &BTreeMap<usize, String>,
) -> Vec<ZoneView> {
    let layers: Vec<_> = places
        .iter()
        .map(|&(span, statement)| Layer { span, sign: Sign::Statement(statement) })
        .collect();
    let whole = [Zone { kind: ZoneKind::Body, span: Span::new(0, document.text.len()) }];
    let zones = if document.zones.is_empty() { &whole[..] } else { &document.zones };
    let view = |zone: &Zone| ZoneView {
        name: label::zone(zone.kind),
        html: linked(&document.text, trimmed(&document.text, zone.span), &layers, anchors),
    };
    zones.iter().map(view).filter(|zone| !zone.html.trim().is_empty()).collect()
}

/// The span without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.text(text);
    let start = span.start as usize + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

fn linked(text: &str, span: Span, layers: &[Layer], anchors: &BTreeMap<usize, String>) -> String {
    let mut out = String::with_capacity(span.len() + span.len() / 4);
    let near: Vec<_> = layers.iter().filter(|l| l.span.overlap(span) > 0).copied().collect();
    for piece in pieces(text, span, &near) {
        let statement = piece.signs.iter().find_map(|sign| match sign {
            Sign::Statement(statement) => Some(statement),
            _ => None,
        });
        let words = flow(piece.text);
        match (statement, statement.and_then(|s| anchors.get(s))) {
            (Some(_), Some(anchor)) => {
                let _ = write!(out, "<a class=\"shared\" href=\"#{anchor}\">{words}</a>");
            }
            (Some(_), None) => {
                let _ = write!(out, "<span class=\"shared\">{words}</span>");
            }
            _ => out.push_str(&words),
        }
    }
    out
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
    fn shared_words_are_counted_once() {
        let zone = Zone { kind: ZoneKind::Body, span: Span::new(0, 100) };
        let document = Document { zones: vec![zone], ..Document::default() };
        let places = [(Span::new(0, 40), 0), (Span::new(20, 50), 1)];
        assert_eq!(shared(&document, &places), 50);
        assert_eq!(shared(&Document::default(), &places), 0);
    }
}
