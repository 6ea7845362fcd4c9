//! Times a report stage by stage on 300 documents that are strangers but for 59 planted passages.
//!
//! Timed, each by itself: reading the file into documents; reading words, values and names; finding
//! candidates (with reading the words); everything between the documents and the report; writing
//! `report.json`. Not timed: making the corpus, and the stages before. Every answer is asserted: all
//! documents are read, every planted passage is found, and each report is as long as the first.

mod corpus;

use std::io::Write;

use divan::Bencher;
use divan::counter::ItemsCount;
use variorum::analysis::{Analysis, Options, Silent, analyze, meetings};
use variorum::corpus::{Corpus, Input};
use variorum::language;
use variorum::report::{self, Format};
use variorum::span::Span;
use variorum::telling::Telling;

/// Documents.
const COUNT: usize = 300;

fn main() {
    divan::main();
}

fn file() -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a temporary file");
    file.write_all(corpus::lines(COUNT).as_bytes()).expect("room for it");
    file
}

fn read(file: &tempfile::NamedTempFile) -> Corpus {
    let input = [Input::from_argument(file.path().as_os_str())];
    let corpus = Corpus::read(&input, &variorum::corpus::Options::default()).expect("a corpus");
    assert_eq!(corpus.documents.len(), COUNT);
    corpus
}

/// Whether every planted passage was found.
fn is_complete(analysis: &Analysis) -> bool {
    corpus::reused(COUNT).iter().all(|&(from, to)| {
        analysis.alignments.iter().any(|it| [it.left.document, it.right.document] == [from, to])
    })
}

#[divan::bench(sample_count = 10)]
fn documents(bencher: Bencher<'_, '_>) {
    let file = file();
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| read(&file));
}

#[divan::bench(sample_count = 10)]
fn words(bencher: Bencher<'_, '_>) {
    let texts = corpus::texts(COUNT);
    let sentences = |text: &String| {
        let telling = Telling::read(text, &[Span::new(0, text.len())], language::of(None), None);
        telling.tokenized.sentences.len()
    };
    let once: usize = texts.iter().map(sentences).sum();
    assert!(once >= 20 * COUNT, "{once} sentences");
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        assert_eq!(texts.iter().map(sentences).sum::<usize>(), once);
    });
}

#[divan::bench(sample_count = 10)]
fn candidates(bencher: Bencher<'_, '_>) {
    let corpus = read(&file());
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        let found = meetings(&corpus, &Options::default(), &Silent);
        let has = |pair: &(usize, usize)| found.iter().any(|it| (it.left, it.right) == *pair);
        assert!(corpus::reused(COUNT).iter().all(has), "a planted pair is no candidate");
    });
}

#[divan::bench(sample_count = 5)]
fn analysis(bencher: Bencher<'_, '_>) {
    let corpus = read(&file());
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        assert!(is_complete(&analyze(&corpus, &Options::default(), &Silent)));
    });
}

#[divan::bench(sample_count = 10)]
fn report_json(bencher: Bencher<'_, '_>) {
    let corpus = read(&file());
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    let write = || {
        let mut out = Vec::new();
        let options = report::Options::default();
        report::write(Format::Json, &corpus, &analysis, &options, &mut out).expect("no error");
        out.len()
    };
    let once = write();
    assert!(once > 10_000, "{once} bytes");
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| assert_eq!(write(), once));
}
