//! `variorum check` and `variorum baseline` as a user runs them: golden files of every format, and
//! a walk through a repository to which documents are added one by one.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

mod baseline;
mod branch;
mod cache;
mod committed;
mod formats;
mod policy;
mod programs;
mod samples;
mod scene;
#[cfg(feature = "wire")]
mod sent;
mod shown;
mod steps;
mod strangers;
mod tables;
mod walk;
