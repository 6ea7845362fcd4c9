//! `variorum check`: new documents are judged by what the others state.

mod account;
mod allowed;
mod base;
pub mod cache;
mod change;
mod content;
mod current;
mod fix;
mod former;
mod git;
mod hidden;
mod nature;
mod newcomers;
mod notes;
mod policies;
mod policy;
mod terms;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use variorum::analysis::{Alone, Analysis, Compared, Indexed, Progress, analyze, analyze_against};
use variorum::config::Config;
use variorum::corpus::{Corpus, Document, Held, Input, Listing, Share, Skipped};
use variorum::index::store::Snapshot;
use variorum::policy::{
    AcceptedName, Baseline, Case, Comment, Former, Level, Norms, Verdict, judge,
};
use variorum::report::verdict;

use crate::args::{self, Check, FailOn, PolicyFrom};
use crate::console::Console;
use crate::progress::Bar;
use crate::{Outcome, files, index, report, settings};
use account::{Account, Asked};
use base::Base;
use cache::Cache;
use git::Repository;
use newcomers::Newcomers;
pub use terms::Terms;

/// The baseline that is looked for beside the settings.
pub const BASELINE: &str = "variorum.baseline";

/// Judges, writes the findings, and says by the exit code whether they pass.
pub fn run(args: &Check, given: Option<&Path>, console: Console) -> Result<Outcome> {
    let base = since(args, given)?;
    let ground = Ground::of(args, given, base.as_ref())?;
    if args.print_policy {
        policy::print(&ground.config.policy, &ground.names, &ground.home, console)?;
        return Ok(Outcome::Fine);
    }
    let bar = Bar::new(console);
    let inputs = report::inputs(&args.paths);
    let mut judged = ground.judged((args, &inputs), given, (console, &bar))?;
    bar.finish();
    if args.fix && args.dry_run {
        return fix::show(&judged.corpus, &judged.verdict, console);
    }
    if args.fix {
        fix::apply(&judged.corpus, &mut judged.verdict, console)?;
    }
    let Judged { corpus, verdict, .. } = &judged;
    write(args, corpus, verdict, console)?;
    judged.cache.remember(corpus, verdict);
    for note in &verdict.notes {
        console.note(note);
    }
    if judged.all {
        stale(&judged.baseline, verdict, console);
    }
    if verdict.open().next().is_none() {
        console.note(judged.quiet());
    }
    Ok(if judged.passes(args.fail_on) { Outcome::Fine } else { Outcome::Findings })
}

/// Judges what the paths of the arguments name, or `inputs` in their place where all are judged, and
/// writes nothing but what is kept of the old documents.
///
/// # Errors
/// With the words of the program, where a check would stop.
pub fn judged(
    (args, inputs): (&Check, &[Input]),
    given: Option<&Path>,
    heard: (Console, &dyn Progress),
) -> Result<Judged> {
    let base = since(args, given)?;
    Ground::of(args, given, base.as_ref())?.judged((args, inputs), given, heard)
}

/// Documents and what a policy makes of them.
pub struct Judged {
    /// The documents.
    pub corpus: Corpus,
    /// What the policy says.
    pub verdict: Verdict,
    /// Whether every document was judged, and not only the new ones.
    all: bool,
    /// What to say where there was nothing to judge.
    none: String,
    baseline: Baseline,
    cache: Cache,
}

impl Judged {
    /// Whether nothing is left that the caller fails on.
    pub fn passes(&self, fail_on: FailOn) -> bool {
        self.verdict.passes(if fail_on == FailOn::Warn { Level::Warn } else { Level::Deny })
    }

    /// What is said of a check that found nothing.
    fn quiet(&self) -> String {
        let verdict = &self.verdict;
        if verdict.judged == 0 {
            return self.none.clone();
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
        format!(
            "{} document{plural} {against}: nothing to deny or to warn of{accepted}",
            verdict.judged
        )
    }
}

/// By what is judged.
struct Ground<'a> {
    terms: Terms<'a>,
    base: Option<&'a Base>,
    config: Config,
    home: settings::Home,
    names: Vec<AcceptedName>,
}

impl<'a> Ground<'a> {
    fn of(args: &Check, given: Option<&Path>, base: Option<&'a Base>) -> Result<Self> {
        let terms = match base {
            Some(base) if args.policy_from == PolicyFrom::Base => Terms::Base(base),
            _ => Terms::Worktree,
        };
        let (mut config, home) = terms.settings(given)?;
        settings::set_reading(&mut config, &args.reading);
        let names = terms.names(&config, &home)?;
        Ok(Self { terms, base, config, home, names })
    }

    fn judged(
        self,
        (args, inputs): (&Check, &[Input]),
        given: Option<&Path>,
        (console, progress): (Console, &dyn Progress),
    ) -> Result<Judged> {
        let Self { terms, base, mut config, home, names } = self;
        let baseline = terms.baseline(args.baseline.as_deref(), &config, &home)?;
        if let Some(note) = base.and_then(|base| base.note.as_ref()) {
            console.note(note);
        }
        let newcomers = Newcomers::of(args, base)?;
        let current = newcomers.current()?;
        config.reading.held = current.held.clone();
        let cache = Cache::of(&home, !args.no_cache, console);
        let all = matches!(newcomers, Newcomers::All);
        // Who brings new documents chose their frame too.
        config.reading.hear_all = !all;
        let matter = if all {
            Matter::all(&args.paths, inputs, &config, progress)?
        } else {
            let asked = Asked {
                paths: &args.paths,
                policy: terms.files(args.baseline.as_deref(), given, &config, &home),
                base: base.filter(|_| matches!(terms, Terms::Base(_))),
            };
            let index = args.index.as_ref().map(|folder| index::open_rows(folder, &config));
            let index = index.transpose()?;
            let old = index.as_ref().map_or(Old::Files(&cache), Old::Index);
            let mut matter = Matter::new(&asked, &newcomers, &config, (&old, progress))?;
            matter.account.standing.splice(0..0, current.notes);
            matter
        };
        let verdict = matter.judged(&config, &names, &baseline, today()?);
        let (none, corpus) = (newcomers.none(), matter.corpus);
        Ok(Judged { corpus, verdict, all, none, baseline, cache })
    }
}

/// The commit that new documents are new to, where one was named.
fn since(args: &Check, given: Option<&Path>) -> Result<Option<Base>> {
    args.since.as_ref().map(|since| base(since, given)).transpose()
}

/// The commit that new documents are new to. Settings that were named may lie anywhere; those that
/// were found tell which repository is ours.
fn base(since: &str, given: Option<&Path>) -> Result<Base> {
    let found = if given.is_none() { settings::find(None) } else { None };
    Base::of(Repository::here(found.as_deref().and_then(Path::parent))?, since)
}

/// Where the old documents are.
enum Old<'a> {
    /// Among the files; no more of them is read than the cache does not know.
    Files(&'a Cache),
    /// In an index; none is read.
    Index(&'a Snapshot),
}

impl Old<'_> {
    fn compared(
        &self,
        fresh: (Corpus, Vec<Document>),
        (listing, shares): (&Listing, &[Share]),
        config: &Config,
        bar: &dyn Progress,
    ) -> Result<(Compared, Norms)> {
        let options = &config.analysis;
        match self {
            Self::Files(cache) => {
                let holdings = cache.holdings(listing, shares, config, bar)?;
                let norms = Norms { documents: holdings.len(), known: holdings.known() };
                Ok((analyze_against(fresh, &holdings, options, bar), norms))
            }
            Self::Index(snapshot) => {
                let place = |document: &Document| index::place(&document.path);
                let old = Indexed::new(snapshot, options, &fresh.0.documents, &place);
                let compared = analyze_against(fresh, &old, options, bar);
                let (documents, known) = old.count();
                let norms = Norms { documents, known };
                old.finish()?;
                Ok((compared, norms))
            }
        }
    }
}

/// Documents and what was found between them, ready to be judged.
pub struct Matter {
    /// The documents.
    pub corpus: Corpus,
    analysis: Analysis,
    alone: Vec<Alone>,
    new: Vec<bool>,
    formers: Vec<Former>,
    against: usize,
    norms: Norms,
    unreadable: Vec<Skipped>,
    account: Account,
    comments: Vec<(usize, Comment)>,
}

impl Matter {
    /// Reads all documents and compares each with every other.
    pub fn all(
        paths: &[PathBuf],
        inputs: &[Input],
        config: &Config,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let corpus = Corpus::read(inputs, &config.reading)?;
        if corpus.documents.is_empty() && corpus.skipped.iter().all(|it| !it.is_loss()) {
            bail!(report::nothing_read(paths, &corpus));
        }
        let analysis = analyze(&corpus, &config.analysis, progress);
        let new = vec![true; corpus.documents.len()];
        let norms = Norms::of(&corpus.documents);
        let former = vec![false; new.len()];
        let compared = Compared { corpus, new, former, analysis, alone: Vec::new() };
        let account = (Account::default(), None, &config.reading.held);
        Self::of(compared, Vec::new(), (0, norms), account)
    }

    /// Reads what a change brings since a commit, as the files here have it judged.
    pub fn since(
        (since, paths): (&str, &[PathBuf]),
        baseline: Option<&Path>,
        config: &mut Config,
        home: &settings::Home,
        console: Console,
    ) -> Result<Self> {
        let given = home.file.as_deref();
        let base = base(since, given)?;
        let newcomers = Newcomers::since(since, paths, &base)?;
        let current = newcomers.current()?;
        config.reading.held = current.held.clone();
        config.reading.hear_all = true;
        let policy = Terms::Worktree.files(baseline, given, config, home);
        let asked = Asked { paths, policy, base: None };
        let (cache, bar) = (Cache::of(home, true, console), Bar::new(console));
        let matter = Self::new(&asked, &newcomers, config, (&Old::Files(&cache), &bar));
        bar.finish();
        matter
    }

    /// Reads the new documents and compares them with one another and with the old ones.
    fn new(
        asked: &Asked<'_>,
        newcomers: &Newcomers<'_>,
        config: &Config,
        (old, progress): (&Old<'_>, &dyn Progress),
    ) -> Result<Self> {
        let inputs = report::inputs(&newcomers.inputs(asked.paths));
        let listing = Listing::of(&inputs, &config.reading)?;
        let held = &config.reading.held;
        let shares = newcomers.shares(&listing, held)?;
        let account = newcomers.account((&listing, &shares), asked, config)?;
        let fresh = listing.read(&shares, &config.reading);
        let formers = newcomers.formers((&listing, &shares), config, asked.paths)?;
        let (compared, norms) =
            old.compared((fresh, formers), (&listing, &shares), config, progress)?;
        let formers = former::told(&compared);
        Self::of(compared, formers, (norms.documents, norms), (account, asked.base, held))
    }

    fn of(
        Compared { mut corpus, new, analysis, alone, .. }: Compared,
        formers: Vec<Former>,
        (against, norms): (usize, Norms),
        (mut account, base, held): (Account, Option<&Base>, &Held),
    ) -> Result<Self> {
        let allowed::Comments { kept: comments, changes } =
            allowed::comments(&corpus, &new, base, held)?;
        account.policy.extend(changes);
        let unreadable = corpus.skipped.iter().filter(|it| it.is_loss()).cloned().collect();
        name_from_here(&mut corpus);
        Ok(Self {
            corpus,
            analysis,
            alone,
            new,
            formers,
            against,
            norms,
            unreadable,
            account,
            comments,
        })
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
            alone: &self.alone,
            new: &self.new,
            formers: &self.formers,
            against: self.against,
            norms: self.norms,
            unreadable: &self.unreadable,
            unseen: &self.account.unseen,
            perhaps: &self.account.perhaps,
            policy_changes: &self.account.policy,
            comments: &self.comments,
            names,
            zones: &config.analysis.zones,
        };
        let mut verdict = judge(&case, &config.policy, baseline, today);
        verdict.notes.extend(self.account.notes());
        verdict
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
