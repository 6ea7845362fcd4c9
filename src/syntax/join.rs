//! One tree of what two parsers say, and how sure each arc is.
//!
//! In: the words of a sentence. Out: for each its part of speech, head, relation, and how often in a
//! hundred such an arc is right: what the parsers agree on mostly is, of the rest less than half.

use super::choose::Both;
use super::model::{Model, STEPS};
use super::parser::{Arc, Input, parse};
use super::read::Words;
use super::relation::{Relation, Upos};
use super::table::{CLASSES, Scores};
use super::tagger::tag;
use super::vote::heaviest;

/// A word's place, words numbered from the first of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Number of the finer tag.
    pub tag: u8,
    /// Part of speech.
    pub upos: Upos,
    /// Its head; none for the root.
    pub head: Option<usize>,
    /// How it hangs there.
    pub relation: Relation,
    /// Row and column in [`Model::sure`].
    pub cell: (usize, usize),
    /// How often in a hundred that is right.
    pub sure: u8,
}

/// Tags, parses twice and joins.
pub fn nodes(model: &Model, read: &Words) -> Vec<Joined> {
    let tags = tag(&model.tagger, model.upos.len(), &read.words, read.last);
    let seen: Vec<(u8, u32, u8)> =
        read.words.iter().zip(&tags).map(|(word, &tag)| (tag, word.base, word.gap)).collect();
    let labels = Relation::ALL.len();
    let one = |turned: usize| {
        let input = Input::new(&seen, read.last, turned == 1);
        parse(&input, &model.actions[turned], &model.relations[turned], labels)
    };
    let (there, back) = (one(0), turned(&one(1)));
    let len = there.len();
    let both = Both::new(&read.words, &tags, [&there, &back], &|tag| {
        is_verb(model.upos[usize::from(tag)])
    });
    let favours: Vec<Option<i32>> = (0..len).map(|at| favour(model, &both, at)).collect();
    let is_root = |at: &usize| [&there, &back].iter().any(|way| usize::from(way[*at].head) == len);
    let roots: Vec<usize> = (0..len).filter(is_root).collect();
    let heads = heaviest(len, &roots, &|head, child| {
        let made = |arc: &Arc| usize::from(arc.head) == head;
        let (first, second) = (&there[child], &back[child]);
        match (made(first), made(second), favours[child]) {
            (true, true, _) => weight(first) + weight(second),
            (true, false, Some(by)) => (EVEN + by).max(1),
            (false, true, Some(by)) => (EVEN - by).max(1),
            _ => NOBODY,
        }
    });
    let joined = heads.iter().enumerate().map(|(at, &head)| {
        let (told, cell) = judge(&there[at], &back[at], head, favours[at]);
        let relation = match (head == len, told) {
            (true, _) => Relation::Root,
            (false, Relation::Root) => Relation::Dep,
            (false, told) => told,
        };
        Joined {
            tag: tags[at],
            upos: model.upos[usize::from(tags[at])],
            head: (head < len).then_some(head),
            relation,
            cell,
            sure: model.sure[cell.0][cell.1],
        }
    });
    joined.collect()
}

/// Whether a word of this part of speech leads a clause, or helps to.
pub fn is_verb(upos: Upos) -> bool {
    matches!(upos, Upos::Verb | Upos::Aux)
}

/// Weight of an arc of one parser, where nothing speaks for it more than for that of the other.
const EVEN: i32 = 1000;

/// How much more speaks for the arc of the first parser than for that of the second, where they
/// differ.
fn favour(model: &Model, both: &Both<'_>, at: usize) -> Option<i32> {
    if !both.differ(at) {
        return None;
    }
    let mut scores = [0; CLASSES];
    let mut score = |which: usize| {
        model.choice.score(&both.features(at, which, model.choice.bits), &mut scores);
        scores[0]
    };
    Some((score(0) - score(1)).clamp(1 - EVEN, EVEN - 1))
}

/// Weight of an arc that no parser made.
const NOBODY: i32 = -100_000;

/// An arc counts by itself and by its margin, up to twice.
fn weight(arc: &Arc) -> i32 {
    /// A margin that is as good as any greater one.
    const WIDE: i32 = 2000;
    1000 + arc.margin.clamp(0, WIDE) * 1000 / WIDE
}

/// Arcs made from the last word on, numbered from the first.
pub fn turned(arcs: &[Arc]) -> Vec<Arc> {
    let len = arcs.len();
    let place = |head: u8| {
        let head = usize::from(head);
        if head < len { (len - 1 - head) as u8 } else { len as u8 }
    };
    arcs.iter().rev().map(|arc| Arc { head: place(arc.head), ..*arc }).collect()
}

/// The relation of an arc, and where [`Model::sure`] has how sure it is.
fn judge(there: &Arc, back: &Arc, head: usize, favour: Option<i32>) -> (Relation, (usize, usize)) {
    let made = |arc: &Arc| usize::from(arc.head) == head;
    let by = favour.unwrap_or(0);
    let chosen = match (made(there), made(back)) {
        (true, true) if by < 0 => back,
        (false, true) => back,
        _ => there,
    };
    let (state, margin) = match (made(there) && made(back), there.label == back.label) {
        (true, true) => (0, there.margin / 2 + back.margin / 2),
        (true, false) => (1, by.abs()),
        (false, _) => (2, if made(there) { by } else { -by }),
    };
    let relation = Relation::ALL.get(usize::from(chosen.label)).copied().unwrap_or(Relation::Dep);
    (relation, (state, step(margin)))
}

/// A margin in steps, each twice the one before.
fn step(margin: i32) -> usize {
    /// The first step reaches this far.
    const FIRST: u32 = 16;
    let steps = (margin.max(0).unsigned_abs() / FIRST).checked_ilog2().map_or(0, |log| log + 1);
    (steps as usize).min(STEPS - 1)
}
