//! Running text is text, wherever it stands.
//!
//! In: a document whose zones say what its statements are. Out: the same with the running text of its
//! other zones as body, and with what it says beside its text (in its front matter, its title, the
//! signs of its pictures) behind that. For readers who did not choose the document: whoever wrote it
//! chose its classes, its marks and its front matter too, and a page shows a sentence in its footer as
//! well as one above it. What looks like a frame (short, or a row of names and titles) stays one.

use std::collections::HashSet;

use super::clear::clear;
use super::paragraphs::Wrap;
use super::zones::lines::{self, Line};
use super::zones::{is_boilerplate, joined};
use super::{Document, Piece, Zone, ZoneKind};
use crate::span::Span;

/// Words of the shortest running text, and how many of them begin with no capital: more of both
/// where the words are those of a credit, a notice or a call to subscribe.
const RUNNING: (usize, usize) = (6, 3);
const IN_NOTICE: (usize, usize) = (10, 6);
/// Letters that make running text in scripts that write without blanks.
const LETTERS: usize = 12;
/// Pieces beside the text that are read, and bytes of each.
const MOST: usize = 1_000;
const LONGEST: usize = 20_000;

/// Makes body of what is running text.
pub fn hear(document: &mut Document) {
    clear(document);
    said(document);
    // What was beside the text has such signs too.
    clear(document);
}

fn said(document: &mut Document) {
    let wrap = Wrap::of(&document.text);
    let mut zones: Vec<Zone> = Vec::with_capacity(document.zones.len());
    for zone in &document.zones {
        if matches!(zone.kind, ZoneKind::Headline | ZoneKind::Body) {
            zones.push(*zone);
            continue;
        }
        let lines = lines::within(&document.text, zone.span, wrap);
        let kinds: Vec<ZoneKind> = lines
            .iter()
            .map(|line| if is_running(line) { ZoneKind::Body } else { zone.kind })
            .collect();
        zones.extend(joined(&lines, &kinds));
    }
    document.zones = zones;
    let mut beside = scattered(document);
    beside.append(&mut document.beside);
    // Where the text is the file, whatever the document says of itself stands in it.
    let extracted = document.extracted;
    let title = document.title.as_ref().filter(|title| extracted && !title.guessed);
    beside.extend(title.map(|title| title.value.clone()));
    if beside.is_empty() {
        return;
    }
    let mut known: HashSet<String> = sentences(&document.text).map(words_of).collect();
    for said in beside.into_iter().take(MOST) {
        let said = said.trim();
        let said = &said[..said.floor_char_boundary(LONGEST)];
        // Data and descriptions of a page repeat its text, in other lines.
        let unsaid: String = sentences(said).filter(|it| !known.contains(&words_of(it))).collect();
        known.extend(sentences(&unsaid).map(words_of));
        append(document, unsaid.trim());
    }
}

/// A text in pieces that end with a sentence or a line.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ends = rest.match_indices(['.', '!', '?', '\n']);
        let end = ends.map(|(at, mark)| at + mark.len()).find(|end| {
            let next = &rest[*end..];
            let mut signs = next.chars();
            rest[..*end].ends_with('\n')
                || signs.next().is_none_or(char::is_whitespace)
                    && signs.find(|c| !c.is_whitespace()).is_none_or(|c| !c.is_lowercase())
        });
        let (piece, more) = rest.split_at(end.unwrap_or(rest.len()));
        rest = more;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The words of a piece, in small letters, without marks around them.
fn words_of(piece: &str) -> String {
    let words = piece
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Words of a piece that may be one of a sentence.
const FEW: usize = 4;

/// Sentences that stand in pieces one below the other: a word a line, a word a cell.
fn scattered(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let pieces = document.text.lines().map(str::trim).filter(|piece| !piece.is_empty());
    for piece in pieces.chain([""]) {
        let words = piece.split_whitespace().take(FEW + 1).count();
        if (1..=FEW).contains(&words) {
            run.push(piece);
            continue;
        }
        // Titles and menus begin with a capital, each of them; a sentence goes on in small letters.
        let goes_on =
            |it: &&&str| it.starts_with(|c: char| !c.is_uppercase() && c.is_alphanumeric());
        if 2 * run.iter().skip(1).filter(goes_on).count() > run.len().saturating_sub(1)
            && found.len() < MOST
        {
            found.push(run.join(" "));
        }
        run.clear();
    }
    found
}

fn append(document: &mut Document, said: &str) {
    let whole = Span::new(0, said.len());
    let running = lines::within(said, whole, Wrap::NEVER).iter().any(is_running);
    if !running || document.text.contains(said) {
        return;
    }
    let text = &mut document.text;
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let start = text.len();
    text.push_str(said);
    // Where it stands is not known: it is shown at the top of the file.
    if !document.pieces.is_empty() {
        let text = u32::try_from(start).unwrap_or(u32::MAX);
        document.pieces.push(Piece { text, file: 0, line: 1, column: 1 });
    }
    document.zones.push(Zone { kind: ZoneKind::Body, span: Span::new(start, text.len()) });
}

/// Whether a line is running text: several words, most of which begin with no capital.
fn is_running(line: &Line<'_>) -> bool {
    let (words, small) = if is_boilerplate(line) { IN_NOTICE } else { RUNNING };
    let unspaced = |c: &char| matches!(c, '\u{e00}'..='\u{eff}' | '\u{3041}'..='\u{9fff}');
    if line.text.chars().filter(unspaced).take(LETTERS).count() == LETTERS {
        return true;
    }
    let begins = line.text.split_whitespace().filter_map(|word| {
        let mut letters = word.chars().filter(|c| c.is_alphanumeric());
        letters.next()
    });
    let (mut all, mut plain) = (0, 0);
    for first in begins {
        all += 1;
        plain += usize::from(first.is_alphabetic() && !first.is_uppercase());
        if all >= words && plain >= small {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, zones::assert_cover};
    use crate::corpus::{Input, Known, Options};

    const SAID: &str = "The old crane was sold to a yard in the north for 40 thousand crowns.";

    fn heard(name: &str, text: &str) -> Vec<String> {
        let input = Input::Bytes { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let mut corpus = Corpus::read(&[input], &Options::default()).unwrap();
        let document = &mut corpus.documents[0];
        hear(document);
        assert_cover(&document.text, &document.zones);
        let zones = [ZoneKind::Headline, ZoneKind::Body];
        let stretches = document.stretches(&zones);
        stretches.iter().map(|span| span.text(&document.text).to_owned()).collect()
    }

    #[test]
    fn a_sentence_is_text_in_any_frame() {
        for (name, text) in [
            ("a.html", format!("<h1>Crane sold</h1><p>Short.</p><footer><p>{SAID}</p></footer>")),
            ("a.html", format!("<h1>Crane</h1><p>Short.</p><div class='promo'>{SAID}</div>")),
            ("a.html", format!("<h1>Crane</h1><p>Short.</p><div id='comments'>{SAID}</div>")),
            ("a.html", format!("<h1>Crane</h1><p>Short.</p><p hidden>{SAID}</p>")),
            ("a.html", format!("<h1>Crane</h1><svg><text>{SAID}</text></svg>")),
            ("a.html", format!("<h1>Crane</h1><iframe srcdoc='<p>{SAID}</p>'></iframe>")),
            ("a.html", format!("<h1>Crane</h1><input value='{SAID}'>")),
            ("a.html", format!("<h1>Crane</h1><style>p::before{{content:\"{SAID}\"}}</style>")),
            ("a.md", format!("# Crane\n\n<div>\n{SAID}\n</div>\n")),
            ("a.md", format!("# Crane\n\n```\n{SAID}\n```\n")),
            ("a.md", format!("# Crane\n\n![{SAID}](a.png)\n")),
            ("a.md", format!("# Crane\n\n[Short](a.html \"{SAID}\")\n")),
            ("a.md", format!("---\ndescription: {SAID}\n---\n\n# Crane\n")),
            ("a.md", format!("---\nsummary: |\n  {SAID}\n---\n\n# Crane\n")),
            ("a.txt", format!("---\nsummary: {SAID}\n---\n\nCrane\n")),
            ("a.txt", format!("Crane\n\nRead more: {SAID}\n")),
            ("a.jsonl", format!("{{\"id\":\"a\",\"title\":\"{SAID}\",\"text\":\"Crane\"}}")),
            ("a.jsonl", format!("{{\"id\":\"a\",\"summary\":\"{SAID}\",\"text\":\"Crane\"}}")),
            ("a.jsonl", format!("{{\"id\":\"a\",\"{SAID}\":1,\"text\":\"Crane\"}}")),
            ("a.jsonl", format!("{{\"id\":\"a\",\"x\":{{\"{SAID}\":1}},\"text\":\"Crane\"}}")),
            (
                "a.jsonl",
                format!("{{\"id\":\"a\",\"x\":[\"{}\"],\"text\":\"Crane\"}}", parted("\",\"")),
            ),
            ("a.html", format!("<p>Crane</p><table><tr><td>{}</table>", parted("<td>"))),
            ("a.html", format!("<p>Crane</p><table><tr><td>{}</table>", parted("<tr><td>"))),
            ("a.html", format!("<p>Crane</p><p>{}", parted("<p>"))),
            ("a.html", format!("<p>Crane</p><ul><li>{}</ul>", parted("<li>"))),
            ("a.html", format!("<p>Crane</p><svg><text>{}</text></svg>", parted("</text><text>"))),
            (
                "a.html",
                format!("<p>Crane</p><svg><text>{}</text></svg>", parted("<tspan> </tspan>")),
            ),
            ("a.md", format!("Crane\n\n{}\n", parted("\n\n"))),
            ("a.md", format!("Crane\n\n- {}\n", parted("\n- "))),
            ("a.txt", format!("Crane\n\n{}\n", parted("\n"))),
            ("a.txt", format!("Crane\n\n{}\n", parted("\n\n"))),
        ] {
            let said = heard(name, &text);
            let whole =
                |it: &String| it.replace('\n', " ").contains("in the north for 40 thousand");
            assert!(said.iter().any(whole), "{name}: {text}\n{said:?}");
        }
    }

    /// What is said, with something between its words.
    fn parted(by: &str) -> String {
        SAID.split(' ').collect::<Vec<_>>().join(by)
    }

    #[test]
    fn a_frame_stays_one() {
        for (name, text) in [
            ("a.html", format!("<h1>Crane</h1><p>{SAID}</p><nav>Home News Sport Weather</nav>")),
            ("a.html", format!("<h1>Crane</h1><p>{SAID}</p><footer>© 2031 Gull News Ltd</footer>")),
            ("a.txt", format!("{SAID}\n\nPhoto: Ann Example / Gull News\n\nBy Ann Example\n")),
            ("a.txt", format!("{SAID}\n\nSubscribe to our free evening newsletter!\n")),
        ] {
            let said = heard(name, &text);
            let frame = |it: &String| !it.contains("crane") && !it.contains("Crane");
            assert!(!said.iter().any(frame), "{name}: {said:?}");
        }
        let menu = "<h1>Crane</h1><ul><li>About us<li>Terms of use<li>Get in touch</ul>";
        let said = heard("a.html", menu);
        assert!(!said.iter().any(|it| it.contains("us Terms")), "{said:?}");
    }

    #[test]
    fn what_stands_in_the_text_already_is_not_said_again() {
        let mut document = Document {
            text: SAID.to_owned(),
            extracted: true,
            title: Some(Known::stated(SAID.to_owned())),
            zones: vec![Zone { kind: ZoneKind::Body, span: Span::new(0, SAID.len()) }],
            ..Document::default()
        };
        hear(&mut document);
        assert_eq!(document.text, SAID);
    }
}
