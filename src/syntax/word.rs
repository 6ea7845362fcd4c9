//! What the tagger and the parser see of a word: hashes of its form and parts of it, made once.

/// A word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Its form in small letters, digits as 0.
    pub form: u32,
    /// Its base form.
    pub base: u32,
    /// First two and three letters.
    pub prefix: [u32; 2],
    /// Last one to four letters.
    pub suffix: [u32; 4],
    /// How it is written: capitals, digits, apostrophe.
    pub shape: u8,
    /// What the lexicon says: parts of speech, proper, form of another word.
    pub lexicon: u16,
    /// Marks between it and the word before.
    pub gap: u8,
}

/// The hash of a form.
pub fn hash(text: &[u8]) -> u32 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in text {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (sum ^ (sum >> 32)) as u32
}

impl Word {
    /// Reads a word as it stands; `form` is a buffer for its form in small letters.
    pub fn read(text: &str, form: &mut String) -> Self {
        let (stem, owned) = possessive(text);
        form.clear();
        for c in stem.chars() {
            match c {
                '0'..='9' => form.push('0'),
                'A'..='Z' => form.push(c.to_ascii_lowercase()),
                _ if c.is_ascii() => form.push(c),
                '\u{2019}' | '\u{2018}' | '\u{2bc}' => form.push('\''),
                _ => form.extend(c.to_lowercase()),
            }
        }
        let bytes = form.as_bytes();
        let last = |n: usize| hash(&bytes[bytes.len().saturating_sub(n)..]);
        let first = |n: usize| hash(&bytes[..bytes.len().min(n)]);
        let whole = hash(bytes);
        Self {
            form: whole,
            base: whole,
            prefix: [first(2), first(3)],
            suffix: [last(1), last(2), last(3), last(4)],
            shape: shape(stem) | u8::from(owned) << 5,
            ..Self::default()
        }
    }
}

/// A word without its possessive ending, and whether it had one.
fn possessive(text: &str) -> (&str, bool) {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = text.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            return (stem, true);
        }
    }
    (text, false)
}

fn shape(text: &str) -> u8 {
    let mut capitals = 0;
    let (mut small, mut digit, mut other, mut first) = (false, false, false, false);
    for (n, c) in text.chars().enumerate() {
        if c.is_uppercase() {
            capitals += 1;
            first |= n == 0;
        } else if c.is_lowercase() {
            small = true;
        } else if c.is_numeric() {
            digit = true;
        } else {
            other = true;
        }
    }
    let case = match (first, capitals, small) {
        (_, 0, _) => 0,
        (true, 1, true) => 1,
        (true, 1, false) => 2,
        (true, _, true) => 3,
        (_, _, false) => 4,
        _ => 5,
    };
    case | u8::from(digit) << 3 | u8::from(other) << 4
}

/// The number of a gap's marks: which of some kinds of mark stand between two words.
pub fn gap(text: &str) -> u8 {
    let mut bits = 0u8;
    let mut space = false;
    for c in text.chars() {
        bits |= match c {
            ',' => 1,
            '.' | '!' | '?' | '…' => 2,
            ':' | ';' => 4,
            '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' | '`' => 8,
            '(' | '[' | '{' => 16,
            ')' | ']' | '}' => 32,
            '-' | '–' | '—' | '‐' | '‑' => 64,
            '/' | '&' | '+' | '$' | '€' | '£' | '¥' | '%' => 128,
            _ => {
                space |= c.is_whitespace();
                0
            }
        };
    }
    // A hyphen inside a word, and a sign at a number, are other than a dash and a sign between words.
    match (bits, space) {
        (64, false) => 65,
        (128, false) => 129,
        (0, false) => 255,
        _ => bits,
    }
}
