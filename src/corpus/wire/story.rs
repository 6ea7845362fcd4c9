//! One story, whatever format it came in, and the document that it makes.

use jiff::civil::Date;

use super::frame;
use crate::corpus::metadata::Metadata;
use crate::corpus::{Document, Known, Zone, ZoneKind, dateline, figures, zones};
use crate::span::Span;

/// One story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// What the agency calls it, if the file has several.
    pub id: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Paragraphs with their roles, in order.
    pub parts: Vec<(ZoneKind, String)>,
    /// The agency.
    pub source: Option<String>,
    /// The day on which this version was sent.
    pub date: Option<Date>,
    /// Language tag.
    pub language: Option<String>,
    /// Which version of the text it is, as the agency counts: `2`, `1ST LEAD`.
    pub version: Option<String>,
    /// Until when it must not be published, as written.
    pub embargo: Option<String>,
    /// The address of the story.
    pub url: Option<String>,
    /// The charset of its file, where it is none of Unicode.
    pub charset: Option<Known<String>>,
}

impl Story {
    /// Adds a paragraph of the body.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.parts.push((ZoneKind::Body, text.into()));
    }

    /// Whether it says anything beside its headline.
    pub fn has_text(&self) -> bool {
        let says = |text: &str| text.contains(char::is_alphanumeric);
        self.parts.iter().any(|(kind, text)| *kind == ZoneKind::Body && says(text))
    }

    /// The document; `user` is what the user states of it.
    pub fn document(mut self, user: Metadata) -> Document {
        frame::mark(&mut self.parts);
        let clean = |text: String| Some(shown(&text)).filter(|text| !text.is_empty());
        let headline = self.headline.take().and_then(clean);
        let mut stated = Metadata { date: self.date, ..Metadata::default() };
        let fields = [("source", self.source), ("language", self.language), ("url", self.url)];
        for (key, value) in fields {
            stated.set(key, &value.and_then(clean).unwrap_or_default());
        }
        stated.title.clone_from(&headline);
        let mut document =
            Document { extracted: true, charset: self.charset, ..Document::default() };
        // Some repeat the headline above the text.
        let repeats = |part: &&(ZoneKind, String)| {
            headline.as_ref().is_some_and(|it| zones::same_words(it, &part.1))
        };
        let repeated = self.parts.iter().take(4).filter(|part| part.0 == ZoneKind::Boilerplate);
        let repeated: Vec<String> = repeated.filter(repeats).map(|part| part.1.clone()).collect();
        self.parts.retain(|part| !repeated.contains(&part.1));
        let headline = headline.map(|text| (ZoneKind::Headline, text));
        for (kind, text) in headline.into_iter().chain(self.parts) {
            push(&mut document, kind, &text);
        }
        user.or(stated).apply(&mut document);
        document.version = self.version.and_then(clean);
        document.embargo = self.embargo.and_then(clean);
        if let Some(until) = &document.embargo {
            document.remarks.push(format!("it is under embargo: {until}"));
        }
        document.remarks.extend(document.charset.as_ref().and_then(crate::corpus::charset::remark));
        document.figures.extend(figures::of_lines(&document));
        let stated_title = document.title.is_some();
        dateline::fill(&mut document);
        if !stated_title {
            document.title = None;
        }
        document
    }
}

/// Adds a paragraph; neighbours of one role are one zone.
fn push(document: &mut Document, kind: ZoneKind, text: &str) {
    let text: Vec<String> = text.split('\n').map(shown).filter(|it| !it.is_empty()).collect();
    if text.is_empty() {
        return;
    }
    if !document.text.is_empty() {
        document.text.push_str("\n\n");
    }
    let start = document.text.len();
    document.text.push_str(&text.join("\n"));
    let span = Span::new(start, document.text.len());
    match document.zones.last_mut() {
        Some(zone) if zone.kind == kind => zone.span = zone.span.cover(span),
        _ => document.zones.push(Zone { kind, span }),
    }
}

/// A line without control characters and doubled blanks.
pub(super) fn shown(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
