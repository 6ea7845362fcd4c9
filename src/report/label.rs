//! Plain words for kinds, effects and relations, the same in every report.

use jiff::civil::Date;

use super::standing::Standing;
use crate::alignment::Relation;
use crate::analysis::PairRelation;
use crate::corpus::ZoneKind;
use crate::divergence::{Effect, Kind};

/// Where a reading stands among the others, as one word.
pub(super) fn standing(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Alone => Some("alone"),
        Standing::Most => Some("most"),
        Standing::Other => None,
    }
}

/// The kind under which reports count: which side lacks words is a matter of order only.
pub(super) fn counted(kind: Kind) -> Kind {
    if kind == Kind::Addition { Kind::Omission } else { kind }
}

/// What it does to the meaning, as one word.
pub(super) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Conflict => "conflict",
        Effect::Shift => "shift",
        Effect::Unclear => "unclear",
        Effect::Compatible => "compatible",
        Effect::None => "form",
    }
}

/// The effect as the JSON and the CSV name it.
pub(super) fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Conflict => "conflict",
        Effect::Shift => "shift",
        Effect::Unclear => "unclear",
        Effect::Compatible => "compatible",
        Effect::None => "none",
    }
}

/// What it does to the meaning, as a sentence about two tellings.
pub(super) fn effect_sentence(effect: Effect) -> &'static str {
    match effect {
        Effect::Conflict => "both cannot be true",
        Effect::Shift => "the meaning moves",
        Effect::Unclear => "other words, perhaps with another meaning",
        Effect::Compatible => "one says more, or less exactly",
        Effect::None => "another form, the same meaning",
    }
}

/// Every effect, the gravest first.
pub(super) const EFFECTS: [Effect; 5] =
    [Effect::Conflict, Effect::Shift, Effect::Unclear, Effect::Compatible, Effect::None];

/// How the sides of an alignment relate.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Verbatim => "verbatim",
        Relation::Edited => "edited",
        Relation::Retold => "retold",
        Relation::Translated => "translated",
    }
}

/// How two documents relate, in words, where the gravest that parts them is known: two texts that
/// contradict each other are not the same text, however many words they share.
pub(super) fn pair(relation: PairRelation, gravest: Effect) -> &'static str {
    match (relation, gravest) {
        (PairRelation::Duplicate, Effect::Conflict) => {
            "the same passages, contradicting each other"
        }
        (PairRelation::Duplicate, Effect::Shift) => "the same passages, with changes of meaning",
        (PairRelation::Duplicate, _) => "the same text",
        (PairRelation::NearDuplicate, Effect::Conflict) => {
            "mostly the same passages, contradicting each other"
        }
        (PairRelation::NearDuplicate, Effect::Shift) => {
            "mostly the same passages, with changes of meaning"
        }
        (PairRelation::NearDuplicate, _) => "mostly the same text",
        (PairRelation::Overlap, _) => "some passages in common",
    }
}

/// How much two documents share: all of it only where nothing differs.
pub(super) fn shared(relation: PairRelation, share: f64) -> String {
    let share = share.clamp(0.0, 1.0) * 100.0;
    match relation {
        // Rounded, the rest would be gone.
        _ if share < 100.0 => format!("{:.0} %", share.round().min(99.0)),
        PairRelation::NearDuplicate | PairRelation::Overlap => "nearly all".to_owned(),
        _ => format!("{share:.0} %"),
    }
}

/// How sure something is, in per cent; what is not certain is never all.
pub(super) fn sure(probability: f64) -> String {
    let percent = probability.clamp(0.0, 1.0) * 100.0;
    match percent.round() >= 100.0 && percent < 100.0 {
        true => "over 99 %".to_owned(),
        false => format!("{percent:.0} %"),
    }
}

/// The role of a stretch of text.
pub(super) fn zone(zone: ZoneKind) -> &'static str {
    match zone {
        ZoneKind::Headline => "headline",
        ZoneKind::Body => "body",
        ZoneKind::Caption => "caption",
        ZoneKind::Comment => "comment",
        ZoneKind::Boilerplate => "boilerplate",
    }
}

/// `24 November 2019`.
pub(super) fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month - 1));
    format!("{} {} {}", date.day(), month.unwrap_or(&""), date.year())
}

/// A reading between quotation marks, unless it brings its own.
pub(super) fn quoted(text: &str) -> String {
    if text.starts_with(['“', '"', '«', '„', '”', '‘', '「']) {
        text.to_owned()
    } else {
        format!("“{text}”")
    }
}

/// `1 document`, `2,300 documents`.
pub(super) fn count(n: usize, one: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {one}{plural}", thousands(n))
}

/// `12,345`.
pub(super) fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(123), "123");
        assert_eq!(thousands(1_234), "1,234");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "document"), "1 document");
        assert_eq!(count(0, "document"), "0 documents");
    }
}
