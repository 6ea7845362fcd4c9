//! What a word does in its sentence, as far as its form tells.
//!
//! In: a word's key, class and dictionary entry. Out: a [`Role`]. Function words are told apart
//! because an article faces an article and a preposition a preposition.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::alignment::lexicon::Entry;
use crate::language::Language;
use crate::token::key;

/// The roles, in an order that puts like beside like; learned trees cut between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Role {
    /// A mark, not a word.
    Mark,
    /// Article, demonstrative, possessive.
    Determiner,
    /// Preposition.
    Preposition,
    /// Pronoun.
    Pronoun,
    /// Auxiliary or modal verb.
    Auxiliary,
    /// Conjunction or question word.
    Conjunction,
    /// Negation.
    Negation,
    /// Another function word.
    Particle,
    /// A noun, perhaps also something else.
    Noun,
    /// A verb, perhaps also an adjective.
    Verb,
    /// An adjective or adverb.
    Modifier,
    /// A number.
    Number,
    /// A word that no dictionary has: mostly a name.
    Name,
}

impl Role {
    /// Whether the word carries content of its own.
    pub fn is_content(self) -> bool {
        self >= Self::Noun
    }
}

/// The role of a word that is neither a mark nor a number.
pub fn of_word(key: u64, language: &Language, entry: Option<&Entry>) -> Role {
    if language.words.tag == "en"
        && let Some(role) = ENGLISH.get(&key)
    {
        return *role;
    }
    if language.is_negator(key) {
        Role::Negation
    } else if language.is_function(key) {
        Role::Particle
    } else {
        entry.map_or(Role::Name, content)
    }
}

fn content(entry: &Entry) -> Role {
    match entry.parts {
        0 => Role::Name,
        parts if parts & 1 != 0 => Role::Noun,
        parts if parts & 2 != 0 => Role::Verb,
        _ => Role::Modifier,
    }
}

static ENGLISH: LazyLock<HashMap<u64, Role>> = LazyLock::new(|| {
    let roles = LISTS.iter().rev();
    roles.flat_map(|(role, list)| list.split_whitespace().map(|w| (key(w), *role))).collect()
});

/// A word in two lists has the role of the first.
const LISTS: [(Role, &str); 7] = [
    (
        Role::Determiner,
        "a an the this that these those my your his her its our their some any each every all both
        another such which what whose",
    ),
    (
        Role::Preposition,
        "about across after along amid among around as at before behind below beneath beside between
        beyond by despite down during for from in into near of off on onto out over per since through
        throughout till to toward towards under until up upon via with within",
    ),
    (
        Role::Pronoun,
        "i you he she it we they me him us them myself yourself himself herself itself ourselves
        themselves oneself who whom there one",
    ),
    (
        Role::Auxiliary,
        "be is are am was were been being 's have has had having do does did doing will would shall
        should can could may might must",
    ),
    (
        Role::Conjunction,
        "and or but if while although though because whereas whether so yet than when where how why
        unless once &",
    ),
    (Role::Negation, "not no never none neither nor nobody nothing cannot without"),
    (
        Role::Particle,
        "also only then just even still already too very more most less least here now however
        therefore thus again ever further well much many other others own same",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::lexicon::english;
    use crate::language;

    fn role(word: &str) -> Role {
        let entry = english().id(key(word)).and_then(|id| english().entry(id));
        of_word(key(word), language::of(None), entry)
    }

    #[test]
    fn forms_tell_roles() {
        assert_eq!(role("the"), Role::Determiner);
        assert_eq!(role("without"), Role::Negation);
        assert_eq!(role("minister"), Role::Noun);
        assert_eq!(role("decided"), Role::Verb);
        assert_eq!(role("quickly"), Role::Modifier);
        assert_eq!(role("kishidov"), Role::Name);
    }
}
