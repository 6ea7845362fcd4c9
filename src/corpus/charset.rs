//! Bytes to text: which charset a file is in, and whether it is text at all.
//!
//! In: the bytes of a file. Out: its text, or why there is none. A file that is valid UTF-8
//! without a byte order mark comes back unchanged, so that offsets refer to its bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Share of unreadable characters above which a file is not text in the charset it seems to be.
const BROKEN: f64 = 0.05;

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Whether the text is byte for byte what was read.
    pub exact: bool,
}

/// Decodes `bytes`; `declared` is the label that the document gives of itself, such as the
/// `charset` of an HTML page. The error is the reason to skip the file.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<Decoded, String> {
    if bytes.is_empty() {
        return Err("empty".to_owned());
    }
    if let Some(format) = known_binary(&bytes) {
        return Err(format!("binary: {format}"));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    if bytes.contains(&0) {
        return match utf16_without_mark(&bytes) {
            Some(encoding) => decode_as(encoding, &bytes),
            None => Err("binary: holds NUL bytes".to_owned()),
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) => check(text, true),
        Err(error) => decode_legacy(error.as_bytes(), declared),
    }
}

/// Formats whose bytes may look like a text in some charset, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF file; export its text first"),
        (b"PK\x03\x04", "a ZIP archive or office document; export its text first"),
        (b"\xD0\xCF\x11\xE0", "an old office document; export its text first"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x7FELF", "a program"),
        (b"\x28\xB5\x2F\xFD", "Zstandard data; decompress it first"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// UTF-16 is told from binary by where its NULs stand: one half of each unit, never the other.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let units = bytes.len() / 2;
    let zeros = |half: usize| bytes.iter().skip(half).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    match (first, second) {
        (0, n) if n * 2 > units => Some(UTF_16LE),
        (n, 0) if n * 2 > units => Some(UTF_16BE),
        _ => None,
    }
}

/// A charset older than Unicode, or UTF-8 with a few damaged bytes.
fn decode_legacy(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, String> {
    if mostly_utf8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        let (text, _, broken) = encoding.decode(bytes);
        if !broken {
            return check(text.into_owned(), false);
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    decode_as(detector.guess(None, Utf8Detection::Allow), bytes)
}

/// Whether the multi-byte characters are nearly all well-formed UTF-8: chance does not do that.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad * 10 <= good
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, String> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if broken as f64 > BROKEN * text.chars().count() as f64 {
        return Err(format!("not text: {broken} characters are not valid {}", encoding.name()));
    }
    check(text.into_owned(), false)
}

/// Refuses what decodes but is no text: control characters in number, or nothing but blanks.
fn check(text: String, exact: bool) -> Result<Decoded, String> {
    let odd = text.bytes().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    if odd * 50 > text.len() || text.contains('\0') {
        return Err("binary: holds control characters".to_owned());
    }
    if text.trim().is_empty() {
        return Err("empty: holds only white space".to_owned());
    }
    Ok(Decoded { text, exact })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec(), None).unwrap().text
    }

    #[test]
    fn utf8_stays_as_it_is() {
        let decoded = decode("Ōsaka".as_bytes().to_vec(), None).unwrap();
        assert_eq!(decoded, Decoded { text: "Ōsaka".to_owned(), exact: true });
    }

    #[test]
    fn a_byte_order_mark_goes_and_the_text_says_so() {
        let decoded = decode(b"\xEF\xBB\xBFTalks".to_vec(), None).unwrap();
        assert_eq!(decoded, Decoded { text: "Talks".to_owned(), exact: false });
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        let little: Vec<u8> = "Talks ended".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Talks ended".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (mark, bytes) in [(&b"\xFF\xFE"[..], &little), (&b"\xFE\xFF"[..], &big)] {
            assert_eq!(text(&[mark, bytes].concat()), "Talks ended");
            assert_eq!(text(bytes), "Talks ended");
        }
    }

    #[test]
    fn older_charsets_are_recognised() {
        let russian = "Министр иностранных дел прибыл в Токио на переговоры о мирном договоре.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(text(&bytes), russian);
        let japanese = "外務大臣は火曜日に東京で記者会見を開いた。";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
        assert_eq!(text(&bytes), japanese);
    }

    #[test]
    fn one_damaged_byte_does_not_change_the_charset() {
        let mut bytes = "Переговоры в Токио".as_bytes().to_vec();
        bytes.extend(b" \xFF.");
        assert_eq!(text(&bytes), "Переговоры в Токио \u{FFFD}.");
    }

    #[test]
    fn binary_is_refused_with_its_reason() {
        let reason = |bytes: &[u8]| decode(bytes.to_vec(), None).unwrap_err();
        assert_eq!(reason(b""), "empty");
        assert_eq!(reason(b" \n\t "), "empty: holds only white space");
        assert_eq!(reason(b"a\0b\0\0\0c"), "binary: holds NUL bytes");
        assert_eq!(reason(&[1, 2, 3, 4, 65, 66]), "binary: holds control characters");
        assert!(reason(b"%PDF-1.7 and more").contains("PDF"));
    }
}
