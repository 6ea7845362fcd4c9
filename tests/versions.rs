//! Versions of one text, corrections and origins, in two folders of invented stories: a toll that a wire
//! brings up to date, with two copies and two outlets of their own, and a price that a wire corrects.

#![expect(clippy::unwrap_used, reason = "a test panics where it fails")]

use std::path::Path;

use variorum::analysis::{Analysis, Holdings, Options, Silent, analyze, analyze_against};
use variorum::corpus::{Corpus, Document, Input, Known};
use variorum::divergence::{Divergence, Effect, Kind};
use variorum::policy::{Baseline, Case, Level, Norms, Policy, Rule, judge};
use variorum::report::json::read::Stored;
use variorum::report::{self, Format};
use variorum::statement::versions::By;

fn folder(name: &str) -> Corpus {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/versions").join(name);
    let read = Corpus::read(&[Input::Path(path)], &variorum::corpus::Options::default()).unwrap();
    assert!(read.documents.len() > 3, "{name}");
    read
}

fn found(corpus: &Corpus) -> Analysis {
    analyze(corpus, &Options::default(), &Silent)
}

fn at(corpus: &Corpus, id: &str) -> usize {
    corpus.documents.iter().position(|it| it.id == id).unwrap()
}

/// The divergences of two documents of which a side holds some words.
fn between<'a>(
    corpus: &Corpus,
    found: &'a Analysis,
    (a, b): (&str, &str),
    words: &str,
) -> Vec<&'a Divergence> {
    let (a, b) = (at(corpus, a), at(corpus, b));
    let all = found.divergences.iter().filter(|it| {
        let alignment = &found.alignments[it.alignment];
        let documents = [alignment.left.document, alignment.right.document];
        let sides = [&it.left, &it.right].into_iter().zip(documents);
        let says = |(side, document): (&Option<variorum::divergence::Located>, usize)| {
            let text = &corpus.documents[document].text;
            side.as_ref().is_some_and(|it| it.span.text(text).contains(words))
        };
        documents == [a.min(b), a.max(b)] && sides.into_iter().any(says)
    });
    all.collect()
}

#[test]
fn a_wire_that_goes_on_counting_is_brought_up_to_date_and_does_not_contradict_itself() {
    let corpus = folder("toll");
    let found = found(&corpus);
    let set = &found.versions[..];
    assert_eq!(set.len(), 1);
    let ids: Vec<&str> =
        set[0].versions.iter().map(|it| corpus.documents[it.document].id.as_str()).collect();
    assert_eq!(ids, ["wire-1.txt", "wire-2.txt", "wire-3.txt"]);
    assert_eq!(set[0].by, Some(By::MarkAndDate));
    for (pair, words) in [
        (("wire-1.txt", "wire-2.txt"), "15 people"),
        (("wire-2.txt", "wire-3.txt"), "21 people"),
        (("wire-1.txt", "wire-3.txt"), "21 people"),
        // Another outlet, a day before.
        (("tern-post.txt", "wire-3.txt"), "21 people"),
    ] {
        let told = between(&corpus, &found, pair, words);
        assert!(!told.is_empty(), "{pair:?}");
        for it in told {
            assert_eq!((it.kind, it.effect), (Kind::VersionUpdate, Effect::Shift), "{pair:?}");
            assert!(it.explanation.contains("is the later figure"), "{}", it.explanation);
        }
    }
}

#[test]
fn outlets_that_part_on_one_day_contradict_each_other() {
    let corpus = folder("toll");
    let found = found(&corpus);
    for (pair, words) in [
        (("heron.txt", "wire-1.txt"), "17 people"),
        (("heron.txt", "tern-post.txt"), "17 people"),
        (("heron.txt", "wire-2.txt"), "17 people"),
        (("tern-post.txt", "wire-2.txt"), "15 people"),
    ] {
        let told = between(&corpus, &found, pair, words);
        assert!(told.iter().any(|it| it.kind == Kind::NumberConflict), "{pair:?} {told:#?}");
    }
    // A year does not go on counting, whichever version it stands in.
    let years = between(&corpus, &found, ("wire-2.txt", "wire-3.txt"), "1986");
    assert!(years.iter().any(|it| it.effect == Effect::Conflict), "{years:#?}");
}

#[test]
fn a_count_of_long_ago_is_no_later_figure() {
    let text = |source: &str, day: &str, dead: &str| {
        format!(
            "---\nsource: {source}\ndate: {day}\n---\nNordby honours its ferrymen\n\n\
             The town of Nordby opened a hall for its ferrymen at the old pier. The mayor cut the rope \
             in the rain. A choir of children sang three songs of the coast. The hall has a floor of \
             oak from the last of the wooden boats. It took eleven winters to build. Nobody was paid \
             for the work. A stone at the door recalls the sinking of the Ada Brandt, which killed \
             {dead} people.\n"
        )
    };
    let document =
        |id: &str, text: String| Input::Bytes { name: id.into(), bytes: text.into_bytes() };
    let inputs = [
        document("a.txt", text("Gull Wire", "2031-05-03", "304")),
        document("b.txt", text("Tern Post", "2031-05-04", "308")),
    ];
    let corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).unwrap();
    let found = found(&corpus);
    let told = between(&corpus, &found, ("a.txt", "b.txt"), "304");
    assert!(told.iter().any(|it| it.kind == Kind::NumberConflict), "{told:#?}");
}

#[test]
fn marks_and_notes_are_no_words_of_a_statement() {
    for name in ["toll", "correction"] {
        let corpus = folder(name);
        let found = found(&corpus);
        for statement in &found.statements {
            for witness in &statement.witnesses {
                let text = witness.span.text(&corpus.documents[witness.document].text);
                for mark in ["UPDATE", "CORRECTED", "(Adds", "(Updates", "(Corrects"] {
                    assert!(!text.contains(mark), "{text}");
                }
            }
        }
    }
}

#[test]
fn what_was_corrected_and_who_still_has_it_are_told() {
    let corpus = folder("correction");
    let found = found(&corpus);
    let id = |document: usize| corpus.documents[document].id.as_str();
    let [correction] = &found.corrections[..] else { panic!("{:#?}", found.corrections) };
    assert_eq!(id(correction.by.document), "wire-2.txt");
    assert_eq!(correction.was.map(|was| id(was.document)), Some("wire-1.txt"));
    let still: Vec<&str> = correction.still.iter().map(|it| id(it.document)).collect();
    assert_eq!(still, ["dune-radio.txt", "tern-post.txt"]);
    let kinds = |pair: (&str, &str)| -> Vec<(Kind, Effect)> {
        let told = between(&corpus, &found, pair, "420,000");
        told.into_iter().map(|it| (it.kind, it.effect)).collect()
    };
    let (corrected, open) = (Kind::VersionCorrected, Kind::VersionUncorrected);
    assert_eq!(kinds(("wire-1.txt", "wire-2.txt")), [(corrected, Effect::Shift)]);
    assert_eq!(kinds(("tern-post.txt", "wire-2.txt")), [(open, Effect::Conflict)]);
    assert_eq!(kinds(("dune-radio.txt", "wire-2.txt")), [(open, Effect::Conflict)]);
    // It found the old price by itself, so it may be right.
    assert_eq!(kinds(("ledger.txt", "wire-2.txt")), [(Kind::NumberConflict, Effect::Conflict)]);
    // The correction is of the price, and accounts for nothing else.
    let others = between(&corpus, &found, ("dune-radio.txt", "wire-2.txt"), "forty");
    assert!(others.iter().all(|it| it.kind == Kind::NumberConflict) && !others.is_empty());
}

/// A folder in which the text of one document reads otherwise.
fn changed(name: &str, id: &str, change: &dyn Fn(&str) -> String) -> Corpus {
    let mut corpus = folder(name);
    let place = at(&corpus, id);
    let bytes = change(&corpus.documents[place].text).into_bytes();
    let input = Input::Bytes { name: id.to_owned(), bytes };
    let read = Corpus::read(&[input], &variorum::corpus::Options::default()).unwrap();
    corpus.documents[place] = read.documents.into_iter().next().unwrap();
    corpus
}

/// The corrected text without its mark and its note.
fn unmarked(text: &str) -> String {
    let text = text.replace("CORRECTED-", "");
    let note = text.find("(Corrects").unwrap();
    let end = note + text[note..].find(')').unwrap() + 1;
    format!("{}{}", &text[..note], &text[end..])
}

#[test]
fn a_correction_at_the_foot_of_a_page_is_one_too() {
    let corpus = changed("correction", "wire-2.txt", &|text| {
        let foot =
            "Correction: An earlier version of this report said that the price was 420,000 crowns.";
        format!("{}\n{foot}\n", unmarked(text))
    });
    let found = found(&corpus);
    let [correction] = &found.corrections[..] else { panic!("{:#?}", found.corrections) };
    assert_eq!(correction.still.len(), 2);
    let open = between(&corpus, &found, ("tern-post.txt", "wire-2.txt"), "240,000");
    assert!(open.iter().any(|it| it.kind == Kind::VersionUncorrected), "{open:#?}");
}

#[test]
fn without_the_earlier_version_the_note_tells_what_was_taken_back() {
    let mut corpus = folder("correction");
    corpus.documents.retain(|it| it.id != "wire-1.txt");
    let found = found(&corpus);
    let [correction] = &found.corrections[..] else { panic!("{:#?}", found.corrections) };
    assert_eq!((correction.was, correction.still.len()), (None, 2));
    let ledger = between(&corpus, &found, ("ledger.txt", "wire-2.txt"), "420,000");
    assert!(ledger.iter().all(|it| it.kind == Kind::NumberConflict) && !ledger.is_empty());
}

#[test]
fn without_a_mark_of_correction_a_source_contradicts_itself() {
    let corpus = changed("correction", "wire-2.txt", &unmarked);
    let found = found(&corpus);
    assert!(found.corrections.is_empty());
    for pair in [("wire-1.txt", "wire-2.txt"), ("tern-post.txt", "wire-2.txt")] {
        let told = between(&corpus, &found, pair, "420,000");
        assert!(told.iter().all(|it| it.kind == Kind::NumberConflict) && !told.is_empty());
    }
}

#[test]
fn copies_of_one_wire_are_one_origin_and_count_once() {
    let corpus = folder("toll");
    let found = found(&corpus);
    let id = |document: usize| corpus.documents[document].id.as_str();
    let [origin] = &found.origins.shared[..] else { panic!("{:#?}", found.origins.shared) };
    let documents: Vec<&str> = origin.documents.iter().map(|&it| id(it)).collect();
    let wire = ["wire-1.txt", "wire-2.txt", "wire-3.txt"];
    assert_eq!(documents, [&["dune-radio.txt", "tern-post.txt"], &wire[..]].concat());
    assert_eq!(origin.name.as_deref(), Some("Gull Wire"));
    assert_eq!(origin.first.map(id), Some("wire-1.txt"));
    for follow in &origin.follows {
        assert!(follow.directed, "{follow:#?}");
        let (own, run) = (id(follow.document), follow.run.unwrap());
        let text = |document: usize, span: variorum::span::Span| {
            span.text(&corpus.documents[document].text).to_owned()
        };
        assert_eq!(text(follow.document, run[0]), text(follow.of, run[1]), "{own}");
        assert!(follow.words > 40, "{own}");
    }
    let credits = origin.follows.iter().filter(|it| it.credit.is_some());
    assert!(credits.count() >= 2);
    // Three documents have 12, of one origin; two that are on their own have 17.
    let rendered = rendered(&corpus, &found, Format::Json);
    let report: serde_json::Value = serde_json::from_slice(&rendered).unwrap();
    let readings = report["statements"].as_array().unwrap().iter().flat_map(|statement| {
        statement["variants"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|it| it["readings"].as_array().unwrap())
    });
    let of_heron = readings.filter(|it| {
        let witnesses = it["witnesses"].as_array().unwrap();
        witnesses.iter().any(|it| it == "heron.txt") && it["value"] == "17"
    });
    let of_heron: Vec<_> = of_heron.collect();
    assert!(!of_heron.is_empty());
    assert!(of_heron.iter().all(|it| it["standing"] != "alone"), "{of_heron:#?}");
    let witnesses: Vec<_> = report["statements"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| it["witnesses"].as_array().unwrap())
        .collect();
    let origin_of = |id: &str| {
        let witness = witnesses.iter().find(|it| it["document"] == id).unwrap();
        witness.get("origin").cloned()
    };
    assert_eq!(origin_of("tern-post.txt"), Some("Gull Wire".into()));
    assert_eq!(origin_of("wire-1.txt"), None);
}

#[test]
fn four_copies_of_one_wire_stand_alone_against_two_that_asked_themselves() {
    let corpus = folder("mill");
    let found = found(&corpus);
    let [origin] = &found.origins.shared[..] else { panic!("{:#?}", found.origins.shared) };
    assert_eq!((origin.name.as_deref(), origin.documents.len()), (Some("Crown Agency"), 4));
    let report: serde_json::Value =
        serde_json::from_slice(&rendered(&corpus, &found, Format::Json)).unwrap();
    let statements = report["statements"].as_array().unwrap();
    let variants = statements.iter().flat_map(|it| it["variants"].as_array().unwrap());
    let mut standings: Vec<(String, String)> = variants
        .filter(|it| it["kind"] == "number.conflict")
        .flat_map(|it| it["readings"].as_array().unwrap())
        .map(|it| (it["value"].to_string(), it["standing"].to_string()))
        .collect();
    standings.sort();
    standings.dedup();
    let said = |value: &str, standing: &str| (format!("\"{value}\""), format!("\"{standing}\""));
    assert_eq!(standings, [said("12", "most"), said("21", "alone")]);
    let markdown = String::from_utf8(rendered(&corpus, &found, Format::Markdown)).unwrap();
    assert!(markdown.contains("and 3 more of one origin — another number"), "{markdown}");
}

#[test]
fn a_name_that_was_corrected_is_so_wherever_it_stands() {
    let corpus = folder("name");
    let found = found(&corpus);
    let kinds = |pair: (&str, &str), words: &str| -> Vec<Kind> {
        let told = between(&corpus, &found, pair, words);
        told.into_iter()
            .filter(|it| it.left.is_some() && it.right.is_some())
            .map(|it| it.kind)
            .collect()
    };
    let corrected = kinds(("w1.txt", "w2.txt"), "Solvang");
    assert_eq!(corrected, [Kind::VersionCorrected; 2]);
    for copy in [("p.txt", "w2.txt"), ("p.txt", "q.txt")] {
        let open = kinds(copy, "Solvang");
        assert_eq!(open, [Kind::VersionUncorrected; 2], "{copy:?}");
    }
    // Words that the note happens to have too are not what it corrects.
    assert_eq!(found.corrections.len(), 2, "{:#?}", found.corrections);
}

#[test]
fn words_that_somebody_is_quoted_with_make_nobody_a_copy() {
    let speech = "“We shall not leave the harbour before the last of the boats has come home, and \
        whoever wants to sell the quay will have to buy it from the men and women who built it with \
        their own hands,” the mayor said";
    let document = |id: &str, text: String| Document {
        source: Some(Known::stated(id.to_owned())),
        ..Corpus::read(
            &[Input::Bytes { name: id.to_owned(), bytes: text.into_bytes() }],
            &variorum::corpus::Options::default(),
        )
        .unwrap()
        .documents
        .remove(0)
    };
    let documents = vec![
        document("a.txt", format!("{speech} in Nordby. A crowd stood in the rain and cheered.\n")),
        document("b.txt", format!("Hundreds came to the pier of Nordby. {speech}.\n")),
    ];
    let corpus = Corpus { documents, ..Corpus::default() };
    let found = found(&corpus);
    assert!(!found.alignments.is_empty());
    assert!(found.origins.shared.is_empty(), "{:#?}", found.origins.shared);
}

fn rendered(corpus: &Corpus, found: &Analysis, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    report::write(format, corpus, found, &report::Options::default(), &mut out).unwrap();
    out
}

#[test]
fn every_report_tells_it_and_a_report_read_back_is_the_report() {
    for (name, lines) in [
        ("toll", &["Versions of one text", "of one origin", "a later figure"][..]),
        ("correction", &["Not corrected: Dune Radio, Tern Post still have", "a corrected reading"]),
    ] {
        let corpus = folder(name);
        let found = found(&corpus);
        for format in [Format::Html, Format::Markdown] {
            let text = String::from_utf8(rendered(&corpus, &found, format)).unwrap();
            for line in lines {
                assert!(text.contains(line), "{name} {format:?}: {line}");
            }
        }
        let shown =
            report::terminal::summary(&corpus, &found, &report::Options::default(), 100, &[]);
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in lines {
            assert!(shown.contains(line), "{name} terminal: {line}\n{shown}");
        }
        let json = rendered(&corpus, &found, Format::Json);
        let stored = Stored::parse(&json).unwrap();
        let restored = stored.restore(&|_| Err("not there".to_owned())).unwrap();
        assert_eq!(restored.analysis.versions, found.versions);
        assert_eq!(restored.analysis.corrections, found.corrections);
        assert_eq!(restored.analysis.origins, found.origins);
    }
}

#[test]
fn a_report_without_the_text_gives_none_of_it_away() {
    let corpus = folder("correction");
    let found = found(&corpus);
    for redact in [report::Redact::Words, report::Redact::Strict] {
        let options = report::Options { redact, ..report::Options::default() };
        for format in Format::ALL {
            let mut out = Vec::new();
            report::write(*format, &corpus, &found, &options, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            for words in ["longer than any other house", "Corrects price in paragraph"] {
                assert!(!text.contains(words), "{redact:?} {format:?}: {words}");
            }
        }
    }
}

#[test]
fn the_gate_warns_of_a_copy_that_has_what_was_corrected() {
    let corpus = folder("correction");
    let options = Options::default();
    let (new, old): (Vec<Document>, Vec<Document>) =
        corpus.documents.into_iter().partition(|it| it.id == "tern-post.txt");
    let of = |documents: Vec<Document>| Corpus { documents, ..Corpus::default() };
    let held = Holdings::build(&of(old), 1, &options, &Silent);
    let met = analyze_against((of(new), Vec::new()), &held, &options, &Silent);
    let case = Case {
        corpus: &met.corpus,
        analysis: &met.analysis,
        alone: &met.alone,
        new: &met.new,
        formers: &[],
        against: 5,
        norms: Norms::default(),
        unreadable: &[],
        unseen: &[],
        perhaps: &[],
        policy_changes: &[],
        comments: &[],
        names: &[],
        zones: &options.zones,
    };
    let day = jiff::civil::date(2031, 7, 1);
    let level = |settings: &str| {
        let policy: Policy = toml::from_str(settings).unwrap();
        let verdict = judge(&case, &policy, &Baseline::default(), day);
        let rule = Rule::Divergence(Kind::VersionUncorrected);
        verdict.findings.iter().find(|it| it.rule == rule).map(|it| it.level)
    };
    assert_eq!(level(""), Some(Level::Warn));
    assert_eq!(level("deny = [\"version.*\"]"), Some(Level::Deny));
}
