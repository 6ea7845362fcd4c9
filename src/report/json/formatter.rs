//! Compact JSON whose strings hold nothing that a terminal or an editor would obey.

use std::io::{self, Write};

use serde_json::ser::Formatter;

use crate::report::escape::is_control;

/// Writes compact JSON; control characters and direction overrides become `\u` escapes.
pub(in crate::report) struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut done = 0;
        for (at, c) in fragment.char_indices().filter(|&(_, c)| is_live(c)) {
            out.write_all(&fragment.as_bytes()[done..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            done = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[done..])
    }
}

/// Whether the character must not stand in the file as itself; line separators end a line for
/// programs that read one row a line.
fn is_live(c: char) -> bool {
    !c.is_ascii() && (is_control(c) || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))
        || c == '\u{7f}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    fn json(text: &str) -> String {
        let mut out = Vec::new();
        text.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Harmless)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_value_is_the_same_and_the_bytes_are_harmless() {
        let text = "é\u{1b}[2J\u{202e}x\u{9b}\u{2028}\u{e0041}\"\\\n";
        let written = json(text);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        assert!(written.chars().all(|c| !c.is_control() && !is_live(c)), "{written}");
    }
}
