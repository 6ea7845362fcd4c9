//! What becomes of a denial that faces none: whether the other side says the same in another way,
//! and what is denied.
//!
//! In: a negation of one side. Out: whether a word of the other side answers it (unchanged, refused,
//! the worst since), and the clause to show for it.

use std::ops::Range;

use super::deeds::is_joint;
use super::polarity;
use super::view::Side;
use crate::alignment::lexicon;
use crate::language::force::Force;
use crate::language::relations;
use crate::token::key;

/// How far from the place that a denial faces an answer may stand.
const NEAR: usize = 10;

/// Whether the other side says in another way what the negation `words` says.
pub(super) fn is_answered(here: &Side<'_>, there: &Side<'_>, words: &Range<usize>) -> bool {
    let governs = polarity::governed_by(here, words);
    let facing = governs.and_then(|at| here.linked(at).next());
    if let (Some(governs), Some(facing)) = (governs, facing)
        && (polarity::is_negated(there, facing)
            || is_opposite(here, governs, there, facing)
            || until_only((here, governs), (there, facing)))
    {
        return true;
    }
    let Some(anchor) = facing.or_else(|| anchor(here, words)) else { return false };
    let sentence = there.sentence(anchor);
    let near = sentence.start.max(anchor.saturating_sub(NEAR))..sentence.end.min(anchor + NEAR + 1);
    let opposed = |at: usize| governs.is_some_and(|governs| is_opposite(here, governs, there, at));
    near.clone().any(|at| opposed(at) || leans(there, at) && !is_shared(here, there, at))
        || since(here, words) && near.clone().any(|at| is_extreme(there, at))
}

/// Whether one side denies something up to a time, and the other affirms it only from then on:
/// "was not seen until May", "was seen only in May", "it was not until May that it was seen".
pub(super) fn until_only(denied: (&Side<'_>, usize), affirmed: (&Side<'_>, usize)) -> bool {
    let behind = |(side, at): (&Side<'_>, usize)| at + 1..side.tokens.end.min(at + NEAR);
    let until = behind(denied).any(|at| matches!(denied.0.word(at), "until" | "till" | "before"));
    let (there, facing) = affirmed;
    let around = facing.saturating_sub(NEAR)..facing + NEAR;
    let then = |words: &Range<usize>| {
        there.word(words.start) == "not" && matches!(there.word(words.end - 1), "until" | "till")
    };
    until
        && there.forces().iter().any(|(words, forces)| {
            around.contains(&words.start) && (forces.contains(&Force::Only) || then(words))
        })
}

/// Whether a stretch holds a negation and what it governs, and what that is; no negation that is
/// itself taken back.
pub(super) fn within(side: &Side<'_>, stretch: &Range<usize>) -> Option<(Range<usize>, usize)> {
    side.forces()
        .iter()
        .filter(|(words, forces)| {
            words.start >= stretch.start
                && words.end <= stretch.end
                && (forces.contains(&Force::Negator) || forces.contains(&Force::Denier))
        })
        .find_map(|(words, _)| {
            let governs = polarity::governed_by(side, words)?;
            stretch.contains(&governs).then(|| (words.clone(), governs))
        })
}

/// Whether any word of a stretch denies or leans to the negative.
pub(super) fn is_negative(side: &Side<'_>, stretch: &Range<usize>) -> bool {
    stretch.clone().any(|at| leans(side, at))
}

/// The clause from `from` on that is denied or affirmed at `at`, cut where it is long.
pub(super) fn clause(side: &Side<'_>, from: usize, at: usize) -> Range<usize> {
    const LONGEST: usize = 5;
    let start = (side.tokens.start..from)
        .rev()
        .take(3)
        .take_while(|&index| !side.scope_ends(index + 1) && side.is_auxiliary(index))
        .last()
        .unwrap_or(from);
    let end = (at + 1..side.tokens.end.min(at + LONGEST))
        .take_while(|&index| !side.scope_ends(index) && !is_joint(side, index))
        .filter(|&index| side.is_content(index))
        .last();
    start..end.unwrap_or(at) + 1
}

fn is_opposite(here: &Side<'_>, governs: usize, there: &Side<'_>, at: usize) -> bool {
    let relations = relations::of(here.telling.language.words.tag);
    there.is_content(at) && relations.exclusion(here.word(governs), there.word(at)).is_some()
}

/// Where the other side has what stands nearest to a negation.
fn anchor(here: &Side<'_>, words: &Range<usize>) -> Option<usize> {
    let sentence = here.sentence(words.start);
    let behind = words.end..sentence.end.max(words.end);
    let before = (sentence.start.min(words.start)..words.start).rev();
    behind.chain(before).find_map(|at| here.linked(at).next())
}

/// Whether a word denies, or leans to the negative: refused, unchanged, homeless.
pub(super) fn leans(side: &Side<'_>, at: usize) -> bool {
    let listed = |(words, forces): &(Range<usize>, &[Force])| {
        words.contains(&at)
            && forces
                .iter()
                .any(|force| matches!(force, Force::Negator | Force::Denier | Force::Negative))
    };
    side.forces().iter().any(listed) || is_denial(side, at)
}

/// Whether a word denies what it is made from: unchanged, inaccurate, homeless.
fn is_denial(side: &Side<'_>, at: usize) -> bool {
    let word = side.word(at);
    let rest = relations::denied(word).or_else(|| word.strip_suffix("less"));
    side.telling.language.words.tag == "en"
        && rest.is_some_and(|rest| {
            rest.len() > 2 && lexicon::english().id(key(rest)).is_some() && rest != "regard"
        })
}

/// Whether a word of the other side faces one of this side that denies too.
fn is_shared(here: &Side<'_>, there: &Side<'_>, at: usize) -> bool {
    there.linked(at).any(|other| here.tokens.contains(&other) && leans(here, other))
}

/// "Not since May", "never before": what follows is the most of its sort.
fn since(here: &Side<'_>, words: &Range<usize>) -> bool {
    let next = (words.end..here.tokens.end.min(words.end + NEAR))
        .any(|at| matches!(here.word(at), "since" | "before" | "ever" | "worse" | "better"));
    next && here.word(words.start) != "without"
}

/// Whether a word says that something is the most of its sort.
fn is_extreme(there: &Side<'_>, at: usize) -> bool {
    let word = there.word(at);
    matches!(word, "first" | "record" | "most" | "least" | "worst" | "best" | "unprecedented")
        || word.len() > 5 && word.ends_with("est")
}
