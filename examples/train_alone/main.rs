//! Learns `src/divergence/alone/model.txt` from sentence pairs in which people marked what only
//! one of them says.
//!
//!   train_alone [--write MODEL] [--trees N] [--depth N] [--rate X] GOLD.jsonl...
//!
//! A line of GOLD: {"a", "b", "left": [[start, end], ...], "right": [[start, end], ...]}, in
//! characters. Every figure printed is of pairs that the forest did not see.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a tool for whoever changes the classifier, not a part of the program"
)]

#[path = "../train_words/boost.rs"]
mod boost;

use boost::{Growth, Samples, grow};
use rayon::prelude::*;
use variorum::alignment::words;
use variorum::alignment::words::training::{Cells, Forest};
use variorum::divergence::training::{NAMES, stretches};
use variorum::language;
use variorum::span::Span;
use variorum::telling::Telling;
use variorum::token::key;

/// Parts of the data; each is judged by a forest grown on the others.
const FOLDS: usize = 4;

/// One side of a pair.
struct Marked {
    spans: Vec<Span>,
    cells: Cells,
    gold: Vec<Span>,
    fold: usize,
}

impl Marked {
    /// Whether people marked a stretch: it shares half of all that either covers.
    fn is_gold(&self, stretch: Span) -> bool {
        self.gold.iter().any(|gold| {
            let shared = stretch.end.min(gold.end).saturating_sub(stretch.start.max(gold.start));
            let all = stretch.end.max(gold.end) - stretch.start.min(gold.start);
            2 * shared >= all
        })
    }
}

fn main() {
    let growth = Growth {
        trees: 200,
        depth: 5,
        rate: 0.1,
        smoothing: 5.0,
        columns: 0.5,
        rows: 0.6,
        seed: 1,
    };
    let (mut growth, mut write, mut files) = (growth, None, Vec::new());
    let mut rest = std::env::args().skip(1);
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--write" => write = rest.next(),
            "--trees" => growth.trees = rest.next().unwrap().parse().unwrap(),
            "--depth" => growth.depth = rest.next().unwrap().parse().unwrap(),
            "--rate" => growth.rate = rest.next().unwrap().parse().unwrap(),
            _ => files.push(argument),
        }
    }
    let marked: Vec<Marked> = files.iter().flat_map(|file| read(file)).collect();
    for threshold in [15, 20, 25, 30, 35] {
        println!("{threshold}: {}", judged(&marked, &growth, threshold));
    }
    if let Some(path) = write {
        let forest = grow(&samples(&marked, |_| true), &growth);
        std::fs::write(path, forest.print(NAMES)).unwrap();
    }
}

fn read(path: &str) -> Vec<Marked> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    lines.par_iter().flat_map_iter(|line| pair(&serde_json::from_str(line).unwrap())).collect()
}

fn pair(json: &serde_json::Value) -> [Marked; 2] {
    let text = |name: &str| json[name].as_str().unwrap();
    let (a, b) = (text("a"), text("b"));
    let [left, right] =
        [a, b].map(|of| Telling::read(of, &[Span::new(0, of.len())], language::of(None), None));
    let whole = |telling: &Telling<'_>| 0..telling.tokenized.tokens.len();
    let links = words::links(&left, whole(&left), &right, whole(&right));
    let gold = [marks(a, &json["left"]), marks(b, &json["right"])];
    let fold = key(a) as usize % FOLDS;
    let mut gold = gold.into_iter();
    stretches(&left, &right, &links).map(|(spans, cells)| Marked {
        spans,
        cells,
        gold: gold.next().unwrap_or_default(),
        fold,
    })
}

/// Marked spans in bytes.
fn marks(text: &str, json: &serde_json::Value) -> Vec<Span> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let byte = |value: &serde_json::Value| bytes[value.as_u64().unwrap() as usize];
    json.as_array().unwrap().iter().map(|it| Span::new(byte(&it[0]), byte(&it[1]))).collect()
}

fn samples(marked: &[Marked], seen: impl Fn(&Marked) -> bool) -> Samples {
    let mut samples = Samples { columns: vec![Vec::new(); NAMES.len()], ..Samples::default() };
    for of in marked.iter().filter(|of| seen(of)) {
        for (sign, column) in samples.columns.iter_mut().enumerate() {
            column.extend_from_slice(&of.cells.column(sign)[..of.spans.len()]);
        }
        samples.labels.extend(of.spans.iter().map(|it| f32::from(of.is_gold(*it))));
        samples.weights.extend(of.spans.iter().map(|_| 1.0));
    }
    samples
}

/// Precision, recall and F1 of what is chosen by forests that have not seen the pair.
fn judged(marked: &[Marked], growth: &Growth, threshold: u8) -> String {
    let forests: Vec<Forest> =
        (0..FOLDS).map(|fold| grow(&samples(marked, |m| m.fold != fold), growth)).collect();
    let (mut right, mut told, mut gold) = (0, 0, 0);
    for of in marked {
        let sure = forests[of.fold].probabilities(&of.cells);
        let mut order: Vec<usize> = (0..sure.len()).filter(|&k| sure[k] >= threshold).collect();
        order.sort_by_key(|&k| (u8::MAX - sure[k], k));
        let mut chosen: Vec<Span> = Vec::new();
        for k in order {
            let span = of.spans[k];
            if chosen.iter().all(|it| it.end <= span.start || span.end <= it.start) {
                chosen.push(span);
            }
        }
        right += chosen.iter().filter(|it| of.is_gold(**it)).count();
        told += chosen.len();
        gold += of.gold.len();
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let f1 = 2.0 * right as f64 / (told + gold).max(1) as f64;
    format!("P {:.3} R {:.3} F1 {f1:.3}, {told} told", share(told), share(gold))
}
