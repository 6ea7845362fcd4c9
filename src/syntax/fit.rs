//! Which sentences have a tree: the parser has learned from whole sentences, and what is none
//! comes out as nonsense that looks like a tree.

use std::ops::Range;

use super::parser::LONGEST;
use crate::span::Span;
use crate::token::Token;

/// Fewest words of a sentence that is parsed.
const FEWEST: usize = 3;

/// The first token behind a dateline of a sentence that can be parsed; none for a headline, a list, a
/// line in capitals or one that is too long or too short.
pub fn start(text: &str, tokens: &[Token], range: Range<usize>, sentence: Span) -> Option<usize> {
    let own = tokens.get(range.clone())?;
    let first = range.start + dateline(text, own);
    let own = tokens.get(first..range.end)?;
    let fits = (FEWEST..=LONGEST).contains(&own.len())
        && is_ended(sentence.text(text))
        && !is_shouted(text, own)
        && !is_title(own)
        && !is_list(text, own);
    fits.then_some(first)
}

/// A full stop, a question mark or what closes a sentence else.
fn is_ended(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_')
    });
    end.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// More words in capitals than not.
fn is_shouted(text: &str, own: &[Token]) -> bool {
    let letters =
        |token: &&Token| token.span.text(text).chars().filter(|c| c.is_alphabetic()).count() > 1;
    let words = own.iter().filter(letters);
    let shouted = |token: &&Token| !token.span.text(text).chars().any(char::is_lowercase);
    2 * words.clone().filter(shouted).count() > words.count()
}

/// Every long word opens with a capital, as in a title.
fn is_title(own: &[Token]) -> bool {
    let long = |token: &&Token| token.span.len() > 3;
    let words = own.iter().filter(long).count();
    words > 3 && own.iter().filter(long).all(|token| token.capital)
}

/// A line that is cut into pieces: several lines, or marks of a list between nearly all words.
fn is_list(text: &str, own: &[Token]) -> bool {
    let between = |pair: &[Token]| {
        text.get(pair[0].span.range().end..pair[1].span.range().start)
            .unwrap_or_default()
            .to_owned()
    };
    let cuts = own.windows(2).filter(|pair| {
        let gap = between(pair);
        gap.contains(['|', '\t', '•', '·', ';']) || gap.matches('\n').count() > 1
    });
    3 * cuts.count() > own.len()
}

/// Words of the dateline that opens a sentence: `BERLIN, Jan. 3 (Agency) – `.
fn dateline(text: &str, own: &[Token]) -> usize {
    /// Most words of a dateline.
    const MOST: usize = 9;
    let Some(opens) = own.first() else { return 0 };
    let word = opens.span.text(text);
    let capitals = word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    let behind = |n: usize| {
        let end = own[n].span.range().end;
        let next = own.get(n + 1).map_or(end, |next| next.span.range().start);
        text.get(end..next).unwrap_or_default()
    };
    let bracket = |n: &usize| (0..=*n).any(|at| behind(at).contains('('));
    let most = MOST.min(own.len().saturating_sub(1));
    let dash = (0..most).find(|&n| {
        let gap = behind(n);
        gap.contains(['–', '—']) || gap.contains(" -") || gap.contains("--")
    });
    match dash {
        Some(n) if capitals || bracket(&n) && behind(n).contains(')') => n + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language, token};

    fn first_word(text: &str) -> Option<String> {
        let read = token::tokenize(text, &[Span::new(0, text.len())], language::of(Some("en")));
        let whole = Span::new(0, text.len());
        let first = start(text, &read.tokens, 0..read.tokens.len(), whole)?;
        Some(read.tokens[first].span.text(text).to_owned())
    }

    #[test]
    fn a_dateline_is_no_part_of_the_sentence() {
        let rows = [
            ("BERLIN, Jan. 3 (Agency) – The mayor left the hall.", "The"),
            ("Oslo (Norpress) - Two ferries were stopped on Monday.", "Two"),
            ("PARIS — Farmers blocked the road.", "Farmers"),
            ("The mayor – she is ill – left the hall.", "The"),
            ("NATO – the alliance of the west – met in Riga.", "the"),
        ];
        for (text, expected) in rows {
            assert_eq!(first_word(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_sentence_has_no_tree() {
        let long = format!("{}the end.", "and then the man went on ".repeat(20));
        let rows = [
            "Mayor leaves hall after vote",
            "Mayor Leaves Town Hall After Long Vote.",
            "THE MAYOR LEFT THE HALL.",
            "No comment.",
            "Apples; pears; plums; figs; nuts.",
            &long,
            "",
        ];
        for text in rows {
            assert_eq!(first_word(text), None, "{text}");
        }
    }
}
