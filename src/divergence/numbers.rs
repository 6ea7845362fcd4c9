//! Numbers and dates: which values face each other, and what that says.
//!
//! Values are compared by what they mean (see [`crate::value`]); this family decides which of them
//! stand in the same slot, and holds back where that is not clear.

use super::facing::{Facing, assign};
use super::meeting::meeting;
use super::said::Said;
use super::stages::{self, ONE_STAGE, Stages};
use super::view::{LEFT, RIGHT, View};
use super::{
    Effect, Kind, ages, codes, dates, exchanged, facts, ones, quoted, rivals, scores, slots, sole,
    sources,
};
use crate::span::Span;
use crate::value::date::Precision;
use crate::value::number::{Quantity, Unit};
use crate::value::{Comparison, Mention, Value, compare, reason};

/// Evidence that two values are meant for the same thing; below it a difference is no conflict.
const SAME_SLOT: f64 = 1.2;

/// How far two sentences must tell of the same for their old values, or their new ones, to be those of
/// one change.
const ONE_CHANGE: f64 = 0.6;

/// Finds the divergences between numbers and between dates.
pub(super) fn find(view: &mut View<'_>) {
    let datelines = |side: usize| {
        let here = &view.sides[side];
        let mentions = here.values().iter();
        let told = |mention: &&Mention| {
            !dates::is_dateline(here, mention) && !codes::is_code(here, mention)
        };
        mentions.filter(told).cloned().collect::<Vec<_>>()
    };
    let (mut left, mut right) = (datelines(LEFT), datelines(RIGHT));
    scores::find(view, &mut left, &mut right);
    ages::settle(view, &mut left, &mut right);
    let articles = ones::find(view, &left, &right);
    let left = with_articles(left, &articles[LEFT]);
    let right = with_articles(right, &articles[RIGHT]);
    let is_article = |side: usize, mention: &Mention| articles[side].contains(mention);
    let ranges =
        |mentions: &[Mention]| mentions.iter().map(|m| m.tokens.clone()).collect::<Vec<_>>();
    let stages = Stages::of(view, &left, &right);
    let mut pairs = assign(view, &ranges(&left), &ranges(&right), SAME_SLOT, |i, j, direct| {
        let (l, r) = (&left[i], &right[j]);
        let articled = match (is_article(LEFT, l), is_article(RIGHT, r)) {
            (true, true) => return None,
            (true, false) => ones::can_face(view, LEFT, l, r).then_some(true)?,
            (false, true) => ones::can_face(view, RIGHT, r, l).then_some(true)?,
            (false, false) => false,
        };
        if !articled && !slots::comparable(view, l, r) {
            return None;
        }
        let counting = match articled {
            true => 0.4,
            false => counting(view, l, r) + only_dates(&left, &right, i, j),
        } + slots::only_ages(view, (&left, l), (&right, r));
        let staged = stages.likeness(i, j)?;
        // "from 5 to 6" beside "from 6 to 7": one value in two places is no sign.
        let elsewhere =
            !direct && staged < ONE_STAGE && slots::elsewhere(view, &left, i, &right, j);
        let alike = likeness(&left[i], &right[j])?;
        Some(if elsewhere { alike.min(0.0) } else { alike + counting + staged })
    });
    exchanged::settle(view, &left, &right, &stages, &mut pairs);
    told_twice(view, (&left, &right), &mut pairs);
    let more = sole::pairs(view, &left, &right, &pairs);
    for pair in pairs.into_iter().chain(more) {
        name(view, &left[pair.left], &right[pair.right], pair);
    }
}

/// A value that its text says once more right behind itself in brackets, "Reiwa 2 (2020)", "220 pounds (100
/// kg)", is said with the one of the two that faces the other text.
fn told_twice(
    view: &mut View<'_>,
    (left, right): (&[Mention], &[Mention]),
    pairs: &mut Vec<Facing>,
) {
    let agrees = |one: &Mention, other: &Mention| {
        matches!(compare(&one.value, &other.value), Comparison::Equal | Comparison::Compatible)
    };
    for (side, mentions) in [(LEFT, left), (RIGHT, right)] {
        for at in 1..mentions.len() {
            let (one, other) = (&mentions[at - 1], &mentions[at]);
            let here = &view.sides[side];
            let bracketed = one.tokens.end == other.tokens.start
                && here.gap_before(other.tokens.start).trim() == "(";
            if !bracketed || !agrees(one, other) {
                continue;
            }
            let facing = |at: usize| pairs.iter().find(|pair| [pair.left, pair.right][side] == at);
            let met = |at: usize| {
                facing(at).is_some_and(|pair| agrees(&left[pair.left], &right[pair.right]))
            };
            let alone = match (met(at - 1), met(at)) {
                (true, false) => at,
                (false, true) => at - 1,
                _ => continue,
            };
            pairs.retain(|pair| [pair.left, pair.right][side] != alone);
            view.sides[side].explain(mentions[alone].tokens.clone());
        }
    }
}

/// The numbers with the articles that count among them, in the order of the text.
fn with_articles(mut mentions: Vec<Mention>, articles: &[Mention]) -> Vec<Mention> {
    if !articles.is_empty() {
        mentions.extend(articles.iter().cloned());
        mentions.sort_by_key(|mention| mention.tokens.start);
    }
    mentions
}

/// How alike two values are before their slots are looked at.
fn likeness(left: &Mention, right: &Mention) -> Option<f64> {
    let kinds = matches!(
        (&left.value, &right.value),
        (Value::Number(_), Value::Number(_)) | (Value::Date(_), Value::Date(_))
    );
    match compare(&left.value, &right.value) {
        // One value on both sides faces itself before it faces another.
        Comparison::Equal => Some(6.0),
        Comparison::Compatible if matches!(left.value, Value::Date(_)) => Some(0.0),
        Comparison::Compatible => Some(0.7),
        Comparison::Conflict => Some(if same_unit(left, right) { 0.3 } else { 0.0 }),
        Comparison::Incomparable if kinds => None,
        Comparison::Incomparable => None,
    }
}

/// The only date of one side probably means the only date of the other.
fn only_dates(left: &[Mention], right: &[Mention], i: usize, j: usize) -> f64 {
    let dates = |mentions: &[Mention]| {
        mentions.iter().filter(|mention| matches!(mention.value, Value::Date(_))).count()
    };
    let date = |mention: &Mention| matches!(mention.value, Value::Date(period) if period.precision < Precision::Quarter);
    let alone = date(&left[i]) && date(&right[j]) && dates(left) == 1 && dates(right) == 1;
    if alone && compare(&left[i].value, &right[j].value) == Comparison::Compatible {
        2.0
    } else {
        0.0
    }
}

/// Whether two bare numbers count the same: the word that follows them is the same, faces the other
/// or is another.
fn counting(view: &View<'_>, left: &Mention, right: &Mention) -> f64 {
    let bare = |mention: &Mention| matches!(&mention.value, Value::Number(quantity) if quantity.unit == Unit::One);
    let [a, b] = &view.sides;
    match (slots::counted(a, left), slots::counted(b, right)) {
        (Some(i), Some(j)) if bare(left) && bare(right) => {
            let met = a.token(i).stem == b.token(j).stem || a.linked(i).any(|other| other == j);
            if met { 0.4 } else { -0.8 }
        }
        _ => 0.0,
    }
}

fn same_unit(left: &Mention, right: &Mention) -> bool {
    match (&left.value, &right.value) {
        (Value::Number(a), Value::Number(b)) => a.unit == b.unit,
        _ => true,
    }
}

fn name(view: &mut View<'_>, left: &Mention, right: &Mention, pair: Facing) {
    let comparison = compare(&left.value, &right.value);
    let same_words = view.sides[LEFT].phrase(left.tokens.clone())
        == view.sides[RIGHT].phrase(right.tokens.clone());
    if comparison == Comparison::Equal && same_words {
        // "+5" and "5" are other words for one value.
        let keys = |side: usize, mention: &Mention| -> Vec<u64> {
            mention.tokens.clone().map(|at| view.sides[side].token(at).key).collect()
        };
        if keys(LEFT, left) != keys(RIGHT, right) {
            view.sides[LEFT].explain(left.tokens.clone());
            view.sides[RIGHT].explain(right.tokens.clone());
        }
        return;
    }
    if codes::labels(view, left, right) {
        return;
    }
    if comparison != Comparison::Equal
        && dates::is_stamp(&view.sides[LEFT], left)
        && dates::is_stamp(&view.sides[RIGHT], right)
    {
        return stamps(view, left, right);
    }
    let date = matches!(left.value, Value::Date(_));
    if comparison == Comparison::Conflict && of_two_facts(view, left, right) {
        return match rivals::are_likely(view, left, right) {
            // They are told there, with all that speaks for one slot.
            true => {}
            false => loosely(view, left, right),
        };
    }
    let kind = match (comparison, date) {
        (Comparison::Equal, false) => Kind::NumberForm,
        (Comparison::Compatible, false) => Kind::NumberPrecision,
        (Comparison::Conflict, false) if slots::of_one_order(view, left, right) => {
            Kind::NumberPrecision
        }
        (Comparison::Conflict, false) => Kind::NumberConflict,
        (Comparison::Equal, true) => Kind::DateForm,
        (Comparison::Compatible, true) => Kind::DatePrecision,
        (Comparison::Conflict, true) if dates::about_one_time(view, left, right) => {
            Kind::DatePrecision
        }
        (Comparison::Conflict, true) if dates::of_unknown_days(left, right) => Kind::DatePrecision,
        (Comparison::Conflict, true) => Kind::DateConflict,
        (Comparison::Incomparable, _) => return,
    };
    let spans = [with_counted(view, LEFT, left), with_counted(view, RIGHT, right)];
    let claims = (kind == Kind::NumberConflict).then(|| sources::two(view, left, right)).flatten();
    let explanation = match claims {
        _ if date => dates::explain(view, left, right),
        Some(sources) => claimed(view, left, right, sources),
        None => explain(view, left, right),
    };
    let confidence = confidence(comparison, pair.evidence, view.coverage());
    view.differ(
        kind,
        Some((left.tokens.clone(), Some(left.value.describe()))),
        Some((right.tokens.clone(), Some(right.value.describe()))),
        explanation,
        confidence,
    );
    view.relocate(spans);
    if comparison == Comparison::Compatible
        && (is_stretched(left, right) || counts_other(view, left, right))
        || dates::only_near(left, right)
        || dates::misfit(left, right).is_some()
        || claims.is_some()
    {
        view.weigh(Effect::Unclear);
    }
    for (side, mention) in [(LEFT, left), (RIGHT, right)] {
        explain_rate(view, side, mention);
        if let Some(at) = ages::lead(&view.sides[side], mention) {
            view.sides[side].explain(at..at + 1);
        }
    }
}

/// Whether one of two numbers has a unit and the other counts something: "40 percent of the staff" and
/// "40 of the staff".
fn counts_other(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let bare = |mention: &Mention| matches!(&mention.value, Value::Number(it) if it.unit == Unit::One && it.low >= 1.0);
    let counts = |side: usize, mention: &Mention| {
        let here = &view.sides[side];
        let of = here.tokens.contains(&mention.tokens.end) && here.word(mention.tokens.end) == "of";
        bare(mention) && (of || slots::counted(here, mention).is_some())
    };
    bare(left) != bare(right) && (counts(LEFT, left) || counts(RIGHT, right))
}

/// Whether "several" must be stretched for two numbers to be both right.
fn is_stretched(left: &Mention, right: &Mention) -> bool {
    match (&left.value, &right.value) {
        (Value::Number(a), Value::Number(b)) => a.stretches(b),
        _ => false,
    }
}

/// The "a day" of "40 people a day" is said with the number.
fn explain_rate(view: &mut View<'_>, side: usize, mention: &Mention) {
    const COUNTED: usize = 2;
    let Value::Number(Quantity { per: Some(per), .. }) = mention.value else { return };
    let here = &view.sides[side];
    let vocabulary = &here.telling.language.vocabulary;
    // The counted, an "of", the article and the unit.
    let end = here.tokens.end.min(mention.tokens.end + COUNTED + 3);
    let of = |at: &usize| {
        let name = vocabulary.unit([here.token(*at).key].into_iter());
        name.and_then(|(name, _)| Unit::from_name(name)).is_some_and(|(unit, _)| unit == per)
    };
    if let Some(at) = (mention.tokens.end + 1..end).find(of) {
        view.sides[side].explain(at - 1..at + 1);
    }
}

/// Whether two values that exclude each other are said of two things, so that both can be right.
fn of_two_facts(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    if stages::are_one(view, left, right)
        && meeting(view, &left.tokens, &right.tokens) >= ONE_CHANGE
    {
        return false;
    }
    slots::of_two_facts(view, left, right) || are_told_apart(view, left, right)
}

/// Whether the words beside two values say that they are those of two things.
pub(super) fn are_told_apart(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    match left.value {
        Value::Date(_) if dates::about_one_time(view, left, right) => false,
        Value::Date(_) => {
            dates::of_two_events(view, left, right) || facts::days_apart(view, left, right)
        }
        Value::Number(_) => facts::counts_apart(view, left, right),
    }
}

/// When two pages were put up says nothing of what they tell.
fn stamps(view: &mut View<'_>, left: &Mention, right: &Mention) {
    let (x, y) = (view.sides[LEFT].text(&left.tokens), view.sides[RIGHT].text(&right.tokens));
    let explanation = Said::of(x, y, |x, y| {
        format!("{} and {}: when each of them was put up", quoted(x), quoted(y))
    });
    let [a, b] = [left, right].map(|it| Some((it.tokens.clone(), Some(it.value.describe()))));
    view.differ(Kind::Wording, a, b, explanation, 0.8);
    view.weigh(Effect::Unclear);
}

/// Two values in one place that are said of two things: no other words for each other either.
fn loosely(view: &mut View<'_>, left: &Mention, right: &Mention) {
    if !view.same_place(&left.tokens, &right.tokens) {
        return;
    }
    let [a, b] = [left, right].map(|mention| Some(mention.value.describe()));
    let (x, y) = (view.sides[LEFT].text(&left.tokens), view.sides[RIGHT].text(&right.tokens));
    let what = if matches!(left.value, Value::Date(_)) { "dates" } else { "numbers" };
    let explanation = Said::of(x, y, |x, y| {
        format!("{} and {}: two {what}, which may be those of two things", quoted(x), quoted(y))
    });
    let places = [Some((left.tokens.clone(), a)), Some((right.tokens.clone(), b))];
    let [a, b] = places;
    view.differ(Kind::Wording, a, b, explanation, 0.6);
    view.weigh(Effect::Compatible);
}

/// The mention with its signs of unit ("$", "%"), and the word that it counts or is a rate of.
fn with_counted(view: &View<'_>, side: usize, mention: &Mention) -> Span {
    let here = &view.sides[side];
    let last = match &mention.value {
        Value::Number(quantity) if quantity.unit == Unit::One => slots::counted(here, mention),
        Value::Number(_) => slots::rate(here, mention),
        Value::Date(_) => None,
    };
    /// Words of a number up to which what it counts is shown with it.
    const SHORT: usize = 2;
    match last.filter(|_| mention.tokens.len() <= SHORT) {
        Some(word) => mention.span.cover(here.token(word).span),
        None => mention.span,
    }
}

pub(super) fn explain(view: &View<'_>, left: &Mention, right: &Mention) -> Said {
    let [a, b] = &view.sides;
    let one_order = slots::of_one_order(view, left, right);
    let (mut x, mut y) = (a.text(&left.tokens), b.text(&right.tokens));
    if x == y {
        // Only the signs differ, which the spans have.
        (x, y) = (left.span.text(a.telling.text), right.span.text(b.telling.text));
    }
    let sides = ((x, left), (y, right));
    Said::of(sides.0, sides.1, |left, right| told(left, right, one_order))
}

/// Two figures with the sources that the two texts have them from.
pub(super) fn claimed(
    view: &View<'_>,
    left: &Mention,
    right: &Mention,
    sources: (&str, &str),
) -> Said {
    let [a, b] = &view.sides;
    let (x, y) = (a.text(&left.tokens), b.text(&right.tokens));
    Said::of((x, sources.0), (y, sources.1), |(x, one), (y, other)| {
        format!(
            "{} by {}, {} by {}: two sources, and each text can have its own right",
            quoted(x),
            quoted(one),
            quoted(y),
            quoted(other)
        )
    })
}

fn told((a, left): (&str, &Mention), (b, right): (&str, &Mention), one_order: bool) -> String {
    let (x, y) = (left.value.describe(), right.value.describe());
    match compare(&left.value, &right.value) {
        Comparison::Equal if x == y => format!("{} and {} are both {x}", quoted(a), quoted(b)),
        Comparison::Equal => format!("{} is as much as {}: {x} is {y}", quoted(a), quoted(b)),
        Comparison::Conflict if one_order => {
            format!("{} and {} can both be right: neither says how many", quoted(a), quoted(b))
        }
        Comparison::Conflict => format!("{} against {}", read(a, &x), read(b, &y)),
        _ => {
            let why = reason(&left.value, &right.value);
            format!("{} and {} can both be right: {why}", quoted(a), quoted(b))
        }
    }
}

/// A number as written, with what it was taken for where the words do not show it.
fn read(text: &str, value: &str) -> String {
    if text == value { quoted(text) } else { format!("{} ({value})", quoted(text)) }
}

fn confidence(comparison: Comparison, evidence: f64, coverage: f64) -> f64 {
    match comparison {
        Comparison::Equal => 0.95,
        Comparison::Compatible => (0.5 + evidence / 8.0).clamp(0.5, 0.9),
        _ => (0.3 + evidence / 8.0 + coverage / 4.0).clamp(0.3, 0.97),
    }
}
