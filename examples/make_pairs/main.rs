//! Makes what the other trainers learn from, out of public corpora that allow it.
//!
//!   make_pairs words|facing|spans|judged|mentions [--edinburgh FOLDER] [TREES.conllu...] > OUT
//!
//! FOLDER is `alignment-data/edinburgh` of Jacana (the corrected Edinburgh paraphrase corpus), TREES
//! are files of the GUM treebank; `docs/models.md` names the releases, the files and their licences.
//! words: aligned pairs for `train_words`. facing: the same as running text for `train_stories`. spans: marked pairs for `train_spans`, as people aligned
//! them and with phrases left out. judged: pairs for `train_words --same`. mentions: pairs of names
//! for `train_names`. Same input, same bytes.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a tool for whoever changes what is learned, not a part of the program"
)]

mod chance;
mod conllu;
mod edinburgh;
mod judged;
mod mentions;
mod pair;
mod plant;
mod spans;

use std::path::{Path, PathBuf};

use chance::Chance;
use conllu::Sentence;
use pair::Pair;
use serde_json::{Value, json};

/// How often phrases are left out of a pair that people aligned, and of a sentence of a treebank.
const ROUNDS: (usize, usize) = (2, 2);

/// Phrases left out of one pair, at most.
const PHRASES: usize = 3;

/// Words of one side exchanged for others, at most, and of how many words one.
const WORDS: (usize, usize) = (4, 3);

/// Words of a sentence of a treebank, at least.
const SHORTEST: usize = 8;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap();
    let (mut aligned, mut trees) = (Vec::new(), Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--edinburgh" => {
                aligned = edinburgh::read(Path::new(&arguments.next().unwrap()));
            }
            _ => trees.push(PathBuf::from(argument)),
        }
    }
    trees.sort();
    let sentences: Vec<Sentence> = trees.iter().flat_map(|path| conllu::read(path)).collect();
    let chance = &mut Chance(1);
    match what.as_str() {
        "words" => print(aligned.iter().map(words)),
        "facing" => print(aligned.iter().map(judged::facing)),
        "spans" => print(spans(&aligned, &sentences, chance).iter().map(spans::line)),
        "judged" => print(judged(&aligned, &sentences, chance).into_iter()),
        "mentions" => print!("{}", mentions::table(&sentences)),
        _ => panic!("words, facing, spans, judged or mentions"),
    }
}

fn print(lines: impl Iterator<Item = Value>) {
    lines.for_each(|line| println!("{line}"));
}

/// The words as the corpus has them, with what faces what.
fn words(pair: &Pair) -> Value {
    let [a, b] = pair
        .sides
        .each_ref()
        .map(|words| words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" "));
    json!({"id": pair.id, "a": a, "b": b, "align": pair.sure, "possible": pair.possible})
}

fn is_statement(sentence: &&Sentence) -> bool {
    sentence.states && sentence.words.len() >= SHORTEST
}

fn spans(aligned: &[Pair], sentences: &[Sentence], chance: &mut Chance) -> Vec<Pair> {
    let donors = plant::donors(sentences.iter().map(|sentence| sentence.words.as_slice()));
    let mut pairs = aligned.to_vec();
    for pair in aligned {
        for _ in 0..ROUNDS.0 {
            let planted = plant::planted(pair, PHRASES, chance);
            pairs.extend(planted.map(|it| plant::exchanged_words(it, WORDS, &donors, chance)));
        }
    }
    for sentence in sentences.iter().filter(is_statement) {
        let pair = Pair::twice(sentence.document.clone(), sentence.words.clone());
        for _ in 0..ROUNDS.1 {
            let planted = plant::planted(&pair, PHRASES, chance);
            pairs.extend(planted.map(|it| plant::exchanged_words(it, WORDS, &donors, chance)));
        }
    }
    pairs
}

fn judged(aligned: &[Pair], sentences: &[Sentence], chance: &mut Chance) -> Vec<Value> {
    let donors = plant::donors(sentences.iter().map(|sentence| sentence.words.as_slice()));
    let mut lines = Vec::new();
    for pair in aligned {
        lines.push(judged::retold(pair));
        for _ in 0..ROUNDS.0 {
            lines.extend(judged::changed("retold, changed", pair, &donors, chance));
        }
    }
    for (at, sentence) in sentences.iter().enumerate().filter(|(_, it)| is_statement(it)) {
        let pair = Pair::twice(sentence.document.clone(), sentence.words.clone());
        lines.extend(judged::apart(sentences, at, chance));
        lines.extend(judged::changed("changed", &pair, &donors, chance));
    }
    lines
}
