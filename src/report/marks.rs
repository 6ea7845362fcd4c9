//! A passage cut into pieces that are marked alike.
//!
//! In go the words and layers over them (edits and divergences, which may overlap); out come
//! pieces in the order of the text that together are the text, byte for byte.

use std::collections::BTreeSet;

use super::digest::Digest;
use crate::alignment::{Alignment, Op, Passage, Relation};
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
    /// Words that face other words, or none, but have no name of their own.
    Edit(Op),
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

    /// The gravest effect of a divergence over the piece.
    pub(super) fn effect(&self) -> Option<Effect> {
        self.signs.iter().find_map(|sign| match sign {
            Sign::Divergence(effect, _) => Some(*effect),
            Sign::Edit(_) => None,
        })
    }
}

/// Layers that one text can hold; a passage with more is marked up to there.
const LAYER_LIMIT: usize = 20_000;

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
        let mut signs: Vec<_> = open.iter().rev().map(|&(sign, _)| sign).collect();
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

/// Lays edits and divergences over the witnesses of a statement. The base is the witness that
/// most others are aligned with; an equal count goes to the earlier one.
pub(super) fn facing(digest: &Digest<'_>, statement: usize) -> Facing {
    let witnesses = &digest.analysis.statements[statement].witnesses;
    let ties = ties(digest, statement);
    let mut degree = vec![0_usize; witnesses.len()];
    for &(_, left, right) in &ties {
        degree[left] += 1;
        degree[right] += 1;
    }
    let base = (0..witnesses.len()).rev().max_by_key(|&i| degree[i]).unwrap_or(0);
    let mut layers = vec![Vec::new(); witnesses.len()];
    let to_base: BTreeSet<usize> = ties
        .iter()
        .filter(|&&(_, left, right)| left == base || right == base)
        .flat_map(|&(_, left, right)| [left, right])
        .collect();
    for &(alignment, left, right) in &ties {
        let with_base = left == base || right == base;
        // A witness that the base is not aligned with is held against whom it is aligned with.
        let lone = |witness: usize| !to_base.contains(&witness);
        if with_base || lone(left) || lone(right) {
            let [of_left, of_right] = layers_of(digest, statement, alignment);
            layers[left].extend(of_left);
            layers[right].extend(of_right);
        }
    }
    for of_witness in &mut layers {
        of_witness.sort_unstable();
        of_witness.dedup();
    }
    Facing { base, layers }
}

/// The alignments of a statement, each with the two witnesses that it joins.
fn ties(digest: &Digest<'_>, statement: usize) -> Vec<(usize, usize, usize)> {
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
        Some((index, at(alignment.left)?, at(alignment.right)?))
    });
    joined.filter(|(_, left, right)| left != right).collect()
}

/// What an alignment lays over its left and over its right side.
fn layers_of(digest: &Digest<'_>, statement: usize, alignment: usize) -> [Vec<Layer>; 2] {
    let mut sides = [Vec::new(), Vec::new()];
    let Alignment { edits, relation, .. } = &digest.analysis.alignments[alignment];
    // Where nearly every word is another one, only what has a name is worth a mark.
    let edits = edits.iter().filter(|_| *relation != Relation::Retold);
    for edit in edits.filter(|edit| edit.op != Op::Equal) {
        for (side, span) in sides.iter_mut().zip([edit.left, edit.right]) {
            side.extend(span.map(|span| Layer { span, sign: Sign::Edit(edit.op) }));
        }
    }
    for &index in &digest.divergences[statement] {
        let divergence = &digest.analysis.divergences[index];
        if divergence.alignment == alignment {
            for (side, located) in sides.iter_mut().zip([&divergence.left, &divergence.right]) {
                let sign = Sign::Divergence(divergence.effect, index);
                side.extend(located.as_ref().map(|l| Layer { span: l.span, sign }));
            }
        }
    }
    sides
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
        let (a, b) = (Sign::Edit(Op::Replaced), Sign::Divergence(Effect::Shift, 4));
        let text = "one two three four";
        let found = cut(text, &[layer(4, 13, a), layer(8, 18, b), layer(4, 7, a)]);
        assert_eq!(found.iter().map(|(text, _)| text.as_str()).collect::<String>(), text);
        let words: Vec<_> = found.iter().map(|(t, n)| (t.trim(), *n)).collect();
        assert_eq!(words, [("one", 0), ("two", 1), ("", 1), ("three", 2), ("four", 1)]);
    }

    #[test]
    fn layers_off_the_text_or_off_a_character_are_left_out() {
        let sign = Sign::Edit(Op::Deleted);
        assert_eq!(cut("é", &[layer(1, 2, sign)]), [("é".to_owned(), 0)]);
        assert_eq!(cut("ab", &[layer(1, 99, sign)]), [("a".to_owned(), 0), ("b".to_owned(), 1)]);
        assert_eq!(cut("ab", &[layer(7, 9, sign)]), [("ab".to_owned(), 0)]);
        assert_eq!(cut("", &[layer(0, 1, sign)]), []);
    }

    #[test]
    fn the_gravest_sign_comes_first() {
        let layers = [
            layer(0, 2, Sign::Edit(Op::Replaced)),
            layer(0, 2, Sign::Divergence(Effect::None, 9)),
            layer(0, 2, Sign::Divergence(Effect::Conflict, 1)),
        ];
        let found = pieces("ab", Span::new(0, 2), &layers);
        assert_eq!(found[0].signs[0], Sign::Divergence(Effect::Conflict, 1));
        assert_eq!(found[0].effect(), Some(Effect::Conflict));
    }
}
