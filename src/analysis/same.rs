//! Phrases that the settings hold for the same: what differs by them alone is no difference.
//!
//! In go the differences of two passages, out come the same ones: those that stand inside two
//! phrases of one pair, where these face each other, have no effect, and say why. Where the phrases
//! were taken for two things, the words beside them were read as said of two things: those of their
//! sentence that were thought to say the same are unclear then.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::divergence::{Difference, Effect, Kind, Located};
use crate::language;
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Token, key, tokenize};

/// Words that do not tell phrases apart.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Pairs of phrases, by the keys of their words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Same {
    pairs: Vec<[Vec<u64>; 2]>,
    articles: BTreeSet<u64>,
}

/// A phrase in a telling: its tokens.
type Found = Range<usize>;

impl Same {
    /// Prepares pairs of phrases; one without words holds for nothing.
    pub(crate) fn of(pairs: &[[String; 2]]) -> Self {
        let articles: BTreeSet<u64> = ARTICLES.into_iter().map(key).collect();
        let keys = |phrase: &String| -> Vec<u64> {
            let whole = [Span::new(0, phrase.len())];
            let tokens = tokenize(phrase, &whole, language::of(None)).tokens;
            tokens.iter().map(|token| token.key).filter(|key| !articles.contains(key)).collect()
        };
        let pairs = pairs.iter().map(|pair| pair.each_ref().map(keys));
        let pairs = pairs.filter(|[a, b]| !a.is_empty() && !b.is_empty() && a != b).collect();
        Self { pairs, articles }
    }

    /// Takes the effect from every difference that is one of words held for the same. `links` are
    /// the words that face each other; all is looked for in the tokens given.
    pub(crate) fn settle(
        &self,
        (left, right): (&Telling<'_>, &Telling<'_>),
        (of_left, of_right): (&Range<usize>, &Range<usize>),
        links: &[(usize, usize)],
        differences: &mut [Difference],
    ) {
        for [a, b] in &self.pairs {
            for [a, b] in [[a, b], [b, a]] {
                let of_left = self.find(left, of_left, a);
                if of_left.is_empty() {
                    continue;
                }
                for right_phrase in self.find(right, of_right, b) {
                    for left_phrase in &of_left {
                        let phrases = [left_phrase.clone(), right_phrase.clone()];
                        if settle((left, right), &phrases, links, differences) {
                            doubt(left, left_phrase, differences);
                        }
                    }
                }
            }
        }
    }

    /// Where a phrase stands, with the articles around its words.
    fn find(&self, telling: &Telling<'_>, inside: &Range<usize>, phrase: &[u64]) -> Vec<Found> {
        let tokens = &telling.tokenized.tokens[..inside.end];
        let is_article =
            |at: usize| tokens.get(at).is_some_and(|it| self.articles.contains(&it.key));
        let mut found = Vec::new();
        for start in inside.clone() {
            let mut at = start;
            let fits = phrase.iter().all(|wanted| {
                while at > start && is_article(at) {
                    at += 1;
                }
                at += 1;
                tokens.get(at - 1).is_some_and(|it| it.key == *wanted)
            });
            if fits {
                let before = start > inside.start && is_article(start - 1);
                let first = if before { start - 1 } else { start };
                found.push(first..at);
            }
        }
        found
    }
}

/// Takes the effect from the differences inside two phrases, if these face each other; says whether
/// they were taken for two things.
fn settle(
    (left, right): (&Telling<'_>, &Telling<'_>),
    [of_left, of_right]: &[Found; 2],
    links: &[(usize, usize)],
    differences: &mut [Difference],
) -> bool {
    let spans = [covered(left, of_left), covered(right, of_right)];
    let inside = |side: &Option<Located>, n: usize| {
        side.as_ref().is_none_or(|located| spans[n].contains(located.span))
    };
    let is_inside = |it: &Difference| inside(&it.left, 0) && inside(&it.right, 1);
    let faced =
        differences.iter().any(|it| it.left.is_some() && it.right.is_some() && is_inside(it));
    if !faced && !are_facing(of_left, of_right, links) {
        return false;
    }
    let mut parted = false;
    let words = [spans[0].text(left.text), spans[1].text(right.text)];
    for difference in differences.iter_mut().filter(|it| is_inside(it)) {
        parted |= difference.effect >= Effect::Shift;
        difference.effect = Effect::None;
        difference.confidence = 1.0;
        difference.explanation = format!("{SETTLED}{}” and “{}” for the same", words[0], words[1]);
    }
    parted
}

/// How the explanation of a difference begins that the settings take for none.
const SETTLED: &str = "the settings hold “";

/// Other words in the sentence of a phrase are unclear: they were held to say the same while the
/// phrase was held for another thing.
fn doubt(left: &Telling<'_>, phrase: &Found, differences: &mut [Difference]) {
    let sentences = &left.tokenized.sentences;
    let Some(sentence) = sentences.iter().find(|it| it.tokens.contains(&phrase.start)) else {
        return;
    };
    let is_beside = |it: &Difference| {
        it.kind == Kind::Wording
            && it.effect == Effect::None
            && it.right.is_some()
            && it.left.as_ref().is_some_and(|side| sentence.span.contains(side.span))
            && !it.explanation.starts_with(SETTLED)
    };
    for difference in differences.iter_mut().filter(|it| is_beside(it)) {
        difference.effect = Effect::Unclear;
    }
}

/// Whether words of two phrases face each other; or none of them faces anything, and words beside
/// them do.
fn are_facing(left: &Found, right: &Found, links: &[(usize, usize)]) -> bool {
    let linked = |a: &Found, b: &Found| links.iter().any(|(x, y)| a.contains(x) && b.contains(y));
    if linked(left, right) {
        return true;
    }
    if links.iter().any(|(x, y)| left.contains(x) || right.contains(y)) {
        return false;
    }
    let beside = |at: Option<usize>, other: Option<usize>| {
        at.zip(other).is_some_and(|pair| links.contains(&pair))
    };
    beside(left.start.checked_sub(1), right.start.checked_sub(1))
        || beside(Some(left.end), Some(right.end))
}

fn covered(telling: &Telling<'_>, found: &Found) -> Span {
    let tokens: &[Token] = &telling.tokenized.tokens;
    tokens[found.start].span.cover(tokens[found.end - 1].span)
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Options, Silent, analyze, compare};
    use crate::corpus::{Corpus, Input};
    use crate::divergence::{Effect, Verdict};

    fn options(pairs: &[[&str; 2]]) -> Options {
        let same = pairs.iter().map(|pair| pair.map(str::to_owned)).collect();
        Options { same, ..Options::default() }
    }

    const ONE: &str = "The top diplomat of Norland opened the bridge in Oslo on Monday.";
    const OTHER: &str = "The foreign minister of Norland opened the bridge in Oslo on Monday.";

    fn gravest(a: &str, b: &str, options: &Options) -> Option<Effect> {
        compare(a, b, options).divergences.iter().map(|it| it.effect).max()
    }

    #[test]
    fn what_differs_by_a_pair_alone_has_no_effect_and_says_why() {
        let pair = options(&[["Foreign Minister", "the top diplomat"]]);
        for (a, b) in [(ONE, OTHER), (OTHER, ONE)] {
            let found = compare(a, b, &pair);
            assert_eq!(found.verdict, Verdict::Same, "{:#?}", found.divergences);
            let why = "the settings hold “";
            assert!(found.divergences.iter().all(|it| it.explanation.starts_with(why)));
            assert!(!found.divergences.is_empty());
        }
    }

    #[test]
    fn a_pair_holds_for_its_own_words_only() {
        // Two names that the program takes for another.
        let (a, b) = ("Anna Lund opened the bridge.", "Anna Berg opened the bridge.");
        assert_eq!(gravest(a, b, &Options::default()), Some(Effect::Conflict));
        assert_eq!(gravest(a, b, &options(&[["Anna Lund", "Anna Berg"]])), Some(Effect::None));
        for other in [["Anna Lund", "Anna Holm"], ["Lund bridge", "Berg bridge"], ["", "Anna Berg"]]
        {
            assert_eq!(gravest(a, b, &options(&[other])), Some(Effect::Conflict), "{other:?}");
        }
        // What differs beside the pair differs all the same, also where it was no matter while the
        // pair was held for two people.
        let pair = options(&[["Anna Lund", "Anna Berg"]]);
        let more = b.replace("opened", "did not open");
        assert!(gravest(a, &more, &pair) >= Some(Effect::Unclear));
        let (on, at) = ("12 people crossed with Anna Lund.", "21 people crossed with Anna Berg.");
        assert_eq!(gravest(on, at, &pair), Some(Effect::Conflict));
    }

    #[test]
    fn a_pair_that_stands_in_other_places_holds_for_nothing() {
        let a = "Anna Lund opened the bridge. Anna Berg closed the road.";
        let b = "Anna Berg opened the bridge. Anna Lund closed the road.";
        // Both stand in both texts, and face each other crosswise: that they changed places is told,
        // but nothing is a contradiction, as the user said they are one.
        assert!(gravest(a, b, &options(&[["Anna Lund", "Anna Berg"]])) <= Some(Effect::Unclear));
        let apart = "Anna Lund opened the bridge. The road was closed for years by the county.";
        let other = "Anna Holm opened the bridge. The road was closed for years by Anna Berg.";
        let found = gravest(apart, other, &options(&[["Anna Lund", "Anna Berg"]]));
        assert_eq!(found, gravest(apart, other, &Options::default()));
    }

    #[test]
    fn it_holds_in_a_corpus_too() {
        let text = |name: &str, text: &str| Input::Bytes {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let inputs = [text("a.txt", ONE), text("b.txt", OTHER)];
        let corpus = Corpus::read(&inputs, &crate::corpus::Options::default()).unwrap();
        let pair = options(&[["top diplomat", "foreign minister"]]);
        let analysis = analyze(&corpus, &pair, &Silent);
        assert!(!analysis.alignments.is_empty() && !analysis.divergences.is_empty());
        assert!(analysis.divergences.iter().all(|it| it.effect == Effect::None));
    }
}
