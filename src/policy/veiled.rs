//! Findings about letters that are not what they show: a text that a program reads otherwise than a
//! person sees it cannot be judged by a program.

use super::Policy;
use super::case::Case;
use super::documents::unjudged;
use super::finding::Finding;
use super::levels::Level;
use super::rule::Rule;
use crate::corpus::{Shown, Skipped};

/// Words of two scripts from which no slip of the hand explains them.
const WORDS: usize = 3;

/// One finding for every new document with such letters.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    let new = (0..case.new.len()).filter(|document| case.is_new(*document));
    new.flat_map(|document| {
        let it = case.document(document);
        let turned = it.shown.contains(&Shown::Turned).then_some(TURNED);
        let hides = reason(&it.text).or(turned).map(|reason| (reason, Level::Deny));
        let perhaps = it.shown.iter().copied().filter_map(said).chain(number(&it.text));
        let all = hides.into_iter().chain(perhaps.map(|reason| (reason, Level::Warn)));
        all.filter_map(|(reason, most)| {
            let skipped = Skipped { path: it.path.clone(), reason: reason.to_owned() };
            let found = unjudged(policy, Rule::Unseen, &skipped)?;
            let level = found.level.min(most);
            Some(Finding { help: HELP.to_owned(), place: case.whole(document), level, ..found })
        })
        .collect::<Vec<_>>()
    })
    .collect()
}

const HELP: &str = "write the words in the letters and the order in which they are read, and numbers \
                    in digits or words of the text";

/// Why letters in another order hide a text.
const TURNED: &str = "it has signs that turn letters about, so that it shows what it does not say";

/// What a page shows that nobody can judge; honest pages show it too.
fn said(shown: Shown) -> Option<&'static str> {
    match shown {
        Shown::Turned => None,
        Shown::Styles => Some("its styles write numbers into the page, which are not read"),
        Shown::Fields => Some("it has fields that show numbers, which are not read"),
        Shown::Lists => Some("items of its lists have high numbers, which are not read"),
        Shown::Struck => Some("words of it are struck through, which are read like others"),
        Shown::Hidden => Some("words in its sentences are not shown, which are read like others"),
        Shown::Entities => Some("it declares entities, which are not read"),
    }
}

/// Why a number of the text is not read: it is written in letters that look like digits, or in Roman
/// numerals before what it counts.
fn number(text: &str) -> Option<&'static str> {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let counts = words.peek().is_some_and(|next| next.starts_with(|c: char| c.is_lowercase()));
        // "20l tin" holds litres, and nobody counts to "22l guests".
        let many = words.peek().is_some_and(|next| next.ends_with('s'));
        let litres = word.ends_with('l') && !many;
        if counts && (is_disguised(word) && !litres || is_roman(word)) {
            return Some(
                "it counts in letters that look like digits, or in Roman numerals, which are not read",
            );
        }
    }
    None
}

/// `22l`, `22I`, `2O1`: digits and letters that look like them. A single digit before a letter is a
/// measure or a name: 5l.
fn is_disguised(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let alike = word.bytes().filter(|it| b"lIO".contains(it)).count();
    digits >= 2 && alike > 0 && digits + alike == word.len()
}

/// `CCXXI`: a Roman numeral that is no number of a king or a century.
fn is_roman(word: &str) -> bool {
    let signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")];
    let small = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if word.len() < 4 || word.len() > 15 || !word.bytes().all(|it| b"MDCLXVI".contains(&it)) {
        return false;
    }
    let (mut rest, mut value) = (word, 0);
    for (worth, sign) in signs.into_iter().chain(small) {
        let most = if sign.len() == 1 && !"DLV".contains(sign) { 3 } else { 1 };
        for _ in 0..most {
            let Some(shorter) = rest.strip_prefix(sign) else { break };
            (rest, value) = (shorter, value + worth);
        }
    }
    rest.is_empty() && value >= LEAST_ROMAN
}

/// Smaller Roman numerals number kings, centuries and chapters.
const LEAST_ROMAN: u32 = 50;

/// What hides the text, if anything does.
fn reason(text: &str) -> Option<&'static str> {
    if text.contains(['\u{202d}', '\u{202e}']) {
        return Some(TURNED);
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
    fn numbers_in_letters() {
        for text in
            ["with 22l passengers", "with 22I passengers", "some 2O1 of them", "CCXXI guests"]
        {
            assert!(number(text).is_some(), "{text}");
        }
        for text in [
            "a 5l tank, a 20l tin, 20 l of milk and 22l, no more",
            "Louis XVIII of France and the XXXVIII games",
            "the CIVIL war, MIMIC cells and XXXX beer",
            "In MMXX, nothing was built, said LCD makers",
            "in 2001 people of A320 fame",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

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
