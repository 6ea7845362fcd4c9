//! Pairs of names that one text gives to somebody, or to two, as `train_names` reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::conllu::{Mention, Sentence};
use crate::pair::Word;

/// Words of a name, at most.
const LONGEST: usize = 6;

/// Kinds of what is named.
const KINDS: [&str; 3] = ["person", "place", "organization"];

/// Pairs of different names for one pair of one name.
const DIFFERENT: usize = 1;

/// The names of everybody and everything of a kind in a document, by its number.
type Named = BTreeMap<(String, String), BTreeMap<String, BTreeSet<String>>>;

/// A table with the columns id, name_a, name_b, same, kind, source.
pub fn table(sentences: &[Sentence]) -> String {
    let mut named = Named::new();
    for sentence in sentences {
        for mention in &sentence.mentions {
            if KINDS.contains(&mention.kind.as_str())
                && let Some(name) = name(&sentence.words, mention)
            {
                let of = named.entry((sentence.document.clone(), mention.kind.clone()));
                of.or_default().entry(mention.of.clone()).or_default().insert(name);
            }
        }
    }
    let mut table = String::from("id\tname_a\tname_b\tsame\tkind\tsource\n");
    let mut seen = BTreeSet::new();
    for ((document, kind), names) in &named {
        for (n, (a, b, same)) in pairs(names).into_iter().enumerate() {
            if seen.insert((a.clone().min(b.clone()), a.clone().max(b.clone()))) {
                let same = u8::from(same);
                writeln!(table, "{document}-{n}\t{a}\t{b}\t{same}\t{kind}\tmentions").unwrap();
            }
        }
    }
    table
}

/// Pairs of names of one, and about as many of two, those first that are most alike.
fn pairs(names: &BTreeMap<String, BTreeSet<String>>) -> Vec<(String, String, bool)> {
    let mut all = Vec::new();
    for of in names.values() {
        for (n, a) in of.iter().enumerate() {
            all.extend(of.iter().skip(n + 1).map(|b| (a.clone(), b.clone(), true)));
        }
    }
    let mut different = Vec::new();
    let lists: Vec<&BTreeSet<String>> = names.values().collect();
    for (n, one) in lists.iter().enumerate() {
        for other in &lists[n + 1..] {
            for (a, b) in one.iter().flat_map(|a| other.iter().map(move |b| (a, b))) {
                if a != b && !one.contains(b) && !other.contains(a) {
                    let unlike = (1000.0 * (1.0 - strsim::jaro_winkler(a, b))) as u64;
                    different.push((unlike, a.clone(), b.clone()));
                }
            }
        }
    }
    different.sort();
    let most = DIFFERENT * all.len().max(1);
    // Half of them are those most alike, the others as they come.
    let step = (different.len() / most.div_ceil(2).max(1)).max(1);
    let alike = different.iter().take(most / 2);
    let others = different.iter().skip(most / 2).step_by(step);
    let chosen: Vec<_> = alike.chain(others).take(most).cloned().collect();
    all.extend(chosen.into_iter().map(|(_, a, b)| (a, b, false)));
    all
}

/// The words of a mention as a name: names, titles before them and joints within them; none where
/// it is a description.
fn name(words: &[Word], mention: &Mention) -> Option<String> {
    let mut range = mention.first..mention.last + 1;
    while !range.is_empty() && matches!(words[range.start].tag.as_str(), "DT" | "PRP$") {
        range.start += 1;
    }
    while !range.is_empty() && (words[range.end - 1].is_mark() || words[range.end - 1].tag == "POS")
    {
        range.end -= 1;
    }
    if range.is_empty() || range.len() > LONGEST {
        return None;
    }
    let capital = |word: &Word| word.form.chars().next().is_some_and(char::is_uppercase);
    let joint = |word: &Word| {
        matches!(
            word.form.as_str(),
            "of" | "the" | "and" | "for" | "de" | "von" | "van" | "-" | "."
        )
    };
    let of = &words[range.clone()];
    let whole = of.iter().all(|word| capital(word) || joint(word));
    let names = of.first().is_some_and(capital) && of.iter().any(|w| w.tag.starts_with("NNP"));
    (whole && names && of.last().is_some_and(|word| word.tag.starts_with("NNP"))).then(|| {
        let mut name = String::new();
        for (n, word) in of.iter().enumerate() {
            name.push_str(&word.form);
            if !word.glued && n + 1 < of.len() {
                name.push(' ');
            }
        }
        name
    })
}
