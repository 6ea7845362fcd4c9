//! Sentences of a stretch of text.
//!
//! In: a stretch. Out: the spans of its sentences: in order, disjoint, trimmed, covering all that
//! is not white space. Every decision looks at a bounded window, so any text takes linear time.
//!
//! Quotation marks are not paired here: machine translation tears pairs apart (`dialogue, ”said
//! the minister`), and a quotation of five sentences is five sentences to align.

use crate::language::Language;
use crate::language::form::normal_form;

/// How far a decision looks around, in bytes.
const WINDOW: usize = 96;

/// Hands each sentence of `text[start..end]` to `found`, in order.
pub(super) fn sentences(
    text: &str,
    start: usize,
    end: usize,
    language: &Language,
    found: &mut impl FnMut(usize, usize),
) {
    let mut scan = Scan { text, bytes: text.as_bytes(), end, language, block: Block::default() };
    let mut from = start;
    let mut at = start;
    while at < end {
        let byte = scan.bytes[at];
        if !MAY_END[byte as usize] {
            at += 1;
            continue;
        }
        let step = if byte == b'\n' { scan.line_end(from, at) } else { scan.terminator(from, at) };
        if let Step::Cut(cut) = step {
            hand_on(text, from, cut, found);
            from = cut;
            at = cut;
        } else if let Step::Go(next) = step {
            at = next;
        }
    }
    hand_on(text, from, end, found);
}

fn hand_on(text: &str, from: usize, to: usize, found: &mut impl FnMut(usize, usize)) {
    let part = &text[from..to];
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let lead = part.len() - part.trim_start().len();
        found(from + lead, from + lead + trimmed.len());
    }
}

/// Bytes that can open a terminator or a line break.
const MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let mut i = 0;
    let bytes = *b".!?\n\xe2\xe3\xef\xe0\xd8\xdb";
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// What a place that may end a sentence turns out to be.
enum Step {
    /// A sentence ends here; the next one may start.
    Cut(usize),
    /// It goes on from here.
    Go(usize),
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    end: usize,
    language: &'a Language,
    block: Block,
}

/// Lines without a blank one between them.
#[derive(Default)]
struct Block {
    end: usize,
    lines: usize,
    width: usize,
}

impl Scan<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    /// Past white space, and how many line breaks it held.
    fn skip_space(&self, mut at: usize) -> (usize, usize) {
        let mut breaks = 0;
        while let Some(c) = self.char_at(at) {
            if !c.is_whitespace() {
                break;
            }
            breaks += usize::from(c == '\n');
            at += c.len_utf8();
        }
        (at, breaks)
    }

    /// A line break parts sentences unless the line was only wrapped there.
    fn line_end(&mut self, from: usize, at: usize) -> Step {
        let (next, breaks) = self.skip_space(at);
        let wrapped = breaks < 2
            && self.char_at(next).is_some_and(|c| {
                c.is_lowercase()
                    || c.is_alphanumeric() && self.is_hyphened(from, at)
                    || !is_bullet(c) && self.is_wrapped(from, at, next)
            });
        if wrapped { Step::Go(next) } else { Step::Cut(next) }
    }

    /// Whether a line ends within a word: in a hyphen behind a letter.
    fn is_hyphened(&self, from: usize, at: usize) -> bool {
        let line = self.text[from..at].trim_end();
        let word = line.strip_suffix(['-', '\u{2010}', '¬', '\u{ad}']);
        word.is_some_and(|word| word.ends_with(char::is_alphabetic))
    }

    /// Whether the first word of the next line would not have fitted on the line before.
    fn is_wrapped(&mut self, from: usize, at: usize, next: usize) -> bool {
        if at >= self.block.end {
            self.block = self.block_at(from, at);
        }
        let line =
            self.bytes[from..at].iter().rev().take(WINDOW * 2).take_while(|&&b| b != b'\n').count();
        let word = self.bytes[next..self.end]
            .iter()
            .take(WINDOW)
            .take_while(|b| !b.is_ascii_whitespace())
            .count();
        self.block.lines > 2
            && (40..=100).contains(&self.block.width)
            && line + 1 + word > self.block.width
    }

    /// Widest line and number of lines from `from` to the next blank line.
    fn block_at(&self, from: usize, at: usize) -> Block {
        let mut block = Block::default();
        let mut line = from;
        loop {
            let stop = self.bytes[line..self.end]
                .iter()
                .position(|&b| b == b'\n')
                .map_or(self.end, |n| line + n);
            let blank = self.bytes[line..stop].iter().all(u8::is_ascii_whitespace);
            if (blank && line > at) || stop == self.end {
                block.end = stop.max(at + 1);
                return block;
            }
            block.lines += usize::from(!blank);
            block.width = block.width.max(stop - line);
            line = stop + 1;
        }
    }

    /// A run of terminators with the closing marks behind it.
    fn terminator(&mut self, from: usize, at: usize) -> Step {
        let Some(first) = self.char_at(at).filter(|&c| is_terminator(c)) else {
            let wide = self.char_at(at).map_or(1, char::len_utf8);
            return Step::Go(at + wide);
        };
        let mut stop = at;
        let mut count = 0;
        let mut asks = false;
        while let Some(c) = self.char_at(stop).filter(|&c| is_terminator(c)) {
            asks |= matches!(c, '!' | '?');
            count += 1;
            stop += c.len_utf8();
        }
        let (closed, quoted) = self.closers(stop);
        let (next, breaks) = self.skip_space(closed);
        if next >= self.end || breaks > 1 {
            return Step::Cut(next);
        }
        let period = first == '.' && count == 1;
        if is_wide(first) {
            return self.wide(closed, quoted, next);
        }
        if next == closed && !self.glued(from, at, next) {
            return Step::Go(closed);
        }
        let (next, quoted) = self.stray_closer(closed, next, quoted);
        let small = self.char_at(next).is_some_and(char::is_lowercase);
        if !self.opens_sentence(next) && (breaks == 0 || small) {
            // Old prints ask on in small letters: `Why? why should he?`
            let asks_on = small && !quoted && first == '?' && !self.attributes(next);
            return if asks_on { Step::Cut(next) } else { Step::Go(next) };
        }
        if period && !quoted && self.dot_belongs_to_word(from, at, next) {
            return Step::Go(next);
        }
        if asks && quoted && self.attributes(next) || breaks == 0 && self.is_in_note(from, closed) {
            return Step::Go(next);
        }
        Step::Cut(next)
    }

    /// Whether an editor's mark follows that closes brackets: `a (formal. - Ed.) answer`.
    fn is_in_note(&self, from: usize, at: usize) -> bool {
        const LONGEST: usize = 24;
        let mut before = self.text[from..at].chars().rev().take(WINDOW);
        let opened = before.find(|c| matches!(c, '(' | ')')) == Some('(');
        let mark = self.window(at).trim_start();
        opened
            && mark.starts_with(['-', '–', '—'])
            && mark
                .find([')', '(', '\n'])
                .is_some_and(|end| end <= LONGEST && mark[end..].starts_with(')'))
    }

    /// Terminators of scripts without spaces: only a quotation that the sentence goes on to
    /// attribute (`…。」と述べた`) keeps it open.
    fn wide(&self, closed: usize, quoted: bool, next: usize) -> Step {
        let goes_on = quoted
            && self
                .char_at(next)
                .is_some_and(|c| matches!(c, 'と' | 'っ' | 'な' | 'の' | '、' | '，' | ','));
        if goes_on { Step::Go(closed) } else { Step::Cut(next) }
    }

    /// Past closing quotes and brackets that touch the terminator, and whether a quote was there.
    fn closers(&self, mut at: usize) -> (usize, bool) {
        let mut quoted = false;
        while let Some(c) = self.char_at(at) {
            let after = at + c.len_utf8();
            let outside = self.char_at(after).is_none_or(|n| !n.is_alphanumeric());
            let closes = match c {
                ')' | ']' | '}' | '）' | '］' | '】' => true,
                '”' | '’' | '»' | '›' | '」' | '』' | '》' => {
                    quoted = true;
                    true
                }
                '"' | '\'' | '“' | '‘' if outside => {
                    quoted = true;
                    true
                }
                _ => false,
            };
            if !closes {
                break;
            }
            at = after;
        }
        (at, quoted)
    }

    /// `end. ”He` and `end. " He`: the mark closes what stands before it.
    fn stray_closer(&self, closed: usize, next: usize, quoted: bool) -> (usize, bool) {
        let Some(c) = self.char_at(next) else { return (next, quoted) };
        let after = next + c.len_utf8();
        let spaced = self.char_at(after).is_none_or(char::is_whitespace);
        let stray = next > closed && (c == '”' || (matches!(c, '"' | '»') && spaced));
        if stray { (self.skip_space(after).0, true) } else { (next, quoted) }
    }

    /// `Moscow.The talks`, `the talks.--They`: the space is lost. Not so in `example.com`, `1.5`.
    fn glued(&self, from: usize, at: usize, next: usize) -> bool {
        let head = self.text[from..at].trim_end();
        let worded = head.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3;
        let closed = head.ends_with(['"', '”', ')']);
        let tail = self.window(next).trim_start_matches(['-', '–', '—']);
        let word = tail.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let rest = &tail[word.len()..];
        let opens = word.starts_with(char::is_uppercase) && !rest.starts_with(['.', '@']);
        (worded || closed) && opens && !is_domain(word)
    }

    /// Whether what follows can be the first character of a sentence.
    fn opens_sentence(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..6 {
            let Some(c) = self.char_at(at) else { return true };
            if c.is_alphanumeric() {
                let address = ["http", "www."].iter().any(|lead| self.text[at..].starts_with(lead));
                return !c.is_lowercase() || address;
            }
            if matches!(c, ',' | ';' | ':' | ')' | ']' | '、' | '，') {
                return false;
            }
            at += c.len_utf8();
        }
        true
    }

    /// `“Is it over?” Abe asked`: the sentence goes on to name the speaker.
    fn attributes(&self, next: usize) -> bool {
        let words = self.window(next).split_whitespace().take(4);
        let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        words.map(bare).any(|word| self.language.is_saying_word(&word))
    }

    fn window(&self, at: usize) -> &str {
        let mut stop = (at + WINDOW).min(self.end);
        while !self.text.is_char_boundary(stop) {
            stop -= 1;
        }
        &self.text[at..stop]
    }

    /// Whether the dot at `at` is part of the word before it: `Mr.`, `Nov.`, `J.`, `U.S.`.
    fn dot_belongs_to_word(&self, from: usize, at: usize, next: usize) -> bool {
        let word = self.word_before(from, at);
        if word.is_empty() {
            return false;
        }
        let follower = self.word_at(next);
        let starter = self.language.is_starter(follower);
        let digit = follower.starts_with(|c: char| c.is_ascii_digit());
        let first = self.bytes[from..at].len() <= word.len() + 4
            && self.text[from..at].trim_start() == word;
        if word.bytes().all(|b| b.is_ascii_digit()) {
            // "1. The parties agree": the number of an item, not the end of a sentence.
            // "am 3. Mai": where nobody knows the language, a short number may be an ordinal.
            return first && word.len() <= 3 || self.language.is_neutral() && word.len() <= 2;
        }
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let small = word.chars().count() == 1 && self.language.is_neutral();
        if small && !initial {
            // "z. B.", "ул. г. Н.": one small letter is an abbreviation.
            return true;
        }
        if initial {
            return !starter && !digit && (word != "I" || first);
        }
        if word.contains('.') {
            return self.dotted(word, follower, starter, digit);
        }
        let form = normal_form(word);
        if self.language.takes_dot_before_name(&form) {
            return !digit;
        }
        if self.language.takes_dot_before_number(&form) && (digit || is_roman(follower)) {
            return true;
        }
        self.language.takes_dot(&form) && !starter
    }

    /// `U.S. Navy` goes on, `in the U.S. The` does not; `3 p.m. Saturday` goes on.
    fn dotted(&self, word: &str, follower: &str, starter: bool, digit: bool) -> bool {
        let form = normal_form(follower);
        if matches!(word, "p.m" | "a.m") {
            return self.language.is_day_or_month(&form)
                || matches!(
                    follower,
                    "GMT" | "UTC" | "EST" | "EDT" | "CET" | "JST" | "MSK" | "ET"
                );
        }
        // "H.R. 4407" goes on, "in the U.S. 40 people" does not.
        let ends = matches!(word, "U.S" | "U.K" | "U.N" | "E.U" | "D.C" | "U.S.A" | "U.S.S.R");
        !(starter || digit && ends) && word.split('.').all(|part| part.chars().count() <= 2)
    }

    /// The run of letters, digits and inner dots before `at`.
    fn word_before(&self, from: usize, at: usize) -> &str {
        let mut low = from.max(at.saturating_sub(WINDOW));
        while !self.text.is_char_boundary(low) {
            low += 1;
        }
        let head = &self.text[low..at];
        let cut = head.rfind(|c: char| !(c.is_alphanumeric() || c == '.'));
        let start = cut.map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
        head[start..].trim_start_matches('.')
    }

    /// The run of letters and digits at `at`, opening marks skipped.
    fn word_at(&self, at: usize) -> &str {
        let window = self.window(at).trim_start_matches(|c: char| !c.is_alphanumeric());
        let stop = window.find(|c: char| !c.is_alphanumeric()).unwrap_or(window.len());
        &window[..stop]
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '।' | '॥' | '؟' | '۔') || is_wide(c)
}

fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '*' | '-' | '–' | '—' | '·' | '●' | '○' | '■' | '▪' | '#' | '>' | '|')
}

fn is_domain(word: &str) -> bool {
    let tops = ["com", "org", "net", "ru", "uk", "de", "jp", "fr", "eu", "io", "tv", "gov", "edu"];
    tops.iter().any(|top| top.eq_ignore_ascii_case(word))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        sentences(text, 0, text.len(), crate::language::of(None), &mut |a, b| {
            out.push(&text[a..b])
        });
        out
    }

    /// Each row is a text whose sentences are parted by `|`.
    #[test]
    fn borders() {
        let rows = [
            "One came. |Two went.",
            "Mr. Abe met Gen. Smith. |They spoke.",
            "The U.S. Navy came. |It left.",
            "He lives in the U.S. |The others do not.",
            "They met at 3 p.m. Saturday. |Nobody spoke.",
            "They met at 3 p.m. |Lavrov left.",
            "On Nov. 23 he spoke. |On Friday he left.",
            "“We agree.” |He left.",
            "“Is it over?” he asked.",
            "“Is it over?” Abe asked. |Nobody knew.",
            "“It is over!” |Then he left.",
            "We value the dialogue, ”said Foreign Minister Ivanov. |He left.",
            "We value it. ”said Ivanov. |He left.",
            "We value it. ”|He left.",
            "J. K. Smith came. |So did others.",
            "It rose 4.5 percent. |It fell 3 percent.",
            "1. The parties agree. |2. They part.",
            "See Art. 107 of the charter. |It is short.",
            "He waited... and went. |Nothing.",
            "He waited… |Nothing.",
            "They met in Moscow.|The talks failed.",
            "They met on video.|A text came out.|UN staff knew.",
            "See example.com for more. |Thanks.",
            "(It was late.) |He left.",
            "(It was late. |He left.) |They slept.",
            "They want a (lasting. - Ed.) peace. |He left.",
            "A way to a (fair. – Desk ) treaty is open. |He left.",
            "One\n\n|Two",
            "A headline of the day\n|The text follows here and is longer than it.",
            "「行く。」と述べた。|帰った。",
            "Он пришёл. |Она ушла.",
            "World War I. |The next one.",
            "Why? |why should he?",
            "Is it over? asked Ivanov.",
            "See H.R. 4407 for more. |Thanks.",
            "It fell in the U.S. |40 people came.",
            "A tax on land. |--The states keep it.",
            "It is here. |http://example.com has it.",
        ];
        for row in rows {
            let text = row.replace('|', "");
            let expected: Vec<&str> = row.split('|').map(str::trim).collect();
            assert_eq!(cut(&text), expected, "{row}");
        }
    }
}
