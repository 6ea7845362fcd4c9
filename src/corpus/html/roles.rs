//! Which parts of a page are readers' comments, captions or the outlet's own frame, by structure.
//!
//! In: the tree of a page. Out: the roots of such parts. Names of elements, classes and ids tell;
//! but a part that holds the article itself is never one, whatever its class says.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::blocks::is_taken_back;
use super::tree::{Step, walk};

/// The role of a part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What readers wrote.
    Comment,
    /// What stands below a picture.
    Caption,
    /// What the outlet says of itself.
    Boilerplate,
}

/// The parts of the page that have a role, by their topmost node. Looked up, never iterated.
pub fn roles(page: &Document) -> HashMap<NodeId, Role> {
    let mut open: Vec<Inside> = vec![Inside::default()];
    let mut found = HashMap::new();
    let has_picture = page.select_single(PICTURE).exists();
    walk(page.root(), &mut |step| match step {
        Step::Enter(node) if node.is_element() => open.push(Inside::default()),
        Step::Enter(node) => {
            if let Some(inside) = open.last_mut() {
                inside.prose += prose(&node);
            }
        }
        Step::Leave(node) if node.is_element() => {
            let mut inside = open.pop().unwrap_or_default();
            if let Some((role, sure)) = caption(&node, has_picture).or_else(|| role(&node))
                && !is_taken_back(&node)
                && !inside.core
                && (sure || inside.prose <= TEASERS)
            {
                found.insert(node.id, role);
            }
            inside.core |= is_core(&node);
            if let Some(outer) = open.last_mut() {
                outer.prose += inside.prose;
                outer.core |= inside.core;
            }
        }
        Step::Leave(_) => {}
    });
    found
}

/// Characters of running text that a box of teasers may hold; a part with more is left to the
/// measure of readability, whatever its class says.
const TEASERS: usize = 600;
/// Characters from which a piece of text is running text.
const RUNNING: usize = 80;

/// What an element holds.
#[derive(Clone, Copy, Default)]
struct Inside {
    /// Characters of running text.
    prose: usize,
    /// The article, or its headline.
    core: bool,
}

fn prose(node: &NodeRef<'_>) -> usize {
    if !node.is_text() {
        return 0;
    }
    let length = node.text().chars().count();
    if length >= RUNNING { length } else { 0 }
}

fn is_core(node: &NodeRef<'_>) -> bool {
    node.has_name("h1")
        || node.has_name("main")
        || node.attr("itemprop").is_some_and(|value| value.as_ref() == "articleBody")
}

/// What a caption may belong to.
const PICTURE: &str = "img, picture, video, svg, figure, amp-img, canvas, object, embed, iframe";

/// Whether an element says what a picture shows, by its name or by its class.
fn caption(node: &NodeRef<'_>, has_picture: bool) -> Option<(Role, bool)> {
    let name = node.node_name()?;
    match name.as_ref() {
        // Below a quotation it says who spoke.
        "figcaption" => {
            let quoted = node.parent().is_some_and(|figure| {
                figure.children().iter().any(|part| part.has_name("blockquote"))
            });
            return (!quoted).then_some((Role::Caption, true));
        }
        "caption" => return Some((Role::Caption, true)),
        "html" | "body" | "main" | "article" | "h1" | "img" => return None,
        _ => {}
    }
    let names = format!("{} {}", node.attr_or("class", ""), node.attr_or("itemprop", ""));
    let says = parts_of(&names).iter().any(|word| {
        word.ends_with("caption") || ["captions", "cutline", "imgtext"].contains(&word.as_str())
    });
    (has_picture && says).then_some((Role::Caption, false))
}

/// The role that an element's own names claim, and whether size may not overrule them.
fn role(node: &NodeRef<'_>) -> Option<(Role, bool)> {
    let name = node.node_name()?;
    if matches!(name.as_ref(), "html" | "body" | "main" | "h1") {
        return None;
    }
    if matches!(name.as_ref(), "nav" | "footer" | "aside" | "form" | "button" | "dialog") {
        // A quotation may have a footer, and some systems put the whole page into a form.
        let sure = matches!(name.as_ref(), "nav" | "button");
        return Some((Role::Boilerplate, sure));
    }
    let itemprop = node.attr_or("itemprop", "");
    let itemtype = node.attr_or("itemtype", "");
    if itemprop.as_ref() == "comment" || itemtype.ends_with("schema.org/Comment") {
        return Some((Role::Comment, true));
    }
    if is_hidden(node) {
        return Some((Role::Boilerplate, false));
    }
    let role = node.attr_or("role", "");
    if matches!(role.as_ref(), "navigation" | "banner" | "contentinfo" | "search" | "menu") {
        return Some((Role::Boilerplate, false));
    }
    let names = format!("{} {}", node.attr_or("class", ""), node.attr_or("id", ""));
    // Inline, a "comment" is coloured source code or a note on a citation.
    by_names(&names).filter(|(role, _)| {
        *role != Role::Comment || !matches!(name.as_ref(), "span" | "a" | "b" | "i" | "em" | "code")
    })
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.attr_or("aria-hidden", "").as_ref() == "true" || is_out_of_sight(node)
}

/// Whether an element itself says that nobody sees it.
pub(super) fn is_out_of_sight(node: &NodeRef<'_>) -> bool {
    let style = style(node);
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether an element itself says that a line goes through it.
pub(super) fn is_struck(node: &NodeRef<'_>) -> bool {
    style(node).contains("line-through")
}

fn style(node: &NodeRef<'_>) -> String {
    node.attr_or("style", "").to_ascii_lowercase().replace(' ', "")
}

/// The role that classes and an id claim; `has-sidebar` says something of what stands elsewhere.
fn by_names(names: &str) -> Option<(Role, bool)> {
    by_words(&parts_of(names))
}

/// The words of all classes that name a part.
fn parts_of(names: &str) -> Vec<String> {
    const NAMES: usize = 40;
    let words = names.split_whitespace().take(NAMES).map(name_words);
    words
        .filter(|words| !words.first().is_some_and(|word| MODIFIER.contains(&word.as_str())))
        .flatten()
        .collect()
}

/// First words of a class that tells a state, not a part.
const MODIFIER: [&str; 8] = ["is", "has", "with", "no", "without", "show", "l", "layout"];

/// A class or id as words: `article-relatedLinks2` is `article related links`.
fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut fresh = true;
    for c in name.chars().take(100) {
        if !c.is_alphabetic() {
            fresh = true;
            continue;
        }
        let after_lower = words.last().is_some_and(|word| word.ends_with(char::is_lowercase));
        if fresh || (c.is_uppercase() && after_lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            // The case is kept until the word is whole: it tells where the next one begins.
            word.push(c);
        }
        fresh = false;
    }
    words.iter().map(|word| word.to_lowercase()).collect()
}

fn by_words(words: &[String]) -> Option<(Role, bool)> {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if has(&COMMENT) {
        return Some(if has(&COUNTER) {
            (Role::Boilerplate, false)
        } else {
            (Role::Comment, true)
        });
    }
    has(&FRAME).then_some((Role::Boilerplate, false))
}

/// Words that name readers' comments.
const COMMENT: [&str; 9] = [
    "comment",
    "comments",
    "commentlist",
    "commentary",
    "disqus",
    "livefyre",
    "viafoura",
    "replies",
    "respond",
];

/// Words that make it a counter, a button or a form about them.
const COUNTER: [&str; 13] = [
    "count", "counter", "link", "number", "icon", "button", "btn", "toggle", "form", "reply",
    "respond", "login", "policy",
];

/// Words that name the frame of a page.
const FRAME: [&str; 44] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "sidebar",
    "related",
    "recommended",
    "recommendations",
    "recirc",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "share",
    "sharing",
    "social",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "advert",
    "advertisement",
    "ads",
    "sponsored",
    "paywall",
    "pagination",
    "pager",
    "mostread",
    "popular",
    "trending",
    "outbrain",
    "taboola",
    "copyright",
    "byline",
    "credit",
    "credits",
    "tags",
    "popup",
    "modal",
    "promo",
    "masthead",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn role_of(names: &str) -> Option<Role> {
        by_names(names).map(|(role, _)| role)
    }

    #[test]
    fn names_are_read_as_words() {
        assert_eq!(
            name_words("article-relatedLinks2 GDPR"),
            ["article", "related", "links", "gdpr"]
        );
        assert_eq!(role_of("post-comments"), Some(Role::Comment));
        assert_eq!(role_of("commentCount"), Some(Role::Boilerplate));
        assert_eq!(role_of("entry-content commented"), None);
        assert_eq!(role_of("td-related-news"), Some(Role::Boilerplate));
        assert_eq!(role_of("navigator"), None);
        assert_eq!(role_of("has-sidebar no-comments"), None);
    }

    #[test]
    fn a_part_that_holds_the_article_has_no_role() {
        let text = "The pilot is ill and all the ships wait for him. ".repeat(20);
        let page = Document::from(format!(
            "<body><div class='comment'><h1>Ships wait</h1><p>Long text</p></div>\
             <div class='sidebar'><p>{text}</p></div><code class='comment'>x</code>",
        ));
        assert!(roles(&page).is_empty());
    }
}
