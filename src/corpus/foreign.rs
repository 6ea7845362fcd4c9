//! Formats that look like text and are none: read as text, their tags and headers would be words.
//!
//! In: the first bytes of an input. Out: what it is and what to do with it. Names lie, and a file
//! that the user names is read whatever it is called, so only what stands inside counts.

use super::own;

/// Bytes that are looked at.
const START: usize = 4096;

/// Why an input that begins like this is not read, with the way out; `path` is what it is called.
pub fn refused(path: &str, start: &[u8]) -> Option<String> {
    let start = &start[..start.len().min(START)];
    if is_ebcdic(start) {
        return Some(EBCDIC.to_owned());
    }
    let start = String::from_utf8_lossy(start);
    if own::is_own(&start) {
        return Some(own::REASON.to_owned());
    }
    let text = start.trim_start_matches('\u{FEFF}').trim_start();
    let reason = if text.starts_with("{\\rtf") {
        "RTF: its marks would be read as words; save it as .txt or .html, as with `pandoc`"
    } else if is_array(text) {
        "a JSON array: write one object a line, as with `jq -c '.[]' FILE > FILE.jsonl`"
    } else if is_spread(text) {
        "a JSON object over several lines: write each on one, as with `jq -c . FILE > FILE.jsonl`"
    } else if is_mailbox(text) {
        "a mailbox (mbox): its headers would be read as words; save the text of each mail as .txt"
    } else if is_mail(text) || is_called(path, &[".eml"]) {
        "a mail (EML): its headers and its encoding would be read as words; save its text as .txt"
    } else {
        xml(text, is_called(path, &[".xml", ".rss", ".atom", ".rdf"]))?
    };
    Some(reason.to_owned())
}

const EBCDIC: &str = "text of a mainframe (EBCDIC): its letters would be read as signs; save it as \
                      UTF-8, as with `iconv -f IBM500 -t UTF-8`";
/// Bytes from which letters and blanks can be counted.
const ENOUGH: usize = 32;

/// Whether bytes are letters of EBCDIC with its blanks between them: 0x40 where every charset that is read
/// has 0x20, and neither that nor a line end of those.
fn is_ebcdic(start: &[u8]) -> bool {
    let count = |is: fn(&u8) -> bool| start.iter().filter(|byte| is(byte)).count();
    let blanks = count(|byte| *byte == 0x40);
    let letters = count(
        |byte| matches!(byte, 0x81..=0x89 | 0x91..=0x99 | 0xA2..=0xA9 | 0xC1..=0xE9 | 0xF0..=0xF9),
    );
    start.len() >= ENOUGH
        && count(|byte| matches!(byte, 0x20 | 0x0A)) == 0
        && 20 * blanks >= start.len()
        && 10 * letters >= 6 * start.len()
}

/// Whether a name has one of these endings, packed or not.
fn is_called(path: &str, endings: &[&str]) -> bool {
    let name = path.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    endings.iter().any(|ending| name.ends_with(ending))
}

/// `[` and the first object, or further arrays.
fn is_array(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('[') else { return false };
    let inner = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '[');
    inner.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// `{` alone on its line, and a key on the next.
fn is_spread(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('{') else { return false };
    let line = rest.split('\n').next().unwrap_or("");
    line.len() < rest.len() && line.trim().is_empty() && rest.trim_start().starts_with('"')
}

fn is_mailbox(text: &str) -> bool {
    let Some((first, rest)) = text.split_once('\n') else { return false };
    let mut words = first.split_whitespace();
    words.next() == Some("From") && words.count() >= 5 && headers(rest) >= 2
}

fn is_mail(text: &str) -> bool {
    headers(text) >= 3
}

/// How many lines at the start are headers of a mail; none unless one of them is of a kind that
/// only mails have, or has a sender's address or the second of the day.
fn headers(text: &str) -> usize {
    const ONLY: [&str; 9] = [
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "delivered-to",
        "in-reply-to",
        "content-type",
        "content-transfer-encoding",
        "dkim-signature",
    ];
    const ALSO: [&str; 7] = ["from", "to", "cc", "subject", "date", "reply-to", "sender"];
    let (mut count, mut sure) = (0, false);
    for line in text.lines() {
        if line.starts_with([' ', '\t']) && count > 0 {
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { break };
        let name = name.to_ascii_lowercase();
        let only = ONLY.contains(&name.as_str());
        sure |= only || (name == "date" && value.matches(':').count() >= 2);
        sure |= matches!(name.as_str(), "from" | "to") && value.contains('@');
        if only || ALSO.contains(&name.as_str()) {
            count += 1;
        } else if name.contains(' ') {
            break;
        }
    }
    if sure { count } else { 0 }
}

/// XML that is no page: declared, called so, or with a first element that no page has and that is
/// closed.
fn xml(text: &str, called: bool) -> Option<&'static str> {
    const FEED: &str = "a feed (RSS or Atom): its tags and time stamps would be read as words; save \
                        each article as .html or .txt";
    const OTHER: &str = "XML: its tags would be read as words; save its text as .txt, or the page \
                         as .html";
    const ROOTS: [&str; 8] =
        ["tei", "teicorpus", "nitf", "newsml", "newsitem", "urlset", "sitemapindex", "opml"];
    let declared = text.starts_with("<?xml");
    let written = root(text)?;
    let root = written.to_ascii_lowercase();
    match root.as_str() {
        "html" => None,
        "rss" | "feed" | "rdf:rdf" | "channel" => Some(FEED),
        _ if declared || called || ROOTS.contains(&root.as_str()) => Some(OTHER),
        root if PAGE.contains(&root) => None,
        _ => {
            let closed = text.contains(&format!("</{written}>")) && text.matches("</").count() > 1;
            closed.then_some(OTHER)
        }
    }
}

/// Elements that a page, or a piece of one, begins with.
const PAGE: [&str; 58] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "cite",
    "code",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "i",
    "img",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "title",
];

/// The name of the first element, past declarations and comments.
pub(super) fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = &comment[comment.find("-->")? + 3..];
        } else if rest.starts_with(['?', '!']) {
            rest = &rest[rest.find('>')? + 1..];
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            return Some(&rest[..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_text_is_refused_with_a_way_out() {
        for (start, what) in [
            ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>", "feed"),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "feed"),
            ("\u{FEFF}<?xml version='1.0'?><!-- x --><report><day>3</day>", "XML"),
            ("<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "XML"),
            ("{\\rtf1\\ansi Ships wait.}", "RTF"),
            ("[\n  {\"id\": 1, \"text\": \"Ships wait.\"}\n]", "JSON array"),
            ("{\n  \"id\": 1,\n", "several lines"),
            ("From a@b.example Mon Jan 14 10:00:00 2019\nFrom: a\nMIME-Version: 1.0\n", "mbox"),
            ("<report><day>3</day><text>Ships wait.</text></report>", "XML"),
            ("From: Ann <a@b.example>\nTo: c@d.example\nSubject: Ships\n\nWait.", "EML"),
            ("From: Ann\nDate: Tue, 14 May 2024 10:00:00 +0000\nSubject: Ships\n\nWait.", "EML"),
            ("Return-Path: <a@b.example>\nReceived: from x\n by y\nSubject: Ships\n\nWait.", "EML"),
        ] {
            let reason = refused("a.txt", start.as_bytes()).unwrap_or_default();
            assert!(reason.contains(what), "{start}: {reason}");
        }
    }

    #[test]
    fn letters_of_a_mainframe_are_told_from_text() {
        // “the ferry ran aground”, twice.
        let words = "\u{a3}\u{88}\u{85}@\u{86}\u{85}\u{99}\u{99}\u{a8}@\u{99}\u{81}\u{95}@\
                     \u{81}\u{87}\u{99}\u{96}\u{a4}\u{95}\u{84}@";
        let bytes: Vec<u8> = words.chars().chain(words.chars()).map(|c| c as u32 as u8).collect();
        assert!(refused("a.txt", &bytes).is_some_and(|reason| reason.contains("EBCDIC")));
        assert_eq!(refused("a.txt", "ada@example.org,@otto,@mirko@straum@lund@".as_bytes()), None);
        let (greek, _, _) =
            encoding_rs::ISO_8859_7.encode("το πλοίο προσάραξε την Τρίτη με 212 ανθρώπους");
        assert_eq!(refused("a.txt", &greek), None);
    }

    #[test]
    fn texts_and_pages_are_not() {
        for start in [
            "",
            "Ships wait.",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
            "<p>Ships wait.</p>",
            "[Music] Ships wait.",
            "[1] Ships wait.",
            "{sic} he said",
            "{\"id\": 1, \"text\": \"Ships wait.\"}",
            "From: the harbour\nTo: all\nSubject: ships\n\nThey wait.",
            "From Monday the ships wait in the harbour: a pilot is ill.\nSubject: ships\nDate: today\n",
            "<3 the ships",
            "<laughs> The ships wait.",
            "<table><tr><td>3</td></tr></table>",
        ] {
            assert_eq!(refused("a.txt", start.as_bytes()), None, "{start}");
        }
    }

    #[test]
    fn a_name_tells_where_the_start_does_not() {
        for (path, start, what) in [
            ("a/B.XML", "<p>Ships</p>", "XML"),
            ("a.xml.gz", "<day/>", "XML"),
            ("a.eml", "Subject: ships\n\nThey wait.", "EML"),
        ] {
            let reason = refused(path, start.as_bytes()).unwrap_or_default();
            assert!(reason.contains(what), "{path}: {reason}");
        }
        let page = "<html><p>Ships</p></html>";
        assert_eq!(refused("a.xml", page.as_bytes()), None);
        assert_eq!(refused("a.xml", b"Ships wait."), None);
    }
}
