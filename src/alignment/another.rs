//! Whether two texts that are told alike tell of one event or of two.
//!
//! Two draws of a lottery, the storms of two winters, two banks that report in one week: the sentences
//! face each other by their form, and whatever they state differs, as it should. In: two texts and what
//! of them faces each other. Out: why they tell of two events, or nothing. One table of weights decides,
//! over signs of who and where, when, how many values differ, and how far one text follows the other.
//! Invariant: values alone never say so, however many differ. It takes another time, or another subject.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::assemble::Draft;
use super::pair::Group;
use crate::learn::Logistic;
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
            Self::Time => "their dates lie apart and most of their figures and days differ",
            Self::Subject => {
                "what they name and their figures differ, though one follows the other"
            }
        }
    }
}

/// Sentences of a text, at least: one or two are no report that follows a form.
const SENTENCES: usize = 3;
/// Days between two reports of one event, at most, unless both name a day near one of them.
const DAYS: i32 = 10;
/// Days between two texts from which they may tell of two events though they name the same: a week's market, a
/// month's meeting.
const LATER: i32 = 5;
/// Days beyond which it says no more how many they are.
const LONG: i32 = 40;
/// Names and values that are taken to be the same beside those that are said, so that one or two decide nothing.
const FEW: usize = 2;
/// Share of the names said that both texts know, up to which their subject may be another.
const STRANGE: f64 = 0.6;
/// Probability from which two texts tell of two events.
const BAR: f64 = 0.6;

/// What the signs of two texts are called; see [`signs`].
pub const NAMES: [&str; 15] = [
    "bias",
    "far",
    "days",
    "known",
    "least-known",
    "nameless",
    "values-other",
    "values",
    "names-other",
    "names",
    "differ",
    "faced",
    "in-order",
    "score",
    "told",
];

/// What they weigh, fitted by `examples/train_stories` on pairs of texts of two events and of one.
static MODEL: LazyLock<Logistic> =
    LazyLock::new(|| Logistic::read(include_str!("another.txt"), &NAMES));

/// Whether two texts tell alike of two events; `drafts` is what of them faces each other.
pub fn another(left: &Telling, right: &Telling, drafts: &[Draft]) -> Option<Another> {
    let signs = signs(left, right, drafts)?;
    let groups = drafts.iter().flat_map(|draft| &draft.groups);
    let strange = known(left, right, groups).is_some_and(|[most, _]| most <= STRANGE);
    let reason = match (is_far(left, right) || days_apart(left, right) >= LATER, strange) {
        (true, _) => Another::Time,
        (false, true) => Another::Subject,
        (false, false) => return None,
    };
    (MODEL.probability(&signs) >= BAR).then_some(reason)
}

/// The signs of two texts, in the order of [`NAMES`]; nothing where either is too short to follow a form,
/// or nothing faces but what was copied: that is one report, whatever was changed in it.
pub fn signs(left: &Telling, right: &Telling, drafts: &[Draft]) -> Option<[f32; NAMES.len()]> {
    let sentences = left.tokenized.sentences.len().min(right.tokenized.sentences.len());
    let groups = || drafts.iter().flat_map(|draft| &draft.groups);
    let words = |verbatim: bool| -> usize {
        groups().filter(|it| it.likeness.verbatim == verbatim).map(|it| it.left.len()).sum()
    };
    if sentences < SENTENCES || words(true) >= words(false) {
        return None;
    }
    let told = groups().filter(|it| !it.likeness.verbatim);
    let faced: Vec<Faced> = told.map(|group| Faced::of(left, right, group)).collect();
    let values = faced.iter().fold(Met::default(), |sum, it| sum.and(it.values));
    let names = faced.iter().fold(Met::default(), |sum, it| sum.and(it.names));
    let differ = faced.iter().filter(|it| it.values.other > it.values.same).count();
    let days = days_apart(left, right);
    let known = known(left, right, groups());
    let share = |part: usize, of: usize| part as f32 / of.max(1) as f32;
    let count = groups().count();
    let mean = |sum: f64| sum as f32 / count.max(1) as f32;
    Some([
        1.0,
        f32::from(u8::from(is_far(left, right))),
        days.min(LONG) as f32 / LONG as f32,
        known.map_or(1.0, |[most, _]| most as f32),
        known.map_or(1.0, |[_, least]| least as f32),
        f32::from(u8::from(known.is_none())),
        values.share(),
        values.weight(),
        names.share(),
        names.weight(),
        share(differ, faced.len()),
        share(faced.len(), sentences),
        in_order(groups()),
        mean(groups().map(|it| it.score).sum()),
        mean(groups().map(|it| f64::from(it.likeness.told)).sum()),
    ])
}

/// Share of the steps from a group to the next one of the left text that lead on in the right text too; a half
/// where there is none.
fn in_order<'a>(groups: impl Iterator<Item = &'a Group>) -> f32 {
    let mut places: Vec<(usize, usize)> =
        groups.map(|it| (it.left.start, it.right.start)).collect();
    places.sort_unstable();
    let on = places.windows(2).filter(|two| two[0].1 < two[1].1).count();
    if places.len() < 2 { 0.5 } else { on as f32 / (places.len() - 1) as f32 }
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
    fn and(self, more: Self) -> Self {
        Self { same: self.same + more.same, other: self.other + more.other }
    }

    /// Share of those that face only others; of few it says little.
    fn share(self) -> f32 {
        self.other as f32 / (self.same + self.other + FEW) as f32
    }

    /// How many there are, as a logarithm.
    fn weight(self) -> f32 {
        ((self.same + self.other) as f32).ln_1p()
    }

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

/// Share of the names said in either text that the other one says too, the larger and the smaller of both, 0 to 1;
/// what both say word for word beside their events does not count. Nothing where a text names nobody.
fn known<'a>(
    left: &Telling,
    right: &Telling,
    groups: impl Iterator<Item = &'a Group>,
) -> Option<[f64; 2]> {
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
        (known.count() + FEW) as f64 / (own.len() + FEW) as f64
    };
    let (a, b) = (share(&x, &y), share(&y, &x));
    (!x.is_empty() && !y.is_empty()).then(|| [a.max(b), a.min(b)])
}

/// Days between two texts; none where one has no date.
fn days_apart(left: &Telling, right: &Telling) -> i32 {
    left.date.zip(right.date).map_or(0, |(a, b)| (a - b).get_days().abs())
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
