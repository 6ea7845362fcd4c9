//! What each guard of `src/divergence` earns: `cargo run --example guards -- [--opt N] [FILE.jsonl ...]`
//!
//! A guard is a part of a condition, an `if`, a filter, or a function that says yes, no or nothing. A copy of
//! the sources below `target/guards` is rewritten so that each can be switched off; then every pair of texts
//! is compared once with all and once without each that had a say. A line for each tells how many pairs
//! reach it, how many it moves, and of the labelled ones how many it makes right and how many wrong.
//! What moves nothing, or only the row of a page that was written together with it, can go.
//!
//! Pairs are those of `tests/values.txt`, `tests/fresh.jsonl`, `docs/kinds/` and of the files given: JSON
//! lines of `a`, `b` and a label, `expect` (conflict, differ, harmless), `label` (contradiction or other)
//! or `same` (0, 1).
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example shows what it finds")]
#![allow(clippy::disallowed_methods, reason = "an example reads and writes files")]
#![allow(clippy::expect_used, reason = "an example stops where it cannot go on")]

mod mark;

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a copy needs to be built.
const COPIED: [&str; 8] =
    ["src", "docs", "benches", "tests", "Cargo.toml", "Cargo.lock", "askama.toml", "README.md"];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = root.join("target/guards");
    let mut given: Vec<String> = std::env::args().skip(1).collect();
    let at = given.iter().position(|word| word == "--opt");
    let opt = at.map_or("1".to_owned(), |at| given.drain(at..at + 2).nth(1).expect("a level"));
    if copy.exists() {
        fs::remove_dir_all(&copy).expect("the last copy goes");
    }
    for name in COPIED {
        copied(&root.join(name), &copy.join(name));
    }
    let manifest = fs::read_to_string(copy.join("Cargo.toml")).expect("a manifest");
    fs::write(copy.join("Cargo.toml"), manifest + "\n[workspace]\n").expect("a manifest");
    let guards = mark::sources(&copy.join("src"));
    println!("{} guards", guards.len());
    fs::write(copy.join("guards.txt"), guards.join("\n")).expect("the list");
    copied(&root.join("examples/guards/measure.rs"), &copy.join("examples/measure.rs"));
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut run = Command::new(cargo);
    run.current_dir(&copy).env("CARGO_TARGET_DIR", root.join("target"));
    run.args([
        "run",
        "--quiet",
        "--example",
        "measure",
        "--no-default-features",
        "--features",
        "syntax",
    ]);
    run.arg("--config").arg(format!("profile.dev.package.variorum.opt-level={opt}"));
    run.arg("--").args(given.iter().map(|file| {
        fs::canonicalize(file).expect("a file of pairs").to_string_lossy().into_owned()
    }));
    // A guard without which the program never ends takes the process with it: on to the next.
    const TRIES: usize = 100;
    for _ in 0..TRIES {
        if run.status().expect("cargo runs").success() {
            return;
        }
        let now = fs::read_to_string(copy.join("now")).unwrap_or_default();
        let known = fs::read_to_string(copy.join("skipped")).unwrap_or_default();
        assert!(
            !now.is_empty() && !known.lines().any(|line| line == now),
            "the copy does not build"
        );
        println!("without guard {now} the program does not end");
        fs::write(copy.join("skipped"), known + &now + "\n").expect("the list");
    }
}

fn copied(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder") {
            let name = entry.expect("an entry").file_name();
            copied(&from.join(&name), &to.join(&name));
        }
    } else {
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(from, to).expect("a file is copied");
    }
}
