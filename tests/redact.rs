//! What a redacted report gives away of the documents: no three words in a row but those that differ.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use variorum::analysis::{Analysis, Options, Silent, analyze};
use variorum::corpus::{Corpus, Document, Input};
use variorum::report::{self, Format, Redact};

/// Words in a row that count as a piece of text.
const RUN: usize = 3;

fn read(path: &str) -> (Corpus, Analysis) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let corpus = Corpus::read(&[Input::Path(path)], &variorum::corpus::Options::default()).unwrap();
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    (corpus, analysis)
}

fn redacted(format: Format, corpus: &Corpus, analysis: &Analysis) -> String {
    let options = report::Options { redact: Redact::Words, ..report::Options::default() };
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

/// Words in small letters, without digits.
fn plain_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.len() > 1 && !word.contains(char::is_numeric));
    words.map(str::to_lowercase).collect()
}

/// All words of the program's own sources that write reports, and of what it calls things.
fn own_words(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in walkdir(folder) {
        found.extend(plain_words(&String::from_utf8_lossy(&fs::read(entry).unwrap())));
    }
    found
}

fn walkdir(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walkdir(&path) } else { vec![path] }).collect()
}

/// Words of the documents that are neither names nor of the program's own.
fn words_to_hide(corpus: &Corpus, analysis: &Analysis) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut own = own_words(&root.join("src/report"));
    own.extend(plain_words(&fs::read_to_string(root.join("src/divergence/kinds.rs")).unwrap()));
    for name in &analysis.names.names {
        let spellings = name.variants.iter().map(|it| it.text.as_str());
        own.extend(spellings.flat_map(plain_words));
    }
    let mut words = BTreeSet::new();
    for document in &corpus.documents {
        let day = document.date.as_ref().map(|it| it.value.strftime("%b %B").to_string());
        let Document { id, path, source, .. } = document;
        own.extend(plain_words(&format!("{id} {path} {source:?} {day:?}")));
        words.extend(plain_words(&document.text));
    }
    &words - &own
}

#[test]
fn strictly_redacted_no_word_can_be_read_but_numbers_and_names() {
    let (corpus, analysis) = read("seeds");
    let hidden = words_to_hide(&corpus, &analysis);
    assert!(hidden.len() > 200, "{}", hidden.len());
    let options = report::Options { redact: Redact::Strict, ..report::Options::default() };
    let mut outputs: Vec<(String, String)> = Vec::new();
    for format in Format::ALL {
        let mut out = Vec::new();
        report::write(*format, &corpus, &analysis, &options, &mut out).unwrap();
        outputs.push((format!("{format:?}"), String::from_utf8(out).unwrap()));
    }
    let full = report::Options { full: true, ..options.clone() };
    let mut out = Vec::new();
    report::write(Format::Json, &corpus, &analysis, &full, &mut out).unwrap();
    outputs.push(("full JSON".to_owned(), String::from_utf8(out).unwrap()));
    let told = report::terminal::summary(&corpus, &analysis, &options, 100, &[]);
    outputs.push(("terminal".to_owned(), told));
    for (format, text) in &outputs {
        let leaked: Vec<_> = plain_words(text).intersection(&hidden).cloned().collect();
        assert!(leaked.is_empty(), "{format}: {leaked:?}");
    }
    // Numbers and names that differ are there, and every report but a table says what it is.
    for (format, text) in &outputs[..3] {
        assert!(text.contains("Redacted strictly"), "{format}");
        assert!(text.contains("21") && text.contains("Suga"), "{format}");
    }
}

#[test]
fn a_redacted_report_says_how_much_can_still_be_read() {
    let (corpus, analysis) = read("seeds");
    for format in [Format::Html, Format::Markdown, Format::Json] {
        let text = redacted(format, &corpus, &analysis);
        let (before, _) = text.split_once(" % of the documents").unwrap();
        let share: usize = before.rsplit(' ').next().unwrap().parse().unwrap();
        assert!((5..60).contains(&share), "{share}");
        assert!(text.contains("redact=strict"));
    }
    let options = report::Options { redact: Redact::Words, ..report::Options::default() };
    let told = report::terminal::summary(&corpus, &analysis, &options, 100, &[]);
    assert!(told.contains("Redacted: "), "{told}");
}
