//! Finds and reads `variorum.toml`.

use std::path::{Path, PathBuf};

use variorum::config::Config;
use variorum::corpus::{Beside, Small};
use variorum::error::{Error, ErrorKind, Result};

use crate::args::Reading;

/// The name that is looked for.
pub const NAME: &str = "variorum.toml";

/// The file of the settings: `given`, else the nearest `variorum.toml` upwards from the current
/// folder.
pub fn find(given: Option<&Path>) -> Option<PathBuf> {
    given.map(Path::to_owned).or_else(found_upwards)
}

/// The settings of a file, or the defaults without one.
pub fn read(path: Option<&Path>) -> Result<Config> {
    let Some(path) = path else { return Ok(Config::default()) };
    let small = Beside::default().read(path).and_then(|it| it.ok_or("not found".to_owned()));
    let small = small.map_err(|reason| unusable(path, reason))?;
    parse(path, &small)
}

/// The settings of a text; nothing of a file that lies elsewhere stands in a message.
pub fn parse(path: &Path, small: &Small) -> Result<Config> {
    Config::parse(&small.text, &shown(path)).map_err(|error| match small.foreign {
        true => unusable(path, "it leads out of its folder, and holds no settings".to_owned()),
        false => error,
    })
}

fn unusable(path: &Path, reason: String) -> Error {
    let next = "give --config a small TOML file in UTF-8, or leave it out";
    ErrorKind::Path { path: path.to_owned(), reason, next }.into()
}

/// Where the settings are, for what lies beside them.
#[derive(Clone, Debug)]
pub struct Home {
    /// The file, as a user would name it; none where there is none.
    pub file: Option<PathBuf>,
    /// Its folder, or the current one.
    pub folder: PathBuf,
}

impl Home {
    /// The home of these settings.
    pub fn of(file: Option<PathBuf>) -> Self {
        let folder = file.as_deref().and_then(Path::parent).map(shown).unwrap_or_default();
        Self { file: file.as_deref().map(shown), folder }
    }

    /// A path that the settings name.
    pub fn beside(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.join(path)
    }
}

fn found_upwards() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    // One that cannot be read is found too: to go on without it would be another policy.
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.symlink_metadata().is_ok())
}

/// The path as seen from the current folder, where it lies in it.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}

/// Flags win over the file.
pub fn set_reading(config: &mut Config, flags: &Reading) {
    if let Some(zones) = &flags.zones {
        config.analysis.zones.clone_from(zones);
    }
    config.reading.max_bytes = flags.max_bytes.unwrap_or(config.reading.max_bytes);
    config.reading.follow_links = flags.follow_links;
    config.reading.include.clone_from(&flags.include);
    config.reading.exclude.clone_from(&flags.exclude);
}
