//! What outlets say of themselves: sentences that stand word for word at the edge of many
//! documents which have little else in common.
//!
//! Such a sentence would tie every two documents of an outlet. It is cut from the text before
//! anchors are made, and reported apart; but in the first document that has it, it stays: there it
//! speaks for all of them, and what another outlet says otherwise is told once.

use foldhash::{HashMap, HashMapExt};
use xxhash_rust::xxh3::xxh3_64;

use super::twins::Twins;
use super::types::Boilerplate;
use crate::alignment::Passage;
use crate::corpus::Document;
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Sentence, Tokenized};

/// Documents that must have a sentence.
pub(crate) const DOCUMENTS: usize = 5;
/// Documents of one source that must have it, where sources are known.
pub(crate) const OF_ONE_SOURCE: usize = 3;
/// Fewer tokens do not make a sentence of their own.
const TOKENS: usize = 4;
/// Sentences from the beginning or the end that count as its edge.
const EDGE: usize = 4;
/// Documents that are looked at to tell whether they have little else in common.
pub(crate) const SAMPLE: usize = 16;

/// Boilerplate sentences, sorted by words, and by document what is cut of them.
pub(crate) fn boilerplate(
    tellings: &[Telling],
    documents: &[Document],
    twins: &Twins,
) -> (Vec<Boilerplate>, HashMap<usize, Vec<Span>>) {
    let mut places: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    for (document, telling) in tellings.iter().enumerate() {
        if twins.is_copy(document) {
            continue;
        }
        for (n, sentence) in telling.tokenized.sentences.iter().enumerate() {
            if counts(sentence) {
                places.entry(key(&telling.tokenized, sentence)).or_default().push((document, n));
            }
        }
    }
    let mut found: Vec<Vec<(usize, usize)>> = places
        .into_values()
        .filter(|places| places.len() >= DOCUMENTS && is_boilerplate(places, tellings, documents))
        .collect();
    found.sort();
    let mut boilerplate: Vec<Boilerplate> = found
        .iter()
        .map(|places| {
            let span = |document: usize, n: usize| tellings[document].tokenized.sentences[n].span;
            let (document, n) = places[0];
            Boilerplate {
                text: span(document, n).text(tellings[document].text).to_owned(),
                passages: places
                    .iter()
                    .map(|(document, n)| Passage { document: *document, span: span(*document, *n) })
                    .collect(),
            }
        })
        .collect();
    boilerplate.sort_by(|a, b| (&a.text, &a.passages).cmp(&(&b.text, &b.passages)));
    let spans = by_document(&boilerplate);
    (boilerplate, spans)
}

/// Whether a sentence is long enough to be one of its own.
pub(crate) fn counts(sentence: &Sentence) -> bool {
    sentence.tokens.len() >= TOKENS
}

/// Whether a sentence, by its number, stands at the edge of a document with so many.
pub(crate) fn at_edge(n: usize, count: usize) -> bool {
    n + EDGE >= count || n < EDGE.min(count / 4)
}

/// A key of the words of a sentence.
pub(crate) fn key(tokenized: &Tokenized, sentence: &Sentence) -> u64 {
    let keys = &tokenized.tokens[sentence.tokens.clone()];
    let bytes: Vec<u8> = keys.iter().flat_map(|token| token.key.to_le_bytes()).collect();
    xxh3_64(&bytes)
}

fn is_boilerplate(places: &[(usize, usize)], tellings: &[Telling], documents: &[Document]) -> bool {
    let at_edge = places
        .iter()
        .filter(|(document, n)| at_edge(*n, tellings[*document].tokenized.sentences.len()))
        .count();
    if !mostly(at_edge, places.len()) {
        return false;
    }
    let sources: Vec<&str> = places
        .iter()
        .filter_map(|(document, _)| documents[*document].source.as_ref())
        .map(|known| known.value.as_str())
        .collect();
    if sources.len() == places.len() && most_of_one(&sources) < OF_ONE_SOURCE {
        return false;
    }
    strangers(places, tellings)
}

/// Whether so many of all are nearly all.
pub(crate) fn mostly(some: usize, all: usize) -> bool {
    some * 5 >= all * 4
}

/// How many of the sources are the one that most are.
pub(crate) fn most_of_one(sources: &[&str]) -> usize {
    let mut sorted = sources.to_vec();
    sorted.sort_unstable();
    sorted.chunk_by(|a, b| a == b).map(<[&str]>::len).max().unwrap_or(0)
}

fn strangers(places: &[(usize, usize)], tellings: &[Telling]) -> bool {
    let sample = places.iter().take(SAMPLE);
    let sample: Vec<Vec<u64>> =
        sample.map(|(document, _)| keys(&tellings[*document].tokenized)).collect();
    are_strangers(&sample)
}

/// The keys of all sentences of a document, sorted.
pub(crate) fn keys(tokenized: &Tokenized) -> Vec<u64> {
    let mut keys: Vec<u64> =
        tokenized.sentences.iter().map(|sentence| key(tokenized, sentence)).collect();
    keys.sort_unstable();
    keys
}

/// Whether neighbours in a list of documents, by the keys of their sentences, have little else in
/// common.
pub(crate) fn are_strangers(sample: &[Vec<u64>]) -> bool {
    let alike = sample
        .windows(2)
        .filter(|pair| {
            let common = pair[0].iter().filter(|key| pair[1].binary_search(key).is_ok()).count();
            3 * common > pair[0].len().min(pair[1].len()).max(6)
        })
        .count();
    3 * alike <= sample.len()
}

/// By document: the spans that are cut, all but the first place of each sentence.
fn by_document(boilerplate: &[Boilerplate]) -> HashMap<usize, Vec<Span>> {
    let mut spans: HashMap<usize, Vec<Span>> = HashMap::new();
    for passage in boilerplate.iter().flat_map(|found| found.passages.iter().skip(1)) {
        spans.entry(passage.document).or_default().push(passage.span);
    }
    spans
}

/// What was set aside, in words.
pub(crate) fn note(boilerplate: &[Boilerplate]) -> Option<String> {
    let places: usize = boilerplate.iter().map(|found| found.passages.len() - 1).sum();
    let sentences = match boilerplate.len() {
        0 => return None,
        1 => "a sentence that many documents repeat is".to_owned(),
        more => format!("{more} sentences that many documents repeat are"),
    };
    let set = "read in the first document that has it, and set aside at";
    Some(format!("{sentences} {set} {places} other places"))
}

/// What of the stretches is left when the spans are cut out.
pub(crate) fn without(stretches: &[Span], spans: &[Span]) -> Vec<Span> {
    let mut left = stretches.to_vec();
    for span in spans {
        left = left
            .into_iter()
            .flat_map(|stretch| {
                let before = Span { start: stretch.start, end: span.start.min(stretch.end) };
                let after = Span { start: span.end.max(stretch.start), end: stretch.end };
                if stretch.overlap(*span) == 0 {
                    [stretch, Span::default()]
                } else {
                    [before, after]
                }
            })
            .filter(|stretch| !stretch.is_empty())
            .collect();
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_leaves_both_sides() {
        let cut = without(&[Span::new(0, 10), Span::new(12, 30)], &[Span::new(15, 20)]);
        assert_eq!(cut, vec![Span::new(0, 10), Span::new(12, 15), Span::new(20, 30)]);
        assert!(without(&[Span::new(3, 5)], &[Span::new(0, 9)]).is_empty());
    }
}
