//! By which name to call a document: its source, if that tells which one.
//!
//! In go the documents of a corpus, out come short names that no two of them share; inside a
//! statement or a contrast, where fewer documents meet, the names are shorter still.

use std::collections::{BTreeMap, BTreeSet};

use super::{escape, label};
use crate::corpus::{Corpus, Document};

/// A document's source; where several share it, with the date, the file's name or the id, the
/// first of them that tells them apart.
pub(super) fn labels(corpus: &Corpus) -> Vec<String> {
    let mut labels = vec![String::new(); corpus.documents.len()];
    let mut open: Vec<usize> = (0..labels.len()).collect();
    for name in [by_source, by_date, by_file] {
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
    for document in open {
        labels[document] = by_id(&corpus.documents[document]);
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
                "b/5.txt"
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
