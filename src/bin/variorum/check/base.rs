//! What the last common commit holds: the documents as they were, and all that they are judged by.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};
use variorum::corpus::{Beside, IGNORE_FILES, LARGEST, SOURCE_FILES, Small, spot};

use super::git::{Entry, Kind, Repository, Tree};
use crate::settings;

/// Links from one to the next.
const HOPS: usize = 16;

/// A commit, with the state of the repository that it is compared with.
#[derive(Debug)]
pub struct Base {
    /// The repository.
    pub repository: Repository,
    /// What the commit holds.
    pub tree: Tree,
    /// What is checked out.
    pub head: Tree,
    /// What the next commit would hold.
    pub index: Tree,
    /// What the user should know of how the commit was found.
    pub note: Option<String>,
    /// Where the links of the commit lead.
    links: BTreeMap<PathBuf, PathBuf>,
}

/// What a path leads to in a commit.
#[derive(Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// Nothing.
    Nothing,
    /// Something outside of the repository, or links without end.
    Outside,
    /// A file, under its own path.
    File(&'a str, PathBuf),
}

impl Base {
    /// The last common commit of `since` and what is checked out.
    pub fn of(repository: Repository, since: &str) -> Result<Self> {
        let (commit, note) = repository.base(since)?;
        let tree = repository.tree(&commit)?;
        let (head, index) = (repository.head()?, repository.index()?);
        let links: Vec<(&PathBuf, &Entry)> =
            tree.iter().filter(|(_, entry)| entry.kind == Kind::Link).collect();
        let objects: Vec<&str> = links.iter().map(|(_, entry)| entry.object.as_str()).collect();
        let targets = repository.contents(&objects)?;
        let links = links.iter().zip(targets);
        let links = links.map(|((path, _), target)| ((*path).clone(), native(&target))).collect();
        Ok(Self { repository, tree, head, index, note, links })
    }

    /// A path of the user's as one from the top, as it is written; none outside. A folder that the
    /// change made a link is no way around the commit.
    pub fn inside(&self, path: &Path) -> Option<PathBuf> {
        let top = &self.repository.top;
        let written = written(path);
        let inside = written.strip_prefix(top).map(Path::to_owned).ok();
        inside.or_else(|| spot(path).strip_prefix(top).ok().map(Path::to_owned))
    }

    /// What a path led to in the commit.
    pub fn find(&self, path: &Path) -> Found<'_> {
        let mut todo: Vec<PathBuf> = vec![path.to_owned()];
        let (mut at, mut hops) = (PathBuf::new(), 0);
        while let Some(next) = todo.pop() {
            let mut parts = next.components();
            let Some(part) = parts.next() else { continue };
            let rest = parts.as_path().to_owned();
            if !rest.as_os_str().is_empty() {
                todo.push(rest);
            }
            match part {
                Component::Normal(name) => at.push(name),
                Component::CurDir => {}
                Component::ParentDir if at.pop() => {}
                _ => return Found::Outside,
            }
            if let Some(target) = self.links.get(&at) {
                hops += 1;
                if hops > HOPS {
                    return Found::Outside;
                }
                at.pop();
                todo.push(target.clone());
            }
        }
        match self.tree.get(&at) {
            Some(Entry { kind: Kind::File, object }) => Found::File(object, at),
            _ => Found::Nothing,
        }
    }

    /// Whether a change may have brought a path along: what git does not know of is nobody's but
    /// the user's.
    pub fn is_known(&self, path: &Path) -> bool {
        self.head.contains_key(path) || self.index.contains_key(path)
    }

    /// The text of a small file of the commit; none where there was none.
    pub fn text(&self, path: &Path) -> Result<Option<Small>> {
        let object = match self.find(path) {
            Found::File(object, _) => object,
            Found::Nothing => return Ok(None),
            Found::Outside => bail!(refused(path, "it leads out of the repository")),
        };
        let content = self.repository.contents(&[object])?.pop().unwrap_or_default();
        if content.len() as u64 > LARGEST {
            bail!(refused(path, &format!("it is larger than {LARGEST} bytes")));
        }
        match String::from_utf8(content) {
            Ok(text) => Ok(Some(Small { text, foreign: false })),
            Err(_) => bail!(refused(path, "it is no UTF-8 text")),
        }
    }

    /// The ignore files and `sources.*` of the commit, in the place of those that lie here.
    pub fn beside(&self) -> Result<Beside> {
        let names: BTreeSet<&OsStr> =
            IGNORE_FILES.iter().chain(&SOURCE_FILES).map(OsStr::new).collect();
        let paths =
            self.tree.keys().filter(|path| path.file_name().is_some_and(|it| names.contains(it)));
        let mut files = BTreeMap::new();
        let mut wanted = Vec::new();
        for path in paths {
            match self.find(path) {
                Found::File(object, _) => wanted.push((path, object)),
                Found::Nothing => {}
                Found::Outside => bail!(refused(path, "it leads out of the repository")),
            }
        }
        let objects: Vec<&str> = wanted.iter().map(|(_, object)| *object).collect();
        let contents = self.repository.contents(&objects)?;
        for ((path, _), content) in wanted.into_iter().zip(contents) {
            if content.len() as u64 > LARGEST {
                bail!(refused(path, &format!("it is larger than {LARGEST} bytes")));
            }
            files.insert(path.clone(), content);
        }
        Ok(Beside::of_commit(self.repository.top.clone(), files))
    }

    /// The settings of the commit that are in force in the working folder: their path from the top.
    pub fn settings(&self, here: &Path) -> Option<PathBuf> {
        let inside = here.strip_prefix(&self.repository.top).ok()?;
        let places = inside.ancestors().map(|folder| folder.join(settings::NAME));
        places.into_iter().find(|path| self.tree.contains_key(path))
    }
}

/// A path from the root of the file system, as it is written: links are not looked up.
pub fn written(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|it| it.canonicalize()).unwrap_or_default();
    let mut out = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

fn refused(path: &Path, why: &str) -> String {
    format!(
        "cannot use {} of the base: {why}\n  next: correct it there first, or judge by what lies \
         here with --policy-from worktree",
        path.display()
    )
}

/// The target of a link as a path of this system.
fn native(target: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(OsStr::from_bytes(target))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(target).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(files: &[&str], links: &[(&str, &str)]) -> Base {
        let entry = |kind, object: &str| Entry { kind, object: object.to_owned() };
        let mut tree: Tree =
            files.iter().map(|path| (PathBuf::from(path), entry(Kind::File, path))).collect();
        tree.extend(links.iter().map(|(path, _)| (PathBuf::from(path), entry(Kind::Link, path))));
        Base {
            repository: Repository { top: PathBuf::from("/top") },
            tree,
            head: Tree::new(),
            index: Tree::new(),
            note: None,
            links: links
                .iter()
                .map(|(path, to)| (PathBuf::from(path), PathBuf::from(to)))
                .collect(),
        }
    }

    #[test]
    fn a_path_is_followed_through_links_of_the_commit() {
        let links =
            [("docs/l.txt", "../store/now.txt"), ("store/now.txt", "v1.txt"), ("d2", "docs")];
        let base = base(&["docs/a.txt", "store/v1.txt"], &links);
        for (path, object) in [
            ("docs/a.txt", "docs/a.txt"),
            ("docs/l.txt", "store/v1.txt"),
            ("d2/l.txt", "store/v1.txt"),
            ("d2/../d2/a.txt", "docs/a.txt"),
        ] {
            assert_eq!(base.find(Path::new(path)), Found::File(object, object.into()), "{path}");
        }
        assert_eq!(base.find(Path::new("docs")), Found::Nothing);
        assert_eq!(base.find(Path::new("docs/none.txt")), Found::Nothing);
    }

    #[test]
    fn links_out_and_in_circles_lead_nowhere() {
        let links = [("a", "b"), ("b", "a"), ("up", "../x"), ("root", "/etc/passwd")];
        let base = base(&[], &links);
        for path in ["a", "up", "root", "../x"] {
            assert_eq!(base.find(Path::new(path)), Found::Outside, "{path}");
        }
    }
}
