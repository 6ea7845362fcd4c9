//! Words of two texts that are not the same and yet stand for each other.
//!
//! In: the vocabularies of two texts. Out: for words that only the right text has, the word of the
//! left text that each stands for: another spelling of a name by its sound, another form or a
//! synonym of a word by the lexicon. Only words foreign to the other text are matched, so a word
//! never loses its own equal. Invariant: the answer does not depend on the order of the words.

use foldhash::HashMap;

use super::lexicon::{Id, Lexicon, NONE};
use super::units::Unit;
use super::words::lexicon_of;
use crate::telling::Telling;
use crate::token::{Class, Token};
use crate::value::name::sound_key;

/// The distinct words of content of a text.
#[derive(Clone)]
pub struct Vocabulary {
    /// Sorted by stem.
    entries: Vec<Entry>,
    /// Sounds of words with a capital, with the entry, sorted.
    sounds: Vec<(u64, u32)>,
    /// Base forms with the entry, sorted.
    bases: Vec<(Id, u32)>,
    /// One bit of many for every base form.
    filter: Filter,
    lexicon: &'static Lexicon,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    stem: u64,
    sound: Option<u64>,
    bases: [Id; 3],
}

/// A word of the right text that stands for one of the left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// Stem of the left text.
    pub stem: u64,
    /// Share of the right word's weight that the match is worth, 0 to 1.
    pub worth: f32,
}

impl Vocabulary {
    /// Reads the words of a text.
    pub fn of(telling: &Telling) -> Self {
        let lexicon = lexicon_of(telling.language);
        let mut tokens: Vec<&Token> =
            telling.tokenized.tokens.iter().filter(|it| it.class == Class::Content).collect();
        tokens.sort_by_key(|token| (token.stem, token.key, !token.capital));
        let mut entries: Vec<Entry> = Vec::new();
        for same in tokens.chunk_by(|a, b| a.stem == b.stem) {
            let known = lexicon.id(same[0].key).and_then(|id| lexicon.entry(id));
            let bases = known.map_or([NONE; 3], |entry| entry.bases);
            // A word that is also written small is no name.
            let name = same.iter().all(|token| token.capital);
            let sound = name.then(|| sound_key(same[0].span.text(telling.text)));
            entries.push(Entry { stem: same[0].stem, sound, bases });
        }
        Self::indexed(entries, lexicon)
    }

    fn indexed(entries: Vec<Entry>, lexicon: &'static Lexicon) -> Self {
        let numbered = || entries.iter().zip(0u32..);
        let mut sounds: Vec<(u64, u32)> =
            numbered().filter_map(|(entry, n)| Some((entry.sound?, n))).collect();
        sounds.sort_unstable();
        let mut bases: Vec<(Id, u32)> = numbered()
            .flat_map(|(entry, n)| entry.bases.into_iter().map(move |base| (base, n)))
            .filter(|(base, _)| *base != NONE)
            .collect();
        bases.sort_unstable();
        let filter = Filter::of(bases.iter().map(|(base, _)| *base));
        Self { entries, sounds, bases, filter, lexicon }
    }

    /// By entry: whether another text does not have the word.
    fn foreign_to(&self, other: &Self) -> Vec<bool> {
        let mut theirs = other.entries.iter().map(|entry| entry.stem).peekable();
        let foreign = self.entries.iter().map(|entry| {
            while theirs.next_if(|stem| *stem < entry.stem).is_some() {}
            theirs.peek() != Some(&entry.stem)
        });
        foreign.collect()
    }

    fn sounding(&self, sound: u64) -> impl Iterator<Item = u32> {
        run(&self.sounds, sound)
    }

    fn based(&self, base: Id) -> impl Iterator<Item = u32> {
        let known = self.filter.may_have(base);
        known.then(|| run(&self.bases, base)).into_iter().flatten()
    }
}

/// Words of a text by one bit each: most look-ups of strangers end here.
#[derive(Clone)]
struct Filter([u64; FILTER]);

/// Places of 64 bits of a [`Filter`]; a report of 300 words fills one bit in fourteen.
const FILTER: usize = 64;

impl Filter {
    fn of(ids: impl Iterator<Item = Id>) -> Self {
        let mut filter = Self([0; FILTER]);
        for id in ids {
            let (place, bit) = Self::place(id);
            filter.0[place] |= bit;
        }
        filter
    }

    fn may_have(&self, id: Id) -> bool {
        let (place, bit) = Self::place(id);
        self.0[place] & bit != 0
    }

    fn place(id: Id) -> (usize, u64) {
        ((id >> 6) as usize % FILTER, 1 << (id & 63))
    }
}

fn run<K: Ord + Copy>(sorted: &[(K, u32)], key: K) -> impl Iterator<Item = u32> {
    let from = sorted.partition_point(|entry| entry.0 < key);
    sorted[from..].iter().take_while(move |entry| entry.0 == key).map(|entry| entry.1)
}

/// What a match is worth by how the words are kin: another spelling by sound,
const SOUND: f32 = 0.8;
/// another form of one base,
const FORM: f32 = 0.9;
/// a synonym in a frequent sense, or a word derived from the other.
const KIN: f32 = 0.6;

/// What the words that only `right` has stand for in `left`, by their stems.
pub fn stands(left: &Vocabulary, right: &Vocabulary) -> HashMap<u64, Stand> {
    let (own, theirs) = (left.foreign_to(right), right.foreign_to(left));
    let foreign = right.entries.iter().zip(theirs).filter(|(_, foreign)| *foreign);
    let stand = |entry: &Entry| Some((entry.stem, stand(entry, right.lexicon, left, &own)?));
    foreign.filter_map(|(entry, _)| stand(entry)).collect()
}

/// The best match among the words of `left` that the other text does not have itself, `own`; of equals,
/// the smaller stem.
fn stand(entry: &Entry, lexicon: &Lexicon, left: &Vocabulary, own: &[bool]) -> Option<Stand> {
    let mut best: Option<Stand> = None;
    let mut offer = |other: u32, worth: f32| {
        if own[other as usize] {
            let stem = left.entries[other as usize].stem;
            if best.is_none_or(|best| (worth, best.stem) > (best.worth, stem)) {
                best = Some(Stand { stem, worth });
            }
        }
    };
    if let Some(sound) = entry.sound {
        left.sounding(sound).for_each(|other| offer(other, SOUND));
    }
    for base in entry.bases.into_iter().filter(|base| *base != NONE) {
        left.based(base).for_each(|other| offer(other, FORM));
        for kin in lexicon.near_to(base) {
            left.based(*kin).for_each(|other| offer(other, KIN));
        }
    }
    best
}

/// Units of the right text with its words called what they stand for.
pub fn renamed(units: &[Unit], stands: &HashMap<u64, Stand>) -> Vec<Unit> {
    let renamed = |unit: &Unit| match unit.bag.iter().any(|(stem, _)| stands.contains_key(stem)) {
        true => renamed_unit(unit, stands),
        false => unit.clone(),
    };
    units.iter().map(renamed).collect()
}

fn renamed_unit(unit: &Unit, stands: &HashMap<u64, Stand>) -> Unit {
    let word = |&(stem, weight): &(u64, f32)| match stands.get(&stem) {
        Some(stand) => (stand.stem, weight * stand.worth),
        None => (stem, weight),
    };
    let mut bag: Vec<(u64, f32)> = unit.bag.iter().map(word).collect();
    bag.sort_unstable_by_key(|(stem, _)| *stem);
    let name = |name: &u64| stands.get(name).map_or(*name, |stand| stand.stem);
    let mut names: Vec<u64> = unit.names.iter().map(name).collect();
    names.sort_unstable();
    names.dedup();
    Unit { bag: bag.into(), names: names.into(), ..unit.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::span::Span;

    fn vocabulary(text: &str) -> Vocabulary {
        let whole = [Span::new(0, text.len())];
        Vocabulary::of(&Telling::read(text, &whole, language::of(None), None))
    }

    fn stem(text: &str) -> u64 {
        let whole = [Span::new(0, text.len())];
        Telling::read(text, &whole, language::of(None), None).tokenized.tokens[0].stem
    }

    #[test]
    fn names_stand_for_names_that_sound_alike() {
        let left = vocabulary("The mayor met Suga on the bridge.");
        let right = vocabulary("The mayor met Sugi on the bridge.");
        let found = stands(&left, &right);
        assert_eq!(found.len(), 1);
        assert_eq!(found[&stem("Sugi")].stem, stem("Suga"));
    }

    #[test]
    fn a_word_that_both_texts_have_stands_for_itself() {
        let left = vocabulary("They purchase bread. They buy bread.");
        let right = vocabulary("They buy bread.");
        assert!(stands(&left, &right).is_empty());
        let right = vocabulary("They bought bread.");
        assert!(stands(&vocabulary("They purchase bread."), &right).len() == 1);
    }

    #[test]
    fn a_word_written_small_is_no_name() {
        let left = vocabulary("The Ruse was old.");
        let right = vocabulary("The rose was old.");
        assert!(stands(&left, &right).is_empty());
    }

    #[test]
    fn renamed_words_weigh_less() {
        let unit = Unit {
            tokens: 0..2,
            span: Span::new(0, 9),
            sentence: 0,
            mass: 5.0,
            bag: [(1, 2.0), (7, 3.0)].into(),
            names: [1, 7].into(),
        };
        let stands = HashMap::from_iter([(7, Stand { stem: 0, worth: 0.5 })]);
        let renamed = renamed(&[unit], &stands);
        assert_eq!(*renamed[0].bag, [(0, 1.5), (1, 2.0)]);
        assert_eq!(*renamed[0].names, [0, 1]);
    }
}
