//! WXR, the export of WordPress: RSS with the namespace of the export, each item with content a story.
//!
//! Read are: the title of the channel as source and its language, and of each item title, `pubDate`, link and
//! `content:encoded`. Drafts, revisions and what lies in the bin are no stories.

use roxmltree::Node;

use super::day;
use super::markup::{child, said};
use super::story::Story;
use crate::corpus::ZoneKind;
use crate::corpus::html;

/// States of an item that nobody published.
const UNPUBLISHED: [&str; 4] = ["draft", "auto-draft", "trash", "pending"];
/// Kinds of items that hold no story.
const OTHER: [&str; 3] = ["revision", "nav_menu_item", "customize_changeset"];

/// The stories of a file.
pub(super) fn stories(root: Node<'_, '_>) -> Vec<Story> {
    let Some(channel) = child(root, "channel") else { return Vec::new() };
    let of = |name: &str| child(channel, name).and_then(said);
    let (source, language) = (of("title"), of("language"));
    let items = channel.children().filter(|it| it.is_element() && it.tag_name().name() == "item");
    let stories = items.filter_map(story);
    stories
        .map(|story| Story { source: source.clone(), language: language.clone(), ..story })
        .collect()
}

fn story(item: Node<'_, '_>) -> Option<Story> {
    let of = |name: &str| child(item, name).and_then(said);
    let is = |name: &str, list: &[&str]| of(name).is_some_and(|it| list.contains(&it.as_str()));
    if is("status", &UNPUBLISHED) || is("post_type", &OTHER) {
        return None;
    }
    let content = "http://purl.org/rss/1.0/modules/content/";
    let encoded = item.children().find(|it| it.has_tag_name((content, "encoded")))?;
    let text: String =
        encoded.descendants().filter_map(|it| it.text().filter(|_| it.is_text())).collect();
    let parts = html::fragment(&set(&text)).into_iter().map(|it| (ZoneKind::Body, it)).collect();
    Some(Story {
        id: of("post_id"),
        headline: of("title"),
        date: of("pubDate").as_deref().and_then(day),
        url: of("link"),
        parts,
        ..Story::default()
    })
}

/// Line ends as WordPress shows them: a blank line begins a paragraph, any other line end outside of a tag
/// stays one.
fn set(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut found = String::with_capacity(text.len());
    let (mut inside, mut ends) = (false, 0);
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ => {}
        }
        if c == '\n' && !inside {
            ends += 1;
            continue;
        }
        match std::mem::take(&mut ends) {
            0 => {}
            1 => found.push_str("<br>"),
            _ => found.push_str("<p>"),
        }
        found.push(c);
    }
    found
}
