//! Every format renders an analysis made by hand: what it says, and that hostile text stays text.
#![expect(clippy::unwrap_used, reason = "a test panics where it fails")]

mod fixture;

mod csv;
mod html;
mod json;
mod markdown;
mod page;
mod renderings;
mod restored;
mod terminal;
mod unclear;

use variorum::analysis::Analysis;
use variorum::corpus::Corpus;
use variorum::report::{self, Format, Options};

/// One format as text.
fn render(format: Format, corpus: &Corpus, analysis: &Analysis, options: &Options) -> String {
    let mut out = Vec::new();
    report::write(format, corpus, analysis, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// One format of a draft with default options.
fn of(format: Format, draft: &fixture::Draft) -> String {
    render(format, &draft.corpus, &draft.analysis, &Options::default())
}

/// The lean JSON of a draft.
fn in_short(draft: &fixture::Draft) -> String {
    let options = Options { lean: true, ..Options::default() };
    render(Format::Json, &draft.corpus, &draft.analysis, &options)
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in Format::ALL {
        assert_eq!(of(*format, &fixture::ferry()), of(*format, &fixture::ferry()));
    }
}

#[test]
fn an_empty_analysis_renders_in_every_format() {
    for format in Format::ALL {
        let text = render(*format, &Corpus::default(), &Analysis::default(), &Options::default());
        assert!(!text.is_empty());
    }
}

/// Writes the page of 20,000 statements in 2,000 documents to a folder, for the browser.
#[test]
#[ignore = "for tests/browser: set REPORT_BIG to a folder"]
#[expect(clippy::disallowed_methods, reason = "a tool for another test, not a stage")]
fn big_page() {
    let folder = std::env::var("REPORT_BIG").unwrap();
    let path = std::path::Path::new(&folder).join("report.html");
    std::fs::write(path, of(Format::Html, &fixture::big(2_000, 20_000))).unwrap();
}

/// Writes every format of every draft to a folder, to be looked at.
#[test]
#[ignore = "for eyes: set REPORT_LOOK to a folder"]
#[expect(clippy::disallowed_methods, reason = "a tool for people, not a stage")]
fn look() {
    let Ok(folder) = std::env::var("REPORT_LOOK") else { return };
    let drafts = [
        ("ferry", fixture::ferry()),
        ("hostile", fixture::hostile()),
        ("big", fixture::big(10_000, 5_000)),
        ("empty", fixture::Draft::default()),
    ];
    for (name, draft) in drafts {
        let options = Options::default();
        let files = ["reports/report.html".to_owned(), "reports/report.json".to_owned()];
        let summary =
            report::terminal::summary(&draft.corpus, &draft.analysis, &options, 80, &files);
        let beside = report::terminal::side_by_side(
            &draft.corpus,
            &draft.analysis,
            &options,
            report::terminal::View { width: 80, forms: false },
        );
        let path = std::path::Path::new(&folder).join(format!("{name}-terminal.txt"));
        std::fs::write(path, format!("{summary}\n=====\n{beside}")).unwrap();
        for format in Format::ALL {
            let path = std::path::Path::new(&folder).join(format!("{name}-{}", format.file_name()));
            std::fs::write(path, of(*format, &draft)).unwrap();
        }
    }
}
