//! Pairs of which it is known how far they state the same, as `train_words --same` reads them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::chance::Chance;
use crate::conllu::Sentence;
use crate::pair::{Links, Pair, Word, text};
use crate::plant::{Donors, exchanged_words, planted};

/// Sentences are neighbours up to so many places apart.
const NEAR: usize = 3;

/// Phrases left out of one pair, at most.
const PHRASES: usize = 5;

/// Words exchanged in one pair, at most, and of how many words one.
const WORDS: (usize, usize) = (12, 1);

/// A pair as people aligned it: two tellings of one thing, with the grade of what both say.
pub fn retold(pair: &Pair) -> Value {
    line("retold", pair, Some(1))
}

/// A pair as people aligned it: where the words that face each other stand, in characters.
pub fn facing(pair: &Pair) -> Value {
    let [(a, left), (b, right)] = [0, 1].map(|side| text(&pair.sides[side]));
    let facing: Vec<_> = pair.links().into_iter().map(|(i, j)| [left[i], right[j]]).collect();
    json!({"a": a, "b": b, "facing": facing})
}

/// What is left of a pair; its grade is what both still say.
pub fn changed(set: &str, pair: &Pair, donors: &Donors, chance: &mut Chance) -> Option<Value> {
    let short = planted(pair, PHRASES, chance)?;
    let mut other = exchanged_words(short.clone(), WORDS, donors, chance);
    // What was exchanged faces nothing that says the same.
    let kept = |&(i, _): &(usize, usize)| short.sides[0][i].form == other.sides[0][i].form;
    let (sure, possible): (Links, Links) = (
        other.sure.iter().copied().filter(kept).collect(),
        other.possible.iter().copied().filter(kept).collect(),
    );
    (other.sure, other.possible) = (sure, possible);
    Some(line(set, &other, None))
}

/// A sentence beside one near it in its text, or one of any other text: they state different
/// things, whatever words they have in common.
pub fn apart(sentences: &[Sentence], at: usize, chance: &mut Chance) -> Option<Value> {
    let near = chance.below(4) > 0;
    let other = if near { at + 1 + chance.below(NEAR) } else { chance.below(sentences.len()) };
    let (here, there) = (&sentences[at], sentences.get(other)?);
    if near != (here.document == there.document) || there.words.len() < 6 {
        return None;
    }
    let words: BTreeSet<String> = there.words.iter().map(|word| word.form.to_lowercase()).collect();
    let mut links = Links::new();
    for (i, word) in here.words.iter().enumerate().filter(|(_, word)| word.is_content()) {
        let form = word.form.to_lowercase();
        let at = there.words.iter().position(|word| word.form.to_lowercase() == form);
        links.extend(at.filter(|_| words.contains(&form)).map(|j| (i, j)));
    }
    let pair = Pair {
        id: here.document.clone(),
        sides: [here.words.clone(), there.words.clone()],
        sure: links,
        possible: Links::new(),
    };
    Some(line("apart", &pair, Some(0)))
}

/// A line with a grade, of what both say the share that both say, 0 to 5, and perhaps a yes or no.
fn line(set: &str, pair: &Pair, same: Option<u8>) -> Value {
    let [a, b] = [0, 1].map(|side| text(&pair.sides[side]).0);
    let score = (500.0 * shared(pair)).round() / 100.0;
    match same {
        Some(same) => json!({"set": set, "a": a, "b": b, "same": same, "score": score}),
        None => json!({"set": set, "a": a, "b": b, "score": score}),
    }
}

/// Of the words that say something, the share that faces something.
fn shared(pair: &Pair) -> f64 {
    let faced = pair.faced();
    let (mut met, mut all) = (0.0, 0.0);
    for (words, faced) in pair.sides.iter().zip(&faced) {
        for (word, faced) in words.iter().zip(faced) {
            let weight = weight(word);
            all += weight;
            met += if *faced { weight } else { 0.0 };
        }
    }
    if all > 0.0 { met / all } else { 0.0 }
}

/// How much a word says: names and numbers most, joints nothing.
fn weight(word: &Word) -> f64 {
    match word.tag.as_str() {
        tag if tag.starts_with("NNP") || tag == "CD" => 1.5,
        tag if tag.starts_with("RB") => 0.5,
        _ if word.is_content() => 1.0,
        _ => 0.0,
    }
}
