//! Different words for one thing: abbreviations, and states by name, people and capital.
//!
//! In: the keys of a phrase. Out: the line of the table in which it stands.

use foldhash::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::form::key;
use super::{Language, Words};

/// A state that a word or a phrase speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Which state: its line in the table of the language.
    pub id: u16,
    /// How the words name it.
    pub side: StateSide,
    /// How many words do.
    pub words: usize,
}

/// How words name a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StateSide {
    /// By its name: `Japan`.
    Name,
    /// By its people or manner: `Japanese`.
    People,
    /// By its capital: `Tokyo`.
    Capital,
}

/// The longest phrase in the tables, in words.
const LONGEST: usize = 8;

/// Look-ups over phrases of keys.
#[derive(Default)]
pub(super) struct Naming {
    /// Lines in which a phrase stands.
    abbreviations: HashMap<u64, Vec<u16>>,
    states: HashMap<u64, (u16, StateSide)>,
    /// For a name that can mean several states, those.
    wider: HashMap<u16, Vec<u16>>,
    /// Lines in which a place stands.
    places: HashMap<u64, Vec<u16>>,
    /// First words of phrases that name a state, so that most words cost one look-up.
    state_heads: HashSet<u64>,
}

impl Naming {
    pub fn new(words: &Words) -> Self {
        let mut naming = Self::default();
        for (id, line) in (0..).zip(words.abbreviations.lines()) {
            for phrase in line.split_whitespace() {
                naming.abbreviations.entry(written(phrase)).or_default().push(id);
            }
        }
        for (id, line) in (0..).zip(words.states.lines()) {
            naming.add_state(id, line);
        }
        for (id, line) in (0..).zip(words.states.lines()) {
            let meant = line.split(':').nth(3).unwrap_or("").split_whitespace();
            let meant = meant.filter_map(|name| naming.states.get(&written(name)));
            let meant: Vec<u16> = meant.map(|found| found.0).collect();
            if !meant.is_empty() {
                naming.wider.insert(id, meant);
            }
        }
        for (id, line) in (0..).zip(words.places.lines()) {
            for name in line.split_whitespace() {
                naming.places.entry(written(name)).or_default().push(id);
            }
        }
        naming
    }

    fn add_state(&mut self, id: u16, line: &str) {
        let sides = [StateSide::Name, StateSide::People, StateSide::Capital];
        for (side, list) in sides.into_iter().zip(line.split(':')) {
            for written_phrase in list.split_whitespace() {
                self.states.entry(written(written_phrase)).or_insert((id, side));
                let head = written_phrase.split(['_', '-']).next().unwrap_or("");
                self.state_heads.insert(key(head));
            }
        }
    }
}

impl Language {
    /// Whether one phrase, by its keys, may stand for the other: `FM` and `Foreign Minister`.
    pub fn same_by_abbreviation(&self, a: &[u64], b: &[u64]) -> bool {
        let lines = |keys: &[u64]| self.naming.abbreviations.get(&phrase(keys.iter().copied()));
        match (lines(a), lines(b)) {
            (Some(a), Some(b)) => a.iter().any(|line| b.contains(line)),
            _ => false,
        }
    }

    /// The state that the phrase at the start of `keys` names; the longest phrase wins.
    pub fn state(&self, keys: &[u64]) -> Option<State> {
        if !self.naming.state_heads.contains(keys.first()?) {
            return None;
        }
        (1..=keys.len().min(LONGEST)).rev().find_map(|words| {
            let hash = phrase(keys[..words].iter().copied());
            self.naming.states.get(&hash).map(|&(id, side)| State { id, side, words })
        })
    }

    /// Whether two names can be those of one state: `Korea` can mean either Korea.
    pub fn may_be_one_state(&self, a: State, b: State) -> bool {
        let means = |wide: State, state: State| {
            self.naming.wider.get(&wide.id).is_some_and(|meant| meant.contains(&state.id))
        };
        a.id == b.id || means(a, b) || means(b, a)
    }

    /// Whether two phrases are names of one place in two languages or times: `Majorca`, `Mallorca`.
    pub fn is_one_place(&self, a: &[u64], b: &[u64]) -> bool {
        let lines = |keys: &[u64]| self.naming.places.get(&phrase(keys.iter().copied()));
        let (a, b) = (lines(a), lines(b));
        a.zip(b).is_some_and(|(a, b)| a.iter().any(|line| b.contains(line)))
    }

    /// Whether the word names the people or manner of a state: `Japanese`.
    pub fn is_demonym(&self, key: u64) -> bool {
        self.state(&[key]).is_some_and(|state| state.side == StateSide::People)
    }
}

/// The hash of a phrase of keys.
fn phrase(keys: impl Iterator<Item = u64>) -> u64 {
    keys.fold(0, |hash: u64, key| hash.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ key)
}

/// The hash of a phrase as the tables write it; tokens part at hyphens, so phrases do too.
fn written(text: &str) -> u64 {
    phrase(text.split(['_', '-']).filter(|word| *word != "s").map(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::of;

    fn keys(text: &str) -> Vec<u64> {
        text.split(' ').map(key).collect()
    }

    #[test]
    fn short_and_long_forms() {
        let english = of(None);
        let same = |a: &str, b: &str| english.same_by_abbreviation(&keys(a), &keys(b));
        assert!(
            same("fm", "foreign minister")
                && same("art", "article")
                && same("usa", "united states")
        );
        assert!(!same("fm", "prime minister") && !same("us", "united states"));
    }

    #[test]
    fn states_by_name_people_and_capital() {
        let english = of(None);
        let state = |text: &str| english.state(&keys(text));
        let id = |text: &str| state(text).map(|s| s.id);
        for (name, people, capital) in [
            ("japan", "japanese", "tokyo"),
            ("netherlands", "dutch", "amsterdam"),
            ("south korea", "south korean", "seoul"),
            ("usa", "american", "washington"),
        ] {
            assert!(
                id(name).is_some() && id(name) == id(people) && id(name) == id(capital),
                "{name}"
            );
        }
        assert_eq!(state("south korea and japan").map(|s| s.words), Some(2));
        assert!(english.is_demonym(key("russian")) && !english.is_demonym(key("russia")));
        assert_eq!(state("table"), None);
    }

    #[test]
    fn a_name_can_mean_several_states() {
        let english = of(None);
        let state = |text: &str| english.state(&keys(text)).unwrap();
        let one = |a: &str, b: &str| english.may_be_one_state(state(a), state(b));
        assert!(one("korea", "south korea") && one("north korean", "korean"));
        assert!(one("congo", "democratic republic of the congo"));
        assert!(one("dominican", "dominica") && one("dominican", "dominican republic"));
        assert!(!one("north korea", "south korea") && !one("dominica", "dominican republic"));
        assert!(!one("republic of congo", "democratic republic of congo"));
        assert!(!one("guinea", "guinea bissau") && !one("guinea", "equatorial guinea"));
        assert!(!one("niger", "nigeria") && !one("slovakia", "slovenia"));
    }

    #[test]
    fn places_by_their_names() {
        let one = |a: &str, b: &str| of(None).is_one_place(&keys(a), &keys(b));
        assert!(one("majorca", "mallorca") && one("ho chi minh city", "saigon"));
        assert!(!one("majorca", "menorca") && !one("oslo", "bergen"));
    }

    #[test]
    fn no_name_stands_for_two_states() {
        let lines = of(None).words.states.lines();
        let mut seen = HashSet::default();
        for phrase in lines.flat_map(|line| line.split(':').take(3).flat_map(str::split_whitespace))
        {
            assert!(seen.insert(phrase), "{phrase} twice");
        }
    }
}
