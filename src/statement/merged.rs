//! Groups that overlap in a document and tell one thing are one statement.
//!
//! A telling may be too unlike another to be linked to it though both are linked to a third. They
//! belong together when the words of the third that face the one are mostly those that face the
//! other. Every two documents that come together must be tied so, or directly: what B shares with
//! A and what B shares with C may be two things, and then A and C have nothing to do with each
//! other.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::groups::{Group, Place, Sets};
use crate::alignment::Relation;

/// Asked for the words that face each other.
pub trait Words {
    /// How many words stand at a place.
    fn count(&self, place: Place) -> usize;
    /// Which words of content of a place face words of another place: numbers of the document,
    /// ascending, each once.
    fn facing(&self, of: Place, to: Place) -> Vec<usize>;
    /// Sentences of two places, of which the first sorts first, between which something differs.
    fn differing(&self, left: Place, right: Place) -> Vec<(Place, Place)>;
}

/// Other groups that a group is held against.
const NEAR: usize = 24;
/// Pairs of documents of two groups that are looked at, and third ones between them.
const PAIRS: usize = 36;
/// Sentences of a document up to which runs that overlap become one.
const SENTENCES: usize = 3;

/// Merges groups, which are sorted; the result is sorted too. First come groups with the same
/// sentences; what they tell in parts is then no statement as a whole; last come those of which
/// one tells more.
pub fn merged(groups: Vec<Group>, words: &dyn Words) -> Vec<Group> {
    let same = round(groups, words, false);
    round(without_wholes(same, words), words, true)
}

fn round(groups: Vec<Group>, words: &dyn Words, growing: bool) -> Vec<Group> {
    let pairs = neighbours(&groups);
    let mut open: Vec<Option<Open>> = groups.into_iter().map(|it| Some(Open::of(it))).collect();
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (a, b) in pairs {
        let (Some(x), Some(y)) = (&open[a], &open[b]) else { continue };
        if let Some(strength) = strength(x, y, words, growing) {
            candidates.push((strength, a, b));
        }
    }
    candidates.sort_by_key(|&(strength, a, b)| (std::cmp::Reverse(strength), a, b));
    let mut sets = Sets::new(open.len());
    // Of groups that grew, which two do not belong together as they are: nobody asks twice.
    let mut apart: HashSet<[(usize, usize); 2]> = HashSet::new();
    for (_, a, b) in candidates {
        let (a, b) = (sets.root(a), sets.root(b));
        let (a, b) = (a.min(b), a.max(b));
        let (Some(x), Some(y)) = (&open[a], &open[b]) else { continue };
        if a == b {
            continue;
        }
        if x.joins + y.joins > 0 {
            let asked = [(a, x.joins), (b, y.joins)];
            if apart.contains(&asked) || strength(x, y, words, growing).is_none() {
                apart.insert(asked);
                continue;
            }
        }
        let (x, y) = (open[a].take(), open[b].take());
        open[a] = x.zip(y).map(|(x, y)| x.with(y));
        sets.join(a, b);
    }
    let mut merged: Vec<Group> = open.into_iter().flatten().map(Open::closed).collect();
    merged.sort();
    merged.dedup();
    merged
}

/// A group that may grow.
struct Open {
    /// By document, where it tells the statement.
    runs: BTreeMap<usize, Place>,
    relation: Relation,
    /// The group as it was, where it has a document twice: such stay by themselves.
    repeats: Option<Group>,
    /// How often something was taken in.
    joins: usize,
}

impl Open {
    fn of(group: Group) -> Self {
        let runs: BTreeMap<usize, Place> = group.runs.iter().map(|run| (run.0, *run)).collect();
        let relation = group.relation;
        let repeats = (runs.len() < group.runs.len()).then_some(group);
        Self { runs, relation, repeats, joins: 0 }
    }

    /// All that two groups say. The smaller is taken into the larger: a statement that thousands
    /// tell is not copied for each of them.
    fn with(self, other: Self) -> Self {
        let (joins, relation) = (self.joins + other.joins + 1, self.relation.max(other.relation));
        let (mut runs, less) = match self.runs.len() < other.runs.len() {
            true => (other.runs, self.runs),
            false => (self.runs, other.runs),
        };
        for (document, run) in less {
            let own = runs.entry(document).or_insert(run);
            *own = (document, own.1.min(run.1), own.2.max(run.2));
        }
        Self { runs, relation, repeats: None, joins }
    }

    fn closed(self) -> Group {
        let whole = |runs: BTreeMap<usize, Place>, relation| Group {
            runs: runs.into_values().collect(),
            relation,
        };
        self.repeats.unwrap_or_else(|| whole(self.runs, self.relation))
    }

    /// Where it stands in documents that another group has not, as many as are looked at.
    fn only(&self, other: &Self) -> Vec<Place> {
        let own = self.runs.values().filter(|run| !other.runs.contains_key(&run.0));
        own.take(PAIRS).copied().collect()
    }
}

/// Groups by the sentences where they stand: document, sentence.
fn stands(groups: &[Group]) -> HashMap<(usize, usize), Vec<usize>> {
    let mut at: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for (n, group) in groups.iter().enumerate() {
        for &(document, from, to) in &group.runs {
            for sentence in from..to {
                at.entry((document, sentence)).or_default().push(n);
            }
        }
    }
    at
}

/// Leaves out what two documents tell in several sentences when other groups tell all of it, and
/// all that differs there, in parts.
fn without_wholes(groups: Vec<Group>, words: &dyn Words) -> Vec<Group> {
    let at = stands(&groups);
    let mut kept = vec![true; groups.len()];
    for n in 0..groups.len() {
        let [left, right] = groups[n].runs[..] else { continue };
        if left.0 == right.0 || left.2 - left.1 + right.2 - right.1 < 3 {
            continue;
        }
        let together = |x: Place, y: Place| {
            let has = |m: &usize| {
                let overlaps = |place: Place| {
                    let run = groups[*m].runs.iter().find(|run| run.0 == place.0);
                    run.is_some_and(|run| run.1 < place.2 && place.1 < run.2)
                };
                *m != n && kept[*m] && overlaps(x) && overlaps(y)
            };
            let here = (x.1..x.2).filter_map(|sentence| at.get(&(x.0, sentence)));
            here.flatten().take(PAIRS).any(has)
        };
        let one = |run: Place| (run.1..run.2).map(move |n| (run.0, n, n + 1));
        let told = one(left).all(|sentence| together(sentence, right))
            && one(right).all(|sentence| together(sentence, left))
            && words.differing(left, right).into_iter().all(|(x, y)| together(x, y));
        kept[n] = !told;
    }
    let mut kept = kept.into_iter();
    groups.into_iter().filter(|_| kept.next().unwrap_or(true)).collect()
}

/// Pairs of groups that share a sentence, each once.
fn neighbours(groups: &[Group]) -> Vec<(usize, usize)> {
    let at = stands(groups);
    let mut pairs = Vec::new();
    for (n, group) in groups.iter().enumerate() {
        let mut others: BTreeSet<usize> = BTreeSet::new();
        for &(document, from, to) in &group.runs {
            for sentence in from..to {
                // Numbers ascend at every sentence.
                let here = at.get(&(document, sentence)).map_or(&[][..], Vec::as_slice);
                let behind = here.partition_point(|other| *other <= n);
                others.extend(here[behind..].iter().take(NEAR));
            }
        }
        pairs.extend(others.into_iter().take(NEAR).map(|other| (n, other)));
    }
    pairs
}

/// How much speaks for one statement, if enough does. Only if `growing` may one group tell more of
/// a document than the other.
fn strength(a: &Open, b: &Open, words: &dyn Words, growing: bool) -> Option<usize> {
    if a.repeats.is_some() || b.repeats.is_some() {
        return None;
    }
    // The smaller one is gone through, and the larger one only asked.
    let is_less = a.runs.len() < b.runs.len();
    let (less, more) = if is_less { (a, b) } else { (b, a) };
    let both = less.runs.iter().filter_map(|(document, run)| {
        let other = more.runs.get(document)?;
        Some(if is_less { (*run, *other) } else { (*other, *run) })
    });
    let shared: Vec<(Place, Place)> = both.collect();
    let is_one =
        |&(own, other): &(Place, Place)| own == other || growing && overlaps(own, other, words);
    if shared.is_empty() || !shared.iter().all(is_one) {
        return None;
    }
    let support = support(&a.only(b), &b.only(a), &shared, words);
    (support.0 == support.1 || !growing && support.2).then_some(100 * shared.len() + support.0)
}

/// How many of the documents that come together are tied, of how many, and whether each is tied to
/// most of the others.
fn support(
    left: &[Place],
    right: &[Place],
    shared: &[(Place, Place)],
    words: &dyn Words,
) -> (usize, usize, bool) {
    let (mut own, mut other) = (vec![(0, 0); left.len()], vec![(0, 0); right.len()]);
    let pairs = (0..left.len()).flat_map(|n| (0..right.len()).map(move |m| (n, m)));
    for (n, m) in pairs.take(PAIRS) {
        let tied = usize::from(is_tied(left[n], right[m], shared, words));
        for (sum, asked) in [&mut own[n], &mut other[m]] {
            *sum += tied;
            *asked += 1;
        }
    }
    let sums = own.iter().fold((0, 0), |(a, b), (tied, asked)| (a + tied, b + asked));
    let most = own.iter().chain(&other).all(|(tied, asked)| 2 * tied > *asked || *asked == 0);
    (sums.0, sums.1, most)
}

/// Whether two runs of a document are mostly the same, or few sentences of which one has some.
fn overlaps(a: Place, b: Place, words: &dyn Words) -> bool {
    let (from, to) = (a.1.max(b.1), a.2.min(b.2));
    if from >= to {
        return false;
    }
    a.2.max(b.2) - a.1.min(b.1) <= SENTENCES
        && 2 * words.count((a.0, from, to)) >= words.count(a).min(words.count(b))
}

/// Words of content that two tellings share through a third.
const MET: usize = 2;

/// Whether two runs face each other, or the same words of a third.
fn is_tied(a: Place, b: Place, shared: &[(Place, Place)], words: &dyn Words) -> bool {
    let through = |&(own, other): &(Place, Place)| {
        let (x, y) = (words.facing(own, a), words.facing(other, b));
        let met = x.iter().filter(|word| y.binary_search(word).is_ok()).count();
        met >= MET && 2 * met >= x.len().min(y.len()) && 3 * met >= x.len().max(y.len())
    };
    words.facing(a, b).len() >= MET || shared.iter().take(PAIRS).any(through)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Words of ten a sentence; which of them face which document.
    struct Told(Vec<((usize, usize), Vec<usize>)>);

    impl Words for Told {
        fn count(&self, place: Place) -> usize {
            10 * (place.2 - place.1)
        }

        fn facing(&self, of: Place, to: Place) -> Vec<usize> {
            let found = self.0.iter().find(|(pair, _)| *pair == (of.0, to.0));
            let words = found.map_or(&[][..], |(_, words)| words.as_slice());
            let inside = |word: &&usize| (10 * of.1..10 * of.2).contains(*word);
            words.iter().filter(inside).copied().collect()
        }

        fn differing(&self, _: Place, _: Place) -> Vec<(Place, Place)> {
            Vec::new()
        }
    }

    fn group(runs: &[Place]) -> Group {
        Group { runs: runs.to_vec(), relation: Relation::Retold }
    }

    /// B, which is 1, shares words with A and with C.
    fn chain(to_a: &[usize], to_c: &[usize]) -> usize {
        let told = Told(vec![((1, 0), to_a.to_vec()), ((1, 2), to_c.to_vec())]);
        let groups = vec![group(&[(0, 0, 1), (1, 0, 1)]), group(&[(1, 0, 1), (2, 0, 1)])];
        merged(groups, &told).len()
    }

    #[test]
    fn those_that_tell_the_same_of_a_third_are_one_statement() {
        assert_eq!(chain(&[1, 2, 3, 4], &[2, 3, 4, 6]), 1);
    }

    #[test]
    fn a_chain_of_likenesses_does_not_drift() {
        assert_eq!(chain(&[1, 2, 3], &[6, 7, 8]), 2);
        assert_eq!(chain(&[1, 2, 3, 4, 5, 6, 7], &[7, 8, 9]), 2, "one word is no tie");
        assert_eq!(chain(&[1, 2, 3, 4, 5, 6, 7], &[1, 2]), 2, "a trifle of what A has is no tie");
    }

    #[test]
    fn what_lies_within_another_group_is_no_statement_of_its_own() {
        let told = Told(Vec::new());
        let groups =
            vec![group(&[(0, 0, 1), (1, 4, 5)]), group(&[(0, 0, 2), (1, 4, 5), (2, 0, 1)])];
        let found = merged(groups, &told);
        assert_eq!(found, vec![group(&[(0, 0, 2), (1, 4, 5), (2, 0, 1)])]);
    }

    #[test]
    fn what_is_told_in_parts_is_not_told_again_as_a_whole() {
        let told = Told(Vec::new());
        let part = |n: usize| group(&[(0, n, n + 1), (1, n, n + 1)]);
        let whole = group(&[(0, 0, 2), (1, 0, 2)]);
        assert_eq!(merged(vec![part(0), whole, part(1)], &told), vec![part(0), part(1)]);
    }

    #[test]
    fn runs_do_not_grow_without_end() {
        let told = Told(Vec::new());
        let step = |n: usize| group(&[(0, n, n + 2), (1, n, n + 2)]);
        let found = merged((0..9).map(step).collect(), &told);
        assert!(found.iter().all(|group| group.runs[0].2 - group.runs[0].1 <= SENTENCES));
    }

    /// Everything faces everything; how often it was asked is counted.
    #[derive(Default)]
    struct Crowd(Cell<usize>);

    impl Words for Crowd {
        fn count(&self, _: Place) -> usize {
            10
        }

        fn facing(&self, _: Place, _: Place) -> Vec<usize> {
            self.0.set(self.0.get() + 1);
            vec![1, 2, 3]
        }

        fn differing(&self, _: Place, _: Place) -> Vec<(Place, Place)> {
            Vec::new()
        }
    }

    #[test]
    fn a_statement_of_thousands_costs_a_bounded_share_each() {
        let asked = |documents: usize| {
            let crowd = Crowd::default();
            // Each is linked to some of those behind it, as a template's are.
            let pairs =
                (0..documents).flat_map(|a| (a + 1..documents.min(a + 9)).map(move |b| (a, b)));
            let groups: Vec<Group> = pairs.map(|(a, b)| group(&[(a, 0, 1), (b, 0, 1)])).collect();
            let found = merged(groups, &crowd);
            assert_eq!((found.len(), found[0].runs.len()), (1, documents));
            crowd.0.get()
        };
        let (few, many) = (asked(500), asked(2000));
        assert!(many <= 5 * few, "{few} for 500, {many} for 2000");
    }
}
