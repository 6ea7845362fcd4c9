//! The words that only say who speaks: `Lavrov said`, `TASS reported`.
//!
//! Direct speech brings them along, so they are no words of their own where it is known who speaks:
//! beside a difference of direct and reported speech, and beside direct speech that both sides give
//! to one speaker.

use std::ops::Range;

use super::view::{Side, View};
use crate::language::cue::Cue;
use crate::language::force::{Force, Stance};

/// The most words of a tag.
const LONGEST: usize = 6;

/// Explains the tags around a stretch of one side that the other side has nothing for.
pub(super) fn explain(view: &mut View<'_>, side: usize, words: &Range<usize>) {
    let here = &view.sides[side];
    let found: Vec<Range<usize>> =
        behind(here, words).into_iter().chain(before(here, words)).collect();
    for tag in found {
        view.sides[side].explain(tag);
    }
}

/// The tags behind a stretch, to the end of its sentence.
fn behind(side: &Side<'_>, words: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let sentence = side.sentence(words.end - 1).end;
    // A sentence of its own, behind a full stop within the marks, may be the tag of the next words.
    let next = words.end == sentence && sentence < side.tokens.end;
    let limit = if next { side.sentence(sentence).end } else { sentence };
    let mut start = words.end;
    while start < limit {
        let end = (start + 1..limit).find(|&at| side.clause_starts(at)).unwrap_or(limit);
        let clause = start..end;
        let near =
            start == words.end || found.last().is_some_and(|f: &Range<usize>| f.end == start);
        if is_free(side, &clause)
            && says(side, &clause)
            && (near || !next && is_bare(side, &clause))
        {
            found.push(clause);
        }
        start = end;
    }
    found
}

/// The tag that opens the sentence of a stretch: `Lavrov noted that`.
fn before(side: &Side<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    let start = side.sentence(words.start).start;
    let limit = (start + LONGEST).min(words.start);
    let verb = (start..limit).find(|&at| side.is_saying(at))?;
    let linked = side.is(verb + 1, Cue::That) && !side.has_link(verb + 1);
    let tag = start..verb + 1 + usize::from(linked && verb + 1 < words.start);
    (is_free(side, &tag) && says(side, &tag) && is_bare(side, &tag)).then_some(tag)
}

/// Whether the other side has nothing for a short stretch, and nothing explains it.
fn is_free(side: &Side<'_>, range: &Range<usize>) -> bool {
    range.len() <= LONGEST && range.clone().all(|at| !side.has_link(at) && !side.is_explained(at))
}

/// Whether a stretch has a verb of saying, and none that takes a stance on what is said.
fn says(side: &Side<'_>, range: &Range<usize>) -> bool {
    let neutral = |at: usize| {
        side.forces().iter().filter(|(words, _)| words.contains(&at)).all(|(_, forces)| {
            !forces.iter().any(|force| match force {
                Force::Saying(stance) => !matches!(stance, Stance::Plain | Stance::Stress),
                _ => false,
            })
        })
    };
    range.clone().any(|at| is_said(side, at)) && range.clone().all(neutral)
}

/// Whether the word is a verb of saying in a form that tells: "said", not "to continue".
fn is_said(side: &Side<'_>, at: usize) -> bool {
    side.is_saying(at) && side.telling.language.is_saying_form(side.word(at), side.token(at).key)
}

/// Whether all other words of a stretch are names, titles and small words.
fn is_bare(side: &Side<'_>, range: &Range<usize>) -> bool {
    range.clone().all(|at| {
        let token = side.token(at);
        let title = side.telling.language.is_title(token.key);
        !side.is_content(at) || token.capital || title || side.is_saying(at)
    })
}
