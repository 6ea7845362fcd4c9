//! Pairs of sentences by one who had not seen the program: what differs is never called the same.
//!
//! `tests/fresh.jsonl` holds `{"id", "kind", "a", "b", "expect"}`; `expect` is `conflict` (both cannot be
//! true), `differ` (the meaning moves) or `harmless` (a careful editor says the same). The floors are
//! what the program reached when they were written down; they only rise.
#![expect(clippy::disallowed_methods, reason = "a test reads a file of its own")]

use variorum::analysis::{Options, Verdict, compare};

#[test]
fn what_differs_is_never_called_the_same() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fresh.jsonl");
    let text = std::fs::read_to_string(path).expect("the pairs are there");
    let (mut named, mut alarms, mut wrong) = (0, 0, Vec::new());
    for line in text.lines() {
        let pair: serde_json::Value = serde_json::from_str(line).expect("a pair");
        let said = |key: &str| pair[key].as_str().expect("a text");
        let verdict = compare(said("a"), said("b"), &Options::default()).verdict;
        match (said("expect"), verdict) {
            ("harmless", Verdict::Same | Verdict::Compatible) => {}
            ("harmless", _) => alarms += 1,
            (_, Verdict::Same) => wrong.push(said("id").to_owned()),
            ("conflict", Verdict::Contradiction) => named += 1,
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "called the same: {wrong:?}");
    assert!(named >= 68, "{named} of 99 contradictions are named");
    assert!(alarms <= 6, "{alarms} of 70 harmless pairs are doubted");
}
