//! Every row of `docs/kinds/*.md` is true: the kind is raised where the page says so, with the
//! effect it names, and nowhere else.

use proptest::prelude::*;
use variorum::alignment::edits::edits;
use variorum::alignment::words::links;
use variorum::analysis::{Options, Silent, analyze_pair};
use variorum::corpus::{Corpus, Document, Input};
use variorum::divergence::{Difference, Family, Kind, classify};
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

fn read(text: &str, date: Option<jiff::civil::Date>) -> Telling<'_> {
    Telling::read(text, &[Span::new(0, text.len())], language::of(Some("en")), date)
}

fn words(telling: &Telling<'_>) -> std::ops::Range<usize> {
    0..telling.tokenized.tokens.len()
}

fn differences(left: &str, right: &str, date: Option<jiff::civil::Date>) -> Vec<Difference> {
    let whole = |text: &str| Span::new(0, text.len());
    let (a, b) = (read(left, date), read(right, date));
    let links = links(&a, words(&a), &b, words(&b));
    classify(&a, &b, whole(left), whole(right), &links)
}

/// A text with its source and its day, as pages of versions give it: `[Gull Wire, 2031-05-03] Headline
/// ¶ Paragraph`.
fn document(id: &str, cell: &str) -> Document {
    let (head, text) = cell.strip_prefix('[').and_then(|it| it.split_once("] ")).expect("a head");
    let (source, day) = head.split_once(", ").expect("a source and a day");
    let day = if day == "-" { String::new() } else { format!("date: {day}\n") };
    let text = format!("---\nsource: {source}\n{day}---\n{}\n", text.replace(" ¶ ", "\n\n"));
    let input = Input::Bytes { name: id.to_owned(), bytes: text.into_bytes() };
    let read = Corpus::read(&[input], &variorum::corpus::Options::default()).expect("it is read");
    read.documents.into_iter().next().expect("a document")
}

/// What a report says of two texts with their sources and days.
fn told(left: &str, right: &str) -> Vec<Difference> {
    let documents = vec![document("a.txt", left), document("b.txt", right)];
    let corpus = Corpus { documents, ..Corpus::default() };
    let found = analyze_pair(&corpus, &Options::default(), &Silent).divergences;
    let told = found.into_iter().map(|it| Difference {
        kind: it.kind,
        effect: it.effect,
        left: it.left,
        right: it.right,
        explanation: it.explanation,
        turned: None,
        elsewhere: it.elsewhere,
        confidence: it.confidence,
    });
    told.collect()
}

fn failures(kind: Kind) -> Vec<String> {
    let page = kind.page();
    let date = dated(page);
    let mut failures = Vec::new();
    for row in rows(page) {
        let found = match kind.family() {
            Family::Version => told(row.left, row.right),
            _ => differences(row.left, row.right, date),
        };
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
        let page = kind.page();
        assert!(page.starts_with(&format!("# {}: ", kind.name())), "{}", kind.name());
        let rows = rows(page);
        let raised = rows.iter().filter(|row| row.raised).count();
        assert!(raised >= 6, "{}: {raised} raised", kind.name());
        assert!(rows.len() - raised >= 4, "{}: {} not raised", kind.name(), rows.len() - raised);
    }
}

/// Words that set off every family: values, names, titles, negation, modals, quotes.
const SOUP: &[&str] = &[
    "the",
    "minister",
    "Lavrov",
    "Sergei",
    "Tokyo",
    "said",
    "“",
    "”",
    "not",
    "no",
    "only",
    "must",
    "should",
    "will",
    "would",
    "12",
    "21",
    "$5",
    "million",
    "percent",
    "Saturday",
    "November",
    "23,",
    "2019.",
    "rose",
    "fell",
    "all",
    "some",
    "US",
    "U.S.",
    "Mr.",
    ",",
    ".",
    "?",
    "-",
    "former",
    "president",
    "of",
    "Japan",
    "Japanese",
    "failed",
    "to",
    "sign",
    "allegedly",
    "yesterday",
    "red",
    "blue",
    "é",
    "日本",
    "\u{200b}",
    "n't",
    "doesn't",
    "“The",
    "road”",
    "is",
    "was",
    "closed",
    "open",
];

fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(SOUP), 0..30)
        .prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever the texts and the links: no panic, spans inside the texts, every word in one edit.
    #[test]
    fn any_links_between_any_texts_are_classified(
        left in soup(),
        right in soup(),
        random in proptest::collection::vec((0_usize..32, 0_usize..32), 0..40),
        real in any::<bool>(),
    ) {
        let date = jiff::civil::date(2019, 11, 24);
        let whole = |text: &str| Span::new(0, text.len());
        let (a, b) = (read(&left, Some(date)), read(&right, Some(date)));
        let linked = if real { links(&a, words(&a), &b, words(&b)) } else { random };
        for difference in classify(&a, &b, whole(&left), whole(&right), &linked) {
            prop_assert!((0.0..=1.0).contains(&difference.confidence));
            for (located, text) in [(difference.left, &left), (difference.right, &right)] {
                if let Some(located) = located {
                    prop_assert!(text.get(located.span.range()).is_some_and(|words| !words.is_empty()));
                }
            }
        }
        let found = edits(&a, &b, words(&a), words(&b), &linked);
        let covered: usize = found.iter().filter_map(|edit| edit.left).map(Span::len).sum();
        prop_assert!(covered <= left.len());
    }
}
