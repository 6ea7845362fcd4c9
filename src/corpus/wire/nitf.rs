//! NITF 2.5 to 3.6, whole or within another format.
//!
//! Read are: `hl1` (else `head/title`), `distributor`, `doc.rights@owner`, `doc-id@regsrc` or `doc.copyright@holder` as source,
//! `date.issue` (else `pubdata@date.publication`) as day, `@baselang` or `@xml:lang`, `du-key@version` as version, `date.release` as
//! embargo where it is later than the issue, and the paragraphs of `body.content` with media captions apart.

use roxmltree::Node;

use super::day;
use super::markup::{attribute, child, first, language, paragraphs, said, said_in};
use super::story::Story;
use crate::corpus::ZoneKind;

/// The story of a `nitf` element.
pub(super) fn story(nitf: Node<'_, '_>) -> Story {
    let mut story = Story {
        id: first(nitf, "doc-id").and_then(|it| attribute(it, "id-string")),
        headline: headline(nitf),
        source: source(nitf),
        language: attribute(nitf, "baselang").or_else(|| language(nitf)),
        version: first(nitf, "du-key").and_then(|it| attribute(it, "version")),
        ..Story::default()
    };
    let issued = norm(nitf, "date.issue");
    let published = || first(nitf, "pubdata").and_then(|it| attribute(it, "date.publication"));
    let released = norm(nitf, "date.release");
    story.date =
        issued.clone().or_else(published).or_else(|| released.clone()).as_deref().and_then(day);
    if let (Some(issued), Some(released)) = (&issued, released)
        && day(&released) > day(issued)
    {
        story.embargo = Some(released);
    }
    let head = first(nitf, "body.head");
    let byline = head.and_then(|head| said_in(head, "byline"));
    story.parts.extend(byline.map(|it| (ZoneKind::Boilerplate, it)));
    story.parts.extend(content(nitf));
    story
}

/// The paragraphs of a story, without its head.
pub(super) fn content(nitf: Node<'_, '_>) -> Vec<(ZoneKind, String)> {
    match first(nitf, "body.content") {
        Some(content) => paragraphs(content),
        None => first(nitf, "body").map(paragraphs).unwrap_or_default(),
    }
}

fn headline(nitf: Node<'_, '_>) -> Option<String> {
    let hedline = first(nitf, "hedline");
    let own = hedline.and_then(|it| first(it, "hl1")).and_then(said);
    let title = || child(nitf, "head").and_then(|head| child(head, "title")).and_then(said);
    own.or_else(|| hedline.and_then(said)).or_else(title)
}

fn source(nitf: Node<'_, '_>) -> Option<String> {
    let of = |name: &str, key: &str| first(nitf, name).and_then(|it| attribute(it, key));
    said_in(nitf, "distributor")
        .or_else(|| of("doc.rights", "owner"))
        .or_else(|| of("doc-id", "regsrc"))
        .or_else(|| of("doc.copyright", "holder"))
}

fn norm(nitf: Node<'_, '_>, name: &str) -> Option<String> {
    let date = first(nitf, name)?;
    attribute(date, "norm").or_else(|| said(date))
}
