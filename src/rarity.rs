//! How much a shared word tells: rare stems weigh more than frequent ones.
//!
//! The weight is the inverse sentence frequency of a stem, smoothed by a background so that two
//! lone sentences are weighed sensibly too: before any text is read, a function word is expected
//! in three sentences of ten and a content word in four of a thousand (Spärck Jones 1972 for the
//! measure; the background plays the part of a Beta prior).

use foldhash::{HashMap, HashMapExt};

use crate::token::{Class, Token, Tokenized};

/// Sentences that the background counts as much as.
const BACKGROUND: f64 = 200.0;

/// Sentence frequencies of the stems of some texts.
#[derive(Clone, Debug, Default)]
pub struct Rarity {
    sentences: f64,
    frequency: HashMap<u64, u32>,
}

impl Rarity {
    /// Counts in how many sentences of `texts` each stem stands.
    pub fn learn<'a>(texts: impl IntoIterator<Item = &'a Tokenized>) -> Self {
        let mut rarity = Self { sentences: 0.0, frequency: HashMap::new() };
        for text in texts {
            rarity.add(text);
        }
        rarity
    }

    /// What [`Rarity::sentences`] and [`Rarity::counts`] gave.
    pub fn counted(sentences: f64, counts: impl IntoIterator<Item = (u64, u32)>) -> Self {
        Self { sentences, frequency: counts.into_iter().collect() }
    }

    /// Counts one text more.
    pub fn add(&mut self, text: &Tokenized) {
        self.sentences += text.sentences.len() as f64;
        let mut stems = Vec::new();
        for sentence in &text.sentences {
            stems.clear();
            stems.extend(text.tokens[sentence.tokens.clone()].iter().map(|token| token.stem));
            stems.sort_unstable();
            stems.dedup();
            for stem in &stems {
                *self.frequency.entry(*stem).or_insert(0) += 1;
            }
        }
    }

    /// How many sentences were counted.
    pub fn sentences(&self) -> f64 {
        self.sentences
    }

    /// In how many sentences each stem stands, sorted by stem.
    pub fn counts(&self) -> Vec<(u64, u32)> {
        let mut counts: Vec<(u64, u32)> =
            self.frequency.iter().map(|(stem, count)| (*stem, *count)).collect();
        counts.sort_unstable();
        counts
    }

    /// Weight of a token in nats: 0 for what stands everywhere.
    pub fn weight(&self, token: &Token) -> f32 {
        self.weight_of(token.stem, token.class)
    }

    /// Weight of a stem whose class is known, in nats.
    pub fn weight_of(&self, stem: u64, class: Class) -> f32 {
        let expected = match class {
            Class::Function => 0.3,
            Class::Content | Class::Address => 0.004,
            Class::Number => 0.01,
        };
        let seen = f64::from(self.frequency.get(&stem).copied().unwrap_or(0).max(1));
        let share = (seen + BACKGROUND * expected) / (self.sentences.max(1.0) + BACKGROUND);
        (-share.min(1.0).ln()) as f32
    }

    /// In how many sentences the stem stands.
    pub fn sentences_with(&self, stem: u64) -> u32 {
        self.frequency.get(&stem).copied().unwrap_or(0)
    }
}
