//! Marks of Markdown are neither words nor differences, and no report shows them: documents say the
//! same to every reader with and without them.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and makes the files that it reads"
)]

use proptest::prelude::*;
use serde_json::Value;
use variorum::analysis::{Options, Silent, analyze};
use variorum::corpus::{Corpus, Input};
use variorum::report::terminal::{View, side_by_side, summary};
use variorum::report::{self, Format};

const TITLE: &str = "Twelve boats lost in the storm at Halvern";
const SENTENCES: [&str; 4] = [
    "The harbour office of Halvern said on Monday that 12 boats had been lost in the storm.",
    "Harbour master Ines Torvald told reporters: \"The northern pier must be closed at once.\"",
    "Repairs will cost 2.4 million crowns, and nobody knows who is to pay for them.",
    "Not one of the boats was insured, the mayor, Odd Brekke, said in the evening.",
];
const OTHER: &str = "Storm takes boats at Halvern\n\nThe harbour office of Halvern said on Monday \
    that 21 boats were lost in the storm. The northern pier should be closed at once, harbour \
    master Ines Torvald said. Repairs will cost about 2.4 million crowns.\n";

/// Every format of the report over both documents, and both side by side; of the JSON all but the
/// places in the file.
fn outputs(markdown: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), markdown).unwrap();
    std::fs::write(folder.path().join("b.txt"), OTHER).unwrap();
    let inputs = [Input::Path(folder.path().to_owned())];
    let mut corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).unwrap();
    for document in &mut corpus.documents {
        document.path.clone_from(&document.id);
    }
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    let options = report::Options::default();
    let mut outputs: Vec<String> = Vec::new();
    for format in Format::ALL {
        let mut out = Vec::new();
        report::write(*format, &corpus, &analysis, &options, &mut out).unwrap();
        let mut text = String::from_utf8(out).unwrap();
        if *format == Format::Json {
            let mut value: Value = serde_json::from_str(&text).unwrap();
            let row = value["documents"][0].as_object_mut().unwrap();
            assert!(row.remove("pieces").unwrap().is_array());
            text = serde_json::to_string_pretty(&value).unwrap();
        }
        outputs.push(text);
    }
    outputs.push(summary(&corpus, &analysis, &options, 100, &[]));
    outputs.push(side_by_side(&corpus, &analysis, &options, View { width: 100, forms: true }));
    outputs
}

/// One way to mark words.
fn marked(words: &str, how: usize) -> String {
    match how {
        0 => format!("*{words}*"),
        1 => format!("**{words}**"),
        2 => format!("_{words}_"),
        3 => format!("`{words}`"),
        4 => format!("__{words}__"),
        5 => format!("[{words}](https://gull.example/a_b?c=1 \"a title\")"),
        6 => format!("[{words}][gull]"),
        7 => format!("<b class=\"x\">{words}</b>"),
        8 => format!("{words}<!-- said so -->"),
        9 => format!("{words}[^note]"),
        10 => format!("***{words}***"),
        _ => words.to_owned(),
    }
}

const WAYS: usize = 16;

/// A sentence with some of its words marked, of which no mark touches another.
fn sentence(text: &str, marks: &[usize]) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let word = |(n, word): (usize, &&str)| {
        // Closing marks stand before the comma, as writers set them, and quotation marks outside.
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let how = if n % 2 == 0 { marks[n % marks.len()] } else { usize::MAX };
        word.replacen(bare, &marked(bare, how), 1)
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// A block of Markdown that shows a sentence, and nothing but it.
fn block(text: &str, kind: usize) -> String {
    match kind {
        0 => format!("> {text}"),
        1 => format!("- {text}"),
        2 => format!("1. {text}"),
        3 => format!("> * {text}"),
        4 => format!("- [x] {text}"),
        5 => text.replacen(' ', "\n", 3),
        6 => format!("> {}", text.replacen(' ', "\n> ", 3)),
        7 => format!("<!-- a comment\nof two lines -->\n\n{text}\n\n---"),
        _ => text.to_owned(),
    }
}

const PLAIN: usize = 99;

fn document(title: &str, blocks: &[String]) -> String {
    format!("{title}\n\n{}\n\n[gull]: https://gull.example/x\n", blocks.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn a_document_says_the_same_with_and_without_marks(
        marks in proptest::collection::vec(proptest::collection::vec(0..WAYS, 1..7), 4),
        kinds in proptest::collection::vec(0..12usize, 4),
        title in 0..3usize,
    ) {
        let plain: Vec<String> = SENTENCES.iter().map(|text| block(text, PLAIN)).collect();
        let plain = document(&format!("# {TITLE}"), &plain);
        let rows = SENTENCES.iter().zip(&marks).zip(&kinds);
        let rich: Vec<String> =
            rows.map(|((text, marks), kind)| block(&sentence(text, marks), *kind)).collect();
        let title = match title {
            0 => format!("# {}", sentence(TITLE, &marks[0])),
            1 => format!("{TITLE}\n====="),
            _ => format!("# {TITLE} #"),
        };
        let rich = document(&title, &rich);
        for (plain, rich) in outputs(&plain).iter().zip(&outputs(&rich)) {
            let differ = plain.lines().zip(rich.lines()).find(|(a, b)| a != b);
            prop_assert!(plain == rich, "{differ:?}");
        }
    }
}

#[test]
fn a_copy_with_marks_is_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let rich: Vec<String> = SENTENCES.iter().map(|text| sentence(text, &[1, 5, 9, 3])).collect();
    std::fs::write(folder.path().join("a.md"), document(&format!("# **{TITLE}**"), &rich)).unwrap();
    let plain = format!("{TITLE}\n\n{}\n", SENTENCES.join("\n\n"));
    std::fs::write(folder.path().join("b.txt"), plain).unwrap();
    let inputs = [Input::Path(folder.path().to_owned())];
    let corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).unwrap();
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    assert!(!analysis.statements.is_empty());
    assert_eq!(analysis.divergences, []);
}

#[test]
fn every_difference_is_at_its_place_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let rich: Vec<String> = SENTENCES.iter().map(|text| sentence(text, &[1, 5, 9, 3])).collect();
    let source = document(&format!("# **{TITLE}**"), &rich);
    std::fs::write(folder.path().join("a.md"), &source).unwrap();
    std::fs::write(folder.path().join("b.txt"), OTHER).unwrap();
    let inputs = [Input::Path(folder.path().to_owned())];
    let corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).unwrap();
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    let document = &corpus.documents[0];
    let mut seen = 0;
    for left in analysis.divergences.iter().filter_map(|it| it.left.as_ref()) {
        let place = document.in_file(left.span).unwrap();
        let written = place.text(&source);
        let mut words = left.span.text(&document.text).split_whitespace();
        let (first, last) = (words.next().unwrap(), words.next_back());
        assert!(written.starts_with(first), "{first:?}: {written:?}");
        assert!(last.is_none_or(|last| written.ends_with(last)), "{last:?}: {written:?}");
        seen += 1;
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn what_stands_below_a_picture_contradicts_no_body() {
    let folder = tempfile::tempdir().unwrap();
    let caption = "The harbour office of Halvern said on Monday that 21 boats had been lost in the \
        storm.";
    let body = SENTENCES.join(" ");
    let page = format!(
        "<article><h1>{TITLE}</h1><figure><img src=a><figcaption>{caption}</figcaption></figure>\
         <p>{body}</p></article>"
    );
    for (name, text) in [
        ("a.html", page),
        ("b.md", format!("# {TITLE}\n\n![{caption}](a.png)\n\n{body}\n")),
        ("c.md", format!("# {TITLE}\n\n![](a.png)\n*{caption}*\n\n{body}\n")),
        ("d.txt", format!("{TITLE}\n\n{body}\n")),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let inputs = [Input::Path(folder.path().to_owned())];
    let corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).unwrap();
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    assert!(!analysis.statements.is_empty());
    assert_eq!(analysis.divergences, []);
}

#[test]
fn captions_are_compared_where_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let caption = SENTENCES[0].replace("12", "21");
    let page = format!("# {TITLE}\n\n![{caption}](a.png)\n\n{}\n", SENTENCES[1]);
    std::fs::write(folder.path().join("a.md"), page).unwrap();
    std::fs::write(folder.path().join("b.txt"), format!("{TITLE}\n\n{}\n", SENTENCES.join(" ")))
        .unwrap();
    let inputs = [Input::Path(folder.path().to_owned())];
    let corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).unwrap();
    let mut options = Options::default();
    let conflicts = |options: &Options| {
        let found = analyze(&corpus, options, &Silent).divergences;
        found.iter().filter(|it| it.kind.name() == "number.conflict").count()
    };
    assert_eq!(conflicts(&options), 0);
    options.zones.push(variorum::corpus::ZoneKind::Caption);
    assert_eq!(conflicts(&options), 1);
}
