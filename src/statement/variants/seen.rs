//! What a witness has where others differ: looked up through the words that face each other.
//!
//! Links between two witnesses may lie far apart, for words of one clause meet words all over the
//! other. Only the largest cluster of links near each other is a reading; what meets too little of
//! the words asked for is no reading at all, and the witness then stays out of the row.

use std::collections::BTreeMap;

use super::{Compared, Difference};
use crate::span::Span;

/// What was found where a witness was asked for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// These words.
    Words(Span),
    /// It was compared, and has nothing there.
    Nothing,
    /// It was not compared there, or what it has there is not clear.
    Unknown,
}

/// What one comparison says.
enum Found {
    /// These words, and how many bytes of the words asked for they face.
    Words(Span, usize),
    Nothing,
    Unclear,
}

/// By witness: the words that are known to be of a place.
pub(super) type Known = BTreeMap<usize, Span>;

/// Pairs of witnesses that were compared, to be asked for a place in one of them.
pub(super) struct Views<'a> {
    texts: &'a [&'a str],
    compared: &'a [Compared],
    /// By witness: the other one, and the pair; sorted.
    of: BTreeMap<usize, Vec<(usize, usize)>>,
    lacks: Lacks,
}

/// Words that may stand between two links of one cluster.
const BETWEEN: usize = 2;

impl<'a> Views<'a> {
    pub(super) fn new(
        differences: &[Difference],
        texts: &'a [&'a str],
        compared: &'a [Compared],
    ) -> Self {
        let mut of: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (n, pair) in compared.iter().enumerate() {
            of.entry(pair.left.0).or_default().push((pair.right.0, n));
            of.entry(pair.right.0).or_default().push((pair.left.0, n));
        }
        of.values_mut().for_each(|beside| beside.sort_unstable());
        Self { texts, compared, of, lacks: Lacks::new(differences) }
    }

    /// The witnesses that a witness was compared with.
    pub(super) fn beside(&self, witness: usize) -> impl Iterator<Item = usize> + '_ {
        self.of.get(&witness).into_iter().flatten().map(|(other, _)| *other)
    }

    /// What `other` has where the words of some witnesses stand. Where those differ in what they
    /// say, it says what one of them says; other words that it has there are not of this place. If
    /// `most` of the words must face something, whatever faces most will do.
    pub(super) fn seen(&self, known: &Known, other: usize, most: bool) -> Seen {
        self.among(known, other, most, false)
    }

    /// What `other` has where most of the words of those stand of which it was not found to lack any.
    pub(super) fn faced(&self, known: &Known, other: usize) -> Seen {
        self.among(known, other, true, true)
    }

    /// Only witnesses that `other` was compared with are asked: of thousands that tell a statement
    /// most were compared with few.
    fn among(&self, known: &Known, other: usize, most: bool, having: bool) -> Seen {
        let mut best: Option<((bool, usize), Span)> = None;
        let mut nothing = false;
        for (witness, pair) in self.of.get(&other).into_iter().flatten() {
            let Some(&span) = known.get(witness) else { continue };
            let lacks = self.lacks.has(*witness, span, other);
            if having && lacks {
                continue;
            }
            if most && lacks {
                return Seen::Nothing;
            }
            nothing |= lacks;
            match self.across(&self.compared[*pair], (*witness, span), other, most) {
                Found::Words(words, met) => {
                    let same = key(self.words(other, words)) == key(self.words(*witness, span));
                    let weight = (same, met);
                    if best.is_none_or(|(known, _)| known < weight) {
                        best = Some((weight, words));
                    }
                }
                Found::Nothing => nothing |= most,
                Found::Unclear => {}
            }
        }
        match best {
            Some(((same, _), words)) if same || most => Seen::Words(words),
            _ if nothing => Seen::Nothing,
            _ => Seen::Unknown,
        }
    }

    fn words(&self, witness: usize, span: Span) -> &str {
        self.texts.get(witness).map_or("", |text| span.text(text))
    }

    /// What `other` has in one comparison.
    fn across(
        &self,
        pair: &Compared,
        (witness, span): (usize, Span),
        other: usize,
        most: bool,
    ) -> Found {
        let turned = (witness, other) == (pair.right.0, pair.left.0);
        let bounds = if turned { [pair.right.1, pair.left.1] } else { [pair.left.1, pair.right.1] };
        if bounds[0].overlap(span) == 0 {
            return Found::Unclear;
        }
        let both = pair.facing.iter().map(
            |&(left, right)| {
                if turned { (right, left) } else { (left, right) }
            },
        );
        let touching =
            |(own, theirs): &(Span, Span)| own.overlap(span) > 0 && theirs.overlap(bounds[1]) > 0;
        let links: Vec<(Span, Span)> = both.filter(touching).collect();
        if links.is_empty() {
            return Found::Nothing;
        }
        let (words, met) = self.cluster(links, span, other);
        match words {
            Some(words) if 2 * met >= span.len() => Found::Words(words, met),
            _ if most => Found::Nothing,
            _ => Found::Unclear,
        }
    }

    /// The largest cluster of links, and how many bytes of `span` it faces.
    fn cluster(
        &self,
        mut links: Vec<(Span, Span)>,
        span: Span,
        other: usize,
    ) -> (Option<Span>, usize) {
        // A run of words that only touches the span says what faces the run, not the span.
        links.retain(|(own, theirs)| {
            2 * own.overlap(span) >= own.len() && theirs.len() <= 4 * own.len() + 16
        });
        links.sort_by_key(|(own, theirs)| (theirs.start, theirs.end, own.start));
        let mut clusters: Vec<(Span, usize)> = Vec::new();
        for (own, theirs) in links {
            let met = own.overlap(span);
            match clusters.last_mut() {
                Some((last, sum)) if self.is_near(other, *last, theirs) => {
                    *last = last.cover(theirs);
                    *sum += met;
                }
                _ => clusters.push((theirs, met)),
            }
        }
        let best = clusters.into_iter().rev().max_by_key(|(_, met)| *met);
        best.map_or((None, 0), |(words, met)| (Some(words), met))
    }

    /// Whether few words of one sentence stand between two runs of a witness.
    fn is_near(&self, witness: usize, before: Span, after: Span) -> bool {
        if after.start <= before.end {
            return true;
        }
        let text = self.texts.get(witness).copied().unwrap_or_default();
        let between = text.get(before.end as usize..after.start as usize).unwrap_or_default();
        let ends = |word: &str| word.ends_with(['.', '!', '?', '…']);
        let words =
            || between.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        !between.contains('\n')
            && !between.starts_with(". ")
            && !words().any(ends)
            && words().count() <= BETWEEN
    }
}

/// A reading without what does not make it another one: case, white space, marks around it and
/// the ending of a possessive.
pub(super) fn key(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
    // Where marks are all there is, they are the reading.
    if bare.is_empty() { words } else { bare.to_owned() }
}

/// Who was found to lack the words of whom: a run of words that faces another may hold words that
/// face nothing.
struct Lacks {
    /// By the witness that has the words and the one that has not.
    spans: BTreeMap<(usize, usize), Vec<Span>>,
}

impl Lacks {
    fn new(differences: &[Difference]) -> Self {
        let mut spans: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
        for difference in differences {
            let (found, lacking) = match (difference.left, difference.right) {
                ((has, Some(span)), (lacks, None)) | ((lacks, None), (has, Some(span))) => {
                    (span, (has, lacks))
                }
                _ => continue,
            };
            spans.entry(lacking).or_default().push(found);
        }
        Self { spans }
    }

    /// Whether `other` lacks most of what `witness` has at `span`.
    fn has(&self, witness: usize, span: Span, other: usize) -> bool {
        let spans = self.spans.get(&(witness, other));
        spans.is_some_and(|spans| spans.iter().any(|own| 2 * own.overlap(span) >= span.len()))
    }
}
