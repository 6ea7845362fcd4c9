//! Whether two texts that are told alike tell of one event or of two.
//!
//! Two draws of a lottery, the storms of two winters, two banks that report in one week: the sentences
//! face each other by their form, and whatever they state differs, as it should. In: two texts and what
//! of them faces each other. Out: why they tell of two events, or nothing. Invariant: values alone
//! never say so, however many differ. It takes another time, or another subject: who and where.

use std::ops::Range;

use jiff::civil::Date;

use super::assemble::Draft;
use super::pair::Group;
use crate::telling::Telling;
use crate::value::date::{Origin, When};
use crate::value::{Comparison, Mention, Value, compare};

/// Why two texts tell of two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Another {
    /// They are of days far apart, name no day of either that both know, and most values differ.
    Time,
    /// Those that they name are others, and so are the values.
    Subject,
}

impl Another {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Time => "their dates lie far apart and most of their figures and days differ",
            Self::Subject => "they name other persons and places, and their figures differ",
        }
    }
}

/// Sentences of a text, at least: one or two are no report that follows a form.
const SENTENCES: usize = 3;
/// Days between two reports of one event, at most, unless both name a day near one of them.
const DAYS: i32 = 10;
/// Sentences that differ from which the form is plain: one alone may be a fact beside the event.
const FORM: usize = 2;
/// Share of the names said that both texts know, up to which the subject is another,
const STRANGE: f64 = 0.25;
/// ... or up to which it may be, where all else says so too.
const HALF: f64 = 0.5;

/// Whether two texts tell alike of two events; `drafts` is what of them faces each other.
pub fn another(left: &Telling, right: &Telling, drafts: &[Draft]) -> Option<Another> {
    let short = |of: &Telling| of.tokenized.sentences.len() < SENTENCES;
    if short(left) || short(right) {
        return None;
    }
    let groups = || drafts.iter().flat_map(|draft| &draft.groups);
    let words = |verbatim: bool| -> usize {
        groups().filter(|it| it.likeness.verbatim == verbatim).map(|it| it.left.len()).sum()
    };
    // What is mostly copied is one report, whatever was changed in it.
    if words(true) >= words(false) {
        return None;
    }
    let told = groups().filter(|it| !it.likeness.verbatim);
    let faced: Vec<Faced> = told.map(|group| Faced::of(left, right, group)).collect();
    let sum = |of: fn(&Faced) -> usize| faced.iter().map(of).sum::<usize>();
    let (same, other) = (sum(|it| it.values.same), sum(|it| it.values.other));
    let names = Met { same: sum(|it| it.names.same), other: sum(|it| it.names.other) };
    let differ = faced.iter().filter(|it| it.values.other > it.values.same).count();
    let known = known(left, right, groups());
    if other > same && is_far(left, right) && (differ >= FORM || known <= HALF) {
        return Some(Another::Time);
    }
    let strangers = known <= STRANGE && names.other >= names.same && other >= same.max(1);
    let formed = known <= HALF
        && names.other > names.same
        && other > 2 * same
        && differ >= FORM
        && 2 * differ > faced.len();
    (strangers || formed).then_some(Another::Subject)
}

/// How many mentions of either side face the same on the other side, and how many only others.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    same: usize,
    other: usize,
}

/// What two groups of sentences state.
#[derive(Clone, Copy, Debug, Default)]
struct Faced {
    values: Met,
    names: Met,
}

impl Faced {
    fn of(left: &Telling, right: &Telling, group: &Group) -> Self {
        let (x, y) = (left.values_in(&group.left), right.values_in(&group.right));
        let (p, q) = (names_in(left, &group.left), names_in(right, &group.right));
        let mut faced = Self::default();
        for (own, theirs) in [(x, y), (y, x)] {
            for value in own.iter().filter(|it| is_said(it)) {
                let found = theirs.iter().filter(|it| is_said(it));
                faced.values.add(found.map(|it| compare(&value.value, &it.value)));
            }
        }
        for (own, theirs) in [(&p, &q), (&q, &p)] {
            for name in own {
                faced.names.add(theirs.iter().map(|other| match is_one(name, other) {
                    true => Comparison::Equal,
                    false => Comparison::Conflict,
                }));
            }
        }
        faced
    }
}

impl Met {
    fn add(&mut self, found: impl Iterator<Item = Comparison>) {
        let best = found.filter(|it| *it != Comparison::Incomparable).min();
        self.same += usize::from(best.is_some_and(|it| it < Comparison::Conflict));
        self.other += usize::from(best == Some(Comparison::Conflict));
    }
}

/// Whether the text itself says a value: "Tuesday" is another day in every paper.
fn is_said(mention: &Mention) -> bool {
    match &mention.value {
        Value::Number(_) => true,
        Value::Date(period) => {
            period.clock.is_some() || !matches!(period.origin, Origin::Weekday | Origin::Relative)
        }
    }
}

/// The stems of the words of a name.
type Stems = Vec<u64>;

fn names_in(of: &Telling, run: &Range<usize>) -> Vec<Stems> {
    let inside = |tokens: &Range<usize>| run.start <= tokens.start && tokens.end <= run.end;
    let names = of.names.iter().filter(|name| inside(&name.tokens));
    let stems = |tokens: &Range<usize>| {
        of.tokenized.tokens[tokens.clone()].iter().map(|it| it.stem).collect()
    };
    names.map(|name| stems(&name.tokens)).collect()
}

/// Whether two names share most words of the shorter: Storm Anna is no Storm Berta.
fn is_one(a: &Stems, b: &Stems) -> bool {
    2 * a.iter().filter(|stem| b.contains(stem)).count() > a.len().min(b.len())
}

/// Share of the names said in either text that the other one says too, the larger of both, 0 to 1;
/// what both say word for word beside their events does not count, and 1 where a text names nobody.
fn known<'a>(left: &Telling, right: &Telling, groups: impl Iterator<Item = &'a Group>) -> f64 {
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for group in groups.filter(|it| it.likeness.verbatim) {
        rows.push(group.left.clone());
        columns.push(group.right.clone());
    }
    let said = |of: &Telling, beside: &[Range<usize>]| -> Vec<Stems> {
        let sentences = of.tokenized.sentences.iter().map(|it| &it.tokens);
        let own = sentences.filter(|it| !beside.iter().any(|run| run.contains(&it.start)));
        own.flat_map(|run| names_in(of, run)).collect()
    };
    let (x, y) = (said(left, &rows), said(right, &columns));
    let share = |own: &[Stems], theirs: &[Stems]| {
        let known = own.iter().filter(|name| theirs.iter().any(|other| is_one(name, other)));
        known.count() as f64 / own.len() as f64
    };
    if x.is_empty() || y.is_empty() { 1.0 } else { share(&x, &y).max(share(&y, &x)) }
}

/// Whether two texts are of days far apart, and name no day near one of them that both know.
fn is_far(left: &Telling, right: &Telling) -> bool {
    let Some((a, b)) = left.date.zip(right.date) else { return false };
    let near = |x: Date, y: Date| (x - y).get_days().abs() <= DAYS;
    let days = |of: &Telling| -> Vec<Date> {
        of.values.iter().filter_map(day).filter(|it| near(*it, a) || near(*it, b)).collect()
    };
    let theirs = days(right);
    !near(a, b) && !days(left).iter().any(|day| theirs.contains(day))
}

/// The day that a mention names.
fn day(mention: &Mention) -> Option<Date> {
    match mention.value {
        Value::Date(period) => match period.when {
            When::Days { first, last } if first == last => Some(first),
            _ => None,
        },
        Value::Number(_) => None,
    }
}
