//! Which documents are new: named one by one, found by git, or all of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use variorum::config::Config;
use variorum::corpus::{Document, Format, Held, Listing, Share, Skipped, Why, lines_of};

use super::account::{self, Account, Asked};
use super::base::Base;
use super::change::{self, Scope};
use super::current::Current;
use super::former;
use crate::args::Check;

/// Which documents are new.
pub enum Newcomers<'a> {
    /// Every document is judged by every other.
    All,
    /// What the user named.
    Named(Vec<New>),
    /// What git says was added or changed since a commit.
    Since(&'a str, &'a Base, Scope),
}

/// A file or folder that is new, or some of its lines.
#[derive(Debug)]
pub struct New {
    /// As it was given.
    given: PathBuf,
    /// Without links.
    place: PathBuf,
    /// The lines of JSON that are new; all where there is none.
    lines: Option<BTreeSet<usize>>,
}

impl<'a> Newcomers<'a> {
    /// As the arguments ask.
    pub fn of(args: &'a Check, base: Option<&'a Base>) -> Result<Self> {
        if let (Some(since), Some(base)) = (&args.since, base) {
            return Self::since(since, &args.paths, base);
        }
        let new = match (&args.index, args.new.is_empty()) {
            (None, true) => return Ok(Self::All),
            // What is old is in the index.
            (Some(_), true) => &args.paths,
            (_, false) => &args.new,
        };
        Ok(Self::Named(new.iter().map(|path| New::named(path)).collect::<Result<_>>()?))
    }

    /// What a change brings since a commit.
    pub fn since(since: &'a str, paths: &[PathBuf], base: &'a Base) -> Result<Self> {
        Ok(Self::Since(since, base, Scope::of(paths, base)?))
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
    pub fn shares(&self, listing: &Listing, held: &Held) -> Result<Vec<Share>> {
        match self {
            Self::All => Ok(vec![Share::All; listing.files().len()]),
            Self::Named(new) => {
                Ok(listing.files().iter().map(|it| named(new, &it.place)).collect())
            }
            Self::Since(_, base, _) => change::shares(listing, base, held),
        }
    }

    /// How documents of the commit stand here.
    pub fn current(&self) -> Result<Current> {
        match self {
            Self::Since(_, base, scope) => Current::of(base, scope),
            _ => Ok(Current::default()),
        }
    }

    /// The former versions of what is new, as the base has them.
    pub fn formers(
        &self,
        files: (&Listing, &[Share]),
        config: &Config,
        paths: &[PathBuf],
    ) -> Result<Vec<Document>> {
        match self {
            Self::Since(_, base, scope) => former::formers(files, scope, base, config, paths),
            _ => Ok(Vec::new()),
        }
    }

    /// What became of new paths that are not read.
    pub fn account(
        &self,
        (listing, shares): (&Listing, &[Share]),
        asked: &Asked<'_>,
        config: &Config,
    ) -> Result<Account> {
        match self {
            Self::All => Ok(Account::default()),
            Self::Named(new) => {
                Ok(Account { unseen: passed_over(new, listing), ..Account::default() })
            }
            Self::Since(since, base, scope) => {
                let mut account = account::account((listing, shares), scope, base, asked, config)?;
                account.standing.extend(scope.notes(since, base, listing));
                Ok(account)
            }
        }
    }

    /// Said where nothing is new.
    pub fn none(&self) -> String {
        match self {
            Self::Since(since, ..) => format!("no document was added or changed since {since}"),
            _ => "no new document".to_owned(),
        }
    }
}

fn named(new: &[New], place: &Path) -> Share {
    let of_file: Vec<&New> = new.iter().filter(|new| place.starts_with(&new.place)).collect();
    match of_file.iter().any(|new| new.lines.is_none()) {
        true => Share::All,
        false if of_file.is_empty() => Share::None,
        false => {
            Share::Only(of_file.iter().filter_map(|new| new.lines.clone()).flatten().collect())
        }
    }
}

/// What lies in a folder that the user named, may be a document and is not read. What the user's
/// own rules leave out is no loss.
fn passed_over(new: &[New], listing: &Listing) -> Vec<Skipped> {
    let passed = listing.passed().iter().filter(|it| it.why == Why::Unread);
    let passed = passed.filter(|it| {
        Format::of_path(&it.path).is_some() && new.iter().any(|new| it.spot.starts_with(&new.place))
    });
    let skipped = passed.map(|it| Skipped {
        path: it.path.to_string_lossy().into_owned(),
        reason: it.reason.clone(),
    });
    skipped.collect()
}

impl New {
    fn named(path: &Path) -> Result<Self> {
        if let Ok(place) = path.canonicalize() {
            return Ok(Self { given: path.to_owned(), place, lines: None });
        }
        // Both the name of a file and an id may hold the mark: the longest name that is there.
        let text = path.to_string_lossy();
        let marks = text.char_indices().rev().filter(|(_, c)| *c == '#');
        for (at, _) in marks {
            let (file, id) = (Path::new(&text[..at]), &text[at + 1..]);
            let Ok(place) = file.canonicalize() else { continue };
            let lines = lines_of(&place, id);
            if lines.is_empty() {
                bail!(
                    "{} has no line with the id `{id}`, which --new names\n  next: check the \
                     spelling; without `#{id}` all lines are new",
                    file.display()
                );
            }
            return Ok(Self { given: file.to_owned(), place, lines: Some(lines) });
        }
        bail!(
            "cannot read {text}, which --new names\n  next: check the spelling; paths start at the \
             current folder"
        )
    }
}
