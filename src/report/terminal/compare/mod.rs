//! Two texts against each other.
//!
//! First the result in plain words, then the differences of weight, then the passages side by side
//! with a number behind what is listed, then what only one of them has. Matters of form are counted
//! unless they are asked for.

mod list;
mod opening;
mod passages;

use std::collections::BTreeMap;

use crate::alignment::Alignment;
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Document};
use crate::divergence::Effect;
use crate::report::Options;
use crate::report::contrast::Contrast;
use crate::report::digest::Digest;
use crate::report::escape::visible;

/// Divergences by their indices, with the number that they have on the screen.
type Numbers = BTreeMap<usize, usize>;

/// How two texts are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Columns of the screen.
    pub width: usize,
    /// List matters of form too, instead of counting them.
    pub forms: bool,
}

/// The first two documents of a corpus against each other.
pub fn side_by_side(corpus: &Corpus, analysis: &Analysis, options: &Options, view: View) -> String {
    let [left, right, ..] = corpus.documents.as_slice() else {
        return "Two texts are needed to compare.\n".to_owned();
    };
    if !analysis.alignments.iter().any(is_facing) {
        return nothing(left, right);
    }
    let width = view.width.clamp(40, 200);
    let digest = Digest::new(corpus, analysis, options);
    let listed = Listed::of(&digest, view);
    let numbers = listed.numbers();
    let mut out = opening::opening(&digest, width);
    out.push_str(&list::weighty(&listed, &digest, width));
    out.push_str(&list::unclear(&listed, &digest, width));
    out.push('\n');
    out.push_str(&passages::blocks(analysis, [left, right], &numbers, width));
    out.push_str(&list::rest(&listed, &digest, width));
    out
}

fn nothing(left: &Document, right: &Document) -> String {
    let [a, b] = [&left.id, &right.id].map(|id| visible(id));
    let [path_a, path_b] = [&left.path, &right.path].map(|path| visible(path));
    format!(
        "{a} and {b} state nothing in common.\nStage by stage: variorum explain {path_a} {path_b}\n"
    )
}

/// The differences between the first two documents.
fn told<'d, 'a>(digest: &'d Digest<'a>) -> impl Iterator<Item = &'d Contrast<'a>> {
    let of_both = |&index: &usize| {
        let alignment = digest.analysis.divergences.get(index).map(|d| d.alignment);
        alignment.and_then(|a| digest.analysis.alignments.get(a)).is_some_and(is_facing)
    };
    digest.contrasts.iter().filter(move |contrast| contrast.divergences.iter().any(of_both))
}

/// Whether an alignment is one of the first two documents.
fn is_facing(alignment: &Alignment) -> bool {
    (alignment.left.document, alignment.right.document) == (0, 1)
}

/// The differences by where they are told.
struct Listed<'d, 'a> {
    /// What contradicts or moves the meaning.
    weighty: Vec<&'d Contrast<'a>>,
    /// What differs in words and may in meaning.
    unclear: Vec<&'d Contrast<'a>>,
    /// What is told in two ways and moves nothing; with forms, if they are asked for.
    other: Vec<&'d Contrast<'a>>,
    /// What only the left and only the right text has, and moves nothing.
    only: [Vec<&'d Contrast<'a>>; 2],
    /// Matters of form that are counted.
    forms: usize,
}

impl<'d, 'a> Listed<'d, 'a> {
    fn of(digest: &'d Digest<'a>, view: View) -> Self {
        let mut listed = Self {
            weighty: vec![],
            unclear: vec![],
            other: vec![],
            only: [vec![], vec![]],
            forms: 0,
        };
        for contrast in told(digest) {
            let lacks = contrast.sides.iter().position(|side| side.text.trim().is_empty());
            let of_text = |side: usize| {
                contrast.sides.get(1 - side).and_then(|s| s.documents.first()).copied()
            };
            match (contrast.effect, lacks) {
                (Effect::Conflict | Effect::Shift, _) => listed.weighty.push(contrast),
                (Effect::Unclear, _) => listed.unclear.push(contrast),
                (Effect::Compatible, Some(side @ (0 | 1))) if contrast.sides.len() == 2 => {
                    listed.only[of_text(side).unwrap_or(0).min(1)].push(contrast);
                }
                (Effect::Compatible, _) => listed.other.push(contrast),
                (Effect::None, _) if view.forms => listed.other.push(contrast),
                (Effect::None, _) => listed.forms += 1,
            }
        }
        for only in &mut listed.only {
            only.sort_by_key(|contrast| contrast.divergences.iter().min().copied());
        }
        listed
    }

    /// Numbers of the divergences that have a line of their own, in the order of the lines.
    fn numbers(&self) -> Numbers {
        let numbered = self.weighty.iter().chain(&self.unclear).chain(&self.other).zip(1..);
        numbered
            .flat_map(|(contrast, number)| contrast.divergences.iter().map(move |&d| (d, number)))
            .collect()
    }
}
