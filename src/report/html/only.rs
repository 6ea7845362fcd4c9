//! What only some tellings have, folded: one row for each circle of documents that has it.
//!
//! In go the contrasts of a statement in which words face nothing and change nothing in the others;
//! out come rows such as `Only the Courier has: “…” · “…”`, each fragment with the number of its
//! marks. Omissions that move the meaning are no fragments: they stay notes of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::contrast::{Contrast, Halves};
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label;
use crate::report::naming::Among;

/// Fragments shown at once, characters of one, and documents named in front of them.
const SHOWN: usize = 12;
const FRAGMENT: usize = 280;
const NAMED: usize = 5;

/// Fragments that the same documents have and the same lack.
pub(super) struct OnlyView {
    /// `Only the Courier has`.
    pub(super) lead: String,
    pub(super) parts: Vec<Part>,
    /// Those that open on demand.
    pub(super) rest: Vec<Part>,
}

/// One fragment.
pub(super) struct Part {
    pub(super) anchor: String,
    pub(super) index: usize,
    pub(super) number: usize,
    pub(super) words: String,
    pub(super) why: String,
    /// Per column, the number of its reading, or `-`.
    pub(super) columns: String,
    has: Vec<usize>,
    lacks: Vec<usize>,
    /// Those that lack it there have it elsewhere.
    elsewhere: bool,
}

/// Where the words of a fragment stand, for their order in a row.
pub(super) fn place(contrast: &Contrast<'_>) -> impl Ord + use<> {
    contrast.halves().and_then(|halves| halves.words.place)
}

/// A fragment under the anchor and the number of its note.
pub(super) fn part(
    digest: &Digest<'_>,
    contrast: &Contrast<'_>,
    (index, number): (usize, usize),
    anchor: String,
    columns: String,
) -> Option<Part> {
    let Halves { words, has, lacks, elsewhere } = contrast.halves()?;
    Some(Part {
        anchor,
        index,
        number,
        words: label::quoted(&cut(words.text.trim(), FRAGMENT)),
        why: digest.explanation(contrast).to_owned(),
        columns,
        has,
        lacks,
        elsewhere,
    })
}

/// Rows of fragments, those of the earliest documents first. `all` are the documents of the
/// statement.
pub(super) fn rows(among: &Among<'_>, all: &BTreeSet<usize>, parts: Vec<Part>) -> Vec<OnlyView> {
    let mut circles: BTreeMap<(Vec<usize>, Vec<usize>, bool), Vec<Part>> = BTreeMap::new();
    for part in parts {
        let circle = (part.has.clone(), part.lacks.clone(), part.elsewhere);
        circles.entry(circle).or_default().push(part);
    }
    let row =
        |((has, lacks, elsewhere), mut parts): ((Vec<usize>, Vec<usize>, bool), Vec<Part>)| {
            let rest = parts.split_off(parts.len().min(SHOWN));
            OnlyView { lead: lead(among, all, &has, (&lacks, elsewhere)), parts, rest }
        };
    circles.into_iter().map(row).collect()
}

/// `Only A has`; where somebody in the statement is known neither to have it nor to lack it,
/// `A has, B has not`; where who lacks it there has it in another place, `A has here, B elsewhere`.
fn lead(
    among: &Among<'_>,
    all: &BTreeSet<usize>,
    has: &[usize],
    (lacks, elsewhere): (&[usize], bool),
) -> String {
    let verb = |documents: &[usize]| if documents.len() == 1 { "has" } else { "have" };
    let who = among.list(has, NAMED);
    let without: Vec<usize> = lacks.iter().filter(|d| !has.contains(d)).copied().collect();
    let known: BTreeSet<usize> = has.iter().chain(lacks).copied().collect();
    if without.is_empty() {
        format!("{who} {} at one place only", verb(has))
    } else if elsewhere {
        format!("{who} {} here, {} elsewhere", verb(has), among.list(&without, NAMED))
    } else if known.is_superset(all) {
        format!("Only {who} {}", verb(has))
    } else {
        let others = among.list(&without, NAMED);
        format!("{who} {}, {others} {} not", verb(has), verb(&without))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Document};

    fn part(has: &[usize], lacks: &[usize], words: &str) -> Part {
        Part {
            anchor: String::new(),
            index: 0,
            number: 1,
            words: words.to_owned(),
            why: String::new(),
            columns: String::new(),
            has: has.to_vec(),
            lacks: lacks.to_vec(),
            elsewhere: false,
        }
    }

    #[test]
    fn a_circle_of_documents_has_one_row() {
        let document = |id: &str| Document { id: id.to_owned(), ..Document::default() };
        let corpus =
            Corpus { documents: ["a", "b", "c"].map(document).to_vec(), ..Corpus::default() };
        let labels: Vec<String> = corpus.documents.iter().map(|d| d.id.clone()).collect();
        let among = Among::new(&corpus, &labels, 0..3);
        let mut parts = vec![
            part(&[0], &[1, 2], "one"),
            part(&[1, 2], &[0], "two"),
            part(&[0], &[1, 2], "three"),
            part(&[2], &[1], "four"),
            part(&[2], &[2], "five"),
        ];
        parts.extend((0..20).map(|n| part(&[1], &[0, 2], &n.to_string())));
        let rows = rows(&among, &(0..3).collect(), parts);
        let leads: Vec<_> = rows.iter().map(|row| row.lead.as_str()).collect();
        assert_eq!(
            leads,
            [
                "Only a has",
                "Only b has",
                "Only b, c have",
                "c has, b has not",
                "c has at one place only"
            ]
        );
        let words: Vec<_> = rows[0].parts.iter().map(|part| part.words.as_str()).collect();
        assert_eq!(words, ["one", "three"]);
        assert_eq!((rows[1].parts.len(), rows[1].rest.len()), (SHOWN, 8), "the rest opens");
    }
}
