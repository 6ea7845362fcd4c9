//! The linked words nearest to a place, and what the other side has between their partners.

use std::ops::Range;

use super::Ground;

/// The nearest linked words before and behind each place.
pub(in crate::divergence) struct Near {
    before: Vec<u32>,
    after: Vec<u32>,
}

/// No word.
const NONE: u32 = u32::MAX;

impl Near {
    /// Looks at which words are linked.
    pub fn new(linked: &[bool]) -> Self {
        let n = linked.len();
        let (mut before, mut after) = (vec![NONE; n + 1], vec![NONE; n + 1]);
        for at in 0..n {
            before[at + 1] = if linked[at] { at as u32 } else { before[at] };
        }
        for at in (0..n).rev() {
            after[at] = if linked[at] { at as u32 } else { after[at + 1] };
        }
        Self { before, after }
    }

    /// The linked words before and behind a stretch.
    pub fn around(&self, at: &Range<usize>) -> (Option<usize>, Option<usize>) {
        let word = |found: u32| (found != NONE).then_some(found as usize);
        (word(self.before[at.start]), word(self.after[at.end]))
    }

    /// The words of the other side between the partners of the linked words around a stretch; none
    /// where these stand in another order.
    pub fn slot(
        &self,
        here: &Ground<'_, '_>,
        there: &Ground<'_, '_>,
        at: &Range<usize>,
    ) -> Option<Range<usize>> {
        let (own, other) = (here.side.tokens.start, there.side.tokens.start);
        let place = |index: usize| index.saturating_sub(other).min(there.len());
        let (before, after) = self.around(at);
        let from = before.and_then(|word| here.side.linked(own + word).last());
        let to = after.and_then(|word| here.side.linked(own + word).next());
        let (from, to) = (from.map_or(0, |it| place(it) + 1), to.map_or(there.len(), place));
        (from <= to).then_some(from..to)
    }
}
