//! Leaves phrases out of sentences and puts other words in the place of some: what differs is then
//! known, as nobody has to be asked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::chance::Chance;
use crate::pair::{Pair, Word};

/// Words of a phrase that is left out, at most.
const LONGEST: usize = 20;

/// Of a phrase and a single word, how often the phrase is left out.
const PHRASES: usize = 4;

/// The pair with up to `most` phrases of either side left out; none where nothing can be.
pub fn planted(pair: &Pair, most: usize, chance: &mut Chance) -> Option<Pair> {
    let mut pair = pair.clone();
    let mut lost = 0;
    for _ in 0..1 + chance.below(most) {
        let turned = chance.below(2) == 1;
        if turned {
            pair = pair.turned();
        }
        if let Some(phrase) = choice(&pair, chance) {
            pair = pair.without(&with_marks(&pair.sides[0], phrase));
            lost += 1;
        }
        if turned {
            pair = pair.turned();
        }
    }
    (lost > 0).then_some(pair)
}

/// Words of a kind to put in the place of others: by part of speech.
pub type Donors = BTreeMap<String, Vec<String>>;

/// The nouns, verbs, adjectives and adverbs of sentences, names aside, each as often as it stands.
pub fn donors<'a>(sentences: impl Iterator<Item = &'a [Word]>) -> Donors {
    let mut donors = Donors::new();
    for word in sentences.flatten().filter(|word| exchanged(word)) {
        donors.entry(word.tag.clone()).or_default().push(word.form.clone());
    }
    donors
}

fn exchanged(word: &Word) -> bool {
    let kind = ["NN", "VB", "JJ", "RB"].iter().any(|tag| word.tag.starts_with(tag));
    kind && !word.tag.starts_with("NNP") && word.is_content() && word.form.len() > 2
}

/// The pair with up to `most` words of the left side that face something, but only one in `each`,
/// exchanged for others of their kind: what stands in one place in other words is not left out.
pub fn exchanged_words(
    mut pair: Pair,
    (most, each): (usize, usize),
    donors: &Donors,
    chance: &mut Chance,
) -> Pair {
    let faced = pair.faced();
    let free: Vec<usize> = (0..pair.sides[0].len())
        .filter(|&at| faced[0][at] && exchanged(&pair.sides[0][at]))
        .collect();
    for _ in 0..chance.below(most + 1).min(free.len() / each) {
        let at = free[chance.below(free.len())];
        if let Some(of) = donors.get(&pair.sides[0][at].tag) {
            pair.sides[0][at].form.clone_from(&of[chance.below(of.len())]);
        }
    }
    pair
}

/// A phrase of the left side that the sentence can do without, longer ones rather than words, and
/// only one that still faces something: what the other side lacks already is told already.
fn choice(pair: &Pair, chance: &mut Chance) -> Option<Range<usize>> {
    let words = &pair.sides[0];
    let faced = &pair.faced()[0];
    let met = |phrase: &Range<usize>| {
        let faced = phrase.clone().filter(|&at| faced[at]).count();
        4 * faced >= 3 * phrase.len()
    };
    let all: Vec<Range<usize>> =
        (0..words.len()).filter_map(|at| phrase(words, at)).filter(met).collect();
    let (single, long): (Vec<_>, Vec<_>) = all.into_iter().partition(|phrase| phrase.len() == 1);
    let rather = if chance.below(PHRASES + 1) == 0 { [single, long] } else { [long, single] };
    let from = rather.into_iter().find(|some| !some.is_empty())?;
    Some(from[chance.below(from.len())].clone())
}

/// The phrase that hangs on a word, where the sentence can do without it: its words stand together,
/// say something, and are less than half of the sentence.
fn phrase(words: &[Word], top: usize) -> Option<Range<usize>> {
    words[top].head?;
    if !spare(&words[top]) {
        return None;
    }
    let below: Vec<usize> = (0..words.len()).filter(|&at| hangs_on(words, at, top)).collect();
    let (first, last) = (*below.first()?, *below.last()?);
    if last + 1 - first != below.len() {
        return None;
    }
    let mut phrase = trimmed(words, first..last + 1)?;
    if phrase.start > 0 && words[phrase.start - 1].tag == "CC" && is_joined(&words[top]) {
        phrase.start -= 1;
    }
    let content = phrase.clone().any(|at| words[at].is_content());
    // A lone word is a modifier: "no", "first" and "only" move more than themselves.
    let modifies = phrase.len() > 1
        || ["JJ", "RB"].contains(&words[top].tag.as_str()) && words[top].form.len() > 4;
    let short = phrase.len() <= LONGEST && 2 * phrase.len() < words.len();
    (content && modifies && short).then_some(phrase)
}

/// Relations by which a phrase hangs on a word that stands without it as well: those of Universal
/// Dependencies, then those of the Stanford parser that the others do not have.
fn spare(word: &Word) -> bool {
    const SPARE: [&str; 17] = [
        "obl",
        "advcl",
        "acl",
        "appos",
        "nmod",
        "advmod",
        "amod",
        "conj",
        "parataxis",
        "prep",
        "rcmod",
        "partmod",
        "vmod",
        "infmod",
        "tmod",
        "npadvmod",
        "purpcl",
    ];
    let relation = word.relation.split(':').next().unwrap_or_default();
    // "its" and "whose" are no phrases.
    SPARE.contains(&relation) && !word.relation.ends_with("poss") && word.relation != "obl:agent"
}

fn is_joined(word: &Word) -> bool {
    word.relation.starts_with("conj")
}

fn hangs_on(words: &[Word], mut at: usize, top: usize) -> bool {
    for _ in 0..words.len() {
        if at == top {
            return true;
        }
        match words[at].head {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// Without the marks at its ends.
fn trimmed(words: &[Word], mut phrase: Range<usize>) -> Option<Range<usize>> {
    while !phrase.is_empty() && words[phrase.start].is_mark() {
        phrase.start += 1;
    }
    while !phrase.is_empty() && words[phrase.end - 1].is_mark() {
        phrase.end -= 1;
    }
    (!phrase.is_empty()).then_some(phrase)
}

/// The words to take out with a phrase: the commas, dashes or brackets around it, too.
fn with_marks(words: &[Word], phrase: Range<usize>) -> BTreeSet<usize> {
    const AROUND: [&str; 7] = [",", "(", ")", "-", "–", "—", "--"];
    let around = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|word| AROUND.contains(&word.form.as_str()))
    };
    let (before, after) = (phrase.start.checked_sub(1), Some(phrase.end));
    let mut lost: BTreeSet<usize> = phrase.clone().collect();
    let opens = phrase.start == 0;
    let closes = words.get(phrase.end).is_none_or(|word| matches!(word.form.as_str(), "." | "?"));
    if around(before) && (around(after) || closes) {
        lost.extend(before);
    }
    if around(after) && (around(before) || opens) {
        // A comma that parts two clauses stays where the phrase stood between commas of a list.
        lost.extend(after);
    }
    lost
}
