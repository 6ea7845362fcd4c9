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
