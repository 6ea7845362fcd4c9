//! Options as the program reads its flags, so that both take the same and refuse it in the same words.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::anyhow;
use clap::Parser;
use variorum::config::Config;
use variorum_program::args::{Cli, Command, Compare, Report};
use variorum_program::{args, settings};

/// What the flags of a subcommand ask for, and the paths behind them: one may begin with a dash.
fn asked(subcommand: &str, flags: Vec<String>, paths: Vec<OsString>) -> anyhow::Result<Cli> {
    let words = ["variorum", subcommand].into_iter().map(OsString::from);
    let flags = flags.into_iter().map(OsString::from).chain([OsString::from("--")]);
    Cli::try_parse_from(words.chain(flags).chain(paths)).map_err(|error| {
        let text = error.render().to_string();
        let text = text.strip_prefix("error: ").unwrap_or(&text);
        // The usage of the program would mislead.
        let text = text.split("\n\nUsage:").next().unwrap_or(text);
        anyhow!("{}", text.split("\n\nFor more information").next().unwrap_or(text).trim_end())
    })
}

/// The settings that the flags name, else those found upwards from the current folder.
fn settings_of(cli: &Cli) -> anyhow::Result<Config> {
    Ok(settings::read(settings::find(cli.common.config.as_deref()).as_deref())?)
}

/// A run: its arguments, its settings, and how many threads it takes.
pub struct Asked<A> {
    /// The arguments.
    pub args: A,
    /// The settings, flags taken in.
    pub config: Config,
    /// The settings file that was named.
    pub given: Option<PathBuf>,
    /// Threads, where they are bounded.
    pub threads: Option<usize>,
}

/// What `report` is asked for.
pub fn report(flags: Vec<String>, paths: Vec<OsString>) -> anyhow::Result<Asked<Report>> {
    let cli = asked("report", flags, paths)?;
    let read = settings_of(&cli)?;
    let (given, threads) = (cli.common.config, cli.common.threads.map(usize::from));
    match cli.command {
        Command::Report(args) => {
            let config = variorum_program::report::configured(&args, read);
            Ok(Asked { args, config, given, threads })
        }
        _ => Err(anyhow!("no flags of `variorum report`")),
    }
}

/// What `compare` is asked for.
pub fn compare(flags: Vec<String>) -> anyhow::Result<Asked<Compare>> {
    let cli = asked("compare", flags, Vec::new())?;
    let mut config = settings_of(&cli)?;
    let (given, threads) = (cli.common.config, cli.common.threads.map(usize::from));
    match cli.command {
        Command::Compare(args) => {
            settings::set_reading(&mut config, &args.reading);
            Ok(Asked { args, config, given, threads })
        }
        _ => Err(anyhow!("no flags of `variorum compare`")),
    }
}

/// What `check` is asked for. Whose settings count is for the check to say, so they are the defaults.
pub fn check(flags: Vec<String>, paths: Vec<OsString>) -> anyhow::Result<Asked<args::Check>> {
    let cli = asked("check", flags, paths)?;
    let (given, threads) = (cli.common.config, cli.common.threads.map(usize::from));
    match cli.command {
        Command::Check(args) => Ok(Asked { args, config: Config::default(), given, threads }),
        _ => Err(anyhow!("no flags of `variorum check`")),
    }
}
