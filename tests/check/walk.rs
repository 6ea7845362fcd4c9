//! A repository of sixty documents, and what happens when one is added.

use crate::scene::{STORY, Scene, findings};

fn since(scene: &Scene) -> (i32, Vec<String>) {
    let (code, verdict) = scene.check(&["--since", "main"]);
    (code, findings(&verdict))
}

/// The scene with one more document, on a branch.
fn with(text: &str) -> Scene {
    let scene = Scene::with_corpus(59);
    scene.git(&["switch", "--quiet", "--create", "more"]);
    scene.write("docs/new.txt", text);
    scene.commit("more");
    scene
}

fn only(text: &str) -> String {
    // What a document of its own would have of the story.
    text.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n")
}

const OWN: &str = "\n\nThe rowing club of Tollmere was founded by two brothers who could not swim. \
                   Its boathouse stands on oak piles, and every spring the members scrape mussels \
                   from them, drink cider and quarrel about the colour of the doors. This year they \
                   chose a dark green that nobody had proposed. The treasurer has written a poem \
                   about it and reads it to everyone who passes.\n";

#[test]
fn nothing_new_is_clean() {
    let scene = Scene::with_corpus(59);
    let (code, verdict) = scene.check(&["--since", "main"]);
    assert_eq!((code, verdict["judged"].as_u64()), (0, Some(0)));
    let quiet = scene.run(&["check", "docs", "--since", "main"]);
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""));
    assert!(quiet.err.contains("no document was added or changed since main"), "{}", quiet.err);
}

#[test]
fn an_exact_copy_is_a_duplicate() {
    let (code, found) = since(&with(STORY));
    assert_eq!((code, found), (1, vec!["deny document.duplicate:  / ".to_owned()]));
}

#[test]
fn a_near_copy_is_told_as_one() {
    let (_, found) = since(&with(&format!("{STORY}{OWN}")));
    assert_eq!(found, ["warn document.near-duplicate:  / "]);
}

#[test]
fn a_changed_number_is_denied() {
    let (code, found) = since(&with(&format!("{}{OWN}", only(&STORY.replace("212", "221")))));
    assert_eq!(code, 1);
    assert!(
        found.contains(&"deny number.conflict: 221 passengers / 212 passengers".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_flipped_not_is_denied() {
    let (code, found) = since(&with(&STORY.replace("had not been dredged", "had been dredged")));
    assert_eq!(code, 1);
    assert!(found.iter().any(|it| it.starts_with("deny polarity: ")), "{found:?}");
}

#[test]
fn another_spelling_of_a_name_is_found() {
    let (_, found) = since(&with(&STORY.replace("Oline", "Olene")));
    assert!(
        found.iter().any(|it| it.contains("name.variant: Olene") && it.contains("Oline")),
        "{found:?}"
    );
}

#[test]
fn a_correct_detail_passes() {
    let more = "The night ferry Ada Brandt, built in Varby, ran aground off Tollmere on Tuesday \
                with 212 passengers on board.";
    let (code, found) = since(&with(&format!("{more}{OWN}")));
    assert_eq!((code, found), (0, vec![]));
}

#[test]
fn an_accepted_finding_stays_accepted_when_it_is_moved_reflowed_and_renamed() {
    let changed = format!("{}{OWN}", only(&STORY.replace("212", "221")));
    let scene = with(&changed);
    let written = scene.run(&["baseline", "write", "docs"]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert_eq!(since(&scene), (0, vec![]));
    assert!(scene.read("variorum.baseline").contains("221 passengers"));
    scene.git(&["switch", "--quiet", "main"]);
    scene.git(&["add", "variorum.baseline"]);
    scene.git(&["commit", "--quiet", "--message", "accepted"]);
    scene.git(&["switch", "--quiet", "more"]);
    scene.git(&["rebase", "--quiet", "main"]);

    let paragraphs: Vec<&str> = changed.split("\n\n").collect();
    let turned: Vec<String> =
        paragraphs.iter().rev().map(|it| it.replace('\n', " ").replace(". ", ".\n")).collect();
    scene.remove("docs/new.txt");
    scene.write("docs/deep/renamed.md", &turned.join("\n\n"));
    scene.commit("moved");
    let (code, found) = since(&scene);
    let number: Vec<&String> = found.iter().filter(|it| it.contains("number")).collect();
    assert!(number.is_empty(), "{found:?}");
    assert_eq!(code, 0, "{found:?}");
}

#[test]
fn a_second_copy_of_an_accepted_finding_counts() {
    let changed = format!("{}{OWN}", only(&STORY.replace("212", "221")));
    let scene = with(&changed);
    scene.run(&["baseline", "write", "docs"]);
    assert_eq!(scene.check(&[]).0, 0);
    scene.write("docs/again.txt", &changed.replace("rowing club", "sailing school"));
    let (code, verdict) = scene.check(&[]);
    let found = findings(&verdict);
    let number = found.iter().filter(|it| it.contains("deny number.conflict: 221")).count();
    assert_eq!((code, number), (1, 1), "{found:?}");
}

#[test]
fn an_expired_entry_is_named_and_a_stale_one_pruned() {
    let scene = with(&format!("{}{OWN}", only(&STORY.replace("212", "221"))));
    scene.run(&["baseline", "write", "docs"]);
    let expired = scene
        .read("variorum.baseline")
        .replace("\"count\":1", "\"count\":1,\"owner\":\"Ada\",\"expires\":\"2030-01-31\"");
    scene.write("variorum.baseline", &expired);
    let (code, verdict) = scene.check(&["--since", "main"]);
    assert_eq!(code, 1);
    assert!(verdict["notes"][0].as_str().unwrap().starts_with("accepted until 2030-01-31, Ada"));

    scene.write("docs/new.txt", &format!("{}{OWN}", only(STORY)));
    let run = scene.run(&["check", "docs"]);
    assert!(run.err.contains("stale"), "{}", run.err);
    assert_eq!(scene.run(&["baseline", "prune", "docs"]).code, 0);
    assert!(!scene.read("variorum.baseline").contains("number.conflict"));
}

#[test]
fn a_document_can_allow_what_it_means() {
    let page = format!("# Ferry\n\n{}", STORY.replace("Oline", "Olene"));
    let scene = with("Nothing of note happened in the town of Skeld, says its mayor.\n");
    let has_variant = |more: &[&str]| {
        let (_, verdict) = scene.check(&[&["--since", "main"], more].concat());
        findings(&verdict).iter().any(|it| it.contains("name.variant"))
    };
    scene.write("docs/new.md", &page);
    assert!(has_variant(&[]));
    let comment = "<!-- variorum: allow name.variant \"Olene\" her own spelling -->";
    scene.write("docs/new.md", &format!("{page}\n{comment}\n"));
    // A change cannot allow itself; a maintainer can.
    assert!(has_variant(&[]));
    assert!(!has_variant(&["--policy-from", "worktree"]));
    let run = scene.run(&["check", "docs", "--since", "main"]);
    let told = "error[policy.changed]: what documents are judged by is changed: docs/new.md allows \
                itself something; line ";
    assert!(run.code == 1 && run.out.contains(told), "{}", run.out);
    scene.commit("allowed");
    scene.git(&["branch", "--force", "main"]);
    scene.write("docs/new.md", &format!("{page}\nIt was late.\n\n{comment}\n"));
    assert!(!has_variant(&[]));
    scene.write("docs/new.md", &format!("{page}\n{}\n", comment.replace("variant", "varient")));
    let run = scene.run(&["check", "docs", "--since", "main"]);
    assert!(run.err.contains("did you mean `name.variant`?"), "{}", run.err);
}

#[test]
fn lines_of_json_are_new_one_by_one() {
    let scene = Scene::with_corpus(3);
    let line = |id: &str, text: &str| serde_json::json!({ "id": id, "text": text }).to_string();
    let old = line("a", &STORY.replace("212", "999"));
    scene.write("docs/wire.jsonl", &format!("{old}\n"));
    scene.commit("lines");
    let new = line("b", &STORY.replace("212", "221"));
    scene.write("docs/wire.jsonl", &format!("{old}\n{new}\n"));
    let (code, verdict) = scene.check(&["--since", "HEAD"]);
    assert_eq!((code, verdict["judged"].as_u64()), (1, Some(1)));
    let (_, named) = scene.check(&["--new", "docs/wire.jsonl#b"]);
    assert_eq!(findings(&named), findings(&verdict));
}

#[test]
fn without_git_new_documents_are_to_be_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), STORY).unwrap();
    let output = assert_cmd::Command::cargo_bin("variorum")
        .unwrap()
        .args(["check", ".", "--since", "main"])
        .env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap())
        .current_dir(folder.path())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("no git repository") && err.contains("--new FILE"), "{err}");
}

#[test]
fn an_unknown_commit_says_how_to_fetch_it() {
    let scene = Scene::with_corpus(1);
    let run = scene.run(&["check", "docs", "--since", "origin/main"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("`origin/main` is no commit") && run.err.contains("git fetch"),
        "{}",
        run.err
    );
}

#[test]
fn a_shallow_clone_and_a_worktree_work() {
    let scene = with(&format!("{}{OWN}", only(&STORY.replace("212", "221"))));
    scene.git(&["worktree", "add", "--quiet", "--detach", "tree", "more"]);
    let run = scene.run_in("tree", &["check", "docs", "--since", "main"]);
    assert!(run.out.contains("number.conflict"), "{}{}", run.out, run.err);
    let run = scene.run(&["check", "tree/docs", "--since", "main"]);
    assert!(run.code == 2 && run.err.contains("another repository"), "{}", run.err);

    let source = format!("file://{}", scene.path().display());
    scene.git(&[
        "clone",
        "--quiet",
        "--depth=1",
        "--branch=more",
        "--no-single-branch",
        &source,
        "shallow",
    ]);
    let run = scene.run_in("shallow", &["check", "docs", "--since", "origin/main"]);
    assert!(run.err.contains("does not reach back"), "{}", run.err);
    assert!(run.out.contains("number.conflict"), "{}{}", run.out, run.err);
}

#[test]
fn a_missing_baseline_that_was_asked_for_is_an_error() {
    let scene = Scene::with_corpus(1);
    let run = scene.run(&["check", "docs", "--baseline", "no.baseline"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no.baseline") && run.err.contains("baseline write"), "{}", run.err);
}
