//! Whether a file holds what a commit has: git's name of a content, worked out here.
//!
//! Git is not asked about files: to compare one, it would run the filters that a branch asks for.

use std::io::Read;
use std::path::Path;

use hmac_sha256::Hash;
use sha1_smol::Sha1;

/// Digits of the older of git's two kinds of names.
const SHORT: usize = 40;

/// Whether a regular file holds the content of this name. Line ends may be those of the system, as
/// git checks them out where it is asked to.
pub fn is_same_file(path: &Path, object: &str) -> bool {
    let Ok(bytes) = read(path) else { return false };
    is_same(&bytes, object) || unix_lines(&bytes).is_some_and(|bytes| is_same(&bytes, object))
}

/// Whether a link leads where the content of this name says.
pub fn is_same_link(path: &Path, object: &str) -> bool {
    std::fs::read_link(path)
        .is_ok_and(|target| is_same(target.as_os_str().as_encoded_bytes(), object))
}

/// What stands in the place of a text that Git LFS keeps elsewhere.
pub const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// Whether a regular file is what a pointer of Git LFS stands for: it names it by its content.
pub fn is_pointed_at(path: &Path, pointer: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(pointer) else { return false };
    let named = text.lines().find_map(|line| line.strip_prefix("oid sha256:"));
    let (true, Some(named)) = (pointer.starts_with(POINTER), named) else { return false };
    read(path).is_ok_and(|bytes| {
        let hash = Hash::hash(&bytes);
        hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == named.trim()
    })
}

/// Whether a regular file begins with these bytes.
pub fn starts_with(path: &Path, start: &[u8]) -> bool {
    let mut bytes = vec![0; start.len()];
    std::fs::metadata(path).is_ok_and(|about| about.is_file())
        && std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut bytes)).is_ok()
        && bytes == start
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    // A pipe would never end.
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_same(bytes: &[u8], object: &str) -> bool {
    name(bytes, object.len() > SHORT) == object
}

/// The name of a content, as `git hash-object` has it.
fn name(bytes: &[u8], long: bool) -> String {
    let head = format!("blob {}\0", bytes.len());
    if !long {
        let mut hash = Sha1::new();
        hash.update(head.as_bytes());
        hash.update(bytes);
        return hash.digest().to_string();
    }
    let mut hash = Hash::new();
    hash.update(head.as_bytes());
    hash.update(bytes);
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes with the line ends of Unix; none where they have no others.
fn unix_lines(bytes: &[u8]) -> Option<Vec<u8>> {
    bytes.windows(2).any(|two| two == b"\r\n").then(|| {
        let mut out = Vec::with_capacity(bytes.len());
        for (n, byte) in bytes.iter().enumerate() {
            if *byte != b'\r' || bytes.get(n + 1) != Some(&b'\n') {
                out.push(*byte);
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_git() {
        // As `printf 'One ship.\n' | git hash-object --stdin` has it, in both kinds of names.
        let bytes = b"One ship.\n";
        assert_eq!(name(bytes, false).len(), SHORT);
        assert_eq!(name(b"", false), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(
            name(b"", true),
            "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
        );
        assert!(is_same(bytes, &name(bytes, false)) && is_same(bytes, &name(bytes, true)));
        assert!(!is_same(b"One boat.\n", &name(bytes, false)));
    }

    #[test]
    fn a_pointer_stands_for_one_content() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "abc").unwrap();
        // As `printf abc | sha256sum` has it.
        let oid = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let start = String::from_utf8_lossy(POINTER);
        let pointer = |oid: &str| format!("{start}v1\noid sha256:{oid}\nsize 3\n");
        assert!(is_pointed_at(&path, pointer(oid).as_bytes()));
        assert!(!is_pointed_at(&path, pointer(&oid.replace('b', "c")).as_bytes()));
        assert!(!is_pointed_at(&path, format!("oid sha256:{oid}\n").as_bytes()));
    }

    #[test]
    fn line_ends_of_the_system_are_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "one\r\ntwo\r\n").unwrap();
        assert!(is_same_file(&path, &name(b"one\ntwo\n", false)));
        assert!(is_same_file(&path, &name(b"one\r\ntwo\r\n", false)));
        assert!(!is_same_file(&path, &name(b"one\ntwo", false)));
        assert!(!is_same_file(folder.path(), &name(b"", false)));
    }
}
