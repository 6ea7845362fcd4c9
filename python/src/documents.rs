//! What is read: paths, or documents that the caller holds, as lines of JSON.

use variorum::corpus::{Corpus, Document, Input, Options};

/// The name under which documents of the caller are read, and what it makes of their ids.
const NAME: &str = "documents.jsonl";

/// Documents as lines of JSON, in parts that are small enough to be read; the lines are counted over all
/// of them.
pub struct Lines(Vec<Vec<u8>>);

impl Lines {
    /// The parts as they come from Python.
    pub fn new(parts: Vec<Vec<u8>>) -> Self {
        Self(parts)
    }

    /// As inputs of the program.
    pub fn inputs(self) -> Vec<Input> {
        let parts = self.0.into_iter();
        parts.map(|bytes| Input::Bytes { name: NAME.to_owned(), bytes }).collect()
    }
}

/// Reads documents of the caller.
///
/// # Errors
/// None that a path could bring; those of the reader.
pub fn read(lines: Lines, options: &Options) -> anyhow::Result<Corpus> {
    let mut corpus = Corpus::read(&lines.inputs(), options)?;
    name(&mut corpus);
    Ok(corpus)
}

/// Gives documents the ids that the caller gave them, and calls what was skipped by its row.
fn name(corpus: &mut Corpus) {
    for Document { id, path, .. } in &mut corpus.documents {
        if let Some(own) = id.strip_prefix(NAME).and_then(|rest| rest.strip_prefix('#')) {
            *id = own.to_owned();
        }
        path.clone_from(id);
    }
    for skipped in &mut corpus.skipped {
        if let Some(rest) = skipped.path.strip_prefix(NAME) {
            let line = rest.strip_prefix(':').and_then(|line| line.parse::<usize>().ok());
            skipped.path = match line {
                Some(line) => format!("documents[{}]", line.saturating_sub(1)),
                None => "documents".to_owned(),
            };
        }
    }
}

/// Why there is nothing to work on.
pub fn nothing_read(corpus: &Corpus) -> String {
    format!(
        "no document in what was given{}\n  next: give rows with `id` and `text`, or paths",
        variorum_program::report::reasons(corpus)
    )
}
