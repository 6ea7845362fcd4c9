//! HTML pages to documents.
//!
//! In: the decoded page. Out: a document whose text is all that the page shows, a paragraph a
//! line with a blank line between, and whose zones follow the page's structure: readers' comments
//! and the outlet's frame by their elements and classes, the headline by its heading, and the body
//! by a readability measure over what is left. Nothing shown is dropped; offsets refer to the
//! extracted text.

mod beside;
mod blocks;
mod roles;
pub mod scan;
mod shown;
mod stated;
pub mod styles;
mod tables;
mod tree;

use std::collections::{HashMap, HashSet};

use dom_query::{Document as Page, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use self::blocks::Block;
use self::roles::Role;
use self::tree::{Step, walk};
use super::metadata::Metadata;
use super::paragraphs::Wrap;
use super::zones::{self, lines};
use super::{Document, Known, Zone, ZoneKind, date, dateline, figures};
use crate::span::Span;

/// Elements beyond which the readability measure costs more than it tells.
const ELEMENTS: usize = 60_000;

/// The charset that a page declares of itself, near its start.
pub fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = start.find("charset")? + "charset".len();
    let rest = start[at..].trim_start().strip_prefix('=')?.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    Some(rest[..end].to_owned()).filter(|label| !label.is_empty())
}

/// Makes a document of a page; `user` is what the user states of it. `None` when it shows no text.
pub fn document(html: &str, user: Metadata) -> Option<Document> {
    if !scan::is_tame(html) {
        let text = scan::text(html);
        return (!text.is_empty()).then(|| {
            // What its styles and fields do is not looked for without a tree.
            let shown = vec![super::Shown::Deep];
            Document { shown, ..super::plain::document(text, 0, user) }
        });
    }
    let page = Page::from(html);
    let metadata = user.or(stated::stated(&page));
    let roles = roles::roles(&page);
    let blocks = blocks::blocks(&page, &roles);
    if blocks.is_empty() {
        return None;
    }
    let kinds = kinds(&page, &blocks, &roles, metadata.title.as_deref());
    let (text, parts) = joined(&blocks, &kinds);
    let zones = zones::structured(&text, &parts, Wrap::NEVER);
    let (beside, shown) = (beside::beside(&page), shown::shown(&page, html, false));
    let figures = tables::figures(&page);
    let mut document = Document { text, zones, beside, shown, figures, ..Document::default() };
    document.figures.extend(figures::of_lines(&document));
    metadata.apply(&mut document);
    guess_by_page(&page, &mut document);
    dateline::fill(&mut document);
    Some(document)
}

/// The paragraphs of HTML inside another format; `<br>` is a line end.
#[cfg(feature = "wire")]
pub fn fragment(html: &str) -> Vec<String> {
    if !scan::is_tame(html) {
        return scan::text(html).lines().map(str::to_owned).filter(|it| !it.is_empty()).collect();
    }
    let page = Page::from(html);
    let blocks = blocks::blocks(&page, &HashMap::new());
    blocks.into_iter().map(|block| block.text).collect()
}

/// What HTML inside another text shows otherwise than its words say it.
pub fn shown_in(html: &str) -> Vec<super::Shown> {
    if html.is_empty() || !scan::is_tame(html) {
        return Vec::new();
    }
    shown::shown(&Page::from(html), html, true)
}

/// The blocks as one text, and what each of them is.
fn joined(blocks: &[Block], kinds: &[ZoneKind]) -> (String, Vec<Zone>) {
    let mut text = String::new();
    let mut parts = Vec::with_capacity(blocks.len());
    for (block, kind) in blocks.iter().zip(kinds) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&block.text);
        parts.push(Zone { kind: *kind, span: Span::new(start, text.len()) });
    }
    (text, parts)
}

fn kinds(
    page: &Page,
    blocks: &[Block],
    roles: &HashMap<NodeId, Role>,
    title: Option<&str>,
) -> Vec<ZoneKind> {
    let kept = article(page, roles);
    let mut kinds: Vec<ZoneKind> = blocks
        .iter()
        .map(|block| match block.role {
            Some(Role::Comment) => ZoneKind::Comment,
            Some(Role::Caption) => ZoneKind::Caption,
            Some(Role::Boilerplate) => ZoneKind::Boilerplate,
            None if is_kept(block, kept.as_ref()) => ZoneKind::Body,
            None => ZoneKind::Boilerplate,
        })
        .collect();
    keep_between(blocks, &mut kinds);
    if let Some(at) = headline(blocks, title) {
        kinds[at] = ZoneKind::Headline;
    }
    kinds
}

/// The text nodes that the readability measure takes for the article; `None` when it finds none.
fn article(page: &Page, roles: &HashMap<NodeId, Role>) -> Option<HashSet<NodeId>> {
    let copy = page.clone();
    prune(page, &copy, roles);
    let config =
        Config { max_elements_to_parse: ELEMENTS, disable_json_ld: true, ..Config::default() };
    let mut reader = Readability::with_document(copy, None, Some(config)).ok()?;
    reader.parse().ok()?;
    // The measure works on the nodes of the page and keeps their ids, so what is left of the
    // page says which blocks it kept.
    let mut kept = HashSet::new();
    let found = reader.doc.select_single("#readability-page-1");
    walk(*found.nodes().first()?, &mut |step| {
        if let Step::Enter(node) = step
            && node.is_text()
        {
            kept.insert(node.id);
        }
    });
    (!kept.is_empty()).then_some(kept)
}

/// Takes out what already has a role: the measure tends to keep comments.
fn prune(page: &Page, copy: &Page, roles: &HashMap<NodeId, Role>) {
    walk(page.root(), &mut |step| {
        if let Step::Enter(node) = step
            && roles.contains_key(&node.id)
        {
            NodeRef::new(node.id, &copy.tree).remove_from_parent();
        }
    });
}

fn is_kept(block: &Block, kept: Option<&HashSet<NodeId>>) -> bool {
    let Some(kept) = kept else { return true };
    let all: usize = block.nodes.iter().map(|(_, length)| length).sum();
    let inside = block.nodes.iter().filter(|(id, _)| kept.contains(id));
    inside.map(|(_, length)| length).sum::<usize>() * 2 >= all
}

/// Running text and headings that the measure dropped amid the article belong to it.
fn keep_between(blocks: &[Block], kinds: &mut [ZoneKind]) {
    let body = |kind: &ZoneKind| *kind == ZoneKind::Body;
    let (Some(first), Some(last)) = (kinds.iter().position(body), kinds.iter().rposition(body))
    else {
        return;
    };
    for at in first..last {
        let block = &blocks[at];
        let prose = lines::split(&block.text, 0).iter().any(lines::Line::is_prose);
        if block.role.is_none() && (prose || block.heading > 1) {
            kinds[at] = ZoneKind::Body;
        }
    }
}

/// The heading that is the title: the one that repeats the stated title, else the first `h1` of
/// more than two words, else the first `h1`.
fn headline(blocks: &[Block], title: Option<&str>) -> Option<usize> {
    let headings = || (0..blocks.len()).filter(|at| blocks[*at].heading > 0);
    let open = |at: &usize| blocks[*at].role.is_none() && blocks[*at].heading == 1;
    let wordy = |at: &usize| blocks[*at].text.split_whitespace().count() > 2;
    headings()
        .find(|at| title.is_some_and(|title| zones::same_words(&blocks[*at].text, title)))
        .or_else(|| headings().filter(open).find(wordy))
        .or_else(|| headings().find(open))
}

/// The day by the first time stamp or by the address, the outlet by its address.
fn guess_by_page(page: &Page, document: &mut Document) {
    if document.date.is_none() {
        let stamp = page.select_single("time[datetime]");
        let by_stamp = stamp.nodes().first().and_then(|node| date::parse(&node.attr("datetime")?));
        let by_address = document.url.as_ref().and_then(|url| date::in_address(&url.value));
        document.date = by_address.or(by_stamp).map(Known::guessed);
    }
    if document.source.is_none() {
        let host = document.url.as_ref().and_then(|url| host(&url.value));
        document.source = host.map(Known::guessed);
    }
}

/// `harbour.example` of `https://www.harbour.example/ships`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.");
    host.contains('.').then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests;
