//! Times tokenising and the search for quotations on the seed documents, repeated to about 1 MB.
//!
//! Timed: sentences, words, normal forms, stems; quotations with their speakers. Not timed:
//! reading files and finding zones. Each result is checked against one document's.

use variorum::language;
use variorum::quotation::quotations;
use variorum::span::Span;
use variorum::token::{Tokenized, tokenize};

const DOCUMENT: &str = include_str!("../seeds/nagoya/corvane.txt");
const COPIES: usize = 300;

fn main() {
    divan::main();
}

fn text() -> String {
    [DOCUMENT, "\n\n"].concat().repeat(COPIES)
}

fn read(text: &str) -> Tokenized {
    tokenize(text, &[Span::new(0, text.len())], language::of(None))
}

#[divan::bench]
fn tokens(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let once = read(DOCUMENT).tokens.len();
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench_local(|| {
        assert_eq!(read(&text).tokens.len(), once * COPIES);
    });
}

#[divan::bench]
fn tokens_of_short_texts(bencher: divan::Bencher<'_, '_>) {
    let once = read(DOCUMENT).tokens.len();
    bencher.counter(divan::counter::BytesCount::of_str(DOCUMENT)).bench_local(|| {
        assert_eq!(read(DOCUMENT).tokens.len(), once);
    });
}

#[divan::bench]
fn speech(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    let language = language::of(None);
    let once = quotations(DOCUMENT, &read(DOCUMENT), language).len();
    let tokenized = read(&text);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench_local(|| {
        assert_eq!(quotations(&text, &tokenized, language).len(), once * COPIES);
    });
}
