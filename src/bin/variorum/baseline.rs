//! `variorum baseline`: the list of findings that are accepted.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use variorum::config::Config;
use variorum::policy::{Baseline, Finding};

use crate::args::{self, BaselineAction, BaselineArgs, BaselineWrite};
use crate::check::{BASELINE, Matter, Terms, today};
use crate::console::Console;
use crate::progress::Bar;
use crate::settings::Home;
use crate::{Outcome, files, report, settings};

/// Writes or prunes it.
pub fn run(
    args: &args::Baseline,
    config: Config,
    home: &Home,
    console: Console,
) -> Result<Outcome> {
    match &args.action {
        BaselineAction::Write(BaselineWrite { since: Some(since), of }) => {
            add(of, since, config, home, console)
        }
        BaselineAction::Write(args) => write(&args.of, config, home, console),
        BaselineAction::Prune(args) => prune(args, config, home, console),
    }
}

/// Accepts what a change brings, beside what is accepted.
fn add(
    args: &BaselineArgs,
    since: &str,
    mut config: Config,
    home: &Home,
    console: Console,
) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let path = path(args, &config, home).unwrap_or_else(|| home.beside(BASELINE));
    let old = known(&path, &config, home)?;
    let names = Terms::Worktree.names(&config, home)?;
    let matter =
        Matter::since((since, &args.paths), args.baseline.as_deref(), &mut config, home, console)?;
    let verdict = matter.judged(&config, &names, &Baseline::default(), today()?);
    let written = old.extended(&verdict.findings);
    save(&path, &written)?;
    console.note(format_args!(
        "{} accepted by {} in {}, {} of them new; each entry takes \"reason\", \"owner\" and \"expires\"",
        findings_of(&verdict.findings),
        entries_of(written.len()),
        path.display(),
        written.len() - old.len(),
    ));
    Ok(Outcome::Fine)
}

/// The baseline as it is, empty where there is none.
fn known(path: &Path, config: &Config, home: &Home) -> Result<Baseline> {
    let is_there = path.symlink_metadata().is_ok();
    if is_there { read(path, config, home) } else { Ok(Baseline::default()) }
}

fn write(
    args: &BaselineArgs,
    mut config: Config,
    home: &Home,
    console: Console,
) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let path = path(args, &config, home).unwrap_or_else(|| home.beside(BASELINE));
    let old = known(&path, &config, home)?;
    let findings = findings(args, &config, home, console)?;
    let written = old.rewritten(&findings);
    save(&path, &written)?;
    console.note(format_args!(
        "{} accepted by {} in {}{}; each entry takes \"reason\", \"owner\" and \"expires\"",
        findings_of(&findings),
        entries_of(written.len()),
        path.display(),
        renamed(&old, &findings)
    ));
    Ok(Outcome::Fine)
}

fn prune(
    args: &BaselineArgs,
    mut config: Config,
    home: &Home,
    console: Console,
) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let Some(path) = path(args, &config, home) else {
        bail!(
            "there is no {BASELINE} to prune\n  next: give --baseline FILE, or write one with \
             `variorum baseline write PATH...`"
        );
    };
    let old = read(&path, &config, home)?;
    let findings = findings(args, &config, home, console)?;
    let stale = old.stale(&findings).len();
    save(&path, &old.pruned(&findings))?;
    let plural = if stale == 1 { "y" } else { "ies" };
    console.note(format_args!(
        "{stale} stale entr{plural} removed from {}{}",
        path.display(),
        renamed(&old, &findings)
    ));
    Ok(Outcome::Fine)
}

fn path(args: &BaselineArgs, config: &Config, home: &Home) -> Option<PathBuf> {
    Terms::Worktree.baseline_path(args.baseline.as_deref(), config, home)
}

fn read(path: &Path, config: &Config, home: &Home) -> Result<Baseline> {
    Terms::Worktree.baseline(Some(path), config, home)
}

/// Every finding between all documents, whether accepted or not.
fn findings(
    args: &BaselineArgs,
    config: &Config,
    home: &Home,
    console: Console,
) -> Result<Vec<Finding>> {
    let names = Terms::Worktree.names(config, home)?;
    let bar = Bar::new(console);
    let matter = Matter::all(&args.paths, &report::inputs(&args.paths), config, &bar)?;
    bar.finish();
    Ok(matter.judged(config, &names, &Baseline::default(), today()?).findings)
}

/// `, 3 entries under another id than before`, where there are some.
fn renamed(old: &Baseline, findings: &[Finding]) -> String {
    match old.renamed(findings).len() {
        0 => String::new(),
        1 => ", 1 entry under another id than before".to_owned(),
        n => format!(", {n} entries under another id than before"),
    }
}

fn save(path: &Path, baseline: &Baseline) -> Result<()> {
    Ok(files::write(path, |file| file.write_all(baseline.to_text().as_bytes()))?)
}

/// As many as a check then counts as accepted.
fn findings_of(findings: &[Finding]) -> String {
    let needs = |it: &&Finding| it.accepted.is_none();
    match findings.iter().filter(needs).count() {
        1 => "1 finding is".to_owned(),
        n => format!("{n} findings are"),
    }
}

/// What differs from three documents is one finding and three entries: each pair of readings has its own.
fn entries_of(n: usize) -> String {
    if n == 1 { "1 entry".to_owned() } else { format!("{n} entries, one for each two readings,") }
}
