//! What outlets write differently, for the page.

use super::statement::anchor;
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label::thousands;
use crate::report::renderings::{Rendering, Written};

/// Readings of one thing, characters of a reading, and documents named beside it.
const READINGS: usize = 10;
const READING: usize = 160;
const NAMED: usize = 6;

/// One thing and how it is written.
pub(super) struct RenderingView {
    pub(super) class: &'static str,
    pub(super) readings: Vec<WrittenView>,
    pub(super) left: usize,
}

/// One way to write it.
pub(super) struct WrittenView {
    pub(super) text: String,
    pub(super) count: String,
    pub(super) who: String,
    /// Anchor of a statement that has it.
    pub(super) link: Option<String>,
}

/// All of them, what matters most first; `shown` are the statements of the page.
pub(super) fn renderings(digest: &Digest<'_>, shown: &[usize]) -> Vec<RenderingView> {
    let view = |rendering: &Rendering| {
        let readings = rendering.readings.iter().take(READINGS);
        RenderingView {
            class: rendering.class.words(),
            readings: readings.map(|reading| written(digest, reading, shown)).collect(),
            left: rendering.readings.len().saturating_sub(READINGS),
        }
    };
    digest.renderings().iter().map(view).collect()
}

fn written(digest: &Digest<'_>, reading: &Written, shown: &[usize]) -> WrittenView {
    let home = reading.statement.filter(|statement| shown.contains(statement));
    WrittenView {
        text: cut(&reading.text, READING).into_owned(),
        count: thousands(reading.count),
        who: digest.outlets(&reading.documents, NAMED),
        link: home.map(|statement| anchor(digest, statement)),
    }
}
