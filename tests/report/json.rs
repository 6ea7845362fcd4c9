use serde_json::Value;
use variorum::divergence::Effect;
use variorum::report::{Format, Options, json};

use crate::{fixture, of, render};

fn valid(text: &str) -> Value {
    let report: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&json::schema()).unwrap();
    let errors: Vec<_> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    report
}

#[test]
fn the_report_obeys_its_schema() {
    for draft in [fixture::ferry(), fixture::hostile(), fixture::Draft::default()] {
        valid(&of(Format::Json, &draft));
    }
}

#[test]
fn the_schema_refuses_what_is_not_a_report() {
    let validator = jsonschema::validator_for(&json::schema()).unwrap();
    let mut report: Value = serde_json::from_str(&of(Format::Json, &fixture::ferry())).unwrap();
    report["divergences"][0]["kind"] = "number.wrong".into();
    assert!(!validator.is_valid(&report));
    report["divergences"] = Value::Array(Vec::new());
    assert!(validator.is_valid(&report));
    report["surprise"] = Value::Null;
    assert!(!validator.is_valid(&report));
}

#[test]
fn it_says_what_the_design_promises() {
    let report = valid(&of(Format::Json, &fixture::ferry()));
    assert_eq!(report["schema_version"], 1);
    assert_eq!(report["documents"][0]["id"], "agency.txt");
    assert_eq!(report["documents"][2]["extracted"], true);
    assert_eq!(report["documents"][1]["guessed"], serde_json::json!(["date", "language"]));
    assert_eq!(report["documents"][0]["zones"][0]["kind"], "headline");
    assert_eq!(report["document_pairs"][0]["relation"], "near-duplicate");
    let divergence = &report["divergences"][0];
    assert_eq!(divergence["kind"], "number.conflict");
    assert_eq!(divergence["left"]["text"], "21");
    assert_eq!(divergence["right"]["value"], "12");
    assert_eq!(divergence["mqm"], "accuracy/mistranslation");
    let statement = &report["statements"][0];
    assert_eq!(statement["first"], "agency.txt");
    assert_eq!(
        statement["variants"][0]["readings"][0]["witnesses"],
        serde_json::json!(["agency.txt", "machine.html", "opinion.md"])
    );
    assert_eq!(report["names"][0]["variants"][1]["text"], "Alexei Voronin");
    assert_eq!(report["skipped"][0]["reason"], "binary, no text");
}

#[test]
fn offsets_and_words_agree() {
    let draft = fixture::ferry();
    let report = valid(&of(Format::Json, &draft));
    let text = |id: &Value| {
        &draft.corpus.documents.iter().find(|d| d.id == id.as_str().unwrap()).unwrap().text
    };
    for statement in report["statements"].as_array().unwrap() {
        for witness in statement["witnesses"].as_array().unwrap() {
            let at = |key: &str| usize::try_from(witness[key].as_u64().unwrap()).unwrap();
            let words = &text(&witness["document"])[at("start")..at("end")];
            assert_eq!(witness["text"].as_str().unwrap(), words);
        }
    }
}

#[test]
fn a_repeated_witness_points_at_the_first() {
    let mut draft = fixture::ferry();
    let again = draft.corpus.documents[0].clone();
    draft.corpus.documents.push(again);
    let last = draft.corpus.documents.len() - 1;
    let mut passage = draft.analysis.statements[0].witnesses[0];
    passage.document = last;
    draft.analysis.statements[0].witnesses.push(passage);
    let report = valid(&of(Format::Json, &draft));
    let witness = &report["statements"][0]["witnesses"][4];
    assert_eq!(witness["same_as"], 0);
    assert!(witness.get("text").is_none());
}

#[test]
fn no_path_of_the_machine_is_told() {
    let mut draft = fixture::ferry();
    draft.corpus.documents[0].path = "/home/someone/agency.txt".to_owned();
    let text = of(Format::Json, &draft);
    assert!(!text.contains("/home/someone"));
    assert_eq!(valid(&text)["documents"][0]["path"], "agency.txt");
}

#[test]
fn the_least_effect_holds_for_alignments_too() {
    let draft = fixture::ferry();
    let options = Options { min_effect: Effect::Conflict, ..Options::default() };
    let report = valid(&render(Format::Json, &draft.corpus, &draft.analysis, &options));
    let divergences = report["divergences"].as_array().unwrap();
    assert!(!divergences.is_empty());
    assert!(divergences.iter().all(|d| d["effect"] == "conflict"));
    let listed: usize = report["alignments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["divergences"].as_array().unwrap().len())
        .sum();
    assert_eq!(listed, divergences.len());
}

#[test]
fn one_row_a_line_and_nothing_a_terminal_obeys() {
    let text = of(Format::Json, &fixture::hostile());
    let live = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!text.contains(live));
    let report: Value = serde_json::from_str(&text).unwrap();
    assert!(report["documents"][0]["title"].as_str().unwrap().contains('\u{202e}'));
    let rows = report["divergences"].as_array().unwrap().len();
    assert_eq!(text.lines().filter(|l| l.starts_with("{\"id\":\"d")).count(), rows);
}

#[test]
fn scores_that_are_no_numbers_do_not_break_it() {
    let mut draft = fixture::ferry();
    draft.analysis.alignments[0].score = f64::NAN;
    draft.analysis.divergences[0].confidence = f64::INFINITY;
    valid(&of(Format::Json, &draft));
}
