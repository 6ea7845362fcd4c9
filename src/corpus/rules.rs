//! Which files of a folder are left out: `.gitignore`, `.ignore`, `.variorumignore`.
//!
//! In: the folders on the way down to a path, one [`Layer`] each. Out: whether the path is left
//! out, and by what. The rules are those of git: an inner folder wins over an outer one, a later
//! line over an earlier one; and `.variorumignore` wins over `.ignore`, that over `.gitignore`.
//! Rules of the machine and of the clone count for nothing: the same files read the same everywhere.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::beside::{Beside, is_repository};

/// The files of rules, the strongest first.
pub const FILES: [&str; 3] = [".variorumignore", ".ignore", ".gitignore"];
/// Rules of one file: a pattern costs memory and time, and nobody writes so many by hand.
const MOST: usize = 5_000;

/// The rules of one folder.
pub struct Layer {
    /// The folder, without links.
    folder: PathBuf,
    /// One for each of [`FILES`].
    rules: [Option<Gitignore>; 3],
    /// Whether git's rules of the folders above end here.
    repository: bool,
}

/// What rules say of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// To leave it out; the name of the file that says so.
    Out(&'static str),
    /// To take it, though its name is hidden.
    In,
}

/// Why rules of a file are not followed: the file, and the reason.
pub type Refused = (PathBuf, String);

impl Layer {
    /// The rules of a folder, given without links.
    pub fn of(folder: &Path, beside: &Beside, refused: &mut Vec<Refused>) -> Self {
        let rules = FILES.map(|name| {
            let path = folder.join(name);
            let text = match beside.read(&path) {
                Ok(small) => small?.text,
                Err(reason) => {
                    refused.push((path, format!("{reason}; its rules are not followed")));
                    return None;
                }
            };
            parsed(&text).map_err(|reason| refused.push((path, reason))).ok()
        });
        Self { folder: folder.to_owned(), rules, repository: is_repository(folder) }
    }

    /// The rules of the folders above a folder up to the top of its repository, outermost first.
    pub fn above(folder: &Path, beside: &Beside, refused: &mut Vec<Refused>) -> Vec<Self> {
        if is_repository(folder) {
            return Vec::new();
        }
        let mut above: Vec<&Path> = Vec::new();
        for it in folder.ancestors().skip(1) {
            above.push(it);
            if is_repository(it) {
                break;
            }
        }
        let above = above.iter().rev().map(|folder| Self::of(folder, beside, refused));
        above.filter(Self::speaks).collect()
    }

    /// Whether it says anything, or ends what others say.
    pub fn speaks(&self) -> bool {
        self.repository || self.rules.iter().flatten().any(|rules| !rules.is_empty())
    }

    fn said(&self, kind: usize, place: &Path, is_folder: bool) -> Said {
        let Some(rules) = &self.rules[kind] else { return Said::Nothing };
        let Ok(inside) = place.strip_prefix(&self.folder) else { return Said::Nothing };
        match rules.matched(inside, is_folder) {
            Match::None => Said::Nothing,
            Match::Ignore(_) => Said::Out(FILES[kind]),
            Match::Whitelist(_) => Said::In,
        }
    }
}

fn parsed(text: &str) -> Result<Gitignore, String> {
    let mut builder = GitignoreBuilder::new("");
    let lines = text.trim_start_matches('\u{FEFF}').lines();
    for (n, line) in lines.enumerate() {
        if n == MOST {
            return Err(format!("more than {MOST} lines; its rules are not followed"));
        }
        // A line that is no pattern costs itself only, as in git.
        let _ = builder.add_line(None, line);
    }
    builder
        .build()
        .map_err(|_| "too large a set of patterns; its rules are not followed".to_owned())
}

/// What the layers, outermost first, say of a place in the innermost folder.
pub fn said(layers: &[Layer], place: &Path, is_folder: bool) -> Said {
    for (kind, file) in FILES.iter().enumerate() {
        for layer in layers.iter().rev() {
            match layer.said(kind, place, is_folder) {
                Said::Nothing => {}
                said => return said,
            }
            if layer.repository && *file == ".gitignore" {
                break;
            }
        }
    }
    Said::Nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(folder: &str, rules: [&str; 3]) -> Layer {
        let rules = rules.map(|text| Some(parsed(text).unwrap()));
        Layer { folder: folder.into(), rules, repository: false }
    }

    #[test]
    fn the_inner_folder_and_the_stronger_file_win() {
        let layers =
            [layer("/t", ["", "", "*.txt\nout/\n/top.md"]), layer("/t/a", ["!b.txt", "", "x.md"])];
        let of = |path: &str, folder: bool| said(&layers, Path::new(path), folder);
        assert_eq!(of("/t/a/a.txt", false), Said::Out(".gitignore"));
        assert_eq!(of("/t/a/b.txt", false), Said::In);
        assert_eq!(of("/t/a/x.md", false), Said::Out(".gitignore"));
        assert_eq!(of("/t/a/out", true), Said::Out(".gitignore"));
        assert_eq!(of("/t/a/out", false), Said::Nothing);
        assert_eq!(of("/t/a/top.md", false), Said::Nothing);
    }

    #[test]
    fn git_rules_end_at_a_repository() {
        let mut inner = layer("/t/a", ["", "", ""]);
        inner.repository = true;
        let layers = [layer("/t", ["", "y.txt", "x.txt"]), inner];
        assert_eq!(said(&layers, Path::new("/t/a/x.txt"), false), Said::Nothing);
        assert_eq!(said(&layers, Path::new("/t/a/y.txt"), false), Said::Out(".ignore"));
    }

    #[test]
    fn a_line_that_is_no_pattern_costs_itself_only() {
        let layers = [layer("/t", ["", "", "[z-a\nx.txt\n"])];
        assert_eq!(said(&layers, Path::new("/t/x.txt"), false), Said::Out(".gitignore"));
        assert!(parsed(&"a\n".repeat(MOST + 1)).is_err());
    }
}
