//! Makes pairs of sentences in which two have changed parts, from a treebank.
//!
//!   swap_roles TREEBANK.conllu... > PAIRS.jsonl
//!
//! Takes sentences whose trees by people have a verb with a subject and an object that are nouns or
//! names, and writes of each subject and object exchanged: "The dog bit the man." as "The man bit the dog.",
//! or, where the verb stands alone between them, mostly as "The dog was bitten by the man." with the control "The
//! man was bitten by the dog.". A line: {"id", "a", "b", "exchanged"}.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a tool for whoever changes the parser, not a part of the program"
)]

use std::collections::BTreeMap;
use std::ops::Range;

/// A word of the treebank.
struct Row {
    range: Range<usize>,
    lemma: String,
    upos: String,
    xpos: String,
    head: usize,
    label: String,
    form: String,
}

fn main() {
    let texts: Vec<String> =
        std::env::args().skip(1).map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let blocks: Vec<&str> = texts.iter().flat_map(|text| text.split("\n\n")).collect();
    let mut participles = BTreeMap::new();
    let read: Vec<(String, Vec<Row>)> = blocks.iter().filter_map(|block| rows(block)).collect();
    for row in read.iter().flat_map(|(_, rows)| rows).filter(|row| row.xpos == "VBN") {
        participles.insert(row.lemma.clone(), row.form.to_lowercase());
    }
    let mut turn = 0;
    for (n, (text, rows)) in read.iter().enumerate() {
        for (what, other, exchanged) in pairs(text, rows, &participles, &mut turn) {
            let id = format!("{n}-{what}");
            println!(
                "{}",
                serde_json::json!({"id": id, "a": text, "b": other, "exchanged": exchanged})
            );
        }
    }
}

fn rows(block: &str) -> Option<(String, Vec<Row>)> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = "))?.to_owned();
    let mut rows = Vec::new();
    let mut at = 0;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != 10 || fields[0].parse::<usize>().is_err() {
            continue;
        }
        let start = at + text[at..].find(fields[1])?;
        at = start + fields[1].len();
        rows.push(Row {
            range: start..at,
            form: fields[1].to_owned(),
            lemma: fields[2].to_owned(),
            upos: fields[3].to_owned(),
            xpos: fields[4].to_owned(),
            head: fields[6].parse().ok()?,
            label: fields[7].to_owned(),
        });
    }
    Some((text, rows))
}

/// The words that hang on a word, itself among them, where they stand in a row.
fn phrase(rows: &[Row], of: usize) -> Option<Range<usize>> {
    let hangs = |mut at: usize| {
        (0..rows.len()).any(|_| {
            let met = at == of;
            at = rows.get(at).and_then(|row| row.head.checked_sub(1)).unwrap_or(usize::MAX);
            met
        })
    };
    let all: Vec<usize> = (0..rows.len()).filter(|&at| hangs(at)).collect();
    let (first, last) = (*all.first()?, *all.last()?);
    (last + 1 - first == all.len() && all.len() <= 10).then_some(first..last + 1)
}

/// What is made of the first verb that fits.
fn pairs(
    text: &str,
    rows: &[Row],
    participles: &BTreeMap<String, String>,
    turn: &mut usize,
) -> Vec<(&'static str, String, bool)> {
    let finite =
        |row: &Row| matches!(row.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "VB" | "VBG" | "VBN");
    for (verb, row) in rows.iter().enumerate().filter(|(_, row)| finite(row) && row.upos == "VERB")
    {
        let of = |label: &str| {
            let mut found =
                (0..rows.len()).filter(|&at| rows[at].head == verb + 1 && rows[at].label == label);
            found.next().filter(|&at| matches!(rows[at].upos.as_str(), "NOUN" | "PROPN"))
        };
        let (Some(subject), Some(object)) = (of("nsubj"), of("obj")) else { continue };
        let (Some(x), Some(y)) = (phrase(rows, subject), phrase(rows, object)) else { continue };
        let plain = x.end <= verb && verb < y.start;
        let participle = participles.get(&row.lemma).cloned();
        let participle = participle.or_else(|| row.form.ends_with("ed").then(|| row.form.clone()));
        // "X did Y": with nothing between them, or the passive cannot be written.
        let near = x.end == verb
            && y.start == verb + 1
            && matches!(row.xpos.as_str(), "VBD" | "VBZ" | "VBP");
        let simple = |range: &Range<usize>| {
            rows[range.clone()].iter().all(|row| row.upos != "PUNCT" && row.upos != "VERB")
        };
        if !plain || !simple(&x) || !simple(&y) {
            continue;
        }
        let words = |range: &Range<usize>| {
            &text[rows[range.start].range.start..rows[range.end - 1].range.end]
        };
        let (from, to) = (rows[x.start].range.start, rows[y.end - 1].range.end);
        let middle = &text[rows[x.end - 1].range.end..rows[y.start].range.start];
        let opens = text[..from].chars().all(|c| !c.is_alphanumeric());
        let first = |range: &Range<usize>| {
            if opens { capital(words(range)) } else { words(range).to_owned() }
        };
        let later = |range: &Range<usize>| {
            let named = rows[range.start].upos == "PROPN" || rows[range.start].form == "I";
            if opens && range.start == x.start && !named {
                small(words(range))
            } else {
                words(range).to_owned()
            }
        };
        let be = |range: &Range<usize>, at: usize| {
            let many = rows[at].xpos.ends_with('S')
                || rows[range.clone()].iter().any(|row| row.label == "cc");
            match (row.xpos == "VBD", many) {
                (true, true) => "were",
                (true, false) => "was",
                (false, true) => "are",
                (false, false) => "is",
            }
        };
        let whole = |inside: String| format!("{}{inside}{}", &text[..from], &text[to..]);
        *turn += 1;
        let suffered = |a: &Range<usize>, of: usize, b: &Range<usize>, participle: &str| {
            whole(format!("{} {} {participle} by {}", first(a), be(a, of), later(b)))
        };
        let told = participle.filter(|_| near);
        return match told {
            Some(told) if !turn.is_multiple_of(3) => vec![
                ("passive", suffered(&x, subject, &y, &told), true),
                ("control", suffered(&y, object, &x, &told), false),
            ],
            _ => vec![("active", whole(format!("{}{middle}{}", first(&y), later(&x))), true)],
        };
    }
    Vec::new()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn small(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
