//! Small words that a rule looks for beside what it judges: the "aged" before an age, the "told" before
//! the one who is told.
//!
//! In: a word in normal form. Out: the lists that hold it. A list is a line of `relations/cues.en.txt`
//! and a name here; a rule asks for the name and holds no word of any language itself.

use foldhash::HashMap;

use super::form::{key, normal_form};
use super::relations::lines;

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A list of small words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Cue {
            $($(#[$doc])* $name,)*
        }

        impl Cue {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            fn named(name: &str) -> Option<Self> {
                match name {
                    $(stringify!($name) => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

cues! {
    /// according
    According,
    /// managed, began: what follows "to" was done
    Achieved,
    /// and, when: goes on behind an age
    AfterAge,
    /// age
    Age,
    /// aged, ages: an age follows
    Ages,
    /// and, or
    AndOr,
    /// the, a
    Article,
    /// as
    As,
    /// be
    Be,
    /// before, previous: it was so once
    Before,
    /// is, turned: an age may follow
    BeforeAge,
    /// and, with: of both beside it the same is said
    Both,
    /// after, while: opens a clause that says when
    ClauseOfTime,
    /// from, against: what follows is what something is compared with, where it was so before
    ComparedWith,
    /// until, unless: what is denied holds up to there
    Excepts,
    /// first
    First,
    /// having
    Having,
    /// mr, dr: a form of address, which names no office
    Honorific,
    /// and, of: joins the parts of a name in an acronym
    JoinsName,
    /// of, and: inside a name of several words
    JoinsTitle,
    /// net, domestic: of which kind a thing is, not how it is
    Kind,
    /// vice, former: makes another office of one
    LesserOffice,
    /// most, best: of the highest degree
    Most,
    /// such, what: the article behind it counts nothing
    NoUnit,
    /// of
    Of,
    /// of, for: a name goes on
    OfFor,
    /// another, both: tells of more of a kind
    OfMore,
    /// he, my: says of whom it speaks
    OfPersons,
    /// one, among: makes one of several of the only one
    OneOf,
    /// old, aged: makes an age of years
    OldOrAged,
    /// out
    Out,
    /// note, line: a part of a text, and as often a verb or a thing
    PartOrOther,
    /// early, late: part of a decade
    PartOfDecade,
    /// per, a: what follows is what the amount is a rate of
    Per,
    /// before, unless, into: says when, where to, on what condition or how much
    Points,
    /// who, which: stands for a noun before it
    Relative,
    /// reported, cited: passes on what others say
    Reporting,
    /// before, after: tells what came first
    Sequence,
    /// said, counted: gives what is said to a source, and does nothing else
    Tells,
    /// that
    That,
    /// that, on: behind a verb of reporting
    ThatOn,
    /// to
    To,
    /// to, not: a verb follows
    VerbAhead,
    /// when, while
    WhenWhile,
    /// his, their: whose decade of life
    WhoseDecade,
}

/// The lists by the key of a word.
#[derive(Debug, Default)]
pub(super) struct Cues(HashMap<u64, Vec<Cue>>);

impl Cues {
    /// Reads lines of `Name: word, word`. A name that no rule asks for is passed over; a test finds it.
    pub(super) fn parse(text: &str) -> Self {
        let mut found = Self::default();
        for (name, words) in lines(text).filter_map(|line| line.split_once(':')) {
            let Some(cue) = Cue::named(name.trim()) else { continue };
            for word in words.split(',') {
                let cues = found.0.entry(key(&normal_form(word.trim()))).or_default();
                if !cues.contains(&cue) {
                    cues.push(cue);
                }
            }
        }
        found
    }

    /// The lists that hold the word with this key.
    pub(super) fn of(&self, key: u64) -> &[Cue] {
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_a_rule_and_every_rule_a_list() {
        let text = include_str!("relations/cues.en.txt");
        let names: Vec<&str> =
            lines(text).filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
        let unknown: Vec<_> = names.iter().filter(|name| Cue::named(name).is_none()).collect();
        assert!(unknown.is_empty(), "no rule asks for {unknown:?}");
        let cues = Cues::parse(text);
        let held: Vec<Cue> = cues.0.values().flatten().copied().collect();
        let empty: Vec<_> = Cue::ALL.iter().filter(|cue| !held.contains(cue)).collect();
        assert!(empty.is_empty(), "no words for {empty:?}");
    }
}
