//! Which documents a branch brings: added, changed, renamed or turned elsewhere.
//!
//! In: the files behind the arguments and the last common commit. Out: which documents are new.
//! Whether a file is new is told by what it leads to: its content against the content that the same
//! path led to in the commit, through links on both sides. A file that was moved is new in its
//! place: other metadata and other rules may hold there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;
use variorum::corpus::{File, Format, Held, Listing, Share, Why};

use super::base::{Base, Found, written};
use super::content;
use super::git::{Entry, Kind, Tree};
use super::notes::listed;

/// The arguments of a check in the repository.
#[derive(Debug)]
pub struct Scope {
    /// From the top, as they are written and without links.
    pub roots: BTreeSet<PathBuf>,
}

impl Scope {
    /// The arguments; one that lies elsewhere is an error, for git cannot tell what changed there.
    pub fn of(paths: &[PathBuf], base: &Base) -> Result<Self> {
        let top = &base.repository.top;
        let mut roots = BTreeSet::new();
        for path in paths {
            if path.as_os_str() == "-" {
                bail!(
                    "standard input has no history, so --since cannot tell what of it is new\n  \
                     next: give files or folders"
                );
            }
            let as_written = written(path).strip_prefix(top).ok().map(Path::to_owned);
            let Ok(place) = path.canonicalize() else {
                if let Some(root) = &as_written {
                    moved_away(path, root, base)?;
                }
                roots.extend(as_written);
                continue;
            };
            let Ok(inside) = place.strip_prefix(top) else {
                bail!(
                    "{} lies outside of the repository {}, in which --since is asked\n  next: \
                     start in the repository of the documents, or name the new ones with --new \
                     FILE...",
                    path.display(),
                    top.display()
                );
            };
            if let Some(inner) = base.repository.inner(&place) {
                bail!(
                    "{} lies in another repository, {}\n  next: start there, or name the new \
                     documents with --new FILE...",
                    path.display(),
                    inner.display()
                );
            }
            roots.insert(inside.to_owned());
            roots.extend(as_written);
        }
        Ok(Self { roots })
    }

    /// Whether a path from the top stands at or below an argument.
    pub fn holds(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| path.starts_with(root))
    }

    /// Whether a folder stands above an argument, at it or below it.
    pub fn touches(&self, folder: &Path) -> bool {
        self.roots.iter().any(|root| folder.starts_with(root) || root.starts_with(folder))
    }
}

/// Refuses an argument that the base has and what is checked out has not: nobody would look at what
/// became of its documents.
fn moved_away(path: &Path, root: &Path, base: &Base) -> Result<()> {
    let had: Vec<&Entry> = below(&base.tree, root).filter_map(|it| base.tree.get(it)).collect();
    if had.is_empty() || below(&base.head, root).next().is_some() {
        return Ok(());
    }
    let objects: BTreeSet<&str> = had.iter().map(|entry| entry.object.as_str()).collect();
    let now = base.head.iter().filter(|(_, entry)| objects.contains(entry.object.as_str()));
    let folders: BTreeSet<&Path> =
        now.filter_map(|(path, _)| path.iter().next()).map(Path::new).collect();
    let files = if had.len() == 1 { "1 file".to_owned() } else { format!("{} files", had.len()) };
    let (what, next) = match folders.first() {
        Some(folder) => (
            format!("the change moved them, to {} for one", folder.display()),
            format!(
                "check {} once the move is merged, or leave the folder where it is",
                folder.display()
            ),
        ),
        None => (
            "the change removed them".to_owned(),
            "put them back, or give another folder".to_owned(),
        ),
    };
    bail!(
        "{} held {files} in the base, and is not there any more: {what}\n  next: {next}",
        path.display()
    )
}

impl Scope {
    /// What a user should know of what the new documents are compared with.
    pub fn notes(&self, since: &str, base: &Base, listing: &Listing) -> Vec<String> {
        let mut notes = Vec::new();
        for root in &self.roots {
            let had = base.tree.keys().any(|path| path.starts_with(root));
            let is_known = base.head.keys().any(|path| path.starts_with(root));
            if !had && is_known && !root.as_os_str().is_empty() {
                notes.push(format!(
                    "{} is not in {since}: all that it holds is new, and is compared with nothing else",
                    root.display()
                ));
            }
        }
        let out: Vec<&Path> = listing
            .passed()
            .iter()
            .filter(|it| it.why == Why::LeftOut && it.reason.starts_with("left out"))
            .filter_map(|it| it.spot.strip_prefix(&base.repository.top).ok())
            .flat_map(|folder| below(&base.tree, folder))
            .filter(|path| Format::of_path(path).is_some())
            .collect();
        if !out.is_empty() {
            notes.push(listed(
                &out,
                "is left out by an ignore file, and compared with nothing",
                "are left out by ignore files, and compared with nothing",
            ));
        }
        notes.extend(self.missing(since, base));
        notes
    }

    /// What the branch that was asked for has, and what is checked out does not.
    fn missing(&self, since: &str, base: &Base) -> Option<String> {
        let later = base.tip.as_ref()?.iter().filter(|(path, entry)| {
            self.holds(path)
                && Format::of_path(path).is_some()
                && base.tree.get(*path) != Some(*entry)
                && base.head.get(*path) != Some(*entry)
        });
        let later: Vec<&Path> = later.map(|(path, _)| path.as_path()).collect();
        if later.is_empty() {
            return None;
        }
        let say = |verb: &str| {
            format!("{verb} newer in {since}, and compared with nothing (check the merge of both)")
        };
        Some(listed(&later, &say("is"), &say("are")))
    }
}

/// The files of a commit at or below a path.
fn below<'a>(tree: &'a Tree, path: &'a Path) -> impl Iterator<Item = &'a Path> {
    let from = (Bound::Included(path), Bound::Unbounded);
    let files = tree.range::<Path, _>(from).map(|(file, _)| file.as_path());
    files.take_while(move |file| file.starts_with(path))
}

/// Which documents of each file are new, in the order of the listing.
pub fn shares(listing: &Listing, base: &Base, held: &Held) -> Result<Vec<Share>> {
    let shares: Vec<Result<Share>> =
        listing.files().par_iter().map(|file| share(file, base, held)).collect();
    shares.into_iter().collect()
}

fn share(file: &File, base: &Base, held: &Held) -> Result<Share> {
    let Ok(inside) = file.spot.strip_prefix(&base.repository.top) else { return Ok(Share::All) };
    if let Some(known) = submodule(inside, base) {
        return Ok(if known { Share::None } else { Share::All });
    }
    let Found::File(object, _) = base.find(inside) else { return Ok(Share::All) };
    let is_same = match base.find_now(inside) {
        Found::File(now, at) if base.is_as_committed(inside) && base.is_as_committed(&at) => {
            now == object
        }
        _ => content::is_same_file(&file.place, object),
    };
    if is_same {
        return Ok(Share::None);
    }
    if !is_lines(&file.path) {
        return Ok(Share::All);
    }
    let old = base.repository.contents(&[object])?.pop().unwrap_or_default();
    let now = bytes_of(&file.place, held);
    Ok(now.map_or(Share::All, |now| Share::Only(new_lines(&old, &now))))
}

/// Whether a file holds documents by lines that can be told apart.
pub fn is_lines(path: &Path) -> bool {
    Format::of_path(path) == Some(Format::JsonLines)
        && path.extension().is_some_and(|it| !it.eq_ignore_ascii_case("gz"))
}

/// What is judged of a file: what lies here, or what is held in its place.
pub fn bytes_of(place: &Path, held: &Held) -> std::io::Result<Vec<u8>> {
    match held.get(place) {
        Some(Ok(bytes)) => Ok(bytes.clone()),
        Some(Err(reason)) => Err(std::io::Error::other(reason.clone())),
        None => std::fs::read(place),
    }
}

/// Whether a path lies in a submodule, and whether the base has that too.
pub fn submodule(inside: &Path, base: &Base) -> Option<bool> {
    if !base.has_submodules {
        return None;
    }
    let is = |tree: &Tree, path: &Path| {
        tree.get(path).is_some_and(|entry| entry.kind == Kind::Submodule)
    };
    let mut folders = inside.ancestors().skip(1);
    let module = folders.find(|it| is(&base.head, it) || is(&base.index.tree, it))?;
    Some(is(&base.tree, module))
}

/// The lines, from 1, of a file of JSON lines that it did not have; a line that stands more often
/// than before is new where it stands again.
pub fn new_lines(old: &[u8], now: &[u8]) -> BTreeSet<usize> {
    let mut known: BTreeMap<&[u8], usize> = BTreeMap::new();
    for line in old.split(|byte| *byte == b'\n') {
        *known.entry(line.trim_ascii()).or_default() += 1;
    }
    let mut new = BTreeSet::new();
    for (n, line) in now.split(|byte| *byte == b'\n').enumerate() {
        match known.get_mut(line.trim_ascii()) {
            Some(left) if *left > 0 => *left -= 1,
            _ if line.trim_ascii().is_empty() => {}
            _ => drop(new.insert(n + 1)),
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_lines_are_those_that_were_not_there_or_not_so_often() {
        let of = |old: &str, now: &str| -> Vec<usize> {
            new_lines(old.as_bytes(), now.as_bytes()).into_iter().collect()
        };
        assert_eq!(of("a\nb\n", "b\r\na\n\n"), Vec::<usize>::new());
        assert_eq!(of("a\n", "a\nb\n a \n"), [2, 3]);
        assert_eq!(of("", "\n\na\n"), [3]);
    }
}
