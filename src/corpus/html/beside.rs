//! What a page may show though it is no text of its own: words in drawings, fields, frames, signs of
//! pictures and style sheets.
//!
//! In: the tree of a page. Out: these words, each piece alone. Whether a browser shows them is not
//! asked: that depends on styles, and a reader of them loses nothing by a sentence too many.

use dom_query::{Document, NodeRef};

use super::blocks::is_taken_back;
use super::scan;
use super::styles;
use super::tree::{Step, walk};
use crate::corpus::jsonl;

/// Elements whose words are taken as one piece.
const WHOLE: [&str; 10] = [
    "svg", "iframe", "noscript", "template", "textarea", "select", "datalist", "object", "canvas",
    "video",
];
/// Attributes whose words a browser may show.
const ATTRIBUTES: [&str; 6] = ["alt", "title", "value", "placeholder", "aria-label", "label"];
/// Attributes that hold a page of their own.
const PAGES: [&str; 3] = ["srcdoc", "src", "data"];
/// Pieces of a page that are looked at.
const MOST: usize = 1_000;
/// Fewer bytes are no running text.
const LEAST: usize = 20;

/// The words of a page beside its text.
pub fn beside(page: &Document) -> Vec<String> {
    let mut found = Vec::new();
    walk(page.root(), &mut |step| {
        if let Step::Enter(node) = step
            && node.is_element()
            && found.len() < MOST
        {
            look(&node, &mut found);
        }
    });
    found.retain(|said| said.len() >= LEAST);
    found
}

fn look(node: &NodeRef<'_>, found: &mut Vec<String>) {
    let Some(name) = node.node_name() else { return };
    let name = name.as_ref();
    if name == "style" {
        found.extend(written_by(&node.text()));
    } else if name == "svg" && !is_within(node) {
        found.extend(drawn(node));
    } else if WHOLE.contains(&name) && !is_within(node) {
        // Of some of them the parser keeps the source as it is.
        found.extend(lines(&scan::text(&node.text())));
    }
    if is_taken_back(node) {
        found.push(node.text().split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if name == "script" {
        found.extend(written(node));
    }
    if name == "meta" || name == "link" {
        found.extend(described(node));
        return;
    }
    let values = ATTRIBUTES.iter().filter_map(|name| node.attr(name));
    found.extend(values.map(|value| value.trim().to_owned()));
    for name in PAGES {
        let Some(value) = node.attr(name) else { continue };
        if let Some(page) = page_in(name, &value) {
            found.extend(lines(&scan::text(&page)));
        }
    }
    if let Some(style) = node.attr("style") {
        found.extend(written_by(&format!("*{{{style}")));
    }
}

/// What a page says of itself where it is found or passed on.
const DESCRIBED: [&str; 5] =
    ["description", "og:title", "og:description", "twitter:title", "twitter:description"];

fn described(node: &NodeRef<'_>) -> Option<String> {
    let name = node.attr("name").or_else(|| node.attr("property"))?.trim().to_ascii_lowercase();
    let said = node.attr("content").filter(|_| DESCRIBED.contains(&name.as_str()))?;
    Some(said.trim().to_owned())
}

/// The texts of a script: values of its data, or the strings that it may write into the page.
fn written(node: &NodeRef<'_>) -> Vec<String> {
    let source = node.text();
    let source = &source[..source.floor_char_boundary(SCRIPT)];
    let mut found = Vec::new();
    match serde_json::from_str::<serde_json::Value>(source.trim()) {
        Ok(data) => jsonl::strings(&data, &mut found),
        Err(_) => found.extend(literals(source)),
    }
    // Of many strings hardly any is a sentence.
    let is_sentence = |said: &String| said.split_whitespace().take(WORDS).count() == WORDS;
    found.into_iter().filter(is_sentence).take(MOST).collect()
}

/// Bytes of a script that are read, and words of a string that may be a sentence.
const SCRIPT: usize = 1 << 20;
const WORDS: usize = 5;

/// The strings of a program, without its marks.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut signs = source.chars();
    while let Some(open) = signs.next() {
        if !matches!(open, '"' | '\'' | '`') {
            continue;
        }
        let mut said = String::new();
        // A string ends with its line, so that an apostrophe in a remark swallows no more than that.
        while let Some(c) = signs.next().filter(|c| *c != open && (*c != '\n' || open == '`')) {
            match c {
                '\\' => match signs.next() {
                    Some('u') => {
                        let code: String = signs.by_ref().take(4).collect();
                        let letter = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                        said.extend(letter);
                    }
                    Some('n' | 'r' | 't' | '\n') | None => said.push(' '),
                    Some(other) => said.push(other),
                },
                c => said.push(c),
            }
        }
        // A program may write HTML.
        found.push(scan::text(&said));
    }
    found
}

/// Whether an element stands in one that is taken whole.
fn is_within(node: &NodeRef<'_>) -> bool {
    node.ancestors(Some(DEEP))
        .iter()
        .any(|above| above.node_name().is_some_and(|name| WHOLE.contains(&name.as_ref())))
}

/// Elements above that are looked at.
const DEEP: usize = 20;

/// The source of a page that an attribute holds: as it is, or as an address of data.
fn page_in(name: &str, value: &str) -> Option<String> {
    if name == "srcdoc" {
        return Some(value.to_owned());
    }
    let (kind, data) = value.trim().strip_prefix("data:")?.split_once(',')?;
    let text = kind.starts_with("text/") || kind.contains("xml");
    (text && !kind.contains("base64")).then(|| unescaped(data))
}

/// The characters of `%20`.
fn unescaped(data: &str) -> String {
    let mut bytes = Vec::with_capacity(data.len());
    let mut rest = data.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = |at: usize| tail.get(at).and_then(|&b| char::from(b).to_digit(16));
        match (first, code(0), code(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b' '));
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The strings that a style sheet sets before or behind elements.
fn written_by(style: &str) -> Vec<String> {
    styles::rules(style).into_iter().map(|rule| rule.effect.writes.concat()).take(MOST).collect()
}

/// The words of a drawing: each of its texts stands by itself, and what they say one after the other.
fn drawn(node: &NodeRef<'_>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    walk(*node, &mut |step| {
        if let Step::Enter(node) = step {
            if node.node_name().is_some_and(|name| {
                matches!(name.as_ref(), "text" | "p" | "div" | "title" | "desc")
            }) {
                texts.push(String::new());
            }
            if node.is_text() && texts.len() < MOST {
                match texts.last_mut() {
                    Some(last) => last.push_str(&node.text()),
                    None => texts.push(node.text().to_string()),
                }
            }
        }
    });
    let texts: Vec<String> =
        texts.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let whole = texts.iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    if texts.len() > 1 { texts.into_iter().chain([whole]).collect() } else { texts }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
