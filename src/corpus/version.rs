//! Which version of its text a document is, by what it says of itself.
//!
//! In: a document with zones. Out: its [`Version`]: the marks before its headline (`UPDATE 2-`,
//! `2ND LEAD`, `CORRECTED-`), the notes in brackets below it (`(Corrects …)`, `(Updates with …)`), and
//! the line in which it says what it took back. Marks and notes to editors state nothing, so they are
//! zones of their own; what a text says of an earlier version is part of what it tells, and stays.
//!
//! ```text
//! CORRECTED-UPDATE 2-Ferry runs aground off Tollmere
//! (Corrects number of passengers in paragraph 2 to 212, not 221)
//! ```

use std::cmp::Ordering;

use super::{Document, Zone, ZoneKind};
use crate::language::{self, Language, Step, VersionWords};
use crate::span::Span;

/// Lines at the top of a text that may hold marks and notes, and lines at its end.
const TOP: usize = 10;
const FOOT: usize = 8;
/// Bytes of a mark or a note.
const LONGEST: usize = 600;
/// Marks before one headline.
const MARKS: usize = 4;

/// What a document says of itself as a version of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Which row of versions it is of; none for a text that says nothing of itself.
    pub series: Option<Step>,
    /// Its number there.
    pub number: Option<u64>,
    /// It takes back something that it said.
    pub corrected: bool,
    /// It is sent again.
    pub repeated: bool,
    /// Where it says so, sorted: marks and notes.
    pub marks: Vec<Span>,
    /// Notes in which it says what it corrects.
    pub corrections: Vec<Span>,
    /// Whether it says anything of itself, be it only in a title that is no part of its text.
    is_marked: bool,
}

/// A mark or a note in a text.
struct Found {
    span: Span,
    steps: Vec<(Step, Option<u64>)>,
    /// It is no part of what the text tells.
    apart: bool,
    /// It is more than a mark.
    is_note: bool,
}

impl Version {
    /// Reads a document.
    pub fn of(document: &Document) -> Self {
        let mut version = Self::default();
        for found in found(document) {
            let corrects = found.steps.iter().any(|(step, _)| *step == Step::Correction);
            for (step, number) in found.steps {
                version.take(step, number);
            }
            version.marks.push(found.span);
            if corrects && found.is_note {
                version.corrections.push(found.span);
            }
        }
        version.marks.sort_unstable();
        version.marks.dedup();
        let title = document.title.as_ref().map_or("", |title| title.value.trim());
        let steps = marks(title, language_of(document)).1;
        version.is_marked = !version.marks.is_empty() || !steps.is_empty();
        for (step, number) in steps {
            version.take(step, number);
        }
        version
    }

    fn take(&mut self, step: Step, number: Option<u64>) {
        match step {
            Step::Correction => self.corrected = true,
            Step::Repeat => self.repeated = true,
            Step::Update | Step::Lead | Step::Roundup => {
                // A note tells what the mark says already: the mark has the number.
                if self.series.is_none() || self.number.is_none() && number.is_some() {
                    self.series = Some(step);
                    self.number = number;
                }
            }
        }
    }

    /// Whether it says anything of itself.
    pub fn is_marked(&self) -> bool {
        self.is_marked
    }

    /// Which of two versions of one text comes first, as far as their marks tell.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        let again = |it: &Self| it.corrected || it.repeated;
        let order = match (self.series, other.series) {
            (None, None) => Ordering::Equal,
            // A first version that was corrected may be later than an update.
            (None, Some(_)) if !again(self) => Ordering::Less,
            (Some(_), None) if !again(other) => Ordering::Greater,
            (Some(a), Some(b)) if a == b => match (self.number, other.number) {
                (Some(a), Some(b)) => a.cmp(&b),
                (None, None) => Ordering::Equal,
                _ => return None,
            },
            _ => return None,
        };
        Some(order.then_with(|| again(self).cmp(&again(other))))
    }
}

/// Makes zones of the marks and notes of a document, for they state nothing.
pub(super) fn set_apart(document: &mut Document) {
    for found in found(document).into_iter().filter(|found| found.apart) {
        let of = |zone: &Zone| zone.span.contains(found.span) && zone.kind != ZoneKind::Boilerplate;
        let Some(at) = document.zones.iter().position(of) else { continue };
        let Zone { kind, span } = document.zones[at];
        let part = |kind: ZoneKind, start: u32, end: u32| {
            let inner = Span { start, end }.text(&document.text);
            let lead = inner.len() - inner.trim_start().len();
            let (start, length) = (start as usize + lead, inner.trim().len());
            (length > 0).then(|| Zone { kind, span: Span::new(start, start + length) })
        };
        let parts = [
            part(kind, span.start, found.span.start),
            part(ZoneKind::Boilerplate, found.span.start, found.span.end),
            part(kind, found.span.end, span.end),
        ];
        document.zones.splice(at..=at, parts.into_iter().flatten());
    }
}

fn language_of(document: &Document) -> &'static Language {
    language::of(document.language.as_ref().map(|known| known.value.as_str()))
}

fn found(document: &Document) -> Vec<Found> {
    let language = language_of(document);
    if language.words.versions.marks.is_empty() {
        return Vec::new();
    }
    let lines = lines(document);
    let top = lines.len().min(TOP);
    let foot = top.max(lines.len().saturating_sub(FOOT));
    let mut all: Vec<Found> = Vec::new();
    for (n, line) in lines[..top].iter().enumerate() {
        let marks = at_top(document, *line, n, language);
        match told(document, *line, language).filter(|told| told.is_plain || marks.is_empty()) {
            Some(told) => all.push(told.found),
            None => all.extend(marks),
        }
    }
    let foot = lines[foot..].iter().filter_map(|line| told(document, *line, language));
    all.extend(foot.map(|told| told.found));
    all
}

/// The lines of a document, without blanks around them, that its zones tell of: comments and front
/// matter aside. A line stays whole where a mark on it has a zone of its own.
fn lines(document: &Document) -> Vec<Span> {
    let text = &document.text;
    let said = |zone: &&Zone| zone.kind != ZoneKind::Comment;
    let mut zones = document.zones.iter().filter(said).peekable();
    let mut lines = Vec::new();
    let mut at = front_matter(text);
    for line in text[at..].split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let span = Span::new(start, start + line.trim().len());
        while zones.peek().is_some_and(|zone| zone.span.end <= span.start) {
            zones.next();
        }
        if zones.peek().is_some_and(|zone| zone.span.start < span.end) {
            lines.push(span);
        }
    }
    lines
}

/// Bytes of the front matter of a text.
fn front_matter(text: &str) -> usize {
    const FENCE: &str = "---";
    let mut lines = text.split_inclusive('\n');
    if lines.next().map(str::trim_end) != Some(FENCE) {
        return 0;
    }
    let mut bytes = text.split_inclusive('\n').next().map_or(0, str::len);
    for line in lines {
        bytes += line.len();
        if line.trim_end() == FENCE {
            return bytes;
        }
    }
    0
}

/// Lines at the top that may be a headline, and that may be a note below it.
const HEAD: usize = 2;
const BELOW: usize = 6;

/// A mark before a headline, or a note below it.
fn at_top(document: &Document, line: Span, n: usize, language: &Language) -> Vec<Found> {
    let text = line.text(&document.text);
    let mut all = Vec::new();
    let place = |from: usize, to: usize| Span {
        start: line.start + u32::try_from(from).unwrap_or(0),
        end: line.start + u32::try_from(to).unwrap_or(0),
    };
    let titled = |zone: &Zone| zone.kind == ZoneKind::Headline && zone.span.overlap(line) > 0;
    let is_head = n < HEAD || document.zones.iter().any(titled);
    let (bytes, steps) = if is_head { marks(text, language) } else { (0, Vec::new()) };
    if bytes > 0 {
        all.push(Found { span: place(0, bytes), steps, apart: true, is_note: false });
    } else if let Some((bytes, step)) = note(text, language).filter(|_| n < BELOW) {
        let steps = vec![(step, None)];
        all.push(Found { span: place(0, bytes), steps, apart: true, is_note: true });
    }
    if let Some((from, step)) = behind(text, language).filter(|_| is_head && bytes < text.len()) {
        let steps = vec![(step, None)];
        all.push(Found { span: place(from, text.len()), steps, apart: true, is_note: false });
    }
    all
}

/// Bytes of a line before the words by which it takes something back (`Correction, May 4:`), and bytes
/// of these words.
const EARLY: usize = 80;
const SAID: usize = 60;

/// A line in which a text tells what another version of it said.
struct Told {
    found: Found,
    /// It speaks of another version, so that it is no headline.
    is_plain: bool,
}

/// `Correction: …`, `An earlier version of this article …`.
fn told(document: &Document, line: Span, language: &Language) -> Option<Told> {
    let text = line.text(&document.text);
    let start = &text[..text.floor_char_boundary(LONGEST)];
    let words = language.words.versions;
    let head = &start[..start.floor_char_boundary(EARLY + SAID)];
    let earlier = takes_back(&head.to_lowercase(), words);
    let headed = start.split_once(':').is_some_and(|(head, behind)| {
        let head = head.trim_matches(|c: char| !c.is_alphanumeric());
        step(head, words.marks, true) == Some(Step::Correction)
            && behind.contains(char::is_alphanumeric)
    });
    let span = Span::new(line.start as usize, line.start as usize + start.len());
    let steps = vec![(Step::Correction, None)];
    let found = Found { span, steps, apart: false, is_note: true };
    (earlier || headed).then_some(Told { found, is_plain: earlier })
}

/// Whether a line, in lower case, says early on that its text was corrected: `an earlier version of
/// this article`, `this report originally said`. A bill has earlier versions too.
fn takes_back(line: &str, words: &VersionWords) -> bool {
    let texts = || words.texts.split_whitespace();
    let starts =
        |at: usize, phrase: &str| is_word(&line[at..], phrase).then(|| &line[at + phrase.len()..]);
    let says = |at: usize| {
        let of = words.earlier.iter().filter_map(|phrase| starts(at, phrase));
        let mut of = of.map(str::trim_start);
        let mut text = texts().filter_map(|text| starts(at, text)).map(str::trim_start);
        of.any(|rest| texts().any(|text| is_word(rest, text)))
            || text.any(|rest| words.taken_back.iter().any(|phrase| is_word(rest, phrase)))
    };
    let early = line.char_indices().map(|(at, _)| at).take_while(|at| *at <= EARLY);
    let opens = |at: &usize| !line[..*at].ends_with(char::is_alphanumeric);
    early.filter(opens).any(says)
}

/// Whether a text opens with a word or phrase, and that ends there.
fn is_word(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The marks that a line opens with, and how many bytes they take.
fn marks(line: &str, language: &Language) -> (usize, Vec<(Step, Option<u64>)>) {
    let mut steps = Vec::new();
    let mut at = 0;
    while steps.len() < MARKS {
        let Some((bytes, step, number)) = mark(&line[at..], language) else { break };
        steps.push((step, number));
        at += bytes;
    }
    // What is nothing but marks is a line of its own; a headline needs words.
    let rest = line[at..].trim();
    let is_line = rest.is_empty() || rest.chars().next().is_some_and(|c| !c.is_lowercase());
    if is_line { (line[..at].trim_end().len(), steps) } else { (0, Vec::new()) }
}

/// `UPDATE 2-`, `2ND LEAD -`, `3rd Ld-Writethru`, `(CORRECTED)`: bytes, with the blanks behind, and
/// what it makes of the text.
fn mark(text: &str, language: &Language) -> Option<(usize, Step, Option<u64>)> {
    let words = language.words.versions;
    if let Some(inside) = text.strip_prefix(['(', '[']) {
        let end = inside.find([')', ']'])?;
        let step = step(&inside[..end], words.marks, true)?;
        return (step != Step::Lead).then(|| (opened(text, end + 2), step, None));
    }
    let (first, behind) = word(text);
    if let Some(number) = ordinal(first, language) {
        let (name, more) = word(behind.strip_prefix(' ')?);
        let step = step(name, words.marks, true).filter(|it| *it == Step::Lead)?;
        let shouted = name.chars().all(char::is_uppercase);
        let more = more.strip_prefix('-').filter(|rest| {
            let (next, _) = word(rest);
            self::step(next, words.marks, true) == Some(Step::Lead)
        });
        let end = match more {
            Some(rest) => text.len() - word(rest).1.len(),
            None => text.len() - word(&behind[1..]).1.len(),
        };
        let parted = separator(&text[end..]);
        let done = parted > 0 || shouted || text[end..].trim().is_empty();
        return done.then(|| (opened(text, end + parted), step, Some(number)));
    }
    let exact = step(first, words.marks, false);
    let step = exact.or_else(|| step(first, words.marks, true))?;
    let (number, rest) = numbered(behind);
    let parted = separator(rest);
    let colon = rest.trim_start().starts_with(':');
    // In small letters it is a mark only before a colon; a lead is one by its number only.
    let plain = exact.is_some() || colon;
    let counted = step != Step::Lead || number.is_some();
    if !plain || !counted || parted == 0 {
        return None;
    }
    let number = number.or_else(|| matches!(step, Step::Update).then_some(1).filter(|_| !colon));
    Some((opened(text, text.len() - rest.len() + parted), step, number))
}

/// Bytes up to `end` and the blanks behind.
fn opened(text: &str, end: usize) -> usize {
    let rest = &text[end.min(text.len())..];
    text.len() - rest.trim_start().len()
}

/// The letters and digits that a text opens with, and the rest.
fn word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.split_at(end)
}

/// `2` of ` 2-`.
fn numbered(text: &str) -> (Option<u64>, &str) {
    const DIGITS: usize = 2;
    let Some(rest) = text.strip_prefix(' ') else { return (None, text) };
    let (digits, behind) = word(rest);
    match digits.parse() {
        Ok(number) if digits.len() <= DIGITS => (Some(number), behind),
        _ => (None, text),
    }
}

/// `2` of `2ND` and of `SECOND`.
fn ordinal(word: &str, language: &Language) -> Option<u64> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && digits <= 2 && word.len() == digits + 2 {
        return word[..digits].parse().ok();
    }
    let lower = word.to_lowercase();
    let listed = language.words.ordinals.iter().find(|(ordinal, _)| *ordinal == lower);
    listed.map(|(_, number)| *number)
}

/// Bytes of the dash or colon that parts a mark from what it marks.
fn separator(text: &str) -> usize {
    let rest = text.trim_start();
    let end = rest.trim_start_matches(['-', '–', '—', ':']);
    if end.len() == rest.len() { 0 } else { text.len() - end.len() }
}

/// What a word makes of a text; in any letters where `any`, else in capitals.
fn step(word: &str, list: &[(&str, Step)], any: bool) -> Option<Step> {
    let is = |listed: &str| listed == word || any && listed.eq_ignore_ascii_case(word);
    list.iter().find(|(listed, _)| is(listed)).map(|(_, step)| *step)
}

/// A note that a line opens with: `(Corrects …)`, `Eds: Updates …`, with its bytes.
fn note(text: &str, language: &Language) -> Option<(usize, Step)> {
    let words = language.words.versions;
    if let Some(inside) = text.strip_prefix('(') {
        let inside = &inside[..inside.floor_char_boundary(LONGEST)];
        let inside = &inside[..inside.find(')')?];
        let found = noted(addressed(inside, language).unwrap_or(inside), words.notes)?;
        return Some((inside.len() + 2, found));
    }
    let behind = addressed(text, language).filter(|_| text.len() <= LONGEST)?;
    Some((text.len(), noted(behind, words.notes).unwrap_or(Step::Update)))
}

/// What stands behind `Eds:`.
fn addressed<'t>(text: &'t str, language: &Language) -> Option<&'t str> {
    let (head, behind) = text.split_once(':')?;
    let mut listed = language.words.versions.addressees.split_whitespace();
    listed.any(|word| head.eq_ignore_ascii_case(word)).then(|| behind.trim_start())
}

/// What a note makes of a text: what it corrects comes before what it adds.
fn noted(text: &str, list: &[(&str, Step)]) -> Option<Step> {
    let (first, _) = word(text);
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    let opens = step(first, list, true)?;
    let corrects = text
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| step(word, list, true))
        .any(|it| it == Step::Correction);
    Some(if corrects { Step::Correction } else { opens })
}

/// A mark in brackets that a headline ends with: `… (updated)`; where it begins.
fn behind(text: &str, language: &Language) -> Option<(usize, Step)> {
    let inside = text.strip_suffix([')', ']'])?;
    let from = inside.rfind(['(', '['])?;
    let step = step(&inside[from + 1..], language.words.versions.marks, true)?;
    (step != Step::Lead && from > 0).then_some((from, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        super::super::plain::document(
            text.to_owned(),
            0,
            super::super::metadata::Metadata::default(),
        )
    }

    const BODY: &str = "\n\nThe night ferry ran aground off Tollmere on Tuesday with 212 passengers \
        on board, the coast guard said in the evening.\n";

    fn version(headline: &str) -> Version {
        Version::of(&document(&format!("{headline}{BODY}")))
    }

    #[test]
    fn marks_before_a_headline_are_read_and_are_no_words_of_it() {
        for (line, series, number, corrected, rest) in [
            (
                "UPDATE 2-Ferry runs aground",
                Some(Step::Update),
                Some(2),
                false,
                "Ferry runs aground",
            ),
            (
                "UPDATE 3 - Ferry runs aground",
                Some(Step::Update),
                Some(3),
                false,
                "Ferry runs aground",
            ),
            ("UPDATE 2-12 hurt on ferry", Some(Step::Update), Some(2), false, "12 hurt on ferry"),
            ("UPDATE-Ferry runs aground", Some(Step::Update), Some(1), false, "Ferry runs aground"),
            ("Updated: Ferry runs aground", Some(Step::Update), None, false, "Ferry runs aground"),
            (
                "WRAPUP 1-Ferry runs aground",
                Some(Step::Roundup),
                Some(1),
                false,
                "Ferry runs aground",
            ),
            ("1ST LEAD Ferry runs aground", Some(Step::Lead), Some(1), false, "Ferry runs aground"),
            ("SECOND LEAD - Ferry aground", Some(Step::Lead), Some(2), false, "Ferry aground"),
            ("3rd Ld-Writethru: Ferry aground", Some(Step::Lead), Some(3), false, "Ferry aground"),
            ("CORRECTED-Ferry runs aground", None, None, true, "Ferry runs aground"),
            (
                "CORRECTED-UPDATE 2-Ferry aground",
                Some(Step::Update),
                Some(2),
                true,
                "Ferry aground",
            ),
            ("Correction: Ferry runs aground", None, None, true, "Ferry runs aground"),
            ("(CORRECTED) Ferry runs aground", None, None, true, "Ferry runs aground"),
            ("REFILE-Ferry runs aground", None, None, false, "Ferry runs aground"),
            ("Ferry runs aground (updated)", Some(Step::Update), None, false, "Ferry runs aground"),
        ] {
            let found = version(line);
            assert_eq!((found.series, found.number), (series, number), "{line}");
            assert_eq!(found.corrected, corrected, "{line}");
            assert!(found.is_marked(), "{line}");
            let read = document(&format!("{line}{BODY}"));
            let headline = read.zones.iter().find(|zone| zone.kind == ZoneKind::Headline);
            let headline = headline.map(|zone| zone.span.text(&read.text).trim());
            assert_eq!(headline, Some(rest), "{line}");
            assert_eq!(read.title.map(|it| it.value), Some(rest.to_owned()), "{line}");
        }
    }

    #[test]
    fn headlines_that_only_look_like_marks_are_left_alone() {
        for line in [
            "LEAD-free petrol comes to Tollmere",
            "Update on the ferry at Tollmere",
            "Corrected figures delay the ferry",
            "Update 2 of the ferry plan is out",
            "Second lead singer leaves the Tollmere choir",
            "UPDATES come to the ferry at Tollmere",
            "Correction-fluid maker leaves Tollmere",
            "2nd ferry runs aground",
            "Ferry runs aground (again)",
            "Wrap up warm at Tollmere",
        ] {
            assert_eq!(version(line), Version::default(), "{line}");
        }
    }

    #[test]
    fn notes_to_editors_are_no_statement_and_what_a_text_takes_back_is() {
        let body = |text: &str| -> String {
            let read = document(text);
            let zones = read.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
            zones.map(|zone| zone.span.text(text).trim()).collect::<Vec<_>>().join(" ")
        };
        for (note, corrected) in [
            ("(Corrects number of passengers in paragraph 1 to 212, not 221)", true),
            ("(Adds quotes of the pilot, background)", false),
            ("(Recasts, corrects the name of the pilot)", true),
            ("Eds: Updates with new toll.", false),
            ("(Eds: Corrects spelling of Tollmere)", true),
        ] {
            let text = format!("Ferry runs aground\n\n{note}{BODY}");
            let found = Version::of(&document(&text));
            assert_eq!((found.is_marked(), found.corrected), (true, corrected), "{note}");
            assert!(!body(&text).contains(note), "{note}");
        }
        for line in [
            "Correction: An earlier version of this report said that 221 passengers were on board.",
            "An earlier version of this story misspelled the name of the pilot.",
            "The headline of an earlier version of this article gave another toll.",
            "This report originally said that 221 passengers were on board.",
            "* This article was corrected on 4 May 2031 to give the number of passengers.",
        ] {
            let text = format!("Ferry runs aground{BODY}\n{line}\n");
            let found = Version::of(&document(&text));
            assert!(found.corrected && found.corrections.len() == 1, "{line}");
        }
        for line in [
            "(The pilot was not hurt.)",
            "An earlier version of the bill said that ferries need two pilots, the minister said.",
            "This article originally appeared in the Tern Post.",
            "The count was corrected to 212 in the evening, the coast guard said.",
            "He corrected his report on Friday.",
        ] {
            let text = format!("Ferry runs aground\n\n{line}{BODY}");
            assert!(!Version::of(&document(&text)).is_marked(), "{line}");
        }
    }

    #[test]
    fn a_title_that_is_no_part_of_the_text_has_marks_too() {
        let mut read = document(&BODY[2..]);
        read.title = Some(super::super::Known::stated("UPDATE 3-Ferry runs aground".to_owned()));
        let found = Version::of(&read);
        assert_eq!((found.series, found.number), (Some(Step::Update), Some(3)));
        assert!(found.is_marked() && found.marks.is_empty());
    }

    #[test]
    fn versions_are_ordered_as_far_as_their_marks_tell() {
        let order = |a: &str, b: &str| version(a).order(&version(b));
        let less = Some(Ordering::Less);
        assert_eq!(order("Ferry runs aground", "UPDATE 1-Ferry runs aground"), less);
        assert_eq!(order("UPDATE 1-Ferry aground", "UPDATE 2-Ferry aground"), less);
        assert_eq!(order("UPDATE 2-Ferry aground", "CORRECTED-UPDATE 2-Ferry aground"), less);
        assert_eq!(order("Ferry runs aground", "CORRECTED-Ferry runs aground"), less);
        assert_eq!(order("UPDATE 9-Ferry aground", "UPDATE 10-Ferry aground"), less);
        assert_eq!(order("Ferry runs aground", "Ferry runs aground"), Some(Ordering::Equal));
        assert_eq!(order("CORRECTED-Ferry aground", "UPDATE 1-Ferry aground"), None);
        assert_eq!(order("UPDATE 1-Ferry aground", "2ND LEAD-Ferry aground"), None);
        assert_eq!(order("Updated: Ferry aground", "UPDATE 2-Ferry aground"), None);
    }
}
