//! Two events that are told alike: two elections, two matches, two quarters of one firm. Whatever such
//! texts state differs, as it should, and none of it is a contradiction; a note says so. Beside them
//! stand pairs that do tell of one event, or of one thing beside two events: there it is one. All texts are our
//! own words (`other_events.jsonl`).
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use serde::Deserialize;
use variorum::analysis::{Analysis, Options, Silent, Verdict, analyze, analyze_pair, compare};
use variorum::corpus::{self, Corpus, Input};
use variorum::divergence::{Divergence, Effect};

#[derive(Deserialize)]
struct Row {
    what: String,
    /// Two events, not one.
    other: bool,
    /// Of one event: words of the second text that contradict the first.
    find: Option<String>,
    a: Text,
    b: Text,
}

#[derive(Deserialize)]
struct Text {
    date: String,
    text: String,
}

fn rows() -> Vec<Row> {
    include_str!("other_events.jsonl").lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

/// The two texts as documents of two outlets.
fn corpus(row: &Row) -> Corpus {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a", &row.a), ("b", &row.b)] {
        let head =
            format!("---\nsource: Outlet {name}\ndate: {}\nlanguage: en\n---\n\n", text.date);
        let path = folder.path().join(format!("{name}.md"));
        std::fs::write(path, format!("{head}{}\n", text.text)).unwrap();
    }
    let input = Input::Path(folder.path().to_path_buf());
    Corpus::read(&[input], &corpus::Options::default()).unwrap()
}

fn conflicts(analysis: &Analysis) -> Vec<&Divergence> {
    analysis.divergences.iter().filter(|it| it.effect == Effect::Conflict).collect()
}

#[test]
fn another_event_told_alike_contradicts_nothing() {
    let rows = rows();
    let others = || rows.iter().filter(|row| row.other);
    assert!(others().count() >= 12);
    for row in others() {
        let corpus = corpus(row);
        for found in [
            analyze(&corpus, &Options::default(), &Silent),
            analyze_pair(&corpus, &Options::default(), &Silent),
        ] {
            let told: Vec<&str> =
                conflicts(&found).iter().map(|it| it.explanation.as_str()).collect();
            assert!(told.is_empty(), "{}: {told:#?}", row.what);
            let noted = found.notes.iter().any(|note| note.contains("tell of two events"));
            assert!(noted, "{}: {:?}", row.what, found.notes);
        }
    }
}

/// Sayings name nobody and count nothing, or one thing: whatever differs in them, they are one text told twice.
#[test]
fn sayings_told_twice_are_no_two_events() {
    let one = [
        "A dog that barks at the moon sleeps badly.",
        "Who lends his coat in winter should have two of them.",
        "Seven cooks will spoil the thinnest broth.",
        "The mill that stands by the brook grinds for strangers.",
        "A debt that is paid late is paid with a sour face.",
        "He who counts his hens at night wakes the fox.",
    ];
    let other = [
        "The dog which barks at the moon has a bad sleep.",
        "Whoever lends a coat in winter ought to own another.",
        "Six cooks are sure to spoil even the thinnest broth.",
        "A mill standing beside the brook grinds for strangers too.",
        "Debts paid late are always paid with a sour face.",
        "Whoever counts the hens by night will wake the fox.",
    ];
    let text = |lines: [&str; 6]| Text { date: "2025-03-04".to_owned(), text: lines.join("\n\n") };
    for shift in 0..one.len() {
        let turn = |mut lines: [&'static str; 6]| {
            lines.rotate_left(shift);
            text(lines)
        };
        let row = Row {
            what: format!("sayings {shift}"),
            other: false,
            find: None,
            a: turn(one),
            b: turn(other),
        };
        let found = analyze(&corpus(&row), &Options::default(), &Silent);
        let noted = found.notes.iter().any(|note| note.contains("tell of two events"));
        assert!(!noted, "{}: {:?}", row.what, found.notes);
        let verdict = compare(&row.a.text, &row.b.text, &Options::default());
        assert_ne!(verdict.verdict, Verdict::Unrelated, "{}", row.what);
    }
}

/// Two folders of thirty pairs by two writers who had not seen the program, and how many of the pairs have
/// conflicts at most.
const WRITTEN: [(&str, usize); 2] = [("first", 2), ("second", 3)];

#[test]
fn pairs_by_strangers_contradict_little() {
    for (folder, most) in WRITTEN {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let pairs = root.join("tests/planted/other").join(folder);
        let pairs: Vec<_> =
            std::fs::read_dir(pairs).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(pairs.len(), 30, "{folder}");
        let told = |path: &&std::path::PathBuf| {
            let input = [Input::Path((*path).clone())];
            let corpus = Corpus::read(&input, &corpus::Options::default()).unwrap();
            assert_eq!(corpus.documents.len(), 2, "{path:?}");
            !conflicts(&analyze(&corpus, &Options::default(), &Silent)).is_empty()
        };
        let told: Vec<_> = pairs.iter().filter(told).collect();
        assert!(told.len() <= most, "{folder}: {told:?}");
    }
}

#[test]
fn one_event_is_one_however_much_of_it_differs() {
    for row in rows().iter().filter(|row| !row.other) {
        let corpus = corpus(row);
        let found = analyze(&corpus, &Options::default(), &Silent);
        let find = row.find.as_deref().unwrap();
        let told = conflicts(&found).iter().any(|it| {
            let texts = [&it.left, &it.right].map(|side| {
                let text = side.as_ref().map_or("", |it| {
                    let words = it.span.range();
                    let texts = corpus.documents.iter().map(|document| document.text.as_str());
                    texts
                        .filter_map(|text| text.get(words.clone()))
                        .find(|it| it.contains(find))
                        .unwrap_or("")
                });
                text.contains(find)
            });
            texts.contains(&true)
        });
        assert!(told, "{}: {:?} {:?}", row.what, conflicts(&found), found.notes);
    }
}

#[test]
fn a_comparison_without_dates_knows_other_subjects() {
    let mut known = 0;
    for row in rows().iter().filter(|row| row.other) {
        let verdict = compare(&row.a.text, &row.b.text, &Options::default());
        let alike = verdict.reasons.iter().any(|it| it.starts_with("told alike, another event"));
        assert_eq!(alike, alike && verdict.verdict == Verdict::Unrelated, "{}", row.what);
        known += usize::from(alike);
    }
    assert!(known >= 7, "{known}");
}

#[test]
fn what_a_short_text_lost_faces_nothing() {
    let [a, b, c, d, e] = [
        "The ferry to Orrenby left the quay at nine on Monday with forty passengers.",
        "Its captain, Petra Lindqvist, had been told of a storm over the outer islands.",
        "A crane on the northern mole was hit by lightning and fell into the water.",
        "Children watched from the school and sang for those who came back.",
        "Nobody was hurt, and the ship returned to the harbour before noon.",
    ];
    let text = |parts: [&str; 4]| Text { date: "2025-03-04".to_owned(), text: parts.join("\n\n") };
    let (left, right) = (text([a, b, d, e]), text([a, c, d, e]));
    let row =
        Row { what: "a sentence lost".to_owned(), other: false, find: None, a: left, b: right };
    let corpus = corpus(&row);
    let found = analyze(&corpus, &Options::default(), &Silent);
    let at = |span: variorum::span::Span, document: usize| -> Vec<&str> {
        let text = span.text(&corpus.documents[document].text);
        [a, b, c, d, e].into_iter().filter(|it| text.contains(&it[..it.len() - 1])).collect()
    };
    let segments = found.alignments.iter().flat_map(|it| &it.segments);
    let mut facing = 0;
    for segment in segments {
        let (x, y) = (at(segment.left, 0), at(segment.right, 1));
        assert_eq!(x, y, "{segment:?}");
        facing += x.len();
    }
    assert_eq!(facing, 3);
}
