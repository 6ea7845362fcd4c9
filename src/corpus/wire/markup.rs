//! XML as far as the formats of agencies need it: a tree of bounded depth without external entities, and
//! the text of its elements in paragraphs.

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::story::{Story, shown};
use super::{newsml_g2, newsml1, nitf, ritzau, wxr};
use crate::corpus::ZoneKind;
use crate::corpus::html;

/// Elements within elements; no agency nests so deep.
const DEEPEST: usize = 200;
/// Elements, attributes and texts of one file.
const NODES: u32 = 2_000_000;
/// What reads as XML, by the name of the first element.
const ROOTS: [&str; 8] = [
    "nitf",
    "newsml",
    "newsmessage",
    "newsitem",
    "packageitem",
    "conceptitem",
    "rbnews",
    "xmlnewsqueuedresponse",
];

/// Whether a text begins as the XML of an agency.
pub(super) fn is_wire(start: &str) -> bool {
    let Some(root) = super::super::foreign::root(start) else { return false };
    let local = root.rsplit(':').next().unwrap_or(root).to_ascii_lowercase();
    ROOTS.contains(&local.as_str()) || local == "rss" && start.contains("wordpress.org/export/")
}

/// The charset that the first line declares.
pub(super) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let head = start.split("?>").next()?;
    let value = head.split("encoding").nth(1)?.split(['"', '\'']).nth(1)?;
    Some(value.to_owned()).filter(|it| !it.is_empty())
}

/// The stories of a file.
pub(super) fn read(text: &str) -> Result<Vec<Story>, String> {
    if is_deep(text) {
        return Err(format!("XML nested more than {DEEPEST} elements deep"));
    }
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    let tree =
        Document::parse_with_options(text.trim_start_matches('\u{FEFF}').trim_start(), options)
            .map_err(|error| format!("XML that is damaged: {error}"))?;
    let root = tree.root_element();
    match root.tag_name().name().to_ascii_lowercase().as_str() {
        "nitf" => Ok(vec![nitf::story(root)]),
        "newsml" => Ok(newsml1::stories(root)),
        "rss" => Ok(wxr::stories(root)),
        "rbnews" | "xmlnewsqueuedresponse" => Ok(ritzau::stories(root)),
        _ => newsml_g2::stories(root),
    }
}

/// Whether elements stand within more than [`DEEPEST`] others. Comments and character data hold none.
fn is_deep(text: &str) -> bool {
    let (mut rest, mut depth) = (text, 0_usize);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let over = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        if rest.starts_with("<!--") {
            rest = &rest[over("-->")..];
        } else if rest.starts_with("<![CDATA[") {
            rest = &rest[over("]]>")..];
        } else {
            let end = over(">");
            let tag = &rest[..end];
            if tag.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else if tag[1..].starts_with(|c: char| c.is_alphabetic() || c == '_') {
                depth += usize::from(!tag.ends_with("/>"));
            }
            if depth > DEEPEST {
                return true;
            }
            rest = &rest[end.max(1)..];
        }
    }
    false
}

/// An element anywhere below another, by its local name.
pub(super) fn first<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|it| it.is_element() && it.tag_name().name() == name)
}

/// A child by its local name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|it| it.is_element() && it.tag_name().name() == name)
}

/// All that an element says, on one line; none where it says nothing.
pub(super) fn said(node: Node<'_, '_>) -> Option<String> {
    let text: String = node.descendants().filter_map(|it| text_of(it)).collect();
    Some(unescaped(&shown(&text))).filter(|it| !it.is_empty())
}

/// What an element anywhere below says.
pub(super) fn said_in(node: Node<'_, '_>, name: &str) -> Option<String> {
    first(node, name).and_then(said)
}

/// An attribute that is not empty.
pub(super) fn attribute(node: Node<'_, '_>, name: &str) -> Option<String> {
    let value = node.attribute(name)?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The language of an element by `xml:lang`.
pub(super) fn language(node: Node<'_, '_>) -> Option<String> {
    let lang = node.attribute(("http://www.w3.org/XML/1998/namespace", "lang"))?;
    Some(lang.to_owned()).filter(|it| !it.is_empty())
}

fn text_of<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    if node.node_type() == NodeType::Text { node.text() } else { None }
}

/// The paragraphs of an element of NITF or XHTML, with their roles.
pub(super) fn paragraphs(node: Node<'_, '_>) -> Vec<(ZoneKind, String)> {
    let mut found: Vec<(ZoneKind, String)> = Vec::new();
    let mut text = String::new();
    let mut kind = ZoneKind::Body;
    // Each element is met when it opens and when it closes; the depth of the tree is bounded.
    let mut open: Vec<(Node<'_, '_>, bool)> = vec![(node, false)];
    while let Some((node, closes)) = open.pop() {
        if let Some(said) = text_of(node) {
            text.push_str(said);
            continue;
        }
        let name = node.tag_name().name();
        if closes || !node.is_element() {
            if is_block(name) {
                flush(&mut text, kind, &mut found);
                kind = role(node).map_or(kind, |_| within(node));
            }
            continue;
        }
        if SILENT.contains(&name) {
            continue;
        }
        if name == "br" {
            text.push('\u{b}');
        }
        if is_block(name) {
            flush(&mut text, kind, &mut found);
            kind = role(node).unwrap_or(kind);
        }
        open.push((node, true));
        open.extend(node.children().rev().map(|it| (it, false)));
    }
    flush(&mut text, kind, &mut found);
    found
}

/// Elements whose words are no text.
const SILENT: [&str; 10] = [
    "head",
    "script",
    "style",
    "media-metadata",
    "media-producer",
    "media-reference",
    "media-object",
    "noscript",
    "template",
    "title",
];

fn is_block(name: &str) -> bool {
    const BLOCK: [&str; 36] = [
        "p",
        "div",
        "section",
        "article",
        "block",
        "body",
        "ul",
        "ol",
        "dl",
        "li",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "hl1",
        "hl2",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "hr",
        "blockquote",
        "bq",
        "media",
        "media-caption",
        "figcaption",
        "caption",
        "header",
        "footer",
        "nav",
        "aside",
    ];
    BLOCK.contains(&name)
}

/// The role of an element that is no body: captions, and what a desk puts around a text.
fn role(node: Node<'_, '_>) -> Option<ZoneKind> {
    match node.tag_name().name() {
        "media-caption" | "figcaption" | "caption" => Some(ZoneKind::Caption),
        "header" | "footer" | "nav" | "aside" => Some(ZoneKind::Boilerplate),
        _ => None,
    }
}

/// The role of what follows an element with a role: that of the part it stands in.
fn within(node: Node<'_, '_>) -> ZoneKind {
    node.ancestors().skip(1).take(DEEPEST).find_map(role).unwrap_or(ZoneKind::Body)
}

fn flush(text: &mut String, kind: ZoneKind, found: &mut Vec<(ZoneKind, String)>) {
    let raw = std::mem::take(text);
    for part in set(&raw) {
        let lines: Vec<String> = part.split('\u{b}').map(|line| unescaped(&shown(line))).collect();
        let said = lines.join("\n");
        if is_html(&said) {
            found.extend(html::fragment(&said).into_iter().map(|it| (kind, unescaped(&it))));
        } else if said.contains(|c: char| !c.is_whitespace()) {
            found.push((kind, said.trim().to_owned()));
        }
    }
}

/// A text that is set in lines within its element, as old systems send it: an indented line begins a
/// paragraph, a blank one ends it. Where all lines are indented alike, the XML is, and not the text.
fn set(raw: &str) -> Vec<String> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = raw.lines().collect();
    let behind = lines.iter().skip(1).filter(|line| !line.trim().is_empty());
    let least = behind.map(|line| indent(line)).min().unwrap_or(0);
    let mut found: Vec<String> = Vec::new();
    let mut begins = true;
    for (n, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            begins = n > 0 || begins;
            continue;
        }
        begins |= n > 0 && indent(line) >= least + INDENT;
        match found.last_mut().filter(|_| !begins) {
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => found.push((*line).to_owned()),
        }
        begins = false;
    }
    found
}

/// Blanks before the first line of a paragraph.
const INDENT: usize = 3;

/// Whether a text is HTML that was written as text.
pub(super) fn is_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let tag = text[at + 1..].trim_start_matches('/');
        tag.starts_with(|c: char| c.is_ascii_alphabetic()) && tag.contains('>')
    })
}

/// A text whose signs were escaped once more than its format asks for: `Gull&amp;apos;s` is `Gull's`.
pub(super) fn unescaped(text: &str) -> String {
    const TIMES: usize = 3;
    let mut text = text.to_owned();
    for _ in 0..TIMES {
        let Some(next) = once(&text) else { break };
        text = next;
    }
    text
}

fn once(text: &str) -> Option<String> {
    const LONGEST: usize = 10;
    let mut found = String::with_capacity(text.len());
    let (mut rest, mut changed) = (text, false);
    while let Some(at) = rest.find('&') {
        found.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, sign(&rest[1..end])?))) {
            Some((end, sign)) => {
                found.push(sign);
                rest = &rest[end + 1..];
                changed = true;
            }
            None => {
                found.push('&');
                rest = &rest[1..];
            }
        }
    }
    found.push_str(rest);
    changed.then_some(found)
}

fn sign(name: &str) -> Option<char> {
    let number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    };
    let sign = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => char::from_u32(number(name.strip_prefix('#')?)?)?,
    };
    Some(if sign.is_control() { ' ' } else { sign })
}
