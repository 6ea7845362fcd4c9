//! Which files a run reads: the arguments, folders walked, each file once.
//!
//! In: paths as the user gave them. Out: files with their ids, sorted by id, and what was passed
//! over with its reason. Folders are walked by the rules of `.gitignore`; links to folders are
//! not followed, so no loop of links can trap the walk, and links to files only within the tree
//! that the folder belongs to, so that no stranger's folder reads what lies outside of it.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

use super::beside::{is_within, spot, tree_of};
use super::endings::Endings;
use super::file::{Format, unreadable};
use super::patterns::path_fits;
use super::rules::{self, Layer, Said};
use super::{Options, Skipped};
#[cfg(feature = "wire")]
use super::{endings, file};
use crate::error::{ErrorKind, Result};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path as the program was given it, or found below an argument.
    pub path: PathBuf,
    /// Where it lies: folders without links, its own name as it is.
    pub spot: PathBuf,
    /// What it leads to, without links.
    pub place: PathBuf,
    /// The id of its document.
    pub id: String,
    /// How many folders above it belong to the run.
    depth: usize,
    /// How many trailing components of the path make the id.
    components: usize,
}

/// A path that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Path as the program was given it, or found below an argument.
    pub path: PathBuf,
    /// Where it lies: folders without links, its own name as it is.
    pub spot: PathBuf,
    /// Why, in words.
    pub reason: String,
    /// What kind of reason it is.
    pub why: Why,
}

/// Why a path is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It cannot be.
    Unread,
    /// Its ending is none that is read.
    Format,
    /// Somebody wants it left out: its name is hidden, or a rule says so. A folder stands for all
    /// that it holds.
    LeftOut,
    /// It is read under another name.
    Same,
}

/// What the arguments lead to.
#[derive(Debug, Default)]
pub struct Walked {
    /// Sorted by id.
    pub files: Vec<File>,
    /// In the order of the walk.
    pub passed: Vec<Passed>,
    /// Files of other formats, told by their endings.
    endings: Vec<Skipped>,
}

impl Walked {
    /// What a report lists as not read: what somebody wants left out is nobody's loss.
    pub fn skipped(&self) -> Vec<Skipped> {
        let passed = self.passed.iter().filter(|it| matches!(it.why, Why::Unread | Why::Same));
        let skipped = passed.map(|it| Skipped { path: shown(&it.path), reason: it.reason.clone() });
        skipped.chain(self.endings.iter().cloned()).collect()
    }
}

/// Lists the files behind the arguments, sorted by id; nothing that lies in one of the folders of
/// `except`.
pub fn files(arguments: &[&Path], except: &[&Path], options: &Options) -> Result<Walked> {
    let mut walked = alone(arguments, except, options)?;
    name_apart(&mut walked.files);
    walked.files.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(walked)
}

/// The same with the id that each file has alone, whatever the others are called.
pub fn alone(arguments: &[&Path], except: &[&Path], options: &Options) -> Result<Walked> {
    let except: Vec<PathBuf> = except.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut walked = Walked::default();
    for argument in arguments {
        let spot = spot(argument);
        let is_held = options.held.get(&spot).is_some();
        let is_folder = match std::fs::metadata(argument) {
            _ if is_held => false,
            Ok(about) => about.is_dir(),
            Err(_) if options.held.has(&spot) => true,
            Err(error) => return Err(missing(argument, &error).into()),
        };
        if is_folder {
            Walk::below(argument, &except, options, &mut walked);
        } else {
            walked.files.push(File::new(argument, &spot, 1, is_held));
        }
    }
    each_once(&mut walked);
    walked.files.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(walked)
}

/// The ids of files that were listed at different times as if they had been listed together: of each
/// its path and the id that it has alone.
pub fn together(alone: &[(&str, &str)]) -> Vec<String> {
    let file = |(path, id): &(&str, &str)| File {
        path: PathBuf::from(path),
        spot: PathBuf::from(path),
        place: PathBuf::from(path),
        id: (*id).to_owned(),
        depth: 0,
        components: id.split('/').count(),
    };
    let mut files: Vec<File> = alone.iter().map(file).collect();
    name_apart(&mut files);
    files.into_iter().map(|file| file.id).collect()
}

fn missing(path: &Path, error: &std::io::Error) -> ErrorKind {
    if is_address(path) {
        let reason = "an address, and only files are read here".to_owned();
        let next = "save the page as .html and give that file";
        return ErrorKind::Path { path: path.to_owned(), reason, next };
    }
    let next = match error.kind() {
        std::io::ErrorKind::NotFound => "check the spelling, or give the folder that holds it",
        _ => "check the permissions of the path and of the folders above it",
    };
    ErrorKind::Path { path: path.to_owned(), reason: unreadable(error), next }
}

impl File {
    fn new(path: &Path, spot: &Path, components: usize, is_held: bool) -> Self {
        let mut file = Self {
            path: path.to_owned(),
            spot: spot.to_owned(),
            // What is held stands for itself, whatever lies there.
            place: match path.canonicalize() {
                Ok(place) if !is_held => place,
                _ => spot.to_owned(),
            },
            id: String::new(),
            depth: components,
            components,
        };
        file.name();
        file
    }

    /// The folders whose `sources.toml` speaks for the file, innermost first.
    pub(super) fn folders(&self) -> impl ExactSizeIterator<Item = &Path> {
        let above: Vec<&Path> = self.path.ancestors().skip(1).take(self.depth).collect();
        above.into_iter()
    }

    /// Sets the id to the last components of the path, joined by `/` on every system.
    fn name(&mut self) {
        let all = parts(&self.path);
        self.id = all[all.len().saturating_sub(self.components)..].join("/");
    }
}

/// The parts of a path that ids are made of.
pub fn parts(path: &Path) -> Vec<String> {
    let part = |component: Component<'_>| match component {
        Component::CurDir | Component::RootDir => None,
        other => Some(other.as_os_str().to_string_lossy().into_owned()),
    };
    path.components().filter_map(part).collect()
}

/// `https://harbour.example/ships`.
fn is_address(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// A walk through one argument.
struct Walk<'a> {
    options: &'a Options,
    /// What links may lead to; none for anything.
    tree: Option<PathBuf>,
    /// The rules of the folders down to the one at hand.
    layers: Vec<Layer>,
    /// Folders of which nothing is read, without links.
    except: &'a [PathBuf],
    endings: Endings,
    out: &'a mut Walked,
}

/// Where the walk stands: as a user would name it, without links, and how far below the argument.
#[derive(Clone, Copy)]
struct At<'a> {
    path: &'a Path,
    spot: &'a Path,
    depth: usize,
}

impl<'a> Walk<'a> {
    fn below(root: &Path, except: &'a [PathBuf], options: &'a Options, out: &'a mut Walked) {
        let place = root.canonicalize().unwrap_or_else(|_| spot(root));
        let mut refused = Vec::new();
        let layers = Layer::above(&place, &options.beside, &mut refused);
        let tree = (!options.follow_links).then(|| tree_of(&place));
        let mut walk = Self { options, tree, layers, except, endings: Endings::default(), out };
        walk.refuse(refused);
        walk.folder(At { path: root, spot: &place, depth: 0 }, root);
        walk.out.endings.extend(walk.endings.told(&shown(root)));
    }

    fn folder(&mut self, at: At<'_>, root: &Path) {
        let names = match self.names(at) {
            Ok(names) => names,
            Err(error) => return self.pass(at, unreadable(&error), Why::Unread),
        };
        let mut refused = Vec::new();
        let layer = Layer::of(at.spot, &self.options.beside, &mut refused);
        let speaks = layer.speaks();
        if speaks {
            self.layers.push(layer);
        }
        self.refuse(refused);
        for (name, kind) in names {
            let (path, spot) = (at.path.join(&name), at.spot.join(&name));
            let below = At { path: &path, spot: &spot, depth: at.depth + 1 };
            match self.left_out(&spot, &name, kind == Kind::Folder) {
                Some(reason) => self.pass(below, reason, Why::LeftOut),
                None if kind == Kind::Folder && self.except.contains(&spot) => {}
                None if kind == Kind::Folder && at.depth >= DEEPEST => {
                    self.pass(below, TOO_DEEP.to_owned(), Why::Unread);
                }
                None if kind == Kind::Folder => self.folder(below, root),
                None => match self.unwanted(below, root) {
                    Some(reason) => self.pass(below, reason, Why::LeftOut),
                    None => self.file(below, root, kind),
                },
            }
        }
        if speaks {
            self.layers.pop();
        }
    }

    /// What a folder holds on the disk and what is held of it, sorted by name.
    fn names(&self, at: At<'_>) -> std::io::Result<BTreeMap<OsString, Kind>> {
        let mut held = self.options.held.names(at.spot).peekable();
        let mut names = match names(at.path) {
            Err(_) if held.peek().is_some() => BTreeMap::new(),
            names => names?,
        };
        for (name, is_folder) in held {
            match is_folder {
                true => drop(names.entry(name.to_owned()).or_insert(Kind::Folder)),
                false => drop(names.insert(name.to_owned(), Kind::Held)),
            }
        }
        Ok(names)
    }

    fn left_out(&self, spot: &Path, name: &OsStr, is_folder: bool) -> Option<String> {
        match rules::said(&self.layers, spot, is_folder) {
            Said::Out(file) => Some(format!("left out by {file}")),
            Said::Nothing if name.as_encoded_bytes().starts_with(b".") => {
                Some("its name is hidden: it begins with a dot".to_owned())
            }
            _ => None,
        }
    }

    /// Why the patterns of the user leave a file out.
    fn unwanted(&self, at: At<'_>, root: &Path) -> Option<String> {
        let path = shown(at.path.strip_prefix(root).unwrap_or(at.path));
        let name = path.rsplit('/').next().unwrap_or(&path);
        let fits = |pattern: &String| {
            let pattern = pattern.trim_start_matches("./");
            path_fits(pattern, if pattern.contains('/') { &path } else { name })
        };
        let Options { include, exclude, .. } = self.options;
        if let Some(pattern) = exclude.iter().find(|pattern| fits(pattern)) {
            return Some(format!("left out by --exclude {pattern}"));
        }
        let unasked = !include.is_empty() && !include.iter().any(fits);
        unasked.then(|| "left out: no --include fits it".to_owned())
    }

    /// Something to read, to name as passed over, or no concern of ours.
    fn file(&mut self, at: At<'_>, root: &Path, kind: Kind) {
        if kind == Kind::Link {
            let reason = match at.path.canonicalize() {
                Ok(place) if place.is_dir() => {
                    "a link to a folder; give that folder as an argument to read it".to_owned()
                }
                Ok(place) if !self.may_follow(&place) => OUTSIDE.to_owned(),
                Ok(_) => String::new(),
                Err(error) => unreadable(&error),
            };
            if !reason.is_empty() {
                return self.pass(at, reason, Why::Unread);
            }
        } else if is_settings(at.path) {
            return;
        }
        if Format::of_path(at.path).is_none() && !self.is_sent(at, kind) {
            self.endings.add(shown(at.path.strip_prefix(root).unwrap_or(at.path)));
            return self.pass(at, "not a format that is read here".to_owned(), Why::Format);
        }
        let is_held = kind == Kind::Held;
        if !is_held && !std::fs::metadata(at.path).is_ok_and(|about| about.is_file()) {
            return self.pass(at, "not a regular file".to_owned(), Why::Unread);
        }
        self.out.files.push(File::new(at.path, at.spot, at.depth, is_held));
    }

    /// Whether an agency sent the file, by what stands inside: its name may have any ending.
    #[cfg(feature = "wire")]
    fn is_sent(&self, at: At<'_>, kind: Kind) -> bool {
        use std::io::Read;
        let is_file = || std::fs::metadata(at.path).is_ok_and(|about| about.is_file());
        if endings::is_other(at.path) || kind != Kind::Held && !is_file() {
            return false;
        }
        let file = File::new(at.path, at.spot, at.depth, kind == Kind::Held);
        let Ok(bytes) = file::open(&file, &self.options.held) else { return false };
        let mut start = Vec::new();
        // What cannot be read is told by whoever reads it.
        let read = bytes.take(super::wire::START).read_to_end(&mut start);
        read.is_ok() && super::wire::of_start(&start).is_some()
    }

    #[cfg(not(feature = "wire"))]
    fn is_sent(&self, _: At<'_>, _: Kind) -> bool {
        false
    }

    fn may_follow(&self, place: &Path) -> bool {
        self.tree.as_ref().is_none_or(|tree| is_within(place, tree))
    }

    fn pass(&mut self, at: At<'_>, reason: String, why: Why) {
        let (path, spot) = (at.path.to_owned(), at.spot.to_owned());
        self.out.passed.push(Passed { path, spot, reason, why });
    }

    fn refuse(&mut self, refused: Vec<rules::Refused>) {
        for (path, reason) in refused {
            let at = At { path: &path, spot: &path, depth: 0 };
            self.pass(at, reason, Why::Unread);
        }
    }
}

/// Said of a link that is not followed.
const OUTSIDE: &str = "leads out of the folder; --follow-links reads what links lead to";

/// Folders below folders: nobody sorts documents into so many, and every further one costs time for
/// all that lies below it.
const DEEPEST: usize = 256;
/// Said of what lies deeper.
const TOO_DEEP: &str = "folders below it are not walked: it lies more than 256 folders deep";

/// What stands in a folder under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Folder,
    Link,
    /// A file, or what is none and cannot be read.
    File,
    /// A file that is held, whatever lies there.
    Held,
}

/// What a folder holds, sorted by name.
#[expect(clippy::disallowed_methods, reason = "corpus/ is where folders are walked")]
fn names(folder: &Path) -> std::io::Result<BTreeMap<OsString, Kind>> {
    let mut names = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = match entry.file_type()? {
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_symlink() => Kind::Link,
            _ => Kind::File,
        };
        names.insert(entry.file_name(), kind);
    }
    Ok(names)
}

/// Files that tell about the documents beside them.
fn is_settings(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str);
    matches!(name, Some("sources.toml" | "sources.csv" | "variorum.toml" | "names.csv"))
}

/// A path as it stands in a report: `/` on every system.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// A file that several arguments or links lead to is read once, under its longest id: the one a
/// folder gives. A link that leads to another file of the run is named as passed over.
fn each_once(walked: &mut Walked) {
    let mut by_place: BTreeMap<PathBuf, Vec<File>> = BTreeMap::new();
    for file in walked.files.drain(..) {
        by_place.entry(file.place.clone()).or_default().push(file);
    }
    for mut files in by_place.into_values() {
        files.sort_by_key(|file| {
            (file.spot.is_symlink(), usize::MAX - file.components, shown(&file.path))
        });
        let first = files.remove(0);
        for other in files.into_iter().filter(|other| other.spot.is_symlink()) {
            let reason = format!("a link to {}, which is read", shown(&first.path));
            let (path, spot) = (other.path, other.spot);
            walked.passed.push(Passed { path, spot, reason, why: Why::Same });
        }
        walked.files.push(first);
    }
}

/// Gives files of the same id as many more folders of their paths as tell them apart.
fn name_apart(files: &mut [File]) {
    loop {
        let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, file) in files.iter().enumerate() {
            by_id.entry(file.id.clone()).or_default().push(index);
        }
        let mut longer = false;
        for index in by_id.into_values().filter(|same| same.len() > 1).flatten() {
            let file = &mut files[index];
            if file.components < parts(&file.path).len() {
                file.components += 1;
                file.name();
                longer = true;
            }
        }
        if !longer {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(paths: &[&str]) -> Vec<String> {
        let mut files: Vec<File> = paths
            .iter()
            .map(|path| File::new(Path::new(path), Path::new(path), 1, false))
            .collect();
        name_apart(&mut files);
        files.into_iter().map(|file| file.id).collect()
    }

    #[test]
    fn ids_grow_only_as_far_as_needed() {
        assert_eq!(named(&["./a/x.txt", "b/y.txt"]), ["x.txt", "y.txt"]);
        assert_eq!(named(&["q/a/x.txt", "q/b/x.txt", "y.txt"]), ["a/x.txt", "b/x.txt", "y.txt"]);
        assert_eq!(named(&["x.txt", "../x.txt"]), ["x.txt", "../x.txt"]);
    }
}
