//! A passage cut into pieces that are marked alike.
//!
//! In go the words and layers over them (edits and divergences, which may overlap); out come
//! pieces in the order of the text that together are the text, byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use super::digest::Digest;
use crate::alignment::{Alignment, Edit, Op, Passage, Relation};
use crate::divergence::Effect;
use crate::span::Span;

/// A stretch of a text that something lies over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Layer {
    pub(super) span: Span,
    pub(super) sign: Sign,
}

/// What lies over a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Words that face other words, or none, of another witness, but have no name of their own.
    Edit(usize),
    /// A witness of a statement, by its index in the analysis.
    Statement(usize),
    /// A divergence, by its index in the analysis.
    Divergence(Effect, usize),
}

/// A piece of a passage under the same layers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// The gravest first.
    pub(super) signs: Vec<Sign>,
}

impl Piece<'_> {
    /// Whether the piece is worth a mark where only one mark is to be had.
    pub(super) fn stands_out(&self) -> bool {
        self.effect() > Some(Effect::None) || self.signs.iter().any(|s| matches!(s, Sign::Edit(_)))
    }

    /// The witnesses against which the piece is edited.
    pub(super) fn edited_against(&self) -> impl Iterator<Item = usize> {
        self.signs.iter().filter_map(|sign| match sign {
            Sign::Edit(other) => Some(*other),
            Sign::Divergence(..) | Sign::Statement(_) => None,
        })
    }

    /// The gravest effect of a divergence over the piece.
    pub(super) fn effect(&self) -> Option<Effect> {
        self.signs.iter().find_map(|sign| match sign {
            Sign::Divergence(effect, _) => Some(*effect),
            Sign::Edit(_) | Sign::Statement(_) => None,
        })
    }
}

/// Layers that one text can hold, and signs of one piece; what is beyond is not marked. Both keep a
/// text under thousands of overlapping layers from costing their product.
const LAYER_LIMIT: usize = 20_000;
const SIGN_LIMIT: usize = 32;

/// Cuts the words of `span` at the borders of the layers.
pub(super) fn pieces<'a>(text: &'a str, span: Span, layers: &[Layer]) -> Vec<Piece<'a>> {
    let mut events = Vec::with_capacity(layers.len() * 2);
    for layer in layers.iter().take(LAYER_LIMIT) {
        let (start, end) = (layer.span.start.max(span.start), layer.span.end.min(span.end));
        let on_borders = [start, end].iter().all(|&at| text.is_char_boundary(at as usize));
        if start < end && on_borders {
            events.push((start, true, layer.sign));
            events.push((end, false, layer.sign));
        }
    }
    events.sort_unstable_by_key(|&(at, opens, sign)| (at, opens, sign));
    sweep(text, span, &events)
}

/// Walks over the borders with the set of layers that are open.
fn sweep<'a>(text: &'a str, span: Span, events: &[(u32, bool, Sign)]) -> Vec<Piece<'a>> {
    let mut open: BTreeSet<(Sign, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    let mut done = span.start;
    for &(at, opens, sign) in events {
        push(&mut found, text, Span { start: done, end: at }, &open);
        done = done.max(at);
        // Equal signs may lie over each other; the number tells how many are open.
        let depth = open.range((sign, 0)..=(sign, usize::MAX)).count();
        if opens {
            open.insert((sign, depth));
        } else if depth > 0 {
            open.remove(&(sign, depth - 1));
        }
    }
    push(&mut found, text, Span { start: done, end: span.end }, &open);
    found
}

fn push<'a>(found: &mut Vec<Piece<'a>>, text: &'a str, span: Span, open: &BTreeSet<(Sign, usize)>) {
    let words = span.text(text);
    if !words.is_empty() {
        let gravest = open.iter().rev().take(SIGN_LIMIT);
        let mut signs: Vec<_> = gravest.map(|&(sign, _)| sign).collect();
        signs.dedup();
        found.push(Piece { text: words, span, signs });
    }
}

/// Witnesses of a statement against one of them.
pub(super) struct Facing {
    /// Index of the witness that the others are held against.
    pub(super) base: usize,
    /// Per witness, what lies over it.
    pub(super) layers: Vec<Vec<Layer>>,
}

/// Witnesses up to which edits are laid between all of them, so that a reader may choose the base.
const CLOSE: usize = 6;

/// Lays edits and divergences over the witnesses of a statement: every divergence, but the edits
/// against the base only. The base is the witness that most others are aligned with; an equal
/// count goes to the earlier one.
pub(super) fn facing(digest: &Digest<'_>, statement: usize) -> Facing {
    laid(digest, statement, false)
}

/// Like [`facing`], with the edits between all witnesses where they are few.
pub(super) fn facing_each_other(digest: &Digest<'_>, statement: usize) -> Facing {
    let few = digest.analysis.statements[statement].witnesses.len() <= CLOSE;
    laid(digest, statement, few)
}

fn laid(digest: &Digest<'_>, statement: usize, all: bool) -> Facing {
    let witnesses = &digest.analysis.statements[statement].witnesses;
    let ties = ties(digest, statement);
    let base = base(&ties, witnesses.len());
    let to_base: BTreeSet<usize> =
        ties.iter().filter(|tie| tie.joins(base)).flat_map(|tie| [tie.left, tie.right]).collect();
    let mut layers = vec![Vec::new(); witnesses.len()];
    let mut lay = |witness: usize, span: Option<Span>, sign: Sign| {
        layers[witness].extend(span.map(|span| Layer { span, sign }));
    };
    // A witness that the base is not aligned with is held against whom it is aligned with.
    let lone = |witness: usize| !to_base.contains(&witness);
    let near = |tie: &Tie| all || tie.joins(base) || lone(tie.left) || lone(tie.right);
    for tie in ties.iter().filter(|tie| near(tie)) {
        for edit in edits(&digest.analysis.alignments[tie.alignment]) {
            lay(tie.left, edit.left, Sign::Edit(tie.right));
            lay(tie.right, edit.right, Sign::Edit(tie.left));
        }
    }
    let tie_of: BTreeMap<usize, &Tie> = ties.iter().map(|tie| (tie.alignment, tie)).collect();
    for &index in &digest.divergences[statement] {
        let divergence = &digest.analysis.divergences[index];
        if let Some(tie) = tie_of.get(&divergence.alignment) {
            let sign = Sign::Divergence(divergence.effect, index);
            lay(tie.left, divergence.left.as_ref().map(|l| l.span), sign);
            lay(tie.right, divergence.right.as_ref().map(|l| l.span), sign);
        }
    }
    for of_witness in &mut layers {
        of_witness.sort_unstable();
        of_witness.dedup();
    }
    Facing { base, layers }
}

/// The witness that most others are aligned with, the earlier of equals.
fn base(ties: &[Tie], witnesses: usize) -> usize {
    let mut degree = vec![0_usize; witnesses];
    for tie in ties {
        degree[tie.left] += 1;
        degree[tie.right] += 1;
    }
    (0..witnesses).rev().max_by_key(|&i| degree[i]).unwrap_or(0)
}

/// An alignment with the two witnesses that it joins.
struct Tie {
    alignment: usize,
    left: usize,
    right: usize,
}

impl Tie {
    fn joins(&self, witness: usize) -> bool {
        self.left == witness || self.right == witness
    }
}

/// The alignments of a statement.
fn ties(digest: &Digest<'_>, statement: usize) -> Vec<Tie> {
    let witnesses = &digest.analysis.statements[statement].witnesses;
    let at = |passage: Passage| {
        let overlap = |&i: &usize| witnesses[i].span.overlap(passage.span);
        // Witnesses are sorted by document, so those of one document stand together.
        let start = witnesses.partition_point(|w| w.document < passage.document);
        let end = witnesses.partition_point(|w| w.document <= passage.document);
        (start..end.max(start)).rev().max_by_key(overlap).filter(|i| overlap(i) > 0)
    };
    let joined = digest.alignments[statement].iter().filter_map(|&index| {
        let alignment = &digest.analysis.alignments[index];
        Some(Tie { alignment: index, left: at(alignment.left)?, right: at(alignment.right)? })
    });
    joined.filter(|tie| tie.left != tie.right).collect()
}

/// The edits of an alignment that are worth a mark. Where nearly every word is another one, only
/// what has a name is.
pub(super) fn edits(alignment: &Alignment) -> impl Iterator<Item = &Edit> {
    let worth = alignment.relation != Relation::Retold;
    alignment.edits.iter().filter(move |edit| worth && edit.op != Op::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(start: usize, end: usize, sign: Sign) -> Layer {
        Layer { span: Span::new(start, end), sign }
    }

    fn cut(text: &str, layers: &[Layer]) -> Vec<(String, usize)> {
        let all = pieces(text, Span::new(0, text.len()), layers);
        all.iter().map(|p| (p.text.to_owned(), p.signs.len())).collect()
    }

    #[test]
    fn pieces_are_the_text() {
        let (a, b) = (Sign::Edit(0), Sign::Divergence(Effect::Shift, 4));
        let text = "one two three four";
        let found = cut(text, &[layer(4, 13, a), layer(8, 18, b), layer(4, 7, a)]);
        assert_eq!(found.iter().map(|(text, _)| text.as_str()).collect::<String>(), text);
        let words: Vec<_> = found.iter().map(|(t, n)| (t.trim(), *n)).collect();
        assert_eq!(words, [("one", 0), ("two", 1), ("", 1), ("three", 2), ("four", 1)]);
    }

    #[test]
    fn layers_off_the_text_or_off_a_character_are_left_out() {
        let sign = Sign::Edit(1);
        assert_eq!(cut("é", &[layer(1, 2, sign)]), [("é".to_owned(), 0)]);
        assert_eq!(cut("ab", &[layer(1, 99, sign)]), [("a".to_owned(), 0), ("b".to_owned(), 1)]);
        assert_eq!(cut("ab", &[layer(7, 9, sign)]), [("ab".to_owned(), 0)]);
        assert_eq!(cut("", &[layer(0, 1, sign)]), []);
    }

    #[test]
    fn thousands_of_overlapping_layers_stay_cheap() {
        let n = 20_000;
        let text = "x".repeat(2 * n);
        let sign = |i| Sign::Divergence(Effect::None, i);
        let layers: Vec<_> = (0..n).map(|i| layer(i, 2 * n - i, sign(i))).collect();
        let found = pieces(&text, Span::new(0, text.len()), &layers);
        assert_eq!(found.iter().map(|piece| piece.text.len()).sum::<usize>(), text.len());
        assert!(found.iter().all(|piece| piece.signs.len() <= SIGN_LIMIT));
    }

    #[test]
    fn the_gravest_sign_comes_first() {
        let layers = [
            layer(0, 2, Sign::Edit(0)),
            layer(0, 2, Sign::Divergence(Effect::None, 9)),
            layer(0, 2, Sign::Divergence(Effect::Conflict, 1)),
        ];
        let found = pieces("ab", Span::new(0, 2), &layers);
        assert_eq!(found[0].signs[0], Sign::Divergence(Effect::Conflict, 1));
        assert_eq!(found[0].effect(), Some(Effect::Conflict));
    }
}
