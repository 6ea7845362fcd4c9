//! Raw HTML inside Markdown: its tags are no words, and what it says below a picture is a caption.

use super::super::ZoneKind;
use super::super::html::scan::{self, Tag};
use super::run::Run;

/// The texts of a block of HTML, each with what it is.
pub fn parts(html: &Run) -> Vec<(ZoneKind, Run)> {
    let mut found: Vec<(ZoneKind, Run)> = Vec::new();
    let (mut at, mut captions) = (0, 0usize);
    let mut open = Run::default();
    for tag in scan::tags(&html.text) {
        open.append(words(html, at, tag.start));
        at = tag.end;
        if scan::is_inline(&html.text, &tag) {
            continue;
        }
        let kind = if captions > 0 { ZoneKind::Caption } else { ZoneKind::Boilerplate };
        found.push((kind, std::mem::take(&mut open)));
        if is_caption(&tag) {
            captions = if tag.closes { captions.saturating_sub(1) } else { captions + 1 };
        }
    }
    open.append(words(html, at, html.text.len()));
    found.push((ZoneKind::Boilerplate, open));
    found.retain(|(_, run)| !run.is_blank());
    found
}

fn is_caption(tag: &Tag<'_>) -> bool {
    ["figcaption", "caption"].iter().any(|name| tag.name.eq_ignore_ascii_case(name))
}

/// Whether an inline tag ends a line.
pub fn is_line_end(tag: &str) -> bool {
    scan::tags(tag).next().is_some_and(|tag| tag.name.eq_ignore_ascii_case("br"))
}

/// Whether an inline tag begins, or ends, what a line is drawn through.
pub fn strikes(tag: &str) -> Option<bool> {
    let tag = scan::tags(tag).next()?;
    let struck = ["del", "s", "strike"].iter().any(|name| tag.name.eq_ignore_ascii_case(name));
    struck.then_some(!tag.closes)
}

/// The words between two tags; a character reference is one character.
fn words(html: &Run, start: usize, end: usize) -> Run {
    let mut run = Run::default();
    let mut at = start;
    while let Some(found) = html.text[at..end].find('&') {
        let (from, rest) = (at + found, &html.text[at + found..end]);
        run.append(html.part(at..from));
        let (c, length) = scan::first_reference(rest).unwrap_or(('&', 1));
        let mut one = html.part(from..from + 1);
        one.text = c.to_string();
        run.append(one);
        at = from + length;
    }
    run.append(html.part(at..end));
    run
}
