//! Words of a language stand in `src/language/`, where a further language has its own, and not in rules.
//!
//! A string of letters in any other file is counted. What is no word of a text (messages, names of kinds,
//! of features and of formats) stands in `tests/literals.txt` with how many each file has: the numbers
//! may only fall, and `VARIORUM_BLESS=1` writes down those that did.
#![expect(clippy::disallowed_methods, reason = "a test reads what it checks")]

use std::collections::BTreeMap;
use std::path::Path;

/// Folders of `src/` whose strings are words of a language, or are shown.
const FREE: [&str; 3] = ["language", "report", "bin"];

#[test]
fn words_of_a_language_stand_with_the_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    count(&root.join("src"), &root.join("src"), &mut found);
    let text = std::fs::read_to_string(root.join("tests/literals.txt")).expect("the list is there");
    let listed: BTreeMap<String, usize> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(file, count)| (file.to_owned(), count.parse().expect("a number")))
        .collect();
    if std::env::var_os("VARIORUM_BLESS").is_some() {
        write_down(&root.join("tests/literals.txt"), &text, &found);
    }
    let more: Vec<String> = found
        .iter()
        .filter(|(file, words)| words.len() > may(&listed, file))
        .map(|(file, words)| {
            let listed = may(&listed, file);
            format!(
                "{file} has {} strings of letters, {listed} are listed: {}",
                words.len(),
                words.join(", ")
            )
        })
        .collect();
    assert!(more.is_empty(), "see tests/literals.txt:\n{}", more.join("\n"));
    let fewer: Vec<&String> =
        listed.keys().filter(|file| found.get(*file).map_or(0, Vec::len) < listed[*file]).collect();
    assert!(fewer.is_empty(), "fewer than listed; write it down with VARIORUM_BLESS=1: {fewer:?}");
}

fn may(listed: &BTreeMap<String, usize>, file: &str) -> usize {
    listed.get(file).copied().unwrap_or(0)
}

/// Writes the numbers that fell; none rises by it.
fn write_down(path: &Path, text: &str, found: &BTreeMap<String, Vec<String>>) {
    let lines: Vec<String> = text
        .lines()
        .filter_map(|line| match line.split_once(' ') {
            Some((file, count)) if file != "#" => {
                let has = found.get(file).map_or(0, Vec::len);
                let count: usize = count.parse().expect("a number");
                (has > 0).then(|| format!("{file} {}", has.min(count)))
            }
            _ => Some(line.to_owned()),
        })
        .collect();
    std::fs::write(path, lines.join("\n") + "\n").expect("the list can be written");
}

#[test]
fn only_strings_of_letters_count() {
    let source = r##"
        // "never" in a comment
        #[serde(rename = "attribute")]
        let a = ("of", 'x', "é", "{} and {}", r"raw", "two words", "no. 1", b'"', "it's", "\"");
    "##;
    assert_eq!(words(source), ["of", "raw", "two words", "it's"]);
}

/// The strings of letters of each file below a folder, by the path from `root`.
fn count(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<String>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
        let test = path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() {
            if !FREE.contains(&name.as_str()) {
                count(root, &path, found);
            }
        } else if name.ends_with(".rs") && !test {
            let source = std::fs::read_to_string(&path).expect("a source");
            let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let words = words(code);
            if !words.is_empty() {
                found.insert(name, words);
            }
        }
    }
}

/// The strings of two and more letters, spaces and marks inside words; comments and attributes have none.
fn words(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in source.lines().filter(|line| !line.trim_start().starts_with(['#', '/'])) {
        let mut rest = line;
        while let Some(at) = rest.find(['"', '\'', '/']) {
            let (mark, behind) = (rest.as_bytes()[at], &rest[at + 1..]);
            rest = match mark {
                b'/' if behind.starts_with('/') => break,
                b'/' => behind,
                b'\'' => behind_character(behind),
                _ => {
                    let end = end_of_string(behind);
                    let text = &behind[..end];
                    if is_of_letters(text) {
                        found.push(text.to_owned());
                    }
                    behind.get(end + 1..).unwrap_or_default()
                }
            };
        }
    }
    found
}

/// What comes behind a character, or behind the mark of a lifetime.
fn behind_character(rest: &str) -> &str {
    let escaped = rest.starts_with('\\');
    let skipped = if escaped { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
    match rest.get(skipped..).and_then(|more| more.find('\'').map(|at| (more, at))) {
        Some((more, at)) if escaped || at == 0 => &more[at + 1..],
        _ => rest,
    }
}

/// Where a string ends that has begun; at the end of its line if it goes on.
fn end_of_string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    rest.len()
}

fn is_of_letters(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_alphabetic).count() > 1
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphabetic() || b" '-".contains(&byte))
}
