//! Sentences of two reports of one event that have little in common but what they state.
//!
//! Two outlets that tell one event in their own words and order share no run of sentences, so chains
//! of beads find nothing. Yet each of them says most things once: a word of content that stands in
//! one sentence of either report leads from the one to the other, as lines that stand once lead a
//! comparison of files (Hunt and McIlroy 1976; Heckel 1978). In: two texts, and what of them faces
//! each other already. Out: pairs of sentences, each the other's best, with a probability. Invariant:
//! nothing outside of the two texts counts, and a text that reports something else gives nothing.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashMap;

use super::beads::{Bead, shared};
use super::pair::Side;
use super::units::Unit;
use super::vocabulary::Stand;
use crate::learn::Logistic;

/// Sentences of a report; in longer texts a word that stands once leads nowhere.
const SENTENCES: usize = 300;
/// Weight of a word of content, in nats: one in twelve sentences of the language or fewer.
const CONTENT: f32 = 2.5;
/// ... of one that names what an event is about.
const RARE: f32 = 5.0;
/// Cosine of the rare words of two texts from which they report one event. Of pairs of news articles
/// of different stories one in two thousand lies above it, of one story nearly half.
const EVENT: f32 = 0.15;
/// Days between two reports of one event, at most.
const DAYS: i32 = 10;

/// What the signs of two sentences are called; see [`Met::signs`].
pub const NAMES: [&str; 5] = ["bias", "shared", "margin", "place", "alike"];

/// What they weigh, fitted by `examples/train_stories` on invented stories whose truth says which sentences
/// state the same.
static MODEL: LazyLock<Logistic> =
    LazyLock::new(|| Logistic::read(include_str!("event.txt"), &NAMES));

/// Two sentences, each the one that shares most with the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// Their units.
    pub bead: Bead,
    /// Weight of what they share, in nats, less where it stands in other sentences too.
    pub shared: f32,
    /// How much more than either shares with its next best.
    pub margin: f32,
    /// How far apart they stand in their texts, 0 to 1.
    pub place: f32,
}

impl Met {
    /// The signs, in the order of [`NAMES`]; `alike` is how much alike their words find them, 0 to 1.
    pub fn signs(&self, alike: f64) -> [f32; NAMES.len()] {
        [1.0, self.shared, self.margin, self.place, alike as f32]
    }

    /// Probability that both state the same, 0 to 1.
    pub fn probability(&self, alike: f64) -> f64 {
        MODEL.probability(&self.signs(alike))
    }
}

/// The pairs of sentences of two reports of one event, in the order of the left one.
pub fn met(left: Side, right: Side) -> Vec<Met> {
    if !Rare::of(left.units).is_event(&Rare::of(right.units)) || days_apart(left, right) > DAYS {
        return Vec::new();
    }
    let (x, y) = (Report::of(left.units), Report::of(right.units));
    let cells = x.shared(&y);
    let (rows, columns) = (best(cells.iter().copied()), best(cells.iter().map(turned)));
    let mut met: Vec<Met> = rows
        .iter()
        .filter_map(|(a, row)| {
            let column = columns.get(&row.of).filter(|column| column.of == *a)?;
            let (shared, margin) = (row.shared, row.shared - row.next.max(column.next));
            let place = |at: usize, of: &Report| at as f32 / of.sentences.len().max(1) as f32;
            let place = (place(*a, &x) - place(row.of, &y)).abs();
            let runs = (x.sentences.get(*a)?.units.clone(), y.sentences.get(row.of)?.units.clone());
            let bead = Bead { left: runs.0, right: runs.1, shared, gain: margin };
            (margin > 0.0).then_some(Met { bead, shared, margin, place })
        })
        .collect();
    met.sort_by_key(|met| (met.bead.left.start, met.bead.right.start));
    met
}

fn turned(&((a, b), shared): &Cell) -> Cell {
    ((b, a), shared)
}

/// The best partner of each sentence.
fn best(cells: impl Iterator<Item = Cell>) -> BTreeMap<usize, Best> {
    let mut best: BTreeMap<usize, Best> = BTreeMap::new();
    for ((own, other), shared) in cells {
        best.entry(own).or_default().offer(other, shared);
    }
    best
}

fn days_apart(left: Side, right: Side) -> i32 {
    let days = left.telling.date.zip(right.telling.date).map(|(x, y)| (x - y).get_days());
    days.map_or(0, i32::abs)
}

/// The best partner of a sentence, and how much the next best shares.
#[derive(Clone, Copy, Default)]
struct Best {
    of: usize,
    shared: f32,
    next: f32,
}

impl Best {
    /// Of two that share as much none is better, so there is no margin and no pair.
    fn offer(&mut self, other: usize, shared: f32) {
        if shared > self.shared {
            *self = Self { of: other, shared, next: self.shared };
        } else {
            self.next = self.next.max(shared);
        }
    }
}

/// Two sentences and what they share.
type Cell = ((usize, usize), f32);

/// The rare words of a text, which say what it is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rare {
    /// Each with its largest weight in nats, sorted by key.
    words: Vec<(u64, f32)>,
    sentences: usize,
}

impl Rare {
    /// Collects them.
    pub fn of(units: &[Unit]) -> Self {
        let words = units.iter().flat_map(|unit| unit.bag.iter().copied());
        let words = words.filter(|(_, weight)| *weight >= RARE).collect();
        let sentences = units.chunk_by(|a, b| a.sentence == b.sentence).count();
        Self { words: once(words), sentences }
    }

    /// Those of the text with its words called what they stand for in another one.
    pub fn renamed(&self, stands: &HashMap<u64, Stand>) -> Self {
        let renamed = |&(key, weight): &(u64, f32)| match stands.get(&key) {
            Some(stand) => (stand.stem, weight * stand.worth),
            None => (key, weight),
        };
        let words = self.words.iter().map(renamed).filter(|(_, weight)| *weight >= RARE);
        Self { words: once(words.collect()), sentences: self.sentences }
    }

    /// Whether both tell of one event: the cosine of their rare words.
    pub fn is_event(&self, other: &Self) -> bool {
        if self.sentences.max(other.sentences) > SENTENCES {
            return false;
        }
        let mass = |of: &Self| of.words.iter().map(|word| word.1).sum::<f32>();
        let shared = shared(&self.words, &other.words);
        shared >= EVENT * (mass(self) * mass(other)).sqrt() && shared > 0.0
    }
}

/// Each word once with its largest weight, sorted by key.
fn once(mut words: Vec<(u64, f32)>) -> Vec<(u64, f32)> {
    words.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    words.dedup_by_key(|(key, _)| *key);
    words
}

/// A text as a list of sentences.
struct Report {
    sentences: Vec<Sentence>,
    /// Its words of content, sorted by key.
    words: Vec<Word>,
}

/// A word of content of a text.
struct Word {
    key: u64,
    /// The numbers of its sentences, in order.
    sentences: Vec<usize>,
}

struct Sentence {
    /// Indices of its units.
    units: Range<usize>,
    /// Its words of content with their weight, sorted by key, each once.
    bag: Vec<(u64, f32)>,
}

impl Report {
    fn of(units: &[Unit]) -> Self {
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut at = 0;
        for run in units.chunk_by(|a, b| a.sentence == b.sentence) {
            let words = run.iter().flat_map(|unit| unit.bag.iter().copied());
            let bag = once(words.filter(|(_, weight)| *weight >= CONTENT).collect());
            sentences.push(Sentence { units: at..at + run.len(), bag });
            at += run.len();
        }
        let mut words: Vec<(u64, usize)> = sentences
            .iter()
            .zip(0..)
            .flat_map(|(sentence, n)| sentence.bag.iter().map(move |(key, _)| (*key, n)))
            .collect();
        words.sort_unstable();
        let words = words
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| Word {
                key: same[0].0,
                sentences: same.iter().map(|word| word.1).collect(),
            })
            .collect();
        Self { sentences, words }
    }

    /// The words that both have.
    fn pairs<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a Word, &'a Word)> {
        self.words.iter().filter_map(|word| {
            let at = other.words.binary_search_by_key(&word.key, |it| it.key).ok()?;
            Some((word, &other.words[at]))
        })
    }

    /// What each sentence shares with each of the other, in order: a word weighs less the more sentences
    /// of either have it.
    fn shared(&self, other: &Self) -> Vec<Cell> {
        let weight = |of: &Self, sentence: usize, key: u64| {
            let bag = &of.sentences[sentence].bag;
            bag.binary_search_by_key(&key, |word| word.0).map_or(0.0, |at| bag[at].1)
        };
        let mut cells: BTreeMap<(usize, usize), f32> = BTreeMap::new();
        for (mine, theirs) in self.pairs(other) {
            let places = (mine.sentences.len() * theirs.sentences.len()) as f32;
            let worth = 1.0 / (1.0 + 0.5 * places.ln());
            for a in &mine.sentences {
                for b in &theirs.sentences {
                    let both = weight(self, *a, mine.key).min(weight(other, *b, mine.key));
                    *cells.entry((*a, *b)).or_default() += both * worth;
                }
            }
        }
        cells.into_iter().collect()
    }
}
