//! Sentence pairs that people have aligned, and how well the aligner agrees with them.

use std::collections::BTreeSet;
use std::fmt::Write;

use variorum::alignment::words::training::{Word, sentence};
use variorum::language;

use crate::FOLDS;

/// A pair of sentences with its links.
pub struct Gold {
    pub words: (Vec<String>, Vec<String>),
    pub left: Vec<Word>,
    pub right: Vec<Word>,
    pub sure: BTreeSet<(u16, u16)>,
    pub possible: BTreeSet<(u16, u16)>,
    pub file: usize,
    pub generous: bool,
    pub fold: usize,
    /// The pair comes without its marks, as the program reads texts.
    pub bare: bool,
}

/// Reads a file; one pair in three comes a second time without marks.
pub fn read(file: usize, path: &str) -> Vec<Gold> {
    let generous = path.starts_with('+');
    let text = std::fs::read_to_string(path.trim_start_matches('+')).unwrap();
    let mut all = Vec::new();
    for (n, line) in text.lines().enumerate() {
        // Neighbours in a file often share a sentence.
        let fold = (n / 8) % FOLDS;
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        let words = |name: &str| -> Vec<String> {
            json[name].as_str().unwrap().split(' ').map(str::to_string).collect()
        };
        let links = |name: &str| -> BTreeSet<(u16, u16)> {
            let number = |v: &serde_json::Value| v.as_u64().unwrap() as u16;
            json[name].as_array().unwrap().iter().map(|l| (number(&l[0]), number(&l[1]))).collect()
        };
        let gold = Gold::new(
            (words("a"), words("b")),
            (links("align"), links("possible")),
            (file, generous, fold, false),
        );
        let again = (n % 3 == 2).then(|| gold.without_marks());
        all.push(gold);
        all.extend(again);
    }
    all
}

/// Pairs of words.
type Links = BTreeSet<(u16, u16)>;

impl Gold {
    fn new(
        words: (Vec<String>, Vec<String>),
        (sure, possible): (Links, Links),
        (file, generous, fold, bare): (usize, bool, usize, bool),
    ) -> Self {
        let read = |words: &[String]| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            sentence(&words, language::of(None))
        };
        let (left, right) = (read(&words.0), read(&words.1));
        Self { words, left, right, sure, possible, file, generous, fold, bare }
    }

    fn without_marks(&self) -> Self {
        let kept = |words: &[String]| -> Vec<usize> {
            let is_word = |w: &String| w.chars().any(char::is_alphanumeric);
            (0..words.len()).filter(|k| is_word(&words[*k])).collect()
        };
        let (a, b) = (kept(&self.words.0), kept(&self.words.1));
        let place = |kept: &[usize], k: u16| {
            kept.iter().position(|old| *old == usize::from(k)).map(|new| new as u16)
        };
        let moved = |links: &BTreeSet<(u16, u16)>| -> BTreeSet<(u16, u16)> {
            links.iter().filter_map(|(i, j)| Some((place(&a, *i)?, place(&b, *j)?))).collect()
        };
        let words = |kept: &[usize], words: &[String]| -> Vec<String> {
            kept.iter().map(|k| words[*k].clone()).collect()
        };
        Self::new(
            (words(&a, &self.words.0), words(&b, &self.words.1)),
            (moved(&self.sure), moved(&self.possible)),
            (self.file, self.generous, self.fold, true),
        )
    }

    /// Whether people linked the cell, and how much that counts.
    pub fn label(&self, at: (u16, u16)) -> (f32, f32) {
        let weight = if self.generous { 0.4 } else { 1.0 };
        if self.sure.contains(&at) {
            (1.0, weight)
        } else if self.possible.contains(&at) {
            (1.0, weight * 0.3)
        } else {
            (0.0, weight)
        }
    }
}

/// Counts of links: found and right, found and sure, found, sure.
#[derive(Default)]
struct Counts {
    right: usize,
    right_and_sure: usize,
    found: usize,
    sure: usize,
}

impl Counts {
    fn print(&self) -> String {
        let p = self.right as f64 / self.found.max(1) as f64;
        let r = self.right_and_sure as f64 / self.sure.max(1) as f64;
        format!("P {p:.4} R {r:.4} F1 {:.4}", 2.0 * p * r / (p + r).max(1e-9))
    }
}

/// Prints precision, recall and F1 of every file at some thresholds.
pub fn print_scores(gold: &[Gold], matrices: &[Vec<u8>], files: &[String]) {
    for (file, path) in files.iter().enumerate() {
        let name = path.rsplit('/').next().unwrap_or(path);
        for bare in [false, true] {
            let mut line = format!("  {:24}{}", name, if bare { " no marks" } else { "         " });
            for threshold in [40, 48, 56] {
                let mut counts = Counts::default();
                let of_file =
                    gold.iter().zip(matrices).filter(|(g, _)| g.file == file && g.bare == bare);
                of_file.for_each(|(g, m)| count(g, m, threshold, &mut counts));
                write!(line, "  [{threshold}] {}", counts.print()).unwrap();
            }
            println!("{line}");
        }
    }
}

fn count(gold: &Gold, matrix: &[u8], threshold: u8, counts: &mut Counts) {
    let width = gold.right.len();
    for (at, _) in matrix.iter().enumerate().filter(|(_, p)| **p >= threshold) {
        let cell = ((at / width) as u16, (at % width) as u16);
        let sure = gold.sure.contains(&cell);
        counts.found += 1;
        counts.right_and_sure += usize::from(sure);
        counts.right += usize::from(sure || gold.possible.contains(&cell));
    }
    counts.sure += gold.sure.len();
}

/// The sentences with what is missed and what is wrong, to be read.
pub fn errors(gold: &[Gold], matrices: &[Vec<u8>]) -> String {
    let mut text = String::new();
    for (g, matrix) in gold.iter().zip(matrices).filter(|(g, _)| !g.bare) {
        writeln!(text, "{}\nA {}\nB {}", g.file, g.words.0.join(" "), g.words.1.join(" ")).unwrap();
        let (mut missed, mut wrong) = (String::new(), String::new());
        for (at, p) in matrix.iter().enumerate() {
            let (i, j) = (at / g.right.len(), at % g.right.len());
            let cell = (i as u16, j as u16);
            let show = format!(" {}~{}({i},{j}:{p})", g.words.0[i], g.words.1[j]);
            if g.sure.contains(&cell) && *p < 48 {
                missed.push_str(&show);
            } else if *p >= 48 && !g.sure.contains(&cell) && !g.possible.contains(&cell) {
                wrong.push_str(&show);
            }
        }
        writeln!(text, "  missed{missed}\n  wrong{wrong}").unwrap();
    }
    text
}
