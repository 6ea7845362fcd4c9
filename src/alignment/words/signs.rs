//! Signs of whether two passages state the same, read from how their words face each other.
//!
//! In: a [`Pair`] with the probability of every link. Out: what of the content is met on each side,
//! by links and by likeness alone, which names, numbers and negations stand alone, and whether the
//! met words stand in the same order. Invariant: whole numbers from 0 to 63, whichever side is left.

use super::first::ratio;
use super::pair::{Line, Pair};
use super::role::Role;
use super::summary::{Side, Summary};
use super::word::Word;

/// How many signs there are.
pub const SIGNS: usize = 53;

/// What the signs are called in the learned model.
pub const NAMES: [&str; SIGNS] = [
    "cover-low",
    "cover-high",
    "cover-both",
    "nouns-low",
    "nouns-high",
    "verbs-low",
    "verbs-high",
    "names-low",
    "names-high",
    "numbers-low",
    "numbers-high",
    "serving-low",
    "serving-high",
    "alone-low",
    "alone-high",
    "numbers-alone",
    "names-alone",
    "rare-alone-low",
    "rare-alone-high",
    "gap-low",
    "gap-high",
    "negations",
    "opposites",
    "equal",
    "steps",
    "crossings",
    "run",
    "length-low",
    "length-high",
    "ratio",
    "common",
    "start",
    "end",
    "doubt",
    "common-words",
    "twos-low",
    "twos-high",
    "threes-low",
    "threes-high",
    "equal-cover-low",
    "equal-cover-high",
    "alike-low",
    "alike-high",
    "alike-both",
    "alike-content-low",
    "alike-content-high",
    "numbers-shared",
    "serving-met",
    "weight-low",
    "weight-high",
    "link-likeness",
    "other-words",
    "turned",
];

/// The signs of a pair, each 0 to 63.
pub fn signs(pair: &Pair, matrix: &[u8]) -> [u8; SIGNS] {
    let summary = Summary::new(matrix, pair.left.len(), pair.right.len());
    let (a, b) = (
        Half::new(pair.left, &summary.left, &pair.rows),
        Half::new(pair.right, &summary.right, &pair.columns),
    );
    let links = Links::new(pair, &summary);
    let echo = Echo::new(pair);
    let (n, m) = (pair.left.len(), pair.right.len());
    let kinds = |is: fn(&Word) -> bool| -> (u8, u8) { ordered(a.cover(is), b.cover(is)) };
    let cover = kinds(|word| word.is_content());
    let nouns = kinds(|word| word.role == Role::Noun);
    let verbs = kinds(|word| matches!(word.role, Role::Verb | Role::Modifier));
    let names = kinds(is_name);
    let numbers = kinds(|word| word.role == Role::Number);
    let serving = kinds(|word| !word.is_content());
    let alone = ordered(a.alone(|word| word.is_content()), b.alone(|word| word.is_content()));
    let rare = ordered(a.alone(|word| word.rank >= 13), b.alone(|word| word.rank >= 13));
    let gaps = ordered(a.longest_gap(), b.longest_gap());
    let alike = ordered(a.alike(), b.alike());
    let alike_content = ordered(a.alike_content(), b.alike_content());
    [
        cover.0,
        cover.1,
        (u16::from(cover.0) * u16::from(cover.1) / 63) as u8,
        nouns.0,
        nouns.1,
        verbs.0,
        verbs.1,
        names.0,
        names.1,
        numbers.0,
        numbers.1,
        serving.0,
        serving.1,
        alone.0,
        alone.1,
        a.alone(|word| word.role == Role::Number) + b.alone(|word| word.role == Role::Number),
        a.alone(is_name).saturating_add(b.alone(is_name)).min(31),
        rare.0,
        rare.1,
        gaps.0,
        gaps.1,
        a.alone(|word| word.role == Role::Negation) + b.alone(|word| word.role == Role::Negation),
        links.opposites,
        share(links.equal, links.all),
        share(links.steps, links.all),
        share(links.crossings, links.all),
        pair.runs.iter().copied().max().unwrap_or(0).min(63),
        n.min(m).min(63) as u8,
        n.max(m).min(63) as u8,
        ratio(n.max(m), n.min(m)) - 16,
        (a.met / 8).min(63) as u8,
        links.start,
        links.end,
        links.doubt,
        echo.common_words(n, m),
        echo.twos.0,
        echo.twos.1,
        echo.threes.0,
        echo.threes.1,
        echo.cover.0,
        echo.cover.1,
        alike.0,
        alike.1,
        both_alike(&a, &b),
        alike_content.0,
        alike_content.1,
        numbers_shared(pair),
        a.serving_met().min(b.serving_met()),
        (a.weight.min(b.weight) / 8).min(63) as u8,
        (a.weight.max(b.weight) / 8).min(63) as u8,
        links.likeness(),
        share(links.others, links.content),
        links.turned(),
    ]
}

fn is_name(word: &Word) -> bool {
    word.role == Role::Name || (word.capital && word.is_content())
}

/// How much a word tells, by how rare it is.
fn weight(word: &Word) -> u32 {
    match word.role {
        Role::Mark => 0,
        Role::Number => 10,
        role if role.is_content() => u32::from(word.rank.max(6)) - 4,
        _ => 1,
    }
}

/// One side with the best probability of each of its words.
struct Half<'a> {
    words: &'a [Word],
    side: &'a Side,
    lines: &'a [Line],
    /// Weight of all words.
    weight: u32,
    /// Weight of what is met.
    met: u32,
    /// Weight of all words, each as far as some word of the other side is like it, in hundredths.
    alike: u32,
}

impl<'a> Half<'a> {
    fn new(words: &'a [Word], side: &'a Side, lines: &'a [Line]) -> Self {
        let met = words.iter().zip(&side.words);
        let met = met.map(|(word, found)| weight(word) * u32::from(found.best.first));
        let alike = words.iter().zip(lines).map(|(w, l)| weight(w) * u32::from(l.best.first));
        Self {
            words,
            side,
            lines,
            weight: words.iter().map(weight).sum(),
            met: met.sum::<u32>() / 100,
            alike: alike.sum(),
        }
    }

    /// Which share of its weight has its like on the other side, wherever it stands.
    fn alike(&self) -> u8 {
        fine(self.alike, self.weight * 100)
    }

    /// How alike its words with content are to the nearest of the other side, each counting the
    /// same.
    fn alike_content(&self) -> u8 {
        let content = self.words.iter().zip(self.lines).filter(|(word, _)| word.is_content());
        let (sum, all) =
            content.fold((0, 0), |(sum, all), (_, l)| (sum + u32::from(l.best.first), all + 100));
        fine(sum, all)
    }

    /// How many of its words without content are met.
    fn serving_met(&self) -> u8 {
        let words = self.words.iter().zip(&self.side.words);
        let serving = words.filter(|(word, _)| !word.is_content());
        (serving.map(|(_, found)| u32::from(found.best.first)).sum::<u32>() / 50).min(63) as u8
    }

    /// Which share of some words, by weight, is met on the other side; all of it where there is
    /// no such word.
    fn cover(&self, is: fn(&Word) -> bool) -> u8 {
        let (mut met, mut all) = (0, 0);
        for (word, found) in self.words.iter().zip(&self.side.words).filter(|(word, _)| is(word)) {
            met += weight(word) * u32::from(found.best.first);
            all += weight(word) * 100;
        }
        (met * 63).checked_div(all).map_or(63, |share| share as u8)
    }

    /// How many of some words stand alone.
    fn alone(&self, is: fn(&Word) -> bool) -> u8 {
        let words = self.words.iter().zip(&self.side.words);
        words.filter(|(word, found)| found.partner.is_none() && is(word)).count().min(31) as u8
    }

    /// The most weight that stands alone in one stretch.
    fn longest_gap(&self) -> u8 {
        let (mut longest, mut length) = (0, 0);
        for (word, found) in self.words.iter().zip(&self.side.words) {
            length = if found.partner.is_none() { length + weight(word) } else { 0 };
            longest = longest.max(length);
        }
        (longest / 2).min(63) as u8
    }
}

/// [`Half::alike`] of both sides together.
fn both_alike(a: &Half, b: &Half) -> u8 {
    fine(a.alike + b.alike, (a.weight + b.weight) * 100)
}

/// Which share of the numbers of both sides stands on both.
fn numbers_shared(pair: &Pair) -> u8 {
    let numbers = |words: &[Word]| -> Vec<f64> {
        let mut all: Vec<f64> = words.iter().map(|w| w.value).filter(|v| !v.is_nan()).collect();
        all.sort_by(f64::total_cmp);
        all.dedup();
        all
    };
    let (x, y) = (numbers(pair.left), numbers(pair.right));
    let both = x.iter().filter(|v| y.binary_search_by(|w| w.total_cmp(v)).is_ok()).count();
    match x.len() + y.len() - both {
        0 => 22,
        all => share(both as u32, all as u32),
    }
}

/// What the links say by themselves.
#[derive(Default)]
struct Links {
    all: u32,
    equal: u32,
    /// Links whose next words are linked too.
    steps: u32,
    crossings: u32,
    opposites: u8,
    /// Whether the first words with content face each other, and the last.
    start: u8,
    end: u8,
    /// Links that are hardly more likely than not.
    doubt: u8,
    /// Links of words with content, how alike these are, and how many are other words.
    content: u32,
    likenesses: u32,
    others: u32,
    /// Pairs of nearby links of content, and how many of them stand the other way round.
    nearby: u32,
    inverted: u32,
}

impl Links {
    fn new(pair: &Pair, summary: &Summary) -> Self {
        let mut links = Self::default();
        let mut content = Vec::new();
        let words = &summary.left.words;
        for (i, found) in words.iter().enumerate() {
            let Some(j) = found.partner else { continue };
            let kinship = &pair.kinships[pair.at(i, j)];
            links.all += 1;
            links.equal += u32::from(kinship.stem);
            let next = words.get(i + 1).and_then(|next| next.partner);
            links.steps += u32::from(next.is_some_and(|next| next.abs_diff(j + 1) <= 1));
            links.crossings += u32::from(summary.crossings(i, j) > 1);
            links.opposites +=
                u8::from(links.opposites < 15 && (kinship.kin == 1 || kinship.number == 1));
            links.doubt += u8::from(links.doubt < 31 && found.best.first < 80);
            if pair.left[i].is_content() {
                content.push((i, j));
                links.content += 1;
                links.likenesses += u32::from(kinship.total);
                links.others += u32::from(kinship.stem == 0);
            }
        }
        links.count_turns(&content);
        let place = |at: Option<&(usize, usize)>| at.map_or(31, |(i, j)| (i + j).min(31) as u8);
        links.start = place(content.first());
        let ends = (pair.left.len(), pair.right.len());
        let last = content.last().map(|(i, j)| (ends.0 - 1 - i, ends.1 - 1 - j));
        links.end = place(last.as_ref());
        links
    }

    fn count_turns(&mut self, content: &[(usize, usize)]) {
        /// Links that far apart say nothing of each other's order.
        const REACH: usize = 24;
        for (at, (_, j)) in content.iter().enumerate() {
            let before = &content[at.saturating_sub(REACH)..at];
            self.nearby += before.len() as u32;
            self.inverted += before.iter().filter(|(_, v)| v > j).count() as u32;
        }
    }

    /// How alike linked words with content are.
    fn likeness(&self) -> u8 {
        fine(self.likenesses, self.content * 100)
    }

    /// Which share of the links of content stands the other way round.
    fn turned(&self) -> u8 {
        fine(self.inverted, self.nearby)
    }
}

/// What both sides have in the very same words, wherever it stands.
struct Echo {
    words: u32,
    /// Shares of the words of either side that stand in equal runs of two, of three.
    twos: (u8, u8),
    threes: (u8, u8),
    /// Share of the weight of either side.
    cover: (u8, u8),
}

impl Echo {
    fn new(pair: &Pair) -> Self {
        let (n, m) = (pair.left.len(), pair.right.len());
        let (mut rows, mut columns) = (vec![0u8; n], vec![0u8; m]);
        for (at, run) in pair.runs.iter().enumerate().filter(|(_, run)| **run > 0) {
            rows[at / m] = rows[at / m].max(*run);
            columns[at % m] = columns[at % m].max(*run);
        }
        let long = |runs: &[u8], least: u8| {
            share(runs.iter().filter(|run| **run >= least).count() as u32, runs.len() as u32)
        };
        let both = |least: u8| ordered(long(&rows, least), long(&columns, least));
        let cover = |words: &[Word], runs: &[u8]| {
            let all: u32 = words.iter().map(weight).sum();
            let equal = words.iter().zip(runs).filter(|(_, run)| **run > 0);
            share(equal.map(|(word, _)| weight(word)).sum(), all)
        };
        Self {
            words: rows.iter().chain(&columns).filter(|run| **run > 0).count() as u32,
            twos: both(2),
            threes: both(3),
            cover: ordered(cover(pair.left, &rows), cover(pair.right, &columns)),
        }
    }

    fn common_words(&self, n: usize, m: usize) -> u8 {
        share(self.words, (n + m) as u32)
    }
}

/// A share from 0 to 63.
fn fine(part: u32, all: u32) -> u8 {
    (u64::from(part) * 63).checked_div(u64::from(all)).unwrap_or(0).min(63) as u8
}

fn share(part: u32, all: u32) -> u8 {
    (part * 31).checked_div(all).unwrap_or(0).min(31) as u8
}

fn ordered(a: u8, b: u8) -> (u8, u8) {
    (a.min(b), a.max(b))
}
