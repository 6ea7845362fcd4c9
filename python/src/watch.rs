//! Long work: the interpreter is let go, Ctrl-C is heard, and a callback hears how far it is.
//!
//! The work runs on threads of its own and never touches Python; the thread that called waits, looks for
//! signals and calls back. Whoever stops it is answered at once: the work hears of it at its next step
//! and unwinds.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use pyo3::prelude::*;
use variorum::analysis::Progress;

use crate::error::told;

/// How often signals and progress are looked at.
const LOOK: Duration = Duration::from_millis(50);
/// Bytes of the stack of a thread, as that of the program's first one.
const STACK: usize = 8 << 20;

/// What unwinds the threads of a run that nobody waits for.
struct Stopped;

/// How far a run is.
#[derive(Debug, Default)]
pub struct Watch {
    stage: Mutex<(String, usize)>,
    done: AtomicUsize,
    stopped: AtomicBool,
}

impl Watch {
    /// The stage, the steps that are done, and all of them.
    fn told(&self) -> (String, usize, usize) {
        let (stage, total) = self.stage.lock().unwrap_or_else(PoisonError::into_inner).clone();
        (stage, self.done.load(Ordering::Relaxed).min(total), total)
    }

    fn stop_here(&self) {
        if self.stopped.load(Ordering::Relaxed) {
            // No panic: nobody is to be told.
            resume_unwind(Box::new(Stopped));
        }
    }
}

impl Progress for Watch {
    fn start(&self, stage: &str, total: usize) {
        self.stop_here();
        let mut held = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        *held = (stage.to_owned(), total);
        self.done.store(0, Ordering::Relaxed);
    }

    fn step(&self, n: usize) {
        self.stop_here();
        self.done.fetch_add(n, Ordering::Relaxed);
    }
}

/// What a run ends with, or what it unwound with.
type Ended<T> = Result<anyhow::Result<T>, Box<dyn Any + Send>>;

/// Runs `work` on `threads` threads, one per core where none are named.
///
/// # Errors
/// Those of the work, `KeyboardInterrupt`, and what the callback raises.
pub fn watched<T: Send + 'static>(
    py: Python<'_>,
    threads: Option<usize>,
    callback: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&Watch) -> anyhow::Result<T> + Send + 'static,
) -> PyResult<T> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .stack_size(STACK)
        .build()
        .context("cannot start threads; next: ask for fewer with threads=")
        .map_err(told)?;
    let watch = Arc::new(Watch::default());
    let (sender, receiver) = sync_channel::<Ended<T>>(1);
    let at_work = Arc::clone(&watch);
    pool.spawn(move || {
        let ended = catch_unwind(AssertUnwindSafe(|| work(&at_work)));
        // Nobody may be waiting any more.
        let _ = sender.send(ended);
    });
    let mut last = None;
    // A receiver is for one thread; the lock says so to the compiler.
    let receiver = Mutex::new(receiver);
    loop {
        let ended = py
            .detach(|| receiver.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(LOOK));
        if let Err(error) = hear(py, &watch, callback, &mut last) {
            watch.stopped.store(true, Ordering::Relaxed);
            return Err(error);
        }
        match ended {
            Ok(Ok(result)) => return result.map_err(told),
            Ok(Err(panic)) => resume_unwind(panic),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(told(anyhow::anyhow!("the threads of this run are gone")));
            }
        }
    }
}

/// Looks for signals, and tells the callback what is new.
fn hear(
    py: Python<'_>,
    watch: &Watch,
    callback: Option<&Bound<'_, PyAny>>,
    last: &mut Option<(String, usize, usize)>,
) -> PyResult<()> {
    py.check_signals()?;
    let Some(callback) = callback else { return Ok(()) };
    let now = watch.told();
    if now.0.is_empty() || last.as_ref() == Some(&now) {
        return Ok(());
    }
    callback.call1(now.clone())?;
    *last = Some(now);
    Ok(())
}
