//! Which documents are about one event.
//!
//! Two documents belong together when they use the same rare words, weighed by how rare each is
//! among the documents and by how early it comes: news puts first what it is about. A brief is
//! measured against as many words of a long report as it could have, so that its shortness is not
//! held against it; alignments between two documents add to their likeness. Groups grow by average likeness
//! (UPGMA over the sparse graph of likenesses), so that one document that touches two events does
//! not weld them together.

use foldhash::{HashMap, HashMapExt};
use serde::{Deserialize, Serialize};

use crate::token::{Class, Tokenized};

/// Settings of the stories.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Average likeness that keeps a story together, 0 to 1.
    pub likeness: f32,
    /// Rarest words of a document that are compared.
    pub words: usize,
    /// Likeness that an alignment between two documents adds, at most.
    pub tie: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { likeness: 0.19, words: 120, tie: 0.3 }
    }
}

/// Share of the shorter of two documents that their alignments cover.
pub type Tie = (usize, usize, f32);

/// Groups of two or more documents, each sorted, sorted by their first.
pub fn stories(documents: &[&Tokenized], ties: &[Tie], options: &Options) -> Vec<Vec<usize>> {
    let mut edges = edges(&vectors(documents, options.words), ties, options);
    edges.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    average_link(documents.len(), &edges, options.likeness)
}

/// Documents that share a word beyond which the word says nothing of an event.
const CAP: usize = 400;

/// Pairs of documents alike enough to matter: the cosine of their vectors, and what alignments
/// add. One document at a time is held against those behind it, so that what most pairs share,
/// which is next to nothing, is never kept.
fn edges(vectors: &[Vector], ties: &[Tie], options: &Options) -> Vec<(usize, usize, f32)> {
    let mut postings: Vec<(u64, usize, f32)> = Vec::new();
    for (document, vector) in vectors.iter().enumerate() {
        postings.extend(vector.words.iter().map(|(stem, weight)| (*stem, document, *weight)));
    }
    postings.sort_unstable_by_key(|(stem, document, _)| (*stem, *document));
    let groups: Vec<&[(u64, usize, f32)]> =
        postings.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() <= CAP).collect();
    let mut shared: Vec<Vec<(usize, usize)>> = vec![Vec::new(); vectors.len()];
    for (number, group) in groups.iter().enumerate() {
        for (n, (_, document, _)) in group.iter().enumerate() {
            shared[*document].push((number, n));
        }
    }
    let mut tied: Vec<Vec<(usize, f32)>> = vec![Vec::new(); vectors.len()];
    for (left, right, share) in ties {
        tied[*left].push((*right, options.tie * share.sqrt()));
    }
    let mut edges = Vec::new();
    let mut likeness = vec![0.0f32; vectors.len()];
    let mut touched: Vec<usize> = Vec::new();
    for left in 0..vectors.len() {
        let mut add = |right: usize, weight: f32| {
            if likeness[right] == 0.0 {
                touched.push(right);
            }
            likeness[right] += weight;
        };
        for (group, n) in &shared[left] {
            let group = groups[*group];
            let own = group[*n].2;
            group[n + 1..].iter().for_each(|(_, right, weight)| add(*right, own * weight));
        }
        // What alignments add does not depend on how long the documents are.
        let length = |right: usize| norms(&vectors[left], &vectors[right]);
        tied[left].iter().for_each(|(right, weight)| add(*right, weight * length(*right)));
        for right in touched.drain(..) {
            let weight = std::mem::take(&mut likeness[right]) / length(right);
            if weight >= options.likeness * 0.5 {
                edges.push((left, right, weight));
            }
        }
    }
    edges
}

/// The rarest words of a document.
struct Vector {
    /// Stem and weight, the heaviest first.
    words: Vec<(u64, f32)>,
    /// Sums of the squares of the first weights: as many as the place, from none.
    squares: Vec<f32>,
}

impl Vector {
    fn new(mut words: Vec<(u64, f32)>, most: usize) -> Self {
        words.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        words.truncate(most);
        let mut squares = vec![0.0];
        squares.extend(words.iter().scan(0.0, |sum, (_, weight)| {
            *sum += weight * weight;
            Some(*sum)
        }));
        Self { words, squares }
    }

    /// The length of the vector of its `most` heaviest words.
    fn norm(&self, most: usize) -> f32 {
        self.squares[most.min(self.words.len())].sqrt().max(1e-6)
    }
}

/// Words of a long document that count for each word of a short one, and at least.
const LONGER: usize = 2;
const LEAST: usize = 20;

fn norms(a: &Vector, b: &Vector) -> f32 {
    let most = (LONGER * a.words.len().min(b.words.len())).max(LEAST);
    a.norm(most) * b.norm(most)
}

fn vectors(documents: &[&Tokenized], most: usize) -> Vec<Vector> {
    let mut frequency: HashMap<u64, u32> = HashMap::new();
    let counts: Vec<Vec<Counted>> = documents.iter().map(|document| counted(document)).collect();
    for word in counts.iter().flatten() {
        *frequency.entry(word.stem).or_insert(0) += 1;
    }
    let total = documents.len() as f32;
    let weigh = |word: Counted| {
        let idf = ((total + 1.0) / (frequency[&word.stem] as f32)).ln().max(0.0);
        let early = 1.0 + (-(word.first as f32) / LEAD).exp();
        (word.stem, (1.0 + (word.count as f32).ln()) * idf * early)
    };
    counts
        .into_iter()
        .map(|words| words.into_iter().filter(|word| frequency[&word.stem] > 1).map(weigh))
        .map(|words| Vector::new(words.collect(), most))
        .collect()
}

/// Tokens over which the lead of a report fades.
const LEAD: f32 = 60.0;

/// A word of a document: how often it comes, and the token where it first does.
struct Counted {
    stem: u64,
    count: u32,
    first: usize,
}

fn counted(document: &Tokenized) -> Vec<Counted> {
    let mut stems: Vec<(u64, usize)> = document
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.class != Class::Function)
        .map(|(at, token)| (token.stem, at))
        .collect();
    stems.sort_unstable();
    stems
        .chunk_by(|a, b| a.0 == b.0)
        .map(|run| Counted { stem: run[0].0, count: run.len() as u32, first: run[0].1 })
        .collect()
}

/// Merges the most alike groups first, as long as their average likeness is enough.
///
/// Lance-Williams sums over sparse neighbour lists; a missing edge counts as no likeness.
fn average_link(documents: usize, edges: &[(usize, usize, f32)], enough: f32) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..documents).map(|document| vec![document]).collect();
    let mut near: Vec<std::collections::BTreeMap<usize, f32>> =
        vec![std::collections::BTreeMap::new(); documents];
    let mut queue = std::collections::BinaryHeap::new();
    for (a, b, weight) in edges {
        near[*a].insert(*b, *weight);
        near[*b].insert(*a, *weight);
        queue.push(Merge { likeness: *weight, a: *a.min(b), b: *a.max(b), size: 2 });
    }
    while let Some(merge) = queue.pop() {
        let (a, b) = (merge.a, merge.b);
        let current = groups[a].len() + groups[b].len() == merge.size
            && !groups[a].is_empty()
            && !groups[b].is_empty();
        if !current || merge.likeness < enough {
            continue;
        }
        let moved = std::mem::take(&mut groups[b]);
        groups[a].extend(moved);
        let others = std::mem::take(&mut near[b]);
        near[a].remove(&b);
        for (other, sum) in others.into_iter().filter(|(other, _)| *other != a) {
            near[other].remove(&b);
            *near[a].entry(other).or_insert(0.0) += sum;
        }
        for (other, sum) in near[a].clone() {
            near[other].insert(a, sum);
            let likeness = sum / (groups[a].len() * groups[other].len()) as f32;
            let size = groups[a].len() + groups[other].len();
            queue.push(Merge { likeness, a: a.min(other), b: a.max(other), size });
        }
    }
    let mut found: Vec<Vec<usize>> = groups.into_iter().filter(|group| group.len() > 1).collect();
    found.iter_mut().for_each(|group| group.sort_unstable());
    found.sort();
    found
}

/// Two groups that may be merged, as they were when this was queued.
#[derive(PartialEq)]
struct Merge {
    likeness: f32,
    a: usize,
    b: usize,
    size: usize,
}

impl Eq for Merge {}

impl Ord for Merge {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.likeness
            .total_cmp(&other.likeness)
            .then(other.a.cmp(&self.a))
            .then(other.b.cmp(&self.b))
            .then(other.size.cmp(&self.size))
    }
}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_between_two_events_does_not_weld_them() {
        let edges = [(0, 1, 0.9), (2, 3, 0.9), (1, 4, 0.4), (2, 4, 0.35)];
        let found = average_link(5, &edges, 0.19);
        assert_eq!(found, vec![vec![0, 1, 4], vec![2, 3]]);
    }

    #[test]
    fn a_brief_is_not_blamed_for_being_short() {
        let long = Vector::new((0..80).map(|stem| (stem, 2.0)).collect(), 80);
        let brief = Vector::new((0..10).map(|stem| (stem, 2.0)).collect(), 80);
        let product = 10.0 * 4.0;
        assert!(product / norms(&long, &brief) > 0.7);
        assert!(product / (long.norm(80) * brief.norm(80)) < 0.4);
    }

    #[test]
    fn average_counts_missing_ties_as_none() {
        let chain = [(0, 1, 0.5), (1, 2, 0.5), (2, 3, 0.5)];
        assert_eq!(average_link(4, &chain, 0.3), vec![vec![0, 1], vec![2, 3]]);
    }
}
