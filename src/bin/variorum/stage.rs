//! `variorum stage`: the values of one stage as JSON lines, to be looked at.

use std::io::Write;

use anyhow::{Result, bail};
use serde_json::{Value, json};
use variorum::alignment::{Alignment, Passage, Segment};
use variorum::analysis::{Meeting, Shared, analyze, meetings};
use variorum::config::Config;
use variorum::corpus::{Corpus, Document};
use variorum::language;
use variorum::report::json;
use variorum::span::Span;
use variorum::telling::Telling;

use crate::args::{Stage, StageName};
use crate::console::Console;
use crate::jsonl::rounded;
use crate::progress::Bar;
use crate::{Outcome, report, settings};

/// Prints the values, one a line, in the order of the documents.
pub fn run(args: &Stage, mut config: Config, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let corpus = Corpus::read(&report::inputs(&args.paths), &config.reading)?;
    if corpus.documents.is_empty() {
        bail!(report::nothing_read(&args.paths, &corpus));
    }
    let mut out = console.data();
    let mut print = |lines: Vec<Value>| -> Result<()> {
        lines.iter().try_for_each(|line| Ok(writeln!(out, "{}", json::line(line)?)?))
    };
    match args.name {
        StageName::Anchors => met(&corpus, &config, console, |it| print(anchors(&corpus, it)))?,
        StageName::Candidates => {
            met(&corpus, &config, console, |it| print(vec![candidate(&corpus, it)]))?;
        }
        StageName::Alignments => print(alignments(&corpus, &config, console))?,
        name => {
            for document in &corpus.documents {
                print(of_document(name, document, &config))?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

fn of_document(name: StageName, document: &Document, config: &Config) -> Vec<Value> {
    match name {
        StageName::Zones => zones(document),
        StageName::Tokens => tokens(document, &telling(document, config)),
        _ => quotations(document, &telling(document, config)),
    }
}

fn telling<'a>(document: &'a Document, config: &Config) -> Telling<'a> {
    let stretches = document.stretches(&config.analysis.zones);
    let language = language::of(document.language.as_ref().map(|tag| tag.value.as_str()));
    let date = document.date.as_ref().map(|date| date.value);
    Telling::read(&document.text, &stretches, language, date)
}

fn zones(document: &Document) -> Vec<Value> {
    let line = |zone: &variorum::corpus::Zone| {
        json!({
            "document": document.id,
            "kind": zone.kind,
            "start": zone.span.start,
            "end": zone.span.end,
            "text": zone.span.text(&document.text),
        })
    };
    document.zones.iter().map(line).collect()
}

fn tokens(document: &Document, telling: &Telling<'_>) -> Vec<Value> {
    let mut lines = Vec::new();
    for (sentence, of) in telling.tokenized.sentences.iter().enumerate() {
        for token in &telling.tokenized.tokens[of.tokens.clone()] {
            lines.push(json!({
                "document": document.id,
                "sentence": sentence,
                "start": token.span.start,
                "end": token.span.end,
                "text": token.span.text(&document.text),
                "class": token.class,
                "key": format!("{:016x}", token.key),
                "stem": format!("{:016x}", token.stem),
            }));
        }
    }
    lines
}

fn quotations(document: &Document, telling: &Telling<'_>) -> Vec<Value> {
    let words = |span: Span| span.text(&document.text);
    let line = |quotation: &variorum::quotation::Quotation| {
        let speaker = quotation.speaker.as_ref();
        json!({
            "document": document.id,
            "start": quotation.span.start,
            "end": quotation.span.end,
            "text": words(quotation.span),
            "speaker": speaker.map(|speaker| words(speaker.span)),
            "verb": speaker.and_then(|speaker| speaker.verb).map(words),
        })
    };
    telling.quotations.iter().map(line).collect()
}

/// Hands on every pair of documents that is compared.
fn met(
    corpus: &Corpus,
    config: &Config,
    console: Console,
    print: impl FnMut(&Meeting) -> Result<()>,
) -> Result<()> {
    let bar = Bar::new(console);
    let meetings = meetings(corpus, &config.analysis, &bar);
    bar.finish();
    meetings.iter().try_for_each(print)
}

fn candidate(corpus: &Corpus, meeting: &Meeting) -> Value {
    json!({
        "left": corpus.documents[meeting.left].id,
        "right": corpus.documents[meeting.right].id,
        "weight": rounded(meeting.weight.into()),
        "anchors": meeting.anchors.len(),
    })
}

fn anchors(corpus: &Corpus, meeting: &Meeting) -> Vec<Value> {
    let side = |document: usize, span: Span| side(corpus, Passage { document, span });
    let line = |anchor: &Shared| {
        json!({
            "left": side(meeting.left, anchor.left),
            "right": side(meeting.right, anchor.right),
        })
    };
    meeting.anchors.iter().map(line).collect()
}

fn side(corpus: &Corpus, passage: Passage) -> Value {
    let document = &corpus.documents[passage.document];
    json!({
        "document": document.id,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.span.text(&document.text),
    })
}

fn alignments(corpus: &Corpus, config: &Config, console: Console) -> Vec<Value> {
    let bar = Bar::new(console);
    let analysis = analyze(corpus, &config.analysis, &bar);
    bar.finish();
    analysis.alignments.iter().map(|alignment| alignment_line(corpus, alignment)).collect()
}

fn alignment_line(corpus: &Corpus, alignment: &Alignment) -> Value {
    let pair = |span: Span| [span.start, span.end];
    let segment = |segment: &Segment| {
        json!({
            "left": pair(segment.left),
            "right": pair(segment.right),
            "score": rounded(segment.score),
        })
    };
    json!({
        "id": alignment.id,
        "left": side(corpus, alignment.left),
        "right": side(corpus, alignment.right),
        "relation": alignment.relation,
        "score": rounded(alignment.score),
        "segments": alignment.segments.iter().map(segment).collect::<Vec<_>>(),
    })
}
