//! Bad input and bad surroundings, through the program: it says what is wrong, and goes on.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// Two tellings of one event, so that every format has something to show.
const CALM: &str = "The harbour office of Halvern said on Monday that twelve boats had been lost \
    in the storm. Harbour master Ines Torvald told reporters that the northern pier must be closed.";
const OTHER: &str = "Twenty-one boats were lost in the storm, the harbour office of Halvern said \
    on Monday. The northern pier should be closed, harbour master Ines Torvald told reporters.";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn variorum(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn report(folder: &Path) -> Value {
    let text = std::fs::read_to_string(folder.join("reports/report.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

/// Every file of `reports/` with its bytes, sorted by name.
fn written(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder.join("reports"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn hostile_words_do_no_harm_in_any_format() {
    let nasty = "\u{1b}[31mred\u{1b}[0m \u{202e}desrever\u{202c} <script>alert(1)</script> \
        [click](javascript:alert(1)) =cmd|x </textarea><img src=x onerror=alert(2)>";
    let left = format!("{CALM} {nasty} said the harbour office of Halvern on Monday.");
    let right = format!("{OTHER} {nasty} said the harbour office in Halvern on Monday.");
    let folder = folder(&[("a.txt", &left), ("b.txt", &right)]);
    let out = variorum(folder.path(), &["report", ".", "--color", "never"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let mut shown = written(folder.path());
    assert_eq!(shown.len(), 6, "{:?}", shown.iter().map(|file| &file.0).collect::<Vec<_>>());
    shown.push(("the summary".to_owned(), out.stdout));
    let beside = variorum(folder.path(), &["compare", "a.txt", "b.txt", "--color", "never"]);
    shown.push(("the side by side view".to_owned(), beside.stdout));
    for (name, bytes) in shown {
        let content = text(&bytes);
        assert!(!content.contains('\u{1b}'), "{name} holds an escape");
        if name == "report.json" {
            continue;
        }
        assert!(!content.contains('\u{202e}'), "{name} holds a direction override");
        if !name.starts_with("report.") {
            continue;
        }
        assert!(!content.contains("<script>alert"), "{name} holds a live script");
        assert!(!content.contains("<img src=x"), "{name} holds a live image");
    }
}

#[test]
fn threads_and_the_order_of_files_leave_no_trace() {
    let third = format!("{CALM} The storm broke on Sunday night. {OTHER}");
    let files = [("a.txt", CALM), ("b.txt", OTHER), ("c.txt", third.as_str()), ("d.txt", CALM)];
    let folder = folder(&files);
    let run = |args: &[&str]| {
        let out = variorum(folder.path(), args);
        assert!(out.status.success(), "{}", text(&out.stderr));
        (written(folder.path()), out.stdout)
    };
    let one = run(&["report", "a.txt", "b.txt", "c.txt", "d.txt", "--threads", "1"]);
    for threads in ["2", "8"] {
        let more = run(&["report", "d.txt", "b.txt", "a.txt", "c.txt", "--threads", threads]);
        assert_eq!(one, more, "--threads {threads}, another order");
    }
}

#[test]
fn ten_thousand_identical_documents_are_no_square() {
    let line = |n: usize| serde_json::json!({"id": n.to_string(), "text": CALM}).to_string();
    let lines: Vec<String> = (0..10_000).map(line).collect();
    let folder = folder(&[("same.jsonl", &lines.join("\n"))]);
    let start = Instant::now();
    let out = variorum(folder.path(), &["report", "same.jsonl", "--quiet"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let took = start.elapsed();
    assert!(took < Duration::from_secs(120), "{took:?}");
    assert_eq!(report(folder.path())["documents"].as_array().unwrap().len(), 10_000);
}

#[test]
fn words_of_many_letters_are_no_square() {
    let telling = |word: &str| {
        format!("The mayor of the old harbour town told {word} on Monday that the ferry was late.")
    };
    for (left, right) in [("ab", "cd"), ("Ab", "Ad")] {
        let texts = [left, right].map(|two| telling(&two.repeat(200_000)));
        let folder = folder(&[("a.txt", &texts[0]), ("b.txt", &texts[1])]);
        let start = Instant::now();
        let out = variorum(folder.path(), &["compare", "a.txt", "b.txt"]);
        assert!(out.status.success(), "{}", text(&out.stderr));
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{took:?}");
    }
}

#[test]
fn a_document_under_two_names_is_a_duplicate() {
    let folder = folder(&[("a.txt", CALM), ("b.txt", CALM)]);
    assert!(variorum(folder.path(), &["report", "."]).status.success());
    let report = report(folder.path());
    let pairs = report["document_pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert_eq!(pairs[0]["relation"], "duplicate");
    assert_eq!(report["divergences"].as_array().unwrap().len(), 0);
}

#[test]
fn what_cannot_be_read_is_listed_and_the_run_goes_on() {
    let folder = folder(&[
        ("a.txt", CALM),
        ("b.txt", OTHER),
        ("empty.txt", ""),
        ("nul.txt", "\0\0\0\u{1}\u{2}\0\0"),
    ]);
    let bomb = std::fs::File::create(folder.path().join("bomb.txt.gz")).unwrap();
    let mut bomb = flate2::write::GzEncoder::new(bomb, flate2::Compression::best());
    for _ in 0..64 {
        bomb.write_all(&vec![b'a'; 1 << 20]).unwrap();
    }
    bomb.finish().unwrap();
    let out = variorum(folder.path(), &["report", ".", "--max-bytes", "1M"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let report = report(folder.path());
    let skipped: Vec<&str> =
        report["skipped"].as_array().unwrap().iter().map(|s| s["path"].as_str().unwrap()).collect();
    assert_eq!(skipped, ["./bomb.txt.gz", "./empty.txt", "./nul.txt"]);
    assert_eq!(report["documents"].as_array().unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_walked_once() {
    let folder = folder(&[("a.txt", CALM)]);
    std::os::unix::fs::symlink(".", folder.path().join("again")).unwrap();
    std::os::unix::fs::symlink("missing.txt", folder.path().join("dangling.txt")).unwrap();
    assert!(variorum(folder.path(), &["report", "."]).status.success());
    assert_eq!(report(folder.path())["documents"].as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_skipped_with_its_reason() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", CALM), ("secret.txt", OTHER)]);
    let secret = folder.path().join("secret.txt");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&secret).is_ok() {
        eprintln!("SKIPPED: this user may read every file");
        return;
    }
    assert!(variorum(folder.path(), &["report", "."]).status.success());
    assert_eq!(report(folder.path())["skipped"][0]["path"], "./secret.txt");
}

#[cfg(unix)]
#[test]
fn reports_that_cannot_be_written_say_where() {
    let folder = folder(&[("a.txt", CALM), ("taken", "a file, not a folder")]);
    let out = variorum(folder.path(), &["report", "a.txt", "--out", "taken/reports"]);
    assert_eq!(out.status.code(), Some(2));
    let err = text(&out.stderr);
    assert!(err.contains("cannot write taken/reports/report."), "{err}");
    assert!(err.contains("next: "), "{err}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder(&[]);
    let mut child = command(folder.path(), &["compare", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    for n in 0..100_000 {
        if writeln!(stdin, "{{\"id\":{n},\"a\":\"Kiev\",\"b\":\"Kyiv\"}}").is_err() {
            break;
        }
    }
    drop(stdin);
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{:?}", out.status);
    assert_eq!(text(&out.stderr), "");
}

#[test]
fn a_filter_answers_before_its_input_ends() {
    use std::io::{BufRead, BufReader};
    let folder = folder(&[]);
    let mut child = command(folder.path(), &["compare", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        writeln!(stdin, "{{\"id\":{n},\"a\":\"Kiev\",\"b\":\"Kyiv\"}}").unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{n},")), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn colours_are_where_they_are_wanted() {
    let folder = folder(&[("a.txt", CALM), ("b.txt", OTHER)]);
    let coloured = |args: &[&str], no_color: bool| {
        let mut command = command(folder.path(), args);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&["compare", "a.txt", "b.txt"], false), "a pipe is no terminal");
    assert!(coloured(&["compare", "a.txt", "b.txt", "--color", "always"], false));
    assert!(!coloured(&["compare", "a.txt", "b.txt", "--color", "never"], false));
    assert!(!coloured(&["compare", "a.txt", "b.txt"], true));
}

#[test]
fn quiet_is_quiet() {
    let folder = folder(&[("a.txt", CALM), ("b.txt", OTHER)]);
    let out = variorum(folder.path(), &["report", ".", "--quiet"]);
    assert_eq!((text(&out.stdout), text(&out.stderr)), (String::new(), String::new()));
    assert_eq!(written(folder.path()).len(), 6);
}

#[test]
fn one_format_goes_to_standard_output_alone() {
    let folder = folder(&[("a.txt", CALM), ("b.txt", OTHER)]);
    for (form, version) in [(None, 2), (Some("--full"), 2), (Some("--lean"), 3)] {
        let mut arguments = vec!["report", ".", "--format", "json", "--out", "-"];
        arguments.extend(form);
        let out = variorum(folder.path(), &arguments);
        let printed: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(printed["schema_version"], version);
    }
    assert!(!folder.path().join("reports").exists());
}
