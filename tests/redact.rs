//! What a redacted report gives away of the documents: no three words in a row but those that differ.
#![expect(clippy::unwrap_used, reason = "a test panics where it fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use variorum::analysis::{Analysis, Options, Silent, analyze};
use variorum::corpus::{Corpus, Document, Input};
use variorum::report::{self, Format};

/// Words in a row that count as a piece of text.
const RUN: usize = 3;

fn read(path: &str) -> (Corpus, Analysis) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let corpus = Corpus::read(&[Input::Path(path)], &variorum::corpus::Options::default()).unwrap();
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    (corpus, analysis)
}

fn redacted(format: Format, corpus: &Corpus, analysis: &Analysis) -> String {
    let options = report::Options { redact: true, ..report::Options::default() };
    let mut out = Vec::new();
    report::write(format, corpus, analysis, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Words with their place in bytes.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Runs of words, in small letters.
fn runs(text: &str) -> impl Iterator<Item = (usize, String)> {
    let words: Vec<_> = words(text).into_iter().map(|(at, w)| (at, w.to_lowercase())).collect();
    let run = |w: &[(usize, String)]| {
        let run: Vec<_> = w.iter().map(|(_, word)| word.as_str()).collect();
        (w[0].0, run.join(" "))
    };
    words.windows(RUN).map(run).collect::<Vec<_>>().into_iter()
}

/// Runs of the documents' text in which some word belongs to no difference.
fn secret(corpus: &Corpus, analysis: &Analysis) -> BTreeSet<String> {
    let mut told: Vec<Vec<bool>> =
        corpus.documents.iter().map(|d| vec![false; d.text.len()]).collect();
    for divergence in &analysis.divergences {
        let alignment = &analysis.alignments[divergence.alignment];
        let sides = [(&divergence.left, alignment.left), (&divergence.right, alignment.right)];
        for (located, passage) in sides {
            if let Some(located) = located {
                told[passage.document][located.span.range()].fill(true);
            }
        }
    }
    let (mut open, mut secret) = (BTreeSet::new(), BTreeSet::new());
    for (document, told) in corpus.documents.iter().zip(&told) {
        let all = words(&document.text);
        for (first, (at, run)) in runs(&document.text).enumerate() {
            let last = all[first + RUN - 1];
            let inside = told[at..last.0 + last.1.len()].iter().filter(|told| !**told).count();
            // Spaces and marks between two differences hide nothing.
            let gaps = inside <= 2 * RUN && all[first..first + RUN].iter().all(|(at, _)| told[*at]);
            if gaps {
                open.insert(run)
            } else {
                secret.insert(run)
            };
        }
    }
    // Metadata stays, and names that are spelt in several ways are differences.
    let known = |d: &Document| {
        let day = d.date.as_ref().map(|date| date.value.strftime("%-d %B %Y").to_string());
        format!("{} {} {:?} {:?} {:?} {day:?}", d.id, d.path, d.source, d.date, d.url)
    };
    let sides = analysis.divergences.iter().flat_map(|d| [&d.left, &d.right]);
    let values = sides.filter_map(|side| side.as_ref()?.value.clone());
    let variants = analysis.statements.iter().flat_map(|statement| &statement.variants);
    let readings = variants.flat_map(|v| v.readings.iter().map(|reading| reading.text.clone()));
    let names = analysis.names.names.iter().filter(|n| n.given || n.variants.len() > 1);
    let names =
        names.flat_map(|n| n.variants.iter().map(|v| v.text.clone()).chain([n.name.clone()]));
    for text in corpus.documents.iter().map(known).chain(names).chain(readings).chain(values) {
        open.extend(runs(&text).map(|(_, run)| run));
    }
    &secret - &open
}

/// What a report shows, piece by piece: no run goes from one to the next.
fn shown(format: Format, text: &str) -> Vec<String> {
    match format {
        Format::Html => {
            let start = text.find("<body").unwrap();
            let end = text.rfind("<script type=\"application/json\"").unwrap_or(text.len());
            let attributes = text[start..end].split('"').skip(1).step_by(2).map(str::to_owned);
            let between = text[start..end]
                .split('<')
                .map(|part| part.split_once('>').map_or(part, |(_, words)| words).to_owned());
            between.chain(attributes).collect()
        }
        // Cells without a quotation mark hold no comma.
        Format::Divergences | Format::Names => {
            let cells = text.split('"').enumerate().flat_map(|(n, part)| {
                let ends: &[char] = if n % 2 == 0 { &[',', '\n'] } else { &[] };
                part.split(ends).map(str::to_owned).collect::<Vec<_>>()
            });
            cells.collect()
        }
        _ => text.split(['"', '|', '*', '<', '>', '\n']).map(str::to_owned).collect(),
    }
}

/// Words of the program that may stand in a document too.
const OWN: [&str; 2] = ["one of them", "more than one"];

/// Secret runs that some report gives away, each once for each format.
fn leaks(corpus: &Corpus, analysis: &Analysis) -> Vec<String> {
    let secret = secret(corpus, analysis);
    assert!(secret.len() > 20, "{}", secret.len());
    let mut found = BTreeMap::new();
    for format in Format::ALL {
        let text = redacted(*format, corpus, analysis);
        for piece in shown(*format, &text) {
            for part in piece.split(['…', '“', '”']) {
                let leaked = runs(part).map(|(_, run)| run).filter(|run| {
                    secret.contains(run)
                        && !OWN.contains(&run.as_str())
                        && run.contains(char::is_alphabetic)
                });
                found.extend(leaked.map(|run| (format!("{format:?}: {run}"), piece.clone())));
            }
        }
    }
    found.into_iter().map(|(leak, piece)| format!("{leak} ({piece})")).collect()
}

#[test]
fn no_three_words_of_the_seeds_can_be_read_but_those_that_differ() {
    let (corpus, analysis) = read("seeds");
    let found = leaks(&corpus, &analysis);
    assert!(found.is_empty(), "{} leaks\n{}", found.len(), found[..found.len().min(60)].join("\n"));
}

#[test]
fn hostile_metadata_gives_nothing_away_either() {
    let (corpus, analysis) = read("tests/browser/hostile");
    let found = leaks(&corpus, &analysis);
    assert!(found.is_empty(), "{} leaks\n{}", found.len(), found[..found.len().min(20)].join("\n"));
    for format in Format::ALL {
        let text = redacted(*format, &corpus, &analysis);
        for document in &corpus.documents {
            let title = document.title.as_ref().map(|title| title.value.trim()).unwrap_or_default();
            assert!(title.is_empty() || !text.contains(title), "{format:?}: {title}");
        }
    }
}
