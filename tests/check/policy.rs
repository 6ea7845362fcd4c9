//! The policy in `variorum.toml`, and what it makes of findings.

use crate::scene::{STORY, Scene, findings};

fn check(settings: &str) -> (i32, Vec<String>) {
    let scene = Scene::new();
    scene.write("docs/courier.md", &format!("---\nsource: Courier\n---\n{STORY}"));
    let own = "It rained in Varby, and the market closed before noon because nobody had come. ";
    let text = STORY.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n").replace("212", "221");
    let text = format!("---\nsource: Letter\n---\n{text}\n\n{}", own.repeat(5));
    scene.write("docs/new.md", &text);
    scene.write("variorum.toml", settings);
    let (code, verdict) = scene.check(&["--new", "docs/new.md"]);
    (code, findings(&verdict).into_iter().filter(|it| it.contains("number")).collect())
}

#[test]
fn the_settings_decide_the_level() {
    let number = "number.conflict: 221 passengers / 212 passengers";
    assert_eq!(check(""), (1, vec![format!("deny {number}")]));
    assert_eq!(check("[policy]\nwarn = [\"*.conflict\"]\n"), (0, vec![format!("warn {number}")]));
    assert_eq!(check("[policy]\nallow = [\"number.*\"]\n"), (0, vec![]));
    let drafts =
        "[[policy.override]]\npaths = [\"docs/**\"]\nsources = [\"Letter\"]\nallow = [\"*\"]\n";
    assert_eq!(check(drafts), (0, vec![]));
    assert_eq!(check(&drafts.replace("Letter", "Courier")).0, 1);
}

#[test]
fn who_is_trusted_wins() {
    let number = "number.conflict: 221 passengers / 212 passengers";
    assert_eq!(check("[policy]\ntrusted = [\"Letter\"]\n"), (0, vec![format!("warn {number}")]));
    assert_eq!(check("[policy]\ntrusted = [\"Courier\", \"Letter\"]\n").0, 1);
}

#[test]
fn warnings_fail_where_that_is_asked() {
    let scene = Scene::new();
    scene.write("docs/courier.txt", STORY);
    scene.write("docs/new.txt", &format!("{STORY}\nThe dog is called Pepper, says its owner.\n"));
    let arguments = ["check", "docs", "--new", "docs/new.txt", "--fail-on"];
    assert_eq!(scene.run(&[&arguments[..], &["warn"]].concat()).code, 1);
    assert_eq!(scene.run(&[&arguments[..], &["deny"]].concat()).code, 0);
}

#[test]
fn unknown_words_are_errors_at_their_line() {
    let scene = Scene::new();
    scene.write("docs/courier.txt", STORY);
    let error = |settings: &str| {
        scene.write("variorum.toml", settings);
        let run = scene.run(&["check", "docs"]);
        assert_eq!(run.code, 2);
        run.err
    };
    let err = error("[policy]\ndeny = [\"number.conflict\"]\nwarn = [\"name.varient\"]\n");
    assert!(err.contains("variorum.toml:3: unknown value `name.varient`"), "{err}");
    assert!(err.contains("did you mean `name.variant`?"), "{err}");
    assert!(error("[policy]\nwran = []\n").contains("did you mean `warn`?"));
    assert!(error("[[policy.override]]\npath = []\n").contains("did you mean `paths`?"));
}

#[test]
fn the_policy_in_force_says_where_it_is_from() {
    let scene = Scene::new();
    scene.write("variorum.toml", "[policy]\nwarn = [\"number.*\"]\n");
    let out = scene.run(&["check", "--print-policy"]).out;
    assert!(out.contains("# settings: variorum.toml"), "{out}");
    assert!(out.contains("warn  number.conflict          settings, \"number.*\""), "{out}");
    assert!(out.contains("deny  date.conflict            default, \"*.conflict\""), "{out}");
}

#[test]
fn an_authority_finds_other_spellings() {
    let scene = Scene::new();
    scene.write("docs/courier.txt", STORY);
    scene.write("docs/new.txt", "The prize went to Oline Stroum, and Oline Straum thanked them.\n");
    scene.write("variorum.toml", "[policy]\nnames_file = \"names.csv\"\n");
    scene.write("names.csv", "name,spelling\nOline Straum,\n");
    let (code, verdict) = scene.check(&["--new", "docs/new.txt"]);
    assert_eq!(code, 1);
    assert_eq!(findings(&verdict), ["deny document.name: Oline Stroum / "]);
    assert_eq!(verdict["findings"][0]["fix"], "Oline Straum");
    scene.remove("names.csv");
    assert!(scene.run(&["check", "docs"]).err.contains("`names_file`"));
}

#[test]
fn a_fix_is_shown_first_and_then_written() {
    let scene = Scene::new();
    scene.write("docs/courier.txt", STORY);
    let text =
        "The prize went to Oline Stroum. Nobody but Stroum had hoped for it, said Olene Straum.\n";
    scene.write("docs/new.txt", text);
    scene.write("variorum.toml", "[policy]\nnames = [\"Oline Straum\"]\n");
    let check = ["check", "docs", "--new", "docs/new.txt", "--fix"];
    let shown = scene.run(&[&check[..], &["--dry-run"]].concat());
    assert_eq!(shown.code, 1);
    assert!(shown.out.contains("-The prize went to Oline Stroum."), "{}", shown.out);
    assert!(shown.out.contains("+The prize went to Oline Straum."), "{}", shown.out);
    assert_eq!(scene.read("docs/new.txt"), text);
    let fixed = scene.run(&check);
    assert_eq!(scene.read("docs/new.txt"), text.replace("Stroum", "Straum"));
    // Olene may be her sister: that is said, and left alone.
    assert!(fixed.out.contains("warning[document.name]") && fixed.code == 0, "{}", fixed.out);
    assert_eq!(scene.run(&check).code, 0);
    assert_eq!(scene.read("docs/courier.txt"), STORY);
}

#[test]
fn a_finding_is_explained_by_its_id() {
    let scene = Scene::new();
    scene.write("docs/courier.txt", STORY);
    scene.write("docs/new.txt", &STORY.replace("212", "221"));
    let (_, verdict) = scene.check(&["--new", "docs/new.txt"]);
    let id = verdict["findings"][0]["id"].as_str().unwrap();
    let out = scene.run(&["explain", id]).out;
    assert!(out.contains("error[number.conflict]") && out.contains("# number.conflict: "), "{out}");
    let unknown = scene.run(&["explain", "0123456789abcdef"]);
    assert!(
        unknown.code == 2 && unknown.err.contains("run `variorum check` again"),
        "{}",
        unknown.err
    );
}

#[test]
fn in_markdown_places_and_fixes_are_those_of_the_file() {
    let scene = Scene::new();
    scene.write("variorum.toml", "[policy]\nnames = [\"Oline Straum\"]\n");
    scene.write("docs/courier.txt", STORY);
    let marked = |name: &str| {
        format!(
            "# Night ferry *runs aground*\n\n> **The harbour master**, [{name}](x.md), said that the\n> \
             channel had not been dredged since 2027. She\n> ordered divers to look at the hull \
             before the tide came back.\n\nThe night ferry Ada Brandt ran aground off **Tollmere** \
             on `Tuesday` with <b>221</b> passengers on board, the coast guard said.\n"
        )
    };
    scene.write("docs/new.md", &marked("Oline Stroum"));
    let (_, verdict) = scene.check(&["--new", "docs/new.md"]);
    let findings = verdict["findings"].as_array().unwrap();
    let place = |rule: &str| {
        let found = findings.iter().find(|it| it["rule"] == rule).unwrap();
        let number =
            |field: &str| usize::try_from(found["place"][field].as_u64().unwrap()).unwrap();
        (number("line"), number("column"))
    };
    let source = scene.read("docs/new.md");
    let at = |line: usize, words: &str| {
        let text = source.lines().nth(line - 1).unwrap();
        (line, text[..text.find(words).unwrap()].chars().count() + 1)
    };
    assert_eq!(place("document.name"), at(3, "Oline"));
    assert_eq!(place("number.conflict"), at(7, "221"));
    let annotated = scene.run(&["check", "docs", "--new", "docs/new.md", "--format", "github"]).out;
    assert!(annotated.contains("line=7,endLine=7,col="), "{annotated}");
    assert!(!annotated.contains("**") && !annotated.contains("<b>"), "{annotated}");
    scene.run(&["check", "docs", "--new", "docs/new.md", "--fix"]);
    assert_eq!(scene.read("docs/new.md"), marked("Oline Straum"));
    // Marks inside the name are left to people, who are told.
    scene.write("docs/new.md", &marked("Oline **Stroum**"));
    let left = scene.run(&["check", "docs", "--new", "docs/new.md", "--fix"]);
    assert!(left.err.contains("not rewritten"), "{}", left.err);
    assert_eq!(scene.read("docs/new.md"), marked("Oline **Stroum**"));
}
