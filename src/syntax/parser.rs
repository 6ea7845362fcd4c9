//! Builds a tree word by word: arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez, Satta 2011) over
//! a stack and what is still to read, each chosen by a sum of weights.
//!
//! In: tags and base forms in the order in which they are read. Out: a head and a relation for every
//! word, and by how much each was chosen. The root stands behind the last word and takes one word.

use super::features::{action_features, label_features};
use super::table::{CLASSES, Scores};
use super::tagger::best;

/// Words of the longest sentence that is parsed.
pub const LONGEST: usize = 60;
/// Places for the words and the root.
pub(super) const PLACES: usize = 64;
/// No word.
pub(super) const NONE: u8 = 63;
/// Shift, left arc, right arc.
pub const ACTIONS: usize = 3;
/// Reads the next word.
pub const SHIFT: usize = 0;
/// The next word takes the top of the stack.
pub const LEFT: usize = 1;
/// The word below takes the top of the stack.
pub const RIGHT: usize = 2;

/// A sentence as the parser reads it.
#[derive(Clone, Debug)]
pub struct Input {
    /// Words without the root.
    pub len: usize,
    /// Tag of each place.
    pub tag: [u8; PLACES],
    /// Base form of each place.
    pub base: [u32; PLACES],
    /// Marks between a place and the one before.
    pub gap: [u8; PLACES],
}

/// The tag of the root, and of no word.
const ROOT_TAG: u8 = 62;
const NO_TAG: u8 = 61;

impl Input {
    /// Reads a sentence of at most [`LONGEST`] words, from its end where it is `turned`.
    /// `words` gives tag, base form and gap before each; `last` is the gap behind the last.
    pub fn new(words: &[(u8, u32, u8)], last: u8, turned: bool) -> Self {
        let len = words.len().min(LONGEST);
        let mut input = Self { len, tag: [NO_TAG; PLACES], base: [0; PLACES], gap: [0; PLACES] };
        for at in 0..len {
            let (tag, base, _) = words[if turned { len - 1 - at } else { at }];
            input.tag[at] = tag;
            input.base[at] = base;
        }
        let gap = |at: usize| words.get(at).map_or(last, |word| word.2);
        for at in 0..=len {
            input.gap[at] = gap(if turned { len - at } else { at });
        }
        input.tag[len] = ROOT_TAG;
        input
    }
}

/// How far the reading has come.
#[derive(Clone, Debug)]
pub struct State {
    stack: [u8; PLACES],
    depth: usize,
    pub(super) next: u8,
    pub(super) len: u8,
    /// Head of each place.
    pub heads: [u8; PLACES],
    /// Relation of each place.
    pub labels: [u8; PLACES],
    pub(super) first: [u8; PLACES],
    pub(super) last: [u8; PLACES],
    pub(super) second_last: [u8; PLACES],
    pub(super) left_count: [u8; PLACES],
    pub(super) right_count: [u8; PLACES],
    pub(super) left_labels: [u64; PLACES],
    pub(super) right_labels: [u64; PLACES],
    /// First place of what hangs on each place.
    pub(super) edge: [u8; PLACES],
}

impl State {
    /// Nothing read.
    pub fn new(len: usize) -> Self {
        let mut edge = [0; PLACES];
        for (at, edge) in edge.iter_mut().enumerate() {
            *edge = at as u8;
        }
        Self {
            stack: [NONE; PLACES],
            depth: 0,
            next: 0,
            len: len as u8,
            heads: [NONE; PLACES],
            labels: [0; PLACES],
            first: [NONE; PLACES],
            last: [NONE; PLACES],
            second_last: [NONE; PLACES],
            left_count: [0; PLACES],
            right_count: [0; PLACES],
            left_labels: [0; PLACES],
            right_labels: [0; PLACES],
            edge,
        }
    }

    pub(super) fn top(&self, k: usize) -> u8 {
        if k < self.depth { self.stack[self.depth - 1 - k] } else { NONE }
    }

    /// Whether the tree is whole.
    pub fn is_done(&self) -> bool {
        self.next == self.len && self.depth == 0
    }

    /// Which actions may come next.
    pub fn allowed(&self) -> [bool; ACTIONS] {
        let at_root = self.next == self.len;
        [!at_root, self.depth > 0 && (!at_root || self.depth == 1), self.depth > 1]
    }

    /// The arc that an action makes: head and dependent.
    pub fn arc(&self, action: usize) -> Option<(u8, u8)> {
        match action {
            LEFT => Some((self.next, self.top(0))),
            RIGHT => Some((self.top(1), self.top(0))),
            _ => None,
        }
    }

    /// Takes an allowed action; `label` is that of the arc that it makes.
    pub fn take(&mut self, action: usize, label: u8) {
        let Some((head, child)) = self.arc(action) else {
            self.stack[self.depth] = self.next;
            self.depth += 1;
            self.next += 1;
            return;
        };
        self.depth -= 1;
        let (h, c) = (usize::from(head), usize::from(child));
        self.heads[c] = head;
        self.labels[c] = label;
        if action == LEFT {
            self.first[h] = child;
            self.left_count[h] += 1;
            self.left_labels[h] |= 1 << label;
            self.edge[h] = self.edge[c];
        } else {
            self.second_last[h] = self.last[h];
            self.last[h] = child;
            self.right_count[h] += 1;
            self.right_labels[h] |= 1 << label;
        }
    }

    /// How many arcs of a tree each action loses; `gold` has the head of every place.
    pub fn costs(&self, gold: &[u8]) -> [u32; ACTIONS] {
        let next = self.next;
        let head = |at: u8| gold.get(usize::from(at)).copied().unwrap_or(NONE);
        let mut costs = [0; ACTIONS];
        if self.depth > 0 {
            let top = self.top(0);
            let of = head(top);
            let behind = (next..self.len).filter(|&at| head(at) == top).count() as u32;
            costs[LEFT] = behind
                + u32::from(of == self.top(1) && self.depth > 1 || of > next && of <= self.len);
            costs[RIGHT] = behind + u32::from(of >= next && of <= self.len);
        }
        if next < self.len {
            let of = head(next);
            let stack = &self.stack[..self.depth];
            let below = self.depth > 0 && stack[..self.depth - 1].contains(&of);
            let children = stack.iter().filter(|&&at| head(at) == next).count() as u32;
            costs[SHIFT] = children + u32::from(below);
        }
        costs
    }
}

/// Only the next word can be read.
const FORCED: [bool; ACTIONS] = [true, false, false];

/// The best of the allowed actions, and how far the next is behind.
pub fn best_action(scores: &[i32; CLASSES], allowed: [bool; ACTIONS]) -> (usize, i32) {
    let mut kept = [i32::MIN; ACTIONS];
    for action in (0..ACTIONS).filter(|&action| allowed[action]) {
        kept[action] = scores[action];
    }
    best(&kept)
}

/// A head with its relation, and by how much each was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arc {
    /// The place of the head; the number of words for the root.
    pub head: u8,
    /// Number of the relation.
    pub label: u8,
    /// How far the next action was behind.
    pub margin: i32,
    /// How far the next relation was behind.
    pub label_margin: i32,
}

/// The arcs of a sentence.
pub fn parse(
    input: &Input,
    actions: &impl Scores,
    relations: &impl Scores,
    labels: usize,
) -> Vec<Arc> {
    let mut state = State::new(input.len);
    let mut arcs = vec![Arc::default(); input.len];
    let mut scores = [0; CLASSES];
    // The weakest choice since a word was read bears on its arc.
    let mut weakest = [i32::MAX; PLACES];
    while !state.is_done() {
        let allowed = state.allowed();
        // What has no choice needs no weights.
        if allowed != FORCED {
            actions.score(&action_features(input, &state, actions.bits()), &mut scores);
        }
        let (action, margin) = best_action(&scores, allowed);
        let Some((head, child)) = state.arc(action) else {
            weakest[usize::from(state.next)] = margin;
            state.take(action, 0);
            continue;
        };
        let features = label_features(input, &state, action, relations.bits());
        relations.score(&features, &mut scores);
        let (label, label_margin) = best(&scores[..labels]);
        let at = usize::from(child);
        arcs[at] = Arc { head, label: label as u8, margin: margin.min(weakest[at]), label_margin };
        state.take(action, label as u8);
    }
    arcs
}
