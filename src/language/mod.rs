//! What a language brings: its word lists and the rules that hang on them.
//!
//! In: a language tag, or the key or stem of a word (hashes of normal forms, see [`form`]). Out:
//! what the word is: function word, number, negation, modal, verb of saying, title. A further
//! language is one more file with a [`Words`] table; every language without one is read neutrally. Invariant: everything is computed once from
//! constant lists, so the same word always gets the same answer.

use std::borrow::Cow;
use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

pub mod cue;
pub mod denial;
pub mod detect;
mod english;
pub mod force;
pub mod form;
pub mod lexicon;
mod naming;
mod neutral;
pub mod relations;
pub mod vocabulary;
mod words;

pub use form::{key, normal_form};
use naming::Naming;
pub use naming::{State, StateSide};
pub use vocabulary::Vocabulary;
pub use words::{
    Apostrophe, CitationWords, NameNoun, NameWords, Saying, Step, Subject, TalkWord, TalkWords,
    VersionWords, Words,
};

/// The language of a BCP 47 tag (`en`, `en-GB`); English where there is none. A language without
/// lists of its own is read neutrally: see [`Language::is_neutral`].
pub fn of(tag: Option<&str>) -> &'static Language {
    if tag.is_none_or(is_english) { &ENGLISH } else { &NEUTRAL }
}

/// Whether a tag stands for English, by its two letters or its three.
pub fn is_english(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    ["en", "eng"].iter().any(|english| primary.eq_ignore_ascii_case(english))
}

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::new(&english::WORDS));
static NEUTRAL: LazyLock<Language> = LazyLock::new(|| Language::new(&neutral::WORDS));

/// A language: its lists, and the look-ups made of them.
pub struct Language {
    /// The lists as written.
    pub words: &'static Words,
    /// What numbers and dates are written with.
    pub vocabulary: Vocabulary,
    function: HashSet<u64>,
    starters: HashSet<u64>,
    negators: HashSet<u64>,
    modals: HashSet<u64>,
    titles: HashSet<u64>,
    sayings: HashMap<u64, Saying>,
    numbers: HashMap<u64, u64>,
    ordinals: HashMap<u64, u64>,
    months: HashMap<u64, u8>,
    weekdays: HashMap<u64, u8>,
    relative_days: HashMap<u64, i8>,
    irregular: HashMap<u64, &'static str>,
    spellings: HashMap<u64, &'static str>,
    saying_forms: HashSet<u64>,
    sources: HashSet<(u64, u64)>,
    determiners: HashSet<u64>,
    third_person: HashSet<u64>,
    name_links: HashSet<u64>,
    agencies: HashSet<u64>,
    name_nouns: HashMap<u64, NameNoun>,
    title_adjectives: HashSet<u64>,
    place_prepositions: HashSet<u64>,
    name_tails: HashSet<u64>,
    name_owners: HashSet<u64>,
    modifiers: HashSet<u64>,
    beside_verbs: HashSet<u64>,
    law_parts: HashMap<u64, u8>,
    laws: HashSet<u64>,
    talk: HashMap<u64, TalkWord>,
    naming: Naming,
    dotted: HashSet<u64>,
    dotted_names: HashSet<u64>,
    dotted_numbers: HashSet<u64>,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Language").finish_non_exhaustive()
    }
}

impl Language {
    fn new(words: &'static Words) -> Self {
        let mut language = Self {
            words,
            vocabulary: Vocabulary::new(words.values, words),
            function: keys(words.function),
            starters: keys(words.starters),
            negators: keys(words.negators),
            modals: keys(words.modals),
            titles: keys(words.titles),
            sayings: HashMap::default(),
            numbers: words.numbers.iter().map(|&(word, value)| (key(word), value)).collect(),
            ordinals: words.ordinals.iter().map(|&(word, value)| (key(word), value)).collect(),
            months: numbered(words.months),
            weekdays: numbered(words.weekdays),
            relative_days: words.relative_days.iter().map(|&(word, n)| (key(word), n)).collect(),
            irregular: forms(words.irregular),
            spellings: forms(words.spellings),
            saying_forms: keys(words.saying_forms),
            sources: words.sources.iter().map(|&(a, b)| (key(a), key(b))).collect(),
            determiners: keys(words.determiners),
            third_person: keys(words.third_person),
            name_links: keys(words.name_links),
            agencies: keys(words.agencies),
            name_nouns: name_nouns(words.names),
            title_adjectives: keys(words.names.title_adjectives),
            place_prepositions: keys(words.names.place_prepositions),
            name_tails: keys(words.names.tails),
            name_owners: keys(words.names.owners),
            modifiers: keys(words.modifiers),
            beside_verbs: keys(words.beside_verbs),
            law_parts: law_parts(words.citations.parts),
            laws: keys(words.citations.laws),
            talk: talk(words.talk),
            naming: Naming::new(words),
            dotted: keys(words.dotted),
            dotted_names: keys(words.dotted_names),
            dotted_numbers: keys(words.dotted_numbers),
        };
        language.sayings = words
            .sayings
            .iter()
            .flat_map(|&(saying, list)| list.split_whitespace().map(move |word| (word, saying)))
            .map(|(word, saying)| (language.stem(word), saying))
            .collect();
        language
    }

    /// Whether nothing is known of the language: no list and no rule, so that words are only
    /// equal or not.
    pub fn is_neutral(&self) -> bool {
        self.words.tag == neutral::TAG
    }

    /// The form that all inflections of a word share: `says`, `said` and `saying` give one.
    ///
    /// It is a stem and not always a word. British and American spelling meet in it.
    pub fn lemma<'a>(&self, normal: &'a str) -> Cow<'a, str> {
        let key = key(normal);
        let base = match self.irregular.get(&key).or_else(|| self.spellings.get(&key)) {
            Some(base) => Cow::Borrowed(*base),
            None => (self.words.spelling)(normal),
        };
        let Some(stemmer) = self.words.stemmer.filter(|_| normal.len() <= LONGEST_WORD) else {
            return base;
        };
        match base {
            Cow::Borrowed(word) => waken_snowball::stem(stemmer, word),
            Cow::Owned(word) => Cow::Owned(waken_snowball::stem(stemmer, &word).into_owned()),
        }
    }

    /// Whether the word is an inflection that no rule makes: `found`, `women`.
    pub fn is_irregular(&self, key: u64) -> bool {
        self.irregular.contains_key(&key)
    }

    /// The hash of a word's [`lemma`](Self::lemma).
    pub fn stem(&self, normal: &str) -> u64 {
        key(&self.lemma(normal))
    }

    /// Whether the word only serves others: article, preposition, auxiliary, pronoun.
    pub fn is_function(&self, key: u64) -> bool {
        self.function.contains(&key)
    }

    /// The same of a word in its normal form, in whatever spelling: `unto`, `vnto`.
    pub(crate) fn is_function_word(&self, normal: &str) -> bool {
        self.is_function(key(&(self.words.spelling)(normal)))
    }

    /// Whether the word turns a statement into its opposite: `not`, `never`, `without`.
    pub fn is_negator(&self, key: u64) -> bool {
        self.negators.contains(&key)
    }

    /// Whether the word is a modal verb: `must`, `may`, `would`.
    pub fn is_modal(&self, key: u64) -> bool {
        self.modals.contains(&key)
    }

    /// Whether the word is a title or an office, or a part of one: `Mr`, `minister`, `chief`.
    pub fn is_title(&self, key: u64) -> bool {
        self.titles.contains(&key)
    }

    /// What kind of saying the verb or noun with this stem is.
    pub fn saying(&self, stem: u64) -> Option<Saying> {
        self.sayings.get(&stem).copied()
    }

    /// Whether the form of a verb of saying is none of a noun: `claimed`, not `claims`.
    pub fn is_saying_form(&self, word: &str, key: u64) -> bool {
        let endings = self.words.saying_endings;
        endings.is_empty()
            || endings.iter().any(|ending| word.ends_with(ending))
            || self.saying_forms.contains(&key)
    }

    /// Whether two words in a row name a source: `according to`.
    pub fn names_source(&self, key: u64, next: u64) -> bool {
        self.sources.contains(&(key, next))
    }

    /// Whether the word opens a noun phrase: `the`, `his`.
    pub fn is_determiner(&self, key: u64) -> bool {
        self.determiners.contains(&key)
    }

    /// Whether the word stands for one person: `he`, `she`.
    pub fn is_third_person(&self, key: u64) -> bool {
        self.third_person.contains(&key)
    }

    /// Whether the word links the parts of a name or title: `von`, `of`.
    pub fn is_name_link(&self, key: u64) -> bool {
        self.name_links.contains(&key)
    }

    /// Whether the word names a news agency or an outlet: `TASS`.
    pub fn is_agency(&self, key: u64) -> bool {
        self.agencies.contains(&key)
    }

    /// Whether the word ties a phrase to the noun before it: `an official in the ministry`.
    pub fn is_modifier(&self, key: u64) -> bool {
        self.modifiers.contains(&key)
    }

    /// Whether the word may stand between a subject and its verb: `has`, `also`.
    pub fn is_beside_verb(&self, key: u64) -> bool {
        self.beside_verbs.contains(&key)
    }

    /// What a name that holds the noun names: `island`, `ministry`, `treaty`.
    pub fn name_noun(&self, key: u64) -> Option<NameNoun> {
        self.name_nouns.get(&key).copied()
    }

    /// Whether the word of a title needs another one behind it: `foreign`, `prime`.
    pub fn is_title_adjective(&self, key: u64) -> bool {
        self.title_adjectives.contains(&key)
    }

    /// Whether places stand after the preposition.
    pub fn is_before_place(&self, key: u64) -> bool {
        self.place_prepositions.contains(&key)
    }

    /// Whether the word, tied to a name by a hyphen, is no part of it: `-based`.
    pub fn is_name_tail(&self, key: u64) -> bool {
        self.name_tails.contains(&key)
    }

    /// Whether the possessive of the word begins a name: `People's Republic`.
    pub fn is_name_owner(&self, key: u64) -> bool {
        self.name_owners.contains(&key)
    }

    /// Which part of a law the word cites, the same for all words of one meaning: `Art`, `articles`.
    pub fn law_part(&self, key: u64) -> Option<u8> {
        self.law_parts.get(&key).copied()
    }

    /// What the word is in an interview or a transcript, beside a word: `Question`, `you`.
    pub fn talk(&self, key: u64) -> Option<TalkWord> {
        self.talk.get(&key).copied()
    }

    /// Whether the word is a noun for a law: `treaty`.
    pub fn is_law(&self, key: u64) -> bool {
        self.laws.contains(&key)
    }

    /// The value of a number word: `twelve`, `million`.
    pub fn number(&self, key: u64) -> Option<u64> {
        self.numbers.get(&key).copied()
    }

    /// The value of an ordinal word: `third`.
    pub fn ordinal(&self, key: u64) -> Option<u64> {
        self.ordinals.get(&key).copied()
    }

    /// The month, 1 to 12, that the word names or shortens.
    pub fn month(&self, key: u64) -> Option<u8> {
        self.months.get(&key).copied()
    }

    /// The weekday, 1 (Monday) to 7, that the word names or shortens.
    pub fn weekday(&self, key: u64) -> Option<u8> {
        self.weekdays.get(&key).copied()
    }

    /// Days from the day of writing: `yesterday` is -1.
    pub fn relative_day(&self, key: u64) -> Option<i8> {
        self.relative_days.get(&key).copied()
    }

    /// Whether leaving the word out changes what is said, however small it is: negation, modality,
    /// reach, numbers. Such a word is never a mere stop word.
    pub fn is_protected(&self, key: u64) -> bool {
        use force::Force;
        let forces = force::of(self.words.tag).at(&mut std::iter::once(key));
        let moves = |force: &Force| {
            matches!(force, Force::Modal(_) | Force::Hedge | Force::Reach(_) | Force::Only)
        };
        forces.is_some_and(|(_, forces)| forces.iter().any(moves))
            || self.is_negator(key)
            || self.is_modal(key)
            || self.numbers.contains_key(&key)
            || self.ordinals.contains_key(&key)
    }

    /// Whether the word is none of the common words of the language, as far as its lexicon knows.
    pub fn is_strange(&self, key: u64) -> bool {
        self.words.tag == "en" && !self.is_function(key) && lexicon::english().is_strange(key)
    }

    /// Whether the table of the language, or one of its lists, has the word.
    pub fn has_word(&self, key: u64) -> bool {
        let formed =
            |id| lexicon::english().entry(id).is_some_and(|it| it.parts != 0 || it.bases[0] != id);
        self.is_listed(key)
            || self.words.tag == "en" && lexicon::english().id(key).is_some_and(formed)
    }

    /// The same of a word that is no name; one that is not `sure` must be frequent: no more than
    /// `bits` say its place in the list.
    pub fn has_common_word(&self, key: u64, sure: bool, bits: u8) -> bool {
        let lexicon = lexicon::english();
        let entry = || lexicon.id(key).and_then(|id| lexicon.entry(id));
        // Most that are asked for are in the table, so that is asked first.
        self.words.tag == "en"
            && !lexicon.is_strange(key)
            && (sure || entry().is_some_and(|entry| entry.rank <= bits))
            || self.is_listed(key)
    }

    /// Whether the table has the word as a verb, or as a form of one.
    pub fn has_verb(&self, key: u64) -> bool {
        /// The bit of verbs in the parts of speech.
        const VERB: u8 = 2;
        let lexicon = lexicon::english();
        let verb = |id: lexicon::Id| lexicon.entry(id).is_some_and(|it| it.parts & VERB != 0);
        let known = || lexicon.id(key).and_then(|id| Some((id, lexicon.entry(id)?)));
        self.words.tag == "en"
            && known().is_some_and(|(id, entry)| {
                verb(id) || entry.bases.iter().any(|&base| base != lexicon::NONE && verb(base))
            })
    }

    fn is_listed(&self, key: u64) -> bool {
        self.is_function(key)
            || self.number(key).is_some()
            || self.ordinal(key).is_some()
            || self.month(key).is_some()
            || self.weekday(key).is_some()
    }

    /// Whether a capital on this word betrays the start of a sentence: `The`, `However`.
    pub(crate) fn is_starter(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && self.starters.contains(&key(&normal_form(word)))
    }

    /// Whether the word as it stands is a form of a verb of saying.
    pub(crate) fn is_saying_word(&self, word: &str) -> bool {
        word.starts_with(char::is_lowercase) && self.saying(self.stem(&normal_form(word))).is_some()
    }

    /// Abbreviations such as `Inc`, which may also end a sentence.
    pub(crate) fn takes_dot(&self, form: &str) -> bool {
        self.dotted.contains(&key(form))
    }

    /// Abbreviations such as `Mr`, which never end one.
    pub(crate) fn takes_dot_before_name(&self, form: &str) -> bool {
        self.dotted_names.contains(&key(form))
    }

    /// Abbreviations such as `Art`, which do not end one before a number.
    pub(crate) fn takes_dot_before_number(&self, form: &str) -> bool {
        self.dotted_numbers.contains(&key(form))
    }

    /// Whether the word names a month or a weekday.
    pub(crate) fn is_day_or_month(&self, form: &str) -> bool {
        let key = key(form);
        self.month(key).is_some() || self.weekday(key).is_some()
    }
}

fn name_nouns(words: &'static NameWords) -> HashMap<u64, NameNoun> {
    let lists = [
        (NameNoun::Thing, words.things),
        (NameNoun::Place, words.places),
        (NameNoun::Body, words.bodies),
    ];
    let named = |(noun, list): (NameNoun, &'static str)| {
        list.split_whitespace().map(move |word| (key(word), noun))
    };
    lists.into_iter().flat_map(named).collect()
}

/// The longest word that is stemmed, in bytes; what is longer is none.
const LONGEST_WORD: usize = 100;

fn keys(list: &str) -> HashSet<u64> {
    list.split_whitespace().map(key).collect()
}

/// Lines of words that mean the same.
fn talk(words: &TalkWords) -> HashMap<u64, TalkWord> {
    let lists = [
        (TalkWord::Role, words.roles),
        (TalkWord::Notice, words.notices),
        (TalkWord::Greeting, words.greetings),
        (TalkWord::Party, words.parties),
    ];
    lists
        .into_iter()
        .flat_map(|(what, list)| list.split_whitespace().map(move |word| (key(word), what)))
        .collect()
}

fn law_parts(lines: &str) -> HashMap<u64, u8> {
    let lines = lines.lines().filter(|line| !line.trim().is_empty());
    (0..)
        .zip(lines)
        .flat_map(|(n, line)| line.split_whitespace().map(move |w| (key(w), n)))
        .collect()
}

/// Lines of names for 1, 2, 3 ...
fn numbered(lines: &[&'static str]) -> HashMap<u64, u8> {
    let named = |(n, line): (u8, &&'static str)| line.split_whitespace().map(move |w| (key(w), n));
    (1..).zip(lines).flat_map(named).collect()
}

/// Lines `base form form ...`.
fn forms(lines: &'static str) -> HashMap<u64, &'static str> {
    let mut map = HashMap::default();
    for line in lines.lines() {
        let mut words = line.split_whitespace();
        let Some(base) = words.next() else { continue };
        for word in words {
            map.entry(key(word)).or_insert(base);
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let english = of(Some("en-GB"));
        for forms in [
            &["say", "says", "said", "saying"][..],
            &["take", "took", "taken", "taking"],
            &["normalise", "normalize", "normalised", "normalizing"],
            &["defence", "defense"],
            &["child", "children"],
            &["country", "countries"],
        ] {
            let stems: Vec<u64> = forms.iter().map(|w| english.stem(w)).collect();
            assert!(stems.iter().all(|s| *s == stems[0]), "{forms:?}");
        }
    }

    #[test]
    fn lists_are_sorted_and_name_nothing_twice() {
        let words = of(None).words;
        for list in [
            words.function,
            words.starters,
            words.negators,
            words.modals,
            words.titles,
            words.saying_forms,
            words.determiners,
            words.agencies,
            words.name_links,
            words.modifiers,
            words.beside_verbs,
            words.dotted,
            words.dotted_names,
            words.dotted_numbers,
            words.talk.roles,
            words.talk.notices,
            words.talk.greetings,
            words.talk.parties,
        ] {
            let list: Vec<&str> = list.split_whitespace().collect();
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn only_english_is_read_by_english_rules() {
        for tag in [None, Some("en"), Some("en-GB"), Some("EN_us"), Some("eng")] {
            assert!(!of(tag).is_neutral(), "{tag:?}");
        }
        for tag in ["und", "de", "pt-BR", "zh", "enm", "x"] {
            let language = of(Some(tag));
            assert!(language.is_neutral(), "{tag}");
            for word in ["not", "no", "must", "all", "may", "said", "two", "president"] {
                let key = key(word);
                assert!(!language.is_protected(key) && !language.is_title(key), "{tag} {word}");
                assert!(!language.is_function(key) && language.number(key).is_none());
                assert_eq!(language.stem(word), key, "{tag} {word}");
            }
        }
    }

    #[test]
    fn small_words_that_matter_are_protected() {
        let english = of(None);
        for word in ["not", "no", "never", "must", "may", "only", "all", "five", "perhaps"] {
            assert!(english.is_protected(key(word)), "{word}");
        }
        for word in ["the", "of", "is", "he"] {
            assert!(english.is_function(key(word)) && !english.is_protected(key(word)), "{word}");
        }
    }

    #[test]
    fn verbs_of_saying_by_any_form() {
        let english = of(None);
        assert_eq!(english.saying(english.stem("said")), Some(Saying::Neutral));
        assert_eq!(english.saying(english.stem("claims")), Some(Saying::Doubting));
        assert_eq!(english.saying(english.stem("stressed")), Some(Saying::Assertive));
        assert_eq!(english.saying(english.stem("table")), None);
    }
}
