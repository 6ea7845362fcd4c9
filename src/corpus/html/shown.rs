//! What a page shows that no text of it says: numbers that styles, fields and lists write, and text
//! that runs the other way.
//!
//! In: the tree of a page. Out: a reason for each sort that it has. Nothing here tells what is shown
//! where, so a judge can only be told that there is something.

use dom_query::{Document, NodeRef};

use super::tree::{Step, walk};
use crate::corpus::Shown;

/// Elements that are looked at.
const MOST: usize = 100_000;
/// Numbers of list items below this one are numbers of list items.
const LISTED: u32 = 100;

/// Elements that stand inside of a sentence.
const INLINE: [&str; 13] =
    ["span", "b", "i", "em", "strong", "a", "font", "u", "small", "mark", "sub", "sup", "code"];
/// Elements above one that are looked at.
const NEAR: usize = 5;

/// What the page shows beside its text. Of a `part` of another text any word may stand in a sentence.
pub fn shown(page: &Document, source: &str, part: bool) -> Vec<Shown> {
    let (mut found, mut attributes, mut left) = (Vec::new(), Vec::new(), MOST);
    if source.contains("<!ENTITY") {
        found.push(Shown::Entities);
    }
    walk(page.root(), &mut |step| {
        if let Step::Enter(node) = step
            && node.is_element()
            && left > 0
        {
            left -= 1;
            look(&node, &mut found, &mut attributes);
            if is_veiled(&node) && (part || is_in_sentence(&node)) {
                found.push(Shown::Hidden);
            }
        }
    });
    attributes.retain(|name| !["href", "src", "title"].contains(&name.as_str()));
    if !found.contains(&Shown::Styles) && has_number(page, &attributes) {
        found.push(Shown::Styles);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn look(node: &NodeRef<'_>, found: &mut Vec<Shown>, attributes: &mut Vec<String>) {
    let Some(name) = node.node_name() else { return };
    let number = |name: &str| node.attr(name).and_then(|it| it.trim().parse::<u32>().ok());
    match name.as_ref() {
        "bdo" if node.attr("dir").is_some() => found.push(Shown::Turned),
        "style" => styled(&node.text(), found, attributes),
        "ol" if number("start").is_some_and(|it| it >= LISTED) => found.push(Shown::Lists),
        "li" if number("value").is_some_and(|it| it >= LISTED) => found.push(Shown::Lists),
        "s" | "strike" | "del" => found.push(Shown::Struck),
        "input" if number("value").is_some() && is_shown(node) => found.push(Shown::Fields),
        _ => {}
    }
    if let Some(style) = node.attr("style") {
        styled(&style, found, attributes);
    }
}

/// Whether a browser does not show an element that stands inside of a sentence.
fn is_veiled(node: &NodeRef<'_>) -> bool {
    if !node.node_name().is_some_and(|name| INLINE.contains(&name.as_ref())) {
        return false;
    }
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let hides = ["display:none", "visibility:hidden", "font-size:0", "opacity:0;"];
    node.has_attr("hidden") || hides.iter().any(|it| format!("{style};").contains(it))
}

/// Whether an element stands in a paragraph with words.
fn is_in_sentence(node: &NodeRef<'_>) -> bool {
    !node.text().trim().is_empty()
        && node
            .ancestors(Some(NEAR))
            .iter()
            .any(|above| above.node_name().is_some_and(|it| *it == *"p"))
}

/// Whether a field shows its value.
fn is_shown(field: &NodeRef<'_>) -> bool {
    let kind = field.attr("type").map(|it| it.trim().to_ascii_lowercase()).unwrap_or_default();
    !["hidden", "checkbox", "radio", "image", "range", "color", "file"].contains(&kind.as_str())
}

/// What a style sheet does to what is shown; `attributes` are those whose values it shows.
fn styled(style: &str, found: &mut Vec<Shown>, attributes: &mut Vec<String>) {
    let style = style.to_ascii_lowercase();
    if style.contains("bidi-override") || style.contains("isolate-override") {
        found.push(Shown::Turned);
    }
    for part in style.split("content").skip(1) {
        let Some(value) = part.trim_start().strip_prefix(':') else { continue };
        let value = &value[..value.find([';', '}']).unwrap_or(value.len())];
        let inside = value.split(['"', '\'']).skip(1).step_by(2);
        let outside = value.split(['"', '\'']).step_by(2);
        if inside.into_iter().any(|text| unescaped(text).contains(|c: char| c.is_numeric())) {
            found.push(Shown::Styles);
        }
        for function in outside {
            if function.contains("counter(") || function.contains("counters(") {
                found.push(Shown::Styles);
            }
            for call in function.split("attr(").skip(1) {
                let name: String = call
                    .trim_start()
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || "-_".contains(*c))
                    .collect();
                attributes.push(name);
            }
        }
    }
}

/// A string of a style sheet with its escapes read: `\32` is 2, `\f0c9` a sign of a font.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        let mut code = String::new();
        while code.len() < 6
            && let Some(digit) = rest.next_if(char::is_ascii_hexdigit)
        {
            code.push(digit);
        }
        rest.next_if(|c| !code.is_empty() && c.is_whitespace());
        let written = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        plain.extend(written);
    }
    plain
}

/// Whether an attribute whose value a style sheet shows has a number in it.
fn has_number(page: &Document, attributes: &[String]) -> bool {
    let mut found = false;
    if attributes.is_empty() {
        return false;
    }
    walk(page.root(), &mut |step| {
        if let Step::Enter(node) = step
            && !found
        {
            let values = attributes.iter().filter_map(|name| node.attr(name));
            found = values
                .into_iter()
                .any(|value| value.contains(|c: char| c.is_numeric()) && !value.contains("//"));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> Vec<Shown> {
        shown(&Document::from(page), page, false)
    }

    #[test]
    fn numbers_that_no_text_says_and_text_that_runs_the_other_way() {
        for (page, expected) in [
            ("<style>p::after{content:\" 221 guests\"}</style><p>There came", Shown::Styles),
            ("<style>b::before{content:'\\32\\32\\31'}</style><b></b>", Shown::Styles),
            ("<style>i{counter-reset:n 220}i::after{content: counter(n)}</style>", Shown::Styles),
            ("<style>b::after{content:attr(data-n)}</style><b data-n=221></b>", Shown::Styles),
            ("<p>There came <bdo dir=rtl>122</bdo> guests.", Shown::Turned),
            ("<p style='unicode-bidi: bidi-override; direction: rtl'>122", Shown::Turned),
            ("<ol start=221><li>guests came.</ol>", Shown::Lists),
            ("<ol><li value=221>guests came.</ol>", Shown::Lists),
            ("<p>There came <input value=221> guests.", Shown::Fields),
            ("<!DOCTYPE html [<!ENTITY n '221'>]><p>There came &n; guests.", Shown::Entities),
            ("<p>They did <del>not</del> come.", Shown::Struck),
            ("<p>They did <span style='display: none'>not</span> come.", Shown::Hidden),
            ("<p>They did <b hidden>not</b> come.", Shown::Hidden),
        ] {
            assert_eq!(of(page), [expected], "{page}");
        }
    }

    #[test]
    fn what_pages_have_is_nothing() {
        for page in [
            "<style>.fa::before{content:\"\\f0c9\"} q::before{content:open-quote}</style><p>Text.",
            "<style>a[href]::after{content:\" (\" attr(href) \")\"}</style><a href='/2019/1'>More</a>",
            "<style>td::before{content:attr(data-label)}</style><td data-label=Price>12</td>",
            "<div><span style='display:none'>Menu</span></div><p>Text.<span hidden></span>",
            "<input type=hidden value=42><input type=checkbox value=1><input value=Search>",
            "<ol start=3><li>Third<li value=7>Seventh</ol><p>The bidi text.",
            "<style>.content { width: 100px } main-content:hover { left: 3px }</style>",
        ] {
            assert_eq!(of(page), [], "{page}");
        }
    }
}
