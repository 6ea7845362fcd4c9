use super::*;
use crate::divergence::Kind;
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
    let notes = baseline.accept(&mut findings, Scope::Whole, day("2031-05-01"));
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

/// A finding of two readings in two documents, with the same words around both.
fn between(id: &str, rule: Rule, readings: [&str; 2], around: &str) -> Finding {
    let place = |text: &str, path: &str| Place {
        text: text.to_owned(),
        path: path.to_owned(),
        context: format!("{around} | {text} | boats at the pier"),
        ..Place::default()
    };
    let [own, other] = readings;
    let effect = rule.usual_effect();
    let other = Other {
        id: id.to_owned(),
        place: place(other, "docs/b.txt"),
        source: None,
        trusted: false,
    };
    Finding { rule, effect, place: place(own, "docs/a.txt"), others: vec![other], ..finding(id) }
}

fn number(kind: Kind) -> Rule {
    Rule::Divergence(kind)
}

/// Whether a baseline written of one finding accepts another, and what is said of it.
fn accepts(baseline: &Baseline, finding: Finding, scope: Scope) -> (bool, Vec<String>) {
    let mut findings = [finding];
    let notes = baseline.accept(&mut findings, scope, day("2031-05-01"));
    (findings[0].accepted.is_some(), notes)
}

#[test]
fn a_finding_under_another_id_is_found_again_by_its_documents_place_and_readings() {
    let conflict = number(Kind::NumberConflict);
    let was = between("old", conflict, ["21", "12"], "the master counted");
    let baseline = Baseline::default().rewritten(std::slice::from_ref(&was));
    let again = |finding: Finding| accepts(&baseline, finding, Scope::Part);
    let (accepted, notes) = again(between("new", conflict, ["21", "12"], "the master counted"));
    assert!(accepted);
    assert!(notes[0].contains("number.conflict new was old (12 / 21)"), "{notes:?}");
    assert!(notes[1].contains("baseline prune"), "{notes:?}");
    // Words were read a little otherwise, and seen from another folder.
    let mut moved = between("new", conflict, ["21", "12"], "a master counted");
    moved.place.path = "a.txt".to_owned();
    assert!(again(moved).0);
    // Another reading, another place or another document is another finding.
    assert!(!again(between("new", conflict, ["21", "13"], "the master counted")).0);
    assert!(!again(between("new", conflict, ["21", "12"], "in all she has sold by now")).0);
    let mut other = between("new", conflict, ["21", "12"], "the master counted");
    other.place.path = "docs/c.txt".to_owned();
    assert!(!again(other).0);
}

#[test]
fn what_is_graver_than_what_was_accepted_is_not_accepted_under_another_rule() {
    let at = |id: &str, kind: Kind| between(id, number(kind), ["21", "12"], "the master counted");
    for (was, is, accepted) in [
        (Kind::NumberConflict, Kind::Scope, true),
        (Kind::Scope, Kind::NumberConflict, false),
        (Kind::Wording, Kind::Scope, false),
    ] {
        let baseline = Baseline::default().rewritten(&[at("old", was)]);
        let found = accepts(&baseline, at("new", is), Scope::Whole);
        assert_eq!(found.0, accepted, "{} to {}", was.name(), is.name());
    }
}

#[test]
fn an_entry_of_version_1_is_found_again_only_where_all_is_judged() {
    let line = "{\"id\":\"old\",\"rule\":\"number.conflict\",\"readings\":[\"12\",\"21\"],\
                \"reason\":\"known\"}\n";
    let baseline = read(line).unwrap();
    let found = || between("new", number(Kind::NumberConflict), ["21", "12"], "the master counted");
    assert!(!accepts(&baseline, found(), Scope::Part).0);
    assert!(accepts(&baseline, found(), Scope::Whole).0);
    // An entry is used up by one finding.
    let mut two = [found(), found()];
    two[1].id = "newer".to_owned();
    two[1].others[0].id = "newer".to_owned();
    baseline.accept(&mut two, Scope::Whole, day("2031-05-01"));
    assert_eq!(two.iter().filter(|it| it.accepted.is_some()).count(), 1);
    // Written anew it has today's id and where it stands; what was said of it stays.
    for renewed in [baseline.pruned(&[found()]), baseline.rewritten(&[found()])] {
        let entry = &renewed.entries["new"];
        assert_eq!((renewed.len(), entry.reason.as_str()), (1, "known"));
        assert_eq!(entry.documents, ["docs/b.txt", "docs/a.txt"]);
        assert!(renewed.to_text().starts_with("{\"variorum_baseline\":2}\n"));
    }
    assert!(baseline.stale(&[found()]).is_empty());
    assert_eq!(baseline.renamed(&[found()]).len(), 1);
}
