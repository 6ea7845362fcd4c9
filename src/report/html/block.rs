//! Parts of the page that wait, compressed, until the reader comes to them.
//!
//! A block is a data element that no browser runs: base64 of raw DEFLATE of a JSON array of HTML
//! fragments, made by the same templates as the rest of the page.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::policy::base64;

/// Fragments of one kind, numbered from `from`.
pub(super) struct Block {
    pub(super) kind: &'static str,
    pub(super) from: usize,
    pub(super) data: String,
}

impl Block {
    pub(super) fn new(kind: &'static str, from: usize, fragments: &[String]) -> Self {
        Self { kind, from, data: packed(fragments) }
    }
}

/// Any value as base64 of compressed JSON.
pub(super) fn packed<T: serde::Serialize + ?Sized>(value: &T) -> String {
    // Writing to memory does not fail, and strings and numbers always have a JSON form.
    let json = serde_json::to_vec(value).unwrap_or_default();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
    let _ = encoder.write_all(&json);
    base64(&encoder.finish().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_no_character_that_ends_it() {
        let block = Block::new("body", 0, &["</script><b>\u{2028}".to_owned()]);
        assert!(block.data.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)));
    }

    #[test]
    fn alike_fragments_pack_well() {
        let fragments: Vec<_> =
            (0..64).map(|i| format!("<p>statement {i}</p>").repeat(20)).collect();
        assert!(packed(&fragments).len() * 10 < fragments.concat().len());
    }
}
