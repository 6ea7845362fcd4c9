//! Learns the tables of `value::name` from labelled pairs of names.
//!
//! `cargo run --release --example train_names -- FOLDER PAIRS.tsv [MENTIONS.tsv]` prints figures on
//! folds that share no name, then writes `edits.tsv` and `trees.txt` into the folder. The first
//! table holds spellings, the second how texts name persons, places and bodies.
#![allow(clippy::print_stdout, reason = "a training program reports")]
#![allow(clippy::disallowed_methods, reason = "a training program reads and writes files")]
#![allow(clippy::expect_used, reason = "a training program stops at bad data")]

mod data;
mod edits;
mod made;
mod trees;

use data::{Pair, quality};
use trees::{Plan, Row};
use variorum::value::name::edit::{Edits, letters};
use variorum::value::name::features::features;
use variorum::value::name::romanise::romanise;
use variorum::value::name::trees::Trees;

const FOLDS: usize = 5;
const PLAN: Plan =
    Plan { trees: 280, depth: 4, rate: 0.07, least: 5.0, pull: 2.0, columns: 0.4, rows: 0.6 };

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder to write into");
    let mut pairs = data::read(&arguments.collect::<Vec<_>>(), FOLDS);
    pairs.extend(made::pairs(&pairs, FOLDS));
    let rows = held_out_rows(&pairs);
    let letters: Vec<f64> = rows.iter().map(|row| f64::from(row.features[0])).collect();
    report("letters alone, held out", &pairs, &letters);
    report("all, held out", &pairs, &held_out_scores(&pairs, &rows));
    let edits = edits::learn(&samples(&pairs, None)).table();
    std::fs::write(format!("{folder}/edits.tsv"), edits).expect("the table can be written");
    let trees = trees::learn(&rows, PLAN);
    std::fs::write(format!("{folder}/trees.txt"), trees).expect("the table can be written");
}

/// The features of every pair, by letter edits learned without its fold.
fn held_out_rows(pairs: &[Pair]) -> Vec<Row> {
    let models: Vec<Edits> =
        (0..FOLDS).map(|fold| edits::learn(&samples(pairs, Some(fold))).edits()).collect();
    pairs
        .iter()
        .map(|pair| Row {
            features: features(&pair.left, &pair.right, &models[pair.fold]),
            same: pair.same,
            weight: pair.weight,
        })
        .collect()
}

/// The score of every pair by trees learned without its fold.
fn held_out_scores(pairs: &[Pair], rows: &[Row]) -> Vec<f64> {
    let trees: Vec<Trees> = (0..FOLDS)
        .map(|fold| {
            let others = rows.iter().zip(pairs).filter(|(_, pair)| pair.fold != fold);
            let others: Vec<Row> =
                others.map(|(row, _)| Row { features: row.features, ..*row }).collect();
            Trees::parse(&trees::learn(&others, PLAN))
        })
        .collect();
    rows.iter().zip(pairs).map(|(row, pair)| trees[pair.fold].score(&row.features)).collect()
}

/// Pairs from which letters can be learned, without those of one fold: not mentions and long
/// names, where whole parts differ.
fn samples(pairs: &[Pair], without: Option<usize>) -> Vec<edits::Sample> {
    let simple = |pair: &&Pair| {
        let most = if pair.source == "made" { 1 } else { 2 };
        pair.source != "mentions"
            && !(pair.source == "made" && pair.same)
            && [&pair.left, &pair.right].iter().all(|name| name.split_whitespace().count() <= most)
    };
    let sample = |pair: &Pair| edits::Sample {
        left: letters(&romanise(&pair.left)),
        right: letters(&romanise(&pair.right)),
        same: pair.same,
    };
    pairs.iter().filter(|pair| Some(pair.fold) != without).filter(simple).map(sample).collect()
}

fn report(title: &str, pairs: &[Pair], scores: &[f64]) {
    let mut sources: Vec<&str> = pairs.iter().map(|pair| pair.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    println!("{title}");
    let line = |name: &str, belongs: &dyn Fn(&Pair) -> bool| {
        let chosen: Vec<(f64, bool)> = pairs
            .iter()
            .zip(scores)
            .filter(|(pair, _)| belongs(pair))
            .map(|(pair, &score)| (score, pair.same))
            .collect();
        println!("  {name:16} {}", quality(&chosen));
    };
    for source in sources {
        line(source, &|pair| pair.source == source);
    }
    line("all pairs", &|pair| !matches!(pair.source.as_str(), "mentions" | "made"));
}
