//! `variorum serve`: the page of a corpus that is too large for one file, on this machine only.
//!
//! The documents are read and analysed once, and again whenever one of them changes; a report.json
//! is read instead of analysing, and an index instead of files. Nothing is written. Connections are held by `http`, requests wait
//! in `desks`, and what is asked and answered is in `answer`.

mod desks;
mod http;
mod life;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Result, bail};
use std::io::Write;
use variorum::analysis::{Analysis, analyze};
use variorum::config::Config;
use variorum::corpus::{Corpus, Input};
use variorum::report::html::Site;
use variorum::report::json::read::Restored;
use variorum::report::{self, Options, Redact};

use self::desks::Queue;
use self::http::Network;
use crate::answer::Desk;
use crate::args::Serve;
use crate::console::Console;
use crate::progress::Bar;
use crate::report::{inputs, nothing_read};
use crate::stored::Place;
use crate::{Outcome, index, settings};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// How soon it is noticed that the program is to stop.
const TICK: Duration = Duration::from_millis(50);

/// Reads, analyses and answers until the program is stopped.
pub fn run(args: &Serve, mut config: Config, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    config.report.min_effect = args.min_effect.unwrap_or(config.report.min_effect);
    if config.report.redact != Redact::No {
        bail!(
            "serve shows the documents, and the settings say `redact`\n  \
             next: write a page with `variorum report --redact`, or set redact = false"
        );
    }
    let origin = Origin::of(args)?;
    let mut state = origin.read(&config, console)?;
    if state.corpus().documents.is_empty() {
        match &args.index {
            Some(folder) => bail!(index::empty(folder)),
            None => bail!(nothing_read(&args.paths, state.corpus())),
        }
    }
    let queue = Queue::new();
    let (network, address) = Network::start(args.port, queue.clone())?;
    let mut out = console.data();
    writeln!(out, "http://{address}/")?;
    out.flush()?;
    drop(out);
    let mut seen = Seen::of(&origin, &state);
    for version in 0_u64.. {
        let site = state.site(&config.report);
        let desk = Desk::new(&site, version);
        let next = queue.answer_during(&desk, || {
            loop {
                std::thread::sleep(TICK);
                if network.has_ended() {
                    return None;
                }
                if !seen.changed(&origin, &state) {
                    continue;
                }
                // The last reading is shown until the next one is there.
                match origin.read(&config, console) {
                    Ok(read) => return Some(read),
                    Err(error) => console.error(format_args!("{error:#}; the last reading stays")),
                }
            }
        });
        match next {
            Some(read) => state = read,
            None => break,
        }
    }
    Ok(Outcome::Fine)
}

/// Where the page comes from.
enum Origin {
    /// Documents, to be analysed.
    Documents { paths: Vec<PathBuf>, inputs: Vec<Input> },
    /// Documents that are kept in a folder, likewise.
    Index(PathBuf),
    /// A report that was written earlier.
    Report(Place),
}

impl Origin {
    fn of(args: &Serve) -> Result<Self> {
        if let Some(folder) = &args.index {
            return Ok(Self::Index(folder.clone()));
        }
        let report = Place::among(&args.paths, args.documents.as_deref())?;
        let documents =
            || Self::Documents { paths: args.paths.clone(), inputs: inputs(&args.paths) };
        Ok(report.map_or_else(documents, Self::Report))
    }

    fn read(&self, config: &Config, console: Console) -> Result<State> {
        let corpus = match self {
            Self::Documents { inputs, .. } => Corpus::read(inputs, &config.reading)?,
            Self::Index(folder) => index::open(folder, config)?.corpus()?,
            Self::Report(place) => return Ok(State::Stored(place.read(config, console)?)),
        };
        let bar = Bar::new(console);
        let analysis = analyze(&corpus, &config.analysis, &bar);
        bar.finish();
        let analysis = report::bounded(&corpus, analysis, &config.report);
        Ok(State::Fresh(corpus, analysis))
    }

    /// The files that the page is made of, and those that say where documents are from.
    fn files(&self, state: &State) -> Vec<PathBuf> {
        let (paths, inputs) = match self {
            Self::Documents { paths, inputs } => (paths, inputs),
            // It is replaced with every change.
            Self::Index(folder) => return vec![index::catalogue(folder)],
            Self::Report(place) => return place.files(state.corpus()),
        };
        let reading = variorum::corpus::Options::default();
        let documents = Corpus::list(inputs, &reading).map(|(files, _)| files).unwrap_or_default();
        let beside =
            paths.iter().flat_map(|path| ["sources.toml", "sources.csv"].map(|f| path.join(f)));
        documents.into_iter().chain(beside).collect()
    }
}

/// What is shown.
enum State {
    /// Documents as they were read, and what was found.
    Fresh(Corpus, Analysis),
    /// A report, read back.
    Stored(Restored),
}

impl State {
    fn corpus(&self) -> &Corpus {
        match self {
            Self::Fresh(corpus, _) | Self::Stored(Restored { corpus, .. }) => corpus,
        }
    }

    fn site(&self, options: &Options) -> Site<'_> {
        match self {
            Self::Fresh(corpus, analysis) => Site::new(corpus, analysis, options),
            Self::Stored(restored) => Site::restored(restored, options),
        }
    }
}

/// Files with their sizes and times, as they were last seen.
struct Seen {
    files: BTreeMap<PathBuf, (u64, Option<SystemTime>)>,
    at: Instant,
}

impl Seen {
    fn of(origin: &Origin, shown: &State) -> Self {
        let state = |path: PathBuf| {
            let known = std::fs::metadata(&path).ok()?;
            Some((path, (known.len(), known.modified().ok())))
        };
        let files = origin.files(shown).into_iter().filter_map(state).collect();
        Self { files, at: Instant::now() }
    }

    fn changed(&mut self, origin: &Origin, shown: &State) -> bool {
        if self.at.elapsed() < LOOK {
            return false;
        }
        let now = Self::of(origin, shown);
        let changed = now.files != self.files;
        *self = now;
        changed
    }
}
