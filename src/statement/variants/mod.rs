//! The variant table of a statement: places by witnesses.
//!
//! Divergences are found between two witnesses at a time. Those that share their words in a witness
//! are one place, however many pairs differ there, and its readings are the words that the
//! divergences name. Where a witness differs from nobody, its words are looked up through the words
//! that face each other.
//! Invariant: a row names a witness at most once, and none that was not compared there; every
//! divergence is in exactly one row.

mod place;
mod seen;

use std::collections::{BTreeMap, BTreeSet};

use self::place::Place;
use self::seen::Views;
use super::Variant;
use crate::divergence::{Effect, Kind};
use crate::span::Span;

/// One divergence between two witnesses of a statement, by their indices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Its index, by which the table names it.
    pub divergence: usize,
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

/// Makes the table. `texts[w]` is the whole text of the document of witness `w`.
pub fn variants(differences: &[Difference], texts: &[&str], compared: &[Compared]) -> Vec<Variant> {
    let views = Views::new(differences, texts, compared);
    let mut places = Places::default();
    let mut order: Vec<&Difference> = differences.iter().collect();
    // What weighs most says what a place is about.
    order.sort_by_key(|it| (std::cmp::Reverse(it.effect), it.divergence));
    for difference in order {
        places.take(difference);
    }
    places.look_up(&views);
    places.join_titles();
    let mut places: Vec<Place> = places.all.into_iter().flatten().collect();
    places.sort_by_key(Place::order);
    places.iter().map(|place| place.variant(texts)).collect()
}

/// Places, of which those that turn out to be one are joined.
#[derive(Default)]
struct Places {
    all: Vec<Option<Place>>,
    near: Near,
}

impl Places {
    /// Adds a difference to the places that hold it, which then are one, or opens a place.
    fn take(&mut self, difference: &Difference) {
        self.settle(Place::of(difference));
    }

    /// Joins a place with those that it is the same as. They keep the number of the first of them, so
    /// that of a place that many differences name only what is new is entered for each.
    fn settle(&mut self, mut place: Place) {
        let mut seat = None;
        let mut entered: Vec<(usize, u32)> = Near::stretches(&place).collect();
        for n in self.near.to(&place) {
            if let Some(other) = self.all[n].take_if(|other| other.is(&place)) {
                if seat.is_some() {
                    entered.extend(Near::stretches(&other));
                }
                place = other.joined(place);
                seat = seat.or(Some(n));
            }
        }
        let n = seat.unwrap_or(self.all.len());
        self.near.push(entered, n);
        match self.all.get_mut(n) {
            Some(free) => *free = Some(place),
            None => self.all.push(Some(place)),
        }
    }

    /// Asks the witnesses that differ from nobody at a place; one may say there what another place
    /// is about, and then both are one.
    fn look_up(&mut self, views: &Views<'_>) {
        for n in 0..self.all.len() {
            if let Some(mut place) = self.all[n].take() {
                place.look_up(views);
                // It stays where it is, unless it is one with a place before it.
                self.settle(place);
            }
        }
    }
}

impl Places {
    /// A name that some give with its title and others without is part of what is told of the title.
    fn join_titles(&mut self) {
        for n in 0..self.all.len() {
            let Some(name) = &self.all[n] else { continue };
            let told = |of: &usize| self.all[*of].as_ref().is_some_and(|it| it.is_title_of(name));
            let title = self.near.to(name).into_iter().find(told);
            if let Some(title) = title
                && let Some(name) = self.all[n].take()
                && let Some(title) = &mut self.all[title]
            {
                title.take_in(name);
            }
        }
    }
}

/// Places by the stretches of a witness that they touch, so that only near ones are looked at.
#[derive(Default)]
struct Near {
    at: BTreeMap<(usize, u32), BTreeSet<usize>>,
}

impl Near {
    /// Bytes of a stretch.
    const STRETCH: u32 = 256;

    fn stretches(place: &Place) -> impl Iterator<Item = (usize, u32)> + '_ {
        place.words().flat_map(|(witness, it)| {
            (it.start / Self::STRETCH..=it.end / Self::STRETCH).map(move |n| (witness, n))
        })
    }

    /// The places that may be the same, in the order in which they were opened.
    fn to(&self, place: &Place) -> BTreeSet<usize> {
        Self::stretches(place).filter_map(|it| self.at.get(&it)).flatten().copied().collect()
    }

    fn push(&mut self, stretches: Vec<(usize, u32)>, n: usize) {
        for stretch in stretches {
            self.at.entry(stretch).or_default().insert(n);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Reading;

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
            divergence: right,
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
            divergence: right,
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

    /// The first two witnesses begin with other numbers of two digits.
    fn other_number() -> Difference {
        let span = Some(Span::new(0, 2));
        Difference {
            divergence: 0,
            kind: Kind::NumberConflict,
            effect: Effect::Conflict,
            left: (0, span),
            right: (1, span),
        }
    }

    #[test]
    fn a_witness_without_a_difference_reads_what_it_says() {
        let texts = ["12 boats", "21 boats", "12 boats"];
        let table = variants(&[other_number()], &texts, &compared(&texts));
        assert_eq!(table[0].readings[0].witnesses, vec![0, 2]);
    }

    #[test]
    fn what_one_witness_lacks_is_one_place() {
        let texts = ["it first comes", "it first comes", "it first"];
        let lacks = |left| Difference {
            divergence: left,
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
        let table = variants(&[other_number()], &texts, &compared(&texts)[..1]);
        assert!(table[0].readings.iter().all(|reading| !reading.witnesses.contains(&2)));
    }

    fn at(text: &str, words: &str) -> Option<Span> {
        let start = text.find(words)?;
        Some(Span::new(start, start + words.len()))
    }

    fn differ(kind: Kind, texts: &[&str], sides: [(usize, &str); 2]) -> Difference {
        let [left, right] = sides.map(|(n, words)| (n, at(texts[n], words)));
        Difference { divergence: 0, kind, effect: kind.usual_effect(), left, right }
    }

    #[test]
    fn all_that_share_words_in_a_witness_are_one_place() {
        let texts = ["12 fell", "21 fell", "a dozen fell"];
        let (form, conflict) = (Kind::NumberForm, Kind::NumberConflict);
        let differences = [
            differ(form, &texts, [(0, "12"), (2, "a dozen")]),
            differ(conflict, &texts, [(0, "12"), (1, "21")]),
            differ(conflict, &texts, [(1, "21"), (2, "a dozen")]),
        ];
        let table = variants(&differences, &texts, &[]);
        assert_eq!(table.len(), 1);
        assert_eq!((table[0].kind, table[0].divergences.len()), (conflict, 3));
        let readings: Vec<&str> = table[0].readings.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(readings, ["12", "21", "a dozen"]);
    }

    #[test]
    fn a_name_with_its_title_is_that_name() {
        let texts = ["Mayor Ann Orr left", "Anne Orr left", "Ann Orr left"];
        let differences = [
            differ(Kind::NameForm, &texts, [(0, "Mayor Ann Orr"), (2, "Ann Orr")]),
            differ(Kind::NameVariant, &texts, [(0, "Ann Orr"), (1, "Anne Orr")]),
        ];
        let table = variants(&differences, &texts, &[]);
        assert_eq!(table.len(), 1, "{table:#?}");
        assert_eq!(table[0].readings.len(), 3);
    }

    #[test]
    fn a_name_whose_title_differs_is_told_with_the_title() {
        let texts = ["Orr, the deputy mayor, left", "Mayor Orr left"];
        let differences = [
            differ(Kind::NameForm, &texts, [(0, "Orr"), (1, "Mayor Orr")]),
            differ(Kind::Title, &texts, [(0, "deputy mayor"), (1, "Mayor")]),
        ];
        let table = variants(&differences, &texts, &[]);
        assert_eq!((table.len(), table[0].kind), (1, Kind::Title), "{table:#?}");
        assert_eq!(table[0].divergences.len(), 2);
    }

    #[test]
    fn words_far_apart_are_no_reading() {
        let texts =
            ["Orr met Lund at noon", "Ott met Lund at noon", "At noon came Lund, to meet Orr"];
        let face = |a: &str, b: &str| (at(texts[0], a).unwrap(), at(texts[2], b).unwrap());
        let pair = Compared {
            left: (0, Span::new(0, texts[0].len())),
            right: (2, Span::new(0, texts[2].len())),
            facing: vec![face("Orr", "At"), face("met", "meet Orr"), face("noon", "noon")],
        };
        let difference = differ(Kind::NameConflict, &texts, [(0, "Orr"), (1, "Ott")]);
        let table = variants(&[difference], &texts, std::slice::from_ref(&pair));
        assert!(table[0].readings.iter().all(|it| !it.witnesses.contains(&2)), "{table:#?}");
        let lost = Difference {
            left: (0, at(texts[0], "Orr met Lund at noon")),
            right: (1, None),
            ..differ(Kind::Omission, &texts, [(0, "Orr"), (1, "Ott")])
        };
        let table = variants(&[lost], &texts, &[pair]);
        assert!(!table[0].readings.iter().any(|it| it.text == texts[2]), "{table:#?}");
    }
}
