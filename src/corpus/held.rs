//! Contents that are read in the place of what lies on the disk: those of a commit.
//!
//! In: bytes by place. Out: the same answers as a disk would give of a file, and what folders hold.
//! What is checked out may be something else than what was committed (filters, charsets, files that
//! are left out), and a check judges what was committed.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is held of one file: its bytes as they would lie on the disk, or why there are none.
pub type Content = Result<Vec<u8>, String>;

/// Files that are held, by their places without links; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    files: Arc<BTreeMap<PathBuf, Content>>,
    /// Names in a folder, and whether they are folders.
    folders: Arc<BTreeMap<PathBuf, BTreeMap<OsString, bool>>>,
}

impl Held {
    /// Holds these files.
    pub fn new(files: BTreeMap<PathBuf, Content>) -> Self {
        let mut folders: BTreeMap<PathBuf, BTreeMap<OsString, bool>> = BTreeMap::new();
        for file in files.keys() {
            let mut below: &Path = file;
            let mut is_folder = false;
            while let (Some(folder), Some(name)) = (below.parent(), below.file_name()) {
                let known = folders.entry(folder.to_owned()).or_default();
                // What stands above a folder that is known is known too.
                if known.insert(name.to_owned(), is_folder) == Some(true) {
                    break;
                }
                (below, is_folder) = (folder, true);
            }
        }
        Self { files: Arc::new(files), folders: Arc::new(folders) }
    }

    /// What is held of a place.
    pub fn get(&self, place: &Path) -> Option<&Content> {
        self.files.get(place)
    }

    /// The names that are held in a folder, and whether they are folders.
    pub(super) fn names(&self, folder: &Path) -> impl Iterator<Item = (&OsStr, bool)> {
        let names = self.folders.get(folder).into_iter().flatten();
        names.map(|(name, is_folder)| (name.as_os_str(), *is_folder))
    }

    /// Whether something is held at or below a place.
    pub fn has(&self, place: &Path) -> bool {
        self.files.contains_key(place) || self.folders.contains_key(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_hold_what_lies_below_them() {
        let file = |path: &str| (PathBuf::from(path), Ok(Vec::new()));
        let held = Held::new([file("/t/a/b/x.md"), file("/t/a/y.md"), file("/t/z.md")].into());
        let names = |folder: &str| -> Vec<(String, bool)> {
            let names = held.names(Path::new(folder));
            names.map(|(name, is)| (name.to_string_lossy().into_owned(), is)).collect()
        };
        assert_eq!(names("/t"), [("a".to_owned(), true), ("z.md".to_owned(), false)]);
        assert_eq!(names("/t/a"), [("b".to_owned(), true), ("y.md".to_owned(), false)]);
        assert!(held.has(Path::new("/t/a/b")) && held.has(Path::new("/t/z.md")));
        assert!(!held.has(Path::new("/t/c")) && names("/t/c").is_empty());
    }
}
