//! Filters of JSON lines: a pair in, an answer out, in the same order.
//!
//! Lines are answered in batches of what has arrived: a program that waits for each answer gets it
//! at once, and a long file keeps every core busy. Memory is bounded by the batch, never by the
//! input. A line that cannot be answered gets an answer that says so.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use variorum::config::Config;
use variorum::report::json;

use crate::Outcome;
use crate::console::Console;

/// A batch is handed on when it holds this many bytes, or sooner when no further line has arrived.
const BATCH_BYTES: usize = 1 << 20;
/// Batches that may wait while others are answered.
const WAITING: usize = 4;

/// Two texts, or two names, to compare.
#[derive(Deserialize)]
pub struct Pair {
    /// Handed back with the answer: any JSON value.
    #[serde(default)]
    pub id: Value,
    /// One side.
    pub a: String,
    /// The other side.
    pub b: String,
}

/// An answer with the id of its line.
#[derive(Serialize)]
struct Answer<A> {
    id: Value,
    #[serde(flatten)]
    body: Body<A>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<A> {
    Fine(A),
    Wrong { error: String },
}

/// The bytes of a line, or why it was not read.
type Line = Result<Vec<u8>, String>;

/// Answers standard input on standard output.
pub fn run<A: Serialize>(
    config: &Config,
    console: Console,
    answer: impl Fn(&Pair) -> A + Sync,
) -> anyhow::Result<Outcome> {
    let longest = usize::try_from(config.reading.max_bytes)?;
    let wrong = filter(io::stdin(), &mut console.data(), longest, answer)?;
    if wrong == 0 {
        return Ok(Outcome::Fine);
    }
    console.error(format_args!(
        "{wrong} of the lines could not be read\n  next: look for \"error\" in the answers"
    ));
    Ok(Outcome::Incomplete)
}

/// A probability with four digits: enough, and the same on every machine.
pub fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}

/// Answers every line of `input` on `output`; gives the number of lines that were wrong.
fn filter<A: Serialize>(
    input: impl Read + Send + 'static,
    output: &mut dyn Write,
    longest: usize,
    answer: impl Fn(&Pair) -> A + Sync,
) -> io::Result<usize> {
    let batches = read_ahead(input, longest);
    let mut wrong = 0;
    let mut first_line = 1;
    while let Ok(batch) = batches.recv() {
        let mut lines = batch?;
        while lines.len() < 4096 {
            match batches.try_recv() {
                Ok(more) => lines.extend(more?),
                Err(_) => break,
            }
        }
        let answers: Vec<(String, bool)> = lines
            .par_iter()
            .enumerate()
            .filter(|(_, line)| !is_blank(line))
            .map(|(at, line)| answer_line(line, first_line + at, &answer))
            .collect();
        first_line += lines.len();
        for (text, fine) in answers {
            writeln!(output, "{text}")?;
            wrong += usize::from(!fine);
        }
        output.flush()?;
    }
    Ok(wrong)
}

fn is_blank(line: &Line) -> bool {
    line.as_ref().is_ok_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace))
}

/// The answer as one line of JSON, and whether the line was fine.
fn answer_line<A: Serialize>(
    line: &Line,
    number: usize,
    answer: &impl Fn(&Pair) -> A,
) -> (String, bool) {
    let answered = match parse(line) {
        Ok(pair) => Answer { body: Body::Fine(answer(&pair)), id: pair.id },
        Err((id, error)) => {
            Answer { id, body: Body::Wrong { error: format!("line {number}: {error}") } }
        }
    };
    let fine = matches!(answered.body, Body::Fine(_));
    let text = json::line(&answered)
        .unwrap_or_else(|error| format!("{{\"id\":null,\"error\":\"line {number}: {error}\"}}"));
    (text, fine)
}

/// The pair of a line, or the id as far as it can be read, with the reason.
fn parse(line: &Line) -> Result<Pair, (Value, String)> {
    let bytes = line.as_ref().map_err(|reason| (Value::Null, reason.clone()))?;
    serde_json::from_slice(bytes).map_err(|error| {
        let id = serde_json::from_slice::<Value>(bytes)
            .ok()
            .and_then(|value| value.get("id").cloned())
            .unwrap_or_default();
        (id, format!("not {{\"id\", \"a\": text, \"b\": text}}: {error}"))
    })
}

/// Reads on a thread of its own. The thread is left alone at the end: it may wait for input that
/// never comes while nobody wants the answers any more.
fn read_ahead(
    input: impl Read + Send + 'static,
    longest: usize,
) -> Receiver<io::Result<Vec<Line>>> {
    let (sender, receiver) = sync_channel(WAITING);
    std::thread::spawn(move || {
        let mut reader = BufReader::with_capacity(BATCH_BYTES, input);
        while send_batch(&mut reader, longest, &sender) {}
    });
    receiver
}

/// Sends the lines that have arrived; false at the end.
fn send_batch<R: Read>(
    reader: &mut BufReader<R>,
    longest: usize,
    sender: &SyncSender<io::Result<Vec<Line>>>,
) -> bool {
    let mut lines = Vec::new();
    let mut bytes = 0;
    loop {
        match read_line(reader, longest) {
            Ok(Some(line)) => {
                bytes += line.as_ref().map_or(0, Vec::len);
                lines.push(line);
                if bytes >= BATCH_BYTES || !reader.buffer().contains(&b'\n') {
                    return sender.send(Ok(lines)).is_ok();
                }
            }
            Ok(None) => {
                let _ = sender.send(Ok(lines));
                return false;
            }
            Err(error) => {
                let _ = sender.send(Ok(lines)).and_then(|()| sender.send(Err(error)));
                return false;
            }
        }
    }
}

/// The next line without its end; none at the end of the input.
fn read_line(reader: &mut impl BufRead, longest: usize) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let limit = longest as u64 + 1;
    if reader.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > longest {
        reader.skip_until(b'\n')?;
        return Ok(Some(Err(format!("longer than {longest} bytes; raise --max-bytes"))));
    }
    Ok(Some(Ok(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Length {
        length: usize,
    }

    fn run(input: &'static [u8], longest: usize) -> (Vec<Value>, usize) {
        let mut out = Vec::new();
        let lengths = |pair: &Pair| Length { length: pair.a.len() + pair.b.len() };
        let wrong = filter(input, &mut out, longest, lengths).unwrap();
        let lines = String::from_utf8(out).unwrap();
        (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), wrong)
    }

    #[test]
    fn answers_keep_order_and_ids() {
        let input = b"{\"id\":\"x\",\"a\":\"12\",\"b\":\"3\"}\n\n{\"id\":7,\"a\":\"\",\"b\":\"\",\"more\":1}";
        let (answers, wrong) = run(input, 1000);
        assert_eq!(wrong, 0);
        assert_eq!(
            answers,
            [
                serde_json::json!({"id": "x", "length": 3}),
                serde_json::json!({"id": 7, "length": 0}),
            ]
        );
    }

    #[test]
    fn a_bad_line_is_answered_and_the_rest_goes_on() {
        let input = b"nonsense\n{\"id\":5,\"a\":1}\n{\"id\":\"\\ud800\",\"a\":\"\",\"b\":\"\"}\n\xff\xfe\n{\"id\":1,\"a\":\"a\",\"b\":\"b\"}\n";
        let (answers, wrong) = run(input, 1000);
        assert_eq!((answers.len(), wrong), (5, 4));
        assert_eq!(answers[0]["id"], Value::Null);
        assert!(answers[0]["error"].as_str().unwrap().starts_with("line 1: "));
        assert_eq!(answers[1]["id"], 5);
        assert_eq!(answers[4], serde_json::json!({"id": 1, "length": 2}));
    }

    #[test]
    fn a_line_over_the_bound_is_skipped_not_kept() {
        let input = b"{\"id\":1,\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"b\":\"\"}\n{\"id\":2,\"a\":\"a\",\"b\":\"\"}\n";
        let (answers, wrong) = run(input, 30);
        assert_eq!((answers.len(), wrong), (2, 1));
        assert!(answers[0]["error"].as_str().unwrap().contains("--max-bytes"));
        assert_eq!(answers[1]["id"], 2);
    }
}
