//! What a later text makes of an earlier one: a figure that was brought up to date, and a reading that
//! was corrected, with who still has it.
//!
//! In: divergences between two texts at a time, which documents are versions of one text, and which
//! are copies. Out: the same divergences, some of them named otherwise, and the [`Correction`]s.
//!
//! - [`Kind::VersionUpdate`]: a count that changes, where it is known which text is the later one.
//! - [`Kind::VersionCorrected`]: between a version that says that it corrects and an earlier one.
//! - [`Kind::VersionUncorrected`]: between a corrected version and a copy of the earlier one in another
//!   source, which still has the old reading.
//!
//! Invariant: nothing is renamed on the strength of two readings alone. It takes marks or days that
//! tell the order; of an update, a count that changes, and one that only grows must have grown; of a
//! correction, a version that says that it corrects.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::changing::{Count, days};
use super::note::{Note, plain};
use super::origins::Ties;
use super::taken_back;
use super::versions::Read;
use crate::alignment::{Alignment, Passage};
use crate::corpus::Document;
use crate::divergence::{Divergence, Effect, Kind, Located, quoted};
use crate::span::Span;
use crate::telling::Telling;

/// Days that a later figure of a thing that changes is later, at most.
const LATER: i32 = 14;

/// What one source corrected, and who still has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Where the corrected version says it.
    pub by: Passage,
    /// Where an earlier version of the same source says otherwise.
    pub was: Option<Passage>,
    /// Where the corrected version says that it corrects.
    pub note: Option<Span>,
    /// Where copies in other sources still have the old reading, sorted.
    pub still: Vec<Passage>,
}

/// Everything that is asked.
pub struct Ground<'a> {
    /// The documents.
    pub corpus: &'a [Document],
    /// What was read from them.
    pub tellings: &'a [Telling<'a>],
    /// What faces what in them.
    pub alignments: &'a [Alignment],
    /// Which are versions of one text.
    pub read: &'a Read,
    /// Which are copies.
    pub ties: &'a Ties,
    /// Which documents take part.
    pub present: &'a dyn Fn(usize) -> bool,
}

/// Names the divergences that a later text accounts for.
pub fn supersede(ground: &Ground<'_>, divergences: &mut [Divergence]) -> Vec<Correction> {
    let corrections = corrected(ground, divergences);
    for divergence in divergences.iter_mut() {
        update(ground, divergence);
    }
    corrections
}

impl Ground<'_> {
    fn documents(&self, divergence: &Divergence) -> [usize; 2] {
        let alignment = &self.alignments[divergence.alignment];
        [alignment.left.document, alignment.right.document]
    }

    /// Which of the two documents is earlier: 0 or 1, and by how many days, if they are dated.
    fn earlier(&self, [a, b]: [usize; 2]) -> Option<usize> {
        if self.read.are_one(a, b) {
            let (order, _) = self.read.order(self.corpus, a, b)?;
            return Some(usize::from(order.is_gt()));
        }
        let day = |n: usize| self.corpus[n].date.as_ref().map(|date| date.value);
        let later = days(day(a)?, day(b)?);
        (later != 0 && later.abs() <= LATER).then(|| usize::from(later < 0))
    }

    /// The alignments of two documents; all are sorted by documents.
    fn of_pair(&self, a: usize, b: usize) -> &[Alignment] {
        let pair = (a.min(b), a.max(b));
        let key = |it: &Alignment| (it.left.document, it.right.document);
        let from = self.alignments.partition_point(|it| key(it) < pair);
        let to = self.alignments.partition_point(|it| key(it) <= pair);
        &self.alignments[from..to]
    }

    fn words(&self, document: usize, located: &Located) -> &str {
        located.span.text(&self.corpus[document].text)
    }

    /// What a place reads, for comparison: its value, or its words.
    fn reading(&self, document: usize, located: &Located) -> String {
        match &located.value {
            Some(value) => plain(value),
            None => plain(self.words(document, located)),
        }
    }

    /// Who says it, for an explanation: the source, or the document.
    fn who(&self, document: usize) -> &str {
        let known = &self.corpus[document];
        known.source.as_ref().map_or(known.id.as_str(), |source| &source.value)
    }

    /// When a document is from, for an explanation: its day, its mark, or both.
    fn when(&self, document: usize) -> String {
        let known = &self.corpus[document];
        let mark = self.read.versions[document].marks.first();
        let mark =
            mark.map(|mark| mark.text(&known.text).trim_end_matches([' ', '-', '–', '—', ':']));
        let mark = mark.filter(|mark| mark.chars().count() <= 24 && !mark.starts_with('('));
        match (&known.date, mark) {
            (Some(date), Some(mark)) => format!("{}, {mark}", date.value),
            (Some(date), None) => date.value.to_string(),
            (None, Some(mark)) => mark.to_owned(),
            (None, None) => "undated".to_owned(),
        }
    }
}

/// Names a later figure of a count that changes.
fn update(ground: &Ground<'_>, divergence: &mut Divergence) {
    if divergence.kind != Kind::NumberConflict || divergence.effect != Effect::Conflict {
        return;
    }
    let (Some(left), Some(right)) = (&divergence.left, &divergence.right) else { return };
    let documents = ground.documents(divergence);
    if !documents.iter().all(|&document| (ground.present)(document)) {
        return;
    }
    let Some(first) = ground.earlier(documents) else { return };
    let sides = [left, right];
    let count = |side: usize| Count::at(&ground.tellings[documents[side]], sides[side].span);
    let (Some(old), Some(new)) = (count(first), count(1 - first)) else { return };
    if !old.becomes(&new) {
        return;
    }
    let said = |side: usize| {
        let document = documents[side];
        (quoted(ground.words(document, sides[side])), ground.when(document))
    };
    let ((old, before), (new, after)) = (said(first), said(1 - first));
    divergence.explanation = format!(
        "a count that changes: {new} is the later figure ({after}), {old} the earlier one ({before})"
    );
    divergence.kind = Kind::VersionUpdate;
    divergence.effect = Effect::Shift;
}

/// Divergences and documents by their documents, so that nothing is looked for among all.
struct Index {
    /// Divergences of two documents.
    pairs: BTreeMap<(usize, usize), Vec<usize>>,
    /// By document: those that it has divergences with, ascending.
    beside: BTreeMap<usize, Vec<usize>>,
    /// By the first of a set of versions: all of it.
    sets: BTreeMap<usize, Vec<usize>>,
}

impl Index {
    fn of(ground: &Ground<'_>, divergences: &[Divergence]) -> Self {
        let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (n, divergence) in divergences.iter().enumerate() {
            let [a, b] = ground.documents(divergence);
            if (ground.present)(a) && (ground.present)(b) {
                pairs.entry((a, b)).or_default().push(n);
            }
        }
        let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &(a, b) in pairs.keys() {
            beside.entry(a).or_default().push(b);
            beside.entry(b).or_default().push(a);
        }
        beside.values_mut().for_each(|others| others.sort_unstable());
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (document, first) in ground.read.set.iter().enumerate() {
            sets.entry(*first).or_default().push(document);
        }
        Self { pairs, beside, sets }
    }

    fn beside(&self, document: usize) -> &[usize] {
        self.beside.get(&document).map_or(&[], Vec::as_slice)
    }

    /// The earlier versions of a document.
    fn before<'i>(&'i self, ground: &'i Ground<'_>, by: usize) -> impl Iterator<Item = usize> + 'i {
        let set = self.sets.get(&ground.read.set[by]);
        let earlier = move |was: &usize| {
            *was != by
                && ground.read.order(ground.corpus, *was, by).is_some_and(|(it, _)| it.is_lt())
        };
        set.into_iter().flatten().copied().filter(earlier)
    }
}

/// What a corrected version says at a place, and what was said there before.
struct Fixed {
    by: Passage,
    new: String,
    old: String,
    was: Option<Passage>,
    note: Option<Span>,
}

fn corrected(ground: &Ground<'_>, divergences: &mut [Divergence]) -> Vec<Correction> {
    let correcting: Vec<usize> = (0..ground.corpus.len())
        .filter(|&document| ground.read.versions[document].corrected && (ground.present)(document))
        .collect();
    if correcting.is_empty() {
        return Vec::new();
    }
    taken_back::face(ground, divergences);
    let index = Index::of(ground, divergences);
    let mut fixed: Vec<Fixed> = Vec::new();
    for &by in &correcting {
        of_versions(ground, &index, divergences, by, &mut fixed);
        of_copies(ground, &index, divergences, by, &mut fixed);
    }
    fixed.iter().filter_map(|one| tell(ground, &index, divergences, one)).fold(
        Vec::new(),
        |mut all: Vec<Correction>, one| {
            match all.iter_mut().find(|it| it.by == one.by) {
                Some(known) => {
                    known.was = known.was.or(one.was);
                    known.still.extend(one.still);
                    known.still.sort_unstable();
                    known.still.dedup();
                }
                None => all.push(one),
            }
            all
        },
    )
}

/// What a divergence between two documents says, from the side of one of them.
struct Seen<'d> {
    divergence: &'d Divergence,
    own: &'d Located,
    other: &'d Located,
}

/// The divergences of two documents in which both have words, from the side of the first.
fn between<'d>(
    index: &Index,
    divergences: &'d [Divergence],
    own: usize,
    other: usize,
) -> Vec<(usize, Seen<'d>)> {
    let turned = own > other;
    let known = index.pairs.get(&(own.min(other), own.max(other)));
    let seen = known.into_iter().flatten().filter_map(|&n| {
        let divergence = &divergences[n];
        let (left, right) = (divergence.left.as_ref()?, divergence.right.as_ref()?);
        let (own, other) = if turned { (right, left) } else { (left, right) };
        Some((n, Seen { divergence, own, other }))
    });
    seen.collect()
}

/// What differs between a corrected version and the earlier ones of the same text.
fn of_versions(
    ground: &Ground<'_>,
    index: &Index,
    divergences: &[Divergence],
    by: usize,
    fixed: &mut Vec<Fixed>,
) {
    let note = Note::of(ground, by);
    for was in index.before(ground, by) {
        let seen = between(index, divergences, by, was);
        let said = |it: &Seen<'_>| [ground.words(by, it.own), ground.words(was, it.other)];
        let is_about = |it: &Seen<'_>| note.is_about(it.divergence.kind, said(it));
        let about: Vec<_> = seen.iter().filter(|(_, it)| is_about(it)).collect();
        let names = |it: &Seen<'_>| {
            let ([new, old], kind) = (said(it), it.divergence.kind);
            note.names(kind, new, old) || note.names(kind, old, new)
        };
        let named = about.iter().any(|(_, it)| names(it));
        for (_, it) in about.into_iter().filter(|(_, it)| !named || names(it)) {
            // Of another number in the row of versions, a figure that grew was brought up to date.
            if !named && is_update(ground, it, by, was) {
                continue;
            }
            fixed.push(Fixed {
                by: Passage { document: by, span: it.own.span },
                new: ground.reading(by, it.own),
                old: ground.reading(was, it.other),
                was: Some(Passage { document: was, span: it.other.span }),
                note: note.span,
            });
        }
    }
}

/// Whether a figure that differs between two versions can have been brought up to date: they are of
/// two numbers or days, and the figure is of a count that changes.
fn is_update(ground: &Ground<'_>, it: &Seen<'_>, by: usize, was: usize) -> bool {
    let (new, old) = (&ground.read.versions[by], &ground.read.versions[was]);
    let day = |n: usize| ground.corpus[n].date.as_ref().map(|date| date.value);
    let same = new.series == old.series && new.number == old.number && day(by) == day(was);
    let count =
        |document: usize, located: &Located| Count::at(&ground.tellings[document], located.span);
    let changes = count(was, it.other).zip(count(by, it.own));
    it.divergence.kind == Kind::NumberConflict
        && !same
        && changes.is_some_and(|(old, new)| old.becomes(&new))
}

/// What copies in other sources say otherwise than a corrected version whose note names the old
/// reading, or than it and as an earlier version that it was not compared with.
fn of_copies(
    ground: &Ground<'_>,
    index: &Index,
    divergences: &[Divergence],
    by: usize,
    fixed: &mut Vec<Fixed>,
) {
    let note = Note::of(ground, by);
    for &copy in index.beside(by) {
        if ground.read.are_one(copy, by) || !ground.ties.are_copies(copy, by) {
            continue;
        }
        for (_, it) in between(index, divergences, by, copy) {
            let old = ground.words(copy, it.other);
            let new = ground.words(by, it.own);
            if !note.is_about(it.divergence.kind, [new, old]) {
                continue;
            }
            let unseen = || was_unseen(ground, index, divergences, by, copy, it.other.span);
            let was = match note.names(it.divergence.kind, old, new) {
                true => None,
                false => match unseen() {
                    Some(was) => Some(was),
                    None => continue,
                },
            };
            let place = Passage { document: by, span: it.own.span };
            let known = |one: &Fixed| one.by == place && one.old == ground.reading(copy, it.other);
            if !fixed.iter().any(known) {
                fixed.push(Fixed {
                    by: place,
                    new: ground.reading(by, it.own),
                    old: ground.reading(copy, it.other),
                    was,
                    note: note.span,
                });
            }
        }
    }
}

/// Where an earlier version that was not compared with the corrected one says what a copy says.
fn was_unseen(
    ground: &Ground<'_>,
    index: &Index,
    divergences: &[Divergence],
    by: usize,
    copy: usize,
    place: Span,
) -> Option<Passage> {
    let facing = |was: usize| {
        ground.of_pair(was, copy).iter().find_map(|it| {
            let turned = it.left.document != copy;
            let (own, other) = if turned { (it.right, it.left) } else { (it.left, it.right) };
            own.span.contains(place).then_some(other)
        })
    };
    let differs = |was: &usize| {
        let mut all = between(index, divergences, copy, *was).into_iter();
        all.any(|(_, it)| it.own.span.overlap(place) > 0)
    };
    index
        .before(ground, by)
        .filter(|&was| ground.of_pair(was, by).is_empty())
        .filter(|was| !differs(was))
        .find_map(facing)
}

/// Names what one correction accounts for.
fn tell(
    ground: &Ground<'_>,
    index: &Index,
    divergences: &mut [Divergence],
    fixed: &Fixed,
) -> Option<Correction> {
    let by = fixed.by.document;
    let mut stale: Vec<Passage> = Vec::new();
    let mut renamed: Vec<(usize, bool)> = Vec::new();
    let reads = |document: usize, located: &Located, reading: &str| {
        ground.reading(document, located) == reading
    };
    for &other in index.beside(by) {
        for (n, it) in between(index, divergences, by, other) {
            // One pair may tell as other words what another tells as another name.
            let here = it.own.span.overlap(fixed.by.span) > 0 && reads(by, it.own, &fixed.new);
            if !here || !reads(other, it.other, &fixed.old) {
                continue;
            }
            let passage = Passage { document: other, span: it.other.span };
            if ground.read.are_one(by, other) {
                renamed.push((n, false));
            } else if ground.ties.are_copies(by, other)
                || fixed.was.is_some_and(|was| ground.ties.are_copies(was.document, other))
            {
                stale.push(passage);
                renamed.push((n, true));
            }
        }
    }
    // Whoever has the corrected reading parts from the old one for the same reason.
    let old = stale.iter().map(|it| (*it, true)).chain(fixed.was.map(|was| (was, false)));
    for (passage, is_stale) in old.collect::<Vec<_>>() {
        for &other in index.beside(passage.document).iter().filter(|other| **other != by) {
            for (n, it) in between(index, divergences, passage.document, other) {
                let here = it.own.span.overlap(passage.span) > 0
                    && reads(passage.document, it.own, &fixed.old);
                if here && reads(other, it.other, &fixed.new) {
                    renamed.push((n, is_stale));
                }
            }
        }
    }
    if renamed.is_empty() {
        return None;
    }
    renamed.sort_unstable();
    renamed.dedup_by_key(|(n, _)| *n);
    for (n, is_stale) in renamed {
        let why = explanation(ground, &divergences[n], fixed, is_stale);
        rename(&mut divergences[n], is_stale, why);
    }
    stale.sort_unstable();
    stale.dedup();
    Some(Correction { by: fixed.by, was: fixed.was, note: fixed.note, still: stale })
}

fn explanation(
    ground: &Ground<'_>,
    divergence: &Divergence,
    fixed: &Fixed,
    is_stale: bool,
) -> String {
    let documents = ground.documents(divergence);
    let sides = [&divergence.left, &divergence.right];
    let old = (0..2).find(|&side| {
        sides[side].as_ref().is_some_and(|it| ground.reading(documents[side], it) == fixed.old)
    });
    let old = old.unwrap_or(0);
    let said = |side: usize| {
        sides[side]
            .as_ref()
            .map_or_else(String::new, |it| quoted(ground.words(documents[side], it)))
    };
    let by = fixed.by.document;
    let (who, when) = (ground.who(by), ground.when(by));
    match is_stale {
        true => format!(
            "{} still has {}, which {who} corrected to {} ({when})",
            ground.who(documents[old]),
            said(old),
            said(1 - old)
        ),
        false => format!("{who} corrected {} to {} ({when})", said(old), said(1 - old)),
    }
}

/// Gives a divergence the kind of a correction. What contradicts goes on to do so where the old
/// reading was left standing; a spelling that was corrected is worth more than one that varies.
fn rename(divergence: &mut Divergence, is_stale: bool, explanation: String) {
    let grave = divergence.effect == Effect::Conflict;
    divergence.explanation = explanation;
    (divergence.kind, divergence.effect) = match is_stale {
        true if grave => (Kind::VersionUncorrected, Effect::Conflict),
        true => (Kind::VersionUncorrected, Effect::Shift),
        false => (Kind::VersionCorrected, Effect::Shift),
    };
}
