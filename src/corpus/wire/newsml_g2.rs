//! NewsML-G2, each `newsItem` a story, alone or in a `newsMessage`.
//!
//! Read are: `contentMeta/headline` (else `itemMeta/title`), `itemMeta/provider` (its name, else a literal that is no address), else
//! `creditline`, `infoSource` or `copyrightHolder` as source, `versionCreated` as day, `contentMeta/language@tag` or `@xml:lang`,
//! `@version`, `embargoed`, and the text of `inlineXML` (NITF or XHTML) or `inlineData`. A package holds links to stories, a picture none.

use roxmltree::Node;

use super::markup::{attribute, child, first, is_html, language, paragraphs, said, said_in};
use super::story::Story;
use super::{day, nitf};
use crate::corpus::ZoneKind;
use crate::corpus::html;

/// The stories of a file; the error says what it holds instead.
pub(super) fn stories(root: Node<'_, '_>) -> Result<Vec<Story>, String> {
    let named = |name: &'static str| {
        root.descendants().filter(move |it| it.is_element() && it.tag_name().name() == name)
    };
    let stories: Vec<Story> = named("newsItem").map(story).filter(Story::has_text).collect();
    if !stories.is_empty() {
        return Ok(stories);
    }
    if named("packageItem").next().is_some() {
        return Err("a package of NewsML-G2: it holds links to stories, and no text".to_owned());
    }
    let class = named("itemClass").find_map(|it| attribute(it, "qcode")).unwrap_or_default();
    Err(match class.rsplit(':').next() {
        Some(class) if !class.is_empty() && class != "text" => {
            format!("an item of NewsML-G2 without text ({})", super::story::shown(class))
        }
        _ => "an item of NewsML-G2 without text".to_owned(),
    })
}

fn story(item: Node<'_, '_>) -> Story {
    let about = child(item, "itemMeta").unwrap_or(item);
    let content = child(item, "contentMeta").unwrap_or(item);
    let title = || child(about, "title").and_then(said);
    let tag = child(content, "language").and_then(|it| attribute(it, "tag"));
    let mut story = Story {
        id: attribute(item, "guid"),
        headline: child(content, "headline").and_then(said).or_else(title),
        source: source(item, about, content),
        date: said_in(about, "versionCreated").as_deref().and_then(day),
        language: tag.or_else(|| language(item)),
        version: attribute(item, "version"),
        embargo: said_in(about, "embargoed"),
        ..Story::default()
    };
    let by = child(content, "by").and_then(said);
    story.parts.extend(by.map(|it| (ZoneKind::Boilerplate, it)));
    let Some(set) = child(item, "contentSet") else { return story };
    for part in set.children().filter(Node::is_element) {
        let text = match part.tag_name().name() {
            "inlineXML" => match first(part, "nitf") {
                Some(whole) => nitf::content(whole),
                None => paragraphs(first(part, "body").unwrap_or(part)),
            },
            "inlineData" => inline(part),
            _ => continue,
        };
        if !text.is_empty() {
            story.parts.extend(text);
            break;
        }
    }
    story
}

/// Text that stands in the item as it is, or as HTML.
fn inline(part: Node<'_, '_>) -> Vec<(ZoneKind, String)> {
    let text: String =
        part.descendants().filter_map(|it| it.text().filter(|_| it.is_text())).collect();
    match is_html(&text) {
        true => html::fragment(&text).into_iter().map(|it| (ZoneKind::Body, it)).collect(),
        false => paragraphs(part),
    }
}

fn source(item: Node<'_, '_>, about: Node<'_, '_>, content: Node<'_, '_>) -> Option<String> {
    let is_address = |name: &String| name.contains('.') && !name.contains(char::is_whitespace);
    let named = |node: Node<'_, '_>| {
        let name = child(node, "name").and_then(said);
        name.or_else(|| attribute(node, "literal")).filter(|it| !is_address(it))
    };
    let provider = child(about, "provider");
    let credit = || child(content, "creditline").and_then(said);
    let info = || {
        let sources =
            content.children().filter(|it| it.is_element() && it.tag_name().name() == "infoSource");
        sources.into_iter().find_map(named)
    };
    let holder = || first(item, "copyrightHolder").and_then(named);
    // `nprov:GULL`: a code of a list of providers says its name behind the colon.
    let code = || {
        let code = attribute(provider?, "qcode")?;
        let name = code.rsplit(':').next()?.to_owned();
        (!name.chars().any(|c| c.is_ascii_digit())).then_some(name)
    };
    provider.and_then(named).or_else(credit).or_else(info).or_else(code).or_else(holder)
}
