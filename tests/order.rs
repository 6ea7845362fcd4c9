//! A module imports only from modules declared above it in `src/lib.rs`.
//!
//! With no cycle the library reads front to back, any stage is tested alone, and a part can become
//! a crate of its own. The program in `src/bin/` stands outside: it sees the whole library.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use std::path::{Path, PathBuf};

/// Modules in the order of `src/lib.rs`.
fn declared(lib: &str) -> Vec<&str> {
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")))
        .filter_map(|rest| rest.strip_suffix(';'))
        .collect()
}

/// First path segments after `crate::`, groups opened, comments left out.
fn imported(source: &str) -> Vec<String> {
    let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).fold(
        String::new(),
        |mut code, line| {
            code.push_str(line);
            code.push('\n');
            code
        },
    );
    code.match_indices("crate::")
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .flat_map(|(at, found)| heads(&code[at + found.len()..]))
        .collect()
}

/// The names right behind `crate::`: one, or those at the top level of a `{...}` group.
fn heads(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut start, mut parts) = (1, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            parts.push(name(group[start..at].trim_start()));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// What `module` imports although it stands at or below it.
fn backward(order: &[&str], module: &str, source: &str) -> Vec<String> {
    let rank = |name: &str| order.iter().position(|other| *other == name);
    let own = rank(module);
    imported(source)
        .into_iter()
        .filter(|import| import != module && rank(import).is_some_and(|r| Some(r) > own))
        .collect()
}

/// Every `.rs` file below `folder`, sorted.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false if path.extension().is_some_and(|e| e == "rs") => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    files
}

/// The top-level module that a file below `src/` belongs to.
fn module_of(file: &Path) -> String {
    let first = file.iter().next().unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_import_only_from_above() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = std::fs::read_to_string(src.join("lib.rs")).unwrap();
    let order = declared(&lib);
    assert!(order.len() > 10, "src/lib.rs lists its modules one a line: {order:?}");
    let mut wrong = Vec::new();
    for file in sources(&src) {
        let file = file.strip_prefix(&src).unwrap();
        let module = module_of(file);
        if module == "lib" || module == "bin" {
            continue;
        }
        assert!(order.contains(&module.as_str()), "{} is in no module of lib.rs", file.display());
        let source = std::fs::read_to_string(src.join(file)).unwrap();
        for import in backward(&order, &module, &source) {
            wrong.push(format!("{} imports crate::{import}, declared below it", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_backward_import_is_seen() {
    let order = ["span", "token", "analysis"];
    let source = "//! See crate::analysis.\nuse crate::{span::{Span, x}, analysis::analyze};\n";
    assert_eq!(backward(&order, "token", source), ["analysis"]);
    assert_eq!(backward(&order, "analysis", source), [""; 0]);
    assert_eq!(backward(&order, "token", "fn f(_: &crate::analysis::Analysis) {}"), ["analysis"]);
    assert_eq!(backward(&order, "token", "use crate::token::Token;"), [""; 0]);
}
