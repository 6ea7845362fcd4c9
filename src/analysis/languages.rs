//! What a reader must know of the languages of a run: which of them are read neutrally.

use std::collections::BTreeMap;

use crate::corpus::Document;
use crate::language::{self, detect};

/// One note for each language that is not supported, the one of most documents first.
pub fn notes<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Vec<String> {
    let tags = documents.into_iter().filter_map(|it| it.language.as_ref());
    told(tags.map(|tag| tag.value.as_str()), "document")
}

/// The same of texts, by their language tags.
pub fn of_texts<'a>(languages: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    told(languages.into_iter(), "text")
}

fn told<'a>(tags: impl Iterator<Item = &'a str>, what: &str) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for tag in tags.filter(|tag| language::of(Some(tag)).is_neutral()) {
        *counts.entry(subject(tag)).or_insert(0) += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let note = |(subject, count): &(String, usize)| {
        let (plural, are) = if *count == 1 { ("", "is") } else { ("s", "are") };
        format!(
            "{subject} is not supported yet: {count} {what}{plural} {are} compared word by word and \
             number by number; differences in words are unclear."
        )
    };
    counts.iter().map(note).collect()
}

/// The name of a language at the start of a sentence; its tag where it has none.
fn subject(tag: &str) -> String {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
    match detect::name(tag) {
        Some(name) => name.to_owned(),
        None if primary == detect::UNKNOWN => "A language that is not known".to_owned(),
        None => format!("The language “{primary}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_note_for_each_language() {
        let notes = told(["en", "pt-BR", "de", "pt", "en-GB", "xx"].into_iter(), "document");
        let rest = "compared word by word and number by number; differences in words are unclear.";
        let expected = [
            format!("Portuguese is not supported yet: 2 documents are {rest}"),
            format!("German is not supported yet: 1 document is {rest}"),
            format!("The language “xx” is not supported yet: 1 document is {rest}"),
        ];
        assert_eq!(notes, expected);
        assert!(of_texts(["en", "en"]).is_empty());
        assert!(of_texts(["und", "en"])[0].starts_with("A language that is not known is not"));
    }
}
