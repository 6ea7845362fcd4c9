//! Numbers, dates and names, compared by what they mean and not by how they are written.
//!
//! In: a tokenized text, its language and the day it was published. Out: [`Mention`]s in the order
//! of the text, each with a [`Value`]: a quantity as an interval with a unit, or a period of days.
//! Two values always compare the same way round whatever their spelling: "twelve" is 12, "about
//! 500" covers 497, and "Saturday" is the day that the dateline makes it. [`name`] does the same
//! for names.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::span::Span;

pub mod date;
pub mod name;
pub mod number;
pub mod numeral;
mod read;
mod reader;

pub use date::Period;
pub use number::Quantity;
pub use read::values;

/// A number or a date at its place in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// From its first to past its last character, with unit and "about".
    pub span: Span,
    /// Indices of the tokens that it covers.
    pub tokens: Range<usize>,
    /// What it was taken to be.
    pub value: Value,
}

/// What a [`Mention`] was taken to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A number, with its unit and how exactly it is meant.
    Number(Quantity),
    /// A stretch of days, or a time of day.
    Date(Period),
}

/// How two values relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// The same value, however it is written.
    Equal,
    /// One is rounder, wider or less precise; both can be right.
    Compatible,
    /// Both cannot be right.
    Conflict,
    /// Values of different things: a length and a share, a number and a day.
    Incomparable,
}

impl Value {
    /// The value for a sentence: `21`, `23 November 2019`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Number(quantity) => quantity.describe(),
            Self::Date(period) => period.in_words(),
        }
    }

    /// The value in a form that does not depend on how it was written: `21`, `about 500 km`,
    /// `2019-11-23`.
    pub fn describe(&self) -> String {
        match self {
            Self::Number(quantity) => quantity.describe(),
            Self::Date(period) => period.describe(),
        }
    }
}

/// How `a` and `b` relate; the order of the two does not matter.
pub fn compare(a: &Value, b: &Value) -> Comparison {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number::compare(a, b),
        (Value::Date(a), Value::Date(b)) => date::compare(a, b),
        (Value::Number(number), Value::Date(period))
        | (Value::Date(period), Value::Number(number)) => number_as_year(number, period),
    }
}

/// Why [`compare`] says what it says, in a few words: "12 against 21", "about 500 covers 497".
pub fn reason(a: &Value, b: &Value) -> String {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number::reason(a, b),
        (Value::Date(a), Value::Date(b)) => date::reason(a, b),
        _ => format!("{} and {}", a.describe(), b.describe()),
    }
}

/// A bare number can be a year, or a time of day, that its sentence did not mark as one: "at 6.30".
fn number_as_year(number: &Quantity, period: &Period) -> Comparison {
    match period.year() {
        _ if period.is_at(number) => Comparison::Equal,
        Some(year) if number.is_exactly(f64::from(year)) => Comparison::Equal,
        _ => Comparison::Incomparable,
    }
}
