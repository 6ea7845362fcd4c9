//! Who stands where at a place: with most of the others, alone, or neither.
//!
//! In go the readings of a place, by the origins of the documents that have each, and which of them
//! part; out comes where each stands. Readings that part from the same others are one camp: against
//! “21”, “12” and “a dozen” are one. Somebody stands alone only where all others are of one mind.
//!
//! Origins are counted, not copies: four copies of one wire are one voice, where most of them stand. A
//! copy that parts from the others of its origin is a voice of its own, for somebody changed it. Where
//! all documents are of one origin, they are counted one by one: what is asked then is which copy parts.

use std::collections::{BTreeMap, BTreeSet};

/// Where a reading stands among those of its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// One origin has it, and all others, two or more, have something else together.
    Alone,
    /// More than half of the origins, three or more, have it or the same in other words.
    Most,
    /// Neither.
    #[default]
    Other,
}

/// Two readings that part, by their indices, and whether as gravely as any two of the place.
pub(super) type Parting = (usize, usize, bool);

/// Where each of some readings stands; by reading, the origin of each document that has it, none
/// where that says nothing, and the value of the reading, where it has one. Readings of one value are
/// one, whatever else parts them from the others.
pub(super) fn standings(
    voices: &[Vec<usize>],
    values: &[Option<&str>],
    partings: &[Parting],
) -> Vec<Standing> {
    let grave = |a: usize, b: usize| {
        partings.iter().any(|it| it.2 && ((it.0, it.1) == (a, b) || (it.1, it.0) == (a, b)))
    };
    let one = |n: usize| {
        let value = values.get(n).copied().flatten();
        let same = |m: &usize| value.is_some() && values[*m] == value && !grave(*m, n);
        (0..n).find(same).unwrap_or(n)
    };
    let first: Vec<usize> = (0..voices.len()).map(one).collect();
    let partings: Vec<Parting> =
        partings.iter().map(|&(a, b, grave)| (first[a], first[b], grave)).collect();
    let camps = camps(voices.len(), &partings);
    let camps: Vec<usize> = first.iter().map(|&first| camps[first]).collect();
    let mut in_camps: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (reading, camp) in camps.iter().enumerate().filter(|(n, _)| !voices[*n].is_empty()) {
        in_camps.entry(*camp).or_default().extend(&voices[reading]);
    }
    let sizes = sizes(&in_camps);
    let all: usize = sizes.values().sum();
    let two = sizes.len() == 2 && all > 2;
    let standing = |(camp, own): (&usize, &Vec<usize>)| match sizes.get(camp) {
        Some(1) if two && !own.is_empty() => Standing::Alone,
        Some(size) if !own.is_empty() && sizes.len() > 1 && all > 2 && 2 * size > all => {
            Standing::Most
        }
        _ => Standing::Other,
    };
    camps.iter().zip(voices).map(standing).collect()
}

/// How many voices each camp has, of the origins of the documents in it.
fn sizes(camps: &BTreeMap<usize, Vec<usize>>) -> BTreeMap<usize, usize> {
    // By origin, its documents in each camp.
    let mut origins: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (camp, documents) in camps {
        for origin in documents {
            *origins.entry(*origin).or_default().entry(*camp).or_insert(0) += 1;
        }
    }
    let one = origins.len() == 1;
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for of_origin in origins.values() {
        let most = of_origin.values().max().copied().unwrap_or(0);
        for (camp, documents) in of_origin {
            let together = !one && *documents == most;
            *sizes.entry(*camp).or_insert(0) += if together { 1 } else { *documents };
        }
    }
    sizes
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

    /// Readings of so many documents, each of an origin of its own.
    fn own(counts: &[usize]) -> Vec<Vec<usize>> {
        let mut next = 0..;
        counts.iter().map(|&n| next.by_ref().take(n).collect()).collect()
    }

    #[test]
    fn who_says_the_same_in_other_words_is_of_one_camp() {
        // 12, 21, twelve, a dozen: the second parts from all, the last was not held against it.
        let partings = [(0, 1, true), (1, 2, true), (0, 3, false)];
        assert_eq!(standings(&own(&[1, 1, 2, 1]), &[], &partings), [Most, Alone, Most, Most]);
    }

    #[test]
    fn nobody_stands_alone_where_the_others_part_too() {
        let partings = [(0, 1, true), (0, 2, true), (1, 2, true)];
        assert_eq!(standings(&own(&[2, 1, 1]), &[], &partings), [Other, Other, Other]);
        assert_eq!(standings(&own(&[3, 1, 1]), &[], &partings), [Most, Other, Other]);
    }

    #[test]
    fn two_documents_are_no_majority() {
        assert_eq!(standings(&own(&[1, 1]), &[], &[(0, 1, true)]), [Other, Other]);
        assert_eq!(standings(&own(&[2, 1]), &[], &[(0, 1, true)]), [Most, Alone]);
        assert_eq!(standings(&own(&[2, 2]), &[], &[(0, 1, true)]), [Other, Other]);
        assert_eq!(standings(&own(&[5]), &[], &[]), [Other]);
        assert_eq!(standings(&own(&[2, 1, 0]), &[], &[(0, 1, true)]), [Most, Alone, Other]);
        assert_eq!(standings(&own(&[]), &[], &[]), []);
    }

    #[test]
    fn copies_of_one_wire_are_one_voice() {
        let apart = [(0, 1, true)];
        // Four copies of one wire against two that are independent.
        assert_eq!(standings(&[vec![0, 0, 0, 0], vec![7, 8]], &[], &apart), [Alone, Most]);
        // One copy parts from its wire, and from somebody independent.
        assert_eq!(standings(&[vec![0, 0, 0, 9], vec![0]], &[], &apart), [Most, Alone]);
        // One copy parts from its wire and goes with others.
        assert_eq!(standings(&[vec![0, 0, 0], vec![0, 8, 9]], &[], &apart), [Alone, Most]);
        // Two wires against each other are no majority, however many copies they have.
        assert_eq!(standings(&[vec![0, 0, 0, 0], vec![5]], &[], &apart), [Other, Other]);
        // Twelve and 12 are one, though one of them may be told of another source.
        let unsure = [(0, 1, false), (0, 2, true)];
        let values = [Some("21"), Some("12"), Some("12")];
        let said = [vec![0, 0, 0, 0], vec![7], vec![8]];
        assert_eq!(standings(&said, &values, &unsure), [Alone, Most, Most]);
        // Copies among themselves.
        assert_eq!(standings(&[vec![0, 0, 0], vec![0]], &[], &apart), [Most, Alone]);
    }
}
