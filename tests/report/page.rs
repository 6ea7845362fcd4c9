//! Parts of the page: what only some have in one row, and the time line with its words.

use variorum::alignment::Relation;
use variorum::divergence::Kind;
use variorum::report::Format;

use crate::fixture::{self, Draft, row};
use crate::of;

/// Two tellings of which each has what the other lacks.
fn lopsided() -> Draft {
    let mut draft = Draft::default();
    let one = "The old mill burned on Monday, it seems, and nobody was hurt in Sergei Street.";
    let other = "According to the mayor the mill burned and nobody died in Sergey Street.";
    let a = draft.document("a.txt", "The Ferret", 1, "One", one);
    let b = draft.document("b.txt", "The Gull", 3, "Two", other);
    let lacks = |text: &'static str, has: usize, not: usize| {
        row(Kind::Omission, &[(text, None, &[has]), ("", None, &[not])], "only one of them has it")
    };
    draft.statement(
        Relation::Retold,
        &[(a, one), (b, other)],
        vec![
            row(Kind::Wording, &[("hurt", None, &[a]), ("died", None, &[b])], "other words"),
            lacks("it seems", a, b),
            lacks("old", a, b),
            lacks("According to the mayor", b, a),
            row(
                Kind::NameVariant,
                &[("Sergei", None, &[a]), ("Sergey", None, &[b])],
                "two spellings of one name",
            ),
        ],
    );
    draft
}

/// The part of a page between two strings.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from}"));
    let end = page[start..].find(to).unwrap_or_else(|| panic!("no {to}"));
    &page[start..start + end]
}

#[test]
fn what_only_one_has_is_one_row_whose_fragments_lead_to_their_marks() {
    let page = of(Format::Html, &lopsided());
    let only = part(&page, "<ul class=\"only\">", "</ul>");
    assert_eq!(only.matches("<li>").count(), 2, "{only}");
    let ferret = part(only, "Only The Ferret has:", "</li>");
    assert!(ferret.find("“old”") < ferret.find("“it seems”"), "in the order of the text");
    assert!(part(only, "Only The Gull has:", "</li>").contains("“According to the mayor”"));
    // A mark and its fragment carry the same number.
    let marked = part(&page, "class=\"m compatible\"", "</sup>");
    let number = marked.rsplit('>').next().unwrap();
    assert!(part(&page, ">old</a>", "</sup>").ends_with(&format!(">{number}")));
    assert!(ferret.contains(&format!("<sup>{number}</sup><span dir=\"auto\">“old”")), "{ferret}");
    assert!(ferret.contains("title=\"only one of them has it\""));
}

#[test]
fn spellings_of_names_are_told_and_other_words_wait() {
    let page = of(Format::Html, &lopsided());
    let notes = part(&page, "<ol class=\"notes\">", "</ol>");
    assert!(notes.contains("two spellings of one name"), "{notes}");
    let words = part(&page, "Other words at 1 place</summary>", "</details>");
    assert!(words.contains("<b dir=\"auto\">hurt</b>") && !words.contains("Sergei"));
}

#[test]
fn every_statement_stands_on_the_day_it_was_first_told() {
    let page = of(Format::Html, &fixture::ferry());
    let picture = part(&page, "<svg class=\"time\"", "</svg>");
    let marks = picture.matches("<path class=\"mark ").count();
    assert_eq!(marks, fixture::ferry().analysis.statements.len());
    assert_eq!(picture.matches("<a href=\"#s-").count(), marks, "each leads to its statement");
    for link in picture.split("<a ").skip(1) {
        let named =
            link.split_once(" aria-label=\"").is_some_and(|(_, name)| !name.starts_with('"'));
        assert!(named, "{link}");
    }
    let words = part(&page, "The same in words</summary>", "</details>");
    assert_eq!(words.matches("<a href=\"#s-").count(), marks);
}

#[test]
fn the_time_line_is_bounded_and_counts_what_has_no_room() {
    let page = of(Format::Html, &fixture::big(500, 300));
    let picture = part(&page, "<svg class=\"time\"", "</svg>");
    assert!(picture.matches("<path class=\"mark ").count() <= 10 * 30);
    assert!(picture.contains(" more<title>"), "says how many have no room");
    assert!(picture.contains("<text class=\"of first\""), "dots say how many documents they are");
}

#[test]
fn without_two_days_the_time_line_is_words() {
    let mut draft = Draft::default();
    let when = |draft: &Draft| {
        let page = of(Format::Html, draft);
        assert!(!page.contains("<svg class=\"time\""));
        part(&page, "<h3 id=\"when\">", "</section>").to_owned()
    };
    draft.document("a.txt", "A", 3, "One", "Text.");
    assert!(when(&draft).contains("The document is of 3 March 2031."));
    draft.document("b.txt", "B", 0, "Two", "Text.");
    let words = when(&draft);
    assert!(words.contains("All documents with a date are of 3 March 2031"), "{words}");
    assert!(words.contains("1 document tells no date: B."), "{words}");
    draft.corpus.documents[0].date = None;
    assert!(when(&draft).contains("No document tells its date"));
}
