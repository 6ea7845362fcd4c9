//! What speaks for two rivals to fill one slot.

use std::ops::Range;

use super::super::likeness::near_in_meaning;
use super::super::meeting::meeting;
use super::super::view::{LEFT, RIGHT, Side, View};
use super::super::{beside, names, namesakes, places, slots};
use super::{Rivals, Sort};
use crate::alignment::lexicon;
use crate::language::force::Part;
use crate::token::Class;
use crate::value::name::known::{Known, known};
use crate::value::name::{NameKind, NameMention};
use crate::value::{Comparison, Mention, Value, compare};

/// What the signs are called.
pub const NAMES: [&str; 45] = [
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
    "relation-same",
    "relation-other",
    "known-there",
    "alike",
    "length",
    "coverage",
    "only-here",
    "few-here",
    "gone",
    "edges-same",
    "kinds-differ",
    "kind-open",
    "otherwise",
    "tabled",
    "nests",
    "plain",
    "half-plain",
    "end-same",
    "score",
    "both-open",
    "brief",
    "units-differ",
    "ratio",
    "word-one",
];

/// Their signs, in the order of [`NAMES`].
pub type Signs = [f32; NAMES.len()];

/// The signs that ask a tree, each 0 or 1.
pub const OF_TREE: Range<usize> = 18..23;

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
    let met = meeting(view, l, r);
    let length = (view.sides[LEFT].tokens.len() + view.sides[RIGHT].tokens.len()) as f32 / 40.0;
    let common = [
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
        met as f32,
        flag(rivals.rivals == [1, 1]),
        1.0 / (rivals.rivals[0] * rivals.rivals[1]).max(1) as f32,
        flag(counted == Some(true)),
        flag(counted == Some(false)),
        flag(before == Some(true)),
        flag(before == Some(false)),
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        flag(known_there(view, rivals)),
        flag(rivals.alike),
        length.ln_1p(),
        view.coverage() as f32,
        flag(rivals.near == [1, 1]),
        1.0 / (rivals.near[0] * rivals.near[1]).max(1) as f32,
        flag(gone(view, LEFT, l, r) || gone(view, RIGHT, r, l)),
        edges(view, l, r),
    ];
    let names = of_names(view, rivals, met);
    let mut all = [0.0; NAMES.len()];
    let own = names.into_iter().chain(of_amounts(view, rivals));
    for (sign, found) in all.iter_mut().zip(common.into_iter().chain(own)) {
        *sign = found;
    }
    all
}

/// What is asked of two names alone.
fn of_names(view: &View<'_>, rivals: &Rivals, met: f64) -> [f32; 11] {
    let mentions =
        (view.sides[LEFT].names().get(rivals.left), view.sides[RIGHT].names().get(rivals.right));
    let ((Some(left), Some(right)), true) = (mentions, rivals.sort.is_name()) else {
        return [0.0; 11];
    };
    let [x, y] = &view.sides;
    let texts = (x.text(&left.tokens), y.text(&right.tokens));
    let open = left.kind == NameKind::Unknown || right.kind == NameKind::Unknown;
    let (plain, other) = (is_plain(x, left), is_plain(y, right));
    let brief = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() < BRIEF;
    [
        flag(left.kind != right.kind && !open),
        flag(open),
        flag(beside::speak_otherwise(view, left, right, met)),
        flag(known(texts.0, texts.1) == Some(Known::Apart)),
        flag(places::may_nest(view, left, right)),
        flag(plain && other),
        flag(plain != other),
        flag(ends_same(view, left, right)),
        namesakes::relate(texts.0, texts.1).score as f32,
        flag(names::both_open(view, &left.tokens, &right.tokens)),
        flag(brief(texts.0) || brief(texts.1)),
    ]
}

/// What is asked of two amounts alone: whether they are told in two units, how many times one is the other, as
/// a logarithm of at most [`FAR_APART`], and whether one is but the word for one.
fn of_amounts(view: &View<'_>, rivals: &Rivals) -> [f32; 3] {
    let mentions =
        (view.sides[LEFT].values().get(rivals.left), view.sides[RIGHT].values().get(rivals.right));
    let ((Some(left), Some(right)), false) = (mentions, rivals.sort.is_name()) else {
        return [0.0; 3];
    };
    let (Value::Number(a), Value::Number(b)) = (&left.value, &right.value) else {
        return [0.0; 3];
    };
    let (x, y) = (a.unit.to_base(a.low).abs(), b.unit.to_base(b.low).abs());
    let times = if x > 0.0 && y > 0.0 { (x / y).ln().abs() } else { 0.0 };
    let one = |side: &Side<'_>, mention: &Mention, low: f64| {
        low == 1.0 && !side.text(&mention.tokens).bytes().any(|byte| byte.is_ascii_digit())
    };
    let [l, r] = &view.sides;
    [
        flag(a.unit != b.unit),
        times.min(FAR_APART) as f32,
        flag(one(l, left, a.low) || one(r, right, b.low)),
    ]
}

/// More times, as a logarithm, say no more.
const FAR_APART: f64 = 4.0;

/// Letters from which a name says who is meant.
const BRIEF: usize = 3;
/// Fills in [`OF_TREE`].
pub fn ask_tree(view: &View<'_>, rivals: &Rivals, signs: &mut Signs) {
    let [l, r] = &rivals.tokens;
    let governor = pair(view, l, r, head);
    let above = pair(view, l, r, |side, tokens| head_of(side, head(side, tokens)?));
    let relation = relation(view, l, r);
    let told = [
        governor == Some(true),
        governor == Some(false),
        above == Some(true),
        relation == Some(true),
        relation == Some(false),
    ];
    for (sign, told) in signs[OF_TREE].iter_mut().zip(told) {
        *sign = flag(told);
    }
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// Whether a name has only words that are words of the language too: "Ministry of Interior".
fn is_plain(side: &Side<'_>, name: &NameMention) -> bool {
    let table = lexicon::english();
    name.tokens.clone().all(|at| {
        let key = side.token(at).key;
        let entry = table.id(key).and_then(|id| table.entry(id));
        entry.is_some_and(|entry| !entry.proper) || side.telling.language.is_function(key)
    })
}

/// Whether two names of several words end with words near in meaning: "Buffalo Highway", "Buffalo Freeway".
fn ends_same(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [x, y] = &view.sides;
    left.tokens.len() > 1
        && right.tokens.len() > 1
        && near_in_meaning(x, left.tokens.end - 1, y, right.tokens.end - 1)
}

/// Whether most words of a stretch face words outside the other.
fn gone(view: &View<'_>, side: usize, stretch: &Range<usize>, other: &Range<usize>) -> bool {
    let away = |at: &usize| {
        let mut facing = view.sides[side].linked(*at).peekable();
        facing.peek().is_some() && !facing.any(|word| other.contains(&word))
    };
    stretch.clone().filter(away).count() * 2 > stretch.len()
}

/// Share of the two words right before and behind that are the same.
fn edges(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> f32 {
    let [x, y] = &view.sides;
    let same = |i: Option<usize>, j: Option<usize>| match (i, j) {
        (Some(i), Some(j)) => match (x.tokens.contains(&i), y.tokens.contains(&j)) {
            (true, true) => x.token(i).key == y.token(j).key,
            (here, there) => here == there,
        },
        (i, j) => i == j,
    };
    let before = same(left.start.checked_sub(1), right.start.checked_sub(1));
    (flag(before) + flag(same(Some(left.end), Some(right.end)))) / 2.0
}

/// Whether both hang on their heads in the same way.
fn relation(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> Option<bool> {
    let of = |side: &Side<'_>, tokens: &Range<usize>| {
        let tree = side.telling.tree(tokens.start)?;
        let top = tokens.clone().find(|at| {
            tree.node(*at).is_some_and(|node| node.head.is_none_or(|head| !tokens.contains(&head)))
        })?;
        tree.node(top).map(|node| node.relation)
    };
    Some(of(&view.sides[LEFT], left)? == of(&view.sides[RIGHT], right)?)
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
