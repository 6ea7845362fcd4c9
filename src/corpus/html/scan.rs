//! The tags of a page by a plain scan, without building a tree.
//!
//! It serves two ends: to tell beforehand whether a page would take the tree builder more time
//! or memory than its size allows (markup nested 100,000 levels deep does), and to read the text
//! of such a page all the same.

/// Deepest nesting that the tree and the extraction of the article are used for.
const DEEPEST: usize = 400;
/// Most attributes of one tag: the tree builder compares each with all others.
const ATTRIBUTES: usize = 256;
/// Most nodes that the tree may take per byte of the page, by the estimate below.
const NODES_PER_BYTE: usize = 2;

/// A tag in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name as written; empty for a comment or a declaration.
    pub name: &'a str,
    /// Whether it closes its element.
    pub closes: bool,
    /// How many attributes it has at most.
    pub attributes: usize,
    /// First byte of the tag.
    pub start: usize,
    /// One past its last byte; for `script` and `style`, past their content.
    pub end: usize,
}

/// The tags of `html`, in order. Every byte is looked at a bounded number of times.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')?;
            let rest = &html[start + 1..];
            if rest.starts_with("!--") {
                at = rest.find("-->").map_or(html.len(), |end| start + 1 + end + 3);
                return Some(Tag { name: "", closes: false, attributes: 0, start, end: at });
            }
            let closes = rest.starts_with('/');
            let body = &rest[usize::from(closes)..];
            let length = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
            let name = &body[..length];
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.starts_with(['!', '?'])
            {
                at = start + 1;
                continue;
            }
            let (length, attributes) = tag_end(rest);
            let mut end = start + 1 + length;
            if !closes && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
                end += raw_end(&html[end..], name);
            }
            at = end;
            return Some(Tag { name, closes, attributes, start, end });
        }
    })
}

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Length of a tag up to and with its `>`, where a `>` inside quotes is part of a value; and how
/// many attributes it has at most.
fn tag_end(rest: &str) -> (usize, usize) {
    let mut quote = None;
    let mut before = 0;
    let mut attributes = 0;
    let mut parted = false;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (at + 1, attributes),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => {
                quote = None;
                parted = true;
            }
            (None, b'/') => parted = true,
            (None, _) if byte.is_ascii_whitespace() => parted = true,
            (None, _) if parted => {
                attributes += 1;
                parted = false;
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    (rest.len(), attributes)
}

/// Length of raw content up to its closing tag.
fn raw_end(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(found) = rest[at..].find("</") {
        let after = at + found + 2;
        if bytes[after..].get(..name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
        {
            return after - 2;
        }
        at = after;
    }
    rest.len()
}

/// Whether the tree of the page stays shallow and small.
///
/// Unclosed formatting (`<b>`, `<font>` ...) is built anew inside every block that follows, so a
/// small page can make a tree of any size; each block is counted with what it would repeat.
pub fn is_tame(html: &str) -> bool {
    let (mut depth, mut formatting, mut nodes) = (0usize, 0usize, 0usize);
    let budget = html.len().saturating_mul(NODES_PER_BYTE).max(100_000);
    for tag in tags(html) {
        if tag.attributes > ATTRIBUTES {
            return false;
        }
        if tag.name.is_empty() || is_one_of(tag.name, &VOID) {
            nodes += 1;
            continue;
        }
        let formats = is_one_of(tag.name, &FORMATTING);
        if tag.closes {
            depth = depth.saturating_sub(usize::from(!is_one_of(tag.name, &SELF_CLOSING)));
            formatting = formatting.saturating_sub(usize::from(formats));
        } else {
            nodes += 1 + formatting;
            depth += usize::from(!is_one_of(tag.name, &SELF_CLOSING));
            formatting += usize::from(formats);
        }
        if depth > DEEPEST || nodes > budget {
            return false;
        }
    }
    true
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that the next one of their kind closes.
const SELF_CLOSING: [&str; 17] = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot",
    "colgroup", "html", "head", "body", "caption",
];

/// Elements that the parser opens again in the next block when they were left open.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// The text of a page without its tree: tags that break lines do, others vanish.
pub fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut at = 0;
    for tag in tags(html) {
        push_words(&mut text, &html[at..tag.start]);
        if !is_inline(html, &tag) {
            end_line(&mut text);
        }
        at = tag.end;
    }
    push_words(&mut text, &html[at..]);
    text.truncate(text.trim_end().len());
    text
}

/// Whether a sentence goes on over a tag of `html`, as it does over a comment.
pub fn is_inline(html: &str, tag: &Tag<'_>) -> bool {
    is_one_of(tag.name, &INLINE) || html[tag.start..].starts_with("<!--")
}

/// Elements inside which a sentence goes on.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img", "ins", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str("\n\n");
    }
}

fn push_words(text: &mut String, markup: &str) {
    for c in decoded(markup).chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

/// The character references that texts are full of; rarer ones stay as written.
fn decoded(markup: &str) -> std::borrow::Cow<'_, str> {
    if !markup.contains('&') {
        return markup.into();
    }
    let mut text = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = first_reference(rest).unwrap_or(('&', 1));
        text.push(c);
        rest = &rest[length..];
    }
    text.push_str(rest);
    text.into()
}

/// The character that a text begins to refer to, and the length of the reference.
pub fn first_reference(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    Some((reference(text.get(1..end)?)?, end + 1))
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    const NAMED: [(&str, char); 15] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{A0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("hellip", '…'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_with_quoted_values_comments_and_scripts() {
        let html = "<!-- <b> --><p title='a > b'>x < y<script>if (a</b>) </script><br/>";
        let names: Vec<_> = tags(html).map(|tag| (tag.name, tag.closes)).collect();
        assert_eq!(names[0], ("", false));
        assert_eq!(names[1..], [("p", false), ("script", false), ("script", true), ("br", false)]);
    }

    #[test]
    fn a_page_with_an_apostrophe_in_a_tag_does_not_swallow_the_rest() {
        let names: Vec<_> = tags("<p don't><b>x</b>").map(|tag| tag.name).collect();
        assert_eq!(names, ["p", "b", "b"]);
    }

    #[test]
    fn deep_and_swelling_pages_are_told() {
        assert!(is_tame(&"<ul><li>a<li>b</ul><p>c<p>d".repeat(5000)));
        assert!(is_tame(&"<li>a".repeat(50_000)));
        assert!(!is_tame(&"<div>".repeat(100_000)));
        let swelling = format!("{}{}", "<font>".repeat(300), "<p>x".repeat(100_000));
        assert!(!is_tame(&swelling));
    }

    #[test]
    fn text_without_a_tree() {
        let html = "<html><title>T</title><div><p>The <b>pi</b>lot&nbsp;is  ill&hellip;\n</p>\
                    <p>R&amp;D &unknown; <!-- a > b -->&#8212; x</p>";
        assert_eq!(text(html), "The pilot\u{A0}is ill…\n\nR&D &unknown; — x");
    }
}
