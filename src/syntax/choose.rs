//! Which of two parsers is right about a word on which they do not agree, seen from both whole
//! trees: a parser that reads word by word decides before it has seen what is behind, a look at both trees
//! does not (stacking: Nivre, McDonald 2008).
//!
//! In: the words with their tags, and the arcs of both parsers. Out: for each of the two arcs of a word the
//! features by which a weight for it is learned; the arc with more weight is the better one.

use super::parser::Arc;
use super::relation::Relation;
use super::table::slot;
use super::word::Word;

/// Features of an arc.
pub const CHOICE_FEATURES: usize = 43;

/// The tag of the root, and of no word.
const ROOT_TAG: u64 = 62;
const NO_TAG: u64 = 61;

/// What two parsers say of a sentence; arcs are numbered from the first word in both.
pub struct Both<'a> {
    words: &'a [Word],
    tags: &'a [u8],
    arcs: [&'a [Arc]; 2],
    /// Marks and verbs before each word, counted from the first one.
    commas: Vec<u8>,
    verbs: Vec<u8>,
}

impl<'a> Both<'a> {
    /// `is_verb` tells it of a tag.
    pub fn new(
        words: &'a [Word],
        tags: &'a [u8],
        arcs: [&'a [Arc]; 2],
        is_verb: &dyn Fn(u8) -> bool,
    ) -> Self {
        let running = |counts: &dyn Fn(usize) -> bool| {
            let mut sum = 0u8;
            let each = (0..words.len()).map(|at| {
                sum += u8::from(counts(at));
                sum
            });
            each.collect()
        };
        let commas = running(&|at| !matches!(words[at].gap, 0 | 65 | 129 | 255));
        let verbs = running(&|at| is_verb(tags[at]));
        Self { words, tags, arcs, commas, verbs }
    }

    /// Whether the parsers differ about a word.
    pub fn differ(&self, at: usize) -> bool {
        let [a, b] = self.arcs.map(|arcs| arcs[at]);
        (a.head, a.label) != (b.head, b.label)
    }

    fn tag(&self, at: usize) -> u64 {
        match self.tags.get(at) {
            Some(&tag) => u64::from(tag),
            None if at == self.tags.len() => ROOT_TAG,
            None => NO_TAG,
        }
    }

    fn base(&self, at: usize) -> u64 {
        self.words.get(at).map_or(0, |word| u64::from(word.base))
    }

    /// Steps from one to the other, as seen from the first.
    fn way(from: usize, to: usize) -> u64 {
        let steps = match from.abs_diff(to) {
            n @ 0..=5 => n as u64,
            6..=8 => 6,
            9..=14 => 7,
            _ => 8,
        };
        steps << 1 | u64::from(to > from)
    }

    /// What stands between two words: how often a mark, how often a verb.
    fn between(&self, from: usize, to: usize) -> u64 {
        let (from, to) = (from.min(to), from.max(to).min(self.words.len()));
        let Some(last) = to.checked_sub(1) else { return 0 };
        let seen = |counts: &[u8], last: usize| u64::from((counts[last] - counts[from]).min(3));
        // A mark stands before the word that it is counted at, so the farther end counts too.
        let end = to.min(self.words.len() - 1);
        seen(&self.commas, end) << 2 | seen(&self.verbs, last.max(from))
    }

    /// How often a label hangs on a head in a tree, and whether what hangs there is agreed on.
    fn siblings(&self, which: usize, child: usize, arc: Arc) -> (u64, u64) {
        let (mut same, mut agreed) = (0, 0);
        let others = self.arcs[which].iter().zip(self.arcs[1 - which]).enumerate();
        for (at, (a, b)) in others {
            if at != child && a.head == arc.head && a.label == arc.label {
                same += 1;
                agreed += u64::from(b.head == a.head && b.label == a.label);
            }
        }
        (same.min(2), agreed.min(2))
    }

    /// The first word that hangs on another as a preposition or conjunction.
    fn leader(&self, which: usize, of: usize) -> u64 {
        let leads = |arc: &Arc| {
            let relation = Relation::ALL.get(usize::from(arc.label));
            usize::from(arc.head) == of
                && matches!(relation, Some(Relation::Case | Relation::Mark | Relation::Cc))
        };
        self.arcs[which].iter().position(leads).map_or(0, |at| self.base(at))
    }

    /// The features of what one of the parsers says of a word, as slots.
    pub fn features(&self, child: usize, which: usize, bits: u32) -> [u32; CHOICE_FEATURES] {
        let (arc, other) = (self.arcs[which][child], self.arcs[1 - which][child]);
        let (head, rival) = (usize::from(arc.head), usize::from(other.head));
        let (c, h, g) = (self.tag(child), self.tag(head), self.tag(rival));
        let (cb, hb, gb) = (self.base(child), self.base(head), self.base(rival));
        let (label, unlike) = (u64::from(arc.label), u64::from(other.label));
        let both = label << 6 | unlike;
        let (own, their) = (self.arcs[which], self.arcs[1 - which]);
        let above = |arcs: &[Arc], at: usize| {
            arcs.get(at).map_or((99, 63), |arc| (usize::from(arc.head), u64::from(arc.label)))
        };
        let (up, up_label) = above(own, head);
        let (their_up, their_up_label) = above(their, head);
        let (rival_up, rival_label) = above(own, rival);
        // How the two heads stand to each other.
        let stand = u64::from(head == rival)
            | u64::from(up == rival) << 1
            | u64::from(their_up == rival) << 2
            | u64::from(rival_up == head) << 3
            | u64::from(above(their, rival).0 == head) << 4
            | u64::from(up == rival_up) << 5
            | u64::from(up == their_up) << 6;
        let surer =
            |margin: i32| u64::from(margin.max(0).unsigned_abs().checked_ilog2().unwrap_or(0));
        let (sure, less) = (surer(arc.margin), surer(other.margin));
        let (told, less_told) = (surer(arc.label_margin), surer(other.label_margin));
        let (way, rival_way) = (Self::way(child, head), Self::way(child, rival));
        let (same, agreed) = self.siblings(which, child, arc);
        let between = self.between(child, head);
        let wider = self.between(child, rival);
        let lead = self.leader(which, child);
        let beside = |at: usize, k: isize| self.tag(at.wrapping_add_signed(k));
        let w = which as u64;
        let rows: [[u64; 4]; CHOICE_FEATURES] = [
            [w, 0, 0, 0],
            [w, label, 0, 0],
            [w, both, stand, 0],
            [w, sure, less, stand],
            [w, sure, less, label],
            [told, less_told, both, 0],
            [w, c, h, label],
            [c, h, g, both],
            [c, h, g, stand],
            [c, h, way, label],
            [way, rival_way, c, stand],
            [way, rival_way, both, 0],
            [cb, hb, label, 0],
            [cb, h, label, way & 1],
            [c, hb, label, way & 1],
            [cb, label, stand, 0],
            [cb, both, way & 1, 0],
            [hb, label, c, lead],
            [hb, lead, label, 0],
            [h, lead, label, g],
            [lead, cb, label, h],
            [lead, stand, h, g],
            [hb, gb, label, lead],
            [hb, gb, c, 0],
            [label, h, up_label, self.tag(up)],
            [label, h, their_up_label, up_label],
            [label, c, h, up_label],
            [label, same, agreed, h],
            [label, same, agreed, c],
            [hb, label, same, agreed],
            [between, label, h, c],
            [between, wider, label, stand],
            [between, wider, h, g],
            [beside(child, -1), c, beside(child, 1), label],
            [beside(head, -1), h, beside(head, 1), label],
            [beside(child, -1), c, beside(child, 1), h],
            [rival_label, up_label, h, g],
            [rival_label, label, stand, c],
            [sure, way, label, 0],
            [sure, less, way, rival_way],
            [told, sure, label, h],
            [c, h, self.tag(up), self.tag(rival_up)],
            [label, unlike, hb, 0],
        ];
        let mut slots = [0; CHOICE_FEATURES];
        for (template, (out, row)) in slots.iter_mut().zip(rows).enumerate() {
            *out = slot(bits, template as u64 + 400, row);
        }
        slots
    }
}
