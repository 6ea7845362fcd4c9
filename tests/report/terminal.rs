use unicode_width::UnicodeWidthStr as _;
use variorum::analysis::Analysis;
use variorum::report::{Options, terminal};

use crate::fixture::{self, Draft};

/// Without the codes of styles.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('m').expect("only styles are written") + at;
        assert!(rest[at + 2..end].bytes().all(|b| b.is_ascii_digit() || b == b';'));
        rest = &rest[end + 1..];
    }
    out + rest
}

fn summary(draft: &Draft, width: usize) -> String {
    let files = ["reports/report.html".to_owned()];
    plain(&terminal::summary(&draft.corpus, &draft.analysis, &Options::default(), width, &files))
}

fn beside(draft: &Draft, width: usize) -> String {
    plain(&terminal::side_by_side(&draft.corpus, &draft.analysis, &Options::default(), width))
}

#[test]
fn the_summary_tells_what_differs_without_colours() {
    let text = summary(&fixture::ferry(), 80);
    for wanted in [
        "conflict: another number",
        "“21” — Nordwire, The Lantern, Worldview24",
        "“12” — Halvern Courier",
        "in/photo.jpg: binary, no text",
        "reports/report.html",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn every_line_fits() {
    let mut draft = fixture::ferry();
    draft.corpus.documents[0].text = draft.corpus.documents[0].text.replace("harbour", "東京港港");
    for draft in [draft, fixture::hostile()] {
        for width in [40, 80] {
            for text in [summary(&draft, width), beside(&draft, width)] {
                for line in text.lines() {
                    assert!(line.width() <= width, "{} > {width}: {line}", line.width());
                }
            }
        }
    }
}

#[test]
fn hostile_text_sends_no_code() {
    for text in [summary(&fixture::hostile(), 80), beside(&fixture::hostile(), 80)] {
        assert!(text.chars().all(|c| !c.is_control() || c == '\n'), "{text:?}");
        assert!(!text.contains('\u{202e}'));
    }
}

#[test]
fn differences_are_numbered_and_explained() {
    let text = beside(&fixture::ferry(), 80);
    assert!(text.contains("21¹"), "{text}");
    assert!(text.contains("  1 conflict: another number"), "{text}");
    assert!(text.contains("“21” / “12”"), "{text}");
    assert!(text.contains("both cannot be the number"), "{text}");
}

#[test]
fn two_texts_without_a_word_in_common_say_what_to_try() {
    let mut draft = fixture::ferry();
    draft.analysis = Analysis::default();
    assert!(beside(&draft, 80).contains("variorum explain agency.txt city.txt"));
    assert!(summary(&draft, 80).contains("variorum explain A B"));
    assert!(beside(&Draft::default(), 80).contains("Two texts"));
}
