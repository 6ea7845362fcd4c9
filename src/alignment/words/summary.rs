//! What the probabilities of one pass say of each word and of the places between the words.
//!
//! In: a probability, 0 to 100, for every two words. Out: who is linked to whom, which runs of words
//! are still without partner, and which such runs face each other.

use super::pair::Best;

/// From here on a link is taken as given by the next pass.
const LINKED: u8 = 50;

/// A run of words without partner, half open; empty at a word that has one.
pub type Gap = (usize, usize);

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    /// Its best probability, and the next.
    pub best: Best,
    /// Sum of all its probabilities.
    pub sum: u16,
    /// How many partners it has.
    pub partners: u8,
    /// Its most probable partner, where there is one.
    pub partner: Option<usize>,
    /// The run without partner in which it stands.
    pub gap: Gap,
}

/// One side's words.
#[derive(Debug)]
pub struct Side {
    /// What is known of each.
    pub words: Vec<Standing>,
    /// Share of words with a partner, 0 to 20.
    pub share: u8,
}

/// Both sides.
#[derive(Debug)]
pub struct Summary {
    /// Left words.
    pub left: Side,
    /// Right words.
    pub right: Side,
}

impl Summary {
    /// Reads a matrix with a row of `m` cells for each of `n` left words.
    pub fn new(probabilities: &[u8], n: usize, m: usize) -> Self {
        let (mut left, mut right) = (Side::new(n), Side::new(m));
        for (i, row) in probabilities.chunks(m.max(1)).enumerate().take(n) {
            for (j, p) in row.iter().enumerate().filter(|(_, p)| **p > 0) {
                left.add(i, j, *p);
                right.add(j, i, *p);
            }
        }
        left.finish();
        right.finish();
        Self { left, right }
    }

    /// How the cell lies to the diagonal through the nearest linked word before (or behind): 8 on
    /// it, 0 or 16 far off, 17 where none is near; and how near that word is.
    pub fn anchor(&self, i: usize, j: usize, behind: bool) -> (u8, u8) {
        const REACH: usize = 8;
        let (n, m) = (self.left.words.len(), self.right.words.len());
        for d in 1..=REACH {
            let other = if behind { Some(i + d).filter(|u| *u < n) } else { i.checked_sub(d) };
            let Some(u) = other else {
                let end = if behind {
                    j as isize - m as isize - (i as isize - n as isize)
                } else {
                    j as isize - i as isize
                };
                return (clip(end), d as u8);
            };
            if let Some(v) = self.left.words[u].partner {
                return (clip((j as isize - v as isize) - (i as isize - u as isize)), d as u8);
            }
        }
        (17, REACH as u8 + 1)
    }

    /// Whether the words before (or behind) two gaps are linked: 0 no, 1 nearly, 2 yes. The ends of
    /// the sentences count as linked.
    pub fn border(&self, g: Gap, h: Gap, behind: bool) -> u8 {
        let (n, m) = (self.left.words.len(), self.right.words.len());
        let (x, y) =
            if behind { (past(g), past(h)) } else { (g.0.wrapping_sub(1), h.0.wrapping_sub(1)) };
        if x >= n || y >= m {
            return if x >= n && y >= m { 2 } else { 0 };
        }
        let (u, v) = (self.left.words[x].partner, self.right.words[y].partner);
        let near = |partner: Option<usize>, to: usize, most: usize| {
            partner.is_some_and(|p| p.abs_diff(to) <= most)
        };
        if near(u, y, 0) || near(v, x, 0) { 2 } else { u8::from(near(u, y, 2) || near(v, x, 2)) }
    }

    /// Gaps of both sides that have linked words at one end, or nearly so at both.
    pub fn facing_gaps(&self) -> Vec<(Gap, Gap)> {
        /// Larger ones say nothing of a single cell.
        const LARGEST: usize = 100;
        let mut facing = Vec::new();
        let right: Vec<Gap> = self.right.gaps();
        for g in self.left.gaps() {
            for h in &right {
                let small = (g.1 - g.0) * (h.1 - h.0) <= LARGEST;
                if small && self.border(g, *h, false) + self.border(g, *h, true) >= 2 {
                    facing.push((g, *h));
                }
            }
        }
        facing
    }

    /// How many nearby links the cell would cross.
    pub fn crossings(&self, i: usize, j: usize) -> u8 {
        const REACH: usize = 5;
        let words = &self.left.words;
        let partners = |words: &[Standing], crosses: &dyn Fn(usize) -> bool| {
            words.iter().filter_map(|word| word.partner).filter(|v| crosses(*v)).count()
        };
        let before = &words[i.saturating_sub(REACH)..i];
        let behind = &words[i + 1..(i + 1 + REACH).min(words.len())];
        (partners(before, &|v| v > j) + partners(behind, &|v| v < j)) as u8
    }
}

/// The word behind a gap, or behind the word itself where there is no gap.
fn past(gap: Gap) -> usize {
    gap.1 + usize::from(gap.0 == gap.1)
}

/// A distance in words, 8 for none, 0 and 16 for the far ends.
pub fn clip(distance: isize) -> u8 {
    (distance.clamp(-8, 8) + 8) as u8
}

impl Side {
    fn new(words: usize) -> Self {
        Self { words: vec![Standing::default(); words], share: 0 }
    }

    fn add(&mut self, word: usize, other: usize, p: u8) {
        let word = &mut self.words[word];
        if p >= LINKED {
            if p > word.best.first {
                word.partner = Some(other);
            }
            word.partners = word.partners.saturating_add(1);
        }
        word.best.add(p);
        word.sum = word.sum.saturating_add(u16::from(p));
    }

    fn finish(&mut self) {
        let mut from = 0;
        for group in self.words.chunk_by_mut(|a, b| a.partner.is_none() && b.partner.is_none()) {
            let to = from + group.len();
            for (word, standing) in (from..to).zip(group) {
                standing.gap = if standing.partner.is_none() { (from, to) } else { (word, word) };
            }
            from = to;
        }
        let linked = self.words.iter().filter(|word| word.partner.is_some()).count();
        self.share = (linked * 20 / self.words.len().max(1)) as u8;
    }

    fn gaps(&self) -> Vec<Gap> {
        let gaps = self.words.iter().map(|word| word.gap);
        let mut gaps: Vec<Gap> = gaps.filter(|g| g.1 > g.0).collect();
        gaps.dedup();
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words 0 and 3 of both sides are linked; 1 and 2 are not.
    fn summary() -> Summary {
        let mut matrix = [0u8; 16];
        matrix[0] = 90;
        matrix[15] = 80;
        matrix[5] = 30;
        Summary::new(&matrix, 4, 4)
    }

    #[test]
    fn gaps_between_the_same_links_face_each_other() {
        let summary = summary();
        assert_eq!(summary.left.words[1].gap, (1, 3));
        assert_eq!(summary.facing_gaps(), [((1, 3), (1, 3))]);
        assert_eq!(summary.border((1, 3), (1, 3), true), 2);
    }

    #[test]
    fn anchors_are_the_nearest_links() {
        assert_eq!(summary().anchor(2, 2, false), (8, 2));
        assert_eq!(summary().anchor(2, 1, true), (7, 1));
    }

    #[test]
    fn nothing_is_a_summary_too() {
        assert!(Summary::new(&[], 0, 0).facing_gaps().is_empty());
        assert_eq!(Summary::new(&[], 0, 3).right.gaps(), [(0, 3)]);
    }
}
