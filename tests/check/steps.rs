//! Changes in steps: what is harmless alone prepares what is not. A check of the branch says it, however
//! many commits it has, and each step that weakens the gate is said by itself.

use crate::scene::{STORY, Scene};

fn lie() -> String {
    STORY.replace("212", "221")
}

const CALM: &str = "The rowing club painted its doors dark green, and nobody had proposed it.\n";
const ALLOWS: &str = "<!-- variorum: allow number.conflict because it was looked at -->\n\n";

/// One commit.
type Step = fn(&Scene);

fn new(scene: &Scene) {
    scene.write("docs/new.md", &lie());
}

/// A branch of these commits, with what a check says of the whole.
fn said(steps: &[Step]) -> (Scene, i32, String) {
    let scene = Scene::branched(|it| it.write("docs/courier.md", STORY), |_| {});
    for step in steps {
        step(&scene);
        scene.commit_all("step");
    }
    let (code, text) = scene.said();
    (scene, code, text)
}

#[test]
fn no_order_of_commits_hides_a_contradiction() {
    let rows: [(&str, &[Step]); 12] = [
        (
            "a comment allows it first",
            &[
                |it| it.write("docs/new.md", &format!("{CALM}\n{ALLOWS}")),
                |it| it.write("docs/new.md", &format!("{ALLOWS}{}", lie())),
            ],
        ),
        ("what it contradicts goes first", &[|it| it.remove("docs/courier.md"), new]),
        ("what it contradicts goes later", &[new, |it| it.remove("docs/courier.md")]),
        (
            "what it contradicts is moved away",
            &[
                |it| {
                    it.remove("docs/courier.md");
                    it.write("away/courier.md", STORY);
                },
                new,
            ],
        ),
        ("it is calm first", &[|it| it.write("docs/new.md", CALM), new]),
        (
            "settings first",
            &[|it| it.write("variorum.toml", "[policy]\nallow = [\"*.conflict\"]\n"), new],
        ),
        (
            "the same, by settings",
            &[
                |it| {
                    it.write("variorum.toml", "same = [[\"212 passengers\", \"221 passengers\"]]\n")
                },
                new,
            ],
        ),
        ("an ignore rule first", &[|it| it.write(".variorumignore", "new*\n"), new]),
        ("the other is ignored", &[|it| it.write(".variorumignore", "courier*\n"), new]),
        (
            "the other is of another language",
            &[|it| it.write("docs/sources.toml", "[\"*\"]\nlanguage = \"de\"\n"), new],
        ),
        (
            "another ending first",
            &[
                |it| it.write("docs/new.rst", &lie()),
                |it| it.git(&["mv", "docs/new.rst", "docs/new.md"]),
            ],
        ),
        (
            "attributes first",
            &[|it| it.write(".gitattributes", "docs/new.md linguist-generated -diff\n"), new],
        ),
    ];
    for (name, steps) in rows {
        let (_, code, text) = said(steps);
        assert!(code == 1 && text.contains("error[number.conflict]"), "{name}: {code} {text}");
    }
}

#[test]
fn what_says_otherwise_under_its_own_name_is_said() {
    let removed: &[Step] =
        &[|it| it.remove("docs/courier.md"), |it| it.write("docs/courier.md", &lie())];
    let rows: [&[Step]; 2] = [removed, &[|it| it.write("docs/courier.md", &lie())]];
    for steps in rows {
        let (_, _, text) = said(steps);
        assert!(text.contains("[document.revised]") && text.contains("221"), "{text}");
    }
}

#[test]
fn each_step_that_weakens_the_gate_is_said_by_itself() {
    let rows: [(&str, Step); 6] = [
        ("settings", |it| it.write("variorum.toml", "[policy]\nallow = [\"*\"]\n")),
        ("same", |it| it.write("variorum.toml", "same = [[\"212\", \"221\"]]\n")),
        ("baseline", |it| it.write("variorum.baseline", "x\n")),
        ("sources", |it| it.write("docs/sources.toml", "[\"*\"]\nlanguage = \"de\"\n")),
        ("ignored", |it| it.write(".variorumignore", "courier*\n")),
        ("a comment", |it| it.write("docs/new.md", &format!("{CALM}\n{ALLOWS}"))),
    ];
    for (name, step) in rows {
        let (_, code, text) = said(&[step]);
        assert!(code == 1 && text.contains("error[policy.changed]"), "{name}: {code} {text}");
    }
}
