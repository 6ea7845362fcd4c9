//! A text without the signs that show nothing.
//!
//! In: a document as it was read. Out: the same without signs between and on letters that no reader
//! sees (soft hyphens, joiners, strokes over letters), with blanks where a sign only shows a blank,
//! and with pieces that tell where the rest stands in the file. For readers who did not choose the
//! document: such signs part words for a program and for nobody else.

use super::{Document, Piece};
use crate::span::Span;

/// Signs in a row behind which the next letter is looked for.
const LONGEST: usize = 64;

/// What becomes of a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    Blank,
    Goes,
}

/// Takes the signs out.
pub fn clear(document: &mut Document) {
    let text = &document.text;
    let is_sign = |c: char| is_filler(c) || is_hidden(c) || is_direction(c) || is_stroke(c);
    if !text.chars().any(is_sign) {
        return;
    }
    // Of a text that was extracted without pieces, places in the file are not known.
    let located = document.is_located();
    let mut clear = Clear::new(text.len());
    let mut pieces = document.pieces.iter().peekable();
    for (at, c) in text.char_indices() {
        while let Some(piece) = pieces.next_if(|piece| piece.text as usize <= at) {
            clear.piece = Some(*piece);
        }
        let rest = text[at..].chars().skip(1).take(LONGEST);
        let follows = rest.into_iter().find(|c| !(is_hidden(*c) || is_direction(*c)));
        clear.take(at, c, fate(c, clear.last, follows));
    }
    let Clear { text, runs, pieces, .. } = clear;
    if text == document.text {
        return;
    }
    let moved = |at: u32| moved(&runs, at).min(text.len());
    for zone in &mut document.zones {
        zone.span = Span::new(moved(zone.span.start), moved(zone.span.end));
    }
    document.text = text;
    document.extracted = true;
    document.pieces = if located { pieces } else { Vec::new() };
}

/// The text in the making.
struct Clear {
    text: String,
    /// Where each run that stays began, and where it begins now.
    runs: Vec<(u32, usize)>,
    pieces: Vec<Piece>,
    /// Where the next character stands in the file.
    here: Piece,
    /// A piece of the document that begins here.
    piece: Option<Piece>,
    /// The last character that stayed.
    last: Option<char>,
    /// The next one begins a run.
    parted: bool,
}

impl Clear {
    fn new(length: usize) -> Self {
        Self {
            text: String::with_capacity(length),
            runs: Vec::new(),
            pieces: Vec::new(),
            here: Piece { text: 0, file: 0, line: 1, column: 1 },
            piece: None,
            last: None,
            parted: true,
        }
    }

    fn take(&mut self, at: usize, c: char, fate: Fate) {
        if let Some(piece) = self.piece.take() {
            self.here = piece;
            self.parted = true;
        }
        if fate == Fate::Stays {
            if std::mem::take(&mut self.parted) {
                let text = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
                self.runs.push((u32::try_from(at).unwrap_or(u32::MAX), self.text.len()));
                self.pieces.push(Piece { text, ..self.here });
            }
            self.text.push(c);
            self.last = Some(c);
        } else {
            self.parted = true;
            if fate == Fate::Blank {
                self.text.push(' ');
                self.last = Some(' ');
            }
        }
        self.here.file = self.here.file.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(0));
        match c {
            '\n' => (self.here.line, self.here.column) = (self.here.line.saturating_add(1), 1),
            _ => self.here.column = self.here.column.saturating_add(1),
        }
    }
}

/// Where a place of the text is now.
fn moved(runs: &[(u32, usize)], at: u32) -> usize {
    let next = runs.partition_point(|(from, _)| *from <= at);
    let Some(&(from, to)) = next.checked_sub(1).and_then(|n| runs.get(n)) else { return 0 };
    let own = to + (at - from) as usize;
    // What was taken out behind a run stands nowhere.
    runs.get(next).map_or(own, |&(_, end)| own.min(end))
}

fn fate(c: char, before: Option<char>, after: Option<char>) -> Fate {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // At the end, or behind more signs than anybody writes, nothing needs them.
    let within = latin(before) && after.is_none_or(|c| latin(Some(c)) || c == '\'' || c == '’');
    match c {
        _ if is_filler(c) => Fate::Blank,
        // They part and join letters of other scripts, and turn them about.
        '\u{200c}' | '\u{200d}' if !within => Fate::Stays,
        _ if is_direction(c) => {
            if within {
                Fate::Goes
            } else {
                Fate::Stays
            }
        }
        _ if is_hidden(c) => Fate::Goes,
        _ if is_stroke(c) && latin(before) => Fate::Goes,
        _ => Fate::Stays,
    }
}

/// Signs that tell the direction of what stands around them, but for those that turn every letter.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}')
}

/// Signs that show nothing, but for those that tell or turn the direction of a text.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}'
        | '\u{34f}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}' | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that show a blank.
fn is_filler(c: char) -> bool {
    matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}')
}

/// Lines through, over and under a letter, and frames around it, which belong to no letter.
fn is_stroke(c: char) -> bool {
    matches!(c,
        '\u{305}' | '\u{332}' | '\u{333}' | '\u{335}'..='\u{338}' | '\u{20d2}' | '\u{20d3}'
        | '\u{20dd}'..='\u{20e4}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Zone, ZoneKind};

    fn cleared(text: &str) -> Document {
        let span = Span::new(0, text.len());
        let zones = vec![Zone { kind: ZoneKind::Body, span }];
        let mut document = Document { text: text.to_owned(), zones, ..Document::default() };
        clear(&mut document);
        document
    }

    #[test]
    fn what_shows_nothing_goes_and_places_stay_known() {
        let text = "The f\u{ad}er\u{200b}ry had\n2\u{332}2\u{332}1 gue\u{2060}sts\u{ad}";
        let document = cleared(text);
        assert_eq!(document.text, "The ferry had\n221 guests");
        assert_eq!(document.zones[0].span, Span::new(0, document.text.len()));
        for word in ["The", "had", "sts"] {
            let at = document.text.find(word).unwrap();
            let found = document.in_file(Span::new(at, at + word.len())).unwrap();
            assert_eq!(found.text(text), word);
        }
        let at = document.text.find("221").unwrap();
        let whole = document.in_file(Span::new(at, at + 3)).unwrap();
        assert_eq!(whole.text(text), "2\u{332}2\u{332}1");
        assert_eq!(document.line_column(at as u32), (2, 1));
        let sts = document.text.find("sts").unwrap();
        assert_eq!(document.line_column(sts as u32), (2, 11));
    }

    #[test]
    fn no_sign_that_shows_nothing_parts_a_word() {
        // What Unicode calls ignorable by default, formats and controls; the rest of these blocks shows.
        let signs = [
            0x00..=0x08,
            0x0e..=0x1f,
            0x7f..=0x84,
            0x86..=0x9f,
            0xad..=0xad,
            0x34f..=0x34f,
            0x61c..=0x61c,
            0x17b4..=0x17b5,
            0x180b..=0x180f,
            0x200b..=0x200f,
            0x202a..=0x202c,
            0x2060..=0x206f,
            0xfe00..=0xfe0f,
            0xfeff..=0xfeff,
            0xfff0..=0xfffb,
            0x13430..=0x1343f,
            0x1bca0..=0x1bca3,
            0x1d173..=0x1d17a,
            0xe0000..=0xe0fff,
        ];
        for sign in signs.into_iter().flatten().filter_map(char::from_u32) {
            for many in [1, 2, 70] {
                let sign = sign.to_string().repeat(many);
                let text = format!("They did n{sign}ot see 2{sign}21, nor don{sign}'t they.");
                let said = cleared(&text).text;
                assert_eq!(said, "They did not see 221, nor don't they.", "{sign:?}");
            }
        }
    }

    #[test]
    fn other_scripts_keep_their_joiners_and_every_text_its_directions() {
        for text in ["می\u{200c}خواهم", "क\u{94d}\u{200d}ष", "naïve ⅓ €", "a\u{202e}b", "plain"]
        {
            let document = cleared(text);
            assert_eq!(document.text, text);
            assert!(!document.extracted);
        }
        assert_eq!(cleared("to\u{200c}day and\u{3164}then").text, "today and then");
    }
}
