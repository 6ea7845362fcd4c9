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

use slots::{SORTS, Slots};

use super::beads::{Bead, shared};
use super::pair::Side;
use super::units::Unit;
use super::vocabulary::Stand;
use crate::learn::Logistic;

mod slots;

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

/// Weight in nats of what two sentences share by which they count in full as answers to one question.
const ENOUGH: f32 = 6.0;
/// Of the pairs of sentences that state the same so many are marked in the stories from which is learned, as far as
/// forty that are not were read: what is learned there is the probability to be marked (Elkan and Noto 2008).
const MARKED: f64 = 0.85;

/// What the signs of two sentences are called; see [`Met::signs`].
pub const NAMES: [&str; 8] =
    ["bias", "shared", "margin", "place", "alike", "counted", "measured", "dated"];
/// Which of them is not known before the words are aligned.
const ALIKE: Range<usize> = 4..5;
/// Sentences that one may state the same as, at most: the likeliest are looked at.
const LOOKED: usize = 3;

/// What they weigh, fitted by `examples/train_stories` on invented stories whose truth says which sentences
/// state the same.
static MODEL: LazyLock<Logistic> =
    LazyLock::new(|| Logistic::read(include_str!("weights.txt"), &NAMES));

/// Two sentences that may state the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// Their units.
    pub bead: Bead,
    /// Weight of what they share, in nats, less where it stands in other sentences too.
    pub shared: f32,
    /// How much more than either shares with its best other partner; below 0 where that is better.
    pub margin: f32,
    /// How far apart they stand in their texts, 0 to 1.
    pub place: f32,
    /// How much they look like answers to one question, 0 to 1: how many, how much, when.
    pub slots: [f32; SORTS],
}

impl Met {
    /// The signs, in the order of [`NAMES`]; `alike` is how much alike their words find them, 0 to 1.
    pub fn signs(&self, alike: f64) -> [f32; NAMES.len()] {
        let [counted, measured, dated] = self.slots;
        [1.0, self.shared, self.margin, self.place, alike as f32, counted, measured, dated]
    }

    /// Probability that both state the same, 0 to 1.
    pub fn probability(&self, alike: f64) -> f64 {
        (MODEL.probability(&self.signs(alike)) / MARKED).min(1.0)
    }

    /// What [`Self::probability`] is at most.
    fn most(&self) -> f64 {
        MODEL.most(&self.signs(0.0), ALIKE) / MARKED
    }
}

/// The pairs of sentences of two reports of one event that may state the same with at least some probability,
/// in the order of the left one, then of the right one: of each sentence the likeliest.
pub fn met(left: Side, right: Side, least: f64) -> Vec<Met> {
    if !Rare::of(left.units).is_event(&Rare::of(right.units)) || days_apart(left, right) > DAYS {
        return Vec::new();
    }
    let (x, y) = (Report::of(left), Report::of(right));
    let shared = x.shared(&y);
    let (rows, columns) = (best(shared.iter().copied()), best(shared.iter().map(turned)));
    let met = |&((a, b), shared): &Cell| {
        let (row, column) = (rows.get(&a)?.but(b), columns.get(&b)?.but(a));
        let place = |at: usize, of: &Report| at as f32 / of.sentences.len().max(1) as f32;
        let runs = (x.sentences.get(a)?.units.clone(), y.sentences.get(b)?.units.clone());
        let margin = shared - row.max(column);
        let met = Met {
            bead: Bead { left: runs.0, right: runs.1, shared, gain: margin },
            shared,
            margin,
            place: (place(a, &x) - place(b, &y)).abs(),
            slots: x.slots.shared(&y.slots, (a, b)).map(|worth| worth * (shared / ENOUGH).min(1.0)),
        };
        let most = met.most();
        (most >= least).then_some(Likely { of: [a, b], most, met })
    };
    likeliest(shared.iter().filter_map(met).collect())
}

/// Two sentences, by number, and what the probability is at most that they state the same.
struct Likely {
    of: [usize; 2],
    most: f64,
    met: Met,
}

/// Of each sentence the likeliest partners, in the order of the left sentences.
fn likeliest(mut all: Vec<Likely>) -> Vec<Met> {
    all.sort_by(|x, y| y.most.total_cmp(&x.most).then(x.of.cmp(&y.of)));
    let mut seen = [BTreeMap::<usize, usize>::new(), BTreeMap::new()];
    all.retain(|likely| {
        let counts = [0, 1].map(|side| seen[side].get(&likely.of[side]).copied().unwrap_or(0));
        if counts.iter().any(|count| *count >= LOOKED) {
            return false;
        }
        for side in [0, 1] {
            *seen[side].entry(likely.of[side]).or_default() += 1;
        }
        true
    });
    all.sort_by_key(|likely| likely.of);
    all.into_iter().map(|likely| likely.met).collect()
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
    fn offer(&mut self, other: usize, shared: f32) {
        if shared > self.shared {
            *self = Self { of: other, shared, next: self.shared };
        } else {
            self.next = self.next.max(shared);
        }
    }

    /// How much the best partner but this one shares.
    fn but(&self, other: usize) -> f32 {
        if self.of == other { self.next } else { self.shared }
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
    slots: Slots,
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
    fn of(side: Side) -> Self {
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut at = 0;
        for run in side.units.chunk_by(|a, b| a.sentence == b.sentence) {
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
        let starts: Vec<usize> = sentences.iter().map(|sentence| sentence.units.start).collect();
        Self { sentences, slots: Slots::of(side, &starts), words }
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
        for a in 0..self.sentences.len() {
            for b in 0..other.sentences.len() {
                if self.slots.shared(&other.slots, (a, b)).iter().any(|worth| *worth > 0.0) {
                    cells.entry((a, b)).or_default();
                }
            }
        }
        cells.into_iter().collect()
    }
}
