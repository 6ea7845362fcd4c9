//! Short values of fields that are not read: `passengers: 221` in front matter or in a line of JSON.
//!
//! In: a case. Out: a finding where a field gives another number than the texts do for what it is named
//! by, and a note that names the other fields with numbers, which nobody judges.

use std::collections::{BTreeMap, BTreeSet};

use super::Policy;
use super::case::Case;
use super::documents::unjudged;
use super::finding::Finding;
use super::levels::Level;
use super::rule::Rule;
use crate::corpus::{Document, Skipped};
use crate::language::{self, denial::COUNTING};
use crate::telling::Telling;
use crate::value::{Comparison, Value, compare};

/// Other documents that a field is held against.
const OTHERS: usize = 12;
/// Words behind a number among which stands what it counts.
const NEAR: usize = 4;
/// Fields that are named in the note.
const NAMED: usize = 5;

/// One finding for every field of a new document that gives another number than the texts.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    let with = (0..case.new.len()).filter(|it| case.is_new(*it));
    let with: Vec<usize> = with.filter(|it| !case.document(*it).figures.is_empty()).collect();
    if with.is_empty() {
        return Vec::new();
    }
    let mut met: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for pair in &case.analysis.document_pairs {
        met.entry(pair.left).or_default().insert(pair.right);
        met.entry(pair.right).or_default().insert(pair.left);
    }
    let mut found = Vec::new();
    for document in with {
        let it = case.document(document);
        let others = met.get(&document).into_iter().flatten().take(OTHERS).copied();
        let texts: Vec<&Document> =
            [document].into_iter().chain(others).map(|n| case.document(n)).collect();
        let tellings: Vec<Telling<'_>> = texts.iter().map(|it| told(case, it)).collect();
        for (name, value) in &it.figures {
            let Some((said, at)) = otherwise(name, value, &tellings) else { continue };
            let reason = format!(
                "its field `{name}` says {value}, and {} says {said}; fields are not compared",
                texts[at].path
            );
            let skipped = Skipped { path: it.path.clone(), reason };
            let Some(finding) = unjudged(policy, Rule::Unseen, &skipped) else { continue };
            let place = case.whole(document);
            let level = finding.level.min(Level::Warn);
            found.push(Finding { place, level, help: HELP.to_owned(), ..finding });
        }
    }
    found
}

const HELP: &str = "correct the field or the text";

/// The fields with numbers that no text was found to speak of, named once.
pub(super) fn note(case: &Case<'_>) -> Option<String> {
    let new = (0..case.new.len()).filter(|it| case.is_new(*it) && case.against > 0);
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let mut documents = 0;
    for document in new {
        let figures = &case.document(document).figures;
        documents += usize::from(!figures.is_empty());
        names.extend(figures.iter().map(|(name, _)| name.as_str()));
    }
    if names.is_empty() {
        return None;
    }
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let of =
        if documents == 1 { "a document".to_owned() } else { format!("{documents} documents") };
    Some(format!(
        "numbers in fields of {of} are only held against what the texts count by the same word: \
         {}{more}",
        shown.join(", ")
    ))
}

fn told<'a>(case: &Case<'_>, document: &'a Document) -> Telling<'a> {
    let tag = document.language.as_ref().map(|known| known.value.as_str());
    let date = document.date.as_ref().map(|known| known.value);
    Telling::read(&document.text, &document.stretches(case.zones), language::of(tag), date)
}

/// What the texts say where all of them that count this thing count it otherwise, and which text.
fn otherwise(name: &str, value: &str, tellings: &[Telling<'_>]) -> Option<(String, usize)> {
    let noun = noun(name)?;
    let own = number(&format!("{value} {noun}"))?;
    let mut other = None;
    for (at, telling) in tellings.iter().enumerate() {
        for mention in &telling.values {
            let Value::Number(_) = mention.value else { continue };
            let behind = telling.tokenized.tokens.iter().skip(mention.tokens.start);
            let mut words = behind.take(mention.tokens.len() + NEAR);
            let is_noun = |text: &str| stem(text) == stem(&noun);
            let Some(word) = words.find(|token| is_noun(token.span.text(telling.text))) else {
                continue;
            };
            match compare(&own, &mention.value) {
                Comparison::Equal | Comparison::Compatible => return None,
                Comparison::Conflict => {
                    let said = mention.span.cover(word.span).text(telling.text);
                    other
                        .get_or_insert((said.split_whitespace().collect::<Vec<_>>().join(" "), at));
                }
                Comparison::Incomparable => {}
            }
        }
    }
    other
}

/// The value of a number before the word that it counts.
fn number(text: &str) -> Option<Value> {
    let whole = [crate::span::Span::new(0, text.len())];
    let telling = Telling::read(text, &whole, language::of(None), None);
    let mut values = telling.values.iter().map(|mention| mention.value);
    values.next().filter(|value| matches!(value, Value::Number(_)))
}

/// The word of a field's name that says what is counted: `number_killed`, `passengersOnBoard`.
fn noun(name: &str) -> Option<String> {
    let last = name.rsplit('.').next().unwrap_or(name);
    let mut words: Vec<String> = vec![String::new()];
    for c in last.chars() {
        if c.is_uppercase() || !c.is_alphabetic() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphabetic()) {
            word.extend(c.to_lowercase());
        }
    }
    words
        .into_iter()
        .find(|word| word.chars().count() > 2 && !COUNTING.contains(&format!(" {word} ")))
}

/// A word without its plural.
fn stem(word: &str) -> String {
    let small = word.to_lowercase();
    small.strip_suffix('s').map_or(small.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn of(name: &str, value: &str) -> Option<String> {
        let text =
            "The ferry had 212 passengers and nine of a crew on board. Two people were killed.";
        let whole = [Span::new(0, text.len())];
        let telling = Telling::read(text, &whole, language::of(None), None);
        otherwise(name, value, &[telling]).map(|(said, _)| said)
    }

    #[test]
    fn a_field_gives_another_number_than_the_text() {
        for (name, value) in [
            ("passengers", "221"),
            ("number_passengers", "221"),
            ("passengerCount", "0"),
            ("facts.passengers-on-board", "twelve"),
            ("killed", "12"),
        ] {
            assert!(of(name, value).is_some(), "{name}: {value}");
        }
        for (name, value) in [
            ("passengers", "212"),
            ("word_count", "221"),
            ("page", "3"),
            ("id", "221"),
            ("killed", "2"),
            ("passengers", "none"),
        ] {
            assert_eq!(of(name, value), None, "{name}: {value}");
        }
    }
}
