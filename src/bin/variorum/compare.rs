//! `variorum compare`: two texts side by side, or a filter for many pairs.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};
use serde::Serialize;
use variorum::alignment::{Segment, words};
use variorum::analysis::{
    self, Comparison, Indexed, Verdict, analyze_against, analyze_pair, languages,
};
use variorum::config::Config;
use variorum::corpus::{Corpus, Document};
use variorum::divergence::{Divergence, Effect, Kind, Located};
use variorum::language::{self, detect};
use variorum::report::escape::visible;
use variorum::report::{Options, terminal};

use crate::args::{Compare, Offsets, Tokens};
use crate::console::Console;
use crate::jsonl::{self, Pair, rounded};
use crate::offsets::Ruler;
use crate::progress::Bar;
use crate::{Outcome, index, report, settings};

/// Documents of an index that a text is shown beside.
const MOST: usize = 10;

/// Shows two texts, or answers many pairs.
pub fn run(args: &Compare, mut config: Config, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    match (&args.a, &args.b, &args.index) {
        (Some(a), None, Some(folder)) => against(a, folder, args, &config, console),
        (Some(a), Some(b), _) => show(&two(a, b, &config)?, args, &config, console),
        _ => filter(args, &config, console),
    }
}

/// Shows a text beside each of those documents of an index that share most with it.
fn against(
    a: &Path,
    folder: &Path,
    args: &Compare,
    config: &Config,
    console: Console,
) -> Result<Outcome> {
    let snapshot = index::open_rows(folder, config)?;
    let paths = [a.to_owned()];
    let corpus = Corpus::read(&report::inputs(&paths), &config.reading)?;
    let text = match corpus.documents.as_slice() {
        [text] => text.clone(),
        [] => bail!(report::nothing_read(&paths, &corpus)),
        more => bail!(
            "{} holds {} documents, not one\n  next: give a file with one text, or use `variorum \
             check --index {} PATH...`",
            a.display(),
            more.len(),
            folder.display()
        ),
    };
    let place = |document: &Document| index::place(&document.path);
    let old = Indexed::new(&snapshot, &config.analysis, &corpus.documents, &place);
    let bar = Bar::new(console);
    let found = analyze_against((corpus, Vec::new()), &old, &config.analysis, &bar);
    old.finish()?;
    bar.finish();
    let mut pairs: Vec<(f64, usize)> = found
        .analysis
        .document_pairs
        .iter()
        .map(|pair| (pair.shared, if found.new[pair.left] { pair.right } else { pair.left }))
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    if pairs.is_empty() {
        console.note(format_args!(
            "none of the {} documents of the index shares enough with {} to be compared",
            snapshot.len(),
            a.display()
        ));
    }
    if pairs.len() > MOST {
        console.note(format_args!("{} more share less with it", pairs.len() - MOST));
    }
    for (_, other) in pairs.into_iter().take(MOST) {
        let other = found.corpus.documents[other].clone();
        // Names are shortened beside each other.
        writeln!(console.data(), "{}\n", visible(&other.path))?;
        let documents = vec![text.clone(), other];
        let two = Corpus { documents, skipped: Vec::new() };
        show(&two, args, config, console)?;
    }
    Ok(Outcome::Fine)
}

fn show(corpus: &Corpus, args: &Compare, config: &Config, console: Console) -> Result<Outcome> {
    let bar = Bar::new(console);
    let analysis = analyze_pair(corpus, &config.analysis, &bar);
    bar.finish();
    let width = args.width.map_or_else(|| console.columns(), usize::from);
    let mut out = console.pretty();
    let options = Options {
        min_effect: args.min_effect.unwrap_or(config.report.min_effect),
        ..config.report.clone()
    };
    let view = terminal::View { width, forms: args.min_effect == Some(Effect::None) };
    let text = terminal::side_by_side(corpus, &analysis, &options, view);
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Fine)
}

/// The documents of two paths, which must be one each.
pub fn two(a: &Path, b: &Path, config: &Config) -> Result<Corpus> {
    let paths = [a.to_owned(), b.to_owned()];
    let mut corpus = Corpus::read(&report::inputs(&paths), &config.reading)?;
    match corpus.documents.len() {
        2 => {
            // A corpus is sorted by name; who asks for B and A wants B on the left.
            let is_of =
                |path: &Path, n: usize| Path::new(&corpus.documents[n].path).starts_with(path);
            if is_of(a, 1) && is_of(b, 0) && !(is_of(a, 0) && is_of(b, 1)) {
                corpus.documents.reverse();
            }
            Ok(corpus)
        }
        0 => bail!(report::nothing_read(&paths, &corpus)),
        n => bail!(
            "{} and {} hold {n} document{}, not two{}\n  next: give two files with one text each, \
             or use `variorum report`",
            a.display(),
            b.display(),
            if n == 1 { "" } else { "s" },
            report::reasons(&corpus),
        ),
    }
}

/// An answer line of `--jsonl`.
#[derive(Serialize)]
pub struct Answer {
    score: f64,
    verdict: Verdict,
    found: bool,
    passages: Vec<Facing>,
    segments: Vec<Facing>,
    words: Vec<(usize, usize)>,
    divergences: Vec<Difference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Facing {
    a: [u32; 2],
    b: [u32; 2],
    score: f64,
}

#[derive(Serialize)]
struct Difference {
    kind: Kind,
    effect: Effect,
    a: Option<[u32; 2]>,
    b: Option<[u32; 2]>,
    explanation: String,
}

fn filter(args: &Compare, config: &Config, console: Console) -> Result<Outcome> {
    // How many texts of which language were only compared word by word.
    let neutral: Mutex<BTreeMap<&'static str, usize>> = Mutex::default();
    let outcome = jsonl::run(config, console, |pair| {
        let comparison = compared(pair, config, args.tokens);
        if !comparison.notes.is_empty() {
            let mut counts = neutral.lock().unwrap_or_else(PoisonError::into_inner);
            comparison.languages.iter().for_each(|tag| *counts.entry(*tag).or_insert(0) += 1);
        }
        answer(pair, comparison, args.offsets)
    });
    let counts = neutral.into_inner().unwrap_or_else(PoisonError::into_inner);
    let tags = counts.iter().flat_map(|(tag, count)| std::iter::repeat_n(*tag, *count));
    for note in languages::of_texts(tags) {
        console.note(note);
    }
    outcome
}

/// Two texts compared, their words numbered as asked.
pub fn compared(pair: &Pair, config: &Config, tokens: Tokens) -> Comparison {
    let mut comparison = analysis::compare(&pair.a, &pair.b, &config.analysis);
    if tokens == Tokens::Whitespace {
        comparison.words = words_between_spaces(pair);
    }
    comparison
}

fn words_between_spaces(pair: &Pair) -> Vec<(usize, usize)> {
    let a: Vec<&str> = pair.a.split(' ').collect();
    let b: Vec<&str> = pair.b.split(' ').collect();
    let languages = detect::of_pair(&pair.a, &pair.b).map(|tag| language::of(Some(tag)));
    let language = if languages[0].is_neutral() { languages[0] } else { languages[1] };
    words::links_of_words(&a, &b, language)
}

/// The answer to a pair.
pub fn answer(pair: &Pair, comparison: Comparison, offsets: Offsets) -> Answer {
    let a = Ruler::new(&pair.a, offsets);
    let b = Ruler::new(&pair.b, offsets);
    let facing = |segments: &[Segment]| -> Vec<Facing> {
        segments
            .iter()
            .map(|segment| Facing {
                a: a.measure(segment.left),
                b: b.measure(segment.right),
                score: rounded(segment.score),
            })
            .collect()
    };
    let place = |side: &Option<Located>, ruler: &Ruler| {
        side.as_ref().map(|located| ruler.measure(located.span))
    };
    let difference = |divergence: Divergence| Difference {
        kind: divergence.kind,
        effect: divergence.effect,
        a: place(&divergence.left, &a),
        b: place(&divergence.right, &b),
        explanation: divergence.explanation,
    };
    Answer {
        score: rounded(comparison.score),
        verdict: comparison.verdict,
        found: comparison.found,
        passages: facing(&comparison.passages),
        segments: facing(&comparison.segments),
        words: comparison.words,
        divergences: comparison.divergences.into_iter().map(difference).collect(),
        notes: comparison.notes,
    }
}
