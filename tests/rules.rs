//! Every row of the pages on whole documents is true: the rule finds what the page says, at the
//! level that it names, and nothing else. (`tests/kinds.rs` does it for the divergences.)
#![expect(clippy::unwrap_used, reason = "a test panics where it fails")]

use jiff::civil::date;
use variorum::analysis::{Options, Silent, analyze};
use variorum::corpus::{self, Corpus, Input, ZoneKind};
use variorum::policy::{AcceptedName, Baseline, Case, Norms, Policy, Rule, judge};

/// Cells of the rows of a page: there, new, raised, level.
fn rows(page: &str) -> Vec<[&str; 4]> {
    let rows = page.lines().filter(|line| {
        line.starts_with("| ") && !line.starts_with("| there") && !line.starts_with("| ---")
    });
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        cells.try_into().unwrap()
    })
    .collect()
}

fn levels(rule: Rule, there: &str, new: &str) -> Vec<&'static str> {
    let there = format!("---\nsource: Gull News\ndate: 2031-03-04\n---\n{there}\n");
    let input = |name: &str, text: &str| Input::Bytes {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let inputs = [input("a.md", &there), input("b.md", &format!("{new}\n"))];
    let corpus = Corpus::read(&inputs, &corpus::Options::default()).unwrap();
    let case = Case {
        corpus: &corpus,
        analysis: &analyze(&corpus, &Options::default(), &Silent),
        alone: &[],
        new: &[false, true],
        formers: &[],
        against: 1,
        norms: Norms::of(&corpus.documents[..1]),
        unreadable: &[],
        unseen: &[],
        perhaps: &[],
        policy_changes: &[],
        comments: &[],
        names: &["Yoshihide Suga", "Petra Lund"].map(AcceptedName::new),
        zones: &[ZoneKind::Headline, ZoneKind::Body],
    };
    let verdict = judge(&case, &Policy::default(), &Baseline::default(), date(2031, 3, 5));
    let of_rule = verdict.findings.iter().filter(|finding| finding.rule == rule);
    of_rule.map(|finding| finding.level.name()).collect()
}

#[test]
fn every_row_of_every_page_is_true() {
    let mut wrong = Vec::new();
    for rule in Rule::DOCUMENTS {
        for [there, new, raised, level] in rows(rule.page()) {
            let found = levels(rule, there, new);
            let wanted = if raised == "yes" { vec![level] } else { Vec::new() };
            if found != wanted {
                wrong.push(format!("{}: {new}: wanted {wanted:?}, found {found:?}", rule.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
