//! Findings about what a new document says both ways: once as another one does, once otherwise.

use super::Policy;
use super::case::Case;
use super::divergences::{confidence, other, sure};
use super::finding::{Finding, Other};
use super::identity::id;
use super::levels::Level;
use super::rule::Rule;
use crate::analysis::Both;
use crate::divergence::Effect;

/// One finding for every place, as far as the policy does not allow it.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    case.both.iter().filter_map(|both| finding(case, policy, both)).collect()
}

fn finding(case: &Case<'_>, policy: &Policy, both: &Both) -> Option<Finding> {
    let document = case.document(both.newer);
    let rule = Rule::Both;
    let place = case.place(both.newer, both.said.span, both.said.value.as_deref());
    let older = case.place(both.other, both.against.span, both.against.value.as_deref());
    let confidence = confidence(both.kind, both.confidence, &place, &older);
    let (asked, _) = policy.level(rule, Some(Effect::Conflict), Some(document));
    let level = sure(policy, asked, confidence);
    if level == Level::Allow {
        return None;
    }
    let own = id(rule.name(), &[&place.context, &older.context]);
    let other = Other { id: own.clone(), ..other(case, policy, older) };
    let why = format!(
        "{}, and elsewhere this document says what {} says",
        both.explanation, other.place.path
    );
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
