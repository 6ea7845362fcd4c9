//! Given names that tell two persons apart: Petra Lund is not Peter Lund.
//!
//! In: the parts of two names. Out: whether both begin with a given name of the list, and with
//! another one. Forms of one name in several languages (Peter, Pyotr, Pedro) are one; a name that
//! is not listed tells nothing.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::memo::Memo;
use super::parts::{Part, PartKind, Parts};
use crate::language;

/// For each listed name the lines that it stands in.
static LISTED: LazyLock<HashMap<&str, Given>> = LazyLock::new(|| parse(include_str!("given.txt")));

/// What the list says of a name.
#[derive(Clone, Debug, Default)]
struct Given {
    lines: Vec<usize>,
}

impl Given {
    fn is_form_of(&self, other: &Self) -> bool {
        self.lines.iter().any(|line| other.lines.contains(line))
    }
}

/// Whether the list has the name.
pub(super) fn is_listed(word: &str) -> bool {
    LISTED.contains_key(word)
}

/// Whether two listed names are forms of one.
pub(super) fn is_form(a: &str, b: &str) -> bool {
    LISTED.get(a).zip(LISTED.get(b)).is_some_and(|(a, b)| a.is_form_of(b))
}

/// The listed names that are forms of one with `word`.
pub(super) fn forms(word: &str) -> impl Iterator<Item = &'static str> {
    let given = LISTED.get(word);
    LISTED
        .iter()
        .filter(move |(_, other)| given.is_some_and(|given| given.is_form_of(other)))
        .map(|(name, _)| *name)
}

fn parse(list: &'static str) -> HashMap<&'static str, Given> {
    let mut found: HashMap<&str, Given> = HashMap::default();
    let lines = list.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    for (number, line) in lines {
        for name in line.split_whitespace() {
            found.entry(name).or_default().lines.push(number);
        }
    }
    found
}

/// Whether two names begin with given names that are known for two: Petra Lund, Peter Lund.
pub fn other_given(a: &str, b: &str) -> bool {
    thread_local! {
        static OTHER: Memo<bool> = const { Memo::new() };
    }
    let english = language::of(None);
    let ask = || apart(&Parts::of(a, english), &Parts::of(b, english));
    OTHER.with(|memo| memo.look_up(a, b, ask))
}

/// Whether two full names begin with given names that are known for two, and neither has that of
/// the other further on: Boris Johnson is Alexander Boris Johnson.
pub(super) fn apart(left: &Parts, right: &Parts) -> bool {
    let (Some((a, more)), Some((b, others))) = (full(left), full(right)) else { return false };
    let (Some(x), Some(y)) = (LISTED.get(a), LISTED.get(b)) else { return false };
    let answered = |given: &Given, words: &[&str]| {
        words.iter().any(|word| LISTED.get(word).is_some_and(|other| given.is_form_of(other)))
    };
    !x.is_form_of(y) && !answered(x, &others) && !answered(y, &more)
}

/// The first word of a full name and those behind it.
fn full(name: &Parts) -> Option<(&str, Vec<&str>)> {
    let mut proper = name.of_kind(PartKind::Proper);
    let word = |part: &&Part| part.word.len() > 1 && !part.acronym;
    let first = proper.next().filter(word)?;
    let more: Vec<&str> = proper.filter(word).map(|part| part.word.as_str()).collect();
    (!more.is_empty()).then_some((first.word.as_str(), more))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> bool {
        assert_eq!(other_given(a, b), other_given(b, a));
        other_given(a, b)
    }

    #[test]
    fn other_given_names_are_other_persons() {
        for (a, b) in [
            ("Petra Lund", "Peter Lund"),
            ("Martin Holm", "Martina Holm"),
            ("Yuri Orlov", "Igor Orlov"),
            ("Maria Keller", "Mario Keller"),
        ] {
            assert!(apart(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn forms_of_one_name_and_names_not_listed_tell_nothing() {
        for (a, b) in [
            ("Sergei Lavrov", "Sergey Lavrov"),
            ("Mike Brown", "Michael Brown"),
            ("Pyotr Lund", "Peter Lund"),
            ("Anna Nowak", "Hanna Nowak"),
            ("Kerrin Lund", "Peter Lund"),
            ("Lund", "Peter Lund"),
            ("P. Lund", "Petra Lund"),
            ("Boris Lund", "Alexander Boris Lund"),
            ("Paula", "Paul"),
        ] {
            assert!(!apart(a, b), "{a} / {b}");
        }
    }
}
