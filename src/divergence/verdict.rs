//! What the divergences of two passages say together: the verdict, which is the weightiest effect
//! among them, or that the passages have nothing to do with each other.

use serde::{Deserialize, Serialize};

use super::{Difference, Effect};

/// How two passages stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Both state the same.
    Same,
    /// One says more, or less precisely.
    Compatible,
    /// The words differ, and whether the meaning does is not known.
    Unclear,
    /// The meaning moves, but both can be true.
    Shift,
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
            Self::Unclear => "unclear",
            Self::Shift => "shift",
            Self::Contradiction => "contradiction",
            Self::Unrelated => "unrelated",
        }
    }
}

impl From<Effect> for Verdict {
    /// What passages come to whose weightiest divergence has this effect.
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::None => Self::Same,
            Effect::Compatible => Self::Compatible,
            Effect::Unclear => Self::Unclear,
            Effect::Shift => Self::Shift,
            Effect::Conflict => Self::Contradiction,
        }
    }
}

/// Below this confidence a difference decides no verdict.
const DECIDES: f64 = 0.5;

/// The verdict on two passages, the weightiest effect between them, and the explanations that it
/// rests on. `similarity` is the probability that both speak of the same.
pub fn verdict(differences: &[Difference], similarity: f64) -> (Verdict, Vec<String>) {
    let decisive = || differences.iter().filter(|difference| difference.confidence >= DECIDES);
    let weightiest = decisive().map(|it| it.effect).max().unwrap_or(Effect::None);
    // A conflict is raised only where two places surely face each other.
    let conflict = weightiest == Effect::Conflict;
    if similarity < if conflict { UNRELATED_WITH_CONFLICT } else { UNRELATED } {
        return (Verdict::Unrelated, vec!["too little in common".to_owned()]);
    }
    let reasons = match weightiest {
        Effect::None => Vec::new(),
        _ => decisive()
            .filter(|it| it.effect == weightiest)
            .map(|it| it.explanation.clone())
            .collect(),
    };
    (weightiest.into(), reasons)
}

/// Below this similarity two passages do not speak of the same.
const UNRELATED: f64 = 0.15;
/// The same where one of them contradicts the other: "She is in Oslo", "She is in Lima".
const UNRELATED_WITH_CONFLICT: f64 = 0.05;
