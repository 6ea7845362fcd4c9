//! Readers' comments that nothing announces: where a text stops reporting and starts chatting.
//!
//! Pages saved as text may lose names, time stamps and numbering, so that a thread follows the
//! report without any mark. What remains is the register: readers say `you`, `don't`, `Thanks!`
//! outside of quotation marks; reports hardly do. Each paragraph is chatty or not; the place that
//! divides the two best is found by likelihood, and counts only when hardly a paragraph before it
//! is chatty and most after it are. A text that chats throughout has no such place.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::ZoneKind;
use super::lines::Line;

/// Fewest paragraphs on either side of the place.
const BEFORE: usize = 5;
const AFTER: usize = 10;
/// Most chatty paragraphs before, fewest after, as shares.
const REPORT: f64 = 0.08;
const CHAT: f64 = 0.5;
/// Least gain in log-likelihood over a text of one register.
const GAIN: f64 = 10.0;

/// Marks the lines from where the text is readers' talk.
pub fn mark(lines: &[Line<'_>], kinds: &mut [ZoneKind]) {
    let body: Vec<usize> = (0..lines.len()).filter(|at| kinds[*at] == ZoneKind::Body).collect();
    let Some(first) = change(&chatty(lines, &body)) else { return };
    for at in &body[first..] {
        kinds[*at] = ZoneKind::Comment;
    }
}

/// Which paragraphs of the body are chatty.
fn chatty(lines: &[Line<'_>], body: &[usize]) -> Vec<bool> {
    if body.len() < BEFORE + AFTER {
        return Vec::new();
    }
    let labels = labels(lines, body);
    let ended = |at: &usize| *at == 0 || lines[at - 1].ends_sentence();
    let spoken = |at: &usize| label(lines[*at].text).is_some_and(|label| labels.contains(label));
    body.iter().map(|at| !spoken(at) && is_chatty(lines[*at].text, ended(at))).collect()
}

/// The speakers that a transcript names, each more than once: what they say is reported.
fn labels<'a>(lines: &[Line<'a>], body: &[usize]) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    body.iter()
        .filter_map(|at| label(lines[*at].text))
        .filter(|label| !seen.insert(*label))
        .collect()
}

/// `Ann Example` of `Ann Example: Yes.`
fn label(text: &str) -> Option<&str> {
    LABEL.captures(text)?.get(1).map(|label| label.as_str())
}

/// Whether the words outside quotation marks are talk. `fresh` says that no sentence runs on
/// into the paragraph.
fn is_chatty(text: &str, fresh: bool) -> bool {
    const ENOUGH: usize = 3000;
    let text = &text[..text.floor_char_boundary(ENOUGH)];
    let own = QUOTED.replace_all(text, " ");
    let half = |pattern: &Regex| i32::from(pattern.is_match(&own));
    let whole = |pattern: &Regex| 2 * half(pattern);
    let addressed = i32::try_from(ADDRESS.find_iter(&own).take(2).count()).unwrap_or(0);
    let small = fresh && text.starts_with(char::is_lowercase);
    let score = whole(&CONTRACTED)
        + whole(&EMPHATIC)
        + addressed
        + half(&OPENING)
        + half(&TRAILING)
        + half(&FIRST_PERSON)
        + half(&LINK)
        + 2 * i32::from(small);
    score >= 2
}

/// The first paragraph of the talk.
fn change(chatty: &[bool]) -> Option<usize> {
    let all = chatty.iter().filter(|chatty| **chatty).count();
    let mut best: Option<(f64, usize)> = None;
    let mut before = 0;
    for at in 1..chatty.len() {
        before += usize::from(chatty[at - 1]);
        let (n, m) = (at, chatty.len() - at);
        if n < BEFORE || m < AFTER || share(before, n) > REPORT || share(all - before, m) < CHAT {
            continue;
        }
        let gain =
            likelihood(before, n) + likelihood(all - before, m) - likelihood(all, chatty.len());
        if gain >= GAIN && best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, at));
        }
    }
    best.map(|(_, at)| at)
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

/// Greatest log-likelihood of `hits` in `all` draws.
fn likelihood(hits: usize, all: usize) -> f64 {
    let term = |count: usize| if count == 0 { 0.0 } else { count as f64 * share(count, all).ln() };
    term(hits) + term(all - hits)
}

static QUOTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[“„][^”“]*(?:”|$)|\x22[^\x22]*(?:\x22|$)|«[^»]*(?:»|$)"));

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"\p{Lu}[\p{L}.'’-]*";
    Regex::new(&format!(r"^({name}(?:\s+{name}){{0,4}})\s*:\s"))
        .expect("the pattern is fixed and a test compiles it")
});

static CONTRACTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|ai)n['’]t|(?:i|you|he|she|it|we|they|that|there|what|who|here|let|how)['’](?:s|m|re|ve|ll|d))\b",
    )
});

static EMPHATIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"!|\?\?|[:;]-?[)(DP]|>\.<|\b(?:lol|omg|wtf|imho|gonna|wanna|gotta|yeah|nope|crap|bullshit|idiots?)\b",
    )
});

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:you|your|yours)\b"));

static FIRST_PERSON: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-i:\bI\b)|\bmy\b"));

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:yes|no|indeed|ditto|wow|well|oo+ps|exactly|agreed|thanks|thank you|haha|sorry|hi|hello|dear|right|true|sure|ok|okay|so|please|hey|nonsense|good|great|why|how about|what a)\b",
    )
});

static TRAILING: LazyLock<Regex> = LazyLock::new(|| pattern(r"\.\.\.|…"));

static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"https?://\S"));

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?i){text}")).expect("the pattern is fixed and a test compiles it")
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    const REPORTED: &str =
        "The ships will wait until a pilot comes, the council said on Monday.\n\n";
    const QUOTING: &str =
        "\"You don't wait for a pilot!\" the mayor told reporters on Tuesday.\n\n";
    const TALK: &str = "I don't think you know what a pilot costs!\n\nThe pilot is right.\n\nThanks, you're funny.\n\n";

    fn first_comment(text: &str) -> Option<usize> {
        let lines = split(text, 0);
        let mut kinds = vec![ZoneKind::Body; lines.len()];
        mark(&lines, &mut kinds);
        kinds.iter().position(|kind| *kind == ZoneKind::Comment)
    }

    #[test]
    fn talk_below_a_report_is_found() {
        let report = [REPORTED, QUOTING].concat().repeat(8);
        assert_eq!(first_comment(&format!("{report}{}", TALK.repeat(20))), Some(16));
    }

    #[test]
    fn a_text_of_one_register_has_no_change() {
        assert_eq!(first_comment(&[REPORTED, QUOTING].concat().repeat(30)), None);
        assert_eq!(first_comment(&TALK.repeat(30)), None);
        assert_eq!(first_comment(&format!("{}{TALK}", REPORTED.repeat(10))), None);
    }

    #[test]
    fn a_transcript_is_no_talk() {
        let answers = "Question: Don't you think that's wrong?\n\nAnn Example: You're right!\n\n";
        assert_eq!(first_comment(&format!("{}{}", REPORTED.repeat(10), answers.repeat(10))), None);
    }
}
