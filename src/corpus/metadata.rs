//! What is stated about a document outside its text: front matter, JSON fields, `sources.toml`.
//!
//! In: keys and values from any of these. Out: [`Metadata`], merged so that the nearer statement
//! wins, and laid onto a [`Document`]. Nothing here guesses.

use jiff::civil::Date;

use super::{Document, Known, date};

/// What is stated about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The outlet.
    pub source: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The language tag.
    pub language: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address.
    pub url: Option<String>,
}

impl Metadata {
    /// Sets the field `key`; unknown keys and values that say nothing change nothing.
    pub fn set(&mut self, key: &str, value: &str) {
        let text = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        match key.trim().to_ascii_lowercase().as_str() {
            "source" => self.source = Some(text),
            "date" => self.date = date::parse(&text).or(self.date),
            "language" => self.language = language_tag(&text).or(self.language.take()),
            "title" => self.title = Some(text),
            "url" => self.url = Some(text),
            _ => {}
        }
    }

    /// These statements, and `other`'s where these are silent.
    pub fn or(self, other: Self) -> Self {
        Self {
            source: self.source.or(other.source),
            date: self.date.or(other.date),
            language: self.language.or(other.language),
            title: self.title.or(other.title),
            url: self.url.or(other.url),
        }
    }

    /// Writes the statements into the document.
    pub fn apply(self, document: &mut Document) {
        document.source = self.source.map(Known::stated);
        document.date = self.date.map(Known::stated);
        document.language = self.language.map(Known::stated);
        document.title = self.title.map(Known::stated);
        document.url = self.url.map(Known::stated);
    }
}

/// A BCP 47 tag in its usual spelling: `en_us` is `en-US`.
fn language_tag(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut tag = language;
    for part in parts.take_while(|part| part.bytes().all(|b| b.is_ascii_alphanumeric())) {
        tag.push('-');
        tag.push_str(&if part.len() == 2 { part.to_ascii_uppercase() } else { part.to_owned() });
    }
    Some(tag)
}

/// Front matter at the start of `text`: what it states, and where the text after it begins.
///
/// It stands between two `---` lines and holds nothing but `key: value` lines, their indented
/// continuations and comments; anything else is a text that happens to begin with a rule.
pub fn front_matter(text: &str) -> Option<(Metadata, usize)> {
    const LINES: usize = 200;
    let mut lines = text.split_inclusive('\n').take(LINES);
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let (mut metadata, mut end, mut keys) = (Metadata::default(), first.len(), 0);
    for line in lines {
        end += line.len();
        let bare = line.trim_end();
        if matches!(bare, "---" | "...") {
            return (keys > 0).then_some((metadata, end));
        }
        if bare.is_empty() || bare.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        let (key, value) = bare.split_once(':')?;
        if key.contains(char::is_whitespace) {
            return None;
        }
        metadata.set(key, unquoted(value.trim()));
        keys += 1;
    }
    None
}

fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read_and_its_end_known() {
        let text = "---\nsource: \"The Harbour Post\"\ndate: 14 Jan 2019\ntags:\n  - ports\n\
                    language: en_gb\n---\nShips wait.\n";
        let (metadata, end) = front_matter(text).unwrap();
        assert_eq!(metadata.source.as_deref(), Some("The Harbour Post"));
        assert_eq!(metadata.date, Some(jiff::civil::date(2019, 1, 14)));
        assert_eq!(metadata.language.as_deref(), Some("en-GB"));
        assert_eq!(&text[end..], "Ships wait.\n");
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        assert_eq!(front_matter("---\nShips wait in the harbour: nobody comes.\n---\n"), None);
        assert_eq!(front_matter("---\n---\n"), None);
        assert_eq!(front_matter("---\nsource: no end\n"), None);
        assert_eq!(front_matter("--- Ships\n"), None);
    }
}
