//! What is known to say the same: the only ground on which other words are passed over.
//!
//! In: a word, or a stretch of words, of either side. Out: a [`Grade`]: the same for a reason that
//! can be named, one of them wider, or not known. Nothing here guesses: what no table and no form
//! vouches for is not known, and a reader is told so.

use std::ops::Range;

use super::view::Side;
use super::weighty::is_weighty;
use crate::alignment::lexicon::{self, Kin, NONE};
use crate::alignment::words::faced;
use crate::language::relations::{self, Relations};
use crate::token::Class;

/// Why two different words are held for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// One word in another inflection: sign, signed.
    Inflection,
    /// One word in another spelling, or with a slip of the pen: harbour, harbor.
    Spelling,
    /// The lexicon holds them for synonyms, or for derived from one another.
    Lexicon,
    /// Aligned translations have one for the other again and again.
    Paraphrase,
    /// One value in another form: 12, twelve.
    Value,
    /// A word of grammar in a passage that is built otherwise.
    Grammar,
    /// The same word elsewhere in a passage that is built otherwise.
    Order,
    /// An article, or another word that says nothing by itself.
    Filler,
}

impl Reason {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inflection => "inflection",
            Self::Spelling => "spelling",
            Self::Lexicon => "lexicon",
            Self::Paraphrase => "paraphrase",
            Self::Value => "value",
            Self::Grammar => "grammar",
            Self::Order => "order",
            Self::Filler => "filler",
        }
    }

    /// The reason as the end of a sentence about two words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Inflection => "two forms of one word",
            Self::Spelling => "one word, spelled in two ways",
            Self::Lexicon => "words of like meaning",
            Self::Paraphrase => "translators use one for the other",
            Self::Value => "one value in two forms",
            Self::Grammar => "words of grammar",
            Self::Order => "the same word at another place",
            Self::Filler => "words that say nothing by themselves",
        }
    }
}

/// How far two words are known to say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grade {
    /// They do, and why.
    Same(Reason),
    /// One is a kind of the other: it says less exactly the same.
    Wider,
    /// They differ by a letter, and one of them is no word: most likely a slip of the pen.
    Slip,
    /// They are made from one root: administration, administrate.
    OneRoot,
    /// Not known.
    Unknown,
}

/// How often, of 15, aligned translations must have one word for the other.
const AGAIN_AND_AGAIN: u8 = 9;

/// ... and of synonyms.
const NOW_AND_THEN: u8 = 1;

/// How far word `i` of `a` and word `j` of `b`, which are not the same word, say the same.
pub(super) fn words(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> Grade {
    let (x, y) = (a.token(i), b.token(j));
    if x.key == y.key {
        return Grade::Same(Reason::Inflection);
    }
    // A number, or a name that no table knows, is equal by its value or not at all.
    if x.class == Class::Number || y.class == Class::Number {
        return Grade::Unknown;
    }
    let language = a.telling.language;
    if language.same_by_abbreviation(&[x.key], &[y.key]) {
        return Grade::Same(Reason::Spelling);
    }
    let known = [lexicon_entry(a, i), lexicon_entry(b, j)];
    if is_inflection(a, i, b, j, &known) {
        return Grade::Same(Reason::Inflection);
    }
    if is_respelled(a, i, b, j) && !are_two_words(&known) {
        return Grade::Same(Reason::Spelling);
    }
    let relations = relations::of(language.words.tag);
    if is_slip(a, i, b, j) && !relations.same_sense(a.word(i), b.word(j)) {
        return Grade::Slip;
    }
    if relations.exclusion(a.word(i), b.word(j)).is_some() {
        return Grade::Unknown;
    }
    if relations.same_sense(a.word(i), b.word(j)) || have_one_sense(relations, &known) {
        return Grade::Same(Reason::Lexicon);
    }
    if x.class == Class::Function || y.class == Class::Function {
        return if is_one_pronoun(a.word(i), b.word(j)) { Grade::OneRoot } else { Grade::Unknown };
    }
    let kin = match known {
        [Some(p), Some(q)] => kin(p, q),
        _ => None,
    };
    match kin {
        Some(Kin::Antonym) => Grade::Unknown,
        Some(Kin::Synonym | Kin::Derived) => Grade::Same(Reason::Lexicon),
        // Synonyms in a sense that is seldom meant, unless translators use one for the other too.
        Some(Kin::Near) if faced(a.telling, i, b.telling, j) >= NOW_AND_THEN => {
            Grade::Same(Reason::Lexicon)
        }
        Some(Kin::Broader | Kin::Near) => Grade::Wider,
        _ if faced(a.telling, i, b.telling, j) >= AGAIN_AND_AGAIN => {
            Grade::Same(Reason::Paraphrase)
        }
        _ if is_one_root(a.word(i), b.word(j)) => Grade::OneRoot,
        _ => Grade::Unknown,
    }
}

/// Whether the lists hold a base form of one word for one of the other.
fn have_one_sense(relations: &Relations, known: &[Option<&'static lexicon::Entry>; 2]) -> bool {
    let bases = |entry: &'static lexicon::Entry| {
        let lexicon = lexicon::english();
        entry.bases.iter().filter(|base| **base != NONE).map(|base| lexicon.word(*base))
    };
    let [Some(p), Some(q)] = *known else { return false };
    bases(p).any(|x| bases(q).any(|y| relations.same_sense(x, y)))
}

/// Whether the lexicon knows both words and does not hold them for synonyms: widow, widower.
fn are_two_words(known: &[Option<&'static lexicon::Entry>; 2]) -> bool {
    matches!(known, [Some(p), Some(q)]
        if !matches!(kin(p, q), Some(Kin::Synonym | Kin::Near)))
}

/// Whether two pronouns are forms of one: he, himself.
fn is_one_pronoun(x: &str, y: &str) -> bool {
    const PRONOUNS: [&[&str]; 8] = [
        &["i", "me", "my", "mine", "myself"],
        &["you", "your", "yours", "yourself", "yourselves"],
        &["he", "him", "his", "himself"],
        &["she", "her", "hers", "herself"],
        &["it", "its", "itself"],
        &["we", "us", "our", "ours", "ourself", "ourselves"],
        &["they", "them", "their", "theirs", "themselves"],
        &["who", "whom", "whose"],
    ];
    PRONOUNS.iter().any(|forms| forms.contains(&x) && forms.contains(&y))
}

/// Whether two words begin with one root and end otherwise, in an ending that denies nothing.
fn is_one_root(x: &str, y: &str) -> bool {
    /// Letters of the root.
    const ROOT: usize = 4;
    const DENYING: [&str; 3] = ["less", "free", "lessly"];
    let same = x.bytes().zip(y.bytes()).take_while(|(p, q)| p == q).count();
    let denies = |word: &str| DENYING.iter().any(|ending| word.ends_with(ending));
    let short = x.len().min(y.len());
    (same >= ROOT && 4 * same >= 3 * short || same == short && same >= 3) && denies(x) == denies(y)
}

/// How far two stretches that face each other say the same: every word of content of either must
/// have its like in the other.
pub(super) fn stretches(
    a: &Side<'_>,
    left: &Range<usize>,
    b: &Side<'_>,
    right: &Range<usize>,
) -> Grade {
    if left.len() == 1 && right.len() == 1 {
        return words(a, left.start, b, right.start);
    }
    let relations = relations::of(a.telling.language.words.tag);
    if relations.same_sense(&a.phrase(left.clone()), &b.phrase(right.clone())) {
        return Grade::Same(Reason::Lexicon);
    }
    // A word that denies, or says how far something holds, is not outweighed by any other.
    let weighty = |side: &Side<'_>, range: &Range<usize>| {
        let mut keys: Vec<u64> =
            range.clone().filter(|&at| is_weighty(side, at)).map(|at| side.token(at).key).collect();
        keys.sort_unstable();
        keys
    };
    if weighty(a, left) != weighty(b, right) {
        return Grade::Unknown;
    }
    let content = |side: &Side<'_>, range: &Range<usize>| -> Vec<usize> {
        range.clone().filter(|&at| side.is_content(at)).collect()
    };
    let (x, y) = (content(a, left), content(b, right));
    if x.is_empty() || y.is_empty() || x.len() != y.len() {
        return Grade::Unknown;
    }
    let mut whole = Grade::Same(Reason::Inflection);
    let mut taken = vec![false; y.len()];
    for &i in &x {
        let graded = |(n, &j): (usize, &usize)| match words(a, i, b, j) {
            Grade::Unknown => None,
            grade => Some((n, grade)),
        };
        let open = y.iter().enumerate().filter(|(n, _)| !taken[*n]);
        let best =
            open.filter_map(graded).min_by_key(|(_, grade)| !matches!(grade, Grade::Same(_)));
        let Some((n, grade)) = best else { return Grade::Unknown };
        taken[n] = true;
        whole = match (whole, grade) {
            (Grade::Same(p), Grade::Same(q)) => Grade::Same(p.max(q)),
            (Grade::Same(_), other) | (other, _) => other,
        };
    }
    whole
}

fn lexicon_entry(side: &Side<'_>, at: usize) -> Option<&'static lexicon::Entry> {
    if side.telling.language.words.tag != "en" {
        return None;
    }
    let lexicon = lexicon::english();
    lexicon.id(side.token(at).key).and_then(|id| lexicon.entry(id))
}

fn kin(p: &lexicon::Entry, q: &lexicon::Entry) -> Option<Kin> {
    let lexicon = lexicon::english();
    let bases = |entry: &lexicon::Entry| entry.bases.into_iter().filter(|base| *base != NONE);
    let all = bases(p).flat_map(|x| bases(q).filter_map(move |y| lexicon.kin(x, y)));
    let found: Vec<Kin> = all.collect();
    // Opposites in any sense are never held for the same.
    if found.contains(&Kin::Antonym) { Some(Kin::Antonym) } else { found.into_iter().max() }
}

/// Whether two words are inflections of one: they share a base form, or one stem and regular
/// endings.
fn is_inflection(
    a: &Side<'_>,
    i: usize,
    b: &Side<'_>,
    j: usize,
    known: &[Option<&'static lexicon::Entry>; 2],
) -> bool {
    if let [Some(p), Some(q)] = known {
        let shared = p.bases.iter().any(|base| *base != NONE && q.bases.contains(base));
        if shared {
            return true;
        }
    }
    a.token(i).stem == b.token(j).stem && regular(a.word(i), b.word(j))
}

/// Whether two words differ by regular endings alone: `ferry`, `ferries`; not `general`,
/// `generate`.
fn regular(x: &str, y: &str) -> bool {
    const ENDINGS: [&str; 9] = ["", "s", "es", "ies", "ed", "d", "ied", "ing", "y"];
    /// Letters that a word and its inflection begin with alike, but for their endings.
    const LEAST: usize = 3;
    let same = x.bytes().zip(y.bytes()).take_while(|(p, q)| p == q).count();
    let rest = |word: &str| word.get(same..).is_some_and(|rest| ENDINGS.contains(&rest));
    same >= LEAST && rest(x) && rest(y)
}

/// Whether two words are one in two spellings by the habits of the language: normalise, normalize.
fn is_respelled(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    let (x, y) = (a.word(i), b.word(j));
    let one_stem = a.token(i).stem == b.token(j).stem && strsim::levenshtein(x, y) <= 2;
    let plain = |word: &str| word.replace("ae", "e").replace("oe", "e");
    x.len().min(y.len()) >= SHORTEST && (one_stem || x != y && plain(x) == plain(y))
}

/// Shorter words are too easily another word.
const SHORTEST: usize = 5;

/// Whether two words differ by a slip of the pen: of few letters, in a word that is none then and
/// cannot be a name.
fn is_slip(a: &Side<'_>, i: usize, b: &Side<'_>, j: usize) -> bool {
    /// A word of so many letters may have two slips.
    const LONG: usize = 7;
    let (x, y) = (a.word(i), b.word(j));
    let plain = |side: &Side<'_>, at: usize| {
        (!side.token(at).capital || side.begins_sentence(at))
            && side.word(at).bytes().all(|letter| letter.is_ascii_lowercase())
    };
    let known = |side: &Side<'_>, at: usize| {
        lexicon_entry(side, at).is_some() || side.token(at).class != Class::Content
    };
    if known(a, i) == known(b, j) || !plain(a, i) || !plain(b, j) {
        return false;
    }
    let whole = if known(a, i) { x.len() } else { y.len() };
    let slips = strsim::osa_distance(x, y);
    slips == 1 && whole >= 3
        || slips == 2 && whole >= LONG
        || whole >= SHORTEST && x.as_bytes()[0] == y.as_bytes()[0] && is_anagram(x, y)
}

/// Whether two words are made of the same letters.
fn is_anagram(x: &str, y: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters = word.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    x.len() == y.len() && sorted(x) == sorted(y)
}
