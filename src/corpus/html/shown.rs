//! What a page shows that no text of it says: words that styles write or hide, numbers of fields and
//! lists, and text that runs the other way.
//!
//! In: the tree of a page. Out: a reason for each sort that it has. Nothing here tells what is shown
//! where, so a judge can only be told that there is something.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::styles::{self, Effect, Rule, Simple};
use super::tree::{Step, walk};
use crate::corpus::Shown;

/// Elements that are looked at.
const MOST: usize = 100_000;
/// Numbers of list items below this one are numbers of list items.
const LISTED: u32 = 100;

/// Elements that stand inside of a sentence.
const INLINE: [&str; 13] =
    ["span", "b", "i", "em", "strong", "a", "font", "u", "small", "mark", "sub", "sup", "code"];
/// Elements that hold sentences.
const PARAGRAPHS: [&str; 13] =
    ["p", "li", "td", "th", "dd", "dt", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Elements in which pages keep what is no text of theirs.
const FRAMES: [&str; 8] = ["nav", "header", "footer", "aside", "form", "dialog", "button", "menu"];
/// Elements above one that are looked at.
const NEAR: usize = 5;
/// Words of a paragraph that somebody would miss.
const MISSED: usize = 6;
/// Classes of an element that are looked at.
const CLASSES: usize = 40;

/// What the page shows beside its text. Of a `part` of another text any word may stand in a sentence.
pub fn shown(page: &Document, source: &str, part: bool) -> Vec<Shown> {
    let (mut found, mut left) = (Vec::new(), MOST);
    if source.contains("<!ENTITY") {
        found.push(Shown::Entities);
    }
    let sheets = Sheets::of(page);
    let foreign = has_foreign_styles(page);
    walk(page.root(), &mut |step| {
        if let Step::Enter(node) = step
            && node.is_element()
            && left > 0
        {
            left -= 1;
            look(&node, &mut found);
            if foreign && is_gap(&node, part) {
                found.push(Shown::Elsewhere);
            }
            let own = styles::of_element(&node.attr("style").unwrap_or_default());
            let hidden = Effect { hides: node.has_attr("hidden"), ..Effect::default() };
            for effect in sheets.fitting(&node).chain([&own, &hidden]) {
                suffered(&node, effect, part, &mut found);
            }
        }
    });
    found.sort_unstable();
    found.dedup();
    found
}

fn look(node: &NodeRef<'_>, found: &mut Vec<Shown>) {
    let Some(name) = node.node_name() else { return };
    let number = |name: &str| node.attr(name).and_then(|it| it.trim().parse::<u32>().ok());
    match name.as_ref() {
        "bdo" if node.attr("dir").is_some() => found.push(Shown::Turned),
        "ol" if number("start").is_some_and(|it| it >= LISTED) => found.push(Shown::Lists),
        "li" if number("value").is_some_and(|it| it >= LISTED) => found.push(Shown::Lists),
        "s" | "strike" | "del" => found.push(Shown::Struck),
        "input" if number("value").is_some() && is_shown(node) => found.push(Shown::Fields),
        _ => {}
    }
}

/// Whether a page asks for style sheets that are not in it.
fn has_foreign_styles(page: &Document) -> bool {
    let mut found = false;
    walk(page.root(), &mut |step| {
        if let Step::Enter(node) = step
            && !found
            && let Some(name) = node.node_name()
        {
            let rel = || node.attr("rel").unwrap_or_default().to_ascii_lowercase();
            found = *name == *"link" && rel().contains("stylesheet")
                || *name == *"style" && node.text().to_ascii_lowercase().contains("@import");
        }
    });
    found
}

/// Whether an element without words stands behind words of a sentence: an icon leads, or stands in a link.
fn is_gap(node: &NodeRef<'_>, part: bool) -> bool {
    let is_inline = |it: &NodeRef<'_>| {
        it.node_name().is_some_and(|name| INLINE.contains(&name.as_ref()) && *name != *"a")
    };
    if !is_inline(node) || !(node.has_attr("class") || node.has_attr("id")) {
        return false;
    }
    let behind = node.prev_sibling().is_some_and(|it| {
        let text = it.text();
        (it.is_text() || is_inline(&it)) && text.contains(char::is_alphabetic)
    });
    let within = node.parent().is_some_and(|above| {
        let name = above.node_name();
        is_inline(&above) || name.is_some_and(|name| PARAGRAPHS.contains(&name.as_ref()))
    });
    behind && (within || part) && node.text().trim().is_empty() && !is_framed(node)
}

/// The rules of all style sheets of a page, by the rarest thing that they ask for.
struct Sheets(HashMap<String, Vec<Rule>>);

impl Sheets {
    fn of(page: &Document) -> Self {
        let mut rules: HashMap<String, Vec<Rule>> = HashMap::new();
        walk(page.root(), &mut |step| {
            if let Step::Enter(node) = step
                && node.node_name().is_some_and(|name| *name == *"style")
            {
                for rule in styles::rules(&node.text()) {
                    let all = rules.entry(key(&rule.of)).or_default();
                    // One that is told already tells nothing more, and a flood of them takes time.
                    if all.len() < ALIKE && !all.contains(&rule) {
                        all.push(rule);
                    }
                }
            }
        });
        Self(rules)
    }

    /// What the rules that fit an element do to it.
    fn fitting<'a>(&'a self, node: &NodeRef<'_>) -> impl Iterator<Item = &'a Effect> {
        let small = |text: &str| text.to_lowercase();
        let tag = node.node_name().map(|name| small(&name)).unwrap_or_default();
        let id = node.attr("id").map(|id| small(id.trim())).unwrap_or_default();
        let classes = node.attr("class").unwrap_or_default();
        let classes: Vec<String> = classes.split_whitespace().take(CLASSES).map(small).collect();
        let mut keys = vec!["*".to_owned(), tag.clone(), format!("#{id}")];
        keys.extend(classes.iter().map(|class| format!(".{class}")));
        // No page has an element without a tag: most have no style sheet either.
        let rules = keys.into_iter().filter(|_| !self.0.is_empty());
        let rules = rules.filter_map(|key| self.0.get(&key)).flatten();
        rules
            .filter(move |rule| {
                let Simple { tag: of, id: called, classes: all } = &rule.of;
                of.as_ref().is_none_or(|it| *it == tag)
                    && called.as_ref().is_none_or(|it| it.to_lowercase() == id)
                    && all.iter().all(|it| classes.contains(&it.to_lowercase()))
            })
            .map(|rule| &rule.effect)
    }
}

/// Rules for one class, id or tag that are kept.
const ALIKE: usize = 64;

fn key(of: &Simple) -> String {
    match (&of.id, of.classes.first(), &of.tag) {
        (Some(id), _, _) => format!("#{}", id.to_lowercase()),
        (_, Some(class), _) => format!(".{}", class.to_lowercase()),
        (_, _, Some(tag)) => tag.clone(),
        _ => "*".to_owned(),
    }
}

/// What styles make of an element.
fn suffered(node: &NodeRef<'_>, effect: &Effect, part: bool, found: &mut Vec<Shown>) {
    if *effect == Effect::default() {
        return;
    }
    if effect.turns {
        found.push(Shown::Turned);
    }
    if effect.counts {
        found.push(Shown::Styles);
    }
    if effect.hides && is_missed(node, part) {
        found.push(Shown::Hidden);
    }
    if effect.strikes && !node.text().trim().is_empty() {
        found.push(Shown::Struck);
    }
    let number = |text: &str| text.contains(char::is_numeric);
    let writes = effect.writes.iter().any(|text| number(text) || !is_framed(node));
    let values = effect.attributes.iter().filter(|name| *name != "href" && *name != "src");
    let shows = |value: &str| {
        let value = value.trim();
        !value.contains("//") && (number(value) || value.starts_with(char::is_lowercase))
    };
    if writes || values.filter_map(|name| node.attr(name)).any(|value| shows(&value)) {
        found.push(Shown::Styles);
    }
}

/// Whether a reader of the sentences would miss an element that is not shown.
fn is_missed(node: &NodeRef<'_>, part: bool) -> bool {
    let Some(name) = node.node_name() else { return false };
    if INLINE.contains(&name.as_ref()) {
        return part || is_in_sentence(node);
    }
    let words = || node.text().split_whitespace().take(MISSED).count() == MISSED;
    PARAGRAPHS.contains(&name.as_ref()) && !is_framed(node) && words()
}

/// Whether an element stands in the frame of the page.
fn is_framed(node: &NodeRef<'_>) -> bool {
    let is_frame =
        |it: &NodeRef<'_>| it.node_name().is_some_and(|it| FRAMES.contains(&it.as_ref()));
    is_frame(node) || node.ancestors(Some(NEAR)).iter().any(is_frame)
}

/// Whether an element stands in a paragraph with words.
fn is_in_sentence(node: &NodeRef<'_>) -> bool {
    let above = node.ancestors(Some(NEAR));
    let paragraph = |it: &NodeRef<'_>| {
        it.node_name().is_some_and(|name| {
            // Menus are lists.
            PARAGRAPHS.contains(&name.as_ref())
                && (*name == *"p" || it.text().len() > node.text().len())
        })
    };
    !node.text().trim().is_empty() && !is_framed(node) && above.iter().any(paragraph)
}

/// Whether a field shows its value.
fn is_shown(field: &NodeRef<'_>) -> bool {
    let kind = field.attr("type").map(|it| it.trim().to_ascii_lowercase()).unwrap_or_default();
    !["hidden", "checkbox", "radio", "image", "range", "color", "file"].contains(&kind.as_str())
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
            (
                "<style>i{counter-reset:n 220}i::after{content: counter(n)}</style><i></i>",
                Shown::Styles,
            ),
            ("<style>b::after{content:attr(data-n)}</style><b data-n=221></b>", Shown::Styles),
            ("<p>There came <bdo dir=rtl>122</bdo> guests.", Shown::Turned),
            ("<p style='unicode-bidi: bidi-override; direction: rtl'>122", Shown::Turned),
            ("<ol start=221><li>guests came.</ol>", Shown::Lists),
            ("<ol><li value=221>guests came.</ol>", Shown::Lists),
            ("<p>There came <input value=221> guests.", Shown::Fields),
            (
                "<link rel=stylesheet href=x.css><p>There came <b class=n></b> guests.",
                Shown::Elsewhere,
            ),
            ("<style>@import 'x.css';</style><p>The guests were <i id=n></i>.", Shown::Elsewhere),
            ("<!DOCTYPE html [<!ENTITY n '221'>]><p>There came &n; guests.", Shown::Entities),
            ("<p>They did <del>not</del> come.", Shown::Struck),
            ("<p>They did <span style='display: none'>not</span> come.", Shown::Hidden),
            ("<p>They did <b hidden>not</b> come.", Shown::Hidden),
            (
                "<style>.x{display:none}</style><p>They did <b class='a x'>not</b> come.",
                Shown::Hidden,
            ),
            (
                "<style>#x{visibility:hidden}</style><p>They did <i id=x>not</i> come.",
                Shown::Hidden,
            ),
            ("<style>p u{font-size:0}</style><p>They did <u>not</u> come.", Shown::Hidden),
            ("<style>u{d\\69splay:none}</style><li>They did <u>not</u> come.", Shown::Hidden),
            (
                "<style>.x{opacity:0}</style><p class=x>It is not true that they came.",
                Shown::Hidden,
            ),
            (
                "<style>.x::before{content:'not '}</style><p>They did <b class=x>come.",
                Shown::Styles,
            ),
            (
                "<style>#x::after{content:'not'}</style><p>They did <b id=x></b> come.",
                Shown::Styles,
            ),
            ("<style>p::before{content:'Nobody says: '}</style><p>They did come.", Shown::Styles),
            ("<style>b::after{content:attr(data-n)}</style><p><b data-n=not></b>", Shown::Styles),
            ("<style>.x{list-style-type:'not '}</style><ul><li class=x>They came.", Shown::Styles),
            ("<style>.x{text-decoration:line-through}</style><p>Did <b class=x>not", Shown::Struck),
            ("<p>They did <b style='text-decoration: line-through'>not</b> come.", Shown::Struck),
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
            "<link rel=stylesheet href=x.css><p><i class=icon></i> Call <a>us <i class=icon></i></a>",
            "<p>There came <b class=n></b> guests.<table><tr><td>There were 221 guests<td>then</table>",
            "<table><tr><td>221</table>",
            "<input type=hidden value=42><input type=checkbox value=1><input value=Search>",
            "<ol start=3><li>Third<li value=7>Seventh</ol><p>The bidi text.",
            "<style>.content { width: 100px } main-content:hover { left: 3px }</style>",
            "<style>.x{display:none}</style><p>They came.<div class=x>Subscribe to the letter now",
            "<style>.x{display:none}</style><nav><ul><li class=x>One two three four five six",
            "<style>.x::before{content:'not'}</style><p>They <b class=y>came.",
            "<style>.x::before{content:'Menu'}</style><p>They came.<nav class=x></nav>",
            "<style>@media print{a::after{content:' at ' attr(id)}}</style><p><a id=b>came",
            "<style>body{font-family:'Arial'} :root{--font:'Segoe UI'}</style><p>They came.",
        ] {
            assert_eq!(of(page), [], "{page}");
        }
    }
}
