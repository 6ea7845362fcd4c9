//! Lists that are nearly the same, and sentences without end: what comes out, and the work, grow
//! with what goes in, and a note says where something was left out.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and makes the files that it reads"
)]

use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

/// The report of two texts, and how long it took.
fn report(left: &str, right: &str) -> (Value, Duration) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), left).unwrap();
    std::fs::write(folder.path().join("b.txt"), right).unwrap();
    let start = Instant::now();
    let out = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["report", "a.txt", "b.txt", "--quiet", "--format", "json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let took = start.elapsed();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let written = std::fs::read(folder.path().join("reports/report.json")).unwrap();
    (serde_json::from_slice(&written).unwrap(), took)
}

fn count(report: &Value, of: &str) -> usize {
    report[of].as_array().unwrap().len()
}

#[test]
fn like_rows_face_one_another_once() {
    let rows = 1000;
    let list = |days: usize| -> String {
        let row = |n: usize| format!("On {} March {} it rained.", n % days + 1, 1900 + n % 120);
        (0..rows).map(row).collect::<Vec<_>>().join(" ")
    };
    let (report, _) = report(&list(28), &list(27));
    let alignments = count(&report, "alignments");
    assert!(alignments > 0 && alignments < 2 * rows, "{alignments} alignments of {rows} rows");
    assert!(count(&report, "divergences") < 3 * rows);
    let notes = report["notes"].as_array().unwrap();
    let told = notes.iter().any(|note| note.as_str().unwrap().contains("nearly the same"));
    assert!(told || alignments < rows, "{notes:?}");
}

#[test]
fn two_sentences_without_end_are_compared_in_time() {
    let sentence = |step: usize| -> String {
        (0..40_000).map(|n| format!("wor{}d", n * step)).collect::<Vec<_>>().join(" ")
    };
    let (report, took) = report(&sentence(1), &sentence(2));
    assert!(took < Duration::from_secs(120), "{took:?}");
    assert!(count(&report, "alignments") > 0);
}

/// What a report over some files holds, and how long all that it writes is.
fn written(files: &[(&str, String)], settings: &str) -> (Value, u64) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join("in").join(name), text).unwrap();
    }
    std::fs::write(folder.path().join("variorum.toml"), settings).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["report", "in", "--quiet"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let reports = std::fs::read_dir(folder.path().join("reports")).unwrap();
    let length = reports.map(|file| file.unwrap().metadata().unwrap().len()).sum();
    let json = std::fs::read(folder.path().join("reports/report.json")).unwrap();
    (serde_json::from_slice(&json).unwrap(), length)
}

/// Notices of one form, each with other numbers.
fn notices(n: usize) -> String {
    let notice = |n: usize| {
        format!(
            "{{\"id\": {n}, \"text\": \"Porter {n} of the north quay carried {} crates on Friday, and \
             the owner must pay {} crowns.\"}}\n",
            n * 7,
            n * 3
        )
    };
    (0..n).map(notice).collect()
}

#[test]
fn notices_of_one_form_are_told_once_and_counted() {
    let text = notices(300);
    let input = text.len() as u64;
    let (report, length) = written(&[("a.jsonl", text.clone())], "");
    let (whole, long) = written(&[("a.jsonl", text)], "[report]\nalike = 0\n");
    let all = count(&whole, "divergences");
    let told = count(&report, "divergences");
    assert!(all > 600 && told < all, "{told} of {all}");
    assert!(length < long, "{length} of {long} bytes out of {input}");
    let note = report["notes"][0].as_str().unwrap();
    assert!(note.contains("more differences (another number)"), "{note}");
    // Nobody is lost, and the verdict stands.
    let [statement, before] = [&report, &whole].map(|it| &it["statements"][0]);
    assert_eq!(statement["verdict"], "contradiction");
    assert_eq!(statement["witnesses"], before["witnesses"]);
    let readings = |it: &Value| {
        let variants = it["variants"].as_array().unwrap().iter();
        variants.map(|it| it["readings"].as_array().unwrap().len()).max()
    };
    assert_eq!(readings(statement), readings(before));
    // Whatever is named is there.
    let ids: std::collections::BTreeSet<&str> = report["divergences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    for row in statement["variants"].as_array().unwrap() {
        for id in row["divergences"].as_array().unwrap() {
            assert!(ids.contains(id.as_str().unwrap()), "{id}");
        }
    }
}

#[test]
fn a_report_is_at_most_twenty_times_as_long_as_what_it_is_of() {
    let rain = |days: usize| -> String {
        let row = |n: usize| format!("On {} March {} it rained. ", n % days + 1, 1900 + n % 120);
        (0..2000).map(row).collect()
    };
    let words =
        |step: usize| -> String { (0..6000).step_by(step).map(|n| format!("wor{n}d ")).collect() };
    let table = format!("{}\n{}\n", "|a".repeat(1000), "|-".repeat(1000)) + &"|b\n".repeat(1000);
    let calm = "The harbour office of Halvern said on Monday that twelve boats had been lost.";
    let open = |who: &str| format!("{who} said “no way ").repeat(2500);
    for (name, files) in [
        ("dated rows", vec![("a.txt", rain(28)), ("b.txt", rain(27))]),
        ("one sentence", vec![("a.txt", words(1)), ("b.txt", words(2))]),
        // What is listed of each sort weighs the same however many there are: of a thousand it is more.
        ("notices", vec![("a.jsonl", notices(3000))]),
        // Each sentence of many clauses is told once, and what differs in it in one way a bounded number of times.
        ("open quotations", vec![("a.txt", open("He")), ("b.txt", open("She"))]),
        ("a table", vec![("a.md", table + calm), ("b.txt", calm.to_owned())]),
    ] {
        let input: usize = files.iter().map(|(_, text)| text.len()).sum();
        let (_, length) = written(&files, "");
        let times = length as f64 / input as f64;
        assert!(times <= 20.0, "{name}: {times:.1} times");
    }
}
