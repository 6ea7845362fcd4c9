//! Finds the numbers and dates of a text.

use jiff::civil::Date;

use super::reader::Reader;
use super::{Mention, Value};
use super::{date, number, numeral};
use crate::language::Language;
use crate::span::Span;
use crate::token::{Class, Tokenized};

/// The numbers and dates of `text`, in its order and disjoint. Relative dates are resolved by
/// `date`, the day the document came out; without it they stay relative. Of a language that is
/// read neutrally they are the digits that can be read in one way only.
pub fn values(
    text: &str,
    tokenized: &Tokenized,
    language: &Language,
    date: Option<Date>,
) -> Vec<Mention> {
    if language.is_neutral() {
        return numeral::certain(text, tokenized);
    }
    let mut mentions = Vec::new();
    for sentence in &tokenized.sentences {
        let reader =
            Reader::new(text, &tokenized.tokens, sentence.tokens.clone(), &language.vocabulary);
        read_sentence(&reader, sentence.tokens.clone(), date, &mut mentions);
    }
    mentions
}

fn read_sentence(
    reader: &Reader,
    words: std::ops::Range<usize>,
    date: Option<Date>,
    mentions: &mut Vec<Mention>,
) {
    let mut at = words.start;
    let first = mentions.len();
    while at < words.end {
        match mention(reader, at, date) {
            Some(mention) if follows(&mentions[first..], &mention) => {
                at = mention.tokens.end.max(at + 1);
                mentions.push(mention);
            }
            _ => at += 1,
        }
    }
    number::share_units(reader, &mut mentions[first..]);
}

/// A bound before a number must not reach back into the mention before.
fn follows(earlier: &[Mention], mention: &Mention) -> bool {
    earlier.last().is_none_or(|last| last.span.end <= mention.span.start)
}

fn mention(reader: &Reader, at: usize, date: Option<Date>) -> Option<Mention> {
    let token = reader.token(at)?;
    if token.class != Class::Number && reader.vocable(at).is_none() && !token.capital {
        return None;
    }
    if let Some((period, next)) = date::read(reader, at, date) {
        let span = token.span.cover(reader.token(next - 1)?.span);
        return Some(Mention { span, tokens: at..next, value: Value::Date(period) });
    }
    let found = number::read(reader, at)?;
    let (start, end) = (reader.token(found.first)?.span, reader.token(found.next - 1)?.span);
    let span = Span {
        start: start.start - u32::try_from(found.lead).unwrap_or(0),
        end: end.end + u32::try_from(found.trail).unwrap_or(0),
    };
    Some(Mention { span, tokens: found.first..found.next, value: Value::Number(found.quantity) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::token::tokenize;

    /// `words = value` of every mention, joined by ` | `.
    fn read(text: &str) -> String {
        let english = language::of(None);
        let tokenized = tokenize(text, &[Span::new(0, text.len())], english);
        let date = jiff::civil::date(2019, 11, 24);
        values(text, &tokenized, english, Some(date))
            .iter()
            .map(|mention| format!("{} = {}", mention.span.text(text), mention.value.describe()))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    /// Every row that is read otherwise, so that one run shows them all.
    fn check(rows: &[(&str, &str)]) {
        let wrong = rows.iter().filter(|(text, expected)| read(text) != *expected);
        let told = wrong.map(|(text, expected)| format!("{text}: {}, not {expected}", read(text)));
        let told: Vec<String> = told.collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }

    #[test]
    fn numbers_in_digits_and_words() {
        let rows = [
            ("They sent 12 ships.", "12 = 12"),
            ("They sent twelve ships.", "twelve = 12"),
            (
                "It cost two hundred and fifty-three thousand.",
                "two hundred and fifty-three thousand = 253,000",
            ),
            ("one hundred and five men", "one hundred and five = 105"),
            ("nineteen ninety men", "nineteen = 19 | ninety = 90"),
            ("two dozen eggs", "two dozen = 24"),
            ("a dozen eggs", "a dozen = 12"),
            ("a million eggs", "a million = 1 million"),
            ("1.5 million people", "1.5 million = 1.5 million"),
            ("two and a half million people", "two and a half million = 2.5 million"),
            ("half a million people", "half a million = 500,000"),
            ("2 000 people and 2,000 dogs", "2 000 = 2000 | 2,000 = 2000"),
            ("a loss of 4.5 and of 4,5", "4.5 = 4.5 | 4,5 = 4.5"),
            ("sold 1.234,56 of it", "1.234,56 = 1234.56"),
            ("it is -5 outside, minus 7 there", "-5 = -5 | minus 7 = -7"),
            ("the twenty-first time", "twenty-first = 21st"),
            ("the 2nd man came second", "2nd = 2nd | second = 2nd"),
            ("World War II was over", "II = 2nd"),
            ("two thirds of them, a third of us", "two thirds = 0.666667 | a third = 0.333333"),
            ("3/4 of an inch", "3/4 of an inch = 0.75 inches"),
            ("it fell 23/32", "23/32 = 0.71875"),
            ("it rose 1-3/32 and 2 1/2", "1-3/32 = 1.09375 | 2 1/2 = 2.5"),
            ("one of them, no one, this one", "one = 1"),
            (
                "hundreds came, tens of thousands left",
                "hundreds = 150 to 1000 | tens of thousands = 15,000 to 100,000",
            ),
            ("a C-17, a MiG-29, and COVID-19", ""),
            ("a few hundred people", "a few hundred = 150 to 1000"),
            ("a million and a half people", "a million and a half = 1.5 million"),
            (
                "two million and a half, a dozen and a half",
                "two million and a half = 2.5 million | a dozen and a half = 18",
            ),
            ("two and one-half, 2 and a half", "two and one-half = 2.5 | 2 and a half = 2.5"),
            (
                "three quarters of a million litres",
                "three quarters of a million litres = 750,000 l",
            ),
            (
                "one point five million, half a dozen",
                "one point five million = 1.5 million | half a dozen = 6",
            ),
            ("13 lakh sheep, two crore", "13 lakh = 1.3 million | two crore = 20 million"),
            ("four score and seven, two score men", "four score and seven = 87 | two score = 40"),
            (
                "a pair of ferries, a couple of men, a trio of boats",
                "a pair of = 2 | a couple of = 2 | a trio of = 3",
            ),
            ("several men, a few men, few men", "several = about 3 to 20 | a few = about 3 to 10"),
            ("several hundred men", "several hundred = 150 to 1000"),
            (
                "a handful of men, several of them",
                "a handful of = about 3 to 10 | several = about 3 to 20",
            ),
            ("a drop of .7 and $.50", ".7 = 0.7 | $.50 = 0.5 USD"),
            ("500+ men, aged 18+", "500+ = at least 500 | 18+ = at least 18 years"),
            ("two and a third of the crew", "two = 2 | a third = 0.333333"),
        ];
        check(&rows);
    }

    #[test]
    fn units_and_currencies() {
        let rows = [
            (
                "up 12 percent, 3 per cent and 4.5%",
                "12 percent = 12% | 3 per cent = 3% | 4.5% = 4.5%",
            ),
            ("by 2 percentage points", "2 percentage points = 2 percentage points"),
            (
                "$5, $1.5 million and US$3bn",
                "$5 = 5 USD | $1.5 million = 1.5 million USD | US$3bn = 3 billion USD",
            ),
            ("5 euros or EUR 7", "5 euros = 5 EUR | EUR 7 = 7 EUR"),
            ("50 cents a share", "50 cents = 0.5 USD"),
            ("5km away, five miles off", "5km = 5 km | five miles = 5 miles"),
            ("a 63-year-old man", "63-year-old = 63 years"),
            ("2,000 square kilometres", "2,000 square kilometres = 2000 km²"),
            ("at 90 km/h or 60 mph", "90 km/h = 90 km/h | 60 mph = 60 mph"),
            ("20 °C, 70 degrees Fahrenheit", "20 °C = 20 °C | 70 degrees Fahrenheit = 70 °F"),
            ("half an hour", "half an hour = 0.5 hours"),
            ("three quarters of an hour", "three quarters of an hour = 0.75 hours"),
            (
                "by a quarter of a percentage point",
                "a quarter of a percentage point = 0.25 percentage points",
            ),
            ("three times, twice, never", "three times = 3 times | twice = 2 times"),
            ("double the price, which tripled", "double = 2 times | tripled = 3 times"),
            ("hundreds of times", "hundreds of times = 150 to 1000 times"),
            ("tens of thousands of dollars", "tens of thousands = 15,000 to 100,000"),
            ("a double room in the Times", ""),
            (
                "half as long as it, a third as much as that",
                "half = 0.5 times | a third = 0.333333 times",
            ),
            ("half the crew, twice the price", "half = 0.5 | twice = 2 times"),
            ("a trio of men, the duo, a hat-trick", "a trio of = 3 | duo = 2 | a hat-trick = 3"),
            ("the Jordal Trio, a score of men", "a score of = 20"),
            ("a score of 20, the score", "20 = 20"),
            (
                "it weighed 60 pounds and cost £60, 2 pounds of flour",
                "60 pounds = 60 pounds | £60 = 60 GBP | 2 pounds = 2 pounds",
            ),
            (
                "in her thirties, in his late 40s",
                "thirties = 30 to 39 years | 40s = 45 to 49 years",
            ),
            (
                "raised it from 12 to 15 crowns, from 2 to 3 million euros",
                "12 = 12 | 15 = 15 | 2 to 3 million euros = 2 million to 3 million EUR",
            ),
            (
                "it rose from 2 to 3 million euros",
                "2 = 2 million EUR | 3 million euros = 3 million EUR",
            ),
            (
                "rose to 61 percent from 48, to 15 euros, up from 12",
                "61 percent = 61% | 48 = 48% | 15 euros = 15 EUR | 12 = 12 EUR",
            ),
            ("the third time at the time", "third = 3rd"),
            ("seven in ten, one out of 5", "seven in ten = 70% | one out of 5 = 20%"),
            ("more than nine out of every ten", "more than nine out of every ten = more than 90%"),
            ("two in ten days, 5 in May", "two = 2 | ten days = 10 days | 5 = 5 | May = 2020-05"),
            ("She won 5 and won 7.", "5 = 5 | 7 = 7"),
            ("a bill of 4m crowns", "4m crowns = 4 million krone"),
            (
                "£1.5bn, $4m and €2m",
                "£1.5bn = 1.5 billion GBP | $4m = 4 million USD | €2m = 2 million EUR",
            ),
            ("4m people live there", "4m = 4 million"),
            ("a wall 4m high", "4m = 4 m"),
            ("4m tonnes of grain", "4m tonnes = 4 million tonnes"),
            ("it lost 3 crowns", "3 = 3"),
            (
                "500g of salt, 20C, 70F, 500 g",
                "500g = 500 g | 20C = 20 °C | 70F = 70 °F | 500 g = 500 g",
            ),
            (
                "an hour and a half, two years and a half",
                "an hour and a half = 1.5 hours | two years and a half = 2.5 years",
            ),
            ("a fortnight, two fortnights, a decade", "two fortnights = 4 weeks"),
            (
                "it fell by half, by a third, by a quarter in May",
                "half = 50% | a third = 33.333333% | a quarter = 25% | May = 2020-05",
            ),
            (
                "by nearly a third, by half the men",
                "nearly a third = nearly 33.333333% | half = 0.5",
            ),
            ("a third man", "third = 3rd"),
            ("2 million euros a day", "2 million euros a day = 2 million EUR per day"),
            (
                "3,000 a month, 5 tonnes per hour",
                "3,000 a month = 3000 per month | 5 tonnes per hour = 5 tonnes per hour",
            ),
            ("40 people a day, 5 ships a year ago", "40 = 40 per day | 5 = 5 | a year ago = 2018"),
            ("3 men a day after it", "3 = 3"),
            ("4 tonnes of coal a day", "4 tonnes = 4 tonnes per day"),
            (
                "paid $5 monthly, 90 kilometres an hour",
                "$5 monthly = 5 USD per month | 90 kilometres an hour = 90 km/h",
            ),
            (
                "aged 12, at the age of 30, 50 years old",
                "12 = 12 years | 30 = 30 years | 50 years old = 50 years",
            ),
            (
                "30 years of age, a ten-year-old",
                "30 years of age = 30 years | ten-year-old = 10 years",
            ),
        ];
        check(&rows);
    }

    #[test]
    fn dates() {
        let rows = [
            ("on November 23, 2019, he", "November 23, 2019 = 2019-11-23"),
            ("on 23 November 2019 he", "23 November 2019 = 2019-11-23"),
            ("on the 23rd of November he", "23rd of November = 2019-11-23"),
            ("on Nov. 23 he", "Nov. 23 = 2019-11-23"),
            ("on January 22 he", "January 22 = 2020-01-22"),
            ("in December 2019 and in March", "December 2019 = 2019-12 | March = 2020-03"),
            ("from November 22-25 he", "November 22-25 = 2019-11-22 to 2019-11-25"),
            (
                "2019-11-23 or 23.11.2019 or 11/23/2019",
                "2019-11-23 = 2019-11-23 | 23.11.2019 = 2019-11-23 | 11/23/2019 = 2019-11-23",
            ),
            ("the 1956 declaration", "1956 = 1956"),
            ("in 1956 they", "1956 = 1956"),
            ("with 1956 ships", "1956 = 1956"),
            ("sold 2000 ships", "2000 = 2000"),
            (
                "the 1990s, the mid-20th century",
                "1990s = the 1990s | mid-20th century = 1934-05-02 to 1967-09-02",
            ),
            ("the second quarter of 2018", "second quarter of 2018 = 2018-04-01 to 2018-06-30"),
            ("the 2003-04 season", "2003-04 = 2003 to 2004"),
            ("on Saturday he", "Saturday = 2019-11-23"),
            ("last Sunday and next Sunday", "last Sunday = 2019-11-17 | next Sunday = 2019-12-01"),
            ("on Saturday, November 16, he", "Saturday, November 16 = 2019-11-16"),
            ("it will open on Thursday", "Thursday = 2019-11-28"),
            ("it will open, he said on Thursday", "Thursday = 2019-11-21"),
            ("yesterday and today", "yesterday = 2019-11-23 | today = 2019-11-24"),
            ("last month, next year", "last month = 2019-10 | next year = 2020"),
            ("later this month he", "later this month = 2019-11-24 to 2019-11-30"),
            ("next week he", "next week = 2019-11-25 to 2019-12-01"),
            (
                "the first half of 2018, last six months of 2018",
                "first half of 2018 = 2018-01-01 to 2018-06-30 | last six months of 2018 = 2018-07-01 to 2018-12-31",
            ),
            (
                "in Reiwa 2, the third year of Heisei",
                "Reiwa 2 = 2020 | third year of Heisei = 1991",
            ),
            (
                "in the nineties, in her nineties",
                "nineties = the 1990s | nineties = 90 to 99 years",
            ),
            ("two days ago; a year ago", "two days ago = 2019-11-22 | a year ago = 2018"),
            ("the end of the year", "end of the year = 2019-08-31 to 2019-12-31"),
            ("She may march", ""),
            ("May he march? In May he did.", "May = 2020-05"),
            ("for two months", "two months = 2 months"),
            ("from 3 to 6 May he", "3 to 6 May = 2020-05-03 to 2020-05-06"),
            (
                "May 3-5, May 3 to 5, 3-5 May",
                "May 3-5 = 2020-05-03 to 2020-05-05 | May 3 to 5 = 2020-05-03 to 2020-05-05 | 3-5 May = 2020-05-03 to 2020-05-05",
            ),
            ("from April 30 to May 2 he", "April 30 to May 2 = 2020-04-30 to 2020-05-02"),
            ("30 April to 2 May 2019", "30 April to 2 May 2019 = 2019-04-30 to 2019-05-02"),
            ("between May 3 and 5 he", "May 3 and 5 = 2020-05-03 to 2020-05-05"),
            (
                "in nineteen forty-five, in nineteen oh five",
                "nineteen forty-five = 1945 | nineteen oh five = 1905",
            ),
            ("twenty twenty-one was, twenty ships", "twenty twenty-one = 2021 | twenty = 20"),
            (
                "on Sunday morning, on Sunday evening",
                "Sunday morning = 2019-11-24 morning | Sunday evening = 2019-11-24 evening",
            ),
            (
                "yesterday evening, last night",
                "yesterday evening = 2019-11-23 evening | last night = 2019-11-23 night",
            ),
            (
                "late on Sunday, early Saturday",
                "late on Sunday = late 2019-11-24 | early Saturday = early 2019-11-23",
            ),
        ];
        check(&rows);
    }

    #[test]
    fn times_of_day() {
        let rows = [
            ("at 3 p.m. he", "3 p.m. = 15:00"),
            ("at 3pm on Saturday", "3pm on Saturday = 2019-11-23 15:00"),
            ("at 15:00 Moscow time", "15:00 Moscow time = 15:00 UTC+3"),
            ("23 November 2019 15: 07", "23 November 2019 15: 07 = 2019-11-23 15:07"),
            ("at 1500 GMT", "1500 GMT = 15:00 UTC"),
            ("by noon, see Luke 3:16", "noon = 12:00 | 3 = 3 | 16 = 16"),
            ("at ten past four he", "ten past four = 04:10"),
            (
                "at half past six and a quarter to nine",
                "half past six = 06:30 | a quarter to nine = 08:45",
            ),
            ("at twenty-five minutes to five p.m. he", "twenty-five minutes to five p.m. = 16:35"),
            ("at five o'clock, until 10 past 4", "five o'clock = 05:00 | 10 past 4 = 04:10"),
            ("from ten to four men", "ten = 10 | four = 4"),
            ("at 7.10am and 7.10 p.m. he", "7.10am = 07:10 | 7.10 p.m. = 19:10"),
            ("at 0620 GMT, at 6.20 GMT", "0620 GMT = 06:20 UTC | 6.20 GMT = 06:20 UTC"),
            ("at half six he, half six packs", "half six = 06:30 | half = 0.5 | six = 6"),
            ("at 8 in the evening, 8 in the team", "8 in the evening = 20:00 | 8 = 8"),
            ("it rose 6.20 and 4.5", "6.20 = 6.2 | 4.5 = 4.5"),
        ];
        check(&rows);
    }

    #[test]
    fn bounds_and_ranges() {
        let rows = [
            ("about 500 men", "about 500 = about 500"),
            ("nearly 500 men", "nearly 500 = nearly 500"),
            ("more than $20 million", "more than $20 million = more than 20 million USD"),
            ("no more than twenty", "no more than twenty = up to 20"),
            (
                "16 or under, 18 and over, 40 at most",
                "16 or under = up to 16 | 18 and over = at least 18 | 40 at most = up to 40",
            ),
            ("exactly 30 men, it takes about 8", "exactly 30 = exactly 30 | about 8 = about 8"),
            ("at least a dozen", "at least a dozen = at least 12"),
            ("will hand over two of them; over two of them", "two = 2 | over two = more than 2"),
            ("fell 1.2 percent to 2,145.30", "1.2 percent = 1.2% | 2,145.30 = 2145.3"),
            ("up to 7 km", "up to 7 km = up to 7 km"),
            ("500 or more men", "500 or more = at least 500"),
            ("~500 men", "~500 = about 500"),
            ("5 to 10 km", "5 to 10 km = 5 to 10 km"),
            ("5-10%", "5-10% = 5 to 10%"),
            ("between 5 and 10 men", "between 5 and 10 = 5 to 10"),
            ("5 to 10 million", "5 to 10 million = 5 million to 10 million"),
            ("shares rose 27 cents to $13.51", "27 cents = 0.27 USD | $13.51 = 13.51 USD"),
            ("the index was up 19.5 to 9,092.9", "19.5 = 19.5 | 9,092.9 = 9092.9"),
            ("prices rose 5 to 10 percent", "5 to 10 percent = 5 to 10%"),
            ("prices rose by $5 to $10", "$5 to $10 = 5 to 10 USD"),
            ("they won 3-2", "3 = 3 | 2 = 2"),
            ("two or three men", "two or three = 2 to 3"),
            ("it was over. 5 men left", "5 = 5"),
        ];
        check(&rows);
    }
}
