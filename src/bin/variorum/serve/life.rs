//! How long a connection may live, and which one goes when there are too many.
//!
//! A connection that neither sends nor takes a byte for a while is closed, and so is one that lives
//! too long, however it keeps itself busy. When all places are taken, a new connection gets that of
//! the one that has made no progress for longest: connections that only wait hold nobody off.

use std::collections::BTreeMap;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// Connections that are open at a time. A browser opens six; some systems allow 256 files.
pub const PLACES: usize = 128;

/// What one connection does.
#[derive(Debug)]
pub struct Life {
    state: Mutex<State>,
    evicted: Notify,
}

#[derive(Clone, Copy, Debug)]
struct State {
    /// When a byte was last sent or taken.
    progress: Instant,
    /// Its request is being answered: it is we who let it wait.
    answering: bool,
}

impl Life {
    fn new() -> Self {
        let state = State { progress: Instant::now(), answering: false };
        Self { state: Mutex::new(state), evicted: Notify::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moved(&self) {
        self.state().progress = Instant::now();
    }

    /// Says that a request is being answered, or no longer.
    pub fn set_answering(&self, answering: bool) {
        *self.state() = State { progress: Instant::now(), answering };
    }

    /// Returns when no byte has moved for `limit`, or when the place is needed.
    pub async fn ends(&self, limit: Duration) {
        tokio::select! {
            () = self.evicted.notified() => {}
            () = self.idles(limit) => {}
        }
    }

    async fn idles(&self, limit: Duration) {
        loop {
            let State { progress, answering } = *self.state();
            let end = progress + limit;
            match (Instant::now() < end, answering) {
                (true, _) => sleep_until(end).await,
                (false, true) => sleep_until(Instant::now() + limit).await,
                (false, false) => return,
            }
        }
    }
}

/// The connections that are open.
#[derive(Debug, Default)]
pub struct Places {
    open: Mutex<(u64, BTreeMap<u64, Arc<Life>>)>,
}

impl Places {
    /// A place for a new connection. Where all are taken, somebody else's.
    pub fn enter(self: &Arc<Self>) -> Place {
        let life = Arc::new(Life::new());
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.1.len() >= PLACES {
            evict(&mut open.1);
        }
        open.0 += 1;
        let number = open.0;
        open.1.insert(number, Arc::clone(&life));
        Place { number, life, places: Arc::clone(self) }
    }

    /// Ends the connection that has made no progress for longest.
    pub fn make_room(&self) {
        evict(&mut self.open.lock().unwrap_or_else(PoisonError::into_inner).1);
    }
}

fn evict(open: &mut BTreeMap<u64, Arc<Life>>) {
    let waits = |life: &Life| {
        let state = *life.state();
        (state.answering, state.progress)
    };
    let oldest = open.iter().min_by_key(|(_, life)| waits(life)).map(|(number, _)| *number);
    if let Some(life) = oldest.and_then(|number| open.remove(&number)) {
        life.evicted.notify_one();
    }
}

/// A place that is taken until this is dropped.
#[derive(Debug)]
pub struct Place {
    number: u64,
    /// What the connection does.
    pub life: Arc<Life>,
    places: Arc<Places>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.1.remove(&self.number);
    }
}

/// A stream that notes when bytes move.
#[derive(Debug)]
pub struct Watched {
    /// The connection.
    pub stream: TcpStream,
    /// Where it is noted.
    pub life: Arc<Life>,
}

impl Watched {
    fn noted<T>(&self, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if matches!(polled, Poll::Ready(Ok(_))) {
            self.life.moved();
        }
        polled
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_read(context, into);
        self.noted(polled)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.noted(polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.noted(polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_longest_goes_first_and_who_is_answered_goes_last() {
        let places = Arc::new(Places::default());
        let mut taken: Vec<Place> = (0..PLACES).map(|_| places.enter()).collect();
        taken[0].life.set_answering(true);
        taken[1].life.moved();
        let number = |place: &Place| place.number;
        let before: Vec<u64> = taken.iter().map(number).collect();
        taken.push(places.enter());
        let open =
            |places: &Places| places.open.lock().unwrap().1.keys().copied().collect::<Vec<_>>();
        let now = open(&places);
        assert_eq!(now.len(), PLACES);
        assert!(!now.contains(&before[2]), "the third has waited longest");
        assert!(now.contains(&before[0]) && now.contains(&before[1]));
        drop(taken);
        assert!(open(&places).is_empty());
    }
}
