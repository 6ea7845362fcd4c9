//! What is judged is what was committed, and what it said before counts: no way of checking a branch
//! out, and no change that hides, takes back or takes away, gets past the gate unseen.

use crate::scene::{STORY, Scene, findings};

const FERRY: &str = "The night ferry Ada Brandt ran aground off Tollmere on Tuesday with";

fn sentence(n: u32) -> String {
    format!("{FERRY} {n} passengers on board, the coast guard said.\n")
}

fn lie() -> String {
    STORY.replace("212", "221")
}

/// The story in `docs/courier.md`, and a branch.
fn branch(change: impl Fn(&Scene)) -> Scene {
    branch_of(|_| {}, change)
}

fn branch_of(base: impl Fn(&Scene), change: impl Fn(&Scene)) -> Scene {
    let with_story = |scene: &Scene| {
        scene.write("docs/courier.md", STORY);
        scene
            .write("docs/calm.md", "The rowing club of Varby painted its long doors dark green.\n");
        base(scene);
    };
    Scene::branched(with_story, change)
}

fn says(scene: &Scene, code: i32, what: &[&str]) {
    let (ended, said) = scene.said();
    assert_eq!(ended, code, "{said}");
    for what in what {
        assert!(said.contains(what), "{what}\n{said}");
    }
}

/// Has git write every text otherwise than it is committed, as a filter of the clone does.
fn filtered(scene: &Scene, name: &str) {
    scene.git(&["config", "filter.turn.smudge", "sed s/221/212/"]);
    scene.git(&["config", "filter.turn.clean", "sed s/212/221/"]);
    scene.write_bytes(".git/info/attributes", format!("{name} filter=turn\n").as_bytes());
    scene.remove(name);
    scene.git(&["checkout", "--quiet", "--", name]);
}

#[test]
fn a_filter_has_no_say_in_what_is_judged() {
    let scene = branch(|it| it.write("docs/new.md", &lie()));
    filtered(&scene, "docs/new.md");
    assert!(scene.read("docs/new.md").contains("212"));
    let told =
        "docs/new.md is checked out otherwise than it was committed, and judged as committed";
    says(&scene, 1, &["error[number.conflict]", told]);
    // The same of a document of the base: it is not new, and what it says is what was committed.
    let old = branch_of(
        |it| it.write("docs/old.md", &lie()),
        |it| it.write("docs/new.md", &sentence(212)),
    );
    filtered(&old, "docs/old.md");
    says(&old, 1, &["“212 passengers” here, “221 passengers” in docs/old.md", "in 1 document"]);
}

#[test]
fn what_is_not_checked_out_is_compared_all_the_same() {
    let scene = branch(|it| it.write("docs/new.md", &lie()));
    scene.git(&["update-index", "--skip-worktree", "docs/courier.md"]);
    scene.remove("docs/courier.md");
    let told = "docs/courier.md does not lie here, and is read from the commit";
    says(&scene, 1, &["error[number.conflict]", told]);
    std::fs::remove_dir_all(scene.path().join("docs")).unwrap();
    says(&scene, 1, &["error[number.conflict]", "3 documents do not lie here"]);
}

#[test]
fn changes_that_are_not_committed_are_judged_as_they_lie_here() {
    let scene = branch(|it| it.write("docs/new.md", "It rained in Varby.\n"));
    says(&scene, 0, &[]);
    scene.write("docs/new.md", &lie());
    let told = "docs/new.md is judged as it lies here, with changes that are not committed";
    says(&scene, 1, &["error[number.conflict]", told]);
}

#[test]
fn a_text_that_git_lfs_brought_is_the_one_that_its_pointer_names() {
    // As `printf … | sha256sum` has it of the text below.
    let text = "It rained in Varby on Monday.\n";
    let pointer = |text: &[u8]| {
        let hash: String =
            hmac_sha256::Hash::hash(text).iter().map(|it| format!("{it:02x}")).collect();
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize 1\n")
    };
    let scene = branch(|it| it.write("docs/new.md", &pointer(text.as_bytes())));
    says(&scene, 1, &["error[document.unseen]", "a pointer of Git LFS"]);
    // As a smudge filter writes it, and as the index then knows it.
    scene.write("text", text);
    scene.git(&["config", "filter.lfs.smudge", "cat text"]);
    scene.git(&["config", "filter.lfs.clean", "cat"]);
    scene.write_bytes(".git/info/attributes", b"docs/new.md filter=lfs\n");
    scene.remove("docs/new.md");
    scene.git(&["checkout", "--quiet", "--", "docs/new.md"]);
    assert_eq!(scene.read("docs/new.md"), text);
    says(&scene, 0, &["1 document compared with"]);
}

#[test]
fn a_rule_that_hides_what_is_there_is_denied_before_it_is_in_force() {
    for (file, rule) in [
        ("docs/.variorumignore", "courier.md"),
        ("docs/.gitignore", "*.md"),
        (".gitignore", "docs/courier.md"),
        ("docs/.ignore", "c*"),
    ] {
        let scene = branch(|it| it.write(file, rule));
        says(&scene, 1, &["error[policy.changed]", file, "would be left out"]);
        // Where somebody accepted it, the next change is told whom nobody asks.
        scene.git(&["branch", "--force", "main"]);
        scene.write("docs/new.txt", "It rained in Varby.\n");
        says(&scene, 0, &["left out by", "and compared with nothing"]);
    }
    let harmless = branch(|it| it.write("docs/.gitignore", "*.tmp\n"));
    says(&harmless, 0, &["warning[policy.changed]"]);
}

#[test]
fn a_file_of_statements_that_relabels_what_is_there_is_denied() {
    let scene = branch(|it| it.write("docs/sources.toml", "[\"courier.md\"]\nlanguage = \"de\"\n"));
    says(
        &scene,
        1,
        &["error[policy.changed]", "would be read with another source, date or language"],
    );
    let other = branch(|it| it.write("docs/sources.toml", "[\"new.md\"]\nlanguage = \"de\"\n"));
    says(&other, 0, &["warning[policy.changed]"]);
}

#[test]
fn a_change_that_allows_itself_something_is_denied() {
    let comment = "<!-- variorum: allow number.conflict a reason -->\n";
    let harmless = branch(|it| it.write("docs/new.md", &format!("It rained.\n\n{comment}")));
    says(&harmless, 1, &["error[policy.changed]", "docs/new.md allows itself something; line 3"]);
    let old = branch(|it| it.write("docs/courier.md", &format!("{STORY}\n{comment}")));
    says(&old, 1, &["error[policy.changed]", "docs/courier.md allows itself something"]);
}

#[test]
fn what_is_taken_away_is_told_and_still_contradicts() {
    type Change = fn(&Scene);
    let ways: [(&str, Change); 5] = [
        ("removed", |it| it.git(&["rm", "--quiet", "docs/courier.md"])),
        ("moved out", |it| {
            std::fs::create_dir(it.path().join("old")).unwrap();
            it.git(&["mv", "docs/courier.md", "old/courier.md"]);
        }),
        ("renamed", |it| it.git(&["mv", "docs/courier.md", "docs/courier.py"])),
        ("emptied", |it| it.write("docs/courier.md", "Nothing of note happened in Skeld.\n")),
        ("put out of sight", |it| {
            it.write("docs/courier.md", &format!("Calm.\n\n<!--\n{STORY}-->\n"))
        }),
    ];
    for (name, change) in ways {
        let alone = branch(change);
        let (code, text) = alone.said();
        assert!(code == 1 && text.contains("error[document.removed]"), "{name}: {code} {text}");
        let with = branch(|it| {
            change(it);
            it.write("docs/new.md", &sentence(221));
        });
        let (_, text) = with.said();
        assert!(text.contains("error[number.conflict]"), "{name}: {text}");
    }
}

#[test]
fn a_document_that_moves_takes_its_past_along() {
    let moved = branch(|it| it.git(&["mv", "docs/courier.md", "docs/herald.md"]));
    says(&moved, 0, &[]);
    // What contradicts it is no move of it.
    let reversed = branch(|it| {
        it.git(&["mv", "docs/courier.md", "docs/herald.md"]);
        it.write("docs/herald.md", &lie());
    });
    says(&reversed, 1, &["error[document.removed]", "error[number.conflict]"]);
}

#[test]
fn a_document_that_turns_round_what_it_said_is_told() {
    let scene = branch(|it| it.write("docs/courier.md", &lie()));
    says(
        &scene,
        0,
        &["warning[document.revised]", "“221 passengers” now, “212 passengers” in the base"],
    );
    let reworded =
        branch(|it| it.write("docs/courier.md", &STORY.replace("long scraping", "long, scraping")));
    let (code, verdict) = reworded.check(&["--since", "main"]);
    assert_eq!((code, findings(&verdict)), (0, Vec::<String>::new()));
    // A correction in one document is no reason to hold another to what was wrong.
    let corrected = branch(|it| {
        it.write("docs/courier.md", &lie());
        it.write("docs/new.md", &sentence(221));
    });
    let (_, verdict) = corrected.check(&["--since", "main"]);
    assert!(findings(&verdict).iter().all(|it| !it.contains("number.conflict")), "{verdict:#}");
    // Lines of JSON are documents of their own.
    let line = |n: u32| {
        format!(
            "{}\n",
            serde_json::json!({ "id": "a", "text": STORY.replace("212", &n.to_string()) })
        )
    };
    let lines = branch_of(
        |it| it.write("docs/wire.jsonl", &line(212)),
        |it| it.write("docs/wire.jsonl", &line(221)),
    );
    says(&lines, 1, &["document.revised", "number.conflict"]);
}

#[test]
fn a_sentence_put_out_of_sight_still_contradicts() {
    let scene = branch(|it| {
        let at = STORY.find("The night").unwrap();
        let end = STORY.find(" The pilot").unwrap();
        it.write(
            "docs/courier.md",
            &format!("{}<!-- {} -->{}", &STORY[..at], &STORY[at..end], &STORY[end..]),
        );
        it.write("docs/new.md", &sentence(221));
    });
    says(&scene, 1, &["error[number.conflict]", "in docs/courier.md@base"]);
}

#[test]
fn another_language_for_what_is_there_is_denied() {
    let told = "Die Fähre Nordby lief am Dienstag vor Tollmere mit 212 Menschen an Bord auf Grund, sagte \
                die Küstenwache. Der Hafen von Varby blieb bis Mittwoch geschlossen.";
    let page = |language: &str, source: &str| {
        format!("---\nlanguage: {language}\nsource: {source} News\n---\n\n{told}\n")
    };
    let changed = |language: &str, source: &str| {
        branch_of(
            |it| it.write("docs/gull.md", &page("de", "Gull")),
            |it| it.write("docs/gull.md", &page(language, source)),
        )
    };
    says(&changed("pl", "Gull"), 1, &["error[document.relabelled]", "language pl was de"]);
    let source = changed("de", "Tern");
    says(&source, 0, &["warning[document.relabelled]", "source Tern News was Gull News"]);
}

#[test]
fn what_the_other_branch_has_meanwhile_is_named() {
    let scene = branch(|it| it.write("docs/new.md", "It rained in Varby.\n"));
    scene.git(&["switch", "--quiet", "main"]);
    scene.write("docs/later.md", &lie());
    scene.commit_all("later");
    scene.git(&["switch", "--quiet", "more"]);
    says(&scene, 0, &["docs/later.md is newer in main, and compared with nothing"]);
}

#[test]
fn arguments_that_only_one_side_has_are_explained() {
    let scene = branch(|it| it.git(&["mv", "docs", "texts"]));
    let told =
        "docs held 2 files in the base, and is not there any more: the change moved them, to texts";
    says(&scene, 2, &[told, "next: "]);
    let run = scene.run(&["check", "texts", "--since", "main"]);
    assert!(run.err.contains("texts is not in main: all that it holds is new"), "{}", run.err);
    let none = branch(|it| it.write("docs/new.md", "It rained in Varby.\n"));
    let run = none.run(&["check", "docs", "--since", "main", "--baseline", "none.baseline"]);
    let told = ["none.baseline", "not found", "next: `variorum baseline write PATH...` writes one"];
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(told.iter().all(|told| run.err.contains(told)), "{}", run.err);
}

#[test]
fn a_text_of_a_mainframe_is_unreadable_and_no_calm_document() {
    // The letters of “221 men”, blanks and all, over and over.
    let scene =
        branch(|it| it.write_bytes("docs/new.md", &b"\xF2\xF2\xF1@\x94\x85\x95@".repeat(20)));
    says(&scene, 1, &["error[document.unreadable]", "EBCDIC", "iconv"]);
}

#[test]
fn deep_folders_are_walked_so_far_and_no_further() {
    let deep = |levels: usize| format!("docs/{}new.md", "d/".repeat(levels));
    let scene = branch(|it| it.write(&deep(100), &lie()));
    says(&scene, 1, &["error[number.conflict]"]);
    let scene = branch(|it| it.write(&deep(400), &lie()));
    says(&scene, 1, &["error[document.unseen]", "more than 256 folders deep"]);
}
