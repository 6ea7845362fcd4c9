//! What each kind is called elsewhere, and its page.

use super::Kind;

/// The error type of the MQM typology of translation errors that fits a kind, where one does.
pub fn mqm(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::NameVariant | Kind::NameForm => "terminology/inconsistent-use-of-terminology",
        Kind::NameConflict
        | Kind::NumberConflict
        | Kind::DateConflict
        | Kind::Polarity
        | Kind::Antonym
        | Kind::Modality
        | Kind::Title
        | Kind::Scope
        | Kind::AttributionSpeaker
        | Kind::AttributionVerb => "accuracy/mistranslation",
        Kind::NumberForm => "locale-conventions/number-format",
        Kind::DateForm => "locale-conventions/date-format",
        Kind::NumberPrecision | Kind::DatePrecision => "accuracy/mistranslation/undertranslation",
        Kind::Tense => "linguistic-conventions/grammar",
        Kind::Omission => "accuracy/omission",
        Kind::Addition => "accuracy/addition",
        Kind::Wording => "style",
        Kind::Order => "linguistic-conventions/grammar/word-order",
        Kind::Spelling => "linguistic-conventions/spelling",
        Kind::Punctuation => "linguistic-conventions/punctuation",
        Kind::AttributionMode => return None,
    })
}

/// The page that explains a kind and proves it by examples.
pub fn page(kind: Kind) -> &'static str {
    match kind {
        Kind::NameVariant => include_str!("../../docs/kinds/name.variant.md"),
        Kind::NameForm => include_str!("../../docs/kinds/name.form.md"),
        Kind::NameConflict => include_str!("../../docs/kinds/name.conflict.md"),
        Kind::Title => include_str!("../../docs/kinds/title.md"),
        Kind::NumberForm => include_str!("../../docs/kinds/number.form.md"),
        Kind::NumberPrecision => include_str!("../../docs/kinds/number.precision.md"),
        Kind::NumberConflict => include_str!("../../docs/kinds/number.conflict.md"),
        Kind::DateForm => include_str!("../../docs/kinds/date.form.md"),
        Kind::DatePrecision => include_str!("../../docs/kinds/date.precision.md"),
        Kind::DateConflict => include_str!("../../docs/kinds/date.conflict.md"),
        Kind::Polarity => include_str!("../../docs/kinds/polarity.md"),
        Kind::Antonym => include_str!("../../docs/kinds/antonym.md"),
        Kind::Modality => include_str!("../../docs/kinds/modality.md"),
        Kind::Tense => include_str!("../../docs/kinds/tense.md"),
        Kind::Scope => include_str!("../../docs/kinds/scope.md"),
        Kind::AttributionSpeaker => include_str!("../../docs/kinds/attribution.speaker.md"),
        Kind::AttributionVerb => include_str!("../../docs/kinds/attribution.verb.md"),
        Kind::AttributionMode => include_str!("../../docs/kinds/attribution.mode.md"),
        Kind::Omission => include_str!("../../docs/kinds/omission.md"),
        Kind::Addition => include_str!("../../docs/kinds/addition.md"),
        Kind::Wording => include_str!("../../docs/kinds/wording.md"),
        Kind::Order => include_str!("../../docs/kinds/order.md"),
        Kind::Spelling => include_str!("../../docs/kinds/spelling.md"),
        Kind::Punctuation => include_str!("../../docs/kinds/punctuation.md"),
    }
}
