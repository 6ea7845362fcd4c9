//! Sentences that cite the same provision of the same law.
//!
//! `Art. 107 of the Charter` is as good as a proper name of what it says: two sentences that cite it
//! are compared by how their words face each other, though they share too few words to be found by
//! what they have in common. The citation proposes; the aligner decides.

use std::ops::Range;

use super::beads::Bead;
use super::pair::Side;
use crate::telling::Telling;
use crate::token::{Class, Token};
use crate::value::Value;

/// A provision that a sentence cites.
#[derive(Clone, Debug)]
pub struct Citation {
    /// Which part of a law: article, section.
    part: u8,
    /// Its number.
    number: f64,
    /// Index of the sentence.
    sentence: usize,
    /// Its words: `Art. 107`.
    tokens: Range<usize>,
}

/// Sentences of both sides that cite the same and have more than that in common, each as a bead of
/// all their units, in order.
pub fn cited(left: Side, right: Side) -> Vec<Bead> {
    let (x, mut y) = (&left.outline.citations, right.outline.citations.iter().collect::<Vec<_>>());
    y.sort_by_key(|citation| citation.provision());
    let facing = |a: &Citation| {
        let from = y.partition_point(|b| b.provision() < a.provision());
        let to = y.partition_point(|b| b.provision() <= a.provision());
        &y[from..to]
    };
    let mut pairs: Vec<(usize, usize)> = x
        .iter()
        .flat_map(|a| facing(a).iter().map(move |b| (a, *b)))
        .take(TRIED)
        .filter(|(a, b)| meet(left.telling, a, right.telling, b))
        .take(MOST)
        .map(|(a, b)| (a.sentence, b.sentence))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|(a, b)| bead(left, a, right, b)).collect()
}

/// Pairs of sentences of two texts that are looked at: two commentaries on one law cite its
/// provisions without end.
const TRIED: usize = 4096;
/// ... and that are handed on.
const MOST: usize = 64;

/// What the sentences of a text cite, in order.
pub fn citations(telling: &Telling) -> Vec<Citation> {
    let tokens = &telling.tokenized.tokens;
    let sentences = &telling.tokenized.sentences;
    let numbers = telling.values.iter().filter_map(|mention| match &mention.value {
        Value::Number(number) if number.low == number.high => Some((mention, number)),
        _ => None,
    });
    numbers
        .filter_map(|(mention, number)| {
            let (before, after) = (mention.tokens.start.checked_sub(1), mention.tokens.end);
            let word = if number.ordinal { after } else { before? };
            let part = telling.language.law_part(tokens.get(word)?.key)?;
            let sentence = sentences.partition_point(|it| it.tokens.end <= mention.tokens.start);
            let tokens = word.min(mention.tokens.start)..after.max(word + 1);
            let whole = sentences[sentence].tokens.end >= tokens.end
                && sentences[sentence].tokens.start <= tokens.start;
            whole.then_some(Citation { part, number: number.low, sentence, tokens })
        })
        .collect()
}

impl Citation {
    /// What is cited, but for the law; in an order that means nothing.
    fn provision(&self) -> (u8, u64) {
        (self.part, self.number.to_bits())
    }
}

/// Whether two sentences that cite one provision mean the same law, and say of it what has enough
/// words in common.
fn meet(left: &Telling, a: &Citation, right: &Telling, b: &Citation) -> bool {
    let (x, y) = (Said::of(left, a), Said::of(right, b));
    let shared = x.stems.iter().filter(|stem| y.stems.contains(stem)).count();
    x.laws.iter().any(|key| y.laws.contains(key))
        && shared >= LEAST
        && PART * shared >= x.stems.len().min(y.stems.len())
}

/// Words beyond the citation that two sentences must share.
const LEAST: usize = 2;
/// ... and one in so many of the shorter one's.
const PART: usize = 4;

/// What a sentence says beside its citation.
struct Said {
    /// Keys of the nouns and abbreviations that name laws.
    laws: Vec<u64>,
    /// Stems of the words of content beyond the citation and the names of laws, each once.
    stems: Vec<u64>,
}

impl Said {
    fn of(telling: &Telling, citation: &Citation) -> Self {
        let run = &telling.tokenized.sentences[citation.sentence].tokens;
        let tokens = &telling.tokenized.tokens[run.clone()];
        let laws: Vec<usize> =
            (0..tokens.len()).filter(|at| names_law(telling, &tokens[*at])).collect();
        let named = |at: usize| laws.iter().any(|law| of_one_name(tokens, at, *law));
        let mut stems: Vec<u64> = (0..tokens.len())
            .filter(|at| tokens[*at].class != Class::Function)
            .filter(|at| !citation.tokens.contains(&(run.start + at)) && !named(*at))
            .map(|at| tokens[at].stem)
            .collect();
        stems.sort_unstable();
        stems.dedup();
        Self { laws: laws.into_iter().map(|at| tokens[at].key).collect(), stems }
    }
}

/// Whether a word is a noun for a law, or the abbreviation of a name, which may be a law's.
fn names_law(telling: &Telling, token: &Token) -> bool {
    let word = token.span.text(telling.text);
    let abbreviated = word.len() >= SHORTEST && word.chars().all(char::is_uppercase);
    abbreviated || telling.language.is_law(token.key)
}

/// Letters of the shortest abbreviation of a law's name.
const SHORTEST: usize = 3;

/// Whether a word stands in the run of capitals that ends with the noun of a law: `UN Charter`.
fn of_one_name(tokens: &[Token], at: usize, law: usize) -> bool {
    at <= law && tokens[at..law].iter().all(|token| token.capital)
}

fn bead(left: Side, a: usize, right: Side, b: usize) -> Bead {
    Bead { left: units(left, a), right: units(right, b), shared: 0.0, gain: 0.0 }
}

fn units(side: Side, sentence: usize) -> Range<usize> {
    side.units.partition_point(|unit| unit.sentence < sentence)
        ..side.units.partition_point(|unit| unit.sentence <= sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::span::Span;

    fn telling(text: &str) -> Telling<'_> {
        Telling::read(text, &[Span::new(0, text.len())], language::of(None), None)
    }

    fn met(a: &str, b: &str) -> bool {
        let (x, y) = (telling(a), telling(b));
        let theirs = citations(&y);
        citations(&x).iter().any(|c| {
            let same = theirs.iter().filter(|d| d.provision() == c.provision());
            same.into_iter().any(|d| meet(&x, c, &y, d))
        })
    }

    #[test]
    fn the_same_provision_in_any_form() {
        let ban = "Art. 12 of the Charter bans the sale of ivory.";
        assert!(met(ban, "By the Charter, whose Article 12 says so, no ivory is for sale."));
        let silence = "The 14th Amendment of the Constitution lets witnesses keep silent.";
        assert!(met(silence, "Silent witnesses have the Constitution, Fourteenth Amendment."));
        assert!(met("Section 4 of the PMDA frees small farms.", "Small farms: Sec. 4 PMDA."));
    }

    #[test]
    fn another_provision_or_another_law() {
        let ban = "Article 12 of the Charter bans the sale of ivory.";
        assert!(!met(ban, "Article 13 of the Charter bans the sale of ivory."));
        assert!(!met(ban, "Section 12 of the Charter bans the sale of ivory."));
        assert!(!met(ban, "Article 12 of the Treaty bans the sale of ivory."));
        assert!(!met(ban, "In 12 articles on the Charter the sale of ivory was banned."));
    }

    #[test]
    fn the_citation_alone_is_not_enough() {
        let ban = "Article 12 of the Sea Charter bans the sale of ivory.";
        assert!(!met(ban, "Article 12 of the Sea Charter came into force in June."));
    }
}
