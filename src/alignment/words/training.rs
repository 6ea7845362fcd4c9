//! What a trainer needs: the cells of a pair of sentences with their features, pass by pass.
//!
//! The program uses nothing of this; `examples/train_words` writes `model.txt` with it. Invariant:
//! training sees exactly the features that the aligner computes.

use crate::alignment::lexicon::NONE;
use crate::language::Language;
use crate::telling::Telling;

pub use super::first::{
    FEATURES as FIRST_FEATURES, GENEROUS as FIRST_GENEROUS, NAMES as FIRST_NAMES,
};
pub use super::forest::{Cells, Forest, MOST_SPLITS, Tree};
pub use super::model::{Table, learned as learned_model};
use super::pair::Pair;
use super::role::Role;
pub use super::same::{Judgement, sharpened};
pub use super::second::{
    FEATURES as SECOND_FEATURES, GENEROUS as SECOND_GENEROUS, NAMES as SECOND_NAMES, OPEN, Open,
    STILL_OPEN,
};
pub use super::signs::{NAMES as SIGN_NAMES, SIGNS};
use super::summary::Summary;
pub use super::word::Word;
use super::word::lexicon_of;
use super::{fill, first, second, signs, words_of};

/// A sentence as the aligner sees it.
pub fn sentence(words: &[&str], language: &Language) -> Vec<Word> {
    words.iter().map(|word| Word::of_str(word, language)).collect()
}

/// A text as the aligner sees it, without marks.
pub fn text(telling: &Telling) -> Vec<Word> {
    words_of(telling, 0..telling.tokenized.tokens.len())
}

/// How a word is written in the learned table: as its base form. None for a word that no lexicon
/// has, as a learned table must not list names.
pub fn base_form(word: &str, language: &Language) -> Option<String> {
    let of = Word::of_str(word, language);
    if of.role == Role::Mark {
        return Some(word.to_string());
    }
    let base = of.bases[0];
    (base != NONE).then(|| lexicon_of(language).word(base).to_string())
}

/// Two sentences, compared word by word.
pub struct Facing<'a>(Pair<'a>);

impl<'a> Facing<'a> {
    /// Compares every word with every word.
    pub fn new(left: &'a [Word], right: &'a [Word], language: &Language, table: &Table) -> Self {
        Self(Pair::new(left, right, lexicon_of(language), table))
    }

    /// The cells of the first pass.
    pub fn first(&self) -> Cells {
        first::features(&self.0, first::cells(&self.0))
    }

    /// The cells of a later pass, given the probabilities of the pass before.
    pub fn second(&self, probabilities: &[u8], open: Open) -> Cells {
        let summary = Summary::new(probabilities, self.0.left.len(), self.0.right.len());
        let at = second::cells(&self.0, probabilities, &summary, open);
        second::features(&self.0, at, probabilities, &summary)
    }

    /// The signs of whether both sides state the same, as the learned model aligns them.
    pub fn signs(&self) -> Cells {
        let mut cells = Cells::new(vec![(0, 0)], SIGNS);
        cells.set(0, &signs::signs(&self.0, &super::probabilities(&self.0, learned_model())));
        cells
    }

    /// The probabilities of a pass, a row for each left word; the cells that it does not look at
    /// keep those of the pass before.
    pub fn probabilities(&self, cells: &Cells, forest: &Forest, before: &[u8]) -> Vec<u8> {
        let mut matrix = before.to_vec();
        matrix.resize(self.0.left.len() * self.0.right.len(), 0);
        fill(&mut matrix, &self.0, cells, forest);
        matrix
    }
}
