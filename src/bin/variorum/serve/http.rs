//! Connections and requests, all of them bounded before anything is kept of them.
//!
//! One thread holds all connections, so that a thousand that only wait cost no thread. What a
//! request asks is handed to the workers of `desks`, and their answer is sent from here.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use anyhow::{Context as _, Result};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::desks::Queue;
use super::life::{Life, Place, Places, Watched};
use crate::answer::{Answer, Asked, refusal};

/// Connections that the system holds until they are taken.
const WAITING: u32 = 1024;
/// Bytes of a request line and its headers; a longer head is refused.
const HEAD: usize = 16 << 10;
/// Headers of a request.
const FIELDS: usize = 64;
/// How long a head may take to come.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long a connection may neither send nor take a byte.
const IDLE: Duration = Duration::from_secs(5);
/// How long a connection may live; browsers open another one.
const TOTAL: Duration = Duration::from_secs(60);
/// How long the answer in hand may take to be sent when a connection is to end.
const GRACE: Duration = Duration::from_secs(2);
/// How long a request may wait for its answer.
const ANSWER: Duration = Duration::from_secs(30);
/// How long we wait when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(50);
/// Answers up to so many bytes are sent whatever the others hold.
const SMALL: usize = 32 << 10;
/// KiB of larger answers that are on their way at a time.
const UNDERWAY: u32 = 64 << 10;

/// The thread that holds the connections.
pub struct Network {
    ended: Arc<AtomicBool>,
}

impl Network {
    /// Answers what comes to a port of this machine by way of `queue`, until the program is asked to
    /// stop. Port 0 is any that is free; the address says which.
    pub fn start(port: u16, queue: Queue) -> Result<(Self, SocketAddr)> {
        let ended = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&ended);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("cannot start the server")?;
        let listener = {
            let _inside = runtime.enter();
            bound(port).with_context(|| {
                format!(
                    "cannot listen on port {port}\n  next: choose another with --port, 0 for any"
                )
            })?
        };
        let address = listener.local_addr()?;
        let interrupt = {
            let _inside = runtime.enter();
            Interrupt::new().context("cannot listen for Ctrl-C")?
        };
        std::thread::spawn(move || {
            runtime.block_on(listen(listener, queue, interrupt));
            over.store(true, Ordering::Relaxed);
            // The reading of documents cannot be interrupted, and nothing of it is kept.
            std::thread::sleep(GRACE);
            std::process::exit(0);
        });
        Ok((Self { ended }, address))
    }

    /// Whether the program was asked to stop.
    pub fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }
}

/// A socket that only this machine reaches.
fn bound(port: u16) -> std::io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    // As the standard library does: a port that was left a moment ago is free again.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
    socket.listen(WAITING)
}

/// Ctrl-C, and what service managers send.
struct Interrupt {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Interrupt {
    #[cfg(unix)]
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { signals: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
    }

    #[cfg(unix)]
    async fn comes(&mut self) {
        let [first, second] = &mut self.signals;
        tokio::select! {
            _ = first.recv() => {}
            _ = second.recv() => {}
        }
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn comes(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// What all connections share.
struct Shared {
    queue: Queue,
    /// Permits for KiB of answers on their way.
    underway: Arc<Semaphore>,
    /// True when the program is to stop.
    stop: watch::Receiver<bool>,
}

async fn listen(listener: TcpListener, queue: Queue, mut interrupt: Interrupt) {
    let (stop, stopping) = watch::channel(false);
    let underway = Arc::new(Semaphore::new(UNDERWAY as usize));
    let shared = Arc::new(Shared { queue, underway, stop: stopping });
    let places = Arc::new(Places::default());
    loop {
        let accepted = tokio::select! {
            () = interrupt.comes() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, _)) => {
                // A small answer is not to wait for more of it.
                let _ = stream.set_nodelay(true);
                let place = places.enter();
                let stream = Watched { stream, life: Arc::clone(&place.life) };
                tokio::spawn(connection(stream, place, Arc::clone(&shared)));
                // A flood of connections leaves time to those that are there.
                tokio::task::yield_now().await;
            }
            Err(_) => {
                places.make_room();
                sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    drop(shared);
    let _ = stop.send(true);
    // Whoever holds `stopping` is a connection that is still open.
    let _ = timeout(GRACE, stop.closed()).await;
}

async fn connection(stream: Watched, place: Place, shared: Arc<Shared>) {
    let mut stop = shared.stop.clone();
    let life = Arc::clone(&place.life);
    let service = service_fn(|request| respond(request, &life, &shared));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD)
        .max_headers(FIELDS)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = place.life.ends(IDLE) => return,
        () = sleep(TOTAL) => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
    connection.as_mut().graceful_shutdown();
    // Whoever broke off needs no answer.
    let _ = timeout(GRACE, connection).await;
}

async fn respond(
    request: Request<Incoming>,
    life: &Life,
    shared: &Shared,
) -> Result<Response<Whole>, Infallible> {
    life.set_answering(true);
    let answer = match asked(&request) {
        Ok(asked) => answer(asked, shared).await,
        Err(refusal) => refusal,
    };
    life.set_answering(false);
    let held = Arc::clone(&shared.underway);
    Ok(response(answer, request.body().is_end_stream(), held))
}

async fn answer(asked: Asked, shared: &Shared) -> Answer {
    match timeout(ANSWER, shared.queue.ask(asked)).await {
        Ok(Ok(answer)) => answer,
        _ => refusal(503, "there is no answer in time; next: try again"),
    }
}

/// What a request asks; an error is what is said instead of an answer.
fn asked(request: &Request<Incoming>) -> Result<Asked, Answer> {
    if !request.body().is_end_stream() {
        return Err(refusal(413, "a request has no body here"));
    }
    let headers = request.headers();
    let one = |name: HeaderName| {
        let mut values = headers.get_all(&name).iter();
        let first = values.next().map(|value| value.to_str().unwrap_or_default().to_owned());
        match values.next() {
            None => Ok(first),
            Some(_) => Err(refusal(400, "a header came twice")),
        }
    };
    let host = one(header::HOST)?;
    let site = one(HeaderName::from_static("sec-fetch-site"))?;
    // Who asks for a full address asks for the host in it.
    let address = request.uri().authority().map(|authority| authority.as_str().to_owned());
    if address.is_some() && address != host {
        return Err(refusal(403, "ask for one host"));
    }
    let url = request.uri().path_and_query().map_or("", |url| url.as_str()).to_owned();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    Ok(Asked { reads, host, site, url })
}

/// The answer as it is sent. `read` is whether all of the request was read.
fn response(answer: Answer, read: bool, underway: Arc<Semaphore>) -> Response<Whole> {
    const SAFE: [(&str, &str); 5] = [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("content-security-policy", "frame-ancestors 'none'"),
    ];
    let answer = admitted(answer, underway);
    let mut response = Response::new(Whole(Some(answer.body)));
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    for (name, value) in SAFE {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.kind));
    if answer.status == 503 {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    if !read {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// The answer with its share of what may be on its way, given back when its bytes are sent or
/// dropped; a refusal where others hold too much.
fn admitted(answer: Answer, underway: Arc<Semaphore>) -> Answer {
    if answer.shared || answer.body.len() <= SMALL {
        return answer;
    }
    let size = u32::try_from(answer.body.len() >> 10).unwrap_or(u32::MAX).min(UNDERWAY);
    match underway.try_acquire_many_owned(size) {
        Ok(permit) => {
            let body = Bytes::from_owner(Sent { bytes: answer.body, _permit: permit });
            Answer { body, ..answer }
        }
        Err(_) => refusal(503, "other readers have not taken their answers; next: try again"),
    }
}

/// Bytes on their way, with the permit for them.
struct Sent {
    bytes: Bytes,
    _permit: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Sent {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// A body that is there at once.
struct Whole(Option<Bytes>);

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
