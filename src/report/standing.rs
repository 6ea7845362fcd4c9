//! Who stands where at a place: with most of the others, alone, or neither.
//!
//! In go the readings of a place, by how many documents have each, and which of them part; out
//! comes where each stands. Readings that part from the same others are one camp: against “21”,
//! “12” and “a dozen” are one. Somebody stands alone only where all others are of one mind.

use std::collections::{BTreeMap, BTreeSet};

/// Where a reading stands among those of its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// One document has it, and all others, two or more, have something else together.
    Alone,
    /// More than half of the documents, three or more, have it or the same in other words.
    Most,
    /// Neither.
    #[default]
    Other,
}

/// Two readings that part, by their indices, and whether as gravely as any two of the place.
pub(super) type Parting = (usize, usize, bool);

/// Where each of some readings stands; `documents` counts who has it, 0 where that says nothing.
pub(super) fn standings(documents: &[usize], partings: &[Parting]) -> Vec<Standing> {
    let camps = camps(documents.len(), partings);
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for (reading, camp) in camps.iter().enumerate().filter(|(n, _)| documents[*n] > 0) {
        *sizes.entry(*camp).or_insert(0) += documents[reading];
    }
    let all: usize = documents.iter().sum();
    let two = sizes.len() == 2 && all > 2;
    let standing = |(camp, own): (&usize, &usize)| match sizes.get(camp) {
        Some(1) if two && *own > 0 => Standing::Alone,
        Some(size) if *own > 0 && sizes.len() > 1 && all > 2 && 2 * size > all => Standing::Most,
        _ => Standing::Other,
    };
    camps.iter().zip(documents).map(standing).collect()
}

/// Per reading, the first reading of its camp.
fn camps(readings: usize, partings: &[Parting]) -> Vec<usize> {
    let mut others: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); readings];
    let mut near: Vec<Option<usize>> = vec![None; readings];
    for &(a, b, grave) in partings.iter().filter(|(a, b, _)| a != b) {
        if grave {
            others[a].insert(b);
            others[b].insert(a);
        } else {
            near[a].get_or_insert(b);
            near[b].get_or_insert(a);
        }
    }
    // Who parts gravely from nobody was not compared with all: it is of one mind with whom it
    // differs from in form only.
    let of = |reading: usize| match near[reading] {
        Some(other) if others[reading].is_empty() => other,
        _ => reading,
    };
    let same = |reading: usize| {
        (0..reading).find(|&first| !others[reading].is_empty() && others[first] == others[reading])
    };
    let first: Vec<usize> = (0..readings).map(|reading| same(reading).unwrap_or(reading)).collect();
    (0..readings).map(|reading| first[of(reading)]).collect()
}

#[cfg(test)]
mod tests {
    use super::Standing::{Alone, Most, Other};
    use super::*;

    #[test]
    fn who_says_the_same_in_other_words_is_of_one_camp() {
        // 12, 21, twelve, a dozen: the second parts from all, the last was not held against it.
        let partings = [(0, 1, true), (1, 2, true), (0, 3, false)];
        assert_eq!(standings(&[1, 1, 2, 1], &partings), [Most, Alone, Most, Most]);
    }

    #[test]
    fn nobody_stands_alone_where_the_others_part_too() {
        let partings = [(0, 1, true), (0, 2, true), (1, 2, true)];
        assert_eq!(standings(&[2, 1, 1], &partings), [Other, Other, Other]);
        assert_eq!(standings(&[3, 1, 1], &partings), [Most, Other, Other]);
    }

    #[test]
    fn two_documents_are_no_majority() {
        assert_eq!(standings(&[1, 1], &[(0, 1, true)]), [Other, Other]);
        assert_eq!(standings(&[2, 1], &[(0, 1, true)]), [Most, Alone]);
        assert_eq!(standings(&[2, 2], &[(0, 1, true)]), [Other, Other]);
        assert_eq!(standings(&[5], &[]), [Other]);
        assert_eq!(standings(&[2, 1, 0], &[(0, 1, true)]), [Most, Alone, Other]);
        assert_eq!(standings(&[], &[]), []);
    }
}
