//! What readers wrote below an article.
//!
//! A thread shows by the heads of its entries: a name with a time stamp at the end of a short
//! line, `Name says:`, a number before a user's name. Two heads below some running text make a
//! thread, or one below a line such as `3 comments`; it lasts to the end of the text, but for
//! what the outlet adds at the very end.

use std::sync::LazyLock;

use regex::Regex;

use super::super::ZoneKind;
use super::super::date::MONTH;
use super::lines::Line;

/// Longest line that can be the head of an entry.
const HEAD: usize = 110;
/// Lines below an opening line in which the first entry must show.
const NEAR: usize = 6;

/// Marks lines of readers' comments.
pub fn mark(lines: &[Line<'_>], kinds: &mut [ZoneKind]) {
    let Some(start) = start(lines) else { return };
    let mut end = lines.len();
    while end > start && kinds[end - 1] == ZoneKind::Boilerplate {
        end -= 1;
    }
    for index in start..end {
        kinds[index] =
            if opens_thread(&lines[index]) { ZoneKind::Boilerplate } else { ZoneKind::Comment };
    }
}

/// Whether the line is the outlet's heading of a thread.
pub fn opens_thread(line: &Line<'_>) -> bool {
    opens(line) || opens_surely(line)
}

/// Whether the line ends with the time of an entry.
pub fn is_stamped(line: &str) -> bool {
    line.len() <= 4 * HEAD && STAMP.is_match(line)
}

/// The first line of the thread.
fn start(lines: &[Line<'_>]) -> Option<usize> {
    let text = lines.iter().position(Line::is_prose)? + 1;
    let heads: Vec<usize> = (text..lines.len()).filter(|at| is_head(lines, *at)).collect();
    let opening = (text..lines.len()).find(|at| {
        let mut near = *at + 1..lines.len().min(*at + NEAR);
        opens(&lines[*at]) && near.any(|below| is_head(lines, below) || is_dated(&lines[below]))
    });
    let headed = (heads.len() >= 2).then(|| with_name(lines, heads[0], text));
    let closed = (text..lines.len()).find(|at| opens_surely(&lines[*at]));
    [opening, headed, closed].into_iter().flatten().min()
}

/// A time stamp alone stands below the name of its entry; the number of a user above it, too.
fn with_name(lines: &[Line<'_>], head: usize, first: usize) -> usize {
    let mut start = head;
    while start > first && start + 2 > head {
        let above = &lines[start - 1];
        if above.words() <= 5 && !above.ends_sentence() && !above.is_prose() {
            start -= 1;
        } else {
            break;
        }
    }
    start
}

/// Whether the line is the head of an entry.
fn is_head(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    if line.width() > HEAD {
        return false;
    }
    if SAYS.is_match(line.text) || NUMBERED.is_match(line.text) {
        return true;
    }
    let Some(stamp) = STAMP.find(line.text) else { return false };
    let name = line.text[..stamp.start()].trim();
    if name.is_empty() {
        // A stamp on a line of its own needs the name above it.
        return at > 0 && lines[at - 1].words() <= 4 && !lines[at - 1].ends_sentence();
    }
    name.split_whitespace().count() <= 7 && !OUTLET.is_match(name)
}

/// A name and a day without the time: enough for a head only where a thread was announced.
fn is_dated(line: &Line<'_>) -> bool {
    let Some(day) = (line.width() <= HEAD).then(|| DAY.find(line.text)).flatten() else {
        return false;
    };
    let name = line.text[..day.start()].trim();
    (1..=5).contains(&name.split_whitespace().count()) && !OUTLET.is_match(name)
}

/// Lines above a thread, which also stand elsewhere: a counter below the headline.
fn opens(line: &Line<'_>) -> bool {
    line.width() <= HEAD && OPENING.is_match(line.text)
}

/// Lines that only stand above a thread.
fn opens_surely(line: &Line<'_>) -> bool {
    line.width() <= HEAD && SURE.is_match(line.text)
}

/// A day as pages write it.
fn day_pattern() -> String {
    format!(
        r"(?:\d{{1,2}}(?:st|nd|rd|th)?[\s.-]+{MONTH}[\s,.-]+\d{{4}}|{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}})"
    )
}

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?:^|[\s(\[|•·,–—-])(?:on\s+)?{}[)\]]?\W*$", day_pattern()))
});

static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    let day = day_pattern();
    let time = r"\d{1,2}\s?[:.h]\s?\d{2}(?:\s?:\s?\d{2})?(?:\s?[ap]\.?m\.?)?";
    let ago = r"(?:(?:\d+|an?|one|few)\s+(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago|[·•|]\s*\d+\s?(?:s|m|h|d|w|mo|y))";
    let tail = r"(?:\s*(?:utc|gmt|est|edt|cet|[+-]\d{4}|#\d*|reply|share|report|permalink|edited|•|·|\|))*";
    pattern(&format!(
        r"(?:^|[\s(\[|•·,–—-])(?:on\s+)?(?:{day}(?:\s*(?:,|at|@|\||-|–|·|в|um|à)?\s*){time}|{time}\s*,?\s*{day}|{ago})[)\]]?{tail}\s*$"
    ))
});

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d{1,4}[.)]\s+)?\p{L}[\p{L}\p{N}_ .'’@-]{0,40}\s+(?:says|said|wrote|writes|commented|replied|replies)(?:\s+(?:on|at)\b.{0,50})?:$",
    )
});

static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\d{1,4}[.)]\s+\S.{0,60}\b(?:offline|online)\b"));

static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:updated|published|posted|last|modified|edited|created|date|issued|first)\b:?|^by\b",
    )
});

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W{0,4}(?:(?:\d[\d,.]*|no|one|two|three|view|show|hide|load|see|read|all|add|post|reader|readers['’]?|user|your|latest|recent|top|best)\s+){0,3}(?:comments?|responses?|replies|thoughts|комментари(?:и|я|й|ев)|kommentare?|commentaires?|comentarios?|commenti|コメント|评论|評論)(?:\s*\(\d+\)|\s*[:#]?\s*\d*)(?:\s+(?:on|to)\s.{0,80})?\W*$",
    )
});

static SURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W{0,4}(?:reader|user|readers['’]?)\s+comments?\W*(?:\d+\W*)?$|\b(?:to leave|to post|to add)\s+(?:a\s+|your\s+)?comments?\b.{0,60}\b(?:sign|log|register)|\b(?:sign|log|logged|signed)[ -]?in\s+to\s+(?:leave|post|add|write)?\s*(?:a\s+)?comments?\b|^\W{0,4}(?:join the (?:discussion|conversation)|leave a (?:reply|comment)|be the first to comment|sort by (?:newest|oldest|best|most\b.{0,10}))\W*$|^\d+ (?:thoughts|responses|replies) (?:on|to)\s",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?is){text}")).expect("the pattern is fixed and a test compiles it")
}

#[cfg(test)]
mod tests {
    use super::super::boilerplate;
    use super::super::lines::split;
    use super::*;

    const REPORT: &str = "The ships of the northern fleet of trawlers will wait in the harbour \
        until a pilot comes, the chair of the council said on Monday.\n";

    fn kinds(text: &str) -> String {
        let text = format!("{REPORT}{text}");
        let lines = split(&text, 0);
        let mut kinds = vec![ZoneKind::Body; lines.len()];
        boilerplate::mark(&lines, &mut kinds);
        mark(&lines, &mut kinds);
        let letter = |kind: &ZoneKind| match kind {
            ZoneKind::Comment => 'c',
            ZoneKind::Boilerplate => 'x',
            _ => '.',
        };
        kinds.iter().map(letter).collect()
    }

    #[test]
    fn numbered_users_with_time_stamps() {
        let thread = "  1. Gull Offline Gull\n    Gull (Ann) 3 May 2021 15: 00\n    Let them wait.\n\
            \n      1. Tern Offline Tern\n      Tern 3 May 2021 16: 20\n      Why?\n";
        assert_eq!(kinds(thread), ".cccccc");
    }

    #[test]
    fn names_that_say_and_stamps_below_names() {
        assert_eq!(kinds("Gull says:\nMay 3, 2021 at 3:00 pm\nLet them wait.\nReply\n"), ".cccx");
        assert_eq!(kinds("Gull\n3 hours ago\nWait.\nTern\n2 hours ago\nWhy?\n"), ".cccccc");
        assert_eq!(kinds("2 comments\nGull 2021-05-03 15:00\nLet them wait.\n"), ".xcc");
    }

    #[test]
    fn heads_as_different_systems_write_them() {
        for head in [
            "@gull\n2 days ago",
            "gull · 3h",
            "[–]gull 12 points 3 hours ago",
            "Gull, Northport, 3 hours ago",
            "Comment by Gull — May 3, 2021 @ 3:00 pm",
            "Gull 5/3/2021 3:00:12 PM Reply",
            "gull\n3 May 2021 15:00",
            "Ann wrote on May 3, 2021 at 3:00 pm:",
        ] {
            let thread = format!("{head}\nLet them wait.\n").repeat(2);
            let found = kinds(&thread);
            assert!(found.starts_with(".c") && !found[1..].contains('.'), "{head}: {found}");
        }
        assert_eq!(kinds("3 Comments\nGull May 3, 2021\nLet them wait.\n"), ".xcc");
        assert_eq!(kinds("Комментарии (2)\nGull 3 May 2021\nLet them wait.\n"), ".xcc");
    }

    #[test]
    fn a_line_that_only_stands_above_threads_is_enough() {
        assert_eq!(kinds("Leave a reply\nlet them wait\nwhy?\n"), ".xcc");
    }

    #[test]
    fn one_stamp_or_a_counter_makes_no_thread() {
        assert_eq!(kinds("Ann Example 3 May 2021 15:00\nThe pilot is ill.\n"), "...");
        assert_eq!(kinds("3 comments\nThe pilot is ill.\n"), "...");
    }

    #[test]
    fn what_the_outlet_adds_below_a_thread_is_its_own() {
        assert_eq!(
            kinds("Gull says:\nWait.\nTern says:\nWhy?\n© 2021 The Harbour Post\n"),
            ".ccccx"
        );
    }
}
