//! The settings of a run: TOML in, the options of every stage out.
//!
//! Each stage owns its `Options` and their defaults; here they are only put together. What is not
//! known is an error that points at the line, with the nearest right word. Nothing is opened here:
//! the program finds and reads the file.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{ErrorKind, Result};
use crate::{analysis, corpus, policy, report};

/// The settings of a run, as `variorum.toml` has them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Pairs of phrases that say the same wherever they face each other.
    pub same: Vec<[String; 2]>,
    /// How documents are read.
    pub reading: corpus::Options,
    /// How statements are found and compared.
    pub analysis: analysis::Options,
    /// What the reports hold.
    pub report: report::Options,
    /// What `variorum check` denies, warns of and allows.
    pub policy: policy::Policy,
}

impl Config {
    /// Reads settings; `path` is only named in errors.
    ///
    /// # Errors
    /// When the text is not TOML, or has a key or a value that no stage knows.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let mut config: Self = toml::from_str(text).map_err(|error| explain(text, path, &error))?;
        config.analysis.same.append(&mut config.same);
        let blank = |phrase: &String| !phrase.chars().any(char::is_alphanumeric);
        match config.analysis.same.iter().find(|pair| pair.iter().any(blank)) {
            Some(pair) => Err(without_words(text, path, pair).into()),
            None => Ok(config),
        }
    }

    /// The settings as TOML, defaults written out.
    ///
    /// # Errors
    /// When a value cannot be written as TOML.
    pub fn to_toml(&self) -> std::result::Result<String, toml::ser::Error> {
        // The pairs stand at the top, where they are written; below they are left out when empty.
        let mut printed = self.clone();
        printed.same.append(&mut printed.analysis.same);
        toml::to_string(&printed)
    }
}

/// A pair of phrases of which one says nothing.
fn without_words(text: &str, path: &Path, pair: &[String; 2]) -> ErrorKind {
    let mut lines = text.lines().zip(1..);
    let (excerpt, line) =
        lines.find(|(it, _)| it.trim_start().starts_with("same")).unwrap_or(("", 1));
    ErrorKind::Settings {
        path: path.to_owned(),
        line,
        reason: format!("a phrase without words in {pair:?}"),
        excerpt: excerpt.trim().to_owned(),
        next: "write two phrases, as in same = [[\"top diplomat\", \"foreign minister\"]]"
            .to_owned(),
    }
}

/// Points at the line and names what would be right there.
fn explain(text: &str, path: &Path, error: &toml::de::Error) -> ErrorKind {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let before = text.get(..at).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let excerpt = text.lines().nth(line - 1).unwrap_or("").trim().to_owned();
    let (reason, next) = match unknown(error.message()) {
        Some((what, word, known)) => (format!("unknown {what} `{word}`"), advice(word, &known)),
        None => (error.message().trim().to_owned(), NEXT.to_owned()),
    };
    ErrorKind::Settings { path: path.to_owned(), line, reason, excerpt, next }
}

const NEXT: &str = "`variorum report --print-config` prints every setting with its default";

/// The parts of serde's message about an unknown field or variant.
fn unknown(message: &str) -> Option<(&'static str, &str, Vec<&str>)> {
    let (what, rest) = match message.strip_prefix("unknown field `") {
        Some(rest) => ("key", rest),
        None => ("value", message.strip_prefix("unknown variant `")?),
    };
    let (word, rest) = rest.split_once('`')?;
    Some((what, word, rest.split('`').skip(1).step_by(2).collect()))
}

/// The nearest right word where one is near, else all of them.
fn advice(word: &str, known: &[&str]) -> String {
    let nearest = known
        .iter()
        .map(|right| (strsim::normalized_damerau_levenshtein(word, right), *right))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.cmp(x)));
    match nearest {
        Some((_, right)) => format!("did you mean `{right}`? {NEXT}"),
        None if known.is_empty() => NEXT.to_owned(),
        None => format!("known here: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Config::parse(text, Path::new("some/variorum.toml")).unwrap_err().to_string()
    }

    #[test]
    fn nothing_said_is_the_defaults() {
        assert_eq!(Config::parse("", Path::new("x")).unwrap(), Config::default());
    }

    #[test]
    fn what_is_printed_can_be_read_back_and_says_each_key_once() {
        for text in [
            "",
            "same = [[\"the capital\", \"Oslo\"]]\n",
            "same = []\n[analysis]\nsame = [[\"top diplomat\", \"foreign minister\"]]\n",
            "[reading]\nmax_bytes = 5\n",
            "[analysis]\nwithin = true\nzones = [\"body\", \"comment\"]\n[analysis.index]\ncap = 9\n",
            "[analysis]\nonly_across = \"source\"\nwindow = \"4w\"\n",
            "[analysis.alignment]\nscore = 0.7\n[analysis.stories]\nwords = 9\n",
            "[report]\nredact = \"strict\"\nfull = true\nalike = 0\n",
            "[report]\nredact = true\nmin_effect = \"shift\"\n",
            "[policy]\ndeny = [\"*.conflict\"]\nnames = [\"A \\\"B\\\" C\"]\nunseen = [\"**/*.csv\"]\n",
            "[policy]\nbaseline = \"b\"\nnames_file = \"n.csv\"\ntrusted = [\"Corvane\"]\n",
            "[policy.thresholds]\nmetadata = [\"source\", \"date\"]\nreused_words = 3\n",
            "[[policy.override]]\npaths = [\"a/**\"]\nwarn = [\"*\"]\n[[policy.override]]\nsources = [\"B\"]\n",
        ] {
            let config = Config::parse(text, Path::new("x")).unwrap();
            let printed = config.to_toml().unwrap();
            assert_eq!(Config::parse(&printed, Path::new("x")).unwrap(), config, "{text}");
            assert_eq!(printed.matches("same = ").count(), 1, "{text}: {printed}");
        }
    }

    #[test]
    fn an_unknown_key_names_line_and_right_word() {
        let message = error("# mine\n[reading]\nmax_byte = 5\n");
        assert!(message.starts_with("some/variorum.toml:3: unknown key `max_byte`"), "{message}");
        assert!(message.contains("\n  max_byte = 5\n"), "{message}");
        assert!(message.contains("did you mean `max_bytes`?"), "{message}");
    }

    #[test]
    fn a_word_near_nothing_gets_the_whole_list() {
        let message = error("[zebra]\n");
        assert!(message.contains("unknown key `zebra`"), "{message}");
        assert!(
            message.contains("known here: same, reading, analysis, report, policy"),
            "{message}"
        );
    }

    #[test]
    fn phrases_that_say_the_same_reach_the_analysis() {
        let text =
            "same = [[\"top diplomat\", \"foreign minister\"]]\n[report]\nredact = \"strict\"\n";
        let config = Config::parse(text, Path::new("x")).unwrap();
        assert_eq!(config.analysis.same, [["top diplomat", "foreign minister"]]);
        let printed = config.to_toml().unwrap();
        assert_eq!(Config::parse(&printed, Path::new("x")).unwrap(), config);
        assert_eq!(config.report.redact, report::Redact::Strict);
        assert!(Config::default().to_toml().unwrap().contains("redact = false"));
        assert!(error("[report]\nredact = \"all\"\n").contains("false, true or \"strict\""));
        let message = error("# mine\nsame = [[\"a\", \"…\"]]\n");
        assert!(message.starts_with("some/variorum.toml:2: a phrase without words"), "{message}");
        assert!(error("same = [[\"a\"]]\n").starts_with("some/variorum.toml:1: "));
    }

    #[test]
    fn a_window_that_is_none_is_told_in_words() {
        let message = error("[analysis]\nwindow = \"a month\"\n");
        assert!(message.starts_with("some/variorum.toml:2: "), "{message}");
        assert!(message.contains("\"a month\" is no number of days (30d)"), "{message}");
        assert!(error("[analysis]\nonly_across = \"date\"\n").contains("known here: source"));
    }

    #[test]
    fn an_unknown_value_is_no_key() {
        let message = error("[analysis]\nzones = [\"boddy\"]\n");
        assert!(message.contains(":2: unknown value `boddy`"), "{message}");
        assert!(message.contains("did you mean `body`?"), "{message}");
    }

    #[test]
    fn broken_toml_names_the_line() {
        assert!(error("[reading]\nmax_bytes = = 5\n").starts_with("some/variorum.toml:2: "));
        assert!(error("[reading\n").starts_with("some/variorum.toml:1: "));
    }
}
