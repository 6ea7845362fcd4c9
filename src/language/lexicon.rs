//! Which English words mean much the same, as WordNet has it.
//!
//! In: the key of a normal form. Out: its [`Entry`]: how frequent it is, its parts of speech, its
//! base forms, and how it is kin to another base form. The table is built by
//! `tools/build_lexicon.py`; WordNet's licence is in NOTICE. Invariant: kinship is symmetric.

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use foldhash::HashMap;

use super::key;

/// How two base forms are kin; the closer, the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kin {
    /// Opposites.
    Antonym = 1,
    /// One is a synonym of a word derived from the other.
    Distant,
    /// Derived from one another by way of a third word.
    Cousin,
    /// One is a kind of the other.
    Broader,
    /// Derived from one another: recognise, recognition.
    Derived,
    /// Synonyms in some sense.
    Near,
    /// Synonyms in a frequent sense.
    Synonym,
}

/// Number of a word in the table.
pub type Id = u32;

/// No word.
pub const NONE: Id = Id::MAX;

/// What the table says of a word.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Number of bits of its place in a list by frequency: 1 for the most frequent.
    pub rank: u8,
    /// Parts of speech: 1 noun, 2 verb, 4 adjective, 8 adverb.
    pub parts: u8,
    /// Whether it is a proper name and nothing else: `paris`.
    pub proper: bool,
    /// Base forms, then [`NONE`].
    pub bases: [Id; 3],
    /// The key of the first base form.
    pub base_key: u64,
    /// One bit of 64 for every word that a base form is kin to.
    pub kin_bits: u64,
    kin: (u32, u32),
    near: (u32, u32),
}

/// The table.
pub struct Lexicon {
    words: Vec<Box<str>>,
    ids: HashMap<u64, Id>,
    entries: Vec<Entry>,
    kin: Vec<(Id, Kin)>,
    /// Of those the synonyms in a frequent sense and the derived words, which every pair of texts asks for.
    near: Vec<Id>,
}

/// The lexicon of English.
pub fn english() -> &'static Lexicon {
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
        let mut text = String::new();
        let packed: &[u8] = include_bytes!("lexicon.tsv.gz");
        // A table that does not unpack leaves an empty lexicon; a test would see it.
        let read = GzDecoder::new(packed).read_to_string(&mut text);
        Lexicon::parse(if read.is_ok() { &text } else { "" })
    });
    &ENGLISH
}

/// The bit that stands for a base form in [`Entry::kin_bits`].
pub fn bit(id: Id) -> u64 {
    1 << (id.wrapping_mul(0x9e37_79b1) >> 26)
}

impl Lexicon {
    /// A table without words, for languages that have none.
    pub fn empty() -> &'static Self {
        static EMPTY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(""));
        &EMPTY
    }

    /// The number of the word with this key.
    pub fn id(&self, key: u64) -> Option<Id> {
        self.ids.get(&key).copied()
    }

    /// What the table says of a word.
    pub fn entry(&self, id: Id) -> Option<&Entry> {
        self.entries.get(id as usize)
    }

    /// The word with this number.
    pub fn word(&self, id: Id) -> &str {
        self.words.get(id as usize).map_or("", |word| word)
    }

    /// Whether the word is no common one: not in the table, a proper name there, or there without part
    /// of speech and as a form of no other word.
    pub fn is_strange(&self, key: u64) -> bool {
        let Some(id) = self.id(key) else { return !self.words.is_empty() };
        self.entry(id).is_none_or(|entry| entry.proper || entry.parts == 0 && entry.bases[0] == id)
    }

    /// The synonyms of a base form in a frequent sense, and what is derived from it, sorted by number.
    pub fn near_to(&self, id: Id) -> &[Id] {
        let range = self.entry(id).map_or((0, 0), |entry| entry.near);
        self.near.get(range.0 as usize..range.1 as usize).unwrap_or(&[])
    }

    /// How two base forms are kin.
    pub fn kin(&self, a: Id, b: Id) -> Option<Kin> {
        let (start, end) = self.entry(a)?.kin;
        let kin = self.kin.get(start as usize..end as usize)?;
        kin.binary_search_by_key(&b, |k| k.0).ok().map(|at| kin[at].1)
    }

    fn parse(text: &str) -> Self {
        let lines: Vec<Line> = text.lines().enumerate().filter_map(Line::parse).collect();
        let keys: Vec<u64> = lines.iter().map(|line| key(line.word)).collect();
        let (kin, ranges) = kinships(&lines);
        let words = lines.iter().map(|line| line.word.into()).collect();
        let (ids, entries, near) = (HashMap::default(), Vec::new(), Vec::new());
        let mut lexicon = Self { words, ids, entries, kin, near };
        for (line, range) in lines.iter().zip(ranges) {
            let bases = line.bases();
            let base_key = keys.get(bases[0] as usize).copied().unwrap_or_default();
            let entry = Entry {
                rank: line.rank,
                parts: line.parts,
                proper: line.proper,
                bases,
                base_key,
                kin_bits: 0,
                kin: range,
                near: lexicon.push_near(range),
            };
            lexicon.ids.insert(keys[line.id as usize], line.id);
            lexicon.entries.push(entry);
        }
        lexicon.mark_kin();
        lexicon
    }

    /// Puts the near of some kin apart.
    fn push_near(&mut self, (start, end): (u32, u32)) -> (u32, u32) {
        let from = self.near.len() as u32;
        let kin = self.kin[start as usize..end as usize].iter();
        let near = kin.filter(|(_, how)| matches!(how, Kin::Synonym | Kin::Derived));
        self.near.extend(near.map(|(id, _)| *id));
        (from, self.near.len() as u32)
    }

    /// Sets the bits by which most look-ups of strangers end early.
    fn mark_kin(&mut self) {
        let bits_of = |entry: &Entry| -> u64 {
            let kin = &self.kin[entry.kin.0 as usize..entry.kin.1 as usize];
            kin.iter().map(|k| bit(k.0)).fold(0, |a, b| a | b)
        };
        let own: Vec<u64> = self.entries.iter().map(bits_of).collect();
        for entry in &mut self.entries {
            let bases = entry.bases.iter().filter(|b| **b != NONE);
            entry.kin_bits = bases.filter_map(|b| own.get(*b as usize)).fold(0, |a, b| a | b);
        }
    }
}

/// A line of the table.
struct Line<'a> {
    id: Id,
    word: &'a str,
    rank: u8,
    parts: u8,
    proper: bool,
    forms: &'a str,
    kin: &'a str,
}

impl<'a> Line<'a> {
    fn parse((id, line): (usize, &'a str)) -> Option<Self> {
        let mut fields = line.split('\t');
        let (word, rank) = (fields.next()?, fields.next()?.parse().ok()?);
        let letters = fields.next()?;
        let (parts, proper) = (letters.bytes().map(part).fold(0, |a, b| a | b), letters == "np");
        let (forms, kin) = (fields.next()?, fields.next()?);
        Some(Self { id: Id::try_from(id).ok()?, word, rank, parts, proper, forms, kin })
    }

    fn bases(&self) -> [Id; 3] {
        let mut bases = [NONE; 3];
        for (slot, form) in bases.iter_mut().zip(self.forms.split_whitespace()) {
            *slot = form.parse().unwrap_or(NONE);
        }
        if bases[0] == NONE {
            bases[0] = self.id;
        }
        bases
    }

    fn kinships(&self) -> impl Iterator<Item = (Id, Id, Kin)> {
        self.kin.split_whitespace().filter_map(|text| {
            let (letter, other) = text.split_at_checked(1)?;
            Some((self.id, other.parse().ok()?, kin(letter)?))
        })
    }
}

fn part(letter: u8) -> u8 {
    match letter {
        b'n' => 1,
        b'v' => 2,
        b'a' => 4,
        b'r' => 8,
        _ => 0,
    }
}

fn kin(letter: &str) -> Option<Kin> {
    Some(match letter {
        "S" => Kin::Synonym,
        "s" => Kin::Near,
        "D" => Kin::Derived,
        "H" => Kin::Broader,
        "d" => Kin::Cousin,
        "w" => Kin::Distant,
        "A" => Kin::Antonym,
        _ => return None,
    })
}

/// Kinships of all words in one list, and each word's range in it.
type Kinships = (Vec<(Id, Kin)>, Vec<(u32, u32)>);

/// Both directions of every kinship, sorted by the other word.
fn kinships(lines: &[Line]) -> Kinships {
    let known = Id::try_from(lines.len()).unwrap_or(0);
    let mut all: Vec<(Id, Id, Kin)> = lines
        .iter()
        .flat_map(Line::kinships)
        .filter(|&(_, b, _)| b < known)
        .flat_map(|(a, b, kin)| [(a, b, kin), (b, a, kin)])
        .collect();
    all.sort_unstable();
    let mut ranges = vec![(0, 0); lines.len()];
    let mut start = 0;
    for group in all.chunk_by(|x, y| x.0 == y.0) {
        let end = start + u32::try_from(group.len()).unwrap_or(0);
        ranges[group[0].0 as usize] = (start, end);
        start = end;
    }
    (all.into_iter().map(|(_, b, kin)| (b, kin)).collect(), ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(a: &str, b: &str) -> Option<Kin> {
        let lexicon = english();
        let base = |word: &str| lexicon.entry(lexicon.id(key(word)).unwrap()).unwrap().bases[0];
        lexicon.kin(base(a), base(b))
    }

    #[test]
    fn kin_is_found_through_inflection_and_from_both_sides() {
        assert_eq!(related("abandoned", "deserted"), related("desert", "abandon"));
        assert!(related("purchased", "bought") >= Some(Kin::Near));
        assert_eq!(related("recognition", "recognized"), Some(Kin::Derived));
        assert_eq!(related("rise", "fall"), Some(Kin::Antonym));
        assert_eq!(related("minister", "purple"), None);
    }

    #[test]
    fn names_are_strange_and_common_words_are_not() {
        let strange = |word: &str| english().is_strange(key(word));
        assert!(strange("brandt") && strange("toyama") && strange("paris"));
        assert!(!strange("police") && !strange("officials") && !strange("said"));
        assert!(!Lexicon::empty().is_strange(key("brandt")));
    }

    #[test]
    fn every_kin_has_its_bit() {
        let lexicon = english();
        let entry = lexicon.entry(lexicon.id(key("buy")).unwrap()).unwrap();
        let other = lexicon.entry(lexicon.id(key("purchase")).unwrap()).unwrap();
        assert!(entry.kin_bits & bit(other.bases[0]) != 0);
    }

    #[test]
    fn a_broken_table_is_an_empty_one() {
        assert!(Lexicon::parse("word\tno number\t\t\t").entry(0).is_none());
        assert!(Lexicon::parse("word\t3\tn\t9\tS7").id(key("word")).is_some());
    }
}
