//! Findings about letters that are not what they show: a text that a program reads otherwise than a
//! person sees it cannot be judged by a program.

use super::Policy;
use super::case::Case;
use super::documents::unjudged;
use super::finding::Finding;
use super::levels::Level;
use super::lookalike;
use super::rule::Rule;
use crate::corpus::{Document, Shown, Skipped};
use crate::language::{self, detect};

/// Words of two scripts from which no slip of the hand explains them.
const WORDS: usize = 3;

/// One finding for every new document with such letters.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    let new = (0..case.new.len()).filter(|document| case.is_new(*document));
    new.flat_map(|document| {
        let it = case.document(document);
        let turned = it.shown.contains(&Shown::Turned).then_some(TURNED);
        let tag = it.language.as_ref().map(|known| known.value.as_str());
        let alike = lookalike::is_any(&it.text, language::of(tag)).then_some(ALIKE);
        let hides = reason(&it.text).or(turned).or(alike).map(|reason| (reason, Level::Deny));
        let perhaps = it.shown.iter().copied().filter_map(said);
        let perhaps = perhaps.chain(number(&it.text)).chain(tongue(it));
        let all = hides.into_iter().chain(perhaps.map(|reason| (reason, Level::Warn)));
        all.filter_map(|(reason, most)| {
            let skipped = Skipped { path: it.path.clone(), reason: reason.to_owned() };
            let found = unjudged(policy, Rule::Unseen, &skipped)?;
            let level = found.level.min(most);
            let help = if most == Level::Deny { HELP } else { LOOK };
            Some(Finding { help: help.to_owned(), place: case.whole(document), level, ..found })
        })
        .collect::<Vec<_>>()
    })
    .collect()
}

/// Paragraphs of a document that are asked for their language.
const PARAGRAPHS: usize = 2_000;
/// Words of a paragraph whose language can be told.
const TOLD: usize = 8;

/// Why some of a document is compared with nothing: a paragraph in another language.
fn tongue(document: &Document) -> Option<&'static str> {
    let own = document.language.as_ref().map(|it| it.value.clone());
    let own = own.or_else(|| detect::of_document(&document.text).map(str::to_owned));
    let own = own.unwrap_or_else(|| "en".to_owned());
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let other = |paragraph: &str| {
        let found = detect::of_document(paragraph).filter(|tag| *tag != detect::UNKNOWN);
        found.is_some_and(|tag| primary(tag) != primary(&own))
    };
    let is_told = |paragraph: &&str| {
        let unspaced = |c: &char| matches!(c, '\u{e00}'..='\u{eff}' | '\u{3041}'..='\u{9fff}');
        paragraph.split_whitespace().take(TOLD).count() == TOLD
            || paragraph.chars().filter(unspaced).take(2 * TOLD).count() == 2 * TOLD
    };
    let mut paragraphs = document.text.split("\n\n").filter(is_told).take(PARAGRAPHS);
    paragraphs.any(other).then_some(
        "it has paragraphs in another language than the rest, which are compared with nothing",
    )
}

const HELP: &str = "write the words in the letters and the order in which they are read, and numbers \
                    in digits or words of the text";

/// Why signs that look like letters hide a word.
const ALIKE: &str = "it has words in signs that only look like their letters";

/// What to do where something is there that nobody reads.
const LOOK: &str =
    "look at it yourself: write in plain words and digits what it says, or accept it with a reason";

/// Why letters in another order hide a text.
const TURNED: &str = "it has signs that turn letters about, so that it shows what it does not say";

/// What a page shows that nobody can judge; honest pages show it too.
fn said(shown: Shown) -> Option<&'static str> {
    match shown {
        Shown::Turned => None,
        Shown::Styles => {
            Some("its styles write words or numbers into the page, which are not read")
        }
        Shown::Elsewhere => Some(
            "empty elements stand in its sentences, where style sheets that are not read may write",
        ),
        Shown::Formulas => Some("it has numbers as formulas, which are not read"),
        Shown::Fields => Some("it has fields that show numbers, which are not read"),
        Shown::Lists => Some("items of its lists have high numbers, which are not read"),
        Shown::Struck => Some("words of it are struck through, which are read like others"),
        Shown::Hidden => Some("words in its sentences are not shown, which are read like others"),
        Shown::Entities => Some("it declares entities, which are not read"),
        Shown::Deep => Some("its markup is nested too deep to tell what of it is shown"),
    }
}

/// Why a number of the text is not read: it is written in letters that look like digits, in Roman
/// numerals where something is counted, or its digits stand apart.
fn number(text: &str) -> Option<&'static str> {
    let bare =
        |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '|').to_owned();
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = |word: &str| word.starts_with(char::is_lowercase);
    if words.iter().any(|word| is_formula(word)) {
        return said(Shown::Formulas);
    }
    if is_sum(&words) {
        return Some("it has numbers that have to be worked out, which are not read");
    }
    let measures = text.split(|c: char| !c.is_alphanumeric()).any(is_volume);
    for (n, word) in words.iter().enumerate() {
        let own = bare(word);
        let is_near = |word: Option<&&str>| word.map(|it| bare(it)).filter(|it| small(it));
        let before = n.checked_sub(1).and_then(|n| is_near(words.get(n)));
        let ends = word.ends_with(|c: char| !c.is_alphanumeric());
        let next = if ends { None } else { is_near(words.get(n + 1)) };
        // "20l tin" holds litres, and nobody counts to "22l guests".
        let many = next.as_ref().is_some_and(|next| next.ends_with('s'));
        let litres = own.ends_with('l') && !many && {
            let article =
                before.as_deref().is_some_and(|it| ["a", "an", "the", "of"].contains(&it));
            article && next.is_some() || next.as_deref() == Some("of") || measures
        };
        let counts = next.is_some() || before.is_some();
        // Years, and numbers of kings, games and chapters, stand behind other words.
        let dates = before.as_deref().is_some_and(|it| YEARS.contains(&it));
        let roman = next.is_some() || before.is_some() && !dates;
        if counts && is_disguised(&own) && !litres || roman && is_roman(&own) {
            return Some(
                "it counts in letters that look like digits, or in Roman numerals, which are not read",
            );
        }
    }
    is_spelled(&words)
        .then_some("words or numbers of it are written letter by letter, which are not read")
}

/// Words behind which a number is a year or a place in an order.
const YEARS: [&str; 12] = [
    "in", "since", "anno", "year", "by", "of", "from", "until", "chapter", "psalm", "canto", "and",
];

/// Words between two numbers that make one of them.
const WORKED: [&str; 7] = ["times", "plus", "minus", "less", "multiplied", "divided", "squared"];

/// Words behind a number that are not what it counts.
const OTHER: [&str; 12] =
    ["the", "and", "then", "that", "this", "was", "were", "for", "but", "when", "which", "until"];

/// Whether a count has to be worked out: `13 times 17 passengers`, `eleven score and one guests`,
/// `0xDD guests`.
fn is_sum(words: &[&str]) -> bool {
    let english = language::of(None);
    let bare = |at: usize| {
        let word = words.get(at).copied().unwrap_or_default();
        word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    let is_number = |at: usize| {
        let word = bare(at);
        let first = word.split('-').next().unwrap_or_default();
        let digits = word.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
        !word.is_empty() && (digits || english.number(language::key(first)).is_some())
    };
    // Behind it stands what is counted, in small letters: no result of a game, no rule of a table.
    let counts = |at: usize| {
        let small = words.get(at).is_some_and(|it| it.starts_with(char::is_lowercase));
        small && bare(at).len() > 2 && !OTHER.contains(&bare(at).as_str())
    };
    (0..words.len()).any(|at| match bare(at).as_str() {
        "score" => {
            let whole = bare(at + 1) == "and" && is_number(at + 2);
            at > 0 && is_number(at - 1) && (whole || counts(at + 1))
        }
        word if WORKED.contains(&word) => {
            let next = if bare(at + 1) == "by" { at + 2 } else { at + 1 };
            at > 0 && is_number(at - 1) && is_number(next) && counts(next + 1)
        }
        word => {
            let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0b"));
            let hex =
                |digits: &str| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit());
            digits.is_some_and(hex) && counts(at + 1)
        }
    })
}

/// `$221$`, `\\(221\\)`: a number between the marks of a formula.
fn is_formula(word: &str) -> bool {
    let within = |open: &str, close: &str| {
        let Some((_, rest)) = word.split_once(open) else { return false };
        let inside = rest.split(close).next().filter(|inside| inside.len() < rest.len());
        inside.is_some_and(|inside| inside.contains(char::is_numeric))
    };
    // "$5-$7" are two prices.
    let prices = word.split('$').skip(1).filter(|it| it.starts_with(char::is_numeric)).count();
    prices < 2 && within("$", "$") || within("\\(", "\\)")
}

/// Words of texts in which an l stands for litres.
fn is_volume(word: &str) -> bool {
    ["l", "ml", "cl", "litre", "litres", "liter", "liters"].contains(&word.to_lowercase().as_str())
}

/// Single letters in a row that spell something.
const SPELLED: usize = 6;
/// Single digits in a row before a word.
const DIGITS: usize = 3;

/// Whether letters stand apart: `d i d  n o t`, `2 2 1 guests`.
fn is_spelled(words: &[&str]) -> bool {
    let is_one = |word: &str, is: fn(&char) -> bool| {
        let mut signs = word.chars();
        signs.next().is_some_and(|c| is(&c)) && signs.next().is_none()
    };
    let (mut letters, mut digits) = (0, 0);
    for word in words {
        letters = if is_one(word, |c| c.is_lowercase()) { letters + 1 } else { 0 };
        if letters >= SPELLED {
            return true;
        }
        let counts = word.chars().count() > 2 && word.chars().all(char::is_lowercase);
        if digits == DIGITS && counts {
            return true;
        }
        digits = if is_one(word, |c| c.is_ascii_digit()) { digits + 1 } else { 0 };
    }
    false
}

/// `22l`, `22I`, `2O1`: digits and letters that look like them. A single digit before a letter is a
/// measure or a name: 5l.
fn is_disguised(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let alike = word.chars().filter(|it| "lIO|oı".contains(*it)).count();
    digits >= 2 && alike > 0 && digits + alike == word.chars().count()
}

/// `CCXXI`: a Roman numeral that is no number of a king or a century.
fn is_roman(word: &str) -> bool {
    let signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")];
    let small = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let signed = |signs: &[u8]| word.bytes().all(|it| signs.contains(&it));
    if word.len() < 4 || word.len() > 15 || !signed(b"MDCLXVI") && !signed(b"mdclxvi") {
        return false;
    }
    let word = &word.to_ascii_uppercase();
    let (mut rest, mut value) = (word.as_str(), 0);
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
    if text.contains(['\u{202d}', '\u{202e}']) || is_turned(text) {
        return Some(TURNED);
    }
    let mixed = text.split(|c: char| !c.is_alphabetic()).filter(|word| is_mixed(word));
    (mixed.take(WORDS).count() == WORDS)
        .then_some("it has words of Latin and Cyrillic or Greek letters that look alike")
}

/// Whether a stretch is said to run from the right in which nothing does.
fn is_turned(text: &str) -> bool {
    text.split(['\u{202b}', '\u{2067}']).skip(1).any(|rest| {
        let inside = rest.split(['\u{202c}', '\u{2069}']).next().unwrap_or_default();
        let from_right = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
        inside.contains(char::is_alphanumeric) && !inside.contains(from_right)
    })
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
        for text in [
            "with 22l passengers",
            "with 22I passengers",
            "some 2O1 of them",
            "with 22o passengers",
            "with 22| passengers",
            "CCXXI guests",
            "guests numbering CCXXI.",
            "guests on board: CCXXI, they said",
            "with ccxxi guests",
            "guests numbered 22l, they said",
            "the guests were 22l.",
            "They d i d n o t come",
            "2 2 1 guests",
            "with $221$ guests",
            "with ($221$), they said",
            "with \\(221\\) guests",
            "with 13 times 17 passengers",
            "with thirteen times seventeen guests on board",
            "with 200 plus 21 guests",
            "with 300 less 79 guests",
            "with eleven score and one guests",
            "with eleven score guests",
            "with 0xDD guests",
        ] {
            assert!(number(text).is_some(), "{text}");
        }
        for text in [
            "a 5l tank, a 20l tin, 20 l of milk and 22l, no more",
            "a 20l rucksack, and 30l of water",
            "Louis XVIII of France and the XXXVIII games",
            "the CIVIL war, MIMIC cells and XXXX beer",
            "In MMXX, nothing was built, said LCD makers",
            "built in MMXX. The game was played in LVIII",
            "in 2001 people of A320 fame",
            "plan a, b, c, d, e, f and g",
            "it ended 2 1 and 3 2",
            "from $5 to $7, $5-$7, $5/$7, $5m and US$5, and a $ sign",
            "they liked the mild mix of it",
            "they won it three times in four years, and 3 times more",
            "the score was 3 and one was hurt",
            "at 0x10 the program stops. The Times 100 list",
            "12 guests, less two",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn paragraphs_in_another_language() {
        let said = "The harbour was closed on Monday, and nobody knew when it would be open again.";
        let of = |text: String| tongue(&Document { text, ..Document::default() });
        for other in [
            "Der Hafen war am Montag geschlossen, und niemand wusste, wann er wieder öffnen würde.",
            "Le port était fermé lundi et personne ne savait quand il serait de nouveau ouvert.",
            "Порт был закрыт в понедельник, и никто не знал, когда он снова откроется для всех.",
            "港口星期一关闭，没有人知道什么时候会重新开放，市长也没有说明原因。",
        ] {
            assert!(of(format!("{said}\n\n{other}\n\n{said}")).is_some(), "{other}");
        }
        for same in
            ["The mayor said “c'est la vie”, and left.", "Ada Brandt, Oline Straum, Mirko Danesh"]
        {
            assert_eq!(of(format!("{said}\n\n{same}")), None, "{same}");
        }
    }

    #[test]
    fn letters_that_show_what_they_do_not_say() {
        for text in [
            "The fair had 2\u{202e}12\u{202c} guests.",
            "\u{202d}The fair.",
            "The fair had \u{2067}12 and 2\u{2069} guests.",
            "The fair had \u{202b}12 and 2",
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
