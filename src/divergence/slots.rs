//! Which numbers can stand in one slot at all, and what a number is a rate of.
//!
//! In: two mentions. Out: whether a difference between them could mean anything: the 7 of a channel
//! is no count, "one of them" none either, and the first of one thing is not the second of another.

use super::chunks::can_be_noun;
use super::likeness::near_in_meaning;
use super::meeting::{is_one, meeting};
use super::view::{LEFT, RIGHT, Side, View};
use super::{ages, codes};
use crate::language::force::{self, Part};
use crate::token::Class;
use crate::value::number::{Bound, Dimension, Quantity, Unit};
use crate::value::{Comparison, Mention, Value, compare};

/// Whether two values may face each other.
pub(super) fn comparable(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let [x, y] = &view.sides;
    let named = (codes::label(x, left), codes::label(y, right));
    if named.0.is_some() || named.1.is_some() {
        return named.0 == named.1;
    }
    let (Value::Number(a), Value::Number(b)) = (&left.value, &right.value) else { return true };
    if compare(&left.value, &right.value) != Comparison::Conflict {
        return true;
    }
    let labels = (label(x, left, a), label(y, right, b));
    match labels {
        (Some(i), Some(j)) => return x.token(i).key == y.token(j).key,
        (Some(_), None) | (None, Some(_)) => return false,
        (None, None) => {}
    }
    let fine = (fineness(x, left), fineness(y, right));
    if fine.0.is_some() != fine.1.is_some()
        || fine.0.is_some() && fine.0 == fine.1
        || is_part_of_name(x, left)
        || is_part_of_name(y, right)
    {
        return false;
    }
    if is_age(x, left, a) != is_age(y, right, b) {
        return false;
    }
    if is_part(x, left) != is_part(y, right) && !are_parts(view, left, right) {
        return false;
    }
    let shares = |dimension| matches!(dimension, Dimension::Share | Dimension::Points);
    let (p, q) = (a.unit.dimension(), b.unit.dimension());
    // "250 ml" and "250 mg": one number that measures two things.
    let one_number = a.low == b.low && a.high == b.high && starts_meet(view, left, right);
    let measured = a.unit != Unit::One && b.unit != Unit::One;
    if p != q && !(shares(p) && shares(q)) && measured && !one_number {
        return false;
    }
    if share(x, left) != share(y, right) || is_gap(x, left) != is_gap(y, right) {
        return false;
    }
    let loose = a.ordinal || is_the_word_one(x, left) || is_the_word_one(y, right);
    !loose || same_head(view, left, right)
}

/// Whether two values are those of two facts: neither the words next to them nor their sentences face
/// each other. In a passage of several sentences more of them must.
pub(super) fn of_two_facts(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    const BESIDE: f64 = 0.25;
    const ANYHOW: f64 = 0.4;
    const STRANGE: f64 = 0.2;
    let lone = view.sides.iter().all(is_one);
    let (l, r) = (&left.tokens, &right.tokens);
    let beside = view.context(l, r);
    if beside >= 0.5 {
        return false;
    }
    let met = meeting(view, l, r);
    if beside >= if lone { BESIDE } else { ANYHOW } {
        return !lone && met < STRANGE;
    }
    met < if beside >= BESIDE || lone { 0.17 } else { 0.25 }
}

/// Whether two values both face other values of the other side.
pub(super) fn elsewhere(
    view: &View<'_>,
    left: &[Mention],
    i: usize,
    right: &[Mention],
    j: usize,
) -> bool {
    let faces = |side: usize, mention: &Mention, others: &[Mention], but: usize| {
        mention.tokens.clone().any(|word| {
            view.sides[side].linked(word).any(|facing| {
                let other = others.iter().position(|other| other.tokens.contains(&facing));
                other.is_some_and(|other| other != but)
            })
        })
    };
    faces(LEFT, &left[i], right, j) && faces(RIGHT, &right[j], left, i)
}

/// Whether a number only tells things of one name apart: `Channel 7`.
pub(super) fn is_label(side: &Side<'_>, mention: &Mention) -> bool {
    matches!(&mention.value, Value::Number(number) if label(side, mention, number).is_some())
}

/// The word before a bare number that it only numbers: `Channel 7`, but not `In Oslo 7 ships`.
fn label(side: &Side<'_>, mention: &Mention, quantity: &Quantity) -> Option<usize> {
    let before = mention.tokens.start.checked_sub(1).filter(|at| side.tokens.contains(at))?;
    let token = side.token(before);
    let bare = quantity.unit == Unit::One && !quantity.ordinal && mention.tokens.len() == 1;
    let name = token.capital
        && token.class == Class::Content
        && before > side.sentence(before).start
        && side.gap_before(mention.tokens.start) == " ";
    let digit = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let digits = side.text(&mention.tokens).bytes().all(digit);
    // "Channel 7 reports" counts no reports.
    let counts = counted(side, mention).is_some_and(|at| side.word(at) != "reports");
    (bare && name && digits && !counts).then_some(before)
}

/// What a number is of a whole.
#[derive(PartialEq, Eq)]
enum Share {
    /// The whole itself, of which something is a part: "among 200 guests".
    Whole,
    /// What is left of it: "two more guests".
    Rest,
}

/// What a number is of a whole, where the words next to it say that.
fn share(side: &Side<'_>, mention: &Mention) -> Option<Share> {
    let before = mention.tokens.start.checked_sub(1).map_or("", |at| side.word(at));
    match (before, side.word(mention.tokens.end)) {
        ("among", _) => Some(Share::Whole),
        _ if is_taken_from(side, mention) => Some(Share::Whole),
        ("other", _) | (_, "more" | "other" | "others") => Some(Share::Rest),
        _ => None,
    }
}

/// Whether a share is taken of a number: "26 percent of its 400 workers", "two out of 14".
fn is_taken_from(side: &Side<'_>, mention: &Mention) -> bool {
    let Some(mut at) = mention.tokens.start.checked_sub(1) else { return false };
    if side.telling.language.is_determiner(side.token(at).key)
        || matches!(side.word(at), "its" | "their" | "his" | "her" | "our" | "all")
    {
        at = at.saturating_sub(1);
    }
    let before = at.checked_sub(1).filter(|before| side.tokens.contains(before));
    let Some(before) = before.filter(|_| side.word(at) == "of") else { return false };
    side.token(before).class == Class::Number
        || matches!(
            side.word(before),
            "out" | "percent" | "half" | "most" | "some" | "part" | "quarter" | "third"
        )
}

/// How fine a number says that a metal is: "18-karat gold", "18k gold".
fn fineness<'t>(side: &Side<'t>, mention: &Mention) -> Option<&'t str> {
    let text = side.text(&mention.tokens);
    let next = side.word(mention.tokens.end);
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, unit) = (text.get(..end)?, text.get(end..)?);
    let metal = matches!(unit, "k" | "K") && matches!(next, "gold" | "white" | "yellow" | "rose");
    let karat = ["karat", "carat"]
        .iter()
        .any(|word| unit.is_empty() && next.starts_with(word) || unit.ends_with(word));
    (metal || karat).then_some(digits)
}

/// Whether digits open a name behind an article: "the 9 News", but not "the 9 Norwegians".
fn is_part_of_name(side: &Side<'_>, mention: &Mention) -> bool {
    let next = mention.tokens.end;
    let before = mention.tokens.start.checked_sub(1).filter(|at| side.tokens.contains(at));
    let led = before.is_some_and(|at| matches!(side.word(at), "the" | "a"));
    let digits = side.text(&mention.tokens).bytes().all(|byte| byte.is_ascii_digit());
    let named = side.tokens.contains(&next)
        && side.token(next).capital
        && side.gap_before(next) == " "
        && !side.telling.language.is_demonym(side.token(next).key);
    let alone = counted(side, mention).is_none() && !is_plural_behind(side, next);
    led && digits && named && alone
}

/// Whether what is counted follows a word in capitals: "the 9 Nordby ships".
fn is_plural_behind(side: &Side<'_>, index: usize) -> bool {
    const REACH: usize = 3;
    (index + 1..side.tokens.end.min(index + REACH))
        .take_while(|&at| side.is_content(at) && !side.scope_ends(at))
        .any(|at| is_plural(side.word(at)))
}

/// Whether one number is the other in a word for many of it: "thousands" and "tens of thousands".
pub(super) fn of_one_order(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let phrase = |side: usize, mention: &Mention| view.sides[side].phrase(mention.tokens.clone());
    let (x, y) = (phrase(LEFT, left), phrase(RIGHT, right));
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    let indefinite = matches!(short.as_str(), "hundreds" | "thousands" | "millions" | "billions");
    indefinite && long.strip_suffix(short.as_str()).is_some_and(|more| more.ends_with("s of "))
}

/// Whether a number is by how much something is more or less: "3 cents lower than expected".
fn is_gap(side: &Side<'_>, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let next = side.word(end);
    let more = next.ends_with("er") || matches!(next, "more" | "less");
    more && side.word(end + 1) == "than" && !side.scope_ends(end)
}

/// Whether a number is an age: "27-year-old", "44 years old"; "the driver, 44," where the other text has
/// made it one.
pub(super) fn is_age(side: &Side<'_>, mention: &Mention, quantity: &Quantity) -> bool {
    let next = mention.tokens.end;
    let old = |at: usize| matches!(side.word(at), "old" | "age" | "aged");
    let within = mention.tokens.clone().any(old);
    let led = mention.tokens.start.checked_sub(1).is_some_and(|before| {
        matches!(side.word(before), "aged" | "age" | "ages")
            || side.word(before) == "of" && before > 0 && side.word(before - 1) == "age"
    });
    let behind = side.tokens.contains(&next)
        && (old(next) || side.word(next) == "of" && side.word(next + 1) == "age");
    // "in her thirties"
    let decade = quantity.bound == Bound::Between && ages::is_decade(side, mention);
    let bare = mention.tokens.len() == 1 && ages::is_possible(side, mention);
    let told = within || led || behind || decade || bare;
    quantity.unit.dimension() == Dimension::Duration && told
}

/// What speaks for two ages that are the only ones of their sides, in sentences that tell of one.
pub(super) fn only_ages(
    view: &View<'_>,
    (lefts, left): (&[Mention], &Mention),
    (rights, right): (&[Mention], &Mention),
) -> f64 {
    const LONE: f64 = 1.2;
    const MET: f64 = 0.4;
    let age = |side: usize, mention: &Mention| match &mention.value {
        Value::Number(quantity) => is_age(&view.sides[side], mention, quantity),
        Value::Date(_) => false,
    };
    if !age(LEFT, left) || !age(RIGHT, right) {
        return 0.0;
    }
    let one = |side: usize, list: &[Mention]| list.iter().filter(|it| age(side, it)).count() == 1;
    let lone = one(LEFT, lefts) && one(RIGHT, rights);
    if lone && meeting(view, &left.tokens, &right.tokens) >= MET { LONE } else { 0.0 }
}

/// Whether the first words of two mentions face each other.
fn starts_meet(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    view.sides[LEFT].linked(left.tokens.start).any(|other| other == right.tokens.start)
}

/// Whether a part in words and a share or a number of times are said of one thing: "three quarters of
/// the seats" and "57 percent of the seats", "half the price" and "twice the price".
fn are_parts(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let [a, b] = &view.sides;
    let (Value::Number(x), Value::Number(y)) = (&left.value, &right.value) else { return false };
    if x.unit == Unit::Time || y.unit == Unit::Time {
        return true;
    }
    match (whole(a, left), whole(b, right)) {
        (Some(i), Some(j)) => {
            a.token(i).stem == b.token(j).stem || a.linked(i).any(|other| other == j)
        }
        _ => false,
    }
}

/// The word that a share is taken of: the `seats` of "a third of the seats".
fn whole(side: &Side<'_>, mention: &Mention) -> Option<usize> {
    const REACH: usize = 5;
    let start = mention.tokens.end;
    if side.word(start) != "of" {
        return None;
    }
    let end = side.tokens.end.min(start + REACH);
    let words = (start + 1..end).take_while(|&at| !side.scope_ends(at));
    let mut content =
        words.skip_while(|&at| !side.is_content(at)).take_while(|&at| side.is_content(at));
    content
        .find(|&at| is_plural(side.word(at)))
        .or_else(|| (start + 1..end).find(|&at| side.is_content(at)))
}

/// Whether words say a part of one thing: half of the way is no count of ways.
fn is_part(side: &Side<'_>, mention: &Mention) -> bool {
    let Value::Number(quantity) = mention.value else { return false };
    let digits = side.text(&mention.tokens).bytes().any(|byte| byte.is_ascii_digit());
    quantity.unit == Unit::One && !digits && quantity.high < 1.0 && quantity.low > 0.0
}

/// The word that a number counts, with what says more of it: the `cases` of "64 probable cases"; the
/// noun right behind it where no plural follows.
pub(super) fn counted(side: &Side<'_>, mention: &Mention) -> Option<usize> {
    const REACH: usize = 3;
    let start = mention.tokens.end;
    let joined = |index: &usize| {
        let token = side.token(*index);
        token.class == Class::Content
            && !token.capital
            && side.gap_before(*index).chars().all(char::is_whitespace)
    };
    let mut words = (start..side.tokens.end.min(start + REACH)).take_while(joined);
    words.find(|&index| is_plural(side.word(index))).or_else(|| {
        let alone = (start..side.tokens.end).next().filter(joined)?;
        can_be_noun(side, alone).then_some(alone)
    })
}

/// Whether a word has the form of several.
pub(super) fn is_plural(word: &str) -> bool {
    const IRREGULAR: [&str; 8] =
        ["people", "men", "women", "children", "police", "feet", "teeth", "mice"];
    let ending = word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    IRREGULAR.contains(&word) || (ending || word.ends_with("men")) && word.len() > 3
}

/// Whether one word is the other for several: `fireman` and `firemen`, which no stem brings together.
pub(super) fn is_one_man(one: &str, other: &str) -> bool {
    let stems = |ending: &str, word: &str| word.strip_suffix(ending).map(str::to_owned);
    let pair = |x: &str, y: &str| stems("man", x).is_some() && stems("man", x) == stems("men", y);
    pair(one, other) || pair(other, one)
}

/// Whether a number is the word `one`, which is as often no count.
fn is_the_word_one(side: &Side<'_>, mention: &Mention) -> bool {
    mention.tokens.len() == 1 && side.word(mention.tokens.start) == "one"
}

/// Whether two numbers belong to one word or to two that face each other or are near in meaning; so
/// also where one of them has none.
fn same_head(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let [a, b] = &view.sides;
    match (head(a, left), head(b, right)) {
        (Some(i), Some(j)) => a.linked(i).any(|other| other == j) || near_in_meaning(a, i, b, j),
        (None, None) => true,
        _ => false,
    }
}

/// The word that a number belongs to: the next of content in its clause.
fn head(side: &Side<'_>, mention: &Mention) -> Option<usize> {
    const REACH: usize = 3;
    (mention.tokens.end..side.tokens.end.min(mention.tokens.end + REACH))
        .take_while(|&index| !side.clause_starts(index))
        .find(|&index| side.token(index).class == Class::Content)
}

/// The last word of what an amount is a rate of: `a share`, `per diluted share`.
pub(super) fn rate(side: &Side<'_>, mention: &Mention) -> Option<usize> {
    let start = mention.tokens.end;
    let forces = force::of(side.telling.language.words.tag);
    let per = side.tokens.contains(&start)
        && matches!(side.word(start), "per" | "a" | "an")
        && side.gap_before(start).chars().all(char::is_whitespace);
    if !per {
        return None;
    }
    let noun = |index: usize| {
        side.tokens.contains(&index)
            && !side.clause_starts(index)
            && side.token(index).class == Class::Content
            && !side.token(index).capital
            && forces.part(side.token(index).key) != Some(Part::Preposition)
    };
    let last = if side.word(start) == "per"
        && noun(start + 1)
        && noun(start + 2)
        && is_adjective(side, start + 1)
    {
        start + 2
    } else {
        start + 1
    };
    noun(last).then_some(last)
}

/// Whether a word only says more of the next: `diluted` share.
fn is_adjective(side: &Side<'_>, index: usize) -> bool {
    let word = side.word(index);
    word.ends_with("ed") || word.ends_with("ing") || word.ends_with("al") || word.ends_with("ic")
}
