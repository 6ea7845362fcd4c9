//! Datelines of all houses that name an agency, whatever the letters of their place.
//!
//! ```text
//! Harbour Town (gull) - · (Gull) — · [HARBOUR TOWN, GULL] · Jan 14 (Gull) -- · Harbour Town, 14 ene (GULL).-
//! HARBOUR TOWN/GULL - · HARBOUR TOWN, GULL — · GULL, Harbour Town - · Harbour Town - GULL -
//! ```

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{Dateline, tidy};
use crate::corpus::date;

/// Words of a place in small letters: `Stratford upon Avon`, `Frankfurt am Main`.
const SMALL: &str =
    "(?:am|an|auf|and|by|da|de|del|der|des|di|do|du|el|en|in|la|le|les|of|on|sur|the|upon|und|y)";

static HOUSES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let word = r"\p{Lu}[\p{L}'’.\-]*";
    let name = format!(r"{word}(?:\s(?:{SMALL}\s)?{word}){{0,3}}");
    let place = format!(r"(?:{name}(?:\s?/\s?{name}){{0,2}}(?:,\s{name}){{0,2}})");
    let day = r"\b(?P<day>(?:(?:\p{Lu}\p{L}{2,9},?\s+)?(?:\d{1,2}\.?\s+(?:de\s+)?\p{L}{3,10}\.?|\p{L}{3,10}\.?\s+\d{1,2})(?:,?\s+(?:de\s+)?\d{4})?|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d))";
    let agency = r"(?P<agency>\p{L}[\p{L}\d&.'’/\s-]{1,40}?)";
    let sign = r"(?P<agency>[\p{Lu}][\p{Lu}\d&-]{1,8}|Reuters|Xinhua|dpa|ritzau)";
    let dash = r"(?:\s*[-–—:|]+|\s*\.\s*[-–—]+)";
    let end = format!(r"(?:{dash}\s*|\.\s+|\s*$)");
    let bare = format!(r"(?:{dash}\s*|\.\s+|\s*$|\s?(?P<text>\p{{Lu}}))");
    let all = [
        format!(r"^{place}[,.:]?\s*(?:{day}[,.:]?\s*)[(/\[—-]\s?{agency}[)/\]—]{bare}"),
        format!(r"^{place}[,.:]?\s*[-–—]?\s?\({agency}\){end}"),
        format!(r"^{day}[,.:]?\s*[(\[/]{agency}[)\]/]{end}"),
        format!(
            r"^[(\[]{agency}[)\]](?:{dash}\s*|\s+\p{{Lu}}[\p{{Lu}}\s.'’-]+,\s*)(?:{place},?\s*{}\s*[-–—:]+\s*)?",
            day.replace("<day>", "<late>")
        ),
        format!(r"^\[{place}(?:,\s*{day})?[,/|–—-]\s*{agency}\]{}", end.replace("|\\s*$", "|\\s*")),
        format!(r"^{place},?\s*(?:{day},?\s*)?[/|]\s*{sign}\s*[/|]?(?:{dash}\s*|\.\s+)"),
        format!(r"^{place},\s*(?:{day},?\s*)?{sign}{dash}\s+"),
        format!(r"^{place}\s*[-–—]\s*{sign}\s*[-–—:]+\s+"),
        format!(r"^{sign}[,/|]\s?{place}(?:,\s*{day})?\s*[-–—:]+\s+"),
    ];
    let fixed = |pattern: &String| {
        Regex::new(pattern).expect("the pattern is fixed and a test compiles it")
    };
    all.iter().map(fixed).collect()
});

/// The dateline with an agency that a line opens with.
pub(super) fn dateline(start: &str) -> Option<Dateline> {
    HOUSES.iter().find_map(|house| {
        let found = house.captures(start)?;
        let agency = tidy(found.name("agency")?.as_str());
        if !is_agency(&agency) {
            return None;
        }
        let whole = found.get(0)?;
        // One letter of the text may have been looked at.
        let end = found.name("text").map_or(whole.end(), |text| text.start());
        let bytes = start[..end].trim_end().len();
        Some(Dateline { source: Some(agency), day: day(&found), bytes })
    })
}

/// Names in capitals or with them, and short ones in small letters: `dpa`, `tca/dpa`.
fn is_agency(name: &str) -> bool {
    const SMALLEST: usize = 5;
    const WORDS: usize = 5;
    let parts = || {
        name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-'))
            .filter(|it| !it.is_empty())
    };
    let named = |part: &str| {
        part.starts_with(char::is_uppercase) || ["of", "and", "the", "de", "für"].contains(&part)
    };
    let small =
        |part: &str| part.chars().all(char::is_lowercase) && part.chars().count() <= SMALLEST;
    let signs =
        name.chars().all(|c| c.is_lowercase() || matches!(c, '/' | '-')) && !name.contains(' ');
    let known = ["ritzau"].contains(&name);
    let is_month = date::parse(&format!("{name} 2001")).is_some();
    parts().count() <= WORDS
        && !is_month
        && (known
            || parts().all(|it| named(it) || small(it) && !name.contains(' '))
            || signs && parts().all(small))
}

/// The day, where its year stands there.
fn day(found: &Captures<'_>) -> Option<Date> {
    let text = found.name("day").or_else(|| found.name("late"))?.as_str();
    date::parse(text).or_else(|| {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.'))
            .filter(|it| !it.is_empty())
            .collect();
        let month = words.iter().find_map(|word| date::month_in_any(word))?;
        let mut numbers = words.iter().filter_map(|word| word.parse::<i16>().ok());
        let (day, year) = (numbers.next()?, numbers.next()?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::super::dateline;

    /// What a line names as its agency, and the words behind the dateline.
    fn of(line: &str) -> Option<(String, String)> {
        let found = dateline(line)?;
        Some((found.source?, line[found.bytes..].trim().to_owned()))
    }

    #[test]
    fn datelines_of_forty_shapes_name_their_agency() {
        for (head, agency) in [
            ("Portville (gull) -", "gull"),
            ("Portville (GULL) -", "GULL"),
            ("Portville (Gull News) —", "Gull News"),
            ("PORTVILLE (Gull) -", "Gull"),
            ("PORTVILLE (GULL) —", "GULL"),
            ("PORTVILLE, Maine (GULL) —", "GULL"),
            ("ST. OLAVE'S, Maine (GULL) _".trim_end_matches(" _"), "GULL"),
            ("Portville/Old Port (gull) -", "gull"),
            ("Portville (tern/gull) -", "tern/gull"),
            ("Portville am Sund (gull) -", "gull"),
            ("New Port upon Sund (GULL) –", "GULL"),
            ("The Haven (GULL) –", "GULL"),
            ("(Gull) -", "Gull"),
            ("(Gull News) --", "Gull News"),
            ("(GULL) —", "GULL"),
            ("[PORTVILLE, GULL]", "GULL"),
            ("[Portville, Gull News] -", "Gull News"),
            ("[GULL] -", "GULL"),
            ("PORTVILLE, Jan 14 (Gull) -", "Gull"),
            ("PORTVILLE, Jan. 14 (Gull News) --", "Gull News"),
            ("Portville, Jan 14 (Gull) --", "Gull"),
            ("Portville, 14 January (GULL) –", "GULL"),
            ("Portville, 14 ene (GULL).-", "GULL"),
            ("Portville, 14 juil 2024 (GULL) -", "GULL"),
            ("PORTVILLE, Aug 29, 2014 (GULL) -", "GULL"),
            ("PORTVILLE. Jan 14 (Gullfax) -", "Gullfax"),
            ("Jan 30 (Gull) -", "Gull"),
            ("30 January (GULL) -", "GULL"),
            ("PORTVILLE, January 14. /GULL/.", "GULL"),
            ("PORTVILLE, January 14, 2019 /GULL/.", "GULL"),
            ("PORTVILLE/GULL -", "GULL"),
            ("PORTVILLE | GULL —", "GULL"),
            ("PORTVILLE, GULL —", "GULL"),
            ("Portville, GULL –", "GULL"),
            ("GULL, Portville -", "GULL"),
            ("Portville - GULL -", "GULL"),
            ("PORTVILLE — (GULL) —", "GULL"),
            ("Portville (GULL):", "GULL"),
            ("(GULL) - PORTVILLE, JAN 14 -", "GULL"),
            ("PORTVILLE, Jan 14, 2019. GULL.", "GULL"),
            ("Portville, Monday, Jan 14 (Gull) -", "Gull"),
            ("Stratton-on-Sund (Gull) -", "Gull"),
        ] {
            let found = of(&format!("{head} Ships wait in the harbour until a pilot comes."));
            let text = "Ships wait in the harbour until a pilot comes.";
            assert_eq!(found, Some((agency.to_owned(), text.to_owned())), "{head}");
        }
    }

    #[test]
    fn sentences_name_no_agency() {
        for line in [
            "Ships wait (GULL) - until Friday.",
            "The ships wait (as they must) - until Friday.",
            "The mayor, Ada Brandt (62), said nothing.",
            "(They left early.) Nobody knew why.",
            "[Laughter] The ships wait.",
            "[1] The ships wait.",
            "Gull, Portville's oldest ship, waits.",
            "In May (a month later) - nobody came.",
            "I am here.",
            "He said - I think - that they left.",
            "PORTVILLE — Ships wait.",
            "Monday, Jan 14 - ships wait.",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
