//! How good a model is on sentences with trees by people.

use std::collections::BTreeMap;
use std::fmt::Write;

use variorum::syntax::Relation;
use variorum::syntax::training::{Joined, Model, STATES, STEPS, nodes};

use crate::treebank::Sentence;

/// How many an F1 counts: made, given by people, and both.
type Counts = [usize; 3];

/// Parts of speech, heads, heads with relations, F1 of the relations that rules ask for, and how often
/// arcs are right by what the parsers agree on.
pub fn table(name: &str, model: &Model, sentences: &[Sentence]) -> String {
    let (mut words, mut upos, mut heads, mut both) = (0, 0, 0, 0);
    let mut relations: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut states = [[0; 2]; STATES];
    for sentence in sentences {
        for (at, made) in nodes(model, &sentence.words).iter().enumerate() {
            let right = is_right(made, sentence, at);
            words += 1;
            upos += usize::from(made.upos.name() == sentence.upos(at));
            heads += usize::from(made.head.unwrap_or(sentence.heads.len()) == sentence.heads[at]);
            both += usize::from(right);
            states[made.cell.0][usize::from(right)] += 1;
            let given = Relation::of_label(&sentence.labels[at]);
            count(&mut relations, sentence, at, made.relation, 0);
            count(&mut relations, sentence, at, given, 1);
            if right {
                count(&mut relations, sentence, at, given, 2);
            }
        }
    }
    let share = |n: usize| n as f64 / words.max(1) as f64;
    let mut out = format!(
        "{name}: {} sentences, {words} words; UPOS {:.4} UAS {:.4} LAS {:.4}\n",
        sentences.len(),
        share(upos),
        share(heads),
        share(both)
    );
    for (name, [made, given, met]) in relations {
        let f1 = 2.0 * met as f64 / (made + given).max(1) as f64;
        writeln!(out, "  {name:12} F1 {f1:.3}  made {made} given {given}").unwrap();
    }
    for (name, [wrong, right]) in
        ["agree", "agree but for the relation", "do not"].iter().zip(states)
    {
        let all = (wrong + right) as f64;
        writeln!(
            out,
            "  {name}: {:.3} of words, right {:.3}",
            all / words as f64,
            right as f64 / all
        )
        .unwrap();
    }
    out
}

fn is_right(made: &Joined, sentence: &Sentence, at: usize) -> bool {
    let kind = |relation: Relation| match relation {
        // Not every treebank tells the two apart.
        Relation::OblAgent => Relation::Obl,
        other => other,
    };
    made.head.unwrap_or(sentence.heads.len()) == sentence.heads[at]
        && kind(made.relation) == kind(Relation::of_label(&sentence.labels[at]))
}

fn count(
    relations: &mut BTreeMap<&str, Counts>,
    sentence: &Sentence,
    at: usize,
    relation: Relation,
    column: usize,
) {
    let form = sentence.forms[at].to_lowercase();
    let not = matches!(form.as_str(), "not" | "n't" | "n’t" | "'t" | "’t");
    let mut add = |name| relations.entry(name).or_default()[column] += 1;
    match relation {
        Relation::Nsubj => add("subject"),
        Relation::NsubjPass => add("subject, passive"),
        Relation::Obj => add("object"),
        Relation::Nummod => add("number"),
        Relation::Aux | Relation::AuxPass => add("auxiliary"),
        Relation::Advmod if not => add("negation"),
        Relation::Det if form == "no" => add("negation"),
        Relation::OblAgent => add("agent"),
        Relation::Obl => add("oblique"),
        Relation::Conj => add("conjunct"),
        Relation::Appos => add("apposition"),
        Relation::Ccomp => add("object clause"),
        _ => {}
    }
    if matches!(relation, Relation::Nsubj | Relation::NsubjPass) {
        add("any subject");
    }
}

/// How often in a hundred an arc is right, by what the parsers say of it and by its margin.
pub fn sure(model: &Model, sentences: &[Sentence]) -> [[u8; STEPS]; STATES] {
    let mut counts = [[[0usize; 2]; STEPS]; STATES];
    for sentence in sentences {
        for (at, made) in nodes(model, &sentence.words).iter().enumerate() {
            let right = is_right(made, sentence, at);
            counts[made.cell.0][made.cell.1][usize::from(right)] += 1;
        }
    }
    // A cell with few arcs is pulled towards one in two.
    counts.map(|row| row.map(|[wrong, right]| ((right + 5) * 100 / (wrong + right + 10)) as u8))
}
