//! Files that the program writes: whole or not at all.
//!
//! They are written beside their place, under a name of their own that is locked while somebody
//! writes it, and renamed. A run that was killed leaves such a name behind, unlocked: the next run
//! that writes the same file removes it.

use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use variorum::error::{Error, ErrorKind, Result};

/// Writes beside the target and renames, so that a reader never sees half a report and a failed
/// run leaves the old one. Who may read and write the old file may do so with the new one.
pub fn write(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let failed = |error: io::Error| -> Error {
        ErrorKind::Write { path: path.to_owned(), reason: error.to_string() }.into()
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    sweep(path);
    let (temporary, file) = temporary(path).map_err(failed)?;
    let written = fill(&file, path, content).and_then(|()| std::fs::rename(&temporary, path));
    if written.is_err() {
        // The first error is the one to report.
        let _ = std::fs::remove_file(&temporary);
    }
    written.map_err(failed)
}

/// Removes what killed runs left beside a file. What cannot be removed does no harm.
pub fn sweep(path: &Path) {
    let Some(name) = path.file_name() else { return };
    let Ok(entries) = std::fs::read_dir(folder_of(path)) else { return };
    for entry in entries.flatten().filter(|entry| is_temporary(&entry.file_name(), name)) {
        let left = entry.path();
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        // Whoever still writes holds the lock; see `temporary` for one who is about to.
        let Ok(file) = File::open(&left) else { continue };
        if file.try_lock().is_ok() {
            let _ = std::fs::remove_file(&left);
        }
    }
}

/// `NAME.PROCESS.N.tmp`, also as older versions named it: `NAME.PROCESS.tmp`.
fn is_temporary(found: &OsStr, name: &OsStr) -> bool {
    let middle = found
        .as_encoded_bytes()
        .strip_prefix(name.as_encoded_bytes())
        .and_then(|rest| rest.strip_prefix(b".")?.strip_suffix(b".tmp"));
    let number = |it: &[u8]| !it.is_empty() && it.iter().all(u8::is_ascii_digit);
    let numbers = |it: &[u8]| {
        let parts = it.split(|byte| *byte == b'.');
        parts.clone().count() <= 2 && parts.clone().all(number)
    };
    middle.is_some_and(numbers)
}

/// A new file beside `path`, locked. Between its making and its lock another run may take it for a
/// left one and remove it: then the next number is taken.
fn temporary(path: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    loop {
        let n = NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.{n}.tmp", std::process::id()));
        let temporary = path.with_file_name(name);
        // Nothing that lies there already is written to, least of all through a link.
        let file = match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            made => made?,
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => continue,
            // A file system without locks has no sweeping either.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        if temporary.symlink_metadata().is_ok() {
            return Ok((temporary, file));
        }
    }
}

fn fill(
    file: &File,
    target: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if let Ok(old) = target.symlink_metadata()
        && old.is_file()
    {
        file.set_permissions(old.permissions())?;
    }
    let mut out = BufWriter::new(file);
    content(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/report.json");
        write(&path, |file| file.write_all(b"old")).unwrap();
        let failed = write(&path, |file| {
            file.write_all(b"half of the new")?;
            Err(io::Error::other("disk on fire"))
        });
        assert!(failed.unwrap_err().to_string().contains("disk on fire"));
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names(path.parent().unwrap()), ["report.json"]);
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_nothing_of_others() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let others = ["report.json.tmp", "report.json.x.tmp", "other.json.7.tmp", "report.json.7"];
        for name in others.iter().chain(&["report.json.7.tmp", "report.json.7.0.tmp"]) {
            std::fs::write(at(name), "half").unwrap();
        }
        write(&at("report.json"), |file| file.write_all(b"whole")).unwrap();
        let mut left: Vec<&str> = others.to_vec();
        left.push("report.json");
        left.sort_unstable();
        assert_eq!(names(folder.path()), left);
    }

    #[test]
    fn what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, |outer| {
            outer.write_all(b"outer")?;
            write(&path, |inner| inner.write_all(b"inner")).map_err(io::Error::other)
        })
        .unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"outer");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    #[cfg(unix)]
    fn permissions_stay_and_no_link_is_written_through() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a"), "old").unwrap();
        std::fs::set_permissions(at("a"), std::fs::Permissions::from_mode(0o640)).unwrap();
        std::fs::write(at("victim"), "keep").unwrap();
        for n in 0..8 {
            symlink(at("victim"), at(&format!("a.{}.{n}.tmp", std::process::id()))).unwrap();
        }
        write(&at("a"), |file| file.write_all(b"new")).unwrap();
        assert_eq!(std::fs::read(at("a")).unwrap(), b"new");
        assert_eq!(std::fs::metadata(at("a")).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(std::fs::read(at("victim")).unwrap(), b"keep");
    }
}
