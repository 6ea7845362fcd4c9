//! Copied sentences that follow each other are one statement.
//!
//! In go groups, out come fewer: those that the same documents copied one after the other are
//! joined. Copies with changes are joined inside a paragraph only, so that an article of a treaty
//! is a statement and not the whole treaty; what is the same word for word has nothing to tell
//! apart.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::groups::{Group, Place};
use crate::alignment::Relation;

/// Sentences from which on a copy with changes is not made longer.
const LONGEST: usize = 8;

/// Joins groups, which are sorted. `opens` says of a sentence of a document whether it opens a
/// paragraph.
pub fn joined(groups: Vec<Group>, opens: &dyn Fn(usize, usize) -> bool) -> Vec<Group> {
    let claimed: HashSet<(usize, usize)> = groups
        .iter()
        .flat_map(|group| &group.runs)
        .flat_map(|run| (run.1..run.2).map(|sentence| (run.0, sentence)))
        .collect();
    let mut joined: Vec<Group> = Vec::with_capacity(groups.len());
    let mut last: HashMap<Vec<usize>, usize> = HashMap::new();
    for group in groups {
        let documents: Vec<usize> = group.runs.iter().map(|run| run.0).collect();
        let before = last.get(&documents).copied().filter(|&n| {
            follows(&joined[n], &group, &|place| claimed.contains(&place))
                && belongs(&joined[n], &group, opens)
        });
        match before {
            Some(n) => {
                let before = &mut joined[n];
                for (own, next) in before.runs.iter_mut().zip(&group.runs) {
                    own.2 = own.2.max(next.2);
                }
                before.relation = before.relation.max(group.relation);
            }
            None => {
                last.insert(documents, joined.len());
                joined.push(group);
            }
        }
    }
    joined
}

/// Whether a group comes next in all its documents; one sentence that nobody else has may stand
/// between.
fn follows(before: &Group, group: &Group, claimed: &dyn Fn((usize, usize)) -> bool) -> bool {
    let next = |(a, b): (&Place, &Place)| {
        a.1 < b.1 && (b.1 <= a.2 || b.1 == a.2 + 1 && !claimed((a.0, a.2)))
    };
    before.relation != Relation::Retold
        && group.relation != Relation::Retold
        && before.runs.iter().zip(&group.runs).all(next)
}

/// Whether both are the same word for word, or of one paragraph in some document.
fn belongs(before: &Group, group: &Group, opens: &dyn Fn(usize, usize) -> bool) -> bool {
    let verbatim = before.relation == Relation::Verbatim && group.relation == Relation::Verbatim;
    let short = || before.runs.iter().zip(&group.runs).all(|(a, b)| b.2 - a.1 <= LONGEST);
    let parted = |(a, b): (&Place, &Place)| (a.2..=b.1).any(|sentence| opens(a.0, sentence));
    verbatim || short() && !before.runs.iter().zip(&group.runs).all(parted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(at: usize, relation: Relation) -> Group {
        Group { runs: vec![(0, at, at + 1), (3, at + 5, at + 6)], relation }
    }

    #[test]
    fn sentences_copied_one_after_the_other_are_one_statement() {
        let found = joined([2, 3, 4, 9].map(|n| copy(n, Relation::Edited)).to_vec(), &|_, _| false);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].runs, vec![(0, 2, 5), (3, 7, 10)]);
    }

    #[test]
    fn a_paragraph_parts_what_was_changed_only() {
        let opens = |_: usize, _: usize| true;
        let count = |relation| joined([2, 3].map(|n| copy(n, relation)).to_vec(), &opens).len();
        assert_eq!((count(Relation::Verbatim), count(Relation::Edited)), (1, 2));
    }

    #[test]
    fn what_another_statement_has_is_not_swallowed() {
        let between = Group { runs: vec![(0, 3, 4), (9, 0, 1)], relation: Relation::Retold };
        let mut groups = vec![copy(2, Relation::Edited), between, copy(4, Relation::Edited)];
        assert_eq!(joined(groups.clone(), &|_, _| false).len(), 3);
        groups.remove(1);
        assert_eq!(joined(groups, &|_, _| false).len(), 1);
    }
}
