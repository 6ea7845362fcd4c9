//! Which words of two sentences that state the same face each other.
//!
//! In: two runs of words. Out: pairs of word numbers, sorted, many to many: a phrase is linked word
//! by word. Content is linked by likeness (the same word or stem, kin in a lexicon, letters, sound,
//! numbers), then everything again by what stands around it, so that function words follow their
//! content words and unlike words that fill the same gap are found. How much each sign weighs was
//! learned from sentence pairs aligned by people; see `examples/train_words`.

use std::ops::Range;

use crate::language::Language;
use crate::telling::Telling;

mod first;
mod forest;
mod kinship;
mod model;
mod pair;
mod plain;
mod role;
mod same;
mod second;
mod signs;
mod split;
mod summary;
pub mod training;
mod word;

use forest::{Cells, Forest};
use model::Model;
use pair::Pair;
pub use same::Judgement;
use summary::Summary;
use word::Word;
pub use word::lexicon_of;

/// Probability in hundredths from which two words are linked.
const LINKED: u8 = 48;

/// How the words of two passages face each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordAlignment {
    /// Token numbers of words that face each other, sorted.
    pub links: Vec<(usize, usize)>,
    /// How far both passages state the same.
    pub judged: Judgement,
}

/// Tokens of two tellings that face each other.
pub type Run = (Range<usize>, Range<usize>);

/// Aligns the tokens of two tellings and judges whether they state the same.
pub fn align(
    left: &Telling,
    left_tokens: Range<usize>,
    right: &Telling,
    right_tokens: Range<usize>,
) -> WordAlignment {
    align_run(left, right, (left_tokens, right_tokens), true)
}

/// Aligns runs of tokens that face each other. They are the same as far as each is, by length.
pub fn align_all(
    left: &Telling,
    right: &Telling,
    runs: impl Iterator<Item = Run>,
) -> WordAlignment {
    let mut all = WordAlignment::default();
    let mut judged = Vec::new();
    for run in runs {
        let weight = (run.0.len() + run.1.len()) as f64;
        let aligned = align_run(left, right, run, true);
        all.links.extend(aligned.links);
        judged.push((aligned.judged, weight));
    }
    all.judged = Judgement::mean(&judged);
    all
}

/// Links between tokens of two tellings, as token numbers.
pub fn links(
    left: &Telling,
    left_tokens: Range<usize>,
    right: &Telling,
    right_tokens: Range<usize>,
) -> Vec<(usize, usize)> {
    align_run(left, right, (left_tokens, right_tokens), false).links
}

/// The links of [`align_all`], for those who do not ask how far both are the same.
pub fn links_all(
    left: &Telling,
    right: &Telling,
    runs: impl Iterator<Item = Run>,
) -> Vec<(usize, usize)> {
    runs.flat_map(|run| align_run(left, right, run, false).links).collect()
}

fn align_run(left: &Telling, right: &Telling, (a, b): Run, judging: bool) -> WordAlignment {
    let from = (a.start, b.start);
    let (x, y) = (words_of(left, a), words_of(right, b));
    let language = if left.language.is_neutral() { left.language } else { right.language };
    let mut aligned = if language.is_neutral() {
        plain::align(&x, &y, language, judging)
    } else {
        align_words(&x, &y, language, judging)
    };
    for (i, j) in &mut aligned.links {
        *i += from.0;
        *j += from.1;
    }
    aligned
}

/// Links between bare words, punctuation marks among them.
pub fn links_of_words(left: &[&str], right: &[&str], language: &Language) -> Vec<(usize, usize)> {
    let words = |list: &[&str]| list.iter().map(|w| Word::of_str(w, language)).collect::<Vec<_>>();
    align_words(&words(left), &words(right), language, false).links
}

/// How often aligned translations had one of two words for the other, 0 to 15; 0 where they never
/// had.
pub fn faced(a: &Telling, i: usize, b: &Telling, j: usize) -> u8 {
    let base = |telling: &Telling, at: usize| {
        telling
            .tokenized
            .tokens
            .get(at)
            .map(|token| Word::of_token(token, telling.text, telling.language).base)
    };
    match (base(a, i), base(b, j)) {
        (Some(x), Some(y)) => model::learned().table.pair(x, y),
        _ => 0,
    }
}

fn words_of(telling: &Telling, tokens: Range<usize>) -> Vec<Word> {
    let tokens = telling.tokenized.tokens.get(tokens).unwrap_or(&[]);
    tokens.iter().map(|token| Word::of_token(token, telling.text, telling.language)).collect()
}

/// Aligns two runs of words; `judging` says whether it matters how far they are the same.
fn align_words(left: &[Word], right: &[Word], language: &Language, judging: bool) -> WordAlignment {
    if !left.is_empty() && left.iter().map(|w| w.key).eq(right.iter().map(|w| w.key)) {
        let links = (0..left.len()).map(|i| (i, i)).collect();
        return WordAlignment { links, judged: Judgement::SAME_WORDS };
    }
    let model = model::learned();
    let mut aligned = WordAlignment::default();
    let mut judged = Vec::new();
    for (a, b) in split::parts(left, right) {
        let pair =
            Pair::new(&left[a.clone()], &right[b.clone()], lexicon_of(language), &model.table);
        let matrix = probabilities(&pair, model);
        let linked = matrix.iter().enumerate().filter(|(_, p)| **p >= LINKED);
        let place = |at: usize| (a.start + at / b.len(), b.start + at % b.len());
        aligned.links.extend(linked.map(|(at, _)| place(at)));
        if judging {
            let weight = (a.len() + b.len()) as f64;
            judged.push((same::judge(&pair, &matrix, model), weight));
        }
    }
    aligned.judged = Judgement::mean(&judged);
    aligned
}

/// The probability of a link, 0 to 100, for every two words; a row for each left word.
fn probabilities(pair: &Pair, model: &Model) -> Vec<u8> {
    let (n, m) = (pair.left.len(), pair.right.len());
    let mut matrix = vec![0; n * m];
    fill(&mut matrix, pair, &first::features(pair, first::cells(pair)), &model.first);
    for (forest, open) in [(&model.second, second::OPEN), (&model.third, second::STILL_OPEN)] {
        let summary = Summary::new(&matrix, n, m);
        let at = second::cells(pair, &matrix, &summary, open);
        let cells = second::features(pair, at, &matrix, &summary);
        fill(&mut matrix, pair, &cells, forest);
    }
    matrix
}

/// Writes the probabilities of the cells, leaving all others as they are.
fn fill(matrix: &mut [u8], pair: &Pair, cells: &Cells, forest: &Forest) {
    for ((i, j), p) in cells.at.iter().zip(forest.probabilities(cells)) {
        matrix[pair.at(usize::from(*i), usize::from(*j))] = p;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::span::Span;

    fn linked(left: &str, right: &str) -> Vec<(String, String)> {
        let (a, b): (Vec<&str>, Vec<&str>) =
            (left.split(' ').collect(), right.split(' ').collect());
        let links = links_of_words(&a, &b, language::of(None));
        links.into_iter().map(|(i, j)| (a[i].to_string(), b[j].to_string())).collect()
    }

    fn has(links: &[(String, String)], a: &str, b: &str) -> bool {
        links.iter().any(|(x, y)| x == a && y == b)
    }

    #[test]
    fn a_sentence_faces_itself() {
        let text = "The harbour master closed the old pier on Monday , and the ferry stayed away .";
        let words: Vec<&str> = text.split(' ').collect();
        let links = links_of_words(&words, &words, language::of(None));
        assert_eq!(links, (0..words.len()).map(|i| (i, i)).collect::<Vec<_>>());
    }

    #[test]
    fn other_words_for_the_same_are_found() {
        let links = linked(
            "The mayor said on Tuesday that the city would purchase twelve new buses .",
            "On Tuesday the mayor stated that the town will buy 12 new buses .",
        );
        for (a, b) in [
            ("mayor", "mayor"),
            ("Tuesday", "Tuesday"),
            ("said", "stated"),
            ("would", "will"),
            ("purchase", "buy"),
            ("twelve", "12"),
            ("buses", "buses"),
        ] {
            assert!(has(&links, a, b), "{a} / {b} in {links:?}");
        }
        assert!(!has(&links, "mayor", "town"));
    }

    #[test]
    fn tokens_keep_their_numbers() {
        let text = "Rain fell. The ferry left the harbour at noon.";
        let other = "At noon the ferry left port.";
        let read =
            |text| Telling::read(text, &[Span::new(0, str::len(text))], language::of(None), None);
        let links = links(&read(text), 2..9, &read(other), 0..6);
        assert!(links.contains(&(3, 3)) && links.contains(&(8, 1)), "{links:?}");
        assert!(links.iter().all(|(i, _)| *i >= 2));
        let (a, b) = (read(text), read(other));
        assert!(super::links(&a, 90..99, &b, 0..6).is_empty());
    }

    #[test]
    fn nothing_faces_nothing() {
        assert!(links_of_words(&[], &["word"], language::of(None)).is_empty());
        assert!(links_of_words(&[], &[], language::of(None)).is_empty());
    }

    #[test]
    fn an_endless_passage_is_aligned_in_parts() {
        let words: Vec<String> = (0..3000).map(|n| format!("word{n}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let links = links_of_words(&words, &words, language::of(None));
        assert!(links.len() > 2900 && links.iter().all(|(i, j)| i == j));
    }
}
