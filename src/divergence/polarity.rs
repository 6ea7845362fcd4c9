//! Polarity: one side denies what the other affirms.
//!
//! A negator counts through what it governs. The predicate that it governs must face a word of the
//! other side; a conflict is raised only where that word is not governed by any negation and none
//! stands nearby unmatched. Two negations cancel; "not only" is none; "fail to" and "deny" are.

use std::ops::Range;

use super::chunks::can_be_verb;
use super::deeds::{denied_before, is_joint, is_verb, narrowed, one_wish, supposed, wished};
use super::denials;
use super::denied;
use super::frame;
use super::likeness::{are_antonyms, is_near, near_in_meaning};
use super::namesakes::relate;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};
use crate::language::force::{Force, Reach};
use crate::language::relations;
use crate::token::Class;
use crate::value::name::{NameKind, NameMention, NameRelation};

/// Confidence from which one side denies what the other affirms in the same word.
const SURE: f64 = 0.6;

/// And from which it does where subject and object are the same too.
const FRAMED: f64 = 0.5;

/// And in another word: near in meaning is not the same.
const SURE_OF_OTHER_WORDS: f64 = 0.72;

/// A negation and the word that it governs.
struct Negation {
    words: Range<usize>,
    governs: usize,
    /// Whether it is a verb that denies: failed to, refused to.
    verb: bool,
}

/// Finds the divergences in polarity.
pub(super) fn find(view: &mut View<'_>) {
    denied::find(view);
    let negations = [negations(&view.sides[LEFT]), negations(&view.sides[RIGHT])];
    for side in [LEFT, RIGHT] {
        for negation in &negations[side] {
            weigh(view, side, negation, &negations);
        }
    }
}

/// Whether a negation governs the word at `index`, an odd number of times.
pub(super) fn is_negated(side: &Side<'_>, index: usize) -> bool {
    negations(side).iter().filter(|negation| negation.governs == index).count() % 2 == 1
}

/// Whether a negation outside `range` governs one of its words, an odd number of times.
pub(super) fn is_denied(side: &Side<'_>, range: &Range<usize>) -> bool {
    let of = |negation: &&Negation| {
        range.contains(&negation.governs) && !range.contains(&negation.words.start)
    };
    negations(side).iter().filter(of).count() % 2 == 1
}

/// The word that the negation `words` governs.
pub(super) fn governed_by(side: &Side<'_>, words: &Range<usize>) -> Option<usize> {
    negations(side).iter().find(|negation| negation.words == *words).map(|found| found.governs)
}

fn weigh(view: &mut View<'_>, side: usize, negation: &Negation, negations: &[Vec<Negation>; 2]) {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let odd = |all: &[Negation], word: usize| {
        all.iter().filter(|other| other.governs == word).count() % 2 == 1
    };
    let Some((governs, facing)) = predicate(here, negation) else { return };
    let negation = &Negation { words: negation.words.clone(), governs, verb: negation.verb };
    let verb = negation.verb && negation.words.end + 1 >= governs;
    if of_two_deeds((here, &negation.words, governs), (there, facing), verb)
        || narrowed(here, governs, there, facing)
        || uncounted(there, facing, &negations[1 - side])
    {
        return;
    }
    if here.is_explained(negation.words.start)
        || (governs == negation.governs && !odd(&negations[side], governs))
        || odd(&negations[1 - side], facing)
        || !near_in_meaning(here, governs, there, facing)
        || !alike(here, (&negation.words, governs), there, facing)
        || leaning(there, facing)
        || negations[1 - side].iter().any(|other| near(other, facing))
        || negations[1 - side].iter().any(|other| {
            // What another sentence denies takes nothing back in this one.
            there.sentence(facing).contains(&other.words.start)
                && !other.words.contains(&facing)
                && loose(there, other, &negations[side])
        })
        || denials::until_only((here, governs), (there, facing))
        || matched(here, negation, there)
        || opposite(view, side, negation.governs, facing)
    {
        return;
    }
    let mine = group(here, negation.words.start, negation.governs);
    let other = group(there, facing, facing);
    let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
    let context = view.context(&left, &right);
    let coverage = view.coverage_around(&left, &right);
    let stems = view.sides[side].token(governs).stem == view.sides[1 - side].token(facing).stem;
    let confidence = 0.25 + 0.3 * context + 0.4 * coverage;
    // What is the same before and behind says that both speak of one thing.
    let framed =
        stems && !negation.verb && confidence >= FRAMED && frame::is_whole(view, &left, &right);
    let confidence = if framed { confidence.max(SURE) } else { confidence };
    if confidence < if stems { SURE } else { SURE_OF_OTHER_WORDS } {
        return;
    }
    let (a, b) = (view.sides[LEFT].text(&left), view.sides[RIGHT].text(&right));
    let (denied, affirmed) = if side == LEFT { (a, b) } else { (b, a) };
    let explanation = format!("{} denies what {} affirms", quoted(denied), quoted(affirmed));
    view.differ(
        Kind::Polarity,
        Some((left, None)),
        Some((right, None)),
        explanation,
        confidence.min(0.95),
    );
}

/// Whether a denied word and the one that it faces tell of two deeds: one is only wished or supposed, or
/// two persons do it. `verb` says that a verb that denies stands right before it.
pub(super) fn of_two_deeds(
    (here, words, governs): (&Side<'_>, &Range<usize>, usize),
    (there, facing): (&Side<'_>, usize),
    verb: bool,
) -> bool {
    let mine = wished(here, governs) && !verb;
    supposed(here, words.start) != supposed(there, facing)
        || wished(there, facing) && !mine
        || mine && wished(there, facing) && !one_wish(here, governs, there, facing)
        || denied_before(there, facing)
        || of_others(here, governs, there, facing)
}

/// The word that a negation governs and what it faces; in "there is no man singing" also the word
/// after the one that "no" stands before.
fn predicate(here: &Side<'_>, negation: &Negation) -> Option<(usize, usize)> {
    let faced = |index: usize| Some((index, here.linked(index).next()?));
    let opens = negation.words.start == here.tokens.start
        || matches!(here.word(negation.words.start - 1), "is" | "are" | "was" | "were");
    let next = || {
        let bare = here.word(negation.words.start) == "no" && opens;
        bare.then(|| following(here, negation.governs + 1)).flatten()
    };
    faced(negation.governs).or_else(|| faced(next()?))
}

/// Whether two words can be one predicate: no name beside a word, no noun beside a verb. "Did not
/// decide" says nothing of "the decision".
pub(super) fn alike(
    here: &Side<'_>,
    (negator, governs): (&Range<usize>, usize),
    there: &Side<'_>,
    facing: usize,
) -> bool {
    let named = |side: &Side<'_>, index: usize| {
        side.token(index).capital && index > side.sentence(index).start
    };
    match (is_verb(here, governs), is_verb(there, facing)) {
        (Some(x), Some(y)) if x != y => false,
        // A name is denied only right behind: "no Norwegian", but not "nothing against Moe".
        _ => match (named(here, governs), named(there, facing)) {
            (true, true) => negator.end == governs,
            (x, y) => x == y,
        },
    }
}

/// Whether the sentence of a word has a negation of which it is not known what it denies.
fn uncounted(there: &Side<'_>, facing: usize, known: &[Negation]) -> bool {
    let sentence = there.sentence(facing);
    there.forces().iter().any(|(words, forces)| {
        sentence.contains(&words.start)
            && forces.contains(&Force::Negator)
            && !known.iter().any(|negation| negation.words == *words)
    })
}

/// Whether two verbs are those of two persons: "Moe does not want it", "Brandt wanted it".
fn of_others(here: &Side<'_>, verb: usize, there: &Side<'_>, facing: usize) -> bool {
    match (bearer(here, verb), bearer(there, facing)) {
        (Some(x), Some(y)) => {
            let text = |side: &Side<'_>, name: &NameMention| {
                let full = side.telling.names.get(name.full).unwrap_or(name);
                full.span.text(side.telling.text).to_owned()
            };
            let relation = relate(&text(here, x), &text(there, y)).relation;
            x.sound != y.sound && relation == NameRelation::Different
        }
        _ => false,
    }
}

/// The person right before a verb and its auxiliaries.
fn bearer<'t>(side: &Side<'t>, verb: usize) -> Option<&'t NameMention> {
    const REACH: usize = 3;
    let names = side.names();
    let before = names.partition_point(|name| name.tokens.end <= verb);
    let name = names.get(before.checked_sub(1)?)?;
    let close = verb - name.tokens.end <= REACH
        && (name.tokens.end..=verb).all(|at| !side.scope_ends(at))
        && (name.tokens.end..verb).all(|at| !side.is_content(at));
    let full = name.kind == NameKind::Unknown && name.tokens.len() > 1;
    (close && (full || name.kind == NameKind::Person)).then_some(name)
}

/// A negation of the other side close to the facing word may govern it in a way not seen here; not
/// where the facing word itself denies: "did not refuse to" and "refused to".
fn near(other: &Negation, facing: usize) -> bool {
    !other.words.contains(&facing)
        && (other.words.start.abs_diff(facing) <= 4 || other.governs.abs_diff(facing) <= 2)
}

/// Whether a word that leans to the negative stands by the facing word: "unless they are repealed"
/// answers "if they are not repealed".
fn leaning(there: &Side<'_>, facing: usize) -> bool {
    const NEAR: usize = 4;
    // "a little girl" is small, and "little hope" hardly any.
    let small = |words: &Range<usize>| {
        let before = words.start.checked_sub(1).filter(|at| there.tokens.contains(at));
        let led = |at: usize| there.telling.language.is_determiner(there.token(at).key);
        there.word(words.start) == "little" && before.is_some_and(led)
    };
    there.forces().iter().any(|(words, forces)| {
        forces.contains(&Force::Negative)
            && !small(words)
            && !words.contains(&facing)
            // "Too early to open", but not "opened too early".
            && words.start < facing + 1 + usize::from(there.word(words.start) != "too")
            && facing.saturating_sub(words.start) <= NEAR
    })
}

/// Whether no negation of this side answers one of the other side: "not because of who she is"
/// answers "is not prosecuted for who she is" from another place.
fn loose(there: &Side<'_>, other: &Negation, here: &[Negation]) -> bool {
    !there.linked(other.governs).any(|facing| here.iter().any(|mine| mine.governs == facing))
}

/// Whether the negator itself faces a negation.
fn matched(here: &Side<'_>, negation: &Negation, there: &Side<'_>) -> bool {
    let denies = |facing: usize| {
        there.forces().iter().any(|(words, forces)| {
            words.contains(&facing)
                && (forces.contains(&Force::Negator) || forces.contains(&Force::Denier))
        })
    };
    negation.words.clone().flat_map(|index| here.linked(index)).any(denies)
}

/// "did not rise" and "fell": the opposite word takes the negation back.
pub(super) fn opposite(view: &View<'_>, side: usize, governed: usize, facing: usize) -> bool {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let (a, b) = (here.word(governed), there.word(facing));
    // "was not unhappy" and "was pleased"
    let denies = |word: &str, other: &Side<'_>, at: usize| {
        relations::denied(word).is_some_and(|rest| is_near(rest, other, at))
    };
    let relations = relations::of(view.tag());
    // Who was not convicted may have been charged.
    relations.exclusion(a, b).is_some()
        || relations.are_stages(a, b)
        || are_antonyms(here, governed, there, facing)
        || denies(a, there, facing)
        || denies(b, here, governed)
}

fn negations(side: &Side<'_>) -> Vec<Negation> {
    let mut found: Vec<Negation> = side
        .forces()
        .iter()
        .filter_map(|(words, forces)| {
            let governs = if forces.contains(&Force::Negator) {
                governed(side, words)
            } else if forces.contains(&Force::Denier) {
                // "lost 6" denies nothing of 6.
                following(side, words.end).filter(|&index| side.token(index).class != Class::Number)
            } else {
                None
            }?;
            let verb = !forces.contains(&Force::Negator);
            Some(Negation { words: words.clone(), governs, verb })
        })
        .collect();
    // "have not ruled out" denies nothing: a negation takes another one back.
    let undone: Vec<usize> = found.iter().map(|negation| negation.governs).collect();
    found.retain(|negation| {
        !negation.words.clone().any(|index| undone.contains(&index))
            && !of_hardly_any(side, negation.words.start)
    });
    found
}

/// Whether a denial in a relative clause is said of hardly any or of none: "hardly any which have not
/// been sold" says that most have.
pub(super) fn of_hardly_any(side: &Side<'_>, index: usize) -> bool {
    const REACH: usize = 10;
    let first = side.sentence(index).start.max(index.saturating_sub(REACH));
    let relative = (first..index)
        .rev()
        .take_while(|&at| !side.scope_ends(at + 1))
        .find(|&at| matches!(side.word(at), "who" | "which" | "that"));
    let Some(relative) = relative else { return false };
    side.forces().iter().any(|(words, forces)| {
        let few = forces.iter().any(|it| matches!(it, Force::Reach(Reach::Few | Reach::Zero)));
        first <= words.start && words.end < relative && relative - words.end <= 3 && few
    })
}

/// What a negator governs: the next word of content in its clause.
fn governed(side: &Side<'_>, words: &Range<usize>) -> Option<usize> {
    let index = words.start;
    if is_question(side, words) || is_vote(side, words) {
        return None;
    }
    if let Some(verb) = helped(side, words) {
        return Some(verb);
    }
    // "That is not what the court heard" denies another statement, and not the court.
    let next = side.word(words.end);
    if matches!(next, "what" | "why" | "who" | "how" | "where" | "when" | "whom") {
        return None;
    }
    if is_label(side, words) {
        return None;
    }
    let whom = ["nobody", "none", "nothing", "neither", "no one", "noone"];
    let alone = whom.contains(&side.phrase(words.clone()).as_str());
    let next = following(side, words.end);
    if next.is_some_and(|index| side.token(index).class == Class::Number) {
        return None;
    }
    next.or_else(|| if alone { preceding(side, index) } else { None })
}

/// "Didn't she leave?" asks for a yes.
pub(super) fn is_question(side: &Side<'_>, words: &Range<usize>) -> bool {
    let sentence = side.sentence(words.start);
    let opens = words.start <= sentence.start + 1 && side.is_auxiliary(sentence.start);
    let end = side.token(sentence.end.saturating_sub(1).max(words.start)).span.end;
    let rest = side.telling.text.get(end as usize..).unwrap_or("");
    opens && rest.trim_start_matches(['"', '”']).starts_with('?')
}

/// "Three no votes": what is counted is no negation.
pub(super) fn is_vote(side: &Side<'_>, words: &Range<usize>) -> bool {
    let before = words.start.checked_sub(1).filter(|before| side.tokens.contains(before));
    side.word(words.start) == "no"
        && before.is_some_and(|before| side.token(before).class == Class::Number)
}

/// "No. 4" numbers something.
pub(super) fn is_label(side: &Side<'_>, words: &Range<usize>) -> bool {
    side.word(words.start) == "no"
        && words.end < side.tokens.end
        && side.gap_before(words.end).starts_with('.')
}

/// The verb right behind "did not", which may also be a preposition elsewhere: like.
fn helped(side: &Side<'_>, words: &Range<usize>) -> Option<usize> {
    let helper = |word: &str| matches!(word, "do" | "does" | "did");
    let glued = matches!(
        side.word(words.start),
        "dont" | "doesnt" | "didnt" | "don't" | "doesn't" | "didn't"
    );
    let before = words.start.checked_sub(1).filter(|before| side.tokens.contains(before));
    let helped = glued || before.is_some_and(|before| helper(side.word(before)));
    // "not to sign"
    let to = side.tokens.contains(&words.end) && side.word(words.end) == "to";
    let (helped, next) = (helped || to, words.end + usize::from(to));
    (helped && side.tokens.contains(&next) && !side.scope_ends(next) && can_be_verb(side, next))
        .then_some(next)
}

fn following(side: &Side<'_>, from: usize) -> Option<usize> {
    let mut words = (from..side.tokens.end.min(from + 6))
        .take_while(|&index| !side.scope_ends(index))
        .filter(|&index| side.is_content(index));
    let first = words.next()?;
    // "not seriously hurt" denies that someone was hurt, as far as the word goes.
    let manner = side.word(first).ends_with("ly")
        && !side.token(first).capital
        && !can_be_verb(side, first)
        && from > side.tokens.start
        && matches!(side.word(from - 1), "not" | "never");
    let next = words.next().filter(|&next| next == first + 1);
    Some(next.filter(|_| manner).unwrap_or(first))
}

fn preceding(side: &Side<'_>, before: usize) -> Option<usize> {
    (side.tokens.start..before)
        .rev()
        .take(3)
        .take_while(|&index| !side.scope_ends(index + 1) && !is_joint(side, index))
        .find(|&index| side.is_content(index))
}

/// The words from the auxiliaries before `from` to `to`, so that no bare "not" is shown.
pub(super) fn group(side: &Side<'_>, from: usize, to: usize) -> Range<usize> {
    let start = (side.tokens.start..from)
        .rev()
        .take(3)
        .take_while(|&index| !side.scope_ends(index + 1) && side.is_auxiliary(index))
        .last()
        .unwrap_or(from);
    start..to.max(from) + 1
}
