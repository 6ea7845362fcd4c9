//! Finds and reads `variorum.toml`.

use std::path::{Path, PathBuf};

use variorum::config::Config;
use variorum::error::{ErrorKind, Result};

use crate::args::Reading;

/// The name that is looked for.
const NAME: &str = "variorum.toml";

/// The file of the settings: `given`, else the nearest `variorum.toml` upwards from the current
/// folder.
pub fn find(given: Option<&Path>) -> Option<PathBuf> {
    given.map(Path::to_owned).or_else(found_upwards)
}

/// The settings of a file, or the defaults without one.
pub fn read(path: Option<&Path>) -> Result<Config> {
    match path {
        Some(path) => Config::parse(&text(path)?, &shown(path)),
        None => Ok(Config::default()),
    }
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

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| {
        let next = "give --config a readable TOML file, or leave it out";
        ErrorKind::Path { path: path.to_owned(), reason: error.to_string(), next }.into()
    })
}

fn found_upwards() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
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
}
