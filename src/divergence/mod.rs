//! What a difference is called and what it does to the meaning.
//!
//! In: two passages that report the same statement and the links between their words. Out:
//! [`Difference`]s, each located on both sides, named, explained in words and with a confidence.
//! One family of kinds is one file; each looks at what the families before it left open, so that
//! no words are explained twice.
//!
//! A conflict is raised only where the places surely face each other; what is less sure is
//! [`Kind::Wording`], not an accusation.

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::telling::Telling;

mod acronyms;
mod alone;
mod antonym;
mod attribution;
mod beside;
mod callings;
mod chunks;
mod codes;
mod dates;
mod deeds;
mod denials;
mod facing;
mod facts;
mod frame;
mod ground;
mod instead;
pub mod kinds;
mod likeness;
mod meeting;
mod modality;
mod mode;
mod names;
mod namesakes;
mod numbers;
mod omission;
mod ones;
mod places;
mod polarity;
mod roles;
mod sayings;
mod scope;
mod scores;
mod slots;
mod sole;
mod support;
mod tags;
mod titles;
pub mod training;
mod trends;
mod verdict;
mod view;
mod wording;

pub use verdict::{Verdict, verdict};

use alone::{Sureness, Weighed};
use view::View;

/// Below this confidence a difference is only other wording.
const DOUBTFUL: f64 = 0.5;

/// Names every difference between two passages whose words are linked.
///
/// The differences come in the order of the left side, additions where the right side has them.
pub fn classify(
    left: &Telling<'_>,
    right: &Telling<'_>,
    left_span: Span,
    right_span: Span,
    links: &[(usize, usize)],
) -> Vec<Difference> {
    let mut view = View::new((left, left_span), (right, right_span), links);
    explain(&mut view);
    // What surely stands alone is no other word for anything; what may stand alone comes after.
    let mut weighed = Weighed::default();
    omission::find(&mut view, Sureness::Sure, &mut weighed);
    wording::find(&mut view);
    omission::find(&mut view, Sureness::Likely, &mut weighed);
    omission::find_rest(&mut view);
    view.finish()
}

/// Names what says something of its own: all that is more than words left out or other words.
fn explain(view: &mut View<'_>) {
    codes::find(view);
    numbers::find(view);
    let names = names::find(view);
    titles::find(view, &names);
    callings::find(view, &names);
    attribution::find(view);
    polarity::find(view);
    antonym::find(view);
    trends::find(view);
    modality::find(view);
    scope::find(view);
}

/// A [`Divergence`] before it has an id and a place in an analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What it is.
    pub kind: Kind,
    /// What it does to the meaning.
    pub effect: Effect,
    /// Where it stands in the left document; none for an addition.
    pub left: Option<Located>,
    /// Where it stands in the right document; none for an omission.
    pub right: Option<Located>,
    /// The difference in words, with the values compared.
    pub explanation: String,
    /// Probability that kind and effect are right, 0 to 1.
    pub confidence: f64,
}

/// One difference inside an alignment, located on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Divergence {
    /// Stable: made from the kind, both readings and their context.
    pub id: String,
    /// Index of its alignment in the analysis.
    pub alignment: usize,
    /// What it is.
    pub kind: Kind,
    /// What it does to the meaning.
    pub effect: Effect,
    /// Where it stands in the left document; none for an addition.
    pub left: Option<Located>,
    /// Where it stands in the right document; none for an omission.
    pub right: Option<Located>,
    /// The difference in words, with the values compared.
    pub explanation: String,
    /// Probability that kind and effect are right, 0 to 1.
    pub confidence: f64,
}

/// One side of a divergence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    /// In the document.
    pub span: Span,
    /// What the words were taken to be, where they are a value: `21`, `2019-11-23`.
    pub value: Option<String>,
}

/// What a divergence does to the meaning, from nothing to contradiction.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Both say the same.
    None,
    /// One says more, or less precisely; both can be true.
    Compatible,
    /// The words differ, and whether the meaning does is not known.
    Unclear,
    /// The meaning moves.
    Shift,
    /// Both cannot be true.
    Conflict,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $effect:ident;)*) => {
        /// What a divergence is; the families of the design, section 5.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
            schemars::JsonSchema,
        )]
        pub enum Kind {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl Kind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name in reports: `name.variant`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// The effect that this kind usually has.
            pub fn usual_effect(self) -> Effect {
                match self { $(Self::$name => Effect::$effect),* }
            }
        }
    };
}

kinds! {
    /// Two spellings of one name: Kiev, Kyiv.
    NameVariant = "name.variant", None;
    /// A shorter or longer form, or a role for a name: S. Lavrov, Lavrov, the minister.
    NameForm = "name.form", Compatible;
    /// Another person, place or body in the same place.
    NameConflict = "name.conflict", Conflict;
    /// Another office or rank of the same person.
    Title = "title", Shift;
    /// One number in two forms: 12, twelve.
    NumberForm = "number.form", None;
    /// A rounder and a sharper number: about 500, 497.
    NumberPrecision = "number.precision", Compatible;
    /// Two numbers that cannot both be right: 12, 21.
    NumberConflict = "number.conflict", Conflict;
    /// One day in two forms: 23 November, Saturday.
    DateForm = "date.form", None;
    /// A wider and a narrower time: later this month, January 22.
    DatePrecision = "date.precision", Compatible;
    /// Two times that cannot both be right.
    DateConflict = "date.conflict", Conflict;
    /// One side denies what the other affirms.
    Polarity = "polarity", Conflict;
    /// Opposites: rose, fell.
    Antonym = "antonym", Conflict;
    /// Another force or likelihood: must, should.
    Modality = "modality", Shift;
    /// Another time of the verb: will, would.
    Tense = "tense", Shift;
    /// Another reach: all, some; Kuril, Southern Kuril.
    Scope = "scope", Shift;
    /// Another person is said to have said it.
    AttributionSpeaker = "attribution.speaker", Conflict;
    /// Another stance of the teller: said, claimed.
    AttributionVerb = "attribution.verb", Shift;
    /// Direct speech in one, reported speech in the other.
    AttributionMode = "attribution.mode", None;
    /// Words that only the left side has.
    Omission = "omission", Compatible;
    /// Words that only the right side has.
    Addition = "addition", Compatible;
    /// Other words for the same.
    Wording = "wording", None;
    /// The same words at another place.
    Order = "order", None;
    /// Another spelling of the same word: normalise, normalize.
    Spelling = "spelling", None;
    /// Other marks.
    Punctuation = "punctuation", None;
}

/// Words of a text in an explanation, cut where they are long.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= LONGEST {
        return format!("“{plain}”");
    }
    let cut: String = plain.chars().take(LONGEST - 1).collect();
    format!("“{}…”", cut.trim_end())
}
