//! Stories as news agencies send them: transmissions in lines, XML and JSON.
//!
//! In: the bytes of a file. Out: its stories, each as a document whose text is headline and body: the line
//! of the transmission, its control characters, keywords and notes to editors are no text of it, or
//! stand in a zone of their own. A format is told by what stands inside, never by a name.
//!
//! | kind | told by | file |
//! | --- | --- | --- |
//! | IPTC 7901 (and dpa's form of it) | SOH, a header, STX | `iptc7901.rs` |
//! | ANPA 1312 | SOH, a unit separator or DC3 in the header | `anpa.rs` |
//! | NITF | root `nitf` | `nitf.rs` |
//! | NewsML 1 | root `NewsML` | `newsml1.rs` |
//! | NewsML-G2 | roots `newsMessage`, `newsItem`, `packageItem` | `newsml_g2.rs` |
//! | ninjs | an object with the names of ninjs | `ninjs.rs` |
//! | WordPress export (WXR) | `rss` with its namespace | `wxr.rs` |
//! | Ritzau | roots `RBNews`, `XMLNewsQueuedResponse` | `ritzau.rs` |

mod anpa;
mod frame;
mod iptc7901;
mod markup;
mod newsml1;
mod newsml_g2;
mod ninjs;
mod nitf;
mod ritzau;
mod story;
mod wxr;

pub use story::Story;

use super::charset;

/// Bytes that are looked at to tell a format.
pub const START: u64 = 4096;
/// Stories of one file.
const STORIES: usize = 10_000;

/// A format of agencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// IPTC 7901, lines.
    Iptc7901,
    /// ANPA 1312, lines.
    Anpa,
    /// One of the formats in XML.
    Xml,
    /// ninjs, an object of JSON.
    Ninjs,
}

/// Which format an input is in that begins so; none where it is none of agencies.
pub fn of_start(start: &[u8]) -> Option<Kind> {
    let start = &start[..start.len().min(START as usize)];
    if let Some(kind) = transmission(start) {
        return Some(kind);
    }
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('<') {
        return markup::is_wire(text).then_some(Kind::Xml);
    }
    ninjs::is_ninjs(text).then_some(Kind::Ninjs)
}

/// A transmission begins with SOH, behind SYNs and blanks, and its text with STX.
fn transmission(start: &[u8]) -> Option<Kind> {
    const SOH: u8 = 1;
    const STX: u8 = 2;
    let skipped = |byte: &u8| matches!(byte, 0 | 0x16 | 0x7F | b'\r' | b'\n' | b' ');
    let at = start.iter().position(|byte| !skipped(byte))?;
    if start[at] != SOH {
        return None;
    }
    let header = &start[at..];
    let header = &header[..header.iter().position(|byte| *byte == STX)?];
    // The unit separator behind the number, and DC3 and DC1 around the priority, are ANPA's.
    let anpa = header.iter().any(|byte| matches!(byte, 0x1F | 0x13 | 0x11));
    Some(if anpa { Kind::Anpa } else { Kind::Iptc7901 })
}

/// The signs that part a transmission, and what stands for them where charsets are told: a short text
/// would have too many control characters to be one.
const SIGNS: [(u8, &str); 3] = [(1, "\u{b}1\u{b}"), (2, "\u{b}2\u{b}"), (3, "\u{b}3\u{b}")];

/// A transmission without its other control characters: fillings, shifts and separators.
fn marked(bytes: &[u8]) -> Vec<u8> {
    let mut marked = Vec::with_capacity(bytes.len());
    for byte in bytes {
        match (SIGNS.iter().find(|(sign, _)| sign == byte), byte) {
            (Some((_, mark)), _) => marked.extend(mark.bytes()),
            // A separator of the header ends a part of it.
            (None, 0x1C..=0x1F) => marked.push(b'\n'),
            (None, b'\t' | b'\n' | b'\r' | 0x1B) => marked.push(*byte),
            (None, 0 | 0x7F) => {}
            (None, 0x04..=0x1A) => marked.push(b' '),
            _ => marked.push(*byte),
        }
    }
    marked
}

/// The stories of a file; the error is the reason to skip it.
pub fn read(bytes: Vec<u8>, kind: Kind) -> Result<Vec<Story>, String> {
    let declared = if kind == Kind::Xml { markup::declared_charset(&bytes) } else { None };
    let sent = matches!(kind, Kind::Iptc7901 | Kind::Anpa);
    let bytes = if sent { marked(&bytes) } else { bytes };
    let mut decoded = charset::decode(bytes, declared.as_deref())?;
    if sent {
        for (sign, mark) in SIGNS {
            decoded.text = decoded.text.replace(mark, &char::from(sign).to_string());
        }
    }
    let mut stories = match kind {
        Kind::Iptc7901 => iptc7901::read(&decoded.text),
        Kind::Anpa => anpa::read(&decoded.text),
        Kind::Xml => markup::read(&decoded.text)?,
        Kind::Ninjs => ninjs::read(&decoded.text)?,
    };
    stories.retain(Story::has_text);
    stories.truncate(STORIES);
    if stories.is_empty() {
        return Err("it holds no story: no text that an agency sent".to_owned());
    }
    for story in &mut stories {
        story.charset.clone_from(&decoded.charset);
    }
    Ok(stories)
}

/// A day as the formats write it: `20240710T125902Z`, `2018-02-26T21:20:34Z`, `Mon, 29 Jul 2013 …`.
fn day(text: &str) -> Option<jiff::civil::Date> {
    super::date::parse(text.trim())
}
