//! Findings about letters that are not what they show: a text that a program reads otherwise than a
//! person sees it cannot be judged by a program.

use super::Policy;
use super::case::Case;
use super::documents::unjudged;
use super::finding::Finding;
use super::rule::Rule;
use crate::corpus::Skipped;

/// Words of two scripts from which no slip of the hand explains them.
const WORDS: usize = 3;

/// One finding for every new document with such letters.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    let new = (0..case.new.len()).filter(|document| case.is_new(*document));
    new.filter_map(|document| {
        let it = case.document(document);
        let reason = reason(&it.text)?;
        let skipped = Skipped { path: it.path.clone(), reason: reason.to_owned() };
        let found = unjudged(policy, Rule::Unseen, &skipped)?;
        Some(Finding { help: HELP.to_owned(), place: case.whole(document), ..found })
    })
    .collect()
}

const HELP: &str = "write the words in the letters and the order in which they are read";

/// What hides the text, if anything does.
fn reason(text: &str) -> Option<&'static str> {
    if text.contains(['\u{202d}', '\u{202e}']) {
        return Some("it has signs that turn letters about, so that it shows what it does not say");
    }
    let mixed = text.split(|c: char| !c.is_alphabetic()).filter(|word| is_mixed(word));
    (mixed.take(WORDS).count() == WORDS)
        .then_some("it has words of Latin and Cyrillic or Greek letters that look alike")
}

/// Whether a word has letters of two scripts that look alike.
fn is_mixed(word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic();
    let other = |c: char| matches!(c, '\u{391}'..='\u{3c9}' | '\u{400}'..='\u{52f}');
    !word.is_ascii() && word.contains(latin) && word.contains(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_show_what_they_do_not_say() {
        for text in [
            "The fair had 2\u{202e}12\u{202c} guests.",
            "\u{202d}The fair.",
            "The f\u{430}ir of t\u{43e}day was sm\u{430}ll.",
        ] {
            assert!(reason(text).is_some(), "{text}");
        }
        for text in [
            "The fair had 221 guests.",
            "Ярмарка открылась в мае, the fair opened in May, и Tokyo тоже.",
            "The β-blocker and the µ of 12 µm: Ωmega is a brand.",
            "\u{202b}שלום\u{202c} and \u{2067}שלום\u{2069}",
        ] {
            assert_eq!(reason(text), None, "{text}");
        }
    }
}
