//! The `git` program, asked about commits and never about files.
//!
//! In: names of commits. Out: what they hold, by path. Only plumbing is used that reads objects and
//! the index (`rev-parse`, `merge-base`, `ls-tree`, `ls-files`, `cat-file`): it needs no filter, no
//! attribute, no diff driver and no hook, so nothing that a branch brings along is ever run. What
//! could run something all the same is switched off by name, and git is started in the working
//! folder: a folder among the documents that looks like a repository is never asked.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};
use variorum::corpus::is_repository;

/// The repository of the working folder.
#[derive(Clone, Debug)]
pub struct Repository {
    /// Its top folder, without links.
    pub top: PathBuf,
}

/// Where a branch and what is checked out part.
#[derive(Debug)]
pub struct Common {
    /// The last common commit.
    pub commit: String,
    /// The newest of the branch.
    pub tip: String,
    /// What the user should know of how it was found.
    pub note: Option<String>,
}

/// What a commit or the index holds, by path from the top.
pub type Tree = BTreeMap<PathBuf, Entry>;

/// What the next commit would hold, and what git knows of the files that it checked out.
#[derive(Debug, Default)]
pub struct Index {
    /// By path from the top.
    pub tree: Tree,
    /// How each file looked when git last wrote or compared it.
    pub looks: BTreeMap<PathBuf, Look>,
}

/// How a file looks without being opened: two looks that are the same mean that nobody wrote to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Seconds and nanoseconds of its last change, each cut to 32 bits.
    pub changed: (u32, u32),
    /// Its bytes, cut to 32 bits.
    pub size: u32,
}

/// A file, a link or a submodule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The name of its content, in hexadecimal digits.
    pub object: String,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A symbolic link.
    Link,
    /// Another repository.
    Submodule,
}

/// Settings that name a program or let git go elsewhere, switched off. `-c` wins over every file.
const SETTINGS: [&str; 24] = [
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.pager=cat",
    "core.editor=false",
    "core.askPass=false",
    "core.sshCommand=false",
    "core.gitProxy=",
    "core.alternateRefsCommand=false",
    // A folder that looks like a bare repository is none, unless it is named.
    "safe.bareRepository=explicit",
    "diff.external=",
    "interactive.diffFilter=",
    "sequence.editor=false",
    "credential.helper=",
    "gpg.program=false",
    "log.showSignature=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.recurseSubmodules=false",
    "submodule.recurse=false",
    "protocol.allow=never",
    "protocol.ext.allow=never",
    "protocol.file.allow=never",
];

/// Switches of the environment that say the same in other places.
const ENVIRONMENT: [(&str, &str); 9] = [
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_PAGER", "cat"),
    ("LC_ALL", "C"),
];

/// What the user's environment may say to git: where not to look for a repository, and which
/// settings of the machine and the user to read, such as `safe.directory`.
const KEPT: [&str; 8] = [
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
];

impl Repository {
    /// The repository of the working folder. One whose top lies below `home`, the folder of the
    /// settings, is refused: it is one of the documents, or a stranger's.
    pub fn here(home: Option<&Path>) -> Result<Self> {
        let top = git(&["rev-parse", "--show-toplevel"], b"").map_err(|error| {
            anyhow!(
                "the working folder lies in no git repository, or git does not run there: {error}\n  \
                 next: start in the repository, or name the new documents with --new FILE..."
            )
        })?;
        let top = path_of(top.strip_suffix(b"\n").unwrap_or(&top));
        let top = top.canonicalize().with_context(|| format!("cannot read {}", top.display()))?;
        let own = git(&["rev-parse", "--absolute-git-dir"], b"")?;
        if !is_own(&top, &path_of(own.strip_suffix(b"\n").unwrap_or(&own))) {
            bail!(
                "the working folder looks like a repository itself, and lies in {}\n  next: start in \
                 the top folder of the repository",
                top.display()
            );
        }
        if let Some(home) = home.and_then(|home| home.canonicalize().ok())
            && top != home
            && top.starts_with(&home)
        {
            bail!(
                "the repository {} lies below the folder of the settings, {}: it may be one of the \
                 documents\n  next: start in the folder of the settings, or name it with --config",
                top.display(),
                home.display()
            );
        }
        Ok(Self { top })
    }

    /// The last common commit of `since` and what is checked out; a note where the clone does not
    /// reach back so far.
    pub fn base(&self, since: &str) -> Result<Common> {
        let commit = format!("{since}^{{commit}}");
        let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let Ok(tip) = git(&verify, b"") else {
            bail!(
                "`{since}` is no commit of this repository\n  next: fetch it, as in `git fetch \
                 origin main`, name another with --since, or name the new documents with --new \
                 FILE..."
            );
        };
        let tip = line(&tip);
        self.is_one(since)?;
        match git(&["merge-base", &tip, "HEAD"], b"") {
            Ok(base) => Ok(Common { commit: line(&base), tip, note: None }),
            Err(_) => {
                let note = format!(
                    "this clone does not reach back to where it left {since}: what differs from \
                     {since} itself is taken as new (fetch-depth: 0 has the whole history)"
                );
                Ok(Common { commit: tip.clone(), tip, note: Some(note) })
            }
        }
    }

    /// Refuses a name that a tag, a branch and a remote branch bear for different commits: which of them
    /// is meant would be decided by who made the last one.
    fn is_one(&self, since: &str) -> Result<()> {
        let places = ["refs/tags", "refs/heads", "refs/remotes"].map(|it| format!("{it}/{since}"));
        let mut asked = vec!["for-each-ref", "--format=%(refname) %(objectname) %(*objectname)"];
        asked.extend(places.iter().map(String::as_str));
        let found = git(&asked, b"").unwrap_or_default();
        let found = String::from_utf8_lossy(&found);
        let named: Vec<(&str, &str)> = found
            .lines()
            .filter_map(|line| Some((line.split(' ').next()?, line.split_whitespace().last()?)))
            .filter(|(name, _)| places.iter().any(|place| place == name))
            .collect();
        if named.iter().any(|(_, commit)| *commit != named[0].1) {
            let names: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
            bail!(
                "`{since}` is the name of several commits: {}\n  next: write one of them in full",
                names.join(", ")
            );
        }
        Ok(())
    }

    /// What a commit holds.
    pub fn tree(&self, commit: &str) -> Result<Tree> {
        let listed = git(&["ls-tree", "-r", "-z", "--full-tree", commit], b"")
            .map_err(|error| cannot("list what a commit holds", &error))?;
        Ok(entries(&listed, |fields| (fields.first().copied(), fields.get(2).copied())))
    }

    /// What is checked out; nothing before the first commit.
    pub fn head(&self) -> Result<Tree> {
        match git(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], b"") {
            Ok(head) => self.tree(&line(&head)),
            Err(_) => Ok(Tree::new()),
        }
    }

    /// What the next commit would hold.
    pub fn index(&self) -> Result<Index> {
        // Elsewhere it would list the folder that git is started in.
        let listed = git_in(Some(&self.top), &["ls-files", "--stage", "--debug", "-z"], b"")
            .map_err(|error| cannot("list the index", &error))?;
        let (lines, looks) = looks(&listed);
        let tree = entries(&lines, |fields| (fields.first().copied(), fields.get(1).copied()));
        Ok(Index { tree, looks })
    }

    /// The sizes of objects in bytes, in the order asked; none of what the clone does not hold.
    pub fn sizes(&self, objects: &[&str]) -> Result<Vec<Option<u64>>> {
        let answer = batch("--batch-check=%(objectsize)", objects)?;
        Ok(String::from_utf8_lossy(&answer).lines().map(|line| line.parse().ok()).collect())
    }

    /// The contents of objects, in the order asked.
    pub fn contents(&self, objects: &[&str]) -> Result<Vec<Vec<u8>>> {
        let answer = batch("--batch", objects)?;
        let mut rest = answer.as_slice();
        let mut contents = Vec::with_capacity(objects.len());
        for object in objects {
            let content = batch_entry(&mut rest).with_context(|| {
                format!(
                    "the clone does not hold object {object} of the base\n  next: clone without \
                     --filter, or name the new documents with --new FILE..."
                )
            })?;
            contents.push(content);
        }
        Ok(contents)
    }

    /// Whether another repository lies between the top and a place below it, that place included.
    pub fn inner(&self, place: &Path) -> Option<PathBuf> {
        let folders =
            place.ancestors().take_while(|it| it.starts_with(&self.top) && *it != self.top);
        folders.filter(|folder| is_repository(folder)).last().map(Path::to_owned)
    }
}

/// Whether what git takes for a repository is the one of its top folder: older versions also take
/// a folder among the documents that looks like one. A file stands for a repository elsewhere, as
/// in a worktree; no commit can hold one of that name.
fn is_own(top: &Path, folder: &Path) -> bool {
    let usual = top.join(".git");
    if usual.is_dir() {
        let place = |path: &Path| path.canonicalize().ok();
        return place(folder).is_some() && place(folder) == place(&usual);
    }
    usual.is_file()
}

/// Lines of the files behind an entry, as `ls-files --debug` shows them.
const SHOWN: usize = 5;

/// The entries alone, ended by NUL, and how their files looked: behind each entry and its NUL stand
/// five lines about the file. What is not shown so is left out.
fn looks(listed: &[u8]) -> (Vec<u8>, BTreeMap<PathBuf, Look>) {
    let (mut entries, mut looks) = (Vec::new(), BTreeMap::new());
    let mut path: Option<PathBuf> = None;
    for part in listed.split(|byte| *byte == 0) {
        let mut rest = part;
        if let Some(path) = path.take() {
            let mut shown = String::new();
            for _ in 0..SHOWN {
                let end = rest.iter().position(|byte| *byte == b'\n').filter(|_| rest[0] == b' ');
                let Some(end) = end else { break };
                shown.push_str(&String::from_utf8_lossy(&rest[..=end]));
                rest = &rest[end + 1..];
            }
            looks.extend(look(&shown).map(|look| (path, look)));
        }
        let Some(tab) = rest.iter().position(|byte| *byte == b'\t') else { continue };
        path = Some(path_of(&rest[tab + 1..]));
        entries.extend_from_slice(rest);
        entries.push(0);
    }
    (entries, looks)
}

/// `mtime: SECONDS:NANOSECONDS` and `size: BYTES`, among others.
fn look(shown: &str) -> Option<Look> {
    let of = |name: &str| shown.split(name).nth(1)?.split_whitespace().next();
    let (seconds, nanoseconds) = of("mtime:")?.split_once(':')?;
    Some(Look {
        changed: (seconds.parse().ok()?, nanoseconds.parse().ok()?),
        size: of("size:")?.parse().ok()?,
    })
}

/// What git answers of some objects in one run; nothing where none is asked for.
fn batch(how: &str, objects: &[&str]) -> Result<Vec<u8>> {
    if objects.is_empty() {
        return Ok(Vec::new());
    }
    let asked: String = objects.iter().map(|object| format!("{object}\n")).collect();
    git(&["cat-file", how], asked.as_bytes())
        .map_err(|error| cannot("show what a commit holds", &error))
}

/// `OBJECT blob SIZE`, the bytes, a line end.
fn batch_entry(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    let mut words = head.split(' ');
    let (_, kind, size) = (words.next()?, words.next()?, words.next()?);
    let size: usize = size.parse().ok().filter(|_| kind == "blob")?;
    let content = rest.get(end + 1..end + 1 + size)?.to_vec();
    *rest = rest.get(end + 2 + size..)?;
    Some(content)
}

/// Lines of `MODE ... TAB PATH`, ended by NUL; `of` picks mode and object from the fields.
fn entries<'a>(
    listed: &'a [u8],
    of: impl Fn(&[&'a str]) -> (Option<&'a str>, Option<&'a str>),
) -> Tree {
    let entry = |line: &'a [u8]| {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let head = std::str::from_utf8(&line[..tab]).ok()?;
        let fields: Vec<&str> = head.split(' ').filter(|field| !field.is_empty()).collect();
        let (mode, object) = of(&fields);
        let kind = match mode? {
            "120000" => Kind::Link,
            "160000" => Kind::Submodule,
            _ => Kind::File,
        };
        Some((path_of(&line[tab + 1..]), Entry { kind, object: object?.to_owned() }))
    };
    listed.split(|byte| *byte == 0).filter_map(entry).collect()
}

fn cannot(what: &str, error: &anyhow::Error) -> anyhow::Error {
    anyhow!("git cannot {what}: {error}\n  next: name the new documents with --new FILE...")
}

fn git(arguments: &[&str], input: &[u8]) -> Result<Vec<u8>> {
    git_in(None, arguments, input)
}

fn git_in(top: Option<&Path>, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>> {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if is_gits_own(&name) {
            command.env_remove(name);
        }
    }
    command.envs(ENVIRONMENT).args(["--no-pager", "--no-optional-locks", "--literal-pathspecs"]);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    if let Some(top) = top {
        command.arg("-C").arg(top);
    }
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().context("cannot run git")?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // Written beside the reading: git answers before it has read all.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })
    .context("cannot run git")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or("git failed"));
    }
    Ok(output.stdout)
}

/// Whether a variable of the environment would lead git elsewhere or let it run something.
fn is_gits_own(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let settings = ["GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"];
    name.starts_with("GIT_")
        && !KEPT.contains(&&*name)
        && !settings.iter().any(|start| name.starts_with(start))
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_and_the_index_are_read_by_their_fields() {
        let tree =
            b"100644 blob aa\tdocs/a b.txt\x00120000 blob bb\tl\n\x00160000 commit cc\tsub\x00";
        let read = entries(tree, |fields| (fields.first().copied(), fields.get(2).copied()));
        let of = |path: &str| read.get(Path::new(path)).map(|it| (it.kind, it.object.as_str()));
        assert_eq!(of("docs/a b.txt"), Some((Kind::File, "aa")));
        assert_eq!(of("l\n"), Some((Kind::Link, "bb")));
        assert_eq!(of("sub"), Some((Kind::Submodule, "cc")));
        let index = b"100755 dd 0\tx.txt\x00";
        let read = entries(index, |fields| (fields.first().copied(), fields.get(1).copied()));
        assert_eq!(read[Path::new("x.txt")].object, "dd");
    }

    #[test]
    fn how_files_looked_stands_behind_their_entries() {
        let about = |n: u32| {
            format!(
                "  ctime: 1:2\n  mtime: {n}:4\n  dev: 5\tino: 6\n  uid: 0\tgid: 0\n  size: 7\tflags: \
                 0\n"
            )
        };
        let listed = format!(
            "100644 aa 0\ta\n b.txt\0{}100644 bb 0\tc\0{}120000 cc 0\td\0odd\n",
            about(3),
            about(9)
        );
        let (lines, looks) = looks(listed.as_bytes());
        assert_eq!(lines, b"100644 aa 0\ta\n b.txt\x00100644 bb 0\tc\x00120000 cc 0\td\x00");
        let of = |path: &str| looks.get(Path::new(path)).copied();
        assert_eq!(of("a\n b.txt"), Some(Look { changed: (3, 4), size: 7 }));
        assert_eq!(of("c").map(|it| it.changed), Some((9, 4)));
        assert_eq!(of("d"), None);
    }

    #[test]
    fn contents_are_cut_by_their_size_and_what_is_missing_is_none() {
        let mut rest: &[u8] = b"aa blob 3\na\nb\nbb blob 0\n\ncc missing\n";
        assert_eq!(batch_entry(&mut rest).as_deref(), Some(&b"a\nb"[..]));
        assert_eq!(batch_entry(&mut rest).as_deref(), Some(&b""[..]));
        assert_eq!(batch_entry(&mut rest), None);
    }

    #[test]
    fn a_folder_that_looks_like_a_repository_is_not_the_own_one() {
        let folder = tempfile::tempdir().unwrap();
        let (top, docs) = (folder.path(), folder.path().join("docs"));
        std::fs::create_dir(&docs).unwrap();
        assert!(!is_own(top, &docs));
        std::fs::create_dir(top.join(".git")).unwrap();
        assert!(!is_own(top, &docs));
        assert!(is_own(top, &top.join(".git")));
        std::fs::write(docs.join(".git"), "gitdir: ../.git").unwrap();
        assert!(is_own(&docs, &top.join(".git")));
    }

    #[test]
    fn the_environment_leads_git_nowhere() {
        for name in ["GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_INDEX_FILE"] {
            assert!(is_gits_own(name.as_ref()), "{name}");
        }
        for name in ["PATH", "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_KEY_0"] {
            assert!(!is_gits_own(name.as_ref()), "{name}");
        }
    }
}
