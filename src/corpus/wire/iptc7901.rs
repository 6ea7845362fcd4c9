//! IPTC 7901, the transmission in lines of European agencies, and dpa's form of it.
//!
//! ```text
//! SOH service+number priority category words [options] [agency] [number]
//!     keywords/
//! STX [marks of the version]  headline  [By …] =
//!     text
//! ETX day+time [GMT] month year  EOT
//! ```
//!
//! Read are: the agency (the last word of the header), the marks above the headline as version, the
//! headline up to the line that ends with `=` or is blank, the text, an embargo line, and the day of the line behind ETX. dpa writes
//! a notebook for editors below its text, in a zone of its own here.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::story::{Story, shown};
use crate::corpus::ZoneKind;
use crate::corpus::date;

/// Lines of a headline with what stands above and below it.
const TOP: usize = 10;
/// Words of a mark of the version.
const MARK: usize = 4;

/// The stories of a file: transmissions follow each other.
pub(super) fn read(text: &str) -> Vec<Story> {
    text.split('\u{1}').skip(1).filter_map(story).collect()
}

fn story(text: &str) -> Option<Story> {
    let (header, rest) = text.split_once('\u{2}')?;
    let (body, end) = rest.split_once('\u{3}').unwrap_or((rest, ""));
    let header = header.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut story = Story {
        id: header.split_whitespace().next().map(str::to_owned),
        source: agency(header),
        date: sent(end),
        ..Story::default()
    };
    let lines: Vec<&str> = body.lines().map(str::trim_end).collect();
    let below = head(&lines, &mut story);
    paragraphs(&lines[below..], &mut story);
    Some(story)
}

/// The last word of the header behind its numbers: `dpa`, `dpa-tns` for a service of dpa.
fn agency(header: &str) -> Option<String> {
    let words = header.split_whitespace().skip(3);
    let named = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let last = words.filter(named).last()?;
    last.split('-').next().map(str::to_owned)
}

/// Reads what stands above the text, and says where that begins.
fn head(lines: &[&str], story: &mut Story) -> usize {
    let start = lines.iter().position(|line| !shown(line).is_empty()).unwrap_or(lines.len());
    let near = &lines[start..lines.len().min(start + TOP)];
    let marked = near.iter().position(|line| line.ends_with('='));
    let blank = near.iter().position(|line| shown(line).is_empty()).unwrap_or(near.len());
    // Behind the sign stands the text; without one, behind the first blank line.
    let count = marked.map_or(blank, |at| at + 1);
    let mut top: Vec<String> = near[..count].iter().map(|line| shown(line)).collect();
    top.retain(|line| !line.is_empty());
    if let Some(last) = top.last_mut() {
        *last = last.trim_end_matches('=').trim_end().to_owned();
    }
    let mut below: Vec<String> = Vec::new();
    while let Some(last) = top.last()
        && top.len() > 1
        && (last.is_empty() || BYLINE.is_match(last))
    {
        below.extend(top.pop());
    }
    let marks = top.iter().take(top.len().saturating_sub(1)).take_while(|line| is_mark(line));
    let marks = marks.count();
    let said: Vec<String> = top.drain(..marks).collect();
    let (embargo, version): (Vec<String>, Vec<String>) =
        said.into_iter().partition(|line| EMBARGO.is_match(line));
    story.embargo = embargo.into_iter().next();
    let version = version.join(" ");
    story.version = Some(version).filter(|it| !it.is_empty());
    let headline = top.join(" ");
    story.headline = Some(headline).filter(|it| !it.is_empty());
    let below = below.into_iter().rev().filter(|it| !it.is_empty());
    story.parts.extend(below.map(|line| (ZoneKind::Boilerplate, line)));
    start + count
}

/// `1ST LEAD`, `(Achtung)`: no small letter, or brackets.
fn is_mark(line: &str) -> bool {
    let short = line.split_whitespace().take(MARK + 1).count() <= MARK;
    let capitals = !line.contains(char::is_lowercase);
    short && (capitals || line.starts_with('(') && line.ends_with(')')) || EMBARGO.is_match(line)
}

fn paragraphs(lines: &[&str], story: &mut Story) {
    let mut kind = ZoneKind::Body;
    let mut paragraph: Vec<String> = Vec::new();
    for line in lines.iter().copied().chain([""]) {
        let said = shown(line);
        if !said.is_empty() {
            paragraph.push(said);
            continue;
        }
        let text = std::mem::take(&mut paragraph);
        let Some(first) = text.first() else { continue };
        if EMBARGO.is_match(first) && story.embargo.is_none() {
            story.embargo = Some(first.clone());
            story.parts.push((ZoneKind::Boilerplate, text.join(" ")));
            continue;
        }
        if NOTEBOOK.is_match(first) {
            kind = ZoneKind::Boilerplate;
        }
        // Items and headings of the notebook keep their lines; a paragraph is one.
        let sep = if kind == ZoneKind::Body { " " } else { "\n" };
        story.parts.push((kind, text.join(sep)));
    }
}

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:By|BY|Von|Par|Por|Di|Von Korrespondent\p{L}*)\s+\S")
        .expect("the pattern is fixed and a test compiles it")
});

static EMBARGO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:embargo(?:ed)?\b|sperrfrist\b|under embargo|not for (?:release|publication) before|hold for release)")
        .expect("the pattern is fixed and a test compiles it")
});

/// Where notes to editors begin below a text.
static NOTEBOOK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:#+\s|\*(?:\s\*)+\s*$|(?i:the following information is not intended for publication))",
    )
    .expect("the pattern is fixed and a test compiles it")
});

/// The day of `212322 GMT Nov 18`: day and time, month, year.
fn sent(end: &str) -> Option<Date> {
    static SENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(\d{2})\d{4}\s+(?:[A-Z]{1,5}\s+)?(\p{L}{3,10})\.?\s+(\d{2}(?:\d{2})?)\b")
            .expect("the pattern is fixed and a test compiles it")
    });
    let found = SENT.captures(end)?;
    let year: i16 = found[3].parse().ok()?;
    let month = i8::try_from(date::month_in_any(&found[2])?).ok()?;
    Date::new(century(year), month, found[1].parse().ok()?).ok()
}

/// The year of two digits: transmissions began in the seventies.
pub(super) fn century(year: i16) -> i16 {
    match year {
        100.. => year,
        70..=99 => 1900 + year,
        _ => 2000 + year,
    }
}
