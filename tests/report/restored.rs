//! A report read back says what it said when it was written, and does no harm when it was changed.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use variorum::alignment::{Op, Passage, Relation};
use variorum::analysis::Analysis;
use variorum::corpus::Corpus;
use variorum::divergence::Effect;
use variorum::report::html::{Query, Site};
use variorum::report::json::read::{Listed, Refusal, Restored, Stored, hash};
use variorum::report::{Format, Options, Redact, write_restored};

use crate::fixture::{self, Draft};
use crate::{in_short, of, render};

/// The whole page and every part of it that a server hands out.
fn parts(site: &Site<'_>, documents: usize) -> Vec<String> {
    let mut page = Vec::new();
    site.write_served(&mut page).unwrap();
    let mut parts = vec![String::from_utf8(page).unwrap()];
    for rank in site.matching(&Query::default()) {
        parts.push(site.row(rank));
        parts.push(site.body(rank));
    }
    parts.extend((0..documents).map(|index| site.document(index)));
    parts
}

fn restored(text: &str, corpus: &Corpus) -> Restored {
    let texts: BTreeMap<String, &str> =
        corpus.documents.iter().map(|d| (hash(&d.text), d.text.as_str())).collect();
    let text_of = |listed: &Listed<'_>| {
        let text = texts.get(listed.hash.unwrap_or_default());
        text.map(|text| (*text).to_owned()).ok_or_else(|| format!("{} is away", listed.path))
    };
    Stored::parse(text.as_bytes()).unwrap().restore(&text_of).unwrap()
}

/// Without any text.
fn alone(text: &str) -> Restored {
    restored(text, &Corpus::default())
}

fn rendered(format: Format, restored: &Restored, options: &Options) -> String {
    let mut out = Vec::new();
    write_restored(format, restored, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_page_of_a_report_is_the_page_it_was_written_with() {
    let tellings = [fixture::tellings(), fixture::told()];
    for draft in
        [fixture::ferry(), fixture::hostile(), fixture::big(20, 60)].iter().chain(&tellings)
    {
        let text = of(Format::Json, draft);
        let again = restored(&text, &draft.corpus);
        assert_eq!(again.hidden, 0);
        assert_eq!(again.corpus.documents.len(), draft.corpus.documents.len());
        let options = Options::default();
        let documents = draft.corpus.documents.len();
        let written = parts(&Site::new(&draft.corpus, &draft.analysis, &options), documents);
        assert_eq!(written, parts(&Site::restored(&again, &options), documents));
        for &format in Format::ALL {
            let was = render(format, &draft.corpus, &draft.analysis, &options);
            assert_eq!(was, rendered(format, &again, &options), "{}", format.file_name());
        }
    }
}

#[test]
fn two_witnesses_of_one_document_are_told_apart() {
    let mut draft = fixture::ferry();
    let statement = &mut draft.analysis.statements[0];
    let Passage { document, span } = statement.witnesses[0];
    let half = variorum::span::Span { start: span.start, end: span.start + 9 };
    statement.witnesses.insert(1, Passage { document, span: half });
    statement.variants[0].readings[0].witnesses = vec![1];
    statement.first = Some(1);
    let again = restored(&of(Format::Json, &draft), &draft.corpus);
    assert_eq!(again.analysis.statements[0], draft.analysis.statements[0]);
}

/// The report of a draft as the first programs wrote it: texts are repeated, and no document says
/// its own.
fn untold(draft: &Draft) -> String {
    let options = Options { full: true, ..Options::default() };
    let text = render(Format::Json, &draft.corpus, &draft.analysis, &options);
    let mut report: Value = serde_json::from_str(&text).unwrap();
    for document in report["documents"].as_array_mut().unwrap() {
        document.as_object_mut().unwrap().remove("text").unwrap();
    }
    report.to_string()
}

#[test]
fn a_report_says_its_texts_and_needs_no_documents() {
    for draft in [fixture::ferry(), fixture::hostile(), fixture::tellings(), fixture::told()] {
        for full in [false, true] {
            let options = Options { full, ..Options::default() };
            let text = render(Format::Json, &draft.corpus, &draft.analysis, &options);
            let again = alone(&text);
            assert_eq!((again.hidden, again.is_lean), (0, false));
            assert_eq!(again.analysis.statements, draft.analysis.statements);
            for &format in Format::ALL {
                let was = render(format, &draft.corpus, &draft.analysis, &options);
                assert_eq!(was, rendered(format, &again, &options), "{}", format.file_name());
            }
        }
    }
}

/// What a lean report keeps of an analysis.
fn kept(analysis: &Analysis) -> Analysis {
    let mut kept = analysis.clone();
    for alignment in &mut kept.alignments {
        let retold = alignment.relation == Relation::Retold;
        alignment.edits.retain(|edit| edit.op != Op::Equal && !retold);
        alignment.edits.sort_by_key(|edit| (edit.left, edit.right, edit.op));
        if let [one] = alignment.segments.as_mut_slice() {
            (one.left, one.right) = (alignment.left.span, alignment.right.span);
        }
        alignment.segments.iter_mut().for_each(|segment| segment.score = alignment.score);
    }
    kept
}

#[test]
fn a_lean_report_says_all_that_is_told_and_gives_every_difference_back() {
    for draft in [fixture::ferry(), fixture::hostile(), fixture::tellings(), fixture::told()] {
        let text = in_short(&draft);
        let again = restored(&text, &draft.corpus);
        assert_eq!((again.hidden, again.is_lean), (0, true));
        assert_eq!(kept(&again.analysis), kept(&draft.analysis));
        // Without the documents every statement and every difference is there all the same.
        let alone = alone(&text);
        assert_eq!(alone.analysis, again.analysis);
        for statement in &draft.analysis.statements {
            for Passage { document, span } in &statement.witnesses {
                let was = span.text(&draft.corpus.documents[*document].text);
                assert_eq!(was, span.text(&alone.corpus.documents[*document].text));
            }
        }
        let csv = rendered(Format::Divergences, &alone, &Options::default());
        assert_eq!(csv, of(Format::Divergences, &draft));
        // What is written of it then says its words once more, as nothing else has them.
        let twice = rendered(Format::Json, &alone, &Options::default());
        assert_eq!(self::alone(&twice).analysis.statements, draft.analysis.statements);
    }
}

#[test]
fn a_lean_report_with_the_least_effect_numbers_what_it_has() {
    let draft = fixture::told();
    let options = Options { min_effect: Effect::Unclear, lean: true, ..Options::default() };
    let text = render(Format::Json, &draft.corpus, &draft.analysis, &options);
    let again = restored(&text, &draft.corpus);
    let left: Vec<_> =
        draft.analysis.divergences.iter().filter(|it| it.effect >= Effect::Unclear).collect();
    assert!(!left.is_empty() && left.len() < draft.analysis.divergences.len());
    assert_eq!(again.analysis.divergences.iter().collect::<Vec<_>>(), left);
    for (was, is) in draft.analysis.statements.iter().zip(&again.analysis.statements) {
        let was = was.variants.iter().filter(|it| it.effect >= Effect::Unclear);
        let readings: Vec<_> = was.map(|it| &it.readings).collect();
        assert_eq!(readings, is.variants.iter().map(|it| &it.readings).collect::<Vec<_>>());
    }
}

#[test]
fn a_text_that_is_missing_or_changed_is_not_shown_and_the_page_says_why() {
    let draft = fixture::ferry();
    let text = untold(&draft);
    let mut there = draft.corpus.clone();
    there.documents[0].text.push('!');
    there.documents.remove(3);
    let stored = Stored::parse(text.as_bytes()).unwrap();
    let again = stored
        .restore(&|listed| {
            let found = there.documents.iter().find(|d| d.id == listed.id);
            found.map(|d| d.text.clone()).ok_or_else(|| format!("{} is away", listed.path))
        })
        .unwrap();
    assert_eq!(again.hidden, 2);
    let options = Options::default();
    let site = Site::restored(&again, &options);
    assert!(site.document(0).contains("in/agency.txt has changed since the report was written"));
    assert!(site.document(3).contains("in/opinion.md is away"));
    assert!(!site.document(1).contains("not shown"));
    // The passages are in the report, and so on the page.
    let page = parts(&site, 5).concat();
    assert!(page.contains("near the entrance"), "{page}");
    assert!(page.contains("the Morning Star ran aground"));
    // What no statement quotes is veiled.
    assert_eq!(again.corpus.documents[0].text.len(), draft.corpus.documents[0].text.len());
}

#[test]
fn a_report_without_its_documents_still_tells_its_statements() {
    for draft in [fixture::ferry(), fixture::hostile(), fixture::tellings()] {
        let again = alone(&untold(&draft));
        assert_eq!(again.hidden, draft.corpus.documents.len());
        for statement in &draft.analysis.statements {
            for witness in &statement.witnesses {
                let was = witness.span.text(&draft.corpus.documents[witness.document].text);
                let is = witness.span.text(&again.corpus.documents[witness.document].text);
                assert_eq!(was, is);
            }
        }
        let csv = rendered(Format::Divergences, &again, &Options::default());
        assert_eq!(csv, of(Format::Divergences, &draft));
    }
}

#[test]
fn a_redacted_report_stays_redacted_without_its_documents() {
    let draft = fixture::tellings();
    let options = Options { redact: Redact::Words, ..Options::default() };
    let text = render(Format::Json, &draft.corpus, &draft.analysis, &options);
    assert!(!text.contains("leave. The mill"), "{text}");
    let report: Value = serde_json::from_str(&text).unwrap();
    let own = hash(&draft.corpus.documents[0].text);
    assert_eq!(report["documents"][0]["hash"], json!(own));
    let witness = &report["statements"][0]["witnesses"][0];
    assert_eq!(witness["hash"].as_str().unwrap().len(), 16);
    let again = alone(&text);
    let page = parts(&Site::restored(&again, &Options::default()), 3).concat();
    assert!(page.contains("xxh3 "), "hashes are there to check");
    assert!(!page.contains("leave. The mill"));
    // Written once more it still has the hashes of the texts, not of the gaps.
    let twice = rendered(Format::Json, &again, &options);
    let report: Value = serde_json::from_str(&twice).unwrap();
    assert_eq!(report["documents"][0]["hash"], json!(own));
    assert_eq!(&report["statements"][0]["witnesses"][0]["hash"], &witness["hash"]);
    // Whoever has the documents reads it in full.
    assert_eq!(restored(&text, &draft.corpus).hidden, 0);
}

#[test]
fn a_report_of_the_first_programs_is_read_without_its_texts() {
    let draft = fixture::ferry();
    let mut report: Value = serde_json::from_str(&untold(&draft)).unwrap();
    for document in report["documents"].as_array_mut().unwrap() {
        document.as_object_mut().unwrap().remove("hash");
    }
    report["a field of a later version"] = json!([1]);
    let again = restored(&report.to_string(), &draft.corpus);
    assert_eq!(again.hidden, 5);
    let options = Options::default();
    assert!(Site::restored(&again, &options).document(0).contains("has no hash of it"));
}

#[test]
fn what_a_report_names_it_must_have() {
    let report: Value = serde_json::from_str(&of(Format::Json, &fixture::ferry())).unwrap();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut report = report.clone();
        change(&mut report);
        let stored = Stored::parse(report.to_string().as_bytes());
        let restored = stored.and_then(|stored| stored.restore(&|_| Err("away".to_owned())));
        match restored.map(|_| ()) {
            Err(Refusal::Invalid(reason)) => reason,
            other => panic!("{other:?}"),
        }
    };
    let said = refused(&|r| r["statements"][0]["witnesses"][0]["document"] = json!("gone.txt"));
    assert!(said.contains("\"gone.txt\" is named and not listed"), "{said}");
    let said = refused(&|r| r["statements"][0]["witnesses"][0]["end"] = json!(99_999));
    assert!(said.contains("to 99999 of a text of"), "{said}");
    let said = refused(&|r| r["alignments"][0]["divergences"][0] = json!("d999"));
    assert!(said.contains("\"d999\" is named and not listed"), "{said}");
    let said = refused(&|r| r["documents"][1]["id"] = json!("agency.txt"));
    assert!(said.contains("two documents have the id"), "{said}");
    let said = refused(&|r| r["documents"][0]["bytes"] = json!(4_000_000_000_u64));
    assert!(said.contains("bytes together"), "{said}");
    let said = refused(&|r| r["divergences"][0]["kind"] = json!("number.wrong"));
    assert!(said.contains("number.wrong"), "{said}");
    let said = refused(&|r| r["documents"][0]["text"] = json!("Other words."));
    assert!(said.contains("is not the one that was compared"), "{said}");
    let said = refused(&|r| drop(r["documents"][0].as_object_mut().unwrap().remove("text")));
    assert!(said.contains("no words at bytes"), "{said}");
}

#[test]
fn what_is_said_in_short_must_be_there_too() {
    let report: Value = serde_json::from_str(&in_short(&fixture::told())).unwrap();
    let with = |key: &str, of: &str| {
        report[of].as_array().unwrap().iter().position(|it| it.get(key).is_some()).unwrap()
    };
    let (told, place) = (with("plain", "alignments"), with("plain", "statements"));
    let is_told = |it: &Value| it.is_array();
    let at = report["alignments"][told]["plain"].as_array().unwrap().iter().position(is_told);
    let at = at.unwrap();
    for (change, says) in [
        (json!([0, 3]), "is no difference"),
        (json!([0, 3, 0, 0, 99]), "is no difference"),
        (json!([0, 3, 0, 0, 0, 1]), "is no difference"),
        (json!([-99_999, 3, 0, 0, 0]), "is no difference"),
        (json!([0, 99_999, 0, 0, 0]), "of a text of"),
        (json!([i64::MAX, i64::MAX, 0, 0, 0]), "is no difference"),
    ] {
        let mut changed = report.clone();
        changed["alignments"][told]["plain"][at] = change;
        assert!(refusal(&changed).contains(says), "{}", refusal(&changed));
    }
    for change in
        [json!([99_999]), json!([[99_999], [[0, 1]]]), json!([[0], [[99, 0]]]), json!([[], []])]
    {
        let mut changed = report.clone();
        changed["statements"][place]["plain"] = json!([change]);
        assert!(refusal(&changed).contains("there is no"), "{}", refusal(&changed));
    }
    let mut changed = report.clone();
    changed["documents"][0]["passages"] = json!([]);
    assert!(refusal(&changed).contains("no words at bytes"), "{}", refusal(&changed));
    changed["documents"][0]["passages"] = json!([[9, "Words"], [3, "and more"]]);
    assert!(refusal(&changed).contains("is not the one that was compared"));
}

fn refusal(report: &Value) -> String {
    let stored = Stored::parse(report.to_string().as_bytes());
    let restored = stored.and_then(|stored| stored.restore(&|_| Err("away".to_owned())));
    match restored.map(|_| ()) {
        Err(Refusal::Invalid(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

/// A report of schema 1, which variorum wrote of two cut articles of `seeds/`.
const SCHEMA_1: &str = include_str!("schema1/report.json");

#[test]
fn a_report_of_schema_1_is_read_and_written_in_schema_2() {
    let texts = [
        ("corvane.txt", include_str!("schema1/corvane.txt")),
        ("teviston.txt", include_str!("schema1/teviston.txt")),
    ];
    let known: BTreeMap<&str, &str> = texts.into_iter().collect();
    let stored = Stored::parse(SCHEMA_1.as_bytes()).unwrap();
    let with = stored.restore(&|listed| Ok(known[listed.id].to_owned())).unwrap();
    assert_eq!(with.hidden, 0);
    assert!(with.analysis.divergences.iter().any(|it| it.kind.name() == "number.conflict"));
    let written = rendered(Format::Json, &with, &Options::default());
    let again = alone(&written);
    assert_eq!((again.hidden, &again.analysis), (0, &with.analysis));
    let page = parts(&Site::restored(&with, &Options::default()), 2).concat();
    assert!(page.contains("The Alma Prior, which links the town"), "{page}");
    // Without the articles the passages are there all the same.
    let without = stored.restore(&|listed| Err(format!("{} is away", listed.path))).unwrap();
    assert_eq!(without.hidden, 2);
    let csv = |it: &Restored| rendered(Format::Divergences, it, &Options::default());
    assert_eq!(csv(&without), csv(&with));
    let report: Value =
        serde_json::from_str(&rendered(Format::Json, &without, &Options::default())).unwrap();
    let validator = jsonschema::validator_for(&variorum::report::json::schema()).unwrap();
    for report in [report, serde_json::from_str(&written).unwrap()] {
        assert_eq!(report["schema_version"], 2);
        let errors: Vec<_> = validator.iter_errors(&report).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn a_broken_report_is_refused_wherever_it_breaks() {
    let text = of(Format::Json, &fixture::ferry());
    let end = text.trim_end().len();
    for cut in (1..end).step_by(7).filter(|&cut| text.is_char_boundary(cut)) {
        let said = Stored::parse(&text.as_bytes()[..cut]).map(|_| ()).unwrap_err();
        assert!(matches!(said, Refusal::Truncated(_)), "{cut}: {said}");
    }
}

#[test]
fn a_report_changed_by_hand_does_no_harm() {
    for (draft, step) in [(fixture::ferry(), 3), (fixture::told(), 29)] {
        for text in [of(Format::Json, &draft), in_short(&draft)] {
            changed_by_hand(&text, draft.corpus.documents.len(), step);
        }
    }
}

fn changed_by_hand(text: &str, documents: usize, step: usize) {
    let bytes = text.as_bytes();
    let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
    for &at in digits.iter().step_by(step) {
        let mut changed = bytes.to_vec();
        changed[at] = if bytes[at] == b'9' { b'3' } else { bytes[at] + 1 };
        let Ok(stored) = Stored::parse(&changed) else { continue };
        let Ok(again) = stored.restore(&|_| Err("away".to_owned())) else { continue };
        let options = Options::default();
        assert!(!parts(&Site::restored(&again, &options), documents).is_empty());
        for &format in Format::ALL {
            assert!(!rendered(format, &again, &options).is_empty());
        }
    }
}
