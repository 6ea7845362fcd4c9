//! Every format's output is a golden file. `VARIORUM_BLESS=1` rewrites them, to be read before
//! they are committed.

use std::path::Path;

use serde_json::Value;

use crate::scene::Scene;

fn fixture() -> Scene {
    let scene = Scene::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/fixture");
    for name in [
        "variorum.toml",
        "docs/bakery.txt",
        "docs/broken.txt",
        "docs/courier.md",
        "docs/gazette.txt",
        "docs/new.md",
    ] {
        scene.write(name, &std::fs::read_to_string(root.join(name)).unwrap());
    }
    scene
}

fn output(format: &str) -> String {
    let run = fixture().run(&[
        "check",
        "docs",
        "--new",
        "docs/new.md",
        "docs/broken.txt",
        "--format",
        format,
    ]);
    assert_eq!(run.code, 1, "{}", run.err);
    run.out
}

fn golden(format: &str, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/golden").join(file);
    let out = output(format);
    if std::env::var_os("VARIORUM_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &out).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == out, "{file} differs\n--- got\n{out}");
}

#[test]
fn text() {
    golden("text", "check.txt");
}

#[test]
fn json() {
    golden("json", "check.json");
}

#[test]
fn sarif() {
    golden("sarif", "check.sarif");
}

#[test]
fn junit() {
    golden("junit", "check.xml");
}

#[test]
fn github() {
    golden("github", "check.github.txt");
}

#[test]
fn markdown() {
    golden("md", "check.md");
}

#[test]
fn the_json_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(&fixture().run(&["schema", "check"]).out).unwrap();
    let verdict: Value = serde_json::from_str(&output("json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&verdict).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn every_sarif_result_has_one_location_and_a_fingerprint() {
    let log: Value = serde_json::from_str(&output("sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() > 3);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        assert_eq!(result["locations"].as_array().unwrap().len(), 1);
        let at = &result["locations"][0]["physicalLocation"];
        assert!(!at["artifactLocation"]["uri"].as_str().unwrap().starts_with('/'));
        assert!(at["region"]["startLine"].as_u64().unwrap() >= 1);
        assert_eq!(
            result["partialFingerprints"]["variorumFindingId/v1"].as_str().unwrap().len(),
            16
        );
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
    }
}
