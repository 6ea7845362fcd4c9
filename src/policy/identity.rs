//! Who a finding is: ids made of content, so that a finding stays itself when its document is
//! moved, renamed or set in other lines.
//!
//! An id holds the rule, both readings and the words around them, in normal form and without
//! regard to which side is new. No path, no line number and no order of documents goes in.

use std::ops::Range;

use xxhash_rust::xxh3::Xxh3;

use crate::span::Span;
use crate::token::normal_form;

/// Words on each side of a reading that belong to its context.
const AROUND: usize = 6;
/// Bytes on each side in which they are looked for.
const REACH: usize = 240;

/// Sixteen hexadecimal digits of a rule and the sides that it is about, in any order.
pub(super) fn id(rule: &str, sides: &[&str]) -> String {
    let mut sides = sides.to_vec();
    sides.sort_unstable();
    let mut hash = Xxh3::new();
    for part in [rule].into_iter().chain(sides) {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    format!("{:016x}", hash.digest())
}

/// The words of a text in normal form, one space between them.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&normal_form(word));
    }
    out
}

/// A reading with the words around it, in normal form, the reading between bars. Words beyond a
/// blank line do not count, for paragraphs are moved about, nor do those of `silent` stretches:
/// front matter is not what the document says.
pub(super) fn context(text: &str, span: Span, silent: &[Span]) -> String {
    let at = span.range();
    let start = text.floor_char_boundary(at.start.min(text.len()));
    let end = text.ceil_char_boundary(at.end.clamp(start, text.len()));
    let low = text.ceil_char_boundary(start.saturating_sub(REACH));
    let high = text.floor_char_boundary((end + REACH).min(text.len()));
    let low = text[low..start].rfind("\n\n").map_or(low, |at| low + at);
    let high = text[end..high].find("\n\n").map_or(high, |at| end + at);
    let mut last: Vec<String> = spoken(text, low..start, silent)
        .into_iter()
        .rev()
        .flat_map(|part| words(part).rev())
        .take(AROUND)
        .map(|word| normal_form(word).to_string())
        .collect();
    last.reverse();
    let next: Vec<String> = spoken(text, end..high, silent)
        .into_iter()
        .flat_map(words)
        .take(AROUND)
        .map(|word| normal_form(word).to_string())
        .collect();
    format!("{} | {} | {}", last.join(" "), normal(&text[start..end]), next.join(" "))
}

/// The parts of a range of a text that no silent stretch covers, in order.
fn spoken<'a>(text: &'a str, range: Range<usize>, silent: &[Span]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut from = range.start;
    for gap in silent.iter().map(|span| span.range()) {
        if gap.start >= range.end || gap.end <= from {
            continue;
        }
        parts.extend(text.get(from..gap.start.max(from)));
        from = gap.end.min(range.end);
    }
    parts.extend(text.get(from..range.end));
    parts
}

/// How alike the words around two readings are, 0 to 1: the share of them that both have.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (mut a, mut b) = (around(a), around(b));
    a.sort_unstable();
    b.sort_unstable();
    let all = a.len() + b.len();
    let mut shared = 0;
    let mut rest = b.iter().peekable();
    for word in &a {
        while rest.next_if(|other| *other < word).is_some() {}
        shared += usize::from(rest.next_if(|other| *other == word).is_some());
    }
    2.0 * shared as f64 / all.max(1) as f64
}

/// The words of a context without those of the reading.
fn around(context: &str) -> Vec<&str> {
    let mut parts = context.split(" | ");
    let before = parts.next().unwrap_or("");
    let after = parts.nth(1).unwrap_or("");
    before.split_whitespace().chain(after.split_whitespace()).collect()
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, reading: &str) -> String {
        let at = text.find(reading).unwrap();
        context(text, Span::new(at, at + reading.len()), &[])
    }

    #[test]
    fn a_context_outlives_new_lines_and_a_new_place() {
        let flat = "On Monday the harbour master counted 21 boats at the long pier of the town.";
        let wrapped = "Other words before.\n\nOn Monday the harbour\nmaster counted  21\nboats at \
                       the long pier of\nthe town.\n\nAnd after.";
        assert_eq!(of(flat, "21"), of(wrapped, "21"));
        assert_eq!(
            of(flat, "21"),
            "on monday the harbour master counted | 21 | boats at the long pier of"
        );
    }

    #[test]
    fn silent_stretches_are_no_context() {
        let text = "---\nsource: Gull News\n---\nMayor Ada Brandt [said](https://x.example) no.";
        let reading = text.find("Brandt").unwrap();
        let link = text.find("](").unwrap();
        let silent = [Span::new(0, 26), Span::new(link, text.find(" no").unwrap())];
        let span = Span::new(reading, reading + 6);
        assert_eq!(context(text, span, &silent), "mayor ada | brandt | said no");
        assert!(context(text, span, &[]).starts_with("source gull news mayor ada |"));
    }

    #[test]
    fn likeness_is_the_share_of_the_words_around() {
        let of = |a: &str, b: &str| likeness(&of(a, "21"), &of(b, "12"));
        assert_eq!(of("He saw 21 boats", "He saw 12 boats"), 1.0);
        assert_eq!(of("He saw 21 boats", "She had 12 cats"), 0.0);
        assert!((of("He saw 21 old boats", "He met 12 old cats") - 0.5).abs() < 1e-9);
        assert_eq!(of("21", "12"), 0.0);
    }

    #[test]
    fn an_edit_beside_the_reading_makes_another_context() {
        assert_ne!(of("He counted 21 boats.", "21"), of("She counted 21 boats.", "21"));
    }

    #[test]
    fn sides_have_no_order_and_no_way_to_run_together() {
        assert_eq!(id("wording", &["a", "b"]), id("wording", &["b", "a"]));
        assert_ne!(id("wording", &["ab", ""]), id("wording", &["a", "b"]));
        assert_ne!(id("wording", &["a", "b"]), id("order", &["a", "b"]));
    }

    #[test]
    fn odd_spans_are_harmless() {
        for span in [Span::new(0, 0), Span::new(1, 99), Span { start: 9, end: 2 }] {
            context("é x", span, &[Span::new(0, 1)]);
            context("é x", span, &[span, Span { start: 3, end: 99 }]);
        }
    }
}
