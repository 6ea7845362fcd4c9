//! Two texts, side by side: the same stages as for a corpus, without the search for candidates.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::candidates::both_arms;
use super::pairs::{covered, divergence, rounded, runs};
use super::{Options, Prepared};
use crate::alignment::assemble::{self, Draft};
use crate::alignment::likeness::likeness;
use crate::alignment::pair::{self, Facing, Group, facing};
use crate::alignment::words::{self, Judgement};
use crate::alignment::{Relation, Segment};
use crate::corpus::paragraphs;
use crate::divergence::{Difference, Divergence, Verdict, classify, verdict};
use crate::language;
use crate::rarity::Rarity;
use crate::span::Span;
use crate::telling::Telling;

/// What two texts have to do with each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Calibrated probability that both state the same, 0 to 1.
    pub score: f64,
    /// How they stand to each other.
    pub verdict: Verdict,
    /// What the verdict rests on, in words.
    pub reasons: Vec<String>,
    /// The longest stretches of both that state the same, in the order of the first.
    pub passages: Vec<Segment>,
    /// The pieces inside them that face each other, and single sentences out of order; no piece
    /// faces two.
    pub segments: Vec<Segment>,
    /// Words that face each other, as token numbers of both, sorted.
    pub words: Vec<(usize, usize)>,
    /// In the order of the first text.
    pub divergences: Vec<Divergence>,
}

/// Texts of up to this many tokens are a sentence or two, and compared as a whole.
const SHORT: usize = 160;

/// What faces what in two texts.
struct Found {
    passages: Vec<Facing>,
    /// The one passage is both texts from end to end, alike or not.
    whole: bool,
}

/// Compares two texts.
pub fn compare(a: &str, b: &str, options: &Options) -> Comparison {
    let tellings = [read(a), read(b)];
    let rarity = Rarity::learn(tellings.iter().map(|telling| &telling.tokenized));
    let prepared = Prepared::of(&tellings, &rarity, options);
    let tokens = |n: usize| tellings[n].tokenized.tokens.len();
    if tokens(0) == 0 || tokens(1) == 0 {
        return nothing();
    }
    let found = if tokens(0).max(tokens(1)) <= SHORT {
        Found { passages: vec![whole(&prepared, 0..tokens(0), 0..tokens(1))], whole: true }
    } else {
        let anchors = both_arms(&tellings, &rarity, options);
        let defaults = pair::Options::default();
        let passages = facing(prepared.side(0), prepared.side(1), &anchors, &defaults).facing;
        Found { passages, whole: false }
    };
    compared(&prepared, found, options)
}

fn read(text: &str) -> Telling<'_> {
    Telling::read(text, &paragraphs(text), language::of(None), None)
}

fn nothing() -> Comparison {
    Comparison {
        score: 0.0,
        verdict: Verdict::Unrelated,
        reasons: vec!["one of the texts has no words".to_owned()],
        passages: Vec::new(),
        segments: Vec::new(),
        words: Vec::new(),
        divergences: Vec::new(),
    }
}

/// Both texts as one group.
fn whole(prepared: &Prepared, left: Range<usize>, right: Range<usize>) -> Facing {
    let (x, y) = (prepared.side(0), prepared.side(1));
    let likeness = likeness(x, &left, y, &right);
    let (a, b) = (covered(&prepared.tellings[0], &left), covered(&prepared.tellings[1], &right));
    let group = Group { left, right, beads: Vec::new(), likeness, score: likeness.probability() };
    Facing { left: a, right: b, moved: false, again: false, groups: vec![group] }
}

fn compared(prepared: &Prepared, found: Found, options: &Options) -> Comparison {
    let (left, right) = (&prepared.tellings[0], &prepared.tellings[1]);
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut differences: Vec<Difference> = Vec::new();
    let mut judged = Judgement::default();
    for draft in drafts(prepared, &found, options) {
        let aligned = words::align_all(left, right, runs(&draft));
        if draft.relation != Relation::Verbatim {
            let (a, b) = (covered(left, &draft.left), covered(right, &draft.right));
            let mut found = classify(left, right, a, b, &aligned.links);
            let tokens = (&draft.left, &draft.right);
            prepared.same.settle((left, right), tokens, &aligned.links, &mut found);
            differences.extend(found);
        }
        words.extend(aligned.links);
        judged = aligned.judged;
    }
    words.sort_unstable();
    words.dedup();
    let likeness = score(prepared, &found.passages);
    let score = rounded(if found.whole {
        sentence(prepared, judged.together(), likeness)
    } else {
        likeness
    });
    let (verdict, reasons) = verdict(&differences, likeness.max(score));
    Comparison {
        score,
        verdict,
        reasons,
        passages: passages(&found, judged.same),
        segments: found
            .passages
            .iter()
            .filter(|facing| !facing.again)
            .flat_map(|facing| segments(prepared, facing))
            .collect(),
        words,
        divergences: differences
            .into_iter()
            .enumerate()
            .map(|(n, difference)| divergence(n.to_string(), 0, difference))
            .collect(),
    }
}

/// A short pair is one draft however alike it is, and nothing is trimmed: what stands at the ends
/// of a whole sentence is a difference too. A passage keeps its sound groups.
fn drafts(prepared: &Prepared, found: &Found, options: &Options) -> Vec<Draft> {
    let least = if found.whole { 0.0 } else { options.alignment.score };
    let options = assemble::Options { score: least, ..options.alignment };
    let (left, right) = (prepared.side(0), prepared.side(1));
    let groups = found.passages.iter().map(|facing| facing.groups.clone());
    let mut drafts: Vec<Draft> =
        groups.flat_map(|groups| assemble::drafts(groups, left, right, &options)).collect();
    if let (true, [draft]) = (found.whole, drafts.as_mut_slice()) {
        draft.left = draft.groups[0].left.clone();
        draft.right = draft.groups[0].right.clone();
    }
    drafts
}

/// Single sentences out of order are no passage; two short texts are one when both judges say so:
/// what they share, and how their words face each other.
fn passages(found: &Found, same: f64) -> Vec<Segment> {
    let sure = |facing: &&Facing| !found.whole || (best(facing) >= ALIKE && same >= AGREED);
    let ordered = found.passages.iter().filter(|facing| !facing.moved);
    ordered.filter(sure).map(passage).collect()
}

/// Likeness from which two short texts are one passage,
const ALIKE: f64 = 0.8;
/// ... if their words agree by this much.
const AGREED: f64 = 0.15;

fn passage(facing: &Facing) -> Segment {
    Segment { left: facing.left, right: facing.right, score: rounded(best(facing)) }
}

fn best(facing: &Facing) -> f64 {
    facing.groups.iter().map(|group| group.score).fold(0.0, f64::max)
}

fn segments(prepared: &Prepared, facing: &Facing) -> Vec<Segment> {
    let span = |document: usize, run: &Range<usize>| {
        let units = &prepared.units[document];
        units[run.start].span.cover(units[run.end - 1].span)
    };
    facing
        .groups
        .iter()
        .flat_map(|group| {
            let score = rounded(group.score);
            let beads = group.beads.iter().map(move |bead| Segment {
                left: span(0, &bead.left),
                right: span(1, &bead.right),
                score,
            });
            let whole = group.beads.is_empty().then_some(Segment {
                left: facing.left,
                right: facing.right,
                score,
            });
            beads.chain(whole)
        })
        .collect()
}

/// How sure a short pair is. What its words say of each other was learned from single sentences,
/// where much in common is not yet the same; in a longer text much in common is enough.
fn sentence(prepared: &Prepared, same: f64, likeness: f64) -> f64 {
    let tokens = prepared.tellings.iter().map(|telling| telling.tokenized.tokens.len()).max();
    let beyond = (tokens.unwrap_or(0) as f64 - SENTENCE.0) / (SENTENCE.1 - SENTENCE.0);
    let longer = beyond.clamp(0.0, 1.0);
    (1.0 - longer) * same + longer * same.max(likeness)
}

/// Tokens of a single sentence, and of more than one.
const SENTENCE: (f64, f64) = (24.0, 64.0);

/// How sure it is that both texts state the same: the best passage, as far as it covers the
/// shorter text.
fn score(prepared: &Prepared, found: &[Facing]) -> f64 {
    let tokens = |n: usize| prepared.tellings[n].tokenized.tokens.len().max(1);
    let inside = |n: usize, spans: Vec<Span>| {
        let all = &prepared.tellings[n].tokenized.tokens;
        let covered =
            all.iter().filter(|token| spans.iter().any(|span| span.contains(token.span))).count();
        covered as f64 / tokens(n) as f64
    };
    let left = inside(0, found.iter().map(|facing| facing.left).collect());
    let right = inside(1, found.iter().map(|facing| facing.right).collect());
    let best = found.iter().map(best).fold(0.0, f64::max);
    best * (0.5 + 0.5 * left.max(right))
}
