//! How sure it is that two passages state the same, judged by how their words face each other.
//!
//! In: a [`Pair`] with the probability of every link. Out: signs that were learned to tell the same
//! from the merely related: what of the content is met on each side, which names, numbers and
//! negations stand alone, and whether the met words stand in the same order.

use super::first::ratio;
use super::forest::{Cells, Forest};
use super::pair::Pair;
use super::role::Role;
use super::summary::{Side, Summary};
use super::word::Word;

/// How many signs there are.
pub const SIGNS: usize = 41;

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
];

/// The probability in hundredths, 0 to 100, that both sides state the same.
pub fn probability(pair: &Pair, matrix: &[u8], forest: &Forest) -> u8 {
    let mut cells = Cells::new(vec![(0, 0)], SIGNS);
    cells.set(0, &signs(pair, matrix));
    sharpened(forest.probabilities(&cells).first().copied().unwrap_or(0))
}

/// Takes back that the forest learned from blurred judgements: people were not counted as sure.
pub fn sharpened(blurred: u8) -> u8 {
    (50 + (i16::from(blurred) - 50) * 8 / 5).clamp(0, 100) as u8
}

/// The signs of a pair, each 0 to 63.
pub fn signs(pair: &Pair, matrix: &[u8]) -> [u8; SIGNS] {
    let summary = Summary::new(matrix, pair.left.len(), pair.right.len());
    let (a, b) = (Half::new(pair.left, &summary.left), Half::new(pair.right, &summary.right));
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
    /// Weight of what is met, in hundredths of the weight of a word.
    met: u32,
}

impl<'a> Half<'a> {
    fn new(words: &'a [Word], side: &'a Side) -> Self {
        let met = words.iter().zip(&side.words);
        let met = met.map(|(word, found)| weight(word) * u32::from(found.best.first));
        Self { words, side, met: met.sum::<u32>() / 100 }
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
            }
        }
        let place = |at: Option<&(usize, usize)>| at.map_or(31, |(i, j)| (i + j).min(31) as u8);
        links.start = place(content.first());
        let ends = (pair.left.len(), pair.right.len());
        let last = content.last().map(|(i, j)| (ends.0 - 1 - i, ends.1 - 1 - j));
        links.end = place(last.as_ref());
        links
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

fn share(part: u32, all: u32) -> u8 {
    (part * 31).checked_div(all).unwrap_or(0).min(31) as u8
}

fn ordered(a: u8, b: u8) -> (u8, u8) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use crate::alignment::words::align;
    use crate::language;
    use crate::span::Span;
    use crate::telling::Telling;

    fn same(a: &'static str, b: &'static str) -> f64 {
        let read = |text: &'static str| {
            Telling::read(text, &[Span::new(0, text.len())], language::of(None), None)
        };
        let (a, b) = (read(a), read(b));
        align(&a, 0..a.tokenized.tokens.len(), &b, 0..b.tokenized.tokens.len()).same
    }

    #[test]
    fn the_same_is_told_from_the_related() {
        let report = "The council approved the new harbour budget of 3 million on Monday.";
        let retold = "On Monday councillors passed a 3 million budget for the new harbour.";
        let related = "The council discussed the old harbour and its 7 cranes last Friday.";
        let other = "Heavy rain is expected in the northern valleys tonight.";
        assert!(same(report, report) > 0.8);
        assert!(same(report, retold) > 0.5, "{}", same(report, retold));
        assert!(same(report, related) < same(report, retold));
        assert!(same(report, other) < 0.2, "{}", same(report, other));
    }
}
