//! How alike two words are, whatever stands around them.
//!
//! In: two [`Word`]s. Out: a [`Kinship`] of small numbers, from which both passes of the aligner
//! read. Invariant: symmetric.

use crate::alignment::lexicon::{Kin, Lexicon, NONE};

use super::model::{Table, bit};
use super::role::Role;
use super::word::Word;

/// Likeness by each measure; 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinship {
    /// 1 the same word.
    pub equal: u8,
    /// 1 the same stem or base form.
    pub stem: u8,
    /// Kin in the lexicon, 1 antonym to 7 synonym, 8 the same word.
    pub kin: u8,
    /// Share of letters from the start, 0 to 14; 15 the same word.
    pub prefix: u8,
    /// Letter pairs in common, 0 to 14; 15 the same word.
    pub grams: u8,
    /// 1 two numbers, 2 equal ones.
    pub number: u8,
    /// How often the two were seen facing each other, 0 to 15.
    pub learned: u8,
    /// Bits: 1 the same consonants, 2 one within the other.
    pub shape: u8,
    /// All of it in one number, 0 to 100.
    pub total: u8,
}

/// A word with the bits of its learned partners.
pub type Known<'a> = (&'a Word, u64);

/// How alike two words are.
pub fn kinship((a, partners): Known, b: &Word, lexicon: &Lexicon, table: &Table) -> Kinship {
    if a.key == b.key {
        return same(a);
    }
    if (a.role == Role::Mark) != (b.role == Role::Mark) {
        return Kinship::default();
    }
    let mut found = Kinship::default();
    if partners & bit(b.base) != 0 {
        found.learned = table.pair(a.base, b.base);
    }
    if a.role == Role::Mark {
        found.total = found.learned * 3;
        return found;
    }
    found.stem = u8::from(a.stem == b.stem || share_base(a, b));
    if a.is_content() && b.is_content() {
        found.number = numbers(a, b);
        found.kin = kin(a, b, lexicon);
        found.shape = u8::from(a.skeleton != 0 && a.skeleton == b.skeleton);
        letters(a, b, &mut found);
    }
    found.total = total(&found);
    found
}

fn same(word: &Word) -> Kinship {
    let total = match word.role {
        Role::Mark => 60,
        role if role.is_content() => 100,
        _ => 80,
    };
    let number = if word.value.is_nan() { 0 } else { 2 };
    Kinship {
        equal: 1,
        stem: 1,
        kin: 8,
        prefix: 15,
        grams: 15,
        number,
        total,
        ..Kinship::default()
    }
}

fn numbers(a: &Word, b: &Word) -> u8 {
    match (a.value.is_nan(), b.value.is_nan()) {
        (false, false) if a.value == b.value => 2,
        (false, false) => 1,
        _ => 0,
    }
}

fn share_base(a: &Word, b: &Word) -> bool {
    a.base_bits & b.base_bits != 0
        && a.bases.iter().any(|base| *base != NONE && b.bases.contains(base))
}

fn kin(a: &Word, b: &Word, lexicon: &Lexicon) -> u8 {
    // A capital stands for its state in news, as no lexicon says.
    if a.state != 0 && a.state == b.state {
        return Kin::Derived as u8;
    }
    // Either test alone lets many strangers through, as common words have many kin.
    if a.kin_bits & b.base_bits == 0 || b.kin_bits & a.base_bits == 0 {
        return 0;
    }
    let mut best = 0;
    for x in a.bases.into_iter().take_while(|x| *x != NONE) {
        for y in b.bases.into_iter().take_while(|y| *y != NONE) {
            best = best.max(lexicon.kin(x, y).map_or(0, |kin| kin as u8));
        }
    }
    best
}

fn letters(a: &Word, b: &Word, found: &mut Kinship) {
    let common = (a.grams & b.grams).count_ones() as u8;
    if common == 0 {
        return;
    }
    let (short, long) = (a.length.min(b.length), a.length.max(b.length).max(1));
    let same = ((a.head ^ b.head).trailing_zeros() / 8).min(u32::from(short)) as u8;
    found.prefix = (u16::from(same) * 14 / u16::from(long)) as u8;
    let both = u16::from(a.gram_count) + u16::from(b.gram_count);
    found.grams = (u16::from(common) * 28 / both.max(1)) as u8;
    if same == short || common == a.gram_count.min(b.gram_count) {
        found.shape |= 2;
    }
}

/// What one measure alone says for a link; the best of them counts.
fn total(found: &Kinship) -> u8 {
    const KIN: [u8; 9] = [0, 5, 25, 40, 40, 65, 55, 65, 0];
    let mut total = KIN[usize::from(found.kin)].max(found.learned * 5);
    if found.stem == 1 {
        total = total.max(85);
    }
    if found.number == 2 {
        total = total.max(80);
    }
    if found.shape & 1 == 1 {
        total = total.max(50);
    }
    total = total.max((found.grams * 6).saturating_sub(15));
    total.max((found.prefix * 6).saturating_sub(12)).min(95)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::lexicon::english;
    use crate::language;

    fn between(a: &str, b: &str) -> Kinship {
        let word = |text| Word::of_str(text, language::of(None));
        let (a, b) = (word(a), word(b));
        let found = kinship((&a, 0), &b, english(), &Table::default());
        assert_eq!(found, kinship((&b, 0), &a, english(), &Table::default()));
        found
    }

    #[test]
    fn likeness_has_many_measures() {
        assert_eq!(between("Sea", "sea").equal, 1);
        assert_eq!(between("signed", "signing").stem, 1);
        assert_eq!(between("bought", "buys").stem, 1);
        assert_eq!(between("twelve", "12").number, 2);
        assert_eq!(between("eleven", "12").number, 1);
        assert!(between("purchase", "buy").kin >= 6);
        assert_eq!(between("Yeltsin", "Eltsin").shape & 1, 1);
        assert_eq!(between(",", "sea"), Kinship::default());
        assert!(between("purple", "minister").total < 20);
    }

    #[test]
    fn a_state_is_kin_to_its_people_and_its_capital() {
        assert!(between("Tokyo", "Japan").kin >= 5 && between("Oslo", "Norwegian").kin >= 5);
        assert_eq!(between("Tokyo", "Norway").kin, 0);
        assert_eq!(between("turkey", "Ankara").kin, 0, "the bird names no state");
    }
}
