//! Who shares an anchor with whom.
//!
//! Postings of all documents are sorted by key; documents that stand under one key meet. A key
//! that very many documents have would cost a square of them, so beyond a cap each document meets
//! only the first one and the one before it: still connected, and linear. What was capped is
//! counted.
//!
//! [`store`] keeps documents and what they are found by on disk.

pub mod store;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;

/// Settings of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Documents under one key beyond which not all of them meet one another.
    pub cap: usize,
    /// Shared anchors near each other that make two documents a candidate; one inside a phrase that
    /// is counted already adds a tenth.
    pub enough: f32,
    /// Tokens within which anchors are near each other.
    pub near: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { cap: 40, enough: 1.3, near: 120 }
    }
}

/// One place where an anchor key occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Posting {
    /// What is shared.
    pub key: u64,
    /// Index of the document.
    pub document: u32,
    /// Index of its token.
    pub token: u32,
}

/// Something rare that two documents share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// Token in the left document.
    pub left: u32,
    /// Token in the right document.
    pub right: u32,
}

/// Two documents with what they share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Index of the document that sorts first.
    pub left: usize,
    /// Index of the other one.
    pub right: usize,
    /// What they share, in the order of the left document.
    pub anchors: Vec<Anchor>,
    /// Weight of the heaviest neighbourhood of anchors, see [`heaviest`].
    pub weight: f32,
}

/// Candidates, and what was capped to find them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidates {
    /// Sorted by documents.
    pub pairs: Vec<Candidate>,
    /// Keys with more documents than the cap.
    pub capped: usize,
    /// How often two documents did not meet under one of them.
    pub hidden: u64,
    /// Places where a key stands, of all documents.
    pub anchors: usize,
}

/// Whether two documents, by their indices, may meet.
pub type May<'a> = dyn Fn(usize, usize) -> bool + Sync + 'a;

/// Lets documents meet under their fingerprints; `documents[i]` are those of document `i`.
pub fn candidates(
    documents: &[Vec<Fingerprint>],
    options: &Options,
    may: Option<&May<'_>>,
) -> Candidates {
    let mut postings: Vec<Posting> =
        Vec::with_capacity(documents.iter().map(Vec::len).sum::<usize>());
    for (document, fingerprints) in documents.iter().enumerate() {
        postings.extend(fingerprints.iter().map(|fingerprint| Posting {
            key: fingerprint.key,
            document: document as u32,
            token: fingerprint.token,
        }));
    }
    postings.par_sort_unstable();
    postings.dedup_by_key(|posting| (posting.key, posting.document));
    let anchors = postings.len();
    let groups: Vec<&[Posting]> =
        postings.chunk_by(|a, b| a.key == b.key).filter(|group| group.len() > 1).collect();
    let shards: Vec<Meetings> = (0..SHARDS)
        .into_par_iter()
        .map(|shard| {
            let mut meetings = Meetings::of(shard, documents.len());
            for group in &groups {
                meetings.meet(group, options.cap, may);
            }
            meetings
        })
        .map(|meetings| meetings.closed(options))
        .collect();
    let (capped, hidden) = shards.first().map_or((0, 0), |shard| (shard.capped, shard.hidden));
    let pairs = shards.into_iter().flat_map(|shard| shard.found).collect();
    Candidates { pairs, capped, hidden, anchors }
}

/// Parts into which the left documents are cut, so that only a part of all meetings is held at a
/// time: they are many more than the candidates that come of them.
const SHARDS: usize = 24;

#[derive(Default)]
struct Meetings {
    /// Left documents of this shard.
    lefts: std::ops::Range<u32>,
    shared: Vec<(u32, u32, Anchor)>,
    found: Vec<Candidate>,
    capped: usize,
    hidden: u64,
}

impl Meetings {
    fn of(shard: usize, documents: usize) -> Self {
        let border = |n: usize| (documents * n / SHARDS) as u32;
        Self { lefts: border(shard)..border(shard + 1), ..Self::default() }
    }

    /// Lets the documents of one key meet: one posting each, in order.
    fn meet(&mut self, firsts: &[Posting], cap: usize, may: Option<&May<'_>>) {
        let may = |left: &Posting, right: &Posting| {
            may.is_none_or(|may| may(left.document as usize, right.document as usize))
        };
        if firsts.len() <= cap {
            let from = firsts.partition_point(|posting| posting.document < self.lefts.start);
            let to = firsts.partition_point(|posting| posting.document < self.lefts.end);
            for (n, left) in firsts.iter().enumerate().take(to).skip(from) {
                for right in firsts[n + 1..].iter().filter(|right| may(left, right)) {
                    self.push(left, right);
                }
            }
            return;
        }
        self.capped += 1;
        let many = firsts.len() as u64;
        self.hidden += many * (many - 1) / 2 - (2 * many - 3);
        for (n, right) in firsts.iter().enumerate().skip(1) {
            // Of those that it may meet, as far as so many are looked at.
            let first = firsts[..n].iter().take(cap.max(1)).position(|left| may(left, right));
            let nearest = firsts[..n].iter().rev().take(cap.max(1));
            let last =
                nearest.enumerate().find(|(_, left)| may(left, right)).map(|(at, _)| n - 1 - at);
            for at in [first, last.filter(|_| first != last)].into_iter().flatten() {
                self.push(&firsts[at], right);
            }
        }
    }

    fn push(&mut self, left: &Posting, right: &Posting) {
        if !self.lefts.contains(&left.document) {
            return;
        }
        let anchor = Anchor { left: left.token, right: right.token };
        self.shared.push((left.document, right.document, anchor));
    }

    /// The pairs that share enough; what they met under is let go.
    fn closed(mut self, options: &Options) -> Self {
        let mut shared = std::mem::take(&mut self.shared);
        shared.sort_unstable();
        self.found = shared
            .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
            .filter_map(|pair| {
                let anchors: Vec<Anchor> = pair.iter().map(|(_, _, anchor)| *anchor).collect();
                let weight = heaviest(&anchors, options);
                let (left, right) = (pair[0].0 as usize, pair[0].1 as usize);
                (weight >= options.enough).then_some(Candidate { left, right, anchors, weight })
            })
            .collect();
        self
    }
}

/// Weight of the heaviest window of anchors that are near on both sides: how many pieces of evidence
/// it holds. Nothing is found that is less than enough.
///
/// Anchors that overlap are one phrase, so each further one adds little. How many other documents
/// have an anchor does not count, so that strangers to both change nothing. The answer is the same
/// with the sides turned about.
pub fn heaviest(anchors: &[Anchor], options: &Options) -> f32 {
    let most = anchors.len() as f32;
    if most < options.enough {
        return most;
    }
    let mut turned: Vec<Anchor> = anchors.iter().map(Anchor::turned).collect();
    turned.sort_unstable();
    one_way(anchors, options.near).max(one_way(&turned, options.near))
}

impl Anchor {
    /// The same with the sides turned about.
    pub fn turned(&self) -> Self {
        Self { left: self.right, right: self.left }
    }
}

fn one_way(anchors: &[Anchor], near: u32) -> f32 {
    let mut bins: HashMap<(u32, u32), (f32, u32)> = HashMap::new();
    let mut best = 0.0f32;
    for anchor in anchors {
        let (x, y) = (anchor.left / near, anchor.right / near);
        for bin in [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)] {
            let (sum, free) = bins.entry(bin).or_insert((0.0, 0));
            let apart = anchor.left >= *free;
            *sum += if apart { 1.0 } else { OVERLAPPING };
            if apart {
                *free = anchor.left + PHRASE;
            }
            best = best.max(*sum);
        }
    }
    best
}

/// Tokens that one phrase may take.
const PHRASE: u32 = 6;
/// What an anchor inside a phrase already counted adds.
const OVERLAPPING: f32 = 0.1;

/// The anchors of two documents alone, sorted: each key at its first place on either side.
pub fn between(left: &[Fingerprint], right: &[Fingerprint]) -> Vec<Anchor> {
    let firsts = |prints: &[Fingerprint]| {
        let mut firsts = prints.to_vec();
        firsts.sort_unstable();
        firsts.dedup_by_key(|print| print.key);
        firsts
    };
    let theirs = firsts(right);
    let facing = |own: &Fingerprint| {
        let at = theirs.binary_search_by_key(&own.key, |print| print.key).ok()?;
        Some(Anchor { left: own.token, right: theirs[at].token })
    };
    let mut anchors: Vec<Anchor> = firsts(left).iter().filter_map(facing).collect();
    anchors.sort_unstable();
    anchors
}

/// Puts the candidates of both arms together; a pair found by both keeps the anchors of both.
pub fn union(mut a: Candidates, b: Candidates) -> Candidates {
    a.capped += b.capped;
    a.hidden += b.hidden;
    a.anchors += b.anchors;
    a.pairs.extend(b.pairs);
    a.pairs.sort_by_key(|pair| (pair.left, pair.right));
    let mut pairs: Vec<Candidate> = Vec::with_capacity(a.pairs.len());
    for pair in std::mem::take(&mut a.pairs) {
        match pairs.last_mut() {
            Some(last) if (last.left, last.right) == (pair.left, pair.right) => {
                last.anchors.extend(pair.anchors);
                last.anchors.sort_unstable();
                last.weight = last.weight.max(pair.weight);
            }
            _ => pairs.push(pair),
        }
    }
    Candidates { pairs, ..a }
}

#[cfg(test)]
mod tests;
