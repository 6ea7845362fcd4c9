//! The variant table of three and more tellings: the notes as rows, the witnesses as columns.
//!
//! A note says what differs and why; its row says who reads what. Two tellings stand beside each
//! other as it is, and very many do not fit beside each other: both have a list of notes instead.

use crate::statement::Statement;

/// Columns that stand beside each other in a table.
const FEWEST: usize = 3;
const MOST: usize = 6;

/// A witness, or several with the same words.
pub(super) struct Head {
    pub(super) name: String,
    pub(super) first: bool,
}

/// The heads of the table; none where notes are a list. `names` are those of the columns.
pub(super) fn heads(
    statement: &Statement,
    groups: &[Vec<usize>],
    names: impl Iterator<Item = String>,
) -> Vec<Head> {
    if !(FEWEST..=MOST).contains(&groups.len()) {
        return Vec::new();
    }
    let first = |group: &Vec<usize>| statement.first.is_some_and(|first| group.contains(&first));
    names.zip(groups).map(|(name, group)| Head { name, first: first(group) }).collect()
}
