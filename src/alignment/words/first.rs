//! The first pass: which words face each other by their likeness and that of their neighbours.
//!
//! In: a [`Pair`]. Out: the cells with some likeness, and their features.

use super::forest::Cells;
use super::pair::Pair;
use super::role::Role;

/// How many features a cell has.
pub const FEATURES: usize = 42;

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
    "length-low",
    "role-same",
    "offset",
    "offset-signed",
    "equals-low",
    "equals-high",
    "run",
    "faithful-low",
    "faithful-high",
    "generous",
    "before",
    "behind",
    "before-2",
    "behind-2",
    "before-askew",
    "behind-askew",
    "row-near",
    "column-near",
    "window",
    "window-mean",
    "content-before",
    "content-behind",
    "row-rival",
    "column-rival",
    "lead",
    "left-length",
    "right-length",
    "length-ratio",
    "capitals",
];

/// The number of the feature that says how generously a text was aligned by hand. Only training
/// sets it: otherwise it is 0, the careful way.
pub const GENEROUS: usize = 22;

/// The cells worth a look.
pub fn cells(pair: &Pair) -> Vec<(u16, u16)> {
    let mut cells = Vec::with_capacity(pair.left.len() * 3);
    for i in 0..pair.left.len() {
        for j in 0..pair.right.len() {
            if pair.kinships[pair.at(i, j)].total >= 20 || is_phrase_word(pair, i, j) {
                cells.push((i as u16, j as u16));
            }
        }
    }
    cells
}

/// Function words seen facing each other, beside words that are much alike.
fn is_phrase_word(pair: &Pair, i: usize, j: usize) -> bool {
    let serves = |role: Role| !role.is_content() && role != Role::Mark;
    pair.kinships[pair.at(i, j)].learned > 0
        && serves(pair.left[i].role)
        && serves(pair.right[j].role)
        && around(pair, i, j, -1).max(around(pair, i, j, 1)) >= 60
}

/// The features of every cell.
pub fn features(pair: &Pair, at: Vec<(u16, u16)>) -> Cells {
    let mut cells = Cells::new(at, FEATURES);
    for cell in 0..cells.at.len() {
        let (i, j) = cells.at[cell];
        cells.set(cell, &row(pair, usize::from(i), usize::from(j)));
    }
    cells
}

fn row(pair: &Pair, i: usize, j: usize) -> [u8; FEATURES] {
    let (a, b) = (&pair.left[i], &pair.right[j]);
    let (of_a, of_b) = (&pair.rows[i], &pair.columns[j]);
    let found = &pair.kinships[pair.at(i, j)];
    let (n, m) = (pair.left.len(), pair.right.len());
    let (x, y) = (i as isize, j as isize);
    let near = |d: isize, e: isize| pair.likeness(x + d, y + e) / 4;
    let offset = offset(i, j, n, m);
    let (window, mean) = window(pair, i, j);
    let (row_rival, column_rival) =
        (of_a.best.besides(found.total), of_b.best.besides(found.total));
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
        a.length.min(b.length).min(15),
        if a.role == b.role { a.role as u8 + 1 } else { 0 },
        offset.unsigned_abs(),
        (offset / 2 + 16) as u8,
        of_a.equals.min(of_b.equals),
        of_a.equals.max(of_b.equals),
        pair.runs[pair.at(i, j)].min(15),
        of_a.faithful.min(of_b.faithful),
        of_a.faithful.max(of_b.faithful),
        0,
        near(-1, -1),
        near(1, 1),
        near(-2, -2),
        near(2, 2),
        near(-1, -2).max(near(-2, -1)),
        near(1, 2).max(near(2, 1)),
        near(-1, 0).max(near(1, 0)),
        near(0, -1).max(near(0, 1)),
        window,
        mean,
        content(pair, (of_a.before, of_b.before)),
        content(pair, (of_a.behind, of_b.behind)),
        row_rival / 4,
        column_rival / 4,
        25 + found.total / 4 - of_a.best.first.max(of_b.best.first) / 4,
        (n / 2).min(31) as u8,
        (m / 2).min(31) as u8,
        ratio(n, m),
        u8::from(a.capital) + u8::from(b.capital),
    ]
}

fn around(pair: &Pair, i: usize, j: usize, step: isize) -> u8 {
    pair.likeness(i as isize + step, j as isize + step)
}

/// How far the cell lies off the diagonal, -31 to 31.
pub fn offset(i: usize, j: usize, n: usize, m: usize) -> i8 {
    let (i, j, n, m) = (2 * i as i64 + 1, 2 * j as i64 + 1, n as i64, m as i64);
    (31 * (i * m - j * n) / (2 * n * m).max(1)).clamp(-31, 31) as i8
}

/// Which side is longer, 16 where neither is.
pub fn ratio(n: usize, m: usize) -> u8 {
    let (n, m) = (n.max(1) as u64, m.max(1) as u64);
    let steps = |long: u64, short: u64| (long.saturating_sub(short) * 6 / short).min(15) as u8;
    if n >= m { 16 + steps(n, m) } else { 16 - steps(m, n) }
}

/// Likeness of the content words next to two words on one side.
fn content(pair: &Pair, (i, j): (usize, usize)) -> u8 {
    match (i < pair.left.len(), j < pair.right.len()) {
        (true, true) => pair.kinships[pair.at(i, j)].total / 4,
        (false, false) => 13,
        _ => 0,
    }
}

/// How well the content words around the left word are met around the right word: the sum, and the
/// mean.
fn window(pair: &Pair, i: usize, j: usize) -> (u8, u8) {
    const REACH: usize = 4;
    let (n, m) = (pair.left.len(), pair.right.len());
    let columns = j.saturating_sub(REACH + 1)..(j + REACH + 2).min(m);
    let (mut sum, mut count) = (0u32, 0u32);
    for u in i.saturating_sub(REACH)..(i + REACH + 1).min(n) {
        if u == i || !pair.left[u].is_content() {
            continue;
        }
        let row = &pair.kinships[u * m..(u + 1) * m];
        let best = columns.clone().filter(|v| *v != j).map(|v| row[v].total).max();
        sum += u32::from(best.unwrap_or(0));
        count += 1;
    }
    ((sum / 25).min(31) as u8, sum.checked_div(count * 4).unwrap_or(0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_diagonal_has_no_offset() {
        assert_eq!(offset(3, 6, 10, 20), 0);
        assert!(offset(9, 0, 10, 10) > 20 && offset(0, 9, 10, 10) < -20);
    }

    #[test]
    fn ratios_mirror_each_other() {
        assert_eq!(ratio(7, 7), 16);
        assert_eq!(ratio(20, 10) - 16, 16 - ratio(10, 20));
    }

    #[test]
    fn names_are_all_different() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FEATURES);
        assert_eq!(NAMES[GENEROUS], "generous");
    }
}
