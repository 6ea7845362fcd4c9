use super::*;
use crate::policy::{Level, Place, Rule};

fn finding(id: &str) -> Finding {
    Finding {
        id: id.to_owned(),
        rule: Rule::Metadata,
        level: Level::Deny,
        effect: None,
        place: Place { text: "21  boats".to_owned(), ..Place::default() },
        others: Vec::new(),
        message: String::new(),
        why: String::new(),
        help: String::new(),
        confidence: 1.0,
        accepted: None,
        fix: None,
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn read(lines: &str) -> Result<Baseline> {
    Baseline::parse(&format!("{{\"variorum_baseline\":1}}\n{lines}"), Path::new("b"))
}

fn accepted(baseline: &Baseline, ids: &[&str]) -> (Vec<bool>, Vec<String>) {
    let mut findings: Vec<Finding> = ids.iter().map(|id| finding(id)).collect();
    let notes = baseline.accept(&mut findings, day("2031-05-01"));
    (findings.iter().map(|it| it.accepted.is_some()).collect(), notes)
}

#[test]
fn what_is_written_reads_back_and_is_one_line_an_entry() {
    let baseline = Baseline::default().rewritten(&[finding("b"), finding("a"), finding("b")]);
    let text = baseline.to_text();
    assert_eq!(text.lines().count(), 3);
    assert!(text.lines().nth(1).unwrap().starts_with("{\"id\":\"a\",\"count\":1,"), "{text}");
    assert!(text.contains("\"readings\":[\"21 boats\"]"), "{text}");
    assert_eq!(Baseline::parse(&text, Path::new("b")).unwrap(), baseline);
}

#[test]
fn entries_alone_are_a_baseline() {
    let baseline =
        Baseline::parse("{\"id\":\"a\",\"reason\":\"known\"}\n", Path::new("b")).unwrap();
    assert_eq!(baseline, read("{\"id\":\"a\",\"reason\":\"known\"}\n").unwrap());
}

#[test]
fn an_entry_accepts_as_often_as_it_counts() {
    let baseline = read("{\"id\":\"a\",\"count\":2}\n").unwrap();
    assert_eq!(accepted(&baseline, &["a", "a", "a", "b"]).0, [true, true, false, false]);
}

#[test]
fn an_expired_entry_accepts_nothing_and_is_named() {
    let entry = |day: &str| format!("{{\"id\":\"a\",\"owner\":\"Ada\",\"expires\":\"{day}\"}}\n");
    let (found, notes) = accepted(&read(&entry("2031-04-30")).unwrap(), &["a"]);
    assert_eq!(found, [false]);
    assert!(notes[0].starts_with("accepted until 2031-04-30, Ada"), "{notes:?}");
    assert_eq!(accepted(&read(&entry("2031-05-01")).unwrap(), &["a"]), (vec![true], vec![]));
}

#[test]
fn reasons_stay_when_it_is_written_again_and_the_stale_go() {
    let old = read("{\"id\":\"a\",\"count\":3,\"reason\":\"known\"}\n{\"id\":\"z\"}\n").unwrap();
    let findings = [finding("a"), finding("a"), finding("c")];
    let pruned = old.pruned(&findings);
    assert_eq!(pruned.len(), 1);
    assert_eq!((pruned.entries["a"].count, pruned.entries["a"].reason.as_str()), (2, "known"));
    let stale: Vec<&str> = old.stale(&findings).iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(stale, ["a", "z"]);
    let written = old.rewritten(&findings);
    assert_eq!((written.len(), written.entries["a"].reason.as_str()), (2, "known"));
}

#[test]
fn the_same_entry_of_two_branches_is_one() {
    let both = read("{\"id\":\"a\",\"count\":1}\n{\"id\":\"a\",\"count\":2}\n").unwrap();
    assert_eq!((both.len(), both.entries["a"].count), (1, 2));
}

#[test]
fn what_is_no_baseline_is_an_error_with_its_line() {
    let error = |text: &str| Baseline::parse(text, Path::new("b")).unwrap_err().to_string();
    assert!(error("").contains("no baseline"));
    assert!(error("garbage\n{\"id\":\"a\"}").contains("no baseline"));
    assert!(error("{\"variorum_baseline\":9}").contains("version 9"));
    let broken = error("{\"variorum_baseline\":1}\n<<<<<<< ours\n");
    assert!(broken.starts_with("b:2: ") && broken.contains("<<<<<<< ours"), "{broken}");
}
