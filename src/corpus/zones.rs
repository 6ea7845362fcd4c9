//! Which stretch of a plain text plays which role, by what it looks like.
//!
//! In: a text. Out: zones that are sorted, disjoint and cover every word. The unit is the line;
//! each rule marks lines with a kind, the strongest evidence first, and what no rule claims is
//! body. Rules look at form (time stamps, numbering, signs of credit, short lines without a
//! period) and at the fixed phrases by which outlets speak of themselves.

mod boilerplate;
mod comments;
mod headline;
pub mod lines;
mod register;

pub use self::boilerplate::is_boilerplate;
pub use self::comments::is_stamped;
pub use self::headline::same_words;
use self::lines::{Line, split};
use super::paragraphs::Wrap;
use super::{Zone, ZoneKind};

/// The zones of `text` from byte `start` on. `title` is the headline where it is stated.
pub fn plain(text: &str, start: usize, title: Option<&str>) -> Vec<Zone> {
    let lines = split(text, start);
    let mut kinds = vec![ZoneKind::Body; lines.len()];
    boilerplate::mark(&lines, &mut kinds);
    comments::mark(&lines, &mut kinds);
    if !kinds.contains(&ZoneKind::Comment) {
        register::mark(&lines, &mut kinds);
    }
    headline::mark(&lines, &mut kinds, title);
    joined(&lines, &kinds)
}

/// The zones of a text whose `parts` a reader told by structure: what the lines themselves tell is
/// added inside the body, and a thread of comments looked for when the structure showed none.
pub fn structured(text: &str, parts: &[Zone], wrap: Wrap) -> Vec<Zone> {
    let (mut lines, mut told) = (Vec::new(), Vec::new());
    for part in parts {
        lines.extend(lines::within(text, part.span, wrap));
        told.resize(lines.len(), part.kind);
    }
    let mut kinds = told.clone();
    boilerplate::mark(&lines, &mut kinds);
    if !told.contains(&ZoneKind::Comment) {
        comments::mark(&lines, &mut kinds);
    }
    for ((line, kind), told) in lines.iter().zip(&mut kinds).zip(&told) {
        *kind = match told {
            ZoneKind::Body => *kind,
            ZoneKind::Comment if comments::opens_thread(line) => ZoneKind::Boilerplate,
            told => *told,
        };
    }
    joined(&lines, &kinds)
}

/// Neighbouring lines of one kind make one zone.
pub fn joined(lines: &[Line<'_>], kinds: &[ZoneKind]) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for (line, kind) in lines.iter().zip(kinds) {
        match zones.last_mut() {
            Some(zone) if zone.kind == *kind => zone.span = zone.span.cover(line.span),
            _ => zones.push(Zone { kind: *kind, span: line.span }),
        }
    }
    zones
}

/// The headline among `zones`, on one line.
pub fn headline_text(text: &str, zones: &[Zone]) -> Option<String> {
    let zone = zones.iter().find(|zone| zone.kind == ZoneKind::Headline)?;
    Some(zone.span.text(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Checks the promise that zones make; for tests of every reader.
#[cfg(test)]
pub fn assert_cover(text: &str, zones: &[Zone]) {
    let mut covered = vec![false; text.len()];
    let mut end = 0;
    for zone in zones {
        assert!(zone.span.start as usize >= end && !zone.span.is_empty(), "{zones:?}");
        end = zone.span.end as usize;
        assert!(text.is_char_boundary(zone.span.start as usize) && text.is_char_boundary(end));
        covered[zone.span.range()].fill(true);
    }
    for (at, c) in text.char_indices() {
        assert!(covered[at] || !c.is_alphanumeric(), "{c:?} at {at} lies in no zone of {zones:?}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn zones_of_any_text_cover_every_word(
            parts in proptest::collection::vec(
                prop_oneof![
                    "\\PC{0,40}",
                    Just("\n".to_owned()),
                    Just("\r\n\n".to_owned()),
                    Just("Related articles".to_owned()),
                    Just("Gull says:".to_owned()),
                    Just("• © Gull".to_owned()),
                    Just("The ships wait in the harbour for a pilot. ".repeat(3)),
                ],
                0..20,
            ),
        ) {
            let text = parts.concat();
            assert_cover(&text, &plain(&text, 0, None));
        }
    }
}
