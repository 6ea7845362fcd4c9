//! What a text tells of its own origin: the dateline and the credit of an agency.
//!
//! In: a document with zones. Out: source, date, title and language where nobody stated them,
//! marked as guessed; and a zone of its own for the dateline, which states nothing.
//!
//! ```text
//! HARBOUR TOWN, Jan 14, 2019. Gull News. The ships ...
//! HARBOUR TOWN, Jan. 14 (Gull News) -- The ships ...
//! HARBOUR TOWN (Gull News) - The ships ...
//! ```

mod houses;

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::date::{self, MONTH};
use super::{Document, Known, Zone, ZoneKind, version, zones};
use crate::language::detect;
use crate::span::Span;

/// Paragraphs of the body that may open with a dateline.
const OPENING: usize = 3;

/// Fills what the document's metadata leave open from the document's own text.
pub fn fill(document: &mut Document) {
    if let Some((span, found)) = opening(document) {
        document.source = document.source.take().or(found.source.map(Known::guessed));
        document.date = document.date.take().or(found.day.map(Known::guessed));
        set_apart(document, span);
    }
    if document.date.is_none() {
        document.date = stamped(document).or_else(|| commented(document)).map(Known::guessed);
    }
    if document.language.is_none() {
        document.language = language(document).map(|tag| Known::guessed(tag.to_owned()));
    }
    version::set_apart(document);
    if document.title.is_none() {
        let title = zones::headline_text(&document.text, &document.zones);
        document.title = title.map(Known::guessed);
    }
}

/// The first dateline and where it stands.
fn opening(document: &Document) -> Option<(Span, Dateline)> {
    let bodies = document.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
    let lines = bodies.flat_map(|zone| {
        let from = zone.span.start as usize;
        let mut at = from;
        zone.span.text(&document.text).split_inclusive('\n').map(move |line| {
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            (start, line.trim())
        })
    });
    lines.filter(|(_, line)| !line.is_empty()).take(OPENING).find_map(|(start, line)| {
        let found = dateline(line)?;
        Some((Span::new(start, start + found.bytes), found))
    })
}

/// Takes a dateline out of its body.
fn set_apart(document: &mut Document, dateline: Span) {
    let holds = |zone: &Zone| zone.kind == ZoneKind::Body && zone.span.contains(dateline);
    let Some(at) = document.zones.iter().position(holds) else { return };
    let whole = document.zones[at].span;
    let text = &document.text;
    let part = |kind: ZoneKind, start: u32, end: u32| {
        let span = Span { start, end };
        let inner = span.text(text);
        let lead = inner.len() - inner.trim_start().len();
        let (start, length) = (start as usize + lead, inner.trim().len());
        (length > 0).then(|| Zone { kind, span: Span::new(start, start + length) })
    };
    let parts = [
        part(ZoneKind::Body, whole.start, dateline.start),
        part(ZoneKind::Boilerplate, dateline.start, dateline.end),
        part(ZoneKind::Body, dateline.end, whole.end),
    ];
    document.zones.splice(at..=at, parts.into_iter().flatten());
}

/// The day of a line such as `Published: 3 May 2021`, at the top of the text or at its end. The day of
/// an edit counts where no other is told.
fn stamped(document: &Document) -> Option<Date> {
    const LONGEST: usize = 100;
    let frame = lines_of(document, ZoneKind::Boilerplate);
    let stamps: Vec<&str> =
        frame.filter(|line| line.len() <= LONGEST && STAMP.is_match(line)).collect();
    let bare = |line: &&str| !LABEL.is_match(line);
    // Days in a row, and a day with what happened then, are a list of facts.
    let listed = stamps.iter().filter(|line| bare(line)).count() >= LISTED;
    let mut stamps: Vec<(u8, Date)> = stamps
        .iter()
        .filter(|line| !bare(line) || !listed && says_no_more(line))
        .filter_map(|line| Some((rank(line), date::find(line)?)))
        .collect();
    stamps.sort_by_key(|(rank, _)| *rank);
    stamps.first().map(|(_, day)| *day)
}

/// Lines with nothing but a day from which they are a list.
const LISTED: usize = 3;

/// Publication first, then a day without a word, then an edit. A line may tell both, the edit behind.
fn rank(line: &str) -> u8 {
    let line = line.to_lowercase();
    let first = line.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    match first.unwrap_or_default() {
        "updated" | "modified" | "last" | "edited" => 2,
        "published" | "posted" | "first" | "created" => 0,
        _ => 1,
    }
}

/// Whether a line has hardly a word beside its day, its hour and who wrote it.
fn says_no_more(line: &str) -> bool {
    const WORDS: usize = 4;
    const OWN: &str = " at on by am pm gmt utc est edt cet cest bst ist monday tuesday wednesday thursday friday \
                       saturday sunday mon tue wed thu fri sat sun min read ";
    let own = |word: &str| OWN.contains(&format!(" {} ", word.to_lowercase()));
    let words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // What follows is who wrote it, and an edit.
    let behind = |word: &&str| ["by", "updated", "edited"].contains(&word.to_lowercase().as_str());
    let words = words.take_while(|word| !behind(word));
    // The month is one of them.
    words.filter(|word| !own(word)).count() <= WORDS && !line.ends_with(['.', '!', '?'])
}

/// Words before a day that say what it is of.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(?:first |last )?(?:published|posted|updated|modified|date|created|edited)\b",
    )
    .expect("the pattern is fixed and a test compiles it")
});

/// The day of the first comment: readers answer on the day, as a rule.
fn commented(document: &Document) -> Option<Date> {
    lines_of(document, ZoneKind::Comment)
        .filter(|line| zones::is_stamped(line))
        .filter_map(date::find)
        .min()
}

fn lines_of(document: &Document, kind: ZoneKind) -> impl Iterator<Item = &str> {
    let zones = document.zones.iter().filter(move |zone| zone.kind == kind);
    zones.flat_map(|zone| zone.span.text(&document.text).lines()).map(str::trim)
}

/// Lines that give the day of publication, and nothing but it.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(?:(?:first |last )?(?:published|posted|updated|modified|edited|date|created)\b|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s+)?\p{L}{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+\p{L}{3,9}\s+\d{4}|\d{4}-\d\d-\d\d)",
    )
    .expect("the pattern is fixed and a test compiles it")
});

/// The agency that a dateline names, where a line opens with one.
pub(super) fn agency(line: &str) -> Option<String> {
    dateline(line)?.source
}

/// What a dateline says.
#[derive(Debug, PartialEq)]
struct Dateline {
    source: Option<String>,
    day: Option<Date>,
    /// How far into its line it reaches.
    bytes: usize,
}

/// Whether a line opens with a dateline.
#[cfg(feature = "wire")]
pub(super) fn opens(line: &str) -> bool {
    dateline(line).is_some()
}

/// The dateline that a line opens with.
fn dateline(line: &str) -> Option<Dateline> {
    let start = &line[..line.floor_char_boundary(160)];
    houses::dateline(start).or_else(|| in_capitals(start))
}

/// The dateline whose place stands in capitals.
fn in_capitals(start: &str) -> Option<Dateline> {
    let found = DATELINE.captures(start)?;
    let source = found.name("agency").or(found.name("after")).map(|name| tidy(name.as_str()));
    let day = found.name("day").and_then(|day| date::parse(day.as_str()));
    let whole = found.get(0)?.as_str();
    // The pattern may look one letter into the sentence behind an agency in brackets.
    let letter = whole.chars().next_back().filter(|c| c.is_uppercase()).map_or(0, char::len_utf8);
    let bytes = whole[..whole.len() - letter].trim_end().len();
    (source.is_some() || found.name("day").is_some()).then_some(Dateline { source, day, bytes })
}

fn tidy(name: &str) -> String {
    name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// `PLACE[, Region][, day][ (Agency)][. Agency.][ -]`; the place stands in capitals.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let place = r"\p{Lu}[\p{Lu}'’.-]+(?:[\s-]\p{Lu}[\p{Lu}'’.-]+){0,3}(?:/\p{Lu}[\p{Lu}\s'’.-]+)?(?:,\s+\p{Lu}[\p{L}.]+(?:\s\p{Lu}[\p{L}.]+)?)??";
    let day = format!(r"(?i:{MONTH}\s*\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?");
    let agency = r"[\p{Lu}][\p{L}&\s.-]{1,30}?";
    Regex::new(&format!(
        r"^{place}(?:,\s*(?P<day>{day})\b)?\s*(?:\((?P<agency>{agency})\)\s*(?:[-–—]+|$|\p{{Lu}})|[.,]?\s*[/.]?\s*(?P<after>\p{{Lu}}[\p{{Lu}}\d]{{1,12}})\s*[/.]\s*[-–—./]*\s|\.\s|\s*[-–—]+\s|:\s)"
    ))
    .expect("the pattern is fixed and a test compiles it")
});

/// Takes back the language that a document states of itself where its text is English all the same: many
/// an outlet states one language of all its pages, and what is English must be read as such.
pub fn doubt_language(document: &mut Document) {
    /// Words from which a text tells its language.
    const TELLING: usize = 8;
    let Some(stated) = &document.language else { return };
    let english =
        |tag: &str| tag.split(['-', '_']).next().is_some_and(|it| it.eq_ignore_ascii_case("en"));
    let long = || document.text.split_whitespace().nth(TELLING).is_some();
    if !english(&stated.value) && language(document).map_or_else(long, english) {
        document.language = Some(Known::guessed("en".to_owned()));
    }
}

/// The language of the body, where it is plain.
fn language(document: &Document) -> Option<&'static str> {
    let body = document
        .zones
        .iter()
        .filter(|zone| zone.kind == ZoneKind::Body)
        .max_by_key(|zone| (zone.span.len(), std::cmp::Reverse(zone.span.start)))
        .map_or(Span::new(0, document.text.len()), |zone| zone.span);
    detect::of_document(body.text(&document.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(line: &str) -> Option<(Option<String>, Option<Date>)> {
        dateline(line).map(|found| (found.source, found.day))
    }

    #[test]
    fn a_dateline_is_a_zone_of_its_own() {
        let parts = |text: &str| -> Vec<(ZoneKind, String)> {
            let zones = vec![Zone { kind: ZoneKind::Body, span: Span::new(0, text.len()) }];
            let mut document = Document { text: text.to_owned(), zones, ..Document::default() };
            fill(&mut document);
            let said = |zone: &Zone| (zone.kind, zone.span.text(text).to_owned());
            document.zones.iter().map(said).collect()
        };
        let (body, frame) = (ZoneKind::Body, ZoneKind::Boilerplate);
        for line in ["PORTVILLE, Jan 14, 2019. GULL.", "PORTVILLE (GULL)", "PORTVILLE (GULL) -"] {
            let found = parts(&format!("{line} Ships wait.\nThey will."));
            let expected = [(frame, line.to_owned()), (body, "Ships wait.\nThey will.".to_owned())];
            assert_eq!(found, expected);
        }
        assert_eq!(parts("Ships wait.").len(), 1);
    }

    #[test]
    fn datelines_of_agencies() {
        let day = Some(jiff::civil::date(2019, 1, 14));
        let gull = || Some("GULL".to_owned());
        assert_eq!(guess("PORTVILLE, Jan 14, 2019. GULL. Ships wait."), Some((gull(), day)));
        assert_eq!(guess("PORTVILLE, January 14, 2019 /GULL/. Ships wait."), Some((gull(), day)));
        assert_eq!(guess("OLD PORT, Jan. 14 (GULL) -- Ships wait."), Some((gull(), None)));
        assert_eq!(guess("PORTVILLE (GULL) - Ships wait."), Some((gull(), None)));
        assert_eq!(guess("PORTVILLE (Gull News) — Ships"), Some((Some("Gull News".into()), None)));
        assert_eq!(guess("PORTVILLE, 14 January 2019. Ships wait."), Some((None, day)));
    }

    #[test]
    fn days_of_publication_and_of_comments() {
        let day = |text: &str| {
            let zones = zones::plain(text, 0, None);
            let mut document = Document { text: text.to_owned(), zones, ..Document::default() };
            fill(&mut document);
            document.date.map(|known| known.value)
        };
        let report = "The ships of the northern fleet will wait in the harbour until a pilot \
            comes, the chair of the council said on Monday 3 May 2010.\n";
        assert_eq!(day(report), None);
        let expected = Some(jiff::civil::date(2021, 5, 3));
        assert_eq!(day(&format!("Ships wait\nMonday, May 3, 2021\n{report}")), expected);
        assert_eq!(day(&format!("Ships wait\nUpdated: 3 May 2021\n{report}")), expected);
        let thread = "Gull 4 May 2021 15:00\nWhy?\nTern 3 May 2021 16:00\nWait.\n";
        assert_eq!(day(&format!("{report}{thread}")), expected);
        assert_eq!(day(&format!("{report}© 2021 Gull News. All rights reserved.\n")), None);
        let both = format!("Ships wait\nUpdated: 9 June 2022\nPublished: 3 May 2021\n{report}");
        assert_eq!(day(&both), expected);
        let edited = "May 3, 2021 -- Updated 1207 GMT (2007 HKT) Edited by Ada Brandt in London";
        assert!(says_no_more(edited) && STAMP.is_match(edited) && rank(edited) == 1);
        assert!(!says_no_more("3 May 2021 The Gull Opens Its Doors To All Sailors"));
        let facts = "1 May 2020 Built\n2 May 2020 Sold\n3 May 2020 Lost\n";
        assert_eq!(day(&format!("Ships wait\n{report}{facts}")), None);
    }

    #[test]
    fn sentences_are_no_datelines() {
        for line in [
            "NATO ships wait in the harbour.",
            "Ships wait (GULL) - until Friday.",
            "USA: ships wait.",
            "PORTVILLE. Ships wait.",
            "I am here.",
        ] {
            assert_eq!(guess(line), None, "{line}");
        }
    }
}
