//! Learns the letter edits: stochastic gradient over the sums of all edit sequences.

use std::collections::BTreeMap;

use variorum::value::name::edit::{CLASSES, Edit, Edits, STEPS, place};

/// A pair of words with its label.
pub struct Sample {
    pub left: Vec<u8>,
    pub right: Vec<u8>,
    pub same: bool,
}

/// Weights of classes and what each edit adds, as logarithms.
pub struct Learned {
    pub bias: f64,
    classes: Vec<[f64; 6]>,
    edits: Vec<(Edit, [f64; 6])>,
}

/// One way to take a step in the lattice of a pair: cells, edit and place.
struct Step {
    from: usize,
    to: usize,
    edit: usize,
    class: usize,
    place: usize,
}

const PULL: f64 = 0.1;
const RATE: f64 = 0.1;
const BATCH: usize = 64;
const EPOCHS: usize = 50;
const LEAST: usize = 2;

/// The edit models that tell same from different in `samples`.
pub fn learn(samples: &[Sample]) -> Learned {
    let ids = edits_of(samples);
    let mut model = Learned {
        bias: 0.0,
        classes: (0..CLASSES.len()).map(start).collect(),
        edits: ids.keys().map(|&edit| (edit, [0.0; 6])).collect(),
    };
    let lattices: Vec<Vec<Step>> = samples.iter().map(|sample| lattice(sample, &ids)).collect();
    let mut speed = Speed::new(&model);
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut seed = 7u64;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut seed);
        for batch in order.chunks(BATCH) {
            let gradient = gradient(&model, batch, samples, &lattices);
            speed.step(&mut model, &gradient, batch.len() as f64 / samples.len() as f64);
        }
    }
    model
}

/// Where the weights of a class start: what is the same is cheap.
fn start(class: usize) -> [f64; 6] {
    let weight = match CLASSES[class] {
        "same-vowel" | "same-consonant" => -0.1,
        "two-for-one" => -4.5,
        "vowels" | "vowel-dropped" | "h-dropped" => -3.5,
        _ => -4.5,
    };
    [weight; 6]
}

/// Every edit that can matter: all of one letter, and those of two letters for one that some pair
/// of one name shows between equal neighbours.
fn edits_of(samples: &[Sample]) -> BTreeMap<Edit, usize> {
    let mut counts: BTreeMap<Edit, usize> = BTreeMap::new();
    for sample in samples {
        for (one, two) in [(&sample.left, &sample.right), (&sample.right, &sample.left)] {
            for i in 0..one.len() {
                for &b in two {
                    *counts.entry(Edit(one[i].min(b), one[i].max(b), 0)).or_default() += LEAST;
                }
                *counts.entry(Edit(0, one[i], 0)).or_default() += LEAST;
                for j in (0..two.len().saturating_sub(1)).filter(|j| i.abs_diff(*j) <= 2) {
                    if sample.same && framed(one, two, i, j) {
                        *counts.entry(Edit(one[i], two[j], two[j + 1])).or_default() += 1;
                    }
                }
            }
        }
    }
    counts.retain(|_, count| *count >= LEAST);
    counts.into_keys().zip(0..).collect()
}

fn framed(one: &[u8], two: &[u8], i: usize, j: usize) -> bool {
    let before = if i == 0 || j == 0 { i == j } else { one[i - 1] == two[j - 1] };
    let after = match (one.get(i + 1), two.get(j + 2)) {
        (None, None) => true,
        (a, b) => a == b,
    };
    before && after
}

fn lattice(sample: &Sample, ids: &BTreeMap<Edit, usize>) -> Vec<Step> {
    let (rows, columns) = (sample.left.len(), sample.right.len());
    let mut steps = Vec::new();
    for i in 0..=rows {
        for j in 0..=columns {
            for (down, across) in STEPS {
                let (k, l) = (i + down, j + across);
                if k > rows || l > columns {
                    continue;
                }
                let edit = Edit::of(&sample.left[i..k], &sample.right[j..l]);
                let Some((edit, &id)) = edit.and_then(|edit| Some((edit, ids.get(&edit)?))) else {
                    continue;
                };
                steps.push(Step {
                    from: i * (columns + 1) + j,
                    to: k * (columns + 1) + l,
                    edit: id,
                    class: edit.class(),
                    place: place((i, j), (k, l), (rows, columns)) as usize,
                });
            }
        }
    }
    steps
}

struct Gradient {
    bias: f64,
    classes: Vec<[f64; 6]>,
    edits: BTreeMap<usize, [f64; 6]>,
}

fn gradient(
    model: &Learned,
    batch: &[usize],
    samples: &[Sample],
    lattices: &[Vec<Step>],
) -> Gradient {
    let mut sum =
        Gradient { bias: 0.0, classes: vec![[0.0; 6]; CLASSES.len()], edits: BTreeMap::new() };
    for &at in batch {
        let sample = &samples[at];
        let cells = (sample.left.len() + 1) * (sample.right.len() + 1);
        let [same, other] = [0, 1].map(|side| expectations(model, &lattices[at], cells, side));
        let (Some(same), Some(other)) = (same, other) else { continue };
        let odds = same.0 - other.0 + model.bias;
        let error = 1.0 / (1.0 + (-odds).exp()) - f64::from(u8::from(sample.same));
        sum.bias += error;
        for (side, expected) in [same.1, other.1].into_iter().enumerate() {
            let sign = if side == 0 { error } else { -error };
            for (step, share) in lattices[at].iter().zip(expected) {
                if share > 1e-6 {
                    let slot = side * 3 + step.place;
                    sum.classes[step.class][slot] += sign * share;
                    sum.edits.entry(step.edit).or_default()[slot] += sign * share;
                }
            }
        }
    }
    sum
}

/// Logarithm of the sum over all edit sequences, and how much of it passes each step.
fn expectations(
    model: &Learned,
    steps: &[Step],
    cells: usize,
    side: usize,
) -> Option<(f64, Vec<f64>)> {
    let weight = |step: &Step| {
        let slot = side * 3 + step.place;
        (model.classes[step.class][slot] + model.edits[step.edit].1[slot]).exp()
    };
    let weights: Vec<f64> = steps.iter().map(weight).collect();
    let mut ahead = vec![0.0; cells];
    let mut back = vec![0.0; cells];
    ahead[0] = 1.0;
    for (step, weight) in steps.iter().zip(&weights) {
        ahead[step.to] += ahead[step.from] * weight;
    }
    back[cells - 1] = 1.0;
    for (step, weight) in steps.iter().zip(&weights).rev() {
        back[step.from] += back[step.to] * weight;
    }
    let total = ahead[cells - 1];
    let share = |(step, weight): (&Step, &f64)| ahead[step.from] * weight * back[step.to] / total;
    (total > 0.0).then(|| (total.ln(), steps.iter().zip(&weights).map(share).collect()))
}

/// Squared gradients so far: AdaGrad.
struct Speed {
    bias: f64,
    classes: Vec<[f64; 6]>,
    edits: Vec<[f64; 6]>,
}

impl Speed {
    fn new(model: &Learned) -> Self {
        Self {
            bias: 0.01,
            classes: vec![[0.01; 6]; model.classes.len()],
            edits: vec![[0.01; 6]; model.edits.len()],
        }
    }

    fn step(&mut self, model: &mut Learned, gradient: &Gradient, share: f64) {
        let go = |weight: &mut f64, past: &mut f64, gradient: f64| {
            *past += gradient * gradient;
            *weight -= RATE * gradient / past.sqrt();
        };
        go(&mut model.bias, &mut self.bias, gradient.bias);
        for (class, slopes) in gradient.classes.iter().enumerate() {
            for (slot, &slope) in slopes.iter().enumerate() {
                go(&mut model.classes[class][slot], &mut self.classes[class][slot], slope);
            }
        }
        for (&edit, slopes) in &gradient.edits {
            for (slot, &slope) in slopes.iter().enumerate() {
                let weight = &mut model.edits[edit].1[slot];
                let pulled = slope + PULL * *weight * share;
                go(weight, &mut self.edits[edit][slot], pulled);
            }
        }
    }
}

fn shuffle(order: &mut [usize], seed: &mut u64) {
    for at in (1..order.len()).rev() {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (*seed >> 33) as usize % (at + 1));
    }
}

impl Learned {
    /// The models, ready to score.
    pub fn edits(&self) -> Edits {
        Edits::parse(&self.table())
    }

    /// The models as text, without edits that say nothing of their own.
    pub fn table(&self) -> String {
        let mut table = String::from(
            "# edit\tsame name: start, middle, end\tother name: start, middle, end (logarithms; \
             an edit adds to its class)\n",
        );
        table += &format!("bias\t{:.3}\n", self.bias);
        for (name, weights) in CLASSES.iter().zip(&self.classes) {
            table += &line(name, weights);
        }
        for (edit, weights) in &self.edits {
            if edit.2 != 0 || weights.iter().any(|weight| weight.abs() >= 0.05) {
                table += &line(&name(*edit), weights);
            }
        }
        table
    }
}

fn line(name: &str, weights: &[f64; 6]) -> String {
    let fields: Vec<String> = weights.iter().map(|weight| format!("{weight:.2}")).collect();
    format!("{name}\t{}\n", fields.join("\t"))
}

fn name(edit: Edit) -> String {
    let letter = |code: u8| match code {
        1..=26 => char::from(b'a' + code - 1).to_string(),
        27.. => char::from(b'0' + code - 27).to_string(),
        0 => String::new(),
    };
    format!("{}|{}{}", letter(edit.0), letter(edit.1), letter(edit.2))
}
