//! Markdown to a document.
//!
//! In: the decoded source. Out: a document whose text is what a reader sees, block by block, with
//! zones: the first heading of level 1 is the headline, headings and running text are body, texts
//! of pictures captions, code and raw HTML boilerplate. Marks are no part of the text; its pieces
//! say where each stretch stands in the file.

mod html;
mod run;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::run::{Places, Run};
use super::figures::{of_lines, of_rows};
use super::metadata::{Metadata, figures, front_matter, values};
use super::paragraphs::Wrap;
use super::{Document, Zone, ZoneKind, dateline, zones};
use crate::span::Span;

/// Blocks nested deeper than this are read as plain text: no writer nests so deep.
const DEEPEST: usize = 100;

/// What writers of Markdown use beside its core.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_OLD_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// Makes a document of a Markdown file. `None` when it shows no text.
pub fn document(source: String, stated: Metadata) -> Option<Document> {
    let (metadata, start) = match front_matter(&source) {
        Some((metadata, end)) => (metadata.or(stated), end),
        None => (stated, 0),
    };
    if nests_deep(&source[start..]) {
        return Some(super::plain::document(source, start, metadata));
    }
    let Shown { run, parts, titles, tags, struck, tables, .. } = shown(&source, start);
    if parts.is_empty() {
        return None;
    }
    let zones = zones::structured(&run.text, &parts, Wrap::NEVER);
    let mut document = Document {
        text: run.text,
        beside: [values(&source[..start]), titles].concat(),
        figures: [figures(&source[..start]), of_rows(&tables)].concat(),
        pieces: run.pieces,
        extracted: true,
        zones,
        ..Document::default()
    };
    document.shown.extend(struck.then_some(super::Shown::Struck));
    document.shown.extend(super::html::shown_in(&tags));
    document.shown.dedup();
    metadata.apply(&mut document);
    document.figures.extend(of_lines(&document));
    dateline::fill(&mut document);
    Some(document)
}

/// A line that opens more than [`DEEPEST`] quotations or lists would make the parser slow.
fn nests_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let marks = line.bytes().take_while(|b| b" \t>*-+0123456789.)".contains(b));
        marks.filter(|b| b">*-+.)".contains(b)).count() > DEEPEST
    })
}

/// The text of the blocks, parted by blank lines, and what each of them is.
#[derive(Default)]
struct Shown {
    run: Run,
    parts: Vec<Zone>,
    /// What links and pictures are called, which a reader sees who points at them, and what is struck out.
    titles: Vec<String>,
    /// The tags of its HTML.
    tags: String,
    /// Whether words are struck through.
    struck: bool,
    /// The rows of its tables, those of different tables parted by an empty one.
    tables: Vec<Vec<String>>,
    /// The cells of the row that is being read.
    row: Vec<String>,
}

impl Shown {
    fn push(&mut self, kind: ZoneKind, block: Run) {
        let block = block.trimmed();
        if block.text.is_empty() {
            return;
        }
        if !self.run.text.is_empty() {
            self.run.text.push_str("\n\n");
        }
        let start = self.run.text.len();
        self.run.append(block);
        self.parts.push(Zone { kind, span: Span::new(start, self.run.text.len()) });
    }
}

/// The blocks of the source from byte `start` on, in order.
fn shown(source: &str, start: usize) -> Shown {
    let mut reader = Blocks {
        source,
        places: Places::of(source),
        shown: Shown::default(),
        block: Block::default(),
        html: None,
        read: start,
        titled: false,
        struck: 0,
        below_picture: false,
    };
    for (event, range) in Parser::new_ext(&source[start..], OPTIONS).into_offset_iter() {
        reader.read(&event, start + range.start..start + range.end);
    }
    reader.flush();
    reader.shown
}

/// The block at hand.
#[derive(Default)]
struct Block {
    run: Run,
    kind: Option<ZoneKind>,
    /// The texts that stand for its pictures.
    pictures: Vec<Run>,
    /// Open emphases and pictures around the words at hand.
    emphases: usize,
    inside_picture: bool,
    /// Whether words stand outside of any emphasis.
    has_plain: bool,
}

struct Blocks<'s> {
    source: &'s str,
    places: Places<'s>,
    shown: Shown,
    block: Block,
    /// Raw HTML, line by line.
    html: Option<Run>,
    /// Bytes that are read: footnotes may be told again where they are used.
    read: usize,
    titled: bool,
    /// Open elements that draw a line through their words.
    struck: usize,
    /// Whether the block before this one was a picture and nothing else.
    below_picture: bool,
}

impl Blocks<'_> {
    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.enter(tag),
            Event::End(end) => self.leave(*end),
            Event::Text(text) | Event::Code(text) => self.words(text, range),
            Event::SoftBreak => self.line_end(range, ' '),
            Event::HardBreak => self.line_end(range, '\n'),
            Event::Html(raw) => {
                self.shown.tags.push_str(raw);
                let places = &mut self.places;
                if let Some(html) = &mut self.html {
                    html.push_whole(raw, self.source, &range, places);
                }
            }
            Event::InlineHtml(tag) if html::is_line_end(tag) => self.line_end(range, '\n'),
            Event::InlineHtml(tag) => {
                self.shown.tags.push_str(tag);
                match html::strikes(tag) {
                    Some(true) => self.struck += 1,
                    Some(false) => self.struck = self.struck.saturating_sub(1),
                    None => {}
                }
            }
            Event::Rule => self.begin(ZoneKind::Body),
            // Comments, tags, marks of footnotes and of tasks are no words.
            _ => {}
        }
    }

    fn enter(&mut self, tag: &Tag<'_>) {
        if let Tag::Link { title, .. } | Tag::Image { title, .. } = tag
            && !title.is_empty()
        {
            self.shown.titles.push(title.to_string());
        }
        match tag {
            Tag::Heading { level, .. } => {
                let title = *level == HeadingLevel::H1 && !self.titled;
                self.begin(if title { ZoneKind::Headline } else { ZoneKind::Body });
                self.titled |= title;
            }
            Tag::CodeBlock(_) => self.begin(ZoneKind::Boilerplate),
            Tag::HtmlBlock => {
                self.begin(ZoneKind::Boilerplate);
                self.html = Some(Run::default());
            }
            Tag::Emphasis | Tag::Strong => self.block.emphases += 1,
            Tag::Image { .. } => {
                self.block.inside_picture = true;
                self.block.pictures.push(Run::default());
            }
            Tag::Strikethrough => {
                self.struck += 1;
                self.shown.struck = true;
            }
            Tag::Link { .. } => {}
            _ => self.begin(ZoneKind::Body),
        }
    }

    fn leave(&mut self, end: TagEnd) {
        match end {
            TagEnd::Emphasis | TagEnd::Strong => {
                self.block.emphases = self.block.emphases.saturating_sub(1);
            }
            TagEnd::Image => self.block.inside_picture = false,
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => {}
            TagEnd::TableCell => {
                self.shown.row.push(self.block.run.text.trim().to_owned());
                self.begin(ZoneKind::Body);
            }
            TagEnd::TableRow | TagEnd::TableHead => {
                let row = std::mem::take(&mut self.shown.row);
                self.shown.tables.push(row);
                self.begin(ZoneKind::Body);
            }
            TagEnd::Table => {
                self.shown.tables.push(Vec::new());
                self.begin(ZoneKind::Body);
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                for (kind, part) in html::parts(&html) {
                    self.shown.push(kind, part);
                }
            }
            _ => self.begin(ZoneKind::Body),
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if range.start < self.read {
            return;
        }
        self.read = range.end;
        if self.struck > 0 {
            // The author took it back; a gate still hears it.
            return self.shown.titles.push(words.to_owned());
        }
        let block = &mut self.block;
        let wordy = words.contains(char::is_alphanumeric);
        let run = match block.pictures.last_mut().filter(|_| block.inside_picture) {
            Some(picture) => picture,
            None => {
                block.has_plain |= wordy && block.emphases == 0;
                &mut block.run
            }
        };
        match block.kind {
            Some(ZoneKind::Boilerplate) => {
                run.push_whole(words, self.source, &range, &mut self.places);
            }
            _ => run.push(words, self.source, &range, &mut self.places),
        }
    }

    fn line_end(&mut self, range: Range<usize>, shown: char) {
        if range.start < self.read {
            return;
        }
        self.read = range.end;
        let block = &mut self.block;
        match block.pictures.last_mut().filter(|_| block.inside_picture) {
            Some(picture) => picture.space(' '),
            None => block.run.space(shown),
        }
    }

    fn begin(&mut self, kind: ZoneKind) {
        self.struck = 0;
        self.flush();
        self.block.kind = Some(kind);
    }

    /// A line that is emphasised as a whole below a picture is its caption.
    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let (has_text, has_picture) = (!block.run.is_blank(), !block.pictures.is_empty());
        if !has_text && !has_picture {
            return;
        }
        let kind = block.kind.unwrap_or(ZoneKind::Body);
        let under = has_picture || self.below_picture;
        let kind = match kind {
            ZoneKind::Body if under && has_text && !block.has_plain => ZoneKind::Caption,
            kind => kind,
        };
        self.below_picture = has_picture && !has_text;
        self.shown.push(kind, block.run);
        for picture in block.pictures {
            self.shown.push(ZoneKind::Caption, picture);
        }
    }
}

#[cfg(test)]
mod tests;
