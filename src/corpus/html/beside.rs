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
    if name == "meta" || name == "link" {
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
