//! What is judged: documents as they were committed, where nobody has touched them since.
//!
//! In: the commit that is checked out, the index, and what lies here. Out: what is read in the place
//! of files ([`Held`]), and which files were edited. A checkout can write other bytes than were
//! committed, by attributes that the branch itself brings along (filters, charsets), or write
//! nothing at all; what is merged is the commit. Git is not asked what was edited: to tell, it would
//! run those filters. Its index says how a file looked when it was written, and a file that still
//! looks so was not touched.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use variorum::corpus::{Content, Format, Held};

use super::base::{Base, Found};
use super::change::Scope;
use super::content;
use super::git::{Kind, Look};
use super::notes::listed;

/// Bytes of one file that are held; no document is larger, and no file of JSON lines that a person
/// would review.
const LARGEST: u64 = 256 << 20;

/// How the files of the commit stand here.
#[derive(Debug, Default)]
pub struct Current {
    /// What is read in the place of what lies here.
    pub held: Held,
    /// What is said of it.
    pub notes: Vec<String>,
}

impl Base {
    /// Whether a path is to be taken as it was committed: it is in the commit and in the index as it
    /// is there, and what lies here was checked out so and not touched, or is not here.
    pub fn is_as_committed(&self, path: &Path) -> bool {
        let Some(entry) = self.head.get(path) else { return false };
        if self.index.tree.get(path) != Some(entry) {
            return false;
        }
        let place = self.repository.top.join(path);
        let Ok(about) = place.symlink_metadata() else { return true };
        if about.is_dir() {
            return entry.kind == Kind::Submodule;
        }
        match self.index.looks.get(path) {
            Some(look) if looks_like(&about, *look) => return true,
            // Where this version of git does not say, the commit is what counts.
            None => return true,
            Some(_) => {}
        }
        match entry.kind {
            Kind::Link => about.is_symlink() && content::is_same_link(&place, &entry.object),
            Kind::File => about.is_file() && content::is_same_file(&place, &entry.object),
            Kind::Submodule => true,
        }
    }
}

fn looks_like(about: &std::fs::Metadata, look: Look) -> bool {
    let changed =
        about.modified().ok().and_then(|it| it.duration_since(std::time::UNIX_EPOCH).ok());
    // Both are cut to 32 bits, as the index has them.
    let seconds = |it: std::time::Duration| (it.as_secs() as u32, it.subsec_nanos());
    changed.map(seconds).is_some_and(|(seconds, nanoseconds)| {
        seconds == look.changed.0
            && (nanoseconds == look.changed.1 || look.changed.1 == 0)
            && about.len() as u32 == look.size
    })
}

/// How a document of the commit stands here.
enum Stands<'a> {
    /// It lies here as it was committed.
    Here,
    /// It was edited.
    Edited,
    /// It does not lie here.
    Absent(&'a str),
    /// It was checked out otherwise than it was committed.
    Otherwise(&'a str),
}

impl Current {
    /// How the documents at and below the arguments stand.
    pub fn of(base: &Base, scope: &Scope) -> Result<Self> {
        let documents: Vec<&PathBuf> =
            base.head.keys().filter(|path| scope.holds(path) && Format::may_be(path)).collect();
        let stand: Vec<Stands<'_>> =
            documents.par_iter().map(|path| stands(path, base, scope)).collect();
        let (mut edited, mut wanted) = (Vec::new(), Vec::new());
        for (path, stands) in documents.into_iter().zip(stand) {
            match stands {
                Stands::Here => {}
                Stands::Edited => edited.push(path.as_path()),
                Stands::Absent(object) => wanted.push((path, object, true)),
                Stands::Otherwise(object) => wanted.push((path, object, false)),
            }
        }
        let (files, absent) = contents(base, &wanted)?;
        let otherwise: Vec<&Path> = files
            .keys()
            .filter_map(|place| place.strip_prefix(&base.repository.top).ok())
            .filter(|path| !absent.contains(path))
            .collect();
        let absent: Vec<&Path> = absent.iter().copied().collect();
        let mut notes = Vec::new();
        let mut say = |paths: &[&Path], one: &str, several: &str| {
            if !paths.is_empty() {
                notes.push(listed(paths, one, several));
            }
        };
        say(
            &edited,
            "is judged as it lies here, with changes that are not committed",
            "are judged as they lie here, with changes that are not committed",
        );
        say(
            &otherwise,
            "is checked out otherwise than it was committed, and judged as committed",
            "are checked out otherwise than they were committed, and judged as committed",
        );
        say(
            &absent,
            "does not lie here, and is read from the commit",
            "do not lie here, and are read from the commit",
        );
        Ok(Self { held: Held::new(files), notes })
    }
}

fn stands<'a>(path: &Path, base: &'a Base, scope: &Scope) -> Stands<'a> {
    let Found::File(object, at) = base.find_now(path) else { return Stands::Here };
    let place = base.repository.top.join(path);
    if !base.is_as_committed(path) || !base.is_as_committed(&at) {
        return Stands::Edited;
    }
    let Ok(about) = place.symlink_metadata() else { return Stands::Absent(object) };
    // What a link leads to is read under its own name.
    if at != path && about.is_symlink() && scope.holds(&at) {
        return Stands::Here;
    }
    match place.metadata() {
        Err(_) => Stands::Absent(object),
        Ok(_) if content::is_same_file(&place, object) => Stands::Here,
        Ok(_) => Stands::Otherwise(object),
    }
}

/// What is held in the place of files, and which of them do not lie here.
fn contents<'a>(
    base: &Base,
    wanted: &[(&'a PathBuf, &str, bool)],
) -> Result<(BTreeMap<PathBuf, Content>, BTreeSet<&'a Path>)> {
    let objects: Vec<&str> = wanted.iter().map(|(_, object, _)| *object).collect();
    let sizes = base.repository.sizes(&objects)?;
    let fits = |size: &Option<u64>| size.is_none_or(|size| size <= LARGEST);
    let small = objects.iter().zip(&sizes).filter(|(_, size)| fits(size));
    let small: Vec<&str> = small.map(|(object, _)| *object).collect();
    let mut contents = base.repository.contents(&small)?.into_iter();
    let (mut files, mut absent) = (BTreeMap::new(), BTreeSet::new());
    for ((path, _, is_absent), size) in wanted.iter().zip(&sizes) {
        let content = match fits(size) {
            true => Ok(contents.next().unwrap_or_default()),
            false => Err(format!("larger than {LARGEST} bytes")),
        };
        let place = base.repository.top.join(path);
        if *is_absent {
            absent.insert(path.as_path());
        } else if content.as_ref().is_ok_and(|pointer| content::is_pointed_at(&place, pointer)) {
            continue;
        }
        files.insert(place, content);
    }
    Ok((files, absent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_looks_the_same_until_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "221").unwrap();
        let about = path.metadata().unwrap();
        let since = about.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap();
        let changed = (since.as_secs() as u32, since.subsec_nanos());
        assert!(looks_like(&about, Look { changed, size: 3 }));
        // Some programs keep whole seconds only.
        assert!(looks_like(&about, Look { changed: (changed.0, 0), size: 3 }));
        assert!(!looks_like(&about, Look { changed, size: 4 }));
        assert!(!looks_like(&about, Look { changed: (changed.0 - 1, changed.1), size: 3 }));
    }
}
