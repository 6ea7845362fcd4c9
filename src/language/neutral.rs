//! A language that nobody has taught the program: no lists at all.
//!
//! Nothing is a negation, a name, a month or a verb of saying here, and no word has a stem but its
//! own letters. What is left is what holds in every language: words are equal or not, digits have
//! a value.

use std::borrow::Cow;

use super::form::normal_form;
use super::vocabulary::ValueWords;
use super::words::{Apostrophe, CitationWords, NameWords, TalkWords, VersionWords, Words};

/// BCP 47 tag of a language that is not known.
pub(super) const TAG: &str = "und";

pub(super) static WORDS: Words = Words {
    tag: TAG,
    stemmer: None,
    apostrophe: Apostrophe::Inside,
    spelling,
    function: "",
    starters: "",
    negators: "",
    modals: "",
    titles: "",
    sayings: &[],
    saying_forms: "",
    saying_endings: &[],
    sources: &[],
    determiners: "",
    third_person: "",
    name_links: "",
    agencies: "",
    modifiers: "",
    beside_verbs: "",
    names: &NameWords {
        places: "",
        bodies: "",
        things: "",
        title_adjectives: "",
        place_prepositions: "",
        tails: "",
        owners: "",
    },
    citations: &CitationWords { parts: "", laws: "" },
    talk: &TalkWords { roles: "", notices: "", greetings: "", parties: "" },
    versions: &VersionWords {
        marks: &[],
        notes: &[],
        addressees: "",
        earlier: &[],
        texts: "",
        taken_back: &[],
        parts: "",
        subjects: &[],
        rising: "",
        moving: "",
        traded: "",
        trade: "",
        credits: &[],
        fresh: "",
        settled: "",
    },
    numbers: &[],
    ordinals: &[],
    values: &ValueWords {
        decimal: '.',
        month_first: false,
        limits: &[],
        limits_after: &[],
        units: &[],
        fractions: &[],
        multiples: &[],
        multiples_ahead: "",
        ratios: "",
        particle_verbs: "",
        groups: &[],
        decades: &[],
        eras: &[],
        vague: &[],
        scales: &[],
        times: &[],
        zones: &[],
        joints: &[],
    },
    months: &[],
    weekdays: &[],
    relative_days: &[],
    irregular: "",
    spellings: "",
    abbreviations: "",
    states: "",
    places: "",
    dotted: "",
    dotted_names: "",
    dotted_numbers: "",
};

/// Passages meet by words without their marks; whether two words are equal is decided by
/// [`super::form::write_plain_form`], which keeps them.
fn spelling(word: &str) -> Cow<'_, str> {
    normal_form(word)
}
