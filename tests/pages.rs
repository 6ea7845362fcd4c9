//! What pages and scans have beside their statements: words broken at a line end, numbers that only label,
//! furniture and what is struck out. Both ways: what must be quiet, and what must still be named.
//!
//! `tests/pages.txt` holds a row a line: `kind | expected | left | right`. `same`: nothing that a careful
//! reader would ask about. `open`: they differ, and neither contradicts the other. `conflict`: both cannot
//! be true.
#![expect(clippy::disallowed_methods, reason = "a test reads a file of its own")]

use variorum::analysis::{Options, Silent, Verdict, analyze, compare};
use variorum::corpus::{Corpus, Input};
use variorum::divergence::Effect;

fn rows(kind: &str) -> Vec<[String; 3]> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages.txt");
    let text = std::fs::read_to_string(path).expect("the rows are there");
    let lines = text.lines().filter(|line| line.starts_with(kind));
    let cells = |line: &str| -> Vec<String> {
        line.split(" | ")
            .map(|cell| cell.trim().replace('⏎', "\n").replace('¤', "\u{ad}"))
            .collect()
    };
    lines
        .map(|line| <[String; 3]>::try_from(cells(line)[1..].to_vec()).expect("four cells"))
        .collect()
}

fn misses(kind: &str) -> Vec<String> {
    let rows = rows(kind);
    assert!(rows.len() > 10, "rows of {kind}");
    let mut missed = Vec::new();
    for [expected, a, b] in &rows {
        for (x, y) in [(a, b), (b, a)] {
            let found = compare(x, y, &Options::default());
            let right = match expected.as_str() {
                "same" => found.verdict == Verdict::Same,
                "open" => found.verdict < Verdict::Shift,
                "conflict" => found.verdict == Verdict::Contradiction,
                other => panic!("{other}"),
            };
            if !right {
                let told: Vec<&str> =
                    found.divergences.iter().map(|it| it.explanation.as_str()).collect();
                missed.push(format!("{expected}, not {:?}: {x} | {y}: {told:?}", found.verdict));
            }
        }
    }
    missed
}

#[test]
fn broken_words_are_whole() {
    let missed = misses("broken");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn labels_are_no_quantities() {
    let missed = misses("label");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_broken_word_is_told_with_its_reason() {
    let told = |a: &str, b: &str| {
        let found = compare(a, b, &Options::default());
        found
            .divergences
            .iter()
            .any(|it| it.explanation.contains("broken") && it.effect == Effect::None)
    };
    let end = "kept the lamps of the quay in order, and 12 boats came home.";
    assert!(told(
        &format!("Keeper Brun of Ost-\nrand {end}"),
        &format!("Keeper Brun, of Ostrand, {end}")
    ));
    assert!(!told(
        &format!("Keeper Brun of Ostrand {end}"),
        &format!("Keeper Brun, of Ostrand, {end}")
    ));
}

/// The gravest effect between two pages of two outlets, and how many of their differences have it.
fn gravest(pages: [&str; 2], ending: &str) -> Option<Effect> {
    let input = |(n, text): (usize, &&str)| Input::Bytes {
        name: format!("{n}.{ending}"),
        bytes: text.as_bytes().to_vec(),
    };
    let inputs: Vec<Input> = pages.iter().enumerate().map(input).collect();
    let corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).expect("a corpus");
    let found = analyze(&corpus, &Options::default(), &Silent);
    assert!(!found.alignments.is_empty(), "{pages:?}");
    found.divergences.iter().map(|it| it.effect).max()
}

const STORY: &str = "The board of Ostrand said on Monday that 12 boats had been lost in the storm off the quay. \
    Keeper Anna Brun told reporters that the northern pier must be closed at once for repairs. \
    Nobody on board was hurt, and the boats were not insured against storms of that kind.";

fn page(story: &str, more: &str) -> String {
    format!(
        "<html><head><title>Twelve boats lost</title></head><body><article><h1>Twelve boats lost off Ostrand</h1>\
         <p>{story}</p>{more}</article></body></html>"
    )
}

#[test]
fn furniture_of_a_page_says_nothing() {
    let rows = [
        (
            "<p>OSTRAND Tue Dec 30, 2014 9:21am IST</p>",
            "<p>OSTRAND Tue Dec 30, 2014 11:44pm GMT</p>",
        ),
        (
            "<p>(Additional reporting by Ida Lund, Per Moe and Siv Aas in VESTBY and Jon Dahl in SUNDVIK; \
              Writing by Dag Lie; Editing by Mia Rud)</p>",
            "<p>(Additional reporting by Ida Lund, Per Moe and Siv Aas in VESTBY and Jon Dahl in SUNDVIK; \
              Writing by Dag Lie and Tor Vik; Editing by Nils Holm and Eva Berg-Hansen)</p>",
        ),
        (
            "<p>Welcome to The Lamp's Best of 2014 round-up!</p><p>From December 21 through January 1 we are \
              rounding up our favorite stories of the year.</p>",
            "<p>Welcome to The Quay's Best of 2014 round-up!</p><p>From December 22 through January 4 we are \
              rounding up our favorite stories of the year.</p>",
        ),
        (
            "<h2>References</h2><p>Lund, I. (2012). Lamps of the north. Vestby: Gull.</p><p>Moe, P. (2009). \
              Piers and quays. Vestby: Gull.</p>",
            "<h2>References</h2><p>Lund, I. (2014). Lamps of the north. Sundvik: Gull.</p><p>Moe, P. (2010). \
              Piers and quays. Sundvik: Gull.</p>",
        ),
    ];
    for (a, b) in rows {
        let found = gravest([&page(STORY, a), &page(STORY, b)], "html");
        assert!(found < Some(Effect::Shift), "{a}: {found:?}");
    }
}

#[test]
fn what_a_body_says_is_named_still() {
    let other = STORY.replace("12 boats", "14 boats");
    let credit = "<p>(Reporting by Ida Lund; Editing by Mia Rud)</p>";
    assert_eq!(
        gravest([&page(STORY, credit), &page(&other, credit)], "html"),
        Some(Effect::Conflict)
    );
    let correction = |day: &str| {
        format!("<p>Correction: The storm came on {day}, and the keeper was told of it.</p>")
    };
    let pages = [page(STORY, &correction("3 May 2014")), page(STORY, &correction("5 May 2014"))];
    assert_eq!(gravest([&pages[0], &pages[1]], "html"), Some(Effect::Conflict));
}

#[test]
fn what_is_struck_out_is_not_said() {
    let whole = STORY.replace("12 boats", "14 boats");
    for (open, close) in [
        ("<del>", "</del>"),
        ("<s>", "</s>"),
        ("<strike>", "</strike>"),
        ("<span style=\"display: none\">", "</span>"),
        ("<span hidden>", "</span>"),
        ("<span style=\"text-decoration: line-through\">", "</span>"),
    ] {
        let struck = whole.replace("14 boats", &format!("{open}12{close} 14 boats"));
        let found = gravest([&page(&whole, ""), &page(&struck, "")], "html");
        assert!(found.is_none_or(|it| it < Effect::Compatible), "{open}: {found:?}");
        let found = gravest([&page(STORY, ""), &page(&struck, "")], "html");
        assert_eq!(found, Some(Effect::Conflict), "{open}");
    }
    let text = |story: &str| format!("# Twelve boats lost off Ostrand\n\n{story}\n");
    for (open, close) in [("~~", "~~"), ("<del>", "</del>"), ("<s>", "</s>")] {
        let struck = whole.replace("14 boats", &format!("{open}12{close} 14 boats"));
        let found = gravest([&text(&whole), &text(&struck)], "md");
        assert!(found.is_none_or(|it| it < Effect::Compatible), "{open}: {found:?}");
        assert_eq!(gravest([&text(STORY), &text(&struck)], "md"), Some(Effect::Conflict), "{open}");
    }
}
