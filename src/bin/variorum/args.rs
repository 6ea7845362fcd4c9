//! The command line: what can be asked, never what is done.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use variorum::analysis::{Across, Window};
use variorum::corpus::ZoneKind;
use variorum::divergence::Effect;
use variorum::report::Redact;

/// The version, and what this build lacks.
const VERSION: &str = if variorum::syntax::is_built_in() {
    env!("CARGO_PKG_VERSION")
} else {
    concat!(
        env!("CARGO_PKG_VERSION"),
        " (without syntax: who does what is read from neighbouring words)"
    )
};

/// Finds the passages of several documents that report the same statement and names every
/// divergence between them.
#[derive(Debug, Parser)]
#[command(
    name = "variorum",
    version = VERSION,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 fine, 1 findings, 2 error.\n\
                  Data goes to standard output or --out, messages to standard error."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Flags of every subcommand.
    #[command(flatten)]
    pub common: Common,
}

/// Flags of every subcommand.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// Threads to use; the result is the same with any number [default: one per core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// No progress, no summary, no notes: errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Settings file [default: variorum.toml, found upwards from the current folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// In a terminal, unless NO_COLOR is set.
    Auto,
    /// Even into a file.
    Always,
    /// Not at all.
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what several documents state, who says it how, and where the tellings part
    Report(Report),
    /// Judge new documents by what the others state: a gate for CI
    Check(Check),
    /// Write or prune the list of findings that are accepted
    Baseline(Baseline),
    /// Keep documents on disk, so that old ones are not read again: report --index, check --index
    Index(Index),
    /// Show the report of a large corpus, or a report.json, as a page on this machine, and follow it
    Serve(Serve),
    /// Compare two texts side by side, or many pairs as a filter of JSON lines
    Compare(Compare),
    /// Print the name table of documents
    Names(Names),
    /// Say what a kind of divergence means, why a finding is one, or why two documents match or do not
    Explain(Explain),
    /// Print the values of one stage as JSON lines
    Stage(Stage),
    /// Print the JSON Schema of an output or of the settings
    Schema(Schema),
    /// Print completions for a shell
    Completions(Completions),
}

/// Which documents, and how they are read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Reading")]
pub struct Reading {
    /// Zones that make statements [default: headline,body]
    #[arg(long, value_name = "ZONE,..", value_delimiter = ',', value_parser = zones())]
    pub zones: Option<Vec<ZoneKind>>,
    /// Skip files larger than this, also once unpacked: 500000, 64K, 20M, 1G
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_bytes: Option<u64>,
    /// Follow links out of the tree that a folder belongs to
    #[arg(long)]
    pub follow_links: bool,
    /// Of a folder read only files that fit, such as `*.md` or `2024/**`; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// Of a folder leave out files that fit
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
}

/// `variorum report`.
#[derive(Args, Debug)]
pub struct Report {
    /// Files, folders or `-`: .txt, .md, .html, .jsonl, each also .gz; or one report.json, to write
    /// its other formats
    #[arg(required_unless_present_any = ["print_config", "index"], conflicts_with = "index",
          value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Report on the documents of this index, see `variorum index`
    #[arg(long, value_name = "DIR", conflicts_with = "documents")]
    pub index: Option<PathBuf>,
    /// Print only what the documents that were added to the index last say that others contradict or
    /// had before, and write nothing
    #[arg(long, requires = "index")]
    pub new: bool,
    /// Folder below which the documents of report.json are [default: the working folder, else that
    /// of the report, else the one above it]
    #[arg(long, value_name = "DIR")]
    pub documents: Option<PathBuf>,
    /// Folder to write to, or `-` for standard output (one format)
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
    /// Formats to write
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT,..",
          default_values_t = [Format::Html, Format::Md, Format::Json, Format::Csv])]
    pub format: Vec<Format>,
    /// Find repetitions inside one document too
    #[arg(long)]
    pub within: bool,
    /// Leave out divergences below this effect
    #[arg(long, value_name = "EFFECT", value_parser = effects())]
    pub min_effect: Option<Effect>,
    /// Leave the documents' text out: places, hashes and the words that differ remain, which may be
    /// a quarter of all; `--redact=strict` leaves kinds, places, hashes, and numbers and names that
    /// differ
    #[arg(long, value_name = "LEVEL", num_args = 0..=1, require_equals = true,
          default_missing_value = "words", value_parser = redactions())]
    pub redact: Option<Redact>,
    /// Print only what the outlets write differently (names, titles, terms), all of it
    #[arg(long)]
    pub renderings: bool,
    /// Say each text and each thing once in report.json, and plain differences in short: a fifth of the
    /// room, for programs that follow offsets
    #[arg(long, conflicts_with = "full")]
    pub lean: bool,
    /// Repeat the texts in report.json wherever they are spoken of, for programs that do not follow offsets
    #[arg(long)]
    pub full: bool,
    /// Compare only documents that differ in this; those without one are compared with all
    #[arg(long, value_name = "WHAT", value_parser = across())]
    pub only_across: Option<Across>,
    /// Compare only documents whose dates are no further apart (30d, 4w, 1y); those without a date
    /// are compared with all
    #[arg(long, value_name = "TIME")]
    pub window: Option<Window>,
    /// Documents under one shared phrase beyond which not all of them are compared [default: 40]
    #[arg(long, value_name = "N")]
    pub cap: Option<usize>,
    /// Statements that the page holds, those with most at stake first [default: 20000]
    #[arg(long, value_name = "N")]
    pub html_limit: Option<usize>,
    /// Read everything, say what would be compared and written, about how long it takes and what is
    /// broken, and stop
    #[arg(long)]
    pub dry_run: bool,
    /// Print the settings in force as TOML, and stop
    #[arg(long)]
    pub print_config: bool,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// A format of `variorum report`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Format {
    /// One self-contained page: report.html.
    Html,
    /// For a pull request: report.md.
    Md,
    /// For programs: report.json.
    Json,
    /// For a spreadsheet: divergences.csv and names.csv.
    Csv,
}

/// `variorum check`.
#[derive(Args, Debug)]
pub struct Check {
    /// Files, folders or `-`: the documents that are there, the new ones among them; with --index
    /// only new ones
    #[arg(required_unless_present = "print_policy", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Compare new documents with those of this index, see `variorum index`, and read no old ones
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// The new documents: files, folders, or FILE#ID for a line of JSON [default: all of PATH]
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub new: Vec<PathBuf>,
    /// Take as new what was added or changed since the last common commit with this one
    #[arg(long, value_name = "GITREF", conflicts_with = "new")]
    pub since: Option<String>,
    /// Where settings, accepted names, the baseline, ignore files and sources.* are taken from with
    /// --since: the commit itself, or the files that lie here
    #[arg(long, value_enum, default_value_t = PolicyFrom::Base, requires = "since", value_name = "WHERE")]
    pub policy_from: PolicyFrom,
    /// Findings accepted earlier [default: variorum.baseline beside the settings, if it is there]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Format of the findings
    #[arg(long, value_enum, default_value_t = Verdict::Text, value_name = "FORMAT")]
    pub format: Verdict,
    /// File to write the findings to [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Fail on findings of this level and above
    #[arg(long, value_enum, default_value_t = FailOn::Deny, value_name = "LEVEL")]
    pub fail_on: FailOn,
    /// Write accepted names into the new documents, where it is certain what is meant
    #[arg(long)]
    pub fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Neither read nor write what is kept of the old documents in the user's cache folder
    #[arg(long)]
    pub no_cache: bool,
    /// Print which level every rule has, and from where, and stop
    #[arg(long)]
    pub print_policy: bool,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// A format of `variorum check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Verdict {
    /// For people, like a compiler's messages.
    Text,
    /// For programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// For the test reporters of CI.
    Junit,
    /// Workflow commands of GitHub Actions, and a step summary.
    Github,
    /// For a pull-request comment.
    Md,
}

/// Where the policy of a check is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PolicyFrom {
    /// The last common commit: a branch cannot change what it is judged by.
    Base,
    /// The files as they lie here.
    Worktree,
}

/// What makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What the policy denies.
    Deny,
    /// Warnings too.
    Warn,
}

/// `variorum baseline`.
#[derive(Args, Debug)]
pub struct Baseline {
    /// What to do with it
    #[command(subcommand)]
    pub action: BaselineAction,
}

/// What can be done with a baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineAction {
    /// Accept all of today's findings; reasons, owners and days of known ones stay
    Write(BaselineWrite),
    /// Remove what no finding needs any more
    Prune(BaselineArgs),
}

/// `variorum baseline write`.
#[derive(Args, Debug)]
pub struct BaselineWrite {
    /// Accept what check --since GITREF finds too, such as documents that are gone, beside what is
    /// accepted already
    #[arg(long, value_name = "GITREF")]
    pub since: Option<String>,
    /// Which documents, and which file.
    #[command(flatten)]
    pub of: BaselineArgs,
}

/// Which documents, and which file.
#[derive(Args, Debug)]
pub struct BaselineArgs {
    /// Files or folders: every document is judged by every other
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The file [default: that of the settings, else variorum.baseline beside them]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `variorum index`.
#[derive(Args, Debug)]
pub struct Index {
    /// What to do with it
    #[command(subcommand)]
    pub action: IndexAction,
}

/// What can be done with an index.
#[derive(Debug, Subcommand)]
pub enum IndexAction {
    /// Add documents, and replace those that have changed; makes the index where there is none
    Add(IndexAdd),
    /// Remove documents
    Remove(IndexRemove),
    /// Print the id and the path of every document, a line each
    List(IndexOf),
    /// Look at every byte, and say what is broken
    Verify(IndexOf),
}

/// `variorum index add`.
#[derive(Args, Debug)]
pub struct IndexAdd {
    /// Folder of the index, outside of any checkout
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Files, folders or `-`: .txt, .md, .html, .jsonl, each also .gz
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `variorum index remove`.
#[derive(Args, Debug)]
pub struct IndexRemove {
    /// Folder of the index
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Documents by their ids, or files and folders, there or gone
    #[arg(required = true, value_name = "ID | PATH")]
    pub documents: Vec<PathBuf>,
}

/// `variorum index list` and `verify`.
#[derive(Args, Debug)]
pub struct IndexOf {
    /// Folder of the index
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// `variorum serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// Files or folders: .txt, .md, .html, .jsonl, each also .gz; or one report.json
    #[arg(required_unless_present = "index", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Folder below which the documents of report.json are [default: the working folder, else that
    /// of the report, else the one above it]
    #[arg(long, value_name = "DIR")]
    pub documents: Option<PathBuf>,
    /// Show the documents of this index, see `variorum index`, and follow it
    #[arg(long, value_name = "DIR", conflicts_with_all = ["paths", "documents"])]
    pub index: Option<PathBuf>,
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, value_name = "PORT", default_value_t = 8017)]
    pub port: u16,
    /// Leave out divergences below this effect
    #[arg(long, value_name = "EFFECT", value_parser = effects())]
    pub min_effect: Option<Effect>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `variorum compare`.
#[derive(Args, Debug)]
pub struct Compare {
    /// One text
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub a: Option<PathBuf>,
    /// The other one
    #[arg(required_unless_present_any = ["jsonl", "index"], conflicts_with_all = ["jsonl", "index"])]
    pub b: Option<PathBuf>,
    /// Compare the text with those documents of this index that share most with it, see
    /// `variorum index`
    #[arg(long, value_name = "DIR", conflicts_with = "jsonl")]
    pub index: Option<PathBuf>,
    /// Read {"id","a","b"} lines from standard input, answer each with a line, in the same order
    #[arg(long)]
    pub jsonl: bool,
    /// Unit of the offsets of --jsonl
    #[arg(long, value_enum, default_value_t = Offsets::Bytes, requires = "jsonl", value_name = "UNIT")]
    pub offsets: Offsets,
    /// How the words of --jsonl are numbered
    #[arg(long, value_enum, default_value_t = Tokens::Unicode, requires = "jsonl", value_name = "HOW")]
    pub tokens: Tokens,
    /// Leave out differences below this effect; `none` lists matters of form too [default: they are
    /// counted]
    #[arg(long, conflicts_with = "jsonl", value_name = "EFFECT", value_parser = effects())]
    pub min_effect: Option<Effect>,
    /// Columns of the side by side view [default: the terminal's, at most 160; 80 in a pipe]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub width: Option<u16>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// Unit of offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    /// UTF-8 bytes.
    Bytes,
    /// Unicode scalar values.
    Chars,
}

/// How words are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tokens {
    /// Words by Unicode word boundaries, as in the reports.
    Unicode,
    /// Fields between single spaces.
    Whitespace,
}

/// `variorum names`.
#[derive(Args, Debug)]
pub struct Names {
    /// Files, folders or `-`
    #[arg(required_unless_present_any = ["compare", "jsonl"], conflicts_with = "compare",
          value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Say of pairs of names whether they spell one name
    #[arg(long, requires = "jsonl")]
    pub compare: bool,
    /// Read {"id","a","b"} lines from standard input, answer each with a line, in the same order;
    /// only with --compare
    #[arg(long)]
    pub jsonl: bool,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `variorum explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// A kind, such as number.conflict, an effect, the id of a finding of the last check, or two
    /// documents [default: lists what can be explained]
    #[arg(num_args = 0..=2, value_name = "KIND | EFFECT | ID | A B")]
    pub subjects: Vec<PathBuf>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `variorum stage`.
#[derive(Args, Debug)]
pub struct Stage {
    /// The stage
    #[arg(value_enum)]
    pub name: StageName,
    /// Files, folders or `-`
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// A stage that can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StageName {
    /// Stretches of a document with one role.
    Zones,
    /// Words with their sentence.
    Tokens,
    /// Direct speech with its speaker.
    Quotations,
    /// Rare words and runs of words that two documents share.
    Anchors,
    /// Pairs of documents that share enough to be compared.
    Candidates,
    /// Passages that state the same.
    Alignments,
}

/// `variorum schema`.
#[derive(Args, Debug)]
pub struct Schema {
    /// Which format
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// report.json.
    Report,
    /// What `variorum check --format json` writes.
    Check,
    /// variorum.toml.
    Config,
}

/// `variorum completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

fn zones() -> impl TypedValueParser<Value = ZoneKind> {
    PossibleValuesParser::new(["headline", "body", "caption", "comment", "boilerplate"]).map(
        |name| match name.as_str() {
            "headline" => ZoneKind::Headline,
            "caption" => ZoneKind::Caption,
            "comment" => ZoneKind::Comment,
            "boilerplate" => ZoneKind::Boilerplate,
            _ => ZoneKind::Body,
        },
    )
}

fn across() -> impl TypedValueParser<Value = Across> {
    PossibleValuesParser::new(["source"]).map(|_| Across::Source)
}

fn redactions() -> impl TypedValueParser<Value = Redact> {
    PossibleValuesParser::new(["words", "strict"]).map(|name| match name.as_str() {
        "strict" => Redact::Strict,
        _ => Redact::Words,
    })
}

fn effects() -> impl TypedValueParser<Value = Effect> {
    PossibleValuesParser::new(["none", "compatible", "unclear", "shift", "conflict"]).map(|name| {
        match name.as_str() {
            "compatible" => Effect::Compatible,
            "unclear" => Effect::Unclear,
            "shift" => Effect::Shift,
            "conflict" => Effect::Conflict,
            _ => Effect::None,
        }
    })
}

/// Bytes from `500000`, `64K`, `20M` or `1G`; the letters are powers of 1024.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor: u64 = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        other => return Err(format!("unknown unit `{other}`; write 500000, 64K, 20M or 1G")),
    };
    let number: u64 = digits.parse().map_err(|_| "write 500000, 64K, 20M or 1G".to_owned())?;
    number.checked_mul(factor).filter(|n| *n > 0).ok_or_else(|| "out of range".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("500"), Ok(500));
        assert_eq!(size("2K"), Ok(2048));
        assert_eq!(size("1GiB"), Ok(1 << 30));
        for wrong in ["", "M", "1.5M", "-1", "0", "9x", "99999999999G"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
