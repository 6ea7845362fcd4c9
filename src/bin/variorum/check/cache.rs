//! What is kept of the old documents from run to run, in the user's cache folder.
//!
//! It is safe to delete, and never stale: it is used only when settings, versions and the content
//! of every old file are those that it was made from. It is never taken from the checkout: whoever
//! brings documents could bring a cache along that says something else of the old ones.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use variorum::analysis::{HOLDINGS_VERSION, Holdings, Progress};
use variorum::config::Config;
use variorum::corpus::{Corpus, Listing, Share, tree_of};
use variorum::policy::Verdict;
use variorum::report::verdict::explained;
use xxhash_rust::xxh3::xxh3_128;

use crate::console::Console;
use crate::files;
use crate::settings::Home;

/// Fewer old documents are read as fast as their cache.
const WORTH_IT: usize = 100;
/// The file of what the last check found.
const FINDINGS: &str = "findings.json";
/// Where the mark stands in the file: behind the magic and the version.
const MARK: std::ops::Range<usize> = 12..28;

/// Where holdings are kept; nowhere when that is not wanted.
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// The cache of the project that the settings are for.
    pub fn of(home: &Home, wanted: bool, console: Console) -> Self {
        if !wanted {
            return Self { folder: None };
        }
        if home.beside(".variorum/holdings").symlink_metadata().is_ok() {
            console.note(
                ".variorum/holdings is not read: what a checkout brings along is not believed\n  \
                 next: remove .variorum/; what is kept lies in the cache folder of the user",
            );
        }
        let folder = user_folder().map(|folder| folder.join("variorum").join(project(home)));
        let tree = tree_of(&home.folder);
        let brought = folder.as_ref().is_some_and(|folder| existing(folder).starts_with(&tree));
        if brought {
            console.note(
                "the cache folder of the user lies in the checkout and is not used: what a checkout \
                 brings along is not believed\n  next: set XDG_CACHE_HOME to a folder elsewhere",
            );
        }
        Self { folder: folder.filter(|_| !brought) }
    }

    /// What is kept of the old documents, made anew where anything changed.
    pub fn holdings(
        &self,
        listing: &Listing,
        new: &[Share],
        config: &Config,
        progress: &dyn Progress,
    ) -> Result<Holdings> {
        let old: Vec<Share> = new.iter().map(rest).collect();
        let mark = mark(listing, &old, config);
        if let Some(kept) = self.read(mark) {
            return Ok(kept);
        }
        let corpus = listing.read(&old, &config.reading);
        let holdings = Holdings::build(&corpus, mark, &config.analysis, progress);
        if holdings.len() >= WORTH_IT {
            self.write(&holdings);
        }
        Ok(holdings)
    }

    /// Keeps what was found, for `variorum explain ID`.
    pub fn remember(&self, corpus: &Corpus, verdict: &Verdict) {
        let Some(folder) = &self.folder else { return };
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for finding in verdict.open() {
            let ids =
                finding.others.iter().map(|other| other.id.as_str()).chain([finding.id.as_str()]);
            for id in ids {
                texts.entry(id).or_insert_with(|| explained(corpus, finding));
            }
        }
        if let (false, Ok(json)) = (texts.is_empty(), serde_json::to_vec(&texts)) {
            let _ = files::write(&folder.join(FINDINGS), |out| out.write_all(&json));
        }
    }

    /// What the last check said of a finding.
    pub fn recall(&self, id: &str) -> Option<String> {
        let json = std::fs::read(self.folder.as_ref()?.join(FINDINGS)).ok()?;
        serde_json::from_slice::<BTreeMap<String, String>>(&json).ok()?.remove(id)
    }

    fn file(&self) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join("holdings"))
    }

    fn read(&self, mark: u128) -> Option<Holdings> {
        let mut file = std::fs::File::open(self.file()?).ok()?;
        let length = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let mut bytes = vec![0; MARK.end];
        file.read_exact(&mut bytes).ok()?;
        if bytes[MARK] != mark.to_le_bytes() {
            return None;
        }
        bytes.reserve_exact(length.saturating_sub(bytes.len()));
        file.read_to_end(&mut bytes).ok()?;
        Holdings::read(bytes)
    }

    /// A cache that cannot be written costs time, not the check.
    fn write(&self, holdings: &Holdings) {
        let Some(file) = self.file() else { return };
        let _ = files::write(&file, |out| out.write_all(holdings.as_bytes()));
    }
}

/// The folder for what programs keep: `$XDG_CACHE_HOME`, else that of the system. A path that does
/// not start at the root counts for nothing, as the specification has it.
fn user_folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        let path = PathBuf::from(std::env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    let system = || match cfg!(windows) {
        true => folder("LOCALAPPDATA"),
        false if cfg!(target_os = "macos") => Some(folder("HOME")?.join("Library/Caches")),
        false => Some(folder("HOME")?.join(".cache")),
    };
    folder("XDG_CACHE_HOME").or_else(system)
}

/// The name of a project: its place on this machine.
fn project(home: &Home) -> String {
    let folder = if home.folder.as_os_str().is_empty() { Path::new(".") } else { &home.folder };
    let place = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    format!("{:032x}", xxh3_128(place.as_os_str().as_encoded_bytes()))
}

/// As much of a path as there is, without links, and the rest as it is.
fn existing(path: &Path) -> PathBuf {
    for above in path.ancestors() {
        if let (Ok(place), Ok(rest)) = (above.canonicalize(), path.strip_prefix(above)) {
            return place.join(rest);
        }
    }
    path.to_owned()
}

/// What is old where this is new.
fn rest(new: &Share) -> Share {
    match new {
        Share::None => Share::All,
        Share::All => Share::None,
        Share::Only(lines) => Share::Without(lines.clone()),
        Share::Without(lines) => Share::Only(lines.clone()),
    }
}

/// A hash of all that holdings are made from.
fn mark(listing: &Listing, old: &[Share], config: &Config) -> u128 {
    let settings = serde_json::to_string(&(&config.reading, &config.analysis)).unwrap_or_default();
    let parts = [env!("CARGO_PKG_VERSION"), &HOLDINGS_VERSION.to_string(), &settings];
    let mut bytes = parts.join("\0").into_bytes();
    bytes.extend(listing.mark(old).to_le_bytes());
    xxh3_128(&bytes)
}
