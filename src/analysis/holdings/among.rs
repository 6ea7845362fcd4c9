//! Which new documents are compared with one another, where very many of them are alike.
//!
//! In: the pairs that share enough. Out: of each document those most like it, and as many more as
//! every sentence of it that shares something needs; and how many pairs are left out. So the work
//! grows with what is told and not with its square.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::{Candidate, Candidates};
use crate::telling::Telling;

/// Documents that one is compared with in any case, the most alike first.
const MOST_ALIKE: usize = 24;
/// Documents that each of its sentences is held against at least.
const A_SENTENCE: usize = 4;

/// The pairs that are compared, and how many are not. Of a former version all are.
pub(super) fn bounded(
    among: Candidates,
    fresh: &[Telling<'_>],
    former: &[bool],
) -> (Candidates, usize) {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, pair) in among.pairs.iter().enumerate() {
        of.entry(pair.left).or_default().push(n);
        of.entry(pair.right).or_default().push(n);
    }
    let is_former = |pair: &Candidate| former[pair.left] || former[pair.right];
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for (document, mut own) in of {
        let pair = |n: usize| &among.pairs[n];
        own.sort_unstable_by(|a, b| {
            let (x, y) = (pair(*a), pair(*b));
            let alike = y.weight.total_cmp(&x.weight).then(y.anchors.len().cmp(&x.anchors.len()));
            alike.then(a.cmp(b))
        });
        let mut met = vec![0usize; fresh[document].tokenized.sentences.len()];
        for (rank, n) in own.into_iter().enumerate() {
            let sentences = sentences(pair(n), document, &fresh[document]);
            let wanted = sentences.iter().any(|at| met[*at] < A_SENTENCE);
            if rank < MOST_ALIKE || wanted || is_former(pair(n)) {
                sentences.into_iter().for_each(|at| met[at] += 1);
                kept.insert(n);
            }
        }
    }
    let all = among.pairs.len();
    let pairs = among.pairs.into_iter().enumerate();
    let pairs: Vec<Candidate> = pairs.filter(|(n, _)| kept.contains(n)).map(|it| it.1).collect();
    let left = all - pairs.len();
    (Candidates { pairs, ..among }, left)
}

/// The sentences of a document that share something with the other of a pair, each once.
fn sentences(pair: &Candidate, document: usize, telling: &Telling<'_>) -> Vec<usize> {
    let all = &telling.tokenized.sentences;
    let at = |token: u32| all.partition_point(|it| it.tokens.end <= token as usize);
    let own = |it: &crate::index::Anchor| if pair.left == document { it.left } else { it.right };
    let mut found: Vec<usize> = pair.anchors.iter().map(|it| at(own(it))).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|at| *at < all.len());
    found
}

/// What is not compared, in words.
pub(super) fn note(left: usize) -> Option<String> {
    (left > 0).then(|| {
        format!(
            "very many new documents are alike: each is compared with the {MOST_ALIKE} most like it, and \
             each sentence with {A_SENTENCE} others at least; {left} pairs of new documents are not \
             compared, and bringing them in several changes compares more of them"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Anchor;
    use crate::language;
    use crate::span::Span;

    const TEXT: &str = "The crane was sold to a yard. The yard had asked for it in May.";

    /// All pairs of some documents; the last two share their second sentence, all others the first.
    fn pairs(documents: usize) -> Vec<Candidate> {
        let pair = |left: usize, right: usize| {
            let last = (left, right) == (documents - 2, documents - 1);
            let token = if last { 9 } else { 1 };
            let weight = if last { 1.5 } else { 3.0 };
            let anchors = vec![Anchor { left: token, right: token }];
            Candidate { left, right, anchors, weight }
        };
        (0..documents).flat_map(|a| (a + 1..documents).map(move |b| pair(a, b))).collect()
    }

    fn kept(documents: usize, former: &[usize]) -> (Vec<(usize, usize)>, usize) {
        let whole = [Span::new(0, TEXT.len())];
        let telling = || Telling::read(TEXT, &whole, language::of(None), None);
        let fresh: Vec<Telling<'_>> = (0..documents).map(|_| telling()).collect();
        let former: Vec<bool> = (0..documents).map(|n| former.contains(&n)).collect();
        let among = Candidates { pairs: pairs(documents), ..Candidates::default() };
        let (found, left) = bounded(among, &fresh, &former);
        (found.pairs.iter().map(|it| (it.left, it.right)).collect(), left)
    }

    #[test]
    fn pairs_grow_with_the_documents_and_not_with_their_square() {
        assert_eq!(kept(20, &[]).1, 0);
        for documents in [100, 200] {
            let (found, left) = kept(documents, &[]);
            assert!(found.len() <= documents * (MOST_ALIKE + A_SENTENCE), "{}", found.len());
            assert_eq!(found.len() + left, documents * (documents - 1) / 2);
            assert!(note(left).unwrap().contains(&left.to_string()));
        }
        assert_eq!(note(0), None);
    }

    #[test]
    fn a_sentence_that_few_share_is_compared_though_other_documents_are_more_alike() {
        assert!(kept(100, &[]).0.contains(&(98, 99)));
    }

    #[test]
    fn a_former_version_is_compared_with_all() {
        let (found, _) = kept(100, &[50]);
        assert_eq!(found.iter().filter(|pair| pair.0 == 50 || pair.1 == 50).count(), 99);
    }
}
