//! Words that a line end, or a blank, broke in two: `six-⏎teen`, `Nor-⏎dby`, `un lawful`.
//!
//! In: the words of a text. Out: the same with the halves of broken words joined: one token over
//! both, with the key of the whole word. Two halves are one word where the whole is a word of the
//! language or of the text and a half is none, or where a hyphen at a line end parts two halves of
//! which one is no word. `well-⏎known` is two words, and stays so.

use std::borrow::Cow;
use std::cell::OnceCell;

use foldhash::{HashMap, HashSet};

use super::{Class, Reader, Token, Tokenized};
use crate::language::{Language, key, normal_form};
use crate::span::Span;

/// What is known of a text beyond itself: another text has these.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Keys of words that are whole.
    pub whole: HashSet<u64>,
    /// Keys of what two words would make that a hyphen ties, and that are two all the same.
    pub tied: HashSet<u64>,
}

/// What stands between two halves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    /// A hyphen and a line end, or a soft hyphen and a blank.
    LineEnd,
    /// A hyphen and a blank.
    Hyphen,
    /// Blanks alone.
    Blank,
}

/// Fewest letters of either half; a single one is a word or a slip of its own kind.
const SHORTEST_HALF: usize = 2;
/// ... of a word that only a blank parts.
const SHORTEST_WHOLE: usize = 5;
/// A half of so many letters that the table holds is a word; shorter ones are abbreviations there,
const SURE: usize = 4;
/// unless they are frequent: the number of bits of their place.
const FREQUENT: u8 = 11;
/// Most white space in a break.
const WIDEST: usize = 40;

/// First parts of words that a hyphen ties to any other word.
const PREFIXES: [&str; 25] = [
    "all", "anti", "co", "counter", "cross", "ex", "half", "ill", "inter", "mid", "mini", "multi",
    "neo", "non", "off", "over", "post", "pre", "pro", "quasi", "re", "self", "semi", "sub",
    "vice",
];

/// Two words in a row that may be the halves of one.
struct Halves<'t> {
    first: &'t Token,
    second: &'t Token,
    gap: Break,
    /// The key of the whole, once it is asked for: most pairs are known for two words before.
    whole: OnceCell<u64>,
    letters: [usize; 2],
}

impl<'t> Halves<'t> {
    fn of(text: &str, first: &'t Token, second: &'t Token) -> Option<Self> {
        let between = Span { start: first.span.end, end: second.span.start }.text(text);
        let gap = broken_by(between)?;
        if first.class == Class::Address || second.class == Class::Address {
            return None;
        }
        let [a, b] = [first, second].map(|it| it.span.text(text));
        let lettered = |half: &str| half.chars().all(|c| c.is_alphabetic() || c == '\u{ad}');
        let tail = without(without(b, "'s"), "’s");
        if !lettered(a) || !lettered(tail) {
            return None;
        }
        let letters = [a, tail].map(|half| half.chars().count());
        let shouted = |half: &str| half.chars().all(char::is_uppercase);
        let small = tail.starts_with(char::is_lowercase) && !(letters[0] > 1 && shouted(a));
        if letters.iter().any(|&it| it < SHORTEST_HALF) || !(small || shouted(a) && shouted(tail)) {
            return None;
        }
        Some(Self { first, second, gap, whole: OnceCell::new(), letters })
    }

    fn whole(&self, text: &str) -> u64 {
        *self.whole.get_or_init(|| whole(text, self.first, self.second))
    }
}

/// A word without an ending, however often it has it.
fn without<'t>(mut word: &'t str, ending: &str) -> &'t str {
    while let Some(shorter) = word.strip_suffix(ending) {
        word = shorter;
    }
    word
}

/// The key of the word that two words in a row would make, if a gap between them may break one; and
/// whether that is white space alone.
pub fn halves(text: &str, first: &Token, second: &Token) -> Option<(u64, bool)> {
    let found = Halves::of(text, first, second)?;
    Some((found.whole(text), found.gap == Break::Blank))
}

/// Whether a word was put together from halves.
pub fn is_joined(text: &str, token: &Token) -> bool {
    token.class != Class::Address
        && token.span.text(text).contains(|c: char| c.is_ascii_whitespace())
}

/// How a gap breaks a word, if it does.
fn broken_by(gap: &str) -> Option<Break> {
    if gap == " " {
        return Some(Break::Blank);
    }
    if gap.len() > WIDEST {
        return None;
    }
    let blank = gap.trim_start_matches(['-', '\u{2010}', '¬', '\u{ad}']);
    let hyphens = &gap[..gap.len() - blank.len()];
    let lines = blank.matches('\n').count();
    if blank.is_empty() || lines > 1 || !blank.chars().all(char::is_whitespace) {
        return None;
    }
    match hyphens {
        "" => Some(Break::Blank),
        "\u{ad}" | "¬" => Some(Break::LineEnd),
        "-" | "\u{2010}" if lines == 1 => Some(Break::LineEnd),
        "-" | "\u{2010}" => Some(Break::Hyphen),
        _ => None,
    }
}

/// The words of the text itself.
#[derive(Default)]
struct Own {
    /// How often each stands there.
    count: HashMap<u64, u32>,
    /// What two words would make that a hyphen within a line ties.
    tied: HashSet<u64>,
}

impl Own {
    fn of(text: &str, tokens: &[Token]) -> Self {
        let mut own = Self::default();
        for token in tokens {
            *own.count.entry(token.key).or_default() += 1;
        }
        own.tied = tied(text, tokens).collect();
        own
    }
}

/// The keys of what two words would make that a hyphen ties within a line.
pub fn tied(text: &str, tokens: &[Token]) -> impl Iterator<Item = u64> {
    tokens.windows(2).filter_map(move |pair| {
        let gap = Span { start: pair[0].span.end, end: pair[1].span.start }.text(text);
        let tied = matches!(gap, "-" | "\u{2010}" | "\u{2011}");
        tied.then(|| whole(text, &pair[0], &pair[1]))
    })
}

/// The key of the word that two words would make.
fn whole(text: &str, first: &Token, second: &Token) -> u64 {
    key(&normal_form(&format!("{}{}", first.span.text(text), second.span.text(text))))
}

/// Decides about one text.
struct Judge<'a> {
    text: &'a str,
    tokens: &'a [Token],
    language: &'a Language,
    known: &'a Known,
    own: OnceCell<Own>,
}

impl Judge<'_> {
    fn own(&self) -> &Own {
        self.own.get_or_init(|| Own::of(self.text, self.tokens))
    }

    /// Whether the words at `at` and behind it are the halves of one.
    fn joins(&self, at: usize) -> bool {
        let (first, second) = (&self.tokens[at], &self.tokens[at + 1]);
        // "mother-in-⏎law" is a chain of words.
        let before = self.text.get(..first.span.start as usize).unwrap_or("");
        let chained = before.ends_with(['-', '\u{2010}', '\u{2011}']);
        !chained && Halves::of(self.text, first, second).is_some_and(|it| self.is_one(&it))
    }

    fn is_one(&self, halves: &Halves<'_>) -> bool {
        let is_known =
            || !self.known.whole.is_empty() && self.known.whole.contains(&halves.whole(self.text));
        if halves.gap == Break::Blank {
            // Most pairs of words end here: two words in a row.
            return is_known()
                || halves.letters.iter().sum::<usize>() >= SHORTEST_WHOLE
                    && !self.are_words(halves)
                    && self.is_lone_half(halves)
                    && self.is_whole(halves.whole(self.text));
        }
        if is_known() {
            return true;
        }
        let whole = halves.whole(self.text);
        if self.known.tied.contains(&whole) || self.own().tied.contains(&whole) {
            return false;
        }
        let both = self.are_words(halves);
        match halves.gap {
            Break::LineEnd if self.is_whole(whole) => true,
            _ if both => false,
            Break::LineEnd => self.is_plausible(halves),
            // "pre- and post-war": the hyphen stands for the word that comes later.
            _ => {
                self.is_whole(whole)
                    || !self.language.is_neutral()
                        && !self.is_word(halves.second, halves.letters[1])
            }
        }
    }

    /// Whether the whole is a word of the language or of the text.
    fn is_whole(&self, whole: u64) -> bool {
        self.language.has_word(whole) || self.own().count.contains_key(&whole)
    }

    fn are_words(&self, halves: &Halves<'_>) -> bool {
        // "tip off", "sum up": a verb and its particle, whose whole is a noun.
        let led = halves.second.class != Class::Content
            && halves.letters[0] > SHORTEST_HALF
            && self.language.has_word(halves.first.key);
        (led || self.is_word(halves.first, halves.letters[0]))
            && self.is_word(halves.second, halves.letters[1])
    }

    fn is_word(&self, half: &Token, letters: usize) -> bool {
        half.class != Class::Content
            || self.language.is_irregular(half.key)
            || self.language.has_common_word(half.key, letters >= SURE, FREQUENT)
            || half.capital && letters >= SURE && self.language.has_word(half.key)
    }

    /// Whether the half that is no word cannot be a name beside a word.
    fn is_lone_half(&self, halves: &Halves<'_>) -> bool {
        !self.is_word(halves.second, halves.letters[1])
            || !halves.first.capital
            || self.own().count.contains_key(&halves.whole(self.text))
            || self.language.has_common_word(halves.whole(self.text), true, FREQUENT)
    }

    /// Whether two halves that make no known word may make one: not a word that is tied to any
    /// other, nor a name and what it is tied to, `Nordby-⏎based`.
    fn is_plausible(&self, halves: &Halves<'_>) -> bool {
        let first = normal_form(halves.first.span.text(self.text));
        let second = halves.second;
        !PREFIXES.contains(&first.as_ref())
            && second.class == Class::Content
            && !(halves.first.capital
                && halves.letters[0] >= SURE
                && (self.language.is_name_tail(second.key) || self.language.has_verb(second.key)))
    }
}

/// Joins the halves of broken words. `known` is what another text has, where there is one.
pub(super) fn join(read: &mut Tokenized, reader: &mut Reader<'_>, known: &Known) {
    let judge = Judge {
        text: reader.text,
        tokens: &read.tokens,
        language: reader.language,
        known,
        own: OnceCell::new(),
    };
    let mut joins: Vec<usize> = Vec::new();
    for sentence in &read.sentences {
        let mut at = sentence.tokens.start;
        while at + 1 < sentence.tokens.end {
            if judge.joins(at) {
                joins.push(at);
                at += 1;
            }
            at += 1;
        }
    }
    drop(judge);
    if !joins.is_empty() {
        renumber(read, reader, &joins);
    }
}

fn renumber(read: &mut Tokenized, reader: &mut Reader<'_>, joins: &[usize]) {
    let mut tokens = Vec::with_capacity(read.tokens.len());
    let mut next = joins.iter().copied().peekable();
    let mut at = 0;
    while at < read.tokens.len() {
        let token = read.tokens[at];
        if next.next_if_eq(&at).is_some() {
            let end = read.tokens[at + 1].span.range().end;
            tokens.push(reader.token(token.span.range().start, end));
            at += 2;
        } else {
            tokens.push(token);
            at += 1;
        }
    }
    read.tokens = tokens;
    let moved = |at: usize| at - joins.partition_point(|join| *join < at);
    for sentence in &mut read.sentences {
        sentence.tokens = moved(sentence.tokens.start)..moved(sentence.tokens.end);
    }
}

/// A word, or the words of a name, without the breaks in them: what a hyphen and white space part
/// before a small letter is one word.
pub fn mended(text: &str) -> Cow<'_, str> {
    let hyphens = ['-', '\u{2010}', '¬', '\u{ad}'];
    let Some(mut at) = text.find(hyphens) else { return Cow::Borrowed(text) };
    let mut out = String::new();
    let mut from = 0;
    loop {
        let rest = &text[at..];
        let wide = rest.chars().next().map_or(1, char::len_utf8);
        let tail = rest[wide..].trim_start();
        let goes_on = tail.starts_with(char::is_lowercase)
            || tail.starts_with(char::is_uppercase) && !text.contains(|c: char| c.is_lowercase());
        if tail.len() < rest.len() - wide && goes_on {
            out.push_str(&text[from..at]);
            from = text.len() - tail.len();
        }
        let start = at + wide;
        match text[start..].find(hyphens) {
            Some(next) => at = start + next,
            None => break,
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}
