//! What can go wrong where files are opened: reading, index and configuration.
//!
//! Stages return values, never errors; a document that cannot be read is an entry in
//! [`crate::corpus::Corpus::skipped`], not an `Error`. An `Error` stops the run, so each says
//! what, where and what to do next.

use std::path::PathBuf;

/// An error that stops the run.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    kind: ErrorKind,
}

/// The reason of an [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A path given by the user that does not exist or cannot be listed.
    #[error("cannot read {}: {reason}\n  next: {next}", path.display())]
    Path {
        /// The path as the user gave it.
        path: PathBuf,
        /// What the system said.
        reason: String,
        /// What to do next.
        next: &'static str,
    },
    /// A settings or metadata file that does not parse, with the line shown.
    #[error("{}:{line}: {reason}\n  {excerpt}\n  next: {next}", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong.
        reason: String,
        /// The line itself.
        excerpt: String,
        /// What to do next.
        next: String,
    },
    /// A file that could not be written.
    #[error("cannot write {}: {reason}\n  next: check that the folder exists, is writable and has room", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// An index on disk that cannot be used as it is asked to.
    #[error("cannot use the index {}: {reason}\n  next: {next}", path.display())]
    Index {
        /// Its folder.
        path: PathBuf,
        /// What is wrong.
        reason: String,
        /// What to do next.
        next: String,
    },
}

impl Error {
    /// The reason, for programs that tell kinds apart.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

/// Shorthand of this crate.
pub type Result<T> = std::result::Result<T, Error>;
