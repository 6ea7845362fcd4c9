//! Numbers that a text takes back in its own words: `An earlier version of this report said 12`.
//!
//! Such a line is part of the text, so the old figure of another text faces it there, and what stands in
//! the place of the old figure looks like other words. In: two texts of which one takes a number back.
//! Out: of the divergences at that place one that tells both figures, as it would without the line.

use super::supersede::Ground;
use crate::alignment::{Alignment, Passage};
use crate::divergence::{Divergence, Effect, Kind, Located, quoted};
use crate::span::Span;
use crate::value::{Comparison, Mention, Value, compare};

/// How sure it is: the text itself says which figure it is.
const SURE: f64 = 0.9;

/// Puts figures that documents take back against those that stand for them now.
pub(super) fn face(ground: &Ground<'_>, divergences: &mut [Divergence]) {
    for divergence in divergences {
        let vague = matches!(
            divergence.kind,
            Kind::Wording | Kind::Order | Kind::Omission | Kind::Addition
        );
        if !vague || divergence.effect == Effect::Conflict {
            continue;
        }
        let alignment = &ground.alignments[divergence.alignment];
        let sides = [alignment.left, alignment.right];
        if !sides.iter().all(|side| (ground.present)(side.document)) {
            continue;
        }
        let by = (0..2).find(|&side| {
            let version = &ground.read.versions[sides[side].document];
            version.corrected && !version.corrections.is_empty()
        });
        let Some(by) = by else { continue };
        let Some([new, old]) = figures(ground, alignment, sides, by, divergence) else { continue };
        let located = |document: usize, mention: &Mention| {
            let text = &ground.corpus[document].text;
            let located = Located { span: mention.span, value: Some(mention.value.describe()) };
            (quoted(mention.span.text(text)), located)
        };
        let (of_new, new) = located(sides[by].document, new);
        let (of_old, old) = located(sides[1 - by].document, old);
        let ((x, left), (y, right)) =
            if by == 0 { ((of_new, new), (of_old, old)) } else { ((of_old, old), (of_new, new)) };
        divergence.explanation = format!("{x} against {y}");
        (divergence.kind, divergence.effect) = (Kind::NumberConflict, Effect::Conflict);
        (divergence.left, divergence.right) = (Some(left), Some(right));
        (divergence.elsewhere, divergence.confidence) = (None, SURE);
    }
}

/// The figure that stands in the text that takes one back, and the one that it takes back, where a
/// divergence names the first and the sentences that face each other have one of each.
fn figures<'g>(
    ground: &'g Ground<'_>,
    alignment: &Alignment,
    sides: [Passage; 2],
    by: usize,
    divergence: &Divergence,
) -> Option<[&'g Mention; 2]> {
    let (own, other) = (sides[by].document, sides[1 - by].document);
    let at = [&divergence.left, &divergence.right][by].as_ref()?.span;
    let notes = &ground.read.versions[own].corrections;
    let is_note = |span: Span| notes.iter().any(|note| note.overlap(span) > 0);
    if is_note(at) {
        return None;
    }
    let numbers = |document: usize, within: Span| {
        let all = ground.tellings[document].values.iter();
        all.filter(move |it| within.contains(it.span) && matches!(it.value, Value::Number(_)))
    };
    let segments = alignment
        .segments
        .iter()
        .map(|it| if by == 0 { (it.left, it.right) } else { (it.right, it.left) });
    let same = |a: &Mention, b: &Mention| compare(&a.value, &b.value) == Comparison::Equal;
    let taken_back =
        |it: &Mention| notes.iter().any(|&note| numbers(own, note).any(|said| same(said, it)));
    for (here, there) in segments.filter(|(here, _)| here.overlap(at) > 0) {
        let mine = || numbers(own, here).filter(|it| !is_note(it.span));
        let mut olds = numbers(other, there).filter(|it| taken_back(it));
        let Some(old) = olds.next().filter(|old| !mine().any(|it| same(it, old))) else { continue };
        let rival = |it: &&Mention| compare(&it.value, &old.value) == Comparison::Conflict;
        let known = |it: &&Mention| numbers(other, there).any(|theirs| same(it, theirs));
        let mut news = mine().filter(rival).filter(|it| !known(it));
        let new = news.next().filter(|new| new.span.overlap(at) > 0);
        if let (Some(new), None, None) = (new, news.next(), olds.next()) {
            return Some([new, old]);
        }
    }
    None
}
