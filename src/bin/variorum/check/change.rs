//! Which documents a branch brings: added, changed, renamed or turned elsewhere.
//!
//! In: the files behind the arguments and the last common commit. Out: which documents are new.
//! Whether a file is new is told by what it leads to: its content against the content that the same
//! path led to in the commit, through links on both sides. A file that was moved is new in its
//! place: other metadata and other rules may hold there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;
use variorum::corpus::{File, Format, Listing, Share};

use super::base::{Base, Found, written};
use super::content;
use super::git::{Kind, Tree};

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
            let Ok(place) = path.canonicalize() else { continue };
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
            roots.extend(written(path).strip_prefix(top).ok().map(Path::to_owned));
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

/// Which documents of each file are new, in the order of the listing.
pub fn shares(listing: &Listing, base: &Base) -> Result<Vec<Share>> {
    let shares: Vec<Result<Share>> =
        listing.files().par_iter().map(|file| share(file, base)).collect();
    shares.into_iter().collect()
}

fn share(file: &File, base: &Base) -> Result<Share> {
    let Ok(inside) = file.spot.strip_prefix(&base.repository.top) else { return Ok(Share::All) };
    if let Some(known) = submodule(inside, base) {
        return Ok(if known { Share::None } else { Share::All });
    }
    let Found::File(object, _) = base.find(inside) else { return Ok(Share::All) };
    if content::is_same_file(&file.place, object) {
        return Ok(Share::None);
    }
    let is_lines = Format::of_path(&file.path) == Some(Format::JsonLines)
        && file.path.extension().is_some_and(|it| !it.eq_ignore_ascii_case("gz"));
    if !is_lines {
        return Ok(Share::All);
    }
    let old = base.repository.contents(&[object])?.pop().unwrap_or_default();
    let now = std::fs::read(&file.place);
    Ok(now.map_or(Share::All, |now| Share::Only(new_lines(&old, &now))))
}

/// Whether a path lies in a submodule, and whether the base has that too.
pub fn submodule(inside: &Path, base: &Base) -> Option<bool> {
    let is = |tree: &Tree, path: &Path| {
        tree.get(path).is_some_and(|entry| entry.kind == Kind::Submodule)
    };
    let mut folders = inside.ancestors().skip(1);
    let module = folders.find(|it| is(&base.head, it) || is(&base.index, it))?;
    Some(is(&base.tree, module))
}

/// The lines, from 1, of a file of JSON lines that it did not have; a line that stands more often
/// than before is new where it stands again.
fn new_lines(old: &[u8], now: &[u8]) -> BTreeSet<usize> {
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
