//! Values of two things: net profit and operating profit, the first bomb and the second, what it was a year
//! ago and what it is. They differ, and nobody contradicts anybody.
//!
//! In: the list of differences. Out: the same, where conflicts of numbers or dates became [`Effect::Unclear`],
//! as the two are told of different things, or one of them is what has been replaced; so do the words that
//! tell the things apart. A thing is what the value counts, what it hangs on, and the subject of its clause.

use std::ops::Range;

use super::claim::{self, Claim};
use super::likeness::{are_antonyms, near_in_meaning};
use super::stages::{self, Stage};
use super::view::{LEFT, RIGHT, Side, View};
use super::{Difference, Effect, Kind, quoted};
use crate::language::cue::Cue;
use crate::language::relations;
use crate::syntax::{Node, Relation, Tree};
use crate::value::number::Unit;
use crate::value::{Mention, Value};

/// Weakens the conflicts between values of two things, and between the words that tell these apart.
pub(super) fn silence(view: &mut View<'_>) {
    let mut told = Vec::new();
    for (n, difference) in view.found.iter().enumerate() {
        if let Some(why) = apart(view, difference) {
            told.push((n, why));
        }
    }
    for (n, (words, why)) in told {
        weaken(&mut view.found[n], &why);
        let Some(words) = words else { continue };
        let spans = [LEFT, RIGHT].map(|side| view.sides[side].span(&words[side]));
        for other in &mut view.found {
            let [l, r] = [&other.left, &other.right].map(|it| it.as_ref().map(|it| it.span));
            let within = l.is_some_and(|l| l.overlap(spans[LEFT]) > 0)
                && r.is_some_and(|r| r.overlap(spans[RIGHT]) > 0);
            if within && other.effect == Effect::Conflict {
                weaken(other, &why);
            }
        }
    }
}

fn weaken(difference: &mut Difference, why: &str) {
    difference.effect = Effect::Unclear;
    for said in std::iter::once(&mut difference.explanation).chain(&mut difference.turned) {
        said.push_str(why);
    }
}

/// The words on both sides that tell two things apart, where words do, and how that is said.
type Apart = (Option<[Range<usize>; 2]>, String);

/// Why a conflict of two values is none.
fn apart(view: &View<'_>, difference: &Difference) -> Option<Apart> {
    if difference.effect != Effect::Conflict {
        return None;
    }
    let [a, b] = &view.sides;
    let words =
        [a.tokens_in(difference.left.as_ref()?.span), b.tokens_in(difference.right.as_ref()?.span)];
    match difference.kind {
        Kind::Antonym => return two_subjects(view, &words),
        Kind::NumberConflict | Kind::DateConflict => {}
        _ => return None,
    }
    let [left, right] = words;
    let (left, right) = (mention(a, left)?, mention(b, right)?);
    let old = |side: &Side<'_>, mention: &Mention| stages::stage(side, mention) == Some(Stage::Old);
    if old(a, left) != old(b, right) {
        return Some((None, ": one is what it was before".to_owned()));
    }
    if let Some(why) = complementary(view, left, right) {
        return Some((None, why));
    }
    let dated = difference.kind == Kind::DateConflict;
    let deeds = if dated { two_deeds(view, left, right) } else { None };
    let what = if deeds.is_some() { "deeds" } else { "things" };
    let [i, j] = deeds.or_else(|| two_things(view, left, right))?;
    let (x, y) = (quoted(a.text(&i)), quoted(b.text(&j)));
    Some((Some([i, j]), format!(": it is told of two {what}, {x} and {y}")))
}

/// Why two shares make a whole: "Ferring had 38 per cent of the ball", "Astley had 62 per cent". Only of
/// two subjects.
fn complementary(view: &View<'_>, left: &Mention, right: &Mention) -> Option<String> {
    const WHOLE: f64 = 100.0;
    let (Value::Number(x), Value::Number(y)) = (&left.value, &right.value) else { return None };
    let shares = x.unit == Unit::Percent && y.unit == Unit::Percent;
    let sum = x.low + y.low;
    let fine = x.place.min(y.place);
    if !shares || (sum - WHOLE).abs() >= fine || x.low < 0.0 || y.low < 0.0 {
        return None;
    }
    let [a, b] = &view.sides;
    let subject = |side: &Side<'_>, mention: &Mention| {
        let tree = side.telling.tree(mention.tokens.start)?;
        let subject = tree.subject_of(tree.clause_of(tree.head_of(&mention.tokens)?)?)?;
        // "Nine in ten pupils are ill": the share itself, or what it is a share of.
        (subject < mention.tokens.start && !mention.tokens.contains(&subject)).then_some(subject)
    };
    let two = subject(a, left)
        .zip(subject(b, right))
        .is_some_and(|(i, j)| a.token(i).stem != b.token(j).stem);
    two.then(|| ": together they make a whole, so each may be another's share".to_owned())
}

/// Why opposites are said of two things of one name: "prices of wheat rose", "maize prices fell".
fn two_subjects(view: &View<'_>, words: &[Range<usize>; 2]) -> Option<Apart> {
    let [a, b] = &view.sides;
    let [i, j] = [LEFT, RIGHT].map(|side| {
        let (here, words) = (&view.sides[side], &words[side]);
        let claim = words.clone().rev().find_map(|at| Claim::of(here, at))?;
        claim.object.filter(|_| claim.subject.is_none()).or(claim.subject)
    });
    let (i, j) = (i?, j?);
    let of = claim::of_others(view, i, j);
    if a.token(i).stem != b.token(j).stem || of.is_none() {
        return None;
    }
    let [x, y] = of?.map(|at| at..at + 1);
    let why =
        format!(": it is told of two things, {} and {}", quoted(a.text(&x)), quoted(b.text(&y)));
    Some((None, why))
}

/// The verbs of the clauses of two days, where they tell two deeds: "rose in May", "fell in June".
fn two_deeds(view: &View<'_>, left: &Mention, right: &Mention) -> Option<[Range<usize>; 2]> {
    let [a, b] = &view.sides;
    let verb = |side: &Side<'_>, mention: &Mention| {
        let tree = side.telling.tree(mention.tokens.start)?;
        tree.clause_of(tree.head_of(&mention.tokens)?).filter(|at| side.tokens.contains(at))
    };
    let (i, j) = (verb(a, left)?, verb(b, right)?);
    let relations = relations::of(view.tag());
    let (x, y) = (a.word(i), b.word(j));
    let two = relations.are_stages(x, y)
        || relations.exclusion(x, y).is_some()
        || are_antonyms(a, i, b, j);
    two.then(|| [i..i + 1, j..j + 1])
}

fn mention<'t>(side: &Side<'t>, words: Range<usize>) -> Option<&'t Mention> {
    side.telling.values_in(&words).first()
}

/// The words that say of which of several things of one name two values are told.
fn two_things(view: &View<'_>, left: &Mention, right: &Mention) -> Option<[Range<usize>; 2]> {
    let [a, b] = &view.sides;
    let (lefts, rights) = (bearers(a, left), bearers(b, right));
    // "the 12th minute", "the 21st minute": the values themselves tell no things apart.
    let other = |[i, j]: &[Range<usize>; 2]| {
        !left.tokens.contains(&i.start) || !right.tokens.contains(&j.start)
    };
    lefts.iter().find_map(|&i| {
        let mut found = None;
        // One of several nouns of that name may be the one meant: then nothing is told apart.
        for &j in rights.iter().filter(|&&j| a.token(i).stem == b.token(j).stem) {
            found = Some(told_apart(view, i, j).filter(other)?);
        }
        found
    })
}

/// The nouns that a value is told of: what it counts, the subject of its clause and what else hangs on the
/// verb of that, each with what it is of: "minutes from the end of extra time".
fn bearers(side: &Side<'_>, mention: &Mention) -> Vec<usize> {
    let Some(tree) = side.telling.tree(mention.tokens.start) else { return Vec::new() };
    let Some(head) = tree.head_of(&mention.tokens) else { return Vec::new() };
    let counted = tree.counted_noun(head).unwrap_or(head);
    let mut found = vec![counted];
    if let Some(verb) = tree.clause_of(counted) {
        found.extend(tree.subject_of(verb));
        let hangs = |node: &Node| matches!(node.relation, Relation::Obl | Relation::Obj);
        found.extend(tree.children(verb).filter(|(_, node)| hangs(node)).map(|(at, _)| at));
    }
    let mut next = 0;
    while next < found.len() {
        let of = tree.children(found[next]).filter(|(_, node)| node.relation == Relation::Nmod);
        let new: Vec<usize> = of.map(|(at, _)| at).filter(|at| !found.contains(at)).collect();
        found.extend(new);
        next += 1;
    }
    found.retain(|&at| !mention.tokens.contains(&at) && side.tokens.contains(&at));
    found
}

/// The modifiers of two nouns of one name, where they name two kinds of it.
pub(super) fn told_apart(view: &View<'_>, left: usize, right: usize) -> Option<[Range<usize>; 2]> {
    let [a, b] = &view.sides;
    let (lefts, rights) = (modifiers(a, left), modifiers(b, right));
    let relations = relations::of(view.tag());
    let met =
        |i: usize, j: usize| a.token(i).stem == b.token(j).stem || near_in_meaning(a, i, b, j);
    let excluded = |i: usize, j: usize| relations.exclusion(a.word(i), b.word(j)).is_some();
    let free_left = |i: usize| rights.iter().all(|&j| excluded(i, j) || !met(i, j));
    let free_right = |j: usize| lefts.iter().all(|&i| excluded(i, j) || !met(i, j));
    let pairs = lefts.iter().flat_map(|&i| rights.iter().map(move |&j| (i, j)));
    let mut open = pairs.filter(|&(i, j)| free_left(i) && free_right(j));
    open.find(|&(i, j)| excluded(i, j) || tells_kind(a, i) && tells_kind(b, j))
        .map(|(i, j)| [i..i + 1, j..j + 1])
}

/// Words before a noun that hang on it and may say which one it is.
fn modifiers(side: &Side<'_>, noun: usize) -> Vec<usize> {
    let Some(tree) = side.telling.tree(noun) else { return Vec::new() };
    let says = |tree: &Tree, at: usize| {
        tree.node(at).is_some_and(|node| {
            matches!(node.relation, Relation::Amod | Relation::Compound | Relation::NmodPoss)
        })
    };
    let before = tree.children(noun).map(|(at, _)| at).filter(|&at| at < noun);
    // How many it is says nothing of which it is; that it is the second does.
    let counts = |at: usize| side.value_at(at).is_some_and(|value| !is_ordinal(value));
    before.filter(|&at| says(tree, at) && side.is_content(at) && !counts(at)).collect()
}

/// Whether a modifier says of which kind a thing is, not how it is: "net", "second", "women's".
fn tells_kind(side: &Side<'_>, at: usize) -> bool {
    side.is(at, Cue::Kind) || ordinal(side, at).is_some()
}

/// The rank that a word tells: 8 of "eighth" and "8th".
fn ordinal(side: &Side<'_>, at: usize) -> Option<f64> {
    let value = side.value_at(at)?;
    match &value.value {
        Value::Number(quantity) if quantity.ordinal => Some(quantity.low),
        _ => None,
    }
}

fn is_ordinal(mention: &Mention) -> bool {
    matches!(&mention.value, Value::Number(quantity) if quantity.ordinal)
}
