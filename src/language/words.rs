//! The shape of a language's word lists.
//!
//! Lists are strings of words in their normal form, parted by white space and sorted, so that a
//! language file reads as a dictionary page.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::vocabulary::ValueWords;

/// The word lists of one language.
pub struct Words {
    /// BCP 47 primary tag.
    pub tag: &'static str,
    /// Snowball algorithm, where one fits.
    pub stemmer: Option<waken_snowball::Algorithm>,
    /// What an apostrophe inside a word does.
    pub apostrophe: Apostrophe,
    /// Folds spelling variants of the language into one.
    pub spelling: fn(&str) -> Cow<'_, str>,
    /// Articles, prepositions, auxiliaries, pronouns, conjunctions.
    pub function: &'static str,
    /// Words that rarely start with a capital unless they start a sentence.
    pub starters: &'static str,
    /// Words that negate.
    pub negators: &'static str,
    /// Modal verbs.
    pub modals: &'static [(&'static str, Modal)],
    /// Words that weaken a statement.
    pub hedges: &'static str,
    /// Quantifiers and words of restriction.
    pub scopes: &'static [(&'static str, Scope)],
    /// Parts of titles and offices of persons.
    pub titles: &'static str,
    /// Verbs (and nouns) of saying, by class.
    pub sayings: &'static [(Saying, &'static str)],
    /// Number words with their values.
    pub numbers: &'static [(&'static str, u64)],
    /// Ordinal words with their values.
    pub ordinals: &'static [(&'static str, u64)],
    /// What numbers and dates are written with.
    pub values: &'static ValueWords,
    /// Names of the months, January first.
    pub months: &'static [&'static str],
    /// Names of the weekdays, Monday first.
    pub weekdays: &'static [&'static str],
    /// Words for days counted from the day of writing.
    pub relative_days: &'static [(&'static str, i8)],
    /// Lines `base form form ...` of what the stemmer does not know.
    pub irregular: &'static str,
    /// Abbreviations whose dot may also end a sentence.
    pub dotted: &'static str,
    /// Abbreviations that a name follows.
    pub dotted_names: &'static str,
    /// Abbreviations that a number follows.
    pub dotted_numbers: &'static str,
}

/// What an apostrophe inside a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apostrophe {
    /// Contracts two words: `don't`.
    Contracts,
    /// Parts two words: `l'eau`.
    Elides,
    /// Belongs to the word.
    Inside,
}

/// What a modal verb does, and how strongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modal {
    /// The scale it stands on.
    pub mood: Mood,
    /// 1 is weakest; `may` is weaker than `should`, which is weaker than `must`.
    pub rank: u8,
}

/// The scale of a [`Modal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mood {
    /// What has to be.
    Duty,
    /// What may be.
    Chance,
    /// What is to come.
    Future,
}

/// How a verb of saying colours what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Saying {
    /// Says that it was said: `said`, `told`, `noted`.
    Neutral,
    /// Lends it weight: `stressed`, `insisted`.
    Assertive,
    /// Casts doubt on it: `claimed`, `alleged`.
    Doubting,
    /// Takes it for true and awkward: `admitted`.
    Admitting,
    /// Turns it down: `denied`.
    Denying,
}

/// How much of a set a quantifier speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// `none`, `no`.
    None,
    /// `few`, `hardly`.
    Few,
    /// `some`, `several`, `part`.
    Some,
    /// `many`, `much`.
    Many,
    /// `most`, `mainly`.
    Most,
    /// `all`, `every`, `whole`.
    All,
    /// `only`, `solely`: nothing beside.
    Only,
}
