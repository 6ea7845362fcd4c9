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
    /// Modal verbs: they help another verb. What they mean is in [`super::force`].
    pub modals: &'static str,
    /// Parts of titles and offices of persons.
    pub titles: &'static str,
    /// Verbs (and nouns) of saying, by class.
    pub sayings: &'static [(Saying, &'static str)],
    /// Forms of verbs of saying that are never nouns, beside those in the endings below.
    pub saying_forms: &'static str,
    /// Endings of forms of verbs of saying that are not nouns; none if form does not tell.
    pub saying_endings: &'static [&'static str],
    /// Pairs of words that name a source: `according to`.
    pub sources: &'static [(&'static str, &'static str)],
    /// Articles, demonstratives and possessives that open a noun phrase.
    pub determiners: &'static str,
    /// Pronouns that stand for one person who may be the speaker.
    pub third_person: &'static str,
    /// Particles inside names and titles: `von`, `of`.
    pub name_links: &'static str,
    /// News agencies and outlets of one word, which `he` never stands for.
    pub agencies: &'static str,
    /// Prepositions that tie a phrase to the noun before it: `an official in the ministry`.
    pub modifiers: &'static str,
    /// Auxiliaries and adverbs between a subject and its verb.
    pub beside_verbs: &'static str,
    /// Nouns that tell what a name names.
    pub names: &'static NameWords,
    /// What laws are cited with.
    pub citations: &'static CitationWords,
    /// What interviews and transcripts are written with.
    pub talk: &'static TalkWords,
    /// What versions of one text are told apart with.
    pub versions: &'static VersionWords,
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
    /// ... and of spellings that the rules do not know.
    pub spellings: &'static str,
    /// Lines of forms that stand for each other, `_` for a space.
    pub abbreviations: &'static str,
    /// Lines `names : people : capitals` of states, `_` for a space.
    pub states: &'static str,
    /// Lines of the names that one place has in several languages or had at several times.
    pub places: &'static str,
    /// Abbreviations whose dot may also end a sentence.
    pub dotted: &'static str,
    /// Abbreviations that a name follows.
    pub dotted_names: &'static str,
    /// Abbreviations that a number follows.
    pub dotted_numbers: &'static str,
}

/// What the provisions of laws are cited with.
pub struct CitationWords {
    /// Lines of words for a part of a law, those of a line meaning the same.
    pub parts: &'static str,
    /// Nouns that name laws: `treaty`.
    pub laws: &'static str,
}

/// What interviews and transcripts are written with.
pub struct TalkWords {
    /// Who speaks, by the part in the talk: `Question`, `Moderator`.
    pub roles: &'static str,
    /// What stands before a colon and speaks not: `Update`, `Photo`.
    pub notices: &'static str,
    /// Words that open an address to listeners: `Ladies and gentlemen`.
    pub greetings: &'static str,
    /// Pronouns of who speaks and who is spoken to.
    pub parties: &'static str,
}

/// What a word is in a talk; see [`TalkWords`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TalkWord {
    /// A part in the talk.
    Role,
    /// A notice.
    Notice,
    /// An address to listeners.
    Greeting,
    /// Who speaks or is spoken to.
    Party,
}

/// What versions of one text are told apart with, and what changes from one to the next.
pub struct VersionWords {
    /// Words in capitals before a headline: `UPDATE 2-`, `2ND LEAD`.
    pub marks: &'static [(&'static str, Step)],
    /// Words that open a note in brackets, or one to editors: `(Corrects …)`.
    pub notes: &'static [(&'static str, Step)],
    /// Whom a note is for: `Eds: …`.
    pub addressees: &'static str,
    /// Words that name another version of a text, before the word for the text: `an earlier version of
    /// this`; in lower case, like all that follows.
    pub earlier: &'static [&'static str],
    /// Words for a text: `article`.
    pub texts: &'static str,
    /// Words behind "this article" with which it takes something back.
    pub taken_back: &'static [&'static str],
    /// Parts of a text that a note counts: `paragraph 3`.
    pub parts: &'static str,
    /// Words that tell what a correction is about.
    pub subjects: &'static [(Subject, &'static str)],
    /// Lines of words for a count that only grows while it is made; those of a line count the same.
    pub rising: &'static str,
    /// ... for one that grows and falls.
    pub moving: &'static str,
    /// ... for one that does so only beside a word of `trade`: the price of shares, not that of a house.
    pub traded: &'static str,
    /// Words that tell that such a figure moves.
    pub trade: &'static str,
    /// Words of a line that names from whom a text is, in lower case.
    pub credits: &'static [&'static str],
    /// Words that tell that a count is still made.
    pub fresh: &'static str,
    /// Words that tell that a count is made no more.
    pub settled: &'static str,
}

/// What a mark or a note makes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// It tells more, or later things.
    Update,
    /// The same, counted otherwise: `2ND LEAD`.
    Lead,
    /// It takes several texts together.
    Roundup,
    /// It is sent again.
    Repeat,
    /// It takes back what it said.
    Correction,
}

/// What a correction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A number.
    Number,
    /// A name.
    Name,
    /// A day or a time.
    Date,
    /// An office.
    Title,
}

/// Nouns inside and before names, which tell what a name names.
pub struct NameWords {
    /// `island`, `river`, `city`.
    pub places: &'static str,
    /// `ministry`, `party`, `bank`.
    pub bodies: &'static str,
    /// `treaty`, `war`, `index`: neither a person nor a place nor a body.
    pub things: &'static str,
    /// Words of titles that need another one behind them: `foreign`, `prime`.
    pub title_adjectives: &'static str,
    /// Prepositions before places.
    pub place_prepositions: &'static str,
    /// Words tied to a name by a hyphen that are not a part of it: `-based`, `-led`.
    pub tails: &'static str,
    /// Groups of people whose possessive begins a name: `People's Republic`, `Workers' Party`.
    pub owners: &'static str,
}

/// What a name with such a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameNoun {
    /// `island`
    Place,
    /// `ministry`
    Body,
    /// `treaty`
    Thing,
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
