//! Whether a verb tells of something done, and of what.
//!
//! In: a verb in its passage. Out: whether it is only supposed, wished, told or ascribed, and whether what
//! stands behind it is told on the other side too. Only of one deed can one side deny what the other
//! affirms.

use std::ops::Range;

use super::chunks::can_be_verb;
use super::likeness::near_in_meaning;
use super::view::Side;
use crate::language::force::{self, Force, Part};
use crate::token::Class;

/// Whether a word is a verb where it stands, as far as the word before it tells.
pub(super) fn is_verb(side: &Side<'_>, index: usize) -> Option<bool> {
    if !can_be_verb(side, index) {
        return Some(false);
    }
    let before = index.checked_sub(1).filter(|before| side.tokens.contains(before))?;
    let forces = force::of(side.telling.language.words.tag);
    if side.is_auxiliary(before) || matches!(side.word(before), "to" | "not" | "never") {
        return Some(true);
    }
    let word = side.word(index);
    match forces.part(side.token(before).key) {
        Some(Part::Determiner | Part::Preposition) => Some(false),
        Some(Part::Pronoun) if side.token(before).class != Class::Number => Some(true),
        _ => (word.ends_with("ed") || word.ends_with("ing")).then_some(true),
    }
}

/// Whether a clause only supposes what it says: "had the bell not rung", "if it had not".
pub(super) fn supposed(side: &Side<'_>, index: usize) -> bool {
    const REACH: usize = 8;
    (side.sentence(index).start.max(index.saturating_sub(REACH))..index)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1))
        .any(|at| matches!(side.word(at), "if" | "unless"))
}

/// Whether a verb is only wished, told or tried: "working to confirm", "wanted to march"; not where the
/// verb before says that it was done: "managed to march".
pub(super) fn wished(side: &Side<'_>, verb: usize) -> bool {
    let before = verb.checked_sub(1).filter(|at| side.tokens.contains(at));
    // "Described as having left": someone says so.
    let ascribed =
        before.is_some_and(|at| side.word(at) == "having" && at > 0 && side.word(at - 1) == "as");
    ascribed
        || before.is_some_and(|at| side.word(at) == "to")
            && !wish(side, verb).is_some_and(|at| {
                matches!(
                    side.word(at),
                    "managed"
                        | "manages"
                        | "able"
                        | "began"
                        | "begins"
                        | "continued"
                        | "continues"
                        | "used"
                        | "got"
                        | "going"
                )
            })
}

/// The word that says of a verb that it is wished, told or tried: the `advised` of "advised to march".
fn wish(side: &Side<'_>, verb: usize) -> Option<usize> {
    const REACH: usize = 3;
    let to = verb.checked_sub(1).filter(|&at| side.word(at) == "to")?;
    (side.tokens.start.max(to.saturating_sub(REACH))..to)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1))
        .find(|&at| side.is_content(at))
}

/// Whether two verbs are wished, told or tried in one way: "chose not to go" and "chose to go", but
/// not "was told to go".
pub(super) fn one_wish(here: &Side<'_>, verb: usize, there: &Side<'_>, facing: usize) -> bool {
    match (wish(here, verb), wish(there, facing)) {
        (Some(i), Some(j)) => near_in_meaning(here, i, there, j),
        (None, None) => true,
        _ => false,
    }
}

/// Whether a verb is denied only together with what stands behind it, and the other side has nothing
/// of that: "never spoke about the plan" says nothing of "when he spoke".
pub(super) fn narrowed(here: &Side<'_>, verb: usize, there: &Side<'_>, facing: usize) -> bool {
    if is_verb(here, verb) != Some(true) || !can_be_verb(there, facing) {
        return false;
    }
    let behind = clause(here, verb);
    let content = |at: &usize| here.is_content(*at);
    let (before, after) = (clause_before(there, facing), clause(there, facing));
    let meets =
        |at: usize| here.linked(at).any(|other| after.contains(&other) || before.contains(&other));
    behind.clone().any(|at| content(&at)) && !behind.filter(content).any(meets)
}

/// The words behind a verb to the end of its clause.
fn clause(side: &Side<'_>, verb: usize) -> Range<usize> {
    let last = (verb + 1..side.tokens.end)
        .take_while(|&at| !side.scope_ends(at) && !is_joint(side, at))
        .last();
    verb + 1..last.map_or(verb + 1, |at| at + 1)
}

/// The words before a verb from the start of its clause.
fn clause_before(side: &Side<'_>, verb: usize) -> Range<usize> {
    let leads = |at: usize| {
        is_joint(side, at)
            || matches!(side.word(at), "after" | "before" | "when" | "while" | "since" | "until")
    };
    let first = (side.tokens.start..verb)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1) && !leads(at))
        .last();
    first.unwrap_or(verb)..verb
}

/// Whether the words right before the passage deny what it begins with: the passage is cut.
pub(super) fn denied_before(side: &Side<'_>, index: usize) -> bool {
    const NEAR: usize = 3;
    const BACK: usize = 2;
    let first = side.tokens.start;
    let before = side.telling.tokenized.tokens.get(first.saturating_sub(BACK)..first);
    index < first + NEAR
        && before.unwrap_or_default().iter().any(|token| {
            let force = force::of(side.telling.language.words.tag).at(&mut [token.key].into_iter());
            force.is_some_and(|(_, forces)| forces.contains(&Force::Negator))
        })
}

/// Whether a word joins two clauses.
pub(super) fn is_joint(side: &Side<'_>, index: usize) -> bool {
    let forces = force::of(side.telling.language.words.tag);
    forces.part(side.token(index).key) == Some(Part::Conjunction)
}
