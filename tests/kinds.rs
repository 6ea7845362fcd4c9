//! Every row of `docs/kinds/*.md` is true: the kind is raised where the page says so, with the
//! effect it names, and nowhere else.

use variorum::alignment::words::links;
use variorum::divergence::{Difference, Kind, classify, kinds};
use variorum::language;
use variorum::span::Span;
use variorum::telling::Telling;

/// A row of the table of a page.
struct Row<'a> {
    left: &'a str,
    right: &'a str,
    raised: bool,
    effect: &'a str,
}

fn rows(page: &str) -> Vec<Row<'_>> {
    page.lines()
        .filter(|line| {
            line.starts_with("| ") && !line.starts_with("| left") && !line.starts_with("| ---")
        })
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 4, "{line}");
            Row { left: cells[0], right: cells[1], raised: cells[2] == "yes", effect: cells[3] }
        })
        .collect()
}

/// The day in "Both texts of the examples are dated 2019-11-24."
fn dated(page: &str) -> Option<jiff::civil::Date> {
    let line = page.lines().find(|line| line.contains("are dated"))?;
    let day = line.split_whitespace().last()?.trim_end_matches('.');
    Some(day.parse().expect("a day"))
}

fn differences(left: &str, right: &str, date: Option<jiff::civil::Date>) -> Vec<Difference> {
    let whole = |text: &str| Span::new(0, text.len());
    let read =
        |text| Telling::read(text, &[Span::new(0, str::len(text))], language::of(Some("en")), date);
    let (a, b) = (read(left), read(right));
    let words = |telling: &Telling<'_>| 0..telling.tokenized.tokens.len();
    let links = links(&a, words(&a), &b, words(&b));
    classify(&a, &b, whole(left), whole(right), &links)
}

fn failures(kind: Kind) -> Vec<String> {
    let page = kinds::page(kind);
    let date = dated(page);
    let mut failures = Vec::new();
    for row in rows(page) {
        let found = differences(row.left, row.right, date);
        let of_kind: Vec<&Difference> = found.iter().filter(|d| d.kind == kind).collect();
        let effect = of_kind.first().map(|d| format!("{:?}", d.effect).to_lowercase());
        if of_kind.is_empty() == row.raised || (row.raised && effect.as_deref() != Some(row.effect))
        {
            let all: Vec<String> = found
                .iter()
                .map(|d| format!("{} ({:.2}): {}", d.kind.name(), d.confidence, d.explanation))
                .collect();
            failures.push(format!(
                "{}: {} / {}: wanted {} {}, found {all:#?}",
                kind.name(),
                row.left,
                row.right,
                if row.raised { "raised" } else { "not raised" },
                row.effect
            ));
        }
    }
    failures
}

#[test]
fn every_example_of_every_page_is_true() {
    let failures: Vec<String> = Kind::ALL.iter().flat_map(|&kind| failures(kind)).collect();
    assert!(failures.is_empty(), "{} rows fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_page_names_its_kind_and_has_enough_examples() {
    for &kind in Kind::ALL {
        let page = kinds::page(kind);
        assert!(page.starts_with(&format!("# {}: ", kind.name())), "{}", kind.name());
        let rows = rows(page);
        let raised = rows.iter().filter(|row| row.raised).count();
        assert!(raised >= 6, "{}: {raised} raised", kind.name());
        assert!(rows.len() - raised >= 4, "{}: {} not raised", kind.name(), rows.len() - raised);
    }
}
