//! A deed whose parts stand crosswise in the other text, told by the tree of one side.
//!
//! In: a deed that a tree shows in one passage. Out: the deed in the other passage, where the same verb
//! stands there once with the same two on its other sides. A tree of a sentence that nobody would write
//! ("The town attacked the army" for "The army attacked the town") is mostly wrong; that only the two have
//! moved, and nothing stands between them and the verb that did not before, is seen without one.

use std::ops::Range;

use super::view::{Side, View};
use super::voice::{Deed, facing, is_being};
use crate::language::force::Part;

/// Where the verb of a deed and the first words of its parts stand.
#[derive(Clone, Copy)]
struct Heads {
    verb: usize,
    agent: usize,
    patient: usize,
}

/// The deed of the side other than `side` in which the parts of `deed` have changed places. `agent` and
/// `patient` are the words that the parts of `deed` hang on.
pub(super) fn of(view: &View<'_>, side: usize, deed: &Deed) -> Option<Deed> {
    let (agent, patient) = deed.heads?;
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let sentence = facing(view, side, deed.verb)?;
    let own = here.sentence(deed.verb);
    let meet = |at: usize| {
        let alone = only(here, &own, here.token(at).stem) == Some(at);
        only(there, &sentence, here.token(at).stem).filter(|_| alone)
    };
    let heads = Heads { verb: meet(deed.verb)?, agent: meet(agent)?, patient: meet(patient)? };
    let grown = |at: usize, part: &Range<usize>| grow(here, there, at, part, &sentence);
    let parts = (grown(heads.agent, &deed.agent), grown(heads.patient, &deed.patient));
    active(here, there, deed, heads.verb, &parts)
        .or_else(|| passive(here, there, deed, heads.verb, &parts))
}

/// The only word of a stretch with a stem.
fn only(side: &Side<'_>, words: &Range<usize>, stem: u64) -> Option<usize> {
    let mut found = words.clone().filter(|&at| side.token(at).stem == stem);
    found.next().filter(|_| found.next().is_none())
}

/// The words around one that are those of a part of the other side.
fn grow(
    here: &Side<'_>,
    there: &Side<'_>,
    at: usize,
    part: &Range<usize>,
    sentence: &Range<usize>,
) -> Range<usize> {
    let known = |&word: &usize| {
        let stem = there.token(word).stem;
        part.clone().any(|own| here.token(own).stem == stem)
    };
    let before = (sentence.start..at).rev().take_while(known).count();
    let behind = (at + 1..sentence.end).take_while(known).count();
    at - before..at + 1 + behind
}

/// "The man bit the dog" for "the dog bit the man".
fn active(
    here: &Side<'_>,
    there: &Side<'_>,
    deed: &Deed,
    verb: usize,
    (agent, patient): &(Range<usize>, Range<usize>),
) -> Option<Deed> {
    let stands = patient.end <= verb && verb < agent.start;
    let by = || (verb + 1..agent.start).any(|at| there.word(at) == "by");
    let free = stands && !is_led(there, patient.start) && !by();
    let helped = there.word(verb).ends_with("ing") || !is_suffered(there, verb);
    let same = || {
        is_as_before(here, there, deed, patient.end..verb)
            && is_as_before(here, there, deed, verb + 1..agent.start)
    };
    (free && helped && same()).then(|| Deed {
        verb,
        agent: patient.clone(),
        patient: agent.clone(),
        group: verb..verb + 1,
        passive: false,
        heads: None,
    })
}

/// "The dog was bitten by the man" for "the dog bit the man".
fn passive(
    here: &Side<'_>,
    there: &Side<'_>,
    deed: &Deed,
    verb: usize,
    (agent, patient): &(Range<usize>, Range<usize>),
) -> Option<Deed> {
    let stands = agent.end <= verb && verb < patient.start;
    if !stands || is_led(there, agent.start) || !is_suffered(there, verb) {
        return None;
    }
    let by = (verb + 1..patient.start).rev().find(|&at| there.word(at) == "by")?;
    let same = is_as_before(here, there, deed, agent.end..verb)
        && is_as_before(here, there, deed, verb + 1..by)
        && is_as_before(here, there, deed, by + 1..patient.start);
    same.then(|| Deed {
        verb,
        agent: patient.clone(),
        patient: agent.clone(),
        group: agent.end..by + 1,
        passive: true,
        heads: None,
    })
}

/// Whether a preposition stands before a part: then it is no subject.
fn is_led(side: &Side<'_>, start: usize) -> bool {
    let mut before = (side.tokens.start..start)
        .rev()
        .skip_while(|&at| side.lists.part(side.token(at).key) == Some(Part::Determiner));
    before.next().is_some_and(|at| {
        !side.scope_ends(at + 1) && side.lists.part(side.token(at).key) == Some(Part::Preposition)
    })
}

/// Whether the helping verbs right before a verb make it suffered.
fn is_suffered(side: &Side<'_>, verb: usize) -> bool {
    let near = (side.tokens.start..verb)
        .rev()
        .take_while(|&at| side.is_auxiliary(at) || is_being(side.word(at)) || is_adverb(side, at));
    near.into_iter().any(|at| is_being(side.word(at)))
}

fn is_adverb(side: &Side<'_>, at: usize) -> bool {
    side.word(at).ends_with("ly") || side.lists.part(side.token(at).key) == Some(Part::Adverb)
}

/// Whether what stands between a verb and a part is what stood around the deed before: helping verbs, adverbs,
/// articles, and words that are beside the verb on the other side too.
fn is_as_before(here: &Side<'_>, there: &Side<'_>, deed: &Deed, words: Range<usize>) -> bool {
    let (first, second) = if deed.agent.start < deed.patient.start {
        (&deed.agent, &deed.patient)
    } else {
        (&deed.patient, &deed.agent)
    };
    let around = || (first.end..second.start).filter(|&at| at != deed.verb);
    words.clone().all(|at| {
        let stem = there.token(at).stem;
        let part = there.lists.part(there.token(at).key);
        !(at > words.start && there.scope_ends(at))
            && (there.is_auxiliary(at)
                || is_being(there.word(at))
                || is_adverb(there, at)
                || part == Some(Part::Determiner)
                || around().any(|own| here.token(own).stem == stem))
    })
}
