//! The second pass: which words face each other, given what the first pass found around them.
//!
//! In: a [`Pair`] and the probabilities of the pass before. Out: the cells that may hold a link, also
//! between words that are not alike but stand in the same gap, and their features.

use std::ops::RangeInclusive;

use super::first::{offset, ratio};
use super::forest::Cells;
use super::pair::Pair;
use super::summary::{Summary, clip};

/// How many features a cell has.
pub const FEATURES: usize = 66;

/// What the features are called in the learned model.
pub const NAMES: [&str; FEATURES] = [
    "equal",
    "stem",
    "kin",
    "prefix",
    "grams",
    "number",
    "learned",
    "shape",
    "likeness",
    "role-low",
    "role-high",
    "rank-low",
    "rank-high",
    "role-same",
    "offset",
    "offset-signed",
    "equals-low",
    "equals-high",
    "run",
    "faithful-low",
    "faithful-high",
    "generous",
    "odds",
    "before",
    "behind",
    "before-2",
    "behind-2",
    "above",
    "below",
    "left",
    "right",
    "askew",
    "corner",
    "before-askew",
    "behind-askew",
    "row-rival",
    "column-rival",
    "rival-low",
    "rival-high",
    "row-sum",
    "column-sum",
    "partner-near",
    "partner-far",
    "anchor-before",
    "anchor-behind",
    "anchor-before-far",
    "anchor-behind-far",
    "left-gap",
    "right-gap",
    "border-before",
    "border-behind",
    "borders",
    "place-left",
    "place-right",
    "content-behind",
    "content-before",
    "content-behind-askew",
    "content-before-askew",
    "left-share",
    "right-share",
    "left-length",
    "right-length",
    "length-ratio",
    "left-partners",
    "right-partners",
    "crossings",
];

/// The number of the feature that only training sets, as in the first pass.
pub const GENEROUS: usize = 21;

/// Probabilities that the pass before leaves open: only such cells are looked at again.
pub type Open = RangeInclusive<u8>;

/// What the second pass looks at.
pub const OPEN: Open = 3..=97;

/// What the third pass looks at.
pub const STILL_OPEN: Open = 5..=93;

/// The cells worth a look.
pub fn cells(pair: &Pair, probabilities: &[u8], summary: &Summary, open: Open) -> Vec<(u16, u16)> {
    let m = pair.right.len();
    let marked = if open == OPEN { neighbours(pair, probabilities, summary) } else { Vec::new() };
    let mut cells = Vec::with_capacity(4 * m);
    for (i, row) in probabilities.chunks(m.max(1)).enumerate() {
        let marked = marked.get(i * m..(i + 1) * m).unwrap_or(&[]);
        for (j, p) in row.iter().enumerate() {
            let near = *p < *open.start() && marked.get(j) == Some(&true);
            if (near || open.contains(p)) && !pair.clash(i, j) {
                cells.push((i as u16, j as u16));
            }
        }
    }
    cells
}

/// Marks the cells beside a likely link and those in gaps that face each other.
fn neighbours(pair: &Pair, probabilities: &[u8], summary: &Summary) -> Vec<bool> {
    let (n, m) = (pair.left.len(), pair.right.len());
    let mut marked = vec![false; n * m];
    for (i, row) in probabilities.chunks(m.max(1)).enumerate() {
        for (j, _) in row.iter().enumerate().filter(|(_, p)| **p >= 40) {
            mark_around(&mut marked, i, j, n, m);
        }
    }
    for (g, h) in summary.facing_gaps() {
        for i in g.0..g.1 {
            marked[i * m + h.0..i * m + h.1].fill(true);
        }
    }
    marked
}

fn mark_around(marked: &mut [bool], i: usize, j: usize, n: usize, m: usize) {
    let columns = j.saturating_sub(1)..(j + 2).min(m);
    marked[i * m + columns.start..i * m + columns.end].fill(true);
    for u in i.saturating_sub(1)..(i + 2).min(n) {
        marked[u * m + j] = true;
    }
}

/// The features of every cell.
pub fn features(
    pair: &Pair,
    at: Vec<(u16, u16)>,
    probabilities: &[u8],
    summary: &Summary,
) -> Cells {
    let mut cells = Cells::new(at, FEATURES);
    let field = Field { pair, probabilities };
    for cell in 0..cells.at.len() {
        let (i, j) = cells.at[cell];
        cells.set(cell, &row(&field, summary, usize::from(i), usize::from(j)));
    }
    cells
}

/// The probabilities, asked by place.
struct Field<'a> {
    pair: &'a Pair<'a>,
    probabilities: &'a [u8],
}

impl Field<'_> {
    /// In quarters: 0 to 25; 26 beyond both ends, 0 beyond one.
    fn near(&self, i: usize, j: usize) -> u8 {
        match (i < self.pair.left.len(), j < self.pair.right.len()) {
            (true, true) => self.probabilities[self.pair.at(i, j)] / 4,
            (false, false) => 26,
            _ => 0,
        }
    }
}

fn row(field: &Field, summary: &Summary, i: usize, j: usize) -> [u8; FEATURES] {
    let pair = field.pair;
    let (a, b) = (&pair.left[i], &pair.right[j]);
    let (of_a, of_b) = (&pair.rows[i], &pair.columns[j]);
    let found = &pair.kinships[pair.at(i, j)];
    let (n, m) = (pair.left.len(), pair.right.len());
    let odds = field.probabilities[pair.at(i, j)];
    // Beyond the start the number wraps around, and is beyond the end too.
    let near = |d: isize, e: isize| field.near(i.wrapping_add_signed(d), j.wrapping_add_signed(e));
    let (above, below, left, right) = (near(-1, 0), near(1, 0), near(0, -1), near(0, 1));
    let offset = offset(i, j, n, m);
    let (in_a, in_b) = (&summary.left.words[i], &summary.right.words[j]);
    let (row_rival, column_rival) = (in_a.best.besides(odds), in_b.best.besides(odds));
    let to_partner =
        |partner: Option<usize>, to: usize| partner.map_or(17, |p| clip(p as isize - to as isize));
    let partner_a = to_partner(in_a.partner, j);
    let partner_b = to_partner(in_b.partner, i);
    let (anchor_before, before_far) = summary.anchor(i, j, false);
    let (anchor_behind, behind_far) = summary.anchor(i, j, true);
    let (gap_a, gap_b) = (in_a.gap, in_b.gap);
    let (border_before, border_behind) =
        (summary.border(gap_a, gap_b, false), summary.border(gap_a, gap_b, true));
    [
        found.equal,
        found.stem,
        found.kin,
        found.prefix,
        found.grams,
        found.number,
        found.learned,
        found.shape,
        found.total / 4,
        a.role.min(b.role) as u8,
        a.role.max(b.role) as u8,
        a.rank.min(b.rank),
        a.rank.max(b.rank),
        if a.role == b.role { a.role as u8 + 1 } else { 0 },
        offset.unsigned_abs(),
        (offset / 2 + 16) as u8,
        of_a.equals.min(of_b.equals),
        of_a.equals.max(of_b.equals),
        pair.runs[pair.at(i, j)].min(15),
        of_a.faithful.min(of_b.faithful),
        of_a.faithful.max(of_b.faithful),
        0,
        odds / 2,
        near(-1, -1),
        near(1, 1),
        near(-2, -2),
        near(2, 2),
        above,
        below,
        left,
        right,
        near(-1, 1).max(near(1, -1)),
        above.min(left).max(below.min(right)),
        near(-1, -2).max(near(-2, -1)),
        near(1, 2).max(near(2, 1)),
        row_rival / 4,
        column_rival / 4,
        row_rival.min(column_rival) / 4,
        row_rival.max(column_rival) / 4,
        (in_a.sum / 16).min(31) as u8,
        (in_b.sum / 16).min(31) as u8,
        partner_a.min(partner_b),
        partner_a.max(partner_b),
        anchor_before,
        anchor_behind,
        before_far,
        behind_far,
        (gap_a.1 - gap_a.0).min(9) as u8,
        (gap_b.1 - gap_b.0).min(9) as u8,
        border_before,
        border_behind,
        border_before + border_behind,
        (i - gap_a.0).min(7) as u8,
        (j - gap_b.0).min(7) as u8,
        field.near(of_a.behind, of_b.behind),
        field.near(of_a.before, of_b.before),
        field.near(i, of_b.behind).max(field.near(of_a.behind, j)),
        field.near(i, of_b.before).max(field.near(of_a.before, j)),
        summary.left.share,
        summary.right.share,
        (n / 2).min(31) as u8,
        (m / 2).min(31) as u8,
        ratio(n, m),
        in_a.partners.min(7),
        in_b.partners.min(7),
        summary.crossings(i, j),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_all_different() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FEATURES);
        assert_eq!(NAMES[GENEROUS], "generous");
    }

    #[test]
    fn cells_at_the_border_are_marked_within_it() {
        let mut marked = [false; 6];
        mark_around(&mut marked, 0, 2, 2, 3);
        assert_eq!(marked, [false, true, true, false, false, true]);
    }
}
