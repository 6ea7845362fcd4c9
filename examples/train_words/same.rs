//! Learns to tell pairs that state the same from pairs that are merely related.

use rayon::prelude::*;
use variorum::alignment::words::training::{
    Cells, Facing, Forest, SIGNS, Word, learned_model, sharpened, text,
};
use variorum::language;
use variorum::span::Span;
use variorum::telling::Telling;
use variorum::token::key;

use crate::FOLDS;
use crate::boost::{Growth, Samples, grow};

/// A pair of texts and what people said of it, 0 to 1.
struct Judged {
    set: String,
    left: Vec<Word>,
    right: Vec<Word>,
    same: f32,
    /// As people gave it.
    score: f64,
    weight: f32,
    fold: usize,
}

/// Learns from files of lines {"set", "a", "b", "same": 0 or 1} or {..., "score": 0 to 5}; prints
/// how well pairs are judged by a forest that has not seen them.
pub fn learn(files: &[String], growth: &Growth) -> Forest {
    let judged: Vec<Judged> = files.iter().flat_map(|file| read(file)).collect();
    let model = learned_model();
    let signs: Vec<Cells> = judged
        .par_iter()
        .map(|j| Facing::new(&j.left, &j.right, language::of(None), &model.table).signs())
        .collect();
    let mut unseen = vec![0.0; judged.len()];
    for fold in 0..FOLDS {
        let forest = grow(&samples(&judged, &signs, |j| j.fold != fold), growth);
        for (k, _) in judged.iter().enumerate().filter(|(_, j)| j.fold == fold) {
            unseen[k] = f64::from(sharpened(forest.probabilities(&signs[k])[0])) / 100.0;
        }
    }
    print(&judged, &unseen);
    grow(&samples(&judged, &signs, |_| true), growth)
}

fn read(path: &str) -> Vec<Judged> {
    let text = std::fs::read_to_string(path).unwrap();
    let judged = |line: &str| {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        let words = |name: &str| words(json[name].as_str().unwrap());
        let score = json["score"].as_f64();
        let label = json["same"].as_f64();
        let same = label.map(blurred).or(score.map(probability)).unwrap();
        Judged {
            set: json["set"].as_str().unwrap().to_string(),
            left: words("a"),
            right: words("b"),
            same: same as f32,
            score: score.or(label).unwrap(),
            weight: if label.is_some() { LABEL_WEIGHT } else { 1.0 },
            // One pair may stand in several files; it must not be seen in one and judged in another.
            fold: key(json["a"].as_str().unwrap()) as usize % FOLDS,
        }
    };
    text.lines().map(judged).collect()
}

/// A yes or no says less than a score.
const LABEL_WEIGHT: f32 = 0.6;

/// A yes or no of one judge as the share of many judges who would say yes.
fn blurred(label: f64) -> f64 {
    0.25 + 0.5 * label
}

/// The share of judges who call a pair the same that others score 0 to 5: between 3 and 4 they part.
fn probability(score: f64) -> f64 {
    1.0 / (1.0 + (0.8 * (3.3 - score)).exp())
}

fn words(of: &str) -> Vec<Word> {
    text(&Telling::read(of, &[Span::new(0, of.len())], language::of(None), None))
}

fn samples(judged: &[Judged], signs: &[Cells], seen: impl Fn(&Judged) -> bool) -> Samples {
    let mut samples = Samples { columns: vec![Vec::new(); SIGNS], ..Samples::default() };
    for (j, cells) in judged.iter().zip(signs).filter(|(j, _)| seen(j)) {
        for (sign, column) in samples.columns.iter_mut().enumerate() {
            column.push(cells.column(sign)[0]);
        }
        samples.labels.push(j.same);
        samples.weights.push(j.weight);
    }
    samples
}

fn print(judged: &[Judged], unseen: &[f64]) {
    let mut sets: Vec<&str> = judged.iter().map(|j| j.set.as_str()).collect();
    sets.sort_unstable();
    sets.dedup();
    let mut total = 0.0;
    for set in sets {
        let of_set = || judged.iter().zip(unseen).filter(|(j, _)| j.set == set);
        let count = of_set().count();
        let right = of_set().filter(|(j, p)| (j.same >= 0.5) == (**p >= 0.5)).count();
        let pairs: Vec<(f64, f64)> = of_set().map(|(j, p)| (j.score, *p)).collect();
        total += pearson(&pairs) * count as f64;
        let accuracy = right as f64 / count as f64;
        println!("  {set:20} n {count:5}  accuracy {accuracy:.4}  Pearson {:.4}", pearson(&pairs));
    }
    println!("  mean Pearson {:.4}", total / judged.len() as f64);
}

fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let mean = pairs.iter().fold((0.0, 0.0), |m, (x, y)| (m.0 + x / n, m.1 + y / n));
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        let (x, y) = (x - mean.0, y - mean.1);
        (xy, xx, yy) = (xy + x * y, xx + x * x, yy + y * y);
    }
    xy / (xx * yy).sqrt()
}
