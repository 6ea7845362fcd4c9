//! Old and new values: which of two numbers of a change, or of a correction, one is.
//!
//! In: the values of both sides. Out: for each of them whether it is the old or the new value of a
//! change ("from 12 to 15", "to 15 from 12", "up from 12") or one that its own text takes back ("not 12",
//! "earlier put at 12"), and whether two values can face each other by that: old faces old, new faces
//! new.

use super::view::{LEFT, RIGHT, Side, View};
use crate::language::cue::Cue;
use crate::language::vocabulary::{Joint, Time};
use crate::value::{Mention, Value};

/// What a value is of a change or a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// What it was.
    Old,
    /// What it has become.
    New,
    /// What was said of it and is so no more.
    Withdrawn,
}

/// What speaks for two values of one stage.
pub(super) const ONE_STAGE: f64 = 1.5;

/// The stages of the values of both sides.
pub(super) struct Stages([Vec<Option<Stage>>; 2]);

impl Stages {
    /// Reads the stage of every value.
    pub(super) fn of(view: &View<'_>, left: &[Mention], right: &[Mention]) -> Self {
        let read = |side: usize, mentions: &[Mention]| {
            mentions.iter().map(|mention| stage(&view.sides[side], mention)).collect()
        };
        Self([read(LEFT, left), read(RIGHT, right)])
    }

    /// Whether two values are both the old one or both the new one.
    pub(super) fn are_one(&self, i: usize, j: usize) -> bool {
        let [lefts, rights] = &self.0;
        lefts[i].is_some() && lefts[i] == rights[j]
    }

    /// What speaks for two values by their stages; none where they cannot face each other. What one
    /// text takes back can be what another one still says, unless that takes a value back too.
    pub(super) fn likeness(&self, i: usize, j: usize) -> Option<f64> {
        let [lefts, rights] = &self.0;
        let withdraws = |stages: &[Option<Stage>]| stages.contains(&Some(Stage::Withdrawn));
        let both = withdraws(lefts) && withdraws(rights);
        match (lefts[i], rights[j]) {
            (Some(a), Some(b)) if a == b => Some(ONE_STAGE),
            (Some(Stage::Withdrawn), _) | (_, Some(Stage::Withdrawn)) => (!both).then_some(0.0),
            (Some(_), Some(_)) => None,
            (None, None) if both => Some(ONE_STAGE),
            _ => Some(0.0),
        }
    }
}

/// Whether both values are the old one, or both the new one.
pub(super) fn are_one(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let stages = (stage(&view.sides[LEFT], left), stage(&view.sides[RIGHT], right));
    stages.0.is_some() && stages.0 == stages.1
}

/// The stage of a value.
pub(super) fn stage(side: &Side<'_>, mention: &Mention) -> Option<Stage> {
    let before = mention.tokens.start.checked_sub(1).filter(|at| side.tokens.contains(at))?;
    if !matches!(mention.value, Value::Number(_)) || side.clause_starts(mention.tokens.start) {
        return None;
    }
    // "…, from 12 a year earlier"
    if side.is(before, Cue::ComparedWith) && is_of_before(side, mention) {
        return Some(Stage::Old);
    }
    match joint(side, before) {
        _ if is_withdrawn(side, before) => Some(Stage::Withdrawn),
        Some(Joint::From) if changes(side, before) || leads_to(side, mention) => Some(Stage::Old),
        Some(Joint::To) if changes(side, before) || comes_from(side, mention) => Some(Stage::New),
        _ if is_compared(side, mention, before) => Some(Stage::Old),
        _ => None,
    }
}

fn joint(side: &Side<'_>, at: usize) -> Option<Joint> {
    side.telling.language.vocabulary.word(side.token(at).key)?.joint
}

/// Whether a word of change stands before the word in its clause.
fn changes(side: &Side<'_>, at: usize) -> bool {
    const REACH: usize = 9;
    clause_before(side, at, REACH).any(|at| joint(side, at) == Some(Joint::Change))
}

/// The words before one, back to the mark that begins the clause, the nearest first.
fn clause_before<'a>(
    side: &'a Side<'_>,
    at: usize,
    reach: usize,
) -> impl Iterator<Item = usize> + 'a {
    let from = side.tokens.start.max(at.saturating_sub(reach));
    let mut open = !side.clause_starts(at);
    (from..at).rev().take_while(move |&at| {
        let inside = open;
        open = open && !side.clause_starts(at);
        inside
    })
}

/// Whether "to" and a number follow: "from 12 crowns to 15".
fn leads_to(side: &Side<'_>, mention: &Mention) -> bool {
    follows(side, mention, Joint::To)
        && clause_before(side, mention.tokens.start, 9)
            .any(|at| joint(side, at) == Some(Joint::Change))
}

/// Whether "from" and a number follow: "to 15 crowns from 12".
fn comes_from(side: &Side<'_>, mention: &Mention) -> bool {
    follows(side, mention, Joint::From)
}

fn follows(side: &Side<'_>, mention: &Mention, wanted: Joint) -> bool {
    const COUNTED: usize = 2;
    let end = side.tokens.end.min(mention.tokens.end + COUNTED);
    (mention.tokens.end..end).any(|at| {
        joint(side, at) == Some(wanted)
            && side.values().binary_search_by_key(&(at + 1), |other| other.tokens.start).is_ok()
    })
}

/// Whether the value is said not to be it any more: "not 12", "an earlier figure of 12".
fn is_withdrawn(side: &Side<'_>, before: usize) -> bool {
    const REACH: usize = 4;
    let earlier =
        |word: &str| matches!(word, "earlier" | "previously" | "initially" | "originally");
    let named =
        |word: &str| matches!(word, "figure" | "count" | "toll" | "put" | "reported" | "given");
    let mut near = (side.tokens.start.max(before.saturating_sub(REACH))..=before)
        .rev()
        .take_while(|&at| at == before || !side.clause_starts(at + 1));
    let nearest = matches!(side.word(before), "not");
    let words: Vec<usize> = near.by_ref().collect();
    nearest
        || words.iter().any(|&at| earlier(side.word(at)))
            && words.iter().any(|&at| named(side.word(at)))
}

/// Whether a value is what another one is compared with: "compared with 12 last year".
fn is_compared(side: &Side<'_>, mention: &Mention, before: usize) -> bool {
    let compared = matches!(side.word(before), "with" | "to")
        && before > 0
        && side.word(before - 1) == "compared";
    compared && is_of_before(side, mention)
}

/// Whether words behind a value say that it was so before: "a year ago", "in the same period of the previous
/// year".
fn is_of_before(side: &Side<'_>, mention: &Mention) -> bool {
    const REACH: usize = 8;
    let end = side.sentence(mention.tokens.start).end.min(mention.tokens.end + REACH);
    let vocabulary = &side.telling.language.vocabulary;
    (mention.tokens.end..end).take_while(|&at| !side.scope_ends(at)).any(|at| {
        let time = vocabulary.word(side.token(at).key).and_then(|word| word.time);
        matches!(time, Some(Time::Last | Time::Ago | Time::Earlier)) || side.is(at, Cue::Before)
    })
}
