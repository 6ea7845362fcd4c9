//! Transcripts and interviews: `Sergey Lavrov: …`, `Question: …`, without quotation marks.
//!
//! In: the paragraphs. Out: one [`Quoted`] for each paragraph, or part of one, that is speech. A
//! label is a name or a part in the talk before a colon; one alone proves nothing, as headings
//! (`Update: …`) and datelines look the same. A turn reaches to the next label or to the end of the
//! block, and stops where somebody tells of the talk. Every paragraph is looked at a bounded number
//! of times.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::language::{Language, TalkWord};
use crate::span::Span;
use crate::token::{Class, Token, Tokenized};

use super::{Bounds, Paragraph, Quoted, token_at};

/// The most words of a label.
const LONGEST_LABEL: usize = 6;
/// The most bytes before the colon.
const WIDEST_LABEL: usize = 80;
/// The fewest labels of a dialogue in which nobody is called by a part in it.
const DIALOGUE: usize = 3;
/// Up to so many words, a paragraph that ends without a mark is a heading.
const HEADING: usize = 8;
/// Up to so many words from its start, an address to listeners ends with a comma.
const GREETING: usize = 8;

/// The speech of a transcript; nothing where the text is none.
pub(super) fn turns(
    text: &str,
    tokenized: &Tokenized,
    paragraphs: &[Paragraph],
    language: &Language,
) -> Vec<Quoted> {
    let reader = Reader { text, tokenized, paragraphs, language };
    let labels = reader.labels();
    if labels.is_empty() { Vec::new() } else { reader.turns(&labels) }
}

/// The words before a colon that say who speaks.
#[derive(Clone, Debug)]
struct Label {
    /// Index of its paragraph.
    paragraph: usize,
    /// Its tokens.
    name: Range<usize>,
    /// Where the speech starts.
    speech: u32,
    /// What tells it from others: the family name, or the part in the talk.
    key: u64,
    /// Whether it is a part in the talk, and whether that is but a letter: `Q`.
    role: bool,
    letter: bool,
}

struct Reader<'a> {
    text: &'a str,
    tokenized: &'a Tokenized,
    paragraphs: &'a [Paragraph],
    language: &'a Language,
}

impl Reader<'_> {
    /// The labels of a transcript, in the order of the text; none where there is none.
    fn labels(&self) -> Vec<Label> {
        let mut all: Vec<Label> =
            (0..self.paragraphs.len()).filter_map(|at| self.label(at)).collect();
        let mut count: BTreeMap<u64, usize> = BTreeMap::new();
        for label in &all {
            *count.entry(label.key).or_default() += 1;
        }
        all.retain(|label| {
            let again = count.get(&label.key).is_some_and(|&n| n > 1);
            label.role || again || label.name.len() > 1 && label.paragraph > 0
        });
        // `A.` opens a name as well; it answers a `Q.` only.
        let lone = |label: &Label| label.role && label.letter;
        let letters: BTreeSet<u64> = all.iter().filter(|l| lone(l)).map(|l| l.key).collect();
        if letters.len() == 1 {
            all.retain(|label| !lone(label));
        }
        let keys = |label: &Label| label.key;
        let several = all.iter().map(keys).min() != all.iter().map(keys).max();
        let again = all.iter().any(|label| count.get(&label.key).is_some_and(|&n| n > 1));
        let asked = all.iter().any(|label| label.role && self.is_asked(label));
        let spoken = all.iter().filter(|label| self.is_talk(self.first_words(label))).count();
        let interview = asked && (several || again);
        let dialogue =
            several && again && all.len() >= DIALOGUE && spoken * 2 >= all.len() && spoken > 1;
        if interview || dialogue { all } else { Vec::new() }
    }

    /// The label with which a paragraph opens.
    fn label(&self, at: usize) -> Option<Label> {
        let span = self.paragraphs[at].span;
        let part = span.text(self.text);
        let head = &part[..part.floor_char_boundary(WIDEST_LABEL)];
        let end = match head.find(':') {
            Some(colon) => colon,
            None => lettered(head)?,
        };
        let (name, rest) = (&head[..end], &part[end + 1..]);
        let plain = |c: char| c.is_alphanumeric() || " .'’-*_()".contains(c);
        let parted = rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric());
        if !parted || !name.chars().all(plain) || rest.starts_with('/') {
            return None;
        }
        let start = span.range().start;
        let bracket = name.find('(').unwrap_or(end);
        let tokens = token_at(self.tokenized, span.start)
            ..token_at(self.tokenized, Span::new(0, start + bracket).end);
        let lead = rest.len() - rest.trim_start_matches(is_space_or_bold).len();
        let speech = Span::new(0, start + end + 1 + lead).end.min(span.end);
        let opens = rest[lead..].chars().next();
        if opens.is_some_and(char::is_lowercase) {
            return None;
        }
        let (key, role) = self.who(&tokens)?;
        let letter = name.len() == 1;
        Some(Label { paragraph: at, name: tokens, speech, key, role, letter })
    }

    /// What tells the speaker from others, where the words can name one.
    fn who(&self, name: &Range<usize>) -> Option<(u64, bool)> {
        let tokens = &self.tokenized.tokens[name.clone()];
        let (first, last) = (tokens.first()?, tokens.last()?);
        if tokens.len() > LONGEST_LABEL || !first.capital {
            return None;
        }
        let calls = |token: &Token| {
            token.capital || token.class == Class::Number || self.language.is_modifier(token.key)
        };
        if self.language.talk(first.key) == Some(TalkWord::Role) {
            let letter = first.span.len() == 1;
            let fits = if letter { tokens.len() == 1 } else { tokens.iter().all(calls) };
            return fits.then_some((first.key, true));
        }
        let part = |token: &Token| {
            let word = token.span.text(self.text);
            let owned = word.ends_with("'s") || word.ends_with("’s");
            let day = self.language.month(token.key).or(self.language.weekday(token.key));
            let name = token.capital && token.class == Class::Content;
            let notice = self.language.talk(token.key) == Some(TalkWord::Notice);
            (name || self.language.is_name_link(token.key)) && !owned && !notice && day.is_none()
        };
        tokens.iter().all(part).then_some((last.key, false))
    }

    /// The first words behind a label, which may stand on a line of its own.
    fn first_words(&self, label: &Label) -> Span {
        let speech = self.speech(label);
        let below = || self.paragraphs.get(label.paragraph + 1).map(|next| next.span);
        if speech.is_empty() { below().unwrap_or(speech) } else { speech }
    }

    /// What follows the colon in the paragraph of a label.
    fn speech(&self, label: &Label) -> Span {
        Span { start: label.speech, end: self.paragraphs[label.paragraph].span.end }
    }

    /// Whether the words of a part in the talk are those of a talk.
    fn is_asked(&self, label: &Label) -> bool {
        let speech = self.first_words(label);
        speech.text(self.text).contains('?') || self.is_talk(speech)
    }

    /// Whether who speaks names himself or who listens: `I`, `your`.
    fn is_talk(&self, span: Span) -> bool {
        let words = token_at(self.tokenized, span.start)..token_at(self.tokenized, span.end);
        let party = |token: &Token| self.language.talk(token.key) == Some(TalkWord::Party);
        self.tokenized.tokens[words].iter().any(party)
    }

    fn turns(&self, labels: &[Label]) -> Vec<Quoted> {
        let mut out = Vec::new();
        self.opening(labels, &mut out);
        for (n, label) in labels.iter().enumerate() {
            let name = Some((label.name.start, label.name.end));
            self.push(label.paragraph, self.speech(label), name, &mut out);
            let next = labels.get(n + 1).map(|next| next.paragraph);
            let stop = next.unwrap_or(self.paragraphs.len());
            for at in label.paragraph + 1..stop {
                let span = self.paragraphs[at].span;
                // Behind the last label nothing says that the talk goes on but its own words.
                let last = next.is_none() && !self.is_talk(span);
                if self.ends_block(at) || self.is_told(at, labels) || last {
                    break;
                }
                if !self.is_heading(at) {
                    self.push(at, span, name, &mut out);
                }
            }
        }
        out
    }

    /// The address with which a talk opens, before the first label: `Ladies and gentlemen, …`.
    fn opening(&self, labels: &[Label], out: &mut Vec<Quoted>) {
        let Some(first) = labels.first().map(|label| label.paragraph) else { return };
        let Some(start) = (0..first).find(|&at| self.is_greeting(at)) else { return };
        let mut named = labels.iter().filter(|label| !label.role);
        let speaker = named
            .next()
            .filter(|one| named.all(|other| other.key == one.key))
            .map(|one| (one.name.start, one.name.end));
        let told = |at: usize| self.is_told(at, labels) || at > start && self.ends_block(at);
        for at in start..first {
            if told(at) {
                break;
            }
            self.push(at, self.paragraphs[at].span, speaker, out);
        }
    }

    fn push(
        &self,
        paragraph: usize,
        inner: Span,
        name: Option<(usize, usize)>,
        out: &mut Vec<Quoted>,
    ) {
        let words = token_at(self.tokenized, inner.start)..token_at(self.tokenized, inner.end);
        if !words.is_empty() {
            let outer = self.paragraphs[paragraph].span;
            out.push(Quoted { inner, outer, paragraph, bounds: Bounds::Label(name) });
        }
    }

    /// Whether a paragraph opens with an address to listeners.
    fn is_greeting(&self, at: usize) -> bool {
        let paragraph = &self.paragraphs[at];
        let first = token_at(self.tokenized, paragraph.span.start);
        let Some(token) = self.tokenized.tokens.get(first) else { return false };
        let stop = self
            .tokenized
            .tokens
            .get(first + GREETING)
            .map_or(paragraph.span.end, |token| token.span.start.min(paragraph.span.end));
        let head = Span { start: token.span.start.min(stop), end: stop }.text(self.text);
        self.language.talk(token.key) == Some(TalkWord::Greeting) && head.contains([',', '!'])
    }

    /// Whether other text stands between a paragraph and the one before it.
    fn ends_block(&self, at: usize) -> bool {
        let end = self.paragraphs[at - 1].span.end;
        let gap = Span { start: end, end: self.paragraphs[at].span.start }.text(self.text);
        gap.contains(char::is_alphanumeric)
    }

    /// Whether a paragraph tells of the talk: it stands in brackets, is a notice, or says that one
    /// of the speakers said something.
    fn is_told(&self, at: usize, labels: &[Label]) -> bool {
        let span = self.paragraphs[at].span;
        let part = span.text(self.text);
        let words = token_at(self.tokenized, span.start)..token_at(self.tokenized, span.end);
        let tokens = &self.tokenized.tokens[words];
        let notice = tokens.first().is_some_and(|token| {
            self.language.talk(token.key) == Some(TalkWord::Notice)
                && part[..part.floor_char_boundary(WIDEST_LABEL)].contains(':')
        });
        let says = |token: &Token| {
            !token.capital
                && self.language.saying(token.stem).is_some()
                && self.language.is_saying_form(token.span.text(self.text), token.key)
        };
        let speaker = |token: &Token| {
            token.capital && labels.iter().take(16).any(|label| label.key == token.key)
        };
        let said = tokens
            .windows(2)
            .any(|pair| speaker(&pair[0]) && says(&pair[1]) || says(&pair[0]) && speaker(&pair[1]));
        let bracketed = part.starts_with(['(', '[']) && part.ends_with([')', ']']);
        bracketed || notice || said
    }

    /// Whether a paragraph is a heading within the talk.
    fn is_heading(&self, at: usize) -> bool {
        let span = self.paragraphs[at].span;
        let words = token_at(self.tokenized, span.end) - token_at(self.tokenized, span.start);
        let open = !span.text(self.text).ends_with(['.', '!', '?', '…', ',', ':', '”', '"', ')']);
        words <= HEADING && open
    }
}

/// Where `Q.` or `A.` ends.
fn lettered(head: &str) -> Option<usize> {
    let mut chars = head.chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    (chars.next() == Some('.') && chars.next() == Some(' ')).then_some(letter.len_utf8())
}

fn is_space_or_bold(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_')
}
