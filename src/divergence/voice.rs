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
use super::mirrored;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, quoted, turned, ways};
use crate::alignment::Op;
use crate::language::relations;
use crate::syntax::{Relation, Tree, Upos};
use crate::token::Class;

/// Confidence of an exchange of which both parts are seen.
const SURE: f64 = 0.85;

/// A verb with the two who take part in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Deed {
    pub verb: usize,
    /// Who does it.
    pub agent: Range<usize>,
    /// To whom it is done.
    pub patient: Range<usize>,
    /// The helping verbs, the verb and the "by" of a deed told as suffered; the verb alone else.
    pub group: Range<usize>,
    pub passive: bool,
    /// The nouns of both, where a tree tells them.
    pub heads: Option<(usize, usize)>,
}

impl Deed {
    /// Whether another reading tells the same of the same words.
    fn is_told_as(&self, other: &Self) -> bool {
        (self.verb, self.passive) == (other.verb, other.passive)
            && self.agent == other.agent
            && self.patient == other.patient
    }
}

/// Share of the content words that two passages have in common whose sentences are worth a tree.
const SHARED: f64 = 0.5;

/// Names the deeds whose parts have changed places, and marks the words of those told in another voice.
pub(super) fn find(view: &mut View<'_>) {
    let asked = asked(view);
    let deeds = [LEFT, RIGHT].map(|side| deeds(&view.sides[side], &asked[side]));
    let mut told = Vec::new();
    for lefts in deeds[LEFT].chunk_by(|a, b| a.verb == b.verb) {
        let verb = lefts[0].verb;
        let Some(sentence) = facing(view, LEFT, verb) else { continue };
        let from = deeds[RIGHT].partition_point(|right| right.verb < sentence.start);
        let to = deeds[RIGHT].partition_point(|right| right.verb < sentence.end);
        for rights in deeds[RIGHT][from..to.max(from)].chunk_by(|a, b| a.verb == b.verb) {
            if is_one_verb(view, &lefts[0], &rights[0]) && compare(view, lefts, rights) {
                told.extend([(LEFT, verb), (RIGHT, rights[0].verb)]);
            }
        }
    }
    for side in [LEFT, RIGHT] {
        for deed in &deeds[side] {
            if told.contains(&(side, deed.verb)) {
                continue;
            }
            let Some(other) = mirrored::of(view, side, deed) else { continue };
            let (left, right) = if side == LEFT { (deed, &other) } else { (&other, deed) };
            let open = !told.contains(&(1 - side, other.verb));
            if open && !is_negated_once(view, left, right) && !is_mutual(view, left.verb) {
                tell(view, left, right);
                told.extend([(LEFT, left.verb), (RIGHT, right.verb)]);
            }
        }
    }
    turned::find(view);
    ways::find(view);
    unread(view);
}

/// The first words of the sentences whose tree is worth its time, by side and sorted: those that share most
/// of their content, and of which [`may_have_turned`] is true.
fn asked(view: &View<'_>) -> [Vec<usize>; 2] {
    let mut asked = [Vec::new(), Vec::new()];
    let differ = view.runs.iter().any(|run| run.op != Op::Equal);
    if !differ || view.coverage() < SHARED {
        return asked;
    }
    let mut at = view.sides[LEFT].tokens.start;
    while at < view.sides[LEFT].tokens.end {
        let sentence = view.sides[LEFT].sentence(at);
        at = sentence.end.max(at + 1);
        if let Some(other) = facing(view, LEFT, sentence.start)
            && may_have_turned(view, &sentence, &other)
        {
            asked[LEFT].push(sentence.start);
            asked[RIGHT].push(other.start);
        }
    }
    asked[RIGHT].sort_unstable();
    asked[RIGHT].dedup();
    asked
}

/// Whether two may have changed parts in a sentence, or a deed be told in another voice: a "by" that the other
/// side lacks stands behind a word of both, or the two and their verb stand in the order turned about. Without
/// either no reading of a deed differs, whatever a tree says.
fn may_have_turned(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    if left.len().max(right.len()) > LONGEST_SENTENCE {
        return false;
    }
    let [a, b] = &view.sides;
    let content = |side: &Side<'_>, at: usize| side.token(at).class == Class::Content;
    let met: Vec<(usize, usize)> = left
        .clone()
        .filter(|&i| content(a, i))
        .flat_map(|i| {
            let same = move |&j: &usize| content(b, j) && a.token(i).stem == b.token(j).stem;
            right.clone().filter(same).map(move |j| (i, j))
        })
        .collect();
    let led = |side: usize, words: &Range<usize>, at: usize| {
        let here = &view.sides[side];
        here.word(at) == "by"
            && view.runs[here.run_of(at)].op != Op::Equal
            && (words.start.max(at.saturating_sub(NEAR))..at)
                .any(|verb| content(here, verb) && here.has_link(verb))
    };
    let turned = |&&(i, j): &&(usize, usize)| {
        (can_be_verb(a, i) || can_be_verb(b, j))
            && met.iter().any(|&(x, y)| x < i && y > j)
            && met.iter().any(|&(x, y)| x > i && y < j)
    };
    left.clone().any(|at| led(LEFT, left, at))
        || right.clone().any(|at| led(RIGHT, right, at))
        || met.iter().any(|pair| turned(&pair))
}

/// The sentence of the other side that a word of one faces, or that the words beside it face.
pub(super) fn facing(view: &View<'_>, side: usize, at: usize) -> Option<Range<usize>> {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let sentence = here.sentence(at);
    let behind = at..sentence.end;
    let before = (sentence.start..at).rev();
    let other = behind.chain(before).find_map(|at| here.linked(at).next())?;
    Some(there.sentence(other))
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

/// How the parts of a deed stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    Kept,
    Exchanged,
    Other,
}

fn parts(view: &View<'_>, left: &Deed, right: &Deed) -> Parts {
    let one = |x: &Range<usize>, y: &Range<usize>| is_one(view, x, y);
    let kept = (one(&left.agent, &right.agent), one(&left.patient, &right.patient));
    let crossed = one(&left.agent, &right.patient) && one(&left.patient, &right.agent);
    match kept {
        (true, true) => Parts::Kept,
        (false, false) if crossed => Parts::Exchanged,
        _ => Parts::Other,
    }
}

/// Compares the readings of one deed: an exchange is told only where no two of them agree. Whether any
/// two readings said what the sentence tells.
fn compare(view: &mut View<'_>, lefts: &[Deed], rights: &[Deed]) -> bool {
    let pairs: Vec<(&Deed, &Deed, Parts)> = lefts
        .iter()
        .flat_map(|left| rights.iter().map(move |right| (left, right)))
        .map(|(left, right)| (left, right, parts(view, left, right)))
        .collect();
    if let Some((left, right, _)) = pairs.iter().find(|(_, _, parts)| *parts == Parts::Kept) {
        if left.passive != right.passive {
            for (side, deed) in [(LEFT, left), (RIGHT, right)] {
                view.voice(side, deed.group.clone());
                view.voice(side, deed.agent.clone());
                view.voice(side, deed.patient.clone());
            }
            return true;
        }
        false
    } else if let Some((left, right, _)) = pairs.iter().find(|(_, _, it)| *it == Parts::Exchanged)
        && !is_negated_once(view, left, right)
        && !is_mutual(view, left.verb)
    {
        tell(view, left, right);
        true
    } else {
        false
    }
}

/// A verb that one side tells as suffered and the other as done, of which nobody could read who does it:
/// whether they agree stays open.
fn unread(view: &mut View<'_>) {
    for side in [LEFT, RIGHT] {
        let here = &view.sides[side];
        let led: Vec<usize> = here
            .tokens
            .clone()
            .filter(|&at| here.word(at) == "by" && !here.is_voiced(at) && !here.is_explained(at))
            .collect();
        for by in led {
            let Some((mine, other)) = unread_at(view, side, by) else { continue };
            let [a, b] = &view.sides;
            let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
            let (x, y) = (quoted(a.text(&left)), quoted(b.text(&right)));
            let explanation = Said::of(&x, &y, |x, y| {
                format!("{x} and {y}: done in one, suffered in the other; who does it would settle")
            });
            view.differ(Kind::Role, Some((left, None)), Some((right, None)), explanation, SURE);
            view.weigh(Effect::Unclear);
        }
    }
}

/// The words of a verb told as suffered that ends with the "by" at a place, and those of the verb that the
/// other side tells as done.
fn unread_at(view: &View<'_>, side: usize, by: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let sentence = here.sentence(by);
    let near = sentence.start.max(by.saturating_sub(NEAR))..by;
    let done = |at: usize| here.verb_form(at).is_some_and(|form| form.1) && here.is_content(at);
    let verb = near.rev().take_while(|&at| !here.scope_ends(at + 1)).find(|&at| done(at))?;
    let first = verb.checked_sub(1).filter(|at| sentence.contains(at))?;
    let value = here.value_at(by + 1).is_some();
    let named = by + 1 < sentence.end && !here.word(by + 1).ends_with("ing");
    let same = |at: &usize| there.token(*at).stem == here.token(verb).stem;
    let other = here.linked(verb).find(same)?;
    // "by" leads the other verb too, or a helping verb stands before it: no other voice.
    let behind = (other + 1..there.sentence(other).end.min(other + 1 + NEAR))
        .any(|at| there.word(at) == "by");
    let helped = there.sentence(other).start < other && is_being(there.word(other - 1));
    // Who does it here does it there, as far as the order of the words tells.
    let agent = (by + 1..sentence.end).find(|&at| here.is_content(at))?;
    let kept = here.linked(agent).any(|at| there.sentence(other).start <= at && at < other);
    (!kept && is_being(here.word(first)) && !value && named && !behind && !helped)
        .then_some((first..by + 1, other..other + 1))
}

/// Whoever meets is met.
fn is_mutual(view: &View<'_>, verb: usize) -> bool {
    relations::of(view.tag()).is_mutual(view.sides[LEFT].word(verb))
}

/// A denial on one side only is told as such.
fn is_negated_once(view: &View<'_>, left: &Deed, right: &Deed) -> bool {
    let [a, b] = &view.sides;
    super::polarity::is_negated(a, left.verb) != super::polarity::is_negated(b, right.verb)
}

/// Whether two stretches name one thing: the shorter has no word of content that the other lacks, but
/// for one that says more of it.
pub(super) fn is_one(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
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

/// The deeds of a passage of which both parts are seen, sorted by verb: by the tree of the sentence and
/// by what stands beside the verb, where the two do not say the same.
fn deeds(side: &Side<'_>, asked: &[usize]) -> Vec<Deed> {
    let mut found = Vec::new();
    let mut at = side.tokens.start;
    while at < side.tokens.end {
        let sentence = side.sentence(at);
        let next = sentence.end.max(at + 1);
        at = next;
        let asked = asked.binary_search(&sentence.start).is_ok();
        let mut read = if asked { tree_deeds(side, &sentence) } else { Vec::new() };
        // Longer ones are lists, or text without full stops: nobody's deed can be read there.
        if sentence.len() <= LONGEST_SENTENCE {
            let parts = chunks(side, sentence.clone());
            for verb in sentence.filter(|&at| is_deed(side, at)) {
                let deed = passive(side, verb, &parts).or_else(|| active(side, verb, &parts));
                let new = |deed: &Deed| !read.iter().any(|it| it.is_told_as(deed));
                read.extend(deed.filter(new));
            }
        }
        found.extend(read);
    }
    // Stable: the reading of the tree stays before the other one.
    found.sort_by_key(|deed| deed.verb);
    found
}

/// The deeds of a sentence of which its tree shows both parts: subject and object, or of a passive
/// the subject and who is told by "by".
fn tree_deeds(side: &Side<'_>, sentence: &Range<usize>) -> Vec<Deed> {
    let Some(tree) = side.telling.tree(sentence.start) else { return Vec::new() };
    let verbs = tree.tokens().filter(|at| sentence.contains(at));
    verbs.filter_map(|verb| tree_deed(side, tree, verb, sentence)).collect()
}

/// Both arcs of a deed are right at least so often. It need not be much: that two trees err alike and
/// crosswise is rare.
const SURE_ARC: f32 = 0.3;

fn tree_deed(side: &Side<'_>, tree: &Tree, verb: usize, sentence: &Range<usize>) -> Option<Deed> {
    let agent = tree.agent_of(verb).or_else(|| led_by(side, tree, verb));
    let agent = agent.filter(|_| tree.is_passive(verb));
    let passive = agent.is_some();
    // "was given a prize" has an object, and who gave it is not said.
    let suffered = !side.word(verb).ends_with("ing")
        && tree.auxiliaries(verb).any(|at| is_being(side.word(at)));
    let (agent, patient) = match agent {
        Some(agent) => (agent, tree.sufferer_of(verb)?),
        None if suffered => return None,
        None => {
            let object = tree.object_of(verb)?;
            // "The works undertaken by the agency": whatever the tree says, nobody does "by" something.
            let led = (verb + 1..object).any(|at| side.word(at) == "by");
            let doer = tree.doer_of(verb).filter(|_| !led)?;
            // Whoever does it stands before the verb, or the tree is wrong.
            (Some(doer).filter(|_| doer < verb && verb < object)?, object)
        }
    };
    let part = |head: usize| -> Option<Range<usize>> {
        let node = tree.node(head)?;
        let named = matches!(node.upos, Upos::Noun | Upos::Propn) && !is_value(side, head);
        let phrase = tree.phrase(head);
        let words =
            phrase.start.max((head + 1).saturating_sub(LONGEST))..phrase.end.min(head + LONGEST);
        let inside = sentence.start <= words.start && words.end <= sentence.end;
        (named && node.confidence >= SURE_ARC && inside && !words.contains(&verb)).then_some(words)
    };
    let heads = Some((agent, patient));
    let (agent, patient) = (part(agent)?, part(patient)?);
    let apart = agent.end <= patient.start || patient.end <= agent.start;
    let helped = tree.auxiliaries(verb).next().filter(|&first| passive && first < verb);
    // The "by" stands before the one who does it.
    let by = (verb + 1..agent.start).rfind(|&at| side.word(at) == "by");
    let group = helped.unwrap_or(verb).max(sentence.start)..by.unwrap_or(verb) + 1;
    apart.then_some(Deed { verb, agent, patient, group, passive, heads })
}

/// What "by" leads behind a verb that is told as suffered, where the tree has it as any noun with a preposition.
fn led_by(side: &Side<'_>, tree: &Tree, verb: usize) -> Option<usize> {
    let led = |of: usize| {
        let mut leads = tree.children(of).filter(|(_, node)| node.relation == Relation::Case);
        leads.any(|(at, _)| side.word(at) == "by")
    };
    let mut behind = tree.children(verb).filter(|(at, _)| *at > verb);
    behind.find(|(at, node)| node.relation == Relation::Obl && led(*at)).map(|(at, _)| at)
}

/// Words between a verb and its "by".
const NEAR: usize = 5;

/// Words of the longest sentence in which deeds are read.
const LONGEST_SENTENCE: usize = 90;

fn is_deed(side: &Side<'_>, at: usize) -> bool {
    let token = side.token(at);
    token.class == Class::Content
        && !side.is_auxiliary(at)
        && (!token.capital || side.begins_sentence(at))
        && can_be_verb(side, at)
}

pub(super) fn is_being(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "got" | "get" | "gets")
}

/// "was sharply criticised by the mayor", "the man bitten by a dog".
fn passive(side: &Side<'_>, verb: usize, parts: &[Chunk]) -> Option<Deed> {
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
        heads: None,
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
    Some(Deed { verb, agent, patient, group: verb..verb + 1, passive: false, heads: None })
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

/// Whether a word says a number or a day: "two" of "two men" does, "men" does not.
fn is_value(side: &Side<'_>, at: usize) -> bool {
    side.value_at(at).is_some()
}

/// Whether a stretch names something that can do a deed or suffer it: no number, no day.
pub(super) fn is_thing(side: &Side<'_>, words: &Range<usize>) -> bool {
    let values = side.values();
    let first = values.partition_point(|value| value.tokens.end <= words.start);
    let valued = values.get(first).is_some_and(|value| value.tokens.start < words.end);
    !words.is_empty() && !valued && words.clone().any(|at| side.is_content(at))
}
