//! The variant table of a statement: places by witnesses.
//!
//! Divergences are found between two witnesses at a time. Those that stand on the same words of a
//! witness are one place; a witness without a divergence there reads as those it agrees with.

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

/// Makes the table. `texts[w]` is the whole text of the document of witness `w`; `aligned` lists
/// the pairs of witnesses that were compared.
pub fn variants(
    differences: &[Difference],
    texts: &[&str],
    aligned: &[(usize, usize)],
) -> Vec<Variant> {
    let mut places: Vec<Place> = Vec::new();
    let mut near = Near::default();
    for difference in differences {
        let holds = |n: &usize| places[*n].holds(difference);
        let n = near.to(difference).into_iter().find(holds).unwrap_or(places.len());
        match places.get_mut(n) {
            Some(place) => place.add(difference),
            None => places.push(Place::of(difference)),
        }
        near.push(difference, n);
    }
    places
        .sort_by_key(|place| (place.spans.iter().next().map(|(w, span)| (*w, *span)), place.kind));
    places.iter().map(|place| place.variant(texts, aligned)).collect()
}

/// Places by the stretches of a witness that they touch, so that only near ones are looked at.
#[derive(Default)]
struct Near {
    at: BTreeMap<(usize, u32), BTreeSet<usize>>,
}

impl Near {
    /// Bytes of a stretch.
    const STRETCH: u32 = 256;

    fn stretches(difference: &Difference) -> impl Iterator<Item = (usize, u32)> {
        let of = |(witness, span): (usize, Option<Span>)| {
            let span = span.into_iter();
            span.flat_map(move |it| {
                (it.start / Self::STRETCH..=it.end / Self::STRETCH).map(move |n| (witness, n))
            })
        };
        of(difference.left).chain(of(difference.right))
    }

    /// The places that may hold a difference, in the order in which they were opened.
    fn to(&self, difference: &Difference) -> BTreeSet<usize> {
        Self::stretches(difference).filter_map(|it| self.at.get(&it)).flatten().copied().collect()
    }

    fn push(&mut self, difference: &Difference, place: usize) {
        for stretch in Self::stretches(difference) {
            self.at.entry(stretch).or_default().insert(place);
        }
    }
}

struct Place {
    kind: Kind,
    effect: Effect,
    spans: BTreeMap<usize, Option<Span>>,
}

impl Place {
    fn of(difference: &Difference) -> Self {
        let spans = BTreeMap::from([difference.left, difference.right]);
        Self { kind: difference.kind, effect: difference.effect, spans }
    }

    fn holds(&self, difference: &Difference) -> bool {
        let on =
            |side: (usize, Option<Span>)| {
                side.1.is_some_and(|span| {
                    self.spans.get(&side.0).copied().flatten().is_some_and(|own| {
                        2 * own.overlap(span) >= own.len().max(span.len()).max(1)
                    })
                })
            };
        family(self.kind) == family(difference.kind)
            && (on(difference.left) || on(difference.right))
    }

    fn add(&mut self, difference: &Difference) {
        if difference.effect > self.effect {
            (self.kind, self.effect) = (difference.kind, difference.effect);
        }
        for (witness, span) in [difference.left, difference.right] {
            self.spans.entry(witness).or_insert(span);
        }
    }

    fn variant(&self, texts: &[&str], aligned: &[(usize, usize)]) -> Variant {
        let mut readings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for witness in 0..texts.len() {
            if let Some((of, span)) = self.reading(witness, aligned) {
                let text = span.map_or("", |span| span.text(texts[of])).to_owned();
                readings.entry(text).or_default().push(witness);
            }
        }
        let mut readings: Vec<Reading> =
            readings.into_iter().map(|(text, witnesses)| Reading { text, witnesses }).collect();
        readings.sort_by(|x, y| {
            y.witnesses.len().cmp(&x.witnesses.len()).then_with(|| x.witnesses.cmp(&y.witnesses))
        });
        Variant { kind: self.kind, effect: self.effect, readings }
    }

    /// The witness whose words stand for this one here, and the words.
    fn reading(&self, witness: usize, aligned: &[(usize, usize)]) -> Option<(usize, Option<Span>)> {
        if let Some(span) = self.spans.get(&witness) {
            return Some((witness, *span));
        }
        let agrees = |other: usize| {
            aligned
                .iter()
                .any(|(a, b)| (*a, *b) == (witness, other) || (*b, *a) == (witness, other))
        };
        self.spans.iter().find(|(other, _)| agrees(**other)).map(|(other, span)| (*other, *span))
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
        let table = variants(&[differ(0, 1), differ(0, 2)], &texts, &[(0, 1), (0, 2), (1, 2)]);
        assert_eq!(table.len(), 1);
        assert_eq!(table[0].readings[0], Reading { text: "Suga".into(), witnesses: vec![1, 2] });
        assert_eq!(table[0].readings[1], Reading { text: "Sugi".into(), witnesses: vec![0] });
    }

    #[test]
    fn a_witness_without_a_difference_reads_as_its_like() {
        let texts = ["12 boats", "21 boats", "12 boats"];
        let span = Some(Span::new(0, 2));
        let difference = Difference {
            kind: Kind::NumberConflict,
            effect: Effect::Conflict,
            left: (0, span),
            right: (1, span),
        };
        let table = variants(&[difference], &texts, &[(0, 1), (0, 2)]);
        assert_eq!(table[0].readings[0].witnesses, vec![0, 2]);
    }
}
