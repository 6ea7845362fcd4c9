//! What was added or changed since a commit, asked of the `git` program.
//!
//! In: paths of a work tree and the name of a commit. Out: files that differ from the last common
//! commit, committed or not, also those that git does not know yet. A file that was only moved is
//! no new document; of a changed file of JSON lines only the lines that are new count.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// What changed.
pub struct Changed {
    /// Sorted.
    pub files: Vec<File>,
    /// What the user should know of how it was found.
    pub note: Option<String>,
}

/// A file that was added or changed.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// From the root of the file system.
    pub path: PathBuf,
    /// The lines of JSON that are new, by id; all where there is none.
    pub ids: Option<BTreeSet<String>>,
}

/// Files that differ from the last common commit of `since` and the work tree.
pub fn changed(paths: &[PathBuf], since: &str) -> Result<Changed> {
    let folder = folder(paths);
    let Ok(top) = git(&folder, &["rev-parse", "--show-toplevel"]) else {
        bail!(
            "{} lies in no git repository, or git does not run there\n  next: name the new documents \
             with --new FILE...",
            shown(&folder)
        );
    };
    let top = PathBuf::from(text(top).trim_end_matches('\n'));
    let commit = format!("{since}^{{commit}}");
    let verified = git(&top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
    let Ok(tip) = verified.map(|out| text(out).trim().to_owned()) else {
        bail!(
            "`{since}` is no commit of this repository\n  next: fetch it, as in `git fetch origin \
             main`, name another with --since, or name the new documents with --new FILE..."
        );
    };
    let (base, note) = match git(&top, &["merge-base", &tip, "HEAD"]) {
        Ok(out) => (text(out).trim().to_owned(), None),
        Err(_) => (
            tip,
            Some(format!(
                "this clone does not reach back to where it left {since}: what differs from {since} \
                 itself is taken as new (fetch-depth: 0 has the whole history)"
            )),
        ),
    };
    let differing = git(&top, &["diff", "--name-status", "--no-relative", "-z", "-M", &base, "--"])
        .map_err(|error| cannot("list what changed", &error))?;
    let unknown = git(&top, &["ls-files", "--others", "--exclude-standard", "--full-name", "-z"])
        .map_err(|error| cannot("list new files", &error))?;
    let mut names = changed_names(&text(differing));
    names.extend(text(unknown).split_terminator('\0').map(|name| (name.to_owned(), false)));
    let file = |(name, known): (String, bool)| {
        let ids = if known { new_lines(&top, &base, &name) } else { None };
        File { path: top.join(&name), ids }
    };
    Ok(Changed { files: names.into_iter().map(file).collect(), note })
}

fn cannot(what: &str, error: &anyhow::Error) -> anyhow::Error {
    anyhow::anyhow!("git cannot {what}: {error}\n  next: name the new documents with --new FILE...")
}

/// The folder in which git is asked.
fn folder(paths: &[PathBuf]) -> PathBuf {
    let first = paths.iter().find(|path| path.as_os_str() != "-");
    match first {
        Some(path) if path.is_dir() => path.clone(),
        Some(path) => match path.parent() {
            Some(above) if !above.as_os_str().is_empty() => above.to_owned(),
            _ => PathBuf::from("."),
        },
        None => PathBuf::from("."),
    }
}

/// Names in `git diff --name-status -z` that stand for new text, and whether git knew the file.
fn changed_names(listed: &str) -> BTreeSet<(String, bool)> {
    let mut names = BTreeSet::new();
    let mut fields = listed.split_terminator('\0');
    while let (Some(status), Some(name)) = (fields.next(), fields.next()) {
        let moved = status.starts_with(['R', 'C']);
        let name = if moved { fields.next().unwrap_or(name) } else { name };
        // R100 is a file that was moved and not touched; D is gone.
        if !matches!(status, "R100" | "D") {
            names.insert((name.to_owned(), status == "M"));
        }
    }
    names
}

/// Ids of the lines that a file of JSON lines did not have; none for other files.
fn new_lines(top: &Path, base: &str, name: &str) -> Option<BTreeSet<String>> {
    if ![".jsonl", ".ndjson"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
        return None;
    }
    let old = text(git(top, &["show", &format!("{base}:{name}")]).ok()?);
    let old: BTreeSet<&str> = old.lines().map(str::trim).collect();
    let now = std::fs::read_to_string(top.join(name)).ok()?;
    let new = now.lines().map(str::trim).filter(|line| !line.is_empty() && !old.contains(line));
    new.map(id).collect()
}

/// The id of a line; none where only the reader can tell.
fn id(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    match value.get("id")? {
        serde_json::Value::String(id) => Some(id.clone()),
        serde_json::Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .context("cannot run git")?;
    if !output.status.success() {
        bail!("{}", text(output.stderr).lines().next().unwrap_or("git failed").to_owned());
    }
    Ok(output.stdout)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

fn shown(folder: &Path) -> String {
    if folder.as_os_str().is_empty() { ".".to_owned() } else { folder.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_text_counts() {
        let listed = "M\0a.txt\0R100\0old.txt\0moved.txt\0R087\0b.txt\0c.txt\0A\0d e.txt\0D\0x\0";
        let names: Vec<(String, bool)> = changed_names(listed).into_iter().collect();
        let plain: Vec<(&str, bool)> =
            names.iter().map(|(n, known)| (n.as_str(), *known)).collect();
        assert_eq!(plain, [("a.txt", true), ("c.txt", false), ("d e.txt", false)]);
    }
}
