//! Lists of what a text cites and points at: they state nothing of their own.
//!
//! A heading alone does not make such a list, as a law has notes that bind: what follows must look like
//! one. It ends where running text comes that cites nothing.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::ZoneKind;
use super::super::lines::Line;

/// Longest heading, in characters.
const HEADING: usize = 40;
/// Longest title of another page in a list of links.
const LINK: usize = 120;
/// Lines in a row that are no entries, up to which a list goes on.
const BETWEEN: usize = 3;
/// Lines below the heading that show what kind of list it is.
const SAMPLE: usize = 8;

/// Marks the lists.
pub(super) fn mark(lines: &[Line<'_>], kinds: &mut [ZoneKind]) {
    let mut at = 0;
    while at < lines.len() {
        let end = match kind(&lines[at]) {
            Some(list) => end(lines, at + 1, list),
            None => at,
        };
        kinds[at..end].fill(ZoneKind::Boilerplate);
        at = end.max(at + 1);
    }
}

/// What a heading announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    /// Works that are cited.
    Cited,
    /// Other pages.
    Links,
}

fn kind(line: &Line<'_>) -> Option<List> {
    if line.width() > HEADING {
        return None;
    }
    match () {
        () if CITED.is_match(line.text) => Some(List::Cited),
        () if LINKS.is_match(line.text) => Some(List::Links),
        () => None,
    }
}

/// Past the last line of the list whose entries begin at `start`; the line of its heading when there is
/// none.
fn end(lines: &[Line<'_>], start: usize, list: List) -> usize {
    let cites = |line: &Line<'_>| ENTRY.is_match(line.text);
    let fits = |line: &Line<'_>| {
        cites(line)
            || kind(line).is_some()
            || list == List::Links && line.width() <= LINK && !line.ends_sentence()
    };
    let open = |line: &Line<'_>| !line.is_prose() || cites(line);
    let rest = &lines[start..];
    let sample = || rest.iter().take(SAMPLE).take_while(|line| open(line));
    let fitting = sample().filter(|line| fits(line)).count();
    if fitting == 0 || fitting * 3 < sample().count() * 2 {
        return start - 1;
    }
    let mut last = 0;
    for (at, line) in rest.iter().enumerate() {
        if !open(line) || at >= last + BETWEEN {
            break;
        }
        if fits(line) {
            last = at + 1;
        }
    }
    start + last
}

/// Headings of what is cited.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W{0,4}(?:[\divx]{1,4}\.?\s+)?(?:(?:notes|footnotes) and )?(?:references|bibliography|works cited|literature(?: cited)?|citations|footnotes|endnotes|notes|sources|further reading)(?:\s*\[\s*edit\s*\])?\W*$",
    )
});

/// Headings of what is pointed at.
static LINKS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W{0,4}(?:see also|external links)(?:\s*\[\s*edit\s*\])?\W*$"));

/// What only a citation has.
static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W{0,2}[\^↑]\s|\b(?:retrieved|accessed|archived)\b.{0,40}\d{4}|\b(?:isbn|issn|doi|oclc|arxiv|pmid)\b|\bpp?\.\s?\d|https?://|\((?:\p{L}{3,9}\s)?(?:1[5-9]|20)\d\d[a-z]?\)|[,.:]\s(?:1[5-9]|20)\d\d[a-z]?[.;]?\s*$|\bvol\.\s?\d|\bet al\.|\bibid\b|\b\d{1,4}\s?\(\d{1,3}\):\s?\d",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?i){text}")).expect("the pattern is fixed and a test compiles it")
}

#[cfg(test)]
mod tests {
    use super::super::super::lines::split;
    use super::*;

    fn kinds(text: &str) -> String {
        let lines = split(text, 0);
        let mut kinds = vec![ZoneKind::Body; lines.len()];
        mark(&lines, &mut kinds);
        kinds.iter().map(|kind| if *kind == ZoneKind::Body { '.' } else { 'x' }).collect()
    }

    const TEXT: &str = "The ships of the northern fleet wait in the harbour until a pilot comes, the \
        chair of the council said on Monday.";

    #[test]
    fn what_is_cited_states_nothing() {
        let list = "References\n\nMoe, A. (2012). Harbours of the north. Nordby: Gull.\n\n\
            ^ \"Pilots wanted\". The Gull. Retrieved 3 May 2014.";
        assert_eq!(kinds(&format!("{TEXT}\n\n{list}")), ".xxx");
        assert_eq!(kinds(&format!("{list}\n\nHistory\n\n{TEXT}")), "xxx..");
        assert_eq!(kinds(&format!("{TEXT}\n\nSee also\n\nPilot boats\n\nNordby")), ".xxx");
    }

    #[test]
    fn notes_that_say_something_stay() {
        let notes = "Notes\n\n1. The duty is paid by the owner of the ship.\n\n2. It is 12 crowns.";
        assert_eq!(kinds(notes), "...");
        assert_eq!(
            kinds("Sources\n\nThe river has two sources in the hills.\n\nIt is short."),
            "..."
        );
        assert_eq!(
            kinds("See also\n\nThe two links of the chain broke.\n\nNobody was hurt."),
            "..."
        );
        let correction = format!("{TEXT}\n\nCorrection: the chair spoke on Tuesday.");
        assert_eq!(kinds(&correction), "..");
    }
}
