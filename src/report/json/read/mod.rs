//! A `report.json` read back: the corpus and the analysis that it was written from.
//!
//! In go the bytes of a report of any version up to [`super::SCHEMA_VERSION`] and a way to those of
//! the documents' texts that the report does not hold; out come values that every renderer takes. A
//! text counts only if it is the one that was compared, by its hash. Where there is none, the words
//! that the report repeats stand in their places and the rest is veiled, with the reason. Whatever
//! the bytes, the answer is a report in which every index and every place exists, or a refusal in
//! words.

mod lineage;
mod restore;
mod rows;
mod texts;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::error::Category;
use xxhash_rust::xxh3::xxh3_64;

use super::SCHEMA_VERSION;
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::report::redact::Proofs;

/// The first version that is read.
const OLDEST: u32 = 1;

/// Bytes of text that a report's documents may hold together.
const TEXTS: u64 = 2 << 30;

/// Why bytes are no report that this version reads; says what to do next.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It stops before its end.
    #[error("it ends in the middle, at line {0}\n  next: write it again with `variorum report`")]
    Truncated(usize),
    /// It is no JSON.
    #[error("it is not JSON: {0}\n  next: give the report.json that `variorum report` writes")]
    NotJson(String),
    /// It is JSON of something else.
    #[error("it is {0}\n  next: give the report.json that `variorum report` writes")]
    Foreign(&'static str),
    /// It is of another version of the format.
    #[error(
        "it has schema_version {0}, and this program reads {OLDEST} to {SCHEMA_VERSION}\n  \
         next: {1}"
    )]
    Version(u64, &'static str),
    /// It says so and is not.
    #[error(
        "it is not as the schema has it: {0}\n  next: write it again with `variorum report`; \
         `variorum schema report` prints the schema"
    )]
    Invalid(String),
}

/// A report as it was written, not yet joined with its texts.
pub struct Stored {
    rows: rows::Report,
}

/// A document that a report names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where it was when the report was written.
    pub path: &'a str,
    /// Length of its text.
    pub bytes: usize,
    /// Hash of its text; none in reports of the first programs.
    pub hash: Option<&'a str>,
    /// Whether the report says the text.
    pub told: bool,
}

/// A report joined with those of its texts that were found unchanged.
pub struct Restored {
    /// The documents; those without a text hold the words that the report repeats.
    pub corpus: Corpus,
    /// What was found in them.
    pub analysis: Analysis,
    pub(in crate::report) proofs: Option<Proofs>,
    /// Documents whose text is not shown.
    pub hidden: usize,
    /// Whether it says plain differences in short and of the word runs those only that differ, so
    /// that no full report can be made of it.
    pub is_lean: bool,
}

/// The hash by which a report knows the text of a document: xxh3, 64 bits, of its UTF-8.
pub fn hash(text: &str) -> String {
    format!("{:016x}", xxh3_64(text.as_bytes()))
}

/// What tells a report from other JSON.
#[derive(Deserialize)]
struct Probe {
    schema_version: Option<Value>,
    documents: Option<IgnoredAny>,
    findings: Option<IgnoredAny>,
}

impl Stored {
    /// Reads the bytes of a report.
    ///
    /// # Errors
    /// When they are no report, or one of another version.
    pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let probe: Probe =
            serde_json::from_slice(bytes).map_err(|error| no_object(bytes, &error))?;
        match probe.schema_version.as_ref().and_then(Value::as_u64) {
            _ if probe.findings.is_some() && probe.documents.is_none() => {
                return Err(Refusal::Foreign("a verdict of `variorum check`, not a report"));
            }
            None => return Err(Refusal::Foreign("JSON without a schema_version, so no report")),
            Some(version) if version > u64::from(SCHEMA_VERSION) => {
                return Err(Refusal::Version(version, "use a newer variorum, or write it again"));
            }
            Some(version) if version < u64::from(OLDEST) => {
                return Err(Refusal::Version(version, "write it again with `variorum report`"));
            }
            Some(_) if probe.documents.is_none() => {
                return Err(Refusal::Foreign("JSON without documents, so no report"));
            }
            Some(_) => {}
        }
        let rows: rows::Report =
            serde_json::from_slice(bytes).map_err(|error| Refusal::Invalid(error.to_string()))?;
        let texts: u64 = rows.documents.iter().map(|document| u64::from(document.bytes)).sum();
        if texts > TEXTS {
            return Err(Refusal::Invalid(format!("its documents hold {texts} bytes together")));
        }
        Ok(Self { rows })
    }

    /// The documents that it names.
    pub fn documents(&self) -> impl Iterator<Item = Listed<'_>> {
        self.rows.documents.iter().map(rows::Document::listed)
    }

    /// Joins it with the texts. `text_of` hands out the text of a document, or says why there is
    /// none; one that is not the text that was compared is not taken.
    ///
    /// # Errors
    /// When the report names a document or a place that it does not have.
    pub fn restore(
        &self,
        text_of: &dyn Fn(&Listed<'_>) -> Result<String, String>,
    ) -> Result<Restored, Refusal> {
        restore::restore(&self.rows, text_of)
    }
}

impl rows::Document {
    fn listed(&self) -> Listed<'_> {
        Listed {
            id: &self.id,
            path: &self.path,
            bytes: self.bytes as usize,
            hash: self.hash.as_deref(),
            told: self.whole().is_some(),
        }
    }

    /// The text, where the report says all of it.
    fn whole(&self) -> Option<&str> {
        let of_passages = || match self.passages.as_slice() {
            [(0, text)] => Some(text.as_str()),
            [] if self.bytes == 0 && self.hash.is_some() => Some(""),
            _ => None,
        };
        let whole = || of_passages().filter(|text| text.len() == self.bytes as usize);
        self.text.as_deref().or_else(whole)
    }
}

/// Why there is not even an object.
fn no_object(bytes: &[u8], error: &serde_json::Error) -> Refusal {
    match error.classify() {
        Category::Eof if bytes.iter().all(u8::is_ascii_whitespace) => {
            Refusal::Foreign("an empty file")
        }
        Category::Eof => Refusal::Truncated(error.line()),
        Category::Syntax if ends_in_number(bytes, error) => Refusal::Truncated(error.line()),
        Category::Data => Refusal::Foreign("JSON, but not of a report"),
        Category::Syntax | Category::Io => Refusal::NotJson(error.to_string()),
    }
}

/// Whether the parser stumbled over the last byte, which is part of a number.
fn ends_in_number(bytes: &[u8], error: &serde_json::Error) -> bool {
    let last = bytes.rsplit(|&byte| byte == b'\n').next().unwrap_or(bytes);
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let number = last.last().is_some_and(|byte| byte.is_ascii_digit() || b"-+.eE".contains(byte));
    number && error.line() == lines && error.column() >= last.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Stored::parse(text.as_bytes()).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_report_is_refused_in_words() {
        for (text, says) in [
            ("", "an empty file"),
            (" \n", "an empty file"),
            ("{\"schema_version\":1,\n\"documents\":[", "ends in the middle, at line 2"),
            ("{\"schema_version\":1,\"documents\":[{\"x\":-", "ends in the middle, at line 1"),
            ("<html>", "is not JSON"),
            ("{\"schema_version\":1} {", "is not JSON"),
            ("[1]", "but not of a report"),
            ("7", "but not of a report"),
            ("{\"name\":\"x\"}", "without a schema_version"),
            ("{\"schema_version\":\"1\"}", "without a schema_version"),
            ("{\"schema_version\":1,\"findings\":[]}", "a verdict of `variorum check`"),
            ("{\"schema_version\":4,\"documents\":[]}", "reads 1 to 3\n  next: use a newer"),
            ("{\"schema_version\":0,\"documents\":[]}", "reads 1 to 3\n  next: write it again"),
            ("{\"schema_version\":1,\"documents\":[]}", "missing field"),
            ("{\"schema_version\":2,\"documents\":[]}", "missing field"),
            ("{\"schema_version\":1}", "without documents"),
        ] {
            let said = refused(text);
            assert!(said.contains(says) && said.contains("\n  next: "), "{text}: {said}");
        }
    }
}
