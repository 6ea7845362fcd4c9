//! Two texts, side by side: the same stages as for a corpus, without the search for candidates.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::candidates::{both_arms, meet};
use super::pairing::{Pairing, are_short, pairing, wholes, worded};
use super::pairs::{covered, divergence, rounded};
use super::{Options, Prepared, languages, twins};
use crate::alignment::Segment;
use crate::alignment::assemble::Draft;
use crate::alignment::pair::Facing;
use crate::alignment::words::Judgement;
use crate::corpus::paragraphs;
use crate::divergence::{Difference, Divergence, Verdict, is_neutral, verdict};
use crate::language::{self, detect};
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
    /// Whether a report over both texts finds what is compared here. If not, they share too little
    /// to be found and were compared all the same, short texts as wholes.
    pub found: bool,
    /// The longest stretches of both that state the same, in the order of the first.
    pub passages: Vec<Segment>,
    /// The pieces inside them that face each other, and single sentences out of order; no piece
    /// faces two.
    pub segments: Vec<Segment>,
    /// Words that face each other, as token numbers of both, sorted.
    pub words: Vec<(usize, usize)>,
    /// In the order of the first text.
    pub divergences: Vec<Divergence>,
    /// Tags of the languages that the texts were taken for.
    #[serde(skip)]
    pub languages: [&'static str; 2],
    /// What the comparison could not do, in words: a language that is not supported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Compares two texts, whose languages are told from their words.
///
/// What a report over both finds is compared as the report does it. Where it finds nothing, the
/// texts are compared all the same, short ones as wholes, and [`Comparison::found`] says so.
pub fn compare(a: &str, b: &str, options: &Options) -> Comparison {
    let tags = detect::of_pair(a, b);
    let tellings = [read(a, tags[0]), read(b, tags[1])];
    if tellings.iter().any(|telling| telling.tokenized.tokens.is_empty()) {
        return nothing();
    }
    let prepared = Prepared::of(&tellings, options);
    let (pairing, found) = pairing_of(&prepared, options);
    let notes = languages::of_texts(tags);
    Comparison { languages: tags, notes, ..compared(&prepared, &pairing, found) }
}

/// What faces what in the only two texts, and whether a report finds it.
pub(super) fn pairing_of(prepared: &Prepared, options: &Options) -> (Pairing, bool) {
    let pairing = pairing(prepared, 0, 1, options);
    if pairing.drafts.is_empty() && pairing.another.is_none() && are_short(prepared, 0, 1) {
        return (wholes(prepared, 0, 1, options), false);
    }
    let found = !pairing.drafts.is_empty() && are_found(prepared.tellings, options);
    (pairing, found)
}

/// Whether two texts have nothing to do with each other.
pub(super) fn is_unrelated(prepared: &Prepared, pairing: &Pairing) -> bool {
    compared(prepared, pairing, false).verdict == Verdict::Unrelated
}

/// Whether a search among other documents would lead to a comparison of the two.
fn are_found(tellings: &[Telling<'_>], options: &Options) -> bool {
    let [left, right] = tellings else { return false };
    meet(both_arms(left, right, options).0, options) || twins::key(left) == twins::key(right)
}

fn read<'t>(text: &'t str, tag: &str) -> Telling<'t> {
    Telling::read(text, &paragraphs(text), language::of(Some(tag)), None)
}

fn nothing() -> Comparison {
    Comparison {
        score: 0.0,
        verdict: Verdict::Unrelated,
        reasons: vec!["one of the texts has no words".to_owned()],
        found: false,
        passages: Vec::new(),
        segments: Vec::new(),
        words: Vec::new(),
        divergences: Vec::new(),
        languages: [detect::UNKNOWN; 2],
        notes: Vec::new(),
    }
}

fn compared(prepared: &Prepared, pairing: &Pairing, found: bool) -> Comparison {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut differences: Vec<Difference> = Vec::new();
    let mut judged = Judgement::default();
    for draft in &pairing.drafts {
        let worded = worded(prepared, 0, 1, draft, true);
        differences.extend(worded.differences);
        words.extend(worded.links);
        judged = worded.judged;
    }
    words.sort_unstable();
    words.dedup();
    let likeness = score(prepared, &pairing.passages);
    let score = rounded(match pairing.whole {
        true => sentence(prepared, judged.together(), likeness),
        false => likeness,
    });
    // What a report shows is related, however little of the texts it is.
    let reported = pairing.drafts.iter().filter(|_| found).map(|draft| draft.score);
    let related = reported.fold(likeness.max(score), f64::max);
    let (mut verdict, mut reasons) = verdict(&differences, related);
    let neutral = is_neutral(&prepared.tellings[0], &prepared.tellings[1]);
    if neutral && verdict < Verdict::Unclear && !covers_all(prepared, pairing) {
        verdict = Verdict::Unclear;
        reasons = vec!["the texts have words outside the passages that they share".to_owned()];
    }
    if let Some(another) = pairing.another {
        verdict = Verdict::Unrelated;
        reasons = vec![format!("told alike, another event: {}", another.reason())];
    }
    if !found && verdict != Verdict::Unrelated {
        reasons.push(NOT_FOUND.to_owned());
    }
    let ordered = pairing.passages.iter().filter(|facing| !facing.again);
    let mut segments: Vec<Segment> =
        ordered.flat_map(|facing| segments(prepared, facing)).collect();
    segments.sort_by_key(|segment| (segment.left, segment.right));
    Comparison {
        score,
        verdict,
        reasons,
        found,
        passages: passages(pairing, judged.same),
        segments,
        words,
        divergences: differences
            .into_iter()
            .enumerate()
            .map(|(n, difference)| divergence(n.to_string(), 0, difference))
            .collect(),
        languages: [detect::UNKNOWN; 2],
        notes: Vec::new(),
    }
}

/// Whether every word of both texts stands in what was compared.
fn covers_all(prepared: &Prepared, pairing: &Pairing) -> bool {
    let all = |side: usize, of: fn(&Draft) -> &Range<usize>| {
        let mut inside = vec![false; prepared.tellings[side].tokenized.tokens.len()];
        pairing.drafts.iter().for_each(|draft| inside[of(draft).clone()].fill(true));
        inside.iter().all(|inside| *inside)
    };
    all(0, |draft| &draft.left) && all(1, |draft| &draft.right)
}

/// Why a verdict is of texts that no report would bring together.
pub(super) const NOT_FOUND: &str =
    "the texts share too little to be found by a search; they were compared all the same";

/// Single sentences out of order are no passage; two short texts are one when both judges say so:
/// what they share, and how their words face each other.
fn passages(found: &Pairing, same: f64) -> Vec<Segment> {
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
            let whole = group.beads.is_empty().then(|| Segment {
                left: covered(&prepared.tellings[0], &group.left),
                right: covered(&prepared.tellings[1], &group.right),
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
