//! `variorum check`: new documents are judged by what the others state.

pub mod cache;
mod fix;
mod git;
mod newcomers;
mod policy;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use variorum::analysis::{Analysis, Compared, analyze, analyze_against};
use variorum::config::Config;
use variorum::corpus::{Corpus, Listing, Skipped};
use variorum::policy::{
    AcceptedName, Baseline, Case, Comment, Level, Norms, Verdict, comments, judge,
};
use variorum::report::verdict;

use crate::args::{self, Check, FailOn};
use crate::console::Console;
use crate::progress::Bar;
use crate::settings::Home;
use crate::{Outcome, files, report, settings};
use cache::Cache;
use newcomers::Newcomers;

/// The baseline that is looked for beside the settings.
pub const BASELINE: &str = "variorum.baseline";

/// Judges, writes the findings, and says by the exit code whether they pass.
pub fn run(args: &Check, mut config: Config, home: &Home, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let names = names(&config, home)?;
    if args.print_policy {
        policy::print(&config.policy, &names, home, console)?;
        return Ok(Outcome::Fine);
    }
    let baseline = match baseline_path(args.baseline.as_deref(), &config, home) {
        Some(path) => read_baseline(&path)?,
        None => Baseline::default(),
    };
    let newcomers = Newcomers::of(args, console)?;
    let cache = Cache::of(home, !args.no_cache);
    let matter = match newcomers {
        Newcomers::All => Matter::all(&args.paths, &config, console)?,
        _ => Matter::new(&args.paths, &newcomers, &config, &cache, console)?,
    };
    let mut verdict = matter.judged(&config, &names, &baseline, today()?);
    if args.fix && args.dry_run {
        return fix::show(&matter.corpus, &verdict, console);
    }
    if args.fix {
        fix::apply(&matter.corpus, &mut verdict, console)?;
    }
    write(args, &matter.corpus, &verdict, console)?;
    cache.remember(&matter.corpus, &verdict);
    for note in &verdict.notes {
        console.note(note);
    }
    if matches!(newcomers, Newcomers::All) {
        stale(&baseline, &verdict, console);
    }
    if verdict.open().next().is_none() {
        console.note(matter.quiet(&newcomers, &verdict));
    }
    let fail_on = if args.fail_on == FailOn::Warn { Level::Warn } else { Level::Deny };
    Ok(if verdict.passes(fail_on) { Outcome::Fine } else { Outcome::Findings })
}

/// Documents and what was found between them, ready to be judged.
pub struct Matter {
    /// The documents.
    pub corpus: Corpus,
    analysis: Analysis,
    new: Vec<bool>,
    against: usize,
    norms: Norms,
    unreadable: Vec<Skipped>,
    comments: Vec<(usize, Comment)>,
}

impl Matter {
    /// Reads all documents and compares each with every other.
    pub fn all(paths: &[PathBuf], config: &Config, console: Console) -> Result<Self> {
        let corpus = Corpus::read(&report::inputs(paths), &config.reading)?;
        if corpus.documents.is_empty() && corpus.skipped.iter().all(|it| !it.is_loss()) {
            bail!(report::nothing_read(paths, &corpus));
        }
        let bar = Bar::new(console);
        let analysis = analyze(&corpus, &config.analysis, &bar);
        bar.finish();
        let new = vec![true; corpus.documents.len()];
        let norms = Norms::of(&corpus.documents);
        let unreadable = Newcomers::All.unreadable(corpus.skipped.iter());
        Ok(Self::of(corpus, analysis, new, (0, norms), unreadable))
    }

    /// Reads the new documents and compares them with one another and with the rest, of which no
    /// more is read than the cache does not know.
    fn new(
        paths: &[PathBuf],
        newcomers: &Newcomers,
        config: &Config,
        cache: &Cache,
        console: Console,
    ) -> Result<Self> {
        let listing = Listing::of(&report::inputs(&newcomers.inputs(paths)))?;
        let shares = newcomers.shares(&listing);
        let fresh = listing.read(&shares, &config.reading);
        let unreadable = newcomers.unreadable(fresh.skipped.iter().chain(&listing.skipped));
        let bar = Bar::new(console);
        let holdings = cache.holdings(&listing, &shares, config, &bar)?;
        let compared = analyze_against(fresh, &holdings, &config.analysis, &bar);
        bar.finish();
        let norms = Norms { documents: holdings.len(), known: holdings.known() };
        let Compared { corpus, new, analysis } = compared;
        Ok(Self::of(corpus, analysis, new, (holdings.len(), norms), unreadable))
    }

    fn of(
        mut corpus: Corpus,
        analysis: Analysis,
        new: Vec<bool>,
        (against, norms): (usize, Norms),
        unreadable: Vec<Skipped>,
    ) -> Self {
        let comments = comments_of(&corpus);
        name_from_here(&mut corpus);
        Self { corpus, analysis, new, against, norms, unreadable, comments }
    }

    /// What a policy makes of it.
    pub fn judged(
        &self,
        config: &Config,
        names: &[AcceptedName],
        baseline: &Baseline,
        today: Date,
    ) -> Verdict {
        let case = Case {
            corpus: &self.corpus,
            analysis: &self.analysis,
            new: &self.new,
            against: self.against,
            norms: self.norms,
            unreadable: &self.unreadable,
            comments: &self.comments,
            names,
            zones: &config.analysis.zones,
        };
        judge(&case, &config.policy, baseline, today)
    }

    fn quiet(&self, newcomers: &Newcomers, verdict: &Verdict) -> String {
        if verdict.judged == 0 {
            return newcomers.none();
        }
        let plural = if verdict.judged == 1 { "" } else { "s" };
        let accepted = match verdict.accepted() {
            0 => String::new(),
            n => format!(", {n} accepted"),
        };
        let against = match verdict.against {
            0 => "compared with one another".to_owned(),
            n => format!("compared with {n}"),
        };
        format!("{} document{plural} {against}: nothing found{accepted}", verdict.judged)
    }
}

/// Paths as seen from the current folder, so that reports are the same on every machine.
fn name_from_here(corpus: &mut Corpus) {
    let here = std::env::current_dir().unwrap_or_default();
    for document in &mut corpus.documents {
        let path = Path::new(&document.path);
        let short = path.strip_prefix(&here).or_else(|_| path.strip_prefix(".")).unwrap_or(path);
        document.path = short.to_string_lossy().into_owned();
    }
}

/// The comments by which documents allow something. An HTML page is read again for them: its text
/// no longer holds them.
fn comments_of(corpus: &Corpus) -> Vec<(usize, Comment)> {
    let mut found = Vec::new();
    for (n, document) in corpus.documents.iter().enumerate() {
        let name = document.path.to_ascii_lowercase();
        let is = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let comments = if is(&[".md", ".markdown"]) {
            comments::parse(&document.text)
        } else if is(&[".html", ".htm", ".xhtml"]) {
            std::fs::read_to_string(&document.path)
                .map_or_else(|_| Vec::new(), |it| comments::parse(&it))
        } else {
            Vec::new()
        };
        found.extend(comments.into_iter().map(|comment| (n, comment)));
    }
    found
}

/// The accepted names of the settings and of their file.
pub fn names(config: &Config, home: &Home) -> Result<Vec<AcceptedName>> {
    let mut names: BTreeMap<String, AcceptedName> = BTreeMap::new();
    let mut add = |name: AcceptedName| {
        let known = names.entry(name.name.clone()).or_insert_with(|| AcceptedName::new(&name.name));
        known.variants.extend(name.variants);
    };
    for name in &config.policy.names {
        add(AcceptedName::new(name));
    }
    if let Some(file) = &config.policy.names_file {
        let path = home.beside(file);
        let text = read(&path, "the `names_file` of the policy", NAMES_NEXT)?;
        AcceptedName::parse_csv(&text, &path)?.into_iter().for_each(&mut add);
    }
    Ok(names.into_values().collect())
}

/// The baseline that is asked for, or the one that lies beside the settings.
pub fn baseline_path(flag: Option<&Path>, config: &Config, home: &Home) -> Option<PathBuf> {
    let asked = flag.map(Path::to_owned);
    let asked = asked.or_else(|| config.policy.baseline.as_ref().map(|it| home.beside(it)));
    asked.or_else(|| Some(home.beside(BASELINE)).filter(|path| path.is_file()))
}

/// Reads a baseline.
pub fn read_baseline(path: &Path) -> Result<Baseline> {
    Ok(Baseline::parse(&read(path, "the baseline", BASELINE_NEXT)?, path)?)
}

const NAMES_NEXT: &str = "correct the path, which starts at the folder of the settings";
const BASELINE_NEXT: &str = "`variorum baseline write PATH...` writes one; or leave it out of the \
                             command and the settings";

fn read(path: &Path, what: &str, next: &str) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| {
        let path = path.display();
        anyhow::anyhow!("cannot read {path}, {what}: {error}\n  next: {next}")
    })
}

/// The day of the run. `SOURCE_DATE_EPOCH` sets it, so that a run can be repeated.
pub fn today() -> Result<Date> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .parse()
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .context("SOURCE_DATE_EPOCH is no number of seconds\n  next: unset it")?,
        Err(_) => jiff::Timestamp::now(),
    };
    Ok(now.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// Entries that no finding needs, which only a check of all documents can tell.
fn stale(baseline: &Baseline, verdict: &Verdict, console: Console) {
    let stale = baseline.stale(&verdict.findings).len();
    if stale > 0 {
        let plural = if stale == 1 { "y is" } else { "ies are" };
        console.note(format_args!(
            "{stale} baseline entr{plural} stale: `variorum baseline prune PATH...` removes what no \
             finding needs"
        ));
    }
}

fn write(args: &Check, corpus: &Corpus, verdict: &Verdict, console: Console) -> Result<()> {
    let format = match args.format {
        args::Verdict::Text => verdict::Format::Text,
        args::Verdict::Json => verdict::Format::Json,
        args::Verdict::Sarif => verdict::Format::Sarif,
        args::Verdict::Junit => verdict::Format::Junit,
        args::Verdict::Github => verdict::Format::Github,
        args::Verdict::Md => verdict::Format::Markdown,
    };
    if args.format == args::Verdict::Github {
        summarize(corpus, verdict)?;
    }
    match &args.out {
        Some(path) => {
            files::write(path, |file| verdict::write(format, corpus, verdict, file))?;
        }
        None if args.format == args::Verdict::Text => {
            let mut out = console.pretty();
            verdict::write(format, corpus, verdict, &mut out)?;
            out.flush()?;
        }
        None => {
            let mut out = console.data();
            verdict::write(format, corpus, verdict, &mut out)?;
            out.flush()?;
        }
    }
    Ok(())
}

/// The step summary of GitHub Actions, where there is one.
fn summarize(corpus: &Corpus, verdict: &Verdict) -> Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let mut page = Vec::new();
    verdict::write(verdict::Format::Markdown, corpus, verdict, &mut page)?;
    let mut summary = std::fs::OpenOptions::new().append(true).create(true).open(&path)?;
    summary.write_all(&page)?;
    Ok(())
}
