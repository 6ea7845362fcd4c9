//! JSON lines to documents: one object a line with `id`, `text` and what is known of it.
//!
//! In: a stream. Out: for each line its document, or why there is none. A bad line costs itself
//! only, and a line over the bound is passed over without being held.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::file::{self, Bytes, too_large, unreadable};
use super::metadata::{self, Metadata};
use super::read::Stated;
use super::{Document, Figure, Share, Skipped, plain};

/// Lines read before they are parsed side by side: bounds the memory of a huge file.
const BATCH: usize = 4096;
/// Bad lines named one by one; a file that is no JSON lines would fill the report otherwise.
const NAMED: usize = 100;
/// Bad lines after which a file is given up that has hardly anything else.
const BAD: usize = 100_000;
/// Bytes of all lines of one file, in bounds of one line, and at least.
const LINES: u64 = 64;
const LEAST: u64 = 1 << 30;

/// The most that all lines of one file may have, in bytes.
pub fn most(max_bytes: u64) -> u64 {
    max_bytes.saturating_mul(LINES).max(LEAST)
}

/// The fields of a line.
#[derive(Deserialize)]
struct Line<'a> {
    id: Option<Value>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    source: Option<Value>,
    date: Option<Value>,
    language: Option<Value>,
    title: Option<Value>,
    url: Option<Value>,
    /// The user's own.
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// What a file of JSON lines gave.
#[derive(Default)]
pub struct Lines {
    /// Documents in the order of the lines, ids not yet prefixed by the file.
    pub documents: Vec<Document>,
    /// The line of each document, from 1.
    pub numbers: Vec<usize>,
    /// Lines of the share that gave none, as `path:line`.
    pub skipped: Vec<Skipped>,
}

/// Reads all lines; one document has at most `bound.0` bytes, all of them `bound.1`. Of lines
/// outside of the share that give no document nothing is said. `stated` is what is known of a
/// document outside its line.
pub fn read(
    bytes: Bytes<'_>,
    path: &str,
    bound: (u64, u64),
    share: &Share,
    stated: &Stated<'_>,
) -> Lines {
    let mut lines = Lines::default();
    let (mut number, mut unnamed) = (0, 0usize);
    let mut bytes = bytes.take(bound.1.saturating_add(1));
    loop {
        let (mut batch, mut end) = next_batch(&mut bytes, bound.0, &mut number);
        if bytes.limit() == 0 {
            // The last line was cut by the bound.
            batch.pop_if(|(last, _)| *last == number);
            let reason = format!(
                "this line and those after it are not read: the file has more than {} bytes; cut \
                 it into several, or raise --max-bytes",
                bound.1
            );
            end = Some(Err(reason));
            number -= 1;
        }
        let results: Vec<_> = batch
            .into_par_iter()
            .map(|(number, line)| (number, line.and_then(|line| document(&line, stated))))
            .collect();
        for (number, result) in results {
            match result {
                Ok(document) => {
                    lines.documents.push(document);
                    lines.numbers.push(number);
                }
                Err(_) if !share.has(number) => {}
                Err(reason) if lines.skipped.len() < NAMED => {
                    lines.skipped.push(Skipped { path: format!("{path}:{number}"), reason });
                }
                Err(_) => unnamed += 1,
            }
        }
        if let Some(end) = end {
            if let Err(reason) = end {
                lines.skipped.push(Skipped { path: format!("{path}:{}", number + 1), reason });
            }
            break;
        }
        if unnamed > BAD && unnamed / 10 > lines.documents.len() {
            let reason = "this line and those after it are not read: hardly any is a document";
            let path = format!("{path}:{}", number + 1);
            lines.skipped.push(Skipped { path, reason: reason.to_owned() });
            break;
        }
    }
    if unnamed > 0 {
        let reason = format!("{unnamed} more lines of the file are not documents either");
        lines.skipped.push(Skipped { path: path.to_owned(), reason });
    }
    lines
}

/// The lines, from 1, of a file of JSON lines that have an id; none where the file cannot be read.
pub fn lines_of(path: &Path, id: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let Ok(open) = file::open_raw(path) else { return found };
    let Ok(mut bytes) = file::decompressed(BufReader::new(open)) else { return found };
    let mut number = 0;
    loop {
        let (batch, end) = next_batch(&mut bytes, u64::from(u32::MAX), &mut number);
        let has_id = |line: &[u8]| {
            let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
            let fields = serde_json::from_slice::<Line<'_>>(line).ok();
            fields.and_then(|fields| scalar(fields.id.as_ref()?)).as_deref() == Some(id.trim())
        };
        let lines = batch.into_iter().filter_map(|(number, line)| Some((number, line.ok()?)));
        found.extend(lines.filter(|(_, line)| has_id(line)).map(|(number, _)| number));
        if end.is_some() {
            return found;
        }
    }
}

type Numbered = (usize, Result<Vec<u8>, String>);

/// The next lines that are not blank, and the end of the stream when it was reached.
fn next_batch(
    bytes: &mut impl BufRead,
    max_bytes: u64,
    number: &mut usize,
) -> (Vec<Numbered>, Option<Result<(), String>>) {
    let (mut batch, mut held) = (Vec::new(), 0u64);
    while batch.len() < BATCH && held <= max_bytes {
        match next_line(bytes, max_bytes) {
            Ok(Some(line)) => {
                *number += 1;
                held += line.as_ref().map_or(0, Vec::len) as u64;
                if !line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty()) {
                    batch.push((*number, line));
                }
            }
            Ok(None) => return (batch, Some(Ok(()))),
            Err(error) => return (batch, Some(Err(unreadable(&error)))),
        }
    }
    (batch, None)
}

/// One line without its end; a line over the bound is read past and refused.
fn next_line(
    bytes: &mut impl BufRead,
    max_bytes: u64,
) -> std::io::Result<Option<Result<Vec<u8>, String>>> {
    let (mut line, mut length, mut any) = (Vec::new(), 0u64, false);
    loop {
        let available = bytes.fill_buf()?;
        if available.is_empty() {
            break;
        }
        any = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let taken = end.unwrap_or(available.len());
        length += taken as u64;
        if length <= max_bytes {
            line.extend_from_slice(&available[..taken]);
        } else {
            line = Vec::new();
        }
        bytes.consume(taken + usize::from(end.is_some()));
        if end.is_some() {
            break;
        }
    }
    Ok(any.then(|| if length > max_bytes { Err(too_large(max_bytes)) } else { Ok(line) }))
}

fn document(line: &[u8], stated: &Stated<'_>) -> Result<Document, String> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let fields: Line<'_> = serde_json::from_slice(line).map_err(|error| not_json(&error))?;
    let id = fields.id.as_ref().and_then(scalar).ok_or("no `id`: give each line its own")?;
    let text = fields.text.ok_or("no `text`: the field that holds the document")?;
    if text.trim().is_empty() {
        return Err("empty `text`".to_owned());
    }
    let mut metadata = Metadata::default();
    for (key, value) in [
        ("source", &fields.source),
        ("date", &fields.date),
        ("language", &fields.language),
        ("title", &fields.title),
        ("url", &fields.url),
    ] {
        match value {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) if text.trim().is_empty() => {}
            Some(value) => match (key, scalar(value)) {
                // A title may begin like anything.
                ("date" | "language", Some(value)) => metadata.state("the line", key, &value),
                (_, Some(value)) => metadata.set(key, &value),
                (_, None) => metadata.state("the line", key, ""),
            },
        }
    }
    metadata.own = true;
    let metadata = metadata.or(stated(Some(&id)));
    let mut document = plain::document(text.into_owned(), 0, metadata);
    document.id = id;
    document.extracted = true;
    for (key, value) in &fields.others {
        document.beside.push(key.clone());
        strings(value, &mut document.beside);
        figures(key, value, &mut document.figures);
    }
    Ok(document)
}

/// The texts of a field of the user's own: whoever reads the line reads them too.
pub(super) fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => found.push(text.clone()),
        Value::Array(values) => {
            values.iter().for_each(|value| strings(value, found));
            // A list of words may be a sentence.
            let words: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
            found.extend(words.filter(|words| words.len() > 1).map(|words| words.join(" ")));
        }
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            found.push(key.clone());
            strings(value, found);
        }),
        _ => {}
    }
}

/// Fields that hold a number in few words, each under the names that lead to it.
fn figures(name: &str, value: &Value, found: &mut Vec<Figure>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| figures(name, value, found)),
        // A name that is too long is told nowhere, nor is what it leads to.
        Value::Object(_) if name.len() > metadata::NAME => {}
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| figures(&format!("{name}.{key}"), value, found));
        }
        value if found.len() < FIGURES => {
            found.extend(scalar(value).and_then(|value| Figure::field(name, &value)));
        }
        _ => {}
    }
}

/// Fields with numbers that are kept of one document.
const FIGURES: usize = 100;

/// A string or number that says something.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The parser's reason; its line number counts within the line and would mislead.
fn not_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = match text.split(" at line ").next().unwrap_or(&text) {
        half if half.contains("surrogate") || half.ends_with("of hex escape") => {
            "half of a surrogate pair, or a cut escape"
        }
        reason => reason,
    };
    format!("not a JSON document: {reason} (column {})", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, max_bytes: u64) -> Lines {
        within((max_bytes, most(max_bytes)), text)
    }

    fn within(bound: (u64, u64), text: &str) -> Lines {
        let stated = |_: Option<&str>| Metadata::default();
        read(Box::new(text.as_bytes()), "a.jsonl", bound, &Share::All, &stated)
    }

    #[test]
    fn all_lines_of_a_file_have_a_bound() {
        let line = |n: usize| format!("{{\"id\": {n}, \"text\": \"The port is open.\"}}\n");
        let text: String = (1..=9).map(line).collect();
        let size = line(1).len() as u64;
        let within = |all: u64| within((100, all), &text);
        assert_eq!(within(9 * size).documents.len(), 9);
        assert!(within(9 * size).skipped.is_empty());
        for (all, whole) in [(9 * size - 1, 8), (3 * size, 3), (3 * size + 5, 3), (2, 0)] {
            let found = within(all);
            assert_eq!(found.documents.len(), whole, "{all}");
            assert_eq!(found.skipped.len(), 1, "{all}: {:?}", found.skipped);
            assert_eq!(found.skipped[0].path, format!("a.jsonl:{}", whole + 1));
        }
    }

    #[test]
    fn a_file_of_bad_lines_is_given_up() {
        let found = lines(&"{}\n".repeat(3 * BAD), 100);
        assert!(found.skipped.iter().any(|it| it.reason.contains("hardly any")));
        let counted = found.skipped.iter().find(|it| it.reason.contains("more lines")).unwrap();
        let count: usize = counted.reason.split(' ').next().unwrap().parse().unwrap();
        assert!(count < 2 * BAD, "{count}");
    }

    #[test]
    fn a_bad_line_costs_itself_only() {
        let input = concat!(
            "{\"id\": 7, \"text\": \"The port is open.\", \"date\": \"2019-01-14\", \"own\": [1]}\n",
            "\n",
            "{\"id\": \"a\", \"text\": \"bad \\ud800 half\"}\n",
            "{\"id\": \"b\"}\n",
            "{\"text\": \"nameless\"}\n",
            "{\"id\": \"c\", \"text\": \" \"}\n",
            "[1]\n",
            "{\"id\": \"d\", \"text\": \"The port is shut.\"}",
        );
        let found = lines(input, 1 << 20);
        let ids: Vec<_> = found.documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["7", "d"]);
        assert!(found.documents.iter().all(|document| document.extracted));
        let places: Vec<_> = found.skipped.iter().map(|skipped| skipped.path.as_str()).collect();
        assert_eq!(places, ["a.jsonl:3", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6", "a.jsonl:7"]);
        assert!(found.skipped[0].reason.contains("surrogate"), "{}", found.skipped[0].reason);
        assert!(found.skipped[1].reason.contains("`text`"));
        assert!(found.skipped[2].reason.contains("`id`"));
    }

    #[test]
    fn a_line_over_the_bound_is_passed_over() {
        let long = format!("{{\"id\": 1, \"text\": \"{}\"}}\n", "x".repeat(500));
        let found = lines(&format!("{long}{{\"id\": 2, \"text\": \"short\"}}\n"), 100);
        assert_eq!(found.documents.len(), 1);
        assert_eq!(found.skipped[0].path, "a.jsonl:1");
        assert!(found.skipped[0].reason.contains("--max-bytes"));
    }

    #[test]
    fn bad_lines_beyond_a_hundred_are_counted_not_listed() {
        let found = lines(&"{\n".repeat(5000), 100);
        assert_eq!(found.skipped.len(), 101);
        assert!(found.skipped[100].reason.starts_with("4900 more lines"));
    }
}
