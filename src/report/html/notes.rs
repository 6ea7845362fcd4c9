//! The critical apparatus of a statement: each difference once, the gravest first, numbered like
//! its marks in the text.

use std::fmt::Write as _;

use super::class;
use super::marked::{Note, Notes};
use super::overview::SideView;
use crate::divergence::Effect;
use crate::report::contrast::Contrast;
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label;
use crate::report::naming::Among;

/// Notes of one statement, and readings of one note.
pub(super) const NOTES: usize = 60;
const NAMED: usize = 8;

/// One difference, explained.
pub(super) struct NoteView {
    pub(super) anchor: String,
    pub(super) index: usize,
    pub(super) number: Option<usize>,
    pub(super) class: &'static str,
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
    pub(super) sides: Vec<SideView>,
    pub(super) explanation: String,
    pub(super) sure: String,
    /// Per column, the number of its reading, or `-`: `0 1 -`.
    pub(super) columns: String,
}

impl NoteView {
    /// Words that not all tellings have, and that change nothing in the others.
    pub(super) fn is_extra(&self) -> bool {
        self.class == class(Effect::Compatible) && self.sides.iter().any(|side| side.missing)
    }
}

/// The apparatus: what marks need, and what is written below the witnesses. `columns` are the
/// documents that stand beside each other.
pub(super) fn notes(
    digest: &Digest<'_>,
    among: &Among<'_>,
    contrasts: &[Contrast<'_>],
    columns: &[usize],
    anchor: &str,
) -> (Notes, Vec<NoteView>) {
    let mut notes = Notes::default();
    let mut views = Vec::new();
    let mut numbers = 1..;
    // What not all have comes after what they tell differently, in the list and so in the numbers.
    let extra = |c: &Contrast<'_>| {
        c.effect == Effect::Compatible && c.sides.iter().any(|side| side.text.trim().is_empty())
    };
    let mut contrasts: Vec<_> = contrasts.iter().take(NOTES).collect();
    contrasts.sort_by_key(|c| (std::cmp::Reverse(c.effect), extra(c)));
    for (index, contrast) in contrasts.into_iter().enumerate() {
        let number = (contrast.effect > Effect::None).then(|| numbers.next()).flatten();
        let view = note(digest, among, contrast, columns, (index, number), anchor);
        let mut title = format!("{}: {}", label::effect(contrast.effect), view.kind);
        let _ = write!(title, ". {}", cut(&view.explanation, 200));
        notes.notes.push(Note { anchor: view.anchor.clone(), number, title });
        notes.of_divergence.extend(contrast.divergences.iter().map(|&d| (d, index)));
        views.push(view);
    }
    (notes, views)
}

fn note(
    digest: &Digest<'_>,
    among: &Among<'_>,
    contrast: &Contrast<'_>,
    columns: &[usize],
    (index, number): (usize, Option<usize>),
    anchor: &str,
) -> NoteView {
    let sides = contrast.sides.iter().take(NAMED);
    NoteView {
        anchor: format!("{anchor}-{}", index + 1),
        index,
        number,
        class: class(contrast.effect),
        kind: label::kind(contrast.kind),
        name: contrast.kind.name(),
        sides: sides.map(|side| SideView::new(digest, among, contrast, side)).collect(),
        explanation: digest.explanation(contrast).to_owned(),
        columns: readings(contrast, columns),
        sure: format!("{:.0} %", contrast.confidence.clamp(0.0, 1.0) * 100.0),
    }
}

/// Which reading the document of each column has, by number.
fn readings(contrast: &Contrast<'_>, columns: &[usize]) -> String {
    let reading = |document: &usize| {
        let side = contrast.sides.iter().position(|s| s.documents.binary_search(document).is_ok());
        side.map_or_else(|| "-".to_owned(), |side| side.to_string())
    };
    columns.iter().map(reading).collect::<Vec<_>>().join(" ")
}
