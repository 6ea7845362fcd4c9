//! Findings from divergences: the new document reads otherwise than another one.

use std::collections::BTreeSet;

use super::Policy;
use super::case::Case;
use super::finding::{Finding, Other, Place};
use super::former::{Past, Say};
use super::identity::{id, likeness};
use super::levels::Level;
use super::rule::Rule;
use crate::alignment::Alignment;
use crate::divergence::{Divergence, Effect, Kind, Located};
use crate::span::Span;

/// One finding for every divergence that the policy does not allow, and how many differences it
/// allows of which the program does not know whether they matter.
pub(super) fn find(case: &Case<'_>, policy: &Policy, past: &Past) -> (Vec<Finding>, usize) {
    let mut findings = Vec::new();
    // What a new document says otherwise than several others is one difference.
    let mut unclear = BTreeSet::new();
    for divergence in &case.analysis.divergences {
        let Some(mut found) = Found::of(case, policy, divergence) else { continue };
        let (newer, older) = (found.newer.document, found.other.place.document);
        match past.say(newer, older, found.other.place.span) {
            Say::Nothing => continue,
            Say::Otherwise => {}
            Say::Revised if divergence.effect < Effect::Shift => continue,
            Say::Revised => found.revised(case, policy),
        }
        if found.level > Level::Allow {
            findings.push(found.finding());
        } else if divergence.effect == Effect::Unclear && found.asked == Level::Allow {
            unclear.insert((found.rule, found.newer.document, found.newer.span));
        }
    }
    (findings, unclear.len())
}

/// A divergence as a policy sees it.
struct Found<'a> {
    rule: Rule,
    divergence: &'a Divergence,
    /// Where the judged document has it.
    newer: Place,
    other: Other,
    /// Whether the judged document's source is trusted above the other one's.
    outranks: bool,
    confidence: f64,
    /// What the policy says of the rule.
    asked: Level,
    /// What comes of it.
    level: Level,
}

impl<'a> Found<'a> {
    /// None where no new document takes part, or where it is too unsure to be spoken of.
    fn of(case: &Case<'_>, policy: &Policy, divergence: &'a Divergence) -> Option<Self> {
        let alignment = case.analysis.alignments.get(divergence.alignment)?;
        let (left, right) = (alignment.left.document, alignment.right.document);
        if left == right || !(case.is_new(left) || case.is_new(right)) {
            return None;
        }
        let (newer, older) = case.newer(left, right);
        let rule = Rule::Divergence(divergence.kind);
        let document = case.document(newer);
        let (asked, _) = policy.level(rule, Some(divergence.effect), Some(document));
        let side = |document: usize| side(case, divergence, alignment, document);
        let (newer, older) = (side(newer), side(older));
        let sure_of_it = divergence.confidence.min(alignment.score);
        let confidence = confidence(divergence.kind, sure_of_it, &newer, &older);
        if confidence < policy.thresholds.warn_confidence {
            return None;
        }
        let other = other(case, policy, older);
        let source = document.source.as_ref().map(|it| it.value.as_str());
        let outranks = outranks(policy, source, &other);
        let most = if outranks { Level::Warn } else { Level::Deny };
        let level = sure(policy, asked, confidence).min(most);
        Some(Self { rule, divergence, newer, other, outranks, confidence, asked, level })
    }

    /// The same against the document's own former version.
    fn revised(&mut self, case: &Case<'_>, policy: &Policy) {
        let document = self.newer.document.map(|it| case.document(it));
        self.rule = Rule::Revised;
        // No effect is asked for: who denies conflicts wants corrections all the same.
        (self.asked, _) = policy.level(self.rule, None, document);
        self.level = sure(policy, self.asked, self.confidence);
        (self.outranks, self.other.trusted) = (false, false);
    }

    fn finding(self) -> Finding {
        let Self { rule, divergence, newer, other, .. } = self;
        let own = id(rule.name(), &[&newer.context, &other.place.context]);
        Finding {
            id: own.clone(),
            rule,
            level: self.level,
            effect: Some(divergence.effect),
            message: String::new(),
            why: divergence.explanation.clone(),
            help: help(rule, divergence.effect, &other, self.outranks),
            place: newer,
            others: vec![Other { id: own, ..other }],
            confidence: self.confidence,
            accepted: None,
            fix: None,
        }
    }
}

/// How sure a finding is: the mean of how sure the difference is and how alike the words around
/// it are. What differs alone in its surroundings is seldom meant; what differs among other words
/// may speak of something else.
pub(super) fn confidence(kind: Kind, sure: f64, newer: &Place, older: &Place) -> f64 {
    let alike = likeness(&newer.context, &older.context);
    let alike = match kind {
        // Tellings name the same by a place or by its region, by a first or by a last name. Only
        // between nearly the same words is another name another person.
        Kind::NameConflict | Kind::AttributionSpeaker => alike.powi(16),
        _ => alike,
    };
    ((sure + alike) * 50.0).round() / 100.0
}

/// Lowers a level where the finding is not sure enough for it.
pub(super) fn sure(policy: &Policy, level: Level, confidence: f64) -> Level {
    let bars = &policy.thresholds;
    match level {
        _ if confidence < bars.warn_confidence => Level::Allow,
        Level::Deny if confidence < bars.deny_confidence => Level::Warn,
        level => level,
    }
}

fn side(case: &Case<'_>, divergence: &Divergence, alignment: &Alignment, document: usize) -> Place {
    let (passage, located) = if alignment.left.document == document {
        (alignment.left, &divergence.left)
    } else {
        (alignment.right, &divergence.right)
    };
    // What has no words there stands where its passage begins.
    let nowhere = Span { start: passage.span.start, end: passage.span.start };
    let span = located.as_ref().map_or(nowhere, |located| located.span);
    let value = located.as_ref().and_then(|located: &Located| located.value.as_deref());
    case.place(document, span, value)
}

/// The other side, with who says it.
pub(super) fn other(case: &Case<'_>, policy: &Policy, place: Place) -> Other {
    let source = place
        .document
        .and_then(|it| case.document(it).source.as_ref())
        .map(|source| source.value.clone());
    let trusted = policy.rank(source.as_deref()).is_some();
    Other { id: String::new(), place, source, trusted }
}

/// Whether the new document's source is trusted above the other one's.
fn outranks(policy: &Policy, source: Option<&str>, other: &Other) -> bool {
    match (policy.rank(source), policy.rank(other.source.as_deref())) {
        (Some(own), Some(theirs)) => own < theirs,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn help(rule: Rule, effect: Effect, other: &Other, outranked: bool) -> String {
    let source = other.source.as_deref().unwrap_or("");
    if rule == Rule::Revised {
        return rule.help().to_owned();
    }
    if effect == Effect::Conflict && outranked {
        return "the new document's source is trusted above the other: correct the other one"
            .to_owned();
    }
    if effect == Effect::Conflict && other.trusted && !other.place.text.is_empty() {
        return format!("{source} is trusted: write “{}”", flat(&other.place.text));
    }
    if effect == Effect::Unclear {
        return "read both: where they say the same, hold them for the same in the settings \
                (`same`), else correct one, or accept it with a reason"
            .to_owned();
    }
    rule.help().to_owned()
}

/// On one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Options, Silent, analyze};
    use crate::corpus::{Corpus, Input, ZoneKind};
    use crate::policy::{Baseline, Norms, Verdict, judge};

    /// Two documents of which one is new, with whatever differs taken for unclear.
    fn unclear() -> (Corpus, Analysis) {
        let text = |name: &str, who: &str| Input::Bytes {
            name: name.to_owned(),
            bytes: format!(
                "The {who} of Norland opened the long bridge over the river Ask in Oslo on Monday, \
                 and 212 people walked over it before noon, the city council said."
            )
            .into_bytes(),
        };
        let inputs = [text("a.txt", "top diplomat"), text("b.txt", "foreign minister")];
        let corpus = Corpus::read(&inputs, &crate::corpus::Options::default()).unwrap();
        let mut analysis = analyze(&corpus, &Options::default(), &Silent);
        assert!(!analysis.divergences.is_empty());
        for divergence in &mut analysis.divergences {
            (divergence.kind, divergence.effect) = (Kind::Wording, Effect::Unclear);
            divergence.confidence = 0.9;
        }
        (corpus, analysis)
    }

    fn judged(settings: &str) -> Verdict {
        let (corpus, analysis) = unclear();
        let case = Case {
            corpus: &corpus,
            analysis: &analysis,
            alone: &[],
            new: &[false, true],
            formers: &[],
            against: 1,
            norms: Norms::default(),
            unreadable: &[],
            unseen: &[],
            perhaps: &[],
            policy_changes: &[],
            comments: &[],
            names: &[],
            zones: &[ZoneKind::Body],
        };
        let policy: Policy = toml::from_str(settings).unwrap();
        judge(&case, &policy, &Baseline::default(), jiff::civil::date(2031, 1, 1))
    }

    #[test]
    fn what_is_unclear_is_allowed_and_counted_until_it_is_asked_for() {
        let of = |verdict: &Verdict, level: Level| {
            verdict
                .findings
                .iter()
                .filter(|it| it.level == level && it.effect == Some(Effect::Unclear))
                .count()
        };
        let quiet = judged("");
        assert!(quiet.unclear > 0 && quiet.passes(Level::Deny));
        assert_eq!(of(&quiet, Level::Warn) + of(&quiet, Level::Deny), 0);
        let warned = judged("warn = [\"*.unclear\"]");
        assert_eq!((warned.unclear, of(&warned, Level::Warn)), (0, quiet.unclear));
        let of_it = |it: &&Finding| it.effect == Some(Effect::Unclear);
        let helps = |it: &Finding| it.help.contains("`same`");
        assert!(warned.findings.iter().filter(of_it).all(helps), "{warned:#?}");
        let denied = judged("deny = [\"*.unclear\"]");
        assert_eq!((denied.unclear, of(&denied, Level::Deny)), (0, quiet.unclear));
        assert!(!denied.passes(Level::Deny));
    }
}
