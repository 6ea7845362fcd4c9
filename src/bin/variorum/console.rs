//! Standard output and standard error: the only place that prints.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use terminal_size::terminal_size_of;
use variorum::report::escape::visible;

use crate::args::{Color, Common};

/// Where the program talks to its user.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    choice: ColorChoice,
    quiet: bool,
}

impl Console {
    /// As the flags ask; `auto` colours in a terminal, unless NO_COLOR is set.
    pub fn new(common: &Common) -> Self {
        let choice = match common.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { choice, quiet: common.quiet }
    }

    /// Standard output for programs: never coloured.
    pub fn data(self) -> impl Write {
        BufWriter::new(io::stdout().lock())
    }

    /// Standard output for people: styles are dropped where colour is off.
    pub fn pretty(self) -> impl Write {
        BufWriter::new(AutoStream::new(io::stdout().lock(), self.choice))
    }

    /// A remark on standard error, unless `--quiet`.
    pub fn note(self, text: impl Display) {
        if !self.quiet {
            self.say(AnsiColor::Cyan.on_default(), "note", &text);
        }
    }

    /// An error on standard error.
    pub fn error(self, text: impl Display) {
        self.say(AnsiColor::Red.on_default().bold(), "error", &text);
    }

    /// Columns of the terminal that standard output is, within what is read with ease; 80 where it
    /// is none.
    pub fn columns(self) -> usize {
        let size = terminal_size_of(io::stdout());
        size.map_or(80, |(width, _)| usize::from(width.0)).clamp(40, 160)
    }

    /// Whether remarks and the summary are unwanted.
    pub fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether progress would be seen, and is wanted.
    pub fn shows_progress(self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// A closed standard error is no reason to stop.
    fn say(self, style: Style, label: &str, text: &dyn Display) {
        let mut err = AutoStream::new(io::stderr().lock(), self.choice);
        // Paths and lines of files of strangers stand in messages.
        let text = harmless(&text.to_string());
        let _ = writeln!(err, "{style}{label}{style:#}: {text}");
    }
}

/// Text of several lines whose characters a terminal shows and does not obey.
pub fn harmless(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}
