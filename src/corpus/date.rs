//! Days as people and machines write them.
//!
//! In: a written date, possibly with a time after it. Out: the day, or nothing when the writing
//! leaves a choice (`03/04/2019`): a wrong day is worse than none.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

/// Names of months as a pattern: full, or shortened with or without a period.
pub const MONTH: &str = "(?:jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|\
    june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?\\.?|oct(?:ober|\\.)?|\
    nov(?:ember|\\.)?|dec(?:ember|\\.)?)";

/// The day that `text` states; text around it makes it none, but for a weekday and a time.
pub fn parse(text: &str) -> Option<Date> {
    WHOLE.captures(text.trim()).and_then(|found| day(&found))
}

/// The first day written out in `text` with its year, wherever it stands.
pub fn find(text: &str) -> Option<Date> {
    INSIDE.captures_iter(text).find_map(|found| day(&found))
}

/// The day in an address such as `https://harbour.example/2019/11/24/ships`.
pub fn in_address(url: &str) -> Option<Date> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/-]((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
            .expect("the pattern is fixed and a test compiles it")
    });
    let found = PATH.captures(url)?;
    parse(&format!("{}-{}-{}", &found[1], &found[2], &found[3]))
}

const DAY: &str = r"(?:
      (?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})
    | (?P<y2>\d{4})(?P<m2>\d{2})(?P<d2>\d{2})
    | (?P<d3>\d{1,2})(?:st|nd|rd|th)?[\ .-]\s*(?:of\ )?(?P<n3>MONTH)[\ ,.-]\s*(?P<y3>\d{4})
    | (?P<n4>MONTH)\s*(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{4})
    | (?P<d5>\d{1,2})\.(?P<m5>\d{1,2})\.(?P<y5>\d{4})
    | (?P<a6>\d{1,2})/(?P<b6>\d{1,2})/(?P<y6>\d{4})
    )";

static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[a-z]{3,9}\.?,?\s+)?DAY(?:[T\s,|@-].{0,40})?$"));
static INSIDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bDAY\b"));

fn pattern(around: &str) -> Regex {
    let text = around.replace("DAY", &DAY.replace("MONTH", MONTH));
    Regex::new(&format!("(?ix){text}")).expect("the pattern is fixed and a test compiles it")
}

fn day(found: &Captures<'_>) -> Option<Date> {
    let number = |name: &str| found.name(name).and_then(|text| text.as_str().parse::<i16>().ok());
    let (year, month, day) = if let Some(year) = number("y1") {
        (year, number("m1")?, number("d1")?)
    } else if let Some(year) = number("y2") {
        (year, number("m2")?, number("d2")?)
    } else if let Some(year) = number("y3") {
        (year, month_number(found.name("n3")?.as_str())?, number("d3")?)
    } else if let Some(year) = number("y4") {
        (year, month_number(found.name("n4")?.as_str())?, number("d4")?)
    } else if let Some(year) = number("y5") {
        (year, number("m5")?, number("d5")?)
    } else {
        let (a, b) = (number("a6")?, number("b6")?);
        let (month, day) = one_reading(a, b)?;
        (number("y6")?, month, day)
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Month and day of `a/b`, when only one order is possible.
fn one_reading(a: i16, b: i16) -> Option<(i16, i16)> {
    match (a > 12, b > 12) {
        (true, false) => Some((b, a)),
        (false, true) => Some((a, b)),
        _ if a == b => Some((a, b)),
        _ => None,
    }
}

/// 1 to 12, by the first three letters of the name.
pub fn month_number(name: &str) -> Option<i16> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = name.get(..3)?.to_ascii_lowercase();
    (1..).zip(NAMES).find(|(_, month)| *month == start).map(|(number, _)| number)
}

/// 1 to 12, by the first letters of the name in one of the languages in which agencies of Europe send.
pub fn month_in_any(name: &str) -> Option<i16> {
    const OTHERS: [(&str, i16); 30] = [
        ("mär", 3),
        ("mrz", 3),
        ("mae", 3),
        ("mai", 5),
        ("maj", 5),
        ("mag", 5),
        ("okt", 10),
        ("dez", 12),
        ("fév", 2),
        ("fev", 2),
        ("avr", 4),
        ("juin", 6),
        ("juil", 7),
        ("aoû", 8),
        ("aou", 8),
        ("déc", 12),
        ("ene", 1),
        ("abr", 4),
        ("ago", 8),
        ("set", 9),
        ("dic", 12),
        ("gen", 1),
        ("giu", 6),
        ("lug", 7),
        ("ott", 10),
        ("mei", 5),
        ("maa", 3),
        ("out", 10),
        ("des", 12),
        ("mars", 3),
    ];
    let name = name.to_lowercase();
    let other = OTHERS.iter().find(|(start, _)| name.starts_with(start)).map(|(_, month)| *month);
    other.or_else(|| month_number(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_and_machines_write_them() {
        let expected = jiff::civil::date(2019, 11, 24);
        for text in [
            "2019-11-24",
            "2019-11-24T08:30:00+09:00",
            "2019/11/24 08:30",
            "20191124",
            "24 November 2019",
            "24th of November 2019",
            "November 24, 2019",
            "Nov 24, 2019",
            "Nov. 24, 2019, 8:30 a.m.",
            "Sun, 24 Nov 2019 08:30:00 +0900",
            "Sunday, November 24, 2019 - 08:30",
            "24.11.2019",
            "24/11/2019",
            "11/24/2019",
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_leaves_a_choice_is_no_date() {
        for text in ["03/04/2019", "2019", "November 2019", "31 February 2019", "", "soon"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_inside_a_line_is_found() {
        let day = Some(jiff::civil::date(2021, 5, 3));
        assert_eq!(find("Posted by Ann on 3 May 2021 at noon"), day);
        assert_eq!(find("Mayor 12 2019"), None);
    }

    #[test]
    fn days_in_addresses() {
        let day = Some(jiff::civil::date(2019, 11, 24));
        assert_eq!(in_address("https://harbour.example/2019/11/24/ships"), day);
        assert_eq!(in_address("https://harbour.example/ships-2019-11-24"), day);
        assert_eq!(in_address("https://harbour.example/2019/ships/24"), None);
    }
}
