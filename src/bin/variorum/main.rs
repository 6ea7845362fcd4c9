//! The program: arguments in, reports out; the only place that prints or exits.
#![expect(
    clippy::disallowed_methods,
    reason = "the program opens and writes the files that the stages must not touch"
)]

mod answer;
mod args;
mod baseline;
mod check;
mod compare;
mod completions;
mod console;
mod explain;
mod files;
mod index;
mod jsonl;
mod names;
mod newest;
mod offsets;
mod progress;
mod report;
mod schema;
mod serve;
mod settings;
mod stage;
mod stored;

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use crate::args::{Cli, Command};
use crate::console::Console;

/// How a run that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Fine,
    /// The check does not pass.
    Findings,
    /// Something could not be done, and was said.
    Incomplete,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let console = Console::new(&cli.common);
    match run(&cli, console) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        // Whoever closed the pipe has what they wanted.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            console.error(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, console: Console) -> Result<Outcome> {
    set_threads(cli.common.threads)?;
    let given = cli.common.config.as_deref();
    let config = || settings::read(settings::find(given).as_deref());
    let home = || settings::Home::of(settings::find(given));
    match &cli.command {
        Command::Report(args) => report::run(args, config()?, console),
        // Whose settings count is for the check to say.
        Command::Check(args) => check::run(args, given, console),
        Command::Baseline(args) => baseline::run(args, config()?, &home(), console),
        Command::Index(args) => index::run(args, config()?, console),
        Command::Serve(args) => serve::run(args, config()?, console),
        Command::Compare(args) => compare::run(args, config()?, console),
        Command::Names(args) => names::run(args, config()?, console),
        Command::Explain(args) => explain::run(args, config()?, &home(), console),
        Command::Stage(args) => stage::run(args, config()?, console),
        Command::Schema(args) => schema::run(args, console),
        Command::Completions(args) => completions::run(args, console),
    }
}

fn set_threads(threads: Option<u16>) -> Result<()> {
    let Some(threads) = threads else { return Ok(()) };
    rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global().with_context(
        || format!("cannot start {threads} threads; next: ask for fewer with --threads"),
    )
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
