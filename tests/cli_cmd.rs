//! One folder below `tests/cmd/` is one behaviour of the program.
//!
//! `cmd` holds the arguments, `in/` the files of the current folder, `stdin` the standard input,
//! `code` the exit code (0 where it is missing). `out` and `err` are compared whole; of `out.has`
//! and `err.has` every line must occur. `VARIORUM_BLESS=1` rewrites `out` and `err` files that
//! exist, to be read before they are committed.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use std::path::{Path, PathBuf};

use assert_cmd::Command;

#[test]
fn every_folder_behaves_as_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(!cases.is_empty());
    let wrong: Vec<String> = cases.iter().flat_map(|case| check(case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(case: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    copy(&case.join("in"), folder.path());
    let read = |name: &str| std::fs::read_to_string(case.join(name)).ok();
    let output = Command::cargo_bin("variorum")
        .unwrap()
        .args(read("cmd").expect("every folder has a cmd").split_whitespace())
        .write_stdin(read("stdin").unwrap_or_default())
        .env_remove("NO_COLOR")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let code = read("code").map_or(0, |code| code.trim().parse().unwrap());
    let mut wrong = Vec::new();
    if output.status.code() != Some(code) {
        let err = String::from_utf8_lossy(&output.stderr);
        wrong.push(format!("exit {:?}, not {code}:\n{err}", output.status.code()));
    }
    for (name, bytes) in [("out", &output.stdout), ("err", &output.stderr)] {
        let text = String::from_utf8_lossy(bytes);
        wrong.extend(differs(&case.join(name), &text));
        let wanted = read(&format!("{name}.has")).unwrap_or_default();
        let missing = wanted.lines().filter(|line| !text.contains(line));
        wrong.extend(missing.map(|line| format!("{name} has no `{line}`:\n{text}")));
    }
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    wrong.into_iter().map(|what| format!("{name}: {what}")).collect()
}

fn differs(file: &Path, text: &str) -> Option<String> {
    let expected = std::fs::read_to_string(file).ok()?;
    if expected == text {
        return None;
    }
    if std::env::var_os("VARIORUM_BLESS").is_some() {
        std::fs::write(file, text).unwrap();
        return None;
    }
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    Some(format!("another {name}\n--- expected\n{expected}--- got\n{text}"))
}

fn copy(from: &Path, to: &Path) {
    let Ok(entries) = std::fs::read_dir(from) else { return };
    std::fs::create_dir_all(to).unwrap();
    for entry in entries {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(std::fs::copy(&path, &target).unwrap()),
        }
    }
}
