//! How a policy names rules: one by one, by family, by effect, or all.
//!
//! `number.conflict` is one rule, `number.*` a family, `*.conflict` every divergence with that
//! effect, `*` everything. The narrower of two selectors in one list wins.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::rule::Rule;
use crate::divergence::Effect;

/// Which rules a line of a policy is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Everything: `*`.
    All,
    /// Every divergence with this effect: `*.conflict`.
    Effect(Effect),
    /// Every rule of a family: `number.*`.
    Family(&'static str),
    /// One rule.
    Rule(Rule),
}

impl Selector {
    /// Whether the selector is about a rule, given the effect of the finding.
    pub fn takes(self, rule: Rule, effect: Option<Effect>) -> bool {
        match self {
            Self::All => true,
            Self::Effect(wanted) => effect == Some(wanted),
            Self::Family(family) => rule.family() == family,
            Self::Rule(one) => one == rule,
        }
    }

    /// The narrower, the greater.
    pub(super) fn narrowness(self) -> u8 {
        match self {
            Self::All => 0,
            // Neither holds the other: `name.conflict` is of both.
            Self::Effect(_) | Self::Family(_) => 1,
            Self::Rule(_) => 2,
        }
    }

    /// The selector of this word, or what to write instead.
    ///
    /// # Errors
    /// When no rule, family or effect is called so.
    pub fn parse(word: &str) -> Result<Self, String> {
        Self::named(word).ok_or_else(|| match nearest(word) {
            Some(right) => format!("no rule `{word}`: did you mean `{right}`?"),
            None => format!("no rule `{word}`: `variorum check --print-policy` lists them"),
        })
    }

    fn named(name: &str) -> Option<Self> {
        WORDS.iter().find(|(word, _)| *word == name).map(|(_, selector)| *selector)
    }
}

const EFFECTS: [(&str, Effect); 5] = [
    ("*.conflict", Effect::Conflict),
    ("*.shift", Effect::Shift),
    ("*.unclear", Effect::Unclear),
    ("*.compatible", Effect::Compatible),
    ("*.none", Effect::None),
];

/// Every word that selects, with what it selects.
static WORDS: LazyLock<Vec<(Cow<'static, str>, Selector)>> = LazyLock::new(|| {
    let mut families: Vec<&str> = Vec::new();
    for family in Rule::all().map(Rule::family) {
        if !families.contains(&family) {
            families.push(family);
        }
    }
    let rules = Rule::all().map(|rule| (rule.name().into(), Selector::Rule(rule)));
    let families = families.into_iter().map(|it| (format!("{it}.*").into(), Selector::Family(it)));
    let effects = EFFECTS.iter().map(|(word, effect)| ((*word).into(), Selector::Effect(*effect)));
    rules.chain(families).chain(effects).chain([("*".into(), Selector::All)]).collect()
});

/// The words alone, as an error lists them.
static NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| WORDS.iter().map(|(word, _)| &**word).collect());

fn nearest(word: &str) -> Option<&'static str> {
    NAMES
        .iter()
        .map(|right| (strsim::normalized_damerau_levenshtein(word, right), *right))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.cmp(x)))
        .map(|(_, right)| right)
}

impl fmt::Display for Selector {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = WORDS.iter().find(|(_, selector)| selector == self).map(|(word, _)| &**word);
        out.write_str(word.unwrap_or("*"))
    }
}

impl Serialize for Selector {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let word = Cow::<str>::deserialize(input)?;
        Self::named(&word).ok_or_else(|| de::Error::unknown_variant(&word, &NAMES))
    }
}

impl JsonSchema for Selector {
    fn schema_name() -> Cow<'static, str> {
        "Selector".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "enum": NAMES.as_slice() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::divergence::Kind;

    #[test]
    fn a_word_reads_back_as_itself() {
        for (word, selector) in WORDS.iter() {
            assert_eq!(selector.to_string(), **word);
            assert_eq!(Selector::named(word), Some(*selector));
        }
    }

    #[test]
    fn an_effect_selects_kinds_of_any_name() {
        let rule = Rule::Divergence(Kind::Polarity);
        assert!(Selector::Effect(Effect::Conflict).takes(rule, Some(Effect::Conflict)));
        assert!(!Selector::Effect(Effect::Conflict).takes(rule, Some(Effect::Shift)));
        assert!(!Selector::Effect(Effect::Conflict).takes(Rule::Duplicate, None));
        assert!(Selector::Family("document").takes(Rule::Duplicate, None));
        assert!(Selector::named("meaning.*").is_some_and(|it| it.takes(rule, None)));
    }
}
