//! What a policy can rule on: every kind of divergence, questions about whole documents,
//! and whether the policy itself is touched.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::divergence::{Effect, Kind};

/// One thing that a policy denies, warns of or allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The new document is the same text as another.
    Duplicate,
    /// Most of the new document stands in another.
    NearDuplicate,
    /// What cannot be read cannot be judged.
    Unreadable,
    /// What is passed over is not judged either.
    Unseen,
    /// Source, date or language is missing.
    Metadata,
    /// It says otherwise than it did.
    Revised,
    /// What it said is gone.
    Removed,
    /// It is of another language, source or day than it was.
    Relabelled,
    /// A name is spelled otherwise than the authority has it.
    Name,
    /// The new document contradicts another one, and says what that one says too.
    Both,
    /// Words of another source stand there without its name.
    Reused,
    /// What documents are judged by is changed with them.
    PolicyChanged,
    /// Two tellings of one statement part.
    Divergence(Kind),
}

impl Rule {
    /// The rules on whole documents, passages and the policy.
    pub const DOCUMENTS: [Self; 12] = [
        Self::Duplicate,
        Self::NearDuplicate,
        Self::Unreadable,
        Self::Unseen,
        Self::Metadata,
        Self::Revised,
        Self::Removed,
        Self::Relabelled,
        Self::Name,
        Self::Both,
        Self::Reused,
        Self::PolicyChanged,
    ];

    /// Every rule, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::DOCUMENTS.into_iter().chain(Kind::ALL.iter().copied().map(Self::Divergence))
    }

    /// The name in settings and reports: `number.conflict`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Duplicate => "document.duplicate",
            Self::NearDuplicate => "document.near-duplicate",
            Self::Unreadable => "document.unreadable",
            Self::Unseen => "document.unseen",
            Self::Metadata => "document.metadata",
            Self::Revised => "document.revised",
            Self::Removed => "document.removed",
            Self::Relabelled => "document.relabelled",
            Self::Name => "document.name",
            Self::Both => "document.both",
            Self::Reused => "passage.reused",
            Self::PolicyChanged => "policy.changed",
            Self::Divergence(kind) => kind.name(),
        }
    }

    /// The rule of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|rule| rule.name() == name)
    }

    /// The family by which a policy selects it: of a kind what it is about, else the part of the
    /// name before the dot.
    pub fn family(self) -> &'static str {
        match self {
            Self::Divergence(kind) => kind.family().name(),
            _ => self.name().split_once('.').map_or("", |(family, _)| family),
        }
    }

    /// The effect that a finding of this rule usually has; none where nothing is compared.
    pub fn usual_effect(self) -> Option<Effect> {
        match self {
            Self::Divergence(kind) => Some(kind.usual_effect()),
            _ => None,
        }
    }

    /// What it is, in a few plain words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Duplicate => "a copy",
            Self::NearDuplicate => "mostly a copy",
            Self::Unreadable => "cannot be read",
            Self::Unseen => "passed over",
            Self::Metadata => "metadata is missing",
            Self::Revised => "it says otherwise than before",
            Self::Removed => "what it said is gone",
            Self::Relabelled => "it is labelled otherwise than before",
            Self::Name => "not the accepted spelling of a name",
            Self::Both => "said both ways",
            Self::Reused => "words of another source without its name",
            Self::PolicyChanged => "what documents are judged by is changed",
            Self::Divergence(kind) => kind.title(),
        }
    }

    /// What to do about a finding.
    pub fn help(self) -> &'static str {
        match self {
            Self::Duplicate => "leave the new document out, or name both in the baseline",
            Self::NearDuplicate => {
                "leave it out, or keep it and accept it in the baseline with a reason"
            }
            Self::Unreadable => "save it as UTF-8 text, Markdown, HTML or JSON lines",
            Self::Unseen => {
                "put it where it is read, or name it under `unseen` in [policy] of the base"
            }
            Self::Metadata => {
                "state it in the front matter, or in sources.toml beside the document"
            }
            Self::Revised => "look which of both is right",
            Self::Removed => {
                "put it back; or, where it is to go, accept it in the baseline of the base, or set \
                 `warn = [\"document.removed\"]` there"
            }
            Self::Relabelled => {
                "look whether the label is right: it decides how the text is read; accept it in the \
                 baseline of the base"
            }
            Self::Name => {
                "write the accepted form; `variorum check --fix` does where it is certain"
            }
            Self::Both => "leave one of the two out; where both are right, accept it with a reason",
            Self::Reused => "name the source in the text, or quote less of it",
            Self::PolicyChanged => {
                "look at the change; `--policy-from worktree` judges by what lies here"
            }
            Self::Divergence(Kind::VersionUncorrected) => {
                "take the corrected reading, or accept it with a reason"
            }
            Self::Divergence(kind) => match kind.usual_effect() {
                Effect::Conflict => {
                    "look the fact up and correct the wrong document, or accept it with a reason"
                }
                Effect::Shift => "keep to the wording of the original where the meaning moves",
                Effect::Unclear | Effect::Compatible | Effect::None => {
                    "use one form in all documents, or accept it with a reason"
                }
            },
        }
    }

    /// The page that explains it.
    pub fn page(self) -> &'static str {
        match self {
            Self::Duplicate => include_str!("../../docs/kinds/document.duplicate.md"),
            Self::NearDuplicate => include_str!("../../docs/kinds/document.near-duplicate.md"),
            Self::Unreadable => include_str!("../../docs/kinds/document.unreadable.md"),
            Self::Unseen => include_str!("../../docs/kinds/document.unseen.md"),
            Self::Metadata => include_str!("../../docs/kinds/document.metadata.md"),
            Self::Revised => include_str!("../../docs/kinds/document.revised.md"),
            Self::Removed => include_str!("../../docs/kinds/document.removed.md"),
            Self::Relabelled => include_str!("../../docs/kinds/document.relabelled.md"),
            Self::Name => include_str!("../../docs/kinds/document.name.md"),
            Self::Both => include_str!("../../docs/kinds/document.both.md"),
            Self::Reused => include_str!("../../docs/kinds/passage.reused.md"),
            Self::PolicyChanged => include_str!("../../docs/kinds/policy.changed.md"),
            Self::Divergence(kind) => kind.page(),
        }
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
}

impl JsonSchema for Rule {
    fn schema_name() -> Cow<'static, str> {
        "Rule".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Self::all().map(Self::name).collect();
        schemars::json_schema!({ "type": "string", "enum": names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_name_and_has_its_page() {
        for rule in Rule::all() {
            assert_eq!(Rule::named(rule.name()), Some(rule));
            assert!(rule.page().starts_with(&format!("# {}: ", rule.name())), "{}", rule.name());
        }
        assert_eq!(Rule::named("number"), None);
    }
}
