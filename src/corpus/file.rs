//! One input as a stream of bytes, decompressed and bounded, with its format.
//!
//! In: a path or a stream. Out: a buffered reader of the bytes as they would stand in the
//! uncompressed file, and which reader they are for. Nothing here holds a whole file.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::held::Held;
use super::unpack::Members;
use super::walk;

/// What an input is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, kept as written.
    Markdown,
    /// A page.
    Html,
    /// One document a line.
    JsonLines,
}

impl Format {
    /// By the ending of the name, whatever its characters; `None` when it is no format of ours.
    pub fn of_path(path: &Path) -> Option<Self> {
        Self::of_name(&path.file_name()?.to_string_lossy())
    }

    /// By the name's ending, with or without `.gz`; `None` when it is no format of ours.
    pub fn of_name(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let bare = lower.strip_suffix(".gz").unwrap_or(&lower);
        match Path::new(bare).extension()?.to_str()? {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// Whether a file may be read by its name alone: by its ending, or as one of those under which
    /// agencies send. What stands inside decides.
    pub fn may_be(path: &Path) -> bool {
        const SENT: [&str; 9] =
            ["xml", "nitf", "newsml", "g2", "ninjs", "json", "tst", "iptc", "anpa"];
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let sent = cfg!(feature = "wire") && SENT.contains(&ending.as_str());
        sent || Self::of_path(path).is_some()
    }

    /// By the first bytes, for an input whose name says nothing.
    pub fn of_start(start: &[u8]) -> Self {
        let text = String::from_utf8_lossy(start);
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        let tag = text.get(..9).unwrap_or(text).to_ascii_lowercase();
        if ["<!doctype", "<html", "<head", "<body"].iter().any(|start| tag.starts_with(start)) {
            return Self::Html;
        }
        match text.strip_prefix('{').map(str::trim_start) {
            Some(rest) if rest.starts_with('"') => Self::JsonLines,
            _ => Self::Text,
        }
    }
}

/// An open input.
pub type Bytes<'a> = Box<dyn BufRead + 'a>;

/// Opens a file of the user's, to read its bytes as they are.
#[expect(clippy::disallowed_methods, reason = "corpus/ is where input files are opened")]
pub fn open_raw(path: &Path) -> std::io::Result<std::fs::File> {
    std::fs::File::open(path)
}

/// Opens a file of the user's, or what is held in its place; the error is the reason to skip it.
pub fn open<'a>(file: &walk::File, held: &'a Held) -> Result<Bytes<'a>, String> {
    decompressed(open_packed(file, held)?)
}

/// The bytes of a file as they lie on the disk, or as they are held in its place.
pub fn open_packed<'a>(file: &walk::File, held: &'a Held) -> Result<Bytes<'a>, String> {
    match held.get(&file.place) {
        Some(Ok(bytes)) => Ok(Box::new(bytes.as_slice())),
        Some(Err(reason)) => Err(reason.clone()),
        None => {
            let file = open_raw(&file.path).map_err(|error| unreadable(&error))?;
            Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
        }
    }
}

/// Looks through gzip, told by its first bytes: names lie.
pub fn decompressed<'a>(mut bytes: impl BufRead + 'a) -> Result<Bytes<'a>, String> {
    let start = bytes.fill_buf().map_err(|error| unreadable(&error))?;
    if is_packed(start) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, Members::new(bytes))));
    }
    Ok(Box::new(bytes))
}

/// Whether bytes are gzip data, by the first two.
pub fn is_packed(start: &[u8]) -> bool {
    start.starts_with(&[0x1F, 0x8B])
}

/// All bytes of an input that is one document; the error is the reason to skip it.
pub fn read_whole(bytes: Bytes<'_>, max_bytes: u64) -> Result<Vec<u8>, String> {
    let mut whole = Vec::new();
    let bound = max_bytes.min(u64::from(u32::MAX) - 1);
    bytes.take(bound + 1).read_to_end(&mut whole).map_err(|error| unreadable(&error))?;
    if whole.len() as u64 > bound { Err(too_large(bound)) } else { Ok(whole) }
}

/// The reason to skip what is larger than allowed.
pub fn too_large(max_bytes: u64) -> String {
    format!("larger than {max_bytes} bytes; raise --max-bytes to read it")
}

/// The reason to skip what the system did not give, in words that do not depend on the system.
pub fn unreadable(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::NotFound => "not found: it vanished, or is a broken link".to_owned(),
        ErrorKind::UnexpectedEof => "truncated gzip data".to_owned(),
        ErrorKind::InvalidInput | ErrorKind::InvalidData => format!("damaged gzip data: {error}"),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_name() {
        assert_eq!(Format::of_name("a/B.TXT"), Some(Format::Text));
        assert_eq!(Format::of_name("a.jsonl.gz"), Some(Format::JsonLines));
        assert_eq!(Format::of_name("a.gz"), None);
        assert_eq!(Format::of_name("photo.jpg"), None);
    }

    #[test]
    fn formats_by_first_bytes() {
        assert_eq!(Format::of_start(b"\xEF\xBB\xBF { \"id\": 1"), Format::JsonLines);
        assert_eq!(Format::of_start(b"{sic} he said"), Format::Text);
    }

    #[test]
    fn a_document_over_the_bound_is_refused_unread() {
        let endless = BufReader::new(std::io::repeat(b'a'));
        let reason = read_whole(decompressed(endless).unwrap(), 1000).unwrap_err();
        assert_eq!(reason, "larger than 1000 bytes; raise --max-bytes to read it");
    }
}
