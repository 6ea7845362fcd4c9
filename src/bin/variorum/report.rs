//! `variorum report`: the main job.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};
use variorum::analysis::{Analysis, analyze, rehearse};
use variorum::config::Config;
use variorum::corpus::{Corpus, Input, Skipped};
use variorum::report::escape::visible;
use variorum::report::{self, Format, terminal};

use crate::args::{self, Report};
use crate::console::Console;
use crate::progress::Bar;
use crate::stored::Place;
use crate::{Outcome, files, index, newest, settings};

/// Reads, analyses and writes the reports; what was asked for and not written is an error.
pub fn run(args: &Report, config: Config, console: Console) -> Result<Outcome> {
    let config = configured(args, config);
    let formats = formats(&args.format);
    if args.print_config {
        console.data().write_all(config.to_toml()?.as_bytes())?;
        return Ok(Outcome::Fine);
    }
    if args.out == Path::new("-") && formats.len() != 1 {
        bail!(
            "--out - takes one file, not {}\n  next: add --format json, md or html",
            formats.len()
        );
    }
    let level = |path: &PathBuf| ["strict", "words"].iter().any(|it| path == Path::new(it));
    if let Some(path) = args.paths.iter().find(|path| args.redact.is_some() && level(path))
        && !path.exists()
    {
        bail!(
            "there is no {0} here\n  next: a level of --redact stands behind an equals sign: \
             --redact={0}",
            path.display()
        );
    }
    if let (Some(folder), true) = (&args.index, args.new) {
        return newest::run(folder, &config, console);
    }
    let stored = Place::among(&args.paths, args.documents.as_deref())?;
    if args.dry_run {
        return plan(args, stored.as_ref(), &formats, &config, console);
    }
    if let Some(place) = &stored {
        return again(place, args, &formats, &config, console);
    }
    let corpus = documents(args, &config)?;
    let bar = Bar::new(console);
    let analysis = analyze(&corpus, &config.analysis, &bar);
    bar.finish();
    let analysis = report::bounded(&corpus, analysis, &config.report);
    write(&args.out, &formats, console, &|format, out| {
        report::write(format, &corpus, &analysis, &config.report, out)
    })?;
    summarize(args, &formats, (&corpus, &analysis), &config.report, console)?;
    if corpus.documents.is_empty() {
        bail!(nothing(args, &corpus));
    }
    Ok(Outcome::Fine)
}

/// The documents of the arguments, or those of an index.
fn documents(args: &Report, config: &Config) -> Result<Corpus> {
    Ok(match &args.index {
        Some(folder) => index::open(folder, config)?.corpus()?,
        None => Corpus::read(&sources(args), &config.reading)?,
    })
}

/// Why there is nothing to report.
fn nothing(args: &Report, corpus: &Corpus) -> String {
    args.index.as_ref().map_or_else(|| nothing_read(&args.paths, corpus), |it| index::empty(it))
}

/// Flags win over the file.
pub fn configured(args: &Report, mut config: Config) -> Config {
    settings::set_reading(&mut config, &args.reading);
    config.analysis.within |= args.within;
    config.analysis.only_across = args.only_across.or(config.analysis.only_across);
    config.analysis.window = args.window.or(config.analysis.window);
    config.analysis.index.cap = args.cap.unwrap_or(config.analysis.index.cap);
    config.report.min_effect = args.min_effect.unwrap_or(config.report.min_effect);
    config.report.redact = args.redact.unwrap_or(config.report.redact);
    config.report.lean = (config.report.lean || args.lean) && !args.full;
    config.report.full |= args.full;
    config.report.html_limit = args.html_limit.unwrap_or(config.report.html_limit);
    config
}

/// What the report is made of: the arguments, but for the folder that it is written to.
pub fn sources(args: &Report) -> Vec<Input> {
    let mut inputs = inputs(&args.paths);
    inputs.push(Input::Except(args.out.clone()));
    inputs
}

/// Arguments as inputs: `-` is standard input.
pub fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    paths.iter().map(|path| Input::from_argument(path.as_os_str())).collect()
}

/// Why there is nothing to work on, and what to do.
pub fn nothing_read(paths: &[PathBuf], corpus: &Corpus) -> String {
    let places: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    format!(
        "no document in {}{}\n  next: give files or folders with .txt, .md, .html or .jsonl, each \
         also .gz",
        places.join(", "),
        reasons(corpus),
    )
}

/// The first few things that were skipped, a line each.
pub fn reasons(corpus: &Corpus) -> String {
    let line = |skipped: &Skipped| {
        format!("\n  skipped {}: {}", visible(&skipped.path), visible(&skipped.reason))
    };
    corpus.skipped.iter().take(3).map(line).collect()
}

/// The files of the formats asked for, each once.
fn formats(asked: &[args::Format]) -> Vec<Format> {
    let mut formats: Vec<Format> = asked
        .iter()
        .flat_map(|format| match format {
            args::Format::Html => &[Format::Html][..],
            args::Format::Md => &[Format::Markdown],
            args::Format::Json => &[Format::Json],
            args::Format::Csv => &[Format::Divergences, Format::Names, Format::Renderings],
        })
        .copied()
        .collect();
    formats.sort();
    formats.dedup();
    formats
}

/// Writes the formats of a report that was written earlier.
fn again(
    place: &Place,
    args: &Report,
    formats: &[Format],
    config: &Config,
    console: Console,
) -> Result<Outcome> {
    let out = args.out.join(Format::Json.file_name());
    let same = |a: &Path, b: &Path| {
        a.canonicalize().ok().is_some_and(|a| b.canonicalize().ok() == Some(a))
    };
    // Its own JSON would lose what --min-effect and --redact leave out.
    let formats: Vec<_> = formats
        .iter()
        .copied()
        .filter(|&format| format != Format::Json || !same(&out, &place.report))
        .collect();
    let restored = place.read(config, console)?;
    if args.full && restored.is_lean && formats.contains(&Format::Json) {
        bail!(
            "{} says its differences in short, and a full report cannot be made of it\n  next: \
             leave --full out, or give the documents instead",
            place.report.display()
        );
    }
    write(&args.out, &formats, console, &|format, out| {
        report::write_restored(format, &restored, &config.report, out)
    })?;
    summarize(args, &formats, (&restored.corpus, &restored.analysis), &config.report, console)?;
    Ok(Outcome::Fine)
}

/// Tells in the terminal what was found and where it was written.
fn summarize(
    args: &Report,
    formats: &[Format],
    (corpus, analysis): (&Corpus, &Analysis),
    options: &report::Options,
    console: Console,
) -> Result<()> {
    if console.is_quiet() || args.out == Path::new("-") {
        return Ok(());
    }
    let files = written(&args.out, formats);
    let text = match args.renderings {
        true => terminal::renderings(corpus, analysis, options, console.columns()),
        false => terminal::summary(corpus, analysis, options, console.columns(), &files),
    };
    let mut out = console.pretty();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

fn write(
    out: &Path,
    formats: &[Format],
    console: Console,
    content: &dyn Fn(Format, &mut dyn Write) -> std::io::Result<()>,
) -> Result<()> {
    if out != Path::new("-") {
        // Also of formats that are not written this time.
        Format::ALL.iter().for_each(|format| files::sweep(&out.join(format.file_name())));
    }
    for &format in formats {
        if out == Path::new("-") {
            let mut stdout = console.data();
            content(format, &mut stdout)?;
            stdout.flush()?;
            continue;
        }
        let path = out.join(format.file_name());
        files::write(&path, |file| content(format, file))?;
    }
    Ok(())
}

fn written(out: &Path, formats: &[Format]) -> Vec<String> {
    formats.iter().map(|format| out.join(format.file_name()).display().to_string()).collect()
}

/// What would be compared, and about how long that takes on this machine.
fn rehearsed(
    corpus: &Corpus,
    config: &Config,
    console: Console,
    out: &mut dyn Write,
) -> Result<()> {
    let bar = Bar::new(console);
    let begun = Instant::now();
    let found = rehearse(corpus, &config.analysis, &bar, &|| begun.elapsed().as_secs_f64());
    bar.finish();
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let copies = match found.copies {
        0 => String::new(),
        n => format!(" ({n} of them word for word an earlier one)"),
    };
    writeln!(
        out,
        "compare {}{copies}: {}, {}, {}",
        count(found.documents, "document"),
        count(found.anchors, "anchor"),
        count(found.pairs, "candidate pair"),
        about(found.seconds)
    )?;
    for note in &found.notes {
        writeln!(out, "note {}", visible(note))?;
    }
    Ok(())
}

/// A time as one says it.
fn about(seconds: f64) -> String {
    match seconds {
        s if s < 10.0 => "less than ten seconds".to_owned(),
        s if s < 100.0 => format!("about {s:.0} seconds"),
        s if s < 6_000.0 => format!("about {:.0} minutes", s / 60.0),
        s => format!("about {:.0} hours", s / 3_600.0),
    }
}

/// What would be read, compared and written, one a line, about how long it takes, and what is broken:
/// everything is read, a few pairs are compared to know how long one takes, and nothing is written.
fn plan(
    args: &Report,
    stored: Option<&Place>,
    formats: &[Format],
    config: &Config,
    console: Console,
) -> Result<Outcome> {
    let mut out = console.data();
    let mut broken = None;
    if let Some(place) = stored {
        let restored = place.read(config, console)?;
        writeln!(out, "read {}", place.report.display())?;
        for document in &restored.corpus.documents {
            writeln!(out, "show {}", visible(&document.id))?;
        }
    } else {
        let corpus = documents(args, config)?;
        let mut paths: Vec<&str> = corpus.documents.iter().map(|it| it.path.as_str()).collect();
        // The lines of a file follow one another.
        paths.dedup();
        for path in paths {
            writeln!(out, "read {}", visible(path))?;
        }
        for skipped in &corpus.skipped {
            writeln!(out, "skip {}: {}", visible(&skipped.path), visible(&skipped.reason))?;
        }
        let remarks =
            corpus.documents.iter().flat_map(|it| it.remarks.iter().map(move |r| (it, r)));
        for (document, remark) in remarks {
            writeln!(out, "note {}: {}", visible(&document.id), visible(remark))?;
        }
        if corpus.documents.is_empty() {
            broken = Some(nothing(args, &corpus));
        } else {
            out.flush()?;
            rehearsed(&corpus, config, console, &mut out)?;
        }
    }
    for format in formats {
        let path = match args.out.as_os_str() == OsStr::new("-") {
            true => "standard output".to_owned(),
            false => args.out.join(format.file_name()).display().to_string(),
        };
        writeln!(out, "write {}", visible(&path))?;
    }
    out.flush()?;
    match broken {
        Some(why) => bail!(why),
        None => Ok(Outcome::Fine),
    }
}
