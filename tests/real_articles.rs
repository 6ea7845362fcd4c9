//! The five real articles that the work began with. They stand beside the repository, not in it, so
//! these tests know only how their zones follow one another and single words that part them.

use std::io::Write;
use std::path::{Path, PathBuf};

use variorum::analysis::{self, Silent, analyze};
use variorum::corpus::{Corpus, Input, Options, ZoneKind};
use variorum::divergence::{Divergence, Effect, Kind, Located};
use variorum::report;

/// A folder of the shared data: where `VARIORUM_SHARED` says, or beside the repository. Without it
/// the test is skipped and says so, unless `VARIORUM_REQUIRE_SHARED` asks for it.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("VARIORUM_SHARED").map_or_else(beside, PathBuf::from).join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    let message = format!("{} is not there", folder.display());
    assert!(std::env::var_os("VARIORUM_REQUIRE_SHARED").is_none(), "{message}, but required");
    // Straight to the terminal: what a passing test prints is not shown.
    let mut terminal = std::io::stderr().lock();
    let said = writeln!(terminal, "SKIPPED: {message}; VARIORUM_SHARED=FOLDER says where");
    drop(said);
    None
}

#[test]
fn zones_of_the_real_articles() {
    use ZoneKind::{Body, Boilerplate, Comment, Headline};
    let Some(folder) = shared("seeds") else { return };
    let corpus = Corpus::read(&[Input::Path(folder)], &Options::default()).unwrap();
    let kinds: Vec<Vec<ZoneKind>> = corpus
        .documents
        .iter()
        .map(|document| document.zones.iter().map(|zone| zone.kind).collect())
        .collect();
    assert_eq!(
        kinds,
        [
            vec![Headline, Body, Boilerplate, Comment],
            vec![Headline, Boilerplate, Body],
            vec![Body, Comment],
            vec![Body, Boilerplate, Body],
            vec![
                Boilerplate,
                Headline,
                Boilerplate,
                Body,
                Boilerplate,
                Body,
                Boilerplate,
                Body,
                Boilerplate
            ],
        ]
    );
    let dates: Vec<_> = corpus
        .documents
        .iter()
        .map(|document| document.date.as_ref().map(|date| date.value))
        .collect();
    let day = |day| Some(jiff::civil::date(2019, 11, day));
    assert_eq!(dates, [day(23), day(24), None, None, None]);
}

/// Words that part the articles: the kind, words of the one side and of the other; empty where a
/// side has nothing.
const PARTED: [(Kind, &str, &str); 14] = [
    (Kind::NameVariant, "Sugi", "Suga"),
    (Kind::NameVariant, "Sergei", "Sergey"),
    (Kind::Title, "Secretary General of the Government", "Chief Cabinet Secretary"),
    (Kind::Title, "Secretary of the Cabinet", "Chief Cabinet Secretary"),
    (Kind::Title, "Special Adviser", "advisor to the Prime Minister"),
    (Kind::Modality, "must", "should"),
    (Kind::Scope, "negotiations only", "negotiations"),
    (Kind::Scope, "Kuril Islands", "Southern Kuril"),
    (Kind::DateForm, "November 23", "Saturday"),
    (Kind::Omission, "yesterday", ""),
    (Kind::Tense, "would", "will"),
    (Kind::Addition, "", "January 22"),
    (Kind::Spelling, "Art", "Article"),
    (Kind::Wording, "departed from", "abandoned the implementation of"),
];

fn holds(side: Option<&Located>, words: &str, text: &dyn Fn(&Located) -> String) -> bool {
    match side {
        Some(located) => !words.is_empty() && text(located).contains(words),
        None => words.is_empty(),
    }
}

#[test]
fn what_parts_the_real_articles_is_named() {
    let Some(folder) = shared("seeds") else { return };
    let corpus = Corpus::read(&[Input::Path(folder)], &Options::default()).unwrap();
    let found = analyze(&corpus, &analysis::Options::default(), &Silent);
    let text = |document: usize, located: &Located| {
        located.span.text(&corpus.documents[document].text).to_owned()
    };
    let told = |divergence: &Divergence, (kind, a, b): &(Kind, &str, &str)| {
        let alignment = &found.alignments[divergence.alignment];
        let left = |located: &Located| text(alignment.left.document, located);
        let right = |located: &Located| text(alignment.right.document, located);
        let (x, y) = (divergence.left.as_ref(), divergence.right.as_ref());
        let straight = holds(x, a, &left) && holds(y, b, &right);
        let crossed = holds(x, b, &left) && holds(y, a, &right);
        divergence.kind == *kind && (straight || crossed)
    };
    let missing: Vec<_> = PARTED
        .iter()
        .filter(|row| !found.divergences.iter().any(|divergence| told(divergence, row)))
        .collect();
    assert!(missing.is_empty(), "not named: {missing:?}");
    let speech = found.divergences.iter().any(|it| it.kind == Kind::AttributionMode);
    assert!(speech, "direct and reported speech are not told apart");
    let conflicts = found.divergences.iter().filter(|it| it.effect == Effect::Conflict).count();
    assert_eq!(conflicts, 0, "the articles contradict each other nowhere");
}

/// Readings of one thing in the articles: each is a row of what outlets write differently.
const RENDERED: [&[&str]; 3] = [
    &["Yoshihide Suga", "Yoshihide Sugi"],
    &["Sergey Lavrov", "Sergei Lavrov"],
    &[
        "Chief Cabinet Secretary",
        "Secretary General of the Government of Japan",
        "Secretary of the Cabinet of Ministers",
    ],
];

#[test]
fn what_the_real_articles_write_differently_is_told_first() {
    let Some(folder) = shared("seeds") else { return };
    let corpus = Corpus::read(&[Input::Path(folder)], &Options::default()).unwrap();
    let found = analyze(&corpus, &analysis::Options::default(), &Silent);
    let options = report::Options::default();
    let mut table = Vec::new();
    report::write(report::Format::Renderings, &corpus, &found, &options, &mut table).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let rows: Vec<(String, String)> = reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].into(), row[2].into()))
        .collect();
    let summary = report::terminal::summary(&corpus, &found, &options, 100, &[]);
    let weighty = summary.find("shift: ").unwrap();
    for readings in RENDERED {
        let of = |reading: &&str| rows.iter().find(|row| row.1 == **reading).map(|row| &row.0);
        let numbers: Vec<_> = readings.iter().map(of).collect();
        assert!(numbers[0].is_some() && numbers.iter().all(|it| *it == numbers[0]), "{rows:?}");
        // The first screen, before what moves the meaning. A line may break inside a reading.
        for reading in readings {
            let first = reading.split(' ').next().unwrap();
            assert!(summary.find(first).is_some_and(|at| at < weighty), "{reading}\n{summary}");
        }
    }
}
