//! What Python calls. Everything is done by the engine and the program; here values go to and fro, the
//! interpreter is let go while they work, and Ctrl-C is heard.

mod analysis;
mod ask;
mod check;
mod compare;
mod documents;
mod error;
mod watch;

use pyo3::prelude::*;

/// The compiled part of the package `variorum`.
#[pymodule]
mod _core {
    #[pymodule_export]
    use super::analysis::{Analysis, analyze};
    #[pymodule_export]
    use super::check::{Check, check};
    #[pymodule_export]
    use super::compare::compare;
    #[pymodule_export]
    use super::error::Error;
    #[pymodule_export]
    use super::{start, visible};

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name that Python packages have it under")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}

/// Runs the program with these arguments behind its name; gives its exit code.
#[pyfunction]
fn start(py: Python<'_>, arguments: Vec<std::ffi::OsString>) -> u8 {
    let name = std::ffi::OsString::from("variorum");
    py.detach(|| variorum_program::start(std::iter::once(name).chain(arguments)))
}

/// A text whose characters a terminal or a page shows and does not obey.
#[pyfunction]
fn visible(text: &str) -> String {
    variorum::report::escape::visible(text).into_owned()
}
