//! `variorum index remove`: which documents are meant, and taking them out.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use variorum::config::Config;
use variorum::corpus::Document;
use variorum::index::store::{Found, Header, Kept, Snapshot, Writer};

use super::{existing, header, is_below, outside, say, shown};
use crate::Outcome;
use crate::args::IndexRemove;
use crate::console::Console;

/// Removes documents: all that are named, or none.
pub fn run(args: &IndexRemove, config: &Config, console: Console) -> Result<Outcome> {
    let folder = outside(&args.dir)?;
    let mut writer = Writer::open(&folder, &own_header(&folder, config)?)?;
    let asked: Vec<Asked> = args.documents.iter().map(|it| Asked::of(it)).collect();
    let found = found(&asked, writer.state(), &args.dir)?;
    let removed = writer.remove(&found);
    writer.skip(&|it| asked.iter().any(|asked| is_below(&it.path, &asked.given)), Vec::new());
    let documents = writer.state().len();
    writer.commit()?;
    say(console, &format!("{removed} removed; {documents} in the index\n"))?;
    Ok(Outcome::Fine)
}

/// The documents that are to go: those of a place, which are found without reading the others, else
/// those of an id or of a path as it was once given.
fn found(asked: &[Asked], state: &Snapshot, folder: &Path) -> Result<Vec<Found>> {
    let (mut all, mut others) = (Vec::new(), Vec::new());
    for asked in asked {
        match state.below(&asked.place)? {
            found if found.is_empty() => others.push(asked),
            found => all.extend(found),
        }
    }
    if others.is_empty() {
        return Ok(all);
    }
    let named = state.which(&|kept| others.iter().any(|it| it.names(kept)))?;
    for asked in others {
        let own = named.iter().filter(|it| asked.names(&it.kept));
        let places: BTreeSet<&str> = own.clone().map(|it| it.kept.place.as_str()).collect();
        let skipped = state.skipped().iter().any(|it| is_below(&it.path, &asked.given));
        if places.is_empty() && !skipped {
            bail!(
                "{} is no document of the index, and nothing is removed\n  next: `variorum index \
                 list {}` names them",
                asked.given,
                folder.display()
            );
        }
        let by_id = own.filter(|it| it.kept.document.id == asked.given).count();
        if places.len() > 1 && by_id > 0 {
            bail!(
                "{} is the id of several documents, and nothing is removed: {}\n  next: name the one \
                 that is meant by its path",
                asked.given,
                places.into_iter().collect::<Vec<_>>().join(", ")
            );
        }
    }
    all.extend(named);
    Ok(all)
}

/// The header with the index's own settings: to remove documents no settings are needed.
fn own_header(folder: &Path, config: &Config) -> Result<Header> {
    let own = Snapshot::open(folder)?.header().clone();
    Ok(Header { reading: own.reading, rows: own.rows, ..header(config) })
}

/// A document or folder that is to go.
struct Asked {
    given: String,
    /// Without links where it is there still, else from the root on.
    place: String,
}

impl Asked {
    fn of(path: &Path) -> Self {
        Self { given: shown(path), place: shown(&existing(path)) }
    }

    fn names(&self, kept: &Kept) -> bool {
        let Document { id, path, .. } = &kept.document;
        *id == self.given || is_below(path, &self.given)
    }
}
