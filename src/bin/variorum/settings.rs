//! Finds and reads `variorum.toml`.

use std::path::{Path, PathBuf};

use variorum::config::Config;
use variorum::error::{ErrorKind, Result};

use crate::args::Reading;

/// The name that is looked for.
const NAME: &str = "variorum.toml";

/// The settings in force: those of `given`, else of the nearest `variorum.toml` upwards from the
/// current folder, else the defaults.
pub fn read(given: Option<&Path>) -> Result<Config> {
    match given.map(Path::to_owned).or_else(found_upwards) {
        Some(path) => Config::parse(&text(&path)?, &shown(&path)),
        None => Ok(Config::default()),
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
