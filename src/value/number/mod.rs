//! Quantities: a number as an interval with a unit and a precision.
//!
//! "about 500 km" is 500 km with the bound [`Bound::About`]; what it covers follows from how round
//! it is. Two quantities compare by their intervals after conversion to one unit.

use serde::{Deserialize, Serialize};

use super::Comparison;

mod amount;
mod change;
mod digits;
pub(super) mod life;
mod multiple;
mod parts;
mod rate;
mod read;
pub mod unit;
mod vague;

pub(super) use change::share_units;
pub(super) use read::read;
pub use unit::{Dimension, Unit};

/// How many times less or more than its range "several" can be stretched to.
const LOOSE: f64 = 2.0;

/// A number with its unit and how exactly it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number as written, in `unit`; the lower end of a range.
    pub low: f64,
    /// The upper end of a range; else equal to `low`.
    pub high: f64,
    /// How the words around it bound it.
    pub bound: Bound,
    /// What is counted or measured.
    pub unit: Unit,
    /// The place of the last digit that carries meaning, in `unit`: 1 for 21, 0.1 for 4.5, 100000
    /// for 1.5 million, 100 for 500.
    pub place: f64,
    /// Written as a rank: second, 2nd, II.
    pub ordinal: bool,
    /// The stretch of time, or another unit, that the amount is a rate of: a day, per hour.
    pub per: Option<Unit>,
}

/// How the words around a number bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Just the number.
    Exact,
    /// about, some, roughly
    About,
    /// nearly, almost, close to
    Nearly,
    /// at least, not less than
    AtLeast,
    /// more than, over
    Above,
    /// up to, at most
    AtMost,
    /// less than, under
    Below,
    /// from one number to another
    Between,
    /// several, a few: some of them, nobody says how many
    Several,
    /// exactly: no rounding is meant
    Precisely,
}

impl Quantity {
    /// A bare number without a unit, meant exactly.
    pub fn exact(number: f64) -> Self {
        Self {
            low: number,
            high: number,
            bound: Bound::Exact,
            unit: Unit::One,
            place: place_of(number),
            ordinal: false,
            per: None,
        }
    }

    /// The interval that the quantity covers, in the base unit of its dimension.
    pub fn interval(&self) -> (f64, f64) {
        let slack = self.slack();
        let (low, high) = match self.bound {
            Bound::Exact | Bound::Between | Bound::Precisely => (self.low, self.high),
            Bound::About => (self.low - slack, self.high + slack),
            Bound::Nearly => (self.low - slack, self.high),
            Bound::Several => (self.low / LOOSE, self.high * LOOSE),
            Bound::AtLeast | Bound::Above => (self.low, f64::INFINITY),
            Bound::AtMost | Bound::Below => (f64::NEG_INFINITY, self.high),
        };
        let (low, high) = (self.unit.to_base(low), self.unit.to_base(high));
        (low.min(high), low.max(high))
    }

    /// Whether it is just this bare number.
    pub fn is_exactly(&self, number: f64) -> bool {
        matches!(self.bound, Bound::Exact | Bound::Precisely)
            && self.unit == Unit::One
            && !self.ordinal
            && same(self.low, number)
    }

    /// The value in a form that does not depend on how it was written.
    pub fn describe(&self) -> String {
        let amount = match self.bound {
            Bound::Between | Bound::Several => {
                format!("{} to {}", digits(self.low), digits(self.high))
            }
            _ => digits(self.low),
        };
        let ordinal = if self.ordinal { ordinal_ending(self.low) } else { "" };
        let unit = self.unit.name();
        let space = if unit.is_empty() || unit == "%" { "" } else { " " };
        let per = self.per.map_or_else(String::new, |per| format!(" per {}", per.singular()));
        format!("{}{amount}{ordinal}{space}{unit}{per}", self.bound.words())
    }

    /// Whether it is one number without a bound.
    fn is_point(&self) -> bool {
        matches!(self.bound, Bound::Exact | Bound::Precisely)
    }

    /// Whether words like "several" say it, which can be stretched.
    pub fn is_several(&self) -> bool {
        self.bound == Bound::Several
    }

    /// Whether two numbers can both be right only if "several" is stretched.
    pub fn stretches(&self, other: &Self) -> bool {
        let strict = |wide: &Self, number: &Self| {
            let (low, high) = number.interval();
            wide.is_several()
                && !number.is_several()
                && (high < wide.unit.to_base(wide.low) || low > wide.unit.to_base(wide.high))
        };
        strict(self, other) || strict(other, self)
    }

    /// The amount in one second, metre, or whatever the base unit is of what it is a rate of.
    fn over_base(&self) -> Self {
        let share = self.per.map_or(1.0, |per| 1.0 / per.factor());
        Self {
            low: self.low * share,
            high: self.high * share,
            place: self.place * share,
            per: None,
            ..*self
        }
    }

    /// How far "about" reaches: half the last place that carries meaning, but not less than one
    /// part in twenty and not more than one in ten.
    fn slack(&self) -> f64 {
        let size = self.low.abs().max(self.high.abs());
        (self.place / 2.0).clamp(size / 20.0, size / 10.0)
    }
}

impl Bound {
    /// The words before the number in [`Quantity::describe`], with a space after them.
    fn words(self) -> &'static str {
        match self {
            Self::Exact | Self::Between => "",
            Self::About | Self::Several => "about ",
            Self::Nearly => "nearly ",
            Self::Precisely => "exactly ",
            Self::AtLeast => "at least ",
            Self::Above => "more than ",
            Self::AtMost => "up to ",
            Self::Below => "less than ",
        }
    }
}

/// How two quantities relate.
pub fn compare(a: &Quantity, b: &Quantity) -> Comparison {
    if a.ordinal != b.ordinal {
        return Comparison::Incomparable;
    }
    if let Some(found) = compare_rates(a, b) {
        return found;
    }
    if !a.unit.converts_to(b.unit) {
        return compare_across_units(a, b);
    }
    if a.bound == b.bound && amounts_equal(a, b) {
        return Comparison::Equal;
    }
    if opposed(a, b)
        || opposed(b, a)
        || left_out(a, b)
        || left_out(b, a)
        || two_limits(a, b)
        || two_ranges(a, b)
    {
        return Comparison::Conflict;
    }
    if agree(a, b) || sized_otherwise(a, b) || sized_otherwise(b, a) {
        return Comparison::Compatible;
    }
    Comparison::Conflict
}

/// Whether two amounts are one, told more or less closely.
fn agree(a: &Quantity, b: &Quantity) -> bool {
    amounts_equal(a, b) || intervals_meet(a, b) || rounds_to(a, b) || rounds_to(b, a)
}

/// Whether they are if the unit of the first is another one of its name.
fn sized_otherwise(a: &Quantity, b: &Quantity) -> bool {
    let sizes = if a.unit == b.unit { &[] } else { a.unit.other_sizes() };
    sizes.iter().any(|size| {
        let (low, high, place) = (a.low * size, a.high * size, a.place * size);
        agree(&Quantity { low, high, place, ..*a }, b)
    })
}

/// Why [`compare`] says what it says.
pub fn reason(a: &Quantity, b: &Quantity) -> String {
    let (left, right) = (a.describe(), b.describe());
    match compare(a, b) {
        Comparison::Equal if left == right => format!("both are {left}"),
        Comparison::Equal => format!("{left} is {right}"),
        Comparison::Compatible => match (covers(a, b), covers(b, a)) {
            (true, false) => format!("{left} covers {right}"),
            (false, true) => format!("{right} covers {left}"),
            _ => format!("{left} and {right} can both be right"),
        },
        Comparison::Conflict => format!("{left} against {right}"),
        Comparison::Incomparable => format!("{left} and {right} do not measure the same"),
    }
}

/// How two rates relate; none where both are rates of one unit, or neither is a rate. What only one
/// text calls a rate can be the same amount.
fn compare_rates(a: &Quantity, b: &Quantity) -> Option<Comparison> {
    let bare = |it: &Quantity| Quantity { per: None, ..*it };
    match (a.per, b.per) {
        (Some(x), Some(y)) if x == y => None,
        (Some(x), Some(y)) if x.dimension() == y.dimension() => {
            Some(compare(&a.over_base(), &b.over_base()))
        }
        (Some(_), Some(_)) => Some(Comparison::Incomparable),
        (None, None) => None,
        _ => match compare(&bare(a), &bare(b)) {
            Comparison::Equal => Some(Comparison::Compatible),
            other => Some(other),
        },
    }
}

/// Bounds on the two sides of one number: "nearly 500" and "more than 500", "up to 40" and "at
/// least 40".
fn opposed(below: &Quantity, above: &Quantity) -> bool {
    matches!(below.bound, Bound::Nearly | Bound::AtMost | Bound::Below)
        && matches!(above.bound, Bound::AtLeast | Bound::Above)
        && (amounts_equal(below, above)
            || below.unit.to_base(below.high) < above.unit.to_base(above.low))
}

/// "exactly 30" is not among "more than 30", "fewer than 30" or "nearly 30".
fn left_out(point: &Quantity, open: &Quantity) -> bool {
    point.bound == Bound::Precisely
        && matches!(open.bound, Bound::Above | Bound::Below | Bound::Nearly)
        && amounts_equal(point, open)
}

/// One limit in two sizes: "more than 330" and "more than 340". Both can be true, but who counts 340
/// does not write 330; "more than 40" is what "more than 45" is, rounded.
fn two_limits(a: &Quantity, b: &Quantity) -> bool {
    let [less, more] = if a.unit.to_base(a.low) <= b.unit.to_base(b.low) { [a, b] } else { [b, a] };
    let base = |it: &Quantity, number: f64| it.unit.to_base(number) - it.unit.to_base(0.0);
    let (low, high) = (base(less, less.low), base(more, more.low));
    let rounded = |place: f64, to: fn(f64) -> f64, number: f64| {
        // The last bits of the arithmetic must not lift a number over its own step.
        to((number / place * 1e9).round() / 1e9) * place
    };
    let one_way = |bounds: [Bound; 2]| bounds.contains(&a.bound) && bounds.contains(&b.bound);
    match (a.bound, b.bound) {
        _ if low <= 0.0 => false,
        // "up to 110 kilometres", "up to 110 miles"
        _ if a.unit != b.unit => {
            let exact = |it: &Quantity| Quantity { bound: Bound::Exact, ..*it };
            let (x, y) = (exact(a), exact(b));
            (one_way([Bound::Above, Bound::AtLeast]) || one_way([Bound::Below, Bound::AtMost]))
                && !agree(&x, &y)
                && !sized_otherwise(&x, &y)
                && !sized_otherwise(&y, &x)
        }
        (Bound::Above | Bound::AtLeast, Bound::Above | Bound::AtLeast) => {
            !same(rounded(base(less, less.place), f64::floor, high), low)
        }
        (Bound::Below | Bound::AtMost, Bound::Below | Bound::AtMost) => {
            !same(rounded(base(more, more.place), f64::ceil, low), high)
        }
        _ => false,
    }
}

/// One range with another end: "2 to 5" and "3 to 5". A range inside another may be the sharper one.
fn two_ranges(a: &Quantity, b: &Quantity) -> bool {
    let ends = |it: &Quantity| (it.unit.to_base(it.low), it.unit.to_base(it.high));
    let ((low, high), (other_low, other_high)) = (ends(a), ends(b));
    (a.bound, b.bound) == (Bound::Between, Bound::Between)
        && a.unit == b.unit
        && same(low, other_low) != same(high, other_high)
}

/// One number with and without its unit can both be right; with two units that do not convert it
/// cannot.
fn compare_across_units(a: &Quantity, b: &Quantity) -> Comparison {
    let bare = a.unit == Unit::One || b.unit == Unit::One;
    let same_digits = same(a.low, b.low) && same(a.high, b.high);
    if same_digits && bare {
        // "under 12" and "aged 12 and over" are bounds on two sides of one number.
        let bounds = |below: &Quantity, above: &Quantity| {
            opposed(below, &Quantity { unit: below.unit, ..*above })
        };
        let conflict = bounds(a, b) || bounds(b, a);
        return if conflict { Comparison::Conflict } else { Comparison::Compatible };
    }
    if let Some(found) = times_of_part(a, b).or_else(|| times_of_part(b, a)) {
        return found;
    }
    if let Some(near) = share_in_words(a, b).or_else(|| share_in_words(b, a)) {
        return near;
    }
    if same_digits { Comparison::Conflict } else { Comparison::Incomparable }
}

/// "twice the price" and "half the price": how many times as much, in two ways; none where they are not
/// such.
fn times_of_part(times: &Quantity, part: &Quantity) -> Option<Comparison> {
    let is_part = part.unit == Unit::One && part.low > 0.0 && part.high < 1.0;
    if times.unit != Unit::Time || !is_part || part.bound == Bound::Between {
        return None;
    }
    Some(if amounts_equal(times, part) { Comparison::Equal } else { Comparison::Conflict })
}

/// How a fraction without a unit, "a third", stands to a share in per cent; none where they are not
/// such. Far from it, it is another share, if it is one of the same thing.
fn share_in_words(fraction: &Quantity, share: &Quantity) -> Option<Comparison> {
    /// What "a third" may be off, as a share of it.
    const ROUND: f64 = 0.05;
    /// From so far off on it is another share: 25 percent are no third, and 30 percent may be.
    const FAR: f64 = 0.2;
    let part = fraction.unit == Unit::One
        && (0.0..1.0).contains(&fraction.low)
        && fraction.low == fraction.high
        && share.unit.dimension() == Dimension::Share;
    let (low, high) = share.interval();
    let within =
        |part: f64| low <= fraction.low * (1.0 + part) && fraction.low * (1.0 - part) <= high;
    part.then(|| match (within(ROUND), within(FAR)) {
        (true, _) => Comparison::Compatible,
        (_, true) => Comparison::Incomparable,
        _ => Comparison::Conflict,
    })
}

fn amounts_equal(a: &Quantity, b: &Quantity) -> bool {
    same(a.unit.to_base(a.low), b.unit.to_base(b.low))
        && same(a.unit.to_base(a.high), b.unit.to_base(b.high))
}

/// Bounds with a direction contradict a number on their other side; two approximate numbers must
/// be near each other, not only touch at the far ends of their slack.
fn intervals_meet(a: &Quantity, b: &Quantity) -> bool {
    let both_loose = [a, b].iter().all(|q| matches!(q.bound, Bound::About | Bound::Nearly));
    if both_loose {
        return covers_number(a, b) || covers_number(b, a);
    }
    let ((a_low, a_high), (b_low, b_high)) = (a.interval(), b.interval());
    // Who converts a limit rounds it: pipes of up to 60 centimetres are as wide as 24 inches.
    const CONVERTED: f64 = 0.025;
    let share = if a.unit == b.unit { 1e-9 } else { CONVERTED };
    let end = a_high.min(b_high);
    let touch = a_low.max(b_low) <= end + share * end.abs() + 1e-9;
    let points = a.is_point() && b.is_point();
    touch && !points && !excluded(a, b) && !excluded(b, a)
}

/// "more than 20" leaves out 20 itself.
fn excluded(strict: &Quantity, other: &Quantity) -> bool {
    let limit = strict.unit.to_base(strict.low);
    let (low, high) = other.interval();
    match strict.bound {
        Bound::Above => high <= limit && other.bound != Bound::Above,
        Bound::Below => low >= limit && other.bound != Bound::Below,
        _ => false,
    }
}

/// Whether the interval of `wide` holds the number of `other`.
fn covers_number(wide: &Quantity, other: &Quantity) -> bool {
    let (low, high) = wide.interval();
    let number = other.unit.to_base((other.low + other.high) / 2.0);
    low <= number && number <= high
}

fn covers(wide: &Quantity, narrow: &Quantity) -> bool {
    let ((low, high), (narrow_low, narrow_high)) = (wide.interval(), narrow.interval());
    let (size, narrow_size) = (high - low, narrow_high - narrow_low);
    (low <= narrow_low && narrow_high <= high && size > narrow_size)
        || rounds_to(narrow, wide) && !rounds_to(wide, narrow)
}

/// Whether `sharp`, rounded to the last place of `round`, is `round`: 1,497,000 is 1.5 million and
/// 5 miles are 8 km. Rounding must not hide a difference that a reader would call one.
fn rounds_to(sharp: &Quantity, round: &Quantity) -> bool {
    if sharp.ordinal || sharp.low != sharp.high || round.low != round.high {
        return false;
    }
    if !matches!(
        (sharp.bound, round.bound),
        (Bound::Exact | Bound::About | Bound::Precisely, Bound::Exact | Bound::About)
    ) {
        return false;
    }
    let (number, rounded) = (sharp.unit.to_base(sharp.low), round.unit.to_base(round.low));
    let place = round.unit.to_base(round.place) - round.unit.to_base(0.0);
    let sharp_place = sharp.unit.to_base(sharp.place) - sharp.unit.to_base(0.0);
    let gap = (number - rounded).abs();
    let converted = sharp.unit != round.unit;
    // "by a third" is as sharp as words for a part are.
    let part = round.unit.dimension() == Dimension::Share && (20.0..=50.0).contains(&round.place);
    let share = if converted || part || sharp_place < 1.0 { 0.05 } else { 0.02 };
    gap <= place / 2.0 * (1.0 + 1e-9)
        && gap <= share * rounded.abs().max(number.abs())
        && (converted || sharp_place < place)
}

/// Equal but for the last bits of the arithmetic.
fn same(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// The place of the last digit of a whole number that is not zero; for a fraction, of its last
/// decimal.
fn place_of(number: f64) -> f64 {
    let size = number.abs();
    if size == 0.0 || !size.is_finite() {
        return 1.0;
    }
    let whole = |place: f64| {
        let steps = size / place;
        (steps - steps.round()).abs() < 1e-6 * steps.clamp(1.0, 1e3)
    };
    let mut place = 1.0;
    if whole(place) {
        while place < size && whole(place * 10.0) {
            place *= 10.0;
        }
    } else {
        while place > 1e-6 && !whole(place) {
            place /= 10.0;
        }
    }
    place
}

/// A number as a reader wants to see it, without an exponent: `4 billion`, `12,500`, `0.5`.
fn digits(number: f64) -> String {
    const SCALES: [(f64, &str); 3] = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];
    let scale = SCALES.iter().find(|(scale, _)| number.abs() >= *scale);
    if let Some((scale, name)) = scale {
        let short = plain(number / scale);
        let decimals = short.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if decimals <= 3 && number.abs() < 1e15 {
            return format!("{short} {name}");
        }
    }
    let text = plain(number);
    if number.abs() < 10_000.0 { text } else { grouped(&text) }
}

/// The shortest digits of a number.
fn plain(number: f64) -> String {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Commas between the thousands before the point.
fn grouped(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, decimals) = rest.split_once('.').unwrap_or((rest, ""));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

fn ordinal_ending(number: f64) -> &'static str {
    let last_two = (number.abs() % 100.0) as u8;
    match (last_two, last_two % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(low: f64, bound: Bound, unit: Unit) -> Quantity {
        Quantity { bound, unit, ..Quantity::exact(low) }
    }

    #[test]
    fn compares_by_interval() {
        use Bound::{About, Above, AtLeast, AtMost, Below, Exact, Nearly};
        use Comparison::{Compatible, Conflict, Equal, Incomparable};
        let rows = [
            (12.0, Exact, 21.0, Exact, Conflict),
            (12.0, Exact, 12.0, Exact, Equal),
            (500.0, About, 497.0, Exact, Compatible),
            (500.0, About, 560.0, Exact, Conflict),
            (20.0, Above, 12.0, Exact, Conflict),
            (20.0, Above, 25.0, Exact, Compatible),
            (20.0, Above, 20.0, AtLeast, Compatible),
            (20.0, Below, 25.0, Exact, Conflict),
            (500.0, Nearly, 497.0, Exact, Compatible),
            (500.0, Nearly, 503.0, Exact, Conflict),
            (500.0, About, 600.0, About, Conflict),
            (1.5e6, Exact, 1_497_000.0, Exact, Compatible),
            (12.0, Exact, 13.0, Exact, Conflict),
            (4.5, Exact, 45.0, Exact, Conflict),
            (4.5, Exact, 4.53, Exact, Compatible),
            (2000.0, Exact, 1900.0, Exact, Conflict),
            (40.0, Below, 40.0, Above, Conflict),
            (500.0, Nearly, 500.0, Above, Conflict),
            (500.0, Nearly, 500.0, AtLeast, Conflict),
            (40.0, AtMost, 40.0, AtLeast, Conflict),
            (40.0, AtMost, 40.0, Above, Conflict),
            (40.0, Below, 40.0, AtMost, Compatible),
            (500.0, Nearly, 500.0, About, Compatible),
            (500.0, Nearly, 490.0, Above, Compatible),
            (2.4, Exact, -2.4, Exact, Conflict),
        ];
        for (a, a_bound, b, b_bound, expected) in rows {
            let (a, b) = (number(a, a_bound, Unit::One), number(b, b_bound, Unit::One));
            assert_eq!(compare(&a, &b), expected, "{} / {}", a.describe(), b.describe());
            assert_eq!(compare(&b, &a), expected, "{} / {}", b.describe(), a.describe());
        }
        let (percent, points) =
            (number(12.0, Exact, Unit::Percent), number(3.0, Exact, Unit::Point));
        assert_eq!(compare(&percent, &points), Incomparable);
    }

    #[test]
    fn converts_before_it_compares() {
        let miles = number(5.0, Bound::Exact, Unit::Mile);
        let near = number(8.0, Bound::Exact, Unit::Kilometre);
        let far = number(5.0, Bound::Exact, Unit::Kilometre);
        assert_eq!(compare(&miles, &near), Comparison::Compatible);
        assert_eq!(compare(&miles, &far), Comparison::Conflict);
        for bound in [Bound::AtMost, Bound::Below, Bound::AtLeast, Bound::Above] {
            let limit = |low, unit| number(low, bound, unit);
            let miles = limit(110.0, Unit::Mile);
            assert_eq!(compare(&miles, &limit(110.0, Unit::Kilometre)), Comparison::Conflict);
            assert_eq!(compare(&miles, &limit(177.0, Unit::Kilometre)), Comparison::Compatible);
        }
        let dollars = number(5.0, Bound::Exact, Unit::Dollar);
        let euros = number(5.0, Bound::Exact, Unit::Euro);
        assert_eq!(compare(&dollars, &euros), Comparison::Conflict);
    }

    #[test]
    fn rates_compare_in_one_unit() {
        let rate = |low, per| Quantity { per, ..number(low, Bound::Exact, Unit::Euro) };
        let (month, year) = (rate(3000.0, Some(Unit::Month)), rate(36_000.0, Some(Unit::Year)));
        assert_eq!(compare(&month, &year), Comparison::Equal);
        assert_eq!(compare(&month, &rate(3000.0, Some(Unit::Year))), Comparison::Conflict);
        assert_eq!(compare(&month, &rate(3000.0, None)), Comparison::Compatible);
        assert_eq!(compare(&month, &rate(3000.0, Some(Unit::Kilometre))), Comparison::Incomparable);
        assert_eq!(month.describe(), "3000 EUR per month");
    }

    #[test]
    fn several_can_be_stretched_but_not_to_anything() {
        let several = Quantity { high: 20.0, ..number(3.0, Bound::Several, Unit::One) };
        let rows = [
            (1.0, Comparison::Conflict, false),
            (2.0, Comparison::Compatible, true),
            (5.0, Comparison::Compatible, false),
            (25.0, Comparison::Compatible, true),
            (200.0, Comparison::Conflict, true),
        ];
        for (low, expected, stretched) in rows {
            let other = Quantity::exact(low);
            assert_eq!(compare(&several, &other), expected, "{low}");
            if expected == Comparison::Compatible {
                assert_eq!(other.stretches(&several), stretched, "{low}");
            }
        }
        assert_eq!(compare(&several, &several), Comparison::Equal);
    }

    #[test]
    fn says_why() {
        let about = number(500.0, Bound::About, Unit::One);
        assert_eq!(reason(&about, &Quantity::exact(497.0)), "about 500 covers 497");
        assert_eq!(reason(&Quantity::exact(12.0), &Quantity::exact(21.0)), "12 against 21");
    }

    #[test]
    fn the_place_is_that_of_the_last_digit_with_meaning() {
        for (number, place) in [(21.0, 1.0), (500.0, 100.0), (4.5, 0.1), (1.5e6, 1e5), (0.0, 1.0)] {
            assert!((place_of(number) - place).abs() < 1e-9, "{number}");
        }
    }
}
