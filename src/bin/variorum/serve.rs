//! `variorum serve`: the page of a corpus that is too large for one file, on this machine only.
//!
//! The documents are read and analysed once, and again whenever one of them changes; a report.json
//! is read instead of analysing. Nothing is written. What is asked and answered is in `answer`.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, anyhow, bail};
use std::io::Write;
use tiny_http::{Header, Method, Request, Response, Server};
use variorum::analysis::{Analysis, analyze};
use variorum::config::Config;
use variorum::corpus::{Corpus, Input};
use variorum::report::Options;
use variorum::report::html::Site;
use variorum::report::json::read::Restored;

use crate::answer::{Answer, Asked, Desk};
use crate::args::Serve;
use crate::console::Console;
use crate::progress::Bar;
use crate::report::{inputs, nothing_read};
use crate::stored::Place;
use crate::{Outcome, settings};

/// Requests that are answered at a time.
const WORKERS: usize = 4;
/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Reads, analyses and answers until the program is stopped.
pub fn run(args: &Serve, mut config: Config, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    config.report.min_effect = args.min_effect.unwrap_or(config.report.min_effect);
    if config.report.redact {
        bail!(
            "serve shows the documents, and the settings say `redact`\n  \
             next: write a page with `variorum report --redact`, or set redact = false"
        );
    }
    if args.index.is_some() {
        bail!(
            "there is no index on disk to serve from\n  next: `variorum serve PATH...` reads the \
             documents, and `variorum serve report.json` shows a report without reading them anew"
        );
    }
    let origin = Origin::of(args)?;
    let mut state = origin.read(&config, console)?;
    if state.corpus().documents.is_empty() {
        bail!(nothing_read(&args.paths, state.corpus()));
    }
    let server = listen(args.port)?;
    let address = server.server_addr();
    let mut out = console.data();
    writeln!(out, "http://{address}/")?;
    out.flush()?;
    drop(out);
    let mut seen = Seen::of(&origin, &state);
    for version in 0_u64.. {
        {
            let site = state.site(&config.report);
            let desk = Desk::new(&site, version);
            answer_until(&server, &desk, || seen.changed(&origin, &state));
        }
        match origin.read(&config, console) {
            Ok(read) => state = read,
            Err(error) => console.error(format_args!("{error:#}; the last reading stays")),
        }
    }
    Ok(Outcome::Fine)
}

/// Where the page comes from.
enum Origin {
    /// Documents, to be analysed.
    Documents { paths: Vec<PathBuf>, inputs: Vec<Input> },
    /// A report that was written earlier.
    Report(Place),
}

impl Origin {
    fn of(args: &Serve) -> Result<Self> {
        let report = Place::among(&args.paths, args.documents.as_deref())?;
        let documents =
            || Self::Documents { paths: args.paths.clone(), inputs: inputs(&args.paths) };
        Ok(report.map_or_else(documents, Self::Report))
    }

    fn read(&self, config: &Config, console: Console) -> Result<State> {
        let inputs = match self {
            Self::Documents { inputs, .. } => inputs,
            Self::Report(place) => return Ok(State::Stored(place.read(config, console)?)),
        };
        let corpus = Corpus::read(inputs, &config.reading)?;
        let bar = Bar::new(console);
        let analysis = analyze(&corpus, &config.analysis, &bar);
        bar.finish();
        Ok(State::Fresh(corpus, analysis))
    }

    /// The files that the page is made of, and those that say where documents are from.
    fn files(&self, state: &State) -> Vec<PathBuf> {
        let (paths, inputs) = match self {
            Self::Documents { paths, inputs } => (paths, inputs),
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

/// A server that only this machine reaches.
fn listen(port: u16) -> Result<Server> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("cannot listen on port {port}\n  next: choose another with --port, 0 for any")
    })?;
    Server::from_listener(listener, None).map_err(|error| anyhow!("cannot serve: {error}"))
}

/// Answers until something changed.
fn answer_until(server: &Server, desk: &Desk<'_>, mut changed: impl FnMut() -> bool) {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    if let Ok(Some(request)) = server.recv_timeout(LOOK / 4) {
                        send(request, desk);
                    }
                }
            });
        }
        while !changed() {
            std::thread::sleep(LOOK);
        }
        stop.store(true, Ordering::Relaxed);
    });
}

fn send(request: Request, desk: &Desk<'_>) {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map(|header| header.value.as_str().to_owned())
    };
    let answer = desk.answer(&Asked {
        reads: matches!(request.method(), Method::Get | Method::Head),
        host: header("Host"),
        site: header("Sec-Fetch-Site"),
        url: request.url().to_owned(),
    });
    // Whoever hung up needs no answer.
    let _ = request.respond(response(answer));
}

fn response(answer: Answer) -> Response<std::io::Cursor<Vec<u8>>> {
    const SAFE: [(&str, &str); 5] = [
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Content-Security-Policy", "frame-ancestors 'none'"),
    ];
    let mut response = Response::from_data(answer.body).with_status_code(answer.status);
    for (name, value) in SAFE.into_iter().chain([("Content-Type", answer.kind)]) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    response
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
