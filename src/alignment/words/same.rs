//! How sure it is that two passages state the same, and how alike people would call them.
//!
//! In: a [`Pair`] with the probability of every link. Out: what two forests make of its signs: one
//! was learned to tell the same from the merely related, the other how much of what they say is shared.

use super::forest::{Cells, Forest};
use super::model::Model;
use super::pair::Pair;
use super::signs::{SIGNS, signs};

/// Two opinions on two passages, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judgement {
    /// Probability that both state the same.
    pub same: f64,
    /// How much alike what they state is: of what people would grade 0 to 5, the share of 5.
    pub alike: f64,
}

impl Judgement {
    /// What is said of the very same words.
    pub const SAME_WORDS: Self = Self { same: 1.0, alike: 1.0 };

    /// The mean of several, each by its weight.
    pub fn mean(several: &[(Self, f64)]) -> Self {
        let all: f64 = several.iter().map(|(_, weight)| weight).sum();
        let mean = |of: fn(&Self) -> f64| {
            several.iter().map(|(judged, weight)| weight * of(judged)).sum::<f64>() / all.max(1.0)
        };
        Self { same: mean(|judged| judged.same), alike: mean(|judged| judged.alike) }
    }

    /// Probability that both state the same as people would put it who may say "mostly": both
    /// opinions, with even chances where pairs called the same part from those called different.
    pub fn together(&self) -> f64 {
        let both = (1.0 - SAME) * self.alike + SAME * self.same;
        if both < EVEN { 0.5 * both / EVEN } else { 0.5 + 0.5 * (both - EVEN) / (1.0 - EVEN) }
    }
}

/// How much the first opinion counts; alone it is surest about yes or no, the other about more or
/// less.
const SAME: f64 = 0.6;
/// Where both opinions together are of two minds.
const EVEN: f64 = 0.54;

/// Judges two passages.
pub fn judge(pair: &Pair, matrix: &[u8], model: &Model) -> Judgement {
    let mut cells = Cells::new(vec![(0, 0)], SIGNS);
    cells.set(0, &signs(pair, matrix));
    let of = |forest: &Forest| forest.probabilities(&cells).first().copied().unwrap_or(0);
    Judgement {
        same: f64::from(sharpened(of(&model.same))) / 100.0,
        alike: f64::from(of(&model.alike)) / 100.0,
    }
}

/// Takes back that the forest learned from blurred judgements: people were not counted as sure.
pub fn sharpened(blurred: u8) -> u8 {
    (50 + (i16::from(blurred) - 50) * 8 / 5).clamp(0, 100) as u8
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
        align(&a, 0..a.tokenized.tokens.len(), &b, 0..b.tokenized.tokens.len()).judged.same
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
