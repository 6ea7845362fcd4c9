//! A newcomer follows README.md and docs/*.md to the letter: every command line of a `sh` block is run
//! as it stands, with the exit code that the page implies; every sample of settings parses; and what
//! the README shows below a command is what that command says.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads the pages that it checks"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use saphyr_parser::Parser;
use serde_json::Value;
use tempfile::TempDir;

/// Commands that need what a test has not, and why.
const NOT_RUN: [(&str, &str); 4] = [
    ("cargo install --locked --path .", "builds the program that is tested here, for minutes"),
    ("pip install maturin", "python/check does"),
    (
        "maturin build --release --locked --manifest-path python/Cargo.toml --out dist",
        "python/check does",
    ),
    ("pip install dist/variorum-0.1.0-*.whl", "python/check does"),
];
/// Its samples need the wheel: `python/tests/test_guide.py` runs them.
const OF_THE_WHEEL: &str = "docs/python.md";

/// What stands in a block.
const LANGUAGES: [&str; 10] =
    ["sh", "toml", "yaml", "json", "html", "rust", "csv", "text", "md", "python"];

const STORY: &str = "\
Night ferry runs aground off Tollmere

The night ferry Ada Brandt ran aground off Tollmere on Tuesday with 212 passengers on board, the
coast guard said. The pilot had asked for a second tug at six o'clock and got no answer.

The harbour master, Oline Straum, said that the channel had not been dredged since 2027. She
ordered divers to look at the hull before the tide came back.
";

/// A fenced block of a page.
#[derive(Debug)]
struct Block {
    page: String,
    line: usize,
    language: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// README.md and the pages of docs/.
fn pages() -> Vec<PathBuf> {
    let docs = std::fs::read_dir(root().join("docs")).unwrap().map(|it| it.unwrap().path());
    let mut pages: Vec<PathBuf> =
        docs.filter(|path| path.extension().is_some_and(|it| it == "md")).collect();
    pages.sort();
    pages.insert(0, root().join("README.md"));
    assert!(pages.len() > 6, "{pages:?}");
    pages
}

fn blocks_of(page: &Path) -> Vec<Block> {
    let text = std::fs::read_to_string(page).unwrap();
    let page = page.strip_prefix(root()).unwrap().display().to_string();
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((line, head)) = lines.next() {
        if let Some(language) = head.strip_prefix("```") {
            let inside: Vec<&str> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            blocks.push(Block {
                page: page.clone(),
                line: line + 1,
                language: language.to_owned(),
                text: inside.join("\n") + "\n",
            });
        }
    }
    blocks
}

fn blocks(language: &str) -> Vec<Block> {
    let all = pages().into_iter().flat_map(|page| blocks_of(&page));
    let found: Vec<Block> = all.filter(|block| block.language == language).collect();
    assert!(!found.is_empty(), "no page has {language}");
    found
}

/// The command lines of a block; a line that ends with a backslash goes on.
fn commands(block: &Block) -> Vec<String> {
    let joined = block.text.replace("\\\n", " ");
    let lines = joined.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// What the pages speak of: `seeds/`, a repository with `docs/` where a branch brings
/// `docs/today/new.txt`, and the reports of the seeds.
fn scene() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let run = |command: &str| {
        let out = shell(at, command);
        assert!(out.status.success(), "{command}: {}", said(&out));
    };
    std::fs::create_dir_all(at.join("docs/today")).unwrap();
    std::fs::write(at.join("docs/courier.txt"), STORY).unwrap();
    run(&format!("cp -r '{}' seeds", root().join("seeds").display()));
    run("git init --quiet --initial-branch=main && git config user.email a@example.org && \
         git config user.name A && git config commit.gpgsign false");
    run("git add docs && git commit --quiet -m base");
    run("git update-ref refs/remotes/origin/main HEAD && git switch --quiet --create more");
    std::fs::write(at.join("docs/today/new.txt"), STORY.replace("212", "221")).unwrap();
    run("git add docs && git commit --quiet -m more");
    // The settings of docs/policy.md name it.
    std::fs::write(at.join("names.csv"), "name,spelling\nYoshihide Suga,Yoshihide Sugi\n").unwrap();
    run("variorum report seeds --quiet");
    folder
}

fn shell(folder: &Path, command: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_variorum")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap();
    let paths = std::iter::once(program).chain(std::env::split_paths(&path));
    Command::new("sh")
        .args(["-c", command])
        .env("PATH", std::env::join_paths(paths).unwrap())
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .env_remove("NO_COLOR")
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(out: &Output) -> String {
    String::from_utf8_lossy(&[out.stdout.as_slice(), &out.stderr].concat()).into_owned()
}

#[test]
fn every_command_of_the_pages_runs_as_it_stands() {
    let scene = scene();
    let (mut run, mut not_run) = (0, Vec::new());
    for block in blocks("sh") {
        for command in commands(&block) {
            let bare = command.split(" #").next().unwrap().trim();
            if let Some((known, _)) = NOT_RUN.iter().find(|(known, _)| *known == bare) {
                not_run.push(*known);
                continue;
            }
            // The gate finds what the branch brings; all else is fine.
            let expected = i32::from(bare.starts_with("variorum check"));
            let out = shell(scene.path(), &command);
            let place = format!("{}:{}: {command}", block.page, block.line);
            assert_eq!(out.status.code(), Some(expected), "{place}: {}", said(&out));
            assert!(!out.stdout.is_empty() || bare.contains("--out"), "{place} says nothing");
            run += 1;
        }
    }
    assert!(run >= 8, "{run}");
    for (known, why) in NOT_RUN {
        assert!(not_run.contains(&known), "no page has `{known}` ({why}) any more");
    }
}

#[test]
fn what_reads_a_report_in_python_runs_on_one() {
    let scene = scene();
    let mut programs = blocks("python");
    programs.retain(|block| block.page != OF_THE_WHEEL);
    assert!(!programs.is_empty());
    for block in programs {
        std::fs::write(scene.path().join("reader.py"), &block.text).unwrap();
        for form in ["", " --lean"] {
            let command =
                format!("variorum report seeds -q --format json{form} && python3 reader.py");
            let out = shell(scene.path(), &command);
            assert!(out.status.success(), "{}:{}{form}: {}", block.page, block.line, said(&out));
            // Only a lean report says anything in short.
            assert_eq!(out.stdout.is_empty(), form.is_empty(), "{}:{}", block.page, block.line);
        }
    }
}

#[test]
fn what_the_readme_shows_is_what_is_said() {
    let scene = scene();
    let blocks = blocks_of(&root().join("README.md"));
    let squeezed = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown = 0;
    for pair in blocks.windows(2).filter(|it| it[0].language == "sh" && it[1].language == "text") {
        let command = commands(&pair[0]).pop().unwrap();
        let out = said(&shell(scene.path(), &command));
        let lines: Vec<String> = out.lines().map(squeezed).collect();
        for line in pair[1].text.lines().map(squeezed) {
            assert!(lines.contains(&line), "`{command}` does not say `{line}`:\n{out}");
        }
        shown += 1;
    }
    assert!(shown >= 3, "{shown}");
}

#[test]
fn every_block_says_what_it_is() {
    for page in pages() {
        let all = blocks_of(&page);
        for Block { page, line, language, .. } in &all {
            // What a program prints has no language.
            let known = language.is_empty() || LANGUAGES.contains(&language.as_str());
            assert!(known, "{page}:{line}: {language}");
        }
        let text = std::fs::read_to_string(&page).unwrap();
        let code = text.lines().filter(|line| line.starts_with("    variorum ")).count();
        assert_eq!(code, 0, "{}: commands stand in sh blocks", page.display());
    }
}

#[test]
fn every_sample_of_toml_is_taken() {
    let scene = scene();
    for block in blocks("toml") {
        let place = format!("{}:{}", block.page, block.line);
        if block.text.starts_with("# sources.toml") {
            sources(&block.text);
            continue;
        }
        std::fs::write(scene.path().join("sample.toml"), &block.text).unwrap();
        for command in [
            "variorum report seeds --config sample.toml --out sample",
            "variorum report --config sample.toml --print-config",
            "variorum check --config sample.toml --print-policy",
        ] {
            let out = shell(scene.path(), command);
            assert!(out.status.success(), "{place}: {command}: {}", said(&out));
        }
    }
}

/// The documents of a report over some files.
fn documents(files: &[(&str, String)]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let out = shell(folder.path(), "variorum report . --format json --out -");
    assert!(out.status.success(), "{}", said(&out));
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["notes"], serde_json::json!([]));
    report["documents"].as_array().unwrap().clone()
}

fn sources(sample: &str) {
    let files = [
        ("sources.toml", sample.to_owned()),
        ("gull/ferry.txt", STORY.to_owned()),
        ("other.txt", STORY.to_owned()),
    ];
    let found = documents(&files);
    assert_eq!(
        (&found[0]["source"], &found[0]["date"]),
        (&"Gull News".into(), &"2023-03-14".into())
    );
    for row in &found {
        assert_eq!(
            (&row["guessed"], &row["language"]),
            (&serde_json::json!(["title"]), &"en".into())
        );
    }
}

#[test]
fn every_sample_of_yaml_parses_and_front_matter_is_read() {
    let mut fronts = 0;
    for block in blocks("yaml") {
        for event in Parser::new_from_str(&block.text) {
            let event = event.map(|_| ());
            assert!(event.is_ok(), "{}:{}: {event:?}", block.page, block.line);
        }
        if block.text.starts_with("---\n") {
            for name in ["a.txt", "a.md"] {
                let found = documents(&[(name, format!("{}\n{STORY}", block.text))]);
                let row = (&found[0]["source"], &found[0]["date"], &found[0]["language"]);
                assert_eq!(row, (&"Gull News".into(), &"2023-03-14".into(), &"en".into()));
            }
            fronts += 1;
        }
    }
    assert!(fronts > 0, "no page shows front matter");
}

#[test]
fn every_sample_of_json_lines_parses() {
    for block in blocks("json") {
        for line in block.text.lines() {
            let parsed = serde_json::from_str::<Value>(line);
            assert!(parsed.is_ok(), "{}:{}: {parsed:?}", block.page, block.line);
        }
    }
}

#[test]
fn every_flag_and_command_that_a_page_names_is_there() {
    let help = |args: &str| {
        let out = shell(root(), &format!("variorum {args} --help"));
        assert!(out.status.success(), "{args}: {}", said(&out));
        said(&out)
    };
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for code in text.split('`').skip(1).step_by(2).filter(|it| it.starts_with("variorum ")) {
            let mut words = code.split_whitespace().skip(1);
            let Some(verb) = words.next().filter(|it| it.starts_with(char::is_lowercase)) else {
                continue;
            };
            let verb = verb.trim_end_matches(|c: char| !c.is_alphanumeric());
            let mut known = help(verb);
            let mut words = words.peekable();
            let under = words.next_if(|it| known.contains(&format!("\n  {it}  ")));
            if let Some(under) = under {
                known.push_str(&help(&format!("{verb} {under}")));
            }
            for flag in words.filter(|it| it.starts_with("--")) {
                let flag = flag.split(['=', ']']).next().unwrap();
                assert!(known.contains(flag), "{}: `{code}`: no {flag}", page.display());
            }
        }
    }
}
