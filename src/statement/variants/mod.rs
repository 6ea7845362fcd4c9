//! The variant table of a statement: places by witnesses.
//!
//! Divergences are found between two witnesses at a time. Each opens a place, whose words are then
//! looked up in every other witness through the words that face each other, so that a place has
//! one row however many pairs differ there, and a witness without a divergence reads what it says.
//! Invariant: a row names a witness at most once, and none that was not compared there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reading, Variant};
use crate::divergence::{Effect, Kind};
use crate::span::Span;

/// One divergence between two witnesses of a statement, by their indices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// What it is.
    pub kind: Kind,
    /// What it does.
    pub effect: Effect,
    /// Witness and words of the left side; no words for an addition.
    pub left: (usize, Option<Span>),
    /// ... of the right side.
    pub right: (usize, Option<Span>),
}

/// Two witnesses that were compared, by their indices, and how their words face each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The witness that sorts first, and what of it was compared.
    pub left: (usize, Span),
    /// The other one.
    pub right: (usize, Span),
    /// Words, or runs of words, that face each other, in the order of the left side.
    pub facing: Vec<(Span, Span)>,
}

impl Compared {
    /// What `other` has where `witness` has `span`: none where they were not compared. With `most`
    /// it has nothing there unless most of the span faces something.
    fn seen(
        &self,
        (witness, span): (usize, Span),
        other: usize,
        most: bool,
    ) -> Option<Option<Span>> {
        let turned = (witness, other) == (self.right.0, self.left.0);
        if !turned && (witness, other) != (self.left.0, self.right.0) {
            return None;
        }
        let bounds = if turned { self.right.1 } else { self.left.1 };
        if bounds.overlap(span) == 0 {
            return None;
        }
        let facing = self
            .facing
            .iter()
            .map(|(left, right)| if turned { (right, left) } else { (left, right) })
            .filter(|(own, _)| own.overlap(span) > 0);
        let met: usize = facing.clone().map(|(own, _)| own.overlap(span)).sum();
        let found = facing.map(|(_, theirs)| *theirs).reduce(Span::cover);
        Some(found.filter(|_| !most || 2 * met >= span.len()))
    }
}

/// Makes the table. `texts[w]` is the whole text of the document of witness `w`.
pub fn variants(differences: &[Difference], texts: &[&str], compared: &[Compared]) -> Vec<Variant> {
    let mut places: Vec<Place> = Vec::new();
    let mut near = Near::default();
    let lacks = Lacks::new(differences);
    for difference in differences {
        let holds = |n: &usize| places[*n].holds(difference);
        let found = near.to(difference).into_iter().find(holds);
        match found {
            Some(n) => places[n].add(difference),
            None => {
                let place = Place::of(difference, texts.len(), compared, &lacks);
                near.push(&place, places.len());
                places.push(place);
            }
        }
    }
    places.sort_by_key(|place| {
        (place.spans.iter().find_map(|(w, span)| Some((*w, (*span)?))), place.kind)
    });
    places.iter().map(|place| place.variant(texts)).collect()
}

/// Places by the stretches of a witness that they touch, so that only near ones are looked at.
#[derive(Default)]
struct Near {
    at: BTreeMap<(usize, u32), BTreeSet<usize>>,
}

impl Near {
    /// Bytes of a stretch.
    const STRETCH: u32 = 256;

    fn stretches(witness: usize, span: Option<Span>) -> impl Iterator<Item = (usize, u32)> {
        span.into_iter().flat_map(move |it| {
            (it.start / Self::STRETCH..=it.end / Self::STRETCH).map(move |n| (witness, n))
        })
    }

    /// The places that may hold a difference, in the order in which they were opened.
    fn to(&self, difference: &Difference) -> BTreeSet<usize> {
        [difference.left, difference.right]
            .into_iter()
            .flat_map(|(witness, span)| Self::stretches(witness, span))
            .filter_map(|it| self.at.get(&it))
            .flatten()
            .copied()
            .collect()
    }

    fn push(&mut self, place: &Place, n: usize) {
        for (witness, span) in &place.spans {
            for stretch in Self::stretches(*witness, *span) {
                self.at.entry(stretch).or_default().insert(n);
            }
        }
    }
}

/// Who was found to lack the words of whom: a run of words that faces another may hold words that
/// face nothing.
#[derive(Default)]
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

struct Place {
    kind: Kind,
    effect: Effect,
    /// What each witness has there, if anything; witnesses that were not compared are absent.
    spans: BTreeMap<usize, Option<Span>>,
}

impl Place {
    fn of(difference: &Difference, witnesses: usize, compared: &[Compared], lacks: &Lacks) -> Self {
        let mut spans = BTreeMap::from([difference.left, difference.right]);
        for witness in 0..witnesses {
            if !spans.contains_key(&witness)
                && let Some(seen) = seen(difference, witness, compared, lacks)
            {
                spans.insert(witness, seen);
            }
        }
        Self { kind: difference.kind, effect: difference.effect, spans }
    }

    /// Whether a difference is this place seen from two other witnesses.
    fn holds(&self, difference: &Difference) -> bool {
        let on = |(witness, span): (usize, Option<Span>)| match (self.spans.get(&witness), span) {
            (None | Some(None), None) => true,
            (Some(Some(own)), Some(span)) => {
                2 * own.overlap(span) >= own.len().max(span.len()).max(1)
            }
            _ => false,
        };
        let known = |(witness, span): (usize, Option<Span>)| {
            span.is_some() && self.spans.contains_key(&witness)
        };
        family(self.kind) == family(difference.kind)
            && (known(difference.left) || known(difference.right))
            && on(difference.left)
            && on(difference.right)
    }

    fn add(&mut self, difference: &Difference) {
        if difference.effect > self.effect {
            (self.kind, self.effect) = (difference.kind, difference.effect);
        }
    }

    fn variant(&self, texts: &[&str]) -> Variant {
        let mut readings: BTreeMap<String, Reading> = BTreeMap::new();
        for (witness, span) in &self.spans {
            let text = span.map_or("", |span| span.text(texts[*witness]));
            let key = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let reading = readings
                .entry(key)
                .or_insert_with(|| Reading { text: text.to_owned(), witnesses: Vec::new() });
            reading.witnesses.push(*witness);
        }
        let mut readings: Vec<Reading> = readings.into_values().collect();
        readings.sort_by(|x, y| {
            y.witnesses.len().cmp(&x.witnesses.len()).then_with(|| x.witnesses.cmp(&y.witnesses))
        });
        Variant { kind: self.kind, effect: self.effect, readings }
    }
}

/// What a witness has where two others differ: words rather than nothing, and rather as the left
/// of the two sees it.
fn seen(
    difference: &Difference,
    witness: usize,
    compared: &[Compared],
    lacks: &Lacks,
) -> Option<Option<Span>> {
    // A clause that some leave out may hold a word that they have elsewhere.
    let most = family(difference.kind) == "omission";
    let from = |(other, span): (usize, Option<Span>)| {
        let span = span?;
        if most && lacks.has(other, span, witness) {
            return Some(None);
        }
        compared.iter().find_map(|pair| pair.seen((other, span), witness, most))
    };
    match (from(difference.left), from(difference.right)) {
        (Some(Some(span)), _) | (_, Some(Some(span))) => Some(Some(span)),
        (None, None) => None,
        _ => Some(None),
    }
}

/// The part of a kind before its point: name, number, date.
fn family(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "name",
        Kind::Omission | Kind::Addition => "omission",
        _ => kind.name().split('.').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All words face each other in order.
    fn compared(texts: &[&str]) -> Vec<Compared> {
        let words = |text: &str| {
            let mut at = 0;
            let mut spans = Vec::new();
            for word in text.split(' ') {
                spans.push(Span::new(at, at + word.len()));
                at += word.len() + 1;
            }
            spans
        };
        let whole = |n: usize| (n, Span::new(0, texts[n].len()));
        (0..texts.len())
            .flat_map(|a| (a + 1..texts.len()).map(move |b| (a, b)))
            .map(|(a, b)| Compared {
                left: whole(a),
                right: whole(b),
                facing: words(texts[a]).into_iter().zip(words(texts[b])).collect(),
            })
            .collect()
    }

    #[test]
    fn who_stands_alone_is_seen() {
        let texts = ["he met Sugi there", "he met Suga there", "he met Suga there"];
        let span = Some(Span::new(7, 11));
        let differ = |left, right| Difference {
            kind: Kind::NameVariant,
            effect: Effect::None,
            left: (left, span),
            right: (right, span),
        };
        let table = variants(&[differ(0, 1), differ(0, 2)], &texts, &compared(&texts));
        assert_eq!(table.len(), 1);
        assert_eq!(table[0].readings[0], Reading { text: "Suga".into(), witnesses: vec![1, 2] });
        assert_eq!(table[0].readings[1], Reading { text: "Sugi".into(), witnesses: vec![0] });
    }

    #[test]
    fn who_lacks_words_reads_nothing_though_a_run_around_them_faces_something() {
        let texts = ["it is, he says, not", "it was so", "it was so"];
        let words = Some(Span::new(7, 14));
        let lost = |right| Difference {
            kind: Kind::Omission,
            effect: Effect::Compatible,
            left: (0, words),
            right: (right, None),
        };
        let pair = |right: usize| Compared {
            left: (0, Span::new(0, 19)),
            right: (right, Span::new(0, 9)),
            facing: vec![(Span::new(3, 19), Span::new(3, 9))],
        };
        let table = variants(&[lost(1), lost(2)], &texts, &[pair(1), pair(2)]);
        assert_eq!(table.len(), 1);
        assert_eq!(table[0].readings[0], Reading { text: String::new(), witnesses: vec![1, 2] });
    }

    #[test]
    fn a_witness_without_a_difference_reads_what_it_says() {
        let texts = ["12 boats", "21 boats", "12 boats"];
        let span = Some(Span::new(0, 2));
        let difference = Difference {
            kind: Kind::NumberConflict,
            effect: Effect::Conflict,
            left: (0, span),
            right: (1, span),
        };
        let table = variants(&[difference], &texts, &compared(&texts));
        assert_eq!(table[0].readings[0].witnesses, vec![0, 2]);
    }

    #[test]
    fn what_one_witness_lacks_is_one_place() {
        let texts = ["it first comes", "it first comes", "it first"];
        let lacks = |left| Difference {
            kind: Kind::Omission,
            effect: Effect::Compatible,
            left: (left, Some(Span::new(9, 14))),
            right: (2, None),
        };
        let table = variants(&[lacks(0), lacks(1)], &texts, &compared(&texts));
        assert_eq!(table.len(), 1);
        assert_eq!(table[0].readings[0], Reading { text: "comes".into(), witnesses: vec![0, 1] });
        assert_eq!(table[0].readings[1], Reading { text: String::new(), witnesses: vec![2] });
    }

    #[test]
    fn a_witness_that_was_not_compared_has_no_reading() {
        let texts = ["12 boats", "21 boats", "some boats"];
        let span = Some(Span::new(0, 2));
        let difference = Difference {
            kind: Kind::NumberConflict,
            effect: Effect::Conflict,
            left: (0, span),
            right: (1, span),
        };
        let table = variants(&[difference], &texts, &compared(&texts)[..1]);
        assert!(table[0].readings.iter().all(|reading| !reading.witnesses.contains(&2)));
    }
}
