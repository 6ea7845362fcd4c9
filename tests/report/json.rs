use serde_json::Value;
use variorum::divergence::Effect;
use variorum::report::{Format, Options, Redact, json};

use crate::{fixture, in_short, of, render};

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
        for (full, redact) in [(true, Redact::No), (false, Redact::Words), (true, Redact::Words)] {
            let options = Options { full, redact, ..Options::default() };
            valid(&render(Format::Json, &draft.corpus, &draft.analysis, &options));
        }
    }
}

/// How often a text holds words.
fn times(text: &str, words: &str) -> usize {
    text.matches(words).count()
}

#[test]
fn a_text_is_said_once_unless_all_is_asked_for() {
    let draft = fixture::ferry();
    let words = "near the entrance";
    let of_documents: usize =
        draft.corpus.documents.iter().map(|document| times(&document.text, words)).sum();
    assert!(of_documents > 0);
    for once in [of(Format::Json, &draft), in_short(&draft)] {
        assert_eq!(times(&once, words), of_documents, "{once}");
    }
    let options = Options { full: true, ..Options::default() };
    let full = render(Format::Json, &draft.corpus, &draft.analysis, &options);
    assert!(times(&full, words) > of_documents);
    let report = valid(&full);
    assert_eq!(report["divergences"][0]["left"]["text"], "21");
    assert_eq!(report["divergences"][0]["mqm"], "accuracy/mistranslation");
    let redacted = Options { redact: Redact::Words, ..Options::default() };
    let redacted = render(Format::Json, &draft.corpus, &draft.analysis, &redacted);
    assert_eq!(times(&redacted, words), 0);
}

#[test]
fn a_full_report_has_all_in_full_and_a_lean_one_each_thing_once() {
    let draft = fixture::told();
    let options = Options { full: true, ..Options::default() };
    let full = valid(&render(Format::Json, &draft.corpus, &draft.analysis, &options));
    let lean = valid(&in_short(&draft));
    let rows = |report: &Value| report["divergences"].as_array().unwrap().len();
    let alignments = lean["alignments"].as_array().unwrap();
    let plain: usize = alignments
        .iter()
        .filter_map(|it| it.get("plain"))
        .flat_map(|it| it.as_array().unwrap())
        .filter(|it| it.is_array())
        .count();
    assert!(plain > 3 && rows(&lean) > 0, "{plain} of {}", rows(&full));
    assert_eq!(rows(&lean) + plain, rows(&full));
    assert_eq!(rows(&full), draft.analysis.divergences.len());
    assert_eq!(full["sorts"], serde_json::json!([]));
    // What moves the meaning or contradicts, and every value, has a row of its own in both.
    let weighs = |report: &Value| -> Vec<Value> {
        let rows = report["divergences"].as_array().unwrap().iter();
        let weighs = |it: &&Value| it["effect"] == "shift" || it["effect"] == "conflict";
        rows.filter(weighs).map(|it| it["id"].clone()).collect()
    };
    assert_eq!(weighs(&lean), weighs(&full));
    for document in full["documents"].as_array().unwrap() {
        for key in ["text", "source", "title", "date", "language", "url", "zones", "guessed"] {
            assert!(document.get(key).is_some(), "{key}");
        }
    }
    for alignment in full["alignments"].as_array().unwrap() {
        assert!(alignment["edits"].is_array() && alignment["segments"].is_array());
        assert!(alignment["accounted"]["left"].is_number());
    }
    assert_eq!(full["statements"][0]["places"], serde_json::json!([]));
}

/// What a program may look for in every row of a report that is not lean.
#[test]
fn rows_of_the_usual_report_have_all_their_fields() {
    let draft = fixture::told();
    let report = valid(&of(Format::Json, &draft));
    for (table, keys) in [
        ("documents", "id path source title date language url bytes hash text zones guessed"),
        ("alignments", "id left right relation score segments edits divergences accounted"),
        ("divergences", "id alignment kind effect left right explanation confidence"),
        ("statements", "id witnesses variants places verdict reasons first"),
    ] {
        for row in report[table].as_array().unwrap() {
            for key in keys.split(' ') {
                assert!(row.get(key).is_some(), "{table} {key}: {row}");
            }
        }
    }
}

#[test]
fn of_what_stands_in_one_document_alone_a_lean_report_says_nothing() {
    const ALONE: &str = "Nobody else was there.";
    let mut draft = fixture::told();
    draft.corpus.documents[0].text += &format!("\n\n{ALONE}");
    let lean = in_short(&draft);
    assert!(!lean.contains(ALONE), "{lean}");
    let options = Options { full: true, ..Options::default() };
    assert!(render(Format::Json, &draft.corpus, &draft.analysis, &options).contains(ALONE));
    draft.corpus.documents[0].path = "-".to_owned();
    assert!(in_short(&draft).contains(ALONE), "there is nothing to read it from again");
}

/// Keeps the longest piece that was handed over at once.
#[derive(Default)]
struct Longest(usize, usize);

impl std::io::Write for Longest {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.max(bytes.len());
        self.1 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn rows_are_handed_over_one_by_one_and_never_held_together() {
    let draft = fixture::big(40, 2000);
    for format in [Format::Json, Format::Divergences, Format::Names, Format::Renderings] {
        let mut out = Longest::default();
        let options = Options { full: true, ..Options::default() };
        variorum::report::write(format, &draft.corpus, &draft.analysis, &options, &mut out)
            .unwrap();
        let row = of(format, &draft).lines().map(str::len).max().unwrap() + 2;
        // A table is handed over in pieces of 8 KiB.
        assert!(out.0 <= row.max(8 << 10), "{}: {} of {}", format.file_name(), out.0, out.1);
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

/// The words of a place with `start` and `end`.
fn words<'r>(report: &'r Value, document: &str, place: &Value) -> &'r str {
    let documents = report["documents"].as_array().unwrap();
    let document = documents.iter().find(|it| it["id"] == document).unwrap();
    let at = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
    if let Some(text) = document["text"].as_str() {
        return &text[at("start")..at("end")];
    }
    let mut passages = document["passages"].as_array().unwrap().iter();
    let begin = |it: &Value| usize::try_from(it[0].as_u64().unwrap()).unwrap();
    let passage = passages.rfind(|it| begin(it) <= at("start")).unwrap();
    &passage[1].as_str().unwrap()[at("start") - begin(passage)..at("end") - begin(passage)]
}

#[test]
fn it_says_what_the_design_promises() {
    let report = valid(&of(Format::Json, &fixture::ferry()));
    assert_eq!(report["schema_version"], 2);
    assert_eq!(report["documents"][0]["id"], "agency.txt");
    assert_eq!(report["documents"][2]["extracted"], true);
    assert_eq!(report["documents"][1]["guessed"], serde_json::json!(["date", "language"]));
    assert_eq!(report["documents"][0]["zones"][0]["kind"], "headline");
    assert_eq!(report["document_pairs"][0]["relation"], "near-duplicate");
    let divergence = &report["divergences"][0];
    assert_eq!(divergence["kind"], "number.conflict");
    assert_eq!(words(&report, "agency.txt", &divergence["left"]), "21");
    assert_eq!(divergence["right"]["value"], "12");
    let kinds = report["kinds"].as_array().unwrap();
    let kind = kinds.iter().find(|it| it["kind"] == "number.conflict").unwrap();
    assert_eq!(kind["mqm"], "accuracy/mistranslation");
    assert_eq!((&kind["family"], &kind["usual_effect"]), (&"number".into(), &"conflict".into()));
    assert_eq!(report["alignments"][0]["accounted"]["left"], 0);
    assert_eq!(report["versions"], serde_json::json!([]));
    let statement = &report["statements"][0];
    assert_eq!(statement["first"], "agency.txt");
    assert_eq!(statement["verdict"], "contradiction");
    assert_eq!(statement["places"], serde_json::json!([]));
    let why = statement["reasons"][0].as_str().unwrap();
    let ids = report["divergences"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap());
    assert!(ids.into_iter().any(|id| id == why), "{why}");
    assert_eq!(
        statement["variants"][0]["readings"][0]["witnesses"],
        serde_json::json!(["agency.txt", "machine.html", "opinion.md"])
    );
    assert_eq!(report["names"][0]["variants"][1]["text"], "Alexei Voronin");
    assert_eq!(report["skipped"][0]["reason"], "binary, no text");
}

#[test]
fn a_lean_report_says_it_by_places() {
    let report = valid(&in_short(&fixture::ferry()));
    assert_eq!(report["schema_version"], 3);
    assert_eq!(report["documents"][0]["id"], "agency.txt");
    assert_eq!(report["documents"][2]["extracted"], true);
    assert_eq!(report["documents"][1]["guessed"], serde_json::json!(["date", "language"]));
    assert_eq!(report["documents"][0]["zones"][0]["kind"], "headline");
    assert_eq!(report["document_pairs"][0]["relation"], "near-duplicate");
    let divergence = &report["divergences"][0];
    assert_eq!(divergence["kind"], "number.conflict");
    assert_eq!(words(&report, "agency.txt", &divergence["left"]), "21");
    assert_eq!(divergence["right"]["value"], "12");
    let kinds = report["kinds"].as_array().unwrap();
    let kind = kinds.iter().find(|it| it["kind"] == "number.conflict").unwrap();
    assert_eq!(kind["mqm"], "accuracy/mistranslation");
    assert_eq!((&kind["family"], &kind["usual_effect"]), (&"number".into(), &"conflict".into()));
    assert_eq!(report["alignments"][0]["accounted"]["equal"], 0);
    assert_eq!(report["versions"], serde_json::json!([]));
    let statement = &report["statements"][0];
    assert_eq!(statement["first"], "agency.txt");
    assert_eq!(statement["verdict"], "contradiction");
    let why = statement["reasons"][0].as_str().unwrap();
    let ids = report["divergences"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap());
    assert!(ids.into_iter().any(|id| id == why), "{why}");
    assert_eq!(
        statement["variants"][0]["readings"][0]["indices"],
        serde_json::json!([0, 2, 3]),
        "of agency.txt, machine.html and opinion.md"
    );
    assert_eq!(report["names"][0]["variants"][1]["text"], "Alexei Voronin");
    assert_eq!(report["skipped"][0]["reason"], "binary, no text");
}

#[test]
fn offsets_and_words_agree() {
    let draft = fixture::ferry();
    let options = Options { full: true, ..Options::default() };
    let report = valid(&render(Format::Json, &draft.corpus, &draft.analysis, &options));
    let mut places = 0;
    for statement in report["statements"].as_array().unwrap() {
        for witness in statement["witnesses"].as_array().unwrap() {
            let document = witness["document"].as_str().unwrap();
            assert_eq!(witness["text"].as_str().unwrap(), words(&report, document, witness));
        }
        let variants = statement["variants"].as_array().unwrap().iter();
        for reading in variants.flat_map(|variant| variant["readings"].as_array().unwrap()) {
            let Some(at) = reading.get("at") else { continue };
            let of = reading.get("of").map_or(0, |of| of.as_u64().unwrap());
            let document = reading["witnesses"][usize::try_from(of).unwrap()].as_str().unwrap();
            let place = serde_json::json!({ "start": at[0], "end": at[1] });
            assert_eq!(reading["text"].as_str().unwrap(), words(&report, document, &place));
            places += 1;
        }
    }
    assert!(places > 0);
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
