//! ANPA 1312, the transmission in lines of American agencies.
//!
//! ```text
//! SYN SYN SOH service+number US selectors
//! priority category DC3 DC1 keywords [version] month-day words
//! STX ^keywords, version, words<
//!     ^headline<   ^Eds: …<   ^By …=
//!         text
//! ETX agency-wire-month-day-year time GMT<  FF EOT
//! ```
//!
//! Read are: the version behind the keywords, the first line behind them as headline, the text, and agency and day of the
//! line behind ETX. Lines that begin with a caret and end with `<` or `=` are for editors. Two accents are an opening
//! quotation mark, two apostrophes a closing one, and an underscore between blanks a dash.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::iptc7901::century;
use super::story::{Story, shown};
use crate::corpus::ZoneKind;

/// The stories of a file: transmissions follow each other.
pub(super) fn read(text: &str) -> Vec<Story> {
    text.split('\u{1}').skip(1).filter_map(story).collect()
}

fn story(text: &str) -> Option<Story> {
    let (header, rest) = text.split_once('\u{2}')?;
    let (body, end) = rest.split_once('\u{3}').unwrap_or((rest, ""));
    let id = header.split(['\r', '\n']).next().unwrap_or_default().trim();
    let (source, date) = sent(end);
    let id = Some(id.to_owned()).filter(|it| !it.is_empty());
    let mut story = Story { id, source, date, ..Story::default() };
    let mut heads = 0;
    for line in body.lines() {
        let bare = line.trim_end();
        match bare.strip_prefix('^').map(|it| it.strip_suffix(['<', '=']).ok_or(it)) {
            // Several heads may stand in one line, each with its end.
            Some(Ok(head)) => {
                for head in head.split("< ^").map(typeset).filter(|it| !it.is_empty()) {
                    self::head(&head, &mut heads, &mut story);
                }
            }
            Some(Err(text)) => story.say(typeset(text)),
            None => paragraph(bare, &mut story),
        }
    }
    Some(story)
}

/// A line for editors: keywords first, then the headline.
fn head(text: &str, heads: &mut usize, story: &mut Story) {
    // A routing code before the keywords.
    if *heads == 0 && text.starts_with('*') {
        return;
    }
    *heads += 1;
    if *heads == 1 {
        story.version =
            text.split(',').skip(1).map(str::trim).find(|it| is_version(it)).map(Into::into);
    } else if EDITORS.is_match(text) {
        story.parts.push((ZoneKind::Boilerplate, text.to_owned()));
    } else if story.headline.is_none() && *heads == 2 {
        story.headline = Some(text.to_owned());
    } else {
        story.parts.push((ZoneKind::Boilerplate, text.to_owned()));
    }
}

/// A line that is indented begins a paragraph, any other goes on with it.
fn paragraph(line: &str, story: &mut Story) {
    let text = typeset(line);
    if text.is_empty() {
        return;
    }
    match story.parts.last_mut() {
        Some((ZoneKind::Body, last)) if !line.starts_with([' ', '\t']) => {
            last.push(' ');
            last.push_str(&text);
        }
        _ => story.say(text),
    }
}

/// `1st Ld-Writethru`, `2nd Add`, `Correction`.
fn is_version(text: &str) -> bool {
    static VERSION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:\d+(?:st|nd|rd|th)\s*)?(?:ld|lead|add|sub|insert|writethru|writethrough|correct\w*|clarif\w*|kill|take)\b")
            .expect("the pattern is fixed and a test compiles it")
    });
    VERSION.is_match(text)
}

static EDITORS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\(?eds?[.:]|editor'?s?[’']?s? note|by\b|[\p{L}]{1,6} (?:photo|graphic|video)s?\b|with photos?\b)")
        .expect("the pattern is fixed and a test compiles it")
});

/// The signs of the standard as they are printed.
fn typeset(line: &str) -> String {
    let text = shown(line).replace("``", "“").replace("''", "”").replace(" _ ", " — ");
    let bare = text.trim_end_matches('<').trim();
    if bare.chars().all(|c| matches!(c, '_' | '-' | '—')) {
        String::new()
    } else {
        bare.to_owned()
    }
}

/// Agency and day of `AP-WF-11-13-13 1509GMT`.
fn sent(end: &str) -> (Option<String>, Option<Date>) {
    static SENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|\s)(\p{L}{2,8})(?:-\p{L}{1,4})?-(\d{1,2})-(\d{1,2})-(\d{2}(?:\d{2})?)\s")
            .expect("the pattern is fixed and a test compiles it")
    });
    let Some(found) = SENT.captures(end) else { return (None, None) };
    let number = |at: usize| found[at].parse::<i16>().unwrap_or_default();
    let small = |at: usize| i8::try_from(number(at)).unwrap_or_default();
    let date = Date::new(century(number(4)), small(2), small(3)).ok();
    (Some(found[1].to_owned()), date)
}
