//! Markdown to a document.
//!
//! In: the decoded source. Out: a document that keeps the source as its text, so that offsets
//! refer to the file, with zones by its blocks: the first heading of level 1 is the headline,
//! headings and running text are body, code and raw HTML are boilerplate.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::metadata::{Metadata, front_matter};
use super::paragraphs::Wrap;
use super::{Document, Zone, ZoneKind, dateline, zones};
use crate::span::Span;

/// Blocks nested deeper than this are read as plain text: no writer nests so deep.
const DEEPEST: usize = 100;

/// Makes a document of a Markdown file.
pub fn document(text: String, stated: Metadata) -> Document {
    let (metadata, start) = match front_matter(&text) {
        Some((metadata, end)) => (metadata.or(stated), end),
        None => (stated, 0),
    };
    if nests_deep(&text[start..]) {
        return super::plain::document(text, start, metadata);
    }
    let mut parts = blocks(&text, start);
    fill_gaps(&text, &mut parts);
    let zones = zones::structured(&text, &parts, Wrap::ALWAYS);
    let mut document = Document { text, zones, ..Document::default() };
    metadata.apply(&mut document);
    dateline::fill(&mut document);
    document
}

/// A line that opens more than [`DEEPEST`] quotations or lists would make the parser slow.
fn nests_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let marks = line.bytes().take_while(|b| b" \t>*-+0123456789.)".contains(b));
        marks.filter(|b| b">*-+.)".contains(b)).count() > DEEPEST
    })
}

/// The blocks of the source from byte `start` on, in order.
fn blocks(text: &str, start: usize) -> Vec<Zone> {
    let mut reader = Blocks { zones: Vec::new(), open: None, kind: ZoneKind::Body, titled: false };
    if start > 0 {
        reader.zones.push(Zone { kind: ZoneKind::Boilerplate, span: Span::new(0, start) });
    }
    let parser =
        Parser::new_ext(&text[start..], Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES);
    for (event, range) in parser.into_offset_iter() {
        reader.read(&event, start + range.start..start + range.end);
    }
    reader.flush();
    reader.zones
}

struct Blocks {
    zones: Vec<Zone>,
    /// The inline stretch of the block at hand.
    open: Option<Range<usize>>,
    kind: ZoneKind,
    titled: bool,
}

impl Blocks {
    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let title = *level == HeadingLevel::H1 && !self.titled;
                self.begin(if title { ZoneKind::Headline } else { ZoneKind::Body });
                self.titled |= title;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                self.begin(ZoneKind::Boilerplate);
                self.extend(range);
            }
            Event::Start(tag) if is_inline(tag) => self.extend(range),
            Event::Start(_) => self.begin(ZoneKind::Body),
            Event::End(end) if !is_inline_end(*end) => self.begin(ZoneKind::Body),
            Event::End(_) | Event::Rule => {}
            _ => self.extend(range),
        }
    }

    fn begin(&mut self, kind: ZoneKind) {
        self.flush();
        self.kind = kind;
    }

    fn extend(&mut self, range: Range<usize>) {
        self.open = Some(match self.open.take() {
            Some(open) => open.start.min(range.start)..open.end.max(range.end),
            None => range,
        });
    }

    fn flush(&mut self) {
        let Some(open) = self.open.take() else { return };
        let end = self.zones.last().map_or(0, |zone| zone.span.end as usize);
        // Footnotes are told again where they are used; the first telling stands.
        if open.start >= end && !open.is_empty() {
            self.zones.push(Zone { kind: self.kind, span: Span::new(open.start, open.end) });
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    use Tag::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link { .. } | Image { .. })
}

fn is_inline_end(end: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(end, Emphasis | Strong | Strikethrough | Link | Image)
}

/// What the parser says nothing of, such as the targets of links, is boilerplate.
fn fill_gaps(text: &str, parts: &mut Vec<Zone>) {
    let mut filled = Vec::with_capacity(parts.len());
    let mut at = 0;
    let end = Zone { kind: ZoneKind::Body, span: Span::new(text.len(), text.len()) };
    for part in parts.iter().chain([&end]) {
        let start = part.span.start as usize;
        if text[at..start].contains(char::is_alphabetic) {
            let span = Span::new(at, start);
            filled.push(Zone { kind: ZoneKind::Boilerplate, span });
        }
        if !part.span.is_empty() {
            filled.push(*part);
        }
        at = part.span.end as usize;
    }
    *parts = filled;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones_of(text: &str) -> Vec<(ZoneKind, String)> {
        let document = document(text.to_owned(), Metadata::default());
        assert_eq!(document.text, text);
        let shown = |zone: &Zone| (zone.kind, zone.span.text(text).to_owned());
        document.zones.iter().map(shown).collect()
    }

    #[test]
    fn blocks_become_zones() {
        use ZoneKind::{Body, Boilerplate, Headline};
        let text = "---\nsource: Gull News\n---\n# Ships wait\n\nThe *pilot* is ill\nand abed.\n\n\
                    ```\nlet ships = 2;\n```\n\n- Two [boats](x.md) left.\n\n[x]: https://gull.example\n";
        let found = zones_of(text);
        let kinds: Vec<_> = found.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(
            kinds,
            [Boilerplate, Headline, Body, Boilerplate, Body, Boilerplate],
            "{found:?}"
        );
        assert_eq!(found[1].1, "Ships wait");
        assert!(found[2].1.contains("The *pilot* is ill\nand abed."));
    }

    #[test]
    fn a_wrapped_paragraph_is_one() {
        let text = "# Ships\n\nThe pilot\nIs ill\nToday.\n";
        let mut document = document(text.to_owned(), Metadata::default());
        document.path = "a.md".to_owned();
        let stretches = document.stretches(&[ZoneKind::Body]);
        assert_eq!(stretches.len(), 1);
        assert_eq!(stretches[0].text(text), "The pilot\nIs ill\nToday.");
    }

    #[test]
    fn hostile_source_is_read_in_time() {
        for text in
            [">".repeat(50_000), "[".repeat(50_000), "*a ".repeat(20_000), "- ".repeat(50_000)]
        {
            zones_of(&format!("x\n\n{text}\n"));
        }
    }

    proptest::proptest! {
        #[test]
        fn zones_of_any_source_cover_every_letter(
            text in "([#>*_`~|\\[\\]()!<>/&;:. \n-]|[a-c]|\n\n|---\n|\\* |1\\. |```\n){0,80}",
        ) {
            let document = document(text.clone(), Metadata::default());
            let mut end = 0;
            let mut covered = vec![false; text.len()];
            for zone in &document.zones {
                proptest::prop_assert!(zone.span.start >= end, "{:?}", document.zones);
                end = zone.span.end;
                covered[zone.span.range()].fill(true);
            }
            for (at, c) in text.char_indices() {
                proptest::prop_assert!(covered[at] || !c.is_alphabetic(), "{at} {:?}", document.zones);
            }
        }
    }
}
