//! An index on disk: the same answers as from the files, whatever happened to it on the way.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and writes what it reads"
)]

#[path = "index/bad.rs"]
mod bad;
#[path = "index/check.rs"]
mod check;
#[path = "index/killed.rs"]
mod killed;
#[path = "index/same.rs"]
mod same;

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Tellings of two events in four formats, with one id in two folders and a file that is none.
const FILES: [(&str, &str); 8] = [
    (
        "in/north/pier.txt",
        "Twelve boats were lost off Halvern on Monday, harbour master Ines Torvald said. The \
         northern pier must be closed for 30 days.",
    ),
    (
        "in/south/pier.txt",
        "Twenty-one boats were lost off Halvern on Monday, harbour master Ines Torvald said. The \
         northern pier need not be closed for 30 days.",
    ),
    (
        "in/pier.md",
        "---\nsource: Dunmere Post\ndate: 2031-04-08\n---\n\n# Storm at Halvern\n\nTwelve *boats* were \
         lost off Halvern on Monday, harbour master Ines Torvald said.\n",
    ),
    (
        "in/page.html",
        "<html><head><title>Storm</title></head><body><article><p>Some twelve boats were lost off \
         Halvern on Monday, harbour master Ines Torvald said in the morning.</p><p>The northern pier \
         must be closed for 30 days, she said.</p></article></body></html>",
    ),
    (
        "in/wires.jsonl",
        "{\"id\":\"mill-1\",\"text\":\"The paper mill of Orsk burned down on Friday; Mayor Lena Quist \
         spoke of 40 workers.\",\"source\":\"Orsk Wire\"}\n{\"id\":\"mill-2\",\"text\":\"The paper mill \
         of Orsk burned down on Friday; Mayor Lena Quist spoke of 14 workers.\"}\n",
    ),
    (
        "in/north/mill.txt",
        "The paper mill of Orsk did not burn down on Friday, said Mayor Lena Quist.",
    ),
    ("in/bare.txt", "A kettle sang in the empty kitchen of the lighthouse."),
    ("in/picture.txt", "\u{0}\u{1}\u{2}PNG\u{0}\u{0}"),
];

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A folder with [`FILES`] in it.
fn scene() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    FILES.iter().for_each(|(path, text)| write(folder.path(), path, text));
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

/// Runs what must succeed; what it says on standard output.
fn fine(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs what must be refused; what it says on standard error, with what to do next.
fn refused(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, args);
    let said = err(&output);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
    assert!(said.contains("next: "), "{args:?}: {said}");
    said
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The reports that a command writes, by name.
fn reports(folder: &Path, args: &[&str]) -> Vec<(String, String)> {
    let mut all = vec!["report", "--quiet", "--out", "out", "--format", "json,csv,md"];
    all.extend(args);
    fine(folder, &all);
    let out = folder.join("out");
    let entries = std::fs::read_dir(&out).unwrap();
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap())
        .map(|it| {
            let name = it.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(it.path()).unwrap())
        })
        .collect();
    files.sort();
    std::fs::remove_dir_all(out).unwrap();
    files
}

/// The files of an index, sorted.
fn names(folder: &Path, index: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join(index)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
