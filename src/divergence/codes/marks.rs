//! Numbers that only mark a place, told by the signs around them: notes (`June.[12]`), verses (Luke 2:14),
//! pictures of a show ("1 of 4."), volumes of a journal ("12 (3), pp. 45-67").
//!
//! In: a number in its passage. Out: whether it is such a mark.

use super::super::view::Side;
use super::digits;
use crate::value::Mention;

/// Most digits of a mark.
const LONGEST: usize = 4;

/// Whether the signs around a number make it a mark.
pub(super) fn is_one(side: &Side<'_>, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    let short = mention.tokens.len() == 1 && (1..=LONGEST).contains(&digits(side, at));
    short
        && (is_note(side, mention)
            || is_verse(side, at)
            || is_counter(side, at)
            || is_volume(side, at))
}

/// "11:41 And the rest of the acts": a verse, or the time at which an entry was put up, at the start of a
/// line. "12:30 to 14:00" is a time that is told.
pub(super) fn opens_line(side: &Side<'_>, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    let number = |at: usize| side.tokens.contains(&at) && digits(side, at) > 0;
    let tied = |at: usize| number(at) && side.gap_before(at) == ":";
    let first = match (tied(at), tied(at + 1)) {
        (true, _) if at.checked_sub(1).is_some_and(number) => at - 1,
        (_, true) => at,
        _ => return false,
    };
    let bare = mention.tokens.end <= first + 2;
    let (before, behind) = (around(side, first).0, around(side, first + 1).1);
    let line = before.trim_end_matches([' ', '\t', '[', '(']);
    let opens = line.is_empty() || line.ends_with('\n');
    let text = behind.trim_start_matches([']', ')', '.']);
    let entry = text.strip_prefix([' ', '\t', '\n']).map(str::trim_start);
    bare && opens && entry.is_some_and(|entry| entry.starts_with(char::is_uppercase))
}

/// The characters before and behind the number.
fn around<'t>(side: &Side<'t>, at: usize) -> (&'t str, &'t str) {
    let (text, span) = (side.telling.text, side.token(at).span.range());
    (text.get(..span.start).unwrap_or(""), text.get(span.end..).unwrap_or(""))
}

/// `[12]` that touches what it is a note to, or stands at the edge of a line; `^12`.
fn is_note(side: &Side<'_>, mention: &Mention) -> bool {
    let (before, behind) = around(side, mention.tokens.start);
    if let Some(noted) = before.strip_suffix('^') {
        // "10^6" is a power.
        return !noted.ends_with(|c: char| c.is_ascii_digit());
    }
    let (Some(noted), Some(rest)) = (before.strip_suffix('['), behind.strip_prefix(']')) else {
        return false;
    };
    let lined = noted.trim_end_matches([' ', '\t']);
    // "[12] men", an editor's word in the middle of a sentence, counts.
    let touches =
        !noted.ends_with(char::is_whitespace) || lined.is_empty() || lined.ends_with('\n');
    touches
        || !rest.starts_with(char::is_whitespace)
        || rest.trim_start_matches(' ').starts_with('\n')
}

/// "Luke 2:14": chapter and verse of a book.
fn is_verse(side: &Side<'_>, at: usize) -> bool {
    let number = |at: usize| side.tokens.contains(&at) && digits(side, at) > 0;
    let tied = |at: usize| number(at) && side.gap_before(at) == ":";
    let chapter = match (tied(at), tied(at + 1)) {
        (true, _) => at.checked_sub(1).filter(|&before| number(before)),
        (false, true) => Some(at),
        (false, false) => None,
    };
    let book = chapter.and_then(|chapter| chapter.checked_sub(1));
    book.filter(|book| side.tokens.contains(book))
        .is_some_and(|book| side.token(book).capital && BOOKS.contains(&side.word(book)))
}

/// "1 of 4." before what a picture shows, "Photo 2 of 9".
fn is_counter(side: &Side<'_>, at: usize) -> bool {
    const SHOWN: [&str; 9] =
        ["photo", "photos", "picture", "image", "slide", "page", "part", "step", "view"];
    let number = |at: usize| side.tokens.contains(&at) && digits(side, at) > 0;
    let of = |at: usize| side.tokens.contains(&at) && side.word(at) == "of";
    let first = match at.checked_sub(2) {
        Some(first) if of(at - 1) && number(first) => first,
        _ => at,
    };
    if !(number(first) && of(first + 1) && number(first + 2)) {
        return false;
    }
    let word = first.checked_sub(1).filter(|before| side.tokens.contains(before));
    let shown =
        word.is_some_and(|it| SHOWN.contains(&side.word(it))) && side.gap_before(first) == " ";
    let (_, behind) = around(side, first + 2);
    let closed = behind.trim_start_matches(' ').starts_with(['.', ':', ')', '|', '\n'])
        || behind.trim().is_empty();
    (shown || side.begins_sentence(first)) && closed
}

/// "12 (3), pp. 45-67", "12(3):45": volume and issue of a journal.
fn is_volume(side: &Side<'_>, at: usize) -> bool {
    let number = |at: usize| side.tokens.contains(&at) && digits(side, at) > 0;
    let inner = |at: usize| number(at) && matches!(side.gap_before(at), "(" | " (");
    let issue = match (inner(at), inner(at + 1)) {
        (true, _) if at.checked_sub(1).is_some_and(number) => at,
        (_, true) => at + 1,
        _ => return false,
    };
    let (_, behind) = around(side, issue);
    let Some(rest) = behind.strip_prefix(')') else { return false };
    let pages = rest.trim_start_matches([',', ':', ' ']);
    rest.starts_with([',', ':'])
        && (pages.starts_with(|c: char| c.is_ascii_digit())
            || pages.starts_with("p. ")
            || pages.starts_with("pp"))
}

/// Books that are cited by chapter and verse, and how they are shortened.
const BOOKS: [&str; 96] = [
    "genesis",
    "gen",
    "exodus",
    "exod",
    "ex",
    "leviticus",
    "lev",
    "numbers",
    "num",
    "deuteronomy",
    "deut",
    "joshua",
    "josh",
    "judges",
    "judg",
    "ruth",
    "samuel",
    "sam",
    "kings",
    "kgs",
    "chronicles",
    "chron",
    "ezra",
    "nehemiah",
    "neh",
    "esther",
    "job",
    "psalm",
    "psalms",
    "ps",
    "pss",
    "proverbs",
    "prov",
    "ecclesiastes",
    "eccl",
    "song",
    "isaiah",
    "isa",
    "jeremiah",
    "jer",
    "lamentations",
    "lam",
    "ezekiel",
    "ezek",
    "daniel",
    "dan",
    "hosea",
    "hos",
    "joel",
    "amos",
    "obadiah",
    "jonah",
    "micah",
    "mic",
    "nahum",
    "habakkuk",
    "hab",
    "zephaniah",
    "haggai",
    "zechariah",
    "zech",
    "malachi",
    "mal",
    "matthew",
    "matt",
    "mark",
    "luke",
    "john",
    "acts",
    "romans",
    "rom",
    "corinthians",
    "cor",
    "galatians",
    "gal",
    "ephesians",
    "eph",
    "philippians",
    "phil",
    "colossians",
    "col",
    "thessalonians",
    "thess",
    "timothy",
    "tim",
    "titus",
    "philemon",
    "hebrews",
    "heb",
    "james",
    "peter",
    "pet",
    "jude",
    "revelation",
    "rev",
    "surah",
];
