//! The one table of kinds: what each is called, which family it is of, what it usually does to the
//! meaning, its type in the MQM typology, and its page.
//!
//! Reports, the policy, the schema and `explain` read this table; the tests hold the pages in
//! `docs/kinds/` to it. A new kind is one entry here and one page there.

use serde::{Deserialize, Serialize};

use super::Effect;

/// What kinds are about. Those in front come first among what weighs the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Offices and ranks.
    Title,
    /// Days and times.
    Date,
    /// Persons, places and bodies.
    Name,
    /// Counts and amounts.
    Number,
    /// Yes or no, how sure, how far, when.
    Meaning,
    /// Who said it, and how.
    Attribution,
    /// What only one side has.
    Presence,
    /// The same in another form.
    Form,
    /// What a later version of a text makes of an earlier one.
    Version,
}

impl Family {
    /// The name by which a policy selects it: `number` of `number.*`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Name => "name",
            Self::Number => "number",
            Self::Meaning => "meaning",
            Self::Attribution => "attribution",
            Self::Presence => "presence",
            Self::Form => "form",
            Self::Version => "version",
        }
    }
}

/// What there is to say of a kind.
struct Row {
    name: &'static str,
    title: &'static str,
    family: Family,
    usual: Effect,
    /// Empty where none fits.
    mqm: &'static str,
    page: &'static str,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $title:literal, $family:ident, $effect:ident, $mqm:literal;)*) => {
        /// What a divergence is; the families of the design, section 5.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
            schemars::JsonSchema,
        )]
        pub enum Kind {
            $($(#[$doc])* #[serde(rename = $name)] $kind,)*
        }

        impl Kind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];
        }

        /// By kind, in the order of [`Kind::ALL`].
        static TABLE: &[Row] = &[$(Row {
            name: $name,
            title: $title,
            family: Family::$family,
            usual: Effect::$effect,
            mqm: $mqm,
            page: include_str!(concat!("../../docs/kinds/", $name, ".md")),
        }),*];
    };
}

// The MQM column names a type of the core of MQM 2.0, as `dimension/type`, under which a checker of
// translations would file the difference. It is empty where the difference is no error in itself
// (a name in full and in short, a quotation reported), and where it depends on which side is the
// translation (a rounder number is under-translated one way and over-translated the other).
kinds! {
    /// Two spellings of one name: Kiev, Kyiv.
    NameVariant = "name.variant", "spelling of a name", Name, None, "terminology/inconsistent-use-of-terminology";
    /// A shorter or longer form, or a role for a name: S. Lavrov, Lavrov, the minister.
    NameForm = "name.form", "form of a name", Name, Compatible, "";
    /// Another person, place or body in the same place.
    NameConflict = "name.conflict", "another name", Name, Conflict, "accuracy/mistranslation";
    /// Another office or rank of the same person.
    Title = "title", "another title", Title, Shift, "terminology/wrong-term";
    /// One number in two forms: 12, twelve.
    NumberForm = "number.form", "form of a number", Number, None, "locale-conventions/number-format";
    /// A rounder and a sharper number: about 500, 497.
    NumberPrecision = "number.precision", "less exact number", Number, Compatible, "";
    /// Two numbers that cannot both be right: 12, 21.
    NumberConflict = "number.conflict", "another number", Number, Conflict, "accuracy/mistranslation";
    /// One day in two forms: 23 November, Saturday.
    DateForm = "date.form", "form of a date", Date, None, "locale-conventions/date-format";
    /// A wider and a narrower time: later this month, January 22.
    DatePrecision = "date.precision", "less exact date", Date, Compatible, "";
    /// Two times that cannot both be right.
    DateConflict = "date.conflict", "another date", Date, Conflict, "accuracy/mistranslation";
    /// One side denies what the other affirms.
    Polarity = "polarity", "yes against no", Meaning, Conflict, "accuracy/mistranslation";
    /// Opposites: rose, fell.
    Antonym = "antonym", "the opposite", Meaning, Conflict, "accuracy/mistranslation";
    /// Another force or likelihood: must, should.
    Modality = "modality", "stronger or weaker", Meaning, Shift, "accuracy/mistranslation";
    /// Another time of the verb: will, would.
    Tense = "tense", "another tense", Meaning, Shift, "accuracy/mistranslation";
    /// How far a matter has come: will be opened, has been opened; charged, convicted.
    Stage = "stage", "how far it has come", Meaning, Conflict, "accuracy/mistranslation";
    /// The two of one deed have changed parts: bitten by a dog, bit a dog.
    Role = "role", "who did what to whom", Meaning, Conflict, "accuracy/mistranslation";
    /// Another gender of one person: she, he.
    Gender = "gender", "he or she", Meaning, Conflict, "accuracy/mistranslation";
    /// A question in one, a statement in the other.
    Mood = "mood", "asked or stated", Meaning, Shift, "accuracy/mistranslation";
    /// Another reach: all, some; Kuril, Southern Kuril.
    Scope = "scope", "wider or narrower", Meaning, Shift, "accuracy/mistranslation";
    /// Another person is said to have said it.
    AttributionSpeaker = "attribution.speaker", "another speaker", Attribution, Conflict, "accuracy/mistranslation";
    /// Another stance of the teller: said, claimed.
    AttributionVerb = "attribution.verb", "how it was said", Attribution, Shift, "accuracy/mistranslation";
    /// Direct speech in one, reported speech in the other.
    AttributionMode = "attribution.mode", "quoted or reported", Attribution, None, "";
    /// A later figure of a count that changes: 12 dead on Monday, 15 on Tuesday.
    VersionUpdate = "version.update", "a later figure", Version, Shift, "";
    /// A reading that a later version of the same source corrected.
    VersionCorrected = "version.corrected", "a corrected reading", Version, Shift, "";
    /// A reading that its source corrected, and a copy in another source did not.
    VersionUncorrected = "version.uncorrected", "a correction that did not arrive", Version, Conflict, "";
    /// Words that only the left side has.
    Omission = "omission", "not in all", Presence, Compatible, "accuracy/omission";
    /// Words that only the right side has.
    Addition = "addition", "not in all", Presence, Compatible, "accuracy/addition";
    /// Other words for the same.
    Wording = "wording", "other words", Form, None, "";
    /// The same words at another place.
    Order = "order", "other order", Form, Compatible, "";
    /// Another spelling of the same word: normalise, normalize.
    Spelling = "spelling", "spelling", Form, None, "linguistic-conventions/spelling";
    /// Other marks.
    Punctuation = "punctuation", "punctuation", Form, None, "linguistic-conventions/punctuation";
}

impl Kind {
    fn row(self) -> &'static Row {
        // The enum and the table are of one making, so every kind has its row.
        &TABLE[self as usize]
    }

    /// The name in reports: `name.variant`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it is in a few plain words, for someone who has not read the manual. Omission and
    /// addition have one title: which side lacks words is a matter of order only.
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// What it is about.
    pub fn family(self) -> Family {
        self.row().family
    }

    /// The effect that this kind usually has.
    pub fn usual_effect(self) -> Effect {
        self.row().usual
    }

    /// The type of the MQM error typology (core, 2.0) that fits it, where one does.
    pub fn mqm(self) -> Option<&'static str> {
        Some(self.row().mqm).filter(|mqm| !mqm.is_empty())
    }

    /// The page that explains it and proves it by examples.
    pub fn page(self) -> &'static str {
        self.row().page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_page_title_and_family() {
        for (at, &kind) in Kind::ALL.iter().enumerate() {
            assert_eq!(kind as usize, at);
            let name = kind.name();
            assert!(kind.page().starts_with(&format!("# {name}: ")), "{name}");
            assert!(!kind.title().trim().is_empty(), "{name}");
            // A name with a dot says its family itself.
            if let Some((family, _)) = name.split_once('.') {
                assert_eq!(kind.family().name(), family, "{name}");
            }
            let said: Kind = serde_json::from_str(&format!("\"{name}\"")).unwrap();
            assert_eq!(said, kind);
        }
    }

    #[test]
    fn titles_tell_kinds_apart() {
        let titles: Vec<_> = Kind::ALL.iter().filter(|it| **it != Kind::Addition).collect();
        for (at, kind) in titles.iter().enumerate() {
            assert!(titles[..at].iter().all(|it| it.title() != kind.title()), "{}", kind.name());
        }
    }

    #[test]
    fn pages_say_what_the_table_says() {
        for &kind in Kind::ALL {
            let effect = format!("{:?}", kind.usual_effect()).to_lowercase();
            let mqm = kind.mqm().unwrap_or("no type fits");
            let said = format!("Usual effect: **{effect}**. MQM: {mqm}.");
            let line = kind.page().lines().find(|line| line.starts_with("Usual effect: "));
            assert_eq!(line, Some(said.as_str()), "{}", kind.name());
        }
    }

    #[test]
    fn the_manual_has_the_table() {
        let manual = include_str!("../../docs/formats.md");
        for &kind in Kind::ALL {
            let name = kind.name();
            let row = format!(
                "| [`{name}`](kinds/{name}.md) | {} | {} | {} | {} |",
                kind.title(),
                kind.family().name(),
                format!("{:?}", kind.usual_effect()).to_lowercase(),
                kind.mqm().unwrap_or("-")
            );
            assert!(manual.contains(&row), "docs/formats.md lacks\n{row}");
        }
    }

    #[test]
    fn types_are_of_the_core() {
        // Types of the core of MQM 2.0 that a difference of two texts can be.
        const CORE: [&str; 9] = [
            "terminology/inconsistent-use-of-terminology",
            "terminology/wrong-term",
            "accuracy/mistranslation",
            "accuracy/omission",
            "accuracy/addition",
            "linguistic-conventions/spelling",
            "linguistic-conventions/punctuation",
            "locale-conventions/number-format",
            "locale-conventions/date-format",
        ];
        for mqm in Kind::ALL.iter().filter_map(|kind| kind.mqm()) {
            assert!(CORE.contains(&mqm), "{mqm}");
        }
    }
}
