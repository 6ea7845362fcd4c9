//! The threads that answer: requests wait in one queue, and a few workers take them from it.
//!
//! A worker never touches a connection, so that no reader, however slow, keeps it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::answer::{Answer, Asked, Desk, refusal};

/// Requests that are answered at a time.
const WORKERS: usize = 4;

/// What waits in the queue.
enum Job {
    /// A request, and where its answer goes.
    Asked(Asked, oneshot::Sender<Answer>),
    /// The worker that takes it stops.
    Stop,
}

/// Requests on their way to the workers. Each open connection has at most one.
#[derive(Clone)]
pub struct Queue {
    ask: Sender<Job>,
    take: Arc<Mutex<Receiver<Job>>>,
}

impl Queue {
    /// An empty one.
    pub fn new() -> Self {
        let (ask, take) = channel();
        Self { ask, take: Arc::new(Mutex::new(take)) }
    }

    /// Sends a request; its answer comes by what is returned.
    pub fn ask(&self, asked: Asked) -> oneshot::Receiver<Answer> {
        let (reply, answer) = oneshot::channel();
        // Where the queue is gone, so is `reply`, and whoever waits for the answer is told.
        let _ = self.ask.send(Job::Asked(asked, reply));
        answer
    }

    /// Answers from `desk` for as long as `work` takes.
    pub fn answer_during<T>(&self, desk: &Desk<'_>, work: impl FnOnce() -> T) -> T {
        std::thread::scope(|scope| {
            for _ in 0..WORKERS {
                scope.spawn(|| self.answer(desk));
            }
            let done = work();
            for _ in 0..WORKERS {
                let _ = self.ask.send(Job::Stop);
            }
            done
        })
    }

    fn answer(&self, desk: &Desk<'_>) {
        loop {
            let job = self.take.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Job::Asked(asked, reply)) = job else { return };
            // Whoever hung up needs no answer.
            if reply.is_closed() {
                continue;
            }
            let answer = catch_unwind(AssertUnwindSafe(|| desk.answer(&asked)));
            let answer = answer.unwrap_or_else(|_| refusal(500, "that could not be answered"));
            let _ = reply.send(answer);
        }
    }
}
