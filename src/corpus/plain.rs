//! Plain text to a document.
//!
//! In: the decoded text of one file or JSON line. Out: the document with zones and whatever its
//! own text tells of it. The text stays as it is.

use super::figures::{of_columns, of_lines};
use super::metadata::{Metadata, figures, front_matter};
use super::{Document, Zone, ZoneKind, dateline, zones};
use crate::span::Span;

/// Makes a document of a text file, front matter and all.
pub fn file(text: String, stated: Metadata) -> Document {
    match front_matter(&text) {
        Some((metadata, end)) => document(text, end, metadata.or(stated)),
        None => document(text, 0, stated),
    }
}

/// Makes a document of `text`, whose first `start` bytes are front matter.
pub fn document(text: String, start: usize, metadata: Metadata) -> Document {
    let mut zones = zones::plain(&text, start, metadata.title.as_deref());
    if start > 0 {
        zones.insert(0, Zone { kind: ZoneKind::Boilerplate, span: Span::new(0, start) });
    }
    let figures = [figures(&text[..start]), of_columns(&text[start..])].concat();
    let mut document = Document { text, zones, figures, ..Document::default() };
    metadata.apply(&mut document);
    document.figures.extend(of_lines(&document));
    dateline::fill(&mut document);
    document
}
