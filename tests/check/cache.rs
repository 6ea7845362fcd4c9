//! What is kept in the user's cache folder changes how long a check takes, never what it says.

use std::path::PathBuf;

use crate::scene::{STORY, Scene, findings};

fn scene() -> Scene {
    let scene = Scene::with_corpus(110);
    scene.write("new.txt", &STORY.replace("212", "221"));
    scene
}

fn check(scene: &Scene, more: &[&str]) -> Vec<String> {
    let (_, verdict) = scene.check(&[&["--new", "new.txt"], more].concat());
    findings(&verdict)
}

/// The one project of the cache folder.
fn project(scene: &Scene) -> PathBuf {
    let mut projects = std::fs::read_dir(scene.cache().join("variorum")).unwrap();
    let project = projects.next().unwrap().unwrap().path();
    assert!(projects.next().is_none());
    project
}

fn kept(scene: &Scene) -> Vec<u8> {
    std::fs::read(project(scene).join("holdings")).unwrap()
}

#[test]
fn cold_warm_and_without_a_cache_say_the_same() {
    let scene = scene();
    let cold = check(&scene, &[]);
    assert!(cold.iter().any(|it| it.contains("number.conflict")), "{cold:?}");
    let made = kept(&scene);
    assert_eq!(check(&scene, &[]), cold);
    assert_eq!(kept(&scene), made);
    assert_eq!(check(&scene, &["--no-cache"]), cold);
    assert!(!scene.path().join(".variorum").exists());
}

#[test]
fn a_changed_document_and_other_settings_make_it_anew() {
    let scene = scene();
    check(&scene, &[]);
    let made = kept(&scene);
    scene.write("docs/courier.txt", &STORY.replace("212", "221"));
    let found = check(&scene, &[]);
    assert!(!found.iter().any(|it| it.contains("number.conflict")), "{found:?}");
    let again = kept(&scene);
    assert_ne!(again, made);
    scene.write("variorum.toml", "[reading]\nmax_bytes = 100000\n");
    check(&scene, &[]);
    assert_ne!(kept(&scene), again);
}

#[test]
fn a_broken_cache_is_no_cache() {
    let scene = scene();
    let cold = check(&scene, &[]);
    let mut bytes = kept(&scene);
    let half = bytes.len() / 2;
    bytes[half] ^= 1;
    std::fs::write(project(&scene).join("holdings"), bytes).unwrap();
    assert_eq!(check(&scene, &[]), cold);
}

/// Holdings of documents that say something else, with the mark of the ones that are there: what
/// somebody could bring along who knows the program.
fn poisoned(scene: &Scene) -> Vec<u8> {
    let good = kept(scene);
    scene.write("docs/courier.txt", &STORY.replace("212", "221"));
    check(scene, &[]);
    let mut bad = kept(scene);
    scene.write("docs/courier.txt", STORY);
    bad[12..28].copy_from_slice(&good[12..28]);
    let end = bad.len() - 8;
    let sum = xxhash_rust::xxh3::xxh3_64(&bad[..end]);
    bad[end..].copy_from_slice(&sum.to_le_bytes());
    bad
}

#[test]
fn a_cache_in_the_checkout_is_not_believed_and_that_is_said() {
    let scene = scene();
    let cold = check(&scene, &[]);
    let bad = poisoned(&scene);
    // The test can fail: in the folder of the user these bytes would be believed.
    std::fs::write(project(&scene).join("holdings"), &bad).unwrap();
    assert_ne!(check(&scene, &[]), cold);
    std::fs::remove_dir_all(project(&scene)).unwrap();

    scene.write_bytes(".variorum/holdings", &bad);
    assert_eq!(check(&scene, &[]), cold);
    let run = scene.run(&["check", "docs", "--new", "new.txt"]);
    assert!(run.err.contains(".variorum/holdings is not read"), "{}", run.err);
}

#[test]
fn a_cache_folder_in_the_checkout_is_not_used_and_that_is_said() {
    let scene = scene();
    let cold = check(&scene, &[]);
    let bad = poisoned(&scene);
    let name = project(&scene).file_name().unwrap().to_owned();
    scene.write_bytes(PathBuf::from("cache/variorum").join(name).join("holdings"), &bad);
    let output = assert_cmd::Command::cargo_bin("variorum")
        .unwrap()
        .args(["check", "docs", "--new", "new.txt", "--format", "json"])
        .env("XDG_CACHE_HOME", scene.path().join("cache"))
        .current_dir(scene.path())
        .output()
        .unwrap();
    let verdict = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(findings(&verdict), cold);
    assert!(String::from_utf8_lossy(&output.stderr).contains("lies in the checkout"));
}
