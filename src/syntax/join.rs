//! One tree of what two parsers say, and how sure each arc is.
//!
//! In: the words of a sentence. Out: for each its part of speech, head, relation, and how often in a
//! hundred such an arc is right: what the parsers agree on mostly is, the rest mostly is not.

use super::model::{Model, STEPS};
use super::parser::{Arc, Input, parse};
use super::read::Words;
use super::relation::{Relation, Upos};
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
    let is_root = |at: &usize| [&there, &back].iter().any(|way| usize::from(way[*at].head) == len);
    let roots: Vec<usize> = (0..len).filter(is_root).collect();
    let heads = heaviest(len, &roots, &|head, child| {
        let vote = |arc: &Arc| if usize::from(arc.head) == head { weight(arc) } else { 0 };
        // Where both are as sure, the one that reads from the last word is right more often.
        match vote(&there[child]) + vote(&back[child]) * 101 / 100 {
            0 => NOBODY,
            votes => votes,
        }
    });
    let joined = heads.iter().enumerate().map(|(at, &head)| {
        let (told, cell) = judge(&there[at], &back[at], head);
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

/// Weight of an arc that no parser made.
const NOBODY: i32 = -100_000;

/// An arc counts by itself and by its margin, up to twice.
fn weight(arc: &Arc) -> i32 {
    /// A margin that is as good as any greater one.
    const WIDE: i32 = 2000;
    1000 + arc.margin.clamp(0, WIDE) * 1000 / WIDE
}

/// Arcs made from the last word on, numbered from the first.
fn turned(arcs: &[Arc]) -> Vec<Arc> {
    let len = arcs.len();
    let place = |head: u8| {
        let head = usize::from(head);
        if head < len { (len - 1 - head) as u8 } else { len as u8 }
    };
    arcs.iter().rev().map(|arc| Arc { head: place(arc.head), ..*arc }).collect()
}

/// The relation of an arc, and where [`Model::sure`] has how sure it is.
fn judge(there: &Arc, back: &Arc, head: usize) -> (Relation, (usize, usize)) {
    let made = |arc: &Arc| usize::from(arc.head) == head;
    let chosen = match (made(there), made(back)) {
        (true, true) if back.label_margin > there.label_margin => back,
        (false, true) => back,
        _ => there,
    };
    let (state, margin) = match (made(there) && made(back), there.label == back.label) {
        (true, true) => (0, there.margin / 2 + back.margin / 2),
        (true, false) => (1, there.label_margin.abs_diff(back.label_margin) as i32),
        _ => (2, chosen.margin),
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
