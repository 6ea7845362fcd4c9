//! Every sample of docs/ci.md, docs/policy.md and docs/settings.md does what the page says.

use std::path::Path;

use variorum::config::Config;
use variorum::divergence::Kind;
use variorum::policy::{Baseline, Level, Rule, comments};

use crate::scene::{STORY, Scene, findings};

/// A fenced block of a page.
struct Block {
    language: String,
    text: String,
}

fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn blocks(name: &str) -> Vec<Block> {
    let page = page(name);
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { language: language.to_owned(), text: inside.join("\n") + "\n" });
        }
    }
    blocks
}

fn of(name: &str, language: &str) -> Vec<String> {
    let found: Vec<String> =
        blocks(name).into_iter().filter(|it| it.language == language).map(|it| it.text).collect();
    assert!(!found.is_empty(), "{name} has no {language}");
    found
}

#[test]
fn no_sample_is_of_a_kind_that_nobody_tests() {
    for name in ["docs/ci.md", "docs/policy.md", "docs/settings.md"] {
        for block in blocks(name) {
            let tested =
                ["toml", "yaml", "sh", "json", "html", ""].contains(&block.language.as_str());
            assert!(tested, "{name}: {}", block.language);
        }
    }
}

#[test]
fn settings_are_settings_and_turn_off_no_conflict() {
    for name in ["docs/policy.md", "docs/settings.md"] {
        for text in of(name, "toml") {
            let config = Config::parse(&text, Path::new(name)).unwrap();
            if name.ends_with("policy.md") {
                let level = |kind: Kind| {
                    config.policy.level(Rule::Divergence(kind), kind.usual_effect().into(), None).0
                };
                for kind in
                    [Kind::NameConflict, Kind::NumberConflict, Kind::DateConflict, Kind::Polarity]
                {
                    assert_eq!(level(kind), Level::Deny, "{}", kind.name());
                }
                assert_eq!(level(Kind::NameVariant), Level::Warn);
                assert_eq!(level(Kind::NameForm), Level::Allow);
            }
        }
    }
}

#[test]
fn the_error_that_the_page_shows_is_the_one_of_the_program() {
    let shown = of("docs/settings.md", "").remove(0);
    let line = shown.lines().nth(1).unwrap().trim();
    let scene = Scene::new();
    scene.write("variorum.toml", &format!("[reading]\n{line}\n"));
    let run = scene.run(&["check", "."]);
    assert_eq!((run.code, run.err), (2, shown));
}

/// The commands of the page in a repository that has what they name.
fn ready() -> Scene {
    let scene = Scene::new();
    scene.write("docs/courier.txt", STORY);
    scene.commit("base");
    scene.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    scene.git(&["switch", "--quiet", "--create", "more"]);
    scene.write("docs/today/new.txt", &STORY.replace("212", "221"));
    scene.commit("more");
    scene
}

fn shell(scene: &Scene, command: &str) -> (i32, String) {
    let program = assert_cmd::cargo::cargo_bin("variorum");
    let path = std::env::var_os("PATH").unwrap();
    let paths =
        std::iter::once(program.parent().unwrap().to_owned()).chain(std::env::split_paths(&path));
    let output = std::process::Command::new("sh")
        .args(["-c", command])
        .env("PATH", std::env::join_paths(paths).unwrap())
        .env("XDG_CACHE_HOME", scene.cache())
        .env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
        .current_dir(scene.path())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
#[cfg(unix)]
fn commands_find_what_is_wrong() {
    let mut commands: Vec<String> = of("docs/ci.md", "sh")
        .iter()
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let of_gitlab = of("docs/ci.md", "yaml");
    let scripts = of_gitlab.iter().flat_map(|text| text.lines());
    commands.extend(
        scripts
            .filter_map(|line| line.trim().strip_prefix("- variorum "))
            .map(|it| format!("variorum {it}")),
    );
    assert!(commands.len() >= 5, "{commands:?}");
    for command in commands {
        let scene = ready();
        let (code, said) = shell(&scene, &command);
        assert_eq!(code, 1, "{command}: {said}");
    }
}

#[test]
fn the_entry_of_the_baseline_accepts_its_finding_and_keeps_its_words() {
    let entry = of("docs/ci.md", "json").remove(0);
    let baseline = Baseline::parse(&entry, Path::new("ci.md")).unwrap();
    assert_eq!(baseline.len(), 1);
    let scene = ready();
    let (_, verdict) = scene.check(&["--since", "origin/main"]);
    let id = verdict["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["rule"] == "number.conflict")
        .unwrap()["id"]
        .clone();
    let shown: serde_json::Value = serde_json::from_str(&entry).unwrap();
    // The day of the page is past on the day of the test.
    let own = entry
        .replace(shown["id"].as_str().unwrap(), id.as_str().unwrap())
        .replace("2027-", "2037-");
    scene.write("variorum.baseline", &own);
    let (_, verdict) = scene.check(&["--since", "origin/main"]);
    assert!(!findings(&verdict).iter().any(|it| it.contains("number.conflict")));
    scene.run(&["baseline", "write", "docs"]);
    let written = scene.read("variorum.baseline");
    assert!(written.contains("\"reason\":\"recounted later\",\"owner\":\"Ada\""), "{written}");
}

#[test]
fn the_comment_allows() {
    for text in of("docs/ci.md", "html") {
        let found = comments::parse(&text);
        assert!(found.len() == 1 && found[0].said.is_ok(), "{text}");
    }
}

#[test]
fn the_workflow_is_the_one_that_the_page_shows() {
    let own = page(".github/workflows/seeds.yml");
    assert!(of("docs/ci.md", "yaml").contains(&own), "docs/ci.md shows another seeds.yml");
    // Every input that a sample gives is one of the action.
    let action = page("action.yml");
    let inputs: Vec<&str> = action
        .lines()
        .skip_while(|line| *line != "inputs:")
        .take_while(|line| *line != "runs:")
        .filter_map(|line| {
            line.strip_prefix("  ")?.strip_suffix(':').filter(|it| !it.starts_with(' '))
        })
        .collect();
    for text in of("docs/ci.md", "yaml") {
        let mut lines = text
            .lines()
            .skip_while(|line| !line.contains("uses: OWNER/") && !line.contains("uses: ./"));
        for line in lines.by_ref().skip(2) {
            let name = line.trim().split(':').next().unwrap();
            assert!(inputs.contains(&name), "{name} is no input: {inputs:?}");
        }
    }
}

#[test]
fn the_hook_of_the_page_is_there() {
    let hooks = page(".pre-commit-hooks.yaml");
    let shown = of("docs/ci.md", "yaml").join("");
    let id = shown.split("hooks: [{ id: ").nth(1).unwrap().split(' ').next().unwrap();
    assert!(hooks.contains(&format!("- id: {id}\n")), "{id}");
    // What the hook runs: all documents, and the new ones by name.
    let entry =
        hooks.lines().find_map(|line| line.trim().strip_prefix("entry: variorum ")).unwrap();
    let scene = ready();
    let mut arguments: Vec<&str> = entry.split(' ').collect();
    arguments.push("docs/today/new.txt");
    assert_eq!(scene.run(&arguments).code, 1);
}
