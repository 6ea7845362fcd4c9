//! Whether two names are one: by their letters, their sound, their parts, and what the texts tell.
//!
//! In: two names that face each other. Out: how they relate, or one reason why they are one or two.
//! Letters alone leave too much open: the texts know who is called what.

use std::ops::{Range, RangeInclusive};

use super::acronyms::either_acronym;
use super::likeness::{near_in_meaning, nearer_than};
use super::view::{LEFT, RIGHT, Side, View};
use crate::alignment::lexicon::Kin;
use crate::language::StateSide;
use crate::token::Class;
use crate::value::name::known::{Known, known};
use crate::value::name::memo::Memo;
use crate::value::name::sound::{skeleton, sound_key};
use crate::value::name::{
    NameComparison, NameKind, NameMention, NameRelation, compare, is_legal_form,
};

/// Whether the texts name one person in full where one passage has the given and the other the
/// family name: "Miss Jasper" and "Iga" are Iga Jasper.
pub(super) fn one_bearer(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let (a, b) = (fullest(view, LEFT, left), fullest(view, RIGHT, right));
    let known = |name: &NameMention, side: usize, full: &str| {
        name.span.text(view.sides[side].telling.text) != full
    };
    (known(left, LEFT, a) || known(right, RIGHT, b))
        && matches!(relate(a, b).relation, NameRelation::Same | NameRelation::Partial)
}

/// Whether two names that look alike are two: one of the texts has both, and not by a slip.
pub(super) fn strangers(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    const BY_A_SLIP: usize = 1;
    let phrase = |side: usize, name: &NameMention| -> Vec<u64> {
        let tokens = &view.sides[side].telling.tokenized.tokens;
        name.tokens.clone().filter_map(|index| tokens.get(index)).map(|token| token.key).collect()
    };
    let (a, b) = (phrase(LEFT, left), phrase(RIGHT, right));
    let times = |side: usize, wanted: &[u64]| {
        let names = view.sides[side].telling.names.iter();
        names
            .filter(|name| name.tokens.len() == wanted.len() && phrase(side, name) == wanted)
            .count()
    };
    let both = |side: usize| times(side, &a) > BY_A_SLIP && times(side, &b) > BY_A_SLIP;
    both(LEFT) || both(RIGHT)
}

/// Whether one name is a person and the other, with the ending of the plural, the family: `Steward`,
/// `the Stewards`.
pub(super) fn one_and_several(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let (a, b) = (phrase(view, LEFT, left), phrase(view, RIGHT, right));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let person = [left, right].iter().any(|name| name.kind == NameKind::Person);
    let place = [left, right].iter().any(|name| name.kind == NameKind::Place);
    person
        && !place
        && long.strip_prefix(short.as_str()).is_some_and(|ending| matches!(ending, "s" | "es"))
}

pub(super) fn phrase(view: &View<'_>, side: usize, name: &NameMention) -> String {
    view.sides[side].phrase(name.tokens.clone())
}

/// Whether just one of two lone words names a state or its people; its capital is a place like
/// another.
pub(super) fn one_state(view: &View<'_>, left: &NameMention, right: &NameMention) -> Option<usize> {
    let state = |side: usize, name: &NameMention| {
        let here = &view.sides[side];
        let state = here.telling.language.state(&[here.token(name.tokens.start).key]);
        state.is_some_and(|state| state.side != StateSide::Capital)
    };
    let lone = left.tokens.len() == 1 && right.tokens.len() == 1;
    match (state(LEFT, left), state(RIGHT, right)) {
        (true, false) if lone => Some(LEFT),
        (false, true) if lone => Some(RIGHT),
        _ => None,
    }
}

/// Whether every part of two names sounds alike; a part needs two consonants to tell anything.
pub(super) fn sound_alike(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [a, b] = &view.sides;
    let alike = |(i, j): (usize, usize)| {
        let (x, y) = (a.word(i), b.word(j));
        x == y || (skeleton(x).chars().count() >= 2 && sound_key(x) == sound_key(y))
    };
    let text = |side: &Side<'_>, name: &NameMention| name.span.text(side.telling.text).to_owned();
    left.tokens.len() == right.tokens.len()
        && left.tokens.clone().zip(right.tokens.clone()).all(alike)
        && known(&text(a, left), &text(b, right)) != Some(Known::Apart)
}

/// Whether two names that part at their first word and end with one are one all the same: it is cut
/// short (`Ron`, `Ronald`), or says in two ways whose body it is.
pub(super) fn one_first(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    const LEAST: usize = 3;
    const LESS: usize = 2;
    let [a, b] = &view.sides;
    let (x, y) = (a.word(left.tokens.start), b.word(right.tokens.start));
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    // "Karl" is no short "Karla".
    let cut = short.len() >= LEAST && short.len() + LESS <= long.len() && long.starts_with(short);
    let last = a.word(left.tokens.end - 1) == b.word(right.tokens.end - 1);
    let several = left.tokens.len() > 1 && right.tokens.len() > 1;
    cut && last && several || of_the_union(a, &left.tokens, b, &right.tokens)
}

/// Whether two names that look different are one: an abbreviation, an acronym, forms of one stem.
pub(super) fn one_thing(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [a, b] = &view.sides;
    if reworded(a, &left.tokens, b, &right.tokens) {
        return true;
    }
    let (left, right) = rest(a, &left.tokens, b, &right.tokens);
    let (left, right) = (without_form(a, left), without_form(b, right));
    if left.is_empty() || right.is_empty() {
        return true;
    }
    let keys = |side: &Side<'_>, range: &Range<usize>| -> Vec<u64> {
        range.clone().map(|index| side.token(index).key).collect()
    };
    let (x, y) = (keys(a, &left), keys(b, &right));
    let language = a.telling.language;
    let state = |keys: &[u64]| language.state(keys).filter(|state| state.words == keys.len());
    let one_state = state(&x).zip(state(&y)).is_some_and(|(x, y)| x.id == y.id);
    let legal = |side: &Side<'_>, range: &Range<usize>| {
        range.len() == 1 && is_legal_form(side.word(range.start).trim_end_matches("'s"))
    };
    one_state
        || language.same_by_abbreviation(&x, &y)
        || either_acronym(a, &left, b, &right)
        || legal(a, &left)
        || legal(b, &right)
        || one_word(&joined(a, &left), &joined(b, &right))
        || turned(a, &left, b, &right)
        || cut_short(a, &left, b, &right)
        || cut_short(b, &right, a, &left)
        || linked_by_sound(a, &left, b, &right)
        || one_stem(a, &left, b, &right)
}

/// Whether most words of two long names are the same and each of the others is a word near in meaning or of
/// one stem in its place: `North Sea Fishing Union`, `North Sea Fisheries Union`.
fn reworded(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    const FEWEST: usize = 3;
    let words = |side: &Side<'_>, name: &Range<usize>| -> Vec<usize> {
        name.clone().filter(|at| side.token(*at).class != Class::Function).collect()
    };
    let (x, y) = (words(a, left), words(b, right));
    if x.len() != y.len() || x.len() < FEWEST {
        return false;
    }
    let same = |(i, j): (&usize, &usize)| a.token(*i).key == b.token(*j).key;
    let near = |(i, j): (&usize, &usize)| {
        kindred(a.word(*i), b.word(*j)) || nearer_than(Kin::Broader, a, *i, b, *j)
    };
    let pairs = || x.iter().zip(&y);
    pairs().filter(|it| same(*it)).count() * 2 > x.len() && pairs().all(|it| same(it) || near(it))
}

/// Whether two names are no more than other words for one thing: `Islamic`, `Muslim`; or say too
/// little to contradict each other: a letter.
pub(super) fn other_word(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [a, b] = &view.sides;
    let letter = |side: &Side<'_>, name: &NameMention| {
        name.tokens.clone().all(|index| side.word(index).chars().count() == 1)
    };
    let lone = left.tokens.len() == 1 && right.tokens.len() == 1;
    letter(a, left)
        || letter(b, right)
        || lone && near_in_meaning(a, left.tokens.start, b, right.tokens.start)
}

/// How two names relate that face each other. The letters alone ([`compare`]) leave too much open
/// for an accusation or an excuse: a shorter form must be a part of the longer one, two spellings
/// must look or sound alike.
pub(super) fn relate(a: &str, b: &str) -> NameComparison {
    thread_local! {
        static RELATED: Memo<NameComparison> = const { Memo::new() };
    }
    RELATED.with(|memo| memo.look_up(a, b, || by_parts(a, b)))
}

fn by_parts(a: &str, b: &str) -> NameComparison {
    const ALIKE: f64 = 0.75;
    let found = compare(a, b);
    // Too long for a name: nothing below may look at its letters either.
    if found.score <= 0.0 {
        return found;
    }
    let parts = |name: &str| -> Vec<String> {
        name.split_whitespace().map(|part| part.to_lowercase()).collect()
    };
    let (x, y) = (parts(a), parts(b));
    // Parts that are equal say nothing of those that differ.
    let spelled =
        x.len() != y.len() || x.iter().zip(&y).all(|(part, other)| one_spelling(part, other));
    let long = a.chars().count().min(b.chars().count()) >= 4;
    let looks = strsim::jaro_winkler(&x.join(" "), &y.join(" "));
    let relation = match found.relation {
        NameRelation::Same => NameRelation::Same,
        NameRelation::Partial if contained(&x, &y) => NameRelation::Partial,
        NameRelation::Partial | NameRelation::Variant
            if long
                && x.len() == y.len()
                && looks >= ALIKE
                && found.score >= 0.6
                && spelled
                && x.iter().zip(&y).all(|(part, other)| part_alike(part, other)) =>
        {
            NameRelation::Variant
        }
        NameRelation::Variant if long && looks >= 0.6 && found.score >= 0.8 && spelled => {
            NameRelation::Variant
        }
        _ if contained(&x, &y) => NameRelation::Partial,
        _ if long && tail_alike(&x, &y) => NameRelation::Partial,
        _ => NameRelation::Different,
    };
    NameComparison { score: found.score, relation }
}

/// The fullest form that the text of a side gives of a name.
pub(super) fn fullest<'t>(view: &View<'t>, side: usize, name: &NameMention) -> &'t str {
    let telling = view.sides[side].telling;
    telling.names.get(name.full).unwrap_or(name).span.text(telling.text)
}

/// What is left of two names without the words that both begin or end with.
fn rest(
    a: &Side<'_>,
    left: &Range<usize>,
    b: &Side<'_>,
    right: &Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let (mut left, mut right) = (left.clone(), right.clone());
    while left.len() > 1 && right.len() > 1 && a.word(left.end - 1) == b.word(right.end - 1) {
        (left.end, right.end) = (left.end - 1, right.end - 1);
    }
    (left, right)
}

/// A name without the legal form that ends it: `Moe Brandt Co` is `Moe Brandt`.
fn without_form(side: &Side<'_>, mut name: Range<usize>) -> Range<usize> {
    while name.len() > 1 && is_legal_form(side.word(name.end - 1).trim_end_matches("'s")) {
        name.end -= 1;
    }
    name
}

/// Whether the letters of two names are the same, or those of one begin the other: `La Moria Airport`
/// is `LaMoria`.
fn one_word(x: &str, y: &str) -> bool {
    const LEAST: usize = 6;
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    x == y || (short.len() >= LEAST && long.starts_with(short))
}

/// Whether two names differ only in that one says "Federal" and the other the state: "Federal Court",
/// "US Court".
fn of_the_union(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    let federal = |side: &Side<'_>, at: usize| side.word(at) == "federal";
    let state = |side: &Side<'_>, at: usize| {
        let state = side.telling.language.state(&[side.token(at).key]);
        state.is_some_and(|state| state.side == StateSide::Name)
    };
    let (i, j) = (left.start, right.start);
    let named = federal(a, i) && state(b, j) || state(a, i) && federal(b, j);
    let rest =
        (i + 1..left.end).zip(j + 1..right.end).all(|(i, j)| a.token(i).key == b.token(j).key);
    left.len() > 1 && left.len() == right.len() && named && rest
}

/// Whether two names have the same parts, by their sound, in another order.
fn turned(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    const MOST: usize = 4;
    let alike = |i: usize, j: usize| {
        let (x, y) = (a.word(i), b.word(j));
        x == y || skeleton(x).chars().count() >= 2 && sound_key(x) == sound_key(y)
    };
    (2..=MOST).contains(&left.len())
        && left.len() == right.len()
        && left.clone().all(|i| right.clone().any(|j| alike(i, j)))
        && right.clone().all(|j| left.clone().any(|i| alike(i, j)))
}

/// Whether one name is the other cut short with a full stop behind it: `Fla.`, `Florida`.
fn cut_short(a: &Side<'_>, short: &Range<usize>, b: &Side<'_>, long: &Range<usize>) -> bool {
    const LEAST: usize = 2;
    let end = a.token(short.end - 1).span.end as usize;
    let dotted = a.telling.text.get(end..).is_some_and(|after| after.starts_with('.'));
    let (x, y) = (a.word(short.start), b.word(long.start));
    let mut letters = y.chars();
    let within = x.chars().all(|c| letters.any(|other| other == c));
    let lone = short.len() == 1 && long.len() == 1;
    let first = x.chars().next() == y.chars().next();
    lone && dotted && first && within && x.len() >= LEAST && x.len() < y.len()
}

/// Whether two names sound alike but for the links that one of them has: `Al Qasra`, `Qasra`.
fn linked_by_sound(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    let bare = |side: &Side<'_>, name: &Range<usize>| {
        let link = |at: &usize| side.telling.language.is_name_link(side.token(*at).key);
        name.clone().filter(|at| !link(at)).collect::<Vec<usize>>()
    };
    let (x, y) = (bare(a, left), bare(b, right));
    let alike = |(i, j): (&usize, &usize)| {
        let (x, y) = (a.word(*i), b.word(*j));
        x == y || (skeleton(x).chars().count() >= 2 && sound_key(x) == sound_key(y))
    };
    let linked = x.len() < left.len() || y.len() < right.len();
    linked && !x.is_empty() && x.len() == y.len() && x.iter().zip(&y).all(alike)
}

/// Whether two lone words differ by a slip of the pen: one letter of many, and neither text has both
/// as names of its own ([`strangers`]).
pub(super) fn one_by_a_slip(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    // What is longer is no word, and comparing letters takes the square of their number.
    const LENGTHS: RangeInclusive<usize> = 5..=40;
    let (a, b) = (phrase(view, LEFT, left), phrase(view, RIGHT, right));
    let lone = left.tokens.len() == 1 && right.tokens.len() == 1;
    let long = [&a, &b].iter().all(|word| LENGTHS.contains(&word.chars().count()));
    lone && long && strsim::osa_distance(&a, &b) == 1 && !strangers(view, left, right)
}

/// The letters of a name without article, spaces and marks: `The Wrap` is `TheWrap`.
fn joined(side: &Side<'_>, range: &Range<usize>) -> String {
    let letters: String = range
        .clone()
        .flat_map(|index| {
            let word = side.word(index);
            let bare = word.strip_suffix("'s").unwrap_or(word);
            bare.chars().filter(|c| c.is_alphanumeric())
        })
        .collect();
    letters.strip_prefix("the").map_or(letters.clone(), str::to_owned)
}

/// Whether two names share words or stems, and at most one of them has others besides.
fn one_stem(a: &Side<'_>, left: &Range<usize>, b: &Side<'_>, right: &Range<usize>) -> bool {
    let state = |side: &Side<'_>, at: usize| {
        side.telling.language.state(&[side.token(at).key]).map(|state| state.id)
    };
    let meets = |i: usize, j: usize| {
        kindred(a.word(i), b.word(j)) || state(a, i).is_some_and(|id| state(b, j) == Some(id))
    };
    // A letter between the given and the family name tells nothing.
    let letter = |side: &Side<'_>, name: &Range<usize>, at: usize| {
        at > name.start
            && at + 1 < name.end
            && side.word(at).trim_end_matches('.').chars().count() == 1
    };
    let lone = left
        .clone()
        .filter(|&i| !letter(a, left, i) && !right.clone().any(|j| meets(i, j)))
        .count();
    let other = right
        .clone()
        .filter(|&j| !letter(b, right, j) && !left.clone().any(|i| meets(i, j)))
        .count();
    let shared = lone < left.len();
    let first = |side: &Side<'_>, name: &Range<usize>| side.word(name.start).chars().next();
    let given = a.word(left.start) != b.word(right.start) && first(a, left) == first(b, right);
    // "Hal Gehman" and "Harold W. Gehman": the given names begin alike.
    shared && (lone == 0 || other == 0 || (lone == 1 && given))
}

/// Whether two words begin alike and only end differently: `Fiji`, `Fijian`; two longer endings make
/// two words of it: `Hydrothermal`, `Hydrotherapy`.
fn kindred(a: &str, b: &str) -> bool {
    const SHARED: usize = 4;
    const ENDINGS: (usize, usize) = (2, 3);
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.chars().count() - shared, b.chars().count() - shared);
    shared >= SHARED && a.min(b) <= ENDINGS.0 && a.max(b) <= ENDINGS.1
}

/// Whether two parts can be one in two spellings: "Cape Moe Mall" and "Cape Moe Times" are alike as
/// a whole, but not by their last parts.
fn part_alike(a: &str, b: &str) -> bool {
    const ALIKE: f64 = 0.7;
    a == b
        || strsim::jaro_winkler(a, b) >= ALIKE
        || sound_key(a) == sound_key(b)
        || a.starts_with(b)
        || b.starts_with(a)
}

/// Whether the letters of two words can be two spellings of one: they sound alike, or hardly differ. The
/// consonants of "Castro" and "Castillo" do, and those of "Petromechanical" and "Petrochemical".
fn one_spelling(a: &str, b: &str) -> bool {
    // What is longer is no word, and comparing letters takes the square of their number.
    const LONGEST: usize = 40;
    if a == b || sound_key(a) == sound_key(b) || a.starts_with(b) || b.starts_with(a) {
        return true;
    }
    let length = a.chars().count().max(b.chars().count());
    let (x, y) = (skeleton(a), skeleton(b));
    length <= LONGEST
        && (strsim::osa_distance(a, b) == 1
            || strsim::osa_distance(&x, &y) <= 1 && strsim::osa_distance(a, b) * 3 <= length)
}

/// Whether a name of several parts ends the other, in the same or another spelling: "Defector Cho
/// Myung-chul" and "Cho Myung-chol".
fn tail_alike(x: &[String], y: &[String]) -> bool {
    const ALIKE: f64 = 0.9;
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    let tail = &long[long.len() - short.len()..];
    short.len() >= 2
        && short.len() < long.len()
        && strsim::jaro_winkler(&short.join(" "), &tail.join(" ")) >= ALIKE
        && short.iter().zip(tail).all(|(part, other)| part_alike(part, other))
}

/// Whether every part of one name is a part of the other, or its first letter.
fn contained(x: &[String], y: &[String]) -> bool {
    let meets = |part: &String, other: &String| {
        let letter = part.trim_end_matches('.');
        part == other || (letter.chars().count() == 1 && other.starts_with(letter))
    };
    let within = |few: &[String], many: &[String]| {
        few.iter().all(|part| many.iter().any(|other| meets(part, other) || meets(other, part)))
    };
    within(x, y) || within(y, x)
}
