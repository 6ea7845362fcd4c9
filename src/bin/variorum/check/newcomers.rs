//! Which documents are new: named one by one, found by git, or all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use variorum::corpus::{Listing, Share, Skipped};

use super::git;
use crate::args::Check;
use crate::console::Console;

/// Which documents are new.
#[derive(Debug)]
pub enum Newcomers {
    /// Every document is judged by every other.
    All,
    /// What the user named.
    Named(Vec<New>),
    /// What git says was added or changed.
    Since(String, Vec<New>),
}

/// A file or folder that is new, or some of its lines.
#[derive(Debug)]
pub struct New {
    /// As it was given.
    given: PathBuf,
    /// Without links.
    place: PathBuf,
    /// Whether it is a folder.
    folder: bool,
    /// The lines of JSON that are new, by id; all where there is none.
    ids: Option<BTreeSet<String>>,
}

impl Newcomers {
    /// As the arguments ask.
    pub fn of(args: &Check, console: Console) -> Result<Self> {
        if let Some(since) = &args.since {
            let found = git::changed(&args.paths, since)?;
            if let Some(note) = found.note {
                console.note(note);
            }
            let new = found.files.into_iter().filter_map(|file| {
                let place = file.path.canonicalize().ok()?;
                Some(New { given: file.path, place, folder: false, ids: file.ids })
            });
            return Ok(Self::Since(since.clone(), new.collect()));
        }
        if args.new.is_empty() {
            return Ok(Self::All);
        }
        Ok(Self::Named(args.new.iter().map(|path| New::named(path)).collect::<Result<_>>()?))
    }

    /// What is to be read: new files need not lie under the paths.
    pub fn inputs(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let mut inputs = paths.to_vec();
        if let Self::Named(new) = self {
            inputs.extend(new.iter().map(|new| new.given.clone()));
        }
        inputs
    }

    /// Which documents of each file are new, in the order of the listing.
    pub fn shares(&self, listing: &Listing) -> Vec<Share> {
        let mut known = BTreeMap::new();
        let mut share = |path: &Path| {
            let new = self.of_file(&path.to_string_lossy(), &mut known);
            let lines = new.iter().filter_map(|new| new.ids.clone());
            match new.iter().any(|new| new.ids.is_none()) {
                true => Share::All,
                false if new.is_empty() => Share::None,
                false => Share::Only(lines.flatten().collect()),
            }
        };
        listing.paths().map(&mut share).collect()
    }

    /// New inputs of which no document came.
    pub fn unreadable<'a>(&self, skipped: impl Iterator<Item = &'a Skipped>) -> Vec<Skipped> {
        let mut known = BTreeMap::new();
        let lost = skipped.filter(|skipped| skipped.is_loss());
        let mut is_new = |skipped: &Skipped| {
            let file =
                skipped.path.rsplit_once(':').map_or(skipped.path.as_str(), |(file, line)| {
                    if line.bytes().all(|byte| byte.is_ascii_digit()) {
                        file
                    } else {
                        &skipped.path
                    }
                });
            !self.of_file(file, &mut known).is_empty()
        };
        match self {
            Self::All => lost.cloned().collect(),
            _ => lost.filter(|skipped| is_new(skipped)).cloned().collect(),
        }
    }

    /// Said where nothing is new.
    pub fn none(&self) -> String {
        match self {
            Self::Since(since, _) => format!("no document was added or changed since {since}"),
            _ => "no new document".to_owned(),
        }
    }

    /// The entries that a file is new by.
    fn of_file<'a>(
        &'a self,
        path: &str,
        known: &mut BTreeMap<String, Vec<&'a New>>,
    ) -> Vec<&'a New> {
        let (Self::Named(all) | Self::Since(_, all)) = self else { return Vec::new() };
        if let Some(found) = known.get(path) {
            return found.clone();
        }
        let path_of = Path::new(path);
        // Looking a path up costs a call each, and most files are not new.
        let may_be = |new: &&New| new.folder || new.place.file_name() == path_of.file_name();
        let found: Vec<&New> =
            match all.iter().any(|new| may_be(&new)).then(|| path_of.canonicalize()) {
                Some(Ok(place)) => all.iter().filter(|new| place.starts_with(&new.place)).collect(),
                _ => Vec::new(),
            };
        known.insert(path.to_owned(), found.clone());
        found
    }
}

impl New {
    fn named(path: &Path) -> Result<Self> {
        if let Ok(place) = path.canonicalize() {
            let folder = place.is_dir();
            return Ok(Self { given: path.to_owned(), place, folder, ids: None });
        }
        let text = path.to_string_lossy();
        if let Some((file, id)) = text.split_once('#')
            && let Ok(place) = Path::new(file).canonicalize()
        {
            let ids = Some(BTreeSet::from([id.to_owned()]));
            return Ok(Self { given: file.into(), place, folder: false, ids });
        }
        bail!(
            "cannot read {text}, which --new names\n  next: check the spelling; paths start at the \
             current folder"
        )
    }
}
