//! Learns to tell pairs that state the same from pairs that are merely related, and to grade pairs
//! as people do.

use rayon::prelude::*;
use variorum::alignment::words::training::{
    Cells, Facing, Forest, Judgement, SIGNS, Word, learned_model, sharpened, text,
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
    /// Whether it is a grade, 0 to 5, and not a yes or no.
    graded: bool,
    weight: f32,
    fold: usize,
}

/// Learns two forests, of sameness and of likeness, from files of lines {"set", "a", "b", "same": 0
/// or 1} or {..., "score": 0 to 5}; prints how well pairs are judged by forests that have not seen
/// them, by each alone and by both as the program puts them together.
pub fn learn(files: &[String], growth: &Growth) -> [Forest; 2] {
    let mut judged: Vec<Judged> = files.iter().flat_map(|file| read(file)).collect();
    let made = made(&judged);
    judged.extend(made);
    let model = learned_model();
    let signs: Vec<Cells> = judged
        .par_iter()
        .map(|j| Facing::new(&j.left, &j.right, language::of(None), &model.table).signs())
        .collect();
    let graded = Growth { trees: GRADED.0, depth: GRADED.1, ..*growth };
    let mut unseen = vec![Judgement::default(); judged.len()];
    for fold in 0..FOLDS {
        let same = grow(&samples(&judged, &signs, Aim::Same, |j| j.fold != fold), growth);
        let alike = grow(&samples(&judged, &signs, Aim::Alike, |j| j.fold != fold), &graded);
        for (k, _) in judged.iter().enumerate().filter(|(_, j)| j.fold == fold) {
            let of = |forest: &Forest| forest.probabilities(&signs[k])[0];
            unseen[k].same = f64::from(sharpened(of(&same))) / 100.0;
            unseen[k].alike = f64::from(of(&alike)) / 100.0;
        }
    }
    println!("same");
    print(&judged, unseen.iter().map(|j| j.same));
    println!("alike");
    print(&judged, unseen.iter().map(|j| j.alike));
    println!("both");
    print(&judged, unseen.iter().map(Judgement::together));
    [
        grow(&samples(&judged, &signs, Aim::Same, |_| true), growth),
        grow(&samples(&judged, &signs, Aim::Alike, |_| true), &graded),
    ]
}

/// Trees of the forest that grades, and their depth.
const GRADED: (usize, usize) = (120, 4);

/// What a forest learns.
#[derive(Clone, Copy, PartialEq)]
enum Aim {
    Same,
    /// From grades only: a yes or no says little of how much is alike.
    Alike,
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
            graded: score.is_some(),
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

/// How every set of made pairs is called.
const MADE: &str = "made";

/// Longer texts than people were asked about: some pairs in a row, which are as much the same as
/// these are on the whole; and as many sentences that have nothing to do with those they face.
fn made(judged: &[Judged]) -> Vec<Judged> {
    let mut made = Vec::new();
    for fold in 0..FOLDS {
        let of_fold: Vec<&Judged> = judged.iter().filter(|j| j.fold == fold).collect();
        for at in (0..of_fold.len()).step_by(EVERY) {
            let count = 2 + at / EVERY % MOST;
            let run = |from: usize| of_fold.iter().cycle().skip(from).take(count).copied();
            let (together, away) = (run(at), run(at + of_fold.len() / 2));
            made.push(joined(together.clone().collect(), together.clone().collect(), true));
            made.push(joined(together.collect(), away.collect(), false));
        }
    }
    made
}

/// One made pair of a kind for so many judged ones,
const EVERY: usize = 4;
/// ... of up to one sentence more than this.
const MOST: usize = 6;
/// Nobody judged a made pair.
const MADE_WEIGHT: f32 = 0.25;

fn joined(left: Vec<&Judged>, right: Vec<&Judged>, facing: bool) -> Judged {
    let mean = |of: fn(&Judged) -> f64| left.iter().map(|j| of(j)).sum::<f64>() / left.len() as f64;
    Judged {
        set: MADE.to_owned(),
        left: left.iter().flat_map(|j| j.left.iter().copied()).collect(),
        right: right.iter().flat_map(|j| j.right.iter().copied()).collect(),
        same: if facing { mean(|j| f64::from(j.same)) as f32 } else { 0.05 },
        score: if facing { mean(|j| j.score) } else { 0.0 },
        graded: false,
        weight: MADE_WEIGHT,
        fold: left[0].fold,
    }
}

fn words(of: &str) -> Vec<Word> {
    text(&Telling::read(of, &[Span::new(0, of.len())], language::of(None), None))
}

fn samples(
    judged: &[Judged],
    signs: &[Cells],
    aim: Aim,
    seen: impl Fn(&Judged) -> bool,
) -> Samples {
    let mut samples = Samples { columns: vec![Vec::new(); SIGNS], ..Samples::default() };
    let of_use = |j: &Judged| aim == Aim::Same || j.graded;
    for (j, cells) in judged.iter().zip(signs).filter(|(j, _)| seen(j) && of_use(j)) {
        for (sign, column) in samples.columns.iter_mut().enumerate() {
            column.push(cells.column(sign)[0]);
        }
        let grade = (j.score / 5.0) as f32;
        samples.labels.push(if aim == Aim::Same { j.same } else { grade });
        samples.weights.push(if aim == Aim::Same { j.weight } else { 1.0 });
    }
    samples
}

fn print(judged: &[Judged], unseen: impl Iterator<Item = f64>) {
    let unseen: Vec<f64> = unseen.collect();
    let mut sets: Vec<&str> = judged.iter().map(|j| j.set.as_str()).collect();
    sets.sort_unstable();
    sets.dedup();
    let (mut total, mut grades) = (0.0, 0);
    for set in sets {
        let of_set = || judged.iter().zip(&unseen).filter(|(j, _)| j.set == set);
        let count = of_set().count();
        let right = of_set().filter(|(j, p)| (j.same >= 0.5) == (**p >= 0.5)).count();
        let pairs: Vec<(f64, f64)> = of_set().map(|(j, p)| (j.score, *p)).collect();
        if set != MADE && of_set().all(|(j, _)| j.graded) {
            total += pearson(&pairs) * count as f64;
            grades += count;
        }
        let accuracy = right as f64 / count as f64;
        println!("  {set:20} n {count:5}  accuracy {accuracy:.4}  Pearson {:.4}", pearson(&pairs));
    }
    println!("  mean Pearson of grades {:.4}", total / grades.max(1) as f64);
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
