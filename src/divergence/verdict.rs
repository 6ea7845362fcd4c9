//! What the divergences of two passages say together: the same, compatible, a contradiction, or
//! nothing to do with each other.

use serde::{Deserialize, Serialize};

use super::{Difference, Effect, Kind};

/// How two passages stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Both state the same.
    Same,
    /// One says more, or less precisely, or in another light.
    Compatible,
    /// Both cannot be true.
    Contradiction,
    /// They do not speak of the same.
    Unrelated,
}

impl Verdict {
    /// The name in reports: `contradiction`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::Contradiction => "contradiction",
            Self::Unrelated => "unrelated",
        }
    }
}

/// The verdict on two passages, and the explanations that it rests on. `similarity` is the
/// probability that both speak of the same.
pub fn verdict(differences: &[Difference], similarity: f64) -> (Verdict, Vec<String>) {
    let reasons = |wanted: &dyn Fn(&Difference) -> bool| -> Vec<String> {
        differences
            .iter()
            .filter(|difference| wanted(difference))
            .map(|difference| difference.explanation.clone())
            .collect()
    };
    let conflict = |difference: &Difference| {
        difference.effect == Effect::Conflict && difference.confidence >= 0.5
    };
    // A conflict is raised only where two places surely face each other.
    let conflicts = differences.iter().any(conflict);
    if similarity < if conflicts { UNRELATED_WITH_CONFLICT } else { UNRELATED } {
        return (Verdict::Unrelated, vec!["too little in common".to_owned()]);
    }
    if conflicts {
        return (Verdict::Contradiction, reasons(&conflict));
    }
    let moves = |difference: &Difference| {
        difference.effect > Effect::None && difference.kind != Kind::Tense
    };
    if differences.iter().any(moves) {
        return (Verdict::Compatible, reasons(&moves));
    }
    (Verdict::Same, Vec::new())
}

/// Below this similarity two passages do not speak of the same.
const UNRELATED: f64 = 0.15;
/// The same where one of them contradicts the other: "She is in Oslo", "She is in Lima".
const UNRELATED_WITH_CONFLICT: f64 = 0.05;
