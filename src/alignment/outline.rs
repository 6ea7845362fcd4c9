//! What every pair of texts asks of a text, made once for the text: of the pairs that a large corpus has
//! most come to nothing, and what they ask is then most of the work.

use super::citations::{self, Citation};
use super::event::Rare;
use super::places::Places;
use super::units::Unit;
use super::vocabulary::Vocabulary;
use crate::telling::Telling;

/// What is asked of a text again and again.
#[derive(Clone)]
pub struct Outline {
    /// Its distinct words.
    pub vocabulary: Vocabulary,
    /// What its sentences cite, in order.
    pub citations: Vec<Citation>,
    /// Its rare words.
    pub rare: Rare,
    /// Where its telling words stand.
    pub places: Places,
}

impl Outline {
    /// Reads a text with its units.
    pub fn of(telling: &Telling, units: &[Unit]) -> Self {
        Self {
            vocabulary: Vocabulary::of(telling),
            citations: citations::citations(telling),
            rare: Rare::of(units),
            places: Places::of(units),
        }
    }
}
