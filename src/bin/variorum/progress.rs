//! Progress bars on standard error.

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use variorum::analysis::Progress;

use crate::console::Console;

/// One bar at a time: the stage at work.
pub struct Bar {
    bar: Mutex<ProgressBar>,
    shown: bool,
}

impl Bar {
    /// Draws only where somebody watches.
    pub fn new(console: Console) -> Self {
        Self { bar: Mutex::new(ProgressBar::hidden()), shown: console.shows_progress() }
    }

    /// Clears the bar.
    pub fn finish(&self) {
        self.with(ProgressBar::finish_and_clear);
    }

    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        // A bar poisoned by a panic elsewhere only stops moving.
        if let Ok(bar) = self.bar.lock() {
            act(&bar);
        }
    }
}

impl Progress for Bar {
    fn start(&self, stage: &str, total: usize) {
        if !self.shown {
            return;
        }
        let style = ProgressStyle::with_template("{msg:<24} {wide_bar} {percent:>3}% {eta}");
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr())
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
            .with_message(stage.to_owned());
        bar.enable_steady_tick(Duration::from_millis(200));
        if let Ok(mut current) = self.bar.lock() {
            current.finish_and_clear();
            *current = bar;
        }
    }

    fn step(&self, n: usize) {
        if self.shown {
            self.with(|bar| bar.inc(n as u64));
        }
    }
}
