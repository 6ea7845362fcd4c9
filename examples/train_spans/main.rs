//! Learns which stretches of two sentences are left out, or are other words for one thing.
//!
//!   train_spans alone|instead [--write MODEL] [--doubt N] [--trees N] [--depth N] [--rate X] GOLD.jsonl...
//!
//! A line of GOLD: {"a", "b", "left": [[start, end], ...], "right": [[start, end], ...],
//! "instead": [[[start, end], [start, end]], ...]}, in characters: what only one side has, and what
//! faces other words; `make_pairs` makes it. The models are `src/divergence/alone/model.txt` and
//! `src/divergence/instead/model.txt`. Every figure printed is of pairs that the forest did not see.
//! --doubt takes hundredths of a logit off what is written: what was planted is plainer than what
//! people leave out, and the forest surer than it should be.
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
use serde_json::Value;
use variorum::alignment::words;
use variorum::alignment::words::training::{Cells, Forest};
use variorum::divergence::training::{ALONE, INSTEAD, facing, stretches};
use variorum::language;
use variorum::span::Span;
use variorum::telling::Telling;
use variorum::token::key;

/// Parts of the data; each is judged by forests grown on the others.
const FOLDS: usize = 4;

/// Candidates of which people marked some.
struct Marked {
    /// Each as its spans: one for what stands alone, two for what faces other words.
    candidates: Vec<Vec<Span>>,
    cells: Cells,
    gold: Vec<Vec<Span>>,
    fold: usize,
}

impl Marked {
    /// Whether people marked a candidate: they share half of all that either covers.
    fn is_gold(&self, candidate: &[Span]) -> bool {
        self.gold.iter().any(|gold| {
            let both = || gold.iter().zip(candidate);
            let shared: usize = both().map(|(x, y)| x.overlap(*y)).sum();
            let all: usize = both().map(|(x, y)| x.len() + y.len() - x.overlap(*y)).sum();
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
    let (mut growth, mut write, mut doubt, mut files) = (growth, None, 0, Vec::new());
    let mut rest = std::env::args().skip(1);
    let instead = rest.next().unwrap() == "instead";
    let names = if instead { INSTEAD } else { ALONE };
    if instead {
        (growth.trees, growth.depth) = (120, 4);
    }
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--write" => write = rest.next(),
            "--doubt" => doubt = rest.next().unwrap().parse().unwrap(),
            "--trees" => growth.trees = rest.next().unwrap().parse().unwrap(),
            "--depth" => growth.depth = rest.next().unwrap().parse().unwrap(),
            "--rate" => growth.rate = rest.next().unwrap().parse().unwrap(),
            _ => files.push(argument),
        }
    }
    let marked: Vec<Marked> = files.iter().flat_map(|file| read(file, instead)).collect();
    for threshold in [15, 20, 25, 30, 35] {
        println!("{threshold}: {}", judged(&marked, names, &growth, threshold));
    }
    if let Some(path) = write {
        let mut forest = grow(&samples(&marked, names, |_| true), &growth);
        forest.start -= doubt;
        std::fs::write(path, forest.print(names)).unwrap();
    }
}

fn read(path: &str, instead: bool) -> Vec<Marked> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let marked = |line: &&str| pair(&serde_json::from_str(line).unwrap(), instead);
    lines.par_iter().flat_map_iter(marked).collect()
}

fn pair(json: &Value, instead: bool) -> Vec<Marked> {
    let text = |name: &str| json[name].as_str().unwrap();
    let (a, b) = (text("a"), text("b"));
    let [left, right] =
        [a, b].map(|of| Telling::read(of, &[Span::new(0, of.len())], language::of(None), None));
    let whole = |telling: &Telling<'_>| 0..telling.tokenized.tokens.len();
    let links = words::links(&left, whole(&left), &right, whole(&right));
    let fold = key(a) as usize % FOLDS;
    if instead {
        let (forms, cells) = facing(&left, &right, &links);
        let candidates = forms.into_iter().flatten().map(Vec::from).collect();
        let gold = json["instead"].as_array().unwrap();
        let gold = gold.iter().map(|it| vec![mark(a, &it[0]), mark(b, &it[1])]).collect();
        return vec![Marked { candidates, cells, gold, fold }];
    }
    let sides = [(a, &json["left"]), (b, &json["right"])];
    let found = stretches(&left, &right, &links);
    found
        .into_iter()
        .zip(sides)
        .map(|((spans, cells), (text, gold))| {
            let gold = gold.as_array().unwrap().iter().map(|it| vec![mark(text, it)]).collect();
            let candidates = spans.into_iter().map(|it| vec![it]).collect();
            Marked { candidates, cells, gold, fold }
        })
        .collect()
}

/// A marked span in bytes.
fn mark(text: &str, json: &Value) -> Span {
    let byte = |value: &Value| {
        let at = value.as_u64().unwrap() as usize;
        text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte)
    };
    Span::new(byte(&json[0]), byte(&json[1]))
}

fn samples(marked: &[Marked], names: &[&str], seen: impl Fn(&Marked) -> bool) -> Samples {
    let mut samples = Samples { columns: vec![Vec::new(); names.len()], ..Samples::default() };
    for of in marked.iter().filter(|of| seen(of)) {
        for (sign, column) in samples.columns.iter_mut().enumerate() {
            column.extend_from_slice(&of.cells.column(sign)[..of.candidates.len()]);
        }
        samples.labels.extend(of.candidates.iter().map(|it| f32::from(of.is_gold(it))));
        samples.weights.extend(of.candidates.iter().map(|_| 1.0));
    }
    samples
}

/// Precision, recall and F1 of what is chosen by forests that have not seen the pair.
fn judged(marked: &[Marked], names: &[&str], growth: &Growth, threshold: u8) -> String {
    let forests: Vec<Forest> =
        (0..FOLDS).map(|fold| grow(&samples(marked, names, |m| m.fold != fold), growth)).collect();
    let (mut right, mut told, mut gold) = (0, 0, 0);
    for of in marked {
        let sure = forests[of.fold].probabilities(&of.cells);
        let mut order: Vec<usize> = (0..sure.len()).filter(|&k| sure[k] >= threshold).collect();
        order.sort_by_key(|&k| (u8::MAX - sure[k], k));
        let mut chosen: Vec<&[Span]> = Vec::new();
        for k in order {
            let spans = of.candidates[k].as_slice();
            let free = |it: &&[Span]| it.iter().zip(spans).all(|(x, y)| x.overlap(*y) == 0);
            if chosen.iter().all(free) {
                chosen.push(spans);
            }
        }
        right += chosen.iter().filter(|it| of.is_gold(it)).count();
        told += chosen.len();
        gold += of.gold.len();
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let f1 = 2.0 * right as f64 / (told + gold).max(1) as f64;
    format!("P {:.3} R {:.3} F1 {f1:.3}, {told} told", share(told), share(gold))
}
