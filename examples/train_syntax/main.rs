//! Learns `src/syntax/model.bin.gz` from treebanks, and measures it.
//!
//!   train_syntax --write MODEL --held HELD.conllu[,...] TREEBANK.conllu...
//!   train_syntax --measure MODEL TREEBANK.conllu...
//!   train_syntax --speed MODEL TREEBANK.conllu...
//!
//! TREEBANK is a file of Universal Dependencies in CoNLL-U. The weights are learned from the
//! TREEBANKs; HELD are sentences beside them, from which it is counted how often an arc is right that
//! the parsers are so and so sure of. --measure prints a table, over our own tokens; --speed how many sentences a second are parsed.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a tool for whoever changes the parser, not a part of the program"
)]

mod dice;
mod figures;
mod learner;
mod learning;
mod treebank;

use std::time::Instant;

use treebank::{Sentence, Tags};
use variorum::syntax::training::{self, LONGEST, Model, STATES, STEPS, nodes};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mode = args.first().cloned().unwrap_or_default();
    match mode.as_str() {
        "--write" if args.len() > 4 && args[2] == "--held" => {
            let (path, held) = (args[1].clone(), args[3].clone());
            let held = sentences(held.split(','));
            let model = learn(&sentences(args[4..].iter().map(String::as_str)), &held);
            std::fs::write(&path, model.pack().unwrap()).unwrap();
            println!("{}", figures::table("held", &model, &held));
        }
        "--measure" if args.len() > 2 => {
            let model = model(&args[1]);
            for path in &args[2..] {
                let name = path.rsplit('/').next().unwrap_or(path);
                println!("{}", figures::table(name, &model, &sentences([path.as_str()])));
            }
        }
        "--speed" if args.len() > 2 => {
            speed(&model(&args[1]), &sentences(args[2..].iter().map(String::as_str)));
        }
        _ => println!(
            "train_syntax --write MODEL --held A,B FILE... | --measure|--speed MODEL FILE..."
        ),
    }
}

fn sentences<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<Sentence> {
    let mut all = Vec::new();
    for path in paths {
        let (found, lost) = treebank::sentences(&std::fs::read_to_string(path).unwrap());
        println!("{path}: {} sentences, {lost} without a tree over our tokens", found.len());
        all.extend(found);
    }
    all.retain(|sentence| sentence.heads.len() <= LONGEST);
    all
}

fn learn(sentences: &[Sentence], held: &[Sentence]) -> Model {
    let tags = Tags::of(sentences);
    let (tagger, guessed) = learning::tagger(sentences, &tags);
    println!("the tagger has learned");
    let upos = tags.upos();
    let is_verb = |tag: u8| training::is_verb(upos[usize::from(tag)]);
    let (parsers, choice) = rayon::join(
        || {
            rayon::join(
                || learning::parser(sentences, &guessed, false),
                || learning::parser(sentences, &guessed, true),
            )
        },
        || {
            let arcs = learning::arcs(sentences, &guessed);
            learning::choice(sentences, &guessed, &arcs, &is_verb)
        },
    );
    let (there, back) = parsers;
    println!("both parsers and the choice between them have learned");
    let mut model = Model {
        upos,
        tags: tags.names,
        sure: [[0; STEPS]; STATES],
        tagger,
        actions: [there.0, back.0],
        relations: [there.1, back.1],
        choice,
    };
    model.sure = figures::sure(&model, held);
    model
}

fn model(path: &str) -> Model {
    Model::unpack(&std::fs::read(path).unwrap()).unwrap()
}

fn speed(model: &Model, sentences: &[Sentence]) {
    let words: usize = sentences.iter().map(|sentence| sentence.heads.len()).sum();
    // The first round warms the caches.
    for _ in 0..3 {
        let start = Instant::now();
        let made: usize = sentences.iter().map(|it| nodes(model, &it.words).len()).sum();
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{:.0} words/s, {:.0} sentences of 20 words/s",
            made as f64 / seconds,
            words as f64 / 20.0 / seconds
        );
    }
}
