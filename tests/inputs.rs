//! What is given to the program that is no document, or not only one: it says so, and what to do.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and makes the files that it reads"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const CALM: &str = "The harbour office of Halvern said on Monday that twelve boats had been lost \
    in the storm. Harbour master Ines Torvald told reporters that the northern pier must be closed.";
const OTHER: &str = "Twenty-one boats were lost in the storm, the harbour office of Halvern said \
    on Monday. The northern pier should be closed, harbour master Ines Torvald told reporters.";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn pair() -> TempDir {
    folder(&[("a.txt", CALM.as_bytes()), ("b.txt", OTHER.as_bytes())])
}

fn variorum(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs and returns what was printed; panics where the run fails.
fn printed(folder: &Path, args: &[&str]) -> String {
    let out = variorum(folder, args);
    assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
    text(&out.stdout)
}

/// Runs and returns the complaint; panics where the run does not fail.
fn refused(folder: &Path, args: &[&str]) -> String {
    let out = variorum(folder, args);
    assert_eq!(out.status.code(), Some(2), "{args:?}: {}", text(&out.stdout));
    text(&out.stderr)
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Reasons for which something was skipped, by the end of its path.
fn reason<'a>(report: &'a Value, ending: &str) -> &'a str {
    let rows = report["skipped"].as_array().unwrap().iter();
    let found = rows.clone().find(|row| row["path"].as_str().unwrap().ends_with(ending));
    let found = found.unwrap_or_else(|| panic!("{ending} is not in {rows:?}"));
    found["reason"].as_str().unwrap()
}

#[test]
fn a_second_run_says_what_the_first_said() {
    let folder = pair();
    let written = |out: &str| -> Vec<(String, Vec<u8>)> {
        [
            "report.html",
            "report.md",
            "report.json",
            "divergences.csv",
            "names.csv",
            "renderings.csv",
        ]
        .map(|name| (name.to_owned(), std::fs::read(folder.path().join(out).join(name)).unwrap()))
        .into()
    };
    printed(folder.path(), &["report", ".", "--quiet"]);
    let first = written("reports");
    printed(folder.path(), &["report", ".", "--quiet"]);
    assert!(first == written("reports"), "the second report is another one");
}

#[test]
fn what_the_program_wrote_is_no_source_whatever_it_is_called() {
    let folder = pair();
    printed(folder.path(), &["report", ".", "--out", "old", "--quiet"]);
    let old = folder.path().join("old");
    for (name, new) in [
        ("report.html", "page.html"),
        ("report.md", "notes.md"),
        ("report.html", "renamed.txt"),
        ("divergences.csv", "table.txt"),
        ("names.csv", "spellings.txt"),
    ] {
        std::fs::copy(old.join(name), folder.path().join(new)).unwrap();
    }
    std::fs::remove_dir_all(&old).unwrap();
    printed(folder.path(), &["report", ".", "--out", "new", "--quiet"]);
    let report = json(&folder.path().join("new/report.json"));
    assert_eq!(report["documents"].as_array().unwrap().len(), 2);
    for name in ["page.html", "notes.md", "renamed.txt", "table.txt", "spellings.txt"] {
        assert!(reason(&report, name).contains("a report of Variorum"), "{name}");
    }
    printed(folder.path(), &["report", ".", "--out", ".", "--quiet"]);
    printed(folder.path(), &["report", ".", "--out", ".", "--quiet"]);
    let report = json(&folder.path().join("report.json"));
    assert_eq!(report["documents"].as_array().unwrap().len(), 2);
}

#[test]
fn formats_that_look_like_text_are_refused_with_a_way_out() {
    let feed =
        format!("<?xml version=\"1.0\"?><rss><item><pubDate>Mon</pubDate>{CALM}</item></rss>");
    let mail = format!("Received: from x\nMIME-Version: 1.0\nSubject: boats\n\n{CALM}\n");
    let rtf = format!("{{\\rtf1\\ansi {CALM}}}");
    let array = format!("[\n{{\"id\": 1, \"text\": \"{CALM}\"}}\n]");
    let folder = folder(&[
        ("a.txt", CALM.as_bytes()),
        ("feed.xml", feed.as_bytes()),
        ("feed.txt", feed.as_bytes()),
        ("mail.eml", mail.as_bytes()),
        ("mail.txt", mail.as_bytes()),
        ("note.rtf", rtf.as_bytes()),
        ("list.json", array.as_bytes()),
        ("list.jsonl", array.as_bytes()),
        ("lines.json", format!("{{\"id\": 1, \"text\": \"{OTHER}\"}}\n").as_bytes()),
    ]);
    for (name, what) in [
        ("feed.xml", "a feed"),
        ("mail.eml", "a mail"),
        ("note.rtf", "RTF"),
        ("list.json", "JSON array"),
        ("list.jsonl", "JSON array"),
    ] {
        let said = refused(folder.path(), &["report", name]);
        assert!(said.contains(what) && !said.contains("a report,"), "{name}: {said}");
    }
    let said = refused(folder.path(), &["report", "https://harbour.example/ships.html"]);
    assert!(said.contains("an address") && said.contains("save the page"), "{said}");
    printed(folder.path(), &["report", ".", "--quiet"]);
    let report = json(&folder.path().join("reports/report.json"));
    assert!(reason(&report, "feed.txt").contains("a feed"));
    assert!(reason(&report, "mail.txt").contains("a mail"));
    assert!(reason(&report, "**/*.json").contains("2 files"));
    printed(folder.path(), &["report", "a.txt", "lines.json", "--out", "lines", "--quiet"]);
    let report = json(&folder.path().join("lines/report.json"));
    assert_eq!(report["documents"][1]["id"], "lines.json#1");
}

#[test]
fn what_was_misread_or_guessed_is_told() {
    let (russian, ..) = encoding_rs::WINDOWS_1251.encode("Министр прибыл в Токио на переговоры.");
    let folder = folder(&[
        ("a.txt", format!("---\nsource: [Gull]\ndate: soon\n---\n{CALM}").as_bytes()),
        ("b.txt", OTHER.as_bytes()),
        ("c.txt", &russian),
        (
            "d.jsonl",
            format!("{{\"id\": 1, \"text\": \"{OTHER}\", \"date\": \"03/04/2019\"}}").as_bytes(),
        ),
    ]);
    printed(folder.path(), &["report", ".", "--quiet"]);
    let report = json(&folder.path().join("reports/report.json"));
    let notes: Vec<&str> =
        report["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    for (id, what) in [
        ("a.txt", "`date`"),
        ("a.txt", "`source`"),
        ("c.txt", "windows-1251"),
        ("d.jsonl#1", "`date`"),
    ] {
        let told = notes.iter().any(|note| note.starts_with(id) && note.contains(what));
        assert!(told, "{id}: {what} is not in {notes:?}");
    }
    let documents = report["documents"].as_array().unwrap();
    let third = documents.iter().find(|row| row["id"] == "c.txt").unwrap();
    assert_eq!(third["charset"], "windows-1251");
    assert!(third["guessed"].as_array().unwrap().contains(&Value::from("charset")));
    assert!(documents[0]["source"].is_null());
}

#[test]
fn a_dry_run_says_what_is_broken() {
    let cut = packed(CALM.repeat(9).as_bytes());
    let folder = folder(&[
        ("a.txt", CALM.as_bytes()),
        ("b.txt.gz", &cut[..cut.len() / 2]),
        ("c.txt", b"\0\0\x01"),
        ("d.jsonl", b"{\"id\": 1}\n"),
        ("e.md", b"---\ndate: soon\n---\nShips wait.\n"),
    ]);
    let said = printed(folder.path(), &["report", ".", "--dry-run"]);
    for line in [
        "read ./a.txt",
        "skip ./b.txt.gz: truncated",
        "skip ./c.txt: binary",
        "skip ./d.jsonl:1: no `text`",
        "note e.md: ",
    ] {
        assert!(said.lines().any(|it| it.starts_with(line)), "{line}: {said}");
    }
    assert!(!folder.path().join("reports").exists());
    std::fs::remove_file(folder.path().join("a.txt")).unwrap();
    std::fs::remove_file(folder.path().join("e.md")).unwrap();
    let said = refused(folder.path(), &["report", ".", "--dry-run"]);
    assert!(said.contains("no document"), "{said}");
}

#[test]
fn texts_are_found_with_leading_folders_dropped() {
    let folder = folder(&[("deep/in/a.txt", CALM.as_bytes()), ("deep/in/b.txt", OTHER.as_bytes())]);
    // A redacted report does not hold the texts.
    printed(folder.path(), &["report", "deep", "--redact", "--quiet"]);
    std::fs::create_dir(folder.path().join("moved")).unwrap();
    std::fs::rename(folder.path().join("deep/in"), folder.path().join("moved/in")).unwrap();
    for documents in ["moved", "moved/in"] {
        let args = [
            "report",
            "reports/report.json",
            "--documents",
            documents,
            "--format",
            "json",
            "--out",
            "-",
        ];
        let out = variorum(folder.path(), &args);
        assert!(out.status.success() && out.stderr.is_empty(), "{}", text(&out.stderr));
    }
    let args = [
        "report",
        "reports/report.json",
        "--documents",
        "reports",
        "--format",
        "json",
        "--out",
        "-",
    ];
    assert!(text(&variorum(folder.path(), &args).stderr).contains("without their text"));
}

#[test]
fn explain_lists_what_it_knows_and_knows_effects() {
    let folder = folder(&[]);
    let all = printed(folder.path(), &["explain", "--color", "never"]);
    for name in ["conflict", "unclear", "number.conflict", "document.duplicate", "explain A B"] {
        assert!(all.contains(name), "{name}: {all}");
    }
    for effect in ["conflict", "shift", "unclear", "compatible", "none"] {
        let page = printed(folder.path(), &["explain", effect, "--color", "never"]);
        assert!(page.contains("what a difference does to the meaning"), "{page}");
    }
    assert!(printed(folder.path(), &["explain", "conflict"]).contains("number.conflict"));
    // As reports for people call `none`, and families as policies select them.
    assert!(printed(folder.path(), &["explain", "form"]).contains("both say the same"));
    for family in ["number", "number.*", "meaning", "document"] {
        assert!(printed(folder.path(), &["explain", family]).contains("A family of kinds"));
    }
}

#[test]
fn names_as_a_filter_must_be_asked_to_compare() {
    let folder = pair();
    assert!(refused(folder.path(), &["names", "--jsonl", "a.txt"]).contains("--compare"));
    assert!(refused(folder.path(), &["names", "--jsonl"]).contains("add --compare"));
}

#[test]
fn nearly_all_is_not_all() {
    let folder = folder(&[
        ("a.txt", CALM.as_bytes()),
        ("b.txt", CALM.replace("twelve", "twenty").as_bytes()),
        ("c.txt", CALM.as_bytes()),
    ]);
    let said = printed(folder.path(), &["compare", "a.txt", "b.txt", "--color", "never"]);
    assert!(!said.contains("100 % of") && said.contains("nearly all of"), "{said}");
    let said = printed(folder.path(), &["compare", "a.txt", "c.txt", "--color", "never"]);
    assert!(said.contains("100 % of"), "{said}");
}

#[test]
fn a_level_of_redaction_without_its_sign_is_told() {
    let folder = pair();
    let said = refused(folder.path(), &["report", ".", "--redact", "strict"]);
    assert!(said.contains("--redact=strict"), "{said}");
    printed(folder.path(), &["report", ".", "--redact=strict", "--quiet"]);
    let report = json(&folder.path().join("reports/report.json"));
    assert!(report["notes"][0].as_str().unwrap().starts_with("Redacted strictly"));
    assert!(!report.to_string().contains("harbour office"));
    let printed = printed(folder.path(), &["report", "--print-config", "--redact=strict"]);
    assert!(printed.contains("redact = \"strict\""), "{printed}");
}

#[test]
fn a_folder_of_small_bombs_is_bounded_in_all() {
    let bomb = packed(&vec![b'a'; 15 << 20]);
    assert!(bomb.len() < 20_000);
    let names: Vec<String> = (0..100).map(|n| format!("bomb{n:03}.txt.gz")).collect();
    let padded = [packed(CALM.as_bytes()), vec![0; 4096]].concat();
    let mut files: Vec<(&str, &[u8])> = vec![("a.txt.gz", &padded), ("b.txt", OTHER.as_bytes())];
    files.extend(names.iter().map(|name| (name.as_str(), bomb.as_slice())));
    let folder = folder(&files);
    let start = Instant::now();
    let said = printed(folder.path(), &["report", ".", "--dry-run"]);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    let count = |start: &str| said.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!(count("read ./a.txt.gz") + count("read ./b.txt"), 2, "{said}");
    assert!(count("read ./bomb") <= 8 && count("skip ./bomb") >= 92, "{said}");
    assert!(said.contains("unpacks to far more"), "{said}");
}

#[test]
fn what_one_element_holds_is_bounded() {
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    let page = format!("<html><body><p{attributes}>{CALM}</p></body></html>");
    let folder = folder(&[("a.html", page.as_bytes()), ("b.txt", OTHER.as_bytes())]);
    let start = Instant::now();
    printed(folder.path(), &["report", ".", "--quiet"]);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    let report = json(&folder.path().join("reports/report.json"));
    assert!(!report["alignments"].as_array().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_not_waited_for() {
    for name in ["sources.csv", "sources.toml", ".gitignore", "in/.variorumignore", "in/x.txt"] {
        let folder = folder(&[("a.txt", CALM.as_bytes()), ("in/b.txt", OTHER.as_bytes())]);
        let made = Command::new("mkfifo").arg(folder.path().join(name)).status().unwrap();
        assert!(made.success());
        let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(["report", ".", "--quiet"])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let start = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if start.elapsed() > Duration::from_secs(20) {
                child.kill().unwrap();
                panic!("{name} is waited for");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
