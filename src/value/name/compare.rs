//! How likely two strings spell one name.

use super::edit::Edits;
use super::features::{Features, NAMES, features};
use super::known::{Known, known};
use super::memo::Memo;
use super::trees::Trees;
use super::{NameComparison, NameRelation};

/// Bytes of a name; what is longer is none, and comparing letters takes the square of their number.
const LONGEST: usize = 1000;

/// How likely `a` and `b` spell one name, and how they relate; the order of the two does not
/// matter.
///
/// Titles, articles, legal forms and what only describes ("Oslo-based") are no part of a name. The
/// score knows nothing of the texts: names that face each other in two tellings of one statement
/// are more likely one than their letters say.
pub fn compare(a: &str, b: &str) -> NameComparison {
    if a == b {
        return NameComparison { score: 1.0, relation: NameRelation::Same };
    }
    if a.len().max(b.len()) > LONGEST {
        return NameComparison { score: 0.0, relation: NameRelation::Different };
    }
    thread_local! {
        static COMPARED: Memo<NameComparison> = const { Memo::new() };
    }
    COMPARED.with(|memo| memo.look_up(a, b, || by_letters(a, b)))
}

fn by_letters(a: &str, b: &str) -> NameComparison {
    let features = features(a, b, Edits::learned());
    let odds = with_knowledge(Trees::learned().score(&features), &features, known(a, b));
    let score = 1.0 / (1.0 + (-odds).exp());
    NameComparison { score, relation: relation(&features, score) }
}

/// What is known is worth more than letters: Austria is not Australia, the elder is not the
/// younger, Mr. is not Mrs., Petra is not Peter.
fn with_knowledge(odds: f64, features: &Features, known: Option<Known>) -> f64 {
    let apart = ["generations", "address"].iter().any(|sign| of(features, sign) < 0.0);
    match known {
        _ if apart => odds.min(-3.0),
        Some(Known::Apart) => odds.min(-3.0),
        Some(Known::One) => odds.max(2.0),
        None => odds,
    }
}

fn of(features: &Features, name: &str) -> f32 {
    NAMES.iter().position(|&known| known == name).map_or(0.0, |at| features[at])
}

fn relation(features: &Features, score: f64) -> NameRelation {
    let of = |name: &str| of(features, name);
    let missing = of("left-over-more") > of("left-over-fewer")
        || of("generic-left-over") > 0.0
        || of("initials") > 0.0
        || of("acronym") > 0.0
        || of("short-forms") > 0.0
        || of("sides-without-proper") == 1.0;
    let spelled_alike = of("same-letters") > 0.0 && of("scripts-differ") == 0.0;
    if score < 0.5 {
        NameRelation::Different
    } else if spelled_alike {
        NameRelation::Same
    } else if missing {
        NameRelation::Partial
    } else {
        NameRelation::Variant
    }
}

#[cfg(test)]
mod tests {
    use super::NameRelation::{Different, Partial, Same, Variant};
    use super::*;

    #[test]
    fn relates_names() {
        let rows = [
            ("Sergei Lavrov", "Sergey Lavrov", Variant),
            ("Lavrov", "Lawrow", Variant),
            ("Lavrov", "Лавров", Variant),
            ("Zelensky", "Zelenskyy", Variant),
            ("Kyiv", "Kiev", Variant),
            ("Khrushchev", "Chruschtschow", Variant),
            ("Gaddafi", "Qadhafi", Variant),
            ("Sergei Lavrov", "Lavrov", Partial),
            ("S. Lavrov", "Sergei Lavrov", Partial),
            ("Mr. Nelson", "Nelson", Same),
            ("President Clinton", "President Bill Clinton", Partial),
            ("Jemaah Islamiah", "JI", Partial),
            ("Albany", "Buffalo", Different),
            ("Austria", "Australia", Different),
            ("Bill Clinton", "Hillary Clinton", Different),
            ("J. Smith", "K. Smith", Different),
            ("IMF", "ILO", Different),
            ("Lavrov", "Motegi", Different),
            ("Yoshihide Suga", "Yoshihide Sugi", Variant),
            ("Taro Kono", "Shinzo Abe", Different),
            ("Olaf Brandt Sr.", "Olaf Brandt Jr.", Different),
            ("Olaf Brandt II", "Olaf Brandt Jr.", Variant),
            ("Mrs. Brandt", "Mr. Brandt", Different),
            ("Pieter van Dalen", "van Dalen", Partial),
            ("Ali Karimi", "Reza Kerimi", Different),
            ("Kuril Islands", "KURIL ISLANDS", Same),
            ("Petra Lund", "Peter Lund", Different),
            ("Paul Weber", "Paula Weber", Different),
            ("Government of Estonia", "Government of Ethiopia", Different),
            ("Sean", "Chen", Different),
            ("JD Halloran", "James David Halloran", Partial),
            ("J.-C. Marchand", "Jean-Claude Marchand", Partial),
            ("Majorca", "Mallorca", Variant),
        ];
        for (a, b, expected) in rows {
            let found = compare(a, b);
            assert_eq!(found.relation, expected, "{a} / {b}: {found:?}");
            assert_eq!(compare(b, a).relation, expected, "{b} / {a}");
        }
    }

    #[test]
    fn scores_are_chances() {
        for (a, b) in [("", ""), ("", "x"), ("Ōsaka", "Osaka"), ("!", "?"), ("a b", "b a")] {
            let score = compare(a, b).score;
            assert!((0.0..=1.0).contains(&score), "{a} / {b}: {score}");
        }
    }

    #[test]
    fn hostile_names_end_soon() {
        let long = "Ab ".repeat(100_000);
        assert!(compare(&long, "Ab").score <= 1.0);
        let word = "ñ".repeat(1_000_000);
        assert!(compare(&word, &long).score <= 1.0);
    }
}
