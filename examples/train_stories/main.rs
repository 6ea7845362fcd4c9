//! Learns from invented stories which sentences of two reports state the same, which values and names
//! of them fill one slot, and which texts that are told alike tell of two events.
//!
//!   train_stories events|rivals|another [--write TABLE] [--dump LINES] FOLDER|PAIRS...
//!
//! A FOLDER has `stories/NAME/*.md` and `truth.jsonl`, as those of `tests/planted` have: a line says which words of
//! which outlets tell one thing, as a contradiction or in other words only. PAIRS is what `make_pairs facing`
//! prints (`rivals` only): names and values of its pairs are exchanged. For `another` a FOLDER may also
//! hold nothing but folders of two texts each, on two events. The tables are `src/alignment/event/weights.txt`,
//! `src/divergence/rivals/weights.txt` and `src/alignment/another.txt`. Every figure printed is of a folder that the weights were not
//! fitted on, where there are several. The same input gives the same bytes.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a tool for whoever changes the weights, not a part of the program"
)]

mod logistic;
mod pairs;
mod story;
mod two;

use std::path::PathBuf;

use story::Sample;

/// What is read from a story.
type Read = fn(&story::Story) -> Vec<Sample>;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let (mut write, mut dump, mut folders) = (None, None, Vec::new());
    while let Some(argument) = arguments.next() {
        if argument == "--write" {
            write = arguments.next().map(PathBuf::from);
        } else if argument == "--dump" {
            dump = arguments.next().map(PathBuf::from);
        } else {
            folders.push(PathBuf::from(argument));
        }
    }
    // The penalties are those with which the held folders come out best, of .5, 1.5 and 5.
    let (names, penalty, of): (&[&str], f64, Option<Read>) = match what.as_str() {
        "events" => (&variorum::alignment::event::NAMES, 1.5, Some(story::sentences)),
        "rivals" => (variorum::divergence::training::RIVALS, 0.5, Some(story::rivals)),
        "another" => (&variorum::alignment::another::NAMES, 0.05, None),
        _ => panic!("events, rivals or another?"),
    };
    let samples = |folder: &PathBuf| -> Vec<Sample> {
        match of {
            None => two::samples(folder),
            Some(of) if folder.is_dir() => story::read(folder).iter().flat_map(of).collect(),
            Some(_) => pairs::samples(&pairs::read(folder)),
        }
    };
    let parts: Vec<Vec<Sample>> = folders.iter().map(samples).collect();
    if let Some(path) = dump {
        let line = |part: usize, it: &Sample| {
            let (signs, holds, about) = (&it.signs, it.holds, &it.about);
            serde_json::json!({"part": part, "holds": holds, "signs": signs, "about": about})
        };
        let all =
            parts.iter().enumerate().flat_map(|(at, part)| part.iter().map(move |it| (at, it)));
        let lines: String = all.map(|(at, it)| format!("{}\n", line(at, it))).collect();
        std::fs::write(path, lines).unwrap();
    }
    for (held, folder) in folders.iter().enumerate() {
        let others = parts.iter().enumerate().filter(|(at, _)| *at != held || parts.len() == 1);
        let others: Vec<&Sample> = others.flat_map(|(_, part)| part).collect();
        let weights = logistic::fit(&others, names.len(), penalty);
        println!("{}: {} of {} hold", folder.display(), right(&parts[held]), parts[held].len());
        for bar in [0.5, 0.6, 0.65, 0.7, 0.8] {
            let above: Vec<&Sample> = parts[held]
                .iter()
                .filter(|sample| logistic::probability(&weights, &sample.signs) >= bar)
                .collect();
            let count = |of: &[&Sample]| of.iter().map(|it| it.weight).sum::<f64>();
            let hold: Vec<&Sample> = above.iter().copied().filter(|it| it.holds).collect();
            println!("  above {bar}: {:.0} of {:.0} hold", count(&hold), count(&above));
        }
    }
    let all: Vec<&Sample> = parts.iter().flatten().collect();
    let weights = logistic::fit(&all, names.len(), penalty);
    let table: String =
        names.iter().zip(&weights).map(|(name, weight)| format!("{name} {weight:.3}\n")).collect();
    print!("{table}");
    if let Some(path) = write {
        std::fs::write(path, table).unwrap();
    }
}

fn right(samples: &[Sample]) -> usize {
    samples.iter().filter(|sample| sample.holds).count()
}
