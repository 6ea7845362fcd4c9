//! What an outlet says of itself: credits, calls to subscribe, links to other stories, notices.
//!
//! Short lines are told by one phrase; a paragraph needs two, because a report may well speak of
//! newsletters or cookies.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::super::ZoneKind;
use super::super::date::MONTH;
use super::lines::Line;

mod references;

/// Longest line that one phrase decides, in characters.
const SHORT: usize = 160;

/// Longest notice of rights, which its first or last words decide.
const NOTICE: usize = 400;

/// Longest list of those who reported, in characters.
const CREDITS: usize = 1000;

/// Marks lines of boilerplate.
pub fn mark(lines: &[Line<'_>], kinds: &mut [ZoneKind]) {
    for at in 0..lines.len() {
        if is_boilerplate(&lines[at]) && !amid_sentence(lines, at) {
            kinds[at] = ZoneKind::Boilerplate;
        }
    }
    mark_credit_lists(lines, kinds);
    mark_related(lines, kinds);
    mark_links(lines, kinds);
    references::mark(lines, kinds);
}

/// Whether the line alone tells that it is boilerplate.
pub fn is_boilerplate(line: &Line<'_>) -> bool {
    let width = line.width();
    if width <= SHORT {
        [&SHORT_LINE, &OWN].iter().any(|set| set.is_match(line.text)) || PHRASES.is_match(line.text)
    } else if width <= NOTICE && RIGHTS.is_match(line.text)
        || width < CREDITS && CREDIT.is_match(line.text)
    {
        true
    } else {
        width < 1000 && PHRASES.matches(line.text).iter().count() >= 2
    }
}

/// Whether a sentence runs on into the line or out of it: pages saved as text break their lines
/// wherever a link stood, and then a word such as "more" may stand alone.
fn amid_sentence(lines: &[Line<'_>], at: usize) -> bool {
    let runs_on = |before: &Line<'_>, after: &Line<'_>| {
        !after.gap && !before.ends_sentence() && after.text.starts_with(char::is_lowercase)
    };
    let before = at > 0 && lines[at - 1].words() >= 3 && runs_on(&lines[at - 1], &lines[at]);
    let after = lines.get(at + 1).is_some_and(|next| runs_on(&lines[at], next));
    before || (after && lines[at].words() >= 3)
}

/// Whether the line opens a list of other stories.
pub fn opens_related(line: &Line<'_>) -> bool {
    line.width() <= 60 && RELATED.is_match(line.text)
}

/// Bulleted lines in a row are credits as a whole when one of them is.
fn mark_credit_lists(lines: &[Line<'_>], kinds: &mut [ZoneKind]) {
    let bullet = |line: &Line<'_>| line.text.starts_with(['•', '·', '*']) && line.width() <= 80;
    let mut start = 0;
    while start < lines.len() {
        let run = lines[start..].iter().take_while(|line| bullet(line)).count();
        let list = start..start + run;
        if kinds[list.clone()].contains(&ZoneKind::Boilerplate) {
            kinds[list].fill(ZoneKind::Boilerplate);
        }
        start += run.max(1);
    }
}

/// Below "Related articles" stand titles and names, until running text comes again.
fn mark_related(lines: &[Line<'_>], kinds: &mut [ZoneKind]) {
    let mut within = false;
    for (at, kind) in kinds.iter_mut().enumerate() {
        let line = &lines[at];
        if opens_related(line) && !amid_sentence(lines, at) {
            within = true;
        } else if within && (line.width() > SHORT || (line.width() > 60 && line.ends_sentence())) {
            within = false;
        }
        if within {
            *kind = ZoneKind::Boilerplate;
        }
    }
}

/// The title of another story between two paragraphs, which stood there as a link: headings of
/// the text itself are shorter.
fn mark_links(lines: &[Line<'_>], kinds: &mut [ZoneKind]) {
    for at in 1..lines.len().saturating_sub(1) {
        let amid = lines[at - 1].is_prose() && lines[at].gap && lines[at + 1].gap;
        if amid && is_title(lines[at].text) {
            kinds[at] = ZoneKind::Boilerplate;
        }
    }
}

/// Seven words or more, Each Long One With A Capital.
fn is_title(text: &str) -> bool {
    const WORDS: usize = 7;
    const LETTERS: usize = 4;
    let ended = text.ends_with(['.', '!', '?', ':', ';', ',', '"', '”', '»', '…']);
    let words: Vec<&str> = text.split_whitespace().take(30).collect();
    let long = || words.iter().filter(|word| word.chars().count() >= LETTERS);
    !ended
        && words.len() >= WORDS
        && text.starts_with(char::is_uppercase)
        && long().count() >= LETTERS
        && long().all(|word| word.starts_with(|c: char| !c.is_lowercase()))
}

/// Whole short lines.
static SHORT_LINE: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"^\W{0,4}(?:photos?|pictures?|images?|graphics?|illustrations?|video|cover|featured image)\s*(?:used|by|credits?|courtesy|via|from|source)?\s*(?:by|of)?\s*[:©/][^.!?“”\x22]{0,90}\.?\W*$",
        r"^\W{0,4}(?:photos?|pictures?|images?|photographs?|illustrations?)\s+(?:used|by|courtesy|from|via|credits?)\b[^.!?]{0,80}$",
        r"^\W{0,4}(?:source|credits?|via|tags?|topics?|keywords|categor(?:y|ies)|filed under|posted in|labels?)\s*:.{0,140}$",
        r"^\W{0,6}(?:©|\(c\)\s*\d{4}|copyright\b)",
        r"(?:©|\(c\)|copyright)\s*(?:19|20)\d\d\b",
        r"^.{0,50}[/\\©]\s*(?:reuters|ap|afp|getty(?: images)?|tass|epa|dpa|ria novosti|sputnik|kyodo|xinhua|shutterstock|wikimedia(?: commons)?|ap photo)\W*$",
        r"^\W{0,4}(?:getty images|shutterstock|wikimedia commons|ap photo|file photo)\W*$",
        r"^\W{0,4}(?:share|tweet|pin|print|e-?mail|save|like|follow|copy link|whatsapp|facebook|twitter|telegram|linkedin|reddit|vk|pocket|flipboard|messenger)(?:[\s,|/·•]+(?:this|on|to|via|by|us|story|article|page|post|it|with|friends|share|tweet|pin|print|e-?mail|save|like|follow|copy|link|whatsapp|facebook|twitter|telegram|linkedin|reddit|vk|pocket|flipboard|messenger|x)){0,12}\W*$",
        r"^\W{0,4}(?:advertisement|advertising|reply|report abuse|sponsored(?: content)?|ad|promoted|skip to (?:main )?content|back to top|menu|home|search|log ?in|sign ?in|sign ?up|register|close|next|previous|load more|show more|read more|continue reading|view gallery|more)\W*$",
        r"^\W{0,4}(?:scroll down for|watch|see|view|click (?:here|below|on)|tap (?:here|below)|play)\b.{0,40}\b(?:videos?|gallery|photos|here|below|link)\W*$",
        r"^\W{0,4}(?:read|see|watch|listen|learn)\s+(?:more|also|next|this|too)\s*[:\-–—|>»].{0,150}$",
        r"^\W{0,4}(?:last )?(?:updated|published|posted|modified)(?: (?:on|at|by))?\s*:?\s.{0,20}\d.{0,40}$",
        &format!(
            r"^(?:[a-z]{{3,9}}\.?,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?[\s.]+{MONTH}[\s,.]+\d{{4}}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)(?:[\s,|@–—-]*(?:at\s+)?\d{{1,2}}[:.h]\d\d.{{0,20}})?\W*$"
        ),
        r"^\W{0,4}(?:\d+\s*(?:min(?:ute)?s?)\s*read|\d[\d.,]*[km]?\s+(?:views?|shares?|likes?))\W*$",
        r"^\W{0,4}by:?\s+(?-i:\p{Lu}[\p{L}.'’-]+(?:\s+(?:and\s+|de\s+|van\s+|von\s+|der\s+|al-)?\p{Lu}[\p{L}.'’-]+){1,5})(?:\s*[|,–—-]\s*.{0,40})?\W*$",
        r"^\W{0,4}(?:reporting|writing|editing|additional reporting|compiled|translated|edited|written)\s+(?:and editing\s+|and writing\s+)?by\b.{0,140}$",
        r"^\W{0,4}(?:previous|next|older|newer|latest)\s+(?:articles?|posts?|stor(?:y|ies))\W*.{0,100}$",
    ])
});

/// Lines by which outlets say when, and in which series of theirs, something stands.
static OWN: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        // A place and a day with the time and its zone: "NORDBY Tue Dec 30, 2014 11:44pm GMT".
        &format!(
            r"^(?:(?-i:[A-Z])[^\d.:;!?]{{1,80}}\s)?(?:{MONTH}\s+\d{{1,2}},?|\d{{1,2}}\s+{MONTH},?)\s+\d{{4}},?\s+(?:at\s+)?\d{{1,2}}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*\(?(?:utc|[a-z]{{1,4}}t)\)?\s*$"
        ),
        r"^\W{0,4}welcome to\s.{3,80}\b(?:round-?up|series|newsletter|blog|guide|countdown|column|podcast)s?\s*[.!]?\s*$",
        r"\b(?:we are|we['’]re|we will be|we['’]ll be) (?:rounding up|counting down|looking back|sharing|featuring)\b.{0,100}\b(?:posts|stories|articles|recipes|picks)\b",
    ])
});

/// Phrases by which outlets speak of themselves: one is enough in a short line, two in a long.
static PHRASES: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"\b(?:subscribe|sign up|signup|register)\s+(?:now\s+|today\s+|here\s+)?(?:to|for|on|with)\s+(?:our|the|my|us|this|free|weekly|daily)\b",
        r"\b(?:daily|weekly|free|evening|morning|email|e-mail|our)\s+newsletters?\b",
        r"\b(?:follow|like|join|find|add)\s+us\s+(?:on|at|in)\b",
        r"\bdownload\s+(?:our|the)\s+(?:\w+\s+)?app\b",
        r"\ball rights reserved\b",
        r"\b(?:may|must|can)\s?not be (?:published|reproduced|republished|broadcast|rewritten|redistributed)\b",
        r"\b(?:this (?:site|website|page)|we) uses? cookies\b",
        r"\b(?:privacy|cookies?)\s+(?:policy|notice|settings)\b",
        r"\bterms\s+(?:of\s+(?:use|service)|and conditions)\b",
        r"\[e-?mail[\s\u{A0}]*protected\]",
        r"\b(?:send|submit|e-?mail)\s+(?:us\s+)?(?:your|us an?)\s+(?:\w+\s+){0,3}(?:responses?|resum[eé]s?|cv|tips?|letters?|articles?|stor(?:y|ies)|manuscripts?|feedback|applications?)\b",
        r"\b(?:open to|invite|looking for|welcome|seeking)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:cooperation|collaboration|contributors?|contributions|authors|freelancers?|writers)\b",
        r"\b(?:examples|samples) of (?:your\s+)?(?:work|writing)\b",
        r"\bflexible (?:working )?hours\b|\bregular payments?\b",
        r"\bto leave (?:a\s+)?comments?\b|\bleave a (?:reply|comment)\b|\b(?:must|need to|have to) (?:be )?(?:sign(?:ed)?|log(?:ged)?)[ -]?in\b",
        r"\byour e-?mail address will not be\b|\brequired fields are marked\b",
        r"\bcomments? (?:are|is|section is) (?:now )?(?:closed|moderated|disabled)\b",
        r"\b(?:support|fund) (?:our|independent|quality) (?:work|journalism|reporting|newsroom)\b|\b(?:make|give) a donation\b|\bbecome a (?:member|subscriber|patron|supporter)\b",
        r"\b(?:found|find|noticed|spotted|see) (?:a|an) (?:error|mistake|typo)\b.{0,60}\b(?:select|highlight|press|click|ctrl|let us know|contact|tell us)\b",
        r"\bviews? (?:and opinions? )?expressed\b.{0,80}\b(?:author|own|not (?:necessarily )?(?:reflect|represent))",
        r"\bthis (?:article|story|post|piece) (?:was|is|has been) (?:originally |first )?(?:published|posted|appeared|translated|produced|reprinted|updated)\b",
        r"\b(?:originally|first) (?:published|appeared) (?:on|in|at|by)\b|\brepublished (?:with|under|from)\b",
        r"\bsubscribe\b.{0,60}\b(?:newsletter|channel|updates|feed|podcast|rss|stay informed)\b",
        r"\bclick here to\b|\bturn on (?:desktop )?notifications\b|\bplease enable javascript\b",
        r"\b(?:stay|keep) (?:informed|up to date|updated|tuned)\b.{0,40}\b(?:subscribe|newsletter|follow|telegram|channel)\b",
    ])
});

/// A line that is nothing but who reported, wrote and edited, in brackets or in parts by semicolons: no
/// sentence ends within it but behind an initial.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    let role =
        "(?:additional reporting|reporting|writing|editing|compiled|translated|edited|written)";
    Regex::new(&format!(
        r"(?is)^\W{{0,4}}{role}(?: and (?:editing|writing))? by\b(?:[^.!?“”]|(?-i:\b\p{{Lu}})\.|\b(?:jr|sr|st)\.|\.\s*{role})*\W*$"
    ))
    .expect("the pattern is fixed and a test compiles it")
});

static RIGHTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?is)^\W{0,4}(?:©|copyright\b)|\ball rights reserved\W*$")
        .expect("the pattern is fixed and a test compiles it")
});

static RELATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?is)^\W{0,4}(?:related|similar|recommended|suggested|popular|trending|most (?:read|popular|viewed|shared|commented)|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|more (?:from|on|in|about) .{1,40}|more (?:news|stories|articles)|(?:see|read) also|read (?:next|more)|also (?:read|on)|latest(?: news)?|editor['’]?s (?:picks?|choice)|don['’]?t miss|in other news|up next|what to read next)\s*(?:articles?|stories|posts?|news|content|links?|topics?|reading|coverage|videos?|for you|now)?\s*[:»>…]*$",
    )
    .expect("the pattern is fixed and a test compiles it")
});

fn set(patterns: &[&str]) -> RegexSet {
    RegexSet::new(patterns.iter().map(|pattern| format!("(?is){pattern}")))
        .expect("the patterns are fixed and a test compiles them")
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    fn kinds(text: &str) -> String {
        let lines = split(text, 0);
        let mut kinds = vec![ZoneKind::Body; lines.len()];
        mark(&lines, &mut kinds);
        kinds.iter().map(|kind| if *kind == ZoneKind::Body { '.' } else { 'x' }).collect()
    }

    #[test]
    fn short_lines_that_outlets_write_of_themselves() {
        for line in [
            "Photos used:",
            "Image by Ann Example",
            "Photo: harbour archive",
            "© 2019 The Harbour Post",
            "The Harbour Post © 2019. All rights reserved.",
            "Subscribe to our evening newsletter!",
            "Share on Facebook",
            "Tweet",
            "Read more: Ships wait for a pilot",
            "Related articles",
            "By Ann Example and Bo Sample",
            "Reporting by Ann Example; editing by Bo Sample",
            "This website uses cookies",
            "Updated: 14 Jan 2019, 12:30",
            "Ann Example / Reuters",
            "Dear reader, you must sign in to leave comments.",
            "3 min read",
            "*By Ann Example*",
            "Monday, January 14, 2019",
            "14 January 2019, 12:30",
        ] {
            assert_eq!(kinds(line), "x", "{line}");
        }
    }

    #[test]
    fn reports_about_such_things_stay_body() {
        for line in [
            "The outlet launched a newsletter on Monday, and a thousand readers subscribed to it.",
            "By Monday the ships had left.",
            "The minister shared the picture on Facebook.",
            "Source close to the talks: no deal",
            "The photo by the ship's cook won a prize.",
            "More ships arrived",
            "The share of exports fell to 3 percent.",
            "Print runs have shrunk since 2010.",
            "Read the treaty, he said.",
        ] {
            assert_eq!(kinds(line), ".", "{line}");
        }
    }

    #[test]
    fn a_title_amid_paragraphs_is_a_link() {
        let around = "The ships of the northern fleet wait in the harbour until a pilot comes, the \
            chair of the council said on Monday.";
        let amid = |line: &str| kinds(&format!("{around}\n\n{line}\n\n{around}"));
        assert_eq!(amid("Fleet Of The North Waits For Pilot In Vain"), ".x.");
        assert_eq!(amid("No Pilot In Sight"), "...");
        assert_eq!(amid("Nobody knows when the pilot will come"), "...");
    }

    #[test]
    fn words_amid_a_sentence_are_no_buttons() {
        assert_eq!(kinds("The boats often become too\npopular\nand then they are sold."), "...");
        assert_eq!(kinds("Sign up for our newsletter\nabout boats\nThe boats left."), "...");
        assert_eq!(kinds("Popular\nTen Boats Lost\nThe boats left."), "xxx");
    }

    #[test]
    fn an_appeal_of_a_paragraph_needs_two_phrases() {
        let appeal = "We welcome contributors from every harbour of the coast. Send us your \
            stories with samples of your writing, and tell us which ships you know best; our \
            editors answer within a week and pay on the first of the month.";
        assert_eq!(kinds(appeal), "x");
        let rights = "The Harbour Post is edited at the old customs house by a staff of five and \
            printed in the same street every night but Sunday, whatever the weather. No other \
            paper may use it. All rights reserved.";
        assert_eq!(kinds(rights), "x");
        let report = "The minister said that the ministry's own newsletter had named the wrong \
            day, that the talks would start on Tuesday instead, and that nobody should draw any \
            conclusion from the mistake of a tired clerk.";
        assert_eq!(kinds(report), ".");
    }

    #[test]
    fn credits_take_their_list_along_and_related_titles_their_section() {
        assert_eq!(kinds("• Fishing boats\n• © Ann Example\nThe boats left."), "xx.");
        let text = "The boats left.\nRelated articles\nTen Boats Lost At Sea\nAnn Example\n\
            The minister of ports said on Monday that the boats would be found soon.";
        assert_eq!(kinds(text), ".xxx.");
    }
}
