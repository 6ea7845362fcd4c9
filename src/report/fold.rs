//! The variant table of a statement, folded for reading.
//!
//! In go the places where the witnesses part, out come fewer rows: places of weight first, then
//! what is told in two ways, then one row for all that the same witnesses have and the same others
//! lack, however many places that is. Other words for the same are handed on apart, for the marks
//! in the text show them. Invariant: every place that the effect keeps is in one row or apart.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::label;
use super::naming::Among;
use crate::divergence::{Effect, Kind};
use crate::statement::{Reading, Statement, Variant};

/// Documents named in the title of a row.
const NAMED: usize = 4;

/// The rows of a variant table, in reading order.
pub(super) struct Folded<'a> {
    /// The gravest first; inside an effect in the order of the text, what is lacking last.
    pub(super) rows: Vec<Row<'a>>,
    /// Places with other words, order, spelling or marks for the same.
    pub(super) wordings: Vec<&'a Variant>,
}

/// One row.
pub(super) enum Row<'a> {
    /// One place with its readings.
    Place(&'a Variant),
    /// All that the same witnesses have and the same others lack.
    Only(Only<'a>),
}

impl Row<'_> {
    /// What it does to the meaning.
    pub(super) fn effect(&self) -> Effect {
        match self {
            Self::Place(variant) => variant.effect,
            Self::Only(_) => Effect::Compatible,
        }
    }
}

/// What some witnesses have and others lack, with indices into [`Statement::witnesses`].
pub(super) struct Only<'a> {
    /// Who has it, ascending.
    pub(super) has: Vec<usize>,
    /// Who lacks it, ascending.
    pub(super) lacks: Vec<usize>,
    /// Nobody else tells the statement: only they have it.
    pub(super) all: bool,
    /// The words, place by place.
    pub(super) texts: Vec<&'a str>,
}

impl Only<'_> {
    /// `only the Courier has`, or `the Courier has; the Lantern has not` where others tell the
    /// statement without that place.
    pub(super) fn title(&self, statement: &Statement, among: &Among<'_>) -> String {
        let names = |witnesses: &[usize]| {
            let passages = witnesses.iter().filter_map(|&i| statement.witnesses.get(i));
            let documents: Vec<_> = passages.map(|passage| passage.document).collect();
            among.list(&documents, NAMED)
        };
        let have = if self.has.len() == 1 { "has" } else { "have" };
        if self.all {
            return format!("only {} {have}", names(&self.has));
        }
        let lack = if self.lacks.len() == 1 { "has" } else { "have" };
        format!("{} {have}; {} {lack} not", names(&self.has), names(&self.lacks))
    }
}

/// Folds the places of a statement that are of this effect or graver.
pub(super) fn fold(statement: &Statement, min_effect: Effect) -> Folded<'_> {
    let mut folded = Folded { rows: Vec::new(), wordings: Vec::new() };
    let mut only: BTreeMap<(&[usize], &[usize]), Vec<&str>> = BTreeMap::new();
    for variant in statement.variants.iter().filter(|variant| variant.effect >= min_effect) {
        match lacking(variant) {
            _ if is_wording(variant) => folded.wordings.push(variant),
            Some((has, lacks)) => {
                only.entry((&has.witnesses, &lacks.witnesses)).or_default().push(has.text.trim());
            }
            None => folded.rows.push(Row::Place(variant)),
        }
    }
    let count = statement.witnesses.len();
    folded.rows.extend(only.into_iter().map(|((has, lacks), texts)| {
        let all = has.len() + lacks.len() == count;
        Row::Only(Only { has: has.to_vec(), lacks: lacks.to_vec(), all, texts })
    }));
    // The sort is stable, so places stay before what is lacking and in the order of the text.
    folded.rows.sort_by_key(|row| Reverse(row.effect()));
    folded
}

/// The one reading of a place and its lack, where that moves no meaning.
fn lacking(variant: &Variant) -> Option<(&Reading, &Reading)> {
    if variant.effect > Effect::Compatible || label::counted(variant.kind) != Kind::Omission {
        return None;
    }
    match variant.readings.as_slice() {
        [a, b] if b.text.trim().is_empty() && !a.text.trim().is_empty() => Some((a, b)),
        [a, b] if a.text.trim().is_empty() && !b.text.trim().is_empty() => Some((b, a)),
        _ => None,
    }
}

/// Whether a place has the same in other words only.
pub(super) fn is_wording(variant: &Variant) -> bool {
    variant.effect == Effect::None
        && matches!(variant.kind, Kind::Wording | Kind::Order | Kind::Punctuation | Kind::Spelling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::Passage;
    use crate::span::Span;

    fn variant(kind: Kind, effect: Effect, readings: &[(&str, &[usize])]) -> Variant {
        let reading = |&(text, witnesses): &(&str, &[usize])| Reading {
            text: text.to_owned(),
            witnesses: witnesses.to_vec(),
        };
        Variant { kind, effect, readings: readings.iter().map(reading).collect() }
    }

    fn statement(witnesses: usize, variants: Vec<Variant>) -> Statement {
        let passage = |document| Passage { document, span: Span::new(0, 9) };
        Statement {
            id: "s".to_owned(),
            witnesses: (0..witnesses).map(passage).collect(),
            variants,
            first: None,
        }
    }

    fn told(folded: &Folded<'_>) -> Vec<String> {
        let row = |row: &Row<'_>| match row {
            Row::Place(variant) => variant.kind.name().to_owned(),
            Row::Only(only) => format!("{:?} {} {:?}", only.has, only.all, only.texts),
        };
        folded.rows.iter().map(row).collect()
    }

    #[test]
    fn what_the_same_witnesses_lack_is_one_row_behind_what_weighs() {
        let (omission, addition) = (Kind::Omission, Kind::Addition);
        let compatible = Effect::Compatible;
        let variants = vec![
            variant(omission, compatible, &[("of oak", &[0]), ("", &[1])]),
            variant(addition, compatible, &[("", &[0]), ("at noon", &[1])]),
            variant(Kind::Wording, Effect::None, &[("big", &[0]), ("large", &[1])]),
            variant(omission, compatible, &[(" and pine", &[0]), ("", &[1])]),
            variant(omission, Effect::Shift, &[("not", &[0]), ("", &[1])]),
            variant(Kind::NameForm, compatible, &[("Ms Orr", &[0]), ("Orr", &[1])]),
            variant(Kind::NumberConflict, Effect::Conflict, &[("3", &[0]), ("4", &[1])]),
        ];
        let statement = statement(2, variants);
        let folded = fold(&statement, Effect::None);
        assert_eq!(
            told(&folded),
            [
                "number.conflict",
                "omission",
                "name.form",
                r#"[0] true ["of oak", "and pine"]"#,
                r#"[1] true ["at noon"]"#,
            ]
        );
        assert_eq!(folded.wordings.len(), 1);
        assert_eq!(told(&fold(&statement, Effect::Shift)), ["number.conflict", "omission"]);
    }

    #[test]
    fn only_is_said_when_everybody_was_asked() {
        let compatible = Effect::Compatible;
        let variants = vec![
            variant(Kind::Omission, compatible, &[("by sea", &[0]), ("", &[1, 2])]),
            variant(Kind::Omission, compatible, &[("by rail", &[0]), ("", &[1])]),
            variant(
                Kind::Omission,
                compatible,
                &[("by air", &[0]), ("by plane", &[1]), ("", &[2])],
            ),
        ];
        let statement = statement(3, variants);
        assert_eq!(
            told(&fold(&statement, Effect::None)),
            ["omission", r#"[0] false ["by rail"]"#, r#"[0] true ["by sea"]"#]
        );
    }
}
