//! Learns `src/alignment/words/model.txt` from sentence pairs that people have aligned.
//!
//!   train_words [--write MODEL] [--errors FILE] [--known WORDS] GOLD.jsonl...
//!   train_words --same|--alike [--write MODEL] JUDGED.jsonl...
//!
//! A line of GOLD: {"a", "b", "align": [[i, j], ...], "possible": [[i, j], ...]}; words are parted
//! by one space and numbered from 0. A file given as `+GOLD.jsonl` was aligned more generously than
//! the others: from it the words are learned, not how far a phrase reaches.
//!
//! WORDS lists two words a line that elsewhere were found to stand for each other.
//!
//! With --same it learns instead the parts of the model that judge whether two texts state the same
//! and how alike they are, from lines {"set", "a", "b", "same": 0 or 1, "score": 0 to 5}, either or both;
//! the links must have been learned before. --alike learns only the second of the two.
//!
//! Every figure printed is of pairs that the forests did not see. Each pass learns from
//! probabilities that the pass before gave to pairs it did not see.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a tool for whoever changes the aligner, not a part of the program"
)]

mod boost;
mod gold;
mod same;
mod table;

use std::fmt::Write as _;

use boost::{Growth, Samples, grow};
use gold::{Gold, read};
use rayon::prelude::*;
use variorum::alignment::words::training::{
    Cells, FIRST_FEATURES, FIRST_GENEROUS, FIRST_NAMES, Facing, Forest, OPEN, SECOND_FEATURES,
    SECOND_GENEROUS, SECOND_NAMES, SIGN_NAMES, STILL_OPEN, Table,
};
use variorum::language;

/// Parts of the data; each is judged by forests grown on the others.
const FOLDS: usize = 4;

fn main() {
    let arguments = Arguments::read();
    if let Some(parts) = arguments.judges {
        return learn_judges(&arguments, parts);
    }
    let gold: Vec<Gold> =
        arguments.files.iter().enumerate().flat_map(|(n, f)| read(n, f)).collect();
    let known = arguments.known.as_ref().map(|path| table::read_known(path)).unwrap_or_default();
    let tables: Vec<Table> = (0..FOLDS).map(|fold| table::learn(&gold, fold, &known).0).collect();
    let facing: Vec<Facing> = gold
        .par_iter()
        .map(|g| Facing::new(&g.left, &g.right, language::of(None), &tables[g.fold]))
        .collect();
    let mut model = table::print(&table::learn(&gold, FOLDS, &known).1);
    let mut matrices = Vec::new();
    for pass in ["first", "second", "third"] {
        let stage = Stage::new(&facing, pass, &matrices);
        let (forest, unseen) = stage.learn(&gold, &facing, &matrices, &arguments);
        matrices = unseen;
        println!("{pass}: {} cells", stage.cells.iter().map(|c| c.at.len()).sum::<usize>());
        gold::print_scores(&gold, &matrices, &arguments.files);
        if let Some(forest) = forest {
            let names: &[&str] = if pass == "first" { &FIRST_NAMES } else { &SECOND_NAMES };
            write!(model, "# {pass}\n{}", forest.print(names)).unwrap();
        }
    }
    if let Some(path) = &arguments.errors {
        std::fs::write(path, gold::errors(&gold, &matrices)).unwrap();
    }
    if let Some(path) = &arguments.write {
        let old = std::fs::read_to_string(path).unwrap_or_default();
        let same = old.split_once("# same\n").map_or("0\n# alike\n0\n", |parts| parts.1);
        std::fs::write(path, format!("{model}# same\n{same}")).unwrap();
    }
}

/// Replaces the last parts of the model.
fn learn_judges(arguments: &Arguments, parts: &[&str]) {
    let forests = same::learn(&arguments.files, &arguments.growth);
    let Some(path) = &arguments.write else { return };
    for (part, forest) in ["same", "alike"].iter().zip(forests).filter(|(p, _)| parts.contains(p)) {
        let model = std::fs::read_to_string(path).unwrap();
        let head = format!("# {part}\n");
        let (before, rest) = model.split_once(&head).unwrap_or((&model, ""));
        let behind = rest.find("# ").map_or("", |at| &rest[at..]);
        std::fs::write(path, format!("{before}{head}{}{behind}", forest.print(&SIGN_NAMES)))
            .unwrap();
    }
}

struct Arguments {
    judges: Option<&'static [&'static str]>,
    write: Option<String>,
    errors: Option<String>,
    known: Option<String>,
    growth: Growth,
    files: Vec<String>,
}

impl Arguments {
    fn read() -> Self {
        let growth = Growth {
            trees: 40,
            depth: 7,
            rate: 0.3,
            smoothing: 5.0,
            columns: 0.5,
            rows: 0.6,
            seed: 1,
        };
        let mut all = Self {
            judges: None,
            write: None,
            errors: None,
            known: None,
            growth,
            files: Vec::new(),
        };
        let mut rest = std::env::args().skip(1);
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--same" | "--alike" => {
                    let both = argument == "--same";
                    all.judges = Some(if both { &["same", "alike"] } else { &["alike"] });
                    all.growth = Growth { trees: 160, depth: 3, rate: 0.1, ..all.growth };
                }
                "--write" => all.write = rest.next(),
                "--known" => all.known = rest.next(),
                "--errors" => all.errors = rest.next(),
                "--trees" => all.growth.trees = rest.next().unwrap().parse().unwrap(),
                "--depth" => all.growth.depth = rest.next().unwrap().parse().unwrap(),
                "--rate" => all.growth.rate = rest.next().unwrap().parse().unwrap(),
                _ => all.files.push(argument),
            }
        }
        all
    }
}

/// The cells of one pass over all pairs.
struct Stage {
    cells: Vec<Cells>,
    width: usize,
    generous: usize,
}

impl Stage {
    fn new(facing: &[Facing], pass: &str, matrices: &[Vec<u8>]) -> Self {
        if pass == "first" {
            let cells = facing.par_iter().map(Facing::first).collect();
            return Self { cells, width: FIRST_FEATURES, generous: FIRST_GENEROUS };
        }
        let open = || if pass == "second" { OPEN } else { STILL_OPEN };
        let cells = facing.par_iter().zip(matrices).map(|(f, m)| f.second(m, open())).collect();
        Self { cells, width: SECOND_FEATURES, generous: SECOND_GENEROUS }
    }

    /// The forest of all pairs, if it is asked for, and the probabilities of each pair by a forest
    /// that has not seen it.
    fn learn(
        &self,
        gold: &[Gold],
        facing: &[Facing],
        before: &[Vec<u8>],
        arguments: &Arguments,
    ) -> (Option<Forest>, Vec<Vec<u8>>) {
        let growth = arguments.growth;
        let folds: Vec<Forest> =
            (0..FOLDS).map(|fold| grow(&self.samples(gold, |g| g.fold != fold), &growth)).collect();
        let matrices = facing
            .par_iter()
            .enumerate()
            .map(|(k, f)| {
                let before = before.get(k).map_or(&[][..], Vec::as_slice);
                f.probabilities(&self.cells[k], &folds[gold[k].fold], before)
            })
            .collect();
        let all = arguments.write.as_ref().map(|_| grow(&self.samples(gold, |_| true), &growth));
        (all, matrices)
    }

    fn samples(&self, gold: &[Gold], seen: impl Fn(&Gold) -> bool) -> Samples {
        let mut samples = Samples { columns: vec![Vec::new(); self.width], ..Samples::default() };
        for (of, cells) in gold.iter().zip(&self.cells).filter(|(of, _)| seen(of)) {
            for (feature, column) in samples.columns.iter_mut().enumerate() {
                column.extend_from_slice(&cells.column(feature)[..cells.at.len()]);
                if feature == self.generous && of.generous {
                    let from = column.len() - cells.at.len();
                    column[from..].fill(1);
                }
            }
            for at in &cells.at {
                let (label, weight) = of.label(*at);
                samples.labels.push(label);
                samples.weights.push(weight);
            }
        }
        samples
    }
}
