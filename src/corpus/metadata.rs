//! What is stated about a document outside its text: front matter, JSON fields, `sources.toml`.
//!
//! In: keys and values from any of these. Out: [`Metadata`], merged so that the nearer statement
//! wins, and laid onto a [`Document`]. Nothing here guesses.

use jiff::civil::Date;

use super::{Document, Figure, Known, date, dateline};

/// What is stated about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The outlet.
    pub source: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The language tag.
    pub language: Option<String>,
    /// Whether the document itself states the language, and not its reader.
    pub own: bool,
    /// The headline.
    pub title: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// What was stated and could not be read as it was meant, in words.
    pub remarks: Vec<String>,
}

/// Names that others give to our fields.
const ALIASES: [(&str, &str); 12] = [
    ("outlet", "source"),
    ("publisher", "source"),
    ("publication", "source"),
    ("sources", "source"),
    ("site", "source"),
    ("published", "date"),
    ("pubdate", "date"),
    ("publish_date", "date"),
    ("day", "date"),
    ("lang", "language"),
    ("headline", "title"),
    ("link", "url"),
];

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

    /// Sets the field `key` as [`Self::set`] does, and remarks on what cannot be read; `place` is
    /// where it is stated. What was stated stays out of the remark: it may be withheld.
    pub fn state(&mut self, place: &str, key: &str, value: &str) {
        let key = key.trim().to_ascii_lowercase();
        let text = value.trim();
        let known = ["source", "date", "language", "title", "url"].contains(&key.as_str());
        if let Some((_, field)) = ALIASES.iter().find(|(alias, _)| *alias == key) {
            return self
                .remark(format!("{place} states `{key}`, which is not read: call it `{field}`"));
        }
        let structure =
            known && text.starts_with(['[', '{', '&', '*', '!', '|', '>', '@', '`', '%']);
        if structure || (known && text.is_empty()) {
            return self.remark(format!(
                "the `{key}` of {place} is not read: write it as plain text behind the colon"
            ));
        }
        match key.as_str() {
            "date" if date::parse(text).is_none() => {
                self.remark(format!("the `date` of {place} is no day: write it as 2021-05-03"));
            }
            "language" if language_tag(text).is_none() => {
                self.remark(format!(
                    "the `language` of {place} is no tag: write it as en or pt-BR"
                ));
            }
            _ => self.set(&key, value),
        }
    }

    fn remark(&mut self, remark: String) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// These statements, and `other`'s where these are silent.
    pub fn or(self, other: Self) -> Self {
        Self {
            source: self.source.or(other.source),
            date: self.date.or(other.date),
            own: if self.language.is_some() { self.own } else { other.own },
            language: self.language.or(other.language),
            title: self.title.or(other.title),
            url: self.url.or(other.url),
            remarks: [self.remarks, other.remarks].concat(),
        }
    }

    /// Writes the statements into the document.
    pub fn apply(self, document: &mut Document) {
        document.source = self.source.map(Known::stated);
        document.date = self.date.map(Known::stated);
        document.language = self.language.map(Known::stated);
        if self.own {
            dateline::doubt_language(document);
        }
        document.title = self.title.map(Known::stated);
        document.url = self.url.map(Known::stated);
        document.remarks = self.remarks;
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
    let mut lines = text.split_inclusive('\n').take(LINES).peekable();
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let (mut metadata, mut end, mut keys) = (Metadata::default(), first.len(), 0);
    while let Some(line) = lines.next() {
        end += line.len();
        let bare = line.trim_end();
        if matches!(bare, "---" | "...") {
            metadata.own = true;
            return (keys > 0).then_some((metadata, end));
        }
        if bare.is_empty() || bare.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        let (key, value) = bare.split_once(':')?;
        if key.contains(char::is_whitespace) {
            return None;
        }
        let value = value.trim();
        let plain = unquoted(value);
        let nested = lines
            .peek()
            .is_some_and(|next| next.starts_with([' ', '\t']) || next.starts_with("- "));
        match (value.is_empty(), plain.len() < value.len() && !is_exact(key)) {
            (true, _) if !nested => {}
            (_, true) => metadata.set(key, plain),
            (_, false) => metadata.state("the front matter", key, plain),
        }
        keys += 1;
    }
    None
}

/// The values of front matter, each with its indented continuations.
pub fn values(front: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for line in front.lines() {
        let bare = line.trim();
        if line.starts_with([' ', '\t', '-']) {
            if let Some(value) = values.last_mut() {
                value.push(' ');
                value.push_str(bare.trim_start_matches("- "));
            }
        } else if let Some((_, value)) = bare.split_once(':') {
            values.push(unquoted(value.trim().trim_start_matches(['|', '>'])).to_owned());
        }
    }
    values
}

/// Words of a value that is no running text.
const SHORT: usize = 4;
/// Longest name of a field that is told.
pub const NAME: usize = 80;

/// A field that is none of ours and holds a number, not a day, an address or a code, in few words.
pub fn figure(name: &str, value: &str) -> Option<(String, String)> {
    let words = value.split_whitespace().take(SHORT + 1).count();
    let plain = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.chars().all(|c| c.is_numeric() || matches!(c, '.' | ','))
            || !bare.contains(char::is_numeric)
    };
    let counts = value.contains(char::is_numeric)
        && !value.contains(['/', ':', '@'])
        && value.split_whitespace().all(plain);
    let says = value
        .split_whitespace()
        .all(|word| word.chars().all(|c| c.is_alphabetic() || "-,.".contains(c)));
    let own = ["source", "date", "language", "title", "url", "id"].contains(&name);
    let is = !own && words <= SHORT && (counts || words == 1 && says && is_number_word(value));
    (is && name.len() <= NAME).then(|| (name.to_owned(), value.to_owned()))
}

/// Whether a value is a number in words.
fn is_number_word(value: &str) -> bool {
    let english = crate::language::of(None);
    let first = value.split([' ', '-']).next().unwrap_or_default();
    english.number(crate::language::key(&first.to_lowercase())).is_some()
}

/// The fields of front matter that hold a number in few words.
pub fn figures(front: &str) -> Vec<Figure> {
    let lines =
        front.lines().filter_map(|line| line.trim().trim_start_matches("- ").split_once(':'));
    lines.filter_map(|(name, value)| Figure::field(name.trim(), unquoted(value.trim()))).collect()
}

/// Whether a field has a form of its own, in quotation marks or not.
fn is_exact(key: &str) -> bool {
    ["date", "language"].iter().any(|exact| key.eq_ignore_ascii_case(exact))
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
    fn what_is_misread_is_named() {
        let misread = |lines: &str| {
            let text = format!("---\n{lines}\n---\nShips wait.\n");
            front_matter(&text).unwrap().0
        };
        for (lines, what) in [
            ("date: soon", "`date`"),
            ("date: 03/04/2019", "`date`"),
            ("source: [Gull, Tern]", "`source`"),
            ("source:\n  - Gull News", "`source`"),
            ("source: *gull", "`source`"),
            ("outlet: Gull News", "call it `source`"),
            ("language: the English one", "`language`"),
            ("title: >\n  Ships wait", "`title`"),
        ] {
            let metadata = misread(lines);
            assert_eq!(metadata.remarks.len(), 1, "{lines}: {:?}", metadata.remarks);
            assert!(metadata.remarks[0].contains(what), "{lines}: {:?}", metadata.remarks);
            let remarks = metadata.remarks.clone();
            let empty = Metadata { own: true, remarks, ..Metadata::default() };
            assert_eq!(metadata, empty, "{lines}");
        }
        assert!(misread("source: Gull News\ndate: 2021-05-03\ntags: [a]").remarks.is_empty());
        assert!(misread("title: \"[Update] Ships\"").remarks.is_empty());
        assert!(misread("title:\nsource: Gull News").remarks.is_empty());
        assert_eq!(misread("date: \"soon\"").remarks.len(), 1);
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        assert_eq!(front_matter("---\nShips wait in the harbour: nobody comes.\n---\n"), None);
        assert_eq!(front_matter("---\n---\n"), None);
        assert_eq!(front_matter("---\nsource: no end\n"), None);
        assert_eq!(front_matter("--- Ships\n"), None);
    }
}
