//! Paths in a sentence: a few by name, the rest counted.

use std::path::Path;

/// Paths that a note names one by one.
pub const NAMED: usize = 5;

/// `a.md is so`, or `3 documents are so: a.md, b.md, c.md`.
pub fn listed(paths: &[&Path], one: &str, several: &str) -> String {
    let named: Vec<String> =
        paths.iter().take(NAMED).map(|path| path.to_string_lossy().into_owned()).collect();
    match paths {
        [path] => format!("{} {one}", path.display()),
        _ => {
            let more = if paths.len() > NAMED { ", …" } else { "" };
            format!("{} documents {several}: {}{more}", paths.len(), named.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_is_named_and_many_are_counted() {
        let paths: Vec<String> = (0..7).map(|n| format!("{n}.md")).collect();
        let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
        assert_eq!(listed(&paths[..1], "is new", "are new"), "0.md is new");
        assert_eq!(listed(&paths[..2], "is new", "are new"), "2 documents are new: 0.md, 1.md");
        let many = "7 documents are new: 0.md, 1.md, 2.md, 3.md, 4.md, …";
        assert_eq!(listed(&paths, "is new", "are new"), many);
    }
}
