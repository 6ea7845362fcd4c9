//! Which documents have what they tell from one origin, and who follows whom.
//!
//! In: documents, what faces what in them, and which are versions of one text. Out: [`Origins`]. Two
//! documents are of one origin where one is copied from the other or both from a third (long runs of
//! the same words outside of direct speech), where both credit one agency for what they share, where
//! one credits the other's source, and where they are versions of one text. Who follows whom is told
//! where credits or days tell it. Invariant: words that somebody is quoted with make nobody a copy.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::changing::days;
use super::groups::Sets;
use super::versions::Read;
use crate::alignment::{Alignment, Op};
use crate::corpus::Document;
use crate::corpus::credit::folded;
use crate::span::Span;
use crate::telling::Telling;

/// Words in a row from which a run is no accident, and words of the longest run of a copy.
const RUN: usize = 8;
const LONGEST: usize = 12;
/// Share of the words of the shorter text that lie in such runs, from which it is a copy; words that
/// these are at least.
const COPIED: f64 = 0.35;
const FEWEST: usize = 24;

/// The origins of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// Those that several documents share, sorted by their first document.
    pub shared: Vec<Origin>,
    /// The place in `shared` of a document that shares its origin.
    of: BTreeMap<usize, usize>,
}

/// Documents that have what they tell from one origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Stable: made from the ids of its documents.
    pub id: String,
    /// Indices of its documents, ascending.
    pub documents: Vec<usize>,
    /// The agency that is credited, or the source of the first document.
    pub name: Option<String>,
    /// The document that the others follow, where that is known.
    pub first: Option<usize>,
    /// Who follows whom, one row for every other document.
    pub follows: Vec<Follow>,
}

/// One document that follows another, or shares its text, and why we think so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// Index of the document.
    pub document: usize,
    /// Index of the document that it follows.
    pub of: usize,
    /// Whether it is known which of both follows the other.
    pub directed: bool,
    /// The name that both credit, or the one the other.
    pub credit: Option<String>,
    /// How many days later it is, where both are dated.
    pub days: Option<i32>,
    /// Words in long runs that both have, direct speech aside.
    pub words: usize,
    /// The longest of these runs: in the document, and in the other one.
    pub run: Option<[Span; 2]>,
    /// What both say and the other's source has corrected: in the document, and in the other one.
    pub errors: Vec<[Span; 2]>,
}

impl Origins {
    /// Of origins that are known.
    pub fn new(shared: Vec<Origin>) -> Self {
        let of = shared
            .iter()
            .enumerate()
            .flat_map(|(n, origin)| origin.documents.iter().map(move |&document| (document, n)));
        Self { of: of.collect(), shared }
    }

    /// Adds that a document has an error of the one that it follows.
    pub fn add_error(&mut self, (document, place): (usize, Span), (of, there): (usize, Span)) {
        let follows = self.shared.iter_mut().flat_map(|origin| &mut origin.follows);
        let is = |it: &Follow| (it.document, it.of) == (document, of);
        for follow in follows.filter(|follow| is(follow)) {
            follow.errors.push([place, there]);
        }
    }

    /// The origin that a document shares with others.
    pub fn of(&self, document: usize) -> Option<&Origin> {
        self.shared.get(*self.of.get(&document)?)
    }

    /// A number that documents of one origin have in common: the first of them.
    pub fn voice(&self, document: usize) -> usize {
        self.of(document).and_then(|origin| origin.documents.first().copied()).unwrap_or(document)
    }

    /// From whom a document has what it tells: the name of its origin, or the document that it
    /// follows; none where it is its own origin, or nobody knows.
    pub fn from<'a>(&'a self, corpus: &'a [Document], document: usize) -> Option<&'a str> {
        let origin = self.of(document).filter(|origin| origin.first != Some(document))?;
        let first = || origin.first.and_then(|first| corpus.get(first));
        origin.name.as_deref().or_else(|| first().map(|first| first.id.as_str()))
    }
}

/// What two documents have in common word for word.
#[derive(Clone, Copy, Default)]
struct Copied {
    words: usize,
    longest: usize,
    run: Option<[Span; 2]>,
}

/// What ties documents to one origin.
pub struct Ties {
    copied: BTreeMap<(usize, usize), Copied>,
    /// By pair, the name that ties it.
    credited: BTreeMap<(usize, usize), String>,
    /// By document: the first of its origin.
    set: Vec<usize>,
}

impl Ties {
    /// Finds what ties the documents that were aligned; `credits` are the names that each credits.
    pub fn of(
        corpus: &[Document],
        tellings: &[Telling<'_>],
        alignments: &[Alignment],
        read: &Read,
        credits: &[Vec<String>],
        present: &dyn Fn(usize) -> bool,
    ) -> Self {
        let mut copied = copied(tellings, alignments);
        let mut credited = credited(corpus, alignments, credits);
        copied.retain(|(a, b), _| present(*a) && present(*b));
        credited.retain(|(a, b), _| present(*a) && present(*b));
        let mut sets = Sets::new(tellings.len());
        for &(a, b) in copied.keys().chain(credited.keys()) {
            sets.join(a, b);
        }
        for (document, first) in read.set.iter().enumerate() {
            sets.join(document, *first);
        }
        let set = (0..tellings.len()).map(|document| sets.root(document)).collect();
        Self { copied, credited, set }
    }

    /// Whether one of two documents is copied from the other, or both from a third.
    pub fn are_copies(&self, a: usize, b: usize) -> bool {
        self.copied.contains_key(&(a.min(b), a.max(b)))
    }

    /// The origins that several documents share.
    pub fn origins(
        &self,
        corpus: &[Document],
        read: &Read,
        id: &dyn Fn(&[usize]) -> String,
    ) -> Vec<Origin> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (document, first) in self.set.iter().enumerate() {
            sets.entry(*first).or_default().push(document);
        }
        let several = sets.into_values().filter(|set| set.len() > 1);
        several.map(|set| self.origin(corpus, read, set, id)).collect()
    }

    fn origin(
        &self,
        corpus: &[Document],
        read: &Read,
        documents: Vec<usize>,
        id: &dyn Fn(&[usize]) -> String,
    ) -> Origin {
        let source = |n: usize| corpus[n].source.as_ref().map(|it| it.value.as_str());
        let inside: BTreeSet<usize> = documents.iter().copied().collect();
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for ((a, b), name) in &self.credited {
            if inside.contains(a) && inside.contains(b) {
                *names.entry(name).or_insert(0) += 1;
            }
        }
        let credited = names.iter().max_by_key(|(name, n)| (**n, Reverse(**name)));
        let credited = credited.map(|(name, _)| (*name).to_owned());
        let own = |n: &usize| {
            let name = credited.as_deref().map(folded);
            name.is_some() && source(*n).map(folded) == name
        };
        let credits: Vec<usize> = documents.iter().copied().filter(own).collect();
        let first = if credits.is_empty() {
            earliest(corpus, read, &documents)
        } else {
            earliest(corpus, read, &credits).or(credits.first().copied())
        };
        let name = credited.or_else(|| source(first?).map(str::to_owned));
        let follows = self.follows(corpus, read, &documents, first);
        Origin { id: id(&documents), documents, name, first, follows }
    }

    fn follows(
        &self,
        corpus: &[Document],
        read: &Read,
        documents: &[usize],
        first: Option<usize>,
    ) -> Vec<Follow> {
        let day = |n: usize| corpus[n].date.as_ref().map(|date| date.value);
        let key = |a: usize, b: usize| (a.min(b), a.max(b));
        let tied = |a: usize, b: usize| {
            self.copied.contains_key(&key(a, b))
                || self.credited.contains_key(&key(a, b))
                || read.are_one(a, b)
        };
        let head = first.or(documents.first().copied()).unwrap_or(0);
        let mut order: Vec<usize> = documents.to_vec();
        order.sort_by_key(|&n| (n != head, day(n), n));
        let mut follows = Vec::new();
        for (at, &document) in order.iter().enumerate().skip(1) {
            // Whom it credits, then the one that it has most words from, of those before it; the first
            // of all wins a tie.
            let words = |n: usize| self.copied.get(&key(document, n)).map_or(0, |it| it.words);
            let names = |n: usize| {
                let credit = self.credited.get(&key(document, n)).map(|name| folded(name));
                let source = corpus[n].source.as_ref().map(|it| folded(&it.value));
                credit.is_some() && credit == source
            };
            let before = order[..at].iter().copied().filter(|&n| tied(document, n));
            let of = before.max_by_key(|&n| {
                (read.are_one(document, n), names(n), words(n), Reverse(day(n)), Reverse(n))
            });
            let of = of.unwrap_or(head);
            let copied = self.copied.get(&key(document, of)).copied().unwrap_or_default();
            let days = day(of).zip(day(document)).map(|(of, own)| days(of, own));
            let credit = self.credited.get(&key(document, of)).cloned();
            let names_it = names(of);
            let run = copied.run.map(|[a, b]| if document > of { [b, a] } else { [a, b] });
            follows.push(Follow {
                document,
                of,
                directed: first.is_some() && (names_it || days.is_some_and(|days| days > 0))
                    || read.are_one(document, of)
                        && read.order(corpus, of, document).is_some_and(|(it, _)| it.is_lt()),
                credit,
                days,
                words: copied.words,
                run,
                errors: Vec::new(),
            });
        }
        follows.sort_by_key(|follow| follow.document);
        follows
    }
}

/// The one document that is earlier than all others, or the first of the versions that are.
fn earliest(corpus: &[Document], read: &Read, documents: &[usize]) -> Option<usize> {
    let day = |n: usize| corpus[n].date.as_ref().map(|date| date.value);
    let days: Option<Vec<_>> = documents.iter().map(|&n| day(n)).collect();
    let earliest: Vec<usize> = match &days {
        Some(days) => {
            let least = days.iter().min()?;
            let same = documents.iter().zip(days).filter(|(_, day)| *day == least);
            same.map(|(document, _)| *document).collect()
        }
        None => documents.to_vec(),
    };
    let is_first = |&&n: &&usize| {
        let others = earliest.iter().filter(|&&other| other != n);
        let mut before = others.map(|&other| {
            read.are_one(n, other) && read.order(corpus, n, other).is_some_and(|(it, _)| it.is_lt())
        });
        before.all(|before| before)
    };
    earliest.iter().find(is_first).copied()
}

/// Pairs of which one is a copy of the other, or both of a third.
fn copied(tellings: &[Telling<'_>], alignments: &[Alignment]) -> BTreeMap<(usize, usize), Copied> {
    let mut found: BTreeMap<(usize, usize), Copied> = BTreeMap::new();
    let pairs = alignments.iter().filter(|it| it.left.document != it.right.document);
    for alignment in pairs {
        let (a, b) = (alignment.left.document, alignment.right.document);
        let copied = found.entry((a, b)).or_default();
        for edit in alignment.edits.iter().filter(|edit| edit.op == Op::Equal) {
            if let (Some(left), Some(right)) = (edit.left, edit.right) {
                take(copied, (&tellings[a], left), (&tellings[b], right));
            }
        }
    }
    found.retain(|(a, b), copied| {
        let least = own_words(&tellings[*a]).min(own_words(&tellings[*b]));
        let share = copied.words as f64 / least.max(1) as f64;
        copied.longest >= LONGEST && copied.words >= FEWEST && share >= COPIED
    });
    found
}

/// Counts the words of one run outside of direct speech.
fn take(copied: &mut Copied, left: (&Telling<'_>, Span), right: (&Telling<'_>, Span)) {
    let (telling, span) = left;
    let tokens = &telling.tokenized.tokens;
    let from = tokens.partition_point(|token| token.span.start < span.start);
    let to = tokens.partition_point(|token| token.span.end <= span.end);
    let mut start = from;
    while start < to {
        let quoted = is_quoted(telling, tokens[start].span);
        let next =
            (start..to).find(|&at| is_quoted(telling, tokens[at].span) != quoted).unwrap_or(to);
        let length = next - start;
        if !quoted && length >= RUN {
            copied.words += length;
            if length > copied.longest {
                copied.longest = length;
                let own = tokens[start].span.cover(tokens[next - 1].span);
                copied.run = facing(own, span, right).map(|other| [own, other]);
            }
        }
        start = next;
    }
}

/// What faces a part of a run: the same words on the other side, counted from its beginning.
fn facing(own: Span, run: Span, (telling, other): (&Telling<'_>, Span)) -> Option<Span> {
    if own == run {
        return Some(other);
    }
    let shift = own.start - run.start;
    let start = other.start.checked_add(shift)?.min(other.end);
    let end = start.saturating_add(own.end - own.start).min(other.end);
    let tokens = &telling.tokenized.tokens;
    let from = tokens.partition_point(|token| token.span.end <= start);
    let to = tokens.partition_point(|token| token.span.start < end);
    let (first, last) = (tokens.get(from)?, tokens.get(to.checked_sub(1)?)?);
    (from < to).then(|| first.span.cover(last.span))
}

fn is_quoted(telling: &Telling<'_>, span: Span) -> bool {
    let at = telling.quotations.partition_point(|quotation| quotation.span.end <= span.start);
    telling.quotations.get(at).is_some_and(|quotation| quotation.span.start <= span.start)
}

/// Words outside of direct speech.
fn own_words(telling: &Telling<'_>) -> usize {
    let tokens = telling.tokenized.tokens.iter();
    tokens.filter(|token| !is_quoted(telling, token.span)).count()
}

/// Pairs that were aligned and that a credit ties; by document, the names that it credits.
fn credited(
    corpus: &[Document],
    alignments: &[Alignment],
    credits: &[Vec<String>],
) -> BTreeMap<(usize, usize), String> {
    let source = |n: usize| corpus[n].source.as_ref().map(|it| it.value.as_str());
    let mut found = BTreeMap::new();
    for alignment in alignments {
        let (a, b) = (alignment.left.document, alignment.right.document);
        let none = credits[a].is_empty() && credits[b].is_empty();
        if a == b || none || found.contains_key(&(a, b)) {
            continue;
        }
        let is = |name: &str, other: &str| folded(name) == folded(other);
        let both = credits[a].iter().find(|name| credits[b].iter().any(|it| is(it, name)));
        let left = credits[a].iter().find(|name| source(b).is_some_and(|it| is(it, name)));
        let right = credits[b].iter().find(|name| source(a).is_some_and(|it| is(it, name)));
        if let Some(name) = left.or(right).or(both) {
            found.insert((a, b), name.clone());
        }
    }
    found
}
