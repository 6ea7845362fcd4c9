//! What outlets write differently is told first, a row a thing, in every report.

use variorum::alignment::Relation;
use variorum::divergence::{Effect, Kind};
use variorum::report::{Format, Options, terminal};

use crate::fixture::{Draft, row};
use crate::{of, render};

/// Three outlets on a harbour: a name in two spellings, an office under three titles, which never
/// all face each other, and a term that recurs.
fn harbour() -> Draft {
    const A: [&str; 2] = [
        "The keeper Ivor Saln, Warden of the Quays, shut the wharf on Monday.",
        "The Warden of the Quays called the wharf unsafe.",
    ];
    const B: [&str; 2] = [
        "The keeper Iwor Saln, Chief Harbour Warden, shut the jetty on Monday.",
        "The First Secretary of the Quays called the jetty unsafe.",
    ];
    let mut draft = Draft::default();
    let a = draft.document("a.txt", "The Heron", 1, "One", &A.join("\n\n"));
    let b = draft.document("b.txt", "The Stork", 2, "Two", &B.join("\n\n"));
    let term = || {
        let mut term = row(Kind::Wording, &[("wharf", None, &[a]), ("jetty", None, &[b])], "words");
        term.effect = Effect::None;
        term
    };
    let title = |of_b: &'static str| {
        row(Kind::Title, &[("Warden of the Quays", None, &[a]), (of_b, None, &[b])], "the office")
    };
    draft.statement(
        Relation::Edited,
        &[(a, A[0]), (b, B[0])],
        vec![
            row(Kind::NameVariant, &[("Ivor Saln", None, &[a]), ("Iwor Saln", None, &[b])], "one"),
            title("Chief Harbour Warden"),
            term(),
            row(Kind::Wording, &[("shut", None, &[a]), ("on Monday", None, &[b])], "once only"),
        ],
    );
    draft.statement(
        Relation::Edited,
        &[(a, A[1]), (b, B[1])],
        vec![title("First Secretary of the Quays"), term()],
    );
    draft
}

/// Without the codes of styles and line breaks.
fn told(draft: &Draft) -> String {
    let text = terminal::renderings(&draft.corpus, &draft.analysis, &Options::default(), 80);
    let mut out = String::new();
    for part in text.split('\u{1b}') {
        out.push_str(if out.is_empty() { part } else { part.split_once('m').unwrap().1 });
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_row_is_a_thing_with_all_its_readings_and_who_writes_them() {
    let text = told(&harbour());
    for wanted in [
        "Ivor Saln ×1 The Heron / Iwor Saln ×1 The Stork (spelling of a name)",
        "Warden of the Quays ×2 The Heron / Chief Harbour Warden ×1 The Stork / First Secretary of the Quays ×1 The Stork (title)",
        "jetty ×2 The Stork / wharf ×2 The Heron (term)",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert!(!text.contains("on Monday"), "what faces once is no term: {text}");
}

#[test]
fn renderings_come_before_what_differs() {
    let draft = harbour();
    let page = of(Format::Html, &draft);
    let part = page.find("id=\"renderings\"").unwrap();
    assert!(part < page.find("class=\"contrasts\"").unwrap());
    let rows = &page[part..part + page[part..].find("</section>").unwrap()];
    assert_eq!(rows.matches("<tr>").count(), 3);
    assert!(rows.contains("<a href=\"#s-s001\" title=\"Read it in the statement\">Iwor Saln</a>"));
    let text = of(Format::Markdown, &draft);
    assert!(text.find("## Renderings").unwrap() < text.find("## What matters most").unwrap());
    assert!(text.contains("**Iwor Saln** ×1 <sub>The Stork</sub>"), "{text}");
    let plain = terminal::summary(&draft.corpus, &draft.analysis, &Options::default(), 80, &[]);
    assert!(plain.find("Iwor Saln").unwrap() < plain.find("another title\u{1b}[0m").unwrap());
}

#[test]
fn a_reading_is_a_row_of_the_table() {
    let draft = harbour();
    let text = of(Format::Renderings, &draft);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
    let spelling: Vec<_> = rows.iter().filter(|row| row[1] == "spelling of a name").collect();
    assert_eq!(spelling.len(), 2);
    assert_eq!(spelling[0][0], spelling[1][0], "one number for one thing");
    assert_eq!(spelling[1][2..8], ["Iwor Saln", "1", "The Stork", "b.txt", "s001", "b.txt"]);
    let (start, end): (usize, usize) =
        (spelling[1][8].parse().unwrap(), spelling[1][9].parse().unwrap());
    assert_eq!(&draft.corpus.documents[1].text[start..end], "Iwor Saln");
}

#[test]
fn the_least_effect_does_not_hide_a_spelling() {
    let draft = harbour();
    let options = Options { min_effect: Effect::Conflict, ..Options::default() };
    let page = render(Format::Html, &draft.corpus, &draft.analysis, &options);
    assert!(page.contains(">Iwor Saln</a>"));
}
