use pulldown_cmark::{Event, Options as Extensions, Parser, Tag};
use variorum::divergence::{Effect, Kind};
use variorum::report::{Format, Options};
use variorum::statement::{Reading, Variant};

use crate::{fixture, of, render};

#[test]
fn the_result_comes_first_in_words() {
    let text = of(Format::Markdown, &fixture::ferry());
    let head: String = text.lines().take(4).collect();
    assert!(
        head.contains("5 documents, 3 March 2031 to 6 March 2031; 2 files not read."),
        "{head}"
    );
    assert!(head.contains("4 statements are told by more than one of them."), "{head}");
    assert!(head.contains("contradict each other"), "{head}");
}

#[test]
fn who_says_what_is_told_with_the_reason() {
    let text = of(Format::Markdown, &fixture::ferry());
    let row =
        text.lines().find(|l| l.contains("<b>21</b>") && l.starts_with("| **conflict**")).unwrap();
    assert!(
        row.contains("<b>12</b> of") && row.contains("<sub>Halvern Courier (alone)</sub>"),
        "{row}"
    );
    assert!(row.contains("Nordwire, The Lantern, Worldview24 (most)"), "{row}");
    assert!(row.contains("both cannot be the number"), "{row}");
    // Three pairs of documents differ, one line tells it.
    assert_eq!(
        text.lines().filter(|l| l.starts_with("| **conflict**<br>another number")).count(),
        1
    );
}

#[test]
fn three_readings_of_one_place_are_one_line() {
    let text = of(Format::Markdown, &fixture::ferry());
    let rows: Vec<_> = text.lines().filter(|l| l.starts_with("| **shift**<br>stronger")).collect();
    assert_eq!(rows.len(), 1, "{rows:#?}");
    for reading in ["<b>must</b>", "<b>should</b>", "<b>It is necessary for us</b>"] {
        assert!(rows[0].contains(reading), "{}", rows[0]);
    }
}

#[test]
fn conflicts_come_before_shifts() {
    let text = of(Format::Markdown, &fixture::ferry());
    let at = |needle: &str| text.find(needle).unwrap();
    assert!(at("| **conflict**<br>") < at("| **shift**<br>"));
}

#[test]
fn differences_are_marked_in_the_words() {
    let text = of(Format::Markdown, &fixture::ferry());
    assert!(text.contains("injuring **12** of the **more than 400** people"), "{text}");
    assert!(text.contains("why the radar **was not switched on**"), "{text}");
}

#[test]
fn names_documents_and_what_was_skipped_are_listed() {
    let text = of(Format::Markdown, &fixture::ferry());
    for wanted in [
        "| Aleksei Voronin (given) |",
        "| Halvern Courier | Morning Star on the rocks | 2031-03-04 ? | en ? | `city.txt` |",
        "| `in/photo.jpg` | binary, no text |",
        "- 3 frequent features were capped.",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert!(!text.contains("| Nordwire | Nordwire ×1"), "one spelling is no news");
}

#[test]
fn hostile_text_stays_text() {
    let text = of(Format::Markdown, &fixture::hostile());
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']));
    let allowed = ["<details>", "</details>", "<b>", "</b>", "<br>", "<sub>", "</sub>", "<!-- -->"];
    for event in Parser::new_ext(&text, Extensions::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                panic!("{event:?}")
            }
            Event::InlineHtml(tag) => assert!(allowed.contains(&&*tag), "{tag}"),
            Event::Html(block) => {
                assert!(!block.contains("<script") && !block.contains("<img"), "{block}");
            }
            _ => {}
        }
    }
}

#[test]
fn tables_keep_their_columns() {
    for draft in [fixture::ferry(), fixture::hostile()] {
        let text = of(Format::Markdown, &draft);
        let mut columns = None;
        for line in text.lines() {
            let bars = line.replace("\\|", "").matches('|').count();
            columns = if line.starts_with('|') {
                assert_eq!(bars, *columns.get_or_insert(bars), "{line}");
                columns
            } else {
                None
            };
        }
    }
}

#[test]
fn nothing_found_says_why_and_what_to_try() {
    let text = of(Format::Markdown, &fixture::Draft::default());
    assert!(text.contains("No document was read"), "{text}");
    let mut draft = fixture::ferry();
    draft.analysis = variorum::analysis::Analysis::default();
    let text = of(Format::Markdown, &draft);
    assert!(text.contains("variorum explain A B"), "{text}");
}

#[test]
fn a_long_report_is_bounded_and_says_so() {
    let draft = fixture::big(50, 80);
    let options = Options { markdown_limit: 10, ..Options::default() };
    let text = render(Format::Markdown, &draft.corpus, &draft.analysis, &options);
    assert_eq!(text.matches("</sub>\n\n</details>").count(), 10);
    assert!(text.contains("10 of 80 statements: 70 not shown here"), "{text}");
    assert!(text.contains("in `report.html` and `report.json`"));
}

#[test]
fn a_comment_on_a_pull_request_holds_it() {
    let mut draft = fixture::big(300, 400);
    for document in &mut draft.corpus.documents {
        document.id = format!("{}{}", "@#_*".repeat(40), document.id);
    }
    draft.analysis.notes = vec!["#".repeat(4_000); 50];
    for chars in [3_000, 20_000, 65_000] {
        let options = Options { markdown_limit: 400, markdown_chars: chars, ..Options::default() };
        let text = render(Format::Markdown, &draft.corpus, &draft.analysis, &options);
        assert!(text.chars().count() <= chars, "{} of {chars}", text.chars().count());
        assert!(text.contains("not shown here"), "{text}");
    }
    let options = Options { markdown_limit: 400, markdown_chars: 0, ..Options::default() };
    let text = render(Format::Markdown, &draft.corpus, &draft.analysis, &options);
    assert!(text.chars().count() > 65_000 && !text.contains("not shown here"));
}

#[test]
fn what_only_one_has_is_one_row() {
    let mut draft = fixture::ferry();
    let lacks = |text: &str| Variant {
        kind: Kind::Omission,
        effect: Effect::Compatible,
        readings: vec![
            Reading { text: text.to_owned(), witnesses: vec![0] },
            Reading { text: String::new(), witnesses: (1..4).collect() },
        ],
        divergences: Vec::new(),
    };
    let statement = &mut draft.analysis.statements[0];
    assert_eq!(statement.witnesses.len(), 4);
    statement.variants = vec![lacks("in | fog"), lacks("at `dawn`")];
    let text = of(Format::Markdown, &draft);
    let rows: Vec<_> = text.lines().filter(|l| l.contains("fog”") || l.contains("dawn")).collect();
    assert_eq!(rows.len(), 1, "{text}");
    assert!(rows[0].starts_with("| compatible: only "), "{}", rows[0]);
    assert!(rows[0].ends_with(" has | “in \\| fog” · “at \\`dawn\\`” |  |"), "{}", rows[0]);
}

#[test]
fn the_least_effect_filters() {
    let draft = fixture::ferry();
    let options = Options { min_effect: Effect::Conflict, ..Options::default() };
    let text = render(Format::Markdown, &draft.corpus, &draft.analysis, &options);
    assert!(text.contains("**conflict**") && !text.contains("**shift**"));
}

#[test]
fn names_in_several_spellings_are_told_although_they_shift_nothing() {
    let text = of(Format::Markdown, &fixture::ferry());
    let mut rows = text.lines().filter(|line| line.starts_with("| spelling of a name | "));
    let row = rows.find(|row| row.contains("Aleksei")).unwrap();
    for spelling in ["**Aleksei** ×", "**Alexei** ×", "**Alexey** ×"] {
        assert!(row.contains(spelling), "{row}");
    }
}

#[test]
fn other_words_for_the_same_are_counted_not_listed() {
    let text = of(Format::Markdown, &fixture::ferry());
    assert!(text.contains("Other words, order or marks at 2 places."), "{text}");
    assert!(!text.contains("| form: other words |"));
    assert!(text.contains("| form: spelling of a name |"));
}
