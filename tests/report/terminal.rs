use unicode_width::UnicodeWidthStr as _;
use variorum::analysis::Analysis;
use variorum::divergence::Effect;
use variorum::report::terminal::View;
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
    shown(draft, &Options::default(), View { width, forms: false })
}

fn shown(draft: &Draft, options: &Options, view: View) -> String {
    plain(&terminal::side_by_side(&draft.corpus, &draft.analysis, options, view))
}

#[test]
fn the_summary_tells_what_differs_without_colours() {
    let text = summary(&fixture::ferry(), 80);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in [
        "conflict: another number",
        "on Monday, injuring “21” of the 412 people … — Nordwire, The Lantern, Worldview24",
        "3 March, injuring “12” of the more than … — Halvern Courier",
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
    let mut turned = fixture::ferry();
    turned.corpus.documents[0].text = turned.corpus.documents[0].text.replace("harbour", "נמלנ港a");
    for draft in [draft, turned, fixture::hostile()] {
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
fn the_comparison_begins_with_the_result_and_its_reasons() {
    let text = beside(&fixture::ferry(), 80);
    let head: Vec<_> = text.lines().take(4).collect();
    assert!(text.starts_with("The two texts contradict each other: another number"), "{head:?}");
    assert!(head.join(" ").contains("They share 3 passages: "), "{head:?}");
    let mut draft = fixture::ferry();
    draft.analysis.divergences.retain(|d| d.effect == Effect::None);
    assert!(beside(&draft, 80).starts_with("The two texts agree: they differ in form only."));
    draft.analysis.divergences.clear();
    assert!(beside(&draft, 80).contains("\nNo difference in what is said.\n"));
}

#[test]
fn differences_of_weight_come_first_and_are_numbered_and_explained() {
    let text = beside(&fixture::ferry(), 80);
    let at = |needle: &str| text.find(needle).unwrap_or_else(|| panic!("{needle}\n{text}"));
    assert!(at("  1 conflict: another number — “21” / “12” ×3 number.conflict") < at("21¹"));
    assert!(at("conflict: ") < at("shift: ") && at("shift: ") < at("compatible: "));
    assert!(text.contains("both cannot be the number"), "{text}");
}

#[test]
fn matters_of_form_are_counted_until_they_are_asked_for() {
    let draft = fixture::ferry();
    let text = beside(&draft, 80);
    assert!(text.contains(" of form are not listed: --min-effect none lists them."), "{text}");
    assert!(!text.contains("form: "));
    let text = shown(&draft, &Options::default(), View { width: 80, forms: true });
    assert!(text.contains("form: spelling of a name") && !text.contains("not listed"), "{text}");
    let options = Options { min_effect: Effect::Conflict, ..Options::default() };
    let text = shown(&draft, &options, View { width: 80, forms: false });
    assert!(text.contains("conflict: ") && !text.contains("shift: "), "{text}");
}

#[test]
fn what_only_one_text_has_is_one_paragraph() {
    let mut draft = fixture::ferry();
    let lacks = |d: &&mut variorum::divergence::Divergence| d.effect == Effect::None;
    for divergence in draft.analysis.divergences.iter_mut().filter(lacks) {
        divergence.kind = variorum::divergence::Kind::Omission;
        divergence.effect = Effect::Compatible;
        divergence.right = None;
    }
    let text = beside(&draft, 80);
    assert_eq!(text.matches("\nOnly agency.txt has\n").count(), 1, "{text}");
    assert!(text.contains("” · “"), "{text}");
}

#[test]
fn two_texts_without_a_word_in_common_say_what_to_try() {
    let mut draft = fixture::ferry();
    draft.analysis = Analysis::default();
    assert!(beside(&draft, 80).contains("variorum explain in/agency.txt in/city.txt"));
    assert!(summary(&draft, 80).contains("variorum explain A B"));
    assert!(beside(&Draft::default(), 80).contains("Two texts"));
}
