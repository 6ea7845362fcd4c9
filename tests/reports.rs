//! `reports/` holds what the program says of `seeds/`: it is made anew here and must be the same
//! to the byte, whatever the number of threads and the order of the files.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use std::path::Path;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;
use variorum::corpus::{Corpus, Document, Input, Options};

/// Every file of a folder with its bytes, sorted by name.
type Files = Vec<(String, Vec<u8>)>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Files {
    let mut files: Files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The reports of some paths, made in `folder`.
fn reported(folder: &Path, paths: &[&str], threads: &str) -> Files {
    let out = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .arg("report")
        .args(paths)
        .args(["--quiet", "--threads", threads, "--out"])
        .arg(out.path())
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    files(out.path())
}

/// Says where two makings first differ; whole reports in a failure message help nobody.
fn same(expected: &Files, made: &Files, what: &str) {
    let names = |files: &Files| files.iter().map(|file| file.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(expected), names(made), "{what}: other files");
    for ((name, expected), (_, made)) in expected.iter().zip(made) {
        let lines =
            |bytes: &[u8]| bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
        let (expected, made) = (lines(expected), lines(made));
        let at = expected.iter().zip(&made).take_while(|(a, b)| a == b).count();
        let shown = |lines: &[Vec<u8>]| {
            let line = lines.get(at).map_or(&[][..], |line| line);
            String::from_utf8_lossy(&line[..line.len().min(300)]).into_owned()
        };
        assert!(
            expected == made,
            "{what}: {name}, line {}\n  expected {}\n  made     {}",
            at + 1,
            shown(&expected),
            shown(&made),
        );
    }
}

#[test]
fn reports_are_what_the_program_says_of_the_seeds() {
    let committed = files(&root().join("reports"));
    let next = "run `cargo run --release -- report seeds` and read the difference";
    for threads in ["1", "2", "8"] {
        let made = reported(root(), &["seeds"], threads);
        same(&committed, &made, &format!("--threads {threads} ({next})"));
    }
}

/// More documents than are compared pair by pair: the seeds, and each without every fifth line.
fn many() -> Vec<Document> {
    let folder = root().join("seeds");
    let corpus = Corpus::read(&[Input::Path(folder)], &Options::default()).unwrap();
    let part = |document: &Document, lacks: usize| {
        let lines = document.text.lines().enumerate().filter(|(n, _)| n % 5 != lacks);
        let text = lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        Document { id: format!("{lacks}-{}", document.id), text, ..document.clone() }
    };
    let parts = corpus.documents.iter().flat_map(|it| (0..3).map(move |lacks| part(it, lacks)));
    let many: Vec<Document> = parts.filter(|it| !it.text.trim().is_empty()).collect();
    assert!(many.len() > 24, "{}", many.len());
    many
}

fn written(documents: &[Document]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = documents
        .iter()
        .map(|it| {
            let source = it.source.as_ref().map(|source| &source.value);
            json!({"id": it.id, "text": it.text, "source": source}).to_string()
        })
        .collect();
    std::fs::write(folder.path().join("all.jsonl"), lines.join("\n")).unwrap();
    for document in documents.iter().take(12) {
        let name = format!("{}.txt", document.id.replace('/', "_"));
        std::fs::write(folder.path().join(name), &document.text).unwrap();
    }
    folder
}

#[test]
fn the_order_of_lines_leaves_no_trace() {
    let mut documents = many();
    let first = reported(written(&documents).path(), &["all.jsonl"], "2");
    documents.reverse();
    let reversed = reported(written(&documents).path(), &["all.jsonl"], "1");
    same(&first, &reversed, "lines reversed");
    // A step that shares no divisor with the length visits every place once.
    let step =
        (2..).map(|n| n * 2 + 1).find(|step| !documents.len().is_multiple_of(*step)).unwrap();
    let shuffled: Vec<Document> =
        (0..documents.len()).map(|n| documents[n * step % documents.len()].clone()).collect();
    let made = reported(written(&shuffled).path(), &["all.jsonl"], "8");
    same(&first, &made, "lines shuffled");
}

#[test]
fn the_order_of_arguments_leaves_no_trace() {
    let folder = written(&many());
    let mut names: Vec<String> = files(folder.path()).into_iter().map(|file| file.0).collect();
    let paths = |names: &[String]| {
        reported(folder.path(), &names.iter().map(String::as_str).collect::<Vec<_>>(), "2")
    };
    let first = paths(&names);
    names.reverse();
    same(&first, &paths(&names), "arguments reversed");
    names.rotate_left(5);
    names.swap(2, 9);
    same(&first, &paths(&names), "arguments shuffled");
}
