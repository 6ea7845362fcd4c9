//! What speaks for two rivals to fill one slot.

use std::ops::Range;

use super::super::likeness::near_in_meaning;
use super::super::meeting::meeting;
use super::super::slots;
use super::super::view::{LEFT, RIGHT, Side, View};
use super::{Rivals, Sort};
use crate::language::force::Part;
use crate::token::Class;
use crate::value::{Comparison, compare};

/// What the signs are called.
pub const NAMES: [&str; 27] = [
    "bias",
    "count",
    "measure",
    "day",
    "clock",
    "person",
    "place",
    "other",
    "linked",
    "same-place",
    "context",
    "met",
    "only-one",
    "few",
    "counted-same",
    "counted-other",
    "before-same",
    "before-other",
    "head-same",
    "head-other",
    "above-same",
    "known-there",
    "alike",
    "length",
    "coverage",
    "only-here",
    "few-here",
];

/// Their signs, in the order of [`NAMES`].
pub type Signs = [f32; NAMES.len()];

/// The signs that ask a tree, each 0 or 1.
pub const OF_TREE: Range<usize> = 18..21;

/// Their signs.
pub fn of(view: &View<'_>, rivals: &Rivals) -> Signs {
    let mut signs = without_tree(view, rivals);
    ask_tree(view, rivals, &mut signs);
    signs
}

/// Their signs but for [`OF_TREE`], which are 0: a tree takes longer than all others.
pub fn without_tree(view: &View<'_>, rivals: &Rivals) -> Signs {
    let [l, r] = &rivals.tokens;
    let sort = |like: Sort| flag(rivals.sort == like);
    let counted = counted(view, rivals);
    let before = pair(view, l, r, word_before);
    let length = (view.sides[LEFT].tokens.len() + view.sides[RIGHT].tokens.len()) as f32 / 40.0;
    [
        1.0,
        sort(Sort::Count),
        sort(Sort::Measure),
        sort(Sort::Day),
        sort(Sort::Clock),
        sort(Sort::Person),
        sort(Sort::Place),
        sort(Sort::Other),
        flag(is_linked(view, l, r)),
        flag(view.same_place(l, r)),
        view.context(l, r) as f32,
        meeting(view, l, r) as f32,
        flag(rivals.rivals == [1, 1]),
        1.0 / (rivals.rivals[0] * rivals.rivals[1]).max(1) as f32,
        flag(counted == Some(true)),
        flag(counted == Some(false)),
        flag(before == Some(true)),
        flag(before == Some(false)),
        0.0,
        0.0,
        0.0,
        flag(known_there(view, rivals)),
        flag(rivals.alike),
        length.ln_1p(),
        view.coverage() as f32,
        flag(rivals.near == [1, 1]),
        1.0 / (rivals.near[0] * rivals.near[1]).max(1) as f32,
    ]
}

/// Fills in [`OF_TREE`].
pub fn ask_tree(view: &View<'_>, rivals: &Rivals, signs: &mut Signs) {
    let [l, r] = &rivals.tokens;
    let governor = pair(view, l, r, head);
    let above = pair(view, l, r, |side, tokens| head_of(side, head(side, tokens)?));
    let told = [governor == Some(true), governor == Some(false), above == Some(true)];
    for (sign, told) in signs[OF_TREE].iter_mut().zip(told) {
        *sign = flag(told);
    }
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

fn is_linked(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    left.clone().any(|at| view.sides[LEFT].linked(at).any(|other| right.contains(&other)))
}

/// Whether what a function finds for either side is one word; nothing where one side has none.
fn pair(
    view: &View<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
    of: impl Fn(&Side<'_>, &Range<usize>) -> Option<usize>,
) -> Option<bool> {
    let [a, b] = &view.sides;
    let (i, j) = (of(a, left)?, of(b, right)?);
    Some(a.linked(i).any(|other| other == j) || near_in_meaning(a, i, b, j))
}

/// Whether both numbers count one thing.
fn counted(view: &View<'_>, rivals: &Rivals) -> Option<bool> {
    if !matches!(rivals.sort, Sort::Count | Sort::Measure) {
        return None;
    }
    let of = |side: &Side<'_>, index: usize| {
        side.values().get(index).and_then(|mention| slots::counted(side, mention))
    };
    let [a, b] = &view.sides;
    let (i, j) = (of(a, rivals.left)?, of(b, rivals.right)?);
    Some(a.linked(i).any(|other| other == j) || near_in_meaning(a, i, b, j))
}

/// The preposition right before a stretch.
fn word_before(side: &Side<'_>, tokens: &Range<usize>) -> Option<usize> {
    let before = tokens.start.checked_sub(1).filter(|at| side.tokens.contains(at))?;
    let key = side.token(before).key;
    (side.lists.part(key) == Some(Part::Preposition)).then_some(before)
}

/// The word that a stretch hangs on; without a tree the nearest word of content before it.
fn head(side: &Side<'_>, tokens: &Range<usize>) -> Option<usize> {
    if let Some(tree) = side.telling.tree(tokens.start) {
        let mut at = tokens.end - 1;
        for _ in 0..tokens.len() + 1 {
            match tree.node(at)?.head {
                Some(head) if tokens.contains(&head) => at = head,
                head => return head,
            }
        }
        return None;
    }
    let sentence = side.sentence(tokens.start);
    (sentence.start..tokens.start).rev().find(|at| side.token(*at).class == Class::Content)
}

fn head_of(side: &Side<'_>, at: usize) -> Option<usize> {
    side.telling.tree(at)?.node(at)?.head
}

/// Whether one of them stands elsewhere in the document of the other.
fn known_there(view: &View<'_>, rivals: &Rivals) -> bool {
    let values = |side: usize, index: usize| view.sides[side].values().get(index);
    let in_values = |side: usize, index: usize| {
        let Some(mention) = values(side, index) else { return false };
        let theirs = &view.sides[1 - side].telling.values;
        theirs.iter().any(|other| compare(&other.value, &mention.value) == Comparison::Equal)
    };
    match rivals.sort {
        Sort::Person | Sort::Place | Sort::Other => {
            [(LEFT, &rivals.tokens[0]), (RIGHT, &rivals.tokens[1])]
                .into_iter()
                .any(|(side, tokens)| has_word(view, side, tokens))
        }
        _ => in_values(LEFT, rivals.left) || in_values(RIGHT, rivals.right),
    }
}

/// Whether the other document has every word of a name.
fn has_word(view: &View<'_>, side: usize, tokens: &Range<usize>) -> bool {
    let theirs = &view.sides[1 - side].telling.tokenized.tokens;
    tokens.clone().all(|at| {
        let key = view.sides[side].token(at).key;
        theirs.iter().any(|token| token.key == key)
    })
}

/// Whether two numbers have the same digits in another order, or differ by one.
pub fn are_digits_alike(view: &View<'_>, tokens: &[Range<usize>; 2]) -> bool {
    let digits = |side: usize| -> Vec<u8> {
        view.sides[side].text(&tokens[side]).bytes().filter(u8::is_ascii_digit).collect()
    };
    let (a, b) = (digits(LEFT), digits(RIGHT));
    let unlike = a.iter().zip(&b).filter(|(x, y)| x != y).count();
    let sorted = |mut digits: Vec<u8>| {
        digits.sort_unstable();
        digits
    };
    a.len() == b.len() && a.len() > 1 && (unlike == 1 || sorted(a) == sorted(b))
}

/// Whether two names have a word in common.
pub fn shares_part(view: &View<'_>, tokens: &[Range<usize>; 2]) -> bool {
    let [a, b] = &view.sides;
    tokens[0].clone().any(|i| tokens[1].clone().any(|j| a.token(i).key == b.token(j).key))
}
