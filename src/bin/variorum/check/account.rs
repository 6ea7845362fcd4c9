//! What became of every changed path that is no new document: passed over, with the reason.
//!
//! In: what the walk read and passed over, and the last common commit. Out: an [`Account`]. Every
//! path at or below the arguments counts that git knows of, then or now, and what it would name as
//! unknown: no ignore file of the branch and no rule of the clone takes one away.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use variorum::config::Config;
use variorum::corpus::{Format, Held, Listing, Passed, Share, Skipped, Why, path_fits};
use variorum::policy::PolicyChange;

use super::base::Base;
use super::change::{Scope, submodule};
use super::content;
use super::git::{Entry, Kind};
use super::hidden;
use super::nature::{self, Nature};
use super::notes::NAMED;
use super::policies::Policies;

/// What became of the changed paths that are no new documents.
#[derive(Debug, Default)]
pub struct Account {
    /// Those that may be documents.
    pub unseen: Vec<Skipped>,
    /// Data that somebody may read as documents.
    pub perhaps: Vec<Skipped>,
    /// How many are none, by ending.
    pub others: BTreeMap<String, usize>,
    /// Those that the settings of the base pass over.
    pub accepted: Vec<String>,
    /// What the change does to the policy.
    pub policy: Vec<PolicyChange>,
    /// What a user should know of how things stand.
    pub standing: Vec<String>,
}

/// What a check of new documents is asked.
pub struct Asked<'a> {
    /// Where documents are.
    pub paths: &'a [PathBuf],
    /// The files that the policy is made of.
    pub policy: Vec<PathBuf>,
    /// The commit that the policy is from; none where it is from here.
    pub base: Option<&'a Base>,
}

impl Account {
    /// A line for what is no document, and one for what is accepted as none.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.standing.clone();
        let others: usize = self.others.values().sum();
        if others > 0 {
            let by_ending = self.others.iter().map(|(ending, n)| format!("{n} {ending}"));
            let kinds: Vec<String> = by_ending.take(NAMED).collect();
            let more = if self.others.len() > NAMED { ", …" } else { "" };
            let plural = if others == 1 {
                " that is no document was"
            } else {
                "s that are no documents were"
            };
            notes.push(format!(
                "{others} changed file{plural} passed over: {}{more}",
                kinds.join(", ")
            ));
        }
        if !self.accepted.is_empty() {
            let n = self.accepted.len();
            let paths: Vec<&str> = self.accepted.iter().take(NAMED).map(String::as_str).collect();
            let more = if n > NAMED { ", …" } else { "" };
            notes.push(format!("passed over, as `unseen` allows: {}{more}", paths.join(", ")));
        }
        notes
    }
}

/// What became of every changed path that is not read.
pub fn account(
    (listing, shares): (&Listing, &[Share]),
    scope: &Scope,
    base: &Base,
    asked: &Asked<'_>,
    config: &Config,
) -> Result<Account> {
    let policy = Policies::of(base, &asked.policy);
    let unseen = &config.policy.unseen;
    let mut account = Account::default();
    if asked.base.is_some() {
        let changes = policy.changes(scope, base);
        account.policy = hidden::weighed(changes, (listing, base), config, asked.paths)?;
    }
    let passed = Reasons::of(listing, base);
    for path in passed.paths(listing, scope, base) {
        if passed.read.contains(&path) {
            continue;
        }
        let Some(reason) = changed(&path, base, &passed) else { continue };
        if policy.is_told(&path, base) {
            continue;
        }
        let shown = path.to_string_lossy().into_owned();
        match reason {
            Changed::Other => *account.others.entry(ending(&path)).or_default() += 1,
            Changed::Unseen(_) | Changed::Perhaps(_)
                if unseen.iter().any(|pattern| path_fits(pattern, &shown)) =>
            {
                account.accepted.push(shown);
            }
            Changed::Unseen(reason) => account.unseen.push(Skipped { path: shown, reason }),
            Changed::Perhaps(reason) => account.perhaps.push(Skipped { path: shown, reason }),
        }
    }
    let turned = turned(scope, base);
    account.unseen.retain(|it| turned.iter().all(|other| other.path != it.path));
    account.unseen.extend(turned);
    account.unseen.extend(pointers(listing, shares, &config.reading.held));
    Ok(account)
}

/// New documents that are pointers: what is judged of them is not what is read later.
fn pointers(listing: &Listing, shares: &[Share], held: &Held) -> Vec<Skipped> {
    let new = listing.files().iter().zip(shares).filter(|(_, share)| **share != Share::None);
    let is_pointer = |place: &Path| match held.get(place) {
        Some(content) => content.as_ref().is_ok_and(|it| it.starts_with(content::POINTER)),
        None => content::starts_with(place, content::POINTER),
    };
    let pointers = new.filter(|(file, _)| is_pointer(&file.place));
    let skipped = pointers.map(|(file, _)| Skipped {
        path: file.path.to_string_lossy().into_owned(),
        reason: "a pointer of Git LFS, whose text lies elsewhere".to_owned(),
    });
    skipped.collect()
}

/// What a changed path is.
enum Changed {
    /// No document.
    Other,
    /// It may be one; why it was not read.
    Unseen(String),
    /// Nobody reads it as one but by chance; what it holds.
    Perhaps(String),
}

/// What the walk passed over, and why.
struct Reasons<'a> {
    /// Paths that are read, under this or another name.
    read: BTreeSet<PathBuf>,
    passed: BTreeMap<PathBuf, &'a Passed>,
}

impl<'a> Reasons<'a> {
    fn of(listing: &'a Listing, base: &Base) -> Self {
        let inside = |spot: &Path| spot.strip_prefix(&base.repository.top).ok().map(Path::to_owned);
        let same = listing.passed().iter().filter(|it| it.why == Why::Same).map(|it| &it.spot);
        let read = listing.files().iter().map(|file| &file.spot).chain(same);
        let read = read.filter_map(|spot| inside(spot)).collect();
        let passed = listing.passed().iter().filter_map(|it| Some((inside(&it.spot)?, it)));
        Self { read, passed: passed.collect() }
    }

    /// Every path at or below the arguments that git knows of, now or then, or would name.
    fn paths(&self, listing: &Listing, scope: &Scope, base: &Base) -> BTreeSet<PathBuf> {
        let known = base.tree.keys().chain(base.head.keys()).chain(base.index.tree.keys());
        let mut paths: BTreeSet<PathBuf> = known.filter(|it| scope.holds(it)).cloned().collect();
        let top = &base.repository.top;
        for passed in listing.passed().iter().filter(|it| it.why != Why::Same) {
            // What `.gitignore` leaves out git does not name, unless it knows of it.
            if passed.reason.ends_with(".gitignore")
                || passed.spot.file_name() == Some(".git".as_ref())
            {
                continue;
            }
            let mut found = vec![passed.spot.clone()];
            if passed.why == Why::LeftOut && !passed.spot.is_symlink() && passed.spot.is_dir() {
                found = documents_below(&passed.spot);
            }
            paths.extend(found.iter().filter_map(|it| Some(it.strip_prefix(top).ok()?.to_owned())));
        }
        paths
    }

    fn reason(&self, path: &Path) -> Option<&str> {
        path.ancestors().find_map(|it| self.passed.get(it)).map(|it| it.reason.as_str())
    }
}

/// Folders that are looked through where a whole one is passed over.
const FOLDERS: usize = 2_000;

/// Files with an ending that is read, in a folder that is passed over.
fn documents_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        seen += 1;
        if seen > FOLDERS {
            break;
        }
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && entry.file_name() != ".git" => folders.push(path),
                Ok(kind) if !kind.is_dir() && Format::of_path(&path).is_some() => found.push(path),
                _ => {}
            }
        }
    }
    found
}

/// Whether a path that is not read was changed, and what it is.
fn changed(path: &Path, base: &Base, passed: &Reasons<'_>) -> Option<Changed> {
    let before = base.tree.get(path);
    let known = base.head.get(path).or_else(|| base.index.tree.get(path));
    if known.or(before).is_some_and(|entry| entry.kind == Kind::Submodule) {
        return (known.is_some() && known != before).then(|| {
            Changed::Unseen(
                "a submodule that points elsewhere: check it where it is made".to_owned(),
            )
        });
    }
    if submodule(path, base).is_some() {
        return None;
    }
    let place = base.repository.top.join(path);
    let Ok(about) = place.symlink_metadata() else {
        return base
            .head
            .get(path)
            .filter(|it| Some(*it) != before)
            .map(|it| absent(path, it, base));
    };
    let plain = nature::is_plainly_other(path) && !about.is_symlink();
    let as_committed = base.is_as_committed(path);
    let is_changed = match as_committed {
        true => known != before,
        false => is_changed(&place, &about, before, (plain, known)),
    };
    if !is_changed {
        return None;
    }
    if plain {
        return Some(Changed::Other);
    }
    let reason = |what: &str| match passed.reason(path) {
        Some(reason) => Changed::Unseen(reason.to_owned()),
        None => Changed::Unseen(what.to_owned()),
    };
    let nature = match place.metadata() {
        Ok(target) if target.is_dir() => Nature::Document("a link to a folder"),
        // What was committed counts, not what it was checked out as.
        _ => match known.filter(|it| as_committed && it.kind == Kind::File) {
            Some(entry) if !content::is_same_file(&place, &entry.object) => {
                of_object(path, entry, base)
            }
            _ => nature::of(&place),
        },
    };
    match nature {
        Nature::Other => Some(Changed::Other),
        Nature::Perhaps(what) => Some(Changed::Perhaps(what.to_owned())),
        Nature::Document(what) if Format::of_path(path).is_none() => {
            Some(Changed::Unseen(what.to_owned()))
        }
        Nature::Document(what) => Some(reason(what)),
    }
}

/// What a path of the commit is that does not lie here, and is not read.
fn absent(path: &Path, entry: &Entry, base: &Base) -> Changed {
    match of_object(path, entry, base) {
        Nature::Other => Changed::Other,
        Nature::Perhaps(what) => Changed::Perhaps(what.to_owned()),
        Nature::Document(what) if Format::of_path(path).is_none() => {
            Changed::Unseen(what.to_owned())
        }
        Nature::Document(_) => {
            Changed::Unseen("it is in the commit, and not checked out".to_owned())
        }
    }
}

fn of_object(path: &Path, entry: &Entry, base: &Base) -> Nature {
    nature::of_bytes(path, || {
        base.repository.contents(&[&entry.object]).ok().and_then(|mut all| all.pop())
    })
}

/// Whether what lies at a place is not what the commit had. Nobody opens what is plainly no
/// document: git's names of it are enough.
pub fn is_changed(
    place: &Path,
    about: &std::fs::Metadata,
    before: Option<&Entry>,
    (plain, known): (bool, Option<&Entry>),
) -> bool {
    let Some(before) = before else { return true };
    match before.kind {
        _ if plain => known.is_some_and(|known| known != before),
        Kind::Link if about.is_symlink() => !content::is_same_link(place, &before.object),
        Kind::File if about.is_file() => !content::is_same_file(place, &before.object),
        _ => true,
    }
}

/// Arguments that were turned elsewhere, themselves or by a folder above them.
fn turned(scope: &Scope, base: &Base) -> Vec<Skipped> {
    let above: BTreeSet<&Path> = scope.roots.iter().flat_map(|root| root.ancestors()).collect();
    let turned = above.into_iter().filter(|path| {
        let place = base.repository.top.join(path);
        let before = base.tree.get(*path);
        let is_link = !path.as_os_str().is_empty() && place.is_symlink();
        // A link that nobody committed is the user's own.
        is_link
            && base.is_known(path)
            && !before.is_some_and(|it| {
                it.kind == Kind::Link && content::is_same_link(&place, &it.object)
            })
    });
    let skipped = turned.map(|path| Skipped {
        path: path.to_string_lossy().into_owned(),
        reason: "a folder that became a link, or a link that leads elsewhere".to_owned(),
    });
    skipped.collect()
}

/// The last part of a name, for the count of what is no document.
fn ending(path: &Path) -> String {
    match path.extension() {
        Some(ending) => format!(".{}", ending.to_string_lossy().to_ascii_lowercase()),
        None => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_counted_in_small_letters() {
        assert_eq!(ending(Path::new("a/B.PNG")), ".png");
        assert_eq!(ending(Path::new("a/Makefile")), "Makefile");
    }

    #[test]
    fn what_is_no_document_is_one_line() {
        let mut account = Account::default();
        assert!(account.notes().is_empty());
        account.others.insert(".png".to_owned(), 1);
        let one = "1 changed file that is no document was passed over: 1 .png";
        assert_eq!(account.notes(), [one]);
        account.others.insert(".rs".to_owned(), 2);
        account.accepted.push("a.rst".to_owned());
        let three = "3 changed files that are no documents were passed over: 1 .png, 2 .rs";
        assert_eq!(account.notes(), [three, "passed over, as `unseen` allows: a.rst"]);
    }
}
