//! How much of the documents' text a report leaves out.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a report shows of the documents' text. In settings: `false`, `true` and `"strict"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Redact {
    /// All of it.
    #[default]
    No,
    /// The words that differ.
    Words,
    /// Numbers and names that differ.
    Strict,
}

/// Settings as they are written.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Setting {
    Flag(bool),
    Word(Word),
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Strict,
}

impl Serialize for Redact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let setting = match self {
            Self::No => Setting::Flag(false),
            Self::Words => Setting::Flag(true),
            Self::Strict => Setting::Word(Word::Strict),
        };
        setting.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Redact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wrong = |_| serde::de::Error::custom("`redact` is false, true or \"strict\"");
        Ok(match Setting::deserialize(from).map_err(wrong)? {
            Setting::Flag(false) => Self::No,
            Setting::Flag(true) => Self::Words,
            Setting::Word(Word::Strict) => Self::Strict,
        })
    }
}

impl JsonSchema for Redact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Redact".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Setting::json_schema(generator)
    }
}
