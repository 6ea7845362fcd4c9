//! By which name to call a document: its source, if that tells which one.
//!
//! In go the documents of a corpus, out come short names that no two of them share; inside a
//! statement or a contrast, where fewer documents meet, the names are shorter still.

use std::collections::{BTreeMap, BTreeSet};

use super::{escape, label};
use crate::corpus::{Corpus, Document};

/// Characters of a file's name that is short enough to be called by, and the fewest of its
/// beginning.
const SHORT: usize = 20;
const START: usize = 3;
/// Characters of a title that a document is called by, and bytes that hold its first words.
const TITLE: usize = 32;
const OPENING: usize = 400;

/// A document's source; where several share it, with the date, the file's name or the id, the
/// first of them that tells them apart. Without a source it is called by the site that it comes
/// from, its title or its first words, with the date where those do not tell; only where several
/// begin alike by its file: `b.txt`, or `000…` where the name is long.
pub(super) fn labels(corpus: &Corpus) -> Vec<String> {
    let mut labels = vec![String::new(); corpus.documents.len()];
    let mut open: Vec<usize> = (0..labels.len()).collect();
    for name in [by_source, by_date, by_file, by_site, by_words, by_words_and_date, by_name] {
        let named: Vec<_> = open.iter().map(|&d| name(&corpus.documents[d])).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for label in named.iter().flatten() {
            *counts.entry(label).or_insert(0) += 1;
        }
        let mut rest = Vec::new();
        for (&document, label) in open.iter().zip(&named) {
            match label {
                Some(label) if counts[label.as_str()] == 1 => labels[document].clone_from(label),
                _ => rest.push(document),
            }
        }
        open = rest;
    }
    let starts = starts(corpus);
    for document in open {
        let known = &corpus.documents[document];
        let start = starts[document].clone().filter(|_| known.source.is_none());
        labels[document] = start.unwrap_or_else(|| by_id(known));
    }
    labels.iter().map(|label| escape::cut(label.trim(), 80).into_owned()).collect()
}

fn by_source(document: &Document) -> Option<String> {
    document.source.as_ref().map(|source| source.value.clone())
}

fn by_date(document: &Document) -> Option<String> {
    Some(format!("{} ({})", by_source(document)?, label::day(document.date.as_ref()?.value)))
}

fn by_file(document: &Document) -> Option<String> {
    let name = document.id.rsplit(['/', '#']).next()?;
    Some(format!("{} · {name}", by_source(document)?))
}

/// The site of a page whose source is not said.
fn by_site(document: &Document) -> Option<String> {
    let address = document.url.as_ref().filter(|_| document.source.is_none())?;
    let (_, behind) = address.value.split_once("://")?;
    let host = behind.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains('@')).then(|| host.to_owned())
}

/// The title, or the first words, between quotation marks.
fn by_words(document: &Document) -> Option<String> {
    if document.source.is_some() {
        return None;
    }
    let title = document.title.as_ref().map(|title| title.value.as_str());
    let body = || document.text.get(..document.text.floor_char_boundary(OPENING)).unwrap_or("");
    let words = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(body);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = words.chars().any(char::is_alphanumeric) && !words.contains(escape::VEIL);
    shown.then(|| label::quoted(&beginning(&words)))
}

fn by_words_and_date(document: &Document) -> Option<String> {
    Some(format!("{} ({})", by_words(document)?, label::day(document.date.as_ref()?.value)))
}

/// Whole words from the beginning of a text.
fn beginning(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(TITLE) else { return words.to_owned() };
    let cut = words[end..].starts_with(' ');
    let whole = words[..end].rsplit_once(' ').filter(|_| !cut);
    let whole = whole.map_or(&words[..end], |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// A short name of the file, where there is no source.
fn by_name(document: &Document) -> Option<String> {
    let name = name(document);
    (document.source.is_none() && name.chars().count() <= SHORT).then(|| name.to_owned())
}

/// Per document, the first words of its file's name that no other begins with: `000…`.
fn starts(corpus: &Corpus) -> Vec<Option<String>> {
    let mut order: Vec<(&str, usize)> =
        corpus.documents.iter().enumerate().map(|(n, document)| (stem(document), n)).collect();
    order.sort_unstable();
    let mut found = vec![None; order.len()];
    // In sorted order, who shares most of a beginning stands beside it.
    for (at, &(own, document)) in order.iter().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let shared = beside.filter_map(|n| Some(common(own, order.get(n)?.0))).max().unwrap_or(0);
        found[document] = start(own, shared);
    }
    found
}

/// The beginning of a name, longer than what it shares with others.
fn start(own: &str, shared: usize) -> Option<String> {
    let mut ends =
        own.char_indices().map(|(at, _)| at).skip(START).take(SHORT).filter(|&at| at > shared);
    let first = ends.next()?;
    // Better whole words than a part of one.
    let at_word = |at: &usize| !own[*at..].starts_with(char::is_alphanumeric);
    let end = if at_word(&first) { first } else { ends.find(at_word).unwrap_or(first) };
    Some(format!("{}…", &own[..end]))
}

/// How many bytes two names begin with in common.
fn common(a: &str, b: &str) -> usize {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y);
    same.map(|(c, _)| c.len_utf8()).sum()
}

fn name(document: &Document) -> &str {
    document.id.rsplit(['/', '#']).next().unwrap_or_default()
}

fn stem(document: &Document) -> &str {
    let name = name(document);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn by_id(document: &Document) -> String {
    match by_source(document) {
        Some(source) => format!("{source} · {}", document.id),
        None => document.id.clone(),
    }
}

/// Names of documents that need to be told from each other only.
pub(super) struct Among<'d>(BTreeMap<usize, &'d str>);

impl<'d> Among<'d> {
    /// Names of some of the documents of a corpus, of which `labels` are the names among all.
    pub(super) fn new(
        corpus: &'d Corpus,
        labels: &'d [String],
        documents: impl Iterator<Item = usize> + Clone,
    ) -> Self {
        let source = |document: usize| {
            let document = corpus.documents.get(document)?;
            document.source.as_ref().map(|source| source.value.as_str())
        };
        let mut of_source: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for document in documents.clone() {
            if let Some(source) = source(document) {
                of_source.entry(source).or_default().insert(document);
            }
        }
        let alone = |name: &&str| of_source.get(name).is_some_and(|all| all.len() == 1);
        let label = |document: usize| labels.get(document).map_or("", String::as_str);
        let name = |document| source(document).filter(alone).unwrap_or(label(document));
        Self(documents.map(|document| (document, name(document))).collect())
    }

    /// The name of one of them.
    pub(super) fn name(&self, document: usize) -> &str {
        self.0.get(&document).copied().unwrap_or_default()
    }

    /// Names, each once, the first few by name.
    pub(super) fn list(&self, documents: &[usize], limit: usize) -> String {
        listed(documents.iter().map(|&d| self.name(d)).collect(), limit)
    }
}

/// Names, the first few of them.
pub(super) fn listed(names: BTreeSet<&str>, limit: usize) -> String {
    let shown: Vec<_> = names.iter().take(limit).copied().collect();
    match names.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {} more", shown.join(", "), label::thousands(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Known;
    use jiff::civil::date;

    fn document(id: &str, source: Option<&str>, day: Option<i8>) -> Document {
        Document {
            id: id.to_owned(),
            source: source.map(|s| Known::stated(s.to_owned())),
            date: day.map(|d| Known::stated(date(2031, 3, d))),
            ..Document::default()
        }
    }

    #[test]
    fn a_label_says_as_little_as_tells_documents_apart() {
        let documents = vec![
            document("a/1.txt", Some("Wire"), Some(1)),
            document("a/2.txt", Some("Wire"), Some(2)),
            document("a/3.txt", Some("Wire"), Some(2)),
            document("b/3.txt", Some("Wire"), None),
            document("b/4.txt", Some("Courier"), Some(1)),
            document("b/5.txt", None, Some(1)),
        ];
        let corpus = Corpus { documents, skipped: Vec::new() };
        assert_eq!(
            labels(&corpus),
            [
                "Wire (1 March 2031)",
                "Wire · 2.txt",
                "Wire · a/3.txt",
                "Wire · b/3.txt",
                "Courier",
                "5.txt"
            ]
        );
    }

    #[test]
    fn without_a_source_the_site_the_title_or_the_first_words_come_before_the_file() {
        let mut documents: Vec<_> =
            (0..6).map(|n| document(&format!("{n}00_a41f9c0b77de2a10.txt"), None, None)).collect();
        let known = |text: &str| Some(Known::stated(text.to_owned()));
        documents[0].title = known("Harbour closed");
        documents[1].title = known("The council of Halvern keeps the northern ferry line open");
        documents[2].text = "Ladies and gentlemen,\nwe have come a long way.".to_owned();
        documents[3].url = known("https://www.heron.example/harbour?id=3");
        documents[4].title = known("Harbour closed");
        documents[4].date = Some(Known::stated(date(2031, 3, 2)));
        let corpus = Corpus { documents, skipped: Vec::new() };
        assert_eq!(
            labels(&corpus),
            [
                "000…",
                "“The council of Halvern keeps the…”",
                "“Ladies and gentlemen, we have…”",
                "heron.example",
                "“Harbour closed” (2 March 2031)",
                "500…",
            ]
        );
    }

    #[test]
    fn a_long_file_name_is_called_by_its_beginning() {
        let ids = [
            "in/017_a41f9c0b77de2a10.txt",
            "in/018_5be0c2d19f3a4477.txt",
            "in/018_77aa0b1c2d3e4f50.txt",
            "in/thesamebeginningofallofthem-1.txt",
            "in/thesamebeginningofallofthem-2.txt",
            "a/note.txt",
            "b/note.txt",
        ];
        let documents = ids.map(|id| document(id, None, None)).to_vec();
        let corpus = Corpus { documents, skipped: Vec::new() };
        assert_eq!(
            labels(&corpus),
            [
                "017…",
                "018_5…",
                "018_7…",
                "in/thesamebeginningofallofthem-1.txt",
                "in/thesamebeginningofallofthem-2.txt",
                "a/note.txt",
                "b/note.txt"
            ]
        );
    }

    #[test]
    fn among_few_the_source_may_do() {
        let documents = vec![
            document("1.txt", Some("Wire"), Some(1)),
            document("2.txt", Some("Wire"), Some(2)),
            document("3.txt", None, None),
        ];
        let corpus = Corpus { documents, skipped: Vec::new() };
        let labels = labels(&corpus);
        let some = Among::new(&corpus, &labels, [1, 2].into_iter());
        assert_eq!(some.list(&[1, 2], 9), "3.txt, Wire");
        let all = Among::new(&corpus, &labels, 0..3);
        assert_eq!(all.list(&[0, 1, 2], 2), "3.txt, Wire (1 March 2031) and 1 more");
    }
}
