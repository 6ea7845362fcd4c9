//! Times the way of a sentence pair by stage: words, values, names, classification, and all of it.
//!
//! The pairs are the sentences of the seed documents that face each other, and the examples of
//! `docs/kinds`. Timed: one thread; the tokens of each sentence are read before, except in `read`
//! and `whole_from_text`. Not timed: which sentences face each other. Every round finds as much as
//! the first.

use std::ops::Range;

use divan::counter::ItemsCount;
use variorum::alignment::words::links;
use variorum::analysis::{Options, compare};
use variorum::divergence::{Kind, classify};
use variorum::language::{self, Language};
use variorum::span::Span;
use variorum::telling::Telling;
use variorum::token::{Tokenized, tokenize};
use variorum::value::name::names;
use variorum::value::values;

/// Documents of one event each.
const EVENTS: [[&str; 3]; 3] = [
    [
        include_str!("../seeds/nagoya/corvane.txt"),
        include_str!("../seeds/nagoya/dalny-fakel.txt"),
        include_str!("../seeds/nagoya/teviston.txt"),
    ],
    [
        include_str!("../seeds/moscow/corvane.txt"),
        include_str!("../seeds/moscow/dalny-fakel.txt"),
        include_str!("../seeds/moscow/teviston.txt"),
    ],
    [
        include_str!("../seeds/marrowby/corvane-1.txt"),
        include_str!("../seeds/marrowby/dalny-fakel.txt"),
        include_str!("../seeds/marrowby/teviston.txt"),
    ],
];

fn main() {
    divan::main();
}

fn english() -> &'static Language {
    language::of(None)
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

fn words(telling: &Telling<'_>) -> Range<usize> {
    0..telling.tokenized.tokens.len()
}

fn read(text: &str) -> Telling<'_> {
    Telling::read(text, &[whole(text)], english(), None)
}

/// Sentences of two documents that face each other and are not the same.
fn facing(a: &str, b: &str) -> Vec<[String; 2]> {
    let found = compare(a, b, &Options::default());
    found
        .segments
        .iter()
        .map(|segment| [segment.left.text(a).to_owned(), segment.right.text(b).to_owned()])
        .filter(|[left, right]| left != right)
        .collect()
}

/// The rows of the pages on the kinds.
fn examples() -> Vec<[String; 2]> {
    Kind::ALL
        .iter()
        .flat_map(|&kind| kind.page().lines())
        .filter(|line| line.ends_with(" |") && !line.starts_with("| left") && !line.contains("---"))
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
            Some([cells.next()?, cells.next()?])
        })
        .collect()
}

fn pairs() -> Vec<[String; 2]> {
    let mut pairs = examples();
    for [a, b, c] in EVENTS {
        for (left, right) in [(a, b), (a, c), (b, c)] {
            pairs.extend(facing(left, right));
        }
    }
    pairs
}

fn tellings(pairs: &[[String; 2]]) -> Vec<[Telling<'_>; 2]> {
    pairs.iter().map(|[left, right]| [read(left), read(right)]).collect()
}

fn tokens(pairs: &[[String; 2]]) -> Vec<(&str, Tokenized)> {
    let sides = pairs.iter().flatten();
    sides.map(|text| (text.as_str(), tokenize(text, &[whole(text)], english()))).collect()
}

/// Runs `stage` over all pairs; what it counts must not change.
fn time(bencher: divan::Bencher<'_, '_>, pairs: usize, mut stage: impl FnMut() -> usize) {
    let once = stage();
    assert!(once > 0);
    bencher.counter(ItemsCount::new(pairs)).bench_local(|| assert_eq!(stage(), once));
}

#[divan::bench]
fn a_tokens(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    time(bencher, pairs.len(), || tokens(&pairs).iter().map(|(_, it)| it.tokens.len()).sum());
}

#[divan::bench]
fn b_values(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    let tokens = tokens(&pairs);
    let read = |(text, tokens): &(&str, Tokenized)| values(text, tokens, english(), None).len();
    time(bencher, pairs.len(), || tokens.iter().map(read).sum());
}

#[divan::bench]
fn c_names(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    let tokens = tokens(&pairs);
    let read = |(text, tokens): &(&str, Tokenized)| names(text, tokens, english()).len();
    time(bencher, pairs.len(), || tokens.iter().map(read).sum());
}

#[divan::bench]
fn d_words(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    let tellings = tellings(&pairs);
    let link = |[a, b]: &[Telling<'_>; 2]| links(a, words(a), b, words(b)).len();
    time(bencher, pairs.len(), || tellings.iter().map(link).sum());
}

#[divan::bench]
fn e_classify(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    let tellings = tellings(&pairs);
    let linked: Vec<Vec<(usize, usize)>> =
        tellings.iter().map(|[a, b]| links(a, words(a), b, words(b))).collect();
    time(bencher, pairs.len(), || {
        let sides = tellings.iter().zip(&linked);
        sides.map(|([a, b], links)| classify(a, b, whole(a.text), whole(b.text), links).len()).sum()
    });
}

/// Values, names, words and classification of a pair whose tokens are read.
#[divan::bench]
fn f_whole(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    let tellings = tellings(&pairs);
    time(bencher, pairs.len(), || {
        let pair = |[a, b]: &[Telling<'_>; 2]| {
            let mut read = 0;
            for side in [a, b] {
                read += values(side.text, &side.tokenized, english(), None).len();
                read += names(side.text, &side.tokenized, english()).len();
            }
            let links = links(a, words(a), b, words(b));
            read + classify(a, b, whole(a.text), whole(b.text), &links).len()
        };
        tellings.iter().map(pair).sum()
    });
}

/// The same from two texts on: tokens and direct speech too.
#[divan::bench]
fn g_whole_from_text(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    time(bencher, pairs.len(), || {
        let pair = |[left, right]: &[String; 2]| {
            let (a, b) = (read(left), read(right));
            let links = links(&a, words(&a), &b, words(&b));
            classify(&a, &b, whole(left), whole(right), &links).len()
        };
        pairs.iter().map(pair).sum()
    });
}
