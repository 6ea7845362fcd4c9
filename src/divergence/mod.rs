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

use crate::alignment::Accounted;
use crate::span::Span;
use crate::telling::Telling;

mod account;
mod acronyms;
mod ages;
mod alone;
mod antonym;
mod attribution;
mod beside;
mod breaks;
mod callings;
mod chunks;
mod claim;
mod clash;
mod codes;
mod dates;
mod deeds;
mod denials;
mod denied;
pub mod elsewhere;
mod equivalence;
mod exchanged;
mod facing;
mod facts;
mod frame;
mod gather;
mod gender;
mod ground;
mod instead;
pub mod kinds;
mod likeness;
mod lost;
mod meeting;
mod mirrored;
mod modality;
mod mode;
mod mood;
mod names;
mod namesakes;
mod neutral;
mod numbers;
mod omission;
mod ones;
mod parity;
mod places;
mod polarity;
mod residue;
mod rivals;
mod roles;
mod said;
mod sayings;
mod scope;
mod scores;
mod sequence;
mod slots;
mod sole;
mod sources;
mod stage;
mod stages;
mod support;
mod swapped;
mod tags;
mod things;
mod times;
mod titles;
pub mod training;
mod trends;
mod turned;
mod verdict;
mod view;
mod voice;
mod ways;
mod weighty;
mod wording;

pub use kinds::{Family, Kind};
pub use neutral::is_neutral;
pub use verdict::{Verdict, verdict};

use alone::{Sureness, Weighed};
use view::View;

/// Below this confidence a difference is only other wording.
const DOUBTFUL: f64 = 0.5;

/// Names every difference between two passages whose words are linked.
///
/// The order is that in which they were found; see [`in_order`].
pub fn classify(
    left: &Telling<'_>,
    right: &Telling<'_>,
    left_span: Span,
    right_span: Span,
    links: &[(usize, usize)],
) -> Vec<Difference> {
    accounted(left, right, left_span, right_span, links).0
}

/// The differences of [`classify`], and how they and what is equal account for every word.
pub fn accounted(
    left: &Telling<'_>,
    right: &Telling<'_>,
    left_span: Span,
    right_span: Span,
    links: &[(usize, usize)],
) -> (Vec<Difference>, Accounted) {
    accounted_without(None, left, right, left_span, right_span, links)
}

/// The same with one of the [`FAMILIES`] switched off, by its name: what it would have told is then
/// listed as words that differ. For tests of just that.
pub fn accounted_without(
    family: Option<&str>,
    left: &Telling<'_>,
    right: &Telling<'_>,
    left_span: Span,
    right_span: Span,
    links: &[(usize, usize)],
) -> (Vec<Difference>, Accounted) {
    if is_neutral(left, right) {
        return neutral::accounted((left, left_span), (right, right_span), links);
    }
    if let Some(whole) = breaks::mended((left, left_span), (right, right_span), links) {
        let breaks::Mended { left, right, links } = &whole;
        return told(family, (left, left_span), (right, right_span), links);
    }
    told(family, (left, left_span), (right, right_span), links)
}

fn told(
    family: Option<&str>,
    left: (&Telling<'_>, Span),
    right: (&Telling<'_>, Span),
    links: &[(usize, usize)],
) -> (Vec<Difference>, Accounted) {
    let mut view = View::new(left, right, links);
    breaks::tell(&mut view);
    let on = |name: &str| family != Some(name);
    explain(&mut view, &on);
    things::silence(&mut view);
    // What surely stands alone is no other word for anything; what may stand alone comes after.
    let mut weighed = Weighed::default();
    if on("omission") {
        omission::find(&mut view, Sureness::Sure, &mut weighed);
    }
    if on("wording") {
        wording::find(&mut view);
    }
    if on("omission") {
        omission::find(&mut view, Sureness::Likely, &mut weighed);
        omission::find_rest(&mut view);
    }
    residue::find(&mut view);
    gather::join(&mut view);
    if on("modality") {
        times::find(&mut view);
        stage::rename(&mut view);
    }
    if on("polarity") {
        parity::find(&mut view);
    }
    lost::weigh(&mut view);
    let account = account::states(&view, &view.found).count();
    (view.finish(), account)
}

/// The families of rules, in the order in which they look.
pub const FAMILIES: [&str; 15] = [
    "numbers",
    "names",
    "titles",
    "rivals",
    "attribution",
    "polarity",
    "antonym",
    "trends",
    "modality",
    "scope",
    "voice",
    "gender",
    "mood",
    "omission",
    "wording",
];

/// What a family of rules does.
type Find = fn(&mut View<'_>);

/// Names what says something of its own: all that is more than words left out or other words.
fn explain(view: &mut View<'_>, on: &dyn Fn(&str) -> bool) {
    if on("numbers") {
        codes::find(view);
        numbers::find(view);
    }
    if on("names") {
        let names = names::find(view);
        if on("titles") {
            titles::find(view, &names);
            callings::find(view, &names);
        }
    }
    let rest: [(&str, Find); 10] = [
        ("rivals", rivals::find),
        ("attribution", attribution::find),
        ("gender", gender::find),
        ("polarity", polarity::find),
        ("antonym", |view| {
            antonym::find(view);
            clash::find(view);
            sequence::find(view);
        }),
        ("trends", trends::find),
        ("modality", |view| {
            stage::find(view);
            modality::find(view);
        }),
        ("scope", scope::find),
        ("voice", voice::find),
        ("mood", mood::find),
    ];
    for (name, find) in rest {
        if on(name) {
            find(view);
        }
    }
}

/// Puts differences in the order of the left side, additions where the right side has them: behind
/// the nearest word before them that faces one of the left side. `links` are sorted.
pub fn in_order(
    differences: &mut [Difference],
    left: &Telling<'_>,
    right: &Telling<'_>,
    links: &[(usize, usize)],
) {
    let mut back: Vec<(usize, usize)> = links.iter().map(|&(i, j)| (j, i)).collect();
    back.sort_unstable();
    let behind = |start: u32| {
        let at = right.tokenized.tokens.partition_point(|token| token.span.start < start);
        let linked = back.partition_point(|(j, _)| *j < at).checked_sub(1)?;
        left.tokenized.tokens.get(back[linked].1).map(|token| token.span.end)
    };
    let span = |side: &Option<Located>| side.as_ref().map(|located| located.span);
    differences.sort_by_cached_key(|it| {
        let (a, b) = (span(&it.left), span(&it.right));
        let place = a.map(|a| a.start).or_else(|| behind(b?.start)).unwrap_or(0);
        (place, b.map(|b| b.start), it.kind, a, b, it.explanation.clone())
    });
}

impl Difference {
    /// The same difference with the sides turned about.
    pub fn turned(self) -> Self {
        let kind = match self.kind {
            Kind::Omission => Kind::Addition,
            Kind::Addition => Kind::Omission,
            kind => kind,
        };
        let (explanation, turned) = match self.turned {
            Some(turned) => (turned, Some(self.explanation)),
            None => (self.explanation, None),
        };
        Self { kind, left: self.right, right: self.left, explanation, turned, ..self }
    }
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
    /// The explanation with the right side first, where it reads otherwise then.
    pub turned: Option<String>,
    /// Where the side that has nothing at this place has these words elsewhere.
    pub elsewhere: Option<Span>,
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
    /// Where the side that has nothing at this place has these words elsewhere.
    pub elsewhere: Option<Span>,
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

/// Words of a text in an explanation, cut where they are long.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= LONGEST {
        return format!("“{plain}”");
    }
    let cut: String = plain.chars().take(LONGEST - 1).collect();
    format!("“{}…”", cut.trim_end())
}
