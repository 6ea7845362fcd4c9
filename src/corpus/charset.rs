//! Bytes to text: which charset a file is in, and whether it is text at all.
//!
//! In: the bytes of a file. Out: its text, or why there is none. A file that is valid UTF-8
//! without a byte order mark comes back unchanged, so that offsets refer to its bytes.

mod plausible;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::Known;

/// Share of unreadable characters above which a file is not text in the charset it seems to be.
const BROKEN: f64 = 0.05;

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Whether the text is byte for byte what was read.
    pub exact: bool,
    /// The charset, where it is none of Unicode or some of its bytes were damaged; guessed where
    /// nothing in the file says it.
    pub charset: Option<Known<String>>,
}

/// What is to be said of a charset.
pub fn remark(charset: &Known<String>) -> Option<String> {
    charset.guessed.then(|| {
        format!(
            "its charset was guessed ({}), for nothing in the file says it; save it as UTF-8 if \
             letters are wrong",
            charset.value
        )
    })
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
        return decode_as(encoding, &bytes[mark..], None);
    }
    if bytes.contains(&0) {
        return match utf16_without_mark(&bytes) {
            Some(encoding) => decode_as(encoding, &bytes, None),
            None => Err("binary: holds NUL bytes".to_owned()),
        };
    }
    if shifts(&bytes) {
        return decode_as(ISO_2022_JP, &bytes, Some(false));
    }
    match String::from_utf8(bytes) {
        Ok(text) => check(text, true, None),
        Err(error) => decode_legacy(error.as_bytes(), declared),
    }
}

/// Formats whose bytes may look like a text in some charset, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"%PDF-", "a PDF file; export its text first"),
        (b"PK\x03\x04", "a ZIP archive or office document; export its text first"),
        (b"\xD0\xCF\x11\xE0", "an old office document; export its text first"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x7FELF", "a program"),
        (b"\x28\xB5\x2F\xFD", "Zstandard data; decompress it first"),
        (b"\x1F\x8B", "gzip data inside gzip data; unpack it once"),
        (b"BZh9", "bzip2 data; decompress it first"),
        (b"\xFD7zXZ", "xz data; decompress it first"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// Whether all bytes are ASCII and some of them shift between the sets of ISO-2022-JP: to ASCII it
/// is a text full of odd letters.
fn shifts(bytes: &[u8]) -> bool {
    bytes.is_ascii()
        && bytes
            .windows(3)
            .any(|three| matches!(three, b"\x1B$B" | b"\x1B$@" | b"\x1B(J" | b"\x1B(I"))
        && !ISO_2022_JP.decode_without_bom_handling(bytes).1
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
        return decode_as(UTF_8, bytes, Some(true));
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        let (text, _, broken) = encoding.decode(bytes);
        if !broken {
            return check(text.into_owned(), false, Some(known(encoding, false)));
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    decode_as(plausible::best(guess, bytes), bytes, Some(true))
}

fn known(encoding: &'static Encoding, guessed: bool) -> Known<String> {
    Known { value: encoding.name().to_owned(), guessed }
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

/// `guessed` is whether the charset was; nothing for Unicode by its marks.
fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    guessed: Option<bool>,
) -> Result<Decoded, String> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if broken as f64 > BROKEN * text.chars().count() as f64 {
        return Err(format!("not text: {broken} characters are not valid {}", encoding.name()));
    }
    check(text.into_owned(), false, guessed.map(|guessed| known(encoding, guessed)))
}

/// Refuses what decodes but is no text: control characters in number, or nothing but blanks.
fn check(text: String, exact: bool, charset: Option<Known<String>>) -> Result<Decoded, String> {
    let odd = text.bytes().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    if odd * 50 > text.len() || text.contains('\0') {
        return Err("binary: holds control characters".to_owned());
    }
    if text.trim().is_empty() {
        return Err("empty: holds only white space".to_owned());
    }
    Ok(Decoded { text, exact, charset })
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
        assert_eq!(decoded, Decoded { text: "Ōsaka".to_owned(), exact: true, charset: None });
    }

    #[test]
    fn a_byte_order_mark_goes_and_the_text_says_so() {
        let decoded = decode(b"\xEF\xBB\xBFTalks".to_vec(), None).unwrap();
        assert_eq!(decoded, Decoded { text: "Talks".to_owned(), exact: false, charset: None });
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
    fn charsets_that_others_are_taken_for_are_told_apart() {
        use encoding_rs::{IBM866, KOI8_R, MACINTOSH, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC};
        let french =
            "« Le maire a été réélu », dit l’agence. Les négociations à Genève reprendront.";
        let english = "The mayor said: “We don’t wait.” It cost £5 — no more.";
        let german = "Die Bürger müssen länger warten, hieß es am Montag in Köln.";
        let russian = "Министр иностранных дел прибыл в Токио. Япония ждёт ответа.";
        for (encoding, text_of) in [
            (MACINTOSH, french),
            (MACINTOSH, english),
            (MACINTOSH, german),
            (WINDOWS_1252, french),
            (WINDOWS_1252, english),
            (WINDOWS_1252, german),
            (X_MAC_CYRILLIC, russian),
            (WINDOWS_1251, russian),
            (KOI8_R, russian),
            (IBM866, russian),
            (WINDOWS_1251, "The ship is called Мир, which is peace."),
        ] {
            let bytes: Vec<u8> = plausible::tests::encoded(encoding, text_of);
            let decoded = decode(bytes, None).unwrap();
            assert_eq!(decoded.text, text_of, "{}", encoding.name());
            assert!(decoded.charset.is_some_and(|charset| charset.guessed), "{}", encoding.name());
        }
    }

    #[test]
    fn japanese_by_escapes_is_read() {
        let bytes = b"\x1B$B30L3Bg?C\x1B(B".to_vec();
        let decoded = decode(bytes, None).unwrap();
        assert_eq!(decoded.text, "外務大臣");
        assert_eq!(decoded.charset, Some(Known::stated("ISO-2022-JP".to_owned())));
    }

    #[test]
    fn a_stated_charset_is_not_guessed() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Переговоры в Токио");
        let decoded = decode(bytes.into_owned(), Some("windows-1251")).unwrap();
        assert_eq!(decoded.charset, Some(Known::stated("windows-1251".to_owned())));
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
