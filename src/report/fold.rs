//! The places of a statement, folded for reading.
//!
//! In go the places where the witnesses part, out come fewer rows: places of weight first, then
//! what is told in two ways, then one row for all that the same documents have and the same others
//! lack, however many places that is. Other words for the same are handed on apart, for the marks
//! in the text show them. Invariant: every place is in one row or apart.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::contrast::{Contrast, Halves};
use super::naming::Among;
use crate::divergence::{Effect, Kind};

/// Documents named in the title of a row.
const NAMED: usize = 4;

/// The rows of a statement, in reading order.
pub(super) struct Folded<'c, 'a> {
    /// The gravest first; inside an effect in the order of the text, what is lacking last.
    pub(super) rows: Vec<Row<'c, 'a>>,
    /// Places with other words, order, spelling or marks for the same.
    pub(super) wordings: Vec<&'c Contrast<'a>>,
}

/// One row.
pub(super) enum Row<'c, 'a> {
    /// One place with its readings.
    Place(&'c Contrast<'a>),
    /// All that the same documents have and the same others lack.
    Only(Only<'a>),
}

impl Row<'_, '_> {
    /// What it does to the meaning.
    pub(super) fn effect(&self) -> Effect {
        match self {
            Self::Place(place) => place.effect,
            Self::Only(_) => Effect::Compatible,
        }
    }
}

/// What some documents have and others lack.
pub(super) struct Only<'a> {
    /// Who has it, ascending.
    pub(super) has: Vec<usize>,
    /// Who lacks it, ascending.
    pub(super) lacks: Vec<usize>,
    /// Nobody else tells the statement: only they have it.
    pub(super) all: bool,
    /// Who lacks it there has it elsewhere.
    pub(super) elsewhere: bool,
    /// The words, place by place.
    pub(super) texts: Vec<&'a str>,
}

impl Only<'_> {
    /// `only the Courier has`, or `the Courier has; the Lantern has not` where others tell the
    /// statement without that place; `the Courier has here; the Lantern elsewhere`.
    pub(super) fn title(&self, among: &Among<'_>) -> String {
        let have = if self.has.len() == 1 { "has" } else { "have" };
        if self.elsewhere {
            let (has, lacks) = (among.list(&self.has, NAMED), among.list(&self.lacks, NAMED));
            return format!("{has} {have} here; {lacks} elsewhere");
        }
        if self.all {
            return format!("only {} {have}", among.list(&self.has, NAMED));
        }
        let lack = if self.lacks.len() == 1 { "has" } else { "have" };
        let (has, lacks) = (among.list(&self.has, NAMED), among.list(&self.lacks, NAMED));
        format!("{has} {have}; {lacks} {lack} not")
    }
}

/// The documents that have words and those that lack them, and whether these say them elsewhere.
type Who = (Vec<usize>, Vec<usize>, bool);

/// Folds the places of a statement that some documents tell.
pub(super) fn fold<'c, 'a>(
    places: &'c [Contrast<'a>],
    documents: &BTreeSet<usize>,
) -> Folded<'c, 'a> {
    let mut folded = Folded { rows: Vec::new(), wordings: Vec::new() };
    let mut only: BTreeMap<Who, Vec<&str>> = BTreeMap::new();
    for place in places {
        match place.halves().filter(|_| place.is_extra()) {
            _ if is_wording(place) => folded.wordings.push(place),
            Some(Halves { words, has, lacks, elsewhere }) => {
                only.entry((has, lacks, elsewhere)).or_default().push(words.text.trim());
            }
            None => folded.rows.push(Row::Place(place)),
        }
    }
    folded.rows.extend(only.into_iter().map(|((has, lacks, elsewhere), texts)| {
        let known: BTreeSet<usize> = has.iter().chain(&lacks).copied().collect();
        let all = known.is_superset(documents);
        Row::Only(Only { all, elsewhere, has, lacks, texts })
    }));
    // The sort is stable, so places stay before what is lacking and in the order of the text.
    folded.rows.sort_by_key(|row| Reverse(row.effect()));
    folded
}

/// Whether a place has the same in other words or in another place only.
fn is_wording(place: &Contrast<'_>) -> bool {
    let form =
        matches!(place.kind, Kind::Wording | Kind::Order | Kind::Punctuation | Kind::Spelling);
    place.effect == Effect::None && form || place.is_moved()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::contrast::Side;
    use crate::report::label;

    fn place(
        kind: Kind,
        effect: Effect,
        readings: &[(&'static str, &[usize])],
    ) -> Contrast<'static> {
        let side = |&(text, documents): &(&'static str, &[usize])| Side {
            text,
            documents: documents.to_vec(),
            ..Side::default()
        };
        Contrast {
            kind: label::counted(kind),
            effect,
            sides: readings.iter().map(side).collect(),
            divergences: Vec::new(),
            statements: Vec::new(),
            confidence: 0.9,
            elsewhere: Vec::new(),
        }
    }

    fn told(folded: &Folded<'_, '_>) -> Vec<String> {
        let row = |row: &Row<'_, '_>| match row {
            Row::Place(place) => place.kind.name().to_owned(),
            Row::Only(only) => format!("{:?} {} {:?}", only.has, only.all, only.texts),
        };
        folded.rows.iter().map(row).collect()
    }

    #[test]
    fn what_the_same_documents_lack_is_one_row_behind_what_weighs() {
        let (omission, addition) = (Kind::Omission, Kind::Addition);
        let compatible = Effect::Compatible;
        let places = [
            place(omission, compatible, &[("of oak", &[0]), ("", &[1])]),
            place(addition, compatible, &[("", &[0]), ("at noon", &[1])]),
            place(Kind::Wording, Effect::None, &[("big", &[0]), ("large", &[1])]),
            place(omission, compatible, &[(" and pine", &[0]), ("", &[1])]),
            place(omission, Effect::Shift, &[("not", &[0]), ("", &[1])]),
            place(Kind::NameForm, compatible, &[("Ms Orr", &[0]), ("Orr", &[1])]),
            place(Kind::NumberConflict, Effect::Conflict, &[("3", &[0]), ("4", &[1])]),
        ];
        let folded = fold(&places, &(0..2).collect());
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
    }

    #[test]
    fn only_is_said_when_everybody_was_asked() {
        let compatible = Effect::Compatible;
        let places = [
            place(Kind::Omission, compatible, &[("by sea", &[0]), ("", &[1, 2])]),
            place(Kind::Omission, compatible, &[("by rail", &[0]), ("", &[1])]),
            place(Kind::Omission, compatible, &[("by air", &[0]), ("by plane", &[1]), ("", &[2])]),
            place(Kind::Omission, compatible, &[("A ship", &[0]), ("a ship,", &[1]), ("", &[2])]),
        ];
        assert_eq!(
            told(&fold(&places, &(0..3).collect())),
            [
                r#"[0] false ["by rail"]"#,
                r#"[0] true ["by sea"]"#,
                r#"[0] false ["by air"]"#,
                r#"[0, 1] true ["A ship"]"#,
            ]
        );
    }
}
