//! What the last common commit holds: the documents as they were, and all that they are judged by.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};
use variorum::corpus::{Beside, IGNORE_FILES, LARGEST, SOURCE_FILES, Small, spot};

use super::git::{Entry, Index, Kind, Repository, Tree};
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
    pub index: Index,
    /// What the branch holds that was asked for, where it went on since the commit.
    pub tip: Option<Tree>,
    /// What the user should know of how the commit was found.
    pub note: Option<String>,
    /// Where the links of the commit lead, and those of what is checked out.
    links: [Links; 2],
    /// Whether there are submodules.
    pub has_submodules: bool,
}

/// Where links lead, by their paths.
type Links = BTreeMap<PathBuf, PathBuf>;

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
        let common = repository.base(since)?;
        let tree = repository.tree(&common.commit)?;
        let (head, index) = (repository.head()?, repository.index()?);
        let tip = match common.tip == common.commit {
            true => None,
            false => Some(repository.tree(&common.tip)?),
        };
        let links = [links(&repository, &tree)?, links(&repository, &head)?];
        let mut all = tree.values().chain(head.values()).chain(index.tree.values());
        let has_submodules = all.any(|entry| entry.kind == Kind::Submodule);
        Ok(Self { repository, tree, head, index, tip, note: common.note, links, has_submodules })
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
        follow(&self.tree, &self.links[0], path)
    }

    /// What a path leads to in what is checked out, as it was committed.
    pub fn find_now(&self, path: &Path) -> Found<'_> {
        follow(&self.head, &self.links[1], path)
    }

    /// Whether a change may have brought a path along: what git does not know of is nobody's but
    /// the user's.
    pub fn is_known(&self, path: &Path) -> bool {
        self.head.contains_key(path) || self.index.tree.contains_key(path)
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

    /// The text of a small file as it is judged: as it was committed, or as it lies here; none where it
    /// cannot be had.
    pub fn text_now(&self, path: &Path) -> Option<String> {
        let bytes = match self.find_now(path) {
            Found::File(object, _) if self.is_as_committed(path) => {
                self.repository.contents(&[object]).ok()?.pop()?
            }
            _ => std::fs::read(self.repository.top.join(path)).ok()?,
        };
        String::from_utf8(bytes).ok()
    }

    /// The ignore files and `sources.*` of the commit, in the place of those that lie here.
    pub fn beside(&self) -> Result<Beside> {
        let (files, refused) = self.beside_of(&self.tree, |path| self.find(path))?;
        match refused.first() {
            Some(refused) => bail!("{refused}"),
            None => Ok(Beside::of_commit(self.repository.top.clone(), files)),
        }
    }

    /// Those of what is checked out, as they were committed; what cannot be used is left out.
    pub fn beside_now(&self) -> Result<Beside> {
        let (files, _) = self.beside_of(&self.head, |path| self.find_now(path))?;
        Ok(Beside::of_commit(self.repository.top.clone(), files))
    }

    /// The contents by path, and why some cannot be used.
    fn beside_of<'a>(
        &self,
        tree: &Tree,
        find: impl Fn(&Path) -> Found<'a>,
    ) -> Result<(Contents, Vec<String>)> {
        let names: BTreeSet<&OsStr> =
            IGNORE_FILES.iter().chain(&SOURCE_FILES).map(OsStr::new).collect();
        let paths =
            tree.keys().filter(|path| path.file_name().is_some_and(|it| names.contains(it)));
        let (mut files, mut reasons) = (BTreeMap::new(), Vec::new());
        let mut wanted = Vec::new();
        for path in paths {
            match find(path) {
                Found::File(object, _) => wanted.push((path, object)),
                Found::Nothing => {}
                Found::Outside => reasons.push(refused(path, "it leads out of the repository")),
            }
        }
        let objects: Vec<&str> = wanted.iter().map(|(_, object)| *object).collect();
        let contents = self.repository.contents(&objects)?;
        for ((path, _), content) in wanted.into_iter().zip(contents) {
            if content.len() as u64 > LARGEST {
                reasons.push(refused(path, &format!("it is larger than {LARGEST} bytes")));
            } else {
                files.insert(path.clone(), content);
            }
        }
        Ok((files, reasons))
    }

    /// The settings of the commit that are in force in the working folder: their path from the top.
    pub fn settings(&self, here: &Path) -> Option<PathBuf> {
        let inside = here.strip_prefix(&self.repository.top).ok()?;
        let places = inside.ancestors().map(|folder| folder.join(settings::NAME));
        places.into_iter().find(|path| self.tree.contains_key(path))
    }
}

/// What files of a commit hold, by their path from the top.
type Contents = BTreeMap<PathBuf, Vec<u8>>;

/// What a path leads to among the files and links of a commit.
fn follow<'a>(tree: &'a Tree, links: &Links, path: &Path) -> Found<'a> {
    if links.is_empty() && path.components().all(|it| matches!(it, Component::Normal(_))) {
        return match tree.get(path) {
            Some(Entry { kind: Kind::File, object }) => Found::File(object, path.to_owned()),
            _ => Found::Nothing,
        };
    }
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
        if let Some(target) = links.get(&at) {
            hops += 1;
            if hops > HOPS {
                return Found::Outside;
            }
            at.pop();
            todo.push(target.clone());
        }
    }
    match tree.get(&at) {
        Some(Entry { kind: Kind::File, object }) => Found::File(object, at),
        _ => Found::Nothing,
    }
}

/// Where the links of a commit lead.
fn links(repository: &Repository, tree: &Tree) -> Result<Links> {
    let links: Vec<(&PathBuf, &Entry)> =
        tree.iter().filter(|(_, entry)| entry.kind == Kind::Link).collect();
    let objects: Vec<&str> = links.iter().map(|(_, entry)| entry.object.as_str()).collect();
    let targets = repository.contents(&objects)?;
    Ok(links.iter().zip(targets).map(|((path, _), to)| ((*path).clone(), native(&to))).collect())
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
            index: Index::default(),
            tip: None,
            note: None,
            links: [
                links.iter().map(|(path, to)| (PathBuf::from(path), PathBuf::from(to))).collect(),
                Links::new(),
            ],
            has_submodules: false,
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
