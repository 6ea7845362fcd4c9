//! Errors in the words of the program.

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use variorum_program::console::harmless;

create_exception!(
    variorum,
    Error,
    PyValueError,
    "What cannot be done: what, where, and what to do next, in the words of the command line."
);

/// An error of the program as an exception.
#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
pub fn told(error: anyhow::Error) -> PyErr {
    // Paths and lines of files of strangers stand in messages, and a traceback goes to a terminal.
    Error::new_err(harmless(&format!("{error:#}")))
}
