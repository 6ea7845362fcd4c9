//! What a predicate is said of: the claim that a word leads, as the tree of its sentence has it.
//!
//! In: a word of a passage. Out: its [`Claim`], and whether two claims of two passages are said of one thing.
//! A tree is a witness only: two claims meet where a subject, or what is done to something, stands in both
//! with the same noun or name.

use std::ops::Range;

use super::likeness::near_in_meaning;
use super::things;
use super::view::{LEFT, RIGHT, Side, View};
use crate::syntax::{Node, Relation, Tree, Upos};
use crate::value::{Comparison, Mention, Value, compare};

/// A predicate with the nouns that take part in it. Tokens are numbered as in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The verb, or the adjective or noun that is said of the subject.
    pub predicate: usize,
    /// Who does it or is so.
    pub subject: Option<usize>,
    /// To whom it is done.
    pub object: Option<usize>,
}

impl Claim {
    /// The claim whose predicate a word is, or of which it tells how it is: the "open" of "stayed open". None
    /// where the word stands inside a noun.
    pub fn of(side: &Side<'_>, word: usize) -> Option<Self> {
        let tree = side.telling.tree(word)?;
        let mut predicate = word;
        let node = tree.node(word)?;
        match node.relation {
            // "stayed open", "turned down"; "plans to sell" tells of selling.
            Relation::Xcomp if node.upos == Upos::Verb => {}
            Relation::Xcomp | Relation::CompoundPrt | Relation::Advmod => predicate = node.head?,
            Relation::Amod | Relation::Compound | Relation::Nmod | Relation::NmodPoss => {
                return None;
            }
            Relation::Obj | Relation::Obl | Relation::Nsubj | Relation::NsubjPass => return None,
            _ => {}
        }
        let passive = tree.is_passive(predicate);
        let (subject, object) = if passive {
            let agent = tree.agent_of(predicate);
            (agent, tree.sufferer_of(predicate))
        } else {
            let object = tree.object_of(predicate).or_else(|| led(side, tree, predicate));
            (tree.doer_of(predicate), object)
        };
        let inside = |at: &usize| side.tokens.contains(at);
        let claim =
            Self { predicate, subject: subject.filter(inside), object: object.filter(inside) };
        (claim.subject.is_some() || claim.object.is_some()).then_some(claim)
    }

    /// The one thing of which alone it is said: what is done to, or who is so where nothing is.
    fn only(self) -> Option<usize> {
        match (self.subject, self.object) {
            (subject, None) => subject,
            (None, object) => object,
            _ => None,
        }
    }
}

/// What a preposition right behind a verb leads: the recount of "agreed to a recount".
fn led(side: &Side<'_>, tree: &Tree, verb: usize) -> Option<usize> {
    let behind = |noun: usize| {
        tree.children(noun).any(|(at, node)| node.relation == Relation::Case && at == verb + 1)
    };
    let mut nouns = tree.children(verb).filter(|(_, node)| node.relation == Relation::Obl);
    let (noun, _) = nouns.find(|(at, _)| behind(*at))?;
    side.value_at(noun).is_none().then_some(noun)
}

/// Whether two claims are said of one thing: both their subjects and their objects meet, as far as both have
/// them, and at least one of them does.
pub(super) fn meet(view: &View<'_>, left: Claim, right: Claim) -> bool {
    let one = |i: Option<usize>, j: Option<usize>| match (i, j) {
        (Some(i), Some(j)) => Some(is_one(view, i, j)),
        _ => None,
    };
    let parts = (one(left.subject, right.subject), one(left.object, right.object));
    match parts {
        (Some(true) | None, Some(true)) => true,
        // "slipped" says nothing of what somebody "grew"
        (Some(true), None) => left.object.is_none() && right.object.is_none(),
        // "The surgery was halted" and "the surgery went ahead"
        (None, None) => one(left.only(), right.only()) == Some(true),
        _ => false,
    }
}

/// Whether two nouns name one thing: the same name or noun, or a near one that faces it, and nothing
/// beside them that tells two of the kind apart.
pub(super) fn is_one(view: &View<'_>, left: usize, right: usize) -> bool {
    let [a, b] = &view.sides;
    let named = |side: &Side<'_>, at: usize| {
        let node = side.telling.tree(at).and_then(|tree| tree.node(at));
        node.is_some_and(|node| matches!(node.upos, Upos::Noun | Upos::Propn))
    };
    let same = a.token(left).stem == b.token(right).stem
        || a.linked(left).any(|at| at == right) && near_in_meaning(a, left, b, right);
    same && named(a, left)
        && named(b, right)
        && things::told_apart(view, left, right).is_none()
        && of_others(view, left, right).is_none()
        && are_as_many(view, left, right)
}

/// Whether two nouns are not counted by two numbers that differ: of 64 people it is not said what is said of
/// nine.
fn are_as_many(view: &View<'_>, left: usize, right: usize) -> bool {
    let count = |side: &Side<'_>, noun: usize| -> Option<Mention> {
        let tree = side.telling.tree(noun)?;
        let mut counts = tree.children(noun).filter(|(_, node)| node.relation == Relation::Nummod);
        counts.find_map(|(at, _)| side.value_at(at)).cloned()
    };
    match (count(&view.sides[LEFT], left), count(&view.sides[RIGHT], right)) {
        (Some(x), Some(y)) => compare(&x.value, &y.value) != Comparison::Conflict,
        _ => true,
    }
}

/// What two nouns are of, where that does not meet: the wheat and the maize of "prices of wheat" and "maize
/// prices".
pub(super) fn of_others(view: &View<'_>, left: usize, right: usize) -> Option<[usize; 2]> {
    let [a, b] = &view.sides;
    let of = |side: &Side<'_>, noun: usize| -> Vec<usize> {
        let Some(tree) = side.telling.tree(noun) else { return Vec::new() };
        let says = |node: &Node| {
            matches!(node.relation, Relation::Nmod | Relation::Compound) && node.upos == Upos::Noun
        };
        let hangs = tree.children(noun).filter(|(_, node)| says(node));
        hangs.map(|(at, _)| at).filter(|at| side.tokens.contains(at)).collect()
    };
    let (lefts, rights) = (of(a, left), of(b, right));
    let met = |i: usize, j: usize| {
        a.token(i).stem == b.token(j).stem
            || a.linked(i).any(|at| at == j) && near_in_meaning(a, i, b, j)
    };
    let (&i, &j) = (lefts.first()?, rights.first()?);
    let meet = lefts.iter().any(|&i| rights.iter().any(|&j| met(i, j)));
    (!meet).then_some([i, j])
}

/// Whether the clauses of two claims give no two times that differ.
pub(super) fn are_of_one_time(a: &Side<'_>, left: Claim, b: &Side<'_>, right: Claim) -> bool {
    let times = |side: &Side<'_>, claim: Claim| -> Vec<Mention> {
        let sentence = side.sentence(claim.predicate);
        let dated = |it: &&Mention| matches!(it.value, Value::Date(_));
        side.telling.values_in(&sentence).iter().filter(dated).cloned().collect()
    };
    let (lefts, rights) = (times(a, left), times(b, right));
    let same = |x: &Mention, y: &Mention| compare(&x.value, &y.value) != Comparison::Conflict;
    lefts.is_empty() || rights.is_empty() || lefts.iter().any(|x| rights.iter().any(|y| same(x, y)))
}

/// The words of a predicate with the helping verbs before it.
pub(super) fn group(side: &Side<'_>, words: &Range<usize>) -> Range<usize> {
    let helps = |tree: &Tree| tree.auxiliaries(words.start).next();
    let first = side.telling.tree(words.start).and_then(helps);
    first.filter(|&at| side.tokens.contains(&at)).map_or(words.start, |at| at.min(words.start))
        ..words.end
}

/// The facing sentences of two passages, each pair once.
pub(super) fn sentences(view: &View<'_>) -> Vec<[Range<usize>; 2]> {
    let mut found = Vec::new();
    let mut at = view.sides[LEFT].tokens.start;
    while at < view.sides[LEFT].tokens.end {
        let sentence = view.sides[LEFT].sentence(at);
        at = sentence.end.max(at + 1);
        let mut others: Vec<Range<usize>> = Vec::new();
        for word in sentence.clone().filter(|&word| view.sides[LEFT].is_content(word)) {
            for facing in view.sides[LEFT].linked(word) {
                let other = view.sides[RIGHT].sentence(facing);
                if !others.contains(&other) {
                    others.push(other);
                }
            }
        }
        found.extend(others.into_iter().map(|other| [sentence.clone(), other]));
    }
    found
}
