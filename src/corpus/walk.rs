//! Which files a run reads: the arguments, folders walked, each file once.
//!
//! In: paths as the user gave them. Out: files with their ids, sorted by id, and what was passed
//! over with its reason. Folders are walked by the rules of `.gitignore`; links to folders are
//! not followed, so no loop of links can trap the walk.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use super::Skipped;
use super::endings::Endings;
use super::file::{Format, unreadable};
use crate::error::{ErrorKind, Result};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path as the program was given it, or found below an argument.
    pub path: PathBuf,
    /// The id of its document.
    pub id: String,
    /// The folders whose `sources.toml` speaks for the file, outermost first.
    pub folders: Vec<PathBuf>,
    /// How many trailing components of the path make the id.
    components: usize,
}

/// Lists the files behind the arguments, sorted by id; nothing that lies in one of the folders of
/// `except`.
pub fn files(
    arguments: &[&Path],
    except: &[&Path],
    skipped: &mut Vec<Skipped>,
) -> Result<Vec<File>> {
    let except: Arc<Vec<PathBuf>> =
        Arc::new(except.iter().filter_map(|path| std::fs::canonicalize(path).ok()).collect());
    let mut found = Vec::new();
    for argument in arguments {
        let about = std::fs::metadata(argument).map_err(|error| missing(argument, &error))?;
        if about.is_dir() {
            walk(argument, &except, &mut found, skipped);
        } else {
            found.push(File::new(argument, 1));
        }
    }
    let mut found = each_once(found, skipped);
    name_apart(&mut found);
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

fn missing(path: &Path, error: &std::io::Error) -> ErrorKind {
    if is_address(path) {
        let reason = "an address, and only files are read here".to_owned();
        let next = "save the page as .html and give that file";
        return ErrorKind::Path { path: path.to_owned(), reason, next };
    }
    let next = match error.kind() {
        std::io::ErrorKind::NotFound => "check the spelling, or give the folder that holds it",
        _ => "check the permissions of the path and of the folders above it",
    };
    ErrorKind::Path { path: path.to_owned(), reason: unreadable(error), next }
}

impl File {
    fn new(path: &Path, components: usize) -> Self {
        let above = path.ancestors().skip(1).take(components).map(Path::to_owned);
        let mut folders: Vec<PathBuf> = above.collect();
        folders.reverse();
        let mut file = Self { path: path.to_owned(), id: String::new(), folders, components };
        file.name();
        file
    }

    /// Sets the id to the last components of the path, joined by `/` on every system.
    fn name(&mut self) {
        let all = self.parts();
        self.id = all[all.len().saturating_sub(self.components)..].join("/");
    }

    fn parts(&self) -> Vec<String> {
        let part = |component: Component<'_>| match component {
            Component::CurDir | Component::RootDir => None,
            other => Some(other.as_os_str().to_string_lossy().into_owned()),
        };
        self.path.components().filter_map(part).collect()
    }
}

/// `https://harbour.example/ships`.
fn is_address(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Files that say what of a folder is passed over.
const RULES: [&str; 3] = [".gitignore", ".ignore", ".variorumignore"];
/// Bytes of such a file.
const LARGEST_RULES: u64 = 1 << 20;

/// Whether the rules of a folder can be read: what is no regular file may never end.
fn has_sound_rules(folder: &Path) -> bool {
    RULES.iter().all(|name| match std::fs::metadata(folder.join(name)) {
        Ok(about) => about.is_file() && about.len() <= LARGEST_RULES,
        Err(_) => true,
    })
}

fn walk(
    root: &Path,
    except: &Arc<Vec<PathBuf>>,
    found: &mut Vec<File>,
    skipped: &mut Vec<Skipped>,
) {
    let unsound = |folder: &Path| Skipped {
        path: shown(folder),
        reason: format!(
            "one of {} in it is no regular file of at most {LARGEST_RULES} bytes",
            RULES.join(", ")
        ),
    };
    if !has_sound_rules(root) {
        return skipped.push(unsound(root));
    }
    let above = std::fs::canonicalize(root).unwrap_or_default();
    let refused = Arc::new(Mutex::new(Vec::new()));
    let (kept_out, noted) = (Arc::clone(except), Arc::clone(&refused));
    let walker = WalkBuilder::new(root)
        .parents(above.ancestors().skip(1).all(has_sound_rules))
        .filter_entry(move |entry| {
            if entry.depth() == 0 || !entry.file_type().is_some_and(|kind| kind.is_dir()) {
                return true;
            }
            let sound = has_sound_rules(entry.path());
            if !sound {
                let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
                noted.push(entry.path().to_owned());
            }
            sound && !is_one_of(entry, &kept_out)
        })
        .require_git(false)
        // Rules that live outside the folder would make the same corpus read differently
        // on another machine.
        .git_global(false)
        .git_exclude(false)
        .add_custom_ignore_filename(".variorumignore")
        .sort_by_file_name(OsStr::cmp)
        .build();
    let mut endings = Endings::default();
    for entry in walker {
        match entry {
            Ok(entry) if entry.depth() > 0 => sort_in(&entry, root, found, skipped, &mut endings),
            Ok(_) => {}
            Err(error) => skipped.push(unwalkable(root, &error)),
        }
    }
    skipped.extend(endings.told(&shown(root)));
    let refused = refused.lock().unwrap_or_else(PoisonError::into_inner);
    skipped.extend(refused.iter().map(|folder| unsound(folder)));
}

/// Whether a folder is one of these; the name tells it cheaply of most that they are not.
fn is_one_of(entry: &DirEntry, folders: &[PathBuf]) -> bool {
    folders.iter().any(|folder| {
        folder.file_name() == Some(entry.file_name())
            && std::fs::canonicalize(entry.path()).is_ok_and(|path| path == *folder)
    })
}

/// A folder entry is a file to read, something to name as passed over, or no concern of ours.
fn sort_in(
    entry: &DirEntry,
    root: &Path,
    found: &mut Vec<File>,
    skipped: &mut Vec<Skipped>,
    endings: &mut Endings,
) {
    let path = entry.path();
    let mut pass = |reason: &str| {
        skipped.push(Skipped { path: shown(path), reason: reason.to_owned() });
    };
    if entry.path_is_symlink() {
        match std::fs::metadata(path) {
            Ok(target) if target.is_dir() => {
                return pass("a link to a folder; give that folder as an argument to read it");
            }
            Err(error) => return pass(&unreadable(&error)),
            Ok(_) => {}
        }
    } else if entry.file_type().is_some_and(|kind| kind.is_dir()) || is_settings(path) {
        return;
    }
    if Format::of_name(&path.to_string_lossy()).is_none() {
        return endings.add(shown(path.strip_prefix(root).unwrap_or(path)));
    }
    if !std::fs::metadata(path).is_ok_and(|about| about.is_file()) {
        return pass("not a regular file");
    }
    found.push(File::new(path, entry.depth()));
}

/// Files that tell about the documents beside them.
fn is_settings(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str);
    matches!(name, Some("sources.toml" | "sources.csv" | "variorum.toml" | "names.csv"))
}

fn unwalkable(root: &Path, error: &ignore::Error) -> Skipped {
    let reason = error.io_error().map_or_else(|| error.to_string(), unreadable);
    Skipped { path: path_of(error).map_or_else(|| shown(root), shown), reason }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

/// A path as it stands in a report: `/` on every system.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// A file that several arguments or links lead to is read once, under its longest id: the one a
/// folder gives. A link that leads to another file of the run is named as passed over.
fn each_once(found: Vec<File>, skipped: &mut Vec<Skipped>) -> Vec<File> {
    let mut by_place: BTreeMap<PathBuf, Vec<File>> = BTreeMap::new();
    for file in found {
        let place = std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone());
        by_place.entry(place).or_default().push(file);
    }
    let mut kept = Vec::with_capacity(by_place.len());
    for mut files in by_place.into_values() {
        files.sort_by_key(|file| {
            (file.path.is_symlink(), usize::MAX - file.components, shown(&file.path))
        });
        let first = files.remove(0);
        for other in files.iter().filter(|other| other.path.is_symlink()) {
            let reason = format!("a link to {}, which is read", shown(&first.path));
            skipped.push(Skipped { path: shown(&other.path), reason });
        }
        kept.push(first);
    }
    kept
}

/// Gives files of the same id as many more folders of their paths as tell them apart.
fn name_apart(files: &mut [File]) {
    loop {
        let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, file) in files.iter().enumerate() {
            by_id.entry(file.id.clone()).or_default().push(index);
        }
        let mut longer = false;
        for index in by_id.into_values().filter(|same| same.len() > 1).flatten() {
            let file = &mut files[index];
            if file.components < file.parts().len() {
                file.components += 1;
                file.name();
                longer = true;
            }
        }
        if !longer {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(paths: &[&str]) -> Vec<String> {
        let mut files: Vec<File> = paths.iter().map(|path| File::new(Path::new(path), 1)).collect();
        name_apart(&mut files);
        files.into_iter().map(|file| file.id).collect()
    }

    #[test]
    fn ids_grow_only_as_far_as_needed() {
        assert_eq!(named(&["./a/x.txt", "b/y.txt"]), ["x.txt", "y.txt"]);
        assert_eq!(named(&["q/a/x.txt", "q/b/x.txt", "y.txt"]), ["a/x.txt", "b/x.txt", "y.txt"]);
        assert_eq!(named(&["x.txt", "../x.txt"]), ["x.txt", "../x.txt"]);
    }
}
