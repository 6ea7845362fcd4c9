//! `variorum report`: the main job.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use variorum::analysis::{Analysis, analyze};
use variorum::config::Config;
use variorum::corpus::{Corpus, Input, Skipped};
use variorum::report::escape::visible;
use variorum::report::{self, Format, terminal};

use crate::args::{self, Report};
use crate::console::Console;
use crate::progress::Bar;
use crate::{Outcome, files, settings};

/// Reads, analyses and writes the reports; what was asked for and not written is an error.
pub fn run(args: &Report, mut config: Config, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    config.analysis.within |= args.within;
    config.report.min_effect = args.min_effect.unwrap_or(config.report.min_effect);
    config.report.redact |= args.redact;
    config.report.html_limit = args.html_limit.unwrap_or(config.report.html_limit);
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
    if args.dry_run {
        return plan(args, &formats, console);
    }
    let corpus = Corpus::read(&inputs(&args.paths), &config.reading)?;
    let bar = Bar::new(console);
    let analysis = analyze(&corpus, &config.analysis, &bar);
    bar.finish();
    write(&args.out, &formats, &corpus, &analysis, &config.report, console)?;
    if !console.is_quiet() && args.out != Path::new("-") {
        let files = written(&args.out, &formats);
        let text = terminal::summary(&corpus, &analysis, &config.report, console.columns(), &files);
        let mut out = console.pretty();
        out.write_all(text.as_bytes())?;
        out.flush()?;
    }
    if corpus.documents.is_empty() {
        bail!(nothing_read(&args.paths, &corpus));
    }
    Ok(Outcome::Fine)
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
            args::Format::Csv => &[Format::Divergences, Format::Names],
        })
        .copied()
        .collect();
    formats.sort();
    formats.dedup();
    formats
}

fn write(
    out: &Path,
    formats: &[Format],
    corpus: &Corpus,
    analysis: &Analysis,
    options: &report::Options,
    console: Console,
) -> Result<()> {
    for &format in formats {
        if out == Path::new("-") {
            let mut stdout = console.data();
            report::write(format, corpus, analysis, options, &mut stdout)?;
            stdout.flush()?;
            continue;
        }
        let path = out.join(format.file_name());
        files::write(&path, |file| report::write(format, corpus, analysis, options, file))?;
    }
    Ok(())
}

fn written(out: &Path, formats: &[Format]) -> Vec<String> {
    formats.iter().map(|format| out.join(format.file_name()).display().to_string()).collect()
}

/// What would be read and written, one a line.
fn plan(args: &Report, formats: &[Format], console: Console) -> Result<Outcome> {
    let mut out = console.data();
    let (files, skipped) = Corpus::list(&inputs(&args.paths))?;
    for path in files {
        writeln!(out, "read {}", path.display())?;
    }
    for skipped in skipped {
        writeln!(out, "skip {}: {}", skipped.path, skipped.reason)?;
    }
    for format in formats {
        let path = match args.out.as_os_str() == OsStr::new("-") {
            true => "standard output".to_owned(),
            false => args.out.join(format.file_name()).display().to_string(),
        };
        writeln!(out, "write {path}")?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
