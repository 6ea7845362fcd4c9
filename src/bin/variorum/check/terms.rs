//! What documents are judged by: settings, accepted names, the baseline, ignore files, `sources.*`.
//!
//! They are those that lie here, or, with `--since`, those of the base: a change has no say in how
//! it is judged. A file of the base's tree counts even where the change removed it, and one that
//! the change added counts for nothing; what git does not know of is the user's own and counts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use variorum::config::Config;
use variorum::corpus::{Small, read_small, tree_of};
use variorum::policy::{AcceptedName, Baseline};

use super::BASELINE;
use super::base::Base;
use crate::settings::{self, Home};

/// Where files of the policy are read.
#[derive(Clone, Copy)]
pub enum Terms<'a> {
    /// As they lie here.
    Worktree,
    /// As a commit has them.
    Base(&'a Base),
}

impl Terms<'_> {
    /// The settings in force, and where they are from.
    pub fn settings(self, given: Option<&Path>) -> Result<(Config, Home)> {
        let Self::Base(base) = self else {
            let file = settings::find(given);
            return Ok((settings::read(file.as_deref())?, Home::of(file)));
        };
        let here = std::env::current_dir().and_then(|it| it.canonicalize()).unwrap_or_default();
        let path = match given {
            Some(given) => Some(given.to_owned()),
            None => base.settings(&here).map(|inside| base.repository.top.join(inside)),
        };
        let mut config = match &path {
            Some(path) => match self.read(path, &tree_of(above(path)))? {
                Some(small) => settings::parse(path, &small)?,
                None if self.is_here(path) => Config::default(),
                None => settings::read(Some(path))?,
            },
            None => Config::default(),
        };
        config.reading.beside = base.beside()?;
        Ok((config, Home::of(path)))
    }

    /// The accepted names of the settings and of their file.
    pub fn names(self, config: &Config, home: &Home) -> Result<Vec<AcceptedName>> {
        let mut names: BTreeMap<String, AcceptedName> = BTreeMap::new();
        let mut add = |name: AcceptedName| {
            let known =
                names.entry(name.name.clone()).or_insert_with(|| AcceptedName::new(&name.name));
            known.variants.extend(name.variants);
        };
        for name in &config.policy.names {
            add(AcceptedName::new(name));
        }
        if let Some(file) = &config.policy.names_file {
            let path = home.beside(file);
            let what = "the `names_file` of the policy";
            let small = self.wanted(&path, &tree_of(&home.folder), what, NAMES_NEXT)?;
            parsed(&path, &small, what, AcceptedName::parse_csv)?.into_iter().for_each(&mut add);
        }
        Ok(names.into_values().collect())
    }

    /// The baseline that is asked for, or the one that lies beside the settings.
    pub fn baseline(self, flag: Option<&Path>, config: &Config, home: &Home) -> Result<Baseline> {
        let Some(path) = self.baseline_path(flag, config, home) else {
            return Ok(Baseline::default());
        };
        let tree = if flag.is_some() { tree_of(above(&path)) } else { tree_of(&home.folder) };
        let what = "the baseline";
        let small = self.wanted(&path, &tree, what, BASELINE_NEXT)?;
        parsed(&path, &small, what, Baseline::parse)
    }

    /// The path of the baseline; none where there is none.
    pub fn baseline_path(
        self,
        flag: Option<&Path>,
        config: &Config,
        home: &Home,
    ) -> Option<PathBuf> {
        let asked = flag.map(Path::to_owned);
        let asked = asked.or_else(|| config.policy.baseline.as_ref().map(|it| home.beside(it)));
        asked.or_else(|| {
            let usual = home.beside(BASELINE);
            let is_there = match self.inside(&usual) {
                Some((base, inside)) if base.tree.contains_key(&inside) => true,
                Some((base, inside)) if base.is_known(&inside) => false,
                _ => usual.symlink_metadata().is_ok(),
            };
            is_there.then_some(usual)
        })
    }

    /// The files that the policy is made of: settings, accepted names, the baseline.
    pub fn files(
        self,
        flag: Option<&Path>,
        given: Option<&Path>,
        config: &Config,
        home: &Home,
    ) -> Vec<PathBuf> {
        let names = config.policy.names_file.as_ref().map(|file| home.beside(file));
        let baseline = self.baseline_path(flag, config, home);
        [given.map(Path::to_owned), home.file.clone(), names, baseline]
            .into_iter()
            .flatten()
            .collect()
    }

    /// A file that has to be there, unless only the change has it: then it holds nothing.
    fn wanted(self, path: &Path, tree: &Path, what: &str, next: &str) -> Result<Small> {
        let refused = |reason: &str| {
            anyhow!("cannot read {}, {what}: {reason}\n  next: {next}", path.display())
        };
        match self.read(path, tree) {
            Ok(Some(small)) => Ok(small),
            Ok(None) if self.is_here(path) => Err(refused(
                "the base does not have it, and the one that comes with the change does not count",
            )),
            Ok(None) => Err(refused("not found")),
            Err(error) => Err(refused(&error.to_string())),
        }
    }

    fn read(self, path: &Path, tree: &Path) -> Result<Option<Small>> {
        if let Some((base, inside)) = self.inside(path) {
            match base.text(&inside)? {
                None if !base.is_known(&inside) => {}
                found => return Ok(found),
            }
        }
        read_small(path, tree).map_err(|reason| anyhow!(reason))
    }

    /// Whether git knows of the path, here and now.
    fn is_here(self, path: &Path) -> bool {
        self.inside(path).is_some_and(|(base, inside)| base.is_known(&inside))
    }

    fn inside(&self, path: &Path) -> Option<(&Base, PathBuf)> {
        let Self::Base(base) = self else { return None };
        Some((base, base.inside(path)?))
    }
}

/// Reads a text; nothing of a file that lies elsewhere stands in a message.
fn parsed<T>(
    path: &Path,
    small: &Small,
    what: &str,
    parse: impl Fn(&str, &Path) -> variorum::error::Result<T>,
) -> Result<T> {
    parse(&small.text, path).map_err(|error| match small.foreign {
        true => anyhow!(
            "{}, {what}, does not parse, and leads out of the folder of the settings\n  next: \
             correct the path",
            path.display()
        ),
        false => error.into(),
    })
}

fn above(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

const NAMES_NEXT: &str = "correct the path, which starts at the folder of the settings";
const BASELINE_NEXT: &str = "`variorum baseline write PATH...` writes one; or leave it out of the \
                             command and the settings";
