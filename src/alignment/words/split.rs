//! Long passages are cut where both sides agree, so that no matrix grows without bound.
//!
//! In: two runs of words. Out: pairs of runs in order, each small enough to compare word by word.
//! Invariant: the parts of either side follow each other without gap.

use std::ops::Range;

use foldhash::HashMap;

use super::word::Word;

/// Cells of the largest matrix.
const LARGEST: usize = 1 << 16;

/// Cells down to which a passage that has to be cut is cut, as long as both sides agree on where:
/// what is the same on both sides of a book is then soon told from what is not.
const SMALL: usize = 1 << 12;

/// Words of the longest side; the rest is cut.
const LONGEST: usize = 1 << 12;

/// A run of left words and the run of right words that it is compared with.
pub type Part = (Range<usize>, Range<usize>);

/// Cuts two passages into pairs of parts.
pub fn parts(left: &[Word], right: &[Word]) -> Vec<Part> {
    let mut parts = Vec::new();
    if is_large(&(0..left.len()), &(0..right.len())) {
        cut(left, right, 0..left.len(), 0..right.len(), &mut parts);
    } else {
        parts.push((0..left.len(), 0..right.len()));
    }
    parts.retain(|(a, b)| !a.is_empty() && !b.is_empty());
    parts
}

fn is_large(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.len().max(b.len()) > LONGEST || a.len() * b.len() > LARGEST
}

fn cut(left: &[Word], right: &[Word], a: Range<usize>, b: Range<usize>, parts: &mut Vec<Part>) {
    let seam = if a.len() < 2 || b.len() < 2 || a.len() * b.len() <= SMALL {
        None
    } else if is_large(&a, &b) {
        Some(seam(left, right, &a, &b).unwrap_or((middle(&a), middle(&b))))
    } else {
        seam(left, right, &a, &b)
    };
    let Some((x, y)) = seam else {
        // One word against a whole book: only the start is compared.
        parts.push((a.start..a.end.min(a.start + LONGEST), b.start..b.end.min(b.start + LONGEST)));
        return;
    };
    cut(left, right, a.start..x, b.start..y, parts);
    cut(left, right, x..a.end, y..b.end, parts);
}

fn middle(run: &Range<usize>) -> usize {
    run.start + run.len() / 2
}

/// The word nearest the middle of the left run that stands once in both runs, and about as far
/// along in each.
fn seam(
    left: &[Word],
    right: &[Word],
    a: &Range<usize>,
    b: &Range<usize>,
) -> Option<(usize, usize)> {
    let (in_left, in_right) = (places(left, a), places(right, b));
    let middle = middle(a);
    let far = |i: usize, j: usize| {
        let (p, q) = ((i - a.start) * b.len(), (j - b.start) * a.len());
        p.abs_diff(q) > a.len() * b.len() / 8
    };
    let once = |places: &HashMap<u64, (usize, usize)>, key: u64| {
        places.get(&key).filter(|(count, _)| *count == 1).map(|(_, at)| *at)
    };
    let quarter = a.start + a.len() / 4..a.end - a.len() / 4;
    let shared = quarter.filter_map(|i| {
        let i = once(&in_left, left[i].key)?;
        let j = once(&in_right, left[i].key)?;
        (i > a.start && j > b.start && !far(i, j)).then_some((i, j))
    });
    shared.min_by_key(|(i, _)| i.abs_diff(middle))
}

/// How often each word stands in a run, and where last.
fn places(words: &[Word], range: &Range<usize>) -> HashMap<u64, (usize, usize)> {
    let mut places: HashMap<u64, (usize, usize)> = HashMap::default();
    for at in range.clone() {
        let place = places.entry(words[at].key).or_default();
        *place = (place.0 + 1, at);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    #[test]
    fn parts_cover_both_sides_in_order() {
        let words: Vec<Word> =
            (0..1500).map(|n| Word::of_str(&format!("w{}", n % 700), language::of(None))).collect();
        let parts = parts(&words, &words[..1200]);
        assert_eq!(parts[0].0.start, 0);
        assert!(parts.windows(2).all(|w| w[0].0.end == w[1].0.start && w[0].1.end == w[1].1.start));
        assert!(parts.iter().all(|(a, b)| a.len() * b.len() <= LARGEST));
    }

    #[test]
    fn one_word_against_many_ends() {
        let words = vec![Word::of_str("so", language::of(None)); 100_000];
        assert_eq!(parts(&words[..1], &words).len(), 1);
    }
}
