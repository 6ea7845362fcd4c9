//! NewsML 1.0 to 1.2, each `NewsItem` a story.
//!
//! Read are: `NewsLines/HeadLine`, `Provider/Party@FormalName` (else `ProviderId`) as source, `ThisRevisionCreated` (else the `DateId`) as
//! day, `Language@FormalName` or `@xml:lang`, `RevisionId` as version, `StatusWillChange` as embargo, and the first `DataContent` that holds
//! text: NITF, XHTML, or paragraphs of its own.

use roxmltree::Node;

use super::day;
use super::markup::{attribute, first, language, paragraphs, said_in};
use super::nitf;
use super::story::Story;
use crate::corpus::ZoneKind;

/// The stories of a file.
pub(super) fn stories(root: Node<'_, '_>) -> Vec<Story> {
    let named = |it: &Node<'_, '_>| it.is_element() && it.tag_name().name() == "NewsItem";
    root.descendants().filter(named).map(story).collect()
}

fn story(item: Node<'_, '_>) -> Story {
    let said = |name: &str| said_in(item, name);
    let formal = |name: &str| first(item, name).and_then(|it| attribute(it, "FormalName"));
    let provider = first(item, "Provider").and_then(|it| first(it, "Party"));
    let domain = || said("ProviderId").map(|it| it.split('.').next().unwrap_or(&it).to_owned());
    let mut story = Story {
        id: said("NewsItemId"),
        headline: said("HeadLine"),
        source: provider.and_then(|it| attribute(it, "FormalName")).or_else(domain),
        date: said("ThisRevisionCreated").or_else(|| said("DateId")).as_deref().and_then(day),
        language: formal("Language").or_else(|| language(item)),
        version: said("RevisionId"),
        embargo: first(item, "StatusWillChange").and_then(|it| said_in(it, "DateAndTime")),
        ..Story::default()
    };
    story.parts.extend(said("ByLine").map(|it| (ZoneKind::Boilerplate, it)));
    let contents =
        item.descendants().filter(|it| it.is_element() && it.tag_name().name() == "DataContent");
    let text = contents.map(|it| match first(it, "nitf") {
        Some(whole) => nitf::content(whole),
        None => paragraphs(it),
    });
    story.parts.extend(text.into_iter().find(|it| !it.is_empty()).unwrap_or_default());
    story
}
