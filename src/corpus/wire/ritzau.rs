//! Ritzau's XML, each `RBNews` a story.
//!
//! Read are: `headline` (else `subtitle`), `origin` as source, `PublishDate`, `version`, and `content`, which is HTML written as text.
//! The strapline and `TilRedaktionen` are for editors.

use roxmltree::Node;

use super::day;
use super::markup::{child, said};
use super::story::Story;
use crate::corpus::ZoneKind;
use crate::corpus::html;

/// The stories of a file.
pub(super) fn stories(root: Node<'_, '_>) -> Vec<Story> {
    let named = |it: &Node<'_, '_>| it.is_element() && it.tag_name().name() == "RBNews";
    root.descendants().filter(named).map(story).collect()
}

fn story(item: Node<'_, '_>) -> Story {
    let of = |name: &str| child(item, name).and_then(said);
    let content = child(item, "content").map(|it| {
        it.descendants().filter_map(|it| it.text().filter(|_| it.is_text())).collect::<String>()
    });
    let mut story = Story {
        id: of("NewsID"),
        headline: of("headline").or_else(|| of("subtitle")),
        source: of("origin").map(|it| it.trim_matches('/').to_owned()),
        date: of("PublishDate").as_deref().and_then(day),
        version: of("version"),
        ..Story::default()
    };
    let text = html::fragment(&content.unwrap_or_default());
    let text = text.iter().map(|it| super::markup::unescaped(it));
    story.parts.extend(text.map(|it| (ZoneKind::Body, it)));
    story
}
