//! Which level a finding has, and who said so.
//!
//! Three layers, the last that says anything wins: what is built in, the lists of the settings,
//! and the overrides whose folder or source the new document is of. Within a layer the narrower
//! selector wins, and of two equally narrow ones the stricter.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::rule::Rule;
use super::selector::Selector;
use super::{Override, Policy};
use crate::corpus::Document;
use crate::divergence::{Effect, Kind};

/// How much a finding matters.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing is said.
    Allow,
    /// It is said; the check passes all the same, unless it is asked to fail on warnings.
    Warn,
    /// The check fails.
    Deny,
}

impl Level {
    /// Every level, the strictest first.
    pub const ALL: [Self; 3] = [Self::Deny, Self::Warn, Self::Allow];

    /// The name in settings and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// Who set a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: it is built in.
    BuiltIn(Selector),
    /// A list of `[policy]`.
    Settings(Selector),
    /// The override of this number, from 1.
    Override(usize, Selector),
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(selector) => write!(out, "default, \"{selector}\""),
            Self::Settings(selector) => write!(out, "settings, \"{selector}\""),
            Self::Override(n, selector) => write!(out, "override {n}, \"{selector}\""),
        }
    }
}

/// What each level holds, in one layer.
struct Lists<'a> {
    deny: &'a [Selector],
    warn: &'a [Selector],
    allow: &'a [Selector],
}

const fn kind(kind: Kind) -> Selector {
    Selector::Rule(Rule::Divergence(kind))
}

/// Without settings: deny what is nearly always wrong, warn of the rest that matters, and stay
/// silent on wording.
const BUILT_IN: Lists<'static> = Lists {
    deny: &[
        Selector::Rule(Rule::Duplicate),
        Selector::Rule(Rule::Unreadable),
        Selector::Rule(Rule::Unseen),
        Selector::Rule(Rule::Removed),
        Selector::Rule(Rule::Relabelled),
        Selector::Rule(Rule::Name),
        Selector::Rule(Rule::Both),
        Selector::Rule(Rule::PolicyChanged),
        Selector::Effect(Effect::Conflict),
    ],
    warn: &[
        Selector::Family("document"),
        Selector::Family("passage"),
        Selector::Effect(Effect::Shift),
        kind(Kind::NameVariant),
        // It is the other document that is wrong, or the new one copies what was right once.
        kind(Kind::VersionUncorrected),
    ],
    allow: &[
        Selector::All,
        Selector::Effect(Effect::Unclear),
        kind(Kind::Tense),
        kind(Kind::Omission),
        kind(Kind::Addition),
    ],
};

/// The level of a rule for a document, and who set it; before any thought of confidence.
pub(super) fn level(
    policy: &Policy,
    rule: Rule,
    effect: Option<Effect>,
    document: Option<&Document>,
) -> (Level, Origin) {
    let overrides = policy.overrides.iter().enumerate().rev();
    for (n, one) in overrides.filter(|(_, one)| document.is_some_and(|it| one.is_about(it))) {
        if let Some((level, selector)) = said(&one.lists(), rule, effect) {
            return (level, Origin::Override(n + 1, selector));
        }
    }
    if let Some((level, selector)) = said(&policy.lists(), rule, effect) {
        return (level, Origin::Settings(selector));
    }
    let (level, selector) = said(&BUILT_IN, rule, effect).unwrap_or((Level::Allow, Selector::All));
    (level, Origin::BuiltIn(selector))
}

fn said(lists: &Lists<'_>, rule: Rule, effect: Option<Effect>) -> Option<(Level, Selector)> {
    let of = |level: Level| lists.of(level).iter().map(move |selector| (level, *selector));
    Level::ALL
        .into_iter()
        .flat_map(of)
        .filter(|(_, selector)| selector.takes(rule, effect))
        .max_by_key(|(level, selector)| (selector.narrowness(), *level))
}

impl Lists<'_> {
    fn of(&self, level: Level) -> &[Selector] {
        match level {
            Level::Deny => self.deny,
            Level::Warn => self.warn,
            Level::Allow => self.allow,
        }
    }
}

impl Policy {
    fn lists(&self) -> Lists<'_> {
        Lists { deny: &self.deny, warn: &self.warn, allow: &self.allow }
    }
}

impl Override {
    fn lists(&self) -> Lists<'_> {
        Lists { deny: &self.deny, warn: &self.warn, allow: &self.allow }
    }

    fn is_about(&self, document: &Document) -> bool {
        let source = document.source.as_ref().map(|known| known.value.as_str());
        let named = self.sources.iter().any(|name| Some(name.as_str()) == source);
        let path = self.paths.iter().any(|pattern| {
            let fits = |path: &str| crate::corpus::path_fits(pattern, path);
            fits(&document.path) || fits(&document.id)
        });
        (self.sources.is_empty() || named) && (self.paths.is_empty() || path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Known;

    const NUMBER: Rule = Rule::Divergence(Kind::NumberConflict);

    fn of(policy: &Policy, rule: Rule, document: Option<&Document>) -> Level {
        level(policy, rule, rule.usual_effect(), document).0
    }

    fn settings(text: &str) -> Policy {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn nothing_said_denies_conflicts_and_is_silent_on_wording() {
        let policy = Policy::default();
        assert_eq!(of(&policy, NUMBER, None), Level::Deny);
        assert_eq!(of(&policy, Rule::Duplicate, None), Level::Deny);
        assert_eq!(of(&policy, Rule::NearDuplicate, None), Level::Warn);
        assert_eq!(of(&policy, Rule::Revised, None), Level::Warn);
        let gone = [Rule::Removed, Rule::Relabelled];
        let unjudged = [Rule::Unreadable, Rule::Unseen, Rule::PolicyChanged];
        for unjudged in unjudged.into_iter().chain(gone) {
            assert_eq!(of(&policy, unjudged, None), Level::Deny);
        }
        assert_eq!(of(&policy, Rule::Divergence(Kind::NameVariant), None), Level::Warn);
        assert_eq!(of(&policy, Rule::Divergence(Kind::Wording), None), Level::Allow);
        assert_eq!(of(&policy, Rule::Divergence(Kind::Tense), None), Level::Allow);
    }

    #[test]
    fn settings_win_over_what_is_built_in_and_the_narrow_over_the_wide() {
        let policy = settings("allow = [\"*.conflict\"]\nwarn = [\"number.*\"]");
        assert_eq!(of(&policy, Rule::Divergence(Kind::Polarity), None), Level::Allow);
        assert_eq!(of(&policy, NUMBER, None), Level::Warn);
        let both = settings("deny = [\"*.conflict\"]\nwarn = [\"name.*\"]");
        assert_eq!(of(&both, Rule::Divergence(Kind::NameConflict), None), Level::Deny);
        assert_eq!(of(&both, Rule::Divergence(Kind::NameVariant), None), Level::Warn);
        assert_eq!(of(&settings("deny = [\"*\"]\nwarn = [\"*\"]"), NUMBER, None), Level::Deny);
    }

    #[test]
    fn an_override_is_for_its_folder_and_source_only() {
        let policy = settings(
            "[[override]]\npaths = [\"drafts/**\"]\nsources = [\"Gull News\"]\nallow = [\"*\"]",
        );
        let document = |path: &str, source: &str| Document {
            path: path.to_owned(),
            source: Some(Known::stated(source.to_owned())),
            ..Document::default()
        };
        let draft = document("drafts/a.txt", "Gull News");
        assert_eq!(of(&policy, NUMBER, Some(&draft)), Level::Allow);
        for other in [document("drafts/a.txt", "Tern"), document("a.txt", "Gull News")] {
            assert_eq!(of(&policy, NUMBER, Some(&other)), Level::Deny);
        }
        assert_eq!(of(&policy, NUMBER, None), Level::Deny);
    }
}
