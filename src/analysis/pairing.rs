//! Two texts compared: the one place where that is done, for a report, for the gate and for a pair.
//!
//! In: two texts. Out: what faces what ([`Pairing`]), and what differs there ([`Worded`]). Invariant:
//! the answer depends on nothing but the two texts, and with the texts the other way round it is the
//! same answer the other way round. So every stage runs in an order that the texts have of
//! themselves, and what it finds is turned about where the caller named them the other way.

use std::ops::Range;

use super::candidates::both_arms;
use super::pairs::{covered, runs};
use super::{Options, Prepared};
use crate::alignment::another::{Another, another};
use crate::alignment::assemble::{self, Draft};
use crate::alignment::beads::Bead;
use crate::alignment::edits::edits;
use crate::alignment::likeness::{Likeness, likeness};
use crate::alignment::pair::{self, Facing, Found, Group, facing};
use crate::alignment::regions;
use crate::alignment::words::{self, Judgement};
use crate::alignment::{Accounted, Edit, Op, Relation};
use crate::divergence::{Difference, Kind, accounted, elsewhere, in_order, is_neutral};
use crate::telling::Telling;
use crate::token::broken::is_joined;

/// Texts of up to this many tokens are a sentence or two, and compared as wholes once they are known
/// to state the same: what stands at the ends of a whole sentence is a difference too.
const SHORT: usize = 160;

/// ... of up to this many, hardly more than one: whatever faces each other in them, they are a whole.
const SENTENCE: usize = 64;

/// Sentences of either text from which on each of them faces what it faces, not the whole other text.
const PARTS: usize = 3;

/// Whether both texts are a sentence or two.
pub(crate) fn are_short(prepared: &Prepared, left: usize, right: usize) -> bool {
    are_within(prepared, left, right, SHORT)
}

fn are_within(prepared: &Prepared, left: usize, right: usize, most: usize) -> bool {
    [left, right].iter().all(|n| prepared.tellings[*n].tokenized.tokens.len() <= most)
}

/// Share of the words of either text that must lie in what faces each other, for that.
const COVERED: f64 = 0.5;

/// What faces what in two texts.
#[derive(Debug, Default)]
pub(crate) struct Pairing {
    /// The passages, in the order of the left text.
    pub passages: Vec<Facing>,
    /// What of them is sure enough to be reported, in the order of the left text.
    pub drafts: Vec<Draft>,
    /// The one draft is both texts from end to end.
    pub whole: bool,
    /// How many more groups of sentences face what better ones face already, and are left out.
    pub cut: usize,
    /// Why both tell alike of two events, if they do; then nothing faces but what is word for word the same.
    pub another: Option<Another>,
}

/// How the words of a draft face each other, and what differs.
#[derive(Debug)]
pub(crate) struct Worded {
    /// Token numbers of words that face each other, sorted.
    pub links: Vec<(usize, usize)>,
    /// Runs of words, in the order of the left text.
    pub edits: Vec<Edit>,
    /// How far both sides state the same; nothing unless it was asked.
    pub judged: Judgement,
    /// What differs, in the order of the left text.
    pub differences: Vec<Difference>,
    /// What became of the words of both sides.
    pub accounted: Accounted,
}

/// Finds what faces what.
pub(crate) fn pairing(
    prepared: &Prepared,
    left: usize,
    right: usize,
    options: &Options,
) -> Pairing {
    if is_turned(prepared, left, right) {
        return found(prepared, right, left, options).turned();
    }
    found(prepared, left, right, options)
}

/// Both texts as wholes, alike or not.
pub(crate) fn wholes(prepared: &Prepared, left: usize, right: usize, options: &Options) -> Pairing {
    if is_turned(prepared, left, right) {
        return as_wholes(prepared, right, left, options).turned();
    }
    as_wholes(prepared, left, right, options)
}

/// Lets the words of a draft face each other and names what differs; `judging` says whether it
/// matters how far both sides are the same.
pub(crate) fn worded(
    prepared: &Prepared,
    left: usize,
    right: usize,
    draft: &Draft,
    judging: bool,
) -> Worded {
    let mut found = if is_turned(prepared, left, right) {
        told(prepared, right, left, &draft.clone().turned(), judging).turned()
    } else {
        told(prepared, left, right, draft, judging)
    };
    let (x, y) = (&prepared.tellings[left], &prepared.tellings[right]);
    in_order(&mut found.differences, x, y, &found.links);
    found
}

/// Whether the text named second comes first in the order of the texts: the shorter, then by words.
fn is_turned(prepared: &Prepared, left: usize, right: usize) -> bool {
    fn order<'a>(it: &'a Telling<'_>) -> impl Ord + use<'a> {
        let spans = it.tokenized.sentences.iter().map(|sentence| sentence.span).collect::<Vec<_>>();
        (it.date, spans)
    }
    let (x, y) = (&prepared.tellings[left], &prepared.tellings[right]);
    let size = |it: &Telling| (it.tokenized.tokens.len(), it.text.len());
    let by_text = size(x).cmp(&size(y)).then_with(|| x.text.cmp(y.text));
    left != right && by_text.then_with(|| order(x).cmp(&order(y))).is_gt()
}

fn found(prepared: &Prepared, left: usize, right: usize, options: &Options) -> Pairing {
    let (x, y) = (prepared.side(left), prepared.side(right));
    // The same words of two days are no twins: "yesterday" is another day there.
    if left != right && prepared.keys[left] == prepared.keys[right] {
        return twins(prepared, left, right);
    }
    let defaults = pair::Options::default();
    let Found { facing: passages, cut } = if left == right {
        Found { facing: pair::within(x, &defaults), cut: 0 }
    } else {
        // Anchors say where in two long texts to look; two short ones are looked at all over.
        let anchors = match regions::fits(x.units, y.units) {
            true => Vec::new(),
            false => both_arms(x.telling, y.telling, options).1,
        };
        facing(x, y, &anchors, &defaults)
    };
    let mut drafts: Vec<Draft> = passages
        .iter()
        .flat_map(|facing| assemble::drafts(facing.groups.clone(), x, y, &options.alignment))
        .collect();
    in_place(&mut drafts);
    if left != right
        && let Some(another) = another(x.telling, y.telling, &drafts)
    {
        return apart(passages, drafts, another, cut);
    }
    if left != right && is_whole(prepared, left, right, &drafts) {
        let best = drafts.iter().map(|draft| draft.score).fold(0.0, f64::max);
        let mut whole = as_wholes(prepared, left, right, options);
        let groups = ordered(drafts);
        let sentences = |n: usize| prepared.tellings[n].tokenized.sentences.len();
        let hardly_more = sentences(left).min(sentences(right)) < PARTS;
        for draft in &mut whole.drafts {
            draft.score = draft.score.max(best);
            // What either text lost faces nothing, though the words are compared over all of both.
            if !hardly_more {
                draft.groups.clone_from(&groups);
            }
        }
        return whole;
    }
    Pairing { passages, drafts, whole: false, cut, another: None }
}

/// The groups of some drafts that stand in one order in both texts, the surest first.
fn ordered(drafts: Vec<Draft>) -> Vec<Group> {
    let mut groups: Vec<Group> = drafts.into_iter().flat_map(|draft| draft.groups).collect();
    let place = |it: &Group| (it.left.start, it.right.start, it.left.end, it.right.end);
    groups.sort_by(|a, b| b.score.total_cmp(&a.score).then(place(a).cmp(&place(b))));
    let before = |a: &Group, b: &Group| a.left.end <= b.left.start && a.right.end <= b.right.start;
    let mut kept: Vec<Group> = Vec::new();
    for group in groups {
        if kept.iter().all(|it| before(it, &group) || before(&group, it)) {
            kept.push(group);
        }
    }
    kept.sort_by_key(place);
    kept
}

/// What two texts that tell alike of two events have in common: what both say word for word.
fn apart(passages: Vec<Facing>, drafts: Vec<Draft>, another: Another, cut: usize) -> Pairing {
    let beside = |groups: &[Group]| groups.iter().all(|group| group.likeness.verbatim);
    let passages = passages.into_iter().filter(|facing| beside(&facing.groups)).collect();
    let groups = drafts.into_iter().flat_map(|draft| draft.groups);
    let same = groups.filter(|group| group.likeness.verbatim);
    let drafts = same.map(|group| Draft {
        left: group.left.clone(),
        right: group.right.clone(),
        relation: Relation::Verbatim,
        score: group.score,
        groups: vec![group],
        whole: false,
    });
    let drafts = drafts.collect();
    Pairing { passages, drafts, whole: false, cut, another: Some(another) }
}

/// Two texts with the same words: each sentence faces itself.
fn twins(prepared: &Prepared, left: usize, right: usize) -> Pairing {
    let tokens = 0..prepared.tellings[left].tokenized.tokens.len();
    if tokens.is_empty() {
        return Pairing::default();
    }
    let groups = pair::mirrored(prepared.side(left), prepared.side(right));
    let side = |n: usize| covered(&prepared.tellings[n], &tokens);
    let (a, b) = (side(left), side(right));
    let facing = Facing { left: a, right: b, moved: false, again: false, groups: groups.clone() };
    let draft = Draft {
        left: tokens.clone(),
        right: tokens,
        relation: Relation::Verbatim,
        score: 1.0,
        groups,
        whole: false,
    };
    Pairing { passages: vec![facing], drafts: vec![draft], whole: true, cut: 0, another: None }
}

/// Whether two texts are short, and what faces each other is a good part of both.
fn is_whole(prepared: &Prepared, left: usize, right: usize, drafts: &[Draft]) -> bool {
    let covers = |side: usize, of: fn(&Draft) -> &Range<usize>| {
        let tokens = prepared.tellings[side].tokenized.tokens.len();
        let mut inside = vec![false; tokens];
        drafts.iter().for_each(|draft| inside[of(draft).clone()].fill(true));
        let inside = inside.iter().filter(|inside| **inside).count();
        inside as f64 >= COVERED * tokens as f64
    };
    if are_within(prepared, left, right, SENTENCE) {
        return !drafts.is_empty();
    }
    are_short(prepared, left, right)
        && !drafts.is_empty()
        && covers(left, |it| &it.left)
        && covers(right, |it| &it.right)
}

fn as_wholes(prepared: &Prepared, left: usize, right: usize, options: &Options) -> Pairing {
    let tokens = |n: usize| 0..prepared.tellings[n].tokenized.tokens.len();
    let (x, y) = (tokens(left), tokens(right));
    if x.is_empty() || y.is_empty() {
        return Pairing::default();
    }
    let likeness = likeness(prepared.side(left), &x, prepared.side(right), &y);
    let score = likeness.probability();
    let (a, b) = (covered(&prepared.tellings[left], &x), covered(&prepared.tellings[right], &y));
    let group = Group { left: x.clone(), right: y.clone(), beads: Vec::new(), likeness, score };
    let relation = assemble::relation(&group, &options.alignment);
    let groups = vec![group];
    let groups_of = groups.clone();
    let draft = Draft { left: x, right: y, relation, score, groups: groups_of, whole: true };
    let facing = Facing { left: a, right: b, moved: false, again: false, groups };
    Pairing { passages: vec![facing], drafts: vec![draft], whole: true, cut: 0, another: None }
}

fn told(prepared: &Prepared, left: usize, right: usize, draft: &Draft, judging: bool) -> Worded {
    let (x, y) = (&prepared.tellings[left], &prepared.tellings[right]);
    let spans = (covered(x, &draft.left), covered(y, &draft.right));
    // Of a language that nobody knows, the same words may still differ in a mark, and words of one
    // sentence in another one may be a denial of something else.
    let neutral = is_neutral(x, y);
    // A word that one of them has in halves is told as the same, with the reason.
    let broken = |telling: &Telling<'_>, words: &Range<usize>| {
        let words = &telling.tokenized.tokens[words.clone()];
        words.iter().any(|word| is_joined(telling.text, word))
    };
    let whole = !broken(x, &draft.left) && !broken(y, &draft.right);
    let verbatim = draft.relation == Relation::Verbatim && !neutral && whole;
    let (links, judged) = match (judging, verbatim) {
        (true, _) => {
            let aligned = words::align_all(x, y, runs(draft));
            (aligned.links, aligned.judged)
        }
        (false, true) => (Vec::new(), Judgement::default()),
        (false, false) => (words::links_all(x, y, runs(draft)), Judgement::default()),
    };
    if verbatim {
        let words = u32::try_from(draft.left.len() + draft.right.len()).unwrap_or(u32::MAX);
        let accounted = Accounted { equal: words, ..Accounted::default() };
        let edit = Edit { op: Op::Equal, left: Some(spans.0), right: Some(spans.1) };
        return Worded { links, edits: vec![edit], judged, differences: Vec::new(), accounted };
    }
    let edits = edits(x, y, draft.left.clone(), draft.right.clone(), &links);
    let (mut differences, accounted) = accounted(x, y, spans.0, spans.1, &links);
    prepared.same.settle((x, y), (&draft.left, &draft.right), &links, &mut differences);
    let lacks = |it: &Difference| matches!(it.kind, Kind::Omission | Kind::Addition);
    if !neutral && differences.iter().any(lacks) {
        let (a, b) = (prepared.document(left), prepared.document(right));
        elsewhere::mark(&mut differences, a, b, &links);
    }
    Worded { links, edits, judged, differences, accounted }
}

impl Pairing {
    fn turned(self) -> Self {
        let mut passages: Vec<Facing> = self.passages.into_iter().map(turned_facing).collect();
        passages.sort_by_key(|facing| (facing.left, facing.right));
        let mut drafts: Vec<Draft> = self.drafts.into_iter().map(Draft::turned).collect();
        in_place(&mut drafts);
        Self { passages, drafts, whole: self.whole, cut: self.cut, another: self.another }
    }
}

impl Draft {
    /// The same with the sides turned about.
    fn turned(self) -> Self {
        let groups = self.groups.into_iter().map(turned_group).collect();
        Self { left: self.right, right: self.left, groups, ..self }
    }
}

impl Worded {
    fn turned(self) -> Self {
        let mut links: Vec<(usize, usize)> =
            self.links.into_iter().map(|(left, right)| (right, left)).collect();
        links.sort_unstable();
        let differences = self.differences.into_iter().map(Difference::turned).collect();
        let (judged, accounted) = (self.judged, self.accounted);
        Self { links, edits: turned_edits(self.edits), judged, differences, accounted }
    }
}

/// Edits in the order of the other side; what only one side has stands behind what it stood behind.
fn turned_edits(edits: Vec<Edit>) -> Vec<Edit> {
    let mut at = 0;
    let mut placed: Vec<(u32, Edit)> = edits
        .into_iter()
        .map(|edit| {
            let op = match edit.op {
                Op::Inserted => Op::Deleted,
                Op::Deleted => Op::Inserted,
                op => op,
            };
            if let (Some(right), true) = (edit.right, op != Op::Moved) {
                at = right.end;
            }
            let place = edit.right.map_or(at, |right| right.start);
            (place, Edit { op, left: edit.right, right: edit.left })
        })
        .collect();
    placed.sort_by_key(|(place, edit)| (*place, edit.left.is_some(), edit.right));
    placed.into_iter().map(|(_, edit)| edit).collect()
}

fn turned_facing(facing: Facing) -> Facing {
    let mut groups: Vec<Group> = facing.groups.into_iter().map(turned_group).collect();
    groups.sort_by_key(|group| (group.left.start, group.right.start));
    Facing { left: facing.right, right: facing.left, groups, ..facing }
}

fn turned_group(group: Group) -> Group {
    let turned = |bead: Bead| Bead { left: bead.right, right: bead.left, ..bead };
    let mut beads: Vec<Bead> = group.beads.into_iter().map(turned).collect();
    beads.sort_by_key(|bead| (bead.left.start, bead.right.start));
    let likeness =
        Likeness { left: group.likeness.right, right: group.likeness.left, ..group.likeness };
    Group { left: group.right, right: group.left, beads, likeness, ..group }
}

fn in_place(drafts: &mut [Draft]) {
    let place = |it: &Draft| (it.left.start, it.right.start, it.left.end, it.right.end);
    drafts.sort_by_key(place);
}
