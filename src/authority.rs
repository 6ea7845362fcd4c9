//! Accepted names with their variants, given by the user or learned from the corpus.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The name table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Sorted by name.
    pub names: Vec<Name>,
}

/// One name and how the documents spell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The accepted form: the given one, else the most frequent.
    pub name: String,
    /// Every spelling, most frequent first.
    pub variants: Vec<NameVariant>,
    /// Given by the user, not learned.
    pub given: bool,
}

/// One spelling of a [`Name`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameVariant {
    /// As it stands in the documents.
    pub text: String,
    /// Occurrences.
    pub count: usize,
    /// Indices of the documents that have it, ascending.
    pub documents: Vec<usize>,
}

/// One occurrence of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence<'a> {
    /// Index of the document.
    pub document: usize,
    /// As it stands there.
    pub text: &'a str,
    /// The fullest form that the document gives the same person, place or body.
    pub full: &'a str,
}

/// Learns the name table of a corpus: fullest forms with the forms that stand for them, joined
/// where two forms faced each other in alignments as spellings of one name.
///
/// Names are sorted; a name that occurs once and in one form only is left out.
pub fn learn(occurrences: &[Occurrence], spellings: &[(&str, &str)]) -> Authority {
    let mut table: BTreeMap<&str, BTreeMap<&str, (usize, Vec<usize>)>> = BTreeMap::new();
    for name in occurrences {
        let entry = table.entry(name.full).or_default().entry(name.text).or_default();
        entry.0 += 1;
        if entry.1.last() != Some(&name.document) {
            entry.1.push(name.document);
        }
    }
    let mut joined: BTreeMap<&str, BTreeMap<&str, (usize, Vec<usize>)>> = BTreeMap::new();
    let roots = roots(table.keys().copied().collect(), spellings);
    for (full, forms) in table {
        let own = joined.entry(roots[full]).or_default();
        for (text, (count, documents)) in forms {
            let entry = own.entry(text).or_default();
            entry.0 += count;
            entry.1.extend(documents);
        }
    }
    let mut names: Vec<Name> = joined.into_values().filter_map(name).collect();
    names.sort_by(|a, b| a.name.cmp(&b.name));
    Authority { names }
}

/// For every full form the first of those that it is joined with.
fn roots<'a>(forms: Vec<&'a str>, spellings: &[(&str, &str)]) -> BTreeMap<&'a str, &'a str> {
    let mut parents: Vec<usize> = (0..forms.len()).collect();
    for (a, b) in spellings {
        if let (Ok(x), Ok(y)) = (forms.binary_search(a), forms.binary_search(b)) {
            let (x, y) = (root(&mut parents, x), root(&mut parents, y));
            parents[x.max(y)] = x.min(y);
        }
    }
    (0..forms.len()).map(|n| (forms[n], forms[root(&mut parents, n)])).collect()
}

fn root(parents: &mut [usize], mut n: usize) -> usize {
    while parents[n] != n {
        parents[n] = parents[parents[n]];
        n = parents[n];
    }
    n
}

fn name(forms: BTreeMap<&str, (usize, Vec<usize>)>) -> Option<Name> {
    let mut variants: Vec<NameVariant> = forms
        .into_iter()
        .map(|(text, (count, mut documents))| {
            documents.sort_unstable();
            documents.dedup();
            NameVariant { text: text.to_owned(), count, documents }
        })
        .collect();
    variants.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    if variants.iter().map(|variant| variant.count).sum::<usize>() < 2 {
        return None;
    }
    // The fullest of the frequent forms names the row: a family name alone is said most often.
    let most = variants[0].count;
    let accepted = variants
        .iter()
        .filter(|variant| variant.count * 4 >= most)
        .max_by_key(|variant| (variant.text.split_whitespace().count(), variant.count))?;
    Some(Name { name: accepted.text.clone(), variants, given: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(document: usize, text: &'static str, full: &'static str) -> Occurrence<'static> {
        Occurrence { document, text, full }
    }

    #[test]
    fn spellings_that_faced_each_other_are_one_name() {
        let found = learn(
            &[
                said(0, "Anna Petrova", "Anna Petrova"),
                said(0, "Petrova", "Anna Petrova"),
                said(1, "Ana Petrova", "Ana Petrova"),
                said(1, "Oslo", "Oslo"),
            ],
            &[("Anna Petrova", "Ana Petrova")],
        );
        assert_eq!(found.names.len(), 1);
        assert_eq!(found.names[0].variants.len(), 3);
        assert!(found.names[0].name.ends_with("Petrova"));
    }

    #[test]
    fn names_that_never_met_stay_apart() {
        let found = learn(
            &[
                said(0, "Ivan Orlov", "Ivan Orlov"),
                said(0, "Ivan Orlov", "Ivan Orlov"),
                said(1, "Ivan Orlow", "Ivan Orlow"),
                said(2, "Ivan Orlow", "Ivan Orlow"),
            ],
            &[],
        );
        assert_eq!(found.names.len(), 2);
        assert_eq!(found.names[1].variants[0].documents, vec![1, 2]);
    }
}
