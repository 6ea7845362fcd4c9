//! Whether two words are near in meaning: one stem, or kin in the lexicon.

use super::view::Side;
use crate::alignment::lexicon::{self, Kin};

/// Whether word `i` of one side and word `j` of the other share a stem or are kin, opposites left
/// out.
pub(super) fn near_in_meaning(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    nearer_than(Kin::Antonym, a, i, b, j)
}

/// Whether they share a stem, or are kin nearer than that.
pub(super) fn nearer_than(far: Kin, a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    if a.token(i).stem == b.token(j).stem {
        return true;
    }
    if a.telling.language.words.tag != "en" || b.telling.language.words.tag != "en" {
        return false;
    }
    let lexicon = lexicon::english();
    let bases = |side: &Side<'_>, index: usize| {
        let entry = lexicon.id(side.token(index).key).and_then(|id| lexicon.entry(id));
        entry.map_or([lexicon::NONE; 3], |entry| entry.bases)
    };
    let (x, y) = (bases(a, i), bases(b, j));
    let meet = |p: lexicon::Id, q: lexicon::Id| {
        let known = p != lexicon::NONE && q != lexicon::NONE;
        known && (p == q || lexicon.kin(p, q).is_some_and(|kin| kin > far))
    };
    x.iter().any(|&p| y.iter().any(|&q| meet(p, q)))
}

/// Whether a word that may stand in no text is word `j` of a side, or kin to it, opposites left out.
pub(super) fn is_near(word: &str, b: &Side<'_>, j: usize) -> bool {
    let lexicon = lexicon::english();
    let bases = |key: u64| {
        let entry = lexicon.id(key).and_then(|id| lexicon.entry(id));
        entry.map_or([lexicon::NONE; 3], |entry| entry.bases)
    };
    let (x, y) = (bases(crate::token::key(word)), bases(b.token(j).key));
    let known = |p: lexicon::Id, q: lexicon::Id| p != lexicon::NONE && q != lexicon::NONE;
    let meet = |p: lexicon::Id, q: lexicon::Id| {
        known(p, q) && (p == q || lexicon.kin(p, q).is_some_and(|kin| kin > Kin::Antonym))
    };
    x.iter().any(|&p| y.iter().any(|&q| meet(p, q)))
}

/// Whether the lexicon holds word `i` of one side and word `j` of the other for opposites.
pub(super) fn are_antonyms(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    let lexicon = lexicon::english();
    let bases = |side: &Side<'_>, index: usize| {
        let entry = lexicon.id(side.token(index).key).and_then(|id| lexicon.entry(id));
        entry.map_or([lexicon::NONE; 3], |entry| entry.bases)
    };
    let known = |p: lexicon::Id, q: lexicon::Id| p != lexicon::NONE && q != lexicon::NONE;
    bases(a, i).iter().any(|&p| {
        bases(b, j).iter().any(|&q| known(p, q) && lexicon.kin(p, q) == Some(Kin::Antonym))
    })
}
