//! What a branch does to the policy: settings, accepted names, the baseline, ignore files,
//! `sources.*`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use variorum::corpus::{IGNORE_FILES, SOURCE_FILES, states};
use variorum::policy::PolicyChange;

use super::account::is_changed;
use super::base::{Base, Found};
use super::change::Scope;
use super::{BASELINE, content};
use crate::settings;

/// Files by which documents are judged.
pub struct Policies {
    /// Those in force, and those that would be.
    decide: BTreeSet<PathBuf>,
}

/// The file by which git is told to write a document otherwise than it was committed: in another
/// charset, for one.
const ATTRIBUTES: &str = ".gitattributes";

impl Policies {
    /// Those of the working folder, and those that are named.
    pub fn of(base: &Base, named: &[PathBuf]) -> Self {
        let mut decide: BTreeSet<PathBuf> = named.iter().filter_map(|it| base.inside(it)).collect();
        if let Some(here) = base.inside(Path::new(".")) {
            for folder in here.ancestors() {
                decide.extend([settings::NAME, BASELINE].map(|name| folder.join(name)));
            }
        }
        Self { decide }
    }

    /// Whether a change of a path is told as one of the policy.
    pub fn is_told(&self, path: &Path, base: &Base) -> bool {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if IGNORE_FILES.contains(&name) || name == ATTRIBUTES || self.decide.contains(path) {
            return true;
        }
        // What states nothing is no file of statements, whatever its name.
        let text = || base.text_now(path);
        SOURCE_FILES.contains(&name) && text().is_some_and(|text| states(name, &text))
    }

    /// What became of those that are near the arguments.
    pub fn changes(&self, scope: &Scope, base: &Base) -> Vec<PolicyChange> {
        let known = base.tree.keys().chain(base.head.keys()).chain(base.index.tree.keys());
        let paths: BTreeSet<&PathBuf> = known
            .filter(|path| {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
                let beside = IGNORE_FILES.contains(&name)
                    || SOURCE_FILES.contains(&name)
                    || name == ATTRIBUTES;
                let near = path.parent().is_some_and(|folder| scope.touches(folder));
                self.decide.contains(*path) || beside && near
            })
            .collect();
        paths.into_iter().filter_map(|path| self.change(path, base)).collect()
    }

    fn change(&self, path: &Path, base: &Base) -> Option<PolicyChange> {
        let place = base.repository.top.join(path);
        let (before, about) = (base.tree.get(path), place.symlink_metadata());
        if base.is_as_committed(path) {
            let said = match before {
                // A link may lead to something else without being touched itself.
                Some(_) if base.find(path) == base.find_now(path) => return None,
                Some(_) => "changed",
                None => "added",
            };
            return Some(self.told(path, &place, said));
        }
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
        Some(self.told(path, &place, said))
    }

    fn told(&self, path: &Path, place: &Path, said: &str) -> PolicyChange {
        let decides = self.decide.contains(path) || rewrites(path, place);
        PolicyChange {
            path: path.to_string_lossy().into_owned(),
            said: format!("is {said}"),
            decides,
        }
    }
}

/// Whether an attributes file has git write documents otherwise than they were committed; one that cannot
/// be read may.
fn rewrites(path: &Path, place: &Path) -> bool {
    let named = path.file_name().is_some_and(|name| name == ATTRIBUTES);
    named
        && place.symlink_metadata().is_ok_and(|about| {
            let small = about.is_file() && about.len() <= variorum::corpus::LARGEST;
            let text = if small { std::fs::read_to_string(place).ok() } else { None };
            text.is_none_or(|text| {
                ["working-tree-encoding", "filter"].iter().any(|it| text.contains(it))
            })
        })
}
