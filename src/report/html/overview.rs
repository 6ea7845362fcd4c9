//! What differs and matters: the counts, and the gravest contrasts with their context.

use std::collections::BTreeMap;

use super::class;
use super::statement::anchor;
use crate::divergence::Effect;
use crate::report::contrast::{Contrast, Side};
use crate::report::digest::{Context, Digest};
use crate::report::escape::{VEIL, cut};
use crate::report::label::{self, thousands};
use crate::report::lineage;
use crate::report::naming::Among;
use crate::report::summary;

/// Readings of a contrast, characters of one, and documents named beside it.
const SIDES: usize = 6;
const READING: usize = 280;
const NAMED: usize = 6;

/// One effect with its counts.
pub(super) struct TallyView {
    pub(super) class: &'static str,
    pub(super) sentence: &'static str,
    pub(super) differences: String,
    pub(super) kinds: String,
}

/// The counts of what may matter, the gravest first.
pub(super) fn tallies(digest: &Digest<'_>) -> Vec<TallyView> {
    let view = |tally: summary::Tally| {
        let kinds: Vec<_> = tally.kinds.iter().take(4).map(|&(kind, _)| kind.title()).collect();
        TallyView {
            class: class(tally.effect),
            sentence: label::effect_sentence(tally.effect),
            differences: thousands(tally.differences),
            kinds: kinds.join(", "),
        }
    };
    let grave = summary::effects(digest).into_iter().filter(|it| it.effect > Effect::Compatible);
    grave.map(view).collect()
}

/// What weighs little: class and words.
pub(super) fn quiet(digest: &Digest<'_>) -> Vec<(&'static str, String)> {
    let parts = summary::quiet(digest).into_iter();
    parts.map(|(effect, words)| (class(effect), words)).collect()
}

/// Kinds that occur: name, words for it, how many contrasts.
pub(super) fn kinds(digest: &Digest<'_>) -> Vec<(&'static str, &'static str, usize)> {
    let mut counts = BTreeMap::new();
    for contrast in &digest.contrasts {
        *counts.entry(contrast.kind).or_insert(0) += 1;
    }
    counts.into_iter().map(|(kind, n)| (kind.name(), kind.title(), n)).collect()
}

/// One contrast.
pub(super) struct ContrastView {
    pub(super) class: &'static str,
    pub(super) kind: &'static str,
    pub(super) sides: Vec<SideView>,
    pub(super) sides_left: usize,
    pub(super) explanation: String,
    /// The readings, for a reader to say whether they are the same.
    pub(super) phrases: String,
    /// Anchor of the gravest statement that holds it.
    pub(super) link: Option<String>,
    /// `in 4 statements`, when it is more than one.
    pub(super) often: String,
}

/// One reading where it stands.
pub(super) struct SideView {
    pub(super) before: String,
    pub(super) reading: String,
    pub(super) after: String,
    pub(super) value: Option<String>,
    pub(super) who: String,
    /// Nothing stands here.
    pub(super) missing: bool,
    /// `alone` or `most`, where it is.
    pub(super) standing: Option<&'static str>,
}

impl ContrastView {
    pub(super) fn new(digest: &Digest<'_>, contrast: &Contrast<'_>, shown: &[usize]) -> Self {
        let home = shown.iter().find(|s| contrast.statements.binary_search(s).is_ok());
        let sides = contrast.sides.iter().take(SIDES);
        let among = digest.among_sides(contrast);
        Self {
            class: class(contrast.effect),
            kind: contrast.kind.title(),
            sides: sides.map(|side| SideView::new(digest, &among, side)).collect(),
            sides_left: contrast.sides.len().saturating_sub(SIDES),
            explanation: cut(digest.explanation(contrast), 600).into_owned(),
            phrases: phrases(contrast),
            link: home.map(|&statement| anchor(digest, statement)),
            often: match contrast.statements.len() {
                0 | 1 => String::new(),
                n => format!("in {}", label::count(n, "statement")),
            },
        }
    }
}

impl SideView {
    pub(super) fn new(digest: &Digest<'_>, among: &Among<'_>, side: &Side<'_>) -> Self {
        let context = digest.context(side);
        let (before, after) = context.as_ref().map(around).unwrap_or_default();
        Self {
            before,
            reading: cut(side.text.trim(), READING).into_owned(),
            after,
            value: side.read_as().map(str::to_owned),
            who: format!(
                "{}{}",
                among.list(&side.documents, NAMED),
                lineage::voices(digest, &side.documents)
            ),
            missing: side.text.trim().is_empty(),
            standing: label::standing(side.standing),
        }
    }
}

/// Characters of a phrase that the settings can hold for the same as another.
const PHRASE: usize = 80;

/// The readings of an unclear difference as a list in JSON; empty where a reader of the page cannot
/// say whether they are the same: where one says nothing, is long, or is not shown in full, and where
/// all are the same words ("today" of two days).
pub(super) fn phrases(contrast: &Contrast<'_>) -> String {
    let is_phrase = |text: &&str| {
        text.chars().any(char::is_alphanumeric)
            && text.chars().count() <= PHRASE
            && !text.contains(['\n', '…'])
            && !text.contains(VEIL)
    };
    let readings: Vec<&str> = contrast.sides.iter().map(|side| side.text.trim()).collect();
    let several = readings.iter().any(|reading| *reading != readings[0]);
    match contrast.effect == Effect::Unclear && several && readings.iter().all(is_phrase) {
        true => serde_json::to_string(&readings).unwrap_or_default(),
        false => String::new(),
    }
}

/// What stands before and behind a reading, with an ellipsis where the paragraph goes on.
fn around(context: &Context<'_>) -> (String, String) {
    let before = if context.opens { "" } else { "… " };
    let after = if context.closes { "" } else { "\u{a0}…" };
    (format!("{before}{}", context.before), format!("{}{after}", context.after))
}
