//! Finds the quantity at a word: sign, currency, bound, amount, range and unit.

use super::amount::{self, Amount};
use super::{Bound, Dimension, Quantity, Unit};
use super::{change, life, multiple, parts, rate};
use crate::language::vocabulary::{Joint, Limit};
use crate::value::reader::{Reader, is_hyphen};

/// A quantity and the words and bytes that it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) quantity: Quantity,
    /// First word.
    pub(crate) first: usize,
    /// One past the last word.
    pub(crate) next: usize,
    /// Bytes of a sign before the first word.
    pub(crate) lead: usize,
    /// Bytes of a sign after the last word.
    pub(crate) trail: usize,
}

/// The quantity whose amount begins at the word `at`.
pub(crate) fn read(reader: &Reader, at: usize) -> Option<Found> {
    if is_identifier(reader, at) {
        return roman(reader, at);
    }
    if let Some(found) = life::decade(reader, at).or_else(|| multiple::as_much(reader, at)) {
        return Some(found);
    }
    let front = Front::before(reader, at);
    let Some(amount) = amount::read(reader, at, front.money.is_some()) else {
        let times = multiple::times(reader, at).map(|mut found| {
            rate::add(reader, &mut found);
            found
        });
        return times.or_else(|| roman(reader, at));
    };
    let mut found = Found {
        quantity: quantity(&amount, &front),
        first: front.first,
        next: amount.next,
        lead: front.lead,
        trail: 0,
    };
    if multiple::share(reader, &mut found, |at| amount::read(reader, at, false)).is_none() {
        add_unit(reader, &mut found, at, &amount);
        add_part(reader, &mut found);
        add_smaller(reader, &mut found);
        add_range(reader, &mut found, at, &amount);
        as_share(reader, &mut found, at, &amount);
        rate::add(reader, &mut found);
    }
    add_limit(reader, &mut found, &front);
    as_age(reader, &mut found);
    Some(found)
}

/// "an hour and a half": the part that follows the unit.
fn add_part(reader: &Reader, found: &mut Found) {
    let quantity = &mut found.quantity;
    let whole = quantity.low == quantity.high && quantity.low.fract() == 0.0;
    if quantity.unit == Unit::One || !whole || quantity.ordinal {
        return;
    }
    if let Some((part, next)) = parts::added(reader, found.next) {
        (quantity.low, quantity.high) = (quantity.low + part, quantity.high + part);
        quantity.place = 0.01;
        (found.next, found.trail) = (next, 0);
    }
}

/// "11 minutes and 40 seconds", "six feet two inches": the same in a smaller unit goes on with it.
fn add_smaller(reader: &Reader, found: &mut Found) {
    let unit = found.quantity.unit;
    let measured =
        matches!(unit.dimension(), Dimension::Duration | Dimension::Length | Dimension::Mass);
    let whole = |it: &Quantity| it.low == it.high && it.low.fract() == 0.0 && !it.ordinal;
    if !measured || !whole(&found.quantity) || found.trail > 0 || !reader.close(found.next - 1) {
        return;
    }
    let at = found.next + usize::from(reader.joint(found.next) == Some(Joint::And));
    if !reader.close(at - 1) {
        return;
    }
    let Some(amount) = amount::read(reader, at, false) else { return };
    let front = Front { first: at, lead: 0, negative: false, money: None, bound: Bound::Exact };
    let mut rest = Found {
        quantity: quantity(&amount, &front),
        first: at,
        next: amount.next,
        lead: 0,
        trail: 0,
    };
    add_unit(reader, &mut rest, at, &amount);
    let small = rest.quantity;
    let goes_on = small.unit.dimension() == unit.dimension()
        && small.unit.factor() < unit.factor()
        && small.low * small.unit.factor() < unit.factor()
        && whole(&small);
    if goes_on {
        let more = small.low * small.unit.factor() / unit.factor();
        let quantity = &mut found.quantity;
        (quantity.low, quantity.high) = (quantity.low + more, quantity.high + more);
        quantity.place = small.unit.factor() / unit.factor();
        (found.next, found.trail) = (rest.next, rest.trail);
    }
}

/// "fell by half", "by a third": the size of a change is a share.
fn as_share(reader: &Reader, found: &mut Found, at: usize, amount: &Amount) {
    let quantity = &mut found.quantity;
    let lone = quantity.unit == Unit::One && found.next == amount.next && amount.part;
    if lone && parts::is_led(reader, at) && parts::is_alone(reader, found.next) {
        for number in [&mut quantity.low, &mut quantity.high, &mut quantity.place] {
            *number *= 100.0;
        }
        quantity.unit = Unit::Percent;
    }
}

/// "aged 12", "at the age of 12": years of life.
fn as_age(reader: &Reader, found: &mut Found) {
    const OLDEST: f64 = 130.0;
    let quantity = &mut found.quantity;
    let bare = quantity.unit == Unit::One && !quantity.ordinal && quantity.per.is_none();
    if !bare || !(0.0..=OLDEST).contains(&quantity.high) || found.first == 0 {
        return;
    }
    let of = usize::from(reader.joint(found.first - 1) == Some(Joint::Of));
    let word = found.first.checked_sub(1 + of);
    let close = reader.close(found.first - 1);
    if close && word.is_some_and(|word| reader.joint(word) == Some(Joint::Aged)) {
        quantity.unit = Unit::Year;
    }
}

fn quantity(amount: &Amount, front: &Front) -> Quantity {
    let sign = if front.negative { -1.0 } else { 1.0 };
    let (unit, factor) = front.money.unwrap_or((Unit::One, 1.0));
    let (low, high) = (sign * factor * amount.low, sign * factor * amount.high);
    Quantity {
        low: low.min(high),
        high: low.max(high),
        bound: match (amount.several, amount.vague) {
            (true, _) => Bound::Several,
            (_, true) => Bound::Between,
            _ => front.bound,
        },
        unit,
        place: amount.place * factor,
        ordinal: amount.ordinal,
        per: None,
    }
}

/// Signs and currency before an amount.
struct Front {
    first: usize,
    lead: usize,
    negative: bool,
    money: Option<(Unit, f64)>,
    bound: Bound,
}

impl Front {
    fn before(reader: &Reader, at: usize) -> Self {
        let mut front =
            Self { first: at, lead: 0, negative: false, money: None, bound: Bound::Exact };
        let gap = reader.before(at);
        let mut rest = gap;
        while let Some(c) = rest.trim_end().chars().next_back() {
            let spaced = !rest.ends_with(c);
            if !front.take(reader, at, c, spaced, rest) {
                break;
            }
            rest = &rest.trim_end()[..rest.trim_end().len() - c.len_utf8()];
            front.lead = gap.len() - rest.len();
        }
        front.take_word(reader, at, rest);
        front
    }

    /// Takes one sign; what belongs to the word before is left.
    fn take(&mut self, reader: &Reader, at: usize, c: char, spaced: bool, rest: &str) -> bool {
        if self.money.is_none()
            && let Some(unit) = money_symbol(c)
        {
            self.money = Some((unit, 1.0));
            return true;
        }
        let open = rest.trim_end().len() == c.len_utf8() && at > 0;
        match c {
            // The point of ".7" is read with the digits.
            '.' => !spaced && reader.is_behind_point(at) && self.lead == 0,
            '-' | '\u{2212}' if !spaced && !open && !self.negative => {
                let lone = rest.trim_end_matches(is_hyphen);
                self.negative = lone.is_empty() || lone.ends_with([' ', '(', '\u{a0}', '\n']);
                self.negative
            }
            '~' | '≈' | '±' => self.bind(Bound::About),
            '<' => self.bind(Bound::Below) && reader.starts_with_digit(at),
            '>' => self.bind(Bound::Above) && reader.starts_with_digit(at),
            '≤' => self.bind(Bound::AtMost),
            '≥' => self.bind(Bound::AtLeast),
            _ => false,
        }
    }

    fn bind(&mut self, bound: Bound) -> bool {
        self.bound = bound;
        true
    }

    /// `US$5`, `EUR 5`, `minus 5`.
    fn take_word(&mut self, reader: &Reader, at: usize, rest: &str) {
        let Some(earlier) = at.checked_sub(1).filter(|_| rest.trim().is_empty()) else { return };
        let word = reader.word(earlier);
        if self.money.is_some() && rest.is_empty() && self.lead > 0 {
            let symbol = format!("{}$", word.to_lowercase());
            if let Some((unit, _)) = unit_symbol(&symbol) {
                (self.money, self.first, self.lead) = (Some((unit, 1.0)), earlier, 0);
            }
        } else if self.lead == 0 && reader.joint(earlier) == Some(Joint::Minus) {
            (self.negative, self.first) = (true, earlier);
        } else if self.lead == 0 && word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
        {
            let unit = unit_symbol(&word.to_lowercase()).map(|(unit, _)| unit);
            if let Some(unit) = unit.filter(|unit| unit.dimension() == Dimension::Money) {
                (self.money, self.first) = (Some((unit, 1.0)), earlier);
            }
        }
    }
}

fn money_symbol(c: char) -> Option<Unit> {
    let mut buffer = [0; 4];
    let (unit, _) = unit_symbol(c.encode_utf8(&mut buffer)).filter(|_| !c.is_alphanumeric())?;
    (unit.dimension() == Dimension::Money).then_some(unit)
}

/// The unit of a sign or an international abbreviation in lower case.
pub(super) fn unit_symbol(symbol: &str) -> Option<(Unit, f64)> {
    Unit::SYMBOLS.iter().find(|(known, _)| *known == symbol).map(|&(_, unit)| (unit, 1.0))
}

/// "C-17", "MiG-29", "COVID-19": digits tied to a word in capitals name a thing.
fn is_identifier(reader: &Reader, at: usize) -> bool {
    let Some(earlier) = at.checked_sub(1).filter(|&earlier| reader.token(earlier).is_some()) else {
        return false;
    };
    let tied = reader.gap(earlier).is_some_and(|gap| gap.len() <= 3 && gap.chars().all(is_hyphen));
    let word = reader.word(earlier);
    let known = reader.vocable(earlier).is_some_and(|word| {
        word.number.is_some() || word.time.is_some() || word.month.is_some() || word.unit
    });
    tied && reader.starts_with_digit(at)
        && !known
        && word.chars().any(char::is_uppercase)
        && !word.starts_with(|c: char| c.is_numeric())
}

/// "World War II", "Charles III": capitals after a name. I, V and X alone are letters.
fn roman(reader: &Reader, at: usize) -> Option<Found> {
    const NUMERALS: [&str; 17] = [
        "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI",
        "XVII", "XVIII", "XIX", "XX",
    ];
    const VALUES: [u8; 17] = [2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
    let word = reader.word(at);
    if !word.starts_with(['I', 'V', 'X']) {
        return None;
    }
    let index = NUMERALS.iter().position(|&numeral| numeral == word)?;
    let earlier = reader.token(at.checked_sub(1)?)?;
    let after_name = earlier.capital && reader.gap(at - 1) == Some(" ");
    let quantity = Quantity { ordinal: true, ..Quantity::exact(f64::from(VALUES[index])) };
    after_name.then_some(Found { quantity, first: at, next: at + 1, lead: 0, trail: 0 })
}

/// The unit behind the amount: glued to it, as a sign, or in words.
fn add_unit(reader: &Reader, found: &mut Found, at: usize, amount: &Amount) {
    if amount.glued > 0 {
        let tail = reader.word(at).get(amount.glued..).unwrap_or("").to_lowercase();
        let key = crate::language::key(&tail);
        let letter = Unit::from_letter(reader.word(at).get(amount.glued..).unwrap_or(""));
        let unit = letter.or_else(|| unit_symbol(&tail)).or_else(|| {
            let (name, _) = reader.vocabulary.unit([key].into_iter())?;
            Unit::from_name(name)
        });
        return set_unit(found, unit, found.next, 0);
    }
    let last = found.next - 1;
    let after = reader.after(last);
    if let Some((unit, length)) = symbol_after(after) {
        let squared = if unit == Unit::Degree {
            degree_scale(&after[length..], reader, found.next)
        } else {
            None
        };
        let (unit, words) = squared.map_or((unit, 0), |unit| (unit, 1));
        return set_unit(
            found,
            Some((unit, 1.0)),
            found.next + words,
            if words > 0 { 0 } else { length },
        );
    }
    if !reader.close(last) || amount.ordinal {
        return;
    }
    if let Some((unit, factor, next)) = multiple::unit_behind_of(reader, found.next, amount) {
        return set_unit(found, Some((unit, factor)), next, 0);
    }
    let keys = reader.keys_from(found.next);
    if let Some((name, words)) = reader.vocabulary.unit(keys.into_iter()) {
        let linked = (found.next..found.next + words - 1)
            .all(|at| reader.close(at) || reader.gap(at) == Some("/"));
        let short = words == 1 && is_ambiguous(reader, found.next, amount);
        let mass = words == 1 && is_weight(reader, found, amount);
        let unit = if mass { Some((Unit::Pound, 1.0)) } else { Unit::from_name(name) };
        if linked && !short {
            set_unit(found, unit, found.next + words, 0);
        }
    }
}

/// "5 m" is five metres, but the m of "5 M" or of a name is not; "won" is a verb. Crowns by the
/// million are money.
fn is_ambiguous(reader: &Reader, at: usize, amount: &Amount) -> bool {
    let word = reader.word(at);
    let single = word.len() == 1 && !word.starts_with(char::is_lowercase);
    let money = amount.low >= 1000.0 && word.starts_with("crown");
    single || matches!(word, "won" | "real" | "crown" | "crowns" | "pound") && !money
}

/// Whether the pounds behind an amount are a weight: "weighs 60 pounds", "2 pounds of flour".
fn is_weight(reader: &Reader, found: &Found, amount: &Amount) -> bool {
    /// Words between the verb and the amount: "weighed 90 kg and had to lose 60 pounds".
    const REACH: usize = 16;
    /// Of more pounds than these, money is made: "2,000 pounds of savings".
    const MOST: f64 = 1000.0;
    if !matches!(reader.word(found.next), "pound" | "pounds") || found.quantity.unit != Unit::One {
        return false;
    }
    let first = found.first;
    let weighed =
        (first.saturating_sub(REACH)..first).any(|at| reader.joint(at) == Some(Joint::Weigh));
    let of = reader.joint(found.next + 1) == Some(Joint::Of) && reader.close(found.next);
    weighed || of && amount.high <= MOST
}

fn set_unit(found: &mut Found, unit: Option<(Unit, f64)>, next: usize, trail: usize) {
    let Some((unit, factor)) = unit else { return };
    let quantity = &mut found.quantity;
    quantity.unit = unit;
    quantity.low *= factor;
    quantity.high *= factor;
    quantity.place *= factor;
    found.next = next;
    found.trail = trail;
}

/// A sign of a unit behind the digits, and the bytes up to its end.
fn symbol_after(after: &str) -> Option<(Unit, usize)> {
    let text = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let c = text.chars().next().filter(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '"'))?;
    let mut buffer = [0; 4];
    let (unit, _) = unit_symbol(c.encode_utf8(&mut buffer))?;
    let end = after.len() - text.len() + c.len_utf8();
    let quoted = matches!(unit, Unit::Foot | Unit::Inch) && !after.starts_with(c);
    // "costs 5 $10 bills": a dollar before the next number belongs to that one.
    let next = after[end..].chars().next();
    let ahead = unit.dimension() == Dimension::Money && after.starts_with(' ') && next.is_none();
    (!quoted && !ahead).then_some((unit, end))
}

/// The C of "20 °C".
fn degree_scale(rest: &str, reader: &Reader, next: usize) -> Option<Unit> {
    if !rest.is_empty() && !rest.chars().all(char::is_whitespace) {
        return None;
    }
    match reader.word(next) {
        "C" => Some(Unit::Celsius),
        "F" => Some(Unit::Fahrenheit),
        _ => None,
    }
}

/// "5 to 10 km", "5-10%", "between 5 and 10", "two or three".
fn add_range(reader: &Reader, found: &mut Found, at: usize, amount: &Amount) {
    let between = at > 0 && reader.joint(at - 1) == Some(Joint::Between);
    let Some((start, joint)) = second_end(reader, found, between) else { return };
    let quantity = found.quantity;
    if quantity.low != quantity.high
        || quantity.bound == Bound::Below
        || is_identifier(reader, start)
    {
        return;
    }
    let front = Front::before(reader, start);
    let Some(second) = amount::read(reader, start, front.money.is_some()) else { return };
    let mut other = Found {
        quantity: self::quantity(&second, &Front { negative: false, ..front }),
        first: start,
        next: second.next,
        lead: 0,
        trail: 0,
    };
    add_unit(reader, &mut other, start, &second);
    let dash =
        joint == Joint::To && reader.gap(start - 1).is_some_and(|gap| gap.contains(is_hyphen));
    let unit = other.quantity.unit;
    let lone = quantity.unit == Unit::One;
    if joint == Joint::To && !dash && change::is_step(reader, found, &other.quantity) {
        return;
    }
    let scale = shared_scale(amount, &second, &quantity, &other.quantity);
    if joint == Joint::To && !dash && change::is_from(reader, found.first) {
        // The old and the new value of a change: one unit and scale, but two numbers.
        let unit = if lone { unit } else { quantity.unit };
        let per = quantity.per;
        found.quantity = Quantity { unit, per, ..scaled(quantity, scale) };
        return;
    }
    let (low, high) = (quantity.low * scale, other.quantity.high);
    let fits = low < high
        && second.low == second.high
        && amount.ordinal == second.ordinal
        && (lone || unit == quantity.unit || unit == Unit::One)
        && !(dash && (amount.plain && quantity.low >= 1000.0 || lone && high / low > 20.0))
        && (joint != Joint::Or || high / low <= 2.0);
    if fits {
        found.quantity = Quantity {
            low,
            high,
            bound: Bound::Between,
            unit: if unit == Unit::One { quantity.unit } else { unit },
            place: (quantity.place * scale).max(other.quantity.place),
            ordinal: quantity.ordinal,
            per: quantity.per,
        };
        (found.next, found.trail) = (other.next, other.trail);
        if between {
            found.first = found.first.min(at - 1);
        }
    }
}

fn scaled(quantity: Quantity, scale: f64) -> Quantity {
    let Quantity { low, high, place, .. } = quantity;
    Quantity { low: low * scale, high: high * scale, place: place * scale, ..quantity }
}

/// Where the other end of a range begins, and by which word.
fn second_end(reader: &Reader, found: &Found, between: bool) -> Option<(usize, Joint)> {
    let last = found.next - 1;
    let gap = reader.gap(last)?;
    let dashed = gap.trim().chars().next().is_some_and(is_hyphen);
    let pure = gap
        .trim_start_matches('%')
        .trim()
        .chars()
        .all(|c| is_hyphen(c) || money_symbol(c).is_some());
    if dashed && pure {
        return Some((found.next, Joint::To));
    }
    if !reader.close(last) && found.trail == 0 {
        return None;
    }
    match reader.joint(found.next)? {
        joint @ (Joint::To | Joint::Or) => Some((found.next + 1, joint)),
        Joint::And if between => Some((found.next + 1, Joint::And)),
        _ => None,
    }
}

/// "5 to 10 million" is millions at both ends.
fn shared_scale(first: &Amount, second: &Amount, low: &Quantity, high: &Quantity) -> f64 {
    let words = second.next > 0 && !second.plain && first.plain && high.low >= 1000.0;
    if !words || low.low >= 1000.0 {
        return 1.0;
    }
    [1e12, 1e9, 1e6, 1e3]
        .into_iter()
        .find(|&scale| high.low / scale >= 1.0 && low.low * scale < high.low)
        .unwrap_or(1.0)
}

/// "more than" before it, "or so" behind it.
fn add_limit(reader: &Reader, found: &mut Found, front: &Front) {
    let quantity = &mut found.quantity;
    if quantity.ordinal {
        return;
    }
    if (quantity.bound == Bound::Exact || quantity.bound == Bound::Between)
        && let Some((limit, words)) =
            reader.vocabulary.limit_before(&reader.keys_before(found.first))
    {
        let open = found.first > 0
            && reader.gap(found.first - 1).is_some_and(|gap| {
                gap.len() - front.lead.min(gap.len()) <= 2
                    && !gap.contains([',', '.', ';', ':', ')'])
            });
        let limit = bound(limit);
        // "at least 5 to 10" has a limit of its own beside the range: it stays with the words.
        let range = quantity.bound == Bound::Between;
        if open && !range {
            quantity.bound = limit;
        }
        if open && (!range || limit == Bound::About) {
            found.first -= words;
            found.lead = 0;
        }
    }
    let plus = reader.after(found.next - 1).get(found.trail..).unwrap_or("");
    if quantity.bound == Bound::Exact
        && plus.strip_prefix('+').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    {
        quantity.bound = Bound::AtLeast;
        found.trail += 1;
    }
    if quantity.bound == Bound::Exact
        && reader.close(found.next - 1)
        && let Some((limit, words)) = reader.vocabulary.limit_after(&reader.keys_from(found.next))
    {
        quantity.bound = bound(limit);
        found.next += words;
        found.trail = 0;
    }
}

fn bound(limit: Limit) -> Bound {
    match limit {
        Limit::About => Bound::About,
        Limit::Nearly => Bound::Nearly,
        Limit::AtLeast => Bound::AtLeast,
        Limit::Above => Bound::Above,
        Limit::AtMost => Bound::AtMost,
        Limit::Below => Bound::Below,
        Limit::Precisely => Bound::Precisely,
    }
}
