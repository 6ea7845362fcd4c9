//! How far the vowels of two words agree.
//!
//! Consonants outlast transliteration better than vowels, but vowels do not change at random: e goes
//! with i, o with u, and a long one is written with two. Names of two persons often share their
//! consonants and part in the vowels. Invariant: the same either way round.

/// Vowels that stand between consonants, as a set: a, e, i, o, u.
type Group = u8;

/// Groups of a word that are looked at.
const MOST: usize = 16;

/// Agreement of two words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Of all groups on the whole, 0 to 1.
    pub all: f32,
    /// Of the first groups, 0 to 1.
    pub first: f32,
}

/// How far the vowels of two romanised words agree; wholly where both have none.
pub fn agreement(left: &str, right: &str) -> Agreement {
    let (a, b) = (groups(left), groups(right));
    let first = match (a.first(), b.first()) {
        (Some(&x), Some(&y)) => alike(x, y),
        (None, None) => 1.0,
        _ => 0.0,
    };
    let longer = a.len().max(b.len());
    let all = if longer == 0 { 1.0 } else { best(&a, &b) / longer as f32 };
    Agreement { all, first }
}

/// The most agreement that groups facing each other in order can have.
fn best(a: &[Group], b: &[Group]) -> f32 {
    let mut row = [0.0f32; MOST + 1];
    for &x in a {
        let mut diagonal = 0.0;
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + alike(x, y)).max(above).max(row[j]);
            diagonal = above;
        }
    }
    row[b.len()]
}

fn groups(word: &str) -> Vec<Group> {
    let bytes = word.as_bytes();
    let runs = bytes.chunk_by(|x, y| vowel(*x).is_some() == vowel(*y).is_some());
    let sets = runs.map(|run| run.iter().filter_map(|c| vowel(*c)).fold(0, |set, bit| set | bit));
    sets.filter(|set| *set != 0).take(MOST).collect()
}

fn vowel(letter: u8) -> Option<Group> {
    match letter {
        b'a' => Some(A),
        b'e' => Some(E),
        b'i' | b'y' => Some(I),
        b'o' => Some(O),
        b'u' => Some(U),
        _ => None,
    }
}

const A: Group = 1;
const E: Group = 2;
const I: Group = 4;
const O: Group = 8;
const U: Group = 16;

/// Equal groups agree wholly, those that share a vowel by half, and e with i, o with u a little.
fn alike(x: Group, y: Group) -> f32 {
    let either = |one: Group, other: Group| x & one != 0 && y & other != 0;
    let near = |one, other| either(one, other) || either(other, one);
    if x == y {
        1.0
    } else if x & y != 0 {
        0.5
    } else if near(E, I) || near(O, U) {
        0.25
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_vowels_agree_and_others_do_not() {
        assert_eq!(agreement("marek", "narez"), Agreement { all: 1.0, first: 1.0 });
        assert_eq!(agreement("tamar", "temer"), Agreement { all: 0.0, first: 0.0 });
        assert_eq!(agreement("brt", "krn"), Agreement { all: 1.0, first: 1.0 });
    }

    #[test]
    fn habits_of_spelling_agree_in_part_and_either_way_round() {
        let found = agreement("dimir", "dymeir");
        assert_eq!(found, Agreement { all: 0.75, first: 1.0 });
        assert_eq!(agreement("dymeir", "dimir"), found);
        assert_eq!(agreement("olu", "ulu").first, 0.25);
    }

    #[test]
    fn a_vowel_left_out_moves_no_other() {
        assert_eq!(agreement("hasan", "hasanu").all, 2.0 / 3.0);
        assert!(agreement(&"ab".repeat(4000), "a").all < 0.1);
    }
}
