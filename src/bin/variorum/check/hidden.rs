//! What a change of ignore files and `sources.*` would do to the documents that are there.
//!
//! In: the changes, and the documents as the rules of the base have them. Out: the same changes,
//! with those that count that leave documents out or say another thing of them: in this run they do
//! nothing, and in the next nobody would look for them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use variorum::config::Config;
use variorum::corpus::{Beside, IGNORE_FILES, Listing, Options, SOURCE_FILES};
use variorum::policy::PolicyChange;

use super::base::Base;
use super::notes::listed;
use crate::report;

/// Weighs changes of the policy by the documents that they would hide or say another thing of.
pub fn weighed(
    mut changes: Vec<PolicyChange>,
    (listing, base): (&Listing, &Base),
    config: &Config,
    paths: &[PathBuf],
) -> Result<Vec<PolicyChange>> {
    let is_of = |names: &[&str], change: &PolicyChange| {
        Path::new(&change.path).file_name().is_some_and(|name| names.iter().any(|it| name == *it))
    };
    let (ignores, sources) = (
        changes.iter().any(|it| is_of(&IGNORE_FILES, it)),
        changes.iter().any(|it| is_of(&SOURCE_FILES, it)),
    );
    if !ignores && !sources {
        return Ok(changes);
    }
    let mut named =
        changes.iter().filter(|it| is_of(&IGNORE_FILES, it) || is_of(&SOURCE_FILES, it));
    let beside = match named.all(|it| base.is_as_committed(Path::new(&it.path))) {
        true => base.beside_now()?,
        false => Beside::default(),
    };
    let options = Options { beside, ..config.reading.clone() };
    // What does not parse says nothing; the next run would say so.
    let Ok(then) = Listing::of(&report::inputs(paths), &options) else { return Ok(changes) };
    let known: Vec<(&Path, usize)> = listing
        .files()
        .iter()
        .enumerate()
        .filter_map(|(n, file)| Some((file.spot.strip_prefix(&base.repository.top).ok()?, n)))
        .filter(|(inside, _)| base.tree.contains_key(*inside))
        .collect();
    let read: BTreeSet<&Path> = then.files().iter().map(|file| file.spot.as_path()).collect();
    let left_out: Vec<&Path> = known
        .iter()
        .filter(|(_, n)| !read.contains(listing.files()[*n].spot.as_path()))
        .map(|(inside, _)| *inside)
        .collect();
    let restated: Vec<&Path> = known
        .iter()
        .filter(|(_, n)| listing.states_otherwise(&listing.files()[*n], &then))
        .map(|(inside, _)| *inside)
        .collect();
    for change in &mut changes {
        let (paths, would) = match is_of(&IGNORE_FILES, change) {
            true => (&left_out, "would be left out, and compared with nothing"),
            false if is_of(&SOURCE_FILES, change) => {
                (&restated, "would be read with another source, date or language")
            }
            false => continue,
        };
        if !paths.is_empty() {
            change.said = format!("{}; by it {}", change.said, listed(paths, would, would));
            change.decides = true;
        }
    }
    Ok(changes)
}
