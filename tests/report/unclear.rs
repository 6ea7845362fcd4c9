//! What is unclear has a section, a mark and a name of its own in every format, between what moves
//! the meaning and what does not.

use variorum::report::terminal::{View, side_by_side, summary};
use variorum::report::{Format, Options};

use crate::{fixture, of};

/// That parts of a text stand in this order.
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at =
            text[from..].find(part).unwrap_or_else(|| panic!("no {part:?} in\n{}", &text[from..]));
        from += at + part.len();
    }
}

/// Without colours, and as one line.
fn plain(text: &str) -> String {
    let text = anstream::adapter::strip_str(text).to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const WHY: &str = "nothing says that “top diplomat” and “foreign minister” mean the same";

#[test]
fn the_terminal_has_a_section_between_shift_and_compatible() {
    let draft = fixture::unclear();
    let (corpus, analysis, options) = (&draft.corpus, &draft.analysis, &Options::default());
    let told = plain(&summary(corpus, analysis, options, 200, &[]));
    in_order(
        &told,
        &[
            "may have another meaning",
            "shift: wider",
            "Unclear: ",
            "“top diplomat” / “foreign minister” — ",
            WHY,
        ],
    );
    let beside = plain(&side_by_side(corpus, analysis, options, View { width: 200, forms: false }));
    in_order(
        &beside,
        &[
            "1 difference of weight",
            "1 shift",
            "1 unclear difference",
            "2 unclear: other words",
            WHY,
            "diplomat²",
            "Only ",
        ],
    );
}

#[test]
fn the_markdown_has_a_section_with_the_reason_of_each() {
    let told = of(Format::Markdown, &fixture::unclear());
    in_order(
        &told,
        &[
            "| **shift** |",
            "| **unclear** |",
            "<sub>1 says more or less</sub>",
            "## What matters most",
            "## Unclear",
            "top diplomat” / “foreign minister”: nothing says",
            "## Statements",
        ],
    );
    let sure = of(Format::Markdown, &fixture::ferry());
    assert!(!sure.contains("## Unclear"), "{sure}");
}

#[test]
fn the_page_has_a_chip_a_mark_and_a_question_to_the_reader() {
    let page = of(Format::Html, &fixture::unclear());
    in_order(
        &page,
        &[
            "<li class=\"tally unclear\">",
            "<li class=\"contrast unclear\">",
            "<span class=\"m unclear\">",
            "data-effect=\"unclear\"",
            "<a class=\"m unclear\"",
            "data-phrases=\"[&#34;top diplomat&#34;,&#34;foreign minister&#34;]\"",
        ],
    );
    // Of what is known nobody is asked.
    assert!(!of(Format::Html, &fixture::ferry()).contains("class=\"judge\""));
}

#[test]
fn programs_read_unclear() {
    let draft = fixture::unclear();
    let report: serde_json::Value = serde_json::from_str(&of(Format::Json, &draft)).unwrap();
    assert_eq!(report["statements"][0]["verdict"], "shift");
    let effects = report["divergences"].as_array().unwrap().iter();
    assert_eq!(effects.filter(|it| it["effect"] == "unclear").count(), 1);
    assert!(of(Format::Divergences, &draft).contains(",unclear,wording,"));
}
