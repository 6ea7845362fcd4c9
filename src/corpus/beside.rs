//! Files that speak about documents: ignore rules, `sources.*`, settings, baselines.
//!
//! In: a path. Out: its text, or why there is none. They are read from the disk, or from what a
//! commit held ([`Beside::of_commit`]), so that a change cannot bring along the rules by which it
//! is judged. What is no regular file of a bounded size is refused unopened: a pipe or a device
//! would never end. A file that a link leads to out of its tree is read, but nothing of it may
//! stand in a message ([`Small::foreign`]).

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::file;

/// Bytes of such a file.
pub const LARGEST: u64 = 1 << 20;

/// Where files that speak about documents are taken from; the disk by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    commit: Option<Arc<Commit>>,
}

/// What a commit held.
#[derive(Debug, PartialEq, Eq)]
struct Commit {
    /// The top folder of the repository, without links.
    top: PathBuf,
    /// By path from the top.
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// A small text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Small {
    /// All of it.
    pub text: String,
    /// Whether it lies outside of the tree that it was asked for in: its lines are nobody's to see.
    pub foreign: bool,
}

impl Beside {
    /// Below `top` only what a commit held: its files by their paths from there.
    pub fn of_commit(top: PathBuf, files: BTreeMap<PathBuf, Vec<u8>>) -> Self {
        Self { commit: Some(Arc::new(Commit { top, files })) }
    }

    /// The file at `path`; none where there is none.
    ///
    /// # Errors
    /// Why it cannot be used, in words.
    pub fn read(&self, path: &Path) -> Result<Option<Small>, String> {
        // Most folders have no such file: nobody looks for the tree above one that is not there.
        let lies_here = || match path.symlink_metadata() {
            Err(error) if is_absence(&error) => Ok(None),
            _ => read_small(path, &tree_above(path)),
        };
        let Some(commit) = &self.commit else { return lies_here() };
        match spot(path).strip_prefix(&commit.top) {
            Ok(inside) => match commit.files.get(inside) {
                Some(bytes) => text(bytes.clone(), false).map(Some),
                None => Ok(None),
            },
            Err(_) => lies_here(),
        }
    }
}

/// Reads a regular file of at most [`LARGEST`] bytes; none where there is none. It is foreign where
/// it lies outside of `tree`, a folder without links.
///
/// # Errors
/// Why it cannot be used, in words.
pub fn read_small(path: &Path, tree: &Path) -> Result<Option<Small>, String> {
    match std::fs::symlink_metadata(path) {
        Err(error) if is_absence(&error) => return Ok(None),
        Err(error) => return Err(file::unreadable(&error)),
        Ok(_) => {}
    }
    // Asked before it is opened: opening a pipe that nobody writes to never ends.
    let about = std::fs::metadata(path).map_err(|error| file::unreadable(&error))?;
    if !about.is_file() {
        return Err("not a regular file".to_owned());
    }
    let place = path.canonicalize().map_err(|error| file::unreadable(&error))?;
    let mut bytes = Vec::new();
    let open = file::open_raw(&place).map_err(|error| file::unreadable(&error))?;
    open.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| file::unreadable(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("larger than {LARGEST} bytes"));
    }
    text(bytes, !is_within(&place, tree)).map(Some)
}

fn is_absence(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn text(bytes: Vec<u8>, foreign: bool) -> Result<Small, String> {
    let text = String::from_utf8(bytes).map_err(|_| "no UTF-8 text".to_owned())?;
    Ok(Small { text, foreign })
}

/// The tree that a folder belongs to, without links: the nearest repository, else the folder.
pub fn tree_of(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let place = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let repository = place.ancestors().find(|above| is_repository(above)).map(Path::to_owned);
    repository.unwrap_or(place)
}

fn tree_above(path: &Path) -> PathBuf {
    tree_of(path.parent().unwrap_or(Path::new("")))
}

/// Whether a folder is the top of a repository.
pub fn is_repository(folder: &Path) -> bool {
    folder.join(GIT).symlink_metadata().is_ok()
}

/// What git keeps for itself: no part of the tree.
const GIT: &str = ".git";

/// Whether a place, without links, belongs to a tree.
pub fn is_within(place: &Path, tree: &Path) -> bool {
    let own = |inside: &Path| inside.components().all(|it| it != Component::Normal(GIT.as_ref()));
    place.strip_prefix(tree).is_ok_and(own)
}

/// Where a path itself lies: the folders above it without links, its own name as it is, so that a
/// link is not taken for what it leads to.
pub fn spot(path: &Path) -> PathBuf {
    let Some(name) = path.file_name() else {
        return path.canonicalize().unwrap_or_else(|_| path.to_owned());
    };
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new("."));
    let place = above.canonicalize().or_else(|_| std::path::absolute(above));
    place.unwrap_or_else(|_| above.to_owned()).join(name)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test writes what it reads")]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_small_regular_file_is_refused_and_absence_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("fits"), vec![b'a'; LARGEST as usize]).unwrap();
        std::fs::write(at("large"), vec![b'a'; LARGEST as usize + 1]).unwrap();
        std::fs::write(at("latin"), b"caf\xe9").unwrap();
        std::fs::create_dir(at("folder")).unwrap();
        let read = |name: &str| Beside::default().read(&at(name));
        assert!(!read("fits").unwrap().unwrap().foreign);
        assert_eq!(read("none"), Ok(None));
        assert_eq!(read("fits/none"), Ok(None));
        for (name, reason) in
            [("large", "larger than"), ("latin", "UTF-8"), ("folder", "not a regular file")]
        {
            assert!(read(name).unwrap_err().contains(reason), "{name}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn devices_are_refused_and_what_lies_outside_is_foreign() {
        let folder = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        std::fs::write(other.path().join("secret"), "secret").unwrap();
        std::fs::write(folder.path().join("own"), "own").unwrap();
        let link = |to: &Path, name: &str| {
            let link = folder.path().join(name);
            std::os::unix::fs::symlink(to, &link).unwrap();
            Beside::default().read(&link)
        };
        assert!(link(Path::new("/dev/zero"), "zero").unwrap_err().contains("regular"));
        assert!(link(&other.path().join("secret"), "away").unwrap().unwrap().foreign);
        assert!(!link(Path::new("own"), "here").unwrap().unwrap().foreign);
    }

    #[test]
    fn a_commit_speaks_for_its_tree_and_for_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap().join("top");
        std::fs::create_dir(&top).unwrap();
        std::fs::write(top.join("now"), "now").unwrap();
        std::fs::write(top.join("both"), "now").unwrap();
        std::fs::write(top.parent().unwrap().join("above"), "above").unwrap();
        let files = BTreeMap::from([(PathBuf::from("both"), b"then".to_vec())]);
        let beside = Beside::of_commit(top.clone(), files);
        let read = |path: PathBuf| beside.read(&path).unwrap().map(|small| small.text);
        assert_eq!(read(top.join("now")), None);
        assert_eq!(read(top.join("both")).as_deref(), Some("then"));
        assert_eq!(read(top.join("../above")).as_deref(), Some("above"));
    }

    #[test]
    fn what_git_keeps_for_itself_is_no_part_of_a_tree() {
        let tree = Path::new("/t");
        assert!(is_within(Path::new("/t/a/b"), tree));
        assert!(!is_within(Path::new("/t/.git/config"), tree));
        assert!(!is_within(Path::new("/u/a"), tree));
    }
}
