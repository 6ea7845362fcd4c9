//! Numbers outside of sentences: `passengers: 221` in front matter or in a line of JSON, a cell of a
//! table under its head, a line of a list.
//!
//! In: a case. Out: a finding where one of them is another number than the other documents give for what
//! it is named by, in their sentences, fields or tables; and a note that counts the rest, which nobody
//! judges.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Policy;
use super::case::Case;
use super::documents::unjudged;
use super::finding::Finding;
use super::levels::Level;
use super::rule::Rule;
use crate::corpus::{Document, Figure, Skipped, Stand};
use crate::language::{self, denial::COUNTING};
use crate::span::Span;
use crate::telling::Telling;
use crate::value::{Comparison, Value, compare};

/// Other documents that a number is held against.
const OTHERS: usize = 12;
/// Words behind a number among which stands what it counts.
const NEAR: usize = 4;
/// Documents that share no more than words of a table.
const STRANGERS: usize = 24;
/// Fields that are named in the note.
const NAMED: usize = 5;
/// Findings of one document; a table that contradicts more is told often enough.
const TOLD: usize = 20;
/// Letters of the shortest word that tells what a number in a table is of.
const SHORTEST: usize = 3;

/// One finding for every number of a new document that the others give otherwise.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    let with = (0..case.new.len()).filter(|it| case.is_new(*it));
    let with: Vec<usize> = with.filter(|it| !case.document(*it).figures.is_empty()).collect();
    if with.is_empty() {
        return Vec::new();
    }
    let mut met: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    // Of new documents none vouches for another, where there are old ones.
    let vouches = |it: usize| case.against == 0 || !case.is_new(it);
    for pair in &case.analysis.document_pairs {
        met.entry(pair.left).or_default().insert(pair.right);
        met.entry(pair.right).or_default().insert(pair.left);
    }
    let mut found = Vec::new();
    for document in with {
        let it = case.document(document);
        let mut own = Counts::default();
        own.sentences(&told(case, it), &it.path);
        let met = met.get(&document).into_iter().flatten().copied().filter(|it| vouches(*it));
        let met: BTreeSet<usize> = met.take(OTHERS).collect();
        let mut others = Counts::of(case, met.iter().map(|n| case.document(*n)));
        if it.figures.iter().any(|figure| figure.place == Stand::Cell) {
            // Of the others only those are here that share the words of a table.
            let old = (0..case.new.len()).filter(|n| case.against > 0 && !case.is_new(*n));
            let old = old.filter(|n| !met.contains(n)).take(STRANGERS);
            others.add(Counts::of(case, old.map(|n| case.document(n))));
        }
        let contradicted = it.figures.iter().filter_map(|figure| {
            let said = otherwise(figure, &it.figures, &own, &others)?;
            Some((figure, said))
        });
        for (figure, (said, path)) in contradicted.take(TOLD) {
            let (name, value) = (figure.names.join("`, `"), &figure.value);
            let place = match figure.place {
                Stand::Field => format!("its field `{name}`"),
                Stand::Cell => format!("its table under `{name}`"),
                Stand::Line => format!("its line on `{name}`"),
            };
            let what = if figure.place == Stand::Field { "fields" } else { "tables and lists" };
            let reason =
                format!("{place} says {value}, and {path} says {said}; {what} are not compared");
            let skipped = Skipped { path: it.path.clone(), reason };
            let Some(finding) = unjudged(policy, Rule::Unseen, &skipped) else { continue };
            let level = finding.level.min(Level::Warn);
            let help = match figure.place {
                Stand::Field => "correct the field or the text",
                _ => "look the number up, and correct it or the text",
            };
            found.push(Finding {
                place: case.whole(document),
                level,
                help: help.to_owned(),
                ..finding
            });
        }
    }
    found
}

/// The numbers outside of sentences that no text was found to speak of, said once.
pub(super) fn notes(case: &Case<'_>) -> Vec<String> {
    let new = (0..case.new.len()).filter(|it| case.is_new(*it) && case.against > 0);
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let (mut fields, mut cells, mut tables) = (0, 0, 0);
    for document in new {
        let at = |place: Stand| {
            case.document(document).figures.iter().filter(move |it| it.place == place)
        };
        fields += usize::from(at(Stand::Field).next().is_some());
        names.extend(at(Stand::Field).flat_map(|it| it.names.iter().map(String::as_str)));
        tables += usize::from(at(Stand::Cell).next().is_some());
        cells += at(Stand::Cell).count();
    }
    let of = |documents: usize| match documents {
        1 => "a document".to_owned(),
        _ => format!("{documents} documents"),
    };
    let mut notes = Vec::new();
    if !names.is_empty() {
        let shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        let more = match names.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        notes.push(format!(
            "numbers in fields of {} are only held against what the texts count by the same word: \
             {}{more}",
            of(fields),
            shown.join(", ")
        ));
    }
    if cells > 0 {
        let numbers = if cells == 1 { "number".to_owned() } else { format!("{cells} numbers") };
        notes.push(format!(
            "{numbers} in tables of {}: only held against what the other documents count by a word of \
             the row or the column",
            of(tables)
        ));
    }
    notes
}

fn told<'a>(case: &Case<'_>, document: &'a Document) -> Telling<'a> {
    let tag = document.language.as_ref().map(|known| known.value.as_str());
    let date = document.date.as_ref().map(|known| known.value);
    Telling::read(&document.text, &document.stretches(case.zones), language::of(tag), date)
}

/// What documents count: by each word behind a number, the numbers.
#[derive(Default)]
struct Counts(HashMap<String, Vec<Counted>>);

/// A number with what stands around it.
struct Counted {
    value: Value,
    /// As it is written.
    said: String,
    path: String,
    /// Whether it is of a document that shares more than the words of a table.
    met: bool,
    /// The words of its sentence, or of the heads of its row and column.
    around: BTreeSet<String>,
}

impl Counts {
    fn of<'a>(case: &Case<'_>, documents: impl Iterator<Item = &'a Document>) -> Self {
        let mut counts = Self::default();
        for document in documents {
            counts.sentences(&told(case, document), &document.path);
            counts.figures(document);
        }
        counts
    }

    /// Adds what documents count that share nothing else.
    fn add(&mut self, strangers: Self) {
        // Each list keeps its order, so the order of the lists does not matter.
        #[expect(clippy::iter_over_hash_type, reason = "each key is added to by itself")]
        for (word, counted) in strangers.0 {
            let counted = counted.into_iter().map(|it| Counted { met: false, ..it });
            self.0.entry(word).or_default().extend(counted);
        }
    }

    fn sentences(&mut self, telling: &Telling<'_>, path: &str) {
        let tokens = &telling.tokenized.tokens;
        let text = |span: Span| span.text(telling.text);
        for mention in &telling.values {
            let Value::Number(_) = mention.value else { continue };
            let at = mention.tokens.start;
            let sentences = &telling.tokenized.sentences;
            let sentence = sentences.partition_point(|it| it.tokens.end <= at);
            let Some(sentence) = sentences.get(sentence) else { continue };
            let around = || tokens[sentence.tokens.clone()].iter().map(|it| stem(text(it.span)));
            let end = (mention.tokens.end + NEAR).min(tokens.len());
            for word in &tokens[at..end] {
                let said = text(mention.span.cover(word.span));
                self.0.entry(stem(text(word.span))).or_default().push(Counted {
                    value: mention.value,
                    said: said.split_whitespace().collect::<Vec<_>>().join(" "),
                    path: path.to_owned(),
                    met: true,
                    around: around().collect(),
                });
            }
        }
    }

    fn figures(&mut self, document: &Document) {
        for figure in document.figures.iter().filter(|it| it.place != Stand::Line) {
            for name in &figure.names {
                for noun in nouns(name, figure.place) {
                    let Some(value) = number(&format!("{} {noun}", figure.value)) else { continue };
                    self.0.entry(stem(&noun)).or_default().push(Counted {
                        value,
                        said: format!("{} under “{name}”", figure.value),
                        path: document.path.clone(),
                        met: true,
                        around: figure.names.iter().flat_map(|it| words(it)).collect(),
                    });
                }
            }
        }
    }
}

/// What the others say where all of them that count this thing count it otherwise, and which document.
fn otherwise(
    figure: &Figure,
    family: &[Figure],
    own: &Counts,
    others: &Counts,
) -> Option<(String, String)> {
    figure.names.iter().find_map(|name| {
        nouns(name, figure.place).find_map(|noun| {
            let whose = whose(figure, &noun);
            let value = number(&format!("{} {noun}", figure.value))?;
            let counted = |counts: &'_ Counts| counts.0.get(&stem(&noun)).map_or(0, Vec::len) > 0;
            let mine = figure.place == Stand::Field && counted(own);
            let of = |counts| {
                let all = Of { noun: &noun, whose: &whose, counts };
                all.against(&value, || agrees_elsewhere(figure, name, &noun, family, counts))
            };
            match (mine.then(|| of(own)), of(others)) {
                (Some(Held::Agrees), _) | (_, Held::Agrees) => None,
                (Some(Held::Differs(said)), _) | (_, Held::Differs(said)) => Some(said),
                _ => None,
            }
        })
    })
}

/// Whose a number is: "Ada Brandt" beside "Passengers", which it counts.
fn whose(figure: &Figure, noun: &str) -> BTreeSet<String> {
    let words = figure.names.iter().flat_map(|it| words(it));
    let says = |word: &String| {
        word.chars().count() >= SHORTEST && *word != stem(noun) && !SMALL.contains(&word.as_str())
    };
    words.filter(says).collect()
}

/// Words that stand in any sentence.
const SMALL: [&str; 8] = ["the", "and", "for", "with", "from", "per", "all", "of"];

/// Whether the texts speak of another number under the same name: they have it, or name whose it is.
fn agrees_elsewhere(
    figure: &Figure,
    name: &str,
    noun: &str,
    family: &[Figure],
    counts: &Counts,
) -> bool {
    let alike = |it: &&Figure| it.value != figure.value && it.names.iter().any(|it| it == name);
    figure.place == Stand::Cell
        && family.iter().filter(alike).any(|it| {
            let Some(value) = number(&format!("{} {noun}", it.value)) else { return false };
            let told = counts.0.get(&stem(noun)).into_iter().flatten();
            let whose = whose(it, noun);
            told.into_iter().any(|counted| {
                compare(&value, &counted.value) == Comparison::Equal
                    || !whose.is_disjoint(&counted.around)
            })
        })
}

/// How documents count a thing, beside a number for it.
enum Held {
    Nothing,
    Agrees,
    Differs((String, String)),
}

struct Of<'a> {
    noun: &'a str,
    whose: &'a BTreeSet<String>,
    counts: &'a Counts,
}

impl Of<'_> {
    fn against(&self, value: &Value, of_others: impl Fn() -> bool) -> Held {
        let all = || self.counts.0.get(&stem(self.noun)).into_iter().flatten();
        let near = |it: &&Counted| !self.whose.is_disjoint(&it.around);
        // Where some of them name whose it is, the others speak of somebody else.
        let some = all().any(|it| near(&it));
        if !some && !self.whose.is_empty() && of_others() {
            return Held::Nothing;
        }
        let mut held = Held::Nothing;
        for counted in all().filter(|it| if some { near(it) } else { it.met }) {
            match compare(value, &counted.value) {
                Comparison::Equal | Comparison::Compatible => return Held::Agrees,
                Comparison::Conflict if matches!(held, Held::Nothing) => {
                    held = Held::Differs((counted.said.clone(), counted.path.clone()));
                }
                _ => {}
            }
        }
        held
    }
}

/// The value of a number before the word that it counts.
fn number(text: &str) -> Option<Value> {
    let whole = [Span::new(0, text.len())];
    let telling = Telling::read(text, &whole, language::of(None), None);
    let mut values = telling.values.iter().map(|mention| mention.value);
    values.next().filter(|value| matches!(value, Value::Number(_)))
}

/// The words of a name that say what is counted: one of `number_killed` and `passengersOnBoard`, all
/// of the head of a column.
fn nouns(name: &str, place: Stand) -> impl Iterator<Item = String> {
    let most = if place == Stand::Field { 1 } else { usize::MAX };
    let last = match place {
        Stand::Field => name.rsplit('.').next().unwrap_or(name),
        _ => name,
    };
    let mut words: Vec<String> = vec![String::new()];
    for c in last.chars() {
        if c.is_uppercase() || !c.is_alphabetic() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphabetic()) {
            word.extend(c.to_lowercase());
        }
    }
    let counts = |word: &String| {
        word.chars().count() >= SHORTEST && !COUNTING.contains(&format!(" {word} "))
    };
    words.into_iter().filter(counts).take(most)
}

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).map(stem)
}

/// A word without its plural.
fn stem(word: &str) -> String {
    let small = word.to_lowercase();
    small.strip_suffix('s').map_or(small.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "The ferry Ada had 212 passengers and nine of a crew on board. Two people were killed.";

    fn counts(text: &str) -> Counts {
        let whole = [Span::new(0, text.len())];
        let mut counts = Counts::default();
        counts.sentences(&Telling::read(text, &whole, language::of(None), None), "a.txt");
        counts
    }

    fn figure(names: &[&str], value: &str, place: Stand) -> Figure {
        let names = names.iter().map(|it| (*it).to_owned()).collect();
        Figure { names, value: value.to_owned(), place }
    }

    fn held(all: &[Figure], at: usize) -> Option<String> {
        let said = otherwise(&all[at], all, &Counts::default(), &counts(TEXT));
        said.map(|(said, _)| said)
    }

    #[test]
    fn a_field_gives_another_number_than_the_text() {
        let of = |name: &str, value: &str| {
            let own = counts(TEXT);
            otherwise(&figure(&[name], value, Stand::Field), &[], &own, &Counts::default())
        };
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

    #[test]
    fn a_cell_is_held_against_what_the_texts_count() {
        let cell = |names: &[&str], value: &str| figure(names, value, Stand::Cell);
        for (names, value, differs) in [
            (&["Passengers"][..], "221", true),
            (&["Passengers"], "212", false),
            (&["Ada", "Passengers on board"], "221", true),
            (&["Ada", "Passengers on board"], "212", false),
            (&["Masts"], "3", false),
        ] {
            assert_eq!(held(&[cell(names, value)], 0).is_some(), differs, "{names:?} {value}");
        }
        // The other ships of a table are not the one of the text, and its own row is.
        let table = [cell(&["Ada", "Passengers"], "212"), cell(&["Bea", "Passengers"], "30")];
        assert_eq!((held(&table, 0), held(&table, 1)), (None, None));
        let table = [cell(&["Ada", "Passengers"], "221"), cell(&["Bea", "Passengers"], "212")];
        assert!(held(&table, 0).is_some());
    }
}
