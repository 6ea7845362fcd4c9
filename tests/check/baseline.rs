//! A baseline that an earlier version wrote, of findings that have other ids today.

use std::path::Path;

use serde_json::Value;

use crate::scene::Scene;

/// What the version before the second format wrote of `seeds/`.
const WRITTEN: &str = include_str!("fixture/seeds.v1.baseline");

/// The same baseline as if every id had been made otherwise: its digits are turned round.
fn with_other_ids() -> String {
    let turned = |line: &str| match line.strip_prefix("{\"id\":\"") {
        Some(rest) => {
            let (id, rest) = rest.split_at(16);
            let turned: String = id.chars().rev().collect();
            format!("{{\"id\":\"{turned}\"{}", &rest[1..])
        }
        None => line.to_owned(),
    };
    WRITTEN.lines().map(|line| turned(line) + "\n").collect()
}

/// How many findings a check of `seeds/` accepts by a baseline, and its notes.
fn accepted(scene: &Scene, baseline: &str) -> (u64, String) {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let seeds = seeds.to_str().unwrap();
    let run = scene.run(&["check", seeds, "--baseline", baseline, "--format", "json"]);
    let verdict: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    (verdict["accepted"].as_u64().unwrap(), verdict["notes"].to_string())
}

#[test]
fn what_an_earlier_version_accepted_is_found_again_and_renewed() {
    let scene = Scene::new();
    let turned = with_other_ids();
    assert_ne!(turned, WRITTEN);
    scene.write("old.baseline", WRITTEN);
    scene.write("turned.baseline", &turned);
    let (known, _) = accepted(&scene, "old.baseline");
    assert!(known > 10, "{known} of the old baseline are accepted");
    let (again, notes) = accepted(&scene, "turned.baseline");
    assert!(again >= known, "{again} of {known} were found again: {notes}");
    assert!(notes.contains("accepted under another id: "), "{notes}");
    assert!(notes.contains("`variorum baseline prune PATH...` writes today's ids"), "{notes}");

    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let run =
        scene.run(&["baseline", "prune", seeds.to_str().unwrap(), "--baseline", "turned.baseline"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains(" under another id than before"), "{}", run.err);
    let renewed = scene.read("turned.baseline");
    assert!(renewed.starts_with("{\"variorum_baseline\":2}\n"), "{renewed}");
    let (after, notes) = accepted(&scene, "turned.baseline");
    assert_eq!(after, again);
    assert!(!notes.contains("another id"), "{notes}");
}

#[test]
fn a_baseline_says_how_many_findings_it_accepts_as_the_check_does() {
    let scene = Scene::new();
    for (name, number) in [("a", "212"), ("b", "212"), ("c", "212"), ("d", "221")] {
        let story = crate::scene::STORY.replace("212", number);
        scene.write(&format!("docs/{name}.md"), &format!("Version {name} of it.\n\n{story}"));
    }
    let written = scene.run(&["baseline", "write", "docs"]);
    assert_eq!(written.code, 0, "{}", written.err);
    let entries = scene.read("variorum.baseline").lines().count() - 1;
    let checked = scene.run(&["check", "docs", "--format", "json"]);
    let verdict: Value = serde_json::from_str(&checked.out).unwrap();
    let accepted = verdict["accepted"].as_u64().unwrap();
    assert_eq!(verdict["findings"].as_array().unwrap().len() as u64, accepted);
    assert!(accepted < entries as u64, "{accepted} of {entries}");
    let said = format!("{accepted} findings are accepted by {entries} entries");
    assert!(written.err.contains(&said), "{}", written.err);
}
