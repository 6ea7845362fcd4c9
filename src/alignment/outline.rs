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

#[cfg(test)]
mod tests {
    use foldhash::HashMap;
    use proptest::prelude::*;

    use super::super::vocabulary::{Stand, renamed};
    use super::*;
    use crate::span::Span;

    fn units() -> impl Strategy<Value = Vec<Unit>> {
        let bag = prop::collection::vec((0u64..60, 0.5f32..9.0), 1..12);
        prop::collection::vec((bag, 0usize..2), 1..12).prop_map(|rows| {
            let mut sentence = 0;
            let unit = |(mut bag, opens): (Vec<(u64, f32)>, usize)| {
                sentence += opens;
                bag.sort_unstable_by_key(|(stem, _)| *stem);
                let mass = bag.iter().map(|(_, weight)| weight).sum();
                let span = Span::new(0, 9);
                Unit { tokens: 0..9, span, sentence, mass, bag: bag.into(), names: [].into() }
            };
            rows.into_iter().map(unit).collect()
        })
    }

    fn stands() -> impl Strategy<Value = HashMap<u64, Stand>> {
        let stand = (40u64..60, (0u64..40, prop::sample::select(vec![0.9f32, 0.8, 0.6])));
        prop::collection::vec(stand, 0..9).prop_map(|rows| {
            rows.into_iter().map(|(own, (stem, worth))| (own, Stand { stem, worth })).collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_renamed_is_what_the_renamed_text_has(units in units(), stands in stands()) {
            let other = renamed(&units, &stands);
            prop_assert_eq!(Rare::of(&units).renamed(&stands), Rare::of(&other));
            prop_assert_eq!(Places::of(&units).renamed(&stands), Places::of(&other));
        }
    }
}
