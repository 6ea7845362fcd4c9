//! What is learned of single words: which two face each other, and how surely one finds its like.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use variorum::alignment::words::training::{Table, base_form};
use variorum::language;
use variorum::token::{key, normal_form};

use crate::gold::Gold;

/// Links between two words before they are listed.
const FEWEST_LINKS: f64 = 2.0;

/// Sentence pairs with a word on both sides before it is listed.
const FEWEST_MEETINGS: f64 = 25.0;

/// Meetings that what is known of a pair weighs as much as.
const BELIEF: f64 = 2.0;

/// The table as text: pairs of words and single words, each 1 to 15.
#[derive(Default)]
pub struct Listed {
    pairs: BTreeMap<(String, String), u8>,
    words: BTreeMap<String, u8>,
}

/// Counts over all pairs but those of one fold.
#[derive(Default)]
struct Seen {
    linked: BTreeMap<(String, String), f64>,
    met: BTreeMap<(String, String), f64>,
    partnered: BTreeMap<String, (f64, f64)>,
}

/// Pairs of base forms that a list from elsewhere holds for other words of one thing.
pub type Known = BTreeSet<(String, String)>;

/// Reads a list of two words a line, in any form.
pub fn read_known(path: &str) -> Known {
    let text = std::fs::read_to_string(path).unwrap();
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    let base = |word: Option<&str>| base_form(word.filter(is_word)?, language::of(None));
    text.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let (a, b) = (base(words.next()), base(words.next()));
            ordered(&a, &b).filter(|(a, b)| a != b)
        })
        .collect()
}

/// Learns the table from all pairs but those of one fold, and from the list of known ones.
pub fn learn(gold: &[Gold], skipped: usize, known: &Known) -> (Table, Listed) {
    let mut seen = Seen::default();
    for of in gold.iter().filter(|g| g.fold != skipped && !g.bare) {
        seen.read(of);
    }
    let listed = seen.list(known);
    let mut table = Table::default();
    for ((a, b), value) in &listed.pairs {
        table.add_pair(key(a), key(b), *value);
    }
    for (word, value) in &listed.words {
        table.add_word(key(word), *value);
    }
    (table, listed)
}

/// The first two parts of the model file.
pub fn print(listed: &Listed) -> String {
    let mut text = String::from("# pairs\n");
    for ((a, b), value) in &listed.pairs {
        writeln!(text, "{a} {b} {value}").unwrap();
    }
    text.push_str("# words\n");
    for (word, value) in &listed.words {
        writeln!(text, "{word} {value}").unwrap();
    }
    text
}

impl Seen {
    fn read(&mut self, of: &Gold) {
        let bases = |words: &[String]| -> Vec<Option<String>> {
            words.iter().map(|w| base_form(w, language::of(None))).collect()
        };
        let (a, b) = (bases(&of.words.0), bases(&of.words.1));
        let (mut left, mut right) = (vec![0f64; a.len()], vec![0f64; b.len()]);
        for (i, j) in &of.sure {
            left[usize::from(*i)] += 1.0;
            right[usize::from(*j)] += 1.0;
        }
        self.read_meetings(of, &a, &b);
        for (i, j) in &of.sure {
            let (i, j) = (usize::from(*i), usize::from(*j));
            if of.left[i].key != of.right[j].key
                && let Some(pair) = ordered(&a[i], &b[j])
            {
                // A word in a large block says less of each of its partners.
                *self.linked.entry(pair).or_default() += 1.0 / left[i].max(right[j]).sqrt();
            }
        }
        self.read_partners(of, &left, &right);
    }

    fn read_meetings(&mut self, of: &Gold, a: &[Option<String>], b: &[Option<String>]) {
        let mut met = BTreeSet::new();
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                if of.left[i].key != of.right[j].key {
                    met.extend(ordered(x, y));
                }
            }
        }
        for pair in met {
            *self.met.entry(pair).or_default() += 1.0;
        }
    }

    fn read_partners(&mut self, of: &Gold, left: &[f64], right: &[f64]) {
        let keys = |words: &[variorum::alignment::words::training::Word]| -> BTreeSet<u64> {
            words.iter().map(|w| w.key).collect()
        };
        let (in_left, in_right) = (keys(&of.left), keys(&of.right));
        for (words, texts, links, other) in
            [(&of.left, &of.words.0, left, &in_right), (&of.right, &of.words.1, right, &in_left)]
        {
            for ((word, text), links) in words.iter().zip(texts).zip(links) {
                if other.contains(&word.key) && base_form(text, language::of(None)).is_some() {
                    let (with, all) = self.partnered.entry(listed_form(text)).or_default();
                    *with += f64::from(u8::from(*links > 0.0));
                    *all += 1.0;
                }
            }
        }
    }

    /// Known pairs count as they were seen, and until they were seen often as known pairs are linked
    /// on the whole.
    fn list_known(&self, known: &Known, listed: &mut Listed) {
        let sum = |of: &BTreeMap<(String, String), f64>| -> f64 {
            of.iter().filter(|(pair, _)| known.contains(pair)).map(|(_, n)| n).sum()
        };
        let share = sum(&self.linked) / sum(&self.met).max(1.0);
        for pair in known {
            let links = self.linked.get(pair).copied().unwrap_or(0.0);
            let met = self.met.get(pair).copied().unwrap_or(0.0).max(links);
            let value = grade((links + share * BELIEF) / (met + BELIEF));
            listed.pairs.insert(pair.clone(), value);
        }
    }

    fn list(&self, known: &Known) -> Listed {
        let mut listed = Listed::default();
        self.list_known(known, &mut listed);
        for (pair, links) in self.linked.iter().filter(|(_, links)| **links >= FEWEST_LINKS) {
            let met = self.met.get(pair).copied().unwrap_or(0.0).max(*links);
            let value = grade((links + 0.05) / (met + 2.0));
            listed.pairs.entry(pair.clone()).or_insert(value);
        }
        for (word, (with, all)) in self.partnered.iter().filter(|(_, n)| n.1 >= FEWEST_MEETINGS) {
            listed.words.insert(word.clone(), 1 + (14.0 * with / all) as u8);
        }
        listed
    }
}

/// A share of all meetings as a value of the table.
fn grade(share: f64) -> u8 {
    let odds = (share / (1.0 - share).max(0.05)).ln();
    (odds * 2.5 + 11.0).clamp(1.0, 15.0) as u8
}

/// The form whose key the aligner looks up.
fn listed_form(text: &str) -> String {
    if text == "'s" || !text.chars().any(char::is_alphanumeric) {
        return text.to_string();
    }
    normal_form(text).into_owned()
}

fn ordered(a: &Option<String>, b: &Option<String>) -> Option<(String, String)> {
    let (a, b) = (a.clone()?, b.clone()?);
    Some(if a <= b { (a, b) } else { (b, a) })
}
