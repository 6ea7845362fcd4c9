//! Stories with what is planted in them, as samples to learn from.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use variorum::alignment::outline::Outline;
use variorum::alignment::pair::Side;
use variorum::alignment::units::{Unit, units};
use variorum::alignment::vocabulary::{renamed, stands};
use variorum::alignment::{event, words};
use variorum::analysis::{self, Silent};
use variorum::corpus::{Corpus, Document, Input, Options};
use variorum::divergence::training;
use variorum::language;
use variorum::span::Span;
use variorum::telling::Telling;

/// Signs of a pair, and whether what is asked of it holds.
pub struct Sample {
    pub signs: Vec<f32>,
    pub holds: bool,
    /// How much it counts: 1, less where many are made of one pair.
    pub weight: f64,
    /// What is asked, for whoever reads the errors.
    pub about: String,
}

/// Words of two or more outlets that tell one thing.
#[derive(Clone, Deserialize)]
struct Planted {
    story: String,
    #[serde(rename = "type")]
    what: String,
    readings: BTreeMap<String, String>,
}

/// One story.
pub struct Story {
    corpus: Corpus,
    planted: Vec<Planted>,
}

/// The stories of a folder, by name.
pub fn read(folder: &Path) -> Vec<Story> {
    let truth = std::fs::read_to_string(folder.join("truth.jsonl")).unwrap();
    let planted: Vec<Planted> =
        truth.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut names: Vec<&str> = planted.iter().map(|it| it.story.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let story = |name: &&str| {
        let input = Input::Path(folder.join("stories").join(name));
        let corpus = Corpus::read(&[input], &Options::default()).unwrap();
        let planted = planted.iter().filter(|it| it.story == *name).cloned().collect();
        Story { corpus, planted }
    };
    names.iter().map(story).collect()
}

/// The pairs of texts of a folder in which nothing is planted, a folder each, by name.
pub fn unplanted(folder: &Path) -> Vec<Story> {
    let mut folders: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort_unstable();
    let story = |path| {
        let corpus = Corpus::read(&[Input::Path(path)], &Options::default()).unwrap();
        Story { corpus, planted: Vec::new() }
    };
    folders.into_iter().map(story).collect()
}

impl Story {
    pub fn tellings(&self) -> Vec<Telling<'_>> {
        let zones = analysis::Options::default().zones;
        let of = |document: &Document| {
            let date = document.date.as_ref().map(|known| known.value);
            let tag = document.language.as_ref().map(|known| known.value.as_str());
            let stretches = document.stretches(&zones);
            // What is read lives as long as the story.
            (stretches, language::of(tag.or(Some("en"))), date)
        };
        self.corpus
            .documents
            .iter()
            .map(|document| {
                let (stretches, language, date) = of(document);
                Telling::read(&document.text, &stretches, language, date)
            })
            .collect()
    }

    /// Where the words of a reading stand in a document.
    fn place(&self, planted: &Planted, document: usize) -> Option<Span> {
        let document = &self.corpus.documents[document];
        let file = Path::new(&document.path).file_name()?.to_str()?;
        let reading = planted.readings.get(file)?;
        let start = document.text.find(reading.as_str())?;
        Some(Span::new(start, start + reading.len()))
    }

    /// Whether a planted line joins two spans of two documents.
    fn joins(&self, planted: &Planted, documents: [usize; 2], spans: [Span; 2]) -> bool {
        let place = |side: usize| self.place(planted, documents[side]);
        let (Some(a), Some(b)) = (place(0), place(1)) else { return false };
        a.overlap(spans[0]) > 0 && b.overlap(spans[1]) > 0
    }

    fn differ(&self, planted: &Planted, documents: [usize; 2]) -> bool {
        let text = |side: usize| {
            let span = self.place(planted, documents[side])?;
            Some(span.text(&self.corpus.documents[documents[side]].text))
        };
        planted.what == "contradiction" && text(0) != text(1)
    }
}

/// Pairs of sentences that are each other's best: whether a planted line joins them.
pub fn sentences(story: &Story) -> Vec<Sample> {
    let tellings = story.tellings();
    let pieces: Vec<Vec<Unit>> = tellings.iter().map(units).collect();
    let outlines: Vec<Outline> =
        tellings.iter().zip(&pieces).map(|(telling, units)| Outline::of(telling, units)).collect();
    let mut samples = Vec::new();
    for (a, b) in pairs(tellings.len()) {
        let names = renamed(&pieces[b], &stands(&outlines[a].vocabulary, &outlines[b].vocabulary));
        let side =
            |at: usize, units| Side { telling: &tellings[at], units, outline: &outlines[at] };
        for met in event::met(side(a, &pieces[a]), side(b, &names), 0.0) {
            let tokens = |units: &[Unit], run: &Range<usize>| {
                units[run.start].tokens.start..units[run.end - 1].tokens.end
            };
            let runs = (tokens(&pieces[a], &met.bead.left), tokens(&names, &met.bead.right));
            let span = |at: usize, run: &Range<usize>| {
                let tokens = &tellings[at].tokenized.tokens;
                tokens[run.start].span.cover(tokens[run.end - 1].span)
            };
            let spans = [span(a, &runs.0), span(b, &runs.1)];
            let alike = words::align(&tellings[a], runs.0, &tellings[b], runs.1).judged.alike;
            let holds = story.planted.iter().any(|it| story.joins(it, [a, b], spans));
            samples.push(Sample {
                signs: met.signs(alike).to_vec(),
                holds,
                weight: 1.0,
                about: format!(
                    "{} | {}",
                    spans[0].text(tellings[a].text),
                    spans[1].text(tellings[b].text)
                ),
            });
        }
    }
    samples
}

/// Values and names that exclude each other in aligned passages: whether a contradiction is planted there.
pub fn rivals(story: &Story) -> Vec<Sample> {
    let tellings = story.tellings();
    let found = analysis::analyze(&story.corpus, &analysis::Options::default(), &Silent);
    let mut samples = Vec::new();
    for alignment in &found.alignments {
        let documents = [alignment.left.document, alignment.right.document];
        let spans = [alignment.left.span, alignment.right.span];
        let tokens = |side: usize| {
            let all = &tellings[documents[side]].tokenized.tokens;
            let from = all.partition_point(|token| token.span.start < spans[side].start);
            let to = all.partition_point(|token| token.span.end <= spans[side].end);
            from..to.max(from)
        };
        let (x, y) = (&tellings[documents[0]], &tellings[documents[1]]);
        let links = words::align(x, tokens(0), y, tokens(1)).links;
        for (places, signs) in training::rivals((x, spans[0]), (y, spans[1]), &links) {
            let holds = story
                .planted
                .iter()
                .any(|it| story.differ(it, documents) && story.joins(it, documents, places));
            let text = |side: usize, span: Span| span.text([x, y][side].text);
            let about = format!(
                "{} | {} || {} || {}",
                text(0, places[0]),
                text(1, places[1]),
                text(0, spans[0]),
                text(1, spans[1])
            );
            samples.push(Sample { signs: signs.to_vec(), holds, weight: 1.0, about });
        }
    }
    samples
}

pub fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)))
}
