//! The same difference at many places is told once.
//!
//! A [`Contrast`] is readings that face each other under one kind: every divergence between them,
//! with the documents on each side. Twenty passages that read "Sergei" against "Sergey" are one
//! line of a report, not twenty; and so are three readings of one place, not three pairs.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::escape::cut;
use super::label;
use super::standing::{Standing, standings};
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::divergence::{Divergence, Effect, Kind, Located};
use crate::span::Span;

/// Readings that face each other.
pub(super) struct Contrast<'a> {
    pub(super) kind: Kind,
    pub(super) effect: Effect,
    /// Two or more readings; those of the surest divergence come first.
    pub(super) sides: Vec<Side<'a>>,
    /// Every divergence between them, the surest first: it speaks for all.
    pub(super) divergences: Vec<usize>,
    /// Statements that hold them, ascending.
    pub(super) statements: Vec<usize>,
    /// How sure the surest is.
    pub(super) confidence: f64,
    /// Documents that have nothing at this place and the words elsewhere, ascending.
    pub(super) elsewhere: Vec<usize>,
}

/// One reading and who has it.
#[derive(Default)]
pub(super) struct Side<'a> {
    /// The words; empty when this side has nothing there.
    pub(super) text: &'a str,
    /// What they were taken to be.
    pub(super) value: Option<&'a str>,
    /// Documents, ascending.
    pub(super) documents: Vec<usize>,
    /// Where it stands for the surest divergence: document and span.
    pub(super) place: Option<(usize, Span)>,
    /// Whether it stands alone or with most.
    pub(super) standing: Standing,
}

/// Words that not all have: those words, who has them, and who lacks them. Who has other words
/// there is neither.
pub(super) struct Halves<'c, 'a> {
    pub(super) words: &'c Side<'a>,
    /// Documents, ascending.
    pub(super) has: Vec<usize>,
    /// Documents, ascending.
    pub(super) lacks: Vec<usize>,
    /// Those that lack them have them elsewhere.
    pub(super) elsewhere: bool,
}

impl<'a> Contrast<'a> {
    /// Whether it is words that not all have, and that change nothing in the others. What is surely
    /// said elsewhere is no such thing.
    pub(super) fn is_extra(&self) -> bool {
        self.effect <= Effect::Compatible
            && !self.is_moved()
            && self.kind == Kind::Omission
            && self.sides.iter().any(Side::is_empty)
    }

    /// Whether all say it, though not at the same place.
    pub(super) fn is_moved(&self) -> bool {
        !self.elsewhere.is_empty() && self.effect == Effect::None
    }

    /// Who has the words and who lacks them, where some lack them. Who has them elsewhere lacks them
    /// only where nobody lacks them altogether.
    pub(super) fn halves(&self) -> Option<Halves<'_, 'a>> {
        let words = self.sides.iter().find(|side| !side.is_empty())?;
        self.sides.iter().find(|side| side.is_empty())?;
        let said = said(words.text);
        let of = |wanted: &dyn Fn(&Side<'_>) -> bool| -> Vec<usize> {
            let sides = self.sides.iter().filter(|side| wanted(side));
            let documents: BTreeSet<usize> = sides.flat_map(|it| &it.documents).copied().collect();
            documents.into_iter().collect()
        };
        let has = of(&|side| !side.is_empty() && self::said(side.text) == said);
        let without = of(&|side| side.is_empty());
        let nowhere: Vec<usize> =
            without.iter().filter(|document| !self.elsewhere.contains(document)).copied().collect();
        let elsewhere = nowhere.is_empty() && !self.elsewhere.is_empty();
        let lacks = if elsewhere { without } else { nowhere };
        Some(Halves { words, has, lacks, elsewhere })
    }
}

impl Side<'_> {
    /// What the words were taken to be, where they do not say it themselves.
    pub(super) fn read_as(&self) -> Option<&str> {
        let words = || self.text.split(|c: char| !c.is_alphanumeric());
        self.value.filter(|value| *value != self.text && !words().any(|word| word == *value))
    }

    /// Whether nothing stands there.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Characters by which two long readings count as one.
const KEY_LIMIT: usize = 200;

/// Contrasts of some divergences, the gravest first. `home` tells the statement of a divergence.
pub(super) fn contrasts<'a>(
    corpus: &'a Corpus,
    analysis: &'a Analysis,
    divergences: &[usize],
    home: &dyn Fn(usize) -> Option<usize>,
) -> Vec<Contrast<'a>> {
    let keyed: Vec<_> = divergences
        .iter()
        .filter_map(|&index| Some((index, analysis.divergences.get(index)?)))
        .filter(|(_, divergence)| divergence.alignment < analysis.alignments.len())
        .map(|(index, d)| Keyed {
            index,
            home: home(index),
            keys: texts(corpus, analysis, d).map(key),
        })
        .collect();
    let mut found: Vec<_> = groups(analysis, &keyed)
        .into_iter()
        .map(|group| contrast(corpus, analysis, group))
        .collect();
    found.sort_by_key(gravity);
    found
}

/// The order of reading: what contradicts, then the surest, then by kind, then how widely.
fn gravity(contrast: &Contrast<'_>) -> impl Ord + use<> {
    // Confidence in steps, so that small changes of a score do not shuffle a committed report.
    #[expect(clippy::cast_possible_truncation, reason = "a probability times five")]
    let sure = (contrast.confidence * 5.0) as i64;
    let breadth: usize = contrast.sides.iter().map(|side| side.documents.len()).sum();
    (
        Reverse(contrast.effect),
        Reverse(sure),
        contrast.kind,
        Reverse(breadth),
        contrast.divergences[0],
    )
}

/// A divergence with its statement and the keys of its readings.
struct Keyed {
    index: usize,
    home: Option<usize>,
    keys: [String; 2],
}

/// Divergences between the same two readings anywhere belong together, and so do those that share
/// a reading inside one statement.
fn groups<'k>(analysis: &Analysis, keyed: &'k [Keyed]) -> Vec<Vec<&'k Keyed>> {
    let mut pairs = BTreeMap::new();
    let mut readings = BTreeMap::new();
    let mut sets = Sets::new(keyed.len());
    for (node, Keyed { index, home, keys }) in keyed.iter().enumerate() {
        let divergence = &analysis.divergences[*index];
        let what = (label::counted(divergence.kind), divergence.effect);
        let pair = (keys.iter().min(), keys.iter().max());
        sets.join(node, *pairs.entry((what, pair)).or_insert(node));
        if let Some(statement) = *home {
            // What one side lacks at two places is two things, not one.
            for reading in keys.iter().filter(|reading| !reading.is_empty()) {
                sets.join(node, *readings.entry((what, statement, reading)).or_insert(node));
            }
        }
    }
    let mut found: BTreeMap<usize, Vec<&Keyed>> = BTreeMap::new();
    for (node, one) in keyed.iter().enumerate() {
        found.entry(sets.root(node)).or_default().push(one);
    }
    found.into_values().collect()
}

/// Disjoint sets of the numbers below a bound; the root is the least number of its set.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(super) fn root(&mut self, mut node: usize) -> usize {
        while self.0[node] != node {
            self.0[node] = self.0[self.0[node]];
            node = self.0[node];
        }
        node
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

fn contrast<'a>(
    corpus: &'a Corpus,
    analysis: &'a Analysis,
    mut group: Vec<&Keyed>,
) -> Contrast<'a> {
    let confidence = |one: &Keyed| analysis.divergences[one.index].confidence;
    group.sort_by(|a, b| confidence(b).total_cmp(&confidence(a)).then(a.index.cmp(&b.index)));
    let surest = &analysis.divergences[group[0].index];
    let of_group = group.iter().filter_map(|one| one.home).collect::<BTreeSet<_>>();
    Contrast {
        kind: label::counted(surest.kind),
        effect: surest.effect,
        sides: sides(corpus, analysis, &group),
        statements: of_group.into_iter().collect(),
        confidence: surest.confidence,
        elsewhere: elsewhere(analysis, group.iter().map(|one| one.index)),
        divergences: group.iter().map(|one| one.index).collect(),
    }
}

/// Documents that have nothing where some divergences stand, and the words of the others elsewhere.
pub(super) fn elsewhere(
    analysis: &Analysis,
    divergences: impl Iterator<Item = usize>,
) -> Vec<usize> {
    let lacking = |index: usize| {
        let divergence = analysis.divergences.get(index).filter(|it| it.elsewhere.is_some())?;
        let alignment = analysis.alignments.get(divergence.alignment)?;
        let side = if divergence.left.is_none() { alignment.left } else { alignment.right };
        Some(side.document)
    };
    divergences.filter_map(lacking).collect::<BTreeSet<usize>>().into_iter().collect()
}

/// The readings of a group, in the order in which the surest divergences bring them.
fn sides<'a>(corpus: &'a Corpus, analysis: &'a Analysis, group: &[&Keyed]) -> Vec<Side<'a>> {
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<(Side<'a>, BTreeSet<usize>)> = Vec::new();
    let mut partings = Vec::with_capacity(group.len());
    for one in group {
        let divergence = &analysis.divergences[one.index];
        let alignment = &analysis.alignments[divergence.alignment];
        let located = [&divergence.left, &divergence.right];
        let documents = [alignment.left.document, alignment.right.document];
        let words = texts(corpus, analysis, divergence);
        let mut parted = [0; 2];
        for side in 0..2 {
            let at = *order.entry(&one.keys[side]).or_insert(found.len());
            if at == found.len() {
                let place = located[side].as_ref().map(|l| (documents[side], l.span));
                let value = value(located[side]);
                let side = Side { text: words[side], value, place, ..Side::default() };
                found.push((side, BTreeSet::new()));
            }
            found[at].1.insert(documents[side]);
            parted[side] = at;
        }
        partings.push((parted[0], parted[1], true));
    }
    let voice = |&document: &usize| analysis.origins.voice(document);
    let voices = found.iter().map(|(_, documents)| documents.iter().map(voice).collect());
    let values: Vec<Option<&str>> = found.iter().map(|(side, _)| side.value).collect();
    let standings = standings(&voices.collect::<Vec<_>>(), &values, &partings);
    let filled = |((side, documents), standing): ((Side<'a>, BTreeSet<usize>), Standing)| Side {
        documents: documents.into_iter().collect(),
        standing,
        ..side
    };
    found.into_iter().zip(standings).map(filled).collect()
}

fn value(located: &Option<Located>) -> Option<&str> {
    located.as_ref().and_then(|located| located.value.as_deref())
}

/// What the two sides read.
pub(super) fn texts<'a>(
    corpus: &'a Corpus,
    analysis: &Analysis,
    divergence: &Divergence,
) -> [&'a str; 2] {
    let Some(alignment) = analysis.alignments.get(divergence.alignment) else { return ["", ""] };
    let words = |located: &Option<Located>, document: usize| match located {
        Some(located) => corpus.documents.get(document).map_or("", |d| located.span.text(&d.text)),
        None => "",
    };
    [
        words(&divergence.left, alignment.left.document),
        words(&divergence.right, alignment.right.document),
    ]
}

/// What words say, without case and marks.
fn said(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Readings that differ in case or white space only are one reading here.
fn key(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().take(KEY_LIMIT / 4).collect();
    cut(&words.join(" "), KEY_LIMIT).to_lowercase()
}
