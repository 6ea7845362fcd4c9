//! The program: arguments in, reports out; the only place that prints or exits.
//!
//! `python/program` builds this file as a library too: the wheel starts the program, and asks its parts.
#![expect(
    clippy::disallowed_methods,
    reason = "the program opens and writes the files that the stages must not touch"
)]

mod answer;
pub mod args;
mod baseline;
pub mod check;
pub mod compare;
mod completions;
pub mod console;
mod explain;
pub mod files;
mod index;
pub mod jsonl;
mod names;
mod newest;
mod offsets;
mod progress;
pub mod report;
mod schema;
mod serve;
pub mod settings;
mod stage;
pub mod stored;

use std::ffi::OsString;
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

/// Runs the program for the arguments of this process.
pub fn main() -> ExitCode {
    ExitCode::from(start(std::env::args_os()))
}

/// Runs the program; the first argument is its name. The exit code is what comes back.
pub fn start(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is no reason to fail otherwise.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let console = Console::new(&cli.common);
    match run(&cli, console) {
        Ok(Outcome::Fine) => 0,
        Ok(Outcome::Findings) => 1,
        Ok(Outcome::Incomplete) => 2,
        // Whoever closed the pipe has what they wanted.
        Err(error) if is_broken_pipe(&error) => 0,
        Err(error) => {
            console.error(format_args!("{error:#}"));
            2
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
