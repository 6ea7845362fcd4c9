//! What a strictly redacted report shows of the words that differ: numbers, and parts of names.

use std::collections::BTreeSet;

use crate::authority::Authority;
use crate::divergence::{Family, Kind};
use crate::span::Span;

/// The words that may be shown.
pub(super) struct Shown {
    names: BTreeSet<String>,
}

impl Shown {
    /// Names are those that the documents' table of names knows.
    pub(super) fn of(names: &Authority) -> Self {
        let spellings = names
            .names
            .iter()
            .flat_map(|name| name.variants.iter().map(|it| it.text.as_str()).chain([&*name.name]));
        let words = spellings.flat_map(|text| words(text).map(|span| span.text(text).to_owned()));
        Self { names: words.filter(|word| is_capital(word)).collect() }
    }

    /// The parts of a text that a difference of this kind may show: neighbours as one.
    pub(super) fn parts(&self, kind: Kind, text: &str) -> Vec<Span> {
        let family = kind.family();
        let numbers = matches!(family, Family::Number | Family::Date | Family::Version);
        let names = matches!(family, Family::Name | Family::Version);
        let shown = words(text).filter(|span| {
            let word = span.text(text);
            (numbers && is_number(word)) || (names && self.names.contains(word))
        });
        let mut parts: Vec<Span> = Vec::new();
        for span in shown {
            match parts.last_mut() {
                Some(last) if span.start <= last.end + 1 => *last = last.cover(span),
                _ => parts.push(span),
            }
        }
        parts
    }

    /// The text with an ellipsis for what is not shown; none where that is all.
    pub(super) fn text(&self, kind: Kind, text: &str) -> Option<String> {
        let parts = self.parts(kind, text);
        let (first, last) = (parts.first()?, parts.last()?);
        let shown: Vec<&str> = parts.iter().map(|part| part.text(text)).collect();
        let before = if first.start > 0 { "… " } else { "" };
        let behind = if (last.end as usize) < text.len() { " …" } else { "" };
        Some(format!("{before}{}{behind}", shown.join(" … ")))
    }
}

/// Runs of letters, digits and the signs inside numbers.
fn words(text: &str) -> impl Iterator<Item = Span> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '\'' | '’');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c| !part(c)).unwrap_or(text.len() - start);
        rest = start + length;
        let word = text[start..rest].trim_end_matches(|c: char| !c.is_alphanumeric());
        Some(Span::new(start, start + word.len()))
    })
}

/// Digits, and nothing that is a word beside them (`3rd`, not `B-52s` in letters).
fn is_number(word: &str) -> bool {
    const LETTERS: usize = 2;
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    word.contains(char::is_numeric) && letters <= LETTERS
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::{Name, NameVariant};

    fn shown() -> Shown {
        let variant =
            |text: &str| NameVariant { text: text.to_owned(), count: 1, documents: vec![0] };
        let variants = vec![variant("Bank of Marrowby"), variant("Marrowby")];
        let name = Name { name: "Bank of Marrowby".to_owned(), variants, given: false };
        Shown::of(&Authority { names: vec![name] })
    }

    #[test]
    fn numbers_and_names_remain_and_nothing_else() {
        for (kind, text, expected) in [
            (Kind::NumberConflict, "about 2,400.5 boats", Some("… 2,400.5 …")),
            (Kind::NumberConflict, "12 per day", Some("12 …")),
            (Kind::NumberConflict, "3rd", Some("3rd")),
            (Kind::NumberConflict, "a dozen", None),
            (Kind::DateConflict, "on 23 November", Some("… 23 …")),
            (Kind::NameConflict, "The Bank of Marrowby, closed", Some("… Bank … Marrowby …")),
            (Kind::NameConflict, "The mayor", None),
            (Kind::Wording, "Marrowby 12", None),
        ] {
            assert_eq!(shown().text(kind, text).as_deref(), expected, "{text}");
        }
    }
}
