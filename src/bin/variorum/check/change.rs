//! What a branch changed, and what became of each path: judged, or passed over with the reason.
//!
//! In: the files behind the arguments and the last common commit. Out: which documents are new, and
//! an [`Account`] of every other path that git names at or below the arguments. Whether a file is
//! new is told by what it leads to: its content against the content that the same path led to in
//! the commit, through links on both sides. A file that was moved is new in its place: other
//! metadata and other rules may hold there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;
use variorum::corpus::{
    File, Format, IGNORE_FILES, Listing, Passed, SOURCE_FILES, Share, Skipped, Why, path_fits,
    states,
};
use variorum::policy::PolicyChange;

use super::base::{Base, Found, written};
use super::git::{Entry, Kind, Tree};
use super::nature::{self, Nature};
use super::{BASELINE, content};
use crate::settings;

/// What became of the changed paths that are no new documents.
#[derive(Debug, Default)]
pub struct Account {
    /// Those that may be documents.
    pub unseen: Vec<Skipped>,
    /// How many are none, by ending.
    pub others: BTreeMap<String, usize>,
    /// Those that the settings of the base pass over.
    pub accepted: Vec<String>,
    /// What the change does to the policy.
    pub policy: Vec<PolicyChange>,
}

/// Paths that a note names one by one.
const NAMED: usize = 5;

impl Account {
    /// A line for what is no document, and one for what is accepted as none.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
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

/// The arguments of a check in the repository.
#[derive(Debug)]
pub struct Scope {
    /// From the top, as they are written and without links.
    roots: BTreeSet<PathBuf>,
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
    fn holds(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| path.starts_with(root))
    }

    /// Whether a folder stands above an argument, at it or below it.
    fn touches(&self, folder: &Path) -> bool {
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
fn submodule(inside: &Path, base: &Base) -> Option<bool> {
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

/// What became of every changed path that is not read.
pub fn account(
    (listing, shares): (&Listing, &[Share]),
    scope: &Scope,
    base: &Base,
    named: &[PathBuf],
    unseen: &[String],
) -> Account {
    let policy = Policies::of(base, named);
    let mut account = Account { policy: policy.changes(scope, base), ..Account::default() };
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
            Changed::Unseen(_) if unseen.iter().any(|pattern| path_fits(pattern, &shown)) => {
                account.accepted.push(shown);
            }
            Changed::Unseen(reason) => account.unseen.push(Skipped { path: shown, reason }),
        }
    }
    account.unseen.extend(turned(scope, base));
    account.unseen.extend(pointers(listing, shares));
    account
}

/// What stands in the place of a text that Git LFS keeps elsewhere.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// New documents that are pointers: what is judged of them is not what is read later.
fn pointers(listing: &Listing, shares: &[Share]) -> Vec<Skipped> {
    let new = listing.files().iter().zip(shares).filter(|(_, share)| **share != Share::None);
    let pointers = new.filter(|(file, _)| content::starts_with(&file.place, POINTER));
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
        let known = base.tree.keys().chain(base.head.keys()).chain(base.index.keys());
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
    let known = base.head.get(path).or_else(|| base.index.get(path));
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
        return base.head.get(path).filter(|it| Some(*it) != before).map(|_| absent(path));
    };
    let plain = nature::is_plainly_other(path) && !about.is_symlink();
    if !is_changed(&place, &about, before, (plain, known)) {
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
        _ => nature::of(&place),
    };
    match nature {
        Nature::Other => Some(Changed::Other),
        Nature::Document(what) if Format::of_path(path).is_none() => {
            Some(Changed::Unseen(what.to_owned()))
        }
        Nature::Document(what) => Some(reason(what)),
    }
}

fn absent(path: &Path) -> Changed {
    match nature::is_plainly_other(path) {
        true => Changed::Other,
        false => Changed::Unseen("it is in the commit, and not checked out".to_owned()),
    }
}

/// Whether what lies at a place is not what the commit had. Nobody opens what is plainly no
/// document: git's names of it are enough.
fn is_changed(
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

/// Files by which documents are judged.
struct Policies {
    /// Those in force, and those that would be.
    decide: BTreeSet<PathBuf>,
}

impl Policies {
    fn of(base: &Base, named: &[PathBuf]) -> Self {
        let mut decide: BTreeSet<PathBuf> = named.iter().filter_map(|it| base.inside(it)).collect();
        if let Some(here) = base.inside(Path::new(".")) {
            for folder in here.ancestors() {
                decide.extend([settings::NAME, BASELINE].map(|name| folder.join(name)));
            }
        }
        Self { decide }
    }

    /// Whether a change of a path is told as one of the policy.
    fn is_told(&self, path: &Path, base: &Base) -> bool {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if IGNORE_FILES.contains(&name) || self.decide.contains(path) {
            return true;
        }
        // What states nothing is no file of statements, whatever its name.
        let text = || std::fs::read_to_string(base.repository.top.join(path));
        SOURCE_FILES.contains(&name) && text().is_ok_and(|text| states(name, &text))
    }

    fn changes(&self, scope: &Scope, base: &Base) -> Vec<PolicyChange> {
        let known = base.tree.keys().chain(base.head.keys()).chain(base.index.keys());
        let paths: BTreeSet<&PathBuf> = known
            .filter(|path| {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
                let beside = IGNORE_FILES.contains(&name) || SOURCE_FILES.contains(&name);
                let near = path.parent().is_some_and(|folder| scope.touches(folder));
                self.decide.contains(*path) || beside && near
            })
            .collect();
        paths.into_iter().filter_map(|path| self.change(path, base)).collect()
    }

    fn change(&self, path: &Path, base: &Base) -> Option<PolicyChange> {
        let place = base.repository.top.join(path);
        let (before, about) = (base.tree.get(path), place.symlink_metadata());
        let said = match (before, &about) {
            (None, Err(_)) => return None,
            (Some(_), Err(_)) => "removed",
            (None, Ok(_)) => "added",
            (Some(_), Ok(about)) => {
                // A link may lead to something else without being touched itself.
                let is_same = match base.find(path) {
                    Found::File(object, _) => content::is_same_file(&place, object),
                    _ => false,
                };
                if is_same && !is_changed(&place, about, before, (false, None)) {
                    return None;
                }
                "changed"
            }
        };
        let shown = path.to_string_lossy().into_owned();
        Some(PolicyChange { path: shown, said, decides: self.decide.contains(path) })
    }
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

    #[test]
    fn endings_are_counted_in_small_letters() {
        assert_eq!(ending(Path::new("a/B.PNG")), ".png");
        assert_eq!(ending(Path::new("a/Makefile")), "Makefile");
    }
}
