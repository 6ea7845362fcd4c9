//! Values and names that fill one slot of what both sides state, wherever in their sentences they
//! stand: "who is 24" and "a man of 34", "a hotel in Harwick" and "the hotel car park at Marsh End".
//!
//! Links bring words together that face each other; sentences told anew have few of them. So every
//! pair of values or names that exclude each other is judged by what speaks for one slot, with one table
//! of weights. In: both passages. Out: probabilities. Invariant: the same with the sides turned about, and
//! whatever was found before.

pub(super) mod signs;

use std::ops::Range;
use std::sync::LazyLock;

use super::beside::{self, lies_within};
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{
    Effect, Kind, codes, dates, meeting, names, namesakes, numbers, places, quoted, slots, sources,
};
use crate::learn::Logistic;
use crate::value::name::known::{Known, known};
use crate::value::name::{NameKind, NameMention};
use crate::value::number::Unit;
use crate::value::{Comparison, Mention, Value, compare};

/// What two rivals are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Numbers without a unit.
    Count,
    /// Numbers with one.
    Measure,
    /// Days, months, years.
    Day,
    /// Times of day.
    Clock,
    /// Names of persons,
    Person,
    /// of places,
    Place,
    /// and of what else there is.
    Other,
}

impl Sort {
    /// Whether they are names.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::Place | Self::Other)
    }
}

/// Two mentions that exclude each other.
#[derive(Clone, Debug)]
pub(super) struct Rivals {
    /// What they are.
    pub sort: Sort,
    /// Index among the values or names of the left passage.
    pub left: usize,
    /// ... of the right one.
    pub right: usize,
    /// Their words.
    pub tokens: [Range<usize>; 2],
    /// How many mentions of their sort each passage has that the other has not.
    pub rivals: [usize; 2],
    /// ... and how many the sentence of each has.
    pub near: [usize; 2],
    /// They are nearly the same to the eye.
    pub alike: bool,
}

/// All pairs of values and names that exclude each other and that the other side has nowhere.
pub(super) fn candidates(view: &View<'_>) -> Vec<Rivals> {
    let mut found = of_values(view);
    found.extend(of_names(view));
    found
}

/// Pairs of mentions up to which all are looked at: a passage that holds more is a list or a copy, whose
/// values face each other by their places.
const MANY: usize = 1024;

/// Whether so many mentions of either side are too many.
fn are_many(left: usize, right: usize) -> bool {
    left.saturating_mul(right) > MANY
}

fn of_values(view: &View<'_>) -> Vec<Rivals> {
    if are_many(view.sides[LEFT].values().len(), view.sides[RIGHT].values().len()) {
        return Vec::new();
    }
    let [left, right] = [LEFT, RIGHT].map(|side| open_values(view, side));
    let sorted = |list: &[(usize, &Mention)], like: Sort| {
        list.iter().filter(|(_, it)| sort(it) == Some(like)).count()
    };
    let mut found = Vec::new();
    for &(i, l) in &left {
        for &(j, r) in &right {
            let Some(sort) = sort(l).filter(|it| sort(r) == Some(*it)) else { continue };
            if compare(&l.value, &r.value) != Comparison::Conflict
                || !may_meet(l, r)
                || !slots::comparable(view, l, r)
                || numbers::are_told_apart(view, l, r)
            {
                continue;
            }
            let rivals = [sorted(&left, sort), sorted(&right, sort)];
            let tokens = [l.tokens.clone(), r.tokens.clone()];
            let near = [
                near(
                    view,
                    LEFT,
                    left.iter().filter(|it| self::sort(it.1) == Some(sort)).map(|it| &it.1.tokens),
                    l.tokens.start,
                ),
                near(
                    view,
                    RIGHT,
                    right.iter().filter(|it| self::sort(it.1) == Some(sort)).map(|it| &it.1.tokens),
                    r.tokens.start,
                ),
            ];
            let alike = signs::are_digits_alike(view, &tokens);
            found.push(Rivals { sort, left: i, right: j, tokens, rivals, near, alike });
        }
    }
    found
}

/// How many of some mentions stand in the sentence of a word.
fn near<'t>(
    view: &View<'_>,
    side: usize,
    mentions: impl Iterator<Item = &'t Range<usize>>,
    at: usize,
) -> usize {
    let sentence = view.sides[side].sentence(at);
    mentions.filter(|tokens| sentence.contains(&tokens.start)).count()
}

fn sort(mention: &Mention) -> Option<Sort> {
    Some(match &mention.value {
        Value::Number(number) if number.ordinal => return None,
        Value::Number(number) if number.unit == Unit::One => Sort::Count,
        Value::Number(_) => Sort::Measure,
        Value::Date(period) if period.clock.is_some() => Sort::Clock,
        Value::Date(_) => Sort::Day,
    })
}

/// Whether both measure one dimension.
fn may_meet(left: &Mention, right: &Mention) -> bool {
    match (&left.value, &right.value) {
        (Value::Number(a), Value::Number(b)) => a.unit.dimension() == b.unit.dimension(),
        _ => true,
    }
}

/// The values of a side that the other side has not.
fn open_values<'t>(view: &View<'t>, side: usize) -> Vec<(usize, &'t Mention)> {
    let here = &view.sides[side];
    let theirs = view.sides[1 - side].values();
    let open = |mention: &Mention| {
        let said = |other: &Mention| {
            matches!(
                compare(&mention.value, &other.value),
                Comparison::Equal | Comparison::Compatible
            )
        };
        !theirs.iter().any(said)
            && !slots::is_label(here, mention)
            && !codes::is_code(here, mention)
            && !dates::is_dateline(here, mention)
    };
    here.values().iter().enumerate().filter(|(_, it)| open(it)).collect()
}

fn of_names(view: &View<'_>) -> Vec<Rivals> {
    if are_many(view.sides[LEFT].names().len(), view.sides[RIGHT].names().len()) {
        return Vec::new();
    }
    let open = open_names(view);
    let mut found = Vec::new();
    for &(i, l) in &open[LEFT] {
        for &(j, r) in &open[RIGHT] {
            if are_other(view, l, r) {
                found.push(two_names(view, &open, (i, l), (j, r)));
            }
        }
    }
    found
}

/// The open names of each side, with their indices.
type OpenNames<'t> = [Vec<(usize, &'t NameMention)>; 2];

/// Two names as rivals among those that are open.
fn two_names(
    view: &View<'_>,
    open: &OpenNames<'_>,
    (i, l): (usize, &NameMention),
    (j, r): (usize, &NameMention),
) -> Rivals {
    let kind = if l.kind == NameKind::Unknown { r.kind } else { l.kind };
    let sort = match kind {
        NameKind::Person => Sort::Person,
        NameKind::Place => Sort::Place,
        _ => Sort::Other,
    };
    let of_kind = |side: usize| open[side].iter().filter(move |it| meets(it.1.kind, kind));
    let rivals = [LEFT, RIGHT].map(|side| of_kind(side).count().max(1));
    let near = [(LEFT, l), (RIGHT, r)].map(|(side, name)| {
        near(view, side, of_kind(side).map(|it| &it.1.tokens), name.tokens.start).max(1)
    });
    let tokens = [l.tokens.clone(), r.tokens.clone()];
    let alike = signs::shares_part(view, &tokens);
    Rivals { sort, left: i, right: j, tokens, rivals, near, alike }
}

/// Whether two names are names, and those of two.
fn are_other(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    !names::are_one(view, left, right)
        && !lies_within(view, left, right)
        && names::are_names(view, left, right)
        && !are_of_two_things(view, left, right)
}

/// Whether the names themselves, or the words beside them, say that they do not exclude each other.
fn are_of_two_things(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let [x, y] = &view.sides;
    let text = |side: usize, name: &NameMention| name.span.text(view.sides[side].telling.text);
    let told_apart = known(text(LEFT, left), text(RIGHT, right)) == Some(Known::Apart);
    !told_apart && namesakes::other_word(view, left, right)
        || places::apart(view, left, right)
        || places::of_two_roles(view, left, right)
        || places::of_a_list(view, left, right)
        || beside::is_beside(x, left)
        || beside::is_beside(y, right)
        || beside::unlike(view, left, right)
}

fn meets(one: NameKind, other: NameKind) -> bool {
    one == other || one == NameKind::Unknown || other == NameKind::Unknown
}

fn text<'t>(view: &View<'t>, side: usize, name: &NameMention) -> &'t str {
    name.span.text(view.sides[side].telling.text)
}

/// The names of each side that the passage of the other side has not, looked for once.
fn open_names<'t>(view: &View<'t>) -> OpenNames<'t> {
    let names = [LEFT, RIGHT].map(|side| view.sides[side].names());
    let open = view.open_names.get_or_init(|| {
        let [left, right] = names;
        if are_many(left.len(), right.len()) {
            return [Vec::new(), Vec::new()];
        }
        let mut found = [vec![true; left.len()], vec![true; right.len()]];
        for (i, l) in left.iter().enumerate() {
            for (j, r) in right.iter().enumerate() {
                if (found[LEFT][i] || found[RIGHT][j]) && names::are_one(view, l, r) {
                    (found[LEFT][i], found[RIGHT][j]) = (false, false);
                }
            }
        }
        found.map(|of| (0..of.len()).filter(|at| of[*at]).collect())
    });
    [LEFT, RIGHT].map(|side| open[side].iter().map(|at| (*at, &names[side][*at])).collect())
}

/// What the signs weigh.
static MODEL: LazyLock<Logistic> =
    LazyLock::new(|| Logistic::read(include_str!("weights.txt"), &signs::NAMES));

/// Probability that two rivals fill one slot, 0 to 1, where it reaches `least`. A tree is asked only where
/// it may lift them there.
fn probability(view: &View<'_>, rivals: &Rivals, least: f64) -> Option<f64> {
    let mut signs = signs::without_tree(view, rivals);
    if MODEL.most(&signs, signs::OF_TREE) < least {
        return None;
    }
    signs::ask_tree(view, rivals, &mut signs);
    Some(MODEL.probability(&signs)).filter(|probability| *probability >= least)
}

/// Probability from which two rivals are told as a conflict. Of those above it in stories that no weight was
/// fitted on five in six are one.
const BAR: f64 = 0.6;

/// The same for names whose sentences have hardly more in common: of two figures that says less.
const BAR_APART: f64 = 0.85;

/// Share of words around two rivals that face each other below which their sentences have little in common.
const APART: f64 = 0.3;

/// Whether two names of a probability are told as a conflict.
fn is_told(view: &View<'_>, [left, right]: [&Range<usize>; 2], probability: f64) -> bool {
    let apart = || meeting::meeting(view, left, right) < APART;
    probability >= BAR_APART || probability >= BAR && !apart()
}

/// Probability from which two names that face each other may be meant to fill one slot: a reader must look.
pub(super) const DOUBT: f64 = 0.35;

/// Tells the rivals that nothing has explained yet.
pub(super) fn find(view: &mut View<'_>) {
    if !is_open(view) {
        return;
    }
    let mut judged: Vec<(f64, Rivals)> = candidates(view)
        .into_iter()
        .filter_map(|it| Some((probability(view, &it, BAR)?, it)))
        .filter(|(probability, it)| {
            let tokens = [&it.tokens[0], &it.tokens[1]];
            !it.sort.is_name() || is_told(view, tokens, *probability)
        })
        .collect();
    judged.sort_by(|a, b| {
        let place = |it: &Rivals| (it.tokens[0].start, it.tokens[1].start);
        b.0.total_cmp(&a.0).then(place(&a.1).cmp(&place(&b.1)))
    });
    for (probability, rivals) in judged {
        if is_explained(view, &rivals) {
            continue;
        }
        match rivals.sort {
            Sort::Person | Sort::Place | Sort::Other => tell_names(view, &rivals, probability),
            _ => tell_values(view, &rivals, probability),
        }
    }
}

/// Whether two values are rivals that will be told as a conflict.
pub(super) fn are_likely(view: &View<'_>, left: &Mention, right: &Mention) -> bool {
    let of_values = of_values(view).into_iter();
    let mut these =
        of_values.filter(|it| it.tokens[0] == left.tokens && it.tokens[1] == right.tokens);
    these.any(|it| probability(view, &it, BAR).is_some())
}

/// Whether two stretches are names that will be told as a conflict.
pub(super) fn are_likely_names(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let named = |side: usize, tokens: &Range<usize>| {
        view.sides[side].names().iter().find(|it| it.tokens == *tokens)
    };
    let (Some(l), Some(r)) = (named(LEFT, left), named(RIGHT, right)) else { return false };
    are_other(view, l, r) && fill_one_slot(view, l, r).is_ok()
}

/// Probability that two names fill one slot, 0 to 1: an error where it is too small for a conflict.
pub(super) fn fill_one_slot(
    view: &View<'_>,
    left: &NameMention,
    right: &NameMention,
) -> Result<f64, f64> {
    if are_of_two_things(view, left, right) {
        return Err(0.0);
    }
    let at = |side: usize, name: &NameMention| {
        view.sides[side].names().iter().position(|it| it.tokens == name.tokens).unwrap_or(0)
    };
    let open = open_names(view);
    let rivals = two_names(view, &open, (at(LEFT, left), left), (at(RIGHT, right), right));
    let found = probability(view, &rivals, DOUBT).unwrap_or_default();
    if is_told(view, [&left.tokens, &right.tokens], found) { Ok(found) } else { Err(found) }
}

/// Whether both sides have a value, or both a name, of which nothing is told yet: most have not.
fn is_open(view: &View<'_>) -> bool {
    let open = |side: usize, tokens: &Range<usize>| {
        tokens.clone().all(|at| !view.sides[side].is_explained(at))
    };
    let values = |side: usize| view.sides[side].values().iter().any(|it| open(side, &it.tokens));
    let names = |side: usize| view.sides[side].names().iter().any(|it| open(side, &it.tokens));
    values(LEFT) && values(RIGHT) || names(LEFT) && names(RIGHT)
}

fn is_explained(view: &View<'_>, rivals: &Rivals) -> bool {
    let told =
        |side: usize| rivals.tokens[side].clone().any(|at| view.sides[side].is_explained(at));
    told(LEFT) || told(RIGHT)
}

fn tell_values(view: &mut View<'_>, rivals: &Rivals, probability: f64) {
    let mentions =
        (view.sides[LEFT].values().get(rivals.left), view.sides[RIGHT].values().get(rivals.right));
    let (Some(left), Some(right)) = mentions else { return };
    let date = matches!(left.value, Value::Date(_));
    let claims = sources::two(view, left, right).filter(|_| !date);
    let explanation = match claims {
        _ if date => dates::explain(view, left, right),
        Some(sources) => numbers::claimed(view, left, right, sources),
        None => numbers::explain(view, left, right),
    };
    view.differ(
        if date { Kind::DateConflict } else { Kind::NumberConflict },
        Some((left.tokens.clone(), Some(left.value.describe()))),
        Some((right.tokens.clone(), Some(right.value.describe()))),
        explanation,
        probability,
    );
    if claims.is_some() {
        view.weigh(Effect::Unclear);
    }
}

/// Share of the words around two places from which the one does not merely lie in the other.
const ONE_PLACE: f64 = 0.5;

/// Whether a verb of saying stands right beside the name of a person: "Moe said", "said Moe".
fn says(side: &Side<'_>, name: &NameMention) -> bool {
    let person = matches!(name.kind, NameKind::Person | NameKind::Unknown);
    let beside = [name.tokens.start.checked_sub(1), Some(name.tokens.end)];
    let said = |at: usize| side.tokens.contains(&at) && side.is_saying(at);
    person && beside.into_iter().flatten().any(said)
}

fn tell_names(view: &mut View<'_>, rivals: &Rivals, probability: f64) {
    let mentions =
        (view.sides[LEFT].names().get(rivals.left), view.sides[RIGHT].names().get(rivals.right));
    let (Some(left), Some(right)) = mentions else { return };
    let (l, r) = (&left.tokens, &right.tokens);
    let nests = places::may_nest(view, left, right) && meeting::meeting(view, l, r) < ONE_PLACE;
    let (a, b) = (quoted(text(view, LEFT, left)), quoted(text(view, RIGHT, right)));
    let nested = if nests { ": one place may lie in the other" } else { "" };
    let speak = says(&view.sides[LEFT], left) && says(&view.sides[RIGHT], right);
    let (kind, explanation) = match speak {
        true => (
            Kind::AttributionSpeaker,
            Said::of(&a, &b, |a, b| format!("the same words are given to {a} and to {b}")),
        ),
        false => (
            Kind::NameConflict,
            Said::of(&a, &b, |a, b| format!("{a} stands where the other has {b}{nested}")),
        ),
    };
    view.differ(kind, Some((l.clone(), None)), Some((r.clone(), None)), explanation, probability);
    if nests {
        view.weigh(Effect::Shift);
    }
}
