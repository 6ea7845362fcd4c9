//! One place of a statement: what its divergences name in each witness.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Difference;
use super::seen::{Known, Seen, Views, key};
use crate::divergence::{Effect, Kind};
use crate::span::Span;
use crate::statement::{Reading, Variant};

/// A row of the table in the making.
pub(super) struct Place {
    /// The gravest difference first.
    differences: Vec<(Effect, Kind, usize)>,
    /// What each witness has there; witnesses of which nothing is known are absent.
    seats: BTreeMap<usize, Seat>,
}

/// What a witness has at a place.
#[derive(Clone, Copy)]
struct Seat {
    /// None: nothing.
    words: Option<Span>,
    /// How many differences name these words; none when they were looked up.
    named: usize,
}

impl Place {
    /// The place of one difference.
    pub(super) fn of(difference: &Difference) -> Self {
        let Difference { divergence, kind, effect, left, right } = *difference;
        let seat = |(witness, words)| (witness, Seat { words, named: 1 });
        Self {
            differences: vec![(effect, kind, divergence)],
            seats: BTreeMap::from([left, right].map(seat)),
        }
    }

    /// The words of its witnesses.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, Span)> + '_ {
        self.seats.iter().filter_map(|(witness, seat)| Some((*witness, seat.words?)))
    }

    /// By what rows are sorted: the place in the first witness that has words, then the kind.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (self.words().next(), self.differences[0])
    }

    /// Whether another place is this one: they share words in a witness, and disagree in none.
    pub(super) fn is(&self, other: &Self) -> bool {
        let of = family(self.kind());
        if !of.meets(family(other.kind())) {
            return false;
        }
        let mut shared = false;
        for (witness, seat) in &other.seats {
            let Some(own) = self.seats.get(witness) else { continue };
            match (own.words, seat.words) {
                (Some(a), Some(b)) if of.alike(a, b) => shared = true,
                (None, None) => {}
                // What was only looked up gives way.
                _ if own.named == 0 || seat.named == 0 => {}
                _ => return false,
            }
        }
        shared
    }

    /// Whether this place is the title of a name that differs elsewhere only in having it.
    pub(super) fn is_title_of(&self, name: &Self) -> bool {
        let forms = name.differences.iter().all(|(_, kind, _)| *kind == Kind::NameForm);
        let of = |witness: &usize| self.seats.get(witness).and_then(|seat| seat.words);
        let holds =
            |(witness, words): (usize, Span)| of(&witness).is_some_and(|it| words.contains(it));
        self.kind() == Kind::Title
            && forms
            && name.words().any(holds)
            && name.words().all(|(witness, _)| of(&witness).is_some())
    }

    /// Takes in the differences of a place that weighs no more; words and kind stay its own.
    pub(super) fn take_in(&mut self, other: Self) {
        self.differences.extend(other.differences);
    }

    /// Both as one; the words that more differences name stay.
    pub(super) fn joined(mut self, mut other: Self) -> Self {
        let is_name = family(self.kind()) == Family::Name;
        for (witness, seat) in std::mem::take(&mut other.seats) {
            let Some(own) = self.seats.get_mut(&witness) else {
                self.seats.insert(witness, seat);
                continue;
            };
            let named = own.named.saturating_add(seat.named);
            // Of words named alike often the fewer say it, but a name with all that it has.
            let length = |it: &Seat| it.words.map_or(0, Span::len);
            let extent = |it: &Seat| if is_name { usize::MAX - length(it) } else { length(it) };
            let weight = |it: &Seat| (Reverse(it.named), extent(it));
            if weight(&seat) < weight(own) {
                *own = seat;
            }
            own.named = named;
        }
        let weight = |&(effect, kind, n): &(Effect, Kind, usize)| (Reverse(effect), kind, n);
        for difference in other.differences {
            let at = self.differences.partition_point(|own| weight(own) <= weight(&difference));
            self.differences.insert(at, difference);
        }
        self
    }

    /// Asks the witnesses that no difference names.
    pub(super) fn look_up(&mut self, views: &Views<'_>) {
        let family = family(self.kind());
        let most = family == Family::Lack;
        let named = self.seats.iter().filter(|(_, seat)| seat.named > 0);
        let known: Known = named.filter_map(|(it, seat)| Some((*it, seat.words?))).collect();
        let mut beside: Vec<usize> =
            known.keys().flat_map(|witness| views.beside(*witness)).collect();
        beside.sort_unstable();
        beside.dedup();
        for witness in beside {
            if self.seats.contains_key(&witness) {
                continue;
            }
            let words = match views.seen(&known, witness, most) {
                Seen::Words(words) => Some(words),
                Seen::Nothing if family.is_named() => None,
                Seen::Nothing | Seen::Unknown => continue,
            };
            self.seats.insert(witness, Seat { words, named: 0 });
        }
        if most {
            self.fill(&known, views);
        }
    }

    /// Who lacks the words of one witness may face those of another: it has something there.
    fn fill(&mut self, known: &Known, views: &Views<'_>) {
        for (witness, seat) in self.seats.iter_mut().filter(|(_, seat)| seat.words.is_none()) {
            if let Seen::Words(words) = views.faced(known, *witness) {
                seat.words = Some(words);
            }
        }
    }

    /// The row.
    pub(super) fn variant(&self, texts: &[&str]) -> Variant {
        let (effect, kind, _) = self.differences[0];
        let mut readings = self.readings(texts, &key);
        if readings.len() < 2 && kind != Kind::Order {
            readings = self.readings(texts, &|text: &str| text.to_owned());
        }
        readings.sort_by(|x, y| {
            y.witnesses.len().cmp(&x.witnesses.len()).then_with(|| x.witnesses.cmp(&y.witnesses))
        });
        let divergences = self.differences.iter().map(|(_, _, divergence)| *divergence).collect();
        Variant { kind, effect, readings, divergences }
    }

    fn readings(&self, texts: &[&str], key: &dyn Fn(&str) -> String) -> Vec<Reading> {
        let mut readings: BTreeMap<String, Reading> = BTreeMap::new();
        for (witness, seat) in &self.seats {
            let text = seat.words.map_or("", |words| words.text(texts[*witness]));
            let reading = readings
                .entry(key(text))
                .or_insert_with(|| Reading { text: text.to_owned(), witnesses: Vec::new() });
            reading.witnesses.push(*witness);
        }
        readings.into_values().collect()
    }

    fn kind(&self) -> Kind {
        self.differences[0].1
    }
}

/// Kinds that speak of the same words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Name,
    Title,
    Number,
    Date,
    Force,
    Speech(Kind),
    Lack,
    Words,
    Version,
    Own(Kind),
}

impl Family {
    /// Whether a telling that lacks the words lacks what is told: a number is there or it is not,
    /// but a denial may stand in any other words.
    fn is_named(self) -> bool {
        self.is_value() || matches!(self, Self::Title | Self::Lack)
    }

    /// Whether words of it are a name or a value, which a later version may have made another.
    fn is_value(self) -> bool {
        matches!(self, Self::Name | Self::Number | Self::Date | Self::Version)
    }

    /// Whether two differences of these can be about the same words.
    fn meets(self, other: Self) -> bool {
        let version = self == Self::Version || other == Self::Version;
        self == other || version && self.is_value() && other.is_value()
    }

    /// Whether two stretches of one witness are the same words: mostly, or, of a name, one of them
    /// within the other, for `Mayor Ann Orr` and `Orr` are one name.
    fn alike(self, a: Span, b: Span) -> bool {
        let shared = a.overlap(b);
        match self {
            Self::Name => shared > 0 && shared == a.len().min(b.len()),
            _ => 2 * shared >= a.len().max(b.len()).max(1),
        }
    }
}

fn family(kind: Kind) -> Family {
    match kind {
        Kind::NameVariant | Kind::NameForm | Kind::NameConflict => Family::Name,
        Kind::Title => Family::Title,
        Kind::NumberForm | Kind::NumberPrecision | Kind::NumberConflict => Family::Number,
        Kind::DateForm | Kind::DatePrecision | Kind::DateConflict => Family::Date,
        Kind::Modality | Kind::Tense | Kind::Stage => Family::Force,
        Kind::AttributionSpeaker | Kind::AttributionVerb | Kind::AttributionMode => {
            Family::Speech(kind)
        }
        Kind::VersionUpdate | Kind::VersionCorrected | Kind::VersionUncorrected => Family::Version,
        Kind::Omission | Kind::Addition => Family::Lack,
        Kind::Wording | Kind::Order | Kind::Spelling | Kind::Punctuation => Family::Words,
        Kind::Polarity | Kind::Antonym | Kind::Scope | Kind::Role | Kind::Gender | Kind::Mood => {
            Family::Own(kind)
        }
    }
}
