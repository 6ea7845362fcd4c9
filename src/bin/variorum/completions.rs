//! `variorum completions`: a completion script for a shell.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;

use crate::Outcome;
use crate::args::{Cli, Completions};
use crate::console::Console;

/// Prints the script.
pub fn run(args: &Completions, console: Console) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "variorum", &mut script);
    console.data().write_all(&script)?;
    Ok(Outcome::Fine)
}
