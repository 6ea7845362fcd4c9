//! Words of a language that nobody knows: equal words face each other before any likeness counts.
//!
//! In: two runs of words. Out: links. Equal words are linked as in a copy, then equal runs that
//! moved; only what is left between them is linked by likeness, and never past an equal word. So a
//! word without an equal on the other side is never hidden behind one that has it.

use std::ops::Range;

use foldhash::HashMap;

use super::{Word, WordAlignment, align_words};
use crate::alignment::edits::common;
use crate::language::Language;

/// The same as [`align_words`], equal words first.
pub(super) fn align(
    left: &[Word],
    right: &[Word],
    language: &Language,
    judging: bool,
) -> WordAlignment {
    let keys = |words: &[Word]| words.iter().map(|word| word.key).collect::<Vec<u64>>();
    let (a, b) = (keys(left), keys(right));
    if a == b {
        return align_words(left, right, language, judging);
    }
    let runs = common(&a, &b);
    let mut links: Vec<(usize, usize)> =
        runs.iter().flat_map(|(x, y)| x.clone().zip(y.clone())).collect();
    let (mut used_left, mut used_right) = (vec![false; a.len()], vec![false; b.len()]);
    for &(i, j) in &links {
        (used_left[i], used_right[j]) = (true, true);
    }
    let moved = moved(&a, &b, &used_left, &used_right);
    for &(i, j) in &moved {
        (used_left[i], used_right[j]) = (true, true);
    }
    links.extend(moved);
    for (x, y) in gaps(&runs, a.len(), b.len()) {
        let open = |range: Range<usize>, used: &[bool]| {
            range.filter(|&at| !used[at]).collect::<Vec<usize>>()
        };
        let (x, y) = (open(x, &used_left), open(y, &used_right));
        if x.is_empty() || y.is_empty() {
            continue;
        }
        let words = |all: &[Word], at: &[usize]| at.iter().map(|&n| all[n]).collect::<Vec<Word>>();
        let inside = align_words(&words(left, &x), &words(right, &y), language, false);
        links.extend(inside.links.into_iter().map(|(i, j)| (x[i], y[j])));
    }
    links.sort_unstable();
    let judged = if judging {
        align_words(left, right, language, true).judged
    } else {
        super::Judgement::default()
    };
    WordAlignment { links, judged }
}

/// What lies between common runs, and before and behind them.
fn gaps(
    runs: &[(Range<usize>, Range<usize>)],
    left: usize,
    right: usize,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut from = (0, 0);
    let mut found = Vec::with_capacity(runs.len() + 1);
    for (x, y) in runs.iter().cloned().chain([(left..left, right..right)]) {
        found.push((from.0..x.start, from.1..y.start));
        from = (x.end, y.end);
    }
    found
}

/// Places of one word at which a run may go on; more are not looked at.
const PLACES: usize = 32;

/// Equal runs that stand in another order, the longest at each place; a single word only where
/// both sides have it once among what is left.
fn moved(a: &[u64], b: &[u64], used_left: &[bool], used_right: &[bool]) -> Vec<(usize, usize)> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::default();
    for (at, key) in b.iter().enumerate().filter(|(at, _)| !used_right[*at]) {
        places.entry(*key).or_default().push(at);
    }
    let mut counts: HashMap<u64, usize> = HashMap::default();
    for key in a.iter().zip(used_left).filter(|(_, used)| !**used).map(|(key, _)| key) {
        *counts.entry(*key).or_default() += 1;
    }
    let mut taken = used_right.to_vec();
    let mut found = Vec::new();
    let mut i = 0;
    while i < a.len() {
        let here = places.get(&a[i]).filter(|_| !used_left[i]);
        let length = |&j: &usize| {
            let rest = (i..a.len()).zip(j..b.len());
            rest.take_while(|&(x, y)| !used_left[x] && !taken[y] && a[x] == b[y]).count()
        };
        let best = here.into_iter().flatten().take(PLACES).map(|j| (length(j), *j));
        let (run, j) = best.max_by_key(|&(run, j)| (run, usize::MAX - j)).unwrap_or((0, 0));
        let once = run == 1 && counts[&a[i]] == 1 && places[&a[i]].len() == 1;
        if run > 1 || once {
            found.extend((i..i + run).zip(j..j + run));
            taken[j..j + run].fill(true);
            i += run;
        } else {
            i += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    fn links(a: &str, b: &str) -> Vec<(usize, usize)> {
        let language = language::of(Some("und"));
        let words = |text: &str| -> Vec<Word> {
            text.split(' ').map(|word| Word::of_str(word, language)).collect()
        };
        align(&words(a), &words(b), language, false).links
    }

    #[test]
    fn equal_words_face_each_other() {
        let found = links("rada nie zgodziła się na most", "rada zgodziła się na most");
        assert_eq!(found, [(0, 0), (2, 1), (3, 2), (4, 3), (5, 4)]);
    }

    #[test]
    fn runs_that_moved_are_linked() {
        let found = links("ieri sera la squadra ha vinto", "la squadra ha vinto ieri sera");
        assert_eq!(found, [(0, 4), (1, 5), (2, 0), (3, 1), (4, 2), (5, 3)]);
    }

    #[test]
    fn no_word_is_linked_past_an_equal_one() {
        let text = "a b c d e f g h i k l m n o p q";
        let other = "q b a d c f e h g k i m l o n p";
        let found = links(text, other);
        let (a, b): (Vec<&str>, Vec<&str>) =
            (text.split(' ').collect(), other.split(' ').collect());
        for (i, word) in a.iter().enumerate() {
            let equal = found.iter().any(|&(x, y)| x == i && b[y] == *word);
            assert!(equal, "{word}");
        }
    }
}
