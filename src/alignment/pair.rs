//! All alignments between two texts: from units to passages to what the report shows.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::beads::{self, Bead, Chain, Search};
use super::likeness::{Likeness, likeness};
use super::outline::Outline;
use super::passages::{self, Stretch};
use super::places::Places;
use super::regions::Region;
use super::units::Unit;
use super::vocabulary;
use super::{alike, citations, event, refine, regions, words};
use crate::index::Anchor;
use crate::span::Span;
use crate::telling::Telling;

/// Settings of the alignment of two texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Finding.
    pub beads: beads::Options,
    /// Merging and growing.
    pub passages: passages::Options,
    /// The second look.
    pub refine: refine::Options,
    /// Finding again in what is left over.
    pub left_over: beads::Options,
    /// Probability from which the units of a group are taken.
    pub sound: f64,
    /// Probability below which a group at the edge of a passage does not belong to it.
    pub foreign: f64,
    /// Probability of a group that stands alone, out of the order of the passages.
    pub alone: f64,
    /// ... and faces what already faces something else.
    pub again: f64,
    /// Probability that the words of such a group must give it, judged by how they face each
    /// other: nothing around it speaks for it, so both judges must.
    pub agreed: f64,
    /// ... and the words of a passage of one group: a rare name alone makes no passage.
    pub lone: f64,
    /// Probability of two sentences that cite the same provision of a law, by what they share.
    pub cited: f64,
    /// ... and how much alike their words must find what they state: one of them may say far more
    /// than the other, so they need not be the same.
    pub alike: f64,
    /// Probability of two sentences of two reports of one event, each the other's best.
    pub event: f64,
}

impl Default for Options {
    fn default() -> Self {
        let beads = beads::Options::default();
        let left_over = beads::Options { chance: 0.25, bead: 1.0, join: 3.0, least: 6.0, ..beads };
        Self {
            beads,
            passages: passages::Options::default(),
            refine: refine::Options::default(),
            left_over,
            sound: 0.5,
            foreign: 0.2,
            alone: 0.45,
            again: 0.5,
            agreed: 0.2,
            lone: 0.17,
            cited: 0.5,
            alike: 0.3,
            event: 0.5,
        }
    }
}

/// A text prepared for alignment.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// What was read from it.
    pub telling: &'a Telling<'a>,
    /// Its units.
    pub units: &'a [Unit],
    /// What was made of it once.
    pub outline: &'a Outline,
}

/// A passage of both texts, with the groups inside, in the order of the left side.
#[derive(Clone, Debug, PartialEq)]
pub struct Facing {
    /// Left side.
    pub left: Span,
    /// Right side.
    pub right: Span,
    /// Out of the order of the other passages: a single group that stands by its own likeness.
    pub moved: bool,
    /// One of its sides faces something else already.
    pub again: bool,
    /// Groups of whole sentences; the first and the last are sound, between them some may be weak.
    pub groups: Vec<Group>,
}

/// Sentences of both sides that face each other: a group of beads closed under sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Tokens of the left side: whole sentences.
    pub left: Range<usize>,
    /// Tokens of the right side: whole sentences.
    pub right: Range<usize>,
    /// Its beads; indices are those of the sides' units.
    pub beads: Vec<Bead>,
    /// Measures of likeness.
    pub likeness: Likeness,
    /// Probability that both sides state the same, 0 to 1.
    pub score: f64,
}

/// The passages of two texts that tell the same.
///
/// First those in the same order on both sides, grown and refined; then, with what these left
/// over, sentences that moved, and sentences that the other side tells twice; last, sentences that
/// cite the same provision of a law. Two books have so
/// many regions that these are searched in parallel.
pub fn facing(left: Side, right: Side, anchors: &[Anchor], options: &Options) -> Found {
    let stands = vocabulary::stands(&left.outline.vocabulary, &right.outline.vocabulary);
    let units = vocabulary::renamed(right.units, &stands);
    let right = Side { units: &units, ..right };
    let regions = regions::regions(left.units, right.units, anchors);
    let places = match regions == [(0..left.units.len(), 0..right.units.len())] {
        true => right.outline.places.renamed(&stands),
        false => Places::default(),
    };
    let grounds: Vec<Ground> =
        regions.into_iter().map(|region| Ground::of(region, (left, right), &places)).collect();
    let chains: Vec<Vec<Chain>> = grounds
        .par_iter()
        .map(|ground| {
            let search = ground.search(left, right, [&[], &[]], &options.beads);
            search.chains(&[], &[]).into_iter().map(|chain| ground.shifted(chain)).collect()
        })
        .collect();
    let chains = chains.into_iter().flatten().collect();
    let judge = Judge::of(left, right);
    let mut found: Vec<Facing> =
        passages::passages(chains, left.units, right.units, &options.passages)
            .iter()
            .filter_map(|stretch| {
                sound(
                    groups(&refined(stretch, left.units, right.units, options), &judge),
                    (left, right),
                    options.foreign,
                )
            })
            .filter(|facing| match facing.groups.as_slice() {
                [group] => judge.judged(group).same >= options.lone,
                _ => true,
            })
            .collect();
    if !found.is_empty() {
        found.extend(left_over(&found, &judge, &grounds, options));
    }
    let cited = cited(&found, &judge, options);
    found.extend(cited);
    if left.outline.rare.is_event(&right.outline.rare.renamed(&stands)) {
        let met = met(&found, &judge, options);
        found.extend(met);
    }
    found.sort_by_key(|facing| (facing.left, facing.right));
    once(&mut found, (left, right), options.foreign);
    let cut = alike::cut(&mut found, left, right);
    Found { facing: found, cut }
}

/// A region, with the places of its telling words, which both searches in it ask for.
struct Ground<'a> {
    rows: Range<usize>,
    columns: Range<usize>,
    places: [Cow<'a, Places>; 2],
}

impl<'a> Ground<'a> {
    /// `places` are those of all of the right side.
    fn of((rows, columns): Region, (left, right): (Side<'a>, Side), places: &'a Places) -> Self {
        let whole = (0..left.units.len(), 0..right.units.len());
        let places = match (&rows, &columns) == (&whole.0, &whole.1) {
            true => [Cow::Borrowed(&left.outline.places), Cow::Borrowed(places)],
            false => [
                Cow::Owned(Places::of(&left.units[rows.clone()])),
                Cow::Owned(Places::of(&right.units[columns.clone()])),
            ],
        };
        Self { rows, columns, places }
    }

    /// A search in it; `barred` are flags of its rows and columns.
    fn search<'s>(
        &'s self,
        left: Side<'s>,
        right: Side<'s>,
        barred: [&[bool]; 2],
        options: &'s beads::Options,
    ) -> Search<'s> {
        let (x, y) = (&left.units[self.rows.clone()], &right.units[self.columns.clone()]);
        Search::new(x, y, self.places.each_ref().map(AsRef::as_ref), barred, options)
    }

    /// A chain found in it, by the units of the texts.
    fn shifted(&self, chain: Chain) -> Chain {
        chain.shifted(self.rows.start, self.columns.start)
    }
}

/// What is asked again and again of sentences of two texts, each once.
struct Judge<'a> {
    left: Side<'a>,
    right: Side<'a>,
    /// By the tokens of both sides.
    known: RefCell<HashMap<[usize; 4], words::Judgement>>,
}

impl<'a> Judge<'a> {
    fn of(left: Side<'a>, right: Side<'a>) -> Self {
        Self { left, right, known: RefCell::default() }
    }

    /// How far both sides of a group state the same, by how their words face each other.
    fn judged(&self, group: &Group) -> words::Judgement {
        if let Some(known) = self.known.borrow().get(&key(group)) {
            return *known;
        }
        let (rows, columns) = (group.left.clone(), group.right.clone());
        let judged = words::align(self.left.telling, rows, self.right.telling, columns).judged;
        self.known.borrow_mut().insert(key(group), judged);
        judged
    }
}

/// The tokens of a group.
fn key(group: &Group) -> [usize; 4] {
    [group.left.start, group.left.end, group.right.start, group.right.end]
}

/// Leaves out what faces the same twice: clauses that are found one after the other may lie in the
/// same two sentences, and a group has whole sentences. Those in the order of the passages stay,
/// each the first time that it is told.
fn once(found: &mut Vec<Facing>, (left, right): (Side, Side), least: f64) {
    let mut seen: HashSet<[usize; 4]> = HashSet::default();
    let all = std::mem::take(found);
    let (mut ordered, moved): (Vec<Facing>, Vec<Facing>) =
        all.into_iter().partition(|it| !it.moved);
    ordered.retain_mut(|facing| {
        let before = facing.groups.len();
        facing.groups.retain(|group| seen.insert(key(group)));
        if facing.groups.len() == before {
            return true;
        }
        match sound(std::mem::take(&mut facing.groups), (left, right), least) {
            Some(rest) => *facing = Facing { again: facing.again, ..rest },
            None => return false,
        }
        true
    });
    found.extend(ordered);
    found.extend(moved.into_iter().filter(|facing| {
        facing.groups.iter().fold(false, |new, group| seen.insert(key(group)) | new)
    }));
    found.sort_by_key(|facing| (facing.left, facing.right));
}

/// What two texts tell both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The passages, in the order of the left text.
    pub facing: Vec<Facing>,
    /// How many more groups of sentences face what better ones face already, and are left out.
    pub cut: usize,
}

/// Sentences that cite the same provision, where a side of them faces nothing yet.
fn cited(found: &[Facing], judge: &Judge, options: &Options) -> Vec<Facing> {
    let (left, right) = (judge.left, judge.right);
    let taken = Taken::by(found, options);
    citations::cited(left, right)
        .into_iter()
        .map(|bead| unjudged(vec![bead], judge))
        .filter_map(|group| {
            let faces = taken.sides((&group.left, &group.right));
            if faces == [true, true] {
                return None;
            }
            let again = faces.contains(&true);
            let alike = judge.judged(&group).alike >= options.alike;
            // They cite the same and are alike: however little else they share, that is what is said.
            let facing =
                sound(alike.then_some(group).into_iter().collect(), (left, right), options.cited)?;
            Some(Facing { moved: true, again, ..facing })
        })
        .collect()
}

/// Sentences of two reports of one event, where a side of them faces nothing yet: the likeliest first, and
/// each faces one.
fn met(found: &[Facing], judge: &Judge, options: &Options) -> Vec<Facing> {
    let (left, right) = (judge.left, judge.right);
    let taken = Taken::by(found, options);
    let met = event::met(left, right, options.event).into_iter().filter_map(|met| {
        let (rows, columns) = tokens(std::slice::from_ref(&met.bead), left, right);
        if taken.sides((&rows, &columns)) == [true, true] {
            return None;
        }
        let group = unjudged(vec![met.bead.clone()], judge);
        // Who is named makes no two sentences one: of what else they say something must be shared.
        if f64::from(group.likeness.told) < HARDLY {
            return None;
        }
        let score = met.probability(judge.judged(&group).alike);
        (score >= options.event).then_some(Group { score, ..group })
    });
    let mut met: Vec<Group> = met.collect();
    met.sort_by(|x, y| y.score.total_cmp(&x.score));
    let mut chosen: Vec<Group> = Vec::new();
    for group in met {
        let faces = Taken(chosen.iter().collect()).sides((&group.left, &group.right));
        if faces == [false, false] {
            chosen.push(group);
        }
    }
    let facing = |group: Group| {
        let again = taken.sides((&group.left, &group.right)).contains(&true);
        let facing = sound(vec![group], (left, right), options.event)?;
        Some(Facing { moved: true, again, ..facing })
    };
    chosen.into_iter().filter_map(facing).collect()
}

/// The groups that are sound.
struct Taken<'a>(Vec<&'a Group>);

impl<'a> Taken<'a> {
    fn by(found: &'a [Facing], options: &Options) -> Self {
        let groups = found.iter().flat_map(|facing| &facing.groups);
        Self(groups.filter(|group| group.score >= options.sound).collect())
    }

    /// Which of two runs of tokens, one a side, faces something in one of them.
    fn sides(&self, (rows, columns): (&Range<usize>, &Range<usize>)) -> [bool; 2] {
        let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        [
            self.0.iter().any(|taken| meets(&taken.left, rows)),
            self.0.iter().any(|taken| meets(&taken.right, columns)),
        ]
    }
}

fn refined(stretch: &Stretch, left: &[Unit], right: &[Unit], options: &Options) -> Vec<Bead> {
    let rows = covered(left, stretch.left);
    let columns = covered(right, stretch.right);
    let mut beads = if regions::fits(&left[rows.clone()], &right[columns.clone()]) {
        let mut beads =
            refine::refine(&left[rows.clone()], &right[columns.clone()], &options.refine);
        for bead in &mut beads {
            bead.shift(rows.start, columns.start);
        }
        beads
    } else {
        stretch.chains.iter().flat_map(|chain| chain.beads.clone()).collect()
    };
    beads.sort_by_key(|bead| (bead.left.start, bead.right.start));
    beads
}

/// The passage from its first to its last sound group; none when no group is.
fn sound(mut groups: Vec<Group>, (left, right): (Side, Side), least: f64) -> Option<Facing> {
    let is_sound = |group: &Group| group.score >= least;
    let first = groups.iter().position(is_sound)?;
    let last = groups.iter().rposition(is_sound)?;
    groups.truncate(last + 1);
    groups.drain(..first);
    let beads = || groups.iter().flat_map(|group| &group.beads);
    let hull = |spans: &mut dyn Iterator<Item = Span>| spans.reduce(Span::cover);
    let x = hull(&mut beads().map(|bead| units_span(left.units, &bead.left)))?;
    let y = hull(&mut beads().map(|bead| units_span(right.units, &bead.right)))?;
    Some(Facing { left: x, right: y, moved: false, again: false, groups })
}

fn units_span(units: &[Unit], run: &Range<usize>) -> Span {
    units[run.start].span.cover(units[run.end - 1].span)
}

/// What the passages left over: moved sentences first, then those that one side tells twice.
fn left_over(
    found: &[Facing],
    judge: &Judge,
    grounds: &[Ground],
    options: &Options,
) -> Vec<Facing> {
    let (left, right) = (judge.left, judge.right);
    let (mut rows, mut columns) = (vec![false; left.units.len()], vec![false; right.units.len()]);
    let bar = |found: &[Facing], rows: &mut [bool], columns: &mut [bool]| {
        for group in found.iter().flat_map(|facing| &facing.groups) {
            if group.score >= options.sound {
                for bead in &group.beads {
                    rows[bead.left.clone()].fill(true);
                    columns[bead.right.clone()].fill(true);
                }
            }
        }
    };
    bar(found, &mut rows, &mut columns);
    let mut more: Vec<Facing> = Vec::new();
    for ground in grounds {
        let barred = [&rows[ground.rows.clone()], &columns[ground.columns.clone()]];
        let search = ground.search(left, right, barred, &options.left_over);
        for (again, of_rows, of_columns) in
            [(false, true, true), (true, true, false), (true, false, true)]
        {
            let a = if of_rows { &rows[ground.rows.clone()] } else { &[] };
            let b = if of_columns { &columns[ground.columns.clone()] } else { &[] };
            let least = if again { options.again } else { options.alone };
            let new: Vec<Facing> = search
                .chains(a, b)
                .into_iter()
                .map(|chain| ground.shifted(chain))
                .flat_map(|chain| groups(&chain.beads, judge))
                .filter_map(|group| single(group, judge, least, options.agreed))
                .filter_map(|group| sound(vec![group], (left, right), least))
                .map(|facing| Facing { moved: true, again, ..facing })
                .collect();
            bar(&new, &mut rows, &mut columns);
            more.extend(new);
        }
    }
    more
}

/// A group without neighbours, if both judges lean to it: what it shares, and how its words face
/// each other. Its score is that of either being right.
fn single(mut group: Group, judge: &Judge, least: f64, agreed: f64) -> Option<Group> {
    if group.score < least {
        return None;
    }
    let same = judge.judged(&group).same;
    group.score = 1.0 - (1.0 - group.score) * (1.0 - same);
    (same >= agreed).then_some(group)
}

fn covered(units: &[Unit], span: Span) -> Range<usize> {
    let start = units.partition_point(|unit| unit.span.end <= span.start);
    let end = units.partition_point(|unit| unit.span.start < span.end);
    start..end
}

/// The passages of one text that repeat an earlier part of it.
pub fn within(side: Side, options: &Options) -> Vec<Facing> {
    beads::repeats(side.units, &options.beads)
        .into_iter()
        .filter(|chain| chain.score >= options.passages.least)
        .filter_map(|chain| {
            sound(groups(&chain.beads, &Judge::of(side, side)), (side, side), options.foreign)
        })
        .collect()
}

/// The groups of two texts with the same words: each sentence faces itself.
pub fn mirrored(left: Side, right: Side) -> Vec<Group> {
    left.telling
        .tokenized
        .sentences
        .iter()
        .zip(&right.telling.tokenized.sentences)
        .map(|(a, b)| Group {
            left: a.tokens.clone(),
            right: b.tokens.clone(),
            beads: Vec::new(),
            likeness: Likeness::VERBATIM,
            score: 1.0,
        })
        .collect()
}

/// Beads from which on a group is not made larger: where sentences never end, they would all be
/// one group.
const LARGEST: usize = 24;

/// Cuts the beads of a passage into groups of whole sentences.
fn groups(beads: &[Bead], judge: &Judge) -> Vec<Group> {
    let (left, right) = (judge.left, judge.right);
    let mut groups: Vec<Vec<Bead>> = Vec::new();
    for bead in beads {
        let joins = groups.last().is_some_and(|group| {
            group.len() < LARGEST
                && group
                    .last()
                    .is_some_and(|last| of_one_sentence(last, bead, left.units, right.units))
        });
        match groups.last_mut() {
            Some(group) if joins => group.push(bead.clone()),
            _ => groups.push(vec![bead.clone()]),
        }
    }
    groups.into_iter().map(|beads| group(beads, judge)).collect()
}

/// Whether two beads share a sentence on one side and stand near each other on the other.
fn of_one_sentence(last: &Bead, bead: &Bead, left: &[Unit], right: &[Unit]) -> bool {
    let same = |units: &[Unit], before: usize, after: usize| {
        units[before].sentence == units[after].sentence
    };
    let near = |units: &[Unit], before: usize, after: usize| {
        units[after].sentence.abs_diff(units[before].sentence) <= 1
    };
    let (a, b) = ((last.left.end - 1, bead.left.start), (last.right.end - 1, bead.right.start));
    (same(left, a.0, a.1) && near(right, b.0, b.1))
        || (same(right, b.0, b.1) && near(left, a.0, a.1))
}

/// Share of words beside names and numbers below which sentences are looked at twice,
const TOLD: f64 = 0.2;
/// ... if they are likely at all to state the same.
const LEAST: f64 = 0.2;
/// Up to this share they are as likely as their words alone make it; beyond, more so by this much.
const HARDLY: f64 = 0.1;
const SLOPE: f64 = 5.0;

fn group(beads: Vec<Bead>, judge: &Judge) -> Group {
    let mut group = unjudged(beads, judge);
    // Who is named, and when, makes two sentences no statement of the same: where they share little
    // else, their words must face each other.
    let told = f64::from(group.likeness.told);
    if told < TOLD && group.score >= LEAST {
        let same = judge.judged(&group).same;
        group.score = group.score.min(same + SLOPE * (told - HARDLY).max(0.0));
    }
    group
}

/// A group that is as likely as what its sides share makes it.
fn unjudged(beads: Vec<Bead>, judge: &Judge) -> Group {
    let (rows, columns) = tokens(&beads, judge.left, judge.right);
    let likeness = likeness(judge.left, &rows, judge.right, &columns);
    let score = likeness.probability();
    Group { left: rows, right: columns, beads, likeness, score }
}

/// The tokens of the sentences that some beads touch.
fn tokens(beads: &[Bead], left: Side, right: Side) -> (Range<usize>, Range<usize>) {
    let rows = sentences(left, beads.iter().map(|bead| &bead.left));
    (rows, sentences(right, beads.iter().map(|bead| &bead.right)))
}

/// Tokens of the sentences that some runs of units touch.
fn sentences<'a>(side: Side, runs: impl Iterator<Item = &'a Range<usize>> + Clone) -> Range<usize> {
    let first = runs.clone().map(|run| run.start).min().unwrap_or(0);
    let last = runs.map(|run| run.end).max().unwrap_or(1) - 1;
    let sentence =
        |unit: usize| &side.telling.tokenized.sentences[side.units[unit].sentence].tokens;
    sentence(first).start..sentence(last).end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facing(at: usize, moved: bool) -> Facing {
        let group = Group {
            left: at..at + 9,
            right: at..at + 9,
            beads: Vec::new(),
            likeness: Likeness::default(),
            score: 0.9,
        };
        let side = Span::new(at, at + 9);
        Facing { left: side, right: side, moved, again: false, groups: vec![group] }
    }

    #[test]
    fn two_clauses_of_one_pair_of_sentences_face_each_other_once() {
        let telling = Telling::read("", &[], crate::language::of(None), None);
        let outline = Outline::of(&telling, &[]);
        let side = Side { telling: &telling, units: &[], outline: &outline };
        let mut found = vec![
            facing(0, true),
            facing(0, false),
            facing(9, true),
            facing(9, true),
            facing(18, false),
            facing(18, false),
        ];
        once(&mut found, (side, side), 0.5);
        let kept: Vec<(u32, bool)> = found.iter().map(|it| (it.left.start, it.moved)).collect();
        assert_eq!(kept, [(0, false), (9, true), (18, false)]);
    }
}
