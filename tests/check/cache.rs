//! What is kept in `.variorum/` changes how long a check takes, never what it says.

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

fn kept(scene: &Scene) -> Vec<u8> {
    std::fs::read(scene.path().join(".variorum/holdings")).unwrap()
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
    assert_eq!(scene.read(".variorum/.gitignore"), "*\n");
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
    std::fs::write(scene.path().join(".variorum/holdings"), bytes).unwrap();
    assert_eq!(check(&scene, &[]), cold);
}
