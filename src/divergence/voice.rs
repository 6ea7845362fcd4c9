//! Who does it to whom: one verb of both sides, with the one who does it and the one to whom it is
//! done, told as done or as suffered.
//!
//! In: two passages. Out: [`Kind::Role`] where the two have changed parts ("was defeated by the
//! rebels", "defeated the rebels"); and where they have not, which words go with the other voice,
//! so that nobody lists them. A deed is read only where both parts stand beside the verb; all else
//! is left to [`super::residue`], which tells what has moved.

use std::ops::Range;

use super::chunks::{Around, Chunk, can_be_verb, chunks};
use super::likeness::near_in_meaning;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};
use crate::language::relations;
use crate::token::Class;

/// Confidence of an exchange of which both parts are seen.
const SURE: f64 = 0.85;

/// A verb with the two who take part in it.
#[derive(Debug)]
struct Deed {
    verb: usize,
    /// Who does it.
    agent: Range<usize>,
    /// To whom it is done.
    patient: Range<usize>,
    /// The helping verbs, the verb and the "by" of a deed told as suffered; the verb alone else.
    group: Range<usize>,
    passive: bool,
}

/// Names the deeds whose parts have changed places, and marks the words of those told in another voice.
pub(super) fn find(view: &mut View<'_>) {
    let deeds = [LEFT, RIGHT].map(|side| deeds(&view.sides[side]));
    for left in &deeds[LEFT] {
        let Some(sentence) = facing(view, left.verb) else { continue };
        let from = deeds[RIGHT].partition_point(|right| right.verb < sentence.start);
        let near = deeds[RIGHT][from..].iter().take_while(|right| right.verb < sentence.end);
        let one: Vec<&Deed> = near.filter(|right| is_one_verb(view, left, right)).collect();
        one.into_iter().for_each(|right| compare(view, left, right));
    }
}

/// The sentence of the right side that a word of the left faces, or that the words beside it face.
fn facing(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let [a, b] = &view.sides;
    let sentence = a.sentence(at);
    let behind = at..sentence.end;
    let before = (sentence.start..at).rev();
    let other = behind.chain(before).find_map(|at| a.linked(at).next())?;
    Some(b.sentence(other))
}

fn is_one_verb(view: &View<'_>, left: &Deed, right: &Deed) -> bool {
    let [a, b] = &view.sides;
    let stems = a.token(left.verb).stem == b.token(right.verb).stem;
    let linked = a.linked(left.verb).any(|at| at == right.verb);
    let opposed = || {
        let relations = relations::of(view.tag());
        relations.exclusion(a.word(left.verb), b.word(right.verb)).is_some()
    };
    stems || linked && near_in_meaning(a, left.verb, b, right.verb) && !opposed()
}

fn compare(view: &mut View<'_>, left: &Deed, right: &Deed) {
    let one = |x: &Range<usize>, y: &Range<usize>| is_one(view, x, y);
    let same = one(&left.agent, &right.agent) && one(&left.patient, &right.patient);
    let crossed = one(&left.agent, &right.patient) && one(&left.patient, &right.agent);
    let mixed = one(&left.agent, &right.agent) || one(&left.patient, &right.patient);
    if same && left.passive != right.passive {
        for (side, deed) in [(LEFT, left), (RIGHT, right)] {
            view.voice(side, deed.group.clone());
            view.voice(side, deed.agent.clone());
            view.voice(side, deed.patient.clone());
        }
    } else if crossed && !mixed && !is_negated_once(view, left, right) {
        tell(view, left, right);
    }
}

/// A denial on one side only is told as such.
fn is_negated_once(view: &View<'_>, left: &Deed, right: &Deed) -> bool {
    let [a, b] = &view.sides;
    super::polarity::is_negated(a, left.verb) != super::polarity::is_negated(b, right.verb)
}

/// Whether two stretches name one thing: the shorter has no word of content that the other lacks, but
/// for one that says more of it.
fn is_one(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let [a, b] = &view.sides;
    let content = |side: &Side<'_>, words: &Range<usize>| {
        words.clone().filter(|&at| side.is_content(at)).count()
    };
    let met = left
        .clone()
        .filter(|&i| a.is_content(i))
        .filter(|&i| right.clone().any(|j| a.token(i).stem == b.token(j).stem))
        .count();
    let least = content(a, left).min(content(b, right));
    least > 0 && 2 * met > least
}

fn tell(view: &mut View<'_>, left: &Deed, right: &Deed) {
    let [a, b] = &view.sides;
    let (x, y) = (quoted(a.text(&left.agent)), quoted(b.text(&right.agent)));
    let deed = quoted(a.text(&(left.verb..left.verb + 1)));
    let explanation = Said::of(&x, &y, |x, y| {
        format!(
            "who did what to whom: {x} in one, {y} in the other is the one of whom {deed} is told"
        )
    });
    // The words that tell the parts: those of the voice where it is another one, else the doers.
    let places = if left.passive == right.passive {
        [left.agent.clone(), right.agent.clone()]
    } else {
        [left.group.clone(), right.group.clone()]
    };
    let [l, r] = places;
    view.differ(Kind::Role, Some((l, None)), Some((r, None)), explanation, SURE);
}

/// The deeds of a passage of which both parts stand beside the verb.
fn deeds(side: &Side<'_>) -> Vec<Deed> {
    let mut found = Vec::new();
    let mut at = side.tokens.start;
    while at < side.tokens.end {
        let sentence = side.sentence(at);
        let next = sentence.end.max(at + 1);
        at = next;
        // Longer ones are lists, or text without full stops: nobody's deed can be read there.
        if sentence.len() > LONGEST_SENTENCE {
            continue;
        }
        let parts = chunks(side, sentence.clone());
        for verb in sentence.filter(|&at| is_deed(side, at)) {
            found.extend(passive(side, verb, &parts).or_else(|| active(side, verb, &parts)));
        }
    }
    found
}

/// Words of the longest sentence in which deeds are read.
const LONGEST_SENTENCE: usize = 90;

fn is_deed(side: &Side<'_>, at: usize) -> bool {
    let token = side.token(at);
    token.class == Class::Content
        && !side.is_auxiliary(at)
        && (!token.capital || side.begins_sentence(at))
        && can_be_verb(side, at)
}

fn is_being(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "got" | "get" | "gets")
}

/// "was sharply criticised by the mayor", "the man bitten by a dog".
fn passive(side: &Side<'_>, verb: usize, parts: &[Chunk]) -> Option<Deed> {
    /// Words between a verb and its "by".
    const NEAR: usize = 5;
    if !side.verb_form(verb)?.1 {
        return None;
    }
    let sentence = side.sentence(verb);
    let by = (verb + 1..sentence.end.min(verb + 1 + NEAR))
        .take_while(|&at| !side.scope_ends(at))
        .find(|&at| side.word(at) == "by")?;
    let agent = named(side, parts, by + 1, true)?;
    let adverb = |at: &usize| side.word(*at).ends_with("ly") || side.word(*at) == "not";
    let mut before = (sentence.start..verb).rev().skip_while(adverb).peekable();
    let mut first = verb;
    while let Some(at) = before.next_if(|&at| is_being(side.word(at)) || side.is_auxiliary(at)) {
        first = at;
    }
    let helped = (first..verb).any(|at| is_being(side.word(at)));
    let patient = subject(side, parts, first)?;
    // Without a helping verb only what stands right before suffers it: "the man bitten by a dog".
    (helped || patient.end == verb).then(|| Deed {
        verb,
        agent,
        patient,
        group: first..by + 1,
        passive: true,
    })
}

/// "The mayor sharply criticised the owner."
fn active(side: &Side<'_>, verb: usize, parts: &[Chunk]) -> Option<Deed> {
    let patient = named(side, parts, verb + 1, false)?;
    let sentence = side.sentence(verb);
    let mut first = verb;
    while first > sentence.start {
        let word = side.word(first - 1);
        if side.scope_ends(first) || is_being(word) && word != "been" {
            break;
        }
        if !(side.is_auxiliary(first - 1) || word.ends_with("ly") || matches!(word, "not" | "also"))
        {
            break;
        }
        first -= 1;
    }
    let helped = first > sentence.start && is_being(side.word(first - 1));
    let going = side.word(verb).ends_with("ing");
    // "was criticised" has no object; "was criticising" has.
    if helped && !going || !helped && going {
        return None;
    }
    let first = if helped { first - 1 } else { first };
    let agent = subject(side, parts, first)?;
    Some(Deed { verb, agent, patient, group: verb..verb + 1, passive: false })
}

/// The thing named right before a word, with what belongs to it: "the army of Norhaven".
fn subject(side: &Side<'_>, parts: &[Chunk], end: usize) -> Option<Range<usize>> {
    let last = parts.iter().rposition(|part| part.words.start < end)?;
    let mut at = last;
    loop {
        let part = parts.get(at)?;
        let inside = part.words.start.max(end.saturating_sub(LONGEST));
        if (inside + 1..end).any(|word| side.scope_ends(word)) {
            return None;
        }
        match part.around {
            Around::Noun => {
                let words =
                    part.words.start..end.min(parts[last].words.end).max(part.words.start + 1);
                return is_thing(side, &words).then_some(words);
            }
            Around::Preposition if side.word(part.words.start) == "of" => at = at.checked_sub(1)?,
            _ => return None,
        }
    }
}

/// Words of the longest thing that takes part in a deed.
const LONGEST: usize = 9;

/// The thing named from a word on; `led` by a preposition that is not part of it.
fn named(side: &Side<'_>, parts: &[Chunk], from: usize, led: bool) -> Option<Range<usize>> {
    let n = parts.iter().position(|part| part.words.contains(&from))?;
    let part = &parts[n];
    let fits = match part.around {
        Around::Noun => part.words.start == from || !led,
        Around::Preposition => led,
        _ => false,
    };
    if !fits || side.scope_ends(from) {
        return None;
    }
    let next = parts.get(n + 1).filter(|next| {
        let at = next.words.start;
        let of = next.around == Around::Preposition && side.word(at) == "of";
        of && at == part.words.end && !side.scope_ends(at)
    });
    let end = next.map_or(part.words.end, |next| next.words.end);
    // "fined the brewery 800,000 crowns": the sum is no part of who was fined.
    let value = side.values().iter().map(|value| value.tokens.start).find(|&at| at >= from);
    let words = from..end.min(from + LONGEST).min(value.unwrap_or(end));
    is_thing(side, &words).then_some(words)
}

/// Whether a stretch names something that can do a deed or suffer it: no number, no day.
fn is_thing(side: &Side<'_>, words: &Range<usize>) -> bool {
    let valued = side
        .values()
        .iter()
        .any(|value| value.tokens.start < words.end && words.start < value.tokens.end);
    !words.is_empty() && !valued && words.clone().any(|at| side.is_content(at))
}
