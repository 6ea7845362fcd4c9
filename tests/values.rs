//! Kinds of values: pairs of sentences that differ in a number or a time, and what is to be said of them.
//!
//! `tests/values.txt` holds a row a line: `kind | expected | frame | left | right`, and the days of the
//! two texts where they have some. A frame has `{}` where the words of a side stand, several of them
//! parted by ` // `; a second frame behind ` // ` is that of the right text. `conflict`: both cannot be
//! true, and the program says so. `same`: nothing that a careful reader would ask about. `open`: they
//! differ, and nobody says how: neither the same nor a contradiction.
#![expect(clippy::disallowed_methods, reason = "a test reads a file of its own")]

use std::collections::BTreeMap;

use variorum::analysis::{Options, Verdict, compare};
use variorum::analysis::{Silent, analyze};
use variorum::corpus::Corpus;
use variorum::corpus::Input;
use variorum::divergence::Effect;

struct Row {
    kind: String,
    expected: String,
    texts: [String; 2],
    days: Option<[String; 2]>,
}

fn rows() -> Vec<Row> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/values.txt");
    let text = std::fs::read_to_string(path).expect("the rows are there");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(row).collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
    assert!(matches!(cells.len(), 5 | 7), "{line}");
    let (left, right) = cells[2].split_once(" // ").unwrap_or((cells[2], cells[2]));
    let day = |at: usize| cells.get(at).map(|day| (*day).to_owned());
    Row {
        kind: cells[0].to_owned(),
        expected: cells[1].to_owned(),
        texts: [filled(left, cells[3]), filled(right, cells[4])],
        days: day(5).zip(day(6)).map(|(a, b)| [a, b]),
    }
}

fn filled(frame: &str, words: &str) -> String {
    let mut filled = frame.to_owned();
    let parts: Vec<&str> = match frame.matches("{}").count() {
        0 | 1 => vec![words],
        _ => words.split(" // ").collect(),
    };
    for part in parts {
        filled = filled.replacen("{}", part, 1);
    }
    filled
}

/// What is said of a pair, from one side and from the other.
fn verdicts(row: &Row) -> [Verdict; 2] {
    let [a, b] = &row.texts;
    match &row.days {
        None => [[a, b], [b, a]].map(|[a, b]| compare(a, b, &Options::default()).verdict),
        Some([x, y]) => [[(a, x), (b, y)], [(b, y), (a, x)]].map(dated),
    }
}

/// The verdict on two documents of two days, by the gravest of their differences.
fn dated(texts: [(&String, &String); 2]) -> Verdict {
    let input = |(n, (text, day)): (usize, (&String, &String))| {
        let more = "The harbour board of Tarvel wrote this down on a long sheet of grey paper.";
        Input::Bytes {
            name: format!("{n}.md"),
            bytes: format!("---\ndate: {day}\nsource: s{n}\n---\n\n{text} {more}\n").into_bytes(),
        }
    };
    let inputs: Vec<Input> = texts.into_iter().enumerate().map(input).collect();
    let corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).expect("a corpus");
    let found = analyze(&corpus, &Options::default(), &Silent);
    assert!(!found.alignments.is_empty(), "{texts:?}");
    match found.divergences.iter().map(|it| it.effect).max() {
        None | Some(Effect::None) => Verdict::Same,
        Some(Effect::Compatible) => Verdict::Compatible,
        Some(Effect::Unclear) => Verdict::Unclear,
        Some(Effect::Shift) => Verdict::Shift,
        Some(Effect::Conflict) => Verdict::Contradiction,
    }
}

#[test]
fn every_kind_of_value_is_told_for_what_it_is() {
    let (mut counts, mut wrong, mut same) = (BTreeMap::new(), Vec::new(), Vec::new());
    for row in rows() {
        let found = verdicts(&row);
        let right = found.iter().all(|verdict| match row.expected.as_str() {
            "conflict" => *verdict == Verdict::Contradiction,
            "same" => matches!(verdict, Verdict::Same | Verdict::Compatible),
            "open" => !matches!(verdict, Verdict::Same | Verdict::Contradiction),
            other => panic!("{other}"),
        });
        let count: &mut [usize; 2] = counts.entry(row.kind.clone()).or_default();
        count[0] += usize::from(right);
        count[1] += 1;
        let told = format!("{} {found:?}, not {}: {:?}", row.kind, row.expected, row.texts);
        if row.expected != "same" && found.contains(&Verdict::Same) {
            same.push(told.clone());
        }
        if !right {
            wrong.push(told);
        }
    }
    println!("{counts:?}\n{}", wrong.join("\n"));
    assert!(same.is_empty(), "called the same:\n{}", same.join("\n"));
    assert!(wrong.is_empty(), "{} rows fail:\n{}", wrong.len(), wrong.join("\n"));
}
