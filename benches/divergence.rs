//! Times naming the differences of the sentence pairs in `docs/kinds`.
//!
//! Timed: classification of linked pairs, and their edits. Not timed: reading the sentences and
//! linking their words. Every round finds as many differences as the first.

use variorum::alignment::edits::edits;
use variorum::alignment::words::links;
use variorum::divergence::{Kind, classify};
use variorum::language;
use variorum::span::Span;
use variorum::telling::Telling;

fn main() {
    divan::main();
}

/// A sentence pair with the links between its words.
struct Pair {
    left: Telling<'static>,
    right: Telling<'static>,
    links: Vec<(usize, usize)>,
}

fn read(text: &'static str) -> Telling<'static> {
    Telling::read(text, &[Span::new(0, text.len())], language::of(None), None)
}

fn words(telling: &Telling<'_>) -> std::ops::Range<usize> {
    0..telling.tokenized.tokens.len()
}

fn pairs() -> Vec<Pair> {
    Kind::ALL
        .iter()
        .flat_map(|&kind| kind.page().lines())
        .filter(|line| line.ends_with(" |") && !line.starts_with("| left") && !line.contains("---"))
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let (left, right) = (read(cells.next()?), read(cells.next()?));
            let links = links(&left, words(&left), &right, words(&right));
            Some(Pair { left, right, links })
        })
        .collect()
}

fn found(pairs: &[Pair]) -> usize {
    let whole = |telling: &Telling<'_>| Span::new(0, telling.text.len());
    pairs
        .iter()
        .map(|pair| {
            let (left, right) = (&pair.left, &pair.right);
            classify(left, right, whole(left), whole(right), &pair.links).len()
        })
        .sum()
}

#[divan::bench]
fn classification(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    let once = found(&pairs);
    bencher
        .counter(divan::counter::ItemsCount::new(pairs.len()))
        .bench_local(|| assert_eq!(found(&pairs), once));
}

#[divan::bench]
fn word_edits(bencher: divan::Bencher<'_, '_>) {
    let pairs = pairs();
    let run = |pair: &Pair| {
        let (left, right) = (&pair.left, &pair.right);
        edits(left, right, words(left), words(right), &pair.links).len()
    };
    let once: usize = pairs.iter().map(run).sum();
    bencher
        .counter(divan::counter::ItemsCount::new(pairs.len()))
        .bench_local(|| assert_eq!(pairs.iter().map(run).sum::<usize>(), once));
}
