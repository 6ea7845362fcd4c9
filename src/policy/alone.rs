//! Findings from sentences that contradict one of another document once nothing stands around them:
//! what a new document says both ways, and what its other sentences only covered.

use super::Policy;
use super::case::Case;
use super::divergences::{confidence, other, sure};
use super::finding::{Finding, Other};
use super::identity::id;
use super::levels::Level;
use super::rule::Rule;
use crate::analysis::Alone;
use crate::divergence::Effect;

/// One finding for every place, as far as the policy does not allow it.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    case.alone.iter().filter_map(|alone| finding(case, policy, alone)).collect()
}

fn finding(case: &Case<'_>, policy: &Policy, alone: &Alone) -> Option<Finding> {
    let document = case.document(alone.newer);
    let rule = if alone.agrees { Rule::Both } else { Rule::Divergence(alone.kind) };
    let place = case.place(alone.newer, alone.said.span, alone.said.value.as_deref());
    let older = case.place(alone.other, alone.against.span, alone.against.value.as_deref());
    let confidence = confidence(alone.kind, alone.confidence, &place, &older);
    let (asked, _) = policy.level(rule, Some(Effect::Conflict), Some(document));
    let level = sure(policy, asked, confidence);
    if level == Level::Allow {
        return None;
    }
    let own = id(rule.name(), &[&place.context, &older.context]);
    let other = Other { id: own.clone(), ..other(case, policy, older) };
    let agrees = format!("and elsewhere this document says what {} says", other.place.path);
    let why = match alone.agrees {
        true => format!("{}, {agrees}", alone.explanation),
        false => alone.explanation.clone(),
    };
    Some(Finding {
        id: own,
        rule,
        level,
        effect: Some(Effect::Conflict),
        message: String::new(),
        why,
        help: rule.help().to_owned(),
        place,
        others: vec![other],
        confidence,
        accepted: None,
        fix: None,
    })
}
