//! The words of one sentence, as number and date reading asks for them.

use crate::language::Vocabulary;
use crate::language::vocabulary::{Joint, Time, Vocable};
use crate::token::Token;

/// A sentence being read. Words are numbered as in the whole text; what lies outside the sentence
/// is not there.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
    end: usize,
    pub(super) vocabulary: &'a Vocabulary,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        sentence: std::ops::Range<usize>,
        vocabulary: &'a Vocabulary,
    ) -> Self {
        let end = sentence.end.min(tokens.len());
        Self { text, tokens, first: sentence.start.min(end), end, vocabulary }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        if at < self.first || at >= self.end { None } else { self.tokens.get(at) }
    }

    /// The word as it stands.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.text(self.text))
    }

    pub(super) fn vocable(&self, at: usize) -> Option<&'a Vocable> {
        self.vocabulary.word(self.token(at)?.key)
    }

    pub(super) fn time(&self, at: usize) -> Option<Time> {
        self.vocable(at)?.time
    }

    pub(super) fn joint(&self, at: usize) -> Option<Joint> {
        self.vocable(at)?.joint
    }

    /// The key of a word, for phrases.
    pub(super) fn key(&self, at: usize) -> Option<u64> {
        self.token(at).map(|token| token.key)
    }

    /// The keys of the few words before `at`, in their order.
    pub(super) fn keys_before(&self, at: usize) -> Vec<u64> {
        (at.saturating_sub(4).max(self.first)..at).filter_map(|at| self.key(at)).collect()
    }

    /// The keys of the few words from `at` on.
    pub(super) fn keys_from(&self, at: usize) -> Vec<u64> {
        (at..at + 4).map_while(|at| self.key(at)).collect()
    }

    /// Whether the digits at `at` stand behind a point that nothing stands before: `.7`.
    pub(super) fn is_behind_point(&self, at: usize) -> bool {
        let lone = |rest: &str| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        let spaced = |rest: &str| {
            rest.is_empty() || rest.ends_with(|c: char| c.is_whitespace() || is_sign(c))
        };
        let open = self.before(at).strip_suffix('.').is_some_and(|rest| lone(rest) && spaced(rest));
        let glued = at > 0 && self.before(at) == ".";
        open && !glued && self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a year may follow the word: "in", "by", "after".
    pub(super) fn leads_year(&self, at: usize) -> bool {
        matches!(
            self.joint(at),
            Some(Joint::YearAhead | Joint::From | Joint::By | Joint::After | Joint::Before)
        )
    }

    pub(super) fn starts_with_digit(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c.is_numeric())
    }

    /// What stands between the word `at` and the next one; `None` at the end of the sentence.
    pub(super) fn gap(&self, at: usize) -> Option<&'a str> {
        let (left, right) = (self.token(at)?, self.token(at + 1)?);
        self.text.get(left.span.range().end..right.span.range().start)
    }

    /// Whether only white space or a hyphen parts the word `at` from the next one.
    pub(super) fn close(&self, at: usize) -> bool {
        self.gap(at).is_some_and(|gap| gap.len() <= 3 && gap.chars().all(is_link))
    }

    /// The few characters before the word `at`, back to the word before it.
    pub(super) fn before(&self, at: usize) -> &'a str {
        let Some(token) = self.token(at) else { return "" };
        let end = token.span.range().start;
        let from = match at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(earlier) => earlier.span.range().end,
            None => 0,
        };
        let from = self.text.ceil_char_boundary(from.max(end.saturating_sub(8)));
        self.text.get(from..end).unwrap_or("")
    }

    /// The few characters after the word `at`, up to the next word.
    pub(super) fn after(&self, at: usize) -> &'a str {
        let Some(token) = self.token(at) else { return "" };
        let from = token.span.range().end;
        let end = match self.tokens.get(at + 1) {
            Some(later) => later.span.range().start,
            None => self.text.len(),
        };
        let end = self.text.floor_char_boundary(end.min(from + 8));
        self.text.get(from..end).unwrap_or("")
    }
}

fn is_link(c: char) -> bool {
    c.is_whitespace() || is_hyphen(c)
}

/// Signs that may stand before the point of a number.
fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '-' | '+' | '\u{2212}' | '(' | '<' | '>' | '~')
}

/// Hyphens, and the dashes that stand for them.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
